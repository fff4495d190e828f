"""Patterns compiled late are those that ``re`` would have made, and every one of the package compiles."""

import importlib
import pkgutil
import re
from re import _parser as parser  # what `re` itself parses a pattern with

import pytest

import kaigong.extractors
from kaigong.extractors.lazy_pattern import Pattern, lazy


def test_compiled_when_first_used():
    pattern = lazy("(?P<a>项目)", re.MULTILINE)
    assert (pattern.pattern, pattern.flags) == ("(?P<a>项目)", re.MULTILINE)
    assert "search" not in vars(pattern)
    assert pattern.search("本项目").span("a") == (1, 3)
    assert "search" in vars(pattern) and pattern.groups == 1
    assert [m.start() for m in pattern.finditer("项目,项目")] == [0, 3]


def test_faults_show_at_first_use():
    with pytest.raises(re.error):
        lazy("(").search("")
    with pytest.raises(AttributeError):
        lazy("a").compile  # noqa: B018 - no such method


MODULES = sorted(m.name for m in pkgutil.walk_packages(kaigong.extractors.__path__, "kaigong.extractors."))


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_compiles(module):
    made = vars(importlib.import_module(module)).values()
    for pattern in made:
        if isinstance(pattern, Pattern):
            pattern.search("")


def begins_with(parsed):
    """(characters with which a match can begin, whether it can be empty); the characters are None for too many."""
    found = set()
    for step, given in parsed:
        characters, empty = begins_step(str(step), given)
        if characters is None or not empty:
            return (None if characters is None else found | characters), False
        found |= characters
    return found, True


def begins_step(step, given):
    if step == "LITERAL":
        return {chr(given)}, False
    if step == "IN":
        sets = [({chr(g)} if str(kind) == "LITERAL" else characters_of(str(kind), g)) for kind, g in given]
        return (None if None in sets else set().union(*sets)), False
    if step == "BRANCH":
        branches = [begins_with(branch) for branch in given[1]]
        sets = [characters for characters, _ in branches]
        return (None if None in sets else set().union(*sets)), any(empty for _, empty in branches)
    if step == "SUBPATTERN":
        return begins_with(given[3])
    if step in ("MAX_REPEAT", "MIN_REPEAT"):
        characters, empty = begins_with(given[2])
        return characters, empty or given[0] == 0
    return (set(), True) if step in ("ASSERT", "ASSERT_NOT", "AT") else (None, False)


def characters_of(kind, given):
    if kind == "RANGE" and given[1] - given[0] < 100:
        return {chr(code) for code in range(given[0], given[1] + 1)}
    return set("0123456789") if kind == "CATEGORY" and str(given) == "CATEGORY_DIGIT" else None


@pytest.mark.parametrize("module", MODULES)
def test_a_pattern_that_looks_at_a_character_first_lets_all_its_beginnings_pass(module):
    made = vars(importlib.import_module(module)).items()
    for name, pattern in made:
        looks = re.match(r"\(\?=(\[(?!\^)(?:[^\]\\]|\\.)+\])\)", getattr(pattern, "pattern", None) or "")
        if not isinstance(pattern, Pattern) or looks is None:
            continue
        characters, _ = begins_with(parser.parse(pattern.pattern[looks.end() :], pattern.flags))
        lost = {c for c in characters or () if re.match(looks[1], c) is None}
        assert not lost, name
