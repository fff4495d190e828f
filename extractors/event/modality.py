"""Whether an event is told as a fact or as a plan."""

import datetime
import re

from kaigong.extractors.date.mention import is_year
from kaigong.extractors.date.words import integer
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.extractors.event.plan import is_in_plan, is_set_out, is_to_do, opens_clause
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Grain, Modality
from kaigong.schemas.values import DateValue

_EARLY = 75  # days of a year in which what it has begun and ended is still to come
_FIRST_HALF = 6  # the last month of it
_FIRST_STEPS = "开动奠破签"  # how the words begin that tell of a start
_DAYS_BEFORE_HOLIDAY = datetime.timedelta(days=7)
_FROM_NOW = ("未来", "今后", "接下来")
_SET_OUT = re.compile("拟|计划")


def modality(context: EventContext, spot: Spot, date: Mention | None, *, milestone: bool) -> Modality:
    """Planned where the date is still to come or the words around say so; what is no milestone needs plainer words."""
    if date is not None and _is_dated_ahead(context, spot, date, milestone):
        return Modality.PLANNED
    if milestone and _is_of_plan(context, spot, date):
        return Modality.PLANNED
    if _was_begun(spot):
        return Modality.ACTUAL
    stops = [m.end() for m in pat.STOP_INTENT.finditer(spot.text, spot.clause_start, spot.start)]
    scope = stops[-1] if stops else spot.clause_start
    intended = pat.INTENDED if milestone else pat.WILL
    if any(_is_intent(context, m, spot) for m in intended.finditer(spot.text, scope, spot.start)):
        return Modality.PLANNED
    if milestone and (
        _is_agreed_to(context, spot, date)
        or (spot.before(pat.ON_TIME) and spot.told_before_clause(pat.MADE_SURE))
        or (date is None and not stops and _goes_on_with_aims(context, spot))
        or (not stops and (_continues_plan(context, spot) or _ends_plan(context, spot, date)))
    ):
        return Modality.PLANNED
    return Modality.ACTUAL


def _is_dated_ahead(context: EventContext, spot: Spot, date: Mention, milestone: bool) -> bool:
    """Whether a date lies after the publication, or runs on after it with what is told of it still to come."""
    value, published = date.value, context.published
    if not isinstance(value, DateValue):
        return False
    first = value.start or value.end
    if date.text.startswith(_FROM_NOW):
        return True  # 未来三年建成
    if date.text.endswith("前夕") and _is_close(value, published):
        return False  # 国庆前夕,公园开园: told some days before the holiday
    if published is None:
        return milestone and first is not None and spot.behind(pat.BY_THEN) is not None
    if first is not None and first > published:
        return True
    runs_on = value.end is not None and value.end > published
    if runs_on and (
        spot.text[spot.start - 1 : spot.start] == "前"
        or pat.WITHIN.search(date.text)
        or spot.text.startswith(("内", "之内"), date.end)
    ):
        return True  # 年内投入使用, said before the year is over
    if not milestone:
        return False
    if _is_young(value, published, opens=_opens_news(spot, date)) and not spot.before(pat.TOLD):
        return True
    return is_year(date) and _is_first_of_plans(context, spot, date, value)


def _is_close(value: DateValue, published: datetime.date | None) -> bool:
    """Whether a period ends in the days after the publication."""
    return published is not None and value.end is not None and value.end <= published + _DAYS_BEFORE_HOLIDAY


def _opens_news(spot: Spot, date: Mention) -> bool:
    """Whether a date stands before a comma at the head of its sentence (10月中旬,X正式量产)."""
    return spot.sentence is not None and date.start == spot.sentence.start and spot.text.startswith(",", date.end)


def _is_young(value: DateValue, published: datetime.date, *, opens: bool) -> bool:
    """Whether so little of a period is over at the publication that what it ends is still to come."""
    first = value.start or value.end
    if value.grain is Grain.YEAR:  # 今年开工建设A、B, said in February
        return first is not None and (published - first).days <= _EARLY
    if value.grain is Grain.TEN_DAYS and not opens:  # 本月下旬通水, said on the 22nd
        return value.end is not None and value.end > published
    if value.grain in (Grain.HALF_YEAR, Grain.QUARTER) and value.start and value.end:
        # 上半年建成投用, said in February
        return published <= value.end and (published - value.start) * 2 < value.end - value.start
    return False


def _is_first_of_plans(context: EventContext, spot: Spot, date: Mention, value: DateValue) -> bool:
    """Whether this year is said of the first of what is to come (今年动工,2030年通车), in its first half."""
    published = context.published
    if published is None or value.start is None or not value.start <= published or published.month > _FIRST_HALF:
        return False
    if value.start.year != published.year or date.end != spot.start or not date.text.endswith(("今年", "本年")):
        return False
    follows = pat.NEXT_CLAUSE.match(spot.text, spot.start)
    return follows is not None and any(not context.is_past(d) for d in context.dates.starting_at(follows.end()))


