"""Brings what kaigong and its peers return to one form: mentions with the values that they may be read as."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

Raw = Mapping[str, Any]

# JioNLP names a currency in Chinese; these are all of its names that are money today.
JIONLP_CURRENCIES = {
    "元": "CNY", "美元": "USD", "港元": "HKD", "澳门元": "MOP", "日元": "JPY", "韩元": "KRW", "缅元": "MMK",
    "马元": "MYR", "新加坡元": "SGD", "欧元": "EUR", "加元": "CAD", "新西兰元": "NZD", "澳元": "AUD", "英镑": "GBP",
    "法郎": "CHF", "卢布": "RUB", "泰铢": "THB", "新台币": "TWD",
}  # fmt: skip
# Recognizers gives ISO codes, but not for these.
RECOGNIZERS_CURRENCIES = {"Chinese yuan": "CNY", "Ruble": "RUB", "Vietnamese dong": "VND"}
# Peers' types of expressions that are no days of the calendar; kaigong has no mentions of them.
NO_DAYS = frozenset({"duration", "set", "time", "timerange", "timezone", "time_delta", "time_period"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a range with a low or a high end; ``unit`` is a unit, or a currency's ISO code."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None is an open end."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: where (None: the reader does not say) and every value that its reader offers."""

    start: int | None
    end: int | None
    readings: tuple[Figure | Days, ...]


def number(written: object) -> Decimal | None:
    """The number in a string with or without thousands commas; None if there is none."""
    try:
        return None if written is None else Decimal(str(written).replace(",", ""))
    except InvalidOperation:
        return None


def day(written: object) -> datetime.date | None:
    """The day of an ISO date or time; None for open ends and what is not resolved (0001-01-01 in Recognizers)."""
    try:
        read = None if written is None else datetime.datetime.fromisoformat(str(written)).date()
    except ValueError:
        return None
    return None if read == datetime.date.min else read


def from_kaigong(mentions: Iterable[Raw], labels: Iterable[str]) -> list[Found]:
    """Mentions of these labels in a record's JSON form."""
    wanted = set(labels)
    return [Found(m["start"], m["end"], (_kaigong_value(m["value"]),)) for m in mentions if m["label"] in wanted]


def _kaigong_value(value: Raw) -> Figure | Days:
    if "grain" in value:
        return Days(day(value["start"]), day(value["end"]))
    unit = value.get("currency") or value.get("unit")
    return Figure(number(value["value"]), number(value["low"]), number(value["high"]), unit, value["qualifier"])


def _at(item: Raw, readings: tuple[Figure | Days, ...]) -> Found:
    start, end = item["offset"]
    return Found(start, end, readings)


def from_jionlp_money(found: Iterable[Raw]) -> list[Found]:
    """Sums: num is one number, or two of a range; blur+ and blur- say more and less than the number."""
    mentions = []
    for item in found:
        num, name, definition = (item["detail"].get(key) for key in ("num", "case", "definition"))
        unit = JIONLP_CURRENCIES.get(name, name)
        if isinstance(num, list):
            figure = Figure(None, number(num[0]), number(num[1]), unit, "range")
        else:
            qualifier = {"blur+": "more_than", "blur-": "at_most", "blur": "about"}.get(definition, "exact")
            figure = Figure(number(num), unit=unit, qualifier=qualifier)
        mentions.append(_at(item, (figure,)))
    return mentions


def from_jionlp_dates(found: Iterable[Raw], with_durations: bool = False) -> list[Found]:
    """Days: time is [first, last] with clock times, inclusive; ``inf`` and ``-inf`` are open ends."""
    mentions = []
    for item in found:
        if item["type"] not in NO_DAYS:
            first, last = (str(end).zfill(len("0789-01-01 00:00:00")) for end in item["detail"]["time"])
            mentions.append(_at(item, (Days(day(first), day(last)),)))
        elif with_durations:
            mentions.append(_at(item, ()))
    return mentions


