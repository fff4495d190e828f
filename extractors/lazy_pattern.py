"""Regular expressions that are compiled when they are first used.

The rules hold more than a thousand; an article needs half of them, and compiling all took a fifth of the time from the
start of a process to its first record.
"""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "groupindex", "groups")


class Pattern:
    """Stands in for a ``re.Pattern`` whose methods it has; without ``__getattr__`` they are found faster."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags


class _LazyPattern(Pattern):
    """One that has not been used yet."""

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        self.__class__ = Pattern  # type: ignore[assignment]  # the same fields, found faster
        return self.__dict__[name]


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, but a fault of the expression shows at its first use (a test uses each once)."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
