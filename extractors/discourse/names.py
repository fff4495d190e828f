"""The names of an article's undertakings: where they stand, and which undertakings a word in them can mean."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.zone import Anchor
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.family import find_family

_SHORTEST_CORE = 3
MANY = 3  # undertakings of which a text does not tell one by one


class UndertakingNames:
    """Names by position and by what stands in them; undertakings go by their numbers."""

    def __init__(self, clusters: Sequence[NameCluster]) -> None:
        self.clusters = clusters
        anchors = (
            Anchor(c.start, c.end, (number,), True, c.coordinated)
            for number, k in enumerate(clusters)
            for c in k.candidates
        )
        self.anchors = sorted(anchors, key=lambda a: (a.start, a.end))
        self._starts = [a.start for a in self.anchors]
        family = find_family([c.name.text for c in clusters])
        self.whole_of, self.by_phase = family.whole_of, family.by_phase
        self.strong = [n for n, c in enumerate(clusters) if not c.weak]
        self._by_pair: dict[str, list[int]] = {}  # two characters of names → the undertakings
        for number, cluster in enumerate(clusters):
            for pair in {x + y for c in cluster.candidates for x, y in pairwise(c.text)}:
                self._by_pair.setdefault(pair, []).append(number)
        self._holders: dict[str, tuple[int, ...]] = {}
        self._bare: list[tuple[int, str]] = []  # undertaking and name less 二期, 项目 and the like
        self._ended: dict[tuple[str, ...], tuple[int, ...]] = {}

    def inside(self, start: int, end: int) -> list[Anchor]:
        """The names that lie within [start, end)."""
        found = self.anchors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [a for a in found if a.end <= end]

    def begin_in(self, start: int, end: int) -> bool:
        """Whether a name begins within [start, end)."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def following(self, position: int, most: int) -> list[Anchor]:
        """At most so many names that begin at or behind a position."""
        at = bisect_left(self._starts, position)
        return self.anchors[at : at + most]

    def first_from(self, position: int) -> Anchor | None:
        """The first name that begins at or behind a position."""
        return next(iter(self.following(position, 1)), None)

    def are_only(self, owners: tuple[int, ...], position: int) -> bool:
        """Whether all names that begin before a position are those of some owners."""
        return all(a.owners == owners for a in islice(self.anchors, bisect_left(self._starts, position)))

    def is_before(self, owner: int, position: int) -> bool:
        """Whether a name of an undertaking stands before a position (but 二期工程已启动。…与之相邻的X港二期)."""
        return any(c.start < position for c in self.clusters[owner].candidates)

    def texts(self, owners: Sequence[int]) -> list[str]:
        """All that some undertakings are called."""
        return [c.text for n in owners for c in self.clusters[n].candidates]

    def with_word(self, word: str) -> tuple[int, ...]:
        """The undertakings in whose names a word stands."""
        if word not in self._holders:
            numbers = self._by_pair.get(word[:2], ()) if len(word) > 1 else range(len(self.clusters))
            found = (n for n in numbers if any(word in c.text for c in self.clusters[n].candidates))
            self._holders[word] = tuple(found)
        return self._holders[word]

    def with_company(self, company: str) -> tuple[int, ...]:
        """The undertakings in whose names a company stands by its short name (江锂科技(赣州)公司: 江锂科技电池项目)."""
        core = pat.COMPANY_TAIL.sub("", company)
        return self.with_word(core) if _SHORTEST_CORE <= len(core) < len(company) else ()

    def with_tail(self, tail: str) -> list[int]:
        """The undertakings of which a name ends on a word."""
        return [n for n in self.with_word(tail) if any(c.text.endswith(tail) for c in self.clusters[n].candidates)]

    def by_edge(self, word: str) -> tuple[int, ...]:
        """The undertakings of which a name, less 二期, 项目 and the like, ends on a word, or all of those with it open.

        A word that opens a name is none where a name goes on with it (巨蛋 of 巨蛋体育馆).
        """
        holding = self.with_word(word)
        ending = tuple(n for n in holding if any(pat.NAME_TAIL.sub("", t).endswith(word) for t in self.texts((n,))))
        if ending:
            return ending
        opened = all(any(c.text.startswith(word) for c in self.clusters[n].candidates) for n in holding)
        return holding if opened and len(holding) == 1 else ()

    def with_end(self, ends: tuple[str, ...]) -> tuple[int, ...]:
        """The undertakings of which a name, less 二期, 项目 and the like, ends on one of some words."""
        if ends not in self._ended:
            if not self._bare:
                pairs = [(n, c.text) for n, k in enumerate(self.clusters) for c in k.candidates]
                self._bare = [(n, pat.NAME_TAIL.sub("", text)) for n, text in dict.fromkeys(pairs)]
            self._ended[ends] = tuple(dict.fromkeys(n for n, name in self._bare if name.endswith(ends)))
        return self._ended[ends]

    def lines(self) -> list[int]:
        """The undertakings that are roads, railways or pipelines."""
        return [n for n, k in enumerate(self.clusters) if any(pat.LINE.search(c.text) for c in k.candidates)]

    def is_only_park(self, owner: int) -> bool:
        """Whether an undertaking is the article's one park, and it is about few others."""
        if len(self.clusters) > MANY:
            return False
        parks = [n for n, k in enumerate(self.clusters) if any(pat.PARK.search(c.text) for c in k.candidates)]
        return parks == [owner]
