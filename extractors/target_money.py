"""Whether a sum is a goal or result, and of what: 完成投资6800亿元, 争取资金18亿元, 实现产值1128亿元."""

import re
from decimal import Decimal

from kaigong.extractors import target_patterns as pat
from kaigong.extractors.target_context import Context
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_one import buys_one, is_of_one_built, is_paid_by_builder, is_since_settled
from kaigong.extractors.target_part import part_of_sum
from kaigong.extractors.target_phrase import share_verb
from kaigong.schemas.document import Mention
from kaigong.schemas.values import Money

_IN_ALL = frozenset(("总量", "总额", "总规模", "规模"))
_YEARLY = 12  # characters: 完成 stands with its sum
_BARE = 5  # characters of a goal that names nothing: 的年度目标
_PURSE = Decimal(10) ** 5  # 元


def judge_money(context: Context, figure: Figure) -> Found | None:
    """The sum as a goal or result: what it is stands before it, behind it, or with a sum before it."""
    thread, terms = context.thread, context.terms
    if not context.evidence(figure) or _is_of_one(context, figure):
        return None
    before = context.phrase(figure)
    if _is_of_a_person(context, figure, before):
        return None
    if thread.taken and terms.growth.search(before):
        own = terms.economy.search(before) is not None
        return Found(before if own else thread.indicator + before, "target.growth")
    if context.goes_on and thread.money and pat.MORE_THAN_BEFORE.fullmatch(before):
        return Found(thread.money + before, "target.growth")  # 争取资金18亿元,比上年多2亿元
    verb = context.verb(before)
    head = _money_head(context, before, figure)
    named = head is None and (verb is not None or context.is_goal(figure))
    told = thread.money or context.previous.money or context.money_told
    if head is None and told and pat.GOAL_IS.fullmatch(context.text, figure.clause[0], figure.mention.start):
        return Found(told, "target.list")  # 完成投资312亿元。全年目标是430亿元
    if before in _IN_ALL and thread.grown and (grown := terms.growth.search(thread.grown)) is not None:
        # 固定资产投资增长16%,|总量|突破1300亿元
        return Found(thread.grown[: grown.start()] + before, "target.money")
    if head is None and before == "完成" and "投资" in context.previous.money and not thread.taken:
        # 今年计划完成投资75亿元。前4个月完成21.3亿元
        return Found(context.previous.money.removeprefix("计划"), "target.list")
    noun = pat.MONEY_BEHIND.match(context.text, figure.mention.end) if named else None
    if noun is not None:
        return Found(_goal_noun(context, before, noun.group()), "target.money")
    if pat.ONE_COST.search(before) and not thread.taken:
        return None  # 主桥长412米,造价1.63亿元
    yearly = pat.YEARLY_GOAL.search(context.text, figure.left, figure.mention.start) if head is None else None
    if yearly is not None and (thread.money or (thread.taken and context.previous.money)) and not thread.refused:
        return Found(yearly.group(), "target.money")  # 总投资83亿元,年度计划|21亿元
    if head is None and before.endswith("自筹") and context.goes_on:
        return Found(before, "target.money")  # 争取省级资金9亿元以上,市县两级自筹|约4亿元
    if head is None and _is_set_aside(context, figure):
        return Found(_purpose(context, figure) or before, "target.money")
    if head is None and (not (thread.taken and verb) or pat.FEES.search(before)):
        return part_of_sum(context, figure, before)
    if before.endswith("增资") or buys_one(context.text, figure.clause[0], figure.mention):
        return None
    reports = thread.taken or context.status.dated or context.status.reach.status is not None  # without subjects
    if context.subject is None and not reports and "签" not in before:
        return None
    return Found(share_verb(thread, terms, before, figure.first), "target.money")


def _is_of_one(context: Context, figure: Figure) -> bool:
    """Whether the sum is that of one thing that is built, or what a company has put in since it came."""
    text, start, mention = context.text, context.status.start, figure.mention
    return (
        is_of_one_built(text, start, mention.start)
        or is_paid_by_builder(text, figure.clause[0], mention)
        or is_since_settled(text, start, mention.start)
    )


def _is_of_a_person(context: Context, figure: Figure, before: str) -> bool:
    """Whether a sum is too small to be a body's, and is no mean (卖柴一项收入300元, but 人均收入1800元)."""
    value, text = figure.mention.value, context.text
    if not isinstance(value, Money) or value.value is None or value.value >= _PURSE:
        return False
    if pat.PER_HEAD.search(text, figure.clause[0], figure.mention.start):
        return False
    grown = context.terms.growth.search(before) or pat.MORE_THAN_BEFORE.fullmatch(before)
    return not (context.thread.taken and grown)


def _is_set_aside(context: Context, figure: Figure) -> bool:
    """Whether a place or public body sets the sum aside for its work (还将安排1.3亿元用于…)."""
    if not context.is_public:
        return False
    aside = pat.SETS_ASIDE.search(context.text, figure.left, figure.mention.start)
    return aside is not None and pat.SET_FOR.match(context.text, figure.mention.end) is not None


def _purpose(context: Context, figure: Figure) -> str:
    """What the sum is set aside for (拿出2000万元|扶持骨干企业技改)."""
    purpose = pat.PURPOSE.match(context.text, figure.mention.end, figure.clause[1])
    return "" if purpose is None else purpose["what"]


def _goal_noun(context: Context, before: str, noun: str) -> str:
    """The phrase with the noun behind the sum; a bare 目标 is that of the sum before."""
    if before:
        return before + noun.lstrip("的")
    told = context.thread.money if noun.endswith("目标") and len(noun) <= _BARE else ""
    return told or noun.lstrip("的")


def _money_head(context: Context, before: str, figure: Figure) -> re.Match[str] | None:
    """What the sum is: of a company its business figures and sums of several; what it invests is a project's."""
    terms = context.terms
    if context.thread.taken or pat.SUM.search(context.text, figure.left, figure.mention.start):
        return terms.money.search(before) or terms.finance.search(before)  # 两座新厂总投资额合计118亿元
    if not context.is_company or invests_in_all(context, figure.mention, figure.clause[0]):
        return terms.money.search(before)
    return pat.LENDS.search(before) or pat.PUTS_FUNDS.search(before) or terms.finance.search(before)


def invests_in_all(context: Context, mention: Mention, clause: int) -> bool:
    """Whether a company tells of what it puts in over a year or a plan, and names nothing that it builds."""
    text, start = context.text, mention.start
    if pat.ALL_PUT_IN.search(text, max(clause, start - 24), start) is None:
        return False
    spoken = context.status.hits_in(context.status.start, start)
    dated = context.status.dated and not any(h.weak or h.part.isdigit() for h in spoken[-1:])
    at = context.behind(mention)
    if "完成" in text[max(clause, start - _YEARLY) : start] and pat.NOT_OF_ONE.match(text, at):
        return dated  # 今年计划完成铁路投资180亿元,建成西成客专
    return dated and bool(pat.NOTHING_BUILT.match(text, at) or pat.GENERAL_WORK.match(text, at))
