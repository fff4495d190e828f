"""Whether a text says enough of what it names to make it an undertaking, by how much the name says itself."""

from collections.abc import Sequence, Set

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.class_name_patterns import PARK_HOUSES
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.sibling import is_bare_phase
from kaigong.schemas.document import AmountSlot, MetricSlot, OrganisationSlot
from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, Modality, OrganisationRole, Stage
from kaigong.schemas.values import Money

_LINE = lazy(r"(?:线|铁路|公路|高速|大道|大桥|隧道|机场|水库|电站)$")  # 沪杭甬客运专线相继动工: no part of a works
# 县城北环路竣工通车, told behind another road's works: a public work that has a name is nobody's part
_OWN_WORKS = lazy(
    r"(?:路|街|环|[一二三四五六七八]桥|立交|立交桥|天桥|通道|泵站|水厂|处理厂|车站|客运站|码头|水闸|船闸|航站楼)$"
)
_SHORT = 4  # characters of a name that may be a figure of speech
_MIN_SPENT = 10_000  # in whole units of any currency
# “居者有其屋”工程: a campaign as often as works
_ONLY_QUOTED = lazy(r"“(?![^“”]*(?:工程|施工|承包|标段|改造|扩建|万吨))[^“”]+”(?:工程|项目)")
_ACTION = lazy(
    r"(?:扩容|扩建|扩产|扩能|改造|改扩建|迁建|搬迁|加固|整治|治理|修复|提升|拓宽|[东南西北]延|技改|[迁扩改重新兴增整]建案|(?:活化|重置|翻新|翻修|整修|更新|整治|拓宽)案?|(?<![后复])重建|整建|开发案|[BR]?OT案|BTO案|PPP案|都更案|促参案|招商案|延伸案|共生案|[迁扩改重兴整]建计划|延伸计划)$"
)
_IN_PLAN = "event.in_plan"  # tells the stage of what is known to be an undertaking, and makes none
# Kinds of things that contracts are signed with or in, more often than for.
_STANDS = lazy(r"(?:大厦|大楼|商场|商城|酒店|宾馆|医院|学校|[中小]学|总部|路|街|广场|专线|部队|公园|馆|剧院|社区)$")
# What is done to a thing, and what most works have of their own: that it has a size makes it no undertaking.
_KIND_OF_PART = lazy(
    rf"{_ACTION.pattern}|(?:园区|工业园|(?:开发|工业|高新|新)区|集聚区|集中区|保税区)$"
    r"|(?:线|炉|罐|车间|装置|机组|厂房|楼|(?<!水)库|仓|引桥|引道|匝道|公路)$"
)
# Public buildings and works that stand by themselves, and those that hold some of the others.
_PUBLIC = lazy(
    r"(?:馆|综合楼|酒店|宾馆|大厦|大楼|医院|保健院|学校|[小中]学|幼儿园|客运站|汽车站|火车站|水厂|处理厂|大桥|机场|校区|院区|市场|剧院|体育场|敬老院|福利院|养老院|中心|公园)$"
)
_BUILDING = lazy(r"(?:中心|馆|楼|厂|站|桥|路|大道|大厦|酒店|医院|学校|码头|机场|电站)(?:[一二三四]期)?$")
_GROUNDS = lazy(r"(?:园|园区|基地|产业城|物流港|码头|机场|小镇|电站|水厂|大桥|综合体)(?:[一二三四]期)?$")
_HOLDS_HALLS = lazy(r"(?:学校|校区|中心|公园|院区)$")
_HALL = lazy(r"(?:馆|场|中心|剧院|公园)$")
# Sums that any works or firm has, built long ago or not.
_OF_BUSINESS = frozenset(
    {
        AmountRole.ANNUAL_OUTPUT_VALUE,
        AmountRole.ANNUAL_REVENUE,
        AmountRole.ANNUAL_TAX,
        AmountRole.ANNUAL_PROFIT,
        AmountRole.REGISTERED_CAPITAL,
    }
)
_ZONE = lazy(r"(?:园区|工业园|开发区|工业区|新区|集聚区|高新区|保税区|集中区)$")
# What is told of works rather than of what goes on in them.
_SIZES = frozenset({MetricRole.INSTALLED_CAPACITY, MetricRole.LAND_AREA, MetricRole.FLOOR_AREA, MetricRole.LENGTH})
_PAYS = frozenset({OrganisationRole.INVESTOR, OrganisationRole.OWNER})
_TAKES_PART = _PAYS | {OrganisationRole.BUILDER}
_OWNED = "org_role.owner"  # 天柱县凤城水厂日供水3万吨,业主为X公司: no plant that runs is told of by its 业主
# 五彩湾电厂二期由海天集团建设: who builds it, said of the name itself
_BUILT_BY = (
    "org_role.built_by", "org_role.builder.after", "org_role.investor.after", "org_role.by_jointly",
    "org_role.joint_investor.after", "org_role.owner.after", "org_role.owner.apart",
    "org_role.investor.apart", "org_role.controls.after",
    "org_role.public_firm", "org_role.takes_upon",
    "org_role.built_by_contractor", "org_role.builder.before", "org_role.consortium_builds", "org_role.winner",
    "org_role.designing_unit", "org_role.designer", "org_role.institute_designs", "org_role.firm_designs",
    "org_role.investor.before", "org_role.owner.before", "org_role.supplier.", "org_role.supplier_named",
    "org_role.supplies_it", "org_role.partner.before", "org_role.delivers", "org_role.designs_and_builds",
)  # fmt: skip
_LABELS = ("org_role.builder", "org_role.owner", "org_role.designing_unit", "org_role.operator")
# X水库扩容工程项目法人为某公司: whose works they are, said of the name itself
_SAID_TO_BE = (*_BUILT_BY, "org_role.owner.before", "org_role.investor.before")
_PROGRESS = "metric_role.share"  # how much of the works is done
_NEAR = ("name_before", "name_after")
# A builds Y, lends to it, will run it: said of a works, and not of what stands there
_FOR_WORKS = frozenset({OrganisationRole.BUILDER, OrganisationRole.OPERATOR, OrganisationRole.FINANCIER})
_PLANT = lazy(r"(?<![工电水理])[厂院店社]$")  # 向某造纸厂发放贷款: the firm as often as its works
# Where a value may only happen to stand near.
_FAR = ("carried_over", "only_project", "after_headline")


