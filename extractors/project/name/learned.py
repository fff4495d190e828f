"""Names that only the network sees, and borders where it sees them.

The names must have the form of one, and support in the text like any other.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions, SeenName
from kaigong.extractors.project.name.class_name_patterns import CLASS_OF_LIST
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.headless import is_denied
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.name.wording import MIN_NAMED, is_proper, is_specific, rest_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label

_LEAST = 0.8  # of each character; at 0.6 more false names come in than true ones
_LEAST_BORDERS = 0.99  # of a name that a rule has found with other borders
_REACH = 20  # characters before a name that make it the class of what they list
_MIN_NAME, _MAX_NAME = 2, 40
_EDGE = lazy(r"[,。、;:!?《》\n ]")
# A phase, what happens rather than what is built (首片叶片下线), who builds (X联合体), and what is cut through.
_NO_NAME = lazy(
    r"^(?:[首一二三四]期|[东南西北]至|远超|超过|加快|推进|实施|启动|完成)|[新老旧]厂$|[那这某][段条座处块个]$"
    r"|(?:的|下线|开工|动工|竣工|完工|投产|封顶|签约|启用|开业|奠基|联合体|公司|集团|政府|[厅局委办]|化厂房)$|[%@*/=]"
)
_OTHERS = frozenset({Label.AMOUNT, Label.DATE, Label.ORG, Label.PLACE})


def learned_names(
    document: Document, names: NameContext, opinions: Opinions, taken: Sequence[NameCandidate]
) -> Iterator[NameCandidate]:
    """Candidates that the network is sure of, that touch no other and are no part or class word of one."""
    covered = {i for c in taken for i in range(c.start, c.end)}
    mentions = [m for m in document.mentions if m.label in _OTHERS]
    tails = {c.text[-1] for c in taken}
    for seen in opinions.names:
        if seen.probability < _LEAST or not covered.isdisjoint(range(seen.start, seen.end)):
            continue
        if not (_has_form(document.text, seen) and _is_of_words(names, seen)):
            continue
        if CLASS_OF_LIST.search(document.text, max(0, seen.start - _REACH), seen.start) is not None:
            continue  # A、B等一批来自宁波的|高质量制造业项目
        first = document.text.rfind("。", 0, seen.start) + 1
        if is_denied(document.text, first, seen.start, seen.end):
            continue
        if not any(_is_at_odds(seen, m) for m in mentions):
            candidate = _candidate(document, names, seen)
            part = names.lexicon.part.search(candidate.text) is not None
            if candidate.proper or not (part or candidate.text[-1] in tails):
                yield candidate


def with_seen_borders(document: Document, opinions: Opinions, found: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The candidates, with the borders of a name that the network sees around or within one of them alone."""
    sure = [s for s in opinions.names if s.probability >= _LEAST_BORDERS]
    starts, ends = [s.start for s in sure], [s.end for s in sure]
    touched = [range(bisect_right(ends, c.start), bisect_left(starts, c.end)) for c in found]
    times = Counter(number for numbers in touched for number in numbers)
    return [
        _with_borders(document, c, sure[numbers[0]]) if len(numbers) == 1 and times[numbers[0]] == 1 else c
        for c, numbers in zip(found, touched, strict=True)
    ]


def _with_borders(document: Document, candidate: NameCandidate, seen: SeenName) -> NameCandidate:
    within = candidate.start <= seen.start and seen.end <= candidate.end
    around = seen.start <= candidate.start and candidate.end <= seen.end
    one_before = candidate.start - seen.start == 1  # 继|生活用纸项目
    halved = "、" in document.text[candidate.start : seen.start]  # 液晶模组、|背光源项目
    if not (within or around) or one_before or halved or not _has_form(document.text, seen):
        return candidate
    return replace(candidate, start=seen.start, end=seen.end, text=document.text[seen.start : seen.end])


def _has_form(text: str, seen: SeenName) -> bool:
    """Whether a span is as long as a name and begins and ends on no punctuation; it may be class words alone (冻仓)."""
    name = text[seen.start : seen.end]
    if not _MIN_NAME <= len(name) <= _MAX_NAME or _EDGE.search(name[0] + name[-1]) or _NO_NAME.search(name):
        return False
    return name.count("(") == name.count(")")


def _is_of_words(names: NameContext, seen: SeenName) -> bool:
    """Whether a span begins and ends where words do (no 杭文欣|高级工程|师)."""
    words, ends = names.words_around(seen.start)
    return seen.start in words and seen.end in ends


def _is_at_odds(seen: SeenName, mention: Mention) -> bool:
    """Whether a mention covers or crosses the span, or is a sum or a day within it."""
    if mention.end <= seen.start or seen.end <= mention.start:
        return False
    if mention.label in (Label.AMOUNT, Label.DATE) or (mention.start <= seen.start and seen.end <= mention.end):
        return True
    return mention.start < seen.start or seen.end < mention.end


def _candidate(document: Document, names: NameContext, seen: SeenName) -> NameCandidate:
    text = document.text[seen.start : seen.end]
    rest = rest_of(text)
    return NameCandidate(
        seen.start,
        seen.end,
        text,
        "project.learned",
        weak=True,
        proper=is_proper(names, seen.start, seen.end),
        specific=is_specific(text, rest),
        named=rest >= MIN_NAMED,
    )
