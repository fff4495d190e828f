"""Short names of companies: two to four characters before an industry word (``org_suffixes``: strong, weak, plain)."""

from typing import NamedTuple

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.classes import countries, is_growth
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import BUILDS_IT, HANZI, LATIN_ALIAS, Word, Words
from kaigong.schemas.lexicon import OrganisationSuffix

# An undertaking goes on behind the name of what it builds (某医院|迁建项目); 项目经理 is a man of the firm.
NEW_BUILD = lazy(
    r"(?:异地|整体)?(?:第?[一二三四]期)?(?:新建|扩建|改建|迁建|改造|搬迁|建设)?(?:[一二三]期)?(?:及[^,。;、]{0,12})?"
    r"(?:项目(?!经理|部|负责|总工|总监|主任|书记|办公|公司|副)|工程(?!款|师|局|院|公司|量|部|处)|计划(?=已|将|分|于|的|获|拟|,|。))"
)
_NOT_OF_COMPANY = lazy(
    r"计划|未来|最后|(?:冷链|冷藏|冷冻|保税)$|第[一二三四五六七八九十]|[一二三四五六七八九十][仓批期年季月]"
)
_NO_FIRM = lazy(
    r"^共(?:揽收|收|发|派送|投递|处理|销售|生产|种植|养殖|加工|出口|完成)|^(?:新|拟|复|续|在|未|已)?(?:开工|复工|续建|在建|拟建|竣工|投产)|^[各该本]|线$|族$|[省市县区州]建$|[跳坐登]上$|(?:大学|学院|医院|研究院|研究所)$"
)  # 共揽收|快递, 新开工|建设, 各小卫星, 京广线客运, 跳上汽车, 清华大学建设的
# 川青铁路, 沈白高铁: a line between two lands or cities, where no listed firm goes by that name
_ACTS_THERE = lazy(r"投资|(?:文旅|旅游|工|农|林|渔|商贸|服务|制造)业")
_LINE = lazy(
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新蒙港澳台杭甬温福厦广深昌汉合郑成昆兰西沈哈大连济]{2,4}(?:铁路|高铁|高速|公路|城际)"
)
_OF_REGION = lazy(r"[全我本各该][省市县区州国镇乡园]|[省市县区乡镇村园场]内")  # 全市|港航, 县内|绿能
# 奉新县水利局|建设: what a body does, not its firm.
_BODY_BEFORE = lazy(r"(?<!招商)局$|[厅委]$|政府$|公所$|管委会$|委员会$")
_GROUP_INSIDE = lazy(r"(?:集团|股份).|公司")
# 浙东制药的制剂出口车间: who has a plant is a company.
_OWNS = lazy(
    r"(?:退城[进入]园|异地搬迁|整体搬迁|新上|新增|在建|规划|配套)?的[^,。;、的]{0,12}?(?:项目|车间|生产线|产线|装置|基地|工厂|新厂|厂区|产业园|分厂|[\u4e00-\u9fff]{3}厂(?![房商家址长])"
    r"|(?:技改|改造|扩建|扩能|搬迁)工程)"
)
# 陆口街道|清湖电缆的车间: the town or street where a firm is that has a plant
_OF_STREET = lazy(r"[\u4e00-\u9fff]{2,3}(?:街道|镇|乡)(?=[\u4e00-\u9fff]{2,4}$)")
# 桂信材料|设在匈牙利的电解液基地: who has a works there is a firm
_SITED = lazy(
    r"(?:设在|位于|建在|坐落于|坐落在|落户)[^,。;、的]{2,14}的[^,。;、的]{0,14}?"
    r"(?:基地|工厂|新厂|生产线|车间|装置|电站|研发中心|实验室|厂区|[\u4e00-\u9fff]{2}厂(?![房商家址长]))"
)
# 川源环境|则没那么走运。公司称…: 公司 takes up the name on which a sentence opens
_TAKEN_UP = lazy(
    r"[^。;!?\n]{2,40}[。;!?](?:公司|集团)(?:方面)?(?:称|表示|解释|回应|透露|坦言|承认|指出|公告|宣布|董事长|总经理|高管|相关负责人)"
)
# 跟当地的|汇农面粉|合资
_WITH = lazy(r"[与和同跟](?:(?:当地|本地|同城|国内|国外|境外)的?|[\u4e00-\u9fff]{2,3}的)?$")
# 走进位于松木经开区的|湖南建滔化工: who is visited there is a company.
_VISITED = lazy(r"(?:走进|来到|步入|走访|探访)(?:位于|坐落于|坐落在|落户)[^,。;的]{2,16}的$")
# 采用韩国泰宇化学的聚合技术: whose technology or plant is used is a company.
_USES = lazy(r"(?:采用|引进|引入|选用|购进|使用|应用)了?$")
_MAKES = lazy(
    r"的[^,。;、的]{0,10}?(?:技术|工艺|专利|设备|装备|装置|机组|系统|产品)|(?:产品|技术|工艺|专利)(?=[,。;、])"
)
# 签约企业包括A、|B
_FIRMS_ARE = lazy(
    r"(?:企业|公司|厂商|巨头|龙头|客户|供应商|车企|药企|房企|名企)(?:主要)?(?:包括|包含|涵盖|有|如|为|分别是|分别为|:|——)了?"
    r"(?:[\u3400-\u9fffA-Za-z()]{2,14}、)*$"
)
_BY_OF = lazy(r"由[^,。;、]{0,20}$")
_LIST = 60
_SIGHT = 24
_PARTY = 10
_HAS_TRADE = ("strong", "weak", "institution")
_QUALITIES = frozenset({"ad", "d", "b", "r", "m"})
_LISTED_FIRM = lazy(r"等[^,。;、]{0,4}?(?:企业|公司|集团|巨头|厂商)")
_OPENERS = frozenset(",。;:、(“\n由与和")
_DATELINE_ENDS = ("电)", "讯)")  # (中央社记者某某云林县11日电)|全兴食品
_PLANS = lazy(
    r"(?:也|还|则|原|原本|曾|已|正)*(?:打算|计划|准备|拟|将|投资|投产|投了|新上|上马|与|和|刚|也|董事长|总经理|负责人)"
)
# 全兴食品|今天在云林县斗六市举行二厂落成典礼, 由信晖地产|发展的商场: what proves a firm by itself
_HOLDS = lazy(
    r"(?:[今昨][天日]|(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?(?:[在为][^,。;的]{2,16}?)?(?:举行|举办)"
    r"[^,。;]{0,18}?(?:落成|启用|动土|上梁|开工|奠基|开幕|竣工|投产)(?:典礼|仪式)|发展的(?=[^,。;]{2,16})"
    # 云台地产|以1.2亿元竞得江北区一宗地块: only a firm buys land so
    r"|(?:近日|日前|昨日|昨天|此前|上个?月|上周|去年|今年|则|已|曾|成功|\d{1,2}月|\d{1,2}日){0,3}"
    r"(?:以(?:底价|总价|[\d.,约逾近]{1,10}[万亿]*(?:港|美)?元)[^,。;]{0,8}?)?"
    r"(?:竞得|摘得|拍得|投得|夺得|竞拍|拿下|摘下|买下)[^,。;]{2,40}?(?:地块|土地|用地|地皮|[住商][住宅业]?[宅用]?地)"
)
_DOES = lazy(
    r"在[^,。;]{2,6}?(?:所|板|克|交所)(?:挂牌|上市)|"
    r"(?:(?:原|原本|本)?(?:拟|定|计划)|将|已|正)在[^,。;的]{2,12}?(?:投资|新建|兴建|建设|设立|建厂)|正式(?:宣布|公告|公布|签约)|"
    r"[于在](?:今年|去年)?(?:\d{1,2}月(?:\d{1,2}日|份|初|底)?|[上下]半年|年初|年底)[^,。;的]{0,12}?(?:开工建设|投资建设|签约|启动建设|动工兴建)|"
    r"(?:拟|将|已|计划|独资|全资|共同|联合|合作|正式)*"
    r"(?:(?<=[同合作])(?:开发|建设|打造|兴建)|(?:近日|日前|昨日|昨天)?[与和同][^,。;]{2,20}?(?:签约|签署|签订|签定|签下|达成|合资)"
    r"|投资(?!额|者|总|规模|环境|项目)|投建|斥资|出资|承建|承揽|签约|签署|签订|中标|收购|建设的|兴建)"
)
# 远景动力投资50亿元建设的工厂; 由红豆服饰投资建设: what only a firm does, whatever words its name is made of
_PAYS = lazy(
    r"(?:(?:拟|将|已)?在[^,。;的]{2,14}?(?=投资|斥资|出资))?(?:拟|将|已|还|也|再|又|计划|近日|日前|此次|共|累计|首期|今年|去年|明年)*(?:总?投资|斥资|出资|投入|追加|拿出|砸下|掏出|豪掷)(?:约|近|逾|超过?|总额)?"
    r"[\d一二三四五六七八九十][^,。;]{0,6}[万亿](?:多|余)?(?:美|欧|港|日)?元(?:人民币)?"
    r"(?:在[^,。;]{2,14}?)?(?:投资)?(?:建设|新建|兴建|扩建|打造|投建|建成|建起|实施|建|的[^,。;的]{2,}"
    # 广西金马陶瓷|拿出7.2亿元,要上高档墙地砖生产线
    r"|,(?:将|拟|要|计划|准备|用于|在[^,。;的]{2,12}?)*(?:建设|新建|兴建|扩建|建|新?上|上马|盖|办)(?:一|[\d两三四五六]|[\u4e00-\u9fff]{4}))"
)
_TOWN_SIGNS = lazy(
    r"(?:近日|日前|昨日|正式|成功|已|也|还)*[与和同][^,。;]{0,14}?(?:[省市县区旗州镇]|政府|管委会|委员会|[局厅])"
    r"(?:正式|成功|就[^,。;]{2,30})?(?:签约|签署|签订|签定|签下|达成)"
)
_BUILT_BY = lazy(
    r"(?:全额|独家|独资)?(?:投资|出资|投建|承建|兴建|斥资)(?:建设|兴建|新建|打造|开发|的|[\d约近逾超])"
    r"|(?:承担|负责)?(?:总体)?(?:设计|施工|总承包|总包|供货|监理)(?=[,。;、])"
)
# 云台水务|承建的水源工程, 长河能源|计划在合肥建设第二工厂: what a firm takes upon itself at the head of a clause
_TAKES_ON = lazy(
    r"(?:近日|日前|已|正|也|还|则)*(?:承建|承揽|承造|总承包|投建|施工|开发建设|负责(?:施工|承建|运营|建设|实施))的"
    # 海岳能源|证实放弃在某岛兴建风场, 华岳地热|终止某供暖示范项目
    r"|(?:证实|宣布|确认|决定|已|将|拟|正式)*(?:放弃|终止|中止|取消|搁置|叫停|撤回|撤出)(?!合同|协议|合作|资格|审核)[^,。;]{0,24}?(?:项目|工程|计划|兴建|建设|投资)"
    r"|(?:负责|承担)(?:土建|主体|项目|工程)?(?:施工|承建|运营|总承包)"
    r"|(?:拟|计划|打算|准备)(?:在[^,。;的]{2,14}?)(?:投资|新建|兴建|建设|设立|建厂|扩建)"
)
# 业主为|海通网络, 承建单位:恒岳交建
_PARTY_IS = lazy(
    r"(?:业主|施工|承建|投资|开发|运营|合作|中标|总包|总承包|建设|实施|技术支持)(?:单位|方|商|人|主体)?(?:分别)?(?:为|是|:)$"
)
_ENDS_THERE = lazy(r"[,。;、)]|[和与及][^,。;]{2,16}[,。;]|$")
_SIGNS_IT = lazy(
    r"(?:近日|日前|昨日|正式|成功|当场|当天)*(?:签约|签署|签订|签定|签下|达成(?!率|目标)"
    # 与|新安化工|合资建设的氯碱项目
    r"|合资|合组|合股|共同(?:出资|投资|组建|设立|成立)|合作(?:投资|建设)|联合(?:投资|出资)|(?:成立|组建|设立)(?:合资|合营)|各(?:出资|持股|占))"
)
_NO_SUBJECT = frozenset("vdprmqcuf")  # first letters of tags of words that open no firm's name
_BUILDS_THERE = lazy(r"[\u4e00-\u9fff]{2,4}建")
_SHORT, _PLACED, _LONGEST = 4, 6, 8  # Chinese characters of a name, of one with its place, all characters