def strength(cluster: NameCluster) -> tuple[bool, bool, int]:
    """How much a cluster's names say by themselves."""
    return (not all(c.located for c in cluster.candidates), cluster.proper, min(len(cluster.candidates), 3))


def _are_peers(whole: NameCluster, cluster: NameCluster) -> bool:
    """Whether two public buildings stand side by side, neither within the other (医院已封顶,图书馆年底开馆)."""
    first, other = whole.name.text, cluster.name.text
    told = any(c.told for c in cluster.candidates)
    if told and whole.weak and _BUILDING.search(first) and _GROUNDS.search(other) and len(other) > _SHORT:
        return True  # 众创中心二期封顶,用友产业园四季度竣工
    if not (whole.weak and _PUBLIC.search(first) and _PUBLIC.search(other)):
        return False
    if _HOLDS_HALLS.search(first) and _HALL.search(other):
        return False  # 新校区开工,图书馆已竣工
    return told


def _is_named_line(candidate: NameCandidate) -> bool:
    """Whether a name is that of a line or a road, though of common words (城南大道)."""
    if _LINE.search(candidate.text) is None:
        return candidate.named and _OWN_WORKS.search(candidate.text) is not None
    return candidate.named or len(candidate.text) >= _SHORT or "号线" in candidate.text


def _is_done_to(candidate: NameCandidate, found: Findings) -> bool:
    """Whether works on a thing are told that are its own, and no part of those on another."""
    if candidate.done or candidate.to_do or _ACTION.search(candidate.text) or _is_set_out(candidate, found):
        return True
    named = candidate.specific or (candidate.governed and candidate.named) or _is_named_line(candidate)
    return candidate.told and named


def is_part(cluster: NameCluster, found: Findings, whole: NameCluster) -> bool:
    """Whether a thing told of in passing is part of the undertaking spoken of (项目2021年开工,目前住院楼已竣工)."""
    if _are_peers(whole, cluster):
        return False
    told = found.amounts or found.metrics or found.organisations or len(cluster.candidates) > 1
    done_to = any(_is_done_to(c, found) for c in cluster.candidates)
    return cluster.weak and not cluster.proper and not told and not done_to


