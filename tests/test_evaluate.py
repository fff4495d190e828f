import importlib.util
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from goldrecords import record_of

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline
from kaigong.pipeline.evaluate import MEASURES, evaluate, extract_gold
from kaigong.pipeline.rule_scores import LINKED, wilson

PIPED = {"capture_output": True, "text": True, "encoding": "utf-8", "check": True}
SCORER = Path(__file__).resolve().parents[2] / "shared" / "gold" / "score.py"


@pytest.fixture(scope="module")
def gold():
    return read_gold()


def test_perfect_records_score_one(gold):
    scores = evaluate(gold, {a.id: record_of(a) for a in gold}).to_json()
    for measure in set(MEASURES) - {"org"}:  # names within names overlap as mentions
        assert scores[measure]["f1"] == 1.0, measure


def test_nothing_predicted_scores_zero(gold):
    evaluation = evaluate(gold, {})
    assert evaluation.missing == [a.id for a in gold]
    assert {row["f1"] for row in evaluation.to_json().values()} == {0.0}
    assert {row.kind for row in evaluation.errors} == {"missed"}


def test_misses_stand_in_one_order_whatever_the_hash_seed():
    program = "from kaigong.corpora.gold_reader import read_gold\nfrom kaigong.pipeline.evaluate import evaluate\n"
    program += "print(*evaluate(read_gold(), {}).errors, sep='\\n')"
    printed = [
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, **PIPED).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1] != ""


def test_support_is_the_gold(gold):
    support = {m: row["support"] for m, row in evaluate(gold, {}).to_json().items()}
    assert support["amount"] == sum(len(a.amounts) for a in gold)
    assert support["project"] == sum(len(a.projects) for a in gold)
    assert support["slots"] == sum(n for m, n in support.items() if m.startswith("slot:"))


def test_rules_are_counted(gold):
    evaluation = evaluate(gold, {a.id: record_of(a, random.Random(1), 0.3) for a in gold})
    for measure, rule in (("amount", "test.sum"), ("project", "test.name"), ("slot:place", "test.place")):
        assert evaluation.rules[measure, rule].predicted == evaluation.tallies[measure].predicted
        assert evaluation.rules[measure, rule].hits == evaluation.tallies[measure].hits
    assert "test.sum" in evaluation.rule_table()


@pytest.fixture(scope="module")
def extracted(gold):
    return evaluate(gold, extract_gold(Pipeline(), gold))


def test_rules_add_up_to_their_measure(extracted):
    scores = extracted.rule_scores()
    for measure in set(MEASURES) - {"slots", "perfect"}:
        own = [s for s in scores if s.measure == measure]
        tally = extracted.tallies[measure]
        assert sum(s.tally.predicted for s in own) == tally.predicted, measure
        assert sum(s.tally.hits for s in own) == tally.hits, measure
        assert sum(s.coverage for s in own) == pytest.approx(tally.recall), measure
        assert all(s.interval.low <= s.precision <= s.interval.high for s in own)


def test_links_and_pairs_are_counted_apart(extracted):
    rows = extracted.rules_json()
    pairs = [r for r in rows if r["kind"] == "pair"]
    links = {r["rule"]: r for r in rows if r["kind"] == "link"}
    for name, link in links.items():
        own = [r for r in pairs if r["rule"].endswith("/" + name)]
        assert (sum(r["given"] for r in own), sum(r["right"] for r in own)) == (link["given"], link["right"])
    assert links["name_before"]["gold"] == sum(extracted.tallies[m].gold for m in LINKED)
    assert not any("/" in r["rule"] for r in rows if r["kind"] != "pair")


def test_sightings_are_the_right_values(gold, extracted):
    texts = {a.id: a.text for a in gold}
    tally = extracted.rules["amount", "amount.number_unit"]
    assert len(tally.sightings) == tally.hits
    assert all(texts[s.article][s.start : s.end].strip() for s in tally.sightings)


# Values of the formula in E. B. Wilson, JASA 22 (1927); as in R: binom::binom.wilson.
@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.27753), (10, 10, 0.72247, 1.0), (5, 10, 0.23659, 0.76341), (81, 263, 0.2553, 0.3662)],
)
def test_wilson(hits, total, low, high):
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.skipif(not SCORER.exists(), reason="the annotators' scorer is not at hand")
@pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.8])
def test_numbers_equal_the_annotators_scorer(gold, share):
    spec = importlib.util.spec_from_file_location("annotators_scorer", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    chance = random.Random(int(share * 10))
    records = {a.id: record_of(a, chance, share) for a in gold}
    total = {m: [0, 0, 0] for m in scorer.MEASURES}
    errors = Counter()
    for article in gold:
        raw = json.loads(article.model_dump_json())
        counts, rows = scorer.compare(raw, json.loads(records[article.id].to_line()))
        total = {m: [a + b for a, b in zip(total[m], counts[m], strict=True)] for m in total}
        errors.update((article.id, r["measure"], r["kind"], tuple(r["what"])) for r in rows)
    evaluation = evaluate(gold, records)
    assert {m: [t.hits, t.gold, t.predicted] for m, t in evaluation.tallies.items()} == total
    assert Counter((e.article, e.measure, e.kind, e.what) for e in evaluation.errors) == errors
