"""Whether what stands around a name makes it no undertaking: a firm, a customer, a loan, what a city means to be."""

from collections.abc import Callable

from kaigong.extractors.project.name import refusal_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.count import is_counted
from kaigong.extractors.project.name.existing import is_existing
from kaigong.extractors.project.name.existing_patterns import OWN_TOTAL
from kaigong.extractors.project.name.lexicon import MAX_NAME
from kaigong.extractors.project.name.predicate import is_told_of_another
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.wording import is_generic

# Heads that say what goods are for: 铁路扣件, 地铁车辆, 高炉风机.
_OPENS_GOODS = frozenset(
    "高速 高铁 铁路 公路 地铁 轻轨 隧道 机场 码头 电站 水电站 核电站 矿山 煤矿 广场 医院 酒店 宾馆 大桥 变电站 "
    "学校 幼儿园 实验室 高炉 转炉 焦炉 温室 有轨电车".split()
)


_SHORT_PART = 5  # characters of a common word (热源厂)


def is_refused(names: NameContext, span: NameSpan) -> bool:
    """Whether what stands around a span, or what it means there, makes it no undertaking of its own."""
    return any(refuses(names, span) for refuses in _REFUSALS)


def _is_rented(names: NameContext, span: NameSpan) -> bool:
    first = max(span.sentence.start, span.start - 4)
    return (span.weak or span.head == "期") and pat.RENTED.search(names.text, first, span.start + 4) is not None


def _is_where_filed(names: NameContext, span: NameSpan) -> bool:
    return span.weak and pat.DATELINE.match(names.text, span.end) is not None


def _is_loan(names: NameContext, span: NameSpan) -> bool:
    """Whether 项目 or 技改 opens the word for a loan (申请8亿元银行项目贷款, 向某厂发放技改贷款)."""
    loan = names.text.startswith("贷款", span.end)
    if loan and span.head != "项目":
        return span.text.removesuffix(span.head).endswith(("发放", "提供", "申请", "投放"))
    return loan and pat.WORKS_LENT_TO.search(span.text) is None


def _is_of_trade(names: NameContext, span: NameSpan) -> bool:
    signed = pat.TOGETHER_SIGNED.match(names.text, span.end) is not None
    return signed and pat.OF_TRADE.search(names.text, span.start, span.end) is not None


def _is_spent_on(names: NameContext, span: NameSpan) -> bool:
    return not span.proper and pat.EXPENSES.match(names.text, span.end) is not None


def _is_inscribed(names: NameContext, span: NameSpan) -> bool:
    return pat.INSCRIBED.search(names.text, span.sentence.start, span.start) is not None


def _is_of_byline(names: NameContext, span: NameSpan) -> bool:
    first = max(span.sentence.start, span.start - MAX_NAME)
    return pat.BYLINE.search(names.text, first, span.start + 2) is not None


def _is_credited(names: NameContext, span: NameSpan) -> bool:
    """Whether it is the newsroom that a line gives as the source (来源:某市融媒体中心, (某市融媒体中心))."""
    if pat.NEWSROOM.search(names.text, span.start, span.end) is None:
        return False
    alone = pat.ALONE_BEHIND.match(names.text, span.end) is not None
    return alone and pat.CREDIT.search(names.text, max(0, span.start - MAX_NAME), span.start) is not None


