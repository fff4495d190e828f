"""Places with their administrative path: divisions, towns, villages, zones, places abroad.

Names are found in one scan, neighbours that lie in each other become one mention (武威市凉州区黄羊镇), what is
ambiguous is resolved by the rest of the article (``place_resolve``). A name inside something else (南京东路,
北京时间) is no place; a name that is also a word needs support.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import HAN
from kaigong.extractors.place.home import LINE, TAIWAN, HomeReader
from kaigong.extractors.place.path import path_of
from kaigong.extractors.place.reader import ChainReader, place_mention
from kaigong.extractors.place.resolve import Chain, Evidence, Unit, gather
from kaigong.extractors.place.table import Division, Gazetteer, gazetteer
from kaigong.extractors.place.units import Cover, find_units, join_chains
from kaigong.extractors.place.zone import Zones
from kaigong.extractors.scan import occurrences
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_FILED_FROM = lazy(rf"\s*[{HAN}]{{2,5}}[社报网](?P<where>[{HAN}]{{2,8}}?)\d{{1,2}}月\d{{1,2}}日(?:专)?电")
_NAME_AND = lazy(rf"[{HAN}](?<![在于由向到从赴为是来去往省市山与及和])$")
_TOWN = lazy(rf"(?:^|[县市区旗])([{HAN}]{{2,3}})[镇乡]$")
_WORKS_THERE = lazy(
    r"\d+(?:\.\d+)?(?:千伏|万千瓦|兆瓦|MW|kV)|(?:抽水蓄能|光伏|风电|水电|储能|污水|供水|自来水|输变电|变电|热电|垃圾|汇集站|开关站|升压站|水库|灌区|大桥|隧道)"
)
_SHORT = 2  # characters of a county's bare name
_PUBLISHED_IN = {"HKD": "810000", "TWD": "710000"}
_BY_WORDS = 2.0  # weight of what the words of an article say of where it was published
_SMALL = frozenset(["town", "village", "zone", "zone_again", "home_town", "home_zone", "home_feature"])


@cache
def _simplified() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in load_table("simplified")}


class PlaceTagger:
    """Finds places. Runs after amounts, dates and quantities, whose text it leaves alone."""

    name = "place"

    def find(self, document: Document) -> list[Mention]:
        """Mentions with the label PLACE, sorted by start.

        The value of a place abroad has no province; a name whose division the article leaves open has no value.
        """
        table = gazetteer()
        text = document.text
        taken = document.mentions_of(Label.AMOUNT, Label.DATE, Label.QUANTITY, Label.PERCENT)
        covered = Cover(text, taken)
        units = [u for u in find_units(table, text) if covered.is_free(u.start, u.end) and not _is_and(text, u)]
        chains = join_chains(table, text, units)
        home = table.of_value(document.home_place)
        evidence = _gather(table, document, chains)
        if home is not None:
            evidence.home = home
        year = document.published.year if document.published is not None else None
        reader = ChainReader(table, text, evidence, chains, year)
        found = _without_namesakes(table, evidence.home, list(reader.read(chains)))
        found += _read_rest(table, text, evidence.home, reader.zones, found)
        found = _without_local_names(text, _as_written(table, found))
        return sorted(found, key=lambda m: m.start)


def _is_and(text: str, unit: Unit) -> bool:
    """Whether 和 before 县 joins two names (恒远机械|和|县国投公司), where nothing speaks of 和县 in Anhui."""
    joins = text.startswith("和县", unit.start) and unit.end - unit.start == len("和县")
    return joins and _NAME_AND.search(text, max(0, unit.start - 1), unit.start) is not None and "马鞍山" not in text


def _without_namesakes(table: Gazetteer, home: Division | None, found: list[Mention]) -> list[Mention]:
    """Without the cities elsewhere whose bare names are towns of the county in Taiwan told of (屏东报导: 潮州)."""
    if home is None or not home.code.startswith(TAIWAN):
        return found
    towns = frozenset(table.town_stems(home))
    away = (m for m in found if m.rule == "place.division" and m.text in towns and not _lies_in(m, "台湾省"))
    dropped = {(m.start, m.end) for m in away}
    return [m for m in found if (m.start, m.end) not in dropped]


def _lies_in(mention: Mention, province: str) -> bool:
    return isinstance(mention.value, PlaceValue) and mention.value.province == province


def _read_rest(
    table: Gazetteer, text: str, home: Division | None, zones: Zones, found: list[Mention]
) -> Iterator[Mention]:
    """Places that name no division: what the home place gives a path, and zones that were named before."""
    covered = Cover(text, found)
    at_home = [] if home is None else list(HomeReader(table, text, home, zones).find(found))
    for start, end, rule, value in (*at_home, *zones.again(), *_towns_again(text, found)):
        if covered.is_free(start, end):
            covered.add(start, end)
            yield place_mention(text, start, end, rule, value)


def _towns_again(text: str, found: list[Mention]) -> Iterator[tuple[int, int, str, PlaceValue]]:
    """Towns that the text names in full and then opens the name of works with, or ends a line at.

    共和县铁盖乡…铁盖330千伏汇集站; 终于古田县鹤塘镇…凤都至鹤塘二级公路
    """
    towns = {m[1]: p.value for p in found if p.rule == "place.town" and (m := _TOWN.search(p.text)) is not None}
    stems = list(towns)
    borders = {at for m in LINE.finditer(text) for at in (m.end("end"), m.start("other"))} if stems else set()
    for start, end, number in occurrences(text, stems) if stems else ():
        value = towns[stems[number]]
        ends_line = not borders.isdisjoint((start, end))
        if isinstance(value, PlaceValue) and (ends_line or _WORKS_THERE.match(text, end)):
            yield start, end, "town", value


def _as_written(table: Gazetteer, found: list[Mention]) -> list[Mention]:
    """Towns and zones lie in the county of the day where the article writes its old full name (龙海市 before 2021)."""
    old: dict[str, PlaceValue] = {}
    for mention in found:
        division = table.of_value(mention.value) if isinstance(mention.value, PlaceValue) else None
        if division is not None and division.until and isinstance(mention.value, PlaceValue):
            old |= dict.fromkeys(division.successors, mention.value)
    if not old:
        return found
    return [
        replace(m, value=old[m.value.adcode])
        if isinstance(m.value, PlaceValue) and m.value.adcode in old and m.rule.removeprefix("place.") in _SMALL
        else m
        for m in found
    ]


def _without_local_names(text: str, found: list[Mention]) -> list[Mention]:
    """Without the counties elsewhere whose bare names are those of lesser places here (万州区|新田港, 新田铁路)."""
    bare = {(m.text, _county_of(m)): m for m in found if _is_bare_county(m)}
    homes: dict[str, dict[tuple[str | None, str], Mention]] = {}  # word behind a county → the counties, each once
    for home in found:
        if _county_of(home) is not None:
            behind = homes.setdefault(text[home.end : home.end + _SHORT], {})
            behind.setdefault((_county_of(home), home.text), home)
    local = {key for key, m in bare.items() if any(_is_other(h, m) for h in homes.get(m.text, {}).values())}
    return [m for m in found if not (_is_bare_county(m) and (m.text, _county_of(m)) in local)]


def _is_other(home: Mention, bare: Mention) -> bool:
    """Whether a county is another one than a bare name means; behind a bare name it must lie in another province."""
    if home.text.endswith(("区", "县", "市")):
        return _county_of(home) != _county_of(bare)
    return home.rule == "place.division" and path_of(home)[0] != path_of(bare)[0]


def _is_bare_county(mention: Mention) -> bool:
    return mention.rule == "place.division" and len(mention.text) == _SHORT and _county_of(mention) is not None


def _county_of(mention: Mention) -> str | None:
    return mention.value.county if isinstance(mention.value, PlaceValue) else None


def find_home_place(document: Document) -> PlaceValue | None:
    """The place that the article is about or comes from: the lowest division that holds most of what it names.

    Title, source, byline and dateline count more than the text. None where no province has the greater part.
    """
    table = gazetteer()
    if _is_filed_abroad(table, document.text):
        return None
    home = _gather(table, document, join_chains(table, document.text, find_units(table, document.text))).home
    return table.value(home) if home is not None else None


def _is_filed_abroad(table: Gazetteer, text: str) -> bool:
    """Whether an agency filed the report from a place abroad (新华社拉巴特10月15日电)."""
    filed = _FILED_FROM.match(text)
    return filed is not None and any(u.name.kind == "abroad" for u in find_units(table, filed["where"]))


def _gather(table: Gazetteer, document: Document, chains: list[Chain]) -> Evidence:
    article = document.article
    title, source = (str(s or "").translate(_simplified()) for s in (article.title, article.source))
    evidence = gather(table, document.text, title, source, [c for c in chains if c.last.name.kind != "abroad"])
    province = table.current.get(_PUBLISHED_IN.get(document.home_currency, ""))
    at_home = province is not None and evidence.home is not None and province in table.above(evidence.home)
    if province is not None and not at_home:  # the offices and words of Hong Kong or Taiwan
        evidence.add(province, _BY_WORDS)
        evidence.home = evidence.find_home()
    return evidence
