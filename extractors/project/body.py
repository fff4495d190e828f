"""Whether what reads like a body that acts (a hospital, a school, a plant) is being built: then it is an undertaking.

What is told of it decides: its works (3月封顶), what it costs (造价2亿元), who puts it up (某集团在高新区办的X医院).
"""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import BODIES_BUILT, NameContext
from kaigong.extractors.project.name.existing_patterns import BUILT_BY, OWN_TOTAL
from kaigong.extractors.project.name.patterns import (
    BUILT_NOW,
    IS_KEY,
    LISTED_WORKS,
    OWN_PRICE,
    OWN_SUM,
    TOLD,
    WORKS_LATER,
)
from kaigong.schemas.document import Sentence

_COMPANY = lazy(r"(?:公司|集团|股份|银行|政府|委员会|[局委厅办])$")
# 雄安商务服务中心由中建集团承建; 明泰码头由恒达公司投资5亿元建设, but no firm that others set up with their money
_BY_CONTRACTOR = lazy(
    r"(?:项目)?,?由[^,。;]{2,30}?(?:承建|施工|总承包|负责建设|代建|兴建|修建|打造|投资(?=[,。;])|(?:投资|出资|斥资|耗资|投入|筹资)(?:约|近|超过?|逾|达)*"
    r"(?:\d[\d.,]*[余多]?[万亿]*[^,。;\d]{0,3}元(?:人民币)?)?(?:建设|兴建|新建|建成|打造|建造|修建|开发|扩建|改建|迁建|(?<=元)(?=[,。;])))"
)
_PAID_BY_SUM = lazy(r"(?:投资|斥资|耗资|造价)(?:约|近|超|逾)?\d[\d.,]*[余多]?[万亿]?[^,。;\d]{0,2}元的$")
# 在石狮办起年产20万打衬衫的|永丰制衣厂, 在高新区办的|仁和眼科医院, 老院区改成|康复医院
_SET_UP = lazy(
    r"(?:办|建|盖|兴建|创办|兴办|开办)(?:起了?|[了成]+(?=一))(?:一[座家所个])?(?:[^,。;]{2,20}的)?$"
    r"|在[^,。;]{2,12}(?:创办|开办|合办|办|合建|建)的$"
    r"|(?:改|改造|改建|改扩建|扩建|转型|变|升级)(?:成|为)了?(?:一[座家所个])?$"
)
# 投资2600万元兴建的110千伏|樟塘变电所
_BUILT_SIZED = lazy(r"(?:兴建|建设|新建|建造|承建|投建|筹建|建起)的\d[\d.]*万?(?:千伏|千瓦|兆瓦|吨级?)$")
# 今年,建成|县妇幼保健院,…; 确保竣工、续建|县人民医院
_TO_BUILD = lazy(r"(?:建成|竣工|投用|续建|开工建设|迁建|扩建)了?$")
# 双方约定共建|氢能研究院, 拟设立|国家实验室: a body that is to be set up
_TO_FOUND = lazy(
    r"(?:共建|合建|(?:共同|联合|合作)(?:组建|设立|建立|创建|创办|建设|打造|共建)"
    r"|(?:拟|将|计划|规划|筹划|谋划|约定|商定|同意|筹备|申请|申办)(?:在[^,。;]{2,14}?)?(?:新建|建|设立|建立|建设|组建|成立|创办|筹建)|筹建|筹设|拟建"
    r"|(?:引进|引入|签约)(?:建设|共建)?)(?:一[所家个座])?$"
)
_FOUNDED_BODY = lazy(
    r"(?:研究院|研究所|研究中心|实验室|创新中心|技术中心|分校|校区|分院|医院|学院|大学|学校|[中小]学)$"
)
_OTHER_NAME = lazy(r"\([\u4e00-\u9fff]{3,20}\)(?=[\u4e00-\u9fff])")  # 云岭医院(云岭省肿瘤中心)奠基
_STANDS_ALONE = lazy(r"[,。;、)”]|项目|和|与|及|等|$")
_HOUSE = lazy(r"[\u4e00-\u9fff]{2}(?:楼|馆)$|剧院$|青少年宫$")
_NEW_HOUSE = lazy(r"(?:新建|兴建|扩建|改建)的$")  # 新建的|康复楼|投资5600万元
_OPENS_CLAUSE = lazy(r"(?:[,。;:!?\n]|(?:[它其]|挨着[^,。;]{1,4}|旁边|隔壁|对面)的)$")
# 8月封顶,设床位800张,投资5.8亿元: but no 完成投资3亿元, which is how far the whole has got
_OWN_FIGURES = lazy(
    r"[^。;\n]{0,50}?(?:(?<!完成)(?<!累计)(?<!年度)(?:投资|造价|概算|耗资|花费|花了)(?:约|近|超|逾|达)*\d"
    r"|床位\d|\d+张[病床])"
)
# 实现封顶, 进入设备安装阶段, 土建已近尾声, 仍在办理用地手续: what is said of works, and of no body that acts
_WORKS_ONLY = lazy(
    r"(?:已经?|正在|正|将|于|仍在?|还在?|尚|也|则|刚刚?|即将|目前|现|眼下|预计|计划|有望|力争|拟|延至|推迟到|\d{4}年|\d{1,2}月|\d{1,2}日|[今明去后]年|年内|年[底初中末]|[上下]半年"
    r"|[一二三四]季度|[上本下]月|月底|近日|日前|昨[日天]|今[日天]|上午|下午|凌晨|傍晚|[上本]周|[底初前]|正式|全面|顺利|成功|抓紧|加紧|有序|稳步)*"
    r"(?:启动建设(?=[,。;])|铺开建设|(?:开始)?打桩|进场施工|实现封顶|进入(?:内部|全面)*(?:装修|收尾|设备安装|安装|调试|试生产|主体施工|施工|建设)"
    r"|(?:安装|调试)(?:设备|生产线)|设备(?:安装|调试)|(?:一次)?投料|点火(?:成功|投产|烘炉)|通过(?:竣工|交工|完工)验收|(?:正式)?交付使用"
    r"|完成(?:竣工验收|主体|桩基|地基|土建|总?工程量|场平|立项|备案|选址|设备安装|封顶|投资\d)|累计完成投资\d|(?:工程|建设|施工)(?:进度|进展)|土建"
    r"|建设(?:已|也)?(?:接近尾声|近尾声|如火如荼|正酣|提速)|拔地而起|初具规模|雏形初现|初现雏形|获[^,。;]{2,10}(?:核准|批复)(?=[,。;])|签约落户"
    r"|落户[\u4e00-\u9fff]{2,8}(?=[,。;])|试业|开工(?=[,。;])|动工|奠基|竣工|复工(?=[,。;])|烂尾|搁浅|停建|缓建|暂停建设|紧锣密鼓地?(?:建设|施工)|(?:加[快速紧])?推进(?=[,。;中])|紧张施工|施工现场"
    r"|处?于?做?前期(?:阶段|工作)|办理(?:用地|土地|环评|施工)[^,。;]{0,4}手续|报批(?=[,。;])|选址(?=[,。;])|(?:停留)?在?图纸|取得施工许可|(?:投用|启用|投产|建成)(?=[,。;]))"
)
# 坦噶水泥厂设计日产熟料6000吨,总投资2.4亿美元
_BY_DESIGN = lazy(
    r"(?:设计|规划)(?:年|日|月)?[^,。;\d]{1,12}\d[^。;]{0,40}?,(?:计划|预计|概算)?总?(?:投资|造价)(?:约|近|超|逾|达|为)*\d"
)
# 国家“八五”重点工程——|鲁北第三碱厂|今天点火: what the dash calls a key work
_KEY_WORK = lazy(r"(?:重点|重大|标志性|骨干)(?:[\u4e00-\u9fff]{2})?(?:工程|项目)(?:之一)?——?“?$")
_KEY_REACH = 12
_IS_TOLD = lazy(
    r"[,。]|今[天日年]|昨[天日]|日前|近日|最近|已|将|正|于(?!是)|\d|[上本]月|[上下]午|终于|顺利|全面|一次|开工|动工|奠基|竣工|投产|建成|破土"
)  # but no 某糖厂|日处理甜菜2000吨扩建工程
_NEAR = 20
_FAR = 36
# What is told behind its name, the whole or some clauses on.
_TOLD = (OWN_TOTAL, _BY_CONTRACTOR, BUILT_NOW, _WORKS_ONLY, OWN_PRICE, WORKS_LATER, _BY_DESIGN, IS_KEY)


