"""Entries of the register, out of groups of occurrences that are one project."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from urllib.parse import urlsplit

from kaigong.pipeline.abroad import country_of
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.model import Entry, RegisterValue, Seen, StageSince, Total
from kaigong.pipeline.register.names import names_component
from kaigong.pipeline.register.values import values_of
from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, OrganisationRole, Stage
from kaigong.schemas.record import ArticleInfo, Place, decimal_string

_SIZES = frozenset(
    (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY, MetricRole.FLOOR_AREA, MetricRole.LAND_AREA,
     MetricRole.LENGTH)
)  # fmt: skip
_BEGUN = frozenset((MilestoneKind.SIGNED, MilestoneKind.APPROVED, MilestoneKind.CONSTRUCTION_START))
_DONE = frozenset((MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START))
_MOST_SOURCES = 10  # that count; beyond, the score has no more to say


def entry_id(founder: str) -> str:
    """The id of an entry, 16 hex digits, from the id of the project that it was founded with."""
    return hashlib.sha256(f"register\x1f{founder}".encode()).hexdigest()[:16]


def make_entry(
    members: Sequence[Occurrence], id: str, former: Iterable[str] = (), phase_of: str | None = None
) -> Entry:
    """The entry of a group of occurrences, which stand in order of publication."""
    primary = _primary(members)
    flagged = [(o, o.article.id != primary[o.root]) for o in members]
    told = [o for o, repost in flagged if not repost]
    values = values_of(flagged)
    days = [o.article.published for o in told if o.article.published is not None]
    names = _names(told)
    industry = _industry(told)
    place = _place(told)
    stages = _stages(told)
    sources = len({_source(o.article) for o in told})
    return Entry(
        id=id,
        former_ids=tuple(sorted(former)),
        phase_of=phase_of,
        name=names[0],
        aliases=tuple(names[1:]),
        stage=_stage(told, stages),
        country=None if place is not None else _country(told),
        **({} if place is None else place.model_dump(include={"province", "city", "county", "adcode"})),
        industry_code=industry[0],
        industry=industry[1],
        total_investment=_total(values),
        owners=_organisations(values, OrganisationRole.OWNER),
        investors=_organisations(values, OrganisationRole.INVESTOR),
        builders=_organisations(values, OrganisationRole.BUILDER),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        articles=len({o.article.id for o in told}),
        reposts=len({o.article.id for o, repost in flagged if repost}),
        sources=sources,
        completeness=_completeness(values, place, any(o.project.stage for o in told)),
        source_score=decimal_string(1 - Decimal(1) / 2 ** min(sources, _MOST_SOURCES)),
        stages=stages,
        values=values,
        seen=tuple(_seen(o, repost) for o, repost in flagged),
    )


def _primary(members: Sequence[Occurrence]) -> Mapping[str, str]:
    """Of each text the article that counts: the one that the others repost, else the first that is there."""
    chosen: dict[str, str] = {}
    for occurrence in members:
        chosen.setdefault(occurrence.root, occurrence.article.id)
        if occurrence.article.id == occurrence.root:
            chosen[occurrence.root] = occurrence.root
    return chosen


def _source(info: ArticleInfo) -> str:
    """Who publishes: the source as given, else the site; empty where neither is known."""
    return info.source or urlsplit(info.url or "").netloc


def _names(told: Sequence[Occurrence]) -> list[str]:
    """All names as they came, but first the most frequent; of equals one of the whole, then the fullest."""
    counts = Counter(o.project.name.text for o in told)
    first = max(counts, key=lambda name: (counts[name], not names_component(name), len(name)))
    others = dict.fromkeys(span.text for o in told for span in (o.project.name, *o.project.aliases))
    return [first, *(name for name in others if name != first)]


def _place(told: Sequence[Occurrence]) -> Place | None:
    """The lowest division that most articles give; of equals the one given last."""
    places = [place for o in told for place in o.project.places if place.province]
    if not places:
        return None
    depth = max(_depth(place) for place in places)
    lowest = [place for place in places if _depth(place) == depth]
    counts = Counter(place.adcode for place in lowest)
    most = max(counts.values())
    return next(place for place in reversed(lowest) if counts[place.adcode] == most)


def _country(told: Sequence[Occurrence]) -> str | None:
    """The country abroad that most articles give; of equals the first."""
    counts = Counter(country_of(place) for o in told for place in o.project.places)
    del counts[None]
    return counts.most_common(1)[0][0] if counts else None


def _depth(place: Place) -> int:
    return 3 if place.county else 2 if place.city else 1


def _industry(told: Sequence[Occurrence]) -> tuple[str | None, str | None]:
    """Code and name that most articles give; of equals the deepest, then the first."""
    counts = Counter((i.code, i.name) for o in told for i in o.project.industry)
    return max(counts, key=lambda pair: (counts[pair], len(pair[0])), default=(None, None))


def _stages(told: Sequence[Occurrence]) -> tuple[StageSince, ...]:
    stages: list[StageSince] = []
    for o in told:
        stage, day = o.project.stage, o.article.published
        if stage is not None and day is not None and (not stages or stages[-1].stage is not stage):
            stages.append(StageSince(stage=stage, published=day, article_id=o.article.id, source=o.article.source))
    return tuple(stages)


def _stage(told: Sequence[Occurrence], stages: Sequence[StageSince]) -> Stage | None:
    """The latest stage by publication; of articles without a day only where no other says one."""
    if stages:
        return stages[-1].stage
    return next((o.project.stage for o in reversed(told) if o.project.stage is not None), None)


def _total(values: Iterable[RegisterValue]) -> Total | None:
    """The latest total investment; that of an article without a day where no other gives one."""
    totals = [v for v in values if v.slot == "amount" and v.role == AmountRole.TOTAL_INVESTMENT and not v.repost]
    chosen = next((v for v in totals if v.latest), totals[-1] if totals else None)
    if chosen is None or chosen.unit is None or chosen.qualifier is None:
        return None
    return Total(value=chosen.value, low=chosen.low, high=chosen.high, currency=chosen.unit, qualifier=chosen.qualifier)


def _organisations(values: Iterable[RegisterValue], role: OrganisationRole) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.text for v in values if v.slot == "organisation" and v.role == role))


def _completeness(values: Sequence[RegisterValue], place: Place | None, staged: bool) -> str:
    roles = {(v.slot, v.role) for v in values}
    dated = {v.role for v in values if v.slot == "milestone" and v.grain is not None}
    filled = (
        place is not None and _depth(place) > 1,
        any(slot == "industry" for slot, _ in roles),
        any(("organisation", role) in roles for role in (OrganisationRole.INVESTOR, OrganisationRole.OWNER)),
        ("amount", AmountRole.TOTAL_INVESTMENT) in roles,
        any(("metric", role) in roles for role in _SIZES),
        any(kind in dated for kind in _BEGUN),
        any(kind in dated for kind in _DONE),
        staged,
    )
    return decimal_string(Decimal(sum(filled)) / len(filled))


def _seen(occurrence: Occurrence, repost: bool) -> Seen:
    info, project = occurrence.article, occurrence.project
    return Seen(
        article_id=info.id,
        project_id=project.id,
        name=project.name.text,
        stage=project.stage,
        published=info.published,
        source=info.source,
        repost=repost,
        span_start=project.name.start,
        span_end=project.name.end,
    )
