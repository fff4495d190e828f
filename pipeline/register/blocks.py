"""Which pairs of projects are worth comparing: those that share a key, a bounded number of each.

The pairs depend on the set of projects alone, not on their order, so that a register is the same whichever way its
articles came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kaigong.pipeline.register.traits import Traits

MOST_WHOLE = 48
"""Projects of one key that are all compared with one another."""

WINDOW = 8
"""Neighbours in a larger block that each project is compared with."""

Key = tuple[str, ...]


def pairs(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Numbers of the projects of each pair, the smaller first, each pair once, in order.

    At most about WINDOW pairs a project and key, so the cost grows with the number of projects.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, trait in enumerate(traits):
        for key in _keys(trait):
            blocks[key].append(number)
    found: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        found.update(_pairs_of(numbers, traits))
    yield from sorted(found)


def _keys(trait: Traits) -> set[Key]:
    keys: set[Key] = set()
    for brand in trait.brands | trait.party_brands:
        keys |= {("brand", brand[at : at + 2]) for at in range(len(brand) - 1)}
    places = trait.cities or {""}
    for name in trait.names:
        if name.core and not name.brands:
            keys |= {("name", name.core, place) for place in places}
    for kind, value in trait.totals:
        keys |= {("total", kind, str(value), place, trade) for place in places for trade in trait.trades or trait.heads}
    keys |= {("section", section, builder) for section in trait.sections for builder in trait.builders}
    return keys | {("root", trait.root)}


def _pairs_of(numbers: Sequence[int], traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= MOST_WHOLE:
        yield from ((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :])
        return
    for part in _by_place(numbers, traits):
        if len(part) <= MOST_WHOLE:
            yield from ((a, b) for at, a in enumerate(part) for b in part[at + 1 :])
        else:
            yield from _neighbours(part, traits)


def _by_place(numbers: Iterable[int], traits: Sequence[Traits]) -> Iterator[list[int]]:
    """The block by city, what has no place by itself; projects of different cities are never one."""
    parts: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for city in traits[number].cities or {""}:
            parts[city].append(number)
    yield from parts.values()


def _neighbours(numbers: Sequence[int], traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs that stand close to each other in two orders: by name, and by county and name."""
    by_name = sorted(numbers, key=lambda n: (traits[n].names[0].core, sorted(traits[n].phases), traits[n].order))
    by_county = sorted(by_name, key=lambda n: sorted(traits[n].counties))
    for order in (by_name, by_county):
        for at, a in enumerate(order):
            yield from ((min(a, b), max(a, b)) for b in order[at + 1 : at + 1 + WINDOW])
