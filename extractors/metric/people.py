"""People and bodies that a quantity counts: who finds work, who is served, who moves in, who counts for nothing."""

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.measure import Measure
from kaigong.extractors.reading import MetricReading
from kaigong.extractors.target.one import is_served
from kaigong.schemas.labels import MetricRole

_A_FEW_AT_WORK = 10  # 3名工人正在上班 is a scene
_BODY_UNITS = frozenset("个 项 件 家 户 宗 批 大 类 名 次 位".split())


def people(q: Measure) -> MetricReading | None:
    """People who find work (吸纳214名农牧民就业), who are served (28万居民告别了井水) or who are taught."""
    if q.unit not in units.PERSONS:
        return None
    taught = q.text.endswith(("招收", "招"), 0, q.mention.start) and q.behind(pat.PUPILS)
    if taught or q.near_in_clause(pat.PUPILS_BEFORE):
        return q.none("pupils")
    if q.back(pat.SAVED_HANDS, 12, q.start):
        return q.plain(MetricRole.OTHER, "saved_hands")
    many = q.value is not None and q.value >= _A_FEW_AT_WORK
    if many and q.behind(pat.AT_WORK):
        return q.plain(MetricRole.JOBS, "takes_on")  # 186名群众在家门口上了班
    if many and q.behind(pat.FOLK_GAIN):
        return q.plain(MetricRole.OTHER, "folk_gain")
    if q.near_in_clause(pat.ROOM_FOR) and q.behind(pat.LIVES_THERE):
        return q.plain(MetricRole.INSTALLED_CAPACITY, "room_for")
    guarded = q.unit in ("人", "名") and q.near_in_clause(pat.GUARDED)
    supplied = q.behind(pat.DRINKS_TOO) or (q.near_in_clause(pat.SUPPLIES) and q.behind(pat.SUPPLIED))
    if guarded or supplied:
        return q.plain(MetricRole.OTHER, "folk_gain")
    return q.plain(MetricRole.JOBS, "takes_on") if _find_work(q) else None


def _find_work(q: Measure) -> bool:
    """Whether people find work (吸纳脱贫户35人, 安排80人就业, 在项目上务工的牧民有160多人)."""
    if (q.near_in_clause(pat.HIRES) and q.behind(pat.STAFF)) or q.near_in_clause(pat.TAKEN_ON):
        return True
    if q.near_in_clause(pat.TAKES_ON) and q.behind(pat.WORKS_THERE):
        return True
    return q.unit == "人" and q.near_in_clause(pat.WORKERS) is not None


def posts(q: Measure) -> MetricReading | None:
    """Posts of a kind that works bring (新增医护岗位约300个)."""
    counted = q.unit == "个" and q.near_in_clause(pat.POSTS)
    return q.plain(MetricRole.JOBS, "takes_on") if counted else None


def counties(q: Measure) -> MetricReading | None:
    """Whole counties (涉及大理、楚雄等5个州市)."""
    return q.none("counted_bodies") if q.unit == "个" and q.behind(pat.COUNTIES) else None


def served(q: Measure) -> MetricReading | None:
    """Villages, quarters, households or beasts that the works serve (惠及63个贫困村, 3个乡镇|1.6万户, 746户搬进)."""
    homes = q.unit == "户" and (q.near_in_clause(pat.GUARDED) or q.behind(pat.FOLK_GAIN))
    if homes or (q.unit in ("头", "只") and q.behind(pat.DRINKS)):
        return q.plain(MetricRole.OTHER, "folk_gain")
    serves = q.near_in_clause(pat.SERVES) if q.unit == "个" else None
    found = serves is not None and (serves["body"] or q.behind(pat.SERVED_BODIES))
    return q.plain(MetricRole.OTHER, "folk_gain") if found else None


def classes(q: Measure) -> MetricReading | None:
    """Classes of pupils that a school has room for (可容纳36个班, 能坐下24个教学班)."""
    taught = q.unit == "个" and q.right_behind(pat.CLASSES)
    return q.plain(MetricRole.OTHER, "classes", "班") if taught else None


def bodies(q: Measure) -> MetricReading | None:
    """Counts of projects, firms and the like, which are no property of one project unless they are its tenants."""
    if not _counts_bodies(q):
        return None
    tenants = q.back(pat.TENANTS, 12, q.start) and not q.in_clause(pat.OF_ZONE)
    if tenants or is_served(q.text, q.start, q.mention):
        return q.plain(MetricRole.OTHER, "tenants")
    return q.none("counted_bodies")


def _counts_bodies(q: Measure) -> bool:
    if q.dimension != "count" or q.unit not in _BODY_UNITS:
        return False
    stop = q.mention.end
    behind = pat.COUNTED_BODIES.match(q.text, stop, min(q.end, stop + 18))
    if behind is None and q.back(pat.BODIES_BEFORE, 12) is None:
        return False
    return q.right_behind(pat.NO_BODIES) is None and q.back(pat.MADE_SO_MANY, 6) is None
