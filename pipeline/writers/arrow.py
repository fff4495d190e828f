"""Rows of tables as Arrow batches: what Parquet and DuckDB are written from."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.tables import OF_PROJECT, SLOT_TABLES, TABLES, Cell, Column, Kind, Row, Table
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

    def __init__(self, table: Table, words: Vocabulary, extra: str) -> None:
        self._arrow: Any = load("pyarrow", extra, f"writing {extra}")
        self._words = words
        self._rows: list[tuple[Any, ...]] = []
        self.schema: Any = self._arrow.schema(self._fields(table.columns))

    def add(self, row: Row) -> bool:
        """Keep a row; true when the batch is full."""
        self._rows.append(self._worded(row))
        return len(self._rows) >= BATCH_ROWS

    def _worded(self, row: Row) -> tuple[Any, ...]:
        return tuple(self._words.word(c) if isinstance(c, StrEnum) else c for c in row)

    def take(self) -> Any:  # noqa: ANN401 - a package without types
        """The rows kept so far, as an Arrow table."""
        cells = zip(*self._rows, strict=True) if self._rows else [()] * len(self.schema)
        arrays = [self._arrow.array(column, field.type) for column, field in zip(cells, self.schema, strict=True)]
        self._rows = []
        return self._arrow.table(arrays, schema=self.schema)

    def _fields(self, columns: Sequence[Column]) -> list[Any]:
        return [self._arrow.field(self._words.column(c.name), self._type(c)) for c in columns]

    def _type(self, column: Column) -> Any:  # noqa: ANN401 - a package without types
        types = {
            Kind.INTEGER: self._arrow.int64,
            Kind.DECIMAL: lambda: self._arrow.decimal128(PRECISION, SCALE),
            Kind.DATE: self._arrow.date32,
            Kind.FLAG: self._arrow.bool_,
        }
        return types.get(column.kind, self._arrow.string)()


class NestedBatches(Batches):
    """Project rows, each with the rows of its slots as lists of structs, one column a slot table."""

    def __init__(self, words: Vocabulary, extra: str) -> None:
        super().__init__(TABLES["projects"], words, extra)
        self._kept = {name: [c for c in TABLES[name].columns if c.name not in OF_PROJECT] for name in SLOT_TABLES}
        lists = [(name, self._arrow.list_(self._arrow.struct(self._fields(cs)))) for name, cs in self._kept.items()]
        self.schema = self._arrow.schema([*self.schema, *(self._arrow.field(*pair) for pair in lists)])
        self._open: dict[str, list[dict[str, Any]]] = {}

    def add(self, row: Row) -> bool:
        """Open a project, whose slots follow; true when the batch is full and may be taken before the next project."""
        self._open = {name: [] for name in SLOT_TABLES}
        self._rows.append((*self._worded(row), *self._open.values()))
        return len(self._rows) >= BATCH_ROWS

    def add_slot(self, table: str, row: Row) -> None:
        """Give a row of a slot table to the project opened last."""
        cells = dict(zip((c.name for c in TABLES[table].columns), self._worded(row), strict=True))
        self._open[table].append({self._words.column(c.name): cells[c.name] for c in self._kept[table]})
