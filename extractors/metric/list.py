"""Quantities in a list: what goes on with the role of the one before or behind, and what is of another kind."""

from kaigong.extractors.mention_view import NEAR
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.item import NEXT_ITEM, item_after
from kaigong.extractors.metric.measure import Measure, Quantities, counts_parts, unit_of
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label, MetricRole, Modality

_EFFECTS = (MetricRole.ANNUAL_CAPACITY, MetricRole.JOBS, MetricRole.OTHER)
_MANY = 1000


def listed(q: Measure) -> MetricReading | None:
    """What goes on with the role of the quantity before (年产浓缩磷脂4500吨和膳食纤维8000吨)."""
    previous = q.previous
    if previous is None or previous.role is None or not _continues(q, previous):
        return None
    item, tail = item_after(q)
    if item is None or pat.NEXT_LISTED.match(item):
        tail = q.mention.end  # 浓缩磷脂4500吨|和膳食纤维8000吨: the next of the list
        gap = q.text[previous.mention.end : q.mention.start]
        words = pat.MADE_THERE.sub("", NEXT_ITEM.split(gap)[-1].strip())
        item = words if len(words) >= 2 else None
    role = _role(q, previous)
    per = previous.per if role is previous.role else None
    rule, start = "metric_role.listed", q.mention.start
    return MetricReading(q.mention, role, previous.status, start, tail, rule, item, per, previous.phase)


def also_raised(q: Measure) -> MetricReading | None:
    """A further size that goes up beside the one before (合成氨由30万吨提高到45万吨,尿素由52万吨扩大到80万吨)."""
    before = q.sized
    if before is None or before.role is None or not q.is_in_unit_of(before.mention):
        return None
    more = pat.ALSO_RAISED.fullmatch(q.text, before.mention.end, q.mention.start)
    return None if more is None else q.plain(before.role, "listed", more["item"], before.per)


def goes_on(text: str, reading: MetricReading, previous: MetricReading | None) -> MetricReading:
    """The reading, planned where it goes on with planned effects (可节约标准煤57万吨,减排二氧化碳156万吨)."""
    if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
        return reading
    if reading.role not in _EFFECTS or previous.role not in _EFFECTS:
        return reading
    between = pat.PLAIN_GAP.fullmatch(text[previous.mention.end : reading.mention.start])
    return replace(reading, status=Modality.PLANNED) if between else reading


def _continues(q: Measure, previous: MetricReading) -> bool:
    """Whether the quantity goes on with a list that the one before belongs to."""
    if q.dimension == "voltage" or (q.mention.label is Label.PERCENT and previous.mention.label is not Label.PERCENT):
        return False  # 年产钢材30万吨,其中板材占60%
    gap = q.text[previous.mention.end : q.mention.start]
    alike = q.is_in_unit_of(previous.mention) and q.unit not in units.PERSONS
    if previous.role is MetricRole.INSTALLED_CAPACITY and (gap == "/" or (alike and pat.OF_THAT.fullmatch(gap))):
        return True  # 600兆瓦/2400兆瓦时; 设400张病床,其中250张为住院病床
    if previous.role is MetricRole.ANNUAL_CAPACITY and pat.OF_WHICH.fullmatch(gap):
        return True  # 年吞吐500万吨,其中集装箱20万标箱
    if previous.role is MetricRole.JOBS and q.unit in units.PERSONS and pat.OF_THOSE.fullmatch(gap):
        return True  # 吸纳就业8700人,其中脱贫户1260人
    if pat.LISTED.fullmatch(gap) is None or q.among.clauses.clause(previous.mention.start) != q.clause:
        return False
    if previous.role is not MetricRole.LAND_AREA:
        return True
    if previous.rule.endswith(".listed"):
        return alike
    first = max(0, previous.mention.start - NEAR)  # 用地分别为180亩、65亩
    return alike and pat.RESPECTIVE.search(q.text, first, previous.mention.start) is not None


