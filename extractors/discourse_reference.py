"""Words by which a text refers back to an undertaking: 该项目, 这座电站, and heads that open a clause (电站…)."""

import re

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.extractors import discourse_patterns as pat
from kaigong.extractors.project_lexicon import name_lexicon

_DEMONSTRATIVE = r"(?:新(?=项目)|这些|这批|该|此|本|这一|这个|这座|这条|上述|整个|其)"
_START = r"(?:(?<=[,;。!?:\n“”])|^)\s*(?:目前|据悉|据介绍|据了解|其中|同时|届时|此外|建成后的?|,|整个)*"


class BackReferences:
    """Words of a text that may refer back to an undertaking, found once however often the text is read again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pattern = _back_reference()
        self._found: dict[tuple[int, int], list[re.Match[str]]] = {}

    def of_clause(self, start: int, end: int) -> list[re.Match[str]]:
        """The matches in a clause, in order."""
        found = self._found.get((start, end))
        if found is None:
            found = self._found[start, end] = self._find(start, end)
        return found

    def _find(self, start: int, end: int) -> list[re.Match[str]]:
        if pat.DEICTIC_OR_MARK.search(self._text, start, end):
            return list(self._pattern.finditer(self._text, start, end))
        match = self._pattern.match(self._text, start, end)  # nothing inside of the clause can begin a reference
        return [] if match is None else [match]


@per_lexicon
def _back_reference() -> re.Pattern[str]:
    """Demonstrative + head anywhere, or a bare head of two or more characters at the start of a clause."""
    lexicon = name_lexicon()
    compound = r"(?![\u4e00-\u9fff]{0,2}(?:项目|工程))"
    return re.compile(
        rf"(?=[新这该此本上整其])(?:{_DEMONSTRATIVE}[\u4e00-\u9fff]{{0,4}}?|这[座条项][^,。;:]{{2,30}}的[\u4e00-\u9fff]{{0,6}}?)(?P<named>园区|{lexicon.any_head})|{_START}(?:全部|整个)?(?P<bare>{lexicon.long_head}){compound}"
        rf"|{_START}(?P<line>全线)(?!飘|上涨|下跌|溃|工程)"
    )
