"""A second opinion on a document: what a network trained on the gold takes for names of undertakings.

The network reads characters and says of each what it belongs to (``corpora/build/opinion.py``). Rules decide; a name
that only the network sees must have the form of a name and support in the text (``project/name/learned.py``), and one
that it sees nowhere is none.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.network import network, pieces
from kaigong.schemas.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL = "opinion"
_WINDOW = (
    80  # characters of whole sentences that are read together; twice that, as in training, is slower and no better
)
# Windows without such a word and without a candidate name have nothing to say of undertakings.
_OF_WORKS = lazy(
    r"项目|工程|投[资产建运]|[开动竣复]工|建[设成]|[新扩改兴迁在续筹共承]建|[亿万]美?元|签约|落户|奠基|封顶|上马|改造|扩[容产能]"
)


class SeenName(NamedTuple):
    """A name as the network sees it: folded offsets, and the least probability of its characters."""

    start: int
    end: int
    probability: float


class Opinions:
    """What the network says of one document, of the sentences that speak of works or hold a candidate name."""

    def __init__(self, document: Document, named: Sequence[int]) -> None:
        """``named``: where candidate names begin, in order."""
        text = document.text
        self.names: list[SeenName] = []
        self._inside = [1.0] * len(text)  # what was not read is not doubted
        asked = _windows(document, named)
        cut = [(start + at, piece) for start, end in asked for at, piece in pieces(text[start:end])]
        for batch, scores in network(_MODEL).scores([piece for _, piece in cut]):
            for number, k in enumerate(batch):
                first, piece = cut[k]
                odds = _odds(scores[number, : len(piece)])
                self.names += (SeenName(first + a, first + b, p) for a, b, p in _spans(odds))
                self._inside[first : first + len(piece)] = odds[:, _tags()].sum(axis=1).tolist()
        self.names.sort()

    def sees_name(self, spans: Sequence[tuple[int, int]], least: float) -> bool:
        """Whether the characters of some span are a name's with at least such a probability, on the mean."""
        return any(sum(self._inside[start:end]) >= least * (end - start) for start, end in spans)


def _windows(document: Document, named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences to read: [start, end)."""
    for start, end in _stretches(document):
        if bisect_left(named, start) < bisect_left(named, end) or _OF_WORKS.search(document.text, start, end):
            yield start, end


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    start = end = 0
    for sentence in document.sentences:
        if start == end:
            start = sentence.start
        elif sentence.end - start > _WINDOW:
            yield start, end
            start = sentence.start
        end = sentence.end
    if start < end:
        yield start, end


def _odds(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Probabilities of the tags, of each character."""
    import numpy as np

    odds: NDArray[np.float32] = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    return odds


def _spans(odds: "NDArray[np.float32]") -> Iterator[tuple[int, int, float]]:
    """Names in a piece: [start, end) and the least probability of a character."""
    begin, inside = _tags()
    best = odds.argmax(axis=1).tolist()
    for start, tag in enumerate(best):
        if tag == begin:
            end = start + 1
            while end < len(best) and best[end] == inside:
                end += 1
            yield start, end, min([float(odds[start, begin]), *odds[start + 1 : end, inside].tolist()])


@cache
def _tags() -> list[int]:
    """The numbers of the tags with which names begin and go on."""
    known = json.loads(files(f"kaigong.corpora.models.{_MODEL}").joinpath("tags.json").read_text(encoding="utf-8"))
    return [known["tags"].index("B-name"), known["tags"].index("I-name")]
