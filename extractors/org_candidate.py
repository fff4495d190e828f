"""A possible organisation, before overlaps are settled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name an organisation.

    ``sure`` ones stand by themselves; the others need one place in the text where they act (``Words.acts``).
    """

    start: int
    end: int
    kind: str
    rule: str
    sure: bool = True
    entity: str | None = None


def longest(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates without overlaps: the longer wins, then the sure one, then the earlier; sorted by start."""
    taken: list[Candidate] = []
    covered: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, not c.sure, c.start, c.rule)):
        span = range(candidate.start, candidate.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)
