"""Figures that lean on those before them: they leave out what was counted or measured, as a list or a next goal does.

分别增长111%、150%和136%; 高速公路2条142公里; 投资增长20%,力争达到830亿元; 到位资金居全市前三位,分别为92.4亿元.
"""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.phrase import Thread, counted_phrase, strip_phrase
from kaigong.extractors.target.terms import BARRED_UNITS, COUNTERS, TargetTerms
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Quantity

_THE_SAME = lazy(
    r"(?:[把将](?:这一|这个|该|此)(?:数字|比例|规模|产值|指标)(?:再)?(?:做到|提高到|提升到|提升至|扩大到|干到|翻到|变成|增加到)(?:约|近)?$)|(?:这一|这个|该|此)(?:比例|比重|数字|数据|指标|占比|规模|产值)(?:预计|有望|力争|争取|计划|将|要|可|已)*"
    r"(?:达到?|提高到|提升至|提升到|增至|增加到|突破|超过|扩大到|上升到|升至|是|为)(?:约|近)?$"
)
_GROWN_TO = lazy(r",?(?:至|到|达到?|为)(?:约|近|逾|超过?)?")

_ROW = 24  # characters looked back for 分别
_RESPECTIVE = lazy(r"分别[^,。;]*$")
_NEXT_OF_ROW = lazy(r"[、和及]|以及")
_BETWEEN_ITEMS = lazy(
    r"[、和,及与]{1,2}(?:约|近|超|超过)?|[”\"]?,?(?:应当?|更正)(?:为|是)(?:增长|下降|增加|减少)?[“\"]?"
)
# 增长“32%”,应为增长23%: the first number is what was wrong
_WRONG = lazy(r"[”\"]?,?(?:应当?|更正)(?:为|是)[^,。;\d]{0,4}\d")
_OF_OTHERS = lazy(r"(?:以上|左右)?的?(?![以左上下和及与的])[\u4e00-\u9fff]{2}")
_IN_ALL = lazy(r"(?:总共|共有|共计|合计|总计|总数为?|共)(?:约|近|超|超过)?$")
_TOPIC = lazy(r"[^,。;:、]{2,30},$")
# 力争达到|830亿元, 今年的目标是突破|450亿元: nothing says what, so that it is what was spoken of.
_NEXT = lazy(
    r"[,;“\"]*(?:(?:并|但|而)?(?:力争|确保|争取|预计|希望|可望|有望|可|计划|将|要|目标|[\d一二三四五]年内|全年|今年|明年|年内|年底前?|上半年|下半年|前?[一二三四]季度|前\d{1,2}个?月|\d{1,2}(?:-|—+|至)\d{1,2}月|的|奋斗|预期|工作"
    r"|[到至]?20\d\d年[底末]?|[到至]?[“\"]?(?:十[一二三四五六]|[七八九十])五[”\"]?(?:规划)?(?:期间|时期)?末?))*"
    r"(?:(?:到|至)?20\d\d年(?:底|末)?)?(?:总数|总量|累计)?(?:目标(?:是|为)?(?:达到?|突破|超过)?|冲刺|冲击|冲上|跨上|迈上|拿下|干到|做到|冲到|冲过|达到?|达成|突?破|超过?|完成到?|提高到|增至|增加到|(?<=季度)累计|(?<=月)累计|(?<=上半年)累计)(?:约|近|超过|超|逾)?"
    r"|[,;、]?(?:其中)?(?:(?:19|20)\d\d|今|明|后)年(?:为|达|完成|约|近|超过?|突?破)?"
    r"|[,;、]?(?:并|但|而)?(?:今年|明年)?(?:力争|争取|确保|冲刺|挑战|力保|力拼|力拚|上看)(?:约|近|超过|超|逾)?"
    r"|[,;]?(?:(?:今年|明年|年内|年底前?|到?20\d\d年底?前?|[上下]半年|[一二三四]季度|将|要|计划|拟|力争|预计)*(?:还|再|又|另)(?:要|将|会|需|须|计划|拟|准备|打算|再)*(?:关|建|开|签|改|修|拆)(?:约|近|超过|超)?)"
    r"|,?分别(?:为|达到?|是)(?:约|近|超过?)?"  # 到账外资超2000万美元,分别达|3100万美元、2400万美元
    r"|[,;]?(?:[而但])?(?:去年|上年|前年|今年|(?:19|20)\d\d年)(?:全年)?(?:则|只|仅|才|已|就)?(?:做到|完成|实现|卖出|做|达到|干到|干|为|是|有)了?(?:约|近|超过|超|逾)?"
)
# 接待游客480万人次。…称,明年|突破600万人次: of the sentence before
_AHEAD = lazy(
    r"[“\"]?(?:到|至)?(?:明年|后年|20\d\d年[底末]?|[“\"]?十[一二三四五六]五[”\"]?期?末)(?:将|要|可|有望|力争|争取|预计|计划|确保)*"
    r"(?:突破|达到?|超过?|冲刺)(?:约|近)?"
)
_RANKED = lazy(
    r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?:数|额|总量)?(?:均|分别)?(?:位?居|位?列|排名?)[^,。;]{0,8}?(?:前[\d一二两三四五六七八九十]+位?|首位)"
    r",分别(?:为|达到?|是)$"
    # 椒江区、温岭市投资完成率最高,分别为|63.2%、61.8%
    r"|(?P<most>[\u4e00-\u9fff]{2,10}?(?:率|额|数|量|幅|速))(?:均|都)?(?:最[高快多大低慢少]|较[高快多大低慢少]|居前|靠前|领先|垫底),分别(?:为|达到?|是)$"
)
_RANKED_ENDS = ("分别为", "分别达", "分别达到", "分别是")
_PLACE_BEFORE = lazy(r"^[\u4e00-\u9fff]{1,6}?[县区州市旗](?!外)")
_WINDOW = 60  # characters looked back for what is ranked


