"""Pairwise and B-cubed scores of ``kaigong merge`` on histories of projects: python benchmarks/histories.py [FILE…].

The texts are extracted and merged, so what extraction misses counts: a project that is not found has no pairs.
A found project is the gold project whose name one of its own names overlaps in the text; what overlaps none counts
against precision where it is joined to anything.
"""

import datetime
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from kaigong.pipeline import Pipeline
from kaigong.pipeline.duplicates import MARK, tell_duplicates
from kaigong.pipeline.register.cluster import cluster
from kaigong.pipeline.register.evidence import Occurrence, occurrences_of, with_roots
from kaigong.pipeline.register.traits import all_traits
from kaigong.schemas.article import Article
from kaigong.schemas.record import Project, Record

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "histories"
Item = tuple[str, str]


@dataclass(frozen=True)
class Histories:
    """Articles in the order of the file, and of each the register's project by the name in the text."""

    articles: list[Article]
    projects: dict[str, dict[str, str]]
    histories: dict[str, str]

    @property
    def items(self) -> dict[Item, str]:
        """(article, project of the register) → project of the register."""
        return {(a, project): project for a, named in self.projects.items() for project in named.values()}


def read_histories(*paths: Path) -> Histories:
    articles, projects, histories = [], {}, {}
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        histories |= content["histories"]
        for row in content["articles"]:
            named = row.pop("projects")
            missing = [name for name in named if name not in row["text"]]
            if missing or row["id"] in projects:
                raise ValueError(f"{path}: {row['id']}: stands twice, or {missing} do not stand in its text")
            projects[row["id"]] = named
            day = row.pop("published", None)
            if day is not None and not isinstance(day, datetime.date):
                raise ValueError(f"{path}: {row['id']}: {day!r} is no day")
            articles.append(Article(published=day, **row))
    return Histories(articles, projects, histories)


def extract(histories: Histories) -> list[Record]:
    pipeline = Pipeline()
    return [pipeline.process(a) for a in tell_duplicates(histories.articles, MARK) if isinstance(a, Article)]


def _overlap(project: Project, text: str, name: str) -> int:
    """Characters that one of a project's names shares with a name in the text, at most over its occurrences."""
    best, at = 0, text.find(name)
    while at >= 0:
        for span in (project.name, *project.aliases):
            best = max(best, min(span.end, at + len(name)) - max(span.start, at))
        at = text.find(name, at + 1)
    return best


def align(histories: Histories, records: Sequence[Record]) -> dict[str, Item]:
    """Project id → the gold item that it is, or one of its own."""
    found: dict[str, Item] = {}
    texts = {a.id: a.text for a in histories.articles}
    for record in records:
        article = record.article.id
        for project in record.projects:
            scores = {p: _overlap(project, texts[article], n) for n, p in histories.projects[article].items()}
            best = max(scores, key=lambda p: scores[p], default="")
            found[project.id] = (article, best if best and scores[best] > 0 else f"spurious {project.id}")
    return found


@dataclass(frozen=True)
class Scores:
    """Pairs, and B-cubed over the gold items."""

    gold: int
    predicted: int
    right: int
    bcubed_precision: float
    bcubed_recall: float
    items: int
    extracted: int
    wrong: tuple[tuple[Item, Item], ...]
    missed: tuple[tuple[Item, Item], ...]

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 1.0

    @property
    def bcubed_f1(self) -> float:
        both = self.bcubed_precision + self.bcubed_recall
        return 2 * self.bcubed_precision * self.bcubed_recall / both if both else 0.0

    def describe(self) -> str:
        return (
            f"pairs: precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f} "
            f"({self.right} right of {self.predicted} joined and {self.gold} in gold); "
            f"B-cubed: {self.bcubed_precision:.3f}, {self.bcubed_recall:.3f}, {self.bcubed_f1:.3f}; "
            f"{self.extracted} of {self.items} named projects extracted"
        )


def groups_of(records: Sequence[Record]) -> Iterator[list[Occurrence]]:
    occurrences = with_roots(o for record in records for o in occurrences_of(record))
    for group in cluster(all_traits(occurrences)).groups:
        yield [occurrences[n] for n in group]


def score(gold: dict[Item, str], groups: Sequence[set[Item]]) -> Scores:
    """Scores of groups of items; an item that is in no group stands alone."""

    def pairs_of(sets: Sequence[set[Item]]) -> set[tuple[Item, Item]]:
        return {pair for members in sets for pair in combinations(sorted(members), 2)}

    wholes: dict[str, set[Item]] = {}
    for item, project in gold.items():
        wholes.setdefault(project, set()).add(item)
    wanted, made = pairs_of(list(wholes.values())), pairs_of(groups)
    precisions, recalls = [], []
    group_of = {item: members for members in groups for item in members}
    for item, project in gold.items():
        members = group_of.get(item, {item})
        right = len(members & wholes[project])
        precisions.append(right / len(members))
        recalls.append(right / len(wholes[project]))
    return Scores(
        len(wanted), len(made), len(wanted & made), sum(precisions) / len(gold), sum(recalls) / len(gold),
        len(gold), sum(item in group_of for item in gold),
        tuple(sorted(made - wanted)), tuple(sorted(wanted - made)),
    )  # fmt: skip


def evaluate(*paths: Path) -> Scores:
    histories = read_histories(*paths)
    records = extract(histories)
    items = align(histories, records)
    return score(histories.items, [{items[o.id] for o in group} for group in groups_of(records)])


def main() -> None:
    paths = [Path(p) for p in sys.argv[1:]] or sorted(FOLDER.glob("*.yaml"))
    for path in paths:
        scores = evaluate(path)
        print(f"{path.name}: {scores.describe()}")
        for kind, rows in (("joined, not one", scores.wrong), ("one, not joined", scores.missed)):
            for one, other in rows:
                print(f"  {kind}: {one[0]} {one[1]} | {other[0]} {other[1]}")
    if len(paths) > 1:
        print(f"all: {evaluate(*paths).describe()}")


if __name__ == "__main__":
    main()
