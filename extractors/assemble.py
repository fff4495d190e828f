"""Stage: names, readings and events → project drafts. A value reaches a project only through a named rule."""

import datetime
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from kaigong.extractors.discourse import INHERITED, Discourse, Zone, is_notice_in_sections
from kaigong.extractors.discourse_text import DiscourseText
from kaigong.extractors.event_owner import is_of_other_subject, whole_of_key_work
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.industry import IndustryFinder, industry_mentions
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project_cluster import NameCluster, add_quoted_forms, before_phase, cluster_names
from kaigong.extractors.project_context import NameContext
from kaigong.extractors.project_county import counties_of
from kaigong.extractors.project_headline import join_headlines
from kaigong.extractors.project_inner import without_inner_names
from kaigong.extractors.project_lexicon import IN_PHASES, PHASES_REACH, NameCandidate
from kaigong.extractors.project_list import ListFinder
from kaigong.extractors.project_name import NameFinder
from kaigong.extractors.project_organisation import OwnerFinder
from kaigong.extractors.project_part import without_parts
from kaigong.extractors.project_party import give_parties, with_full_names
from kaigong.extractors.project_phase import link_phases
from kaigong.extractors.project_place import PlaceFinder
from kaigong.extractors.project_respective import keep_respective, sharers
from kaigong.extractors.project_sibling import (
    find_phases,
    find_wholes,
    inherit_owners,
    inherit_phases,
    join_phase,
)
from kaigong.extractors.project_signatory import Signatories
from kaigong.extractors.project_stage import drop_kickoff, stage_of, with_stage_of_parts
from kaigong.extractors.project_support import is_listed_part, is_part, is_supported, strength
from kaigong.extractors.project_umbrella import UmbrellaFinder
from kaigong.extractors.reading import AmountReading, Event, MetricReading
from kaigong.extractors.table import Tables
from kaigong.schemas.document import (
    AmountSlot,
    Document,
    Mention,
    MetricSlot,
    MilestoneSlot,
    ProjectDraft,
)
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, MetricRole, MilestoneKind, Modality, Qualifier, Stage
from kaigong.schemas.values import DateValue, Money, Quantity, Value

