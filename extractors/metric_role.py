"""What each quantity of a document is, by its cue, its dimension and the thing counted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.reading import MetricReading
from kaigong.extractors.target_one import is_served
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label, MetricRole, Modality, Per, Qualifier
from kaigong.schemas.lexicon import MetricRoleEntry, UnitEntry
from kaigong.schemas.values import Quantity

_LISTED = lazy(r"[\u4e00-\u9fffA-Za-z()]{0,14}(?:、|和|及|以及|,) ?[\u4e00-\u9fffA-Za-z]{0,12} ?")
_NEXT_LISTED = lazy(r"[和与及][^\d]{1,12}\d")
_MADE_THERE = lazy(r"^(?:可|年)*(?:生产|产出|副产|处理|加工)(?=[\u4e00-\u9fff]{2})(?!线|能力|装置|设备)")
_OF_WHICH = lazy(r",(?:其中|可?生产|产出|副产|出(?=[油米粉糖酒汁])|可?处理)[\u4e00-\u9fffA-Za-z]{1,10}")
_RAISED = lazy(
    r"(?:一举|直接|逐步|大幅|再|一下子?|迅速|分别)?(?:减少|降低|下降|提高|增加|扩大|提升|扩容|扩建|增长|拓宽|加宽|增宽|跃升|攀升|猛增|激增|拉高|拉升|推高|调高|加高|加大|加深|延长|缩短|压缩|延伸|扩充|翻番|上升|倍增|增|拓|升|扩|降|提|变|改)(?:到|至|为|成)"
)
_NAMED = lazy(r"[^,。;、]{0,24}?(?:项目|生产线|工程|基地|装置|电站|风电场)")
_COUNTED_BODIES = lazy(r"(?:[^,。;、]{0,14}?)(?:项目|企业|工程|客商|名额|部门|单位|乡镇|街道|村)")
_ITEM = lazy(
    r"(?:的)?(?P<item>(?:[\u4e00-\u9fffA-Za-z0-9·\-]|(?<=\d)\.(?=\d)){1,18}?)(?=生产能力|产能|能力|新?生产基地|基地|(?<![电水热气])(?:生产|加工|制造)?工?厂(?![房商家矿用内])|在(?![线轨])|落户|落地|正式|顺利|日前|近日|获(?!得|取)|\d{1,2}[月日]|本[月周年]|[今明去]年|上[周月]|年[底内]|户均|人均|工程|产业园|[一二三四]期|全面|生产线|项目|规模|等|,|。|、|;|\)|!|的|和|及|以及|并|投|实现|点火|试车|开工|动工|竣工|封顶|建|将|可|已|正在|由|,|$|\n|”)"
)
_NOT_ITEM = lazy(
    r"^(?:口$|已|以上|左右|以下|以内|多|余|投|总|分|左|上|预计|需求|项目|工程|规模|生产能力|能力|产能|的|建成|投资|达|(?:生产|加工|制造|工|(?:生产|加工)线)$)"
)
_IN_BODY = lazy(r"建设(?:有限|集团|局|厅|公司|单位|股份|投资有限|银行|工程有限)")  # 某建设有限公司分两个标段
_OF_A_YEAR = lazy(r"(?:[今去明全]|第[一二三]|(?<![\d.])(?:19|20)\d\d)$")  # 去年|生产: no yearly capacity
_PART_OF_WORD = lazy(r"设[备计施置立想定]")
_ONE = lazy(r"[\u4e00-\u9fff]")
_BETWEEN = lazy(r"[\u4e00-\u9fffA-Za-z0-9·\-]{2,16}")
_STRIP = lazy(
    r"^(?:后|可提供|提供|能力|可达|高达|达到?|将达到?|约|近|超过?(?![细薄高低导短])|为|逾|的|总|合计|各类|只有|仅有|预计|可|将|至|由|从)+|(?:能力|可达|(?<!马)达到?|将达到?|可望达到?|约|近|超过?|逾|不低于|不少于|突破|为|分别|可|将|预计|至)+$"
)
_CAPACITY_WORD = lazy(r"(?:总)?(?:容量|装机)$")
# A plant has power installed; a factory makes so much power of goods a year (300兆瓦逆变器).
_POWER_PLANT = lazy(
    r"[^,。;、等]{0,14}?(?:发电|电站|风电|风光|风储|光储|光伏(?!组件|玻璃|电池|逆变|支架)|光热|储能|源网荷储|多能互补|风光储|热电|快堆|气冷堆|反应堆|抽水|核电|农光|渔光|水电|机组|新能源(?!汽车|电池))"
)
_PLANT_BEFORE = lazy(
    r"(?:电站|光伏|风电|风电场|电厂|机组|储能)(?:项目|工程)?(?:[一二三四]期)?(?:[A-Z一二三四东西南北\d]{1,2}区)?(?:项目|工程)?\(?$"
)
# 由目前的10万吨提升至30万吨, 由原来的6200万立方米减少到…
_GETS_WIDE = lazy(
    r"(?P<item>桥面|路面|路基|河面|河道|航道|隧道|巷道|街道|道路|坝顶|堤顶|匝道|幅宽|门幅)[^,。;\d]{0,12}?(?:\d[\d.]*(?:米|公尺))?[^,。;\d]{0,4}(?:拓宽|加宽|增宽|扩宽|展宽)(?:到|至|为|成)(?:约|近)?$"
)
# 长1.8公里、宽30公尺; 楼高9层
_SIZE_WORD = lazy(
    r"(?P<item>(?:[桥路坝塔楼墙水河渠沟底顶净堤]{1,2}面?|面)?(?:(?<![拓加增放])宽|(?<![提最增升新超过])高|(?<![加纵资])深|厚)(?:度)?|直径|跨度|净空)(?:达到?|为|约|近|超过?|各|均)*$"
)
_SIZE_UNITS = frozenset("米 公尺 m 厘米 公分 层".split())
# 形成10万锭规模, 形成年5万吨的能力
_FORMS = lazy(r"(?:形成|达到|具备)(?:了|每?年)?(?:约|近|超过?)*$")
_SCALE = lazy(r"(?:[\u4e00-\u9fff]{0,8}?)的?(?:生产|加工|养殖|存栏|处理|纺纱|年产|供应)?(?:规模|能力)")
_SAVED = lazy(r"(?:可|将|能)?(?:节约|节省|减少|减排|少排|少烧|少用|替代|降低|节水|节电|节能)")
# 就地消化玉米20余万吨, 带动周边种植三七9万亩: what it does for others
_TAKES_UP = lazy(
    r"(?:就地|可|能|年内|直接)?(?:消化|消纳|转化)(?!能力)(?P<item>[\u4e00-\u9fff]{1,8}?)(?:约|近|超过?|达)*$"
)
_GROWN_THERE = lazy(
    r"带动[^,。;\d]{0,12}?(?:种植|发展|养殖|栽培|建设)(?P<item>[\u4e00-\u9fff]{0,8}?)(?:面积)?(?:约|近|超过?|达)*$"
)
# 改造柑橘1.02万亩, 新植茶园3000亩: what grows there
_PLANTED = lazy(
    r"(?:改造|改良|低改|新植|种植|栽植|栽种|抚育|嫁接|管护)(?P<item>(?!老旧|棚户|土地|荒|厂|园区|城)[\u4e00-\u9fff]{2,6}?)(?:约|近|共)*$"
)
_FOLK_GAIN = lazy(
    r"(?:居民|群众|村民|市民|农牧民|牧民|师生|农民)?[^,。;\d]{0,6}?(?:告别|喝上|用上|住上|搬进|受益|结束了|吃上|走上|免受)"
)
_AT_WORK = lazy(
    r"(?:[\u4e00-\u9fff]{0,10}?)(?:在家门口|就近|在(?:基地|园区|工厂|厂里|车间|项目|合作社)(?:里|上)?|进厂|到(?:厂里|园区|基地))[^,。;\d]{0,6}?(?:上了?班|务工|就业|打工|上岗|工作)"
)
_A_FEW_AT_WORK = 10  # 3名工人正在上班 is a scene
_SPEC_OF = lazy(r"的(?P<item>[\u4e00-\u9fff]{2,10}?)(?=[,。;、:)\n和及]|以及|组成|$)")
_NO_NOUN = lazy(r"[^\u4e00-\u9fffA-Za-z]|的|建设|新建|购[置买]|安装|引进|采购|新上|添置")
# 日处理规模|由10万吨提高到|20万吨
_FROM_TO = lazy(
    r"(?:的?(?:规模|能力|产能|总量),?)?(?:将|已)?[由从][^,。;]*?[到至为成](?:约|近)?$|(?:规模|能力)(?:将|已)?(?:可达|达到?|为|约|近)*$"
)
_COUNT_BEHIND = lazy(r"(?<=[\u4e00-\u9fff])(?:\d+[台套座条栋个]|[里内中]有).*$")
_OF_SIZE = lazy(r"^[\d.]+[万千百]*[\u4e00-\u9fff]{1,3}级的?")
# 形成|月产|5万片的产能
_BASE_BEFORE = lazy(r"(?:每?(?P<time>[月日])|每天)(?:产|生产|处理|加工)[^,。;\d]{0,6}$")
_ALSO_BEHIND = lazy(r"(?:也|均|都|已|已经|全部|先后|同步|正在)+$")
_NOW = lazy(r"(?:截[至止][^,。;]{2,10}|目前|眼下|如今|现在|去年|今年以来),?")
_STOCK = lazy(
    r"(?!的)(?![^。;]*?(?:项目|工程|基地|园区|场|厂|公司|合作社))[\u4e00-\u9fff,]{0,12}?(?:存栏|出栏|饲养量|种植面积|养殖面积|装机|床位|保有量|总产量|产量)(?:量|容量)?(?:已?达到?|突破|超过?|约|有)*"
)
_REGION_STOCK = lazy(r"全[市省县区州旗盟乡镇]" + _STOCK.pattern + "$")
_OF_EACH = lazy(
    r"(?:级|的)?[\u4e00-\u9fff]{0,6}?(?:机组|风机|逆变器)(?=[\d一二三四五六七八九十两共])"
)  # 16兆瓦风机13台
_DUG = lazy(r"(?:掘进|进尺)[^,。;\d]{0,6}$")
_PUT_UP = lazy(
    r"(?:已|累计|共|顺利|先后)(?:完成|吊装|安装)(?:了|约|近)*$|(?:已|累计|共|顺利|先后)+完成(?P<what>[\u4e00-\u9fff]{2,6}(?:吊装|安装|架设|浇筑|沉桩|铺设|敷设|掘进|衬砌|开挖))(?:约|近)?$"
)
_PUTTING_UP = lazy(r"[^,。;\d]{0,8}(?:吊装|架设|沉桩|浇筑|安装)(?=[,。;]|$)")
_PLANT_PARTS = lazy(r"[\u4e00-\u9fff]{0,6}?(?:装置|设备)(?!项目|生产|制造|产业|基地)")
_ALSO_RAISED = lazy(
    r"[,、](?P<item>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:产能|年产量|生产能力|能力)?[由从][^,。;]{2,14}?(?:提高|增加|扩大|提升|增长|扩|增)(?:到|至)(?:约|近)?"
)
_ABILITY = lazy(r"(?:能力|年产量|产能|规模|库容|床位数?),$")
_ROAD_BEHIND = lazy(r"的?(?:高速|公路|快速|大道|道路|高架|城市主干道)")  # 高架６车道高速公路
_SPARES = lazy(r"(?:减少|节约|节省|少|避免|腾出)(?:了)?(?:固废|煤矸石|灰渣)?$")
_LONG_UNITS = frozenset(("公里", "千米", "km"))
_LAYS = lazy(
    r"(?:改建|改扩建|扩建|改造|修建|新改建|新改扩建|整治|治理|硬化|疏浚|拓宽|加固|衬砌|清淤|新修|续建|铺筑|铺设)(?:了)?(?:约|共)*$"
)
_NOUN_CUES = frozenset(("设备", "生产设备", "泊位", "车位", "储能", "风电", "光伏"))
_FORMER = lazy(r"(?:由|从)(?:目前|原来|原先|现在|此前|原有|现有|当前|去年|过去|最初)?的?$")
# 月产6英寸晶圆1万片: what kind of thing it is.
_SPEC_UNITS = frozenset("英寸 吋 寸 纳米 微米".split())
_STANDING_UNITS = frozenset("锭 羽 张 架".split())  # 10万锭智能纺纱项目: what stands there at a time
_LAND_UNITS = frozenset("亩 公顷 万亩 平方公里 平方千米".split())
_EXISTING = lazy(
    r"(?:现有|原有|已有|目前有|目前拥有)(?:[^,。;、\d]{0,5}|(?!厂)[\u4e00-\u9fffA-Za-z]{0,10}(?:年?产能|生产能力|加工能力|处理能力)(?:约|为|仅|达|只有)*)$"
    r"|至此,?[^,。;\d]{0,16}(?:公司|集团|企业)[^,。;\d]{0,6}产能(?:已|将)?(?:达到?|突破|增至|超过?)*$"
    r"|(?:量|能力|产能)(?:仅有|只有|仅为)$"  # 日供水量仅有2.3万吨
    r"|(?:使|让|令)(?:公司|集团|企业|该公司|我国|全国|全省|全市|全厂)[\u4e00-\u9fffA-Za-z]{0,8}产能(?:将|已|达到?|突破|超过?|约|增至|提升至|提高到|增加到|扩大到|跃升至|近)*$"
)  # 该院现有床位680张
_STORE = lazy(r"(?:库|仓|罐|槽)(?:区|房)?$")
_BODIES_BEFORE = lazy(r"(?:企业|项目|公司|单位|客商|商户|机构|工程)”?(?:共|达|约|总数|已达|近|超过?|逾)*$")
_ENERGY_BESIDE = lazy(r"/\d+(?:\.\d+)?(?:[MGk]Wh|[万亿]?千瓦时|兆瓦时|吉瓦时)")
_UNCOUNTED = frozenset("条 座 栋 幢 台 部 辆 间 所".split())  # 建设2座窑炉和12条生产线, behind a capacity: no capacity
_BUILDING = lazy(
    r"产业载体|载体|厂房|车间|楼|用房|库房|仓库|校舍|住宅|建筑|公寓|宿舍|[\u4e00-\u9fff]{2,4}中心(?!广场|区|城|公园|绿地|渔港)|[博展科体图][物览技育书]馆|展厅|剧场|剧院|卖场"
)
_SAVES = lazy("减|节|替代|降")
_ROOMS = frozenset("间 所 栋 座 条".split())
_BULK = frozenset(["mass", "volume", "count"])  # 建设规模1200万吨/年
_FEW = 10
_MANY = 1000
_DONE_PART = lazy(r"完成(?!投资|年度|全年|计划|任务|目标|率|投)[\u4e00-\u9fff]{2,8}(?:的|约|近)?$")  # 完成支架安装70%
_UNMADE = frozenset("项 家 户 批 次 名 宗 处".split())  # 淘汰落后产能500项
_BARE_PHASE = lazy(r"(?:其中)?(?:[一二三四首每各]期|第?[一二三]阶段|全[厂场]规划)(?:为|约|规模|产能)?$")
_GRADE = lazy(
    r"(?:级|(?<=级))(?:及?以上)?(?:[\u4e00-\u9fff]{0,6})(?:码头|泊位|航道|船闸|港|巨轮|货轮|油轮|船舶|散货船|集装箱船|邮轮)"
)
_SHIPS = lazy(r"(?:矿石|原油|散货|煤炭|通用|集装箱|油品|化工|件杂货|多用途|杂货|成品油|LNG)?(?:码头|泊位|航道|船闸)")
_POWER = frozenset(["power"])
_POWER_LIKE = frozenset(["power", "energy"])
_THINGS = frozenset(["count", "mass", "volume", "energy", "person"])
_PERSON_UNITS = frozenset("人 名 个 位".split())
# 单机容量6.25兆瓦的风电机组96台: the count of what the quantity before describes.
_ATTRIBUTED = lazy(r"[级以上左右]{0,3}的?(?P<item>[\u4e00-\u9fff]{2,14})")
_PART_UNITS = frozenset("栋 座 条 套 台 根 架 幢 口 组 个 支 只 块 孔".split())
_VAGUE_UNITS = frozenset("个 只 块 口".split())  # 两个泊位 is told of as much as it is built
_PLANT_BEHIND = lazy(
    r"的?(?:[\u4e00-\u9fff]{0,4}(?:风电|光伏(?!组件|玻璃|电池|逆变|支架)|储能|光热|余热发电|垃圾发电|生物质发电)(?!电池|电芯|设备|装备|系统集成))"
)
_COUNTED_UNITS = frozenset("栋 座 条 套 台 根 架 幢 口 组".split())
# 一期12栋标准厂房已全部封顶: parts of which the sentence tells.
_STANDING = lazy(
    r"(?:[\u4e00-\u9fff]{0,6})(?:车间|厂房|生产线|产线|楼|库|猪舍|牛舍|鸡舍|大棚|装置|机组|桩基|主塔|隧道|桥梁|仓|炉|罐|主体)"
    r"(?!已(?![于经])[^,。;]{0,4}\d)[^,。;]{0,4}?(?:已|全部|正在|主体|先后|均|相继|陆续|封顶|竣工|完工|建成|完成|的?钢架|本月|顺利|(?:\d{1,2}月)?(?:进场|安装|调试))"
)
_OPENS = lazy(r"(?:^|[,。;:\n”“的]|目前|现场|一期|二期|三期|首期|工程|项目|园)(?:首批|全部)?$")
_SURFACES = "heating"  # the entry of areas that are no buildings
_SOURCES = "sources"  # the entry of 风电, 储能 …: what makes or keeps power, and its size
_TELLS = lazy("实现|首批|并网|投产|完成|新增|达到")
_RATE = lazy(r"/(?P<time>年|a|日|天|d|小时|h|时)$")
_EVERY = lazy(r"(?:可?达到?|约|为|超)*每个?(?P<time>[年月日天])(?:可?达到?|约|为|超)*")
_CELLS = lazy(
    r"(?:高效|新型|动力|储能|锂离子|锂|钠离子|固态|圆柱|方形|大圆柱|半固态|N型|TOPCon|HJT|单晶|异质结|钙钛矿|光伏|太阳能|晶硅|\d{3,5})*(?:电芯|电池(?!储能)|Pack|PACK|组件|硅片|模组)"
)
_EFFECTS = (MetricRole.ANNUAL_CAPACITY, MetricRole.JOBS, MetricRole.OTHER)
_PLAIN_GAP = lazy(r"(?!.*(?:已|去年|目前|现|完成))[、,]?[^,。;]{0,14}")
_SIZES = (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY)
# 每年可供应盖板2.4亿套, 一年要“吃”掉秸秆28万吨, 新线满产后每月能出18万台: what a plant makes or takes in a time.
_MAKES = lazy(
    r"(?:每(?P<each>[年月天日])|(?<![第近头前后\d十百年月])一(?P<one>[年天]|个月)|(?P<mean>[日月年])均|(?<![今去明前后当近同昨本上下多些每节假生平第两半几一二三四五六七八九十\d初中旬底])(?P<bare>[日年])(?=可?能?(?:榨|酿|磨|织|炼|烘|洗|剥|选|制|编|纺|染|印|灌|造|烤|腌|晒|宰|拆|冲压|喷)))(?:里|下来)?(?:就|大约|预计|可望|有望|可以?|能够?|将|要|需|约|大概)*[“\"]?"
    r"(?:供应|生产|新增(?!就业)|吞吐|洗|剥|选|制|编|纺|染|印|灌|造|烤|腌|晒|宰|拆|熔|浇|冲压|喷|吃进|液化|气化|合成|周转|产出|产|出产|出货|出栏|下线|出|加工|处理|消化|用掉|榨|酿|织|磨|炼|灌装|封装|组装|分拣|烘干|冶炼|屠宰|供|吃|消耗|消纳|转化|利用|输送|外送|运送|配送|接待|检测|屠宰|提供|向[^,。;\d]{1,10}?(?:提供|输送|供应))[”\"]?[掉下出]?[”\"]?"
    r"(?P<item>[\u4e00-\u9fffA-Za-z0-9]{0,12}?)(?:约|近|超过|超|达到?|不少于)?$"
)
_NOT_MADE = lazy(r"就业|岗位|利税|税收")
_SETS = frozenset("台 套 组 机组".split())  # 装机3台共4.8万千瓦: so many sets
_BESIDE = lazy(r",?(?:总装机|共计?|合计|总计|计)(?:约)?")
# 首批30万千瓦并网, 余下300兆瓦年底前投运: a share of the power of a plant
_POWER_SHARE = lazy(
    r"(?:首批|首台|首期|余下|剩余|其余|另外|全厂规划|全厂|第[一二三]阶段|[一二三]阶段|其中)(?:的|约|共)*$"
)
_POWER_RUNS = lazy(r"(?:的)?(?:级)?(?:[\u4e00-\u9fff]{0,4}机组|[^,。;\d]{0,8}(?:并网|投运|投产|发电|建成)|容量)")
_LAND_BEHIND = lazy(
    r"(?:的)?(?:老|旧|原|闲置|存量|荒)*(?:厂区|园区|地块|场地|片区|矿区|荒地|荒坡|滩涂|土地|街区|临港产业园|产业园)"
)
_FLOOR_BEHIND = lazy(
    r"的?[\u4e00-\u9fff]{0,5}?(?:厂房|车间|办公楼|综合楼|宿舍楼|教学楼|大楼|住宅|仓库|库房|用房|航站楼|卫星厅|指廊|候机楼|候车楼|站房|体育馆|博物馆|展厅|[\u4e00-\u9fff]{2,4}中心(?!广场|区|城|公园|绿地|渔港))"
)
_FLOOR_BEFORE = lazy(
    r"(?:厂房|车间|冷库|仓库|综合楼|办公楼|宿舍楼|航站楼|博物馆|体育馆|交易区|卖场|展厅)(?:面积)?(?:约|共)?$"
)
_LAND_VERB = lazy(
    r"(?:流转|平整|买下|征收|拿下|租下|租赁|腾出|收储|规划|改造)(?:了|的|这片|一片|一块|荒坡地|荒山|土地)*(?:约|近|共)?$"
)
_AREA_OF = lazy(r"(?:(?<![\u4e00-\u9fff])总?面积|[,。;]基地|用地(?:面积)?:)(?:约|为|达|共|近)*$")
_LINE_BEHIND = lazy(
    r"(?:长的|的?[\u4e00-\u9fff]{0,8}?(?:路|道|管线|管网|专用线|隧洞|隧道|渠|堤|岸线|步道))(?![者口由镇南北东西村])"
)
_AWAY = lazy(r"(?:距|离)[^,。;\d]{0,14}$")
_LINE_BEFORE = lazy(
    r"(?:公路|道路|铁路|大道|渠|干渠|支渠|管|干管|管道|管网|管线|连接线|专用线|堤|堤防|匝道|河道|步道|绿道|隧洞|坝体|堤坝|大坝|护坡|护岸|围墙|沟渠|河堤|海堤|栈道|巷道|电缆|光缆|护栏|岸线|线路|索道|游步道|作业道|产业路|机耕道|机耕路|生产路|便道|水沟|排水沟|灌溉渠|田间道)(?:共|长度|总长|约|共计|合计)*$"
)
_PART_BEHIND = lazy(
    r"(?:\d[\d.]*[万千]?(?:立方米|吨|千伏|升)级?)?(?:[\u4e00-\u9fffA-Za-z]{0,6}?)(?:泊位|风机|机组|厂房|生产线|产线|车间|隧道|桥梁|中小桥|大桥|桥|桩基|冲压机|起重机|机床|锅炉|罐|储罐|猪舍|牛舍|鸡舍|大棚|温室|装置|教学楼|宿舍楼|研发楼|办公楼|综合楼|实验楼|检测楼|公寓楼|住宅楼|高层|小高层|多层|洋房|主塔|装卸线|组件|渡槽|泵站|变电站|井|冷库|仓库|蓄水池|线(?=[,。、;]|$)|(?:装卸|灌装|包装|加工|分拣|烘干|总装|装配|智能|自动|自动化|热轧|冷轧|涂装|电镀|印染|屠宰)线)"
)
_BUILT_BEFORE = lazy(
    r"(?:(?<![\u4e00-\u9fff])|[一二三首]期|规划|计划|拟|将|先|共|再)(?:再|新|先|共|将|拟)?(?:建(?![设成立材行委有议])|加固|改建|修建)(?P<item>[\u4e00-\u9fff]{2,8}?)(?:共|约|达)*$"
)
_TENANTS = lazy(r"(?:入驻|签约|进驻|容纳)(?:的)?(?:企业|商户|商家|店铺|品牌)(?:已?达|已有|共|超过?|近)*$")
_OF_ZONE = lazy(
    r"高新区|开发区|经开区|新区|保税区|全[市区县省]|[市县区省]内|累计"
)  # of a zone, not of what is built in it
_OPEN_AIR = lazy(r"的?[\u4e00-\u9fff]{0,4}?(?:广场|公园|绿地|绿化|停车场|水面|湿地)")
_WORKS_BEFORE = lazy(
    r"(?P<item>(?:主线|特大|标准|标准化|生产)?(?:厂房|车间|牛舍|猪舍|鸡舍|羊舍|大棚|温室|办公楼|宿舍楼|住宅楼?|安置楼|研发楼|综合楼|仓库|冷库|储罐|风机|水闸|蓄水池|水窖|机井|桥梁|大桥|中小桥|隧道|涵洞|跑道|船闸|停机位|登机桥|锅炉|窑炉|高炉|电炉|互通立交|服务区|收费站|停车区|浅圆仓|平房仓|筒仓|油罐|烘干塔|烘干机|民宿|公寓楼|服务器|发酵罐|反应釜|换热站|提升泵站|泵站|变电站|升压站|加压站|充电桩|换乘站|调蓄池|热源厂|中转站|观景台|充电站|塔吊|盾构机|挖掘机|生产线|产线|流水线|泊位))(?:共|约)?$"
)  # 桥梁58座、隧道9座
_FLOORS = lazy(r"[、,](?:(?:总|建筑|总建筑)?面积)?(?:约|共|达|为)*")  # 厂房32栋、面积46万平方米
_HELD = lazy(r"容纳")
_OF_THAT = lazy(r"[^。;\d]{0,8},(?:其中|其余|另外?)[\u4e00-\u9fff]{0,4}")
_WORKS_THERE = lazy(r"[\u4e00-\u9fff]{0,10}?(?:就业|务工|上岗|再就业)")
_TAKES_ON = lazy(r"(?:吸纳|安置|带动|解决|提供|创造|吸收|招收|安排)(?:了|当地|周边|附近)?(?:约|近)?$")
_PUBLIC_WORKS = lazy(
    r"\s*(?:全[市县省区州])?(?:(?:新改建|新建改建|新建改扩建|新改扩建|新建|改建|改造|硬化|修缮|新增|建设|建成)(?:各类|公共|城市|农村|城镇)?(?:农村公路|县乡公路|通村公路|村组道路|公路|危桥|危房|老旧小区|棚户区|户厕|充电桩|停车位|停车泊位|公厕|厕所|口袋公园|5G基站|保障性住房|安置房|高标准农田|供水管网|污水管网|燃气管网|管网|绿道|加氢站|充换电站)"
    r"(?:\d[\d.]*[万千]?[\u4e00-\u9fff]{1,3}(?:以上)?[,、])?){1,6}"
)
_PUPILS = lazy(r"[^,。;\d]{0,8}(?:学生|学员|新生|研究生|本科生|硕士|博士|幼儿|学徒|学子)")  # 招收学生90名: no jobs
_PUPILS_BEFORE = lazy(r"(?:招收|招聘|招|录取)[^,。;\d]{0,8}(?:学生|学员|新生|研究生|本科生|幼儿|学子)(?:约|近|共)?$")
# 截至4月底已完成63%: of the whole of the works
_DONE_SHARE = lazy(
    r"(?:截[至止][^,。;]{2,10},?|目前,?|眼下,?|现)(?:工程|项目|施工)?(?:已经|已|共|累计)+(?:完成|完工)(?:了)?(?:约|近|超过?|逾)?$"
    r"|(?<=[,。;])现已?(?:完成|完工)(?:了)?(?:约|近)?$"
)
_TAKEN_ON = lazy(
    r"(?:吸纳|安置|安排|接收)(?:了|当地|周边|附近|本地|农村|城乡|城镇|富余|剩余)*"
    r"(?:下岗职工|富余职工|村民|群众|农民工?|农牧民|劳动力|居民|工人|职工)(?:就业)?(?:约|近)?$"
)
# 可保护沿线26万人, 可安置移民1.5万人
_GUARDED = lazy(
    r"(?:保护|护卫)(?:[^,。;\d]{0,8}|[^。;\d]{0,4}\d[\d.万]*亩[、和][^,。;\d]{0,6})$|(?:安置|搬迁|转移)[^,。;\d]{0,6}(?:移民|搬迁群众|搬迁户|人口|灾民)(?:约|近|共)?$"
)
# 减少用工350人: no jobs
_SAVED_HANDS = lazy(
    r"(?:减少|节省|节约|精简|压减|减)(?:了)?(?:用工|人工|人员|操作工?|岗位|劳动力|工人|劳动定员)(?:约|近|共)?$"
)
_WORKERS = lazy(r"(?:务工|上班|就业)的[\u4e00-\u9fff]{0,8}?(?:有|达)$")
_NEAR = 40  # characters looked back for the words right before a quantity
_MAX_GAP = 18


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, MetricRoleEntry], dict[str, str]]:
    entries = {e.id: e for e in load_lexicon("metric_roles", MetricRoleEntry)}
    before = CueTable({e.id: e.surface for e in entries.values()})
    after = CueTable({e.id: e.after for e in entries.values() if e.after})
    dimensions = {surface: u.dimension for u in load_lexicon("units", UnitEntry) for surface in u.surface}
    return before, after, entries, dimensions


def _per_of(rate: re.Match[str] | None) -> Per:
    """The time base that a rate is written with; a year where none is."""
    if rate is None or rate["time"] in "年a":
        return Per.YEAR
    return Per.DAY if rate["time"] in "日天d" else Per.HOUR


class MetricReader:
    """Reads the quantities of one document from left to right."""

    def __init__(self, document: Document, names: Sequence[tuple[int, int]] = ()) -> None:
        spans = sorted(names)
        self._name_starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))  # where the names that begin so far end at most
        self.text = document.text
        self._places = [(m.start, m.end) for m in document.mentions_of(Label.PLACE)]
        self.clauses = Clauses(document)
        self.mentions = document.mentions_of(Label.QUANTITY, Label.PERCENT)
        self._starts = [m.start for m in self.mentions]
        self._before, self._after, self._entries, self._dimensions = _tables()
        self._whole: MetricReading | None = None  # the size in power that was read last
        self._sized: MetricReading | None = None  # the size that was read last

    def read(self) -> list[MetricReading]:
        """One reading for each QUANTITY or PERCENT mention, in order."""
        readings: list[MetricReading] = []
        for mention in self.mentions:
            previous = readings[-1] if readings else None
            readings.append(self._goes_on(self._read(mention, previous), previous))
            if readings[-1].role in _SIZES:
                self._sized = readings[-1]
                if self._dimension(mention) in ("power", "energy"):
                    self._whole = readings[-1]
        return readings

    def _read(self, mention: Mention, previous: MetricReading | None) -> MetricReading:
        start, end = self.clauses.clause(mention.start)
        if self.text.startswith(("由", "从"), start) and _ABILITY.search(self.text, max(0, start - 6), start):
            start, _ = self.clauses.clause(start - 2)  # 年产羊绒衫的能力,由40万件一下子增加到110万件
        floor = max(start, previous.mention.end) if previous else start
        was = _FORMER.search(self.text, max(start, mention.start - 10), mention.start)
        if _RAISED.match(self.text, mention.end, min(end, mention.end + (16 if was else 6))):
            return self._none(mention, "old_value")
        if self._unit(mention) == "番":
            return self._none(mention, "old_value")  # 从5万吨翻番到10万吨: the words between
        if self._unit(mention) in _SPEC_UNITS or _GRADE.match(self.text, mention.end):
            return self._none(mention, "spec")
        joined = previous is not None and previous.mention.end == mention.start
        each = joined and previous is not None and self._counts_parts(previous.mention)
        if each and self._unit(mention) in ("升", "L", "立方米"):
            return self._none(mention, "spec")  # 两条2000升一次性反应器生产线
        if previous is not None and previous.rule.endswith(("old_value", "spec")):
            floor = start
        if mention.text.startswith("一") and self._opens_name(mention.end):
            return self._none(mention, "one")  # …和一座研发中心, told of as an undertaking of its own
        parts = self._dimension(mention) in ("count", "length")
        done = _PUT_UP.search(self.text, start, mention.start) if parts else None
        if done is not None and (done["what"] or _PUTTING_UP.match(self.text, mention.end, end)):
            return self._none(mention, "progress")  # 累计完成32台风机吊装
        if self._dimension(mention) == "length" and _DUG.search(self.text, start, mention.start):
            return self._none(mention, "progress")  # 单口月掘进突破300米
        if self._is_of_region(mention) or self._is_public_work(mention):
            return self._none(mention, "of_region")
        if _EXISTING.search(self.text, start, mention.start):
            return self._none(mention, "existing")
        if (jobs := self._jobs(mention, start, end)) is not None:
            return jobs
        if self._counts_bodies(mention, end):
            tenants = _TENANTS.search(self.text, max(start, mention.start - 12), mention.start)
            if _OF_ZONE.search(self.text, start, mention.start):
                tenants = None
            return (
                self._plain(mention, MetricRole.OTHER, "tenants")
                if tenants or is_served(self.text, start, mention)
                else self._none(mention, "counted_bodies")
            )
        after = self._after.first_at(self.text, mention.end, end)
        if after is not None and self._fits(self._entries[after.id], mention):
            item = self._item_after(mention, end)[0] if after.id == "installed_behind" else None
            if self._entries[after.id].role is MetricRole.ANNUAL_CAPACITY:
                item = self._item_listed(mention, floor)
            reading = self._make(mention, after.id, mention.start, after.end, item)
            base = _BASE_BEFORE.search(self.text, max(floor, mention.start - _NEAR), mention.start)
            if base is None or reading.role is not MetricRole.ANNUAL_CAPACITY:
                return reading
            return replace(reading, per=Per.MONTH if base["time"] == "月" else Per.DAY)
        if (lanes := self._lanes(mention)) is not None:
            return lanes
        cue = self._cue(mention, floor)
        if (made := self._made(mention, cue, floor)) is not None:
            return made
        if (beside := self._size_beside(mention, previous)) is not None:
            return beside
        if (size := self._by_noun(mention, cue, floor, end)) is not None:
            return size
        behind = self._capacity_behind(mention, end)
        if behind is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return behind
        named = self._in_name(mention, end)
        if named is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return named
        if cue is not None:
            return self._as_sized(self._with_cue(mention, cue, end), previous)
        if mention.label is Label.PERCENT and self._is_done_part(mention, floor):
            return self._plain(mention, MetricRole.OTHER, "done_part")
        if previous is not None and previous.role is not None and self._continues(previous, mention):
            return self._listed(mention, previous, end)
        if (part := self._part(mention, previous, end) or self._built(mention, floor, end)) is not None:
            return part
        if (power := self._power(mention, start, end)) is not None:
            return power
        if (rate := _RATE.search(mention.text)) is not None and self._dimension(mention) in ("mass", "volume"):
            per = _per_of(rate)
            item = self._item_after(mention, end)[0]
            return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "rate", item, per)  # 一期制氢1万吨/年
        if (bare := self._bare(mention)) is not None:
            return bare
        if (also := self._also_raised(mention)) is not None:
            return also
        return self._none(mention, "no_cue")

    def _also_raised(self, mention: Mention) -> MetricReading | None:
        """A further size that goes up beside the one before (合成氨由30万吨提高到45万吨,尿素由52万吨扩大到80万吨)."""
        before = self._sized
        if before is None or mention.label is not Label.QUANTITY or self._unit(before.mention) != self._unit(mention):
            return None
        more = _ALSO_RAISED.fullmatch(self.text, before.mention.end, mention.start)
        if more is None:
            return None
        return self._plain(mention, before.role or MetricRole.OTHER, "listed", more["item"], before.per)

    def _is_done_part(self, mention: Mention, floor: int) -> bool:
        """Whether a share is that of works which are done (完成支架安装70%, 截至4月底已完成63%)."""
        near = max(floor, mention.start - _NEAR)
        if _DONE_PART.search(self.text, near, mention.start):
            return True
        ends = self.text[mention.end : mention.end + 1] in ("", ",", "。", ";", "\n")
        return ends and _DONE_SHARE.search(self.text, near, mention.start) is not None

    def _is_of_region(self, mention: Mention) -> bool:
        """Whether a stock is that of a place as a whole (目前,灵武奶牛存栏达到9.8万头)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None or (now := _NOW.match(self.text, sentence.start, mention.start)) is None:
            return False
        at = bisect_left(self._places, now.end(), key=lambda p: p[0])
        if at >= len(self._places) or self._places[at][0] != now.end():
            return _REGION_STOCK.match(self.text, now.end(), mention.start) is not None
        return _STOCK.fullmatch(self.text, self._places[at][1], mention.start) is not None

    def _is_public_work(self, mention: Mention) -> bool:
        """Whether a sentence opens with works that a place does everywhere (新改建农村公路120公里,改造危桥15座)."""
        sentence = self.clauses.sentence(mention.start)
        return sentence is not None and _PUBLIC_WORKS.fullmatch(self.text, sentence.start, mention.start) is not None

    def _opens_name(self, position: int) -> bool:
        """Whether a name starts at the position."""
        at = bisect_left(self._name_starts, position)
        return at < len(self._name_starts) and self._name_starts[at] == position

    def _as_sized(self, reading: MetricReading, previous: MetricReading | None) -> MetricReading:
        """The size of a phase in the unit of the whole's size (年产10GWh…,一期建设5GWh)."""
        if reading.role is not MetricRole.OTHER or previous is None or previous.role not in _SIZES:
            return reading
        lines = reading.item is not None and reading.item.endswith("线")
        if not (reading.phase or lines):
            return reading
        unit = self._unit(reading.mention)
        if self._dimension(reading.mention) == "count" or unit != self._unit(previous.mention):
            return reading
        return replace(reading, role=previous.role, per=previous.per, item=None)

    def _cue(self, mention: Mention, floor: int) -> Cue | None:
        """The nearest cue whose role takes the dimension, passing over those that do not (新建…长, 建设…床位)."""
        end = mention.start
        while (cue := self._before.last(self.text, floor, end)) is not None:
            if mention.start - cue.end > _MAX_GAP:
                return None
            if self._fits(self._entries[cue.id], mention) and not self._in_word(cue):
                return self._over_source(cue, floor) or cue
            inner = self._behind_year(cue, end)
            if inner is not None and self._fits(self._entries[inner.id], mention):
                return inner
            end = cue.end - 1
        return None

    def _behind_year(self, cue: Cue, end: int) -> Cue | None:
        """The cue that a year runs into (2021年|总产能, where 年总产 was found)."""
        if not self.text.startswith("年", cue.start) or not self._in_word(cue):
            return None
        return self._before.last(self.text, cue.start + 1, end)

    def _over_source(self, cue: Cue, floor: int) -> Cue | None:
        """The cue of which a source of power is the object (年产储能电池5吉瓦时, 年发光伏绿电3亿千瓦时)."""
        if self.text[cue.start : cue.end] == "共":  # 日处理能力|共计6.5万吨
            before = self._before.last(self.text, floor, cue.start)
            return before if before is not None and before.end == cue.start else None
        if self.text[cue.start : cue.end] not in _NOUN_CUES and cue.id != _SOURCES:
            return None  # 年产立体车库设备2万套
        before = self._before.last(self.text, floor, cue.start)
        between = "" if before is None else self.text[before.end : cue.start]
        if before is None or (cue.id == _SOURCES and between.strip("可达约的")) or _NO_NOUN.search(between):
            return None
        return before if self._entries[before.id].role is MetricRole.ANNUAL_CAPACITY else None

    def _in_word(self, cue: Cue) -> bool:
        """Whether a cue of one character is part of a word (设备126台; a cue of its own in 设站27座)."""
        if self.text.startswith("氢氧", cue.end - 1):
            return True  # 年产|氢氧化钾
        if self.text.startswith(("工地上", "公共"), cue.start - 1) or _IN_BODY.match(self.text, cue.start):
            return True
        if self.text.startswith("年", cue.start) and _OF_A_YEAR.search(self.text, max(0, cue.start - 6), cue.start):
            return True
        return cue.end - cue.start == 1 and _PART_OF_WORD.match(self.text, cue.start) is not None

    def _goes_on(self, reading: MetricReading, previous: MetricReading | None) -> MetricReading:
        """The reading, planned where it goes on with planned effects (可节约标准煤57万吨,减排二氧化碳156万吨)."""
        if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
            return reading
        gap = self.text[previous.mention.end : reading.mention.start]
        effects = reading.role in _EFFECTS and previous.role in _EFFECTS
        return replace(reading, status=Modality.PLANNED) if effects and _PLAIN_GAP.fullmatch(gap) else reading

    def _fits(self, entry: MetricRoleEntry, mention: Mention) -> bool:
        dimension = self._dimension(mention)
        if self._unit(mention) in entry.not_units or (entry.units and self._unit(mention) not in entry.units):
            return False
        if entry.role is MetricRole.JOBS:
            return self._unit(mention) in _PERSON_UNITS
        if entry.role is MetricRole.INSTALLED_CAPACITY and entry.dimensions:
            return dimension in entry.dimensions
        if entry.role is MetricRole.INSTALLED_CAPACITY:
            return dimension not in ("area", "length", "duration", "ratio") and mention.label is Label.QUANTITY
        if entry.role is MetricRole.ANNUAL_CAPACITY:
            made = self._unit(mention) not in _UNMADE and dimension not in ("duration", "ratio")
            return made and mention.label is Label.QUANTITY
        if not entry.dimensions:
            return dimension not in ("duration", "age", "temperature", "percent", "voltage")
        return dimension in entry.dimensions

    def _unit(self, mention: Mention) -> str:
        assert isinstance(mention.value, Quantity)
        return mention.value.unit

    def _dimension(self, mention: Mention) -> str:
        if mention.label is Label.PERCENT:
            return "percent"
        unit = self._unit(mention)
        return self._dimensions.get(unit, "count")

    def _counts_bodies(self, mention: Mention, end: int) -> bool:
        """Counts of projects, firms and the like are no property of one project."""
        return (
            self._dimension(mention) == "count"
            and self._unit(mention) in ("个", "项", "件", "家", "户", "宗", "批", "大", "类", "名", "次", "位")
            and (
                _COUNTED_BODIES.match(self.text, mention.end, min(end, mention.end + 18)) is not None
                or _BODIES_BEFORE.search(self.text, max(0, mention.start - 12), mention.start) is not None
            )
            and not re.match(r"(?:标段|机架|床位|车位|泊位|岗位|就业)", self.text[mention.end : mention.end + 4])
        )

    def _with_cue(self, mention: Mention, cue: Cue, end: int) -> MetricReading:
        entry = self._entries[cue.id]
        between = _STRIP.sub("", _FROM_TO.sub("", self.text[cue.end : mention.start]))
        between = _OF_SIZE.sub("", between)  # 配套30万吨级码头1座
        every = _EVERY.fullmatch(between)
        if every is not None:  # 产能每月3万片
            per = Per.MONTH if every["time"] == "月" else Per.YEAR if every["time"] == "年" else Per.DAY
            item, tail = self._item_after(mention, end)
            return replace(self._make(mention, cue.id, cue.start, tail, item), per=per)
        if cue.id == _SOURCES and _TELLS.search(between):  # 光伏电站当日实现首批300兆瓦并网
            return self._make(mention, cue.id, mention.start, mention.end, None)
        if self.text[cue.start : cue.end].endswith("装机") and self._unit(mention) in _SETS:
            return self._make(mention, cue.id, cue.start, mention.end, "机组", MetricRole.OTHER)  # 装机3台共4.8万千瓦
        if entry.role is MetricRole.INSTALLED_CAPACITY and self._unit(mention) in _ROOMS:
            item, tail = self._item_after(mention, end)  # 提供1400张病床及12间手术室
            return self._make(mention, cue.id, mention.start, tail, item, MetricRole.OTHER)
        named = _BETWEEN.fullmatch(between) is not None and not between[0].isdigit() and not between.endswith("的")
        if between.endswith("等") and re.fullmatch(r"[\u4e00-\u9fff、]{3,18}", between):
            named, between = True, between[:-1]  # 新建教学楼、体育馆等5栋
        item = between if named else None  # 由30万标箱提高到60万标箱, 光伏基地配套的400兆瓦
        if item is not None and item.endswith("等") and self._item_after(mention, end)[0] is not None:
            item = None  # 聚丙烯等|21套|装置
        tail = mention.end
        if item is None:
            item, tail = self._item_after(mention, end)
        elif item is not None and entry.role in (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA):
            item = None
        if (
            entry.role in (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA, MetricRole.JOBS, MetricRole.LENGTH)
            and tail > mention.end
        ):
            item, tail = None, mention.end
        if entry.role is MetricRole.FLOOR_AREA and self.text.endswith(
            ("拆除", "拆除旧", "拆除老旧", "拆除老"), 0, cue.start
        ):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.OTHER)
        if entry.role is MetricRole.LAND_AREA and _SPARES.search(self.text, max(0, cue.start - 8), cue.start):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.OTHER)  # 可减少占地500亩
        if entry.role is MetricRole.ANNUAL_CAPACITY and item is not None and (saved := _SAVED.match(item)) is not None:
            item = item[saved.end() :] or None  # 每年可节约淡水3300万立方米
            return replace(self._make(mention, cue.id, cue.start, tail, item, MetricRole.OTHER), per=None)
        if entry.role is MetricRole.FLOOR_AREA and self._unit(mention) in _LAND_UNITS:
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.LAND_AREA)
        if entry.role is MetricRole.OTHER and entry.id != _SURFACES and self._is_floor(mention, cue, end):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.FLOOR_AREA)
        rate = None if _SAVES.search(self.text, cue.start, cue.end) else _RATE.search(mention.text)
        rate = None if self._dimension(mention) == "speed" else rate  # 设计速度80公里/小时
        if entry.role is MetricRole.OTHER and rate is not None:  # 建设360万吨/年甲醇
            item, tail = self._item_after(mention, end)
            reading = self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY)
            return replace(reading, per=_per_of(rate))
        if entry.role is MetricRole.INSTALLED_CAPACITY and rate is not None and self._dimension(mention) in _BULK:
            return replace(
                self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY), per=_per_of(rate)
            )
        each = self.text.startswith("单", cue.start)  # 单机容量6.25MW
        if entry.role is MetricRole.OTHER and not each and self._holds(mention, item, end):
            return self._make(mention, cue.id, cue.start, tail, item, MetricRole.INSTALLED_CAPACITY)
        if entry.role is MetricRole.OTHER and item is None and _ONE.fullmatch(between) and between not in "量数值":
            item = between  # 设站27座
        if entry.role is MetricRole.OTHER and item is None:
            item = self.text[cue.start : cue.end]
        return self._make(mention, cue.id, cue.start, tail, item)

    def _is_floor(self, mention: Mention, cue: Cue, end: int) -> bool:
        """Whether an area is that of buildings (新建生产车间、研发楼约15万平方米; 其中地上4.2万平方米)."""
        if self._dimension(mention) == "area" and self.text[cue.start : cue.end] in ("地上", "地下"):
            return True
        first = cue.start - 8 if self.text[cue.start : cue.end] == "共" else cue.start  # 医技楼、病房楼|共9.8万平方米
        near = self.text[max(0, first) : min(end, mention.end + 8)]
        return self._dimension(mention) == "area" and _BUILDING.search(near) is not None

    def _holds(self, mention: Mention, item: str | None, end: int) -> bool:
        """Whether a size is what something built can hold or give (新建冷库10万吨, 配套建设200兆瓦储能系统)."""
        dimension = self._dimension(mention)
        if dimension in ("power", "energy"):
            return any(p.match(self.text, mention.end, end) for p in (_POWER_PLANT, _ENERGY_BESIDE))
        return dimension in ("mass", "volume") and item is not None and _STORE.search(item) is not None

    def _item_after(self, mention: Mention, end: int) -> tuple[str | None, int]:
        match = _ITEM.match(self.text, mention.end, end)
        at = bisect_right(self._starts, mention.start)
        if at < len(self._starts) and self._starts[at] == mention.end and not self.text[mention.end].isdigit():
            return None, mention.end  # 七十一座|一百一十公里
        if match is None or _NOT_ITEM.match(match.group("item")):
            return None, mention.end
        item, tail = match.group("item"), match.end("item")
        sized = any(c.isdigit() for c in item) and self.text.startswith("的", tail)
        if sized or (item[0] in "单额每" and any(c.isdigit() for c in item)):  # 24台|单机容量2兆瓦的风电机组
            spec = _SPEC_OF.match(self.text, tail, end)
            return (None, mention.end) if spec is None else (spec["item"], spec.end("item"))
        bare = _ALSO_BEHIND.sub("", _COUNT_BEHIND.sub("", item))  # 2座提升泵站|也已投用, 10兆瓦风机|100台
        return (bare, match.start("item") + len(bare)) if bare else (item, tail)

    def _item_listed(self, mention: Mention, floor: int) -> str | None:
        """What stands right before a capacity (年产多层板240万平方米、HDI板|36万平方米的生产能力)."""
        cue = self._before.last(self.text, floor, mention.start)
        before = self.text[floor if cue is None else cue.end : mention.start]
        words = _STRIP.sub("", re.split(r"、|和|及|以及|,", _FROM_TO.sub("", before))[-1])
        return words if _BETWEEN.fullmatch(words) and not words[0].isdigit() else None

    def _capacity_behind(self, mention: Mention, end: int) -> MetricReading | None:
        """Capacity said after the thing (6000升生物反应器总容量)."""
        item, tail = self._item_after(mention, end)
        match = _CAPACITY_WORD.search(item or "")
        if item is None or match is None or not match.start():
            return None
        planned = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        rule, role = "metric_role.capacity_behind", MetricRole.INSTALLED_CAPACITY
        return MetricReading(mention, role, planned, mention.start, tail, rule, item[: match.start()])

    def _in_name(self, mention: Mention, end: int) -> MetricReading | None:
        """Capacity that stands in a project's name without a cue (40万千瓦海上光伏项目, 8万吨铜箔生产基地)."""
        dimension = self._dimension(mention)
        assert isinstance(mention.value, Quantity)
        bounded = mention.value.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
        if bounded or dimension not in _POWER | _THINGS or self._unit(mention) in ("个", "项", "家", "座", "条", "处"):
            return None
        if self._unit(mention) in _SETS and mention.value.value is not None and mention.value.value <= _FEW:
            return None  # 对4套装置进行改造
        if self._unit(mention) == "套" and self.text.startswith(("装置", "设备"), mention.end):
            return None
        few = mention.value.value is not None and mention.value.value < _FEW**2
        if self._unit(mention) == "套" and few and _PLANT_PARTS.match(self.text, mention.end, end):
            return None  # 新建21套炼油化工装置
        if not (mention.text[:1].isdecimal() or "万" in mention.text):
            return None  # capacities in names are written in digits (or 百万吨级); 十三间房 is a place
        if dimension in _POWER and _PLANT_BEFORE.search(self.text, max(0, mention.start - 12), mention.start):
            rule = "metric_role.plant_before"  # 水面光伏电站二期120MW
            role, status = MetricRole.INSTALLED_CAPACITY, self.clauses.is_planned(mention.start)
            planned = Modality.PLANNED if status else Modality.ACTUAL
            return MetricReading(mention, role, planned, mention.start, mention.end, rule)
        if _GRADE.match(self.text, mention.end) or _SHIPS.match(self.text, mention.end):
            return None  # 3万吨级码头, 40万吨矿石码头: what ships it takes
        at = bisect_right(self._name_starts, mention.start)
        inside = at > 0 and mention.end < self._reach[at - 1]
        if not inside and not _NAMED.match(self.text, mention.end, end):
            return None
        item, tail = self._item_after(mention, end)
        plant = self.text.startswith(("项目", "工程"), mention.end) or any(
            p.match(self.text, mention.end, end) for p in (_POWER_PLANT, _ENERGY_BESIDE)
        )
        plant = plant and _CELLS.match(self.text, mention.end, end) is None  # 10GWh储能电芯项目 makes them
        holds = (plant and dimension in ("power", "energy")) or self._unit(mention) in _STANDING_UNITS
        holds = holds or (item is not None and _STORE.search(item) is not None)
        role = MetricRole.INSTALLED_CAPACITY if holds else MetricRole.ANNUAL_CAPACITY
        rate = _RATE.search(mention.text)
        per = None if role is MetricRole.INSTALLED_CAPACITY else _per_of(rate)  # 4500t/d水泥熟料生产线
        return MetricReading(mention, role, Modality.PLANNED, mention.start, tail, "metric_role.in_name", item, per)

    def _part(self, mention: Mention, previous: MetricReading | None, end: int) -> MetricReading | None:
        """A count of parts without a cue, by what they are like (6.25兆瓦的风电机组96台) or do (6栋猪舍已建成)."""
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        gap = self.text[previous.mention.end : mention.start] if previous is not None else ""
        if (
            previous is not None
            and gap in ("", "、", ",")
            and self._dimension(mention) == "area"
            and self._counts_parts(previous.mention)
        ):
            role, rule = MetricRole.FLOOR_AREA, "metric_role.floor_beside"  # 标准厂房8栋5.4万平方米
            return MetricReading(mention, role, status, mention.start, mention.end, rule)
        if (
            previous is not None
            and previous.mention.end == mention.start
            and self._unit(mention) in _LONG_UNITS
            and self._counts_parts(previous.mention)
        ):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")  # 隧洞71座|110公里
        if not self._counts_parts(mention):
            return None
        alike = previous is not None and not self._counts_parts(previous.mention)
        if alike and (like := _ATTRIBUTED.fullmatch(gap)) is not None:
            rule, item = "metric_role.attributed", like["item"]
            if item.endswith("等"):
                item = self._item_after(mention, end)[0] or item  # 聚丙烯等|21套|装置
            return MetricReading(mention, MetricRole.OTHER, status, mention.start, mention.end, rule, item)
        opens = _OPENS.search(self.text, max(0, mention.start - 6), mention.start)
        if opens is None or _STANDING.match(self.text, mention.end, end) is None:
            return None
        item, tail = self._item_after(mention, end)
        return MetricReading(mention, MetricRole.OTHER, status, mention.start, tail, "metric_role.standing", item)

    def _plain(
        self, mention: Mention, role: MetricRole, rule: str, item: str | None = None, per: Per | None = None
    ) -> MetricReading:
        """A reading without a cue of the lexicon."""
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        phase = self.clauses.phase(mention.start)
        return MetricReading(mention, role, status, mention.start, mention.end, f"metric_role.{rule}", item, per, phase)

    def _jobs(self, mention: Mention, start: int, end: int) -> MetricReading | None:
        """People who find work: 吸纳214名农牧民就业, 在项目上务工的当地牧民有160多人."""
        if self._unit(mention) not in _PERSON_UNITS:
            return None
        if _PUPILS_BEFORE.search(self.text, max(start, mention.start - _NEAR), mention.start) or (
            self.text.endswith(("招收", "招"), 0, mention.start) and _PUPILS.match(self.text, mention.end, end)
        ):
            return self._none(mention, "pupils")
        if _SAVED_HANDS.search(self.text, max(start, mention.start - 12), mention.start):
            return self._plain(mention, MetricRole.OTHER, "saved_hands")
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        if value is not None and value >= _A_FEW_AT_WORK and _AT_WORK.match(self.text, mention.end, end):
            return self._plain(mention, MetricRole.JOBS, "takes_on")  # 186名群众在家门口上了班
        if _FOLK_GAIN.match(self.text, mention.end, end) and value is not None and value >= _A_FEW_AT_WORK:
            return self._plain(mention, MetricRole.OTHER, "folk_gain")
        counted = self._unit(mention) in ("人", "名")
        if counted and _GUARDED.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.OTHER, "folk_gain")
        if _TAKEN_ON.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.JOBS, "takes_on")
        taken = _TAKES_ON.search(self.text, max(start, mention.start - _NEAR), mention.start) and _WORKS_THERE.match(
            self.text, mention.end, end
        )
        if taken or (
            self._unit(mention) == "人" and _WORKERS.search(self.text, max(start, mention.start - _NEAR), mention.start)
        ):
            return self._plain(mention, MetricRole.JOBS, "takes_on")
        return None

    def _lanes(self, mention: Mention) -> MetricReading | None:
        """双向四车道."""
        lanes = self._unit(mention) == "车道" and (
            self.text.endswith("双向", 0, mention.start) or _ROAD_BEHIND.match(self.text, mention.end) is not None
        )
        return self._plain(mention, MetricRole.OTHER, "lanes") if lanes else None

    def _made(self, mention: Mention, cue: Cue | None, floor: int) -> MetricReading | None:
        """What is made or taken in in a time, with the verb between (每年可供应盖板2.4亿套, 一年要“吃”掉秸秆28万吨)."""
        own = None if cue is None else self._entries[cue.id].role
        if own not in (None, MetricRole.OTHER, MetricRole.ANNUAL_CAPACITY) or mention.label is not Label.QUANTITY:
            return None
        made = _MAKES.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if made is None or self._unit(mention) in _UNMADE or _NOT_MADE.search(made.group()):
            return None
        if self._dimension(mention) in ("duration", "ratio", "length", "area"):
            return None
        time = made["each"] or made["one"] or made["mean"] or made["bare"]
        per = Per.YEAR if time == "年" else Per.MONTH if "月" in time else Per.DAY
        if _SAVED.match(made["item"] or "") or ("新增" in made.group() and self._unit(mention) in _PERSON_UNITS):
            return None
        return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "made", made["item"] or None, per)

    def _size_beside(self, mention: Mention, previous: MetricReading | None) -> MetricReading | None:
        """The power of the sets counted just before (装机3台共4.8万千瓦; 4台35万千瓦机组 says what one is)."""
        if previous is None or self._dimension(mention) != "power" or self._unit(previous.mention) not in _SETS:
            return None
        if _BESIDE.fullmatch(self.text, previous.mention.end, mention.start) is None:
            return None
        return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "size_beside")

    def _by_noun(self, mention: Mention, cue: Cue | None, floor: int, end: int) -> MetricReading | None:
        """An area or length that the noun beside it explains, where no cue but one of any part does."""
        if cue is not None and self._entries[cue.id].role is not MetricRole.OTHER:
            return None
        text, dimension = self.text, self._dimension(mention)
        near = max(floor, mention.start - _NEAR)
        sized = _SIZE_WORD.search(text, near, mention.start) if self._unit(mention) in _SIZE_UNITS else None
        sized = sized or _GETS_WIDE.search(text, max(0, mention.start - _NEAR), mention.start)
        if sized is not None and dimension in ("length", "count"):
            return self._plain(mention, MetricRole.OTHER, "size", sized["item"])
        if (grown := _GROWN_THERE.search(text, near, mention.start)) is not None and dimension == "area":
            return self._plain(mention, MetricRole.OTHER, "takes_up", grown["item"] or None)
        planted = _PLANTED.search(text, near, mention.start) if self._unit(mention) in _LAND_UNITS else None
        if planted is not None:
            return self._plain(mention, MetricRole.OTHER, "takes_up", planted["item"] or None)
        if (taken := _TAKES_UP.search(text, near, mention.start)) is not None and dimension in ("mass", "volume"):
            return self._plain(mention, MetricRole.OTHER, "takes_up", taken["item"])
        formed = _FORMS.search(text, near, mention.start) and _SCALE.match(text, mention.end, end)
        if formed and (self._unit(mention) in _STANDING_UNITS or dimension in ("mass", "volume")):
            stands = self._unit(mention) in _STANDING_UNITS
            role = MetricRole.INSTALLED_CAPACITY if stands else MetricRole.ANNUAL_CAPACITY
            return self._plain(mention, role, "forms", None, None if stands else Per.YEAR)
        if dimension == "length" and _AWAY.search(text, max(floor, mention.start - _NEAR), mention.start):
            return None
        if self._unit(mention) in _LONG_UNITS and _LAYS.search(text, near, mention.start):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")  # 改建166公里
        if dimension == "length" and _LINE_BEHIND.match(text, mention.end, end):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")
        if dimension == "length" and _LINE_BEFORE.search(text, max(floor, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")
        if dimension != "area":
            return None
        if _FLOOR_BEHIND.match(text, mention.end, end):
            return self._plain(mention, MetricRole.FLOOR_AREA, "floor_behind")  # 改造3万平方米的老厂房
        if (
            _FLOOR_BEFORE.search(text, max(floor, mention.start - _NEAR), mention.start)
            and self._unit(mention) not in _LAND_UNITS
        ):
            return self._plain(mention, MetricRole.FLOOR_AREA, "floor_behind")
        if _AREA_OF.search(text, max(0, mention.start - 12), mention.start) and self._unit(mention) in _LAND_UNITS:
            return self._plain(mention, MetricRole.LAND_AREA, "land_beside")  # 位于顶仑村,面积约88公顷
        if _LAND_VERB.search(text, max(floor, mention.start - _NEAR), mention.start) and (
            self._unit(mention) in _LAND_UNITS or _LAND_BEHIND.match(text, mention.end, end)
        ):
            return self._plain(mention, MetricRole.LAND_AREA, "land_beside")
        return None

    def _power(self, mention: Mention, start: int, end: int) -> MetricReading | None:
        """Power without a cue: a plant of it, or a share of one that comes on line."""
        if self._dimension(mention) not in ("power", "energy") or _CELLS.match(self.text, mention.end, end):
            return None
        share = _POWER_SHARE.search(self.text, max(start, mention.start - _NEAR), mention.start) and _POWER_RUNS.match(
            self.text, mention.end, end
        )
        beside = _ENERGY_BESIDE.match(self.text, mention.end, end) or (
            self.text.startswith("/", mention.start - 1) and self._dimension(mention) == "energy"
        )
        at = bisect_left(self._starts, mention.start)
        before = self.mentions[at - 1] if at else None
        one = before is not None and before.end == mention.start and self._unit(before) in _SETS
        one = one or _OF_EACH.match(self.text, mention.end, end) is not None
        plant = None if one else _PLANT_BEHIND.match(self.text, mention.end, end)  # 73台|5.5兆瓦风电机组: of each
        return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "power") if share or beside or plant else None

    def _built(self, mention: Mention, floor: int, end: int) -> MetricReading | None:
        """Parts that are built, by the verb 建 before them or their noun behind them (建牛舍12栋, 完成了3栋厂房)."""
        if self._dimension(mention) != "count" or self._unit(mention) not in _PART_UNITS:
            return None
        built = _BUILT_BEFORE.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if built is not None:
            return self._plain(mention, MetricRole.OTHER, "built", built["item"])
        if not mention.text[:1].isdigit() and self._unit(mention) in _VAGUE_UNITS:
            return None
        works = _WORKS_BEFORE.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if works is not None:
            return self._plain(mention, MetricRole.OTHER, "built", works["item"])
        noun = _PART_BEHIND.match(self.text, mention.end, end)
        return self._plain(mention, MetricRole.OTHER, "built", noun.group()) if noun is not None else None

    def _counts_parts(self, mention: Mention) -> bool:
        return mention.label is Label.QUANTITY and self._unit(mention) in _COUNTED_UNITS

    def _bare(self, mention: Mention) -> MetricReading | None:
        """A size that only a phase or a bracket introduces: 其中一期2.5万吨, X扩建工程(2×100万千瓦)."""
        dimension = self._dimension(mention)
        bracket = (
            self.text[mention.start - 1 : mention.start] == "(" and self.text[mention.end : mention.end + 1] in ")/,"
        )
        if not bracket and _BARE_PHASE.search(self.text, max(0, mention.start - 8), mention.start) is None:
            return None
        if self._whole is not None and dimension in _POWER_LIKE and dimension == self._dimension(self._whole.mention):
            role, per = self._whole.role or MetricRole.INSTALLED_CAPACITY, self._whole.per  # 30吉瓦硅片…一期10吉瓦
        elif dimension == "power":
            role, per = MetricRole.INSTALLED_CAPACITY, None
        elif dimension == "volume" and not bracket:
            role, per = MetricRole.INSTALLED_CAPACITY, None  # 罐区一期12万立方米
        elif dimension == "mass" and not bracket:
            role, per = MetricRole.ANNUAL_CAPACITY, Per.YEAR
        else:
            return None
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        rule, phase = "metric_role.bare_size", self.clauses.phase(mention.start)
        return MetricReading(mention, role, status, mention.start, mention.end, rule, None, per, phase)

    def _continues(self, previous: MetricReading, mention: Mention) -> bool:
        if self._dimension(mention) == "voltage":
            return False
        same = self.clauses.clause(previous.mention.start) == self.clauses.clause(mention.start)
        gap = self.text[previous.mention.end : mention.start]
        alike = self._unit(mention) == self._unit(previous.mention) and self._unit(mention) not in _PERSON_UNITS
        if previous.role is MetricRole.INSTALLED_CAPACITY and alike and _OF_THAT.fullmatch(gap):
            return True  # 设400张病床,其中250张为住院病床
        if gap == "/" and previous.role is MetricRole.INSTALLED_CAPACITY:
            return True  # 600兆瓦/2400兆瓦时
        if previous.role is MetricRole.ANNUAL_CAPACITY and _OF_WHICH.fullmatch(gap):
            return True  # 年吞吐500万吨,其中集装箱20万标箱
        return same and _LISTED.fullmatch(gap) is not None and previous.role is not MetricRole.LAND_AREA

    def _listed(self, mention: Mention, previous: MetricReading, end: int) -> MetricReading:
        item, tail = self._item_after(mention, end)
        if item is None or (_NEXT_LISTED.match(item)):
            tail = mention.end if item else tail  # 浓缩磷脂4500吨|和膳食纤维8000吨: the next of the list
            gap = self.text[previous.mention.end : mention.start]
            words = _MADE_THERE.sub("", re.split(r"、|和|及|以及|,", gap)[-1].strip())
            item = words if len(words) >= 2 else None
        role = self._listed_role(mention, previous, end)
        per = previous.per if role is previous.role else None
        rule, status = "metric_role.listed", previous.status
        return MetricReading(mention, role, status, mention.start, tail, rule, item, per, previous.phase)

    def _listed_role(self, mention: Mention, previous: MetricReading, end: int) -> MetricRole | None:
        """The role that the list goes on with, but for things of another kind (…和60MW热电厂, …和3万平方米车间)."""
        dimension, role = self._dimension(mention), previous.role
        if (role is MetricRole.FLOOR_AREA and dimension != "area") or (
            role is MetricRole.LENGTH and dimension != "length"
        ):
            return MetricRole.OTHER  # 管网32公里、换热站14座
        if dimension == "area" and role is MetricRole.FLOOR_AREA and _OPEN_AIR.match(self.text, mention.end):
            return MetricRole.OTHER  # 1.2万平方米展厅和2万平方米的中心广场
        gap = self.text[previous.mention.end : mention.start]
        if previous.rule.endswith(".classes") and self._unit(mention) in _PERSON_UNITS:
            start, _ = self.clauses.clause(mention.start)
            held = _HELD.search(self.text, start, previous.mention.start)  # 可容纳96个教学班、4500名学生
            return MetricRole.INSTALLED_CAPACITY if held else role
        if dimension == "area" and self._unit(previous.mention) in ("栋", "幢", "座") and _FLOORS.fullmatch(gap):
            return MetricRole.FLOOR_AREA  # 厂房21栋、38万平方米
        if dimension == "area" and role is MetricRole.OTHER and _BUILDING.search(gap):
            return MetricRole.FLOOR_AREA  # 集装箱堆场12万平方米、仓储用房9.6万平方米
        if dimension == "area" and role is MetricRole.OTHER and _FLOOR_BEHIND.match(self.text, mention.end, end):
            return MetricRole.FLOOR_AREA  # 1条4500米跑道、31万平方米卫星厅
        if dimension == "area" and role is MetricRole.INSTALLED_CAPACITY:
            return MetricRole.FLOOR_AREA  # 建设冷库25万立方米、常温仓库3.6万平方米
        if role not in (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY):
            return role
        if dimension == "area" and _BUILDING.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.FLOOR_AREA
        if dimension in _POWER and _POWER_PLANT.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.INSTALLED_CAPACITY
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        few = value is not None and value <= _FEW  # 丙烷脱氢装置、两套聚丙烯装置
        sets = self._unit(mention) == "套" and (few or self.text.startswith(("装置", "设备"), mention.end))
        many = value is not None and value >= _MANY  # 年产诊断试剂3.5亿人份、仪器1.2万台
        return MetricRole.OTHER if sets or (self._unit(mention) in _UNCOUNTED and not many) else role

    def _make(
        self, mention: Mention, cue: str, start: int, end: int, item: str | None, role: MetricRole | None = None
    ) -> MetricReading:
        entry = self._entries[cue]
        planned = self.clauses.is_planned(mention.start)
        first, last = min(start, mention.start), max(end, mention.end)
        return MetricReading(
            mention,
            role or entry.role,
            Modality.PLANNED if planned else Modality.ACTUAL,
            first,
            last,
            f"metric_role.{cue}",
            item,
            entry.per,
            self.clauses.phase(mention.start),
        )

    def _none(self, mention: Mention, rule: str) -> MetricReading:
        return MetricReading(mention, None, Modality.ACTUAL, mention.start, mention.end, f"metric_role.{rule}")


def read_quantities(document: Document, names: Sequence[tuple[int, int]] = ()) -> list[MetricReading]:
    """One reading for each QUANTITY or PERCENT mention of the document, in order; ``names`` are spans of names."""
    return MetricReader(document, names).read()
