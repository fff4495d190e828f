"""Scores of single rules: how many values each gave, how many are right, and what share of the gold it finds.

A value of a project is given by two rules, written ``amount_role.total/name_before``: what the value *is*, and by which
link it came to the project. They are counted apart and together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal, NamedTuple

Kind = Literal["rule", "link", "pair"]

NO_RULE = "(no rule)"  # a stage follows from all events together; records of others may name no rules
LINKED = ("slot:org", "slot:amount", "slot:metric", "slot:milestone")  # kinds of values that come by a link
LINK_MEASURE = "link"
_Z95 = 1.959963984540054  # two-sided 95 % of the normal distribution


class Interval(NamedTuple):
    """A confidence interval within 0 and 1."""

    low: float
    high: float


def wilson(hits: float, total: float) -> Interval:
    """Wilson's 95 % score interval of a share; (0, 1) where nothing was counted.

    Counts need not be whole: a weighted sample counts as many as it is worth.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if total == 0:
        return Interval(0.0, 1.0)
    share, z2 = hits / total, _Z95**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 * sqrt(share * (1 - share) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    # At the ends the formula gives 0 and 1 but for rounding.
    return Interval(centre - half if hits else 0.0, centre + half if hits < total else 1.0)


class Sighting(NamedTuple):
    """Where a right value stands: its article, its span, and the span of its sentence, if known."""

    article: str
    start: int
    end: int
    sentence: tuple[int, int] | None


@dataclass(slots=True)
class RuleTally:
    """How often a rule's values were right, within one measure, and where the right ones stand."""

    hits: int = 0
    predicted: int = 0
    sightings: list[Sighting] = field(default_factory=list)

    def add(self, other: "RuleTally") -> None:
        """Count what another tally has counted."""
        self.hits += other.hits
        self.predicted += other.predicted
        self.sightings += other.sightings


@dataclass(frozen=True, slots=True)
class RuleScore:
    """One rule in one measure; ``gold`` is the number of gold values of the measure."""

    measure: str
    kind: Kind
    rule: str
    tally: RuleTally
    gold: int

    @property
    def precision(self) -> float:
        """Share of its values that are right."""
        return self.tally.hits / self.tally.predicted if self.tally.predicted else 0.0

    @property
    def interval(self) -> Interval:
        """Wilson 95 % interval of the precision."""
        return wilson(self.tally.hits, self.tally.predicted)

    @property
    def coverage(self) -> float:
        """Share of the gold values that it finds."""
        return self.tally.hits / self.gold if self.gold else 0.0

    def to_json(self) -> dict[str, object]:
        """All numbers, shares with four digits."""
        low, high = self.interval
        return {
            "measure": self.measure,
            "kind": self.kind,
            "rule": self.rule,
            "given": self.tally.predicted,
            "right": self.tally.hits,
            "precision": round(self.precision, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "gold": self.gold,
            "coverage": round(self.coverage, 4),
        }


def rule_scores(
    tallies: Mapping[tuple[str, str], RuleTally], gold: Mapping[str, int], kinds: Iterable[Kind] = ("rule", "link")
) -> list[RuleScore]:
    """Scores of all rules in order of the measures in ``gold`` (measure → number of gold values), links last.

    ``tallies`` are by measure and rule as records name it. Within a measure, rules with most wrong values come first.
    """
    parts: dict[tuple[str, Kind, str], RuleTally] = {}
    for (measure, whole), tally in tallies.items():
        rule, _, link = whole.partition("/")
        names: list[tuple[str, Kind, str]] = [(measure, "rule", rule)]
        if link:
            names += [(measure, "pair", whole), (LINK_MEASURE, "link", link)]
        for name in names:
            parts.setdefault(name, RuleTally()).add(tally)
    supports = {**gold, LINK_MEASURE: sum(gold.get(measure, 0) for measure in LINKED)}
    order = {measure: i for i, measure in enumerate(supports)}
    wanted = set(kinds)
    scores = [RuleScore(m, kind, rule, t, supports[m]) for (m, kind, rule), t in parts.items() if kind in wanted]
    return sorted(scores, key=lambda s: (order[s.measure], s.kind, s.tally.hits - s.tally.predicted, s.rule))


def rule_table(scores: Iterable[RuleScore]) -> str:
    """The scores as a plain table."""
    rows = list(scores)
    width = max([4, *(len(s.rule) for s in rows)]) + 2
    lines = [f"{'measure':<16}{'rule':<{width}}{'given':>7}{'right':>7}{'precision':>11}  {'95 %':<13}{'coverage':>9}"]
    for s in rows:
        low, high = s.interval
        lines.append(
            f"{s.measure:<16}{s.rule:<{width}}{s.tally.predicted:>7}{s.tally.hits:>7}{s.precision:>11.3f}"
            f"  {low:.3f}–{high:.3f}  {s.coverage:>9.3f}"
        )
    return "\n".join(lines)
