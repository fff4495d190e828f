"""What an article's places say of all its undertakings: which may tell of one, its province, the place it is about."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.item_head import OPENS_ITEM
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.place.path import continues, path_of, path_of_value
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.context import COUNTY, PlaceContext
from kaigong.extractors.project.place.elsewhere import is_dateline, is_elsewhere
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_SETTLED = 0.5  # share of the places named that lie in one province, from which on an article is about it
_PLAIN = ("division", "chain")  # rules of places that name no town or zone
_ROUND_UP = 4  # provinces that names lie in, from which on an article is about no one place
_LIES_IN = ("位于", "地处", "坐落于", "坐落在", "选址", "选址在")
_HONG_KONG = "香港特别行政区"
_SEVERAL = 3  # works, from which on a district named once is only that of one
_MOSTLY = 3  # places abroad to one at home


class ArticlePlaces(PlaceContext):
    """The places of one document, and those found for its undertakings so far.

    ``free``: those that may tell of an undertaking. ``outside``: of them, those in no name. ``province``: that the
    article is about, where most places named lie in one. ``home``: the one place, if any, that stands for what the
    article leaves out. ``is_only_filed_there``: whether an agency's dateline alone names what seems to be its home
    (新华社沈阳…电). ``headings``: those that are a line of their own.
    ``said_of``: by the id of a place that something is said to be in, the clusters that are.
    ``given``, ``abroad``: the places given to undertakings so far, at home and abroad.
    ``phase_parts``: by the number of a cluster, that of the whole which the text says it is a phase of.
    """

    def __init__(self, document: Document, clusters: Sequence[NameCluster]) -> None:
        super().__init__(document, clusters)
        self.free = [p for p in document.mentions_of(Label.PLACE) if not is_elsewhere(self, p)]
        spans = [(c.start, c.end) for cluster in clusters for c in cluster.candidates]
        in_names = [p for start, end in spans for p in self.places.inside(start, end)]
        ids = {id(p) for p in in_names}
        self.outside = MentionIndex(p for p in self.free if id(p) not in ids)
        known = [p for p in self.outside.mentions if not p.rule.endswith("home_reference")]
        self.province = _province_of(known)
        self.home = _home_of(self, known, in_names)
        self.is_filed = self.is_filed or _are_of_firms(self)
        self.is_only_filed_there = _is_only_filed_at(self, self.home_path)
        self.headings = [p for p in self.outside.mentions if _is_heading(self.text, p)]
        self.said_of: Mapping[int, set[int]] = {}
        self.phase_parts: Mapping[int, int] = {}
        self.given: list[tuple[NameCluster, list[Mention]]] = []
        self.abroad: list[tuple[NameCluster, list[Mention]]] = []


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The undertaking whose place is looked for; ``owned``: the places that are told of it, by the zone that does."""

    number: int
    cluster: NameCluster
    organisations: Sequence[OrganisationSlot]
    owned: Sequence[tuple[Mention, Zone]]


def _is_heading(text: str, place: Mention) -> bool:
    """Whether a place is a line of its own, which heads what follows (⏎第一站:平原县⏎)."""
    if path_of(place) and text[place.end : place.end + 1] in ("", "\n", ":", "】", "]", ")"):
        line = text.rfind("\n", 0, place.start) + 1
        return (
            pat.HEADS.fullmatch(text, line, place.start) is not None and pat.HEADED.match(text, place.end) is not None
        )
    return False


def _is_only_filed_at(places: ArticlePlaces, home: tuple[str, ...]) -> bool:
    """Whether the one mention of a city is that of the dateline."""
    named = [p for p in places.places.mentions if path_of(p)[: len(home)] == home] if len(home) > 1 else []
    return len(named) == 1 and is_dateline(places, named[0])


def _province_of(known: Sequence[Mention]) -> str | None:
    """The province that the article is about, where most of the places named lie in one."""
    provinces = Counter(path[0] for p in known if (path := path_of(p)))
    top, times = provinces.most_common(1)[0] if provinces else ("", 0)
    return top if times > 1 and times >= _SETTLED * provinces.total() else None


