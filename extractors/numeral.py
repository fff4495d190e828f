"""Read Chinese and digit numerals into exact decimals: 1.2万亿, 8亿6000万, 一亿五千万, 叁佰, 二〇二三, 3000多万.

Nothing here knows units or spans of mentions; ``extractors.number_scan`` finds numerals in running text.
"""

import re
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import NumeralEntry

# Longer runs are identifiers or noise, and Decimal's context keeps 28 digits.
MAX_DIGITS = 24
# 千 and 兆 that open a unit: 1万10千瓦, 200兆瓦时.
_UNIT_HEADS = frozenset(
    ("兆瓦", "兆赫", "兆伏", "兆帕", "兆字", "兆比", "兆焦", "兆乏", "兆欧", "千瓦", "千赫", "千帕", "千乏")
)
_LARGEST = Decimal(10) ** 30
_LONGEST_CHAIN = 3  # 万亿; a longer run of scales is noise, and reading it from each of its characters is quadratic

_ARABIC = lazy(r"[0-9]++(?:[,.][0-9]++)*+")
_GROUPED = lazy(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral as read: ``low`` equals ``high`` unless the writing itself is a range (十五六, 数十亿).

    ``more`` is set by 多 or 余, ``about`` by 来. ``scale`` is the last 万, 亿 or 兆 (chained: 万亿), else 1.
    ``explicit`` is False for a bare magnitude (亿, 百亿, 千).
    """

    low: Decimal
    high: Decimal
    end: int
    scale: Decimal = Decimal(1)
    more: bool = False
    about: bool = False
    explicit: bool = True


@dataclass(frozen=True, slots=True)
class _Tables:
    digits: dict[str, int]
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, Decimal]
    half: str
    fuzzy: str
    more: str
    about: str
    not_after: dict[str, str]
    starts: str
    single: re.Pattern[str]  # one Hanzi digit, and nothing behind it that may go on
    simple: re.Pattern[str]  # digits with at most one scale, and nothing behind them that may go on


@per_lexicon
def tables() -> _Tables:
    """The characters of ``numerals.yaml`` by what they do."""
    by_role: dict[str, dict[str, Decimal]] = {}
    not_after: dict[str, str] = {}
    for entry in load_lexicon("numerals", NumeralEntry):
        for surface in entry.surface:
            by_role.setdefault(entry.role, {})[surface] = entry.value
            not_after[surface] = entry.not_after
    whole = {role: {c: int(v) for c, v in chars.items()} for role, chars in by_role.items()}
    joined = {role: "".join(chars) for role, chars in by_role.items()}
    goes_on = re.escape("".join(not_after) + "点个k")
    simple = rf"([0-9]{{1,15}}(?:\.[0-9]{{1,8}})?)([{joined['scale']}])?(?![0-9{goes_on}]|[,.][0-9])"
    single = rf"[{joined['digit']}](?![0-9{re.escape(''.join(not_after))}点k]|个[{joined['more']}亿])"
    starts = "".join(joined[role] for role in ("digit", "unit", "tens", "scale", "half", "fuzzy_digit"))
    return _Tables(
        digits=whole["digit"],
        units=whole["unit"],
        tens=whole["tens"],
        scales=by_role["scale"],
        half=joined["half"],
        fuzzy=joined["fuzzy_digit"],
        more=joined["more"],
        about=joined["about"],
        not_after=not_after,
        starts=starts,
        single=re.compile(single),
        simple=re.compile(simple),
    )


def read_arabic(text: str, pos: int) -> tuple[Decimal | None, int]:
    """Decimal of the digits at ``pos`` and their end; separators count only where every group has three digits.

    The decimal is None for a run too long to be a figure; the end then still covers the run.
    """
    match = _ARABIC.match(text, pos)
    if match is None:
        return None, pos
    run = match.group()
    if len(run) > 2 * MAX_DIGITS:
        return None, match.end()
    if "," in run:
        grouped = _GROUPED.match(run)
        # 12,300 and 1,163.5 are one number; in 2023,300 or 10,20 the comma parts two.
        if grouped and (grouped.end() == len(run) or run[grouped.end()] not in "0123456789"):
            run = grouped.group()
        else:
            run = run.split(",", 1)[0]
    if run.count(".") > 1:
        return None, match.end()  # a version, a date or a chapter: 1.2.3
    end = pos + len(run)
    if len(run) > MAX_DIGITS:
        return None, end
    return Decimal(run.replace(",", "")), end


@dataclass(slots=True)
class _Pair:
    """Low and high reading of one part of a numeral."""

    low: Decimal
    high: Decimal

    def plus(self, other: "_Pair") -> "_Pair":
        return _Pair(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal | int) -> "_Pair":
        return _Pair(self.low * factor, self.high * factor)


class _Reader:
    """Reads the longest well-formed numeral at one position, left to right, without backtracking."""

    def __init__(self, text: str, pos: int) -> None:
        self.text, self.pos, self.tables = text, pos, tables()
        self.more = self.about = False
        self.explicit = False

    def peek(self, ahead: int = 0) -> str:
        index = self.pos + ahead
        return self.text[index] if index < len(self.text) else ""

    def is_magnitude(self, char: str) -> bool:
        return bool(char) and (char in self.tables.scales or char in self.tables.units)

    def digit_run(self) -> _Pair | None:
        """One Hanzi digit, a pair of neighbours (七八: 7 to 8), or digits by place (二〇二三)."""
        digits = self.tables.digits
        end = self.pos
        while end < len(self.text) and self.text[end] in digits:
            end += 1
        run = self.text[self.pos : end]
        if not run or len(run) > MAX_DIGITS:
            self.pos = end if run else self.pos
            return None
        values = [digits[c] for c in run]
        self.pos = end
        self.explicit = True
        if len(values) == 2 and values[0] == 0 and run[0] == "零":
            return _Pair(Decimal(values[1]), Decimal(values[1]))
        if len(values) == 2 and 0 < values[0] < values[1] <= values[0] + 2:
            return _Pair(Decimal(values[0]), Decimal(values[1]))
        number = Decimal("".join(map(str, values)))
        return _Pair(number, number)

    def fuzzy(self) -> _Pair | None:
        """数 or 几 before a magnitude: one to ten of it; after a ten: 十几 is ten to twenty."""
        many = self.is_magnitude(self.peek(1)) or (self.peek(1) == "个" and self.peek(2) == "亿")
        if self.peek() and self.peek() in self.tables.fuzzy and many:
            self.pos += 1
            self.explicit = True
            return _Pair(Decimal(1), Decimal(10))
        return None

    def decimals(self, whole: _Pair) -> _Pair:
        """The 点 part of 三十四点五二一."""
        if self.peek() == "点" and self.peek(1) in self.tables.digits and self.peek(1):
            start = self.pos + 1
            end = start
            while end < len(self.text) and self.text[end] in self.tables.digits and end - start < MAX_DIGITS:
                end += 1
            places = "".join(str(self.tables.digits[c]) for c in self.text[start:end])
            self.pos = end
            fraction = Decimal(f"0.{places}")
            return whole.plus(_Pair(fraction, fraction))
        return whole

    def section(self) -> _Pair | None:
        """What stands before a 万, 亿 or 兆, or before the end: 五千, 3千, 一百零五, 6000, 十五六."""
        if self.peek() in ("零", "〇") and self.pos and self.text[self.pos - 1] in self.tables.scales:
            self.pos += self.peek(1).isascii() and self.peek(1).isdigit()  # 2亿零|4百万
        if self.peek().isascii() and self.peek().isdigit():
            value, end = read_arabic(self.text, self.pos)
            if value is None:
                return None
            self.pos, self.explicit = end, True
            total = _Pair(value, value)
            if self.peek() == "k" and not (self.peek(1).isascii() and self.peek(1).isalnum()):
                self.pos += 1
                total = total.times(1000)
            if self.peek() and self.peek() in self.tables.fuzzy and value % 10 == 0 and value:
                self.pos += 1
                total = _Pair(value, value + 10)
            return self.digit_units(total)
        return self.hanzi_section()

    def digit_units(self, total: _Pair) -> _Pair:
        """The 十, 百, 千 behind digits: 3千, 2千3百."""
        last = Decimal(0)
        while self.peek() in self.tables.units and self.peek() and total.high < _LARGEST:
            if self.peek() + self.peek(1) in _UNIT_HEADS:
                break
            last = Decimal(self.tables.units[self.peek()])
            total = total.times(last)
            self.pos += 1
        value, end = read_arabic(self.text, self.pos) if last else (None, self.pos)
        unit = self.tables.units.get(self.text[end : end + 1])
        if value is not None and unit is not None and value * unit < last:
            self.pos = end + 1
            total = total.plus(_Pair(value * unit, value * unit))
        return total

    def hanzi_section(self) -> _Pair | None:
        total: _Pair | None = None
        last = Decimal(10**4)
        while True:
            start = self.pos
            char = self.peek()
            if char in self.tables.tens and char:
                self.pos, self.explicit = self.pos + 1, True
                tens = Decimal(self.tables.tens[char])
                total, last = (total or _Pair(Decimal(0), Decimal(0))).plus(_Pair(tens, tens)), Decimal(10)
                continue
            digit = self.fuzzy() or self.digit_run()
            unit = self.tables.units.get(self.peek()) if self.peek() else None
            if unit is not None and unit < last:
                if digit is None and total is not None and unit != 10:
                    break
                self.pos += 1
                self.explicit |= unit == 10
                part = (digit or _Pair(Decimal(1), Decimal(1))).times(unit)
                total, last = (part if total is None else total.plus(part)), Decimal(unit)
                continue
            if digit is not None and (total is None or digit.high < last):
                # 一百二 is 120; 一百零二 is 102.
                if total is not None and last > 10 and self.text[start] not in "零〇":
                    digit = digit.times(last / 10)
                return digit if total is None else total.plus(digit)
            self.pos = start
            break
        if total is not None and last == 10 and self.peek() and self.peek() in self.tables.fuzzy:
            self.pos += 1
            total = total.plus(_Pair(Decimal(0), Decimal(10)))
        return total

    def fuzz(self) -> None:
        """多, 余 or 来 behind the digits, before a scale or the unit."""
        char = self.peek()
        if char and char in self.tables.more:
            self.pos, self.more = self.pos + 1, True
        elif char and char in self.tables.about and self.text[self.pos - 1] in "十拾百佰千仟万0":
            self.pos, self.about = self.pos + 1, True

    def scale_chain(self) -> Decimal:
        """Product of the scales here: 万亿 is 10**12; 个 may stand before 亿 (两个亿)."""
        factor = Decimal(1)
        if self.peek() == "个" and self.explicit:
            more = self.peek(1) in self.tables.more
            # In 50个亿元以上项目 the 个 counts projects.
            if self.peek(1 + more) == "亿" and self.peek(2 + more) not in ("元", "级"):
                self.pos += 1 + more
                self.more |= more
        for _ in range(_LONGEST_CHAIN):
            if not self.peek() or self.peek() not in self.tables.scales or self.peek() + self.peek(1) in _UNIT_HEADS:
                break
            factor *= self.tables.scales[self.peek()]
            self.pos += 1
        return factor


def read_numeral(text: str, pos: int) -> Numeral | None:
    """The longest numeral that starts at ``pos``, or None. Takes time linear in its length."""
    known = tables()
    if (simple := known.simple.match(text, pos)) is not None:
        digits, mark = simple.groups()
        number = Decimal(digits)
        if mark is None:
            return Numeral(number, number, simple.end())
        if text[simple.end() - 1 : simple.end() + 1] not in _UNIT_HEADS:
            number *= known.scales[mark]
            return Numeral(number, number, simple.end(), known.scales[mark])
    if known.single.match(text, pos) is not None:
        number = Decimal(known.digits[text[pos]])
        return Numeral(number, number, pos + 1, explicit=True)
    reader = _Reader(text, pos)
    char = reader.peek()
    if char and char in reader.tables.half:
        return Numeral(Decimal("0.5"), Decimal("0.5"), pos + 1)
    total = _Pair(Decimal(0), Decimal(0))
    previous, scale, found = Decimal(10**30), Decimal(1), False
    while True:
        mark = reader.pos
        section = reader.section()
        if section is not None:
            section = reader.decimals(section)
            reader.fuzz()
        factor = reader.scale_chain() if section is not None or not found else Decimal(1)
        if section is None and factor == 1:
            reader.pos = mark
            break
        if factor >= previous or (factor == 1 and found and section is not None and section.high >= previous):
            reader.pos = mark  # 1亿2亿: the second begins another number
            break
        if section is None:
            section = _Pair(Decimal(1), Decimal(1))
        if factor == 1 and found and text[mark] in reader.tables.digits and reader.pos == mark + 1:
            section = section.times(previous / 10)  # 两亿三
        total, found = total.plus(section.times(factor)), True
        if factor == 1:
            break
        reader.fuzz()
        if reader.more and reader.peek() in reader.tables.scales and reader.peek():
            outer = reader.scale_chain()  # 1万多亿
            total, factor = total.times(outer), factor * outer
        previous = scale = factor
        if reader.more or reader.about or not reader.explicit:
            break
    if not found:
        return None
    end = reader.pos
    if text[end : end + 1] == "半" and scale > 1 and end > pos and text[end - 1] in reader.tables.scales:
        half = _Pair(scale / 2, scale / 2)
        total, end = total.plus(half), end + 1
    return Numeral(total.low, total.high, end, scale, reader.more, reader.about, reader.explicit)


def parse_numeral(text: str) -> Decimal | None:
    """Exact value of a whole string that is one numeral, else None (ranges such as 七八 and 3000多 too).

    >>> parse_numeral("1.2万亿")
    Decimal('1200000000000')
    >>> parse_numeral("二〇二三"), parse_numeral("廿五"), parse_numeral("万科")
    (Decimal('2023'), Decimal('25'), None)
    """
    numeral = read_numeral(text, 0)
    if numeral is None or numeral.end != len(text) or numeral.low != numeral.high or numeral.more or numeral.about:
        return None
    return plain(numeral.low)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros after the point: 1.20E+12 → 1200000000000."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 27 else value
    return value.normalize()
