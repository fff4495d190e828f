"""The undertaking of a party that the text tells apart from it: in another sentence, paragraph or section."""

import re
from bisect import bisect_left
from collections import Counter

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.extractors.org_role.role import principal_of
from kaigong.extractors.project.party.other import BUILDS, BUILDS_IT, CLAUSE, COMES, FINANCIER, OWN_OBJECT
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

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
_LENT_FOR = lazy(r"(?:[为向]|给(?![出予]))(?P<what>[^,。;]{2,16}?)(?:提供|发放|放贷|贷款|授信|放款)")
_FOR_THE_PROJECT = lazy(r"[为给向](?:该|这一|此|本)?(?:项目|工程|工厂)(?:提供|发放|承贷|贷款|授信|放款|融资)")
_HEAD = 12
_MAIN_AND_ANOTHER = 2
_IS_BUILT_BY = lazy(r"(?:^|[,。;\n])(?P<what>[^,。;\n]{2,20})由$")
_ITS_PART = lazy(
    "项目|工程|[该其此本]|施工|主体|土建|厂房|车间|设备|装置|机组|安装|设计|总包|主机|[一二三]期|资金|贷款|建设"
)
_TELLS_OWN = lazy(r"[^,。;]{2,24}?(?:则|也)(?:由|已|在|将|于|同|正)")
_THE_UNDERTAKING = lazy("项目|工程|[该其此]|公司|集团|企业|电站|基地|建设")
# What is told of works and supplies in a sentence of its own behind the one undertaking of a paragraph.
_WORKS = (
    "org_role.owner", "org_role.firm_in_charge_of_design",
    "org_role.builder", "org_role.takes_works", "org_role.site_manager", "org_role.operator",
    "org_role.designer", "org_role.firm_designs", "org_role.designing_unit", "org_role.institute_designs",
    "org_role.supplier", "org_role.delivers", "org_role.implementing_body", "org_role.offtaker", "org_role.doer_behind",
    "org_role.shareholder", "org_role.approver", "org_role.public_aid", "org_role.incentive",
    "org_role.town_hall_tells",
)  # fmt: skip
# who is named by the part alone: 总包方某集团, 出资代表某公司, 实施机构为某局
_NAMED_PARTS = (
    "org_role.builder", "org_role.takes_works", "org_role.shareholder.before", "org_role.implementing_body",
    "org_role.supplier", "org_role.designer", "org_role.institute_designs", *FINANCIER,
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
    "org_role.delivers", "org_role.supplier", "org_role.partner.before", "org_role.shareholder.after",
    "org_role.doer_behind", "org_role.offtaker",
    "org_role.doer_behind", *FINANCIER,
)  # fmt: skip
_MOST = 0.6
_MANY_SIGN = lazy(r"集中签约|签约(?:项目)?[\d一二两三四五六七八九十]+个|签约仪式[^。;]{0,20}\d个")
# of shares, bonds, a firm's other business
_NOT_OF_IT = lazy(r"债券|股权|股份|股票|回购|减持|收购|药品|质押|纾困|信贷|战略合作|成立于|供应商|分别为")
_TURNS = lazy(r"[ \u3000]*(?:此外|另外|另悉|另据|又讯|同日|与此同时|同时|无独有偶)")
_COUNTED = lazy(
    r"[\d两三四五六七八九十]+(?:个|项|宗)(?:重点|重大|产业|工业)*(?:项目|工程)|(?:项目|工程)[\d一二两三四五六七八九十百]+(?:个|项|宗)"
)


