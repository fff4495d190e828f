"""Whether a head that also names existing things (厂, 园区, 生产线) names one here: a zone, a part, what is run."""

from collections.abc import Callable

from kaigong.extractors.project.body import is_being_built
from kaigong.extractors.project.name import existing_patterns as pat
from kaigong.extractors.project.name.component import is_part, was_part
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.patterns import AGREED_ON, CEREMONY, PLANT, ZONE_WORD
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.wording import is_sector_at, is_specific, rest_of

_KIND = 2  # characters before 项目 or 工程 by which it is called
# What stands behind a thing that is there already, or behind parts of one.
_BEHIND = (pat.PARTS_LISTED, pat.SERVICES_LISTED, pat.BROUGHT_THE, pat.RUNS, pat.CLOSED, pat.SERVES)


def is_existing(names: NameContext, span: NameSpan) -> bool:
    """Whether a weak head names what stands already, what is rented or run, a body, or a part of an undertaking."""
    return span.weak and any(tells(names, span) for tells in _SIGNS)


def is_known(names: NameContext, span: NameSpan) -> bool:
    """Whether the head on which a name ends was used before (这座…的发酵工厂 may be the first name of it)."""
    text, start, end = names.text, span.start, span.end
    heads = [m.group() for m in names.lexicon.heads.finditer(text, start, end) if m.end() == end]
    head = heads[-1] if heads else span.text
    if head not in ("项目", "工程"):
        return text.find(head, 0, span.sentence.start) >= 0
    # 这条连接县城与邻县的阳滨大道东延工程 says its name, where nothing before speaks of 东延
    kind = text[max(start, end - len(head) - _KIND) : end - len(head)]
    return not is_specific(span.text, rest_of(span.text)) or text.find(kind, 0, span.sentence.start) >= 0


def is_only_spoken_of(names: NameContext, span: NameSpan) -> bool:
    """Whether it stands in a title, a contract, a list of fields or a word for what is there already."""
    text, first, start, end = names.text, span.sentence.start, span.start, span.end
    titled = text.rfind("《", first, start) > text.rfind("》", first, start)
    if titled and pat.TITLE_END.match(text, end):
        return True
    if pat.EQUIPMENT.match(text, end) or (pat.CONTRACT.match(text, end) and not _is_contract_on_works(names, span)):
        return True
    standing = text.endswith(("现有", "既有", "已有", "原有"), first, start)
    if standing and pat.NOW_WORKED_ON.match(text, end):
        return False
    return standing or pat.FIELD_LIST.match(text, end) is not None


def _is_contract_on_works(names: NameContext, span: NameSpan) -> bool:
    """Whether what a contract is on is built (合资兴办酒精车间的合同)."""
    text, start, end = names.text, span.start, span.end
    near = max(span.sentence.start, start - 6)
    if pat.WON.search(text, near, start) and pat.WORKS_WON.search(text, start, end):
        return True
    if names.lexicon.builds.search(text, near, start):
        return True
    named = (
        is_specific(span.text, rest_of(span.text)) or not span.proper
    )  # but 青海基地投资协议 is short for what is told below
    return named and AGREED_ON.match(text, end) is not None and not is_sector_at(names, start, end)


def _is_cut_or_used(names: NameContext, span: NameSpan) -> bool:
    """Whether what stands right behind it says that it is a place, parts, or what is run (绵阳工厂的生产)."""
    return names.cuts_place(span.end) or any(p.match(names.text, span.end) for p in _BEHIND)


def _is_investor(names: NameContext, span: NameSpan) -> bool:
    """Whether a plant or a field spends and builds (由中石油华北油田投资36亿元)."""
    text, end = names.text, span.end
    if PLANT.search(span.text) and pat.INVESTS.match(text, end):
        return True
    firm = text[span.start - 1 : span.start] == "由" and pat.FIRM_BY.search(span.text) is not None
    return firm and pat.BUILDS_IT.match(text, end) is not None


