"""The best sequence of tags: a Viterbi search that looks only where the network leaves a doubt."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDING = 0.01  # more than sums of single-precision scores can be off


class Decoder:
    """Finds the tags with the largest sum of scores and transitions.

    ``transitions[a][b]`` is what tag b gains behind tag a. Where the best tag of a character scores so much more than
    another that no transitions to and from can make up for it, the other is on no best sequence. With transitions as
    small as LAC's that leaves one tag for most characters.
    """

    def __init__(self, transitions: Sequence[Sequence[float]]) -> None:
        self._transitions = transitions
        arriving = max(max(row) - min(row) for row in transitions)
        leaving = max(max(column) - min(column) for column in zip(*transitions, strict=True))
        self._reach = arriving + leaving + _ROUNDING

    def paths(self, scores: "NDArray[np.float32]", lengths: Sequence[int]) -> list[list[int]]:
        """Tag numbers of each text. ``scores`` has the shape (texts, characters, tags); no length is 0."""
        import numpy as np

        best = scores.argmax(axis=2)
        high = np.take_along_axis(scores, best[:, :, None], axis=2)
        possible = scores >= high - self._reach
        doubtful = possible.sum(axis=2) > 1
        paths = []
        for number, length in enumerate(lengths):
            path: list[int] = best[number, :length].tolist()
            for start, end in _runs(np.flatnonzero(doubtful[number, :length]).tolist()):
                lattice = [
                    [(tag, float(scores[number, at, tag])) for tag in np.flatnonzero(possible[number, at]).tolist()]
                    for at in range(start, end)
                ]
                before = path[start - 1] if start else None
                path[start:end] = self._search(before, lattice, path[end] if end < length else None)
            paths.append(path)
        return paths

    def _search(self, before: int | None, lattice: list[list[tuple[int, float]]], after: int | None) -> list[int]:
        """The best way through the possible tags of neighbouring characters, between two tags that are known."""
        gains = self._transitions
        ways = [(score + (0.0 if before is None else gains[before][tag]), [tag]) for tag, score in lattice[0]]
        for column in lattice[1:]:
            ways = [
                max(((sum_ + gains[way[-1]][tag] + score, [*way, tag]) for sum_, way in ways), key=lambda w: w[0])
                for tag, score in column
            ]
        if after is not None:
            ways = [(sum_ + gains[way[-1]][after], way) for sum_, way in ways]
        return max(ways, key=lambda w: w[0])[1]


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """[start, end) of neighbouring positions."""
    if not positions:
        return []
    breaks = [(a, b) for a, b in pairwise(positions) if b != a + 1]
    starts = [positions[0], *(b for _, b in breaks)]
    ends = [*(a + 1 for a, _ in breaks), positions[-1] + 1]
    return list(zip(starts, ends, strict=True))
