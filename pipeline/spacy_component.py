"""The spaCy component ``kaigong``: the record of every Doc, its values as spans and entities.

spaCy imports this module for everyone who makes a pipeline in an environment where kaigong is installed; what reads
text is therefore imported when the component is made, not here.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from kaigong.schemas.errors import ConfigError, ExtractionError
from kaigong.schemas.labels import Label

if TYPE_CHECKING:
    from kaigong.schemas.article import Article

DEFAULTS: dict[str, Any] = {
    "segmenter": "jieba",
    "tagger": "lac",
    "rules": None,
    "model": None,
    "published": None,
    "alignment": "cut",
    "spans_key": "kaigong",
    "set_ents": True,
    "overwrite_ents": False,
}

ALIGNMENTS = ("cut", "expand", "strict")
ARTICLE_KEYS = ("id", "url", "title", "source", "published")

# Of the labels, those that displaCy has no colour for; the colours that it has are the user's.
COLOURS = {"PLACE": "#feca74", "AMOUNT": "#e4e7d2", "PROJECT": "#8fd19e", "TARGET": "#c5bdf4", "INDUSTRY": "#bfe1d9"}

# Where spaCy itself would keep the two attributes, so that it knows them when Docs are merged or written
# (its stubs promise keys of text: hence Any).
_RECORD: Any = ("._.", "kaigong", None, None)
_ARTICLE: Any = ("._.", "kaigong_article", None, None)

_SLOT_LABELS = {
    "aliases": Label.PROJECT,
    "organisations": Label.ORG,
    "places": Label.PLACE,
    "industry": Label.INDUSTRY,
    "amounts": Label.AMOUNT,
    "metrics": Label.QUANTITY,
}


class _Value(NamedTuple):
    """One value of a record; ``project`` is the id of its project, empty outside of projects."""

    label: str
    project: str
    entry: dict[str, Any]

    @property
    def place(self) -> tuple[int, int]:
        return self.entry["start"], self.entry["end"]

    @property
    def knowledge(self) -> str:
        """The id in a public table: the division code of a place, the class of an industry."""
        if self.label == Label.INDUSTRY:
            return str(self.entry["code"])
        path = self.entry if self.project else self.entry.get("value") or {}
        return (path.get("adcode") or "") if self.label == Label.PLACE else ""


def _project_values(record: dict[str, Any]) -> Iterator[_Value]:
    for project in record["projects"]:
        yield _Value(Label.PROJECT.value, project["id"], project["name"])
        for slot, label in _SLOT_LABELS.items():
            for entry in project[slot]:
                yield _Value(label.value, project["id"], entry)
    for target in record["targets"]:
        yield _Value(Label.TARGET.value, "", target)


def _values(record: dict[str, Any]) -> list[_Value]:
    """What becomes a span, in the order of the text: values of projects, targets, and the mentions beside them.

    A value that two projects share is there for each; a mention that is a project's value is not there once more.
    """
    found = list(_project_values(record))
    known = {(value.label, value.place) for value in found}
    for entry in record["mentions"]:
        mention = _Value(entry["label"], "", entry)
        if (mention.label, mention.place) not in known:
            found.append(mention)
    return sorted(found, key=lambda value: (value.place, value.label))


def _borders(record: dict[str, Any], values: Iterable[_Value]) -> Iterator[tuple[int, int]]:
    yield from (value.place for value in values)
    for project in record["projects"]:
        yield from ((entry["start"], entry["end"]) for entry in project["milestones"])


def _entry_of(span: Span) -> dict[str, Any] | None:
    """The entry of the record that a span shows, None for a span of other origin."""
    record = span.doc._.kaigong
    if record is None or not span.label_:
        return None
    held = None
    for value in _values(record):
        start, end = value.place
        if (
            (value.label, value.project) == (span.label_, span.id_)
            and span.start_char <= start
            and end <= span.end_char
        ):
            if (start, end) == (span.start_char, span.end_char):
                return value.entry
            held = held or value.entry  # a span that was expanded to whole tokens
    return held


def show_record(doc: Doc, record: dict[str, Any], spans_key: str) -> None:
    """Write a record (as JSON types) into a Doc of its text as the component does, where the tokens allow it."""
    doc._.kaigong = record
    _set_ents(doc, _of_mentions(record, _set_spans(doc, _values(record), spans_key, "strict")), overwrite=True)


def shown(record: dict[str, Any]) -> set[tuple[str, int, int]]:
    """Label, start and end of all values that become spans."""
    return {(value.label, *value.place) for value in _values(record)}


def _set_spans(doc: Doc, values: list[_Value], key: str, alignment: str) -> list[tuple[_Value, Span]]:
    """Write the group of spans; its ``attrs`` count what the user's tokens could not show exactly."""
    mode = "expand" if alignment == "expand" else "strict"
    made = []
    for value in values:
        span = doc.char_span(
            *value.place, label=value.label, kb_id=value.knowledge, span_id=value.project, alignment_mode=mode
        )
        if span is not None:
            made.append((value, span))
    wider = sum((span.start_char, span.end_char) != value.place for value, span in made)
    attrs = {"alignment": alignment, "left_out": len(values) - len(made), "widened": wider}
    doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=[span for _, span in made])
    return made


