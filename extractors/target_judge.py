"""Whether a figure is a goal or result, and of what: one judgement for counts, sums, percentages and measures."""

import re
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target_called import is_called_behind, is_reset
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_focus import is_of_investors
from kaigong.extractors.target_follow import clause_end_phrase, list_item, next_value, ranked, topic_before
from kaigong.extractors.target_one import (
    builds_one,
    buys_one,
    is_of_one_built,
    is_paid_by_builder,
    is_served,
    is_since_settled,
    is_turned,
)
from kaigong.extractors.target_phrase import (
    BOUND_BEHIND,
    Thread,
    counted_phrase,
    share_verb,
    strip_phrase,
    with_baseline,
)
from kaigong.extractors.target_status import StatusReader
from kaigong.extractors.target_subject import Subject
from kaigong.extractors.target_terms import BARRED_UNITS, COUNTERS, TargetTerms
from kaigong.extractors.target_when import holds
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label, TargetStatus
from kaigong.schemas.values import Money, Quantity

_BASE_OF_SHARE = lazy(r"\)?的\d[\d.]*%")
_YEARLY_GOAL = lazy(r"(?:年度?|全年)(?:投资)?(?:目标|任务|计划)(?:任务)?$")
_ONCE = (
    r"(?:年初|上年[底末]|去年[底末]|年底|上年同期|去年同期|[一二三四]季度|"
    r"目前|现在|原来|上年|去年|(?:19|20)\d\d年[底末]?|[“\"]?[七八九十][一二三四]?五[”\"]?期?末)的?"
)
_FROM = lazy(rf"[由从](?:{_ONCE})?(?:约|近|不足)?$")
_FORMER_OF = lazy(rf"[由从](?:{_ONCE})?$")
_DEMONSTRATIVE = lazy(r"(?:这|该|上述|此|每|对)$")
_OWN_HEAD = lazy(r"(?:项目|企业|工程)$")
_PART = lazy(r"[\u4e00-\u9fff“”]{2,12}")
_BY_KIND = lazy(r"[从按][^,。;\d]{1,8}(?:看|来看|分|来分|划分|统计),")
_MODAL = lazy(r"^[^,。;]{0,14}?(?:计划|力争|确保|争取|预计|拟)(?=[\u4e00-\u9fff])")
_MONEY_BEHIND = lazy(
    r"(?:以上|左右)?的?(?:(?:年度?|全年|总体|预期)?(?:投资|引资|产值|销售|招商|外贸)?(?:目标|任务)|级?(?:大关|台阶)|级?[\u4e00-\u9fff]{0,14}?产业集群"
    r"|[\u4e00-\u9fff]{0,12}?(?:资金池|引导基金|产业基金|投资基金|母基金|担保基金|专项债券?)"
    r"|投资(?!建|[^,。;]{0,4}项目)|外资|内资|资金|订单|大单|协议|合同|贷款|产值)"
)
_SHARE = lazy(
    r"(?:完成|占|为|是|相当于|达到?)了?[^,。;:、]{0,14}?(?:计划|任务|目标|总数|总量|总额|总投资|概算|预算|比重|比例)"
    r"(?:\(?[\d.]+[万亿]?(?:美?元|[\u4e00-\u9fff]{1,2}(?=的))?\)?)?(?:的|达到|达|为|约|近|超过|超)?$"
)
_OF_ONE = lazy(r"占[^,。;]{0,4}(?:总投资|概算|预算|造价)")
# 为2016年度营业收入的|2.48倍, 接近去年全年的|两倍, 是前20年总和的近|3倍
_TIMES_OF = lazy(r"(?:为|是|相当于|达到?|接近|超过?)[^,。;]{2,24}的(?:近|约|逾|超过?)?$")
# 单户授信最高2000万元, 每件补贴不超过2000元: what one may get, and what one unit costs or yields
_CEILING = lazy(
    r"(?:单户|单个|单家|单套|单台|单张|单笔|每[户人家套台辆件项张座亩头只栋]|个人)[^,。;]{0,10}?(?:最高|不超过|补贴|补助|奖励|授信|贷款)[^,。;]{0,6}$"
    r"|(?:额度|授信|贷款|补贴|补助|奖励|企业)(?:额度)?最高(?:为|可达)?$|[亩户](?:均|平均)(?:投入|成本|造价)[^,。;\d]{0,4}$|每[亩吨户人公套斤度][^,。;\d]{0,3}$|[外港台日韩美德法英]方(?:投入|出资|投资|增资)[^,。;\d]{0,3}$"
)
_GOAL_IS = lazy(
    r"[“\"]?(?:我们)?(?:今年|全年|年度|明年)?的?(?:年度|全年|投资|工作)?目标(?:是|为|定在)(?:达到|突破|超过)?"
)
_GOAL_LIST = lazy(r"目标(?:是|为|:)[^,。;]{0,4}[\d.]+[^,。;、\d]{1,6}[、和]$")
_COMPARES = lazy(r"(?:分别)?(?:比|较|同比)[^,。;、]{0,8}")
_NATIONAL_BODY = lazy(
    r"政府工作报告|铁路部门|计划报告|国务院|全国[^,。;]{2,12}会议(?:透露|提出|明确|要求|指出|确定)|国铁集团|国家铁路集团|全国铁路|国家电网|南方电网|中国中车|国家管网集团|国家能源集团|国家电投|中央企业|央企"
    r"|(?:(?:交通运输|水利|农业农村|工业和信息化|工信|商务|住房和?城乡建设|生态环境|自然资源|铁道|交通|建设|农业)部|国家[\u4e00-\u9fff]{1,8}[局委]|[\u4e00-\u9fff]{1,6}总局)"
    r"(?:[\u4e00-\u9fff]{0,10}(?:负责人|司长|部长|局长))?(?:表示|介绍|[说称]|透露|提出|通报|明确|计划|要求|(?:最新)?(?:数据|统计)显示)"
    r"|全国(?:完成)?(?:水利|公路|交通|铁路|电网|农村公路)[^,。;]{0,8}投资|(?:固定资产|基础设施|制造业|民间|产业|工业|技改)投资|重大水利工程"
)
_NEEDS_BASE = frozenset("占 为年度 完成年度 完成计划 完成目标 完成全年 进度".split())
_RATIO = lazy(
    r"[\u4e00-\u9fff]{2}率(?:分别|要|须|应)*(?:(?:稳定|保持|控制|维持)在?|(?:下?降低?|提高|提升|上升|升|达|增加|压减|控制)[到至]?)?$"
)
_OUTPUT = lazy(
    r"(?:产|销|发电|用电|供电|交付|吞吐|货运|客运|过货|售电|供水|供气)量$"
    r"|(?<![投生])产(?:钢材?|铁|生铁|原?煤|原?油|粮食?|水泥|化肥|食?糖|棉?纱|纸|铝|铜|铅锌|电)$|总产$|[出存]栏$"
)
_SHIPPED = lazy(r"(?:出货|出口|进口|销售|交付|外销|下线|交货|发运|投放)$")  # 汽车出口|27.6万辆
_CAPACITY = lazy(r"[^,。;:]{0,8}(?:产能|能力)")
_CAPACITY_VERB = lazy(r"(?:提高|增加|扩大|提升|达|规划|增至|扩)[到至]?$")
_ON_A_LIST = lazy(r"[^,。;、]{0,14}(?:清单|名录|目录|名单)")
# What one plant does a day, and what it will once it is done.
_DAILY = lazy(r"(?:[厂站]|每)日(?:处理|供水|供气|供热|产)|^(?:完工|完成|建成|投产|达产|投用|落成)后")
_MORE_THAN_BEFORE = lazy(r"(?:同比|比|较)[^,。;]{0,8}(?:增加|减少|增长|净增|多)了?")
_SIZED = lazy(r"[\d.]*[十百千]*[万亿]元(?:及)?以上$")
_OWN_SIZE = lazy(r"[\d.]*[十百千]*[万亿]元(?:及)?以上的?")
_OWN_ASSETS = lazy(r"(?:现有|拥有|建有|^)(?:标准)?(?:厂房|生产线|车间|设备|员工|职工|各类设备|生产设备)$|^招[聘收]")
_AMONG = lazy(
    r"[^,。;\d]{0,8}(?:中|里|内)(?:综合)?(?:排名|排行|排在|位居|名列|位列|居|脱颖而出)"
)  # 200多家企业中排名第十一
# 确保3.2万人|脱贫, 45个|贫困村退出
_FREED = lazy(
    r"(?:(?:农村|建档立卡)*(?:贫困)?(?:人口|群众|户|村|县)?)(?:稳定|全部|如期|顺利|整体)?(?:实现)?(?:脱贫|摘帽|退出|出列|减贫|就业|转移就业)"
)
_POLICIES = lazy(r"[^,。;\d]{0,6}(?:政策|措施|举措|意见|条款)")  # 提出20条政策
_CLASS = lazy(r"[\u4e00-\u9fff]{1,8}(?:类|型|领域|产业|行业|级)")
_SUM = lazy(r"合计|共计|总计")
_YEARLY_CAPACITY = lazy(r"(?:设计)?[年月]产能")
_NOUN_BEFORE_TIME = lazy(
    r"(?<![\u4e00-\u9fff])(?:[全我该本][市省县区州])?(?P<noun>[\u4e00-\u9fff“”]{4,16}?)"
    r"(?:全年|上半年|年内|[今去]年|前?[一二三四]季度|前[\d一二三四五六七八九十]{1,2}个?月)$"
)
_PRESENT = lazy(r"^(?:目前|现有|现)+")
_SOLD = lazy(r"[产销]量|交付")
_GROWS = lazy(r",(?:同比|比上年|环比)?(?:增长|下降|增加|减少|上升)\d")
_ONE_COST = lazy(r"(?<!总)(?:造价|概算)(?!总?投资)[^,。;\d]{0,3}$")
# 第三产业投资109亿元; 研发经费占GDP比重达到2.2%
_OF_ITS_OWN = lazy(
    r"第[一二三]产业(?:完成)?(?:固定资产)?投资[^,。;\d]{0,6}$|(?:GDP|地区生产总值|生产总值)的?比[重例][^,。;\d]{0,6}$"
    r"|旅客吞吐量[^,。;\d]{0,6}$"
)
_FIRM = lazy(r"(?<![\u4e00-\u9fff])(?![持转受出减增]|公司|购买)[\u4e00-\u9fff]{2,4}股份$")
_DEALT = frozenset(("成交额", "成交金额"))
_DEALS = ("意向", "合同", "贸易", "现场", "技术")
_INTENDS = lazy(r"计划|预计|拟|争取")
_SUM_BEHIND = lazy(r",(?:意向|协议|计划|合同|预计|总|签约|合约)*(?:投资|引资|金额|标的)")
# 还将安排1.3亿元用于结转地块的收尾: what a body sets aside for its work
_SETS_ASIDE = lazy(r"(?:安排|投入|拿出|统筹|整合|切块|列支|下拨|拨付|落实|筹集|筹措)(?:了|出)?(?:约|近|超过?)*$")
_SET_FOR = lazy(r"(?:以上|左右)?,?(?:专门|全部|专项|主要)?(?:用于|支持|补助|扶持|奖补)")
_THE_SAME = lazy(
    r"(?:这一|这个|该|此)(?:比例|比重|数字|数据|指标|占比|规模|产值)(?:预计|有望|力争|争取|计划|将|要|可|已)*"
    r"(?:达到?|提高到|提升至|提升到|增至|增加到|突破|超过|扩大到|上升到|升至)(?:约|近)?$"
)
# 已有16家企业签下入驻协议: tenants of a park
_TENANTS = lazy(r"(?:企业|商户|公司|商家)(?:已|已经|先后|陆续)?(?:签下|签订|签署|签)[^,。;]{0,4}(?:入驻|租赁|入园)")
_FIRST_OUTPUT = lazy(r"(?:初期|首期|满载|满产|达产|设计)[年月日]产能")
_GROWN_TO = lazy(r",?(?:至|到|达到?|为)(?:约|近|逾|超过?)?")
_GROWN_BARE = frozenset("增 降 减 升".split())
# 高峰时有上千名|工人同时作业
_ON_SITE = lazy(
    r"[^,。;\d]{0,8}?(?:工人|建设者|施工人员|作业人员|工程技术人员|参建人员|民工|职工|员工)"
    r"[^,。;\d]{0,6}?(?:同时|日夜|昼夜|正在|正|奋战|施工|作业|忙碌|坚守|加班|轮班|参加建设|参建)"
)
_OF_LAND = frozenset("亩 公顷".split())
_LIKE = lazy(r"(?![^,。;]{0,3}[距离长宽高])[\u4e00-\u9fff]{2,8}")  # 粮食总产突破430亿斤,|商品粮|400亿斤
_OF_ZONE_ITSELF = frozenset("面积 总面积 园区面积 国土面积 辖区面积 城区面积".split())
_GROWS_TO = lazy(r"(?<!公司)(?<!集团)(?:突破|达到?|超过?)$")
# 大豆面积今年|恢复到|640万亩
_CHANGES = lazy(r"(?:恢复|调减|调增|压减|缩减|扩大|扩种|稳定|保持|发展)[到至在]?")
_BARE = 5  # characters of a goal that names nothing: 的年度目标
# 项目总投资占公司2017年营业收入的|58.9%: says how large the one thing is
_OF_COMPANY = lazy(
    r"(?:项目|工程)(?:总?投资|资金)?[^,。;]{0,10}占[^,。;]{0,30}(?:营业总?收入|营收|净资产|总资产|净利润|资产总额)(?:的比例|比例)?(?:约?为|的)?(?:约|近)?$"
)
# 他家去年种猕猴桃,收入12万元
_PRIVATE = lazy(
    r"[他她我]家|自家(?![的]?品牌)|一家[老人几一二两三四五六]+口|夫妇|夫妻|两口子|老伴"
    r"|[\u4e00-\u9fff](?:老汉|大爷|大娘|大妈|大叔|大姐|师傅|老伯)"
    r"|(?<![\u4e00-\u9fff])(?:村民|农民|农户|贫困户|菜农|果农|瓜农|茶农|养殖户|种植户)(?!签约|人均|户均|收入|增收|就业|住房|群众|合作|专业|工)[\u4e00-\u9fff]{2,3}(?:家|[今去]年|种|养|承包|[说的])"
)
# 比全省平均水平|高|4.2个百分点
_SPEEDS = lazy(r"(?:^|[月度年期])(?:加快|放缓|回升|提速)$")  # 比一季度|加快|4.2个百分点
_STANDS_ABOVE = lazy(r"(?<=[平均水平全国省市州县区速期年])(?:高出?|低|快|慢|多|少)(?:于|了)?$")
# “十四五”期间,该集团计划投资|500亿元; but 今年将投资5亿元,建设…
_ALL_PUT_IN = lazy(
    r"(?:计划|完成|累计|预计|将|拟)(?:新增|安排|完成)?(?:固定资产|电网|基建|技改|产业|建设|工程|矿山|环保|研发|总)*(?:投资|投入)(?:额|总额)?(?:达到?|约|超过?|近|为)?$"
)
_NOTHING_BUILT = lazy(
    r"[,;。](?![^,。;]{0,6}(?:建设|用于|兴建|新建|打造|在|实施|收购|设立|主要|布局|建成(?![^,。;]{0,6}项目\d)|扩建|改造|开展|占地|分[一二两三])|该?项目|其中[^,。;]{0,4}期)"
)
_BESIDE = frozenset(("高于", "快于", "低于", "高出"))
_SPLIT_UP = lazy(r"中?,(?:其中|目前|已|现)*")
_COUNTS = lazy(r"\d+[个项家座]")
_HIRES = lazy(r"(?:公司|企业|集团|工厂)[^,。;]{0,4}招[聘收]")
_PLANTS = lazy(r"(?:生产线|工厂|厂房|基地|电站|车间)$")
# 重点项目中有5个|未按时开工
_OF_THEM = lazy(r"(?:项目|企业|工程)中,?(?:已?有)?$")
_STATE_BEHIND = lazy(r"(?:已|未|尚|正|仍|按时|如期|全部|列入|被|达到|进入)[^,。;、\d]{1,10}")
# 其中6个|处于停建状态, 其中41个|已动工
_STANDS = lazy(r"(?:目前|仍|正|还)*(?:处于|停建|缓建|停工|停产|未开工|尚未开工)[^,。;\d]{0,8}")
_HOW_FAR = lazy(r"(?:项目)?(?:目前|已经?|正在?|全部|均|现)+")
_FEES = lazy(r"(?<!研发)费用?")
_GOES_ON = frozenset("和与及为是在分已均全占其的并且也")  # behind a count: what it counts is not named there


