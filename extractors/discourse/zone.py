"""Anchors, which say of what a text speaks, and zones, the stretches of text that speak of it."""

from collections.abc import Iterable

from kaigong.schemas.fast_dataclass import dataclass

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


def owners_of(anchors: Iterable[Anchor]) -> tuple[int, ...]:
    """The owners of some anchors, each once, in the order of the anchors."""
    return tuple(dict.fromkeys(owner for anchor in anchors for owner in anchor.owners))


def named_by(anchors: Iterable[Anchor]) -> tuple[int, ...]:
    """The owners of those of some anchors that are names."""
    return owners_of(anchor for anchor in anchors if anchor.is_name)
