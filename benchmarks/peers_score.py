"""When a case, or an amount of the gold, is right.

A case is right when the mentions of its kind equal the expected ones one to one by value, none missing and none too
many; where a case gives spans alone, when the spans are equal. Where suites disagree on purpose, both readings count:
500余万 is its base or a range from it, a bound is its number, the end of a range may be included or not.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peers_values import Days, Figure, Found, day, number, overlap, scaled

Case = Mapping[str, Any]
Expected = Mapping[str, Any]

# Other names and spellings of units, and units that are a multiple of another.
UNIT_NAMES = {
    "公分": "厘米", "cm": "厘米", "CM": "厘米", "公尺": "米", "m": "米", "公裏": "公里", "ml": "毫升", "cc": "毫升",
    "公升": "升", "L": "升", "l": "升", "g": "克", "兩": "两", "Liang": "两",
    "Meter": "米", "Metre": "米", "Kilometer": "公里", "Kilometre": "公里", "Centimeter": "厘米", "Centimetre": "厘米",
    "Millimeter": "毫米", "Square meter": "平方米", "Square kilometer": "平方公里", "Cubic meter": "立方米",
    "Hectare": "公顷", "Mu": "亩", "mu": "亩", "Litre": "升", "Liter": "升", "Milliliter": "毫升", "Millilitre": "毫升",
    "Gram": "克", "Kilogram": "千克", "Ton": "吨", "Metric ton": "吨", "Jin": "斤", "Kilowatt": "千瓦",
    "Kilometer per hour": "公里/小时", "km/h": "公里/小时",
}  # fmt: skip
_MULTIPLES = {
    "公里": ("米", "1000"), "千米": ("米", "1000"), "km": ("米", "1000"), "厘米": ("米", "0.01"),
    "毫米": ("米", "0.001"), "平方公里": ("平方米", "1000000"), "公顷": ("平方米", "10000"), "平米": ("平方米", "1"),
    "平方": ("平方米", "1"), "㎡": ("平方米", "1"), "吨": ("克", "1000000"), "千克": ("克", "1000"),
    "公斤": ("克", "1000"), "kg": ("克", "1000"), "斤": ("克", "500"), "毫升": ("升", "0.001"),
    "％": ("%", "1"), "百分点": ("%", "1"), "个百分点": ("%", "1"),
}  # fmt: skip
MULTIPLES = {unit: (base, Decimal(factor)) for unit, (base, factor) in _MULTIPLES.items()}

_NOT_A_DAY = {
    "duration", "duration_seconds", "set", "period", "current", "time", "time_start", "operator", "as_of", "vague",
}  # fmt: skip
_CLOCK = {"time", "hour", "minute", "second"}
_MIDNIGHT = "00:00:00"


def same(a: object, b: object) -> bool:
    """Whether two numbers are equal to half a cent, or to one part in 10^9."""
    x, y = number(a), number(b)
    return x is not None and y is not None and abs(x - y) <= max(Decimal("0.005"), abs(y) * Decimal("1e-9"))


def equal_value(expected: Any, got: Figure) -> bool:
    """Whether a figure has the value, in one of its accepted readings."""
    if not isinstance(expected, Mapping):
        return same(got.value, expected) or (got.value is None and same(got.low, expected))
    if "numerator" in expected:
        whole = Decimal(expected.get("whole") or 0)
        return same(got.value, whole + Decimal(expected["numerator"]) / Decimal(expected["denominator"]))
    low, high = expected.get("min"), expected.get("max")
    if low and high:
        base_of_open_range = got.low is None and same(got.value, low) and got.qualifier == "more_than"
        return (same(got.low, low) and same(got.high, high)) or base_of_open_range
    return same(got.value, low or high) or same(got.low if low else got.high, low or high)


def equal_money(expected: Expected, got: Figure) -> bool:
    """Equal value, and equal currency where the case gives one."""
    return equal_value(expected["value"], got) and expected.get("currency") in (None, got.unit)


def equal_unit(expected: Expected, got: Figure) -> bool:
    """Equal value in the base unit; value alone where neither unit is known to have one."""
    unit, mine = (UNIT_NAMES.get(u, u) if u else u for u in (expected.get("unit"), got.unit))
    if unit == mine or unit in MULTIPLES or mine in MULTIPLES:
        base, factor = MULTIPLES.get(unit or "", (unit, Decimal(1)))
        own, own_factor = MULTIPLES.get(mine or "", (mine, Decimal(1)))
        if base != own:
            return False
        got = scaled(got, own_factor / factor, unit)
    return equal_value(expected["value"], got)


def _readings(value: Expected) -> Sequence[Expected]:
    return value.get("alternatives") or [value]


def equal_days(expected: Expected, got: Days) -> bool:
    """Equal first and last day, in any reading that the suite lists."""
    one = datetime.timedelta(days=1)
    for value in _readings(expected["value"]):
        first, end = day(value.get("start")), day(value.get("end"))
        if first is None and end is None:
            continue
        lasts = {end} if end is None or value.get("end_inclusive") else {end - one}
        if end is not None and value.get("end_ambiguous"):
            lasts |= {end, end - one}
        end_agrees = value.get("start_only") or end is None or got.last in lasts
        if first in (None, got.first) and end_agrees:
            return True
    return False


def _is_day(expected: Expected) -> bool:
    if expected["value"] is None:
        return True
    value = _readings(expected["value"])[0]
    if not {"start", "end"} & set(value) or _NOT_A_DAY & set(value) or value.get("grain") in _CLOCK:
        return False
    ends = (value.get("start") or "", value.get("end") or "")
    return not any("T" in end and not end.endswith(_MIDNIGHT) for end in ends)


def is_scored(case: Case) -> bool:
    """Whether the case is of the kinds compared: no clock times, durations, sets; no ranges of bare numbers."""
    if case["kind"] == "date":
        return all(map(_is_day, case["expected"]))
    if case["kind"] == "number":
        return not any(isinstance(e["value"], Mapping) and "min" in e["value"] for e in case["expected"])
    return case["kind"] in ("money", "unit")


def _agree(kind: str, expected: Expected, found: Found) -> bool:
    if expected["value"] is None:
        return False
    for reading in found.readings:
        if isinstance(reading, Days):
            equal = kind == "date" and equal_days(expected, reading)
        elif kind == "money":
            equal = equal_money(expected, reading)
        else:
            equal = kind == "unit" and equal_unit(expected, reading)
            equal = equal or (kind == "number" and equal_value(expected["value"], reading))
        if equal:
            return True
    return False


def is_right(case: Case, found: Sequence[Found]) -> bool:
    """Whether these mentions, all of the case's kind in its text, are right."""
    expected: list[Expected] = list(case["expected"])
    if case.get("task") == "extract-only":
        return sorted((e["start"], e["end"]) for e in expected) == sorted((f.start, f.end) for f in found)
    if len(expected) != len(found):
        return False
    for mention in found:
        hit = next((e for e in expected if _agree(case["kind"], e, mention)), None)
        if hit is None:
            return False
        expected.remove(hit)
    return True