class UntoldZones:
    """Finds the undertaking of a party that is told before it (A与B签署协议。根据协议,A将建设X) or in a filing."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self._text = document.text
        self._discourse = discourse
        self._sentences, self._orgs = discourse.known.sentences, discourse.known.organisations
        self._places = discourse.known.places
        self._names = sorted((c.start, n) for n, k in enumerate(discourse.clusters) for c in k.candidates)
        self._main = _of_filing(document, discourse)
        self._most = self._told_of_most()

    def zone(self, reading: OrganisationReading) -> Zone | None:
        """The zone of a reading that stands in none: that of the next sentence, or the filing's main undertaking."""
        sentence = self._sentences.at(reading.at)
        if sentence is None:
            return None
        if reading.rule.startswith(_SIGNS) and (zone := self._of_next(reading, sentence)) is not None:
            return zone
        if reading.rule.startswith(_CONTRACT_PARTIES) and self._signed_there(sentence):
            return self._of_paragraph(reading, sentence)
        zone = self._of_works(reading, sentence)
        if zone is not None:
            return zone
        if self._main is not None and reading.rule.startswith(_IN_SECTIONS):
            return Zone(sentence.start, sentence.end, (self._main,), "filing")
        return self._of_main(reading, sentence) if reading.rule.startswith(_OF_MAIN) else None

    def _of_next(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The zone of the next sentence, where that goes on with the agreement."""
        following = next((s for s in self._sentences.paragraph(reading.at) if s.start >= sentence.end), None)
        if following is None or not _GOES_ON.match(self._text, following.start):
            return None
        zone = next((z for z in self._discourse.zones if z.start >= following.start), None)
        return zone if zone is not None and zone.end <= following.end and len(zone.owners) == 1 else None

    def _of_works(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The undertaking whose works or loans a sentence of its own tells of."""
        zone = None
        own = reading.rule.startswith(BUILDS) and OWN_OBJECT.match(self._text, reading.mention.end)
        if reading.rule.startswith((*FINANCIER, *_WORKS)) and not own and not self._of_many(sentence):
            zone = self._of_paragraph(reading, sentence) or self._of_article(reading, sentence)
        if zone is None and reading.rule == "org_role.owner.before":
            zone = self._of_article(reading, sentence)
        if zone is None and reading.rule.startswith(_NAMED_PARTS):
            zone = self._of_paragraph_before(reading, sentence)
        return zone

    def _of_main(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking that the paragraph names so far, or that most of the article is about."""
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
        placed = any(self._text.find(m.text, 0, m.start) < 0 for m in opening)
        return placed or _TURNS.match(self._text, start) is not None

    def _of_many(self, sentence: Sentence) -> bool:
        """Whether a sentence counts undertakings (批复项目46个)."""
        return _COUNTED.search(self._text, sentence.start, sentence.end) is not None

    def _of_another(self, reading: OrganisationReading, sentence: Sentence) -> bool:
        """Whether a sentence that stands by itself tells of something else than the article's undertaking."""
        text, end = self._text, reading.mention.end
        if reading.rule.startswith(_CONTRACT_PARTIES) and _MANY_SIGN.search(text):
            return True
        own = OWN_OBJECT.match(text, end) or BUILDS_IT.match(text, end) or COMES.match(text, end)
        other = _NOT_OF_IT.search(text, sentence.start, sentence.end) or self._of_many(sentence)
        if reading.rule.startswith("org_role.founded"):  # A与B设立C。C的X项目…: C is told of there
            called = reading.mention.full_name
            other = other or sum(m.full_name == called for m in self._orgs.mentions) > 1
        return bool(own or other) or self._opens_on_other(reading, sentence)

    def _opens_on_other(self, reading: OrganisationReading, sentence: Sentence) -> bool:
        """Whether a sentence opens on the works of another company (红牛公司佛山基地的扩建则由A中标总包)."""
        opening = (m for m in self._orgs.starting_at(sentence.start) if m.kind in COMPANY_KINDS)
        return any(m is not reading.mention and _TELLS_OWN.match(self._text, m.end) for m in opening)

    def _signed_there(self, sentence: Sentence) -> bool:
        """Whether the sentence before tells of the ceremony at which the contract for one undertaking was signed."""
        before = [s for s in self._sentences.paragraph(sentence.start) if s.end <= sentence.start]
        one = bool(before) and len(self._named(before[-1].start, before[-1].end)) == 1
        return one and _CEREMONY.search(self._text, before[-1].start, before[-1].end) is not None

    def _of_paragraph(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking that the sentences before name in the same paragraph."""
        first = self._sentences.paragraph(reading.at)[0]
        opening = [m for m in self._orgs.starting_at(sentence.start) if m.kind in COMPANY_KINDS]
        if any(self._text.startswith(("则", "也", "还"), m.end) for m in opening):
            return None  # 台泥则投资X,由某银行联贷: of what the sentence itself tells
        if self._opens_on_other(reading, sentence):
            return None
        lent = _LENT_FOR.search(self._text, sentence.start, sentence.end)
        to_firm = lent is not None and bool(self._orgs.inside(lent.start("what"), lent.end("what")))
        if lent is not None and not to_firm and _THE_UNDERTAKING.search(lent["what"]) is None:
            return None  # 答应为园区基础设施放贷5亿元
        named = self._named(first.start, sentence.end)
        what = re.sub("(?:项目|工程)$", "", lent["what"]) if lent is not None else ""
        meant = [n for n in named if what and what in self._discourse.clusters[n].name.text]
        named = meant or named
        if not named and reading.rule.startswith(FINANCIER):
            return self._of_sentence_before(reading, sentence)
        if len(named) > 1:
            before = [s for s in self._sentences.paragraph(reading.at) if s.end <= sentence.start]
            named = self._named(before[-1].start, sentence.end) if before else named
        return Zone(sentence.start, sentence.end, (named[0],), "paragraph") if len(named) == 1 else None

    def _of_article(self, reading: OrganisationReading, sentence: Sentence) -> Zone | None:
        """The one undertaking of an article, or the one that opens it, of which a later paragraph speaks as 项目, 工程.

        项目法人某公司表示; 某银行为项目提供了30亿日元贷款
        """
        lent = _FOR_THE_PROJECT.search(self._text, sentence.start, sentence.end)
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
        own = OWN_OBJECT.match(self._text, reading.mention.end)  # A承建的某大桥通车
        if own or self._named(first.start, sentence.end) or self._turns(first.start):
            return None
        told = _IS_BUILT_BY.search(
            self._text, max(sentence.start, reading.mention.start - CLAUSE), reading.mention.start
        )
        other = told is not None and _ITS_PART.search(told["what"]) is None  # 县城的污水厂由A承建
        if other or self._of_many(sentence) or self._opens_on_other(reading, sentence):
            return None
        last = self._text.rfind("\n", 0, max(0, first.start - 1)) + 1
        owners = {owner for zone in self._discourse.zones_from(last, first.start) for owner in zone.owners}
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


def _of_filing(document: Document, discourse: Discourse) -> int | None:
    """The undertaking that a filing with numbered sections names first."""
    clusters = discourse.clusters
    if not clusters or len(_SECTION.findall(document.text)) < _MIN_SECTIONS:
        return None
    if principal_of(document.text, MentionIndex(document.mentions_of(Label.ORG))) is None:
        return None
    return min(range(len(clusters)), key=lambda n: min(c.start for c in clusters[n].candidates))
