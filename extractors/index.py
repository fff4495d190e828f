"""Mentions by position, so that looking around a span costs the same in a long text as in a short one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from kaigong.schemas.document import Mention, Sentence

_SPAN = attrgetter("start", "end")


class MentionIndex:
    """Mentions sorted by start; all look-ups are logarithmic in their number plus what they return."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = sorted(mentions, key=_SPAN)
        self._starts = [m.start for m in self.mentions]
        self._longest = -1  # length of the longest, once it is asked for
        self._ends: set[int] | None = None  # where mentions end, once it is asked for

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie within [start, end)."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """Mentions that share a character with [start, end)."""
        if self._longest < 0:
            self._longest = max((m.end - m.start for m in self.mentions), default=0)
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end > start]

    def covering(self, start: int, end: int) -> list[Mention]:
        """Mentions that hold the whole of [start, end)."""
        return [m for m in self.overlapping(start, end) if m.start <= start and end <= m.end]

    def starting_at(self, start: int) -> list[Mention]:
        """Mentions that begin at an offset."""
        return self.mentions[bisect_left(self._starts, start) : bisect_right(self._starts, start)]

    def ends_at(self, end: int) -> bool:
        """Whether a mention ends at an offset."""
        if self._ends is None:
            self._ends = {m.end for m in self.mentions if m.start < m.end}
        return end in self._ends

    def ending_before(self, end: int, reach: int) -> list[Mention]:
        """Mentions that end at or before an offset and start at most ``reach`` characters before it."""
        return self.inside(max(0, end - reach), end)


class SentenceIndex:
    """Sentences by position and paragraph."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._paragraphs: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            self._paragraphs.setdefault(sentence.paragraph, []).append(sentence)

    def at(self, position: int) -> Sentence | None:
        """The sentence that begins last at or before a position."""
        number = bisect_right(self._starts, position) - 1
        return self.sentences[number] if number >= 0 else None

    def first_of_paragraph(self, position: int) -> Sentence | None:
        """The first sentence of the paragraph of a position."""
        return next(iter(self.paragraph(position)), None)

    def paragraph(self, position: int) -> Sequence[Sentence]:
        """The sentences of the paragraph of a position, in order."""
        sentence = self.at(position)
        return () if sentence is None else self._paragraphs[sentence.paragraph]
