"""The examples run, print what docs/examples.md says, and their figures are those of sums made another way."""

import contextlib
import csv
import json
import re
import shlex
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import console
import duckdb
import pytest
import spacy
from exportkit import invoke
from pages import DOCS
from spacy.tokens import DocBin

PAGE = (DOCS / "examples.md").read_text(encoding="utf-8")
SIGNING = "年产5万吨高性能电解铜箔项目"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Example → what it prints; run in a folder of its own, where the results stay."""
    folder = tmp_path_factory.mktemp("examples")
    with contextlib.chdir(folder):
        runs = [shlex.split(command)[1:] for command in console.commands(PAGE)]
        yield {Path(run[0]).stem: console.run_example(*run) for run in runs}


@pytest.fixture(scope="module")
def sampled(printed):
    """A database of the samples, made by the command line."""
    for arguments in (["extract", console.SAMPLES, "-o", "s.jsonl"], ["export", "s.jsonl", "-o", "s.duckdb"]):
        code, _, err = invoke(*arguments)
        assert code == 0, err
    with duckdb.connect("s.duckdb", read_only=True) as database:
        yield database


def read_csv(name):
    with Path(name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_every_example_stands_on_the_page(printed):
    files = {path.stem for path in Path(DOCS.parent, "examples").glob("*.py")}
    assert files == set(printed) == set(re.findall(r"\]\(\.\./examples/(\w+)\.py\)", PAGE))
    for name, text in printed.items():
        assert text in PAGE, f"{name}: run python benchmarks/pages.py"


def test_panel_is_what_a_plain_walk_through_the_records_gives(printed):
    expected = defaultdict(lambda: [0, Decimal(0), Decimal(0), Decimal(0)])
    for (_, city), (day, _, project, sums) in plain_totals("out/panel/records.jsonl").items():
        total = sums[project]
        cell = expected[city, day[:4], total["currency"]]
        low, high = (Decimal(total["value"] or total[end]) for end in ("low", "high"))
        planned = low if total["status"] == "planned" else 0
        cell[:] = [cell[0] + 1, cell[1] + low, cell[2] + high, cell[3] + planned]
    panel = {
        (row["city"], row["year"], row["currency"]): list(row.values())[3:] for row in read_csv("out/panel/panel.csv")
    }
    assert len(panel) > 40
    assert {key: [str(number) for number in cell] for key, cell in panel.items()} == {
        key: [str(cell[0]), *(f"{number.normalize():f}" for number in cell[1:])] for key, cell in expected.items()
    }
    total = sum(Decimal(cell[1]) for (_, _, currency), cell in panel.items() if currency == "CNY")
    assert f"all years: {total:f} 元;" in printed["panel"]


def plain_totals(name):
    """(Name, city) → the latest telling of a project and the totals of its article, by nothing but the JSON."""
    latest = {}
    for line in Path(name).read_text("utf-8").splitlines():
        record = json.loads(line)
        article = record["article"]
        flagged = [(r["start"], r["end"]) for r in record["rejects"] if r["reason"].startswith("flag:")]
        sums = {}
        for project in record["projects"]:
            for amount in sorted(project["amounts"], key=lambda a: (a["currency"] != "CNY", a["start"])):
                usable = amount["role"] == "total_investment" and amount["qualifier"] != "order_of"
                if usable and (amount["start"], amount["end"]) not in flagged:
                    sums.setdefault(project["id"], amount)
        for project in record["projects"]:
            place = (project["places"] or [{"city": None, "province": None}])[0]
            city = place["city"] or place["province"]
            counts = project["id"] in sums and city and article["published"] and "duplicate_of" not in article
            if counts and project["phase_of"] not in sums and project["stage"] not in ("cancelled", "suspended"):
                key = (project["name"]["text"], city)
                told = (article["published"], project["id"], project["id"], sums)
                if key not in latest or (told[0], latest[key][1]) > (latest[key][0], told[1]):
                    latest[key] = told
    return latest


def test_panel_counts_a_reposted_project_once(printed):
    with duckdb.connect("out/panel/news.duckdb", read_only=True) as database:
        told = database.execute(
            "SELECT count(*), count(duplicate_of), sum(total_investment) "
            f"FROM projects JOIN articles USING (article_id) WHERE project = '{SIGNING}'"
        ).fetchone()
    assert told == (3, 2, Decimal(18_000_000_000))
    rows = [row for row in read_csv("out/panel/panel.csv") if (row["city"], row["year"]) == ("滁州市", "2024")]
    assert [(row["currency"], row["projects"], row["low"]) for row in rows] == [("CNY", "1", "6000000000")]


def test_panel_leaves_out_nothing_silently(printed):
    rejects = Path("out/panel/rejects.jsonl").read_text("utf-8").splitlines()
    counts = re.match(r"(\d+) records, \d+ projects, (\d+) rejects", printed["panel"])
    assert int(counts[2]) == len(rejects) > 0
    assert int(counts[1]) == len(Path("out/panel/records.jsonl").read_text("utf-8").splitlines())


def test_plot_is_a_picture(printed):
    picture = Path("out/panel/panel.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000


def test_typed_records_sum_up_as_in_the_database(printed, sampled):
    rows = sampled.execute(
        "SELECT province, stage IN ('under_construction', 'completed', 'operating') AS begun, sum(total_investment) "
        "FROM overview WHERE currency = 'CNY' AND phase_of IS NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    shown = [line.split("  ") for line in printed["typed_records"].splitlines()[1:-1]]
    assert [(province, begun == "yes", Decimal(yuan)) for province, begun, yuan in shown] == rows
    names = sampled.execute("SELECT project FROM projects").fetchall()
    table = read_csv("out/typed/projects.csv")
    assert [row["project"] for row in table] == [name for (name,) in names]
    assert all(row["project"] in row["words"] for row in table)


def test_spacy_docs_hold_the_same_sums(printed, sampled):
    sums = sampled.execute(
        "SELECT amounts.currency, sum(coalesce(value, low)) FROM amounts JOIN projects USING (project_id) "
        "WHERE role = 'total_investment' AND phase_of IS NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    shown = re.findall(r"^total investment, (\w+): (\d+)$", printed["spacy_docs"], re.M)
    assert [(currency, Decimal(total)) for currency, total in shown] == sums
    docs = list(DocBin().from_disk("out/spacy/news.spacy").get_docs(spacy.blank("zh").vocab))
    articles = sampled.execute("SELECT article_id FROM articles").fetchall()
    assert [doc._.kaigong["article"]["id"] for doc in docs] == [name for (name,) in articles]
    labels = dict(re.findall(r"^([A-Z]+) +(\d+)$", printed["spacy_docs"], re.M))
    assert {label: int(count) for label, count in labels.items()} == Counter(
        span.label_ for doc in docs for span in doc.spans["kaigong"]
    )
    shown = Path("out/spacy/last.html").read_text("utf-8")
    assert shown.count("AMOUNT") == sum(span.label_ == "AMOUNT" for span in docs[-1].spans["kaigong"])