class Judge:
    """Judges the figures of one document, in order; the finder keeps ``subject``, ``thread`` and the flags current."""

    def __init__(self, text: str, status: StatusReader, terms: TargetTerms) -> None:
        self.text = text
        self.status = status
        self.terms = terms
        self.thread = Thread()
        self.subject: Subject | None = None
        self.previous = Thread()  # that of the sentence before, where it had figures
        self.counted: dict[str, str] = {}  # the last indicator of a count in the paragraph, by its unit
        self.reporting = False  # the sentence before gave figures of the body
        self.subject_here = False  # a subject stands in this paragraph

    def judge(self, figure: Figure) -> Found | None:
        """The figure as a target, None where it is none. The focus is on no single project."""
        mention, value = figure.mention, figure.mention.value
        if self._is_barred(figure):
            return None
        nation = self.subject is not None and self.subject.kind == "nation"
        if nation and _NATIONAL_BODY.search(self.text, self.status.start, mention.start) is None:
            return None
        if isinstance(value, Money | Quantity) and value.value is None:
            return None  # a range says no one value
        if _PRIVATE.search(self.text, self.status.start, mention.start):
            return None
        if _CEILING.search(self.text, figure.left, mention.start):
            return None
        company = self.subject is not None and self.subject.kind == "company"
        if company and builds_one(self.text, self.status.start, figure.left):
            return None  # 公司将在三地各建一座风电场,装机规模均为4.95万千瓦
        if _BASE_OF_SHARE.match(self.text, mention.end):
            return self._base_of_share(figure)
        if _FROM.search(self.text, figure.left, mention.start):
            self.thread.baseline = _FORMER_OF.sub("", self._phrase(figure))
            return None
        if is_reset(self.text, mention.start):
            return self._reset(figure)
        if (same := self._of_before(figure) or self._grown_to(figure)) is not None:
            return same
        leans_on = ranked(self.text, mention)
        if leans_on is None and not (self.thread.baseline and self.thread.refused):  # 产值由400亿元增加到2600亿元
            leans_on = next_value(self.text, self.thread, figure.left, mention, self.terms)
        named = isinstance(value, Quantity) and value.unit in COUNTERS
        named = named and counted_phrase(self.text, self._behind(mention), self.terms) != ""
        if leans_on is not None and not named:  # 新增车位3500个,完成12个|老旧小区整治
            return Found(leans_on, "target.list")
        if mention.label is Label.AMOUNT and isinstance(value, Money):
            if is_of_one_built(self.text, self.status.start, mention.start):
                return None
            if is_paid_by_builder(self.text, figure.clause[0], mention):
                return None
            return None if is_since_settled(self.text, self.status.start, mention.start) else self._money(figure)
        if not isinstance(value, Quantity) or value.per is not None:
            return None
        if mention.label is Label.PERCENT or value.unit in ("%", "个百分点", "百分点"):
            return self._percent(figure)
        if value.unit == "倍":
            return self._times(figure)
        if value.unit in BARRED_UNITS or value.unit == "类":
            return None
        if _POLICIES.match(self.text, mention.end):
            return None
        if value.unit in COUNTERS and value.value is not None and value.value % 1:
            return None  # 提高12.3个和8.6个百分点
        found = self._count(figure) if value.unit in COUNTERS else None
        return found or self._measure(figure)

    def _is_barred(self, figure: Figure) -> bool:
        """Whether the words of the figure are those of another field (人口, but not 减少贫困人口)."""
        start, end = figure.left, figure.mention.start
        if self.subject is not None and start <= self.subject.start < end:
            start = self.subject.end  # 金岭股份实现营业收入
        if self.terms.public.search(self.text, start, end) or self.text.startswith("按年", start):
            return False
        barred = self.terms.barred.search(self.text, start, end)
        if barred is not None and barred.group() == "股份" and _FIRM.search(self.text, start, barred.end()):
            return False  # 鞍钢股份钢材产量590万吨
        if barred is not None and _OF_ITS_OWN.match(self.text, barred.start(), end):
            return False
        if barred is not None and barred.group() == "余额" and self.text.startswith("合同", barred.start() - 2):
            return False
        # 完成土地交易412宗,成交额163.8亿元: of the dealings that a body reports
        dealt = barred is not None and barred.group() in _DEALT and "交易" in self.thread.indicator
        if barred is not None and barred.group() in _DEALT and self.text.startswith(_DEALS, barred.start() - 2):
            return False  # 达成合作意向326项,意向成交额91.7亿元; 技术合同成交额突破120亿元
        return barred is not None and not (dealt and not self.thread.refused)

    def _of_before(self, figure: Figure) -> Found | None:
        """A figure of the ratio or number that the sentence before told (处理率达89%。这一比例要达到95%)."""
        previous = self.previous
        if _THE_SAME.search(self.text, figure.left, figure.mention.start) is None or self.thread.taken:
            return None
        if figure.mention.label is Label.PERCENT:
            told = previous.rate or previous.grown
        elif figure.mention.label is Label.AMOUNT:
            told = previous.money
        else:
            value = figure.mention.value
            same = isinstance(value, Quantity) and value.unit == previous.unit
            told = previous.said if same else ""
        return Found(told, "target.list") if told else None

    def _grown_to(self, figure: Figure) -> Found | None:
        """The sum to which growth told just before led (营业额按年升14%至23.6亿元)."""
        thread, mention = self.thread, figure.mention
        if mention.label is not Label.AMOUNT or not thread.grown or thread.last != figure.left or thread.refused:
            return None
        if _GROWN_TO.fullmatch(self.text, figure.left, mention.start) is None:
            return None
        grown = self.terms.growth.search(thread.grown)
        own = "" if grown is None else thread.grown[: grown.start()]
        return Found(own, "target.money") if own else None

    def _base_of_share(self, figure: Figure) -> Found | None:
        """为年度目标36亿元的88.1% says what the goal is; 总投资61亿元的三成 does not."""
        goal = _YEARLY_GOAL.search(self.text, figure.left, figure.mention.start)
        if not self.thread.taken or goal is None:
            return None
        value = figure.mention.value
        if figure.mention.label is Label.AMOUNT:
            return Found(goal.group(), "target.money")
        told = self.thread.counts.get(value.unit) if isinstance(value, Quantity) else None
        return None if told is None else Found(told, "target.list")  # 完成年度目标1.5万套的124%

    def _reset(self, figure: Figure) -> Found | None:
        """全年目标由115亿元下调至82亿元: of what the goal says itself, else of what was spoken of."""
        own = strip_phrase(self.thread.baseline or self._phrase(figure))
        named = self.terms.money.search(own) or self.terms.economy.search(own) or self.terms.count.search(own)
        thread = self.thread if self.thread.taken else self.previous
        told = thread.money if figure.mention.label is Label.AMOUNT else thread.rate or thread.grown
        indicator = own if named is not None else told
        return Found(indicator, "target.list") if indicator and self._evidence(figure) else None

    def list_item(self, before: Mention | None, mention: Mention) -> Found | None:
        """A number that only follows another of its kind shares its indicator (分别增长111%、150%和136%)."""
        indicator = list_item(self.text, self.thread, before, mention)
        return None if indicator is None else Found(indicator, "target.list")

    def is_goal(self, figure: Figure) -> bool:
        """Whether the figure is a goal by what stands before it."""
        start = figure.mention.start
        return self.status.status_at(start, start, figure.clause, figure.left) is TargetStatus.GOAL

    def _evidence(self, figure: Figure) -> bool:
        """Whether a body, a period or a cue reaches the figure."""
        if self.thread.taken or self.reporting or self.subject_here or self.status.reach.planned or self.status.local:
            return True
        # 机电产品出口1035亿元,增长5.2%: a report goes on in a new paragraph.
        grows = figure.mention.label is Label.AMOUNT and _GROWS.match(self.text, figure.mention.end) is not None
        if grows and self.status.reach.period is not None:
            return True
        if self.terms.public.search(self.text, figure.left, figure.mention.start):
            return True
        return self.status.has_evidence(figure.mention.start)

    def _phrase(self, figure: Figure) -> str:
        """The phrase before the number, without time and subject."""
        start, end = figure.left, figure.mention.start
        for hit in self.status.hits_in(start, end):
            if start <= hit.start and hit.end <= end:
                start = hit.end
        if self.subject is not None and start <= self.subject.start and self.subject.end <= end:
            start = self.subject.end
        between = self.text[start:end]
        noun = _NOUN_BEFORE_TIME.search(self.text, figure.left, start)
        changes = strip_phrase(between)
        if noun is not None and (self.terms.growth.fullmatch(changes) or _CHANGES.fullmatch(changes)):
            between = noun["noun"] + between  # 规模以上工业营收全年增长8%
        elif noun is not None and self.terms.verb.fullmatch(strip_phrase(between)):
            named = [m for m in self.terms.count.finditer(noun["noun"]) if m.end() == len(noun["noun"])]
            between = strip_phrase(between) + noun["noun"] if named else between  # 重点项目今年已开工56个
        return with_baseline(self.thread, between, strip_phrase(between))

    def _verb(self, phrase: str) -> re.Match[str] | None:
        """The verb of a phrase; 发展 is one only where it opens the phrase (发展山葡萄2万亩, but 港航发展集团)."""
        found = self.terms.verb.search(phrase)
        while found is not None and found.group() == "发展" and found.start():
            found = self.terms.verb.search(phrase, found.end())
        return found

    # -- counts --------------------------------------------------------------------------------------------------

    def _count(self, figure: Figure) -> Found | None:
        mention, thread = figure.mention, self.thread
        before = self._phrase(figure)
        modal = _MODAL.match(before)
        if modal is not None and self.terms.verb.match(before, modal.end()):
            before = before[modal.end() :]  # 清河市计划|新开工项目
        verb = self._verb(before)
        if not self._evidence(figure) and verb is None:
            return None
        if is_served(self.text, figure.clause[0], mention):
            return None
        if is_turned(self.text, mention) or _TENANTS.match(self.text, mention.end):
            return None
        if _DEMONSTRATIVE.search(self.text, max(figure.left, mention.start - 2), mention.start):
            return None
        if thread.taken and not thread.refused and _MORE_THAN_BEFORE.fullmatch(before):
            return Found(thread.indicator + before, "target.growth")
        if _ON_A_LIST.match(self.text, mention.end):
            return None  # 列入国家150项重大水利工程清单
        company = self.subject is not None and self.subject.kind == "company"
        if _HIRES.search(before) or (company and _OWN_ASSETS.search(before)):
            return None  # 公司招聘技术员20名; 公司现有厂房3栋、生产线6条
        if self._part_of_count(figure, before):
            size = _SIZED.search(self.text, figure.clause[0], mention.start)
            return Found(
                (before or (size.group() if size else "")) + self._noun_of(mention, thread.thing), "target.count_after"
            )
        if (again := self._of_same(figure)) is not None:
            return again
        if (freed := _FREED.match(self.text, mention.end)) is not None:
            return Found(freed.group(), "target.count_before")
        counted = counted_phrase(self.text, self._behind(mention), self.terms)
        if counted and not _OWN_HEAD.search(before):
            return self._count_before(figure, before, counted, verb)
        listed = thread.verb and not thread.refused and self.text.startswith("、", figure.left)
        known = self.terms.count.search(before) is not None or (thread.taken and (verb or listed))
        known = known or (verb is not None and self._signs(figure, before, verb))
        alone = verb is not None and before == verb.group()
        if not known and alone and (told := self._told_before(mention)) is not None:
            return Found(before + told, "target.count_after")
        if not known and self._breaks_down(figure, before):
            return Found(before, "target.count_after")
        if not known or not self._ends_phrase(mention):
            return None
        same = isinstance(mention.value, Quantity) and mention.value.unit == thread.unit
        bare = alone and self.terms.count.search(thread.thing) is None
        noun = self._noun_of(mention, "") if bare else ""  # 签约资金216亿元,落地31个
        indicator = share_verb(thread, self.terms, before, figure.first, counted=same or not thread.unit)
        indicator = before + noun if noun else indicator
        if not same and verb is not None and indicator == verb.group():
            indicator += self._noun_of(mention, "")  # 新建学校60所,…,建成27所
        return Found(indicator, "target.count_after")

    def _told_before(self, mention: Mention) -> str | None:
        """What the paragraph counted last in the same unit, without its verb (已开工棚改28个。今年需开工|40个)."""
        assert isinstance(mention.value, Quantity)
        said = self.counted.get(mention.value.unit)
        if said is None or not self._ends_phrase(mention):
            return None
        verb = self.terms.verb.search(said)
        return said[verb.end() :] if verb is not None else said

    def _breaks_down(self, figure: Figure, before: str) -> bool:
        """Whether the count is a share of one told before, by place or kind (从布局看,城区|41所,乡镇45所)."""
        value = figure.mention.value
        told = isinstance(value, Quantity) and value.unit in (self.thread.unit, *self.counted)
        opened = _BY_KIND.search(self.text, self.status.start, figure.clause[0]) is not None
        return told and opened and _PART.fullmatch(before) is not None and self._ends_phrase(figure.mention)

    def _signs(self, figure: Figure, before: str, verb: re.Match[str]) -> bool:
        """Whether what is signed is only counted, with its sum behind it (现场签约23宗,意向投资额合计312.6亿元)."""
        if not before.endswith(verb.group()) or "签" not in verb.group():
            return False
        return _SUM_BEHIND.match(self.text, figure.mention.end) is not None

    def _of_same(self, figure: Figure) -> Found | None:
        """What was counted just before or in the clause before: 98项开工, …项目,共46个."""
        text, mention, thread = self.text, figure.mention, self.thread
        value = mention.value
        if is_called_behind(text, mention.start) and isinstance(value, Quantity) and value.unit in thread.counts:
            return Found(thread.counts[value.unit], "target.list")  # 提前完成全年80个的目标任务
        if _GOAL_LIST.search(text, figure.clause[0], mention.start) and isinstance(value, Quantity):
            said = thread.counts.get(value.unit)
            return None if said is None else Found(said, "target.list")  # 今年的目标是60亿元、110个
        if topic_before(text, figure.clause[0], mention.start) and self._ends_phrase(mention):
            times = [h.end for h in self.status.hits_in(self.status.start, figure.clause[0])]
            start = max([self.status.start, *times])
            phrase = clause_end_phrase(text, start, figure.clause[0], self.terms)
            if phrase:
                thread.thing, thread.indicator = phrase, phrase
                return Found(phrase, "target.count_after")
        if not (thread.taken and thread.thing and isinstance(value, Quantity) and value.unit == thread.unit):
            return None
        if _OF_THEM.search(text, figure.left, mention.start):
            state = _STATE_BEHIND.match(text, self._behind(mention))
            return None if state is None else Found(thread.thing + state.group(), "target.count_before")
        at = self._behind(mention)
        done = _HOW_FAR.match(text, at)
        verb = _STANDS.match(text, at) or self.terms.verb.match(text, at if done is None else done.end())
        if verb is None or counted_phrase(text, at, self.terms):
            return None
        return Found(thread.thing + verb.group(), "target.count_before")

    def _noun_of(self, mention: Mention, otherwise: str) -> str:
        """What the count before in the same unit counted, without its verb."""
        assert isinstance(mention.value, Quantity)
        said = _OWN_SIZE.sub("", self.thread.counts.get(mention.value.unit, otherwise))
        verb = self.terms.verb.search(said)
        return said[verb.end() :] if verb is not None and verb.start() <= 1 and verb.end() < len(said) else said

    def _part_of_count(self, figure: Figure, before: str) -> bool:
        """签约协议21项,其中金融类7项; 其中10亿元以上12个: a part that only names its class or size."""
        value = figure.mention.value
        opens = self.text.startswith(("其中", "当中"), figure.clause[0]) and self.thread.taken
        unit = value.unit if isinstance(value, Quantity) else ""
        same = unit == self.thread.unit
        if not self.thread.taken and unit == self.previous.unit and self._ends_phrase(figure.mention):
            # 32个项目签约。其中,智能制造类|12个、现代服务业11个
            among = self.text.startswith(("其中", "当中"), self.status.start)
            what = before or self.text[figure.left : figure.mention.start]  # 其中,高新区|86家: the subject itself
            return among and _PART.fullmatch(what) is not None and self._verb(what) is None
        sized = not before and _SIZED.search(self.text, figure.clause[0], figure.mention.start)
        return opens and same and bool(sized or _CLASS.fullmatch(before)) and self._ends_phrase(figure.mention)

    def _count_before(self, figure: Figure, before: str, counted: str, verb: re.Match[str] | None) -> Found | None:
        """236个项目集中开工, 集中开工236个项目."""
        mention, thread = figure.mention, self.thread
        if is_of_investors(self.text, mention) or _AMONG.match(self.text, mention.end):
            return None
        if "、" in before and not mention.text[:1].isdigit():
            return None  # A、B两个项目: no count, the two that are named
        if before.endswith("等"):
            before, verb = "", None  # A、B等12个项目
        if verb is not None:
            thread.verb, thread.thing, thread.indicator = verb.group(), counted, before + counted
            return Found(thread.indicator, "target.count_before")
        after = self.terms.verb.search(self.text, mention.end + len(counted), figure.clause[1])
        if self.status.hits and self.text.startswith("中", mention.end + len(counted)):
            thread.verb, thread.thing, thread.indicator = "", counted, counted
            return Found(counted, "target.count_before")  # 32个省市重点项目中有5个未按时开工
        summed = self.text.endswith(("共", "共有", "共计"), 0, mention.start) and bool(self.status.hits)
        in_all = summed or self._is_split_up(mention, counted)
        if after is None and not (thread.taken or self.reporting or in_all or self.is_goal(figure)):
            return None
        spelt = not mention.text[:1].isdigit()
        if spelt and (not self.status.hits or self.text.endswith(("另外", "另"), 0, mention.start)):
            return None  # 四家主要企业: a story counts, it does not report
        company = self.subject is not None and self.subject.kind == "company"
        if company and self._is_story(mention) and _PLANTS.search(counted):
            return None  # 公司3月在藤县投产了两条生产线
        thread.verb, thread.thing = "", counted
        thread.indicator = counted + ("" if after is None else after.group())
        return Found(thread.indicator, "target.count_before")

    def _is_split_up(self, mention: Mention, counted: str) -> bool:
        """Whether the next clauses say how far those that are counted have come (146个重大项目,竣工12个,在建98个)."""
        lead = _SPLIT_UP.match(self.text, mention.end + len(counted))
        verb = None if lead is None else self.terms.verb.match(self.text, lead.end())
        return verb is not None and _COUNTS.match(self.text, verb.end()) is not None

    def _behind(self, mention: Mention) -> int:
        bound = BOUND_BEHIND.match(self.text, mention.end)
        return mention.end if bound is None else bound.end()

    def _ends_phrase(self, mention: Mention) -> bool:
        """Whether a count ends its phrase: what it counts does not follow (2000件产品)."""
        at = self._behind(mention)
        follows = self.text[at : at + 1]
        if not "\u4e00" <= follows <= "\u9fff" or follows in _GOES_ON:
            return True
        return self.terms.verb.match(self.text, at) is not None

    # -- sums ----------------------------------------------------------------------------------------------------

    def _money(self, figure: Figure) -> Found | None:
        thread, terms = self.thread, self.terms
        if not self._evidence(figure):
            return None
        before = self._phrase(figure)
        if thread.taken and terms.growth.search(before):
            own = terms.economy.search(before) is not None
            return Found(before if own else thread.indicator + before, "target.growth")
        verb = self._verb(before)
        head = self._money_head(before, figure)
        named = head is None and (verb is not None or self.is_goal(figure))
        if (
            head is None
            and self.previous.money
            and _GOAL_IS.fullmatch(self.text, figure.clause[0], figure.mention.start)
        ):
            return Found(self.previous.money, "target.list")  # 完成投资312亿元。全年目标是430亿元
        if head is None and before == "完成" and "投资" in self.previous.money and not thread.taken:
            return Found(
                self.previous.money.removeprefix("计划"), "target.list"
            )  # 今年计划完成投资75亿元。前4个月完成21.3亿元
        noun = _MONEY_BEHIND.match(self.text, figure.mention.end) if named else None
        if noun is not None:
            return Found(self._goal_noun(before, noun.group()), "target.money")
        if _ONE_COST.search(before) and not thread.taken:
            return None  # 主桥长412米,造价1.63亿元
        if head is None and self._is_set_aside(figure):
            return Found(before, "target.money")
        if head is None and (not (thread.taken and verb) or _FEES.search(before)):
            return self._part_of_sum(figure, before)
        if before.endswith("增资") or buys_one(self.text, figure.clause[0], figure.mention):
            return None
        if self.subject is None and not thread.taken and not self.status.dated and "签" not in before:
            return None
        return Found(share_verb(thread, terms, before, figure.first), "target.money")

    def _is_set_aside(self, figure: Figure) -> bool:
        """Whether a place or public body sets the sum aside for its work (还将安排1.3亿元用于…)."""
        if self.subject is None or self.subject.kind not in ("place", "body"):
            return False
        aside = _SETS_ASIDE.search(self.text, figure.left, figure.mention.start)
        return aside is not None and _SET_FOR.match(self.text, figure.mention.end) is not None

    def _goal_noun(self, before: str, noun: str) -> str:
        """The phrase with the noun behind the sum; a bare 目标 is that of the sum before."""
        if before:
            return before + noun.lstrip("的")
        told = self.thread.money if noun.endswith("目标") and len(noun) <= _BARE else ""
        return told or noun.lstrip("的")

    def _part_of_sum(self, figure: Figure, before: str) -> Found | None:
        """投资1150亿元,其中高速公路520亿元、国省干线310亿元: parts that only name what they go to."""
        thread = self.thread
        opens = self.text.startswith(("其中", "当中"), figure.clause[0])
        if not opens and self.text.startswith("、", figure.left) and not thread.refused:
            # 装备制造业产值突破1500亿元、食品加工突破500亿元
            opens = _GROWS_TO.search(self.text, figure.left, figure.mention.start) is not None
        if not (opens and thread.money) or _PART.fullmatch(before) is None:
            return None
        at = self._behind(figure.mention)
        if at < figure.clause[1] and self.text[at] not in "、和及,;。(":
            return None  # 其中投资5亿元的某项目
        heads = self.terms.money.findall(thread.money) or [""]
        return Found(before + heads[-1], "target.part")

    def _money_head(self, before: str, figure: Figure) -> re.Match[str] | None:
        """What the sum is: of a company its business figures and sums of several; what it invests is a project's."""
        several = _SUM.search(self.text, figure.left, figure.mention.start) is not None  # 两座新厂总投资额合计118亿元
        if self.thread.taken or several:
            return self.terms.money.search(before) or self.terms.finance.search(before)
        company = self.subject is not None and self.subject.kind == "company"
        if company and self.invests_in_all(figure.mention, figure.clause[0]):
            return self.terms.money.search(before)
        return (self.terms.finance if company else self.terms.money).search(before)

    def invests_in_all(self, mention: Mention, clause: int) -> bool:
        """Whether a company tells of what it puts in over a year or a plan, and names nothing that it builds."""
        text, start = self.text, mention.start
        if _ALL_PUT_IN.search(text, max(clause, start - 24), start) is None:
            return False
        spoken = self.status.hits_in(self.status.start, start)
        dated = self.status.dated and not any(h.weak or h.part.isdigit() for h in spoken)
        return dated and _NOTHING_BUILT.match(text, self._behind(mention)) is not None

    # -- percentages ---------------------------------------------------------------------------------------------

    def _percent(self, figure: Figure) -> Found | None:
        thread, terms = self.thread, self.terms
        if not self._evidence(figure):
            return None
        mention = figure.mention
        before = self._phrase(figure)
        growth = terms.growth.search(before) or _STANDS_ABOVE.search(before) or _SPEEDS.search(before)
        if before in _GROWN_BARE and thread.taken and not thread.refused:
            return Found(thread.indicator + before, "target.growth")  # 归母净利润8.26亿元,增35.8%
        if growth is not None:
            own = before[: growth.start()].removeprefix("分别")
            if own and terms.economy.search(own) is None and not thread.taken:
                return None
            if not own and (not thread.taken or thread.refused):
                return None
            beside = _COMPARES.fullmatch(before, 0, growth.start()) is not None
            if (not own or beside) and growth.group() in _BESIDE and (thread.grown or thread.rate):
                # 增加值增长10.2%,高于全省2.3个百分点; 占年度计划的68.4%,比去年同期高出4.1个百分点
                return Found((thread.grown or thread.rate) + before, "target.growth")
            if own and _COMPARES.fullmatch(own) and thread.taken and not thread.refused:
                # 开工转化率81.3%,较去年同期提升3.6个百分点
                told = (thread.rate or thread.grown) if thread.percent else ""
                return Found((told or thread.indicator) + before, "target.growth")
            if own and _COMPARES.fullmatch(own):
                return None  # 成交额…,比上届增长12%: of a figure that is none
            return Found(before if own else thread.indicator + before, "target.growth")
        share = _SHARE.search(self.text, max(figure.clause[0], mention.start - 40), mention.start)
        if _OF_COMPANY.search(self.text, max(figure.clause[0], mention.start - 40), mention.start):
            return None
        if share is not None and _OF_ONE.search(share.group()) and (thread.refused or not thread.taken):
            return None  # 已累计完成投资62亿元,占总投资的五成: progress of one undertaking
        if share is not None and (thread.taken or self.reporting):
            return Found(strip_phrase(share.group()), "target.rate")
        if _RATIO.search(before):
            return Found(before, "target.rate")
        rate = terms.rate.search(self.text, figure.left, mention.start)
        if rate is None:
            return None
        # 机电产品出口占52.3%
        of_trade = rate.group() == "占" and not thread.refused and terms.economy.search(before) is not None
        if rate.group() in _NEEDS_BASE and not of_trade and not (thread.taken and not thread.refused):
            base = before + self.text[mention.end : mention.end + 12]
            if terms.base.search(base) is None:
                return None
        return Found(before or rate.group(), "target.rate")

    def _times(self, figure: Figure) -> Found | None:
        """同比增长1.9倍; 新签合同额27.9亿元,为上年营业收入的2.48倍: of a figure just before."""
        thread, text = self.thread, self.text
        if thread.refused or not thread.taken:
            return None
        before = self._phrase(figure)
        growth = self.terms.growth.search(before)
        if growth is not None and not before[: growth.start()]:
            return Found(thread.indicator + before, "target.growth")
        if growth is not None:
            if _COMPARES.fullmatch(before, 0, growth.start()):
                return Found(thread.indicator + before, "target.growth")
            own = self.terms.economy.search(before, 0, growth.start())
            return None if own is None else Found(before, "target.growth")
        if thread.last < figure.clause[0] and (
            compared := _TIMES_OF.search(text, figure.clause[0], figure.mention.start)
        ):
            return Found(thread.indicator + compared.group(), "target.times")
        return None

    # -- measures ------------------------------------------------------------------------------------------------

    def _measure(self, figure: Figure) -> Found | None:
        """Lengths, areas, capacities and outputs, and counts whose noun is not in the lexicon."""
        thread, terms, mention = self.thread, self.terms, figure.mention
        if not self._evidence(figure) or self._is_story(mention):
            return None
        before = self._phrase(figure)
        company = self.subject is not None and self.subject.kind == "company"
        if (company and _OWN_ASSETS.search(before)) or _ON_SITE.match(self.text, mention.end):
            return None
        if before.endswith("等") and isinstance(mention.value, Quantity) and mention.value.unit in COUNTERS:
            return None  # 设立户口、身份证办理等9个窗口
        if (
            before in _OF_ZONE_ITSELF  # 园区面积353公顷
            or _DAILY.search(before)
            or _FIRST_OUTPUT.search(before)
            or (company and thread.refused and _YEARLY_CAPACITY.fullmatch(before))
        ):
            return None  # 公司将投资22亿元设立食品厂,年产能3万吨
        if thread.baseline and before.startswith(thread.baseline) and self.is_goal(figure):
            return Found(before, "target.measure")  # 推广数量由目前的600辆提高到5000辆
        if self._stands(figure, before):
            return Found(share_verb(thread, terms, before, figure.first), "target.measure")
        verb, head = self._verb(before), terms.measure.search(before)
        after = terms.measure.match(self.text, mention.end) if head is None else None
        goal = self.is_goal(figure)
        if head is None and verb is None and not _SHIPPED.search(before):
            same = isinstance(mention.value, Quantity) and mention.value.unit == thread.unit and not thread.refused
            if thread.taken and same and _LIKE.fullmatch(before):
                return Found(before, "target.measure")
            return self._capacity(figure, before) if goal and not thread.taken else None
        named = head is not None or after is not None
        dated = bool(self.status.hits) or self.reporting
        goes_on = self.reporting and isinstance(mention.value, Quantity) and mention.value.unit == self.previous.unit
        told = bool(self.status.hits) or self.status.reach.planned or goes_on  # 14.5万亩当中,新建9.8万亩
        opens = verb is not None and (verb.start() == 0 or _INTENDS.fullmatch(before, 0, verb.start()) is not None)
        if (
            (opens and not named and told and (self.subject is not None or self.status.reach.planned))
            or (head is not None and dated and (_OUTPUT.search(before) or self._reports(before)))
            or (dated and self.subject is not None and _SHIPPED.search(before))
            or (named and (verb is not None or (goal and self.status.has_evidence(mention.start))))
            or (thread.taken and (verb is not None or not thread.refused))
        ):
            indicator = share_verb(thread, terms, before, figure.first)
            return Found(indicator + ("" if after is None else after.group()), "target.measure")
        return None

    def _stands(self, figure: Figure, before: str) -> bool:
        """Whether it is what land a place has (全县现有茶园|12万亩)."""
        value, subject = figure.mention.value, self.subject
        of_land = isinstance(value, Quantity) and value.unit in _OF_LAND
        if not of_land or subject is None or subject.kind == "company":
            return False
        return bool(before) and holds(self.text, figure.clause[0], figure.mention.start)

    def _reports(self, before: str) -> bool:
        """Whether a place or public body is the subject here, of which a dated measure of its works is a result."""
        if _SOLD.search(before):
            return False
        return self.subject_here and self.subject is not None and self.subject.kind in ("place", "body")

    def _is_story(self, mention: Mention) -> bool:
        """Whether a small number is written out as stories do (两条生产线, 三个街道)."""
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        small = value is not None and value <= Decimal(10)
        return small and not mention.text[:1].isdigit() and not self.thread.taken

    def _capacity(self, figure: Figure, before: str) -> Found | None:
        """产能为1.2万吨,计划提高到3万吨: the thing stands earlier in the sentence."""
        if _CAPACITY_VERB.search(self.text, figure.left, figure.mention.start) is None:
            return None
        start = self.status.start
        capacity = _CAPACITY.search(self.text, start, figure.left)
        if capacity is None:
            return None
        return Found(_PRESENT.sub("", capacity.group()) + before, "target.measure")
