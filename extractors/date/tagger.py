"""Dates: full, partial, relative, open; each with its first and last day, or with none where the text gives none."""

import re
from collections.abc import Iterator, Mapping

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date.apposition import with_apposition
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.context import Last, same_sentence
from kaigong.extractors.date.found import Beginning, Found
from kaigong.extractors.date.heads import Clock, head_finder, head_pattern
from kaigong.extractors.date.range import read_range
from kaigong.extractors.date.reader import read_chain
from kaigong.extractors.date.suffix import modified
from kaigong.extractors.date.told import NEWS_DAYS, is_quoted, is_quoted_today
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain, Label

_TAIWAN = lazy(r"新台币|民国\d|中央社|台湾")
_RECURRING = lazy(r"(?:每|历|逐)(?:年|月|周|季度)?的?[ ]?$|常年$")
_RECURRING_REACH, _LINE_REACH = 8, 20
# 新华社兰州4月20日电: a place or a name may stand between the agency and the day.
_AGENCY = lazy(r"(?:社|网|报|台|电|[\u4e00-\u9fff]{2}[讯刊])[^。,;!?\n]{0,14}\Z")
_FILED = lazy(r"(?:上午|下午|晚)?(?:专)?(?:电|讯|消息|报道)")
_WIRED = lazy(r"(?:上午|下午|晚)?专?电")
_AGENCY_REACH, _FILED_BEFORE = 20, 15
_SAME_DAY = ("同日", "同一天")
_LONG_BEFORE = 7
_UNITS_NAMED = {
    Grain.DAY: ("year", "month", "day"),
    Grain.TEN_DAYS: ("year", "month"),
    Grain.MONTH: ("year", "month"),
}

_Units = Mapping[str, cal.Day]


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
        reading = _Reading(document)
        position = 0
        finder, pattern = head_finder(), head_pattern()
        while hit := finder.search(text, position):
            match = pattern.match(text, hit.start())
            assert match is not None
            empty = match.end() == match.start()
            position = match.end() + empty
            reading.turn_to(match)
            if match.lastgroup == "never":
                continue
            found = _read(match, reading.clock, reading.last)
            if found is None:
                if not (empty or match.group()[0].isdecimal()):
                    position = match.start() + 1
                continue
            position = max(position, found.end)
            reading.note(found)
            yield Mention(
                Label.DATE, found.start, found.end, text[found.start : found.end], found.rule, found.days.value()
            )


class _Reading:
    """What the dates of an article that have been read so far say of the next one."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        taiwan = document.home_currency == "TWD" or bool(_TAIWAN.search(self.text))
        self.clock = Clock(document.published, taiwan=taiwan)
        self.last: Last | None = None
        self._units: _Units = {}
        self._news: _Units = {}
        self._lead: _Units = {}  # the first day that is news
        self._told: _Units = {}  # by the article itself: outside of a quotation no day counts from one inside

    def turn_to(self, match: re.Match[str]) -> None:
        """Say from what a date counts that may begin here (同一天, 当天)."""
        text, start = self.text, match.start()
        if self._news and text.startswith(_SAME_DAY, start) and text[start - 1 : start] in ("", "。", "\n"):
            self.clock = replace(self.clock, last=self._news)
        if self._told and match.lastgroup == "same_day" and not is_quoted(text, start):
            older = _is_older(self._told, self._lead) and "\n" in text[self.last.end if self.last else 0 : start]
            self.clock = replace(self.clock, last=self._lead if older else self._told)

    def note(self, found: Found) -> None:
        """Keep what later dates may count from."""
        dateline = _dateline(self.text, found, self.clock)
        if dateline is not self.clock.dateline:
            wired = _WIRED.match(self.text, found.end) is not None
            self.clock = replace(self.clock, dateline=dateline, wired=wired)
        units = _units(found.days)
        if not units or is_quoted_today(self.text, found.start, found.end):
            return
        self._units = {**self._units, **units}
        self.clock = replace(self.clock, last=self._units)
        if not is_quoted(self.text, found.start):
            self._told = {**self._told, **units}
        if _is_news(found.days, self.clock.published):
            self._lead = self._lead or units
            self._news = self._units
        self.last = _as_last(found, same_sentence(self.text, self.last, found.start))


def _read(match: re.Match[str], clock: Clock, last: Last | None) -> Found | None:
    """The date that begins with a head, with all that belongs to it."""
    text, start = match.string, match.start()
    if _RECURRING.search(text, max(0, start - _RECURRING_REACH), start):
        return None
    chain = read_chain(match, clock)
    if chain is None:
        return None
    at = Beginning(text, start, clock, last)
    found = read_range(chain, at)
    if found is None:
        if (chain.weak or chain.alone) and not _is_line(text, start, chain.end):
            return None
        days = at.days_of(chain)
        if days is None:
            return None
        found = with_apposition(chain, days, at)
    return modified(found, text, clock)


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a span stands alone on its line."""
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2]
    return not before.strip() and not text[end : end + _LINE_REACH].partition("\n")[0].strip()


def _as_last(found: Found, near: Last | None) -> Last:
    """What the next date may take over; also the year that this one took over (2022年4月签约、8月破土,10月封顶)."""
    carries = near is not None and near.explicit and near.days.known and found.days.known and not found.explicit
    if carries and near and near.days.end and found.days.end and near.days.end.year == found.days.end.year:
        return Last(found.days, found.end, found.level, True, near.relative)
    return Last(found.days, found.end, found.level, found.explicit, found.relative)


def _is_news(days: Interval, published: cal.Day | None) -> bool:
    """Whether a day is one that the article brings news of; a sentence that opens on 同一天 means such a one."""
    if days.grain is not Grain.DAY or days.start is None or published is None:
        return False
    return 0 <= (published - days.start).days <= NEWS_DAYS


def _is_older(units: _Units, lead: _Units) -> bool:
    """Whether a day lies well before the one that is news, so that a new paragraph's 当天 cannot count from it."""
    return "day" in units and "day" in lead and (lead["day"] - units["day"]).days >= _LONG_BEFORE


def _dateline(text: str, found: Found, clock: Clock) -> cal.Day | None:
    """The day of a dateline that ends here, if it lies shortly before publication; else the one before it."""
    day = found.days.start
    if day is None or clock.published is None or found.days.grain is not Grain.DAY:
        return clock.dateline
    filed = _FILED.match(text, found.end) and _AGENCY.search(text, max(0, found.start - _AGENCY_REACH), found.start)
    return day if filed and 0 <= (clock.published - day).days <= _FILED_BEFORE else clock.dateline


def _units(days: Interval) -> dict[str, cal.Day]:
    """The year, month, day that a date names, for 同年, 当月, 次日 after it."""
    day = days.start or days.end
    return dict.fromkeys(_UNITS_NAMED.get(days.grain, ("year",)), day) if day else {}
