"""How a figure relates to the true number, read from the words around it."""

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.numeral import Numeral
from kaigong.extractors.surface_index import SurfaceIndex
from kaigong.schemas.labels import Qualifier
from kaigong.schemas.lexicon import QualifierEntry

# Words that may stand between 超过, 约, 不低于 … and the number: 不低于人民币5亿元, 约为(含税)3亿元.
_BETWEEN = lazy(
    r"(?:人民币|新台币|台币|港币|美元|RMB|[A-Z]{0,2}[$€£¥]|每(?:公斤|斤|吨|亩|平方米|平米|度|千瓦时|立方米|股|人|户)|[为达至到了有在需可将能要:“\"']|\s){1,3}$"
)
_INCLUSIVE = lazy(r"\((?:含|包含|不含|含本数|不含本数|含[^()]{1,10})\)")
_CLOSED = lazy(r"$|[\s,。、;!?:)”\]】]")


class Qualifiers:
    """The qualifier lexicon, compiled."""

    def __init__(self) -> None:
        entries = load_lexicon("qualifiers", QualifierEntry)
        self._before = SurfaceIndex(
            (s, e, (), e.not_after) for e in entries if e.position == "before" for s in e.surface
        )
        self._after = SurfaceIndex(
            (s, e, e.not_before, ()) for e in entries if e.position != "before" for s in e.surface
        )

    def before(self, text: str, start: int, floor: int, *, bare: bool) -> Qualifier | None:
        """Qualifier in front of a figure at ``start``; nothing left of ``floor`` belongs to the figure."""
        hit = self._before.before(text, start, floor)
        if hit is None:
            between = _BETWEEN.search(text, max(floor, start - 10), start)
            hit = self._before.before(text, between.start(), floor) if between else None
        if hit is None or (hit.payload.bare and not bare):
            return None
        found: Qualifier = hit.payload.qualifier
        return found

    def after(self, text: str, end: int) -> tuple[Qualifier | None, bool]:
        """Qualifier behind a figure, and whether it is a weak one that yields to a word in front."""
        inclusive = _INCLUSIVE.match(text, end)
        hit = self._after.at(text, inclusive.end() if inclusive else end)
        if hit is None or (hit.payload.alone and not _CLOSED.match(text, hit.end)):
            return None, False
        return hit.payload.qualifier, hit.payload.position == "weak_after"

    def of(self, text: str, start: int, end: int, numeral: Numeral, floor: int = 0) -> Qualifier:
        """Qualifier of a figure.

        多 and 余 inside the figure win, then 以上 and 以下 behind it, then the words in front, then 左右.
        """
        if numeral.more:
            return Qualifier.MORE_THAN
        after, weak = self.after(text, end)
        if after is not None and not weak:
            return after
        before = self.before(text, start, floor, bare=not numeral.explicit)
        if before is not None:
            return before
        if after is not None:
            return after
        return Qualifier.ABOUT if numeral.about else Qualifier.EXACT


@per_lexicon
def qualifiers() -> Qualifiers:
    """The one compiled lexicon of a process; it holds no state."""
    return Qualifiers()
