"""Where an undertaking is: the most specific places that its name, its clauses or its paragraph give."""

from collections.abc import Callable, Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.place.path import Path, continues, path_of
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.place import around
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.article import ArticlePlaces, Undertaking
from kaigong.extractors.project.place.in_name import places_in_name
from kaigong.extractors.project.place.owned import is_right_before_another, owners_by_saying, places_owned
from kaigong.extractors.project.place.said import places_said, said_beside_name
from kaigong.extractors.project.respective import paired_places
from kaigong.extractors.table import Tables
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.labels import Label

_BESIDE = (*around.NEAR, "name_after")
_RIVER_GAP = 16  # characters between 上游 and the name


def _said(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    return places_said(places, [p for p, _ in one.owned])


def _in_name(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    return places_in_name(places, one.cluster)


def _home(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place that the article is about, unless what stands for it is another's (双汇第三工业园…。临颍县的X小镇…)."""
    return [] if _is_only_of_others(places, one.cluster) else places.home


def _is_only_of_others(places: ArticlePlaces, cluster: NameCluster) -> bool:
    """Whether the one place that stands for a wider home stands before the name of another undertaking."""
    for place in places.home:
        of_it = pat.OF_IT.match(places.text, place.end)
        if place.value == places.document.home_place or of_it is None:
            return False
        if any(place.end < c.start <= of_it.end() for c in cluster.candidates):
            return False
    return True


# What gives a place, best first: said to be there; the public body that signed; the name; what stands beside it; its
# kin; the plant or company that builds (a short name: its county); the public body; whole, venue and neighbour; and
# what nothing ties to the undertaking itself: a partner, the paragraph before it, the place the article is about.
_EVIDENCE: tuple[Callable[[ArticlePlaces, Undertaking], list[Mention]], ...] = (
    _said,
    around.of_signatories,
    _in_name,
    around.beside_name,
    around.of_family,
    around.of_plants,
    around.of_companies,
    around.of_short_names,
    around.of_body,
    around.of_whole,
    around.under_heading,
    around.at_main_venue,
    around.next_door,
    around.of_party,
    around.before_in_paragraph,
    around.of_approver,
    _home,
)
_SAID, _SIGNED, _NAMED, _BESIDE_NAME = range(4)
_ABROAD_RANKS = 5
_HEADED = _EVIDENCE.index(around.under_heading)
_BY_PLANT = _EVIDENCE.index(around.of_plants)
_BY_CONTEXT = _EVIDENCE.index(around.of_party)


class _Groups:
    """The places of one undertaking by the rank of their evidence, each looked for when it is asked for."""

    def __init__(self, places: ArticlePlaces, one: Undertaking) -> None:
        self.places = places
        self.one = one
        self._found: dict[int, list[Mention]] = {}

    def __getitem__(self, rank: int) -> list[Mention]:
        if rank not in self._found:
            found = _EVIDENCE[rank](self.places, self.one)
            if rank == _SAID and found:
                found = said_beside_name(self.places.text, found, self[_NAMED], self.one.cluster.name.text)
            self._found[rank] = found
        return self._found[rank]

    @property
    def closest(self) -> list[Mention]:
        """Places that may say more closely where the undertaking is than what another group gives."""
        near = [p for p, zone in self.one.owned if zone.rule in _BESIDE and not p.rule.endswith("home_reference")]
        pointed = around.pointed_at(self.places, self.one)
        return [*near, *self[_NAMED], *self[_SIGNED], *self[_HEADED], *pointed]


class PlaceFinder:
    """Finds the places of the undertakings of one document."""

    def __init__(self, document: Document, discourse: Discourse, tables: Tables) -> None:
        self.document = document
        self.text = document.text
        self.full_names = {m.text: m for m in reversed(document.mentions_of(Label.ORG))}  # the first mention of each
        self._places = ArticlePlaces(document, discourse.clusters)
        self._places.phase_parts = discourse.relations.phase_parts
        self._paired = paired_places(document, discourse.clusters)
        self._paired.update(tables.places(discourse.clusters, self._places.places))
        self._owned = places_owned(self._places, discourse)
        self._places.said_of = owners_by_saying(self._places, self._owned)

    def find(self, number: int, cluster: NameCluster, organisations: Sequence[OrganisationSlot]) -> list[Mention]:
        """Places of a cluster by the best evidence that there is."""
        if number in self._paired:
            return [self._paired[number]]
        owned = [pair for pair in self._owned[number] if not is_right_before_another(self._places, pair[0], number)]
        one = Undertaking(number, cluster, organisations, owned)
        label = self._label_abroad(cluster)
        if label is not None and all(path_of(p) for p in _said(self._places, one)):
            return [label]
        groups = _Groups(self._places, one)
        for rank in range(len(_EVIDENCE)):
            found = self._by_rank(groups, rank)
            if found:
                (self._places.given if path_of(found[0]) else self._places.abroad).append((cluster, found))
                return found
        return []

    def _by_rank(self, groups: _Groups, rank: int) -> list[Mention]:
        """The places that the evidence of a rank gives, as closely as the text tells them."""
        group = groups[rank]
        if not group:
            return []
        found = _most_specific(self.text, [p for p in group if path_of(p)])
        if rank >= _BY_CONTEXT and self._is_of_another(found, groups.one):
            return []
        found = self._closer(groups, rank, found)
        if found or rank >= _ABROAD_RANKS:
            return found
        # 由广东火电承建的X项目位于沙特: it is said to be there
        beside = groups[_BESIDE_NAME] if rank else []
        if self._is_of_foreign_firm(group, beside):
            return []
        return [self._town_abroad(group[0])]  # a place abroad has no path, and no home place stands for it

    def _closer(self, groups: _Groups, rank: int, found: list[Mention]) -> list[Mention]:
        """What other groups or the article's home say more closely of the same places."""
        if not found:
            return []
        found = _refined(self.text, found, groups.closest)
        if rank < _BY_PLANT:  # 汉中市最大的技改工程——勉县定军水泥厂新型干法生产线
            found = _refined(self.text, found, groups[_BY_PLANT])
        if all(len(path_of(p)) == 1 for p in found):  # 黑龙江省最大的…——克山亚麻纺织厂新建的车间
            rest = (p for later in range(rank + 1, _BY_CONTEXT) for p in groups[later])
            closer = [p for p in rest if any(continues(path_of(p), path_of(wide)) for wide in found)]
            found = _most_specific(self.text, closer) or found
            home = _home(self._places, groups.one)[:1]
            if home and all(self._says_less(p, home[0]) for p in found):
                found = _refined(self.text, home, groups.closest)
        return found

    def _says_less(self, place: Mention, home: Mention) -> bool:
        """Whether a province, in a name or in that of the company, says less than where the article is at home."""
        if len(path_of(place)) != 1:
            return False
        return continues(path_of(home), path_of(place)) or self._places.in_organisation(place)

    def _is_of_another(self, found: Sequence[Mention], one: Undertaking) -> bool:
        """Whether places are told for another subsidiary in a notice, or for works upstream or downstream.

        In news of a city the investor may come from anywhere; in a notice each subsidiary builds where it is.
        """
        start = one.cluster.candidates[0].start
        wide = bool(found) and all(len(path_of(p)) == 1 for p in found)  # 广西大藤峡|下游的武宣灌区: in 广西 too
        if (
            not wide
            and pat.RIVER_WORKS.search(one.cluster.name.text)
            and pat.ALONG_RIVER.search(self.text, max(0, start - _RIVER_GAP), start)
        ):
            return True
        if not found or not self._places.is_filed:
            return False
        companies = (o.mention for o in one.organisations if o.mention.text.endswith("公司"))
        seats = {path[0] for p in self._places.within(companies) if (path := path_of(p))}
        return bool(seats) and not seats & {path_of(p)[0] for p in found}

    def _is_of_foreign_firm(self, group: Sequence[Mention], beside: Sequence[Mention]) -> bool:
        """Whether a place abroad is only that of a firm, in news of a place at home (张浦镇的德国通快扩能项目)."""
        if self.document.home_place is None:
            return False
        return all(self._places.in_company(p) for p in group) or any(path_of(p) for p in beside)

    def _label_abroad(self, cluster: NameCluster) -> Mention | None:
        """The country that heads the line of an item (【刚果(金)】洛阳钼业TFM混合矿项目…)."""
        line = self.text.rfind("\n", 0, cluster.name.start) + 1
        places = self._places.places.starting_at(line + 1) if self.text.startswith("【", line) else []
        return next((p for p in places if not path_of(p) and self.text.startswith("】", p.end)), None)

    def _town_abroad(self, land: Mention) -> Mention:
        """The town that stands behind what it is in its country (在匈牙利东部城市德布勒森), else the country."""
        town = pat.TOWN_OF_COUNTRY.match(self.text, land.end)
        inside = self._places.places.starting_at(town.end()) if town is not None else []
        return inside[0] if inside and not path_of(inside[0]) else land


def _most_specific(text: str, places: Sequence[Mention]) -> list[Mention]:
    """One mention a path; what another one continues is left out, but for the ends of a line (娄底至涟源)."""
    by_path: dict[Path, Mention] = {}
    for place in places:
        by_path.setdefault(path_of(place), place)
    closer = [p for p in by_path if len(p) > 1]
    if len(closer) > 1:  # 起于哈密,止于郑州,途经甘肃、宁夏…: the ends say enough
        by_path = {path: by_path[path] for path in closer}
    return [
        place
        for path, place in by_path.items()
        if not any(continues(other, path) and not _are_ends_of_line(text, place, m) for other, m in by_path.items())
    ]


def _are_ends_of_line(text: str, one: Mention, other: Mention) -> bool:
    first, last = sorted((one, other), key=lambda m: m.start)
    if pat.AND_PLACE.fullmatch(text, first.end, last.start):
        return pat.CONNECTS.search(text, max(0, first.start - 12), first.start) is not None
    return pat.TO.fullmatch(text, first.end, last.start) is not None


def _refined(text: str, found: list[Mention], near: Sequence[Mention]) -> list[Mention]:
    """A place that its own clause names more closely gives way (福建漳浦外海,古雷南风电场: not the zone's city)."""
    refined: list[Mention] = []
    for place in found:
        closer = (p for p in near if continues(path_of(p), path_of(place)))
        refined += [p for p in closer if not _are_ends_of_line(text, p, place)] or [place]
    return _most_specific(text, refined)
