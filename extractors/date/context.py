"""Fills in what a date leaves out (year, month, week) from its clause, its neighbours and the day of publication."""

import datetime
import re

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.heads import Chain, Clock
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain

_BREAK = lazy(r"[。;!?\n]")
_CLAUSE_BREAK = lazy(r"[,。;:!?\n]")
_NOW = lazy(r"目前|现在|当前|如今|眼下|日前|近日")
_MODIFIES = lazy(
    r"(?:签约|签订|引进|招引|落户|开工|动工|奠基|开建|立项|获批|核准|批准|规划|谋划|建成|竣工|投产|启动)的"
)
_WINDOW = 28
_REACH = 80
_SOON = 21
_NEAR_AHEAD = 92
_LATER = 31
_DONE_HERE = lazy(r"[^,。;!?\n]{0,12}?[已了]")
_DONE_NEXT = lazy(r"^[^。;!?\n]{0,20}?,(?:目前|现|截至目前)?(?:已|业已)")
_COMING = lazy(r"^(?:之?前)?(?:就|也|还|才)?(?:将|有望|可望|可(?=[完投建竣交])|能)")


@dataclass(frozen=True, slots=True)
class Last:
    """The date read before this one."""

    days: Interval
    end: int
    level: str
    explicit: bool
    relative: bool


_PLANS = lazy("计划|拟|将|力争|预计")


# 为|年底|通车奠定了基础: what something done makes way for
_GROUND_FOR = lazy(r"[^,。;]{1,12}(?:奠定|打下|打好|夯实|创造|铺平|提供|赢得)了?")
_FILED = lazy(r"专?[电讯]")  # 北京5月1日电, where 电池 is no cue
_SAYS = lazy(r"(?<![名职简号统昵俗])称(?!号|为)")
_LATE_IN_YEAR = 7
_REVIEW_MONTHS, _REVIEW_AHEAD = 2, 90
_TURNS_AHEAD = lazy(r"(?:^|[。;\n])[^,。;\n]{0,4}(?:今年|[明后]年|新年|新的一年|目前|现在|如今|眼下)|记者|计划新|规划")
_YEAR_END = ("年底", "年末", "年内", "岁末", "年尾")


@dataclass(frozen=True, slots=True)
class Tense:
    """Whether a clause speaks of what is to come or of what has been; ``bare``: it holds nothing but the date.

    ``by_event``: it is past only for the event that follows the date (12月投产).
    """

    future: bool
    past: bool
    bare: bool
    by_event: bool = False


def read_tense(text: str, start: int, end: int) -> Tense:
    """Tense of the clause around a date."""
    before = _CLAUSE_BREAK.split(text[max(0, start - _WINDOW) : start])[-1]
    after = _CLAUSE_BREAK.split(text[end : end + _WINDOW])[0]
    line_before = text[max(0, start - _WINDOW) : start].rpartition("\n")[2].strip()
    line_after = text[end : end + _WINDOW].partition("\n")[0].strip()
    past = bool(w.cue_pattern("past").search(before) or w.cue_pattern("past").search(after))
    past = past or bool(_FILED.match(after) or _SAYS.search(before) or _SAYS.search(after))
    by_event = not past and bool(_DONE_NEXT.match(text[end : end + _WINDOW]))
    past = past or by_event
    past = past and not (before.endswith("为") and _GROUND_FOR.match(after))
    deadline = not past and after.startswith(("前", "之前", "以前")) and not after.startswith(("前后", "前夕"))
    future = (
        deadline
        or bool(before.endswith("为") and _GROUND_FOR.match(after))
        or bool(w.cue_pattern("future").search(before) or _COMING.search(after))
    )
    bare = not (line_before or line_after)
    return Tense(future and not before.endswith("已"), past and not future, bare, by_event)


def same_sentence(text: str, last: Last | None, start: int) -> Last | None:
    """The date before, if it stands in the same sentence and not far off."""
    if last is None or start - last.end > _REACH or _BREAK.search(text, last.end, start):
        return None
    return last