def _is_zone(names: NameContext, span: NameSpan) -> bool:
    """Whether it is a zone that neither is built nor has a ceremony of its own, or one that acts."""
    text, start, end, first = names.text, span.start, span.end, span.sentence.start
    if pat.ZONE_BUILT.match(text, end):
        return False
    if pat.ZONE_ACTS.match(text, end) and ZONE_WORD.search(span.text):
        return True
    if not names.is_zone(start, end):
        return False
    if CEREMONY.match(text, end) or pat.SITE_OF.match(text, end):
        return False
    built = pat.BUILT_BY.search(text, max(first, start - 4), start)
    return (built or pat.PRICED.search(text, max(first, start - 20), start)) is None


def _is_counted_part(names: NameContext, span: NameSpan) -> bool:
    """Whether a count or a share before it makes it a part of something (建设48条建筑陶瓷生产线)."""
    text, start, first = names.text, span.start, span.sentence.start
    if pat.MANY_BUILT.search(text, max(first, start - 24), start):
        return True
    near = max(first, start - 6)
    if pat.SHARE_OF.search(text, near, start):
        return True
    return pat.BERTHS.fullmatch(span.text) is not None and pat.SEVERAL_BERTHS.search(text, near, start) is not None


def _is_among(names: NameContext, span: NameSpan) -> bool:
    """Whether 其中 makes it a part (项目用地1200亩,其中新建整车产线设计年产能30万辆)."""
    if not span.governed or (span.proper and pat.OWN_TOTAL.match(names.text, span.end)):
        return False
    first = max(span.sentence.start, span.start - 8)
    return pat.AMONG_IT.search(names.text, first, span.start) is not None


def _is_supplied(names: NameContext, span: NameSpan) -> bool:
    """Whether something is delivered to it or drawn from it (为X工厂配套供应, 从云龙水库引水)."""
    text, start, end = names.text, span.start, span.end
    if "为" in text[start - 1 : start + 1] and pat.SUPPLIED.match(text, end):
        return True
    drawn = pat.DRAWS_FROM.search(text, max(span.sentence.start, start - 4), start)
    return drawn is not None and pat.DRAWS_WATER.match(text, end) is not None


def _is_in_history(names: NameContext, span: NameSpan) -> bool:
    """Whether a plant is what a firm came from, or one whose long life is told (前身是1989年建起的县第二明胶厂)."""
    if PLANT.search(span.text) is None:
        return False
    once = pat.ONCE_WAS.search(names.text, max(span.sentence.start, span.start - 28), span.start)
    return (once or pat.LONG_THERE.match(names.text, span.end)) is not None


def _has_run_for_years(names: NameContext, span: NameSpan) -> bool:
    """Whether it has been there for years, and nothing is told of what it cost (投产不到两年的南京工厂)."""
    first = max(span.sentence.start, span.start - 16)
    long = pat.SOME_YEARS.search(names.text, first, span.start) is not None
    return long and not names.amounts.inside(span.sentence.start, span.sentence.end)


def _is_this_one(names: NameContext, span: NameSpan) -> bool:
    """Whether 这座 refers back (仅用三年便建成这座现代化炼钢厂)."""
    near = max(span.sentence.start, span.start - 3)
    this = pat.THIS_HERE.search(names.text, near, span.start) or pat.THIS_LINKS.search(
        names.text, span.floor, span.head_start
    )
    return this is not None and is_known(names, span)


def _is_body(names: NameContext, span: NameSpan) -> bool:
    """Whether it is the name of a body, all or the first part of it, or of one with which others are compared."""
    text, start, end, first = names.text, span.start, span.end, span.sentence.start
    if pat.FOUNDED.search(text, max(first, start - 4), start) or names.opens_company(start, end):
        return True
    if names.is_organisation(start, end) and not is_being_built(names, span.sentence, end):
        return True
    return pat.COMPARED.search(text, max(first, start - 10), start) is not None


def _is_part_here(names: NameContext, span: NameSpan) -> bool:
    return was_part(names, span) or is_part(names, span.sentence, span.start)


_SIGNS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (
    _is_cut_or_used,
    _is_investor,
    _is_zone,
    _is_counted_part,
    _is_among,
    _is_supplied,
    _is_in_history,
    _has_run_for_years,
    _is_this_one,
    _is_body,
    _is_part_here,
)
