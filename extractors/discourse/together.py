"""Clauses that tell something of all the undertakings that their sentence has named."""

from collections.abc import Sequence

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, Clause, named_by, owners_of
from kaigong.schemas.fast_dataclass import replace


def told_of_all(
    state: DiscourseState, end: int, anchors: Sequence[Anchor], before: Sequence[Clause]
) -> tuple[int, ...]:
    """All items of a list whose last clause has the verb of them all, which the zone behind it then speaks of."""
    text, zones = state.text, state.zones
    if not before or not anchors[-1].is_name or not pat.TOGETHER.match(text, anchors[-1].end, end):
        return ()
    owners = list(zones[-1].owners)
    for (start, last), found in reversed(before):
        if not found or not found[0].is_name or found[-1].end + text.startswith("”", found[-1].end) != last:
            break
        if pat.ITEM_ALONE.fullmatch(text, start, found[0].start) is None:
            break
        owners[:0] = [o for a in found for o in a.owners]
    if len(owners) == len(zones[-1].owners):
        return ()
    zones[-1] = replace(zones[-1], owners=tuple(dict.fromkeys(owners)))
    return zones[-1].owners


def shared(
    state: DiscourseState, start: int, end: int, held: tuple[int, ...], before: Sequence[Clause]
) -> tuple[int, ...]:
    """All that the sentence has named, where a clause gives each its own (一个是A,一个是B,投资分别为X和Y)."""
    if len(held) > 1 or not before:
        return ()
    all_do = pat.ALL_DO.match(state.text, start, end)
    if not (all_do or pat.RESPECTIVELY.match(state.text, start, end)):
        return ()
    anchors = [a for _, found in before for a in found]
    told_of_each = state.text.startswith(("均", "都", "双双"), start)  # A…;B…,均由X承建: one alone is no 均
    if not anchors or (all_do and not told_of_each and ";" in state.text[anchors[0].start : start]):
        return ()
    return named_by(anchors) or owners_of(anchors)


def counted(state: DiscourseState, start: int, end: int, before: Sequence[Clause]) -> tuple[int, ...]:
    """All that the sentence, or the one before, has named, where a clause counts them (三个项目总投资分别为…)."""
    count = pat.COUNTS_THEM.match(state.text, start, end)
    if count is None:
        return ()
    number = pat.NUMBER.get(count["n"], 0)
    here = set(named_by(a for _, found in before for a in found))
    if count["first"]:  # A、B和C同日开工。其中C投资12亿元;前两个项目均由…承建
        among = sorted(here | state.focus.named_last)
        return tuple(among[:number]) if len(among) > number else ()
    # A second sentence may name the second of two; nothing else has been named then.
    told = (here, state.focus.named_last, set(state.focus.recent))
    return next((tuple(sorted(named)) for named in told if len(named) == number), ())
