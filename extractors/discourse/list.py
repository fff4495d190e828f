"""Names that stand side by side: which of them make a list, and where the words that belong to each begin."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.zone import Anchor
from kaigong.extractors.index import MentionIndex
from kaigong.schemas.document import Mention

_WHOSE = 40  # characters of an organisation in front of a name


class NameLists:
    """Reads what stands between the names of one text."""

    def __init__(self, text: str, organisations: MentionIndex) -> None:
        self._text = text
        self._organisations = organisations

    def groups(self, anchors: Sequence[Anchor]) -> list[list[Anchor]]:
        """Anchors in groups: a group is coordinated (A、B和C)."""
        groups: list[list[Anchor]] = []
        for anchor in anchors:
            if groups and self._are_beside(groups[-1][-1].end, anchor.start):
                groups[-1].append(anchor)
            else:
                groups.append([anchor])
        return groups

    def with_asides(self, groups: Sequence[Sequence[Anchor]]) -> list[Anchor]:
        """The items of a list of which each has an aside (签约了A(总投资15亿元)、B(占地30亩)等项目), else none."""
        linked = (pat.ASIDE_LINK.fullmatch(self._text, a[-1].end, b[0].start) for a, b in pairwise(groups))
        return [a for group in groups for a in group] if len(groups) > 1 and all(linked) else []

    def own_start(self, start: int, end: int) -> int:
        """Start of the words that modify only the name that begins at ``end``; ``end`` where there are none."""
        if (item := self._modified(start, end)) is not None:
            return item.end("link")
        match = pat.OWN_PLACE.search(self._text, start, end)
        if match is not None:
            return match.start()
        whose = self._whose(start, end)  # X公司A、|Y公司B
        return end if whose is None else whose.start

    def first_start(self, group: Sequence[Anchor], at: int) -> int:
        """The same for the first name of a list that what stands before it is told of, from ``at`` on."""
        first = group[0].start
        # 上蔡县的A项目、平舆县的B项目: a place before the name is that one's alone.
        own = at if self._each_modified(group) else self.own_start(at, first)
        if not any(self._whose(a.end, b.start) for a, b in pairwise(group)):
            return own
        owner = self._owner_before(first)  # 引进|X公司A、Y公司B: each has its own owner
        return own if owner is None else max(at, owner.start)

    def border(self, start: int, end: int) -> int:
        """Where, between two anchors, the text begins to speak of the second one."""
        links = [start + m.end() for m in re.finditer(r"、|和|与|及|;|并", self._text[start:end])]
        cuts = [at for at in links if not self._organisations.covering(at - 1, at)]  # but 投资3亿元的万和集团X项目
        return cuts[-1] if cuts else end

    def _are_beside(self, end: int, start: int) -> bool:
        """Whether a link alone stands between two names, or a link and whose the second is (X公司A、|Y公司|B开工)."""
        return pat.COORDINATION.fullmatch(self._text, end, start) is not None or self._whose(end, start) is not None

    def _each_modified(self, group: Sequence[Anchor]) -> bool:
        """Whether the items of a list have modifiers of their own (A投资1亿元的X、B的Y), so has the first."""
        if len(group) < 2:
            return False
        owner = self._owner_before(group[0].start)
        first = group[0].start if owner is None else owner.start
        if self._text[first - 1 : first] != "的":
            return False
        return any(self._modified(a.end, b.start) or self._whose(a.end, b.start) for a, b in pairwise(group))

    def _modified(self, start: int, end: int) -> re.Match[str] | None:
        """What modifies an item of a list behind a link (A、|投资3亿元的|万和集团|X项目)."""
        owner = self._owner_before(end)
        return pat.ITEM_MODIFIED.match(self._text, start, end if owner is None else owner.start)

    def _whose(self, end: int, start: int) -> Mention | None:
        """The organisation that alone stands between a link behind one name and the next one."""
        owner = self._owner_before(start)
        linked = owner is not None and pat.LINK_ALONE.fullmatch(self._text, end, owner.start) is not None
        return owner if linked else None

    def _owner_before(self, start: int) -> Mention | None:
        """The organisation that stands right before a name (投资3亿元的|万和集团|X项目)."""
        near = self._organisations.ending_before(start, _WHOSE)
        return near[-1] if near and near[-1].end == start else None