def is_being_built(names: NameContext, sentence: Sentence, end: int) -> bool:
    """Whether what reads like a body that acts is being built (云岭粮库3月3日开工)."""
    text, body = names.text, names.organisation_before(end)
    if body is None or _COMPANY.search(body.text) or text.startswith(("路", "街"), end):
        return False
    if BUILT_BY.search(text, max(sentence.start, body.start - 8), body.start):
        return True  # 由某集团兴建的郭家店酒精厂
    if _KEY_WORK.search(text, max(sentence.start, body.start - _KEY_REACH), body.start) and _IS_TOLD.match(text, end):
        return True
    if _SET_UP.search(text, max(sentence.start, body.start - _FAR), body.start):
        return True
    kind = body.kind in BODIES_BUILT or body.rule.startswith("org.institution.exhibition")
    if kind and _TO_BUILD.search(text, max(sentence.start, body.start - 5), body.start):
        return text[end : end + 1] in ",。;、"
    near = max(sentence.start, body.start - _NEAR)
    if _FOUNDED_BODY.search(body.text) and _TO_FOUND.search(text, near, body.start):
        return _STANDS_ALONE.match(text, end) is not None
    if kind and LISTED_WORKS.match(text, end, sentence.end):
        return True
    if _BUILT_SIZED.search(text, near, body.start):
        return True
    if _PAID_BY_SUM.search(text, near, body.start):
        return True  # 斥资约12.8亿元的天水围医院
    aside = _OTHER_NAME.match(text, end, sentence.end)
    end = end if aside is None else aside.end()
    # 平山县人民医院总投资3亿元,占地200亩; 雄安商务服务中心由中建集团承建
    return any(p.match(text, end, sentence.end) for p in _TOLD)


def is_plant_of_firm_told(names: NameContext, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a sentence that names a company tells works of a bare plant (台积电在熊本设厂,首座|晶圆厂|4月动工)."""
    plant = names.text.endswith(("厂", "馆", "店"), start, end) and TOLD.match(names.text, end) is not None
    return plant and names.has_company(sentence.start, start)


def is_house_told(names: NameContext, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a house without a name opens a clause on its own works and figures (住院楼8月封顶,设床位800张)."""
    text = names.text
    if not _HOUSE.search(text, start, end):
        return False
    if OWN_SUM.match(text, end) and _NEW_HOUSE.search(text, max(0, start - 4), start):
        return True
    if not BUILT_NOW.match(text, end, sentence.end):
        return False
    opens = start == sentence.start or _OPENS_CLAUSE.search(text, max(0, start - 8), start)
    return bool(opens) and _OWN_FIGURES.match(text, end, sentence.end) is not None
