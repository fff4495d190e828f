"""Whether a name that stands alone may be read as a place, by what is around it and what the article is about."""

from collections.abc import Iterable

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import CUE, HAN
from kaigong.extractors.place.resolve import Evidence, Unit
from kaigong.extractors.place.table import Division, Gazetteer

# 德江|至沿河高速公路: of the two ends of a line each says that the other is a place
_LINE_TO = lazy(r"[至到—–~-]{1,2}")
_LINE_KIND = lazy(
    r"(?:[至到—–~-]{1,2}[\u4e00-\u9fff]{2,4}?)?(?:市|县|区)?(?:[一二三]级|国家|省际|新建|城际|客运|铁路|天然气|输气|输油|成品油|原油|电气化|双线|复线|快速|扩建|改扩建|改建|\d+千伏|[±+]\d+千伏)*"
    r"(?:高速|高铁|铁路|公路|城际|专线|客专|快速路|快速通道|管道|管线|支线|输变电|输电|运河|航道|通道|轻轨|段)"
)
_WORKS_BEHIND = lazy(
    r"第?[一二三]?(?:热?电厂|热电|发电厂|水?电站|变电站|风电|光伏|钢厂|煤矿|水泥厂|污水处理厂|水厂|水库|工业园|产业园|机场|港区?)"
)
# 投向大同|20万吨液态奶工厂: so much is made or generated there
_SIZED_WORKS = lazy(
    rf"(?:年[产处加]工?理?)?[\d.]+[万亿]?(?:吨|千瓦|兆瓦|kW|[MG]Wh?|平方米|头|羽|只|台|辆|套|片|米|立方米?)[{HAN}A-Za-z]{{1,16}}?(?:项目|工程|工厂|厂|电站|基地|生产线|产线|装置|产能)"
)
_BUILT_THERE = lazy(r"(?:投资)?(?:建设|新建|兴建|建厂|投建|建成|设厂|建造)|投资[\d.]+[万亿]")
TAIWAN = "71"  # with which codes of divisions begin
_BEYOND = (TAIWAN, "81", "82")
_OFTEN = 2  # mentions that make a place across the border likely
# 武宁、修水|两县: how many of them there are says that each is one
_COUNTED = lazy(
    rf"(?:[、和及与][{HAN}]{{2,3}}?){{0,6}}等?(?:[两二三四五六七八九十]|\d{{1,2}})个?(?:县|市|区|旗|州|盟|地)(?![{HAN}]?(?:块|铁|址|段))"
)
_LINKS = ("、", "和", "及", "与")
_HANZI_BEHIND = lazy(rf"的?(?![市县区镇乡的])[{HAN}]{{2}}")


