"""Where an undertaking is: the most specific places that its name, its clauses or its paragraph give."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kaigong.extractors import project_place_patterns as pat
from kaigong.extractors.discourse import Discourse
from kaigong.extractors.discourse_zone import Zone
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.organisation_role import principal_of
from kaigong.extractors.project_cluster import NameCluster
from kaigong.extractors.project_core import base, phases_of
from kaigong.extractors.project_respective import paired_places
from kaigong.extractors.table import Tables
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label, OrganisationRole
from kaigong.schemas.values import PlaceValue

_AND = frozenset("、和及与")
_LIST_REACH = 40
_SETTLED = 0.5  # share of the places named that lie in one province, from which on an article is about it
_ABROAD_GROUPS = 4
_BY_CONTEXT = 12  # from this group of evidence on, nothing ties a place to the undertaking itself
_NEAR = ("name_before", "name_itself", "before_name")
_BESIDE = (*_NEAR, "name_after")
_PUBLIC = ("government", "zone_body")
_BUILT = ("school", "hospital", "university", "institute")
_BUILDS = frozenset({OrganisationRole.INVESTOR, OrganisationRole.OWNER})
_SHORT_FIRM = 2  # characters of what a firm is called behind its place (上海|电气|阜阳)
_COUNTY = 2  # a path that goes on from here names a county
_PLAIN = ("division", "chain")  # rules of places that name no town or zone
_ROUND_UP = 4  # provinces that names lie in, from which on an article is about no one place
_MOSTLY = 3  # places abroad to one at home
_REGION_GAP = 9  # characters from a preposition to the place behind a region (在天山北坡的|…)
_RIVER_GAP = 16  # characters between 上游 and the name
_UP_TO = frozenset("至到—–~-")
_RIVERS = ("江", "河")
_TAIWAN = "台湾省"
_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市"})
_OWN_WORKS = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)  # 沈阳第一机床厂 builds at home
_SUFFIXES = tuple("省市县区州旗盟镇乡岛港")


def path_of(place: Mention) -> tuple[str, ...]:
    """The administrative path as a tuple of names, from the province down."""
    return _path_of_value(place.value if isinstance(place.value, PlaceValue) else None)


def _path_of_value(value: PlaceValue | None) -> tuple[str, ...]:
    return () if value is None else tuple(p for p in (value.province, value.city, value.county) if p)


def _continues(longer: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return longer != path and longer[: len(path)] == path


def _is_town(path: tuple[str, ...]) -> bool:
    """Whether a path says more than a province; a municipality is a city."""
    return len(path) > 1 or (bool(path) and path[0] in _MUNICIPALITIES)


def _at_home(places: Sequence[Mention], home: PlaceValue | None) -> list[Mention]:
    """The first place that is the article's home; where none is, the one place within it that the article names."""
    if home is None:
        return []
    there = sorted((p for p in places if p.value == home), key=lambda p: not p.rule.endswith(_PLAIN))
    path = _path_of_value(home)
    within = [p for p in places if _continues(path_of(p), path)]
    one = within if len({path_of(p) for p in within}) == 1 else []
    return (there or one)[:1]


def _division_of(place: Mention) -> Mention:
    """The division alone of a place that goes on with a town or zone (武安工业园区 → 武安)."""
    value = place.value
    lowest = path_of(place)[-1] if isinstance(value, PlaceValue) and path_of(place) else ""
    for name in (lowest, lowest[:-1]):
        at = place.text.find(name) if len(name) > 1 else -1
        if at >= 0:
            start = place.start + at
            return replace(place, start=start, end=start + len(name), text=name, rule="place.division")
    return place


