"""Heads of tables: the first row that names a column with texts, below titles and notes if need be."""

from collections.abc import Sequence

from kaigong.corpora.readers.base import ReadOptions
from kaigong.corpora.readers.rows import TEXT_COLUMNS, asked_keys, key_of, shown_names
from kaigong.schemas.errors import ReadError

HEAD_ROWS = 10
"""How many rows from the top may hold the header."""


class HeaderSearch:
    """Takes the rows of a table from the top until one is its header."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._likeliest: list[str] = []
        self._rows = 0

    def add(self, cells: Sequence[object]) -> list[str] | None:
        """The names of the columns if this row is the header; None for a title or note above it.

        Raises: ReadError if the header has no column that was named for the ids, or the first rows are no header.
        """
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        if _has_text(names, self._options):
            _check_id(names, self._options)
            return names
        # A title fills one cell of its row, so that the first row with most names is what was meant as the header.
        if sum(map(bool, names)) > sum(map(bool, self._likeliest)):
            self._likeliest = names
        self._rows += 1
        if self._rows == HEAD_ROWS:
            raise self.fault()
        return None

    @property
    def empty(self) -> bool:
        """Whether there was no row."""
        return not self._rows

    def fault(self) -> ReadError:
        """That none of the rows is a header, with the columns that there seem to be."""
        shown = shown_names(self._likeliest)
        key = self._options.text_key
        return ReadError(f"no column {key!r} with the text (name one of these with --text-key: {shown})")


def looks_like_header(line: str, delimiter: str, options: ReadOptions) -> bool:
    """Whether a line of a file is a header that names a column with texts beside others."""
    names = {cell.strip().strip('"').lower() for cell in line.split(delimiter)}
    return len(names) > 1 and bool(names & {options.text_key.lower(), *TEXT_COLUMNS})


def _has_text(names: list[str], options: ReadOptions) -> bool:
    row = dict.fromkeys(names, "")
    return key_of(row, "text", asked_keys(options)["text"]) is not None or key_of(row, "html", "html") is not None


def _check_id(names: list[str], options: ReadOptions) -> None:
    if options.id_key != "id" and key_of(dict.fromkeys(names, ""), "id", options.id_key) is None:
        shown = shown_names(names)
        raise ReadError(f"no column {options.id_key!r} with the ids (name one of these with --id-key: {shown})")
