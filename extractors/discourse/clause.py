"""Zones of a clause that names or refers to undertakings: what stands before, in, between and behind the anchors."""

from collections.abc import Sequence
from itertools import pairwise

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, owners_of


def add_zones(state: DiscourseState, start: int, end: int, anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """Note the zones of a clause with anchors; the owners that later clauses of the sentence go on with."""
    groups = state.lists.groups(anchors)
    listed = owners_of(state.lists.with_asides(groups))
    at = start
    held: tuple[int, ...] = ()
    for number, group in enumerate(groups):
        _add_before(state, at, group, owners_of(group) if number or not listed else listed)
        _add_inside(state, group)
        last = number + 1 == len(groups)
        at, held = _add_aside(state, end, group, listed if last else ())
        upto = end if last else state.lists.border(at, groups[number + 1][0].start)
        _add_behind(state, at, upto, group, held)
        at = upto
    return held


def _add_behind(state: DiscourseState, at: int, end: int, group: Sequence[Anchor], held: tuple[int, ...]) -> None:
    """What stands behind a name, but not what was done before it (该项目是X集团|继投资3亿元建设物流中心之后|…)."""
    rule = "name_after" if group[0].is_name else "back_reference"
    followed = pat.WHAT_IT_FOLLOWS.search(state.text, at, end) if state.text.find("继", at, end) >= 0 else None
    spans = [(at, end)] if followed is None else [(at, followed.start()), (followed.end(), end)]
    for first, last in spans:
        if last > first:
            state.add(first, last, held, rule)


def _rule_before(group: Sequence[Anchor]) -> str:
    return "name_before" if group[0].is_name else "back_reference"


def _add_before(state: DiscourseState, at: int, group: Sequence[Anchor], owners: tuple[int, ...]) -> None:
    """What stands before a list is told of ``owners``, and the words that modify its first item of that one."""
    first = group[0].start
    if (item := pat.OTHER_ITEM.search(state.text, at, first)) is not None:
        at = item.end("link")  # 22亿元的抽水蓄能、12亿元的X: the first sum is of what has no name
    own = state.lists.first_start(group, at)
    if own > at:
        state.add(at, own, owners, _rule_before(group))
    if first > own:
        state.add(own, first, group[0].owners, _rule_before(group))


def _add_inside(state: DiscourseState, group: Sequence[Anchor]) -> None:
    """The names of a list, and between them the words that modify the next one."""
    for one, following in pairwise(group):
        own = state.lists.own_start(one.end, following.start)
        state.add(one.start, own, one.owners, "name_itself")
        if following.start > own:
            state.add(own, following.start, following.owners, _rule_before(group))
    state.add(group[-1].start, group[-1].end, group[-1].owners, "name_itself")


def _add_aside(
    state: DiscourseState, end: int, group: Sequence[Anchor], listed: tuple[int, ...]
) -> tuple[int, tuple[int, ...]]:
    """What stands in brackets behind a list; then, where it ends, and of whom the text behind it is told.

    ``listed`` are all items of a list of which each has such an aside, behind the last of them.
    """
    at, owners = group[-1].end, owners_of(group)
    aside = pat.OF_LAST.match(state.text, at, end) if len(group) > 1 else None
    if aside is not None:  # A、B(总投资4.2亿元): of the last alone
        state.add(at, aside.end(), group[-1].owners, "name_after")
        at = aside.end()
    closing = pat.LAST_ASIDE.match(state.text, at, end) if listed else None
    if closing is not None:  # A(装机5万千瓦)、B(装机3万千瓦)也已核准: what follows the last is told of all
        state.add(at, closing.end(), owners, "name_after")
        return closing.end(), listed
    return at, owners
