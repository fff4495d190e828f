"""The stage of an undertaking as of the article, from its events."""

import datetime
from bisect import bisect_left
from collections.abc import Sequence

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.core import core, phases_of
from kaigong.extractors.reading import Event
from kaigong.schemas.document import ProjectDraft
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import MilestoneKind, Modality, OrganisationRole, Stage

_ORDER = (
    Stage.PROPOSED,
    Stage.SIGNED,
    Stage.APPROVED,
    Stage.UNDER_CONSTRUCTION,
    Stage.COMPLETED,
    Stage.OPERATING,
)
_TENDER = "event.tender"
_TENDERED = "event.tendered"  # 完成招标, with no winner named
_RESTART = "event.restart"
_LAND = "event.land"
_NOT_FILED = "event.not_filed"
_POSTPONED = "event.postponed"
_BUILDING = "event.building"
_SPENT = "event.spent"
_IN_USE = "event.in_use"  # 去年产值近4亿元: said of works that stand
_WITHDRAWN = "event.withdrawn"
_SOON = datetime.timedelta(days=550)  # works that are to end within a year and a half are under way
_LATELY = datetime.timedelta(days=60)
_NOT_BEGUN = frozenset([Stage.PROPOSED, Stage.SIGNED, Stage.APPROVED])
_WHOLE_REACH, _LIST_REACH = 300, 120
_LISTS_PARTS = lazy(
    r"(?:项目|工程|产业园|基地|建设内容)(?:,?(?:具体|主要|共|一共)?(?:下设|下辖|包括|包含|涵盖|分为)|(?P<by>由))"
)
# 项目主要新建城北、河口两座填埋场,…。|城北|填埋场投资3.4亿元: how the parts are listed before they are named
_LISTED_SHORTLY = lazy(r"(?:包括|包含|内容为|主要|拟|将)(?:新建|改建|建设|扩建)[^,。;\n]{0,12}$")
_TOGETHER = lazy(r"(?:、[^,。;、\n]{2,4}){0,3}[两二三四五六\d][座个处条家]")
_SECTION = lazy(r"第?[A-Za-z\d一二三四五六七八九十-]{1,5}(?:合同|施工)?(?:标段?|合同段)")
_STEM = 2  # characters that a part is called by in such a list
_COMPOSES = lazy(r"[^。\n]*?(?:组成|构成)")
_BEGUN = frozenset([Stage.UNDER_CONSTRUCTION, Stage.COMPLETED, Stage.OPERATING])
_ENDS = frozenset([MilestoneKind.TOPPED_OUT, MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START])
# 力争年内取得核准, 拟签署
_BEGINS = frozenset([MilestoneKind.CONSTRUCTION_START, MilestoneKind.APPROVED, MilestoneKind.SIGNED])
_PAPERS = frozenset([MilestoneKind.SIGNED, MilestoneKind.APPROVED])
_OF_KIND = {
    MilestoneKind.SIGNED: Stage.SIGNED,
    MilestoneKind.APPROVED: Stage.APPROVED,
    MilestoneKind.CONSTRUCTION_START: Stage.UNDER_CONSTRUCTION,
    MilestoneKind.TOPPED_OUT: Stage.UNDER_CONSTRUCTION,
    MilestoneKind.COMPLETED: Stage.COMPLETED,
    MilestoneKind.PRODUCTION_START: Stage.OPERATING,
}


