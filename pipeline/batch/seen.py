"""The ids that a batch has met and where, in a file that the system removes: memory stays the same for any number."""

import sqlite3


class SeenIds:
    """Article ids → where they stand, in SQLite's temporary file (in the folder of SQLITE_TMPDIR or TMPDIR)."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "PRAGMA cache_size=-4096",  # KiB; beyond it pages go to the file
            "CREATE TABLE seen (id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID",
            "BEGIN",
        ):
            self._database.execute(statement)

    def get(self, id: str) -> str | None:
        """Where the id stands; None for a new one."""
        row = self._database.execute("SELECT place FROM seen WHERE id = ?", (id,)).fetchone()
        return None if row is None else str(row[0])

    def __setitem__(self, id: str, place: str) -> None:
        try:
            self._database.execute("INSERT INTO seen VALUES (?, ?)", (id, place))
        except sqlite3.OperationalError as error:
            raise OSError(f"no room for the list of article ids: {error}; set TMPDIR to another folder") from None

    def close(self) -> None:
        """Forget all ids."""
        self._database.close()
