"""The words that are looked for before a shape stand in all that the shape can match."""

from re import _parser as parser  # what `re` itself parses a pattern with

import pytest

from kaigong.extractors.event.shapes import SHAPES


def without(parsed, cues, ends):
    """What the texts that match can end on, of those that hold no cue so far; none where all do."""
    for step, given in parsed:
        ends = without_step(str(step), given, cues, ends)
    return ends


def without_step(step, given, cues, ends):
    if step == "LITERAL":
        longer = {end + chr(given) for end in ends}
        return {end[-8:] for end in longer if not end.endswith(cues)}
    if step == "IN" and all(str(kind) == "LITERAL" for kind, _ in given):
        return set().union(*(without_step("LITERAL", code, cues, ends) for _, code in given))
    if step == "BRANCH":
        return set().union(*(without(branch, cues, ends) for branch in given[1]))
    if step == "SUBPATTERN":
        return without(given[3], cues, ends)
    if step in ("MAX_REPEAT", "MIN_REPEAT"):
        once = without(given[2], cues, ends)
        return (ends if given[0] == 0 else set()) | once | ({""} if once and given[1] > 1 else set())
    if step == "ASSERT" and given[0] < 0:
        return without(given[1], cues, {""})
    if step == "ASSERT":
        return {end for end in ends if without(given[1], cues, {end})}
    return ends if step in ("ASSERT_NOT", "AT") else {""} if ends else set()


@pytest.mark.parametrize("row", [pytest.param(row, id=row[1].pattern[:20]) for row in SHAPES])
def test_cue_stands_in_all_that_its_shape_matches(row):
    cues, pattern, _ = row
    assert not without(parser.parse(pattern.pattern), cues, {""})


def test_cues_that_a_shape_can_do_without_are_seen():
    assert without(parser.parse("(?:开|动)工[^,]{0,3}建"), ("开工",), {""})
    assert not without(parser.parse("(?:开|动)工[^,]{0,3}建"), ("开工", "动工"), {""})
