"""The register's DuckDB file: written whole, and its evidence read back when new articles come."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.merge import Register
from kaigong.pipeline.register.model import REGISTER_SCHEMA
from kaigong.pipeline.register.tables import TABLES, register_rows
from kaigong.pipeline.tables import Cell
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.writers.arrow import unfit_decimal
from kaigong.pipeline.writers.duckdb import open_tables
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.record import ArticleInfo, Project

_ROWS = 10_000  # that are fetched at a time


@dataclass(frozen=True)
class Stored:
    """What a register gives to the next one: its evidence, the founders of its ids, and how many projects it has."""

    occurrences: list[Occurrence]
    founders: frozenset[str]
    projects: int


def is_database(path: Path) -> bool:
    """Whether a file is a DuckDB database, by its first bytes."""
    try:
        with path.open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def read_register(path: Path) -> Stored:
    """The evidence of a register.

    Raises: ReadError if the file is no register of this version; ConfigError if DuckDB is missing.
    """
    duckdb = load("duckdb", "merge", "reading a register")
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            return _read(database, path)
    except (duckdb.Error, ValidationError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ReadError(f"{path}: no register of kaigong merge ({detail}); name another file") from error


def _read(database: Any, path: Path) -> Stored:  # noqa: ANN401 - a package without types
    schema = database.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    if schema is None or schema[0] != REGISTER_SCHEMA:
        found = None if schema is None else schema[0]
        raise ReadError(f"{path}: schema {found!r}, expected {REGISTER_SCHEMA!r}; merge the records into a new file")
    names = [c.name for c in TABLES["articles"].columns if c.name != "around"]
    columns = ", ".join(names)  # of TABLES, no input
    rows = database.execute(f"SELECT {columns}, around FROM articles").fetchall()  # noqa: S608
    articles = {row[0]: (_article(dict(zip(names, row[:-1], strict=True))), tuple(row[-1].split())) for row in rows}
    found = database.execute("SELECT article_id, evidence FROM seen ORDER BY article_id, span_start, project_id")
    occurrences = []
    while rows := found.fetchmany(_ROWS):
        for article, evidence in rows:
            info, around = articles[article]
            occurrences.append(Occurrence(info, Project.model_validate_json(evidence), around, info.id))
    founders = frozenset(row[0] for row in database.execute("SELECT founder_id FROM founders").fetchall())
    (projects,) = database.execute("SELECT count(*) FROM projects").fetchone()
    return Stored(occurrences, founders, projects)


def _article(row: dict[str, object]) -> ArticleInfo:
    return ArticleInfo.model_validate({"id": row.pop("article_id"), **row})


def write_register(register: Register, out: Path, report: Callable[[str], None] = lambda message: None) -> int:
    """Write a register to a DuckDB file, which is there when all is written. How many figures were too large for it.

    Such a figure is reported and left empty; it stands in the column ``text`` and in the evidence.

    Raises: ConfigError if DuckDB is missing or nothing can be written there; OSError if the disk is full.
    """
    faults = 0
    with open_tables(out, Vocabulary("en", codes=True), TABLES) as writer:
        for table, row in register_rows(register):
            cells: list[Cell] = list(row)
            for at, cell in enumerate(cells):
                reason = unfit_decimal(cell) if isinstance(cell, Decimal) else None
                if reason is not None:
                    faults += 1
                    cells[at] = None
                    report(f"{table}.{TABLES[table].columns[at].name} of {row[0]}: {reason}")
            writer.add(table, tuple(cells))
    return faults


def check_extra() -> None:
    """Raises: ConfigError with the pip command if a package of the extra ``merge`` is missing."""
    load("rapidfuzz.distance.LCSseq", "merge", "kaigong merge")


def refuse_other(path: Path) -> None:
    """Raises: ConfigError if a file stands at ``path`` that is no database, and would be lost."""
    if path.exists() and path.stat().st_size and not is_database(path):
        raise ConfigError(f"{path}: stands already and is no register of kaigong merge; name another file")
