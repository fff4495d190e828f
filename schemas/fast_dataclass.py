"""``dataclass`` for values that are made by the thousand: frozen for the type checker, not at run time.

A frozen data class sets each field through ``object.__setattr__``, which takes six times as long as a plain one.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["dataclass"]

Class = TypeVar("Class")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def _dataclass(*, frozen: bool = False, eq: bool = True, **options: bool) -> Callable[[type[Class]], type[Class]]:
        """Like ``dataclasses.dataclass``; what is ``frozen`` can be hashed, and mypy alone sees that it stays so."""
        return dataclasses.dataclass(**options, eq=eq, unsafe_hash=frozen and eq)

    dataclass = _dataclass
