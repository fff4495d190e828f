"""JSON: lines of objects (one article each), or a file that is one object or an array of them."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.lines import MAX_BYTES, RawLine, decode_line, open_lines
from kaigong.corpora.readers.rows import kind_of, located
from kaigong.schemas.errors import ReadError

_BLOCK_BYTES = 65_536
_LONGEST_TOKEN = len("\\\\ud800\\\\udc00")  # words like false are shorter
_BLANK = re.compile(r"[\s,]*")


def read_jsonl(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a JSONL file in order; a faulty line becomes a reject and reading goes on.

    Keys: id, url, title, source, published and text (or html), or their usual names; others are ignored. An object
    without an id is named by the file and its line: ``news.jsonl:12``.
    """
    codec, lines = open_lines(stream)
    yield from _read_lines(lines, codec, origin, options)


def read_json(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a .json file: an array of objects, one object, or one object a line.

    An array is read object by object, whatever its length. Behind a fault in it nothing more can be read.
    """
    codec, lines = open_lines(stream)
    first = next(lines, None)
    if first is None:
        yield None, origin.reject("empty file")
        return
    rest = _chain(first, lines)
    if _is_object(first[1], codec):
        yield from _read_lines(rest, codec, origin, options)
        return
    number = 0
    try:
        for number, row in enumerate(_values(rest, codec), 1):
            yield from _located(number, row, origin, options)
    except ReadError as error:
        behind = f" (behind object {number}; the rest is not read)" if number else ""
        yield None, origin.reject(f"{error}{behind}")


def _chain(first: RawLine, rest: Iterator[RawLine]) -> Iterator[RawLine]:
    yield first
    yield from rest


def _is_object(raw: bytes | ReadError, codec: str) -> bool:
    try:
        return isinstance(_parse(decode_line(raw, codec)), dict)
    except ReadError:
        return False


def _read_lines(lines: Iterable[RawLine], codec: str, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    rows = 0
    for number, raw in lines:
        if isinstance(raw, bytes) and not raw.strip():
            continue
        rows += 1
        try:
            row = _parse(decode_line(raw, codec))
        except ReadError as error:
            yield number, origin.reject(str(error), line=number)
            continue
        yield from _located(number, row, origin, options)
    if not rows:
        yield None, origin.reject("empty file")


def _located(number: int, row: object, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    if not isinstance(row, dict):
        reason = f"expected a JSON object on the line, found {kind_of(row)}"
        yield number, origin.reject(reason, line=number)
        return
    yield from located(row, number, origin, options)


def _parse(line: str) -> object:
    try:
        row: object = json.loads(line)
        return row
    except json.JSONDecodeError as error:
        raise ReadError(f"no valid JSON: {_fault(error)} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no usable JSON: {error}") from None


def _fault(error: json.JSONDecodeError) -> str:
    return error.msg.removesuffix(" at")  # some of Python's messages end so, for the place that it adds


def _values(lines: Iterable[RawLine], codec: str) -> Iterator[object]:
    """Elements of an array, or the values that stand one after the other; no more than one block of them in memory.

    Raises: ReadError at the first fault.
    """
    decoder = json.JSONDecoder()
    blocks = _blocks(lines, codec)
    text, at, wanted = "", 0, 1
    inside, ended = False, False
    while True:
        while len(text) - at < wanted and not ended:
            block = next(blocks, None)
            ended = block is None
            text, at = text[at:] + (block or ""), 0
        at = _skip(text, at)
        if at == len(text):
            if ended and inside:
                raise ReadError("no valid JSON: the array has no end")
            if ended:
                return
        elif not inside and text[at] == "[":
            inside, at = True, at + 1
        elif inside and text[at] == "]":
            return
        else:
            try:
                value, at = decoder.raw_decode(text, at)
            except json.JSONDecodeError as error:
                if ended or not _may_go_on(error):
                    raise ReadError(f"no valid JSON: {_fault(error)}") from None
                wanted = 2 * (len(text) - at)  # far more each time, so that a long value is not read over and over
                if wanted > 2 * MAX_BYTES:
                    raise ReadError(f"a JSON value of more than {MAX_BYTES >> 20} MiB") from None
                continue
            except (ValueError, RecursionError) as error:
                raise ReadError(f"no usable JSON: {error}") from None
            wanted = 1
            yield value


def _may_go_on(error: json.JSONDecodeError) -> bool:
    """Whether a value may only be cut off at the end of the block."""
    return error.msg.startswith("Unterminated string") or error.pos >= len(error.doc) - _LONGEST_TOKEN


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match is not None else at


def _blocks(lines: Iterable[RawLine], codec: str) -> Iterator[str]:
    block = io.StringIO()
    for _, raw in lines:
        block.write(decode_line(raw, codec))
        if block.tell() >= _BLOCK_BYTES:
            yield block.getvalue()
            block = io.StringIO()
    if block.tell():
        yield block.getvalue()
