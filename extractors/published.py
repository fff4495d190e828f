"""The day of publication: as given, from a byline or the address, or inferred from the text itself. Never guessed."""

import datetime
import re
from collections.abc import Iterator

from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date.calendar import Day
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.labels import PublishedBasis

_HEAD, _TAIL = 600, 400
_FULL = (
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?:年|[-./])[ ]?(?P<m>1[0-2]|0?[1-9])(?:月|[-./])[ ]?"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?:日|(?![\d.]))"
)
_MONTH_DAY = r"(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日"
_CUE = (
    r"(?:发布|发表|发稿|更新|刊发|刊登|上传|录入|创建|编辑|公告)?(?:时间|日期)|来源|稿源|作者|编辑|责编|记者|通讯员"
    r"|点击|浏览|阅读|字号|发布|发表于|刊于|版次|本帖最后"
)
_TELLS = r"获悉|了解|介绍|采访|表示|透露|得知|看到|来到|走进|从[^\n。;]{0,16}(?:悉|到|知),"
_NEWS = r",[^\n]{4}|[至到-]\d|[上下中]午|在[^\n]|[开竣]工"
_BYLINES = (
    # 发布时间:2018-09-10, 来源:某某日报 2018年9月10日; the cue and the day stand in one short line.
    # 记者今天从省发改委获悉,2024年3月12日,X开工: no line that says who wrote it, but the news itself
    lazy(rf"(?:{_CUE})(?:(?!{_TELLS})[^\n。;]){{0,40}}?{_FULL}(?!{_NEWS})"),
    # 发布时间:20180910; eight digits behind any other cue may count clicks.
    lazy(r"(?:时间|日期)[: ]{1,2}(?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)"),
    # 2018年9月10日 12:30, (2018-09-10 08:15 …
    lazy(rf"{_FULL}[ T]?[ ]?\d{{1,2}}:\d{{2}}"),
    # 2010-11-05 编辑, 2018年9月10日 来源:某某
    lazy(rf"{_FULL}[ ]{{0,4}}(?:{_CUE})"),
    # (2018年9月10日) or a line of its own
    lazy(rf"(?:(?<=\()|(?<![^\n]))[ ]*{_FULL}(?=[ ]*(?:\)|\n|$|星期|周))"),
    # 新华社北京2018年9月10日电
    lazy(rf"(?:社|网|报|讯|台)[^\n。,;]{{0,12}}{_FULL}(?:电|讯|消息|报道)"),
)
_DATELINE = lazy(rf"(?:社|网|报|台)[^\n。,;]{{0,14}}{_MONTH_DAY}(?:电|讯|消息|报道)")
_ADDRESSES = (
    lazy(r"/(?:art/)?(?P<y>20\d\d)[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>3[01]|[12]\d|0?[1-9])(?=[/_.-]|$)"),
    lazy(r"/(?P<y>20\d\d)[-/]?(?P<m>0[1-9]|1[0-2])[-/]?(?P<d>0[1-9]|[12]\d|3[01])/"),
    lazy(r"(?<!\d)[tTcW]?(?P<y>20[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[_./-]|\d{6}(?!\d)|$)"),
)
_ZODIAC = "猴鸡狗猪鼠牛虎兔龙蛇马羊"  # year % 12 = 0 … 11
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ANIMAL_YEAR = lazy(
    rf"(?:农历|新春|春节|迎来?|进入|喜迎|[{_STEMS}][{_BRANCHES}])?(?P<a>[{_ZODIAC}])年(?!级|产|代|轻|龄)"
)
_STEM_YEAR = lazy(rf"(?P<s>[{_STEMS}])(?P<b>[{_BRANCHES}])(?P<a>[{_ZODIAC}])?年")
_YEAR = lazy(r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?!\d{1,2}月)")
_THIS_YEAR = lazy(r"今年\((?P<y>20\d\d)年?\)|(?<!\d)(?P<y2>20\d\d)年是[^。]{0,40}|今年是(?P<y3>20\d\d)年")
_DEICTIC = lazy(r"(?P<w>昨天|昨日|今天|今日|前天)")
_SHIFT = {"昨天": 1, "昨日": 1, "今天": 0, "今日": 0, "前天": 2}
_EVENT = lazy(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?:(?:1[0-2]|[1-9])月\d{1,2}日?(?:至|到|-|—|~))?"
    r"(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日"
)
_SHARED = 4


