"""Words of a lexicon that count only where what stands around them allows it.

As one regular expression, with the guards of a thousand words inside, they would take a tenth of a second to compile;
here the guards are looked at when a word is found.
"""

import re
import sys
from collections.abc import Iterable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import any_word


class GuardedWords:
    """Finds the longest word at each position whose guard holds, as ``re.Pattern`` would.

    ``entries`` gives words, what may not follow them, and the characters that may not stand before them; ``allowed``
    is a pattern of what may follow all the same.
    """

    def __init__(self, entries: Iterable[tuple[Iterable[str], Iterable[str], str]], allowed: str = "") -> None:
        self._guards: dict[str, list[tuple[re.Pattern[str] | None, str]]] = {}
        for words, not_before, not_after in entries:
            follow = f"(?!{allowed})(?:{any_word(not_before)})" if allowed else any_word(not_before)
            guard = (lazy(follow) if not_before else None, not_after)
            for word in words:
                self._guards.setdefault(word, []).append(guard)
        self._words = re.compile(any_word(self._guards))
        self.firsts = frozenset(word[0] for word in self._guards)  # the characters that the words begin with

    def __contains__(self, word: str) -> bool:
        return word in self._guards

    def match(self, text: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        """The word that begins at a position and ends by ``end``."""
        match = self._words.match(text, start, end)
        return match and self._allowed(match, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The words of [start, end), none over another."""
        while (match := self._words.search(text, start, end)) is not None:
            if allowed := self._allowed(match, end):
                yield allowed
            start = allowed.end() if allowed else match.start() + 1

    def _allowed(self, match: re.Match[str] | None, end: int) -> re.Match[str] | None:
        """The match, or that of a shorter word at its place, whose guard holds."""
        while match is not None:
            text, first, last = match.string, match.start(), match.end()
            for follow, not_after in self._guards[match.group()]:
                kept = first == 0 or not not_after or text[first - 1] not in not_after
                if kept and (follow is None or follow.match(text, last, end) is None):
                    return match
            match = self._words.match(text, first, last - 1)
        return None
