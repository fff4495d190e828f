"""The headline's period, and headings and questions that say whether goals or results follow."""

import unicodedata

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target_period import find_periods, year_of_part
from kaigong.schemas.document import Document

# 2020年主要目标: / 重点抓好以下工作: / 今年有什么打算? What follows are goals, paragraph after paragraph.
_PLAN_SECTION = lazy(
    r"(?=[主总预发工以下如任打怎])"
    r"(?:(?:主要|总体|预期|发展|工作)+目标|(?:以下|下列|如下|下面)[^。,;?]{0,6}(?:工作|任务|方面)|(?:工作|任务)(?:安排|打算|部署|重点)|打算|怎么干|怎么做)"
    r"[^。,;:?]{0,10}[:?”]?$"
)
# 三要以民生改善为根本,办好十件实事。 The paragraphs of a work report that say what is to be done open so.
_TO_DO = lazy(r"\s*[一二三四五六七八九十]{1,2}要(?=[以加抓坚持着聚突强全推深优把在做])")
_REVIEW_SECTION = lazy(r"(?:回顾|总结|成绩单|答卷|变化|怎么样|如何评价)[^。,;:?]{0,10}[:?”]?$")
_MAX_HEADING = 45


def opens_plan(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that goals follow."""
    return end - start <= _MAX_HEADING and (
        _PLAN_SECTION.search(text, start, end) is not None or _TO_DO.match(text, start, end) is not None
    )


def opens_review(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that results follow."""
    return end - start <= _MAX_HEADING and _REVIEW_SECTION.search(text, start, end) is not None


def title_period(document: Document, republic: bool) -> tuple[int | None, str] | None:
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
