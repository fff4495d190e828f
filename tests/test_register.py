"""kaigong merge: what is one project and what is not, what an entry holds, and that runs add up."""

import datetime
import json
import random
from decimal import Decimal
from pathlib import Path

import duckdb
import histories
import pytest
from exportkit import invoke
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registerkit import record, records_of

from kaigong.pipeline.register import store
from kaigong.pipeline.register.blocks import MOST_WHOLE, WINDOW
from kaigong.pipeline.register.evidence import occurrences_of
from kaigong.pipeline.register.findings import findings
from kaigong.pipeline.register.merge import build_register
from kaigong.pipeline.register.names import parse_name
from kaigong.pipeline.register.parties import organisation_core
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import traits_of
from kaigong.schemas.record import Place

NAME, INVESTOR = "澜泽储能电池项目", "江苏澜泽科技有限公司"


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def gold():
    paths = sorted(histories.FOLDER.glob("*.yaml"))
    known = histories.read_histories(*paths)
    return known, histories.extract(known)


def built(*records, founders=()):
    return build_register([o for r in records for o in occurrences_of(r)], founders)


def names(register):
    return [[seen.name for seen in entry.seen] for entry in register.entries]


def lines(path, *records):
    Path(path).write_text("".join(r.to_line() + "\n" for r in records), encoding="utf-8")
    return path


def table(path, name, order="ALL"):
    with duckdb.connect(str(path), read_only=True) as database:
        return database.execute(f"SELECT * FROM {name} ORDER BY {order}").fetchall()


# --- the gold


def test_the_histories_are_told_apart_and_put_together(gold):
    known, records = gold
    items = histories.align(known, records)
    groups = [{items[o.id] for o in group} for group in histories.groups_of(records)]
    scores = histories.score(known.items, groups)
    assert scores.precision >= 0.99, scores.wrong
    assert scores.recall >= 0.90, scores.missed
    assert scores.f1 >= 0.95, scores.describe()
    # of what was extracted, the merging alone
    found = {item: project for item, project in known.items.items() if any(item in group for group in groups)}
    assert histories.score(found, groups).f1 >= 0.98


def test_what_the_rules_were_not_made_for_is_merged_too(gold):
    known, records = gold
    items = histories.align(known, records)
    own = {item: project for item, project in known.items.items() if item[0].startswith("h")}
    held = [r for r in records if r.article.id.startswith("h")]
    groups = [{items[o.id] for o in group} for group in histories.groups_of(held)]
    assert histories.score(own, groups).f1 >= 0.95


def test_the_gold_is_what_it_says(gold):
    known, _ = gold
    articles = {}
    for (article, project), _name in known.items.items():
        articles.setdefault(project, set()).add(article)
    assert set(known.histories) <= set(articles)
    assert sum(3 <= len(found) <= 6 for found in articles.values()) >= 40


def test_a_score_sees_what_is_wrong_and_what_is_missing():
    gold = {("a", "x"): "x", ("b", "x"): "x", ("c", "y"): "y"}
    scores = histories.score(gold, [{("a", "x"), ("c", "y")}])
    assert (scores.right, scores.predicted, scores.gold, scores.extracted) == (0, 1, 1, 2)
    whole = histories.score(gold, [{("a", "x"), ("b", "x")}, {("c", "y")}])
    assert (whole.f1, whole.bcubed_f1) == (1.0, 1.0)


# --- names


@pytest.mark.parametrize(
    ("name", "core", "phases", "sections", "ordinals"),
    [
        ("“祥周”光伏项目（二期）", "祥周光伏", {"2"}, set(), set()),
        ("祥周光伏项目首期", "祥周光伏", {"1"}, set(), set()),
        ("祥周光伏一、二期工程", "祥周光伏", {"1", "2"}, set(), set()),
        ("临永高速公路LJ1标段", "临永高速公路", set(), {"LJ1"}, set()),
        ("临永高速第二标段路基工程", "临永高速", set(), {"2"}, set()),
        ("南岬3号海上风电场", "南岬海上风电场", set(), set(), {"3"}),
        ("凤栖机场T3航站楼", "凤栖机场航站楼", set(), set(), {"T3"}),
        ("泸州市第三人民医院新院区", "泸州市人民医院新院区", set(), set(), {"3"}),
        ("年产10GWh储能电池项目", "储能电池", set(), set(), set()),
    ],
)
def test_a_name_is_cut_into_its_parts(name, core, phases, sections, ordinals):
    parts = parse_name(name)
    assert (parts.core, parts.phases, parts.sections, parts.ordinals) == (core, phases, sections, ordinals)


