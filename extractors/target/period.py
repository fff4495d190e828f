"""Reporting periods of targets: 去年 → 2022, 一季度 → 2023-Q1, 截至7月末 → 2013-01/2013-07, 十四五 → 2021/2025.

A date says when something happened; a reporting period says what stretch of time a figure covers. So the words are
read here again instead of taking DATE mentions: 截至7月末 is one day as a date and seven months as a period.
"""

import datetime
import re
from collections.abc import Iterable
from functools import cache

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import nameless
from kaigong.schemas.fast_dataclass import dataclass

Period = tuple[int | None, str]  # year and part, as in PeriodHit
_HANZI = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_FIRST_OF_TEENS = 2006  # 十一五 begins here; each plan after it five years later
_FIRST_OF_TENTH = 2001  # “十五”; each plan before it five years earlier
_EVENT_BEHIND = tuple("底末上中下初前开动竣建投签完通启举召奠")
_MONTHS = 12
_MONTH_END = 28  # a day before it ends no month, so that a count up to it is the year's
_LATE = 7  # from this month on the coming years are the next ones
_LATE_IN_USE = 10  # 用3年时间, which may start at once
_SPRING = 5  # 今冬明春 said until May is the winter that began last year
_REPUBLIC = 1911  # 民国 years count from here

