"""Whether the words before a suffix make a name of it, or only tell of any such body, or of one that is built."""

from collections.abc import Callable

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.border import COUNTIES
from kaigong.extractors.org.classes import countries
from kaigong.extractors.org.short import NEW_BUILD
from kaigong.extractors.org.words import Word, Words
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import OrganisationSuffix

_ORDINAL_END = lazy(r"第[一二三四五六七八九十]{1,3}$")
_ANY_FIRM = lazy(r"一(?![汽建冶拖重机])(?:家|$|(?:[\u4e00-\u9fff]{2}){1,2}$)")
_BY_DEED = lazy(
    r"(?:独家|全资|以[^,。;]{2,12}(?:方式|模式))?(?:投资|建设|承建|开发|运营|施工|得标|承造|统包|承揽|施作)"
)
_OF_STATE = lazy(r"国家(?!控股|独资|重点|骨干|大型|级|所有|专业|一级|二级)[\u4e00-\u9fff]{2}")
_WORKS_OFFICE = lazy(r"(?:重点|重大|产业|工业|建设|工程|投资)+[^,。;、]{0,6}?(?:项目|工程)[^,。;、]{0,6}$")
_NO_COMPANY = frozenset({"上市", "项目", "分", "子", "母", "参股", "关联", "合资", "此类", "同类"})
_ORDINARY = frozenset("该本贵我各某此两")
_OTHER_ENDS = ("公司", "集团", "股份", "银行")  # within the name of a public body
_BUILT_HERE = lazy(
    r"(?:建设|新建|兴建|打造|投建|筹建|扩建|改建|建立|设立|开办|兴办|配套)(?:了)?(?:一[座个所家])?$"
    r"|(?:兴建|新建|投建|建设|兴办)的$"
)
_BUILT_ONE = lazy(r"[建办盖修]起?了?一[座所家个]")  # (在)金城镇建了一所|德园学校
# 配套建设|塔筒制造厂, (在)柳州建设|研发中心: a deed inside what would be a name.
_BUILDS = lazy(r"建|办|建设|新建|兴建|打造|投建|筹建|扩建|改建|配套")
_KINDS_BUILT = frozenset({"hospital", "institute", "university", "other"})
_ROWS_BUILT = frozenset({"suffix.plant", "suffix.shop"})
# A place and 纸板厂 are the name of what somebody builds as often as of a firm.
_PLANT_ACTS = lazy(
    r"[^,。;、的]{2,14}?(?:技改|技术改造|改扩建|扩建|扩能|扩产|改造)(?:项目|工程)|传来|传出|厂长|党委|职工|工人|(?:筹划|筹建|筹备|谋划|规划)(?!用地|面积|的?选址)|提供|制造(?=[,。;、])|发放|供应|供货|承担|承建|投资|出资|引进|决定|拟|与[^,。;、]{2,16}(?:签|合)|(?:年产)?[^,。;、]{0,14}万?吨[^,。;、]{2,12}(?:技改|改造|扩建|扩能|扩产)|年产[^,。;、]{2,16}(?:装置|技改|改造|扩建|扩能|扩产)|(?:已|将)?从[^,。;]{2,12}引进"
    # 柳江水泥厂|日产2000吨熟料的生产线, 江北啤酒厂|的灌装线: who has a line or a shop is a firm
    r"|日产[^,。;、]{2,20}(?:生产线|技改|改造|扩建|扩能|扩产)|的[^,。;、的]{0,16}?(?:车间|分厂|生产线|[^铁公航支干路专]线|装置|机组|高炉|轧机|锅炉|窑炉|仓库|设备|产品)"
    r"|(?:累计|共)?(?:完成|实现|上[缴交])[^,。;]{0,6}(?:产值|利税|利润|税金|创汇|外汇|销售)"
)
# 四川维尼纶厂|坚持…, 株洲冶炼厂|加快技改步伐: at the head of a sentence, what only a firm does.
_PLANT_OPENS = lazy(r"(?:^|(?<=[。;!?)\n 】]))$")
_PLANT_DOES = lazy(
    r"(?:近年来|几年来|今年|去年|上半年|\d{4}年|已|正|又|积极|大力|始终|主动|及时|率先|不断|努力|认真)*"
    r"(?:坚持|依靠|狠抓|紧抓|抓住|加快|加强|加大|强化|深化|转变|实现|完成|实行|推行|采取|瞄准|立足|围绕|注重|重视|面向|面对|针对|适应|由于|拥有|现有|曾|始建于|走出|走上|扭亏|是(?=[^,。;集]{0,30}企业)|承接|荣获|跻身|开发|生产(?!线|车间)|研制|试制|改革|通过|把|从|以)"
)
_PLACED = frozenset({"government", "university", "hospital", "institute", "association", "other", "bank"})
# bodies that a level alone names (市医院)
_OF_LEVEL = frozenset({"hospital", "institute", "zone_body", "government", "university", "bank"})
_ABBREVIATED = frozenset({"j", "nz", "nr", "nrt", "nt"})
_LEVELS = frozenset("省市县区州旗") | {"新区", "园区", "高新区", "经开区", "开发区", "自贸区", "保税区", "合作区"}
_CLUBS = ("俱乐部", "足球俱乐部")
_SERVE = frozenset({"hospital", "university"})
_ENLARGED = lazy(r"(?:异地|整体)?(?:扩建|改建|迁建|改造|搬迁)")
_MORE = lazy(r"[二三四]期|第[二三四]期|(?:异地|整体)?(?:扩建|改建|扩能|技改|技术改造|改扩建|改造|搬迁|迁建)")
_FIRMS = frozenset({"suffix.company", "suffix.group", "suffix.utility"})
_TRADES = frozenset({"市政", "实业", "农牧", "粮油", "化工"})
_OWN_NAME = 3  # longest name of a firm without its trade
_BEFORE_FIRM = frozenset(",。;:、(“\n由与和同据到的进向方为是") | {""}
_NO_TRADE_NAME = frozenset({"成长", "创新", "新兴", "明星", "光明正大", "美德", "美元", "新春", "新城"})
_USED = lazy(r"(?:采用|引进|选用|使用)了?$")
_ITS_WAY = lazy(r"的?[^,。;、的]{0,10}?(?:技术|工艺|专利|设备|装置)")
_NAMED_AS = lazy(r"(?:施工|承建|建设|总包|总承包|业主|设计|监理|运营|中标)(?:方|单位|人)(?:为|是|系)$")


