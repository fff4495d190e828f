"""What an organisation is in charge of in an undertaking: 负责X的施工, X的运维由A承担."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.around import Around
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.schemas.labels import OrganisationRole

_TAKES = ("承担", "负责", "担负", "承接", "承揽", "包揽", "具体负责", "主要负责", "全面负责", "全权负责")
_DUTY = (
    r"(?P<works>(?:设计|勘察|采购|供货)?[、和与及]*(?:设计|采购|设备采购)?[、和与及]*"
    r"(?:施工|土建|建安|机电安装|设备安装|安装|总承包|EPC总承包|主体结构|桩基|盾构|架梁|铺轨)(?:总承包|施工)?"
    r"(?:[、和与及](?:施工|土建|安装|采购|调试|运营))*)"
    r"|(?P<runs>(?:招商|建设|日常|后期|后续|建成后的?|整体|商业)?[、和与及]?"
    r"(?:运营管理|经营管理|运行维护|运营|营运|运维|经营|管养|托管)(?:[、和与及](?:管理|维护|养护))*)"
    r"|(?P<gives>勘察设计|规划设计|总体设计|工艺设计|方案设计|设计|供货|设备供应|设备供货|设备制造|技术支持|技术服务)"
)
_KIND = r"(?:工程|工作|任务|部分|业务|服务|事宜)?"
# 承担了X的施工任务, 负责X的设计、采购和施工
_OF_WORKS = lazy(
    rf"(?:共同|将|还|也|并|则|已|,){{0,3}}(?:{'|'.join(_TAKES)})了?(?:(?!责任|监理)[^,。;]){{3,40}}?"
    rf"(?:的|项目|工程|标段)(?:全部|整体|主要)?(?:{_DUTY}){_KIND}(?=[,。;、]|$)"
)
# X的土建工程由|A|负责
_OF_IT = lazy(rf"(?:{_DUTY}){_KIND}(?:则|也|均|都|全部|分别|拟|将|主要)?(?:委托|交|交给)?由$")
_BY_IT = lazy(r"(?:共同|全面|具体|独家|统一|全部|牵头|组织)*(?:负责|承担|实施|完成|承接|组织实施)")
_ROLES = {
    "works": OrganisationRole.BUILDER,
    "runs": OrganisationRole.OPERATOR,
    "gives": OrganisationRole.PARTNER,
}
_MAY = COMPANY_KINDS | {"institute", "university"}


def by_duty(around: Around) -> OrganisationReading | None:
    """The part of an organisation that is in charge of works, of running them or of supplies; none if of none."""
    mention = around.mention
    if mention.kind not in _MAY:
        return None
    told = None
    if around.before.endswith("由") and _BY_IT.match(around.after):
        told = _OF_IT.search(around.before)
    elif any(word in around.after for word in ("承", "负")):
        told = _OF_WORKS.match(around.after)
    if told is None:
        return None
    duty = told.lastgroup or ""
    return OrganisationReading(mention, _ROLES[duty], f"org_role.duty_{duty}", mention.start)
