"""The milestones that the events of one undertaking make: the same one told twice counts once."""

from kaigong.extractors.findings import Findings
from kaigong.extractors.reading import Event
from kaigong.schemas.document import MilestoneSlot
from kaigong.schemas.values import DateValue


def add_event(found: Findings, event: Event, rule: str, *, told: bool = False) -> None:
    """Note an event and its milestone; ``told`` says that it is noted already and only its date is new."""
    if not told:
        found.events.append(event)
    if event.kind is None or (event.date is None and not event.narrated):
        return
    slot = MilestoneSlot(event.kind, event.status, event.start, event.end, event.date, f"{event.rule}/{rule}")
    same = [m for m in found.milestones if (m.kind, m.status) == (slot.kind, slot.status)]
    if any(slot.date is None or _is_within(m.date, slot.date) for m in same):
        return
    for old in same:
        if old.date is None or _is_within(slot.date, old.date):
            found.milestones.remove(old)
    found.milestones.append(slot)


def _is_within(date: DateValue | None, other: DateValue | None) -> bool:
    """Whether a date says the same as another one or says it finer (6月中旬 within a headline's 6月)."""
    if date is None or other is None:
        return False
    if date.start and date.end and other.start and other.end:
        return other.start <= date.start and date.end <= other.end
    if date.end is not None and date.end == other.end and None in (date.start, other.start):
        return date == other or date.start is not None  # 年内投用 and 预计年底前投用
    return date == other
