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
        self._rows: dict[str, list[tuple[str, Payload, tuple[str, ...], tuple[str, ...]]]] = {}
        first: dict[str, set[int]] = {}
        last: dict[str, set[int]] = {}
        for row in rows:
            surface = row[0]
            self._rows.setdefault(surface, []).append(row)
            first.setdefault(surface[0], set()).add(len(surface))
            last.setdefault(surface[-1], set()).add(len(surface))
        # First or last character → lengths of the surfaces that have it, longest first.
        self._first = {char: sorted(lengths, reverse=True) for char, lengths in first.items()}
        self._last = {char: sorted(lengths, reverse=True) for char, lengths in last.items()}

    def at(self, text: str, pos: int) -> Hit[Payload] | None:
        """The longest surface that starts at ``pos``; one that ends in a letter must not run on into more letters."""
        if pos >= len(text):
            return None
        for length in self._first.get(text[pos], ()):
            end = pos + length
            for surface, payload, not_before, _ in self._rows.get(text[pos:end], ()):
                if len(surface) != length:
                    continue  # the text ends
                if end < len(text) and _letter(text[end]) and _letter(surface[-1]):
                    continue
                if not_before and text.startswith(not_before, end):
                    continue
                return Hit(surface, pos, end, payload)
        return None

    def before(self, text: str, pos: int, floor: int = 0) -> Hit[Payload] | None:
        """The longest surface that ends at ``pos`` and starts at or behind ``floor``."""
        if pos <= floor:
            return None
        for length in self._last.get(text[pos - 1], ()):
            start = pos - length
            if start < floor:
                continue
            for surface, payload, _, not_after in self._rows.get(text[start:pos], ()):
                if start > floor and _letter(text[start - 1]) and _letter(surface[0]):
                    continue
                if not_after and text.endswith(not_after, floor, start):
                    continue
                return Hit(surface, start, pos, payload)
        return None
