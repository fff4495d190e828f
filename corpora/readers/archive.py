"""Archives (.zip, .tar) and packed files (.gz, .bz2, .xz): their members as streams, none written to disk."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from kaigong.corpora.readers.encoding import decode_as, guess
from kaigong.corpora.readers.guard import FAULTS, Counted, Guarded
from kaigong.corpora.readers.lines import read_all
from kaigong.corpora.readers.names import is_ignored, is_page
from kaigong.schemas.errors import ReadError

Member = tuple[str, BinaryIO | ReadError]
"""Name of a file in an archive, and its content or why there is none."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_LEAST_HEADER_BYTES = 30


def zip_members(stream: BinaryIO) -> Iterator[Member]:
    """Files of a zip in their order.

    Raises: ReadError if it is damaged.
    """
    # The table of contents stands at a zip's end, so one from a pipe must be held whole.
    source = stream if stream.seekable() else io.BytesIO(read_all(stream, "give the zip as a file"))
    try:
        with zipfile.ZipFile(source) as archive:
            infos = [(_zip_name(info), info) for info in archive.infolist() if not info.is_dir()]
            pages = {name for name, _ in infos if is_page(name)}
            overlapping = _overlapping(archive.infolist())
            for name, info in infos:
                if is_ignored(name, pages):
                    continue
                if (fault := _path_fault(name)) is not None:
                    yield name, fault
                elif info.header_offset in overlapping:
                    yield name, ReadError("overlaps another member; kaigong takes it for a zip bomb")
                elif info.flag_bits & _ENCRYPTED:
                    yield name, ReadError("is encrypted; unpack it with its password first")
                else:
                    yield from _zip_member(archive, name, info)
    except FAULTS as error:
        raise ReadError(f"damaged archive: {error}") from None


def _overlapping(infos: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Offsets of members that reach into the next one: many members that share their data unpack without end."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    return {
        one.header_offset
        for one, other in pairwise(ordered)
        if one.header_offset + _LEAST_HEADER_BYTES + one.compress_size > other.header_offset
    }


def _zip_member(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> Iterator[Member]:
    if info.header_offset < 0:  # else the disk would be asked for it, and seem to be at fault
        yield name, ReadError("damaged archive: the member begins before the file")
        return
    try:
        content = archive.open(info)
    except FAULTS as error:
        yield name, ReadError(f"damaged archive: {error}")
        return
    with content:
        yield name, io.BufferedReader(Guarded(content, lambda: info.compress_size))  # type: ignore[arg-type]


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """Files of a tar in their order; links and devices are refused.

    Raises: ReadError if it is damaged; what came before has been handed out by then.
    """
    pages: set[str] = set()
    try:
        with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # the library keeps every header; a long archive would fill the memory
                name = _readable(info.name.encode("utf-8", "surrogateescape"))
                if info.isdir() or is_ignored(name, pages):
                    continue
                if is_page(name):
                    pages.add(name)
                content = archive.extractfile(info) if info.isreg() else None
                fault = _path_fault(name)
                if content is None:
                    fault = ReadError("is a link or a device, no file")
                if fault is not None:
                    yield name, fault
                elif content is not None:
                    yield name, io.BufferedReader(Guarded(content, partial(getattr, info, "size")))  # type: ignore[arg-type]
    except FAULTS as error:
        raise ReadError(f"damaged archive: {error}") from None


def unpacked(stream: BinaryIO, suffix: str) -> BinaryIO:
    """The content of a packed file, by its suffix: .gz, .bz2 or .xz."""
    packed = Counted(stream)
    source = io.BufferedReader(packed)
    openers: dict[str, Callable[[BinaryIO], IO[bytes]]] = {".bz2": bz2.open, ".xz": lzma.open}
    inner = openers.get(suffix, gzip.open)(source)
    return io.BufferedReader(Guarded(inner, lambda: packed.count))  # type: ignore[arg-type]


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Name of a member; without the mark for UTF-8 it is what the packer's machine writes, in China GBK."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename.replace("\\", "/")
    return _readable(info.orig_filename.encode("cp437", "replace")).replace("\\", "/")


def _readable(raw: bytes) -> str:
    codec = guess(raw)
    try:
        return decode_as(raw, codec or "gb18030")
    except ReadError:
        return raw.decode("utf-8", "replace")


def _path_fault(name: str) -> ReadError | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return ReadError("the name leads out of the archive")
    return None
