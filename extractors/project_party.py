"""Which organisation belongs to which undertaking."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from kaigong.extractors.discourse import Discourse
from kaigong.extractors.discourse_zone import INHERITED, Zone
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.organisation_role import COMPANY_KINDS, OrganisationReading, principal_of
from kaigong.extractors.project_cluster import NameCluster
from kaigong.extractors.project_organisation import SITES, OwnerFinder
from kaigong.schemas.document import Document, Mention, OrganisationSlot, Sentence
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label, OrganisationRole

# What is told of the parties right before the undertaking is named.
_SIGNS = ("org_role.signatory", "org_role.signing", "org_role.anaphor_signs")
_GOES_ON = lazy(r"(?:公司|双方|其|该公司)?(?:根据|按照|依据|协议|合同|拟|将|计划|此次|双方)")
# What the sections of a filing tell of the money, the vehicle and its shareholders.
_IN_SECTIONS = (
    "org_role.financier", "org_role.founded", "org_role.project_company", "org_role.shareholder",
    "org_role.joint_investor", "org_role.investor.after", "org_role.member", "org_role.vehicle",
)  # fmt: skip
_SECTION = lazy(r"^[ \t]*[一二三四五六七八]、", re.MULTILINE)
_MIN_SECTIONS = 3
_FINANCIER = ("org_role.financier", "org_role.bank_provides", "org_role.bank_pays")
# loans that no undertaking is built with
_FOR_TRADE = lazy(r"信用贷款|信用贷|[全各][县市省区州]|中小企业|流动资金|周转|农户|\d家[^,。;]{0,6}企业|复工|小微")
_OWNING = frozenset([OrganisationRole.INVESTOR, OrganisationRole.OWNER])
_FOR_OTHERS = frozenset([OrganisationRole.BUILDER, OrganisationRole.PARTNER])
_INVESTS = (
    "org_role.investor.after",
    "org_role.whose_total",
    "org_role.spender",
    "org_role.joint_investor",
    "org_role.joint_public",
)
_REACH = 14
_CALLED_AFTER = lazy(r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?:集团|公司|股份)")
_SIGNS_FIRM = "org_role.signing_company"
_CALLED = 3  # characters by which an undertaking is called after a firm
_SETS_UP = lazy(r"(?:设立|组建|成立)了?(?:合资公司|项目公司|新公司|公司)?[“\"]?$")
_SET_UP_BY = lazy(r"(?:\([^()]*\))?(?:(?:是|系)?由(?:[^,。;]{2,20}(?:、|和|与))*|是|系|为|隶属于)")
_FOUNDS = ("org_role.joint_investor", "org_role.subsidiary_of")
_AWARDS = "org_role.awards"
# 由A投资的X,由B代建的|Y: B builds what comes then, read as a name or not
_BY_THEN = lazy(r"[,;、]由$")
_OF_ITS = lazy(
    r"[^,。;、的]{0,14}?(?:投资|建设|承建|代建|兴建|投建|开发|打造|实施|承担(?!施工|设计)|负责(?!施工|设计))(?!其中)[^,。;、的]{0,10}的(?!该|这|此|项目|工程|联合体)[^,。;、]{2,}"
)
# A拟投资12亿元建设能源站,B将出资8亿元打造X: what A builds stands in its own clause.
_BUILDS_OWN = lazy(
    r"[^,。;]{0,10}?(?:投资|出资|投入|斥资)[^,。;]{0,12}?元(?:人民币)?[^,。;]{0,8}?(?:建设|兴建|打造|新建|投建|改建)[^,。;的]{3,24}(?=[,;])"
)
_MASTER_OPENS = lazy(
    r"[ \u3000]*(?:据|作为)?(?:该|本)?(?:项目|工程)?(?:的)?(?:建设单位|业主单位|业主|项目法人|建设方"
    r"|承建方|承建单位|施工方|施工单位|总承包方|总承包单位|总包单位|总包方)"
)
_LENT_FOR = lazy(r"(?:[为向]|给(?![出予]))(?P<what>[^,。;]{2,16}?)(?:提供|发放|放贷|贷款|授信|放款)")
_FOR_THE_PROJECT = lazy(r"[为给向](?:该|这一|此|本)?(?:项目|工程|工厂)(?:提供|发放|承贷|贷款|授信|放款|融资)")
_HEAD = 12
_MAIN_AND_ANOTHER = 2
_IS_BUILT_BY = lazy(r"(?:^|[,。;\n])(?P<what>[^,。;\n]{2,20})由$")
_ITS_PART = lazy(
    "项目|工程|[该其此本]|施工|主体|土建|厂房|车间|设备|装置|机组|安装|设计|总包|主机|[一二三]期|资金|贷款|建设"
)
_TELLS_OWN = lazy(r"[^,。;]{2,24}?(?:则|也)(?:由|已|在|将|于|同|正)")
_MANY = 3
_BARE_BODIES = frozenset(
    ["政府", "市政府", "县政府", "区政府", "州政府", "管委会", "开发区管委会", "高新区管委会", "园区管委会"]
)
_THE_UNDERTAKING = lazy("项目|工程|[该其此]|公司|集团|企业|电站|基地|建设")
# What is told of works and supplies in a sentence of its own behind the one undertaking of a paragraph.
_WORKS = (
    "org_role.owner", "org_role.firm_in_charge_of_design",
    "org_role.builder", "org_role.takes_works", "org_role.site_manager", "org_role.operator",
    "org_role.designer", "org_role.firm_designs", "org_role.designing_unit", "org_role.institute_designs",
    "org_role.supplier", "org_role.delivers", "org_role.implementing_body",
    "org_role.shareholder", "org_role.approver", "org_role.public_aid", "org_role.incentive",
)  # fmt: skip
# who is named by the part alone: 总包方某集团, 出资代表某公司, 实施机构为某局
_NAMED_PARTS = (
    "org_role.builder", "org_role.takes_works", "org_role.shareholder.before", "org_role.implementing_body",
    "org_role.supplier", "org_role.designer", "org_role.institute_designs", *_FINANCIER,
)  # fmt: skip
# X合同签字仪式举行。某局与A、B签约: of the undertaking whose contract the sentence before tells of
_CONTRACT_PARTIES = ("org_role.private_partner", "org_role.signatory", "org_role.signing_company")
_CEREMONY = lazy(r"(?:签约|签字|签署|签订)[^,。;]{0,6}(?:仪式|典礼|会|大会)(?:在|举行|上|$|,)")
# What is told of parties anywhere in an article that is about one undertaking.
_OF_MAIN = (
    "org_role.investor", "org_role.builder", "org_role.site_manager", "org_role.takes_works", "org_role.founded",
    "org_role.signatory", "org_role.signing_company.after", "org_role.anaphor_signs", "org_role.private_partner",
    "org_role.approver", "org_role.decides", "org_role.owner.before", "org_role.works_department",
    "org_role.project_company", "org_role.vehicle.before", "org_role.technology", "org_role.designing_unit",
    "org_role.delivers", "org_role.supplier", "org_role.partner.before", *_FINANCIER,
)  # fmt: skip
_MOST = 0.6
_MANY_SIGN = lazy(r"集中签约|签约(?:项目)?[\d一二两三四五六七八九十]+个|签约仪式[^。;]{0,20}\d个")
# of shares, bonds, a firm's other business
_NOT_OF_IT = lazy(r"债券|股权|股份|股票|回购|减持|收购|药品|质押|纾困|信贷|战略合作|成立于|供应商|分别为")
_TURNS = lazy(r"[ \u3000]*(?:此外|另外|另悉|另据|又讯|同日|与此同时|同时|无独有偶)")
_COUNTED = lazy(
    r"[\d两三四五六七八九十]+(?:个|项|宗)(?:重点|重大|产业|工业)*(?:项目|工程)|(?:项目|工程)[\d一二两三四五六七八九十百]+(?:个|项|宗)"
)
_OF_AUXILIARY = lazy(
    r"(?:^|[,。;\n])(?:(?:项目|工程|园区|该项目|该工程)?的?配套|(?:与[^,。;]{2,12})?(?:同步|配套|一并))(?:建设|兴建|新建)?的"
    r"[^,。;的]{2,14}由(?:[^,。;、]{2,16}[、和与])?$"
)
_CLAUSE = 32
# A、B等单位参建,C配套建设X: what A builds was told before.
_BUILDS = ("org_role.builder.after", "org_role.takes_works")
_MAKES = (
    *_BUILDS, "org_role.investor.after", "org_role.joint_investor", "org_role.joint_public", "org_role.built_by",
    "org_role.parent",
)  # fmt: skip
# X开工。A承建的某高速某段通车, A与B共同投资的某深水港完成防波堤: what they build is told with it
_OWN_OBJECT = lazy(
    r"[^,。;的]{0,60}?(?:承建|施工|承揽|总承包|投资|出资|合资|投建|建设|兴建)的"
    r"(?!该|这|此|其|上述|本|项目|工程|主|首|配套|厂房|车间|另|新|第|[一二三四五六]期|[^,。;]{0,6}?标段"
    r"|[\u4e00-\u9fff]{0,10}?(?:公司|厂)[,。;])[^,。;]{3,}"
)
_PLACE_HAS = lazy(r"[与和同的]|投资|新建|引进")
# X获核准。某县与A签下光伏项目两个: others, without a name
_SIGNS_SOME = lazy(
    r"签(?:下|约|订|署)了?[^,。;]{0,20}?(?:项目|协议|合同)(?:各|共|[\d一二两三四五六七八九十])+(?:个|项|宗|份)"
)
# 风电场并网。A投资建设瓜州330千伏变电站: of what the sentence itself names
_BUILDS_IT = lazy(
    r"(?:则|也|还|将|拟|已|正)*(?:投资)(?:建设|兴建|新建|扩建|改造)(?![的期并和与、]|规模|内容|运营|项目|工程|该|这|此|其|二|三|主|配套|\d+[条座套栋])[^,。;的]{4,}"
)
# X二期投产,A与B合资的C将落户开发区: another's undertaking
_COMES = lazy(r"[^,。;]{0,40}?(?:将|已|正式|拟)落户(?!的|项目)")
_WORKS_DONE = lazy(r"[^,。;]{0,40}?(?:参建|承建|施工|总承包)[,;]")
_CONTRACTS = ("org_role.contractor", "org_role.client")
_AWARDED = ("批予", "判予", "批给", "判给")
_BEHIND_SEMICOLON = lazy(r";(?:[^,。;、]{0,4}(?:本土|当地|本地)?(?:企业|公司|龙头)?)$")
_ASIDE = 12
_IN_IT = lazy(r"[^,。;]{0,10}(?:出资|占股|持股|参股|该项目|项目)")  # 一期由A建设;B出资30%
_KEY_PART = lazy(
    r"的?(?:全线|首个|关键性?|重点|重要|重大|控制性?|标志性|咽喉|先导|[、和]){1,3}(?:工程|节点|项目)(?:——|之一的?|,)?“?"
)
_PARTIES = frozenset([OrganisationRole.INVESTOR, OrganisationRole.OWNER, OrganisationRole.BUILDER])


def give_parties(
    readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings], owners: OwnerFinder
) -> None:
    """Give organisations to the clusters of a discourse: by their cues, then by where they stand."""
    ahead = _Ahead(document, discourse)
    signers = [r.mention.text for r in readings.organisations if r.rule.startswith(_SIGNS_FIRM)]
    for reading in readings.organisations:
        zone = None if ahead.lends_for_trade(reading) else discourse.owners(reading.at) or ahead.zone(reading)
        if zone is None or (zone.rule == "name_itself" and reading.mention.text.endswith(SITES)):
            continue  # X医院新院区项目总投资12亿元: the hospital is what is built, not who pays
        among = (
            len(zone.owners) > 1
            and zone.rule in INHERITED
            and "其中" in discourse.text[max(0, zone.start - 3) : zone.start + 2]
        )
        # 其中,A公司投资20亿元: of one of them, the text does not say which
        for owner in () if among or ahead.begins_anew(reading, zone) else ahead.part_built(reading, zone):
            slots = findings[owner].organisations
            if any(c.text == reading.mention.text for c in discourse.clusters[owner].candidates):
                continue  # a list that names undertakings by their companies
            if reading.rule.startswith(_SIGNS_FIRM) and _is_fellows(discourse.clusters[owner], reading, signers):
                continue  # 与A公司、B公司签约,A大楼投资1亿美元
            if reading.rule.startswith(_SIGNS_FIRM) and ahead.one_of_many(reading, zone, discourse.clusters[owner]):
                continue
            if len(zone.owners) > 1 and reading.role in _OWNING and _is_others(discourse.clusters[owner], reading):
                continue  # A投资的X、B集团Y项目
            if all((o.role, o.mention.text) != (reading.role, reading.mention.text) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/{zone.rule}"))
    for number, cluster in enumerate(discourse.clusters):
        slots = findings[number].organisations
        owned = any(o.role in (OrganisationRole.INVESTOR, OrganisationRole.OWNER) for o in slots)
        for slot in owners.in_name(cluster):
            known = any(o.mention.text == slot.mention.text for o in slots)
            # 临港数据中心 that A invests in, in an article that names 临港集团
            called = slot.rule == "org_role.in_name_short" and slot.role is OrganisationRole.INVESTOR
            if not known and (not owned or (slot.mention.kind in ("company", "group") and not called)):
                slots.append(slot)
                parent = owners.parent(slot.mention)
                if parent is not None and all(o.mention.text != parent.text for o in slots):
                    slots.append(OrganisationSlot(slot.role, parent, "org_role.parent"))
        announcer = owners.announcer(cluster)
        parties = [o for o in slots if o.mention.kind != "government"]  # 某集团:拟与县政府合作投资X
        if announcer is not None and all(o.role is not announcer.role for o in parties):
            own = [o for o in slots if o.mention.text == announcer.mention.text]
            if announcer.rule == "org_role.filer" and any(o.role is OrganisationRole.OWNER for o in slots):
                continue
            works = any(o.role in _FOR_OTHERS for o in own)  # who announces what it builds or supplies for others
            if not works and not (announcer.role is OrganisationRole.BUILDER and own):
                slots.append(announcer)
    _share_in_lists(owners, discourse, findings)
    _give_founders(readings, document, findings)
    _give_masters(readings, document, discourse, findings)
    _give_tellers(owners, discourse, findings)
    for found in findings:
        found.organisations[:] = _one_part(_without_short(found.organisations))


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
            if not any(o.role in (_FOR_OTHERS if builds else _OWNING) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, reading.rule))


def _is_fellows(cluster: NameCluster, reading: OrganisationReading, signers: Sequence[str]) -> bool:
    """Whether an undertaking is called after one of several firms that sign, and the reading is of another."""
    called = cluster.name.text[:_CALLED]
    return called not in reading.mention.text and len(set(signers)) > 1 and any(called in s for s in signers)


def _is_others(cluster: NameCluster, reading: OrganisationReading) -> bool:
    """Whether an undertaking is called after a firm, and the reading is of another one."""
    firm = _CALLED_AFTER.match(cluster.name.text)
    return firm is not None and firm["name"] not in reading.mention.text


def _without_short(slots: Sequence[OrganisationSlot]) -> list[OrganisationSlot]:
    """The slots without 区政府 where 恩阳区政府 signs or approves as well."""
    bodies = [s for s in slots if s.role is OrganisationRole.GOVERNMENT]
    return [
        s
        for s in slots
        if s not in bodies
        or s.mention.text not in _BARE_BODIES
        or not any(b.mention.text != s.mention.text and b.mention.text.endswith(s.mention.text) for b in bodies)
    ]


def _one_part(slots: Sequence[OrganisationSlot]) -> list[OrganisationSlot]:
    """The slots, each organisation as investor or as owner: what the text tells first."""
    first: dict[str, OrganisationRole] = {}
    for slot in slots:
        if slot.role in _OWNING:
            first.setdefault(slot.mention.entity or slot.mention.text, slot.role)
    return [s for s in slots if s.role not in _OWNING or first[s.mention.entity or s.mention.text] is s.role]


def _give_founders(readings: Readings, document: Document, findings: Sequence[Findings]) -> None:
    """Who set up a company together has what it builds as well (A与B共同出资设立C。C的X项目…)."""
    founders = _founders(readings, document)
    for found in findings if founders else ():
        kept = {o.mention.entity or o.mention.text for o in found.organisations}
        for slot in [o for o in found.organisations if o.role in (OrganisationRole.INVESTOR, OrganisationRole.OWNER)]:
            for founder in founders.get(slot.mention.entity or slot.mention.text, ()):
                if (founder.entity or founder.text) not in kept:
                    kept.add(founder.entity or founder.text)
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
                found.setdefault(company.entity or company.text, []).append(reading.mention)
    return found


def _share_in_lists(owners: OwnerFinder, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """The company that 由 opens a list of two with has the second as well (由A开发的X、Y也已核准)."""
    for number, cluster in enumerate(discourse.clusters):
        shared = [o for o in findings[number].organisations if o.rule == "org_role.in_name"]
        for other, found in zip(discourse.clusters, findings, strict=True) if shared else ():
            if other is not cluster and not found.organisations and owners.second_in_list(cluster, other):
                found.organisations.extend(replace(o, rule="org_role.in_list") for o in shared)


class _Ahead:
    """Finds the undertaking of a party that is told before it (A与B签署协议。根据协议,A将建设X) or in a filing."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self._document = document
        self._discourse = discourse
        self._sentences, self._orgs = discourse.known.sentences, discourse.known.organisations
        self._places = discourse.known.places
        self._names = sorted((c.start, n) for n, k in enumerate(discourse.clusters) for c in k.candidates)
        self._main = self._of_filing()
        self._most = self._told_of_most()

    def zone(self, reading: OrganisationReading) -> Zone | None:
        """The zone of a reading that stands in none: that of the next sentence, or the filing's main undertaking."""
        sentence = self._sentences.at(reading.at)
        if sentence is None:
            return None
        if reading.rule.startswith(_SIGNS):
            following = next((s for s in self._sentences.paragraph(reading.at) if s.start >= sentence.end), None)
            if following is not None and _GOES_ON.match(self._document.text, following.start):
                zone = next((z for z in self._discourse.zones if z.start >= following.start), None)
                if zone is not None and zone.end <= following.end and len(zone.owners) == 1:
                    return zone
        if reading.rule.startswith(_CONTRACT_PARTIES) and self._signed_there(sentence):
            return self._of_paragraph(reading, sentence)
        own = reading.rule.startswith(_BUILDS) and _OWN_OBJECT.match(self._document.text, reading.mention.end)
        if reading.rule.startswith((*_FINANCIER, *_WORKS)) and not own and not self._of_many(sentence):
            zone = self._of_paragraph(reading, sentence) or self._of_article(reading, sentence)
            if zone is not None:
                return zone
        if reading.rule == "org_role.owner.before" and (zone := self._of_article(reading, sentence)) is not None:
            return zone
        if reading.rule.startswith(_NAMED_PARTS) and (zone := self._of_paragraph_before(reading, sentence)) is not None:
            return zone
        if self._main is not None and reading.rule.startswith(_IN_SECTIONS):
            return Zone(sentence.start, sentence.end, (self._main,), "filing")
        if not reading.rule.startswith(_OF_MAIN):
            return None
        paragraph = self._sentences.paragraph(reading.at)
        here = self._named(paragraph[0].start, sentence.end)
        meant = here[0] if len(here) == 1 else None if here or self._turns(paragraph[0].start) else self._most
        signs = reading.rule.startswith(_CONTRACT_PARTIES)
        if meant is None or (signs and here) or self._of_another(reading, sentence):
            return None
        return Zone(sentence.start, sentence.end, (meant,), "paragraph" if here else "article")

    def _told_of_most(self) -> int | None:
        """The one undertaking that an article is about: most of what it tells of any is told of it."""
        told = Counter[int]()
        for zone in self._discourse.zones:
            if len(zone.owners) == 1:
                told[zone.owners[0]] += zone.end - zone.start
        number, most = next(iter(told.most_common(1)), (0, 0))
        return number if most and most >= _MOST * told.total() else None

    def _turns(self, start: int) -> bool:
        """Whether a paragraph turns to another place or matter (太岭县则引来…, 此外,…)."""
        opening = () if self._orgs.starting_at(start) else self._places.starting_at(start)
        # 张掖是全国最大的制种基地: the town of which the text has spoken before
        placed = any(self._document.text.find(m.text, 0, m.start) < 0 for m in opening)
        return placed or _TURNS.match(self._document.text, start) is not None

    def _of_many(self, sentence: Sentence) -> bool:
        """Whether a sentence counts undertakings (批复项目46个)."""
        return _COUNTED.search(self._document.text, sentence.start, sentence.end) is not None

    def _of_another(self, reading: OrganisationReading, sentence: Sentence) -> bool:
        """Whether a sentence that stands by itself tells of something else than the article's undertaking."""
        text, end = self._document.text, reading.mention.end
        if reading.rule.startswith(_CONTRACT_PARTIES) and _MANY_SIGN.search(text):
            return True
        own = _OWN_OBJECT.match(text, end) or _BUILDS_IT.match(text, end) or _COMES.match(text, end)
        other = _NOT_OF_IT.search(text, sentence.start, sentence.end) or self._of_many(sentence)
        if reading.rule.startswith("org_role.founded"):  # A与B设立C。C的X项目…: C is told of there
            called = reading.mention.entity or reading.mention.text
            other = other or sum((m.entity or m.text) == called for m in self._orgs.mentions) > 1
        return bool(own or other) or self._opens_on_other(reading, sentence)

    def _opens_on_other(self, reading: OrganisationReading, sentence: Sentence) -> bool:
        """Whether a sentence opens on the works of another company (红牛公司佛山基地的扩建则由A中标总包)."""
        opening = (m for m in self._orgs.starting_at(sentence.start) if m.kind in COMPANY_KINDS)
        return any(m is not reading.mention and _TELLS_OWN.match(self._document.text, m.end) for m in opening)

    def _signed_there(self, sentence: Sentence) -> bool:
        """Whether the sentence before tells of the ceremony at which the contract for one undertaking was signed."""
        before = [s for s in self._sentences.paragraph(sentence.start) if s.end <= sentence.start]
        one = bool(before) and len(self._named(before[-1].start, before[-1].end)) == 1
        return one and _CEREMONY.search(self._document.text, before[-1].start, before[-1].end) is not None

    def one_of_many(self, reading: OrganisationReading, zone: Zone, cluster: NameCluster) -> bool:
        """Whether another of three or more firms that sign is the one whose works come next (A、B、C签约。A拟建设X)."""
        sentence = self._sentences.at(cluster.name.start) if zone.rule == "agreement" else None
        signing = self._sentences.at(reading.mention.start)
        if sentence is None or signing is None or sentence.start < signing.end:
            return False
        signers = {m.entity or m.text for m in self._orgs.inside(signing.start, signing.end) if m.kind in COMPANY_KINDS}
        opens = {m.entity or m.text for m in self._orgs.starting_at(sentence.start)} & signers
        own = reading.mention.entity or reading.mention.text
        return len(signers) >= _MANY and bool(opens) and own not in opens

    def lends_for_trade(self, reading: OrganisationReading) -> bool:
        """Whether a bank's loan is for a firm's daily trade (给企业放了500万元信用贷款)."""
        sentence = self._sentences.at(reading.at) if reading.rule.startswith(_FINANCIER) else None
        return sentence is not None and bool(_FOR_TRADE.search(self._document.text, sentence.start, sentence.end))

    def part_built(self, reading: OrganisationReading, zone: Zone) -> tuple[int, ...]:
        """The undertakings of a party: the part that it builds (由A承建的某铁路控制性工程——B大桥), else all."""
        owners = zone.owners
        if zone.rule != "name_before" or len(owners) != 1 or reading.role not in _FOR_OTHERS:
            return owners
        clusters = self._discourse.clusters
        for whole in clusters[owners[0]].candidates:
            key = _KEY_PART.match(self._document.text, whole.end) if reading.mention.end <= whole.start else None
            if key is not None:
                part = (n for n, k in enumerate(clusters) if any(c.start == key.end() for c in k.candidates))
                return tuple(part)[:1] or owners
        return owners

    def begins_anew(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a company that opens the part behind a semicolon tells of its own (A建X;B则追加10亿元扩产)."""
        won = self._document.text.endswith(_AWARDED, 0, reading.mention.start)
        if won or reading.rule.startswith(_AWARDS):  # 把X工程批予某建筑: of what stands between
            sentence = self._sentences.at(reading.at)
            names = [c for owner in zone.owners for c in self._discourse.clusters[owner].candidates]
            return sentence is None or not any(sentence.start <= c.start < sentence.end for c in names)
        text = self._document.text
        start = reading.mention.start
        aside = _OF_AUXILIARY.search(text, max(0, start - _CLAUSE), start)
        if aside is not None:  # 项目配套的变电站由某供电局投资
            told = (c.start for owner in zone.owners for c in self._discourse.clusters[owner].candidates)
            return not any(aside.start() <= at < start for at in told)
        if zone.rule == "before_name" and reading.rule.startswith(_BUILDS):
            done = _WORKS_DONE.match(text, reading.mention.end)
            return done is not None and bool(self._orgs.starting_at(done.end()))
        if zone.rule == "before_name" and reading.rule.startswith(_INVESTS):
            own = _BUILDS_OWN.match(text, reading.mention.end)
            starts = [c.start for owner in zone.owners for c in self._discourse.clusters[owner].candidates]
            return own is not None and not any(reading.mention.end <= start < own.end() for start in starts)
        if zone.rule not in INHERITED:
            return False
        if zone.rule == "carried_over" and len(zone.owners) > 1 and reading.rule.startswith(_CONTRACTS):
            return True  # A、B、C等项目加快建设。甲与乙签订厂房施工合同: a contract of its own
        if zone.rule == "carried_over" and reading.rule.startswith((_SIGNS_FIRM, "org_role.signatory")):
            sentence = self._sentences.at(reading.at)
            if sentence is not None and _SIGNS_SOME.search(text, reading.mention.end, sentence.end):
                return True
        if _BY_THEN.search(text, max(0, reading.mention.start - 2), reading.mention.start):
            return _OF_ITS.match(text, reading.mention.end) is not None
        if (
            zone.rule == "carried_over"
            and reading.rule.startswith(_INVESTS)
            and _BUILDS_IT.match(text, reading.mention.end)
        ):
            return True
        if reading.rule.startswith(_MAKES) and _OWN_OBJECT.match(text, reading.mention.end):
            return True
        if self._in_part_of_place(reading, zone):
            return True
        if not reading.rule.startswith(_INVESTS):
            return False
        if zone.rule != "carried_over" and _COMES.match(text, reading.mention.end):
            return True
        opens = _BEHIND_SEMICOLON.search(text, max(0, reading.mention.start - _ASIDE), reading.mention.start)
        return opens is not None and not _IN_IT.match(text, reading.mention.end)

    def _in_part_of_place(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a place opens the part behind a semicolon in which a party is told (A签订X;某市的冷链中心由B建设)."""
        sentence = self._sentences.at(reading.at)
        cut = -1 if sentence is None else self._document.text.rfind(";", sentence.start, reading.mention.start)
        opening = self._places.starting_at(cut + 1) if cut >= 0 else ()
        names = (c for owner in zone.owners for c in self._discourse.clusters[owner].candidates)
        if any(cut < c.start < reading.mention.start for c in names):
            return False
        return any(_PLACE_HAS.match(self._document.text, m.end) for m in opening)

    def _of_paragraph(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking that the sentences before name in the same paragraph."""
        first = self._sentences.paragraph(reading.at)[0]
        opening = [m for m in self._orgs.starting_at(sentence.start) if m.kind in COMPANY_KINDS]
        if any(self._document.text.startswith(("则", "也", "还"), m.end) for m in opening):
            return None  # 台泥则投资X,由某银行联贷: of what the sentence itself tells
        if self._opens_on_other(reading, sentence):
            return None
        lent = _LENT_FOR.search(self._document.text, sentence.start, sentence.end)
        to_firm = lent is not None and bool(self._orgs.inside(lent.start("what"), lent.end("what")))
        if lent is not None and not to_firm and _THE_UNDERTAKING.search(lent["what"]) is None:
            return None  # 答应为园区基础设施放贷5亿元
        named = self._named(first.start, sentence.end)
        what = re.sub("(?:项目|工程)$", "", lent["what"]) if lent is not None else ""
        meant = [n for n in named if what and what in self._discourse.clusters[n].name.text]
        named = meant or named
        if not named and reading.rule.startswith(_FINANCIER):
            return self._of_sentence_before(reading, sentence)
        if len(named) > 1:
            before = [s for s in self._sentences.paragraph(reading.at) if s.end <= sentence.start]
            named = self._named(before[-1].start, sentence.end) if before else named
        return Zone(sentence.start, sentence.end, (named[0],), "paragraph") if len(named) == 1 else None

    def _of_article(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking of an article, or the one that opens it, of which a later paragraph speaks as 项目, 工程.

        项目法人某公司表示; 某银行为项目提供了30亿日元贷款
        """
        lent = _FOR_THE_PROJECT.search(self._document.text, sentence.start, sentence.end)
        owned = reading.rule == "org_role.owner.before" and reading.mention.start - sentence.start <= _HEAD
        if not self._names or not (lent or owned) or self._named(sentence.start, sentence.end):
            return None
        start, first = self._names[0]
        paragraph = self._sentences.paragraph(reading.at)
        if len(self._discourse.clusters) > _MAIN_AND_ANOTHER or start >= paragraph[0].start:
            return None
        return Zone(sentence.start, sentence.end, (first,), "article")

    def _of_paragraph_before(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking that the paragraph before tells of, where this one names none (拖欠总包方A的工程款)."""
        first = self._sentences.paragraph(sentence.start)[0]
        own = _OWN_OBJECT.match(self._document.text, reading.mention.end)  # A承建的某大桥通车
        if own or self._named(first.start, sentence.end) or self._turns(first.start):
            return None
        told = _IS_BUILT_BY.search(
            self._document.text, max(sentence.start, reading.mention.start - _CLAUSE), reading.mention.start
        )
        other = told is not None and _ITS_PART.search(told["what"]) is None  # 县城的污水厂由A承建
        if other or self._of_many(sentence) or self._opens_on_other(reading, sentence):
            return None
        last = self._document.text.rfind("\n", 0, max(0, first.start - 1)) + 1
        owners = {owner for zone in self._discourse.zones if last <= zone.start < first.start for owner in zone.owners}
        return Zone(sentence.start, sentence.end, tuple(owners), "paragraph") if len(owners) == 1 else None

    def _of_sentence_before(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking that the sentence before points back to (某局为该项目提供补贴。某银行给出了贷款)."""
        before = [s for s in self._sentences.paragraph(reading.at) if s.end <= sentence.start]
        zone = self._discourse.owners(before[-1].end - 1) if before else None
        alone = zone is not None and len(zone.owners) == 1
        return Zone(sentence.start, sentence.end, zone.owners, "paragraph") if zone is not None and alone else None

    def _named(self, start: int, end: int) -> list[int]:
        """The undertakings that a stretch of text names."""
        first, last = bisect_left(self._names, (start, -1)), bisect_left(self._names, (end, -1))
        return sorted({number for _, number in self._names[first:last]})

    def _of_filing(self) -> int | None:
        """The undertaking that a filing with numbered sections names first."""
        clusters = self._discourse.clusters
        if not clusters or len(_SECTION.findall(self._document.text)) < _MIN_SECTIONS:
            return None
        if principal_of(self._document.text, MentionIndex(self._document.mentions_of(Label.ORG))) is None:
            return None
        return min(range(len(clusters)), key=lambda n: min(c.start for c in clusters[n].candidates))


def _give_tellers(owners: OwnerFinder, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Who tells of an undertaking without parties is its investor, or what the text calls it elsewhere."""
    told = {o.mention.entity or o.mention.text: o.role for f in findings for o in f.organisations if o.role in _PARTIES}
    quoted: dict[int, dict[str, Mention]] = {}  # cluster → companies whose managers speak of it
    for mention, at in owners.speakers:
        zone = discourse.owners(at)
        if zone is not None and len(zone.owners) == 1:
            quoted.setdefault(zone.owners[0], {}).setdefault(mention.entity or mention.text, mention)
    for number, (cluster, found) in enumerate(zip(discourse.clusters, findings, strict=True)):
        if any(o.role in _OWNING for o in found.organisations):
            continue
        teller = owners.teller(cluster, {o.mention.entity or o.mention.text for o in found.organisations})
        if teller is None and len(quoted.get(number, ())) == 1:
            speaker = next(iter(quoted[number].values()))
            teller = OrganisationSlot(OrganisationRole.INVESTOR, speaker, "org_role.speaker")
        if teller is not None and all(o.mention.text != teller.mention.text for o in found.organisations):
            role = told.get(teller.mention.entity or teller.mention.text, teller.role)
            found.organisations.append(replace(teller, role=role))


def with_full_names(by_name: Mapping[str, Mention], slots: Sequence[OrganisationSlot]) -> tuple[OrganisationSlot, ...]:
    """Slots with short names replaced by the full name that the text gives; one slot a name and role.

    ``by_name`` has the first mention of each organisation.
    """
    kept: dict[tuple[str, OrganisationRole], OrganisationSlot] = {}
    for slot in slots:
        mention = by_name.get(slot.mention.entity or "", slot.mention)
        kept.setdefault((mention.text, slot.role), replace(slot, mention=mention))
    return tuple(kept.values())
