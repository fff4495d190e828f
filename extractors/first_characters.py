"""Regular expressions that know which characters they can begin with.

``re`` goes in one fast loop to the next character that a match can begin with, but only where an expression opens on a
character, a set of them or alternatives that each open on one; an expression that opens on an optional word, a look
around or alternatives within alternatives is tried at every character. Here those are looked through as well.

The compiler of ``re`` that this asks is not public. Where another version of Python has another one, expressions are
compiled as ever: what they match is the same, and takes longer.
"""

import re
from importlib import import_module
from typing import Any

_WIDE = 1000  # characters
_Set = list[tuple[Any, Any]]  # of ``re``: characters, ranges, classes

try:
    _compiler: Any = import_module("re._compiler")
    _plain = _compiler._get_charset_prefix
except (ImportError, AttributeError):  # pragma: no cover - another Python
    _compiler = None


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, for an expression that is compiled once."""
    if _compiler is None:  # pragma: no cover - another Python
        return re.compile(source, flags)
    _compiler._get_charset_prefix = _first_characters
    try:
        made: re.Pattern[str] = _compiler.compile(source, int(flags))
    finally:
        _compiler._get_charset_prefix = _plain
    return made


def _first_characters(pattern: Any, flags: int) -> _Set | None:  # noqa: ANN401 - a tree of the parser of ``re``
    """What ``re`` is told that a match begins with; None where that may be anything."""
    known: _Set | None = _plain(pattern, flags)
    if known is not None or flags & re.IGNORECASE:
        return known
    found, may_be_empty = _of_sequence(pattern)
    return None if may_be_empty or found is None or any(_is_wide(item) for item in found) else found


def _is_wide(item: tuple[Any, Any]) -> bool:
    """Whether an item of a set stands for so many characters that few places of a text are left out."""
    operator, given = item
    return operator is _compiler.RANGE and given[1] - given[0] > _WIDE


def _of_sequence(items: Any) -> tuple[_Set | None, bool]:  # noqa: ANN401 - a tree of the parser of ``re``
    """The characters that a sequence can begin with (None: any), and whether it may match the empty text."""
    first: _Set = []
    for operator, given in items:
        found, may_be_empty = _of_item(operator.name, given)
        if found is None:
            return None, False
        first += found
        if not may_be_empty or (found and operator.name == "ASSERT"):
            return first, False
    return first, True


def _of_item(operator: str, given: Any) -> tuple[_Set | None, bool]:  # noqa: ANN401 - what the parser of ``re`` gives
    match operator:
        case "LITERAL":
            return [(_compiler.LITERAL, given)], False
        case "IN":
            return (None if given[0][0] is _compiler.NEGATE else list(given)), False
        case "BRANCH":
            branches = [_of_sequence(branch) for branch in given[1]]
            if any(found is None for found, _ in branches):
                return None, False
            return [item for found, _ in branches for item in found or ()], any(empty for _, empty in branches)
        case "SUBPATTERN":
            return (None, False) if given[1] or given[2] else _of_sequence(given[3])
        case "ATOMIC_GROUP":
            return _of_sequence(given)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            found, may_be_empty = _of_sequence(given[2])
            return found, may_be_empty or given[0] == 0
        case "ASSERT" if given[0] > 0:
            found, may_be_empty = _of_sequence(given[1])
            return ([] if may_be_empty or found is None else found), True
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return [], True  # what follows says what it can begin with
    return None, False
