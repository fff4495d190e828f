"""The file beside an export that says what its format has no place for: articles, their texts and records."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from kaigong.pipeline.exchange.annotated import Annotated, bare_record
from kaigong.pipeline.exchange.base import read_text
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record

SIDECAR = "articles.jsonl"


def sidecar_of(path: Path) -> Path:
    """The sidecar of a file: news.conll → news.articles.jsonl."""
    return path.with_suffix(f".{SIDECAR}")


def write_row(stream: IO[str], key: str, annotated: Annotated, text: bool, **more: object) -> None:
    """One line: ``key`` finds the article again; ``text`` for a format that does not hold it whole."""
    row: dict[str, Any] = {"key": key, **more}
    row["article"] = annotated.article.model_dump(mode="json", exclude=None if text else {"text"})
    if annotated.record is not None:
        row["record"] = bare_record(annotated.record)
    stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_rows(path: Path) -> dict[str, dict[str, Any]]:
    """Rows by their keys, in order; empty if there is no such file.

    Raises: ReadError if it is not as ``write_row`` wrote it.
    """
    return dict(_rows(path)) if path.is_file() else {}


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield row["key"], {**row, "article": dict(row["article"]), "record": row.get("record")}
            except (ValueError, KeyError, TypeError) as error:
                raise ReadError(f"{path}:{number}: not as kaigong wrote it: {error!r}") from error


def known(row: Mapping[str, Any] | None, **given: object) -> tuple[Article, Record | None]:
    """The article of a row and its record; ``given`` is what stands there where there is no row.

    Raises: pydantic.ValidationError if they are not valid.
    """
    if row is None:
        return Article.model_validate(given), None
    text = {"text": given["text"]} if "text" in given else {}
    record = None if row["record"] is None else Record.model_validate(row["record"])
    return Article.model_validate({**row["article"], **text}), record
