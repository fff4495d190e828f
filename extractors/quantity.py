"""Mentions of quantities, counts, rates and shares."""

from collections.abc import Iterable
from decimal import Decimal

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.amount.money_scan import money_scanner
from kaigong.extractors.figure import HALF, Figure, FigureReader, UnitMatch
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.number_scan import Token, matchable_text, scan_numerals, spans_of
from kaigong.extractors.percent import PERCENT_UNITS, find_fractions, percent_unit
from kaigong.extractors.qualifier import qualifiers
from kaigong.extractors.surface_index import Hit, SurfaceIndex
from kaigong.extractors.unit_index import denominator, units
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.lexicon import LexiconEntry, UnitEntry
from kaigong.schemas.values import Quantity

_PRODUCT = lazy(r"(?<![0-9.×xX*])([0-9]{1,4})\s?[×xX*]\s?$")
_DOUBLED = lazy(r"翻([一二两三四五])?番")
_AGE_HALF = lazy(r"半(?![年个天数月导])")
_RISES = lazy(r"[至到](?!\s?[0-9.零一二两三四五六七八九十百千万]+升)")  # 3升至5 tells of a rise, 3升至5升 of litres
_JIN_LIANG = lazy(r"([0-9]|[一二三四五六七八九])两(?![个家条座台套])")
# Whole plants and flows may be written as N×unit size; a product of lengths is a size (2×3米).
_PRODUCT_DIMENSIONS = frozenset(("power", "energy", "mass", "volume", "charge", "data", "computing"))
_LONG = frozenset(("公里", "千米", "km", "KM"))  # 线路全长2×486公里: of two circuits
_FOLK = "count.folk"
# 三条生产线和一座研发中心: the last part of what is built, where the list before it counts others
_ONE_PART = lazy(
    r"(?:建|设|装|购|引进|增|改造|布置)[^,。;\n]{0,40}?(?:[\d一二两三四五六七八九十百]+(?:大|条|座|栋|个|台|套|间|公里|万?平方米|处|幢|所)|[\d.]+[千万]*[^\d,。;\n]{1,3})"
    r"[^,。;\n]{0,24}(?:和|及|以及|、|并|与)$"
)
_PART_NAMED = lazy(
    r"[座条栋幢套所处](?:[\u4e00-\u9fffA-Za-z]|\d+千伏|\d+kV){1,12}?"
    r"(?:站|厂房|厂|库|楼|桥|塔|闸|房|馆|井|池|炉|机|线|装置|中心|车间|码头|隧道|系统|平台|锅炉|罐区|储罐|渡槽|广场|停车场|服务区)"
    r"(?=[,。;、和及并与()]|$|\n)"
)
_MAKES = lazy(r"[年月日]可?(?:产|生产|组装|交付|制造)[A-Za-z]{0,8}$")
_WORD = 3  # letters that may be a product's name
_DOUBLINGS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


class QuantityTagger:
    """Finds quantities with their unit as written (万 and 亿 worked out), rates with ``per``, and shares.

    It also gives money per area or length (350万元/亩) as a quantity: such an intensity is no sum.
    """

    name = "quantity"

    def __init__(self) -> None:
        self._stops = SurfaceIndex(
            (s, "stop", (), ()) for e in load_lexicon("figure_stops", LexiconEntry) for s in e.surface
        )

    def find(self, document: Document) -> Iterable[Mention]:
        """QUANTITY and PERCENT mentions sorted by start; none overlaps a DATE or AMOUNT mention of the document."""
        text = matchable_text(document)
        taken = spans_of(document, Label.DATE, Label.AMOUNT)
        figures = [f for f in money_scanner().figures(document) if f.unit.per is not None] if "元" in text else []
        figures = _apart(sorted((*figures, *find_fractions(text)), key=lambda f: f.start), taken)
        blocked = sorted((*taken, *((f.start, f.end) for f in figures)))
        tokens = [t for t in scan_numerals(text, blocked) if self._stops.at(text, t.start) is None]
        figures += FigureReader(text, tokens, _match_unit, "quantity").figures()
        figures += _doublings(text)
        figures.sort(key=lambda f: f.start)
        return [_mention(document, figure) for figure in _apart(figures, taken)]


def _apart(figures: list[Figure], taken: list[tuple[int, int]]) -> list[Figure]:
    """Figures that overlap neither one another nor a taken span; both lists are sorted by start."""
    kept: list[Figure] = []
    spans = iter(sorted(taken))
    span = next(spans, None)
    for figure in figures:
        while span is not None and span[1] <= figure.start:
            span = next(spans, None)
        if span is not None and span[0] < figure.end:
            continue
        if kept and figure.start < kept[-1].end:
            continue
        kept.append(figure)
    return kept


def _mention(document: Document, figure: Figure) -> Mention:
    ranged = figure.qualifier is Qualifier.RANGE
    value = Quantity(
        value=None if ranged else figure.low,
        unit=figure.unit.unit,
        qualifier=figure.qualifier,
        low=figure.low if ranged else None,
        high=figure.high if ranged else None,
        per=figure.unit.per,
    )
    label = Label.PERCENT if figure.unit.unit in PERCENT_UNITS else Label.QUANTITY
    return Mention(label, figure.start, figure.end, document.text[figure.start : figure.end], figure.rule, value)


def _doublings(text: str) -> list[Figure]:
    """翻番 and 翻两番: so many doublings."""
    made = []
    for match in _DOUBLED.finditer(text):
        count = Decimal(_DOUBLINGS[match.group(1) or "一"])
        unit = UnitMatch(match.end(), "番", "番", rule="quantity.doubling")
        made.append(Figure(match.start(), match.end(), unit, count, count, Qualifier.EXACT, unit.rule))
    return made


