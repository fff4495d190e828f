"""Parts of companies and bodies that the text names elsewhere: 公司与X签署…, 由其与B出资, 标的公司名下的Y, 同意Y."""

from collections.abc import Iterator, Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.patterns import PUBLIC_PRIVATE
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.schemas.document import Mention, Sentence
from kaigong.schemas.labels import OrganisationRole

_BODY_KINDS = frozenset(["government", "party", "zone_body"])
_SOCIAL_CAPITAL = lazy(r"PPP|BOT|特许经营|社会资本")
_OPENS = r"(?:(?<=[,。;:“】\n\u3000 ])|^|(?<=[,。;:“](?:同时|此外|另外|此前|日前|近日|目前|眼下))|(?<=其中)|(?<=同意))"
_FIRM = rf"{_OPENS}(?:本|该)?(?:公司|集团)"
_THEN = r"(?:正在?|此前|近日|日前|还|已|曾|也|分别|于?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?){0,3}"
# 公司与某集团签署的…施工合同: the company that the text speaks of works for the other one.
_CONTRACTS = lazy(
    rf"{_FIRM}{_THEN}[与和同][^,。;]{{2,40}}?(?:签署|签订|签下|签约)[^,。;]{{0,50}}?(?:施工|总承包|承包|工程|建造)合同"
)
_SUPPLIES = lazy(
    r"(?:设备|机组|风机|主机)[^,。;]{0,6}?合同|(?:采购|供货|供应)合同"
)  # 公司与某集团签订X水电站设备供货合同
_SIGNS = lazy(rf"{_FIRM}{_THEN}[与和同][^,。;]{{2,40}}?(?:签署|签订|签下|签约|洽谈|商谈)(?!补充|终止|解除)")
_SIGNED = lazy(rf"{_FIRM}{_THEN}(?:签约|签署|签订|签下|投资)的(?=[^,。;]{{2,30}}?(?:项目|基地|工厂|产业园))")
# 该集团在肯尼亚承建的|X公路
_WON = lazy(
    rf"(?:{_FIRM}|(?<=由)(?:本|该)(?:公司|集团)){_THEN}(?:在[^,。;的]{{2,14}}?)?所?(?:中标|承建|承接|承揽|承包|总承包|施工)的"
)
# 收到|某区水务集团|发来的中标通知书: who has the works built
_GOT_FROM = ("收到", "接到", "收悉", "获得", "取得")
_AWARDS = lazy(r"(?:发来|发出|下发|签发|送达|出具)?的?[《“]?(?:中标|成交)通知")
_LEADS = lazy(
    rf"(?:{_OPENS}|(?<=确定|确认|推荐))(?:本|该)?(?:公司|集团)(?:作为[^,。;]{{2,8}})?[与和同][^,。;]{{2,80}}?组成的?联合体,?"
    r"(?:被确定为|被确认为|被推荐为|被列为|被评为|预?中标|成为|入选|收到[^,。;]{0,60}?中标|为[^,。;]{2,60}?(?:中标|候选)人)"
)
# 由其与某集团按六四比例出资, 由其投资1.76亿元并负责运营, 其与某集团合资的基地
_WITH_OTHER = lazy(
    r"由其(?:与|和|同|联合|携手|(?:全额|独家|负责|单独|自行)?(?:投资|出资|投建|斥资))"
    rf"|(?:(?<=[,。;:\n])其|{_FIRM}|(?<=[,。;:\n])该?(?:集团|(?<=该)[厂矿院])|^该[厂矿院])[与和同](?=[^,。;]{{2,20}}?(?:合资|合作|共同投资|共同出资|联合)(?:建设|兴建|打造|投资|组建|成立|开展|实施|推进|开发)?的)"
)
# 按照联合体分工,某公司负责项目投融资及运营
_RAISES_MONEY = lazy(r"负责(?:本|该)?(?:项目)?的?(?:投融资|融资|投资)")
_RUNS_IT = lazy(r"[^,。;]{0,20}?[、和并与](?:负责)?(?:后期|建成后的?)?(?:运营|经营|营运)")  # 由其投资1.76亿元并负责运营
_BOUGHT = lazy(r"(?:收购|购买|受让|转让|出售|竞购)[^,。;]{0,6}$")
_TARGET = lazy(rf"{_OPENS}标的公司(?:名下|旗下|所属|持有|拥有|运营)的?")
# 某厅印发决定书,同意X初步设计: what a body decides in a later clause.
_DECIDES = lazy(
    r"(?:正式|原则|一次性|依法)?(?:上)?(?:同意|批准|核准|批复|准予)(?!后|的)"
    r"|(?:将|决定|宣布|已)?(?:无限期|暂时|正式|临时)?(?:暂缓|暂停|中止|终止|取消|搁置|叫停|推迟)(?:实施|建设|推进|兴建|执行|了)"
)
# 县府指出,斥资1亿元办理的X: what a body that speaks spends itself.
_SPENDS = lazy(
    r"(?:已|将|共|总计|也)*(?:斥资|耗资|投入|砸下)[^,。;]{0,14}?元(?:办理|兴建|施作|改善|辟建|整建|推动|打造|建设|新建|修建|改造)"
)
# 某署向议会提交文件,申请拨款31.7亿元兴建X; 建议斥资4.8亿元兴建X
_SEEKS = lazy(
    r"(?:并|将|拟|现)*(?:申请|寻求|争取|建议|要求|提出)(?:议会|立法会)?(?:拨款|斥资|耗资|动用)[^,。;]{0,14}?元"
)
_SAYS = lazy(r"(?:[^,。;]{0,8}?(?:处长|局长|科长|署长|县长|市长))?[^,。;]{0,4}?(?:指出|表示|说|说明|补充|强调),")
# 某局对A公司“X项目”予以备案
_DECIDES_ON = lazy(
    r"(?:(?:日前|近日|已|(?:\d{1,2}月)?\d{1,2}日))*(?:依法|正式)?对[^,。;]{2,80}?(?:予以|作出|给予|进行)了?(?:备案|核准|批复|批准|审批)"
)
_CLAUSE_HEAD = lazy(r"(?:^|[,。;:])(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:日前|近日|随后|据悉)?,?$")
# 联合体其他成员为A(施工总承包)、B(设计)
_MEMBERS = lazy(
    r"(?:联合体(?:其他|其余)?|联合体由[^,。;]{4,30}牵头(?:组成|组建)?,(?:其他|其余)?)成员(?:单位)?(?:分别)?(?:为|包括|有|是|:)"
    r"(?P<list>[^。;\n]{4,120})"
)
# 成员包括A和B,其中后者只负责施工、不出资
_ONLY_WORKS = lazy(r",?其中后者(?:只|仅|单纯|不出资,?)*(?:负责|承担)[^,。;]{0,6}?(?:施工|土建)")
_WORKS = lazy(r"\([^()]*(?:施工|总承包|建安|设计)[^()]*\)")
_REACH = 16


