"""The words of a text and where they stand: each sentence cut by itself, function words off what is unknown."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.segment import Segmenter
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

HANZI = lazy(r"[\u3400-\u9fff]+")
_GLUED = frozenset("而由与和及向被为是的对在将于到经曾占令让均拟据按从如像跟把给兼替凭待")
_INNER_BY = lazy(r"(?<![自理缘事来经不])由(?!于|来|衷)")
_GLUED_TO_BY = frozenset("改转系现另先仍可应须全共原后再曾并皆")  # 现由|华冶
_AMONG_THEM = lazy(r"其中国(?:铁集团|[家能网投开药轩]|电投|机集团)")
_NAMED_SO = ("从化", "从江", "如皋", "如东")  # counties that begin with a glued character
_LATIN = frozenset("()[]0123456789.,%")
# Words by which a name acts that the segmenter may tear (原|规划).
_TORN_ENDS = ("得标", "统包", "承造", "施作")
# Words of jieba's dictionary that hold the end of a firm's name and what it does: 宏图电子|公告, 恒拓实业|计划投资.
_NAME_AND = lazy(r"[\u4e00-\u9fff](?<![在于由向到从赴为是来去往省市山与及和])$")
_FIRM_AND_VERB = frozenset(("电子公告", "电子称", "实业计划", "能源建设"))
# 至|于旭阳: the segmenter takes the end of a particle for a family name.
_TORN_PARTICLE = frozenset("至对由关位基鉴")
_MAY_BE_TORN = frozenset("中由案于电实能和")  # first characters of words of the dictionary that are two here
# 今天|有华群精机, 园内|有恒达光学: 有 that the segmenter takes for the first syllable of the name.
_THERE_IS = lazy(r"[前内里中区园已还也现商业]$")
_NAMED_TAGS = frozenset({"nr", "nz", "nrt", "nt"})


class Word(NamedTuple):  # a tuple is made in a third of a data class's time, and there is one for each word
    """A word, or the part of it on one side of a position, with jieba's tag ("x": not in its dictionary)."""

    start: int
    end: int
    text: str
    tag: str