_THIS_IS = lazy(r"[^,。;\n]{0,14},这是(?:一个|一项)?")  # X公司迁建项目启动,这是年产80万吨迁建项目,
_SHORT_FOR = lazy(
    r"”?\((?:以下)?(?:简称|下称|称)(?:为|:)?“?|[^。;]{0,40}(?:现|后|已|并)?(?:更名|改名|改称)(?:为|成)[“]?"
)
# 国内首个万吨级光伏制氢项目——X绿氢示范项目: a description, and the name of what it describes
_DASH = lazy(r"(?:”?——“?)?")
_FIRST_ONE = lazy(r"[首][个座条家套例]|第一[个座条家套]|最[大长高早深][^,。;]{0,8}$|唯一")
_AND = lazy(r"、|和|与|及|以及|;")
# 英吉沙县的A产业园、|莎车县的|B项目: whose the next one is
_AND_OF_PLACE = lazy(r"(?:、|和|与|及|以及)(?:[\u4e00-\u9fff]{1,8}[省市县区州旗盟镇乡]的)?")
# 建成临江论坛会址: not what the sentence spoke of before.
_OBJECT = lazy(
    r"(?!投|开|启|使|通|运|试|验|交|并|后|前|时|于|在|的|达|项目|工程|仪式|活动|现场|全部|完成|建设|施工|阶段|状态|首|[一二三四五六七八九]期)"
    r"[\u4e00-\u9fff]{4,16}(?=[,。;、)]|$)"
)
_TRANSITIVE = frozenset([MilestoneKind.COMPLETED, MilestoneKind.CONSTRUCTION_START])
_ENDS = frozenset([MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START])
_SHORTEST_WORKS = datetime.timedelta(days=60)
_PHASE_NUMBER = lazy(r"[一二三四五六]期|首期")
_LATER_PHASE = lazy(r"(?<!第)[二三四五六]期(?![^,。;]{0,6}(?:工程)?(?:和|与|、)[一二三四五六]期)")
_OF_FIRST = lazy(r"的(?:一期|首期)(?:工程|项目)?")
_BEFORE_START = frozenset([MilestoneKind.SIGNED, MilestoneKind.APPROVED])
_BEHIND = INHERITED | {"name_after", "back_reference"}
# 大熊山水库扩容: what is done to a thing is an undertaking by its very name.
# 拟建4个泊位 says what is planned of an undertaking that a common ceremony may have started.
_NOTHING_YET = (None, Stage.PROPOSED)
_BUILDS_NAMED = lazy(r"(?:在[^,。;]{2,14})?(?:投资)?(?:建设|新建|兴建|扩建)(?:一[条座个家])?$")
_NEW_PLAN = lazy(r"后者|原址|有意|另建|另行|改建|改为|转而|接洽|接触|洽谈|盘活|重新招商")
_STEPS = (
    MilestoneKind.SIGNED,
    MilestoneKind.APPROVED,
    MilestoneKind.CONSTRUCTION_START,
    MilestoneKind.TOPPED_OUT,
    MilestoneKind.COMPLETED,
    MilestoneKind.PRODUCTION_START,
)
_FIRST = frozenset(["一期", "首期"])
# 其中一期投资20亿元,2018年投产;二期…; but not 二期在一期基础上扩建, 一期、二期
_OPENS_PHASE = lazy(
    r"(?:(?<=[,。;\n])|^)(?:其中,?|而|但|目前,?)?(?:[该其]?(?:项目|工程|基地|园区|产业园|工厂|电站))?(?P<phase>[一二三四五六]期|首期)(?:工程|项目)?"
    r"(?!基础|的|和|与|及|、|建成后|投产后|投运后|之后)"
)
_ENDS_DEAL = lazy(r"解约|(?:解除|终止)了?(?:与[^,。;]{2,20}的)?(?:投资|项目|招商|开发|合作|框架)*(?:协议|合同)")
_MEANT = lazy(r"意向|洽谈|在谈|有意")
# 续建项目62个,总投资52亿元,主要有A、B: the class of what is listed behind its count
_LISTS_THEM = lazy(
    r"(?:项目)?(?:共|达|有)?\d+(?:个|项)(?:,[^,。;:、]{2,20}){0,2},(?:主要|分别)*(?:包括|包含|有(?![机色限关])|为|是)(?!\d)"
)
_OF_LISTED = frozenset(("event.class_opened", "event.class_completed"))
_COUNTS_MANY = lazy(r"了?(?:项目)?\d+(?:余|多)?[个项家宗](?!月)")
_MIN_RUN = 3
_LIST = 120  # characters that a list of names may take
_COUNTS_ITEMS = lazy(r"等|(?:这)?(?:[两二三四五六七八九十]|\d+)(?:个|大|项)")
_OF_IT = 10  # 其中一期计划投资
_BESIDE = 12  # characters between items of a list
_MAX_HEADLINE = 45
_WITHIN = Decimal("1.4")  # 108亿元 is 超百亿, 150亿元 is told otherwise
_PRODUCT = "metric_role.product"
_IN_ROW = "metric_role.listed"
_RESPECTIVE = lazy(r"(?:分别|依次)[^,。;]{0,10}$")
_POWER_UNITS = frozenset("千瓦 兆瓦 MW kW 吉瓦 GW 瓩 瓦 W".split())
_MOST = Decimal("0.9")  # 500兆瓦 in 126台4兆瓦风机
_ROUNDING = Decimal("0.005")
_AGREEMENT = lazy(r"《[^《》\n]{2,40}(?:协议|合同|备忘录|意向书)(?:书)?》")  # names it as shortly as a headline
_BRACKETED = lazy(r"【[^【】]*】")


def find_names(document: Document, tables: Tables) -> list[NameCandidate]:
    """Candidates of both finders, and of tables; a list item gives way to a name with a head that overlaps it."""
    context = NameContext(document)
    listed = ListFinder(document, context).find()
    headed = NameFinder(document, context).find()
    kept = list(listed)
    for candidate in headed:
        overlapping = [c for c in listed if c.start < candidate.end and candidate.start < c.end]
        if not overlapping:
            kept.append(candidate)
    kept = tables.names(without_parts(document, sorted(kept, key=lambda c: (c.start, c.end))))
    phases = list(find_phases(document, kept))
    return _mark_lists(document, sorted([*kept, *phases], key=lambda c: (c.start, c.end)))


