"""Spans of time tied to the day of publication: 三年内, 近两年, 6个月后, 未来五年, 前7个月, 10年前."""

import re

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Day, Interval
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain

_COUNT = rf"(?<![\d.第{w.HANZI}])(?:\d{{1,3}}|[{w.HANZI}]{{1,4}})"
_UNIT = "(?:年|季度|月份|月|星期|礼拜|周|天|日)"
# A duration that something else than the publication starts: 投产后三年内, 建设期2年内, 自签约之日起6个月内.
_OTHER_START = lazy(
    r"(?:后|起|日|期|满|内|开工|动工|奠基|施工|封顶|投产|建成|建设|运营|试运行|试营业|投运|开业|签约|签署|签订|落户|成立|竣工|上市|获批|生效|通车"
    r"|停工|停建|停产|停摆|停滞|搁置|中断|闲置|烂尾|沉寂|复工|长达|历时|时隔|过去)[的了]?$"
)
_HANZI_BEFORE = lazy(r"[\u4e00-\u9fff]$")
# Words after which 前, 后, 上, 下 with a number count from today even inside a clause.
_OPENERS = lazy(r"(?:的|在|是|据|与|比|和|从|于|往|向|了|将|达|到|至)$")

DURATION = rf"""
(?P<recent>(?:最近|近|过去)(?:的|这)?\s?(?P<rn>\d{{1,3}}|[{w.HANZI}]{{1,4}}|半)\s?个?(?P<ru>{_UNIT})(?P<rh>半)?(?:(?:以)?来|里|中|间|内)?(?![级产均月会检]))
|(?P<future>(?:未来|今后|此后|接下来的?)(?:的|这)?(?P<un>\d{{1,3}}|[{w.HANZI}]{{1,4}}|半)个?(?P<uu>{_UNIT})(?P<uh>半)?内?)
|(?P<ahead>(?![前头]一[天日])(?P<aw>前|头|上|之前|此前|向前|往前|后|下|往后|向后)(?P<an>\d{{1,2}}|[{w.HANZI}]{{1,3}})(?P<ac>个?)(?P<au>{_UNIT})(?![级产均前内度]|以内))
|(?P<passing>(?<![超通经度不跨透越路走错胜隔渡])(?:再?过)(?P<pn2>\d{{1,3}}|[{w.HANZI}]{{1,3}})个?(?P<pu>{_UNIT})(?=$|[,。;\n就便即]))
|(?P<span>(?P<sn>{_COUNT}|(?<![{w.HANZI}上下前后])半)(?P<sm>[余多几])?个?(?P<sx>[余多])?(?P<sf>半)?(?P<sun>年|季度|星期|礼拜|周|天|(?<=个)月|(?<=[个多余两半])月|(?<=[\d{w.HANZI}])日(?=[之以]?内))(?P<sg>半)?(?P<ss>之内|以内|内(?![蒙部地容外陆销需河])|之后|以后|后(?![续期])|之前|以前|前(?![{w.HANZI}\d半期后夕])|以来|来(?![自源看说临水])))
"""


@dataclass(frozen=True, slots=True)
class Duration:
    """A read duration: ``count`` units, perhaps a half more, perhaps more than that."""

    count: int
    unit: str
    half: bool = False
    more: bool = False

    def moved(self, day: Day, sign: int) -> Day | None:
        """The day one duration later (sign 1) or earlier (-1)."""
        if not self.half:
            return cal.add(day, sign * self.count, self.unit)
        if self.unit == "year":
            return cal.shift_months(day, sign * (12 * self.count + 6))
        whole = cal.add(day, sign * self.count, self.unit)
        return cal.shift_days(whole, sign * 15) if whole and self.unit == "month" else whole

    @property
    def point(self) -> str:
        """The calendar unit that a point this far away is stated in: 三年后 a year, 两年半后 a month."""
        if not self.half:
            return self.unit
        return {"year": "month", "month": "day"}.get(self.unit, self.unit)


