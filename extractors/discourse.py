"""Which undertaking a position in the text speaks of: a focus model over clauses.

Anchors are the names of undertakings and the words that refer back to one (该项目, clause-initial 项目, 电站 …).
Each clause gets zones; a zone has its owners and the rule that gave them. The rules, from strong to weak:

* ``name_before``: the value stands before the name in the name's own clause (总投资54亿元的X项目, 由A投资建设的X);
* ``class``: the clause names the class of all undertakings of the sentence (在建项目中,A…;B…);
* ``name_after``: it stands after the name in the same clause; after a coordination (A、B、C开工) all of them own it;
* ``back_reference``: the clause refers back (该项目总投资…);
* ``same_sentence``: an earlier clause of the sentence names or refers to the undertaking;
* ``before_name``: an earlier clause of the sentence, with nothing else in focus (9月20日上午,X奠基);
* ``carried_over``: the sentence has no anchor and goes on with the focus of the sentence before it in the paragraph;
* ``after_headline``: the same across the line break below a headline;
* ``field_list``: a line of a form below the line that names the undertaking (建设单位:X);
* ``notice``: a paragraph of a notice in sections goes on about the one that it is about;
* ``deictic``: a paragraph opens on words that point back (改造这片老厂区, 同年11月,一期工程开工);
* ``agreement``: a sentence tells of the agreement about the undertaking that the next one names;
* ``only_project``: the same across paragraphs, where the article has one undertaking only.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, islice, pairwise

from kaigong.extractors import discourse_patterns as pat
from kaigong.extractors.discourse_text import DiscourseText
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.organisation_role import COMPANY_KINDS, principal_of
from kaigong.extractors.project_class import CLASS_OF_LIST
from kaigong.extractors.project_cluster import NameCluster
from kaigong.extractors.project_family import find_family
from kaigong.extractors.project_lexicon import IN_PHASES, PHASES_REACH
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Label
from kaigong.schemas.values import PlaceValue

_MANY = 3
_PUBLIC = ("government", "zone_body", "party")
_CLASS_REACH = 14
_SHORT_PART = 6  # characters of what a part is called
_MAX_LISTED = 12  # names that one agreement lists
_WHOSE = 40
_SHORTEST_CORE = 3
_OPENING = 10  # characters in which a sentence opens on its subject (2018年,晶瑞…)

# Rules by which a zone belongs to what stood before it.
INHERITED = frozenset(["same_sentence", "carried_over", "only_project", "after_headline", "deictic", "notice"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name or a back-reference; ``owners`` are cluster numbers."""

    start: int
    end: int
    owners: tuple[int, ...]
    is_name: bool
    coordinated: bool = False


