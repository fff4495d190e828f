"""Candidate names of undertakings: a head noun with its tail to the right, the border found to the left.

A candidate is not yet a project: ``assemble`` keeps those that something in the text supports.
"""

import re
from collections.abc import Iterator

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project_border import NameBorders
from kaigong.extractors.project_lexicon import MAX_NAME, PHASE, TAIL, NameCandidate, name_lexicon
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

_PHASE_END = re.compile(
    rf"(?={PHASE})(?<![分共第从由到至比较上下每近十])(?<!最后)(?<!最新)(?<!十[一二三四五六七])(?<!基金)(?<!债券)(?<!票据)(?<!利息)(?<!培训班)(?<=[\u4e00-\u9fff)]){PHASE}(?!工程|项目|场地|土地|用地|[\u4e00-\u9fff]{{0,4}}项目)"
)
_OPEN, _CLOSE = "(“[", ")”]"
_CLASS_OF_LIST = re.compile(r"等.{0,12}$")
_PART_OF = re.compile(r"(?:全线|主厂房|厂房|土建|主体|主体结构|桩基|地基|基础|附属|控制性|节点|装修|安装)+工程$")
_APPOSITION = re.compile(r"[”\"]?——[“\"]?")
_SIZE_CLASS = re.compile(r"以上|以下|以内")
_BESIDE = re.compile(
    r"[”\"]?(?:附近|旁|一带|毗邻|周边|沿线|以[东南西北]|对面|外围|[内里](?!一派|热火|塔吊|机声|机器|呈现|,)的?)"
)
_LOCATED_AT = re.compile(r"(?<!位)(?<!落)在(?![去今明前同此本近\d])[^,。;]{1,12}的$")
_PREDICATE = re.compile(r"[这也](?:将)?是[^,。;]{0,24}的$")  # 这也是浙江最大的滩涂光伏项目 says what it is, names none
# ,是我县第一个…的台资项目; 这座总库容1亿立方米的重点工程 refers back.
_PREDICATE_CLAUSE = re.compile(
    r"(?:[,;。]|^)(?:也|还|更|均|都)?是[^,。;:“]{2,44}的$|定位[为于][^,。;:]{0,40}的?$|这[座条个项处][^,。;:]{2,40}的$"
)
# 该项目是市区两级重点民生工程项目,也是中央投资补助项目: what it is, not what it is called.
# 新建生产车间2座、罐区1处及配套公用工程: what a work consists of.
_COUNTED_PARTS = re.compile(
    r"[、及和]\d+(?:座|条|栋|幢|台|套|口|孔)|\d+(?:座|处|个|条|栋|幢|台|套|间|口|孔|道|根|组|部)(?=[、及和,])|^[\u4e00-\u9fff]{2,6}\d+(?:座|处|栋|幢|间)"
)
_IS_CLASS = re.compile(r"(?:(?:项目|工程)|[,;])(?:也|还|又)?(?:是|系)[^,。;:“]{0,24}$")
_NOT_LOCATION = re.compile(r"[”\"]?(?:的(?:基础上|同时|过程中)|(?:项目)?(?:施工|建设|工程)?(?:现场|工地))")
_QUOTED = re.compile(r"“(?P<name>[^“”,。;、]{3,20})”")
_CAPACITY_PHRASE = re.compile(r"[年日月](?:产|处理|加工)")
_PART_OF_PROJECT = re.compile(
    r"“?(?:该|本|此|整个)?项目的?$|"  # 项目气化装置主体结构已封顶
    rf"(?:该|本|此|整个)?(?:项目|工程|第?{PHASE}(?:项目|工程)?)[^,;。]{{0,8}}?(?:建设|新建|包括|包含|拟建|将建|建有|设有|兴建|主要|涵盖|含)"
)
_BOUGHT = re.compile(r"(?<!总)(?<!期)投资约?[\d.]+[万亿]?元(?:配套)?(?:配建|建设|新建)$")
_CONTENTS = re.compile(r"(?:建设(?:内容|规模)?|主要建设)(?:主要)?(?:有|为|包括|包含)?:$")
_ALONG_WITH = re.compile(r"配套建设|配套新建|同步配套|同步建设(?![^,。;]{0,20}项目)|并配建|配建|并建设|以及建设")
_GOES_ON_BUILDING = re.compile(
    r"(?:年内|并|将|拟|计划|主要|分别|重点|可|新)*(?:建设|新建|新增|建成|形成|建|布局|购置|新上|上马|改造|扩建)"
)
_CONTAINS = re.compile(r"(?:内部|内|还|并|另|共|分别)*(?:设有|设置|配有|配备|建有|内设)")
_PHASE_BUILDS = re.compile(
    rf"(?:{PHASE}、)*{PHASE}(?:项目|工程)?(?:计划|拟|将|主要|重点|各|分别|均)*(?:建设|新建|建)"
)  # 三期建设中央厨房
_SHARE_OF = re.compile(rf"{PHASE}$")  # 一期|5万吨生产线已投产
_PHASE_SUBJECT = re.compile(
    rf"“?(?:其中,?|目前|现在|正在)*(?:建设的|实施的)?(?:该|本|此)?(?:项目|工程|{PHASE}(?:项目|工程)?)(?!部|经理)"
)
_NAMED_BEFORE = re.compile(r"[\u4e00-\u9fff)”](?:项目|工程)(?!部|经理|师|建设|[\u4e00-\u9fff]{0,2}\d)")
_SEVERAL_HERE = re.compile(r"[\d多几两余](?:个|项|批|大)|一批|等.{0,10}(?:项目|工程)|[、].{2,30}(?:项目|工程)")
_OF_SPOKEN = re.compile(r"(?:计划|项目|预计|估算)?(?:总投资|投资额|投资约?\d)|位于|选址|占地|用地|建设地点|主要建设")
_RENTED = re.compile(r"租用|租赁|承租|盘活|利用现有")  # what stands there already
_SPENT = re.compile(r"(?:投资|总投资|耗资|斥资|投入)(?:约|近|超|超过|逾|达)?$")
_SPENT_ON = re.compile(
    r"(?:以上|左右)?,?(?:重点|全力|精心|联合|合作|共同)?(?:打造|兴建|建设|投建|设立|新建|改造|修建|建成|开发|投资建设|扩建|实施)?的"
)
_NOMINAL_TAGS = frozenset(
    ["n", "nz", "nr", "ns", "nt", "nrt", "ng", "j", "b", "x", "vn", "eng", "a", "an", "nrfg", "s", "l", "m"]
)
_MAX_PHRASE = 20
_OF_PROJECT = re.compile(r"(?:项目|工程)(?:建设|建有|设有|包括|包含|涵盖|总|新建|拟建|主要)")
_PART_TAIL = re.compile(
    r"(?:[上下]水库|地下厂房|主厂房|大坝)(?:工程)?$"
    r"|(?<=项目)(?:[^项目、]{0,12}(?:楼|厂房|车间|仓库)|[^项目、]{0,6}(?:装置|生产线|机组|设备))$"
    r"|(?<=期)(?:工程|项目)?\d[^项目、]{1,8}(?:装置|生产线|机组)$"
)
_NUMBER_LIST = re.compile(r"(?:\d{1,3}(?:号|#)[、和及至])+$")
_NUMBERED = re.compile(r"\d{1,3}(?:号|#)")
_PRESENTED = re.compile(r"(?:的|旁|边|侧|处|里|中|一个|一家|一座|一项),(?:便|就|正)?是[^,。;:]{0,50}$")
_PART_OF_ALL = re.compile(r"的(?:重要|主要|核心|关键|重点)?(?:组成|一部分|部分|子项目|配套|先导|起步|启动|标志)")
_COMPOSED = re.compile(r"[^,。;]{0,40}?(?:组成|构成)")
_RUMOUR = re.compile(r"网传|传闻|谣传|传言|疯传|盛传|有消息称|据传|讹传|流传")
_DENIED = re.compile(r"不属实|不实|谣言|虚假|辟谣|否认|子虚乌有|并无此事|没有依据|并非事实|未曾(?:洽谈|签)|从未")
_DENIAL_REACH = 160
# 与安岚高速公路以枢纽互通相接: where one line meets another.
_JOINS = re.compile(r"[^,。;]{0,12}?(?:相接|相连|连接|衔接|交汇|交叉|互通|对接|并行|连通|贯通|接轨|汇合)")
_OWN_SUM = re.compile(
    r",?(?:计划|概算|估算|预计|批复)?(?:总)?投资(?:约|额|不低于|不少于|不超过|超过?|近|逾|达|为|人民币|:)*\d"
)
_ITEM_HEADING = re.compile(r"\s*\(?[\d一二三四五六七八九十]{1,2}[.、)](?P<name>[^,。;:]{4,40})[。:]?")
_ENDS_ON_PHASE = re.compile(rf"{PHASE}(?:项目|工程)?$")
_OWN_EVENT = re.compile(
    r"(?:于|在|已|被|则|将|力争|确保|计划|预计|正|正在)*(?:\d{1,2}月|\d{4}年|年内|年底|今年|明年|上月|本月|下月|月底|近日|日前|昨日|今日|[一二三四]季度|上半年|下半年)?"
    r"[^,。;]{0,8}?(?:开工|动工|投产|投用|竣工|完工|建成|通车|封顶|投入使用|投入运行|投入运营|启用|通水|并网|完成征迁|取消|终止|搁置|停工|暂缓)"
    r"|,?(?:是)?由[^,。;]{2,20}?(?:公司|集团|企业|厂|局|中心|合作社)[^,。;]{0,6}(?:投资|建设|承建|兴建|实施)"
)
_MIN_NAMED = 2
# 格尔木工业园今年计划实施重点工业项目34项: a zone that reports of its work.
_ZONE_WORD = re.compile(r"(?:工业园|产业园|园区|科技园|开发区)$")
_ZONE_ACTS = re.compile(
    r"(?:今年|去年|目前|累计|上半年|\d+月)*(?:已|共|计划|新|将|先后|再)*(?:实施|引进|签约|拥有|集聚|入驻企业|完成(?:工业|固定)|招引|落户)"
)
_RUNS = re.compile(
    r"的?(?:正常)?(?:生产经营|日常经营|生产(?=[,。;、]|不受))"
)  # 不影响绵阳工厂的生产: it stands already
_CEREMONY = re.compile(
    r"(?:[昨今]\(\d+\)日|[昨今]日|[昨今]天|\d+日|上午|下午)*(?:举行|举办|办理)?(?:项目)?(?:的)?(?:动土|开工|奠基|落成|启用|投产|开幕)(?:典礼|仪式)?"
)
_BUILT = re.compile(r"(?:兴建|新建|建设|建造|投建|盖|设立|打造)(?:一座|一个|一家|全?)?$")
_MAX_BARE_PART = 5
_MIN_BARE_HEAD = 4  # a head that names a thing by itself (数据中心)
_COUNT_BEHIND = re.compile(
    r"(?:大棚)?(?:,共|数|总数|达|共|共有|约|超|超过|近|有|各|等)?(?:\d+(?:余|多)?(?:个|项|处|座|件|条|口|家|所)|[一两]座(?=[,。;、及和]))"
)
_COUNTED_QUOTE = re.compile(r"”(?:工程|项目)?\d+(?:余|多)?(?:件|个|处|项)")  # 新建“五小水利”工程2000件
_MANY_BUILT = re.compile(r"(?:建设|新建|新上|布局|安装)(?:[1-9]\d+|[3-9])(?:条|座|台|套|栋)$")
_FOUNDED = re.compile(r"(?:成立|组建|共建|设立|建立)了$")  # 联合成立了X实验室: a body, not works
_BUILT_THERE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:投资建设|投资兴建|新建|兴建|建设|建成|打造)(?![大道路项工])")
_PHASE_IS = re.compile(r"[一二三四五六]期(?:项目|工程)?(?:为|是)$")  # 一期为年产10万吨X生产线
_WHERE_BEHIND = re.compile(r"在(?=[\u4e00-\u9fff]{2,}[省市县区镇乡])")  # 投资3亿元的动车所在某省某县开工
_PAYS_FOR = re.compile(
    r"(?:投资(?:约|近|超)?\d[\d.]*[余多]?[万亿]元?(?:人民币)?|(?:投入|斥资|出资)(?:约|近|超)?\d[\d.]*[余多]?[万亿]元?(?:人民币)?,?)"
    r"(?:在[^,。;]{2,12})?(?:新上|新建|扩建|兴建|建设)$"
)
_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_SEVERAL = re.compile(
    r"(?:项目|工程)[约近超达]?\d+|(?:\d|[二三四五六七八九十百千两多几余])\s*(?:个|项|大|批|处|类|宗)$"
)
_SEVERAL_THINGS = re.compile(r"(?:\d|[二三四五六七八九十百千两多几余])\s*(?:个|项|座|条|家|处|台|套|栋|所)$")
_SEVERAL_OF_CLASS = re.compile(r"(?:\d|[一二三四五六七八九十百千两多几余])\s*(?:个|项|大|批|宗)(?P<rest>[^个项批宗]*)$")
# It is the first of its kind: what follows says what another undertaking is, and names none.
_FIRST_OF_KIND = re.compile(r"(?:标志着|成为|[是为系])[^,。;“”]{0,30}首(?:个|座|家|条|例|台|套|批)[^,。;“”]{0,10}$")
_NUMBERED_BUILDING = re.compile(
    r"(?:最后)?[一两](?:栋|幢|排|间)[^,。;]{0,6}(?:楼|厂房|车间|仓库|房)$|[^,。;]{0,10}(?:多|数|若干)(?:个|座|条|家)[^,。;]{0,10}(?:项目|工程)$|双向[一二三四五六七八九十\d]+车道|第[一二三四五][套条座台组批](?!段)|[一二三四五六七八九十\d]{1,2}(?:号|#)?(?:标准)?(?:厂房|车间|宿舍|楼)"
)
_OF_UNDERTAKING = re.compile(r"(?:项目|工程)$")
# X二期投用暨三期签约活动, 第五期“三个一批”项目, 前者一期工程
_OF_CEREMONY = re.compile(
    r"^利用[省市县区境域]外|(?:投用|开工|投产|竣工|签约|奠基|启用|封顶|[大洽谈推介览]会|活动|仪式)暨|三个一批|集中(?:开工|签约|竣工)|^[前后]者"
    # 实施旅游设施提升“百日攻坚”工程: a campaign
    r"|“[^“”]{0,8}(?:攻坚|行动|会战|倍增|革命|提升|振兴)[^“”]{0,3}”(?:工程|项目)$|(?:攻坚|会战|专项行动)(?:工程|项目)$"
)
_NO_NAME = re.compile(
    rf"[\u4e00-\u9fff]{PHASE}(?:项目|工程)?|至此[^,。;]*|(?:工程|项目)[^,。;]{{1,6}}段|[^,。;]{{0,8}}(?:划分|分为)[^,。;]*|[东西南北][至起临靠邻接][^,。;]{{0,10}}(?:路|街|道|河|渠|桥)"
    r"|[上下]水库|[主副]坝|溢洪道|[^,。;]{0,12}(?:应开尽开|能快则快|应投尽投)[^,。;]*"
    r"|[^,。;]{0,6}(?:”|致富|发展|创业|小康|幸福|振兴|转型|升级|搬家|希望|奋进|成长)之?路"
    r"|(?:[该本此]期|[若据因为以该其本此如至于是系且而但及]|[^,。;]{0,24}[为是系])(?:项目|工程)"
)
_ZONE_CLASS = re.compile(
    r"(?:[省市县州镇乡]|(?<!扩)区|新城)(?P<class>[^省市县州镇乡区]*(?:重大|重点|产业(?!园|城|港|基地|中心)|工业(?!园|城)|民生|招商)[^省市县州镇乡区]*)$"
)
_FIRST_WITHIN = re.compile(r"(?:[\u4e00-\u9fff]{0,6}首(?:个|座|家|条|例|台|套|批))?")
_REPORTED = re.compile(r"资金(?:约|近|超)?\d|(?:今年|已|共|累计|全年|上半年)*(?:完成|到位|实现)(?:投资|产值|资金)")
_DEAL_IN_CAPITAL = re.compile(
    r"(?:股权|增资|引战|配股|发债|债券|票据|理财|信托|贷款|借款|担保|融资|采购|招标|REITs)[^,。;]{0,6}(?:项目)$"
)
_FIELD_LIST = re.compile(
    r"[^,。;]{0,24}等(?:多个|多|各|\d+个|[一二三四五六七八九十]+大)?(?:重点|战略性|新兴|主要|关键)*(?:领域|行业|产业(?!园|项目|基地)|方面|板块|门类|业态|赛道|方向)"
)
_TITLE_END = re.compile(
    r"[^《》]{0,40}(?:名单|规划|方案|意见|办法|指南|条例|计划|清单|目录|措施|纲要|白皮书|通知|政策|公告|说明)》"
)
_VERB_QUOTE = re.compile(r"(?:建设|新建|投资|实施|打造|推进|启动|开展|建)(?=“[^“”]+”(?:项目|工程)$)")
_QUOTE_REST = re.compile(r"[-—·:][^“”,。;]{1,20}(?=”)")
_ASIDE_OPEN = re.compile(r"\((?:不含|含|包含|包括)[^()]*$")
_POLICY_BEHIND = re.compile(
    r"”(?:“[^“”]*”)*等?[^,。;“”]{0,6}?(?:战略|行动|计划|政策|措施|方案|理念|模式|格局|体系|机制|目标|布局|倡议|专项|精神|思路)"
)
_SLOGAN = re.compile(r"打造(?:成|为)?$|形成$")
_DANGLING = re.compile(r"(?:[的了着过把将对以之被由向]|[港园厂区市县镇]建成)$")


