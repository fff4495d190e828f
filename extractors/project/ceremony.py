"""Events of a common ceremony, given to the undertakings that are named after it."""

import datetime
from collections.abc import Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.milestone import add_event
from kaigong.extractors.project.party.signatory import Signatories
from kaigong.extractors.project.umbrella import UmbrellaFinder
from kaigong.extractors.reading import Event
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import MilestoneKind, Modality, Stage

_ENDS = frozenset([MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START])
_SHORTEST_WORKS = datetime.timedelta(days=60)
_BEFORE_START = frozenset([MilestoneKind.SIGNED, MilestoneKind.APPROVED])
# 拟建4个泊位 says what is planned of an undertaking that a common ceremony may have started.
_NOTHING_YET = (None, Stage.PROPOSED)
_STEPS = (
    MilestoneKind.SIGNED,
    MilestoneKind.APPROVED,
    MilestoneKind.CONSTRUCTION_START,
    MilestoneKind.TOPPED_OUT,
    MilestoneKind.COMPLETED,
    MilestoneKind.PRODUCTION_START,
)
_MEANT = lazy(r"意向|洽谈|在谈|有意")
_OF_LISTED = frozenset(("event.class_opened", "event.class_completed"))


def give_umbrellas(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Events told of many undertakings reach those named after them of which nothing else is told."""
    finder = UmbrellaFinder(discourse.document, readings.events, discourse.clusters)
    signatories = Signatories(discourse.document, readings.organisations)
    for cluster, found in zip(discourse.clusters, findings, strict=True):
        known = {o.mention.text for o in found.organisations}
        listed = signatories.of_list(min(c.start for c in cluster.candidates))
        found.organisations.extend(slot for slot in listed if slot.mention.text not in known)
    if not finder.umbrellas:
        return
    for number, (cluster, found) in enumerate(zip(discourse.clusters, findings, strict=True)):
        _date_by_umbrella(found, cluster, finder)
        bare = cluster.weak and not cluster.proper and not found.amounts and number not in discourse.relations.classed
        # 其余还有:A扩建项目、卧龙储气库增压站、城南再生水厂: one of a list tells what the others are
        bare = bare and not any(c.coordinated for c in cluster.candidates)
        for event in () if bare else _common_events(finder, cluster, found):
            if event.kind is MilestoneKind.SIGNED and _is_only_meant(discourse.text, found):
                continue
            if event.kind is MilestoneKind.CONSTRUCTION_START and _ends_soon(found, event):
                continue
            add_event(found, event, "umbrella")
            found.organisations.extend(signatories.of(event))


def _common_events(finder: UmbrellaFinder, cluster: NameCluster, found: Findings) -> Sequence[Event]:
    """The events of the ceremony that can be an undertaking's own as well, by what else is told of it."""
    told = [e for e in found.events if e.stage not in _NOTHING_YET and e.status is Modality.ACTUAL]
    told = [e for e in told if e.rule not in _OF_LISTED]  # 竣工项目包括A: of all of the class
    common = finder.of(cluster)
    if not common:
        return ()
    if finder.is_of_class(cluster) and all(_comes_before(e, common) or _goes_on(e, common) for e in told):
        return common  # 竣工项目中,A2016年4月开工: begun before, and done on that day
    if not (finder.is_begun_at_venue(cluster) and all(e.kind in _BEFORE_START for e in told)):
        # Elsewhere than at a venue of the ceremony, where it does not matter when it was signed.
        only_works = all(e.kind is None and e.stage is Stage.UNDER_CONSTRUCTION for e in told)
        if not only_works or any(finder.is_beside(cluster, e) for e in told):
            return ()
    # 平整场地 tells of works that the common ceremony began.
    return [e for e in common if e.kind is MilestoneKind.CONSTRUCTION_START] if told else common


def _comes_before(own: Event, common: Sequence[Event]) -> bool:
    """Whether an event is a step before those of a common ceremony, and dated before it."""
    return (
        own.kind is not None
        and own.date is not None
        and own.date.end is not None
        and all(
            e.kind is not None
            and e.date is not None
            and e.date.start is not None
            and _STEPS.index(own.kind) < _STEPS.index(e.kind)
            and own.date.end < e.date.start
            for e in common
        )
    )


def _goes_on(own: Event, common: Sequence[Event]) -> bool:
    """Whether an event tells of works under way that a common start has begun (7月开工的三个项目中,A正在打桩)."""
    starts = all(e.kind is MilestoneKind.CONSTRUCTION_START for e in common)
    return starts and own.kind is None and own.stage is Stage.UNDER_CONSTRUCTION


def _is_only_meant(text: str, found: Findings) -> bool:
    """Whether parties have no more than an intention or are in talks (A、B签约,C达成初步意向)."""
    return any(e.stage is Stage.PROPOSED and _MEANT.search(text, e.start, e.end) for e in found.events)


def _ends_soon(found: Findings, start: Event) -> bool:
    """Whether something is to open so soon after a common start of works that it is none of those begun."""
    if start.date is None or start.date.end is None:
        return False
    limit = start.date.end + _SHORTEST_WORKS
    ends = [e.date for e in found.events if e.kind in _ENDS and e.status is Modality.PLANNED and e.date is not None]
    return any(d.end is not None and d.end < limit for d in ends)


def _date_by_umbrella(found: Findings, cluster: NameCluster, finder: UmbrellaFinder) -> None:
    """Give the day of a common ceremony to an event of its kind that is told again without one (竣工投产 is two)."""
    dated = -1
    for own in found.events:
        if dated not in (-1, own.start):
            return
        if own.kind is None or own.status is not Modality.ACTUAL or own.date is not None:
            continue
        common = finder.day_of(cluster, own)
        if common is not None:
            add_event(found, replace(own, date=common.date), "umbrella_date", told=True)
            dated = own.start
