"""What a clause says of undertakings beside each other: phases and parts of one, items of a list or a class."""

from collections.abc import Sequence

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, named_by
from kaigong.extractors.project.name.classes import CLASS_OF_LIST
from kaigong.schemas.document import Sentence

_CLASS_REACH = 14
_SHORT_PART = 6  # characters of what a part is called


def note_phase(state: DiscourseState, start: int, anchors: Sequence[Anchor], held: tuple[int, ...]) -> None:
    """Note the whole of what a clause names as a phase (一期为X; 其中,首期淀粉糖工厂…)."""
    first, phase_parts = anchors[0], state.relations.phase_parts
    if not first.is_name:
        return
    if pat.PHASE_IS.search(state.text, start, first.start) is None and not _opens_on_phase(state, start, first):
        return
    if len(held) == 1:
        whole = phase_parts.get(held[0], held[0])
    elif not held and len(state.focus.owners) == 1:
        whole = state.focus.owners[0]
    else:
        return
    if whole not in first.owners:
        phase_parts[first.owners[0]] = whole


def _opens_on_phase(state: DiscourseState, start: int, first: Anchor) -> bool:
    """Whether a clause opens on what is built in a phase (首期淀粉糖工厂) of the one undertaking spoken of."""
    opening = pat.AMONG_THEM.fullmatch(state.text, start, first.start)
    if opening is None or len(state.focus.owners) != 1:
        return False
    if opening["phase"] is None and pat.PHASE_BUILDS.match(state.text, first.start, first.end) is None:
        return False
    return not any(pat.PHASE_WORD.search(name) for name in state.names.texts(state.focus.owners))


def note_class(state: DiscourseState, sentence: Sentence, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Note what a clause names under its class; whether the clause names the class itself (复工项目包括A、B)."""
    first, classed = anchors[0].start, state.relations.classed
    classes = list(CLASS_OF_LIST.finditer(state.text, max(sentence.start, start - _CLASS_REACH), first))
    by_class = bool(classes) and classes[-1].end() > start
    if by_class or (len(anchors) > 1 and _are_pushed(state.text, start, end, anchors)):
        classed.update(named_by(anchors))
    if _is_listed_behind(state.text, sentence, start, anchors[0]):
        classed.update(anchors[0].owners)
    return by_class


def _are_pushed(text: str, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Whether names are works by what is done to them (加快推进A、B建设)."""
    pushed = pat.PUSHED.search(text, start, anchors[0].start)
    return pushed is not None and pat.PUSHED_ON.match(text, anchors[-1].end, end) is not None


def _is_listed_behind(text: str, sentence: Sentence, start: int, first: Anchor) -> bool:
    """Whether a part of a list of projects behind a colon opens on a name (其他项目:…;博白县的X产业园等)."""
    if not first.is_name or text[start - 1] not in ":;":
        return False
    listing = pat.LISTS_PROJECTS.search(text, sentence.start, sentence.end)
    if listing is None or start < listing.end():
        return False
    return pat.OPENS_ITEM.fullmatch(text, start, first.start) is not None


def note_parts(
    state: DiscourseState, start: int, anchors: Sequence[Anchor], whole: int, *, classed: bool
) -> tuple[bool, bool]:
    """Note the parts that a clause names of the undertaking which its sentence goes on about.

    Whether it names parts, and whether the text does not go on about them: not in a list of their class (``classed``).
    """
    first, relations = anchors[0], state.relations
    listing = pat.LISTS_PARTS.search(state.text, start, first.start) is not None
    parts = listing and not classed
    if not parts and _is_sized_part(state, start, anchors):
        relations.sized.update(first.owners)
        parts = True
    if parts and first.is_name:
        relations.listed.update(o for o in first.owners if o != whole)
    if state.text[start - 1 : start] == ",":
        relations.within.update((o, whole) for o in named_by(anchors) if o != whole)
    return listing or parts, parts and first.is_name


def whole_of_parts(state: DiscourseState, end: int, anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """The undertaking that a clause says to consist of others, if its cost or size is told next (X包括A、B,总投资…)."""
    whole = anchors[0]
    if len(anchors) < 2 or not whole.is_name or len(whole.owners) != 1 or not pat.SUM_OF_ALL.match(state.text, end):
        return ()
    consists = pat.CONSISTS_OF.fullmatch(state.text, whole.end, anchors[1].start)
    if consists is None or (consists["by"] and pat.COMPOSES.match(state.text, anchors[-1].end, end) is None):
        return ()
    return whole.owners


def _is_sized_part(state: DiscourseState, start: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a clause is only a part and its size (X机场三期扩建工程总投资544亿元,T3航站楼42万平方米)."""
    one = anchors[0]
    if len(anchors) > 1 or one.start != start or not one.is_name or one.end - one.start > _SHORT_PART:
        return False
    weak = all(state.names.clusters[o].weak for o in one.owners)
    return weak and pat.ONLY_SIZE.match(state.text, one.end) is not None


def belongs(text: str, start: int, end: int, last: Anchor) -> bool:
    """Whether a clause says to what the undertaking spoken of belongs ((大桥)是X高速二期的控制性工程)."""
    if not last.is_name or pat.BELONGS.search(text, start, last.start) is None:
        return False
    return pat.BELONGS_TO.match(text, last.end, end) is not None
