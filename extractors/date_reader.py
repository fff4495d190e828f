"""Reads one date expression at a place of the text: a head, then the parts that narrow it."""

import re
from collections.abc import Callable

from kaigong.extractors import calendar as cal
from kaigong.extractors import date_steps as steps
from kaigong.extractors import date_words as w
from kaigong.extractors.calendar import Interval
from kaigong.extractors.date_duration import read_duration
from kaigong.extractors.date_heads import Chain, Clock, head_pattern
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain

_GAP = lazy(r"[ ]{0,2}的?[ ]{0,2}")
_THIRD_PLAN_YEAR = 1966  # from the third five-year plan (1966 to 1970) on, one follows the other

_Group = Callable[[str], str | None]


def _fixed(match: re.Match[str], rule: str, found: Interval | None, level: str) -> Chain | None:
    return Chain(match.end(), rule, level, found.grain, base=found, explicit=True) if found else None


def _day(match: re.Match[str], year: int, month: int, day: int, rule: str) -> Chain | None:
    return _fixed(match, rule, cal.day_interval(cal.make_day(year, month, day)), "day")


def _numeric(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    if get("ymd"):
        return _day(
            match, w.integer(get("y1") or ""), w.integer(get("m1") or ""), w.integer(get("d1") or ""), "date.iso"
        )
    if get("spaced"):
        return _day(match, int(get("y0") or 0), int(get("m0") or 0), int(get("d0") or 0), "date.spaced")
    if get("compact"):
        before = match.string[max(0, match.start() - 6) : match.start()]
        if re.search(r"(?:号|码|编号|代码|电话|传真|QQ|:)\s?$", before):
            return None
        return _day(match, int(get("y2") or 0), int(get("m2") or 0), int(get("d2") or 0), "date.compact")
    if get("dmy"):
        first, second, year = int(get("d3") or 0), int(get("m3") or 0), int(get("y3") or 0)
        day, month = (second, first) if second > 12 else (first, second)
        return _day(match, year, month, day, "date.day_first")
    a, b, c = get("a4") or "", get("b4") or "", get("c4") or ""
    # Three numbers may be a score or a part number: one of them has to look like a year of two digits.
    if len(a) == 2 and int(a) > 0 and (int(a) > 12 or len(b) == len(c) == 2):
        return _day(match, 2000 + int(a) - (100 if int(a) > 50 else 0), int(b), int(c), "date.short")
    if len(c) == 2 and len(a) == 1:
        return _day(match, 2000 + int(c) - (100 if int(c) > 50 else 0), int(b), int(a), "date.short")
    return None


def _short_line(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """15.3.3 or 17-7 on a line of its own: a year in two digits that is not far ahead of publication."""
    year, month, day = _century(int(get("a5") or 0), clock), int(get("b5") or 0), get("c5")
    if day:
        return _day(match, year, month, int(day), "date.short")
    return _fixed(match, "date.short", cal.months_interval(year, month, month), "month")


def _century(year: int, clock: Clock) -> int:
    """Full year for two digits: at most ten years after publication, else the century before."""
    limit = (clock.published.year if clock.published else 2025) + 10
    return 2000 + year if 2000 + year <= limit else 1900 + year


def _year_month(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    year, month = w.integer(get("y9") or get("y10") or ""), w.integer(get("m9") or get("m10") or "")
    return _fixed(match, "date.year_month", cal.months_interval(year, month, month), "month")


def _year_range(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    first = w.integer(get("y5") or "")
    last = w.integer(get("y6") or "") or first // 100 * 100 + w.integer(get("y7") or "")
    return _fixed(match, "date.years", cal.years_interval(first, last), "done") if first < last else None


def _year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    text = next(filter(None, map(get, ("y8", "y11", "y12", "y13", "y14", "y15", "ey", "yl"))))
    written = text if text.isdecimal() and text.isascii() else text.replace("0", "〇")  # 二00四年
    return _fixed(match, "date.year", cal.year_interval(w.integer(written)), "year")


def _fiscal(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    # The months of a fiscal year are the company's own, so the days stay open.
    part = get("fq") or ""
    grain = Grain.HALF_YEAR if "半年" in part else Grain.QUARTER if part else Grain.YEAR
    return Chain(match.end(), "date.fiscal", "done", grain)


def _plan(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    quoted, tail = bool(get("pq")), get("pt") or ""
    if (
        quoted != bool(get("pc"))
        or not (quoted or get("pt") is not None)
        or (quoted and len(get("pn") or "") == 1 and not tail)
    ):
        return None
    if match.string.startswith("规划", match.end()) or match.string.startswith("重点", match.end()):
        return None
    first = _THIRD_PLAN_YEAR + 5 * (w.integer(get("pn") or "") - 3)
    years = (first, first + 4)
    if tail.startswith(("末", "收官")):
        years = (first + 4, first + 4)
    elif tail.startswith(("初", "开局")):
        years = (first, first)
    return _fixed(match, "date.plan", cal.years_interval(*years), "done")


def _roc(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    written = get("ry") or get("r3") or get("r4") or ""
    year = 1911 + (1 if written == "元" else w.integer(written))
    if get("r4") and not clock.taiwan:
        return None
    if get("r3") and not clock.taiwan and (clock.published is None or abs(clock.published.year - year) > 15):
        return None
    return _fixed(match, "date.roc_year", cal.year_interval(year), "year")


def _part_of(first: int, last: int, part: str) -> tuple[int, int]:
    length = last - first + 1
    slices = {"初": (0, 20), "末": (80, 100), "前": (0, 30), "中": (40, 60), "后": (70, 100)}
    low, high = slices.get(part[:1], (0, 100))
    return first + length * low // 100, first + length * high // 100 - 1


def _decade(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    if get("tens"):
        century = w.integer(get("tc") or "19")
        first = century * 100 + w.integer(get("tn") or "")
        return _fixed(match, "date.decade", cal.years_interval(*_part_of(first, first + 9, get("tp") or "")), "done")
    if get("cr"):
        if clock.published is None:
            return Chain(match.end(), "date.decade", "done", Grain.PERIOD)
        first = clock.published.year // 100 * 100 - (0 if get("cr") == "本" else 100)
    else:
        first = (w.integer(get("cn") or "") - 1) * 100
    last = first + 99
    if get("dn"):
        first += w.integer(get("dn") or "")
        last = first + 9
    return _fixed(match, "date.decade", cal.years_interval(*_part_of(max(first, 1), last, get("dp") or "")), "done")


def _short_year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    text = get("sy") or get("sh") or ""
    value = w.integer(text)
    year = value + 1911 if clock.taiwan and value >= 38 else _century(value, clock)
    found = _fixed(match, "date.short_year", cal.year_interval(year), "year")
    # 08年 and 一七年 are years; 28年 alone is a length of time.
    return found and replace(found, weak=not (get("sh") or text.startswith("0")))


def _from_published(
    match: re.Match[str], found: Interval | None, grain: Grain, level: str, clock: Clock
) -> Chain | None:
    if clock.published is not None and found is None:
        return None
    return Chain(match.end(), "date.relative", level, grain, base=found, relative=True, explicit=True)


def _relative_year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    shift = w.entries("year")[match.group()].value or 0
    found = cal.year_interval(clock.published.year + shift) if clock.published else None
    return _from_published(match, found, Grain.YEAR, "year", clock)


def _relative_day(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    shift = w.entries("day")[match.group()].value or 0
    today = clock.published if shift else clock.dateline or clock.published
    found = cal.day_interval(cal.shift_days(today, shift)) if today else None
    return _from_published(match, found, Grain.DAY, "day", clock)


def _same(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """同年, 次月, 当日: counted from the last date that is at least as fine, open without one."""
    entry = w.entries("same_year", "same_month", "same_day")[match.group()]
    unit = entry.kind.removeprefix("same_")
    last = clock.last.get(unit)
    found = cal.units_around(last, entry.value or 0, entry.value or 0, unit) if last else None
    return Chain(match.end(), "date.anaphora", unit, cal.UNIT_GRAIN[unit], base=found, explicit=True)


def _step_word(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """上上个月, 本季度, 下周五."""
    written = get("sw") or ""
    entries = w.entries("step")
    shift = 0 if written in entries and entries[written].value == 0 else sum((entries[c].value or 0) for c in written)
    unit = w.entries("unit")[get("su") or ""].name or "month"
    if get("sd") and unit != "week":
        return None
    day = clock.published
    found = cal.units_around(day, shift, shift, unit) if day else None
    chain = _from_published(match, found, cal.UNIT_GRAIN[unit], unit, clock)
    return chain and _with_weekday(chain, get("sd"))


def _with_weekday(chain: Chain, written: str | None) -> Chain:
    if not written:
        return chain
    first, last = (6, 7) if written == "末" else (w.weekday_number(written),) * 2

    def narrow(base: Interval) -> Interval | None:
        if base.start is None:
            return None
        return cal.days_interval(cal.shift_days(base.start, first - 1), cal.shift_days(base.start, last - 1))

    grain = Grain.DAY if first == last else Grain.PERIOD
    return replace(chain, steps=(*chain.steps, steps.Step(narrow, grain, "day")), level="day", grain=grain)


def _nth_weekday(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """上一个周三, 最后一个周三: the latter is the last of this month."""
    if (get("nl") or "").startswith("最后"):
        weekday = w.weekday_number(get("nwd") or "")
        month = cal.month_of(clock.published) if clock.published else None
        found = cal.nth_weekday(month, -1, weekday) if month else None
        return _from_published(match, found, Grain.DAY, "day", clock)
    shift = {"上": -1, "下": 1}.get((get("nl") or "")[0], 0)
    week = cal.week_shifted(clock.published, shift) if clock.published else None
    chain = _from_published(match, week, Grain.WEEK, "week", clock)
    return chain and _with_weekday(chain, get("nwd"))


def _half_of(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    day = clock.published
    if get("hu") == "月":
        chain = _from_published(match, cal.month_of(day) if day else None, Grain.TEN_DAYS, "done", clock)
        return chain and replace(chain, steps=(steps.ten_days_step(match.group()),))
    week = cal.week_shifted(day, 0) if day else None
    first, last = (0, 2) if get("ho") == "上" else (3, 6)
    days = (
        cal.days_interval(cal.shift_days(week.start, first), cal.shift_days(week.start, last))
        if week and week.start
        else None
    )
    return _from_published(match, days, Grain.PERIOD, "done", clock)


_SHIFTS = {"前": -2, "去": -1, "昨": -1, "今": 0, "明": 1, "后": 2}


def _paren_year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """今(114)年, 明(2025)年: the year in brackets counts."""
    year = int(get("py") or 0)
    return _fixed(match, "date.year", cal.year_interval(year + 1911 if year < 1000 else year), "year")


def _paren_day(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """今(12)日, 昨(11日): the day in brackets counts."""
    number = int(get("pd") or 0)
    return _floating(match, "month", steps.days_step(number, number), "date.day")


def _two_years(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    first, last = _SHIFTS[get("ty1") or ""], _SHIFTS[get("ty2") or ""]
    if last != first + 1:
        return None
    found = cal.units_around(clock.published, first, last, "year") if clock.published else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _season_of(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """今春, 去冬."""
    year = clock.published.year + _SHIFTS[get("so") or ""] if clock.published else None
    found = cal.season_interval(year, "春夏秋冬".index(get("sn2") or "春") + 1) if year else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _few_days(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    """今明两天, 这两天."""
    names = _SHIFTS
    first, last = (names[get("t1") or ""], names[get("t2") or ""]) if get("t1") else (-1, 0)
    if first >= last or match.group()[1] == "几":
        return None
    found = cal.units_around(clock.published, first, last, "day") if clock.published else None
    return _from_published(match, found, Grain.PERIOD, "done", clock)


def _near(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    return Chain(match.end(), "date.near", "done", Grain.DAY)


def _floating(
    match: re.Match[str], unit: str, step: steps.Step | None, rule: str, end: int | None = None
) -> Chain | None:
    if step is None:
        return None
    return Chain(end or match.end(), rule, step.level, step.grain, floating=unit, steps=(step,))


def _in_year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("year", match.string, match.start())
    if found is None:
        return None
    step, end = found
    rule = (
        "date.holiday"
        if match.string[match.start() : end] in w.entries("holiday", "term", "season", "span")
        else "date.month"
    )
    chain = _floating(match, "year", step, rule, end)
    # 夏天 or 立春 (also a name) without a year is mostly not a date.
    vague = match.string[match.start() : end] in w.entries("term", "season", "span")
    return chain and replace(chain, alone=vague)


def _month_part(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("month", match.string, match.start())
    return found and _floating(match, "month", found[0], "date.month_part", found[1])


def _bare_days(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    if get("days"):
        return _floating(match, "month", steps.days_step(int(get("e1") or 0), int(get("e2") or 0)), "date.day")
    before = match.string[max(0, match.start() - 3) : match.start()]
    if re.search(
        r"(?:第|每月?|工期|为期|历时|连续|超|约|共|达|近|仅用?|提前|用时|过去|最近|至少|[^\d一二三四五六首]期|每逢)$",
        before,
    ):
        return None
    number = w.integer(get("da") or get("dh") or "")
    chain = _floating(match, "month", steps.days_step(number, number), "date.day")
    return chain and replace(
        chain, alone=bool(get("dh")) and not match.string.startswith(("上", "中", "下", "晚"), match.end())
    )


def _weekday(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    chain = Chain(match.end(), "date.weekday", "day", Grain.DAY, floating="week")
    return _with_weekday(chain, get("wd"))


def _duration(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    found = read_duration(match, clock.published)
    if found is None:
        return None
    return Chain(match.end(), "date.duration", "done", found.grain, base=found, relative=True, explicit=True)


def _lunar_year(get: _Group, match: re.Match[str], clock: Clock) -> Chain | None:
    found = steps.read_step("year", "农历" + match.string[match.end() : match.end() + 12], 0)
    base = cal.year_interval(w.integer(get("ly") or ""))
    if found is None or base is None:
        return None
    step, length = found
    return Chain(match.end() + length - 2, "date.lunar", "done", step.grain, base=base, steps=(step,), explicit=True)


_MAKERS: dict[str, Callable[[_Group, re.Match[str], Clock], Chain | None]] = {
    "ymd": _numeric, "compact": _numeric, "dmy": _numeric, "short3": _numeric, "spaced": _numeric,
    "short_line": _short_line,    "lone": _year, "yrange": _year_range, "ylist": _year,
    "ym": _year_month, "ydot": _year_month, "fiscal": _fiscal, "plan": _plan, "roc": _roc, "decade": _decade,
    "tens": _decade, "era": _year, "lunar_year": _lunar_year, "year": _year, "short": _short_year, "roc3": _roc,
    "step": _step_word, "half_of": _half_of, "paren_year": _paren_year, "paren_day": _paren_day,
    "two_years": _two_years, "season_of": _season_of, "nth_weekday": _nth_weekday, "two_days": _few_days,
    "these_days": _few_days, "same_year": _same,
    "same_month": _same, "same_day": _same, "rel_year": _relative_year, "rel_day": _relative_day, "near": _near,
    "weekday": _weekday, "month_part": _month_part, "days": _bare_days, "day": _bare_days, "in_year": _in_year,
    "recent": _duration, "future": _duration, "ahead": _duration, "passing": _duration, "span": _duration,
}  # fmt: skip


def read_head(match: re.Match[str], clock: Clock) -> Chain | None:
    """The chain that a match of ``head_pattern`` begins, or None if it is no date after all."""
    name = match.lastgroup  # all alternatives are groups of their own
    return _MAKERS[name](match.group, match, clock) if name in _MAKERS else None


def read_chain(match: re.Match[str], clock: Clock) -> Chain | None:
    """A head with all parts that follow it."""
    chain = read_head(match, clock)
    while chain is not None:
        longer = _extend(chain, match.string, clock)
        if longer is None:
            break
        chain = longer
    return chain


def _shifted(chain: Chain, text: str, position: int, clock: Clock) -> Chain | None:
    """上个月的下个月, 明天的后天: a relative word that counts from the date before it."""
    match = head_pattern().match(text, position)
    days = chain.resolve(chain.base) if chain.floating is None else None
    if match is None or days is None or days.start is None or not (match.group("step") or match.group("rel_day")):
        return None
    other = read_head(match, replace(clock, published=days.start))
    return replace(other, rule=chain.rule) if other else None


def _extend(chain: Chain, text: str, clock: Clock) -> Chain | None:
    gap = _GAP.match(text, chain.end)
    position = gap.end() if gap else chain.end
    if gap and "的" in gap.group() and chain.relative:
        shifted = _shifted(chain, text, position, clock)
        if shifted is not None:
            return shifted
    if chain.level == "week":
        found = re.compile(steps.WEEK).match(text, position)
        if found is None:
            return None
        return replace(_with_weekday(chain, found.group("wd") or "末"), end=found.end())
    read = steps.read_step(chain.level, text, position)
    if read is None and chain.level == "year" and clock.published and text.startswith(("本月", "同月"), position):
        read = steps.months_step(clock.published.month, clock.published.month), position + 2
    if read is None:
        return None
    step, end = read
    if chain.alone and chain.floating:
        return None
    if chain.weak and step.level == "done" and text[position] in "内以之前头":
        return None
    changed = replace(chain, end=end, level=step.level, grain=step.grain, steps=(*chain.steps, step), weak=False)
    # A part that does not exist (2月30日) is no part of the date.
    if chain.base is not None and chain.floating is None and changed.resolve(chain.base) is None:
        return None
    return changed
