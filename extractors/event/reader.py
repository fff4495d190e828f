"""Events in the life of undertakings: triggers with their modality and their date.

A trigger is no event where it is denied (尚未开工), a condition or consequence (投产后), or part of another word
(开工率). It takes the date that its clause gives it, else that of the clause that opens the sentence.
"""

from collections.abc import Iterator

from kaigong.extractors.date.mention import is_day
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext
from kaigong.extractors.event.implied import (
    also_funded,
    dated_openings,
    dated_starts,
    not_begun,
    planned_works,
    postponements,
)
from kaigong.extractors.event.reading import events_at
from kaigong.extractors.event.shapes import AROUND, AT_WORK, shaped_words
from kaigong.extractors.event.words import entry_of, triggers
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document
from kaigong.schemas.labels import MilestoneKind

_CAN = frozenset("只就才即便都也可不未没,能前底内月年日初旬度末后节一定")


def find_events(document: Document) -> list[Event]:
    """Events of the document, sorted by start; a word that gives two milestones gives two events."""
    context = EventContext(document)
    found = list(_triggered(context))
    for start, end, word in shaped_words(context.text):
        found += events_at(context, start, end, entry_of(word))
    building = entry_of("加快建设")
    told = {at for e in found for at in range(e.start, e.end)}
    for match in AT_WORK.finditer(context.text):
        if match.start("verb") not in told:
            found += events_at(context, *match.span("verb"), building)
    found += dated_openings(context, found)
    begun = list(dated_starts(context, found))
    starts = {e.start for e in begun}
    found = [e for e in found if e.kind is not None or e.start not in starts] + begun
    found += not_begun(context)
    for match in AROUND.finditer(context.text):
        found += events_at(context, *match.span("verb"), building)
    found += postponements(context)
    found += planned_works(context)
    found += also_funded(context)
    shown = [m.span() for m in pat.ON_BANNER.finditer(context.text)]
    return sorted(
        (
            event
            for event in found
            if not any(a <= event.start < b for a, b in shown) and not _is_part_of_word(context.text, event)
        ),
        key=lambda e: e.start,
    )


def _triggered(context: EventContext) -> Iterator[Event]:
    """The events that the triggers tell; a contract that is not signed yet is signed only where a day says so."""
    words, entries = triggers()
    unsigned = pat.NOT_SIGNED.search(context.text) is not None
    for match in words.finditer(context.text):
        start, end = match.span()
        entry = entries[match.group()]
        denied = unsigned and MilestoneKind.SIGNED in entry.kinds and not _has_day(context, start)
        if not denied and not context.in_name(start, end):
            yield from events_at(context, start, end, entry)


def _has_day(context: EventContext, position: int) -> bool:
    """Whether a day opens the sentence that a position stands in (6月11日,子公司与某局签订合同)."""
    sentence = context.clauses.sentence(position)
    found = context.dates.inside(sentence.start, position) if sentence is not None else ()
    return any(is_day(d) and context.is_past(d) for d in found)


def _is_part_of_word(text: str, event: Event) -> bool:
    """Whether the characters beside it make another word of a trigger (产能投放, but 10月就能投产)."""
    before = text[max(0, event.start - 2) : event.start]
    if before.endswith("地") and text.startswith("下线", event.start):
        return True  # 均为地下线
    if pat.ANNIVERSARY.match(text, event.end):
        return True  # 迎来开通三周年
    if text.startswith("开通", event.start) and pat.OPENS_SERVICE.match(text, event.end):
        return True  # 港口已开通国内外航线12条
    if text[event.start] in "拟将":
        return False  # 亿利洁能拟出资
    return before.endswith("能") and before[:1] not in _CAN
