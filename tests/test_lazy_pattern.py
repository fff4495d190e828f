"""Patterns compiled late are those that ``re`` would have made, and every one of the package compiles."""

import importlib
import pkgutil
import re

import pytest

import kaigong.extractors
from kaigong.extractors.lazy_pattern import lazy


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


@pytest.mark.parametrize("module", sorted(m.name for m in pkgutil.iter_modules(kaigong.extractors.__path__)))
def test_every_pattern_compiles(module):
    made = vars(importlib.import_module(f"kaigong.extractors.{module}")).values()
    for pattern in made:
        if type(pattern) is type(lazy("")):
            pattern.search("")
