"""Words by jieba's dictionary and its model for unknown words; by rjieba (Rust) where it is installed.

Both give the same words with the same parts of speech (``tests/test_segment.py``); rjieba is some eight times as fast
and needs a third of the memory.
"""

import warnings
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from kaigong.extractors.lazy_pattern import lazy

Cut = list[tuple[int, int, str]]

REMEMBERED = 256  # sentences whose words are kept: several rules ask for those of the same one
_KNOWN_WORDS = 100_000  # words whose parts of speech are kept

# What jieba calls no Hanzi and rjieba does.
_RARE = lazy("([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
# jieba ends an unknown Latin word or number at signs (2010-11-5), rjieba does not.
_LATIN = lazy(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def make_jieba() -> "JiebaSegmenter | RjiebaSegmenter":
    """The faster of the two that is installed."""
    return JiebaSegmenter() if find_spec("rjieba") is None else RjiebaSegmenter()


class JiebaSegmenter:
    """jieba with a dictionary of its own: no global state, no cache file, no log lines.

    The part of speech is the one that jieba's dictionary gives the word ("x" for unknown words).
    """

    name = "jieba"

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its escapes (Python 3.12) and its use of pkg_resources
            import jieba  # here, since its import costs what a run without words need not pay

        self._tokenizer = jieba.Tokenizer()
        self._tags: dict[str, str] = {}
        frequencies: dict[str, int] = {}
        total = 0
        with self._tokenizer.get_dict_file() as lines:
            for line in lines:
                word, count, tag = line.decode("utf-8").rstrip().split(" ")
                frequency = int(count)
                frequencies[word] = frequency
                total += frequency
                self._tags[word] = tag
                for length in range(1, len(word)):
                    frequencies.setdefault(word[:length], 0)
        # What Tokenizer.initialize() does, less its cache file in the shared temp folder and its log lines.
        self._tokenizer.FREQ, self._tokenizer.total, self._tokenizer.initialized = frequencies, total, True

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """See Segmenter."""
        found, at = [], 0
        for word in self._tokenizer.cut(text):
            found.append((at, at + len(word), self.tag(word)))
            at += len(word)
        return found

    def tag(self, word: str) -> str:
        """The part of speech that the dictionary gives a word, "x" for an unknown one."""
        return self._tags.get(word, "x")


class RjiebaSegmenter:
    """jieba's dictionary and algorithm in Rust, made to agree with jieba where the two differ.

    The dictionary is the one that rjieba loads when imported; one of its own would cost 25 MB and 0.1 s more.
    """

    name = "jieba"

    def __init__(self) -> None:
        import rjieba

        self._jieba: Any = rjieba
        self._tags: dict[str, str | None] = {}  # None: a word to cut again
        self._remembered = lru_cache(REMEMBERED)(self._words)

    def words(self, text: str) -> Cut:
        """See Segmenter; the list is shared by those who ask for the same text."""
        return self._remembered(text)

    def _words(self, text: str) -> Cut:
        if _RARE.search(text) is None:
            return self._cut(text, 0)
        found: Cut = []
        at = 0
        for part in _RARE.split(text):  # jieba cuts around each of them
            found += [(at, at + 1, "x")] if _RARE.match(part) else self._cut(part, at)
            at += len(part)
        return found

    def _cut(self, text: str, at: int) -> Cut:
        tags = self._tags
        found: Cut = []
        cut: list[str] = self._jieba.cut(text)
        if not tags.keys() >= set(cut):
            self._learn(cut, text)
        for word in cut:
            end = at + len(word)
            tag = tags[word]
            if tag is not None:
                found.append((at, end, tag))
            else:
                for part in filter(None, _LATIN.split(word)):
                    found.append((at, at + len(part), "x"))  # the dictionary has no Latin words
                    at += len(part)
            at = end
        return found

    def _learn(self, cut: list[str], text: str) -> None:
        """Keep the parts of speech that the dictionary gives the words of a text, "x" for unknown ones."""
        if len(self._tags) >= _KNOWN_WORDS:
            self._tags.clear()
        given: dict[str, str] = dict(self._jieba.tag(text))
        for word in cut:
            tag: str | None = "x"
            if self._jieba.has_word(word):
                tag = given[word]
            elif len(word) > 1 and word.isascii() and not word.isalnum():
                tag = None
            self._tags[word] = tag
