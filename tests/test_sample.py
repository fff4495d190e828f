"""kaigong sample: what is drawn, how it is filled, what precision it shows."""

import csv
import json
import random
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from exportkit import invoke, leftovers, record, write
from hypothesis import given
from hypothesis import strategies as st

from kaigong.pipeline.precision import Precision, Stratum, score_sample
from kaigong.pipeline.rule_scores import wilson
from kaigong.pipeline.sample_file import DECISIONS, read_sample
from kaigong.pipeline.sampling import COLUMNS, allocate, draw
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Stage
from kaigong.schemas.record import Place

SUFFIXES = (".csv", ".xlsx", ".jsonl")


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def staged(number, stage, **article):
    whole = record(id=f"a{number}", name=f"第{number}项目", **article)
    return whole.model_copy(update={"projects": (whole.projects[0].model_copy(update={"stage": stage}),)})


def archive(**sizes):
    """Records with so many projects of each stage; ``none`` for no stage."""
    stages = [None if stage == "none" else Stage(stage) for stage, size in sizes.items() for _ in range(size)]
    return [staged(number, stage) for number, stage in enumerate(stages)]


def fill(path, decide):
    """Fill the column of decisions, as a person with a spreadsheet does; gives the number of rows."""
    path = Path(path)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.active
        heads = [cell.value for cell in sheet[1]]
        at = next(n for n, head in enumerate(heads) if head in ("decision", "判定"))
        for number, cells in enumerate(sheet.iter_rows(min_row=2)):
            cells[at].value = decide(number, cells[0].value)
        book.save(path)
        return sheet.max_row - 1
    if path.suffix == ".csv":
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        key = "decision" if "decision" in row else "判定"
        row[key] = decide(number, row.get("stratum", row.get("层")))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 500), min_size=1), st.integers(0, 300))
def test_allocation_is_in_proportion_with_one_for_each(sizes, more):
    n = len(sizes) + more
    drawn = allocate(sizes, n)
    assert sum(drawn.values()) == min(n, sum(sizes.values()))
    assert all(1 <= drawn[name] <= size for name, size in sizes.items())
    for a in sizes:  # nobody who has more than one is further ahead of its share than a transfer would make the other
        for b in sizes:
            if drawn[a] > 1 and drawn[b] < sizes[b]:
                assert sizes[b] * (2 * drawn[a] - 1) <= sizes[a] * (2 * drawn[b] + 1)


def test_more_strata_than_rows():
    with pytest.raises(ConfigError, match="--n 2: there are 3 strata, each needs one"):
        allocate({"a": 5, "b": 5, "c": 1}, 2)


def test_the_sample_does_not_depend_on_the_order_but_on_the_seed():
    whole = archive(signed=60, operating=30, none=3)
    keys = {}
    for seed in (0, 0, 1):
        random.Random(len(keys)).shuffle(whole)
        rows = draw(whole, 20, "stage", seed=seed).rows
        assert rows == keys.setdefault(seed, rows)
    assert keys[0] != keys[1]
    assert Counter(row["stratum"] for row in keys[0]) == {"signed": 13, "operating": 6, "(none)": 1}


def test_every_unit_is_drawn_alike():
    """Over many seeds each of ten projects comes up in about three of ten samples of three."""
    whole = archive(signed=10)
    counts = Counter(row["article_id"] for seed in range(400) for row in draw(whole, 3, "stage", seed=seed).rows)
    assert len(counts) == 10
    assert all(85 <= n <= 155 for n in counts.values())  # 120 ± 4 standard deviations of 9.2


@pytest.mark.parametrize(
    ("by", "strata"),
    [("stage", {"signed", "(none)"}), ("place", {"江苏省"}), ("source", {"甲报", "乙报"}), ("rule", {"test.rule"})],
)
def test_what_makes_strata(by, strata):
    whole = [staged(0, Stage.SIGNED, source="甲报"), staged(1, None, source="乙报")]
    assert set(draw(whole, 9, by).units) == strata


