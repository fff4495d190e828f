"""The company whose undertaking something is called (X是A集团在西部布局的首个项目; 作为A集团的重点项目,X…)."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.around import Around
from kaigong.extractors.org_role.patterns import BUILDS_IT_IS, INVESTS_IT, SUPPLIES_IT, TAKES_IT_ON, WORKS_TRADE
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading, invests
from kaigong.schemas.labels import OrganisationRole

_IS = lazy(
    r"(?:是由?|为|系由?|归|作为|属于?|即|隶属于?|归属于?)(?:世界500强|上市公司|央企|国企|民企|知名企业|龙头企业|企业)?“?$"
)
_ITS_WORKS = lazy(
    r"”?(?:\([^()]*\))?(?:继[^,。;]{2,20}之?后,?)?(?:(?:在|对|向|进军|进入|落户|布局|拓展|深耕|立足|瞄准|针对)[^,。;的]{2,20}?)?"
    r"(?:(?:[^,。;的]{0,12}元)?[^,。;的]{0,12}?的)?[^,。;的]{0,16}?"
    r"(?:项目|工程|基地|工厂|分厂|生产线|电站|力作|大作|布局|手笔|重头戏|子公司|企业|产业园|综合体|一环|举措)(?:之一)?(?=[,。;:、)]|$)"
)
_OWNED = lazy(r"(?:集团)?(?:所有|管理|管辖)?(?=[,。;:、)]|$)")
# A公司承建的首个项目, A公司的配套项目
_OF_OTHERS = lazy(
    r"承建|施工|承揽|承接|中标|总承包|总包|参建|设计|研发|研制|供货|供应|提供|技术|监理|咨询|运营|考察|帮扶|援建|代建|代工"
    r"|服务|合作|配套|客户|孵化|招引|引进|批复|核准|审批|支持|扶持|贷款|授信|参与|采购|捐|收购|并购|转让|出售|租|退出|关停"
)
_BELONGS = ("归", "隶属", "隶属于", "归属", "归属于", "属于")


def whose_works(around: Around) -> Iterator[OrganisationReading]:
    """The company that is said to have an undertaking, without a verb of what it does there."""
    mention = around.mention
    if mention.kind not in COMPANY_KINDS or _IS.search(around.before) is None or WORKS_TRADE.search(mention.text):
        return
    if around.number and _IS.fullmatch(around.text, around.mentions[around.number - 1].end, mention.start):
        return  # A公司是|B集团|控股子公司: of a firm, and no undertaking
    works = _ITS_WORKS.match(around.after)
    has = works is not None and _OF_OTHERS.search(works.group()) is None
    if has or (around.before.endswith(_BELONGS) and _OWNED.match(around.after)):
        yield invests(mention, "org_role.whose_works", mention.start)


def doer_behind(around: Around) -> OrganisationReading | None:
    """The company behind what it does (投资建设该项目的A公司, 掏钱建桥的是A公司, 承担X建设任务的是A公司)."""
    text, mention, clause = around.text, around.mention, around.clause
    supplied = SUPPLIES_IT.search(around.ahead) if "是" in around.before else None
    if supplied is not None:
        at = around.start + supplied.start()
        return OrganisationReading(mention, OrganisationRole.PARTNER, "org_role.doer_behind", at)
    if not text.endswith(("的", "的是", "是", "的“"), clause, mention.start):
        return None
    invested = INVESTS_IT.search(text, clause, mention.start)
    if invested is not None:
        return invests(mention, "org_role.doer_behind", invested.start())
    supplies = SUPPLIES_IT.search(text, clause, mention.start)
    if supplies is not None:
        return OrganisationReading(mention, OrganisationRole.PARTNER, "org_role.doer_behind", supplies.start())
    does = TAKES_IT_ON.search(text, clause, mention.start) or BUILDS_IT_IS.search(text, clause, mention.start)
    if does is None:
        return None
    if WORKS_TRADE.search(mention.text):
        return OrganisationReading(mention, OrganisationRole.BUILDER, "org_role.doer_behind", does.start())
    return OrganisationReading(mention, OrganisationRole.OWNER, "org_role.doer_behind", does.start())
