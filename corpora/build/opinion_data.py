"""Texts from which ``opinion.py`` trains, with what each character is: the gold, and the golden cases of the tests.

Every character has a class by each head of the network, or none. ``tag``: what it belongs to (``B-name`` the first of
an undertaking's name, ``I-name`` the others; ``org``, ``place``, ``amount`` …). ``org``, ``amount``, ``metric``,
``date``: what part the organisation, sum, quantity or day that it belongs to plays in an undertaking (``investor``,
``signed:planned``, ``none``). ``stage``: how far the undertaking has come whose name it belongs to; ``name``: whether
that names it first or again. Places, days and that are not asked for when kaigong runs; they make the network learn
what stands beside them. Cases have the classes that kaigong's rules find, where that is what a case holds. Beside its
character the network reads the word that it is in, the mentions of places, days, sums and quantities, and what the
text has said before (``extractors/opinion_features.py``).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kaigong.extractors.opinion_features import label_features, word_features
from kaigong.extractors.segment import make_segmenter
from kaigong.pipeline import Pipeline, default_stages
from kaigong.pipeline.normalise import fold
from kaigong.pipeline.scoring import gold_slots, money_key, predicted_slots, quantity_key
from kaigong.schemas.document import Document
from kaigong.schemas.gold import GoldArticle
from kaigong.schemas.labels import AmountRole, Label, MetricRole, MilestoneKind, Modality, OrganisationRole, Stage
from kaigong.schemas.record import Record

ROOT = Path(__file__).parents[2]
GOLD = [ROOT / "corpora" / "gold" / name for name in ("dev.jsonl", "more.jsonl")]
NONE = "none"
_PARTS = [role.value for role in OrganisationRole]  # of several the first is told
_KINDS = ("name", "org", "place", "amount", "metric", "date")
HEADS: dict[str, list[str]] = {
    "tag": ["O", *(f"{part}-{kind}" for kind in _KINDS for part in "BI")],
    "org": [NONE, *_PARTS],
    "amount": [NONE, *(role.value for role in AmountRole)],
    "metric": [NONE, *(role.value for role in MetricRole)],
    "date": [NONE, *(f"{kind.value}:{status.value}" for kind in MilestoneKind for status in Modality)],
    "stage": [NONE, *(stage.value for stage in Stage)],
    "name": ["first", "again"],
}
NO_CLASS = -100
_NUMBER = {head: {name: number for number, name in enumerate(names)} for head, names in HEADS.items()}
_SEGMENTER = make_segmenter("jieba", None)
_LONGEST_CASE = 1200
_WITH_VALUE = 3  # fields of the key of a slot that has a value: not of a stage or place

Key = tuple[Any, ...]


class Classed(NamedTuple):
    """A folded text and, by head, the number of the class of each character."""

    text: str
    classes: dict[str, list[int]]
    words: list[int]
    labels: list[int]


class Known:
    """What is known to be in an article: words and values with their kinds and parts."""

    def __init__(self, organisations: Iterable[str]) -> None:
        self.words: dict[str, tuple[str, str]] = {word: ("org", NONE) for word in organisations}
        self.values: dict[Key, str] = {}
        self.undertakings = 0
        self.meant: dict[str, int] = {}  # by name, the number of the undertaking

    def add(
        self,
        names: Iterable[str],
        stage: Stage | None,
        parties: Iterable[tuple[str, OrganisationRole]],
        places: Iterable[str],
        slots: Iterable[Key],
    ) -> None:
        """Note what is known of one undertaking; a word that is a name is nothing else."""
        for place in places:
            self.words.setdefault(fold(place).text, ("place", NONE))
        for name, role in parties:
            word = fold(name).text
            kind, said = self.words.get(word, ("org", NONE))
            if kind == "name":
                continue
            said = said if kind == "org" else NONE
            self.words[word] = ("org", min(role.value, said, key=[*_PARTS, NONE].index))
        self.undertakings += 1
        for name in names:
            self.words[fold(name).text] = ("name", stage.value if stage else NONE)
            self.meant[fold(name).text] = self.undertakings
        for kind, role, *rest in (slot for slot in slots if len(slot) > _WITH_VALUE):
            if kind == "milestone":
                status, *days = rest
                self.values.setdefault(("date", *days), f"{role}:{status}")
            elif kind in ("amount", "metric"):
                self.values.setdefault((kind, *rest), role)


class Span(NamedTuple):
    """A stretch of text, its kind, and its part or stage."""

    start: int
    end: int
    kind: str
    part: str


def gold_texts(left_out: Iterable[str]) -> Iterator[Classed]:
    """The articles of the gold but those of some sets (``dev``, ``ax`` …)."""
    sets = set(left_out)
    read = _reader()
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = GoldArticle.model_validate_json(line)
            if article.id.rpartition("-")[0] not in sets:
                _, document = read(json.loads(line))
                yield _classed(document, _of_gold(article))


def case_texts() -> Iterator[Classed]:
    """The golden cases of whole records and of targets, where kaigong's rules find the names that they hold."""
    read = _reader()
    for folder in ("project", "target"):
        for path in sorted((ROOT / "tests/cases" / folder).glob("*.json")):
            for case in json.loads(path.read_text(encoding="utf-8")):
                if not 8 <= len(case.get("text", "")) <= _LONGEST_CASE:
                    continue
                record, document = read(case)
                found = sorted(p.name.text for p in record.projects)
                if found == sorted(p.get("name", "") for p in case["projects"]) if "projects" in case else True:
                    yield _classed(document, _of_record(record, document))


