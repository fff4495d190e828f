"""All that may name an undertaking in a document: what the finders give, and which of it stands in lists."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions, opinions_of
from kaigong.extractors.project.cascade import cascade_names
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.finder import NameFinder
from kaigong.extractors.project.name.learned import learned_names, with_seen_borders
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.name.list import ListFinder
from kaigong.extractors.project.name.part import without_parts
from kaigong.extractors.project.sibling import find_phases
from kaigong.extractors.table import Tables
from kaigong.schemas.document import Document
from kaigong.schemas.fast_dataclass import replace

_THIS_IS = lazy(r"[^,。;\n]{0,14},这是(?:一个|一项)?")  # X公司迁建项目启动,这是年产80万吨迁建项目,
_SHORT_FOR = lazy(
    r"”?\((?:以下)?(?:简称|下称|称)(?:为|:)?“?|[^。;]{0,40}(?:现|后|已|并)?(?:更名|改名|改称)(?:为|成)[“]?"
    # 兴建一座大型购物中心,名为“正大广场”
    r"|(?:\([^()]{0,12}\))?,?(?:项目|暂)?(?:取名|定名|命名|名|暂名|起名|得名)(?:为|叫)?[“]"
)
# 国内首个万吨级光伏制氢项目——X绿氢示范项目: a description, and the name of what it describes
_DASH = lazy(r"(?:”?——“?)?")
_FIRST_ONE = lazy(r"[首][个座条家套例]|第一[个座条家套]|最[大长高早深][^,。;]{0,8}$|唯一")
_PHASE_LAST = lazy(r"[一二三四五六]期(?:扩建|技改)?(?:工程|项目)?$")
_CAPACITY_FIRST = lazy(r"(?:年|日|月)(?:产|处理|加工)|\d")
_AND = lazy(r"、|和|与|及|以及|;")
# 英吉沙县的A产业园、|莎车县的|B项目: whose the next one is
_AND_OF_PLACE = lazy(r"(?:、|和|与|及|以及)(?:[\u4e00-\u9fff]{1,8}[省市县区州旗盟镇乡]的)?")
# A项目(总投资1.1亿元,用地45亩)、|重庆华福底盘公司的|冲压车间: an aside, or a firm that owns the next one
_AND_ASIDE = lazy(r"(?:\([^()\n]{1,60}\))?(?:、|和|与|及|以及|;)(?:[^,。;、()的]{2,16}(?:公司|集团|股份|实业|科技)的)?")
_MIN_RUN = 3
_SPAN = attrgetter("start", "end")
_SURE = 0.99  # of each character of a name that needs no other support
_BEFORE = 10  # characters before a description that say what it is the first of
_MAX_HEADLINE = 45
_AGREEMENT = lazy(r"《[^《》\n]{2,40}(?:协议|合同|备忘录|意向书)(?:书)?》")  # names it as shortly as a headline
_BRACKETED = lazy(r"【[^【】]*】")


def find_names(document: Document, tables: Tables) -> tuple[list[NameCandidate], Opinions | None]:
    """Candidates of both finders, of tables and of the network, and what that says of all of them.

    A list item gives way to a name with a head that overlaps it.
    """
    context = NameContext(document)
    listed = ListFinder(document, context).find()
    headed = NameFinder(document, context).find()
    found = [*listed, *_apart_from(listed, headed)]
    bare = _apart_from(found, cascade_names(document.text))
    named = [*found, *bare]
    asks = document.backends.tagger != "rules"
    opinions = opinions_of(document).also(sorted(n.start for n in named)) if asks else None
    if opinions is not None:
        named = with_seen_borders(document, opinions, named)
        named += list(learned_names(document, context, opinions, named))
        sure = {(n.start, n.end) for n in opinions.names if n.probability >= _SURE}
        named = [replace(n, seen=True) if (n.start, n.end) in sure else n for n in named]
    kept = tables.names(without_parts(document, sorted(named, key=_SPAN)))
    return _mark_lists(document, sorted([*kept, *find_phases(document, kept)], key=_SPAN)), opinions


def _apart_from(taken: Sequence[NameCandidate], names: Iterable[NameCandidate]) -> list[NameCandidate]:
    """The names that share no character with one that is taken."""
    starts: list[int] = []
    ends: list[int] = []  # of the stretches that are taken, overlapping ones joined
    for name in sorted(taken, key=_SPAN):
        if ends and name.start < ends[-1]:
            ends[-1] = max(ends[-1], name.end)
        else:
            starts.append(name.start)
            ends.append(name.end)
    return [n for n in names if (at := bisect_right(ends, n.start)) == len(ends) or starts[at] >= n.end]


def _mark_lists(document: Document, names: list[NameCandidate]) -> list[NameCandidate]:
    """Strong names that stand side by side (A项目、B项目以及C工程) are list items too."""
    marked = list(names)
    for first, last in _runs(document, names):
        marked[first:last] = [replace(n, coordinated=True) for n in names[first:last]]
    for number in range(len(names) - 2, -1, -1):
        one, other = marked[number], marked[number + 1]
        upto = other.start - len(other.owner)  # A、|抖音集团|B
        if other.told and _AND_OF_PLACE.fullmatch(document.text, one.end, upto):
            marked[number] = replace(one, told=True)  # A、B正在加快建设
    for number, (one, other) in enumerate(pairwise(names)):
        if marked[number].governed and other.named and _AND.fullmatch(document.text, one.end, other.start):
            told = marked[number].told or marked[number + 1].told
            marked[number + 1] = replace(marked[number + 1], governed=True, told=told)  # 开工建设A、B
        gap = document.text[one.end : other.start - len(other.owner)]  # X公司A项目、|Y公司|B项目
        # A智造产业园配套道路、B节水改造工程同时动工: the list with a strong name says what the weak one is.
        weak_one = one.weak and one.named and one.specific and not other.weak
        if (weak_one or not (one.weak or other.weak)) and (_AND.fullmatch(gap) or _AND_OF_PLACE.fullmatch(gap)):
            built = marked[number].governed or (weak_one and one.proper)
            marked[number] = replace(marked[number], coordinated=True, governed=built)
            marked[number + 1] = replace(marked[number + 1], coordinated=True)
    return marked


def _runs(document: Document, names: Sequence[NameCandidate]) -> Iterator[tuple[int, int]]:
    """Runs of at least so many names side by side that they can only be a list, whatever their heads."""
    first = 0
    for number in range(1, len(names) + 1):
        linked = number < len(names) and _AND_ASIDE.fullmatch(document.text, names[number - 1].end, names[number].start)
        if not linked:
            if number - first >= _MIN_RUN:
                yield first, number
            first = number


def headlines_of(document: Document) -> list[tuple[int, int]]:
    """Spans of headlines in the text: short lines without a full stop, what stands in 【】, agreements in 《》."""
    spans = [m.span() for pattern in (_BRACKETED, _AGREEMENT) for m in pattern.finditer(document.text)]
    for number, sentence in enumerate(document.sentences):
        limit = _MAX_HEADLINE if number else 2 * _MAX_HEADLINE
        whole_line = document.text[sentence.end : sentence.end + 1] in ("", "\n")
        if whole_line and sentence.end - sentence.start <= limit and document.text[sentence.end - 1] not in "。!?;,:":
            spans.append((sentence.start, sentence.end))
    return spans


def _is_described(text: str, one: NameCandidate, other: NameCandidate) -> bool:
    """Whether the first of two names with a dash between says what the second is, or the second what the first builds.

    青海盐业二期工程——年产100万吨氯化钾项目.
    """
    if _FIRST_ONE.search(text, max(0, one.start - _BEFORE), one.end):
        return True
    return _PHASE_LAST.search(one.text) is not None and _CAPACITY_FIRST.match(other.text) is not None


def renamed(document: Document, names: Sequence[NameCandidate]) -> list[NameCandidate]:
    """Names that the text introduces as short for the name before, or as what goes by its description."""
    text = document.text
    return [
        b
        for a, b in pairwise(names)
        if _SHORT_FOR.fullmatch(text, a.end, b.start)
        or (_THIS_IS.fullmatch(text, a.end, b.start) and text[b.end : b.end + 1] in (",", "。", ";"))
        or (_DASH.fullmatch(text, a.end, b.start) and _is_described(text, a, b))
    ]
