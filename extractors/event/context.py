"""An article as its events are read: clauses, dates and names by position, and the spot that a word stands on."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from kaigong.extractors.cue import Clauses
from kaigong.extractors.date.mention import is_day, is_over, is_past
from kaigong.extractors.date.told import is_quoted_today
from kaigong.extractors.event.section import Sections
from kaigong.extractors.index import MentionIndex
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the text a word of an event stands: its span, its clause and its sentence."""

    text: str
    start: int
    end: int
    clause_start: int
    clause_end: int
    sentence: Sentence | None

    @property
    def word(self) -> str:
        """The word itself."""
        return self.text[self.start : self.end]

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the clause says before the word."""
        return pattern.search(self.text, self.clause_start, self.start)

    def behind(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands right behind the word."""
        return pattern.match(self.text, self.end)

    def around(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the clause says anywhere."""
        return pattern.search(self.text, self.clause_start, self.clause_end)

    def told_before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the sentence says before the word."""
        return None if self.sentence is None else pattern.search(self.text, self.sentence.start, self.start)

    def told_before_clause(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the sentence says before the clause of the word."""
        return None if self.sentence is None else pattern.search(self.text, self.sentence.start, self.clause_start)


class EventContext:
    """One article: where its clauses, dates, names and sections stand."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.published = document.published
        self.clauses = Clauses(document)
        self.dates = MentionIndex(document.mentions_of(Label.DATE))
        self.sections = Sections(document.text, document.published)
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        self._places = MentionIndex(document.mentions_of(Label.PLACE))

    @cached_property
    def _days(self) -> Sequence[Mention]:
        """The days that the article itself tells of as past."""
        return [d for d in self.dates.mentions if is_day(d) and self.is_past(d) and not self.is_quoted_today(d)]

    def spot(self, start: int, end: int) -> Spot:
        """A span with its clause and sentence."""
        return Spot(self.text, start, end, *self.clauses.clause(start), self.clauses.sentence(start))

    def days_before(self, position: int) -> Sequence[Mention]:
        """The past days that the text names before a position."""
        return self._days[: bisect_left(self._days, position, key=_START)]

    def clause_before(self, clause_start: int) -> tuple[int, int]:
        """[start, end) of the clause before the one that starts at a position."""
        return self.clauses.clause(clause_start - 2)

    def in_name(self, start: int, end: int) -> bool:
        """Whether a span is part of an organisation's name."""
        return bool(self._organisations.covering(start, end))

    def is_place(self, start: int) -> bool:
        """Whether a clause is no more than the name of a place."""
        return any(self.text.startswith(",", p.end) for p in self._places.starting_at(start))

    def is_past(self, mention: Mention) -> bool:
        """Whether a date begins no later than the publication."""
        return is_past(mention, self.published)

    def is_over(self, mention: Mention) -> bool:
        """Whether a date ends no later than the publication; any does where nobody knows the day of that."""
        return self.published is None or is_over(mention, self.published)

    def has_over(self, mentions: Sequence[Mention]) -> bool:
        """Whether one of several dates is known to be over by the publication."""
        return self.published is not None and any(is_over(d, self.published) for d in mentions)

    def is_quoted_today(self, mention: Mention) -> bool:
        """Whether 今天 is said by somebody quoted, on the day that the article tells of (“到今天开工,97天”)."""
        return is_quoted_today(self.text, mention.start, mention.end)
