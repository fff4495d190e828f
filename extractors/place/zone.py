"""Names of zones: those that go on from a place (扬州 + 经济技术开发区), and those that are called by them again."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import HAN, NO_NAME, zone_endings
from kaigong.extractors.place.resolve import Unit
from kaigong.extractors.scan import occurrences
from kaigong.schemas.values import PlaceValue

_VERB = lazy(
    "(?:分别|共同|成功|正式|集中|各自|日前|近日|昨日|今日|当天|同时|同步|率先|双双)*(?:签[约下订署了]|先后|相继|陆续|建成|已建|新建|兴建|扩建|在建|续建|筹建|投建|共建|联合|携手|落户|落地|成立|开工|动工|奠基|引入|招引|布局|创办|拥有|建设|打造|推进|加快|设立|举行|开展|实施|获批|启动|创建|投资|规划|引进|聚焦|发展)|(?:分别|各自|日前|近日|昨日|同步|率先|双双)"
)
_STATES_PLACE = lazy("位于|坐落|选址|入驻|进驻|落户|地处|项目")  # 南宁|项目位于六景工业园区
_OWN_NAME = lazy(rf"(?:(?![{NO_NAME}])[{HAN}A-Za-z])*")  # of the zone
_LONGEST_ZONE_NAME = 8


class Zones:
    """The zones of one text behind its places, with the names by which it calls them again."""

    def __init__(self, text: str, units: Iterable[Unit]) -> None:
        self.pattern, self.weak = zone_endings()
        self._text = text
        self._safe_starts = [u.start for u in units if u.name.tier == 0]
        self._named: dict[str, PlaceValue] = {}

    def after(self, start: int) -> int | None:
        """End of a zone's name that goes on from a place (扬州 + 经济技术开发区, 潍坊 + 滨海经济技术开发区)."""
        match = self.pattern.search(self._text, start, start + _LONGEST_ZONE_NAME + 10)
        if match is None or match.start() - start > _LONGEST_ZONE_NAME:
            return None
        between = self._text[start : match.start()]
        at = bisect_left(self._safe_starts, start)
        if at < len(self._safe_starts) and self._safe_starts[at] < match.start():
            return None
        if _VERB.match(between) or _STATES_PLACE.search(between):
            return None
        return match.end() if _OWN_NAME.fullmatch(between) else None

    def remember(self, zone: str, value: PlaceValue) -> None:
        """Keep the name that a zone has without its place (洋河新区), by which the article calls it later."""
        ending = self.pattern.search(zone)
        if ending is not None and ending.start() > 1 and ending.end() == len(zone):
            self._named.setdefault(zone, value)

    def called(self, name: str) -> PlaceValue | None:
        """The path of a zone by the name that it has without its place."""
        return self._named.get(name)

    def again(self) -> Iterator[tuple[int, int, str, PlaceValue]]:
        """Zones by the name that ``remember`` kept; filled while the home place's zones are read."""
        for zone in sorted(self._named, key=lambda z: (-len(z), z)):
            for start, end, _ in occurrences(self._text, [zone]):
                yield start, end, "zone_again", self._named[zone]
