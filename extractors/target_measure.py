"""Whether a measure is a goal or result, and of what: 新建农村公路126公里, 生产氯化钾7.8万吨, 提高产能3万吨."""

import re
from decimal import Decimal

from kaigong.extractors import target_patterns as pat
from kaigong.extractors.target_context import Context
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_phrase import share_verb
from kaigong.extractors.target_terms import COUNTERS
from kaigong.extractors.target_when import holds
from kaigong.schemas.values import Quantity

_OF_GOODS = frozenset("吨 吉焦 立方米 方 千瓦时 度 桶 斤 公斤 标箱 标准箱 千瓦 兆瓦 千伏安 重量箱 米 双 件套".split())
_OF_LAND = frozenset("亩 公顷".split())
_OF_ZONE_ITSELF = frozenset("面积 总面积 园区面积 国土面积 辖区面积 城区面积".split())
_FEW = Decimal(10)


def judge_measure(context: Context, figure: Figure) -> Found | None:
    """Lengths, areas, capacities and outputs, and counts whose noun is not in the lexicon."""
    thread, terms, mention = context.thread, context.terms, figure.mention
    if not context.evidence(figure) or context.is_story(mention):
        return None
    before = context.phrase(figure)
    if _is_of_one(context, figure, before) or _is_plain_count(context, figure, before):
        return None
    if thread.baseline and before.startswith(thread.baseline) and context.is_goal(figure):
        return Found(before, "target.measure")  # 推广数量由目前的600辆提高到5000辆
    if (again := _goal_of_same(context, figure)) is not None:
        return again
    if pat.NAMED_GOAL.search(before) and context.is_goal(figure):
        return Found(before, "target.measure")  # 今年旅游接待目标|250万人次
    if _stands(context, figure, before):
        return Found(share_verb(thread, terms, before, figure.first), "target.measure")
    verb, head = context.verb(before), terms.measure.search(before)
    after = terms.measure.match(context.text, mention.end) if head is None else None
    if after is not None and context.goes_on and pat.NOUN_OF_LAST.fullmatch(before):
        return Found(thread.verb + after.group(), "target.measure")  # 新建30所学校、|200公里农村公路
    if head is None and verb is None and not pat.SHIPPED.search(before):
        return _headless(context, figure, before)
    named = head is not None or after is not None
    if not (_is_reported(context, figure, before, verb, named) or (head is not None and _is_output(context, before))):
        return None
    indicator = share_verb(thread, terms, before, figure.first)
    return Found(indicator + ("" if after is None else after.group()), "target.measure")


def _is_of_one(context: Context, figure: Figure, before: str) -> bool:
    """Whether the measure describes one undertaking, what a company owns or how large a zone is."""
    thread, behind, company = context.thread, figure.mention.end, context.is_company
    return bool(
        (thread.refused and not thread.taken and pat.JOBS.match(context.text, behind))
        or (company and pat.OWN_ASSETS.search(before))
        or pat.ON_SITE.match(context.text, behind)
        or before in _OF_ZONE_ITSELF  # 园区面积353公顷
        or pat.DAILY.search(before)
        or pat.FIRST_OUTPUT.search(before)
        or (company and thread.refused and pat.YEARLY_CAPACITY.fullmatch(before))
    )  # 公司将投资22亿元设立食品厂,年产能3万吨


def _is_plain_count(context: Context, figure: Figure, before: str) -> bool:
    """Whether it counts what no body reports (设立户口、身份证办理等9个窗口; 公司共获得2个新发现)."""
    value = figure.mention.value
    if not isinstance(value, Quantity) or value.unit not in COUNTERS:
        return False
    few = value.value is not None and value.value < _FEW
    return before.endswith("等") or (context.is_company and few and context.terms.count.search(before) is None)


def _headless(context: Context, figure: Figure, before: str) -> Found | None:
    """A measure whose phrase has neither verb nor a noun that is known: one more of a list, or a capacity."""
    text, unit = context.text, figure.unit
    if context.goes_on:
        goes_on = unit == context.thread.unit or (
            unit in _OF_GOODS and figure.first and context.ends_phrase(figure.mention)
        )  # 产煤1270万吨,|天然气|11亿方
        listed = pat.LISTED_LIKE if text.startswith("、", figure.left) else pat.LIKE
        return Found(before, "target.measure") if goes_on and listed.fullmatch(before) else None
    return _capacity(context, figure, before) if not context.thread.taken and context.is_goal(figure) else None


def _is_reported(context: Context, figure: Figure, before: str, verb: re.Match[str] | None, named: bool) -> bool:
    """Whether a measure with a verb or with a noun that is known (``named``) is told of what a body does."""
    status, start = context.status, figure.mention.start
    if verb is not None and (named or context.thread.taken):
        return True
    if context.goes_on:
        return True
    if verb is not None and _opens_clause(before, verb) and _is_dated_work(context, figure):
        return True
    if named and status.has_evidence(start) and context.is_goal(figure):
        return True
    if context.subject is not None and (status.hits or context.reporting) and pat.SHIPPED.search(before):
        return True
    in_all = context.is_company and (pat.IN_ALL.search(before) or pat.IN_ALL.search(context.text, figure.left, start))
    return bool(in_all)


def _is_output(context: Context, before: str) -> bool:
    """Whether a dated measure is what a body turned out, or its works."""
    if not context.status.hits and not context.reporting:
        return False
    return pat.OUTPUT.search(before) is not None or _reports(context, before)


def _opens_clause(before: str, verb: re.Match[str]) -> bool:
    """Whether nothing but an intention stands before the verb (公营房屋预计|建成|10.5万个单位)."""
    if verb.start() == 0 or pat.INTENDS.fullmatch(before, 0, verb.start()):
        return True
    modal = pat.MODAL.match(before)
    return modal is not None and modal.end() == verb.start()


def _is_dated_work(context: Context, figure: Figure) -> bool:
    """Whether a body is spoken of, and what it does has its time, or goes on from what was told before."""
    status = context.status
    if status.reach.planned:
        return True
    goes_on = figure.unit == context.previous.unit or status.dated  # 14.5万亩当中,新建9.8万亩
    return context.subject is not None and (bool(status.hits) or (context.reporting and goes_on))


def _goal_of_same(context: Context, figure: Figure) -> Found | None:
    """A goal for what the sentence before measured (生产氯化钾7.8万吨。今年的任务是|30万吨)."""
    said = context.previous.said
    if not said or context.thread.taken or figure.unit != context.previous.unit:
        return None
    goal = pat.GOAL_IS.fullmatch(context.text, figure.clause[0], figure.mention.start)
    return None if goal is None else Found(said, "target.list")


def _stands(context: Context, figure: Figure, before: str) -> bool:
    """Whether it is what land a place has (全县现有茶园|12万亩)."""
    if not before or figure.unit not in _OF_LAND or context.subject is None or context.is_company:
        return False
    return holds(context.text, figure.clause[0], figure.mention.start)


def _reports(context: Context, before: str) -> bool:
    """Whether a place or public body is the subject here, of which a dated measure of its works is a result."""
    return context.subject_here and context.is_public and not pat.SOLD.search(before)


def _capacity(context: Context, figure: Figure, before: str) -> Found | None:
    """产能为1.2万吨,计划提高到3万吨: the thing stands earlier in the sentence."""
    if pat.CAPACITY_VERB.search(context.text, figure.left, figure.mention.start) is None:
        return None
    capacity = pat.CAPACITY.search(context.text, context.status.start, figure.left)
    if capacity is None:
        return None
    return Found(pat.PRESENT.sub("", capacity.group()) + before, "target.measure")
