"""The command ``batch``."""

import sys
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    STOPPED,
    IdKey,
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
    make_pipeline,
    read_options,
    say,
)


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files (text, JSON, tables, web pages, archives), folders, globs; - for stdin."
        ),
    ],
    outdir: Annotated[
        str, typer.Argument(metavar="OUTDIR", help="Folder for the results; new, or that of a batch to go on with.")
    ],
    published: Published = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    title_key: TitleKey = "title",
    source_key: SourceKey = "source",
    published_key: PublishedKey = "published",
    url_key: UrlKey = "url",
    workers: Workers = 0,
    engine: Annotated[str, typer.Option(help="Where to work: local, or ray for a Ray cluster.")] = "local",
    shard_articles: Annotated[int, typer.Option(min=1, help="Articles in one file of records.")] = 1000,
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep each article's text in its record.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Extract a whole archive into a folder: shards of records, rejects with reasons, a manifest with digests.

    A batch that was stopped, killed or lost its power goes on with the same command. The results are the same bytes
    on any number of workers and behind any interruption.
    """
    from kaigong.pipeline.batch.run import BatchSettings, describe, run_batch

    read = read_options(published, text_key, id_key, title_key, source_key, published_key, url_key)
    try:
        summary = run_batch(
            make_pipeline(segmenter, tagger, model, keep_text, rules),
            inputs,
            outdir,
            BatchSettings(read, shard_articles, workers, engine),
            progress=None if quiet else sys.stderr,
        )
    except KeyboardInterrupt:
        say(f"kaigong: stopped; finished shards are kept in {outdir}, the same command goes on behind them")
        raise typer.Exit(STOPPED) from None
    if not quiet:
        say(describe(summary, outdir))
    raise typer.Exit(FAILED if summary.counts.rejects else OK)
