"""What the rest of a sentence leaves of a role that an organisation has by its cue."""

from collections.abc import Callable
from dataclasses import replace

from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.around import Around, joined
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import OrganisationRole

_FAR = 600
_SHARES_TOLD = 200  # characters behind the news of a win, where the shares of the members are told
_RECEIVES = ("收到", "近日收到", "日前收到")
_FOUNDED = ("org_role.founded.after", "org_role.founded_jointly.before")
_BODIES = ("government", "zone_body")
_WINNER = (
    "org_role.builder.after",
    "org_role.winner.after",
    "org_role.consortium_wins",
    "org_role.consortium_leads.after",
)
_LEARNED = ("institute", "university")
_COOPERATES = ("org_role.joint_builder", "org_role.cooperates")
_BUYER, _SELLER = "org_role.equipment_buyer", "org_role.equipment_seller"
_CONTRACTOR, _CLIENT = "org_role.contractor.after", "org_role.client.before"
_SIGNS_WITH, _SIGNS = "org_role.signing_company", "org_role.signing_company.before"
_SET_UP_WITH = ("共建", "合作建设", "共同建设", "联合建设", "合作开发协议", "合作开发合同")

# The readings that are left; None where a rule says nothing of such a reading, nothing where it takes it back.
Left = tuple[OrganisationReading, ...]
_TAKEN_BACK: Left = ()


def in_context(reading: OrganisationReading, around: Around) -> Left:
    """A reading by its cue with the role that the rest of the sentence leaves it; none where that takes it back."""
    for rule in _RULES:
        left = rule(reading, around)
        if left is not None:
            return left
    return (reading,)


def _as(role: OrganisationRole, reading: OrganisationReading) -> Left:
    return (replace(reading, role=role),)


def _of_no_deed(reading: OrganisationReading, around: Around) -> Left | None:
    """Where the cue's words go on as something else than a deed of the organisation."""
    text, last = around.text, around.last
    if "designs" in reading.rule and around.after.startswith("("):
        return _TAKEN_BACK  # 联合体成员为A(设计): the consortium builds
    if reading.rule.startswith("org_role.investor.after") and pat.NOT_BY.search(around.before):
        return _TAKEN_BACK  # 不是|某公司|投资的
    if reading.rule.startswith("org_role.investor") and pat.USED_TO_WISH.match(text, last):
        return _TAKEN_BACK  # 某公司|曾有意投资,后来放弃
    if reading.rule == "org_role.owner.before" and pat.CHANGED.match(text, last):
        return _TAKEN_BACK  # 业主由|某公司|变更为…
    if reading.rule == "org_role.investor.after":
        # 将在某农场|投资九百万元改建胶乳厂: where, not who
        site = around.before.endswith("在") and pat.IS_SITE.match(text, last)
        return _TAKEN_BACK if site or pat.OTHERS_SETTLED.match(text, last) else None
    if reading.rule == "org_role.paid_by_public.after" and pat.THE_REST.search(around.before):
        return None if pat.LENT.search(around.ahead) else _TAKEN_BACK  # 85%申请贷款,其余由某国政府自筹
    if reading.rule.startswith("org_role.approver"):
        # 尚需取得江苏省商务厅备案; 省计委成|立项|目筹建处
        open_yet = pat.STILL_TO_ASK.search(around.before) or pat.SETS_UP_OFFICE.match(text, last)
        return _TAKEN_BACK if open_yet else None
    return None


def _of_founded(reading: OrganisationReading, around: Around) -> Left | None:
    """What a firm founded for an undertaking is in charge of (负责项目的投资、建设与运营): its money, its running."""
    if reading.rule == "org_role.founded_jointly.before" and around.after.startswith("投资"):
        return _as(OrganisationRole.INVESTOR, reading)  # A和B共同组建的某公司|投资建设
    duty = pat.IN_CHARGE_OF.match(around.text, around.last) if reading.rule in _FOUNDED else None
    if duty is None:
        return None
    left = replace(reading, role=OrganisationRole.INVESTOR) if "投资" in duty.group() else reading
    runs = pat.RUNS_AS_WELL.search(duty.group()) is not None
    return (left, replace(reading, role=OrganisationRole.OPERATOR)) if runs else (left,)


