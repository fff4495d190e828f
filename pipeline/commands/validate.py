"""The command ``validate``."""

from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    RECORDS,
    Against,
    IdKey,
    TextKey,
    inputs_or_stdin,
    say,
    texts_of,
)


def validate(
    records: Annotated[list[str] | None, RECORDS] = None,
    against: Against = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
) -> None:
    """Check records against the schema; print each fault as FILE:LINE: path: reason."""
    from kaigong.pipeline.records import label, record_places
    from kaigong.pipeline.validate import Fault, iter_faults
    from kaigong.pipeline.wording import counted

    names = inputs_or_stdin(records)
    texts = texts_of(against, text_key, id_key) if against else None
    valid, faults = 0, 0
    for place in record_places(names):
        for item in () if place.rejects else iter_faults(place.name, texts):
            if isinstance(item, Fault):
                faults += 1
                typer.echo(f"{label(place.name)}:{item.line}: {item.reason}")
            else:
                valid += 1
    say(f"{', '.join(map(label, names))}: {counted(valid, 'valid records')}, {counted(faults, 'faults')}")
    raise typer.Exit(FAILED if faults else OK)
