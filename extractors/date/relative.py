"""Beginnings of a date that count from the publication or from the date before: 去年, 下周五, 今明两天, 同年, 近日."""

import re
from collections.abc import Mapping

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import steps
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.duration import read_duration
from kaigong.extractors.date.heads import Chain, Clock, Maker
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain

_SHIFTS = {"前": -2, "去": -1, "昨": -1, "今": 0, "明": 1, "后": 2}
_HALVES_OF_WEEK = {"上": (0, 2), "下": (3, 6)}  # days after Monday


def with_weekday(chain: Chain, written: str | None) -> Chain:
    """A week narrowed to a day of it or to its end (下周五, 本周末)."""
    if not written:
        return chain
    first, last = (6, 7) if written == "末" else (w.weekday_number(written),) * 2

    def narrow(base: Interval) -> Interval | None:
        if base.start is None:
            return None
        return cal.days_interval(cal.shift_days(base.start, first - 1), cal.shift_days(base.start, last - 1))

    grain = Grain.DAY if first == last else Grain.PERIOD
    return replace(chain, steps=(*chain.steps, steps.Step(narrow, grain, "day")), level="day", grain=grain)


def _from_published(
    match: re.Match[str], found: Interval | None, grain: Grain, level: str, clock: Clock
) -> Chain | None:
    if clock.published is not None and found is None:
        return None
    return Chain(match.end(), "date.relative", level, grain, base=found, relative=True, explicit=True)


def _relative_year(match: re.Match[str], clock: Clock) -> Chain | None:
    shift = w.entries("year")[match.group()].value or 0
    found = cal.year_interval(clock.published.year + shift) if clock.published else None
    return _from_published(match, found, Grain.YEAR, "year", clock)


def _relative_day(match: re.Match[str], clock: Clock) -> Chain | None:
    shift = w.entries("day")[match.group()].value or 0
    filed = clock.dateline if clock.wired or not shift else None
    today = filed or clock.published
    found = cal.day_interval(cal.shift_days(today, shift)) if today else None
    return _from_published(match, found, Grain.DAY, "day", clock)


def _same(match: re.Match[str], clock: Clock) -> Chain | None:
    """同年, 次月, 当日: counted from the last date that is at least as fine, open without one."""
    entry = w.entries("same_year", "same_month", "same_day")[match.group()]
    unit = entry.kind.removeprefix("same_")
    last = clock.last.get(unit)
    found = cal.units_around(last, entry.value or 0, entry.value or 0, unit) if last else None
    return Chain(match.end(), "date.anaphora", unit, cal.UNIT_GRAIN[unit], base=found, explicit=True)


def _step_word(match: re.Match[str], clock: Clock) -> Chain | None:
    """上上个月, 本季度, 下周五."""
    written = match["sw"]
    entries = w.entries("step")
    shift = 0 if written in entries and entries[written].value == 0 else sum((entries[c].value or 0) for c in written)
    unit = w.entries("unit")[match["su"]].name or "month"
    if match["sd"] and unit != "week":
        return None
    day = clock.published
    found = cal.units_around(day, shift, shift, unit) if day else None
    chain = _from_published(match, found, cal.UNIT_GRAIN[unit], unit, clock)
    return chain and with_weekday(chain, match["sd"])


def _nth_weekday(match: re.Match[str], clock: Clock) -> Chain | None:
    """上一个周三, 最后一个周三: the latter is the last of this month."""
    if match["nl"].startswith("最后"):
        month = cal.month_of(clock.published) if clock.published else None
        found = cal.nth_weekday(month, -1, w.weekday_number(match["nwd"])) if month else None
        return _from_published(match, found, Grain.DAY, "day", clock)
    shift = {"上": -1, "下": 1}.get(match["nl"][0], 0)
    week = cal.week_shifted(clock.published, shift) if clock.published else None
    chain = _from_published(match, week, Grain.WEEK, "week", clock)
    return chain and with_weekday(chain, match["nwd"])


def _half_of(match: re.Match[str], clock: Clock) -> Chain | None:
    """上半月, 下半周."""
    day = clock.published
    if match["hu"] == "月":
        chain = _from_published(match, cal.month_of(day) if day else None, Grain.TEN_DAYS, "done", clock)
        return chain and replace(chain, steps=(steps.ten_days_step(match.group()),))
    week = cal.week_shifted(day, 0) if day else None
    days = None
    if week and week.start:
        first, last = _HALVES_OF_WEEK[match["ho"]]
        days = cal.days_interval(cal.shift_days(week.start, first), cal.shift_days(week.start, last))
    return _from_published(match, days, Grain.PERIOD, "done", clock)


def _two_years(match: re.Match[str], clock: Clock) -> Chain | None:
    """今明两年."""
    first, last = _SHIFTS[match["ty1"]], _SHIFTS[match["ty2"]]
    if last != first + 1:
        return None
    found = cal.units_around(clock.published, first, last, "year") if clock.published else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _season_of(match: re.Match[str], clock: Clock) -> Chain | None:
    """今春, 去冬."""
    year = clock.published.year + _SHIFTS[match["so"]] if clock.published else None
    found = cal.season_by_terms(year, "春夏秋冬".index(match["sn2"]) + 1) if year else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _two_days(match: re.Match[str], clock: Clock) -> Chain | None:
    """今明两天."""
    return _days_around(match, _SHIFTS[match["t1"]], _SHIFTS[match["t2"]], clock)


def _these_days(match: re.Match[str], clock: Clock) -> Chain | None:
    """这两天, but not 这几天."""
    return None if match.group()[1] == "几" else _days_around(match, -1, 0, clock)


def _days_around(match: re.Match[str], first: int, last: int, clock: Clock) -> Chain | None:
    if first >= last:
        return None
    found = cal.units_around(clock.published, first, last, "day") if clock.published else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _near(match: re.Match[str], clock: Clock) -> Chain | None:
    return Chain(match.end(), "date.near", "done", Grain.DAY)


def _duration(match: re.Match[str], clock: Clock) -> Chain | None:
    found = read_duration(match, clock.published)
    if found is None:
        return None
    return Chain(match.end(), "date.duration", "done", found.grain, base=found, relative=True, explicit=True)


RELATIVE: Mapping[str, Maker] = {
    "rel_year": _relative_year,
    "rel_day": _relative_day,
    **dict.fromkeys(("same_year", "same_month", "same_day"), _same),
    "step": _step_word,
    "nth_weekday": _nth_weekday,
    "half_of": _half_of,
    "two_years": _two_years,
    "season_of": _season_of,
    "two_days": _two_days,
    "these_days": _these_days,
    "near": _near,
    **dict.fromkeys(("recent", "future", "ahead", "passing", "span"), _duration),
}