def _of_contract(reading: OrganisationReading, around: Around) -> Left | None:
    """The two sides of a contract for works."""
    if reading.rule == _CLIENT and not pat.SIGNS_IT.search(around.sentence, around.mention.end - around.start):
        return _TAKEN_BACK  # 由A、B和C供货,甲与乙签订施工合同: C is in a list
    if reading.rule == _CONTRACTOR and pat.SUPPLY_CONTRACT.search(around.sentence):
        return _TAKEN_BACK  # 公司与X签订机电设备供货合同,合同金额1.2亿元: who sells gear
    if reading.rule in (_CONTRACTOR, _CLIENT):
        return _as(_by_trade(around.mentions, around.number, reading.role), reading)
    return None


def _of_purchase(reading: OrganisationReading, around: Around) -> Left | None:
    """The two sides of a contract for gear."""
    if not reading.rule.startswith((_BUYER, _SELLER)):
        return None
    if pat.BUYS.search(around.ahead):
        return _as(OrganisationRole.OWNER, reading)
    if reading.rule.startswith(_BUYER) and around.number:
        before = around.sentence[: around.mentions[around.number - 1].start - around.start]
        return _as(OrganisationRole.PARTNER, reading) if pat.BUYS.search(before) else None
    return None


def _of_tender(reading: OrganisationReading, around: Around) -> Left | None:
    """Who wins a tender: for gear, for works, or for a partnership in which it puts in money."""
    if reading.rule not in _WINNER:
        return None
    receives = reading.rule == "org_role.winner.after" and around.after.lstrip("】").startswith(_RECEIVES)
    if receives and pat.GETS_CONCESSION.search(around.sentence):
        return _as(OrganisationRole.INVESTOR, reading)  # 收到中标通知书,公司中标X特许经营项目
    if reading.rule == "org_role.builder.after" and pat.BOUGHT.search(around.ahead):
        return _TAKEN_BACK  # 主变压器采购:某电气公司以1268万元中标
    if pat.WINS_SUPPLY.match(around.after):
        return _as(OrganisationRole.PARTNER, reading)
    if pat.WINS_HERE.search(around.after) and _pays_in(around):
        return _as(OrganisationRole.INVESTOR, reading)  # 联合体中标某高速公路PPP项目,出资80%
    return None


def _of_builder_beside(reading: OrganisationReading, around: Around) -> Left | None:
    """Who has works built, where the sentence tells who builds them, and who builds by a contract."""
    if reading.rule != "org_role.built_by.after":
        return None
    if pat.CONTRACT_BY.search(around.before):
        return _as(OrganisationRole.BUILDER, reading)  # 合约由某建设承办
    beside = pat.BUILT_BY_OTHER.match(around.text, around.last)
    return _as(OrganisationRole.OWNER, reading) if beside else None  # 由A开发有限公司建设,B施工


def _of_another(reading: OrganisationReading, around: Around) -> Left | None:
    """Where the deed is another's, or of another thing than an undertaking."""
    text, mention = around.text, around.mention
    other = (
        (reading.role is OrganisationRole.BUILDER and pat.BUILT_FOR.search(around.before))
        or (reading.role is not OrganisationRole.INVESTOR and pat.PARENT_OF.match(text, mention.end))
        or (mention.kind in COMPANY_KINDS and pat.LAND_DEAL.match(text, mention.end))
        or (reading.rule.startswith("org_role.party_of_contract") and _has_longer(text, mention))
    )
    return _TAKEN_BACK if other else None


def _of_company_brought_in(reading: OrganisationReading, around: Around) -> Left | None:
    """Where a later clause tells what a company brought in builds."""
    starts = _starts_next(around) if reading.rule == "org_role.investor.before" else None
    return (replace(reading, at=starts),) if starts else None


