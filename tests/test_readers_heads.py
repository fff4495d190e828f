"""Heads below titles, cells that hold nothing, days in the ways of spreadsheets: nothing of it loses an article."""

import csv
import datetime
import io

import pytest
from readerkit import TEXT, line, notes_on, read, write

from kaigong.corpora.readers import ReadOptions

DAY = datetime.date(2023, 2, 10)
NINE = datetime.datetime.fromisoformat("2023-02-10T09:00")
TITLED = [["2023年招商新闻汇总", "", ""], ["标题", "刊发日期", "内容"], ["甲", "2023-2-10", TEXT]]


def table(rows, delimiter=","):
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter).writerows(rows)
    return sink.getvalue()


def workbook(path, rows, epoch=None):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    for row in rows:
        book.active.append([cell if cell != "" else None for cell in row])
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "title_alone", "tsv", "xlsx"])
@pytest.mark.parametrize("options", [None, ReadOptions(text_key="内容")])
def test_header_below_a_title(tmp_path, kind, options):
    if kind == "xlsx":
        path = workbook(tmp_path / "a.xlsx", TITLED)
    else:
        rows = [TITLED[0][:1], *TITLED[1:]] if kind == "title_alone" else TITLED
        path = write(tmp_path / "a.csv", table(rows, "\t" if kind == "tsv" else ","))
    articles, rejects = read(path, options=options)
    assert not rejects
    assert [(a.text, a.title, a.published) for a in articles] == [(TEXT, "甲", DAY)]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_table_without_a_text_names_its_columns(tmp_path, name):
    rows = [["汇总", "", ""], ["标题", "刊发日期", "稿子"], *[["甲", "", TEXT]] * 20]
    path = workbook(tmp_path / name, rows) if name == "a.xlsx" else write(tmp_path / name, table(rows))
    _, rejects = read(path)
    assert [r.reason for r in rejects] == [
        "no column 'text' with the text (name one of these with --text-key: 标题, 刊发日期, 稿子)"
    ]
    assert [a.text for a in read(path, options=ReadOptions(text_key="稿子"))[0]] == [TEXT] * 20


def test_a_cell_without_a_text_is_told_as_such(tmp_path):
    rows = [["标题", "内容"], ["甲", TEXT], ["乙"], ["丙", ""]]
    for path in (workbook(tmp_path / "a.xlsx", rows), write(tmp_path / "a.csv", table(rows))):
        articles, rejects = read(path)
        assert [a.title for a in articles] == ["甲"]
        assert [r.line for r in rejects] == [3, 4]
        assert all(r.reason.startswith("the text is empty") for r in rejects)
    path = write(tmp_path / "a.jsonl", '{"art_id": 1, "body_txt": null}')
    _, rejects = read(path, options=ReadOptions(text_key="body_txt"))
    assert [r.reason for r in rejects] == ["the text is empty ('body_txt' holds nothing)"]


@pytest.mark.parametrize("key", ["id", "文号"])
def test_a_blank_id_is_that_of_the_line(tmp_path, key):
    options = ReadOptions(id_key=key)
    path = write(tmp_path / "a.csv", table([[key, "正文"], ["x", TEXT], ["", TEXT], [" ", TEXT]]))
    assert [a.id for a in read(path, options=options)[0]] == ["x", "a.csv:3", "a.csv:4"]
    path = write(tmp_path / "a.jsonl", f'{{"{key}": "", "text": "{TEXT}"}}\n{{"{key}": null, "text": "{TEXT}"}}')
    assert [a.id for a in read(path, options=options)[0]] == ["a.jsonl:1", "a.jsonl:2"]


@pytest.mark.parametrize(("written", "day"), [("09/30/2021", 30), ("30/9/2021", 30), ("09/09/2021 8:30", 9)])
def test_days_with_the_year_last_that_can_be_but_one(tmp_path, written, day):
    articles, _ = read(write(tmp_path / "a.jsonl", line(published=written)))
    assert articles[0].published == datetime.date(2021, 9, day)


@pytest.mark.parametrize(("value", "day"), [(44967, DAY), (44967.35, DAY), ("44967", DAY), (NINE, DAY)])
def test_days_that_a_spreadsheet_keeps_as_numbers(tmp_path, value, day):
    rows = [["日期", "内容"], [value, TEXT]]
    paths = [workbook(tmp_path / "a.xlsx", rows)]
    if not isinstance(value, datetime.datetime):
        paths.append(write(tmp_path / "a.csv", table(rows)))
    for path in paths:
        assert [a.published for a in read(path)[0]] == [day]


def test_days_of_a_workbook_that_counts_from_1904(tmp_path):
    epoch = pytest.importorskip("openpyxl.utils.datetime").CALENDAR_MAC_1904
    rows = [["日期", "内容"], [44967 - 1462, TEXT], [20230210, TEXT], ["2023-02-10", TEXT]]
    assert [a.published for a in read(workbook(tmp_path / "a.xlsx", rows, epoch))[0]] == [DAY] * 3


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("2024-13-01", "'2024-13-01' is no date; expected a day like 2023-02-10"),
        ("昨天", "'昨天' is no date; expected a day like 2023-02-10"),
        ("3/6/2024", "'3/6/2024' is no date; expected a day like 2023-02-10"),
        ("99999", "'99999' is no date; expected a day like 2023-02-10"),
        (True, "expected a day, found True"),
        ([2024], "expected a day, found [2024]"),
    ],
)
def test_an_article_whose_day_cannot_be_read_is_kept_without_it(tmp_path, value, fault):
    path = write(tmp_path / "a.jsonl", line(published=value) + line(id="b", published="2023-02-10"))
    articles, notes = notes_on(path, options=ReadOptions(published=datetime.date(2020, 1, 1)))
    assert [(a.id, a.published) for a in articles] == [("a", None), ("b", DAY)]
    assert notes == [f"{path}:1 (a): published: {fault}; the article is read as one without a day"]


def test_a_column_of_days_that_is_not_read_is_told_once(tmp_path):
    path = write(tmp_path / "a.csv", table([["上线日期", "截止时间", "内容"], *[["2023-2-10", "长期", TEXT]] * 3]))
    articles, notes = notes_on(path)
    assert [a.published for a in articles] == [None] * 3
    assert notes == [
        f"{path}: column '上线日期' holds days and is not read; if they are those of publication, "
        "add --published-key 上线日期"
    ]
    articles, notes = notes_on(path, options=ReadOptions(published_key="上线日期"))
    assert ([a.published for a in articles], notes) == ([DAY] * 3, [])
