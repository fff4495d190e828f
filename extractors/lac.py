"""Baidu's LAC tagger as an entity recogniser: a small bidirectional GRU over characters, run by onnxruntime.

The network and its vocabulary are data of this package (``corpora/models/lac``, with notices and digests).
Source: Jiao, Sun, Sun (2018), Chinese Lexical Analysis with Deep Bi-GRU-CRF Network, arXiv:1807.01882.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from kaigong.extractors.backend import Entity
from kaigong.extractors.lac_decoder import Decoder
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

BATCH = 16  # pieces at most; larger batches are no faster
_STEP = 0.4  # what one character of a batch costs by itself, in those of one more piece (measured)
LONGEST = 400  # characters of a piece; longer sentences are cut, at a comma where there is one
_LABELS = {
    "ORG": Label.ORG,
    "nt": Label.ORG,
    "LOC": Label.PLACE,
    "ns": Label.PLACE,
    "PER": Label.PERSON,
    "nr": Label.PERSON,
}
_MISSING = "the tagger lac needs onnxruntime: pip install onnxruntime"


class LacRecogniser:
    """Names by LAC; an ``EntityRecogniser``. The network is loaded once a process, at the first sentence.

    Raises: ConfigError if onnxruntime is not installed.
    """

    name = "lac"

    def __init__(self) -> None:
        if find_spec("onnxruntime") is None:
            raise ConfigError(_MISSING)

    def entities(self, sentences: Sequence[str]) -> list[list[Entity]]:
        """See EntityRecogniser. What shares a call does not change what is found in a sentence."""
        found: list[list[Entity]] = [[] for _ in sentences]
        pieces = [(i, at, text) for i, sentence in enumerate(sentences) for at, text in _pieces(sentence)]
        if not pieces:
            return found
        network = _network()
        order = sorted(range(len(pieces)), key=lambda k: len(pieces[k][2]))
        tagged: dict[int, list[str]] = {}
        for first, last in _batches([len(pieces[k][2]) for k in order]):
            batch = order[first:last]
            tagged.update(zip(batch, network.tags([pieces[k][2] for k in batch]), strict=True))
        for k, (i, at, _) in enumerate(pieces):
            found[i] += (Entity(at + start, at + end, label) for start, end, label in _names(tagged[k]))
        return found


def _batches(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Cheapest division of sorted lengths into batches: [first, last) of each.

    A batch costs as if all its pieces were as long as the longest, and a little more for each character of that.
    """
    cost, begins = [0.0], [0]
    for last, length in enumerate(lengths, 1):
        least, first = min((cost[k] + length * (_STEP + last - k), k) for k in range(max(0, last - BATCH), last))
        cost.append(least)
        begins.append(first)
    found = []
    end = len(lengths)
    while end:
        found.append((begins[end], end))
        end = begins[end]
    return found[::-1]


def _pieces(sentence: str) -> Iterator[tuple[int, str]]:
    at = 0
    while len(sentence) - at > LONGEST:
        comma = max(sentence.rfind(c, at + LONGEST // 2, at + LONGEST) for c in "，,；;。、 ")
        end = comma + 1 if comma > 0 else at + LONGEST
        yield at, sentence[at:end]
        at = end
    if sentence[at:]:
        yield at, sentence[at:]


def _names(tags: list[str]) -> Iterator[tuple[int, int, Label]]:
    """A word is a tag and the "-I" tags behind it, whatever their class; its class is that of its first tag."""
    starts = [i for i, tag in enumerate(tags) if i == 0 or not tag.endswith("-I")]
    for start, end in zip(starts, [*starts[1:], len(tags)], strict=True):
        label = _LABELS.get(tags[start].rpartition("-")[0])
        if label is not None:
            yield start, end, label


class _Network:
    """Encoder and decoder: a batch of character strings in, one tag a character out."""

    def __init__(self) -> None:
        try:
            import numpy  # noqa: F401 — onnxruntime's own import hides that it is missing
            import onnxruntime
        except ImportError as error:
            raise ConfigError(f"{_MISSING} (importing it failed: {error})") from error
        folder = files("kaigong.corpora.models.lac")
        known = json.loads(folder.joinpath("vocabulary.json").read_text(encoding="utf-8"))
        self._row = {c: i for i, readers in enumerate(known["characters"]) for c in readers}
        self._tags: list[str] = known["tags"]
        self._decoder = Decoder(known["transitions"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            folder.joinpath("encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def tags(self, texts: list[str]) -> list[list[str]]:
        """The best sequence of tags of each text; no text is empty."""
        import numpy as np

        lengths = np.array([len(t) for t in texts], dtype=np.int64)
        rows = np.zeros((len(texts), lengths.max()), dtype=np.int64)
        for i, text in enumerate(texts):
            rows[i, : len(text)] = [self._row.get(c, 0) for c in text]
        scores = self._session.run(None, {"token_ids": rows, "length": lengths})[0]
        paths = self._decoder.paths(scores, lengths.tolist())
        return [[self._tags[t] for t in path] for path in paths]


@cache
def _network() -> _Network:
    return _Network()