def _of_cooperation(reading: OrganisationReading, around: Around) -> Left | None:
    """Whoever sets something up with a body or an institute puts in the money."""
    mentions, number = around.mentions, around.number
    if (
        reading.rule == "org_role.cooperating_body.after"
        and around.before.endswith("由")
        and pat.BUILDS_TOGETHER.search(around.after)
    ):
        other = mentions[number + 1] if number + 1 < len(mentions) else None
        if other is not None and other.kind in _LEARNED and joined(around.text, around.mention, other):
            # 由县府与某大学|合作兴建: the body pays, the school brings what it knows
            partner = replace(reading, mention=other, role=OrganisationRole.PARTNER)
            return *_as(OrganisationRole.INVESTOR, reading), partner
    joins = reading.rule.startswith("org_role.joint_builder")
    if joins and (_with_body(around) or pat.JOINS_HANDS.match(around.text, around.last)):
        return _as(OrganisationRole.INVESTOR, reading)
    if not reading.rule.startswith(_COOPERATES):
        return None
    learned = mentions[number - 1] if number and mentions[number - 1].kind in _LEARNED else None
    if learned is not None and joined(around.text, learned, around.mention):
        # 某研究所与某集团|合作的10万吨乙醇装置
        return *_as(OrganisationRole.INVESTOR, reading), replace(reading, mention=learned)
    if pat.TOWN_WITH.search(around.ahead) or pat.BOTH_PAY.search(around.sentence):
        return _as(OrganisationRole.INVESTOR, reading)  # 淅川县与某集团|合作开发的汽车减振器三期
    return None


def _of_signing(reading: OrganisationReading, around: Around) -> Left | None:
    """With whom an undertaking signs that has a master already, or a company whose subsidiary signs."""
    if not reading.rule.startswith(_SIGNS_WITH):
        return None
    if pat.TAKES_OUTPUT.match(around.text, around.last):
        return _as(OrganisationRole.PARTNER, reading)
    with_body = around.number and around.mentions[around.number - 1].kind in _BODIES
    if (
        pat.WITH.search(around.ahead)
        and not with_body
        and (pat.BUYS_GEAR.match(around.text, around.last) or pat.FIRM_WITH.search(around.ahead))
    ):
        return _as(OrganisationRole.PARTNER, reading)  # A与芬兰某公司签订合同,引进X; 集团曾与某厂签约,要建X
    if reading.rule != _SIGNS:
        return None
    if pat.OWNS_SIGNER.match(around.text, around.mention.end):
        return _TAKEN_BACK
    alone = not any(m.end <= around.mention.start for m in around.mentions)
    return _as(OrganisationRole.PARTNER, reading) if alone and pat.PROJECT_SIGNS.search(around.ahead) else None


# Tried in turn, the first that says something decides.
_RULES: tuple[Callable[[OrganisationReading, Around], Left | None], ...] = (
    _of_no_deed,
    _of_founded,
    _of_contract,
    _of_purchase,
    _of_tender,
    _of_builder_beside,
    _of_another,
    _of_company_brought_in,
    _of_cooperation,
    _of_signing,
)


def _pays_in(around: Around) -> bool:
    """Whether the winners of a public-private partnership put in money, as the text or its next sentences say."""
    if pat.PAYS_PUBLIC.search(around.sentence):
        return True
    behind = around.start + len(around.sentence)
    return (
        pat.PUBLIC_PRIVATE.search(around.text, max(0, around.start - _SHARES_TOLD), behind) is not None
        and pat.CONSORTIUM_PAYS.search(around.text, around.mention.start, behind + _SHARES_TOLD) is not None
    )


def _has_longer(text: str, body: Mention) -> bool:
    """Whether the text has named the body with the places above it shortly before (甲方:X县人民政府)."""
    at = text.rfind(body.text, max(0, body.start - _FAR), body.start)
    return at > 0 and text[at - 1] in "省市州盟"


def _starts_next(around: Around) -> int | None:
    """Where the clause begins that tells what a company brought in builds (X开工;引进某公司,开工建设Y)."""
    text, company = around.text, around.mention
    if not (
        text.startswith(",", company.end)
        and pat.BROUGHT.search(text, max(around.start, company.start - 4), company.start)
    ):
        return None
    following = next((start for start, _ in around.clauses if start > company.end), None)
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


def _with_body(around: Around) -> bool:
    """Whether a company signs with a government to set something up: it puts in money (管委会与A签署备忘录,拟共建X)."""
    if around.mention.kind not in COMPANY_KINDS:
        return False
    sentence, before = around.sentence, around.mentions[: around.number]
    if not before:  # 石龙区与A集团签约,双方将合作实施X
        return "签" in sentence and pat.TOWN_SIGNS.search(sentence) is not None
    if before[0].kind not in _BODIES:
        return False
    # 温宿县政府与A集团合作建设的物流港
    beside = len(before) == 1 and pat.WITH_A_TOWN.search(sentence) is not None
    return beside or ("签" in sentence and any(w in sentence for w in _SET_UP_WITH))
