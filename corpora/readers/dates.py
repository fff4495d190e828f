"""Days as fields, options and pages write them: 2023-2-10, 2023/02/10, 20230210, 2023年2月10日; a time may follow.

Of days that begin with neither the year, 30/9/2021 and 9/30/2021 can be but one; 3/6/2021 can be two and is none.
"""

import datetime
import re

from kaigong.schemas.errors import ReadError

CHINA = datetime.timezone(datetime.timedelta(hours=8))

_DAY = r"(?<!\d)((?:19|20)\d\d)\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?日?"
_TIME = r"(?:[T\s]*(\d{1,2})[:：时点](\d{1,2})(?:[:：分]\d{1,2}(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?"
_WRITTEN = re.compile(_DAY + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T\s]?\d\d:?\d\d(?::?\d\d)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?:[T\s]+\d{1,2}:\d\d(?::\d\d)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS = range(32_874, 73_051)  # 1990 to 2099
_DAY_ZERO = datetime.date(1899, 12, 30)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")  # seconds or milliseconds, as pandas writes them into JSON
_ISO_ANY_YEAR = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.DOTALL)


def day_of(value: object) -> datetime.date | None:
    """The day that a value from outside gives, be it a date, a text or a number; None where it is missing or blank.

    Raises: ReadError if it is no day.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(f"published: expected a day, found {value!r:.40}")
    written = str(value)
    return parse_day(written) if written.strip() else None


def day_of_cell(value: object) -> datetime.date | None:
    """Like ``day_of``, for the cell of a table: 45000 is the day that a spreadsheet keeps as this number.

    Raises: ReadError if it is no day.
    """
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        written = str(value).strip()
        if _SERIAL.fullmatch(written) and int(float(written)) in _SERIALS:
            return _DAY_ZERO + datetime.timedelta(days=int(float(written)))
    return day_of(value)


def parse_day(written: str) -> datetime.date:
    """The day that a text gives; a time with an offset counts as the day in China.

    Raises: ReadError if it is no day.
    """
    text = written.strip()
    match = _WRITTEN.match(text)
    day = None if match is None or text[match.end() : match.end() + 1].isdigit() else _day_of(match)
    if day is None and (plain := _COMPACT.fullmatch(text) or _ISO_ANY_YEAR.fullmatch(text)):
        day = _date(*plain.groups()[:3])
    if day is None and (year_last := _YEAR_LAST.fullmatch(text)):
        day = _day_year_last(*year_last.groups())
    if day is None and _EPOCH.fullmatch(text):
        day = day_of_epoch(text)
    if day is None:
        raise ReadError(f"published: {written[:40]!r} is no date; expected a day like 2023-02-10")
    return day


def find_day(text: str) -> datetime.date | None:
    """The first day written in full in a text; None if there is none."""
    for match in _WRITTEN.finditer(text):
        day = _day_of(match)
        if day is not None:
            return day
    return None


def day_of_epoch(seconds: str) -> datetime.date | None:
    """The day in China of seconds (or milliseconds) since 1970; None if they lie before 1990 or after 2100."""
    value = int(seconds) // (1000 if len(seconds) > 10 else 1)
    if not 631_152_000 <= value < 4_102_444_800:
        return None
    return datetime.datetime.fromtimestamp(value, CHINA).date()


def _day_of(match: re.Match[str]) -> datetime.date | None:
    year, _, month, day, hour, minute, zone = match.groups()
    date = _date(year, month, day)
    if date is None or zone is None or int(hour) > 23 or int(minute) > 59:
        return date
    offset = 0 if zone == "Z" else (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[-2:]))
    moment = datetime.datetime(date.year, date.month, date.day, int(hour), int(minute), tzinfo=datetime.UTC)
    return (moment - datetime.timedelta(minutes=offset)).astimezone(CHINA).date()


def _day_year_last(first: str, second: str, year: str) -> datetime.date | None:
    """9/30/2021 and 30/9/2021; None for 3/6/2021, which is March or June as the country has it."""
    readings = (_date(year, first, second), _date(year, second, first))
    days = {day for day in readings if day is not None}
    return days.pop() if len(days) == 1 else None


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
