"""The undertakings that each event is given to."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import INHERITED, Zone
from kaigong.extractors.event.owner import is_of_other_subject, whole_of_key_work
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.core import before_phase
from kaigong.extractors.project.milestone import add_event
from kaigong.extractors.project.other_phase import halted_phase, other_phase
from kaigong.extractors.project.umbrella import VISITED
from kaigong.extractors.reading import Event
from kaigong.schemas.labels import MilestoneKind, Modality, Stage

# 建成临江论坛会址: not what the sentence spoke of before.
_OBJECT = lazy(
    r"(?!投|开|启|使|通|运|试|验|交|并|后|前|时|于|在|的|达|项目|工程|仪式|活动|现场|全部|完成|建设|施工|阶段|状态|首|[一二三四五六七八九]期)"
    r"[\u4e00-\u9fff]{4,16}(?=[,。;、)]|$)"
)
_TRANSITIVE = frozenset([MilestoneKind.COMPLETED, MilestoneKind.CONSTRUCTION_START])
_BEHIND = INHERITED | {"name_after", "back_reference"}
_NEW_PLAN = lazy(r"引进|引入|后者|原址|有意|另建|另行|改建|改为|转而|接洽|接触|洽谈|盘活|重新招商")
_ENDS_DEAL = lazy(r"解约|(?:解除|终止)了?(?:与[^,。;]{2,20}的)?(?:投资|项目|招商|开发|合作|框架)*(?:协议|合同)")
# 续建项目62个,总投资52亿元,主要有A、B: the class of what is listed behind its count
_LISTS_THEM = lazy(
    r"(?:项目)?(?:共|达|有)?\d+(?:个|项)(?:,[^,。;:、]{2,20}){0,2}(?:,?(?:主要|分别)*(?:包括|包含|即|有(?![机色限关])|为|是)(?!\d)|:)"
)
_GOAL = lazy(r"的(?:目标|节点|计划|承诺|时间|工期|要求)")  # 2026年6月通车的目标没有变
# 停工多年的某大桥: what a halt is told of, where it is not the works spoken of before
_OTHER_HALTED = lazy(
    r"(?:了|近|逾|超过?|长达|已久|至今|[\d一二两三四五六七八九十多余])*(?:年|个月|天)?(?:多|之久)?的"
    r"(?!项目|工程|原因|该|这|状态|状况|局面|情况|问题|风险|工地|厂房|主体|建设|消息|说法|决定|厂区|地块)[\u4e00-\u9fff]{3,}"
)
# X高速是今年新开工|的头一条路: said of X itself
_IS_ONE = lazy(r"(?:也|则|正|就)?是(?!否|为|在|由|因)[^,。;是]*")
_ONE_OF_KIND = lazy(
    r"的(?:首|头|第[一二三四五六七八九\d]|又|最|唯一|(?:[\u4e00-\u9fff]{0,6}的)?(?:[一两二三四五六七八九十\d]+(?:[个条座项家]|大)|重[点大要]|标志性|民生|省级?|市级?|县级?|国家级?))"
)
_COUNTS_MANY = lazy(r"了?(?:项目)?\d+(?:余|多)?[个项家宗](?!月)")


# ,年底前保证|通车: a clause that holds no more than a day and an intention
_PROMISE = lazy(
    r"(?:^|[,。;:“])(?:预计|计划|力争|争取|确保|保证|承诺|必须|务必|将|可|有望|今年|明年|后年|\d{4}年|\d{1,2}月份?|\d{1,2}日|[上中下]旬|[上下]半年|年[底内末]"
    r"|第?[一二三四]季度|春节|国庆|元旦|[底前初内末之]|[于在]|全线|全面|正式|建成|恢复|如期|按期|顺利|实现|就能|即可|可以|一定|能够?)*$"
)
_PROMISE_REACH = 24
_LIST_REACH = 150
_BUILDING = "event.building"
_NOT_BEGUN = frozenset([Stage.PROPOSED, Stage.SIGNED, Stage.APPROVED])
_CLAUSE_ENDS = lazy(r"(?:通车|投用|运营|投产|开放|使用)?(?=[,。;”!]|$)")


def _is_of_subject(discourse: Discourse, event: Event, zone: Zone) -> bool:
    """Whether a copula between the name and the event says of what kind the undertaking is (X是今年开工的首个Y)."""
    ends = (c.end for n in zone.owners for c in discourse.clusters[n].candidates if c.end <= event.start)
    last = max(ends, default=event.start)
    copula = zone.rule == "name_after" and _IS_ONE.fullmatch(discourse.text, last, event.start) is not None
    return copula and _ONE_OF_KIND.match(discourse.text, event.end) is not None


def _builds_other(discourse: Discourse, event: Event, zone: Zone) -> bool:
    """Whether an object that names no undertaking follows the verb, so that the event is that thing's."""
    text = discourse.text
    classed = event.rule.startswith("event.class")
    counted = zone.rule == "before_name" and _COUNTS_MANY.match(text, event.end) is not None
    if counted and _LISTS_THEM.match(text, event.end) is None:
        return True  # 已签约56个,开工22个,去年签约的X投产
    of_thing = text.startswith("的", event.end) and _GOAL.match(text, event.end) is None
    of_thing = of_thing and not _is_of_subject(discourse, event, zone)
    if zone.rule in _BEHIND and of_thing and event.kind is not None and not classed:
        return True  # 跨越已建成的X线路
    if zone.rule in INHERITED and event.stage is Stage.SUSPENDED and _OTHER_HALTED.match(text, event.end):
        return True  # 而搁置逾十年的北环线第二期,去年才重新纳入规划
    if event.kind not in _TRANSITIVE or text[event.start - 1 : event.start] not in (",", "、", "并", ";"):
        return False
    return (
        zone.rule in (*INHERITED, "before_name")
        and event.end <= zone.end
        and _OBJECT.match(text, event.end, zone.end) is not None
    )


