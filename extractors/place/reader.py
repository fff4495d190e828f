"""Mentions of the chains of places that a text names, with the town, village or zone that follows."""

from collections.abc import Iterable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import HAN, NO_NAME, contexts
from kaigong.extractors.place.resolve import Chain, Evidence, Unit
from kaigong.extractors.place.support import TAIWAN, Support
from kaigong.extractors.place.table import Division, Gazetteer
from kaigong.extractors.place.zone import Zones
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_VILLAGE = lazy(rf"[{HAN}]{{1,4}}?村(?![民委级镇庄道企居改屯官])")
_LISTED_VILLAGE = lazy(rf"(?![{NO_NAME}])[{HAN}]{{2}}(?:里|村)(?![民委程面边头])")
_OTHER_TOWN = lazy(
    rf"(?:(?![{NO_NAME}城小重点特中古]|乡镇|全)[{HAN}]){{1,4}}?"
    r"(?:镇(?!长)|(?<![返下回还家])乡(?![镇村亲])|街道|苏木)"
)
_NOT_ABROAD = "的在和与及了是将对由其为等有以从至到向因已被称致函仿批近未当今继现任约超飞赴"
_ABROAD_ZONES = "工业园区?|工业区|经济特区|开发区|自贸区|外海|海域"
_ABROAD_ENDS = (
    "(?:(?<![学务业动境防])省(?![长级委民政])|[州郡县](?![长级委民政])|(?<![上城超门都股债楼休车欧夜])市(?![场长级委值民政面])"
    f"|(?<![政理统督])府|(?<!联)邦|岛(?!内)|半岛|{_ABROAD_ZONES})"
)
# 米尼亚省|建设纺织工业园, 砂拉越州|首席部长阿邦
_NO_DEED = "建设|投资|新建|兴建|投建|开发|设立|设厂|打造|合资|共建|扩建|开设|建成|首席|总理|总统|部长|大使"
_ABROAD = lazy(rf"(?:(?:(?![{_NOT_ABROAD}]|{_NO_DEED})[{HAN}·]){{1,8}}?{_ABROAD_ENDS}|{_ABROAD_ZONES}){{1,4}}")
_ABROAD_LEVEL = lazy(r"[州省市县郡邦](?![场长级委值民政面售占])|府(?!邸)")
_LONG_TOWN = 4  # characters of a town's name that leave its county open and still are a place
_SHORT_ZONE = lazy(r"(?:经济技术|高新技术产业)?开发区|经开区|高新区|工业集中区|化工园区|综合保税区|综保区")
_FULL_ZONE = lazy(r"(?:经济|产业|技术)开发区$|高新技术产业园区$")


