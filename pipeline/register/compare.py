"""Whether two projects of two articles are one: rules that apply, their points, and what follows."""

from dataclasses import dataclass
from decimal import Decimal

from kaigong.pipeline.register.findings import describe, findings
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import Traits

PARTS = frozenset(("phase.whole", "section.whole"))
"""Bars that make one a part of the other."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that applies, and to what. ``weight`` is None for a bar."""

    rule: str
    weight: Decimal | None
    about: tuple[object, ...] = ()

    @property
    def detail(self) -> str:
        """What the rule is about, in words."""
        return describe(self.about)


@dataclass(frozen=True, slots=True)
class Decision:
    """Points of a pair and where they come from."""

    score: Decimal
    reasons: tuple[Reason, ...]

    @property
    def barred(self) -> bool:
        """Whether a rule says that the two are never one."""
        return any(reason.weight is None for reason in self.reasons)

    @property
    def same(self) -> bool:
        """Whether the two are one, as far as they alone show."""
        return self.score >= rule_set().same and not self.barred

    @property
    def part_of(self) -> bool:
        """Whether one is a part (a phase or a section) of the other, and nothing else keeps them apart."""
        bars = {reason.rule for reason in self.reasons if reason.weight is None} - {"article.apart"}
        return bool(bars) and bars <= PARTS and self.score >= rule_set().same


def compare(one: Traits, other: Traits) -> Decision:
    """What speaks for and against two projects being one; the order of the two changes nothing."""
    if other.order < one.order:
        one, other = other, one
    rules = rule_set()
    reasons = tuple(Reason(rule, rules.weight(rule), about) for rule, about in findings(one, other))
    return Decision(sum((r.weight for r in reasons if r.weight is not None), Decimal(0)), reasons)
