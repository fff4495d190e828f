"""Whether what works yield is a fact yet: their figures follow how far the works have come."""

from collections.abc import Iterable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import AmountSlot, MetricSlot
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, MetricRole, Modality, Stage

_AHEAD = frozenset([Stage.PROPOSED, Stage.SIGNED, Stage.APPROVED, Stage.UNDER_CONSTRUCTION])
_DONE = frozenset([Stage.COMPLETED, Stage.OPERATING])
_YIELDS = frozenset(
    [
        MetricRole.ANNUAL_CAPACITY,
        MetricRole.JOBS,
        AmountRole.ANNUAL_OUTPUT_VALUE,
        AmountRole.ANNUAL_REVENUE,
        AmountRole.ANNUAL_TAX,
        AmountRole.ANNUAL_PROFIT,
    ]
)
_IN_NAME = "metric_role.in_name/"
# 已形成年产5万吨的能力, 现年产值3亿元, 去年实现产值2亿元: so it is already
_ALREADY = lazy(r"(?:已经?|现有|原有|现已?|目前|如今|眼下|去年|上年|此前|累计|先后|完成)[^,。;:\n]*$")
_REACH = 24


def metrics_by_stage(text: str, stage: Stage | None, slots: Iterable[MetricSlot]) -> Iterator[MetricSlot]:
    """The quantities, those of a yield planned before works are done (X项目开工,年产10GW电池).

    What stands in the name of finished works is a fact (100万千瓦风电项目并网).
    """
    for slot in slots:
        if stage in _DONE and slot.status is Modality.PLANNED and slot.rule.startswith(_IN_NAME):
            yield replace(slot, status=Modality.ACTUAL)
        else:
            yield replace(slot, status=Modality.PLANNED) if _is_ahead(text, stage, slot) else slot


def amounts_by_stage(text: str, stage: Stage | None, slots: Iterable[AmountSlot]) -> Iterator[AmountSlot]:
    """The sums, those of a yield planned before works are done (X项目开工,达产产值30亿元)."""
    for slot in slots:
        yield replace(slot, status=Modality.PLANNED) if _is_ahead(text, stage, slot) else slot


def _is_ahead(text: str, stage: Stage | None, slot: MetricSlot | AmountSlot) -> bool:
    """Whether a figure is of a yield that unfinished works have not got."""
    if stage not in _AHEAD or slot.role not in _YIELDS or slot.status is not Modality.ACTUAL:
        return False
    at = slot.mention.start
    return _ALREADY.search(text, max(0, at - _REACH), at) is None
