"""The command ``merge``."""

from pathlib import Path
from typing import Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, Lang, say, usage_error


def merge(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORDS",
            help="Files of records (also .gz), folders of kaigong batch, registers (.duckdb); - for stdin.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="register.duckdb, updated if it is there; or .jsonl, one project a line.",
        ),
    ] = None,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B", help="Say why two are one or not: ids of the register, projects or articles, or names."
        ),
    ] = None,
    lang: Lang = "en",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary.")] = False,
) -> None:
    """Keep one entry a project over many articles: values with their sources, stages, and why projects were joined."""
    from kaigong.pipeline.register.explain import explain as describe
    from kaigong.pipeline.register.run import merge as run
    from kaigong.pipeline.vocabulary import Vocabulary

    Vocabulary(lang)  # a wrong language is wrong whether it is used or not
    if output is None and explain is None:
        usage_error("nothing to do: name the register with -o register.duckdb, or ask with --explain A B")
    register, summary = run(records, output, report=say)
    if explain is not None:
        typer.echo(describe(register, *explain, lang))
    if output is not None and not quiet:
        say(summary.describe("stdout" if str(output) == "-" else str(output)))
    raise typer.Exit(FAILED if summary.faults else OK)
