"""Places that the name of an undertaking holds, and which of them are only a brand, a firm's or a river's."""

from itertools import pairwise

from kaigong.extractors.place.path import path_of
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.context import BODIES_BUILT
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.article import ArticlePlaces
from kaigong.extractors.project.place.context import COUNTY, SUFFIXES
from kaigong.schemas.document import Mention
from kaigong.schemas.values import PlaceValue

_AND = frozenset("、和及与")
_SHORT_FIRM = 2  # characters of what a firm is called behind its place (上海|电气|阜阳)
_UP_TO = frozenset("至到—–~-")
_RIVERS = ("江", "河")
_TAIWAN = "台湾省"
_ONE_EDITION = (frozenset({"台北市", "新北市"}), frozenset({"新竹市", "新竹县"}), frozenset({"嘉义市", "嘉义县"}))


def places_in_name(places: ArticlePlaces, cluster: NameCluster) -> list[Mention]:
    """Places that a name holds, or the counties that own a part of what is called after another place."""
    return _named_by_region(places, cluster, _of_section(places, cluster, _held(places, cluster)))


def _held(places: ArticlePlaces, cluster: NameCluster) -> list[Mention]:
    """Places that a name holds, in a company's name only where that opens the project's."""
    found = [
        p
        for c in cluster.candidates
        for p in places.places.inside(c.start, c.end)
        if (c.start == p.start or not places.in_organisation(p) or _is_of_body_built(places, p, c.end))
        and (pat.LINE.search(c.text) or not is_brand(places, p))
    ]
    # 上海电气阜阳装备基地: the builder's seat gives way to the place that the name goes on with.
    found = [p for p in found if not places.in_company(p)] or [p for p in found if not _is_seat_far_off(places, p)]
    return [p for p in found if not any(_is_of_firm(p, other, cluster) for other in found)]


def _is_seat_far_off(places: ArticlePlaces, place: Mention) -> bool:
    """Whether a place in a firm's name lies in another province than the county or city that the article is about."""
    path, home = path_of(place), places.home_path
    if places.is_filed or len(home) < COUNTY or not path or path[0] == home[0] or not places.in_company(place):
        return False
    # 湖北:…;宜昌X公司项目: the article tells of its province too
    return not any(own and own[0] == path[0] for own in map(path_of, places.outside.mentions))


def _is_of_body_built(places: ArticlePlaces, place: Mention, end: int) -> bool:
    """Whether a place stands in the name of the school or hospital that is built (兵团三师图木舒克市唐王城中学)."""
    bodies = places.organisations.covering(place.start, place.end)
    return any(o.end == end and o.kind in BODIES_BUILT for o in bodies)


def _is_of_firm(place: Mention, other: Mention, cluster: NameCluster) -> bool:
    """Whether a place that opens a name is that of a firm, as the name goes on with one in another province."""
    if other.start - place.end < _SHORT_FIRM or pat.LINE.search(cluster.name.text):
        return False
    opens = any(c.start == place.start and other.end <= c.end for c in cluster.candidates)
    return opens and bool(path_of(place) and path_of(other)) and path_of(place)[0] != path_of(other)[0]


def is_brand(places: ArticlePlaces, place: Mention) -> bool:
    """Whether a county's bare name in a name is only a brand: it lies far from what the article tells of.

    Far is another province; for news of a county, another city.
    """
    value, home = place.value, places.home_path
    if not isinstance(value, PlaceValue):
        return False
    far = len(home) > 1 and value.city != home[1]
    if far and _is_river(places.text, place):
        return True  # 嫩江公铁大桥 in news of Qiqihar
    about = home[0] if home else places.province
    if about is None or place.rule.endswith("chain"):
        return False
    if far and frozenset({value.city, home[1]}) in _ONE_EDITION:
        return False  # 林口 in news filed from Taipei
    if about == _TAIWAN and far and value.county:
        return not place.text.endswith(SUFFIXES)  # 坪林 in news of Taichung: no township of New Taipei's
    if value.province == about and not (far and value.county and len(home) > COUNTY):
        return False
    path = path_of(place)
    if places.is_filed or len(path) < 2 or place.text.endswith(SUFFIXES):
        return False  # a company that files a notice builds in many cities (包头拉棒项目)
    if pat.FULL_INSIDE.search(place.text) or pat.SITE_BEHIND.match(places.text, place.end):
        return False  # 昌都市贡觉县则巴光伏电站
    if value.province == about and pat.PUBLIC_WORKS_BEHIND.match(places.text, place.end):
        return False  # 盐池储能电站, in news of 中宁
    # 湖北:…;宜昌X项目: the article tells of its province too
    if any(own and own == path[: len(own)] for own in map(path_of, places.outside.mentions)):
        return False
    return not _is_at_home_of_firm(places, place)


