"""Dates: full, partial, relative, open; each with its first and last day, or with none where the text gives none."""

import re
from collections.abc import Iterator

from kaigong.extractors import calendar as cal
from kaigong.extractors import date_words as w
from kaigong.extractors.calendar import Interval
from kaigong.extractors.date_context import Last, fill_in, in_year, same_sentence
from kaigong.extractors.date_heads import Chain, Clock, head_finder, head_pattern
from kaigong.extractors.date_reader import read_chain
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Grain, Label

_TAIWAN = lazy(r"新台币|民国\d|中央社|台湾")
_UNTIL_WORD = lazy(r"截(?:至|止)(?:到|至|于)?[ ]?$")
_RECURRING = lazy(r"(?:每|历|逐)(?:年|月|周|季度)?的?[ ]?$|常年$")
_LINK = lazy(rf"[ ]?(?:[初始]|起)?[ ]?(?:{w.HYPHEN})[ ]?")
_MONTH_DAY = lazy(r"(?P<m>1[0-2]|0?[1-9])(?P<s>[./])(?P<d>3[01]|[12]\d|0?[1-9])(?![\d./%])")  # 2024.6.15-6.20
_BOTH = lazy(r"[ ]?[和与][ ]?")
_BETWEEN = lazy(r"[ ]?(?:之间|间(?!接))")
_NOW = lazy(r"(?:今(?![年天日晚])|现在|目前|如今|当下)")
_SUFFIX = lazy(
    r"[ ]?(?:”(?=前[^\u4e00-\u9fff]|前[投建完开竣试交启]|后[投建完开竣试交启动复]))?"
    r"(?:(?P<since>以来|起至今|开始至今|至今|到(?:现在|目前|如今))"
    rf"|(?P<after>(?:以|之)后|(?:及|或)(?:以|之)?后|后(?![续期半勤台方面备来{w.HANZI}\d的]))"
    r"|(?P<before>(?:及|或)?(?:以|之)前|(?:及|或)前|前(?=[一二三四五六]期)"
    # 10月底前|1号窑炉点火, 年底前|3条生产线投产
    rf"|(?<=[底末日])前(?=(?:\d+|[{w.HANZI}两]+)(?:条|台|座|栋|幢|[号#](?!前)))"
    r"|前(?!进(?![场入驻行])|[后半期往来夕端沿列海景线身锋三两几十\d一二三四五六七八九]))"
    r"|(?P<start>起(?![重降点步草吊源伏家诉飞始初到码义价息])))"
)
_HOLIDAY_WEEK = lazy(r"节?(?:期间|假期|长假|小长假|黄金周)")  # 国庆期间: the seven days from 1 October
_NATIONAL_DAY = lazy(r"(?:国庆节?|十一)$")
_HOLIDAY_DAYS = 7
_NEIGHBOUR = lazy(
    rf"[ ]?(?P<way>前|后)的?(?:下|第|前|后)?(?P<n>{w.NUM})个?(?P<u>天|日|周|星期|礼拜|月|季度|年)(?!前|后|内)"
)
_FROM_THEN = lazy(rf"起?的?(?P<n>{w.NUM})(?P<g>个?)(?P<u>年|月|周|天)(?:之内|以内|内|间)?")
_WEEKDAY_BESIDE = lazy(rf"(?:[,、]?[ ]?(?:周|星期|礼拜){w.WEEKDAY}|[ ]?\((?:周|星期|礼拜){w.WEEKDAY}\))(?![期至到-])")
# 新华社兰州4月20日电: a place or a name may stand between the agency and the day.
_AGENCY = lazy(r"(?:社|网|报|台|电)[^。,;!?\n]{0,14}\Z")
_FILED = lazy(r"(?:上午|下午|晚)?(?:专)?(?:电|讯|消息|报道)")
_AGENCY_REACH, _FILED_BEFORE = 20, 15
_QUOTE_REACH = 120
_SAME_DAY = lazy(r"同日|同一天")
_NEWS = 60  # days before publication
_LONG_BEFORE = 7
_BESIDE = lazy(r"[ ]?(?P<open>\()[ ]?|[,][ ]?|")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    days: Interval
    rule: str
    level: str
    explicit: bool
    relative: bool


