"""Whether what a weak head names is only a part of an undertaking already spoken of (项目建设…数据中心)."""

from collections.abc import Sequence

from kaigong.extractors.project.name import existing_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.lexicon import MAX_NAME
from kaigong.extractors.project.name.patterns import CLAUSE_END, PHASE_IS, TOLD
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.wording import ends_on_head, is_proper
from kaigong.schemas.document import Sentence

_MAX_BARE = 5
_NEAR_CLAUSES = 6  # before the one that builds


def was_part(names: NameContext, span: NameSpan) -> bool:
    """Whether a bare kind of building was named before as a part of something (配套建设饲料厂…,饲料厂已封顶)."""
    if len(span.text) > _MAX_BARE or span.proper:
        return False
    first = names.text.find(span.text)
    if not 0 <= first < span.start:
        return False
    sentence = next((s for s in names.document.sentences if s.start <= first < s.end), None)
    return sentence is not None and is_part(names, sentence, first)


def is_part(names: NameContext, sentence: Sentence, start: int) -> bool:
    """Whether an undertaking already spoken of builds this (项目建设…数据中心; 一期投资28亿元,建设…生产线)."""
    number = next((n for n, (a, b) in enumerate(sentence.clauses) if a <= start < b), 0)
    first = sentence.clauses[number][0] if sentence.clauses else start
    if _is_own_item(names, sentence, first, start):
        return False
    if pat.PART_OF_PROJECT.match(names.text, first, start):
        return True
    if names.text[first - 1 : first] == ";" and _is_next_item(names, first, start):
        return False
    if _is_along(names, sentence, first, start) or _is_content(names, sentence, first, start):
        return True
    before = sentence.clauses[max(0, number - _NEAR_CLAUSES) : number]
    if before and (_is_house_of(names, before[-1], first, start) or _is_measured_with(names, before[-1], first, start)):
        return True
    return _is_held(names, before, first, start) or _goes_on_building(names, sentence, before, first, start)


def _is_own_item(names: NameContext, sentence: Sentence, first: int, start: int) -> bool:
    """Whether a sum, a phase or a count before it makes it one of several that are told of."""
    text = names.text
    if pat.BOUGHT.search(text, sentence.start, start):
        return True  # 企业还将投资约1.1亿元配建X电站
    if PHASE_IS.search(text, max(first, start - 10), start):
        return True  # 项目分两期建设:一期为X生产线: a phase by its name
    counted = pat.COUNTED_WORKS.search(text, sentence.start, start) is not None
    return counted and is_proper(names, start, start + MAX_NAME)  # 项目包括三项工程:新建X水厂,…;扩建Y水厂


def _is_next_item(names: NameContext, first: int, start: int) -> bool:
    """Whether the clause behind ; is the next item of a list (续建A,年内下闸蓄水;建成B公路28公里)."""
    if names.text.startswith(("建成", "竣工", "完工"), first):
        return True
    return pat.OWN_DEADLINE.search(names.text, start, start + MAX_NAME) is not None


def _is_along(names: NameContext, sentence: Sentence, first: int, start: int) -> bool:
    """Whether it is built along with something, by no firm and for no money of its own."""
    along = pat.ALONG_WITH.search(names.text, first, start)
    if along is None or names.text.rfind("由", first, along.start()) >= 0:
        return False  # 由A配套建设的X is what A builds
    if pat.OWN_MONEY.match(names.text, start, sentence.end):
        return False
    return names.text[along.end()] != "的" or not _is_told_by_itself(names, start, sentence.end)


def _is_told_by_itself(names: NameContext, start: int, end: int) -> bool:
    """Whether the clause that begins on a name or several has a predicate of a works (配套建设的A、B也已立项)."""
    stop = next((m.start() for m in CLAUSE_END.finditer(names.text, start, end)), end)
    heads = [m.end() for m in names.lexicon.heads.finditer(names.text, start, stop)]
    if not heads:
        return False
    sized = is_proper(names, start, heads[-1]) and pat.SIZED_AND_TOLD.match(names.text, heads[-1], end)
    return bool(sized) or TOLD.match(names.text, heads[-1], stop) is not None


