"""Golden cases of what sums, quantities and triggers mean in their clauses: tests/cases/reading/*.json."""

import datetime
import json
from pathlib import Path

import pytest

from kaigong.extractors.amount.role import read_amounts
from kaigong.extractors.event.reader import find_events
from kaigong.extractors.metric.role import read_quantities
from kaigong.pipeline import Pipeline
from kaigong.schemas import Article

FOLDER = Path(__file__).parent / "cases" / "reading"


def cases(name):
    return [pytest.param(case, id=case["id"]) for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))]


def document(case):
    day = datetime.date.fromisoformat(case.get("published", "2024-06-15"))
    return Pipeline().tag(Article(id="case", text=case["text"], published=day))


@pytest.mark.parametrize("case", cases("amounts.json"))
def test_amount_role(case):
    found = [[r.mention.text, r.role, r.status] for r in read_amounts(document(case))]
    assert found == case["readings"]


@pytest.mark.parametrize("case", cases("metrics.json"))
def test_metric_role(case):
    found = [[r.mention.text, r.role, r.item, r.per] for r in read_quantities(document(case))]
    assert [row[:2] for row in found] == [row[:2] for row in case["readings"]]
    for row, expected in zip(found, case["readings"], strict=True):
        assert row[3] == expected[3]
        assert expected[2] is None or row[2] == expected[2]


@pytest.mark.parametrize("case", cases("events.json"))
def test_event(case):
    days = [(e.date.start, e.date.end) if e.date else (None, None) for e in find_events(document(case))]
    found = [
        [e.kind, e.stage, e.status, *(str(d) if d else None for d in pair)]
        for e, pair in zip(find_events(document(case)), days, strict=True)
    ]
    assert found == case["readings"]
