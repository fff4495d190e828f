"""Whether two projects of two articles are one: rules that apply, their points, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kaigong.corpora.readers.extras import load
from kaigong.pipeline.register.names import NameParts
from kaigong.pipeline.register.rules import rule_set
from kaigong.pipeline.register.traits import Traits
from kaigong.schemas.labels import Stage

_VERY_CLOSE, _CLOSE, _PART, _OTHER = (
    0.85,
    0.72,
    0.85,
    0.34,
)  # shares of the characters of two names that they have in common, weighted
_NEAR, _FAR = Decimal("1.2"), Decimal("2.5")  # ratios of two sums or sizes
_GAP_DAYS = 120  # between two dates of one event, beyond their own grain
_LEAST_PART = 1.75  # weight of the characters of a short form
_RUNNING = frozenset((Stage.OPERATING, Stage.COMPLETED))
_TO_BUILD = frozenset((Stage.PROPOSED, Stage.SIGNED, Stage.APPROVED))
_GAP_OF_STAGES = 60  # days between two articles, so that a late report of the beginning is no contradiction


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that applies, and to what. ``weight`` is None for a bar."""

    rule: str
    weight: Decimal | None
    detail: str = ""


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
        return not self.barred and self.score >= rule_set().same

    @property
    def part_of(self) -> bool:
        """Whether one is a part (a phase or a section) of the other, and nothing else keeps them apart."""
        bars = {reason.rule for reason in self.reasons if reason.weight is None} - {"article.apart"}
        return bool(bars) and bars <= {"phase.whole", "section.whole"} and self.score >= rule_set().same


def compare(one: Traits, other: Traits) -> Decision:
    """What speaks for and against two projects being one; the order of the two changes nothing."""
    one, other = sorted((one, other), key=lambda t: t.order)
    rules = rule_set()
    reasons = [Reason(rule, rules.weight(rule), detail) for rule, detail in _findings(one, other)]
    score = sum((r.weight for r in reasons if r.weight is not None), Decimal(0))
    return Decision(score, tuple(reasons))


