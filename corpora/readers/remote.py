"""Inputs at addresses like s3:// or hdfs://, through fsspec."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from kaigong.corpora.readers.base import Origin
from kaigong.corpora.readers.extras import load
from kaigong.schemas.errors import ConfigError, ReadError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether an input is an address and no path."""
    return _ADDRESS.match(name) is not None


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises: ConfigError if a package is missing or the protocol unknown.
    """
    core = load("fsspec.core", "remote", address)
    try:
        fs, path = core.url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise ConfigError(f"{address}: cannot be used: {error}") from error
    return fs, str(path).rstrip("/")


def expand_address(address: str, alone: bool) -> Iterator[tuple[str | None, Origin]]:
    """Files that an address stands for: one, those that match its pattern, or all below a folder, sorted.

    Ids are paths below the folder, or below the fixed part of the pattern or of the file's own path, if the address
    stands ``alone``, else whole paths.

    Raises: ConfigError as ``file_system``; ReadError where the address does not answer.
    """
    fs, root = file_system(address)
    try:
        if any(c in address for c in "*?["):
            found, base = sorted(fs.glob(root)), re.split(r"[^/]*[*?[]", root)[0]
        elif fs.isdir(root):
            found, base = sorted(fs.find(root)), f"{root}/"
        else:
            found, base = [root] if fs.exists(root) else [], f"{root.rpartition('/')[0]}/"
    except Exception as error:  # each protocol's library has its own
        raise ReadError(f"{address}: cannot be read: {error or type(error).__name__}") from error
    if not found:
        yield None, Origin(address, address)
    for path in found:
        name = path.removeprefix(base) if alone else path
        if not any(part.startswith(".") for part in path.removeprefix(base).split("/")):
            yield fs.unstrip_protocol(path), Origin(fs.unstrip_protocol(path), name.strip("/"))


def open_address(address: str) -> BinaryIO:
    """The file at an address, to read.

    Raises: ReadError where it cannot be opened.
    """
    fs, path = file_system(address)
    try:
        return cast(BinaryIO, fs.open(path, "rb"))
    except Exception as error:
        raise ReadError(f"cannot be read: {error or type(error).__name__}") from error


def size_at(address: str) -> int | None:
    """Size of the file at an address in bytes; None where that is not known."""
    fs, path = file_system(address)
    size = fs.size(path)
    return None if size is None else int(size)
