"""Short names that only their place in the text shows: heads of news items, names after 子公司, stock codes."""

import re
from collections.abc import Iterator

from kaigong.extractors.item_head import BULLETS, NEWS_DEEDS, NUMBERED
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.agent import AgentRule
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import BUILDS_IT, Word, Words

_ITEM = lazy(
    rf"(?:【|^[ ]*(?:[{BULLETS}]|(?P<plain>[-*]|{NUMBERED}))[ ]*)(?!(?:本|[^】:\n]{{1,6}})[报网台刊社]专?讯"
    r"|[^】:\n]{1,6}[网报社]】)(?P<name>[\u3400-\u9fffA-Za-z]{2,8})(?=[:】(\u3400-\u9fff])",
    re.MULTILINE,
)
# 2、X:拟投建…, - X(600000):…: behind a plain number or dash only what a company does shows one.
_DOES = lazy(rf"(?:\([\dA-Za-z.]{{4,12}}\))?:(?:{NEWS_DEEDS})")
# 【申和集团】拟…: the firm of an item, whatever its first syllables are.
_ITEM_FIRM = lazy(r"【(?P<name>[\u3400-\u9fff]{2,4}(?:集团|股份))】")
# 【倍思达】与某县政府签署…: behind the bracket, what a firm does
_ITEM_DOES = lazy(
    r"【(?P<name>[\u3400-\u9fffA-Za-z]{3,6})】"
    r"(?=公告|披露|发布(?:公告|半年报|年报|一季报|三季报)|(?:近日|日前|昨日|晚间)?[与和同][^,。;]{4,40}(?:签|达成|合作)"
    r"|拟(?:以|投|在|与|向|将|购|募|斥|建|新|发行|收购|出资|定增|回购|对|公开|非公开|转让|使用|终止|通过)|公司(?:拟|与|于|的|因|收到|董事会|控股|全资|股东|决定)|(?:全资|控股)?(?:子公司|孙公司)[\u3400-\u9fff]"
    r"|(?:近日|日前)?(?:收到|取得|获得|中标|签订|签署)|终止|(?:因[^,。;]{2,20},)?公司决定|控股股东|持股\d|股东[^,。;]{0,12}(?:拟|减持|增持)|董事会[^,。;]{0,8}(?:同意|审议|通过)"
    r"|(?:[上下]半年|前[一二三]季度|[一二三四]季度|年度|\d{1,2}月份?)[^,。;]{0,6}(?:实现|营业|净利|营收|销售)|预计[^,。;]{0,8}(?:净利|营收))"
)
_HEADS = (
    "公告", "精选", "要闻", "项目", "投资", "合作", "重组", "业绩", "增持", "减持", "回购", "中标", "经营", "动态",
    "合同", "其他", "网", "报", "社", "讯", "新闻", "公司",
)  # fmt: skip
_REGIONS = ("区", "市", "县", "省", "州", "经济带", "都市圈", "城市群")  # 【粤港澳大湾区】: the heading of a column
_COLUMN = ("消息", "快讯", "播报", "关注", "观察", "头条", "资讯", "速递", "聚焦", "联播", "速览")  # 【大河财立方消息】
# ● 英溪路过街天桥:…, ■ 春晖公园二期:…: an item on works, and not on a firm
_WORKS_ITEM = lazy(
    r"(?:[一二三四五]期|天桥|大桥|[二三四五六]桥|步道|绿道|展厅|公园|广场|[博体图文科美]\w{1,2}馆|水库|隧道|高速|铁路|机场|码头|泵站|改造|扩建|片区|街区|[\u3400-\u9fff]{2}(?:路|大道|立交|水厂|医院|学校|小学|中学))$"
)
_ITEM_MARK = lazy(rf"【|^[ ]*(?:[{BULLETS}*-]|{NUMBERED})", re.MULTILINE)
_CODED = lazy(r"(?<=[\u3400-\u9fff])\((?:[A-Za-z]{2,4}[.: ]?)?\d[\dA-Za-z]{3,6}(?:[.-][A-Z]{1,2})?\)(?!年)")
# 食品厂丰禾(1210): what kind of firm it is stands before its name.
_TRADE = lazy(r"(?:[厂商]|业者|大厂|龙头|股王|一哥)(?=[\u3400-\u9fff]{2})")
_RELATED = lazy(
    r"(?:子公司|孙公司|母公司|老股东|新股东|大股东|第[一二三]大股东|关联方|出品方|开发商|收购方|转让方|受让方|合作方|投资方|承建商|供应商|车企|房企|药企|巨头|制造商|厂商|业者|大厂|零售商|龙头企业|链主企业)"
    r"(?=[\u3400-\u9fff]{2})"
)

