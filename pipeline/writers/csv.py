"""A folder of CSV files, one a table: UTF-8 with byte order mark, as spreadsheets expect it, CRLF between rows."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from kaigong.pipeline.output import replaced_all
from kaigong.pipeline.tables import TABLES, Cell, Column, Kind, Row
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.base import Writer, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet work a cell out


@contextmanager
def open_writer(out: Path, lang: str) -> Iterator[Writer]:
    """A writer into the folder ``out``; its files appear at the end, all or none."""
    words = Vocabulary(lang, codes=True)
    with replaced_all(out / f"{name}.csv" for name in TABLES) as partials, ExitStack() as stack:
        streams = {
            name: stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            for name, path in zip(TABLES, partials, strict=True)
        }
        yield _CsvWriter(words, streams)


class _CsvWriter:
    def __init__(self, words: Vocabulary, streams: Mapping[str, TextIO]) -> None:
        self._words = words
        self._rows = {name: csv.writer(stream) for name, stream in streams.items()}
        for name, rows in self._rows.items():
            rows.writerow([words.column(column.name) for column in TABLES[name].columns])

    def add(self, table: str, row: Row) -> None:
        """Write one row."""
        columns = TABLES[table].columns
        self._rows[table].writerow([self._cell(c, cell) for c, cell in zip(columns, row, strict=True)])

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Everything fits."""
        return None

    def _cell(self, column: Column, cell: Cell) -> str:
        if isinstance(cell, StrEnum):
            return self._words.word(cell)
        text = plain(cell)
        return guarded(text) if column.kind in (Kind.TEXT, Kind.URL) else text


def guarded(text: str) -> str:
    """A text that no spreadsheet works out as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text