def _of_first_part(discourse: Discourse, event: Event, zone: Zone) -> bool:
    """Whether the event is told before 暨 and the undertaking after it (集中签约暨X项目开工仪式)."""
    return zone.rule == "name_before" and "暨" in discourse.text[event.end : zone.end]


def _answering(
    event: Event,
    owners: Sequence[int],
    told: Mapping[tuple[int, MilestoneKind | None], int],
    seen: dict[tuple[int, MilestoneKind | None], int],
) -> Sequence[int]:
    """The one of several undertakings whose date an event has (A、B分别于3月、4月投产), else all of them.

    The event with the last of the dates comes first, then those with the others in order.
    """
    key = (event.start, event.kind)
    if event.kind is None or told[key] < 2 or told[key] != len(owners):
        return owners
    seen[key] += 1
    return (owners[seen[key] - 2],)


def _before_next(events: Sequence[Event], event: Event, zone: Zone, discourse: Discourse) -> Sequence[int]:
    """The undertakings named after an event, up to the semicolon behind which another event is told of its own.

    20个项目集中开工,包括A、B;8个项目集中竣工,包括C
    """
    if zone.rule != "before_name" or len(zone.owners) < 2:
        return zone.owners
    after = bisect_right(events, event.start, key=lambda e: e.start)
    follows = next((e for e in events[after:] if e.kind is not None and e.kind is not event.kind), None)
    stop = -1 if follows is None else discourse.text.rfind(";", event.end, follows.start)
    if follows is None or stop < 0:
        return zone.owners
    names = [(c.start, n) for n in zone.owners for c in discourse.clusters[n].candidates]
    if any(stop < start < follows.start for start, _ in names):
        return zone.owners  # 动工的有A;B,明年投产: the other event is told of B
    kept = {n for start, n in names if event.end <= start < stop}
    return [n for n in zone.owners if n in kept] or zone.owners


def _ends_the_only_one(discourse: Discourse, event: Event) -> bool:
    """Whether parties end their agreement on the only undertaking of a text (县政府已与投资方解约)."""
    if event.stage is not Stage.CANCELLED or len(discourse.clusters) != 1:
        return False
    told = any(c.end <= event.start for c in discourse.clusters[0].candidates)
    return told and _ENDS_DEAL.match(discourse.text, event.start) is not None


def _is_promised(discourse: Discourse, event: Event) -> bool:
    """Whether a body says when the only undertaking of a text will be done (交通局说,“年底前保证通车”)."""
    if event.status is not Modality.PLANNED or event.date is None or event.kind is None or len(discourse.clusters) != 1:
        return False
    if all(c.end > event.start for c in discourse.clusters[0].candidates):
        return False
    lead = _PROMISE.search(discourse.text, max(0, event.start - _PROMISE_REACH), event.start)
    return lead is not None and _CLAUSE_ENDS.match(discourse.text, event.end) is not None


