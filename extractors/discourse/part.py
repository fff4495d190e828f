"""What a clause says of undertakings beside each other: phases and parts of one, items of a list or a class."""

from collections.abc import Sequence

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, named_by
from kaigong.extractors.project.name.classes import CLASS_OF_LIST
from kaigong.extractors.project.name.lexicon import IN_PHASES, PHASES_REACH
from kaigong.schemas.document import Sentence

_CLASS_REACH = 14
_SHORT_PART = 6  # characters of what a part is called


def note_phase(state: DiscourseState, start: int, anchors: Sequence[Anchor], held: tuple[int, ...]) -> None:
    """Note the whole of what a clause names as a phase (一期为X; 其中,首期X厂投资2亿元)."""
    first, phase_parts = anchors[0], state.relations.phase_parts
    if not first.is_name or not _is_phase_of_whole(state.text, start, first):
        return
    if len(held) == 1:
        whole = phase_parts.get(held[0], held[0])
        if any(pat.PHASE_WORD.match(name) for name in state.names.texts((whole,))):
            return  # 一期A厂投产;二期B车间投资2亿元: the one is no whole of the other
    elif not held and len(state.focus.owners) == 1:
        whole = state.focus.owners[0]
    else:
        return
    if whole not in first.owners:
        phase_parts[first.owners[0]] = whole


def _is_phase_of_whole(text: str, start: int, name: Anchor) -> bool:
    """Whether a clause names a phase: 一期为X; 其中,首期X投资2亿元; 分三期建设。…;二期X投资16亿元."""
    if pat.PHASE_IS.search(text, start, name.start):
        return True
    leads = pat.PHASE_LEADS.search(text, max(0, start - 3), name.end)
    if leads is None or leads.start("phase") < start:
        return False
    first = leads.start("phase")
    return leads["which"] is not None or IN_PHASES.search(text, max(0, first - PHASES_REACH), first) is not None


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
    if not first.is_name or text[start - 1 : start] not in (":", ";"):
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


def whole_of_contents(state: DiscourseState, sentence: Sentence, anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """The undertaking spoken of, where a sentence lists of what it consists (建设内容包括新建A水厂;铺设管网18公里)."""
    owners = state.focus.owners
    if len(owners) != 1 or any(owners[0] in a.owners for a in anchors if a.is_name):
        return ()
    return owners if pat.CONTENTS_OPEN.match(state.text, sentence.start, sentence.end) else ()


def are_counted_before(state: DiscourseState, sentence: Sentence, anchors: Sequence[Anchor]) -> bool:
    """Whether all that a sentence names was counted as part of the one spoken of (新建A、B两座水厂。A水厂…;B水厂…)."""
    text, owners = state.text, state.focus.owners
    if len(owners) != 1 or not all(a.is_name and a.owners != owners for a in anchors):
        return False
    first = max(text.rfind(mark, 0, sentence.start - 1) for mark in "。!?\n") + 1
    counts = list(pat.COUNTED_PARTS.finditer(text, first, sentence.start))
    return bool(counts) and all(
        any(_is_counted_in(text[a.start : a.end], text[first : c.start()], c["kind"]) for c in counts) for a in anchors
    )


def _is_counted_in(name: str, before: str, kind: str) -> bool:
    """Whether a name is of a kind that is counted, and what it is called by stands before the count."""
    own = name.removesuffix(kind)
    return own != name and len(own) > 1 and own in before


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
