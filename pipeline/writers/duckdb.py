"""A DuckDB file with all tables, sums as DECIMAL(38,9), and the view ``overview`` with one row a project."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.output import replaced
from kaigong.pipeline.tables import TABLES, Cell, Column, Kind, Row, Table
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.arrow import PRECISION, SCALE, Batches, unfit_decimal
from kaigong.pipeline.writers.base import Writer

VIEW = "overview"
_MEMORY = "512MB"  # of the database's own cache; by default it is most of the machine's
_TYPES = {
    Kind.INTEGER: "BIGINT",
    Kind.DECIMAL: f"DECIMAL({PRECISION},{SCALE})",
    Kind.DATE: "DATE",
    Kind.FLAG: "BOOLEAN",
}
_FROM_ARTICLE = ("title", "source")


@contextmanager
def open_writer(out: Path, lang: str) -> Iterator[Writer]:
    """A writer into the database file ``out``, which is there when all is written.

    Raises: ConfigError with the pip command if DuckDB or pyarrow is missing.
    """
    words = Vocabulary(lang, codes=True)
    with open_tables(out, words, TABLES) as writer:
        yield writer
        own = [c.name for c in TABLES["projects"].columns]
        chosen = [f"p.{_column(words, name)}" for name in own] + [f"a.{_column(words, n)}" for n in _FROM_ARTICLE]
        key = _column(words, "article_id")
        writer.execute(
            # Names are those of TABLES and vocabulary.yaml, no input.
            f"CREATE VIEW {VIEW} AS SELECT {', '.join(chosen)} FROM projects p LEFT JOIN articles a USING ({key})"  # noqa: S608
        )


@contextmanager
def open_tables(out: Path, words: Vocabulary, tables: Mapping[str, Table]) -> Iterator["TablesWriter"]:
    """A writer of any tables into the database file ``out``, which is there when all is written.

    Raises: ConfigError with the pip command if DuckDB or pyarrow is missing.
    """
    duckdb = load("duckdb", "duckdb", "writing duckdb")
    batches = {name: Batches(table, words, "duckdb") for name, table in tables.items()}
    with replaced(out) as partial:
        partial.unlink()  # an empty file is no database
        log = partial.with_name(partial.name + ".wal")
        try:
            with duckdb.connect(str(partial), config={"memory_limit": _MEMORY}) as database:
                writer = TablesWriter(database, words, tables, batches)
                yield writer
                writer.finish()
        except (duckdb.IOException, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
            raise OSError(str(error)) from error
        finally:
            log.unlink(missing_ok=True)


class TablesWriter:
    """Fills the tables of a new database from batches."""

    def __init__(
        self,
        database: Any,  # noqa: ANN401 - a package without types
        words: Vocabulary,
        tables: Mapping[str, Table],
        batches: dict[str, Batches],
    ) -> None:
        self._database = database
        self._batches = batches
        for table in tables.values():
            columns = ", ".join(f"{_column(words, c.name)} {_TYPES.get(c.kind, 'VARCHAR')}" for c in table.columns)
            database.execute(f"CREATE TABLE {table.name} ({columns})")

    def add(self, table: str, row: Row) -> None:
        """Keep one row; a full batch is written."""
        if self._batches[table].add(row):
            self._flush(table)

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Decimals beyond DECIMAL(38,9) do not fit."""
        return unfit_decimal(cell)

    def execute(self, statement: str) -> None:
        """Run a statement, such as one that makes a view."""
        self._database.execute(statement)

    def finish(self) -> None:
        """Write what is left."""
        for name in self._batches:
            self._flush(name)

    def _flush(self, table: str) -> None:
        self._database.register("batch", self._batches[table].take())
        self._database.execute(f"INSERT INTO {table} SELECT * FROM batch")  # noqa: S608
        self._database.unregister("batch")


def _column(words: Vocabulary, name: str) -> str:
    return '"' + words.column(name).replace('"', '""') + '"'
