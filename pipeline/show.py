"""The work of ``kaigong show``: a table of the projects in a file of records."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kaigong.pipeline.wording import date_words, number_words, place_words, total_investment
from kaigong.schemas.record import Project, Record

_PIPE_WIDTH = 160  # columns where there is no terminal to ask


def show(records: Iterable[Record], console: Console) -> int:
    """Print one row a project, grouped by article; gives the number of projects."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in (
        ("project", 5), ("place", 3), ("stage", 2), ("investment", 2), ("organisations", 4), ("capacity and size", 4),
        ("milestones", 3), ("article", 2),
    ):  # fmt: skip
        table.add_column(name, ratio=ratio, overflow="fold")
    count = 0
    for record in records:
        for i, project in enumerate(record.projects):
            count += 1
            last = i == len(record.projects) - 1
            table.add_row(*_row(project, record), end_section=last)
    if count:
        console.print(table)
    return count


def _row(project: Project, record: Record) -> list[Text]:
    places = dict.fromkeys(place_words(p) for p in project.places)
    metrics = [f"{m.item or m.role.value.replace('_', ' ')} {number_words(m)} {m.unit}" + (f"/{m.per}" if m.per else "")
               for m in project.metrics]  # fmt: skip
    milestones = [
        f"{m.kind.value.replace('_', ' ')} {date_words(m.date) if m.date else ''}".strip()
        + (" (planned)" if m.status == "planned" else "")
        for m in project.milestones
    ]
    organisations = [f"{o.text} ({o.role})" for o in project.organisations]
    cells = [
        project.name.text,
        "\n".join(places),
        (project.stage or "").replace("_", " "),
        total_investment(project),
        "\n".join(dict.fromkeys(organisations)),
        "\n".join(metrics),
        "\n".join(milestones),
        record.article.id,
    ]
    return [Text(cell) for cell in cells]


def terminal() -> Console:
    """A console on standard output; wide enough for the table where the output is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)
