"""The body that signs with many at once signs with each (县政府与企业签约项目9个:A、B…)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kaigong.extractors.index import SentenceIndex
from kaigong.extractors.organisation_role import OrganisationReading
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document, OrganisationSlot

_SIGNS_WITH = re.compile(r"(?:分别|同时|也|还|现场)*(?:与|和|同)")
_SIGNATORY = "org_role.signatory"


class Signatories:
    """The signing bodies of one document, by the sentence in which they sign."""

    def __init__(self, document: Document, readings: Iterable[OrganisationReading]) -> None:
        self._text = document.text
        self._index = SentenceIndex(document.sentences)
        self._signing = sorted((r for r in readings if r.rule.startswith(_SIGNATORY)), key=lambda r: r.at)
        self._at = [r.at for r in self._signing]

    def of(self, event: Event) -> Iterator[OrganisationSlot]:
        """The bodies that sign in the sentence of an event, with somebody that the text leaves unnamed."""
        sentence = self._index.at(event.start)
        if sentence is None:
            return
        for reading in self._signing[bisect_left(self._at, sentence.start) : bisect_left(self._at, sentence.end)]:
            if _SIGNS_WITH.match(self._text, reading.mention.end):
                yield OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/umbrella")
