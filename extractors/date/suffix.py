"""What stands around a date and changes its days: 截至, 以来, 起, 后, 前; 春节前一周; 国庆期间; 今年起三年内."""

import re

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.found import Found
from kaigong.extractors.date.heads import Clock
from kaigong.extractors.date.range import until_now
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain

_UNTIL_WORD = lazy(r"截(?:至|止)(?:到|至|于)?[ ]?$")
_LATEST = lazy(r"(?:最迟|至迟|最晚|不迟于|不晚于)(?:不超过)?[于在到]?$")
_SUFFIX = lazy(
    r"[ ]?(?:”(?=前[^\u4e00-\u9fff]|前[投建完开竣试交启向对通封放全主实正具]|后[投建完开竣试交启动复]))?"
    r"(?:(?P<since>以来|起至今|开始至今|至今|到(?:现在|目前|如今))"
    rf"|(?P<after>(?:以|之|过)后|(?:及|或)(?:以|之)?后|后(?![续期半勤台方面备来{w.HANZI}\d的]))"
    r"|(?P<before>(?:及|或)?(?:以|之)前|(?:及|或)前|前(?=[一二三四五六]期)"
    # 10月底前|1号窑炉点火, 年底前|3条生产线投产
    rf"|(?<=[底末日])前(?=(?:\d+|[{w.HANZI}两]+)(?:条|台|座|栋|幢|[号#](?!前)))"
    r"|前(?!进(?![场入驻行])|[后半期往来夕端沿列海景线身锋三两几十\d一二三四五六七八九]))"
    r"|(?P<start>起(?![重降点步草吊源伏家诉飞始初到码义价息])))"
)
_HOLIDAY_WEEK = lazy(
    r"节?(?:期间|(?:假期|假日|长假|小长假|黄金周)(?:期间)?)"
)  # 国庆期间: the seven days from 1 October
_EVE = lazy(r"节?前夕")
_NATIONAL_DAY = lazy(r"(?:国庆节?|十一)$")
_HOLIDAY_DAYS = 7
_NEIGHBOUR = lazy(
    rf"[ ]?(?P<way>前|后)的?(?:下|第|前|后)?(?P<n>{w.NUM})个?(?P<u>天|日|周|星期|礼拜|月|季度|年)(?!前|后|内)"
)
_FROM_THEN = lazy(rf"起的?(?P<n>{w.NUM})(?P<g>个?)(?P<u>年|月|周|天)(?:之内|以内|内|间)?")
_MOST = 99  # of units that are counted from a date
_UNTIL_REACH = 8


def modified(found: Found, text: str, clock: Clock) -> Found:
    """The date with what stands around it."""
    return (
        _with_term(found, text)
        or _neighbour(found, text)
        or _holiday_eve(found, text)
        or _holiday_week(found, text)
        or _until(found, text)
        or _with_suffix(found, text, clock)
        or _at_latest(found, text)
        or found
    )


def _with_term(found: Found, text: str) -> Found | None:
    """今年起三年内."""
    then, first = _FROM_THEN.match(text, found.end), found.days.start
    if then is None or first is None:
        return None
    count, unit = w.number(then["n"]), w.UNITS[then["u"]]
    if not count or count > _MOST or (unit == "month" and not then["g"]):
        return None
    stop = cal.add(first, count, unit)
    span = cal.days_interval(first, cal.shift_days(stop, -1) if stop else None)
    return replace(found, end=then.end(), days=span, rule="date.range", level="done") if span else None


def _neighbour(found: Found, text: str) -> Found | None:
    """春节前一周."""
    beside, days = _NEIGHBOUR.match(text, found.end), found.days
    if beside is None or days.start is None or days.end is None or days.grain is Grain.YEAR:
        return None
    count, unit = w.integer(beside["n"]), w.UNITS[beside["u"]]
    if not 1 <= count <= _MOST:
        return None
    if beside["way"] == "后":
        near = cal.units_around(days.end, 1, count, unit)
    else:
        near = cal.units_around(days.start, -count, -1, unit)
    return replace(found, end=beside.end(), days=near, rule="date.neighbour", level="done") if near else None


