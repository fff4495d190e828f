"""A date as it is found in the text: its span, its days, and the rule that they follow."""

from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.context import Last, fill_in
from kaigong.extractors.date.heads import Chain, Clock, head_pattern
from kaigong.extractors.date.reader import read_chain
from kaigong.schemas.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A date with its span; ``level``, ``explicit`` and ``relative`` are those of the chain that it was read from."""

    start: int
    end: int
    days: Interval
    rule: str
    level: str
    explicit: bool
    relative: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a date begins, and what it may count from: the clock and the date before it."""

    text: str
    start: int
    clock: Clock
    last: Last | None

    def days_of(self, chain: Chain, start: int | None = None) -> Interval | None:
        """The days of a chain that begins here or at another place."""
        return fill_in(chain, self.text, self.start if start is None else start, self.clock, self.last)

    def chain_at(self, position: int) -> Chain | None:
        """The chain that begins at another place."""
        match = head_pattern().match(self.text, position)
        return None if match is None or match.lastgroup == "never" else read_chain(match, self.clock)
