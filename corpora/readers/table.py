"""Tables as text: .csv and .tsv, one article a row, columns by the names in the first row."""

import csv
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.encoding import name_of
from kaigong.corpora.readers.lines import MAX_BYTES, RawLine, open_lines
from kaigong.corpora.readers.rows import TEXT_COLUMNS, article_of, asked_keys, key_of, name_in, shown_names
from kaigong.schemas.errors import ReadError

_DELIMITERS = ("\t", ",", ";", "|", "，")
_UNDECODED = re.compile("[\udc80-\udcff]")


def read_table(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a table in order; a faulty row becomes a reject and reading goes on.

    Without a column for ids, an article's id is the file's and the line of its row: ``news.csv:12``.
    """
    csv.field_size_limit(MAX_BYTES)
    codec, lines = open_lines(stream)
    delimiter, text = _delimiter_of(_decoded(lines, codec))
    reader = csv.reader(text, delimiter=delimiter)
    header: list[str] | None = None
    rows = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except (csv.Error, ReadError) as error:
            rows += 1
            yield line, origin.reject(f"no valid row: {error}", line=line)
            if isinstance(error, ReadError):
                return
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            check_header(header, options)
            continue
        rows += 1
        yield from located(dict(zip(header, cells, strict=False)), line, origin, options, _fault(cells, header, codec))
    if not rows:
        yield None, origin.reject("empty file" if header is None else "no row below the header")


def check_header(header: list[str], options: ReadOptions) -> None:
    """Refuse a table without a column for the text, or without the one that was named for the ids.

    Raises: ReadError naming the columns that there are.
    """
    row = dict.fromkeys(header, "")
    asked = asked_keys(options)
    shown = shown_names(header)
    if key_of(row, "text", asked["text"]) is None and key_of(row, "html", "html") is None:
        raise ReadError(f"no column {options.text_key!r} with the text (name one of these with --text-key: {shown})")
    if options.id_key != "id" and key_of(row, "id", options.id_key) is None:
        raise ReadError(f"no column {options.id_key!r} with the ids (name one of these with --id-key: {shown})")


def looks_like_table(line: str, options: ReadOptions) -> bool:
    """Whether a file's first line is a header that names a column with texts."""
    names = {cell.strip().strip('"').lower() for cell in line.split(_delimiter(line))}
    return len(names) > 1 and bool(names & {options.text_key.lower(), *TEXT_COLUMNS})


def located(
    row: dict[str, Any], line: int, origin: Origin, options: ReadOptions, fault: str | None = None
) -> Iterator[Located]:
    """The article of a table's row, or its reject."""
    try:
        if fault is not None:
            raise ReadError(fault)
        yield line, article_of(row, options, f"{origin.id}:{line}")
    except ReadError as error:
        yield line, origin.reject(str(error), line=line, article=None if fault else name_in(row, options))


def _fault(cells: list[str], header: list[str], codec: str) -> str | None:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return f"{len(cells)} cells under {len(header)} columns (a text with the delimiter in it must be quoted)"
    for name, cell in zip(header, cells, strict=False):
        if _UNDECODED.search(cell) is not None:
            return f"{name}: not {name_of(codec)}"
    return None


def _decoded(lines: Iterator[RawLine], codec: str) -> Iterator[str]:
    """Lines as text; a byte that cannot be read is a lone surrogate, which the row is then refused for."""
    for number, raw in lines:
        if isinstance(raw, ReadError):
            raise raw
        text = raw.decode(codec, "surrogateescape").replace("\0", "")
        yield text.removeprefix("\ufeff") if number == 1 else text


def _delimiter_of(lines: Iterator[str]) -> tuple[str, Iterator[str]]:
    first = next(lines, "")
    return _delimiter(first), _chain(first, lines)


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count) if any(map(line.count, _DELIMITERS)) else ","
