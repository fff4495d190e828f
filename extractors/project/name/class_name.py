"""Whether class words make a name, and whether what stands around makes one undertaking of them all the same."""

from collections.abc import Callable

from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.body import is_house_told
from kaigong.extractors.project.name import class_name_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.patterns import (
    AGREED_ON,
    BUILDS_ONE,
    BUILT_NOW,
    ENDS_ON_PHASE,
    ITEM_HEADING,
    LISTED_WORKS,
    OF_FIRM_AT,
    OWN_PRICE,
    OWN_SIZE,
    OWN_SUM,
    REACH_ASIDE,
    TOLD,
    WORKS_LATER,
)
from kaigong.extractors.project.name.span import MIN_BARE_HEAD, NameSpan
from kaigong.extractors.project.name.town import leading_town, town_stems, without_number
from kaigong.extractors.project.name.wording import ends_on_head, is_generic, is_generic_at, is_plain_work, is_policy

_NUMBERS = "一二三四五六"
_METRO_WORDS = ("地铁", "轨道交通")


def is_class(names: NameContext, span: NameSpan) -> bool:
    """Whether class words alone, or words of another kind, make the text of a span."""
    text = without_number(names, span.start, span.end, span.head_start)
    if pat.METRO_LINE.fullmatch(text) and pat.OWN_LENGTH.match(names.text, span.end):
        return pat.METRO.search(names.text) is None  # 其中5号线全长32.6公里, in news of a city's lines
    if _is_next_phase(names, span):
        return False
    if text[0] == "(" or len(text) < 3 - span.plant or _is_class_with_more(names, text):
        return True
    if any(p.search(text) for p in (pat.CLASS_OF_LIST, pat.SIZE_CLASS, pat.OF_CEREMONY)) or pat.NO_NAME.fullmatch(text):
        return True
    if pat.ONE_PIECE.fullmatch(text) and _is_piece_put_up(names, span):
        return True
    if pat.FIRST_THERE.fullmatch(text) and pat.NAMED_NEXT.match(names.text, span.end):
        return True
    if pat.NUMBERED_BUILDING.match(text) and not _is_line_built(span):
        return True
    generic = is_generic(text) if span.weak else is_generic_at(names, span.start, span.end)
    return generic and not _is_one(names, span)


def _is_piece_put_up(names: NameContext, span: NameSpan) -> bool:
    """Whether one piece of the works is put up (完成首座|10万立方米储罐|升顶)."""
    nth = pat.NTH_BEFORE.search(names.text, span.floor, span.start)
    return nth is not None and pat.PUT_UP.match(names.text, span.end) is not None


def _is_class_with_more(names: NameContext, text: str) -> bool:
    """Whether a name is of class words but for an aside, a list, a size, a count, a zone or a first character."""
    bare = pat.ASIDE.sub("", text) if "(" in text else text  # 沥青(水泥)路
    if len(bare) < len(text) and is_generic(bare) and not REACH_ASIDE.search(text):
        return True
    if names.lexicon.classes.issuperset(text.split("、")):
        return True  # 普通国省道、农村公路
    if (sized := pat.SIZED_PHASE.match(text)) and is_generic(text[sized.end() :]):
        return True
    # 仓山12个教育建设项目; 深汕合作区产业项目
    for found in (pat.COUNT_OF_CLASS.fullmatch(text), pat.ZONE_CLASS.search(text)):
        if found is not None and is_generic(found["class"]):
            return True
    if text[:2] in town_stems() and not text.endswith(("项目", "工程")):
        return False  # 中和|水电站
    return text[0] in "中暨" and not text.startswith("中医") and is_generic(text[1:])


def _is_line_built(span: NameSpan) -> bool:
    """Whether a number tells a line or a house that somebody builds, no one of several."""
    return span.governed and span.text.endswith(("生产线", "厂", "厂房", "厂办", "装置", "基地", "电站", "风电场"))


def _is_one(names: NameContext, span: NameSpan) -> bool:
    """Whether the words around say that class words mean one undertaking (建设国际学校, 建设成都生产基地项目)."""
    if span.plant or _is_abroad(names, span) or pat.STREET_BY_WATER.match(span.text):
        return True
    if any(tells(names, span) for tells in (_WEAK_SIGNS if span.weak else _STRONG_SIGNS)):
        return True
    text, first, start = names.text, span.sentence.start, span.start
    if pat.SUM_BUILDS_IT.search(text, first, start) and ENDS_ON_PHASE.fullmatch(text, start, span.end):
        return True
    if span.governed and span.proper and ends_on_head(pat.OF_UNDERTAKING.sub("", span.text)):
        return True
    # 总投资2亿元的清水河治理工程, 确保县城供热扩容工程10月投用: one thing, though only class words name it.
    if span.weak or pat.PLANNED_ALL.search(text, first, start):
        return False  # 全市共谋划医疗卫生建设项目总投资约41亿元
    if _is_sited(names, span):
        return True
    return is_plain_work(names, start, span.head_start) and _is_single(names, span)


