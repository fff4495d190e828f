"""Noun phrases that end like the name of an undertaking and are none, in news that is about something else.

Campaigns (菜篮子工程), articles of law, ranks (马晓春九段), counted people (数百名铁路职工), lists, and half sentences
that are no phrase of nouns by the segmenter's words.
"""

from collections.abc import Iterator, Mapping

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project_lexicon import name_lexicon
from kaigong.extractors.provinces import MAINLAND

_ARTICLE = lazy(r"第[一二三四五六七八九十百零\d]+[条款章](?!.*[线路街河道桥渠]$)")  # 第二十二条公用工程、城市绿化…
# 输煤系统工程: the system of a plant or a town, while 社会系统工程 is a figure of speech
_PLANT_SYSTEM = lazy(
    r"(?:输[煤电水油气送]|[排供给取引净调]水|收集|处理|交通|监控|监测|通信|通风|空调|除尘|脱硫|脱硝|供[热电气暖]|消防|安防|信号|机电|收费|照明"
    r"|控制|调度|冷却|循环|自动化|管网|水系|电气|动力|热连轧|冷连轧|烧结|焦化|炼铁|炼钢|输送|灌溉|防洪|预警|指挥|导航|视频|弱电|楼宇|电力|储能|燃气|空管|轨道|管理信息)系统工程$"
)
_RANK = lazy(r"(?<![路街])[一二三四五六七八九初\d]段$")  # 丁伟五段: a player of go
_PEOPLE = lazy(
    r"(?:[\d一二两三四五六七八九十百千万]|数[十百千万]|[几百千万]余)[余多]?(?:名|位|农户|人(?!民|才|工|寿|文|行|造|体))|[一二三四五六七八九十]点[一二三四五六七八九]+万"
)
_IN_LOTS = lazy(r"分(?:标段|段)$")  # A公司、B集团分标段|施工
_THREE = lazy(r"[^、]{2,}、[^、]{2,}、[^、]{2,}")  # 四车道、全封闭、全立交
_TWO_WAYS = lazy(r"(?:分[两二三四五]|两)路$")  # 水陆两路
_MANY = lazy(
    r"^\d[\d.]*万?[多余]?路$|^\d+班|^\d+[多余](?:段|条|座|个|处|孔|项)|[两三四五六七八九十几多\d]间(?:医院|学校|[中小]学)|^\d{2,}[多余]?(?:幢|栋|座|所|处|次)|[建设]\d{2,}[多余]?万?(?:套|间|栋|幢|户)(?!装置|机组|设备|产线|生产线)|许多|众多|多数|所有|有关|大量|各级|有史以来|大中小?型|(?<=[\u4e00-\u9fff])\d+[多余]?[个家所座](?!月)"
    r"|(?<=[\u4e00-\u9fff])(?:[2-9]|[1-9]\d+)[多余]?条(?=[\u4e00-\u9fff]{2})"  # 海外已有11条熟料生产线
    r"|(?<=[\u4e00-\u9fff])(?<!第)[两三四五六几多][个家所](?![月人]|.*(?:、|和|至))"  # 国内多个三甲医院
    r"|(?<=[\u4e00-\u9fff])[两三四五六七八九十]个(?!月)[^、]*级"  # 白城、松原两个千万千瓦级新能源基地
)
_WORKS = lazy(  # 设施棚室6428亩、蔬菜生产基地; 一二级公路800公里、农村公路; 12公里区域排水整治
    r"\d[\d.]*[万亿]?(?:公里|户|套|亩|平方米|[处座栋条口眼])、|^\d[\d.]*(?:公里|千米)(?!.*(?:高速|铁路|公路|管道|项目|工程|线))"
)
# 新建乡镇中心|幼儿园6所, 建成农产品产地冷链仓储|设施80座: a class that is counted
_COUNTED_BEHIND = lazy(
    r"[\u4e00-\u9fff]{0,3}(?:[2-9]|[1-9]\d+)[多余]?(?:所|座|处|家|眼)(?=[,;。、])"
    r"|各[\d一二两三四五六七八九十]{1,3}[条座个栋套处台](?=[,;。、])"  # A生产线、B生产线各1条
    r"|(?:[3-9]\d|\d{3,})[多余]?(?:栋|幢)(?=[,;。、])"
    r"|(?:项目|工程)?(?:[2-9]|[1-9]\d+)[多余]?[个项](?=[,;。、]|共\d|总)"  # 建成一级公路|项目9项共310公里
)
_IN_YEARS = lazy(r"用[\d一二两三四五几]+年时间")
# 国家四大软件园区: a class with its number
_CLASS = lazy(r"(?:(?<![第十百])[两三四五六七八九十]|(?<=[\u4e00-\u9fff])\d{1,2})大(?![道桥街厦学队件连河山湖岭埔屯])")
# 伙同烟厂|副厂长, 永昌商场|门口: who is of it or what is beside it, not the thing itself.
_OF_IT = lazy(
    r"(?<=[铁公]路)基础设施(?:体系|建设|网)|(?<=管网)基础设施|"  # 建设现代化铁路|基础设施体系
    r"的(?:\d[\d.]*|[一二两三四五六七八九十]+)多?倍|"  # 设计规模为国际机场2号航站楼|的1.8倍
    r"\d{1,2}月\d{1,2}日专?电|"  # 新华社墨西哥城|3月19日电: where a report was filed
    r"的?(?:原|老|副|总|女|各级)?(?:厂长|院长|校长|场长|矿长|站长|馆长|园长|董事长|总经理|经理|书记|领导(?!小组)|职工(?!宿舍|医院|培训)"
    r"|工人(?!村|文化宫|俱乐部)|员工(?!宿舍|公寓)|学生(?!宿舍|公寓)|教师(?!宿舍|公寓|楼)|建设者|建设大军|司机|售票员|驾驶员|门口|门前|门外|对面|旁边|附近|地块|旧址)"
    r"|(?<=基地)产(?![能值量出业品销])"  # 宏基地产
    r"|(?:(?<=技改)|(?<=技术改造))投资(?:累计|共)?(?:完成|实现|增长|同比|占|达)"  # 汽车产业技改|投资完成263亿元
    # 公路养护中心|筹资2600万元翻修路面: a body that acts
    r"|(?<=中心)(?:共|已|将|计划|拟)?(?:筹资|出资|筹措|筹集|争取|组织实施|负责实施|牵头)"
    r"|案\d+件"  # 核准厂商扩厂|案27件
    r"|(?:[整治][治理]|疏浚|养护|改造|建设)?(?:补助|补贴|专项|奖补|养护)(?:资金|经费|费)"  # 长江航道|整治补助资金
    # 比雷埃夫斯码头|吞吐量280万标准箱: of a port that runs
    r"|(?:完成)?(?:货物|集装箱|货柜|旅客)?(?:吞吐量|装卸量)(?:达|为|约|突破)?\d"
    r"|(?:(?<=地铁)|(?<=高铁)|(?<=铁路))(?:新增|总)?(?:运营|营业|通车)?(?:总?里程|客运量|线网)"  # 广州地铁|里程87公里
    r"|[县村](?=\d|共)"  # 小型农田水利项目|县60个
    # 据鹏城实验室|介绍, 记者从市第三中学|获悉: a body that speaks
    r"|(?:(?<=实验室)|(?<=[中小]学)|(?<=大学)|(?<=学[院校])|(?<=医院)|(?<=中心))(?:方面)?(?:有关负责人|相关负责人|负责人)?(?:介绍|透露|获悉|了解到|表示|称|通报),?"
    r"|(?:(?<=实验室)|(?<=[中小]学)|(?<=大学)|(?<=学[院校])|(?<=医院)|(?<=[\u4e00-\u9fff]{2}中心))(?:[与和同][^,。;]{2,24}?(?:签署|签订|签约|达成)|(?:有关|相关)?负责人)"
    # 体彩中心|昨日宣布
    r"|(?<=中心)(?:[昨今][日天]|近日|日前|\d{1,2}日)?(?:对外)?(?:宣布|通报|公布)"
    # 遵义市公路|建设计划投资120亿元, 汽车产业技改|投资完成263亿元: all that a place does
    r"|(?:(?<=[省市县区州]公路)|(?<=[省市县区州]铁路)|(?<=[省市县区州]高速公路)|(?<=[省市县区州]农村公路))建设(?:今年|全年|已|计划|预计|将|拟|共|累计|完成|总)*投资"
    r"|(?:(?<=产业技改)|(?<=工业技改)|(?<=企业技改))(?:完成)?投资(?:完成|达|额|超|突破|\d)"
    r"|(?:水路|水运)*交通(?:运输|基础设施|固定资产|建设)*投资"  # 西藏公路|交通固定资产投资完成216亿元
)
# Class roads and schools of a whole land or province: 云南省公路, 全年国有铁路, 我国高等级公路.
_HOUSING = (
    r"(?:保障性(?:安居|租赁)?住房|保障性安居工程|保障房|公租房|廉租住?房|经济适用住?房|棚户区|各类棚户区|危旧?房|城中村"
    r"|老旧小区|安居工程|租赁住房)"
)
_CLASS_WORKS = lazy(
    r"(?:普通)?(?:国省道|国省干线)(?:[一二三四]级)?公路|高等级(?:内河)?航道|现代化(?:铁路|公路|港口|机场|水网|电网)|"
    # 港口项目投资29.3亿元, 农村公路和国省道新建工程: all works of a kind
    r"(?:公路|铁路|港口|航道|水运|航运|港航|民航|机场|客货?站场|场站|交通){1,3}(?:基础设施)?(?:建设)?项目|"
    r"(?:高速公路|国省干线公路|普通国省道|国省道|农村公路|普通公路)(?:和|与|及|、)(?:高速公路|国省干线公路|普通国省道|国省道|农村公路|普通公路)"
    r"(?:新改建|改扩建|新建|建设|养护)*(?:工程|项目)|"
    r"(?:震损|灾损|水毁|破损|受损)(?:道路|公路|桥梁|河堤|堤防|学校|校舍|房屋)|地[上下][\d一二三四五六七八九十]+层[\u4e00-\u9fff]{0,6}|"
    # a trade's part of the works
    r"(?:洁净室?|机电|设备|安装|装饰|装修|精装修|幕墙|土建|桩基|基坑|钢结构|消防|弱电)(?:安装|施工)?工程|"
    r"(?:城乡|城镇|农村|城市|城区|老旧|市政)+(?:供水|排水|污水|雨水|雨污分流|燃气|供热|天然气)*(?:管网|管道|管线)|(?:城市|城区)?(?:地下)?综合管廊|(?:房屋|房建)(?:建筑)?(?:和|与|及)?市政(?:基础设施)?工程|"
    r"(?:港口|航道|公路|铁路|机场|码头|水利|水运|航运|交通|能源|电网)(?:和|与|及|、)(?:港口|航道|公路|铁路|机场|码头|水利|水运|航运|交通|能源|电网)(?:重[点大])?(?:工程|项目)?|(?:普惠性?|公办|民办|乡镇|村级|城区)+(?:幼儿园|中小学校?|小学|中学)|"
    rf"(?:新增|新建)?{_HOUSING}(?:建设|改造)?(?:(?:及|和|与|、)(?:各类|农村|城市|城镇)?{_HOUSING}(?:建设|改造)?)+|"
    r"(?:创建)?(?:国家)?\d?A级(?:旅游)?景区|"
    r"(?:(?:全[省市县区州]|[我本][省市县区]|城市|城镇|农村|集中连片|各类|新增)*(?:棚户区|棚改|老旧小区|城中村|危旧?房|危旧住房|中低产田|农网|背街小巷))改造|"
    r"(?:" + MAINLAND + r"|长三角|京津冀|全国|国家|中国)"
    r"(?:公路|铁路|水运|电网|机场|港口|农村公路|高速公路|高速铁路|地方铁路)|"
    r"[\u4e00-\u9fff]{0,6}(?:基本建设|技术改造|更新改造|技改)(?:和|与|及|、)(?:基本建设|技术改造|更新改造|技改)|"
    r"(?:提升|新修|新建|硬化)*(?:通乡|通村|通组|通畅|村组|组级|村级|县乡|乡村|乡镇|联网|入户|产业)(?:油路|公路|水泥路|硬化路|道路|产业路|沥青路)|"
    r"(?:提升|改扩建|新修|整修|提质改造|改造提升)(?:农村|国省|县乡|干线|城市|普通)+(?:公路|道路|干线)|(?:日光|蔬菜|智能|节能)*(?:温室|大棚)|(?:城市|城区|滨水|健身)绿道|(?:农村|城乡)?中小学校?|(?:实施)?(?:易地|生态)?(?:扶贫|移民)搬迁|"
    r"(?:新增|新建|在建|全国|全省)?(?:城际|市域|市郊|普速)铁路(?:和(?:城际|市域|市郊|普速)铁路)?|"
    r"(?:农村|城乡|集中)*(?:安全饮水|饮水安全|人饮安全|人畜饮水|饮水解困)(?:巩固提升)?工程|"
    r"(?:公路|村道|县乡道|乡村道|国省道|农村公路|普通公路)*(?:安全|生命|安保|安防|防护){1,3}(?:设施)?工程|"
    r"(?:全[年国省市县区州]|[我本][国省市县区州]|当地|各地|国有|地方|城镇|普通|国省|农村|牧区|农牧区|垦区|林区|沿边|边境|城乡|山区|民办|公办|干线|新建|个别|电气化|高等级|水泥|柏油|硬底化|[\u4e00-\u9fff]{2,3}(?:省|自治区))+"
    r"(?:公路|铁路|道路|河段|路段|中小学|小学|中学|学校|医院|水利工程|机场|港口|电厂|煤矿|水库)"
)
# 女子4百米混合泳项目, 男女双人跳台: what sportsmen compete in
# 政府计划拍卖23个港口、机场和铁路项目: a count of many
_COUNTED_KINDS = lazy(r"(?<![第\d])\d+[多余]?[个项座条](?!月|标段)[\u4e00-\u9fff]{1,8}(?:、|和|及)[^“”]*(?:项目|工程)$")
# 某集团3个20万吨/年烯烃项目
_SEVERAL_SIZED = lazy(r"[\u4e00-\u9fff](?:[2-9]|1\d|[两三四五六七八九十])个\d")
_SPORT = lazy(
    r"(?:男子|女子|男女|单打|双打|混双|团体|混合泳|自由泳|蛙泳|仰泳|蝶泳|接力|中长?距离|短距离|跳台|跳板|跳水|举重|体操|射击|田径|花样)(?!.*(?:馆|场|中心|基地|学校))"
)
# 开公司、办工厂, 修江堤: a verb of one character opens the phrase.
_OPENS_ON_VERB = lazy(r"[开办搞]公司|[开办修搞]工厂|[\u4e00-\u9fff]{2,6}修[江河海]堤|[^、]+、办")
# 经济繁荣、建设项目|增多: the last item is a class.
_CLASS_LAST = lazy(r"、(?:建设|重点|重大|在建|新建|开发|工业|基金|收费)?项目$")
# 建设国际航运中心: what a city means to be
_OF_CITY = lazy(r"国际(?:经济|航运|消费|贸易|金融、贸易)[、和\u4e00-\u9fff]{0,6}中心(?:城市)?$")
_RESEARCH = lazy(r"(?:研究|探讨|对策|保护|监测)”(?:科研|研究|课题|国际合作|合作)?项目$")
# 国有企业改组改造, 股份制改造, 认识和改造: what is done to firms and minds
_OF_FIRMS = lazy(r"(?:改组|兼并|重组|股份制|公司制|企业|思想|劳动|世界观)改造$|^(?:认识|学习|利用|教育)和|次修复$")
# “八五”国家重点工程, 国家“星火计划”项目: what a plan lists; 我们一些项目: a class
_OF_PLAN = lazy(
    r"(?:[\u4e00-\u9fff]{2,6}[省市县区州]|(?:"
    + MAINLAND
    + r")|国家|[省市县]级?)?“(?:[七八九十]{1,2}[一二三四]?五|[^“”]{2,6}计划)”"
    r"(?:国家|[省市]级?|重点|重大|交通|水利|能源|民生|环保|农业|文化|旅游|基础设施|工业|产业|科技|科研|攻关|技术|改造|成果|产业化|建设|推广|攀登计划|类)*(?:项目|工程)"
)
# 接收能力一期300万吨/年: how much of it comes first
_SIZE_OF_PHASE = lazy(
    r"[\u4e00-\u9fff]{0,8}(?:能力|规模|产能|投资|面积|占地|用地|装机|库容|投入)[一二三首]期(?:工程|项目)?"
)
# 给水泵房、污水处理站、调压站及外网工程: what belongs to any works
_AUXILIARY = lazy(
    r"(?:[^、]{0,4}(?:泵房|[水汽]处理站|调压站|配电[室房]|锅炉房|门卫室?|围墙|道路|绿化|管网|外网|开闭所|水池|事故池|空压站|厂区|停车场)"
    r"(?:工程|及|和|、|等)*){3,}"
)
_ZONE = lazy(r"(?:示范|试验|合作|集聚|开发|保税|高新|经开|新)区$|新城$|园区$")
_HOLDS = lazy(
    r"(?:隆重|集中|组织)?(?:举行|举办|召开)[^,。;]{0,30}(?:集中|季度|批次|首批|重[大点]项目|招商|签约|大会|会议|推进会)"
)
_SOME = lazy(
    # 某集团|为本项目提供担保, 公司拟|将该项目达产日期延后, 为了让|项目早落地
    r"[为对就给向与将把使让令](?:本|该|此)(?:项目|工程|基地)$|^为了?(?:让|使|使得|确保|保证|推动|加快)|"
    r"^\d{1,4}[余多]?[个项]?(?:合同|协议|签约|意向|招商|重点|重大|产业|工业)+项目$|"  # 签约的31合同项目
    r"^在?谈[大重点]*项目$|"  # 紧盯在谈大项目
    # “基地+农户+项目+订单”模式
    r"(?:农户|合作社|公司|企业|支部|村集体|市场|基地)\+|\+(?:农户|合作社|公司|企业|项目|订单)|"
    r"^[东南西北]{1,2}侧?(?:[临邻靠接依倚抵濒]|毗邻|紧邻)(?![江海湖河])|"  # 东北临|某某公园: what lies beside the site
    # 也是国家高速公路网A至B的重要组成部分: the net, not what is built
    r"^(?:国家|全国|全省|省域|省级)(?:高速公路|高速|干线公路|公路|铁路|高速铁路|高铁|快速铁路)网(?!.*(?:工程|项目|[段期])$)|"
    # 县长王某…, but 宜宾市长江大桥 and 宁县长庆桥氢能装备厂
    r"(?:董事长|总经理|副总|厂长|书记|主任|局长|(?:^|[省市县区镇副代])[县市镇]长|记者|经理)[\u4e00-\u9fff]{3,}"
    r"|^“[七八九十]{1,2}[一二三四五六]?五”(?:期间|时期)?(?:规划|计划)(?:新建|建设)?(?:高速|公路|铁路)$|^“[双三百千万十一二四五六七八九个\d+-]{2,6}”工程$"
    r"|^[\u4e00-\u9fff](?:项目|工程)$|^更多|^全(?:生命)?周期|逐(?:园区|项目)$"  # 在|谈项目, 对台对|欧项目
    # 广谋项目、勤跑项目; “百千万工程”项目, “四新”项目; 优势产业推介暨|项目
    r"|^[\u4e00-\u9fff]{0,3}[谋跑抓抢盯催促]项目$|^“[^“”]*工程”项目$|^“[一二三四五六七八九十双百千万][\u4e00-\u9fff]”项目$|暨项目$"
    # 区长马某就|项目, “三地一区”两中心
    r"|、(?:政府)?[区县市州旗省]长|^(?:政府)?[区县州旗]长[\u4e00-\u9fff]|”[一两三四五六]中心$"
    r"|率、[\u4e00-\u9fff、]*(?:项目|工程)$"  # 签约率、项目|开工率
    r"|^全[市省县国]|我们|他们|^[他她]|^(?:含|配套|配备)[\d一二三四五六七八九十两]|人们|一些|哪些|^一大?批|^占|[要将拟](?:新建|建设|改造|修建|建成)|^掀起|^有人|[为对给向]该(?:项目|工程)$"
)
_WEAK_DOUBTS = (
    _OF_CITY,
    _OPENS_ON_VERB,
    _OF_FIRMS,
    _RANK,
    _PEOPLE,
    _THREE,
    _TWO_WAYS,
    _MANY,
    _CLASS,
    _WORKS,
    _IN_YEARS,
    _IN_LOTS,
)
# 德令哈到香日德的高速公路: a line from one end to the other
_FROM_TO = lazy(
    r"[\u4e00-\u9fff]{2,6}到[\u4e00-\u9fff]{2,6}的[\u4e00-\u9fff\d]{0,8}(?:[路线]|铁路|高铁|高速|公路|管道|通道)"
)
_NEVER_INSIDE = frozenset(["r", "y", "e", "o"])  # pronouns, particles
_LINKING = frozenset(["d", "c", "p"])  # adverbs, conjunctions, prepositions
# of which jieba's dictionary makes adverbs or pronouns: 国望高新纤维产业园, 市自然博物馆, 首都机场
_NOMINAL_LINKS = frozenset(
    (
        "永续 一期 二期 三期 四期 高速 更新 互连 一次性 特许 以及 及其 "
        "高新 自然 大自然 首都 仿真 低速 长途 快速 果实 永新 永久 永远 互动 相机 实时 长久 长远 据点"
    ).split()
)
# Single syllables that open no part of a name, where they are words of their own.
_SYLLABLES = frozenset("难这那其我他她你从把被让到送是不没就也都还又已很才")


