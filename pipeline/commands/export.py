"""The command ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, RECORDS, Against, IdKey, Lang, TextKey, say, texts_of


def export(
    records: Annotated[list[str], RECORDS],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT", help="File; for csv, parquet and brat a folder."),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="jsonl, csv, xlsx, parquet, duckdb; labelstudio, brat, conll, docbin, webannotation; "
            "else by the suffix of OUT.",
        ),
    ] = None,
    lang: Lang = "en",
    against: Against = None,
    layer: Annotated[
        str | None,
        typer.Option(metavar="LAYER", help="For conll: outer (default), inner, all, or one label such as ORG."),
    ] = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary.")] = False,
) -> None:
    """Write records as tables: CSV, Excel, Parquet, a DuckDB file; as one file of records; or for annotation tools.

    Tables: articles, projects, amounts, metrics, milestones, organisations, places, industries, targets, rejects.
    Sums are exact decimals. A line that is no record is reported and stands in the table of rejects.
    Label Studio, brat, CoNLL, spaCy's DocBin and Web Annotation need the texts: records with --keep-text, or --against.
    """
    from kaigong.pipeline.export import export as run

    texts = texts_of(against, text_key, id_key)
    summary = run(records, output, format, lang, say, texts, layer)
    if not quiet:
        say(summary.describe("stdout" if str(output) == "-" else str(output)))
    raise typer.Exit(FAILED if summary.faults else OK)
