"""What a project's name says, cut into parts that can be compared: phase, section, number, size, proper name, kind."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kaigong.extractors.numeral import parse_numeral
from kaigong.extractors.place.table import Name, gazetteer
from kaigong.extractors.unit_index import to_canonical, units
from kaigong.pipeline.normalise import fold
from kaigong.pipeline.register.words import comparison_words
from kaigong.schemas.values import Quantity

_HANZI = "一二三四五六七八九十"
_NUMERAL = rf"(?:\d+|[{_HANZI}]+)"
_MARKS = re.compile(r"[“”\"'‘’()\[\]【】《》<>·•\s]")
_PHASE = re.compile(rf"第?(?P<numbers>{_NUMERAL}(?:期?[、和及与,]{_NUMERAL})*)期|(?P<first>首期)")
_SECTION = re.compile(
    rf"(?P<code>[A-Za-z]{{1,4}}-?\d*|第?{_NUMERAL})(?:号|\#)?(?:合同)?(?:标段|合同段|标(?![准志杆识的]))"
)
_FIGURE = re.compile(r"(?:年|日|月)?(?:产|处理|加工)?(?P<number>\d+(?:\.\d+)?[万亿千百]*)")
_ORDINAL = re.compile(
    rf"(?:第(?P<ranked>{_NUMERAL})|(?P<named>{_NUMERAL})(?=号|\#|厂|水厂|桥|院|医院|中学|小学|航站楼|通道)|(?P<code>[A-Za-z]+-?\d+|\d+))"
    r"(?:号线|号|\#)?"
)
_LEVEL = re.compile(r"\A[省市县区]")
_LEVEL_WORD = re.compile(r"自治[区州县旗]|[省市县区州]")
_HEAD_TAIL = re.compile(r"(?:项目|工程)$")
_LEAST_BRAND = 2  # characters
_LEAST_WHOLE = 3  # characters before a section that are the name of the whole
_ENDS = re.compile(r"\A(?P<a>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}[至到—-](?P<b>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}\Z")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name without marks, place and idle words.

    ``core`` is what is left in its order, with ``weights`` of its characters: proper names count fully, words of a kind
    less. ``brands`` are its proper names, ``kinds`` its words of a kind, ``head`` the last of them. ``phases`` and
    ``ordinals`` are numbers, ``sections`` codes of lots, ``sizes`` figures with unit in the base of their dimension.
    ``proper``: something tells the name from that of other things of its kind.
    """

    text: str
    core: str
    weights: tuple[float, ...]
    brands: frozenset[str]
    kinds: frozenset[str]
    head: str
    actions: frozenset[str]
    phases: frozenset[str]
    sections: frozenset[str]
    ordinals: frozenset[str]
    sizes: frozenset[tuple[str, Decimal]]
    proper: bool


_BRAND_WEIGHT, _KIND_WEIGHT = 1.0, 0.45
_NAMING = (None, "kind", "component")
_LEAST_TELLING = 5  # characters of a name that one unlisted character tells from others (实验中学东校区)


@lru_cache(maxsize=1 << 16)
def parse_name(name: str, places: frozenset[str] = frozenset()) -> NameParts:
    """The parts of a name; ``places`` are the codes of the divisions in which the project lies, which it may repeat.

    >>> parts = parse_name("“祥周”光伏项目(二期)")
    >>> parts.core, sorted(parts.phases)
    ('祥周光伏', ['2'])
    """
    text = _MARKS.sub("", fold(name).text)
    phases, rest = _take_phases(text)
    sections, rest = _take_sections(rest)
    sizes, rest = _take_sizes(rest)
    rest = _LEVEL.sub("", without_places(rest, places))
    ordinals = {_plain(m.group(m.lastgroup or 0)) for m in _ORDINAL.finditer(rest)}
    return _cut(text, _ORDINAL.sub("", rest), phases, sections, frozenset(ordinals), sizes)


