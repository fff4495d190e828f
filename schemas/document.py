"""What travels through the pipeline: an article, its folded text, sentences, mentions and drafts of records.

All offsets inside the pipeline count code points of the *folded* text, half-open. They are mapped back to the
article's own text once, where the record is made (``FoldedText.to_raw``).
"""

import datetime
from collections.abc import Sequence
from dataclasses import field
from operator import attrgetter
from typing import Self

from kaigong.schemas.article import Article
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import (
    AmountRole,
    Comparator,
    Label,
    MetricRole,
    MilestoneKind,
    Modality,
    OrganisationRole,
    Per,
    PublishedBasis,
    Stage,
    TargetStatus,
)
from kaigong.schemas.values import DateValue, PlaceValue, Value


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Text folded for matching, with the way back to the text as given.

    ``starts[i]`` and ``ends[i]`` are the raw offsets that folded character ``i`` covers;
    both are None when folding changed no length (the usual case).
    """

    raw: str
    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty folded span to the raw span that it covers."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence: folded offsets (without the line break), number of its paragraph, offsets of its clauses."""

    start: int
    end: int
    paragraph: int
    clauses: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span with its value.

    ``rule`` names what found it. ``kind`` is a finer type within the label (an ORG: company, government, bank …).
    ``entity`` is the full name when the mention is a known short form of it.
    """

    label: Label
    start: int
    end: int
    text: str
    rule: str
    value: Value | None = None
    kind: str | None = None
    entity: str | None = None

    @property
    def full_name(self) -> str:
        """The full name where the text has given it, else what stands here."""
        return self.entity or self.text


@dataclass(frozen=True, slots=True)
class OrganisationSlot:
    role: OrganisationRole
    mention: Mention
    rule: str


@dataclass(frozen=True, slots=True)
class AmountSlot:
    role: AmountRole
    mention: Mention
    status: Modality
    rule: str
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class MetricSlot:
    """``start`` and ``end`` cover the cue as well as the quantity (年产1.2亿片)."""

    role: MetricRole
    mention: Mention
    start: int
    end: int
    status: Modality
    rule: str
    item: str | None = None
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class MilestoneSlot:
    """``date`` is None where the text narrates the event without a date."""

    kind: MilestoneKind
    status: Modality
    start: int
    end: int
    date: DateValue | None
    rule: str


@dataclass(frozen=True, slots=True)
class IndustrySlot:
    code: str
    name: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """One undertaking with what the text states of it, in folded offsets.

    ``phase_of`` is the name of the draft in the same document of which it is a phase.
    """

    name: Mention
    aliases: tuple[Mention, ...] = ()
    stage: Stage | None = None
    organisations: tuple[OrganisationSlot, ...] = ()
    places: tuple[Mention, ...] = ()
    industry: tuple[IndustrySlot, ...] = ()
    amounts: tuple[AmountSlot, ...] = ()
    metrics: tuple[MetricSlot, ...] = ()
    milestones: tuple[MilestoneSlot, ...] = ()
    phase_of: Mention | None = None


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """One counted or measured statement about a body's work; ``mention`` is the number with its unit."""

    mention: Mention
    start: int
    end: int
    subject: str | None
    indicator: str
    comparator: Comparator
    period: str | None
    status: TargetStatus
    rule: str


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was found and not given out, and why. Offsets are folded; None where no span is meant."""

    stage: str
    reason: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Backends:
    """Names of the backends that a pipeline works with, and the model (name or folder) of those that take one."""

    segmenter: str = "jieba"
    tagger: str = "lac"
    model: str | None = None


_ORDER = attrgetter("start", "end", "label")


@dataclass(frozen=True, slots=True)
class Document:
    """An article on its way through the stages. A stage returns a new one."""

    article: Article
    folded: FoldedText
    backends: Backends = Backends()
    published: datetime.date | None = None
    published_basis: PublishedBasis | None = None
    home_currency: str = "CNY"
    home_place: PlaceValue | None = None
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    projects: tuple[ProjectDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    rejects: tuple[Reject, ...] = field(default=())

    @property
    def text(self) -> str:
        """The folded text, to which all offsets here refer."""
        return self.folded.text

    def mentions_of(self, *labels: Label) -> list[Mention]:
        """Mentions with one of the labels, in order of start."""
        if len(labels) == 1:
            label = labels[0]
            return [m for m in self.mentions if m.label is label]
        return [m for m in self.mentions if m.label in labels]

    def add_mentions(self, found: Sequence[Mention]) -> Self:
        """The document with more mentions, sorted by (start, end, label)."""
        both = sorted((*self.mentions, *found), key=_ORDER)
        return replace(self, mentions=tuple(both))