class DateTagger:
    """Finds dates in one pass from left to right.

    Relative dates count from ``document.published``; without it they stay open (start and end None), as do 近日 and
    fiscal years. 同年, 次月 and a month without a year look back to the date before. 截至X and X前 leave the start
    open, X起 and X后 the end; 以来 and 至今 end on the day of publication.
    """

    name = "date"

    def find(self, document: Document) -> Iterator[Mention]:
        """DATE mentions, sorted, without overlaps."""
        text = document.text
        taiwan = document.home_currency == "TWD" or bool(_TAIWAN.search(text))
        clock = Clock(document.published, taiwan=taiwan)
        last: Last | None = None
        units: dict[str, cal.Day] = {}
        news: dict[str, cal.Day] = {}
        lead: dict[str, cal.Day] = {}  # the first day that is news
        told: dict[str, cal.Day] = {}  # by the article itself: outside of a quotation no day counts from one inside
        position = 0
        finder, pattern = head_finder(), head_pattern()
        while hit := finder.search(text, position):
            match = pattern.match(text, hit.start())
            assert match is not None
            if news and _SAME_DAY.match(text, hit.start()) and text[hit.start() - 1 : hit.start()] in ("", "。", "\n"):
                clock = replace(clock, last=news)
            if told and match.group("same_day") and not is_quoted(text, hit.start()):
                older = _is_older(told, lead) and "\n" in text[last.end if last else 0 : hit.start()]
                clock = replace(clock, last=lead if older else told)
            position = match.end() if match.end() > match.start() else match.start() + 1
            if match.lastgroup == "never" or match.group("never"):
                continue
            found = _read(match, clock, last)
            if found is None:
                if match.end() > match.start() and match.group()[0].isdecimal() is False:
                    position = match.start() + 1
                continue
            position = max(position, found.end)
            dateline = _dateline(text, found, clock)
            if dateline is not clock.dateline:
                clock = replace(clock, dateline=dateline)
            if (found.days.start or found.days.end) and not _is_quoted_today(text, found):
                units = units | _units(found.days)
                clock = replace(clock, last=units)
                told = told if is_quoted(text, found.start) else told | _units(found.days)
                lead = lead or (_units(found.days) if _is_news(found.days, document.published) else {})
                news = units if _is_news(found.days, document.published) else news
                last = _as_last(found, same_sentence(text, last, found.start))
            yield Mention(
                Label.DATE, found.start, found.end, text[found.start : found.end], found.rule, found.days.value()
            )


def _as_last(found: _Found, near: Last | None) -> Last:
    """What the next date may take over; also the year that this one took over (2022年4月签约、8月破土,10月封顶)."""
    carries = near is not None and near.explicit and near.days.known and found.days.known and not found.explicit
    if carries and near and near.days.end and found.days.end and near.days.end.year == found.days.end.year:
        return Last(found.days, found.end, found.level, True, near.relative)
    return Last(found.days, found.end, found.level, found.explicit, found.relative)


def _is_news(days: Interval, published: cal.Day | None) -> bool:
    """Whether a day is one that the article brings news of; a sentence that opens on 同一天 means such a one."""
    if days.grain is not Grain.DAY or days.start is None or published is None:
        return False
    return 0 <= (published - days.start).days <= _NEWS


def _is_older(units: dict[str, cal.Day], lead: dict[str, cal.Day]) -> bool:
    """Whether a day lies well before the one that is news, so that a new paragraph's 当天 cannot count from it."""
    return "day" in units and "day" in lead and (lead["day"] - units["day"]).days >= _LONG_BEFORE


def _is_quoted_today(text: str, found: _Found) -> bool:
    """Whether somebody quoted says 今天, on a day that the article tells of; later days do not count from it."""
    if text[found.start : found.end] not in ("今天", "今日"):
        return False
    return is_quoted(text, found.start)


def is_quoted(text: str, position: int) -> bool:
    """Whether a position stands inside of “…”."""
    opening = text.rfind("“", max(0, position - _QUOTE_REACH), position)
    return opening >= 0 and "”" not in text[opening:position]


def _dateline(text: str, found: _Found, clock: Clock) -> cal.Day | None:
    """The day of a dateline that ends here, if it lies shortly before publication; else the one before it."""
    day = found.days.start
    if day is None or clock.published is None or found.days.grain is not Grain.DAY:
        return clock.dateline
    filed = _FILED.match(text, found.end) and _AGENCY.search(text, max(0, found.start - _AGENCY_REACH), found.start)
    return day if filed and 0 <= (clock.published - day).days <= _FILED_BEFORE else clock.dateline


def _units(days: Interval) -> dict[str, cal.Day]:
    """The year, month, day that a date names, for 同年, 当月, 次日 after it."""
    day = days.start or days.end
    names = {Grain.DAY: ("year", "month", "day"), Grain.TEN_DAYS: ("year", "month"), Grain.MONTH: ("year", "month")}
    return dict.fromkeys(names.get(days.grain, ("year",)), day) if day else {}


