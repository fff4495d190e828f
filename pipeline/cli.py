"""The command line. Commands are thin: options in, one function of the library called, an exit code out.

Everything heavy is imported inside the commands, so that ``kaigong --help`` answers at once.
Data goes to standard output, messages and progress to standard error.
Exit codes: 0 fine, 1 some articles rejected or a check failed, 2 usage, 130 stopped by ctrl-c.
"""

import os
import sys
from typing import Annotated

import typer

from kaigong.pipeline.commands import rules
from kaigong.pipeline.commands.agree import agree
from kaigong.pipeline.commands.batch import batch
from kaigong.pipeline.commands.evaluate import evaluate
from kaigong.pipeline.commands.explain import explain
from kaigong.pipeline.commands.export import export
from kaigong.pipeline.commands.extract import extract
from kaigong.pipeline.commands.import_ import import_
from kaigong.pipeline.commands.merge import merge
from kaigong.pipeline.commands.options import FAILED, USAGE, say
from kaigong.pipeline.commands.sample import sample
from kaigong.pipeline.commands.schema import schema
from kaigong.pipeline.commands.show import show
from kaigong.pipeline.commands.validate import validate
from kaigong.pipeline.commands.view import view

app = typer.Typer(
    name="kaigong",
    help="Investment projects from Chinese news: amounts, capacity, milestones, targets, each with its exact place.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


COMMANDS = (extract, batch, export, merge, show, view, validate, evaluate, agree, sample, explain, schema)
for command in COMMANDS:
    app.command()(command)
app.command("import")(import_)  # a word of Python's own
app.add_typer(rules.app, name="rules")


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
            say(f"kaigong: {message}")
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