class Followed:
    """Whom 公司, 其 and 标的公司 mean in a sentence: the one who makes the notice, and the one named last."""

    def __init__(self, text: str, principal: Mention | None) -> None:
        self._text = text
        self._public_private = bool(PUBLIC_PRIVATE.search(text))
        self._principal = principal
        self._of_deal = "标的公司" in text
        self._target: Mention | None = None  # the company that a deal is about

    def find(
        self, sentence: Sentence, mentions: Sequence[Mention], company: Mention | None
    ) -> Iterator[OrganisationReading]:
        """Parts told in a sentence; ``company`` is the one of which the text spoke last."""
        companies = [m for m in mentions if m.kind in COMPANY_KINDS]
        yield from self._firms(sentence, self._acting(companies), company)
        yield from self._targets(sentence, companies)
        yield from self._members(sentence, companies)
        yield from self._decisions(sentence, [m for m in mentions if m.kind in _BODY_KINDS])

    def _firms(
        self, sentence: Sentence, companies: Sequence[Mention], company: Mention | None
    ) -> Iterator[OrganisationReading]:
        text, start, end = self._text, sentence.start, sentence.end
        if "公司" in text[start:end] or "集团" in text[start:end]:
            contracts = [m.start() for m in _CONTRACTS.finditer(text, start, end)]
            social = bool(_SOCIAL_CAPITAL.search(text, start, end))
            supplies = bool(_SUPPLIES.search(text, start, end))
            shares = OrganisationRole.INVESTOR if social else OrganisationRole.BUILDER
            told = [
                *((at, OrganisationRole.BUILDER, "contracts") for at in contracts),
                *(
                    (m.start(), OrganisationRole.PARTNER if supplies else OrganisationRole.INVESTOR, "signs")
                    for pattern in (_SIGNS, _SIGNED)
                    for m in pattern.finditer(text, start, end)
                    if m.start() not in contracts
                ),
                *(
                    (m.start(), self._part_won(m.group(), shares), "wins")
                    for pattern in (_WON, _LEADS)
                    for m in pattern.finditer(text, start, end)
                ),
            ]
            for at, role, rule in told:
                named = self._principal or self._before(companies, at) or company
                if named is not None:
                    yield OrganisationReading(named, role, f"org_role.anaphor_{rule}", at)
        for match in _WITH_OTHER.finditer(text, start, end):
            named = self._before(companies, match.start()) or company
            if named is not None:
                yield OrganisationReading(named, OrganisationRole.INVESTOR, "org_role.anaphor", match.start())
                if _RUNS_IT.match(text, match.end(), end):
                    yield OrganisationReading(named, OrganisationRole.OPERATOR, "org_role.anaphor", match.start())

    def _part_won(self, told: str, shares: OrganisationRole) -> OrganisationRole:
        """The part of who only comes first in a tender: it builds, unless the text says that it raises the money."""
        first = "预中标" in told and _RAISES_MONEY.search(self._text) is None
        return OrganisationRole.BUILDER if first else shares

    def _members(self, sentence: Sentence, companies: Sequence[Mention]) -> Iterator[OrganisationReading]:
        """The members of a consortium: those of a public-private partnership put in money."""
        for match in _MEMBERS.finditer(self._text, sentence.start, sentence.end):
            for member in companies:
                if not match.start("list") <= member.start < match.end("list"):
                    continue
                works = _WORKS.match(self._text, member.end)
                designs = works is not None and "施工" not in works.group() and "总承包" not in works.group()
                if _ONLY_WORKS.match(self._text, member.end):
                    yield OrganisationReading(member, OrganisationRole.BUILDER, "org_role.member", member.start)
                    continue
                if self._public_private and not designs:
                    yield OrganisationReading(member, OrganisationRole.INVESTOR, "org_role.member", member.start)
                if works is not None or not self._public_private:
                    yield OrganisationReading(member, OrganisationRole.BUILDER, "org_role.member", member.start)

    def _targets(self, sentence: Sentence, companies: Sequence[Mention]) -> Iterator[OrganisationReading]:
        """标的公司名下的Y: the company that is bought or sold has it."""
        if not self._of_deal:
            return
        for match in _TARGET.finditer(self._text, sentence.start, sentence.end):
            if self._target is not None:
                yield OrganisationReading(
                    self._target, OrganisationRole.INVESTOR, "org_role.target_company", match.start()
                )
        bought = [m for m in companies if _BOUGHT.search(self._text, max(0, m.start - _REACH), m.start)]
        self._target = bought[-1] if bought else self._target

    def _decisions(self, sentence: Sentence, bodies: Sequence[Mention]) -> Iterator[OrganisationReading]:
        for number, body in enumerate(bodies):
            if _DECIDES_ON.match(self._text, body.end, sentence.end):
                yield OrganisationReading(body, OrganisationRole.GOVERNMENT, "org_role.decides", body.start)
                continue
            if not _CLAUSE_HEAD.search(self._text[max(sentence.start, body.start - _REACH) : body.start]):
                continue
            listed = self._listed(bodies, number)
            after = number + len(listed)
            until = bodies[after].start if after < len(bodies) else sentence.end
            for start, _ in sentence.clauses:
                if body.end < start < until and _SPENDS.match(self._text, start) and _SAYS.match(self._text, body.end):
                    yield OrganisationReading(body, OrganisationRole.INVESTOR, "org_role.body_spends", start)
                    break
                if body.end < start and _SEEKS.match(self._text, start):
                    yield OrganisationReading(body, OrganisationRole.OWNER, "org_role.seeks_money", start)
                    break
                if body.end < start < until and _DECIDES.match(self._text, start):
                    for one in listed:
                        yield OrganisationReading(one, OrganisationRole.GOVERNMENT, "org_role.decides", start)
                    break

    def _listed(self, bodies: Sequence[Mention], number: int) -> list[Mention]:
        """A body and those that a list names with it (省经信委、市政府联合发文,批准X)."""
        found = [bodies[number]]
        for body in bodies[number + 1 :]:
            if self._text[found[-1].end : body.start] not in ("、", "和", "与", "会同"):
                break
            found.append(body)
        return found

    @staticmethod
    def _before(companies: Sequence[Mention], at: int) -> Mention | None:
        return next((m for m in reversed(companies) if m.end <= at), None)

    def _acting(self, companies: Sequence[Mention]) -> list[Mention]:
        """The companies less those of which another one has had notice that it won."""
        text = self._text
        return [m for m in companies if not (text.endswith(_GOT_FROM, 0, m.start) and _AWARDS.match(text, m.end))]
