"""Records made from gold: a perfect answer, or one with faults planted at random."""

import random
from decimal import Decimal

from kaigong.schemas.gold import GoldArticle, GoldProject, GoldValue
from kaigong.schemas.labels import Label, Modality, PublishedBasis, Qualifier
from kaigong.schemas.record import (
    Amount,
    AmountValue,
    ArticleInfo,
    DateRange,
    MentionSpan,
    Metric,
    Milestone,
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


def span_of(text: str, words: str, at: int = 0) -> dict:
    start = text.index(words, at)
    return {"text": words, "start": start, "end": start + len(words)}


def number_of(value: GoldValue, **other) -> dict:
    fields = {"value": value.value, "low": value.low, "high": value.high}
    given = {k: None if v is None else decimal_string(Decimal(v)) for k, v in fields.items()}
    return {**given, **other}


def project_of(text: str, gold: GoldProject, name: str, number: int) -> Project:
    anchor = span_of(text, name)
    places = []
    for place in gold.places:
        path = (place.path or "").split("/")
        levels = dict(zip(("province", "city", "county"), path, strict=False)) if place.path else {}
        places.append(Place(**span_of(text, place.text), **levels, rule="test.place"))
    return Project(
        id=project_id(str(number), name, anchor["start"]),
        name=Span(**anchor, rule="test.name"),
        stage=gold.stage,
        organisations=tuple(Organisation(**span_of(text, o.name), role=o.role, rule="test.org") for o in gold.orgs),
        places=tuple(places),
        amounts=tuple(
            Amount(
                **anchor, **number_of(a, qualifier=a.qualifier), currency=a.currency, role=a.role,
                status=Modality.ACTUAL, rule="test.amount",
            )
            for a in gold.amounts
        ),
        metrics=tuple(
            Metric(
                **anchor, **number_of(m, qualifier=m.qualifier or Qualifier.EXACT), unit=m.unit, role=m.role,
                item=m.item, status=Modality.ACTUAL, rule="test.metric",
            )
            for m in gold.metrics
        ),
        milestones=tuple(
            Milestone(
                **anchor, kind=m.kind, status=m.status, date=DateRange(start=m.start, end=m.end, grain="day"),
                rule="test.milestone",
            )
            for m in gold.milestones
        ),
    )  # fmt: skip


def record_of(gold: GoldArticle, chance: random.Random | None = None, share: float = 0.0) -> Record:
    """The record that answers ``gold`` perfectly; with ``share``, that part of its values is left out or spoilt."""
    text = gold.text

    def keep(values: tuple) -> list:
        return [v for v in values if chance is None or chance.random() >= share]

    spoilt = chance is not None and chance.random() < share
    mentions, at = [], 0
    for amount in gold.amounts:
        found = span_of(text, amount.text, at)
        at = found["end"]
        value = AmountValue(
            **number_of(amount, qualifier=amount.qualifier), currency="USD" if spoilt else amount.currency
        )
        mentions.append(MentionSpan(**found, label=Label.AMOUNT, value=value, rule="test.sum"))
    mentions, ends = keep(tuple(mentions)), 0
    for name in sorted(keep(gold.orgs), key=text.index):
        found = span_of(text, name)
        if found["start"] >= ends:
            mentions.append(MentionSpan(**found, label=Label.ORG, rule="test.org"))
            ends = found["end"]
    projects = []
    for number, project in enumerate(keep(gold.projects)):
        slots = {k: tuple(keep(getattr(project, k))) for k in ("orgs", "places", "amounts", "metrics", "milestones")}
        name = project.name
        if chance is not None and chance.random() < share:
            slots["stage"] = None
            start = text.index(name)
            name = text[start : start + max(2, len(name) - chance.randrange(6))]
        projects.append(project_of(text, project.model_copy(update=slots), name, number))
    targets = tuple(
        Target(
            **span_of(text, text[:2]), **number_of(t), unit=t.unit, subject=t.subject, indicator=t.indicator,
            comparator="about" if spoilt else t.comparator, period=t.period, status=t.status, rule="test.target",
        )
        for t in keep(gold.targets)
    )  # fmt: skip
    if chance is not None:
        chance.shuffle(projects)
    info = ArticleInfo(
        id=gold.id, title=gold.title, published=gold.published, published_basis=PublishedBasis.GIVEN,
        sha256=text_digest(text), chars=len(text),
    )  # fmt: skip
    return Record(article=info, projects=tuple(projects), mentions=tuple(mentions), targets=targets)
