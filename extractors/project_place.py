"""Where an undertaking is: the most specific places that its name, its clauses or its paragraph give."""

import re
from collections.abc import Sequence

from kaigong.extractors.discourse import Discourse
from kaigong.extractors.project_cluster import NameCluster
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_LOCATED = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于?|选址于?|入驻|落地于?|在|于|起于|止于|途经)$")
# Where something was signed is not where it will be built.
_VENUE = re.compile(r"[^,;。!?\n]{0,12}(?:签约|签订|签署|签下|推介)")
_NEAR = ("name_before", "name_itself", "before_name")


def path_of(place: Mention) -> tuple[str, ...]:
    """The administrative path as a tuple of names, from the province down."""
    value = place.value
    if not isinstance(value, PlaceValue):
        return ()
    return tuple(p for p in (value.province, value.city, value.county) if p)


def places_of(
    document: Document,
    discourse: Discourse,
    number: int,
    cluster: NameCluster,
    organisations: Sequence[OrganisationSlot],
) -> list[Mention]:
    """Places of a cluster by the best evidence that there is.

    In order: said to be there; the place of the public body that signed; in the name; beside the name; in the
    paragraph before it; the place that the article is about. The place in a company's name says nothing.
    """
    places = document.mentions_of(Label.PLACE)
    free = [p for p in places if not _in_organisation(document, p)]
    owned = [(p, zone) for p in free if (zone := discourse.owners(p.start)) is not None and number in zone.owners]
    signed = [o.mention for o in organisations if o.rule.startswith("org_role.signatory")]
    companies = [o.mention for o in organisations if o.mention.text.endswith("公司")]
    groups = (
        _said(document, [p for p, _ in owned]),
        [p for p in places if any(o.start <= p.start and p.end <= o.end for o in signed)],
        [p for p in places if _in_name(document, p, cluster)],
        [p for p, zone in owned if zone.rule in _NEAR and not p.rule.endswith("home_reference")],
        [p for p in places if any(o.start <= p.start and p.end <= o.end for o in companies)],
        _in_paragraph(document, _outside_names(free, discourse), cluster),
    )
    for group in groups:
        found = _most_specific([p for p in group if path_of(p)])
        if found:
            return found
    return []


def _in_name(document: Document, place: Mention, cluster: NameCluster) -> bool:
    """Whether a name holds the place, in a company's name only where that opens the project's."""
    inside = [c for c in cluster.candidates if c.start <= place.start and place.end <= c.end]
    return any(c.start == place.start or not _in_organisation(document, place) for c in inside)


def _outside_names(places: Sequence[Mention], discourse: Discourse) -> list[Mention]:
    spans = [(c.start, c.end) for cluster in discourse.clusters for c in cluster.candidates]
    return [p for p in places if not any(a <= p.start and p.end <= b for a, b in spans)]


def _said(document: Document, places: Sequence[Mention]) -> list[Mention]:
    """Places after a preposition of place, and those coordinated with one (在云南昭通、广东茂名)."""
    said: list[Mention] = []
    for place in places:
        preposition = _LOCATED.search(document.text, max(0, place.start - 4), place.start)
        listed = said and said[-1].end + 1 == place.start and document.text[said[-1].end] == "、"
        if listed or (preposition and not _VENUE.match(document.text, place.end)):
            said.append(place)
    return said


def _in_organisation(document: Document, place: Mention) -> bool:
    return any(o.start <= place.start and place.end <= o.end for o in document.mentions_of(Label.ORG))


def _in_paragraph(document: Document, places: Sequence[Mention], cluster: NameCluster) -> list[Mention]:
    """The last place before the name in its paragraph, else the first of the text."""
    name = cluster.name
    paragraph = [s for s in document.sentences if s.start <= name.start]
    if not paragraph:
        return []
    same = [s for s in document.sentences if s.paragraph == paragraph[-1].paragraph]
    before = [p for p in places if same[0].start <= p.start < name.start]
    if before:
        return before[-1:]
    home = document.home_place
    if home is None:
        return []
    return [p for p in places if p.value == home][:1]


def _most_specific(places: Sequence[Mention]) -> list[Mention]:
    """One mention a path; a path that another one continues is left out."""
    by_path: dict[tuple[str, ...], Mention] = {}
    for place in places:
        by_path.setdefault(path_of(place), place)
    return [
        place
        for path, place in by_path.items()
        if not any(other != path and other[: len(path)] == path for other in by_path)
    ]
