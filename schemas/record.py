"""The published record ``kaigong/1``: strict pydantic models of what comes out for one article.

Offsets count Unicode code points of the article's text as given, end exclusive. Numbers are decimal strings in whole
units. The models check what can be checked without the text; ``check_spans`` checks the rest against it.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictInt,
    Tag,
    WithJsonSchema,
    model_validator,
)

from kaigong.schemas.labels import (
    AmountRole,
    Comparator,
    Grain,
    Label,
    MetricRole,
    MilestoneKind,
    Modality,
    OrganisationRole,
    Per,
    PublishedBasis,
    Qualifier,
    Stage,
    TargetStatus,
)

SCHEMA_NAME: Literal["kaigong/1"] = "kaigong/1"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _only_iso_day(value: object) -> object:
    """Refuse the timestamps and numbers that pydantic would also read as a date."""
    if isinstance(value, datetime.datetime) or not isinstance(value, str | datetime.date):
        raise ValueError("expected a day like 2023-02-10")
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("expected a day like 2023-02-10")
    return value


def _is_none(value: object) -> bool:
    return value is None


DecimalString = Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$")]
IsoDay = Annotated[datetime.date, BeforeValidator(_only_iso_day), WithJsonSchema({"type": "string", "format": "date"})]
Offset = Annotated[StrictInt, Field(ge=0)]
Adcode = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Period = Annotated[str, Field(pattern=r"^[0-9]{4}(-(Q[1-4]|H[12]|[0-9]{2}))?(/[0-9]{4}(-[0-9]{2})?)?$")]
NonEmpty = Annotated[str, Field(min_length=1)]
ProjectId = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]


def decimal_string(number: Decimal) -> str:
    """The canonical decimal string: no exponent, no trailing zeros, no negative zero.

    >>> decimal_string(Decimal("2.50E+9"))
    '2500000000'
    """
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def project_id(article_id: str, name: str, start: int) -> str:
    """The stable id of a project: 16 hex digits from its article, its name and where the name first stands."""
    key = "\x1f".join((article_id, name, str(start)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_digest(text: str) -> str:
    """SHA-256 of an article's text in UTF-8, as given in ``article.sha256``."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Model(BaseModel):
    """Base of all models here: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Span(Model):
    """A piece of the article's text; ``rule`` names what found it, ``sentence`` is its sentence's [start, end)."""

    text: NonEmpty
    start: Offset
    end: Offset
    rule: str | None = Field(default=None, exclude_if=_is_none)
    sentence: tuple[Offset, Offset] | None = Field(default=None, exclude_if=_is_none)

    @model_validator(mode="after")
    def _check_span(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"end {self.end} must be greater than start {self.start}")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"text has {len(self.text)} characters, start and end span {self.end - self.start}")
        if self.sentence is not None and self.sentence[1] <= self.sentence[0]:
            raise ValueError("the sentence's end must be greater than its start")
        return self


class Number(Model):
    """A value, or low and high of a range; ``value`` is null exactly for a range."""

    value: DecimalString | None = None
    low: DecimalString | None = None
    high: DecimalString | None = None

    @model_validator(mode="after")
    def _check_bounds(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high stand together or not at all")
        if (self.value is None) == (self.low is None):
            raise ValueError("expected either value, or low and high")
        if self.low is not None and self.high is not None and Decimal(self.low) > Decimal(self.high):
            raise ValueError(f"low {self.low} is greater than high {self.high}")
        return self


class QualifiedNumber(Number):
    """A number with its qualifier; qualifier ``range`` exactly where low and high are given."""

    qualifier: Qualifier = Qualifier.EXACT

    @model_validator(mode="after")
    def _check_qualifier(self) -> Self:
        if (self.qualifier is Qualifier.RANGE) != (self.low is not None):
            raise ValueError("qualifier range goes with low and high, and only with them")
        return self


class AmountValue(QualifiedNumber):
    """A sum in whole units of an ISO 4217 currency."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class QuantityValue(QualifiedNumber):
    """A physical quantity, count or percentage; ``per`` is the denominator of a rate as written."""

    unit: NonEmpty
    per: str | None = Field(default=None, exclude_if=_is_none)


class DateRange(Model):
    """First and last day, inclusive; an open end is null. All three are null where the text gives no date."""

    start: IsoDay | None = None
    end: IsoDay | None = None
    grain: Grain | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"end {self.end} is before start {self.start}")
        if self.grain is None and (self.start is not None or self.end is not None):
            raise ValueError("a date needs its grain")
        return self


class PlacePath(Model):
    """Administrative path of a place; ``adcode`` is that of its lowest known level (GB/T 2260)."""

    province: NonEmpty | None = None
    city: NonEmpty | None = None
    county: NonEmpty | None = None
    adcode: Adcode | None = None