def _of_mentions(record: dict[str, Any], spans: list[tuple[_Value, Span]]) -> list[Span]:
    mentions = {(m["label"], m["start"], m["end"]) for m in record["mentions"]}
    return [span for value, span in spans if (value.label, *value.place) in mentions]


def _set_ents(doc: Doc, spans: list[Span], overwrite: bool) -> None:
    """Write as entities what does not overlap: old ones stay, then the longest, of equals the project."""
    spans = sorted(spans, key=lambda span: span.label_ != Label.PROJECT)
    if overwrite:
        doc.set_ents(filter_spans(spans))
        return
    taken = {token.i for ent in doc.ents for token in ent}
    free = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
    doc.set_ents(filter_spans(free), default="unmodified" if doc.has_annotation("ENT_IOB") else "outside")


def _get_record(doc: Doc) -> dict[str, Any] | None:
    """The record; DocBin reads lists as tuples, which become lists again here, once."""
    record: dict[str, Any] | None = doc.user_data.get(_RECORD)
    if record is not None and isinstance(record["mentions"], tuple):
        record = doc.user_data[_RECORD] = json.loads(json.dumps(record))
    return record


def _set_record(doc: Doc, record: dict[str, Any] | None) -> None:
    doc.user_data[_RECORD] = record


def _get_article(doc: Doc) -> dict[str, str] | None:
    known: dict[str, str] | None = doc.user_data.get(_ARTICLE)
    return known


def _set_article(doc: Doc, given: Mapping[str, object] | None) -> None:
    """Keep what is known of a Doc's article, as text, so that the Doc can be written.

    Raises: ConfigError for an unknown key or a value of the wrong type.
    """
    unknown = sorted(str(key) for key in given or {} if key not in ARTICLE_KEYS)
    if unknown:
        raise ConfigError(f"doc._.kaigong_article: unknown key {unknown[0]!r}; the keys are {', '.join(ARTICLE_KEYS)}")
    doc.user_data[_ARTICLE] = _known(given or {}, "doc._.kaigong_article")


def _known(given: Mapping[Any, object], where: str) -> dict[str, str]:
    """What ``given`` says of an article, as text; other keys are left alone.

    Raises: ConfigError for a value of the wrong type.
    """
    known = {}
    for key in ARTICLE_KEYS:
        value = given.get(key)
        if isinstance(value, datetime.date) and key == "published":
            value = value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool) and key == "id":
            value = str(value)
        if not isinstance(value, str | None):
            raise ConfigError(f"{where}: {key!r} must be text, found {type(value).__name__}")
        if value:
            known[key] = _day(value, where) if key == "published" else value
    return known


def _day(written: str, where: str) -> str:
    from kaigong.corpora.readers.dates import parse_day
    from kaigong.schemas.errors import ReadError

    try:
        return parse_day(written).isoformat()
    except ReadError as error:
        raise ConfigError(f"{where}: {error}") from None


