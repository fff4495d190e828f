"""The register's own records: one entry a project, with every value that any article gives and where it stands."""

from typing import Literal

from pydantic import ConfigDict, Field

from kaigong.schemas.labels import Grain, Modality, Per, Qualifier, Stage
from kaigong.schemas.record import Adcode, DecimalString, IsoDay, Model, NonEmpty, Offset, ProjectId

REGISTER_SCHEMA: Literal["kaigong-register/1"] = "kaigong-register/1"

Slot = Literal["amount", "metric", "milestone", "organisation", "place", "industry"]


class RegisterValue(Model):
    """One value of one article. What it is depends on ``slot``; the span is that in the article's text.

    ``role`` is a word of the slot's vocabulary, ``unit`` a currency or a unit as written, ``code`` that of a division
    or an industry. ``latest``: of the values of this slot, role and unit, the one of the article published last.
    ``conflict``: articles give values of this slot, role and unit that differ.
    """

    slot: Slot
    role: str | None = None
    item: str | None = None
    value: DecimalString | None = None
    low: DecimalString | None = None
    high: DecimalString | None = None
    unit: str | None = None
    per: Per | None = None
    qualifier: Qualifier | None = None
    status: Modality | None = None
    date_first: IsoDay | None = None
    date_last: IsoDay | None = None
    grain: Grain | None = None
    code: str | None = None
    text: NonEmpty
    span_start: Offset
    span_end: Offset
    rule: str | None = None
    article_id: NonEmpty
    project_id: ProjectId
    published: IsoDay | None = None
    source: str | None = None
    repost: bool = False
    latest: bool = False
    conflict: bool = False


class StageSince(Model):
    """A stage and the article that is the first to tell of it; in order of publication."""

    stage: Stage
    published: IsoDay
    article_id: NonEmpty
    source: str | None = None


class Seen(Model):
    """One article that tells of the project."""

    article_id: NonEmpty
    project_id: ProjectId
    name: NonEmpty
    stage: Stage | None = None
    published: IsoDay | None = None
    source: str | None = None
    repost: bool = False
    span_start: Offset
    span_end: Offset


class Total(Model):
    """The latest total investment."""

    value: DecimalString | None = None
    low: DecimalString | None = None
    high: DecimalString | None = None
    currency: str
    qualifier: Qualifier


class Entry(Model):
    """One project of the register.

    ``id`` stays when articles come; ``former_ids`` are those of entries that turned out to be this one. ``phase_of``
    is the id of the entry of which this one is a phase or a section. ``articles`` and ``sources`` count a text that
    was reposted once. ``completeness`` is the share of the main slots that have a value, ``source_score`` is
    1 - 1/2^sources.
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    schema_name: Literal["kaigong-register/1"] = Field(default=REGISTER_SCHEMA, alias="schema")
    id: ProjectId
    former_ids: tuple[ProjectId, ...] = ()
    phase_of: ProjectId | None = None
    name: NonEmpty
    aliases: tuple[NonEmpty, ...] = ()
    stage: Stage | None = None
    country: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: Adcode | None = None
    industry_code: str | None = None
    industry: str | None = None
    total_investment: Total | None = None
    owners: tuple[str, ...] = ()
    investors: tuple[str, ...] = ()
    builders: tuple[str, ...] = ()
    first_seen: IsoDay | None = None
    last_seen: IsoDay | None = None
    articles: int
    reposts: int
    sources: int
    completeness: DecimalString
    source_score: DecimalString
    stages: tuple[StageSince, ...] = ()
    values: tuple[RegisterValue, ...] = ()
    seen: tuple[Seen, ...]
