"""Patterns that know their first characters match what ``re`` alone would, at the same places."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaigong.extractors
from kaigong.extractors import first_characters
from kaigong.extractors.first_characters import compiled
from kaigong.extractors.lazy_pattern import Pattern

MODULES = sorted(m.name for m in pkgutil.walk_packages(kaigong.extractors.__path__, "kaigong.extractors."))
NEWS = (
    "本报讯 9月20日上午,总投资54亿元的江城市恒远新能源电池产业园项目(一期)奠基。该项目由A公司投资建设,占地380亩;"
    "“二期工程”预计明年6月投产,其中3号、4号机组已开工。\n其他:两个项目均由省交通集团承建,目前已完成投资12.5亿元,占年度计划的60%。"
)
PIECES = st.sampled_from(
    ["a", "[bc]", r"\d", "(?:a|b?)", "(?<=a)", "(?<!b)", "(?=c)", "(?:a?|cd)", "[^a]", "(?P<n>b)?", "^", "a+?"]
)


@given(st.lists(PIECES, min_size=1, max_size=5), st.text(alphabet="abcd1\n", max_size=12))
def test_same_matches(pieces, text):
    source = "".join(pieces)
    if source.count("(?P<n>") > 1:
        return
    for flags in (0, re.MULTILINE, re.IGNORECASE):
        fast, plain = compiled(source, flags), re.compile(source, flags)
        spans = [[(m.span(), m.groups()) for m in pattern.finditer(text, 1)] for pattern in (fast, plain)]
        assert spans[0] == spans[1]


@pytest.mark.parametrize("module", MODULES)
def test_patterns_of_the_package(module):
    for pattern in vars(importlib.import_module(module)).values():
        if isinstance(pattern, Pattern):
            fast, plain = compiled(pattern.pattern, pattern.flags), re.compile(pattern.pattern, pattern.flags)
            assert [m.span() for m in fast.finditer(NEWS)] == [m.span() for m in plain.finditer(NEWS)]


def test_another_compiler(monkeypatch):
    monkeypatch.setattr(first_characters, "_compiler", None)
    assert compiled("a|b").findall("abc") == ["a", "b"]


def test_the_compiler_is_left_as_it_was():
    compiled("(?:a|b)?c")
    assert first_characters._compiler._get_charset_prefix is first_characters._plain
