"""The command ``extract``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    IdKey,
    Inputs,
    Model,
    Published,
    PublishedKey,
    Rules,
    Segmenter,
    SourceKey,
    Tagger,
    TextKey,
    TitleKey,
    UrlKey,
    Workers,
    inputs_or_stdin,
    make_pipeline,
    read_options,
    say,
    worker_count,
)


def extract(
    inputs: Inputs = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File for the records; else stdout.")
    ] = None,
    published: Published = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    title_key: TitleKey = "title",
    source_key: SourceKey = "source",
    published_key: PublishedKey = "published",
    url_key: UrlKey = "url",
    workers: Workers = 1,
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep each article's text in its record.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the rejected articles, one JSON a line.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Read articles and write one record (JSON, schema kaigong/1) a line."""
    from kaigong.pipeline.extract import extract as run

    summary = run(
        make_pipeline(segmenter, tagger, model, keep_text, rules),
        inputs_or_stdin(inputs),
        output,
        options=read_options(published, text_key, id_key, title_key, source_key, published_key, url_key),
        workers=worker_count(workers),
        rejects=rejects,
        progress=sys.stderr if sys.stderr.isatty() and not quiet else None,
    )
    if not quiet:
        say(summary.describe("stdout" if output is None or str(output) == "-" else str(output)))
    raise typer.Exit(FAILED if summary.rejects else OK)