def _is_at_home_of_firm(places: ArticlePlaces, place: Mention) -> bool:
    """Whether a body in the sentence bears the name of the place's province (灵武电厂X项目,招标人为宁夏某公司)."""
    sentence = places.sentences.at(place.start)
    if sentence is None:
        return False
    told = places.places.inside(sentence.start, sentence.end)
    return any(places.in_organisation(p) and path_of(p) == path_of(place)[:1] for p in told)


def _is_river(text: str, place: Mention) -> bool:
    """Whether a place's bare name is that of the river which works cross or make use of."""
    return place.text.endswith(_RIVERS) and pat.BRIDGE_BEHIND.match(text, place.end) is not None


def _of_section(places: ArticlePlaces, cluster: NameCluster, found: list[Mention]) -> list[Mention]:
    """The ends of a line that lie where the section of it does that the name tells (罗定至岑溪高速公路云浮段)."""
    text = places.text
    if len(found) > 1 and (line := pat.WORKS_ON_LINE.search(cluster.name.text)) is not None:
        behind = [p for p in found if any(c.start + line.end("line") <= p.start < c.end for c in cluster.candidates)]
        if behind:
            return behind  # 重庆江津至泸州高速公路|永川长江大桥
    closing = {c.end for c in cluster.candidates}
    at_section = [p for p in found if _is_at_section(text, p, closing)]
    ends = [(a, b) for a, b in pairwise(found) if b in at_section and pat.TO.fullmatch(text, a.end, b.start)]
    if ends:
        return [p for p in found if p.start >= ends[-1][0].start]  # 合肥至池州高速公路枞阳至池州段
    begins = [p for p in found if text[p.start - 1 : p.start] not in _UP_TO and pat.SECTION_FROM.match(text, p.end)]
    if begins and not at_section:
        return [p for p in found if p.start >= begins[-1].start]
    sections = [path_of(p) for p in at_section if text[p.start - 1 : p.start] not in _UP_TO and path_of(p)]
    if not sections:
        return found
    last = sections[-1]
    return [p for p in found if path_of(p)[: len(last)] == last]


def _is_at_section(text: str, place: Mention, closing: set[int]) -> bool:
    """Whether a place in a name says which section of the line it is, at the name's end or before 项目."""
    if not text.startswith("段", place.end):
        return False
    bracketed = text.startswith(")", place.end + 1) and place.end + 2 in closing
    return bracketed or place.end + 1 in closing or pat.SECTION_OF_LINE.match(text, place.end) is not None


def _named_by_region(places: ArticlePlaces, cluster: NameCluster, named: list[Mention]) -> list[Mention]:
    """Places in a name, or the counties that own a part of what is called after another (洪洞县的汾西灌区X工程)."""
    if not named or len(path_of(named[0])) <= COUNTY:
        return named
    if named[0].text.endswith(SUFFIXES):
        return _town_of_county(places, cluster, named)
    for candidate in cluster.candidates:
        owners = _owners_before(places, candidate.start - 1)
        if owners:
            beside = [p for p in owners if path_of(p)[:COUNTY] == path_of(named[0])[:COUNTY]]
            return beside[::-1] or named
    return named


def _owners_before(places: ArticlePlaces, end: int) -> list[Mention]:
    """The counties joined by 和 that stand before the 的 at an offset, last first."""
    owners: list[Mention] = []
    while places.text[end : end + 1] == "的" or (owners and places.text[end : end + 1] in _AND):
        before = [p for p in places.free if p.end == end and p.text.endswith(SUFFIXES)]
        if not before or len(path_of(before[-1])) <= COUNTY:
            break
        owners.append(before[-1])
        end = before[-1].start - 1
    return owners


def _town_of_county(places: ArticlePlaces, cluster: NameCluster, named: list[Mention]) -> list[Mention]:
    """The county before a name that opens on a town which the lists know only elsewhere (洮南市的|兴业乡X项目)."""
    town = named[0]
    if town.rule != "place.town" or all(c.start != town.start for c in cluster.candidates):
        return named
    end = town.start - (places.text[town.start - 1 : town.start] == "的")
    county = next((p for p in places.free if p.end == end and len(path_of(p)) > COUNTY), None)
    if county is None or path_of(county) == path_of(town):
        return named
    return [county, *named[1:]]
