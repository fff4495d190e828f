"""The register as a whole: evidence in, entries and decisions out. Nothing but the evidence decides what is one.

Ids are the one thing that an earlier register decides: a founder, once chosen, keeps its entry's id.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kaigong.pipeline.register.cluster import Clusters, Pair, cluster
from kaigong.pipeline.register.compare import Decision
from kaigong.pipeline.register.entries import entry_id, make_entry
from kaigong.pipeline.register.evidence import Occurrence, with_roots
from kaigong.pipeline.register.model import Entry
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import Traits, all_traits


@dataclass(frozen=True)
class Register:
    """``occurrences`` in order of publication, each with its traits; ``clusters.groups`` in the order of ``entries``.

    ``founders`` are the ids of the projects that ids of entries were ever made from.
    """

    occurrences: tuple[Occurrence, ...]
    traits: tuple[Traits, ...]
    entries: tuple[Entry, ...]
    clusters: Clusters
    founders: frozenset[str]

    def kept_decisions(self) -> list[tuple[Pair, Decision]]:
        """The decisions with enough points to be of interest, in order."""
        least = rule_set().kept
        return sorted((pair, d) for pair, d in self.clusters.decisions.items() if d.score >= least)


def build_register(occurrences: Iterable[Occurrence], founders: Collection[str] = ()) -> Register:
    """The register of all occurrences; ``founders`` are those of the register that it updates.

    The order of the occurrences changes nothing, and without founders neither does how they came.
    """
    ordered = with_roots(occurrences)
    traits = all_traits(ordered)
    clusters = cluster(traits)
    chosen, former = [], []
    for group in clusters.groups:
        own = [ordered[n].id for n in group if ordered[n].id in founders]
        chosen.append(own[0] if own else ordered[group[0]].id)
        former.append([entry_id(founder) for founder in own[1:]])
    ids = [entry_id(founder) for founder in chosen]
    wholes = _wholes(ordered, traits, clusters)
    entries = [
        make_entry([ordered[n] for n in group], id, old, None if whole is None else ids[whole])
        for group, id, old, whole in zip(clusters.groups, ids, former, wholes, strict=True)
    ]
    return Register(tuple(ordered), tuple(traits), tuple(entries), clusters, frozenset(founders) | frozenset(chosen))


def _wholes(occurrences: Sequence[Occurrence], traits: Sequence[Traits], clusters: Clusters) -> list[int | None]:
    """Of each group the number of the group that it is a phase or section of.

    By what a record says, else by the pair that is one but for the phase and has most points.
    """
    group_of = {n: g for g, group in enumerate(clusters.groups) for n in group}
    number_of = {o.id: n for n, o in enumerate(occurrences)}
    votes: list[dict[int, int]] = [{} for _ in clusters.groups]
    for n, occurrence in enumerate(occurrences):
        parent = number_of.get(occurrence.project.phase_of or "")
        if parent is not None:
            counts = votes[group_of[n]]
            counts[group_of[parent]] = counts.get(group_of[parent], 0) + 1
    best: list[tuple[object, int] | None] = [None] * len(clusters.groups)
    for (a, b), decision in clusters.decisions.items():
        if not decision.part_of:
            continue
        part, whole = (a, b) if traits[a].phases or traits[a].sections else (b, a)
        key = (decision.score, -group_of[whole])
        known = best[group_of[part]]
        if known is None or key > known[0]:  # type: ignore[operator]
            best[group_of[part]] = (key, group_of[whole])
    found = [
        max(counts, key=lambda g: (counts[g], -g)) if counts else pick[1] if pick else None
        for counts, pick in zip(votes, best, strict=True)
    ]
    return [None if whole is None or whole == g or found[whole] is not None else whole for g, whole in enumerate(found)]
