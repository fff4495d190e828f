"""A sentence with its periods and cues, and what the sentence before left to it."""

import datetime
from bisect import bisect_left

from kaigong.extractors.target.cues import GOAL, Cues, read_cues
from kaigong.extractors.target.period import PeriodHit
from kaigong.extractors.target.reach import Reach
from kaigong.extractors.target.terms import TargetTerms
from kaigong.schemas.document import Document, Sentence

_FEW = 8  # hits looked at before a figure
_HALF = 6  # months
_LATE = 11  # from this month on plans are those of the next year


class TargetSentence:
    """The periods of one sentence, in order; its cues are read when something asks for them."""

    def __init__(
        self, document: Document, bounds: Sentence, hits: list[PeriodHit], reach: Reach, terms: TargetTerms
    ) -> None:
        self.text = document.text
        self.published: datetime.date | None = document.published
        self.bounds = bounds
        self.start, self.end = bounds.start, bounds.end
        self.hits = hits
        self.reach = reach
        self._terms = terms
        self._cues: Cues | None = None

    @property
    def cues(self) -> Cues:
        """Where words of goals, plans and results stand in the sentence, in order."""
        if self._cues is None:
            half_over = self.month > _HALF
            self._cues = read_cues(self.text, (self.start, self.end), self._terms, half_over)
        return self._cues

    @property
    def month(self) -> int:
        """The month in which the article came out, 0 where that is unknown."""
        return 0 if self.published is None else self.published.month

    @property
    def most_to_come(self) -> bool:
        """Whether most of the year was still to come when the article came out."""
        return 0 < self.month <= _HALF

    @property
    def late(self) -> bool:
        """Whether the article came out when one speaks of the next year's plans."""
        return self.month >= _LATE

    @property
    def dated(self) -> bool:
        """Whether a period stands in the sentence or holds on from the one before in its paragraph."""
        reach = self.reach
        goes_on = not reach.stale or reach.opened == reach.paragraph  # 过去一年,我们全力稳增长。争取债券26亿元
        return bool(self.hits) or (reach.period is not None and goes_on)

    def has_evidence(self, position: int) -> bool:
        """Whether a period or a cue stands in the sentence before the position."""
        if self.hits and self.hits[0].start < position:
            return True
        spots = self.cues.spots
        return bool(spots) and spots[0][0] < position

    def intends(self, start: int, position: int) -> bool:
        """Whether an intention stands between the two."""
        return self.cues.tell(GOAL, start, position)

    def hits_in(self, start: int, end: int) -> list[PeriodHit]:
        """The hits that start there, the last few of them: no clause that is language has more."""
        if not self.hits:
            return []
        last = bisect_left(self.hits, end, key=lambda h: h.start)
        return [h for h in self.hits[max(0, last - _FEW) : last] if h.start >= start]
