"""The work of ``kaigong show``: a table of the projects in records, for a terminal or for another program."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kaigong.pipeline.printable import printable
from kaigong.pipeline.vocabulary import ENGLISH, Vocabulary
from kaigong.pipeline.wording import date_words, number_words, place_words, total_investment
from kaigong.schemas.labels import Modality
from kaigong.schemas.record import Metric, Milestone, Project, Record

# Column → its share of the width, and the width of terminal from which it is shown.
_COLUMNS = {
    "project": (5, 0),
    "place": (3, 0),
    "stage": (2, 0),
    "investment": (2, 0),
    "organisations": (4, 90),
    "capacity_and_size": (4, 120),
    "milestones": (3, 120),
    "article": (2, 140),
}
_PIPE_WIDTH = 160  # columns of what is printed in lines where there is no terminal to ask


def show(records: Iterable[Record], console: Console, words: Vocabulary = ENGLISH) -> int:
    """Print one row a project, in the order of the records; gives the number of projects.

    On a terminal long cells are folded and columns that find no room are left out. Elsewhere each project is one line
    with all columns, tabs between them and ``; `` between the values of a cell, printed as it comes.
    """
    rows = (_cells(project, record, words) for record in records for project in record.projects)
    return _print_table(rows, console, words) if console.is_terminal else _print_lines(rows, console, words)


def _print_table(rows: Iterable[dict[str, list[str]]], console: Console, words: Vocabulary) -> int:
    columns = {name: ratio for name, (ratio, width) in _COLUMNS.items() if console.width >= width}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, ratio in columns.items():
        table.add_column(words.column(name), ratio=ratio, overflow="fold")
    for cells in rows:
        table.add_row(*(Text("\n".join(cells[name])) for name in columns))
    if table.row_count:
        console.print(table)
    return table.row_count


def _print_lines(rows: Iterable[dict[str, list[str]]], console: Console, words: Vocabulary) -> int:
    count = 0
    for cells in rows:
        if not count:
            print(*(words.column(name) for name in _COLUMNS), sep="\t", file=console.file)
        print(*("; ".join(cells[name]) for name in _COLUMNS), sep="\t", file=console.file)
        count += 1
    return count


def _cells(project: Project, record: Record, words: Vocabulary) -> dict[str, list[str]]:
    cells = {
        "project": [project.name.text],
        "place": [place_words(p, words) for p in project.places],
        "stage": [words.word(project.stage)] if project.stage else [],
        "investment": [total_investment(project, words)],
        "organisations": [f"{o.text} ({words.word(o.role)})" for o in project.organisations],
        "capacity_and_size": [_metric(m, words) for m in project.metrics],
        "milestones": [_milestone(m, words) for m in project.milestones],
        "article": [record.article.id],
    }
    return {name: list(dict.fromkeys(printable(value) for value in values)) for name, values in cells.items()}


def _metric(metric: Metric, words: Vocabulary) -> str:
    per = f"/{words.word(metric.per)}" if metric.per else ""
    return f"{metric.item or words.word(metric.role)} {number_words(metric)} {metric.unit}{per}"


def _milestone(milestone: Milestone, words: Vocabulary) -> str:
    planned = words.phrase("planned") if milestone.status is Modality.PLANNED else ""
    return f"{words.word(milestone.kind)} {date_words(milestone.date, words)}{planned}"


def terminal() -> Console:
    """A console on standard output; of a fixed width where the output is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)
