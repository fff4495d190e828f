"""The command ``rules``: check a user's own rules, list what they can add to."""

from typing import Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, say

app = typer.Typer(help="Check your own rules, and list the families of entries that they can add to.")


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(metavar="FILE", help="Rule files or folders of them.")],
) -> None:
    """Validate rules and try their examples: each must change what is read, and no counter-example may change."""
    from kaigong.pipeline.check_rules import check_rules, notes_on
    from kaigong.pipeline.wording import counted

    count, faults = 0, 0
    for entry, found in check_rules(paths):
        count += 1
        for fault in found:
            faults += 1
            typer.echo(f"{entry.id}: {fault}")
    for note in notes_on(paths):
        say(f"note: {note}")
    say(f"{counted(count, 'entries')}, {counted(faults, 'faults')}")
    raise typer.Exit(FAILED if faults else OK)


@app.command(name="list")
def list_families(
    family: Annotated[str | None, typer.Argument(metavar="FAMILY", help="A family, to see its keys.")] = None,
) -> None:
    """List the families of lexicon entries, or what an entry of one family needs."""
    from kaigong.pipeline.check_rules import describe_families, describe_family

    for line in describe_families() if family is None else describe_family(family):
        typer.echo(line)
