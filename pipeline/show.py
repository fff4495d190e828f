"""The work of ``kaigong show``: a table of the projects in a file of records."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kaigong.pipeline.wording import date_words, number_words, place_words, total_investment
from kaigong.schemas.labels import Modality
from kaigong.schemas.record import Project, Record

# Column → its share of the width, and the width of terminal from which it is shown.
_COLUMNS = {
    "project": (5, 0),
    "place": (3, 0),
    "stage": (2, 0),
    "investment": (2, 0),
    "organisations": (4, 90),
    "capacity and size": (4, 120),
    "milestones": (3, 120),
    "article": (2, 140),
}
_PIPE_WIDTH = 160  # columns where there is no terminal to ask


def show(records: Iterable[Record], console: Console) -> int:
    """Print one row a project, in the order of the records; gives the number of projects."""
    columns = {name: ratio for name, (ratio, width) in _COLUMNS.items() if console.width >= width}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in columns.items():
        table.add_column(name, ratio=ratio, overflow="fold")
    count = 0
    for record in records:
        for project in record.projects:
            count += 1
            cells = _cells(project, record)
            table.add_row(*(Text(cells[name]) for name in columns))
    if count:
        console.print(table)
    return count


def _cells(project: Project, record: Record) -> dict[str, str]:
    metrics = []
    for m in project.metrics:
        per = f"/{m.per}" if m.per else ""
        metrics.append(f"{m.item or m.role.value.replace('_', ' ')} {number_words(m)} {m.unit}{per}")
    milestones = []
    for s in project.milestones:
        day = f" {date_words(s.date)}" if s.date is not None else ""
        planned = " (planned)" if s.status is Modality.PLANNED else ""
        milestones.append(f"{s.kind.value.replace('_', ' ')}{day}{planned}")
    cells = {
        "project": [project.name.text],
        "place": [place_words(p) for p in project.places],
        "stage": [project.stage.value.replace("_", " ") if project.stage else ""],
        "investment": [total_investment(project)],
        "organisations": [f"{o.text} ({o.role})" for o in project.organisations],
        "capacity and size": metrics,
        "milestones": milestones,
        "article": [record.article.id],
    }
    return {name: "\n".join(dict.fromkeys(lines)) for name, lines in cells.items()}


def terminal() -> Console:
    """A console on standard output; wide enough for the table where the output is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)
