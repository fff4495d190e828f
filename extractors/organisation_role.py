"""What part an organisation plays, by the cues in its own clause, and as the subject of later clauses."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors import organisation_patterns as pat
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.item_head import OPENS_ITEM, item_starts
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.organisation_follow import COMPANY_KINDS as COMPANY_KINDS
from kaigong.extractors.organisation_follow import PUBLIC_PRIVATE, Followed
from kaigong.extractors.project_lexicon import alternation
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label, OrganisationRole
from kaigong.schemas.lexicon import OrganisationRoleEntry

_BESIDE = 14  # 通过其下属的全资子公司
# 在亚的斯亚贝巴|签署: the one 的 that a capital's name holds
_WHERE = (
    r"(?:(?:拟|将|计划|决定|宣布|有意|打算|准备)?在(?:[^,;。!?:\n的]|亚的斯){2,20}?"
    r"(?:的[^,;。!?:\n的]{2,14}?(?:园区|产业园|开发区|工业区))?)?"
)
# 将在盘锦|建设, but no 在成都签署X扩建协议
_THERE = (
    r"(?:也|还|则|有意|打算|准备|考虑|近日|日前|目前|刚刚?|先后|正|已|拟|将|计划|还将|也将)*"
    r"在(?!建)(?:(?!签|召开|举行|举办)[^,。;!?:\n的]){2,16}?"
)
_ABOUT = r"(?:就[^,。;]{2,40}?|以[^,。;]{4,40}?号文(?:件)?)?"  # 就X项目签订投资协议, 以发改审〔2019〕186号文批准
# 昨(12)日在X园区举行上梁典礼
_WHEN = (
    r"(?:(?:昨|今|昨天|今天|昨日|今日|日前|近日|[上本]周[一二三四五六日末]?|上月|(?:\d{1,2}月)?\d{1,2}日)"
    r"(?:\(\d{1,2}\)日?)?(?:上午|下午)?)?(?:也|还|则)?"
)
_GAP = r"(?:(?!委托|委由|交由|聘请|批准|核准|批复|收到|引进|引来|招引|吸引|引入)[^,;。!?:\n的]){0,10}?"
# 按6:4的比例出资建设, 按六四比例出资, 按7:3出资
_SHARE = (
    r"(?:分别?(?:按|以)|按照?|以)?"
    r"(?:[\d.:∶%一二三四五六七八九对和与、]{2,14}的?(?:(?:股权|股份|出资|持股)?比例|股比)|\d{1,2}%?[:∶比]\d{1,2}%?)?"
)
# 设计方案, 承建现场, and 设计施工, which is no mere design
# 以5,836.2万元|中标
_FOR_SUM = r"(?:以[\d.,]{1,12}[万亿]*(?:美|港|欧)?元的?(?:价格|报价|总价|金额)?)?"
_NO_DEED = (
    r"总部|代表|方案|许可|图纸?|证|现场|工地|施工(?:[,。;、]|总|$)|的(?:资料|数据|信息|统计|消息)|的?(?:客户|租户|商户)"
    r"|商(?!业)|单位|[悉知]|了?(?:项目)?(?:评估|监理|咨询|检测|审计)"
)
_SUM = r"(?=(?:[^,。;]|(?<=\d),(?=\d)){0,14}?元)"
_BEFORE = 30
_FAR = 600
_QUOTATION = 160


# Who invests or builds and then runs the thing has two parts.
_BRACKET = lazy(r"\([^()]*\)")  # 蓝屿水泥(600XXX.SH):控股孙公司
_BOTH = frozenset(
    {
        (OrganisationRole.INVESTOR, OrganisationRole.OPERATOR),
        (OrganisationRole.OWNER, OrganisationRole.OPERATOR),
        (OrganisationRole.BUILDER, OrganisationRole.OPERATOR),
    }
)


_HAVE = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)  # a vehicle of either part acts for its parent
_BODIES = ("government", "zone_body")
_WINNER = ("org_role.builder.after", "org_role.winner.after")
_LEARNED = ("institute", "university")
_OWNS_SO = ("合资经营", "合作经营", "特许经营")
_COOPERATES = ("org_role.joint_builder", "org_role.cooperates")
_PURCHASE = ("org_role.equipment_buyer", "org_role.equipment_seller")
_CONTRACT = ("org_role.contractor.after", "org_role.client.before")
# 某局承建。该公司…: who builds for another is not the company that the text speaks of.
_WORKS_FOR = (
    "承建",
    "承揽",
    "承造",
    "承作",
    "统包",
    "施作",
    "得标",
    "施工",
    "总承包",
    "负责施工",
    "承担施工",
    "负责承建",
    "监理",
    "设计",
)
_OF_FILER = ("公司", "同意", "拟由", "授权", "设立", "新设", "成立", "组建", "注册", "设立了", "成立了", "组建了")
_SET_UP_WITH = ("共建", "合作建设", "共同建设", "联合建设", "合作开发协议", "合作开发合同")
# BOT+施工总承包: the investor is the builder as well; 由A建设运营: who runs it has built it
_AS_WELL = {
    OrganisationRole.INVESTOR: ("org_role.concession_builds",),
    OrganisationRole.OPERATOR: ("org_role.built_by",),
}


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation with the role that the text gives it at offset ``at``."""

    mention: Mention
    role: OrganisationRole
    rule: str
    at: int