class Support:
    """Tells of the names of one text, each without another place before it, whether they may be read as places."""

    def __init__(self, table: Gazetteer, text: str, evidence: Evidence, units: Iterable[Unit]) -> None:
        self._table, self._text, self._evidence = table, text, evidence
        units = list(units)
        self.units_at = {u.start: u for u in units}
        self.units_to = {u.end: u for u in units}

    def supported(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a name that stands alone may be read as a place."""
        if unit.name.tier == 0 or self._is_end_of_line(unit, options) or self._is_of_counted_list(unit):
            return True
        if unit.town:
            return any(self._evidence.score(o) >= 1 for o in options) or len(unit.options) == 1
        if unit.name.tier == 2:
            if self._is_item_at_home(unit, options) or self._is_of_taiwan_city(options):
                return True
            cue = CUE.search(self._text, max(0, unit.start - 4), unit.start)
            if cue is None or unit.name.full:
                return False
            return any(self._evidence.own[o.code] >= 1 for o in options) or len(self._at_home(options)) == 1
        if any(self._evidence.supports(o) for o in options) or self._is_beside_province(unit, options):
            return True
        return self._is_where_works_are(unit, options)

    def _is_where_works_are(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a name of one place has works of a told size behind it, or is where something is built."""
        if len(options) != 1 or options[0].until:
            return False
        if self._evidence.home is not None and options[0].level != "city":
            return False
        if _SIZED_WORKS.match(self._text, unit.end):
            return True
        cue = CUE.search(self._text, max(0, unit.start - 4), unit.start)
        return cue is not None and _BUILT_THERE.match(self._text, unit.end) is not None

    def _is_beside_province(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether works stand there and the sentence names the province (中宁电厂X系统,招标人为宁夏某公司)."""
        if len(options) != 1 or options[0].level != "county" or options[0].until:
            return False
        if _WORKS_BEHIND.match(self._text, unit.end) is None:
            return False
        province = self._evidence.province_of(options[0])
        first, end = (self._text.rfind("\n", 0, unit.start) + 1, self._text.find("。", unit.end))
        first = max(first, self._text.rfind("。", 0, unit.start) + 1)
        return any(
            first <= u.start and (end < 0 or u.end <= end) and len(u.options) == 1 and u.options[0].code == province
            for u in self.units_at.values()
        )

    def strays(self, unit: Unit, division: Division | None) -> bool:
        """Whether a lone name is a division's across the strait or border from the article's home (铁山港|西港区).

        The name of a city that is nothing else is that city's wherever it stands (在肇慶新區設廠, in Hong Kong).
        """
        home = self._evidence.home
        if division is None or division.level == "province" or home is None:
            return False
        well_known = division.level == "city" and unit.name.tier == 0
        beyond = home.code.startswith(_BEYOND) and self._evidence.own[division.code] < _OFTEN and not well_known
        there = division.code[:2] == home.code[:2]
        return not there and (division.code.startswith(TAIWAN) or beyond)

    def is_zone_at_home(self, division: Division) -> bool:
        """Whether a district's name (滨海新区) is that of the home city's zone, as nothing speaks of the other city."""
        home = self._evidence.home
        if home is None or not division.name.endswith("新区") or home.code[:2] == division.code[:2]:
            return False
        city = next((d for d in self._table.above(division) if d.level != "county"), division)
        return not any(name in self._text for name in (city.name, city.name[:-1]) if name not in division.name)

    def inner_end(self, unit: Unit, options: tuple[Division, ...]) -> tuple[Division, ...]:
        """The options, or the city of the same name where the line ends elsewhere in the province (吉林至延吉)."""
        other = self._other_end(unit) if len(options) == 1 and len(unit.options) > 1 else None
        if other is None or options[0].name.endswith("市"):
            return options  # 长沙至浏阳: the city, not the county around it
        if not any(options[0].code in self._table.lineage(o) for o in other.options):
            return options
        inner = [o for o in unit.options if options[0] in self._table.above(o)[1:] and not o.until]
        return tuple(inner) if len(inner) == 1 else options

    def _other_end(self, unit: Unit) -> Unit | None:
        """The place at the other end of a line that a name is an end of (德江 for 沿河 in 德江至沿河高速公路)."""
        to = _LINE_TO.match(self._text, unit.end)
        if to is not None and (other := self.units_at.get(to.end())) is not None:
            return other if _LINE_KIND.match(self._text, other.end) else None
        start = unit.start - 1
        while start > 0 and _LINE_TO.fullmatch(self._text, start - 1, unit.start):
            start -= 1
        if _LINE_TO.fullmatch(self._text, start, unit.start) and _LINE_KIND.match(self._text, unit.end):
            return self.units_to.get(start)
        return None

    def _is_end_of_line(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a word is an end of a line of which the other end is a sure place or lies in the same province."""
        other = None if unit.town else self._other_end(unit)
        if other is None or other.name.kind == "abroad":
            return False
        provinces = {self._table.above(o)[-1].code for o in other.options}
        return other.name.tier == 0 or any(self._table.above(o)[-1].code in provinces for o in options)

    def _is_of_counted_list(self, unit: Unit) -> bool:
        """Whether a name is one of a list that a number of counties or cities closes (武宁、修水两县)."""
        start, end = unit.start, unit.end
        listed = self._text.startswith(_LINKS, end) or self._text[max(0, start - 1) : start] in _LINKS
        return listed and not unit.name.full and _COUNTED.match(self._text, end) is not None

    def _is_of_taiwan_city(self, options: tuple[Division, ...]) -> bool:
        """Whether news of a city of Taiwan names a district of it: they go by bare names that are words elsewhere."""
        home = self._evidence.home
        if home is None or not home.code.startswith(TAIWAN) or len(options) != 1:
            return False
        return home.level != "province" and options[0].parent in self._table.lineage(home) - {home.code[:2] + "0000"}

    def _is_item_at_home(self, unit: Unit, options: tuple[Division, ...]) -> bool:
        """Whether a common word heads an item and names a county of the home city (明溪产业园、清流医药项目)."""
        heads = unit.start == 0 or self._text[unit.start - 1] in "、,。;:(的\n"
        return heads and len(self._at_home(options)) == 1 and _HANZI_BEHIND.match(self._text, unit.end) is not None

    def _at_home(self, options: tuple[Division, ...]) -> list[Division]:
        """The counties of today's home city among the options."""
        home = self._evidence.home
        city = None if home is None else home.code if home.level == "city" else home.parent
        return [o for o in options if o.level == "county" and o.parent == city and not o.until]