def stage_of(events: Sequence[Event], published: datetime.date | None) -> Stage | None:
    """The furthest stage that a fact speaks for; a stop counts unless a later event resumes the work.

    Events are in order of the text. A later phase's start does not take back what an earlier phase has reached. What
    is to be finished within a year and a half of publication, with no start still to come, is being built.
    """
    planned = frozenset(e.kind for e in events if e.status is Modality.PLANNED and e.date is not None)
    facts = [e for e in events if e.status is Modality.ACTUAL and not _is_revoked(e, planned)]
    if all(e.kind is not MilestoneKind.COMPLETED for e in facts):
        facts = [e for e in facts if e.rule != _IN_USE]
    if MilestoneKind.CONSTRUCTION_START in planned and any(e.kind in _PAPERS for e in facts):
        facts = [e for e in facts if e.rule != _SPENT]  # 计划7月开工,…已累计投入5920万元: on land and papers
    if any(e.rule == _NOT_FILED for e in facts):
        facts = [e for e in facts if e.rule != _LAND]  # 已竞得土地,…。项目尚需办理备案
    restarts = [e for e in facts if e.rule == _RESTART]
    reached: Stage | None = None
    stopped: Stage | None = None
    halt: Event | None = None
    for event in facts:
        stage = event.stage or (None if event.kind is None else _OF_KIND[event.kind])
        if stage in (Stage.CANCELLED, Stage.SUSPENDED):
            reason = event.rule == _WITHDRAWN and stopped is Stage.SUSPENDED  # 停工两年,因大股东撤资
            goes_on = any(_is_end_ahead(e) and e.start > event.start for e in events)
            if not reason and not _is_resumed_before(event, restarts, published, goes_on=goes_on):
                stopped, halt = stage, event
        elif stage is not None:
            late = _ORDER.index(stage) >= _ORDER.index(Stage.UNDER_CONSTRUCTION)
            tops = event.kind is MilestoneKind.TOPPED_OUT and event.date is None  # 停摆,主厂房虽已封顶
            ongoing = not (tops or _is_balance(event, stopped))
            if stopped is not None and late and ongoing and not _is_before(event, halt, published):
                stopped = None
            if reached is None or _ORDER.index(stage) > _ORDER.index(reached):
                reached = stage
    if stopped is not None:
        return stopped
    intended = any(e.stage is Stage.PROPOSED or e.kind in _BEGINS or e.rule == _NOT_FILED for e in events)
    if reached is Stage.APPROVED and all(e.rule == _TENDERED for e in facts if e.stage is reached):
        reached = None if any(e.rule == _TENDER for e in events) else reached
    if reached is Stage.PROPOSED and any(e.rule == _POSTPONED and e.kind in _ENDS for e in events):
        return Stage.UNDER_CONSTRUCTION  # 拟将该项目达到预定可使用状态的日期延期至…: its works are late
    if reached in (None, Stage.PROPOSED) and any(e.rule == _TENDER for e in events):
        return None  # who will build is known, what is signed and approved is not
    if reached is Stage.APPROVED and _is_of_next_phase(facts, events, published):
        return Stage.UNDER_CONSTRUCTION
    if reached is None and intended:
        return Stage.PROPOSED
    if reached is None and any(_is_near(e, published) for e in events):
        return Stage.UNDER_CONSTRUCTION
    return reached


def drop_kickoff(text: str, found: Findings) -> None:
    """Take out the start of works that is only that of a programme (昨日在贵阳启动…2014年3月开工)."""
    planned = [e for e in found.events if e.kind is MilestoneKind.CONSTRUCTION_START and e.status is Modality.PLANNED]
    days = [e.date.start for e in planned if e.date is not None and e.date.start is not None]
    for event in list(found.events) if days else ():
        starts = event.kind is MilestoneKind.CONSTRUCTION_START and event.status is Modality.ACTUAL
        end = event.date.end if event.date is not None else None
        if starts and text[: event.end].endswith("启动") and (end is None or end < min(days)):
            found.events.remove(event)
            found.milestones[:] = [m for m in found.milestones if m.start != event.start]


def with_stage_of_parts(drafts: Sequence[ProjectDraft]) -> tuple[ProjectDraft, ...]:
    """The drafts, a whole whose end is still to come being built where one of its parts is.

    贵南高铁德庆隧道贯通。贵南高铁…预计2023年底全线通车: nothing else says how far the whole line has come.
    """
    begun = sorted(d.name.text for d in drafts if d.stage in _BEGUN)
    return tuple(
        replace(d, stage=Stage.UNDER_CONSTRUCTION)
        if d.stage is None and ((_awaits_end(d) and _has_part(d, begun)) or (n and _is_section(drafts[n - 1], d)))
        else d
        for n, d in enumerate(drafts)
    )


def _is_section(whole: ProjectDraft, section: ProjectDraft) -> bool:
    """Whether it is a section, by its number and builder, of a line being built (X高速…,其中|A3标段|由某公司承建)."""
    built = any(o.role is OrganisationRole.BUILDER for o in section.organisations)
    numbered = built and _SECTION.fullmatch(section.name.text) is not None
    return numbered and whole.stage is Stage.UNDER_CONSTRUCTION


def with_stage_of_whole(text: str, drafts: Sequence[ProjectDraft]) -> tuple[ProjectDraft, ...]:
    """The drafts, the parts that are listed of an undertaking not yet begun being no further than the whole.

    松原供水项目下设A、B和C三个子项目: of the parts nothing else is told.
    """
    firsts = sorted((min(m.start for m in (d.name, *d.aliases)), n) for n, d in enumerate(drafts))
    stages: dict[int, Stage] = {}
    for start, number in firsts:
        stage = drafts[number].stage
        listed = None if stage is not None else _listing_before(text, start)
        if listed is None and stage in (None, Stage.PROPOSED):
            listed = _listed_shortly(text, drafts[number].name.text, start)
        before = [n for at, n in firsts if listed is not None and at < listed < at + _WHOLE_REACH]
        if before and drafts[before[-1]].stage in _NOT_BEGUN:
            stages[number] = drafts[before[-1]].stage or Stage.PROPOSED
    return tuple(replace(d, stage=stages[n]) if n in stages else d for n, d in enumerate(drafts))


