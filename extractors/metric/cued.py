"""What a cue of the lexicon makes of a quantity: its role, the thing measured and the time base."""

import re

from kaigong.extractors.cue import Cue
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.cue import SOURCES, fits
from kaigong.extractors.metric.item import item_after, item_before
from kaigong.extractors.metric.measure import SIZES, Measure
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import MetricRole, Per
from kaigong.schemas.lexicon import MetricRoleEntry

_SURFACES = "heating"  # the entry of areas that are no buildings
_ROOMS = frozenset("间 所 栋 座 条".split())
_BULK = frozenset(["mass", "volume", "count"])  # 建设规模1200万吨/年
_NO_ITEM = (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA, MetricRole.JOBS, MetricRole.LENGTH)
_TORN_DOWN = ("拆除", "拆除旧", "拆除老旧", "拆除老")


def per_of(rate: re.Match[str] | None) -> Per:
    """The time base that a rate is written with; a year where none is."""
    if rate is None or rate["time"] in "年a":
        return Per.YEAR
    return Per.DAY if rate["time"] in "日天d" else Per.HOUR


def by_cue_behind(q: Measure) -> MetricReading | None:
    """By a cue right behind the quantity (月产5万片的产能, 300张床位)."""
    after = q.among.after.first_at(q.text, q.mention.end, q.end)
    if after is None or not fits(q, q.among.entries[after.id]):
        return None
    capacity = q.among.entries[after.id].role is MetricRole.ANNUAL_CAPACITY
    item = item_before(q) if capacity else item_after(q)[0] if after.id == "installed_behind" else None
    reading = q.cued(after.id, q.mention.start, after.end, item)
    base = q.near(pat.BASE_BEFORE) if capacity else None
    return reading if base is None else replace(reading, per=Per.MONTH if base["time"] == "月" else Per.DAY)


def by_cue(q: Measure) -> MetricReading | None:
    """By the nearest cue before the quantity."""
    if q.cue is None:
        return None
    entry = q.among.entries[q.cue.id]
    between = pat.STRIP.sub("", pat.FROM_TO.sub("", q.text[q.cue.end : q.mention.start]))
    between = pat.OF_SIZE.sub("", between)  # 配套30万吨级码头1座
    reading = _by_words_between(q, q.cue, entry, between)
    if reading is None:
        item, tail = _item(q, entry, between)
        refine = _REFINED.get(entry.role, _as_told)
        reading = refine(_Cued(q, q.cue, entry, between, item, tail))
    return _as_sized(q, reading)


def _as_sized(q: Measure, reading: MetricReading) -> MetricReading:
    """The size of a phase in the unit of the whole's size (年产10GWh…,一期建设5GWh)."""
    bare = reading.item is None and q.dimension in units.POWER_LIKE
    previous = q.sized if bare else q.previous  # 年产20GWh…,用地450亩。其中一期建设6GWh
    if reading.role is not MetricRole.OTHER or previous is None or previous.role not in SIZES:
        return reading
    lines = reading.item is not None and reading.item.endswith("线")
    if not (reading.phase or lines) or _is_loose(q) or not q.is_in_unit_of(previous.mention):
        return reading
    return replace(reading, role=previous.role, per=previous.per, item=None)


def _is_loose(q: Measure) -> bool:
    """Whether a count is of any things, none that stand in a works (机柜1.2万架,一期建成3000架)."""
    return q.dimension == "count" and q.unit not in units.STANDING


def _by_words_between(q: Measure, cue: Cue, entry: MetricRoleEntry, between: str) -> MetricReading | None:
    """A reading that the words between cue and quantity decide."""
    every = pat.EVERY.fullmatch(between)
    if every is not None:  # 产能每月3万片
        per = Per.MONTH if every["time"] == "月" else Per.YEAR if every["time"] == "年" else Per.DAY
        item, tail = item_after(q)
        return replace(q.cued(cue.id, cue.start, tail, item), per=per)
    if cue.id == SOURCES and pat.TELLS.search(between):  # 光伏电站当日实现首批300兆瓦并网
        return q.cued(cue.id, q.mention.start, q.mention.end)
    if q.unit in units.SETS and q.text.endswith("装机", cue.start, cue.end):
        return q.cued(cue.id, cue.start, q.mention.end, "机组", MetricRole.OTHER)  # 装机3台共4.8万千瓦
    if (
        entry.role is MetricRole.INSTALLED_CAPACITY
        and q.unit in _ROOMS
        and not q.text.endswith(("席", "位"), cue.start, cue.end)
    ):
        item, tail = item_after(q)  # 提供1400张病床及12间手术室
        return q.cued(cue.id, q.mention.start, tail, item, MetricRole.OTHER)
    return None


def _item(q: Measure, entry: MetricRoleEntry, between: str) -> tuple[str | None, int]:
    """What is measured, between cue and quantity or behind it, and where the reading ends."""
    stop = q.mention.end
    # 由30万标箱提高到60万标箱, 光伏基地配套的400兆瓦
    named = pat.BETWEEN.fullmatch(between) is not None and not between[0].isdigit() and not between.endswith("的")
    if between.endswith("等") and re.fullmatch(r"[\u4e00-\u9fff、]{3,18}", between):
        named, between = True, between[:-1]  # 新建教学楼、体育馆等5栋
    if named and between.endswith("等") and item_after(q)[0] is not None:
        named = False  # 聚丙烯等|21套|装置
    if named:
        return (None if entry.role in (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA) else between), stop
    item, tail = item_after(q)
    return (None, stop) if entry.role in _NO_ITEM and tail > stop else (item, tail)


