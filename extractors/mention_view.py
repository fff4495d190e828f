"""A mention in its clause and sentence, and what stands right before and behind it."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass

NEAR = 40  # characters looked back for the words right before a mention or its cue


@dataclass(slots=True)
class MentionView:
    """One mention in its clause [``start``, ``end``) and its sentence, which begins at ``first``."""

    text: str
    mention: Mention
    first: int
    start: int
    end: int

    def behind(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands right behind it in its clause."""
        return pattern.match(self.text, self.mention.end, self.end)

    def right_behind(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands right behind it, in its clause or beyond."""
        return pattern.match(self.text, self.mention.end)

    def back(self, pattern: re.Pattern[str], width: int, first: int = 0) -> re.Match[str] | None:
        """What stands within so many characters before it, from ``first`` on."""
        return pattern.search(self.text, max(first, self.mention.start - width), self.mention.start)

    def near_in_clause(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before it in its clause."""
        return self.back(pattern, NEAR, self.start)

    def in_clause(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands before it in its clause."""
        return pattern.search(self.text, self.start, self.mention.start)


View = TypeVar("View", bound=MentionView)
Reading = TypeVar("Reading")


def first_reading(rules: Iterable[Callable[[View], Reading | None]], view: View) -> Reading | None:
    """What the first rule that speaks makes of a mention."""
    for rule in rules:
        if (reading := rule(view)) is not None:
            return reading
    return None