def is_listed_part(cluster: NameCluster, found: Findings, *, sized: bool) -> bool:
    """Whether a thing that the undertaking is said to include has nothing that would make it one of its own.

    ``sized`` says that the text only tells its size beside the whole (X机场扩建工程…,T3航站楼42万平方米).
    """
    one = sized and len(cluster.candidates) == 1
    return cluster.weak and (one or not cluster.proper) and not (found.amounts or found.organisations)


def is_supported(cluster: NameCluster, found: Findings, *, referred: bool, classed: bool) -> bool:
    """Whether the text says enough of the undertaking to make it one.

    A class-like name needs a fact (a sum, a milestone, a metric); a stage cue is enough for a name that identifies; a
    strong name that identifies stands for itself. ``referred`` says that the text calls it 该项目, ``classed`` that it
    stands in a list of a class (复工项目包括A、B).
    """
    names = cluster.candidates
    money = [a for a in found.amounts if a.role is not AmountRole.OTHER]
    told = any(e.stage is not None and e.rule != _IN_PLAN for e in found.events)
    facts = bool(money or found.metrics or found.milestones)
    if all(is_bare_phase(c) for c in names):
        return bool(money or found.milestones)
    listed = any(c.coordinated for c in names)
    if listed and not cluster.weak:
        return facts or told or any(c.specific for c in names)
    if not listed and (all(c.located for c in names) or _is_zone_of_others(cluster)):
        return False
    if cluster.weak:
        return _is_weakly_supported(cluster, found, referred=referred, classed=classed)
    if not cluster.proper:
        predicate = any(c.told and (c.named or told) for c in names)
        invested = any(o.role in _TAKES_PART for o in found.organisations) and any(
            c.specific and c.named for c in names
        )
        known = any(c.specific or c.named for c in names)
        # X项目的技术支持单位是A; A主要承揽市政工程: of that kind of works
        partied = any(_is_beside(o, known, names) for o in found.organisations)
        return facts or predicate or invested or partied or (told and known)
    short = all(len(c.text) <= _SHORT and c.text.endswith("工程") for c in names)
    if not listed and short and not (facts or told or found.amounts or found.organisations or referred):
        return False  # “饭碗工程”, “明亮工程”
    if not listed and all(_ONLY_QUOTED.fullmatch(c.text) for c in names):
        return bool(facts or found.amounts or found.organisations or any(c.told for c in names))
    return True


def _is_zone_of_others(cluster: NameCluster) -> bool:
    """Whether a zone that the text first names as where something lies does nothing later that makes it a works."""
    names = cluster.candidates
    zone = names[0].located and all(_ZONE.search(c.text) for c in names)
    return zone and not any(c.governed or c.done or c.told or c.specific for c in names)


def _is_set_out(candidate: NameCandidate, found: Findings) -> bool:
    """Whether a plan of work builds a public work that has a name (2019年重点工作:…新建环江三桥)."""
    planned = any(e.rule == _IN_PLAN for e in found.events)
    return planned and candidate.governed and candidate.named and _is_public_work(candidate.text)


def _is_public_work(text: str) -> bool:
    return _LINE.search(text) is not None or _OWN_WORKS.search(text) is not None


def _is_spent(slot: AmountSlot) -> bool:
    """Whether a sum is spent on works: no turnover, and more than a fare or a ticket (15元)."""
    value = slot.mention.value
    small = isinstance(value, Money) and value.value is not None and value.value < _MIN_SPENT
    return slot.role not in _OF_BUSINESS and slot.role is not AmountRole.OTHER and not small


def _is_expected(slot: AmountSlot) -> bool:
    """Whether a turnover or a tax is told right beside the name as one to come."""
    planned = slot.role in _OF_BUSINESS and slot.status is Modality.PLANNED
    return planned and slot.rule.endswith("/name_after")


