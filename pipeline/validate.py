"""The work of ``kaigong validate``: check a file of records, and read records back."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from kaigong.pipeline.check import describe_faults
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record, check_spans


class Fault(NamedTuple):
    """One fault of a file of records."""

    line: int
    reason: str


def iter_faults(path: Path, texts: Mapping[str, str] | None = None) -> Iterator[Fault | Record]:
    """Records of a file in order, and before each faulty one's place its faults.

    ``texts`` are articles' texts by id; spans are checked against them, or against the text that the record keeps.

    Raises: ReadError if the file cannot be read.
    """
    first: dict[str, int] = {}
    for number, raw in _lines(path):
        record, faults = _parse(raw)
        if record is not None:
            name = record.article.id
            if name in first:
                faults.append(f"article.id: {name!r} stands already on line {first[name]}")
            first.setdefault(name, number)
            text = record.article.text if record.article.text is not None else (texts or {}).get(name)
            if text is not None:
                faults += check_spans(record, text)
            elif texts is not None:
                faults.append(f"article.id: no article {name!r} among the texts to check against")
        yield from (Fault(number, fault) for fault in faults)
        if record is not None and not faults:
            yield record


def read_records(path: Path) -> Iterator[Record]:
    """Records of a file in order.

    Raises: ReadError at the first fault, naming file and line.
    """
    for item in iter_faults(path):
        if isinstance(item, Fault):
            raise ReadError(f"{path}:{item.line}: {item.reason} (kaigong validate lists all faults)")
        yield item


def is_record_file(path: Path) -> bool:
    """Whether a file's first line says that it is a record and no article."""
    try:
        with path.open("rb") as stream:
            row = json.loads(stream.readline())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and str(row.get("schema", "")).startswith("kaigong/")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(stream, 1):
                if raw.strip():
                    yield number, raw
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error


def _parse(raw: bytes) -> tuple[Record | None, list[str]]:
    """The record of a line, or what is wrong with it."""
    try:
        record = Record.model_validate_json(raw)
    except ValidationError as error:
        return None, describe_faults(error)
    if "schema_name" not in record.model_fields_set:
        return None, ["schema: missing; expected 'kaigong/1'"]
    return record, []