def _is_visited_beside(discourse: Discourse, event: Event, zone: Zone) -> bool:
    """Whether what is named behind a ceremony was only looked at (举行观摩暨集中开工推进会,与会人员观摩了A、B)."""
    if zone.rule != "before_name":
        return False
    starts = (c.start for n in zone.owners for c in discourse.clusters[n].candidates)
    first = min((start for start in starts if start > event.end), default=event.end)
    return VISITED.search(discourse.text, event.end, first) is not None


def _is_to_be_replaced(discourse: Discourse, event: Event, zone: Zone) -> bool:
    """Whether an end is told in front of what is to take the place of what has ended.

    政府已解除协议,正与X公司接触,后者有意建一座养老社区; 收回闲置土地,引进X公司投资建设Y
    """
    if event.stage is not Stage.CANCELLED or zone.rule != "before_name":
        return False
    names = (c.start for n in zone.owners for c in discourse.clusters[n].candidates)
    first = min((start for start in names if start > event.end), default=event.end)
    return _NEW_PLAN.search(discourse.text, event.end, first) is not None


def _ended_before(discourse: Discourse, event: Event, zone: Zone) -> int | None:
    """The undertaking told of before an end that speaks of none of those behind it, if any."""
    names = ((c.start, n) for n, k in enumerate(discourse.clusters) if n not in zone.owners for c in k.candidates)
    return max((pair for pair in names if pair[0] < event.start), default=(0, None))[1]


def give_events(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give each event to the undertakings that its zone speaks of, unless the text tells it of something else."""
    told = Counter((e.start, e.kind) for e in readings.events)
    seen: dict[tuple[int, MilestoneKind | None], int] = defaultdict(int)
    common: list[Event] = []  # what is said of all that a list names
    for event in readings.events:
        zone = discourse.owners(event.start)
        if zone is None and (_ends_the_only_one(discourse, event) or _is_promised(discourse, event)):
            add_event(findings[0], event, "only_project")
        if zone is None or _builds_other(discourse, event, zone) or _of_first_part(discourse, event, zone):
            continue
        if _is_visited_beside(discourse, event, zone):
            continue
        if _is_to_be_replaced(discourse, event, zone):
            ended = _ended_before(discourse, event, zone)
            if ended is not None:
                add_event(findings[ended], event, "carried_over")
            continue
        owners = _before_next(readings.events, event, zone, discourse)
        for owner in _answering(event, owners, told, seen):
            _give(event, zone, discourse, findings, owner)
        if len(owners) > 1 and zone.rule == "before_name" and event.rule == _BUILDING:
            common.append(event)
    _drop_common(common, findings)


def _drop_common(common: Sequence[Event], findings: Sequence[Findings]) -> None:
    """Take from an undertaking what is said of a whole list, where of itself it is told that it has not begun.

    同步推进的还有两条接线:A已完成路基;B仍在办理用地手续
    """
    for event in common:
        for found in findings:
            near = (e for e in found.events if event.end < e.start < event.end + _LIST_REACH)
            if event in found.events and any(e.stage in _NOT_BEGUN and e.status is Modality.ACTUAL for e in near):
                found.events.remove(event)


def _give(event: Event, zone: Zone, discourse: Discourse, findings: Sequence[Findings], answering: int) -> None:
    """Note an event for the undertaking that answers to it, for its whole, or for the phase that it is told of."""
    text, clusters = discourse.text, discourse.clusters
    owner = whole_of_key_work(text, event, zone.rule, answering, clusters)
    if owner == answering and is_of_other_subject(text, event, zone.rule, clusters[owner]):
        return
    phase = other_phase(discourse, owner, event, zone) or halted_phase(text, event, findings[owner])
    if not phase:
        add_event(findings[owner], event, zone.rule)
        return
    # X一期投用暨二期开工仪式: the start is that of the phase which the text goes on about.
    whole = before_phase(clusters[owner].name.text)
    phases = ((n, c.name.text) for n, c in enumerate(clusters) if c.name.text.endswith(phase))
    named = [n for n, name in phases if name == phase or before_phase(name) == whole]
    if len(named) == 1:
        add_event(findings[named[0]], event, zone.rule)
