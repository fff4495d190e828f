"""Score records against gold: precision, recall and F1 of every measure, of every rule, and the list of errors.

Measures: ``org`` distinct organisation names of an article; ``amount`` money mentions by value and currency,
``amount+q`` also by qualifier; ``project`` projects found (names equal or sharing 80 % of their characters), ``name``
equal names only; ``slots`` all filled slots of all projects and ``slot:X`` one kind; ``perfect`` projects with every
slot right and none too many; ``target`` by value, unit and status, ``target+`` also by comparator and period.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kaigong.pipeline.rule_scores import NO_RULE, Kind, RuleScore, RuleTally, Sighting, rule_scores, rule_table
from kaigong.pipeline.scoring import (
    Guess,
    Key,
    gold_orgs,
    gold_slots,
    has_equal_name,
    match_projects,
    money_key,
    predicted_amounts,
    predicted_orgs,
    predicted_slots,
    target_key,
)
from kaigong.pipeline.stream import Processor, iter_records
from kaigong.schemas.article import Article
from kaigong.schemas.gold import GoldArticle, GoldProject
from kaigong.schemas.record import Project, Record, Span
from kaigong.schemas.reject import ArticleReject

SLOT_KINDS = ("org", "place", "amount", "metric", "milestone", "stage")
PROJECT_MEASURES = ("project", "name", "slots", *(f"slot:{kind}" for kind in SLOT_KINDS), "perfect")
MEASURES = ("org", "amount", "amount+q", *PROJECT_MEASURES, "target", "target+")


@dataclass(slots=True)
class Tally:
    """Counts of one measure."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hits: int, gold: int, predicted: int) -> None:
        """Count more."""
        self.hits += hits
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing is predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found; 0 where there is no gold."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.gold + self.predicted
        return 2 * self.hits / both if both else 0.0


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One miss (``missed``) or one wrong value (``wrong``)."""

    article: str
    measure: str
    kind: str
    what: tuple[str, ...]
    project: str | None = None
    rule: str | None = None
    text: str | None = None

    def to_json(self) -> dict[str, object]:
        """The row without what is not known."""
        row = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in row.items() if value is not None}


@dataclass(slots=True)
class Evaluation:
    """Tallies by measure, and by (measure, rule); errors in order of the articles."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {measure: Tally() for measure in MEASURES})
    rules: dict[tuple[str, str], RuleTally] = field(default_factory=lambda: defaultdict(RuleTally))
    errors: list[ErrorRow] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, dict[str, float | int]]:
        """Measure → precision, recall, f1 (four digits) and support."""
        return {
            measure: {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "support": tally.gold,
            }
            for measure, tally in self.tallies.items()
        }

    def table(self) -> str:
        """The measures as a plain table."""
        lines = [f"{'measure':<16}{'precision':>10}{'recall':>10}{'F1':>10}{'support':>10}"]
        for measure, t in self.tallies.items():
            lines.append(f"{measure:<16}{t.precision:>10.3f}{t.recall:>10.3f}{t.f1:>10.3f}{t.gold:>10}")
        return "\n".join(lines)

    def rule_scores(self, kinds: Iterable[Kind] = ("rule", "link")) -> list[RuleScore]:
        """Score of every rule: what it says of a value, and the links by which values came to projects."""
        return rule_scores(self.rules, {measure: tally.gold for measure, tally in self.tallies.items()}, kinds)

    def rule_table(self) -> str:
        """Precision with its interval and coverage of every rule as a plain table."""
        return rule_table(self.rule_scores())

    def rules_json(self) -> list[dict[str, object]]:
        """One row a measure and rule; ``kind`` tells rules of values, links, and pairs of both."""
        return [score.to_json() for score in self.rule_scores(("rule", "link", "pair"))]


def extract_gold(
    pipeline: Processor,
    gold: Iterable[GoldArticle],
    workers: int = 1,
    on_reject: Callable[[ArticleReject], None] | None = None,
) -> dict[str, Record]:
    """Records of the gold articles' texts by article id; rejects go to ``on_reject``."""
    articles = (Article(id=g.id, text=g.text, title=g.title, published=g.published) for g in gold)
    return {record.article.id: record for record in iter_records(pipeline, articles, workers, on_reject)}


def evaluate(gold: Iterable[GoldArticle], records: Mapping[str, Record]) -> Evaluation:
    """Score the records, by article id, against gold; an article without a record counts as one with nothing in it."""
    evaluation = Evaluation()
    for article in gold:
        record = records.get(article.id)
        if record is None:
            evaluation.missing.append(article.id)
        _Comparison(evaluation, article.id).run(article, record)
    return evaluation


