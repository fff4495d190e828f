"""Anchors of a sentence: the names in its clauses, and the words that refer back to an undertaking."""

from collections.abc import Mapping, Sequence
from itertools import chain

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.names import MANY
from kaigong.extractors.discourse.others import names_other_phase
from kaigong.extractors.discourse.reference import Reference
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, Clause, owners_of
from kaigong.schemas.document import Sentence

_GENERAL = ("项目", "工程")  # heads that any undertaking can be called by


def anchors_by_clause(state: DiscourseState, sentence: Sentence) -> list[Clause]:
    """Anchors of each clause; a back-reference means what the sentence, else the text before, speaks of."""
    found: list[Clause] = []
    current = state.focus.owners
    told: list[Anchor] = []  # anchors of the clauses before
    here: list[int] = []  # their owners
    for start, end in sentence.clauses:
        names = state.names.inside(start, end)
        references = state.known.references.of_clause(start, end)
        meant = (_of_reference(state, r, names, current, here) for r in references)
        anchors = [*names, *(a for a in meant if a is not None)]
        if not anchors:
            opening = _phase(state, start, end) or _kind(state, start, end) or _tail(state, start, end)
            opening = opening or _one_of_two(state, sentence, (start, end), told)
            anchors = [] if opening is None else [opening]
        anchors.sort(key=lambda a: a.start)
        found.append(((start, end), anchors))
        told += anchors
        here += (o for a in anchors for o in a.owners)
        if anchors:
            current = owners_of(state.lists.groups(anchors)[-1])
    return found


def _of_reference(
    state: DiscourseState,
    reference: Reference,
    names: Sequence[Anchor],
    current: tuple[int, ...],
    here: Sequence[int],
) -> Anchor | None:
    """The anchor that a back-reference is; ``current`` is spoken of, ``here`` by the clauses before."""
    at, end = reference.at, reference.end
    if any(n.start < end and at < n.end for n in names):
        return None
    if reference.kind == "funded" and state.focus.owners:
        return None  # the sentence goes on anyhow
    if len(state.focus.named_last) >= MANY and pat.ALL_OF_THEM.match(state.text, at):
        return None  # 项目全部达产后: all that the sentence before has named
    before = [n.owners[0] for n in names if n.end <= at]
    if len(current) > 1 and not before and pat.PLURAL.match(state.text, reference.start, end):
        return Anchor(at, end, current, False)
    owner = _resolve(state, reference, before, current, here)
    general = reference.head in _GENERAL
    if state.focus.above is not None and reference.kind == "bare" and general and not (before or here):
        owner = state.focus.above
    if state.of_notice is not None and state.text.startswith("本", reference.start):
        owner = state.of_notice  # 本项目, told behind another one, is still the notice's own
    if owner is None or (reference.kind == "host" and not state.names.is_only_park(owner)):
        return None
    if names_other_phase(state, end, owner):
        return None  # 电站一期于2012年投产, of X电站二期
    if reference.kind == "named" and general:
        state.relations.referred.add(owner)
    return Anchor(at, end, (owner,), False)


def _resolve(
    state: DiscourseState, reference: Reference, before: Sequence[int], current: tuple[int, ...], here: Sequence[int]
) -> int | None:
    """The undertaking that a head means: for 项目 the one in focus, else the latest whose name has the head.

    改建工程 means the only one whose name ends so, whatever is in focus.
    """
    head, recent = reference.head, state.focus.recent
    if head.endswith(_GENERAL) and head not in _GENERAL:
        ending = state.names.with_tail(head)
        if len(ending) == 1 and (ending[0] in before or ending[0] in here or ending[0] in recent):
            return ending[0]
        head = head[-len("项目") :]
    if head in _GENERAL:
        return before[-1] if before else _spoken_of(state, current)
    meant = _called(state, head)
    told = next((n for n in chain(reversed(before), reversed(here)) if n in meant), None)
    if told is not None:
        return told
    if reference.kind == "short":
        # 线路全长37公里: of what was spoken of last, if it is a line, and else of a part of it
        latest = current or tuple(recent)[-1:]
        return latest[0] if len(latest) == 1 and latest[0] in meant else None
    said = next((n for n in reversed(recent) if n in meant), None)
    # 工厂可创造1200个岗位, of X轮胎厂 told above, though a Y工厂 comes further down
    return _said_shortly(state, head, recent) if said is None else said


