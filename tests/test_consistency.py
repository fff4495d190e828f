"""Checks between the values of a record: each has cases in tests/cases/check in which it flags and in which not."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline, default_stages
from kaigong.pipeline.consistency import CHECK_NAMES
from kaigong.pipeline.evaluate import extract_gold
from kaigong.pipeline.explain import explain
from kaigong.pipeline.stream import process_one
from kaigong.schemas import Article, Grain, Label, Record, check_spans
from kaigong.schemas.values import DateValue

CASES = json.loads((Path(__file__).parent / "cases" / "check" / "flags.json").read_text(encoding="utf-8"))
REPAIRS = {"date_reversed"}


def flags_of(record: Record) -> list[list[str]]:
    found = []
    for reject in record.rejects:
        assert reject.stage == "check"
        assert reject.reason.startswith("flag: ")
        found.append([reject.reason.split(": ")[1], reject.text])
    return sorted(found)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_flags(case):
    record = Pipeline()(case["text"], published=case["published"])
    assert flags_of(record) == sorted(case["flags"])
    assert check_spans(record, case["text"]) == []


def test_a_flag_changes_nothing():
    stages = default_stages()
    del stages["check"]
    for case in CASES:
        flagged, plain = (p(case["text"], published=case["published"]) for p in (Pipeline(), Pipeline(stages=stages)))
        assert flagged.model_copy(update={"rejects": ()}) == plain


@pytest.mark.parametrize("name", sorted(set(CHECK_NAMES) - REPAIRS))
def test_every_check_has_true_and_false_cases(name):
    own = [c for c in CASES if c["id"].startswith(name + ".")]
    assert any(name in [f[0] for f in c["flags"]] for c in own)
    assert any(not c["flags"] for c in own)


def test_gold_raises_no_flag():
    records = extract_gold(Pipeline(), read_gold()).values()
    assert [(r.article.id, x.reason) for r in records for x in r.rejects] == []


def test_most_planted_slips_are_flagged():
    """万 in place of 亿 in one total investment of the gold at a time."""
    pipeline, flagged, planted = Pipeline(), 0, 0
    for gold in read_gold():
        for project in pipeline(gold.text, published=gold.published).projects:
            for amount in project.amounts:
                if amount.role != "total_investment" or "亿" not in amount.text:
                    continue
                at = amount.start + amount.text.index("亿")
                record = pipeline(gold.text[:at] + "万" + gold.text[at + 1 :], published=gold.published)
                planted += 1
                flagged += bool(record.rejects)
    assert flagged >= 0.5 * planted > 20, (flagged, planted)


def test_reversed_dates_are_taken_out_with_their_reason():
    def reverse(document):
        days = DateValue(date(2024, 3, 1), date(2023, 3, 1), Grain.DAY)
        mentions = [replace(m, value=days) if m.label is Label.DATE else m for m in document.mentions]
        projects = [
            replace(p, milestones=tuple(replace(m, date=days) for m in p.milestones)) for p in document.projects
        ]
        return replace(document, mentions=tuple(mentions), projects=tuple(projects))

    stages = default_stages()
    check = stages.pop("check")
    stages |= {"reverse": reverse, "check": check}
    article = Article(id="a", text="江北物流园项目总投资5亿元，2024年3月开工。")
    record = process_one(Pipeline(stages=stages), article)
    assert isinstance(record, Record)
    assert [m for m in record.mentions if m.label is Label.DATE] == []
    assert [m.date.start for m in record.projects[0].milestones] == [None]
    assert [r.reason.split(":")[0] for r in record.rejects] == ["date_reversed", "date_reversed"]
    stages.pop("check")
    assert not isinstance(process_one(Pipeline(stages=stages), article), Record)


def test_explain_shows_flags():
    record = Pipeline()("江北新材料产业园项目总投资20亿元，一期投资30亿元。")
    out = StringIO()
    explain(record, Console(file=out, width=200))
    assert "⚑ phase_over_total: phase investment 30亿元 is more than the total 20亿元" in out.getvalue()