# What is bought, sold or given capital is a company: 对星洲镍资源增资, 收购青海昆锂67%股权.
_EQUITY = lazy(
    r"(?:收购|转让|受让|认购|持有|购买|出售|控股|参股|入股|引进|引入|获得?|对|向)(?P<name>[\u3400-\u9fff]{2,10}?)(?:的)?"
    r"(?=增资|注资|(?:约|近)?[0-9.]{1,6}[万亿]{1,2}(?:美|欧|港)?元的?(?:增资|注资|入股)|(?:不超过|至少|约|合计)?[0-9.]{1,6}%的?(?:股权|股份)|(?:全部|部分|控股)?股权)"
)
_OF_EQUITY = lazy("增资|注资|股权|股份")
# Where an article or figure comes from: 来源:扬州发布.
_SOURCE = lazy(
    r"(?:来源|转自|稿源)(?::[ ]?)?[【“(《]?"
    r"(?P<name>[\u3400-\u9fff]{2,10}(?:网|报|社|台|发布|日报|财经|新闻|在线|视窗|杂志|周刊|客户端|界|汇|圈|观察|资讯|早参|早报|晚报|快讯|电讯|视窗|之窗|热线|新闻港|融媒|门户))"
    r"(?=[】”)》\s,。;|&<]|$)"
)
# 云南网讯, 东南网12月10日讯, 【中国岭石报】讯: a site or paper at the head of its article.
_SITE_REPORTS = lazy(
    r"(?:^|(?<=[\n。】)]))[ ]*[【(]?"
    r"(?P<name>(?!本报|据|另据|综合)(?:[\u3400-\u9fff]{2,6}(?:[网报]|新闻|财经|在线|早知道|快讯|时讯|视讯)|[\u3400-\u9fff]{2,4}圈))】?"
    r"(?:讯|消息[,:]|获悉|[ ]?(?:记者|编辑)(?:[ /:]|\d{1,2}日|从|近日|日前|获悉|了解到|在)"
    r"|\d{1,2}月\d{1,2}日(?:\d{1,2}时)?(?:[\u3400-\u9fff]{2,4})?(?:讯|电|消息|报道))",
    re.MULTILINE,
)
# 渤海网沧州5月19日讯, 新华财经塔什干6月7日电: with the place of the dateline.
_DATELINE = lazy(
    r"(?:^|(?<=[\n。】)]))[ ]*[【(]?"
    r"(?P<name>(?!本[报网台刊社]|据|另据|综合)[\u3400-\u9fff]{2,6}?(?:网|报|社|财经|广播|新闻|在线|快报|快讯|日报|时报))"
    r"(?P<place>[\u3400-\u9fff]{2,8}?)\d{1,2}月\d{1,2}日(?:\d{1,2}时)?[ ]?(?:专?电|讯|消息|报道)",
    re.MULTILINE,
)
# (中国吉林网), (湖北日报 谢晓敏) at the end of a text: where it comes from.
_CREDIT = lazy(
    r"\((?P<name>(?:(?![的为在是了和与])[\u3400-\u9fff]){2,8}"
    r"(?:(?<![路管电水线光河渠])网|日报|晚报|时报|商报|快报|客户端|发布))(?:[ ](?:记者)?[^()]{2,16})?\)\s*$"
)
# 轻纺城2月9日晚间公告: only companies announce by the hour, or at an exchange.
_ANNOUNCES = lazy(
    r"(?:^|(?<=[\n。】\s;]))(?P<name>[\u3400-\u9fffA-Za-z]{3,6}?)(?:\(\d{6}\))?"
    r"(?:(?:\d{1,2}月\d{1,2}日)?(?:早间|午间|晚间|盘后)(?:发布)?公告|\d{1,2}月\d{1,2}日(?:发布)?公告|(?:在)?[港联上深北]交所公告)",
    re.MULTILINE,
)
_NONE = Word(0, 0, "", "")