def _is_of_plan(context: EventContext, spot: Spot, date: Mention | None) -> bool:
    """Whether a milestone is one of a plan, a term or a list of things to do (启动X项目,年内完成主体工程)."""
    return (
        is_set_out(spot)
        or is_in_plan(context, spot)
        or spot.before(pat.WAS_PLANNED) is not None
        or (date is None and (spot.before(pat.IN_TERM) is not None or _takes_years(context, spot)))
        or (opens_clause(spot) and (is_to_do(spot) or (date is None and spot.word == "启动")))
    )


def _takes_years(context: EventContext, spot: Spot) -> bool:
    """Whether works take some years (分三年建成), not over as far as their start is told (2018年动工,两年建成)."""
    term = spot.before(pat.IN_YEARS)
    if term is None or spot.sentence is None:
        return False
    years = integer(term["n"])
    told = [d.value for d in context.dates.inside(spot.sentence.start, spot.clause_start)]
    starts = [v.start for v in told if isinstance(v, DateValue) and v.start is not None]
    return not (starts and context.published and years and starts[-1].year + years <= context.published.year)


def _was_begun(spot: Spot) -> bool:
    """Whether the word itself says that it was begun before (今年将续建A、B; 拟对在建的X工厂追加投资)."""
    if spot.text.startswith("在建的", spot.start):
        return True
    if spot.text.startswith(("前期工作", "开展前期"), spot.start) and spot.before(pat.GROUNDWORK):
        return True  # 还将抓紧开展A、B的前期工作
    return spot.text.startswith("续建", spot.start) and not spot.before(_SET_OUT)


def _is_agreed_to(context: EventContext, spot: Spot, date: Mention | None) -> bool:
    """Whether the sentence tells that somebody agrees to what is still to come (同意公司投资,并与某政府签订协议)."""
    if date is not None and context.is_over(date):
        return False
    return spot.told_before_clause(pat.AGREED_TO) is not None


def _is_intent(context: EventContext, words: re.Match[str], spot: Spot) -> bool:
    """Whether words of intention are no part of a name (与某市规划局签订) or modifier (计划投资8亿元的X开工)."""
    first = words.start()
    modifier = pat.OF_MODIFIER.match(spot.text, first, spot.start)
    named = spot.text.startswith("计划", first) and pat.PLAN_BY_NAME.match(spot.text, max(0, first - 2))
    none = pat.NO_INTENT.match(spot.text, first)
    return modifier is None and not named and none is None and not context.in_name(first, words.end())


def _continues_plan(context: EventContext, spot: Spot) -> bool:
    """Whether a clause that opens on a date goes on with the plan of the one before (预计2017年竣工,2018年投产)."""
    text, clause_start = context.text, spot.clause_start
    if text[clause_start - 1 : clause_start] != ",":
        return False
    dates = context.dates.starting_at(clause_start + (text[clause_start] in "于在至到"))
    if not dates:
        return False
    before, end = context.clause_before(clause_start)
    if context.has_over(dates):
        # 原计划投资7亿元,2022年9月开工: told after that day, it is a fact, but no end of works that was to be is
        return spot.word[0] not in _FIRST_STEPS and pat.WAS_PLANNED.search(text, before, end) is not None
    # 咖啡产业园区计划,本月获核定: a plan that is named intends nothing
    planned = (m for m in pat.INTENDED.finditer(text, before, end) if not text.startswith(",", m.end()))
    return next(planned, None) is not None and not pat.STOP_INTENT.search(text, before, end)


def _goes_on_with_aims(context: EventContext, spot: Spot) -> bool:
    """Whether a clause ends on an event like the one before, which says what is aimed at (力争A年内竣工,B开园)."""
    if spot.text[spot.clause_start - 1 : spot.clause_start] not in (",", ";") or spot.behind(pat.CLAUSE_OVER) is None:
        return False
    before, end = context.clause_before(spot.clause_start)
    return pat.AIMS.match(spot.text, before, end) is not None and spot.before(pat.TOLD) is None


def _ends_plan(context: EventContext, spot: Spot, date: Mention | None) -> bool:
    """Whether the clause before plans the start of works, so that no end is a fact (将于6月动工,X建成投用)."""
    own = date is not None and date.start >= spot.clause_start
    if own or spot.text[spot.clause_start - 1 : spot.clause_start] != ",":
        return False
    before, end = context.clause_before(spot.clause_start)
    text = spot.text[before:end].rstrip(",")
    return pat.PLANS_START.search(text) is not None and not pat.STOP_INTENT.search(text)
