"""What an organisation is in charge of in an undertaking: 负责X的施工, X的运维由A承担."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.around import Around
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading
from kaigong.schemas.labels import OrganisationRole

_TAKES = ("承担", "负责", "担负", "承接", "承揽", "包揽", "具体负责", "主要负责", "全面负责", "全权负责")
_DUTY = (
    r"(?P<works>(?:设计|勘察|采购|供货)?[、和与及]*(?:设计|采购|设备采购)?[、和与及]*"
    r"(?:施工|土建|建安|机电安装|设备安装|安装|总承包|EPC总承包|主体结构|主体|桩基|钢结构|幕墙|装修|机电|盾构|架梁|铺轨)(?:总承包|施工)?"
    r"(?:[、和与及](?:施工|土建|安装|采购|调试|运营))*)"
    r"|(?P<runs>(?:招商|日常|后期|后续|建成后的?|整体|商业)?[、和与及]?"
    r"(?:运营管理|经营管理|运行管理|日常管理|运行维护|管理维护|运营|营运|运维|经营|管养|托管)(?:[、和与及](?:管理|维护|养护))*)"
    r"|(?P<gives>勘察设计|规划设计|总体设计|工艺设计|方案设计|设计|供货|设备供应|设备供货|设备制造|技术支持|技术服务)"
)
_KIND = r"(?:工程|工作|任务|部分|业务|服务|事宜)?"
# 承担了X的施工任务, 负责X的设计、采购和施工
_OF_WORKS = lazy(
    rf"(?:共同|将|还|也|并|则|已|,){{0,3}}(?:{'|'.join(_TAKES)})了?(?:(?!责任|监理)[^,。;]){{3,40}}?"
    rf"(?:的|项目|工程|标段)(?:全部|整体|主要)?(?:{_DUTY}){_KIND}(?=[,。;、]|$)"
)
# 为X提供逆变器
_FOR_IT = lazy(
    r"(?:将|已|还|也|则|独家|负责){0,2}为[^,。;]{2,40}?(?:提供|供应|配套|供货|研制|定制)了?(?:[^,。;]{0,16}?"
    r"(?:设备|装备|机组|主机|风机|逆变器|变压器|锅炉|汽轮机|水轮机|电机|压缩机|反应器|电缆|塔筒|电梯|起重机|钢结构|控制系统|储能系统|组件|工艺包|催化剂"
    r"|技术(?!人员|工人)|工艺|专利|技术支持|技术服务|设计(?:服务|方案)?)|(?<=供货))(?=[\d一二两三四五六七八九十近约共,。;、和与及]|$)"
)
# X的土建工程由|A|负责
_OF_IT = lazy(rf"(?:{_DUTY}){_KIND}(?:则|也|均|都|全部|分别|拟|将|主要)?(?:委托|交|交给)?由$")
_BY_IT = lazy(
    r"(?:共同|全面|具体|独家|统一|全部|牵头|组织)*(?:负责|承担|实施|完成|承接|组织实施|制作安装|制作|安装|施工|牵头)"
)
_MAY_SUPPLY = ("为", "将", "已", "还", "也", "则", "独", "负")
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
    supplies = told is None and around.after.startswith(_MAY_SUPPLY) and _FOR_IT.match(around.after)
    if told is None and not supplies:
        return None
    duty = "gives" if told is None else told.lastgroup or ""
    return OrganisationReading(mention, _ROLES[duty], f"org_role.duty_{duty}", mention.start)