def _mark_lists(document: Document, names: list[NameCandidate]) -> list[NameCandidate]:
    """Strong names that stand side by side (A项目、B项目以及C工程) are list items too."""
    marked = list(names)
    for first, last in _runs(document, names):
        marked[first:last] = [replace(n, coordinated=True) for n in names[first:last]]
    for number in range(len(names) - 2, -1, -1):
        one, other = marked[number], marked[number + 1]
        upto = other.start - len(other.owner)  # A、|抖音集团|B
        if other.told and _AND_OF_PLACE.fullmatch(document.text, one.end, upto):
            marked[number] = replace(one, told=True)  # A、B正在加快建设
    for number, (one, other) in enumerate(pairwise(names)):
        if marked[number].governed and other.named and _AND.fullmatch(document.text, one.end, other.start):
            told = marked[number].told or marked[number + 1].told
            marked[number + 1] = replace(marked[number + 1], governed=True, told=told)  # 开工建设A、B
        gap = document.text[one.end : other.start - len(other.owner)]  # X公司A项目、|Y公司|B项目
        # A智造产业园配套道路、B节水改造工程同时动工: the list with a strong name says what the weak one is.
        weak_one = one.weak and one.named and one.specific and not other.weak
        if (weak_one or not (one.weak or other.weak)) and (_AND.fullmatch(gap) or _AND_OF_PLACE.fullmatch(gap)):
            built = marked[number].governed or (weak_one and one.proper)
            marked[number] = replace(marked[number], coordinated=True, governed=built)
            marked[number + 1] = replace(marked[number + 1], coordinated=True)
    return marked


def _runs(document: Document, names: Sequence[NameCandidate]) -> Iterator[tuple[int, int]]:
    """Runs of at least so many names side by side that they can only be a list, whatever their heads."""
    first = 0
    for number in range(1, len(names) + 1):
        linked = number < len(names) and _AND.fullmatch(document.text, names[number - 1].end, names[number].start)
        if not linked:
            if number - first >= _MIN_RUN:
                yield first, number
            first = number


def headlines_of(document: Document) -> list[tuple[int, int]]:
    """Spans of headlines in the text: short lines without a full stop, what stands in 【】, agreements in 《》."""
    spans = [m.span() for pattern in (_BRACKETED, _AGREEMENT) for m in pattern.finditer(document.text)]
    for number, sentence in enumerate(document.sentences):
        limit = _MAX_HEADLINE if number else 2 * _MAX_HEADLINE
        whole_line = document.text[sentence.end : sentence.end + 1] in ("", "\n")
        if whole_line and sentence.end - sentence.start <= limit and document.text[sentence.end - 1] not in "。!?;,:":
            spans.append((sentence.start, sentence.end))
    return spans


def _renamed(document: Document, names: Sequence[NameCandidate]) -> list[NameCandidate]:
    """Names that the text introduces as short for the name before, or as what goes by its description."""
    text = document.text
    return [
        b
        for a, b in pairwise(names)
        if _SHORT_FOR.fullmatch(text, a.end, b.start)
        or (_THIS_IS.fullmatch(text, a.end, b.start) and text[b.end : b.end + 1] in (",", "。", ";"))
        or (_DASH.fullmatch(text, a.end, b.start) and _FIRST_ONE.search(text, max(0, a.start - _OF_IT), a.end))
    ]


def assemble(document: Document) -> Document:
    """The document with its project drafts and PROJECT mentions.

    What an unsupported name would claim goes to its neighbours: names without support are taken out, the faintest
    first, and the text is read again, until all that are left are supported.
    """
    tables = Tables(document.text)
    names = find_names(document, tables)
    titles = headlines_of(document)
    counties = counties_of(document, names)
    wholes = find_wholes(document, names)
    clusters = cluster_names(names, titles, _renamed(document, names), wholes, document.text, counties)
    add_quoted_forms(document.text, clusters)
    clusters = _without_located(clusters)
    if not clusters:
        return document
    readings = Readings.of(document, names, tables)
    known, owners = DiscourseText(document), OwnerFinder(document)
    in_sections = is_notice_in_sections(document)
    while clusters:
        discourse = Discourse(document, clusters, known, in_sections=in_sections)
        findings = [Findings() for _ in clusters]
        _give_amounts(readings, discourse, findings)
        _give_metrics(readings, discourse, findings)
        _give_events(readings, document, discourse, findings)
        _give_umbrellas(readings, document, discourse, findings)
        give_parties(readings, document, discourse, findings, owners)
        keep_respective(document, clusters, findings)
        inherit_owners(clusters, findings)
        inherit_phases(discourse.phase_parts, findings)
        weak = [
            c
            for number, (c, f) in enumerate(zip(clusters, findings, strict=True))
            if not is_supported(c, f, referred=number in discourse.referred, classed=number in discourse.classed)
            or (number in discourse.within and is_part(c, f, clusters[discourse.within[number]]))
            or (number in discourse.listed and is_listed_part(c, f, sized=number in discourse.sized))
        ]
        if not weak and (joined := join_headlines(document.text, clusters, findings, titles)) is not None:
            clusters = joined
            continue
        if not weak:
            break
        faintest = min(strength(c) for c in weak)
        fallen = [c for c in weak if strength(c) <= faintest]
        gone = {id(c) for c in fallen}
        clusters = [c for c in clusters if id(c) not in gone]
        for whole in fallen:
            join_phase(whole, clusters)
    else:
        return document
    places = PlaceFinder(document, discourse, tables)
    industries = IndustryFinder(document, discourse)
    drafts: Sequence[ProjectDraft] = [
        _draft(number, clusters[number], f, places, industries) for number, f in enumerate(findings)
    ]
    document, drafts = without_inner_names(document, drafts)
    mentions = _without_overlaps([m for d in drafts for m in (d.name, *d.aliases)])
    mentions += industry_mentions((i for d in drafts for i in d.industry), document.text)
    return replace(document.add_mentions(mentions), projects=link_phases(document, with_stage_of_parts(drafts)))


