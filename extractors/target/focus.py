"""What is being spoken of where a figure stands: one project, or a body and its many projects.

Project names, 该项目, 占地, 建成后 … bring one project into focus; subjects, counts of projects (236个项目), 上述项目
and sums (合计) bring the body back. Also here: figures that only say of what size the counted things are
(亿元以上项目).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.scan import occurrences
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.figure import clause_of
from kaigong.extractors.target.terms import COUNTERS, TargetTerms
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.values import Money, Quantity

_PROJECT_COUNTERS = frozenset("个 项 家 宗 件 批".split())
_AGGREGATE = lazy(r"等(?:一批|多个|\d+余?个|[一二三四五六七八九十]+余?个)?[^,。;]{0,12}?(?:项目|工程|企业)")
_PLURAL = lazy(
    r"重[点大](?:建设|产业)?(?:项目|工程)(?=完成|累计|总投资|已|开工率)"
    r"|(?:上述|这些|这批|各类|一批|所有|全部|各个)[^,。;]{0,8}?(?:项目|工程|企业)"
)
_TENANTS = lazy(r"(?:入驻|进驻|引进|容纳)[^,。;\d]{0,8}?(?:企业|项目|商户|商家|店铺|门店)?(?:达|约|近|超)?$")
_ONCE_BUILT = lazy(r"达产(?:达效)?后|进驻后|全部(?:建成|达产|投产|投用)|(?:建成|投产|投用|投运|竣工|项目完成)后")
# 景区由某集团投资4.5亿元兴建,一年接待游客63万人次: what one undertaking brings
_BUILT_BY = lazy(
    r"由[^,。;\d]{2,30}(?:公司|集团|企业)(?:独家|全额|共同)?(?:投资|出资|斥资)[^,。;]{0,16}(?:兴建|建设|开发|打造|建造|建成)(?!的[^,。;]{0,16}[\d等])"
)
_DESCRIBED = lazy(r"(?:、[^,。;]{2,8}?[超过破][百千万亿]+元)?的[\u4e00-\u9fff]{0,8}(?:企业|集团|公司|厂|户|村|老板)")
_POOR = lazy(r"的(?:特困|贫困|困难|农|低保)?(?:户|家庭|职工|农户|居民|群众|村|人口)")
# 一是建设污水处理二期工程;二是新建公租房3000套: the next item is of the body again
_NEXT_ITEM = lazy(
    r"(?<=[;,。])(?:[二三四五六七八九十]是|[2-9][.、])(?:新建|新增|改造|改建|完成|新改建|建设|建成|实施|开工|新开工|引进|淘汰)"
)
# X公路6月底前完工;全年还要建产业路150公里: of the body
_MORE_THIS_YEAR = lazy(
    r"(?<=[,;])(?:全[市县区省州])?(?:今年|全年|年内|明年)(?:[全我该][市县区省州])?还(?:要|将|计划|拟|需)"
)
_OF_IT = lazy(r"(?:[该此本]|这[一个座条项]?)(?:项目|工程)|(?:项目|工程)(?:分|包括|由|总投资)")
_WHEN_BUILT = lazy("后|全部")
_RATE_OF_ONE = lazy(r"(?:设计)?[年月日](?:产|处理)(?!业|品|值|量)[^,。;、能将达]{0,6}(?=\d)")
_OF_PLACE = lazy(r"全[省市州县区镇乡村旗]$")  # 全市年产黑木耳9亿袋
# 今年的目标,一是新建菌包厂3个,二是产值达到50亿元: told of the body, whatever is named
_GOALS_TOLD = lazy(r"(?:今年|明年|全年|年度|下一步)[^,。;]{0,6}目标[^,。;]{0,4}[,:]?一是")
_WHOLE_YEAR = lazy(
    r"\s*全年(?:接待游客|旅游|实施|安排|计划|力争|新增|完成|争取|谋划)"
)  # 全年接待游客800万人次: of the place
# 公司签订X项目合同,合同额12亿元;1-11月新签合同额10432亿元: of the firm
_ALL_SIGNED = lazy(
    r"(?<=[,;。])(?:公司|集团)?(?:今年|全年|今年以来|\d{1,2}(?:-|—+|至)\d{1,2}月|[上下]半年|前?[一二三四]季度|前\d{1,2}个?月)(?:公司|集团)?,?(?:累计|共)?新签[^,。;\d]{0,6}(?:合同|订单|合约)"
)
# 加快A、B建设,全年电网投资力争突破4500亿元: of the body
_YEARS_SECTOR = lazy(
    r"(?<=[,;。])(?:确保|力争|预计)?全年(?:完成)?(?:交通|水利|能源|电网|铁路|公路|工业|技改|产业|基础设施|固定资产|重[点大]项目)[^,。;、\d]{0,6}投资"
)
# 今年县里确定工业性投入的目标为108亿元: of the body
_AIM_SET = lazy(
    r"(?<=[,;。\n])(?:今年|明年|全年|20\d\d年)[^,。;\d]{0,8}(?:确定|定下|提出|确立|明确|设定)[^,。;\d]{2,16}的?(?:目标|任务)(?=[为是达])"
)
# X园区土地已售出92%,今年招商目标150亿元: of the body
_YEARS_AIM = lazy(
    r"(?<=[,;。])(?:今年|明年|全年|年度|20\d\d年)(?:度|的)?(?:全[市省县区]|县府|市府)?(?:招商(?:引资)?|引资|销售|营收|产值|外资|出口|签约|税收|投资)(?:额|总额|收入)?目标"
)
# 城镇登记失业率控制在4%以内: no single work has such a rate
_BODY_RATES = lazy(
    r"(?<=[,;。、\n])(?:[全我][市县区省州]|城区|城市|建成区|常住人口|农村|城镇|城镇登记)*(?:城[镇市]化率|绿化覆盖率|森林覆盖率|绿地率|(?:污水|生活垃圾|垃圾)[\u4e00-\u9fff]{0,5}处理率|供水一体化率|普及率|气化率|参合率|参保率|失业率|贫困发生率)"
)
# 码头等一批项目建成投产。“十二五”期间,计划投资150亿元: of the place
_PLAN_YEARS = lazy(
    r"(?<=[。\n“\"])十[一二三四五六]五[”\"]?(?:期间|时期),(?=(?:计划|将|拟|力争|预计|全[市省县区州])[^。;\d]{0,10}(?:投资|投入|建设|新建))"
)
# X冷轧线试车。外贸进出口82亿元,增长9.4%: of the place
_ECONOMY = lazy(
    r"(?<=[,;。\n])(?:全[市县区省州])?(?:外贸进出口|财政总?收入|(?:一般)?公共(?:财政)?预算收入|(?:规上|规模以上)工业|农产品加工业?产值|(?:城镇|农村|城乡)(?:常住)?居民人均|农民人均|旅游(?:总|综合)收入)"
)
# 7号线开通。新建改建学校38所: of the place
_SCHOOLS = lazy(
    r"(?<=[;。\n])(?:新建改建|新改扩建|新改建|改扩建|新建)(?:各类)?(?:学校|中小学校?|幼儿园|公园|口袋公园)(?=\d+[所座个])"
)
# 农业方面,新发展优质果品2.3万亩: the next field of a body's work, whatever was told of the one before
_FIELD = lazy(r"(?:在|而)?[\u4e00-\u9fff]{2,6}方面,(?=[^。;]{0,20}?\d)")
# 市长表示,明年要完成公园20座: of the place, whatever was told before
_CHIEF = lazy(
    r"(?<=[,;。\n])[省市县区州镇]长[\u4e00-\u9fff]{0,4}(?:表示|指出|介绍|透露|强调|[说称]),?(?=[^。;]{0,4}(?:明年|今年|全年|下一步|到20))"
)
# 会议要求,一季度开工率达到50%: of all that the body has to do
_MEETING = lazy(
    r"\s*[“\"]?(?:会议|大会|[省市县区州]委[^,。;]{0,6}|[省市县区州]政府[^,。;]{0,6}|[省市县区州]领导)(?:还|同时|最后|)?(?:要求|强调|提出|明确|指出)[,:]"
)
# 确保全年完成投资950亿元以上,固定资产投资增长10%; 全年计划完成交通投资180亿元: of the body whatever was told before
_YEARS_GOAL = lazy(
    r"(?:(?:今|明)年|全年|年度)的?(?:奋斗|总体|工作|主要|预期)?目标(?:是|为|定[在为])[^,。;\d]{0,6}(?:货物|旅客|吞吐量|销售|产量|发电量|到账|到位|实际|利用|招商|引进|签约|固定资产|财政|工业|外贸|出口|税收)"
    r"|(?:(?:确保|力争|争取|要求)(?:今年|全年|[上下]半年|年内)|(?:今年|全年|[上下]半年|年内)(?:计划|力争|确保|预计|争取|将|要|拟)+)"
    r"(?:完成(?:固定资产|重点项目|重大项目|产业|工业|交通|水利|能源|技改|基础设施|公路|农业|城建)[^,。;\d]{0,4}投资"
    r"|完成投资(?=[^。]*(?:固定资产|新开工|签约|招商|引进|到位|增长))|[^,。;\d]{0,6}(?:新签约|新引进|新招引|引进[^,。;]{0,12}项目|招商引资))"
)
# 开工X高速,|完成交通投资120亿元: of the body, though it names what it builds
_YEAR_SPENT = lazy(
    r"(?<=[,。;])(?:(?:确保|力争)?(?:全年|今年|年内))?(?:累计|预计|力争)?完成(?:固定资产|重点项目|工业|交通|水利|能源|技改|基础设施|公路|农业|城建)[^,。;\d]{0,4}投资(?=[^,。;\d]{0,3}\d)"
)
_MAKES = lazy("产|处理")
_UNDERTAKING = lazy("项目|工程|企业|基地|电站|产业园|工厂|产线")
_PROJECT_BACK = lazy(
    r"(?:该|此|这一|(?<!基)本)(?:项目|工程|基地|电站|产业园|工厂|产线)"
    r"|(?<![\u4e00-\u9fff])(?:项目|工程|基地|电站)"
    r"(?=总(?:投资|建筑|用地|占地|造价|概算|装机)|共?(?:覆盖|惠及|涉及)|共(?:建设|新建|分)|(?:已|已经)?累计完成投资|计划|拟|由|占|建成|规划|设计|预计|投资(?!完成|总?额)|达产|投产|全)"
)
_MANY_BEHIND = lazy(r"[^,。;:、\d]{0,20}?(?:项目|工程|企业)|(?:已|实现)?(?:新?开工|续建|竣工|投产|在建|复工)")
_MANY_BEFORE = lazy(r"(?:项目|工程|企业)[^,。;:、]{0,4}$")
ENUMERATED = lazy(r"子项目|子工程|方面|阶段|环节|部分|月|工作日|批次|标段|大类|类")
# Behind a number, these make it a size class of what follows: 亿元以上项目, 50亿级企业, 35千伏及以上线路.
_CLASS_MARK = lazy(r"(?:\(含\))?(?:及其?以上|及以下|以上|以下|级)?的?")
_CLASS_HEAD = lazy(r"[^\d,。;:、()]{0,14}?(?:项目|企业|工程|线路|集群)(?!资|额)")
_CLASS_COUNTED = lazy(
    r"(?:[^\d,。;:、()]{0,8}(?:项目|企业|乡镇?|[镇村县]|园区|集群|产品|品牌|市场|单位)(?:已?达到?|有|共|为|增加到|增至|发展到|超过|不[少低]于|至少)*|(?:已?达|共?有|占)?)"
    r"(?:\d+|[一二三四五六七八九十百千零两]+)[个家项户宗]"
    r"|[^\d,。;:、()]{1,10}(?:占比|比例|比重|占)"  # 收入20万元以上的村占比超过60%
)
_SIZED_COUNT = lazy(r"(?:及?以上|以下)的?(?:[^\d,。;:、()]{2,10})(?:达|有|共)?\d[\d.]*万?[多余]?[个家座处所户]")
_COUNTED_BEFORE = lazy(
    r"[\d一两二三几][个项家](?:以上|左右)?(?:年)?(?:总?投资|产值|营收|税收|(?:主营业务|销售|营业)?收入|销售额|利税)?"
    r"(?:额|在|达|超过?)?$"
)
_BARE_COUNT = lazy(r"(?:不[少低]于|至少|超过?|达到?|约|有)?\d+[个家项户宗](?![\u4e00-\u9fff])")
_CLASS_NEXT = lazy(r"\d+[亿万]?元?(?:以上|级)?[^\d,。;:、]{0,8}(?:项目|企业)")
_MEASURED = frozenset(("用地", "占地", "工期"))
_OF_MANY = frozenset(("用地", "占地", "总建筑面积"))  # 新开工工业园24个,用地总面积1850亩
_LAND_OF_ALL = lazy(
    r"(?:报批|新征|征收|征用|批回|获批|盘活|收回|新增|拓展|整备|储备|落实|盘活|供应|收储|处置|出让|腾退|消化|整治|整理|拆除|清理|收回|保障)[^,。;、\d]{0,6}$"
)
# 新开工保障房2.1万套,总建筑面积126万平方米: of all of them
_HOUSING = lazy(
    r"(?:保障房|保障性[^,。;]{0,6}房|公租房|廉租[住]?房|棚户区|棚改|安置房|老旧小区|经济适用[住]?房|人才公寓)[^,。;]{0,8}?\d[\d.]*万?[套户]"
)
_FIGURE_BEHIND = lazy(r"[^,。;、]{0,8}\d")
# 供应建设用地2.6万亩,其中住宅|用地6800亩、工业|用地9500亩
_KIND_OF_LAND = lazy(r"(?:供应|供地|出让|收储|供给)[^。;]*(?:住宅|工业|商服|商业|商住|产业|仓储|公共|基础设施|民生)$")
_HOUSING_REACH = 40  # characters
# 全市交通|项目计划投资120亿元: of all projects of a kind
_OF_BODY = lazy(r"(?:全[市省县区州镇旗]|重[点大]|民生|各类|政府投资|[今明]年)[^,。;\d]{0,8}$")
_PERMITS = lazy(r"(?:建照|执照|推案|开工|使照)[^。;]{0,12}\d+[件宗户]")
_PLAN_REACH = 14  # characters
_TENANTS_REACH = 14  # characters
_VERB_BEFORE = 8  # 改造城镇老旧小区: characters looked back from the works for their verb
_LANDMARK = lazy(r"级?(?:大关|台阶)")  # 突破百亿元大关, 迈上千亿级台阶
_CLUSTER = lazy(r"级?的?[\u4e00-\u9fff]{0,14}?(?:(?:产业)?集群|园区|开发区|产业(?![链园基]))")
_BUILDS_CLUSTER = lazy(r"(?:打造|建成|形成|建设|培育|迈向)[成为]?(?:一个|[\d一二三四五六七八九十]个)?$")
_SPENT_ON = lazy(r"扶持|补助|奖励|资助|培育|帮助|引导|改造|建设|开展|实施|用于|推进|新建|支持|投资")


_INVESTORS = lazy(
    r"(?:企业|公司|单位|集团)(?:共同|联合|合作|合资|合股|分别|各自)*(?:投资|出资|建设|承建|开发|组建|参与|兴建|兴办|建造|打造|合建|承担|施工|实施|发起|参股|入股)"
)


def is_of_investors(text: str, mention: Mention) -> bool:
    """Whether the number counts those who carry out one undertaking (由某公司等3家企业投资)."""
    return text.endswith("等", 0, mention.start) and _INVESTORS.match(text, mention.end) is not None


def is_landmark(text: str, mention: Mention) -> bool:
    """Whether the sum only says what the one before has passed (实现产值1128亿元,首次突破千亿元大关,增长31%)."""
    return mention.label is Label.AMOUNT and _LANDMARK.match(text, mention.end) is not None


def project_spans(document: Document) -> list[tuple[int, int]]:
    """Where the names and short names of the document's projects stand, sorted."""
    mentions = [m for p in document.projects for m in (p.name, *p.aliases)]
    spans = {(m.start, m.end) for m in mentions}
    surfaces = {m.text for m in mentions if len(m.text) > 1}
    if surfaces:
        longest_first = sorted(surfaces, key=lambda s: (-len(s), s))
        spans.update((start, end) for start, end, _ in occurrences(document.text, longest_first))
    return sorted((start, end) for start, end in spans if not document.text.startswith("率", end))