def from_recognizers_figures(found: Iterable[Raw]) -> list[Found]:
    """Sums, quantities, percentages and numbers.

    Left out: a unit or currency without a number, and what lies inside a longer mention (78元 inside 5.78元).
    """
    mentions: list[Found] = []
    for item in found:
        resolution = item["resolution"] or {}
        written = resolution.get("value")
        name = resolution.get("unit")
        unit = resolution.get("isoCurrency") or RECOGNIZERS_CURRENCIES.get(str(name), name)
        if item["type"] == "percentage":
            written, unit = str(written).removesuffix("%"), "%"
        value = number(written)
        if value is not None:
            mentions.append(Found(item["start"], item["end"], (Figure(value, unit=unit, qualifier="exact"),)))
    longest_first = sorted(mentions, key=lambda m: (m.start or 0) - (m.end or 0))
    kept: list[Found] = []
    for mention in longest_first:
        kept = without_overlaps(kept, [mention])
    return sorted(kept, key=lambda m: m.start or 0)


def from_recognizers_dates(found: Iterable[Raw], with_durations: bool = False) -> list[Found]:
    """Days with all readings (the past and the future one of 星期一)."""
    mentions = []
    for item in found:
        kind = item["type"].rpartition(".")[2]
        if kind not in NO_DAYS:
            values = (item["resolution"] or {}).get("values") or []
            readings = tuple(days for value in values for days in _recognizers_days(value))
            mentions.append(Found(item["start"], item["end"], readings))
        elif with_durations:
            mentions.append(Found(item["start"], item["end"], ()))
    return mentions


def _recognizers_days(value: Raw) -> list[Days]:
    if "value" in value:
        only = day(value["value"])
        return [] if only is None else [Days(only, only)]
    first, end = day(value.get("start")), day(value.get("end"))
    given = [name for name in ("start", "end") if value.get(name)]
    if not given or (first is None and "start" in given) or (end is None and "end" in given):
        return []
    if end is None:
        return [Days(first, None)]
    before = Days(first, end - datetime.timedelta(days=1))
    # The end is excluded, but of a span between two written points (timex in brackets) it is the second point.
    return [before, Days(first, end)] if value.get("timex", "").startswith("(") or "Mod" in value else [before]


_WRITTEN = re.compile(r"(?P<whole>-?\d+)又(?P<part>\d+/\d+)|-?\d+(?:\.\d+)?(?:/\d+)?")


def from_cn2an(found: Iterable[Raw]) -> list[Found]:
    """The number of ``cn2an``, or all numbers in a text that ``transform`` has rewritten; places are not known."""
    mentions = []
    for item in found:
        one = "value" in item
        values = [number(item["value"])] if one else [_written_value(m) for m in _WRITTEN.finditer(item["text"])]
        mentions += [Found(None, None, (Figure(v, qualifier="exact"),)) for v in values if v is not None]
    return mentions


def _written_value(match: re.Match[str]) -> Decimal | None:
    try:
        fraction = Fraction(match["part"] or match[0])
    except ZeroDivisionError:
        return None
    whole = match["whole"] or "0"
    fraction = abs(int(whole)) + fraction
    value = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return -value if whole.startswith("-") else value


def without_overlaps(first: Sequence[Found], more: Sequence[Found]) -> list[Found]:
    """The first mentions, and those of the others that overlap none of them."""
    return [*first, *(m for m in more if not any(overlap(m, f) for f in first))]


def overlap(a: Found, b: Found) -> bool:
    """Whether two mentions share a character."""
    return None not in (a.start, a.end, b.start, b.end) and a.start < b.end and b.start < a.end  # type: ignore[operator]


def scaled(figure: Figure, factor: Decimal, unit: str | None) -> Figure:
    """The figure in another unit."""
    value, low, high = (None if x is None else x * factor for x in (figure.value, figure.low, figure.high))
    return replace(figure, value=value, low=low, high=high, unit=unit)
