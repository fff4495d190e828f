"""The command ``view``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    RECORDS,
    IdKey,
    Lang,
    TextKey,
    inputs_or_stdin,
    say,
    texts_of,
    usage_error,
)

if TYPE_CHECKING:
    from kaigong.pipeline.view.data import PageData
    from kaigong.schemas.correction import Correction
    from kaigong.schemas.record import Record

_PAGE = Path("projects.html")
_CORRECTIONS = Path("corrections.jsonl")


def view(
    records: Annotated[list[str] | None, RECORDS] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PAGE", help=f"The page; else {_PAGE}. - for stdout.")
    ] = None,
    against: Annotated[
        list[str] | None, typer.Option(metavar="INPUT", help="Articles whose texts are shown; repeatable.")
    ] = None,
    lang: Lang = "zh",
    serve: Annotated[bool, typer.Option("--serve", help="Serve the page to this machine; save decisions.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of --serve; 0 takes a free one.")] = 0,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help=f"Decisions made before; with --serve, else {_CORRECTIONS}.")
    ] = None,
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="Who reviews; can be changed in the page.")] = "",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
) -> None:
    """Look through records and review them in one HTML page that needs no network.

    The page has the table of projects with filters and charts; each project opens its article with every span marked,
    if the records keep the texts (extract --keep-text) or --against names the articles. Projects can be accepted,
    corrected and rejected: kaigong evaluate scores records by these decisions.
    """
    from kaigong.pipeline.output import open_output, refuse_input
    from kaigong.pipeline.view.data import collect
    from kaigong.pipeline.view.page import page
    from kaigong.pipeline.vocabulary import Vocabulary

    Vocabulary(lang)  # a wrong language is told before anything is read
    if serve and output is not None:
        usage_error("--serve and -o: the page is either served or written")
    faults: list[str] = []
    names = inputs_or_stdin(records)
    refuse_input(output, [*names, *(against or [])])
    texts = texts_of(against, text_key, id_key) if against else {}
    data = collect(_given(names, faults), texts, say)
    missing = sum(not head[-1] for head in data.heads)
    if missing:
        say(f"{missing} of {len(data.heads)} articles without text: extract --keep-text, or name --against ARTICLES")
    code = FAILED if faults else OK
    if serve:
        _serve(data, lang, port, corrections or _CORRECTIONS, reviewer, open_page)
        raise typer.Exit(code)
    target = output or _PAGE
    made = _decided(corrections) if corrections is not None else []
    with open_output(target) as sink:
        for piece in page(data, lang, None, made, reviewer):
            sink.write(piece.encode("utf-8"))
    say(f"{_counts(data)} → {'stdout' if str(target) == '-' else target}")
    if open_page and str(target) != "-":
        _open(target.resolve().as_uri())
    raise typer.Exit(code)


def _counts(data: "PageData") -> str:
    from kaigong.pipeline.wording import counted

    return f"{counted(len(data.rows), 'projects')} in {counted(len(data.heads), 'articles')}"


def _serve(data: "PageData", lang: str, port: int, file: Path, reviewer: str, open_page: bool) -> None:
    from kaigong.pipeline.view.page import page
    from kaigong.pipeline.view.server import CorrectionsFile, ReviewServer

    kept = CorrectionsFile(file)
    kept.check()
    made = len(_decided(file))
    try:
        server = ReviewServer(lambda: page(data, lang, file.name, _decided(file), reviewer), kept, port)
    except OSError as error:
        usage_error(f"--port {port}: {error.strerror or error}; 0 takes a free one")
    say(f"{_counts(data)}; decisions in {file}: {made}")
    say(f"{server.url}\nOnly this machine can open this address. Stop with ctrl-c.")
    if open_page:
        _open(server.url)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say(f"\nDecisions in {file}: {len(_decided(file))}")
    finally:
        server.server_close()


def _given(names: list[str], faults: list[str]) -> "Iterator[Record]":
    """Records of the places; lines that hold none are reported and counted."""
    from kaigong.pipeline.records import READ_STAGE, iter_given
    from kaigong.schemas.record import Record

    for item in iter_given(names):
        if isinstance(item, Record):
            yield item
        elif item.stage == READ_STAGE:
            faults.append(str(item))
            say(str(item))


def _decided(file: Path) -> "list[Correction]":
    from kaigong.pipeline.corrections import read_corrections

    return read_corrections(file)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
