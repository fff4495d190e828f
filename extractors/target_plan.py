"""Words of planning: headings that goals follow, plans of one figure, and planning nouns that are no intention."""

import re

# A planning noun is no intention: 年度投资计划, 占年度计划的, 超额完成计划.
_NOUN = re.compile(
    r"(?:计划|规划|任务|目标|预算)(?=(?:任务|目标)?(?:[的,。、;!?)”]|$))|(?:计划|任务|目标)(?:任务)?(?=[(\d][^,。;]{0,10}的\d)"
    r"|需求|争取[到了]|(?:经过|通过|共同|不懈|的)努力|要求|要素|要点|要闻|要道|要件|要害|将近|将军|将乐|重要|主要|必要|纪要|概要|摘要|只要|简要"
)
_NOUN_BEHIND = re.compile(r"(?:完成|占|为|超|达到?)了?(?:全?年度?|年初)?(?:计划|目标|任务)")
_WITHIN = re.compile(r"(?<=[内必所急刚军供按])需")  # 扩大内需
# These make a goal of the next figure only: 集中开工项目96个,年度计划投资50亿元,其中产业项目….
_LOCAL_GOAL = re.compile(
    r"(?:年度?|当年)(?:计划|预计)(?:完成)?投资(?!的)|(?:年度|当年)?投资计划(?=\d)|(?<!\d[个项家],)计划总投资"
    r"|(?:年度?|全年)(?:投资)?(?:目标|任务|计划)(?=\d[\d.]*[万亿]*美?元)"
)
_FIGURE = re.compile(r"\d(?:[万亿]*美?元|[万余多]*[个项家座条处])")  # with none before, a plan opens the sentence
_PLANNED_SUM = re.compile(r"(?<=\d[个项家],)计划总投资")  # of what is counted before, be that a goal or a result
# 2020年主要目标: / 重点抓好以下工作: / 今年有什么打算? What follows are goals, paragraph after paragraph.
_PLAN_SECTION = re.compile(
    r"(?:(?:主要|总体|预期|发展|工作)+目标|(?:以下|下列|如下|下面)[^。,;?]{0,6}(?:工作|任务|方面)|(?:工作|任务)(?:安排|打算|部署|重点)|打算|怎么干|怎么做)"
    r"[^。,;:?]{0,10}[:?”]?$"
)
_REVIEW_SECTION = re.compile(r"(?:回顾|总结|成绩单|答卷|变化|怎么样|如何评价)[^。,;:?]{0,10}[:?”]?$")
_MAX_HEADING = 45


def planning_nouns(text: str, start: int, end: int) -> set[int]:
    """Where a word stands that only looks like a cue of a goal."""
    found = {m.start() for m in _NOUN.finditer(text, start, end)}
    found.update(m.end() - 2 for m in _NOUN_BEHIND.finditer(text, start, end))
    found.update(m.start() for m in _WITHIN.finditer(text, start, end))
    found.update(m.start() for m in _PLANNED_SUM.finditer(text, start, end))
    return found


def local_goals(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The plans that make a goal of the next figure only."""
    return [m.span() for m in _LOCAL_GOAL.finditer(text, start, end) if _FIGURE.search(text, start, m.start())]


def opens_plan(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that goals follow."""
    return end - start <= _MAX_HEADING and _PLAN_SECTION.search(text, start, end) is not None


def opens_review(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a heading or question that results follow."""
    return end - start <= _MAX_HEADING and _REVIEW_SECTION.search(text, start, end) is not None
