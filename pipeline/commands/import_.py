"""The command ``import``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    Against,
    IdKey,
    Model,
    Rules,
    Segmenter,
    Tagger,
    TextKey,
    make_pipeline,
    read_options,
    say,
    usage_error,
)

FORMS = ("records", "gold")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool gave out; for brat its folder.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="File of records; - for stdout.")],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT", help="labelstudio, brat, conll, docbin or webannotation; else by suffix and content."
        ),
    ] = None,
    to: Annotated[str, typer.Option(help="records, or gold for kaigong evaluate.")] = "records",
    annotator: Annotated[
        str | None, typer.Option(metavar="ID", help="Label Studio: take the annotations of this annotator alone.")
    ] = None,
    against: Against = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
) -> None:
    """Make records, or gold, of what people annotated in Label Studio, brat, CoNLL columns, spaCy or Web Annotation.

    What was not touched is as kaigong wrote it; the values of new spans are read from the text.
    """
    from kaigong.pipeline.exchange.base import ReadSettings
    from kaigong.pipeline.exchange.formats import iter_imported
    from kaigong.pipeline.gold_of import gold_line
    from kaigong.pipeline.output import open_output, refuse_input
    from kaigong.pipeline.texts import read_articles
    from kaigong.pipeline.wording import counted
    from kaigong.schemas.record import Record

    if to not in FORMS:
        usage_error(f"--to {to}: expected one of {', '.join(FORMS)}")
    refuse_input(output, [file, *(against or [])])
    known = read_articles(against or [], read_options(None, text_key, id_key), say)
    addresses = {article.url: article for article in known.values() if article.url}
    settings = ReadSettings(text_key, annotator, {**addresses, **known})
    pipeline = make_pipeline(segmenter, tagger, model, True, rules)
    records, faults = 0, 0
    with open_output(output) as sink:
        for item in iter_imported(file, format, settings, pipeline):
            line, fault = (None, str(item)) if not isinstance(item, Record) else (item.to_line(), None)
            if isinstance(item, Record) and to == "gold":
                line, fault = gold_line(item)
            if line is not None:
                records += 1
                sink.write(line.encode("utf-8") + b"\n")
            if fault is not None:
                faults += 1
                say(fault)
    told = f"; {counted(faults, 'faults')}" if faults else ""
    say(f"{counted(records, 'articles')} → {'stdout' if str(output) == '-' else output}{told}")
    raise typer.Exit(FAILED if faults else OK)
