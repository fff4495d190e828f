"""Places with their administrative path: divisions, towns, villages, zones, places abroad.

Names are found in one scan, neighbours that lie in each other become one mention (武威市凉州区黄羊镇), what is
ambiguous is resolved by the rest of the article (``place_resolve``). A name inside something else (南京东路,
北京时间) is no place; a name that is also a word needs support.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.home_currency import detect_home_currency
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place_feature import unlisted_places
from kaigong.extractors.place_resolve import Chain, Evidence, Unit, gather
from kaigong.extractors.place_table import Division, Gazetteer, gazetteer
from kaigong.extractors.place_units import Cover, find_units, join_chains
from kaigong.extractors.scan import occurrences
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.lexicon import PlaceContext, ZoneEnding
from kaigong.schemas.values import PlaceValue

_HAN = "\u4e00-\u9fff"
_NO_NAME = "的在和与及了是将对由其为等有以从至到个并或把被让给来去各本该我这那们内外、区市县省"
_VILLAGE = lazy(rf"[{_HAN}]{{1,4}}?村(?![民委级镇庄道企居改屯官])")
_LISTED_VILLAGE = lazy(rf"(?![{_NO_NAME}])[{_HAN}]{{2}}(?:里|村)(?![民委程面边头])")
_OTHER_TOWN = lazy(
    rf"(?:(?![{_NO_NAME}城小重点特中古]|乡镇|全)[{_HAN}]){{1,4}}?"
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
_ABROAD = lazy(rf"(?:(?:(?![{_NOT_ABROAD}]|{_NO_DEED})[{_HAN}·]){{1,8}}?{_ABROAD_ENDS}|{_ABROAD_ZONES}){{1,4}}")
_ABROAD_LEVEL = lazy(r"[州省市县郡邦](?![场长级委值民政面售占])|府(?!邸)")
_CUE = lazy(
    r"(?:在|位于|落户(?:于|到|在)?|选址(?:于|在)?|入驻|落地|落子|进驻|地处|坐落于?"
    r"|来到|走进|前往|奔赴|赴|抵达|深入|起于|止于|途经|驻)$"
)
_DEICTIC = lazy(r"(?P<lead>[我全该])(?P<level>省|市|县|区|州|旗)(?![场域间位块份])")
_LEVEL_BEFORE = lazy(
    rf"(?:^|[^{_HAN}]|{_CUE.pattern[:-1]})[市县区省州]$"
    r"|[在由和与的到入驻于了是为从对将等及至有来赴往给向把被让去进出经获任]\s?[市县省]$"
)
_ZONE_NAME = rf"(?P<name>(?:(?![{_NO_NAME}于])[{_HAN}·-]){{2,8}})$"
_NAMED_AFTER_CUE = lazy(rf".*{_CUE.pattern[:-1]}{_ZONE_NAME}", re.DOTALL)
_NAMED_IN_LIST = lazy(rf"、{_ZONE_NAME}")
_VERB = lazy(
    "(?:分别|共同|成功|正式|集中|各自|日前|近日|昨日|今日|当天|同时|同步|率先|双双)*(?:签[约下订署了]|先后|相继|陆续|建成|已建|新建|兴建|扩建|在建|续建|筹建|投建|共建|联合|携手|落户|落地|成立|开工|动工|奠基|引入|招引|布局|创办|拥有|建设|打造|推进|加快|设立|举行|开展|实施|获批|启动|创建|投资|规划|引进|聚焦|发展)|(?:分别|各自|日前|近日|昨日|同步|率先|双双)"
)
_STATES_PLACE = lazy("位于|坐落|选址|入驻|进驻|落户|地处|项目")  # 南宁|项目位于六景工业园区
# 德江|至沿河高速公路: of the two ends of a line each says that the other is a place
_LINE_TO = lazy(r"[至到—–~-]{1,2}")
_LINE_KIND = lazy(
    r"(?:[至到—–~-]{1,2}[\u4e00-\u9fff]{2,4}?)?(?:市|县|区)?(?:[一二三]级|国家|省际|新建|城际|客运|铁路|天然气|输气|输油|成品油|原油|电气化|双线|复线|快速|扩建|改扩建|改建|\d+千伏|[±+]\d+千伏)*"
    r"(?:高速|高铁|铁路|公路|城际|专线|客专|快速路|快速通道|管道|管线|支线|输变电|输电|运河|航道|通道|轻轨|段)"
)
_LARGER_NAME = lazy("[大小新老东西南北上下中]")
_LIST_GOES_ON = lazy("[、,。;和及与等]")
_FILED_FROM = lazy(rf"\s*[{_HAN}]{{2,5}}[社报网](?P<where>[{_HAN}]{{2,8}}?)\d{{1,2}}月\d{{1,2}}日(?:专)?电")
_BODY_BEHIND = lazy(rf"[{_HAN}]{{0,6}}?(?:局|委|办|厅|政府|公司|集团|日报|晚报|法院)")  # 吕梁市|环保局
_LONGEST_ZONE_NAME = 8
_SHORT = 2  # characters of a county's bare name
_TAIWAN = "71"
_PUBLISHED_IN = {"HKD": "810000", "TWD": "710000"}
_BY_WORDS = 2.0  # weight of what the words of an article say of where it was published
_BEYOND = ("71", "81", "82")
_OFTEN = 2  # mentions that make a place across the border likely
_HANZI_BEHIND = lazy(rf"(?![市县区镇乡的])[{_HAN}]{{2}}")
_SMALL = frozenset(["town", "village", "zone", "zone_again", "home_town", "home_zone", "home_feature"])
_SHORT_ZONE = lazy(r"(?:经济技术|高新技术产业)?开发区|经开区|高新区|工业集中区|化工园区|综合保税区|综保区")
_FULL_ZONE = lazy(r"(?:经济|产业|技术)开发区$|高新技术产业园区$")


@per_lexicon
def _contexts(side: str) -> dict[str, re.Pattern[str]]:
    """What beside a name rules it out: for the names that an entry lists, and under "" for all."""
    found: dict[str, list[str]] = {}
    for entry in load_lexicon("place_context", PlaceContext):
        if entry.side == side:
            for surface in entry.surface or ("",):
                found.setdefault(surface, []).append(f"(?:{entry.pattern})")
    return {surface: re.compile("|".join(patterns)) for surface, patterns in found.items()}


@per_lexicon
def _zone_endings() -> tuple[re.Pattern[str], frozenset[str]]:
    """All endings, longest first; and the weak ones."""
    entries = load_lexicon("place_zones", ZoneEnding)
    surfaces = sorted({s for entry in entries for s in entry.surface}, key=lambda s: (-len(s), s))
    weak = frozenset(s for entry in entries if entry.strength == "weak" for s in entry.surface)
    return re.compile(f"(?:{'|'.join(surfaces)})(?![{_HAN}]?开发区|域)"), weak


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
        units = [u for u in find_units(table, text) if covered.is_free(u.start, u.end)]
        chains = join_chains(table, text, units)
        home = table.of_value(document.home_place)
        evidence = _gather(table, document, chains)
        if home is not None:
            evidence.home = home
        year = document.published.year if document.published is not None else None
        kept = sorted((u for chain in chains for u in chain.units), key=lambda u: u.start)
        reader = _Reader(table, text, evidence, kept, year)
        found = list(reader.read(chains))
        found += reader.read_rest(found)
        found = _without_local_names(text, _as_written(table, found))
        return sorted(found, key=lambda m: m.start)


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
    counties = {m.end: _county_of(m) for m in found if m.text.endswith(("区", "县", "市")) and _county_of(m)}
    bare = {(m.text, _county_of(m)) for m in found if _is_bare_county(m)}
    local = {
        (name, county)
        for name, county in bare
        if any(home != county and text.startswith(name, end) for end, home in counties.items())
    }
    return [m for m in found if not (_is_bare_county(m) and (m.text, _county_of(m)) in local)]


def _is_bare_county(mention: Mention) -> bool:
    return mention.rule == "place.division" and len(mention.text) == _SHORT and _county_of(mention) is not None


def _named_in_full(zones: list[Mention], bare: re.Match[str]) -> PlaceValue | None:
    """Path of the one zone that the text names in full before it says only 开发区 (平湖经济开发区…将在开发区建厂)."""
    paths = {m.value for m in zones if m.end <= bare.start() and m.text.endswith(bare.group())}
    path = next(iter(paths)) if len(paths) == 1 else None
    return path if isinstance(path, PlaceValue) else None


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
    province = table.current.get(_PUBLISHED_IN.get(detect_home_currency(document.text, title), ""))
    at_home = province is not None and evidence.home is not None and province in table.above(evidence.home)
    if province is not None and not at_home:  # the offices and words of Hong Kong or Taiwan
        evidence.add(province, _BY_WORDS)
        evidence.home = evidence.find_home()
    return evidence


class _Reader:
    """Turns the chains of one text into mentions."""

    def __init__(self, table: Gazetteer, text: str, evidence: Evidence, units: list[Unit], year: int | None) -> None:
        self.table = table
        self.safe_starts = [u.start for u in units if u.name.tier == 0]
        self.units_at = {u.start: u for u in units}
        self.units_to = {u.end: u for u in units}
        self.surfaces = {u.name.surface for u in units}
        self.text = text
        self.evidence = evidence
        self.year = year
        self.zones: dict[str, PlaceValue] = {}
        self.towns: dict[str, Division] = {}
        self.zone_pattern, self.weak_zones = _zone_endings()

    def mention(self, start: int, end: int, rule: str, value: PlaceValue | None) -> Mention:
        return Mention(Label.PLACE, start, end, self.text[start:end], f"place.{rule}", value)

    def read(self, chains: list[Chain]) -> Iterator[Mention]:
        """Mentions of the chains; what a longer mention covers is left out."""
        covered = 0
        for chain in chains:
            if chain.start < covered:
                continue
            found = self.abroad(chain) if chain.last.name.kind == "abroad" else self.domestic(chain)
            if found is not None:
                covered = found.end
                if found.rule == "place.zone" and isinstance(found.value, PlaceValue):
                    self.remember(self.text[chain.last.end : found.end], found.value)
                yield found

    def remember(self, zone: str, value: PlaceValue) -> None:
        """Keep the name that a zone has without its place (洋河新区), by which the article calls it later."""
        ending = self.zone_pattern.search(zone)
        if ending is not None and ending.start() > 1 and ending.end() == len(zone):
            self.zones.setdefault(zone, value)

    def abroad(self, chain: Chain) -> Mention | None:
        start, end = chain.start, chain.end
        if self.ruled_out(chain) or (len(chain.units) == 1 and chain.last.name.needs not in self.text):
            return None
        if level := _ABROAD_LEVEL.match(self.text, end):
            end = level.end()
        if (more := _ABROAD.match(self.text, end)) is not None:
            end = more.end()
        return self.mention(start, end, "abroad", PlaceValue())

    def ruled_out(self, chain: Chain, own_only: bool = False) -> bool:
        """Whether what stands beside the chain makes its outer names part of something that is no place.

        ``own_only`` asks only the contexts that name the place itself (长兴 before 岛).
        """
        first, last = chain.units[0].name.surface, chain.last.name.surface
        left, right = _contexts("left"), _contexts("right")
        for key in (first, "") if not (chain.units[0].name.full or own_only) else (first,):
            if key in left and left[key].search(self.text, max(0, chain.start - 4), chain.start):
                return True
        general = chain.last.name.kind != "abroad" and not chain.last.name.full and not own_only
        keys = (last, "") if general else (last,)
        return any(key in right and right[key].match(self.text, chain.end) for key in keys)

    def domestic(self, chain: Chain) -> Mention | None:
        """The mention of a chain, or None where it is no place or lacks support."""
        last = chain.last
        if last.name.surface.endswith(("园", "航空港")) and self.text.startswith("区", chain.end):
            chain.end += 1  # 大路工业园, written 大路工业园区
        if last.town and len(chain.units) == 1 and (known := self.towns.get(last.name.surface)):
            last.options = (known,)  # 柳林县三交镇, then 三交镇, of which there are others
        options = self.evidence.choose(last.options, self.year, full=last.name.full)
        if self.is_label(chain) and (wide := [o for o in last.options if o.level == "city" and not o.until]):
            options = tuple(wide[:1])  # [和田] 洛浦县水库…: the prefecture, not the city of its name
        if len(chain.units) == 1 and all(self.is_zone_at_home(option) for option in options):
            return None  # read as a zone of the home place
        options = self.inner_end(last, options)
        division = options[0] if len(options) == 1 else None
        zone_end = self.zone_after(chain.end)
        end, rule, division = self.extend(chain, division)
        if end == chain.end and zone_end is not None:
            end, rule = zone_end, "zone"
            division = self.county_beside(end, division)
        if rule == "zone" and division is not None and (host := self.host_of(chain, division)) is not None:
            division = host
        town = last.name.surface if last.town else self.text[chain.end : end]
        if rule == "town" and division is not None and (len(chain.units) > 1 or not last.town):
            self.towns.setdefault(town, division)
        plain = end == chain.end
        if self.ruled_out(chain, own_only=not plain):
            outer = chain.units[:-1]  # 三亚|崖州湾: the city still is where it lies
            return self.domestic(Chain(outer, outer[-1].end)) if plain and outer else None
        # 奉化经济开发区: the full name of a zone says that a name of one division only is a place.
        full_zone = rule == "zone" and len(options) == 1 and _FULL_ZONE.search(self.text, chain.last.end, end)
        if rule == "zone" and len(options) == 1 and last.name.tier < 2 and not last.town:
            full_zone = full_zone or _SHORT_ZONE.fullmatch(self.text, chain.last.end, end)  # 金安高新区
        alone = len(chain.units) == 1 and (plain or (rule == "zone" and not full_zone))
        if alone and (not self.supported(last, options) or self.strays(last, division)):
            return None
        if last.town and len(options) > 1:
            return None if len(last.name.surface) < 4 else self.mention(chain.start, end, rule, self.shared(options))
        if division is None:
            if len(chain.units) == 1 and not last.name.full and not self.shared(options):
                return None
            return self.mention(chain.start, end, rule, self.shared(options))
        of_town = alone and (plain or rule == "zone") and not last.name.full  # 白沙工业园 in news of 江津: 白沙镇
        if of_town and (home := self.home_town_of(last.name.surface, division)):
            return self.mention(chain.start, end, "home_town" if plain else rule, self.table.value(home))
        shown = self.table.as_of(division, self.year, written_in_full=last.name.full)
        return self.mention(chain.start, end, rule, self.table.value(shown) if shown is not None else None)

    def host_of(self, chain: Chain, division: Division) -> Division | None:
        """The place right before a zone that is called after another city (哈密|广东工业园, 亳州|芜湖产业园区)."""
        before = self.units_to.get(chain.start)
        if before is None or before.name.kind == "abroad" or len(chain.units) > 1:
            return None
        hosts = self.evidence.choose(before.options, self.year, full=before.name.full) if before.options else ()
        if len(hosts) != 1 or {hosts[0], division} & {*self.table.above(hosts[0])[1:], *self.table.above(division)[1:]}:
            return None
        return hosts[0] if hosts[0] != division else None

    def is_label(self, chain: Chain) -> bool:
        """Whether a name stands alone in brackets at the head of an item."""
        around = self.text[chain.start - 1 : chain.start] + self.text[chain.end : chain.end + 1]
        return around in ("[]", "【】", "()", "〔〕") and not chain.last.name.full

    def county_beside(self, end: int, division: Division | None) -> Division | None:
        """The county that a zone shares its administration with (荆门高新区·掇刀区), else the zone's own division."""
        beside = self.units_at.get(end + 1) if self.text[end : end + 1] == "·" else None
        within = [o for o in beside.options if division and o.parent == division.code] if beside else []
        return within[0] if len(within) == 1 else division

    def home_town_of(self, surface: str, division: Division) -> Division | None:
        """The home county where it has a town of this name and the division lies elsewhere (巴州镇 of 民和县)."""
        home = self.evidence.home
        if home is None or home.level != "county" or division.name in self.surfaces:
            return None
        if self.table.above(division)[-1] == self.table.above(home)[-1]:
            return None
        return home if self.table.has_town(home, surface) else None

    def supported(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a name that stands alone may be read as a place."""
        if unit.name.tier == 0 or self.is_end_of_line(unit, options):
            return True
        if unit.town:
            return any(self.evidence.score(o) >= 1 for o in options) or len(unit.options) == 1
        if unit.name.tier == 2:
            if self.is_item_at_home(unit, options) or self.is_of_taiwan_city(options):
                return True
            cue = _CUE.search(self.text, max(0, unit.start - 4), unit.start)
            return cue is not None and any(self.evidence.own[o.code] >= 1 for o in options) and not unit.name.full
        return any(self.evidence.supports(o) for o in options)

    def other_end(self, unit: Unit) -> Unit | None:
        """The place at the other end of a line that a name is an end of (德江 for 沿河 in 德江至沿河高速公路)."""
        to = _LINE_TO.match(self.text, unit.end)
        if to is not None and (other := self.units_at.get(to.end())) is not None:
            return other if _LINE_KIND.match(self.text, other.end) else None
        start = unit.start - 1
        while start > 0 and _LINE_TO.fullmatch(self.text, start - 1, unit.start):
            start -= 1
        if _LINE_TO.fullmatch(self.text, start, unit.start) and _LINE_KIND.match(self.text, unit.end):
            return self.units_to.get(start)
        return None

    def inner_end(self, unit: Unit, options: tuple[Division, ...]) -> tuple[Division, ...]:
        """The options, or the city of the same name where the line ends elsewhere in the province (吉林至延吉)."""
        other = self.other_end(unit) if len(options) == 1 and len(unit.options) > 1 else None
        if other is None or options[0].name.endswith("市"):
            return options  # 长沙至浏阳: the city, not the county around it
        if not any(options[0].code in self.table.lineage(o) for o in other.options):
            return options
        inner = [o for o in unit.options if options[0] in self.table.above(o)[1:] and not o.until]
        return tuple(inner) if len(inner) == 1 else options

    def is_end_of_line(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a word is an end of a line of which the other end is a sure place or lies in the same province."""
        other = None if unit.town else self.other_end(unit)
        if other is None or other.name.kind == "abroad":
            return False
        provinces = {self.table.above(o)[-1].code for o in other.options}
        return other.name.tier == 0 or any(self.table.above(o)[-1].code in provinces for o in options)

    def is_of_taiwan_city(self, options: tuple[Division, ...]) -> bool:
        """Whether news of a city of Taiwan names a district of it: they go by bare names that are words elsewhere."""
        home = self.evidence.home
        if home is None or not home.code.startswith(_TAIWAN) or len(options) != 1:
            return False
        return home.level != "province" and options[0].parent in self.table.lineage(home) - {home.code[:2] + "0000"}

    def strays(self, unit: Unit, division: Division | None) -> bool:
        """Whether a lone name is a division's across the strait or border from the article's home (铁山港|西港区).

        The name of a city that is nothing else is that city's wherever it stands (在肇慶新區設廠, in Hong Kong).
        """
        home = self.evidence.home
        if division is None or division.level == "province" or home is None:
            return False
        well_known = division.level == "city" and unit.name.tier == 0
        beyond = home.code.startswith(_BEYOND) and self.evidence.own[division.code] < _OFTEN and not well_known
        there = division.code[:2] == home.code[:2]
        return not there and (division.code.startswith(_TAIWAN) or beyond)

    def is_zone_at_home(self, division: Division) -> bool:
        """Whether a district's name (滨海新区) is that of the home city's zone, as nothing speaks of the other city."""
        home = self.evidence.home
        if home is None or not division.name.endswith("新区") or home.code[:2] == division.code[:2]:
            return False
        city = next((d for d in self.table.above(division) if d.level != "county"), division)
        return not any(name in self.text for name in (city.name, city.name[:-1]) if name not in division.name)

    def is_item_at_home(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a common word heads an item and names a county of the home city (明溪产业园、清流医药项目)."""
        home = self.evidence.home
        city = None if home is None else home.code if home.level == "city" else home.parent
        heads = unit.start == 0 or self.text[unit.start - 1] in "、,。;:(的\n"
        counties = [o for o in options if o.level == "county" and o.parent == city and not o.until]
        return heads and len(counties) == 1 and _HANZI_BEHIND.match(self.text, unit.end) is not None

    def shared(self, options: tuple[Division, ...]) -> PlaceValue | None:
        """As much of the path as all options have in common."""
        shown = (self.table.as_of(option, self.year, written_in_full=True) for option in options)
        common = self.table.common([division for division in shown if division is not None])
        return self.table.value(common) if common is not None else None

    def zone_after(self, start: int) -> int | None:
        """End of a zone's name that goes on from a place (扬州 + 经济技术开发区, 潍坊 + 滨海经济技术开发区)."""
        match = self.zone_pattern.search(self.text, start, start + _LONGEST_ZONE_NAME + 10)
        if match is None or match.start() - start > _LONGEST_ZONE_NAME:
            return None
        between = self.text[start : match.start()]
        at = bisect_left(self.safe_starts, start)
        if at < len(self.safe_starts) and self.safe_starts[at] < match.start():
            return None
        if _VERB.match(between) or _STATES_PLACE.search(between):
            return None
        if between and (re.fullmatch(rf"[{_HAN}A-Za-z]+", between) is None or any(c in _NO_NAME for c in between)):
            return None
        return match.end()

    def extend(self, chain: Chain, division: Division | None) -> tuple[int, str, Division | None]:
        """End of the place with the town and village that follow, the rule, and the division (信阳明港 → 平桥区)."""
        end, last = chain.end, chain.last
        rule = "town" if last.town else "chain" if len(chain.units) > 1 else last.name.kind
        if division is not None and division.level != "province" and not last.town and last.name.kind == "division":
            stem, counties = self.town_stem(division, end)
            if stem:
                zone = self.zone_after(end + stem)
                if zone is not None:
                    # A zone may reach over several of the city's counties; a park of one trade does not.
                    park = len(counties) == 1 and not self.zone_pattern.match(self.text, end + stem)
                    return zone, "zone", counties[0] if park else division
                return end + stem, "town", counties[0] if len(counties) == 1 else division
            other = _OTHER_TOWN.match(self.text, end) if last.name.full and division.level == "county" else None
            if other is not None:
                end, rule = other.end(), "town"
            elif division.code.startswith(_TAIWAN) and (village := _LISTED_VILLAGE.match(self.text, end)):
                return village.end(), "village", division
        if rule == "town" and (village := _VILLAGE.match(self.text, end)) and village.group()[0] not in _NO_NAME:
            return village.end(), "village", division
        return end, rule, division

    def town_stem(self, division: Division, end: int) -> tuple[int, tuple[Division, ...]]:
        """Length of a town's name without its ending right behind its county or city, and its counties."""
        for length in (4, 3, 2):
            stem = self.text[end : end + length]
            if _contexts("right")[""].match(self.text, end + length):
                continue
            if len(stem) == length and (counties := self.table.town_counties(division, stem)):
                return length, counties
        return 0, ()

    def read_rest(self, found: list[Mention]) -> Iterator[Mention]:
        """Places that name no division: what the home place gives a path, and zones that were named before."""
        covered = Cover(self.text, found)
        for start, end, rule, value in (*self.of_home(found), *self.zones_again()):
            if covered.is_free(start, end):
                covered.add(start, end)
                yield self.mention(start, end, rule, value)

    def zones_again(self) -> Iterator[tuple[int, int, str, PlaceValue]]:
        """Zones by the name that ``remember`` kept; filled while the home place's zones are read."""
        for zone in sorted(self.zones, key=lambda z: (-len(z), z)):
            for start, end, _ in occurrences(self.text, [zone]):
                yield start, end, "zone_again", self.zones[zone]

    def of_home(self, found: list[Mention]) -> Iterator[tuple[int, int, str, PlaceValue]]:
        """Towns of the home county, zones without a place's name (市经开区, 位于开发区), 全市, 我市, 该县."""
        home = self.evidence.home
        if home is None:
            return
        value = self.table.value(home)
        before = {m.end: m.value for m in found if isinstance(m.value, PlaceValue)}
        zones = [m for m in found if m.rule == "place.zone"]
        for start, end in self.home_towns(home):
            yield start, end, "home_town", value
        for match in self.zone_pattern.finditer(self.text):
            if (zone := self.zone_of_home(match, home, before)) is not None:
                opening, where = zone
                where = self.zones.get(self.text[opening : match.end()], where)
                if opening == match.start():
                    where = _named_in_full(zones, match) or where
                before[match.end()] = where
                self.remember(self.text[opening : match.end()], where)
                yield opening, match.end(), "home_zone", where
        for start, end in unlisted_places(self.text):
            yield start, end, "home_feature", value
        for match in _DEICTIC.finditer(self.text):
            division = self.home_level(match["level"], home)
            if division is not None:
                yield *match.span(), "home_reference", self.table.value(division)

    def home_towns(self, home: Division) -> Iterator[tuple[int, int]]:
        """Towns of the home county that stand without their endings (河沥溪、汪溪两个街道)."""
        if home.level != "county":
            return
        stems = self.table.town_stems(home)
        right = _contexts("right")[""]
        for start, end, _ in occurrences(self.text, stems):
            if not right.match(self.text, end) and not _LARGER_NAME.search(self.text[max(0, start - 1) : start]):
                yield start, end

    def zone_of_home(
        self, match: re.Match[str], home: Division, ends: dict[int, PlaceValue]
    ) -> tuple[int, PlaceValue] | None:
        """Start and path of a zone that no place's name precedes; None where it is no place or not a certain one.

        It is one with the level of the home place (市经开区), after a word of location, or in a list of places,
        whose ``ends`` are given.
        """
        start, value = match.start(), self.table.value(home)
        window = max(0, start - 12)
        before = self.text[window:start]
        if _LEVEL_BEFORE.search(before):
            division = self.home_level(self.text[start - 1], home)
            return start - 1, self.table.value(division) if division is not None else value
        county = self.only_county(home, ends)
        if match.group() not in self.weak_zones and _CUE.search(before):
            return start, county or value
        named = _NAMED_AFTER_CUE.search(before)
        if named is not None:
            return window + named.start("name"), self.county_of_town(home, named["name"]) or county or value
        listed = _NAMED_IN_LIST.search(before)
        if listed is not None and _LIST_GOES_ON.match(self.text, match.end()):
            neighbour = ends.get(window + listed.start())
            if neighbour is not None:
                # Beside the counties of a city a zone is one of the city's.
                city = next((d for d in self.table.above(home) if d.level != "county"), home)
                wide = self.table.value(city) if neighbour.county is not None else neighbour
                return window + listed.start("name"), wide
        return None

    def county_of_town(self, home: Division, name: str) -> PlaceValue | None:
        """The one county of the home city that has a town by which a zone is called (赛岐|经济开发区 of 福安)."""
        if home.level != "city":
            return None
        for length in range(min(len(name), 4), 1, -1):
            counties = self.table.town_counties(home, name[:length])
            if len(counties) == 1:
                return self.table.value(counties[0])
        return None

    def only_county(self, home: Division, ends: dict[int, PlaceValue]) -> PlaceValue | None:
        """The one county of the home city that the text names, in whose zone it says that something is."""
        if home.level != "city":
            return None
        named = {v for v in ends.values() if v.county is not None and v.city == home.name}
        other = any(
            v.county is None and v.city == home.name and not _BODY_BEHIND.match(self.text, end)
            for end, v in ends.items()
        )
        return next(iter(named)) if len(named) == 1 and not other else None

    def home_level(self, word: str, home: Division) -> Division | None:
        """The division of the home place that 全市 or 该县 means."""
        above: dict[str, Division] = {d.level: d for d in self.table.above(home)}
        if word == "省":
            return above["province"]
        if word != "区":
            return next((d for d in self.table.above(home) if d.name.endswith(word)), None)
        county, province = above.get("county"), above["province"]
        if county is not None and county.name.endswith("区"):
            return county
        return province if province.name.endswith("自治区") and county is None else None
