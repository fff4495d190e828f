"""Excel workbooks (.xlsx): every sheet with a header is a table, one article a row."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.extras import load
from kaigong.corpora.readers.guard import check_packing
from kaigong.corpora.readers.header import HeaderSearch
from kaigong.corpora.readers.lines import read_all
from kaigong.corpora.readers.rows import key_of, located
from kaigong.corpora.readers.table import row_of
from kaigong.schemas.errors import ReadError


def read_xlsx(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a workbook in order, row by row; a faulty row becomes a reject and reading goes on.

    The line is the row's number in its sheet; sheets but the first add their name to the file's: ``news.xlsx#Sheet2``.
    """
    openpyxl = load("openpyxl", "xlsx", "reading .xlsx")
    # A workbook is read out of order, which a file allows; one from a pipe or an archive is held whole.
    source = stream if stream.seekable() and not origin.depth else io.BytesIO(read_all(stream))
    try:
        with zipfile.ZipFile(source) as packed:
            check_packing(packed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which no text is read from
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
            for index, sheet in enumerate(book.worksheets):
                part = origin if not index else Origin(f"{origin.file}#{sheet.title}", f"{origin.id}#{sheet.title}")
                rows = sheet.iter_rows(values_only=True)
                later = _DAYS_TO_1904 if book.epoch.year == 1904 else 0
                yield from _read_sheet(rows, part, options, later, required=not index)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError) as error:
        raise ReadError(f"damaged workbook: {error}") from None


_DAYS_TO_1904 = 1462
"""Workbooks of old Macs count days from 1904, all others from 1900."""


def _dated(row: dict[str, Any], options: ReadOptions, later: int) -> dict[str, Any]:
    """The row with its day, where it stands as a number, counted from 1900."""
    key = key_of(row, "published", options.published_key)
    value = row.get(key) if key is not None and later else None
    if key is None or isinstance(value, bool) or not isinstance(value, int | float) or value >= 100_000:
        return row
    return {**row, key: value + later}


def _read_sheet(
    rows: Iterator[tuple[Any, ...]], origin: Origin, options: ReadOptions, later: int, *, required: bool
) -> Iterator[Located]:
    search = HeaderSearch(options)
    header: list[str] | None = None
    count = 0
    for line, cells in enumerate(rows, 1):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if header is None:
            try:
                header = search.add(cells)
            except ReadError:
                if required:
                    raise
                return  # sheets of notes or figures stand beside the table in many workbooks
            continue
        count += 1
        yield from located(_dated(row_of(header, cells), options, later), line, origin, options)
    if required and header is None and not search.empty:
        raise search.fault()
    if required and not count:
        yield None, origin.reject("empty sheet" if header is None else "no row below the header")