class HeadlineRule:
    """Names without a word for an organisation, known by what stands around them."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon
        self._agent = AgentRule(lexicon)

    def find(self, words: Words) -> Iterator[Candidate]:
        """Candidates in no order."""
        for match in _ITEM.finditer(words.text) if _ITEM_MARK.search(words.text) else ():
            start = match.start("name")
            if words.text.startswith(self.lexicon.page, start):
                continue
            end = self._end(words, start, match.end("name"))
            if words.text.endswith(_COLUMN, start, match.end("name")) or words.text.startswith(_COLUMN, end):
                continue
            works = words.text.endswith((*self.lexicon.works, *_REGIONS), start, end)
            works = works or _WORKS_ITEM.search(words.text, start, end) is not None
            known = not works and (self._suffixed(words, start, end) or self._proper(words, start, end))
            if match["plain"] and not _DOES.match(words.text, end):
                continue
            if (known and words.text[end : end + 1] in (":", "】")) or (known and words.announces(end)):
                yield Candidate(start, end, "company", "org.item_head")
        for match in _ITEM_FIRM.finditer(words.text):
            if match["name"] not in self.lexicon.not_name and match["name"][:-2] not in self.lexicon.generic:
                yield Candidate(match.start("name"), match.end("name"), "company", "org.item_head")
        for match in _ITEM_DOES.finditer(words.text) if "】" in words.text else ():
            name = match["name"]
            barred = name in self.lexicon.not_name or name in self.lexicon.generic or name in self.lexicon.role
            column = name.endswith((*_COLUMN, *_HEADS, *_REGIONS))
            first = words.after(match.start("name"))
            if not (barred or column or (first is not None and first.text in self.lexicon.generic)):
                yield Candidate(match.start("name"), match.end("name"), "company", "org.item_head")
        for match in _SOURCE.finditer(words.text):
            name = match.group("name")
            if name not in self.lexicon.not_name and name not in self.lexicon.stop and not name.startswith("网络"):
                yield Candidate(match.start("name"), match.end("name"), "media", "org.source_line")
        for match in _SITE_REPORTS.finditer(words.text):
            yield Candidate(match.start("name"), match.end("name"), "media", "org.site_reports")
        for match in _DATELINE.finditer(words.text):
            place = words.place_end.get(match.start("place")) == match.end("place")
            named = words.after(match.start("place"))
            if place or (named is not None and named.end >= match.end("place")):
                yield Candidate(match.start("name"), match.end("name"), "media", "org.site_reports")
        for match in _CREDIT.finditer(words.text):
            yield Candidate(match.start("name"), match.end("name"), "media", "org.source_line")
        for match in _CODED.finditer(words.text):
            start = words.name_start(match.start(), 8)
            start = max([start, *(m.end() for m in _TRADE.finditer(words.text, start, match.start()))])
            if self._proper(words, start, match.start()):
                yield Candidate(start, match.start(), "company", "org.stock_code")
        for match in _EQUITY.finditer(words.text) if _OF_EQUITY.search(words.text) else ():
            start, end = match.span("name")
            while start < end and (words.after(start) or _NONE).text in self.lexicon.role:
                start = (words.after(start) or _NONE).end
            if self._proper(words, start, end) and all(words.extends(w, w.end) for w in words.span(start, end)):
                yield Candidate(start, end, "company", "org.equity_target")
        for match in _RELATED.finditer(words.text):
            start = match.end()
            end = self._end(words, start, start + 8)
            if not words.acts(end):
                continue
            if self._agent.proper(words, start, end, after_place=True) or self._distinct(words, start, end):
                yield Candidate(start, end, "company", "org.related")
        for match in _ANNOUNCES.finditer(words.text) if "公告" in words.text else ():
            start, end = match.span("name")
            name = words.text[start:end]
            barred = name in self.lexicon.not_name or name in self.lexicon.generic or name in self.lexicon.role
            if (
                not barred
                and not name.endswith(("公司", "集团", "政府", "公告", "以下", "如下"))
                and words.is_edge(end)
            ):
                yield Candidate(start, end, "company", "org.announces")

    def _end(self, words: Words, start: int, limit: int) -> int:
        """Where the name that begins at ``start`` gives way to a verb, a title or punctuation."""
        at = start
        while at < limit:
            word = words.after(at)
            if word is None or word.text in self.lexicon.agent or word.text in self.lexicon.stop or words.announces(at):
                break
            if (at > start and not words.extends(word, word.end)) or word.tag[:1] in ("r", "m", "t", "p", "u"):
                break
            if at > start and word.text == "投资" and BUILDS_IT.match(words.text, word.end):
                break
            verb = word.tag[:1] == "v" and (words.before(at) or _NONE).tag != "ns"
            if at > start and verb and word.text not in self.lexicon.name_verb:
                break
            at = word.end
        return at

    def _distinct(self, words: Words, start: int, end: int) -> bool:
        """Whether a name after 子公司 has a part of its own before a common noun (立中 + 车轮)."""
        parts = words.span(start, end)
        if not 3 <= end - start <= 6 or any(w.text in self.lexicon.stop for w in parts):
            return False
        if words.text[start:end] in self.lexicon.not_name or parts[0].text in self.lexicon.generic:
            return False
        return len(parts) > 1 and words.weight(parts[:-1]) == 2

    def _suffixed(self, words: Words, start: int, end: int) -> bool:
        """Whether the name ends on an industry word after something that is none (回春 + 新材)."""
        text = words.text[start:end]
        if text in self.lexicon.not_name or text in self.lexicon.generic:
            return False
        for width in (4, 3, 2):
            row = self.lexicon.suffix_of.get(text[-width:])
            if row is not None and len(text) - width >= 2:
                return row.form in ("strong", "weak") and text[:-width] not in self.lexicon.generic
        return False

    def _proper(self, words: Words, start: int, end: int) -> bool:
        if not 2 <= end - start <= 8 or words.text[start:end] in self.lexicon.not_name:
            return False
        parts = words.span(start, end)
        place = all(w.tag == "ns" for w in parts) or words.place_start.get(end) == start
        return not place and words.weight(parts) == 2
