"""The sections of a report: which year each reviews or sets out to do."""

import datetime
from bisect import bisect_left
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain
from kaigong.schemas.values import DateValue

_REPORT_MONTHS = 4  # in which reports on the year before are given
# 2017年的主要预期目标是:…: from here a report without headings tells what is to be done.
PLAN_OPENS = lazy(
    r"(?:^|\n)[^\n。]{0,16}?(?:(?P<year>20\d\d)年|今年|新的一年)(?:的|,|全[县市区省]|经济社会发展|经济|社会|发展|政府|工作)*(?:的)?(?:主要)?"
    r"(?:预期目标|工作目标|目标任务|主要任务|总体要求|总体思路|工作思路|工作重点|主要目标|任务目标)(?:是|为|:|建议)"
)
# 今年,我们要继续狠抓项目: how a report without headings goes on from its review to what is to be done
PLAN_FOLLOWS = lazy(
    r"(?:^|\n)(?:(?P<year>20\d\d)年|今年|新的一年),?(?:我们|[我全][县市区州省])(?:将|要|[^,。\n]{0,14}(?:预期|力争|计划))"
)
# 报告提出,今年全县安排重点项目128个。…交通方面,开工建设X: told by those who write of the report
PLAN_TOLD = lazy(r"报告(?:还|同时)?(?:提出|明确|建议|要求|强调),(?:(?P<year>20\d\d)年|今年|新的一年)")
# 过去一年,…A先后竣工: a report reviews the year before; 2017年,我们…: or the year that it opens on.
# 先看旧账。2013年,全县…
REVIEW_OPENS = lazy(
    r"(?:^|\n|[。)]|(?:报告|会议)(?:指出|认为|显示|说),)(?:各位代表[:,])?(?:回顾)?(?:(?P<last>过去(?:的)?一年|一年来)(?=,|,我们|里|的工作)|(?P<before>去年)(?=,(?:我们|[我全][县市区州省]))"
    r"|(?:(?<![。)])|(?<=旧账。)|(?<=回顾。)|(?<=成绩。)|(?<=成绩单。)|(?<=过去。)|(?<=去年。))(?P<year>(?:19|20)\d\d)年,"
    r"(?P<review>我们|全[县市区州]|[\u4e00-\u9fff]{2,5}[县市区州旗](?=完成|实现|新增|新引进)|面对|在[^,。\n]{2,24}(?:领导|支持)下)(?!将|要))"
)
# 过去一年,…A建成。目前,B…: what is told of these days is no longer of the year under review
TURNS_TO_NOW = lazy(
    r"新账|展望|确保|力争|争取|即将|计划(?!投资)|今年|新的一年|目前|如今|眼下|截至|明年|最近|日前|近日|昨[天日]"
)
SECTION = lazy(
    r"(?:^|\n)[^\n,。;]{0,6}(?P<year>(?:19|20)\d\d)年(?:度)?(?:政府|主要|重点|全县|全市|全省|全区)?(?:工作|经济|发展|目标|任务|总体)*"
    r"(?:(?P<review>回顾|总结|完成情况|情况)|任务|安排|计划|目标|打算|重点|要求)[^\n。]{0,12}(?=\n)"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report: the year that it reviews or plans for."""

    start: int
    end: int
    year: DateValue
    plans: bool


class Sections:
    """The sections of one article, by position; few articles have any."""

    def __init__(self, text: str, published: datetime.date | None) -> None:
        self._sections = list(_sections(text, published))
        self._starts = [s.start for s in self._sections]

    def plans(self) -> Iterator[Section]:
        """Those that set out what is to be done."""
        return (s for s in self._sections if s.plans)

    def at(self, position: int) -> Section | None:
        """The section that a position stands in."""
        at = bisect_left(self._starts, position)
        section = self._sections[at - 1] if at else None
        return section if section is not None and position < section.end else None


def _sections(text: str, published: datetime.date | None) -> Iterator[Section]:
    """The sections of a report that review a year or set out its plan, from their heading to the next."""
    early = published is not None and published.month <= _REPORT_MONTHS
    opened = REVIEW_OPENS.search(text) if early else None
    plans = [*PLAN_OPENS.finditer(text), *(PLAN_FOLLOWS.finditer(text, opened.end()) if opened else ())]
    plans.extend(PLAN_TOLD.finditer(text) if early else ())
    titled = list(SECTION.finditer(text))
    sets_out = plans or any(not t["review"] for t in titled)  # 三、2019年重点工作
    review = [
        r
        for r in (REVIEW_OPENS.finditer(text) if opened else ())
        if not r["year"] or published is None or int(r["year"]) < published.year  # 2019年,全县…增长8%: the year to come
    ]
    headings = [*titled, *plans, *review]
    headings.sort(key=lambda h: h.start())
    ends = [*(h.start() for h in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):  # without headings there are no sections
        groups = heading.groupdict()
        last = groups.get("last") is not None or groups.get("before") is not None
        if opened and not sets_out and (turn := TURNS_TO_NOW.search(text, heading.end(), end)):
            end = turn.start()
        year = int(groups["year"]) if groups.get("year") else published.year - last if published is not None else None
        if year is None:
            continue
        reviews = last or groups.get("review") is not None
        if reviews or published is None or year >= published.year:
            span = DateValue(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Grain.YEAR)
            yield Section(heading.end(), end, span, not reviews)