def test_the_project_s_own_place_is_left_out_of_its_name_but_no_other():
    assert parse_name("印江自治县石门水库", frozenset({"520625"})).core == "石门水库"
    assert parse_name("新化县石门水库除险加固工程", frozenset({"431322", "430000"})).core == "石门水库"
    assert parse_name("仪征大道改造工程", frozenset({"321081"})).core == "仪征大道"


def test_forms_of_a_company_s_name_have_one_core():
    forms = ("江苏澜泽科技有限公司", "澜泽科技", "澜泽科技集团", "澜泽科技（江苏）有限公司", "澜泽科技股份有限公司")
    assert {organisation_core(form) for form in forms} == {"澜泽科技"}


# --- what is never one


def one(name, **known):
    return {"name": name, "place": "320904", "total": 5 * 10**9, "investor": INVESTOR, **known}


APART = {
    "phase.other": (one("澜泽储能电池项目一期"), one("澜泽储能电池项目二期")),
    "phase.whole": (one("澜泽储能电池项目"), one("澜泽储能电池项目二期")),
    "section.other": (one("澜永高速LJ1标段"), one("澜永高速LJ2标段")),
    "section.whole": (one("澜永高速公路"), one("澜永高速公路LJ2标段")),
    "number.other": (one("南岬3号海上风电场"), one("南岬4号海上风电场")),
    "place.other_city": (one("城南污水处理厂", place="341125"), one("城南污水处理厂", place="341502")),
    "place.other_province": (one(NAME), one(NAME, place="341125")),
}


@pytest.mark.parametrize("rule", sorted(APART))
def test_a_bar_keeps_apart_whatever_else_is_alike(rule):
    pair = [
        record(f"a{n}", source="某报", published=f"2023-0{n + 1}-01", **project)
        for n, project in enumerate(APART[rule])
    ]
    register = built(*pair)
    assert len(register.entries) == 2
    assert rule in {found for found, _ in findings(*register.traits)}
    between = [record("m", "澜泽储能电池项目", "2023-01-15", place=None)] if rule == "phase.other" else []
    assert all(len(e.seen) == 1 for e in built(*pair, *between).entries)


def test_same_named_works_of_two_counties_of_a_city_are_two():
    both = [record(c, "城南污水处理厂扩建工程", f"2020-01-0{n}", place=c) for n, c in ((1, "341125"), (2, "341126"))]
    assert len(built(*both).entries) == 2
    again = record("x", "城南污水处理厂扩建工程", "2020-03-01", place="341125")
    assert [len(e.seen) for e in built(*both, again).entries] == [2, 1]


def test_what_names_no_place_goes_to_neither_of_two_that_fit():
    two = [record(c, NAME, "2020-01-01", place=c, total=10**9) for c in ("320904", "341502")]
    nowhere = record("x", NAME, "2020-02-01", total=10**9)
    register = built(*two, nowhere)
    assert len(register.entries) == 3
    assert set(register.clusters.held.values()) == {"the place is not known, and projects of two places fit"}
    assert len(built(two[0], nowhere).entries) == 1


def test_two_projects_of_one_article_are_two():
    both = [("澜泽储能电池项目", {"place": "320904"}), ("澜泽储能电站项目", {"place": "320904"})]
    assert len(built(records_of("a", both, "2023-01-01")).entries) == 2


def test_a_phase_is_linked_to_its_whole():
    forms = ("澜泽储能电池项目", "澜泽储能电池项目二期", "澜泽储能电池项目（二期）", "澜泽储能电池项目一期")
    register = built(*(record(f"a{n}", published=f"2023-0{n + 1}-01", **one(form)) for n, form in enumerate(forms)))
    whole, second, first = register.entries
    assert [e.phase_of for e in (whole, second, first)] == [None, whole.id, whole.id]
    assert len(second.seen) == 2


def test_every_rule_has_words_and_every_weight_a_direction():
    rules = rule_set()
    assert len({rule.id for rule in rules.rules}) == len(rules.rules)
    assert all(rule.en and rule.zh and rule.weight != 0 for rule in rules.rules)
    against = {"other", "far", "less", "one", "unknown", "backwards"}
    for rule in rules.rules:
        if rule.weight is not None:
            assert (rule.weight < 0) == (rule.id.split(".")[1].split("_")[0] in against), rule.id


