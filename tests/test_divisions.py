"""Integrity of the tables of places."""

import re
from collections import Counter

import pytest

from kaigong.corpora.loader import load_table

OUTSIDE = ("71", "81", "82")

ROWS = load_table("divisions")
CURRENT = [row for row in ROWS if not row["until"]]
CODES = {row["code"] for row in CURRENT}


def test_current_codes_are_unique() -> None:
    assert [c for c, n in Counter(row["code"] for row in CURRENT).items() if n > 1] == []


def test_rows_are_sorted_and_distinct() -> None:
    keys = [(row["code"], row["until"] or "9999") for row in ROWS]
    assert keys == sorted(keys)
    assert len({(row["code"], row["name"], row["until"]) for row in ROWS}) == len(ROWS)


def test_counts_of_the_mainland() -> None:
    """31 provinces, 333 prefectures; 2,846 counties at the end of 2024, two more and two merged into one since."""
    mainland = Counter(row["level"] for row in CURRENT if not row["code"].startswith(OUTSIDE))
    assert mainland == {"province": 31, "city": 333, "county": 2847}


def test_counts_of_hong_kong_macau_and_taiwan() -> None:
    counts = Counter((row["code"][:2], row["level"]) for row in CURRENT if row["code"].startswith(OUTSIDE))
    assert counts[("81", "county")] == 18
    assert counts[("82", "county")] == 8
    assert counts[("71", "city")] == 20
    assert sum(counts[(code, "province")] for code in OUTSIDE) == 3


def test_parents_of_current_rows_are_current() -> None:
    assert [row for row in CURRENT if row["parent"] and row["parent"] not in CODES] == []
    assert {row["level"] for row in CURRENT if not row["parent"]} == {"province"}


def test_parents_of_past_rows_are_known() -> None:
    known = {row["code"] for row in ROWS}
    assert [row["name"] for row in ROWS if row["parent"] and row["parent"] not in known] == []


def test_past_rows_lead_to_current_ones() -> None:
    past = [row for row in ROWS if row["until"]]
    assert [row["name"] for row in past if not set(row["successor"].split()) <= CODES or not row["successor"]] == []
    assert [row["name"] for row in past if row["since"] > row["until"]] == []


def test_names_and_tiers_are_well_formed() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[0-9]{6}", row["code"]), row
        assert re.fullmatch(r"[\u4e00-\u9fff、]{2,16}", row["name"]), row
        assert row["tier"] in {"0", "1", "2"}, row
        assert (row["short"] == "") == (row["short_tier"] == ""), row
        assert all(alias[-1] in "012" for alias in row["aliases"].split()), row


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广西壮族自治区", "广西"),
        ("恩施土家族苗族自治州", "恩施"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("内蒙古自治区", "内蒙古"),
        ("仪征市", "仪征"),
        ("沙县区", "沙县"),
        ("大兴安岭地区", "大兴安岭"),
        ("巴林左旗", ""),
        ("南县", ""),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert {row["short"] for row in CURRENT if row["name"] == name} == {short}


@pytest.mark.parametrize(
    "word", ["和平", "东方", "新华", "合作", "资源", "富裕", "新建", "共和", "海港", "江南", "友谊"]
)
def test_common_words_are_never_safe(word: str) -> None:
    tiers = {row["short_tier"] for row in ROWS if row["short"] == word and row["level"] == "county"}
    assert tiers == {"2"}


def test_renamed_and_abolished() -> None:
    successor = {(row["name"], row["until"]): row["successor"] for row in ROWS if row["until"]}
    assert successor["襄樊市", "2010"] == "420600"
    assert successor["新津县", "2020"] == "510118"
    assert successor["江北区", "2025"] == "500157"
    assert set(successor["江干区", "2021"].split()) >= {"330102", "330114"}


def test_towns_belong_to_known_counties() -> None:
    known = {row["code"] for row in ROWS}
    towns = load_table("towns")
    assert [row["county"] for row in towns if row["county"] not in known] == []
    assert sum(len(row["names"].split()) for row in towns) > 38_000


def test_zones_lie_in_current_divisions() -> None:
    for row in load_table("zones"):
        assert row["code"] in CODES, row
        assert re.fullmatch(r"(19|20)[0-9]{2}", row["since"]), row
        assert row["source"], row


def test_all_state_level_new_areas_are_known() -> None:
    names = (
        "浦东新区 滨海新区 两江新区 舟山群岛新区 兰州新区 南沙新区 西咸新区 贵安新区 西海岸新区 金普新区 天府新区 "
        "湘江新区 江北新区 福州新区 滇中新区 哈尔滨新区 长春新区 赣江新区 雄安新区"
    ).split()
    assert set(names) <= {row["name"] for row in load_table("zones")}
    assert len(names) == 19


def test_hand_decisions_have_reasons_and_stand_once() -> None:
    rows = load_table("place_names")
    assert [row for row in rows if not row["reason"] or row["tier"] not in {"0", "1", "2", "-"}] == []
    assert [s for s, n in Counter((r["surface"], r["code"]) for r in rows).items() if n > 1] == []


def test_places_abroad_are_not_divisions() -> None:
    names = {row["name"] for row in ROWS} | {row["short"] for row in ROWS}
    for table in ("countries", "places_abroad"):
        assert [row["name"] for row in load_table(table) if row["name"] in names] == []
