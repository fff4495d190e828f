"""Rows of tables as Arrow batches: what Parquet and DuckDB are written from."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.tables import TABLES, Cell, Column, Kind, Row
from kaigong.pipeline.vocabulary import Vocabulary

PRECISION, SCALE = 38, 9
"""Digits of a decimal column, and how many of them stand behind the point."""

BATCH_ROWS = 20_000
_LIMIT = Decimal(10) ** (PRECISION - SCALE)


def unfit_decimal(cell: Cell) -> str | None:
    """Why a decimal column cannot hold a cell exactly; None if it can."""
    if not isinstance(cell, Decimal):
        return None
    exponent = cell.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -SCALE and abs(cell) < _LIMIT:
        return None
    return f"{cell:f} is no DECIMAL({PRECISION},{SCALE})"


class Batches:
    """Rows of one table, given out as Arrow tables of at most BATCH_ROWS rows.

    Raises: ConfigError with the pip command if pyarrow is missing.
    """

    def __init__(self, table: str, words: Vocabulary, extra: str) -> None:
        self._arrow: Any = load("pyarrow", extra, f"writing {extra}")
        self._words = words
        self._rows: list[Row] = []
        columns = TABLES[table].columns
        self.schema: Any = self._arrow.schema([(words.column(c.name), self._type(c)) for c in columns])

    def add(self, row: Row) -> bool:
        """Keep a row; true when the batch is full."""
        self._rows.append(tuple(self._words.word(c) if isinstance(c, StrEnum) else c for c in row))
        return len(self._rows) >= BATCH_ROWS

    def take(self) -> Any:  # noqa: ANN401 - a package without types
        """The rows kept so far, as an Arrow table."""
        cells = zip(*self._rows, strict=True) if self._rows else [()] * len(self.schema)
        arrays = [self._arrow.array(column, field.type) for column, field in zip(cells, self.schema, strict=True)]
        self._rows = []
        return self._arrow.table(arrays, schema=self.schema)

    def _type(self, column: Column) -> Any:  # noqa: ANN401 - a package without types
        types = {
            Kind.INTEGER: self._arrow.int64,
            Kind.DECIMAL: lambda: self._arrow.decimal128(PRECISION, SCALE),
            Kind.DATE: self._arrow.date32,
        }
        return types.get(column.kind, self._arrow.string)()
