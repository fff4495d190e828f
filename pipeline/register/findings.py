"""The rules that apply to two projects, each with what it is about. ``rules.yaml`` gives them weights and words."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.register.names import NameParts
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import Traits
from kaigong.schemas.labels import Stage

# Shares of the characters of two names that they have in common, weighted.
_VERY_CLOSE, _CLOSE, _PART, _OTHER = 0.85, 0.72, 0.85, 0.34
_LEAST_PART = 1.75  # weight of the characters of a short form
_NEAR, _FAR = Decimal("1.2"), Decimal("2.5")  # ratios of two sums or sizes
_GAP_DAYS = 120  # between two dates of one event, beyond their own grain
_RUNNING = frozenset((Stage.OPERATING, Stage.COMPLETED))
_TO_BUILD = frozenset((Stage.PROPOSED, Stage.SIGNED, Stage.APPROVED))
_GAP_OF_STAGES = 60  # days between two articles, so that a late report of the beginning is no contradiction

Figures = frozenset[tuple[str, Decimal]]
Finding = tuple[str, tuple[object, ...]]
"""A rule, and what it is about: what the two have in common, or what the one has and what the other."""


def findings(one: Traits, other: Traits) -> Iterator[Finding]:
    """All rules that apply to two projects, of which the first was published first."""
    yield from bars(one, other)
    yield from _of_names(one, other)
    yield from _of_places(one, other)
    yield from _of_parties(one, other)
    yield from _of_figures(one, other)
    yield from _of_course(one, other)


def bars(one: Traits, other: Traits) -> Iterator[Finding]:
    """Rules that say that two projects are never one."""
    if one.phases != other.phases:
        yield ("phase.other" if one.phases and other.phases else "phase.whole"), (one.phases, other.phases)
    if one.sections != other.sections:
        both = one.sections and other.sections
        yield ("section.other" if both else "section.whole"), (one.sections, other.sections)
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        yield "number.other", (one.ordinals, other.ordinals)
    if one.provinces and other.provinces and not one.provinces & other.provinces:
        yield "place.other_province", (one.provinces, other.provinces)
    elif one.cities and other.cities and not one.cities & other.cities:
        yield "place.other_city", (one.cities, other.cities)
    if one.article == other.article:
        yield "article.apart", (one.article,)


def describe(about: Iterable[object]) -> str:
    """What a rule is about, in words: ``1 | 2``, ``储能电池``."""
    return " | ".join(_written(part) for part in about)


def _written(part: object) -> str:
    if isinstance(part, frozenset):
        return "、".join(sorted(map(_written, part))) or "—"
    if isinstance(part, tuple):  # a figure: its unit and the number
        return f"{_written(part[1])} {part[0]}"
    return format(part.normalize(), "f") if isinstance(part, Decimal) else str(part)


def _of_names(one: Traits, other: Traits) -> Iterator[Finding]:
    rule, a, b = max(
        ((_name_rule(a, b), a, b) for a in one.names for b in other.names),
        key=lambda found: rule_set().weight(found[0]) or 0 if found[0] else 0,
    )
    brands = _shared_brands(one, other)
    if rule and not (rule == "name.other" and brands):  # then the kinds say all
        yield rule, (a.core,) if a.core == b.core else (a.core, b.core)
    if rule != "name.same":
        if brands:
            yield "brand.same", (brands,)
        elif one.brands and other.brands:
            yield "brand.other", (one.brands, other.brands)
        yield from _of_kinds(one, other, rule == "name.close")
    if shared := one.ordinals & other.ordinals:
        yield "number.same", (shared,)
    if shared := one.actions & other.actions:
        yield "action.same", (shared,)
    elif one.actions != other.actions:
        yield ("action.other" if one.actions and other.actions else "action.one"), (one.actions, other.actions)


def _name_rule(a: NameParts, b: NameParts) -> str:
    """The rule for two names; empty where they say nothing."""
    if not a.core or not b.core:
        return ""
    if a.core == b.core:
        return "name.same" if a.proper else "name.same_common"
    common = _common(a, b)
    whole_a, whole_b = sum(a.weights), sum(b.weights)
    shared = 2 * common / (whole_a + whole_b)
    if a.brands and b.brands and (shared >= _VERY_CLOSE or (shared >= _CLOSE and _akin(a.head, b.head))):
        return "name.close"
    if common / min(whole_a, whole_b) >= _PART and common >= _LEAST_PART:
        return "name.part"
    return "name.other" if common / min(whole_a, whole_b) < _OTHER else ""


def _common(a: NameParts, b: NameParts) -> float:
    """Weight of the characters that two names have in common, in the same order."""
    common = 0.0
    for block in _lcs().opcodes(a.core, b.core):
        if block.tag == "equal":
            one, other = a.weights[block.src_start : block.src_end], b.weights[block.dest_start : block.dest_end]
            common += sum(map(min, one, other))
    return common


@cache
def _lcs() -> Any:  # noqa: ANN401 - the module is not there without the extra
    return load("rapidfuzz.distance.LCSseq", "merge", "comparing names")


def _shared_brands(one: Traits, other: Traits) -> frozenset[str]:
    all_one, all_other = one.brands | one.party_brands, other.brands | other.party_brands
    if shared := all_one & all_other:
        return shared
    return frozenset(a for a in all_one if any(a in b or b in a for b in all_other))


def _of_kinds(one: Traits, other: Traits, close: bool) -> Iterator[Finding]:
    """By the last word of a name, which says what it is, or by what it makes; other words may be the company's."""
    if not one.heads or not other.heads:
        return
    if shared := one.heads & other.heads:
        yield "kind.same", (shared,)
        return
    made_one, made_other = one.heads | one.items, other.heads | other.items
    akin = {a for a in made_one for b in made_other if (a in one.heads or b in other.heads) and _akin(a, b)}
    if akin:
        yield "kind.same", (frozenset(akin),)
    elif not close:
        less = one.trades & other.trades or any(set(a) & set(b) for a in one.kinds for b in other.kinds)
        yield ("kind.less" if less else "kind.other"), (one.heads, other.heads)


