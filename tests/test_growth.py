"""What a character costs does not grow with the article: calls are counted, for they are the same on every machine.

Work inside of one call (a scan of a list, a search of a pattern) shows in processor time alone, which is looked at
with a wide margin: where all of it grew with the square, the larger text would cost four times as much a character.
"""

import gc
import re
import sys
import time

import pytest
from speed_growth import SHAPES

from kaigong.extractors.findings import Findings
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.headline import join_headlines
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.pipeline import Pipeline

CALLS_GROW, TIME_GROWS = 1.4, 2.5
SIZES = {"long article": (8000, 32_000), "one sentence": (6000, 24_000), "projects": (50, 200)}


@pytest.fixture(scope="module")
def pipeline():
    pipeline = Pipeline(tagger="rules")
    pipeline("".join(SHAPES["long article"](3000)), published="2024-05-17")  # compiles the lexicons
    return pipeline


def calls_of(pipeline, text):
    count = 0

    def on_event(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        pipeline(text, published="2024-05-17")
    finally:
        sys.setprofile(None)
    return count


def seconds_of(pipeline, text):
    started = time.process_time()
    pipeline(text, published="2024-05-17")
    return time.process_time() - started


@pytest.mark.parametrize("shape", SHAPES)
def test_calls_for_a_character_stay_the_same(pipeline, shape):
    small, large = (SHAPES[shape](size) for size in SIZES[shape])
    assert len(large) > 3.9 * len(small)
    assert calls_of(pipeline, large) / len(large) < CALLS_GROW * calls_of(pipeline, small) / len(small)


@pytest.mark.parametrize("shape", SHAPES)
def test_time_for_a_character_stays_of_one_size(pipeline, shape):
    small, large = (SHAPES[shape](size) for size in SIZES[shape])
    few = min(seconds_of(pipeline, small + "。" * run) for run in range(2))  # what is read of a text is remembered
    assert seconds_of(pipeline, large) / len(large) < TIME_GROWS * few / len(small)


def test_reading_leaves_no_garbage_in_cycles(pipeline):
    gc.collect()
    pipeline(SHAPES["long article"](20_000), published="2024-05-17")
    assert gc.isenabled()
    assert gc.collect() < 100


def test_all_projects_are_found_however_many(pipeline):
    assert len(pipeline(SHAPES["projects"](200), published="2024-05-17").projects) >= 190


def test_headings_one_below_the_other_are_joined_at_one_go():
    """Each join by itself would have the whole text read again."""
    names = ["风电制氢项目", "风电制氢合成氨项目", "风电制氢合成氨一体化示范项目"]
    text = "".join(f"{name}备案\n" for name in names)
    clusters = [
        NameCluster([NameCandidate(text.find(n + "备"), text.find(n + "备") + len(n), n, "test", False, True)])
        for n in names
    ]
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    joined = join_headlines(text, clusters, [Findings() for _ in names], lines)
    assert joined is not None
    assert [[c.text for c in k.candidates] for k in joined] == [names]
    assert join_headlines(text, joined, [Findings()], lines) is None
