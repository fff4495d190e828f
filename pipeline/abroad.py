"""The country of a place abroad, which has no administrative path: the one that its words begin with."""

from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.pipeline.normalise import fold
from kaigong.schemas.record import Place

_RULE = "place.abroad"


@cache
def _countries() -> tuple[str, ...]:
    """Names of countries, a longer one (几内亚比绍) before its beginning (几内亚)."""
    rows = (row for table in ("countries", "places_abroad") for row in load_table(table))
    return tuple(sorted({row["name"] for row in rows if row["kind"] == "country"}, key=lambda name: (-len(name), name)))


def country_of(place: Place) -> str | None:
    """The country of a place abroad as its article calls it, in simplified characters.

    None for a place at home, and for a city abroad that is named without its country.
    """
    if place.rule != _RULE:
        return None
    words = fold(place.text).text
    return next((name for name in _countries() if words.startswith(name)), None)