def _role(q: Measure, previous: MetricReading) -> MetricRole | None:
    """The role that the list goes on with, but for things of another kind (…和60MW热电厂, …和3万平方米车间)."""
    role = previous.role
    if q.dimension in units.POWER_LIKE and role is not MetricRole.ANNUAL_CAPACITY and q.behind(pat.PLANT_BEHIND):
        return MetricRole.INSTALLED_CAPACITY  # 升压站3座、集电线路186公里和15万千瓦储能
    stored = q.dimension in units.HELD and role in (MetricRole.OTHER, MetricRole.FLOOR_AREA)
    if stored and pat.STORE.search(q.text, previous.mention.end, q.mention.start):
        return MetricRole.INSTALLED_CAPACITY  # 保税仓6万平方米、冷库2万吨
    if (role is MetricRole.FLOOR_AREA and q.dimension != "area") or (
        role is MetricRole.LENGTH and q.dimension != "length"
    ):
        return MetricRole.OTHER  # 管网32公里、换热站14座
    if previous.rule.endswith(".classes") and q.unit in units.PERSONS:
        held = q.text.find("容纳", q.clause[0], previous.mention.start) >= 0  # 可容纳96个教学班、4500名学生
        return MetricRole.INSTALLED_CAPACITY if held else role
    if q.dimension == "area":
        return _role_of_area(q, previous)
    if role not in (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY):
        return role
    stop = q.mention.end
    if q.dimension == "power" and pat.POWER_PLANT.search(q.text, stop, min(q.end, stop + 8)):
        return MetricRole.INSTALLED_CAPACITY
    return MetricRole.OTHER if _is_part_listed(q, previous) else role


def _role_of_area(q: Measure, previous: MetricReading) -> MetricRole | None:
    """The role of an area in a list."""
    role, stop = previous.role, q.mention.end
    gap = q.text[previous.mention.end : q.mention.start]
    if role is MetricRole.FLOOR_AREA and q.right_behind(pat.OPEN_AIR):
        return MetricRole.OTHER  # 1.2万平方米展厅和2万平方米的中心广场
    if unit_of(previous.mention) in ("栋", "幢", "座") and pat.FLOORS.fullmatch(gap):
        return MetricRole.FLOOR_AREA  # 厂房21栋、38万平方米
    # 集装箱堆场12万平方米、仓储用房9.6万平方米; 1条4500米跑道、31万平方米卫星厅
    if role is MetricRole.OTHER and (pat.BUILDING.search(gap) or q.behind(pat.FLOOR_BEHIND)):
        return MetricRole.FLOOR_AREA
    if role is MetricRole.INSTALLED_CAPACITY:
        return MetricRole.FLOOR_AREA  # 建设冷库25万立方米、常温仓库3.6万平方米
    if role is MetricRole.ANNUAL_CAPACITY and pat.BUILDING.search(q.text, stop, min(q.end, stop + 8)):
        return MetricRole.FLOOR_AREA
    return role


def _is_part_listed(q: Measure, previous: MetricReading) -> bool:
    """Whether parts of the works are counted behind a capacity, not what is made (丙烷脱氢装置、两套聚丙烯装置)."""
    few = q.value is not None and q.value <= units.FEW
    if q.unit == "套" and (few or q.text.startswith(("装置", "设备"), q.mention.end)):
        return True
    if q.unit not in units.UNCOUNTED or (q.value is not None and q.value >= _MANY):
        return False  # 年产诊断试剂3.5亿人份、仪器1.2万台
    if few or q.value is None or unit_of(previous.mention) not in units.UNCOUNTED:
        return True
    goods = pat.GOODS_LISTED.fullmatch(q.text, previous.mention.end, q.mention.start)
    return goods is None  # 年产压机360台、抛光线120条


def listed_before(among: Quantities, readings: list[MetricReading]) -> list[MetricReading]:
    """The readings, with the items which the last word of their list explains (新增铁水402万吨、钢水360万吨产能)."""
    made = list(readings)
    explains = False
    for number in range(len(made) - 2, -1, -1):
        one, last = made[number], made[number + 1]
        explains = explains or (last.rule.endswith("year_capacity") and last.end > last.mention.end)
        explains = explains and one.rule == "metric_role.no_cue" and unit_of(one.mention) == unit_of(last.mention)
        if explains and pat.ITEM_BEFORE.fullmatch(among.text, one.mention.end, last.mention.start):
            listing = among.plain(one.mention, last.role or MetricRole.OTHER, "listed")
            made[number] = replace(listing, per=last.per)
        else:
            explains = False
    return made


def parts_listed(among: Quantities, readings: list[MetricReading]) -> list[MetricReading]:
    """The readings, with parts of which each has a size (2台360平方米烧结机、1座350吨转炉)."""
    made = list(readings)
    for number in range(2, len(made)):
        part, size, one = made[number - 2 : number + 1]
        if part.role is not MetricRole.OTHER or part.mention.end != size.mention.start or size.role or one.role:
            continue
        more = counts_parts(part.mention) and counts_parts(one.mention)
        if more and pat.PART_BETWEEN.fullmatch(among.text, size.mention.end, one.mention.start):
            made[number] = among.plain(one.mention, MetricRole.OTHER, "listed")
    return made
