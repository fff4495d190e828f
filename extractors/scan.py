"""Many fixed strings found in one linear pass."""

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


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

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, index of the surface) of each match, in order of the end, or of the start if not overlapping."""
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping):
            yield start, end, index
