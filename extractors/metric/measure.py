"""A quantity as the rules of its role look at it: its unit, its clause and the readings made before it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.mention_view import NEAR, MentionView
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Label, MetricRole, Modality, Per
from kaigong.schemas.lexicon import MetricRoleEntry, UnitEntry
from kaigong.schemas.values import Quantity

_RULES = "metric_role."  # opens the ids of the rules
SIZES = (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY)


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, MetricRoleEntry], dict[str, str]]:
    entries = {e.id: e for e in load_lexicon("metric_roles", MetricRoleEntry)}
    before = CueTable({e.id: e.surface for e in entries.values()})
    after = CueTable({e.id: e.after for e in entries.values() if e.after})
    dimensions = {surface: u.dimension for u in load_lexicon("units", UnitEntry) for surface in u.surface}
    return before, after, entries, dimensions


def unit_of(mention: Mention) -> str:
    """The unit of a QUANTITY or PERCENT mention, as written."""
    assert isinstance(mention.value, Quantity)
    return mention.value.unit


def counts_parts(mention: Mention) -> bool:
    """Whether a mention counts parts of a work (6栋, 2台)."""
    return mention.label is Label.QUANTITY and unit_of(mention) in units.COUNTED


class Quantities:
    """The quantities of one document, and where its clauses, places and names stand."""

    def __init__(self, document: Document, names: Sequence[tuple[int, int]] = ()) -> None:
        spans = sorted(names)
        self._name_starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))  # where the names that begin so far end at most
        self.text = document.text
        self.places = [(m.start, m.end) for m in document.mentions_of(Label.PLACE)]
        self.clauses = Clauses(document)
        self.mentions = document.mentions_of(Label.QUANTITY, Label.PERCENT)
        self._starts = [m.start for m in self.mentions]
        self.before, self.after, self.entries, self._dimensions = _tables()

    def dimension(self, mention: Mention) -> str:
        """The dimension of a mention's unit; that of counts for a unit that has none."""
        return "percent" if mention.label is Label.PERCENT else self._dimensions.get(unit_of(mention), "count")

    def preceding(self, mention: Mention) -> Mention | None:
        """The mention before one."""
        at = bisect_left(self._starts, mention.start)
        return self.mentions[at - 1] if at else None

    def following(self, mention: Mention) -> Mention | None:
        """The mention after one."""
        at = bisect_right(self._starts, mention.start)
        return self.mentions[at] if at < len(self.mentions) else None

    def in_any_name(self, mention: Mention) -> bool:
        """Whether a mention stands within a name."""
        at = bisect_right(self._name_starts, mention.start)
        return at > 0 and mention.end < self._reach[at - 1]

    def opens_name(self, position: int) -> bool:
        """Whether a name starts at the position."""
        at = bisect_left(self._name_starts, position)
        return at < len(self._name_starts) and self._name_starts[at] == position

    def plain(
        self, mention: Mention, role: MetricRole, rule: str, item: str | None = None, per: Per | None = None
    ) -> MetricReading:
        """A reading of the mention alone, without a cue of the lexicon."""
        at, phase = mention.start, self.clauses.phase(mention.start)
        return MetricReading(mention, role, self._status(at), at, mention.end, _RULES + rule, item, per, phase)

    def unphased(
        self, mention: Mention, role: MetricRole, rule: str, item: str | None = None, per: Per | None = None
    ) -> MetricReading:
        """The same without the phase that governs it."""
        at = mention.start
        return MetricReading(mention, role, self._status(at), at, mention.end, _RULES + rule, item, per)

    def _status(self, position: int) -> Modality:
        return Modality.PLANNED if self.clauses.is_planned(position) else Modality.ACTUAL


@dataclass(slots=True)
class Measure(MentionView):
    """One quantity in its clause; ``start`` lies before it where an earlier clause belongs to what is told."""

    among: Quantities
    previous: MetricReading | None
    clause: tuple[int, int]
    floor: int  # behind what tells of the quantity before
    unit: str
    dimension: str
    value: Decimal | None
    sized: MetricReading | None  # the size that was read last
    powered: MetricReading | None  # the size in power that was read last
    cue: Cue | None = None  # the nearest cue before it that takes it, once that was looked for

    @property
    def role(self) -> MetricRole | None:
        """The role of its cue."""
        return None if self.cue is None else self.among.entries[self.cue.id].role

    @property
    def is_weak(self) -> bool:
        """Whether it has no cue, or but one of any part."""
        return self.role in (None, MetricRole.OTHER)

    def is_in_unit_of(self, mention: Mention) -> bool:
        """Whether it has the unit of another mention."""
        return self.unit == unit_of(mention)

    def is_of_plant(self) -> bool:
        """Whether a plant of power or the energy that it stores stands behind it."""
        return any(self.behind(pattern) for pattern in (pat.POWER_PLANT, pat.ENERGY_BESIDE))

    def near(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before it, behind the quantity before."""
        return self.back(pattern, NEAR, self.floor)

    def none(self, rule: str) -> MetricReading:
        """The reading of what is no property of a project."""
        mention = self.mention
        return MetricReading(mention, None, Modality.ACTUAL, mention.start, mention.end, _RULES + rule)

    def plain(self, role: MetricRole, rule: str, item: str | None = None, per: Per | None = None) -> MetricReading:
        """A reading without a cue of the lexicon."""
        return self.among.plain(self.mention, role, rule, item, per)

    def unphased(
        self, role: MetricRole, rule: str, item: str | None = None, tail: int | None = None, per: Per | None = None
    ) -> MetricReading:
        """The same without its phase, up to ``tail``."""
        reading = self.among.unphased(self.mention, role, rule, item, per)
        return reading if tail is None else replace(reading, end=tail)

    def cued(
        self, cue: str, start: int, end: int, item: str | None = None, role: MetricRole | None = None
    ) -> MetricReading:
        """A reading by the entry of a cue; ``start`` and ``end`` are those of the cue or the item."""
        entry = self.among.entries[cue]
        reading = self.plain(role or entry.role, cue, item, entry.per)
        return replace(reading, start=min(start, self.mention.start), end=max(end, self.mention.end))
