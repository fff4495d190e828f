"""Where an undertaking is: the most specific places that its name, its clauses or its paragraph give."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kaigong.extractors.discourse import Discourse, Zone
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.project_cluster import NameCluster, base, phases_of
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_LOCATED = re.compile(
    r"(?:(?<=[,。;:])[东西南北][起至]|起自|经|贯穿|位于|坐落于|坐落在|地处|落户于?|选址于?|入驻|落地于?|落子|落地|布局|扎根|在|于|起于|止于|途经|涉及|跨越|流经"
    r"|(?:地点|地址|位置|所在地|选址)[:为是]|项目地:)$"
)
_VISITED = re.compile(r"(?:驻点|赴|前往|对接|奔赴)[^,。;]{0,10}$")
_SEAT_OF = re.compile(r"(?:总部|注册地|公司)$")
_NOT_THERE = re.compile(r"(?:没有|并未|从未|并无|不|未|非|无)$")
_AND = frozenset("、和及与")
# Where something was signed is not where it will be built.
_VENUE = re.compile(r"[^,;。!?\n]{0,12}(?:签约|签订|签署|签下|推介)")
_ITEM_HEAD = re.compile(r"(?:^|\n)\s*[【▲●■◆]")
_SETTLED = 0.5  # share of the places named that lie in one province, from which on an article is about it
_ABROAD_GROUPS = 4
_NEAR = ("name_before", "name_itself", "before_name")
_BESIDE = (*_NEAR, "name_after")
_PART = re.compile(r"其中|[一二三四五六七八九]期(?:项目|工程)?(?:建设|为|是|,|主要)|包括|包含|分为|下设|子项")
_LINE = re.compile("[至到—~-]|铁路|高速|高铁|城际|公路|线")  # a line's far end is no brand
_AGENCY = re.compile(r"[社网报台刊]$")
_FILED = re.compile(r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:专)?[电讯]")
_SITE_BEHIND = re.compile(
    r"(?:新?生产|新|第?[一二三四])?(?:基地|工厂|厂|产业园|项目|工程|园区|总部)"
)  # 某乳业宿迁生产基地
_ORIGIN = re.compile(r"来自[^,。;的]{0,14}$")  # 来自深圳、苏州的11个项目签约
_SUFFIXES = tuple("省市县区州旗盟镇乡岛港")
_TO = re.compile("至|到|[—–~-]{1,2}")


def path_of(place: Mention) -> tuple[str, ...]:
    """The administrative path as a tuple of names, from the province down."""
    return _path_of_value(place.value if isinstance(place.value, PlaceValue) else None)


def _path_of_value(value: PlaceValue | None) -> tuple[str, ...]:
    return () if value is None else tuple(p for p in (value.province, value.city, value.county) if p)


def _continues(longer: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return longer != path and longer[: len(path)] == path


def _at_home(places: Sequence[Mention], home: PlaceValue | None) -> list[Mention]:
    """The first place that is the article's home; where none is, the one place within it that the article names."""
    if home is None:
        return []
    there = [p for p in places if p.value == home]
    path = _path_of_value(home)
    within = [p for p in places if _continues(path_of(p), path)]
    one = within if len({path_of(p) for p in within}) == 1 else []
    return (there or one)[:1]


