"""Beginnings of a date that leave out its year, month or week: 9月, 春节, 月底, 15日, 周五."""

import re
from collections.abc import Mapping

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import steps
from kaigong.extractors.date import words as w
from kaigong.extractors.date.heads import Chain, Clock, Maker
from kaigong.extractors.date.relative import with_weekday
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain

# 工期30日, 第15日: days that are counted
_COUNTED = lazy(
    r"(?:第|每月?|工期|为期|历时|连续|超|约|共|达|近|仅用?|提前|用时|过去|最近|至少|[^\d一二三四五六首]期|每逢)$"
)
_COUNTED_REACH = 3
_HOURS = ("上", "中", "下", "晚")  # 十五日上午

_DAYS_OFF = {"前": -2, "昨": -1, "今": 0, "明": 1}  # days from publication
_SLIPS = (0, -1, 1, -2, 2)  # a report written on another day than it was published


def _floating(
    match: re.Match[str], unit: str, step: steps.Step | None, rule: str, end: int | None = None
) -> Chain | None:
    if step is None:
        return None
    return Chain(end or match.end(), rule, step.level, step.grain, floating=unit, steps=(step,))


def _in_year(match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("year", match.string, match.start())
    if found is None:
        return None
    step, end = found
    written = match.string[match.start() : end]
    # 夏天 or 立春 (also a name) without a year is mostly not a date.
    vague = written in w.entries("term", "season", "span")
    rule = "date.holiday" if vague or written in w.entries("holiday") else "date.month"
    chain = _floating(match, "year", step, rule, end)
    return chain and replace(chain, alone=vague)


def _month_part(match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("month", match.string, match.start())
    return found and _floating(match, "month", found[0], "date.month_part", found[1])


def _days(match: re.Match[str], clock: Clock) -> Chain | None:
    """15日至18日."""
    return _floating(match, "month", steps.days_step(int(match["e1"]), int(match["e2"])), "date.day")


def _day(match: re.Match[str], clock: Clock) -> Chain | None:
    """15日; 十五日 where nothing else stands in its clause, or an hour behind it."""
    start, hanzi = match.start(), match["dh"]
    if _COUNTED.search(match.string, max(0, start - _COUNTED_REACH), start):
        return None
    number = w.integer(match["da"] or hanzi)
    chain = _floating(match, "month", steps.days_step(number, number), "date.day")
    return chain and replace(chain, alone=bool(hanzi) and not match.string.startswith(_HOURS, match.end()))


def _paren_day(match: re.Match[str], clock: Clock) -> Chain | None:
    """今(12)日, 昨(11日), 明(13)日: the day in brackets counts, of the month that the word before it speaks of."""
    number, shift = int(match["pd"]), _DAYS_OFF[match.group()[0]]
    if clock.published is not None:
        near = (cal.shift_days(clock.published, shift + slip) for slip in _SLIPS)
        told = next((day for day in near if day is not None and day.day == number), None)
        if told is not None:
            found = cal.day_interval(told)
            return Chain(match.end(), "date.day", "day", Grain.DAY, base=found, relative=True, explicit=True)
    return _floating(match, "month", steps.days_step(number, number), "date.day")


def _weekday(match: re.Match[str], clock: Clock) -> Chain | None:
    chain = Chain(match.end(), "date.weekday", "day", Grain.DAY, floating="week")
    return with_weekday(chain, match["wd"])


PARTIAL: Mapping[str, Maker] = {
    "in_year": _in_year,
    "month_part": _month_part,
    "days": _days,
    "day": _day,
    "paren_day": _paren_day,
    "weekday": _weekday,
}
