"""Words of a lexicon that count only where what stands around them allows it.

As one regular expression, with the guards of a thousand words inside, they would take a tenth of a second to compile,
and each character that one of them begins with would be compared with the beginnings of all; here an automaton finds
the words, and the guards are looked at when a word is found.
"""

import re
import sys
from collections.abc import Iterable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.scan import Scanner
from kaigong.extractors.word_pattern import any_word

_SPAN = lazy(r"(?s:.+)")  # a span as a match, as patterns give it


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
        self._words = Scanner(list(self._guards), overlapping=True)
        lengths: dict[str, set[int]] = {}
        for word in self._guards:
            lengths.setdefault(word[0], set()).add(len(word))
        # Of the words that begin with a character, longest first.
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self.firsts = frozenset(lengths)  # the characters that the words begin with

    def __contains__(self, word: str) -> bool:
        return word in self._guards

    def match(self, text: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        """The word that begins at a position and ends by ``end``."""
        stop = min(end, len(text))
        for length in self._lengths.get(text[start : start + 1], ()):
            last = start + length
            if last <= stop and text[start:last] in self._guards and self._holds(text, start, last, end):
                return _SPAN.fullmatch(text, start, last)
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The words of [start, end), none over another."""
        reached = start
        part = text[start:end]
        for first, less in sorted((first, -last) for first, last, _ in self._words.find(part)):
            first, last = start + first, start - less
            if first >= reached and self._holds(text, first, last, end):
                match = _SPAN.fullmatch(text, first, last)
                assert match is not None
                yield match
                reached = last

    def _holds(self, text: str, first: int, last: int, end: int) -> bool:
        """Whether the guard of one of the entries with the word [first, last) holds."""
        for follow, not_after in self._guards[text[first:last]]:
            kept = first == 0 or not not_after or text[first - 1] not in not_after
            if kept and (follow is None or follow.match(text, last, end) is None):
                return True
        return False