# --- what an entry holds


def story():
    place = {"place": "320904", "investor": INVESTOR}
    return [
        record("a1", "年产10GWh储能电池项目", "2022-03-19", "盐城日报", stage="signed", total=5 * 10**9, **place),
        record("a2", NAME, "2022-06-28", "大丰发布", stage="under_construction", total="5200000000.1", **place),
        record("a3", NAME, "2022-06-29", "江苏网", stage="under_construction", total=10**9, duplicate_of="a2", **place),
        record("a4", NAME, "2023-10-11", "盐城日报", stage="operating", **place),
        record("a5", NAME, None, "某站", stage="suspended", total=7 * 10**9, **place),
    ]


def test_an_entry_abroad_has_its_country():
    told = record("m1", "蒙特雷汽车零部件项目", "2024-05-17")
    (project,) = told.projects
    place = Place(text="墨西哥蒙特雷", start=0, end=6, rule="place.abroad")
    abroad = told.model_copy(update={"projects": (project.model_copy(update={"places": (place,)}),)})
    (entry,) = built(abroad).entries
    assert (entry.country, entry.province) == ("墨西哥", None)
    assert {e.country for e in built(*story()).entries} == {None}


def test_an_entry_has_the_latest_of_all_values_and_keeps_the_others():
    (entry,) = built(*story()).entries
    assert (entry.name, entry.stage, entry.county) == (NAME, "operating", "大丰区")
    assert entry.aliases == ("年产10GWh储能电池项目",)
    assert entry.total_investment.value == "5200000000.1"
    assert (entry.articles, entry.reposts, entry.sources, entry.source_score) == (4, 1, 3, "0.875")
    assert (entry.first_seen, entry.last_seen) == (datetime.date(2022, 3, 19), datetime.date(2023, 10, 11))
    assert [(s.stage, str(s.published)) for s in entry.stages] == [
        ("signed", "2022-03-19"), ("under_construction", "2022-06-28"), ("operating", "2023-10-11"),
    ]  # fmt: skip
    totals = {v.article_id: v for v in entry.values if v.slot == "amount"}
    assert {a: v.value for a, v in totals.items()} == {
        "a1": "5000000000", "a2": "5200000000.1", "a3": "1000000000", "a5": "7000000000",
    }  # fmt: skip
    assert [a for a, v in totals.items() if v.latest] == ["a2"]  # neither the repost nor what has no day
    assert all(v.conflict for v in totals.values())
    assert [seen.repost for seen in entry.seen] == [False, False, True, False, False]


def test_a_repost_of_an_article_that_is_not_there_counts_as_an_article():
    copies = [record(f"r{n}", NAME, f"2023-01-0{n}", f"报{n}", place="320904", duplicate_of="gone") for n in (1, 2)]
    (entry,) = built(*copies).entries
    assert (entry.articles, entry.reposts, entry.sources) == (1, 1, 1)


def test_equal_sizes_in_other_units_are_no_contradiction():
    def metric(value, unit):
        metric = {"text": "年产", "start": 0, "end": 2, "role": "annual_capacity", "unit": unit, "value": value}
        return ({**metric, "status": "planned"},)

    first = record("a", NAME, "2023-01-01", place="320904", metrics=metric("10", "GWh"))
    same = record("b", NAME, "2023-02-01", place="320904", metrics=metric("10", "吉瓦时"))
    other = record("c", NAME, "2023-03-01", place="320904", metrics=metric("12", "吉瓦时"))

    def conflicts(*records):
        (entry,) = built(*records).entries
        return {v.conflict for v in entry.values if v.slot == "metric"}

    assert conflicts(first, same) == {False}
    assert conflicts(first, same, other) == {True}


# --- runs add up


def content(register):
    """Everything but the ids of entries, which depend on what was registered first."""
    return sorted(
        json.dumps({**json.loads(e.model_dump_json()), "id": "", "former_ids": [], "phase_of": bool(e.phase_of)})
        for e in register.entries
    )


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32), cut=st.integers(0, 40))
def test_any_order_and_any_split_gives_the_same_register(gold, seed, cut):
    records = [r for r in gold[1] if r.projects][:40]
    whole = content(built(*records))
    shuffled = random.Random(seed).sample(records, len(records))
    first = built(*shuffled[:cut])
    assert content(built(*shuffled[:cut], *shuffled[cut:], founders=first.founders)) == whole