def _kind_of_value(value: Any) -> str:  # noqa: ANN401 - pydantic hands over raw input or a model
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, BaseModel) else ()
    if "currency" in keys:
        return "AMOUNT"
    if "unit" in keys:
        return "QUANTITY"
    return "DATE" if "grain" in keys else "PLACE"


MentionValue = Annotated[
    Annotated[AmountValue, Tag("AMOUNT")]
    | Annotated[QuantityValue, Tag("QUANTITY")]
    | Annotated[DateRange, Tag("DATE")]
    | Annotated[PlacePath, Tag("PLACE")],
    Discriminator(_kind_of_value),
]

_VALUE_OF_LABEL: dict[Label, type[Model]] = {
    Label.AMOUNT: AmountValue,
    Label.QUANTITY: QuantityValue,
    Label.PERCENT: QuantityValue,
    Label.DATE: DateRange,
    Label.PLACE: PlacePath,
}
_VALUE_REQUIRED = frozenset({Label.AMOUNT, Label.QUANTITY, Label.PERCENT})


class MentionSpan(Span):
    """A typed span of the text with its value; only AMOUNT, QUANTITY, PERCENT, DATE and PLACE have one."""

    label: Label
    value: MentionValue | None = None

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        expected = _VALUE_OF_LABEL.get(self.label)
        if self.value is None:
            if self.label in _VALUE_REQUIRED:
                raise ValueError(f"a mention with label {self.label} needs a value")
        elif expected is None or not isinstance(self.value, expected):
            wanted = "null" if expected is None else f"an object of type {expected.__name__}"
            raise ValueError(f"value of a mention with label {self.label} must be {wanted}")
        return self


class Organisation(Span):
    """An organisation and the part it plays in a project."""

    role: OrganisationRole


class Place(PlacePath, Span):
    """Where a project is or will be."""


class Industry(Span):
    """Class of the national economy (GB/T 4754) with the words that show it."""

    code: Annotated[str, Field(pattern=r"^[A-T][0-9]{0,4}$")]
    name: NonEmpty


class Amount(AmountValue, Span):
    """A sum of money of a project and what it is."""

    role: AmountRole
    status: Modality
    per: Per | None = None


class Metric(QualifiedNumber, Span):
    """A physical quantity of a project; ``item`` is the thing counted, where written."""

    role: MetricRole
    item: NonEmpty | None = None
    unit: NonEmpty
    status: Modality
    per: Per | None = None


class Milestone(Span):
    """An event in a project's life; the fields of ``date`` are null where the text narrates it without one."""

    kind: MilestoneKind
    status: Modality
    date: DateRange


class Target(Number, Span):
    """A counted or measured statement about a body's work, not about one project."""

    subject: NonEmpty | None = None
    indicator: NonEmpty
    unit: NonEmpty
    comparator: Comparator
    period: Period | None = None
    status: TargetStatus


class Project(Model):
    """A named, single undertaking with what the text states of it.

    ``phase_of`` is the id of the project in the same record of which it is a phase.
    """

    id: ProjectId
    phase_of: ProjectId | None = None
    name: Span
    aliases: tuple[Span, ...] = ()
    stage: Stage | None = None
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    industry: tuple[Industry, ...] = ()
    amounts: tuple[Amount, ...] = ()
    metrics: tuple[Metric, ...] = ()
    milestones: tuple[Milestone, ...] = ()


class ArticleInfo(Model):
    """What is known of the article; ``sha256`` and ``chars`` are those of its text, ``text`` is there on request.

    ``duplicate_of`` is the id of the earlier article that this one reposts, if reposts were looked for and it is one.
    """

    id: NonEmpty
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: IsoDay | None = None
    published_basis: PublishedBasis | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    chars: Offset
    text: str | None = Field(default=None, exclude_if=_is_none)
    duplicate_of: NonEmpty | None = Field(default=None, exclude_if=_is_none)

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        if (self.published is None) != (self.published_basis is None):
            raise ValueError("published and published_basis stand together or not at all")
        if self.text is not None and len(self.text) != self.chars:
            raise ValueError(f"chars is {self.chars}, the text has {len(self.text)}")
        if self.text is not None and text_digest(self.text) != self.sha256:
            raise ValueError("sha256 is not that of the text")
        return self


