"""A second opinion on a document: what a network trained on the gold takes for names, organisations and their parts.

The network reads characters and says of each what it belongs to (``corpora/build/opinion.py``), by several heads with
classes of their own. Rules decide; a name that only the network sees must have the form of a name and support in the
text (``project/name/learned.py``), one that it sees nowhere is none, and a mention of which no rule says what it is
gets the role that the network is sure of (``learned_role.py``).
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.network import network, pieces
from kaigong.extractors.opinion_features import label_features, word_features
from kaigong.extractors.segment import segmenter_of
from kaigong.extractors.word_pieces import pieces_of
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL = "opinion"
_HEAD_OF = {Label.ORG: "org", Label.AMOUNT: "amount", Label.QUANTITY: "metric", Label.DATE: "date"}
_NONE = "none"
_WINDOW = 120  # characters of whole sentences that are read together; more is slower and no better
# Windows without such a word and without a candidate name have nothing to say of undertakings.
_OF_WORKS = lazy(
    r"项目|工程|投[资产建运]|[开动竣复]工|建[设成]|[新扩改兴迁在续筹共承]建|[亿万]美?元|签约|落户|奠基|封顶|上马|改造|扩[容产能]"
)
_START = itemgetter(0)
_PROBABILITY = itemgetter(1)


class SeenName(NamedTuple):
    """A name as the network sees it: folded offsets, and the least probability of its characters."""

    start: int
    end: int
    probability: float


class SeenClass(NamedTuple):
    """What the network sees in a span, by one of its heads, and its mean probability over the characters."""

    name: str
    probability: float


class Reading(NamedTuple):
    """A piece of text that the network has read: where it begins, what it sees there, and the odds of each character.

    ``odds`` has the shape (characters, tags), in half precision, since they are kept for the whole document.
    """

    start: int
    names: tuple[SeenName, ...]
    organisations: tuple[SeenName, ...]
    odds: "NDArray[np.float16]"


class Opinions:
    """What the network says of the stretches of a document that speak of works or hold a candidate name."""

    def __init__(self, document: Document, read: Sequence[Reading]) -> None:
        """``read``: the stretches that the network has read, in order."""
        self._document = document
        self._read = read
        self.names = [seen for piece in read for seen in piece.names]
        self.organisations = [seen for piece in read for seen in piece.organisations]

    def also(self, named: Sequence[int]) -> "Opinions":
        """The same with the stretches in which candidate names begin, at offsets given in order."""
        known = {piece.start for piece in self._read}
        missing = [
            span
            for span in _stretches(self._document.sentences)
            if span[0] not in known and bisect_left(named, span[0]) < bisect_left(named, span[1])
        ]
        return Opinions(self._document, sorted([*self._read, *_read(self._document, missing)], key=_START))

    def sees_name(self, spans: Sequence[tuple[int, int]], least: float) -> bool:
        """Whether the characters of some span are a name's with at least such a probability, on the mean.

        What was not read is not doubted.
        """
        odds = (self._mean("tag", start, end) for start, end in spans)
        return any(o is None or o["B-name"] + o["I-name"] >= least for o in odds)

    def outside(self, start: int, end: int) -> float:
        """The mean probability that the characters of a span are of no organisation; 0 where they were not read."""
        odds = self._mean("tag", start, end)
        return 0.0 if odds is None else 1 - odds["B-org"] - odds["I-org"]

    def role_of(self, mention: Mention) -> SeenClass | None:
        """The likeliest part of a mention in an undertaking; None where it was not read or is of a kind without parts.

        Its probability is that of the part times that of being such a mention: a quantity within a name has no part.
        """
        head = _HEAD_OF.get(mention.label)
        return None if head is None else self._sees(head, head, mention.start, mention.end)

    def partless(self, mention: Mention) -> float:
        """The mean probability that a mention plays no part in an undertaking; 0 where it was not read."""
        head = _HEAD_OF.get(mention.label)
        odds = None if head is None else self._mean(head, mention.start, mention.end)
        return 0.0 if odds is None else odds[_NONE]

    def stage_of(self, spans: Sequence[tuple[int, int]]) -> SeenClass | None:
        """The likeliest stage of an undertaking by its names at these spans; None where none was read."""
        return max((s for span in spans if (s := self._sees("name", "stage", *span))), key=_PROBABILITY, default=None)

    def _sees(self, kind: str, head: str, start: int, end: int) -> SeenClass | None:
        """The likeliest class by a head of a span that is of a kind."""
        odds, tags = self._mean(head, start, end), self._mean("tag", start, end)
        if odds is None or tags is None:
            return None
        probability, name = max((value, name) for name, value in odds.items() if name != _NONE)
        return SeenClass(name, probability * (tags[f"B-{kind}"] + tags[f"I-{kind}"]))

    def _mean(self, head: str, start: int, end: int) -> dict[str, float] | None:
        """The mean probabilities of a head's classes over a span; None where it was not read at one time."""
        at = bisect_right(self._read, start, key=_START) - 1
        if at < 0 or end > self._read[at].start + len(self._read[at].odds):
            return None
        first, odds = self._read[at].start, self._read[at].odds
        columns, names = _heads()[head]
        mean = odds[start - first : end - first, columns].mean(axis=0, dtype="float32")
        return dict(zip(names, mean.tolist(), strict=True))


