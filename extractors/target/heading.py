"""The headline's period, and headings and questions that say whether goals or results follow."""

import unicodedata

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.period import Period, find_periods, year_of_part
from kaigong.schemas.document import Document

# 2020年主要目标: / 重点抓好以下工作: / 今年要做好以下工作:一是抓项目。 / 今年有什么打算?
# What follows are goals, paragraph after paragraph.
_PLAN_SECTION = lazy(
    r"(?:(?:主要|总体|预期|发展|工作)+目标|(?:主要|重点|目标|工作|重大|中心|具体)+任务|(?:重点|主要)工作|(?:以下|下列|如下|下面)[^。,;?]{0,6}(?:工作|任务|方面)"
    r"|(?:工作|任务)(?:安排|打算|部署|重点|思路|要点|计划)|(?:19|20)\d\d年(?:的)?(?:工作|任务)(?!的?(?:主要)?(?:回顾|总结|情况|进展|成效|完成|报告))|打算|怎么干|怎么做"
    r"|(?:要|将|今年|明年|下一步|[上下]半年)[^。;?]{0,20}(?:做好|抓好|办好|推进|实施|打好|突出|聚焦)[^。,;?]{0,14}(?:工作|任务|实事|大事|好事|方面|工程|行动|攻坚战))"
    r"(?:[^。,;:?]{0,10}[:?”]?|(?<=[几一二三四五六七八九十\d][件项个大]..)。|[:,](?:一是|一要|第一,)[^。,;:]{1,20}。?)$"
)
# 2019年工作安排。 / 二、今年的主要任务。
_YEARS_WORK = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]\))?(?:今年|明年|(?:19|20)\d\d年)[^。,;:\d]{0,10}"
    r"(?:工作|任务|目标)(?:安排|打算|部署|重点|要点|计划)?。$"
)
# 三要以民生改善为根本,办好十件实事。 The paragraphs of a work report that say what is to be done open so.
_TO_DO = lazy(r"\s*[一二三四五六七八九十]{1,2}要(?=[以加抓坚持着聚突强全推深优把在做])")
# 五、实施民生工程。 The same where the text does not say of what time it tells; a review says 加快了.
_TO_DO_UNTOLD = lazy(
    r"\s*(?:\(接[^)]{1,8}\))?(?:\(?[一二三四五六七八九十]{1,2}[)、]|[一二三四五六七八九十]{1,2}是)"
    r"(?:着力|全力|大力|加快|推进|突出|抓好|强化|狠抓|坚持|实施|加强|做[大强优]|聚焦|深化|统筹|持续|提升|全面|扎实)(?![^。]*[了已])"
)
# ——夯实农业基础。 / 从产业结构看,…: the paragraph goes on with the plan or report just told
_ITEM = lazy(
    r"[\s“\"]*(?:—{1,2}|-{1,2}|[●◆■▲]|[一二三四五六七八九十]{1,2}[是要、]|\d{1,2}[、.)]|\([一二三四五六七八九十\d]{1,2}\)|第[一二三四五六七八九],)"
    r"[^。,;:\d]{2,24}[。:]$"
)
_BY_KIND = lazy(
    r"\s*(?:[从按][^,。;\d]{1,8}(?:看|来看|分|来分|划分|统计),|(?:这批|这些|上述)(?:项目|企业|工程)(?:当中|之中|[里中]))"
)
_REVIEW_SECTION = lazy(r"(?:回顾|总结|成绩单|答卷|变化|怎么样|如何评价)[^。,;:?]{0,10}[:?”]?$")
# 汉中市2013年工业经济工作要点: every paragraph says what is to be done, unless it names a time that is over.
_PLAN_TEXT = lazy(
    r"(?:工作要点|(?:工作|实施|行动|攻坚|建设|推进|投资|发展)(?:计划|安排|方案)|工作思路|目标任务(?:分解)?)(?:的通知|[(].{1,10}[)])?$"
)
# 中卫市工信局近日下发2015年工业经济工作要点,提出…: the news of such a plan
_PLAN_NEWS = lazy(
    r"[^。;\n]{0,40}?(?:下发|印发|出台|制定|公布|发布)了?[《“]?(?P<plan>[^。;,《》\n]{0,24}(?:19|20)\d\d年[^。;,《》\n]{2,24}?"
    r"(?:工作要点|工作计划|工作安排|实施计划))(?:的通知)?[》”]?,?(?:提出|明确|要求|确定)"
)
# 2016年,全县经济社会发展的主要预期目标是:…: what a report to a people's congress says from there on is to be done
_YEARS_GOALS = lazy(
    r"(?P<year>今年|(?:19|20)\d\d年)[^。;]{0,30}?(?:主要|总体|预期|奋斗|发展|工作)(?:预期|发展|奋斗|工作)*目标(?:任务)?(?:[是为:]|如下|初步)"
)
_WORK_REPORT = lazy(r"政府工作报告|人民代表大会|人大[^,。;\n]{0,6}会议|各位代表")
_MAX_HEADING = 45


