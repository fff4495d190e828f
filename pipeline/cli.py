"""The command line. Commands are thin: options in, one function of the library called, an exit code out.

Everything heavy is imported inside the commands, so that ``kaigong --help`` answers at once.
Data goes to standard output, messages and progress to standard error.
Exit codes: 0 fine, 1 some articles rejected or a check failed, 2 usage, 130 stopped by ctrl-c.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    import datetime

    from kaigong.corpora.readers import ReadOptions
    from kaigong.pipeline import Pipeline

OK, FAILED, USAGE, STOPPED = 0, 1, 2, 130

app = typer.Typer(
    name="kaigong",
    help="Investment projects from Chinese news: amounts, capacity, milestones, targets, each with its exact place.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT", help="Files (text, JSON, tables, web pages, archives), folders, globs; - for stdin."
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication of articles that give none.")
]
TextKey = Annotated[str, typer.Option(help="JSON key or column of the text; else text, 正文, 内容 …")]
IdKey = Annotated[str, typer.Option(help="JSON key or column of the article's id; else id, 编号 …")]
TitleKey = Annotated[str, typer.Option(help="JSON key or column of the title; else title, 标题 …")]
SourceKey = Annotated[str, typer.Option(help="JSON key or column of the source; else source, 来源 …")]
PublishedKey = Annotated[str, typer.Option(help="JSON key or column of the day; else published, 发布时间 …")]
UrlKey = Annotated[str, typer.Option(help="JSON key or column of the address; else url, 链接, 网址 …")]
Segmenter = Annotated[str, typer.Option(help="What cuts words: jieba, spacy, hanlp.")]
Tagger = Annotated[str, typer.Option(help="Second opinion on organisations: lac, spacy, hanlp; rules for none.")]
Model = Annotated[str | None, typer.Option(help="Name or folder of the model of spacy or hanlp.")]
Workers = Annotated[int, typer.Option(min=0, help="Processes; 0 takes one a processor. The output is the same.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kaigong {version('kaigong')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Investment projects from Chinese news: amounts, capacity, milestones, targets, each with its exact place."""


@app.command()
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
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep each article's text in its record.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the rejected articles, one JSON a line.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Read articles and write one record (JSON, schema kaigong/1) a line."""
    from kaigong.pipeline.extract import extract as run

    summary = run(
        _pipeline(segmenter, tagger, model, keep_text),
        _inputs_or_stdin(inputs),
        output,
        options=_options(published, text_key, id_key, title_key, source_key, published_key, url_key),
        workers=_workers(workers),
        rejects=rejects,
        progress=sys.stderr if sys.stderr.isatty() and not quiet else None,
    )
    if not quiet:
        _say(summary.describe("stdout" if output is None or str(output) == "-" else str(output)))
    raise typer.Exit(FAILED if summary.rejects else OK)


