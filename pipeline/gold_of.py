"""A record as a gold article, in the form of the annotation guidelines, and a gold article as a record."""

from decimal import Decimal
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
    GoldValue,
)
from kaigong.schemas.labels import Grain, Label, Modality, Qualifier
from kaigong.schemas.record import (
    Amount,
    AmountValue,
    ArticleInfo,
    DateRange,
    MentionSpan,
    Metric,
    Milestone,
    Number,
    Organisation,
    Place,
    Project,
    Record,
    Span,
    Target,
    decimal_string,
    project_id,
    text_digest,
)

_LEVELS = ("province", "city", "county")


def gold_of(record: Record, checked: bool = True) -> GoldArticle:
    """The gold article of a record that keeps its text.

    Places have no path where they stand abroad. An article without a day of publication is none of gold's, unless
    it is not ``checked``: enough for being compared.

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
    return GoldArticle.model_validate(fields) if checked else GoldArticle.model_construct(**fields)


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


def record_of(gold: GoldArticle) -> Record:
    """A record that says what a gold article says, only to be compared with others: it is not checked.

    Gold has no places for most values; their spans are those of their project's name.
    """
    text = gold.text
    mentions, at = [], 0
    for amount in gold.amounts:
        place = _first(text, amount.text, at)
        at = place["end"]
        value = AmountValue(currency=amount.currency, **_decimals(amount))
        mentions.append(MentionSpan(label=Label.AMOUNT, value=value, **place))
    mentions += [MentionSpan(label=Label.ORG, **_first(text, words)) for words in gold.orgs]
    targets = [
        Target(
            subject=t.subject, indicator=t.indicator, unit=t.unit, comparator=t.comparator, period=t.period,
            status=t.status, **{k: v for k, v in _decimals(t).items() if k != "qualifier"}, **_first(text, text[:1]),
        )
        for t in gold.targets
    ]  # fmt: skip
    info = ArticleInfo(id=gold.id, title=gold.title, sha256=text_digest(text), chars=len(text), text=text)
    projects = tuple(_project_of(gold, number) for number in range(len(gold.projects)))
    return Record.model_construct(
        article=info, projects=projects, mentions=tuple(mentions), targets=tuple(targets), rejects=()
    )


def _first(text: str, words: str, at: int = 0) -> dict[str, Any]:
    start = text.index(words, at)
    return {"text": words, "start": start, "end": start + len(words)}


def _decimals(number: GoldValue) -> dict[str, Any]:
    fields = {"value": number.value, "low": number.low, "high": number.high}
    written = {name: None if v is None else decimal_string(Decimal(v)) for name, v in fields.items()}
    return {**written, "qualifier": number.qualifier or Qualifier.EXACT}


def _project_of(gold: GoldArticle, number: int) -> Project:
    project = gold.projects[number]
    name = _first(gold.text, project.name)
    return Project(
        id=project_id(gold.id, str(number), name["start"]),
        name=Span(**name),
        aliases=tuple(Span(**_first(gold.text, words)) for words in project.also),
        stage=project.stage,
        organisations=tuple(Organisation(role=o.role, **_first(gold.text, o.name)) for o in project.orgs),
        places=tuple(_place_of(gold.text, place) for place in project.places),
        amounts=tuple(
            Amount(role=a.role, currency=a.currency, status=Modality.ACTUAL, **_decimals(a), **name)
            for a in project.amounts
        ),
        metrics=tuple(
            Metric(role=m.role, unit=m.unit, item=m.item, status=Modality.ACTUAL, per=m.per, **_decimals(m), **name)
            for m in project.metrics
        ),
        milestones=tuple(Milestone(kind=m.kind, status=m.status, date=_range(m), **name) for m in project.milestones),
    )


def _place_of(text: str, place: GoldPlace) -> Place:
    """A place with the levels of its path in their order, which is all that is compared."""
    levels: dict[str, Any] = dict(zip(_LEVELS, place.path.split("/") if place.path else [], strict=False))
    return Place(**levels, **_first(text, place.text))


def _range(milestone: GoldMilestone) -> DateRange:
    known = milestone.start or milestone.end
    return DateRange(start=milestone.start, end=milestone.end, grain=Grain.PERIOD if known else None)
