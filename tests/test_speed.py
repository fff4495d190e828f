"""The text that speed is measured on is varied and the same each time; the page has the tables of the command."""

from pathlib import Path

import pytest
import speed
from speed_text import KINDS, sample, variety

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_varied_and_made_again_from_its_seed(kind):
    texts = sample(kind, 40_000, seed=3)
    assert texts == sample(kind, 40_000, seed=3)
    assert not set(texts) & set(sample(kind, 40_000, seed=1_003))
    assert len(set(texts)) == len(texts)
    assert variety(texts) < 10 < variety(texts[:1] * 100)


def test_ratio_is_taken_within_the_rounds():
    assert speed.ratio({"jieba.cut": [100.0, 10.0, 50.0], "other": [200.0, 20.0, 50.0]}, "other") == 2.0


def test_page_has_the_figures():
    written = speed.MARKS.search(PAGE.read_text(encoding="utf-8"))
    assert written is not None
    assert all(f"### {kind.capitalize()} news" in written.group() for kind in KINDS)
    assert "| kaigong, rules + lac (default) |" in written.group()