def is_no_undertaking(text: str, *, weak: bool) -> bool:
    """Whether the words of a name themselves say that it names nothing that is built."""
    lexicon = name_lexicon()
    plain = text.strip("“”")
    campaign = lexicon.campaign.search(plain.replace("“", "").replace("”", "")) and not _PLANT_SYSTEM.search(plain)
    if campaign or _ARTICLE.match(text):
        return True
    if _SPORT.search(text) or _CLASS_WORKS.fullmatch(text) or _CLASS_LAST.search(text) or _RESEARCH.search(text):
        return True
    if (
        _OF_PLAN.fullmatch(text)
        or _AUXILIARY.fullmatch(text)
        or _SOME.search(text)
        or _SIZE_OF_PHASE.fullmatch(text)
        or _COUNTED_KINDS.search(text)
        or _SEVERAL_SIZED.search(text)
    ):
        return True
    return weak and any(pattern.search(text) for pattern in _WEAK_DOUBTS)


def is_zone_that_acts(text: str, start: int, end: int) -> bool:
    """Whether a zone is the body that holds a meeting (通州湾示范区举行集中开工仪式), not what is built."""
    return _ZONE.search(text, start, end) is not None and _HOLDS.match(text, end) is not None


def is_counted_class(text: str, end: int) -> bool:
    """Whether several of what ends there are counted right behind it (新建乡镇中心|幼儿园6所)."""
    return _COUNTED_BEHIND.match(text, end) is not None


def is_of_it(text: str, end: int) -> bool:
    """Whether what follows a name is somebody of it or a place beside it."""
    return _OF_IT.match(text, end) is not None


def function_words(text: str, start: int, end: int, words: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """The words between two offsets that are no part of a name (如何|从|煤矿, 用|这|钱建学校)."""
    at, before = start, 0
    while at < end:
        stop, tag = words.get(at, (at + 1, ""))
        word = text[at:stop]
        named = word == "都" and before == 1  # 凉都分院, 煤都矿山公园: what a town is called
        if text[at - 1 : at] in ("至", "到") or (at > start and len(word) > 1 and word[0] == "至"):
            found = False  # 毕节至都格段, 内江至大足高速公路, 绥阳|至正|安高速公路: where a line ends
        elif named:
            found = False
        elif len(word) == 1:
            found = bool(tag) and word in _SYLLABLES and not (word == "到" and _FROM_TO.match(text, start))
        else:
            found = stop <= end and (tag in _NEVER_INSIDE or (tag in _LINKING and word not in _NOMINAL_LINKS))
        if found:
            yield at, stop
        at, before = max(stop, at + 1), stop - at