def _is_abroad(names: NameContext, span: NameSpan) -> bool:
    """Whether a country alone names what a company has there (前次公告的西班牙项目, 匈牙利项目预计2026年投产)."""
    if span.head != "项目" or pat.IN_COUNTRY.match(names.text, span.end) is None:
        return False
    lands = (p for p in names.places.starting_at(span.start) if p.rule == "place.abroad")
    return any(p.end == span.head_start for p in lands)


def _is_told(names: NameContext, span: NameSpan) -> bool:
    """Whether a verb of building governs it, or it is agreed on (签订数据中心投资协议)."""
    text, start, end = names.text, span.start, span.end
    if len(span.text) < MIN_BARE_HEAD:
        return False
    if span.governed or text[start - 1 : start] == "的" or AGREED_ON.match(text, end) or pat.OF_ONE.match(text, end):
        return True
    if BUILDS_ONE.search(text, span.floor, start):
        return True  # 新设一处冷链仓储中心
    return names.lexicon.builds.search(text, max(span.floor, start - 6), start) is not None


def _is_first_of_firm(names: NameContext, span: NameSpan) -> bool:
    """Whether it is told as the next one of a firm (在老挝投资的第一座|水泥厂, 在该县的第二座|抽水蓄能电站昨日开工)."""
    if pat.OWN_FIRST.search(names.text, span.floor, span.start):
        return True
    there = pat.NEXT_THERE.search(names.text, span.sentence.start, span.start)
    return there is not None and TOLD.match(names.text, span.end, span.sentence.end) is not None


def _is_metro_line(names: NameContext, span: NameSpan) -> bool:
    if pat.METRO_LINE.fullmatch(span.text) is None or not any(word in names.text for word in _METRO_WORDS):
        return False
    text, end = names.text, span.end
    if pat.BEHIND_LINE.search(text, span.floor, span.start) or pat.METRO_WORK.match(text, end):
        return True
    more = pat.MORE_LINES.match(text, end)
    if more is not None and more.group().endswith("分别"):
        return True  # 7号线、8号线一期分别于去年10月、12月试运营
    return TOLD.match(text, more.end() if more is not None else end) is not None


def _is_road_of_place(names: NameContext, span: NameSpan) -> bool:
    """Whether a road or bridge called after a public place is built or has its cost told (服装城高架桥去年拆除重建)."""
    if pat.ROAD_OF_PLACE.fullmatch(span.text) is None:
        return False
    return any(p.match(names.text, span.end) for p in (TOLD, BUILT_NOW, OWN_SUM))


def _is_one_of_place(names: NameContext, span: NameSpan) -> bool:
    if pat.ONE_OF_PLACE.fullmatch(span.text) is None:
        return False
    near = max(span.sentence.start, span.start - 24)
    planned = pat.PLANNED_HERE.search(names.text, near, span.start)
    if planned is not None and pat.PLANNED_END.match(names.text, span.end):
        return True
    if pat.PRESENTS.search(names.text, near, span.start) and names.text[span.end : span.end + 1] in ",。;":
        return True
    told = (BUILT_NOW, LISTED_WORKS, TOLD, OWN_SUM, OWN_PRICE, WORKS_LATER)
    return any(p.match(names.text, span.end, span.sentence.end) for p in told)


def _is_house_of_park(names: NameContext, span: NameSpan) -> bool:
    """Whether the size of a park's houses, works on them or who builds them is told."""
    told = (pat.OWN_SCALE, OWN_SUM, TOLD, BUILT_NOW)
    houses = pat.PARK_HOUSES.fullmatch(span.text) is not None
    return houses and any(p.match(names.text, span.end, span.sentence.end) for p in told)


def _is_thing_of_firm(names: NameContext, span: NameSpan) -> bool:
    """Whether works are told of what a company has of a kind (恒达公司的|水泥厂昨日投产, 恒达公司在江宁的|酒店封顶)."""
    text, start = names.text, span.start
    if text[start - 1 : start] != "的" or not any(p.match(text, span.end) for p in (TOLD, OWN_SUM)):
        return False
    site = OF_FIRM_AT.search(text, span.floor, start)
    firm = names.organisation_before(start - 1 if site is None else site.start())
    return firm is not None and firm.kind in COMPANY_KINDS