def _listing_before(text: str, start: int) -> int | None:
    """Where the words stand that list a name as a part of an undertaking (项目包括A、B; 项目由A、B组成)."""
    since = max(text.rfind("。", 0, start), text.rfind("\n", 0, start), start - _LIST_REACH) + 1
    found = list(_LISTS_PARTS.finditer(text, since, start))
    if not found or (found[-1]["by"] and _COMPOSES.search(text, start, start + _LIST_REACH) is None):
        return None
    return found[-1].start()


def _listed_shortly(text: str, name: str, start: int) -> int | None:
    """Where the paragraph has listed a name by what it has of its own (新建城北、河口两座填埋场)."""
    stem = text[start : start + len(name)][:_STEM]
    first = text.rfind("\n", 0, start) + 1
    at = text.rfind(stem, first, start) if len(name) > _STEM else -1
    if at < 0 or _LISTED_SHORTLY.search(text, first, at) is None or _TOGETHER.match(text, at + _STEM) is None:
        return None
    return at


def _awaits_end(draft: ProjectDraft) -> bool:
    return any(m.kind in _ENDS and m.status is Modality.PLANNED for m in draft.milestones)


def _has_part(whole: ProjectDraft, others: Sequence[str]) -> bool:
    """Whether one of the sorted names is the whole's with a part behind (贵南高铁|德庆隧道), no phase of it."""
    own = core(whole.name.text)
    at = bisect_left(others, own) if own else len(others)
    while at < len(others) and others[at].startswith(own):
        if len(others[at]) > len(own) + 1 and not phases_of(others[at][len(own) :]):
            return True
        at += 1
    return False


def _is_resumed_before(
    halt: Event, restarts: Sequence[Event], published: datetime.date | None, *, goes_on: bool
) -> bool:
    """Whether the text has told, as news or with its later day, how a halt ended (9月8日复工。…2020年6月停工).

    A halt without a day is over where an end is planned behind it (日前复工。…建至17层后停工,…预计年底交房).
    """
    before = [e for e in restarts if e.start < halt.start]
    if halt.date is None or halt.date.end is None:
        return halt.stage is Stage.SUSPENDED and goes_on and bool(before)
    end = halt.date.end
    long_ago = published is not None and end < published - _LATELY
    return any(long_ago if e.date is None else e.date.start is not None and e.date.start > end for e in before)


def _is_end_ahead(event: Event) -> bool:
    """Whether an event is a planned end of works with a day."""
    return event.kind in _ENDS and event.status is Modality.PLANNED and event.date is not None


def _is_before(event: Event, halt: Event | None, published: datetime.date | None) -> bool:
    """Whether the text dates an event before the halt that it tells first (决定终止X项目。该项目2022年9月开工)."""
    if halt is None or event.date is None or event.date.end is None:
        return False
    if event.rule == _RESTART and halt.date is None:
        return False  # 停建将近一年,去年11月恢复施工
    stop = (halt.date.start if halt.date is not None else None) or published
    return stop is not None and event.date.end < stop - _LATELY


def _is_balance(event: Event, stopped: Stage | None) -> bool:
    """Whether what is told behind the end or halt of an undertaking only sums up its past (停工至今,完成投资3亿元)."""
    return event.rule == _SPENT or (stopped is Stage.CANCELLED and event.rule == _BUILDING)


def _is_revoked(event: Event, planned: frozenset[MilestoneKind | None]) -> bool:
    """Whether an undated start is only that of a class, as its own, or what goes before, is still to come."""
    undated = event.kind is MilestoneKind.CONSTRUCTION_START and event.date is None and not event.narrated
    return undated and not planned.isdisjoint((event.kind, MilestoneKind.SIGNED, MilestoneKind.APPROVED))


def _is_of_next_phase(facts: Sequence[Event], events: Sequence[Event], published: datetime.date | None) -> bool:
    """Whether only a later phase is being prepared (一期力争3月底前竣工,二期加快前期工作)."""
    prepared = {e.phase for e in facts if e.stage is Stage.APPROVED}
    ending = {e.phase for e in events if _is_near(e, published)}
    return all(prepared) and all(ending) and bool(ending) and prepared.isdisjoint(ending)


def _is_near(event: Event, published: datetime.date | None) -> bool:
    """Whether an event is the end of works that is planned for the year and a half after the day of publication."""
    if event.kind not in _ENDS or event.status is not Modality.PLANNED or published is None:
        return False
    if event.date is None:
        return True  # 确保X竣工投产
    last = event.date.end or event.date.start  # 春节后投产
    return last is not None and last <= published + _SOON