def _without_located(clusters: list[NameCluster]) -> list[NameCluster]:
    """The clusters less those that a reading would take out first whatever it found: names of where something is."""
    while clusters:
        faintest = min(strength(c) for c in clusters)
        fallen = [c for c in clusters if strength(c) == faintest]
        if not all(n.located and not n.coordinated for c in fallen for n in c.candidates):
            break
        clusters = [c for c in clusters if strength(c) != faintest]
        for whole in fallen:
            join_phase(whole, clusters)
    return clusters


def _opens_item(discourse: Discourse, zone: Zone, reading: AmountReading) -> bool:
    """Whether a sum opens an item of a list, so that it is not that of the item before (A计划、37亿元医管局中心)."""
    behind = zone.rule == "name_after" and reading.rule.endswith(".before_name")
    return behind and discourse.text[reading.mention.start - 1 : reading.mention.start] == "、"


def _give_amounts(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    for readings_of_zone, zone in _by_zone(readings.amounts, discourse):
        shares = list(accumulate(not r.rule.endswith("conversion") for r in readings_of_zone))
        sharing = sharers(discourse, zone, readings_of_zone[0].mention.start, shares[-1])
        for share, reading in zip(shares, readings_of_zone, strict=True):
            owners = sharing or zone.owners
            if len(owners) > 1:
                own = _modified(discourse, owners, reading)
                if share > len(sharing) and own is None:
                    continue
                owners = (owners[max(0, share - 1)] if own is None else own,)
            for owner in owners:
                if _is_of_first(discourse.text, discourse.clusters[owner], reading) or _opens_item(
                    discourse, zone, reading
                ):
                    continue
                role = _own_role(
                    discourse.text,
                    reading,
                    discourse.clusters[owner],
                    findings[owner],
                    zone,
                    is_phase=owner in discourse.phase_parts,
                )
                slot = AmountSlot(role, reading.mention, reading.status, f"{reading.rule}/{zone.rule}", reading.per)
                _add_amount(findings[owner], slot)
                of_whole = discourse.whole_of.get(owner, discourse.phase_parts.get(owner))
                whole = of_whole if role is AmountRole.TOTAL_INVESTMENT else None
                if whole is not None and findings[whole].amounts:
                    part = replace(slot, role=AmountRole.PHASE_INVESTMENT, rule=f"{reading.rule}/of_phase")
                    _add_amount(findings[whole], part)
    for number, cluster in enumerate(discourse.clusters):
        told = any(
            a.role is AmountRole.TOTAL_INVESTMENT for a in findings[number].amounts
        )  # no size beside its own sum
        for candidate in cluster.candidates if not told else ():
            if candidate.size_class is not None:
                slot = AmountSlot(
                    AmountRole.TOTAL_INVESTMENT, candidate.size_class, Modality.ACTUAL, "amount_role.list_size_class"
                )
                _add_amount(findings[number], slot)


def _modified(discourse: Discourse, owners: Sequence[int], reading: AmountReading) -> int | None:
    """The item of a list that a sum stands before (投资2亿元的A、B落户), but no sum of all (9亿元的A、B两个项目)."""
    text, first = discourse.text, reading.mention.end + 1
    if text[reading.mention.end : first] != "的":
        return None
    last = max(
        (c.end for n in owners for c in discourse.clusters[n].candidates if c.start < first + _LIST), default=first
    )
    if _COUNTS_ITEMS.match(text, last):
        return None
    for number in owners:
        if any(first in (c.start, c.start - len(c.owner)) for c in discourse.clusters[number].candidates):
            return number  # 投资2亿元的A, 投资3亿元的某集团B
    return None


def _is_of_first(text: str, cluster: NameCluster, reading: AmountReading) -> bool:
    """Whether a sum is that of the first phase, beside an undertaking named as a later one (总投资51亿元的一期工程)."""
    later = all(_LATER_PHASE.search(c.text) for c in cluster.candidates)
    return later and _OF_FIRST.match(text, reading.mention.end) is not None


def _own_role(
    text: str, reading: AmountReading, cluster: NameCluster, found: Findings, zone: Zone, *, is_phase: bool
) -> AmountRole:
    """The role of a sum; a phase's sum is the total of the undertaking that is named as that phase.

    But not where the whole, of which a total was told, is said to come in phases (X一期工程…该项目总投资9亿元,分两期).
    """
    assert reading.role is not None
    if is_phase and reading.role is AmountRole.PHASE_INVESTMENT:
        return AmountRole.TOTAL_INVESTMENT  # 一期为X生产线,计划投资19.8亿元
    if reading.role is AmountRole.PHASE_INVESTMENT and reading.phase:
        first = reading.mention.start
        whole = any(a.role is AmountRole.TOTAL_INVESTMENT for a in found.amounts)
        of_it = "其中" in text[max(0, first - _OF_IT) : first]
        totals = (a.mention for a in found.amounts if a.role is AmountRole.TOTAL_INVESTMENT)
        if of_it and any(_is_more(total, reading.mention) for total in totals):
            return reading.role  # X一期已完成…该小镇总投资18亿元,其中一期投资6.5亿元
        if whole and IN_PHASES.search(text, max(0, first - PHASES_REACH), first):
            return reading.role
        if zone.rule == "name_before" and _BUILDS_NAMED.match(text, reading.mention.end, zone.end):
            return AmountRole.TOTAL_INVESTMENT  # 三期项目进入规划阶段,拟投资20亿元建设X产线
        named_so = any(text.startswith(f"{reading.phase}为", max(0, c.start - 3)) for c in cluster.candidates)
        # 其中一期|炼油项目投资86亿元: the phase stands right before a name that is cut behind it
        named_so = named_so or any(text.endswith(reading.phase, 0, c.start) for c in cluster.candidates)
        if named_so or reading.phase in cluster.name.text:
            return AmountRole.TOTAL_INVESTMENT
    return reading.role


def _is_more(one: Mention, other: Mention) -> bool:
    first, second = one.value, other.value
    if not (isinstance(first, Money) and isinstance(second, Money)) or first.value is None or second.value is None:
        return False
    return first.currency == second.currency and first.value > second.value


def _by_zone(readings: Iterable[AmountReading], discourse: Discourse) -> Iterable[tuple[list[AmountReading], Zone]]:
    groups: dict[int, list[AmountReading]] = defaultdict(list)
    zones: dict[int, Zone] = {}
    for reading in readings:
        zone = discourse.owners(reading.mention.start)
        if zone is not None:
            groups[zone.start].append(reading)
            zones[zone.start] = zone
    return [(groups[start], zones[start]) for start in groups]


def _add_amount(found: Findings, slot: AmountSlot) -> None:
    """A sum that the text repeats for the same role, also rounded in a headline, counts once: the exact one."""
    for number, other in enumerate(found.amounts):
        if other.role is slot.role is AmountRole.TOTAL_INVESTMENT and other.mention.value != slot.mention.value:
            if _is_bound_of(slot.mention.value, other.mention.value):
                return  # 总投资108亿元, above it 总投资超百亿
            if _is_bound_of(other.mention.value, slot.mention.value):
                found.amounts[number] = slot
                return
        same = other.mention.value == slot.mention.value
        rounded = same or slot.role is not AmountRole.OTHER  # 专项债券4.5亿元、企业自筹4.48亿元 are two
        if other.role is slot.role and rounded and (nearer := _more_exact(other.mention.value, slot.mention.value)):
            if nearer is slot.mention.value:
                found.amounts[number] = slot
            return
    found.amounts.append(slot)


def _is_bound_of(bound: Value | None, exact: Value | None) -> bool:
    """Whether a sum only says about how much an exact one is (超百亿, 近110亿元: 108亿元)."""
    if not (isinstance(bound, Money) and isinstance(exact, Money)) or bound.currency != exact.currency:
        return False
    if bound.value is None or exact.value is None or exact.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
        return False
    if bound.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.ORDER_OF):
        return bound.value <= exact.value < _WITHIN * bound.value
    return bound.qualifier is Qualifier.NEARLY and bound.value / _WITHIN < exact.value <= bound.value