def _is_content(names: NameContext, sentence: Sentence, first: int, start: int) -> bool:
    """Whether it stands in a list of what is built (主要建设有:A和B生产线)."""
    text = names.text
    if pat.INCLUDES_SIZED.search(text, first, start) or pat.CONTENTS.search(text, sentence.start, first):
        return True
    # 主要建设1100万吨/年炼油装置、60万吨/年丙烷脱氢装置等18套装置
    return pat.SIZED_START.match(text, start) is not None and pat.MAINLY.search(text, first, start) is not None


def _is_held(names: NameContext, before: Sequence[tuple[int, int]], first: int, start: int) -> bool:
    """Whether what the clauses before tell of has it inside (X位于…,设有1200个座位的剧场; 兴建X大楼,设图书馆)."""
    if not pat.CONTAINS.match(names.text, first, start):
        return False
    return any(pat.OF_SPOKEN.search(names.text, a, b) or _ends_on_name(names, a, b) for a, b in before)


def _is_house_of(names: NameContext, before: tuple[int, int], first: int, start: int) -> bool:
    """Whether it is a house of the works that the clause before names (加快医院搬迁工程,确保门诊大楼6月封顶)."""
    if pat.HOUSE.match(names.text, start) is None or pat.HOUSE_OPENS.fullmatch(names.text, first, start) is None:
        return False
    return pat.ENDS_ON_WORKS.search(names.text, *before) is not None


def _is_measured_with(names: NameContext, before: tuple[int, int], first: int, start: int) -> bool:
    """Whether it is one of several measured works (治理塌陷地2.1万亩,复垦耕地1.3万亩,建设人工湿地4600亩)."""
    if pat.MEASURED.match(names.text, start) is None or pat.WORKS_ON_IT.fullmatch(names.text, first, start) is None:
        return False
    return pat.MEASURED_WORK.fullmatch(names.text, *before) is not None and not names.places.starting_at(start)


def _ends_on_name(names: NameContext, first: int, last: int) -> bool:
    return ends_on_head(names.text[first:last].rstrip(","))


def _goes_on_building(
    names: NameContext, sentence: Sentence, before: Sequence[tuple[int, int]], first: int, start: int
) -> bool:
    """Whether the clause goes on about what the undertaking of the clauses or the sentence before it builds."""
    text = names.text
    if not pat.GOES_ON_BUILDING.match(text, first, start):
        return False
    inside = text[sentence.start - 1 : sentence.start] not in ("", "\n")
    if not before:
        return inside and pat.MAINLY_BUILDS.match(text, first, start) is not None
    if _is_begun(names, before):
        return True
    spent = pat.SPENT_BY.search(text, *before[-1])
    if spent is not None and _has_spender(names, before[-1][0], spent.start()):
        return False  # 签约项目中,A公司(将在X园区)投资4.5亿元,建设X生产线
    if inside and any(p.match(text, sentence.start) for p in (pat.BACK_OPENS, pat.SPOKEN_OPENS)):
        return True  # X项目。总投资20亿元,建设年产2万吨碳纤维生产线
    summed = len(before) > 1 and pat.OF_SPOKEN.match(text, *before[-1]) is not None
    if summed and _ends_on_name(names, *before[-2]):
        return True  # 开发X铜矿,总投资18亿美元,拟建成…的矿山基地
    return any(_tells_of_project(names, *clause) for clause in before)


def _is_begun(names: NameContext, before: Sequence[tuple[int, int]]) -> bool:
    """Whether works were begun and then paid for (X基地二期开工,投资150亿元,建设60GWh储能电池产线)."""
    paid = pat.SUM_OF_IT.match(names.text, *before[-1]) is not None
    return paid and any(pat.BEGUN.search(names.text, a, b) for a, b in before[:-1])


def _has_spender(names: NameContext, first: int, at: int) -> bool:
    """Whether a firm stands before an offset of a clause, with no more between than where it spends."""
    there = pat.SPENDS_AT.search(names.text, first, at)
    return names.organisation_before(there.start() if there else at) is not None


def _tells_of_project(names: NameContext, first: int, last: int) -> bool:
    """Whether a clause tells of one undertaking (X项目总投资25亿元,用地600亩,主要建设…生产线)."""
    text = names.text
    if pat.BUILT_BY_FIRM.search(text, first, last) or pat.PHASE_SUBJECT.match(text, first, last):
        return True
    named = pat.NAMED_BEFORE.search(text, first, last) is not None
    return named and pat.SEVERAL_HERE.search(text, first, last) is None
