"""Where a name of class words stands, so that the like-named works of two counties are two undertakings."""

from collections.abc import Sequence

from kaigong.extractors.cue import Clauses
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_OPENING = 2  # characters of a mark or a number before the place that opens a sentence


def _county(mention: Mention) -> str | None:
    """The county that a place is or lies in, as one text; None where it is none of a county."""
    value = mention.value
    if not isinstance(value, PlaceValue) or value.county is None:
        return None
    return f"{value.province}/{value.city}/{value.county}"


def counties_of(document: Document, names: Sequence[NameCandidate]) -> dict[int, str]:
    """By the start of each name that nothing identifies: the county that its clause or the sentence's opening tells.

    绥德县投资1.2亿元的城区防洪工程已完成过半,米脂县投资8600万元的城区防洪工程3月底开工: two of one name.
    """
    places = MentionIndex(document.mentions_of(Label.PLACE))
    clauses = Clauses(document)
    found: dict[int, str] = {}
    for name in names:
        sentence = clauses.sentence(name.start)
        own = next(iter(places.starting_at(name.start)), None)
        if own is not None and own.end < name.end and (county := _county(own)) is not None:
            found[name.start] = county  # 霍州市城区防洪工程
        if name.proper or sentence is None:
            continue
        first, _ = clauses.clause(name.start)
        told = places.inside(first, name.start)[-1:]
        opening = [p for p in places.inside(sentence.start, name.start)[:1] if p.start - sentence.start <= _OPENING]
        county = next((c for p in (*told, *opening) if (c := _county(p)) is not None), None)
        if county is not None:
            found[name.start] = county
    return found
