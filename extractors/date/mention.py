"""What time a DATE mention gives (a day, a year, a span of years), and whether it is past by the publication."""

import datetime

from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Grain
from kaigong.schemas.values import DateValue, Value

_FEW_DAYS = 7
_HOLIDAYS = ("期间", "假期", "假日", "长假", "黄金周")  # 国庆长假期间


def is_day(mention: Mention) -> bool:
    """Whether a date is a day, or the few days of one occasion."""
    value = mention.value
    return isinstance(value, DateValue) and (
        value.grain is Grain.DAY or (value.grain is Grain.PERIOD and _is_few_days(mention, value))
    )


def is_period(mention: Mention) -> bool:
    """Whether a date is a span of years (“十二五”期间), which dates no event that is told later."""
    value = mention.value
    return isinstance(value, DateValue) and value.grain is Grain.PERIOD and not _is_few_days(mention, value)


def is_year(mention: Mention) -> bool:
    """Whether a date is a whole year."""
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.YEAR


def is_past(mention: Mention, published: datetime.date | None) -> bool:
    """Whether a date begins no later than the publication, as far as both are known."""
    value = mention.value
    if published is None or not isinstance(value, DateValue) or value.start is None:
        return True
    return value.start <= published


def is_over(mention: Mention, published: datetime.date) -> bool:
    """Whether a date ends no later than the publication."""
    value = mention.value
    return isinstance(value, DateValue) and value.end is not None and value.end <= published


def holds(period: DateValue, day: Value | None) -> bool:
    """Whether a day lies within a coarser date."""
    if not isinstance(day, DateValue) or day.start is None or period.start is None or period.end is None:
        return False
    return period.start <= day.start <= period.end


def _is_few_days(mention: Mention, value: DateValue) -> bool:
    """Whether a date is the few days of a visit or fair (4月16日至17日), on which what is told of it happens."""
    if value.start is None or value.end is None:
        return False
    if not any(c.isdecimal() for c in mention.text) and not mention.text.endswith(_HOLIDAYS):
        return False  # 这两天
    return (value.end - value.start).days < _FEW_DAYS
