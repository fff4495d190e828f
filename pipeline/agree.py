"""The work of ``kaigong agree``: how far two annotators, or two reviewers, say the same.

Annotations (records or gold) are compared span by span, slot by slot and project by project; corrections decision by
decision. F1 is the same whichever of the two is taken for right. Cohen's kappa and Krippendorff's alpha are those of
``nltk.metrics.agreement``, nominal.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kaigong.corpora.gold_reader import read_gold
from kaigong.corpora.readers.extras import load
from kaigong.pipeline.corrections import holds_corrections, read_corrections
from kaigong.pipeline.evaluate import ErrorRow, Tally, evaluate
from kaigong.pipeline.gold_of import gold_of, record_of
from kaigong.pipeline.records import is_record_file, read_records
from kaigong.pipeline.scoring import match_projects
from kaigong.schemas.correction import Correction, Decision
from kaigong.schemas.errors import ReadError
from kaigong.schemas.gold import GoldArticle
from kaigong.schemas.labels import Label
from kaigong.schemas.record import Record

ABSENT, NO_STAGE = "(absent)", "(none)"
MEASURES = (
    "org", "amount", "amount+q", "project", "name", "slots", "slot:org", "slot:place", "slot:amount", "slot:metric",
    "slot:milestone", "slot:stage", "target", "target+",
)  # fmt: skip

Rating = tuple[str, str, str]  # coder, item, category


class Coefficients(NamedTuple):
    """Agreement on categories: items that both judged, share of the same, Cohen's kappa, Krippendorff's alpha.

    Kappa and alpha are None where they are not defined: nothing judged by both.
    """

    items: int
    same: float
    kappa: float | None
    alpha: float | None

    def to_json(self) -> dict[str, object]:
        """All four, rounded to four digits."""
        numbers = {"same": self.same, "kappa": self.kappa, "alpha": self.alpha}
        return {"items": self.items, **{k: None if v is None else round(v, 4) for k, v in numbers.items()}}


@dataclass(slots=True)
class Agreement:
    """All that was compared: by measure how much A and B have and share, and by decision the coefficients."""

    kind: str
    both: int
    only: tuple[list[str], list[str]]
    spans: dict[str, Tally] = field(default_factory=dict)
    measures: dict[str, Tally] = field(default_factory=dict)
    decisions: dict[str, Coefficients] = field(default_factory=dict)
    differences: list[dict[str, object]] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """The numbers as JSON types."""
        return {
            "kind": self.kind,
            "articles": self.both,
            "only_a": self.only[0],
            "only_b": self.only[1],
            "spans": {name: _tally_json(tally) for name, tally in self.spans.items()},
            "measures": {name: _tally_json(tally) for name, tally in self.measures.items()},
            "decisions": {name: c.to_json() for name, c in self.decisions.items()},
        }

    def table(self) -> str:
        """The numbers as plain tables."""
        lines: list[str] = []
        for title, rows in (("spans, exact", self.spans), ("values", self.measures)):
            if rows:
                lines += ["", f"{title:<20}{'A':>8}{'B':>8}{'both':>8}{'F1':>8}"]
                for name, t in rows.items():
                    f1 = f"{t.f1:>8.3f}" if t.gold + t.predicted else f"{'–':>8}"
                    lines.append(f"{name:<20}{t.gold:>8}{t.predicted:>8}{t.hits:>8}{f1}")
        lines += ["", f"{'decisions':<20}{'items':>8}{'same':>8}{'kappa':>8}{'alpha':>8}"]
        for name, c in self.decisions.items():
            same = c.same if c.items else None
            lines.append(f"{name:<20}{c.items:>8}" + "".join(_cell(v) for v in (same, c.kappa, c.alpha)))
        return "\n".join(lines[1:])


def _cell(number: float | None) -> str:
    return f"{'–':>8}" if number is None else f"{number:>8.3f}"


def _tally_json(tally: Tally) -> dict[str, object]:
    return {"a": tally.gold, "b": tally.predicted, "both": tally.hits, "f1": round(tally.f1, 4)}


def agree(first: Path, second: Path) -> Agreement:
    """Agreement of two files of annotations (records or gold), or of two files of corrections.

    Articles that only one of them has are left out, and named.

    Raises: ReadError if a file cannot be read, they are not of one kind or have nothing in common; ConfigError with the
    pip command if nltk is missing.
    """
    sides = [_read(path) for path in (first, second)]
    kinds = ["corrections" if isinstance(side, list) else "annotations" for side in sides]
    if kinds[0] != kinds[1]:
        raise ReadError(f"{first} holds {kinds[0]}, {second} {kinds[1]}; compare two files of one kind")
    a, b = sides
    if isinstance(a, list) and isinstance(b, list):
        found = _agree_on_decisions(a, b)
    else:
        assert isinstance(a, dict) and isinstance(b, dict)
        found = _agree_on_annotations(a, b)
    if not found.both:
        raise ReadError(f"{first} and {second} have no article in common")
    return found


class _Side(NamedTuple):
    """One annotator's article, in both forms; ``spans`` says whether its spans are its own."""

    gold: GoldArticle
    record: Record
    spans: bool


