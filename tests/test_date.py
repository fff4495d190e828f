"""Properties of dates: what is rendered is read back, in every style; no interval ends before it begins."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaigong.extractors.date.tagger import DateTagger
from kaigong.pipeline.normalise import normalise
from kaigong.schemas.article import Article
from kaigong.schemas.document import Document, FoldedText

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PUBLISHED = datetime.date(2024, 5, 8)
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PIECES = (
    "2024年 去年 3月 12月 31日 底 前 至 — 起 以来 截至 十四五 同年 上半年 三季度 本周 周五 近日 两年内 ( ) , 。 "
    "2030年 后 30 号 次月 下旬 春节 初"
).split()
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31))


def spoken(number: int) -> str:
    """Hanzi of a number from 1 to 31, as months and days are written."""
    tens, unit = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, "一二三"[tens - 1 : tens] + "十")
    return head + ("一二三四五六七八九"[unit - 1] if unit else "")


STYLES = {
    "chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "blanks": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "wide": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(WIDE),
    "hanzi": lambda d: f"{str(d.year).translate(DIGITS)}年{spoken(d.month)}月{spoken(d.day)}日",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
}


def dates(text: str, published: datetime.date | None = PUBLISHED) -> list[tuple[str, Any]]:
    document = normalise(Document(Article(id="t", text=text), FoldedText(text, text)))
    return [(m.text, m.value) for m in DateTagger().find(replace(document, published=published))]


@SLOW
@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS)
def test_a_day_is_read_back_in_every_style(style, day):
    written = STYLES[style](day)
    [(_, value)] = dates(f"项目于{written}开工。")
    assert (value.start, value.end) == (day, day)


@SLOW
@given(first=DAYS, second=DAYS)
def test_a_range_goes_from_its_first_day_to_its_last(first, second):
    first, second = sorted((first, second))
    [(_, value)] = dates(f"建设期为{STYLES['chinese'](first)}至{STYLES['chinese'](second)}。")
    assert (value.start, value.end) == (first, second)


@SLOW
@given(
    pieces=st.lists(
        st.sampled_from(PIECES),
        max_size=9,
    ),
    published=st.none() | DAYS,
)
def test_no_interval_ends_before_it_begins(pieces, published):
    for _, value in dates("".join(pieces), published):
        assert value.start is None or value.end is None or value.start <= value.end


@pytest.mark.parametrize("phrase", ["去年3月", "昨日", "上周五", "本月底", "近日", "明年上半年"])
def test_a_relative_date_has_no_days_without_an_anchor(phrase):
    [(_, value)] = dates(f"项目{phrase}开工。", None)
    assert (value.start, value.end) == (None, None)
