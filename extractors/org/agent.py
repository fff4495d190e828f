"""Names that no word betrays, known by the part they play: 由X投建, X发布公告, A、X等企业, 与X签署."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kaigong.extractors.item_head import NEWS_DEEDS
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import HANZI, Word, Words

_BY = lazy(r"(?<![\u3400-\u9fff]理)由(?!谁|哪)(?=[\u3400-\u9fffA-Za-z]{2})")
_DEED = lazy(
    r"统包|承造|施作|得标|领投|跟投|投资|出资|全额投资|独资|投建|兴建|承建|承包|总承包|承揽|(?:施工|开发|建设|运营|经营|设计)(?!工程|项目|区(?!域)|方案)|控股|斥资|联合|携手|合作|共同|负责(?=运营|施工|承建|建设|设计|实施|投资|开发)|与|和|、"
)
# 由大同世纪工程统包: firms of Taiwan that are called after their trade
_WORKS_FIRM = lazy(
    r"(?:由(?:旗下|子公司)?|(?<=[,;、]))([\u3400-\u9fff]{2,4}(?:工程|机电|土木|营造|建筑|建造|机构|联营|联营体)(?:公司)?)(?=(?:以[\d.万亿余约逾近]{1,10}元)?(?:统包|承造|施作|得标|承揽|承包|承建|设计施工|施工|负责EPC|承担EPC|EPC总承包|负责(?:兴建|施工|承建))(?!商|人|方|单位|企业)"
    r"|[与和、][^,。;]{2,20}?(?:统包|承造|施作|得标|承揽|承包|承建)(?!商|人|方|单位|企业))"
)
# 由A投资、宏硕营造施工; 承建商为协坚建筑; 把工程批予某某建筑: what part it plays shows the firm.
_LISTED_DEED = lazy(
    r"由[^,。;、]{2,20}?(?:投资|出资|设计|筹建|规划|建设|兴建)、(?P<name>[\u3400-\u9fff]{3,10}?)"
    r"(?=(?:负责)?(?:施工|承建|设计|监理|总包|总承包|统包|承造|运营|营运)[,。;、的])"
)
_PART_IS = lazy(
    r"(?=[设承施总统营批判保主])(?:"
    # 联席保荐人为南岭国际和海曜证券
    r"(?:保荐人|保荐机构|主承销商)(?:分别)?(?:为|是|:)(?P<backer>[\u3400-\u9fff]{3,8}?)(?=[,。;)、和与]|$)|"
    r"(?:设计单位|设计方|承建商|承造商|承办商|承包商|施工单位|承建单位|总承包商|总包单位|统包商|营造厂|承造厂商|保荐人|保荐机构|主承销商)(?:分别)?(?:为|是|:)"
    r"(?P<name>[\u3400-\u9fff]{3,8}?)(?=[,。;)]|和[\u3400-\u9fff]{3,8}[,。;)]|$)"
    r"|(?:批予|判予|批给|判给)(?P<winner>[\u3400-\u9fff]{3,8})(?=[,。;)]|$))"
)
# 与PT Bara Jaya合资, 孙公司 HT Thermal Mexico 完成注册: names in Latin letters where only a firm acts
_LATIN_FIRM = lazy(
    r"(?:(?<=[与由])|(?<=公司)|(?<=巨头)|(?<=集团)|(?<=企业)|(?<=[造运供发]商)) ?"
    r"(?P<name>(?!(?:EPC|PPP|BOT|BOO|TOT|LNG|LPG|IDC|CPU|GPU|MDI|PTA|PVC|BIM)\b)"
    r"[A-Z][A-Za-z&.\-]+(?:,? (?:[A-Z][A-Za-z&.\-]*|\([A-Z][A-Za-z]+\)|of|de|do|da)){1,6})"
    r"(?= ?(?:\([^()]{2,30}\))? ?(?:合资|合作|签|投资|出资|负责|完成|承建|承包|共同|联合|组成|在(?!建)"
    r"|拟|将|已|达成|建设|实施|供货|提供|宣布|运营|取得|持有|持股|、|和|与|[,。;]|$))"
)
# 从日本东洋纺引进成套设备, 采用德国鲁奇技术: only a firm sells or has them
_MAKER = lazy(
    r"(?:(?<=从)|(?<=向)|(?<=采用)|(?<=引进))(?P<name>"
    r"(?:德国|日本|美国|意大利|法国|瑞士|英国|韩国|芬兰|瑞典|荷兰|奥地利|丹麦|西班牙|比利时|加拿大|挪威|俄罗斯)"
    r"(?!等|各|先进|最新|进口|原装|成熟|全|专利|方面|国|和|及|与|生产|市场|进行|的|政府)[\u3400-\u9fff]{2,5}?)"
    r"(?=引进|购进|进口|采购|订购|的?(?:专利|工艺包)?(?:技术|工艺)(?=[,。;、]|建|生产|改造))"
)
# 向比利时厂商IBX采购, 由美国公司Vantix开发: one word in Latin letters behind a noun for a firm
_LATIN_WORD = lazy(
    r"(?=[ A-Z])(?:(?<=厂商)|(?<=厂家)|(?<=巨头)|(?<=[制供运开承][造应营发包]商)|(?<=[国本]公司)|(?<=[国本]企业)) ?"
    r"(?P<name>(?!(?:CEO|CFO|COO|CTO|IPO|ESG|EPC|PPP|BOT|OEM|ODM|LED|OLED|LNG|LPG|IDC|AI|IT)(?![A-Za-z]))"
    r"[A-Z][A-Za-z]{1,14})(?= ?(?:合资|合作|签|投资|出资|负责|承建|承包|共同|联合|在(?!建)|拟|将|已|达成|建设|开发|实施"
    r"|供货|供应|提供|宣布|运营|取得|持有|持股|采购|购买|引进|订购|设计|总包|承造|表示|称|说|介绍|的(?:设备|技术|工艺)))"
)
# 业主领航房托指翻新费用3.2亿元: who speaks as a party of works
_PARTY_SAYS = lazy(
    r"(?=[业发开投承施营])(?:业主|发展商|开发商|投资商|投资方|承建商|承包商|承建方|施工方|营运商)"
    r"(?P<name>[\u3400-\u9fff]{3,6}?)(?=指|(?:今|昨|昨日|日前|近日|则|也|还)?(?:表示|称|说|透露|介绍|宣布|公布|预计|坦言))"
)
# 由家族企业“德昌行”持有: a quoted name behind a noun for a firm, which acts
_QUOTED_FIRM = lazy(
    r"(?<=[业司团者商体织库])[“「](?P<name>[\u3400-\u9fff]{2,6})[”」]"
    r"(?=持有|发展|投资|出资|兴建|所有|营运|经营|得标|承揽|承建|施工|指|说|表示|称)"
)
_NO_PARTY = lazy(r"方面|负责|代表|经理|单位|委员|先生|女士|律师|公司|集团|相关|有关|^[方的们则也还]|曾经|多次|一直")
# 与宁波容百、上海杉杉、苏州天华等企业签署协议
_FIRMS_LISTED = lazy(
    r"(?:[与和同]|(?:引进|引来|吸引|集聚|招引)了?|包括)(?P<items>[\u3400-\u9fffA-Za-z0-9]{4,12}(?:[、和][\u3400-\u9fffA-Za-z0-9]{2,12})*)"
    r"(?=等[^,。;、]{0,6}(?:企业|公司|集团|厂商|巨头))"
)
_WORKS_NAMED = ("营造", "建筑", "工程", "建设", "建工", "土木", "机电", "路桥", "联营", "基建", "建造", "水电", "安装")
_NEWS_HEAD = lazy(
    r"(?:^|(?<=[\n。】\s])|(?<=起家的)|(?<=[上半]年,)|(?<=季度,)|(?<=[一另][一家]企业)|(?<=家公司))"
    r"(?P<name>[\u3400-\u9fffA-Za-z]{2,8}?)(?:则|也|还|亦)?"
    rf"(?:(?=:(?:{NEWS_DEEDS}))"
    r"|(?=(?:今日|昨日|昨天|昨|今|晚间|日前|近日|上周|本周|上月|本月)?(?:发布公告|公告|宣布|披露|发布消息称))"
    r"|(?=(?:实现|录得|取得)?(?:营业总?收入|营收|净利润|归母净利润?)(?:约|达|为|近|超)?\d))",
    re.MULTILINE,
)
# 4月,鼎岭不锈钢与县政府签约; 鼎岭不锈钢将投资5亿元…: who signs with a body, or spends, at the head of a clause
_CLAUSE = r"(?:^|(?<=[,。;:“、\n\s▲●■◆]))"
_NAME = r"(?P<name>(?![该本此这其各全])[\u3400-\u9fff]{3,8}?)"
_CLAUSE_NAME = _CLAUSE + _NAME
# 短租企业|栖屿旅居完成C轮融资
_OF_TRADE = r"(?:[\u3400-\u9fff]{2,5}?(?:企业|平台|品牌|厂商|服务商|运营商|独角兽)(?=[\u3400-\u9fff]{3}))?"
# 鼎岭叶片今年4月与县政府签约
_THEN = (
    r"(?:[去今前]年[初底]?|上月|上周|[上下]半年|\d{1,2}月(?:[初底]|中旬)?|\d{1,2}日|近日|日前|昨日|昨天"
    r"|正式|成功|则|也|还|已|曾)"
)
_SIGNS_WITH = lazy(rf"{_CLAUSE_NAME}{_THEN}{{0,3}}[与和同]$", re.MULTILINE)
_SIGNED = lazy(
    r"(?:近日|日前|正式|成功|共同|举行|就[^,。;]{2,30}|在[^,。;]{2,12}){0,2}(?:签约|签署|签订|签定|签下|达成)"
)
_SPENDS = lazy(
    rf"{_CLAUSE_NAME}(?:计划|拟|将|已|也|还|再|又|则|今年|去年|近日|日前){{0,3}}(?<!总)(?:投资|斥资|出资|投建|砸下|豪掷)(?:约|近|逾|超)?[\d一二三四五六七八九十]",
    re.MULTILINE,
)
# 青禾咖啡完成2.5亿元C轮融资, 向港交所递交招股书: only a firm raises such money
_RAISES = lazy(
    rf"{_CLAUSE}{_OF_TRADE}{_NAME}(?:近日|日前|今日|昨日|宣布|已)*(?:(?:完成|获得?)(?:了)?[^,。;]{{0,14}}?(?:[A-G][+]?\d?|天使|种子|战略|新一)轮?融资"
    rf"|向[^,。;]{{2,8}}?(?:递交|提交|递)(?:了)?(?:招股书|招股说明书|上市申请|主板上市申请))",
    re.MULTILINE,
)
# What stands in a text where one of these two does.
_PAYS = ("投资", "斥资", "出资", "投建", "砸下", "豪掷")
_OF_CAPITAL = ("融资", "招股", "上市申请")
# 台塑集团旗下南亚科技|在…兴建: a firm of a group's, which acts
_OWN_FIRM = lazy(r"(?:旗下|麾下|下属)的?“?(?!全资|控股|子公司|企业|公司|品牌|基金)")
_NEVER = lazy(r"(?!)")
_NEXT = lazy(r"、|等|和|与|及|[,。;)]")
_SIGNS = lazy(
    r"(?:正式|成功|近日|日前|昨日|共同)?(?:签订|签署|签约|签下|达成|合资|合作|联合|携手|共建|组建|共同|联手|的(?:中外)?合资)"
)
_TITLES = lazy("|".join((
    "书记", "省长", "市长", "县长", "区长", "州长", "镇长", "局长", "处长", "主任", "主席", "经理", "董事长", "总裁",
    "工程师", "记者", "院士", "教授", "会长", "院长", "校长", "所长", "行长", "厂长", "站长", "村民", "先生",
)))  # fmt: skip
_OFFICE = lazy(r"国人|总理|总统|首相|主席|部长|大使|代表|[省市县区镇州]长|书记")
_TOWN_ENDS = frozenset("省市县区州旗镇")
_SIGHT = 24
_NAME_TAGS = frozenset({"x", "nr"})
_GENERIC_KINDS = frozenset({"company", "group", "bank"})


def _is_person(text: str, name: str) -> bool:
    """Whether the text gives the name a title (市委书记程岳, where 程岳宣布 opens a line further down)."""
    return name in _titled(text)


@lru_cache(1)
def _titled(text: str) -> frozenset[str]:
    """What stands behind the titles of a text: the names that they may give, of two to four characters."""
    return frozenset(text[m.end() : m.end() + n] for m in _TITLES.finditer(text) for n in (2, 3, 4))


class AgentRule:
    """Finds proper names in the places of a sentence where only an organisation acts."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon
        self._phrase_ends = tuple(lexicon.phrase_end)

    def find(self, words: Words, found: list[Candidate]) -> Iterator[Candidate]:
        """Candidates that do not touch those found before."""
        covered = {i for c in found for i in range(c.start, c.end)}
        unsure = {(c.start, c.end) for c in found if not c.sure}
        for candidate in self._parts(words):
            if (candidate.start, candidate.end) in unsure or covered.isdisjoint(range(candidate.start, candidate.end)):
                yield candidate
        for candidate in (*self._by(words), *self._heads(words), *self._beside(words, found), *self._listed(words)):
            if covered.isdisjoint(range(candidate.start, candidate.end)):
                yield candidate

    def _by(self, words: Words) -> Iterator[Candidate]:
        for match in _WORKS_FIRM.finditer(words.text):
            first = words.after(match.start(1))
            plain = (
                match[1].removesuffix("公司")[:-2] in self.lexicon.generic
                or first is None
                or first.text in self.lexicon.stop
            )
            if not plain and words.is_edge(match.end(1)):
                yield Candidate(match.start(1), match.end(1), "company", "org.agent.works_firm")
        spends, raises = (
            pattern.finditer(words.text) if any(map(words.text.__contains__, cues)) else ()
            for pattern, cues in ((_SPENDS, _PAYS), (_RAISES, _OF_CAPITAL))
        )
        for match in (*spends, *raises):
            start, end = match.span("name")
            unknown = match.group().endswith(("融资", "书", "申请")) or self._unknown(words, start, end)
            if words.is_edge(end) and unknown and self.proper(words, start, end):
                yield Candidate(start, end, "company", "org.agent.by")
        for match in _BY.finditer(words.text):
            reach = self._reach(words, match.end(), _DEED)
            if reach is None or not self.proper(words, match.end(), reach):
                reach = self._of_city(words, match.end(), _DEED)
            if reach is not None:
                yield Candidate(match.end(), reach, "company", "org.agent.by")

    def _listed(self, words: Words) -> Iterator[Candidate]:
        """The firms of a list that 等企业 closes, each called after its city."""
        if words.text.find("等") < 0:
            return
        for match in _FIRMS_LISTED.finditer(words.text):
            at = match.start("items")
            while at < match.end():
                end = self._of_city(words, at, _NEXT, listed=True)
                if end is not None:
                    yield Candidate(at, end, "company", "org.agent.list")
                at = words.text.find("、", at, match.end()) + 1 or match.end()

    def _parts(self, words: Words) -> Iterator[Candidate]:
        """Firms named for the part that they play, which are called after works or have a proper name."""
        for pattern in (_LATIN_FIRM, _LATIN_WORD, _QUOTED_FIRM):
            for match in pattern.finditer(words.text):
                yield Candidate(*match.span("name"), "company", "org.agent.part")
        for match in _PARTY_SAYS.finditer(words.text):
            start, end = match.span("name")
            named = _NO_PARTY.search(match["name"]) is None and not _is_person(words.text, match["name"])
            stopped = any(w.text in self.lexicon.stop for w in words.span(start, end))
            if named and not stopped and words.is_edge(end) and self._unknown(words, start, end):
                yield Candidate(start, end, "company", "org.agent.part")
        for match in _MAKER.finditer(words.text):
            start, end = match.span("name")
            if words.is_edge(end) and self.proper(words, start, end, after_place=True):
                yield Candidate(start, end, "company", "org.agent.part")
        for match in (*_LISTED_DEED.finditer(words.text), *_PART_IS.finditer(words.text)):
            start, end = match.span(match.lastgroup or "name")
            text = words.text[start:end]
            parts = words.span(start, end)
            works = text.endswith(_WORKS_NAMED) and text[:-2] not in self.lexicon.generic and len(text) > 3
            stopped = any(w.text in self.lexicon.stop for w in (parts[1:-1] if works else parts[1:]))
            if not stopped and (works or self.proper(words, start, end)):
                yield Candidate(start, end, "company", "org.agent.part")

    def _heads(self, words: Words) -> Iterator[Candidate]:
        for match in _NEWS_HEAD.finditer(words.text):
            start, end = match.span("name")
            if _is_person(words.text, match["name"]):
                continue
            if words.is_edge(end) and (self.proper(words, start, end) or self._of_trade(words, start, end)):
                yield Candidate(start, end, "company", "org.agent.news_head")

    def _of_trade(self, words: Words, start: int, end: int) -> bool:
        """Whether an industry word ends the span and something that is no word of the trade begins it (天赐 + 材料)."""
        text = words.text[start:end]
        if text in self.lexicon.not_name or any(w.text in self.lexicon.stop for w in words.span(start, end)):
            return False
        if text.endswith("工程") and words.text[end : end + 1] == ":" and end - start > 3:
            named = text[:-2] not in self.lexicon.generic
            return named and all(w.tag in _NAME_TAGS for w in words.span(start, end - 2))  # 华垣工程:签下化肥厂合同
        for width in (3, 2):
            row = self.lexicon.suffix_of.get(text[-width:])
            if row is not None and row.form in ("strong", "weak", "plain") and 2 <= len(text) - width <= 4:
                return text[:-width] not in self.lexicon.generic
        return False

    def _beside(self, words: Words, found: list[Candidate]) -> Iterator[Candidate]:
        """Names in a list with a company, and the other party of a contract."""
        companies = [c for c in found if c.kind in _GENERIC_KINDS]
        for company in companies:
            at = company.end
            own = _OWN_FIRM.match(words.text, at)
            end = self._reach(words, own.end(), _NEVER, acting=True) if own else None
            if own and end is not None and self.proper(words, own.end(), end, after_place=True):
                yield Candidate(own.end(), end, "company", "org.agent.list")
            while words.text[at : at + 1] in ("、", "及"):
                end = self._reach(words, at + 1, _NEXT, acting=True)
                if end is None:
                    break
                if self.proper(words, at + 1, end):
                    yield Candidate(at + 1, end, "company", "org.agent.list")
                at = end
        for body in (c for c in found if c.kind != "media" and _SIGNED.match(words.text, c.end)):
            signer = _SIGNS_WITH.search(words.text[max(0, body.start - _SIGHT) : body.start])
            if signer is not None:
                start = max(0, body.start - _SIGHT) + signer.start("name")
                end = start + len(signer["name"])
                if words.is_edge(end) and self._unknown(words, start, end) and self.proper(words, start, end):
                    yield Candidate(start, end, "company", "org.agent.party")
        towns = (at for at in words.place_start if words.text[at - 1] in _TOWN_ENDS)  # 信丰县与深圳合力泰签订…
        for at in (*(other.end for other in found), *towns):
            if words.text[at : at + 1] in ("与", "和", "同"):
                end = self._reach(words, at + 1, _SIGNS)
                if end is None or not self.proper(words, at + 1, end):
                    end = self._of_city(words, at + 1, _SIGNS)
                if end is not None:
                    yield Candidate(at + 1, end, "company", "org.agent.party")

    def _reach(self, words: Words, start: int, stop: re.Pattern[str], *, acting: bool = False) -> int | None:
        """End of the name words from ``start`` (at most eight characters), if ``stop`` follows or they act."""
        at = start
        while at - start <= 8:
            if at - start >= 2 and (stop.match(words.text, at) or (acting and words.acts(at))):
                return at
            word = words.after(at)
            if word is None or (not HANZI.match(word.text) and not word.text.isalpha()):
                return None
            if not words.extends(word, word.end) and not (
                at > start and len(word.text) == 1 and word.text not in self.lexicon.stop
            ):
                return None
            at = word.end
        return None

    def proper(self, words: Words, start: int, end: int, *, after_place: bool = False) -> bool:
        """Whether the span is a proper name, and neither a place, a person nor a common phrase.

        With ``after_place`` any one word after a place makes a name (芜湖 + 回春).
        """
        text = words.text[start:end]
        if (
            not 2 <= end - start <= 8
            or text in self.lexicon.stop
            or text in self.lexicon.not_name
            or text in self.lexicon.generic
        ):
            return False
        if text in self.lexicon.role or text.endswith(self._phrase_ends):
            return False
        parts = words.span(start, end)
        if all(w.tag == "ns" for w in parts) or words.place_start.get(end) == start:
            return False
        if after_place and len(parts) == 2 and parts[0].tag == "ns" and parts[1].text not in self.lexicon.generic:
            return parts[1].text not in self.lexicon.stop
        if (parts[0].tag in ("nr", "nrfg") and end - start <= 3) or not all(self._namelike(w) for w in parts):
            return False
        return words.weight(parts) == 2

    def _of_city(self, words: Words, start: int, stop: re.Pattern[str], *, listed: bool = False) -> int | None:
        """End of a firm's name made of a city and a word of no dictionary (由A公司和大连融科合资建设).

        In a list of firms (``listed``) any word will do (无锡先导等企业).
        """
        city = words.place_end.get(start)
        name = words.after(city) if city is not None else None
        if name is None or not (listed or name.tag in _NAME_TAGS) or len(name.text) != len("融科"):
            return None
        known = name.text in self.lexicon.stop or name.text in self.lexicon.generic
        return name.end if not known and stop.match(words.text, name.end) else None

    def _unknown(self, words: Words, start: int, end: int) -> bool:
        """Whether a word of no dictionary or one of a trade makes a firm likely (not 南水北调, a German's name)."""
        parts = words.span(start, end)
        trade = parts[-1].text in self.lexicon.suffix_of
        torn = sum(len(w.text) == 1 for w in parts) > 2  # 国|机|智|骏
        known = words.text.endswith(tuple(self.lexicon.works), start, end) or _OFFICE.search(words.text, start, end)
        return not known and (trade or torn or any(w.tag == "x" for w in parts))

    def _namelike(self, word: Word) -> bool:
        """Whether a word may stand in a name that nothing else shows: an unknown or proper word, or one of a trade."""
        if word.text in self.lexicon.stop:
            return False
        known = word.tag in ("x", "nz", "nr", "nrt", "nt", "ns", "eng", "nrfg") or len(word.text) == 1
        return known or word.text in self.lexicon.suffix_of
