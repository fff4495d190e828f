"""Events that one sentence tells of many undertakings and the next ones name: 集中签约142个项目。其中A、B….

The event reaches the undertakings that a sentence after it introduces with 其中, 分别是, 包括 or the like, as long as
nothing else is told of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kaigong.extractors.index import SentenceIndex
from kaigong.extractors.project_cluster import NameCluster
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document
from kaigong.schemas.labels import MilestoneKind, Modality

_MANY = re.compile(
    r"集中(?:开工|签约|竣工|投产|开竣工|动工|奠基)|(?:\d|[一二三四五六七八九十百多几余])\s*(?:个|项|大)[^,。;]{0,14}项目|一批[^,。;]{0,10}项目"
)
_INTRODUCES = re.compile(
    r"其中|分别[是为]|包括|包含|涵盖|既有|也有|又有|还有|有[^,。;]{0,6}如|主要有|同步|当天|当日|此次|本次|这批"
)
_REACH = 4  # sentences: a roundup names its undertakings right after the event


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An event told of many; ``sentence`` is the number of its sentence."""

    event: Event
    sentence: int


class UmbrellaFinder:
    """Finds the events that a document tells of many undertakings at once."""

    def __init__(self, document: Document, events: Sequence[Event]) -> None:
        self.text = document.text
        self._index = SentenceIndex(document.sentences)
        self._numbers = {s.start: n for n, s in enumerate(document.sentences)}
        self.umbrellas = [u for event in events if (u := self._umbrella(event)) is not None]

    def _umbrella(self, event: Event) -> Umbrella | None:
        sentence = self._index.at(event.start)
        if event.kind in (None, MilestoneKind.APPROVED) or event.status is not Modality.ACTUAL or sentence is None:
            return None
        many = _MANY.search(self.text, sentence.start, sentence.end)
        if many is None or not (event.date is not None or event.narrated):
            return None
        return Umbrella(event, self._numbers[sentence.start])

    def of(self, cluster: NameCluster) -> Event | None:
        """The event that a roundup tells of an undertaking which it names after it, if any."""
        first = min(c.start for c in cluster.candidates)
        sentence = self._index.at(first)
        if sentence is None or not _INTRODUCES.search(self.text, sentence.start, first):
            return None
        number = self._numbers[sentence.start]
        near = [u for u in self.umbrellas if u.event.end <= first and 0 <= number - u.sentence <= _REACH]
        dated = [u for u in near if u.event.date is not None]
        return (dated or near)[-1].event if near else None
