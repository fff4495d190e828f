"""Which undertakings a place is told of: those of the stretch of text that holds it, or of the part that it opens."""

from collections import defaultdict

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.article import ArticlePlaces
from kaigong.extractors.project.place.in_name import is_brand
from kaigong.extractors.project.place.said import places_said
from kaigong.schemas.document import Mention

Owned = dict[int, list[tuple[Mention, Zone]]]


def places_owned(places: ArticlePlaces, discourse: Discourse) -> Owned:
    """By the number of a cluster, the places told of it, each with the zone that does so."""
    brands = _brands(places)
    owned: Owned = defaultdict(list)
    for place in places.free:
        if id(place) in brands:
            continue
        part = _opened_part(places, place)
        zone = part or discourse.owners(place.start)
        if zone is None:
            continue
        for owner in zone.owners:
            if part is not None:  # …;临邑县:B项目: where the sentence began is not where B is
                sentence = places.sentences.at(place.start)
                owned[owner] = [pair for pair in owned[owner] if places.sentences.at(pair[0].start) != sentence]
            owned[owner].append((place, zone))
    return owned


def owners_by_saying(places: ArticlePlaces, owned: Owned) -> dict[int, set[int]]:
    """By the id of a place that something is said to be in: the clusters that are."""
    owners: dict[int, set[int]] = defaultdict(set)
    for owner, pairs in owned.items():
        for place in places_said(places, [p for p, zone in pairs if zone.rule != "before_name"]):
            owners[id(place)].add(owner)
    return owners


def is_right_before_another(places: ArticlePlaces, place: Mention, number: int) -> bool:
    """Whether a place stands right before the name of another undertaking (A完成投资;位于沙河的|B总投资…)."""
    if not places.text.startswith("的", place.end):
        return False
    behind = {n for start, n in places.name_starts if start == place.end + 1}
    return bool(behind) and number not in behind


def _brands(places: ArticlePlaces) -> set[int]:
    """The ids of the places in names that are only a brand; the far end of a line is none."""
    names = (c for cluster in places.clusters for c in cluster.candidates if not pat.LINE.search(c.text))
    return {id(p) for c in names for p in places.places.inside(c.start, c.end) if is_brand(places, p)}


def _opened_part(places: ArticlePlaces, place: Mention) -> Zone | None:
    """What is named behind a place that opens a part of the sentence (…;在吉林梅河口,人参产业园完成了…)."""
    text = places.text
    opens = pat.PART_OPENS.search(text, max(0, place.start - 2), place.start)
    if opens is None or not (opens["at"] or pat.PART_LABEL.match(text, place.end)):
        return None
    ending = pat.PART_END.search(text, place.end)
    end = ending.start() if ending is not None else len(text)
    owners = tuple(
        number
        for number, cluster in enumerate(places.clusters)
        if any(place.end <= c.start < end for c in cluster.candidates)
    )
    return Zone(place.start, end, owners, "name_before")
