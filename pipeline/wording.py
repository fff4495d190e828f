"""Values of a record in words for a person: 20亿元 as ``2,000,000,000 CNY``, a date range by its grain."""

from decimal import Decimal
from itertools import chain

from kaigong.pipeline.vocabulary import ENGLISH, Vocabulary
from kaigong.schemas.labels import Grain, Qualifier
from kaigong.schemas.record import (
    AmountValue,
    DateRange,
    MentionValue,
    Place,
    PlacePath,
    Project,
    QualifiedNumber,
    QuantityValue,
    Target,
)

_SIGNS = {
    Qualifier.ABOUT: "≈ ",
    Qualifier.NEARLY: "≲ ",
    Qualifier.MORE_THAN: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.AT_MOST: "≤ ",
    Qualifier.ORDER_OF: "~ ",
}


def counted(number: int, plural: str) -> str:
    """A number with its noun: ``1 industry``, ``2 industries``."""
    if number != 1:
        return f"{number} {plural}"
    return f"1 {plural[:-3]}y" if plural.endswith("ies") else f"1 {plural[:-1]}"


def _grouped(written: str) -> str:
    return f"{Decimal(written):,f}"


def number_words(number: QualifiedNumber | Target) -> str:
    """A number with the sign of its qualifier, in groups of three: ``≥ 1,200``, ``20–30``."""
    if number.low is not None and number.high is not None:
        return f"{_grouped(number.low)}–{_grouped(number.high)}"
    word = Qualifier(number.comparator.value) if isinstance(number, Target) else number.qualifier
    return _SIGNS.get(word, "") + _grouped(number.value or "0")


def money_words(money: AmountValue) -> str:
    """A sum in 亿 or 万 of its currency with the sign of its qualifier: ``≈ 20亿 CNY``."""
    sign = "" if money.low is not None else _SIGNS.get(money.qualifier, "")
    bounds = [v for v in (money.low, money.high, money.value) if v is not None]
    return f"{sign}{'–'.join(_short(v) for v in bounds)} {money.currency}"


def _short(written: str) -> str:
    number = Decimal(written)
    for scale, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(number) >= scale:
            return f"{(number / scale).normalize():,f}{word}"
    return f"{number:,f}"


def date_words(date: DateRange | None, words: Vocabulary = ENGLISH) -> str:
    """A date as its text states it: a day, a month, a year, else first and last day with open ends as ``…``."""
    if date is None or (date.start is None and date.end is None):
        return words.phrase("no_date")
    start, end = date.start, date.end
    if start is not None and end is not None:
        if date.grain is Grain.DAY and start == end:
            return start.isoformat()
        if date.grain is Grain.MONTH and (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if date.grain is Grain.YEAR and start.year == end.year:
            return f"{start:%Y}"
    return f"{start or '…'}{words.phrase('to')}{end or '…'}"


def place_words(place: PlacePath, words: Vocabulary = ENGLISH) -> str:
    """The administrative path, ``江苏省/扬州市/仪征市``; without one the words of a project's place (墨西哥蒙特雷)."""
    path = "/".join(level for level in (place.province, place.city, place.county) if level)
    return path or (place.text if isinstance(place, Place) else words.phrase("no_place"))


def value_words(value: MentionValue | None) -> str:
    """Any mention's value; empty where it has none."""
    if isinstance(value, AmountValue):
        return money_words(value)
    if isinstance(value, QuantityValue):
        return f"{number_words(value)} {value.unit}" + (f"/{value.per}" if value.per else "")
    if isinstance(value, DateRange):
        return date_words(value)
    return "" if value is None else place_words(value)


def total_investment(project: Project, words: Vocabulary = ENGLISH) -> str:
    """The project's total investment, or what comes nearest to it with its role named; empty if no sum is known."""
    total = next((a for a in project.amounts if a.role == "total_investment"), None)
    if total is not None:
        return money_words(total)
    parts = (a for a in project.amounts if a.role.endswith("investment"))
    contracts = (a for a in project.amounts if a.role == "contract_value")
    nearest = next(chain(parts, contracts), None)
    return "" if nearest is None else f"{money_words(nearest)} ({words.word(nearest.role)})"
