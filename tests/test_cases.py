"""The one runner of the golden cases of mentions: tests/cases/<family>/*.json, each case a text and its mentions.

A file is ``{"labels": [...], "cases": [...]}``. Mentions are exhaustive for the file's labels; of a value only the
fields that the case names are compared. ``"xfail": "reason"`` keeps a known failure in its place, strictly: once it
passes, the run fails until the mark is taken out.
"""

import dataclasses
import datetime
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from kaigong.schemas import Article, Label

FOLDER = Path(__file__).parent / "cases"
OTHER_RUNNERS = {
    "check",
    "industry",
    "project",
    "reading",
    "target",
}  # families whose cases expect records and not mentions


class CaseMention(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Label
    start: int
    end: int
    text: str
    value: dict[str, str | None] | None = None
    rule: str | None = None
    kind: str | None = None
    entity: str | None = None


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    mentions: tuple[CaseMention, ...] = ()
    xfail: str | None = None
    note: str | None = None


class CaseFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: tuple[Label, ...]
    cases: tuple[Case, ...]


def read_cases() -> list[Any]:
    parameters = []
    for path in sorted(FOLDER.glob("*/*.json")):
        if path.parent.name in OTHER_RUNNERS:
            continue
        content = CaseFile.model_validate_json(path.read_bytes())
        for case in content.cases:
            marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
            parameters.append(pytest.param(case, content.labels, id=case.id, marks=marks))
    return parameters


@cache
def pipeline() -> Any:
    from kaigong.pipeline import Pipeline

    return Pipeline()


def canonical(value: object) -> str | None:
    """One spelling for equal numbers: 2E+9, 2000000000.0 and 2000000000 are the same."""
    if value is None:
        return None
    try:
        return format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)


def fields_of(value: object) -> dict[str, str | None] | None:
    if value is None:
        return None
    return {f.name: canonical(getattr(value, f.name)) for f in dataclasses.fields(value)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("case", "labels"), read_cases())
def test_case(case: Case, labels: tuple[Label, ...]) -> None:
    article = Article(id=case.id, text=case.text, title=case.title, published=case.published)
    document = pipeline().tag(article)
    found = []
    for mention in document.mentions_of(*labels):
        start, end = document.folded.to_raw(mention.start, mention.end)
        found.append((mention.label, start, end, case.text[start:end], mention))
    found.sort(key=lambda row: (row[1], row[2], row[0]))
    expected = sorted(case.mentions, key=lambda m: (m.start, m.end, m.label))
    shown = [(str(label), start, end, text, m.rule, fields_of(m.value)) for label, start, end, text, m in found]
    assert [row[:4] for row in found] == [(m.label, m.start, m.end, m.text) for m in expected], shown
    for want, (*_, have) in zip(expected, found, strict=True):
        if want.value is not None:
            values = fields_of(have.value)
            assert values is not None, f"{want.text}: no value"
            assert {k: values.get(k) for k in want.value} == {k: canonical(v) for k, v in want.value.items()}, shown
        elif "value" in want.model_fields_set:
            assert have.value is None, shown
        for key in ("rule", "kind", "entity"):
            if key in want.model_fields_set:
                assert getattr(have, key) == getattr(want, key), shown


def test_cases_are_well_formed() -> None:
    cases = [(case, labels) for case, labels in (p.values for p in read_cases())]
    repeated = [i for i, n in Counter(case.id for case, _ in cases).items() if n > 1]
    assert not repeated, f"ids stand twice: {repeated}"
    for case, labels in cases:
        for mention in case.mentions:
            assert case.text[mention.start : mention.end] == mention.text, f"{case.id}: {mention.text}"
            assert mention.label in labels, f"{case.id}: label {mention.label} is not among the file's labels"
