"""Why two projects of a register are one, or are not."""

from collections.abc import Iterator

from kaigong.pipeline.register.compare import Decision, compare
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.merge import Register
from kaigong.pipeline.register.rules import rule_set
from kaigong.schemas.errors import ConfigError

_MOST_PAIRS = 4
_WORDS = {
    "points": ("points; from {same} on they are one", "分；满{same}分视为同一项目"),
    "one": ("one project", "同一项目"),
    "by_way": (", by way of other articles", "（经由其他文章）"),
    "held": ("not joined: {why}", "未合并：{why}"),
    "barred": ("two projects, because of the bar", "两个项目，因有排除规则"),
    "part": ("; one is a part of the other", "；其中一个是另一个的一部分"),
    "two": ("two projects", "两个项目"),
    "apart": (" (share no key, not compared)", "（没有共同的键，未作比较）"),
    "bar": ("bar", "排除"),
    "more": ("({count} more pairs, with fewer points)", "（另有{count}对，分数更低）"),
    "no_date": ("no date", "日期不详"),
}


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
        shown.append(_say("more", lang, count=len(rows) - _MOST_PAIRS))
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
        day = info.published or _say("no_date", lang)
        yield f"{occurrence.project.name.text}  {info.id} · {day} · {info.source or '—'} · {entry_of[occurrence.id]}"
    rules = rule_set()
    for reason in decision.reasons:
        points = f"{_say('bar', lang):>5}" if reason.weight is None else f"{reason.weight:+5.1f}"
        yield f"  {points}  {rules.says(reason.rule, lang)}  [{reason.rule}]  {reason.detail}".rstrip()
    total = _say("points", lang, same=rules.same)
    yield f"  {decision.score:5.1f}  {total} → {_outcome(register, pair, decision, joined, lang)}"
    yield ""


def _outcome(register: Register, pair: tuple[int, int], decision: Decision, joined: bool, lang: str) -> str:
    if joined:
        return _say("one", lang) + ("" if decision.same else _say("by_way", lang))
    if pair in register.clusters.held:
        return _say("held", lang, why=register.clusters.held[pair])
    if decision.barred:
        return _say("barred", lang) + (_say("part", lang) if decision.part_of else "")
    return _say("two", lang) + ("" if pair in register.clusters.decisions else _say("apart", lang))


def _say(phrase: str, lang: str, **values: object) -> str:
    return _WORDS[phrase][lang == "zh"].format(**values)
