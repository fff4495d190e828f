"""Where a name begins, and what its words say: borders, lead words, class words, identifying parts."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.organisation_role import COMPANY_KINDS
from kaigong.extractors.project_lexicon import MAX_NAME, PHASE, TAIL, name_lexicon
from kaigong.extractors.segment import segmenter_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Quantity

_HARD = lazy(
    r"(?=[, ;。!?:\n|丨｜【】〔〕<>《》#△▲▼●■◆★☆※→—…(\[])"
    r"(?:(?<!\d),|,(?!\d{3}|\d[-－])|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])"
    r"|[;。!?:\n|丨｜【】〔〕<>《》#△▲▼●■◆★☆※→]|——|…|\([^()\n]*\d[^()\n]*\)、"  # A(年产26万吨)、B
    r"|\[\d{1,2}\](?: - )?| - )"  # …延期至6月[2] - X项目: the points of a summary
)
_QUARTERS = frozenset("东方 南方 西方 北方 如意".split())
# 天津港北航道及相关水域疏浚工程, 中山路及延伸工程
_APPENDED = ("配套", "相关", "附属", "其", "周边", "沿线", "沿岸", "两岸", "辅助", "公辅", "公用", "延伸")
_LINKS = lazy(r"[、]|和|与|及|以及")
# Words that lead to a name only behind a number (五大项目, 百亿级项目), and only before a verb (可建成X).
_BEHIND_NUMBERS = frozenset("大级余多个座条项家")
_NUMERIC_LAST = lazy(r"[\d一二两三四五六七八九十百千万亿元几数多余各]$")
_LEADS_VERB = frozenset("会能可要已正")
_COUNT_UNITS = frozenset("个 项 家 座 条 处 片 宗 批 大 件 户 名 人 栋 幢 所 类".split())
_FUNCTION_TAGS = frozenset(
    ["v", "vd", "d", "c", "p", "r", "rr", "rz", "uj", "ul", "y", "zg", "f"]
)  # of jieba's dictionary
_VERBAL_TAGS = frozenset(["v", "vd", "d", "ad", "p", "c", "r", "uz", "ul", "t", "q"])
_FULL_NAME = lazy(r"(?:公司|集团|分行|银行|[厂院所局委部厅署处会]|政府|大学|合伙\)|[A-Za-z]\))$")
# “1115”重大项目工程, “千项万亿”重大项目: a quoted policy before class words
_NUMBERED_POLICY = lazy(
    r"“[\d·A-Za-z+]{1,8}”|“(?:签约|开工|投产|竣工|储备|谋划|入库)一批”|“[^“”]{2,8}”(?=(?:国家|重大|重点|产业|工业|制造业|招商|省级|市级)+(?:建设|技术改造|技改|科技攻关)?(?:项目|工程))"
)
# A hospital's or school's name goes on as that of its building (区人民医院新院区项目).
_OF_BODY = lazy(
    # 举行新区人民医院(中心卫生院)项目开工仪式
    r"(?:(?:\([^()]{2,16})?\)(?=项目|工程|新建|迁建|扩建))?(?:(?:新|[东西南北分老])?(?:院区|校区)|[\u4e00-\u9fff]{0,6}(?:病区|用房|[医诊房教合训宿科]楼)|异地|整体|迁建|新建|扩建|改扩建|重建|门诊|住院|医技|综合楼|大楼|教学楼|[一二三]期|提升|改造|项目|工程(?!技术))"
)
_PLANT_WORKS = lazy(r"(?:改?扩建|技改|迁建|搬迁|异地|易地)(?!后|了|期间|过程|为|成)")
_SITE_OF = lazy(r"(?:原址|旧址|遗址|老厂区|老厂|地块|退城|搬迁)")
_BUILT_KIND = lazy(r"(?:园|城|馆|乐园|机场|码头|大桥|隧道|电站|大厦|广场|枢纽|铁路|高速)$")
_BODIES_BUILT = frozenset(["hospital", "university", "institute", "school"])
# Kinds of works that go by proper names, and jieba's tags of words that may be such names.
_NAMED_WORKS = lazy(
    r"铁路|高铁|高速公路|高速|大桥|特大桥|隧道|隧洞|橡胶坝|水库|机场|灌区|(?:抽水蓄能|水|核|火|风|光伏|热|储能)?电站|电厂|风电场|运河|枢纽"
)
_PROPER_TAGS = frozenset({"x", "nr", "nrt", "nrfg", "ns", "nz", "nt"})
_NOUN_TAGS = frozenset({"n", "nz", "ns", "nr", "a", "s"})  # 小洋|山: a longer name than the place's
_PLAIN_VERBS = ("拟建", "将建", "拟新建", "将新建", "拟兴建", "拟扩建")  # 大埔|拟建污泥转化设施
_DIVISIONS = frozenset("县市区旗镇乡")
_MIN_SPECIFIC = 4
_MIN_PLAIN = 4
_PARK = lazy(r"(?:产业园|物流园|科技园|工业园|创业园|小镇|综合体|生产基地)$")
_MIN_NAME = 2
# 电子信息智慧园项目: a sector, a kind of park and the word for an undertaking name one together.
_SECTOR_PARK = lazy(
    rf"(?P<sector>[\u4e00-\u9fff]{{4,12}})(?:(?<!产业)园|产业园|基地|小镇|中心|综合体)(?:项目|工程)"
    rf"|(?P<named>[\u4e00-\u9fff]{{2,12}})(?:产业园|园|基地|小镇|中心|综合体){PHASE}(?:项目|工程)"
)
_SERVES_ALL = lazy(
    r"[省市县区州旗镇乡](?:总|中|中心|第[一二三四五六七八九十])?[\u4e00-\u9fff]{0,4}(?:医院|保健院|卫生院|中学|小学|学校|一中|二中|三中|福利院|敬老院|体育馆"
    r"|图书馆|博物馆|文化馆|科技馆|档案馆|水厂|污水处理厂|焚烧发电厂|客运站)(?:整体|异地)?(?:迁建|新建|扩建|改扩建|改造|建设|二期|搬迁)+(?:项目|工程)"
)
_BRAND = lazy(
    r"汽车|科技|新材|能源|电子|药业|生物|光电|股份|集团|重工|化工|电气|智能|食品|纺织|航空|医药"
    r"|石油|石化|矿业|钢铁|重装|材料|光伏|锂电"
)
_SIZED_PHASE = lazy(rf"{PHASE}\d")
_NUMBERED_LINE = lazy(r"(?:城市)?(?:地铁|轨道交通|轻轨|有轨电车)?[\d一二三四五六七八九十]{1,3}号线[\u4e00-\u9fff(]")
_SIZED_PRODUCT = lazy(
    r"^[\u4e00-\u9fff]{2,8}\d+(?:\.\d+)?万?(?:吨|千瓦|兆瓦|立方米|台|辆|只|片|套)[\u4e00-\u9fff]{2,10}$"
)
_WORK = lazy(rf"(?:{PHASE})?(?:扩建|新建|改扩建|迁建|改造|重建|扩容|加固|建设)$")
_WORK_NOUN = lazy(r"[\u4e00-\u9fff\d]{4,}(?:利用|发电|热电联产|供热|供水|加工|养殖|回收|制造|技改|扩产|扩能)$")
_REWORK = lazy(r"(?:提升|综合)?(?:改造|改扩建|扩建|改建|拓宽|延伸|整治|迁建|大修)$")
_REACH_LINE = lazy(r"[\u4e00-\u9fff]{2,}至[\u4e00-\u9fff]{2,}(?:公路|铁路|高速|高铁|道路|快速路)")
_ASIDE_BRACKET = lazy(r"\([^()]*\)")
_ASIDE = frozenset([Label.PLACE, Label.DATE, Label.QUANTITY])
_PHASE_LAST = lazy(
    rf"[\u4e00-\u9fff)]{PHASE}(?:[\d.]+万?(?:千瓦|兆瓦|吨|[MG]W|立方米|台|只|片)|\([^()]{{1,6}}\))?$"
)  # 华能涡阳风电二期10万千瓦、
_PHASE_OF_PLACE = lazy(rf"{PHASE}(?:工程|项目)$")
_IDENTIFYING = lazy(rf"{PHASE}|[“”]|[A-Za-z0-9]{{2,}}")
_NOT_NAME_START = lazy(
    # 青海省“十五”重点工程|公伯峡水电站
    r"^(?:[\u4e00-\u9fff]{1,5}[省市县区州])?“[^“”]{2,6}”(?:期间|规划)?(?:国家|[省市县]级?)?(?:重点|重大|标志性)(?:建设|水利|交通|能源|工业|民生|技改|农业)?(?:工程|项目)[——]*(?!建设|办|管理|中|库|指挥|推进|集中|签约|开工|及|和|、)(?=[\u4e00-\u9fff]{2})|"
    # 河北省重点建设项目|石家庄机场跑道延长工程
    r"^(?:[\u4e00-\u9fff]{1,5}[省市县州]|国家|我国|全国|[省市县]级?)级?(?:重点|重大|骨干)+(?:建设|水利|交通|能源|工业|技改|农业|科技|环保)*(?:工程|项目)[——]*(?!建设|办|管理|中|库|指挥|推进|集中|签约|开工|及|和|、|工程|项目|计划|清单|前期)(?=[^,。;、]{5})|"
    r"^(?:世界|亚洲|全国|国内|全球|我国)(?:第一|最[高长大])[高长大]?(?:桥|隧道?|大桥|跨海大桥|铁路桥|水电站)(?=[\u4e00-\u9fff]{3})"
    # 世界最大|跨度某江大桥
    r"|^(?:世界|亚洲|全国|国内|全球|我国)?(?:最[高长大])?(?:跨度|跨径|公铁)[\u4e00-\u9fff]{0,8}?(?:桥|隧道)(?=[\u4e00-\u9fff]{3})"
    # 国家“八五”重点工程茂名三十万吨乙烯工程
    r"|^(?:国家|省|市|全国)?(?:级)?“(?:[七八九]|十[一二三四五]?)五”(?:期间|计划)?的?(?:重点|重大|骨干)+(?:建设|技改|能源|交通|工业)*(?:工程|项目)(?=[\u4e00-\u9fff]{4})"
    r"|^(?:“(?=我们|咱们|这个|该|目前|公司))|^项目(?!部|.{0,2}期)(?=[\u4e00-\u9fff])|^工程(?!机械|塑料|技术|大学|学院|车辆|胶|轮胎|中心|公司|装备|建设)(?=[\u4e00-\u9fff]{4})"
    r"|^(?:[\u4e00-\u9fff]{1,5}(?=报))?(?:报)?[讯电]\([^()]{0,6}记者[^()]{0,16}\)"
    r"|^[双三四五各]方(?:将|拟|计划)?(?:共建|合建|合作共建|联合共建)"
    r"|^(?:报请)?审批(?!服务|中心|大厅|局)|^(?:报)?[讯电]\([\u4e00-\u9fff、 ]{2,16}\)"
    r"|^\((?:[^()]{0,16}(?:记者|通讯员|综合报道|报道|摄影)[^()]{0,16})\)|^另(?![外一类辟行起])|^(?:先(?=改造|建|修)|正逐|铺完|力[拼拚争]|力促|已报)"
    # 参与投标X安置房项目, 按计划新厂, 二期包含30GWh电池生产基地
    # 不低于3GWh储能项目, 日本独资企业中川产业基地, 2023年秋|建成新工厂
    r"|^(?:不低于|不少于|不超过|合计)\s*(?=\d)|^[\u4e00-\u9fff]{0,4}(?:独资|合资|外资|民营|龙头|知名)企业(?=[\u4e00-\u9fff]{4})|^[春夏秋冬](?=建成|投产|开工|动工)"
    r"|^(?:参与|参加)?(?:投标|竞标)(?=[\u4e00-\u9fff]{3})|^按(?:照)?(?:计划|规划)|^(?:[一二三四五六]期|首期)(?:工程|项目)?(?:包含|包括|涵盖)(?=[\d年日])"
    r"|^(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}、|[①-⑳]|\d{1,2}[.、)] ?(?!\d))"
    r"|^[)”\]、,.\-—·/\s和与及或的]+|^暨(?![南华])|^[一二三四五六七八九十两]大(?:控制性|标志性|骨干|重点|关键)工程(?=[^,。;]{4})|^[开续新改]建(?=国道|省道)|^(?:获批|投资)?(?:投建|新建|拟建)(?=[A-Za-z\d])|^(?:投建|获批新建|获批建设)"
)
# 就X项目签约: the particle may stand in a word that the segmenter made up.
_SUBJECT_OF_DEAL = lazy(r"(?<![成造将迁])就(?![业地近医学职餐])")
_DEAL = lazy(r"(?:项目|工程)[^,。;]{0,40}(?:签约|签署|签订|达成|开展|展开|进行)")
_OF_SEVERAL = lazy(
    r"(?:项目|工程)?(?:(?:[昨今当][日天]|近日|日前|[上下]午|\d{1,2}月|\d{1,2}日|正式|已|将|也)*(?:先后|相继|双双|陆续|分别|同时|同日|同步|同期|均已?|都已?)"
    r"|,?总投资(?:额)?(?:分别|各))"
)
# Words of policy: a name of class words that holds one is no name (重大产业项目).
# 雅安经开区大数据产业园内|川西大数据中心
_WITHIN_ZONE = lazy(
    r"(?:产业园|园区|工业园|开发区|经开区|高新区|物流园|科技园|工业区|景区|校园|厂区|港区|新区)"
    r"[内里](?:的)?(?=[\u4e00-\u9fffA-Za-z\d“])(?!环|河|涝|部|置|存|循|陆|燃|外)"
)
_WITHIN = lazy(r"(?:组团|片区|园区|境内|化工园|工业区)")
_ALONGSIDE = lazy(
    r"(?:同步|同时|正在|还将|还|将|拟|计划|正|已|加快|抓紧|全力|配套|先后|陆续)+(?=[建新改扩修续迁重兴打投开])"
)
_HOME_WORD = lazy(r"[全我该本][省市县区旗州盟镇乡]")
_RESORTS = ("度假区", "景区", "小镇", "度假村")
# 洛阳石化产业基地|配套基础设施项目: what is built for one park is one undertaking
_ZONE_WORKS = lazy(
    r"(?:产业园|产业基地|工业园|科技园|物流园|园区|开发区|集聚区)(?P<works>[\u4e00-\u9fff]{0,6}(?:基础设施|配套设施|标准厂房|标准化厂房)[\u4e00-\u9fff]{0,6}(?:项目|工程))$"
)
_STANDING_ZONE = lazy(r"(?:科学|科学工业|加工出口|技术产业)园?区$|\([\u4e00-\u9fff]{2,4}\)科[学技]城$")
_POLICY_WORD = lazy(
    r"重大|重点|产业(?!园)|工业(?!园)|民生|签约|开工|投资|招商|储备|在建|新建|续建|拟建|竣工|基础设施|标志性|高质量|亿|万元|级|类|各|系列|全[市省县区国]"
    r"|大型|示范|试点|专项|配套|附属|主体|土建|前期|政府|合作|\d|[一二三四五六七八九十]大"
)
# 从江至榕江高速公路|控制性工程|车江特大桥: a part with a name of its own follows.
_KEY_PART = lazy(
    r"(?:的)?(?:控制性|标志性|咽喉|关键性?|重难点|先行|先导|节点|重点)(?:节点|控制)?工程(?!\d)|(?:的)?(?:全线|沿线|全国|国内|世界|亚洲|我国|全省)?最[长大高深](?:的)?(?:(?:隧道|隧洞|大桥|特大桥|桥梁|车站)(?=[\u4e00-\u9fff]{2}))?|(?:的)?首[座条个](?:的)?|(?:的)?重要组成部分"
)
# X项目|因航道调整, 古城保护项目|已修复南城墙: a predicate follows the name.
_GOES_ON = lazy(
    r"[因受则已将被经]|(?:正在|仍在|还在|也在|均在|目前|现已|预计|力争|有望)|(?:[新改兴]建|(?<!期)扩建|建|新上)(?=\d)|覆盖|涉及|惠及|采用|使用|计划|包括|包含|建有|设有|配有"
)
# 自达万铁路高峰站引出: where a line begins
_FROM = lazy(r"(?:自|从|由)(?=[^,。;]{2,20}(?:引出|接出|出岔|接轨|引入|分岔|驶出))")
_BY_WAY_OF = lazy(r"[\u4e00-\u9fff]{2,8}?[至到][\u4e00-\u9fff]{2,10}?(?:高速|高铁|铁路|公路|道路|管道|管线|段)")
_FOR_CEREMONY = lazy(r"为(?!民)[^,。;]{3,20}?(?:奠基|揭牌|剪彩|培土|授牌|揭幕|按下)")
_REACH_FROM = 24
_BEFORE_NUMBERS = frozenset("超约逾达")
_NUMERIC = lazy(r"[\d一二两三四五六七八九十百千万亿数几半过到成]")
# 我国首个“沙戈荒”新能源外送特高压工程|宁夏至湖南±800千伏直流输电工程: a description right before the name
_DESCRIBED = lazy(
    r"(?:首[个条座项]|最[长大高早深]的)[^,。;、]{2,24}?(?:工程|项目)(?![一二三四五六七八九]期|[(、和及与的建总现施主年])(?=[^,。;、的]{5})"
)
# 租用闲置厂房建设X生产线
_USES = lazy(r"(?:租用|利用|租赁|购买)[^,。;]{0,8}(?:厂房|用地|土地|车间|场地)(?:投资)?(?:建设|新建|改建|扩建)")
_CLASS_OF_POLICY = lazy(r"重大|重点|产业|工业|民生|签约|招商|储备")
# 投资20亿元|建设智能工厂二期: what a sum does is a verb, though 建设 and a head make a word elsewhere
_SUM_BUILDS = lazy(
    r"(?<=[元币])(?:投资)?(?:建设|新建|兴建|扩建|改建|投建|打造|修建|新修|改造提升|提升改造)了?"
    r"(?!项目|工程|计划|案|费|资金|用)"
)
# 将|建设二期工程: no name begins on such a verb and a phase
_BUILDS_PHASE = lazy(rf"(?:建设|新建|兴建|扩建|续建|改建|投建|启动|实施)(?=第?{PHASE})")
_BUILDS = lazy(
    r"上(?=[一二三四]期|[\u4e00-\u9fff\d]{2,12}(?:生产线|项目))(?!海|饶|虞|杭|高)|建(?![起成立造构了有出设筑材工发信投业行安邺瓯德平宁水湖阳始昌])"
)


class NameBorders:
    """Borders of names in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self._blocks = self._hard_cuts()
        self._sentence_starts = [s.start for s in document.sentences]
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        # 全市, 我省 refer to a place without naming one.
        self._places = MentionIndex(
            p for p in document.mentions_of(Label.PLACE) if not p.rule.endswith("home_reference")
        )
        self._quantities = MentionIndex(document.mentions_of(Label.QUANTITY))
        self._aside = MentionIndex(m for m in document.mentions if m.label in _ASIDE)
        self._words: dict[int, tuple[dict[int, tuple[int, str]], frozenset[int]]] = {}

    def _hard_cuts(self) -> MentionIndex:
        """Mentions that a name cannot hold: money, dates, full names of companies and bodies."""
        return MentionIndex(
            m
            for m in self.document.mentions
            if m.label in (Label.AMOUNT, Label.DATE)
            or (m.label is Label.ORG and _is_full_name(m) and not self._is_built(m) and not self._is_site(m))
        )

    def _is_built(self, mention: Mention) -> bool:
        return mention.kind in _BODIES_BUILT and _OF_BODY.match(self.text, mention.end) is not None

    def _is_site(self, mention: Mention) -> bool:
        """Whether an undertaking is named after where a works stood or stands (有机化工厂原址修复工程, 电机厂扩建)."""
        enlarged = mention.text.endswith("厂") and _PLANT_WORKS.match(self.text, mention.end) is not None
        return enlarged or _SITE_OF.match(self.text, mention.end) is not None

    def left_border(self, floor: int, head_start: int) -> tuple[int, str]:
        """Where the name starts, and the kind of the cut before it."""
        best, kind = floor, "start"
        segment = self.text[floor:head_start]
        for match in _HARD.finditer(segment):
            best, kind = floor + match.end(), "start"
        masked = _mask_brackets(self.text[best:head_start])
        base = best
        whole = [(base + m.start(), base + m.end()) for m in self.lexicon.whole.finditer(masked)]
        for name, pattern in (
            ("cut", self.lexicon.cut),
            ("place", self.lexicon.place),
            ("particle", self.lexicon.particle),
        ):
            for match in pattern.finditer(masked):
                first, last = base + match.start(), base + match.end()
                if last == head_start and (match.group() == "引进" or self._is_quoted_investment(base, match, last)):
                    continue  # 喷气织机引进项目, “年产100吨原料药投资项目”
                if match.group() in _BEFORE_NUMBERS and not _NUMERIC.match(self.text, last):
                    continue  # 超视界8K产业园二期, 约翰迪尔工厂
                if match.group().endswith("有") and self.text[last] in "机色":
                    continue  # 兴建|有机污泥转化设施
                if match.group() == "都" and self.text[first - 1 : first] in ("至", "到"):
                    continue  # 毕节至都格段
                if match.group() == "经" and _BY_WAY_OF.match(self.text, last):
                    continue  # 石阡经玉屏至新晃高速公路
                if last < best or (last == best and name != "place") or (name == "particle" and last >= head_start):
                    continue
                torn = not self.is_word(first, last) and not self._has_of_place(first, last)
                if len(match.group()) == 1 and (torn or self._inside_place(first, last)):
                    continue
                if any(a < last and first < b for a, b in whole) or (name == "cut" and self._crosses_name(first, last)):
                    continue
                best, kind = last, name
        for match in (*_KEY_PART.finditer(masked), *_GOES_ON.finditer(masked)):
            if len(match.group()) == 1 and not self.is_word(base + match.start(), base + match.end()):
                continue  # 总部|经济大厦
            if base + match.end() > best and self.ends_on_head(masked[: match.start()].rstrip("\x00")):
                best, kind = base + match.end(), "cut"
        for match in _DESCRIBED.finditer(self.text, floor, head_start):
            if best <= match.end() and head_start - match.end() > _MIN_PLAIN:
                best, kind = match.end(), "cut"
        for match in _FROM.finditer(self.text, base, head_start + _REACH_FROM):
            if best <= match.end() < head_start:
                best, kind = match.end(), "place"
        for match in _WITHIN_ZONE.finditer(masked):
            if base + match.end() > best and head_start - base - match.end() > 1:
                best, kind = base + match.end(), "cut"
        for match in _USES.finditer(masked):
            if base + match.end() > best:
                best, kind = base + match.end(), "cut"
        for match in _SUBJECT_OF_DEAL.finditer(masked):
            if base + match.end() > best and _DEAL.match(self.text, head_start):
                best, kind = base + match.end(), "cut"
        for block in self._blocks.inside(base, head_start):
            if best < block.end:
                best, kind = block.end, "org" if block.label is Label.ORG else "value"
        open_at = masked.rfind("(")
        if open_at >= 0 and base + open_at + 1 > best:
            best, kind = base + open_at + 1, "start"
        split = next((p for p in self._places.covering(best, best + 1) if p.start < best < p.end), None)
        if split is not None and kind != "org":
            best = split.start  # 在野|岗镇: the segmenter's word ends inside a place
        if kind == "org" and (aside := _ASIDE_BRACKET.match(self.text, best)):
            best = aside.end()
        return self._list_border(best, head_start), kind

    def _is_quoted_investment(self, base: int, match: re.Match[str], head: int) -> bool:
        """Whether 投资 stands before the head that ends a quoted name."""
        quoted = match.group() == "投资" and self.text.startswith(("项目”", "项目(一期)”"), head)
        return quoted and "“" in self.text[base - 1 : head]

    def _has_of_place(self, start: int, end: int) -> bool:
        """Whether a place has what follows, whatever word the segmenter made up (今年梧州有|神冠胶原蛋白二期)."""
        return self.text[start:end] == "有" and self.text[end] not in "限色机轨" and self._places.ends_at(start)

    def _inside_place(self, start: int, end: int) -> bool:
        """Whether a stretch lies within a place, so that it is no word (六|都|寨)."""
        return any(p.start <= start and end <= p.end for p in self._places.covering(start, end))

    def is_inside_place(self, start: int, end: int) -> bool:
        """Whether a stretch is a place or the beginning or a part of one (大里二廠)."""
        return bool(self._places.covering(start, end))

    def _list_border(self, start: int, head_start: int) -> int:
        """Cut at 、和与及 where the item before already ends on a head of its own.

        Before 项目 or 工程 only another one ends an item: A生产线及B中心项目 is one undertaking, A项目和B项目 are two.
        """
        head = self.lexicon.heads.match(self.text, head_start)
        strong = head is not None and head.group() in self.lexicon.strong
        strong = strong or self.text[head_start - 2 : head_start] in self.lexicon.strong  # a whole item of a list
        best = start
        links = [
            m
            for m in _LINKS.finditer(self.text[start:head_start])
            if not self._inside_place(start + m.start(), start + m.end())
        ]
        items = [self.text[a:b] for a, b in self._items(start, links)]
        # 宏远铝业三期、天源生产基地、县中医院迁建项目: each of three items ends like a name.
        strong = strong and not (len(items) > 1 and all(map(self.ends_like_name, items)))
        # A时尚面料城、B纤维项目先后竣工: the predicate counts more than one.
        strong = strong and not (
            all(m.group() == "、" for m in links)
            and all(map(self.ends_like_name, items))
            and head is not None
            and _OF_SEVERAL.match(self.text, head.end()) is not None
        )
        for match in links:
            left = self.text[start : start + match.start()]
            border = start + match.start()
            right = self.text[start + match.end() : head_start]
            heads = (m for m in self.lexicon.heads.finditer(left) if TAIL.fullmatch(left, m.end()))
            ended: list[object] = [m for m in heads if not strong or m.group() in self.lexicon.strong]
            ended += [p for p in (_PHASE_LAST.search(left),) if p]
            # 能化40万吨乙二醇、煤电二期: a product with its amount ends an item.
            ended += [m for m in (_SIZED_PRODUCT.search(left),) if m and not strong]
            ended += [p for p in self._places.ending_before(border, MAX_NAME) if p.end == border]
            ended += [1] if strong and self._is_work(left) and self._is_work(right) else []
            ended += [1] if strong and len(links) == 1 and self._is_other_kind(left, right) else []
            # 临海原料药生产基地、恒瑞国际医疗城项目: what has a name of its own before 、 is another one.
            whole = strong and match.group() == "、" and len(left) > _MIN_PLAIN and self.ends_on_head(left)
            # 智能家居产业园、新型建材项目: a park of one trade and a plant of another
            park = _PARK.search(left) is not None and self.rest_of(left) > 0 and self.rest_of(right) > 0
            park = park and not right.startswith(("配套", "附属", "周边"))
            ended += [1] if whole and (park or self.is_proper(start, border)) else []
            ended += [1] if match.group() == "、" and not strong and self._ends_on_work(left, right) else []
            ended += [1] if match.group() == "、" and self._is_of_other_place(best, border, start + match.end()) else []
            if ended and not self.text.startswith(_APPENDED, start + match.end()):
                best = start + match.end()
        return best

    def _ends_on_work(self, left: str, right: str) -> bool:
        """Whether an item ends on what is done there, and the next one has a name (三聚氰胺尾气利用、|聚碳酸酯二期)."""
        work = _WORK_NOUN.search(left.rsplit("、", 1)[-1])
        return work is not None and self.rest_of(right) >= _MIN_NAME

    def _is_of_other_place(self, start: int, border: int, behind: int) -> bool:
        """Whether both items of a list open on a place of their own, each with more behind it than its place."""
        own, other = (max((p.end for p in self._places.starting_at(at)), default=None) for at in (start, behind))
        if own is None or other is None or self.text[start:own] == self.text[behind:other]:
            return False
        plain = self.text[own - 1] in _DIVISIONS and self.text[other - 1] in _DIVISIONS
        return border - own > (_MIN_PLAIN if plain else _MIN_PLAIN + 2)

    def _is_work(self, item: str) -> bool:
        """Whether an item of a list says what is done to what (昌北机场三期扩建, 瑞金机场新建)."""
        done = _WORK.search(item)
        return done is not None and self.ends_on_head(item[: done.start()]) and self.rest_of(item) >= _MIN_NAME

    def _is_other_kind(self, left: str, right: str) -> bool:
        """Whether works of one kind stand beside what is done to another (城西污水处理厂、|环城路改造)."""
        if _REACH_LINE.search(left) and _REACH_LINE.search(right):
            return True  # X至Y旅游公路、|A至B高速公路建设
        done = _REWORK.search(right)
        if done is None or len(left) <= _MIN_PLAIN or not self.rest_of(left) or _REWORK.search(left):
            return False
        thing = right[: done.start()]
        whole = self.ends_on_head(left) and self.ends_on_head(thing) and self.rest_of(thing) > 0
        return whole and left[-1] != thing[-1]

    def _items(self, start: int, links: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """The stretches before each link."""
        at = start
        for link in links:
            yield at, start + link.start()
            at = start + link.end()

    def ends_like_name(self, item: str) -> bool:
        """Whether an item of a list ends on a head noun or a phase."""
        return len(item) > 3 and (self.ends_on_head(item) or _PHASE_LAST.search(item) is not None)

    def strip_lead(self, start: int, head_start: int) -> tuple[int, bool]:
        """Strip determiners, adverbs and governing verbs from the start; True where a governing verb was there."""
        governed = False
        while start < head_start:
            junk = _NOT_NAME_START.match(self.text[start:head_start])
            if junk is not None and not (self._opens_on_he(start) or self._inside_place(start, start + junk.end())):
                start += junk.end()
                continue
            by = self.text[start] == "由" and self._organisations.starting_at(start + 1)
            if by or (self.text[start] == "为" and self._places.starting_at(start + 1)):
                start += 1  # 由|达欣工程承造, 为|粉岭北第二期工程平整土地
                continue
            if self.text[start] == "为" and _FOR_CEREMONY.match(self.text, start, head_start + _REACH_FROM):
                start += 1  # 总理为|亚吉铁路延伸线奠基
                continue
            if self.text[start] == "中" and self.text[max(0, start - 1) : start] in ("》", "”"):
                start += 1  # 《投资协议》中X项目
                continue
            match = self.lexicon.governing.match(self.text, start, head_start)
            verb = match is not None and (
                self.is_word(start, match.end()) or self._is_new_of_county(start, match.end())
            )
            if match and verb and head_start - match.end() >= 2:
                start, governed = match.end(), True
                continue
            if self._blocks.ends_at(start) and _BUILDS.match(self.text, start, head_start):
                start, governed = start + 1, True  # 投资7亿元建X产业园
                continue
            spent = self._blocks.ends_at(start) and _SUM_BUILDS.match(self.text, start, head_start)
            spent = spent or _BUILDS_PHASE.match(self.text, start)
            if spent and spent.end() <= head_start:
                start, governed = spent.end(), True
                continue
            # 江北新建X, 东阳光氟树脂新建X: who or where stands before the verb.
            doer = next((m for i in (self._places, self._organisations) for m in i.starting_at(start)), None)
            if doer is not None and doer.end < head_start:
                within = _WITHIN.match(self.text, doer.end, head_start)  # 在大保当|组团|建设X
                edge = within.end() if within and doer.label is Label.PLACE else doer.end
                along = _ALONGSIDE.match(self.text, edge, head_start)  # 盖州市|同步|改造X公路
                edge = along.end() if along and not self.text.startswith(_PLAIN_VERBS, edge) else edge
                match = self.lexicon.governing.match(self.text, edge, head_start)
                if match and doer.label is Label.ORG and match.group() == "建设":
                    match = None  # 中国黄金建设华东总部 may be one name
                plain = match is not None and (match.group() in _PLAIN_VERBS or self.is_word(edge, match.end()))
                if match and plain and head_start - match.end() >= 2:
                    start, governed = match.end(), True
                    continue
            count = next((q for q in self._quantities.starting_at(start) if q.end < head_start), None)
            made = count is not None and "万" in count.text  # 400万条丁基内胎项目
            if (
                not made
                and count is not None
                and isinstance(count.value, Quantity)
                and count.value.unit in _COUNT_UNITS
            ):
                start = count.end
                continue
            match = self.lexicon.class_phrase.match(self.text, start, head_start)
            if match and head_start - match.end() >= 2 and not self.is_generic(self.text[match.end() : head_start]):
                start = match.end()
                continue
            if self._places.starting_at(start):
                break  # 大连长兴岛炼化一体化项目: no word of a place is stripped
            if self.lexicon.whole.match(self.text, start, head_start):
                break  # 可降解塑料
            if self.lexicon.firms.match(self.text, start, head_start):
                break  # 新希望奶牛牧场: the short name of a firm
            match = self.lexicon.lead.match(self.text, start, head_start)
            sector = self.lexicon.sector.match(self.text, start, head_start)
            if sector and (match is None or sector.end() > match.end()):
                break  # 新材料 is no new 材料
            doubled = self.text[start] == self.text[start + 1 : start + 2]  # 可可盖煤矿
            if match and not doubled and self._is_lead(start, match.end(), head_start):
                start = match.end()
                continue
            if (word_end := self._function_word(start, head_start)) is not None:
                start = word_end
                continue
            break
        return start, governed

    def _is_lead(self, start: int, end: int, head_start: int) -> bool:
        """Whether a word at the start of a name only leads to it, and is no first character of it (大|河口大桥)."""
        word = self.text[start:end]
        if word in _BEHIND_NUMBERS:
            return _NUMERIC_LAST.search(self.text, max(0, start - 1), start) is not None and self.is_word(start, end)
        if word in _LEADS_VERB:
            tag = self.words_around(end)[0].get(end, (end, ""))[1]
            verb = tag in _FUNCTION_TAGS or self.lexicon.governing.match(self.text, end, head_start)
            return bool(verb) and self.is_word(start, end)
        if word == "和" and self.text[start - 1 : start] == "、":
            return False  # 平山电站、和田河大桥
        return self.is_word(start, end)

    def _opens_on_he(self, start: int) -> bool:
        """Whether 和 opens a clause or a place, so that it joins nothing (,和田至若羌铁路; 、和平水库)."""
        if self.text[start] != "和":
            return False
        opens = start == 0 or self.text[start - 1] in ",。;:!?\n“、"
        return opens or bool(self._places.starting_at(start))

    def _is_new_of_county(self, start: int, end: int) -> bool:
        """Whether 新建 is the verb where a word-list knows a county of that name (新建|县第二污水处理厂)."""
        return (
            self.text[start:end] == "新建"
            and self.text[end : end + 1] in ("县", "区")
            and not self._places.starting_at(start)
        )

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter sees word borders on both sides."""
        words, ends = self.words_around(start)
        return not words or (start in words and end in ends)

    def words_around(self, position: int) -> tuple[dict[int, tuple[int, str]], frozenset[int]]:
        """Words of the sentence that holds a position: start → (end, part of speech), and all ends."""
        number = bisect_right(self._sentence_starts, position) - 1
        if number < 0:
            return {}, frozenset()
        if number not in self._words:
            sentence = self.document.sentences[number]
            words = segmenter_of(self.document).words(self.text[sentence.start : sentence.end])
            offset = sentence.start
            self._words[number] = (
                {offset + start: (offset + end, tag) for start, end, tag in words},
                frozenset(offset + end for _, end, _ in words),
            )
        return self._words[number]

    def only_verbs(self, start: int, end: int, *, but: Collection[str] = ()) -> bool:
        """Whether the words of a span are verbs and adverbs, none of what is made or done but those of ``but``."""
        words, _ = self.words_around(start)
        at, seen = start, False
        while at < end:
            stop, tag = words.get(at, (at, ""))
            word = self.text[at:stop]
            named = (word in self.lexicon.nominal or word.endswith("期")) and word not in but
            if tag not in _VERBAL_TAGS or stop > end or named:
                return False
            at, seen = stop, True
        return seen

    def _function_word(self, start: int, limit: int) -> int | None:
        """End of a verb, adverb, pronoun, conjunction or preposition that stands at the start of a name."""
        words, ends = self.words_around(start)
        end, tag = words.get(start, (start, ""))
        # One-character words are left to the lexicon: a segmenter cuts unknown names (比新, 浉河) into such words.
        torn = next((p for p in self._places.covering(end - 1, end + 1) if start < p.start < end), None)
        if torn is not None and torn.end in ends and tag not in _NOUN_TAGS:
            # 在野|岗镇建设…: the word took the first character of a place (but 神龙|海洋 holds no 龙海).
            return torn.end if self.lexicon.governing.match(self.text, torn.end, limit) else torn.start
        if _SIZED_PHASE.match(self.text, start, limit):
            return None  # 某公司|一期200万吨/年甲醇项目
        if _BRAND.match(self.text, end, limit) or self.text[start:end] in _QUARTERS:
            return None  # 飞驰|汽车, 南方|宇航: a firm's name
        if tag == "v" and self.text[start - 1 : start] in ("的", "座", "条", "栋", "幢", "所"):
            return None  # 6000万欧元的|制动系统工厂: behind 的 a verb stands for a kind of thing
        if (
            end - start >= 2
            and tag in _FUNCTION_TAGS
            and end <= limit - 2
            and self.text[start:end] not in self.lexicon.nominal
        ):
            return end
        return None

    def _crosses_name(self, start: int, end: int) -> bool:
        """Whether a cut word stands inside a place or organisation that reaches over its border."""
        return bool(self._places.overlapping(start, end) or self._organisations.overlapping(start, end))

    def organisation_before(self, start: int) -> Mention | None:
        """The organisation whose name ends where a name begins, an alias in brackets between them left aside."""
        end = self.text.rfind("(", max(0, start - 16), start) if self.text[start - 1 : start] == ")" else start
        found = self._organisations.overlapping(end - 1, end) if end > 0 else []
        return next((o for o in found if o.end == end), None)

    def is_built(self, mention: Mention) -> bool:
        """Whether an organisation is of a kind that is built: a hospital, a school."""
        return mention.kind in _BODIES_BUILT

    def is_generic(self, text: str) -> bool:
        """Whether the text is made of class words only (重大产业项目)."""
        park = _SECTOR_PARK.fullmatch(text)
        if park is not None and self.lexicon.sector.search(park["sector"] or park["named"]):
            return False
        if _NUMBERED_LINE.match(text):
            return False  # 2号线东延工程
        return self.lexicon.generic.fullmatch(_NUMBERED_POLICY.sub("", text)) is not None

    def _is_sized(self, start: int, end: int) -> bool:
        """Whether a place and a size name one undertaking (丰县30万千瓦项目)."""
        sizes = [
            q
            for q in self._quantities.inside(start, end)
            if isinstance(q.value, Quantity) and q.value.unit not in _COUNT_UNITS
        ]
        # 签约的15万吨/年沥青项目, but no list of what is built (建设2500万吨/年煤矿、360万吨/年甲醇及热电工程).
        opens = start == 0 or self.text[start - 1] in "的个座条,。;:“\n"
        listed = "、" in self.text[start:end] or self.text[end - 3 : end - 2] == "级"
        leads = opens and not listed and any(q.start == start for q in sizes)
        placed = bool(sizes and self._places.inside(start, end))
        return (placed or leads) and _CLASS_OF_POLICY.search(self.text, start, end) is None

    def is_plain_work(self, start: int, head_start: int) -> bool:
        """Whether class words without policy say what is done to what (县城集中供热扩容, 清水河治理)."""
        text = self.text[start:head_start]
        return len(text) >= _MIN_PLAIN and _POLICY_WORD.search(text) is None

    def is_policy(self, start: int, end: int) -> bool:
        """Whether words of policy stand between two offsets (重点, 签约)."""
        return _POLICY_WORD.search(self.text, start, end) is not None

    def is_generic_at(self, start: int, end: int) -> bool:
        """The same for a span, leaving places, dates and counts in it aside (江西省二季度重大项目)."""
        if _SERVES_ALL.fullmatch(self.text, start, end):
            return False  # 县总医院迁建工程: a county has one of the kind
        rest = _NUMBERED_POLICY.sub("", self._without_mentions(start, end))
        if self.is_generic(self.text[start:end]):
            return True
        if self._is_sized(start, end):
            return False
        works = _ZONE_WORKS.search(self.text, start, end)
        if works is not None and any(p.end <= works.start("works") for p in self._places.inside(start, end)):
            return False
        if _PHASE_OF_PLACE.match(rest) and len(rest) < end - start:
            return False  # 钱凯港一期工程: a place and a phase name one undertaking
        return self.lexicon.generic_of_place.fullmatch(rest) is not None

    def is_sector_at(self, start: int, end: int) -> bool:
        """Whether nothing but a place and class words make the name (格尔木市|新能源|项目)."""
        placed = bool(self._places.starting_at(start)) or _HOME_WORD.match(self.text, start) is not None
        return placed and self.is_generic(self._without_mentions(start, end))

    def _without_mentions(self, start: int, end: int) -> str:
        kept, at = [], start
        for mention in self._aside.inside(start, end):
            if mention.start >= at and not _is_resort(mention):
                kept.append(self.text[at : mention.start])
                at = mention.end
        return "".join([*kept, self.text[at:end]])

    def is_proper(self, start: int, end: int) -> bool:
        """Whether the name holds something that identifies the undertaking."""
        text = self.text[start:end]
        if _IDENTIFYING.search(text) or _REACH_LINE.search(text) or self.text[start - 1 : start] == "“":
            return True
        if self._has_proper_name(start, end) or any(
            m.rule == "place.zone" and (m.start, m.end) == (start, end) for m in self._places.starting_at(start)
        ):
            return True  # 泰宁丹霞湖旅游度假区 is a zone and an undertaking
        indexes = (self._places, self._organisations, self._quantities)
        return any((m.start, m.end) != (start, end) for index in indexes for m in index.inside(start, end))

    def _has_proper_name(self, start: int, end: int) -> bool:
        """Whether works of a kind that goes by proper names has one that is no common word (瑞梅|铁路)."""
        head = _NAMED_WORKS.search(self.text, start, end)
        if head is None or not 2 <= head.start() - start <= 4:
            return False
        words, _ = self.words_around(start)
        known = [tag for at, (last, tag) in words.items() if start <= at and last <= head.start() and last - at > 1]
        rest = self.text[start : head.start()]
        return all(tag in _PROPER_TAGS for tag in known) and self.lexicon.class_word.search(rest) is None

    def ends_on_head(self, text: str) -> bool:
        """Whether a name ends on a head noun or a phase."""
        return any(TAIL.fullmatch(text, m.end()) for m in self.lexicon.heads.finditer(text))

    def says_more(self, text: str) -> bool:
        """Whether more than two characters are left of a name without class words and heads."""
        return self.rest_of(text) > 2

    def rest_of(self, text: str) -> int:
        """How many characters are left of a name without class words and heads."""
        return len(self.lexicon.class_word.sub("", text))

    def is_specific(self, start: int, end: int) -> bool:
        """Whether enough is left of the name without class words and heads."""
        text = self.text[start:end]
        rest = len(self.lexicon.class_word.sub("", text))
        # A head within the name (海湾码头工程) makes a short rest a name.
        nested = sum(1 for _ in self.lexicon.heads.finditer(text)) > 1
        return rest >= _MIN_SPECIFIC or (nested and rest >= _MIN_NAME)

    def is_organisation(self, start: int, end: int) -> bool:
        """Whether the name is that of an organisation (赣通高速 for a company)."""
        inside = self._organisations.inside(start, end)
        # 启德体育园有限公司: what the firm is called after (启德体育园) is built
        firms = (o for o in inside if o.end == end and o.kind in ("company", "group"))
        return any(o.rule != "org.core" or _BUILT_KIND.search(o.text) is None for o in firms)

    def opens_company(self, start: int, end: int) -> bool:
        """Whether the name is only the first part of what a company is called (中科星城|科技)."""
        return any(o.kind in COMPANY_KINDS and o.end > end for o in self._organisations.starting_at(start))

    def cuts_place(self, end: int) -> bool:
        """Whether a name that ends here would cut the name of a place in two (防城|港片区)."""
        return any(p.start < end < p.end for p in self._places.covering(end - 1, end + 1))

    def place_before(self, end: int) -> int | None:
        """Start of the place that ends at an offset, if there is one."""
        return next((p.start for p in self._places.ending_before(end, MAX_NAME) if p.end == end), None)

    def begins_place(self, start: int) -> bool:
        """Whether the name of a place begins at an offset."""
        return bool(self._places.starting_at(start))

    def begins_company(self, start: int) -> bool:
        """Whether the name of a company begins at an offset."""
        return any(o.kind in COMPANY_KINDS for o in self._organisations.starting_at(start))

    def is_place(self, start: int, end: int) -> bool:
        """Whether the stretch is the name of a division or country and nothing else."""
        return any(p.end == end and p.rule != "place.zone" for p in self._places.starting_at(start))

    def is_zone(self, start: int, end: int) -> bool:
        """Whether the name is that of a development zone, which is a place (苏州工业园区)."""
        # 产业基地 and 产业园 may be undertakings, a 园区, 开发区 or 新城 is where they are.
        zones = [p for p in self._places.covering(start, end) if p.rule == "place.zone" and not _is_resort(p)]
        district = any(
            (p.start, p.end) == (start, end) and p.rule in ("place.division", "place.chain")
            for p in self._places.covering(start, end)
        )
        if district:
            return True  # 峰峰矿区投资25.6亿元
        standing = _STANDING_ZONE.search(self.text, start, end) is not None
        return standing or (self.text[end - 1 : end] in ("区", "城") and bool(zones))

    def has_company(self, start: int, end: int) -> bool:
        """Whether a company is named between two offsets."""
        return any(o.kind in COMPANY_KINDS for o in self._organisations.inside(start, end))

    def inside_organisation(self, start: int, end: int) -> bool:
        """Whether the span lies in the full name of an organisation."""
        return any(_is_full_name(o) for o in self._organisations.covering(start, end))


def _is_resort(mention: Mention) -> bool:
    """Whether a zone is one that somebody builds, no district (瑶山古寨度假区)."""
    return mention.rule == "place.zone" and mention.text.endswith(_RESORTS)


def _is_full_name(mention: Mention) -> bool:
    """Full names of companies and bodies end a description; short names (亚新科) may stand inside a project's name."""
    return mention.kind == "government" or (mention.entity is None and _FULL_NAME.search(mention.text) is not None)


def _mask_brackets(text: str) -> str:
    """The text with balanced bracketed parts blanked out, so that no border is seen inside them."""
    if "(" not in text and "“" not in text:
        return text
    return re.sub(r"\([^()]*\)|“[^“”]*”", lambda m: "\x00" * len(m.group()), text)
