"""Of what each clause of a sentence speaks, and what the text is about behind the sentence."""

from collections.abc import Sequence
from itertools import chain

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.ahead import before_first_name, names_ahead, spends_ahead, told_ahead
from kaigong.extractors.discourse.anchor import anchors_by_clause
from kaigong.extractors.discourse.clause import add_zones
from kaigong.extractors.discourse.company import focus_on_company
from kaigong.extractors.discourse.inherit import inherit
from kaigong.extractors.discourse.others import stands_already, turns_away
from kaigong.extractors.discourse.part import (
    are_counted_before,
    belongs,
    note_class,
    note_parts,
    note_phase,
    whole_of_contents,
    whole_of_parts,
)
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.together import counted, shared, told_of_all
from kaigong.extractors.discourse.turn import opens_item
from kaigong.extractors.discourse.zone import Anchor, Clause, named_by, owners_of
from kaigong.schemas.document import Sentence


def read_sentence(state: DiscourseState, sentence: Sentence) -> None:
    """Give the clauses of the next sentence their zones, and move the focus."""
    focus = state.focus
    new_paragraph = _opens_paragraph(state, sentence)
    focus_on_company(state, sentence, new_paragraph=new_paragraph)
    focus.ahead = told_ahead(state, sentence) if new_paragraph else None
    focus.above = focus.parted if new_paragraph or focus.of_key_part else None
    silent = not state.names.begin_in(sentence.start, sentence.end) and state.known.is_quiet(sentence)
    if silent and focus.ahead is None and not (focus.owners or (new_paragraph and state.of_notice is not None)):
        focus.named_last, focus.after_headline = set(), False
        return
    of_whole = len(focus.owners) == 1 and pat.CONTENTS.match(state.text, sentence.start) is not None
    clauses: list[Clause] = [(c, []) for c in sentence.clauses] if silent else anchors_by_clause(state, sentence)
    anchors = [a for _, found in clauses for a in found]
    counted_before = anchors and not new_paragraph and are_counted_before(state, sentence, anchors)
    reader = _ClauseReader(state, sentence, clauses, new_paragraph=new_paragraph)
    reader.read()
    if counted_before:
        reader.told_as_part = anchors
    focus.named_last = set(named_by(anchors))
    _move_focus(state, sentence, [] if of_whole else [a for a in anchors if a not in reader.told_as_part])
    text = state.text
    focus.below_item = bool(anchors) and pat.ITEM_NAMED.fullmatch(text, sentence.start, sentence.end) is not None
    # A headline's undertaking is what the paragraph below it tells of.
    unended = text[sentence.end - 1] not in "。!?;,:"
    focus.after_headline = bool(anchors) and unended and pat.FIELD.match(text, sentence.start) is None


def _opens_paragraph(state: DiscourseState, sentence: Sentence) -> bool:
    """Whether a sentence opens a paragraph; what was spoken of is forgotten where that is another report."""
    focus = state.focus
    new_paragraph = sentence.paragraph != focus.paragraph
    focus.paragraph = sentence.paragraph
    if not new_paragraph or pat.GOES_ON_LABEL.match(state.text, sentence.start):
        return False
    if not focus.after_headline and (
        pat.NEW_REPORT.match(state.text, sentence.start) or opens_item(state.known, sentence)
    ):
        focus.owners, focus.last, focus.recent = (), (), {}
    return True


def _move_focus(state: DiscourseState, sentence: Sentence, anchors: Sequence[Anchor]) -> None:
    """Speak of what a sentence with anchors has spoken of last, or of all items of its list."""
    if not anchors:
        return
    focus = state.focus
    focus.of_key_part = pat.KEY_PART.match(state.text, sentence.start) is not None
    opens = focus.of_key_part or state.text.startswith("其中", sentence.start)
    parted = focus.owners[0] if len(focus.owners) == 1 and opens else None
    names = [a for a in anchors if a.is_name]
    focus.parted = parted if names and parted not in names[0].owners else None
    for owner in (o for a in anchors for o in a.owners):
        focus.recent.pop(owner, None)
        focus.recent[owner] = None
    if len(names) > 1 and len(pair := state.lists.groups(names)[-1]) == 2:
        focus.two = owners_of(pair)
    elif len(owners_of(names)) == 2 or (
        len(names) > 1 and pat.AND_ANOTHER.search(state.text, names[-2].end, names[-1].start)
    ):
        focus.two = owners_of(names) if len(owners_of(names)) == 2 else owners_of(names[-2:])
    single = [a for a in anchors if not a.coordinated]
    focus.last = focus.owners = single[-1].owners if single else owners_of(anchors)


