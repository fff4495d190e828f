"""What a plant makes, takes or is able to in a time, where no cue of the lexicon says it."""

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.cued import per_of
from kaigong.extractors.metric.item import item_after
from kaigong.extractors.metric.measure import Measure
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.labels import Label, MetricRole, Per

_UNMADE_DIMENSIONS = frozenset(["duration", "ratio", "length", "area"])


def made(q: Measure) -> MetricReading | None:
    """What is made or taken in in a time, with the verb between (每年可供应盖板2.4亿套, 一年要“吃”掉秸秆28万吨)."""
    own = q.role in (None, MetricRole.OTHER, MetricRole.ANNUAL_CAPACITY)
    if not own or q.mention.label is not Label.QUANTITY:
        return None
    if q.cue is None and (per := _time_of_amount(q)) is not None:
        return q.plain(MetricRole.ANNUAL_CAPACITY, "made", None, per)
    makes = None if q.unit in units.UNMADE or q.dimension in _UNMADE_DIMENSIONS else q.near(pat.MAKES)
    if makes is None or pat.NOT_MADE.search(makes.group()) or pat.SAVED.match(makes["item"]):
        return None
    if "新增" in makes.group() and q.unit in units.PERSONS:
        return None
    time = makes["each"] or makes["one"] or makes["mean"] or makes["bare"]
    per = Per.YEAR if time == "年" else Per.MONTH if "月" in time else Per.DAY
    return q.plain(MetricRole.ANNUAL_CAPACITY, "made", makes["item"] or None, per)


def _time_of_amount(q: Measure) -> Per | None:
    """The time in which the amount before the quantity is made (年卸港量15万吨, 处理量每日1.2万吨)."""
    amount = q.near(pat.YEARLY_AMOUNT)
    if amount is not None and (q.dimension in units.THINGS or amount["time"] == "日"):
        return Per.DAY if amount["time"] == "日" else Per.YEAR
    if (daily := q.near(pat.DAILY)) is None:
        return None
    return Per.YEAR if daily["time"] == "年" else Per.MONTH if daily["time"] == "月" else Per.DAY


def formed(q: Measure) -> MetricReading | None:
    """The scale that is formed (形成10万锭规模, 形成年5万吨的能力)."""
    scale = q.behind(pat.SCALE) if q.near(pat.FORMS) else None
    if scale is None:
        return None
    if q.unit in units.STANDING:
        return q.plain(MetricRole.INSTALLED_CAPACITY, "forms")
    makes = "产能" in scale.group() and q.dimension in (*units.POWER_LIKE, "count")
    return q.plain(MetricRole.ANNUAL_CAPACITY, "forms", None, Per.YEAR) if makes or q.dimension in units.HELD else None


def able(q: Measure) -> MetricReading | None:
    """What a plant is able to make or take, by any noun for it (新增锻件能力1.5万吨)."""
    found = None if q.unit in units.UNMADE else q.near(pat.ABLE_TO)
    return None if found is None else q.plain(MetricRole.ANNUAL_CAPACITY, "able", found["item"], Per.YEAR)


def rate(q: Measure) -> MetricReading | None:
    """A quantity that is written a year or a day (一期制氢1万吨/年)."""
    found = pat.RATE.search(q.mention.text) if q.dimension in units.HELD else None
    if found is None:
        return None
    item = item_after(q)[0] or _named_before(q)  # 规模为乙烯300万吨/年
    return q.plain(MetricRole.ANNUAL_CAPACITY, "rate", item, per_of(found))


def _named_before(q: Measure) -> str | None:
    """The goods right before a rate, behind the word for how much it is."""
    goods = q.near(pat.GOODS_BEFORE)
    return None if goods is None else goods["item"]