def opens_plan(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that goals follow."""
    return end - start <= _MAX_HEADING and (
        _PLAN_SECTION.search(text, start, end) is not None
        or _TO_DO.match(text, start, end) is not None
        or _YEARS_WORK.match(text, start, end) is not None
    )


def sets_years_goals(text: str, start: int, end: int) -> bool:
    """Whether the sentence opens the goals of the year in a report of a government to its people's congress."""
    if text.find("目标", start, end) < 0 or _YEARS_GOALS.search(text, start, end) is None:
        return False
    return _WORK_REPORT.search(text) is not None


def opens_untold(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading of what is to be done, in a text that names no time."""
    return end - start <= _MAX_HEADING and _TO_DO_UNTOLD.match(text, start, end) is not None


def splits_up(text: str, start: int, end: int) -> bool:
    """Whether the sentence splits up what was just counted (从产业结构看,…)."""
    return _BY_KIND.match(text, start, end) is not None


def goes_on_with(text: str, start: int, end: int) -> bool:
    """Whether the sentence opens an item of what was told before (——夯实农业基础。) or splits it up."""
    item = end - start <= _MAX_HEADING and _ITEM.match(text, start, end) is not None
    return item or splits_up(text, start, end)


def opens_review(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that results follow."""
    return end - start <= _MAX_HEADING and _REVIEW_SECTION.search(text, start, end) is not None


def plan_period(document: Document) -> tuple[int, str] | None:
    """The year of a plan of work that headline or first line announces; None where the text is no such plan."""
    first = document.text.lstrip().split("\n", 1)[0].strip()
    for line in (fold_title(document).strip(), first):
        if len(line) > _MAX_HEADING or _PLAN_TEXT.search(line) is None:
            continue
        hits = [h for h in find_periods(line, 0, len(line), document.published) if not h.weak]
        if hits and (year := year_of_part(hits[0], document.published, goal=True)) is not None:
            return year, hits[0].part
    news = _PLAN_NEWS.match(document.text)
    if news is None or document.published is None:
        return None
    hits = [h for h in find_periods(document.text, *news.span("plan"), document.published) if not h.part]
    ahead = hits[0].year if hits else None
    return (ahead, "") if ahead is not None and ahead >= document.published.year else None


def title_period(document: Document, republic: bool) -> Period | None:
    """The period that the headline names, for results that name none (上半年完成投资3.9亿元)."""
    published = document.published
    title = fold_title(document)
    hits = [h for h in find_periods(title, 0, len(title), published, republic) if not h.weak and not h.local]
    if not hits or (hits[0].year is None and not hits[0].part):
        return None
    year = year_of_part(hits[0], published, goal=False)
    if year is None or published is None or year > published.year:
        return None
    return year, hits[0].part


def fold_title(document: Document) -> str:
    """The headline, half width where it matters for dates."""
    return unicodedata.normalize("NFKC", document.article.title or "")