def test_runs_on_the_command_line_add_up_and_ids_stay(gold):
    records = [r for r in gold[1] if r.projects][:60]
    lines("all.jsonl", *records)
    lines("one.jsonl", *records[::2])
    lines("two.jsonl", *records[1::2])
    assert invoke("merge", "all.jsonl", "-o", "whole.duckdb")[0] == 0
    assert invoke("merge", "one.jsonl", "-o", "grown.duckdb")[0] == 0
    before = {row[0]: row[1] for row in table("grown.duckdb", "projects")}
    code, _, err = invoke("merge", "two.jsonl", "-o", "grown.duckdb")
    assert code == 0 and "30 new" in err

    def facts(path):
        rows = table(path, "facts")
        return sorted(repr(row[2:]) for row in rows)

    assert facts("grown.duckdb") == facts("whole.duckdb")
    after = {row[0] for row in table("grown.duckdb", "projects")}
    former = {id for row in table("grown.duckdb", "projects") for id in (row[-1] or "").split("；")}
    assert set(before) <= after | former
    again = {name: table("grown.duckdb", name) for name in store.TABLES}
    assert "30 unchanged" in invoke("merge", "two.jsonl", "-o", "grown.duckdb")[2]
    assert {name: table("grown.duckdb", name) for name in store.TABLES} == again


def test_entries_that_turn_out_to_be_one_keep_the_first_id_and_name_the_other():
    early = record("a", "澜泽储能电池项目", "2022-01-01", place="320904", total=5 * 10**9)
    late = record("b", "年产10GWh储能电池项目", "2022-02-01", place="320904")
    link = record("c", "澜泽年产10GWh储能电池项目", "2022-03-01", place="320904", total=5 * 10**9, investor=INVESTOR)
    first = built(early, late)
    assert len(first.entries) == 2
    named = record("b", "年产10GWh储能电池项目", "2022-02-01", place="320904", total=5 * 10**9, investor=INVESTOR)
    second = built(early, named, link, founders=first.founders)
    (entry,) = second.entries
    assert (entry.id, entry.former_ids) == (first.entries[0].id, (first.entries[1].id,))
    older = record("z", NAME, "2021-01-01", place="320904", total=5 * 10**9)
    assert built(older, early, named, link, founders=second.founders).entries[0].id == entry.id


def test_an_article_extracted_anew_replaces_the_old_one():
    invoke("merge", lines("a.jsonl", record("a", NAME, "2022-01-01", place="320904", total=10**9)), "-o", "r.duckdb")
    changed = record("a", NAME, "2022-01-01", place="320904", total=2 * 10**9)
    assert "1 changed" in invoke("merge", lines("b.jsonl", changed), "-o", "r.duckdb")[2]
    assert [row[11] for row in table("r.duckdb", "projects")] == [Decimal(2 * 10**9)]
    gone = records_of("a", [], "2022-01-01", text="没有项目。")
    assert "1 without" in invoke("merge", lines("c.jsonl", gone), "-o", "r.duckdb")[2]
    assert table("r.duckdb", "projects") == []


def test_a_register_can_be_an_input_and_lines_an_output():
    invoke("merge", lines("a.jsonl", *story()), "-o", "r.duckdb")
    code, out, _ = invoke("merge", "r.duckdb", "-o", "-")
    (entry,) = map(json.loads, out.splitlines())
    assert code == 0 and entry["schema"] == "kaigong-register/1" and entry["articles"] == 4
    assert invoke("merge", "a.jsonl", "-o", "r.jsonl")[0] == 0
    assert json.loads(Path("r.jsonl").read_text(encoding="utf-8")) == entry


# --- faults


