"""The pipeline: named stages in order, from an article to its record."""

import datetime
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from itertools import takewhile

from kaigong.corpora.lexicon_set import per_lexicon, using
from kaigong.corpora.rules import RulePath, load_rules
from kaigong.extractors.backend import check_backends
from kaigong.extractors.base import Tagger
from kaigong.schemas.article import Article, unicode_fault
from kaigong.schemas.document import Backends, Document, FoldedText
from kaigong.schemas.errors import ExtractionError
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.record import Record, text_digest

StageFunction = Callable[[Document], Document]
Settings = dict[str, str | int | bool | None]

# Order matters: a later tagger may not overlap what an earlier one of its family found; organisations start at places.
TAGGERS: tuple[tuple[str, str], ...] = (
    ("date", "kaigong.extractors.date.tagger:DateTagger"),
    ("amount", "kaigong.extractors.amount.tagger:AmountTagger"),
    ("quantity", "kaigong.extractors.quantity:QuantityTagger"),
    ("place", "kaigong.extractors.place.tagger:PlaceTagger"),
    ("organisation", "kaigong.extractors.org.tagger:OrganisationTagger"),
)


@cache
def _load(path: str) -> object:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


@per_lexicon
def _tagger(path: str) -> Tagger:
    """One tagger of a kind for a set of lexicons: taggers hold what is compiled from them and no state."""
    made: Tagger = _load(path)()  # type: ignore[operator]
    return made


def _publish(document: Document) -> Document:
    """Stage: the publication date, given or found, and how it is known."""
    from kaigong.extractors.published import find_published

    article = document.article
    day, basis = find_published(document.text, article.published, article.url, article.title)
    return replace(document, published=day, published_basis=basis)


def _locale(document: Document) -> Document:
    """Stage: the currency that a bare 元 means here."""
    from kaigong.extractors.amount.tagger import detect_home_currency

    article = document.article
    return replace(document, home_currency=detect_home_currency(document.text, article.title, article.text))


def _home(document: Document) -> Document:
    """Stage: the place that the article is about, once its places are tagged."""
    from kaigong.extractors.place.tagger import find_home_place

    return replace(document, home_place=find_home_place(document))


def _tag(path: str, document: Document) -> Document:
    return document.add_mentions(list(_tagger(path).find(document)))


def _run(path: str, document: Document) -> Document:
    stage: StageFunction = _load(path)  # type: ignore[assignment]
    return stage(document)


# Partials of functions of the module, not closures: a worker that is not forked gets its pipeline pickled.
def _tag_stage(path: str) -> StageFunction:
    return partial(_tag, path)


def _function_stage(path: str) -> StageFunction:
    return partial(_run, path)


def default_stages() -> dict[str, StageFunction]:
    """The stages of the default pipeline by name, in order."""
    stages: dict[str, StageFunction] = {
        "normalise": _function_stage("kaigong.pipeline.normalise:normalise"),
        "publish": _publish,
        "segment": _function_stage("kaigong.extractors.segment:segment"),
        "locale": _locale,
    }
    stages.update({f"tag.{name}": _tag_stage(path) for name, path in TAGGERS})
    stages["home"] = _home
    stages["project"] = _function_stage("kaigong.extractors.project.assemble:assemble")
    stages["target"] = _function_stage("kaigong.extractors.target.finder:add_targets")
    stages["check"] = _function_stage("kaigong.pipeline.consistency:check_consistency")
    return stages


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for garbage in cycles while an article is read: it makes none, and each goes through all lexicons."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Pipeline:
    """Reads articles and gives their records.

    ``stages`` maps names to functions (Document) -> Document, in order; replace or add entries to change the work:
    ``Pipeline(stages={**default_stages(), "target": my_targets})``. ``segmenter`` cuts the words that the rules look
    at; ``tagger`` gives a second opinion on organisations (``rules``: none); ``model`` is the name or folder of the
    model of those backends that take one. ``rules`` names files or folders with a user's own lexicon entries, which
    go before those of the package (docs/rules.md); they are read once, when the pipeline is made.

    Raises: ConfigError for an unknown segmenter or tagger, for a model that neither takes, and for faulty rules.
    """

    def __init__(
        self,
        *,
        segmenter: str = "jieba",
        tagger: str = "lac",
        model: str | None = None,
        keep_text: bool = False,
        rules: RulePath | Sequence[RulePath] | None = None,
        stages: Mapping[str, StageFunction] | None = None,
    ) -> None:
        self.backends = check_backends(Backends(segmenter, tagger, model))
        self.lexicons = load_rules(rules)
        self.keep_text = keep_text
        self.stages: dict[str, StageFunction] = dict(default_stages() if stages is None else stages)

    def __call__(
        self,
        text: str,
        *,
        published: datetime.date | str | int | None = None,
        id: str | None = None,
        title: str | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> Record:
        """The record of one text; without an id, the article is named by the digest of its text.

        Raises: TypeError for a text that is no string; ReadError if ``published`` is no day; ExtractionError for a
        text that is no valid Unicode.
        """
        from kaigong.corpora.readers.dates import day_of

        if not isinstance(text, str):  # an empty cell of a data frame is a float
            raise TypeError(f"text: expected a string, found {text!r:.40}")
        given = {"id": id or text_digest(text)[:16], "title": title, "source": source, "url": url}
        return self.process(Article.model_validate({**given, "text": text, "published": day_of(published)}))

    def annotate(self, article: Article) -> Document:
        """The document after all stages, in folded offsets.

        Raises: ExtractionError for an article that is no valid Unicode.
        """
        return self._staged(article, self.stages.values())

    def tag(self, article: Article) -> Document:
        """The document after tagging: mentions, and no projects or targets yet."""
        names = takewhile(lambda name: name != "project", self.stages)
        return self._staged(article, (self.stages[name] for name in names))

    def _staged(self, article: Article, stages: Iterable[StageFunction]) -> Document:
        if (fault := unicode_fault(article.__dict__)) is not None:
            raise ExtractionError(fault)
        document = Document(article, FoldedText(article.text, article.text), self.backends)
        with using(self.lexicons), _no_collection():
            for stage in stages:
                document = stage(document)
        return document

    def fingerprint(self) -> Settings:
        """What decides the records that this pipeline makes, by name: versions, backends, stages, data, rules."""
        from kaigong.pipeline.fingerprint import fingerprint_of

        return fingerprint_of(self)

    def process(self, article: Article) -> Record:
        """The record of one article."""
        from kaigong.pipeline.record import build_record

        with _no_collection():
            return build_record(self.annotate(article), self.keep_text)

    def stream(self, articles: Iterable[Article], workers: int = 1) -> Iterator[Record]:
        """Records in the order of the articles, lazily; see ``kaigong.pipeline.stream`` for rejects."""
        from kaigong.pipeline.stream import iter_records

        return iter_records(self, articles, workers)
