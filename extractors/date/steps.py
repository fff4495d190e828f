"""Parts of a date that narrow what stands before them: 2018年 → 9月 → 上旬, 三季度 → 末, 下周 → 五."""

import re
from collections.abc import Callable

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain

Narrow = Callable[[Interval], Interval | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One narrowing: the function, the grain it gives, and the level at which reading goes on."""

    apply: Narrow
    grain: Grain
    level: str


def _in_year(make: Callable[[int], Interval | None], grain: Grain, level: str) -> Step:
    return Step(lambda base: make(base.start.year) if base.start else None, grain, level)


def months_step(first: int, last: int) -> Step:
    """Months of a year; 11-2月 runs into the next one."""

    def narrow(base: Interval) -> Interval | None:
        if base.start is None or not (1 <= first <= 12 and 1 <= last <= 12):
            return None
        if first <= last:
            return cal.months_interval(base.start.year, first, last)
        end = cal.months_interval(base.start.year + 1, last, last)
        return cal.days_interval(cal.make_day(base.start.year, first, 1), end.end if end else None)

    return Step(narrow, Grain.MONTH if first == last else Grain.PERIOD, "month" if first == last else "done")


def quarters_step(first: int, last: int) -> Step:
    """Quarters of a year."""
    if first == last:
        return _in_year(lambda year: cal.quarter_interval(year, first), Grain.QUARTER, "quarter")
    return _in_year(lambda year: cal.months_interval(year, 3 * first - 2, 3 * last), Grain.PERIOD, "done")


def half_step(number: int) -> Step:
    """A half of a year."""
    return _in_year(lambda year: cal.half_interval(year, number), Grain.HALF_YEAR, "half")


def front_step(count: int, unit: str) -> Step:
    """The first ``count`` months, quarters, weeks or days of the year or month before it."""

    def narrow(base: Interval) -> Interval | None:
        if base.start is None or base.end is None or not 1 <= count <= 366:
            return None
        if unit == "week":
            first, last = cal.nth_week(base, 1), cal.nth_week(base, count)
            return cal.days_interval(first.start, last.end) if first and last else None
        end = cal.add(base.start, count, unit)
        last_day = cal.shift_days(end, -1) if end else None
        return cal.days_interval(base.start, last_day) if last_day and last_day <= base.end else None

    return Step(narrow, Grain.PERIOD, "done")


_TEN_DAYS = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31),
    "begin": (1, 10), "middle": (11, 20), "end": (21, 31), "上半月": (1, 15), "下半月": (16, 31),
}  # fmt: skip


def ten_days_step(name: str) -> Step:
    """A third (or half) of a month; 月初, 月中, 月底 are its three thirds."""
    first, last = _TEN_DAYS[name]

    def narrow(base: Interval) -> Interval | None:
        if base.start is None or base.end is None:
            return None
        start = base.start.replace(day=first)
        return Interval(start, min(base.end, start.replace(day=min(last, base.end.day))), Grain.TEN_DAYS)

    return Step(narrow, Grain.TEN_DAYS, "ten")


def part_step(level: str, name: str) -> Step | None:
    """初, 中, 底, 内 of a year (January, June and July, December, all), quarter (a month) or month (ten days)."""
    if name == "within":
        return Step(lambda base: base, Grain.YEAR if level == "year" else Grain.MONTH, "done")
    if level == "month":
        return ten_days_step(name)
    if level in ("quarter", "half"):

        def narrow(base: Interval) -> Interval | None:
            if base.start is None or base.end is None:
                return None
            edge = {"begin": base.start, "end": base.end}.get(name) or cal.shift_months(base.start, 1)
            return cal.month_of(edge) if edge else None

        # 三季度末前 includes the month that it names, as 年底前 does.
        return Step(narrow, Grain.MONTH, "ten" if name == "end" else "month")
    if level == "year":
        first, last = {"begin": (1, 1), "middle": (6, 6), "end": (12, 12)}[name]
        step = months_step(first, last)
        return Step(step.apply, step.grain, "ten")
    return None


def days_step(first: int, last: int) -> Step:
    """Days of a month."""

    def narrow(base: Interval) -> Interval | None:
        if base.start is None:
            return None
        year, month = base.start.year, base.start.month
        return cal.days_interval(cal.make_day(year, month, first), cal.make_day(year, month, last))

    return Step(narrow, Grain.DAY if first == last else Grain.PERIOD, "day" if first == last else "done")


def lunar_step(month: int, day: int | None, leap: bool = False) -> Step:
    """A month or day of the lunar year that begins in the year before it."""
    if day is None:
        return _in_year(lambda year: cal.lunar_month(year, month, leap), Grain.MONTH, "done")
    return _in_year(lambda year: cal.lunar_day(year, month, day, leap), Grain.DAY, "done")


def word_step(surface: str) -> Step:
    """A holiday, solar term or season of a year."""
    entry = w.entries("holiday", "term", "season", "span")[surface]
    month, day, value = entry.month or 1, entry.day or 1, entry.value or 1
    if entry.kind == "term":
        return _in_year(lambda year: cal.solar_term(year, surface), Grain.DAY, "day")
    if entry.kind == "season":
        return _in_year(lambda year: cal.season_interval(year, value), Grain.PERIOD, "done")
    if entry.kind == "span":
        return months_step(month, entry.last_month or month)
    if entry.calendar == "lunar":
        return Step(lunar_step(month, day).apply, Grain.DAY, "day")
    if entry.calendar == "term":
        return _in_year(lambda year: cal.solar_term(year, entry.name or ""), Grain.DAY, "day")
    if entry.calendar == "weekday":

        def narrow(base: Interval) -> Interval | None:
            found = cal.months_interval(base.start.year, month, month) if base.start else None
            return cal.nth_weekday(found, entry.nth or 1, entry.weekday or 1) if found else None

        return Step(narrow, Grain.DAY, "day")
    return _in_year(lambda year: cal.day_interval(cal.make_day(year, month, day)), Grain.DAY, "day")


_UNIT = r"(?:季度|季|月份|月|星期|礼拜|周|天|日)"
# A month may be followed by the goods of that month (3月产量), but these make it another word.
_MONTH_END = r"月(?:份)?(?!嫂|饼|球|薪|租|亮|光|台|牙)"
_DAY_END = r"(?:日(?!历)|号(?!线|楼|机|桥|院|井|门|厂|馆|店|仓|库|路|炉|地块|文|令|公告))"
_PART_YEAR = r"年?(?:(?P<begin>伊始|之初|初(?![步期中级始创选次心冬春夏秋学]|试(?![运通生营车产行投开])))|(?P<end>[底末](?![部层盘价色座蕴气线板])|终(?![端止审奖点身究局于])|尾(?![气部矿款号])|岁末)|(?P<within>之内|以内|内(?![蒙部地容外陆销需河江向置资存])))|(?<=年)中(?=落成|开业|开幕|开放|开园|延至|才|投产|投用|投运|投入|完工|竣工|建成|开工|动工|启用|交付|封顶|通线|通车|通水|点火|量产|前[,。]|[,。;])|年中(?=[前后起将完开建投试正启即可实达竣动交通点量落才延,。;、)]|$)"
_PART_MONTH = r"月?(?:(?P<begin>初(?![步期中级始创选次心]|试(?![运通生营车产行投开业])))|(?P<end>[底末](?![部层盘价色座蕴气线板]))|(?P<middle>中(?=[前后起将完开投试启已展动落竣通举平,。;、)]|$))|(?P<within>内(?![蒙部地容外陆销需河江向置资存])))"

_LUNAR_DAY = r"(?:初(?:[一二三四五六七八九十]|\d{1,2})(?![期批个次季家条座步级])|廿[一二三四五六七八九]?)"
_LUNAR = rf"(?:农历|阴历|旧历)?闰|农历|阴历|旧历|[正腊冬]月|{w.MONTH}月{_LUNAR_DAY}"
_NEW_YEAR_DAY = "大年初(?P<nyd>[一二三四五六七八九十])"

YEAR = rf"""
 (?P<months>(?P<m1>{w.MONTH})(?:月份?)?\s?{w.HYPHEN}\s?(?P<m2>{w.MONTH})月(?:份)?(?!\s?{w.DAY}[日号]))
|(?P<month_list>(?<!分别于)(?<!分别在)(?<!分别将于)(?<!分别已于)(?P<ml1>{w.MONTH})(?:月份?)?、(?P<ml2>{w.MONTH})月(?:份)?(?!\s?{w.DAY}[日号]))
|(?P<lunar>(?={_LUNAR})(?:农历|阴历|旧历)?(?P<leap>闰)?(?P<lm>[正腊冬]|{w.MONTH})月(?P<ld>{_LUNAR_DAY}|(?:[二三]?十[一二三四五六七八九]?|\d{{1,2}})(?![\d{w.HANZI}月日号年万千亿个]))?)
|(?P<month>(?P<mo>{w.MONTH})\s?{_MONTH_END})
|(?P<quarters>第?(?P<q1>[一二三1-3])(?:季度)?(?:[、和]|{w.HYPHEN})?第?(?P<q2>[二三四2-4])个?季度)
|(?P<quarter>第?(?P<qu>[一二三四1-4])个?季度|第(?P<qs>[一二三四1-4])季(?![节报])|(?P<qf>[首末])季度?(?![节报])|[Qq](?P<qq>[1-4])(?![\dA-Za-z]))
|(?P<half>(?P<h1>上|前)个?半年|(?P<h2>下|后)个?半年|[Hh](?P<hn>[12])(?![\dA-Za-z]))
|(?P<front>[前头](?P<fn>{w.NUM})个?(?P<fu>{_UNIT}))
|(?P<nth>第(?P<nn>{w.NUM})个?(?P<nu>月|星期|礼拜|周))
|(?P<same>本月|同月|这个月)
|(?P<new_year_day>{_NEW_YEAR_DAY})
|(?P<word>{{words}})
|(?P<part>{_PART_YEAR})
|(?P<partlast>岁末)
"""

MONTH = rf"""
 (?P<day_list>(?P<l1>3[01]|[12]\d|0?[1-9])[日号]?(?:[、,](?:3[01]|[12]\d|0?[1-9])[日号]?){{0,6}}[、,和](?:3[01]|[12]\d|0?[1-9])[日号])|
 (?P<days>(?P<d1>{w.DAY})[日号]?\s?{w.HYPHEN}\s?(?P<d2>{w.DAY})[日号])
|(?P<third>上中旬|中下旬|[上中下]旬|[上下]半月)
|(?P<nth_weekday>(?:第(?P<wn>{w.NUM})个?|(?P<wl>最后一?个?))(?:周|星期|礼拜)(?P<wd>{w.WEEKDAY}))
|(?P<nth_week>第(?P<kn>{w.NUM})个?(?:周|星期|礼拜))
|(?P<front>[前头](?P<fn>{w.NUM})个?(?P<fu>天|日|周|星期|礼拜))
|(?P<day>(?P<da>{w.DAY})\s?{_DAY_END})
|(?P<part>{_PART_MONTH})
|(?P<bare_day>(?P<bd>{w.DAY})(?=\s?(?:$|[。,;、)\n]|上午|下午|晚上|凌晨|{w.HYPHEN}\s?(?:{w.MONTH}月|{w.DAY}[日号]))))
"""
QUARTER = r"(?P<part>(?P<begin>初(?!步))|(?P<end>[底末]))"
WEEK = rf"(?P<weekday>(?:周|星期|礼拜)?(?P<wd>{w.WEEKDAY})(?![期批个季次线级些日])|末(?P<weekend>))"


@per_lexicon
def patterns() -> dict[str, re.Pattern[str]]:
    """Level → pattern of what may follow there."""
    words = w.words("holiday", "term", "season", "span")
    return {
        "year": re.compile(YEAR.replace("{words}", words), re.VERBOSE),
        "month": re.compile(MONTH, re.VERBOSE),
        "quarter": re.compile(QUARTER),
        "half": re.compile(QUARTER),
    }


_Get = Callable[[str], str | None]
_Maker = Callable[[_Get, re.Match[str]], Step | None]


def _lunar(get: _Get, match: re.Match[str]) -> Step | None:
    name, day = get("lm") or "", get("ld")
    month = {"正": 1, "腊": 12, "冬": 11}.get(name) or w.integer(name)
    return lunar_step(month, w.integer(day.lstrip("初")) if day else None, bool(get("leap")))


def _quarter(get: _Get, match: re.Match[str]) -> Step:
    if get("qf"):
        return quarters_step(*((1, 1) if get("qf") == "首" else (4, 4)))
    number = w.integer(get("qu") or get("qs") or get("qq") or "")
    return quarters_step(number, number)


def _quarters(get: _Get, match: re.Match[str]) -> Step | None:
    first, last = w.integer(get("q1") or ""), w.integer(get("q2") or "")
    # A list of quarters is one period only if they follow on each other (三、四季度).
    joined = re.search(w.HYPHEN, match.group()) is not None
    return quarters_step(first, last) if last == first + 1 or (joined and last > first) else None


def _half(get: _Get, match: re.Match[str]) -> Step:
    return half_step(1 if get("h1") or get("hn") == "1" else 2)


def _nth(get: _Get, match: re.Match[str]) -> Step:
    number = w.integer(get("nn") or "")
    if get("nu") == "月":
        return months_step(number, number)
    return Step(lambda base: cal.nth_week(base, number), Grain.WEEK, "week")


def _day_list(get: _Get, match: re.Match[str]) -> Step | None:
    """9月10日、11日: one period if the days follow on each other."""
    days = [int(day) for day in re.findall(r"\d+", match.group())]
    return days_step(days[0], days[-1]) if days == list(range(days[0], days[-1] + 1)) else None


def _nth_weekday(get: _Get, match: re.Match[str]) -> Step:
    count, weekday = -1 if get("wl") else w.integer(get("wn") or ""), w.weekday_number(get("wd") or "一")
    return Step(lambda base: cal.nth_weekday(base, count, weekday), Grain.DAY, "day")


def _nth_week(get: _Get, match: re.Match[str]) -> Step:
    count = w.integer(get("kn") or "")
    return Step(lambda base: cal.nth_week(base, count), Grain.WEEK, "week")


def _part(level: str) -> _Maker:
    def make(get: _Get, match: re.Match[str]) -> Step | None:
        groups = match.groupdict()
        name = next((n for n in ("begin", "end", "within", "middle") if groups.get(n) is not None), "middle")
        return part_step(level, name)

    return make


def _pair(first: str, last: str, make: Callable[[int, int], Step | None]) -> _Maker:
    return lambda get, match: make(w.integer(get(first) or ""), w.integer(get(last) or ""))


def _front(get: _Get, match: re.Match[str]) -> Step:
    return front_step(w.integer(get("fn") or ""), w.UNITS[get("fu") or "日"])


_YEAR_KINDS: dict[str, _Maker] = {
    "months": _pair("m1", "m2", months_step),
    "month_list": _pair("ml1", "ml2", lambda first, last: months_step(first, last) if last == first + 1 else None),
    "lunar": _lunar,
    "month": _pair("mo", "mo", months_step),
    "quarters": _quarters,
    "quarter": _quarter,
    "half": _half,
    "front": _front,
    "nth": _nth,
    "new_year_day": lambda get, match: lunar_step(1, w.integer(get("nyd") or "")),
    "word": lambda get, match: word_step(match.group()),
    "part": _part("year"),
    "partlast": lambda get, match: part_step("year", "end"),
}
_MONTH_KINDS: dict[str, _Maker] = {
    "day_list": _day_list,
    "days": _pair("d1", "d2", days_step),
    "third": lambda get, match: ten_days_step(match.group()),
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "front": _front,
    "day": _pair("da", "da", days_step),
    "part": _part("month"),
    "bare_day": _pair("bd", "bd", days_step),
}
_KINDS: dict[str, dict[str, _Maker]] = {
    "year": _YEAR_KINDS,
    "month": _MONTH_KINDS,
    "quarter": {"part": _part("quarter")},
    "half": {"part": _part("half")},
}


_FIRST_DAY = lazy(r"(\d{1,2})[日号]")


def read_step(level: str, text: str, position: int) -> tuple[Step, int] | None:
    """The part that stands at a position of the text where a date of this level has been read, and its end."""
    if level not in _KINDS:
        return None
    match = patterns()[level].match(text, position)
    if match is None:
        return None
    groups = match.groupdict()
    for name, make in _KINDS[level].items():
        if groups.get(name) is not None:
            step = make(groups.get, match)
            if step is None and name == "day_list":
                first = _FIRST_DAY.match(text, position)
                return (days_step(int(first[1]), int(first[1])), first.end()) if first else None
            return (step, match.end()) if step else None
    return None