def _akin(one: str, other: str) -> bool:
    """Whether two words of a kind have two characters in a row in common, or one is missing."""
    return not one or not other or any(one[at : at + 2] in other for at in range(len(one) - 1))


def _of_places(one: Traits, other: Traits) -> Iterator[Finding]:
    if one.counties and other.counties:
        if shared := one.counties & other.counties:
            yield "place.county", (shared,)
        elif one.cities & other.cities:
            yield "place.other_county", (one.counties, other.counties)
    elif shared := one.cities & other.cities:
        yield "place.city", (shared,)
    elif not one.provinces or not other.provinces:
        shared = one.around & other.around
        yield ("place.around" if shared else "place.unknown"), (shared,)


def _of_parties(one: Traits, other: Traits) -> Iterator[Finding]:
    if shared := one.parties & other.parties or one.party_brands & other.party_brands:
        yield "party.same", (shared,)
    elif one.party_brands and other.party_brands:
        yield "party.other", (one.parties, other.parties)
    if shared := one.builders & other.builders:
        yield "builder.same", (shared,)


def _of_figures(one: Traits, other: Traits) -> Iterator[Finding]:
    if rule := _figure_rule(one.totals, other.totals):
        yield f"total.{rule}", (one.totals, other.totals)
    shared = sorted(one.metrics.keys() & other.metrics.keys())
    rules = {_figure_rule(one.metrics[key], other.metrics[key]): key for key in reversed(shared)}
    for rule in ("same", "far"):
        if rule in rules:
            yield f"metric.{rule}", (one.metrics[rules[rule]], other.metrics[rules[rule]])
            break
    parts = (one.phases, one.sections)
    if any(parts) and parts == (other.phases, other.sections):
        yield "part.same", (one.phases | one.sections,)


def _figure_rule(one: Figures, other: Figures) -> str:
    if not one or not other:
        return ""
    if one & other:
        return "same"
    ratios = [max(a, b) / min(a, b) for u, a in one for v, b in other if u == v and min(a, b) > 0]
    if not ratios:
        return ""
    return "near" if min(ratios) <= _NEAR else "far" if min(ratios) >= _FAR else ""


def _initials(trades: frozenset[str]) -> set[str]:
    return {trade[0] for trade in trades}


def _of_course(one: Traits, other: Traits) -> Iterator[Finding]:
    if one.trades and other.trades:
        if shared := one.trades & other.trades:
            yield "industry.same", (shared,)
        elif not (one.heads and other.heads) and _initials(one.trades).isdisjoint(_initials(other.trades)):
            yield "industry.other", (one.trades, other.trades)  # else the kinds say it
    for kind in sorted(one.events.keys() & other.events.keys()):
        (a, b), (c, d) = one.events[kind], other.events[kind]
        if max(a, c).toordinal() - min(b, d).toordinal() > _GAP_DAYS:
            yield "event.other", (f"{kind} {a}", f"{kind} {c}")
            break
    days = (other.published - one.published).days if one.published and other.published else 0
    if one.stage in _RUNNING and other.stage in _TO_BUILD and days > _GAP_OF_STAGES:
        yield "stage.backwards", (one.stage, other.stage)
    if one.root == other.root and one.article != other.article:
        yield "article.repost", (one.root,)
