"""The keys of lexicon entries in plain words: what a value is, and which words are allowed."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin

_PLAIN = {str: "text", int: "number", Decimal: "number", bool: "true or false"}


def kind_of_key(annotation: object) -> str:
    """What a key takes: ``list of texts``, ``one of: signed, approved``."""
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        words = _words(inner)
        return f"list of: {', '.join(words)}" if words else f"list of {kind_of_key(inner)}s"
    if get_origin(annotation) in (dict, Mapping):
        key, value = get_args(annotation)
        return f"mapping of {kind_of_key(key)} to {kind_of_key(value)}"
    if words := _words(annotation):
        return f"one of: {', '.join(words)}"
    kinds = [_PLAIN.get(kind, "value") for kind in _parts(annotation) if isinstance(kind, type)]
    return " or ".join(kinds) or "value"


def _words(annotation: object) -> list[str]:
    """The words that an enum, a Literal or a choice of these allows; none where anything else is allowed too."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    parts = _parts(annotation)
    if parts == [annotation]:
        return []
    words = [_words(part) for part in parts]
    return [word for some in words for word in some] if all(words) else []


def _parts(annotation: object) -> list[object]:
    if get_origin(annotation) in (Union, UnionType):
        return [part for part in get_args(annotation) if part is not NoneType]
    return [annotation]
