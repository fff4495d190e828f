"""What a sentence leaves to the next: goal or result, and the period."""

from dataclasses import dataclass

from kaigong.extractors.target.period import Period
from kaigong.schemas.labels import TargetStatus


@dataclass(slots=True)
class Reach:
    """What holds where a sentence ends, for the next one.

    ``stale`` says that the status is that of an earlier paragraph, ``changed`` that another body is spoken of since,
    ``planned`` that a heading says that goals follow; ``opened`` is the paragraph that opened on the period.
    """

    status: TargetStatus | None = None
    period: Period | None = None
    stale: bool = False
    changed: bool = False
    planned: bool = False
    opened: int = -1
    goal_period: Period | None = None
    paragraph: int = -1
