"""A sum as the rules of its role look at it: its clause and sentence, the cues beside it and the readings before it."""

import datetime
import re
from bisect import bisect_left, bisect_right
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.mention_view import NEAR, MentionView
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import AmountRole, Label, Modality, Per
from kaigong.schemas.lexicon import AmountRoleEntry
from kaigong.schemas.values import Money

YEARLY_ROLES = frozenset(
    [AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_TAX, AmountRole.ANNUAL_PROFIT]
)
AFTER = "_after"  # ends the rule of a sum whose cue follows it
_PAYS_LEAST = Decimal(10) ** 6  # 花300元 is no investment


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, AmountRole | None]]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    roles = {e.id: None if e.role == "none" else e.role for e in entries}
    before = CueTable({e.id: e.surface for e in entries})
    after = CueTable({e.id: e.after for e in entries if e.after})
    return before, after, roles


class Sums:
    """The sums of one document and what has been read of them."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.published: datetime.date | None = document.published
        self.clauses = Clauses(document)
        self.mentions = document.mentions_of(Label.AMOUNT)
        self.before, self.after, self.roles = _tables()
        self._starts = [m.start for m in self.mentions]
        self.readings: list[AmountReading] = []
        self.totals: list[Mention] = []  # sums read as totals so far

    def take(self, reading: AmountReading) -> None:
        """Keeps the reading of the next sum."""
        self.readings.append(reading)
        if reading.role is AmountRole.TOTAL_INVESTMENT:
            self.totals.append(reading.mention)

    def outdate_total(self) -> None:
        """Read the sum before, a total, as an old one (总投资19.3亿元。…投资概算随之调到24.7亿元)."""
        self.readings[-1] = replace(self.readings[-1], role=AmountRole.OTHER, rule="amount_role.superseded")
        self.totals.pop()

    def cued_role(self, reading: AmountReading) -> AmountRole | None:
        """The role of the cue that a reading was made by, whatever the reading came to."""
        return self.roles.get(reading.rule.removeprefix("amount_role."))

    def any_between(self, first: int, last: int) -> bool:
        """Whether a sum begins in [first, last)."""
        at = bisect_left(self._starts, first)
        return at < len(self._starts) and self._starts[at] < last

    def following(self, mention: Mention) -> Mention | None:
        """The sum after one."""
        at = bisect_right(self._starts, mention.start)
        return self.mentions[at] if at < len(self.mentions) else None

    def sum_of(self, mention: Mention) -> "Sum":
        """The sum in its clause, behind what was read before it."""
        start, end = self.clauses.clause(mention.start)
        sentence = self.clauses.sentence(mention.start)
        first, last = (sentence.start, sentence.end) if sentence else (start, end)
        previous = self.readings[-1] if self.readings else None
        behind = self.after.first_at(self.text, mention.end, end)
        return Sum(
            text=self.text,
            mention=mention,
            first=first,
            start=start,
            end=end,
            among=self,
            previous=previous,
            last=last,
            cue_behind=behind,
        )


@dataclass(slots=True)
class Sum(MentionView):
    """One sum in its clause and its sentence [``first``, ``last``)."""

    among: Sums
    previous: AmountReading | None
    last: int
    cue_behind: Cue | None
    cue: Cue | None = None  # the nearest cue before it, once that was looked for

    @property
    def money(self) -> Money:
        """Its value."""
        assert isinstance(self.mention.value, Money)
        return self.mention.value

    @property
    def is_small(self) -> bool:
        """Whether it is too small for an investment, a range by its lower end (拟投8亿至10亿元)."""
        least = self.money.low if self.money.value is None else self.money.value
        return least is not None and least < _PAYS_LEAST

    def near_in_sentence(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before it in its sentence."""
        return self.back(pattern, NEAR, self.first)

    def in_sentence(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands before it in its sentence."""
        return pattern.search(self.text, self.first, self.mention.start)

    def in_earlier_clauses(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands in the clauses of its sentence before its own."""
        return pattern.search(self.text, self.first, self.start)

    def from_previous(self, pattern: re.Pattern[str]) -> bool:
        """Whether all that stands between the sum before and this one is of the pattern."""
        if self.previous is None:
            return False
        return pattern.fullmatch(self.text, self.previous.mention.end, self.mention.start) is not None

    def is_planned(self) -> bool:
        """Whether it is said to be intended."""
        return self.among.clauses.is_planned(self.mention.start)

    def phase(self) -> str | None:
        """The phase word that governs it."""
        return self.among.clauses.phase(self.mention.start)

    def make(
        self,
        role: AmountRole | None,
        rule: str,
        start: int | None = None,
        phase: str | None = None,
        aggregate: bool = False,
    ) -> AmountReading:
        """The reading of the sum, from ``start`` on where words before it belong to it."""
        status = Modality.PLANNED if self.is_planned() else Modality.ACTUAL
        per = Per.YEAR if role in YEARLY_ROLES else None
        begin = self.mention.start if start is None else start
        rule = f"amount_role.{rule}"
        return AmountReading(self.mention, role, status, begin, self.mention.end, rule, per, phase, aggregate)
