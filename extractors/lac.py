"""Baidu's LAC tagger as an entity recogniser: a small bidirectional GRU over characters, run by onnxruntime.

The network and its vocabulary are data of this package (``corpora/models/lac``, with notices and digests).
Source: Jiao, Sun, Sun (2018), Chinese Lexical Analysis with Deep Bi-GRU-CRF Network, arXiv:1807.01882.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from kaigong.extractors.backend import Entity
from kaigong.extractors.lac_decoder import Decoder
from kaigong.extractors.network import MISSING, network, pieces
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

_LABELS = {
    "ORG": Label.ORG,
    "nt": Label.ORG,
    "LOC": Label.PLACE,
    "ns": Label.PLACE,
    "PER": Label.PERSON,
    "nr": Label.PERSON,
}


class LacRecogniser:
    """Names by LAC; an ``EntityRecogniser``. The network is loaded once a process, at the first sentence.

    Raises: ConfigError if onnxruntime is not installed.
    """

    name = "lac"

    def __init__(self) -> None:
        if find_spec("onnxruntime") is None:
            raise ConfigError(MISSING)

    def entities(self, sentences: Sequence[str]) -> list[list[Entity]]:
        """See EntityRecogniser. What shares a call does not change what is found in a sentence."""
        found: list[list[Entity]] = [[] for _ in sentences]
        cut = [(i, at, text) for i, sentence in enumerate(sentences) for at, text in pieces(sentence)]
        if not cut:
            return found
        tagged = _tags([text for _, _, text in cut])
        for (i, at, _), tags in zip(cut, tagged, strict=True):
            found[i] += (Entity(at + start, at + end, label) for start, end, label in _names(tags))
        return found


def _names(tags: list[str]) -> Iterator[tuple[int, int, Label]]:
    """A word is a tag and the "-I" tags behind it, whatever their class; its class is that of its first tag."""
    starts = [i for i, tag in enumerate(tags) if i == 0 or not tag.endswith("-I")]
    for start, end in zip(starts, [*starts[1:], len(tags)], strict=True):
        label = _LABELS.get(tags[start].rpartition("-")[0])
        if label is not None:
            yield start, end, label


@cache
def _decoding() -> tuple[list[str], Decoder]:
    """The tags, and what finds the best sequence of them."""
    known = json.loads(files("kaigong.corpora.models.lac").joinpath("vocabulary.json").read_text(encoding="utf-8"))
    return known["tags"], Decoder(known["transitions"])


def _tags(texts: list[str]) -> list[list[str]]:
    """The best sequence of tags of each text; no text is empty."""
    names, decoder = _decoding()
    tagged: list[list[str]] = [[] for _ in texts]
    for batch, scores in network("lac").scores(texts):
        paths = decoder.paths(scores, [len(texts[k]) for k in batch])
        for k, path in zip(batch, paths, strict=True):
            tagged[k] = [names[t] for t in path]
    return tagged