class PlaceFinder:
    """Finds the places of the undertakings of one document."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self.document = document
        self.text = document.text
        organisations = document.mentions_of(Label.ORG)
        self.full_names = {m.text: m for m in reversed(organisations)}  # the first mention of each
        self._organisations = MentionIndex(organisations)
        places = document.mentions_of(Label.PLACE)
        self._all = MentionIndex(places)
        self._free = [
            p
            for p in places
            if not (
                self._in_organisation(p)
                or self._is_dateline(p)
                or _ORIGIN.search(self.text, max(0, p.start - 16), p.start)
            )
        ]
        names = [(c.start, c.end) for cluster in discourse.clusters for c in cluster.candidates]
        in_names = {id(p) for a, b in names for p in self._all.inside(a, b)}
        self._outside = MentionIndex(p for p in self._free if id(p) not in in_names)
        self._sentences = SentenceIndex(document.sentences)
        # A bulletin of many bodies (【A】…【B】…) has no one place.
        bulletin = len(_ITEM_HEAD.findall(self.text)) > 1
        known = [p for p in self._outside.mentions if not p.rule.endswith("home_reference")]
        self._home = [] if bulletin else _at_home(known, document.home_place)
        if not bulletin and not self._home and not known:
            self._home = _at_home([p for p in places if self._in_body(p)], document.home_place)
        provinces = Counter(path_of(p)[0] for p in known if path_of(p))
        top, times = provinces.most_common(1)[0] if provinces else ("", 0)
        # The province that the article is about, where most of the places named lie in one.
        self._province = top if times > 1 and times >= _SETTLED * provinces.total() else None
        self._owned: dict[int, list[tuple[Mention, Zone]]] = defaultdict(list)
        brands = {
            id(p)
            for cluster in discourse.clusters
            for c in cluster.candidates
            for p in self._all.inside(c.start, c.end)
            if not _LINE.search(c.text) and self._is_brand(p)
        }
        for place in (p for p in self._free if id(p) not in brands):
            zone = discourse.owners(place.start)
            for owner in zone.owners if zone is not None else ():
                self._owned[owner].append((place, zone))  # type: ignore[arg-type]
        self._said_of: dict[int, set[int]] = defaultdict(set)
        for owner, owned in self._owned.items():
            for place in self._said([p for p, zone in owned if zone.rule != "before_name"]):
                self._said_of[id(place)].add(owner)
        self._given: list[tuple[NameCluster, list[Mention]]] = []

    def find(self, number: int, cluster: NameCluster, organisations: Sequence[OrganisationSlot]) -> list[Mention]:
        """Places of a cluster by the best evidence that there is.

        In order: said to be there; the place of the public body that signed; in the name; beside the name; in the
        name of the company that builds (a short name: its county); in the paragraph before it; the place that the
        article is about.
        """
        owned = self._owned[number]
        signed = [o.mention for o in organisations if o.rule.startswith("org_role.signatory")]
        companies = [o.mention for o in organisations if o.mention.text.endswith("公司")]
        builders = [o.mention for o in organisations if o.mention.kind == "company"]
        groups = (
            self._said([p for p, _ in owned]),
            [p for o in signed for p in self._all.inside(o.start, o.end)],
            self._in_name(cluster),
            [p for p, zone in owned if zone.rule in _NEAR and not p.rule.endswith("home_reference")],
            self._of_family(cluster),
            [p for o in companies for p in self._all.inside(o.start, o.end) if len(path_of(p)) > 1 and self._near(p)],
            [p for o in builders for p in self._all.starting_at(o.start) if len(path_of(p)) > 2 and self._near(p)],
            self._of_whole(cluster),
            self._in_paragraph(number, cluster),
            self._home,
        )
        for number_of_group, group in enumerate(groups):
            found = self._most_specific([p for p in group if path_of(p)])
            home = self._home[:1]
            if found and home and all(self._says_less(p, home[0]) for p in found):
                found = home
            if found:
                self._given.append((cluster, self._refined(found, owned)))
                return self._given[-1][1]
            if group and number_of_group < _ABROAD_GROUPS:
                return list(group[:1])  # a place abroad has no path, and no home place stands for it
        return []

    def _says_less(self, place: Mention, home: Mention) -> bool:
        """Whether a province, in a name or in that of the company, says less than where the article is at home."""
        if len(path_of(place)) != 1:
            return False
        return _continues(path_of(home), path_of(place)) or self._in_organisation(place)

    def _most_specific(self, places: Sequence[Mention]) -> list[Mention]:
        """One mention a path; what another one continues is left out, but for the ends of a line (娄底至涟源)."""
        by_path: dict[tuple[str, ...], Mention] = {}
        for place in places:
            by_path.setdefault(path_of(place), place)
        return [
            place
            for path, place in by_path.items()
            if not any(_continues(other, path) and not self._ends_of_line(place, m) for other, m in by_path.items())
        ]

    def _ends_of_line(self, one: Mention, other: Mention) -> bool:
        first, last = sorted((one, other), key=lambda m: m.start)
        return _TO.fullmatch(self.text, first.end, last.start) is not None

    def _refined(self, found: list[Mention], owned: Sequence[tuple[Mention, Zone]]) -> list[Mention]:
        """A place that its own clause names more closely gives way (福建漳浦外海,古雷南风电场: not the zone's city)."""
        near = [p for p, zone in owned if zone.rule in _BESIDE and not p.rule.endswith("home_reference")]
        closer = {
            id(place): [p for p in near if _continues(path_of(p), path_of(place)) and not self._ends_of_line(p, place)]
            for place in found
        }
        return self._most_specific([q for place in found for q in closer[id(place)] or [place]])

    def _near(self, place: Mention) -> bool:
        """Whether a company's seat can be where it builds: in the province that the article is about, if it has one."""
        path, home = path_of(place), _path_of_value(self.document.home_place)
        if len(home) > 1:
            return path[: len(home)] == home[: len(path)] and len(path) >= len(home)
        return self._province is None or path[0] == self._province

    def _in_body(self, place: Mention) -> bool:
        """Whether a place stands in the name of a public body, whose undertakings an article tells of."""
        return any(o.kind in ("government", "zone_body") for o in self._organisations.covering(place.start, place.end))

    def _is_dateline(self, place: Mention) -> bool:
        """Whether a place is only where a report was filed (新华网沈阳3月25日电)."""
        filed = _FILED.match(self.text, place.end) is not None
        return filed and _AGENCY.search(self.text, max(0, place.start - 6), place.start) is not None

    def _in_organisation(self, place: Mention) -> bool:
        return bool(self._organisations.covering(place.start, place.end))

    def _in_name(self, cluster: NameCluster) -> list[Mention]:
        """Places that a name holds, in a company's name only where that opens the project's."""
        return [
            p
            for c in cluster.candidates
            for p in self._all.inside(c.start, c.end)
            if (c.start == p.start or not self._in_organisation(p)) and (_LINE.search(c.text) or not self._is_brand(p))
        ]

    def _is_brand(self, place: Mention) -> bool:
        """Whether a county's bare name in a name is only a brand: it lies far from what the article tells of."""
        value, home = place.value, _path_of_value(self.document.home_place)
        about = home[0] if home else self._province
        if not isinstance(value, PlaceValue) or about is None or value.province == about:
            return False
        if len(_path_of_value(value)) < 2 or _SITE_BEHIND.match(self.text, place.end):
            return False
        return not place.text.endswith(_SUFFIXES) and all(path_of(p) != path_of(place) for p in self._outside.mentions)

    def _said(self, places: Sequence[Mention]) -> list[Mention]:
        """Places after a preposition of place, and those coordinated with one (在云南昭通、广东茂名)."""
        said: list[Mention] = []
        for place in places:
            preposition = _LOCATED.search(self.text, max(0, place.start - 4), place.start)
            listed = said and said[-1].end + 1 == place.start and self.text[said[-1].end] in _AND
            if preposition and _SEAT_OF.search(self.text, max(0, preposition.start() - 4), preposition.start()):
                continue  # 公司总部位于苏州
            if preposition and _NOT_THERE.search(self.text, max(0, preposition.start() - 2), preposition.start()):
                continue  # 没有在凉山建厂的计划
            if listed or (preposition and not _VENUE.match(self.text, place.end)):
                said.append(place)
        return said

    def _of_whole(self, cluster: NameCluster) -> list[Mention]:
        """Places of the undertaking that the name is a part of (建设X产业园项目,其中一期为Y基地项目)."""
        sentence = self._sentences.at(cluster.name.start)
        part = None if sentence is None else _PART.search(self.text, sentence.start, cluster.name.start)
        if sentence is None or part is None:
            return []
        whole = [
            places
            for other, places in self._given
            if any(sentence.start <= c.start < part.start() for c in other.candidates)
        ]
        return whole[-1] if whole else []

    def _is_visited(self, place: Mention) -> bool:
        """Whether somebody only goes there (常年驻点北京、深圳等地)."""
        return _VISITED.search(self.text, max(0, place.start - 12), place.start) is not None or self.text.startswith(
            "等地", place.end
        )

    def _of_family(self, cluster: NameCluster) -> list[Mention]:
        """Places of another phase of the same undertaking, or of its whole."""
        own = base(cluster.name.text)
        given = [
            places
            for other, places in self._given
            if places and (base(other.name.text) == own if own else phases_of(other.name.text))
        ]
        return given[-1] if given else []

    def _in_paragraph(self, number: int, cluster: NameCluster) -> list[Mention]:
        """The last place before the name in its paragraph, unless it is said to be where another one is."""
        name = cluster.name
        first = self._sentences.first_of_paragraph(name.start)
        before = [] if first is None else self._outside.inside(first.start, name.start)
        last = [p for p in before if not p.rule.endswith("home_reference") and not self._is_visited(p)][-1:]
        return [p for p in last if id(p) not in self._said_of or number in self._said_of[id(p)]]
