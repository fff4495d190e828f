"""The day of publication: taken as given, from a byline or an address, inferred, or left open; never guessed."""

import datetime

import pytest

from kaigong.extractors.published import find_published

GIVEN, BYLINE, INFERRED = "given", "byline", "inferred"


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("发布时间:2024-03-05 09:12 来源:某某日报\n正文。", None, ("2024-03-05", BYLINE)),
        ("发布时间:20240305 来源:某某日报\n正文。", None, ("2024-03-05", BYLINE)),
        ("发布日期: 2024/3/5\n正文。", None, ("2024-03-05", BYLINE)),
        ("发布时间:2024.03.05\n正文。", None, ("2024-03-05", BYLINE)),
        ("记者今天从星河市发改委获悉,2024年3月5日,某项目开工。", None, (None, None)),
        ("记者了解到,2024年3月5日开工的某项目进展顺利。", None, (None, None)),
        ("记者 李某 2024年3月5日\n正文。", None, ("2024-03-05", BYLINE)),
        ("点击:20240305\n正文。", None, (None, None)),
        ("2018年9月10日 来源:某某日报\n正文。", None, ("2018-09-10", BYLINE)),
        ("新华社南京2021年6月1日电 某某项目开工。", None, ("2021-06-01", BYLINE)),
        ("正文。", "https://example.com/2023-02/10/content_1.htm", ("2023-02-10", BYLINE)),
        ("正文。", "https://example.com/art/2023/2/10/art_1_2.html", ("2023-02-10", BYLINE)),
        ("昨天(2月9日),大会举行。2023年是开局之年,今年全市将新开工项目60个。", None, ("2023-02-10", INFERRED)),
        ("昨天,大会举行。今年全市将新开工项目60个。", None, (None, None)),
        ("项目于2022年3月1日开工。", None, (None, None)),
        ("发布时间:2024-13-45\n正文。", None, (None, None)),
        ("", None, (None, None)),
    ],
)
def test_find_published(text, url, expected):
    day, basis = find_published(text, None, url)
    assert (day.isoformat() if day else None, basis) == expected


def test_a_given_day_wins():
    day = datetime.date(2020, 1, 2)
    assert find_published("发布时间:2024-03-05", day) == (day, GIVEN)