class PlaceFinder:
    """Finds the places of the undertakings of one document."""

    def __init__(self, document: Document, discourse: Discourse, tables: Tables) -> None:
        self.document = document
        self.text = document.text
        organisations = document.mentions_of(Label.ORG)
        self.full_names = {m.text: m for m in reversed(organisations)}  # the first mention of each
        self._organisations = MentionIndex(organisations)
        self._filed = principal_of(self.text, self._organisations) is not None
        places = document.mentions_of(Label.PLACE)
        self._all = MentionIndex(places)
        self._paired = paired_places(document, discourse.clusters)
        self._paired.update(tables.places(discourse.clusters, self._all))
        self._free = [
            p
            for p in places
            if not (
                self._in_organisation(p)
                or self._is_dateline(p)
                or pat.ORIGIN.search(self.text, max(0, p.start - 16), p.start)
                or self._is_origin(p)
                or self._is_of_meeting(p)
                or pat.CONTINENT.fullmatch(p.text)
                or self._is_of_firms_works(p)
            )
        ]
        names = [(c.start, c.end) for cluster in discourse.clusters for c in cluster.candidates]
        self._names = sorted((c.start, n) for n, cluster in enumerate(discourse.clusters) for c in cluster.candidates)
        in_names = {id(p) for a, b in names for p in self._all.inside(a, b)}
        self._outside = MentionIndex(p for p in self._free if id(p) not in in_names)
        self._sentences = SentenceIndex(document.sentences)
        # A bulletin of many bodies (【A】…【B】…) has no one place.
        bulletin = len(pat.ITEM_HEAD.findall(self.text)) > 1
        known = [p for p in self._outside.mentions if not p.rule.endswith("home_reference")]
        self._home = [] if bulletin else _at_home(known, document.home_place)
        if not bulletin and not self._home and not known:
            self._home = _at_home([p for p in places if self._in_body(p)], document.home_place)
        if not bulletin and not self._home:
            opening = {a for a, _ in names} | {o.start for o in organisations}
            elsewhere = (p for p in places if p.value == document.home_place and len(path_of(p)) > 1)
            named = [p for p in elsewhere if p.start in opening and not self._is_of_company(p)]
            self._home = [_division_of(p) for p in named[:1]]
        in_lands = {path_of(p)[0] for p in places if id(p) in in_names and path_of(p)}
        if self._is_about_abroad(places) or len(in_lands) >= _ROUND_UP:
            self._home = []
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
            if not pat.LINE.search(c.text) and self._is_brand(p)
        }
        for place in (p for p in self._free if id(p) not in brands):
            part = self._opened_part(place, discourse)
            zone = part or discourse.owners(place.start)
            for owner in zone.owners if zone is not None else ():
                if part is not None:  # …;临邑县:B项目: where the sentence began is not where B is
                    self._owned[owner] = [
                        pair for pair in self._owned[owner] if not self._share_sentence(pair[0], place)
                    ]
                self._owned[owner].append((place, zone))  # type: ignore[arg-type]
        self._said_of: dict[int, set[int]] = defaultdict(set)
        for owner, owned in self._owned.items():
            for place in self._said([p for p, zone in owned if zone.rule != "before_name"]):
                self._said_of[id(place)].add(owner)
        self._given: list[tuple[NameCluster, list[Mention]]] = []

    def _opened_part(self, place: Mention, discourse: Discourse) -> Zone | None:
        """What is named behind a place that opens a part of the sentence (…;在吉林梅河口,人参产业园完成了…)."""
        opens = pat.PART_OPENS.search(self.text, max(0, place.start - 2), place.start)
        if opens is None or not (opens["at"] or pat.PART_LABEL.match(self.text, place.end)):
            return None
        ending = pat.PART_END.search(self.text, place.end)
        end = ending.start() if ending is not None else len(self.text)
        owners = tuple(
            number
            for number, cluster in enumerate(discourse.clusters)
            if any(place.end <= c.start < end for c in cluster.candidates)
        )
        return Zone(place.start, end, owners, "name_before")

    def _share_sentence(self, one: Mention, other: Mention) -> bool:
        return self._sentences.at(one.start) == self._sentences.at(other.start)

    def _is_about_abroad(self, places: Sequence[Mention]) -> bool:
        """Whether an article names places abroad so much more often that none at home stands for what it leaves out."""
        abroad = sum(1 for p in places if not path_of(p))
        return abroad >= _MOSTLY * max(1, len(places) - abroad)

    def _is_of_company(self, place: Mention) -> bool:
        return any(o.kind not in _PUBLIC for o in self._organisations.covering(place.start, place.end))

    def find(self, number: int, cluster: NameCluster, organisations: Sequence[OrganisationSlot]) -> list[Mention]:
        """Places of a cluster by the best evidence that there is.

        In order: said to be there; the place of the public body that signed; in the name; beside the name; in the
        name of the plant or company that builds (a short name: its county); in the paragraph before it; the place that
        the article is about.
        """
        if number in self._paired:
            return [self._paired[number]]
        owned = [pair for pair in self._owned[number] if not self._is_anothers(pair[0], number)]
        signed = [o.mention for o in organisations if o.rule.startswith("org_role.signatory")]
        companies = [o.mention for o in organisations if o.mention.text.endswith("公司")]
        # ④嘉禾种业:拟定增募资…: what heads an item is a name on the exchange
        builders = [
            o.mention for o in organisations if o.mention.kind == "company" and o.mention.rule != "org.item_head"
        ]
        plants = [o.mention for o in organisations if o.role in _OWN_WORKS and o.mention.text.endswith(("厂", "矿"))]
        groups = (
            self._said([p for p, _ in owned]),
            [p for o in signed for p in self._all.inside(o.start, o.end)],
            self._in_name(cluster),
            self._of_own_name(
                [
                    p
                    for p, z in owned
                    if z.rule in _NEAR
                    and not p.rule.endswith("home_reference")
                    and not (self._is_where_signed(p) or self._is_byline(p) or self._is_end_of_line(p))
                ],
                cluster,
            ),
            self._of_family(cluster),
            [p for o in plants for p in self._all.inside(o.start, o.end) if path_of(p)],
            [p for o in companies for p in self._all.inside(o.start, o.end) if _is_town(path_of(p)) and self._near(p)],
            [p for o in builders for p in self._all.starting_at(o.start) if len(path_of(p)) > 2 and self._near(p)],
            self._of_body(cluster, organisations),
            self._of_whole(cluster),
            self._at_main_venue(cluster),
            self._next_door(cluster),
            self._of_party(cluster),
            self._in_paragraph(number, cluster),
            self._home,
        )
        label = self._label_abroad(cluster)
        if label is not None and all(path_of(p) for p in groups[0]):
            return [label]
        groups = (groups[0], groups[1], self._named_by_region(groups[2], cluster), *groups[3:])
        if {path_of(p) for p in groups[0]} < {path_of(p) for p in groups[2]} and "段" not in cluster.name.text:
            groups[0].clear()  # 成都至资阳市域铁路…东至资阳北站: the name says more
        groups[0][:] = self._without_venue(groups[0])
        if len(groups[2]) > 1 and all(pat.HELD_AT.match(self.text, p.end) for p in groups[0]):
            groups[0].clear()  # 兴义至晴隆铁路开工动员会在江西坡镇召开: only where the ceremony was
        for number_of_group, group in enumerate(groups):
            found = self._most_specific([p for p in group if path_of(p)])
            if number_of_group >= _BY_CONTEXT and found and self._is_of_another(found, companies):
                continue
            if number_of_group >= _BY_CONTEXT and self._is_along_river(cluster):
                continue
            if group is self._home and self._is_only_of_others(cluster):
                continue
            found = self._refined(found, owned, [*groups[2], *groups[1]])
            if found and all(len(path_of(p)) == 1 for p in found):  # 黑龙江省最大的…——克山亚麻纺织厂新建的车间
                rest = (p for later in groups[number_of_group + 1 : _BY_CONTEXT] for p in later)
                closer = [p for p in rest if any(_continues(path_of(p), path_of(wide)) for wide in found)]
                found = self._most_specific(closer) or found
            home = [] if self._is_only_of_others(cluster) else self._home[:1]
            if found and home and all(self._says_less(p, home[0]) for p in found):
                found = self._refined(home, owned, [*groups[2], *groups[1]])
            if found:
                self._given.append((cluster, found))
                return found
            beside = groups[3] if number_of_group else []  # 由广东火电承建的X项目位于沙特: it is said to be there
            if group and number_of_group < _ABROAD_GROUPS and not self._is_of_foreign_firm(group, beside):
                return [self._closest(group[0])]  # a place abroad has no path, and no home place stands for it
        return []

    def _without_venue(self, said: list[Mention]) -> list[Mention]:
        """Places said to be there, without the one of a ceremony where others are named (在贵阳启动…覆盖松桃、印江)."""
        others = [p for p in said if not pat.HELD_AT.match(self.text, p.end)]
        far = [p for p in others if path_of(p) and len(path_of(p)) > 1]
        if not far or any(_continues(path_of(h), path_of(p)) for p in far for h in said):
            return said
        return others

    def _label_abroad(self, cluster: NameCluster) -> Mention | None:
        """The country that heads the line of an item (【刚果(金)】洛阳钼业TFM混合矿项目…)."""
        line = self.text.rfind("\n", 0, cluster.name.start) + 1
        places = self._all.starting_at(line + 1) if self.text.startswith("【", line) else []
        labels = [p for p in places if not path_of(p) and self.text.startswith("】", p.end)]
        return labels[0] if labels else None

    def _closest(self, abroad: Mention) -> Mention:
        """The town abroad that stands behind what it is in its country (在匈牙利东部城市德布勒森)."""
        town = pat.TOWN_OF_COUNTRY.match(self.text, abroad.end)
        inside = self._all.starting_at(town.end()) if town is not None else []
        return inside[0] if inside and not path_of(inside[0]) else abroad

    def _named_by_region(self, named: list[Mention], cluster: NameCluster) -> list[Mention]:
        """Places in a name, or the counties that own a part of what is called after another (洪洞县的汾西灌区X工程)."""
        if not named or len(path_of(named[0])) <= _COUNTY:
            return named
        if named[0].text.endswith(_SUFFIXES):
            return self._town_of_county(named, cluster)
        owners: list[Mention] = []
        for candidate in cluster.candidates:
            end = candidate.start - 1
            while self.text[end : end + 1] == "的" or (owners and self.text[end : end + 1] in _AND):
                before = [p for p in self._free if p.end == end and p.text.endswith(_SUFFIXES)]
                if not before or len(path_of(before[-1])) <= _COUNTY:
                    break
                owners.append(before[-1])
                end = before[-1].start - 1
            if owners:
                break
        beside = [p for p in owners if path_of(p)[:_COUNTY] == path_of(named[0])[:_COUNTY]]
        return beside[::-1] or named

    def _town_of_county(self, named: list[Mention], cluster: NameCluster) -> list[Mention]:
        """The county before a name that opens on a town which the lists know only elsewhere (洮南市的|兴业乡X项目)."""
        town = named[0]
        end = town.start - (self.text[town.start - 1 : town.start] == "的")
        county = next((p for p in self._free if p.end == end and len(path_of(p)) > _COUNTY), None)
        opens = any(c.start == town.start for c in cluster.candidates)
        if county is None or not opens or town.rule != "place.town" or path_of(county) == path_of(town):
            return named
        return [county, *named[1:]]

    def _is_of_foreign_firm(self, group: Sequence[Mention], beside: Sequence[Mention]) -> bool:
        """Whether a place abroad is only that of a firm, in news of a place at home (张浦镇的德国通快扩能项目)."""
        if self.document.home_place is None:
            return False
        return all(self._is_of_company(p) for p in group) or any(path_of(p) for p in beside)

    def _is_of_another(self, found: Sequence[Mention], companies: Sequence[Mention]) -> bool:
        """Whether a notice tells of the places for another subsidiary than the one that builds here.

        In news of a city the investor may come from anywhere; in a notice each subsidiary builds where it is.
        """
        seats = {path_of(p)[0] for o in companies for p in self._all.inside(o.start, o.end) if path_of(p)}
        return self._filed and bool(seats) and not seats & {path_of(p)[0] for p in found}

    def _is_along_river(self, cluster: NameCluster) -> bool:
        """Whether works are only said to lie up or down the river from those told of before."""
        start = cluster.candidates[0].start
        if pat.RIVER_WORKS.search(cluster.name.text) is None:
            return False
        return pat.ALONG_RIVER.search(self.text, max(0, start - _RIVER_GAP), start) is not None

    def _is_only_of_others(self, cluster: NameCluster) -> bool:
        """Whether the one place that stands for a wider home is that of another (双汇第三工业园…。临颍县的X小镇…)."""
        for place in self._home:
            of_it = pat.OF_IT.match(self.text, place.end)
            if place.value == self.document.home_place or of_it is None:
                return False
            if any(place.end < c.start <= of_it.end() for c in cluster.candidates):
                return False
        return True

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
        closer = [p for p in by_path if len(p) > 1]
        if len(closer) > 1:  # 起于哈密,止于郑州,途经甘肃、宁夏…: the ends say enough
            by_path = {path: by_path[path] for path in closer}
        return [
            place
            for path, place in by_path.items()
            if not any(_continues(other, path) and not self._ends_of_line(place, m) for other, m in by_path.items())
        ]

    def _ends_of_line(self, one: Mention, other: Mention) -> bool:
        first, last = sorted((one, other), key=lambda m: m.start)
        if pat.AND_PLACE.fullmatch(self.text, first.end, last.start):
            return pat.CONNECTS.search(self.text, max(0, first.start - 12), first.start) is not None
        return pat.TO.fullmatch(self.text, first.end, last.start) is not None

    def _refined(
        self, found: list[Mention], owned: Sequence[tuple[Mention, Zone]], named: Sequence[Mention]
    ) -> list[Mention]:
        """A place that its own clause names more closely gives way (福建漳浦外海,古雷南风电场: not the zone's city)."""
        near = [p for p, zone in owned if zone.rule in _BESIDE and not p.rule.endswith("home_reference")]
        near += named
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
        return any(o.kind in _PUBLIC for o in self._organisations.covering(place.start, place.end))

    def _is_of_firms_works(self, place: Mention) -> bool:
        """Whether a place is one of several where a firm is at work (先后在南沙、东莞、湛江等地实施扩建)."""
        if pat.AT_TOWNS.match(self.text, place.end) is None:
            return False
        return pat.FIRM_AT.search(self.text, max(0, place.start - _LIST_REACH), place.start) is not None

    def _is_dateline(self, place: Mention) -> bool:
        """Whether a place is only where a report was filed (新华网沈阳3月25日电)."""
        filed = pat.FILED.match(self.text, place.end) is not None
        if self.text[place.start - 1 : place.start] in ("", "\n") and pat.FILED_DAY.match(self.text, place.end):
            return True  # 石家庄28日电 at the head of a line
        if place.text == "台北" and (
            self._is_byline(place) or (filed and pat.REPORTER.search(self.text, max(0, place.start - 14), place.start))
        ):
            return True  # (中央社记者某某台北14日电), 记者某某/台北报导: the seat of agency and papers
        return filed and pat.AGENCY.search(self.text, max(0, place.start - 6), place.start) is not None

    def _is_byline(self, place: Mention) -> bool:
        """Whether a place is that of a reporter's desk (记者某某/嘉义报导)."""
        return self.text[place.start - 1 : place.start] == "/" and self.text.startswith("报导", place.end)

    def _is_origin(self, place: Mention) -> bool:
        """Whether a place only tells where somebody has a seat, comes from or went to."""
        text, start, end = self.text, place.start, place.end
        before = max(0, start - 6)
        far = pat.FAR_FROM.search(text, before, start) and pat.AWAY_BY.match(text, end)
        if far or pat.SEAT.search(text, before, start) or pat.PASSED.match(text, end):
            return True
        if text[start - 1 : start] == "在" and (pat.OF_PERSON.match(text, end) or pat.DID_THERE.match(text, end)):
            return True
        if pat.BUYERS_IN.search(text, max(0, start - 12), start):
            return True
        if pat.SERVES.search(text, max(0, start - 16), start) and pat.SERVED.match(text, end):
            return True
        if pat.DRAWN.search(text, before, start) and not pat.SITE_BEHIND.match(text, end):
            return True
        if pat.STORED_IN.search(text, before, start) or pat.LEAVES_LINE.match(text, end):
            return True
        if pat.CAME.match(text, end) or pat.ELSEWHERE.match(text, end):
            return True
        if pat.GOES_TO.search(text, before, start) and pat.ON_BUSINESS.match(text, end):
            return True
        if pat.PEOPLE_OF.match(text, end) and pat.ONE_OF.search(text, before, start):
            return True
        imported = not path_of(place) and pat.IMPORTED_FROM.search(text, max(0, start - 16), start)
        if imported and pat.ITS_MACHINES.match(text, end):
            return True
        if pat.WITH_BODY.search(text, before, start) and pat.A_FIRM_OF.match(text, end):
            return True
        if pat.WENT.search(text, before, start) and pat.TIMES.match(text, end):
            return True
        return pat.FROM.search(text, before, start) is not None and pat.BROUGHT.match(text, end) is not None

    def _is_venue_of_talks(self, place: Mention) -> bool:
        """Whether a place is where papers were signed or talks held (签约仪式在长沙举行)."""
        if pat.MEETING_IN.search(self.text, max(0, place.start - 14), place.start):
            return True
        if self.text[place.start - 1 : place.start] != "在":
            return False
        return any(p.match(self.text, place.end) is not None for p in (pat.MEETING_HELD, pat.SIGNED_WITH))

    def _is_where_signed(self, place: Mention) -> bool:
        """Whether a place is only where two firms signed (A公司与B公司在北京签订X项目设备引进合同)."""
        at = self.text[place.start - 1 : place.start] == "在"
        return at and pat.SIGNED_THERE.match(self.text, place.end) is not None

    def _is_of_meeting(self, place: Mention) -> bool:
        """Whether a place is only a venue, far from where the article is at home."""
        home, path = _path_of_value(self.document.home_place), path_of(place)
        if not self._is_venue_of_talks(place):
            return False
        if not home:  # 衡阳市代表团在深圳与某公司签下X项目
            first = max(self.text.rfind(mark, 0, place.start) for mark in "。;!?\n") + 1
            before = [path_of(p) for p in self._all.inside(first, place.start)]
            return bool(path) and any(p and p[: len(path)] != path[: len(p)] for p in before)
        return len(home) == 1 < len(path) or path[: len(home)] != home[: len(path)]

    def _is_built(self, place: Mention, end: int) -> bool:
        """Whether a place stands in the name of the school or hospital that is built (兵团三师图木舒克市唐王城中学)."""
        return any(o.end == end for o in self._organisations.covering(place.start, place.end) if o.kind in _BUILT)

    def _in_organisation(self, place: Mention) -> bool:
        return bool(self._organisations.covering(place.start, place.end))

    def _in_name(self, cluster: NameCluster) -> list[Mention]:
        """Places that a name holds, in a company's name only where that opens the project's."""
        found = [
            p
            for c in cluster.candidates
            for p in self._all.inside(c.start, c.end)
            if (c.start == p.start or not self._in_organisation(p) or self._is_built(p, c.end))
            and (pat.LINE.search(c.text) or not self._is_brand(p))
        ]
        # 上海电气阜阳装备基地: the builder's seat gives way to the place that the name goes on with.
        found = [p for p in found if not self._is_of_company(p)] or found
        found = [p for p in found if not any(self._is_of_firm(p, other, cluster) for other in found)]
        return self._of_section(found, cluster)

    def _of_section(self, found: list[Mention], cluster: NameCluster) -> list[Mention]:
        """The ends of a line that lie where the section of it does that the name tells (罗定至岑溪高速公路云浮段)."""
        closing = {c.end for c in cluster.candidates}
        at_section = [p for p in found if self._is_at_section(p, closing)]
        ends = [(a, b) for a, b in pairwise(found) if b in at_section and pat.TO.fullmatch(self.text, a.end, b.start)]
        if ends:
            return [p for p in found if p.start >= ends[-1][0].start]  # 合肥至池州高速公路枞阳至池州段
        begins = [p for p in found if pat.SECTION_FROM.match(self.text, p.end) and self.text[p.start - 1] not in _UP_TO]
        if begins and not at_section:
            return [p for p in found if p.start >= begins[-1].start]
        sections = [path_of(p) for p in at_section if self.text[p.start - 1 : p.start] not in _UP_TO and path_of(p)]
        if not sections:
            return found
        last = sections[-1]
        return [p for p in found if path_of(p)[: len(last)] == last]

    def _is_at_section(self, place: Mention, closing: set[int]) -> bool:
        """Whether a place in a name says which section of the line it is, at the name's end or before 项目."""
        if not self.text.startswith("段", place.end):
            return False
        bracketed = self.text[place.end + 1 : place.end + 2] == ")" and place.end + 2 in closing
        return bracketed or place.end + 1 in closing or pat.SECTION_OF_LINE.match(self.text, place.end) is not None

    def _is_of_firm(self, place: Mention, other: Mention, cluster: NameCluster) -> bool:
        """Whether a place that opens a name is that of a firm, as the name goes on with one in another province."""
        if pat.LINE.search(cluster.name.text) or other.start - place.end < _SHORT_FIRM:
            return False
        opens = any(c.start == place.start and other.end <= c.end for c in cluster.candidates)
        return opens and bool(path_of(place) and path_of(other)) and path_of(place)[0] != path_of(other)[0]

    def _is_brand(self, place: Mention) -> bool:
        """Whether a county's bare name in a name is only a brand: it lies far from what the article tells of.

        Far is another province; for news of a county, another city.
        """
        value, home = place.value, _path_of_value(self.document.home_place)
        if isinstance(value, PlaceValue) and len(home) > 1 and value.city != home[1] and self._is_river(place):
            return True  # 嫩江公铁大桥 in news of Qiqihar
        about = home[0] if home else self._province
        if not isinstance(value, PlaceValue) or about is None or place.rule.endswith("chain"):
            return False
        if about == _TAIWAN and len(home) > 1 and value.county and value.city != home[1]:
            return not place.text.endswith(_SUFFIXES)  # 坪林 in news of Taichung: no township of New Taipei's
        if value.province == about and not (len(home) > _COUNTY and value.county and value.city != home[1]):
            return False
        if self._filed:
            return False  # a company that files a notice builds in many cities (包头拉棒项目)
        if pat.FULL_INSIDE.search(place.text):
            return False  # 昌都市贡觉县则巴光伏电站
        if len(_path_of_value(value)) < 2 or pat.SITE_BEHIND.match(self.text, place.end):
            return False
        own = path_of(place)  # 湖北:…;宜昌X项目: the article tells of its province too
        told = any(path_of(p) and path_of(p) == own[: len(path_of(p))] for p in self._outside.mentions)
        return not place.text.endswith(_SUFFIXES) and not told

    def _is_river(self, place: Mention) -> bool:
        """Whether a place's bare name is that of the river which works cross or make use of."""
        return place.text.endswith(_RIVERS) and pat.BRIDGE_BEHIND.match(self.text, place.end) is not None

    def _said(self, places: Sequence[Mention]) -> list[Mention]:
        """Places after a preposition of place, and those coordinated with one (在云南昭通、广东茂名)."""
        said: list[Mention] = []
        route: Mention | None = None
        for place in places:
            begins = pat.ROUTE_FROM.search(self.text, max(0, place.start - 1), place.start)
            if (begins and pat.ROUTE_ON.match(self.text, place.end)) or (
                route is not None and pat.ROUTE_GAP.fullmatch(self.text, route.end, place.start)
            ):
                said.append(place)
                route = place
                continue
            preposition = pat.LOCATED.search(self.text, max(0, place.start - _REGION_GAP), place.start)
            preposition = preposition or self._covered(place)
            listed = bool(said) and pat.LIST_GAP.fullmatch(self.text, said[-1].end, place.start) is not None
            if preposition and pat.SEAT_OF.search(self.text, max(0, preposition.start() - 4), preposition.start()):
                continue  # 公司总部位于苏州
            if preposition and pat.BUYERS_IN.search(self.text, max(0, place.start - 12), place.start):
                continue
            if preposition and pat.NOT_THERE.search(self.text, max(0, preposition.start() - 2), preposition.start()):
                continue  # 没有在凉山建厂的计划
            if listed or (
                preposition and not (pat.VENUE.match(self.text, place.end) or self._is_venue_of_talks(place))
            ):
                said.append(place)
                if preposition and pat.ROUTE_BEGINS.search(preposition.group()):
                    route = place  # 这条铁路自海口|至三亚
        return said

    def _covered(self, place: Mention) -> re.Match[str] | None:
        """What says that works cover a place, or that a line which begins elsewhere ends there (北起A县,南接B县)."""
        cover = pat.WORKS_COVER.search(self.text, max(0, place.start - 12), place.start)
        meets = pat.LINE_MEETS.search(self.text, max(0, place.start - 2), place.start)
        if cover or meets is None:
            return cover
        sentence = self._sentences.at(place.start)
        begins = sentence is not None and pat.LINE_BEGINS.search(self.text, sentence.start, meets.start())
        return meets if begins else None

    def _of_body(self, cluster: NameCluster, organisations: Sequence[OrganisationSlot]) -> list[Mention]:
        """The place of the public body that builds, or that opens the sentence (嘉义市府工务处说,X工程…)."""
        bodies = [o.mention for o in organisations if o.mention.kind in _PUBLIC and o.role in _BUILDS]
        sentence = self._sentences.at(cluster.candidates[0].start)
        if not bodies and sentence is not None:
            opening = self._organisations.inside(sentence.start, cluster.candidates[0].start)
            bodies = [
                o for o in opening if o.kind in _PUBLIC and pat.OPENING.fullmatch(self.text, sentence.start, o.start)
            ]
        bodies = [o for o in bodies if "铁路" not in self.text[o.start : o.end]]  # of a bureau of many provinces
        return [p for o in bodies for p in self._all.inside(o.start, o.end) if len(path_of(p)) > 1]

    def _of_whole(self, cluster: NameCluster) -> list[Mention]:
        """Places of the undertaking that the name is a part of (建设X产业园项目,其中一期为Y基地项目)."""
        sentence = self._sentences.at(cluster.name.start)
        part = None if sentence is None else pat.PART.search(self.text, sentence.start, cluster.name.start)
        if sentence is None or part is None:
            return []
        whole = [
            places
            for other, places in self._given
            if any(sentence.start <= c.start < part.start() for c in other.candidates)
        ]
        return whole[-1] if whole else []

    def _of_own_name(self, places: list[Mention], cluster: NameCluster) -> list[Mention]:
        """Places without those that stand before another name, where one stands before the own (A县的X和B县的Y)."""
        own = {
            id(p)
            for p in places
            for c in cluster.candidates
            if (of_it := pat.OF_IT.match(self.text, p.end)) is not None and p.end < c.start < of_it.end()
        }
        others = [p for p in places if id(p) not in own and self.text.startswith("的", p.end)]
        return [p for p in places if not own or all(p is not o for o in others)]

    def _at_main_venue(self, cluster: NameCluster) -> list[Mention]:
        """Where the ceremony was held, for what began at its main venue (活动在射洪市举行…主会场动工的X项目)."""
        for candidate in cluster.candidates:
            sentence = self._sentences.at(candidate.start)
            if sentence is None or not pat.MAIN_VENUE.search(self.text, sentence.start, candidate.start):
                continue
            held = [p for p in self._free if p.start < candidate.start and pat.HELD_AT.match(self.text, p.end)]
            found = [p for p in held if self.text[p.start - 1 : p.start] == "在"]
            found = found or [p for p in self._free if p.end < candidate.start and self._is_venue(p)]
            if found:
                return found[-1:]
        return []

    def _is_venue(self, place: Mention) -> bool:
        """Whether a place is said to be that of the main venue (主会场设在郓城县随官屯镇)."""
        return pat.VENUE_IS.search(self.text, max(0, place.start - 10), place.start) is not None

    def _next_door(self, cluster: NameCluster) -> list[Mention]:
        """Places of the undertaking named before, where this one is said to be beside it (一墙之隔的X, 港区北侧,X)."""
        name = cluster.name
        sentence = self._sentences.at(name.start)
        if sentence is None or not pat.BESIDE_IT.search(self.text, sentence.start, name.start):
            return []
        before = [
            (c.start, places)
            for other, places in self._given
            for c in other.candidates
            if c.start < sentence.start and places
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else []

    def _of_party(self, cluster: NameCluster) -> list[Mention]:
        """The place of the public body with which something was agreed on the undertaking (终止与某管委会的X项目)."""
        found = []
        for candidate in cluster.candidates:
            sentence = self._sentences.at(candidate.start)
            for place in self._all.inside(sentence.start, candidate.start) if sentence is not None else ():
                bodies = [o for o in self._organisations.covering(place.start, place.end) if o.kind in _PUBLIC]
                if any(pat.WITH_BODY.search(self.text, max(0, o.start - 2), o.start) for o in bodies):
                    found.append(place)
        return found[-1:]

    def _is_visited(self, place: Mention) -> bool:
        """Whether somebody only goes there (常年驻点北京、深圳等地)."""
        return pat.VISITED.search(self.text, max(0, place.start - 12), place.start) is not None or self.text.startswith(
            "等地", place.end
        )

    def _is_end_of_line(self, place: Mention) -> bool:
        """Whether a place only says where a line ends or how far it is (韶山至井冈山铁路, 武汉到长沙只需1小时)."""
        text = self.text
        begins = pat.LINE_FROM.match(text, place.end) is not None
        ends = pat.LINE_TO.search(text, max(0, place.start - 8), place.start) and pat.LINE_END.match(text, place.end)
        return begins or bool(ends)

    def _is_anothers(self, place: Mention, number: int) -> bool:
        """Whether a place stands right before the name of another undertaking (A完成投资;位于沙河的|B总投资…)."""
        if not self.text.startswith("的", place.end):
            return False
        behind = {n for start, n in self._names if start == place.end + 1}
        return bool(behind) and number not in behind

    def _lies_there(self, place: Mention, start: int) -> bool:
        """Whether an earlier sentence is about something else that lies in a place (童世界位于宁乡双江口,…。)."""
        sentence = self._sentences.at(place.start)
        if sentence is None or start < sentence.end or pat.SAID_ALONE.match(self.text, place.end) is None:
            return False
        works = pat.OF_WORKS.search(self.text, sentence.start, place.start)
        if works is None or pat.SITS_IN_PARK.search(self.text, sentence.start, place.end):
            return False
        return pat.LIES_IN.search(self.text, max(0, place.start - 4), place.start) is not None

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
        last = [
            p
            for p in before
            if not (
                p.rule.endswith("home_reference")
                or self._is_visited(p)
                or self._is_end_of_line(p)
                or self._lies_there(p, name.start)
            )
        ][-1:]
        last = [p for p in last if not self._is_left_behind(p, name.start)]
        return [p for p in last if id(p) not in self._said_of or number in self._said_of[id(p)]]

    def _is_left_behind(self, place: Mention, start: int) -> bool:
        """Whether the text has since named works in another county (叙州区的A。屏山县B。|C: not of 叙州区)."""
        path = path_of(place)
        named = [p for a, _ in self._names if place.end < a < start for p in self._all.starting_at(a)]
        others = [path_of(p) for p in named if len(path_of(p)) > _COUNTY]
        return any(other[: len(path)] != path for other in others)
