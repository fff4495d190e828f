"""The work of ``kaigong validate``: check a file of records."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kaigong.pipeline.records import iter_record_lines
from kaigong.schemas.record import Record, check_spans


class Fault(NamedTuple):
    """One fault of a file of records."""

    line: int
    reason: str


def iter_faults(path: Path | str, texts: Mapping[str, str] | None = None) -> Iterator[Fault | Record]:
    """Records of a file in order, and before each faulty one's place its faults.

    ``texts`` are articles' texts by id; spans are checked against them, or against the text that the record keeps.

    Raises: ReadError if the file cannot be read, or holds no records at all.
    """
    first: dict[str, int] = {}
    for number, record, faults in iter_record_lines(path):
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
