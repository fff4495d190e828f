"""Why two projects of a register are one, or are not."""

from collections.abc import Iterator

from kaigong.pipeline.register.compare import Decision, compare
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.merge import Register
from kaigong.pipeline.register.rules import rule_set
from kaigong.schemas.errors import ConfigError

_MOST_PAIRS = 4


def explain(register: Register, one: str, other: str, lang: str = "en") -> str:
    """The comparison of two projects, each named by an id of the register, of a project or of an article, or by name.

    Where several occurrences answer to a name, the pairs with most points are shown.

    Raises: ConfigError if nothing in the register answers to one of the two.
    """
    entry_of = {seen.project_id: entry.id for entry in register.entries for seen in entry.seen}
    firsts, seconds = _find(register, one, entry_of), _find(register, other, entry_of)
    numbers = sorted({(min(a, b), max(a, b)) for a in firsts for b in seconds if a != b})
    if not numbers:
        raise ConfigError(f"--explain {one} {other}: both name the same project of one article; name two")
    rows = [(pair, _decision(register, pair)) for pair in numbers]
    rows.sort(key=lambda row: (-row[1].score, row[0]))
    shown = [line for pair, decision in rows[:_MOST_PAIRS] for line in _lines(register, pair, decision, entry_of, lang)]
    if len(rows) > _MOST_PAIRS:
        shown.append(f"({len(rows) - _MOST_PAIRS} more pairs, with fewer points)")
    return "\n".join(shown)


def _decision(register: Register, pair: tuple[int, int]) -> Decision:
    known = register.clusters.decisions.get(pair)
    return known or compare(*(register.traits[n] for n in pair))


def _find(register: Register, asked: str, entry_of: dict[str, str]) -> list[int]:
    former = {old: entry.id for entry in register.entries for old in entry.former_ids}
    asked = former.get(asked, asked)
    by_id = [
        n for n, o in enumerate(register.occurrences) if asked in (o.id, o.article.id, entry_of[o.id])
    ]  # fmt: skip
    if by_id:
        return by_id
    exact = [n for n, o in enumerate(register.occurrences) if asked in _names(o)]
    found = exact or [n for n, o in enumerate(register.occurrences) if any(asked in name for name in _names(o))]
    if not found:
        raise ConfigError(f"--explain {asked}: no id or name of a project in the register")
    return found


def _names(occurrence: Occurrence) -> list[str]:
    return [occurrence.project.name.text, *(alias.text for alias in occurrence.project.aliases)]


def _lines(
    register: Register, pair: tuple[int, int], decision: Decision, entry_of: dict[str, str], lang: str
) -> Iterator[str]:
    one, other = (register.occurrences[n] for n in pair)
    joined = entry_of[one.id] == entry_of[other.id]
    for occurrence in (one, other):
        info = occurrence.article
        day = info.published or "no date"
        yield f"{occurrence.project.name.text}  {info.id} · {day} · {info.source or '—'} · {entry_of[occurrence.id]}"
    rules = rule_set()
    for reason in decision.reasons:
        points = "  bar" if reason.weight is None else f"{reason.weight:+5.1f}"
        yield f"  {points}  {rules.says(reason.rule, lang)}  [{reason.rule}]" + (
            f"  {reason.detail}" if reason.detail else ""
        )
    yield f"  {decision.score:5.1f}  points; from {rules.same} on they are one" + _outcome(
        register, pair, decision, joined
    )
    yield ""


def _outcome(register: Register, pair: tuple[int, int], decision: Decision, joined: bool) -> str:
    if joined:
        return " → one project" + ("" if decision.same else ", by way of other articles")
    if pair in register.clusters.held:
        return f" → not joined: {register.clusters.held[pair]}"
    if decision.barred:
        return " → two projects, because of the bar" + (
            "; one is a part of the other" if decision.part_of else ""
        )  # fmt: skip
    return " → two projects" + ("" if pair in register.clusters.decisions else " (share no key, not compared)")
