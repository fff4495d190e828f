"""X至Y, X和Y之间, X至今: one date from the first day of X to the last of Y."""

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.context import in_year
from kaigong.extractors.date.found import Beginning, Found
from kaigong.extractors.date.heads import Chain, Clock
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.labels import Grain

_LINK = lazy(rf"[ ]?(?:[初始]|起)?[ ]?(?:{w.HYPHEN})[ ]?")
_MONTH_DAY = lazy(r"(?P<m>1[0-2]|0?[1-9])(?P<s>[./])(?P<d>3[01]|[12]\d|0?[1-9])(?![\d./%])")  # 2024.6.15-6.20
_BOTH = lazy(r"[ ]?[和与][ ]?")
_BETWEEN = lazy(r"[ ]?(?:之间|间(?!接))")
_NOW = lazy(r"(?:今(?![年天日晚])|现在|目前|如今|当下)")


def read_range(chain: Chain, at: Beginning) -> Found | None:
    """The range that a chain opens, if it opens one."""
    link = _LINK.match(at.text, chain.end)
    joint = link or _BOTH.match(at.text, chain.end)
    if joint is None:
        return None
    first = at.days_of(chain)
    if chain.floating == "week" and at.clock.published:
        first = chain.resolve(cal.week_shifted(at.clock.published, 0))
    if first is None:
        return None
    now = _NOW.match(at.text, joint.end()) if link else None
    if now:
        days = until_now(first, at.clock)
        return Found(at.start, now.end(), days, "date.range", "done", chain.explicit, chain.relative)
    short = _MONTH_DAY.match(at.text, joint.end()) if link and chain.rule == "date.iso" else None
    if short and first.start and short["s"] in at.text[at.start : chain.end]:
        span = cal.days_interval(first.start, cal.make_day(first.start.year, int(short["m"]), int(short["d"])))
        return Found(at.start, short.end(), span, "date.range", "day", True, False) if span else None
    return _to_date(chain, first, joint.end(), at, between=link is None)


def until_now(first: Interval, clock: Clock) -> Interval:
    """From the first day of a date to the publication."""
    if first.start is None:
        return cal.unresolved(Grain.PERIOD)
    begun = clock.published is not None and first.start <= clock.published
    return Interval(first.start, clock.published if begun else None, Grain.PERIOD)


def _to_date(chain: Chain, first: Interval, position: int, at: Beginning, *, between: bool) -> Found | None:
    """A date to another one; ``between``: joined by 和, which takes 之间 behind the other."""
    second = at.chain_at(position)
    if second is None or (chain.level == "done" and chain.rule == "date.near"):
        return None
    end = second.end
    if between:
        behind = _BETWEEN.match(at.text, end)
        if behind is None:
            return None
        end = behind.end()
    days = _span(first, second)
    explicit = chain.explicit or second.explicit
    return Found(at.start, end, days, "date.range", "day", explicit, chain.relative) if days else None


def _span(first: Interval, second: Chain) -> Interval | None:
    """From ``first`` to the second chain, which takes over the year or month that it leaves out."""
    if first.end is None or first.start is None:
        return cal.unresolved(Grain.PERIOD)
    end = _end_of_span(first.start, second)
    if end is None:
        return None
    return cal.unresolved(Grain.PERIOD) if end.end is None else cal.days_interval(first.start, end.end)


def _end_of_span(start: cal.Day, second: Chain) -> Interval | None:
    """The days of the second chain, in the year, month or week of the first day or the one after."""
    if second.floating is None:
        return second.resolve(second.base)
    if second.floating == "month":
        return second.resolve(cal.month_of(start))

    def days_in(shift: int) -> Interval | None:
        if second.floating == "year":
            return in_year(second, start.year + shift)
        return second.resolve(cal.week_shifted(start, shift))

    end = days_in(0)
    return days_in(1) if end is not None and end.end is not None and end.end < start else end