def _is_house(names: NameContext, span: NameSpan) -> bool:
    return is_house_told(names, span.sentence, span.start, span.end)


def _is_phase_case(_: NameContext, span: NameSpan) -> bool:
    """Whether a phase and 扩建案 name the next works of what is told of (二期扩建案最快后年启动)."""
    return pat.PHASE_CASE.fullmatch(span.text) is not None


def _is_made_into(names: NameContext, span: NameSpan) -> bool:
    return pat.MADE_INTO.search(names.text, span.sentence.start, span.start) is not None


def _is_of_firm(names: NameContext, span: NameSpan) -> bool:
    """Whether a firm of its clause builds what class words name, or it has a place and somebody who does."""
    text, start, sentence = names.text, span.start, span.sentence
    if pat.OF_ONE.match(text, span.end):
        return is_plain_work(names, start, span.head_start)  # 举行X工程开工仪式, but no 重点项目签约仪式
    if pat.FUND_GOES_TO.search(text, sentence.start, start) and pat.OF_FUND.search(span.text) is None:
        return True
    first = max(sentence.start, *(text.rfind(mark, sentence.start, start) + 1 for mark in ",;"))
    if text.startswith("由", span.end) and pat.SITED.search(text, first, start):
        return True
    if not names.has_company(first, start) or is_policy(names, start, span.head_start):
        return False  # 央企投资建设的|重点项目
    return pat.FIRM_BUILDS.search(text, first, start) is not None


def _is_sited(names: NameContext, span: NameSpan) -> bool:
    """Whether it is told where it is, and an event or a sum of it."""
    if not any(p.match(names.text, span.end) for p in (TOLD, OWN_SUM)):
        return False
    where = names.text[span.sentence.start : span.start]
    return (pat.SITED.search(where) or pat.IN_TOWN.match(where)) is not None


def _is_single(names: NameContext, span: NameSpan) -> bool:
    """Whether a sum in front of the name or an event of its own behind it speaks of one undertaking."""
    text, start, end, sentence = names.text, span.start, span.end, span.sentence
    if text[start - 1 : start] == "的" and names.amounts.inside(max(sentence.start, start - 14), start):
        return True
    if ENDS_ON_PHASE.search(text, start, end) or OWN_SUM.match(text, end):
        return True
    heading = ITEM_HEADING.fullmatch(text, sentence.start, sentence.end)
    if heading is not None and heading.span("name") == (start, end):
        return True  # 2.总部研发中心建设项目。
    if TOLD.match(text, end, sentence.end):
        return True
    return pat.OWN_EVENT.match(text, end, min(sentence.end, end + 24)) is not None


def _is_of_town(names: NameContext, span: NameSpan) -> bool:
    """Whether it is called after a town of class words, and its cost, its size or works are told (温泉大桥总投资…)."""
    phase = pat.PHASE_OF_THING.search(span.text) is not None
    if not (span.weak or phase) or leading_town(names, span.start, span.head_start) == span.start:
        return False
    told = (TOLD, OWN_SUM, OWN_SIZE, pat.OWN_LENGTH)
    return any(p.match(names.text, span.end, span.sentence.end) for p in told)


def _is_phase_beside(names: NameContext, span: NameSpan) -> bool:
    """Whether the text builds another phase of it, and its own size, sum or works are told (农业园第一期占地11公顷)."""
    phase = pat.CLASS_PHASE.fullmatch(span.text)
    if phase is None or not any(p.match(names.text, span.end) for p in (TOLD, OWN_SUM, OWN_SIZE, pat.OWN_GROUND)):
        return False
    others = (f"{phase['thing']}{the}{n}期" for n in _NUMBERS if n != phase["number"] for the in ("第", ""))
    found = (at for other in others if (at := names.text.find(other)) >= 0)
    return any(names.lexicon.builds.search(names.text, max(0, at - 6), at) for at in found)


def _is_next_phase(names: NameContext, span: NameSpan) -> bool:
    """Whether a line of a phase, told by its size, is set about (二期5万吨生产线的前期工作已展开)."""
    line = pat.PHASE_LINE.fullmatch(span.text) is not None
    return line and pat.SET_ABOUT.match(names.text, span.end, span.sentence.end) is not None


_WEAK_SIGNS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (
    _is_told,
    _is_first_of_firm,
    _is_metro_line,
    _is_one_of_place,
    _is_thing_of_firm,
    _is_house,
    _is_house_of_park,
    _is_phase_case,
    _is_road_of_place,
    _is_of_town,
    _is_phase_beside,
)
_STRONG_SIGNS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (_is_of_firm, _is_made_into, _is_of_town)