# Where a sentence turns to the body, each by a word without which it is not looked for.
_OF_BODY_AGAIN = (
    ("全年", _YEARS_SECTOR),
    ("新签", _ALL_SIGNED),
    ("目标", _YEARS_AIM),
    ("目标", _AIM_SET),
    ("率", _BODY_RATES),
    ("长", _CHIEF),
    ("五", _PLAN_YEARS),
    ("新建", _SCHOOLS),
    ("收入", _ECONOMY),
    ("外贸", _ECONOMY),
    ("规上工业", _ECONOMY),
    ("农产品加工", _ECONOMY),
)


class FocusReader:
    """Reads the focus of one sentence at a time."""

    def __init__(self, document: Document, names: Sequence[tuple[int, int]], terms: TargetTerms) -> None:
        self.text = document.text
        self.names = names
        self.terms = terms
        self._again = [(word, pattern) for word, pattern in _OF_BODY_AGAIN if word in document.text]
        self.goal_from = -1  # where a body's goal for the year stands in a sentence that names no project

    def sets_goal(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether the number is of a goal that a body sets for the year (确保全年完成投资950亿元以上)."""
        return sentence.start <= self.goal_from < mention.start

    def opens_field(self, sentence: Sentence) -> bool:
        """Whether the sentence turns to the next field of a body's work (农业方面,新发展优质果品2.3万亩)."""
        found = self.text.find("方面", sentence.start, sentence.end) >= 0
        return found and _FIELD.match(self.text, sentence.start, sentence.end) is not None

    def events(
        self, sentence: Sentence, bodies: Sequence[int], numbers: Sequence[Mention], *, of_all: bool = False
    ) -> list[tuple[int, bool]]:
        """(position, True where one project comes into focus, False where a body or many projects do), in order.

        ``bodies`` are the positions of the sentence's subjects; ``of_all`` says that projects were counted just before,
        and none named, so that 项目建成后 is said of them all.
        """
        text, start, end = self.text, sentence.start, sentence.end
        many = [n.start for n in numbers if self.counts_many(n, sentence) and not self._of_one(n, sentence, bodies)]
        undertaking = _UNDERTAKING.search(text, start, end) is not None
        one = self._singles(sentence, min(many, default=end), undertaking, of_all)
        one += self._names(sentence, of_bodies=bool(bodies))
        if text.find("目标", start, end) >= 0 and (goals := _GOALS_TOLD.search(text, start, end)) is not None:
            one = [p for p in one if p < goals.start()]
            many.append(goals.end())
        back = [*bodies, *many, *self._public_works(sentence)]
        back += self._turns_back(sentence) if one else self._goals_set(sentence)
        if self.opens_field(sentence):
            back.append(start)
        back += [m.end() for m in pat.SUM.finditer(text, start, end)]
        for word, pattern in self._again:
            if text.find(word, start, end) >= 0:
                back += [m.start() for m in pattern.finditer(text, start, end)]
        for pattern in (_AGGREGATE, _PLURAL) if undertaking else ():
            back += [m.end() for m in pattern.finditer(text, start, end)]
        return sorted([(p, True) for p in one] + [(p, False) for p in back])

    def _singles(self, sentence: Sentence, first: int, undertaking: bool, of_all: bool) -> list[int]:
        """Where words speak of one project; behind a count, at ``first``, and of all counted before they do not."""
        text, start, end = self.text, sentence.start, sentence.end
        one = [m.start() for m in self.terms.single.finditer(text, start, end) if self._is_single(m, first)]
        if undertaking and _MAKES.search(text, start, end):
            rates = _RATE_OF_ONE.finditer(text, start, end)
            one += [m.start() for m in rates if _OF_PLACE.search(text, start, m.start()) is None]
        if text.find("由", start, first) >= 0:
            one += [m.end() for m in _BUILT_BY.finditer(text, start, first)]
        if of_all:
            return one
        if undertaking:
            one += [m.start() for m in _PROJECT_BACK.finditer(text, start, first)]
        if _WHEN_BUILT.search(text, start, first):
            one += [m.start() for m in _ONCE_BUILT.finditer(text, start, first)]
        return one

    def _names(self, sentence: Sentence, of_bodies: bool) -> list[int]:
        """Where projects are named, but for what a body spends its money on (全市投入15亿元用于…)."""
        first = bisect_left(self.names, (sentence.start, sentence.start))
        last = bisect_left(self.names, (sentence.end, sentence.end), first)
        starts = [start for start, _ in self.names[first:last]]
        return [at for at in starts if not (of_bodies and self.text.endswith("用于", 0, at))]

    def _turns_back(self, sentence: Sentence) -> list[int]:
        """Where a sentence that speaks of one project turns back to the body."""
        text, start, end = self.text, sentence.start, sentence.end
        back = [m.start() for m in _YEAR_SPENT.finditer(text, start, end)]
        if not _OF_IT.search(text, start, end):
            back += [m.start() for m in _NEXT_ITEM.finditer(text, start, end)]
        if text.find("还", start, end) >= 0:
            more = [m.start() for m in _MORE_THIS_YEAR.finditer(text, start, end)]
            self.goal_from = more[0] if more else self.goal_from
            back += more
        return back

    def _goals_set(self, sentence: Sentence) -> list[int]:
        """Where a sentence that speaks of no single project sets goals of the body."""
        text, start, end = self.text, sentence.start, sentence.end
        back = [start] if _WHOLE_YEAR.match(text, start, end) or _MEETING.match(text, start, end) else []
        goal = _YEARS_GOAL.search(text, start, end) or _AIM_SET.search(text, start, end)
        if goal is not None:
            back.append(goal.start())
            self.goal_from = goal.start()
        return back

    def _describes(self, mention: Mention) -> bool:
        """Whether the sum only says what kind of firm or family is meant (年产值超亿元的企业)."""
        bare = not any(sign.isdigit() for sign in mention.text)
        if bare and _DESCRIBED.match(self.text, mention.end):
            return True
        value = mention.value
        low = isinstance(value, Money) and value.qualifier is Qualifier.AT_MOST
        return low and _POOR.match(self.text, mention.end) is not None

    def _is_cluster(self, mention: Mention) -> bool:
        """Whether the order of magnitude is what an industry is to reach (打造千亿级产业集群)."""
        before = max(0, mention.start - 5)
        if _BUILDS_CLUSTER.search(self.text, before, mention.start) is None:
            return False
        return _CLUSTER.match(self.text, mention.end) is not None

    def _is_single(self, match: re.Match[str], first: int) -> bool:
        """Whether the words speak of one undertaking; behind a count, at ``first``, 项目总投资 is that of all."""
        word, text = match.group(), self.text
        if word in _MEASURED and _FIGURE_BEHIND.match(text, match.end()) is None:
            return False  # 强化用地、用海保障, 倒排工期
        if word == "用地" and _LAND_OF_ALL.search(text, max(0, match.start() - _VERB_BEFORE), match.start()):
            return False  # 盘活闲置用地1500亩
        if word == "总建筑面积" and _HOUSING.search(text, max(0, match.start() - _HOUSING_REACH), match.start()):
            return False
        if word == "用地" and _KIND_OF_LAND.search(text, max(0, match.start() - _HOUSING_REACH), match.start()):
            return False
        if word == "项目计划" and _OF_BODY.search(text, max(0, match.start() - _PLAN_REACH), match.start()):
            return False  # 今年全县文旅项目计划投资38亿元
        if word.endswith("楼地板面积") and _PERMITS.search(text, max(0, match.start() - _HOUSING_REACH), match.start()):
            return False  # 核发建照1820件、楼地板面积416万平方公尺
        if text.endswith("总部", 0, match.start()):
            return False  # 总部位于苏州: a company is spoken of
        return match.start() < first or not (word.startswith(("项目", "工程")) or word in _OF_MANY)

    def _public_works(self, sentence: Sentence) -> list[int]:
        """Where works are named that only a body carries out, behind their verb (改造老旧小区, 减少贫困人口)."""
        text, found = self.text, []
        for match in self.terms.public.finditer(text, sentence.start, sentence.end):
            at = match.start()
            near = max(clause_of(sentence, at)[0], at - _VERB_BEFORE)
            # 改造老旧小区180个, 农村公路新改建430公里
            worked = self.terms.verb.search(text, near, at) or self.terms.verb.match(text, match.end())
            if worked is not None and not self._in_name(at):
                found.append(at)
        return found

    def _in_name(self, position: int) -> bool:
        """Whether a project's name holds the position."""
        at = bisect_left(self.names, (position + 1, position))
        return any(start <= position < end for start, end in self.names[max(0, at - 3) : at])

    def _of_one(self, mention: Mention, sentence: Sentence, bodies: Sequence[int]) -> bool:
        """Whether the count is of what one undertaking brings (园区建成后,可入驻企业30家)."""
        text, start, at = self.text, sentence.start, mention.start
        built = _ONCE_BUILT.search(text, start, at)
        if built is not None:
            return not any(built.start() < body < at for body in bodies)
        named = bisect_left(self.names, (start, start)) < bisect_left(self.names, (at, at))
        if _TENANTS.search(text, max(start, at - _TENANTS_REACH), at) is None:
            return False
        # 物流港占地310亩,首批入驻专线物流企业52家
        described = self.terms.single.search(text, start, at)
        return named or (described is not None and not any(body < at for body in bodies))

    def counts_many(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether the number counts several projects or firms (236个项目, 项目60个)."""
        value = mention.value
        if not isinstance(value, Quantity) or value.unit not in _PROJECT_COUNTERS:
            return False
        if is_of_investors(self.text, mention):
            return False
        if (value.value is not None and value.value < 2) or ENUMERATED.match(self.text, mention.end):
            return False
        behind = _MANY_BEHIND.match(self.text, mention.end, min(mention.end + 24, sentence.end))
        before = _MANY_BEFORE.search(self.text, max(sentence.start, mention.start - 8), mention.start)
        return behind is not None or before is not None

    def is_class(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether the number only says of what size the things are that are counted."""
        value, text, end = mention.value, self.text, sentence.end
        if mention.label is Label.QUANTITY and _SIZED_COUNT.match(text, mention.end, end):
            return True  # 年出栏500头以上规模养殖场63个
        if mention.label is Label.PERCENT or (isinstance(value, Quantity) and value.unit in COUNTERS):
            return False
        if isinstance(value, Money) and (_LANDMARK.match(text, mention.end) or self._is_cluster(mention)):
            return False
        if isinstance(value, Money | Quantity) and value.qualifier is Qualifier.ORDER_OF:
            return True
        if isinstance(value, Money) and self._describes(mention):
            return True
        if mention.text.endswith("级") or (mention.label is Label.QUANTITY and text.startswith("级", mention.end)):
            return True  # 新建万吨级以上泊位9个
        mark = _CLASS_MARK.match(text, mention.end)
        at = mention.end if mark is None else mark.end()
        if text[at : at + 1] in ("、", "至", "-") and text[at + 1 : at + 2].isdigit():
            if mark is not None and "上" in mark.group():
                return True
            at += 1
        sized = mark is not None and mark.group().startswith(("以上", "及以上"))
        if sized and text[at - 1 : at] == "的" and _COUNTED_BEFORE.search(text, sentence.start, mention.start):
            return _CLASS_HEAD.match(text, at, end) is not None  # 引进1个投资千万元以上的项目
        if text[at - 1 : at] == "的":  # 投资额超过50亿元的项目达17个
            return _CLASS_COUNTED.match(text, at, end) is not None
        if isinstance(value, Money) and sized and _BARE_COUNT.match(text, at, end):
            return True  # 其中10亿元以上21个
        head = _CLASS_HEAD.match(text, at, end)
        if head is None:
            return _CLASS_NEXT.match(text, at, end) is not None
        return _SPENT_ON.search(head.group()) is None
