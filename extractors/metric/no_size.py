"""Quantities that are no size of an undertaking: former values, classes of things, progress, stocks of a region."""

from bisect import bisect_left

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric import units
from kaigong.extractors.metric.measure import Measure, counts_parts
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.labels import MetricRole

_SPEC_UNITS = frozenset("英寸 吋 寸 纳米 微米".split())  # 月产6英寸晶圆1万片: what kind of thing it is
_GRADE_UNITS = frozenset("千伏级 米 厘米 毫米 千伏 伏 千瓦 兆瓦 马力 公斤 千克 升".split())
_OF_SETS = frozenset(["power", "mass"])  # what each set of a number is rated by
_RAISED = 16  # characters of 一下子增加到, behind 由 and a value
_RAISED_BESIDE = 6  # the same where no 由 stands before the value
_NETWORK = 24  # characters: 全市高速公路通车总里程将突破


def former_value(q: Measure) -> MetricReading | None:
    """What is raised or lowered to the value behind it (由5万吨提高到10万吨)."""
    stop = q.mention.end
    raised = pat.RAISED.match(q.text, stop, min(q.end, stop + _RAISED))
    near = raised is not None and (raised.end() - stop <= _RAISED_BESIDE or q.back(pat.FORMER, 10, q.start))
    return q.none("old_value") if near or q.unit == "番" else None  # 从5万吨翻番到10万吨: the words between


def rest_of_sets(q: Measure) -> MetricReading | None:
    """Sets of which others are told of too (其余两台机组年底前投产)."""
    counted = q.dimension not in units.POWER_LIKE  # but 首批25万千瓦机组并网 is a share of the power
    rest = counted and q.text.startswith("机组", q.mention.end) and q.in_clause(pat.REST_OF_SETS)
    return q.none("progress") if rest else None


def class_of_thing(q: Measure) -> MetricReading | None:
    """What a thing is like, not how much of it there is (6英寸晶圆, 30万吨级码头, 80米级叶片)."""
    long_class = q.unit in units.WIDE and q.text.startswith("级", q.mention.end)
    if q.unit in _SPEC_UNITS or long_class or q.right_behind(pat.GRADE):
        return q.none("spec")
    if q.unit in units.WIDE and q.near(pat.ABOVE_SEA):
        return q.none("spec")  # 管道送往海拔|3000多米的矿区
    graded = q.unit in _GRADE_UNITS and q.behind(pat.GRADE_OF_PIECE)
    return q.none("spec") if graded and q.near(pat.MADE_OF_GRADE) else None


def size_of_vessel(q: Measure) -> MetricReading | None:
    """How much each of the vessels counted right before it holds (两条2000升一次性反应器生产线)."""
    if q.unit not in ("升", "L", "立方米") or q.previous is None or q.previous.mention.end != q.mention.start:
        return None
    each = counts_parts(q.previous.mention) and not is_of_tank(q)
    return q.none("spec") if each else None


def size_of_each(q: Measure) -> MetricReading | None:
    """How large each of what is counted behind it is (10兆瓦风机75台); a figure of its own in 单机容量6.25兆瓦."""
    if q.dimension not in _OF_SETS or (q.cue is not None and q.text.startswith("单", q.cue.start)):
        return None
    return q.none("spec") if q.behind(pat.SIZE_OF_EACH) else None


def is_of_tank(q: Measure) -> bool:
    """Whether the quantity says what a tank or a store holds (两座20万立方米储罐)."""
    return q.dimension in units.HELD and q.behind(pat.TANK_BEHIND) is not None


def largest(q: Measure) -> MetricReading | None:
    """Parts that are the largest of their kind (单体产能最大的两条生产线)."""
    found = q.unit in units.UNCOUNTED and q.in_clause(pat.LARGEST)
    return q.plain(MetricRole.OTHER, "built") if found else None


def opens_name(q: Measure) -> MetricReading | None:
    """一座 before a name (…和一座研发中心), told of as an undertaking of its own."""
    opens = q.mention.text.startswith("一") and q.among.opens_name(q.mention.end)
    return q.none("one") if opens else None


def progress(q: Measure) -> MetricReading | None:
    """How far the works have got (累计完成32台风机吊装, 单口月掘进突破300米)."""
    if q.dimension in units.HELD or q.dimension == "energy":
        return q.none("progress") if q.in_clause(pat.MADE_SO_FAR) else None
    if q.dimension not in ("count", "length"):
        return None
    if q.dimension == "length" and q.text.startswith("处", q.mention.end) and q.in_clause(pat.UP_TO_POINT):
        return q.none("progress")  # 渠道衬砌到42公里处
    done = q.in_clause(pat.PUT_UP)
    if done is not None and (done["what"] or q.behind(pat.PUTTING_UP)):
        return q.none("progress")
    if q.in_clause(pat.FIRST_OF) and q.behind(pat.HOISTED):
        return q.none("progress")
    return q.none("progress") if q.dimension == "length" and q.in_clause(pat.DUG) else None


def of_region(q: Measure) -> MetricReading | None:
    """What a region has or does as a whole."""
    return q.none("of_region") if _is_stock(q) or _is_public_work(q) else None


def _is_stock(q: Measure) -> bool:
    """Whether a stock is that of a place as a whole (目前,灵武奶牛存栏达到9.8万头)."""
    at = q.mention.start
    if q.text.find("里程", max(0, at - _NETWORK), at) >= 0 and q.back(pat.OF_NETWORK, _NETWORK):
        return True
    if (now := pat.NOW.match(q.text, q.first, at)) is None:
        return False
    places = q.among.places
    place = bisect_left(places, now.end(), key=lambda p: p[0])
    if place >= len(places) or places[place][0] != now.end():
        return pat.REGION_STOCK.match(q.text, now.end(), at) is not None
    return pat.STOCK.fullmatch(q.text, places[place][1], at) is not None


def _is_public_work(q: Measure) -> bool:
    """Whether a sentence opens with works that a place does everywhere (新改建农村公路120公里,改造危桥15座)."""
    if pat.PUBLIC_WORKS.fullmatch(q.text, q.first, q.mention.start):
        return True
    if pat.OPENS_LIST.match(q.text, q.first) and pat.PUBLIC_ITEM.fullmatch(q.text, q.first, q.mention.start):
        return not _are_of_school(q)
    run = q.text.rfind(";", q.first, q.mention.start) + 1
    return run > 0 and pat.COUNTRY_WORKS.fullmatch(q.text, run, q.mention.start) is not None


def _are_of_school(q: Measure) -> bool:
    """Whether places for pupils are those of the school that opens the sentence (新村小学完工,新增学位900个)."""
    places = q.text.endswith("学位", 0, q.mention.start)
    return places and pat.SCHOOL_OPENS.match(q.text, q.first, q.mention.start) is not None


def existing(q: Measure) -> MetricReading | None:
    """What stood or was made there before, but for parts that are done by now (已有6栋厂房封顶)."""
    stood = q.previous is not None and q.previous.rule.endswith(".existing")
    if stood and q.previous and pat.ALSO_EXISTING.fullmatch(q.text, q.previous.mention.end, q.mention.start):
        return q.none("existing")
    if not q.in_clause(pat.EXISTING) or (q.unit == "户" and q.behind(pat.FOLK_GAIN)):
        return None  # 已有3200户搬入新居
    done = counts_parts(q.mention) and q.in_clause(pat.BY_NOW) and q.behind(pat.PARTS_DONE)
    return q.plain(MetricRole.OTHER, "built") if done else q.none("existing")
