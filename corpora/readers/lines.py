"""Lines of a stream in one encoding, however long the stream is and however long a line claims to be."""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kaigong.corpora.readers.encoding import UTF8, decode_as, guess, name_of
from kaigong.schemas.errors import ReadError

MAX_BYTES = 64 * 1024 * 1024
"""The most that one article, line or table may take in memory."""

_HEAD_BYTES = 8192
_SAMPLE_BYTES = 65_536
_PART_BYTES = 1 << 20

RawLine = tuple[int, bytes | ReadError]


def read_all(stream: BinaryIO, advice: str = "split it, or give it as .jsonl") -> bytes:
    """All bytes of a stream that is one article, or must be held whole for another reason.

    Raises: ReadError with the ``advice`` if there are more than an article can have.
    """
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_PART_BYTES):  # in parts: a stream sets aside at once what it is asked for
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise ReadError(f"more than {MAX_BYTES >> 20} MiB to hold in memory; {advice}")
    return b"".join(parts)


def open_lines(stream: BinaryIO) -> tuple[str, Iterator[RawLine]]:
    """Encoding of a stream of lines, and its numbered lines as bytes; a line that is too long is an error in place.

    The encoding is judged by the first lines that hold more than ASCII; UTF-8 where they do not tell.
    Lines of UTF-16 and UTF-32 are handed on as UTF-8.
    """
    head = peek(stream)
    codec = guess(head, cut=True) if b"\0" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    if codec is not None:
        return UTF8, _transcoded(stream, codec)
    lines = _numbered(stream)
    first: list[RawLine] = []
    sample = b""
    for number, line in lines:
        first.append((number, line))
        sample += line if isinstance(line, bytes) else b""
        if len(sample) >= _SAMPLE_BYTES or (not sample.isascii() and guess(sample, in_lines=True) == UTF8):
            break
    return guess(sample, in_lines=True) or _most_common(first), chain(first, lines)


def _most_common(lines: list[RawLine]) -> str:
    """The encoding of most lines, where some line in it is damaged."""
    codecs = (guess(line, in_lines=True) for _, line in lines if isinstance(line, bytes) and not line.isascii())
    counts = Counter(codec for codec in codecs if codec is not None)
    return counts.most_common(1)[0][0] if counts else UTF8


def peek(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which stays at its start."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    head = stream.read(_HEAD_BYTES)
    stream.seek(-len(head), io.SEEK_CUR)
    return head


def decode_line(raw: bytes | ReadError, codec: str) -> str:
    """Text of a line.

    Raises: ReadError if it is too long or not in the file's encoding.
    """
    if isinstance(raw, ReadError):
        raise raw
    return decode_as(raw, codec)


def _numbered(stream: BinaryIO) -> Iterator[RawLine]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) <= MAX_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield number, ReadError(f"a line of more than {MAX_BYTES >> 20} MiB")


def _transcoded(stream: BinaryIO, codec: str) -> Iterator[RawLine]:
    text = io.TextIOWrapper(stream, codec, newline="\n")
    number = 0
    try:
        while line := text.readline(MAX_BYTES):
            number += 1
            yield number, line.removeprefix("\ufeff").encode(UTF8, "surrogatepass")
    except UnicodeDecodeError as error:
        yield number + 1, ReadError(f"not {name_of(codec)}: {error.reason}; the rest is not read")
    finally:
        if not stream.closed:  # whoever stops reading in the middle has closed it by now
            text.detach()  # it is its owner's to close
