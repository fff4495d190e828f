"""Counts of the parts of a work, by what they are like, what they do or the words for building them."""

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.item import item_after
from kaigong.extractors.metric.measure import Measure, counts_parts, unit_of
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.labels import Label, MetricRole

_PART_UNITS = frozenset("基 栋 座 条 套 台 根 架 幢 口 组 个 支 只 块 孔 间 艘 处 辆 格 道".split())
_HOMES = frozenset("套 户 间".split())
_HOUSES = frozenset("栋 幢 座".split())
_MOORED = frozenset("艘 条 只 辆 架".split())
_VAGUE_UNITS = frozenset("个 只 块 口".split())  # 两个泊位 is told of as much as it is built
_DONE_SHARE_ENDS = ("", ",", "。", ";", "\n")


def done_part(q: Measure) -> MetricReading | None:
    """How much of the works is done (完成支架安装70%, 截至4月底已完成63%)."""
    if q.mention.label is not Label.PERCENT:
        return None
    ends = q.text[q.mention.end : q.mention.end + 1] in _DONE_SHARE_ENDS
    done = q.near(pat.DONE_PART) or (ends and q.near(pat.DONE_SHARE))
    return q.plain(MetricRole.OTHER, "done_part") if done else None


def size_of_parts(q: Measure) -> MetricReading | None:
    """The area or length of the parts counted just before (标准厂房8栋5.4万平方米, 隧洞71座110公里)."""
    if q.previous is None or not counts_parts(parts := q.previous.mention):
        return None
    gap = q.text[parts.end : q.mention.start]
    each = not gap and unit_of(parts) in units.SETS  # 2台360平方米烧结机
    if q.unit in _HOMES and gap in ("", "、", "共") and unit_of(parts) in _HOUSES:
        return q.plain(MetricRole.OTHER, "built")  # 住宅28栋2100套
    if q.dimension == "area" and pat.AREA_OF_PARTS.fullmatch(gap) and not each:
        return q.unphased(MetricRole.FLOOR_AREA, "floor_beside")
    if q.unit in units.LONG and not gap:
        return q.plain(MetricRole.LENGTH, "line_beside")
    return None


def told_parts(q: Measure) -> MetricReading | None:
    """Parts by what they are like (6.25兆瓦的风电机组96台) or do (6栋猪舍已建成)."""
    if not counts_parts(q.mention):
        return None
    if q.previous is not None and not counts_parts(q.previous.mention):
        like = pat.ATTRIBUTED.fullmatch(q.text, q.previous.mention.end, q.mention.start)
        if like is not None:
            item = like["item"]
            if item.endswith("等"):
                item = item_after(q)[0] or item  # 聚丙烯等|21套|装置
            return q.unphased(MetricRole.OTHER, "attributed", item)
    if q.back(pat.OPENS, 6) is None or q.behind(pat.STANDING) is None:
        return None
    return q.unphased(MetricRole.OTHER, "standing", *item_after(q))


def built(q: Measure) -> MetricReading | None:
    """Parts that are built, by the verb 建 before them or their noun behind them (建牛舍12栋, 完成了3栋厂房)."""
    if q.dimension != "count" or q.unit not in _PART_UNITS:
        return None
    found = q.near(pat.BUILT_BEFORE)
    if found is None:
        vague = not q.mention.text[:1].isdigit() and q.unit in _VAGUE_UNITS
        if vague and not q.near(pat.TO_BUILD):  # 拟建|两个泊位
            return None
        if q.unit in _MOORED and (moors := q.near(pat.MOORS)) is not None:
            return q.plain(MetricRole.INSTALLED_CAPACITY, "moors", moors["item"] or None)
        found = q.near(pat.WORKS_BEFORE)
        found = found or q.near(pat.THING_BEFORE)
    if found is not None:
        return q.plain(MetricRole.OTHER, "built", found["item"] or None)
    noun = q.behind(pat.PART_BEHIND)
    return None if noun is None else q.plain(MetricRole.OTHER, "built", noun.group())
