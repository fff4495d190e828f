"""Beginnings of a date that name their year: 2018年, 20190917, 民国107年, “十四五”期间, 九十年代."""

import re
from collections.abc import Mapping

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import steps
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.heads import Chain, Clock, Maker
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain

_NUMBERED = lazy(r"(?:号|码|编号|代码|电话|传真|QQ|:)\s?$")
_NUMBERED_REACH, _LUNAR_REACH = 6, 12
_THIRD_PLAN_YEAR = 1966  # from the third five-year plan (1966 to 1970) on, one follows the other
_ROC_YEAR = 1911  # the year before the first of the Republic of China
_ROC_SPAN = 15  # years around the publication in which 107年 of a mainland text may be one of the Republic


def _fixed(match: re.Match[str], rule: str, found: Interval | None, level: str) -> Chain | None:
    return Chain(match.end(), rule, level, found.grain, base=found, explicit=True) if found else None


def _day(match: re.Match[str], year: int, month: int, day: int, rule: str) -> Chain | None:
    return _fixed(match, rule, cal.day_interval(cal.make_day(year, month, day)), "day")


def _year_month_day(match: re.Match[str], clock: Clock) -> Chain | None:
    return _day(match, w.integer(match["y1"]), w.integer(match["m1"]), w.integer(match["d1"]), "date.iso")


def _spaced(match: re.Match[str], clock: Clock) -> Chain | None:
    return _day(match, int(match["y0"]), int(match["m0"]), int(match["d0"]), "date.spaced")


def _compact(match: re.Match[str], clock: Clock) -> Chain | None:
    start = match.start()
    if _NUMBERED.search(match.string, max(0, start - _NUMBERED_REACH), start):
        return None
    return _day(match, int(match["y2"]), int(match["m2"]), int(match["d2"]), "date.compact")


def _day_first(match: re.Match[str], clock: Clock) -> Chain | None:
    first, second = int(match["d3"]), int(match["m3"])
    day, month = (second, first) if second > 12 else (first, second)
    return _day(match, int(match["y3"]), month, day, "date.day_first")


def _three_numbers(match: re.Match[str], clock: Clock) -> Chain | None:
    """24.6.15; three numbers may be a score or a part number: one of them has to look like a year of two digits."""
    a, b, c = match["a4"], match["b4"], match["c4"]
    if len(a) == 2 and int(a) > 0 and (int(a) > 12 or len(b) == len(c) == 2):
        return _day(match, 2000 + int(a) - (100 if int(a) > 50 else 0), int(b), int(c), "date.short")
    if len(c) == 2 and len(a) == 1:
        return _day(match, 2000 + int(c) - (100 if int(c) > 50 else 0), int(b), int(a), "date.short")
    return None


def _short_line(match: re.Match[str], clock: Clock) -> Chain | None:
    """15.3.3 or 17-7 on a line of its own: a year in two digits that is not far ahead of publication."""
    year, month, day = _century(int(match["a5"]), clock), int(match["b5"]), match["c5"]
    if day:
        return _day(match, year, month, int(day), "date.short")
    return _fixed(match, "date.short", cal.months_interval(year, month, month), "month")


def _century(year: int, clock: Clock) -> int:
    """Full year for two digits: at most ten years after publication, else the century before."""
    limit = (clock.published.year if clock.published else 2025) + 10
    return 2000 + year if 2000 + year <= limit else 1900 + year


def _year_month(match: re.Match[str], clock: Clock) -> Chain | None:
    year, month = w.integer(match["y9"] or match["y10"]), w.integer(match["m9"] or match["m10"])
    return _fixed(match, "date.year_month", cal.months_interval(year, month, month), "month")


def _year_range(match: re.Match[str], clock: Clock) -> Chain | None:
    first = w.integer(match["y5"])
    last = w.integer(match["y6"] or "") or first // 100 * 100 + w.integer(match["y7"] or "")
    return _fixed(match, "date.years", cal.years_interval(first, last), "done") if first < last else None


def _year(match: re.Match[str], clock: Clock) -> Chain | None:
    text = next(filter(None, map(match.group, ("y8", "y11", "y12", "y13", "y14", "y15", "ey", "yl"))))
    written = text if text.isdecimal() and text.isascii() else text.replace("0", "〇")  # 二00四年
    return _fixed(match, "date.year", cal.year_interval(w.integer(written)), "year")


def _paren_year(match: re.Match[str], clock: Clock) -> Chain | None:
    """今(114)年, 明(2025)年: the year in brackets counts."""
    year = int(match["py"])
    return _fixed(match, "date.year", cal.year_interval(year + _ROC_YEAR if year < 1000 else year), "year")


