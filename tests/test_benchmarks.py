"""The parts of the comparison with the peers that need no peer: outputs to values, when a value is right, tables."""

import datetime
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import peers
import pytest
from peers_score import Counts, count_sums, is_right, is_scored
from peers_table import END, START, Result, Speed, gold_table, page_part, replace_part, share, speed_table, two_digits
from peers_values import (
    Days,
    Figure,
    Found,
    from_cn2an,
    from_jionlp_dates,
    from_jionlp_money,
    from_kaigong,
    from_recognizers_dates,
    from_recognizers_figures,
)

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline


def d(text):
    return datetime.date.fromisoformat(text)


def money(num, name="元", definition="accurate"):
    return {"offset": [2, 8], "type": "money", "detail": {"num": num, "case": name, "definition": definition}}


def resolved(kind, *values, **more):
    return {"start": 0, "end": 4, "type": f"datetimeV2.{kind}", "resolution": {"values": list(values)}, **more}


def case(kind, *expected, **more):
    return {"id": "x:1", "source": "x", "kind": kind, "text": "", "mode": "full", "expected": list(expected), **more}


def test_jionlp_money():
    found = from_jionlp_money([money("3680000000.00"), money(["30000000.00", "40000000.00"], "美元", "blur")])
    assert found == [
        Found(2, 8, (Figure(Decimal("3680000000.00"), unit="CNY", qualifier="exact"),)),
        Found(2, 8, (Figure(None, Decimal("30000000.00"), Decimal("40000000.00"), "USD", "range"),)),
    ]
    assert from_jionlp_money([money("1", "元", "blur+")])[0].readings[0].qualifier == "more_than"


def test_jionlp_dates_leave_durations_out_unless_asked():
    span = {"offset": [0, 4], "type": "time_span", "detail": {"time": ["2018-02-01 00:00:00", "inf"]}}
    old = {"offset": [0, 4], "type": "time_point", "detail": {"time": ["789-01-01 00:00:00", "789-12-31 23:59:59"]}}
    length = {"offset": [5, 7], "type": "time_delta", "detail": {"time": {"day": 3.0}}}
    assert from_jionlp_dates([span, old, length]) == [
        Found(0, 4, (Days(d("2018-02-01"), None),)),
        Found(0, 4, (Days(d("0789-01-01"), d("0789-12-31")),)),
    ]
    assert from_jionlp_dates([length], with_durations=True) == [Found(5, 7, ())]


def test_recognizers_figures_drop_bare_units_and_inner_mentions():
    def item(start, end, kind="currency", **resolution):
        return {"start": start, "end": end, "type": kind, "resolution": resolution}

    found = from_recognizers_figures(
        [
            item(3, 6, value="78", unit="Chinese yuan"),
            item(1, 6, value="5.78", unit="Chinese yuan", isoCurrency="CNY"),
            item(8, 10, value=None, unit="Euro", isoCurrency="EUR"),
            item(11, 14, "percentage", value="25%"),
        ]
    )
    assert [(f.start, f.readings[0].value, f.readings[0].unit) for f in found] == [
        (1, Decimal("5.78"), "CNY"),
        (11, Decimal("25"), "%"),
    ]


def test_recognizers_dates_end_before_their_end_and_keep_both_readings():
    year = {"timex": "2018", "start": "2018-01-01", "end": "2019-01-01"}
    between = {"timex": "(2016-01-01,2018-01-01,P2Y)", "start": "2016-01-01", "end": "2018-01-01"}
    monday = [{"timex": "XXXX-WXX-1", "value": "2024-06-10"}, {"timex": "XXXX-WXX-1", "value": "2024-06-17"}]
    unresolved = {"timex": "2017000", "start": "0001-01-01", "end": "0001-01-01"}
    readings = [
        f.readings
        for f in from_recognizers_dates(
            [
                resolved("daterange", year),
                resolved("daterange", between),
                resolved("date", *monday),
                resolved("daterange", unresolved),
                resolved("duration", {"timex": "P3D", "value": "259200"}),
            ]
        )
    ]
    assert readings == [
        (Days(d("2018-01-01"), d("2018-12-31")),),
        (Days(d("2016-01-01"), d("2017-12-31")), Days(d("2016-01-01"), d("2018-01-01"))),
        (Days(d("2024-06-10"), d("2024-06-10")), Days(d("2024-06-17"), d("2024-06-17"))),
        (),
    ]


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ({"value": "3680000000"}, ["3680000000"]),
        ({"value": "1e+16"}, ["1e16"]),
        ({"text": "-3.5和1/4, -1又1/2"}, ["-3.5", "0.25", "-1.5"]),
        ({"text": "1/0"}, []),
    ],
)
def test_cn2an(raw, values):
    assert [f.readings[0].value for f in from_cn2an([raw])] == list(map(Decimal, values))


