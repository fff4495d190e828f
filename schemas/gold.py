"""Gold articles: text with hand-made annotations, as ``corpora/gold/GUIDELINES.md`` describes them."""

import datetime
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from kaigong.schemas.labels import (
    AmountRole,
    Comparator,
    MetricRole,
    MilestoneKind,
    Modality,
    OrganisationRole,
    Per,
    Qualifier,
    Stage,
    TargetStatus,
)
from kaigong.schemas.record import IsoDay, Period


def _is_decimal(written: str) -> str:
    try:
        Decimal(written)
    except InvalidOperation:
        raise ValueError(f"{written!r} is no decimal number") from None
    return written


GoldNumber = Annotated[str, AfterValidator(_is_decimal)]
Words = Annotated[str, Field(min_length=1)]


class GoldModel(BaseModel):
    """Base of the gold models: frozen; keys beyond the guidelines are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldValue(GoldModel):
    """A value, or low and high where the qualifier is ``range``."""

    value: GoldNumber | None = None
    low: GoldNumber | None = None
    high: GoldNumber | None = None
    qualifier: Qualifier | None = None

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        if self.qualifier is Qualifier.RANGE:
            if self.low is None or self.high is None:
                raise ValueError("a range needs low and high")
        elif self.value is None:
            raise ValueError("no value")
        return self


class GoldMoney(GoldValue):
    """A sum of money with its qualifier."""

    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]

    @model_validator(mode="after")
    def _check_qualifier(self) -> Self:
        if self.qualifier is None:
            raise ValueError("no qualifier")
        return self


class GoldAmountMention(GoldMoney):
    text: Words


class GoldAmount(GoldMoney):
    role: AmountRole


class GoldMetric(GoldValue):
    role: MetricRole
    unit: Words
    item: str | None = None
    per: Per | None = None


class GoldOrganisation(GoldModel):
    name: Words
    role: OrganisationRole


class GoldPlace(GoldModel):
    text: Words
    path: Annotated[str, Field(pattern="^[^/]+(/[^/]+){0,2}$")] | None = None


class GoldMilestone(GoldModel):
    kind: MilestoneKind
    status: Modality
    start: IsoDay | None = None
    end: IsoDay | None = None


class GoldProject(GoldModel):
    """One undertaking; ``also`` holds other forms of its name that count as right."""

    name: Words
    also: tuple[Words, ...] = ()
    orgs: tuple[GoldOrganisation, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    amounts: tuple[GoldAmount, ...] = ()
    metrics: tuple[GoldMetric, ...] = ()
    milestones: tuple[GoldMilestone, ...] = ()
    stage: Stage | None

    @property
    def names(self) -> tuple[str, ...]:
        """All forms of the name that count as right."""
        return (self.name, *self.also)


class GoldTarget(GoldValue):
    unit: Words
    indicator: Words
    comparator: Comparator
    status: TargetStatus
    subject: str | None = None
    period: Period | None = None


class GoldArticle(GoldModel):
    """One annotated article."""

    id: Words
    title: str | None
    published: datetime.date
    text: str
    orgs: tuple[Words, ...]
    amounts: tuple[GoldAmountMention, ...]
    projects: tuple[GoldProject, ...]
    targets: tuple[GoldTarget, ...]

    @model_validator(mode="after")
    def _check_against_text(self) -> Self:
        faults = list(_text_faults(self))
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _text_faults(article: GoldArticle) -> Iterator[str]:
    """What is annotated and does not stand in the text; amounts must stand there in their order."""
    text = article.text
    if len(set(article.orgs)) < len(article.orgs):
        yield "an organisation stands twice"
    at = 0
    for amount in article.amounts:
        found = text.find(amount.text, at)
        if found < 0:
            yield f"amount not in the text, or out of order: {amount.text}"
        else:
            at = found + len(amount.text)
    quoted = [("organisation", name) for name in article.orgs]
    for project in article.projects:
        quoted += [("project name", name) for name in project.names]
        quoted += [("project's organisation", o.name) for o in project.orgs]
        quoted += [("place", place.text) for place in project.places]
    quoted += [("target's subject", t.subject) for t in article.targets if t.subject is not None]
    yield from (f"{kind} not in the text: {words}" for kind, words in quoted if words not in text)