def _is_measured(slot: MetricSlot) -> bool:
    """Whether a quantity is told of works: how large they are, or what they are to make (达产后年产5万吨)."""
    if slot.rule.endswith((*_FAR, "/name_itself")):
        return False
    return slot.role in _SIZES or slot.status is Modality.PLANNED


def _makes(candidate: NameCandidate, found: Findings) -> bool:
    """Whether the output of a park or base is told (X产业园年产床品300万件); a plant's may be that of any day."""
    if not candidate.named or len(candidate.text) <= _SHORT or not _GROUNDS.search(candidate.text):
        return False
    return any(m.role is MetricRole.ANNUAL_CAPACITY and m.rule.endswith("/name_after") for m in found.metrics)


def _is_builder(rule: str, links: tuple[str, ...] = ("/name_after",)) -> bool:
    return rule.startswith(_BUILT_BY) and rule.endswith(links)


def _is_given_up(names: Sequence[NameCandidate], found: Findings) -> bool:
    """Whether it is works that are cancelled: 取消 is said of anything beside a station, a hotel, a school."""
    if any(c.proper and _ACTION.search(c.text) for c in names):
        return True  # 孔雀园旅馆OT案…宣布终止契约
    return any(m.role is not MetricRole.OTHER for m in found.metrics)


def _stands_there(candidate: NameCandidate) -> bool:
    """Whether a name is that of a plant or a house, to which things are lent and which is run as it is."""
    text = candidate.text
    return _PLANT.search(text) is not None or (_STANDS.search(text) is not None and not _is_named_line(candidate))


def _is_said_of_it(rule: str) -> bool:
    """Whether a party is told right behind the name, or behind what it is called (X的投资人为A,总承包人为B)."""
    if rule.startswith(_SAID_TO_BE) and rule.endswith("/name_after"):
        return True
    return rule.startswith(_LABELS) and rule.endswith(".before/same_sentence")


def _is_beside(party: OrganisationSlot, known: bool, names: Sequence[NameCandidate]) -> bool:
    """Whether a party stands beside a name that tells which undertaking it has a part in."""
    if party.role is OrganisationRole.FINANCIER and not all(c.specific and c.named for c in names):
        return False  # 某银行为多晶硅项目放款: the one told of before
    return party.rule.endswith(_NEAR if known else "/name_after")


def _is_for_works(party: OrganisationSlot) -> bool:
    """Whether a party right beside the name has a part that only works give (承揽了X, X由A施工, X获B贷款)."""
    return party.role in _FOR_WORKS and party.rule.endswith(_NEAR)


def _is_weakly_supported(cluster: NameCluster, found: Findings, *, referred: bool, classed: bool) -> bool:
    """Whether a thing of a kind that mostly stands already (公园, 厂) is being built.

    It is where something is spent on it or a milestone is told of it. That it has a size, a turnover or a contract,
    or that something is cancelled there, counts only beside another sign.
    """
    names = cluster.candidates
    new = not all(_STANDS.search(c.text) for c in names)
    stages = {e.stage for e in found.events if e.rule != _IN_PLAN} - {None} - (set() if new else {Stage.SIGNED})
    building = any(c.governed for c in names) or referred or bool(stages - {Stage.CANCELLED})
    return (
        _is_spent_on(cluster, found, new=new, building=building)
        or _is_sized(cluster, found)
        or _is_acted_on(cluster, found)
        or _is_of_party(cluster, found)
        or _is_at_stage(cluster, found, stages, referred=referred, classed=classed)
    )


def _is_spent_on(cluster: NameCluster, found: Findings, *, new: bool, building: bool) -> bool:
    """Whether something is spent on it, is expected of it, or is told of it that happens on a day."""
    names = cluster.candidates
    spent = [a for a in found.amounts if _is_spent(a)]
    if any(c.coordinated for c in names) and (building or spent or found.metrics):
        return True
    if new and any(_is_expected(a) for a in found.amounts):
        return True  # 陶瓷产业园年产值预计15亿元
    if any(not a.rule.endswith(_FAR) for a in spent) or (spent and (building or cluster.proper)):
        return True
    if any(m.kind is not MilestoneKind.SIGNED for m in found.milestones):
        return True
    measured = bool(found.amounts or found.metrics)
    if found.milestones and (any(c.governed for c in names) or new or measured):
        return True  # signed
    return measured and (building or any(o.rule.startswith(_OWNED) for o in found.organisations))


