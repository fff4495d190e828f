"""What a writer of tables is."""

from decimal import Decimal
from typing import Protocol

from kaigong.pipeline.tables import Cell, Column, Row


class Writer(Protocol):
    """Takes rows of all tables as they come, and holds only a bounded number of them."""

    def add(self, table: str, row: Row) -> None:
        """Write one row of a table of ``kaigong.pipeline.tables.TABLES``; no cell of it is unfit."""
        ...

    def unfit(self, column: Column, cell: Cell) -> str | None:
        """Why the format cannot hold a cell; None if it can."""
        ...


def plain(cell: Cell) -> str:
    """A cell as text: a decimal without exponent, a day as 2023-02-10, None as nothing."""
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