def _holiday_week(found: Found, text: str) -> Found | None:
    """国庆期间, 国庆长假前."""
    first = found.days.start
    if first is None or found.days.grain is not Grain.DAY:
        return None
    week = _HOLIDAY_WEEK.match(text, found.end)
    if week is None or not _ends_on_holiday(found, text):
        return None
    if text.startswith("前", week.end()):
        days = found.days.with_ends(None, cal.shift_days(first, -1))
        return replace(found, end=week.end() + 1, days=days, rule="date.before")
    if _NATIONAL_DAY.search(text, found.start, found.end) is None:
        return None
    span = cal.days_interval(first, cal.shift_days(first, _HOLIDAY_DAYS - 1))
    return replace(found, end=week.end(), days=span or found.days, rule="date.holiday_week", level="done")


def _holiday_eve(found: Found, text: str) -> Found | None:
    """中秋节前夕: the days before it, of which the holiday is none."""
    eve = _EVE.match(text, found.end)
    if eve is None or found.days.start is None or not _ends_on_holiday(found, text):
        return None
    days = found.days.with_ends(None, cal.shift_days(found.days.start, -1))
    return replace(found, end=eve.end(), days=days, rule="date.before")


def _until(found: Found, text: str) -> Found | None:
    """截至6月底."""
    until = _UNTIL_WORD.search(text, max(0, found.start - _UNTIL_REACH), found.start)
    if until is None or found.rule == "date.near":
        return None
    return replace(found, start=until.start(), days=found.days.with_ends(None, found.days.end), rule="date.until")


def _at_latest(found: Found, text: str) -> Found | None:
    """最迟2012年12月: any day up to its last."""
    latest = _LATEST.search(text, max(0, found.start - _UNTIL_REACH), found.start)
    if latest is None or found.days.end is None or found.rule in ("date.near", "date.duration"):
        return None
    return replace(found, days=found.days.with_ends(None, found.days.end), rule="date.before")


def _ends_on_holiday(found: Found, text: str) -> bool:
    """Whether a date is a holiday, also one with its year (去年国庆)."""
    return found.rule == "date.holiday" or w.holiday_end().search(text, found.start, found.end) is not None


def _with_suffix(found: Found, text: str, clock: Clock) -> Found | None:
    """去年以来, 6月起, 春节后, 年底前."""
    suffix = _SUFFIX.match(text, found.end)
    if suffix is None or found.rule in ("date.near", "date.duration"):
        return None
    return replace(found, end=suffix.end(), rule=f"date.{suffix.lastgroup}", days=_days_of(found, suffix, clock))


def _days_of(found: Found, suffix: re.Match[str], clock: Clock) -> Interval:
    """The days of a date with its suffix."""
    days, kind, word = found.days, suffix.lastgroup, suffix.group().strip()
    if kind == "since":
        return until_now(days, clock)
    if kind == "start":
        return days.with_ends(days.start, None)
    if kind == "after":
        whole = days.grain is not Grain.DAY and not word.startswith(("及", "或")) and days.end is not None
        return days.with_ends(cal.shift_days(days.end, 1) if whole and days.end else days.start, None)
    if days.start and _ends_on_holiday(found, suffix.string):
        return days.with_ends(None, cal.shift_days(days.start, -1))
    return days.with_ends(None, _deadline(days, word, found.level == "ten"))


def _deadline(days: Interval, word: str, part: bool) -> cal.Day | None:
    """Last day before a date: 9月底前 and 6月30日前 include it, 2020年前 and 5月8日之前 do not."""
    if days.start is None or days.end is None:
        return days.end
    included = word.startswith(("及", "或")) or part or days.grain in (Grain.TEN_DAYS, Grain.WEEK, Grain.PERIOD)
    if days.grain is Grain.DAY:
        included = included or word == "前" or cal.month_end(days.end.year, days.end.month) == days.end
    return days.end if included else cal.shift_days(days.start, -1)
