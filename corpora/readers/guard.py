"""Packed data: never unpacked to disk, never more of it than its packed size can honestly hold."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from kaigong.schemas.errors import ReadError

MAX_DEPTH = 4
"""Archives in archives that are still opened."""

_PART_BYTES = 1 << 20
_FREE_BYTES = 64 * 1024 * 1024
_MAX_RATIO = 200  # text packs 3 to 20 times, JSON lines that repeat themselves 50 times, a bomb 1000 times
# Of damaged archives; the packages check little of what they compute with (a negative offset, a year 2107).
FAULTS = (
    zlib.error, lzma.LZMAError, EOFError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError,
    ValueError, LookupError, OverflowError, struct.error,
)  # fmt: skip


class Counted(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # typeshed knows no name for its type
        """Fill ``buffer``; the number of bytes."""
        chunk = self.inner.read(min(len(buffer), _PART_BYTES))
        buffer[: len(chunk)] = chunk
        self.count += len(chunk)
        return len(chunk)


class Guarded(Counted):
    """An unpacked stream that stops where it grows out of all proportion to what it is unpacked from."""

    def __init__(self, inner: BinaryIO, packed_bytes: Callable[[], int]) -> None:
        super().__init__(inner)
        self.packed_bytes = packed_bytes

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill ``buffer``; the number of bytes.

        Raises: ReadError for damaged data and for a bomb.
        """
        try:
            size = super().readinto(buffer)
        except FAULTS as error:
            raise ReadError(f"damaged archive: {error or type(error).__name__}") from None
        except OSError as error:
            if error.errno is not None:  # the disk's fault; bz2 and gzip say theirs without a number
                raise
            raise ReadError(f"damaged archive: {error}") from None
        if self.count > _FREE_BYTES and self.count > _MAX_RATIO * max(self.packed_bytes(), 1):
            raise ReadError(f"unpacks to more than {_MAX_RATIO} times its size; kaigong takes it for a zip bomb")
        return size


def check_packing(archive: zipfile.ZipFile) -> None:
    """Refuse a zip whose parts are to be read whole by another library, if it is a bomb.

    Raises: ReadError
    """
    unpacked = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    if unpacked > _FREE_BYTES and unpacked > _MAX_RATIO * max(packed, 1):
        raise ReadError(f"unpacks to more than {_MAX_RATIO} times its size; kaigong takes it for a zip bomb")