@dataclass(frozen=True, slots=True)
class _Named:
    """What may be a name: where it starts, where its suffix begins and ends, and the words before the suffix.

    ``weight`` says how distinctive these words are, ``leveled`` that they begin with a level (省, 开发区).
    """

    words: Words
    row: OrganisationSuffix
    start: int
    head: int
    end: int
    parts: list[Word]
    weight: int
    leveled: bool

    @property
    def length(self) -> int:
        """Characters before the suffix."""
        return self.head - self.start

    @property
    def before(self) -> str:
        """The character before the name."""
        return self.words.text[self.start - 1 : self.start]


def makes_name(words: Words, row: OrganisationSuffix, start: int, head: int, end: int) -> bool:
    """Whether the words before a suffix make a name of it."""
    parts = words.span(start, head)
    town = start in words.place_end and words.text[words.place_end[start] - 1] in COUNTIES  # 简阳市|工业投资公司
    weight = 2 if town or _of_parent(words, start, head) else words.weight(parts)
    leveled = bool(parts) and parts[0].text in _LEVELS and (row.form != "branch" or row.id == "suffix.utility")
    named = _Named(words, row, start, head, end, parts, weight, leveled)
    verdicts = (rule(named) for rule in _RULES)
    return next((verdict for verdict in verdicts if verdict is not None), True)


def _of_medium(named: _Named) -> bool | None:
    if named.row.kind != "media":
        return None
    words = named.words
    # 氢能周报|8月第2周: the heading of a column
    column = words.text[named.end : named.end + 1] in ("|", "丨", "｜") and named.before in ("", "\n")
    plain = all(w.tag[:1] in ("v", "q", "m", "r", "d") or w.text in words.lexicon.generic for w in named.parts)
    return named.length >= 2 and not column and not plain


def _of_level(named: _Named) -> bool | None:
    row = named.row
    if not named.leveled:
        return None
    if named.length == 1:
        return row.id in _ROWS_BUILT or row.id == "suffix.utility" or row.kind in _OF_LEVEL
    text, start, head = named.words.text, named.start, named.head
    if row.kind == "government" and _WORKS_OFFICE.search(text, start, head):
        return True  # 省重点产业项目推进|办公室
    if row.kind == "group" and named.words.lexicon.public_trade.search(text, start, head):
        return True  # 新区城投集团
    return None