class ChainReader:
    """Turns the chains of one text into mentions."""

    def __init__(
        self, table: Gazetteer, text: str, evidence: Evidence, chains: Iterable[Chain], year: int | None
    ) -> None:
        units = sorted((u for chain in chains for u in chain.units), key=lambda u: u.start)
        self._table, self._text, self._evidence, self._year = table, text, evidence, year
        self._surfaces = {u.name.surface for u in units}
        self._support = Support(table, text, evidence, units)
        self._towns: dict[str, Division] = {}
        self._left, self._right = contexts("left"), contexts("right")
        self.zones = Zones(text, units)

    def read(self, chains: list[Chain]) -> Iterator[Mention]:
        """Mentions of the chains; what a longer mention covers is left out."""
        covered = 0
        for chain in chains:
            if chain.start < covered:
                continue
            found = self._abroad(chain) if chain.last.name.kind == "abroad" else self._domestic(chain)
            if found is not None:
                covered = found.end
                if found.rule == "place.zone" and isinstance(found.value, PlaceValue):
                    self.zones.remember(self._text[chain.last.end : found.end], found.value)
                yield found

    def _abroad(self, chain: Chain) -> Mention | None:
        start, end = chain.start, chain.end
        if self._ruled_out(chain) or (len(chain.units) == 1 and chain.last.name.needs not in self._text):
            return None
        if level := _ABROAD_LEVEL.match(self._text, end):
            end = level.end()
        if (more := _ABROAD.match(self._text, end)) is not None:
            end = more.end()
        return place_mention(self._text, start, end, "abroad", PlaceValue())

    def _ruled_out(self, chain: Chain, own_only: bool = False) -> bool:
        """Whether what stands beside the chain makes its outer names part of something that is no place.

        ``own_only`` asks only the contexts that name the place itself (长兴 before 岛).
        """
        first, last = chain.units[0].name.surface, chain.last.name.surface
        left, right = self._left, self._right
        for key in (first, "") if not (chain.units[0].name.full or own_only) else (first,):
            if key in left and left[key].search(self._text, max(0, chain.start - 4), chain.start):
                return True
        general = chain.last.name.kind != "abroad" and not chain.last.name.full and not own_only
        keys = (last, "") if general else (last,)
        return any(key in right and right[key].match(self._text, chain.end) for key in keys)

    def _domestic(self, chain: Chain) -> Mention | None:
        """The mention of a chain, or None where it is no place or lacks support."""
        last = chain.last
        if last.name.surface.endswith(("园", "航空港")) and self._text.startswith("区", chain.end):
            chain.end += 1  # 大路工业园, written 大路工业园区
        options = self._options(chain)
        if len(chain.units) == 1 and all(self._support.is_zone_at_home(option) for option in options):
            return None  # read as a zone of the home place
        options = self._support.inner_end(last, options)
        end, rule, division = self._reach(chain, options[0] if len(options) == 1 else None)
        if rule == "town" and division is not None and (len(chain.units) > 1 or not last.town):
            self._towns.setdefault(last.name.surface if last.town else self._text[chain.end : end], division)
        plain = end == chain.end
        if self._ruled_out(chain, own_only=not plain):
            outer = chain.units[:-1]  # 三亚|崖州湾: the city still is where it lies
            return self._domestic(Chain(outer, outer[-1].end)) if plain and outer else None
        in_full = rule == "zone" and len(options) == 1 and self._is_full_zone(last, end)
        alone = len(chain.units) == 1 and (plain or (rule == "zone" and not in_full))
        if alone and (not self._support.supported(last, options) or self._support.strays(last, division)):
            return None
        if last.town and len(options) > 1:
            known = len(last.name.surface) >= _LONG_TOWN
            return place_mention(self._text, chain.start, end, rule, self._shared(options)) if known else None
        if division is None:
            value = self._shared(options)
            known = len(chain.units) > 1 or last.name.full or value is not None
            return place_mention(self._text, chain.start, end, rule, value) if known else None
        of_town = alone and (plain or rule == "zone") and not last.name.full  # 白沙工业园 in news of 江津: 白沙镇
        if of_town and (home := self._home_town_of(last.name.surface, division)):
            return place_mention(self._text, chain.start, end, "home_town" if plain else rule, self._table.value(home))
        shown = self._table.as_of(division, self._year, written_in_full=last.name.full)
        value = self._table.value(shown) if shown is not None else None
        return place_mention(self._text, chain.start, end, rule, value)

    def _options(self, chain: Chain) -> tuple[Division, ...]:
        """The divisions that a chain may end on, by all that the article says."""
        last = chain.last
        if last.town and len(chain.units) == 1 and (known := self._towns.get(last.name.surface)):
            last.options = (known,)  # 柳林县三交镇, then 三交镇, of which there are others
        if self._is_label(chain) and (wide := [o for o in last.options if o.level == "city" and not o.until]):
            return tuple(wide[:1])  # [和田] 洛浦县水库…: the prefecture, not the city of its name
        return self._evidence.choose(last.options, self._year, full=last.name.full)

    def _reach(self, chain: Chain, division: Division | None) -> tuple[int, str, Division | None]:
        """The end of the place with what follows of it, the rule, and the division in which that lies."""
        end, rule, division = self._extend(chain, division)
        if end == chain.end and (zone_end := self.zones.after(chain.end)) is not None:
            end, rule = zone_end, "zone"
            division = self._county_beside(end, division)
        if rule == "zone" and division is not None:
            division = self._host_of(chain, division) or division
        return end, rule, division

    def _is_full_zone(self, unit: Unit, end: int) -> bool:
        """Whether the full name of a zone says that a name of one division only is a place (奉化经济开发区)."""
        if _FULL_ZONE.search(self._text, unit.end, end):
            return True
        sure = unit.name.tier < 2 and not unit.town
        return sure and _SHORT_ZONE.fullmatch(self._text, unit.end, end) is not None  # 金安高新区

    def _is_label(self, chain: Chain) -> bool:
        """Whether a name stands alone in brackets at the head of an item."""
        around = self._text[chain.start - 1 : chain.start] + self._text[chain.end : chain.end + 1]
        return around in ("[]", "【】", "()", "〔〕") and not chain.last.name.full

    def _host_of(self, chain: Chain, division: Division) -> Division | None:
        """The place right before a zone that is called after another city (哈密|广东工业园, 亳州|芜湖产业园区)."""
        before = self._support.units_to.get(chain.start)
        if before is None or before.name.kind == "abroad" or len(chain.units) > 1:
            return None
        hosts = self._evidence.choose(before.options, self._year, full=before.name.full) if before.options else ()
        if len(hosts) != 1 or hosts[0] == division:
            return None
        above = {*self._table.above(hosts[0])[1:], *self._table.above(division)[1:]}
        return None if {hosts[0], division} & above else hosts[0]

    def _county_beside(self, end: int, division: Division | None) -> Division | None:
        """The county that a zone shares its administration with (荆门高新区·掇刀区), else the zone's own division."""
        beside = self._support.units_at.get(end + 1) if self._text[end : end + 1] == "·" else None
        within = [o for o in beside.options if division and o.parent == division.code] if beside else []
        return within[0] if len(within) == 1 else division

    def _home_town_of(self, surface: str, division: Division) -> Division | None:
        """The home county where it has a town of this name and the division lies elsewhere (巴州镇 of 民和县)."""
        home = self._evidence.home
        if home is None or home.level != "county" or division.name in self._surfaces:
            return None
        if self._table.above(division)[-1] == self._table.above(home)[-1]:
            return None
        return home if self._table.has_town(home, surface) else None

    def _shared(self, options: tuple[Division, ...]) -> PlaceValue | None:
        """As much of the path as all options have in common."""
        shown = (self._table.as_of(option, self._year, written_in_full=True) for option in options)
        common = self._table.common([division for division in shown if division is not None])
        return self._table.value(common) if common is not None else None

    def _extend(self, chain: Chain, division: Division | None) -> tuple[int, str, Division | None]:
        """End of the place with the town and village that follow, the rule, and the division (信阳明港 → 平桥区)."""
        end, last = chain.end, chain.last
        rule = "town" if last.town else "chain" if len(chain.units) > 1 else last.name.kind
        if division is not None and division.level != "province" and not last.town and last.name.kind == "division":
            stem, counties = self._town_stem(division, end)
            if stem:
                zone = self.zones.after(end + stem)
                if zone is not None:
                    # A zone may reach over several of the city's counties; a park of one trade does not.
                    park = len(counties) == 1 and not self.zones.pattern.match(self._text, end + stem)
                    return zone, "zone", self._of_the_day(division, counties[0]) if park else division
                return end + stem, "town", self._of_the_day(division, counties[0]) if len(counties) == 1 else division
            other = _OTHER_TOWN.match(self._text, end) if last.name.full and division.level == "county" else None
            if other is not None:
                end, rule = other.end(), "town"
            elif division.code.startswith(TAIWAN) and (village := _LISTED_VILLAGE.match(self._text, end)):
                return village.end(), "village", division
        if rule == "town" and (village := _VILLAGE.match(self._text, end)) and village.group()[0] not in NO_NAME:
            return village.end(), "village", division
        return end, rule, division

    def _of_the_day(self, named: Division, county: Division) -> Division:
        """The county of a town, or what it was where the article names that in full (禄丰县|土官 before 2021)."""
        shown = self._table.as_of(named, self._year, written_in_full=True)
        return named if named.until and shown is named else county

    def _town_stem(self, division: Division, end: int) -> tuple[int, tuple[Division, ...]]:
        """Length of a town's name without its ending right behind its county or city, and its counties."""
        for length in (4, 3, 2):
            stem = self._text[end : end + length]
            if self._right[""].match(self._text, end + length):
                continue
            if len(stem) == length and (counties := self._table.town_counties(division, stem)):
                return length, counties
        return 0, ()


def place_mention(text: str, start: int, end: int, rule: str, value: PlaceValue | None) -> Mention:
    """The mention of a place."""
    return Mention(Label.PLACE, start, end, text[start:end], f"place.{rule}", value)