class _ClauseReader:
    """Goes through the clauses of one sentence."""

    def __init__(
        self, state: DiscourseState, sentence: Sentence, clauses: Sequence[Clause], *, new_paragraph: bool
    ) -> None:
        self._state = state
        self._text = state.text
        self._sentence = sentence
        self._clauses = clauses
        self._new_paragraph = new_paragraph
        self._spoken = any(anchors for _, anchors in clauses)
        self._seen_name = False
        self._held: tuple[int, ...] = ()  # what the sentence goes on about, by ``_rule``
        self._rule = "same_sentence"
        self._together: tuple[int, ...] = ()  # all that the clause before has spoken of at once
        self.told_as_part: Sequence[Anchor] = ()  # anchors that the text does not go on about

    def read(self) -> None:
        """Give each clause its zones."""
        if not self._spoken:
            self._held, self._rule = inherit(self._state, self._sentence, new_paragraph=self._new_paragraph)
        told = list(chain.from_iterable(anchors for _, anchors in self._clauses))
        whole = whole_of_contents(self._state, self._sentence, told) if told else ()
        for number, ((start, end), anchors) in enumerate(self._clauses):
            if whole and self._text[start - 1] == ";":
                self._held, self._rule, self._seen_name = whole, "same_sentence", True
            elif self._tells_of_others_behind(number, start, end):
                self._held, self._seen_name = (), False
            if anchors:
                self._read_anchors(number, start, end, anchors)
            else:
                self._read_silent(number, start, end)
        if whole:
            self.told_as_part = told

    def _tells_of_others_behind(self, number: int, start: int, end: int) -> bool:
        """Whether a clause opens another item of a report (A、B先后签约;投产企业里,…)."""
        if pat.ORDINAL_AMONG.match(self._text, start, end) is not None:
            return True
        if self._text[start - 1 : start] != ";":
            return False
        if len(self._held) > 1 or pat.ORDINAL_ITEM.match(self._text, start, end):
            return True
        if pat.OF_CLASS.fullmatch(self._text, start, end):
            return True  # 动工项目方面,A…;投产项目方面,B
        return names_ahead(self._state, self._clauses[number:])

    def _read_anchors(self, number: int, start: int, end: int, anchors: Sequence[Anchor]) -> None:
        state, held = self._state, self._held
        if stands_already(state, end, anchors):
            self._held, self._rule, self._seen_name = (), "same_sentence", True
            return
        note_phase(state, start, anchors, held)
        classed = note_class(state, self._sentence, start, end, anchors)
        parts = False
        if len(held) == 1:
            parts, told_as_part = note_parts(state, start, anchors, held[0], classed=classed)
            self.told_as_part = anchors if told_as_part else self.told_as_part
        now = add_zones(state, start, end, anchors)
        now = told_of_all(state, end, anchors, self._clauses[:number]) or now
        if belongs(self._text, start, end, anchors[-1]):
            now = anchors[-2].owners if len(anchors) > 1 else held or now
        elif parts:
            now = held
        else:
            now = whole_of_parts(state, end, anchors) or now
        self._held, self._rule, self._seen_name = now, "same_sentence", True

    def _read_silent(self, number: int, start: int, end: int) -> None:
        """A clause without anchors."""
        state, held, before = self._state, self._held, self._clauses[:number]
        following = self._clauses[number + 1] if number + 1 < len(self._clauses) else None
        ahead = spends_ahead(state, start, end, following)
        if ahead and not (held and pat.TOTAL.match(self._text, start, end)):
            state.add(start, end, ahead, "before_name")
        elif counts := counted(state, start, end, before):
            state.add(start, end, counts, "same_sentence")
            self._together = counts
        elif held and turns_away(state, start, end, held):
            self._held, state.focus.owners = (), ()
        elif held:
            owners = shared(state, start, end, held, before)
            if not owners and pat.GOES_ON_OF_ALL.match(self._text, start, end):
                owners = self._together
            self._together = owners
            state.add(start, end, owners or held, self._rule)
        elif self._spoken and not self._seen_name and not self._is_of_zone():
            later = self._clauses[number + 1 :]
            zone = before_first_name(state, start, end, later, new_paragraph=self._new_paragraph)
            if zone is not None:
                state.zones.append(zone)

    def _is_of_zone(self) -> bool:
        """Whether the sentence is on the zone that an undertaking moves into."""
        return pat.ZONE_ITSELF.match(self._text, self._sentence.start, self._sentence.end) is not None
