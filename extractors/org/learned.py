"""Organisations that only the network sees, and borders where it sees them."""

from collections.abc import Iterator, Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import Words
from kaigong.schemas.document import Document
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label

_LEAST = 0.99  # of each character of a name that no rule knows
_LEAST_CUT = 0.9  # of one that a rule has found with words before it
_OUTSIDE = 0.9  # of what is cut off, on the mean
_NAME = lazy(r"[\u3400-\u9fffA-Za-z*][\u3400-\u9fffA-Za-z&·()\-. ]{1,23}")
_NO_NAME = lazy(
    r"(?:项目|工程|基地|产业园|委员|代表|经理|会议|(?:文旅|旅游|制造|服务|养殖|种植|建筑|物流|金融)业|[^分子]公司[^司]{1,2})$"
    r"|^(?:第|本|该)"
)


class LearnedRule:
    """Checks what the network takes for organisations against the words and the rules' candidates."""

    def __init__(self, lexicon: OrganisationLexicon, opinions: Opinions) -> None:
        self._lexicon = lexicon
        self._seen = [s for s in opinions.organisations if s.probability >= _LEAST]
        self._ends = {s.end: s for s in opinions.organisations if s.probability >= _LEAST_CUT}
        self._opinions = opinions

    def cut(self, words: Words, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates less what the network sees before the organisation (给予|中国某电池股份有限公司)."""
        return [self._cut(words, c) for c in candidates]

    def _cut(self, words: Words, candidate: Candidate) -> Candidate:
        seen = self._ends.get(candidate.end)
        if seen is None or seen.start <= candidate.start or candidate.rule.startswith("org.known"):
            return candidate
        placed = candidate.start in words.place_end  # 秘鲁|南方铜业公司, 乌兹别克斯坦|投资部
        if placed or not words.is_edge(seen.start) or self._opinions.outside(candidate.start, seen.start) < _OUTSIDE:
            return candidate
        return replace(candidate, start=seen.start)

    def find(self, document: Document, words: Words, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """Candidates that touch no mention and no candidate known already."""
        taken = {i for c in known for i in range(c.start, c.end)}
        taken |= {i for m in document.mentions if m.label is not Label.PLACE for i in range(m.start, m.end)}
        longer = tuple(words.text[c.start : c.end] for c in known)
        for seen in self._seen:
            if not taken.isdisjoint(range(seen.start, seen.end)) or not self._stands(words, seen.start, seen.end):
                continue
            name = words.text[seen.start : seen.end]
            if name.endswith("会") and name[:-1] in longer:
                continue  # 港铁|会继续推进
            if not any(other.endswith(name) for other in longer):  # 大连|水利工程公司
                yield Candidate(seen.start, seen.end, "company", "org.learned")

    def _stands(self, words: Words, start: int, end: int) -> bool:
        text, lexicon = words.text[start:end], self._lexicon
        if not words.is_edge(start) or not words.is_edge(end) or words.place_start.get(end) == start:
            return False
        if text in lexicon.stop or text in lexicon.not_name or text in lexicon.generic or text in lexicon.role:
            return False
        return _NAME.fullmatch(text) is not None and _NO_NAME.search(text) is None
