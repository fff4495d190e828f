"""W3C Web Annotation (JSON-LD): one AnnotationCollection, every mark an annotation of its article.

A target has a TextQuoteSelector (words with what stands before and behind) and a TextPositionSelector, which counts
code points. Source: www.w3.org/TR/annotation-model (Recommendation of 2017-02-23).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import quote, unquote

from kaigong.pipeline.exchange.annotated import LABELS, STAGES, STATUSES, Annotated, Link, Mark, bare_record
from kaigong.pipeline.exchange.base import (
    MALFORMED,
    AnnotationWriter,
    Found,
    Read,
    ReadSettings,
    read_json,
    refusal,
    why,
)
from kaigong.pipeline.output import open_output
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"kaigong": "urn:kaigong:"}]
AROUND = 32  # characters of prefix and suffix
_URN = "urn:kaigong:article:"
_TAG, _LINK, _TEXT = "tagging", "linking", "describing"
_ROLE = "kaigong:role"


@contextmanager
def open_writer(out: Path, layer: str) -> Iterator[AnnotationWriter]:
    """A writer of the file ``out``."""
    with open_output(out) as stream:
        writer = _Writer(stream)
        yield writer
        writer.finish()


class _Writer:
    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - a binary stream
        self._stream: IO[bytes] = stream
        self._count = 0
        head = {"@context": CONTEXT, "id": "urn:kaigong:annotations", "type": "AnnotationCollection"}
        generator = {"id": "urn:kaigong", "type": "Software", "name": f"kaigong {version('kaigong')}"}
        page = '"first": {"id": "urn:kaigong:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [\n'
        self._put(_json({**head, "label": "kaigong", "generator": generator})[:-1] + ", " + page)

    def add(self, annotated: Annotated) -> list[str]:
        """Write the annotations of an article, first the one that holds its text and record."""
        for annotation in (_whole(annotated), *_marks(annotated)):
            self._put((",\n" if self._count else "") + _json(annotation))
            self._count += 1
        return []

    def finish(self) -> None:
        """Close the page and the collection, and say how many annotations there are."""
        self._put(f'\n]}}, "total": {self._count}}}\n')

    def _put(self, text: str) -> None:
        self._stream.write(text.encode("utf-8"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def source_of(article: Article) -> str:
    """The address of an article, else a name made of its id."""
    return article.url or _URN + quote(article.id, safe="")


def _id(article: Article, mark: str) -> str:
    return f"{_URN}{quote(article.id, safe='')}#{mark}"


def _whole(annotated: Annotated) -> dict[str, Any]:
    """The annotation of an article as a whole: its text and what is known of it, as a record or without one."""
    article = annotated.article
    body: dict[str, Any] = {"article": article.model_dump(mode="json")}
    if annotated.record is not None:
        body["record"] = bare_record(annotated.record)
    return {
        "id": _id(article, "article"),
        "type": "Annotation",
        "motivation": _TEXT,
        "body": {"type": "TextualBody", "purpose": _TEXT, "format": "application/json", "value": _json(body)},
        "target": {"source": source_of(article)},
    }


def _marks(annotated: Annotated) -> Iterator[dict[str, Any]]:
    article = annotated.article
    text = article.text
    links: dict[str, list[Link]] = {}
    for link in annotated.links:
        links.setdefault(link.tail, []).append(link)
    for mark in annotated.marks:
        words = [word for word in (mark.label, mark.stage, mark.status) if word is not None]
        bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": _TAG, "value": word} for word in words]
        for link in links.get(mark.id, ()):
            # What the mark is to a project stands with the mark: its role, and the annotation of the project's name.
            source = _id(article, link.head)
            bodies.append({"type": "SpecificResource", "purpose": _LINK, "source": source, _ROLE: link.role})
        yield {
            "id": _id(article, mark.id),
            "type": "Annotation",
            "motivation": _TAG,
            "body": bodies,
            "target": {"source": source_of(article), "selector": selectors(text, mark.start, mark.end)},
        }


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """The two selectors of a span."""
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": behind},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def read(path: Path, settings: ReadSettings) -> Read:
    """Annotated articles of a collection, a page or a list of annotations, in order of their first annotation.

    An article's text is that of ``settings.articles``, else the one that kaigong wrote among the annotations. Spans
    are found by position, and where the words there are others, by the words and what stood around them.

    Raises: ReadError if the file holds no annotations.
    """
    items = _items(read_json(path))
    if not items:
        raise ReadError(f"{path}: no Web Annotations in it (an AnnotationCollection, an AnnotationPage or a list)")
    sources: dict[str, _Source] = {}
    for number, item in enumerate(items, 1):
        target = item.get("target")
        for one in target if isinstance(target, list) else [target]:
            source = one if isinstance(one, str) else one.get("source") if isinstance(one, dict) else None
            if isinstance(source, dict):
                source = source.get("id")
            if not isinstance(source, str):
                yield refusal(reason=f"annotation {number}: no target source", file=path)
                continue
            held = sources.setdefault(source, _Source([], []))
            name = str(item.get("id") or f"annotation {number}")
            if isinstance(one, dict) and one.get("selector") is not None:
                held.marks.append(_Item(name, _bodies(item), _selectors(one["selector"])))
            else:
                held.whole.extend(_bodies(item))
    for name, held in sources.items():
        try:
            yield _document(name, held, settings)
        except MALFORMED as error:
            yield refusal(reason=why(error), article=name, file=path)


class _Item(NamedTuple):
    """An annotation of a span."""

    name: str
    bodies: list[dict[str, Any]]
    selectors: dict[str, dict[str, Any]]


class _Source(NamedTuple):
    """All that annotates one article: bodies of annotations of the whole, and annotations of spans."""

    whole: list[dict[str, Any]]
    marks: list[_Item]


def _items(given: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    """All annotations in a JSON value."""
    if isinstance(given, list):
        return [item for part in given for item in _items(part)]
    if not isinstance(given, dict):
        return []
    if given.get("type") == "Annotation" or "target" in given:
        return [given]
    return _items(given.get("first")) + _items(given.get("items"))


def _bodies(item: dict[str, Any]) -> list[dict[str, Any]]:
    body = item.get("body", item.get("bodyValue", []))
    given = body if isinstance(body, list) else [body]
    purpose = {"purpose": item.get("motivation")}
    bodies = [{"type": "TextualBody", "value": b} if isinstance(b, str) else b for b in given]
    return [{**purpose, **b} for b in bodies if isinstance(b, dict)]


def _selectors(given: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - JSON
    """Selectors by their type."""
    parts = given if isinstance(given, list) else [given]
    return {str(part.get("type")): part for part in parts if isinstance(part, dict)}


def _document(source: str, held: _Source, settings: ReadSettings) -> Found:
    article, record = _article(source, held.whole, settings)
    faults: list[str] = []
    marks: list[Mark] = []
    links: list[Link] = []
    for item in held.marks:
        place = _anchor(item.selectors, article.text)
        tags = [b.get("value") for b in item.bodies if b.get("purpose") == _TAG]
        label = next((tag for tag in tags if tag in LABELS), None)
        if place is None or label is None:
            why = "its words do not stand in the text" if place is None else f"no tag of {', '.join(LABELS)}"
            faults.append(f"{item.name}: {why}; left out")
            continue
        stage, status = (next((t for t in tags if t in words), None) for words in (STAGES, STATUSES))
        marks.append(Mark(item.name, label, *place, stage, status))
        for body in item.bodies:
            if body.get("purpose") == _LINK and isinstance(body.get(_ROLE), str):
                links.append(Link(body[_ROLE], str(body.get("source")), item.name))
    return Found(Annotated(article, tuple(marks), tuple(links), record), None, faults)


def _article(source: str, whole: list[dict[str, Any]], settings: ReadSettings) -> tuple[Article, Record | None]:
    """The article of a source, and the record of its text."""
    name = unquote(source.removeprefix(_URN)) if source.startswith(_URN) else source
    article = settings.articles.get(name)
    for body in whole:
        if body.get("format") == "application/json":
            try:
                held = json.loads(body["value"])
                kept = Article.model_validate(held["article"])
            except (ValueError, KeyError, TypeError):
                continue
            article = article or settings.articles.get(kept.id) or kept
            if article.text == kept.text:
                record = None if held.get("record") is None else Record.model_validate(held["record"])
                return kept, record
    if article is None:
        raise ReadError("no text of this article; name the articles with --against")
    return article, None


def _place(position: dict[str, Any], chars: int) -> tuple[int, int] | None:
    start, end = position.get("start"), position.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= chars:
        return start, end
    return None


def _anchor(selectors: dict[str, dict[str, Any]], text: str) -> tuple[int, int] | None:
    """[start, end) of a span in the text; None if its words are not there, or in several places alike."""
    quoted, position = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
    words = quoted.get("exact") if quoted else None
    place = None if position is None else _place(position, len(text))
    if place is not None and words in (None, text[slice(*place)]):
        return place
    if quoted is None or not isinstance(words, str) or not words:
        return None
    before, behind = quoted.get("prefix") or "", quoted.get("suffix") or ""
    for left, right in ((before, behind), (before, ""), ("", behind), ("", "")):
        at = text.find(left + words + right)
        if at >= 0 and text.find(left + words + right, at + 1) < 0:
            return at + len(left), at + len(left) + len(words)
    return None
