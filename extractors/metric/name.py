"""Capacity that stands in a name, or before the word for it, without a cue."""

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.cued import per_of
from kaigong.extractors.metric.item import item_after
from kaigong.extractors.metric.measure import Measure
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import MetricRole, Modality, Qualifier
from kaigong.schemas.values import Quantity

_NO_GOODS = frozenset("个 项 家 座 条 处 层 栋 幢 间".split())  # 26层高酒店: no output
_SIZED = units.THINGS | units.POWER_LIKE


def capacity_behind(q: Measure) -> MetricReading | None:
    """Capacity said after the thing (6000升生物反应器总容量)."""
    if not q.is_weak:
        return None
    item, tail = item_after(q)
    word = pat.CAPACITY_WORD.search(item or "")
    if item is None or word is None or not word.start():
        return None
    return q.unphased(MetricRole.INSTALLED_CAPACITY, "capacity_behind", item[: word.start()], tail)


def in_name(q: Measure) -> MetricReading | None:
    """Capacity that stands in a project's name (40万千瓦海上光伏项目, 8万吨铜箔生产基地)."""
    if not q.is_weak or not _may_be_in_name(q):
        return None
    if q.dimension == "power" and q.back(pat.PLANT_BEFORE, 12):
        return q.unphased(MetricRole.INSTALLED_CAPACITY, "plant_before")  # 水面光伏电站二期120MW
    if q.right_behind(pat.GRADE) or q.right_behind(pat.SHIPS):
        return None  # 3万吨级码头, 40万吨矿石码头: what ships it takes
    if not q.among.in_any_name(q.mention) and not q.behind(pat.NAMED):
        return None
    item, tail = item_after(q)
    if _is_held(q, item):
        reading = q.unphased(MetricRole.INSTALLED_CAPACITY, "in_name", item, tail)
    else:
        per = per_of(pat.RATE.search(q.mention.text))  # 4500t/d水泥熟料生产线
        reading = q.unphased(MetricRole.ANNUAL_CAPACITY, "in_name", item, tail, per)
    return replace(reading, status=Modality.PLANNED)


def _may_be_in_name(q: Measure) -> bool:
    """Whether a quantity is one that names hold: of goods or power, written in digits, and no few sets."""
    value = q.mention.value
    assert isinstance(value, Quantity)
    if value.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST):
        return False
    if q.dimension not in _SIZED or q.unit in _NO_GOODS:
        return False
    if not (q.mention.text[:1].isdecimal() or "万" in q.mention.text):
        return False  # capacities in names are written in digits (or 百万吨级); 十三间房 is a place
    if q.unit in units.SETS and q.value is not None and q.value <= units.FEW:
        return False  # 对4套装置进行改造
    if q.unit != "套":
        return True
    few = q.value is not None and q.value < units.FEW**2
    # 新建21套炼油化工装置
    return not (q.text.startswith(("装置", "设备"), q.mention.end) or (few and q.behind(pat.PLANT_PARTS)))


def _is_held(q: Measure, item: str | None) -> bool:
    """Whether the size is what a plant has installed, not what it makes."""
    if q.unit in units.STANDING or (item is not None and pat.STORE.search(item)):
        return True
    if q.dimension not in units.POWER_LIKE or q.behind(pat.CELLS) or q.behind(pat.MADE_AT_BASE):
        return False  # 10GWh储能电芯项目, 5GWh储能系统生产基地 make them
    return q.text.startswith(("项目", "工程"), q.mention.end) or q.is_of_plant()
