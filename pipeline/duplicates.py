"""Reposts in a stream of articles: told in the order of the input, in memory that does not grow with it."""

import sqlite3
import struct
from collections.abc import Generator, Iterable
from contextlib import closing

from kaigong.pipeline.likeness import PERMUTATIONS, Fingerprint, fingerprint, similarity, states_more
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.reject import ArticleReject

KEEP, MARK, SKIP = MODES = ("keep", "mark", "skip")
STAGE = "duplicate"  # of the rejects of articles that are skipped

_LEAST_SIMILARITY = 0.7
_MOST_CANDIDATES = 32  # of one band, the latest; template texts share theirs with thousands
_SIGNATURE = struct.Struct(f"<{PERMUTATIONS}I")


def check_mode(mode: str) -> None:
    """Raises: ConfigError for a mode that there is not."""
    if mode not in MODES:
        raise ConfigError(f"duplicates {mode!r}: expected {', '.join(MODES[:-1])} or {MODES[-1]}")


def tell_duplicates(
    items: Iterable[Article | ArticleReject], mode: str = KEEP
) -> Generator[Article | ArticleReject, None, None]:
    """The same items in order, where reposts bear ``duplicate_of`` (``mark``) or are rejects (``skip``).

    Raises: ConfigError for another mode; OSError where the list of articles finds no room on the disk.
    """
    check_mode(mode)
    if mode == KEEP:
        yield from items
        return
    with closing(SeenArticles()) as seen:
        for item in items:
            first = seen.find_or_add(item) if isinstance(item, Article) else None
            if first is None or isinstance(item, ArticleReject):
                yield item
            elif mode == MARK:
                yield item.model_copy(update={"duplicate_of": first})
            else:
                yield ArticleReject(stage=STAGE, reason=f"repost of {first}", article=item.id)


class SeenArticles:
    """The articles met so far that are no reposts, in SQLite's temporary file (in the folder of TMPDIR)."""

    def __init__(self) -> None:
        self._count = 0
        self._database = sqlite3.connect("", isolation_level=None)
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "PRAGMA cache_size=-8192",  # KiB; beyond it pages go to the file
            "CREATE TABLE bands (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID",
            "CREATE TABLE articles (article INTEGER PRIMARY KEY, id BLOB, digest BLOB, signature BLOB, "
            "head BLOB, whole BLOB)",
            "BEGIN",
        ):
            self._database.execute(statement)

    def find_or_add(self, article: Article) -> str | None:
        """Id of the earliest article that this one reposts; None if it reposts none, which puts it on the list."""
        print_ = fingerprint(article)
        if print_ is None:
            return None
        keys = print_.bands()
        for number in sorted(self._candidates(keys)):
            row = self._database.execute(
                "SELECT id, digest, signature, head, whole FROM articles WHERE article = ?", (number,)
            ).fetchone()
            if _is_repost(print_, *row[1:]):
                return _text(row[0])
        self._add(article.id, print_, keys)
        return None

    def _candidates(self, keys: list[int]) -> set[int]:
        query = "SELECT article FROM bands WHERE key = ? ORDER BY article DESC LIMIT ?"
        return {number for key in keys for (number,) in self._database.execute(query, (key, _MOST_CANDIDATES))}

    def _add(self, id: str, print_: Fingerprint, keys: list[int]) -> None:
        self._count += 1
        signature = _SIGNATURE.pack(*print_.signature) if print_.signature else b""
        head, whole = (_bytes("\n".join(facts)) for facts in (sorted(print_.head), print_.whole))
        try:
            self._database.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)",
                (self._count, _bytes(id), print_.digest, signature, head, whole),
            )
            self._database.executemany(
                "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, self._count) for key in keys]
            )
        except sqlite3.OperationalError as error:
            raise OSError(f"no room for the list of articles: {error}; set TMPDIR to another folder") from None

    def close(self) -> None:
        """Forget all articles."""
        self._database.close()


def _is_repost(new: Fingerprint, digest: bytes, signature: bytes, head: bytes, whole: bytes) -> bool:
    if new.digest != digest:
        if not new.signature or not signature:
            return False
        if similarity(new.signature, _SIGNATURE.unpack(signature)) < _LEAST_SIMILARITY:
            return False
    return not states_more(new, frozenset(_text(head).split("\n")), _text(whole).split("\n"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
