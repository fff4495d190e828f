"""The work of ``kaigong export``: records as tables for spreadsheets, databases and data frames."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from kaigong.pipeline.exchange.formats import DEFAULT_LAYER, EXCHANGE_FORMATS, SUFFIXES, open_writer, write_record
from kaigong.pipeline.output import open_output, refuse_input
from kaigong.pipeline.records import READ_STAGE, iter_given, unfinished
from kaigong.pipeline.tables import TABLES, Row, record_rows, reject_row
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.pipeline.wording import counted
from kaigong.pipeline.writers.base import Writer
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.record import Record
from kaigong.schemas.reject import ArticleReject

TABLE_FORMATS = ("csv", "xlsx", "parquet", "duckdb")
FORMATS = ("jsonl", *TABLE_FORMATS, *EXCHANGE_FORMATS)
FOLDER_FORMATS = ("csv", "parquet")
EXPORT_STAGE = "export"
"""Stage of the rejects made here: values that the format cannot hold."""

_SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx", ".duckdb": "duckdb", ".db": "duckdb", **SUFFIXES
}  # fmt: skip


@dataclass
class Summary:
    """What an export has written: rows by table, and how many lines or values could not be taken."""

    rows: Counter[str] = field(default_factory=Counter)
    faults: int = 0

    def describe(self, out: str) -> str:
        """One line for a person."""
        kept = ", ".join(counted(self.rows[name], name.replace("_", " ")) for name in TABLES if self.rows[name])
        return f"{kept or 'nothing'} → {out}" + (f"; {self.faults} could not be taken" if self.faults else "")


def export(
    inputs: Sequence[str],
    out: Path,
    format: str | None = None,
    lang: str = "en",
    report: Callable[[str], None] = lambda message: None,
    texts: Mapping[str, str] | None = None,
    layer: str | None = None,
) -> Summary:
    """Write the records of files and of folders of ``kaigong batch`` as tables, or in a format of annotation tools.

    ``out`` is a file, or a folder for the formats in FOLDER_FORMATS; without ``format`` its suffix decides. ``report``
    gets each line that is no record and each value that the format cannot hold; both stand in the table of rejects.
    Formats of annotation tools need the texts: those that records keep, else those of ``texts`` by article id; a
    record without one is reported and left out. ``layer`` is which spans columns of CoNLL show.

    Raises: ConfigError for a format, language or place that cannot be used, or a missing package; ReadError if an
    input cannot be read; OSError naming ``out`` if the disk is full. What stood at ``out`` is then as it was.
    """
    chosen = format_of(out, format)
    _check_place(out, chosen)
    refuse_input(out, inputs)
    if layer is not None and chosen != "conll":
        raise ConfigError(f"--layer {layer}: goes with --format conll alone; {chosen} has no layers")
    for name in unfinished(inputs):
        report(f"{name}: this batch is not finished; only its finished shards are taken")
    try:
        if chosen in EXCHANGE_FORMATS:
            return _export_annotated(iter_given(inputs), chosen, out, texts or {}, layer or DEFAULT_LAYER, report)
        return _write(iter_given(inputs), out, chosen, lang, report)
    except OSError as error:
        if error.filename is not None or str(out) == "-":
            raise
        raise OSError(error.errno, f"cannot be written: {error.strerror or error}", str(out)) from error


def _write(
    items: Iterable[Record | ArticleReject], out: Path, format: str, lang: str, report: Callable[[str], None]
) -> Summary:
    if format == "jsonl":
        Vocabulary(lang)  # a wrong language is wrong everywhere
        return _export_lines(items, out, report)
    opener = importlib.import_module(f"kaigong.pipeline.writers.{format}").open_writer
    opened: AbstractContextManager[Writer] = opener(out, lang)
    with opened as writer:
        return _export_tables(items, writer, report)


def format_of(out: Path, format: str | None) -> str:
    """The format asked for, else that of the suffix.

    Raises: ConfigError if there is none.
    """
    if format is not None:
        if format not in FORMATS:
            raise ConfigError(f"--format {format}: expected one of {', '.join(FORMATS)}")
        return format
    if str(out) == "-":
        return "jsonl"
    if out.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[out.suffix.lower()]
    folder = next((name for name in FOLDER_FORMATS if out.suffix.lower() == f".{name}"), None)
    if folder is not None:
        raise ConfigError(_as_folder(out, folder))
    raise ConfigError(f"{out}: the name says no format; add --format with one of {', '.join(FORMATS)}")


def _as_folder(out: Path, format: str) -> str:
    return f"{out}: {format} is a folder of tables; write -o {out.with_suffix('')} --format {format}"


def _check_place(out: Path, format: str) -> None:
    if str(out) == "-":
        if format != "jsonl":
            raise ConfigError(f"{format} cannot go to standard output; name a file or folder with -o")
    elif format in FOLDER_FORMATS:
        if out.suffix.lower() == f".{format}" and not out.is_dir():
            raise ConfigError(_as_folder(out, format))
        if out.exists() and not out.is_dir():
            raise ConfigError(f"{out}: is a file; {format} is a folder of tables, name another place")
        if (out / "manifest.json").exists() or (out / ".batch").exists():
            raise ConfigError(f"{out}: is the folder of a batch, which takes no other files; name another folder")


def _export_lines(items: Iterable[Record | ArticleReject], out: Path, report: Callable[[str], None]) -> Summary:
    summary = Summary()
    with open_output(out) as sink:
        for item in items:
            if isinstance(item, Record):
                sink.write(item.to_line().encode("utf-8") + b"\n")
                summary.rows["articles"] += 1
                summary.rows["projects"] += len(item.projects)
                summary.rows["targets"] += len(item.targets)
            elif item.stage == READ_STAGE:
                summary.faults += 1
                report(str(item))
    return summary


def _export_tables(items: Iterable[Record | ArticleReject], writer: Writer, report: Callable[[str], None]) -> Summary:
    summary = Summary()

    def add(table: str, row: Row) -> None:
        writer.add(table, row)
        summary.rows[table] += 1

    def refuse(reject: ArticleReject) -> None:
        summary.faults += 1
        report(str(reject))

    for item in items:
        if isinstance(item, ArticleReject) and item.stage == READ_STAGE:
            refuse(item)
        for table, row in record_rows(item) if isinstance(item, Record) else [reject_row(item)]:
            kept, faults = _fitted(writer, table, row)
            add(table, kept)
            for fault in faults:
                reject = ArticleReject(stage=EXPORT_STAGE, reason=fault, article=_article(item))
                refuse(reject)
                add(*reject_row(reject))
    return summary


def _export_annotated(
    items: Iterable[Record | ArticleReject],
    format: str,
    out: Path,
    texts: Mapping[str, str],
    layer: str,
    report: Callable[[str], None],
) -> Summary:
    summary = Summary()
    with open_writer(format, out, layer) as writer:
        for item in items:
            if isinstance(item, ArticleReject):
                if item.stage == READ_STAGE:
                    summary.faults += 1
                    report(str(item))
                continue
            faults = write_record(writer, item, texts)
            for fault in faults:
                summary.faults += 1
                report(str(ArticleReject(stage=EXPORT_STAGE, reason=fault, article=item.article.id)))
            if not faults:
                summary.rows["articles"] += 1
                summary.rows["projects"] += len(item.projects)
                summary.rows["targets"] += len(item.targets)
    return summary


def _article(item: Record | ArticleReject) -> str | None:
    return item.article.id if isinstance(item, Record) else item.article


def _fitted(writer: Writer, table: str, row: Row) -> tuple[Row, list[str]]:
    """The row without what the format cannot hold, and why."""
    columns = TABLES[table].columns
    reasons = [writer.unfit(column, cell) for column, cell in zip(columns, row, strict=True)]
    if not any(reasons):
        return row, []
    kept = tuple(None if reason else cell for cell, reason in zip(row, reasons, strict=True))
    return kept, [f"{table}.{c.name}: {reason}" for c, reason in zip(columns, reasons, strict=True) if reason]
