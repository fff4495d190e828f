"""Numerals by themselves: values, ranges, and where a numeral ends."""

from decimal import Decimal

import pytest

from kaigong.extractors.numeral import parse_numeral, read_arabic, read_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,400", "2400"),
        ("1,163,275,800.00", "1163275800"),
        ("38,652.17万", "386521700"),
        ("1.2万亿", "1200000000000"),
        ("8亿6000万", "860000000"),
        ("3亿8750万", "387500000"),
        ("1亿690万", "106900000"),
        ("2兆6,218亿", "2621800000000"),
        ("16万4,554", "164554"),
        ("2千3百万", "23000000"),
        ("3千万", "30000000"),
        ("一亿五千万", "150000000"),
        ("二千零五十一", "2051"),
        ("一千三百五十四", "1354"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("两亿三", "230000000"),
        ("三千六百九十亿", "369000000000"),
        ("叁佰贰拾伍万", "3250000"),
        ("二〇二三", "2023"),
        ("廿五", "25"),
        ("卅六", "36"),
        ("半", "0.5"),
        ("1亿半", "150000000"),
        ("三十四点五二一", "34.521"),
        ("一点五万", "15000"),
        ("两个亿", "200000000"),
        ("三千万亿", "3000000000000000"),
    ],
)
def test_parse_numeral(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元", "万科", "数据", "七八", "3000多", "10,20", "1.2.3", "20亿元", "1亿2亿"])
def test_parse_numeral_refuses(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("七八", "7", "8"),
        ("十五六", "15", "16"),
        ("七百三四十", "730", "740"),
        ("三五百", "300", "500"),
        ("数十亿", "1000000000", "10000000000"),
        ("十几", "10", "20"),
        ("20几亿", "2000000000", "3000000000"),
        ("几个亿", "100000000", "1000000000"),
    ],
)
def test_numerals_that_are_ranges(text: str, low: str, high: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.end) == (Decimal(low), Decimal(high), len(text))


@pytest.mark.parametrize("text", ["3000多万", "9亿多", "2200余万", "百余", "1万多亿", "3个多亿"])
def test_more(text: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.more
    assert numeral.end == len(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [("1亿2亿", 2), ("50个亿元以上", 2), ("2023,300", 4), ("10,20和30", 2), ("三千两百两", 5), ("5千瓦", 1)],
)
def test_where_a_numeral_ends(text: str, end: int) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.end == end


def test_bare_magnitudes_are_marked() -> None:
    for text, explicit in (("亿", False), ("百亿", False), ("千万", False), ("十亿", True), ("1亿", True)):
        numeral = read_numeral(text, 0)
        assert numeral is not None
        assert numeral.explicit is explicit, text


def test_runs_too_long_are_no_figure() -> None:
    assert read_arabic("1" * 1000, 0) == (None, 1000)
    assert parse_numeral("一" * 1000) is None
    assert parse_numeral("1" + "百" * 1000) is None
    assert read_numeral("万" * 300_000, 0) is not None