def test_kaigong_mentions_of_a_label():
    record = Pipeline()("总投资20亿元，2023年3月开工。", published="2023-05-01").model_dump(mode="json")
    assert from_kaigong(record["mentions"], ["AMOUNT"]) == [
        Found(3, 7, (Figure(Decimal("2000000000"), unit="CNY", qualifier="exact"),))
    ]
    assert from_kaigong(record["mentions"], ["DATE"]) == [Found(8, 15, (Days(d("2023-03-01"), d("2023-03-31")),))]


def figure(value=None, low=None, high=None, unit=None, qualifier="exact"):
    return Found(0, 4, (Figure(*(None if x is None else Decimal(x) for x in (value, low, high)), unit, qualifier),))


@pytest.mark.parametrize(
    ("kind", "expected", "found", "right"),
    [
        ("money", {"value": "15", "currency": "CNY"}, figure("15.001", unit="CNY"), True),
        ("money", {"value": "15", "currency": "CNY"}, figure("15", unit="USD"), False),
        ("money", {"value": "15"}, figure("15", unit="USD"), True),
        ("money", {"value": "5000000"}, figure(low="5000000", unit="CNY"), True),
        ("money", {"value": {"min": "3000", "max": "4000"}}, figure("3000", qualifier="more_than"), True),
        ("money", {"value": {"min": "3000", "max": "4000"}}, figure("3000"), False),
        ("money", {"value": {"min": "30", "max": None}}, figure("30"), True),
        ("unit", {"value": "2", "unit": "Centimetre"}, figure("2", unit="公分"), True),
        ("unit", {"value": "1.5", "unit": "Kilogram"}, figure("3", unit="Jin"), True),
        ("unit", {"value": "1.5", "unit": "Kilogram"}, figure("1.5", unit="吨"), False),
        ("unit", {"value": "7", "unit": "Furlong"}, figure("7", unit="浪"), True),
        ("number", {"value": {"whole": "1", "numerator": "1", "denominator": "2"}}, figure("1.5"), True),
    ],
)
def test_a_case_is_right(kind, expected, found, right):
    assert is_right(case(kind, expected), [found]) is right


def test_a_case_allows_no_mention_more_or_less():
    wanted = case("money", {"value": "15"})
    assert not is_right(wanted, [])
    assert not is_right(wanted, [figure("15"), figure("15")])
    assert is_right(case("money"), [])


@pytest.mark.parametrize(
    ("value", "last", "right"),
    [
        ({"start": "2023-03-01", "end": "2023-03-31", "end_inclusive": True}, "2023-03-31", True),
        ({"start": "2023-03-01", "end": "2023-04-01", "end_inclusive": False}, "2023-03-31", True),
        ({"start": "2023-03-01", "end": "2023-04-01", "end_inclusive": False}, "2023-04-01", False),
        ({"start": "2023-03-01", "end": "2023-04-01", "end_ambiguous": True}, "2023-04-01", True),
        ({"start": "2023-03-01", "end": None, "start_only": True}, "2023-03-02", True),
        ({"alternatives": [{"start": "2022-03-01"}, {"start": "2023-03-01"}]}, "2023-03-31", True),
    ],
)
def test_days(value, last, right):
    found = Found(0, 4, (Days(d("2022-03-01"), None), Days(d("2023-03-01"), d(last))))
    assert is_right(case("date", {"value": value}), [Found(0, 4, found.readings[1:])]) is right
    assert is_right(case("date", {"value": value}), [found]) or not right


def test_a_case_of_spans_compares_spans_alone():
    wanted = case("date", {"start": 1, "end": 5, "value": None}, task="extract-only")
    assert is_right(wanted, [Found(1, 5, ())])
    assert not is_right(wanted, [Found(0, 5, ())])


@pytest.mark.parametrize(
    ("kind", "value", "scored"),
    [
        ("date", {"start": "2023-03-01", "end": "2023-03-02"}, True),
        ("date", {"start": "2023-03-01T15:00:00", "end": "2023-03-01T16:00:00"}, False),
        ("date", {"duration": {"day": 3}}, False),
        ("number", {"min": "1", "max": "2"}, False),
        ("number", "3", True),
    ],
)
def test_which_cases_are_compared(kind, value, scored):
    assert is_scored(case(kind, {"value": value})) is scored


def test_each_case_goes_to_the_readers_that_have_its_kind():
    percent, weight = case("unit", {"type": "percentage"}), case("unit", {"type": "quantity"})
    alone, text = case("number", {"type": "number"}), case("number", {"type": "number"}, mode="sentence")
    assert peers.readers_of("recognizers", percent) == ["percentage"]
    assert peers.readers_of("recognizers", weight) == ["dimension", "temperature"]
    assert [peers.readers_of(p, weight) for p in ("jionlp", "cn2an")] == [[], []]
    assert peers.readers_of("cn2an", alone) == ["number"]
    assert peers.readers_of("cn2an", text) == ["text"]
    assert peers.readers_of("jionlp-parse", case("money", {"type": "money"})) == ["money"]
    assert peers.readers_of("jionlp-parse", case("money", {"type": "money"}, mode="sentence")) == []


