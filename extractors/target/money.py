"""Whether a sum is a goal or result, and of what: 完成投资6800亿元, 争取资金18亿元, 实现产值1128亿元."""

import re
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.one import buys_one, is_of_one_built, is_paid_by_builder, is_since_settled
from kaigong.extractors.target.part import part_of_sum
from kaigong.extractors.target.phrase import share_verb
from kaigong.extractors.target.terms import COUNTERS
from kaigong.schemas.document import Mention
from kaigong.schemas.values import Money

_MONEY_BEHIND = lazy(
    r"(?:以上|左右)?的?(?:(?:年度?|全年|总体|预期)?(?:投资|引资|产值|销售|招商|外贸)?(?:目标|任务|盘子)|级?(?:大关|台阶)|级?[\u4e00-\u9fff]{0,14}?产业集群|(?:(?<=级)|级)的?[\u4e00-\u9fff]{0,8}?(?:园区|开发区|产业(?![链园基]))"
    r"|[\u4e00-\u9fff]{0,12}?(?:资金池|引导基金|产业基金|投资基金|母基金|担保基金|专项债券?)"
    r"|投资(?!建|[^,。;]{0,4}项目)|外资|内资|资金|(?:项目)?(?:投资|合作|采购|贸易|购销)*(?:订单|大单|协议|合同)|贷款|产值|(?:意向性?|综合)?授信|(?:授信|信贷|融资|金融)支持)"
)
_ONE_COST = lazy(r"(?<!总)(?:造价|概算)(?!总?投资)[^,。;\d]{0,3}$")
# 还将安排1.3亿元用于结转地块的收尾: what a body sets aside for its work
_SETS_ASIDE = lazy(r"(?:安排|投入|拿出|统筹|整合|切块|列支|下拨|拨付|落实|筹集|筹措)(?:了|出)?(?:约|近|超过?)*$")
_SET_FOR = lazy(
    r"(?:以上|左右)?,?(?:专门|全部|专项|主要)?(?:(?:的?(?:专项|引导|奖补|扶持)?(?:资金|经费))?(?:用于|支持|补助|扶持|奖补)(?![这该此])|(?:设立|成立|组建)[^,。;\d]{0,10}(?:资金|基金))"
    # 拿出3000万元以上|修路
    r"|(?:以上|左右)?(?:修路|铺路|修桥|治水|治污|改厕|改水|造林|植树造林|奖励|奖补|补贴)(?=[,。;]|[^,。;\d]{2,12}[,。;])"
    # 县财政安排3600万元,|改造校舍14处
    r"|(?:以上|左右)?,(?:改造|维修|修缮|新建|新改建|改扩建|建设|购置|更新|整治|发放)[^,。;、\d]{2,14}\d[\d.]*万?[余多]?(?:[处所个座条套户台辆]|公里|平方米|人)"
)
_PURPOSE = lazy(r"(?:以上|左右)?(?:专门|全部|专项|主要)?(?P<what>[\u4e00-\u9fffA-Za-z“”]{2,20})(?=[,。;]|$)")
# 农民人均收入1800元
_PER_HEAD = lazy(r"均|人[^,。;]{0,4}收入|低保|工资|标准")
# “十四五”期间,该集团计划投资|500亿元; but 今年将投资5亿元,建设…
_ALL_PUT_IN = lazy(
    r"(?:固定资产|电网|铁路|交通|公路|轨道|水利|港口|管网|基建|技改)投资(?:计划(?:为|约|达)?|(?:额|规模)?(?:力争|确保|预计|有望|将)+(?:突破|达到?|超过?|完成)(?:约|近)?)$|(?:计划|完成|累计|预计|将|拟)(?:新增|安排|完成)?(?:固定资产|电网|铁路|交通|公路|轨道|水利|港口|管网|油气|电力|新能源|基建|技改|产业|建设|工程|矿山|环保|研发|高速|总)*(?:投资|投入)(?:额|总额)?(?:达到?|约|超过?|近|为)?$"
)
# 将投入500亿元|进行技术改造: on no one thing
_GENERAL_WORK = lazy(
    r"(?:以上|左右)?,?(?:用于|进行|开展|推进|实施|投向)(?:技术改造|技改|设备更新|环保|节能|研发|科技创新|数字化|信息化|转型升级|产业升级|新基建|数字基建|网络建设|5G网络|农网改造|降碳|绿色|电网|新能源|清洁能源)(?!项目|基地|工程)[^,。;]{0,8}[,。;]"
)
_NOT_OF_ONE = lazy(r"[,;。](?![^,。;]{0,6}(?:占地|该?项目|分[一二两三]期)|其中[^,。;]{0,4}期)")
_NOTHING_BUILT = lazy(
    r"[,;。](?=其中(?![^,。;]{0,4}期))|[,;。](?![^,。;]{0,6}(?:(?<!开工)建设|用于|兴建|新建|打造|在(?!建)|实施|收购|设立|主要|布局|建成(?![^,。;]{0,6}项目\d)|扩建|改造|开展|占地|分[一二两三])|该?项目|其中[^,。;]{0,4}期)"
)
# 国网张掖供电公司今年安排农网改造资金|2.7亿元: what a company sets aside for its work
_PUTS_FUNDS = lazy(r"(?:安排|投入|落实|筹集|筹措)[^,。;\d]{2,12}资金$|(?:安排|下达)[^,。;\d]{2,10}投资$")
# 中国农业银行今年前4个月新增基建贷款|4300多亿元: what a bank does
_LENDS = lazy(
    r"提供[^,。;\d]{0,10}(?:授信|信贷|融资|贷款)(?:额度|支持|资金|服务)?$|(?<![\u4e00-\u9fff])(?![^,。;]{0,8}[向给为对][^,。;]{2,24}(?:项目|工程|公司|电站|公路|高速|铁路|集团))[^,。;\d]{0,16}(?:新增|累计|发放|投放|累放)[^,。;\d]{0,12}(?:贷款|授信|融资|信贷资金|资金支持|[\u4e00-\u9fff]{1,5}贷[”\"]?)(?:余额)?$"
)
# 开发银行为此提供了|3000万美元贷款: behind one undertaking
_BACKS_ONE = lazy(
    r"(?:为此|[为向对给][该这此本][^,。;\d]{0,8}|为项目)[^,。;\d]{0,10}(?:提供|发放|投放|安排)了?(?:约|近|超过?)?$"
)
# 其中设备投入|9600万元: a part of what one plant costs
_PART_OF_COST = lazy(
    r"(?:设备|厂房|土建|土地|基建工程|铺底流动资金|流动资金|安装)(?:购置)?(?:投资|投入|费用?)(?:约|为)?$"
)
_OFFERS = lazy(r"(?:提供|承诺|给予|发放)(?:了|总额|共计?)?$")
_SUPPLY = lazy(r"(?:供货|供应|采购|设备)合同(?:总?金?额)$")  # 供货合同额|6200万美元
_FEES = lazy(r"(?<!研发)费用?")

