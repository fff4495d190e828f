"""Values of mentions, as they travel inside the pipeline: exact decimals, ISO dates, administrative codes."""

import datetime
from decimal import Decimal

from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain, Qualifier


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in whole units of its currency (元, not 亿元).

    ``value`` is None for a range, which has ``low`` and ``high`` instead.
    ``currency`` is an ISO 4217 code.
    """

    value: Decimal | None
    currency: str
    qualifier: Qualifier = Qualifier.EXACT
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A physical quantity, count or percentage; 万 and 亿 are worked out, ``unit`` is as written without them.

    ``per`` is the denominator of a rate as written (吨/年 → 年; 万元/亩 → 亩), else None.
    """

    value: Decimal | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    low: Decimal | None = None
    high: Decimal | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """First and last day, both inclusive; an end that the text leaves open is None."""

    start: datetime.date | None
    end: datetime.date | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """Administrative path of a place, full official names in simplified characters; None below what is known.

    ``adcode`` is the six-digit code of the lowest known level (GB/T 2260), None abroad.
    A municipality stands as province with its districts as county: 重庆市 / None / 涪陵区.
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: str | None = None


Value = Money | Quantity | DateValue | PlaceValue
