"""Whether a figure is a goal or result: what rules it out, what it leans on, and the judgement of its kind."""

from kaigong.extractors import target_patterns as pat
from kaigong.extractors.target_called import is_reset
from kaigong.extractors.target_context import Context
from kaigong.extractors.target_count import judge_count
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_follow import base_of_share, grown_to, next_of, of_before, reset_goal
from kaigong.extractors.target_measure import judge_measure
from kaigong.extractors.target_money import judge_money
from kaigong.extractors.target_one import builds_one
from kaigong.extractors.target_part import next_part
from kaigong.extractors.target_percent import judge_percent, judge_times
from kaigong.extractors.target_terms import BARRED_UNITS, COUNTERS
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Money, Quantity

_DEALT = frozenset(("成交额", "成交金额"))
_DEALS = ("意向", "合同", "贸易", "现场", "技术")
_CLASSES = frozenset("类 大类 大领域 大板块".split())
_POINTS = frozenset("% 个百分点 百分点".split())
_LEANS = (of_before, grown_to, next_part, next_of)


def judge(context: Context, figure: Figure) -> Found | None:
    """The figure as a target, None where it is none. The focus is on no single project."""
    text, mention = context.text, figure.mention
    if _is_barred(context, figure) or _is_of_nation(context, mention) or _is_of_another(context, figure):
        return None
    if pat.BASE_OF_SHARE.match(text, mention.end):
        return base_of_share(context, figure)
    if pat.FROM.search(text, figure.left, mention.start):
        context.thread.baseline = pat.FORMER_OF.sub("", context.phrase(figure))
        return None
    if is_reset(text, mention.start):
        return reset_goal(context, figure)
    for leans in _LEANS:
        if (found := leans(context, figure)) is not None:
            return found
    return _of_kind(context, figure)


def _of_kind(context: Context, figure: Figure) -> Found | None:
    """The figure as a sum, percentage, multiple, count or measure that is a target."""
    mention, value = figure.mention, figure.mention.value
    if mention.label is Label.AMOUNT and isinstance(value, Money):
        return judge_money(context, figure)
    if not isinstance(value, Quantity) or value.per is not None:
        return None
    if mention.label is Label.PERCENT or value.unit in _POINTS:
        return judge_percent(context, figure)
    if value.unit == "倍":
        return judge_times(context, figure)
    counts = value.unit in COUNTERS
    if counts and value.value is not None and value.value % 1:
        return None  # 提高12.3个和8.6个百分点
    if _is_no_unit(context, figure) or _is_of_rules(context, mention):
        return None
    found = (judge_count(context, figure) if counts else None) or judge_measure(context, figure)
    if found is not None and found.indicator.endswith("解决"):
        return _solved(context, mention, found)
    return found


def _is_no_unit(context: Context, figure: Figure) -> bool:
    """Whether the unit is one of no goals (年, 类); 米 is one of cloth only (淘汰印染产能|8000万米)."""
    if figure.unit == "米":
        return context.text.find("产能", figure.left, figure.mention.start) < 0
    return figure.unit in BARRED_UNITS or figure.unit in _CLASSES


def _is_of_rules(context: Context, mention: Mention) -> bool:
    """Whether policies are counted, or the countries that goods go to."""
    text, end = context.text, mention.end
    return pat.POLICIES.match(text, end) is not None or pat.LANDS.match(text, end) is not None


def _solved(context: Context, mention: Mention, found: Found) -> Found:
    """The indicator with the trouble that is solved behind the number (解决|饮水问题)."""
    trouble = pat.TROUBLE.match(context.text, mention.end)
    return found if trouble is None else Found(found.indicator + trouble["what"], found.rule)


def _is_of_another(context: Context, figure: Figure) -> bool:
    """Whether the figure is a range, a private person's, a bound of a rule, on the books, or of one thing built."""
    text, start, value = context.text, figure.mention.start, figure.mention.value
    return (
        (isinstance(value, Money | Quantity) and value.value is None)  # a range says no one value
        or pat.CEILING.search(text, figure.left, start) is not None
        or pat.ON_THE_BOOKS.search(text, figure.left, start) is not None
        or pat.PRIVATE.search(text, context.status.start, start) is not None
        # 公司将在三地各建一座风电场,装机规模均为4.95万千瓦
        or (context.is_company and builds_one(text, context.status.start, figure.left))
    )


def _is_of_nation(context: Context, mention: Mention) -> bool:
    """Whether the whole land is spoken of, and neither a national body nor a company reports."""
    nation = context.subject
    if nation is None or nation.kind != "nation" or _is_of_national_body(context, mention):
        return False
    before = nation.start < context.status.start  # 全国产量26万台。曼蒂尼去年销售额为1.1亿欧元
    return not (context.earned and before and context.status.opens_on_company())


def _is_of_national_body(context: Context, mention: Mention) -> bool:
    """Whether a national body reports, here or just before (铁道部…表示,…3300亿元。明年计划完成6000亿元)."""
    if pat.NATIONAL_BODY.search(context.text, context.status.start, mention.start):
        context.national = True
        return True
    return context.national and context.reporting


def _is_barred(context: Context, figure: Figure) -> bool:
    """Whether the words of the figure are those of another field (人口, but not 减少贫困人口)."""
    text, start, end = context.text, figure.left, figure.mention.start
    if context.subject is not None and start <= context.subject.start < end:
        start = context.subject.end  # 金岭股份实现营业收入
    barred = context.terms.barred.search(text, start, end)
    if barred is None or pat.OF_ITS_OWN.match(text, barred.start(), end):
        return False
    if context.terms.public.search(text, start, end) or text.startswith("按年", start):
        return False
    word, at = barred.group(), barred.start()
    if word == "股份":
        return pat.FIRM.search(text, start, barred.end()) is None  # 鞍钢股份钢材产量590万吨
    if word == "人口":
        return pat.SOLVES.search(text, start, at) is None
    if word == "余额":
        return not text.startswith("合同", at - 2)
    if word in _DEALT:
        # 达成合作意向326项,意向成交额91.7亿元; 技术合同成交额突破120亿元
        of_deals = text.startswith(_DEALS, at - 2)
        # 完成土地交易412宗,成交额163.8亿元: of the dealings that a body reports
        of_dealings = "交易" in context.thread.indicator and not context.thread.refused
        return not (of_deals or of_dealings)
    return True
