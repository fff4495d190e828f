"""Readers: files, folders, globs and stdin in, articles and rejects out.

One module a format, registered in ``READERS`` by suffix. A new format is a new module and a new line here.
"""

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kaigong.corpora.readers.base import UTF8_MARK, Located, Origin, ReadOptions, check_head
from kaigong.corpora.readers.jsonl import read_jsonl
from kaigong.corpora.readers.text import read_text
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.reject import ArticleReject

__all__ = ["READERS", "ReadOptions", "count_bytes", "iter_articles"]

Reader = Callable[[BinaryIO, Origin, ReadOptions], Iterator[Located]]

READERS: dict[str, Reader] = {".txt": read_text, ".jsonl": read_jsonl, ".ndjson": read_jsonl}

_HEAD_BYTES = 8192


def iter_articles(
    inputs: Sequence[str | Path],
    options: ReadOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    on_read: Callable[[int], None] | None = None,
) -> Iterator[Article | ArticleReject]:
    """Articles of the inputs in order, with a reject for whatever could not be read; lazy.

    An input is a file, a folder (all its files, sorted by path), a glob pattern, or ``-`` for ``stdin``.
    A file with a known suffix is read by it, one without a suffix by its content. The second of two articles with one
    id is a reject. ``on_read`` is told the number of bytes read so far, of all inputs together.
    """
    options = options or ReadOptions()
    seen: dict[str, str] = {}
    done = 0
    for given in inputs:
        for path, origin in _expand(str(given)):
            position = 0
            for line, item, position in _read(path, origin, options, stdin):
                if on_read is not None:
                    on_read(done + position)
                if isinstance(item, Article):
                    if item.id in seen:
                        reason = f"id {item.id!r} stands already in {seen[item.id]}"
                        yield origin.reject(reason, line=line, article=item.id)
                        continue
                    seen[item.id] = origin.file if line is None else f"{origin.file}:{line}"
                yield item
            done += position


def count_bytes(inputs: Sequence[str | Path]) -> int | None:
    """Size of all inputs together; None where one of them is stdin or has no size."""
    total = 0
    for given in inputs:
        for path, _ in _expand(str(given)):
            if path is not None:
                if not os.path.isfile(path):
                    return None
                total += os.path.getsize(path)
    return total


def _is_pattern(name: str) -> bool:
    return any(c in name for c in "*?[")


def _expand(given: str) -> Iterator[tuple[str | None, Origin]]:
    """Files that an input stands for, each with its origin; None for a path where nothing is."""
    if given == "-":
        yield "-", Origin("<stdin>", "stdin")
    elif os.path.isdir(given):
        yield from _walk(given)
    elif os.path.lexists(given):
        yield given, Origin(given, _id_of(given))
    elif _is_pattern(given) and (found := sorted(glob.glob(given, recursive=True))):
        for name in found:
            if os.path.isdir(name):
                yield from _walk(name)
            else:
                yield name, Origin(name, _id_of(name))
    else:
        yield None, Origin(given, given)


def _walk(folder: str) -> Iterator[tuple[str, Origin]]:
    """Files below a folder, sorted by path, hidden ones left out; ids are paths relative to the folder."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(base, name) for name in names if not name.startswith(".")]
    relative = sorted((Path(os.path.relpath(path, folder)).as_posix(), path) for path in found)
    for name, path in relative:
        yield path, Origin(path, name)


def _id_of(given: str) -> str:
    """A relative path as given, so that equal names in two folders differ; else the bare file name."""
    path = PurePosixPath(Path(given).as_posix())
    return path.name if path.is_absolute() or ".." in path.parts else str(path)


def _read(
    path: str | None, origin: Origin, options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[tuple[int | None, Article | ArticleReject, int]]:
    """Line, article or reject, and bytes read, of one input."""
    try:
        if path is None:
            raise ReadError("no file matches" if _is_pattern(origin.file) else "no such file or folder")
        if path == "-":
            stream = stdin or sys.stdin.buffer
            yield from ((*located, 0) for located in _read_stream(stream, origin, options))
        else:
            reader = _reader_by_suffix(origin)
            with open(path, "rb") as stream:
                seekable = stream.seekable()
                for located in _read_stream(stream, origin, options, reader):
                    yield *located, stream.tell() if seekable else 0
    except ReadError as error:
        yield None, origin.reject(str(error)), 0
    except OSError as error:
        yield None, origin.reject(f"cannot be read: {error.strerror or error}"), 0


def _read_stream(
    stream: BinaryIO, origin: Origin, options: ReadOptions, reader: Reader | None = None
) -> Iterator[Located]:
    head = _peek(stream)
    check_head(head)
    if reader is None:
        reader = read_jsonl if head.removeprefix(UTF8_MARK).lstrip().startswith(b"{") else read_text
    return reader(stream, origin, options)


def _reader_by_suffix(origin: Origin) -> Reader | None:
    suffix = PurePosixPath(origin.id).suffix.lower()
    if suffix and suffix not in READERS:
        raise ReadError(f"unknown format {suffix!r}; kaigong reads {', '.join(READERS)}")
    return READERS.get(suffix)


def _peek(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return bytes(peek(_HEAD_BYTES)[:_HEAD_BYTES])
    head = stream.read(_HEAD_BYTES)
    stream.seek(-len(head), os.SEEK_CUR)
    return head
