"""A folder of Parquet files, one a flat table, and one with all of a project in one row (``nested.parquet``).

Sums are decimal128, days date32.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.output import replaced_all
from kaigong.pipeline.tables import SLOT_TABLES, TABLES, Cell, Column, Row
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.arrow import Batches, NestedBatches, unfit_decimal
from kaigong.pipeline.writers.base import Writer

NESTED = "nested"


@contextmanager
def open_writer(out: Path, lang: str) -> Iterator[Writer]:
    """A writer into the folder ``out``; its files appear at the end, all or none.

    Raises: ConfigError with the pip command if pyarrow is missing.
    """
    words = Vocabulary(lang, codes=True)
    parquet = load("pyarrow.parquet", "parquet", "writing parquet")
    batches: dict[str, Batches] = {name: Batches(table, words, "parquet") for name, table in TABLES.items()}
    batches[NESTED] = NestedBatches(words, "parquet")
    with replaced_all(out / f"{name}.parquet" for name in batches) as partials, ExitStack() as stack:
        files = {
            name: stack.enter_context(parquet.ParquetWriter(str(path), batches[name].schema, compression="zstd"))
            for name, path in zip(batches, partials, strict=True)
        }
        writer = _ParquetWriter(batches, files)
        yield writer
        writer.finish()


class _ParquetWriter:
    def __init__(self, batches: dict[str, Batches], files: dict[str, Any]) -> None:
        self._batches = batches
        self._files = files
        self._full = False  # a project's slots come behind it, so its batch is written before the next one

    def add(self, table: str, row: Row) -> None:
        """Keep one row; a full batch is written."""
        if self._batches[table].add(row):
            self._write(table)
        nested = self._batches[NESTED]
        if table == "projects":
            if self._full:
                self._write(NESTED)
            self._full = nested.add(row)
        elif table in SLOT_TABLES and isinstance(nested, NestedBatches):
            nested.add_slot(table, row)

    def _write(self, name: str) -> None:
        self._files[name].write_table(self._batches[name].take())

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Decimals beyond DECIMAL(38,9) do not fit."""
        return unfit_decimal(cell)

    def finish(self) -> None:
        """Write what is left."""
        for name in self._batches:
            self._write(name)
