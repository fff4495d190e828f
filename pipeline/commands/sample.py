"""The command ``sample``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaigong.pipeline.commands.options import FAILED, OK, Against, IdKey, Lang, TextKey, say, texts_of, usage_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kaigong.schemas.record import Record


def sample(
    records: Annotated[
        list[str] | None, typer.Argument(metavar="RECORDS", help="Files of records, folders of kaigong batch; -.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to fill: .csv, .xlsx or .jsonl.")
    ] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="How many to draw.")] = 100,
    by: Annotated[str, typer.Option(metavar="stage|place|source|rule", help="What makes the strata.")] = "stage",
    of: Annotated[
        str | None, typer.Option(metavar="projects|values", help="What is checked; else projects, by rule values.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number draws another sample.")] = 0,
    score: Annotated[
        Path | None, typer.Option("--score", metavar="FILE", help="Read a filled file and give the precision.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --score: print JSON in place of the table.")] = False,
    lang: Lang = "en",
    against: Against = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
) -> None:
    """Draw a sample for a person to check, at least one of each stratum; --score gives the precision it shows."""
    if score is not None:
        if records or output:
            usage_error("--score reads a filled file alone; leave out RECORDS and -o")
        _score(score, as_json)
        raise typer.Exit(OK)
    if not records or output is None:
        usage_error("name RECORDS and the file to fill with -o, or a filled file with --score")
    from kaigong.pipeline.output import refuse_input
    from kaigong.pipeline.records import READ_STAGE, iter_given
    from kaigong.pipeline.sample_file import format_of, write_sample
    from kaigong.pipeline.sampling import draw
    from kaigong.schemas.record import Record

    format_of(output)
    refuse_input(output, [*records, *(against or [])])
    faults = 0

    def known() -> "Iterator[Record]":
        nonlocal faults
        for item in iter_given(records):
            if isinstance(item, Record):
                yield item
            elif item.stage == READ_STAGE:
                faults += 1
                say(str(item))

    unit = of or ("values" if by == "rule" else "projects")
    drawn = draw(known(), n, by, unit, seed, texts_of(against, text_key, id_key))
    write_sample(drawn.rows, output, lang)
    say(f"{len(drawn.rows)} of {drawn.units.total()} {unit} in {len(drawn.units)} strata → {output}")
    raise typer.Exit(FAILED if faults else OK)


def _score(path: Path, as_json: bool) -> None:
    import json

    from kaigong.pipeline.precision import score_sample

    found = score_sample(path)
    typer.echo(json.dumps(found.to_json(), ensure_ascii=False) if as_json else found.table())
