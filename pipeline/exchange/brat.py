"""brat standoff: a folder with NAME.txt and NAME.ann for each article, and brat's annotation.conf.

Offsets count code points; a span over a line break is written as the pieces between the breaks, as brat does.
``articles.jsonl`` says which article each file is, and keeps the records. Source: brat.nlplab.org/standoff.html.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from kaigong.pipeline.exchange.annotated import (
    ALIAS,
    LABELS,
    PHASE_OF,
    SLOTS,
    STAGES,
    STATUSES,
    Annotated,
    Link,
    Mark,
)
from kaigong.pipeline.exchange.base import (
    MALFORMED,
    AnnotationWriter,
    Found,
    Read,
    ReadSettings,
    read_text,
    refusal,
    why,
    without_breaks,
)
from kaigong.pipeline.exchange.sidecar import SIDECAR, known, read_rows, write_row
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.record import text_digest

_STAGE, _STATUS = "Stage", "Status"
_LONGEST_NAME = 80
_UNSAFE = re.compile(r"[^\w.-]")
_PLACE = re.compile(r"\d+ \d+(;\d+ \d+)*")
_PASSED_OVER = ("#", "N")  # notes and references to tables


@contextmanager
def open_writer(out: Path, layer: str) -> Iterator[AnnotationWriter]:
    """A writer into the new folder ``out``, which is there when all is written.

    Raises: ConfigError if there are files in it, which may be somebody's annotation.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConfigError(f"{out}: is not empty; brat's files would replace what is annotated there, name a new folder")
    partial = out.resolve().with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        partial.mkdir(parents=True)
    except OSError as error:
        raise ConfigError(f"{out}: cannot be written: {error.strerror or error}") from error
    try:
        (partial / "annotation.conf").write_text(configuration(), encoding="utf-8")
        with (partial / SIDECAR).open("w", encoding="utf-8", newline="\n") as index:
            yield _Writer(partial, index)
        if out.exists():
            out.rmdir()
        partial.rename(out.resolve())
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def configuration() -> str:
    """Brat's annotation.conf for kaigong's labels, roles, stages and statuses."""
    arguments: dict[str, list[str]] = {}
    for labels, roles in SLOTS.values():
        for role in roles:
            arguments.setdefault(role, []).extend(label for label in labels if label not in arguments.get(role, []))
    arguments[PHASE_OF] = ["PROJECT"]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    relations = [f"{role}\tArg1:PROJECT, Arg2:{'|'.join(labels)}" for role, labels in arguments.items()]
    attributes = [
        f"{_STAGE}\tArg:PROJECT, Value:{'|'.join(STAGES)}",
        f"{_STATUS}\tArg:AMOUNT|METRIC|MILESTONE|TARGET, Value:{'|'.join(STATUSES)}",
    ]
    parts = {"entities": LABELS, "relations": [overlap, *relations], "events": [], "attributes": attributes}
    return "\n".join(line for name, lines in parts.items() for line in (f"[{name}]", *lines, ""))


