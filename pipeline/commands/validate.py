"""The command ``validate``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    IdKey,
    TextKey,
    read_options,
    read_texts,
    say,
)


def validate(
    file: Annotated[Path, typer.Argument(help="Records, one JSON a line.")],
    against: Annotated[
        list[str] | None, typer.Option(metavar="INPUT", help="Articles whose texts the spans must match; repeatable.")
    ] = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
) -> None:
    """Check records against the schema; print each fault as FILE:LINE: path: reason."""
    from kaigong.pipeline.validate import Fault, iter_faults

    texts = read_texts(against, read_options(None, text_key, id_key)) if against else None
    records, faults = 0, 0
    for item in iter_faults(file, texts):
        if isinstance(item, Fault):
            faults += 1
            typer.echo(f"{file}:{item.line}: {item.reason}")
        else:
            records += 1
    say(f"{file}: {records} valid records, {faults} faults")
    raise typer.Exit(FAILED if faults else OK)
