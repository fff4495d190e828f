"""``dataclass`` for values that are made by the thousand: frozen for the type checker, not at run time.

A frozen data class sets each field through ``object.__setattr__``, which takes six times as long as a plain one.
``replace`` is that of ``dataclasses`` for classes all of whose fields are given to the constructor, at half the time.
"""

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

__all__ = ["dataclass", "replace"]

Class = TypeVar("Class")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def _dataclass(*, frozen: bool = False, eq: bool = True, **options: bool) -> Callable[[type[Class]], type[Class]]:
        """Like ``dataclasses.dataclass``; what is ``frozen`` can be hashed, and mypy alone sees that it stays so."""
        return dataclasses.dataclass(**options, eq=eq, unsafe_hash=frozen and eq)

    dataclass = _dataclass

    @cache
    def _fields(kind: type) -> tuple[str, ...]:
        return tuple(field.name for field in dataclasses.fields(kind))

    def replace(given: Class, /, **changes: object) -> Class:
        """A copy with other values of some fields."""
        kind = type(given)
        return kind(**{**{name: getattr(given, name) for name in _fields(kind)}, **changes})
