"""A size that the noun beside it explains: a width, an area of land or of floors, a line, a store, what is grown."""

from collections.abc import Callable

from kaigong.extractors.mention_view import NEAR, first_reading
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.measure import Measure
from kaigong.extractors.metric.no_size import is_of_tank
from kaigong.extractors.metric.yearly import able, formed
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.labels import MetricRole


def beside_noun(q: Measure) -> MetricReading | None:
    """A size that the noun beside it explains, where no cue but one of any part does."""
    return first_reading(_OF_DIMENSION.get(q.dimension, ()), q) if q.is_weak else None


def lanes(q: Measure) -> MetricReading | None:
    """双向四车道."""
    found = q.unit == "车道" and (q.text.endswith("双向", 0, q.mention.start) or q.right_behind(pat.ROAD_BEHIND))
    return q.plain(MetricRole.OTHER, "lanes") if found else None


def stored(q: Measure) -> MetricReading | None:
    """What a tank or a store of heat behind it holds (两座20万立方米储罐, 12小时熔盐储热系统)."""
    if is_of_tank(q):
        return q.plain(MetricRole.INSTALLED_CAPACITY, "stored")
    hours = q.dimension == "duration" and q.behind(pat.KEEPS_HOURS)
    return q.plain(MetricRole.OTHER, "stored") if hours else None


def _wide(q: Measure) -> MetricReading | None:
    """Width, height or depth of a work (宽30米, 桥面由9米拓宽到22米)."""
    sized = q.near(pat.SIZE_WORD) if q.unit in units.WIDE else None
    sized = sized or q.back(pat.GETS_WIDE, NEAR)
    return None if sized is None else q.plain(MetricRole.OTHER, "size", sized["item"])


def _grown(q: Measure) -> MetricReading | None:
    """What grows on an area (带动种植三七9万亩, 改造柑橘1.02万亩)."""
    grown = q.near(pat.GROWN_THERE) or (q.near(pat.PLANTED) if q.unit in units.LAND else None)
    return None if grown is None else q.plain(MetricRole.OTHER, "takes_up", grown["item"] or None)


def _taken_up(q: Measure) -> MetricReading | None:
    """What a plant takes in (就地消化玉米20余万吨)."""
    taken = q.near(pat.TAKES_UP)
    return None if taken is None else q.plain(MetricRole.OTHER, "takes_up", taken["item"])


def _line(q: Measure) -> MetricReading | None:
    """The length of a line (改建166公里, 4.2公里长的进港大道, 截污干管62公里)."""
    if q.near(pat.AWAY):
        return None
    line = (q.unit in units.LONG and q.near(pat.LAYS)) or q.behind(pat.LINE_BEHIND) or q.near(pat.LINE_BEFORE)
    alone = q.unit in units.LONG and q.text[q.mention.end : q.mention.end + 1] in (",", "。", ";")
    opens = q.back(pat.LINE_OPENS, NEAR, q.first) if alone else None
    return q.plain(MetricRole.LENGTH, "line_beside") if line or opens else None


def _scale(q: Measure) -> MetricReading | None:
    """What stands in a works by its scale (规模为5万锭)."""
    scale = q.unit in units.STANDING and q.near(pat.SCALE_BEFORE)
    return q.plain(MetricRole.INSTALLED_CAPACITY, "forms") if scale else None


def _store(q: Measure) -> MetricReading | None:
    """What the store before it holds (育苗中心1座、冷库3000吨)."""
    return q.plain(MetricRole.INSTALLED_CAPACITY, "stored") if q.near(pat.STORE_BEFORE) else None


def _floor(q: Measure) -> MetricReading | None:
    """The area of the building beside it (改造3万平方米的老厂房)."""
    found = q.behind(pat.FLOOR_BEHIND) or (q.unit not in units.LAND and q.near(pat.FLOOR_BEFORE))
    return q.plain(MetricRole.FLOOR_AREA, "floor_behind") if found else None


def _land(q: Measure) -> MetricReading | None:
    """The area of the land beside it (位于顶仑村,面积约88公顷; 改造这片8.6万平方米的老厂区)."""
    in_land_unit = q.unit in units.LAND
    told = q.back(pat.AREA_OF_LAND, 24) or (q.back(pat.AREA_OF, 12) if in_land_unit else None)
    found = told or (q.near(pat.LAND_VERB) and (in_land_unit or q.behind(pat.LAND_BEHIND)))
    return q.plain(MetricRole.LAND_AREA, "land_beside") if found else None


_HELD = (_taken_up, formed, able, _store)
_OF_DIMENSION: dict[str, tuple[Callable[[Measure], MetricReading | None], ...]] = {
    "length": (_wide, _line),
    "count": (_wide, formed, able, _scale),
    "area": (_grown, _floor, _land),
    "mass": _HELD,
    "volume": _HELD,
    "power": (formed,),
    "energy": (formed,),
}
