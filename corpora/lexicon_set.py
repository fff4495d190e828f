"""The lexicons in force: those of the package, with the entries of a user's rule files before them.

A pipeline puts its ``LexiconSet`` in force while it reads an article (``using``). What is compiled from lexicons is
kept with the set that it was compiled from (``per_lexicon``), so pipelines with different rules share no state.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import signature
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

from kaigong.schemas.lexicon import LexiconEntry

Entry = TypeVar("Entry", bound=LexiconEntry)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

WORD_FIELDS = ("surface", "prefix", "after", "before")  # what an entry is found by in a text
_NO_EFFECT = {"source", "examples", "counter"}


class LexiconSet:
    """A user's entries by family, on top of the lexicons of the package. Immutable, and pickled by its entries.

    ``digest`` is 64 hex digits over all that changes what is read: no comments, sources or examples.
    """

    __slots__ = ("compiled", "digest", "own")

    def __init__(self, own: Mapping[str, tuple[LexiconEntry, ...]] | None = None) -> None:
        kept = {family: tuple(entries) for family, entries in sorted((own or {}).items()) if entries}
        self.own: Mapping[str, tuple[LexiconEntry, ...]] = MappingProxyType(kept)
        rows = {f: [e.model_dump(mode="json", exclude=_NO_EFFECT) for e in entries] for f, entries in kept.items()}
        self.digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
        self.compiled: dict[object, Any] = {}  # filled by per_lexicon alone

    def __reduce__(self) -> tuple[Callable[..., "LexiconSet"], tuple[dict[str, tuple[LexiconEntry, ...]]]]:
        return _restored, (dict(self.own),)


PACKAGE = LexiconSet()


def _restored(own: Mapping[str, tuple[LexiconEntry, ...]]) -> LexiconSet:
    return LexiconSet(own) if own else PACKAGE


_in_force: ContextVar[LexiconSet] = ContextVar("lexicons", default=PACKAGE)


@contextmanager
def using(lexicons: LexiconSet) -> Iterator[None]:
    """Put a set in force for the block, in this thread or task alone."""
    token = _in_force.set(lexicons)
    try:
        yield
    finally:
        _in_force.reset(token)


def per_lexicon(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Like ``functools.cache`` for what is compiled from lexicons: kept as long as the set in force, and only for it.

    Arguments are positional and hashable.
    """
    if not signature(function).parameters:  # most are asked some hundred times an article

        @wraps(function)
        def compiled_once(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            made = _in_force.get().compiled
            found: Result
            try:
                found = made[function]
            except KeyError:
                found = made[function] = function(*args, **kwargs)
            return found

        return compiled_once

    @wraps(function)
    def compiled(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        made = _in_force.get().compiled
        key = (function, args)
        if key not in made:
            made[key] = function(*args, **kwargs)
        return cast(Result, made[key])

    return compiled


def own_entries(family: str, model: type[Entry]) -> tuple[Entry, ...]:
    """The user's entries of a family in force, in the order of their files."""
    return tuple(entry for entry in _in_force.get().own.get(family, ()) if isinstance(entry, model))


def merged(own: tuple[Entry, ...], shipped: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The user's entries, then the package's without the words that the user's take; see ``LexiconEntry.slot``."""
    taken = {key for entry in own for key in words_of(entry)}
    kept = []
    for entry in shipped:
        lost = taken & words_of(entry)
        if lost:
            left = {
                name: tuple(word for word in getattr(entry, name) if (name, entry.slot, word) not in lost)
                for name in WORD_FIELDS
                if hasattr(entry, name)
            }
            if not any(left.values()):
                continue  # an entry without words would mean any word
            entry = entry.model_copy(update=left)
        kept.append(entry)
    return (*own, *kept)


def words_of(entry: LexiconEntry) -> set[tuple[str, str, str]]:
    """(field, slot, word) of all words by which an entry is found."""
    return {(name, entry.slot, word) for name in WORD_FIELDS for word in getattr(entry, name, ())}
