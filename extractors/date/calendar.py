"""Calendar arithmetic on spans of days: months, quarters, weeks, lunar dates, solar terms. No text, no clock."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Self

from kaigong.corpora.loader import load_table
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain
from kaigong.schemas.values import DateValue

Day = datetime.date
_ONE = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, inclusive; None where open. Both None: a date that cannot be resolved."""

    start: Day | None
    end: Day | None
    grain: Grain

    @property
    def known(self) -> bool:
        """Whether both ends are days."""
        return self.start is not None and self.end is not None

    def value(self) -> DateValue:
        """The same as a value of a mention."""
        return DateValue(self.start, self.end, self.grain)

    def with_ends(self, start: Day | None, end: Day | None, grain: Grain | None = None) -> Self:
        """A copy with other ends."""
        return replace(self, start=start, end=end, grain=grain or self.grain)


def unresolved(grain: Grain) -> Interval:
    """A date whose days the text does not give."""
    return Interval(None, None, grain)


def make_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None if there is no such day."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> Day:
    """Last day of a month."""
    return Day(year, 12, 31) if month == 12 else Day(year, month + 1, 1) - _ONE


def shift_days(day: Day, count: int) -> Day | None:
    """The day ``count`` days later; None outside the calendar."""
    try:
        return day + datetime.timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: Day, count: int) -> Day | None:
    """Same day of the month ``count`` months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + count
    if not 12 <= index < 119988:
        return None
    year, month = divmod(index, 12)
    return min(Day(year, month + 1, 1) + (day.day - 1) * _ONE, month_end(year, month + 1))


def year_interval(year: int) -> Interval | None:
    """A calendar year."""
    return Interval(Day(year, 1, 1), Day(year, 12, 31), Grain.YEAR) if 1 <= year <= 9998 else None


def years_interval(first: int, last: int) -> Interval | None:
    """Several calendar years."""
    if not 1 <= first <= last <= 9998:
        return None
    return Interval(Day(first, 1, 1), Day(last, 12, 31), Grain.YEAR if first == last else Grain.PERIOD)


def months_interval(year: int, first: int, last: int) -> Interval | None:
    """Months ``first`` to ``last`` of one year, inclusive."""
    if not (1 <= year <= 9998 and 1 <= first <= last <= 12):
        return None
    grain = {0: Grain.MONTH, 11: Grain.YEAR}.get(last - first, Grain.PERIOD)
    return Interval(Day(year, first, 1), month_end(year, last), grain)


def month_of(day: Day) -> Interval:
    """The month in which a day lies."""
    return Interval(day.replace(day=1), month_end(day.year, day.month), Grain.MONTH)


def month_shifted(day: Day, count: int) -> Interval | None:
    """The month ``count`` months after that of a day."""
    moved = shift_months(day.replace(day=1), count)
    return month_of(moved) if moved else None


def quarter_interval(year: int, number: int) -> Interval | None:
    """A quarter of a year (1 to 4)."""
    found = months_interval(year, 3 * number - 2, 3 * number)
    return found and replace(found, grain=Grain.QUARTER)


def quarter_shifted(day: Day, count: int) -> Interval | None:
    """The quarter ``count`` quarters after that of a day."""
    year, index = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
    return quarter_interval(year, index + 1)


def half_interval(year: int, number: int) -> Interval | None:
    """A half of a year (1 or 2)."""
    found = months_interval(year, 6 * number - 5, 6 * number)
    return found and replace(found, grain=Grain.HALF_YEAR)


def day_interval(day: Day | None) -> Interval | None:
    """One day."""
    return Interval(day, day, Grain.DAY) if day else None


def week_shifted(day: Day, count: int) -> Interval | None:
    """The week (Monday to Sunday) ``count`` weeks after that of a day."""
    monday = shift_days(day, 7 * count - day.weekday())
    sunday = shift_days(monday, 6) if monday else None
    return Interval(monday, sunday, Grain.WEEK) if monday and sunday else None


def days_interval(first: Day | None, last: Day | None, grain: Grain = Grain.PERIOD) -> Interval | None:
    """Two days and what lies between; None if they are in the wrong order."""
    if first is None or last is None or last < first:
        return None
    return Interval(first, last, Grain.DAY if first == last else grain)


def nth_week(base: Interval, number: int) -> Interval | None:
    """The week that begins on the ``number``-th Monday of a month or year."""
    if base.start is None or base.end is None:
        return None
    first = shift_days(base.start, -base.start.weekday() % 7)
    monday = shift_days(first, 7 * (number - 1)) if first else None
    if monday is None or not 1 <= number <= 53 or monday > base.end:
        return None
    return week_shifted(monday, 0)


def nth_weekday(base: Interval, number: int, weekday: int) -> Interval | None:
    """The ``number``-th given weekday (Monday 1) of a period; number -1 is the last one."""
    if base.start is None or base.end is None:
        return None
    if number == -1:
        return day_interval(shift_days(base.end, -((base.end.isoweekday() - weekday) % 7)))
    found = shift_days(base.start, (weekday - base.start.isoweekday()) % 7 + 7 * (number - 1))
    return day_interval(found) if found and found <= base.end else None


UNIT_GRAIN = {
    "year": Grain.YEAR,
    "half": Grain.HALF_YEAR,
    "quarter": Grain.QUARTER,
    "month": Grain.MONTH,
    "week": Grain.WEEK,
    "day": Grain.DAY,
}


def add(day: Day, count: int, unit: str) -> Day | None:
    """The day ``count`` units later."""
    months = {"year": 12, "half": 6, "quarter": 3, "month": 1}.get(unit)
    if months:
        return shift_months(day, count * months)
    return shift_days(day, count * (7 if unit == "week" else 1))


def unit_of(day: Day, unit: str) -> Interval | None:
    """The calendar unit in which a day lies."""
    makers: dict[str, Callable[[], Interval | None]] = {
        "year": lambda: year_interval(day.year),
        "half": lambda: half_interval(day.year, 1 if day.month < 7 else 2),
        "quarter": lambda: quarter_shifted(day, 0),
        "month": lambda: month_of(day),
        "week": lambda: week_shifted(day, 0),
        "day": lambda: day_interval(day),
    }
    return makers[unit]()


def units_around(day: Day, first: int, last: int, unit: str) -> Interval | None:
    """Whole calendar units, from the ``first`` to the ``last`` counted from that of ``day`` (0)."""
    start, end = add(day, first, unit), add(day, last, unit)
    low = unit_of(start, unit) if start else None
    high = unit_of(end, unit) if end else None
    if low is None or high is None:
        return None
    return low if first == last else days_interval(low.start, high.end)


@cache
def _lunar_years() -> dict[int, tuple[Day, int, tuple[int, ...]]]:
    return {
        int(row["year"]): (
            Day.fromisoformat(row["new_year"]),
            int(row["leap_month"]),
            tuple(map(int, row["month_lengths"].split())),
        )
        for row in load_table("lunar_years")
    }


def lunar_month(year: int, month: int, leap: bool = False) -> Interval | None:
    """Days of a month of a lunar year; None where the table has no such month."""
    if year not in _lunar_years() or not 1 <= month <= 12:
        return None
    first, leap_month, lengths = _lunar_years()[year]
    if leap and month != leap_month:
        return None
    index = month - 1 + (1 if leap or 0 < leap_month < month else 0)
    start = first + datetime.timedelta(days=sum(lengths[:index]))
    return Interval(start, start + datetime.timedelta(days=lengths[index] - 1), Grain.MONTH)


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> Interval | None:
    """A day of a lunar year; day -1 is the last of the month."""
    found = lunar_month(year, month, leap)
    if found is None or found.start is None or found.end is None:
        return None
    moved = found.end if day == -1 else shift_days(found.start, day - 1)
    return day_interval(moved) if moved and moved <= found.end and day else None


@cache
def _solar_terms() -> dict[int, dict[str, str]]:
    return {int(row["year"]): row for row in load_table("solar_terms")}


def solar_term(year: int, name: str) -> Interval | None:
    """The day of a solar term in a Gregorian year; None outside the table."""
    row = _solar_terms().get(year)
    return day_interval(Day.fromisoformat(f"{year}-{row[name]}")) if row else None


def season_interval(year: int, number: int) -> Interval | None:
    """Spring (1, March to May) to winter (4, December to the February of the next year)."""
    first, last = Day(year, 3 * number, 1), 3 * number + 2
    return days_interval(first, Day(year + last // 12, last % 12 + 1, 1) - _ONE)


def season_by_terms(year: int, number: int) -> Interval | None:
    """今春 to 今冬, between the terms 立春, 立夏, 立秋, 立冬; winter ends in the next year."""
    names = ("立春", "立夏", "立秋", "立冬")
    start = solar_term(year, names[number - 1])
    end = solar_term(year + number // 4, names[number % 4])
    if start is None or end is None or end.start is None:
        return None
    return days_interval(start.start, end.start - _ONE)
