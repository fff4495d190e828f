"""Names of places in a text, and the chains that neighbours make (湖南省邵阳市)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import HAN
from kaigong.extractors.place.resolve import Chain, Unit
from kaigong.extractors.place.table import Division, Gazetteer, Name
from kaigong.schemas.document import Mention
from kaigong.schemas.lexicon import PlaceContext

_TOWN_END = lazy("镇|乡|街道|苏木")
_GENERIC_TOWNS = frozenset(
    "城镇 乡镇 小镇 集镇 重镇 村镇 建制镇 城乡 下乡 返乡 家乡 回乡 同乡 老乡 县城镇 中心镇".split()
)
_TOWN_WORD = lazy("[居职]|化|人口|失业|登记|就业|低保|医保|土地|污水|供水|燃气|生活|老旧|住房|体系|建设|规划|地区|基础")
_BRANCH = lazy(r"分(?:会场|局|行|公司|院|校|店|中心|部|厂|社|场)")  # 金湾区分会场
_NO_PROVINCE = "的于在和与及了是将对由其为等有以从至到个并或被各本该我这那全跨"
# 在广宁省广安市, 位于博尔市: behind a word of location, in a text that names places abroad
_FOREIGN = lazy(
    rf"(?:(?<=[在于、赴])(?P<province>(?:(?![{_NO_PROVINCE}])[{HAN}]){{2,8}}?省)(?![级份内外委政直会]|[{HAN}]{{2,5}}[厅局委办])"
    rf"|(?:位于|地处|坐落于|坐落在)(?P<place>(?:(?![{_NO_PROVINCE}])[{HAN}]){{2,7}}?(?:州|府|邦|大区|郡|市))"
    rf"|(?<=在)(?P<state>(?:(?![{_NO_PROVINCE}])[{HAN}]){{3,7}}?(?:州|(?<![联友])邦|大区|郡))"
    r"(?![场长级委值民政面区郊内中域])"
    r")"
)
_IN_NAME = lazy(rf"(?![驻在与和同赴对从向至到及的于是将拟商企籍方裔资产])[{HAN}]")
# 在农业大省, 在中西部省: provinces of a kind
_ANY_PROVINCE = lazy(
    r"(?:[两二三四五六七八九十多几外邻每数大强小弱]|经济|人口|农业|工业|资源|沿海|沿江|内陆|周边|相邻|邻近|兄弟|[东中西]部|内地|有关|其他|其它|部分|第一)省"
)
_AFTER_CITY_WORD = {"市": "场值况价", "区": "域位间块划别分", "县": "域"}


@per_lexicon
def _across() -> re.Pattern[str]:
    """What goes on with the last character of a short name, of which it makes another word (武阳|高速, not 阳高)."""
    entries = load_lexicon("place_context", PlaceContext)
    return re.compile("|".join(f"(?:{e.pattern})" for e in entries if e.side == "across"))


_PART_OF_CITY = re.compile("城[东南西北中关厢]|[东南西北]郊")


class Cover:
    """Marks the characters that spans cover."""

    def __init__(self, text: str, spans: Iterable[Unit | Mention] = ()) -> None:
        self._marks = bytearray(len(text))
        for span in spans:
            self.add(span.start, span.end)

    def add(self, start: int, end: int) -> None:
        """Mark a span."""
        self._marks[start:end] = b"\x01" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no marked span overlaps."""
        return not any(self._marks[start:end])


def find_units(table: Gazetteer, text: str) -> list[Unit]:
    """Names of divisions, zones, places abroad and towns, in order, without overlap."""
    return [Unit(start, end, name, options, town) for start, end, name, options, town in _found(table, text)]


