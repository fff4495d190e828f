"""Lines of a stream in one encoding, however long the stream is and however long a line claims to be."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kaigong.corpora.readers.encoding import UTF8, decode_as, guess, name_of
from kaigong.schemas.errors import ReadError

MAX_BYTES = 64 * 1024 * 1024
"""The most that one article, line or table may take in memory."""

_HEAD_BYTES = 65_536

RawLine = tuple[int, bytes | ReadError]


def read_all(stream: BinaryIO) -> bytes:
    """All bytes of a file that is one article.

    Raises: ReadError if there are more than an article can have.
    """
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ReadError(f"more than {MAX_BYTES >> 20} MiB for one article; split it, or give it as .jsonl")
    return raw


def open_lines(stream: BinaryIO) -> tuple[str, Iterator[RawLine]]:
    """Encoding of a stream of lines, and its numbered lines as bytes; a line that is too long is an error in place.

    The encoding is judged by the first lines that hold more than ASCII; UTF-8 where they do not tell.
    Lines of UTF-16 and UTF-32 are handed on as UTF-8.
    """
    head = stream.peek(4) if isinstance(stream, io.BufferedReader) else b""
    codec = guess(head[:4], cut=True) if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4] else UTF8
    if codec is not None and codec != UTF8:
        return UTF8, _transcoded(stream, codec)
    lines = _numbered(stream)
    first: list[RawLine] = []
    sample = b""
    for number, line in lines:
        first.append((number, line))
        sample += line if isinstance(line, bytes) else b""
        if len(sample) >= _HEAD_BYTES or (not sample.isascii() and guess(sample) == UTF8):
            break
    return guess(sample) or UTF8, chain(first, lines)


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
        text.detach()  # the stream is its owner's to close