def _reader() -> Callable[[Mapping[str, Any]], tuple[Record, Document]]:
    """Kaigong's rules, giving the record of an article and its document with all mentions."""
    kept: list[Document] = []
    stages = default_stages()
    assemble = stages["project"]

    def keep(document: Document) -> Document:
        kept[:] = [document]
        return assemble(document)

    stages["project"] = keep
    pipeline = Pipeline(stages=stages, tagger="rules")

    def read(article: Mapping[str, Any]) -> tuple[Record, Document]:
        record = pipeline(article["text"], published=article.get("published"), title=article.get("title"))
        return record, kept[0]

    return read


def _of_gold(article: GoldArticle) -> Known:
    known = Known(fold(o).text for o in article.orgs)
    for project in article.projects:
        parties = [(org.name, org.role) for org in project.orgs]
        known.add(project.names, project.stage, parties, (p.text for p in project.places), gold_slots(project))
    return known


def _of_record(record: Record, document: Document) -> Known:
    known = Known(m.text for m in document.mentions_of(Label.ORG))
    for project in record.projects:
        parties = [(org.text, org.role) for org in project.organisations]
        names = [name.text for name in (project.name, *project.aliases)]
        slots = (guess.key for guess in predicted_slots(project))
        known.add(names, project.stage, parties, (p.text for p in project.places), slots)
    return known


def _classed(document: Document, known: Known) -> Classed:
    spans = list(_apart([*_words(document.text, known), *_values(document, known)]))
    classes = {head: [NO_CLASS] * len(document.text) for head in HEADS}
    classes["tag"] = [0] * len(document.text)
    named: set[int] = set()
    for span in spans:
        length = span.end - span.start
        begins, goes_on = (_NUMBER["tag"][f"{part}-{span.kind}"] for part in "BI")
        classes["tag"][span.start : span.end] = [begins, *[goes_on] * (length - 1)]
        head = "stage" if span.kind == "name" else span.kind
        if span.kind == "name":
            meant = known.meant[document.text[span.start : span.end]]
            classes["name"][span.start : span.end] = [int(meant in named)] * length
            named.add(meant)
        if head in HEADS:
            classes[head][span.start : span.end] = [_NUMBER[head][span.part]] * length
    text = document.text
    words = [0] * len(text)
    for s in document.sentences:
        words[s.start : s.end] = word_features(_SEGMENTER, text[s.start : s.end])
    return Classed(text, classes, words, label_features(text, document.mentions))


def _words(text: str, known: Known) -> Iterator[Span]:
    for word, (kind, part) in known.words.items():
        for at in _places(text, word):
            yield Span(at, at + len(word), kind, part)


def _values(document: Document, known: Known) -> Iterator[Span]:
    for mention in document.mentions:
        if mention.label in _KEYS:
            key = _KEYS[mention.label](mention.value)
            yield Span(mention.start, mention.end, key[0], known.values.get(key, NONE))


_KEYS: dict[Label, Callable[[Any], Key]] = {
    Label.AMOUNT: lambda value: ("amount", *money_key(value)),
    Label.QUANTITY: lambda value: ("metric", *quantity_key(value, value.unit)),
    Label.DATE: lambda value: ("date", value.start and str(value.start), value.end and str(value.end)),
}


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans that share no character: names before organisations before places before values, and longer ones first."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (_ORDER.get(s.kind, len(_ORDER)), s.start - s.end, s.start, s.kind)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


_ORDER = {"name": 0, "org": 1, "place": 2}