@lru_cache(2)
def _found(table: Gazetteer, text: str) -> tuple[tuple[int, int, Name, tuple[Division, ...], bool], ...]:
    """What units are made of; the tagger and the search for the home place both ask for those of the text at hand."""
    units = []
    across = _across()
    hits = list(table.find(text))
    for number, (start, end, name) in enumerate(hits):
        if name.kind == "blocker":
            continue
        if not name.full and name.kind == "division" and across.match(text, end):
            following = hits[number + 1] if number + 1 < len(hits) else None
            if following is None or following[0] != end or not _goes_on(table, name, following[2]):
                continue  # 信阳|光山 goes on with a county of its own
        if _is_river(table, name, hits[number + 1] if number + 1 < len(hits) else None, end):
            continue
        ends_inside = name.full and end < len(text) and text[end] in _AFTER_CITY_WORD.get(name.surface[-1], "")
        if ends_inside and not _BRANCH.match(text, end):
            shorter = next((hit for hit in table.find(text[start : end - 1]) if hit[:2] == (0, end - 1 - start)), None)
            if shorter is None or shorter[2].kind == "blocker":
                continue
            end, name = end - 1, shorter[2]
        units.append(Unit(start, end, name, name.options))
    units = [u for u in units if u.name.full or u.name.kind != "division" or not text.startswith("省", u.end)]
    foreign = _foreign(text, units)
    within = Cover(text, foreign)
    units = [u for u in units if within.is_free(u.start, u.end)] + foreign
    towns = [t for t in _towns(table, text) if not _is_across(table, t, units)]
    covered = Cover(text, towns)
    units = [u for u in units if covered.is_free(u.start, u.end)]
    units = sorted((*units, *towns), key=lambda u: u.start)
    return tuple((u.start, u.end, u.name, u.options, u.town) for u in units)


def _is_river(table: Gazetteer, name: Name, following: tuple[int, int, Name] | None, end: int) -> bool:
    """Whether what also names a county is the river on which the place right behind it lies (湘江|株洲枢纽)."""
    if name.full or name.kind != "division" or name.surface[-1] not in "江河":
        return False
    if following is None or following[0] != end or following[2].kind != "division" or following[2].full:
        return False
    if _PART_OF_CITY.fullmatch(following[2].surface):
        return False  # 椒江|城北污水处理厂
    return all(o.level == "county" for o in name.options) and not _goes_on(table, name, following[2])


def _goes_on(table: Gazetteer, outer: Name, inner: Name) -> bool:
    """Whether a name right behind another can be a division that lies in it."""
    codes = {o.code for o in outer.options}
    return any(codes & {d.code for d in table.above(o)[1:]} for o in inner.options)


def _foreign(text: str, units: list[Unit]) -> list[Unit]:
    """Provinces and cities that no list has, where a text names places abroad."""
    if not any(u.name.kind == "abroad" for u in units):
        return []
    found = []
    for match in _FOREIGN.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        # 东爪哇省 holds 爪哇, which has an entry; 在泰国罗勇府 begins with one.
        listed = any(u.start < end and start < u.end and (u.name.kind != "abroad" or u.start == start) for u in units)
        if not (listed or _ANY_PROVINCE.search(text, start, end)):
            found.append(Unit(start, end, Name(text[start:end], "abroad"), ()))
    return found


def _is_across(table: Gazetteer, town: Unit, units: list[Unit]) -> bool:
    """Whether a town's name only runs from one division into another that lies in it (河南|新乡 holds 南新乡)."""
    outer = next((u for u in units if u.start < town.start < u.end), None)
    if outer is not None and outer.end < town.end and outer.name.full and outer.name.surface.endswith(("市", "县")):
        return True  # 台山市|镇海湾 holds 山市镇
    whole = next((u for u in units if u.start == town.start and u.end == town.end - 1), None)
    county = None if whole is None else next((u for u in units if u.start == whole.end and u.end > town.end), None)
    if whole is not None and county is not None:
        return any(_lies_in(table, county, option, whole.options) for option in county.options)  # 南阳|镇平
    inner = None if outer is None else next((u for u in units if u.start == outer.end and u.end >= town.end), None)
    if outer is None or inner is None:
        return False
    return any(_lies_in(table, inner, option, outer.options) for option in inner.options)


