"""The protocol of entity recognisers: models that read whole sentences and give a second opinion on names."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from kaigong.schemas.labels import Label


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