def opinions_of(document: Document) -> Opinions:
    """What the network says of a document without candidate names."""
    return Opinions(document, _read_of_works(document))


# What was read of the last document, since several stages ask, with its sentences: those of each run are its own, so
# that another pipeline, with other words or rules, reads the same article anew.
_last: list[tuple[tuple[Sentence, ...], Sequence[Reading]]] = []


def _read_of_works(document: Document) -> Sequence[Reading]:
    """The stretches that speak of works, read."""
    if not (_last and _last[0][0] is document.sentences):
        text = document.text
        spans = [span for span in _stretches(document.sentences) if _OF_WORKS.search(text, *span)]
        _last[:] = [(document.sentences, _read(document, spans))]
    return _last[0][1]


def _read(document: Document, stretches: Sequence[tuple[int, int]]) -> list[Reading]:
    text, segmenter = document.text, segmenter_of(document)
    labels = label_features(text, document.mentions)
    cut = [(start + at, piece) for start, end in stretches for at, piece in pieces(text[start:end])]
    divided = [pieces_of(_MODEL)(piece) for _, piece in cut]
    features = {
        "words": [word_features(segmenter, piece) for _, piece in cut],
        "labels": [labels[first : first + len(piece)] for first, piece in cut],
        "pieces": [d.rows for d in divided],
        "piece_of": [d.piece_of for d in divided],
    }
    found = []
    for batch, scores in network(_MODEL).scores([piece for _, piece in cut], features):
        for number, k in enumerate(batch):
            first, piece = cut[k]
            odds = _odds(scores[number, : len(piece)])
            columns, tags = _heads()["tag"]
            of_tag = dict(zip(tags, odds[:, columns].T, strict=True))
            names, organisations = (
                tuple(SeenName(first + a, first + b, p) for a, b, p in _spans(of_tag[f"B-{kind}"], of_tag[f"I-{kind}"]))
                for kind in ("name", "org")
            )
            found.append(Reading(first, names, organisations, odds.astype("float16")))
    return sorted(found, key=_START)


def _stretches(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences that are read together: [start, end)."""
    start = end = 0
    for sentence in sentences:
        if start == end:
            start = sentence.start
        elif sentence.end - start > _WINDOW:
            yield start, end
            start = sentence.start
        end = sentence.end
    if start < end:
        yield start, end


def _odds(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Probabilities of the classes of each head, of each character."""
    import numpy as np

    odds = np.empty_like(scores)
    for columns, _ in _heads().values():
        of_head = np.exp(scores[:, columns] - scores[:, columns].max(axis=1, keepdims=True))
        odds[:, columns] = of_head / of_head.sum(axis=1, keepdims=True)
    return odds


def _spans(begins: "NDArray[np.float32]", inside: "NDArray[np.float32]") -> Iterator[tuple[int, int, float]]:
    """Stretches that are likely of one kind: [start, end) and the least probability of a character.

    One ends where the next begins; it may begin without a first character that is likelier the first than another.
    """
    first: list[float] = begins.tolist()
    of_kind: list[float] = (begins + inside).tolist()
    start = 0
    for end in range(1, len(of_kind) + 1):
        if end == len(of_kind) or first[end] > _LIKELY or (of_kind[end] > _LIKELY) != (of_kind[start] > _LIKELY):
            if of_kind[start] > _LIKELY:
                yield start, end, min(of_kind[start:end])
            start = end


_LIKELY = 0.5


@cache
def _heads() -> dict[str, tuple[slice, tuple[str, ...]]]:
    """Where the classes of each head stand in the network's output, and their names."""
    written = files(f"kaigong.corpora.models.{_MODEL}").joinpath("heads.json").read_text(encoding="utf-8")
    found, first = {}, 0
    for head, names in json.loads(written).items():
        found[head] = (slice(first, first + len(names)), tuple(names))
        first += len(names)
    return found
