"""Whether a clause says of another undertaking that it is this, or is done for this (这是…最大的X, 为X配套)."""

from collections.abc import Callable

from kaigong.extractors.project.name import predicate_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.existing import is_known, is_only_spoken_of
from kaigong.extractors.project.name.headless import is_denied
from kaigong.extractors.project.name.lexicon import MAX_NAME
from kaigong.extractors.project.name.patterns import CLAUSE_END, ENDS_ON_PHASE, PHASE_IS
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.wording import ends_on_head, is_sector_at, is_specific, rest_of

_NUMBERED_REACH = 12
_REACH_OF_IS = 72  # from what is spoken of to what it is said to be
_COPULAS = frozenset("为是系属")
# 按内河Ⅰ级航道标准建设
_STANDARDS = ("标准建", "标准设计", "标准修", "标准施工", "级标准", "等级标准", "技术标准", "”标准", "”的标准")


def is_told_of_another(names: NameContext, span: NameSpan) -> bool:
    """Whether the words around say that this names no undertaking of its own.

    A predicate (这是…最大的X), the first of a kind, a title of a plan, an aside on a sum, a list of fields.
    """
    if any(tells(names, span) for tells in (_is_standard, _is_rumoured, _is_of_this, _is_numbered)):
        return True
    text, start = names.text, span.start
    if text[start - 1 : start] in _COPULAS and _is_said_of_name(names, span):
        # 宁山机场为国内支线机场; 电芯总部基地是某产业基地的重要组成部分
        whole = span.weak and pat.ZONE_OF_ALL.search(text, start, span.end) is not None
        return whole or pat.PART_OF_ALL.match(text, span.end) is None
    return any(tells(names, span) for tells in _SAYINGS)


def _is_standard(names: NameContext, span: NameSpan) -> bool:
    return names.text.startswith(_STANDARDS, span.end)


def _is_rumoured(names: NameContext, span: NameSpan) -> bool:
    return is_denied(names.text, span.sentence.start, span.start, span.end)


def _is_of_this(names: NameContext, span: NameSpan) -> bool:
    """Whether something is said to be a piece of it (这是“西电东送”工程的一环)."""
    text, start = names.text, span.start
    this = pat.THIS_IS_OF.search(text, max(span.sentence.start, start - 12), start)
    return this is not None and text.startswith("的", span.end)


def _is_numbered(names: NameContext, span: NameSpan) -> bool:
    """Whether it tells of what kind a numbered part is (3号为7万吨级散货泊位)."""
    first = max(span.sentence.start, span.start - _NUMBERED_REACH)
    return span.weak and pat.NUMBERED_IS.search(names.text, first, span.start) is not None


def _is_said_of_name(names: NameContext, span: NameSpan) -> bool:
    """Whether a name stands right before the 是 or 为, which tells of no phase and no rebuilding."""
    text, first, start = names.text, span.sentence.start, span.start
    if PHASE_IS.search(text, max(first, start - 10), start):
        return False
    if pat.REBUILT_AS.search(text, max(first, start - 4), start):
        return False
    left = CLAUSE_END.split(text[max(first, start - 1 - MAX_NAME) : start - 1])[-1]
    return len(left) > 3 and not left.endswith(("项目", "工程")) and ends_on_head(left)


def _ends_on_being(names: NameContext, span: NameSpan) -> bool:
    """Whether the clause is no more than that it is this (这座码头,为5万吨级通用泊位,岸线长280米)."""
    text, first, start, end = names.text, span.sentence.start, span.start, span.end
    if text[end : end + 1] in ",。;":
        if span.weak and text.endswith(",为", first, start):
            return True
        if pat.IS_BARE.search(text, max(first, start - 8), start):
            return True  # X项目位于城南,为60班规模的小学
    without = pat.IS_WITHOUT_SUBJECT.search(text, max(first, start - 40), start)
    return without is not None and pat.ENDS_CLAUSE.match(text, end) is not None


def _is_composed(names: NameContext, span: NameSpan) -> bool:
    """Whether it is one of the things that a works consists of (工程由引水枢纽、总干渠组成)."""
    if (span.proper and not span.weak) or names.text.rfind("由", span.sentence.start, span.start) < 0:
        return False
    return pat.COMPOSED.match(names.text, span.end) is not None


