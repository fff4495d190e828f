"""Golden cases of goals and results: tests/cases/target/*.json. A field of a row that is null is not compared."""

import json
from pathlib import Path

import pytest

from kaigong.pipeline import Pipeline

FOLDER = Path(__file__).parent / "cases" / "target"
CASES = [
    pytest.param(case, id=case["id"])
    for path in sorted(FOLDER.glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_targets(case):
    record = Pipeline(tagger=case.get("tagger", "lac"))(
        case["text"], title=case.get("title"), published=case["published"]
    )
    found = [[t.subject, t.indicator, t.value, t.unit, t.comparator, t.period, t.status] for t in record.targets]
    assert len(found) == len(case["targets"]), found
    for row, expected in zip(found, case["targets"], strict=True):
        assert [got if want is not None else None for got, want in zip(row, expected, strict=True)] == expected