def _more_exact(one: Value | None, other: Value | None) -> Value | None:
    """Of two sums of which one is the other, rounded, the exact one; None where they differ."""
    if not (isinstance(one, Money) and isinstance(other, Money)) or one.currency != other.currency:
        return None
    if (one.value, one.low, one.high) == (other.value, other.low, other.high):
        return one
    if (
        one.value is None
        or other.value is None
        or abs(one.value - other.value) > _ROUNDING * max(one.value, other.value)
    ):
        return None
    digits = [len(v.normalize().as_tuple().digits) for v in (one.value, other.value)]
    return None if digits[0] == digits[1] else (one if digits[0] > digits[1] else other)


def _give_metrics(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    row: list[MetricReading] = []
    for reading in readings.metrics:
        zone = discourse.owners(reading.mention.start)
        if zone is None:
            continue
        if len(zone.owners) == 1:
            _add_metric(findings[zone.owners[0]], reading, zone.rule)
            continue
        goes_on = reading.rule == _IN_ROW and row and row[-1].end <= reading.start and row[0].start >= zone.start
        row = [*row, reading] if goes_on else [reading]
        if len(row) == len(zone.owners) and _RESPECTIVE.search(discourse.text, zone.start, row[0].mention.start):
            for owner, one in zip(zone.owners, row, strict=True):
                _add_metric(findings[owner], one, zone.rule)  # 用地分别为180亩、65亩
    for found in findings:
        _prefer_stated_size(found)


def _prefer_stated_size(found: Findings) -> None:
    """Drop the size worked out from the sets (3台20万千瓦机组) where the text says what all of them come to."""
    stated = [
        m.mention.value
        for m in found.metrics
        if m.role is MetricRole.INSTALLED_CAPACITY and not m.rule.startswith(_PRODUCT)
    ]
    found.metrics[:] = [
        m
        for m in found.metrics
        if not (m.rule.startswith(_PRODUCT) and any(_covers(size, m.mention.value) for size in stated))
    ]


def _covers(size: Value | None, product: Value | None) -> bool:
    """Whether a stated size can be that of all sets: no smaller one beside them (…,配套储能20万千瓦)."""
    if not (isinstance(size, Quantity) and isinstance(product, Quantity)):
        return True
    if size.unit != product.unit:
        return size.unit in _POWER_UNITS  # but no 总库容34.79亿立方米
    return size.value is None or product.value is None or size.value >= _MOST * product.value


def _add_metric(found: Findings, reading: MetricReading, rule: str) -> None:
    assert reading.role is not None
    slot = MetricSlot(
        reading.role,
        reading.mention,
        reading.start,
        reading.end,
        reading.status,
        f"{reading.rule}/{rule}",
        reading.item,
        reading.per,
    )
    same = [m for m in found.metrics if (m.role, m.mention.value) == (slot.role, slot.mention.value)]
    if not same or _lists_another(same[-1], slot):
        found.metrics.append(slot)


def _lists_another(one: MetricSlot, other: MetricSlot) -> bool:
    """Whether two equal quantities side by side are of two things (年产聚乙烯40万吨、聚丙烯40万吨)."""
    beside = 0 < other.mention.start - one.mention.end <= _BESIDE
    return beside and bool(one.item and other.item) and one.item != other.item


def _builds_other(text: str, event: Event, zone: Zone) -> bool:
    """Whether an object that names no undertaking follows the verb, so that the event is that thing's."""
    classed = event.rule.startswith("event.class")
    counted = zone.rule == "before_name" and _COUNTS_MANY.match(text, event.end) is not None
    if counted and _LISTS_THEM.match(text, event.end) is None:
        return True  # 已签约56个,开工22个,去年签约的X投产
    if zone.rule in _BEHIND and text.startswith("的", event.end) and event.kind is not None and not classed:
        return True  # 跨越已建成的X线路
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


def _ended_before(discourse: Discourse, event: Event, zone: Zone) -> int | None:
    """The undertaking told of before, where its end is told in front of what is to take its place, else None.

    政府已解除协议,正与X公司接触,后者有意建一座养老社区: the agreement was for what the sentences before tell of.
    """
    if event.stage is not Stage.CANCELLED or zone.rule != "before_name":
        return None
    names = [(c.start, n) for n, k in enumerate(discourse.clusters) for c in k.candidates]
    first = min((start for start, n in names if n in zone.owners and start > event.end), default=event.end)
    earlier = [(start, n) for start, n in names if start < event.start and n not in zone.owners]
    if not earlier or _NEW_PLAN.search(discourse.text, event.end, first) is None:
        return None
    return max(earlier)[1]


def _other_phase(document: Document, cluster: NameCluster, event: Event, beside: Sequence[NameCluster] = ()) -> str:
    """The phase whose event it is, if another than the one named (X项目一期投产,二期计划9月开工); else "".

    A phase in the name of an undertaking of which the same is told is none (X二期、Y三期已建成投产).
    """
    if opened := _phase_opened(document.text, cluster, event):
        return opened
    if not all(_PHASE_NUMBER.search(c.text) for c in cluster.candidates):
        return ""
    # X二期项目开工。去年…的一期工厂已经满产: the first phase is another one, told a sentence later.
    if all(_LATER_PHASE.search(c.text) for c in cluster.candidates):
        clause = max(document.text.rfind(mark, 0, event.start) for mark in ",。;\n")
        first = [m.group() for m in _PHASE_NUMBER.finditer(document.text, clause + 1, event.start)]
        if first and first[-1] in ("一期", "首期"):
            return first[-1]
    if event.kind is None:
        return ""
    at = bisect_right(document.sentences, event.start, key=lambda s: s.start) - 1
    sentence = document.sentences[at] if at >= 0 else None
    if sentence is None or not sentence.start <= event.start < sentence.end:
        return ""
    names = [c for c in cluster.candidates if sentence.start <= c.start < event.start]
    if not names:
        return ""
    since = max(c.end for c in names)
    named = [(c.start, c.end) for k in beside if k is not cluster for c in k.candidates]
    told = [
        m.group()
        for m in _LATER_PHASE.finditer(document.text, since, event.start)
        if not any(a <= m.start() < b for a, b in named)
    ]
    return told[-1] if told and not any(told[-1] in c.text for c in cluster.candidates) else ""


def _phase_opened(text: str, cluster: NameCluster, event: Event) -> str:
    """The phase that a clause before the event opens on, if another than the undertaking's; else ""."""
    own = [m.group() for m in _PHASE_NUMBER.finditer(cluster.name.text)]
    if not own or (not _FIRST.isdisjoint(own) and IN_PHASES.search(text)):
        return ""  # X一期投产。X分两期建设…二期计划明年开工: the article is about the whole
    since = max(text.rfind(mark, 0, event.start) for mark in "。;\n")
    opened = [m["phase"] for m in _OPENS_PHASE.finditer(text, since + 1, event.start)]
    same = not opened or opened[-1] in own or (opened[-1] in _FIRST and not _FIRST.isdisjoint(own))
    return "" if same else opened[-1]


def _halted_phase(text: str, event: Event, found: Findings) -> str:
    """The later phase of a whole that alone is halted or given up (度假区开门迎客,二期别墅区停建), else ""."""
    stands = any(e.stage in (Stage.COMPLETED, Stage.OPERATING) and e.status is Modality.ACTUAL for e in found.events)
    if event.stage not in (Stage.SUSPENDED, Stage.CANCELLED) or not stands:
        return ""
    clause = max(text.rfind(mark, 0, event.start) for mark in ",。;\n")
    opening = _LATER_PHASE.match(text, clause + 1, event.start)
    return opening.group() if opening is not None else ""


def _give_events(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    told = Counter((e.start, e.kind) for e in readings.events)
    seen: dict[tuple[int, MilestoneKind | None], int] = defaultdict(int)
    for event in readings.events:
        zone = discourse.owners(event.start)
        if zone is None and _ends_the_only_one(discourse, event):
            _add_event(findings[0], event, "only_project")
        if zone is None or _builds_other(discourse.text, event, zone) or _of_first_part(discourse, event, zone):
            continue
        told_of = [discourse.clusters[owner] for owner in zone.owners]
        ended = _ended_before(discourse, event, zone)
        if ended is not None:
            _add_event(findings[ended], event, "carried_over")
            continue
        owners = _before_next(readings.events, event, zone, discourse)
        for answering in _answering(event, owners, told, seen):
            owner = whole_of_key_work(document.text, event, zone.rule, answering, discourse.clusters)
            if is_of_other_subject(document.text, event, zone.rule, discourse.clusters[owner]):
                continue
            phase = _other_phase(document, discourse.clusters[owner], event, told_of)
            phase = phase or _halted_phase(document.text, event, findings[owner])
            if not phase:
                _add_event(findings[owner], event, zone.rule)
                continue
            # X一期投用暨二期开工仪式: the start is that of the phase which the text goes on about.
            whole = before_phase(discourse.clusters[owner].name.text)
            named = [
                n
                for n, c in enumerate(discourse.clusters)
                if c.name.text.endswith(phase) and (c.name.text == phase or before_phase(c.name.text) == whole)
            ]
            if len(named) == 1:
                _add_event(findings[named[0]], event, zone.rule)


def _give_umbrellas(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Events told of many undertakings reach those named after them of which nothing else is told."""
    finder = UmbrellaFinder(document, readings.events, discourse.clusters)
    signatories = Signatories(document, readings.organisations)
    pairs = zip(discourse.clusters, findings, strict=True) if finder.umbrellas else ()
    for cluster, found in zip(discourse.clusters, findings, strict=True):
        known = {o.mention.text for o in found.organisations}
        listed = signatories.of_list(min(c.start for c in cluster.candidates))
        found.organisations.extend(slot for slot in listed if slot.mention.text not in known)
    for number, (cluster, found) in enumerate(pairs):
        _date_by_umbrella(found, cluster, finder)
        told = [e for e in found.events if e.stage not in _NOTHING_YET and e.status is Modality.ACTUAL]
        told = [e for e in told if e.rule not in _OF_LISTED]  # 竣工项目包括A: of all of the class
        bare = cluster.weak and not cluster.proper and not found.amounts and number not in discourse.classed
        only_works = all(e.kind is None and e.stage is Stage.UNDER_CONSTRUCTION for e in told)
        beside = any(finder.is_beside(cluster, e) for e in told)
        if finder.is_begun_at_venue(cluster) and all(e.kind in _BEFORE_START for e in told):
            only_works, beside = True, False  # at a venue of the ceremony, whenever it was signed
        common = finder.of(cluster) if finder.is_of_class(cluster) else ()
        if not bare and common and all(_comes_before(e, common) for e in told):
            only_works, beside = True, False  # 竣工项目中,A2016年4月开工: begun before, and done on that day
            told = []
        for event in () if bare or beside or not only_works else finder.of(cluster):
            if event.kind is MilestoneKind.SIGNED and _is_only_meant(document.text, found):
                continue
            if told and event.kind is not MilestoneKind.CONSTRUCTION_START:
                continue  # 平整场地 tells of works that the common ceremony began
            if event.kind is MilestoneKind.CONSTRUCTION_START and _ends_soon(found, event):
                continue
            _add_event(found, event, "umbrella")
            found.organisations.extend(signatories.of(event))


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
            _add_event(found, replace(own, date=common.date), "umbrella_date", told=True)
            dated = own.start


def _add_event(found: Findings, event: Event, rule: str, *, told: bool = False) -> None:
    """Note an event and its milestone; ``told`` says that it is noted already and only its date is new."""
    if not told:
        found.events.append(event)
    if event.kind is None or (event.date is None and not event.narrated):
        return
    slot = MilestoneSlot(event.kind, event.status, event.start, event.end, event.date, f"{event.rule}/{rule}")
    same = [m for m in found.milestones if (m.kind, m.status) == (slot.kind, slot.status)]
    if any(slot.date is None or _is_within(m.date, slot.date) for m in same):
        return
    for old in same:
        if old.date is None or _is_within(slot.date, old.date):
            found.milestones.remove(old)
    found.milestones.append(slot)


def _is_within(date: DateValue | None, other: DateValue | None) -> bool:
    """Whether a date says the same as another one or says it finer (6月中旬 within a headline's 6月)."""
    if date is None or other is None:
        return False
    if date.start and date.end and other.start and other.end:
        return other.start <= date.start and date.end <= other.end
    if date.end is not None and date.end == other.end and None in (date.start, other.start):
        return date == other or date.start is not None  # 年内投用 and 预计年底前投用
    return date == other


def _draft(
    number: int, cluster: NameCluster, found: Findings, places: PlaceFinder, industries: IndustryFinder
) -> ProjectDraft:
    best = cluster.name
    drop_kickoff(places.text, found)
    aliases: dict[str, NameCandidate] = {}
    for candidate in cluster.candidates:
        if candidate.text != best.text:
            aliases.setdefault(candidate.text, candidate)
    return ProjectDraft(
        name=_mention(best),
        aliases=tuple(_mention(c) for c in aliases.values()),
        stage=stage_of(found.events, places.document.published) or _stage_by_money(found),
        organisations=with_full_names(places.full_names, found.organisations),
        places=tuple(places.find(number, cluster, found.organisations)),
        industry=industries.find(number, cluster, found.metrics),
        amounts=tuple(found.amounts),
        metrics=tuple(found.metrics),
        milestones=tuple(found.milestones),
    )


def _stage_by_money(found: Findings) -> Stage | None:
    """Money already spent says that the work is under way."""
    spent = any(a.role is AmountRole.COMPLETED_INVESTMENT for a in found.amounts)
    return Stage.UNDER_CONSTRUCTION if spent else None


def _mention(candidate: NameCandidate) -> Mention:
    return Mention(Label.PROJECT, candidate.start, candidate.end, candidate.text, candidate.rule)


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
