"""The command ``show``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    say,
)


def show(
    file: Annotated[Path, typer.Argument(help="Records, as extract writes them.")],
) -> None:
    """Print a table of the projects in a file of records."""
    from kaigong.pipeline.records import read_records
    from kaigong.pipeline.show import show as run
    from kaigong.pipeline.show import terminal

    count = run(read_records(file), terminal())
    say(f"{count} project{'' if count == 1 else 's'} in {file}")
