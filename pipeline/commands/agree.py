"""The command ``agree``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import say


def agree(
    first: Annotated[Path, typer.Argument(metavar="A", help="Records, gold, or corrections of one annotator.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The same of another.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of the tables.")] = False,
    differences: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all that they say differently here, one JSON a line.")
    ] = None,
) -> None:
    """Say how far two annotators agree: F1 on spans and values, Cohen's kappa and Krippendorff's alpha on decisions."""
    import json

    from kaigong.pipeline.agree import agree as compare
    from kaigong.pipeline.output import open_output, refuse_input
    from kaigong.pipeline.wording import counted

    refuse_input(differences, (first, second))
    found = compare(first, second)
    for path, names in zip((first, second), found.only, strict=True):
        if names:
            shown = f"{', '.join(names[:3])}{', …' if len(names) > 3 else ''}"
            say(f"only in {path}: {counted(len(names), 'articles')} ({shown})")
    if differences is not None:
        with open_output(differences) as sink:
            for row in found.differences:
                sink.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
    if as_json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False))
    else:
        typer.echo(found.table())
