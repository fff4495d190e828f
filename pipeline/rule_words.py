"""What each rule does in plain words, and the cue words that it goes by: all rules by their ids, in order of the page.

The words stand in ``corpora/lexicons/rules.yaml``; the rules of a family are the entries of its lexicon.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.backend import TAGGERS
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


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule: its id, what it does, and if its lexicon entry says so, its words and the roles or kinds it gives.

    ``family`` is the id under which the words stand: the rule's own, or the first part of it.
    """

    id: str
    family: str
    en: str
    zh: str
    words: Words = ()
    gives: Words = ()


@dataclass(frozen=True, slots=True)
class Member:
    """What the lexicon says of one rule of a family."""

    words: Words = ()
    gives: Words = ()


Family = Callable[[], Mapping[str, Member]]


def _suffixes(form: str) -> dict[str, Member]:
    entries = load_lexicon("org_suffixes", OrganisationSuffix)
    return {f"org.{form}.{e.id.partition('.')[2]}": Member(e.surface) for e in entries if e.form == form}


def _known() -> dict[str, Member]:
    entries = load_lexicon("known_organisations", KnownOrganisation)
    return {f"org.{e.id}": Member(e.surface) for e in entries}


def _public_bodies() -> dict[str, Member]:
    entries = load_lexicon("government_bodies", GovernmentBody)
    return {f"org.{e.id}": Member(e.surface) for e in entries if e.id != "gov.party"}  # that one is org.party


def _opinions() -> dict[str, Member]:
    return {f"org.opinion.{name}": Member() for name in TAGGERS if name != "rules"}


def _shares() -> dict[str, Member]:
    return {e.id: Member(e.surface) for e in load_lexicon("percents", PercentEntry)}


def _amount_roles() -> dict[str, Member]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    told = [e for e in entries if e.role != "none"]
    before = {f"amount_role.{e.id}": Member(e.surface, (e.role,)) for e in told}
    return before | {f"amount_role.{e.id}_after": Member(e.after, (e.role,)) for e in told if e.after}


def _metric_roles() -> dict[str, Member]:
    entries = load_lexicon("metric_roles", MetricRoleEntry)
    return {f"metric_role.{e.id}": Member((*e.surface, *e.after), (e.role,)) for e in entries}


def _events() -> dict[str, Member]:
    return {f"event.{e.id}": Member(e.surface, e.kinds) for e in load_lexicon("triggers", TriggerEntry) if e.kinds}


def _organisation_roles() -> dict[str, Member]:
    found: dict[str, Member] = {}
    for entry in load_lexicon("org_roles", OrganisationRoleEntry):
        sides = {
            "after": entry.after,
            "apart": entry.apart,
            "before": entry.before,
            "anywhere": entry.needs if entry.anywhere else (),
        }
        found |= {f"{entry.id}.{side}": Member(words, (entry.role,)) for side, words in sides.items() if words}
    return found


_FAMILIES: dict[str, Family] = {
    **{f"org.{form}": partial(_suffixes, form) for form in ("legal", "generic", "branch", "institution")},
    "org.known": _known,
    "org.gov": _public_bodies,
    "org.opinion": _opinions,
    "percent": _shares,
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
        members = {entry.id: Member()} if family is None else family()
        for rule, member in members.items():
            if rule == entry.id or rule not in own:
                yield RuleWords(rule, entry.id, entry.en, entry.zh, member.words, member.gives)


@cache
def rule_words() -> Mapping[str, RuleWords]:
    """All rules by id."""
    return {rule.id: rule for rule in iter_rules()}