class _Writer:
    def __init__(self, folder: Path, index: IO[str]) -> None:
        self._folder = folder
        self._index = index
        self._taken: set[str] = set()

    def add(self, annotated: Annotated) -> list[str]:
        """Write the two files of an article; everything fits but spans of nothing but line breaks."""
        name = self._name(annotated.article.id)
        text = annotated.article.text
        (self._folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
        (self._folder / f"{name}.ann").write_bytes("".join(_lines(annotated)).encode("utf-8"))
        write_row(self._index, name, annotated, text=False)
        return []

    def _name(self, id: str) -> str:
        """A file's name for an article: its id, as far as that is a name on every system."""
        name = _UNSAFE.sub("_", id).lstrip(".")[:_LONGEST_NAME] or "article"
        if name != id or name.lower() in self._taken:
            name += "-" + text_digest(id)[:8]
        self._taken.add(name.lower())
        return name


def _lines(annotated: Annotated) -> Iterator[str]:
    text = annotated.article.text
    for mark in annotated.marks:
        pieces = [(mark.start + a, mark.start + b) for a, b in without_breaks(text[mark.start : mark.end])]
        if pieces:
            places = ";".join(f"{a} {b}" for a, b in pieces)
            yield f"{mark.id}\t{mark.label} {places}\t{' '.join(text[a:b] for a, b in pieces)}\n"
    for number, link in enumerate(annotated.links, 1):
        yield f"R{number}\t{link.role} Arg1:{link.head} Arg2:{link.tail}\t\n"
    said = [(_STAGE, m.id, m.stage) for m in annotated.marks] + [(_STATUS, m.id, m.status) for m in annotated.marks]
    for number, (name, of, word) in enumerate((row for row in said if row[2] is not None), 1):
        yield f"A{number}\t{name} {of} {word}\n"


def read(path: Path, settings: ReadSettings) -> Read:
    """Annotated articles of a folder, in order of ``articles.jsonl``, others behind them in order of their names.

    An article without an .ann file has no annotation yet and is left out with a word.

    Raises: ReadError if it is no folder of brat's.
    """
    if not path.is_dir():
        raise ReadError(f"{path}: no folder; brat keeps NAME.txt and NAME.ann in one")
    rows = read_rows(path / SIDECAR)
    names = [*rows, *sorted(p.stem for p in path.glob("*.txt") if p.stem not in rows)]
    if not any((path / f"{name}.ann").is_file() for name in names):
        raise ReadError(f"{path}: no NAME.txt with NAME.ann in it; name brat's folder itself")
    for name in names:
        try:
            yield _document(path, name, rows.get(name))
        except MALFORMED as error:
            yield refusal(reason=why(error), article=name, file=path / f"{name}.ann")


def _document(folder: Path, name: str, row: dict[str, Any] | None) -> Found:
    text = read_text(folder / f"{name}.txt")
    if not (folder / f"{name}.ann").is_file():
        raise ReadError("no such file: not annotated")
    article, record = known(row, id=name, text=text)
    parser = _Parser(text)
    for number, line in enumerate(re.split("\r?\n", read_text(folder / f"{name}.ann")), 1):
        if line.strip():
            parser.read(number, line)
    marks = tuple(
        Mark(id, *parser.spans[id], parser.said.get((_STAGE, id)), parser.said.get((_STATUS, id)))
        for id in parser.spans
    )
    return Found(Annotated(article, marks, tuple(parser.links), record), None, parser.faults)


class _Parser:
    """Lines of an .ann file → spans, links and attributes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[str, tuple[str, int, int]] = {}
        self.links: list[Link] = []
        self.said: dict[tuple[str, str], str] = {}
        self.faults: list[str] = []

    def read(self, number: int, line: str) -> None:
        """Take one line; one that cannot be taken is a fault."""
        id, _, rest = line.partition("\t")
        fault: str | None
        if id.startswith(_PASSED_OVER):
            return
        if id.startswith("T"):
            fault = self._span(id, rest)
        elif id.startswith("R"):
            fault = self._link(rest.split("\t")[0].split())
        elif id.startswith(("A", "M")):
            fault = self._attribute(rest.split())
        elif id.startswith("*") and rest.split()[:1] == ["Equiv"]:
            fault = self._equiv(rest.split()[1:])
        else:
            fault = "only spans, relations, attributes and Equiv are read"
        if fault is not None:
            self.faults.append(f"line {number} ({id}): {fault}; left out")

    def _span(self, id: str, rest: str) -> str | None:
        head, _, words = rest.partition("\t")
        label, _, places = head.partition(" ")
        if not _PLACE.fullmatch(places):
            return "no span: expected LABEL START END"
        if label not in LABELS:
            return f"label {label!r} is none of {', '.join(LABELS)}"
        pieces = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
        if " ".join(self.text[a:b] for a, b in pieces) != words:
            return f"{words!r} does not stand at {places} of the text"
        start, end = pieces[0][0], pieces[-1][1]
        between = "".join(self.text[a:b] for (_, a), (b, _) in pairwise(pieces))
        if between.strip():
            return f"{words!r} is not in one piece"
        if not start < end:
            return "an empty span"
        self.spans[id] = (label, start, end)
        return None

    def _link(self, parts: list[str]) -> str | None:
        ends = dict(part.partition(":")[::2] for part in parts[1:])
        if len(parts) != 3 or set(ends) != {"Arg1", "Arg2"}:
            return "no relation: expected ROLE Arg1:T1 Arg2:T2"
        self.links.append(Link(parts[0], ends["Arg1"], ends["Arg2"]))
        return None

    def _attribute(self, parts: list[str]) -> str | None:
        if len(parts) != 3 or parts[0] not in (_STAGE, _STATUS):
            return f"no attribute: expected {_STAGE} or {_STATUS}, a span and a value"
        self.said[parts[0], parts[1]] = parts[2]
        return None

    def _equiv(self, parts: list[str]) -> str | None:
        """Names of one project: the first is its name, the others its aliases."""
        if not parts or any(self.spans.get(id, ("", 0, 0))[0] != "PROJECT" for id in parts):
            return "Equiv of other spans than projects"
        first, *others = sorted(parts, key=lambda id: self.spans[id][1])
        self.links += [Link(ALIAS, first, other) for other in others]
        return None
