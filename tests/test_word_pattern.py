"""The patterns of many words match what a plain alternation, longest word first, matches."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kaigong.extractors.guarded_words import GuardedWords
from kaigong.extractors.word_pattern import GuardedWord, any_guarded, any_word

WORDS = st.text(alphabet="项目工.程", min_size=1, max_size=4)


def plain(words):
    alternatives = []
    for word, follow, not_after in sorted(words, key=lambda w: (-len(w.word), w.word)):
        alternatives.append((f"(?<![{not_after}])" if not_after else "") + re.escape(word) + follow)
    return "|".join(alternatives)


FOLLOW = st.sampled_from(["", "(?!目)", "(?!工|程项)"])
GUARDED = st.builds(GuardedWord, WORDS, FOLLOW, st.sampled_from(["", "项程"]))


@given(
    st.lists(GUARDED, min_size=1),
    st.text(alphabet="项目工.程 ", max_size=30),
    st.sampled_from(["(?:{})", "(?:{})目", "(?:{})(?!程)", "工*(?:{})+$"]),
)
def test_guarded_words(words, text, frame):
    fast, slow = (re.compile(frame.replace("{}", made(words))) for made in (any_guarded, plain))
    assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


ENTRIES = st.tuples(st.lists(WORDS, min_size=1), st.lists(WORDS, max_size=3), st.sampled_from(["", "项程"]))


@given(
    st.lists(ENTRIES, min_size=1),
    st.text(alphabet="项目工.程 ", max_size=30),
    st.tuples(st.integers(0, 8), st.integers(10, 30)),
)
def test_guards_outside_the_pattern(entries, text, bounds):
    words = [
        GuardedWord(word, f"(?!{any_word(not_before)})" if not_before else "", not_after)
        for surfaces, not_before, not_after in entries
        for word in surfaces
    ]
    found, pattern = GuardedWords(entries), re.compile(plain(words))
    assert [m.span() for m in found.finditer(text, *bounds)] == [m.span() for m in pattern.finditer(text, *bounds)]
    at, expected = found.match(text, bounds[0]), pattern.match(text, bounds[0])
    assert (at and at.span()) == (expected and expected.span())


def test_no_words_match_nothing():
    assert re.search(any_word([]), "项目") is None
