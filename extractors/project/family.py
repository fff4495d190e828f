"""Wholes and their phases, where one article names both (X物流枢纽分三期建设,X物流枢纽一期工程已竣工)."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from kaigong.extractors.project.core import base, before_phase, phases_of
from kaigong.schemas.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Undertakings by their numbers: the whole of each phase, and the one undertaking that 一期 means."""

    whole_of: dict[int, int] = field(default_factory=dict)
    by_phase: dict[str, int] = field(default_factory=dict)


def find_family(names: Sequence[str]) -> Family:
    """The family among the undertakings of an article, given by the fullest name of each; empty where none is whole.

    >>> find_family(["青河港", "青河港一期工程", "二期"])
    Family(whole_of={1: 0, 2: 0}, by_phase={'一期': 1, '二期': 2})
    """
    wholes = {n: base(name) for n, name in enumerate(names) if not phases_of(name)}
    apart = [n for n, name in enumerate(names) if phases_of(name) and has_whole(name, wholes.values())]
    bare = [n for n, name in enumerate(names) if phases_of(name) and not base(name)]
    named = [n for n, name in enumerate(names) if phases_of(name) and base(name)]
    if not apart and bare and len(named) == 1:
        apart = named  # 一期已投产,X二期在建: the one phase that is named
    if not apart:
        return Family()
    found: dict[str, list[int]] = {}
    for number in (*apart, *bare):
        for phase in phases_of(names[number]):
            found.setdefault(phase, []).append(number)
    whole = [n for n, name in wholes.items() if any(has_whole(names[p], [name]) for p in apart)]
    return Family(
        dict.fromkeys((*apart, *bare), whole[0]) if len(whole) == 1 else {},
        {phase: numbers[0] for phase, numbers in found.items() if len(numbers) == 1},
    )


def has_whole(name: str, wholes: Iterable[str]) -> bool:
    """Whether a phase's name is one of the wholes with its phase behind (国电|川井风电场|二期10万千瓦项目)."""
    own, before = base(name), before_phase(name)
    return any(whole and (whole == own or before.endswith(whole)) for whole in wholes)