def list_item(context: Context, before: Mention | None, mention: Mention) -> Found | None:
    """A number that only follows another of its kind shares its indicator (分别增长111%、150%和136%)."""
    text, thread = context.text, context.thread
    if before is None or thread.last != before.end or thread.refused or _is_rating(mention):
        return None
    if before.label is not mention.label and not (_grows(before) and _grows(mention)):
        indicator = _respective(text, thread, before, mention)
        return None if indicator is None else Found(indicator, "target.list")
    between = _BETWEEN_ITEMS.fullmatch(text, before.end, mention.start)
    if between is None and not _measures_counted(before, mention):
        return None
    if between is not None and "," in between.group() and _OF_OTHERS.match(text, mention.end):
        return None  # 产量下降15%,约|三成生产线停产
    shared = thread.ratio or thread.indicator if _grows(mention) else thread.indicator
    return Found(shared, "target.list")


def _is_rating(mention: Mention) -> bool:
    """Whether the number says of what class the thing behind it is (220千伏变电站5座、|110千伏|变电站12座)."""
    return isinstance(mention.value, Quantity) and mention.value.unit in BARRED_UNITS


def _respective(text: str, thread: Thread, before: Mention, mention: Mention) -> str | None:
    """What a number of another kind in a row of figures is of (项目276个,总投资1860亿元,分别增加31个、142亿元)."""
    row = _RESPECTIVE.search(text, max(0, before.start - _ROW), before.start)
    if row is None or _NEXT_OF_ROW.fullmatch(text, before.end, mention.start) is None or _grows(mention):
        return None
    said = thread.money if mention.label is Label.AMOUNT else ""
    return said or thread.indicator


def _grows(mention: Mention) -> bool:
    """Whether the number can say by how much something grew (1.2倍、85%)."""
    return isinstance(mention.value, Quantity) and mention.value.unit in ("%", "倍")


def _measures_counted(before: Mention, mention: Mention) -> bool:
    """Whether the number measures what the one that ends at its start counted (公路2条|142公里)."""
    one, other = before.value, mention.value
    if before.end != mention.start or not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return False
    return one.unit in COUNTERS and other.unit not in COUNTERS


def next_of(context: Context, figure: Figure) -> Found | None:
    """A number that only says what the figures before are to reach, or have reached, and counts nothing of its own."""
    text, mention = context.text, figure.mention
    told = _ranked(text, mention)
    if told is None and not (context.thread.baseline and context.thread.refused):  # 产值由400亿元增加到2600亿元
        told = _next_value(context, figure)
    if told is None and not context.thread.taken:
        told = _next_year(context, figure)
    if told is None:
        return None
    if figure.unit in COUNTERS and counted_phrase(text, context.behind(mention), context.terms):
        return None  # 新增车位3500个,完成12个|老旧小区整治
    return Found(told, "target.list")


def _next_value(context: Context, figure: Figure) -> str | None:
    """What the figures before say, for one that they are to reach (投资增长20%,力争达到|830亿元)."""
    said = _said_before(context.thread, figure.mention, context.terms) if context.thread.taken else None
    if said is None or _NEXT.fullmatch(context.text, figure.left, figure.mention.start) is None:
        return None
    return said