@dataclass(slots=True)
class Counts:
    """Mentions given, wanted and right."""

    given: int = 0
    wanted: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.given + self.wanted
        return 2 * self.hits / both if both else 0.0


def equal_sums(gold: Figure, got: Figure, with_currency: bool) -> bool:
    """Whether a sum has the gold's value: 3000多万 is 30 million, or a range from there."""
    if with_currency and gold.unit != got.unit:
        return False
    if gold.value is None:
        return same(got.low, gold.low) and same(got.high, gold.high)
    from_there = gold.qualifier != "exact" and got.value is None and same(got.low, gold.value)
    return same(got.value, gold.value) or from_there


def count_sums(gold: Sequence[Found], found: Sequence[Found], *, exact: bool, with_currency: bool) -> Counts:
    """Hits of one article: overlapping (or equal) spans with equal values, each mention used once."""
    left = list(found)
    hits = 0
    for wanted in gold:
        for mention in left:
            placed = (wanted.start, wanted.end) == (mention.start, mention.end) if exact else overlap(wanted, mention)
            sums = [(g, m) for g in wanted.readings for m in mention.readings]
            if placed and any(
                isinstance(g, Figure) and isinstance(m, Figure) and equal_sums(g, m, with_currency) for g, m in sums
            ):
                left.remove(mention)
                hits += 1
                break
    return Counts(len(found), len(gold), hits)