def _read(match: re.Match[str], clock: Clock, last: Last | None) -> _Found | None:
    text, start = match.string, match.start()
    before = text[max(0, start - 8) : start]
    if _RECURRING.search(before):
        return None
    chain = read_chain(match, clock)
    if chain is None:
        return None
    linked = _range(chain, text, start, clock, last)
    if linked is None:
        if (chain.weak and not _line_alone(text, start, chain.end)) or (
            chain.alone and not _line_alone(text, start, chain.end)
        ):
            return None
        days = fill_in(chain, text, start, clock, last)
        if days is None:
            return None
        linked = _beside(chain, days, text, start, clock, last)
    return _modified(linked, text, before, clock)


def _line_alone(text: str, start: int, end: int) -> bool:
    return (
        text[max(0, start - 20) : start].rpartition("\n")[2].strip() == ""
        and text[end : end + 20].partition("\n")[0].strip() == ""
    )


def _chain_at(text: str, position: int, clock: Clock) -> tuple[Chain, int] | None:
    match = head_pattern().match(text, position)
    if match is None or match.group("never"):
        return None
    chain = read_chain(match, clock)
    return (chain, position) if chain else None


def _range(chain: Chain, text: str, start: int, clock: Clock, last: Last | None) -> _Found | None:
    """X至Y, X和Y之间: one date from the first day of X to the last of Y."""
    link = _LINK.match(text, chain.end)
    both = None if link else _BOTH.match(text, chain.end)
    if link is None and both is None:
        return None
    joint = link or both
    assert joint is not None
    first = fill_in(chain, text, start, clock, last)
    if chain.floating == "week" and clock.published:
        first = chain.resolve(cal.week_shifted(clock.published, 0))
    if first is None:
        return None
    now = _NOW.match(text, joint.end()) if link else None
    if now:
        return _Found(start, now.end(), _until_now(first, clock), "date.range", "done", chain.explicit, chain.relative)
    other = _chain_at(text, joint.end(), clock)
    short = _MONTH_DAY.match(text, joint.end()) if link and chain.rule == "date.iso" and first.start else None
    if short and first.start and short["s"] in text[start : chain.end]:
        last_day = cal.make_day(first.start.year, int(short["m"]), int(short["d"]))
        days = cal.days_interval(first.start, last_day)
        return _Found(start, short.end(), days, "date.range", "day", True, False) if days else None
    if other is None:
        return None
    second, _ = other
    end = second.end
    if both:
        between = _BETWEEN.match(text, end)
        if between is None:
            return None
        end = between.end()
    if chain.level == "done" and chain.rule == "date.near":
        return None
    days = _span(chain, first, second, text, joint.end(), clock, last)
    if days is None:
        return None
    return _Found(start, end, days, "date.range", "day", chain.explicit or second.explicit, chain.relative)


def _span(
    chain: Chain, first: Interval, second: Chain, text: str, position: int, clock: Clock, last: Last | None
) -> Interval | None:
    """From ``first`` to the second chain, which takes over the year or month that it leaves out."""
    if first.end is None or first.start is None:
        return cal.unresolved(Grain.PERIOD)
    if second.floating is None:
        end = second.resolve(second.base)
    elif second.floating == "year":
        end = in_year(second, first.start.year)
        if end is not None and end.end is not None and end.end < first.start:
            end = in_year(second, first.start.year + 1)
    elif second.floating == "month":
        end = second.resolve(cal.month_of(first.start))
    else:
        end = second.resolve(cal.week_shifted(first.start, 0))
        if end is not None and end.end is not None and end.end < first.start:
            end = second.resolve(cal.week_shifted(first.start, 1))
    if end is None:
        return None
    if end.end is None:
        return cal.unresolved(Grain.PERIOD)
    return cal.days_interval(first.start, end.end)


def _until_now(first: Interval, clock: Clock) -> Interval:
    if first.start is None:
        return cal.unresolved(Grain.PERIOD)
    begun = clock.published is not None and first.start <= clock.published
    return Interval(first.start, clock.published if begun else None, Grain.PERIOD)


def _beside(chain: Chain, days: Interval, text: str, start: int, clock: Clock, last: Last | None) -> _Found:
    """昨天(9月28日), 10月12日,星期一, 明天元旦: two names of one day are one date."""
    found = _Found(start, chain.end, days, chain.rule, chain.level, chain.explicit, chain.relative)
    if chain.level != "day":
        return found
    if chain.rule not in ("date.weekday",):
        weekday = _WEEKDAY_BESIDE.match(text, chain.end)
        if weekday and chain.rule != "date.relative":
            return replace(found, end=weekday.end())
    if chain.rule not in ("date.relative", "date.weekday", "date.anaphora"):
        return found
    gap = _BESIDE.match(text, chain.end)
    other = _chain_at(text, gap.end(), clock) if gap else None
    if gap is None or other is None:
        return found
    second, second_start = other
    bracket = bool(gap.group("open"))
    if (
        second.level != "day"
        or second.floating not in ("year", "month", None)
        or second.rule in ("date.relative", "date.duration")
    ):
        return found
    if second.rule == "date.holiday" and not bracket:
        # The deictic before a named day adds nothing to its name, but it says which one is meant.
        return (
            _Found(second_start, second.end, days, second.rule, "day", True, True) if gap.end() == chain.end else found
        )
    if not bracket and chain.rule != "date.weekday":
        return found
    end = second.end
    if bracket:
        if not text.startswith(")", end):
            return found
        end += 1
    exact = fill_in(second, text, second_start, clock, last)
    if exact is None or not exact.known:
        return found
    return _Found(start, end, exact, "date.apposition", "day", True, False)


