"""Projects that are one, out of pairs: the best pairs first, and never against what is known of the whole group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kaigong.pipeline.register.blocks import pairs
from kaigong.pipeline.register.compare import PARTS, Decision, compare
from kaigong.pipeline.register.findings import bars, describe
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import Traits

_MOST_CROSS = 4  # members of a group, the first by publication, that are compared with those of another group

Pair = tuple[int, int]


@dataclass(slots=True)
class _Group:
    members: list[int]
    articles: set[str] = field(default_factory=set)
    kinds: dict[tuple[frozenset[str], ...], int] = field(default_factory=dict)  # signature → a member that has it


@dataclass(frozen=True, slots=True)
class Clusters:
    """``groups`` are numbers of traits in order, each group in order; ``decisions`` those of the pairs compared.

    ``held`` says of pairs that are one by themselves and yet were not joined, why.
    """

    groups: tuple[tuple[int, ...], ...]
    decisions: Mapping[Pair, Decision]
    held: Mapping[Pair, str]


def cluster(traits: Sequence[Traits]) -> Clusters:
    """Groups of projects that are one. ``traits`` stand in order of publication (``Traits.order``)."""
    return _Clustering(traits).run()


class _Clustering:
    def __init__(self, traits: Sequence[Traits]) -> None:
        self._traits = traits
        self._decisions: dict[Pair, Decision] = {}
        self._group_of = [
            _Group([n], {trait.article}, {trait.signature: n}) for n, trait in enumerate(traits)
        ]  # fmt: skip

    def run(self) -> Clusters:
        same = [pair for pair in pairs(self._traits) if self._is_open(pair) and self._decide(pair).same]
        same.sort(key=lambda pair: (-self._decisions[pair].score, pair))
        held = self._unclear(same)
        for pair in same:
            one, other = (self._group_of[n] for n in pair)
            if one is other or pair in held:
                continue
            if reason := self._objection(one, other):
                held[pair] = reason
            else:
                self._join(one, other)
        groups = {id(group): group for group in self._group_of}.values()
        kept = {pair: reason for pair, reason in held.items() if self._group_of[pair[0]] is not self._group_of[pair[1]]}
        numbers = sorted(tuple(sorted(group.members)) for group in groups)
        return Clusters(tuple(numbers), self._decisions, kept)

    def _is_open(self, pair: Pair) -> bool:
        """Whether a pair is worth its points: no bar stands, or one that a person will ask about."""
        one, other = (self._traits[n] for n in pair)
        barred = next((rule for rule, _ in bars(one, other) if rule not in PARTS), None)
        return barred is None or one.names[0].core == other.names[0].core

    def _unclear(self, same: Sequence[Pair]) -> dict[Pair, str]:
        """Pairs of a project that names no place and could as well be that of one place as that of another."""
        traits = self._traits
        of_unplaced: dict[int, list[tuple[int, Pair]]] = {}
        for pair in same:
            for own, other in (pair, pair[::-1]):
                if not traits[own].provinces and traits[other].provinces:
                    of_unplaced.setdefault(own, []).append((other, pair))
        held: dict[Pair, str] = {}
        for rows in of_unplaced.values():
            first, best = rows[0]
            rival = next((pair for other, pair in rows if _elsewhere(traits[first], traits[other])), None)
            if rival and self._decisions[best].score - self._decisions[rival].score < rule_set().clear:
                held |= {pair: "the place is not known, and projects of two places fit" for _, pair in rows}
        return held

    def _decide(self, pair: Pair) -> Decision:
        if pair not in self._decisions:
            self._decisions[pair] = compare(self._traits[pair[0]], self._traits[pair[1]])
        return self._decisions[pair]

    def _objection(self, one: _Group, other: _Group) -> str:
        """Why two groups are not joined; empty if nothing is against it."""
        if shared := one.articles & other.articles:
            return f"article.apart ({min(shared)})"
        for a in one.kinds.values():
            for b in other.kinds.values():
                found = next(bars(self._traits[a], self._traits[b]), None)
                if found is not None:
                    return f"{found[0]} ({describe(found[1])})"
        cross = [self._decide(_pair(a, b)).score for a, b in _cross(one.members, other.members)]
        if min(cross) < rule_set().against:
            return f"a pair of the two groups has {min(cross)} points"
        mean = sum(cross, Decimal(0)) / len(cross)
        return f"the pairs of the two groups have {mean:.1f} points on average" if mean < rule_set().mean else ""

    def _join(self, one: _Group, other: _Group) -> None:
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members = sorted([*one.members, *other.members])
        one.articles |= other.articles
        one.kinds |= other.kinds
        for member in other.members:
            self._group_of[member] = one


def _elsewhere(one: Traits, other: Traits) -> bool:
    if one.counties and other.counties:
        return not one.counties & other.counties
    return not (one.cities & other.cities if one.cities and other.cities else one.provinces & other.provinces)


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _cross(one: Sequence[int], other: Sequence[int]) -> Iterable[Pair]:
    return [(a, b) for a in one[:_MOST_CROSS] for b in other[:_MOST_CROSS]]
