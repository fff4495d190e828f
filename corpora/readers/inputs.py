"""What the inputs of a run stand for: files, folders, globs, standard input, each with the id it gives its article."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from kaigong.corpora.readers.base import Origin
from kaigong.corpora.readers.names import is_ignored, is_page
from kaigong.corpora.readers.remote import expand_address, is_address

Input = tuple[str | None, Origin]
"""Path of a file (``-`` for standard input, None where nothing is) and its origin."""


def expand(inputs: Sequence[str]) -> Iterator[Input]:
    """Files that the inputs stand for, in order.

    An id is the path below the folder or below the fixed part of a pattern, and of files alone their bare name, so that
    a file has one id whether it is named itself or lies in the folder that is. Ids stay distinct where pages are
    saved as ``index.html`` each in a folder of its own: files of one name take as much of their folders as tells them
    apart, of several folders each id begins with the folder, and beside folders a file has its path as given.
    """
    files = [name for name in inputs if name != "-" and not os.path.isdir(name) and os.path.lexists(name)]
    alone = files == list(inputs)
    file_ids = _distinct({name: os.path.basename(name) if alone else _id_of(name) for name in files})
    prefixes = _prefixes([root for name in inputs if (root := _root_of(name, file_ids)) is not None])
    for given in inputs:
        root = _root_of(given, file_ids)
        if given == "-":
            yield "-", Origin("<stdin>", "stdin")
        elif is_address(given):
            yield from expand_address(given, len(inputs) == 1)
        elif given in file_ids:
            yield given, Origin(given, file_ids[given])
        elif root is None:
            yield None, Origin(given, given)
        elif root == given:
            yield from _walk(given, prefixes.get(root))
        elif found := sorted(glob.glob(given, recursive=True)):
            yield from _matches(root, prefixes.get(root), found)
        else:
            yield None, Origin(given, given)


def _root_of(given: str, files: Mapping[str, str]) -> str | None:
    """The folder that ids of an input begin behind: a folder itself, the fixed part of a pattern; None of others."""
    if given == "-" or given in files or is_address(given):
        return None
    if os.path.isdir(given):
        return given
    if not is_pattern(given):
        return None
    parts = Path(given).parts
    return str(Path(*parts[: next(index for index, part in enumerate(parts) if is_pattern(part))]))


def _prefixes(roots: Sequence[str]) -> dict[str, str]:
    """What the ids of several folders begin with; of a single one nothing."""
    if len({os.path.abspath(root) for root in roots}) < 2:
        return {}
    return _distinct({root: _id_of(root) for root in roots if root != "."})


def is_pattern(name: str) -> bool:
    """Whether an input is a glob."""
    return any(c in name for c in "*?[")


def _matches(root: str, prefix: str | None, found: list[str]) -> Iterator[Input]:
    for name in found:
        below = Path(os.path.relpath(name, root)).as_posix()
        own = f"{prefix}/{below}" if prefix else below
        if os.path.isdir(name):
            yield from _walk(name, own)
        else:
            yield name, Origin(name, own)


def _walk(folder: str, prefix: str | None) -> Iterator[Input]:
    """Files below a folder, sorted by path; hidden ones and the parts of saved pages are left out.

    A folder that cannot be looked into stands for itself: whoever opens it as a file learns why.
    """
    found: list[str] = []
    closed: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(base, name) for name in names]
    found += [str(error.filename) for error in closed]
    relative = sorted((Path(os.path.relpath(path, folder)).as_posix(), path) for path in found)
    pages = {name for name, _ in relative if is_page(name)}
    for name, path in relative:
        if not is_ignored(name, pages):
            yield path, Origin(path, f"{prefix}/{name}" if prefix else name)


def _distinct(ids: dict[str, str]) -> dict[str, str]:
    """Each path as given → its id, or where others have it too, the shortest end of the path that none of them has."""
    depth = 1
    while depth < 64:
        counts = Counter(ids.values())
        shared = [name for name, own in ids.items() if counts[own] > 1]
        if not shared:
            break
        depth += 1
        for name in shared:
            ids[name] = "/".join(Path(os.path.abspath(name)).as_posix().strip("/").split("/")[-depth:])
    return ids


def _id_of(given: str) -> str:
    """A relative path as given; else the bare name."""
    path = PurePosixPath(Path(given).as_posix())
    return path.name or "folder" if path.is_absolute() or ".." in path.parts or not path.name else str(path)
