"""Backends by name: recognisers that give a second opinion on names, segmenters that cut words.

``rules`` is no recogniser; ``lac`` ships with kaigong; ``spacy`` and ``hanlp`` run models that the user has installed.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from kaigong.schemas.document import Backends
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

TAGGERS = ("rules", "lac", "spacy", "hanlp")
SEGMENTERS = ("jieba", "spacy", "hanlp")
_WITH_MODEL = ("spacy", "hanlp")


class Entity(NamedTuple):
    """A name in one sentence: half-open character offsets in that sentence; the label is ORG, PLACE or PERSON."""

    start: int
    end: int
    label: Label


class EntityRecogniser(Protocol):
    """A model that finds names in sentences; it is chosen by name and loaded once a process, when first used."""

    name: str

    def entities(self, sentences: Sequence[str]) -> list[list[Entity]]:
        """The names of each sentence, sorted by start, not overlapping; one list a sentence, whatever its length."""
        ...


def check_backends(backends: Backends) -> Backends:
    """The same backends, if there are such.

    Raises: ConfigError for an unknown name, and for a model that no backend takes.
    """
    if backends.segmenter not in SEGMENTERS:
        raise ConfigError(f"unknown segmenter {backends.segmenter!r}: choose {', '.join(SEGMENTERS)}")
    if backends.tagger not in TAGGERS:
        raise ConfigError(f"unknown tagger {backends.tagger!r}: choose {', '.join(TAGGERS)}")
    if backends.model is not None and not {backends.segmenter, backends.tagger} & set(_WITH_MODEL):
        raise ConfigError(f"model {backends.model!r}: only the backends {' and '.join(_WITH_MODEL)} take a model")
    return backends


@cache
def make_recogniser(name: str, model: str | None = None) -> EntityRecogniser | None:
    """The recogniser of that name, one a process; None for the rules alone. Its model is loaded when first used.

    Raises: ConfigError where its package is not installed.
    """
    if name == "lac":
        from kaigong.extractors.lac import LacRecogniser

        return LacRecogniser()
    if name == "spacy":
        from kaigong.extractors.spacy_backend import SpacyRecogniser

        return SpacyRecogniser(model)
    if name == "hanlp":
        from kaigong.extractors.hanlp_backend import HanlpRecogniser

        return HanlpRecogniser(model)
    return None
