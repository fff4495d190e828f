"""Lines of tables in plain text: cells between tabs, bars or wide gaps."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy

_GAP = lazy(r"[\t|\u3000]|  ")
_CELL_GAP = lazy(r" *(?P<bar>[\t|]) *|[ ]{2,}|\u3000+")


def cells_of(line: str, at: int = 0) -> list[tuple[int, int]]:
    """Half-open spans of the cells of a line that begins at an offset; one without gaps is one cell.

    A cell beside a tab or a bar may be empty, so that columns keep their places; bars around a line make none.
    """
    cells: list[tuple[int, int]] = []
    start = 0
    for gap in _CELL_GAP.finditer(line) if _GAP.search(line) else ():
        body = line[start : gap.start()]
        if body.strip() or gap["bar"] == "\t" or (gap["bar"] and cells):
            cells.append(_stripped(line, start, gap.start(), at))
        start = gap.end()
    if line[start:].strip():
        cells.append(_stripped(line, start, len(line), at))
    return cells


def _stripped(line: str, start: int, end: int, at: int) -> tuple[int, int]:
    body = line[start:end]
    first = start + len(body) - len(body.lstrip())
    return at + first, at + max(first, start + len(body.rstrip()))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with its offset."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
