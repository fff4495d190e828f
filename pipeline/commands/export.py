"""The command ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, RECORDS, Lang, say


def export(
    records: Annotated[list[str], RECORDS],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT", help="File; for csv and parquet a folder of tables."),
    ],
    format: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="jsonl, csv, xlsx, parquet or duckdb; else by the suffix of OUT."),
    ] = None,
    lang: Lang = "en",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary.")] = False,
) -> None:
    """Write records as tables: CSV, Excel, Parquet, a DuckDB file, or as one file of records.

    Tables: articles, projects, amounts, metrics, milestones, organisations, places, industries, targets, rejects.
    Sums are exact decimals. A line that is no record is reported and stands in the table of rejects.
    """
    from kaigong.pipeline.export import export as run

    summary = run(records, output, format, lang, report=say)
    if not quiet:
        say(summary.describe("stdout" if str(output) == "-" else str(output)))
    raise typer.Exit(FAILED if summary.faults else OK)