def _findings(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    yield from bars(one, other)
    yield from _of_names(one, other)
    yield from _of_places(one, other)
    yield from _of_parties(one, other)
    yield from _of_figures(one, other)
    yield from _of_course(one, other)


def bars(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    """Rules that say that two projects are never one."""
    if one.phases != other.phases:
        yield ("phase.other" if one.phases and other.phases else "phase.whole"), _both(one.phases, other.phases, "期")
    if one.sections != other.sections:
        both = bool(one.sections and other.sections)
        yield ("section.other" if both else "section.whole"), _both(one.sections, other.sections)
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        yield "number.other", _both(one.ordinals, other.ordinals)
    if one.provinces and other.provinces and not one.provinces & other.provinces:
        yield "place.other_province", _both(one.provinces, other.provinces)
    elif one.cities and other.cities and not one.cities & other.cities:
        yield "place.other_city", _both(one.cities, other.cities)
    if one.article == other.article:
        yield "article.apart", one.article


def _both(one: frozenset[str], other: frozenset[str], unit: str = "") -> str:
    return " | ".join("、".join(sorted(part)) + unit if part else "—" for part in (one, other))


def _of_names(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    rule, a, b = max(
        ((_name_rule(a, b), a, b) for a in one.names for b in other.names),
        key=lambda found: rule_set().weight(found[0]) or 0 if found[0] else 0,
    )
    if rule and not (rule == "name.other" and _shared_brands(one, other)):  # then the kinds say all
        yield rule, f"{a.core} | {b.core}" if a.core != b.core else a.core
    if rule != "name.same":
        yield from _of_brands(one, other)
        yield from _of_kinds(one, other, rule == "name.close")
    if shared := one.ordinals & other.ordinals:
        yield "number.same", "、".join(sorted(shared))
    if shared := one.actions & other.actions:
        yield "action.same", "、".join(sorted(shared))
    elif one.actions != other.actions:
        both = one.actions and other.actions
        yield ("action.other" if both else "action.one"), _both(one.actions, other.actions)


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
    blocks = _lcs().opcodes(a.core, b.core)
    return float(
        sum(
            min(a.weights[block.src_start + n], b.weights[block.dest_start + n])
            for block in blocks
            if block.tag == "equal"
            for n in range(block.src_end - block.src_start)
        )
    )


def _lcs() -> Any:  # noqa: ANN401 - the module is not there without the extra
    return load("rapidfuzz.distance.LCSseq", "merge", "comparing names")


def _of_brands(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    if shared := _shared_brands(one, other):
        yield "brand.same", "、".join(shared)
    elif one.brands and other.brands:
        yield "brand.other", _both(one.brands, other.brands)


def _shared_brands(one: Traits, other: Traits) -> list[str]:
    all_one, all_other = one.brands | one.party_brands, other.brands | other.party_brands
    return sorted(a for a in all_one if any(a in b or b in a for b in all_other))


def _of_kinds(one: Traits, other: Traits, close: bool) -> Iterator[tuple[str, str]]:
    """By the last word of a name, which says what it is, or by what it makes; other words may be the company's."""
    heads_one, heads_other = _heads(one), _heads(other)
    if not heads_one or not heads_other:
        return
    made_one, made_other = heads_one | one.items, heads_other | other.items
    akin = sorted({a for a in made_one for b in made_other if _akin(a, b) and (a in heads_one or b in heads_other)})
    if akin:
        yield "kind.same", "、".join(akin)
    elif not close:
        shared = any(_akin(a, b) or set(a) & set(b) for a in one.kinds for b in other.kinds)
        shared = shared or _same_industry(one, other)
        yield ("kind.less" if shared else "kind.other"), _both(heads_one, heads_other)


def _heads(trait: Traits) -> frozenset[str]:
    return frozenset(name.head for name in trait.names if name.head)


def _sections(trait: Traits) -> set[str]:
    return {code[0] for code in trait.industries}


def _same_industry(one: Traits, other: Traits) -> bool:
    return bool({code[:3] for code in one.industries} & {code[:3] for code in other.industries})


def _akin(one: str, other: str) -> bool:
    """Whether two words of a kind have two characters in a row in common, or one is missing."""
    return not one or not other or any(one[at : at + 2] in other for at in range(len(one) - 1))


def _of_places(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    if one.counties and other.counties:
        if shared := one.counties & other.counties:
            yield "place.county", "、".join(sorted(shared))
        elif one.cities & other.cities:
            yield "place.other_county", _both(one.counties, other.counties)
    elif shared := one.cities & other.cities:
        yield "place.city", "、".join(sorted(shared))
    elif not one.provinces or not other.provinces:
        shared = one.around & other.around
        yield ("place.around" if shared else "place.unknown"), "、".join(sorted(shared))


def _of_parties(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    shared = one.parties & other.parties or one.party_brands & other.party_brands
    if shared:
        yield "party.same", "、".join(sorted(shared))
    elif one.party_brands and other.party_brands:
        yield "party.other", _both(one.parties, other.parties)
    if shared := one.builders & other.builders:
        yield "builder.same", "、".join(sorted(shared))


def _of_figures(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    if rule := _figure_rule(one.totals, other.totals):
        yield f"total.{rule}", _figures(one.totals, other.totals)
    rules = {
        _figure_rule(
            frozenset((key[1], v) for v in values), frozenset((key[1], v) for v in other.metrics[key])
        ): key
        for key, values in one.metrics.items()
        if key in other.metrics
    }  # fmt: skip
    for rule in ("same", "far"):
        if rule in rules:
            key = rules[rule]
            yield f"metric.{rule}", f"{key[0]} {_plain(one.metrics[key])} | {_plain(other.metrics[key])} {key[1]}"
            break
    for shared in (one.phases & other.phases, one.sections & other.sections):
        if shared and one.phases == other.phases and one.sections == other.sections:
            yield "part.same", "、".join(sorted(shared))


def _figure_rule(one: frozenset[tuple[str, Decimal]], other: frozenset[tuple[str, Decimal]]) -> str:
    if one & other:
        return "same"
    ratios = [max(a, b) / min(a, b) for u, a in one for v, b in other if u == v and min(a, b) > 0]
    if not ratios:
        return ""
    return "near" if min(ratios) <= _NEAR else "far" if min(ratios) >= _FAR else ""


def _figures(one: frozenset[tuple[str, Decimal]], other: frozenset[tuple[str, Decimal]]) -> str:
    return f"{_plain(frozenset(v for _, v in one))} | {_plain(frozenset(v for _, v in other))}"


def _plain(values: frozenset[Decimal]) -> str:
    return "、".join(format(value.normalize(), "f") for value in sorted(values))


def _of_course(one: Traits, other: Traits) -> Iterator[tuple[str, str]]:
    if one.industries and other.industries:
        if _same_industry(one, other):
            yield "industry.same", "、".join(sorted(one.industries))
        elif not (_heads(one) and _heads(other)) and not _sections(one) & _sections(other):  # else the kinds say it
            yield "industry.other", _both(one.industries, other.industries)
    for kind in one.events.keys() & other.events.keys():
        (a, b), (c, d) = one.events[kind], other.events[kind]
        if max(a, c).toordinal() - min(b, d).toordinal() > _GAP_DAYS:
            yield "event.other", f"{kind}: {a} | {c}"
            break
    days = (other.published - one.published).days if one.published and other.published else 0
    if one.stage in _RUNNING and other.stage in _TO_BUILD and days > _GAP_OF_STAGES:
        yield "stage.backwards", f"{one.stage} | {other.stage}"
    if one.root == other.root and one.article != other.article:
        yield "article.repost", one.root
