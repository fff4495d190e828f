"""Names listed before 等: A、B、C等一批重大项目加速实施. Items need no head noun of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.name.border import left_border
from kaigong.extractors.project.name.context import BODIES_BUILT, NameContext
from kaigong.extractors.project.name.doubt import is_no_undertaking
from kaigong.extractors.project.name.lead import strip_lead
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.name.patterns import TOLD
from kaigong.extractors.project.name.refusal_patterns import SERVED
from kaigong.extractors.project.name.span_patterns import NUMBERED
from kaigong.extractors.project.name.wording import ends_like_name, ends_on_head, is_generic, is_proper
from kaigong.extractors.scan import occurrences
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label

_AFTER = lazy(
    r"(?<![高初中优同平均])等(?!级|离子|在(?![建列谈])|[为将对向与把已是出参陪到赴共联投签合]|领域|方面|板块)(?P<class>(?:\d+|[一二三四五六七八九十几多两]+)?(?:个|项|大|条|座|批)?(?![^,。;]{0,16}(?:企业|公司|[央国省民外台港]企|巨头|高校|院校|客商|厂商|机构|单位|部门|专家|领导|同志|检查|察看|视察|调研|考察|督导|查看|观摩|出席|听取|著名|国家(?![级重])|运动员|设计师))[^,。;]{0,16}?(?:项目|工程)(?![经负类师])(?:建设)?(?:\d+个)?)"
    r"|(?<![高初中优同平均])等(?=[\d两三四五六七八九十]+条(?:线段|线路|地铁|地铁线|线)(?=[,。;]))"
    r"|等(?=\d+条(?:高速公路|铁路|线路|公路|道路|地铁)(?:线路)?(?:正在|均|全部|相继|陆续|集中|年内|今年|同步)*(?:在建|开工|建成|动工|续建|加快|施工|建设))"
    r"|等(?=(?:相继|陆续|先后|集中|全面|同步|正)?(?:开工|启动|签约|投产|建成|竣工|加快|加速|开建|落地|落户|动工)|(?:在列|入列|上榜|在建)(?=[,。;]))"
    r"|等(?=,(?:也|均|都)(?:将|要|计划|力争|已|正|在|于|赶在|赶|可|拟)*(?:年内|年底前?|今年|明年|上半年|下半年|\d{1,2}月(?:底|份)?前?|近日|日前)*(?:全部|陆续|相继|先后|集中)?(?:开工|动工|投产|建成|竣工|开建|投用|签约))"
    r"|等(?=\d+(?:余|多)?(?:个|项)(?:已|均|都|正|将|全部|先后|相继)[^,。;]{0,8}(?:开工|建成|竣工|投产|投用|移交|交付|完工|启用|封顶|建设))"
)
# The same without 等: 签约的6个项目为A、B、C. Up to the end of the clause.
_INTRODUCED = lazy(
    r"\d(?:个|项)?[^,。;]{0,10}(?:项目|工程)?[^,。;]{0,6}?(?:,(?:(?:签约|协议|合同|年度|计划|投资)*(?:总额|总?投资额?|金额|额)|占比)[^,。;:]{2,14}){0,3}[,]?(?:主要)?(?:分别为|分别是|为|是|包括|包含|(?<![具没拥富])有(?![机色限关])|如|比如|例如|(?<![人方位商]):)(?P<items>[^,。;:]+、[^,。;:]+?)(?=[,。;:]|$)"
)
# 续建项目:A、B、C; 交通项目(4个):A、B; a label names the class of all items.
_LABELLED = lazy(
    r"(?<![^,。;\n)、\d])[^,。;:、\n]{0,20}(?<!服务)(?<!收费)(?<!比赛)(?<!体检)(?<!检[查测])(?<!参赛)(?<!游乐)(?<!培训)(?<!经营)(?<!获奖)"
    r"(?:项目|工程)(?:清单)?(?:\([^()\n]{1,12}\)|\x01{1,14})?(?:主要|分别|重点|着力|全力|加快)*(?:有|为|是|包括|如下|抓好|推进|实施|建设|安排|做好|抓)?:(?P<items>[^,。:\n、;]+[、;][^,。:\n]+?)(?=[,。:\n]|;[^,。;:、\n]{0,12}(?:项目|工程)(?:\([^()\n]{1,12}\))?:|;?$)"
)
# 正大食品二期、鲁花浓香花生油、益海嘉里小麦深加工竣工投产: one predicate for all items of a clause, three or more
_PREDICATED = lazy(
    r"(?<![^,。;:\n])(?P<items>[^,。;:、等\n]{5,24}(?:、[^,。;:、等\n]{5,24}?){2,})"
    r"(?=(?:前期工作)?(?:相继|陆续|先后|双双|全部|集中|同时|同日|同步|同期|全面|顺利|正式|即将|拟|均|都|也|正|已|将|在|计划|力争|确保|年内|年底前?|[今明]年[内底]?|去年底?|近日|日前|昨[日天]|[上下]半年|\d{1,2}月(?:底|份|中旬)?前?)*(?:开工|动工|竣工|投产|建成|完工|签约|落地|封顶|投用|启用|开建|并网|达产|启动(?:建设)?|[纳列]入|建设(?:如火如荼|正酣|提速|有序推进|稳步推进|加[快速]推进)|(?:加[快速紧]|有序|稳步|快速|抓紧|全力)(?:建设|施工|推进)|(?<=同步)推进|(?<=正)在?推进|进展顺利|施工正酣|复工|完成(?:场平|场地平整|征地|土建|主体|桩基|设备安装|前期|可研|立项|环评)|进入[^,。;、]{0,8}阶段|主体(?:工程|结构)?(?:完工|封顶)|投料|试[车产]|通过(?:竣工)?验收)"
    r"|,?(?:均|都)?[是为](?:今年|我[省市县]|全[省市县区]|[省市县]|国家)[^,。;、]{0,12}(?:项目|工程)(?=[,。;]))"
)
# 此次开工的21个项目中,A、B最受关注
_NOTED = lazy(
    r"(?<=项目[中里],)(?P<items>[^,。;:、\n]{4,24}(?:(?:、|和|与)[^,。;:、\n]{4,24}?)+)"
    r"(?=(?:最|备|颇|尤其|格外|尤)[受为引]?[^,。;、]{0,6}(?:关注|瞩目|注目|亮眼|抢眼)|(?:榜上有名|名列其中|位列其中|在列|赫然在列)(?=[,。;]))"
)
# 同时签约的还有A(10亿元)、B、C,以及D等
_ALSO_DONE = lazy(
    r"(?:签约|开工|动工|投产|竣工|落户|投用|奠基|启用|建成)的(?:项目)?(?:还|另)(?:有|包括)(?P<items>[^,。;:\n、]+(?:、[^,。;:\n、]+)+?(?:,?(?:以及|和)[^,。;:\n、]+?)?)(?=等|[,。;]|$)"
)
# 还有A县的X、B县的Y等; 签约的项目主要有:A、B等: some of those that the sentence tells of, one of which ends like a name
_REST = lazy(
    r"(?:(?:还|另)(?:有|包括|涉及)|主要(?:有|包括|是):)(?![\d一二两三四五六七八九十几多])"
    r"(?P<items>[^,。;:\n、]{5,30}(?:、[^,。;:\n、]{4,30}?)+?(?:,?(?:以及|和)[^,。;:\n、]{4,30}?)?)(?=等?[,。;]|$)"
)
_OF_PLACE = lazy(r"[\u4e00-\u9fff]{1,10}(?:[省市县区州旗盟镇乡]|新城|街道|园区)的")
# 力争A、B年内开工: two will do behind such a verb
_PUSHED = lazy(
    r"(?:确保|力争|推动|促进|争取)(?P<items>[^,。;:、等\n]{5,24}(?:、[^,。;:、等\n]{5,24}?))"
    r"(?=(?:尽快|早日|如期|按期|年内|年底前?|今年|上半年|下半年|\d{1,2}月(?:底|份)?前?|全部|全面|顺利|集中|实质性)*"
    r"(?:开工|动工|竣工|投产|建成|完工|投用|落地|封顶|并网|通车)(?!率|项目|企业))"
)
# 抓紧做好A、B前期工作; 加快A、B建设
_PREPARED = lazy(
    r"(?:做好|抓好|推进|加快|开展|启动|推动)(?P<items>[^,。;:、等\n]{4,24}(?:、[^,。;:、等\n]{4,24}?)+)"
    r"(?=(?:的|等)?(?:前期工作|前期|规划建设|建设|施工|改造)[,。;])"
)
# 钧都水泥余热发电、颍河橡胶坝建成投用: two, one of which ends on what is done there
_PAIRED = lazy(
    r"(?<![^,。;:\n])(?P<items>(?:[^,。;:、等的\n]{4,18}(?:发电|热电联产|供热|供水|引水|加工|养殖|治理|综合利用|回收|制造|技改|扩产|亮化|绿化|供气|[一二三]期)(?:工程|项目)?、[^,。;:、等的\n]{4,24}?"
    r"|[^,。;:、等的\n]{4,24}、[^,。;:、等的\n]{4,18}(?:发电|热电联产|供热|供水|引水|加工|养殖|治理|综合利用|回收|制造|技改|扩产|供气)))"
    r"(?=(?:相继|陆续|先后|双双|全部|集中|同时|同日|同步|同期|昨[日天]|近日|日前|全面|顺利|正式|如期|也|已|均)*(?:建成(?:投[产用运]|通车|运行)|竣工(?:投[产用])?|投产|投用|开工(?:建设)?|完工|并网)(?:[,。;]|$))"
)
# 确保|A、B、C竣工投产
_LEAD = lazy(r"(?:确保|力争|推动|促进|加快|推进|实现|争取|抓好|要|年内|今年|全力)+")
_COUNTS = lazy(r"(?:\d|[两二三四五六七八九十几多])(?:个|大|项|条)")  # A、B、C三个项目一起开工
_LIST_TITLE = lazy(r"(?:项目|工程)(?:名单|清单|目录|计划)[^,。;]{0,4},[共达有]?\d+$")  # 重大项目名单,共38宗,包括A、B
_FIELD_COUNT = lazy(r"(?:领域|方面|类|项目|工程)$")
# 续建项目包括A、B: the same without a colon, where the class is a state of the works
_IN_STATE = lazy(
    r"(?:新开工|拟开工|计划开工|集中开工|集中签约|集中竣工|续建|在建|竣工|投产|签约|储备|前期|预备|拟建|谋划|收尾)的?(?:重大|重点|产业|工业)*(?:项目|工程)"
    # 新开工项目30项,总投资52亿元,包括A、B等
    r"(?:(?:共|达|有)?\d+(?:个|项)(?:,(?:计划|年度|协议|估算)*(?:总?投资|投产|完成投资|竣工)[^,。;:、]{1,16}){0,2},)?"
    r"(?:主要|分别|其中)*(?:包括|包含|有(?![机色限关])|为|是)(?!\d)(?P<items>[^,。:\n、;(]+(?:\([^()\n]*\))?、[^,。:\n]+?)(?=[,。:\n;]|$)"
)
# 集中开工项目98个,总投资120亿元。主要有A、B等: the next sentence names some of those that are counted
_MAINLY = lazy(r"(?:其中,?)?(?:主要|分别)(?:有|包括|是|为)(?!\d)(?P<items>[^,。:\n、;]+、[^,。:\n;]+?)(?=[,。:\n;]|$)")
_COUNTED_BEFORE = lazy(r"(?:项目|工程)[^,。;\d]{0,6}\d|\d(?:个|项)[^,。;]{0,12}(?:项目|工程)")
# A、B两个项目: a list where the number is that of its items.
_COUNTED = lazy(
    r"(?<=[\u4e00-\u9fff)”])(?P<n>[两二三四五六七八九十]|[2-9]|1\d)(?:(?:个|大|项)(?P<class>(?:重大|重点|产业|工业|合作|招商)*(?:“[^“”]{2,8}”)?[\u4e00-\u9fff]{0,4}?(?:项目|工程))(?![经负类\d])|大建设(?=[,。;、明今去后已正也均都陆相同])|件(?:民生)?(?:大事|实事)"
    r"|[条座](?:新建|在建)?(?:高速公路|高铁|铁路|公路|快速路|城际铁路|地铁线路|水电站|电站|大桥|特大桥|隧道|输电线路|通道(?!县)|(?:市政|城区|城市|主干|主|次|乡村|旅游|通[乡村县])*(?:道路|干道|油路|水泥路|公路|支线)|(?:跨[江河线])?桥梁?|[变火]?电站|水库|泵站|水厂|污水处理厂|航站楼|机场|码头|立交桥?)(?!网))"
)
_NUMBERS = (
    {"两": 2}
    | {str(number): number for number in range(2, 20)}
    | {word: number for number, word in enumerate("二三四五六七八九十", 2)}
)
# 一行先后到A项目、B厂房建设现场等地: what is looked at, of which works and their sites are undertakings
_VISITED = lazy(
    r"(?:先后|依次|分别|一行|实地)(?:先后|实地)?(?:来)?(?:到|前往|赴|深入|走进|察看|查看|观摩|考察|调研)了?(?P<items>[^,。;:、\n]+(?:、[^,。;:、\n]+)+?)(?=等(?:地|处|点位?|现场)?(?:进行|实地|开展|,|。)|[,。])"
)
_SITE = lazy(r"(?:的?(?:施工|建设|项目)*(?:现场|工地)|(?:项目|工程)$)")
_STOP = lazy(r"[,;。!?:\n“”]|——")
_PIECE = lazy(r"[^、,]+")
# Items that say who builds them may be set apart by commas (…,A公司投资的X,B公司投资的Y等项目).
_ATTRIBUTED = lazy(r"[^,。;]*(?:投资|投资建设|建设|投建|打造|实施|引进)的[^,。;的]{3,25}")
_ITEM = lazy(r"[^、;,]+")
_AND_MORE = lazy(r"(?<![高初中优同平均])等(?:\d+[余多]?(?:个|项)|(?!级|离子)[^,。;、]{0,14}(?:项目|工程))?$")
_THESE = lazy(r",?(?:这|上述|以上)$")
_A_BATCH = lazy(r"等(?P<class>(?=一批))")
_UNDERTAKING = lazy(r"项目|工程")
_OF_CLASS = lazy(r"(?:以上|级|元)?的?(?:重大|产业)?项目")
_LAST_AND = lazy(r"以及|(?<!碳中)(?<![共饱缓总祥颐温柔呼太仁永])和(?![谐平美睦田县顺政林龙])|与|及")
_PARTS = lazy(
    r"[上下]水库|输水系统|地下厂房|引水系统|开关站|[主副]坝|溢洪道|导流洞|配套[\u4e00-\u9fff]{0,4}(?:工程|设施)"
)
_COUNTED_THING = lazy(r"\d(?:座|栋|幢|间|套|台|条|个)$")  # 新建车间3座、研发楼1座及…工程
# 四川长江上游, 私营企业管理费, 比赛项目最多: a region, a charge, a superlative
_NO_ITEM = lazy(
    r"(?:正式|全面|对外)?(?:开业|试?运营|试?营业|投产|开工|签约|竣工|通车|启用|投用)+(?:使用)?|(?:沿[江海边河线]){2,}|出疆入藏|[^、]*(?:锦标赛|联赛|马拉松|仪式|典礼|庆典|座谈会|研讨会|晚会)|[\u4e00-\u9fff]{2,}(?:[上中下]游|流域|地区|一带|周边|两岸)|[^、]*(?<!免)费|小(?:水窖|塘坝|水池|泵站|水渠|水电|水库|学)|[^、]*第[一二三四五六七八九十]|[^、]*(?:国家|盛会|选手|人员|代表|正在)|[^、]*最[多大高长快好]|[^、]*(?:管理|收入|支出)|[^、]*[两三四五六七八九](?:县|市|区|省)(?:[\d万几数]|群众|百姓|居民|人民)[^、]*"
    r"|[\u4e00-\u9fff]{2,8}(?:[2-9]|1\d|[两三四五六七八九十])个(?!月|品)[^、]*"  # 某集团5个化工
)
_BLANK, _INNER = "\x01", "\x02"
# 中国能建“东数西算”一体化产业园: a quote inside an item parts no items.
_QUOTED_PART = lazy(r"(?<=[\u4e00-\u9fff])“(?P<words>[^“”、,。;\n]{1,12})”(?=(?!等|项目|工程|与|和|及)[\u4e00-\u9fff])")
_ASIDE = lazy(r"\((?![一二三四五六]期\)|首期\))[^()\n]{1,60}\)")
_COUNT_BEHIND = lazy(r"(?:等)?[两三四五六七八九十]{1,2}(?:大|个|项)(?:重[点大]|子|主要)?(?:项目|工程|板块)$")
_FIRM = lazy(r"[^、]{2,4}|[^、]+(?:集团|公司|股份)")
_LONG_FIRM = 6  # characters of 某某科工无人机, which is a business of a firm
_CENTRES = ("中心", "馆")
_DANGLING = lazy(r"(?:(?<=项目)|(?<=工程))[正已将均]? +$")  # X码头工程|正 在加快推进, in scraped text
_MIN_ITEM, _MAX_ITEM = 4, 30
_MIN_PLAIN = 4


class ListFinder:
    """Finds the items of lists of undertakings in one document."""

    def __init__(self, document: Document, names: NameContext) -> None:
        self.document = document
        self.text = document.text
        self.names = names
        # A(总投资15亿元,占地30亩)、B等项目: an aside parts no items.
        self._masked = _ASIDE.sub(lambda m: _BLANK * len(m.group()), document.text)
        self._masked = _QUOTED_PART.sub(lambda m: _INNER + m["words"] + _INNER, self._masked)
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._companies = MentionIndex(document.mentions_of(Label.ORG))

    def find(self) -> list[NameCandidate]:
        """List items as candidates, sorted by start."""
        found: list[NameCandidate] = []
        again: list[NameCandidate] = []
        before = last = 0  # where the sentence before begins
        for sentence in self.document.sentences:
            before, last = last, sentence.start
            if self.text.find("等", sentence.start, sentence.end) >= 0:
                for match in _AFTER.finditer(self.text, sentence.start, sentence.end):
                    found += self._items(sentence, match)
            for match in _COUNTED.finditer(self.text, sentence.start, sentence.end):
                items, count = self._items(sentence, match), _NUMBERS.get(match["n"], 0)
                if items and len(items) < count:
                    items = self._items(sentence, match, plain=True)
                    again += [i for i in items if is_generic(i.text)]
                of_kind = match["class"] is None  # 光华街、海浪路两条道路: each is a road, whatever it is called
                items = [replace(i, specific=True) for i in items] if of_kind else items
                found += items if len(items) == count else []
            listed = self.text.find("、", sentence.start, sentence.end) >= 0
            for match in _PREDICATED.finditer(self.text, sentence.start, sentence.end) if listed else ():
                found += self._predicated(match)
            for match in _PREPARED.finditer(self.text, sentence.start, sentence.end) if listed else ():
                found += self._predicated(match, pushed=True)
            for match in _VISITED.finditer(self.text, sentence.start, sentence.end) if listed else ():
                found += self._visited(match)
            for match in _PAIRED.finditer(self.text, sentence.start, sentence.end) if listed else ():
                found += self._predicated(match)
            for match in _PUSHED.finditer(self.text, sentence.start, sentence.end) if listed else ():
                found += self._predicated(match, pushed=True)
            mainly = _MAINLY.match(self.text, sentence.start, sentence.end) if listed else None
            if mainly is not None and _COUNTED_BEFORE.search(self.text, before, sentence.start):
                found += self._introduced(mainly)
            for match in (
                *(_NOTED.finditer(self._masked, sentence.start, sentence.end) if listed else ()),
                *(_ALSO_DONE.finditer(self._masked, sentence.start, sentence.end) if listed else ()),
            ):
                found += self._introduced(match, labelled=True)
            if listed and self._tells_of_works(before, sentence.end):
                for match in _REST.finditer(self._masked, sentence.start, sentence.end):
                    found += self._rest(match)
            if not _UNDERTAKING.search(self.text, sentence.start, sentence.end):
                continue
            for match in _A_BATCH.finditer(self.text, sentence.start, sentence.end):
                found += self._items(sentence, match)
            for match in (
                *_LABELLED.finditer(self._masked, sentence.start, sentence.end),
                *_IN_STATE.finditer(self.text, sentence.start, sentence.end),
            ):
                found += self._introduced(match, labelled=True)
            if not listed:
                continue
            for match in _INTRODUCED.finditer(self.text, sentence.start, sentence.end):
                if "等" not in match.group("items").removesuffix("等") and (
                    _UNDERTAKING.search(match.group())
                    or _LIST_TITLE.search(self.text, sentence.start, match.start() + 1)
                    or _FIELD_COUNT.search(self.text, sentence.start, match.start())
                ):
                    found += self._introduced(match)
        again += [f for f in found if not ends_on_head(f.text)]
        found += self._told_again([a for a in again if a in found], found)
        return sorted({c.start: c for c in found}.values(), key=lambda c: c.start)

    def _told_again(self, items: Sequence[NameCandidate], found: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
        """Where the text names items of class words again (A产业园、新能源基地两大项目。…新能源基地依托X建设).

        Items without a head noun are named again where an event is told of them (光华街、X路两条道路…,光华街已竣工).
        """
        for item in items:
            headed = ends_on_head(item.text)
            for start, end, _ in occurrences(self.text, [item.text]):
                told = headed or TOLD.match(self.text, end) is not None
                if told and not any(c.start < end and start < c.end for c in found):
                    yield replace(item, start=start, end=end, coordinated=False)

    def _introduced(self, match: re.Match[str], *, labelled: bool = False) -> Iterator[NameCandidate]:
        start, end = match.span("items")
        count = _AND_MORE.search(self.text, start, end)
        end = count.start() if count else end
        classes = self._amounts.inside(max(0, match.start() - 12), start)
        size = classes[-1] if classes and _OF_CLASS.match(self.text, classes[-1].end) else None
        pieces = [(start + m.start(), start + m.end()) for m in _ITEM.finditer(self._masked[start:end])]
        pieces[-1:] = self._split_last(*pieces[-1])
        for first, last in pieces:
            candidate = self._item(first, last, True, size)
            if candidate is not None:
                yield replace(candidate, specific=True) if labelled and candidate.proper else candidate

    def _predicated(self, match: re.Match[str], *, pushed: bool = False) -> list[NameCandidate]:
        """Items of which one ends like a name and none holds more than a name, so that all are undertakings.

        ``pushed``: a body sees to it that they are built, so that a proper name will do.
        """
        first = match.start("items")
        pieces = [(first + m.start(), first + m.end()) for m in _ITEM.finditer(match["items"])]
        items = [self._item(first, last, True, None) for first, last in pieces]
        lead = _LEAD.match(self.text, *pieces[0])
        if lead is not None:
            pieces[0] = (lead.end(), pieces[0][1])
        whole = all(i is not None and (i.start, i.end) == p for i, p in zip(items, pieces, strict=True))
        if (
            not whole
            or _COUNTS.search(match["items"])
            or not any(i is not None and ((pushed and i.proper) or ends_like_name(i.text)) for i in items)
        ):
            return []
        return [replace(i, specific=i.specific or i.proper) for i in items if i is not None]

    def _tells_of_works(self, start: int, end: int) -> bool:
        """Whether a sentence lists more of the undertakings that it or the one before it speaks of."""
        lists = self.text.find("还有", start, end) >= 0 or self.text.find("主要", start, end) >= 0
        return lists and _UNDERTAKING.search(self.text, start, end) is not None

    def _rest(self, match: re.Match[str]) -> list[NameCandidate]:
        """What is listed behind 还有, where one item ends like a name; that of a place or firm may be a class word."""
        found: list[NameCandidate] = []
        first = match.start("items")
        pieces = [(first + m.start(), first + m.end()) for m in _ITEM.finditer(match["items"])]
        pieces[-1:] = self._split_last(*pieces[-1])
        for start, end in pieces:
            owned = bool(self._companies.starting_at(start)) or _OF_PLACE.match(self.text, start, end) is not None
            item = self._item(start, end, True, None, plain=owned)
            if item is not None:
                found.append(replace(item, specific=item.specific or item.proper or owned))
        return found if any(ends_like_name(i.text) for i in found) else []

    def _visited(self, match: re.Match[str]) -> Iterator[NameCandidate]:
        """Items of a visit that are works by their last word, or of which a site is seen (X智能工厂建设现场)."""
        first = match.start("items")
        for piece in _ITEM.finditer(match["items"]):
            site = _SITE.search(piece.group())
            if site is None or site.end() < len(piece.group()):
                continue
            works = site.group() in ("项目", "工程")
            start, end = first + piece.start(), first + piece.start() + (site.end() if works else site.start())
            item = self._item(start, end, True, None)
            if item is not None and (item.specific or item.proper):
                yield replace(item, specific=True)

    def _items(self, sentence: Sentence, match: re.Match[str], *, plain: bool = False) -> list[NameCandidate]:
        items = list(self._iter_items(sentence, match, plain=plain))
        if items and self.text[items[0].start - 1] == "为" and SERVED.match(self.text, match.start()):
            return []  # 为某某乙烯等项目供气
        if not any(i.specific for i in items):
            return items
        return [replace(i, specific=i.specific or i.proper) for i in items]  # 天马微电子第6代LTPS、联想基地二期等项目

    def _iter_items(self, sentence: Sentence, match: re.Match[str], *, plain: bool) -> Iterator[NameCandidate]:
        start = sentence.start
        these = _THESE.search(self.text, sentence.start, match.start())  # A、B,这|两条通道
        last = match.start() if these is None else these.start()
        stops = [m.end() for m in _STOP.finditer(self._masked, sentence.start, last)]
        for number, stop in reversed(list(enumerate(stops))):
            start = stop
            before = stops[number - 1] if number else sentence.start
            if self.text[stop - 1] != "," or not _ATTRIBUTED.fullmatch(self.text, before, stop - 1):
                break
        else:
            start = sentence.start
        if self.text[match.start() - 1 : match.start()] in "该此本":
            return  # 该等项目 refers back
        end = last - self.text.startswith("等", last - 1)  # A、B等|4个项目
        pieces = [(start + m.start(), start + m.end()) for m in _PIECE.finditer(self._masked[start:end])]
        if not pieces:
            return
        if len(pieces) > 1:
            pieces[-1:] = self._split_last(*pieces[-1])
        pieces = self._with_numbers(pieces)
        size = self._size_class(match)
        for number, (first, last) in enumerate(pieces):
            # 蓬溪县、大英县分别签下A、B等项目: only places stand before the first item
            opens = all(self.names.is_place(*piece) for piece in pieces[:number])
            bordered = opens or "的" in self.text[first:last] or bool(self._amounts.inside(first, last))
            candidate = self._item(first, last, bordered, size, plain=plain)
            if candidate is not None:
                yield candidate

    def _with_numbers(self, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The pieces, those joined that number parts of one thing (某作业区12|13号泊位)."""
        joined: list[tuple[int, int]] = []
        for first, last in pieces:
            numbered = joined and self.text[joined[-1][1] - 1].isdigit() and NUMBERED.match(self.text, first)
            if numbered:
                first = joined.pop()[0]
            joined.append((first, last))
        return joined

    def _split_last(self, start: int, end: int) -> list[tuple[int, int]]:
        for match in _LAST_AND.finditer(self._masked[start:end]):
            first, last = start + match.start(), start + match.end()
            firm = match.group() == "和" and self.names.inside_organisation(first, last)  # 广东万和实业有限公司
            if first - start >= 3 and end - last >= 3 and self.names.is_word(first, last) and not firm:
                return [(start, first), (last, end)]
        return [(start, end)]

    def _item(
        self, start: int, end: int, bordered: bool, size: Mention | None, *, plain: bool = False
    ) -> NameCandidate | None:
        """A piece of a list as a name; ``plain`` takes class words on a head noun too, where the list is counted."""
        last = start + len(self._masked[start:end].rstrip(_BLANK))
        plain = plain or bool(self._amounts.inside(last, end))  # A产业园(28亿元)、风电装备制造基地(35亿元)
        end = last
        if (counted := _COUNT_BEHIND.search(self.text, start, end)) is not None and counted.start() > start + 1:
            end = counted.start()  # A、B和库区水上旅游|三大项目
        body = self.names.organisation_before(end)
        # A项目、X服务中心、B项目; 签约了X服务中心、A等项目
        centre = (
            body is not None
            and body.text.endswith(_CENTRES)
            and (body.start == start or left_border(self.names, start, end)[0] == body.end)
        )
        if bordered and body is not None and (centre or body.kind in BODIES_BUILT) and start <= body.start:
            start = body.start  # 包括A区人民医院、B中学等22个重点项目
        elif bordered:
            start, _ = left_border(self.names, start, end)
        else:
            start = self._behind_company(start, end)
        start, governed = strip_lead(self.names, start, end)
        if self.text[start] == "中" and self.text[start - 2 : start] in ("项目", "工程"):
            start += 1  # 22个重大产业项目中|现代物流园、云岭精密等14个项目
        end -= len(dangling.group()) if (dangling := _DANGLING.search(self.text, start, end)) else 0
        text = self.text[start:end]
        if _AND_MORE.search(text) or text[:1] == "(":
            return None  # A等3个自治区重点项目|、B等项目
        if _PARTS.fullmatch(text) or _COUNTED_THING.search(text) or _NO_ITEM.fullmatch(text):
            return None
        firm = _FIRM.fullmatch(text) is not None and self.names.is_organisation(start, end)
        listed = body is not None and body.start == start and body.kind in COMPANY_KINDS
        firm = firm or (listed and body is not None and len(text) < _LONG_FIRM and body.rule.startswith("org.known"))
        if self.names.is_place(start, end) or firm:
            return None  # 海尔、格力等一批项目: firms, and no names of what they build
        if self.names.only_verbs(start, end):
            return None  # 8月份开业运营,A、B等新增酒店
        named = not is_generic(text)
        named = named or (plain and len(text) >= _MIN_PLAIN and ends_on_head(text))
        if not 3 <= len(text) <= _MAX_ITEM or not named or is_no_undertaking(text, weak=False):
            return None
        return NameCandidate(
            start,
            end,
            text,
            "project.list_item",
            weak=False,
            proper=is_proper(self.names, start, end),
            specific=ends_on_head(text),
            governed=governed,
            coordinated=True,
            size_class=size,
        )

    def _behind_company(self, start: int, end: int) -> int:
        """Where the item's own name begins: a company's full name before it says who builds it (A公司年产…项目)."""
        owner = next((o for o in self._companies.starting_at(start) if o.text.endswith("公司")), None)
        if owner is None or end - owner.end < _MIN_ITEM or is_generic(self.text[owner.end : end]):
            return start
        return owner.end

    def _size_class(self, match: re.Match[str]) -> Mention | None:
        """The sum that classes the listed undertakings (等百亿级项目), if any."""
        if match.group("class") is None:
            return None
        first, last = match.span("class")
        inside = self._amounts.inside(first, last)
        return inside[0] if inside else None
