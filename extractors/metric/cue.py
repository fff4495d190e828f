"""The nearest cue before a quantity whose role takes it."""

from kaigong.extractors.cue import Cue
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.measure import Measure
from kaigong.schemas.labels import Label, MetricRole
from kaigong.schemas.lexicon import MetricRoleEntry

SOURCES = "sources"  # the entry of 风电, 储能 …: what makes or keeps power, and its size
_NOUN_CUES = frozenset(("设备", "生产设备", "泊位", "车位", "储能", "风电", "光伏"))
_SUMMING = frozenset(("共", "满足", "可满足"))  # 日处理能力|共计6.5万吨, 年旅客吞吐量|可满足6000万人次
_MAX_GAP = 18


def nearest_cue(q: Measure) -> Cue | None:
    """The nearest cue whose role takes the dimension, passing over those that do not (新建…长, 建设…床位)."""
    end = q.mention.start
    while (cue := q.among.before.last(q.text, q.floor, end)) is not None:
        if q.mention.start - cue.end > _MAX_GAP:
            return None
        in_word = _in_word(q.text, cue)
        if not in_word and fits(q, q.among.entries[cue.id]):
            return _over_source(q, cue) or cue
        if not in_word or q.text.startswith("年", cue.start):
            # 2021年|总产能, where 年总产 was found; 可|安置待业青年370人, where 可安置 takes households
            inner = q.among.before.last(q.text, cue.start + 1, end)
            if inner is not None and inner.start < cue.end < inner.end and fits(q, q.among.entries[inner.id]):
                return inner
        end = cue.end - 1
    return None


def fits(q: Measure, entry: MetricRoleEntry) -> bool:
    """Whether an entry takes the quantity, by its unit and dimension."""
    if q.unit in entry.not_units or (entry.units and q.unit not in entry.units):
        return False
    if entry.id == "other" and q.unit in ("人", "名") and _does_works(q):
        return False
    if entry.role is MetricRole.JOBS:
        return q.unit in units.PERSONS
    if entry.role is MetricRole.ANNUAL_CAPACITY:
        if q.unit == "个" and not q.mention.text[:1].isdigit():
            return False  # 年产量摘取了两个“全国第一”
        made = q.unit not in units.UNMADE and q.dimension not in ("duration", "ratio")
        return made and q.mention.label is Label.QUANTITY
    if entry.dimensions:
        return q.dimension in entry.dimensions
    if entry.role is MetricRole.INSTALLED_CAPACITY:
        return q.dimension not in ("area", "length", "duration", "ratio") and q.mention.label is Label.QUANTITY
    return q.dimension not in ("duration", "age", "temperature", "percent", "voltage")


def _does_works(q: Measure) -> bool:
    """Whether those who do the works are counted (建成是近万名职工五年拼搏的结果)."""
    if not q.text.startswith((",", "。", ";", "、", ")", "的", "\n"), q.mention.end):
        return True
    return q.back(pat.HANDS, 12) is not None


def _over_source(q: Measure, cue: Cue) -> Cue | None:
    """The cue of which a source of power is the object (年产储能电池5吉瓦时, 年发光伏绿电3亿千瓦时)."""
    word = q.text[cue.start : cue.end]
    summing = word in _SUMMING
    if not summing and word not in _NOUN_CUES and cue.id != SOURCES:
        return None  # 年产立体车库设备2万套
    before = q.among.before.last(q.text, q.floor, cue.start)
    if before is None:
        return None
    if summing:
        return before if before.end == cue.start else None
    between = q.text[before.end : cue.start]
    if (cue.id == SOURCES and between.strip("可达约的")) or pat.NO_NOUN.search(between):
        return None
    return before if q.among.entries[before.id].role is MetricRole.ANNUAL_CAPACITY else None


def _in_word(text: str, cue: Cue) -> bool:
    """Whether a cue of one character is part of a word (设备126台; a cue of its own in 设站27座)."""
    if text.startswith("氢氧", cue.end - 1):
        return True  # 年产|氢氧化钾
    if cue.id == SOURCES and pat.OTHER_SOURCE.match(text, cue.end):
        return True  # 家用储能|电池; 3GWh储能|项目、4GW风电项目
    if text.startswith(("工地上", "公共"), cue.start - 1) or pat.IN_BODY.match(text, cue.start):
        return True
    if text.startswith("年", cue.start) and pat.OF_A_YEAR.search(text, max(0, cue.start - 6), cue.start):
        return True
    if text.startswith("月", cue.start) and text[cue.start - 1 : cue.start] in "0123456789个":
        return True  # 今年1至8|月生产整车7.6万辆
    return cue.end - cue.start == 1 and pat.PART_OF_WORD.match(text, cue.start) is not None