def _of_system(named: _Named) -> bool | None:
    """The names of state companies, numbered institutes and parts of groups, of common words as they are."""
    row, text, start, head = named.row, named.words.text, named.start, named.head
    if row.id == "suffix.company" and named.parts and _OF_STATE.match(text, start, head):
        return True  # 国家电力公司, 国家机电轻纺投资公司
    if row.kind == "institute" and named.length > 3 and _ORDINAL_END.search(text, start, head):
        return True  # 机械工业第九设计研究院
    part = row.id == "suffix.company" and named.length >= 2 and text.endswith("集团", 0, start)
    if part and not (named.parts and named.parts[-1].text in _NO_COMPANY):
        return True  # 某某集团|资产经营管理公司
    if row.id == "suffix.plant" and named.weight and named.length >= 2 and named.words.announces(named.end):
        return True  # 长风机器厂、兰州炼油化工总厂等企业
    return None


def _by_trade_name(named: _Named) -> bool | None:
    """A common word or town made of the characters of firms' names, of a company that acts (宏远公司表示)."""
    words, lexicon = named.words, named.words.lexicon
    if named.row.id not in _FIRMS or not named.parts or named.before not in _BEFORE_FIRM:
        return None
    own = named.parts[0].text
    trades = named.parts[1:]
    made = 2 <= len(own) <= _OWN_NAME and lexicon.trade_name.issuperset(own) and own not in _NO_TRADE_NAME
    if not made or named.parts[0].tag[:1] in ("m", "q", "t") or own in lexicon.generic:
        return None
    firm = all(w.text in lexicon.generic or w.text in lexicon.suffix_of or w.text in _TRADES for w in trades)
    return True if firm and words.acts(named.end) else None


def _of_any(named: _Named) -> bool | None:
    """No name: too little, or what is said of any such body."""
    words, row, parts = named.words, named.row, named.parts
    if named.weight == 0 or named.length < 2 or words.text[named.head - 1] in _ORDINARY:
        return False
    if words.text.startswith("企业", named.head) and named.weight < 2:
        return False  # 骨干企业集团, but 台湾统一企业集团
    if row.form == "generic" and (
        parts[-1].text in _NO_COMPANY
        or _ANY_FIRM.match(words.text, words.place_end.get(named.start, named.head), named.head)
    ):
        return False  # 武汉一公司被罚, 厦门一贸易公司偷税
    if row.kind == "government" and any(w.text.endswith(_OTHER_ENDS) for w in parts):
        return False
    return None


def _of_trade(named: _Named) -> bool | None:
    """A company whose words are common ones: by its level, its place or what it does."""
    words, row, weight = named.words, named.row, named.weight
    if named.leveled and weight:
        return True
    if row.id != "suffix.company":
        return None
    if _is_local(words, named.start, named.head):
        return True
    if weight != 1:
        return None
    deed = _BY_DEED.match(words.text, named.end) is not None
    if deed and words.place_end.get(named.start, named.end) < named.head and named.before in ("由", ",", "、"):
        return True  # 由大连水利工程公司施工
    if deed and named.parts[0].tag in _ABBREVIATED and named.before == "由":
        return True  # 由中能国际工程公司承建
    if named.length > 3 and _USED.search(words.text, max(0, named.start - 4), named.start):
        return _ITS_WAY.match(words.text, named.end) is not None  # 采用航天长征化学工程公司的航天炉技术
    return len(named.parts) > 2 and _NAMED_AS.search(words.text, max(0, named.start - 8), named.start) is not None


def _of_new_build(named: _Named) -> bool | None:
    new = NEW_BUILD.match(named.words.text, named.end) is not None
    return False if new and not _is_there(named) else None


