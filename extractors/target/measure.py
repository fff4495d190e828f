"""Whether a measure is a goal or result, and of what: 新建农村公路126公里, 生产氯化钾7.8万吨, 提高产能3万吨."""

import re
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.phrase import share_verb
from kaigong.extractors.target.terms import COUNTERS
from kaigong.extractors.target.when import holds
from kaigong.schemas.values import Quantity

_NOUN_OF_LAST = lazy(r"[\u4e00-\u9fff]{0,10}(?:、|[和及与]|以及)")
# 公司在运装机1860万千瓦, 总产能18万吨: of all that a company has
_IN_ALL = lazy(
    r"(?:目前|现在?)[^,。;\d]{2,12}(?:能力|装机)(?:已?达到?|约|近|超过?)?$|"
    r"(?:公司|企业|集团|厂里|我们)(?:现有|已有|拥有)[^,。;\d]{0,14}(?:产能|生产能力|加工能力)(?:约|近|超过?)?$"
    r"|(?:产能|生产能力)(?:已|合计|总计)*(?:达到?|超过|突破|增至|提升至|提高到|跃升至|扩大到)(?:约|近|了)?$"
    r"|(?:总|在运|在建|控股|并网|新能源|清洁能源|可再生能源|水电|风电|光伏|电力|火电|核电)(?:发电)?装机(?:总?容量|总?规模|总量)?$|总(?:产能|库容|运力|储能规模)$"
)
_SHIPPED = lazy(
    r"(?:出货|出口|进口|销售|交付|外销|下线|交货|发运|投放|[交造][船车机])$"
)  # 汽车出口|27.6万辆, 交船|11艘
_CAPACITY = lazy(r"[^,。;:]{0,8}(?:产能|能力)")
_CAPACITY_VERB = lazy(r"(?:提高|增加|扩大|提升|达|规划|增至|扩)[到至]?$")
# What one plant does a day, and what it will once it is done.
_DAILY = lazy(r"日均(?!新)|(?:[厂站]|每)日(?:处理|供水|供气|供热|产)|^(?:完工|完成|建成|投产|达产|投用|落成)后")
_YEARLY_CAPACITY = lazy(r"(?:设计)?[年月]产能")
_PRESENT = lazy(r"^(?:目前|现有|现)+")
_SOLD = lazy(r"[产销]量|交付")
_INTENDS = lazy(r"(?:计划|预计|拟|争取|力争|确保|将|要)+(?:再|还|又)?|再|还|又")
# 合肥、芜湖两市分别|生产新能源汽车48.3万辆、21.6万辆
_OF_EACH_PLACE = lazy(r"(?:[\u4e00-\u9fff]{2,6}[、和]){1,3}[\u4e00-\u9fff]{2,6}分别")
_FIRST_OUTPUT = lazy(
    r"(?:初期|首期|满载|满产|达产|设计)[年月日]产能|设计年[\u4e00-\u9fff]{1,4}量|设计(?:年)?(?:吞吐|通过|生产|加工|处理)?能力"
)
_NAMED_GOAL = lazy(r"[\u4e00-\u9fff]{2}(?:目标|任务)(?:数|量)?$")
# 高峰时有上千名|工人同时作业
_ON_SITE = lazy(
    r"[^,。;\d]{0,8}?(?:工人|建设者|施工人员|作业人员|工程技术人员|参建人员|民工|职工|员工)"
    r"[^,。;\d]{0,6}?(?:同时|日夜|昼夜|正在|正|奋战|施工|作业|忙碌|坚守|加班|轮班|参加建设|参建)"
)
_LIKE = lazy(r"(?![^,。;]{0,3}[距离长宽高])[\u4e00-\u9fff]{2,8}")  # 粮食总产突破430亿斤,|商品粮|400亿斤
_LISTED_LIKE = lazy(r"(?![^,。;]{0,3}[距离长宽高])[\u4e00-\u9fff]{1,8}")  # 产铁1220万吨、|钢|1133万吨

