"""kaigong agree: two annotators, two reviewers."""

import json
import random
from pathlib import Path

import pytest
from exchangekit import records
from exportkit import invoke, write
from goldrecords import record_of as answer

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import agree as module
from kaigong.pipeline.agree import ABSENT, agree, coefficients
from kaigong.pipeline.evaluate import evaluate
from kaigong.pipeline.gold_of import gold_of, record_of
from kaigong.schemas.labels import Label

GOLD = read_gold()[:12]

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units, nominal.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)  # fmt: skip

# Cohen's kappa by hand: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; po = 0.7, pe = 0.5.
COHEN = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def gold_file(name, articles):
    Path(name).write_text("".join(a.model_dump_json() + "\n" for a in articles), encoding="utf-8")
    return Path(name)


def test_alpha_is_that_of_the_published_example():
    ratings = [
        (str(coder), str(item), value)
        for coder, row in enumerate(OBSERVERS)
        for item, value in enumerate(row.split())
        if value != "."
    ]
    assert coefficients(ratings).alpha == pytest.approx(0.743, abs=5e-4)


def test_kappa_is_that_of_the_formula():
    ratings = [(coder, str(i), said) for i, pair in enumerate(COHEN) for coder, said in zip("AB", pair, strict=True)]
    found = coefficients(ratings)
    assert (found.items, found.same, found.kappa) == (50, 0.7, pytest.approx(0.4))


@pytest.mark.parametrize("ratings", [[], [("A", "1", "x")], [("A", "1", "x"), ("B", "2", "x")]])
def test_nothing_judged_by_both_has_no_coefficient(ratings):
    found = coefficients(ratings)
    assert (found.items, found.kappa, found.alpha) == (0, None, None)


def test_one_category_alone_is_full_agreement():
    found = coefficients([(coder, item, "x") for coder in "AB" for item in "12"])
    assert (found.same, found.kappa, found.alpha) == (1.0, 1.0, 1.0)


def test_a_file_agrees_with_itself():
    path = write("a.jsonl", *records())
    for left, right in ((path, path), (gold_file("g.jsonl", GOLD), Path("g.jsonl"))):
        found = agree(left, right)
        assert all(t.f1 == 1.0 for t in (*found.measures.values(), *found.spans.values()) if t.gold)
        assert all((c.same, c.kappa, c.alpha) == (1.0, 1.0, 1.0) for c in found.decisions.values())
        assert found.differences == []
    assert found.spans == {}  # gold has no places of its own


def test_gold_and_its_record_say_the_same():
    """Both ways between gold and records lose nothing that is compared."""
    back = {gold.id: record_of(gold) for gold in GOLD}
    assert all(t.f1 == 1.0 for t in evaluate(GOLD, back).tallies.values() if t.gold)
    again = [gold_of(record, checked=False) for record in back.values()]
    assert all(t.f1 == 1.0 for t in evaluate(again, back).tallies.values() if t.gold)


def test_f1_is_that_of_the_scorer_and_the_same_both_ways():
    chance = random.Random(3)
    spoilt = [answer(gold, chance, 0.3) for gold in GOLD]
    path, pred = gold_file("g.jsonl", GOLD), write("p.jsonl", *spoilt)
    there, back = agree(path, pred), agree(pred, path)
    scored = evaluate(GOLD, {r.article.id: r for r in spoilt})
    for name, tally in there.measures.items():
        assert tally.f1 == scored.tallies[name].f1
        assert tally.f1 == pytest.approx(back.measures[name].f1, abs=0.02), name  # near names are matched one way
    assert 0.3 < there.measures["slots"].f1 < 0.95
    for name, c in there.decisions.items():
        assert (c.same, c.kappa) == pytest.approx((back.decisions[name].same, back.decisions[name].kappa)), name
        assert -1 < c.kappa < 1
    kinds = {row["kind"] for row in there.differences}
    assert kinds == {"only A", "only B"}


