"""Words of a document as the organisation rules see them: what may be a name, where it begins, how it acts."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.tokens import HANZI as HANZI
from kaigong.extractors.org.tokens import PlacedWords
from kaigong.extractors.org.tokens import Word as Word
from kaigong.extractors.segment import Segmenter
from kaigong.schemas.document import Document

# A Latin name or abbreviation in brackets belongs to the name: 公用事业局(PUB).
LATIN_ALIAS = lazy(r"\([A-Za-z][A-Za-z .&\-]{1,30}\)")
# 由港岭投资|兴建: 投资 is no part of the name
BUILDS_IT = lazy(r"并?(?:负责)?(?:兴建|建设|新建|扩建|开发|打造|建造|运营|兴办|的|[\d约近逾超,。])")
_NAME_CHARACTER = lazy(r"[\u3400-\u9fffA-Za-z&·\-]")
_BRACKET = lazy(r"\(([\u3400-\u9fffA-Za-z ]{1,8})\)$")
_ORDINAL = lazy(r"第[一二三四五六七八九十]{1,3}$|[一二三四五六七八九十]{1,2}$")
_DAY = lazy(r"(?:[一二三四五六七八九十\d]{1,2}月)?(?:份|[一二三四五六七八九十\d]{1,3}日)")  # 十一月十五日|中央电视台
# 催生出, 融化掉: a verb with what comes of it; 在京举行: a deed that the cutter takes for a noun
_DONE = lazy(r"(?!合成|集成|编成|生成)[\u3400-\u9fff]{1,2}[出掉成了起]$")
_IN_ONE = lazy(r"(?:今|昨|明|前)天|举行|召开|举办")
_ENDS_PLACE = frozenset("省市县区州旗镇乡村港湾岛")
_WITH_AND = frozenset("三大昭永太泰祥德共义万亿天元顺安兴广谦融嘉润信瑞金海恒宏同康汇佳")  # 韩国三|和|化学, 万|和|集团
_FIRM_AHEAD = lazy(r"[\u4e00-\u9fff]{0,8}?(?:有限|股份|集团|公司)")
_BEFORE_YUAN = frozenset("0123456789一二三四五六七八九十百千万亿两几美欧港日韩澳新台公单数")
_HIGH_NUMBERS = frozenset("万亿")  # 浙江万|和|实业有限公司
_NO_WORD = frozenset({"ns", "nr", "nz", "ng", "g", "zg", "vg", "x"})  # tags of characters that are no words alone
_ITEM_MARKS = frozenset("【▲●■◆★▶◎○①②③④⑤⑥⑦⑧⑨⑩⑪⑫")
_DASHES = frozenset("—–－")
_BEFORE_MEASURE = frozenset("0123456789一二三四五六七八九十百千万亿两几数多这那每各了过")
_COUNTED = lazy(r"[0-9.]|[几数多两]|.*[家个名位批项期亿万元间]$")
_PROPER = frozenset({"ns", "nr", "nrt", "nz", "nt", "x"})
# 中铁建|两大央企: a count of such firms behind the last of them.
_COUNTED_FIRMS = lazy(
    r"[两三四五六]家(?:各|均|都|分别|共)|[两三四五六]大?(?:家|大)?(?:央企|国企|企业|公司|集团|巨头|银行)"
)
_TAILS = ("银行", "集团", "公司", "股份", "政府", "管委会")
_STOCK_CODE = lazy(r"\((?:[A-Za-z]{2,4}[.:]?)?\d[\dA-Za-z]{3,6}(?:[.-][A-Z]{1,2})?[,)]")
_DATE = lazy(
    r"\d{1,4}[年月日]|[上本]个?(?:月|周[一二三四五六日末]?)(?=[\u4e00-\u9fff])|[一二三四五六七八九〇○零]{4}年|(?:前?[一二三四]季度|[前第首]?[1-4一二三]季(?:度|营|净)?|前[\d一二三四五六七八九十]{1,2}个?月|[上下]半年|\d{1,2}(?:-|—|至|到)\d{1,2}月)"
)
# 某某玻璃|上周公告, 某某化学本月宣布: with the time between; 某某出行|向港交所递交招股书
_ANNOUNCED = lazy(
    r"(?:[上本]个?(?:月|周[一二三四五六日末]?)|近期)(?:[初底末]|[上中下]旬)?(?:发布|对外)?(?:公告|披露|宣布|公布)"
    r"|(?:近日|日前|正式|已|再次)*向[^,。;]{2,8}?(?:递交|提交)了?(?:招股书|招股说明书|[^,。;]{0,4}上市申请)"
)
# 股权划分为汉水环境80%、中扬建设10%并…: the share behind who holds it
_SHARE = lazy(r"[\d.]{1,6}%(?=[,、。;并和与)])")
_SHARES = lazy(r"股权|股份|持股|占股|股比|出资比例")
_SHARES_SIGHT = 40
_SELLS = lazy(r"(?:累计)?(?:销售|生产|产销|新签|交付|出口)[\u4e00-\u9fff]{1,8}\d")  # 中国重汽|销售重型卡车1.2万辆
# X国际业务总监, X海外收入9亿元: what only a firm has
# 三星电子70亿美元的闪存芯片项目 as well
_ITS_OWN = lazy(
    r"(?:(?!项目|工程)[\u4e00-\u9fff]){0,6}?(?:总监|总裁|总经理|副总|总工程师|首席|董事会?|高管|发言人)"
    r"|(?:(?!项目|工程)[\u4e00-\u9fff]){0,6}?(?:基地|工厂|公司|(?:制造|研发|技术|运营|营销|生产|工程)中心|事业部|事业群)(?:负责人|总经理|厂长|副总经理|总监|工作人员)"
    r"|注册资本|(?:营业收入|营收|净利润)(?:约|近|逾)?\d|(?:海外|境外|国内|出口|主营|主营业务|当年|全年|(?:今年|去年)?(?:第[一二三四]季度?|[上下]半年|前[一二三四1-4]季度?|前\d{1,2}个?月|\d{1,2}月份?))"
    r"(?:自结|单月|累计|合并)*(?:营业|销售)?(?:收入|营收|销售额|营业额|利润|净利润|净利|纯益)"
    r"|(?:(?:计划|预计|估算|概算)?总投资(?:约|近|超过?|逾|达)?)?(?:[\d.]{1,8}|[一二三四五六七八九十]{1,3})[余多]?[万亿]{1,2}(?:美|欧|港|日)?元(?:的|人民币的|注资|入股|增资|投资(?!项目|的项目))"
)
_STAKE = lazy(r"[\d.]{1,6}%的?(?:股权|股份)")
# A、B等国内企业, A和B等客户: what is listed there are organisations.
_LISTED = lazy(
    r"(?:[、和与及][\u3400-\u9fffA-Za-z()·]{2,10}){0,8}等[^,。;、]{0,8}?(?:企业|公司|集团|厂商|厂家|车企|药企|巨头|龙头|客户|股东|单位)"
)
# 金娃科技|创新产业园: an undertaking's name goes on, no company acts.
_GOES_ON_AS_NAME = lazy(
    r"(?:制造|创新|永续|资源|生产|研发|加工|装备|应用|检测|改造|服务|机电|循环|示范|建设|开发)(?:(?!的)[\u4e00-\u9fffA-Za-z]){0,10}?"
    r"(?:产业园|项目|基地|工厂|中心|装备|园区|工程|产业城|港)"
)
# 天岳锂材|年产6万吨碳酸锂项目: the name opens that of an undertaking.
_OPENS_PROJECT = lazy(r"年(?:产|处理|加工)[0-9.]+[^,。;、]{1,24}?(?:项目|工程)")
# 向东区区议会, 获省交通运输厅: a preposition or verb that the word before the body ends in.
_GLUED_LEVEL = lazy(
    r"(?:可|须|应|已|拟|需|并|再)?[向由与和被获经报请为对在至到给受](?=(?:省|市|县|区|州|旗|镇|国家|自治区)[\u3400-\u9fff])"
)
_GLUED_TO = lazy(r"(?:可|须|应|拟)?向(?![阳塘荣红前])|(?:记者)?[昨今][日天]?[从在与]")
_GLUED_PLACE = lazy(r"(?:可|须|应|已|拟|需|并|再)?[向由与和被获经报请为对在至到给]")
_TORN_DEEDS = (
    "总承包",
    "总包",
    "总投资",
    "副总",
    "全额出资",
    "项目经理",
    "项目负责人",
    "有关人士",
    "车间里",
    "车间内",
    "生产车间",
    "签订",
    "签署",
    "签约",
    "拟",
    "得标",
    "统包",
    "施作",
    "公告",
    "原计划",
    "原规划",
    "原定",
    "原拟",
    "原本",
    "早在",
    "早已",
    "实控人",
    "实际控制人",
)
# 中小企业|协会, 乡镇企业|管理局: bodies that are called after what they look after.
_OF_PROJECTS = lazy(r"管理|咨询|建设|投资|开发|公司|代建|部|办|服务|运营|策划|顾问|中心|数据|推进|指挥")
_OF_BUSINESS = lazy(r"管理|服务|发展|家?协会|家?联合会|商会|促进会|局|办公室")
_DATELINE = lazy(r"日$|[社网报台][\u3400-\u9fff]{2,4}$")  # 新华社北京|电
_GOODS = ("材料", "技术", "工业", "设备", "资源", "产品", "机械", "工程", "能源")
_LONGEST_WORD = 3
_OPENS_NAME = ("", *",。;:、(“\n由与和为")  # 由|中天|合创能源有限责任公司
_TIMES = lazy(
    r"[年月周晚午夜季期时]|凌晨|[前后当昨今]天|[早晚]上|目前|当前|如今|现[在今]|此前|[近同次翌]日|日前|眼下|今后|未来|过去|近来|当下|往后|先前|前夕|届"
)
_MANY = lazy(r"[百千万][家户里]")  # 漳州|万家|福食品: nobody counts companies so
_TRADES = ("strong", "weak", "plain")
MAX_NAME = 36


class Words(PlacedWords):
    """The words of the text with the lexicon of organisations, and the positions of inner conjunctions."""

    def __init__(self, document: Document, lexicon: OrganisationLexicon, segmenter: Segmenter) -> None:
        super().__init__(document, segmenter)
        self.lexicon = lexicon
        self.inner: set[int] = set()
        for match in lexicon.inner.finditer(self.text):
            if match.end() in self.place_end and match.group()[-1] in "与和及":
                continue  # 某某新材料与|山东鲁泰集团 are two
            self.inner.update(range(match.start(), match.end()))

    def extends(self, word: Word, right: int, *, legal: bool = False) -> bool:
        """Whether a word may be part of the name that goes on at ``right``; a legal form lets verbs in."""
        lexicon, text = self.lexicon, word.text
        if len(text) == 1 and (text.isascii() or self.text[word.start - 1 : word.start].isdigit()):
            return text in "&-" or (text.isupper() and self._behind_name(word))  # 武汉|V|谷光电
        if text in _DASHES and (legal or self._behind_name(word)):  # 扬子石化|—|巴斯夫有限责任公司, but no A——B
            lone = not self.text.endswith(("—", "–", "－"), 0, word.start)
            return lone and bool(HANZI.match(self.text, right))
        if not _NAME_CHARACTER.match(text) or "丨" in text or any(c in "。、," for c in text):
            return False
        if word.tag == "q" and len(text) == 1 and self.text[word.start - 1 : word.start] in _BEFORE_MEASURE:
            return False
        if word.start in self.inner and word.end - 1 in self.inner:
            return True
        if legal and (text == "集团" or (text == "企业" and self._behind_name(word) and right not in self.place_end)):
            return True  # 中国华西|企业|有限公司, but 中国企业|杭州某某有限公司
        if text.endswith("企业") and _OF_BUSINESS.match(self.text, right):
            return True
        if text in lexicon.syllable and self._is_syllable(word):
            return True
        if text == "和" and self._is_and(word, right):
            return True
        if text in ("同", "和") and self.text[word.start - 1 : word.start] in _ITEM_MARKS:
            return True  # ③同舟重工:
        if text == "元" and self.text[word.start - 1 : word.start] not in _BEFORE_YUAN:
            return True  # 元|禾资本: no money stands before it
        if text == "联合" and self._is_united(word, right):
            return True
        if _IN_ONE.search(text) or (word.tag == "v" and len(text) > 1 and _DONE.fullmatch(text)):
            return False
        if text in lexicon.stop or text in lexicon.role or text.endswith(("单位", "企业", "业者")):
            return False
        if text in lexicon.soft:
            # 施密特|光|能|机械公司: a syllable of the trade
            trade = lexicon.suffix_of.get(self.text[word.start - 1 : word.end])
            return self._behind_name(word) or (trade is not None and trade.form in _TRADES)
        if text in lexicon.name_verb or text == "首都":  # 首都|钢铁总公司, an adverb in the dictionary
            return True
        tag = word.tag
        named = self._behind_name(word) or (tag == "t" and self.text[word.start - 1 : word.start] in _OPENS_NAME)
        if legal and tag in ("t", "d") and len(text) > 1 and not _TIMES.search(text) and named:
            return True  # 陕西|三秦|安装集团有限公司: an adverb stands before no company, so it is none
        if tag[:1] in ("r", "p", "u", "e", "y") or (tag in ("t", "c", "d") and len(text) > 1):
            return False
        if legal and _MANY.fullmatch(text):
            return self._behind_name(word)
        if text in _HIGH_NUMBERS and legal and not self.text[word.start - 1 : word.start].isdigit():
            return True  # 四川|万|华新材料公司
        if tag == "m":
            following = self.text[right : right + 1]
            return bool(_ORDINAL.match(text) and following not in "家个名座台位批项期") or not _COUNTED.match(text)
        if tag == "l" and text.endswith(_GOODS):
            return True  # 鞍山焦化|耐火材料|设计研究总院
        if tag in ("v", "vd", "i", "l") and len(text) > 1:
            return self._after_place(word) or (legal and word.end not in self.place_end)  # 促请|哈尔滨某集团
        return True

    def _is_united(self, word: Word, right: int) -> bool:
        """Whether 联合 is part of a name, between a proper name and the trade: 智利安第斯|联合|矿业公司."""
        before, trade = self.before(word.start), self.after(right)
        if before is None or trade is None or right in self.place_end:
            return False
        opens = before.start <= self.floor(before.start) or before.start in self.place_start
        named = before.tag == "ns" or (before.tag in ("s", "f", "nz", "nr", "x") and opens)
        if not named or not HANZI.fullmatch(before.text) or before.text in self.lexicon.stop:
            return False
        return trade.text in self.lexicon.generic or trade.text in self.lexicon.suffix_of

    def _is_and(self, word: Word, right: int) -> bool:
        """Whether 和 is the second syllable of a name: 韩国三|和|化学, 上海锦|和|商业集团."""
        before = self.before(word.start)
        if before is None or len(before.text) != 1 or not HANZI.match(before.text):
            return False
        if before.text in _WITH_AND and (
            any(self.text[right : right + n] in self.lexicon.suffix_of for n in (2, 3))
            or (before.text in _HIGH_NUMBERS and _FIRM_AHEAD.match(self.text, right))
        ):
            return True
        opens = before.start <= self.floor(before.start) or self.text[before.start - 1] in ",。;:、(“\n"
        if opens and before.tag in _NO_WORD and before.text not in self.lexicon.stop:
            return True  # 锦|和|汽车座椅集团, at the head of a clause: a syllable that is no word of its own
        place = self.before(before.start)
        placed = place is not None and place.tag == "ns" and before.start in self.place_start
        return placed and before.text not in _ENDS_PLACE and before.text not in self.lexicon.stop

    def _behind_name(self, word: Word) -> bool:
        """Whether a proper name in Chinese characters stands right before the word."""
        before = self.before(word.start)
        return before is not None and before.tag in _PROPER and bool(HANZI.fullmatch(before.text))

    def _is_syllable(self, word: Word) -> bool:
        """Whether a stop word is one of a name: behind a proper name (宁夏|电) or a place and a word (东莞|炊|都)."""
        if _DATELINE.search(self.text, max(0, word.start - 5), word.start):
            return False
        before = self.before(word.start)
        if before is None or self._behind_name(word):
            return before is not None
        place = self.before(before.start)
        named = place is not None and (place.tag == "ns" or before.start in self.place_start)
        return named and len(before.text) <= _LONGEST_WORD and bool(HANZI.match(before.text))

    def _after_place(self, word: Word) -> bool:
        before = self.before(word.start)
        return before is not None and (before.tag == "ns" or word.start in self.place_start)

    def name_start(self, end: int, limit: int = MAX_NAME, *, legal: bool = False) -> int:
        """Start of the longest name that may end at ``end``: walks left over words until one bounds it."""
        floor = max(self.floor(end - 1), end - limit)
        at = end
        while at > floor:
            place = self.place_start.get(at)
            if place is not None and place >= floor:
                at = place
                continue
            if at < end and self.text[at - 1] == "获":
                break  # 细部设计已获|公路局核定
            if self.text[at - 1] == ")":
                bracket = _BRACKET.search(self.text, max(floor, at - 10), at)
                if bracket is None or bracket.start() <= floor:
                    break
                in_role = bracket[1] in self.lexicon.role and bracket[1] != "集团"  # 某勘测设计院(集团)股份有限公司
                if in_role or any(w in bracket[1] for w in ("称", "公司", "记者", "通讯员", "编辑", "摄影")):
                    break  # (联合体)武汉热网研究院
                at = bracket.start()
                continue
            if any(self.text[at - n : at] in self.lexicon.role for n in (3, 4, 5)):
                break
            word = self.before(at)
            if word is None or word.start < floor or not self.extends(word, at, legal=legal):
                break
            if at < end and self.text.endswith(("项目", "工程项目"), 0, at) and not _OF_PROJECTS.match(self.text, at):
                break  # 又一大型项目|北岭集团东陵能源公司
            if word.end < end and word.text in self.lexicon.name_verb and self.text.endswith(_TAILS, 0, word.start):
                break
            if word.tag == "x" and at - word.start > 1:
                # The cutter may have torn a noun in apposition: 出品 + 方青禾 for 出品方 + 青禾.
                inside = range(word.start + 1, at - (at == end))
                torn = [k for k in inside for n in (3, 4, 5) if self.text[k - n : k] in self.lexicon.role]
                if torn:
                    return torn[-1]
            at = word.start
        return at

    def unglued(self, start: int, head: int) -> int:
        """The start without a preposition or verb that the segmenter took for part of a place (向东区|区议会)."""
        if toward := _GLUED_TO.match(self.text, start, head):
            return toward.end() if toward.end() < head else start
        # Without an end: the body's own first character stands behind its level.
        level = _GLUED_LEVEL.match(self.text, start)
        glued = level or _GLUED_PLACE.match(self.text, start, head)
        if glued is None or start in self.place_end:
            return start
        borders = level is not None or glued.end() in self.place_end
        return glued.end() if borders and glued.end() < head else start

    def behind_verb(self, start: int, head: int) -> int:
        """The start behind a day or a verb of one character, with which no name begins (看|中央电视台)."""
        day = _DAY.match(self.text, start, head)
        start = day.end() if day is not None else start
        word = self.after(start)
        while word is not None and word.end < head and len(word.text) == 1 and word.tag == "v":
            following = self.after(word.end)
            named = word.end in self.place_end or (following is not None and following.tag in ("ns", "nt"))
            if named:
                return word.end
            if following is None or len(following.text) != 1 or following.tag != "v":
                break
            start, word = following.end, self.after(following.end)
        return start

    def weight(self, parts: list[Word]) -> int:
        """How distinctive a modifier is: 2 a proper name, 1 common words, 0 only words of the trade."""
        best, run = 0, 0
        for word in parts:
            halves = {word.text[:2], word.text[2:]} if len(word.text) == 4 else {word.text}
            if halves <= self.lexicon.generic or word.tag == "q":
                run = 0
                continue
            proper = (
                word.text in self.lexicon.parent
                or word.tag in ("nr", "nrt", "nz", "nt", "nrfg", "eng")
                or (word.tag == "j" and len(word.text) > _LONGEST_WORD)  # 华北石油|管理局
                or (word.tag in ("ns", "x") and len(word.text) > 1)
            )
            if proper:
                return 2
            if HANZI.fullmatch(word.text) and len(word.text) == 1:
                run += 1
                best = max(best, 2 if run >= 2 else 1)
                continue
            run = 0
            best = max(best, 1)
        return best

    def acts(self, end: int) -> bool:
        """Whether what follows lets a short name stand for an organisation, not open a longer noun phrase."""
        following = self.text[end : end + 1]
        if following == "(":
            close = self.text.find(")", end, end + 12)
            place = close > 0 and bool(HANZI.fullmatch(self.text[end + 1 : close])) and close - end <= 6
            return not place or self.acts(close + 1)
        if self.text.startswith(("EPC", "联合体", "联营体"), end):
            return True
        if following.isdigit():
            share = _SHARE.match(self.text, end) and _SHARES.search(self.text, max(0, end - _SHARES_SIGHT), end)
            return bool(share) or any(p.match(self.text, end) for p in (_DATE, _STAKE, _ITS_OWN))
        if not following or not HANZI.match(following):
            return not following.isalnum()
        if _DATE.match(self.text, end) or _ITS_OWN.match(self.text, end) or _SELLS.match(self.text, end):
            return True
        word = self.after(end)
        if word is None:
            return True
        if _GOES_ON_AS_NAME.match(self.text, end):
            return False
        if _COUNTED_FIRMS.match(self.text, end):
            return True
        if word.text in self.lexicon.agent or self.text.startswith(_TORN_DEEDS, end):
            return True
        acts = word.tag[:1] in ("v", "d", "p", "c", "u", "r", "t") or word.tag == "ad"  # 一汽大众|正式|启动…
        return acts and word.tag != "vn"

    def opens_project(self, end: int) -> bool:
        """Whether what a project makes in a year follows, so that the name is part of the project's."""
        return bool(_OPENS_PROJECT.match(self.text, end))

    def announces(self, end: int) -> bool:
        """Whether an announcement, a title or a stock code follows: proof that a company is meant."""
        return bool(
            _STOCK_CODE.match(self.text, end + (self.text[end : end + 1] == " "))
            or self.lexicon.announce.match(self.text, end + (self.text[end : end + 1] in tuple("则也还亦")))
            or _ANNOUNCED.match(self.text, end)
            or _LISTED.match(self.text, end)
        )

    def introduced(self, start: int) -> bool:
        """Whether a noun for a part in business stands in apposition before (二股东天朗汽车, 子公司华晟新能源)."""
        # 皓月集团肉牛产业: 集团 and 公司 end a name of their own.
        before = (self.text[start - n : start] for n in (2, 3, 4, 5) if start >= n and self.is_edge(start - n))
        return any(word in self.lexicon.role and word not in ("集团", "公司") for word in before)
