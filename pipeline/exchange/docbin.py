"""spaCy's DocBin: one Doc an article, a token for every character, with spans, entities and the record.

``doc.spans["kaigong"]``, ``doc.ents`` and ``doc._.kaigong`` are those of the spaCy component (docs/spacy.md); spans may
overlap, entities do not. The record goes along as user data, and the article as ``doc._.kaigong_article``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.pipeline.exchange.annotated import LABELS, METRIC, Annotated, Mark, Place, edited
from kaigong.pipeline.exchange.base import AnnotationWriter, Found, Read, ReadSettings, refusal
from kaigong.pipeline.output import open_output
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record

KEY = "kaigong"
"""Key of the spans in ``doc.spans``."""


@contextmanager
def open_writer(out: Path, layer: str) -> Iterator[AnnotationWriter]:
    """A writer of the file ``out``, which spaCy holds whole in memory."""
    import spacy
    from spacy.tokens import DocBin

    with open_output(out) as stream:
        writer = _Writer(spacy.blank("zh").vocab, DocBin(store_user_data=True))
        yield writer
        stream.write(writer.docs.to_bytes())


class _Writer:
    def __init__(self, vocab: Any, docs: Any) -> None:  # noqa: ANN401 - spaCy's stubs leave these open
        self._vocab = vocab
        self.docs = docs

    def add(self, annotated: Annotated) -> list[str]:
        """Keep the Doc of an article; everything fits."""
        from spacy.tokens import Doc

        from kaigong.pipeline.spacy_component import ARTICLE_KEYS, show_record

        text = annotated.article.text
        doc = Doc(self._vocab, words=list(text), spaces=[False] * len(text))
        given = annotated.article.model_dump(include=set(ARTICLE_KEYS))
        doc._.kaigong_article = given
        if annotated.record is not None:
            show_record(doc, annotated.record.model_dump(mode="json"), KEY)
        self.docs.add(doc)
        return []


def read(path: Path, settings: ReadSettings) -> Read:
    """Annotated articles of a file of Docs, in order.

    Spans are those of ``doc.spans["kaigong"]``, else of ``doc.spans["sc"]``, else the entities.

    Raises: ReadError if the file holds no Docs.
    """
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("zh").vocab
    try:
        docs = DocBin().from_bytes(path.read_bytes())
        found = list(docs.get_docs(vocab))
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    except Exception as error:  # whatever zlib, msgpack and spaCy say of bytes that are none of theirs
        raise ReadError(f"{path}: no DocBin of spaCy: {error}") from error
    for number, doc in enumerate(found, 1):
        try:
            yield _document(doc, f"{path.stem}#{number}")
        except ValidationError as error:
            yield refusal(reason=f"Doc {number}: {summarise(error)}", file=path)


def _document(doc: Any, name: str) -> Found:  # noqa: ANN401 - spaCy's Doc
    import kaigong.pipeline.spacy_component as component

    article = Article.model_validate({"id": name, **(doc._.kaigong_article or {}), "text": doc.text})
    key = next((key for key in (KEY, "sc") if key in doc.spans), None)
    spans = doc.ents if key is None else doc.spans[key]
    places = dict.fromkeys((span.label_, span.start_char, span.end_char) for span in spans)
    unknown = dict.fromkeys(label for label, _, _ in places if label not in LABELS)
    faults = [f"label {label!r} is none of {', '.join(LABELS)}; left out" for label in unknown]
    marks = [place for place in places if place[0] in LABELS]
    if doc._.kaigong is None or key != KEY:
        plain = [Mark(f"T{number}", *place) for number, place in enumerate(marks, 1)]
        return Found(Annotated(article, tuple(plain), linked=False), None, faults)
    record = Record.model_validate(doc._.kaigong)
    return Found(edited(record, doc.text, component.shown(doc._.kaigong), marks, _shown_as), None, faults)


def _shown_as(mark: Mark) -> Place:
    """What a mark is among the spans of a Doc, which shows a metric as a quantity."""
    return ("QUANTITY" if mark.label == METRIC else mark.label), mark.start, mark.end