def _is_field(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what a firm or a meeting is busy with (从事河道工程、园林工程等业务)."""
    if pat.FIELDS_BEHIND.match(names.text, span.end):
        return True
    return not span.proper and pat.IN_BUSINESS.search(names.text, span.sentence.start, span.head_start) is not None


def _is_fitted(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what a building is fitted out with, and costs nothing of its own (新厂…,采|智慧化产线)."""
    opens = names.text.rfind(",", span.sentence.start, span.head_start)
    if not span.weak or opens < 0 or pat.FITTED_WITH.fullmatch(names.text, opens, span.end) is None:
        return False
    return OWN_TOTAL.match(names.text, span.end) is None


def _is_maker(names: NameContext, span: NameSpan) -> bool:
    """Whether something else was made at a firm's plant (中药在某集团|东方制药厂投产)."""
    if not span.weak or span.cut != "org" or not span.head.endswith("厂"):
        return False
    made = pat.MADE_THERE.match(names.text, span.end) is not None
    return made and pat.MADE_AT.search(names.text, span.sentence.start, span.start) is not None


def _is_customer(names: NameContext, span: NameSpan) -> bool:
    """Whether something is delivered to it (首次向南美光热电站|提供成套主机, 为某某乙烯等项目供气)."""
    text, start, end = names.text, span.start, span.end
    if span.floor < start and text[start - 1] == "为" and pat.SERVED.match(text, end):
        return True
    if not span.weak or pat.TO_WHOM.search(text, span.floor, start) is None:
        return False
    paid = span.text.endswith(pat.PARKS_OF_OTHERS) and pat.PAID_INTO.match(text, end) is not None
    paid = paid or (span.text.endswith("厂") and pat.PAID_FOR_ANOTHER.match(text, end) is not None)
    return paid or pat.SERVED_WITH.match(text, end) is not None


def _is_of_firms(names: NameContext, span: NameSpan) -> bool:
    """Whether a plant is one in a list of firms (仁都水泥厂、黄金精炼厂、华葛酒厂等企业)."""
    plant = span.weak and span.head.endswith("厂")
    return plant and pat.LIST_OF_FIRMS.match(names.text, span.end, span.sentence.end) is not None


def _is_of_goods(names: NameContext, span: NameSpan) -> bool:
    """Whether the head is the first word of goods that are made (可年产|地铁|空调机组2000套, 生产|高速|贴片机)."""
    if not span.weak or span.head == "期":
        return False
    text, last = names.text, span.sentence.end
    if pat.YIELD_FIRST.search(text, span.floor, span.head_start) and pat.YIELD_BEHIND.match(text, span.end, last):
        return True
    made = span.head in _OPENS_GOODS and pat.MAKES_GOODS.search(text, span.floor, span.head_start) is not None
    return made and pat.GOODS_BEHIND.match(text, span.end, last) is not None


def _is_only_aim(names: NameContext, span: NameSpan) -> bool:
    """Whether a city means to become it (为某市建设铝业基地提供支撑), or a firm is told of by what it makes."""
    if not span.weak:
        return False
    first, last, text = span.sentence.start, span.sentence.end, names.text
    if pat.FOR_AIM.search(text, first, span.start) and pat.LENDS_SUPPORT.match(text, span.end, last):
        return True
    made = pat.MAKES.search(text, max(span.floor, span.start - 6), span.head_start) is not None
    return made and pat.OF_MAKER.match(text, span.end, last) is not None


def _is_one_of_each(names: NameContext, span: NameSpan) -> bool:
    return span.weak and pat.EACH_ONE.match(names.text, span.end, span.sentence.end) is not None


def _is_phase_of_it(names: NameContext, span: NameSpan) -> bool:
    """Whether a phase of it is opened or builds something (X基地启用一期厂房, 三期建设中央厨房)."""
    opened = pat.OPENS_PHASE.search(names.text, span.start, span.end)
    return (opened or pat.PHASE_BUILDS.match(names.text, span.start, span.end)) is not None


def _builds_parts(names: NameContext, span: NameSpan) -> bool:
    """Whether the span runs on from a whole to parts that are counted or measured (X产业园|新建生产车间4栋)."""
    if not span.weak or pat.BUILDS_PARTS.search(names.text, span.start, span.end) is None:
        return False
    return pat.PARTS_SIZED.match(names.text, span.end, span.sentence.end) is not None


def _is_no_work(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what works are compared with (比传统厂节省用地), a share or a first payment (外资到账首期)."""
    if names.text.startswith(("中已有", "中有", "中还有"), span.end) and pat.ONLY_PHASES.search(span.text):
        return True  # 规划的八期项目|中已有五期投产
    alone = not span.proper and pat.PART_ALONE.search(names.text, max(0, span.start - 4), span.start) is not None
    if alone and pat.COSTS_SHARE.match(names.text, span.end):
        return True  # 单是堤岸工程已占2.7亿元
    compared = span.weak and pat.COMPARED.match(span.text) is not None
    held = names.text[span.end : span.end + 1].isdigit() and pat.HELD_IN.search(span.text) is not None
    return compared or held or pat.PAID_FIRST.search(span.text) is not None


def _is_party(names: NameContext, span: NameSpan) -> bool:
    """Whether a text names the firm that builds, or things that are bought of a firm."""
    plant = span.head.endswith("厂") and not span.governed
    if plant and (names.begins_company(span.end) or pat.NEXT_OF_FIRM.match(names.text, span.end)):
        return True  # 被动元件厂|旭磊科技: of what kind the firm is that is named behind
    if pat.ANOTHER_ONE.fullmatch(span.text):
        return True  # 港区另一项目|独山能源二期
    if pat.FIRM_COUNTED.search(span.text) or pat.ORGANISER.match(span.text):
        return True
    if span.text.endswith("工程") and pat.FIRM_PLACE.match(names.text, span.end):
        return True
    if names.text.endswith("由", 0, span.start) and pat.PAYS_BEHIND.match(names.text, span.end):
        return True  # 由江海技术创新中心投资2亿元建设
    first = max(span.sentence.start, span.start - 8)
    return pat.PARTY_IS.search(names.text, first, span.start) is not None


def _is_builder(names: NameContext, span: NameSpan) -> bool:
    """Whether the name is that of a firm called after its trade (由中石化广州工程、中石化宁波工程等承担总承包)."""
    named = span.text.endswith("工程") and span.text.startswith(("中", "国"))
    if span.text.endswith("工程") and pat.WORKS_FOR.match(names.text, span.end) and pat.BY_FIRM.search(span.text):
        return True  # 再生水廠由台泰工程承攬
    led = named and pat.BY_BUILDERS.search(names.text, span.floor, span.start) is not None
    return led and pat.BUILDERS_BEHIND.match(names.text, span.end) is not None


def _is_torn_down(names: NameContext, span: NameSpan) -> bool:
    """Whether it makes way for what is built (建议拆卸临时街市,原址兴建…), or has run for years beside it."""
    if span.weak and pat.RUN_FOR_YEARS.search(names.text, max(span.sentence.start, span.start - 16), span.start):
        return True
    first = max(span.floor, span.start - 4)
    torn = span.weak and pat.TORN_DOWN.search(names.text, first, span.head_start) is not None
    return torn and pat.BUILT_ANEW.match(names.text, span.end) is None


def _is_whole_to_come(names: NameContext, span: NameSpan) -> bool:
    """Whether it is the whole, of which more is told (二期投产后,届时|太仓工厂将成为…最大的生产基地)."""
    text, start = names.text, span.start
    to_come = span.weak and text.endswith(("届时", "届时,"), span.sentence.start, start)
    return to_come and text.find(span.text, 0, start) < 0


def _is_worked_on(names: NameContext, span: NameSpan) -> bool:
    """Whether a thing is what works with a name of their own are done to (对X生产线实施|超低排放改造)."""
    on = span.weak and names.text[span.start - 1 : span.start] == "对"
    works = pat.DONE_TO_IT.match(names.text, span.end) if on else None
    return works is not None and not is_generic(works["works"])


def _is_built_by_project(names: NameContext, span: NameSpan) -> bool:
    sized = span.text[0].isdigit()
    first = max(span.sentence.start, span.start - 12)
    return sized and pat.BUILT_BY_PROJECT.search(names.text, first, span.start) is not None


def _is_all_of_kind(names: NameContext, span: NameSpan) -> bool:
    """Whether so much power of a kind is to be built, and by nobody in particular (推动1500万千瓦新能源项目并网)."""
    if pat.POWER_OF_KIND.fullmatch(span.text) is None:
        return False
    return pat.BRINGS_ABOUT.search(names.text, max(span.sentence.start, span.start - 12), span.start) is not None


def _is_made_of(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what something else was made of (中心由废弃的|丝绸厂仓库改建)."""
    made = pat.MADE_OF.search(names.text, max(span.sentence.start, span.start - 8), span.end + 8)
    return made is not None and made.start() < span.start and span.end <= made.end()


def _is_former_name(names: NameContext, span: NameSpan) -> bool:
    opening = names.text[max(span.sentence.start, span.start - 5) : span.start + 1]
    return pat.FORMER_NAME.search(opening) is not None or pat.FORMER_NAME.search(opening[:-1]) is not None


def _is_what_it_follows(names: NameContext, span: NameSpan) -> bool:
    """Whether what is told of comes after it (这是继第四生产线之后又一条新线)."""
    if not span.weak or not names.text.startswith(("后", "之后"), span.end):
        return False
    if span.proper:
        return names.text.endswith("继", 0, span.start)  # but 继2011年建成英吉里水电站后
    first = max(span.sentence.start, names.text.rfind(",", 0, span.start) + 1)
    return pat.FOLLOWING.search(names.text, first, span.start) is not None  # 继2012年投资3亿元建设物流中心之后


def _is_new_site(names: NameContext, span: NameSpan) -> bool:
    """Whether a bare 新厂区 is that of the works which the sentence before names (…兴建酱油项目。新厂区占地150亩)."""
    first = span.sentence.start
    if span.text not in pat.NEW_SITES or span.start != first or names.text[first - 1 : first] != "。":
        return False
    before = names.text.rfind("。", 0, first - 1) + 1
    return pat.NAMED_WORKS.search(names.text, before, first) is not None


def _is_part_counted(names: NameContext, span: NameSpan) -> bool:
    """Whether the works told of before build one of it (工程拟建热源厂一座,…。某公司已中标|热源厂|土建)."""
    if not span.weak or span.proper or len(span.text) > _SHORT_PART:
        return False
    counted = names.text.find(span.text + "一座", 0, span.start)
    return counted >= 0 and pat.WORKS_BUILD.search(names.text, max(0, counted - 30), counted) is not None


def _is_asked_after(names: NameContext, span: NameSpan) -> bool:
    """Whether a question word makes it any one (不是什么项目都能装)."""
    return pat.ASKED_AFTER.search(names.text, max(span.sentence.start, span.start - 3), span.end) is not None


def _is_so_called(names: NameContext, span: NameSpan) -> bool:
    """Whether it is a nickname that is explained (所谓尼龙城), or a plan's counts in short (“一园三镇”建设)."""
    if names.text[span.start - 1 : span.start] == "“" and pat.PLAN_BY_NUMBERS.fullmatch(span.text):
        return True
    return names.text.startswith("所谓", span.start) or names.text.startswith("所谓", max(0, span.start - 2))


_REFUSALS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (
    _is_rented,
    _is_where_filed,
    _is_loan,
    _is_of_trade,
    _is_spent_on,
    _is_inscribed,
    _is_of_byline,
    _is_credited,
    _is_field,
    _is_fitted,
    _is_maker,
    _is_customer,
    _is_of_firms,
    _is_of_goods,
    _is_only_aim,
    _is_one_of_each,
    _is_phase_of_it,
    _builds_parts,
    _is_no_work,
    _is_party,
    _is_builder,
    _is_torn_down,
    _is_whole_to_come,
    _is_worked_on,
    _is_built_by_project,
    _is_all_of_kind,
    _is_made_of,
    _is_former_name,
    _is_what_it_follows,
    _is_new_site,
    _is_part_counted,
    _is_asked_after,
    _is_so_called,
    is_counted,
    is_existing,
    is_told_of_another,
)
