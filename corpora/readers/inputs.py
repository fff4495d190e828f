"""What the inputs of a run stand for: files, folders, globs, standard input, each with the id it gives its article."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from kaigong.corpora.readers.base import Origin
from kaigong.corpora.readers.names import is_ignored, is_page
from kaigong.corpora.readers.remote import expand_address, is_address

Input = tuple[str | None, Origin]
"""Path of a file (``-`` for standard input, None where nothing is) and its origin."""


def expand(inputs: Sequence[str]) -> Iterator[Input]:
    """Files that the inputs stand for, in order.

    An id is the path relative to the input's folder, or a file's path as given. Ids stay distinct where pages are
    saved as ``index.html`` each in a folder of its own: files of one name take as much of their folders as tells them
    apart, and of several folders each id begins with the folder.
    """
    files = [name for name in inputs if name != "-" and not os.path.isdir(name) and os.path.lexists(name)]
    folders = [name for name in inputs if os.path.isdir(name)]
    file_ids = _distinct(files)
    folder_ids = _distinct(folders) if len(set(folders)) > 1 else {}
    for given in inputs:
        if given == "-":
            yield "-", Origin("<stdin>", "stdin")
        elif is_address(given):
            yield from expand_address(given, len(inputs) == 1)
        elif given in folders:
            yield from _walk(given, folder_ids.get(given))
        elif given in file_ids:
            yield given, Origin(given, file_ids[given])
        elif is_pattern(given) and (found := sorted(glob.glob(given, recursive=True))):
            yield from _matches(given, found)
        else:
            yield None, Origin(given, given)


def is_pattern(name: str) -> bool:
    """Whether an input is a glob."""
    return any(c in name for c in "*?[")


def _matches(pattern: str, found: list[str]) -> Iterator[Input]:
    parts = Path(pattern).parts
    fixed = Path(*parts[: next(index for index, part in enumerate(parts) if is_pattern(part))])
    for name in found:
        path = Path(name)
        outside = path.is_absolute() or ".." in path.parts
        own = path.relative_to(fixed).as_posix() if outside else path.as_posix()
        if path.is_dir():
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


def _distinct(names: Sequence[str]) -> dict[str, str]:
    """Each path as given → its id: the path itself if relative, else the shortest end of it that no other has."""
    ids = {name: _id_of(name) for name in names}
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
