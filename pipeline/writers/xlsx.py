"""A workbook with one sheet a table, written row by row: memory does not grow with the rows.

A decimal is a number where a spreadsheet keeps all of its digits (15 significant ones), else text. Text is never a
formula. A sheet that is full goes on in a second one.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.output import replaced
from kaigong.pipeline.tables import TABLES, Cell, Column, Kind, Row
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.base import Writer, plain

SHEET_ROWS = 1_048_576  # what a sheet may hold, header included
_SHEET_LINKS = 65_530
_CELL_UNITS = 32_767  # UTF-16
_LINK_BYTES = 2_079
_DIGITS = 15  # all decimals of 15 significant digits survive a double
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it spreadsheets disagree about the calendar
_FORMULA = ("=", "+", "-", "@")
_WIDTHS = {Kind.TEXT: 18, Kind.URL: 24, Kind.INTEGER: 9, Kind.DECIMAL: 18, Kind.DATE: 12, Kind.WORD: 12}
_WIDE = {
    "project": 42, "title": 42, "reason": 60, "context": 60, "indicator": 32, "organisation": 36, "investor": 36,
    "owner": 30,
}  # fmt: skip
_OPENED = "projects"  # the sheet on top when the workbook is opened


@contextmanager
def open_writer(out: Path, lang: str) -> Iterator[Writer]:
    """A writer into the workbook ``out``, which is there when all is written.

    Raises: ConfigError with the pip command if XlsxWriter is missing.
    """
    words = Vocabulary(lang)
    xlsxwriter = load("xlsxwriter", "xlsx", "writing a workbook")
    with replaced(out) as partial, TemporaryDirectory(prefix="kaigong-") as folder:
        book = xlsxwriter.Workbook(str(partial), {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})  # the same bytes again
        try:
            writer = _XlsxWriter(book, words)
            yield writer
            writer.finish()
        except Exception:
            with suppress(Exception):
                book.close()  # the library's way to close its temporary files
            raise
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(error) from error


class _Sheet:
    """One sheet being filled."""

    def __init__(self, sheet: Any, columns: tuple[Column, ...]) -> None:  # noqa: ANN401 - a package without types
        self.sheet = sheet
        self.columns = columns
        self.rows = 1
        self.links = 0


class _XlsxWriter:
    def __init__(self, book: Any, words: Vocabulary) -> None:  # noqa: ANN401 - a package without types
        self._book = book
        self._words = words
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._whole = book.add_format({"num_format": "#,##0"})
        self._broken = book.add_format({"num_format": "#,##0.0##############"})
        self._digits = book.add_format({"align": "right"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._quoted = book.add_format({"quote_prefix": True})  # stays text when somebody edits the cell
        self._count = {name: 0 for name in TABLES}
        self._sheets = {name: self._new_sheet(name) for name in TABLES}
        self._sheets[_OPENED].sheet.activate()

    def add(self, table: str, row: Row) -> None:
        """Write one row."""
        target = self._sheets[table]
        if target.rows >= SHEET_ROWS:
            self._close(target)
            target = self._sheets[table] = self._new_sheet(table)
        for number, (column, cell) in enumerate(zip(target.columns, row, strict=True)):
            if cell is not None:
                self._write(target, number, column, cell)
        target.rows += 1

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Texts longer than a cell of Excel do not fit."""
        if not isinstance(cell, str) or len(cell) * 2 <= _CELL_UNITS:
            return None
        units = len(cell.encode("utf-16-le", "surrogatepass")) // 2
        return f"{units} characters, a cell of a workbook holds {_CELL_UNITS}" if units > _CELL_UNITS else None

    def finish(self) -> None:
        """Put filters on all sheets; nothing can be added any more."""
        for sheet in self._sheets.values():
            self._close(sheet)

    def _new_sheet(self, table: str) -> _Sheet:
        self._count[table] += 1
        number = self._count[table]
        name = self._words.table(table) + (f" ({number})" if number > 1 else "")
        target = _Sheet(self._book.add_worksheet(name), TABLES[table].columns)
        for index, column in enumerate(target.columns):
            target.sheet.set_column(index, index, _WIDE.get(column.name, _WIDTHS[column.kind]))
            target.sheet.write_string(0, index, self._words.column(column.name), self._head)
        target.sheet.freeze_panes(1, 1)
        return target

    def _close(self, target: _Sheet) -> None:
        last = max(target.rows - 1, 1)
        target.sheet.autofilter(0, 0, last, len(target.columns) - 1)
        target.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})

    def _write(self, target: _Sheet, column_number: int, column: Column, cell: Cell) -> None:
        at = (target.rows, column_number)
        if isinstance(cell, StrEnum):
            target.sheet.write_string(*at, self._words.word(cell))
        elif isinstance(cell, Decimal):
            self._write_decimal(target, at, cell)
        elif isinstance(cell, int):
            target.sheet.write_number(*at, cell)
        elif isinstance(cell, datetime.date) and cell >= _FIRST_DAY:
            target.sheet.write_datetime(*at, cell, self._day)
        elif column.kind is Kind.URL and _is_link(plain(cell)) and target.links < _SHEET_LINKS:
            target.links += 1
            target.sheet.write_url(*at, plain(cell))
        else:
            text = plain(cell)
            target.sheet.write_string(*at, text, self._quoted if text.startswith(_FORMULA) else None)

    def _write_decimal(self, target: _Sheet, at: tuple[int, int], number: Decimal) -> None:
        digits = "".join(map(str, number.as_tuple().digits)).strip("0")
        if len(digits) > _DIGITS:
            target.sheet.write_string(*at, plain(number), self._digits)
        else:  # the library writes a Decimal's own digits
            target.sheet.write_number(*at, number, self._whole if number == number.to_integral() else self._broken)


def _is_link(url: str) -> bool:
    return url.startswith(("http://", "https://")) and len(url.encode("utf-8", "replace")) * 3 <= _LINK_BYTES