def fill_in(chain: Chain, text: str, start: int, clock: Clock, last: Last | None) -> Interval | None:
    """The days of a chain; unresolved where nothing says which year, None where there is no such day."""
    if chain.floating is None:
        return chain.resolve(chain.base)
    near = same_sentence(text, last, start)
    if chain.floating == "year":
        told = _goes_on_in_year(chain, text, start, clock, last) if near is None else None
        return told or _fill_year(chain, text, start, clock, near)
    if chain.floating == "month":
        return _fill_month(chain, text, start, clock, near)
    return _fill_week(chain, text, start, clock)


def in_year(chain: Chain, year: int) -> Interval | None:
    """A chain without a year, in the given year."""
    base = cal.year_interval(year)
    return chain.resolve(base) if base else None


def _goes_on_in_year(chain: Chain, text: str, start: int, clock: Clock, last: Last | None) -> Interval | None:
    """A month in the year that the sentence before told of (1993年初,公司成立。7月,工程动工), where it is yet to come
    in the year of publication and nothing plans it.
    """
    if last is None or not last.explicit or last.days.end is None or clock.published is None:
        return None
    if last.relative and last.level != "year":
        return None
    if start - last.end > _REACH or len(_BREAK.findall(text, last.end, start)) != 1:
        return None
    found, now = in_year(chain, last.days.end.year), in_year(chain, clock.published.year)
    if found is None or now is None or found.start is None or now.start is None or last.days.start is None:
        return None
    if last.days.end.year >= clock.published.year:
        return None
    ahead = (now.start - clock.published).days > _LATER
    tense = read_tense(text, start, chain.end)
    return found if ahead and found.start > last.days.start and not (tense.future or tense.bare) else None


def _inherits(near: Last, text: str, start: int, published: datetime.date | None) -> bool:
    """Whether a month without a year belongs to the year named before it in the sentence."""
    end = near.days.end
    deadline = end is not None and published is not None and end > published  # 明年3月前点火,5月投产
    if not near.explicit or not (near.days.known or deadline) or _NOW.search(text, near.end, start):
        return False
    if text.startswith("年内", start) and _CLAUSE_BREAK.search(text, near.end, start):
        return text[near.end : near.end + 1] == ","  # 4号线2017年建成,5号线年内开工: of the year that runs
    if _MODIFIES.match(text, near.end):
        return False  # 去年签约的A、B已于3月投产
    if near.relative and near.level == "year":
        # 去年签约,3月开工: the comma ends the reach of a bare 去年; 今年 says what publication says anyway.
        return not _CLAUSE_BREAK.search(text, near.end, start)
    return True


def _fill_year(chain: Chain, text: str, start: int, clock: Clock, near: Last | None) -> Interval | None:
    tense = read_tense(text, start, chain.end)
    running = _runs_now(chain, text, start, clock, near) if near is not None and not tense.past else None
    if running is not None:
        return running
    if near is not None and near.days.end is not None and _inherits(near, text, start, clock.published):
        year = near.days.end.year
        soon = _days_ahead(chain, clock) if near.relative else None
        if soon is not None and not _DONE_HERE.match(text, chain.end):
            return soon
        found = in_year(chain, year)
        early = found is not None and found.end is not None and near.days.start and found.end < near.days.start
        stale = found is not None and found.end is not None and clock.published and found.end < clock.published
        if early and near.relative and not tense.future:
            later = in_year(chain, year + 1)  # 去年12月复工,10月竣工: in this year, where that is over
            if later is not None and later.end and clock.published and later.end <= clock.published:
                return later
            if later is not None and later.start and clock.published and _is_near_ahead(later.start, clock.published):
                return later  # 手续去年12月办妥,3月动工, in January
        if found is not None and not (tense.future and (early or stale)):
            return found
        if found is not None and early and not stale:
            return in_year(chain, year + 1)
    if clock.published is None:
        return cal.unresolved(chain.grain)
    year = clock.published.year
    found = in_year(chain, year)
    if found is None or found.start is None or found.end is None:
        # 29 February: the last year that had one.
        return next(filter(None, (in_year(chain, year - back) for back in range(1, 9))), None)
    ahead, behind = (found.start - clock.published).days, (clock.published - found.end).days
    alone = tense.bare or (re.match(r"前|后", text[chain.end : chain.end + 1]) and text[:start].strip() == "")
    if alone and chain.rule == "date.holiday" and behind > 0:
        return in_year(chain, year + 1)
    # 今年计划投资14亿元,年底首台机组发电: the plan goes on.
    planned = near is not None and near.relative and _PLANS.search(text, near.end, start)
    # 年底投产 is said of the year that runs, 12月投产 of the one before; late in a year 年底 is the one ahead, whatever
    # the clause tells (大桥10月合龙,为年底通车扫清了障碍).
    at_end = text.startswith(_YEAR_END, start)
    past = tense.past and not (at_end and (tense.by_event or clock.published.month >= _LATE_IN_YEAR))
    reviewed = ahead > _REVIEW_AHEAD and not at_end and _in_review(text, start, clock.published)
    if (
        ahead > 31
        and not (tense.future or planned)
        and not tense.bare
        and (past or reviewed or (ahead > 270 and not text.startswith(_YEAR_END, start)))
    ):
        return in_year(chain, year - 1) or found
    if behind > 20 and tense.future and not tense.past:
        return in_year(chain, year + 1) or found
    return found


