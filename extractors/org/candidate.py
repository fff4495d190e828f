"""A possible organisation, before overlaps are settled."""

from kaigong.schemas.fast_dataclass import dataclass


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
    for candidate in sorted(
        candidates, key=lambda c: (c.start - c.end, not c.sure, c.start, not c.rule.startswith("org.known"), c.rule)
    ):
        span = range(candidate.start, candidate.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


_OWNERS = frozenset({"company", "group", "bank", "government", "university", "institute", "association"})


def joined(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, and those made of a body and the branch or office that follows it without a gap."""
    owners = {c.end: c for c in sorted(candidates, key=lambda c: -c.start) if c.kind in _OWNERS}
    found = list(candidates)
    for candidate in candidates:
        owner = owners.get(candidate.start)
        apart = candidate.rule == "org.exchange" or candidate.rule.endswith(".short")  # 皓月集团|肉牛产业
        if owner is not None and candidate.sure and candidate.kind != "media" and not apart:
            found.append(Candidate(owner.start, candidate.end, candidate.kind, candidate.rule))
        if ".branch." in candidate.rule:
            inside = (owners[end] for end in range(candidate.start + 1, candidate.end) if end in owners)
            found += [
                Candidate(o.start, candidate.end, candidate.kind, candidate.rule)
                for o in inside
                if o.start < candidate.start
            ]
    return found