def _register() -> None:
    """Add the extension attributes once, also when this module is loaded again."""
    if not Doc.has_extension("kaigong"):
        Doc.set_extension("kaigong", getter=_get_record, setter=_set_record)
    if not Doc.has_extension("kaigong_article"):
        Doc.set_extension("kaigong_article", getter=_get_article, setter=_set_article)
    if not Span.has_extension("kaigong"):
        Span.set_extension("kaigong", getter=_entry_of)


_register()


class Kaigong(Pipe):
    """Reads each Doc's text with a kaigong Pipeline.

    Sets ``doc._.kaigong`` (the record as JSON types), ``doc.spans[spans_key]`` and, with ``set_ents``, ``doc.ents``.
    With ``alignment="cut"`` a new Doc comes out where a span needs finer tokens than the Doc has.
    The settings and what is written where are described in ``docs/spacy.md``.

    Raises: ConfigError for a setting that cannot be used. A Doc without a record raises ExtractionError when it is
    called and goes to the error handler in ``nlp.pipe``, as in all components of spaCy.
    """

    def __init__(self, name: str = "kaigong", **settings: Any) -> None:  # noqa: ANN401 - checked by the factory
        from kaigong.pipeline.build import Pipeline

        unknown = sorted(settings.keys() - DEFAULTS.keys())
        if unknown:
            raise ConfigError(f"kaigong: unknown setting {unknown[0]!r}; the settings are {', '.join(DEFAULTS)}")
        self.name = name
        self.settings = {**DEFAULTS, **settings}
        if self.settings["alignment"] not in ALIGNMENTS:
            raise ConfigError(f"kaigong: alignment {self.settings['alignment']!r} is none of {', '.join(ALIGNMENTS)}")
        self._defaults = _known({"published": self.settings["published"]}, "kaigong")
        self.pipeline = Pipeline(
            segmenter=self.settings["segmenter"],
            tagger=self.settings["tagger"],
            model=self.settings["model"],
            rules=self.settings["rules"],
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker that is not forked makes its own pipeline: stages are closures.
        return _remake, (self.name, self.settings)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of spans and entities."""
        return tuple(label.value for label in Label)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with record, spans and entities; see the class."""
        from kaigong.pipeline.stream import process_one
        from kaigong.schemas.reject import ArticleReject

        result = process_one(self.pipeline, self._article(doc))
        if isinstance(result, ArticleReject):
            raise ExtractionError(str(result))
        record = result.model_dump(mode="json")
        values = _values(record)
        if self.settings["alignment"] == "cut":
            from kaigong.pipeline.spacy_tokens import cut_tokens

            doc = cut_tokens(doc, _borders(record, values))
        doc._.kaigong = record
        spans = _set_spans(doc, values, self.settings["spans_key"], self.settings["alignment"])
        if self.settings["set_ents"]:
            _set_ents(doc, _of_mentions(record, spans), self.settings["overwrite_ents"])
        return doc

    def _article(self, doc: Doc) -> "Article":
        from kaigong.schemas.article import Article
        from kaigong.schemas.record import text_digest

        context = _known(doc._context, "context") if isinstance(doc._context, Mapping) else {}
        known = {"id": text_digest(doc.text)[:16], **self._defaults, **context, **(doc._.kaigong_article or {})}
        return Article.model_validate({**known, "text": doc.text})


def _remake(name: str, settings: dict[str, Any]) -> Kaigong:
    return Kaigong(name, **settings)


@Language.factory(
    "kaigong",
    assigns=["doc._.kaigong", "doc.spans", "doc.ents", "span._.kaigong"],
    retokenizes=True,
    default_config=DEFAULTS,
)
def make_kaigong(
    nlp: Language,
    name: str,
    segmenter: str,
    tagger: str,
    rules: str | list[str] | None,
    model: str | None,
    published: str | None,
    alignment: str,
    spans_key: str,
    set_ents: bool,
    overwrite_ents: bool,
) -> Kaigong:
    """The component of ``nlp.add_pipe("kaigong", config={...})``."""
    return Kaigong(
        name,
        segmenter=segmenter,
        tagger=tagger,
        rules=rules,
        model=model,
        published=published,
        alignment=alignment,
        spans_key=spans_key,
        set_ents=set_ents,
        overwrite_ents=overwrite_ents,
    )
