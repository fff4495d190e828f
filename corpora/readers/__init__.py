"""Readers: files, folders, globs and stdin in, articles and rejects out.

One module a format, registered in ``READERS`` by suffix. A new format is a new module and a new line there.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from kaigong.corpora.readers.base import Note, Origin, ReadOptions
from kaigong.corpora.readers.formats import READERS, read_stream
from kaigong.corpora.readers.inputs import expand, is_pattern
from kaigong.corpora.readers.remote import is_address, open_address, size_at
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ConfigError, KaigongError, ReadError, describe_unexpected
from kaigong.schemas.reject import ArticleReject

__all__ = ["READERS", "Listed", "ReadOptions", "Seen", "check_there", "count_bytes", "iter_articles", "list_inputs"]


class Seen(Protocol):
    """Article ids and where each stands: a dict, or something that keeps them elsewhere than in memory."""

    def get(self, id: str, /) -> str | None:
        """Where the id stands; None for a new one."""
        ...

    def __setitem__(self, id: str, place: str, /) -> None: ...


def iter_articles(
    inputs: Sequence[str | Path],
    options: ReadOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    on_read: Callable[[int], None] | None = None,
    seen: Seen | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Article | ArticleReject]:
    """Articles of the inputs in order, with a reject for whatever could not be read; lazy.

    An input is a file, a folder (all its files, sorted by path), a glob pattern, ``-`` for ``stdin``, or an address of
    these kinds like ``s3://bucket/news`` (with fsspec and its package for the protocol).
    A file with a known suffix is read by it, one without a suffix by its content; archives are read through. The
    second of two articles with one id is a reject. ``on_read`` is told the number of bytes read so far, of all inputs
    together. ``seen`` keeps the ids met so far and where they stand, in place of a dict in memory. ``on_note`` is told
    what is doubtful of an article that is read all the same, such as a day that is none; no message twice.

    Raises: ConfigError if a format needs a package that is not installed.
    """
    options = options or ReadOptions()
    seen = {} if seen is None else seen
    done = 0
    for path, origin in expand([str(given) for given in inputs]):
        position = 0
        told: set[str] = set()
        for line, item, position in _read(path, origin, options, stdin):
            if on_read is not None:
                on_read(done + position)
            if isinstance(item, Note):
                if on_note is not None and item.text not in told:
                    on_note(item.text)
                if line is None:  # about the whole file, and said of each of its rows
                    told.add(item.text)
                continue
            if isinstance(item, Article):
                if (first := seen.get(item.id)) is not None:
                    reason = f"id {item.id!r} stands already in {first}"
                    yield origin.reject(reason, line=line, article=item.id)
                    continue
                seen[item.id] = origin.file if line is None else f"{origin.file}:{line}"
            yield item
        done += position


class Listed(NamedTuple):
    """A file that the inputs stand for: its path, its size in bytes where it has one, and whether it is there."""

    name: str
    size: int | None
    found: bool


def list_inputs(inputs: Sequence[str | Path]) -> Iterator[Listed]:
    """The files that the inputs stand for, in the order of reading; standard input and pipes have no size."""
    for path, origin in expand([str(given) for given in inputs]):
        yield Listed(origin.file, None, False) if path is None else Listed(path, _size(path), True)


def check_there(inputs: Sequence[str | Path]) -> None:
    """Refuse inputs that stand for no file: more likely misspelt than meant.

    Raises: ConfigError naming the first.
    """
    for path, origin in expand([str(given) for given in inputs]):
        if path is None:
            raise ConfigError(f"{origin.file}: {_missing(origin.file)}")


def _missing(given: str) -> str:
    return "no file matches" if is_pattern(given) else "no such file or folder"


def _size(path: str) -> int | None:
    if is_address(path):
        return size_at(path)
    return os.path.getsize(path) if os.path.isfile(path) else None


def count_bytes(inputs: Sequence[str | Path]) -> int | None:
    """Size of all inputs together; None where one of them is stdin or has no size."""
    total = 0
    for file in list_inputs(inputs):
        if file.found and file.size is None:
            return None
        total += file.size or 0
    return total


def _read(
    path: str | None, origin: Origin, options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[tuple[int | None, Article | ArticleReject | Note, int]]:
    """Line, article or reject, and bytes read, of one input."""
    position = 0
    try:
        if path is None:
            raise ReadError(_missing(origin.file))
        if path == "-":
            stream = stdin or sys.stdin.buffer
            yield from ((*located, 0) for located in read_stream(stream, origin, options, name=""))
        else:
            with open_address(path) if is_address(path) else open(path, "rb") as stream:
                seekable = stream.seekable()
                for located in read_stream(stream, origin, options, name=path):
                    position = stream.tell() if seekable else 0
                    yield *located, position
    except ReadError as error:
        yield None, origin.reject(str(error)), position
    except OSError as error:
        yield None, origin.reject(f"cannot be read: {error.strerror or error}"), position
    except KaigongError:
        raise
    except Exception as error:
        yield None, origin.reject(describe_unexpected(error)), position