class Rejected(Model):
    """Something found and not given out, with the stage and the reason; the span is null where none is meant."""

    stage: NonEmpty
    reason: NonEmpty
    text: str | None = None
    start: Offset | None = None
    end: Offset | None = None

    @model_validator(mode="after")
    def _check_span(self) -> Self:
        if self.text is None or self.start is None or self.end is None:
            if (self.text, self.start, self.end) != (None, None, None):
                raise ValueError("text, start and end stand together or not at all")
        elif self.end <= self.start or len(self.text) != self.end - self.start:
            raise ValueError(f"text of {len(self.text)} characters does not fit start {self.start} and end {self.end}")
        return self


class Record(Model):
    """All that kaigong found in one article, schema ``kaigong/1``."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    schema_name: Literal["kaigong/1"] = Field(default=SCHEMA_NAME, alias="schema")
    article: ArticleInfo
    projects: tuple[Project, ...] = ()
    targets: tuple[Target, ...] = ()
    mentions: tuple[MentionSpan, ...] = ()
    rejects: tuple[Rejected, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        reached: dict[Label, MentionSpan] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.start, m.end)):
            last = reached.get(mention.label)
            if last is not None and mention.start < last.end:
                raise ValueError(
                    f"two {mention.label} mentions overlap: {last.text!r} and {mention.text!r} at {mention.start}"
                )
            reached[mention.label] = mention
        ids = [project.id for project in self.projects]
        if len(set(ids)) < len(ids):
            raise ValueError("a project id stands twice")
        parents = {project.id: project.phase_of for project in self.projects}
        for project, parent in parents.items():
            if parent is not None and (parent not in parents or parents[parent] is not None):
                raise ValueError(f"phase_of of project {project} is {parent}: no project here that is itself no phase")
        if _reach(self) > self.article.chars:
            self._tell_overlong()
        return self

    def _tell_overlong(self) -> None:
        for path, start, end, _ in iter_spans(self):
            if end > self.article.chars:
                raise ValueError(f"{path}: {start}-{end} reaches past the article's {self.article.chars} characters")

    def to_line(self) -> str:
        """The record as one line of JSON, without the line break."""
        return self.model_dump_json()


def iter_spans(record: Record) -> Iterator[tuple[str, int, int, str | None]]:
    """Path, start, end and text of every span of a record; the text of a sentence's span is None."""
    for path, span in _named_spans(record):
        yield path, span.start, span.end, span.text
        if span.sentence is not None:
            yield f"{path}.sentence", *span.sentence, None
    for i, reject in enumerate(record.rejects):
        if reject.start is not None and reject.end is not None:
            yield f"rejects[{i}]", reject.start, reject.end, reject.text


_LISTS = ("aliases", "organisations", "places", "industry", "amounts", "metrics", "milestones")


def _named_spans(record: Record) -> Iterator[tuple[str, Span]]:
    for p, project in enumerate(record.projects):
        yield f"projects[{p}].name", project.name
        for key in _LISTS:
            for i, span in enumerate(getattr(project, key)):
                yield f"projects[{p}].{key}[{i}]", span
    for i, target in enumerate(record.targets):
        yield f"targets[{i}]", target
    for i, mention in enumerate(record.mentions):
        yield f"mentions[{i}]", mention


def _spans(record: Record) -> Iterator[Span]:
    """All spans, without the paths that only a fault needs."""
    for project in record.projects:
        yield project.name
        for key in _LISTS:
            yield from getattr(project, key)
    yield from record.targets
    yield from record.mentions


def _reach(record: Record) -> int:
    """The largest end of any span."""
    ends = [span.end for span in _spans(record)]
    ends += [span.sentence[1] for span in _spans(record) if span.sentence is not None]
    ends += [reject.end for reject in record.rejects if reject.end is not None]
    return max(ends, default=0)


def _all_hold(record: Record, text: str) -> bool:
    """Whether all spans are those of the text."""
    told = all(text[s.start : s.end] == s.text for s in _spans(record))
    rejected = all(text[r.start : r.end] == r.text for r in record.rejects if r.start is not None)
    return told and rejected and _reach(record) <= len(text)


def check_spans(record: Record, text: str) -> list[str]:
    """Faults of a record against its article's text, empty if none.

    Every span's text is ``text[start:end]``, and length and digest of the text are those of the record.
    """
    faults = []
    if record.article.chars != len(text):
        faults.append(f"article.chars: {record.article.chars}, the text has {len(text)}")
    if record.article.sha256 != text_digest(text):
        faults.append("article.sha256: not that of the text")
    for path, start, end, written in () if _all_hold(record, text) else iter_spans(record):
        if end > len(text):
            faults.append(f"{path}: {start}-{end} reaches past the text's {len(text)} characters")
        elif written is not None and text[start:end] != written:
            faults.append(f"{path}: says {written!r}, the text has {text[start:end]!r} at {start}-{end}")
    return faults