def _read(path: Path) -> list[Correction] | dict[str, _Side]:
    if is_record_file(path):
        return {r.article.id: _Side(gold_of(r, checked=False), r, True) for r in read_records(path)}
    if holds_corrections(path):
        return read_corrections(path)
    return {gold.id: _Side(gold, record_of(gold), False) for gold in read_gold(path)}


def _agree_on_annotations(a: Mapping[str, _Side], b: Mapping[str, _Side]) -> Agreement:
    both = [name for name in a if name in b]
    found = Agreement("annotations", len(both), _only(a, b))
    for name in both:
        texts = a[name].record.article.sha256, b[name].record.article.sha256
        if texts[0] != texts[1]:
            raise ReadError(f"article {name}: the two are of different texts; spans cannot be compared")
    evaluation = evaluate([a[name].gold for name in both], {name: b[name].record for name in both})
    found.measures = {measure: evaluation.tallies[measure] for measure in MEASURES}
    found.differences = [_difference(row) for row in evaluation.errors]
    if all(a[name].spans and b[name].spans for name in both):
        found.spans = _spans([(a[name].record, b[name].record) for name in both])
    stages = [rating for name in both for rating in _stages(name, a[name], b[name])]
    found.decisions["projects and stage"] = coefficients(stages)
    shared = {item for _, item, said in stages if said == ABSENT}
    found.decisions["stage"] = coefficients([rating for rating in stages if rating[1] not in shared])
    return found


def _only(a: Mapping[str, object], b: Mapping[str, object]) -> tuple[list[str], list[str]]:
    return [name for name in a if name not in b], [name for name in b if name not in a]


def _difference(row: ErrorRow) -> dict[str, object]:
    """A value that only one of the two has."""
    return {**row.to_json(), "kind": "only A" if row.kind == "missed" else "only B"}


def _spans(pairs: Iterable[tuple[Record, Record]]) -> dict[str, Tally]:
    tallies = {label.value: Tally() for label in Label}
    for pair in pairs:
        for label in Label:
            own, other = ({(m.start, m.end) for m in record.mentions if m.label is label} for record in pair)
            tallies[label.value].add(len(own & other), len(own), len(other))
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally.hits, tally.gold, tally.predicted)
    return {**{name: t for name, t in tallies.items() if t.gold + t.predicted}, "all": whole}


def _stages(name: str, a: _Side, b: _Side) -> Iterator[Rating]:
    """What each says of every project that one of them has: its stage, none, or that there is no such project."""
    ours, theirs = a.gold.projects, b.record.projects
    mates = match_projects(ours, theirs)
    for i, project in enumerate(ours):
        other = theirs[mates[i]] if i in mates else None
        yield "A", f"{name}/A{i}", _stage(project.stage)
        yield "B", f"{name}/A{i}", ABSENT if other is None else _stage(other.stage)
    for j, own in enumerate(theirs):
        if j not in mates.values():
            yield "A", f"{name}/B{j}", ABSENT
            yield "B", f"{name}/B{j}", _stage(own.stage)


def _stage(stage: object) -> str:
    return NO_STAGE if stage is None else str(stage)


def _agree_on_decisions(a: Sequence[Correction], b: Sequence[Correction]) -> Agreement:
    articles = [dict.fromkeys(c.article_id for c in side) for side in (a, b)]
    both = [name for name in articles[0] if name in articles[1]]
    found = Agreement("corrections", len(both), _only(*articles))
    kept = [[c for c in side if c.article_id in both] for side in (a, b)]
    for kind in ("projects", "values", "all"):
        found.decisions[kind] = coefficients(
            [
                (coder, repr(c.target), c.decision.value)
                for coder, side in zip("AB", kept, strict=True)
                for c in side
                if kind == "all" or (c.slot is None) == (kind == "projects")
            ]
        )
    ours, theirs = ({c.target: c for c in side} for side in kept)
    shared = [(ours[target], theirs[target]) for target in ours if target in theirs]
    corrected = [(x, y) for x, y in shared if x.decision is y.decision is Decision.CORRECT and x.slot is not None]
    same = sum(x.fields() == y.fields() for x, y in corrected)
    found.measures["corrected values"] = Tally(same, len(corrected), len(corrected))
    found.differences = [
        {"article": x.article_id, "project": x.project_id, "slot": x.slot, "a": _said(x), "b": _said(y)}
        for x, y in shared
        if _said(x) != _said(y)
    ]
    return found


def _said(correction: Correction) -> list[object]:
    return [correction.decision.value, correction.value]


def coefficients(ratings: Sequence[Rating]) -> Coefficients:
    """Kappa over the items that both judged, alpha over all that anybody did.

    Raises: ConfigError with the pip command if nltk is missing.
    """
    judged = Counter(item for _, item, _ in ratings)
    double = [rating for rating in ratings if judged[rating[1]] > 1]
    said: dict[str, set[str]] = {}
    for _, item, category in double:
        said.setdefault(item, set()).add(category)
    same = sum(len(categories) == 1 for categories in said.values())
    if not said:
        return Coefficients(0, 0.0, None, None)
    agreement = load("nltk.metrics.agreement", "agree", "kappa and alpha")
    kappa = agreement.AnnotationTask(data=double).kappa() if len({coder for coder, _, _ in double}) == 2 else None
    return Coefficients(len(said), same / len(said), kappa, agreement.AnnotationTask(data=list(ratings)).alpha())