def _duration(count: str, unit: str, half: object, more: object = None) -> Duration | None:
    unit = w.UNITS[unit]
    if count == "半":
        return Duration(0, unit, True, bool(more)) if unit in ("year", "month") else None
    value = w.number(count)
    limit = {"day": 999, "week": 200, "month": 240}.get(unit, 150)
    return Duration(value, unit, bool(half), bool(more)) if value and value <= limit else None


def read_duration(match: re.Match[str], day: Day | None) -> Interval | None:
    """Days of a duration matched by ``DURATION``; unresolved without a day, None if it is not tied to the day."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    get = match.group
    if get("recent"):
        found = _duration(get("rn"), get("ru"), get("rh"))
        return _recent(found, day) if found else None
    if get("future"):
        found = _duration(get("un"), get("uu"), get("uh"))
        return _future(get("future"), found, day) if found else None
    if get("passing"):
        found = _duration(get("pn2"), get("pu"), None)
        start = found.moved(day, 1) if found and day else None
        return Interval(start, None, cal.UNIT_GRAIN[found.unit]) if found else None
    if get("ahead"):
        if _HANZI_BEFORE.search(before) and not _OPENERS.search(before):
            return None
        found = _duration(get("an"), get("au"), None)
        return _ahead(get("aw"), found, day) if found else None
    if _OTHER_START.search(before):
        return None
    found = _duration(get("sn"), get("sun"), get("sf") or get("sg"), get("sm") or get("sx"))
    return _with_suffix(found, get("ss"), day) if found else None


def _recent(found: Duration, day: Day | None) -> Interval | None:
    if day is None:
        return cal.unresolved(Grain.PERIOD)
    start = cal.shift_days(day, 1 - found.count) if found.unit == "day" else found.moved(day, -1)
    return cal.days_interval(start, day)


def _future(word: str, found: Duration, day: Day | None) -> Interval | None:
    if day is None:
        return cal.unresolved(Grain.PERIOD)
    if word.startswith("接下来"):
        return cal.units_around(day, 0, found.count - 1, found.unit) if found.count else None
    if found.unit == "day":
        return cal.units_around(day, 1, found.count, "day")
    end = found.moved(day, 1)
    return cal.days_interval(day, cal.shift_days(end, -1) if end else None)


def _ahead(word: str, found: Duration, day: Day | None) -> Interval | None:
    """前两个月, 下三天: whole units beside today; 前7个月 the first months of the year, where that makes sense."""
    if day is None:
        return cal.unresolved(Grain.PERIOD)
    if word[-1] not in "前头上":
        return cal.units_around(day, 1, found.count, found.unit)
    if word in "前头" and found.unit in ("month", "quarter"):
        passed = day.month - 1 if found.unit == "month" else (day.month - 1) // 3
        if found.count >= 3 or 0 <= passed - found.count <= 2:
            # In January the first eleven months are those of the year that has ended.
            year = day.year if passed >= found.count - 1 else day.year - 1
            months = found.count * (1 if found.unit == "month" else 3)
            return cal.months_interval(year, 1, months)
    return cal.units_around(day, -found.count, -1, found.unit)


def _with_suffix(found: Duration, suffix: str, day: Day | None) -> Interval | None:
    grain = cal.UNIT_GRAIN[found.point]
    if day is None:
        return cal.unresolved(grain if suffix[-1] in "前后" else Grain.PERIOD)
    if suffix[-1] == "内":
        end = found.moved(day, 1)
        return cal.days_interval(day, cal.month_of(end).end if end and found.point == "month" and found.half else end)
    if suffix[-1] == "来":
        start = found.moved(day, -1)
        if start and (found.half or found.more):
            start = start.replace(day=1)
        return cal.days_interval(start, day)
    if suffix == "前" and found.more and found.count % 10 == 0:
        return cal.units_around(day, -found.count - 10, -found.count, found.unit)  # 20多年前: 30 to 20 years ago
    point = found.moved(day, 1 if suffix[-1] == "后" else -1)
    unit = cal.unit_of(point, found.point) if point else None
    if unit is None:
        return None
    if suffix[-1] == "后":
        return unit.with_ends(unit.start, None) if found.more and suffix != "后" else unit
    return unit.with_ends(None, unit.end) if suffix in ("之前", "以前") else unit
