"""Names that only the network sees: they must have the form of a name, and support in the text like any other."""

from collections.abc import Iterator, Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions, SeenName
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.headless import is_denied
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.name.wording import MIN_NAMED, is_generic, is_proper, is_specific, rest_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label

_LEAST = 0.9  # of each character; at 0.8 as many false names come in as true ones
_MIN_NAME, _MAX_NAME = 3, 40
_EDGE = lazy(r"[,。、;:!?《》\n ]")
# A phase, what happens rather than what is built (首片叶片下线), who builds (X联合体), and what is cut through.
_NO_NAME = lazy(
    r"^(?:[首一二三四]期|[东南西北]至|远超|超过|加快|推进|实施|启动|完成)|[新老旧]厂$|[那这某][段条座处块个]$"
    r"|(?:下线|开工|动工|竣工|完工|投产|封顶|签约|启用|开业|奠基|联合体|公司|集团|政府|[厅局委办]|化厂房)$|[%@*/=]"
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
        first = document.text.rfind("。", 0, seen.start) + 1
        if is_denied(document.text, first, seen.start, seen.end):
            continue
        if not any(_is_at_odds(seen, m) for m in mentions):
            candidate = _candidate(document, names, seen)
            part = names.lexicon.part.search(candidate.text) is not None
            if candidate.proper or not (part or candidate.text[-1] in tails):
                yield candidate


def _has_form(text: str, seen: SeenName) -> bool:
    """Whether a span is as long as a name, begins and ends on no punctuation, and holds more than class words."""
    name = text[seen.start : seen.end]
    if not _MIN_NAME <= len(name) <= _MAX_NAME or _EDGE.search(name[0] + name[-1]) or _NO_NAME.search(name):
        return False
    return name.count("(") == name.count(")") and not is_generic(name)


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
