"""Places that only the place which an article is about makes sure: its towns and zones, 全市, 该县."""

import re
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import CUE, HAN, NO_NAME, contexts
from kaigong.extractors.place.feature import unlisted_places
from kaigong.extractors.place.table import Division, Gazetteer
from kaigong.extractors.place.zone import Zones
from kaigong.extractors.scan import occurrences
from kaigong.schemas.document import Mention
from kaigong.schemas.values import PlaceValue

_DEICTIC = lazy(r"(?P<lead>[我全该])(?P<level>省|市|县|区|州|旗)(?![场域间位块份])")
_LEVEL_BEFORE = lazy(
    rf"(?:^|[^{HAN}]|{CUE.pattern[:-1]})[市县区省州]$"
    r"|[在由和与的到入驻于了是为从对将等及至有来赴往给向把被让去进出经获任]\s?[市县省]$"
)
_ZONE_NAME = rf"(?P<name>(?:(?![{NO_NAME}于])[{HAN}·-]){{2,8}})$"
_NAMED_AFTER_CUE = lazy(rf".*{CUE.pattern[:-1]}{_ZONE_NAME}", re.DOTALL)
_NAMED_IN_LIST = lazy(rf"、{_ZONE_NAME}")
_LARGER_NAME = lazy("[大小新老东西南北上下中]")
_LIST_GOES_ON = lazy("[、,。;和及与等]")
TAIWAN = "71"  # codes of its counties, which hold their towns themselves
_LONG_STEM = 3  # characters of a town's name that no other word of the city's news has, as like as not (娘子关)
LINE = lazy(
    rf"(?<![{HAN}][至到])(?P<end>[{HAN}]{{2,4}})(?:[至到]|[—–~-]{{1,2}})(?P<other>[{HAN}]{{2,4}}?)"
    r"(?=(?:[一二三四]级|省级|高等级|旅游|红色|快速|输气|输水|天然气|农村|\d+千伏|专用)*(?:公路|高速|铁路|管道|管线|隧道|快速路|通道|线路))"
)
_BODY_BEHIND = lazy(rf"[{HAN}]{{0,6}}?(?:局|委|办|厅|政府|公司|集团|日报|晚报|法院)")  # 吕梁市|环保局


