"""Regular expressions for many literal words, as fast for thousands as for a few.

``re`` tries the alternatives of ``項目|工程|…`` one after the other; here words that begin alike share their beginning,
so that at most one branch is followed at each character. Longer words come first, as in an alternation sorted by
length.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kaigong.extractors.lazy_pattern import lazy


class GuardedWord(NamedTuple):
    """A word with the regex of what may not follow it (or "") and the characters that may not stand before it."""

    word: str
    follow: str = ""
    not_after: str = ""


_NAMED_GROUP = lazy(r"\(\?P<(\w+)>")
_REFERENCE = lazy(r"\(\?P=(\w+)\)")


def nameless(pattern: str) -> str:
    """A regex that matches the same without named groups, but for those that it refers to itself.

    Groups cost time wherever a match is tried, so a pattern with dozens of them is looked for twice as fast by its
    nameless form; where that has found something, the pattern itself says what it is.
    """
    kept = set(_REFERENCE.findall(pattern))
    return _NAMED_GROUP.sub(lambda group: group.group() if group.group(1) in kept else "(?:", pattern)


class _Node:
    __slots__ = ("below", "ends")

    def __init__(self) -> None:
        self.below: dict[str, _Node] = {}
        self.ends: list[str] = []  # guards of the words that end here; "" is none


def any_word(words: Iterable[str]) -> str:
    """A regex that matches the longest of the words that leads to a match; for a group of its own."""
    return any_guarded(GuardedWord(word) for word in words)


def any_guarded(words: Iterable[GuardedWord]) -> str:
    """The same for words with guards; a shorter word is tried where the guards of a longer one fail."""
    root = _Node()
    for word, follow, not_after in words:
        node = root
        for character in word:
            node = node.below.setdefault(character, _Node())
        # The guard stands behind the word, so that words that begin alike stay together.
        guard = f"(?<![{not_after}]{re.escape(word)})" if not_after else ""
        if guard + follow not in node.ends:
            node.ends.append(guard + follow)
    # No character class at the top: re looks for the first characters of a plain alternation in one fast loop.
    return "|".join(_branches(root, classes=False)) or "(?!)"


def _branches(node: _Node, *, classes: bool) -> list[str]:
    alone: list[tuple[str, str]] = []
    longer: list[tuple[str, str]] = []
    for character, below in node.below.items():
        rest = _inner(below)
        (longer if rest else alone).append((character, rest))
    found = [re.escape(character) + rest for character, rest in longer]
    if classes and len(alone) > 1:
        found.append(f"[{''.join(re.escape(character) for character, _ in alone)}]")
    else:
        found += [re.escape(character) for character, _ in alone]
    return found


def _inner(node: _Node) -> str:
    """What follows a character."""
    branches = _branches(node, classes=True)
    ends = [""] if "" in node.ends else node.ends
    if not branches and len(ends) == 1:
        return ends[0]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join([*branches, *ends])})"
