"""The command ``show``."""

from collections.abc import Iterator
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, RECORDS, Lang, inputs_or_stdin, say


def show(
    records: Annotated[list[str] | None, RECORDS] = None,
    lang: Lang = "en",
) -> None:
    """Print a table of the projects in records; where the output is no terminal, one line a project with tabs."""
    from kaigong.pipeline.records import READ_STAGE, iter_given, label
    from kaigong.pipeline.show import show as run
    from kaigong.pipeline.show import terminal
    from kaigong.pipeline.vocabulary import Vocabulary
    from kaigong.pipeline.wording import counted
    from kaigong.schemas.record import Record

    words = Vocabulary(lang)
    names = inputs_or_stdin(records)
    faults = 0

    def valid() -> Iterator[Record]:
        nonlocal faults
        for item in iter_given(names):
            if isinstance(item, Record):
                yield item
            elif item.stage == READ_STAGE:
                faults += 1
                say(str(item))

    count = run(valid(), terminal(), words)
    say(f"{counted(count, 'projects')} in {', '.join(label(name) for name in names)}")
    raise typer.Exit(FAILED if faults else OK)