class HomeReader:
    """Reads the places of one text to which the place that it comes from gives a path; ``zones`` are those known."""

    def __init__(self, table: Gazetteer, text: str, home: Division, zones: Zones) -> None:
        self._table, self._text, self._home, self._zones = table, text, home, zones

    def find(self, found: list[Mention]) -> Iterator[tuple[int, int, str, PlaceValue]]:
        """Towns of the home county, zones without a place's name (市经开区, 位于开发区), 全市, 我市, 该县.

        Start, end, rule and path of each; ``found`` are the places that have been read.
        """
        value = self._table.value(self._home)
        for start, end in self._towns():
            yield start, end, "home_town", value
        if self._home.level == "city":
            yield from self._towns_of_city({m.end: m.value for m in found if isinstance(m.value, PlaceValue)})
        yield from self._zones_of_home(found)
        for start, end in unlisted_places(self._text):
            yield start, end, "home_feature", value
        for match in _DEICTIC.finditer(self._text):
            division = self._level(match["level"])
            if division is not None:
                yield *match.span(), "home_reference", self._table.value(division)

    def _towns(self) -> Iterator[tuple[int, int]]:
        """Towns of the home county that stand without their endings (河沥溪、汪溪两个街道)."""
        if self._home.level != "county" and not self._home.code.startswith(TAIWAN):
            return
        right = contexts("right")[""]
        for start, end, _ in occurrences(self._text, self._table.town_stems(self._home)):
            if not right.match(self._text, end) and not _LARGER_NAME.search(self._text, max(0, start - 1), start):
                yield start, end

    def _towns_of_city(self, ends: dict[int, PlaceValue]) -> Iterator[tuple[int, int, str, PlaceValue]]:
        """Towns of the home city without their endings: long names (娘子关|提水工程), ends of lines (南梁至太白公路).

        Behind another county's name it is a place of that county (梨树县|郭家店).
        """
        towns = self._table.towns_of_city(self._home)
        long = [stem for stem in towns if len(stem) >= _LONG_STEM]
        right = contexts("right")[""]
        spans = {(start, end): long[number] for start, end, number in occurrences(self._text, long)}
        for match in LINE.finditer(self._text):
            end, other = match["end"], match["other"]
            for length in range(len(end), 1, -1):
                if end[-length:] in towns:
                    spans[match.end("end") - length, match.end("end")] = end[-length:]
                    break
            if other in towns:
                spans[match.span("other")] = other
        for (start, end), stem in sorted(spans.items()):
            value, before = self._table.value(towns[stem]), ends.get(start - self._text.startswith("的", start - 1))
            if before is not None and before.county not in (None, value.county):
                continue
            if not right.match(self._text, end) and not _LARGER_NAME.search(self._text, max(0, start - 1), start):
                yield start, end, "home_town", value

    def _zones_of_home(self, found: list[Mention]) -> Iterator[tuple[int, int, str, PlaceValue]]:
        before = {m.end: m.value for m in found if isinstance(m.value, PlaceValue)}
        named = [m for m in found if m.rule == "place.zone"]
        for match in self._zones.pattern.finditer(self._text):
            if (zone := self._zone(match, before)) is not None:
                opening, where = zone
                name = self._text[opening : match.end()]
                where = self._zones.called(name) or where
                if opening == match.start():
                    where = _named_in_full(named, match) or where
                before[match.end()] = where
                self._zones.remember(name, where)
                yield opening, match.end(), "home_zone", where

    def _zone(self, match: re.Match[str], ends: dict[int, PlaceValue]) -> tuple[int, PlaceValue] | None:
        """Start and path of a zone that no place's name precedes; None where it is no place or not a certain one.

        It is one with the level of the home place (市经开区), after a word of location, or in a list of places,
        whose ``ends`` are given.
        """
        start, value = match.start(), self._table.value(self._home)
        window = max(0, start - 12)
        before = self._text[window:start]
        if _LEVEL_BEFORE.search(before):
            division = self._level(self._text[start - 1])
            return start - 1, self._table.value(division) if division is not None else value
        county = self._only_county(ends)
        if match.group() not in self._zones.weak and CUE.search(before):
            return start, county or value
        named = _NAMED_AFTER_CUE.search(before)
        if named is not None:
            told = county or self._county_told_last(start, ends)
            return window + named.start("name"), self._county_of_town(named["name"]) or told or value
        listed = _NAMED_IN_LIST.search(before)
        if listed is not None and _LIST_GOES_ON.match(self._text, match.end()):
            neighbour = ends.get(window + listed.start())
            if neighbour is not None:
                # Beside the counties of a city a zone is one of the city's.
                city = next((d for d in self._table.above(self._home) if d.level != "county"), self._home)
                wide = self._table.value(city) if neighbour.county is not None else neighbour
                return window + listed.start("name"), wide
        return None

    def _county_of_town(self, name: str) -> PlaceValue | None:
        """The one county of the home city that has a town by which a zone is called (赛岐|经济开发区 of 福安)."""
        if self._home.level != "city":
            return None
        for length in range(min(len(name), 4), 1, -1):
            counties = self._table.town_counties(self._home, name[:length])
            if len(counties) == 1:
                return self._table.value(counties[0])
        return None

    def _only_county(self, ends: dict[int, PlaceValue]) -> PlaceValue | None:
        """The one county of the home city that the text names, in whose zone it says that something is."""
        if self._home.level != "city":
            return None
        named = {v for v in ends.values() if v.county is not None and v.city == self._home.name}
        other = any(
            v.county is None and v.city == self._home.name and not _BODY_BEHIND.match(self._text, end)
            for end, v in ends.items()
        )
        return next(iter(named)) if len(named) == 1 and not other else None

    def _county_told_last(self, start: int, ends: dict[int, PlaceValue]) -> PlaceValue | None:
        """The county at home that the paragraph told last (新化县把心思放在陶瓷上。位于向红工业集中区的…)."""
        line = self._text.rfind("\n", 0, start)
        before = [end for end in ends if line < end < start]
        last = ends[max(before)] if before else None
        home = self._table.value(self._home)
        if last is None or last.county is None or last.province != home.province:
            return None
        return last if home.city in (None, last.city) else None

    def _level(self, word: str) -> Division | None:
        """The division of the home place that 全市 or 该县 means."""
        above: dict[str, Division] = {d.level: d for d in self._table.above(self._home)}
        if word == "省":
            return above["province"]
        if word != "区":
            return next((d for d in self._table.above(self._home) if d.name.endswith(word)), None)
        county, province = above.get("county"), above["province"]
        if county is not None and county.name.endswith("区"):
            return county
        return province if province.name.endswith("自治区") and county is None else None


def _named_in_full(zones: list[Mention], bare: re.Match[str]) -> PlaceValue | None:
    """Path of the one zone that the text names in full before it says only 开发区 (平湖经济开发区…将在开发区建厂)."""
    paths = {m.value for m in zones if m.end <= bare.start() and m.text.endswith(bare.group())}
    path = next(iter(paths)) if len(paths) == 1 else None
    return path if isinstance(path, PlaceValue) else None