def _match_unit(text: str, token: Token, floor: int) -> UnitMatch | None:
    """The unit of a numeral, or None where it is no figure."""
    share = percent_unit(text, token)
    if share is not None:
        return share
    hit = units().at(text, token.end)
    if hit is None and text[token.end : token.end + 1] == " " and text[token.end + 1 : token.end + 2].isascii():
        hit = units().at(text, token.end + 1)  # 9 m
    if hit is None or not _plausible(text, token, hit.payload):
        return None
    entry = hit.payload
    unit, start, factor = hit.surface, None, Decimal(1)
    if entry.role == "unit" and len(unit) > 1:
        unit = unit.removeprefix("个")
    if entry.dimension == "degree" and text.endswith(("摄氏", "华氏"), floor, token.start):
        start, unit = token.start - 2, f"{text[token.start - 2 : token.start]}度"
    if entry.id == _FOLK:
        unit = entry.canonical  # 二十八万居民
    if entry.dimension in _PRODUCT_DIMENSIONS or unit in _LONG:
        product = _PRODUCT.search(text, max(floor, token.start - 8), token.start)
        if product:
            start, factor = product.start(), Decimal(product.group(1))
    extra, end = _extra(text, token, hit)
    if (token.start > floor and text[token.start - 1] == "负") or _minus(text, token.start, entry):
        start, factor = token.start - 1, -factor
    _, per, per_end = denominator(text, end)
    order_of = not token.numeral.explicit
    if text.startswith("级", end) and order_of:
        return UnitMatch(end + 1, unit, unit, start, factor=factor, order_of=True, rule="quantity.order_of")
    key = unit if per is None else f"{unit}/{per}"
    rule = "quantity.product" if factor not in (1, -1) else ""
    return UnitMatch(per_end, unit, key, start, per, factor, extra, order_of, rule)


def _minus(text: str, start: int, entry: UnitEntry) -> bool:
    """A minus sign: only before temperatures, and not after a letter or digit (that would be a dash)."""
    if entry.dimension != "temperature" or text[start - 1 : start] != "-":
        return False
    return not text[max(0, start - 2) : start - 1].isalnum()


def _extra(text: str, token: Token, hit: Hit[UnitEntry]) -> tuple[Decimal, int]:
    """What 半 or 两 behind the unit adds: 两米半, 3斤5两."""
    if hit.payload.role == "classifier":
        return Decimal(0), hit.end
    half = (_AGE_HALF if hit.payload.dimension == "age" else HALF).match(text, hit.end)
    if half:
        return token.numeral.scale / 2, half.end()
    liang = _JIN_LIANG.match(text, hit.end) if hit.surface in ("斤", "市斤") else None
    if liang:
        digit = "零一二三四五六七八九".find(liang.group(1))
        return Decimal(digit if digit >= 0 else int(liang.group(1))) / 10, liang.end()
    return Decimal(0), hit.end


def _plausible(text: str, token: Token, entry: UnitEntry) -> bool:
    """Whether the numeral counts something here, and is not part of a word, a name or a number that lost its digits."""
    numeral = token.numeral
    written = text[token.start : numeral.end]
    if numeral.high == 0 and not written[0].isdigit():
        return False
    hanzi_digit = len(written) == 1 and not written.isascii()
    before = text[max(0, token.start - 1) : token.start]
    if written == "半" and (entry.role != "unit" or before in ("一", "大", "多", "前", "后")):
        return False
    if written in ("一", "一两", "两三") and entry.role in ("classifier", "duration"):
        return written == "一" and _is_part(text, token)
    if (entry.digits_only and hanzi_digit) or (entry.scaled and numeral.scale < 10**4):
        return False
    if token.glue and not _glue_ok(text, token, entry):
        return False
    hit = units().at(text, token.end)
    if hit is not None and hit.surface == "升" and _RISES.match(text, hit.end):
        return False
    if before == "+" and text[max(0, token.start - 2) : token.start - 1].isalnum():
        return False  # a chainage: K12+300米
    return numeral.explicit or _bare_ok(text, token, entry)


def _is_part(text: str, token: Token) -> bool:
    """Whether 一座, 一条 counts the last part in a list of counted parts; elsewhere it only says that there is one."""
    if _PART_NAMED.match(text, token.end) is None:
        return False
    return _ONE_PART.search(text, max(0, token.start - 80), token.start) is not None


def _glue_ok(text: str, token: Token, entry: UnitEntry) -> bool:
    """LED300万片, PVC30吨 and 年产AGV500台 are figures, A4张 and GB50011 are not."""
    if token.glue in ("x", "X"):
        return entry.dimension in _PRODUCT_DIMENSIONS
    if not token.glue.isalpha():
        return False
    if token.numeral.scale > 1 or len(token.glue) < _WORD:
        return token.numeral.scale > 1
    before = token.start - len(token.glue)
    return entry.role == "unit" or _MAKES.search(text, max(0, before - 8), before) is not None


def _bare_ok(text: str, token: Token, entry: UnitEntry) -> bool:
    """百万千瓦, 近百家, 百余户, 万吨级; a lone 万亩 or 百家 may have lost its digits or be a word."""
    hit = units().at(text, token.end)
    end = hit.end if hit else token.end
    if token.numeral.more or qualifiers().before(text, token.start, 0, bare=True) is not None:
        return True
    after, weak = qualifiers().after(text, end)
    if (after is not None and not weak) or text.startswith("级", end):
        return entry.role != "classifier" or after is not None
    return entry.role == "unit" and token.numeral.low >= 10**6
