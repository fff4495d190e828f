"""Units of measure and classifiers by their surface, and denominators of rates (吨/年, 元每平方米)."""

from dataclasses import replace
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.numeral import plain
from kaigong.extractors.surface_index import SurfaceIndex
from kaigong.schemas.lexicon import UnitEntry
from kaigong.schemas.values import Quantity

_PLACES = Decimal(1).scaleb(-12)
_PER = lazy(r"\s?(?:/|每)\s?")


@per_lexicon
def units() -> SurfaceIndex[UnitEntry]:
    """What may stand behind a numeral."""
    entries = load_lexicon("units", UnitEntry)
    return SurfaceIndex((s, e, e.not_before, ()) for e in entries if e.role != "per" for s in e.surface)


@per_lexicon
def _denominators() -> SurfaceIndex[UnitEntry]:
    entries = load_lexicon("units", UnitEntry)
    return SurfaceIndex((s, e, (), ()) for e in entries for s in e.surface)


def denominator(text: str, end: int) -> tuple[UnitEntry | None, str | None, int]:
    """The denominator behind a unit that ends at ``end``: its entry, its text, and where it ends.

    Nothing gives (None, None, end); 每 needs a unit directly behind it (每年 before a new clause is no rate).
    """
    mark = _PER.match(text, end)
    hit = _denominators().at(text, mark.end()) if mark else None
    if mark is None or hit is None:
        return None, None, end
    if "每" in mark.group() and hit.payload.role == "per":
        return None, None, end  # 30万吨每年…: 每年 may open the next clause
    return hit.payload, hit.surface, hit.end


def _exact(number: Decimal) -> Decimal:
    """Without the tail that a factor such as 1/60 leaves behind."""
    exponent = number.as_tuple().exponent
    return plain(number.quantize(_PLACES) if isinstance(exponent, int) and exponent < -15 else number)


def to_canonical(quantity: Quantity) -> Quantity | None:
    """The quantity in the base unit of its dimension (公里 → 米, 亩 → 平方米, GW → 千瓦), None for an unknown unit.

    Counts and lengths of time keep their unit; ``per`` stays as it is.
    Source: ``lexicons/units.yaml``, which names a standard for each factor.
    """
    hit = units().at(quantity.unit, 0)
    if hit is None or hit.end != len(quantity.unit):
        return None
    entry = hit.payload
    if entry.role != "unit":
        return quantity
    factor = entry.factors.get(hit.surface, entry.factor)

    def moved(number: Decimal | None) -> Decimal | None:
        return None if number is None else _exact(number * factor)

    return replace(
        quantity,
        unit=entry.canonical,
        value=moved(quantity.value),
        low=moved(quantity.low),
        high=moved(quantity.high),
    )
