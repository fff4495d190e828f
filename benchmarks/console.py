"""Run the commands and programs that stand in a page, and put what they print beneath them.

A page is Markdown with three kinds of blocks:

- ``console``: lines that begin with ``$ `` are commands of kaigong, or run an example: ``python examples/….py OUT``.
  The lines behind each are what it prints, of kaigong both streams as a terminal of 100 columns shows them. A line
  that is ``…`` stands for lines left out.
- ``python``: a program; all programs of a page share their names. A block ``text`` right behind it is what it prints.
- any block with ``title="NAME"``: a file of that name, there for what comes after it.

Commands run in a folder with the sample articles as ``corpora/samples``, so a page is the same wherever it is run.
"""

import contextlib
import io
import re
import runpy
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

from kaigong.pipeline import cli

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<file>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
TERMINAL = {"TTY_COMPATIBLE": "1", "FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
SECONDS = re.compile(r"\d+(?:\.\d+)? s\b")  # the only thing that differs from run to run
LEFT_OUT = "…"


def rerun(page: str) -> str:
    """The page with the output of its commands and programs as it is now; what only took another time stays."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(SAMPLES, "corpora/samples", ignore=shutil.ignore_patterns("__*"))
        return BLOCK.sub(_Blocks().rerun, page)


def commands(page: str) -> list[str]:
    """The commands of a page, in order."""
    blocks = (match["body"] for match in BLOCK.finditer(page) if match["kind"] == "console")
    return [line[2:] for body in blocks for line in body.splitlines() if line.startswith("$ ")]


class _Blocks:
    """What the blocks of one page leave for those behind them: names of programs, and what the last one printed."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self.printed: str | None = None

    def rerun(self, block: re.Match[str]) -> str:
        kind, body = block["kind"], block["body"]
        printed, self.printed = self.printed, None
        if block["file"]:
            Path(block["file"]).write_text(body, encoding="utf-8")
        elif kind == "console":
            body = "".join(_console(part) for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE) if part)
        elif kind == "python":
            self.printed = self._program(body)
        elif kind == "text" and printed is not None:
            body = _kept(body, printed)
        head = block.group().split("\n", 1)[0]
        return f"{head}\n{body}```"

    def _program(self, body: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as sink:
            exec(compile(body, "page", "exec"), self.names)  # noqa: S102 - the programs of our own pages
        return sink.getvalue()


def _console(part: str) -> str:
    command, _, written = part.partition("\n")
    program, *arguments = shlex.split(command[2:])
    if program == "kaigong":
        printed = _kaigong(arguments)
    elif program == "python" and arguments[0].startswith("examples/"):
        printed = run_example(*arguments)
    else:
        raise ValueError(f"{command}: only commands of kaigong and examples can be run here")
    lines = "".join(line.rstrip() + "\n" for line in ESCAPE.sub("", printed).splitlines())
    return f"{command}\n{_kept(written, lines)}"


def _kaigong(arguments: list[str]) -> str:
    result = CliRunner().invoke(cli.app, arguments, env=TERMINAL)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def run_example(path: str, *arguments: str) -> str:
    """What an example of the repository prints, run in this process."""
    with contextlib.redirect_stdout(io.StringIO()) as sink, _arguments(path, *arguments):
        runpy.run_path(str(ROOT / path), run_name="__main__")
    return sink.getvalue()


@contextlib.contextmanager
def _arguments(*arguments: str) -> Iterator[None]:
    before, sys.argv = sys.argv, list(arguments)
    try:
        yield
    finally:
        sys.argv = before


def _kept(written: str, now: str) -> str:
    """What is printed now, cut as the page cuts it; as written if but the seconds differ."""
    head, cut, tail = (written.splitlines(), [], []) if written else ([], [], [])
    if LEFT_OUT in head:
        at = head.index(LEFT_OUT)
        head, cut, tail = head[:at], [LEFT_OUT], head[at + 1 :]
    lines = now.splitlines()
    if cut and len(lines) > len(head) + len(tail):
        lines = [*lines[: len(head)], *cut, *lines[len(lines) - len(tail) :]]
    shown = "".join(line + "\n" for line in lines)
    return written if SECONDS.sub("0 s", shown) == SECONDS.sub("0 s", written) else shown
