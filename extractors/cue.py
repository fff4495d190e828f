"""Cues: words of a lexicon that say what a value beside them is; the nearest one in the clause wins."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.fast_dataclass import dataclass

_PHASE = lazy(
    r"首期|第[一二三]阶段|首阶段|头一步(?=[投建上])|第[一二三]步(?=[投建上])|(?<![第分])[一二三]阶段|(?<!分)(?<!分成)(?<!分为)[一二三四五六七八九1-9]期"
)
_PLAN = lazy(
    r"拟|计划|预计|规划|预期|将(?!乐)|力争|争取|有望|可望|可(?!再生|研|持续|靠|燃)|目标|设计|预算|届时|要|确保|"
    r"(?:建成|投产|达产|投用|投运|完工|竣工|运营|完成|量产|扩产|扩建|改扩建|技改|建好|投入使用|全部建成|满产|达效)(?:投产|达产|达效|运营|投用)*(?:后|以后|之后)"
)
_DONE = lazy(r"已|去年|截至|累计|共|如今已")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in the text; ``id`` is its entry's."""

    id: str
    start: int
    end: int


class CueTable:
    """Surfaces of many entries in one pattern, longest first."""

    def __init__(self, surfaces: Mapping[str, Iterable[str]]) -> None:
        self._id_of = {surface: key for key, words in surfaces.items() for surface in words}
        self._pattern = re.compile(any_word(self._id_of))

    def last(self, text: str, start: int, end: int) -> Cue | None:
        """The last cue in [start, end)."""
        found = None
        for match in self._pattern.finditer(text, start, end):
            found = match
        return None if found is None else Cue(self._id_of[found.group()], found.start(), found.end())

    def first_at(self, text: str, position: int, end: int) -> Cue | None:
        """The cue that begins at a position."""
        match = self._pattern.match(text, position, end)
        return None if match is None else Cue(self._id_of[match.group()], match.start(), match.end())


class Clauses:
    """Where in its sentence a position stands."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._sentences = document.sentences
        self._starts = [s.start for s in document.sentences]

    def sentence(self, position: int) -> Sentence | None:
        """The sentence of a position."""
        at = bisect_right(self._starts, position) - 1
        return self._sentences[at] if at >= 0 and position < self._sentences[at].end else None

    def clause(self, position: int) -> tuple[int, int]:
        """[start, end) of the clause of a position; the position alone where there is none."""
        sentence = self.sentence(position)
        for clause in sentence.clauses if sentence else ():
            if clause[0] <= position < clause[1]:
                return clause
        return position, position

    def phase(self, position: int, *, end: int | None = None) -> str | None:
        """The phase word that governs a position: the last one before it in its clause.

        For a value ``end`` that 的 follows, one that stands before a 、 belongs to another thing (A二期、投资3亿元的B).
        """
        start, _ = self.clause(position)
        if end is not None and self.text.startswith("的", end):
            start = max(start, self.text.rfind("、", start, position) + 1)
        start = max(start, self.text.rfind("、以及", start, position) + 1)  # A第一期、以及涉款17亿元B
        found = None
        for match in _PHASE.finditer(self.text, start, position):
            found = match.group()
        return found

    def is_planned(self, position: int) -> bool:
        """Whether a cue of intention or consequence (计划, 建成后) stands before a position in its sentence.

        A consequence holds to the end of the sentence; an intention for its own clause only.
        """
        sentence = self.sentence(position)
        if sentence is None:
            return False
        start, _ = self.clause(position)
        here = _PLAN.search(self.text, start, position)
        if here is not None:
            return True
        if _DONE.search(self.text, start, position):
            return False
        if self.text.find("后", sentence.start, start) < 0:
            return False
        return any(m.group().endswith("后") for m in _PLAN.finditer(self.text, sentence.start, start))