def test_bad_lines_are_named_and_the_rest_is_merged():
    lines("a.jsonl", *story())
    with Path("a.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"schema":"kaigong/1","article":{}}\n')
    code, _, err = invoke("merge", "a.jsonl", "-o", "r.duckdb")
    assert code == 1 and "a.jsonl:6" in err and "1 could not be taken" in err
    assert len(table("r.duckdb", "projects")) == 1


def test_a_file_that_is_no_register_is_left_as_it_was():
    lines("a.jsonl", *story())
    Path("r.duckdb").write_text("my notes", encoding="utf-8")
    code, _, err = invoke("merge", "a.jsonl", "-o", "r.duckdb")
    assert code == 2 and "no register of kaigong merge" in err
    assert Path("r.duckdb").read_text(encoding="utf-8") == "my notes"
    invoke("export", "a.jsonl", "-o", "tables.duckdb")
    code, _, err = invoke("merge", "a.jsonl", "-o", "tables.duckdb")
    assert code == 2 and "tables.duckdb: no register of kaigong merge" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.jsonl", "-o", "r.xlsx"], "the name says no format"),
        (["a.jsonl"], "nothing to do"),
        (["gone.jsonl", "-o", "r.duckdb"], "gone.jsonl: cannot be read"),
        (["a.jsonl", "--explain", "祥周光伏项目", NAME], "no id or name of a project in the register"),
        (["a.jsonl", "-o", "r.duckdb", "--lang", "fr"], "--lang fr"),
    ],
)
def test_wrong_use_is_said(arguments, words):
    lines("a.jsonl", *story())
    code, _, err = invoke("merge", *arguments)
    assert code == 2 and words in err
    assert not Path("r.duckdb").exists()


def test_a_missing_package_is_named(monkeypatch):
    lines("a.jsonl", *story())
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz.distance.LCSseq", None)
    code, _, err = invoke("merge", "a.jsonl", "-o", "r.duckdb")
    assert code == 2 and "pip install 'kaigong[merge]'" in err


def test_a_sum_too_large_for_the_database_is_reported_and_kept_in_the_evidence():
    huge = "9" * 35
    lines("a.jsonl", record("a", NAME, "2022-01-01", place="320904", total=huge))
    code, _, err = invoke("merge", "a.jsonl", "-o", "r.duckdb")
    assert code == 1 and f"{huge} is no DECIMAL(38,9)" in err
    assert huge in table("r.duckdb", "seen")[0][-1]


# --- why


def test_explain_says_what_joined_two_and_what_kept_two_apart():
    phases = [record(f"p{n}", f"祥周光伏项目{n}期", f"2023-01-0{n}", place="320904") for n in (1, 2)]
    lines("a.jsonl", *story(), *phases)
    code, out, _ = invoke("merge", "a.jsonl", "--explain", "a1", "a2")
    assert code == 0 and "→ one project" in out and "party.same" in out
    code, out, _ = invoke("merge", "a.jsonl", "--explain", "祥周光伏项目1期", "祥周光伏项目2期")
    assert code == 0 and "bar  different phases  [phase.other]  1 | 2" in out and "→ two projects" in out
    code, out, _ = invoke("merge", "a.jsonl", "--explain", "p1", "p2", "--lang", "zh")
    assert code == 0 and "不同的期" in out and "两个项目" in out


def test_the_decisions_stand_in_the_register():
    invoke("merge", lines("a.jsonl", *story()), "-o", "r.duckdb")
    rows = table("r.duckdb", "decisions")
    assert len(rows) >= 6
    for row in rows:
        name, _, score, joined, barred, reasons, held = row[:7]
        points = sum(Decimal(part.split()[-1]) for part in reasons.split("; "))
        assert (points, joined, barred, held) == (score, True, False, None), name


# --- many


@pytest.mark.parametrize("alike", [False, True])
def test_pairs_grow_with_the_number_of_records(alike):
    """Five thousand records, of many names or all of one company in one county."""
    kinds = ("储能电池项目", "光伏项目", "污水处理厂", "智能家居产业园", "冷链物流园", "芯片封测基地", "食品加工项目")
    places = ("341125", "341126", "320904", "341502")
    records = []
    for n in range(5000):
        brand = "澜泽" if alike else chr(0x4E10 + n * 7 % 1500) + chr(0x5E10 + n * 11 % 1300)
        place = places[0] if alike else places[n % 4]
        name = f"{brand}{kinds[n % 7]}{('', '一期', '二期')[n % 3]}"
        day = f"20{18 + n % 7}-0{1 + n % 9}-1{n % 10}"
        records.append(record(f"a{n}", name, day, f"s{n % 40}", place=place, total=(10 + n % 5) * 10**8))
    traits = [traits_of(o) for r in records for o in occurrences_of(r)]
    from kaigong.pipeline.register.blocks import pairs

    found = list(pairs(traits))
    assert len(found) <= len(records) * (2 * WINDOW * 2 + MOST_WHOLE)
    assert all(a < b for a, b in found)
    if alike:
        entries = build_register([o for r in records[:600] for o in occurrences_of(r)]).entries
        assert len(entries) == 21