def test_projects_abroad_are_in_the_stratum_of_their_country():
    whole = record()
    (project,) = whole.projects
    place = Place(text="墨西哥蒙特雷", start=0, end=6, rule="place.abroad")
    abroad = whole.model_copy(update={"projects": (project.model_copy(update={"places": (place,)}),)})
    (row,) = draw([abroad], 5, "place", "projects", 0).rows
    assert (row["stratum"], row["country"], row["province"]) == ("墨西哥", "墨西哥", "")


def test_values_with_their_words_and_context():
    whole = draw([record()], 99, "rule", of="values").rows
    assert [row["slot"] for row in whole].count("total_investment") == 1
    assert {"name", "investor", "place", "annual_capacity", "construction_start"} <= {row["slot"] for row in whole}
    assert all(row["text"] for row in whole)
    kept = record(text="字" * 100)
    assert "【" not in whole[0]["context"]
    assert "【" in draw([kept], 1, "stage").rows[0]["context"]
    given = {"a": "字" * 100}
    assert "【" in draw([record()], 1, "stage", texts=given).rows[0]["context"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_drawn_filled_and_scored(suffix, lang):
    write("r.jsonl", *archive(signed=60, operating=30, none=3))
    code, out, err = invoke("sample", "r.jsonl", "--n", 20, "-o", f"s{suffix}", "--lang", lang)
    assert (code, out, err) == (0, "", f"20 of 93 projects in 3 strata → s{suffix}\n")
    right, wrong, unsure = DECISIONS[lang]
    fill(f"s{suffix}", lambda n, stratum: wrong if stratum == "operating" and n % 2 else right if n % 7 else unsure)
    code, out, _ = invoke("sample", "--score", f"s{suffix}", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["rows"] == 20
    assert found["right"] + found["wrong"] + found["unsure"] == 20
    assert (found["wrong"], found["unsure"]) == (3, 3)
    assert found["strata"]["operating"]["units"] == 30
    assert leftovers() == []


def test_a_spreadsheet_opens_what_is_written():
    write("r.jsonl", staged(0, Stage.SIGNED, title="=1+1"))
    invoke("sample", "r.jsonl", "-o", "s.xlsx", "--lang", "zh")
    sheet = openpyxl.load_workbook("s.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    assert heads == [Vocabulary("zh").column(name) for name in COLUMNS]
    row = dict(zip(heads, sheet[2], strict=True))
    assert (row["阶段"].value, row["标题"].value, row["标题"].data_type) == ("已签约", "=1+1", "s")
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"对,错,不确定"'
    invoke("sample", "r.jsonl", "-o", "s.csv")
    (row,) = csv.DictReader(Path("s.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row["title"] == "'=1+1"


def test_spreadsheets_save_in_other_ways():
    write("r.jsonl", *archive(signed=3))
    invoke("sample", "r.jsonl", "-o", "s.csv", "--lang", "zh")
    text = Path("s.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    rows[1][rows[0].index("判定")] = " √ "
    with open("t.csv", "w", encoding="gb18030", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    assert [row["decision"] for _, row in read_sample(Path("t.csv"))] == [" √ ", "", ""]
    assert score_sample(Path("t.csv")).strata["signed"].said == {"right": 1, "open": 2}


# Precision


def precision(*strata):
    """Of (units, right, wrong) by stratum."""
    found = Precision()
    for number, (size, right, wrong) in enumerate(strata):
        found.strata[str(number)] = Stratum(size, Counter(right=right, wrong=wrong))
    return found


def test_in_proportion_it_is_wilsons_interval():
    found = precision((10_000_000, 45, 5), (10_000_000, 40, 10))
    assert found.estimate == pytest.approx(0.85)
    assert found.interval == pytest.approx(wilson(85, 100), abs=1e-5)


def test_strata_are_weighted_by_their_units():
    found = precision((900, 9, 1), (100, 5, 5))
    assert found.estimate == pytest.approx(0.9 * 0.9 + 0.1 * 0.5)
    # Kish: 1000² / (900²/10 + 100²/10) = 12.2; by the finite population: / (1 - 20/1000)
    assert found.effective == pytest.approx(12.195 / 0.98, abs=1e-3)
    assert found.interval == pytest.approx(wilson(0.86 * found.effective, found.effective))


def test_all_checked_is_no_estimate_any_more():
    found = precision((10, 9, 1), (5, 5, 0))
    assert found.interval == (pytest.approx(14 / 15), pytest.approx(14 / 15))
    assert found.strata["0"].interval == (0.9, 0.9)


def test_strata_without_a_decision_are_told():
    found = precision((60, 6, 0), (40, 0, 0))
    assert (found.estimate, found.covered) == (1.0, 0.6)
    assert "the others hold 60% of the units" in found.table()
    assert found.interval[1] == 1.0


@pytest.mark.parametrize("shares", [(0.95, 0.8, 0.6), (0.9, 0.9, 0.9), (1.0, 0.97, 0.5)])
def test_the_interval_covers_the_truth_as_often_as_it_says(shares):
    """Samples of 100 drawn as kaigong draws them, 400 times: 95 % of the intervals hold the true precision."""
    sizes = {"a": 1500, "b": 450, "c": 50}
    chance = random.Random(11)
    truth = sum(round(size * share) for size, share in zip(sizes.values(), shares, strict=True)) / 2000
    units = [
        [True] * round(size * share) + [False] * (size - round(size * share))
        for size, share in zip(sizes.values(), shares, strict=True)
    ]
    drawn = allocate(sizes, 100)
    covered = 0
    for _ in range(400):
        rows = [chance.sample(unit, drawn[name]) for name, unit in zip(sizes, units, strict=True)]
        found = precision(*((len(unit), sum(row), len(row) - sum(row)) for unit, row in zip(units, rows, strict=True)))
        low, high = found.interval
        covered += low <= truth <= high
    assert covered / 400 >= 0.92


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"decision": "maybe"}, "s.jsonl:1: decision 'maybe'; expected right, wrong, unsure or nothing"),
        ({"stratum_size": "x", "decision": "right"}, "s.jsonl:1: stratum_size 'x' is no number of units"),
        ({"stratum_size": "9", "decision": "right"}, "stratum 'signed' has other sizes, or more rows than units"),
        ({}, "no row is decided; write right or wrong"),
    ],
)
def test_faulty_decisions_are_named(change, fault):
    write("r.jsonl", *archive(signed=3))
    invoke("sample", "r.jsonl", "-o", "s.jsonl")
    rows = [json.loads(line) for line in Path("s.jsonl").read_text(encoding="utf-8").splitlines()]
    rows[0] |= change
    Path("s.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    code, _, err = invoke("sample", "--score", "s.jsonl")
    assert code == 2
    assert fault in err


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("r.jsonl",), "name RECORDS and the file to fill with -o"),
        (("-o", "s.csv"), "name RECORDS and the file to fill with -o"),
        (("r.jsonl", "-o", "s.txt"), "s.txt: the name says no format; end it with .csv, .xlsx, .jsonl"),
        (("r.jsonl", "-o", "s.csv", "--by", "foo"), "--by foo: expected one of stage, place, source, rule"),
        (("r.jsonl", "-o", "s.csv", "--of", "foo"), "--of foo: expected one of projects, values"),
        (("r.jsonl", "-o", "s.csv", "--lang", "fr"), "--lang fr: expected en or zh"),
        (("empty.jsonl", "-o", "s.csv"), "no projects in these records"),
        (("r.jsonl", "--score", "s.csv"), "--score reads a filled file alone"),
        (("--score", "none.csv"), "none.csv: cannot be read"),
        (("--score", "r.jsonl"), "r.jsonl:1: no column 'stratum'; is it a file of kaigong sample?"),
        (("--score", "bad.xlsx"), "bad.xlsx: no workbook with a sample"),
    ],
)
def test_wrong_use(arguments, fault):
    write("r.jsonl", *archive(signed=3))
    write("empty.jsonl", record().model_copy(update={"projects": ()}))
    Path("bad.xlsx").write_text("x")
    code, _, err = invoke("sample", *arguments)
    assert code == 2
    assert fault in err
    assert not Path("s.csv").exists()