class NameFinder:
    """Finds the candidate names of one document."""

    def __init__(self, document: Document, borders: NameBorders) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self.borders = borders
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._dates = MentionIndex(document.mentions_of(Label.DATE))

    def find(self) -> list[NameCandidate]:
        """All candidates, sorted by start; they do not overlap."""
        found: list[NameCandidate] = []
        for sentence in self.document.sentences:
            headed = list(self._in_sentence(sentence))
            other = (*self._quoted(sentence), *self._invested(sentence))
            free = [o for o in other if all(o.end <= c.start or c.end <= o.start for c in headed)]
            found += sorted([*headed, *free], key=lambda c: c.start)
        return found

    def _invested(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Noun phrases without a head noun of the lexicon on which money is spent (投资8000万元的巴氏奶车间)."""
        for amount in self._amounts.inside(sentence.start, sentence.end):
            spent = _SPENT.search(self.text, max(sentence.start, amount.start - 8), amount.start)
            joint = _SPENT_ON.match(self.text, amount.end, sentence.end)
            if spent is None or joint is None:
                continue
            dates = self._dates.inside(joint.end(), sentence.end)
            limit = dates[0].start if dates else sentence.end
            start, end = joint.end(), self._noun_phrase_end(joint.end(), limit)
            start, _ = self.borders.strip_lead(start, end)
            text = _WHERE_BEHIND.split(self.text[start:end])[0]
            end = start + len(text)
            if (
                3 <= len(text) <= _MAX_PHRASE
                and not self.borders.is_generic_at(start, end)
                and not self.borders.is_organisation(start, end)
            ):
                yield NameCandidate(
                    start, end, text, "project.invested", True, self.borders.is_proper(start, end), True, True
                )

    def _noun_phrase_end(self, start: int, limit: int) -> int:
        """Where the run of nouns from an offset ends, by the segmenter's parts of speech."""
        words, _ = self.borders.words_around(start)
        at = start
        while at < limit and at in words:
            end, tag = words[at]
            if tag not in _NOMINAL_TAGS or not self.text[at].isalnum():
                break
            at = end
        return at

    def _quoted(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Quoted names without a head noun that are the object of a verb of building (改建为“海滨艺墟”)."""
        for match in _QUOTED.finditer(self.text, sentence.start, sentence.end):
            before = self.text[max(sentence.start, match.start() - 6) : match.start()]
            start, end = match.span("name")
            slogan = _SLOGAN.search(before) is not None and not self.borders.ends_on_head(match.group("name"))
            slogan = slogan or _COUNTED_QUOTE.match(self.text, end) is not None
            slogan = slogan or _POLICY_BEHIND.match(self.text, end) is not None
            if self.lexicon.builds.search(before) and not slogan and not self.borders.is_generic(match.group("name")):
                yield NameCandidate(start, end, match.group("name"), "project.quoted", True, True, True, True)

    def _in_sentence(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Candidates of a sentence, right to left so that the last head of a compound wins."""
        ends = self._head_ends(sentence)
        found: list[NameCandidate] = []
        limit = sentence.end
        for start, end, head in reversed(ends):
            if end > limit:
                continue
            candidate = self._candidate(sentence, start, end, head)
            if candidate is not None:
                found.append(candidate)
                limit = candidate.start
        yield from reversed(found)

    def _head_ends(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """(start of head, end of name, head) of all heads and bare phase words, in order."""
        ends = []
        for match in self.lexicon.heads.finditer(self.text, sentence.start, sentence.end):
            if not self.borders.inside_organisation(match.start(), match.end()):
                tail = TAIL.match(self.text, match.end(), sentence.end)
                ends.append((match.start(), tail.end() if tail else match.end(), match.group()))
        phased = self.text.find("期", sentence.start, sentence.end) >= 0
        for match in _PHASE_END.finditer(self.text, sentence.start, sentence.end) if phased else ():
            ends.append((match.start(), match.end(), "期"))
        return sorted(ends, key=lambda e: (e[1], -e[0]))

    def _candidate(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameCandidate | None:
        floor = max(sentence.start, head_start - MAX_NAME)
        border, cut = self.borders.left_border(floor, head_start)
        start, governed = self.borders.strip_lead(border, head_start)
        if cut == "place" and (built := _BUILT_THERE.match(self.text, start, head_start)) is not None:
            start, governed = built.end(), True  # 拟在那柯里建设茶马影视基地
        plant = self._is_new_plant(sentence, start, head_start, end)
        start = head_start if plant else start
        if start >= head_start and head != "期" and len(head) < _MIN_BARE_HEAD and not plant:
            return None
        if _DANGLING.search(self.text, start, head_start) or _OF_PROJECT.match(self.text, start, head_start):
            return None
        start = self._opening_quote(floor, start, end)
        if (verb := _VERB_QUOTE.search(self.text, start, end)) is not None:
            start, governed = verb.end(), True
        if self.text[start - 1 : start] == "“" and (rest := _QUOTE_REST.match(self.text, end)) is not None:
            end = rest.end()
        text, start, end = _balance(self.text[start:end], start, end)
        if (part := _PART_OF.search(text)) and self.borders.ends_on_head(text[: part.start()]):
            text, end = text[: part.start()], start + part.start()
        if (part := _PART_TAIL.search(text)) and self.borders.ends_on_head(text[: part.start()]):
            text, end = text[: part.start()], start + part.start()
        if (numbers := _NUMBER_LIST.search(self.text, floor, start)) and _NUMBERED.match(text):
            start, text = numbers.start(), self.text[numbers.start() : end]  # 22号、23号泊位工程
        if _APPOSITION.match(self.text, end) and self.borders.is_generic(re.sub(r"“[^”]*”", "", text)):
            return None
        weak = head not in self.lexicon.strong and head != "期" and not any(s in text[-6:] for s in self.lexicon.strong)
        if self.borders.is_generic(text) and (wider := self._with_capacity(floor, start, end)) is not None:
            start, text = wider, self.text[wider:end]
        owner = self.borders.organisation_before(border + (self.text[border] == ")")) if cut == "org" else None
        if owner is not None and not self.borders.is_built(owner):
            # 建筑署会监督工程; X公司(以下简称“X”)埃及生产基地
            owner = None if owner.kind == "government" or ")" in self.text[owner.end : start] else owner
        if owner is not None and (
            self.borders.is_built(owner) or self.borders.is_generic(text) or not self.borders.says_more(text)
        ):
            start, text = (
                owner.start,
                self.text[owner.start : end],
            )  # 中海油新能源公司风电场开发项目, 县人民医院新院项目
        described = weak and len(text) >= _MIN_BARE_HEAD and (governed or self.text[start - 1 : start] == "的")
        # 建设成都生产基地项目: a place and what is built there.
        placed = (
            governed and self.borders.ends_on_head(_OF_UNDERTAKING.sub("", text)) and self.borders.is_proper(start, end)
        )
        # 总投资2亿元的清水河治理工程, 确保县城供热扩容工程10月投用: one thing, though only class words name it.
        plain = not weak and self.borders.is_plain_work(start, head_start) and self._is_single(sentence, start, end)
        generic = not (described or placed or plain or plant) and (
            self.borders.is_generic(text) if weak else self.borders.is_generic_at(start, end)
        )
        generic = generic or (bool(text) and text[0] in "中暨" and self.borders.is_generic(text[1:]))
        generic = generic or _NO_NAME.fullmatch(text) is not None or self._is_class_of_zone(text)
        generic = generic or _NUMBERED_BUILDING.match(text) is not None or _OF_CEREMONY.search(text) is not None
        if (
            len(text) < 3 - plant
            or generic
            or text in self.lexicon.classes
            or _CLASS_OF_LIST.search(text)
            or _SIZE_CLASS.search(text)
        ):
            return None
        if weak and self.borders.cuts_place(end):
            return None
        ceremony = _CEREMONY.match(self.text, end) is not None
        if weak and ((self.borders.is_zone(start, end) and not ceremony) or _RUNS.match(self.text, end)):
            return None
        if weak and not self.borders.is_proper(start, end) and self._was_part(text, start):
            return None
        if weak and _ZONE_ACTS.match(self.text, end) and _ZONE_WORD.search(text):
            return None
        if weak and _FOUNDED.search(self.text, max(sentence.start, start - 4), start):
            return None
        if weak and _RENTED.search(self.text, max(sentence.start, start - 4), start + 4):
            return None
        if governed and weak and _MANY_BUILT.search(self.text, max(sentence.start, start - 8), start):
            return None  # 建设48条建筑陶瓷生产线: its parts
        if _PHASE_BUILDS.match(self.text, start, end) or (weak and _SHARE_OF.search(self.text, start - 2, start)):
            return None
        if weak and (self._is_part(sentence, start) or self.borders.is_organisation(start, end)):
            return None
        if self._is_described(sentence, start, end, weak):
            return None
        counted = _COUNT_BEHIND.match(self.text, end) is not None and not self._is_paid_for(floor, start)
        if counted or self._is_counted(start, head_start, head, governed):
            return None
        if cut == "cut" and self.lexicon.builds.search(self.text[max(floor, start - 6) : start]):
            governed = True
        located, building = self._is_located(cut, floor, start, end)
        governed = governed or building or plant
        located = located and weak and not governed
        rule = "project.weak_head" if weak else "project.head"
        proper = self.borders.is_proper(start, end)
        return NameCandidate(
            start,
            end,
            text,
            rule,
            weak,
            proper,
            self.borders.is_specific(start, end),
            governed,
            located,
            self.borders.rest_of(text) >= _MIN_NAMED,
        )

    def _is_new_plant(self, sentence: Sentence, border: int, head: int, end: int) -> bool:
        """Whether a bare 新厂 is what a sentence is about: by a ceremony of its own, or by what is invested in it."""
        if not self.text.startswith("新", head):
            return False
        if border >= head and _CEREMONY.match(self.text, end):
            return True
        first = sentence.start
        return _BUILT.search(self.text, first, head) is not None and bool(self._amounts.inside(first, head))

    def _is_single(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a sum in front of the name or an event of its own behind it speaks of one undertaking."""
        if self.text[start - 1 : start] == "的" and self._amounts.inside(max(sentence.start, start - 14), start):
            return True
        if _ENDS_ON_PHASE.search(self.text, start, end) or _OWN_SUM.match(self.text, end):
            return True
        heading = _ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is not None and heading.span("name") == (start, end):
            return True  # 2.总部研发中心建设项目。
        return _OWN_EVENT.match(self.text, end, min(sentence.end, end + 24)) is not None

    def _opening_quote(self, floor: int, start: int, end: int) -> int:
        """Start of the quoted text that ends with the name, where all of it is one name (“面向…的智慧交通项目”)."""
        if self.text[end : end + 1] != "”":
            return start
        opening = self.text.rfind("“", max(0, floor - MAX_NAME // 4), start) + 1
        whole = self.text[opening:end]
        if not opening or opening == start or len(whole) > MAX_NAME or re.search(r"[,。;!?:“”\n]", whole):
            return start
        stripped, governed = self.borders.strip_lead(opening, end)
        return opening if stripped == opening and not governed and self.borders.is_proper(opening, end) else start

    def _is_class_of_zone(self, text: str) -> bool:
        """Whether class words follow a zone or division (深汕合作区产业项目): the name of no single undertaking."""
        zone = _ZONE_CLASS.search(text)
        return zone is not None and self.borders.is_generic(zone["class"])

    def _is_described(self, sentence: Sentence, start: int, end: int, weak: bool) -> bool:
        """Whether the words around say that this names no undertaking of its own.

        A predicate (这是…最大的X), the first of a kind, a title of a plan, an aside on a sum, a list of fields.
        """
        text, first = self.text, sentence.start
        if text.startswith(("标准建", "级标准", "等级标准", "技术标准"), end):
            return True  # 按内河Ⅰ级航道标准建设
        if _RUMOUR.search(text, first, start) and _DENIED.search(text, end, end + _DENIAL_REACH):
            return True  # 网传…将投资300亿元建设超级工厂,经核实不属实
        phase = _PHASE_IS.search(text, max(first, start - 10), start) is not None
        if not phase and text[start - 1 : start] in ("为", "是", "系", "属") and self._names_before(first, start - 1):
            return _PART_OF_ALL.match(text, end) is None  # 宁山机场为国内支线机场
        if text.rfind("由", first, start) >= 0 and _COMPOSED.match(text, end):
            return True  # 工程由引水枢纽、总干渠组成
        # 紧邻园区的,是贝尔集团投资6亿元的工厂: the sentence presents what stands there.
        presented = _PRESENTED.search(text, max(first, start - 60), start) is not None
        if not presented and (
            _PREDICATE.search(text, max(first, start - 30), start)
            or _PREDICATE_CLAUSE.search(text, max(first, start - 48), start)
        ):
            return True
        kind = _FIRST_WITHIN.match(text, start, end)
        ahead = text[max(first, start - 48) : kind.end() if kind else start]
        if _FIRST_OF_KIND.search(ahead) and text[end : end + 1] != "的":
            return True
        if _ASIDE_OPEN.search(text, max(first, start - 12), start + 2):
            return True
        if _DEAL_IN_CAPITAL.search(text, start, end):
            return True
        reported = None if weak else _REPORTED.match(text, end)
        if reported and (self.borders.is_sector_at(start, end) or reported.group().startswith("资金")):
            return True  # 格尔木市新能源项目完成投资86.7亿元: what a city reports of all of them
        if text.startswith("配套", start, end) and _ENDS_ON_PHASE.search(text, start, end):
            return True  # 后方配套罐区一期
        if weak and text.endswith("其中", first, start) and self._amounts.starting_at(end):
            return True  # 资金需求1.5亿元,其中动力电改造6000万元
        if text.startswith("之一", end) or _COUNTED_PARTS.search(text[start:end]):
            return True
        plain = not self.borders.is_proper(start, end)
        if (
            plain
            and not presented
            and _IS_CLASS.search(text, max(first, start - 30), start)
            and text[end : end + 1] in ",。;"
        ):
            return True
        if not weak:
            return False
        titled = text.rfind("《", first, start) > text.rfind("》", first, start)
        if titled and _TITLE_END.match(text, end):
            return True
        return text.endswith("现有", first, start) or _FIELD_LIST.match(text, end) is not None

    def _names_before(self, first: int, at: int) -> bool:
        """Whether a name on a head noun, no bare 项目, ends at an offset."""
        left = _CLAUSE_END.split(self.text[max(first, at - MAX_NAME) : at])[-1]
        return len(left) > 3 and not left.endswith(("项目", "工程")) and self.borders.ends_on_head(left)

    def _is_located(self, cut: str, floor: int, start: int, end: int) -> tuple[bool, bool]:
        """Whether the name says where something else is, and whether something is built there (在原址兴建…的X)."""
        among = _LOCATED_AT.search(self.text, floor, start)
        if among and self.lexicon.governing.search(among.group()):
            return False, True
        joined = self.text[start - 1 : start] in ("与", "和", "同", "接") and _JOINS.match(self.text, end)
        labelled = bool(joined) or self.text[max(0, start - 3) : start] in ("地点:", "地址:", "选址:")
        if _NOT_LOCATION.match(self.text, end):
            return False, False
        return cut == "place" or labelled or among is not None or _BESIDE.match(self.text, end) is not None, False

    def _was_part(self, text: str, start: int) -> bool:
        """Whether a bare kind of building was named before as a part of something (配套建设饲料厂…,饲料厂已封顶)."""
        first = self.text.find(text)
        if len(text) > _MAX_BARE_PART or not 0 <= first < start:
            return False
        sentence = next((s for s in self.document.sentences if s.start <= first < s.end), None)
        return sentence is not None and self._is_part(sentence, first)

    def _is_part(self, sentence: Sentence, start: int) -> bool:
        """Whether an undertaking already spoken of builds this (项目建设…数据中心; 一期投资28亿元,建设…生产线)."""
        if _BOUGHT.search(self.text, sentence.start, start):
            return False  # 企业还将投资约1.1亿元配建X电站
        number = next((n for n, (a, b) in enumerate(sentence.clauses) if a <= start < b), 0)
        first = sentence.clauses[number][0] if sentence.clauses else start
        if _PHASE_IS.search(self.text, max(first, start - 10), start):
            return False  # 项目分两期建设:一期为X生产线: a phase by its name
        if _PART_OF_PROJECT.match(self.text, first, start) or _ALONG_WITH.search(self.text, first, start):
            return True
        if _CONTENTS.search(self.text, sentence.start, first):
            return True  # 主要建设有:A和B生产线
        if not _GOES_ON_BUILDING.match(self.text, first, start):
            return False
        before = sentence.clauses[max(0, number - 4) : number]
        inside = self.text[sentence.start - 1 : sentence.start] not in ("", "\n")
        if inside and before and _OF_SPOKEN.match(self.text, sentence.start):
            return True  # X项目。总投资20亿元,建设年产2万吨碳纤维生产线
        if _CONTAINS.match(self.text, first, start) and any(_OF_SPOKEN.search(self.text, a, b) for a, b in before):
            return True  # X位于…,设有1200个座位的剧场、图书馆
        if any(_NAMED_BEFORE.search(self.text, a, b) and not _SEVERAL_HERE.search(self.text, a, b) for a, b in before):
            return True  # X项目总投资25亿元,用地600亩,主要建设…生产线
        return any(_PHASE_SUBJECT.match(self.text, a, b) for a, b in before)

    def _with_capacity(self, floor: int, start: int, end: int) -> int | None:
        """Start of a capacity phrase that alone identifies the name (年产3万吨三氯氢硅的配套项目), if there is one."""
        if self.text[start - 1 : start] != "的":
            return None
        wider, _ = self.borders.left_border(floor, start - 1)
        wider, _ = self.borders.strip_lead(wider, start - 1)
        return wider if _CAPACITY_PHRASE.match(self.text, wider, start) else None

    def _is_paid_for(self, floor: int, start: int) -> bool:
        """Whether a sum of its own builds what stands here (公司投资2.4亿元新上玻纤生产线4条)."""
        paid = _PAYS_FOR.search(self.text, floor, start)
        return paid is not None and "项目" not in _CLAUSE_END.split(self.text[floor : paid.start()])[-1]

    def _is_counted(self, start: int, head_start: int, head: str, governed: bool) -> bool:
        """Whether a count of several stands before the name (512个重大项目): a class, not an undertaking."""
        # Of its own clause only: 签约项目12个,其中X项目 counts others.
        before = _CLAUSE_END.split(self.text[max(0, start - 12) : start])[-1]
        text = self.text[start:head_start]
        if head in self.lexicon.strong:
            several = _SEVERAL_OF_CLASS.search(text)
            if several is not None and (not several["rest"] or self.borders.is_generic(several["rest"])):
                return True
            return _SEVERAL.search(before) is not None or _SEVERAL.search(text) is not None
        outside = not governed and _SEVERAL_THINGS.search(before) is not None
        return outside or _SEVERAL_THINGS.search(text) is not None


_BEHIND_ASIDE = re.compile(r"[、和与及](?!谐|平|美)")


def _balance(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Drop an unmatched bracket or quote at either end."""
    if "”" in text and "“" not in text:
        text, start = text[text.index("”") + 1 :], start + text.index("”") + 1
    if ")" in text and "(" not in text[: text.index(")")]:
        cut = _BEHIND_ASIDE.match(text, text.index(")") + 1)
        at = cut.end() if cut else text.index(")") + 1
        text, start = text[at:], start + at
    if text.rfind("“") > max(0, text.rfind("”")):
        text, start = text[text.rfind("“") + 1 :], start + text.rfind("“") + 1
    while text and text[0] in _OPEN and _CLOSE[_OPEN.index(text[0])] not in text:
        text, start = text[1:], start + 1
    if text and text[0] == "“" and text[-1] == "”":
        text, start, end = text[1:-1], start + 1, end - 1
    return text, start, end