_N = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_SUMMED_BY = r"\d{1,2}月[底末],?(?:[全我该][市县区省州])?累计"  # 6月末累计签约
_ROC = r"(?<!\d)(?:9\d|1[0-3]\d)年度?"  # only in news from Taiwan, where 114年 is a year
_HANZI_YEAR = r"(?:一九|二[〇○零０O])[〇○零０O一二三四五六七八九]{2}年(?:度)?"
_YEAR = (
    rf"(?P<year>(?:19|20)\d\d财?年(?:度)?|{_HANZI_YEAR}"
    r"|民国\d{2,3}年|(?<!以)(?:今|去|明|前|(?<![产成用工运营效后])后|上|本|当)年(?:度)?(?!同期|同比))"
)
_PATTERN = (
    r"(?=[“\"\d民用元半中第首未今昨从接过近最开年新前后本上明去头一二三四五六七八九两十下截到至当全底末])(?:"
    r"(?P<winter>今冬明春)|(?P<plan>[“\"]?十(?P<plan_n>[一二三四五六七])五(?![”\"]?(?:规划(?!(?:总|完成|新增)?投资|新建|新增)|项目|重点|战略))[”\"]?"
    rf"(?P<plan_end>期?末|收官|结束)?(?:期间|时期)?(?P<plan_opening>的?(?:开局之年|开局年|首年|第一年|头一年))?(?P<plan_first>的?[前头](?P<plan_first_n>{_N})年)?)"
    rf"|(?P<early>(?:[“\"](?P<early_q>[七八九十])五[”\"](?!规划|计划(?!期|时)|项目|重点|工程|攻关)|(?P<early_n>[七八九十])五(?=期间|时期|末|以来|计划期))(?P<early_end>期?末)?(?:期间|时期)?(?:(?P<early_first>的?(?:头一?|第一|首)年|开局之年)|的?[前头](?P<early_part_n>{_N})年)?)"
    r"|(?P<span>(?P<y1>(?:19|20)\d\d)年?(?:-|—+|~|至|到)(?P<y2>(?:19|20)\d\d(?=年)|\d\d(?=年度))年度?)"
    rf"|(?P<coming>(?:未来|今后|从今年起(?:的|,)?|接下来|(?<=[将要拟再争划备定算保])用)(?P<coming_n>{_N})年(?:内|里|间|时间|左右)*)"
    rf"|(?P<within>(?<![第年月\d])(?P<within_n>{_N})年(?:内|时间))"
    rf"|(?P<past>(?:过去的?|近|最近)(?P<past_n>{_N})年(?:来)?|(?<![近过去第\d])(?P<past_m>{_N})年来)"
    rf"|(?P<since>(?:今年以来|开年以来|年初以来|年初至今|今年至今|新年以来|年初到现在|新的一年|新一年))"
    rf"|(?:{_YEAR}(?:的|,)?)?(?:"
    rf"(?P<quarters>[前首](?P<quarters_n>[123一二两三])(?:个)?季度?)"
    r"|(?P<report>(?P<report_q>[一三]季报|[一三]季度报告?)"
    r"|(?P<report_h>半年报|中报|半年度报告|半年度?业绩|中期业绩|中期报告)|(?P<report_y>年报|年度报告|年度业绩|全年业绩))"
    r"|(?P<quarter>(?P<quarter_n>(?<=第)[1-4一二三四](?=季)|[1-4一二三四](?=季度))季度?[末底]?|首季度?)"
    r"|(?P<half>(?P<half_n>上|下)半年)"
    rf"|(?P<months>(?:头|首|(?<!提)前)(?P<months_n>{_N})个?月|(?:1|一|元)月?份?(?:-|—+|~|至|到)(?P<months_m>{_N})月(?:份)?)"
    rf"|(?P<from_to>(?P<from_m>{_N})月?份?(?:-|—+|~|至|到)(?P<to_m>{_N})月份?(?![\d底末初上中下旬]))"
    r"|(?P<fiscal>截[至止](?P<fiscal_year>(?:(?:19|20)\d\d|[今去])年)?(?P<fiscal_m>\d{1,2})月(?:底|\d{1,2}日)?止(?:财政)?(?:年度|财年))"
    r"|(?P<day_only>(?<![\d月、和及至到—~-])(?P<day_n>[12]\d|3[01]|[1-9])日(?![、和及至—~\-\d内均产处供]))"
    rf"|(?P<until>(?:截至|截止|截止到|截至到|到|至|(?={_SUMMED_BY}))(?P<until_year>{_YEAR.replace('?P<year>', '?:')})?"
    rf"(?P<until_m>{_N})月(?:底|末|份|(?P<until_d>\d{{1,2}})日)?)"
    rf"|(?P<month>(?P<month_n>{_N})月份?(?:(?P<day>\d{{1,2}}日)|(?!\d))|(?P<this>本月|(?<!月)(?<!月份)当月|上月|上个月))"
    r"|(?P<whole>全年(?!任务|[\u4e00-\u9fff]{1,4}任务的|计划(?!投资(?:额)?(?:约|近|超过?|达)?\d|新?(?:动工|开工|竣工|完成|实施|投产|新建|建设|安排|签约|引进|招引))|工作|总|预算|目标(?!(?:任务)?(?:[是为定已由从将:调上下]|力争|确保|达到|突破|不变|保持|不动摇|不放松|不减|:)))|年内|年度(?=计划投资|计划完成投资|投资(?!完成率|完成比例)|(?:目标|任务|计划)\d[\d.]*[万亿]*(?:元|[\u4e00-\u9fff]{1,2}的\d))|年底前?|年末|底前?|末)"
    r"|(?P<today>今天|今日|昨天|昨日)"
    r")?)"
)

_YEARS_TASK = lazy(r"\d[\d.]*[万亿]*[\u4e00-\u9fff]{1,3}?的?[^,。;\d]{0,8}?(?:目标|任务)")  # 完成全年60亿元的任务
_PLAN_OF_THAT_YEAR = lazy(r"(?:度)?(?:内)?(?:计划|预计|拟)(?:完成)?投资")
# 三季度末完成投资不低于年度计划的80%: of all the months until then
_DONE_BY_THEN = lazy(r"(?<=[底末])[^,。;\d]{0,6}完成[^,。;\d]{0,14}(?:年度|年|全年)(?:投资)?计划")
_ONLY_TOLD = lazy(
    r"(?!在?[^,。;:]{0,10}(?:闭幕|举行|召开|举办)的)[^,。;:]{0,16}?(?:宣布|发布|公布|透露|表示|获悉|通报|披露|公告|[称说]|消息|报道|介绍|了解|通过|批准|召开|向《|提交)"
)
_PLANNED_SHARE = lazy(r"[占为]年度(?:计划)?(?:完成)?投资")