# 拟在铁西区购置土地|155亩: for one plant
_BUYS_LAND = lazy(
    r"(?:购置|购买|竞得|取得|受让|摘得|摘牌|租赁|拿下)[^,。;\d]{0,8}(?:土地|用地|地块|工业用地)(?:使用权)?$"
)

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
    if _NAMED_GOAL.search(before) and context.is_goal(figure):
        return Found(before, "target.measure")  # 今年旅游接待目标|250万人次
    if _stands(context, figure, before):
        return Found(share_verb(thread, terms, before, figure.first), "target.measure")
    verb, head = context.verb(before), terms.measure.search(before)
    after = terms.measure.match(context.text, mention.end) if head is None else None
    if after is not None and context.goes_on and _NOUN_OF_LAST.fullmatch(before):
        return Found(thread.verb + after.group(), "target.measure")  # 新建30所学校、|200公里农村公路
    if head is None and verb is None and not _SHIPPED.search(before):
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
        or (company and (pat.OWN_ASSETS.search(before) or _BUYS_LAND.search(before)))
        or _ON_SITE.match(context.text, behind)
        or before in _OF_ZONE_ITSELF  # 园区面积353公顷
        or before.endswith("其中")  # 收回其中的|1700亩
        or _DAILY.search(before)
        or _FIRST_OUTPUT.search(before)
        or (company and thread.refused and _YEARLY_CAPACITY.fullmatch(before))
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
        listed = _LISTED_LIKE if text.startswith("、", figure.left) else _LIKE
        return Found(before, "target.measure") if goes_on and listed.fullmatch(before) else None
    return _capacity(context, figure, before) if not context.thread.taken and context.is_goal(figure) else None


def _is_reported(context: Context, figure: Figure, before: str, verb: re.Match[str] | None, named: bool) -> bool:
    """Whether a measure with a verb or with a noun that is known (``named``) is told of what a body does."""
    sentence, start = context.sentence, figure.mention.start
    if verb is not None and (named or context.thread.taken):
        return True
    if context.goes_on:
        return True
    if verb is not None and _opens_clause(before, verb) and _is_dated_work(context, figure):
        return True
    if named and sentence.has_evidence(start) and context.is_goal(figure):
        return True
    if context.subject is not None and (sentence.hits or context.reporting) and _SHIPPED.search(before):
        return True
    in_all = context.is_company and (_IN_ALL.search(before) or _IN_ALL.search(context.text, figure.left, start))
    return bool(in_all)


def _is_output(context: Context, before: str) -> bool:
    """Whether a dated measure is what a body turned out, or its works."""
    if not context.sentence.hits and not context.reporting:
        return False
    return pat.OUTPUT.search(before) is not None or _reports(context, before)


def _opens_clause(before: str, verb: re.Match[str]) -> bool:
    """Whether nothing but an intention stands before the verb (公营房屋预计|建成|10.5万个单位)."""
    if (
        verb.start() == 0
        or _OF_EACH_PLACE.fullmatch(before, 0, verb.start())
        or _INTENDS.fullmatch(before, 0, verb.start())
    ):
        return True
    modal = pat.MODAL.match(before)
    return modal is not None and modal.end() == verb.start()


def _is_dated_work(context: Context, figure: Figure) -> bool:
    """Whether a body is spoken of, and what it does has its time, or goes on from what was told before."""
    sentence = context.sentence
    if sentence.reach.planned:
        return True
    goes_on = figure.unit == context.previous.unit or sentence.dated  # 14.5万亩当中,新建9.8万亩
    return context.subject is not None and (bool(sentence.hits) or (context.reporting and goes_on))


def _goal_of_same(context: Context, figure: Figure) -> Found | None:
    """A goal for what the sentence before measured (生产氯化钾7.8万吨。今年的任务是|30万吨)."""
    previous = context.previous
    # 完成吞吐量2.8亿吨,集装箱150万标箱。今年目标是|3亿吨
    said = previous.said if figure.unit == previous.unit else previous.counts.get(figure.unit)
    if not said or context.thread.taken:
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
    return context.subject_here and context.is_public and not _SOLD.search(before)


def _capacity(context: Context, figure: Figure, before: str) -> Found | None:
    """产能为1.2万吨,计划提高到3万吨: the thing stands earlier in the sentence."""
    if _CAPACITY_VERB.search(context.text, figure.left, figure.mention.start) is None:
        return None
    capacity = _CAPACITY.search(context.text, context.sentence.start, figure.left)
    if capacity is None:
        return None
    return Found(_PRESENT.sub("", capacity.group()) + before, "target.measure")
