"""A headline tells of an undertaking by its sum (总投资62亿元的电动车产业园开工), which the text below then names."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.core import core, phases_of
from kaigong.extractors.project.same import is_part_of
from kaigong.schemas.labels import AmountRole
from kaigong.schemas.values import Money

_HEAD = 2  # characters of a head noun: 产业园 and 智造园 end alike, 基地 and 电站 do not

_NOTICE = lazy(r"[^,。;:\n]{2,12}:(?:拟|投资|斥资|子公司)[^。\n]*\n")
_ITEM_OF_FIRM = lazy(
    r"(?<![\u4e00-\u9fffA-Za-z0-9])(?P<firm>[^,。;:\n \W]{2,10}):(?P<heading>[^。:\n]{4,40}?)[ 】]+(?P=firm)"
    r"(?:\([^()\n]{2,14}\))?(?:\d{1,2}月\d{1,2}日|[今昨]日|晚间?)*(?:发布)?(?:公告|披露|公布|宣布|[,称])[^\n]*"
)
_TITLE_LINE = lazy(r"\s*[^。\n]+\n")
_PAIR = 2  # an article of a title and one undertaking
_TITLE = 80  # characters in which a headline begins


def _totals(found: Findings) -> frozenset[tuple[object, object]]:
    values = (a.mention.value for a in found.amounts if a.role is AmountRole.TOTAL_INVESTMENT)
    return frozenset((v.value, v.currency) for v in values if isinstance(v, Money))


def _differ(one: frozenset[tuple[object, object]], other: frozenset[tuple[object, object]]) -> bool:
    """Whether two undertakings have totals and none in common."""
    return bool(one and other) and one.isdisjoint(other)


def _head(cluster: NameCluster) -> str:
    return core(cluster.name.text)[-_HEAD:]


def _pairs(cluster: NameCluster) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(core(cluster.name.text)))


def _are_alike(text: str, title: NameCluster, other: NameCluster) -> bool:
    """Whether the one undertaking below a title can be the title's.

    By its head (奥托立夫合肥工厂动土, below 新工厂), or in the title of a company's notice (某某化工:拟投建X项目).
    """
    if other.candidates[0].start <= title.name.end or phases_of(other.name.text) != phases_of(title.name.text):
        return False
    alike = _head(title)[-1] == _head(other)[-1] and bool(_pairs(title) & _pairs(other))
    return alike or _head(title) == _head(other) or _NOTICE.match(text.lstrip()) is not None


def _joined(clusters: Sequence[NameCluster], pairs: Sequence[tuple[int, int]]) -> list[NameCluster]:
    """The clusters with those of each pair, given by number, made one; a cluster may stand in several pairs."""
    whole = list(range(len(clusters)))

    def root(number: int) -> int:
        while whole[number] != number:
            whole[number] = number = whole[whole[number]]
        return number

    for one, other in pairs:
        whole[root(one)] = root(other)
    members: dict[int, list[NameCluster]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(root(number), []).append(cluster)
    made = [
        group[0]
        if len(group) == 1
        else NameCluster(sorted((c for k in group for c in k.candidates), key=lambda c: c.start))
        for group in members.values()
    ]
    return sorted(made, key=lambda c: c.candidates[0].start)


def join_headlines(
    text: str, clusters: Sequence[NameCluster], findings: Sequence[Findings], headlines: Sequence[tuple[int, int]]
) -> list[NameCluster] | None:
    """The clusters with those of headlines joined to the ones that the text below names; None where none is."""
    if (pair := _title_pair(text, clusters, findings, headlines)) is not None:
        return _joined(clusters, [pair])
    joined: list[NameCluster] | None = None
    # What one join makes can be joined again; findings take no part, so the text need not be read in between.
    while pairs := _item_pairs(text, joined or clusters, headlines):
        joined = _joined(joined or clusters, pairs)
    return joined


def _title_pair(
    text: str, clusters: Sequence[NameCluster], findings: Sequence[Findings], headlines: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """One of the article's headline and the one below it of the same sum and head."""
    for number, cluster in enumerate(clusters):
        # Only the article's own headline: the work stays linear however many short lines follow.
        if any(c.start >= _TITLE for c in cluster.candidates):
            continue
        totals = _totals(findings[number])
        titled = all(any(a <= c.start < b for a, b in headlines) for c in cluster.candidates)
        if (
            titled
            and len(clusters) == _PAIR
            and _TITLE_LINE.match(text)
            and not _differ(totals, _totals(findings[1 - number]))
            and _are_alike(text, cluster, clusters[1 - number])
        ):
            return number, 1 - number
        if not titled or len(totals) != 1:
            continue
        same = [
            n
            for n, other in enumerate(clusters)
            if n != number and totals <= _totals(findings[n]) and _head(other) == _head(cluster)
        ]
        if len(same) == 1:
            return number, same[0]
    return None


def _item_pairs(
    text: str, clusters: Sequence[NameCluster], headlines: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Each that only the heading of an item names, with the one undertaking of the paragraph below.

    They share a word: 康保绿氢合成氨项目备案 above …“风电制氢合成氨一体化示范项目”予以备案.
    """
    lines = dict(headlines)
    named = sorted((c.start, n) for n, k in enumerate(clusters) for c in k.candidates)
    pairs: list[tuple[int, int]] = []
    for number, cluster in enumerate(clusters):
        first = text.rfind("\n", 0, cluster.name.start) + 1
        end = lines.get(first)
        if len(cluster.candidates) != 1 or end is None or cluster.name.end > end:
            continue
        bracketed = text[end - 1] == "】"  # 【沙特绿氨项目融资关闭】…延布绿氨项目完成融资关闭
        if text[end : end + 1] != "\n" and not bracketed:
            continue
        below = text.find("\n", end + (not bracketed))
        last = below if below >= 0 else len(text)
        near = named[bisect_left(named, (first, 0)) : bisect_left(named, (last, 0))]
        others = {n for _, n in near if n != number}
        at = others.pop() if len(others) == 1 else None
        if at is None or is_part_of(cluster.name.text, clusters[at].name.text):
            continue  # 长沙机场改扩建工程T3航站楼9月底完工 above 长沙机场改扩建工程累计完成投资…
        if clusters[at].candidates[0].start > end and _pairs(cluster) & _pairs(clusters[at]):
            pairs.append((number, at))
    return pairs or _item_pairs_of_firms(text, clusters, named)


def _item_pairs_of_firms(
    text: str, clusters: Sequence[NameCluster], named: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The same where heading and report stand on one line (恒丰化纤:拟建聚酯项目 恒丰化纤公告,拟…建设X项目)."""
    pairs: list[tuple[int, int]] = []
    for match in _ITEM_OF_FIRM.finditer(text):
        first, last = (bisect_left(named, (at, 0)) for at in match.span("heading"))
        headed = {n for _, n in named[first:last]}
        below = {n for _, n in named[last : bisect_left(named, (match.end(), 0))]}
        if len(headed) == len(below) == 1 and headed != below:
            one, other = headed.pop(), below.pop()
            if len(clusters[one].candidates) == 1:
                pairs.append((one, other))
    return pairs
