"""Figures: numerals with their unit, joined into ranges (20—30亿元) and lists that share a unit (10、20和30亿元)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.number_scan import Token, shorter
from kaigong.extractors.numeral import plain
from kaigong.extractors.qualifier import qualifiers
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Qualifier

# No figure of the news is larger; beyond it lie identifiers, and decimals that the context would round.
_LARGEST = Decimal(10) ** 20
TO = lazy(r"\s?(?:至|到|-{1,2}|—{1,2}|~{1,2})\s?")
_LONGEST_TO = 4
HALF = lazy(r"半(?![年个天数月导成径岛球日岁路途山夜价程焦钢固挂自透干潜拖水])")  # 3亿半, and no 半年
_AND = ("和", "与")
_BETWEEN_END = lazy(r"(?:之间|间(?!接|隔|距))")
_SHARED = lazy(r"[、和与及]|以及")
_NUMBERED = lazy(r"(?:[第图表款条章节页号件注例次期]|附件|编号|序号|No\.?|[A-Za-z])$")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What follows (or precedes) a numeral: ``key`` says which figures can form a range together.

    ``start`` lies before the numeral for a sign such as $. ``per`` is a denominator as written.
    ``extra`` is added to the number (角, 分, 半). ``factor`` multiplies it (成 is 10 %).
    ``assumed`` marks a unit that is not written.
    """

    end: int
    unit: str
    key: str
    start: int | None = None
    per: str | None = None
    factor: Decimal = Decimal(1)
    extra: Decimal = Decimal(0)
    order_of: bool = False
    rule: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: one value, or a low and a high."""

    start: int
    end: int
    unit: UnitMatch
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    rule: str


MatchUnit = Callable[[str, Token, int], UnitMatch | None]
_Measured = tuple[Token, UnitMatch]


_UP_TO = frozenset(["至", "到"])
_CHANGED_BY = lazy(r"(?:增加|上升|增长|上涨|上调|提高|追加|调高|减少|下降|降低|下调|调低|[增升涨减降])了?约?$")


class FigureReader:
    """Reads the figures of one unit family from the numerals of a text, left to right.

    ``match_unit(text, token, floor)`` gives the unit of a numeral; ``floor`` is the end of the figure before it.
    """

    def __init__(self, text: str, tokens: Sequence[Token], match_unit: MatchUnit, rule: str) -> None:
        self.text, self.tokens, self.match_unit, self.rule = text, tokens, match_unit, rule

    def figures(self) -> list[Figure]:
        """Figures in order; none overlap."""
        found: list[Figure] = []
        index, floor = 0, 0
        while index < len(self.tokens):
            token = self.tokens[index]
            measured = self._measure(token, floor)
            joined = self._range(index, measured, floor)
            if joined is not None:
                found.append(joined)
                index, floor = index + 2, joined.end
                continue
            if measured is not None and not self._dangling(token):
                figure = self._single(*measured, floor)
                found += self._shared(index, figure, measured[0], floor)
                found.append(figure)
                floor = figure.end
            index += 1
        return found

    def _measure(self, token: Token, floor: int) -> _Measured | None:
        """Token and unit; a last 千, 兆, 两 goes to the unit where that makes a longer unit or the only one."""
        if token.numeral.high > _LARGEST:
            return None
        match = self.match_unit(self.text, token, floor)
        cut = shorter(self.text, token)
        if cut is not None:
            other = self.match_unit(self.text, cut, floor)
            if other is not None and (match is None or other.end >= match.end):
                return cut, other
        return None if match is None else (token, match)

    def _dangling(self, token: Token) -> bool:
        """Whether the number is a tail: of 400-820-8820 or 20-15, where no range came of it, or of 1,5亿."""
        before = self.text[max(0, token.start - 2) : token.start]
        if len(before) < 2 or not before[0].isdigit():
            return False
        scale = token.numeral.scale
        return before[1] in "-~" or (before[1] == "," and scale > 1 and token.numeral.low < 100 * scale)

    def _single(self, token: Token, unit: UnitMatch, floor: int) -> Figure:
        start = token.start if unit.start is None else unit.start
        numeral = token.numeral
        # Behind a minus sign the greater number is the lower: 负十五六度.
        low = high = plain((numeral.low + unit.extra) * unit.factor)
        if numeral.low != numeral.high:
            low, high = sorted((low, plain((numeral.high + unit.extra) * unit.factor)))
        if low != high:
            qualifier = Qualifier.RANGE
        else:
            qualifier = qualifiers().of(self.text, start, unit.end, numeral, floor)
            if unit.order_of and qualifier is Qualifier.EXACT:
                qualifier = Qualifier.ORDER_OF
        return Figure(start, unit.end, unit, low, high, qualifier, unit.rule or f"{self.rule}.number_unit")

    def _range(self, index: int, first: _Measured | None, floor: int) -> Figure | None:
        """A range from this token to the next, or None. The first number may lack its unit and multiplier."""
        if index + 1 >= len(self.tokens):
            return None
        token, after = self.tokens[index], self.tokens[index + 1]
        end = first[1].end if first else token.end
        gap = self.text[end : after.start]
        money = self.rule == "amount" and gap in _UP_TO and first is not None
        if money and _CHANGED_BY.search(self.text, max(0, token.start - 6), token.start):
            return None  # 增加63亿元至304亿元: by how much and to what
        between = gap in _AND
        if not between and (len(gap) > _LONGEST_TO or not TO.fullmatch(gap)):
            return None
        last = self._measure(after, end)
        if last is None and first is not None and first[1].rule.endswith(".prefix"):
            last = after, replace(first[1], start=None, end=after.end)  # $3-5亿
        if last is None:
            return None
        last_token, unit = last
        start = token.start
        if first is not None and first[1].assumed:
            # 3亿-5亿美元: the first takes the unit of the last; 港币3-5亿元: the last that of the first.
            start = token.start if first[1].start is None else first[1].start
            unit = replace(unit, unit=first[1].unit) if first[1].rule.endswith(".prefix") else unit
            first = None
        if first is not None and first[1].key != unit.key:
            return None
        if between and not _BETWEEN_END.match(self.text, unit.end):
            return None
        bounds = self._bounds(first[0] if first else token, last_token, has_unit=first is not None)
        if bounds is None:
            return None
        low_unit = first[1] if first else unit
        low = plain((bounds[0] + (low_unit.extra if first else 0)) * unit.factor)
        high = plain((bounds[1] + unit.extra) * unit.factor)
        if low >= high:
            return None
        if first is not None and low_unit.start is not None:
            start = low_unit.start
        return Figure(start, unit.end, unit, low, high, Qualifier.RANGE, f"{self.rule}.range")

    @staticmethod
    def _bounds(first: Token, last: Token, *, has_unit: bool) -> tuple[Decimal, Decimal] | None:
        """Low and high: in 20—30亿 the first number takes the multiplier of the last, in 8500到3万 it does not."""
        low, high, scale = first.numeral.low, last.numeral.high, last.numeral.scale
        if not has_unit and first.numeral.scale == 1 and scale > 1:
            if low * scale < high:
                return low * scale, high
            return (low, high) if scale == 10**4 and low >= 1000 else None
        if has_unit and first.numeral.scale > scale and high < low:
            return None
        return low, high

    def _shared(self, index: int, figure: Figure, token: Token, floor: int) -> list[Figure]:
        """Numbers before this figure that share its multiplier and unit: 10、20和30亿元."""
        scale = token.numeral.scale
        if scale == 1 or not self.text[token.start].isdigit() or figure.low != figure.high:
            return []
        members: list[Token] = []
        right = token
        for member in reversed(self.tokens[max(0, index - 8) : index]):
            plain_number = self.text[member.start].isdigit() and not member.numeral.more
            gap = self.text[member.end : right.start]
            if member.start < floor or not plain_number or not _SHARED.fullmatch(gap) or member.glue:
                break
            members.append(member)
            right = member
        if not members or _NUMBERED.search(self.text, max(0, right.start - 4), right.start):
            return []
        made = []
        for member in reversed(members):
            shared = scale if member.numeral.scale == 1 else 1  # 10、20和30亿元, and 10亿、20亿元
            value = plain(member.numeral.low * shared * figure.unit.factor)
            unit = replace(figure.unit, end=member.end, start=None)
            rule = f"{self.rule}.shared_unit"
            made.append(Figure(member.start, member.end, unit, value, value, Qualifier.EXACT, rule))
        return made
