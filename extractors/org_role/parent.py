"""The company that acts through another one: its subsidiary, or a firm of its group."""

from collections.abc import Iterator

from kaigong.extractors.item_head import OPENS_ITEM
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading, companies_of, invests
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import OrganisationRole

_BESIDE = 14  # 通过其下属的全资子公司
_BRACKET = lazy(r"\([^()]*\)")  # 蓝屿水泥(600XXX.SH):控股孙公司
_MAKES_KNOWN = lazy(
    r"(?:\([^()]*\))?(?:近日|日前|同日|今日|昨日|[昨今]晚|(?:\d{1,4}[年月])*(?:\d{1,2}日)?)(?:早间|午间|盘后|晚间?|上午|下午)?(?:发布)?"
    r"(?:公告|披露|宣布|公布|表示|透露)(?:称)?,(?:拟由|其|公司|旗下|下属)?"
)
# 【A】子公司B|位于X的Y, B|年产8万吨的Y, B|在X投建的Y: the works that a subsidiary has are not its parent's
_ITS_OWN = lazy(
    r"(?:\([^()]*\))?(?:位于|的(?!股)|年[产处]|日[产处]|\d[\d.]*万?吨|在[^,。;的]{2,20}?(?:投建|投资建设|建设|兴建)的)"
)
_HAVE = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)  # a vehicle of either part acts for its parent
_OF_FILER = ("公司", "同意", "拟由", "授权", "设立", "新设", "成立", "组建", "注册", "设立了", "成立了", "组建了")


def is_means(text: str, company: Mention) -> bool:
    """Whether a company is one through which another acts (公司通过全资子公司A,在X投资建设Y)."""
    return pat.THROUGH.search(text, max(0, company.start - _BESIDE), company.start) is not None


def heads_item(text: str, mentions: list[Mention], company: Mention) -> bool:
    """Whether a company is the subsidiary that an item on its parent opens with (华峰生物:全资子公司B竞得土地)."""
    before = next((m for m in reversed(mentions) if m.end <= company.start and m.kind in COMPANY_KINDS), None)
    return before is not None and text.startswith(":", before.end) and is_subsidiary(text, company)


def is_subsidiary(text: str, company: Mention) -> bool:
    """Whether a company is called the subsidiary of one right before."""
    return pat.SUBSIDIARY.search(text, max(0, company.start - _BESIDE), company.start) is not None


def parents(
    document: Document, mentions: list[Mention], cued: list[OrganisationReading], principal: Mention | None
) -> Iterator[OrganisationReading]:
    """The company that invests through a subsidiary (拟通过全资子公司B投资建设), or files the notice about it."""
    told = {m.mention.full_name for m in cued}
    for reading in cued:
        parent = _parent(document.text, mentions, reading.mention, principal) if reading.role in _HAVE else None
        if parent is not None and parent.full_name not in told | {reading.mention.full_name}:
            yield invests(parent, "org_role.parent", reading.at)


def _parent(text: str, mentions: list[Mention], own: Mention, principal: Mention | None) -> Mention | None:
    kin = pat.SUBSIDIARY.search(text, max(0, own.start - _BESIDE), own.start)
    if kin is None:
        return None
    before = next((m for m in reversed(mentions) if m.end <= own.start and m.kind in COMPANY_KINDS), None)
    if before is not None and OPENS_ITEM.match(text, before.end) and _ITS_OWN.match(text, own.end):
        return None
    if before is not None and (is_means(text, own) or len(_BRACKET.sub("", text[before.end : own.start])) <= _BESIDE):
        return before
    # A11月16日晚间公告,|全资子公司B拟投资建设X
    if before is not None and _MAKES_KNOWN.fullmatch(text, before.end, kin.start()):
        return before
    # 公司设立|全资子公司B负责投资建设, 由公司新设|的全资子公司B实施
    if not text.endswith((*_OF_FILER, ";"), 0, kin.start()):  # …;全资子公司B拟投资3亿元
        return None
    said = before if before is not None and pat.NOTICE.match(text, before.end) else None
    return principal or said


def owners_of(
    document: Document, mentions: list[Mention], readings: list[OrganisationReading]
) -> Iterator[OrganisationReading]:
    """The group whose company invests (鸿岭集团旗下的鸿岭精密斥资…): it invests through it."""
    told = {m.mention.full_name for m in readings}
    companies = companies_of(mentions)
    for reading in readings:
        own = reading.mention
        parent = next((m for m in reversed(companies) if m.end <= own.start), None)
        if reading.role not in _HAVE or parent is None or parent.text.endswith("基金"):
            continue
        if pat.OWNED.fullmatch(document.text, parent.end, own.start) and parent.full_name not in told:
            yield invests(parent, "org_role.parent", reading.at)