@cache
def _pattern(republic: bool) -> re.Pattern[str]:
    """The pattern of all period expressions; ``republic`` reads years of the Republic too."""
    return re.compile(_PATTERN.replace("民国\\d{2,3}年", "民国\\d{2,3}年|" + _ROC) if republic else _PATTERN)


@cache
def _finder(republic: bool) -> re.Pattern[str]:
    """Finds what the pattern matches, without saying what it is."""
    return re.compile(nameless(_pattern(republic).pattern))


@dataclass(frozen=True, slots=True)
class PeriodHit:
    """A period expression: folded offsets, and the period with its year still open where the text leaves it out.

    ``year`` is None where not written (一季度, 全年); ``part`` is "", "Q1", "H1", "03", "/07" (from January to July) or
    "/2025" (a span of years that starts in ``year``). ``weak`` marks a single day or month of an event, ``local`` a
    word that dates only the next figure (年度计划投资), ``whole`` a full year whose number is left out (全年),
    ``until`` the month at whose end the count was taken (截至7月末).
    """

    start: int
    end: int
    year: int | None
    part: str = ""
    weak: bool = False
    local: bool = False
    whole: bool = False
    until: int = 0


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.startswith("十"):
        return 10 + _HANZI.get(text[1:], 0)
    return _HANZI.get(text, 0)


def _year(word: str | None, published: datetime.date | None) -> int | None:
    if not word:
        return None
    if word[:4].isdigit():
        return int(word[:4])
    if word[0] in "一二":
        return int("".join(str(_HANZI.get(sign, 0)) for sign in word.rstrip("年度")))
    if word.startswith("民国") or word[0].isdigit():
        return _REPUBLIC + int(re.sub(r"\D", "", word))
    if published is None:
        return None
    shift = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}[word[0]]
    return published.year + shift


def _months(count: int) -> str | None:
    """Part for January to that month; the round ones have names of their own."""
    if not 1 <= count <= 12:
        return None
    return {1: "01", 3: "Q1", 6: "H1", 12: ""}.get(count, f"/{count:02d}")


