"""Undertakings that a sentence or clause speaks of before they are named."""

from collections.abc import Sequence
from itertools import pairwise

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.others import speaks_of_others
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.zone import Anchor, Clause, Zone, owners_of
from kaigong.schemas.document import Sentence

_MAX_LISTED = 12  # names that one agreement lists
_BEHIND_TEASER = 14  # characters between the sum of a headline and the name


def told_ahead(state: DiscourseState, sentence: Sentence) -> int | None:
    """The undertaking at which the quote was spoken on which a paragraph opens (“…。”在X现场,某某说)."""
    opening = pat.OPENING_QUOTE.match(state.text, sentence.start)
    name = state.names.first_from(sentence.start) if opening is not None else None
    if opening is None or name is None or name.coordinated or name.start < opening.end():
        return None
    return name.owners[0] if pat.QUOTED_AT.fullmatch(state.text, opening.end(), name.start) else None


def agreed_on(state: DiscourseState, sentence: Sentence) -> tuple[int, ...]:
    """The undertaking, or the list of them, that the sentence behind one on an agreement says was agreed on."""
    if pat.AGREES.fullmatch(state.text, sentence.start, sentence.end) is None:
        return ()
    names = state.names.following(sentence.end, _MAX_LISTED)
    if not names or pat.AGREED_ON.fullmatch(state.text, sentence.end, names[0].start) is None:
        return ()
    agreed = names[:1]
    for one, other in pairwise(names):
        if not other.coordinated or pat.AND.fullmatch(state.text, one.end, other.start) is None:
            break
        agreed.append(other)
    return owners_of(agreed)


def teased(state: DiscourseState, sentence: Sentence) -> tuple[int, ...]:
    """The undertaking that a headline names behind its sum (总投资15亿元!X产业园二期封顶)."""
    if pat.TEASER.fullmatch(state.text, sentence.start, sentence.end) is None:
        return ()
    name = state.names.first_from(sentence.end)
    if name is None or name.start - sentence.end > _BEHIND_TEASER:
        return ()
    return () if "\n" in state.text[sentence.end : name.start] else name.owners


def names_ahead(state: DiscourseState, clauses: Sequence[Clause]) -> bool:
    """Whether a part behind a semicolon opens on a place or body and names an undertaking further on."""
    (start, _), opening = clauses[0]
    opens = start + state.text.startswith("在", start)
    if opening or not (state.known.places.starting_at(opens) or state.known.organisations.starting_at(opens)):
        return False
    for (at, _), anchors in clauses:
        if anchors or (at > start and state.text[at - 1 : at] == ";"):
            return bool(anchors) and anchors[0].is_name
    return False


def spends_ahead(state: DiscourseState, start: int, end: int, following: Clause | None) -> tuple[int, ...]:
    """Owners of a clause that spends on what the next one builds (再投资3150万元,实施X工程)."""
    name = next((a for a in following[1] if a.is_name), None) if following is not None else None
    if following is None or name is None or state.text.startswith(";", end):
        return ()  # 总投资9.7亿元,今年完成投资4亿元;启动X机场前期工作
    if not pat.SPENDS.fullmatch(state.text, start, end):
        return ()
    return name.owners if pat.BUILDS.match(state.text, following[0][0], name.start) else ()


def before_first_name(
    state: DiscourseState, start: int, end: int, later: Sequence[Clause], *, new_paragraph: bool
) -> Zone | None:
    """The zone of a clause before the sentence's first anchor; before a list it speaks of all its items."""
    anchors = [a for _, found in later for a in found]
    following = [a for a in anchors if a.is_name] or anchors
    if not following:
        return None
    gap = state.text[end : following[0].start]
    introduces = pat.INTRODUCES_LIST.search(state.text[start:end]) is not None
    if ";" in gap and not introduces:
        # 投资1.3亿元新建道路8公里;3月还将启动X厂建设: the first part goes on with what was spoken of before.
        goes_on = state.focus.owners and not new_paragraph and not speaks_of_others(state.known, start, end)
        return Zone(start, end, state.focus.owners, "carried_over") if goes_on else None
    if pat.OF_CLASS.fullmatch(state.text, start, end):
        return Zone(start, end, owners_of(following), "class")  # 在建项目中,A…;B…;C…
    if pat.FIRMS_YEAR.fullmatch(state.text, start, end):
        return None  # 国网绥化供电公司今年安排电网基建投资6.3亿元,由该公司负责建设的X工程已送电
    last = state.focus.last
    if len(last) == 1 and state.names.are_only(last, start) and pat.GIVEN_UP.fullmatch(state.text, start, end):
        return Zone(start, end, last, "carried_over")
    introduces = introduces or pat.INTRODUCES_LIST.search(gap) is not None
    if not introduces and _is_of_many(state, start, end, gap):
        return None
    return Zone(start, end, owners_of(_meant(state, following, introduces=introduces)), "before_name")


def _is_of_many(state: DiscourseState, start: int, end: int, gap: str) -> bool:
    """Whether a clause tells what others do, or the sum of many (全省今年交通投资42亿元,其中X高速公路7月通车)."""
    subjects = state.known.subjects
    if gap.strip(",") == "其中" and pat.SUM.search(state.text, start, end):
        return True
    if speaks_of_others(state.known, start, end) or subjects.does_much(start, end):
        return True
    if subjects.counts_for_region(start, end):
        return True
    return pat.YEARS_TASK.match(state.text, start, end) is not None and pat.NEXT_TASK.search(gap) is not None


def _meant(state: DiscourseState, following: list[Anchor], *, introduces: bool) -> Sequence[Anchor]:
    """Which of the anchors behind a clause it speaks of."""
    if not introduces:
        return state.lists.groups(following)[0]  # 2.6亿元支持A、B和C: of all of them
    other = pat.NEXT_CLASS.search(state.text, following[0].start, following[-1].start)
    return following if other is None else [a for a in following if a.start < other.start()]
