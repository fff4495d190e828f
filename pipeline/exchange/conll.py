"""CoNLL columns: one character a line with its IOB2 tags, blank lines between sentences, -DOCSTART- between articles.

A column holds one layer of spans that do not overlap: the outermost (``outer``), the innermost (``inner``), those of
one label, or with ``all`` a column for every label. Blanks are no lines; they, the articles, the records and so all
that the columns do not show stand in the file beside it. Source: the format of the CoNLL-2003 shared task, in IOB2.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from kaigong.pipeline.exchange.annotated import LABELS, MENTIONS, Annotated, Mark, Place, annotate, edited
from kaigong.pipeline.exchange.base import (
    MALFORMED,
    AnnotationWriter,
    Found,
    Read,
    ReadSettings,
    read_text,
    refusal,
    why,
)
from kaigong.pipeline.exchange.sidecar import known, read_rows, sidecar_of, write_row
from kaigong.pipeline.output import replaced_all
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.record import Record

OUTER, INNER, ALL = "outer", "inner", "all"
LAYERS = (OUTER, INNER, ALL, *LABELS)
_START = "-DOCSTART-"
_OUT = "O"
_TAG = re.compile(r"O|([BIESLU])-(.+)")
_ENDS = "。！？"


@contextmanager
def open_writer(out: Path, layer: str) -> Iterator[AnnotationWriter]:
    """A writer of the file ``out`` and its sidecar.

    Raises: ConfigError for a layer that there is not.
    """
    if layer not in LAYERS:
        raise ConfigError(f"--layer {layer}: expected one of {', '.join(LAYERS)}")
    with (
        replaced_all([out, sidecar_of(out)]) as (columns, sidecar),
        columns.open("w", encoding="utf-8", newline="\n") as stream,
        sidecar.open("w", encoding="utf-8", newline="\n") as beside,
    ):
        yield _Writer(stream, beside, _layers(layer))


def _layers(layer: str) -> tuple[str, ...]:
    return LABELS if layer == ALL else (layer,)


def layer_of(marks: Sequence[Mark], layer: str) -> list[Mark]:
    """The marks of a layer, which do not overlap, in order of the text."""
    labels = (layer,) if layer in LABELS else MENTIONS
    marks = [mark for mark in marks if mark.label in labels]
    sign = 1 if layer == INNER else -1
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (sign * (m.end - m.start), m.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


class _Writer:
    def __init__(self, stream: IO[str], beside: IO[str], layers: Sequence[str]) -> None:
        self._stream = stream
        self._beside = beside
        self._layers = layers
        self._count = 0

    def add(self, annotated: Annotated) -> list[str]:
        """Write an article; what another layer holds is left out by design and no fault."""
        text = annotated.article.text
        chosen = [layer_of(annotated.marks, layer) for layer in self._layers]
        tags = [_tags(marks, text) for marks in chosen]
        inner = {at for marks in chosen for mark in marks for at in range(mark.start + 1, mark.end)}
        lines = [" ".join([_START, *(_OUT for _ in tags)]), ""]
        for at, character in enumerate(text):
            ended = character in "\r\n" or (at > 0 and text[at - 1] in _ENDS)
            if ended and at not in inner and lines[-1]:
                lines.append("")
            if not character.isspace():
                lines.append(" ".join([character, *(row[at] for row in tags)]))
        if lines[-1]:
            lines.append("")
        self._stream.write("\n".join(lines) + "\n")
        self._count += 1
        write_row(self._beside, str(self._count), annotated, text=True, layers=self._layers)
        return []


def _tags(marks: Sequence[Mark], text: str) -> list[str]:
    tags = [_OUT] * len(text)
    for mark in marks:
        prefix = "B"
        for at in range(mark.start, mark.end):
            if not text[at].isspace():
                tags[at] = f"{prefix}-{mark.label}"
                prefix = "I"
    return tags


class _Line(NamedTuple):
    number: int
    token: str
    tags: list[str]


def read(path: Path, settings: ReadSettings) -> Read:
    """Annotated articles of a file of columns, in order; of its columns those that hold tags of kaigong's labels.

    With the sidecar the articles are whole; without it an article's text is its tokens, a line for each sentence.
    IOB1, IOB2 and IOBES are read.

    Raises: ReadError if the file holds no columns of tags.
    """
    documents = _documents(path)
    columns = _columns(path, documents)
    rows = read_rows(sidecar_of(path))
    for number, sentences in enumerate(documents, 1):
        first = next((line.number for sentence in sentences for line in sentence), None)
        try:
            yield _document(sentences, columns, rows.get(str(number)), f"{path.stem}#{number}", first)
        except MALFORMED as error:
            yield refusal(reason=why(error), file=path, line=first)


def _documents(path: Path) -> list[list[list[_Line]]]:
    """Documents, sentences, lines."""
    documents: list[list[list[_Line]]] = []
    ended = True
    for number, written in enumerate(re.split("\r?\n", read_text(path)), 1):
        parts = written.split()
        if parts[:1] == [_START]:
            documents.append([])
        if not parts or parts[0] == _START:
            ended = True
            continue
        if len(parts) < 2:
            raise ReadError(f"{path}:{number}: expected a character and its tags, found {written[:40]!r}")
        if not documents:
            documents.append([])
        if ended:
            documents[-1].append([])
            ended = False
        documents[-1][-1].append(_Line(number, parts[0], parts[1:]))
    return documents


def _columns(path: Path, documents: list[list[list[_Line]]]) -> list[int]:
    """Numbers of the columns in which there is nothing but tags of known labels."""
    lines = [line for sentences in documents for sentence in sentences for line in sentence]
    if not lines:
        raise ReadError(f"{path}: no line with a character and its tags")
    width = len(lines[0].tags)
    for line in lines:
        if len(line.tags) != width:
            raise ReadError(f"{path}:{line.number}: {len(line.tags) + 1} columns, the lines before have {width + 1}")
    columns = [n for n in range(width) if all(_label(line.tags[n]) is not None for line in lines)]
    if not columns:
        bad = next(line for line in lines if _label(line.tags[-1]) is None)
        raise ReadError(
            f"{path}:{bad.number}: {bad.tags[-1]!r} is no tag; expected O, or B- and I- with one of {', '.join(LABELS)}"
        )
    return columns


def _label(tag: str) -> str | None:
    """The label of a tag, empty outside; None if it is no tag of a known label."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    label = match.group(2) or ""
    return label if not label or label in LABELS else None


