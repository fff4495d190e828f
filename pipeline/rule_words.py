"""What each rule does in plain words, and the cue words that it goes by: all rules by their ids, in order of the page.

The words stand in ``corpora/lexicons/rules.yaml``; the rules of a family are the entries of its lexicon.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from kaigong.corpora.loader import load_lexicon
from kaigong.schemas.lexicon import (
    AmountRoleEntry,
    GovernmentBody,
    KnownOrganisation,
    MetricRoleEntry,
    OrganisationRoleEntry,
    OrganisationSuffix,
    PercentEntry,
    RuleEntry,
    TriggerEntry,
)

Words = tuple[str, ...]
Family = Callable[[], Mapping[str, Words]]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule: its id, what it does, and the words of its lexicon entry, if it has one."""

    id: str
    en: str
    zh: str
    words: Words = ()


def _suffixes(form: str) -> dict[str, Words]:
    entries = load_lexicon("org_suffixes", OrganisationSuffix)
    return {f"org.{form}.{e.id.partition('.')[2]}": e.surface for e in entries if e.form == form}


def _amount_roles() -> dict[str, Words]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    return {f"amount_role.{e.id}": e.surface for e in entries if e.role != "none"}


def _metric_roles() -> dict[str, Words]:
    return {f"metric_role.{e.id}": (*e.surface, *e.after) for e in load_lexicon("metric_roles", MetricRoleEntry)}


def _events() -> dict[str, Words]:
    return {f"event.{e.id}": e.surface for e in load_lexicon("triggers", TriggerEntry) if e.kinds}


def _organisation_roles() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for entry in load_lexicon("org_roles", OrganisationRoleEntry):
        sides = {"after": entry.after, "before": entry.before, "anywhere": entry.needs if entry.anywhere else ()}
        found |= {f"{entry.id}.{side}": words for side, words in sides.items() if words}
    return found


_FAMILIES: dict[str, Family] = {
    **{f"org.{form}": partial(_suffixes, form) for form in ("legal", "generic", "branch", "institution")},
    "org.known": lambda: {f"org.{e.id}": e.surface for e in load_lexicon("known_organisations", KnownOrganisation)},
    "org.gov": lambda: {
        f"org.{e.id}": e.surface for e in load_lexicon("government_bodies", GovernmentBody) if e.id != "gov.party"
    },
    "org.opinion": lambda: {f"org.opinion.{name}": () for name in ("lac", "spacy", "hanlp")},
    "percent": lambda: {e.id: e.surface for e in load_lexicon("percents", PercentEntry)},
    "amount_role": _amount_roles,
    "metric_role": _metric_roles,
    "event": _events,
    "org_role": _organisation_roles,
}


def iter_rules() -> Iterator[RuleWords]:
    """All rules, families as their rules; links are ``link.X``, flags ``check.X``."""
    entries = load_lexicon("rules", RuleEntry)
    own = {entry.id for entry in entries}
    for entry in entries:
        family = _FAMILIES.get(entry.id)
        rules = {entry.id: ()} if family is None else {k: w for k, w in family().items() if k not in own}
        yield from (RuleWords(rule, entry.en, entry.zh, words) for rule, words in rules.items())


@cache
def rule_words() -> Mapping[str, RuleWords]:
    """All rules by id."""
    return {rule.id: rule for rule in iter_rules()}
