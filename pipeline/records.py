"""Records read back from where ``kaigong extract`` and ``kaigong batch`` leave them: files, ``.gz``, folders, stdin."""

import gzip
import io
import json
import shlex
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from pydantic import ValidationError

from kaigong.pipeline.batch.seen import SeenIds
from kaigong.pipeline.check import describe_faults, summarise
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record
from kaigong.schemas.reject import ArticleReject

STDIN = "-"
READ_STAGE = "read_records"
"""Stage of the rejects made here: lines that hold no valid record."""

_LINE_BYTES = 256 << 20  # a record with its text is far below; a file without line breaks must not fill the memory
_LOOK_AHEAD = 3  # lines to look at before a file is said to hold no records
_GZIP_FAULTS = (EOFError, zlib.error, gzip.BadGzipFile)
_BOM = b"\xef\xbb\xbf"


class RecordLine(NamedTuple):
    """A line of a file of records: the record, or what is wrong with it."""

    line: int
    record: Record | None
    faults: list[str]


def iter_record_lines(name: Path | str) -> Iterator[RecordLine]:
    """Lines of a file of records (also packed by gzip, ``-`` for standard input), in order, blank ones left out.

    Raises: ReadError if the file cannot be read, or holds no records at all.
    """
    for number, raw in _known(str(name), _lines(str(name))):
        record, faults = _parse(raw)
        yield RecordLine(number, record, faults)


def read_records(name: Path | str) -> Iterator[Record]:
    """Records of a file in order; articles' ids must not repeat.

    Raises: ReadError at the first fault, naming file and line.
    """
    first: dict[str, int] = {}
    for number, record, faults in iter_record_lines(name):
        if record is not None and first.setdefault(record.article.id, number) != number:
            faults.append(f"article.id: {record.article.id!r} stands already on line {first[record.article.id]}")
        if faults:
            raise ReadError(f"{label(name)}:{number}: {faults[0]} (kaigong validate lists all faults)")
        if record is not None:
            yield record


def is_record_file(path: Path) -> bool:
    """Whether a file's first line says that it is a record and no article."""
    try:
        with _opened(str(path)) as stream:
            return _is_record(stream.readline(_LINE_BYTES))
    except (ReadError, *_GZIP_FAULTS):
        return False


def holds_records(name: str) -> bool:
    """Whether a name is that of a file of records or of a folder of ``kaigong batch``, and not of articles."""
    path = Path(name)
    return any(path.glob("records-*.jsonl*")) if path.is_dir() else name != STDIN and is_record_file(path)


class Place(NamedTuple):
    """A file to read records from, or the file of a batch's rejects."""

    name: str
    rejects: bool = False


def record_places(names: Iterable[str]) -> Iterator[Place]:
    """The files behind names of files, of folders of ``kaigong batch`` and ``-``, in order.

    Raises: ReadError for a folder without records.
    """
    for name in names:
        folder = Path(name)
        if name == STDIN or not folder.is_dir():
            yield Place(name)
            continue
        shards = sorted(path for path in folder.glob("records-*.jsonl*") if path.suffix in (".jsonl", ".gz"))
        if not shards and not (folder / "manifest.json").is_file():
            raise ReadError(f"{name}: no records-*.jsonl in it, no folder of kaigong batch; name files of records")
        yield from (Place(str(path)) for path in shards)
        if (folder / "rejects.jsonl").is_file():
            yield Place(str(folder / "rejects.jsonl"), rejects=True)


def unfinished(names: Iterable[str]) -> list[str]:
    """Folders among the names whose batch has not come to its end."""
    return [name for name in names if name != STDIN and (Path(name) / ".batch").is_dir()]


def iter_given(names: Iterable[str]) -> Iterator[Record | ArticleReject]:
    """Records and rejects of all places in order; a line that is no record becomes a reject of stage READ_STAGE.

    Articles whose id has been met already are rejects too. Memory does not grow with the number of records.

    Raises: ReadError if a file cannot be read or holds no records.
    """
    seen = SeenIds()
    try:
        for place in record_places(list(names)):
            yield from _rejects(place.name) if place.rejects else _records(place.name, seen)
    finally:
        seen.close()