def test_gold_sums_need_an_overlap_and_an_equal_value():
    gold = [Found(4, 9, (Figure(Decimal("30"), unit="CNY", qualifier="more_than"),))]
    wider = [Found(3, 9, (Figure(None, Decimal("30"), Decimal("40"), "CNY", "range"),))]
    away = [Found(9, 12, wider[0].readings)]
    assert count_sums(gold, wider, exact=False, with_currency=True) == Counts(1, 1, 1)
    assert count_sums(gold, wider, exact=True, with_currency=True).hits == 0
    assert count_sums(gold, away, exact=False, with_currency=True).hits == 0
    dollars = [Found(4, 9, (Figure(Decimal("30"), unit="USD", qualifier="exact"),))]
    assert count_sums(gold, dollars, exact=True, with_currency=True).hits == 0
    assert count_sums(gold, dollars, exact=True, with_currency=False).hits == 1


def test_every_gold_amount_has_its_place_in_the_text():
    for article in read_gold():
        places = [(f.start, f.end) for f in peers.gold_sums(article)]
        assert [article.text[start:end] for start, end in places] == [a.text for a in article.amounts]
        assert not [s for s, _ in places if s and article.text[s].isdigit() and article.text[s - 1] in "0123456789."]


def test_shares_and_digits():
    assert share([True, False, None]) == "1 (50.0 %)"
    assert share([None]) == "–"
    assert [two_digits(x) for x in (166_000, 24.4, 4.0, 0.0163)] == ["170,000", "24", "4.0", "0.016"]


def test_tables():
    lines = gold_table({"kaigong": {m: Counts(4, 5, 3) for m in ("overlap", "exact", "value")}}).splitlines()
    assert lines[2] == "| kaigong | 4 | 75.0 | 60.0 | 66.7 | 66.7 | 66.7 |"
    assert lines[3] == "| JioNLP | – | – | – | – | – | – |"
    speeds = [Speed("kaigong", "record", 50_000.0), Speed("cn2an", "text", 1_000_000.0)]
    assert speed_table(speeds).splitlines()[-1].endswith("| 1,000,000 | 20 |")


def test_a_rerun_replaces_the_part_between_the_markers():
    part = page_part(
        results=[Result("money", "jionlp", {"kaigong": True, "jionlp": False})],
        failures=Counter({"jionlp:crash": 2}),
        gold={"kaigong": {m: Counts(1, 1, 1) for m in ("overlap", "exact", "value")}},
        speeds=[Speed("kaigong", "record", 50_000.0)],
        versions={**dict.fromkeys(("kaigong", "jionlp", "recognizers", "cn2an"), "1.0"), "python": "3.11"},
        digests={"cases": "c" * 64, "gold": "d" * 64},
        date="2026-01-01",
    )
    assert "| money | 1 | 1 (100.0 %) | 0 (0.0 %) | – | – |" in part
    assert "Crashes: kaigong 0, JioNLP 2" in part
    page = replace_part(f"above\n\n{START}\nold\n{END}\n\nbelow\n", part)
    assert page == f"above\n\n{part}\n\nbelow\n"
    assert replace_part(page, part) == page
    with pytest.raises(ValueError, match="no part to replace"):
        replace_part("no markers", part)


def test_a_missing_interpreter_or_peer_is_named(tmp_path):
    with pytest.raises(SystemExit, match="--python names the peers' interpreter"):
        peers.ask(str(tmp_path / "python"), "versions")
    without = tmp_path / "without"
    without.write_text("#!/bin/sh\necho 'a traceback' >&2\necho 'no package jionlp' >&2\nexit 1\n", encoding="utf-8")
    without.chmod(0o755)
    with pytest.raises(SystemExit, match=r"no package jionlp; see peers\.py for their environment"):
        peers.ask(str(without), "versions")


def test_a_faulty_line_of_cases_is_named(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text('{"kind": "number", "expected": []}\nno json\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"cases\.jsonl:2: no case"):
        peers.read_cases(path)
    with pytest.raises(SystemExit, match="--cases names the file"):
        peers.read_cases(tmp_path / "none.jsonl")


def test_the_runner_answers_a_crash_and_stays_alive():
    script = (
        "import json, peers_runner as r\n"
        "def crash(text, ref): raise KeyError(text)\n"
        "def refuse(text, ref): raise ValueError(text)\n"
        "r.READERS = {('a', 'x'): crash, ('a', 'y'): refuse}\n"
        "for reader in 'xy':\n"
        "    ask = {'peer': 'a', 'reader': reader, 'text': '3', 'ref': '2024-06-15T00:00:00'}\n"
        "    print(json.dumps(r.read(ask)))\n"
    )
    folder = peers.RUNNER.parent
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder)
    crashed, refused = done.stdout.splitlines()
    assert '"crash": "KeyError"' in crashed and '"refused": false' in crashed
    assert '"crash": null' in refused and '"refused": true' in refused