def _is_what_it_is(names: NameContext, span: NameSpan) -> bool:
    """Whether 它是 or 被称为 comes before it (它是上市公司某某的募投项目)."""
    text, first, start = names.text, span.sentence.start, span.start
    it = pat.IT_IS.search(text, first, start)
    return (it or pat.CALLED.search(text, max(first, start - 6), start)) is not None


def _is_predicate(names: NameContext, span: NameSpan) -> bool:
    """Whether the clause says of something else that it is this, or the first of its kind."""
    text, first, start, end = names.text, span.sentence.start, span.start, span.end
    found = (
        pat.PREDICATE.search(text, max(first, start - 30), start) is not None
        or pat.PREDICATE_CLAUSE.search(text, max(first, start - 48), start) is not None
        or _is_pointed_at(names, span)
        or _is_first_of_kind(names, span)
        or (pat.ENDS_CLAUSE.match(text, end) is not None and (_is_said_of(names, span) or _is_one_which(names, span)))
        or _is_class_of_it(names, span)
    )
    return found and not _is_presented(names, span)


def _is_presented(names: NameContext, span: NameSpan) -> bool:
    """Whether the sentence presents what stands there (紧邻园区的,是贝尔集团投资6亿元的工厂)."""
    text, first, start = names.text, span.sentence.start, span.start
    presented = pat.PRESENTED.search(text, max(first, start - 60), start)
    if presented or pat.ONE_IS.search(text, max(first, start - 40), start):
        return True
    # “这是公司投资2.4亿元新上的X项目,”: the first that is told of it
    built = pat.THIS_IS_BUILT.search(text, max(first, start - 40), start)
    return built is not None and is_specific(span.text, rest_of(span.text)) and not is_known(names, span)


def _is_pointed_at(names: NameContext, span: NameSpan) -> bool:
    """Whether 这个 refers back with more words (X项目试营业,这个建在江北岸的冰雪乐园…)."""
    text, start = names.text, span.start
    this = pat.THIS_ONE.search(text, max(span.sentence.start, start - 48), start)
    if this is None or "“" in text[start : span.end]:
        return False
    if "是" in text[this.start() : start] and pat.TOLD_OF_IT.match(text, span.end):
        return False  # 这个“百亿项目”是落户…的天然气一体化项目,由某集团投资105亿元: named by it
    return text[this.start() - 1 : this.start()] == "," or is_known(names, span)


def _is_first_of_kind(names: NameContext, span: NameSpan) -> bool:
    text, start, end = names.text, span.start, span.end
    kind = pat.FIRST_WITHIN.match(text, start, end)
    ahead = text[max(span.sentence.start, start - 48) : kind.end() if kind else start]
    return pat.FIRST_OF_KIND.search(ahead) is not None and not text.startswith("的", end)


def _is_said_of(names: NameContext, span: NameSpan) -> bool:
    """Whether a clause on 是 says what the undertaking is that opens the sentence by its name."""
    first = span.sentence.start
    what = pat.IS_WHAT.search(names.text, first, span.start)
    if what is None:
        return False
    for opening in CLAUSE_END.split(names.text[first : what.start()])[:2]:  # 据了解,X人民医院项目是…
        at = next((m for m in names.lexicon.heads.finditer(opening) if len(m.group()) > 1), None)
        if at is not None and at.start() > 1 and at.group() not in ("项目", "工程"):
            return True
    return False


def _is_one_which(names: NameContext, span: NameSpan) -> bool:
    """Whether 是 says within one clause what another undertaking is (X大桥是三地共建的大型基础设施工程)."""
    text, first, start = names.text, span.sentence.start, span.start
    if text[start - 1 : start] == "的" and pat.IS_ONE_WHICH.search(text, first, start):
        return True  # X水库是一项以供水为主,兼灌溉的中型水利工程
    clause = CLAUSE_END.split(text[max(first, start - _REACH_OF_IS) : start])[-1]
    named = pat.NAMED_IS.match(clause)
    if named is None or pat.STOP_OF_TOUR.fullmatch(named["name"]):
        return False  # 第一站是X产业园: where a visit goes
    return named["name"].endswith("站") or ends_on_head(named["name"])