Clause = tuple[tuple[int, int], list[Anchor]]  # [start, end) and the anchors in it


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text that speaks of ``owners`` by ``rule``."""

    start: int
    end: int
    owners: tuple[int, ...]
    rule: str


def is_notice_in_sections(document: Document) -> bool:
    """Whether a document is the notice of one company in numbered sections (一、…二、…)."""
    filer = principal_of(document.text, MentionIndex(document.mentions_of(Label.ORG)))
    return filer is not None and len(pat.SECTION.findall(document.text)) > 1


def _path_of(place: Mention) -> tuple[str, ...]:
    """The path of a place that is a city's or a county's, else an empty one."""
    value = place.value
    if not isinstance(value, PlaceValue) or not (value.city or value.county):
        return ()
    return tuple(part for part in (value.province, value.city, value.county) if part)


class Discourse:
    """Zones of one document, and the owner of any position in it."""

    def __init__(
        self,
        document: Document,
        clusters: Sequence[NameCluster],
        known: DiscourseText | None = None,
        *,
        in_sections: bool = False,
    ) -> None:
        self.document = document
        self.text = document.text
        self.clusters = clusters
        self._names = sorted(
            (
                Anchor(c.start, c.end, (number,), True, c.coordinated)
                for number, k in enumerate(clusters)
                for c in k.candidates
            ),
            key=lambda a: (a.start, a.end),
        )
        self._name_starts = [a.start for a in self._names]
        self.known = known = DiscourseText(document) if known is None else known
        self._references, self._subjects = known.references, known.subjects
        self._organisations, self._places = known.organisations, known.places
        family = find_family([c.name.text for c in clusters])
        self.whole_of, self._phased = family.whole_of, family.by_phase
        self._by_pair: dict[str, list[int]] = {}  # two characters of names → the undertakings
        for number, cluster in enumerate(clusters):
            for pair in {x + y for c in cluster.candidates for x, y in pairwise(c.text)}:
                self._by_pair.setdefault(pair, []).append(number)
        self._holders: dict[str, tuple[int, ...]] = {}
        self._bare: list[tuple[int, str]] = []  # cluster and name less 二期, 项目 and the like
        self._ended: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._lines = [n for n, c in enumerate(clusters) if any(pat.LINE.search(x.text) for x in c.candidates)]
        self._strong = [n for n, c in enumerate(clusters) if not c.weak]
        self._tied: dict[int, set[str]] = {}
        self._owners_of: dict[str, set[int]] = {}
        self._zones_tied = 0
        self.zones: list[Zone] = []
        self._focus: tuple[int, ...] = ()
        self._last: tuple[int, ...] = ()
        self._recent: dict[int, int] = {}  # owner → how many were named before its last mention
        self._mentioned = 0
        self.phase_parts: dict[int, int] = {}  # owner → the whole of which the text says that it is a phase
        self._named_last: set[int] = set()  # owners whose names stand in the sentence before
        self._two: tuple[int, ...] = ()  # the two that 前者 and 后者 tell apart
        self.listed: set[int] = set()  # owners that are named as parts (包括A、B和C)
        self.sized: set[int] = set()  # owners of which only the size is told beside the whole
        self.classed: set[int] = set()  # owners in a list of their class (复工项目包括A、B)
        self.within: dict[int, int] = {}  # owner → the one that the sentence speaks of where it is named
        self.referred: set[int] = set()  # owners that the text calls 该项目, 该工程
        # What a sentence on 其中 names a part of, and that for the paragraph behind (其中,X已建成。⏎项目…)
        self._parted: int | None = None
        self._above: int | None = None
        self._of_key_part = False  # whether the sentence before opens on a part by its rank (控制性工程X隧道…)
        self._ahead: int | None = None  # what a quote that opens a paragraph speaks of, named behind it
        # The undertaking that a notice in sections is about: the one that it names first.
        self._of_notice = self._names[0].owners[0] if in_sections and self._names else None
        self._paragraph = -1
        self._after_headline = False
        self._below_item = False  # whether the sentence before is the heading of an item by its number (1.南绕城高速。)
        for sentence in document.sentences:
            self._read(sentence)
        self._zone_starts = [z.start for z in self.zones]

    def owners(self, position: int) -> Zone | None:
        """The zone that holds a position, None where no undertaking is spoken of."""
        at = bisect_right(self._zone_starts, position) - 1
        if at < 0 or position >= self.zones[at].end:
            return None
        return self.zones[at]

    def _anchors_by_clause(self, sentence: Sentence) -> list[Clause]:
        """Anchors of each clause; a back-reference means what the sentence, else the text before, speaks of."""
        found: list[Clause] = []
        current = self._focus
        here: list[int] = []  # owners of the clauses before
        told: list[Anchor] = []  # their anchors
        for start, end in sentence.clauses:
            first = bisect_right(self._name_starts, start - 1)
            names = [a for a in self._names[first : bisect_left(self._name_starts, end)] if a.end <= end]
            anchors: list[Anchor] = list(names)
            for reference in self._references.of_clause(start, end):
                at, last = reference.at, reference.end
                if any(n.start < last and at < n.end for n in names):
                    continue
                if len(self._named_last) >= _MANY and pat.ALL_OF_THEM.match(self.text, at):
                    continue  # 项目全部达产后: all that the sentence before has named
                before = [n.owners[0] for n in names if n.end <= at]
                if pat.PLURAL.match(self.text, reference.start, last) and len(current) > 1 and not before:
                    anchors.append(Anchor(at, last, current, False))
                    continue
                owner = self._resolve(reference.head, before, current, here, reference.kind)
                if self._above is not None and reference.kind == "bare" and not (before or here):
                    owner = self._above if reference.head in ("项目", "工程") else owner
                if self._of_notice is not None and self.text.startswith("本", reference.start):
                    owner = self._of_notice  # 本项目, told behind another one, is still the notice's own
                if reference.kind == "host" and not (owner is not None and self._is_only_park(owner)):
                    continue
                if owner is not None:
                    anchors.append(Anchor(at, last, (owner,), False))
                    if reference.kind == "named" and reference.head in ("项目", "工程"):
                        self.referred.add(owner)
            anchors += self._phase_anchors(start, end, anchors)
            anchors += self._kind_anchors(start, end, anchors)
            anchors += self._of_two(sentence.start, start, end, anchors, told)
            anchors.sort(key=lambda a: a.start)
            found.append(((start, end), anchors))
            here += [o for a in anchors for o in a.owners]
            told += anchors
            if anchors:
                current = tuple(dict.fromkeys(o for a in self._coordinations(anchors)[-1] for o in a.owners))
        return found

    def _is_only_park(self, owner: int) -> bool:
        """Whether an undertaking is the article's one park, and it is about few others."""
        parks = [n for n, k in enumerate(self.clusters) if any(pat.PARK.search(c.text) for c in k.candidates)]
        return parks == [owner] and len(self.clusters) <= _MANY

    def _of_two(
        self, first: int, start: int, end: int, anchors: Sequence[Anchor], here: Sequence[Anchor]
    ) -> list[Anchor]:
        """An opening 前者 or 后者 where the text spoke of two undertakings."""
        opening = pat.OF_TWO.match(self.text, start, end) if not anchors else None
        if opening is not None and len(here) > 1:
            pair = [n for n in here if n.is_name]
            groups = self._coordinations(pair)
            told = groups[-1] if len(groups[-1]) == 2 else pair if len(pair) == 2 else []
            if told:  # A、B也同时签约,后者…
                return [Anchor(*opening.span("which"), told[opening["which"] == "后者"].owners, False)]
        if opening is None or len(self._two) != 2:
            return []
        if start > first and "前者" not in self.text[first:start]:
            return []  # A与B签约,后者将…: of two bodies
        return [Anchor(*opening.span("which"), (self._two[opening["which"] == "后者"],), False)]

    def _phase_anchors(self, start: int, end: int, anchors: Sequence[Anchor]) -> list[Anchor]:
        """An opening 一期 or 二期工程 that means an undertaking of that phase, told apart from its whole."""
        opening = pat.PHASE_OPENS.match(self.text, start, end) if self._phased and not anchors else None
        owner = self._phased.get(opening.group(1)) if opening else None
        owner = owner if owner is not None and self._is_named_before(owner, start) else None
        return [] if opening is None or owner is None else [Anchor(*opening.span(1), (owner,), False)]

    def _is_named_before(self, owner: int, position: int) -> bool:
        """Whether a name of an undertaking stands before a position (but 二期工程已启动。…与之相邻的X港二期)."""
        return any(c.start < position for c in self.clusters[owner].candidates)

    def _kind_anchors(self, start: int, end: int, anchors: Sequence[Anchor]) -> list[Anchor]:
        """An opening 研发项目 that means the only undertaking whose name ends on it."""
        opening = pat.KIND_OPENS.match(self.text, start, end) if len(self.clusters) > 1 and not anchors else None
        if opening is None:
            return []
        kind = opening["kind"]
        named = self._named_after(kind)
        meant = [n for n in named if any(c.text.endswith(kind) for c in self.clusters[n].candidates)]
        if not named:  # 木王工程, of 镇安木王110千伏输变电工程
            meant = list(self._named_after(kind[: -len("工程")]))
        meant = [n for n in meant if self._is_named_before(n, start)]
        return [Anchor(*opening.span("kind"), (meant[0],), False)] if len(meant) == 1 else []

    def _resolve(
        self, head: str, before: Sequence[int], current: tuple[int, ...], here: Sequence[int], kind: str
    ) -> int | None:
        """The undertaking that a head means: for 项目 the one in focus, else the latest whose name has the head.

        改建工程 means the only one whose name ends so, whatever is in focus.
        """
        if head.endswith(("项目", "工程")) and len(head) > len("项目"):
            ending = [n for n, k in enumerate(self.clusters) if any(c.text.endswith(head) for c in k.candidates)]
            if len(ending) == 1 and (ending[0] in before or ending[0] in here or ending[0] in self._recent):
                return ending[0]
            head = head[-len("项目") :]
        if head in ("项目", "工程"):
            if before:
                return before[-1]
            if self._ahead is not None:
                return self._ahead
            # What a public body says in between takes the focus, but not what 项目 refers back to.
            known = current or self._last
            return self._whole_of_line(known[0]) if len(known) == 1 else None
        if (ends := pat.SHORT_FOR.get(head)) is not None:
            meant: Sequence[int] = self._ending_on(ends) or (self._named_after(head) if len(head) > 1 else ())
        else:
            meant = self._lines if head == "全线" else self._named_after("园" if head == "园区" else head)
        # 工厂占地42公顷, of X水泥厂: the common word for what the name says shortly
        meant = meant or next((m for h in pat.SAID_SHORTLY.get(head, ()) if (m := self._named_after(h))), ())
        told = next((n for n in chain(reversed(before), reversed(here)) if n in meant), None)
        if told is not None:
            return told
        if kind == "short":
            # 线路全长37公里: of what was spoken of last, if it is a line, and else of a part of it
            latest = current or tuple(sorted(self._recent, key=self._recent.__getitem__)[-1:])
            return latest[0] if len(latest) == 1 and latest[0] in meant else None
        return max((n for n in meant if n in self._recent), key=self._recent.__getitem__, default=None)

    def _whole_of_line(self, owner: int) -> int:
        """The undertaking of which the line or plant in focus was named as a part in the same sentence.

        X项目增加了年产45万吨纸的生产线。该项目建成后…: what the line is part of.
        """
        if pat.LINE_OR_UNIT.search(self.clusters[owner].name.text) is None or not self.clusters[owner].weak:
            return owner
        whole = self.within.get(owner, owner)
        return owner if self.clusters[whole].weak else whole

    def _read(self, sentence: Sentence) -> None:
        new_paragraph = sentence.paragraph != self._paragraph
        if pat.GOES_ON_LABEL.match(self.text, sentence.start):
            new_paragraph = False
        self._paragraph = sentence.paragraph
        opens = new_paragraph and not self._after_headline
        if opens and (pat.NEW_REPORT.match(self.text, sentence.start) or self._opens_item(sentence)):
            self._focus, self._last, self._recent = (), (), {}
        self._focus_on_company(sentence, new_paragraph=new_paragraph)
        self._ahead = self._told_ahead(sentence) if new_paragraph else None
        self._above = self._parted if new_paragraph or self._of_key_part else None
        silent = self._is_silent(sentence)
        if silent and not (self._focus or (new_paragraph and self._of_notice is not None)):
            self._named_last, self._after_headline = set(), False
            return
        anchors_by_clause = [(c, []) for c in sentence.clauses] if silent else self._anchors_by_clause(sentence)
        held: tuple[int, ...] = ()
        rule = ""
        spoken = any(anchors for _, anchors in anchors_by_clause)
        if not spoken:
            held, rule = self._inherit(sentence, new_paragraph)
            if not held and (agreed := self._agreed_on(sentence)):
                held, rule = agreed, "agreement"
            if not held and (teased := self._teased(sentence)) is not None:
                held, rule = (teased,), "before_name"
        seen_name = False
        told_as_part: Sequence[Anchor] = ()
        listing = pat.LISTS_PROJECTS.search(self.text, sentence.start, sentence.end) if spoken else None
        for number, ((start, end), anchors) in enumerate(anchors_by_clause):
            ordinal = pat.ORDINAL_AMONG.match(self.text, start, end) is not None
            if ordinal or (
                self.text[start - 1 : start] == ";"
                and (
                    len(held) > 1
                    or pat.ORDINAL_ITEM.match(self.text, start, end)
                    or self._names_ahead(anchors_by_clause[number:])
                )
            ):
                held = ()  # A、B先后签约;投产企业里,…: what follows a list is told of others
                seen_name = False
            if anchors:
                if anchors[0].is_name and pat.PHASE_IS.search(self.text, start, anchors[0].start):
                    whole = self.phase_parts.get(held[0], held[0]) if len(held) == 1 else None
                    if whole is None and len(self._focus) == 1 and not held:
                        whole = self._focus[0]
                    if whole is not None and whole not in anchors[0].owners:
                        self.phase_parts[anchors[0].owners[0]] = whole
                near = max(sentence.start, start - _CLASS_REACH)
                classes = list(CLASS_OF_LIST.finditer(self.text, near, anchors[0].start))
                classed = bool(classes) and classes[-1].end() > start
                around = pat.PUSHED.search(self.text, start, anchors[0].start) and pat.PUSHED_ON.match(
                    self.text, anchors[-1].end, end
                )
                if listing is not None and self._is_listed_behind(listing.end(), start, anchors):
                    self.classed.update(anchors[0].owners)
                if around and len(anchors) > 1:  # 加快推进A、B建设: works by what is done to them
                    self.classed.update(o for a in anchors if a.is_name for o in a.owners)
                if classed:
                    self.classed.update(o for a in anchors if a.is_name for o in a.owners)
                lists = not classed and pat.LISTS_PARTS.search(self.text, start, anchors[0].start) is not None
                if len(held) == 1 and not lists and self._is_sized_part(start, anchors):
                    lists = True
                    self.sized.update(anchors[0].owners)
                if len(held) == 1 and lists and anchors[0].is_name:
                    self.listed.update(o for o in anchors[0].owners if o != held[0])
                    told_as_part = anchors
                if len(held) == 1 and self.text[start - 1 : start] == ",":
                    self.within.update((o, held[0]) for a in anchors if a.is_name for o in a.owners if o != held[0])
                belongs = self._belongs(start, end, anchors)
                parts = self._lists_parts(start, anchors, held) or (belongs and len(anchors) == 1 and bool(held))
                now = self._zones_of_clause(start, end, anchors)
                now = self._told_of_all(end, anchors, anchors_by_clause[:number]) or now
                held = anchors[-2].owners if belongs and len(anchors) > 1 else held if parts else now
                rule, seen_name = "same_sentence", True
            elif (
                not (held and pat.TOTAL.match(self.text, start, end))
                and (ahead := self._spends_ahead(start, end, anchors_by_clause[number + 1 : number + 2])) is not None
            ):
                self.zones.append(Zone(start, end, ahead, "before_name"))
            elif shared := self._counted(start, end, anchors_by_clause[:number]):
                self.zones.append(Zone(start, end, shared, "same_sentence"))
            elif held and (
                self._speaks_of_others(start, end)
                or self._turns_to_phase(start, end, held)
                or self._counts_public_works(start, end, held)
                or self._turns_to_place(start, end, held)
            ):
                held, self._focus = (), ()
            elif held:
                shared = self._shared(start, end, held, anchors_by_clause[:number])
                self.zones.append(Zone(start, end, shared or held, rule))
            elif spoken and not seen_name and not pat.ZONE_ITSELF.match(self.text, sentence.start, sentence.end):
                self._before_first_name(start, end, anchors_by_clause[number + 1 :], new_paragraph)
        named = [a for _, anchors in anchors_by_clause for a in anchors]
        self._named_last = {o for a in named if a.is_name for o in a.owners}
        self._update_focus([a for a in named if a not in told_as_part], sentence)
        # A headline's undertaking is what the paragraph below it tells of.
        unended = self.text[sentence.end - 1] not in "。!?;,:"
        self._below_item = bool(named) and pat.ITEM_NAMED.fullmatch(self.text, sentence.start, sentence.end) is not None
        self._after_headline = bool(named) and unended and pat.FIELD.match(self.text, sentence.start) is None

    def _told_of_all(self, end: int, anchors: Sequence[Anchor], before: Sequence[Clause]) -> tuple[int, ...]:
        """All items of a list whose last clause has the verb of them all, which the zone behind it then speaks of."""
        if not self.zones or not anchors[-1].is_name or not pat.TOGETHER.match(self.text, anchors[-1].end, end):
            return ()
        owners = list(self.zones[-1].owners)
        for (start, last), found in reversed(before):
            if not found or not found[0].is_name or found[-1].end + self.text.startswith("”", found[-1].end) != last:
                break
            if pat.ITEM_ALONE.fullmatch(self.text, start, found[0].start) is None:
                break
            owners[:0] = [o for a in found for o in a.owners]
        if len(owners) == len(self.zones[-1].owners):
            return ()
        self.zones[-1] = replace(self.zones[-1], owners=tuple(dict.fromkeys(owners)))
        return self.zones[-1].owners

    def _is_listed_behind(self, first: int, start: int, anchors: Sequence[Anchor]) -> bool:
        """Whether a part of a list behind a colon opens on the name of an undertaking (…;博白县的X产业园等)."""
        opens = start >= first and self.text[start - 1] in ":;" and anchors[0].is_name
        return opens and pat.OPENS_ITEM.fullmatch(self.text, start, anchors[0].start) is not None

    def _is_silent(self, sentence: Sentence) -> bool:
        """Whether a sentence neither names an undertaking nor has words that could mean one."""
        at = bisect_left(self._name_starts, sentence.start)
        named = at < len(self._names) and self._name_starts[at] < sentence.end
        return not named and self.known.is_quiet(sentence)

    def _told_ahead(self, sentence: Sentence) -> int | None:
        """The undertaking at which the quote was spoken on which a paragraph opens (“…。”在X现场,某某说)."""
        opening = pat.OPENING_QUOTE.match(self.text, sentence.start)
        at = bisect_left(self._name_starts, sentence.start)
        if opening is None or at == len(self._names):
            return None
        name = self._names[at]
        told = name.start >= opening.end() and pat.QUOTED_AT.fullmatch(self.text, opening.end(), name.start)
        return name.owners[0] if told and not name.coordinated else None

    def _agreed_on(self, sentence: Sentence) -> tuple[int, ...]:
        """The undertaking, or the list of them, that the sentence behind one on an agreement says was agreed on."""
        if pat.AGREES.fullmatch(self.text, sentence.start, sentence.end) is None:
            return ()
        at = bisect_left(self._name_starts, sentence.end)
        name = self._names[at] if at < len(self._names) else None
        if name is None or pat.AGREED_ON.fullmatch(self.text, sentence.end, name.start) is None:
            return ()
        owners = [name.owners[0]]
        for one, other in pairwise(self._names[at : at + _MAX_LISTED]):
            if not other.coordinated or pat.AND.fullmatch(self.text, one.end, other.start) is None:
                break
            owners.append(other.owners[0])
        return tuple(dict.fromkeys(owners))

    def _teased(self, sentence: Sentence) -> int | None:
        """The undertaking that a headline names behind its sum (总投资15亿元!X产业园二期封顶)."""
        if pat.TEASER.fullmatch(self.text, sentence.start, sentence.end) is None:
            return None
        at = bisect_left(self._name_starts, sentence.end)
        name = self._names[at] if at < len(self._names) else None
        near = name is not None and "\n" not in self.text[sentence.end : name.start]
        return name.owners[0] if name is not None and near and name.start - sentence.end <= _CLASS_REACH else None

    def _names_ahead(self, clauses: Sequence[Clause]) -> bool:
        """Whether a part behind a semicolon opens on a place or body and names an undertaking further on."""
        (start, _), opening = clauses[0]
        opens = start + self.text.startswith("在", start)
        if not (self._places.starting_at(opens) or self._organisations.starting_at(opens)):
            return False
        for (at, _), anchors in clauses:
            if anchors or (at > start and self.text[at - 1 : at] == ";"):
                return not opening and bool(anchors) and anchors[0].is_name
        return False

    def _focus_on_company(self, sentence: Sentence, *, new_paragraph: bool) -> None:
        """A sentence that speaks of the company in one undertaking's name is about that undertaking."""
        at = bisect_left(self._name_starts, sentence.start)
        if at < len(self._names) and self._name_starts[at] < sentence.end:
            return
        mentions = self.known.organisations_of(sentence)
        if not mentions:
            return
        if len({m.entity or m.text for m in mentions if m.kind in COMPANY_KINDS}) > 1:
            # ⏎鹤乡纺织集团此次投资4.2亿元,引进绪森公司设备: of the one on which the paragraph opens
            if not new_paragraph or mentions[0].start != sentence.start:
                return
            mentions = mentions[:1]
        for mention in mentions:
            named = self._named_after(mention.text)
            told = pat.OF_PROJECT.search(self.text, sentence.start, sentence.end)
            told = told or pat.SPEAKS.match(self.text, mention.end, sentence.end)
            opens = new_paragraph and mention.start - sentence.start <= _OPENING
            if not named and (told or opens):
                named = self._tied_to(mention) or self._named_after_core(mention.text)
            if len(named) == 1 and not self._is_told_next(named[0], sentence):
                self._focus = named
                return

    def _is_told_next(self, owner: int, sentence: Sentence) -> bool:
        """Whether another report further down first names what the company does (…⏎近日,X项目签约仪式举行)."""
        first = min(c.start for c in self.clusters[owner].candidates)
        line = self.text.rfind("\n", 0, first) + 1
        return line >= sentence.end and pat.NEXT_REPORT.match(self.text, line) is not None

    def _named_after_core(self, company: str) -> tuple[int, ...]:
        """The undertakings in whose names a company stands by its short name (江锂科技(赣州)公司: 江锂科技电池项目)."""
        core = pat.COMPANY_TAIL.sub("", company)
        return self._named_after(core) if _SHORTEST_CORE <= len(core) < len(company) else ()

    def _tied_to(self, mention: Mention) -> tuple[int, ...]:
        """The undertakings that the text has told of together with a company (昊芯光电负责人表示,项目分两期建设)."""
        self._tie_organisations()
        names = {mention.text, mention.entity or mention.text}
        return tuple(sorted({owner for name in names for owner in self._owners_of.get(name, ())}))

    def _ending_on(self, ends: tuple[str, ...]) -> tuple[int, ...]:
        """The undertakings of which a name, less 二期, 项目 and the like, ends on one of some words."""
        if ends not in self._ended:
            if not self._bare:
                pairs = [(n, c.text) for n, k in enumerate(self.clusters) for c in k.candidates]
                self._bare = [(n, pat.NAME_TAIL.sub("", text)) for n, text in dict.fromkeys(pairs)]
            self._ended[ends] = tuple(dict.fromkeys(n for n, name in self._bare if name.endswith(ends)))
        return self._ended[ends]

    def _named_after(self, text: str) -> tuple[int, ...]:
        """The undertakings in whose names a text stands."""
        if text not in self._holders:
            numbers = self._by_pair.get(text[:2], ()) if len(text) > 1 else range(len(self.clusters))
            found = (n for n in numbers if any(text in c.text for c in self.clusters[n].candidates))
            self._holders[text] = tuple(found)
        return self._holders[text]

    def _new_company(self, sentence: Sentence) -> bool:
        """Whether the sentence opens on a company that nothing said so far ties to the undertaking in focus."""
        opening = [
            *self._organisations.starting_at(sentence.start),
            *self._organisations.starting_at(sentence.start + 1),
        ]
        if not opening or self.text.startswith("由", sentence.start) or self._tells_of_it(sentence):
            return False  # 由A、B等承建。: goes on about what A and B build
        if pat.FOR_PROJECT.match(self.text, opening[0].end, sentence.end):
            return False  # 某银行为项目授信5亿元
        if len(self._focus) == 1 and pat.POINTS_BACK.match(self.text, sentence.start, sentence.end):
            return False  # 隆鑫越南公司总经理说,二期工程已启动
        names = {opening[0].text, opening[0].entity or opening[0].text}
        self._tie_organisations()
        if self._focus and set(self._focus) & set(self._named_after_core(opening[0].text)):
            return False
        return not any(names & self._tied.get(owner, set()) for owner in self._focus)

    def _tie_organisations(self) -> None:
        """Note the organisations of the zones that are new since the last time, for each owner."""
        for zone in self.zones[self._zones_tied :]:
            for mention in self._organisations.inside(zone.start, zone.end):
                for owner in zone.owners:
                    for name in {mention.text, mention.entity or mention.text}:
                        self._tied.setdefault(owner, set()).add(name)
                        self._owners_of.setdefault(name, set()).add(owner)
        self._zones_tied = len(self.zones)

    def _lists_parts(self, start: int, anchors: Sequence[Anchor], held: tuple[int, ...]) -> bool:
        """Whether a clause lists parts of the undertaking that the sentence goes on about (具体包括A、B和C)."""
        if len(held) != 1:
            return False
        if pat.LISTS_PARTS.search(self.text, start, anchors[0].start) is not None:
            return True
        return self._is_sized_part(start, anchors)

    def _is_sized_part(self, start: int, anchors: Sequence[Anchor]) -> bool:
        """Whether a clause is only a part and its size (X机场三期扩建工程总投资544亿元,T3航站楼42万平方米)."""
        one = anchors[0]
        weak = one.is_name and one.end - one.start <= _SHORT_PART and all(self.clusters[o].weak for o in one.owners)
        return len(anchors) == 1 and weak and one.start == start and pat.ONLY_SIZE.match(self.text, one.end) is not None

    def _shared(self, start: int, end: int, held: tuple[int, ...], before: Sequence[Clause]) -> tuple[int, ...]:
        """All that the sentence has named, where a clause gives each its own (一个是A,一个是B,投资分别为X和Y)."""
        if len(held) > 1 or not before:
            return ()
        all_do = pat.ALL_DO.match(self.text, start, end)
        if not (all_do or pat.RESPECTIVELY.match(self.text, start, end)):
            return ()
        anchors = [a for _, found in before for a in found]
        if not anchors or (all_do and ";" in self.text[anchors[0].start : start]):
            return ()
        return tuple(dict.fromkeys(o for a in anchors if a.is_name for o in a.owners))

    def _counted(self, start: int, end: int, before: Sequence[Clause]) -> tuple[int, ...]:
        """All that the sentence, or the one before, has named, where a clause counts them (三个项目总投资分别为…)."""
        count = pat.COUNTS_THEM.match(self.text, start, end)
        if count is None:
            return ()
        named = {o for _, found in before for a in found if a.is_name for o in a.owners} or self._named_last
        return tuple(sorted(named)) if len(named) == pat.NUMBER.get(count["n"], 0) else ()

    def _belongs(self, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
        """Whether a clause says to what the undertaking spoken of belongs ((大桥)是X高速二期的控制性工程)."""
        last = anchors[-1]
        if not last.is_name or pat.BELONGS.search(self.text, start, last.start) is None:
            return False
        return pat.BELONGS_TO.match(self.text, last.end, end) is not None

    def _spends_ahead(self, start: int, end: int, following: Sequence[Clause]) -> tuple[int, ...] | None:
        """Owners of a clause that spends on what the next one builds (再投资3150万元,实施X工程)."""
        if not following or not following[0][1] or not pat.SPENDS.fullmatch(self.text, start, end):
            return None
        (first, _), anchors = following[0]
        names = [a for a in anchors if a.is_name]
        if names and pat.BUILDS.match(self.text, first, names[0].start):
            return names[0].owners
        return None

    def _opens_elsewhere(self, sentence: Sentence) -> bool:
        """Whether the sentence opens on another place (在江苏,…)."""
        if not self.text.startswith("在", sentence.start):
            return False
        places = self._places.starting_at(sentence.start + 1)
        return any(self.text[p.end : p.end + 1] == "," for p in places)

    def _opens_another_town(self, sentence: Sentence) -> bool:
        """Whether the sentence opens on what lies in a city or county that nothing said of the undertaking names.

        宿城区的X项目投资2亿元。扬中市新坝镇大全集团新建的车间达产后年产值8亿元: not of X.
        """
        opening = [p for p in self._places.starting_at(sentence.start) if _path_of(p)]
        if not opening or not self._focus or pat.OF_ITS_FOLK.match(self.text, opening[0].end):
            return False
        if self._organisations.starting_at(sentence.start):
            return False
        named = min(c.start for n in self._focus for c in self.clusters[n].candidates)
        first = max(self.text.rfind(mark, 0, named) for mark in "。!?\n") + 1
        told = [path for p in self._places.inside(first, sentence.start) if (path := _path_of(p))]
        path = _path_of(opening[0])
        return bool(told) and all(one[: len(path)] != path[: len(one)] for one in told)

    def _tells_of_it(self, sentence: Sentence) -> bool:
        """Whether a public body tells the sum of what the text is about (市发改委透露,总投资初步估算290亿元)."""
        opening = (o for o in self._organisations.starting_at(sentence.start) if o.kind in _PUBLIC)
        return any(pat.TELLS_OF_IT.match(self.text, o.end, sentence.end) for o in opening)

    def _is_others(self, sentence: Sentence) -> bool:
        """Whether a public body, or one that gives figures, speaks of its own (宁国经开区管委会一位负责人说)."""
        if (known := self.known.others.get(sentence.start)) is not None:
            return known
        opening = self._organisations.starting_at(sentence.start)
        others = any(o.kind in _PUBLIC for o in opening) or self._subjects.reports(sentence.start, sentence.end)
        others = others and not self._tells_of_it(sentence)
        self.known.others[sentence.start] = others
        return others

    def _speaks_of_others(self, start: int, end: int) -> bool:
        """Whether a clause has a body or a number of undertakings for its subject."""
        if pat.IS_ONE_OF.match(self.text, start, end):
            return False
        subjects = self._subjects
        if any(told(start, end) for told in (subjects.is_region, subjects.counts_many, subjects.sums_year)):
            return True
        if pat.OTHER_WORKS.match(self.text, start, end) or self._subjects.invests_for_region(start, end):
            return True
        if pat.CONTRAST.match(self.text, start, end):
            return True
        if self.text[start - 1 : start] == ";" and pat.COUNTED_BUY.match(self.text, start, end):
            return True
        # 发展策划部主任介绍,|1至9月公司完成固定资产投资38.7亿元
        said = self.text[start - 1 : start] == "," and pat.SAYS.search(self.text, max(0, start - 5), start - 1)
        turns = said or self.text[start - 1 : start] == ";" or self.text.startswith("至此", start)
        return bool(turns) and self._subjects.reports(start, end)

    def _counts_public_works(self, start: int, end: int, held: Sequence[int]) -> bool:
        """Whether a clause counts works that a report's body does everywhere, and that no name in focus speaks of."""
        works = pat.PUBLIC_WORKS.match(self.text, start, end)
        if works is None and self.text.startswith(",", end) and pat.BODY_SPENDS.search(self.text, start, end):
            works = pat.PUBLIC_WORKS.match(self.text, end + 1)  # 公司今年还将投入2亿元,新建改造线路120公里
        if works is None:
            return False
        kinds = (works["of"][:2], works["of"][-2:], *(pat.HOUSING if works["of"].endswith(("房", "住房")) else ()))
        return not any(kind in c.text for owner in held for c in self.clusters[owner].candidates for kind in kinds)

    def _before_first_name(self, start: int, end: int, later: Sequence[Clause], new_paragraph: bool) -> None:
        """A clause that stands before the sentence's first anchor; before a list it speaks of all its items."""
        anchors = [a for _, found in later for a in found]
        following = [a for a in anchors if a.is_name] or anchors
        if not following:
            return
        gap = self.text[end : following[0].start]
        if ";" in gap and not pat.INTRODUCES_LIST.search(self.text[start:end]):
            # 投资1.3亿元新建道路8公里;3月还将启动X厂建设: the first part goes on with what was spoken of before.
            if self._focus and not new_paragraph and not self._speaks_of_others(start, end):
                self.zones.append(Zone(start, end, self._focus, "carried_over"))
            return
        if pat.OF_CLASS.fullmatch(self.text, start, end):
            self.zones.append(Zone(start, end, tuple(dict.fromkeys(o for a in following for o in a.owners)), "class"))
            return  # 在建项目中,A…;B…;C…
        if pat.FIRMS_YEAR.fullmatch(self.text, start, end):
            return  # 国网绥化供电公司今年安排电网基建投资6.3亿元,由该公司负责建设的X工程已送电
        introduced = pat.INTRODUCES_LIST.search(self.text[start:end]) or pat.INTRODUCES_LIST.search(gap)
        summed = gap.strip(",") == "其中" and pat.SUM.search(self.text, start, end) is not None
        many = self._speaks_of_others(start, end) or self._subjects.does_much(start, end)
        many = many or self._subjects.counts_for_region(start, end)
        task = pat.YEARS_TASK.match(self.text, start, end)
        many = many or (task is not None and pat.NEXT_TASK.search(gap) is not None)
        if (many or summed) and not introduced:
            return  # 全省今年交通投资42亿元,其中X高速公路7月通车
        if introduced and (other := pat.NEXT_CLASS.search(self.text, following[0].start, following[-1].start)):
            following = [a for a in following if a.start < other.start()]
        listed = following if introduced else self._coordinations(following)[0]  # 2.6亿元支持A、B和C: of all of them
        owners = tuple(dict.fromkeys(o for a in listed for o in a.owners))
        self.zones.append(Zone(start, end, owners, "before_name"))

    def _inherit(self, sentence: Sentence, new_paragraph: bool) -> tuple[tuple[int, ...], str]:
        """What a sentence without anchors goes on about."""
        if self._focus and not new_paragraph and self._below_item:
            return self._focus, "carried_over"  # 2.轨道交通1号线一期。国家发改委已批复可研
        body = self.text[sentence.start : sentence.end].lstrip("“")
        if (
            self._opens_elsewhere(sentence)
            or self._opens_another_town(sentence)
            or self._is_others(sentence)
            or pat.NEW_TOPIC.match(body)
            or (len(self._named_last) > 1 and pat.YEAR_TOTAL.match(body))
            or pat.DONE_BEFORE.match(body)
            or self._new_company(sentence)
            or self._other_phase(sentence.start, sentence.end, self._focus)
            or self._phase_of_zone(sentence)
            or self._is_of_new_zone(sentence)
            or (len(self._named_last) >= _MANY and pat.ALL_OF_THEM.match(body))
        ):
            self._focus = ()
            return (), ""
        if new_paragraph and pat.HEADING.fullmatch(self.text, sentence.start, sentence.end):
            return (), ""  # 二、合同主要内容: what its fields tell of was named before
        if self._focus and not new_paragraph:
            return self._focus, "carried_over"
        if self._focus and self._after_headline:
            return self._focus, "after_headline"
        if self._focus and self._is_field(sentence):
            return self._focus, "field_list"
        if new_paragraph and self._of_notice is not None and not pat.OWN_BUSINESS.search(body):
            self._focus = (self._of_notice,)
            return self._focus, "notice"
        if len(self._focus) == 1 and pat.POINTS_BACK.match(self.text, sentence.start, sentence.end):
            return self._focus, "deictic"
        if pat.BACKGROUND.search(body):
            self._focus = ()
            return (), ""
        if pat.GOES_ON_ABOUT_IT.match(body) and self._is_only_so_far(sentence.start):
            return self._focus, "only_project"
        if (self._focus and len(self.clusters) == 1) or (len(self._strong) == 1 and self._focus == (self._strong[0],)):
            return self._focus, "only_project"
        self._focus = ()
        return (), ""

    def _is_only_so_far(self, position: int) -> bool:
        """Whether the text has named no undertaking yet but the one in focus."""
        if len(self._focus) != 1:
            return False
        before = islice(self._names, bisect_left(self._name_starts, position))
        return all(a.owners == self._focus for a in before)

    def _opens_item(self, sentence: Sentence) -> bool:
        """Whether a sentence opens an item of a bulletin on a place or body (【埃及】…, ▲江苏某集团…)."""
        if any(self.text[p.end : p.end + 1] in (" ", "\u3000") for p in self._places.starting_at(sentence.start)):
            return True  # 福州　马尾造船厂…: the place where an item comes from
        mark = pat.ITEM_MARK.match(self.text, sentence.start, sentence.end)
        if mark is None:
            return False
        return bool(self._places.starting_at(mark.end()) or self._organisations.starting_at(mark.end()))

    def _turns_to_phase(self, start: int, end: int, held: tuple[int, ...]) -> bool:
        """Whether the part behind a semicolon is about a phase that the name is not (X一期已投用;二期在办手续)."""
        return self.text[start - 1 : start] == ";" and self._other_phase(start, end, held)

    def _phase_of_zone(self, sentence: Sentence) -> bool:
        """Whether a sentence opens on a phase of the zone that the undertaking spoken of lies in (产业园二期…)."""
        opening = pat.ZONE_PHASE.match(self.text, sentence.start, sentence.end)
        if opening is None:
            return False
        return not any(opening["zone"][-1] in c.text for n in self._focus for c in self.clusters[n].candidates)

    def _is_of_new_zone(self, sentence: Sentence) -> bool:
        """Whether a sentence opens on the size of a zone that is no part of the undertaking spoken of."""
        opening = pat.NEW_ZONE.match(self.text, sentence.start, sentence.end)
        if opening is None:
            return False
        zone = opening["zone"]
        names = [c.text for n in self._focus for c in self.clusters[n].candidates]
        return not any(zone in name or (zone.startswith("园") and "园" in name) for name in names)

    def _turns_to_place(self, start: int, end: int, owners: tuple[int, ...]) -> bool:
        """Whether a clause opens on what the firm builds elsewhere (滁州基地一期投产;郴州二期项目处于设备安装阶段)."""
        opening = [p for p in self._places.starting_at(start) if pat.WORKS_AT.match(self.text, p.end, end)]
        if not opening or len(owners) != 1:
            return False
        names = self.clusters[owners[0]].candidates
        held = {p.text for c in names for p in self._places.inside(c.start, c.end)}
        return bool(held) and all(p.text not in c.text for p in opening for c in names)

    def _is_field(self, sentence: Sentence) -> bool:
        """Whether a line is a field of a form (建设单位:X) right below another line of it."""
        above = self.text.rfind("\n", 0, max(0, sentence.start - 1)) + 1
        if pat.FIELD.match(self.text, sentence.start) is None:
            return False
        return any(form.match(self.text, above) is not None for form in (pat.FIELD, pat.HEADING))

    def _other_phase(self, start: int, end: int, owners: tuple[int, ...]) -> bool:
        """Whether a sentence opens on a phase that the undertaking spoken of is not (一期项目已建成, of X二期项目)."""
        opening = pat.PHASE_OPENS.match(self.text, start + self.text.startswith("“", start), end)
        if opening is None or len(owners) != 1 or IN_PHASES.search(self.text, max(0, start - PHASES_REACH), start):
            return False
        own = {p for c in self.clusters[owners[0]].candidates for p in pat.PHASE_WORD.findall(c.text)}
        return bool(own) and opening.group(1) not in own

    def _zones_of_clause(self, start: int, end: int, anchors: Sequence[Anchor]) -> tuple[int, ...]:
        """Zones of a clause with anchors; returns the owners that later clauses of the sentence go on with."""
        groups = self._coordinations(anchors)
        listed = tuple(dict.fromkeys(o for a in self._listed_with_asides(groups) for o in a.owners))
        at = start
        for number, group in enumerate(groups):
            last_end = group[-1].end
            owners = tuple(dict.fromkeys(o for a in group for o in a.owners))
            single = group[0].is_name
            rule = "name_before" if single else "back_reference"
            if (item := pat.OTHER_ITEM.search(self.text, at, group[0].start)) is not None:
                at = item.end("link")  # 22亿元的抽水蓄能、12亿元的X: the first sum is of what has no name
            # 上蔡县的A项目、平舆县的B项目: a place before the name is that one's alone.
            own = at if self._each_modified(group) else self._own_start(at, group[0].start)
            own = self._first_owner(group, at, own)
            if own > at:
                self.zones.append(Zone(at, own, owners if number or not listed else listed, rule))
            if group[0].start > own:
                self.zones.append(Zone(own, group[0].start, group[0].owners, rule))
            for one, following in zip(group, [*group[1:], None], strict=True):
                stop = following.start if following is not None else one.end
                own = self._own_start(one.end, stop)
                self.zones.append(Zone(one.start, own, one.owners, "name_itself"))
                if following is not None and stop > own:
                    self.zones.append(Zone(own, stop, following.owners, rule))
            aside = pat.OF_LAST.match(self.text, last_end, end) if len(group) > 1 else None
            if aside is not None:  # A、B(总投资4.2亿元): in brackets behind the last, of that one alone
                self.zones.append(Zone(last_end, aside.end(), group[-1].owners, "name_after"))
                last_end = aside.end()
            closing = pat.LAST_ASIDE.match(self.text, last_end, end) if listed and number + 1 == len(groups) else None
            if closing is not None:  # A(装机5万千瓦)、B(装机3万千瓦)也已核准: what follows the last is told of all
                self.zones.append(Zone(last_end, closing.end(), owners, "name_after"))
                last_end, owners = closing.end(), listed
            upto = end if number + 1 == len(groups) else self._border(last_end, groups[number + 1][0].start)
            if upto > last_end:
                self.zones.append(Zone(last_end, upto, owners, "name_after" if single else "back_reference"))
            at = upto
            held = owners
        return held

    def _listed_with_asides(self, groups: Sequence[Sequence[Anchor]]) -> list[Anchor]:
        """The items of a list of which each has an aside (签约了A(总投资15亿元)、B(占地30亩)等项目), else none."""
        linked = [
            pat.ASIDE_LINK.fullmatch(self.text, one[-1].end, other[0].start) is not None
            for one, other in pairwise(groups)
        ]
        return [a for group in groups for a in group] if linked and all(linked) else []

    def _own_start(self, start: int, end: int) -> int:
        """Start of the words that modify only the name that begins at ``end``; ``end`` where there are none."""
        if (item := pat.ITEM_MODIFIED.match(self.text, start, self._before_owner(end))) is not None:
            return item.end("link")
        match = pat.OWN_PLACE.search(self.text, start, end)
        whose = self._whose(start, end)  # X公司A、|Y公司B
        return match.start() if match else end if whose is None else whose.start

    def _each_modified(self, group: Sequence[Anchor]) -> bool:
        """Whether the items of a list have modifiers of their own (A投资1亿元的X、B的Y), so has the first."""
        first = self._before_owner(group[0].start)
        if self.text[first - 1 : first] != "的":
            return False
        return any(
            pat.ITEM_MODIFIED.match(self.text, a.end, self._before_owner(b.start)) or self._whose(a.end, b.start)
            for a, b in pairwise(group)
        )

    def _border(self, start: int, end: int) -> int:
        """Where, between two anchors, the text begins to speak of the second one."""
        links = [start + m.end() for m in re.finditer(r"、|和|与|及|;|并", self.text[start:end])]
        cuts = [at for at in links if not self._organisations.covering(at - 1, at)]  # but 投资3亿元的万和集团X项目
        return cuts[-1] if cuts else end

    def _coordinations(self, anchors: Sequence[Anchor]) -> list[list[Anchor]]:
        """Anchors in groups: a group is coordinated (A、B和C)."""
        groups: list[list[Anchor]] = []
        for anchor in anchors:
            if groups and self._beside(groups[-1][-1].end, anchor.start):
                groups[-1].append(anchor)
            else:
                groups.append([anchor])
        return groups

    def _beside(self, end: int, start: int) -> bool:
        """Whether a link alone stands between two names, or a link and whose the second is (X公司A、|Y公司|B开工)."""
        return pat.COORDINATION.fullmatch(self.text, end, start) is not None or self._whose(end, start) is not None

    def _first_owner(self, group: Sequence[Anchor], at: int, own: int) -> int:
        """Where whose the first name is begins, if each name of a list has its own owner (引进|X公司A、Y公司B)."""
        if not any(self._whose(a.end, b.start) for a, b in pairwise(group)):
            return own
        first = self._organisations.ending_before(group[0].start, _WHOSE)[-1:]
        return next((max(at, m.start) for m in first if m.end == group[0].start), own)

    def _before_owner(self, start: int) -> int:
        """Where the organisation begins that stands right before a name (投资3亿元的|万和集团|X项目), else the name."""
        owner = self._organisations.ending_before(start, _WHOSE)[-1:]
        return next((m.start for m in owner if m.end == start), start)

    def _whose(self, end: int, start: int) -> Mention | None:
        """The organisation that alone stands between a link behind one name and the next one."""
        whose = self._organisations.ending_before(start, _WHOSE)[-1:]
        linked = (m for m in whose if m.end == start and pat.LINK_ALONE.fullmatch(self.text, end, m.start))
        return next(linked, None)

    def _update_focus(self, anchors: Sequence[Anchor], sentence: Sentence) -> None:
        if not anchors:
            return
        self._of_key_part = pat.KEY_PART.match(self.text, sentence.start) is not None
        opens = self._of_key_part or self.text.startswith("其中", sentence.start)
        parted = self._focus[0] if len(self._focus) == 1 and opens else None
        named = [a for a in anchors if a.is_name]
        self._parted = parted if named and parted not in named[0].owners else None
        for anchor in anchors:
            for owner in anchor.owners:
                self._recent[owner] = self._mentioned
                self._mentioned += 1
        pair = self._coordinations([a for a in anchors if a.is_name])[-1:]
        if pair and len(pair[0]) == 2:
            self._two = tuple(dict.fromkeys(o for a in pair[0] for o in a.owners))
        single = [a for a in anchors if not a.coordinated]
        if single:
            self._focus = single[-1].owners
        else:
            self._focus = tuple(dict.fromkeys(o for a in anchors for o in a.owners))
        self._last = self._focus
