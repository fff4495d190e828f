"""Many fixed strings found in one linear pass."""

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_FEW = 24  # surfaces; for more an automaton is made


def occurrences(text: str, surfaces: Sequence[str]) -> list[tuple[int, int, int]]:
    """(start, end, index) of surfaces that are known for one text only: leftmost first, then the first in the list.

    They do not overlap. To make a pattern or an automaton would take longer than to look for each.
    """
    if len(surfaces) > _FEW:
        automaton = AhoCorasick(
            surfaces, matchkind=MatchKind.LeftmostFirst, implementation=Implementation.NoncontiguousNFA
        )
        return [(start, end, index) for index, start, end in automaton.find_matches_as_indexes(text)]
    hits = []
    for index, surface in enumerate(surfaces):
        at = text.find(surface)
        while at >= 0:
            hits.append((at, index))
            at = text.find(surface, at + 1)
    found = []
    reached = 0
    for start, index in sorted(hits):
        if start >= reached:
            reached = start + len(surfaces[index])
            found.append((start, reached, index))
    return found


class Scanner:
    """Finds surfaces in text; offsets are code points, half-open.

    By default matches do not overlap: the leftmost wins, and of those that start there the longest.
    With ``overlapping`` every occurrence of every surface is found.
    """

    def __init__(self, surfaces: Sequence[str], *, overlapping: bool = False) -> None:
        self._overlapping = overlapping
        kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(
            surfaces, matchkind=kind, store_patterns=False, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, index of the surface) of each match, in order of the end, or of the start if not overlapping."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping)
        return [(start, end, index) for index, start, end in matches]
