"""What two projects are compared by, worked out once for each."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kaigong.extractors.place.table import gazetteer
from kaigong.extractors.unit_index import to_canonical
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.names import NameParts, parse_name
from kaigong.pipeline.register.parties import organisation_brand, organisation_core
from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, Modality, OrganisationRole, Stage
from kaigong.schemas.record import Amount, Metric, Number, Project
from kaigong.schemas.values import Quantity

_PARTIES = frozenset((OrganisationRole.INVESTOR, OrganisationRole.OWNER, OrganisationRole.OPERATOR))
_TOTALS = frozenset((AmountRole.TOTAL_INVESTMENT, AmountRole.CONTRACT_VALUE))
_MOST_NAMES = 4  # forms of a name that are compared: the name and its first aliases
_MUNICIPALITIES = ("11", "12", "31", "50")

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Traits:
    """One project's traits. Places are codes: provinces of two digits, cities of four, counties of six.

    ``heads`` are the last words of a kind in its names, ``items`` what it makes, ``trades`` divisions of industry.
    ``around`` are cities, of the project or, where it has no place, of its article.
    """

    id: str
    article: str
    root: str
    order: tuple[bool, str, str, int]
    published: datetime.date | None
    names: tuple[NameParts, ...]
    phases: frozenset[str]
    sections: frozenset[str]
    ordinals: frozenset[str]
    actions: frozenset[str]
    brands: frozenset[str]
    kinds: frozenset[str]
    heads: frozenset[str]
    items: frozenset[str]
    provinces: frozenset[str]
    cities: frozenset[str]
    counties: frozenset[str]
    around: frozenset[str]
    parties: frozenset[str]
    party_brands: frozenset[str]
    builders: frozenset[str]
    totals: frozenset[tuple[str, Decimal]]
    metrics: dict[str, frozenset[tuple[str, Decimal]]]
    industries: frozenset[str]
    trades: frozenset[str]
    events: dict[MilestoneKind, Days]
    stage: Stage | None

    @property
    def signature(self) -> tuple[frozenset[str], ...]:
        """What bars are made of."""
        return self.phases, self.sections, self.ordinals, self.cities, self.provinces


def traits_of(occurrence: Occurrence, before: Occurrence | None = None) -> Traits:
    """The traits of a project in an article; ``before`` is the project that the article names before it.

    What is named by its phase or section alone (临永高速LJ1标段、LJ2标段) has the name of the one before it.
    """
    project = occurrence.project
    codes = _codes(project)
    names = _names(project, _with_above(codes))
    if before is not None and not names[0].core and (names[0].phases or names[0].sections):
        whole = _names(before.project, _with_above(_codes(before.project)))[0]
        names = (replace(whole, phases=names[0].phases, sections=names[0].sections, ordinals=names[0].ordinals),)
    parties = [o.text for o in project.organisations if o.role in _PARTIES]
    party_brands = frozenset(b for b in map(organisation_brand, parties) if b is not None)
    return Traits(
        id=occurrence.id,
        article=occurrence.article.id,
        root=occurrence.root,
        order=occurrence.order,
        published=occurrence.article.published,
        names=names,
        phases=_union(n.phases for n in names),
        sections=_union(n.sections for n in names),
        ordinals=names[0].ordinals,
        actions=_union(n.actions for n in names),
        brands=_union(n.brands for n in names),
        kinds=_union(n.kinds for n in names),
        heads=frozenset(n.head for n in names if n.head),
        items=frozenset(m.item for m in project.metrics if m.item and m.role is MetricRole.ANNUAL_CAPACITY),
        provinces=frozenset(c[:2] for c in codes),
        cities=frozenset(city for c in codes if (city := _city(c))),
        counties=frozenset(c for c in codes if not c.endswith("00")),
        around=frozenset(city for c in codes or occurrence.around if (city := _city(c))),
        parties=frozenset(map(organisation_core, parties)),
        party_brands=party_brands,
        builders=frozenset(
            organisation_core(o.text) for o in project.organisations if o.role is OrganisationRole.BUILDER
        ),
        totals=frozenset(_totals(project.amounts)),
        metrics=_metrics(project.metrics, names),
        industries=frozenset(i.code for i in project.industry if len(i.code) > 1),
        trades=frozenset(i.code[:3] for i in project.industry if len(i.code) > 1),
        events=_events(project),
        stage=project.stage,
    )


def all_traits(occurrences: Sequence[Occurrence]) -> list[Traits]:
    """The traits of occurrences in order of publication, those of an article in the order of its text."""
    befores = [None, *occurrences]
    return [
        traits_of(o, b if b is not None and b.article.id == o.article.id else None)
        for o, b in zip(occurrences, befores, strict=False)
    ]


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _names(project: Project, places: frozenset[str]) -> tuple[NameParts, ...]:
    texts = dict.fromkeys((project.name.text, *(alias.text for alias in project.aliases)))
    parts = [parse_name(text, places) for text in list(texts)[:_MOST_NAMES]]
    return tuple(dict.fromkeys(p for n, p in enumerate(parts) if n == 0 or p.core))


def _codes(project: Project) -> frozenset[str]:
    """Codes of the project's divisions, of those that stand today in place of those that are gone."""
    found: set[str] = set()
    for place in project.places:
        division = gazetteer().lookup(place.adcode) if place.adcode else None
        if division is None:
            found |= {place.adcode} if place.adcode else set()
        elif division.until and division.successors:
            found |= set(division.successors)
        else:
            found.add(division.code)
    return frozenset(found)


def _with_above(codes: frozenset[str]) -> frozenset[str]:
    divisions = [d for d in map(gazetteer().lookup, codes) if d is not None]
    return frozenset(above.code for d in divisions for above in gazetteer().above(d))


def _city(code: str) -> str | None:
    if code.startswith(_MUNICIPALITIES):
        return code[:2] + "00"
    return None if code[2:4] == "00" else code[:4]


def _totals(amounts: Iterable[Amount]) -> Iterable[tuple[str, Decimal]]:
    for amount in amounts:
        if amount.role in _TOTALS:
            yield from ((f"{amount.currency} {amount.role}", value) for value in _values(amount))


def _values(number: Number) -> list[Decimal]:
    return [Decimal(v) for v in (number.value, number.low, number.high) if v is not None]


def _metrics(metrics: Iterable[Metric], names: Iterable[NameParts]) -> dict[str, frozenset[tuple[str, Decimal]]]:
    """Unit and number in the base of their dimension, by role and unit; sizes in names have the role other."""
    found: dict[str, set[tuple[str, Decimal]]] = {}
    for metric in metrics:
        for value in _values(metric):
            known = to_canonical(Quantity(value, metric.unit))
            unit, number = (known.unit, known.value) if known and known.value is not None else (metric.unit, value)
            found.setdefault(f"{metric.role} {unit}", set()).add((unit, number))
    for name in names:
        for unit, value in name.sizes:
            found.setdefault(f"{MetricRole.OTHER} {unit}", set()).add((unit, value))
    return {key: frozenset(values) for key, values in found.items()}


def _events(project: Project) -> dict[MilestoneKind, Days]:
    events: dict[MilestoneKind, Days] = {}
    for milestone in project.milestones:
        first, last = milestone.date.start, milestone.date.end
        if milestone.status is Modality.ACTUAL and first is not None and last is not None:
            events.setdefault(milestone.kind, (first, last))
    return events