def label(name: Path | str) -> str:
    """Name of a file for a message."""
    return "standard input" if str(name) == STDIN else str(name)


def _records(name: str, seen: SeenIds) -> Iterator[Record | ArticleReject]:
    for number, record, faults in iter_record_lines(name):
        article = None if record is None else record.article.id
        if record is not None and not faults:
            place = seen.get(record.article.id)
            if place is None:
                seen[record.article.id] = f"{label(name)}:{number}"
                yield record
                continue
            faults = [f"id {article!r} stands already in {place}"]
        reason = "; ".join(faults[:3]) + (f" (and {len(faults) - 3} more)" if len(faults) > 3 else "")
        yield ArticleReject(stage=READ_STAGE, reason=reason, article=article, file=label(name), line=number)


def _rejects(name: str) -> Iterator[ArticleReject]:
    for number, raw in _lines(name):
        try:
            yield ArticleReject.model_validate_json(raw)
        except ValidationError as error:
            yield ArticleReject(stage=READ_STAGE, reason=f"no reject: {summarise(error)}", file=name, line=number)


def _known(name: str, lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """The lines as they are, once one of the first looks like a record."""
    strange: list[tuple[int, bytes]] = []
    for number, raw in lines:
        strange.append((number, raw))
        if _is_record(raw):
            break
        if len(strange) == _LOOK_AHEAD:
            raise _mistaken(name)
    else:
        if strange:
            raise _mistaken(name)
    yield from strange
    yield from lines


def _mistaken(name: str) -> ReadError:
    return ReadError(
        f"{label(name)}: holds no records of kaigong; if these are articles, make records of them first: "
        f"kaigong extract {shlex.quote(name)} -o records.jsonl"
    )


def _is_record(raw: bytes) -> bool:
    """Whether a line means to be a record, however faulty: it names the schema, or has the head of a record."""
    if raw.lstrip(_BOM).lstrip().startswith(b'{"schema":"kaigong/'):
        return True
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    if not isinstance(row, dict):
        return False
    return str(row.get("schema", "")).startswith("kaigong/") or isinstance(row.get("article"), dict)


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    try:
        with _opened(name) as stream:
            number = 0
            while raw := stream.readline(_LINE_BYTES):
                number += 1
                if len(raw) == _LINE_BYTES:
                    raise ReadError(f"{label(name)}:{number}: a line of more than {_LINE_BYTES >> 20} MiB; no record")
                if number == 1:
                    raw = raw.removeprefix(_BOM)
                if raw.strip():
                    yield number, raw
    except _GZIP_FAULTS as error:
        raise ReadError(f"{label(name)}: damaged gzip file: {error}") from error


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    try:
        source = sys.stdin.buffer if name == STDIN else Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise ReadError(f"{name}: cannot be read: {error.strerror or error}") from error
    reader = io.BufferedReader(cast(io.RawIOBase, source))
    try:
        packed = reader.peek(2)[:2] == b"\x1f\x8b"
        yield cast(BinaryIO, gzip.GzipFile(fileobj=reader) if packed else reader)
    except gzip.BadGzipFile:
        raise
    except OSError as error:
        raise ReadError(f"{label(name)}: cannot be read: {error.strerror or error}") from error
    finally:
        reader.detach()  # standard input stays open
        if name != STDIN:
            source.close()


def _parse(raw: bytes) -> tuple[Record | None, list[str]]:
    """The record of a line, or what is wrong with it."""
    try:
        record = Record.model_validate_json(raw)
    except ValidationError as error:
        return None, describe_faults(error)
    if "schema_name" not in record.model_fields_set:
        return None, ["schema: missing; expected 'kaigong/1'"]
    return record, []
