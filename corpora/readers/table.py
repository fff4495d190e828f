"""Tables as text: .csv and .tsv, one article a row, columns by the names in the first row."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Any, BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.encoding import name_of
from kaigong.corpora.readers.header import HEAD_ROWS, HeaderSearch, looks_like_header
from kaigong.corpora.readers.lines import MAX_BYTES, RawLine, open_lines
from kaigong.corpora.readers.rows import located
from kaigong.schemas.errors import ReadError

_DELIMITERS = ("\t", ",", ";", "|", "，")
_UNDECODED = re.compile("[\udc80-\udcff]")


def read_table(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a table in order; a faulty row becomes a reject and reading goes on.

    Without a column for ids, an article's id is the file's and the line of its row: ``news.csv:12``.
    """
    csv.field_size_limit(MAX_BYTES)
    codec, lines = open_lines(stream)
    delimiter, text = _delimiter_of(_decoded(lines, codec), options)
    reader = csv.reader(text, delimiter=delimiter)
    search = HeaderSearch(options)
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
            header = search.add(cells)
            continue
        rows += 1
        if (fault := _fault(cells, header, codec)) is not None:
            yield line, origin.reject(fault, line=line)
            continue
        yield from located(row_of(header, cells), line, origin, options)
    if header is None and not search.empty:
        raise search.fault()
    if not rows:
        yield None, origin.reject("empty file" if header is None else "no row below the header")


def row_of(header: list[str], cells: Sequence[Any]) -> dict[str, Any]:
    """Cells by their columns; a row that is cut short has empty ones at its end."""
    return dict(zip_longest(header, cells[: len(header)]))


def looks_like_table(line: str, options: ReadOptions) -> bool:
    """Whether a file's first line is a header that names a column with texts."""
    return looks_like_header(line, _delimiter(line), options)


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


def _delimiter_of(lines: Iterator[str], options: ReadOptions) -> tuple[str, Iterator[str]]:
    """What parts the cells, by the header; by the first line where none of the first lines looks like one."""
    first = list(islice(lines, HEAD_ROWS))
    headers = (line for line in first if looks_like_header(line, _delimiter(line), options))
    return _delimiter(next(headers, first[0] if first else "")), chain(first, lines)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count) if any(map(line.count, _DELIMITERS)) else ","