# 今后五年,全市工业总产值要翻一番,达到|2200亿元以上
_DOUBLED = lazy(
    r"(?P<what>[\u4e00-\u9fff]{0,8}(?:产值|收入|投资|营收|销售额?|税收|出口额?|进出口总?额?|规模|增加值))(?:要|将|力争|实现|有望|争取|计划|再)*"
    r"(?:翻(?:了)?[一两]番|翻番|倍增),(?:力争|将|要)?(?:达到?|突破|超过?|增至)(?:约|近)?$"
)
_BUDGETED = lazy(r"编列[^,。;\d]{0,12}(?:预算|经费)$")  # 98年度编列公路预算|643亿元

_IN_ALL = frozenset(("总量", "总额", "总规模", "规模"))
_YEARLY = 12  # characters: 完成 stands with its sum
_BARE = 5  # characters of a goal that names nothing: 的年度目标
_PURSE = Decimal(10) ** 5  # 元


def judge_money(context: Context, figure: Figure) -> Found | None:
    """The sum as a goal or result: what it is stands before it, behind it, or with a sum before it."""
    thread, terms = context.thread, context.terms
    if not context.evidence(figure) or _is_of_one(context, figure):
        return None
    if _BACKS_ONE.search(context.text, figure.left, figure.mention.start):
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
    noun = _MONEY_BEHIND.match(context.text, figure.mention.end) if named else None
    if noun is not None and _OFFERS.search(before) and context.is_company and not _reports(context):
        return None  # 某开发银行将提供4.5亿美元|贷款, behind one undertaking
    if noun is not None:
        return Found(_goal_noun(context, before, noun.group()), "target.money")
    if (_ONE_COST.search(before) or (_SUPPLY.search(before) and not _reports(context))) and not thread.taken:
        return None  # 主桥长412米,造价1.63亿元
    yearly = pat.YEARLY_GOAL.search(context.text, figure.left, figure.mention.start) if head is None else None
    if yearly is not None and (thread.money or (thread.taken and context.previous.money)) and not thread.refused:
        return Found(yearly.group(), "target.money")  # 总投资83亿元,年度计划|21亿元
    if head is None and (doubled := _DOUBLED.search(context.text, context.sentence.start, figure.mention.start)):
        return Found(doubled["what"], "target.money")
    if head is None and context.goes_on and _sums_count(context, figure, before):
        return Found(thread.money or thread.thing + "金额", "target.money")
    if head is None and before.endswith(("自筹", "到位", "花费", "耗资", "花了")) and context.goes_on:
        return Found(before, "target.money")  # 争取省级资金9亿元以上,市县两级自筹|约4亿元
    if head is None and _is_set_aside(context, figure):
        return Found(_purpose(context, figure) or before, "target.money")
    if head is None and (not (thread.taken and verb) or _FEES.search(before)):
        return part_of_sum(context, figure, before)
    if context.is_company and _PART_OF_COST.search(before):
        return None
    if before.endswith("增资") or buys_one(context.text, figure.clause[0], figure.mention):
        return None
    reports = thread.taken or context.sentence.dated or context.sentence.reach.status is not None  # without subjects
    if context.subject is None and not reports and "签" not in before:
        return None
    return Found(share_verb(thread, terms, before, figure.first), "target.money")


