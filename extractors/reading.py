"""Readings: what a mention or trigger means in its own clause, before anybody asks to which project it belongs.

Readers (``amount_role``, ``metric_role``, ``event``) make them from local context alone; the discourse stage gives
them to projects. All offsets are folded.
"""

from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, Modality, Per, Stage
from kaigong.schemas.values import DateValue


@dataclass(frozen=True, slots=True)
class AmountReading:
    """Role of a sum by its cue: ``start``/``end`` cover cue and sum (总投资20亿元).

    ``role`` is None where no cue says what the sum is. ``phase`` is the phase word that governs it (一期), else None.
    ``aggregate`` marks a sum over several projects (236个项目总投资…), which no project gets.
    """

    mention: Mention
    role: AmountRole | None
    status: Modality
    start: int
    end: int
    rule: str
    per: Per | None = None
    phase: str | None = None
    aggregate: bool = False


@dataclass(frozen=True, slots=True)
class MetricReading:
    """Role of a quantity by its cue and the thing counted; ``start``/``end`` cover cue, quantity and item."""

    mention: Mention
    role: MetricRole | None
    status: Modality
    start: int
    end: int
    rule: str
    item: str | None = None
    per: Per | None = None
    phase: str | None = None
    aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger in the life of a project (开工, 拟建, 停工) with its modality and its date.

    ``kind`` is None for cues of a stage that are no milestone (加快建设, 终止); ``stage`` is the stage that the cue
    speaks for when it is a fact, None where it says nothing of it. ``date`` is None where no date is tied to it;
    ``narrated`` says that the article tells the event as news (举行开工仪式, 日前动工), so that it counts undated.
    """

    kind: MilestoneKind | None
    stage: Stage | None
    status: Modality
    start: int
    end: int
    rule: str
    date: DateValue | None = None
    narrated: bool = False
    phase: str | None = None
