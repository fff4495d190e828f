"""Paragraphs, sentences and clauses of folded text; words by a backend chosen by name.

Words are a hint (project borders), never a border of amounts or names, so they are made only where a stage asks.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from kaigong.extractors.jieba_words import JiebaSegmenter, make_jieba
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.table_lines import lines_of
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.fast_dataclass import replace

# Both begin with a class of characters, which re looks for in a fast loop.
_SENTENCE_END = lazy(r"[。!?….](?:(?<!\.)|\.{2,5})(?:[。!?…]|\.{3,6})*[”’\")]*")
MAX_SENTENCE = 800
# ●南昆铁路铺通 全长898公里的…: the title of an item, which no full stop ends
_ITEM_TITLE = lazy(r"[ \t]*[●■◆★▲◇□○][ \t]*[^\s。!?;:,]{4,24}[ \u3000]+(?=[^\n]{12}[^\n]*。)")
_CLAUSE_END = lazy(r"[,;:—](?:(?<=—)—|(?<!—)(?:(?<=\D.)|(?=\D|$)))(?<!%:(?=\d))")  # 65%:35% is one
# 建设单位:X, 总投资:20亿元: a label says what its value is, so both are one clause.
_LABEL_WORD = (
    r"[\u4e00-\u9fff()]{0,8}"
    r"(?:单位|地点|位置|地址|投资|投资额|规模|周期|工期|时间|面积|业主|主体|期限|金额|总额|资金|法人|招标人|中标人|承包人|造价|概算|预算|价|日期|企业|机构):"
)
_LABEL = lazy(r"[ \t]*(?:[●■◆★▲▶►○□◇·*※➢✦-][ \t]*)?(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?" + _LABEL_WORD)
# ●X数据中心 总投资:47亿元 建设单位:Y: blanks alone set the labels of a line apart, tabs and bars the cells of a row.
_APART = lazy(r"(?<=[^\s,;:])[ \t\u3000]+(?=" + _LABEL_WORD + r")|[ ]*[\t|]+[ ]*")


# A(总投资4.5亿元,占地30亩)、B: an aside is part of its clause.
_ASIDE = lazy(r"\([^()]{1,60}\)")


def _clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    apart = any(text.find(mark, start, end) >= 0 for mark in ":\t|")
    gaps = [m.span() for m in _APART.finditer(text, start, end)] if apart else []
    if not gaps:
        return _clauses_between(text, start, end)
    starts, ends = [start, *(b for _, b in gaps)], [*(a for a, _ in gaps), end]
    return tuple(clause for a, b in zip(starts, ends, strict=True) for clause in _clauses_between(text, a, b))


def _clauses_between(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found, at = [], start
    label = _LABEL.match(text, start, end)
    asides = deque(m.span() for m in _ASIDE.finditer(text, start, end))
    for match in _CLAUSE_END.finditer(text, start, end):
        while asides and asides[0][1] <= match.start():
            asides.popleft()
        inside = bool(asides) and asides[0][0] < match.start()
        if inside or (label is not None and match.end() == label.end()):
            continue
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if end > at:
        found.append((at, end))
    return tuple(found)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences in order, without surrounding blanks; a line break always ends one. Empty lines start a paragraph."""
    sentences = []
    for paragraph, (first, line) in enumerate(lines_of(text)):
        last = first + len(line)
        bounds = [m.end() for m in _SENTENCE_END.finditer(text, first, last)]
        if (title := _ITEM_TITLE.match(text, first, last)) is not None:
            bounds.insert(0, title.end())
        at = first
        for bound in _cut_overlong(text, first, [*bounds, last]):
            body = text[at:bound]
            start = at + len(body) - len(body.lstrip())
            end = at + len(body.rstrip())
            if end > start:
                sentences.append(Sentence(start, end, paragraph, _clauses(text, start, end)))
            at = bound
    return tuple(sentences)


def _cut_overlong(text: str, start: int, bounds: list[int]) -> Iterator[int]:
    """The bounds, with cuts between them at clause ends where a sentence would grow past MAX_SENTENCE.

    Text without full stops (tables, scrapes) would otherwise make each stage's cost grow with its square.
    """
    at = start
    for bound in bounds:
        while bound - at > MAX_SENTENCE:
            ends = [m.end() for m in _CLAUSE_END.finditer(text, at + MAX_SENTENCE // 2, at + MAX_SENTENCE)]
            at = ends[-1] if ends else at + MAX_SENTENCE
            yield at
        yield bound
        at = bound


class Segmenter(Protocol):
    """Cuts text into words with their parts of speech."""

    name: str

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, part of speech) of the words, in order; the tag is "" where the backend gives none."""
        ...


class _Tagged:
    """Words of another cutter with the parts of speech of jieba's dictionary, which the rules are written for."""

    def __init__(self, cutter: "Cutter") -> None:
        self.name = cutter.name
        self._cutter = cutter
        self._jieba = _jieba()

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """See Segmenter."""
        return [(a, b, self._jieba.tag(text[a:b])) for a, b in self._cutter.cut(text)]


class Cutter(Protocol):
    """Cuts text into words."""

    name: str

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Half-open offsets of the words, in order; together they cover the text."""
        ...


@cache
def _jieba() -> JiebaSegmenter:
    return JiebaSegmenter()


@cache
def _words_by_jieba() -> Segmenter:
    return make_jieba()


@cache
def make_segmenter(name: str, model: str | None = None) -> Segmenter:
    """The segmenter of that name, loaded once a process.

    Raises: ConfigError for an unknown name, and where its package or model is missing.
    """
    if name == "jieba":
        return _words_by_jieba()
    if name == "spacy":
        from kaigong.extractors.spacy_backend import SpacySegmenter

        return _Tagged(SpacySegmenter(model))
    if name == "hanlp":
        from kaigong.extractors.hanlp_backend import HanlpSegmenter

        return _Tagged(HanlpSegmenter(model))
    raise ConfigError(f"unknown segmenter {name!r}: choose jieba, spacy, hanlp")


def segmenter_of(document: Document) -> Segmenter:
    """The segmenter that a document's pipeline works with."""
    backends = document.backends
    return make_segmenter(backends.segmenter, None if backends.segmenter == "jieba" else backends.model)


def segment(document: Document) -> Document:
    """Stage: the document with its sentences."""
    return replace(document, sentences=split_sentences(document.text))
