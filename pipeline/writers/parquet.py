"""A folder of Parquet files, one a flat table; sums are decimal128, days date32."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.output import replaced_all
from kaigong.pipeline.tables import TABLES, Cell, Column, Row
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.arrow import Batches, unfit_decimal
from kaigong.pipeline.writers.base import Writer


@contextmanager
def open_writer(out: Path, lang: str) -> Iterator[Writer]:
    """A writer into the folder ``out``; its files appear at the end, all or none.

    Raises: ConfigError with the pip command if pyarrow is missing.
    """
    words = Vocabulary(lang, codes=True)
    parquet = load("pyarrow.parquet", "parquet", "writing parquet")
    batches = {name: Batches(name, words, "parquet") for name in TABLES}
    with replaced_all(out / f"{name}.parquet" for name in TABLES) as partials, ExitStack() as stack:
        files = {
            name: stack.enter_context(parquet.ParquetWriter(str(path), batches[name].schema, compression="zstd"))
            for name, path in zip(TABLES, partials, strict=True)
        }
        writer = _ParquetWriter(batches, files)
        yield writer
        writer.finish()


class _ParquetWriter:
    def __init__(self, batches: dict[str, Batches], files: dict[str, Any]) -> None:
        self._batches = batches
        self._files = files

    def add(self, table: str, row: Row) -> None:
        """Keep one row; a full batch is written."""
        if self._batches[table].add(row):
            self._files[table].write_table(self._batches[table].take())

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Decimals beyond DECIMAL(38,9) do not fit."""
        return unfit_decimal(cell)

    def finish(self) -> None:
        """Write what is left."""
        for name, batch in self._batches.items():
            self._files[name].write_table(batch.take())
