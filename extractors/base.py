"""The small protocols that extractors follow."""

from collections.abc import Iterable
from typing import Protocol

from kaigong.schemas.document import Document, Mention


class Tagger(Protocol):
    """Finds mentions of one label family in a document.

    ``find`` reads the folded text, the sentences and the mentions of earlier taggers; it returns new mentions in
    folded offsets and changes nothing. It uses no clock, no network and no global mutable state.
    """

    name: str

    def find(self, document: Document) -> Iterable[Mention]:
        """New mentions, sorted by start; two of the same label never overlap."""
        ...


class Stage(Protocol):
    """One step of the pipeline: takes a document, returns a new one."""

    name: str

    def __call__(self, document: Document) -> Document:
        """The document with this stage's work added."""
        ...
