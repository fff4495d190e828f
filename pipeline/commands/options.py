"""What the commands share: their options, and how these become arguments of the library."""

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kaigong.pipeline.printable import printable_lines

if TYPE_CHECKING:
    import datetime

    from kaigong.corpora.readers import ReadOptions
    from kaigong.pipeline import Pipeline

OK, FAILED, USAGE, STOPPED = 0, 1, 2, 130

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT", help="Files (text, JSON, tables, web pages, archives), folders, globs; - for stdin."
    ),
]
RECORDS = typer.Argument(metavar="RECORDS", help="Files of records (also .gz), folders of kaigong batch; - for stdin.")
Lang = Annotated[str, typer.Option(metavar="en|zh", help="Language of headers and vocabularies.")]
Published = Annotated[
    str | None, typer.Option(metavar="DAY", help="Day (2023-02-10, 2023年2月10日 …) of articles that give none.")
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
Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="FILE", help="Your own lexicon entries: a YAML file or a folder; repeatable."),
]
Duplicates = Annotated[
    str, typer.Option(help="Reposts: keep (look for none), mark (duplicate_of in the record), skip (no record).")
]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="INPUT", help="Articles with the texts of the records; repeatable."),
]
Workers = Annotated[int, typer.Option(min=0, help="Processes; 0 takes one a processor. The output is the same.")]


def make_pipeline(
    segmenter: str, tagger: str, model: str | None, keep_text: bool, rules: list[str] | None
) -> "Pipeline":
    """The pipeline that the options ask for."""
    from kaigong.pipeline import Pipeline

    return Pipeline(segmenter=segmenter, tagger=tagger, model=model, keep_text=keep_text, rules=rules)


def read_options(published: str | None, *keys: str) -> "ReadOptions":
    """Options of the readers; ``keys`` are those of text, id, title, source, published and url, as far as given."""
    from kaigong.corpora.readers import ReadOptions

    return ReadOptions(_day(published), *keys)


def _day(written: str | None) -> "datetime.date | None":
    from kaigong.corpora.readers.dates import parse_day
    from kaigong.schemas.errors import ReadError

    if written is None:
        return None
    try:
        return parse_day(written)
    except ReadError as error:
        usage_error(f"--{error}")


def texts_of(against: list[str] | None, text_key: str, id_key: str) -> dict[str, str]:
    """Texts of the articles of ``--against`` by their ids; what is no article is reported."""
    from kaigong.pipeline.texts import read_articles

    articles = read_articles(against or [], read_options(None, text_key, id_key), say)
    return {name: article.text for name, article in articles.items()}


def worker_count(asked: int) -> int:
    """Processes to use; 0 asks for one a processor."""
    from kaigong.pipeline.stream import default_workers

    return asked or default_workers()


def inputs_or_stdin(inputs: list[str] | None) -> list[str]:
    """The inputs given, else standard input if something is piped in."""
    if inputs:
        return inputs
    if sys.stdin is None or sys.stdin.isatty():
        usage_error("no input: name files, folders or globs, or - for stdin")
    return ["-"]


def say(message: str) -> None:
    """Print a message to standard error."""
    typer.echo(printable_lines(message), err=True)


def usage_error(message: str) -> NoReturn:
    """End the command with a message about how it was called."""
    say(f"kaigong: {message}")
    raise typer.Exit(USAGE)
