"""Golden cases of whole records: tests/cases/project/*.json. A field that a case does not give is not compared.

A case with ``tagger`` holds what the rules do by themselves, where the network says otherwise.
"""

import json
from pathlib import Path

import pytest

from kaigong.pipeline import Pipeline
from kaigong.schemas import check_spans

CASES = [
    pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [])
    for path in sorted((Path(__file__).parent / "cases" / "project").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


def found(project, field, record):
    if field == "phase_of":
        return next((p.name.text for p in record.projects if p.id == project.phase_of), None)
    if field == "name":
        return project.name.text
    if field == "aliases":
        return sorted(a.text for a in project.aliases)
    if field == "stage":
        return project.stage
    if field == "organisations":
        return sorted([o.role, o.text] for o in project.organisations)
    if field == "places":
        return sorted("/".join(filter(None, (p.province, p.city, p.county))) for p in project.places)
    if field == "amounts":
        return sorted([a.role, a.value or f"{a.low}-{a.high}"] for a in project.amounts)
    if field == "metrics":
        return sorted([m.role, m.value or f"{m.low}-{m.high}", m.unit] for m in project.metrics)
    if field == "planned":
        return sorted(v.text for v in (*project.amounts, *project.metrics) if v.status == "planned")
    assert field == "milestones"
    return sorted([m.kind, m.status, *(str(d) if d else None for d in days(m))] for m in project.milestones)


def days(milestone):
    return (milestone.date.start, milestone.date.end) if milestone.date else (None, None)


@pytest.mark.parametrize("case", CASES)
def test_record(case):
    record = Pipeline(tagger=case.get("tagger", "lac"))(
        case["text"], published=case["published"], title=case.get("title")
    )
    assert check_spans(record, case["text"]) == []
    names = [p.name.text for p in record.projects]
    wanted = [p["name"] for p in case["projects"]]
    assert set(wanted) <= set(names) if case.get("partial") else names == wanted
    for expected in case["projects"]:
        project = record.projects[names.index(expected["name"])]
        for field, value in expected.items():
            assert found(project, field, record) == (sorted(value) if isinstance(value, list) else value), field