def _document(
    sentences: list[list[_Line]], columns: list[int], row: dict[str, Any] | None, name: str, line: int | None
) -> Found:
    text = "\n".join("".join(line.token for line in sentence) for sentence in sentences)
    article, record = known(row, **({} if row else {"id": name, "text": text}))
    lines = [line for sentence in sentences for line in sentence]
    places = _places(lines, article.text)
    now = [
        (label, places[first][0], places[last][1])
        for column in columns
        for label, first, last in _spans([line.tags[column] for line in lines])
    ]
    if row is None or record is None:
        marks = tuple(Mark(f"T{number}", *place) for number, place in enumerate(now, 1))
        return Found(Annotated(article, marks, linked=False), line, [])
    before = {place for layer in row["layers"] for place in _shown(record, article.text, layer)}
    return Found(edited(record, article.text, before, now), line, [])


def _shown(record: Record, text: str, layer: str) -> Iterator[Place]:
    """What a layer shows of a record."""
    tags = _tags(layer_of(annotate(record, text).marks, layer), text)
    solid = [at for at, character in enumerate(text) if not character.isspace()]
    for label, first, last in _spans([tags[at] for at in solid]):
        yield label, solid[first], solid[last] + 1


def _places(lines: list[_Line], text: str) -> list[tuple[int, int]]:
    """[start, end) of each token in the text, in which only blanks may stand between them."""
    found, at = [], 0
    for line in lines:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(line.token, at):
            raise ReadError(f"line {line.number}: {line.token!r}, the article has {text[at : at + 8]!r} there")
        found.append((at, at + len(line.token)))
        at += len(line.token)
    if text[at:].strip():
        raise ReadError(f"the columns end before the article's {text[at : at + 8]!r}")
    return found


def _spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Label, first and last token of every span."""
    label, first = "", 0
    for number, tag in enumerate([*tags, _OUT]):
        own = _label(tag) or ""
        if label and (own != label or tag[0] in "BSU"):
            yield label, first, number - 1
            label = ""
        if own and not label:
            label, first = own, number
        if label and tag[0] in "ELSU":
            yield label, first, number
            label = ""
