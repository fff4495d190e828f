"""Power without a cue of its own: of a plant, of the sets counted beside it, of a phase or a bracket."""

from itertools import pairwise

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.measure import Measure, Quantities, unit_of
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import MetricRole, Per, Qualifier
from kaigong.schemas.values import Quantity

_OF_ONE = ("metric_role.no_cue", "metric_role.in_name")  # rules of a size that is that of one set


def power(q: Measure) -> MetricReading | None:
    """A plant of power, or a share of one that comes on line."""
    if q.dimension not in units.POWER_LIKE or q.behind(pat.CELLS):
        return None
    share = q.near_in_clause(pat.POWER_SHARE) and q.behind(pat.POWER_RUNS)
    stored = q.dimension == "energy" and q.text.startswith("/", q.mention.start - 1)
    if share or stored or q.behind(pat.ENERGY_BESIDE) or (not _is_of_one_set(q) and q.behind(pat.PLANT_BEHIND)):
        return q.plain(MetricRole.INSTALLED_CAPACITY, "power")
    return None


def _is_of_one_set(q: Measure) -> bool:
    """Whether the power is that of each of the sets beside it (73台|5.5兆瓦风电机组)."""
    before = q.among.preceding(q.mention)
    if before is not None and before.end == q.mention.start and unit_of(before) in units.SETS:
        return True
    return q.behind(pat.OF_EACH) is not None


def size_beside(q: Measure) -> MetricReading | None:
    """The power of the sets counted just before (装机3台共4.8万千瓦; 4台35万千瓦机组 says what one is)."""
    if q.previous is None or q.dimension != "power" or unit_of(q.previous.mention) not in units.SETS:
        return None
    beside = pat.BESIDE.fullmatch(q.text, q.previous.mention.end, q.mention.start)
    return q.plain(MetricRole.INSTALLED_CAPACITY, "size_beside") if beside else None


def bracketed(q: Measure) -> MetricReading | None:
    """Power in a bracket behind a cue of any part (新建工程项目(2×350MW))."""
    weak = q.role is MetricRole.OTHER and q.dimension in units.POWER_LIKE
    return bare(q) if weak and q.text[q.mention.start - 1 : q.mention.start] == "(" else None


_AREAS = (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA)


def bare(q: Measure) -> MetricReading | None:
    """A size that only a phase or a bracket introduces: 其中一期2.5万吨, X扩建工程(2×100万千瓦)."""
    at, stop = q.mention.start, q.mention.end
    in_bracket = q.text[at - 1 : at] == "(" and q.text[stop : stop + 1] in ")/,"
    if not in_bracket and q.back(pat.BARE_PHASE, 8) is None:
        return None
    role: MetricRole | None
    of_power, whole = q.dimension in units.POWER_LIKE, q.powered
    if q.previous is not None and q.previous.role in _AREAS and q.is_in_unit_of(q.previous.mention):
        role, per = q.previous.role, None  # 规划面积580亩,其中一期180亩
    elif not of_power and q.sized is not None and q.is_in_unit_of(q.sized.mention):
        role, per = q.sized.role, q.sized.per  # 近期日处理污水3万吨,远期6万吨
    elif of_power and whole is not None and q.dimension == q.among.dimension(whole.mention):
        role, per = whole.role, whole.per  # 30吉瓦硅片…一期10吉瓦
    elif q.dimension == "power" or (q.dimension == "volume" and not in_bracket):
        role, per = MetricRole.INSTALLED_CAPACITY, None  # 罐区一期12万立方米
    elif q.dimension == "mass" and not in_bracket:
        role, per = MetricRole.ANNUAL_CAPACITY, Per.YEAR
    else:
        return None
    assert role is not None  # of a size that was read
    return q.plain(role, "bare_size", None, per)


def with_products(among: Quantities, readings: list[MetricReading]) -> list[MetricReading]:
    """The readings, with the size of all sets in place of that of one (2台60万千瓦机组: 120万千瓦)."""
    made = list(readings)
    for number, (sets, size) in enumerate(pairwise(readings)):
        if unit_of(sets.mention) not in units.SETS or among.dimension(size.mention) != "power":
            continue
        count, each = sets.mention.value, size.mention.value
        if not (isinstance(count, Quantity) and isinstance(each, Quantity) and count.value and each.value):
            continue
        if pat.SETS_OF.fullmatch(among.text, sets.mention.end, size.mention.start) is None:
            continue
        if sets.role is None and pat.SETS_STAND.match(among.text, size.mention.end):
            made[number] = among.plain(sets.mention, MetricRole.OTHER, "built", "风机")  # 25台4兆瓦风机全部并网
        if _is_of_each(among, size, each):
            value = replace(each, value=each.value * count.value)
            made[number + 1] = _of_all(among, sets, size, value)
            if sets.role is None and not among.in_any_name(sets.mention):
                made[number] = among.plain(sets.mention, MetricRole.OTHER, "built", "机组")
    return made


def _is_of_each(among: Quantities, size: MetricReading, each: Quantity) -> bool:
    """Whether the size is that of each of the sets counted before it."""
    # 两台百万千瓦级机组
    if each.qualifier is Qualifier.ORDER_OF or each.unit not in ("千瓦", "瓩") or size.rule not in _OF_ONE:
        return False
    return pat.SETS_BEHIND.match(among.text, size.mention.end) is not None


def _of_all(among: Quantities, sets: MetricReading, size: MetricReading, value: Quantity) -> MetricReading:
    """The size of all sets, told by their number and the size of each."""
    start, end = sets.mention.start, size.mention.end
    whole = replace(size.mention, start=start, text=among.text[start:end], value=value)
    return replace(among.plain(whole, MetricRole.INSTALLED_CAPACITY, "product"), start=start, end=end)