def _by_place(named: _Named) -> bool | None:
    """A name of places alone, and those that need a place."""
    words, row, parts, start, head = named.words, named.row, named.parts, named.start, named.head
    places = [w for w in parts if w.tag == "ns" or w.end in words.place_start]
    only = (all(w.tag == "ns" for w in parts) and named.length <= 4) or words.place_start.get(head) == start
    if only and row.id == "suffix.company":
        # 由三峡|南亚公司以BOOT方式投资
        acts = named.before == "由" and _BY_DEED.match(words.text, named.end) is not None
        return acts or _opens_on_state(words.text[start:head])
    if only and row.id == "suffix.plant":
        chained = len(places) > 1 or (bool(places) and _is_chain(words, start, head))
        if not chained and not _is_plant_acting(words.text, start, named.end):
            return False
    if row.form == "branch":
        return bool(places) or named.weight == 2
    if named.weight == 1 and row.form == "generic":
        return not all(w.tag[:1] in ("b", "m", "q", "v") or w.text in words.lexicon.generic for w in parts)
    if row.id == "suffix.exhibition" and words.text[head : named.end] not in _CLUBS:
        return only  # 湖北省博物馆 acts; 黄河文化博物馆 is mostly what somebody builds
    if row.kind in _PLACED or row.id in _ROWS_BUILT:
        return bool(places) or named.weight == 2
    return None


# Tried in turn, the first that says something decides; what none objects to is a name.
_RULES: tuple[Callable[[_Named], bool | None], ...] = (
    _of_medium,
    _of_level,
    _of_system,
    _by_trade_name,
    _of_any,
    _of_trade,
    _of_new_build,
    _by_place,
)


def is_built(words: Words, row: OrganisationSuffix, start: int, head: int) -> bool:
    """Whether the text says that somebody builds the thing, so that its name is no body that acts."""
    if row.kind not in _KINDS_BUILT and row.id not in _ROWS_BUILT:
        return False
    if _BUILT_HERE.search(words.text, max(0, start - 7), start) or _BUILT_ONE.search(words.text, start, head):
        return True
    parts = words.span(start, head)
    builds = [n for n, w in enumerate(parts) if _BUILDS.fullmatch(w.text)]
    if row.id in _ROWS_BUILT:
        return bool(builds)
    placed = bool(parts) and (parts[0].tag == "ns" or start in words.place_end)
    if builds == [0] and row.kind == "institute" and len(parts) > 1 and len(parts[0].text) > 1:
        return True  # 动工|建设亚太研发中心
    return builds == [1] and placed and words.text[start - 1 : start] == "在"


def _is_there(named: _Named) -> bool:
    """Whether what is enlarged stands already: a county's hospital, a works with a name (鹿鸣毛衫厂二期工程)."""
    words, start, end = named.words, named.start, named.end
    place = words.place_end.get(start, start)
    if named.row.id == "suffix.plant":
        own = named.weight == 2 and any(w.tag in ("x", "nz", "nr", "nt") for w in words.span(place, end)[:-1])
        return own and _MORE.match(words.text, end) is not None
    of_county = named.row.kind in _SERVE and words.text[place - 1 : place] in COUNTIES
    return of_county and _ENLARGED.match(words.text, end) is not None


def _of_parent(words: Words, start: int, head: int) -> bool:
    """Whether the name of a group opens the name (中节能|风电公司), also where the segmenter cuts it."""
    return any(words.text[start : start + n] in words.lexicon.parent for n in (2, 3, 4) if start + n < head)


def _is_local(words: Words, start: int, head: int) -> bool:
    """Whether a place and a trade name the one firm there (大庆石化公司), not any (一家深圳电力公司)."""
    trade = words.lexicon.local_trade.search(words.text, start, head)
    if trade is None or trade.start() - start < 2 or words.text[start - 1 : start] in ("家", "个", "座"):
        return False
    placed = words.place_end.get(start) == trade.start()
    first = words.after(start)
    return placed or (first is not None and (first.tag == "ns" or first.end == trade.start()))


def _is_chain(words: Words, start: int, end: int) -> bool:
    """Whether several places follow each other: an address, which opens the name of a firm."""
    first = words.place_end.get(start, end)
    return first < end and first in words.place_end


def _is_plant_acting(text: str, start: int, end: int) -> bool:
    """Whether what stands around a place and a kind of plant says that it is a firm and nothing that is built."""
    if _PLANT_ACTS.match(text, end):
        return True
    opens = start == 0 or _PLANT_OPENS.search(text, max(0, start - 2), start) is not None
    return opens and _PLANT_DOES.match(text, end) is not None


def _opens_on_state(text: str) -> bool:
    """Whether a state opens the text and something of some length goes on, be it called as a town (美国|杜邦)."""
    return any(len(text) - n >= 2 and text[:n] in countries() | {"中国"} for n in (2, 3, 4))
