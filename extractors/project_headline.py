"""A headline tells of an undertaking by its sum (总投资62亿元的电动车产业园开工), which the text below then names."""

from collections.abc import Sequence

from kaigong.extractors.findings import Findings
from kaigong.extractors.project_cluster import NameCluster, core
from kaigong.schemas.labels import AmountRole
from kaigong.schemas.values import Money

_HEAD = 2  # characters of a head noun: 产业园 and 智造园 end alike, 基地 and 电站 do not

_TITLE = 80  # characters in which a headline begins


def _totals(found: Findings) -> frozenset[tuple[object, object]]:
    values = (a.mention.value for a in found.amounts if a.role is AmountRole.TOTAL_INVESTMENT)
    return frozenset((v.value, v.currency) for v in values if isinstance(v, Money))


def _head(cluster: NameCluster) -> str:
    return core(cluster.name.text)[-_HEAD:]


def join_headlines(
    clusters: Sequence[NameCluster], findings: Sequence[Findings], headlines: Sequence[tuple[int, int]]
) -> list[NameCluster] | None:
    """The clusters with one of a headline joined to the one below it of the same sum and head; None where none is."""
    for number, cluster in enumerate(clusters):
        # Only the article's own headline: the work stays linear however many short lines follow.
        if any(c.start >= _TITLE for c in cluster.candidates):
            continue
        totals = _totals(findings[number])
        titled = all(any(a <= c.start < b for a, b in headlines) for c in cluster.candidates)
        if not titled or len(totals) != 1:
            continue
        same = [
            other
            for n, other in enumerate(clusters)
            if n != number and totals <= _totals(findings[n]) and _head(other) == _head(cluster)
        ]
        if len(same) == 1:
            joined = sorted([*cluster.candidates, *same[0].candidates], key=lambda c: c.start)
            rest = [c for c in clusters if c is not cluster and c is not same[0]]
            return sorted([*rest, NameCluster(joined)], key=lambda c: c.candidates[0].start)
    return None
