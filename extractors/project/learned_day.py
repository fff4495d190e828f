"""Milestones that only the network sees: days of which no rule says what happens then."""

from collections.abc import Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.findings import Findings, Readings
from kaigong.schemas.document import MilestoneSlot
from kaigong.schemas.values import DateValue


def give_learned_days(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give each day that no milestone has to the undertaking that the text speaks of there.

    But no second milestone of one kind: the rules have read that one.
    """
    given = [m.date for found in findings for m in found.milestones]
    for mention, kind, status in readings.learned.days:
        zone = readings.zone_of(discourse, mention, f"{kind}:{status}")
        day = mention.value
        if not isinstance(day, DateValue) or day in given or zone is None or len(zone.owners) != 1:
            continue
        milestones = findings[zone.owners[0]].milestones
        if not any((m.kind, m.status) == (kind, status) for m in milestones):
            rule = f"event.learned/{zone.rule}"
            milestones.append(MilestoneSlot(kind, status, mention.start, mention.end, day, rule))