def _towns(table: Gazetteer, text: str) -> Iterator[Unit]:
    """Full names of towns and streets, the longest that a list knows."""
    last = 0
    for match in _TOWN_END.finditer(text):
        for start in range(max(last, match.end() - 9), match.end() - len(match.group())):
            surface = text[start : match.end()]
            options = table.towns_named(surface)
            if surface[1:] in _GENERIC_TOWNS:  # 青城镇 where its county is named, but not 向城镇居民提供
                options = tuple(o for o in options if o.name[:-1] in text and not _TOWN_WORD.match(text, match.end()))
            if options and surface not in _GENERIC_TOWNS:
                name = Name(surface, "division", options, 2 if len(surface) < 3 else 1, True)
                yield Unit(start, match.end(), name, options, town=True)
                last = match.end()
                break


def _lies_in(table: Gazetteer, below: Unit, option: Division, above: Iterable[Division]) -> bool:
    """Whether the option lies in one of the divisions; a town lies in its own county as well."""
    line = table.lineage(option)
    same = below.town or below.name.kind == "zone"
    return any(d.code in line and (same or d.code != option.code or d.level != option.level) for d in above)


def join_chains(table: Gazetteer, text: str, units: list[Unit]) -> list[Chain]:
    """Units joined while each lies in the one before; the options of all are narrowed to what fits."""
    chains: list[Chain] = []
    for unit in units:
        before = chains[-1] if chains else None
        joined = before is not None and text[before.end : unit.start] in {"", " ", "·"}
        if before is not None and joined and text[before.end] == " ":
            joined = text[before.start - 1 : before.start] not in ("", "\n")  # 郑州 中原油田…: a dateline
        if before is not None and joined and unit.name.kind == before.last.name.kind == "abroad":
            before.units.append(unit)
            before.end = unit.end
            continue
        if before is not None and joined and unit.name.kind != "abroad":
            fitting = tuple(o for o in unit.options if _lies_in(table, unit, o, before.last.options))
            if fitting:
                unit.options = fitting
                above = tuple(d for d in before.last.options if any(d.code in table.lineage(o) for o in fitting))
                before.last.options = above
                before.units.append(unit)
                before.end = unit.end
                continue
        if before is not None and text[before.end : unit.start] == "" and _part_of_name(before, unit):
            continue
        if before is not None and _in_foreign_name(text, before, unit):
            continue
        chains.append(Chain([unit], unit.end))
    return chains


def _in_foreign_name(text: str, before: Chain, unit: Unit) -> bool:
    """Whether a county's bare name is the end of one that a country opens (缅甸达贡山镍矿 holds 贡山)."""
    if before.last.name.kind != "abroad" or unit.name.kind != "division" or unit.name.full or unit.town:
        return False
    between = _IN_NAME.fullmatch(text, before.end, unit.start) is not None
    return between and all(o.level == "county" for o in unit.options)


# Where towns are written like those at home (越南西宁, 韩国光州)
_SAME_SCRIPT = frozenset({"越南", "朝鲜", "韩国", "日本"})


def _part_of_name(before: Chain, unit: Unit) -> bool:
    """Whether a short name behind another place is part of what stands there (沅江市白沙纸厂, 来宾岭东灌区)."""
    last = before.last
    if unit.name.kind == "zone":
        # 绍兴滨海新区: not the new area of that name in Tianjin, but the city's own.
        return unit.name.surface.endswith("新区") and last.name.kind == "division" and last.name.tier == 0
    if unit.name.kind != "division" or unit.name.full or unit.town:
        return False
    if last.name.kind == "abroad":  # 老挝万象|东昌酒店
        same_script = last.name.surface in _SAME_SCRIPT and not any(o.level == "province" for o in unit.options)
        return same_script or all(o.level == "county" for o in unit.options)
    chained = len(before.units) > 1  # 云南泸西|永宁: a town of the county, not the county of that name in Ningxia
    wider = chained or (last.name.tier == 0 and any(o.level != "county" for o in last.options))
    wider = wider and not {o.code[:2] for o in unit.options} & {o.code[:2] for o in last.options}
    return (last.name.full or wider) and all(o.level == "county" for o in unit.options)
