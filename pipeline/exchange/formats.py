"""The formats of annotation tools by name, and the way of records out to them and back."""

import importlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from kaigong.pipeline.exchange.annotated import annotate
from kaigong.pipeline.exchange.base import AnnotationWriter, ReadSettings, refusal
from kaigong.pipeline.exchange.reading import Reader
from kaigong.pipeline.exchange.rebuild import rebuild
from kaigong.pipeline.stream import Processor
from kaigong.pipeline.texts import text_of
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.record import Record
from kaigong.schemas.reject import ArticleReject

EXCHANGE_FORMATS = ("labelstudio", "brat", "conll", "docbin", "webannotation")
SUFFIXES = {
    ".conll": "conll", ".iob": "conll", ".iob2": "conll", ".bio": "conll", ".spacy": "docbin",
    ".jsonld": "webannotation",
}  # fmt: skip
DEFAULT_LAYER = "outer"


def open_writer(format: str, out: Path, layer: str) -> AbstractContextManager[AnnotationWriter]:
    """A writer of a format at ``out``, which is there when all is written.

    Raises: ConfigError if nothing can be written there.
    """
    module = importlib.import_module(f"kaigong.pipeline.exchange.{format}")
    writer: AbstractContextManager[AnnotationWriter] = module.open_writer(out, layer)
    return writer


def write_record(writer: AnnotationWriter, record: Record, texts: Mapping[str, str]) -> list[str]:
    """Write one record with its text; what could not be written comes back in words."""
    text, fault = text_of(record, texts)
    return [fault] if fault is not None else writer.add(annotate(record, text))


def format_of_input(path: Path) -> str:
    """The format of a file or folder by its suffix, or by what it holds.

    Raises: ReadError if it cannot be told.
    """
    if path.is_dir():
        return "brat"
    if path.suffix.lower() in SUFFIXES:
        return SUFFIXES[path.suffix.lower()]
    try:
        head = path.read_bytes()[:4096].decode("utf-8", "replace")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    if '"@context"' in head:
        return "webannotation"
    if path.suffix.lower() == ".json" and head.lstrip("\ufeff \r\n\t")[:1] in ("[", "{"):
        return "labelstudio"
    names = ", ".join(EXCHANGE_FORMATS)
    raise ReadError(f"{path}: the name says no format; add --format with one of {names}")


def iter_imported(
    path: Path, format: str | None, settings: ReadSettings, pipeline: Processor
) -> Iterator[Record | ArticleReject]:
    """Records of annotated articles in order, each before what of it could not be taken; ids must not repeat.

    ``pipeline`` reads the values of spans that a person has marked; it is not used where there are none.

    Raises: ConfigError for a format that there is not; ReadError if the file cannot be read or is of another format.
    """
    chosen = format or format_of_input(path)
    if chosen not in EXCHANGE_FORMATS:
        raise ConfigError(f"--format {chosen}: expected one of {', '.join(EXCHANGE_FORMATS)}")
    seen: set[str] = set()
    for found in importlib.import_module(f"kaigong.pipeline.exchange.{chosen}").read(path, settings):
        if isinstance(found, ArticleReject):
            yield found
            continue
        name = found.annotated.article.id
        rebuilt = rebuild(found.annotated, Reader(found.annotated.article, pipeline))
        faults = [*found.faults, *rebuilt.faults]
        if name in seen:
            faults = [f"id {name!r} stands already before"]
        elif rebuilt.record is not None:
            seen.add(name)
            yield rebuilt.record
        for fault in faults:
            yield refusal(reason=fault, article=name, file=path, line=found.line)
