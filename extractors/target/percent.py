"""Whether a percentage or multiple is a goal or result, and of what: 工业投资增长25%, 开工率达到40%, 增长1.9倍."""

import re

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.phrase import strip_phrase

_SHARE = lazy(
    r"(?:完成|占|为|是|相当于|达到?|超(?:出|过|额)?)了?[^,。;:、]{0,14}?(?:计划|任务|目标|总数|总量|总额|总投资|概算|预算|比重|比例)"
    r"(?:\(?[\d.,]+[万亿]?(?:美?元|[\u4e00-\u9fff]{1,2}(?=的))?\)?)?(?:的|达到|达|为|约|近|超过|超)?$"
)
_OF_ONE = lazy(r"占[^,。;]{0,4}(?:总投资|概算|预算|造价)")
# 为2016年度营业收入的|2.48倍, 接近去年全年的|两倍, 是前20年总和的近|3倍
_TIMES_OF = lazy(r"(?:为|是|相当于|达到?|接近|超过?)[^,。;]{2,24}的(?:近|约|逾|超过?)?$")
_COMPARES = lazy(r"(?:分别)?(?:比|较|同比)[^,。;、]{0,8}")
_RATIO = lazy(
    r"[\u4e00-\u9fff]{2}率(?:分别|要|须|应)*(?:(?:稳定|保持|控制|维持)在?|(?:下?降低?|提高|提升|上升|升|达|增加|压减|压降?|控制)[到至]?)?$"
)
_RATIO_NAME = lazy(
    r"(?:[\u4e00-\u9fff]{2}率|比重|占比|比例|能耗|电耗|水耗|强度|用水量|排放量?)$"
)  # 城镇化率|提高|1.8个百分点
# 项目总投资占公司2017年营业收入的|58.9%: says how large the one thing is
_OF_COMPANY = lazy(
    r"(?:项目|工程)(?:总?投资|资金)?[^,。;]{0,10}占[^,。;]{0,30}(?:营业总?收入|营收|净资产|总资产|净利润|资产总额)(?:的比例|比例)?(?:约?为|的)?(?:约|近)?$"
)
_SPEEDS = lazy(r"(?:^|[月度年期])(?:加快|放缓|回升|提速)$")  # 比一季度|加快|4.2个百分点
# 比全省平均水平|高|4.2个百分点
_STANDS_ABOVE = lazy(r"(?<=[平均水平全国省市州县区速期年])(?:高出?|低|快|慢|多|少)(?:于|了)?$")

# 完成投资84.6亿元,其中|七成|投向老城区
_GOES_TO = lazy(
    r"(?:以上|左右)?(?:的(?:资金|投资|项目|企业|订单|产品|用地|收入|增量))?(?P<what>(?:将|已|都|均|要)?"
    r"(?:投向|用于|用在|来自|源自|流向|投入|投给|集中[在于]|落户|落[在到]|分布[在于]|属于|出口|销往|运往|由|是(?!去年|上年))[^,。;\d]{2,20}?)(?=[,。;、]|$)"
)
_OPENS_SHARE = frozenset(("", "其中", "其中有", "有"))
# 农村公路建设任务400公里,也已完成|七成
_SO_FAR_DONE = lazy(r",?(?:[^,。;\d]{0,14}任务)?(?:目前|也|均|都|现)*已经?(?:完成|过)了?(?:约|近|超过?)?")
# 时间过半、任务完成|53%
_TASK_DONE = lazy(r"(?:任务|进度)(?:已|也|均)*(?:完成|过)(?:了|率)?$")
# 届时X高速的通行能力可|提高四成: what works are good for
_OF_ROAD = lazy(r"(?:通行|过闸|供水|供电)(?:能力|效率)(?:可|能|会|也|预计|有望)*$")
_AIM = lazy(r"任务|目标|计划")  # 全年引资任务600亿元,目前已完成|七成半
_MODALS = "要将须应需"  # 比例要|由现在的18%提高到50%
_NEEDS_BASE = frozenset("占 为年度 完成年度 完成计划 完成目标 完成全年 进度".split())
_GROWN_BARE = frozenset("增 降 减 升".split())
_BESIDE = frozenset(("高于", "快于", "低于", "高出"))
_REACH = 40  # characters looked back for what the share is of
_BASE_BEHIND = 12  # characters looked at behind it


def judge_percent(context: Context, figure: Figure) -> Found | None:
    """The percentage as growth, as a share of what was told, or as a ratio of its own."""
    if not context.evidence(figure):
        return None
    before = context.phrase(figure)
    if before in _GROWN_BARE and context.goes_on:
        return Found(context.thread.indicator + before, "target.growth")  # 归母净利润8.26亿元,增35.8%
    growth = (
        context.terms.growth.search(before)
        or _STANDS_ABOVE.search(before)
        or _SPEEDS.search(before)
        or pat.GROWS_BARE.search(before)
    )
    return _ratio(context, figure, before) if growth is None else _growth(context, before, growth)


