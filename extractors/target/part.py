"""Figures that are parts of what was just told: 投资1150亿元,其中高速公路520亿元; 31个项目中,产业类17个."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found, opens_among
from kaigong.extractors.target.phrase import BOUND_BEHIND, strip_phrase
from kaigong.schemas.labels import Label

_PART = lazy(r"[\u4e00-\u9fff“”]{2,12}")
# 其中榆横工业区、榆神工业区分别完成|41亿元和53亿元
_PARTS_OF_EACH = lazy(
    r"(?:[\u4e00-\u9fff“”]{2,10}、){0,3}[\u4e00-\u9fff“”]{2,10}(?:[和与及][\u4e00-\u9fff“”]{2,10})?(?:分别)(?:完成|达|为)?"
)
_PARTS_SUMMED = lazy(r"[\u4e00-\u9fff“”、]{4,40}?[两二三四五六七八]大?(?:类|领域|产业|板块|行业)(?:合计|共计?|总计)")
# 其中10亿元以上21个,|50亿元以上|3个; 勘探板块611亿元,|炼油板块|224亿元
_NEXT_PART = lazy(
    r"[\u4e00-\u9fff“”]{2,10}|[\u4e00-\u9fff]{0,6}\d[\d.]*[万亿]?(?:元|美元)?(?:[—至到-]+[\d.]+)?[万亿]美?元(?:及?以[上下])?的?(?:项目|企业)?(?:有|为)?"
)
_DONE = lazy(r"完成$")  # 普通国省干线完成|14.6亿元
_OPENS_PARTS = lazy(r"(?:其中|当中)|[^,。;]{0,4}(?:包括|包含)")
_LEADS_TO_PARTS = lazy(r"(?:(?:项目|企业|工程)(?:当中|之中|[中里])|按[^,。;]{1,8}分|从[^,。;]{1,8}看),$")
_BY_KIND = lazy(r"[从按][^,。;\d]{1,8}(?:看|来看|分|来分|划分|统计),")
_GROWS_TO = lazy(r"(?<!公司)(?<!集团)(?:突破|达到?|超过?)$")
_OF_TRADE = lazy(
    r"^[\u4e00-\u9fff]{2,8}(?:产业|工业|制造业?|加工业?|经济|化工|建材|纺织|食品|医药)$"
)  # 光伏产业营收超过2000亿元,汽车产业突破|1000亿元
_SPLIT_UP = lazy(r"中?,(?:其中|目前|已|现)*")
_COUNTS = lazy(r"\d+[个项家座]")


def note_part(context: Context, figure: Figure) -> None:
    """Note that the figure just taken is the first of the parts that follow one by one, or one more of them."""
    thread, start = context.thread, figure.clause[0]
    if figure.mention.label is Label.PERCENT:
        return  # 其中产业发展1.6亿元,占比57%,基础设施8000万元
    leads = _LEADS_TO_PARTS.search(context.text, context.sentence.start, start)
    opens = leads is not None or _OPENS_PARTS.match(context.text, start) is not None
    thread.parts = figure.unit if opens or thread.parts == figure.unit else ""


def next_part(context: Context, figure: Figure) -> Found | None:
    """One more part behind those told just before (其中工业18个,农业9个; 其中10亿元以上21个,50亿元以上3个)."""
    thread, mention, unit = context.thread, figure.mention, figure.unit
    if thread.parts != unit or thread.refused or not figure.first or mention.label is Label.PERCENT:
        return None
    bound = BOUND_BEHIND.match(context.text, thread.last)
    if figure.clause[0] != (thread.last if bound is None else bound.end()) + 1:
        return None
    at = context.behind(mention)
    part = _NEXT_PART.fullmatch(context.text, figure.clause[0], mention.start)
    if part is None or context.text[at : at + 1] not in "、,;。(":
        return None
    if context.verb(_DONE.sub("", part.group())) is not None:
        return None
    said = thread.money if unit == "元" else thread.counts.get(unit, "")
    known = context.terms.money if unit == "元" else context.terms.count
    if known.search(part.group()):
        return Found(part.group(), "target.part")
    heads = known.findall(said) or [""]
    return Found(_DONE.sub("", strip_phrase(part.group())) + heads[-1], "target.part")


def part_of_sum(context: Context, figure: Figure, before: str) -> Found | None:
    """投资1150亿元,其中高速公路520亿元、国省干线310亿元: parts that only name what they go to."""
    thread = context.thread
    opens = opens_among(context.text, figure.clause[0])
    if not opens and context.text.startswith("、", figure.left) and not thread.refused:
        # 装备制造业产值突破1500亿元、食品加工突破500亿元
        opens = _GROWS_TO.search(context.text, figure.left, figure.mention.start) is not None
    if not opens and figure.first and context.goes_on and _OF_TRADE.search(before):
        opens = _GROWS_TO.search(context.text, figure.left, figure.mention.start) is not None
    told = thread.money
    if opens and not told and opens_among(context.text, context.sentence.start):
        told = context.previous.money  # 完成投资58.7亿元。其中高速公路完成|31.2亿元
    if not (opens and told) or not (_PART.fullmatch(before) or _PARTS_OF_EACH.fullmatch(before)):
        return None
    at = context.behind(figure.mention)
    if at < figure.clause[1] and context.text[at] not in "、和及,;。(":
        return None  # 其中投资5亿元的某项目
    heads = context.terms.money.findall(told) or [""]
    return Found(_DONE.sub("", before) + heads[-1], "target.part")


def is_part_of_count(context: Context, figure: Figure, before: str) -> bool:
    """签约协议21项,其中金融类7项; 其中10亿元以上12个: a part that only names its class or size."""
    if not context.ends_phrase(figure.mention):
        return False
    if not context.thread.taken:
        return _is_among(context, figure, before)
    if figure.unit != context.thread.unit:
        return False
    text, start = context.text, figure.clause[0]
    of_place = not before and context.subject is not None and context.subject.start >= start  # 其中安吉县|3个
    if of_place or pat.CLASS.fullmatch(before):  # 产业类17个,总投资96亿元;基础设施类|9个
        return figure.first or _opens_clause(text, start)
    sized = not before or pat.SIZED.fullmatch(before)
    return bool(sized and pat.SIZED.search(text, start, figure.mention.start) and _opens_clause(text, start))


def _opens_clause(text: str, start: int) -> bool:
    """Whether 其中 stands at the start of a clause or right before it."""
    return opens_among(text, start) or text.endswith(("其中:", "当中:"), 0, start)


def _is_among(context: Context, figure: Figure, before: str) -> bool:
    """Whether it is the first part of a count of the sentence before (32个项目签约。其中,智能制造类|12个)."""
    told = figure.unit == context.previous.unit and opens_among(context.text, context.sentence.start)
    if not told and not opens_parts(context, figure):
        return False
    what = before or context.text[figure.left : figure.mention.start]  # 其中,高新区|86家: the subject itself
    if _PART.fullmatch(what) is None:
        return False
    return context.verb(what) is None or pat.CLASS.fullmatch(what) is not None  # 其中产业转型升级类|6个


def opens_parts(context: Context, figure: Figure) -> bool:
    """Whether the clause before says of what the next ones are parts (31个项目中,产业类|17个)."""
    start = figure.clause[0]
    return figure.first and _LEADS_TO_PARTS.search(context.text, context.sentence.start, start) is not None


def breaks_down(context: Context, figure: Figure, before: str) -> bool:
    """Whether the count is a share of one told before, by place or kind (从布局看,城区|41所,乡镇45所)."""
    start = figure.clause[0]
    if figure.unit != context.thread.unit and figure.unit not in context.counted:
        return False
    if _BY_KIND.search(context.text, context.sentence.start, start) is None:
        return False
    named = _PART.fullmatch(before) or _PARTS_SUMMED.fullmatch(context.text, start, figure.mention.start)
    return named is not None and context.ends_phrase(figure.mention)


def is_split_up(context: Context, end: int) -> bool:
    """Whether it goes on with how far those have come that are counted before (146个重大项目,竣工12个,在建98个)."""
    lead = _SPLIT_UP.match(context.text, end)
    verb = None if lead is None else context.terms.verb.match(context.text, lead.end())
    return verb is not None and _COUNTS.match(context.text, verb.end()) is not None