def test_spans_are_compared_exactly():
    record = records()[0]
    mentions = []
    for m in record.mentions:
        if m.label is Label.DATE:
            continue
        if m.label is Label.AMOUNT:
            m = m.model_copy(update={"start": m.start - 1, "text": "约" + m.text})
        mentions.append(m)
    other = record.model_copy(update={"mentions": tuple(mentions)})
    found = agree(write("a.jsonl", record), write("b.jsonl", other)).spans
    assert (found["ORG"].f1, found["DATE"].f1, found["AMOUNT"].hits) == (1.0, 0.0, 0)
    assert found["all"].hits == sum(t.hits for name, t in found.items() if name != "all")


def test_a_project_that_one_of_them_has_not():
    record = records()[1]
    other = record.model_copy(update={"projects": record.projects[:1]})
    ratings = list(module._stages("x", *(module._Side(gold_of(r, False), r, True) for r in (record, other))))
    assert [said for coder, _, said in ratings if coder == "B"].count(ABSENT) == 1
    found = agree(write("a.jsonl", record), write("b.jsonl", other))
    assert (found.decisions["projects and stage"].items, found.decisions["stage"].items) == (2, 1)
    assert found.measures["project"].hits == 1


def correction(project, slot, decision, value=None, article="a"):
    row = {"article_id": article, "project_id": project * 8, "decision": decision}
    return json.dumps({**row, **({"slot": slot} if slot else {}), **({"value": value} if value else {})})


def test_reviewers():
    both = [
        correction("a", None, "accept"),
        correction("b", None, "reject"),
        correction("a", "stage", "correct", "signed"),
    ]
    ours = [
        *both, correction("c", None, "accept"), correction("b", "stage", "correct", "signed"),
        correction("c", "name", "accept"), correction("a", None, "accept", article="z"),
    ]  # fmt: skip
    theirs = [*both, correction("c", None, "reject"), correction("b", "stage", "correct", "approved")]
    Path("a.jsonl").write_text("\n".join(ours), encoding="utf-8")
    Path("b.jsonl").write_text("\n".join(theirs), encoding="utf-8")
    code, out, err = invoke("agree", "a.jsonl", "b.jsonl", "--json", "--differences", "d.jsonl")
    assert (code, err) == (0, "only in a.jsonl: 1 article (z)\n")
    found = json.loads(out)
    projects = found["decisions"]["projects"]
    # po = 2/3; pe = (2/3 · 1/3 + 1/3 · 2/3) = 4/9; kappa = (2/3 - 4/9) / (5/9)
    assert (projects["items"], projects["same"], projects["kappa"]) == (3, 0.6667, 0.4)
    assert found["decisions"]["values"]["items"] == 2
    assert found["measures"]["corrected values"] == {"a": 2, "b": 2, "both": 1, "f1": 0.5}
    rows = [json.loads(line) for line in Path("d.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["project"][0], row["slot"]) for row in rows] == [("c", None), ("b", "stage")]


def test_the_table_shows_what_is_counted():
    code, out, _ = invoke("agree", write("a.jsonl", *records()), "a.jsonl")
    assert code == 0
    assert "spans, exact               A       B    both      F1\n" in out
    assert out.splitlines()[-1].split() == ["stage", "4", "1.000", "1.000", "1.000"]


@pytest.mark.parametrize(
    ("a", "b", "fault"),
    [
        ("records", "corrections", "holds annotations, b.jsonl corrections; compare two files of one kind"),
        ("records", "elsewhere", "have no article in common"),
        ("records", "changed", "article a1: the two are of different texts"),
        ("records", "nothing", "holds no gold articles"),
        ("records", "missing", "cannot be read"),
    ],
)
def test_what_cannot_be_compared(a, b, fault):
    record = records()[0]
    info = record.article.model_copy(update={"id": "q"})
    other = record.article.model_copy(update={"sha256": "0" * 64, "text": None})
    content = {
        "records": record.to_line(),
        "corrections": correction("a", None, "accept"),
        "elsewhere": record.model_copy(update={"article": info}).to_line(),
        "changed": record.model_copy(update={"article": other}).to_line(),
        "nothing": "",
    }
    for name, kind in (("a.jsonl", a), ("b.jsonl", b)):
        if kind in content:
            Path(name).write_text(content[kind] + "\n", encoding="utf-8")
    code, _, err = invoke("agree", "a.jsonl", "b.jsonl")
    assert code == 2
    assert fault in err
