"""Longest lexicon surface at or before a position, in time independent of the lexicon's size."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")


class Hit(NamedTuple, Generic[Payload]):
    """A surface found, with what the lexicon says of it."""

    surface: str
    start: int
    end: int
    payload: Payload


def _letter(char: str) -> bool:
    return char.isascii() and (char.isalpha() or char.isdigit())


class SurfaceIndex(Generic[Payload]):
    """Looks up surfaces; built from (surface, payload, forbidden followers, forbidden predecessors)."""

    def __init__(self, rows: Iterable[tuple[str, Payload, tuple[str, ...], tuple[str, ...]]]) -> None:
        self._first: dict[str, list[tuple[str, Payload, tuple[str, ...], tuple[str, ...]]]] = {}
        self._last: dict[str, list[tuple[str, Payload, tuple[str, ...], tuple[str, ...]]]] = {}
        for row in rows:
            self._first.setdefault(row[0][0], []).append(row)
            self._last.setdefault(row[0][-1], []).append(row)
        for table in (self._first, self._last):
            for entries in table.values():
                entries.sort(key=lambda row: -len(row[0]))

    def at(self, text: str, pos: int) -> Hit[Payload] | None:
        """The longest surface that starts at ``pos``; one that ends in a letter must not run on into more letters."""
        if pos >= len(text):
            return None
        for surface, payload, not_before, _ in self._first.get(text[pos], ()):
            end = pos + len(surface)
            if not text.startswith(surface, pos):
                continue
            if _letter(surface[-1]) and end < len(text) and _letter(text[end]):
                continue
            if not_before and text.startswith(not_before, end):
                continue
            return Hit(surface, pos, end, payload)
        return None

    def before(self, text: str, pos: int, floor: int = 0) -> Hit[Payload] | None:
        """The longest surface that ends at ``pos`` and starts at or behind ``floor``."""
        if pos <= floor:
            return None
        for surface, payload, _, not_after in self._last.get(text[pos - 1], ()):
            start = pos - len(surface)
            if start < floor or not text.startswith(surface, start):
                continue
            if _letter(surface[0]) and start > floor and _letter(text[start - 1]):
                continue
            if not_after and text.endswith(not_after, floor, start):
                continue
            return Hit(surface, start, pos, payload)
        return None