@app.command()
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
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep each article's text in its record.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Extract a whole archive into a folder: shards of records, rejects with reasons, a manifest with digests.

    A batch that was stopped, killed or lost its power goes on with the same command. The results are the same bytes
    on any number of workers and behind any interruption.
    """
    from kaigong.pipeline.batch.run import BatchSettings, describe, run_batch

    read = _options(published, text_key, id_key, title_key, source_key, published_key, url_key)
    try:
        summary = run_batch(
            _pipeline(segmenter, tagger, model, keep_text),
            inputs,
            outdir,
            BatchSettings(read, shard_articles, workers, engine),
            progress=None if quiet else sys.stderr,
        )
    except KeyboardInterrupt:
        _say(f"kaigong: stopped; finished shards are kept in {outdir}, the same command goes on behind them")
        raise typer.Exit(STOPPED) from None
    if not quiet:
        _say(describe(summary, outdir))
    raise typer.Exit(FAILED if summary.counts.rejects else OK)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="Records, as extract writes them.")],
) -> None:
    """Print a table of the projects in a file of records."""
    from kaigong.pipeline.show import show as run
    from kaigong.pipeline.show import terminal
    from kaigong.pipeline.validate import read_records

    count = run(read_records(file), terminal())
    _say(f"{count} project{'' if count == 1 else 's'} in {file}")


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="Records, one JSON a line.")],
    against: Annotated[
        list[str] | None, typer.Option(metavar="INPUT", help="Articles whose texts the spans must match; repeatable.")
    ] = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
) -> None:
    """Check records against the schema; print each fault as FILE:LINE: path: reason."""
    from kaigong.corpora.readers import iter_articles
    from kaigong.pipeline.validate import Fault, iter_faults
    from kaigong.schemas.article import Article

    texts: dict[str, str] | None = None
    if against:
        texts = {}
        for article in iter_articles(against, _options(None, text_key, id_key)):
            if isinstance(article, Article):
                texts[article.id] = article.text
            else:
                _say(str(article))
    records, faults = 0, 0
    for item in iter_faults(file, texts):
        if isinstance(item, Fault):
            faults += 1
            typer.echo(f"{file}:{item.line}: {item.reason}")
        else:
            records += 1
    _say(f"{file}: {records} valid records, {faults} faults")
    raise typer.Exit(FAILED if faults else OK)


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="Gold articles (JSONL); else those that ship with kaigong.")
    ] = None,
    pred: Annotated[Path | None, typer.Argument(help="Records to score; else the gold's texts are extracted.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of the table.")] = False,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every miss and wrong value here, one JSON a line.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="rule", help="With 'rule': precision of every rule too.")] = None,
    workers: Workers = 1,
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
) -> None:
    """Score records against gold: precision, recall and F1 by measure."""
    import json

    from kaigong.corpora.gold_reader import read_gold
    from kaigong.pipeline.evaluate import evaluate as score
    from kaigong.pipeline.evaluate import extract_gold
    from kaigong.pipeline.output import open_output
    from kaigong.pipeline.validate import read_records

    if by not in (None, "rule"):
        _usage(f"--by {by}: expected 'rule'")
    articles = read_gold(gold)
    failed = False
    if pred is None:
        rejects: list[str] = []
        pipeline = _pipeline(segmenter, tagger, model, False)
        records = extract_gold(pipeline, articles, _workers(workers), lambda reject: rejects.append(str(reject)))
        failed = bool(rejects)
        for reject in rejects:
            _say(reject)
    else:
        records = {record.article.id: record for record in read_records(pred)}
    evaluation = score(articles, records)
    for name in evaluation.missing:
        _say(f"no prediction for {name}")
    if errors is not None:
        with open_output(errors) as sink:
            for row in evaluation.errors:
                sink.write(json.dumps(row.to_json(), ensure_ascii=False).encode("utf-8") + b"\n")
    if as_json:
        scores: dict[str, object] = dict(evaluation.to_json())
        if by:
            scores["rules"] = evaluation.rules_json()
        typer.echo(json.dumps(scores))
    else:
        typer.echo(evaluation.table())
        if by:
            typer.echo("\n" + evaluation.rule_table())
    raise typer.Exit(FAILED if failed else OK)


@app.command()
def explain(
    inputs: Inputs = None,
    only: Annotated[str | None, typer.Option("--id", metavar="ID", help="Only the article with this id.")] = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="All mentions too, not only projects and targets.")
    ] = False,
    published: Published = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    title_key: TitleKey = "title",
    source_key: SourceKey = "source",
    published_key: PublishedKey = "published",
    url_key: UrlKey = "url",
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
) -> None:
    """Say of every value why it is there: its words, its sentence, the rule and the stage that made it.

    INPUT is an article, or a file of records as extract writes them (sentences are shown if it kept the texts).
    """
    from kaigong.pipeline.explain import explain as run
    from kaigong.pipeline.explain import iter_explained
    from kaigong.pipeline.show import terminal
    from kaigong.schemas.reject import ArticleReject

    console = terminal()
    given = _inputs_or_stdin(inputs)
    shown, rejects = 0, 0
    options = _options(published, text_key, id_key, title_key, source_key, published_key, url_key)
    for result in iter_explained(_pipeline(segmenter, tagger, model, True), given, options):
        if isinstance(result, ArticleReject):
            rejects += 1
            _say(str(result))
        elif only is None or result.article.id == only:
            if shown:
                console.rule()
            run(result, console, mentions=mentions)
            shown += 1
    if only is not None and not shown:
        _usage(f"--id {only}: no such article in {', '.join(given)}")
    raise typer.Exit(FAILED if rejects else OK)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    from kaigong.schemas.schema import schema_text

    typer.echo(schema_text(), nl=False)


def _pipeline(segmenter: str, tagger: str, model: str | None, keep_text: bool) -> "Pipeline":
    from kaigong.pipeline import Pipeline

    return Pipeline(segmenter=segmenter, tagger=tagger, model=model, keep_text=keep_text)


def _options(published: str | None, *keys: str) -> "ReadOptions":
    """Options of the readers; ``keys`` are those of text, id, title, source, published and url, as far as given."""
    from kaigong.corpora.readers import ReadOptions

    return ReadOptions(_day(published), *keys)


def _day(written: str | None) -> "datetime.date | None":
    import datetime

    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        _usage(f"--published {written}: no date; expected a day like 2023-02-10")


def _workers(asked: int) -> int:
    from kaigong.pipeline.stream import default_workers

    return asked or default_workers()


def _inputs_or_stdin(inputs: list[str] | None) -> list[str]:
    if inputs:
        return inputs
    if sys.stdin is None or sys.stdin.isatty():
        _usage("no input: name files, folders or globs, or - for stdin")
    return ["-"]


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _usage(message: str) -> NoReturn:
    _say(f"kaigong: {message}")
    raise typer.Exit(USAGE)


def main() -> None:
    """Run the command line; every error ends as one message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Hanzi on any terminal, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except Exception as error:
        if os.environ.get("KAIGONG_DEBUG"):
            raise
        code, message = _describe(error)
        if message:
            _say(f"kaigong: {message}")
        sys.exit(code)


def _describe(error: Exception) -> tuple[int, str]:
    """Exit code and message of an error that reached the top."""
    from kaigong.schemas.errors import ConfigError, KaigongError, ReadError

    if isinstance(error, BrokenPipeError):  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FAILED, ""
    if isinstance(error, KaigongError):
        return (USAGE if isinstance(error, ConfigError | ReadError) else FAILED), str(error)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return FAILED, f"{name}{error.strerror or error}"
    kind = type(error).__name__
    return FAILED, f"unexpected {kind}: {error}\nThis is a fault in kaigong; KAIGONG_DEBUG=1 shows where."


if __name__ == "__main__":
    main()
