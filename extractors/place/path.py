"""The administrative path of a place, from the province down, and how two paths lie to each other."""

from kaigong.schemas.document import Mention
from kaigong.schemas.values import PlaceValue

Path = tuple[str, ...]

_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市"})


def path_of(place: Mention) -> Path:
    """The administrative path as a tuple of names; empty for a place abroad."""
    value = place.value
    return path_of_value(value) if isinstance(value, PlaceValue) else ()


def path_of_value(value: PlaceValue | None) -> Path:
    """The same of a value, empty for none."""
    return () if value is None else tuple(filter(None, (value.province, value.city, value.county)))


def continues(longer: Path, path: Path) -> bool:
    """Whether a path goes on from another one, so that it lies within it."""
    return longer != path and longer[: len(path)] == path


def agree(one: Path, other: Path) -> bool:
    """Whether two paths are the same as far as both go."""
    return one[: len(other)] == other[: len(one)]


def is_town(path: Path) -> bool:
    """Whether a path says more than a province; a municipality is a city."""
    return len(path) > 1 or (bool(path) and path[0] in _MUNICIPALITIES)
