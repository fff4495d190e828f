"""Whether a name is counted or measured where it stands, so that it means a class or so much of one (512个重大项目)."""

from collections.abc import Callable

from kaigong.extractors.project.name import refusal_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.patterns import CLAUSE_END
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.town import leading_town
from kaigong.extractors.project.name.wording import is_generic

_GROWN_ON = frozenset(["基地", "示范区", "温室", "智能大棚"])
_DONE_TO_CLASS = ("改造", "整治", "治理", "提升", "搬迁", "下水道")


def is_counted(names: NameContext, span: NameSpan) -> bool:
    """Whether a count or an extent makes the name one of a class."""
    return any(counts(names, span) for counts in _COUNTS)


def _is_bare_size(names: NameContext, span: NameSpan) -> bool:
    bare = span.weak and not span.governed and pat.BARE_SIZE.fullmatch(span.text) is not None
    return bare and leading_town(names, span.start, span.head_start) == span.start  # but 三里屯|变电站


def _is_joint_count(names: NameContext, span: NameSpan) -> bool:
    """Whether two are counted in one, the first of which is told of by itself (红岩、双溪两座水库|除险加固)."""
    if (
        span.weak
        and pat.LAST_OF_COUNTED.match(span.text)
        and pat.ITEM_BEFORE.search(names.text, span.floor, span.start)
    ):
        return True  # 新建红岩、|双溪两座污水处理站
    if span.weak and pat.JOINT_WHOLE.fullmatch(span.text):
        return True  # 新建|红岩、双溪两座污水处理站
    joint = pat.JOINT_COUNT.match(names.text, span.start, span.end)
    return joint is not None and joint["one"] + joint["kind"] in names.text


def _is_grown_on(names: NameContext, span: NameSpan) -> bool:
    """Whether it is so much of a class (新建日光温室2500亩, 改造低产果园5万亩)."""
    if span.proper or not span.weak or pat.ACRES_BEHIND.match(names.text, span.end) is None:
        return False
    if span.head in _GROWN_ON:
        return True
    orchard = pat.ORCHARD.search(span.text) is not None
    return orchard and pat.TENDED.search(names.text, span.floor, span.start) is not None


def _is_done_to_several(names: NameContext, span: NameSpan) -> bool:
    """Whether class words tell what is done to things that are named one by one (A、B两条道路的|拓宽改造)."""
    if span.proper or not is_generic(span.text):
        return False
    return pat.OF_SEVERAL.search(names.text, span.floor, span.start) is not None


def _has_extent(names: NameContext, span: NameSpan) -> bool:
    """Whether what follows says how much of a class is built (实施村道安防工程380公里)."""
    if (span.proper and not span.weak) or not pat.EXTENT.match(names.text, span.end):
        return False
    if span.head in _DONE_TO_CLASS or not (span.weak or span.governed) or pat.PUBLIC_HOUSING.fullmatch(span.text):
        return True
    return pat.LAID.search(names.text, max(span.sentence.start, span.start - 4), span.start) is not None


def _is_output(names: NameContext, span: NameSpan) -> bool:
    """Whether it is what a plant makes (月产穿戴装置约450万件)."""
    output = span.weak and pat.OUTPUT.match(names.text, span.start) is not None
    return output and pat.SIZE_BEHIND.match(names.text, span.end) is not None


def _is_counted_behind(names: NameContext, span: NameSpan) -> bool:
    """Whether a count that is none of its parts stands behind it (生产线4条), unless a sum pays for it."""
    text, end = names.text, span.end
    if not pat.COUNT_BEHIND.match(text, end) or pat.PARTS_OF_LINE.match(text, end):
        return False
    parts = not span.weak and pat.PARTS_BEHIND.match(text, end) is not None
    return not parts and not _is_paid_for(text, span.floor, span.start)


def _is_paid_for(text: str, floor: int, start: int) -> bool:
    """Whether a sum of its own builds what stands here (公司投资2.4亿元新上玻纤生产线4条)."""
    paid = pat.PAYS_FOR.search(text, floor, start)
    return paid is not None and "项目" not in CLAUSE_END.split(text[floor : paid.start()])[-1]


def _is_counted_before(names: NameContext, span: NameSpan) -> bool:
    """Whether a count of several stands before the name (512个重大项目): a class, not an undertaking."""
    # Of its own clause only: 签约项目12个,其中X项目 counts others.
    before = CLAUSE_END.split(names.text[max(0, span.start - 12) : span.start])[-1]
    text = names.text[leading_town(names, span.start, span.head_start) : span.head_start]
    if span.head in names.lexicon.strong:
        several = pat.SEVERAL_OF_CLASS.search(text)
        if several is not None and (not several["rest"] or is_generic(several["rest"])):
            return True
        return pat.SEVERAL.search(before) is not None or pat.SEVERAL.search(text) is not None
    if pat.SEVERAL_THINGS.search(text) or pat.MANY_COUNTED.search(before):
        return True
    if pat.EACH_BUILT.search(names.text, max(0, span.start - 24), span.start):
        return True
    sized = text[:1].isdigit() and not text.endswith(("生产", "代"))  # 规划10座27万立方米储罐
    if (span.governed and not sized) or not pat.SEVERAL_THINGS.search(before):
        return False
    return span.head != "生产线" or pat.FEW_LINES.search(before) is None


_COUNTS: tuple[Callable[[NameContext, NameSpan], bool], ...] = (
    _is_bare_size,
    _is_joint_count,
    _is_grown_on,
    _is_done_to_several,
    _has_extent,
    _is_output,
    _is_counted_behind,
    _is_counted_before,
)