def _is_sized(cluster: NameCluster, found: Findings) -> bool:
    """Whether its size or how much of it is done is told beside a name of its own."""
    names, near = cluster.candidates, [m for m in found.metrics if not m.rule.endswith(_FAR)]
    if cluster.proper and any(m.rule.startswith(_PROGRESS) or m.role in _SIZES for m in near):
        return True  # 3号线一期洞通率达到65%
    own = any(
        (c.named and len(c.text) > _SHORT and not _KIND_OF_PART.search(c.text)) or PARK_HOUSES.fullmatch(c.text)
        for c in names
    )
    if own and any(_is_measured(m) for m in found.metrics):
        return True
    return any(c.told for c in names) and any(m.role in _SIZES for m in near)  # 滨河公园规划占地300亩


def _is_acted_on(cluster: NameCluster, found: Findings) -> bool:
    """Whether works are told of it: a thing to do, an event as its predicate, works in its name."""
    names = cluster.candidates
    if any(c.to_do or _makes(c, found) or (c.done and (c.proper or c.named)) for c in names):
        return True
    told = any(c.told for c in names)
    if found.metrics and any(c.told and (c.named or c.proper) and not _ZONE.search(c.text) for c in names):
        return True
    if told and (found.amounts or any(c.told and c.proper and _ACTION.search(c.text) for c in names)):
        return True  # 讷河市中医院改扩建也在同步建设
    acted = cluster.proper and any(_ACTION.search(c.text) for c in names)
    if acted and found.metrics and found.amounts:
        return True  # X污水处理厂提标改造获基金2600万元,日处理能力2.5万吨
    # 向某公司发放贷款3亿元,支持其X产业园扩产
    return acted and any(o.role is OrganisationRole.FINANCIER for o in found.organisations)


def _is_of_party(cluster: NameCluster, found: Findings) -> bool:
    """Whether who pays for it, builds or owns it is told as of works."""
    names, parties = cluster.candidates, found.organisations
    if (found.amounts or found.metrics) and any(_is_builder(o.rule, ("/name_before", "/name_after")) for o in parties):
        return True  # 由市水务集团承担的第三水厂,日供水10万吨
    told = any(c.told for c in names)
    if told and found.metrics and any(o.role in _PAYS for o in parties):
        return True  # 联锦纺织的锦纶丝车间年底投产,年产8万吨
    known = cluster.proper or told or any(c.named or _is_named_line(c) for c in names)
    if known and any(_is_said_of_it(o.rule) for o in parties):
        return True
    if known and any(_is_for_works(o) for o in parties) and not all(_stands_there(c) for c in names):
        return True  # A承揽了红柳沟抽水蓄能电站
    paid = any(o.role is OrganisationRole.INVESTOR and o.rule.endswith(_NEAR) for o in parties)
    return paid and any(c.governed and c.specific and c.named for c in names)  # 某集团在匈牙利建设隔膜工厂


def _is_at_stage(
    cluster: NameCluster, found: Findings, stages: Set[Stage | None], *, referred: bool, classed: bool
) -> bool:
    """Whether a stage is told of it and something else backs that it is works."""
    names, told = cluster.candidates, any(c.told for c in cluster.candidates)
    if stages == {Stage.CANCELLED} and not told:
        return referred or any(c.governed for c in names) or _is_given_up(names, found)
    halted = bool(stages & {Stage.SUSPENDED, Stage.CANCELLED}) or any(e.rule == "event.not_begun" for e in found.events)
    backed = cluster.proper or found.organisations or told
    backed = backed or any(c.specific and _ACTION.search(c.text) for c in names)
    backed = backed or ((halted or classed) and any(c.named for c in names))
    # 开工建设平江通用机场, 续建城南大道, 将新建县体育中心
    built = any(c.governed and (c.named or _LINE.search(c.text)) for c in names)
    backed = backed or (built and bool(stages & {Stage.UNDER_CONSTRUCTION, Stage.PROPOSED}))
    return (bool(stages) and bool(backed)) or any(_is_set_out(c, found) for c in names)