def _from_to(first: int, last: int) -> str | None:
    """Part for the months from one to another (5至6月); quarters and the second half have names of their own."""
    if not 1 <= first < last <= _MONTHS:
        return None
    named = {(4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (7, 12): "H2"}
    return named.get((first, last), f"{first:02d}/{last:02d}")


def _relative(match: re.Match[str], published: datetime.date | None) -> Period | None:
    """Year and part of spans of years; None for the other kinds."""
    if match["plan"]:
        first = _FIRST_OF_TEENS + 5 * (_count(match["plan_n"]) - 1)
        if match["plan_opening"]:
            return first, ""
        length = _count(match["plan_first_n"] or "5")  # “十三五”前三年
        return (first + 4, "") if match["plan_end"] else (first, f"/{first + length - 1}")
    if match["early"]:
        first = _FIRST_OF_TENTH + 5 * (_count(match["early_q"] or match["early_n"]) - 10)
        if match["early_first"]:
            return first, ""  # “九五”头一年
        length = _count(match["early_part_n"] or "5")  # “八五”头三年
        return (first + 4, "") if match["early_end"] else (first, f"/{first + length - 1}")
    if match["span"]:
        return int(match["y1"]), f"/{match['y1'][: 4 - len(match['y2'])]}{match['y2']}"  # 2018至19年度
    if published is None:
        return None
    if match["winter"]:
        first = published.year - (published.month <= _SPRING)
        return first, f"/{first + 1}"
    if match["coming"] or match["within"]:
        # In the last months of a year the coming years are those after it.
        late = _MONTHS if match["within"] else _LATE_IN_USE if match.group().startswith("用") else _LATE
        first = published.year + (published.month >= late and not match.group().startswith("从今年"))
        length = _count(match["coming_n"] or match["within_n"])
        return (first, f"/{first + length - 1}") if length > 1 else (first, "")
    if match["past"]:
        last = published.year - (published.month <= 6)
        length = _count(match["past_n"] or match["past_m"])
        return (last - length + 1, f"/{last}") if length > 1 else (last, "")
    if match["since"]:
        return published.year, ""
    return None


def _part(match: re.Match[str]) -> str | None:
    if match["quarters"]:
        return {1: "Q1", 2: "H1", 3: "/09"}.get(_count(match["quarters_n"]))
    if match["report"]:
        if match["report_q"]:
            return "Q1" if match["report_q"].startswith("一") else "/09"
        return "H1" if match["report_h"] else ""
    if match["quarter"] and _DONE_BY_THEN.match(match.string, match.end()):
        return _months(3 * _count(match["quarter_n"] or "一"))
    if match["quarter"]:
        return f"Q{_count(match['quarter_n'] or '一')}"
    if match["half"]:
        return "H1" if match["half_n"] == "上" else "H2"
    if match["months"]:
        return _months(_count(match["months_n"] or match["months_m"]))
    if match["from_to"]:
        return _from_to(_count(match["from_m"]), _count(match["to_m"]))
    if match["until"]:
        days = match["until_d"]
        return "" if days and int(days) < _MONTH_END else _months(_count(match["until_m"]))
    if match["month_n"]:
        month = _count(match["month_n"])
        return f"{month:02d}" if 1 <= month <= 12 else None
    return ""


def find_periods(
    text: str, start: int, end: int, published: datetime.date | None, republic: bool = False
) -> list[PeriodHit]:
    """Period expressions of ``text[start:end]``, in order."""
    found = []
    for hit in _finder(republic).finditer(text, start, end):
        if hit.end() == hit.start() or text[hit.start() - 1 : hit.start()].isdigit():
            continue
        match = _pattern(republic).match(text, hit.start(), end)
        assert match is not None
        if match["whole"] == "年度" and _PLANNED_SHARE.match(text, hit.start() - 1):
            continue  # 占年度计划投资的58.3%
        relative = _relative(match, published)
        if relative is not None:
            found.append(PeriodHit(match.start(), match.end(), *relative))
            continue
        if match["coming"] or match["past"] or match["since"] or match["within"]:
            continue
        if match["today"] and match["today"][0] == "昨" and _ONLY_TOLD.match(text, match.end(), end):
            continue  # 昨日宣布: the day of the news, not of the figures
        period = _calendar(match, published)
        if period is not None:
            found.append(period)
    return found


def _calendar(match: re.Match[str], published: datetime.date | None) -> PeriodHit | None:
    part = _part(match)
    year = _year(match["year"] or match["until_year"], published)
    if part is None or (year is None and match["whole"] in ("底", "底前", "末")):
        return None
    if match["until_d"] and not part and year is None:
        year = _year_until(match, published)
    whole = year is None and (match["whole"] == "全年" or (part == "" and bool(match["months"] or match["until"])))
    if match["report_y"] and year is None:
        return None if published is None else PeriodHit(match.start(), match.end(), published.year - 1)
    if match["this"] or match["today"]:
        if published is None:
            return None
        if match["today"]:
            day = published - datetime.timedelta(days=match["today"][0] == "昨")
            return PeriodHit(match.start(), match.end(), day.year, f"{day.month:02d}", weak=True)
        month = published.month - (match["this"].startswith("上"))
        year, part = (published.year, f"{month:02d}") if month else (published.year - 1, "12")
    if match["year"] and match["year"].startswith("当") and match.end("year") == match.end():
        if published is None or not _PLAN_OF_THAT_YEAR.match(match.string, match.end()):
            return None  # 当年计划投资24亿元 is of the whole year; 当年开工、当年投产 is of none
        return PeriodHit(match.start(), match.end(), published.year, local=True)
    if match["fiscal"]:
        return _fiscal(match, published)
    if match["day_only"]:
        return _day_only(match, published)
    until = _count(match["until_m"]) if match["until"] else 0
    local = match["whole"] == "年度" or (whole and _YEARS_TASK.match(match.string, match.end()) is not None)
    return PeriodHit(match.start(), match.end(), year, part, _is_weak(match), local, whole, until)


def _year_until(match: re.Match[str], published: datetime.date | None) -> int | None:
    """The year of a count up to a day in a month (截至4月10日,已复工286个): the last such day, or one still to come."""
    if published is None:
        return None
    return published.year - (match.group().startswith("截") and _count(match["until_m"]) > published.month)


def _fiscal(match: re.Match[str], published: datetime.date | None) -> PeriodHit | None:
    """The twelve months that end with the month named (截至3月底止年度): the last ones that were over."""
    month, year = int(match["fiscal_m"]), _year(match["fiscal_year"], published)
    if year is None and published is not None:
        year = published.year - (month >= published.month)
    if year is None or not 1 <= month <= _MONTHS:
        return None
    if month == _MONTHS:
        return PeriodHit(match.start(), match.end(), year)
    return PeriodHit(match.start(), match.end(), year - 1, f"{month + 1:02d}/{year}-{month:02d}")


def _day_only(match: re.Match[str], published: datetime.date | None) -> PeriodHit | None:
    """A day without its month (本报讯 18日,…): the last one of that number when the article came out."""
    if published is None or match["year"]:
        return None
    last = published if int(match["day_n"]) <= published.day else published.replace(day=1) - datetime.timedelta(days=1)
    return PeriodHit(match.start(), match.end(), last.year, f"{last.month:02d}", weak=True)


def _is_weak(match: re.Match[str]) -> bool:
    """Whether a day or month dates an event rather than a stretch of reporting (3月开工, 6月底前; not 5月份)."""
    if not match["month_n"]:
        return False
    if match["day"]:
        return True
    return match["month"][-1] != "份" and match.string[match.end() : match.end() + 1] in _EVENT_BEHIND


def write_period(year: int | None, part: str) -> str | None:
    """The period as written in records: 2023, 2023-Q1, 2023-03, 2013-01/2013-07, 2021/2025."""
    if year is None or not 1000 <= year <= 9900:  # a period is written with four digits a year
        return None
    if len(part) == 5 and part[2] == "/":
        return f"{year}-{part[:2]}/{year}-{part[3:]}"
    if part.startswith("/"):
        return f"{year}{part}" if spans_years(part) else f"{year}-01/{year}-{part[1:]}"
    return f"{year}-{part}" if part else str(year)


def spans_years(part: str) -> bool:
    """Whether the part says up to which year a span runs (/2025)."""
    return len(part) == len("/2025") and part.startswith("/")


def years_named(hits: Iterable[PeriodHit]) -> list[int]:
    """The years that the hits name, in order, without spans of several."""
    return [h.year for h in hits if h.year is not None and not spans_years(h.part)]


def last_month(part: str) -> int | None:
    """The month that a part of one year ends with; None for whole years and spans of several."""
    if not part or len(part) > 5 or spans_years(part):
        return None
    named = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
    return named.get(part) or int(part[-2:])


def year_of_part(hit: PeriodHit, published: datetime.date | None, goal: bool) -> int | None:
    """The year meant where it is left out: this year, or for a result in months still to come, last year."""
    if hit.year is not None or published is None:
        return hit.year
    part = hit.part
    if hit.whole and not goal:
        return published.year - (published.month < 12)
    if goal or not part:
        return published.year
    last = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 3, "H2": 7}.get(part) or last_month(part) or 1
    return published.year - (last > published.month)