def _is_class_of_it(names: NameContext, span: NameSpan) -> bool:
    """Whether class words end a clause that says what the undertaking is (该项目是重点民生工程,…)."""
    text, start, end = names.text, span.start, span.end
    if span.proper or text[end : end + 1] not in ",。;" or pat.TOLD_OF_IT.match(text, end):
        return False
    return pat.IS_CLASS.search(text, max(span.sentence.start, start - 30), start) is not None


def _is_one_of_parts(names: NameContext, span: NameSpan) -> bool:
    return names.text.startswith("之一", span.end) or pat.COUNTED_PARTS.search(span.text) is not None


def _is_in_aside(names: NameContext, span: NameSpan) -> bool:
    first = max(span.sentence.start, span.start - 12)
    return pat.ASIDE_OPEN.search(names.text, first, span.start + 2) is not None


def _is_deal(names: NameContext, span: NameSpan) -> bool:
    return pat.DEAL_IN_CAPITAL.search(span.text) is not None


def _is_reported(names: NameContext, span: NameSpan) -> bool:
    """Whether it is all that a city reports of (格尔木市新能源项目完成投资86.7亿元, 文旅项目也有斩获)."""
    if not span.weak and span.head == "项目" and pat.FARED.match(names.text, span.end):
        return True
    reported = None if span.weak else pat.REPORTED.match(names.text, span.end)
    if reported is None:
        return False
    if reported.group().startswith("资金"):
        return True
    return is_sector_at(names, span.start, span.end) and not _is_thing_of_city(span.text)


def _is_thing_of_city(text: str) -> bool:
    """Whether a place and class words name a thing of which a town has one (长沙机场改扩建工程)."""
    stem = pat.WORKS_BEHIND.sub("", text)
    return pat.OF_MANY_PLACES.search(stem) is None and ends_on_head(stem)


def _is_served(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what other works are for, or stands at their heart (青豫直流二期配套的光伏电站)."""
    text, start, end = names.text, span.start, span.end
    if text.startswith("配套", start) and ENDS_ON_PHASE.search(text, start, end):
        return True  # 后方配套罐区一期
    if "以" in text[start - 1 : start + 1] and pat.AT_HEART.match(text, end):
        return True  # 以60万吨/年乙烯裂解装置为核心
    if span.weak and pat.SERVING_WORKS.match(text, end):
        return True  # 武汉长江二桥|配套工程——解放大道拓宽工程
    return text.startswith("配套的", end) and not span.text.endswith(("工程", "项目"))


def _is_share(names: NameContext, span: NameSpan) -> bool:
    """Whether 其中 gives it a part of the sum or length (资金需求1.5亿元,其中动力电改造6000万元)."""
    text, end = names.text, span.end
    if not span.weak or not text.endswith("其中", span.sentence.start, span.start):
        return False
    if text.startswith("其中", span.sentence.start) and pat.PRICED_BEHIND.match(text, end):
        return False  # 新建两座过江通道。其中白沙过江通道全长6.2公里,估算投资48亿元
    return bool(names.amounts.starting_at(end)) or pat.PART_LENGTH.match(text, end) is not None


def _is_contractor(names: NameContext, span: NameSpan) -> bool:
    """Whether it is the firm that builds (由大同世纪工程统包)."""
    by = "由" in names.text[max(0, span.start - 2) : span.start + 1]
    return by and pat.CONTRACTOR.match(names.text, span.end) is not None


def _is_old_plant(names: NameContext, span: NameSpan) -> bool:
    return span.weak and pat.EXISTS.search(span.text) is not None


def _is_in_plan(names: NameContext, span: NameSpan) -> bool:
    """Whether it stands in the title of a plan (根据《X市南水北调配套工程总体规划》)."""
    if not pat.OF_GENERAL_PLAN.match(names.text, span.end):
        return False
    first, start = span.sentence.start, span.start
    return names.text.rfind("《", first, start) > names.text.rfind("》", first, start)


def _is_mentioned(names: NameContext, span: NameSpan) -> bool:
    return span.weak and is_only_spoken_of(names, span)


_SAYINGS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (
    _ends_on_being,
    _is_composed,
    _is_what_it_is,
    _is_predicate,
    _is_one_of_parts,
    _is_in_aside,
    _is_deal,
    _is_reported,
    _is_served,
    _is_share,
    _is_contractor,
    _is_old_plant,
    _is_in_plan,
    _is_mentioned,
)
