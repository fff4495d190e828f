"""Which organisation belongs to which undertaking."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.firm_article import give_firm_of_article, give_own_use
from kaigong.extractors.project.party.lender import give_lender
from kaigong.extractors.project.party.organisation import OwnerFinder
from kaigong.extractors.project.party.other import FOR_OTHERS, OWNING, SIGNS_FIRM, OtherWorks
from kaigong.extractors.project.party.zone import UntoldZones
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, OrganisationRole

_REACH = 14
_SETS_UP = lazy(r"(?:设立|组建|成立)了?(?:合资公司|项目公司|新公司|公司)?[“\"]?$")
_SET_UP_BY = lazy(r"(?:\([^()]*\))?(?:(?:是|系)?由(?:[^,。;]{2,20}(?:、|和|与))*|是|系|为|隶属于)")
_FOUNDS = ("org_role.joint_investor", "org_role.subsidiary_of")
_MASTER_OPENS = lazy(
    r"[ \u3000]*(?:据|作为)?(?:该|本)?(?:项目|工程)?(?:的)?(?:建设单位|业主单位|业主|项目法人|建设方"
    r"|承建方|承建单位|施工方|施工单位|总承包方|总承包单位|总包单位|总包方)"
)
_TRADE_AND_FORM = lazy(r"(?![\u4e00-\u9fff]{0,4}(?:分|子)公司)[\u4e00-\u9fff]{2,8}?(?:股份)?有限(?:责任)?公司")
_BARE_BODIES = frozenset(
    ["政府", "市政府", "县政府", "区政府", "州政府", "管委会", "开发区管委会", "高新区管委会", "园区管委会"]
)
_ITEM_WITH = lazy(
    r"(?:\([^()]*\))?(?:[:】]|公告称?,|宣布,)(?:公司)?(?:拟|将|计划|已|正|全资子公司){0,2}(?:与|和|携手|联合|联手)[^,。;]{0,24}?"
)
_UNDER_WAY = lazy(
    r"[^。;\n由]{2,40},(?:而|另|同时|其|公司)?(?:另一[座个条家])?(?:仍|还|正|尚)?(?:在建|筹建|规划|拟建|新建|筹备)中?的(?:另一[座个条家])?"
)
_OF_ALL = lazy(r"(?:招标人|业主|业主单位|项目单位|项目业主|建设单位|采购人|项目法人)[均都](?:为|是|系)$")
_OF_ALL_REACH = 10
_TAKES_ON = "org_role.anaphor_wins"
_VEHICLE = "org_role.vehicle_implements"
_PARTIES = frozenset([OrganisationRole.INVESTOR, OrganisationRole.OWNER, OrganisationRole.BUILDER])


def give_parties(
    readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings], owners: OwnerFinder
) -> None:
    """Give organisations to the clusters of a discourse: by their cues, then by where they stand."""
    _give_cued(readings, document, discourse, findings)
    _give_common_owners(readings, document, discourse, findings)
    _give_contracts(readings, document, discourse, findings)
    for cluster, found in zip(discourse.clusters, findings, strict=True):
        _give_in_name(owners, cluster, found)
        _give_announcer(owners, cluster, found)
    _share_in_lists(owners, discourse, findings)
    _share_under_way(document, discourse, findings)
    _give_founders(readings, document, findings)
    _give_masters(readings, document, discourse, findings)
    _give_tellers(owners, discourse, findings)
    give_firm_of_article(owners.known, discourse.clusters, findings)
    give_own_use(discourse.clusters, findings)
    give_lender(document, discourse.clusters, findings)
    _give_learned(readings, discourse, findings)
    for found in findings:
        parties = [o for o in found.organisations if not readings.learned.is_partless(o.mention)]
        found.organisations[:] = _with_parts(parties, readings.learned.sure_parties)
        found.organisations[:] = _one_part(_without_short(found.organisations))


def _give_cued(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give each party to the undertakings of which the text speaks where it plays its part."""
    untold, others = UntoldZones(document, discourse), OtherWorks(discourse)
    signers = {r.mention.text for r in readings.organisations if r.rule.startswith(SIGNS_FIRM)}
    for reading in readings.organisations:
        if others.lends_for_trade(reading):
            continue
        zone = discourse.owners(reading.at) or untold.zone(reading)
        if zone is None or others.meant(reading, zone):
            continue
        for owner in others.part_built(reading, zone):
            slots = findings[owner].organisations
            if others.of_another(reading, zone, owner, signers):
                continue
            if all((o.role, o.mention.text) != (reading.role, reading.mention.text) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/{zone.rule}"))


def _give_learned(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give the parties that no rule has given to any undertaking, and that the network takes for likely.

    But only those that it is sure of beside one that plays the same part: a parent, a partner or a rival as often as
    one more.
    """
    given = {o.mention.full_name for found in findings for o in found.organisations}
    for reading in readings.learned.organisations:
        name = reading.mention.full_name
        if name in given or any(_is_part_of(name, other) for other in given):
            continue
        zone = readings.zone_of(discourse, reading.mention, reading.role)
        if zone is None or len(zone.owners) != 1:
            continue
        slots = findings[zone.owners[0]].organisations
        beside = any(s.role is reading.role or (s.role in OWNING and reading.role in OWNING) for s in slots)
        if not beside or reading.at in readings.learned.sure_parties:
            given.add(name)
            slots.append(OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/{zone.rule}"))


def _with_parts(slots: Sequence[OrganisationSlot], parts: Mapping[int, OrganisationRole]) -> list[OrganisationSlot]:
    """The slots, with the part that the network is sure of where a rule gives an organisation another one alone."""
    times = Counter(slot.mention.full_name for slot in slots)
    found = []
    for slot in slots:
        part = parts.get(slot.mention.start, slot.role)
        if part is not slot.role and times[slot.mention.full_name] == 1:
            slot = replace(slot, role=part, rule=f"org_role.learned/{slot.rule.partition('/')[2] or 'article'}")
        found.append(slot)
    return found


def _is_part_of(name: str, other: str) -> bool:
    """Whether a name may be a shorter form of another (克劳泽, 德国克劳泽压缩机有限公司), or the other of it."""
    return name in other or other in name


def _give_common_owners(
    readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]
) -> None:
    """招标人均为A: A has all of which that sentence and the one before tell (X由甲中标;Y由乙中标。招标人均为A)."""
    text = document.text
    for reading in readings.organisations:
        at = reading.mention.start
        if reading.rule != "org_role.owner.before" or not _OF_ALL.search(text, max(0, at - _OF_ALL_REACH), at):
            continue
        first = text.rfind("。", 0, max(0, text.rfind("。", 0, at))) + 1
        for owner in {o for zone in discourse.zones if first <= zone.start < at for o in zone.owners}:
            slots = findings[owner].organisations
            if all((o.role, o.mention.text) != (reading.role, reading.mention.text) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, "org_role.owner_of_all"))


def _give_contracts(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """公司承接的A已完工;B停工,合同额9480万元: the company builds all that the sentence tells the contract of."""
    sentences = SentenceIndex(document.sentences)
    for reading in readings.organisations:
        sentence = sentences.at(reading.at) if reading.rule == _TAKES_ON else None
        for cluster, found in zip(discourse.clusters, findings, strict=True) if sentence is not None else ():
            contract = any(a.role is AmountRole.CONTRACT_VALUE for a in found.amounts)
            told = any(o.role in _PARTIES for o in found.organisations)
            if sentence is not None and reading.at < cluster.name.start < sentence.end and contract and not told:
                found.organisations.append(
                    OrganisationSlot(reading.role, reading.mention, f"{_TAKES_ON}/same_sentence")
                )


def _give_in_name(owners: OwnerFinder, cluster: NameCluster, found: Findings) -> None:
    """Give an undertaking the companies in or before its name, and their parents."""
    slots = found.organisations
    owned = any(o.role in OWNING for o in slots)
    for slot in owners.names.in_name(cluster):
        # 临港数据中心 that A invests in, in an article that names 临港集团
        called = slot.rule == "org_role.in_name_short" and slot.role is OrganisationRole.INVESTOR
        if owned and (called or slot.mention.kind not in ("company", "group")):
            continue
        if not _has(slots, slot.mention):
            slots.append(slot)
            parent = owners.names.parent(slot.mention)
            if parent is not None and not _has(slots, parent):
                slots.append(OrganisationSlot(slot.role, parent, "org_role.parent"))


def _give_announcer(owners: OwnerFinder, cluster: NameCluster, found: Findings) -> None:
    """Give an undertaking the company that makes it known, if it has no such party."""
    slots = found.organisations
    announcer = owners.announcers.of(cluster)
    # 某集团:拟与县政府合作投资X; 某集团:X已投产。该项目由全资子公司B实施
    parties = [o for o in slots if o.mention.kind != "government" and not _is_vehicle(owners.known.text, o, announcer)]
    if announcer is None or any(
        o.role is announcer.role and not _joins(owners.known.text, announcer, o) for o in parties
    ):
        return
    if announcer.rule == "org_role.filer" and any(o.role is OrganisationRole.OWNER for o in slots):
        return
    own = [o for o in slots if o.mention.text == announcer.mention.text]
    works = any(o.role in FOR_OTHERS for o in own)  # who announces what it builds or supplies for others
    if not works and not (announcer.role is OrganisationRole.BUILDER and own):
        slots.append(announcer)


def _is_vehicle(text: str, slot: OrganisationSlot, announcer: OrganisationSlot | None) -> bool:
    """Whether a firm only carries out what the announcer invests in (实施主体为全资子公司A)."""
    if slot.rule.startswith(_VEHICLE):
        return True
    filed = announcer is not None and announcer.rule == "org_role.filer" and slot.rule.startswith("org_role.vehicle")
    return filed and text.endswith(("子公司", "孙公司"), 0, slot.mention.start)


def _joins(text: str, announcer: OrganisationSlot, other: OrganisationSlot) -> bool:
    """Whether the announcer's item opens on what it does with the other (某某轴承:拟与B成立合资公司)."""
    return _ITEM_WITH.fullmatch(text, announcer.mention.end, other.mention.start) is not None


def _has(slots: Sequence[OrganisationSlot], organisation: Mention) -> bool:
    return any(o.mention.text == organisation.text for o in slots)


def _give_masters(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Whom a paragraph opens on as 建设单位 or 承建方 owns or builds what the one before tells of."""
    text = document.text
    for reading in readings.organisations:
        first = text.rfind("\n", 0, reading.mention.start) + 1
        builds = reading.role is OrganisationRole.BUILDER and discourse.owners(reading.at) is None
        owns = reading.rule == "org_role.owner.before"
        if not (builds or owns) or not _MASTER_OPENS.fullmatch(text, first, reading.mention.start):
            continue
        last = text.rfind("\n", 0, max(0, first - 1)) + 1
        told = {owner for zone in discourse.zones if last <= zone.start and zone.end <= first for owner in zone.owners}
        for owner in told if len(told) == 1 else ():
            slots = findings[owner].organisations
            if not any(o.role in (FOR_OTHERS if builds else OWNING) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, reading.rule))


def _without_short(slots: Sequence[OrganisationSlot]) -> list[OrganisationSlot]:
    """The slots without 区政府 where 恩阳区政府 signs or approves as well, and without the short name of a firm."""
    bodies = [s for s in slots if s.role is OrganisationRole.GOVERNMENT]
    # 县府建设处表示,县府争取到补助,办理X: the county has it built, its department tells of it
    of_body = any(s.role is OrganisationRole.OWNER and s.rule.startswith("org_role.subsidised") for s in slots)
    slots = [s for s in slots if not (of_body and s.rule.startswith("org_role.town_hall_tells"))]
    return [
        s
        for s in slots
        if (
            s not in bodies
            or s.mention.text not in _BARE_BODIES
            or not any(b.mention.text != s.mention.text and b.mention.text.endswith(s.mention.text) for b in bodies)
        )
        and not any(_is_short_of(s, other) for other in slots)
    ]


def _is_short_of(slot: OrganisationSlot, other: OrganisationSlot) -> bool:
    """Whether a firm in or before a name is told in full as well (国能信控的X由国能信控技术有限公司投资)."""
    if slot.rule != "org_role.in_name" or slot.role is not other.role or slot is other:
        return False
    short, full = slot.mention.text, other.mention.text
    return full.startswith(short) and _TRADE_AND_FORM.fullmatch(full, len(short)) is not None


def _one_part(slots: Sequence[OrganisationSlot]) -> list[OrganisationSlot]:
    """The slots, each organisation as investor or as owner: what the text tells first."""
    first: dict[str, OrganisationRole] = {}
    for slot in slots:
        if slot.role in OWNING:
            first.setdefault(slot.mention.full_name, slot.role)
    # A昨日签署备忘录。此外,该公司承建的X竣工: it signed something else
    builders = {s.mention.full_name for s in slots if s.role is OrganisationRole.BUILDER}
    kept = (
        s for s in slots if not (s.mention.full_name in builders and s.rule == "org_role.signing_company.after/article")
    )
    return [s for s in kept if s.role not in OWNING or first[s.mention.full_name] is s.role]


def _give_founders(readings: Readings, document: Document, findings: Sequence[Findings]) -> None:
    """Who set up a company together has what it builds as well (A与B共同出资设立C。C的X项目…)."""
    founders = _founders(readings, document)
    for found in findings if founders else ():
        kept = {o.mention.full_name for o in found.organisations}
        for slot in [o for o in found.organisations if o.role in (OrganisationRole.INVESTOR, OrganisationRole.OWNER)]:
            for founder in founders.get(slot.mention.full_name, ()):
                if founder.full_name not in kept:
                    kept.add(founder.full_name)
                    found.organisations.append(OrganisationSlot(OrganisationRole.INVESTOR, founder, "org_role.founder"))


def _founders(readings: Readings, document: Document) -> dict[str, list[Mention]]:
    """Companies that others set up together, with those."""
    companies = MentionIndex(m for m in document.mentions_of(Label.ORG) if m.kind in COMPANY_KINDS)
    sentences = SentenceIndex(document.sentences)
    found: dict[str, list[Mention]] = {}
    for reading in readings.organisations:
        sentence = sentences.at(reading.at) if reading.rule.startswith(_FOUNDS) else None
        if sentence is None:
            continue
        for company in companies.inside(sentence.start, sentence.end):
            sets_up = _SETS_UP.search(document.text, max(reading.mention.end, company.start - _REACH), company.start)
            by = document.text[company.end : reading.mention.start]
            if (company.start > reading.mention.end and sets_up) or _SET_UP_BY.fullmatch(by):  # also: C是A的全资子公司
                found.setdefault(company.full_name, []).append(reading.mention)
    return found


def _share_in_lists(owners: OwnerFinder, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """The company that 由 opens a list of two with has the second as well (由A开发的X、Y也已核准)."""
    for number, cluster in enumerate(discourse.clusters):
        shared = [o for o in findings[number].organisations if o.rule == "org_role.in_name"]
        for other, found in zip(discourse.clusters, findings, strict=True) if shared else ():
            if other is not cluster and not found.organisations and owners.names.second_in_list(cluster, other):
                found.organisations.extend(replace(o, rule="org_role.in_list") for o in shared)


def _share_under_way(document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Who has one plant has the one under way as well (某某电装的威海线束厂停工,而在建的泰国新工厂推迟投产)."""
    for number in range(1, len(discourse.clusters)):
        first, second = discourse.clusters[number - 1].name, discourse.clusters[number].name
        owned = [o for o in findings[number - 1].organisations if o.rule == "org_role.in_name" and o.role in OWNING]
        slots = findings[number].organisations
        if owned and not slots and _UNDER_WAY.fullmatch(document.text, first.end, second.start):
            slots.extend(replace(o, rule="org_role.in_list") for o in owned)


def _give_tellers(owners: OwnerFinder, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Who tells of an undertaking without parties is its investor, or what the text calls it elsewhere."""
    told = {o.mention.full_name: o.role for f in findings for o in f.organisations if o.role in _PARTIES}
    quoted: dict[int, dict[str, Mention]] = {}  # cluster → companies whose managers speak of it
    for mention, at in owners.tellers.speakers:
        zone = discourse.owners(at)
        if zone is not None and len(zone.owners) == 1:
            quoted.setdefault(zone.owners[0], {}).setdefault(mention.full_name, mention)
    if len(discourse.clusters) == 1 and not quoted:
        quoted.update({0: {m.full_name: m for m in owners.tellers.spoken_for()}})
    for number, (cluster, found) in enumerate(zip(discourse.clusters, findings, strict=True)):
        if any(o.role in OWNING for o in found.organisations):
            continue
        teller = owners.tellers.of(cluster, {o.mention.full_name for o in found.organisations})
        if teller is None and len(quoted.get(number, ())) == 1:
            speaker = next(iter(quoted[number].values()))
            teller = OrganisationSlot(OrganisationRole.INVESTOR, speaker, "org_role.speaker")
        if teller is not None and all(o.mention.text != teller.mention.text for o in found.organisations):
            role = told.get(teller.mention.full_name, teller.role)
            found.organisations.append(replace(teller, role=role))


def with_full_names(by_name: Mapping[str, Mention], slots: Sequence[OrganisationSlot]) -> tuple[OrganisationSlot, ...]:
    """Slots with short names replaced by the full name that the text gives; one slot a name and role.

    ``by_name`` has the first mention of each organisation.
    """
    kept: dict[tuple[str, OrganisationRole], OrganisationSlot] = {}
    for slot in slots:
        mention = by_name.get(slot.mention.entity or "", slot.mention)
        kept.setdefault((mention.text, slot.role), replace(slot, mention=mention))
    # 斗六市公所…,市公所将追加预算: the same body by its level alone
    return tuple(
        slot
        for (text, role), slot in kept.items()
        if slot.mention.kind != "government"
        or not any(r is role and len(t) > len(text) and t.endswith(text) for t, r in kept)
    )