def _said_shortly(state: DiscourseState, head: str, recent: Mapping[int, None]) -> int | None:
    """The undertaking spoken of last that a common word can mean."""
    return next(
        (n for n in reversed(recent) for h in pat.SAID_SHORTLY.get(head, ()) if n in state.names.with_word(h)), None
    )


def _spoken_of(state: DiscourseState, current: tuple[int, ...]) -> int | None:
    """The one undertaking that the text speaks of."""
    if state.focus.ahead is not None:
        return state.focus.ahead
    # What a public body says in between takes the focus, but not what 项目 refers back to.
    known = current or state.focus.last
    return _whole_of_line(state, known[0]) if len(known) == 1 else None


def _called(state: DiscourseState, head: str) -> Sequence[int]:
    """The undertakings that can be called by a head."""
    names = state.names
    meant: Sequence[int] = ()
    if (ends := pat.SHORT_FOR.get(head)) is not None:
        meant = names.with_end(ends) or (names.with_word(head) if len(head) > 1 else ())
    elif head == "全线":
        meant = names.lines()
    else:
        meant = names.with_word("园" if head == "园区" else head)
    # 工厂占地42公顷, of X水泥厂: the common word for what the name says shortly
    return meant or next((m for h in pat.SAID_SHORTLY.get(head, ()) if (m := names.with_word(h))), ())


def _whole_of_line(state: DiscourseState, owner: int) -> int:
    """The undertaking of which the line or plant in focus was named as a part in the same sentence.

    X项目增加了年产45万吨纸的生产线。该项目建成后…: what the line is part of.
    """
    cluster = state.names.clusters[owner]
    if not cluster.weak or pat.LINE_OR_UNIT.search(cluster.name.text) is None:
        return owner
    whole = state.relations.within.get(owner, owner)
    return owner if state.names.clusters[whole].weak else whole


def _phase(state: DiscourseState, start: int, end: int) -> Anchor | None:
    """An opening 一期 or 二期工程 that means an undertaking of that phase, told apart from its whole."""
    opening = pat.PHASE_OPENS.match(state.text, start, end) if state.names.by_phase else None
    owner = state.names.by_phase.get(opening.group(1)) if opening else None
    if opening is None or owner is None or not state.names.is_before(owner, start):
        return None
    return Anchor(*opening.span(1), (owner,), False)


def _kind(state: DiscourseState, start: int, end: int) -> Anchor | None:
    """An opening 研发项目 that means the only undertaking whose name ends on it."""
    opening = pat.KIND_OPENS.match(state.text, start, end) if len(state.names.clusters) > 1 else None
    if opening is None:
        return None
    kind = opening["kind"]
    if state.names.with_word(kind):
        meant = state.names.with_tail(kind)
    else:  # 木王工程, of 镇安木王110千伏输变电工程
        meant = list(state.names.with_word(kind[: -len("工程")]))
    meant = [n for n in meant if state.names.is_before(n, start)]
    return Anchor(*opening.span("kind"), (meant[0],), False) if len(meant) == 1 else None


def _tail(state: DiscourseState, start: int, end: int) -> Anchor | None:
    """An opening word on which the name of one undertaking ends or opens (家具城投资5亿元, of 竹木家具城)."""
    opening = state.known.short_opening(start, end) if state.names.anchors else None
    if opening is None:
        return None
    at, word = opening.start("word"), opening["word"]
    if state.known.places.starting_at(at) or state.known.organisations.starting_at(at):
        return None
    meant = [n for n in state.names.by_edge(word) if state.names.is_before(n, start)]
    if len(meant) > 1:
        meant = [n for n in meant if n in state.focus.owners]
    return Anchor(*opening.span("word"), (meant[0],), False) if len(meant) == 1 else None


def _one_of_two(
    state: DiscourseState, sentence: Sentence, clause: tuple[int, int], told: Sequence[Anchor]
) -> Anchor | None:
    """An opening 前者 or 后者 where the text spoke of two undertakings."""
    opening = pat.OF_TWO.match(state.text, *clause)
    if opening is None:
        return None
    latter = opening["which"].startswith("后")
    names = [a for a in told if a.is_name]
    if len(names) > 1:
        last = state.lists.groups(names)[-1]
        pair = last if len(last) == 2 else names
        if len(pair) == 2:  # A、B也同时签约,后者…
            return Anchor(*opening.span("which"), pair[latter].owners, False)
    if len(state.focus.two) != 2:
        return None
    if clause[0] > sentence.start and "前" not in state.text[sentence.start : clause[0]]:
        return None  # A与B签约,后者将…: of two bodies
    return Anchor(*opening.span("which"), (state.focus.two[latter],), False)
