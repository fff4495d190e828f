"""Texts with a tag a character, from which ``opinion.py`` trains: the gold, and the golden cases of the tests.

Tags are O, and B- and I- of what a stretch is: ``name`` of an undertaking; ``org:investor`` an organisation with that
part in one, ``org`` one without; ``place`` of one; ``amount:total`` its total investment, ``amount:other`` another sum
of it, ``amount`` a sum of none. Only names are asked for when kaigong runs; the others make the network learn what
stands beside them. Cases are tagged with what kaigong's rules find, where that is what a case holds.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kaigong.pipeline import Pipeline, default_stages
from kaigong.pipeline.normalise import fold
from kaigong.pipeline.scoring import gold_slots, money_key, predicted_slots
from kaigong.schemas.document import Document
from kaigong.schemas.gold import GoldArticle
from kaigong.schemas.labels import AmountRole, Label, OrganisationRole
from kaigong.schemas.record import Record

ROOT = Path(__file__).parents[2]
GOLD = [ROOT / "corpora" / "gold" / name for name in ("dev.jsonl", "more.jsonl")]
_PARTS = {OrganisationRole.INVESTOR: "investor", OrganisationRole.OWNER: "owner", OrganisationRole.BUILDER: "builder"}
_PART_ORDER = ["investor", "owner", "builder", "other"]  # of several parts the first is told
KINDS = ["name", "place", "org", *(f"org:{part}" for part in _PART_ORDER), "amount", "amount:total", "amount:other"]
TAGS = ["O", *(f"{part}-{kind}" for kind in KINDS for part in "BI")]
_NUMBER = {tag: number for number, tag in enumerate(TAGS)}
_LONGEST_CASE = 1200


class Tagged(NamedTuple):
    """A folded text and the number of the tag of each character."""

    text: str
    tags: list[int]


class Known(NamedTuple):
    """What is known to be in an article: words and their kinds, and kinds of sums by the keys of the scorer."""

    words: dict[str, str]
    sums: dict[tuple[Any, ...], str]


Span = tuple[int, int, str]


def gold_texts(left_out: Iterable[str]) -> Iterator[Tagged]:
    """The articles of the gold but those of some sets (``dev``, ``ax`` …)."""
    sets = set(left_out)
    read = _reader()
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = GoldArticle.model_validate_json(line)
            if article.id.rpartition("-")[0] not in sets:
                _, document = read(json.loads(line))
                yield _tagged(document, _of_gold(article))


def case_texts() -> Iterator[Tagged]:
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
                    yield _tagged(document, _of_record(record, document))


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
    known = Known({fold(o).text: "org" for o in article.orgs}, {})
    for project in article.projects:
        parties = [(org.name, org.role) for org in project.orgs]
        names = (project.name, *project.also)
        _add(known, names, parties, (p.text for p in project.places), gold_slots(project))
    return known


def _of_record(record: Record, document: Document) -> Known:
    known = Known({m.text: "org" for m in document.mentions_of(Label.ORG)}, {})
    for project in record.projects:
        parties = [(org.text, org.role) for org in project.organisations]
        names = [name.text for name in (project.name, *project.aliases)]
        _add(known, names, parties, (p.text for p in project.places), (g.key for g in predicted_slots(project)))
    return known


def _add(
    known: Known,
    names: Iterable[str],
    parties: Iterable[tuple[str, OrganisationRole]],
    places: Iterable[str],
    slots: Iterable[tuple[Any, ...]],
) -> None:
    """Note what is known of one undertaking; a word that is a name is nothing else."""
    for place in places:
        known.words.setdefault(fold(place).text, "place")
    for name, role in parties:
        word, part = fold(name).text, _PARTS.get(role, "other")
        said = known.words.get(word, "org").partition(":")[2] or part
        known.words[word] = f"org:{min(part, said, key=_PART_ORDER.index)}"
    known.words.update((fold(name).text, "name") for name in names)
    for kind, *rest in slots:
        if kind == "amount":
            role, *value = rest
            total = role == AmountRole.TOTAL_INVESTMENT.value
            known.sums[tuple(value)] = "total" if total else known.sums.get(tuple(value), "other")


def _tagged(document: Document, known: Known) -> Tagged:
    spans = _occurrences(document.text, known.words.items())
    for mention in document.mentions_of(Label.AMOUNT):
        value: Any = mention.value
        part = known.sums.get(money_key(value))
        spans.append((mention.start, mention.end, "amount" if part is None else f"amount:{part}"))
    tags = [0] * len(document.text)
    for start, end, kind in _apart(spans):
        tags[start] = _NUMBER[f"B-{kind}"]
        tags[start + 1 : end] = [_NUMBER[f"I-{kind}"]] * (end - start - 1)
    return Tagged(document.text, tags)


def _occurrences(text: str, words: Iterable[tuple[str, str]]) -> list[Span]:
    """Where words of each kind stand."""
    return [(at, at + len(word), kind) for word, kind in words if word for at in _places(text, word)]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that share no character: names before organisations before places before values, and longer ones first."""
    order = {"name": 0, "org": 1, "place": 2}
    taken: set[int] = set()
    for start, end, kind in sorted(spans, key=lambda s: (order.get(s[2].partition(":")[0], 3), s[0] - s[1], s)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, kind
