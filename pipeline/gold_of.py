"""A record as a gold article: what it says, in the form of the annotation guidelines."""

from typing import Any

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.schemas.gold import (
    GoldAmount,
    GoldAmountMention,
    GoldArticle,
    GoldMetric,
    GoldMilestone,
    GoldOrganisation,
    GoldPlace,
    GoldProject,
    GoldTarget,
)
from kaigong.schemas.labels import Label
from kaigong.schemas.record import AmountValue, Number, Project, Record

_LEVELS = ("province", "city", "county")


def gold_of(record: Record) -> GoldArticle:
    """The gold article of a record that keeps its text.

    Places have no path where they stand abroad. An article without a day of publication is none of gold's.

    Raises: pydantic.ValidationError where gold asks for more than the record has.
    """
    info = record.article
    fields: dict[str, Any] = {
        "id": info.id,
        "title": info.title,
        "published": info.published,
        "text": info.text,
        "orgs": tuple(dict.fromkeys(m.text for m in record.mentions if m.label is Label.ORG)),
        "amounts": tuple(
            GoldAmountMention(text=m.text, currency=m.value.currency, **_number(m.value))
            for m in sorted(record.mentions, key=lambda m: m.start)
            if m.label is Label.AMOUNT and isinstance(m.value, AmountValue)
        ),
        "projects": tuple(_project(project) for project in record.projects),
        "targets": tuple(
            GoldTarget(
                **_number(t), unit=t.unit, indicator=t.indicator, comparator=t.comparator, status=t.status,
                subject=t.subject, period=t.period,
            )
            for t in record.targets
        ),
    }  # fmt: skip
    return GoldArticle.model_validate(fields)


def gold_line(record: Record) -> tuple[str | None, str | None]:
    """The gold article as a line of JSON, or why there is none."""
    try:
        return gold_of(record).model_dump_json(), None
    except ValidationError as error:
        return None, f"{record.article.id}: makes no gold article: {summarise(error)}"


def _number(number: Number) -> dict[str, Any]:
    return {name: getattr(number, name, None) for name in ("value", "low", "high", "qualifier")}


def _project(project: Project) -> GoldProject:
    others = dict.fromkeys(alias.text for alias in project.aliases if alias.text != project.name.text)
    return GoldProject(
        name=project.name.text,
        also=tuple(others),
        stage=project.stage,
        orgs=tuple(GoldOrganisation(name=o.text, role=o.role) for o in project.organisations),
        places=tuple(
            GoldPlace(text=p.text, path="/".join(filter(None, (getattr(p, level) for level in _LEVELS))) or None)
            for p in project.places
        ),
        amounts=tuple(GoldAmount(role=a.role, currency=a.currency, **_number(a)) for a in project.amounts),
        metrics=tuple(
            GoldMetric(role=m.role, unit=m.unit, item=m.item, per=m.per, **_number(m)) for m in project.metrics
        ),
        milestones=tuple(
            GoldMilestone(kind=m.kind, status=m.status, start=m.date.start, end=m.date.end) for m in project.milestones
        ),
    )