def _home_of(places: ArticlePlaces, known: Sequence[Mention], in_names: Sequence[Mention]) -> list[Mention]:
    """The one place that stands for what the article leaves out; none where it tells of many places."""
    if _is_bulletin(places) or _are_of_firms(places):
        return []
    everywhere, home = places.places.mentions, places.document.home_place
    # Places abroad so much more often that none at home stands for what it leaves out.
    abroad = sum(1 for p in everywhere if not path_of(p))
    lands = {path[0] for p in in_names if (path := path_of(p))}
    if abroad >= _MOSTLY * max(1, len(everywhere) - abroad) or len(lands) >= _ROUND_UP:
        return []
    found = _at_home(known, home)
    if not found and not known:
        found = _at_home([p for p in everywhere if places.in_body(p)], home)
    if _is_one_of_districts(places, found, home):
        found = []
    return found or _opening_home(places, home)


def _is_bulletin(places: ArticlePlaces) -> bool:
    """Whether items tell of many bodies (【A】…【B】…), and not of the works of one (★某产业园,总投资…⏎★某公寓,…)."""
    names = {start for start, _ in places.name_starts}
    heads = [m.end() for m in pat.ITEM_HEAD.finditer(places.text)]
    return sum(1 for at in heads if at not in names and pat.CLASS_HEAD.match(places.text, at) is None) > 1


def _are_of_firms(places: ArticlePlaces) -> bool:
    """Whether a bulletin's items are the notices of several companies, which build anywhere (【A】公告…⏎【B:…】)."""
    text = places.text
    heads = [m.end() for m in pat.ITEM_HEAD.finditer(text)]
    firms = {o.text for at in heads for o in places.organisations.starting_at(at) if o.kind in COMPANY_KINDS}
    numbered = (o for m in pat.NUMBERED_HEAD.finditer(text) for o in places.organisations.starting_at(m.end()))
    # 3、某股份:拟投建… of the next firm
    firms |= {o.text for o in numbered if o.kind in COMPANY_KINDS and OPENS_ITEM.match(text, o.end)}
    return len(firms) > 1


def _is_one_of_districts(places: ArticlePlaces, found: Sequence[Mention], home: PlaceValue | None) -> bool:
    """Whether news of several works names a district just once, where one of them is.

    It does so in Hong Kong, or where that one alone is said to lie there (市医院迁建工程位于东兴区).
    """
    path = path_of(found[0]) if found else ()
    if len(places.clusters) < _SEVERAL or len(path) < COUNTY:
        return False
    lies_there = found[0].value != home and places.text.endswith(_LIES_IN, 0, found[0].start)
    if path[0] != _HONG_KONG and not lies_there:
        return False
    return sum(1 for p in places.places.mentions if path_of(p) == path) == 1


def _at_home(places: Sequence[Mention], home: PlaceValue | None) -> list[Mention]:
    """The first place that is the article's home; where none is, the one place within it that the article names."""
    if home is None:
        return []
    there = sorted((p for p in places if p.value == home), key=lambda p: not p.rule.endswith(_PLAIN))
    path = path_of_value(home)
    within = [p for p in places if continues(path_of(p), path)]
    one = within if len({path_of(p) for p in within}) == 1 else []
    return (there or one)[:1]


def _opening_home(places: ArticlePlaces, home: PlaceValue | None) -> list[Mention]:
    """The home where it opens the name of an undertaking or of a public body."""
    opening = {start for start, _ in places.name_starts} | {o.start for o in places.organisations.mentions}
    elsewhere = (p for p in places.places.mentions if p.value == home and len(path_of(p)) > 1)
    named = [p for p in elsewhere if p.start in opening and not places.in_company(p)]
    return [_division_of(p) for p in named[:1]]


def _division_of(place: Mention) -> Mention:
    """The division alone of a place that goes on with a town or zone (武安工业园区 → 武安)."""
    lowest = path_of(place)[-1] if path_of(place) else ""
    for name in (lowest, lowest[:-1]):
        at = place.text.find(name) if len(name) > 1 else -1
        if at >= 0:
            start = place.start + at
            return replace(place, start=start, end=start + len(name), text=name, rule="place.division")
    return place