def _sums_count(context: Context, figure: Figure, before: str) -> bool:
    """Whether the sum alone in its clause is that of the count told right before (赤壁市签约6个,|52亿元;)."""
    text, clause, end = context.text, figure.clause, context.behind(figure.mention)
    last = context.thread.last
    if before or text[last : last + 1] not in (",", "、") or figure.mention.start != last + 1:
        return False
    return context.thread.unit in COUNTERS and end >= clause[1] - 1 and text[end : end + 1] in ",;。、"


def _is_of_one(context: Context, figure: Figure) -> bool:
    """Whether the sum is that of one thing that is built, or what a company has put in since it came."""
    text, start, mention = context.text, context.sentence.start, figure.mention
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
    if _PER_HEAD.search(text, figure.clause[0], figure.mention.start):
        return False
    grown = context.terms.growth.search(before) or pat.MORE_THAN_BEFORE.fullmatch(before)
    return not (context.thread.taken and grown)


def _is_set_aside(context: Context, figure: Figure) -> bool:
    """Whether a place or public body sets the sum aside for its work (还将安排1.3亿元用于…)."""
    if not context.is_public:
        return False
    aside = _SETS_ASIDE.search(context.text, figure.left, figure.mention.start)
    return aside is not None and _SET_FOR.match(context.text, figure.mention.end) is not None


def _purpose(context: Context, figure: Figure) -> str:
    """What the sum is set aside for (拿出2000万元|扶持骨干企业技改)."""
    purpose = _PURPOSE.match(context.text, figure.mention.end, figure.clause[1])
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
        return terms.money.search(before) or _BUDGETED.search(before)
    lends = _LENDS.search(before)
    if lends is not None and lends.group().startswith("提供") and not _reports(context):
        return None  # 国家开发银行已承诺提供贷款5亿元, behind one project
    return lends or _PUTS_FUNDS.search(before) or terms.finance.search(before)


def _reports(context: Context) -> bool:
    """Whether a time is named, or figures of the body were told just before."""
    return bool(context.sentence.hits) or context.reporting


def invests_in_all(context: Context, mention: Mention, clause: int) -> bool:
    """Whether a company tells of what it puts in over a year or a plan, and names nothing that it builds."""
    text, start = context.text, mention.start
    if _ALL_PUT_IN.search(text, max(clause, start - 24), start) is None:
        return False
    spoken = context.sentence.hits_in(context.sentence.start, start)
    dated = context.sentence.dated and not any(h.weak or h.part.isdigit() for h in spoken[-1:])
    at = context.behind(mention)
    if "完成" in text[max(clause, start - _YEARLY) : start] and _NOT_OF_ONE.match(text, at):
        return dated  # 今年计划完成铁路投资180亿元,建成西成客专
    return dated and bool(_NOTHING_BUILT.match(text, at) or _GENERAL_WORK.match(text, at))
