"""The word pieces that the network reads: the likeliest division of a text by a unigram model.

Kudo (2018), Subword Regularization, ACL, section 3.2; the pieces and their log probabilities are those of XLM-R, as
far as Chinese text has them (``corpora/build/opinion_pieces.py``).
"""

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

PADDING, FIRST, LAST, UNKNOWN = range(4)  # rows of pieces that stand for no text
MOST = 402  # rows of a text
_SPACE = "\u2581"


class Divided(NamedTuple):
    """The rows of the pieces of a text, and of each character the number of the piece that it is in (0 for blanks).

    There are no more rows than the network has places for: what is behind them counts as the last.
    """

    rows: list[int]
    piece_of: list[int]


class Pieces:
    """Divides texts into known pieces; a character in none of them is a piece unknown."""

    def __init__(self, scored: dict[str, float], unknown: float) -> None:
        """``scored``: the log probability of each piece, in the order of their rows; ``unknown``: that of no piece."""
        self._of = {piece: (row, score) for row, (piece, score) in enumerate(scored.items(), UNKNOWN + 1)}
        self._longest = max(map(len, scored))
        self._unknown = unknown

    def __call__(self, text: str) -> Divided:
        """The pieces of a text, with those that begin and end it; a text begins as if a blank stood before it."""
        read, source = _read(text)
        best, back = [0.0] + [float("-inf")] * len(read), [(0, UNKNOWN)] * (len(read) + 1)
        known = self._of.get
        for start in range(len(read)):
            before = best[start]
            if before + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = before + self._unknown, (start, UNKNOWN)
            for end in range(start + 1, min(len(read), start + self._longest) + 1):
                found = known(read[start:end])
                if found and before + found[1] > best[end]:
                    best[end], back[end] = before + found[1], (start, found[0])
        return _divided(back, source, len(text))


def _divided(back: list[tuple[int, int]], source: list[int], length: int) -> Divided:
    steps = []
    end = len(back) - 1
    while end:
        start, row = back[end]
        steps.append((start, end, row))
        end = start
    piece_of = [0] * length
    rows = [FIRST]
    for start, end, row in reversed(steps):
        for at in source[start:end]:
            if at >= 0:
                piece_of[at] = min(len(rows), MOST - 2)
        rows.append(row)
    return Divided([*rows[: MOST - 1], LAST], piece_of)


def _read(text: str) -> tuple[str, list[int]]:
    """The text as the pieces spell it, and of each of its characters the offset in ``text``; -1 for the blank before.

    Runs of blanks are one; full-width signs and the like are the plain ones.
    """
    read, source = [_SPACE], [-1]
    for at, c in enumerate(text):
        for plain in _plain(c):
            if plain != _SPACE or read[-1] != _SPACE:
                read.append(plain)
                source.append(at)
    return "".join(read), source


@lru_cache(maxsize=4096)
def _plain(c: str) -> str:
    return "".join(_SPACE if p.isspace() else p for p in unicodedata.normalize("NFKC", c))


@cache
def pieces_of(model: str) -> Pieces:
    """The pieces of the network of that name."""
    written = json.loads(files(f"kaigong.corpora.models.{model}").joinpath("pieces.json").read_text(encoding="utf-8"))
    return Pieces(written["pieces"], written["unknown"])
