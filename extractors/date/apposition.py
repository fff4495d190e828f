"""昨天(9月28日), 10月12日,星期一, 明天元旦: two names of one day are one date."""

from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.found import Beginning, Found
from kaigong.extractors.date.heads import Chain
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace

_WEEKDAY_BESIDE = lazy(rf"(?:[,、]?[ ]?(?:周|星期|礼拜){w.WEEKDAY}|[ ]?\((?:周|星期|礼拜){w.WEEKDAY}\))(?![期至到-])")
_BESIDE = lazy(r"[ ]?(?P<open>\()[ ]?|[,][ ]?|")
_NAMED_BY_ANOTHER = ("date.relative", "date.weekday", "date.anaphora")


def with_apposition(chain: Chain, days: Interval, at: Beginning) -> Found:
    """The date of a chain, with another name of its day behind it."""
    found = Found(at.start, chain.end, days, chain.rule, chain.level, chain.explicit, chain.relative)
    if chain.level != "day":
        return found
    if chain.rule not in ("date.weekday", "date.relative"):
        weekday = _WEEKDAY_BESIDE.match(at.text, chain.end)
        if weekday:
            return replace(found, end=weekday.end())
    return (_with_other_name(found, chain, at) if chain.rule in _NAMED_BY_ANOTHER else None) or found


def _with_other_name(found: Found, chain: Chain, at: Beginning) -> Found | None:
    """A day that is counted, with its name behind it."""
    gap = _BESIDE.match(at.text, chain.end)
    second = at.chain_at(gap.end()) if gap else None
    if gap is None or second is None or not _is_name_of_day(second):
        return None
    if second.rule == "date.holiday" and not gap["open"]:
        # The deictic before a named day adds nothing to its name, but it says which one is meant.
        if gap.end() != chain.end:
            return None
        return Found(gap.end(), second.end, found.days, second.rule, "day", True, True)
    closed = at.text.startswith(")", second.end) if gap["open"] else chain.rule == "date.weekday"
    exact = at.days_of(second, gap.end()) if closed else None
    if exact is None or not exact.known:
        return None
    return Found(at.start, second.end + bool(gap["open"]), exact, "date.apposition", "day", True, False)


def _is_name_of_day(chain: Chain) -> bool:
    """Whether a date names a day, rather than counting to it."""
    if chain.level != "day" or chain.rule in ("date.relative", "date.duration"):
        return False
    return chain.floating in ("year", "month", None)
