"""Pages made of one run over the gold, and the words that they say of every rule."""

import re
from pathlib import Path

import how_it_decides
import pages
import pytest
import split
from gold_run import run_gold

from kaigong.corpora.loader import load_lexicon
from kaigong.pipeline.consistency import CHECK_NAMES
from kaigong.pipeline.evaluate import MEASURES, Tally
from kaigong.pipeline.rule_scores import NO_RULE, Sighting
from kaigong.pipeline.rule_words import rule_words
from kaigong.schemas.lexicon import RuleEntry, TriggerEntry

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = "project|link|amount_role|metric_role|event|org_role|place|industry|target|amount|org|quantity|percent|date"
LITERAL = re.compile(rf'"((?:{FAMILIES})\.[a-z_]+(?:\.[a-z_]+)*)"')
NO_RULES = {"event.class", "org_role.signatory", "amount_role.no_cue", "metric_role.no_cue"}  # no values


@pytest.fixture(scope="module")
def run():
    return run_gold()


def test_every_rule_that_gives_a_value_is_described(run):
    seen = set(how_it_decides.given_by_rule(run.records.values()))
    for (_, whole), _tally in run.evaluation.rules.items():
        rule, _, link = whole.partition("/")
        seen |= {rule, *([f"link.{link}"] if link else [])}
    assert seen - {NO_RULE} - set(rule_words()) == set()


def test_every_rule_in_the_code_is_described():
    written = {rule for path in ROOT.glob("extractors/**/*.py") for rule in LITERAL.findall(path.read_text("utf-8"))}
    families = {e.id for e in load_lexicon("rules", RuleEntry)}
    assert len(written) > 80
    compared = {r for r in written if any(rule.startswith((f"{r}.", f"{r}_")) for rule in rule_words())}
    compared |= {f"event.{e.id}" for e in load_lexicon("triggers", TriggerEntry)}
    assert written - NO_RULES - compared - set(rule_words()) - families == set()
    assert {f"check.{name}" for name in CHECK_NAMES} == {rule for rule in rule_words() if rule.startswith("check.")}


@pytest.mark.parametrize("entry", load_lexicon("rules", RuleEntry), ids=lambda e: e.id)
def test_described_rules_exist_where_they_are_said_to(entry):
    text = (ROOT / entry.source).read_text("utf-8")
    if entry.id in rule_words():
        last = re.split(r"[._]", entry.id)[-1]  # ids are also put together there: f"{cue}_after"
        assert re.search(rf"(?<![a-z]){last}(?![a-z])", text), f"{entry.source} makes no {entry.id}"
    assert re.search("[\u4e00-\u9fff]", entry.zh)


def test_page_tells_of_every_rule_once(run):
    page = how_it_decides.page(run)
    for rule in rule_words():
        name = rule.removeprefix("link.").removeprefix("check.")
        assert len(re.findall(rf"^\| `{re.escape(name)}` \|", page, re.MULTILINE)) == 1, rule
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5, 8}


def test_example_is_marked_short_and_safe():
    text = "前" * 60 + "总投资|20亿元*的项目" + "后" * 60
    at = text.index("20亿元")
    shown = how_it_decides.example([Sighting("a", at, at + 4, (0, len(text)))], {"a": text})
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "总投资\\|**20亿元**\\*的项目" in shown
    assert how_it_decides.example([], {}) == ""


def test_halves_add_up_and_intervals_hold_the_score(run):
    rows = split.rows_of(run)
    assert [r.measure for r in rows] == list(MEASURES) == list(split.MEANING)
    for row in rows:
        assert row.tally == run.evaluation.tallies[row.measure]
        assert row.low <= row.tally.f1 <= row.high
        assert min(row.halves) <= row.tally.f1 <= max(row.halves)
    counts = split.sizes(run.by_article)
    assert sum(counts.values()) == len(run.gold)
    assert min(counts.values()) > len(run.gold) / 3


def test_halves_are_fixed():
    assert [split.half_of(name) for name in ("dev-001", "dev-002", "dev-003", "dev-004")] == ["A", "B", "B", "B"]


def test_interval_of_articles_alike_is_a_point():
    one = {m: Tally(hits=1, gold=2, predicted=2) for m in MEASURES}
    row = split.split({str(n): one for n in range(10)}, draws=50)[0]
    assert (row.low, row.tally.f1, row.high) == (0.5, 0.5, 0.5)
    mixed = {str(n): {m: Tally(hits=n % 2, gold=1, predicted=1) for m in MEASURES} for n in range(10)}
    row = split.split(mixed, draws=500)[0]
    assert 0.1 < row.low < 0.5 < row.high < 0.9


def test_check_says_where_a_page_is_stale(run, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(pages, "run_gold", lambda: run)
    monkeypatch.setattr(pages, "CONSOLE_PAGES", ())  # tests of their own
    monkeypatch.delitem(pages.PAGES, "data-dictionary.md")
    assert pages.main(["--docs", str(tmp_path)]) == 0
    assert pages.main(["--docs", str(tmp_path), "--check"]) == 0
    path = tmp_path / "accuracy.md"
    path.write_text(path.read_text("utf-8").replace("| `org` |", "| `organisation` |"), encoding="utf-8")
    capsys.readouterr()
    assert pages.main(["--docs", str(tmp_path), "--check"]) == 1
    told = capsys.readouterr().err
    assert re.search(r"accuracy\.md:\d+: stale", told)
    assert "python benchmarks/pages.py" in told
    path.unlink()
    assert pages.main(["--docs", str(tmp_path), "--check"]) == 1