def score_projects(
    evaluation: Evaluation,
    article_id: str,
    gold: Sequence[GoldProject],
    predicted: Sequence[Project],
    mates: Mapping[int, int],
) -> None:
    """Count an article's projects and their slots; ``mates`` says which gold project which predicted one is."""
    _Comparison(evaluation, article_id).compare_projects(gold, predicted, mates)


class _Comparison:
    """One article's gold against its record."""

    def __init__(self, evaluation: Evaluation, article_id: str) -> None:
        self.evaluation = evaluation
        self.article_id = article_id

    def run(self, gold: GoldArticle, record: Record | None) -> None:
        self._settle("org", gold_orgs(gold), predicted_orgs(record) if record else [])
        sums = Counter[Key](money_key(a) for a in gold.amounts)
        qualified = Counter[Key]((*money_key(a), a.qualifier.value if a.qualifier else None) for a in gold.amounts)
        self._settle("amount", sums, predicted_amounts(record, False) if record else [])
        self._settle("amount+q", qualified, predicted_amounts(record, True) if record else [])
        predicted = record.projects if record else ()
        self.compare_projects(gold.projects, predicted, match_projects(gold.projects, predicted))
        for full, measure in ((False, "target"), (True, "target+")):
            targets = record.targets if record else ()
            guesses = [Guess(target_key(t, full), t) for t in targets]
            self._settle(measure, Counter(target_key(t, full) for t in gold.targets), guesses)

    def _settle(self, measure: str, gold: Counter[Key], guesses: Sequence[Guess], project: str | None = None) -> None:
        """Count hits, misses and wrong values of one measure; each gold value is hit at most once."""
        left = Counter(gold)
        hits = 0
        for guess in guesses:
            right = left[guess.key] > 0
            if right:
                left[guess.key] -= 1
                hits += 1
            else:
                self._report(measure, "wrong", guess.key, project, guess.rule, guess.text)
            self._count_rule(measure, guess.span, right)
        for key in sorted(left.elements(), key=repr):  # keys come out of sets, whose order differs from run to run
            self._report(measure, "missed", key, project)
        self.evaluation.tallies[measure].add(hits, gold.total(), len(guesses))

    def compare_projects(
        self, gold: Sequence[GoldProject], predicted: Sequence[Project], mates: Mapping[int, int]
    ) -> None:
        tallies = self.evaluation.tallies
        named = {j for i, j in mates.items() if has_equal_name(gold[i], predicted[j])}
        tallies["project"].add(len(mates), len(gold), len(predicted))
        tallies["name"].add(len(named), len(gold), len(predicted))
        matched = set(mates.values())
        for j, p in enumerate(predicted):
            self._count_rule("project", p.name, j in matched)
            self._count_rule("name", p.name, j in named)
            if j not in matched:
                self._report("project", "wrong", (p.name.text,), rule=p.name.rule, text=p.name.text)
                for guess in predicted_slots(p):
                    tallies[f"slot:{guess.key[0]}"].add(0, 0, 1)
                    tallies["slots"].add(0, 0, 1)
                    self._count_rule(f"slot:{guess.key[0]}", guess.span, False)
        perfect = 0
        for i, g in enumerate(gold):
            wanted = gold_slots(g)
            guesses = predicted_slots(predicted[mates[i]]) if i in mates else []
            if i not in mates:
                self._report("project", "missed", (g.name,))
            perfect += i in mates and wanted == Counter(guess.key for guess in guesses)
            for kind in SLOT_KINDS:
                self._settle_slots(kind, wanted, guesses, g.name)
        tallies["perfect"].add(perfect, len(gold), len(predicted))

    def _settle_slots(self, kind: str, wanted: Counter[Key], guesses: Sequence[Guess], project: str) -> None:
        tally = self.evaluation.tallies[f"slot:{kind}"]
        before = (tally.hits, tally.gold, tally.predicted)
        own = Counter({key: n for key, n in wanted.items() if key[0] == kind})
        self._settle(f"slot:{kind}", own, [g for g in guesses if g.key[0] == kind], project)
        after = (tally.hits, tally.gold, tally.predicted)
        self.evaluation.tallies["slots"].add(*(b - a for a, b in zip(before, after, strict=True)))

    def _count_rule(self, measure: str, span: Span | None, right: bool) -> None:
        tally = self.evaluation.rules[measure, NO_RULE if span is None else span.rule or NO_RULE]
        tally.hits += right
        tally.predicted += 1
        if right and span is not None:
            tally.sightings.append(Sighting(self.article_id, span.start, span.end, span.sentence))

    def _report(
        self,
        measure: str,
        kind: str,
        key: Key,
        project: str | None = None,
        rule: str | None = None,
        text: str | None = None,
    ) -> None:
        what = tuple(str(part) for part in key)
        self.evaluation.errors.append(ErrorRow(self.article_id, measure, kind, what, project, rule, text))
