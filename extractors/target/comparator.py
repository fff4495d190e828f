"""How a goal or result is bounded: 不低于年度计划的80%, 分别达90%和70%以上, 突破1080亿元的年度目标."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.called import is_called_behind
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.schemas.labels import Comparator, Qualifier
from kaigong.schemas.values import Money, Quantity

# 约占公司上年营收的|18.2%
_ABOUT_SHARE = lazy(r"(?:大?约)(?:占|为|是|相当于|完成)[^,。;\d]{0,24}(?:\d{4}年[^,。;\d]{0,16})?的$")
# 完成投资不低于年度计划的|80%
_LEAST_SHARE = lazy(r"(?:不[低少]于|(?P<most>不[高超多][于过]))[^,。;\d]{1,14}的$")
# 至少再引进|1个
_LEAST_OF_WORK = lazy(r"(?:至少|最少)[\u4e00-\u9fff]{0,10}$")
_BOUND_OF_LIST = lazy(r"(?:[、和][\d.]+[^\d、和,。;]{1,4})*?[、和][\d.]+[^\d、和,。;]{0,4}?(?P<bound>以上|以下)")


def comparator_of(context: Context, figure: Figure, item: Found) -> Comparator:
    """The number's own, or the one that it shares with its list (分别不低于65万元和72万元, 分别达90%和70%以上)."""
    text, clause, start, value = context.text, figure.clause[0], figure.mention.start, figure.mention.value
    assert isinstance(value, Money | Quantity)
    if value.qualifier in (Qualifier.RANGE, Qualifier.ORDER_OF):
        return Comparator.EXACT
    own = Comparator(value.qualifier.value)
    passed = own is Comparator.MORE_THAN and is_called_behind(text, start)
    if passed and not context.sentence.intends(clause, start):
        return Comparator.EXACT  # 突破1080亿元的年度目标: the goal was the bare number
    if own is Comparator.EXACT:
        if _LEAST_OF_WORK.search(text, figure.left, start):
            return Comparator.AT_LEAST
        if least := _LEAST_SHARE.search(text, clause, start):
            return Comparator.AT_MOST if least["most"] else Comparator.AT_LEAST
        if _ABOUT_SHARE.search(text, clause, start):
            return Comparator.ABOUT
        own = _of_list(context, figure, item)
    context.bound = None if own is Comparator.EXACT else own
    return own


def _of_list(context: Context, figure: Figure, item: Found) -> Comparator:
    """The bound of a row of numbers, which stands before the first or behind the last of them."""
    text, mention = context.text, figure.mention
    if text.find("分别", figure.clause[0], mention.start) < 0:
        return Comparator.EXACT
    if item.rule == "target.list" and context.bound is not None:
        # 到账外资超2000万美元,分别达3100万美元: the bound is not of these
        shared = text.find("分别", figure.clause[0], mention.start) < context.thread.last
        return context.bound if shared else Comparator.EXACT
    bound = _BOUND_OF_LIST.match(text, mention.end)
    if bound is None:
        return Comparator.EXACT
    return Comparator.AT_LEAST if bound["bound"] == "以上" else Comparator.AT_MOST