@per_lexicon
def _entries() -> tuple[tuple[OrganisationRoleEntry, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = []
    for entry in load_lexicon("org_roles", OrganisationRoleEntry):
        after = (
            lazy(
                rf"”?{_WHEN}{_ABOUT}{_FOR_SUM}{_THERE if entry.located else _WHERE + _SHARE + _GAP}"
                rf"(?<!总)(?<!最大)(?:{alternation(entry.after)})(?!{_NO_DEED}){_SUM if entry.amount else ''}"
            )
            if entry.after
            else None
        )
        before = (
            lazy(
                rf"(?<!原)(?:{alternation(entry.before)})(?:分别为|为|是|:|系|、|则?由|还有|包括)?(?:当地的?|本地的?|来自[^,。;的]{{2,8}}的)?(?:公司)?(?:全资|控股)?(?:的|子公司|孙公司)?(?:[\u4e00-\u9fff]{{0,3}}母公司)?“?$"
            )
            if entry.before
            else None
        )
        rows.append((entry, after, before))
    return tuple(rows)


@per_lexicon
def _entries_of(
    kind: str | None,
) -> tuple[tuple[OrganisationRoleEntry, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """The entries that speak of organisations of a kind."""
    return tuple(
        row for row in _entries() if kind not in row[0].not_kinds and (not row[0].kinds or kind in row[0].kinds)
    )


def read_organisations(document: Document) -> list[OrganisationReading]:
    """Roles of the organisations of a document, in order; an organisation without a cue has none."""
    found: list[OrganisationReading] = []
    index = MentionIndex(document.mentions_of(Label.ORG))
    company = speaker = principal = principal_of(document.text, index)
    followed = Followed(document.text, principal)
    pair: tuple[Mention, ...] = ()  # whom 双方 would mean
    for sentence in document.sentences:
        mentions = index.inside(sentence.start, sentence.end)
        head = _item_head(document.text, sentence, mentions)
        found += _by_anaphor(document, sentence, mentions, head or company, head is None and principal is not None)
        found += _own_plants(document, sentence, mentions, speaker, company)
        found += (
            OrganisationReading(f.mention, f.role, f.rule, f.at)
            for f in followed.find(sentence, mentions, head or company)
        )
        found += _both(document, sentence, pair)
        pair = _pair(document, mentions)
        acting = [m for m in mentions if _may_act(document.text, m)]
        others = [m for m in acting if m is not acting[0] and _is_other_side(document.text, m)]
        company = principal or next((m for m in reversed(acting) if m not in others), company)
        speaker = principal or next((m for m in mentions if m.kind in COMPANY_KINDS), speaker)
        if mentions:
            cued = list(_by_cues(document, sentence, mentions))
            told = {id(reading.mention) for reading in cued}
            found += cued
            found += _parents(document, mentions, cued, principal)
            found += _signs_again(document, sentence, cued)
            subjects = list(_as_subject(document, sentence, [m for m in mentions if id(m) not in told]))
            found += subjects
            through = [s for s in subjects if _is_means(document.text, s.mention)]
            found += _parents(document, mentions, through, principal)
            found += _owners_of(document, mentions, [*cued, *subjects])
    return found


def _pair(document: Document, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The companies that a sentence joins (A与B合资组建的某公司揭牌, A与市政府、B签署协议), if it joins none else."""
    rows: list[list[Mention]] = []
    for mention in mentions:
        if rows and _joined(document, rows[-1][-1], mention):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    parties = [row for row in rows if len(row) > 1 and any(m.kind in COMPANY_KINDS for m in row)]
    return tuple(m for m in parties[0] if m.kind in COMPANY_KINDS) if len(parties) == 1 else ()


def _both(document: Document, sentence: Sentence, pair: tuple[Mention, ...]) -> Iterator[OrganisationReading]:
    """双方将共同投资…: the two companies that the sentence before has joined."""
    match = pat.BOTH_INVEST.search(document.text, sentence.start, sentence.end) if pair else None
    if match is not None:
        for company in pair:
            yield OrganisationReading(company, OrganisationRole.INVESTOR, "org_role.anaphor", match.start())


def _may_act(text: str, mention: Mention) -> bool:
    """Whether 公司 further on can mean an organisation: a company, but none that only gives another one capital."""
    other = text.startswith(("领投", "跟投", *_WORKS_FOR), mention.end)
    other = other or pat.SHARES_OF.match(text, mention.end) is not None
    other = other or text[max(0, mention.start - 2) : mention.start].endswith("给")  # 供应给|东华能源
    aside = text[max(0, mention.start - 1) : mention.start] in tuple("与和同跟")
    other = other or (aside and pat.COOPERATION.match(text, mention.end) is not None)  # 深化与|比亚迪|合作
    return mention.kind in COMPANY_KINDS and not other


def _is_other_side(text: str, mention: Mention) -> bool:
    """Whether a company is only the one with which another one of the sentence signs (A近日与|B|签订协议)."""
    aside = text[max(0, mention.start - 1) : mention.start] in tuple("与和同跟")
    return aside and pat.SIGNED_BY.match(text, mention.end) is not None


def _by_anaphor(
    document: Document, sentence: Sentence, mentions: list[Mention], company: Mention | None, filed: bool
) -> Iterator[OrganisationReading]:
    """公司 and 该集团 with a verb of investing: the company named last."""
    if pat.FIRM.search(document.text, sentence.start, sentence.end) is None and not pat.WE.search(
        document.text, sentence.start, sentence.end
    ):
        return
    for match in pat.ANAPHOR.finditer(document.text, sentence.start, sentence.end):
        before = [m for m in mentions if m.end <= match.start() and m.kind in COMPANY_KINDS]
        here = [m for m in before if pat.IS_PARENT.match(document.text, m.end, match.start()) is None] or before
        own = filed and match.group().startswith("公司")
        named = here[-1] if here and not own else company
        if not here and _far_off(document.text, named, match):
            continue
        if named is not None:
            yield OrganisationReading(named, OrganisationRole.INVESTOR, "org_role.anaphor", match.start())
    firm = pat.THIS_FIRM.search(document.text, sentence.start, sentence.end)
    # 奇美实业总经理表示,该公司将在高雄兴建X: the one on which the sentence opens
    opens = [m for m in mentions if m.start == sentence.start and m.kind in COMPANY_KINDS]
    meant = opens[0] if firm is not None and opens and opens[0].end <= firm.start() else company
    if firm is not None and meant is not None and not _far_off(document.text, meant, firm):
        for start, end in sentence.clauses:
            if start > firm.start() and pat.ACTS.match(document.text, start, end):
                yield OrganisationReading(meant, OrganisationRole.INVESTOR, "org_role.anaphor_subject", start)
    for match in pat.WE_INVEST.finditer(document.text, sentence.start, sentence.end):
        speaker = _of_quote(document, match.end(), mentions, company)
        if speaker is not None:
            yield OrganisationReading(speaker, OrganisationRole.INVESTOR, "org_role.anaphor_we", match.start())
    for match in pat.WINS.finditer(document.text, sentence.start, sentence.end):
        if company is not None:
            invests = PUBLIC_PRIVATE.search(document.text, sentence.start, sentence.end)
            role = OrganisationRole.INVESTOR if invests else OrganisationRole.BUILDER
            yield OrganisationReading(company, role, "org_role.anaphor_wins", match.start())


def _of_quote(document: Document, at: int, mentions: list[Mention], company: Mention | None) -> Mention | None:
    """Whose manager says 我们 in a quotation: the company named behind it, or the one that 公司 there means."""
    close = document.text.find("”", at, at + _QUOTATION)
    if close < 0 or "\n" in document.text[at:close]:
        return None
    named = next((m for m in mentions if m.start == close + 1), None)
    if named is not None or pat.FIRM_SAYS.match(document.text, close + 1) is None:
        return named if named is not None and named.kind in COMPANY_KINDS else None
    paragraph = document.text.rfind("\n", 0, at) + 1
    here = [m for m in mentions if paragraph <= m.start < at and m.kind in COMPANY_KINDS]
    last = here[-1] if here else company
    return last if last is not None and last.start >= paragraph else None


def _far_off(text: str, company: Mention | None, pointer: re.Match[str]) -> bool:
    """Whether 这家企业 stands in the midst of a paragraph that names no company: it means one that was not read."""
    at = pointer.start()
    if company is None or pat.POINTS_BACK.match(text, at) is None:
        return False
    paragraph = text.rfind("\n", 0, at) + 1
    return company.start < paragraph and pat.A_SENTENCE.search(text, paragraph, at) is not None


def _own_plants(
    document: Document, sentence: Sentence, mentions: list[Mention], speaker: Mention | None, company: Mention | None
) -> Iterator[OrganisationReading]:
    """公司位于X的Y: the company that the text speaks of has that plant; 其位于X的Y: the one named before."""
    for match in pat.ITS_PLANT.finditer(document.text, sentence.start, sentence.end):
        named = next((m for m in mentions if m.end <= match.start()), None)
        if named is not None and named.kind in COMPANY_KINDS:
            yield OrganisationReading(named, OrganisationRole.INVESTOR, "org_role.own_plant", match.start())
    for match in pat.THEIR_PLANT.finditer(document.text, sentence.start, sentence.end):
        before = [m for m in mentions if m.end <= match.start() and m.kind in COMPANY_KINDS]
        opens = before[0] if before and before[0].start == sentence.start else None
        named = opens or next(reversed(before), company)
        if named is not None:
            yield OrganisationReading(named, OrganisationRole.INVESTOR, "org_role.own_plant", match.start())
    if speaker is None:
        return
    for match in pat.OWN_PLANT.finditer(document.text, sentence.start, sentence.end):
        yield OrganisationReading(speaker, OrganisationRole.INVESTOR, "org_role.own_plant", match.start())


def _item_head(text: str, sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """The company that an item of a digest opens on (润达环境:公司收到中标通知书)."""
    starts = set(item_starts(text, sentence.start, sentence.end))
    opening = (m for m in mentions if m.start in starts and OPENS_ITEM.match(text, m.end))
    return next((m for m in opening if m.kind in COMPANY_KINDS), None)


def principal_of(text: str, index: MentionIndex) -> Mention | None:
    """The one company that makes a filing or notice, which 公司 means from there on."""
    found = [m for m in index.mentions if m.kind in COMPANY_KINDS and pat.NOTICE.match(text, m.end)]
    return found[0] if len({m.entity or m.text for m in found}) == 1 else None


@dataclass(frozen=True, slots=True)
class _Around:
    """Text around an organisation: before its list, right before itself, behind its list, its whole sentence."""

    before: str
    beside: str
    after: str
    sentence: str


def _by_cues(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    whole = document.text[sentence.start : sentence.end]
    for number, mention in enumerate(mentions):
        if pat.NO_PARTY.search(mention.text) or pat.IN_NAME.match(document.text, mention.end):
            continue
        clause = next(((a, b) for a, b in sentence.clauses if a <= mention.start < b), (sentence.start, sentence.end))
        last = _end_of_list(document.text, mentions, number)
        limit = next((m.start for m in mentions if m.start >= last), clause[1])
        ended = document.text[limit - 1 : limit] == "、"  # 由A投资、B承建: what is said of A ends there
        until = next((end for _, end in sentence.clauses if last < end), clause[1])  # A股份:拟与B|共同出资
        if (duty := pat.ITS_DUTY.match(document.text, last)) is not None:  # 设立某公司,|作为项目实施主体
            last = duty.end()
            until = next((end for begin, end in sentence.clauses if begin <= last < end), until)
        after = _masked(document.text, mentions, last, max(last, min(until, limit if ended else limit + 12)))
        after = after if mention.entity else _within_bracket(after)
        beside = document.text[max(clause[0], mention.start - 14) : mention.start]
        before = document.text[
            max(clause[0], mention.start - _BEFORE) : _start_of_list(document.text, mentions, number)
        ]
        named = _named_part(document.text, sentence.start, mention, mentions[:number], clause[0])
        before, beside = (named, named) if named else (before, beside)
        builds = mention.kind in COMPANY_KINDS and pat.BUILDS_IT.search(document.text, clause[0], mention.start)
        if builds:
            yield OrganisationReading(mention, OrganisationRole.BUILDER, "org_role.builder.before", builds.start())
            continue
        builds = pat.TO_BUILD.match(document.text, last) if mention.kind in COMPANY_KINDS else None
        if builds and pat.SET_UP.search(before):  # 在墨西哥设立某公司,投资建设Y
            yield OrganisationReading(mention, OrganisationRole.OWNER, "org_role.founded.after", builds.start("deed"))
            continue
        if pat.USES.search(before) and pat.ITS_MAKE.match(document.text, last) and mention.kind in COMPANY_KINDS:
            yield OrganisationReading(mention, OrganisationRole.PARTNER, "org_role.technology_of.after", mention.start)
            continue
        around = _Around(before, beside, after, whole)
        for reading in _roles(mention, around):
            yield from _settled(document, sentence, mentions, number, reading, around, last)


def _settled(
    document: Document,
    sentence: Sentence,
    mentions: list[Mention],
    number: int,
    reading: OrganisationReading,
    around: _Around,
    last: int,
) -> Iterator[OrganisationReading]:
    """A reading by its cue with the role that the rest of the sentence leaves it; none where that takes it back."""
    mention = mentions[number]
    before, after, whole = around.before, around.after, around.sentence
    ahead = whole[: mention.start - sentence.start]
    other = ahead if not any(m.end <= mention.start for m in mentions) else ""
    if "designs" in reading.rule and after.startswith("("):
        return  # 联合体成员为A(设计): the consortium builds
    if reading.rule == "org_role.investor.after" and pat.IS_SITE.match(document.text, last) and before.endswith("在"):
        return  # 将在某农场|投资九百万元改建胶乳厂: where, not who
    if reading.rule == "org_role.investor.after" and pat.OTHERS_SETTLED.match(document.text, last):
        return
    if reading.rule.startswith("org_role.approver") and (
        pat.STILL_TO_ASK.search(before) or pat.SETS_UP_OFFICE.match(document.text, last)
    ):
        return  # 尚需取得江苏省商务厅备案; 省计委成|立项|目筹建处
    if reading.rule == "org_role.client.before" and not pat.SIGNS_IT.search(whole, mention.end - sentence.start):
        return  # 由A、B和C供货,甲与乙签订施工合同: C is in a list
    if reading.rule == "org_role.contractor.after" and pat.SUPPLY_CONTRACT.search(whole):
        return  # 公司与X签订机电设备供货合同,合同金额1.2亿元: who sells gear
    if reading.rule.startswith(_CONTRACT):
        yield replace(reading, role=_by_trade(mentions, number, reading.role))
        return
    if reading.rule.startswith(_PURCHASE) and pat.BUYS.search(ahead):
        yield replace(reading, role=OrganisationRole.OWNER)
        return
    if reading.rule.startswith(_PURCHASE[0]) and pat.BUYS.search(
        whole[: mentions[number - 1].start - sentence.start] if number else ""
    ):
        yield replace(reading, role=OrganisationRole.PARTNER)
        return
    if reading.rule == "org_role.builder.after" and pat.BOUGHT.search(ahead):
        return  # 主变压器采购:某电气公司以1268万元中标
    if reading.rule in _WINNER and pat.WINS_SUPPLY.match(after):
        yield replace(reading, role=OrganisationRole.PARTNER)
        return
    if reading.rule in _WINNER and pat.WINS_HERE.search(after) and pat.PAYS_PUBLIC.search(whole):
        yield replace(reading, role=OrganisationRole.INVESTOR)  # 联合体中标某高速公路PPP项目,出资80%
        return
    if reading.role is OrganisationRole.BUILDER and pat.BUILT_FOR.search(before):
        return
    if reading.role is not OrganisationRole.INVESTOR and pat.PARENT_OF.match(document.text, mention.end):
        return
    if pat.LAND_DEAL.match(document.text, mention.end) and mention.kind in COMPANY_KINDS:
        return
    if reading.rule.startswith("org_role.party_of_contract") and _has_longer(document.text, mention):
        return
    if reading.rule == "org_role.investor.before" and (starts := _starts_next(document.text, sentence, mention)):
        yield replace(reading, at=starts)
        return
    if reading.rule == "org_role.signing_company.before" and pat.OWNS_SIGNER.match(document.text, mention.end):
        return
    if reading.rule.startswith("org_role.joint_builder") and _with_body(mentions[:number], mention, whole):
        yield replace(reading, role=OrganisationRole.INVESTOR)
        return
    learned = mentions[number - 1] if number and mentions[number - 1].kind in _LEARNED else None
    if reading.rule.startswith(_COOPERATES) and learned and _joined(document, learned, mention):
        yield replace(reading, role=OrganisationRole.INVESTOR)  # 某研究所与某集团|合作的10万吨乙醇装置
        yield replace(reading, mention=learned)
        return
    if reading.rule.startswith(_COOPERATES) and (pat.TOWN_WITH.search(ahead) or pat.BOTH_PAY.search(whole)):
        yield replace(reading, role=OrganisationRole.INVESTOR)  # 淅川县与某集团|合作开发的汽车减振器三期
        return
    aside = reading.rule == "org_role.signing_company.before" and pat.PROJECT_SIGNS.search(other)
    yield replace(reading, role=OrganisationRole.PARTNER) if aside else reading


def _named_part(text: str, first: int, mention: Mention, before: list[Mention], clause: int) -> str | None:
    """The part that the clause or label before a name gives it (作为投资方,|A), if not another's (由A作为总包方,|B)."""
    if mention.start != clause:
        return None
    named = pat.AS_PARTY.search(text[first : mention.start]) or pat.LABEL.search(text[first : mention.start])
    if named is None or any(m.end == first + named.start() for m in before):
        return None
    return named["part"]


def _has_longer(text: str, body: Mention) -> bool:
    """Whether the text has named the body with the places above it shortly before (甲方:X县人民政府)."""
    at = text.rfind(body.text, max(0, body.start - _FAR), body.start)
    return at > 0 and text[at - 1] in "省市州盟"


def _starts_next(text: str, sentence: Sentence, company: Mention) -> int | None:
    """Where the clause begins that tells what a company brought in builds (X开工;引进某公司,开工建设Y)."""
    if not (
        text.startswith(",", company.end)
        and pat.BROUGHT.search(text, max(sentence.start, company.start - 4), company.start)
    ):
        return None
    following = next((start for start, _ in sentence.clauses if start > company.end), None)
    return following if following is not None and pat.BUILDS_NEXT.match(text, following) else None


def _by_trade(mentions: list[Mention], number: int, role: OrganisationRole) -> OrganisationRole:
    """The part in a contract for works: who is called after works builds, also where the other is named first."""
    client = role is OrganisationRole.OWNER
    other = number - 1 if client else number + 1
    if not 0 <= other < len(mentions):  # 公司与中化七建签署总承包合同
        return OrganisationRole.BUILDER if client and pat.WORKS_TRADE.search(mentions[number].text) else role
    own, others = (bool(pat.WORKS_TRADE.search(m.text)) for m in (mentions[number], mentions[other]))
    if client and own and not others:
        return OrganisationRole.BUILDER
    served = pat.SERVES_ALL.search(mentions[number].text) and not pat.SERVES_ALL.search(mentions[other].text)
    return OrganisationRole.OWNER if not client and not own and (others or served) else role


def _with_body(before: list[Mention], company: Mention, sentence: str) -> bool:
    """Whether a company signs with a government to set something up: it puts in money (管委会与A签署备忘录,拟共建X)."""
    body = next(iter(before), None)
    if body is None and "签" in sentence and pat.TOWN_SIGNS.search(sentence):  # 石龙区与A集团签约,双方将合作实施X
        return company.kind in COMPANY_KINDS
    if body is None or body.kind not in _BODIES or company.kind not in COMPANY_KINDS:
        return False
    # 温宿县政府与A集团合作建设的物流港
    beside = bool(pat.WITH_A_TOWN.search(sentence)) and len(before) == 1
    return beside or ("签" in sentence and any(w in sentence for w in _SET_UP_WITH))


def _within_bracket(after: str) -> str:
    """What follows up to the end of the bracket in which an organisation stands (A公司(B与C合资)|负责建设)."""
    close = after.find(")")
    return after if close < 0 or 0 <= after.find("(") < close else after[:close]


def _masked(text: str, mentions: list[Mention], start: int, end: int) -> str:
    """A stretch of text with the names in it made unreadable: 与某投资运营有限公司 says nothing of 运营."""
    masked = list(text[start:end])
    for mention in mentions:
        if start <= mention.start < end:
            last = min(mention.end, end)
            masked[mention.start - start : last - start] = "某" * (last - mention.start)
    return "".join(masked)


def _parents(
    document: Document, mentions: list[Mention], cued: list[OrganisationReading], principal: Mention | None
) -> Iterator[OrganisationReading]:
    """The company that invests through a subsidiary (拟通过全资子公司B投资建设), or files the notice about it."""
    told = {m.mention.entity or m.mention.text for m in cued}
    for reading in cued:
        own = reading.mention
        first = max(0, own.start - _BESIDE)
        kin = pat.SUBSIDIARY.search(document.text, first, own.start)
        if reading.role not in _HAVE or kin is None:
            continue
        before = [m for m in mentions if m.end <= own.start and m.kind in COMPANY_KINDS]
        gap = len(_BRACKET.sub("", document.text[before[-1].end : own.start])) if before else 0
        near = before and (pat.THROUGH.search(document.text, first, own.start) or gap <= _BESIDE)
        said = next((m for m in before[-1:] if pat.NOTICE.match(document.text, m.end)), None)
        # 公司设立|全资子公司B负责投资建设, 由公司新设|的全资子公司B实施
        own_body = document.text.endswith((*_OF_FILER, ";"), 0, kin.start())  # …;全资子公司B拟投资3亿元
        filed = (principal or said) if own_body else None
        parent = before[-1] if near else filed
        if parent is not None and (parent.entity or parent.text) not in told | {own.entity or own.text}:
            yield OrganisationReading(parent, OrganisationRole.INVESTOR, "org_role.parent", reading.at)


def _is_means(text: str, company: Mention) -> bool:
    """Whether a company is one through which another acts (公司通过全资子公司A,在X投资建设Y)."""
    return pat.THROUGH.search(text, max(0, company.start - _BESIDE), company.start) is not None


def _signs_again(
    document: Document, sentence: Sentence, cued: list[OrganisationReading]
) -> Iterator[OrganisationReading]:
    """The body that signs with one firm, where it signs with the next (某县政府与A签约X,…;与B签约Y)."""
    body = next((r for r in cued if r.rule == "org_role.signatory.after"), None)
    for match in pat.SIGNS_AGAIN.finditer(document.text, sentence.start, sentence.end) if body is not None else ():
        if body is not None and match.start() > body.mention.end:
            yield replace(body, at=match.start("with"))


def _owners_of(
    document: Document, mentions: list[Mention], readings: list[OrganisationReading]
) -> Iterator[OrganisationReading]:
    """The group whose company invests (鸿岭集团旗下的鸿岭精密斥资…): it invests through it."""
    told = {m.mention.entity or m.mention.text for m in readings}
    for reading in readings:
        own = reading.mention
        parent = next((m for m in reversed(mentions) if m.end <= own.start and m.kind in COMPANY_KINDS), None)
        if reading.role not in _HAVE or parent is None or parent.text.endswith("基金"):
            continue
        if pat.OWNED.fullmatch(document.text, parent.end, own.start) and (parent.entity or parent.text) not in told:
            yield OrganisationReading(parent, OrganisationRole.INVESTOR, "org_role.parent", reading.at)


def _as_subject(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    """A company that a sentence is about, where a later clause without an organisation of its own says 投资, 建成."""
    companies = [m for m in mentions if m.kind in COMPANY_KINDS]
    subjects = [
        m
        for m, other in zip(companies, [*companies[1:], None], strict=False)
        if pat.SUBJECT.match(document.text, m.end, sentence.end)
        or pat.TOGETHER.match(document.text, m.end)
        or (other is not None and pat.TOGETHER.match(document.text, other.end) and _joined(document, m, other))
    ]
    # 仪化还将与|某公司|合作,建设X: of the two only the other was read, and it is not whom the text speaks of
    alone = subjects and not any(m.end < subjects[0].start for m in mentions)
    if (
        alone
        and document.text[subjects[0].start - 1] in "与和同"
        and pat.TOGETHER.match(document.text, subjects[0].end)
    ):
        subjects = subjects[1:]
    for start, end in sentence.clauses if subjects else ():
        other = any(m.start < end and start < m.end for m in mentions)
        # A拟建X;B拟建Y: each part has a subject of its own.
        before = [m for m in subjects if m.end <= start and ";" not in document.text[m.end : start]]
        acts = pat.ACTS_WITH.match(document.text, start, end) or (
            not other and pat.ACTS.match(document.text, start, end)
        )
        if not before or not acts:
            continue
        # A公告,拟通过全资子公司B,在X投资建设; A公告,子公司B近日取得备案,将建设X: both, as B is what A acts through.
        through = [m for m in before[1:] if pat.SUBSIDIARY.search(document.text, max(0, m.start - _BESIDE), m.start)]
        # A与B合作,投资12亿元建设X: both
        beside = [
            m for m in before[1:2] if pat.TOGETHER.match(document.text, m.end) and _joined(document, before[0], m)
        ]
        if pat.JOINTLY.match(document.text, start, end):  # A宣布,已与B达成协议,将共同投资5亿欧元
            sides = [m for m in companies if before[0].end < m.start < start and document.text[m.start - 1] in "与和同"]
            beside += [m for m in sides[-1:] if m not in beside and pat.AGREES.match(document.text, m.end)]
        for subject in (before[0], *through, *beside):
            yield OrganisationReading(subject, OrganisationRole.INVESTOR, "org_role.subject", start)


def _joined(document: Document, first: Mention, second: Mention) -> bool:
    """Whether nothing but 与 or 和 stands between two companies."""
    return document.text[first.end : second.start] in ("与", "和", "同", "携手", "联合", "、")


def _end_of_list(text: str, mentions: list[Mention], number: int) -> int:
    """End of the coordination (A、B和C, A(下称公司)与B) in which an organisation stands."""
    end = mentions[number].end
    for later in mentions[number + 1 :]:
        aside = pat.ALIAS.match(text, end)
        past = aside.end() if aside else end
        if later.start < past:
            continue  # the short name in the brackets
        if pat.LINK.fullmatch(text, past, later.start) is None:
            break
        end = later.end
    aside = pat.ALIAS.match(text, end)
    end = aside.end() if aside else end
    link = pat.LINK.match(text, end)
    end = link.end() if link else end
    led = pat.LED.match(text, end)
    return led.end() if led else end


def _start_of_list(text: str, mentions: list[Mention], number: int) -> int:
    start = mentions[number].start
    for earlier in reversed(mentions[:number]):
        if earlier.end > start:
            break
        if not (pat.LINK.fullmatch(text, earlier.end, start) or pat.OF_PARENT.fullmatch(text, earlier.end, start)):
            break
        start = earlier.start
    return start


def _holds(
    entry: OrganisationRoleEntry, after_cue: re.Pattern[str] | None, before_cue: re.Pattern[str] | None, around: _Around
) -> str | None:
    """Which side's cue makes the role hold, None if neither."""
    if entry.anywhere:
        return "anywhere"
    before = before_cue is not None and before_cue.search(around.beside if entry.adjacent else around.before)
    if before and not entry.both:
        return "before"
    if entry.both and not before:
        return None
    if after_cue is None or (entry.agent and pat.BY.search(around.before) is None):
        return None
    match = after_cue.match(around.after)
    wishes = match and entry.role is not OrganisationRole.INVESTOR and pat.WISHES.search(match.group())
    if match and wishes and not match.group().endswith("洽谈的"):
        return None
    if match and entry.role is OrganisationRole.OPERATOR and match.group().endswith(_OWNS_SO):
        return None  # A与B合资经营的X: how they own it; 与A签订特许经营协议
    if match and match.group().endswith("开发") and pat.A_TECHNIQUE.match(around.after, match.end()):
        return None  # 采用由某公司开发的气化技术
    if match and match.group().endswith("联合") and pat.DECIDE.match(around.after, match.end()):
        return None  # 国铁集团与省政府联合批复X可行性研究报告
    signs = "签" in "".join(entry.after)  # 与县政府尚未签订正式协议: who will sign is a party as well
    return "after" if match and (signs or not pat.NEGATION.search(match.group())) else None


def _roles(mention: Mention, around: _Around) -> Iterator[OrganisationReading]:
    """The first role that holds; an investor who also runs the thing (投资和运营) is an operator too."""
    first: OrganisationRole | None = None
    for entry, after_cue, before_cue in _entries_of(mention.kind):
        if first and (first, entry.role) not in _BOTH and entry.id not in _AS_WELL.get(first, ()):
            continue
        if entry.named and not any(word in mention.text for word in entry.named):
            continue
        if entry.needs and not any(word in around.sentence for word in entry.needs):
            continue
        side = _holds(entry, after_cue, before_cue, around)
        grants = (
            entry.role is OrganisationRole.OPERATOR and mention.kind in _BODIES and pat.GRANTS.search(around.sentence)
        )
        if side is None or grants or (side == "after" and pat.ATTENDS.match(around.after)):
            continue
        first = first or entry.role
        yield OrganisationReading(mention, entry.role, f"{entry.id}.{side}", mention.start)