@dataclass(frozen=True, slots=True)
class _Cued:
    """A quantity with its cue and the thing measured."""

    q: Measure
    cue: Cue
    entry: MetricRoleEntry
    between: str
    item: str | None
    tail: int

    def alone(self, role: MetricRole) -> MetricReading:
        """The reading in another role, without a thing."""
        return self.q.cued(self.cue.id, self.cue.start, self.q.mention.end, None, role)

    def told(self, role: MetricRole | None = None) -> MetricReading:
        """The reading with its thing."""
        return self.q.cued(self.cue.id, self.cue.start, self.tail, self.item, role)

    def rate(self) -> re.Match[str] | None:
        """The time base that the quantity is written with, where it is a rate of what is made."""
        saves = pat.SAVES.search(self.q.text, self.cue.start, self.cue.end) is not None
        speed = self.q.dimension == "speed"  # 设计速度80公里/小时
        return None if saves or speed else pat.RATE.search(self.q.mention.text)


def _as_told(c: _Cued) -> MetricReading:
    return c.told()


def _floor(c: _Cued) -> MetricReading:
    if c.q.text.endswith(_TORN_DOWN, 0, c.cue.start):
        return c.alone(MetricRole.OTHER)
    return c.alone(MetricRole.LAND_AREA) if c.q.unit in units.LAND else c.told()


def _land(c: _Cued) -> MetricReading:
    spared = pat.SPARES.search(c.q.text, max(0, c.cue.start - 8), c.cue.start)
    return c.alone(MetricRole.OTHER) if spared else c.told()  # 可减少占地500亩


def _yearly(c: _Cued) -> MetricReading:
    if c.q.unit == "户":
        return replace(c.q.plain(MetricRole.OTHER, "households"), per=None)  # 每年可满足3.3万户家庭用电
    saved = None if c.item is None else pat.SAVED.match(c.item)
    if saved is None or c.item is None:
        rate = c.rate()  # 供水规模1.5万吨/天
        return c.told() if rate is None else replace(c.told(), per=per_of(rate))
    item = c.item[saved.end() :] or None  # 每年可节约淡水3300万立方米
    return replace(c.q.cued(c.cue.id, c.cue.start, c.tail, item, MetricRole.OTHER), per=None)


def _installed(c: _Cued) -> MetricReading:
    rate = c.rate() if c.q.dimension in _BULK else None
    return c.told() if rate is None else replace(c.told(MetricRole.ANNUAL_CAPACITY), per=per_of(rate))


def _of_any(c: _Cued) -> MetricReading:
    """The reading by a cue of any part (新建, 配套)."""
    q, cue = c.q, c.cue
    if c.entry.id != _SURFACES and _is_floor(q, cue):
        return c.alone(MetricRole.FLOOR_AREA)
    if (rate := c.rate()) is not None:  # 建设360万吨/年甲醇
        item, tail = item_after(q)
        reading = q.cued(cue.id, cue.start, tail, item or c.item, MetricRole.ANNUAL_CAPACITY)
        return replace(reading, per=per_of(rate))
    if q.dimension in units.POWER_LIKE and q.behind(pat.CELLS):  # 建设60GWh储能电池产线
        return replace(c.told(MetricRole.ANNUAL_CAPACITY), per=Per.YEAR)
    if not q.text.startswith("单", cue.start) and _holds(q, c.item):  # but 单机容量6.25MW
        return c.told(MetricRole.INSTALLED_CAPACITY)
    item = c.item
    if item is None and pat.ONE.fullmatch(c.between) and c.between not in "量数值":
        item = c.between  # 设站27座
    return q.cued(cue.id, cue.start, c.tail, _thing_of_cue(q.text[cue.start : cue.end]) if item is None else item)


def _thing_of_cue(word: str) -> str | None:
    """What a cue itself names (设计时速, 节约标煤|约); nothing where it is only a verb (一期建设6GWh)."""
    return None if pat.NO_THING.fullmatch(word) else word.rstrip("约近逾") or None


def _is_floor(q: Measure, cue: Cue) -> bool:
    """Whether an area is that of buildings (新建生产车间、研发楼约15万平方米; 其中地上4.2万平方米)."""
    if q.dimension != "area":
        return False
    word = q.text[cue.start : cue.end]
    first = cue.start - 8 if word == "共" else cue.start  # 医技楼、病房楼|共9.8万平方米
    near = q.text[max(0, first) : min(q.end, q.mention.end + 8)]
    return word in ("地上", "地下") or pat.BUILDING.search(near) is not None


def _holds(q: Measure, item: str | None) -> bool:
    """Whether a size is what something built can hold or give (新建冷库10万吨, 配套建设200兆瓦储能系统)."""
    if q.dimension in units.POWER_LIKE:
        return q.is_of_plant()
    return q.dimension in units.HELD and item is not None and pat.STORE.search(item) is not None


_REFINED = {
    MetricRole.FLOOR_AREA: _floor,
    MetricRole.LAND_AREA: _land,
    MetricRole.ANNUAL_CAPACITY: _yearly,
    MetricRole.INSTALLED_CAPACITY: _installed,
    MetricRole.OTHER: _of_any,
}
