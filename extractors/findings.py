"""What a document says of undertakings, before and after it is known of which."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from typing import Self

from kaigong.extractors.amount.role import read_amounts
from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.event.reader import find_events
from kaigong.extractors.learned_role import LearnedRoles
from kaigong.extractors.metric.role import read_quantities
from kaigong.extractors.opinion import Opinions
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.org_role.role import read_organisations
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.reading import AmountReading, Event, MetricReading
from kaigong.extractors.table import Tables
from kaigong.schemas.document import AmountSlot, Document, Mention, MetricSlot, MilestoneSlot, OrganisationSlot
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label


@dataclass(frozen=True, slots=True)
class Readings:
    """What the sums, quantities, triggers and organisations of a document mean in their own clauses."""

    amounts: list[AmountReading]
    metrics: list[MetricReading]
    events: list[Event]
    organisations: list[OrganisationReading]
    learned: LearnedRoles  # what the network takes organisations and days for

    @classmethod
    def of(cls, document: Document, names: Sequence[NameCandidate], tables: Tables, opinions: Opinions | None) -> Self:
        """All readings of a document."""
        learned = LearnedRoles(document, opinions)
        amounts = learned.amounts(tables.amounts(read_amounts(document)))
        metrics = learned.metrics(read_quantities(document, [(n.start, n.end) for n in names]))
        parties = tables.organisations(read_organisations(document), document.mentions_of(Label.ORG))
        return cls(
            [r for r in amounts if r.role is not None and not r.aggregate],
            [r for r in metrics if r.role is not None and not r.aggregate],
            _outside_names(find_events(document), names),
            parties,
            learned,
        )

    def zone_of(self, discourse: Discourse, mention: Mention, role: str) -> Zone | None:
        """The zone that holds a mention in a role; where none does, the nearest one if the network knows the role."""
        zone = discourse.owners(mention.start)
        if zone is None and self.learned.is_likely(mention, role):
            return discourse.nearest(mention.start)
        return zone


def _outside_names(events: list[Event], names: Sequence[NameCandidate]) -> list[Event]:
    """Without words that are only part of a name (风机基础施工工程第二标段)."""
    starts = [n.start for n in names]
    kept = []
    for event in events:
        at = bisect_right(starts, event.start) - 1
        if event.kind is None and at >= 0 and event.end < names[at].end:
            continue
        kept.append(event)
    return kept


@dataclass(slots=True)
class Findings:
    """What was given to one cluster, with the rule that gave it."""

    amounts: list[AmountSlot] = field(default_factory=list)
    metrics: list[MetricSlot] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    milestones: list[MilestoneSlot] = field(default_factory=list)
    organisations: list[OrganisationSlot] = field(default_factory=list)
