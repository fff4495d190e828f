"""All values of a group of occurrences, each with its article, and which of them are latest or differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kaigong.extractors.unit_index import to_canonical
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.model import RegisterValue, Slot
from kaigong.schemas.labels import AmountRole, MetricRole, Modality
from kaigong.schemas.record import Number, Span, decimal_string
from kaigong.schemas.values import Quantity

# What grows or is counted anew each year differs from article to article and is no contradiction.
_STEADY = frozenset(
    (
        AmountRole.TOTAL_INVESTMENT, AmountRole.PHASE_INVESTMENT, AmountRole.FIXED_ASSET_INVESTMENT,
        AmountRole.EQUIPMENT_INVESTMENT, AmountRole.REGISTERED_CAPITAL, AmountRole.CONTRACT_VALUE,
        MetricRole.LAND_AREA, MetricRole.FLOOR_AREA, MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY,
        MetricRole.LENGTH,
    )
)  # fmt: skip

Key = tuple[str | None, ...]


def values_of(members: Iterable[tuple[Occurrence, bool]]) -> tuple[RegisterValue, ...]:
    """Values of occurrences in order of publication; each occurrence comes with whether it counts as a repost."""
    values = [value for occurrence, repost in members for value in _values(occurrence, repost)]
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        groups[_key(value)].append(number)
    for numbers in groups.values():
        told = [n for n in numbers if not values[n].repost]
        dated = [(values[n].published, values[n].article_id) for n in told if values[n].published is not None]
        last = max(dated, default=None, key=lambda row: (str(row[0]), row[1]))
        differ = _differ([values[n] for n in told])
        for n in numbers:
            value = values[n]
            latest = not value.repost and last is not None and (value.published, value.article_id) == last
            values[n] = value.model_copy(update={"latest": latest, "conflict": differ})
    return tuple(values)


def _values(occurrence: Occurrence, repost: bool) -> Iterator[RegisterValue]:
    info, project = occurrence.article, occurrence.project

    def value(slot: Slot, span: Span, **rest: object) -> RegisterValue:
        return RegisterValue.model_validate(
            {
                "slot": slot, "text": span.text, "span_start": span.start, "span_end": span.end, "rule": span.rule,
                "article_id": info.id, "project_id": project.id, "published": info.published, "source": info.source,
                "repost": repost, **rest,
            }
        )  # fmt: skip

    for a in project.amounts:
        yield value(
            "amount", a, role=a.role, **_number(a), unit=a.currency, per=a.per, qualifier=a.qualifier, status=a.status
        )
    for m in project.metrics:
        rest = {"unit": m.unit, "per": m.per, "qualifier": m.qualifier, "status": m.status, "item": m.item}
        yield value("metric", m, role=m.role, **_number(m), **rest)
    for s in project.milestones:
        days = {"date_first": s.date.start, "date_last": s.date.end, "grain": s.date.grain}
        yield value("milestone", s, role=s.kind, status=s.status, **days)
    for o in project.organisations:
        yield value("organisation", o, role=o.role)
    for p in project.places:
        yield value("place", p, code=p.adcode, item=p.county or p.city or p.province)
    for i in project.industry:
        yield value("industry", i, code=i.code, item=i.name)


def _number(number: Number) -> dict[str, str | None]:
    return {"value": number.value, "low": number.low, "high": number.high}


def _canonical(value: RegisterValue) -> tuple[str | None, frozenset[str]]:
    """Unit and figures of a value, a metric's in the base of its dimension (10GWh, 10吉瓦时)."""
    figures = [Decimal(v) for v in (value.value, value.low, value.high) if v is not None]
    unit = value.unit
    if value.slot == "metric" and unit is not None:
        known = [to_canonical(Quantity(figure, unit)) for figure in figures]
        if all(k is not None and k.value is not None for k in known):
            figures = [k.value for k in known if k is not None and k.value is not None]
            unit = next((k.unit for k in known if k is not None), unit)
    return unit, frozenset(map(decimal_string, figures))


def _key(value: RegisterValue) -> Key:
    return value.slot, value.role, _canonical(value)[0], value.per


def _differ(values: list[RegisterValue]) -> bool:
    """Whether articles contradict each other in the values of one key."""
    if not values:
        return False
    if values[0].slot == "milestone":
        dated = [(v.date_first, v.date_last) for v in values if v.status is Modality.ACTUAL]
        days = [(first, last) for first, last in dated if first is not None and last is not None]
        return any(a[0] > b[1] or b[0] > a[1] for a in days for b in days)
    if values[0].slot not in ("amount", "metric") or values[0].role not in _STEADY:
        return False
    by_article: dict[str, set[str]] = defaultdict(set)
    for value in values:
        by_article[value.article_id] |= _canonical(value)[1]
    return len({frozenset(figures) for figures in by_article.values()}) > 1
