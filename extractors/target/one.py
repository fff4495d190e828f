"""Wording of a figure that is one undertaking's: 投资3150万元实施水库隔离工程, 拟将6栋厂房改造为孵化园."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import Mention

_BUYS = lazy(r"(?:以上|左右)?[,的]?(?:购|收购|增资|设立(?!\d|了?(?:总)?规模\d)|认购)")
# A sum that buys or builds one thing: 投资3150万元实施水库隔离工程, 总投资7400万元的堤防提升工程.
_ONE_BOUGHT = lazy(
    r"(?:以上|左右)?(?:的|,?(?:在[^,。;]{0,12})?(?:建设|新建|兴建|修建|实施|改造|扩建|改扩建|打造|完成|上马?|新上))[^,。;、\d]{1,24}?"
    r"(?:工程|项目|电站|风电场|水厂|处理厂|工厂|厂房|生产线|板线|纸线|钢线|浆线|基地|产业园|中心|公路|高速|铁路|大桥|隧道|机场|港|水库|管网|大厦|综合体|医院|客运站|泵站|牧场|养殖场|校区|学校|酒店|码头|游乐园|乐园|小镇|市场|园区|养老院|加油站|体育馆|博物馆)"
)
# 产值突破800亿元,打造全国重要的储能产业基地: what a place wants to be
_AMBITION = lazy(
    r"[^,。;]{0,6},?(?:打造|建设|建成)(?:成为?|为)?[^,。;]{0,8}?(?:全国|全球|国内|国际|世界|全省|全市|西部|东北|中部|区域|华[东南中北]|西[南北]|重要|一流|知名|领先|千亿|百亿)"
)
_CLASS_NOUN = lazy(
    r"(?:重大|重点|产业|工业|制造业|服务业|民生|设施|以上|级|类|签约|开工|续建|储备|在建|招商|外资)(?:建设)?(?:项目|工程)$"
)
_SEVERAL = lazy(r"[一二三四五六七八九十两]+[大项个座条]|一批|系列|多[个项座]|各类")  # 完成十大工程
# 计划投资86亿元|建设农村公路和国省干线: all of a kind
_NETWORK = lazy(
    r"(?:以上|左右)?,?(?:建设|新建|兴建|修建|改造|新改建|改扩建|完善)(?:了|和改造)?"
    r"(?:全[市县区省州])?(?:(?:农村公路|国省干线|高速公路|公路|铁路|水利(?:工程|设施)|农田水利|电网|农网|市政(?:工程|设施)|民生工程|安居工程|(?:交通|城市|农村|水利|能源|旅游)?基础设施"
    r"|农村电网|城镇污水处理设施|中小学校舍|学校|医院|乡镇卫生院)(?:、|和|及|以及)?)+(?:建设|工程|项目|等)*(?=[,。;])"
)
_MANY_BEFORE = lazy(r"\d[\d.]*[个项家座条处][^,。;]{0,12}$")
_MANY_BEHIND = lazy(r"[^,。;]{0,4}?[共达]?\d[\d.]*万?(?:[个项家座套间栋条所台户亩]|公里|平方米)")
_BUILDS_ONE = lazy(
    r"(?:各|新|再|拟|将|计划|投资|合资|合作|共同)建(?:设)?[一1][座条个家处]|(?:兴建|建设|建|盖)第[一二三四五六七八九十\d]+[座条厂]"
)
# 在延布合资建设一座炼油厂,|总投资额约85亿美元: of the one thing
_ONE_BUILT = lazy(
    r"(?:建设|兴建|新建|合建|修建|打造)(?:了)?[一1][座条个家处][^,。;\d]{2,24},(?:计划|预计|估算|项目|工程)?(?:总)?(?:投资|造价)(?:额|总额)?[^,。;\d]{0,4}$"
)
# 公司与投资促进局签署投资协议,|总投资1.24亿欧元
_AGREED = lazy(
    r"(?:公司|集团|企业)[^,。;\d]{0,20}签[署订下]了?[^,。;\d]{0,10}协议书?,(?:计划|项目|预计)?总?投资额?[^,。;\d]{0,4}$"
)
# 双方签署某输变电线路的商务合同,|合同额1.2亿美元: of that one contract
_CONTRACTED = lazy(
    r"签[署订下](?![^,。;]{0,4}(?:[\d一二三四五六七八九十两多]+[个项份]))(?![^,。;]{0,36}一批)了?[^,。;\d]{2,40}(?:合同|协议),(?:合同|协议|中标)(?:总)?(?:金额|额|价)[^,。;\d]{0,4}$"
)
# 将在路竹园区增设厂房,|投资额约18亿元
_PLANT_BUILT = lazy(
    r"(?:增设|兴建|新建|设立|建设|筹建|扩建|盖|建)(?:一座|一个)?(?:新?厂房|新?工厂|新厂|分厂|生产基地|研发中心|制造基地|区域总部),(?:计划|预计|估计)?(?:总)?(?:投资|造价)(?:额|总额|金额)?[^,。;\d]{0,6}$"
)
_TURNED = lazy(r"[^,。;\d]{1,12}(?:改造|改建|改|打造)[为成]")  # 拟将6栋厂房改造为孵化园: one undertaking
_SINCE_SETTLED = lazy(r"(?:落户|入驻|进入|扎根|来华)[^,。;]{0,10}(?:以来|年来)")  # what a company has put in
# 温泉康养小镇总投资|12亿元: one named place, be it a project of its own or not
_PLACE_BUILT = lazy(
    r"(?<![\u4e00-\u9fff])(?!全|各|我|该|本|新|共|累计)[\u4e00-\u9fff]{4,14}"
    r"(?:(?:工厂|电池厂|小区|新村|安置点)(?:[一二三]期)?(?:计划)?投资(?:额|约|达|为)*$|(?:小镇|产业园|物流园|科技园|智造园|度假区|综合体|生产线|电站|风电场|大厦|广场)(?:[一二三]期)?(?:计划|估算|概算)?总投资(?:额|约|达|为)*$)"
)
# 争取补助320万元,|自筹190万元,把老桥拆了重建
_REBUILDS_ONE = lazy(
    r"(?:,[^,。;\d]{0,4}自筹[\d.,]+[万亿]?元)?,把[^,。;\d]{1,10}?(?:拆了?重建|翻修|重修|翻新|改建|加固)"
)
_FOR_WHOM = lazy(r"(?:为|向|给)[^,。;\d]{0,10}$")
_SUPPLIED = lazy(r"[^,。;\d]{0,10}?(?:集中|统一|稳定|直接|配套)*供(?:气|热|电|水|汽|能|冷|氧|氢|料)")
_BUILDER = lazy(
    r"由[^,。;\d]{2,40}(?:公司|集团|企业)(?:独家|全额|共同|联合|合资)?(?:投资|出资|斥资)(?:约|近|超过?|逾)?$"
)
_BUILT_BY = lazy(r"(?:以上|左右)?(?:建设|兴建|新建|打造|开发|修建|建成|运营)")
_NEAR = 24  # characters looked back for who is served
_CLASS_OF_PLACES = lazy(r"级|以上|各类|重点")


def buys_one(text: str, clause: int, mention: Mention) -> bool:
    """Whether the sum is spent on one thing that is named behind it, or is that of one place named before it."""
    place = _PLACE_BUILT.search(text, clause, mention.start)
    if place is not None and _CLASS_OF_PLACES.search(place.group()) is None:
        return True
    if _BUYS.match(text, mention.end) or _REBUILDS_ONE.match(text, mention.end):
        return True
    match = _ONE_BOUGHT.match(text, mention.end)
    if (
        match is None
        or _AMBITION.match(match.group())
        or _CLASS_NOUN.search(match.group())
        or _SEVERAL.search(match.group())
        or _NETWORK.match(text, mention.end)
    ):
        return False
    many = _MANY_BEFORE.search(text, max(clause, mention.start - 40), mention.start)
    return many is None and _MANY_BEHIND.match(text, match.end()) is None


def is_of_one_built(text: str, start: int, position: int) -> bool:
    """Whether the sum is that of one thing that the clause before says is built."""
    return any(pattern.search(text, start, position) for pattern in (_ONE_BUILT, _PLANT_BUILT, _AGREED, _CONTRACTED))


def builds_one(text: str, start: int, end: int) -> bool:
    """Whether one thing is built at each place (在三地各建一座风电场)."""
    return _BUILDS_ONE.search(text, start, end) is not None


def is_turned(text: str, mention: Mention) -> bool:
    """Whether what is counted is turned into one thing."""
    return text.endswith(("将", "把"), 0, mention.start) and _TURNED.match(text, mention.end) is not None


def is_since_settled(text: str, start: int, end: int) -> bool:
    """Whether the sum is what a company has put in since it came (落户以来已投资…)."""
    return _SINCE_SETTLED.search(text, start, end) is not None


def is_served(text: str, clause: int, mention: Mention) -> bool:
    """Whether those counted are supplied by one plant (将为园区内8家企业集中供气)."""
    near = max(clause, mention.start - _NEAR)
    return _FOR_WHOM.search(text, near, mention.start) is not None and _SUPPLIED.match(text, mention.end) is not None


def is_paid_by_builder(text: str, clause: int, mention: Mention) -> bool:
    """Whether one company pays the sum for what it builds (由某公司投资1.2亿元建设)."""
    near = max(clause, mention.start - 2 * _NEAR)
    return _BUILDER.search(text, near, mention.start) is not None and _BUILT_BY.match(text, mention.end) is not None