class _Left(NamedTuple):
    """What stands before an industry word: start, words, Chinese characters without those of a further trade."""

    start: int
    parts: list[Word]
    hanzi: int
    behind_county: bool = False

    def is_short(self, head: int) -> bool:
        """Whether this is as short as the short names of companies are."""
        placed = bool(self.parts) and self.parts[0].tag == "ns"
        return 2 <= head - self.start <= _LONGEST and self.hanzi <= (_PLACED if placed else _SHORT)

    def is_short_abroad(self, head: int) -> bool:
        """Whether it is as short behind its country (摩洛哥|阿特拉斯|矿业控股)."""
        land = len(self.parts[0].text) if self.parts and self.parts[0].text in countries() else 0
        return bool(land) and 2 <= head - self.start - land <= _LONGEST and self.hanzi - land <= _SHORT


class ShortRule:
    """Tells whether an industry word ends the short name of a company, and where that begins."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, row: OrganisationSuffix, head: int, end: int) -> Candidate | None:
        """A short company name: two to four characters before an industry word, bounded on the left."""
        whole = words.before(end)
        inside = whole is not None and whole.start < head and whole.tag != "x"
        if whole is None or (inside and not _LISTED_FIRM.match(words.text, end)):
            return None  # 晓|光电子, but for 晓光电子等韩国企业
        first = words.name_start(head, 10)
        if _GROUP_INSIDE.search(words.text, first, head):
            return None  # 正邦集团|循环农业: the group's undertaking
        street = _OF_STREET.match(words.text, first, head)
        if street is not None and _OWNS.match(words.text, end):
            first = street.end()
        left = self._left(words, first, head)
        short = left.is_short(head) or (_SIGNS_IT.match(words.text, end) is not None and left.is_short_abroad(head))
        if not short or self._is_no_name(words, row, left, head, end):
            return None
        announces = words.announces(end)
        proof = announces or self._is_proven(words, first, head, end)
        joins = _SIGNS_IT.match(words.text, end) and _WITH.search(words.text, max(0, left.start - 5), left.start)
        if row.form != "strong" and not (proof or joins) and self._is_counted(words, first, head):
            return None
        if words.text[left.start : head] in countries() and not announces:
            return None  # 销毁伊拉克|化学、生物武器
        weight = words.weight(left.parts)
        proof = proof or (weight == 2 and self._has_or_is_taken_up(words, left.start, end))
        # 杭州|长川|科技: what looks like a second place and is none is a name.
        places = all(w.tag == "ns" for w in left.parts) and (len(left.parts) < 2 or head in words.place_start)
        if left.parts and places and not announces:
            weight = min(weight, 1)
        if row.form == "plain" and words.text[head:end] in self.lexicon.name_verb and not announces:
            proof = proof and weight == 2  # 企业|技改投资 is what firms do
        deed = not proof and self._does(words, first, head, end)
        pays = not proof and self._pays(words, left.parts, left.start, end)
        needed = 1 if row.form == "strong" or proof or pays else 2 if row.form == "weak" or deed else 3
        if words.text.startswith(("资本", "控股"), head) and not (proof or deed):
            needed = 2  # 集体资本, 调动资本, 实际控股
        if row.form == "strong" and not proof and len(left.parts) == 1 and left.parts[0].tag in _QUALITIES:
            return None  # 努力|营造
        if weight < needed or NEW_BUILD.match(words.text, end):
            return None
        latin = LATIN_ALIAS.match(words.text, end)
        last = end if latin is None else latin.end()
        return Candidate(left.start, last, row.kind, f"org.{row.form}.short", sure=proof)

    def _left(self, words: Words, start: int, head: int) -> _Left:
        """The name behind the verbs and the county that may stand before it."""
        parts = words.span(start, head)
        while len(parts) > 1 and (parts[0].text in self.lexicon.name_verb or parts[0].text in self.lexicon.ahead):
            start, parts = parts[0].end, parts[1:]
        trade = sum(len(w.text) for w in parts[1:] if self._is_trade(w))  # 台岳|精密|化学
        hanzi = sum(len(r) for r in HANZI.findall(words.text, start, head)) - trade
        county = words.place_end.get(start, head)
        placed = bool(parts) and parts[0].tag == "ns" and hanzi <= _PLACED
        long = hanzi > _SHORT and not placed and county - start > 2 and head - county >= 2
        if long and words.text[county - 1] in "市县区旗":  # 双台子区|新兴特油: the county where it is
            return _Left(county, words.span(county, head), hanzi - (county - start), behind_county=True)
        return _Left(start, parts, hanzi)

    def _is_no_name(self, words: Words, row: OrganisationSuffix, left: _Left, head: int, end: int) -> bool:
        """Whether the words before the suffix tell of a deed, a region, a line or a body, and name no firm."""
        text, start = words.text, left.start
        name = text[start:head]
        if _NO_FIRM.search(name) or is_growth(text, start, end) or _LINE.fullmatch(text, start, end):
            return True
        if _OF_REGION.match(name) or text[start:end] in self.lexicon.not_name or name in self.lexicon.generic:
            return True
        if (there := words.place_end.get(start)) is not None and _ACTS_THERE.fullmatch(text, there, end):
            return True  # 到洪雅|投资的大项目, 达州|文旅业: what is done in a county
        county = not left.behind_county and words.place_end.get(start, head) == head
        if county and name[-1] in "市县区旗" and row.form in ("weak", "plain"):
            return True  # 广信区|光学|营收: a trade of the county
        if text[start - 1 : start].isdigit() or _NOT_OF_COMPANY.search(name) or _BODY_BEFORE.search(name):
            return True
        if text[start - 1 : start] == "在" and (
            _BUILDS_THERE.match(name) or (county and text[head:end] in self.lexicon.name_verb)
        ):
            return True  # 在天津建|新能源工厂, 在连云港|建设的工厂
        return self._is_deed(words, row, left.parts) or self._is_own_deed(words, row, start, head, end)

    def _is_proven(self, words: Words, start: int, head: int, end: int) -> bool:
        """Whether what stands around the name shows that it is a company's."""
        return (
            self._headline(words, start, end)
            or LATIN_ALIAS.match(words.text, end) is not None
            or words.introduced(start)
            or _OWNS.match(words.text, end) is not None
            or self._of_town(words, start, head, end)
            or self._supplies(words, start, end)
            or self._among_firms(words, start, end)
            or self._is_visited(words, start, end)
            or (_HOLDS.match(words.text, end) is not None and self._opens(words, start))
        )

    def _has_or_is_taken_up(self, words: Words, start: int, end: int) -> bool:
        """Whether a name at the head of a clause has a works somewhere, or 公司 stands for it in the next sentence."""
        if not self._opens(words, start):
            return False
        return _SITED.match(words.text, end) is not None or bool(words.acts(end) and _TAKEN_UP.match(words.text, end))

    def _is_visited(self, words: Words, start: int, end: int) -> bool:
        before = max(0, start - _SIGHT), start
        return words.text.startswith((",", "。"), end) and _VISITED.search(words.text, *before) is not None

    def _is_counted(self, words: Words, start: int, head: int) -> bool:
        """Whether a product, a measure or 的 borders the name, which any goods may follow."""
        border = words.before(start) if start > words.floor(head) else None
        return border is not None and (
            border.text in self.lexicon.product or border.tag in ("q", "m") or border.text == "的"
        )

    def _is_deed(self, words: Words, row: OrganisationSuffix, parts: list[Word]) -> bool:
        """Whether the last words say what is done at a place (石岭镇|投资|建设)."""
        last = parts[-1] if parts else None
        deed = row.form == "plain" and last is not None and last.text in self.lexicon.name_verb
        return deed and last is not None and words.text[last.start - 1 : last.start] in tuple("省市县区镇乡村")

    def _is_own_deed(self, words: Words, row: OrganisationSuffix, start: int, head: int, end: int) -> bool:
        """Whether a verb follows a name that has its trade already (某某铝业|投资的项目)."""
        last = self.lexicon.suffix_of.get(words.text[head - 2 : head]) or self.lexicon.suffix_of.get(
            words.text[head - 3 : head]
        )
        if words.text[head:end] in ("控股", "参股") and words.text[end : end + 1] in tuple(",。;、的"):
            by = _BY_OF.search(words.text, max(0, start - _SIGHT), start) or words.text.startswith("的", end)
            return last is not None and head - start > 3 and bool(by)  # 由某集团旗下华大半导体|控股, 某化工|控股的
        if row.form != "plain" or words.text[head:end] not in ("投资", "建设"):
            return False
        if words.text.endswith("投资", start, head):
            return True  # 某水电三局|投资建设的厂房
        named_before = words.text[start - 1 : start] == "由" or words.introduced(start)
        named_before = named_before or (last is not None and last.form in _HAS_TRADE)  # 中国五冶|投资建设
        if named_before and BUILDS_IT.match(words.text, end):
            return True  # 由港岭|投资|兴建, 子公司弗岭电池|投资建设
        following = words.after(end)  # 台泥绿能|投资|彰滨光电案
        goes_on = following is not None and HANZI.match(following.text) and not words.acts(end)
        if words.text[end : end + 1] != "的" and (not goes_on or words.announces(end)):
            return False
        last = self.lexicon.suffix_of.get(words.text[head - 2 : head])
        return last is not None and last.form in ("strong", "weak") and head - start > 3

    def _is_trade(self, word: Word) -> bool:
        row = self.lexicon.suffix_of.get(word.text)
        industry = row is not None and row.form in ("strong", "weak", "plain")
        return industry and word.text not in self.lexicon.name_verb

    def _does(self, words: Words, start: int, head: int, end: int) -> bool:
        """Whether a clause or list begins with the name and goes on with what only a party does (恒岳水产投资的…)."""
        last = words.before(head)
        if last is None or last.text[-1] in "省市县区镇乡村" or last.text in self.lexicon.name_verb:
            return False  # 弶港镇投资|建设 is a deed of the town
        if not self._opens(words, start):
            return False
        return _DOES.match(words.text, end) is not None

    def _pays(self, words: Words, parts: list[Word], start: int, end: int) -> bool:
        """Whether a firm alone does what the text tells: it puts in a sum to build, or signs with a town."""
        if not parts or parts[0].tag[:1] in _NO_SUBJECT or words.text[start:end].endswith(("投资", "建设")):
            return False
        if words.text[start - 1 : start] == "由":
            return _BUILT_BY.match(words.text, end) is not None
        if _WITH.search(words.text, max(0, start - 5), start) and _SIGNS_IT.match(words.text, end):
            return True  # 县政府与|鸿图智能|签约
        if _ENDS_THERE.match(words.text, end) and _PARTY_IS.search(words.text, max(0, start - _PARTY), start):
            return True
        acts = _PAYS.match(words.text, end) or _TOWN_SIGNS.match(words.text, end) or _TAKES_ON.match(words.text, end)
        return acts is not None and self._opens(words, start)

    def _opens(self, words: Words, start: int) -> bool:
        """Whether a clause, a list or the text behind a dateline begins there."""
        opens = words.text[start - 1] in _OPENERS or words.text.endswith(_DATELINE_ENDS, 0, start)
        return opens or start <= words.floor(start)

    def _supplies(self, words: Words, start: int, end: int) -> bool:
        """Whether the text has what is used from there (采用韩国泰宇化学的聚合技术)."""
        uses = _USES.search(words.text, max(0, start - 6), start)
        return uses is not None and _MAKES.match(words.text, end) is not None

    def _among_firms(self, words: Words, start: int, end: int) -> bool:
        """Whether a list that a word for firms opens holds the name (签约企业包括恒升铸锻、润邦家居等)."""
        listed = words.text.startswith(("、", "等", "和", "及", "与"), end)
        return listed and _FIRMS_ARE.search(words.text, max(0, start - _LIST), start) is not None

    def _of_town(self, words: Words, start: int, head: int, end: int) -> bool:
        """Whether a name behind its town acts (湖北当阳的长坂陶瓷原打算投资, 四川夹江的盛岷瓷业慢了半拍)."""
        if words.text[start - 1 : start] != "的" or start - 1 not in words.place_start:
            return False
        parts = words.span(start, head)
        named = len(parts) == 1 and parts[0].tag in ("x", "nr", "nz", "ns", "nrt") and head - start == len("盛岷")
        return named and ((parts[0].tag == "x" and self._is_told_of(words, end)) or bool(_PLANS.match(words.text, end)))

    def _is_told_of(self, words: Words, end: int) -> bool:
        """Whether the name is a subject: it acts, or a word says how it is (慢了半拍); no noun goes on with it."""
        following = words.after(end)
        return words.acts(end) or (following is not None and following.tag[:1] in ("a", "l", "i"))

    def _headline(self, words: Words, start: int, end: int) -> bool:
        """【X】, 【X:…, ▲X: at the start of a line: items of a digest of company news."""
        return start > 0 and words.text[start - 1] in "【▲●■◆★" and words.text[end : end + 1] in (":", "】")