def _growth(context: Context, before: str, growth: re.Match[str]) -> Found | None:
    """How much something grew: what the phrase names, or the figure before it."""
    thread, terms = context.thread, context.terms
    own = before[: growth.start()].removeprefix("分别").rstrip(_MODALS)
    kinds = (terms.economy, terms.money, terms.measure, _RATIO_NAME)
    if own and not thread.taken and not any(p.search(own) for p in kinds):
        return None
    if _OF_ROAD.search(own):
        return None
    if not own and not context.goes_on:
        return None
    beside = _COMPARES.fullmatch(before, 0, growth.start()) is not None
    if (not own or beside) and growth.group() in _BESIDE and (thread.grown or thread.rate):
        # 增加值增长10.2%,高于全省2.3个百分点; 占年度计划的68.4%,比去年同期高出4.1个百分点
        return Found((thread.grown or thread.rate) + before, "target.growth")
    if own and _COMPARES.fullmatch(own):
        if not context.goes_on:
            return None  # 成交额…,比上届增长12%: of a figure that is none
        # 开工转化率81.3%,较去年同期提升3.6个百分点
        told = (thread.rate or thread.grown) if thread.percent else ""
        return Found((told or thread.indicator) + before, "target.growth")
    return Found(before if own else thread.indicator + before, "target.growth")


def _ratio(context: Context, figure: Figure, before: str) -> Found | None:
    """What the percentage is a share or rate of, where it is no growth."""
    thread, terms, mention = context.thread, context.terms, figure.mention
    near = max(figure.clause[0], mention.start - _REACH)
    if _OF_COMPANY.search(context.text, near, mention.start):
        return None
    if before in _OPENS_SHARE and context.goes_on and (part := _GOES_TO.match(context.text, mention.end)) is not None:
        return Found(part["what"], "target.rate")
    share = _SHARE.search(context.text, near, mention.start)
    if share is not None and _OF_ONE.search(share.group()) and not context.goes_on:
        return None  # 已累计完成投资62亿元,占总投资的五成: progress of one undertaking
    if share is not None and (thread.taken or context.reporting):
        return Found(strip_phrase(share.group()), "target.rate")
    if context.goes_on and thread.said and _SO_FAR_DONE.fullmatch(context.text, figure.left, mention.start):
        return Found(thread.said + "完成", "target.rate")
    if thread.taken and (task := _TASK_DONE.search(before)) is not None:
        return Found(task.group(), "target.rate")
    if _RATIO.search(before):
        return Found(before, "target.rate")
    if before == "完成" and thread.rate and thread.percent and not thread.refused:
        return Found(thread.rate, "target.list")  # 河津市完成投资为年度任务的121%,垣曲县仅|完成|83.5%
    if before == "完成" and context.goes_on and not thread.percent and thread.said and not thread.money:
        return Found(thread.said, "target.rate")  # 全年计划竣工面积3220万平方米,上半年完成|40%
    if before == "完成" and thread.money and (context.is_goal(figure) or _AIM.search(thread.money)):
        # 年度计划投资285亿元,确保一季度完成|20%
        return Found(thread.money.removeprefix("计划") + before, "target.rate")
    rate = terms.rate.search(context.text, figure.left, mention.start)
    if rate is None:
        return None
    # 机电产品出口占52.3%
    of_trade = rate.group() == "占" and not thread.refused and terms.economy.search(before) is not None
    if rate.group() in _NEEDS_BASE and not of_trade and not context.goes_on:
        base = before + context.text[mention.end : mention.end + _BASE_BEHIND]
        if terms.base.search(base) is None:
            return None
    return Found(before or rate.group(), "target.rate")


def judge_times(context: Context, figure: Figure) -> Found | None:
    """同比增长1.9倍; 新签合同额27.9亿元,为上年营业收入的2.48倍: of a figure just before."""
    thread, text = context.thread, context.text
    if not context.goes_on:
        return None
    before = context.phrase(figure)
    growth = context.terms.growth.search(before)
    if growth is not None:
        start = growth.start()
        if not start or _COMPARES.fullmatch(before, 0, start) or before.startswith("分别"):
            return Found(thread.indicator + before, "target.growth")  # 合同、到账外资分别增长|1.4倍和90%
        return Found(before, "target.growth") if context.terms.economy.search(before, 0, start) else None
    if thread.last < figure.clause[0] and (compared := _TIMES_OF.search(text, figure.clause[0], figure.mention.start)):
        return Found(thread.indicator + compared.group(), "target.times")
    return None