class PlacedWords:
    """The words of the text around any position of it, and the places that begin and end there."""

    def __init__(self, document: Document, segmenter: Segmenter) -> None:
        self.text = document.text
        self.place_start: dict[int, int] = {}  # end of a place → its start
        for place in document.mentions_of(Label.PLACE):
            self.place_start[place.end] = min(place.start, self.place_start.get(place.end, place.start))
        self.place_end: dict[int, int] = {}  # start of a place → its end
        for end, start in self.place_start.items():
            self.place_end[start] = max(end, self.place_end.get(start, 0))
        self.floors = [s.start for s in document.sentences]
        self._sentences = document.sentences
        self._segmenter = segmenter
        self._cut: dict[int, tuple[list[int], list[Word]]] = {}  # number of a sentence → starts, words
        self._last = (0, 0)  # the sentence asked of last: its start, and that of the next
        self._starts: list[int] = []
        self._words: list[Word] = []

    def _index(self, position: int) -> int:
        """Number of the word at a position among ``_words``, which become those of its sentence; -1 for none.

        Sentences are cut when they are first asked of: in most of an article's nothing looks like an organisation.
        """
        first, following = self._last
        if not first <= position < following:
            self._go_to(bisect_right(self.floors, position) - 1)
        return bisect_right(self._starts, position) - 1

    def _go_to(self, number: int) -> None:
        floors = self.floors
        following = floors[number + 1] if number + 1 < len(floors) else len(self.text) + 1
        self._last = (floors[number] if number >= 0 else 0, following)
        if number < 0:
            self._starts, self._words = [], []
            return
        if number not in self._cut:
            words = self._words_of(self._sentences[number])
            self._cut[number] = [word.start for word in words], words
        self._starts, self._words = self._cut[number]

    def _words_of(self, sentence: Sentence) -> list[Word]:
        found: list[Word] = []
        first = sentence.start
        body = self.text[first : sentence.end]
        for start, end, tag in self._segmenter.words(body):
            if tag != "x":
                word = body[start:end]
                if word[0] in _MAY_BE_TORN:
                    found += _untorn(body, start, word, tag, first)
                else:
                    found.append(Word(start + first, end + first, word, "p" if word in _GLUED else tag))
                continue
            if body.find("由", start + 1, end - 1) > 0:
                by = _INNER_BY.search(body, start, end)
                if by is not None and start < by.start() < end - 1:  # 台南|厂|由|荣工|公司改建
                    found += self._parts(start + first, by.start() + first)
                    start = by.start()
            found += self._parts(start + first, end + first)
        return found

    def _parts(self, start: int, end: int) -> list[Word]:
        """An unknown word without the function words that it may have swallowed: 与星洲, 由澜途, 三是, 恒拟在."""
        text = self.text[start:end]
        found: list[Word] = []
        tail: list[Word] = []
        while len(text) > 1 and text[0] not in _LATIN and not text.startswith(_NAMED_SO):
            there_is = text[0] == "有" and len(text) > 2 and _THERE_IS.search(self.text, max(0, start - 1), start)
            if len(text) > 2 and text[1] == "由" and text[0] in _GLUED_TO_BY:
                found.append(Word(start, start + 2, text[:2], "p"))
                start, text = start + 2, text[2:]
            elif there_is or text[0] in _GLUED or (text[0] in "年月日号" and self.text[start - 1 : start].isdigit()):
                found.append(Word(start, start + 1, text[0], "p"))
                start, text = start + 1, text[1:]
            elif len(text) > 2 and text.endswith(_TORN_ENDS):
                tail.append(Word(end - 2, end, text[-2:], "v"))  # 由台泥得标
                end, text = end - 2, text[:-2]
            elif text[-1] in _GLUED or text[-1] == "等":
                tail.append(Word(end - 1, end, text[-1], "p"))
                end, text = end - 1, text[:-1]
            else:
                break
        return [*found, Word(start, end, text, "p" if text in _GLUED else "x"), *reversed(tail)]

    def before(self, position: int) -> Word | None:
        """The word that ends at the position, cut there; None at the start of a sentence."""
        if position <= 0:
            return None
        index = self._index(position - 1)
        if index < 0:
            return None
        word = self._words[index]
        if word.end < position:
            return None
        if word.end == position:
            return word
        return Word(word.start, position, self.text[word.start : position], "x")

    def after(self, position: int) -> Word | None:
        """The word that starts at the position, cut there; None at the end of a sentence."""
        index = self._index(position)
        if index < 0:
            return None
        word = self._words[index]
        if word.end <= position:
            return None
        if word.start == position:
            return word
        return Word(position, word.end, self.text[position : word.end], "x")

    def is_edge(self, position: int) -> bool:
        """Whether a word begins or ends at the position."""
        index = self._index(position)
        return index < 0 or self._words[index].start == position or self._words[index].end <= position

    def place_around(self, position: int) -> int:
        """Start of the place that the position cuts, else the position: 遵义正|安吉|他 begins at 遵义正安."""
        starts = (s for s in range(max(self.floor(position), position - 8), position))
        return next((s for s in starts if self.place_end.get(s, 0) > position), position)

    def span(self, start: int, end: int) -> list[Word]:
        """The words between two positions, cut at both."""
        found: list[Word] = []
        at = start
        while at < end:
            index = max(self._index(at), 0)
            for word in self._words[index:]:
                if word.start >= end:
                    break
                if word.end <= start:
                    continue
                if word.start < start or word.end > end:
                    first, last = max(word.start, start), min(word.end, end)
                    word = Word(first, last, self.text[first:last], "x")
                found.append(word)
            at = max(at + 1, self._last[1])
        return found

    def floor(self, position: int) -> int:
        """Start of the sentence that holds the position."""
        index = bisect_right(self.floors, position) - 1
        return self.floors[index] if index >= 0 else 0


def _untorn(body: str, start: int, word: str, tag: str, first: int) -> Iterator[Word]:
    """A word of the dictionary, or those that the segmenter has read as one; ``first`` is where the body begins."""
    cut = _glued(body, start, word, tag)
    if cut is not None:
        length, tag_before, tag_behind = cut
        yield Word(start + first, start + first + length, word[:length], tag_before)
        start, word, tag = start + length, word[length:], tag_behind
    yield Word(start + first, start + first + len(word), word, "p" if word in _GLUED else tag)


def _glued(body: str, start: int, word: str, tag: str) -> tuple[int, str, str] | None:
    """How much of a word of the dictionary is one of its own here, and the tags of both."""
    if word == "中国" and _AMONG_THEM.match(body, max(0, start - 1)):  # 其中|国铁集团出资
        return 1, "p", "x"
    if word == "和县" and _NAME_AND.search(body, max(0, start - 1), start):  # 恒远机械|和|县国投公司
        return 1, "c", "n"
    if word in _FIRM_AND_VERB:
        return 2, "n", "v"
    if word[0] == "由" and len(word) > 1 and tag in _NAMED_TAGS:  # 由盛京|银行
        return 1, "p", "x"
    if word == "案由":  # 商业区开发案|由国宾集团取得
        return 1, "n", tag
    if word[0] == "于" and len(word) > 2 and body[start - 1 : start] in _TORN_PARTICLE:
        return 1, "p", tag
    return None