def _short_year(match: re.Match[str], clock: Clock) -> Chain | None:
    text = match["sy"] or match["sh"]
    value = w.integer(text)
    year = value + _ROC_YEAR if clock.taiwan and value >= 38 else _century(value, clock)
    found = _fixed(match, "date.short_year", cal.year_interval(year), "year")
    # 08年 and 一七年 are years; 28年 alone is a length of time.
    return found and replace(found, weak=not (match["sh"] or text.startswith("0")))


def _fiscal(match: re.Match[str], clock: Clock) -> Chain | None:
    """The months of a fiscal year are the company's own, so the days stay open."""
    part = match["fq"] or ""
    grain = Grain.HALF_YEAR if "半年" in part else Grain.QUARTER if part else Grain.YEAR
    return Chain(match.end(), "date.fiscal", "done", grain)


def _plan(match: re.Match[str], clock: Clock) -> Chain | None:
    """“十四五”期间, 十三五末, but not 十五 alone or “十四五”规划."""
    quoted, number, tail = bool(match["pq"]), match["pn"], match["pt"] or ""
    if (
        quoted != bool(match["pc"])
        or not (quoted or match["pt"] is not None)
        or (quoted and len(number) == 1 and not tail)
        or match.string.startswith(("规划", "重点"), match.end())
    ):
        return None
    first = _THIRD_PLAN_YEAR + 5 * (w.integer(number) - 3)
    years = (first, first + 4)
    if tail.startswith(("末", "收官")):
        years = (first + 4, first + 4)
    elif tail.startswith(("初", "开局")):
        years = (first, first)
    return _fixed(match, "date.plan", cal.years_interval(*years), "done")


def _roc(match: re.Match[str], clock: Clock) -> Chain | None:
    """民国107年; without 民国 in a text of Taiwan, or near the publication."""
    written = match["ry"] or match["r3"] or match["r4"]
    year = _ROC_YEAR + (1 if written == "元" else w.integer(written))
    if match["r4"] and not clock.taiwan:
        return None
    near = clock.published is not None and abs(clock.published.year - year) <= _ROC_SPAN
    if match["r3"] and not (clock.taiwan or near):
        return None
    return _fixed(match, "date.roc_year", cal.year_interval(year), "year")


def _part_of(first: int, last: int, part: str) -> tuple[int, int]:
    length = last - first + 1
    slices = {"初": (0, 20), "末": (80, 100), "前": (0, 30), "中": (40, 60), "后": (70, 100)}
    low, high = slices.get(part[:1], (0, 100))
    return first + length * low // 100, first + length * high // 100 - 1


def _decade(match: re.Match[str], clock: Clock) -> Chain | None:
    """上世纪九十年代初, 21世纪初."""
    if match["cr"]:
        if clock.published is None:
            return Chain(match.end(), "date.decade", "done", Grain.PERIOD)
        first = clock.published.year // 100 * 100 - (0 if match["cr"] == "本" else 100)
    else:
        first = (w.integer(match["cn"]) - 1) * 100
    last = first + 99
    if match["dn"]:
        first += w.integer(match["dn"])
        last = first + 9
    years = _part_of(max(first, 1), last, match["dp"] or "")
    return _fixed(match, "date.decade", cal.years_interval(*years), "done")


def _tens(match: re.Match[str], clock: Clock) -> Chain | None:
    """九十年代, 1990年代末."""
    first = w.integer(match["tc"] or "19") * 100 + w.integer(match["tn"])
    return _fixed(match, "date.decade", cal.years_interval(*_part_of(first, first + 9, match["tp"] or "")), "done")


def _lunar_year(match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("year", "农历" + match.string[match.end() : match.end() + _LUNAR_REACH], 0)
    base = cal.year_interval(w.integer(match["ly"]))
    if found is None or base is None:
        return None
    step, length = found
    return Chain(match.end() + length - 2, "date.lunar", "done", step.grain, base=base, steps=(step,), explicit=True)


ABSOLUTE: Mapping[str, Maker] = {
    "ymd": _year_month_day,
    "spaced": _spaced,
    "compact": _compact,
    "dmy": _day_first,
    "short3": _three_numbers,
    "short_line": _short_line,
    "ym": _year_month,
    "ydot": _year_month,
    "yrange": _year_range,
    "lone": _year,
    "ylist": _year,
    "era": _year,
    "year": _year,
    "paren_year": _paren_year,
    "short": _short_year,
    "fiscal": _fiscal,
    "plan": _plan,
    "roc": _roc,
    "roc3": _roc,
    "decade": _decade,
    "tens": _tens,
    "lunar_year": _lunar_year,
}
