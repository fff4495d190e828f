"""Whether a party plays its part in what the text speaks of there, or in something else that it tells of its own."""

from collections.abc import Collection

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import INHERITED, Zone
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.party.name_owner import SITES
from kaigong.schemas.labels import OrganisationRole

FINANCIER = ("org_role.financier", "org_role.bank_provides", "org_role.bank_pays")
# loans that no undertaking is built with
_FOR_TRADE = lazy(r"信用贷款|信用贷|[全各][县市省区州]|中小企业|流动资金|周转|农户|\d家[^,。;]{0,6}企业|复工|小微")
OWNING = frozenset([OrganisationRole.INVESTOR, OrganisationRole.OWNER])
FOR_OTHERS = frozenset([OrganisationRole.BUILDER, OrganisationRole.PARTNER])
_INVESTS = (
    "org_role.investor.after",
    "org_role.whose_total",
    "org_role.spender",
    "org_role.joint_investor",
    "org_role.joint_public",
)
_CALLED_AFTER = lazy(r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?:集团|公司|股份)")
SIGNS_FIRM = "org_role.signing_company"
_CALLED = 3  # characters by which an undertaking is called after a firm
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
_MANY = 3
_OF_AUXILIARY = lazy(
    r"(?:^|[,。;\n])(?:(?:项目|工程|园区|该项目|该工程)?的?配套|(?:与[^,。;]{2,12})?(?:同步|配套|一并))(?:建设|兴建|新建)?的"
    r"[^,。;的]{2,14}由(?:[^,。;、]{2,16}[、和与])?$"
)
CLAUSE = 32
# A、B等单位参建,C配套建设X: what A builds was told before.
BUILDS = ("org_role.builder.after", "org_role.takes_works")
_MAKES = (
    *BUILDS, "org_role.investor.after", "org_role.joint_investor", "org_role.joint_public", "org_role.built_by",
    "org_role.parent",
)  # fmt: skip
# X开工。A承建的某高速某段通车, A与B共同投资的某深水港完成防波堤: what they build is told with it
OWN_OBJECT = lazy(
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
BUILDS_IT = lazy(
    r"(?:则|也|还|将|拟|已|正)*(?:投资)(?:建设|兴建|新建|扩建|改造)(?![的期并和与、]|规模|内容|运营|项目|工程|该|这|此|其|二|三|主|配套|\d+[条座套栋])[^,。;的]{4,}"
)
# X二期投产,A与B合资的C将落户开发区: another's undertaking
COMES = lazy(r"[^,。;]{0,40}?(?:将|已|正式|拟)落户(?!的|项目)")
_WORKS_DONE = lazy(r"[^,。;]{0,40}?(?:参建|承建|施工|总承包)[,;]")
_CONTRACTS = ("org_role.contractor", "org_role.client")
_AWARDED = ("批予", "判予", "批给", "判给")
_BEHIND_SEMICOLON = lazy(r";(?:[^,。;、]{0,4}(?:本土|当地|本地)?(?:企业|公司|龙头)?)$")
_ASIDE = 12
_IN_IT = lazy(r"[^,。;]{0,10}(?:出资|占股|持股|参股|该项目|项目)")  # 一期由A建设;B出资30%
_KEY_PART = lazy(
    r"的?(?:全线|首个|关键性?|重点|重要|重大|控制性?|标志性|咽喉|先导|[、和]){1,3}(?:工程|节点|项目)(?:——|之一的?|,)?“?"
)


class OtherWorks:
    """Tells that a party which stands where the text speaks of an undertaking plays its part in something else."""

    def __init__(self, discourse: Discourse) -> None:
        self._text, self._clusters = discourse.text, discourse.clusters
        self._sentences, self._orgs = discourse.known.sentences, discourse.known.organisations
        self._places = discourse.known.places

    def meant(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a party plays its part in none of the undertakings of its zone, or the text does not say in which."""
        among = len(zone.owners) > 1 and zone.rule in INHERITED
        if among and "其中" in self._text[max(0, zone.start - 3) : zone.start + 2]:
            return True  # 其中,A公司投资20亿元: of one of them
        if zone.rule == "name_itself" and reading.mention.text.endswith(SITES):
            return True  # X医院新院区项目总投资12亿元: the hospital is what is built, not who pays
        return self._begins_anew(reading, zone)

    def lends_for_trade(self, reading: OrganisationReading) -> bool:
        """Whether a bank's loan is for a firm's daily trade (给企业放了500万元信用贷款)."""
        sentence = self._sentences.at(reading.at) if reading.rule.startswith(FINANCIER) else None
        return sentence is not None and bool(_FOR_TRADE.search(self._text, sentence.start, sentence.end))

    def part_built(self, reading: OrganisationReading, zone: Zone) -> tuple[int, ...]:
        """The undertakings of a party: the part that it builds (由A承建的某铁路控制性工程——B大桥), else all."""
        owners = zone.owners
        if zone.rule != "name_before" or len(owners) != 1 or reading.role not in FOR_OTHERS:
            return owners
        clusters = self._clusters
        for whole in clusters[owners[0]].candidates:
            key = _KEY_PART.match(self._text, whole.end) if reading.mention.end <= whole.start else None
            if key is not None:
                part = (n for n, k in enumerate(clusters) if any(c.start == key.end() for c in k.candidates))
                return tuple(part)[:1] or owners
        return owners

    def of_another(self, reading: OrganisationReading, zone: Zone, owner: int, signers: Collection[str]) -> bool:
        """Whether one of several undertakings is another party's; ``signers`` are all the firms that sign."""
        cluster = self._clusters[owner]
        if any(c.text == reading.mention.text for c in cluster.candidates):
            return True  # a list that names undertakings by their companies
        if reading.rule.startswith(SIGNS_FIRM) and (
            _is_fellows(cluster, reading, signers) or self._one_of_many(reading, zone, cluster)
        ):
            return True  # 与A公司、B公司签约,A大楼投资1亿美元
        # A投资的X、B集团Y项目
        return len(zone.owners) > 1 and reading.role in OWNING and _is_others(cluster, reading)

    def _one_of_many(self, reading: OrganisationReading, zone: Zone, cluster: NameCluster) -> bool:
        """Whether another of three or more firms that sign is the one whose works come next (A、B、C签约。A拟建设X)."""
        sentence = self._sentences.at(cluster.name.start) if zone.rule == "agreement" else None
        signing = self._sentences.at(reading.mention.start)
        if sentence is None or signing is None or sentence.start < signing.end:
            return False
        signers = {m.full_name for m in self._orgs.inside(signing.start, signing.end) if m.kind in COMPANY_KINDS}
        opens = {m.full_name for m in self._orgs.starting_at(sentence.start)} & signers
        own = reading.mention.full_name
        return len(signers) >= _MANY and bool(opens) and own not in opens

    def _begins_anew(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a company that opens the part behind a semicolon tells of its own (A建X;B则追加10亿元扩产)."""
        text, start, end = self._text, reading.mention.start, reading.mention.end
        if text.endswith(_AWARDED, 0, start) or reading.rule.startswith(_AWARDS):  # 把X工程批予某建筑
            sentence = self._sentences.at(reading.at)  # of what stands between
            return sentence is None or not self._names_within(zone, sentence.start, sentence.end)
        aside = _OF_AUXILIARY.search(text, max(0, start - CLAUSE), start)
        if aside is not None:  # 项目配套的变电站由某供电局投资
            return not self._names_within(zone, aside.start(), start)
        if zone.rule == "before_name" and reading.rule.startswith(BUILDS):
            done = _WORKS_DONE.match(text, end)
            return done is not None and bool(self._orgs.starting_at(done.end()))
        if zone.rule == "before_name" and reading.rule.startswith(_INVESTS):
            own = _BUILDS_OWN.match(text, end)
            return own is not None and not self._names_within(zone, end, own.end())
        return zone.rule in INHERITED and self._goes_on_with_own(reading, zone)

    def _goes_on_with_own(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a party, where the text still speaks of what it named before, has something of its own."""
        text, start, end = self._text, reading.mention.start, reading.mention.end
        carried, invests = zone.rule == "carried_over", reading.rule.startswith(_INVESTS)
        if carried and self._signs_anew(reading, zone):
            return True
        if _BY_THEN.search(text, max(0, start - 2), start):
            return _OF_ITS.match(text, end) is not None
        if carried and invests and BUILDS_IT.match(text, end):
            return True
        if (reading.rule.startswith(_MAKES) and OWN_OBJECT.match(text, end)) or self._in_part_of_place(reading, zone):
            return True
        if not invests:
            return False
        if not carried and COMES.match(text, end):
            return True
        opens = _BEHIND_SEMICOLON.search(text, max(0, start - _ASIDE), start)
        return opens is not None and not _IN_IT.match(text, end)

    def _signs_anew(self, reading: OrganisationReading, zone: Zone) -> bool:
        if len(zone.owners) > 1 and reading.rule.startswith(_CONTRACTS):
            return True  # A、B、C等项目加快建设。甲与乙签订厂房施工合同: a contract of its own
        signs = reading.rule.startswith((SIGNS_FIRM, "org_role.signatory"))
        sentence = self._sentences.at(reading.at) if signs else None
        return sentence is not None and bool(_SIGNS_SOME.search(self._text, reading.mention.end, sentence.end))

    def _in_part_of_place(self, reading: OrganisationReading, zone: Zone) -> bool:
        """Whether a place opens the part behind a semicolon in which a party is told (A签订X;某市的冷链中心由B建设)."""
        start = reading.mention.start
        sentence = self._sentences.at(reading.at)
        cut = -1 if sentence is None else self._text.rfind(";", sentence.start, start)
        opening = self._places.starting_at(cut + 1) if cut >= 0 else ()
        if not any(_PLACE_HAS.match(self._text, m.end) for m in opening):
            return False
        return not self._names_within(zone, cut + 1, start)

    def _names_within(self, zone: Zone, start: int, end: int) -> bool:
        """Whether a stretch of text names an undertaking of the zone."""
        return any(start <= c.start < end for owner in zone.owners for c in self._clusters[owner].candidates)


def _is_fellows(cluster: NameCluster, reading: OrganisationReading, signers: Collection[str]) -> bool:
    """Whether an undertaking is called after one of several firms that sign, and the reading is of another."""
    called = cluster.name.text[:_CALLED]
    return called not in reading.mention.text and len(signers) > 1 and any(called in s for s in signers)


def _is_others(cluster: NameCluster, reading: OrganisationReading) -> bool:
    """Whether an undertaking is called after a firm, and the reading is of another one."""
    firm = _CALLED_AFTER.match(cluster.name.text)
    return firm is not None and firm["name"] not in reading.mention.text
