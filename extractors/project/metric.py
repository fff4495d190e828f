"""The undertaking that each quantity is given to."""

from collections.abc import Sequence
from decimal import Decimal

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.document import MetricSlot
from kaigong.schemas.labels import MetricRole, Qualifier
from kaigong.schemas.values import Quantity, Value

_BESIDE = 12  # characters between items of a list
_PRODUCT = "metric_role.product"
_IN_ROW = "metric_role.listed"
_RESPECTIVE = lazy(r"(?:分别|依次)[^,。;]{0,10}$")
_POWER_UNITS = frozenset("千瓦 兆瓦 MW kW 吉瓦 GW 瓩 瓦 W".split())
_MOST = Decimal("0.9")  # 500兆瓦 in 126台4兆瓦风机


def give_metrics(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give each quantity to the undertaking that its zone speaks of, and rows of them to as many undertakings."""
    row: list[MetricReading] = []
    for reading in readings.metrics:
        assert reading.role is not None
        zone = readings.zone_of(discourse, reading.mention, reading.role)
        if zone is None:
            continue
        if len(zone.owners) == 1:
            _add_metric(findings[zone.owners[0]], reading, zone.rule)
            continue
        goes_on = (
            reading.rule == _IN_ROW
            and row
            and row[-1].mention.end <= reading.mention.start
            and row[0].start >= zone.start
        )
        row = [*row, reading] if goes_on else [reading]
        if len(row) == len(zone.owners) and _RESPECTIVE.search(discourse.text, zone.start, row[0].mention.start):
            for owner, one in zip(zone.owners, row, strict=True):
                _add_metric(findings[owner], one, zone.rule)  # 用地分别为180亩、65亩
    for found in findings:
        _prefer_stated_size(found)


def _prefer_stated_size(found: Findings) -> None:
    """Drop the size worked out from the sets (3台20万千瓦机组) where the text says what all of them come to."""
    stated = [
        m.mention.value
        for m in found.metrics
        if m.role is MetricRole.INSTALLED_CAPACITY and not m.rule.startswith(_PRODUCT)
    ]
    found.metrics[:] = [
        m
        for m in found.metrics
        if not (m.rule.startswith(_PRODUCT) and any(_covers(size, m.mention.value) for size in stated))
    ]


def _covers(size: Value | None, product: Value | None) -> bool:
    """Whether a stated size can be that of all sets: no smaller one beside them (…,配套储能20万千瓦)."""
    if not (isinstance(size, Quantity) and isinstance(product, Quantity)):
        return True
    if size.unit != product.unit:
        return size.unit in _POWER_UNITS  # but no 总库容34.79亿立方米
    return size.value is None or product.value is None or size.value >= _MOST * product.value


def _add_metric(found: Findings, reading: MetricReading, rule: str) -> None:
    assert reading.role is not None
    slot = MetricSlot(
        reading.role,
        reading.mention,
        reading.start,
        reading.end,
        reading.status,
        f"{reading.rule}/{rule}",
        reading.item,
        reading.per,
    )
    same = [n for n, m in enumerate(found.metrics) if m.role is slot.role and _repeats(m, slot)]
    if not same or _lists_another(found.metrics[same[-1]], slot):
        found.metrics.append(slot)
    elif _is_class(found.metrics[same[-1]]) and not _is_class(slot):
        found.metrics[same[-1]] = slot  # 百万吨级甲醇项目…年产甲醇100万吨: once, as the exact figure


def _repeats(one: MetricSlot, other: MetricSlot) -> bool:
    """Whether two quantities are the same figure, one of them perhaps as a class of size (百万吨级, 100万吨)."""
    first, second = one.mention.value, other.mention.value
    if first == second:
        return True
    if not (isinstance(first, Quantity) and isinstance(second, Quantity)) or _is_class(one) == _is_class(other):
        return False
    return first.value is not None and (first.value, first.unit) == (second.value, second.unit)


def _is_class(slot: MetricSlot) -> bool:
    """Whether a quantity only says of which class of size something is (百万吨级)."""
    value = slot.mention.value
    return isinstance(value, Quantity) and value.qualifier is Qualifier.ORDER_OF


def _lists_another(one: MetricSlot, other: MetricSlot) -> bool:
    """Whether two equal quantities side by side are of two things (年产聚乙烯40万吨、聚丙烯40万吨)."""
    beside = 0 < other.mention.start - one.mention.end <= _BESIDE
    return beside and bool(one.item and other.item) and one.item != other.item
