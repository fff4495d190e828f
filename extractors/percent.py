"""Shares: 21.6%, 百分之六十二, 四分之一, 九成, 75折, 3.57个百分点."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.figure import TO, Figure, UnitMatch
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.number_scan import Token
from kaigong.extractors.numeral import Numeral, parse_numeral, plain, read_numeral
from kaigong.extractors.qualifier import qualifiers
from kaigong.extractors.surface_index import SurfaceIndex
from kaigong.extractors.unit_index import units
from kaigong.schemas.labels import Qualifier
from kaigong.schemas.lexicon import PercentEntry

# 百分之, 千分之, 三分之; the 之 may lack in 百分三十 and 四分一升.
_FRACTION = lazy(
    r"(?=[负百千万仟佰二三四五六七八九十-])(负的?|-)?(?<![一二两三四五六七八九十百千万0-9])"
    r"([百千万仟佰]{1,4}|[二三四五六七八九十]|十[二三四五六七八九])分(之)?"
    r"(负|-)?(?=[0-9一二两三四五六七八九十零百半壹贰叁肆伍陆柒捌玖拾])"
)
_MAGNITUDE = lazy(r"[百千万仟佰]{1,4}")
# A minus and not a dash: nothing, a blank or a Hanzi stands before it.
_MINUS = lazy(r"负$|(?:^|[^0-9A-Za-z)%—-])-$")
_HALVED = lazy(
    r"(?=[打一半过])(?:打(对折)|(?<![十百千万亿])(一半|半数)(?!会员|导体)|(?<![经通超])(过半)(?=$|[,。;、)]|以))"
)
_HALF = lazy(r"半(?![成数年导月天价挂])")
_EXACT = Decimal(10) ** 15  # above this, ten places do not fit the context's 28 digits
_PLACES = Decimal(1).scaleb(-10)
PERCENT_UNITS = frozenset(("%", "个百分点", "个基点"))


@per_lexicon
def _suffixes() -> SurfaceIndex[PercentEntry]:
    entries = load_lexicon("percents", PercentEntry)
    return SurfaceIndex((s, e, e.not_before, ()) for e in entries for s in e.surface)


def percent_unit(text: str, token: Token) -> UnitMatch | None:
    """The share that a numeral is, by what follows it; a minus sign or 负 in front is read along."""
    hit = _suffixes().at(text, token.end)
    if hit is None or not token.numeral.explicit:
        return None
    entry, factor = hit.payload, hit.payload.factor
    if token.glue and token.glue[-1].isalnum() and entry.unit == "%" and hit.surface != "%":
        return None
    if hit.surface == "折":
        # 7.5折 and 七折 count tenths; 75折 and 三八折 are read digit by digit.
        if token.numeral.high > 100 or token.numeral.scale > 1:
            return None
        factor = Decimal(1) if token.numeral.high > 10 else factor
    if entry.small and token.numeral.high > 10:
        return None
    start, end, extra = None, hit.end, Decimal(0)
    behind = text[hit.end : hit.end + 1] if hit.surface == "成" else ""
    # 九成五, 六成半; but 七成|半导体
    fifth = Decimal(5) if _HALF.match(text, hit.end) and behind else None if behind == "半" else parse_numeral(behind)
    if fifth is not None and fifth < 10:
        extra, end = fifth / 10, hit.end + 1
    if _MINUS.search(text, max(0, token.start - 2), token.start):
        start, factor = token.start - 1, -factor
    return UnitMatch(end, entry.unit, entry.unit, start, factor=factor, extra=extra, rule=entry.id)


def _fraction_at(text: str, match: re.Match[str]) -> tuple[Numeral, Decimal, bool] | None:
    """The numerator behind 百分之, the denominator, and whether a minus stands there; None if there is no numerator."""
    numeral = read_numeral(text, match.end())
    denominator = Decimal(1)
    if _MAGNITUDE.fullmatch(match.group(2)):
        for char in match.group(2):
            denominator *= parse_numeral(char) or 1
    else:
        denominator = parse_numeral(match.group(2)) or Decimal(1)
    if numeral is None or numeral.more or denominator == 1:
        return None
    negative = bool(match.group(1) or match.group(4))
    return numeral, denominator, negative


def find_fractions(text: str) -> list[Figure]:
    """Figures written N分之M, ranges among them (百分之三十一到百分之百), in order."""
    found: list[Figure] = []
    for match in _FRACTION.finditer(text) if "分" in text else ():
        read = _fraction_at(text, match)
        if read is None or (found and match.start() < found[-1].end):
            continue
        numeral, denominator, negative = read
        low, high = sorted(_ratio(value, denominator, negative) for value in (numeral.low, numeral.high))
        measure = units().at(text, numeral.end)
        if measure is not None and measure.payload.role == "unit" and denominator < 100:
            low, high = low / 100, high / 100
            unit = UnitMatch(measure.end, measure.surface, measure.surface, rule="quantity.fraction")
        elif match.group(3) is None and denominator != 100:
            continue  # 三分一 only before a unit
        elif match.group(3) is None and (text[match.end()].isascii() or text.startswith(("点", "位"), match.end())):
            continue
        else:
            unit = UnitMatch(numeral.end, "%", "%", rule="percent.fraction")
        figure = _fraction_figure(text, match.start(), unit, plain(low), plain(high), numeral)
        joined = _join(text, found[-1], figure) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(figure)
    found += _halves(text)
    return sorted(found, key=lambda figure: figure.start)


def _halves(text: str) -> Iterator[Figure]:
    """对折, 一半, 半数, 过半: each one half."""
    half, numeral = Decimal(50), Numeral(Decimal(50), Decimal(50), 0)
    for match in _HALVED.finditer(text) if "半" in text or "对折" in text else ():
        start, end = match.span(match.lastindex or 0)
        unit = UnitMatch(end, "%", "%", rule="percent.half")
        past = match.group() == "过半"
        qualifier = Qualifier.MORE_THAN if past else qualifiers().of(text, start, end, numeral)
        yield Figure(start, end, unit, half, half, qualifier, unit.rule)


def _ratio(value: Decimal, denominator: Decimal, negative: bool) -> Decimal:
    share = value * 100 / denominator
    if denominator < 100 and denominator != 10 and abs(share) < _EXACT:
        share = share.quantize(_PLACES)
    return -share if negative else share


def _fraction_figure(text: str, start: int, unit: UnitMatch, low: Decimal, high: Decimal, numeral: Numeral) -> Figure:
    if low != high:
        return Figure(start, unit.end, unit, low, high, Qualifier.RANGE, unit.rule)
    return Figure(start, unit.end, unit, low, high, qualifiers().of(text, start, unit.end, numeral), unit.rule)


def _join(text: str, first: Figure, last: Figure) -> Figure | None:
    if first.unit.key != last.unit.key or first.low >= last.high or not TO.fullmatch(text, first.end, last.start):
        return None
    return replace(first, end=last.end, high=last.high, qualifier=Qualifier.RANGE, rule="percent.range")
