"""The stage of an undertaking as of the article, from its events."""

from collections.abc import Sequence

from kaigong.extractors.reading import Event
from kaigong.schemas.labels import MilestoneKind, Modality, Stage

_ORDER = (
    Stage.PROPOSED,
    Stage.SIGNED,
    Stage.APPROVED,
    Stage.UNDER_CONSTRUCTION,
    Stage.COMPLETED,
    Stage.OPERATING,
)
_OF_KIND = {
    MilestoneKind.SIGNED: Stage.SIGNED,
    MilestoneKind.APPROVED: Stage.APPROVED,
    MilestoneKind.CONSTRUCTION_START: Stage.UNDER_CONSTRUCTION,
    MilestoneKind.TOPPED_OUT: Stage.UNDER_CONSTRUCTION,
    MilestoneKind.COMPLETED: Stage.COMPLETED,
    MilestoneKind.PRODUCTION_START: Stage.OPERATING,
}


def stage_of(events: Sequence[Event]) -> Stage | None:
    """The furthest stage that a fact speaks for; a stop counts unless a later event resumes the work.

    Events are in order of the text. A later phase's start does not take back what an earlier phase has reached.
    """
    facts = [e for e in events if e.status is Modality.ACTUAL]
    reached: Stage | None = None
    stopped: Stage | None = None
    for event in facts:
        stage = event.stage or (None if event.kind is None else _OF_KIND[event.kind])
        if stage in (Stage.CANCELLED, Stage.SUSPENDED):
            stopped = stage
        elif stage is not None:
            if stopped is not None and _ORDER.index(stage) >= _ORDER.index(Stage.UNDER_CONSTRUCTION):
                stopped = None
            if reached is None or _ORDER.index(stage) > _ORDER.index(reached):
                reached = stage
    if stopped is not None:
        return stopped
    intended = any(e.stage is Stage.PROPOSED or e.kind is MilestoneKind.CONSTRUCTION_START for e in events)
    if reached is None and intended:
        return Stage.PROPOSED
    return reached
