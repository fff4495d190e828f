"""Industries of projects: tests/cases/industry/*.json, the whole pipeline from a text to the codes of its projects."""

import json
from pathlib import Path

import pytest

from kaigong.pipeline import Pipeline
from kaigong.schemas import check_spans
from kaigong.schemas.labels import Label

CASES = [
    pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [])
    for path in sorted((Path(__file__).parent / "cases" / "industry").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_codes(case):
    record = Pipeline()(case["text"], published="2024-05-10")
    assert check_spans(record, case["text"]) == []
    projects = {p.name.text: p for p in record.projects}
    for expected in case["projects"]:
        assert expected["name"] in projects
        found = projects[expected["name"]].industry
        assert [i.code for i in found] == expected["codes"]
        assert {i.rule for i in found} <= {expected.get("rule", "industry.name")}


def test_mentions_are_those_of_the_projects():
    record = Pipeline()("甲山水库工程投资5亿元,乙河医院项目投资8亿元。", published="2024-05-10")
    spans = [(i.start, i.end) for p in record.projects for i in p.industry]
    assert spans
    assert [(m.start, m.end) for m in record.mentions if m.label is Label.INDUSTRY] == spans
