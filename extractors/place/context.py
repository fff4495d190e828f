"""What the lexicons of places say of the text beside a name; the words that stand before a place."""

import re

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.lexicon import PlaceContext, ZoneEnding

HAN = "\u4e00-\u9fff"
NO_NAME = "的在和与及了是将对由其为等有以从至到个并或把被让给来去各本该我这那们内外、区市县省"
CUE = lazy(
    r"(?:在|位于|落户(?:于|到|在)?|选址(?:于|在)?|入驻|落地|落子|进驻|地处|坐落于?"
    r"|来到|走进|前往|奔赴|赴|抵达|深入|起于|止于|途经|驻)$"
)


@per_lexicon
def contexts(side: str) -> dict[str, re.Pattern[str]]:
    """What beside a name rules it out: for the names that an entry lists, and under "" for all."""
    found: dict[str, list[str]] = {}
    for entry in load_lexicon("place_context", PlaceContext):
        if entry.side == side:
            for surface in entry.surface or ("",):
                found.setdefault(surface, []).append(f"(?:{entry.pattern})")
    return {surface: re.compile("|".join(patterns)) for surface, patterns in found.items()}


@per_lexicon
def zone_endings() -> tuple[re.Pattern[str], frozenset[str]]:
    """All endings of zones, longest first; and the weak ones."""
    entries = load_lexicon("place_zones", ZoneEnding)
    surfaces = sorted({s for entry in entries for s in entry.surface})
    weak = frozenset(s for entry in entries if entry.strength == "weak" for s in entry.surface)
    return re.compile(f"(?:{any_word(surfaces)})(?![{HAN}]?开发区|域)"), weak