def _cut(
    text: str,
    rest: str,
    phases: frozenset[str],
    sections: frozenset[str],
    ordinals: frozenset[str],
    sizes: frozenset[tuple[str, Decimal]],
) -> NameParts:
    pieces = [(p, kind) for p, kind in comparison_words().cut(comparison_words().plain(rest)) if kind != "idle"]
    if any(kind in (None, "kind") for _, kind in pieces):
        pieces = [(p, kind) for p, kind in pieces if kind != "component"]
    named = [(p if kind is None else _HEAD_TAIL.sub("", p), kind) for p, kind in pieces if kind in _NAMING]
    core = "".join(p for p, _ in named)
    weights = [_KIND_WEIGHT if kind else _BRAND_WEIGHT for p, kind in named for _ in p]
    kinds = [p for p, kind in named if kind]
    brands = frozenset(p for p, kind in named if kind is None and len(p) >= _LEAST_BRAND)
    brands |= {ends["a"] + ends["b"] for brand in brands if (ends := _ENDS.match(brand))}  # 临泉至永宁: 临永
    telling = any(kind is None for _, kind in named) and len(core) >= _LEAST_TELLING
    actions = frozenset(kind for _, kind in pieces if kind not in _NAMING and kind is not None)
    return NameParts(
        text, core, tuple(weights), brands, frozenset(kinds), kinds[-1] if kinds else "", actions,
        phases, sections, ordinals, sizes, bool(brands or ordinals or telling),
    )  # fmt: skip


def names_component(name: str) -> bool:
    """Whether a name is that of a part by which the news calls the whole (教学楼, 主坝)."""
    return any(kind == "component" for _, kind in comparison_words().cut(_MARKS.sub("", fold(name).text)))


def _take_phases(text: str) -> tuple[frozenset[str], str]:
    phases: set[str] = set()
    for match in _PHASE.finditer(text):
        phases |= {"1"} if match["first"] else {_plain(n) for n in re.findall(_NUMERAL, match["numbers"])}
    return frozenset(phases), _PHASE.sub("", text)


def _take_sections(text: str) -> tuple[frozenset[str], str]:
    """Codes of sections, and the text without them and what is only a part of a section (LJ2标段路基工程)."""
    found = list(_SECTION.finditer(text))
    sections = frozenset(_plain(m["code"].replace("-", "").removeprefix("第")) for m in found)
    whole = text[: found[0].start()] if found else ""
    return sections, whole if len(whole) >= _LEAST_WHOLE else _SECTION.sub("", text)


def _take_sizes(text: str) -> tuple[frozenset[tuple[str, Decimal]], str]:
    """Figures that have a unit, and the text without them."""
    sizes: set[tuple[str, Decimal]] = set()
    kept, at = "", 0
    for match in _FIGURE.finditer(text):
        hit = units().at(text, match.end())
        number = parse_numeral(match["number"])
        if match.start() < at or hit is None or number is None or hit.payload.role == "classifier":
            continue
        found = to_canonical(Quantity(number, hit.surface))
        if found is not None and found.value is not None:
            sizes.add((found.unit, found.value))
        kept += text[at : match.start()]
        at = hit.end
    return frozenset(sizes), kept + text[at:]


def _plain(numeral: str) -> str:
    """A number in Arabic digits, a code in capitals."""
    value = parse_numeral(numeral)
    return numeral.upper().replace("-", "") if value is None else str(value)


def without_places(text: str, places: Collection[str]) -> str:
    """A name without the names of places in which the project lies; a place that makes the name of a thing stays."""
    if not places:
        return text
    things = comparison_words().things
    kept, at = "", 0
    for start, end, name in gazetteer().find(text):
        if start < at or name.kind not in ("division", "zone") or not _lies_in(name, places):
            continue
        if things.match(text, end) or text[max(start - 1, 0) : start] in ("至", "到", "—", "-"):
            continue
        kept += text[at:start]
        level = _LEVEL_WORD.match(text, end)
        at = level.end() if level else end
    return kept + text[at:]


def _lies_in(name: Name, places: Collection[str]) -> bool:
    """Whether a name can mean a division of the project's, one above it, or one below its city or county."""
    below = {code for code in places if not code.endswith("0000")}
    return any(o.code in places or gazetteer().lineage(o) & below for o in name.options)
