"""Whether a name only says where something else is, or has something built there."""

from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.name import patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.doubt import is_of_it, is_zone_that_acts
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.wording import ends_on_head

_MODIFIED_REACH = 160
_NEXT_REACH = 24
_LINKING = frozenset("与和同接随")


def is_built_there(names: NameContext, span: NameSpan) -> bool:
    """Whether something is built where the name is (在原址兴建…的X), so that it is no mere location."""
    text, floor, start = names.text, span.floor, span.start
    if pat.JUST_DONE.search(text, floor, start) or pat.SPENT_HERE.search(text, floor, start):
        return True
    if text.endswith("在", floor, start) and pat.SPENT_ON_IT.match(text, span.end):
        return True
    among = pat.LOCATED_AT.search(text, floor, start)
    if among is None:
        return False
    built = names.lexicon.governing.search(among.group()) or pat.SPENDS_THERE.search(among.group())
    return built is not None or _is_plant_of_firm(names, span)


def is_located(names: NameContext, span: NameSpan) -> bool:
    """Whether the name says where something else is."""
    text, start, end = names.text, span.start, span.end
    if text.startswith("的", end) and pat.LINKS_TO.search(text, span.floor, start):
        return True
    if pat.NOT_LOCATION.match(text, end):
        return False
    if pat.ZONE_WORD.search(text, start, end) and pat.BUILT_WITHIN.match(text, end):
        return True
    if is_of_it(text, end) and not _is_told_of_next(names, start, end):
        return True
    if span.cut == "place" or is_zone_that_acts(text, start, end) or _is_joined(names, span):
        return True
    labelled = text[max(0, start - 3) : start] in ("地点:", "地址:", "选址:")
    if text.endswith("所在的", span.floor, start) and ends_on_head(text[span.floor : start - len("所在的")]):
        return True  # X项目所在的临港工业园规划面积36平方公里
    if pat.BOUNDED_BY.search(text, max(span.floor, start - 6), start):
        return True
    if labelled or pat.BESIDE.match(text, end):
        return True
    return pat.LOCATED_AT.search(text, span.floor, start) is not None and not _is_built_next(names, span)


def _is_built_next(names: NameContext, span: NameSpan) -> bool:
    """Whether the next clause tells of works by a common word for it (在X加工园打工,这家园区由某公司投资6200万元)."""
    built = pat.BUILT_NEXT.search(names.text, span.end, span.end + _NEXT_REACH)
    return built is not None and built["kind"][0] in span.text[-3:]


def _is_joined(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what another line meets or another works is done along with (与A高速相接, 与B铁路同步投用)."""
    text, start, end = names.text, span.start, span.end
    if text[start - 1 : start] not in _LINKING:
        return False
    if pat.JOINS.match(text, end):
        return True
    return pat.ALONGSIDE.match(text, end) is not None and not ends_on_head(text[span.floor : start - 1])


def _is_told_of_next(names: NameContext, start: int, end: int) -> bool:
    """Whether a story opens on a thing's gate and goes on about it (国昌电厂的门口,…。这座投资2亿元的电厂…)."""
    head = max(names.lexicon.heads.finditer(names.text, start, end), key=lambda m: m.end(), default=None)
    this = pat.THIS_MODIFIED.search(names.text, end, end + _MODIFIED_REACH) if head is not None else None
    return this is not None and head is not None and names.text.startswith(head.group(), this.end())


def _is_plant_of_firm(names: NameContext, span: NameSpan) -> bool:
    """Whether a firm's own plant somewhere has an event of its own (比亚迪在泰国的第二工厂投产)."""
    at = pat.OF_FIRM_AT.search(names.text, span.floor, span.start)
    told = (pat.TOLD, pat.OWN_SUM, pat.OWN_SIZE, pat.PART_DOES)
    if at is None or not any(p.match(names.text, span.end) for p in told):
        return False
    firm = names.organisation_before(at.start())
    if firm is not None:
        return firm.kind in COMPANY_KINDS or firm.kind == "government"  # 台电在南投县的X发电计划
    return pat.NAMES_FIRM.search(names.text, span.floor, at.start()) is not None