def _next_year(context: Context, figure: Figure) -> str | None:
    """The same for a number of a year to come, of what the sentence before told."""
    if _AHEAD.fullmatch(context.text, figure.clause[0], figure.mention.start) is None:
        return None
    return _said_before(context.previous, figure.mention, context.terms)


def _said_before(thread: Thread, mention: Mention, terms: TargetTerms) -> str | None:
    """What the figures before say of that can have such a number."""
    if mention.label is Label.PERCENT:
        return thread.rate or thread.grown or None  # 工业投资增速超过20%,去年达到25.6%
    if isinstance(mention.value, Quantity):
        return thread.said or None if mention.value.unit == thread.unit else None
    if thread.money:
        return thread.money
    grown = terms.growth.search(thread.grown)
    return thread.grown[: grown.start()] if grown is not None and grown.start() else None


def _ranked(text: str, mention: Mention) -> str | None:
    """What the first of several bodies is ranked by (A、B、C三县到位资金居全市前三位,分别为…)."""
    if not text.endswith(_RANKED_ENDS, 0, mention.start):
        return None
    match = _RANKED.search(text, max(0, mention.start - _WINDOW), mention.start)
    return None if match is None else _PLACE_BEFORE.sub("", match["what"] or match["most"])


def of_before(context: Context, figure: Figure) -> Found | None:
    """A figure of the ratio or number that the sentence before told (处理率达89%。这一比例要达到95%)."""
    if _THE_SAME.search(context.text, figure.left, figure.mention.start) is None:
        return None
    previous = context.thread if context.goes_on else context.previous
    if figure.mention.label is Label.PERCENT:
        told = previous.rate or previous.grown
    elif figure.mention.label is Label.AMOUNT:
        told = previous.money
    else:
        told = previous.said if figure.unit == previous.unit else ""
    return Found(told, "target.list") if told else None


def grown_to(context: Context, figure: Figure) -> Found | None:
    """What growth told just before led to (营业额按年升14%至23.6亿元, 售电量增27%至987万兆瓦时)."""
    thread, mention = context.thread, figure.mention
    if mention.label is Label.PERCENT or not thread.grown or thread.last != figure.left or thread.refused:
        return None
    if _GROWN_TO.fullmatch(context.text, figure.left, mention.start) is None:
        return None
    grown = context.terms.growth.search(thread.grown) or pat.GROWS_BARE.search(thread.grown)
    own = "" if grown is None else thread.grown[: grown.start()]
    return Found(own, "target.money" if mention.label is Label.AMOUNT else "target.measure") if own else None


def reset_goal(context: Context, figure: Figure) -> Found | None:
    """全年目标由115亿元下调至82亿元: of what the goal says itself, else of what was spoken of."""
    terms = context.terms
    own = strip_phrase(context.thread.baseline or context.phrase(figure))
    named = terms.money.search(own) or terms.economy.search(own) or terms.count.search(own)
    thread = context.thread if context.thread.taken else context.previous
    told = thread.money if figure.mention.label is Label.AMOUNT else thread.rate or thread.grown
    indicator = own if named is not None else told
    return Found(indicator, "target.list") if indicator and context.evidence(figure) else None


def base_of_share(context: Context, figure: Figure) -> Found | None:
    """为年度目标36亿元的88.1% says what the goal is; 总投资61亿元的三成 does not."""
    goal = pat.YEARLY_GOAL.search(context.text, figure.left, figure.mention.start)
    if not context.thread.taken or goal is None:
        return None
    if figure.mention.label is Label.AMOUNT:
        return Found(goal.group(), "target.money")
    told = context.thread.counts.get(figure.unit)
    return None if told is None else Found(told, "target.list")  # 完成年度目标1.5万套的124%


def is_wrong(text: str, mention: Mention) -> bool:
    """Whether a correction says that the number was wrong."""
    return _WRONG.match(text, mention.end) is not None


def topic_before(text: str, clause: int, position: int) -> bool:
    """Whether the clause only sums up what the clause before names (本批开工的项目,共|46个)."""
    return _IN_ALL.fullmatch(text, clause, position) is not None


def clause_end_phrase(text: str, start: int, clause: int, terms: TargetTerms) -> str:
    """What the clause that ends at ``clause`` names last, where that can be counted; "" where it cannot."""
    topic = _TOPIC.search(text, start, clause)
    if topic is None:
        return ""
    heads = [m for m in terms.count.finditer(text, topic.start(), clause) if m.end() == clause - 1]
    return strip_phrase(text[topic.start() : clause - 1]) if heads else ""