def _runs_now(chain: Chain, text: str, start: int, clock: Clock, near: Last) -> Interval | None:
    """The half year that runs, where that of the day told before holds that day itself (去年8月启动,…下半年试产)."""
    if chain.grain is not Grain.HALF_YEAR or clock.published is None or near.days.start is None:
        return None
    then, now = in_year(chain, near.days.start.year), in_year(chain, clock.published.year)
    if not near.days.known or then is None or now is None or near.days.start.year >= clock.published.year:
        return None
    told = (near.days.start, near.days.end or near.days.start)
    holds = _spans(then, *told) and _spans(now, clock.published, clock.published)
    return now if holds and _CLAUSE_BREAK.search(text, near.end, start) else None


def _is_near_ahead(first: datetime.date, published: datetime.date) -> bool:
    return 0 < (first - published).days <= _NEAR_AHEAD


def _spans(interval: Interval, first: datetime.date, last: datetime.date) -> bool:
    """Whether both days lie in an interval of which both ends are known."""
    if interval.start is None or interval.end is None:
        return False
    return interval.start <= first and last <= interval.end


def _in_review(text: str, start: int, published: datetime.date) -> bool:
    """Whether an article of the first weeks of a year still tells of the year before (1997年,…。A公路10月1日通车)."""
    if published.month > _REVIEW_MONTHS:
        return False
    year = published.year - 1
    words = ("去年", "过去一年", f"{year}年", f"回眸{year}", f"盘点{year}", f"回顾{year}")
    before = max(text.rfind(word, 0, start) for word in words)
    return before >= 0 and not _TURNS_AHEAD.search(text, before, start)


def _days_ahead(chain: Chain, clock: Clock) -> Interval | None:
    """A day within three weeks after publication: 去年7月动工,9月1日启用 in an article of late August."""
    if chain.grain is not Grain.DAY or clock.published is None:
        return None
    found = in_year(chain, clock.published.year)
    if found is None or found.start is None or not 0 < (found.start - clock.published).days <= _SOON:
        return None
    return found


def _fill_month(chain: Chain, text: str, start: int, clock: Clock, near: Last | None) -> Interval | None:
    if near is not None and near.level in ("day", "month", "ten") and near.days.end is not None:
        return chain.resolve(cal.month_of(near.days.end))
    if clock.published is None:
        return cal.unresolved(chain.grain)
    month = cal.month_of(clock.published)
    found = chain.resolve(month)
    tense = read_tense(text, start, chain.end)
    late = found is None or (found.start is not None and found.start > clock.published)
    if late and not tense.future and not tense.bare and chain.rule == "date.day":
        earlier = cal.month_shifted(clock.published, -1)
        return (chain.resolve(earlier) if earlier else None) or found
    return found


def _fill_week(chain: Chain, text: str, start: int, clock: Clock) -> Interval | None:
    if clock.published is None:
        return cal.unresolved(chain.grain)
    found = chain.resolve(cal.week_shifted(clock.published, 0))
    if found is None or found.start is None:
        return found
    tense = read_tense(text, start, chain.end)
    if tense.bare or tense.future:
        shift = 1 if found.start <= clock.published else 0
    else:
        shift = -1 if found.start > clock.published else 0
    return chain.resolve(cal.week_shifted(clock.published, shift))