def _modified(found: _Found, text: str, before: str, clock: Clock) -> _Found:
    """The date with what stands around it: 截至, 以来, 起, 后, 前; 春节前一周; 今年起三年内."""
    days = found.days
    then = _FROM_THEN.match(text, found.end)
    if then and text.startswith("起", found.end):
        count, unit = w.number(then["n"]), w.UNITS[then["u"]]
        if days.start and count and count < 100 and (unit != "month" or then["g"]):
            stop = cal.add(days.start, count, unit)
            span = cal.days_interval(days.start, cal.shift_days(stop, -1) if stop else None)
            if span:
                return replace(found, end=then.end(), days=span, rule="date.range", level="done")
    beside = _NEIGHBOUR.match(text, found.end)
    if beside and days.start and days.end and days.grain is not Grain.YEAR:
        count, unit = w.integer(beside["n"]), w.UNITS[beside["u"]]
        if 1 <= count <= 99:
            near = (
                cal.units_around(days.end, 1, count, unit)
                if beside["way"] == "后"
                else cal.units_around(days.start, -count, -1, unit)
            )
            if near:
                return replace(found, end=beside.end(), days=near, rule="date.neighbour", level="done")
    week = _HOLIDAY_WEEK.match(text, found.end) if days.start and days.grain is Grain.DAY else None
    if week and days.start and _ends_on_holiday(found, text):
        if text.startswith("前", week.end()):  # 国庆长假前
            return replace(
                found, end=week.end() + 1, days=days.with_ends(None, cal.shift_days(days.start, -1)), rule="date.before"
            )
        if _NATIONAL_DAY.search(text, found.start, found.end):
            span = cal.days_interval(days.start, cal.shift_days(days.start, _HOLIDAY_DAYS - 1))
            return replace(found, end=week.end(), days=span or days, rule="date.holiday_week", level="done")
    until = _UNTIL_WORD.search(before)
    if until and found.rule != "date.near":
        start = found.start - (len(before) - until.start())
        days = days.with_ends(None, days.end)
        return replace(found, start=start, days=days, rule="date.until")
    suffix = _SUFFIX.match(text, found.end)
    if suffix is None or found.rule in ("date.near", "date.duration"):
        return found
    return _with_suffix(found, suffix, clock, holiday=_ends_on_holiday(found, text))


def _ends_on_holiday(found: _Found, text: str) -> bool:
    """Whether a date is a holiday, also one with its year (去年国庆)."""
    return found.rule == "date.holiday" or w.holiday_end().search(text, found.start, found.end) is not None


def _with_suffix(found: _Found, suffix: re.Match[str], clock: Clock, *, holiday: bool) -> _Found:
    days, kind, word = found.days, suffix.lastgroup, suffix.group()
    changed = replace(found, end=suffix.end(), rule=f"date.{kind}")
    if kind == "since":
        return replace(changed, days=_until_now(days, clock))
    if kind == "start":
        return replace(changed, days=days.with_ends(days.start, None))
    if kind == "after":
        start = days.start
        if days.grain is not Grain.DAY and not word.strip().startswith(("及", "或")) and days.end:
            start = cal.shift_days(days.end, 1)
        return replace(changed, days=days.with_ends(start, None))
    return replace(
        changed,
        days=days.with_ends(
            None,
            cal.shift_days(days.start, -1)
            if holiday and days.start
            else _deadline(days, word.strip(), found.level == "ten"),
        ),
    )


def _deadline(days: Interval, word: str, part: bool) -> cal.Day | None:
    """Last day before a date: 9月底前 and 6月30日前 include it, 2020年前 and 5月8日之前 do not."""
    if days.start is None or days.end is None:
        return days.end
    included = word.startswith(("及", "或")) or part or days.grain in (Grain.TEN_DAYS, Grain.WEEK, Grain.PERIOD)
    if days.grain is Grain.DAY:
        included = included or word == "前" or cal.month_end(days.end.year, days.end.month) == days.end
    return days.end if included else cal.shift_days(days.start, -1)