def find_published(
    text: str, given: datetime.date | None, url: str | None = None, title: str | None = None
) -> tuple[datetime.date | None, PublishedBasis | None]:
    """Day of publication of a folded text and how it is known; (None, None) where only a guess would be left.

    A byline, dateline or address with a full date is BYLINE. INFERRED asks for a day that the text ties to 昨天 or
    今天 and for a year that it states or that follows from two signs which agree (the animal of the lunar year and
    a year named in the text).
    """
    if given is not None:
        return given, PublishedBasis.GIVEN
    found = _from_byline(text, title) or _from_address(url)
    if found is not None:
        return found, PublishedBasis.BYLINE
    found = _inferred(text)
    return (found, PublishedBasis.INFERRED) if found else (None, None)


def _day(match: re.Match[str]) -> Day | None:
    return cal.make_day(int(match["y"]), int(match["m"]), int(match["d"]))


def _from_byline(text: str, title: str | None) -> Day | None:
    parts = [text[:_HEAD], text[max(_HEAD, len(text) - _TAIL) :]]
    for pattern in _BYLINES:
        for part in (title or "", *parts):
            # In the tail the last date is the signature, in the head the first one is the byline.
            matches = [m for m in pattern.finditer(part) if len(_line(part, m)) <= 160]
            days = [day for day in map(_day, matches) if day]
            if days:
                return days[-1] if part is parts[1] else days[0]
    return None


def _line(text: str, match: re.Match[str]) -> str:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : len(text) if end < 0 else end].strip()


def _from_address(url: str | None) -> Day | None:
    for pattern in _ADDRESSES if url else ():
        for match in pattern.finditer(url or ""):
            day = _day(match)
            if day is not None:
                return day
    return None


def _inferred(text: str) -> Day | None:
    """A day that all ties in the text agree on; None if they do not, or if no year follows."""
    days = set()
    for month, number, shift, year in _ties(text):
        for candidate in [year] if year else _years(text):
            day = cal.make_day(candidate, month, number)
            moved = cal.shift_days(day, shift) if day else None
            if moved is not None and (year or _fits(text, moved)):
                days.add(moved)
    return days.pop() if len(days) == 1 else None


def _ties(text: str) -> Iterator[tuple[int, int, int, int | None]]:
    """Month, day, days to publication and year of dates that the text ties to 昨天, 今天 or a dateline."""
    dateline = _DATELINE.search(text, 0, _HEAD)
    if dateline:
        yield int(dateline["m"]), int(dateline["d"]), 0, None
    events = list(_EVENT.finditer(text))[:200]
    for word in list(_DEICTIC.finditer(text))[:50]:
        shift = _SHIFT[word["w"]]
        beside = _EVENT.match(text, word.end() + 1) if text.startswith("(", word.end()) else None
        tied = beside or _event_of(text, word, events)
        if tied:
            yield int(tied["m"]), int(tied["d"]), shift, int(tied["y"]) if tied["y"] else None


def _event_of(text: str, word: re.Match[str], events: list[re.Match[str]]) -> re.Match[str] | None:
    """The latest dated event before 昨天的X whose sentence also names X."""
    phrase = re.split(r"[,。;:!?\n]", text[word.end() : word.end() + 16])[0].lstrip("的")
    pieces = {phrase[i : i + _SHARED] for i in range(len(phrase) - _SHARED + 1)}
    for event in reversed([e for e in events if e.end() <= word.start()]):
        sentence = re.split(r"[。!?\n]", text[event.end() : event.end() + 120])[0]
        if any(piece in sentence for piece in pieces):
            return event
    return None


def _years(text: str) -> set[int]:
    """Years in which the text can have been written; more than one, or none, is no answer."""
    stated = {int(m["y"] or m["y2"] or m["y3"]) for m in _THIS_YEAR.finditer(text)}
    animals = {_ZODIAC.index(m["a"]) for m in _ANIMAL_YEAR.finditer(text)}
    if len(animals) == 1:
        animal = animals.pop()
        named = {int(m["y"]) for m in _YEAR.finditer(text)}
        return {year for year in named | stated if year % 12 == animal}
    return stated if len(stated) == 1 and re.search(r"今年|去年", text) else set()


def _fits(text: str, day: Day) -> bool:
    """Whether a day lies in the lunar year that the text names, or shortly before it."""
    stem = _STEM_YEAR.search(text)
    if stem and ((day.year - 4) % 10, (day.year - 4) % 12) != (_STEMS.index(stem["s"]), _BRANCHES.index(stem["b"])):
        return False
    if not _ANIMAL_YEAR.search(text):
        return True
    first, after = cal.lunar_month(day.year, 1), cal.lunar_month(day.year + 1, 1)
    if first is None or after is None or first.start is None or after.start is None:
        return False
    return first.start - datetime.timedelta(days=31) <= day < after.start
