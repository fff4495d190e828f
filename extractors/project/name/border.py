"""Where a name begins: behind the last mark, verb, place, sum or firm before its head that it cannot hold."""

import re
from collections.abc import Callable, Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.item import item_start
from kaigong.extractors.project.name.town import is_of_town
from kaigong.extractors.project.name.wording import LINE_CODE, MIN_PLAIN, ends_on_head
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label

_HARD = lazy(
    r"(?=[, ;。!?:\n|丨｜【】〔〕<>《》#△▲▼●■◆★☆※→—…(\[现工])"
    r"(?:(?<!\d),|,(?!\d{3}|\d[-－])|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])"
    r"|[;。!?:\n|丨｜【】〔〕<>《》#△▲▼●■◆★☆※→]|——|…|(?:现场|工地)、|\([^()\n]*\d[^()\n]*\)、"  # A(年产26万吨)、B
    # 景硕(31XX)|杨梅六厂: a firm's code
    r"|\(\d{2}[\dX]{2}\)(?=[\u4e00-\u9fff])|\[\d{1,2}\](?: - )?| - )"  # …延期至6月[2] - X项目: the points of a summary
)
_ASIDE_BRACKET = lazy(r"\([^()]*\)")
# 翁源至新丰高速公路(简称“翁新高速”)|先行工程三标: a lot of the line, behind what the whole is called
_ALIAS_OF_WHOLE = lazy(r"\((?:以下|下文|下)?(?:统一)?[简并]?称(?:为|:)?[“\"]?[^()]{2,14}\)")
_LOT = lazy(
    r"(?:先行|土建|路基|路面|主体|控制性|试验|房建|机电|站前|站后)*(?:工程|段)?(?:第)?[A-Z\d一二三四五六七八九十-]{1,6}(?:合同)?(?:标段?|合同段)"
)
# 就X项目签约: the particle may stand in a word that the segmenter made up.
_SUBJECT_OF_DEAL = lazy(r"(?<![成造将迁])就(?![业地近医学职餐])")
_DEAL = lazy(r"(?:项目|工程)[^,。;]{0,40}(?:签约|签署|签订|达成|开展|展开|进行)")
# 雅安经开区大数据产业园内|川西大数据中心
_WITHIN_ZONE = lazy(
    r"(?:产业园|园区|工业园|开发区|经开区|高新区|物流园|科技园|工业区|景区|校园|厂区|港区|新区)"
    r"[内里](?:的)?(?=[\u4e00-\u9fffA-Za-z\d“])(?!环|河|涝|部|置|存|循|陆|燃|外)"
)
# 从江至榕江高速公路|控制性工程|车江特大桥: a part with a name of its own follows.
_KEY_PART = lazy(
    r"(?:的)?(?:控制性|标志性|咽喉|关键性?|重难点|先行|先导|节点|重点)(?:节点|控制)?工程(?!\d)|(?:的)?(?:全线|沿线|全国|国内|世界|亚洲|我国|全省)?最[长大高深](?:的)?(?:(?:隧道|隧洞|大桥|特大桥|桥梁|车站)(?=[\u4e00-\u9fff]{2}))?|(?:的)?首[座条个](?:的)?|(?:的)?重要组成部分"
)
# X项目|因航道调整, 古城保护项目|已修复南城墙: a predicate follows the name.
_GOES_ON = lazy(
    r"已(?:建[好成]|完成)|[因受则已将被经除比]|(?:正在|仍在|还在|也在|均在|目前|现已|预计|力争|有望)|(?:[新改兴]建|(?<!期)扩建|建|新上)(?=\d)|覆盖|涉及|惠及|采用|使用|计划|包括|包含|建有|设有|配有"
    # X二期|正忙着装修车间, X|抓紧建设Y, X|主要施工路段
    r"|正(?![大泰宏元和定阳邦荣太道义宁镶蓝极交丁己庚辛戊])|(?:抓紧|加紧|主要(?=[施建采由新改])|全面(?=[建启开完进转铺])|顺利|率先|陆续|相继|先后|日前|近日|昨[天日]|此前|随后|当天|当日)"
    # X|建成车间, X|转入设备安装工程, X|缺少变电站
    r"|开始|建[好起完成](?![都功品套])|完成|转入|进入|缺少|急需|不含|只含|毗邻|紧邻|紧挨着?|(?:旁边?|附近|对面|周边|隔壁)的"
)
# 自达万铁路高峰站引出: where a line begins
_FROM = lazy(r"(?:自|从|由)(?=[^,。;]{2,20}(?:引出|接出|出岔|接轨|引入|分岔|驶出))")
_BY_WAY_OF = lazy(r"[\u4e00-\u9fff]{2,8}?[至到][\u4e00-\u9fff]{2,10}?(?:高速|高铁|铁路|公路|道路|管道|管线|段)")
# 副省长王强到|原平市板式家具生产项目现场调研: where an officer goes
_VISITS = lazy(
    r"(?:书记|[市县区州省局厅部镇乡]长|主任|主席|领导|总理|代表团|代表|调研组|检查组|督查组|考察团|记者|一行)"
    r"[\u4e00-\u9fff]{0,4}?(?:一行|等人?)?(?:深入到?|先后到|又?到|赴|在)"
)
_REACH_FROM = 24
_WORDS = ("particle", "verb")  # kinds of cuts that only whole words make, and none right before a head
_WORKS_TOO = frozenset(("引进", "剥离"))  # verbs that are works right before a head
_PREPOSITIONS = frozenset("向将为从由和都于")
_SHORT_NAME = 5  # characters between the first one of a name and its head
_BEFORE_NUMBERS = frozenset("超约逾达")
# 恒源达半导体基地, 鑫利达数字产业园: goods that begin like a number
_NUMERIC = lazy(
    r"[\d一二两三四五六七八九十百千万亿几过到]"
    r"|半(?!导体|成品|挂|潜|自动|固态|钢|干)|数(?!字|据|控|智|码)|成(?!套|品|衣|型|都)"
)
# 我国首个“沙戈荒”新能源外送特高压工程|宁夏至湖南±800千伏直流输电工程: a description right before the name
_DESCRIBED = lazy(
    r"(?:首[个条座项]|最[长大高早深]的)[^,。;、]{2,24}?(?:工程|项目)(?![一二三四五六七八九]期|[(、和及与的建总现施主年])(?=[^,。;、的]{5})"
)
# 租用闲置厂房建设X生产线
_USES = lazy(
    r"(?:租用|利用|租赁|购买)[^,。;]{0,8}(?:厂房|用地|土地|车间|场地)(?:约|近|超)?(?:[\d.]+万?[余多]?(?:平方米|平米|㎡|亩|栋|间))?,?(?:投资)?(?:建设|新建|改建|扩建)"
    # 拟购地120亩建设|X基地
    r"|(?:购地|征地|拿地|租地|供地|用地|占地|流转(?:土地|林地)?|新征(?:土地|地)?)(?:约|近|超)?[\d.]+[余多]?(?:亩|公顷|(?:万)?平方米),?(?:投资)?(?:建设|新建|兴建|改建|扩建)"
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands before a head, from the sentence's or the reach's beginning (floor) or behind a hard mark (base).

    ``masked``: its text from the base, with what stands in brackets or quotes blanked out.
    """

    names: NameContext
    floor: int
    base: int
    head_start: int
    masked: str


def left_border(names: NameContext, floor: int, head_start: int) -> tuple[int, str]:
    """Where the name starts, and the kind of the cut before it."""
    base = floor
    for match in _HARD.finditer(names.text[floor:head_start]):
        base = floor + match.end()
    stretch = _Stretch(names, floor, base, head_start, _mask_brackets(names.text[base:head_start]))
    best, kind = _behind_word(stretch)
    for name, step in _STEPS:
        ends = step(stretch, best)
        if ends:
            best, kind = ends[-1], name
    for block in names.blocks.inside(base, head_start):
        if best < block.end:
            best, kind = block.end, "org" if block.label is Label.ORG else "value"
    opened = base + stretch.masked.rfind("(") + 1
    if base < opened and best < opened:
        best, kind = opened, "start"
    alias = _ALIAS_OF_WHOLE.search(names.text, best, head_start)
    if alias is not None and _LOT.match(names.text, alias.end()):
        best, kind = alias.end(), "start"
    if kind == "org":
        aside = _ASIDE_BRACKET.match(names.text, best)
        best = aside.end() if aside is not None else best
    else:
        split = (p for p in names.places.covering(best, best + 1) if p.start < best < p.end)
        best = next((p.start for p in split), best)  # 在野|岗镇: the segmenter's word ends inside a place
    return item_start(names, best, head_start), kind


def _mask_brackets(text: str) -> str:
    """The text with balanced bracketed parts blanked out, so that no border is seen inside them."""
    if "(" not in text and "“" not in text:
        return text
    return re.sub(r"\([^()]*\)|“[^“”]*”", lambda m: "\x00" * len(m.group()), text)


def _behind_word(stretch: _Stretch) -> tuple[int, str]:
    """Behind the last verb, preposition or particle of the lexicon that is a word there."""
    base, lexicon = stretch.base, stretch.names.lexicon
    best, kind = base, "start"
    whole = [(base + m.start(), base + m.end()) for m in lexicon.whole.finditer(stretch.masked)]
    patterns = (("cut", lexicon.cut), ("verb", lexicon.verb), ("place", lexicon.place), ("particle", lexicon.particle))
    for name, pattern in patterns:
        for match in pattern.finditer(stretch.masked):
            last = base + match.end()
            if last < best or (last == best and name != "place") or (name in _WORDS and last >= stretch.head_start):
                continue
            if not _is_of_name(stretch, match) and _is_whole_word(stretch, match, whole, name):
                best, kind = last, name
    return best, kind


def _is_of_name(stretch: _Stretch, match: re.Match[str]) -> bool:
    """Whether a word that cuts elsewhere is part of a name by what stands around it."""
    text, word, last = stretch.names.text, match.group(), stretch.base + match.end()
    if last == stretch.head_start and (word in _WORKS_TOO or _is_quoted_investment(stretch, word)):
        return True  # 喷气织机引进项目, 露天矿剥离工程, “年产100吨原料药投资项目”
    if last == stretch.head_start and word.startswith("园区"):
        return True  # 某冷链园区新建工程, but 某园区新建|污水处理厂
    if word in _BEFORE_NUMBERS and not _NUMERIC.match(text, last):
        return True  # 超视界8K产业园二期, 约翰迪尔工厂
    if word.endswith("有") and text[last] in "机色":
        return True  # 兴建|有机污泥转化设施
    if word == "都" and (text[last - 2 : last - 1] in ("至", "到") or LINE_CODE.match(text, last)):
        return True  # 毕节至都格段, 都香高速六盘水段
    return word == "经" and _BY_WAY_OF.match(text, last) is not None  # 石阡经玉屏至新晃高速公路


def _is_quoted_investment(stretch: _Stretch, word: str) -> bool:
    """Whether 投资 stands before the head that ends a quoted name."""
    text, head = stretch.names.text, stretch.head_start
    quoted = word == "投资" and text.startswith(("项目”", "项目(一期)”"), head)
    return quoted and "“" in text[stretch.base - 1 : head]


def _is_whole_word(stretch: _Stretch, match: re.Match[str], whole: Sequence[tuple[int, int]], kind: str) -> bool:
    """Whether a match is a word of its own, no part of a longer one, of a place or (if a verb) of a firm's name."""
    names, first, last = stretch.names, stretch.base + match.start(), stretch.base + match.end()
    if any(a < last and first < b for a, b in whole):
        return False
    if kind == "verb" and not names.is_word(first, last):
        return False  # 开|发现|代农业园
    if last - first == 1:
        if not names.is_word(first, last) and not _is_had_by_place(names, first, last):
            return False
        if names.inside_place(first, last) or is_of_town(names, first, last, stretch.head_start):
            return False  # 六|都|寨, 县|和平路
        if _opens_behind_de(stretch, first, last):
            return False
    verb = kind in ("cut", "verb")
    return not (verb and (names.places.overlapping(first, last) or names.organisations.overlapping(first, last)))


def _opens_behind_de(stretch: _Stretch, first: int, last: int) -> bool:
    """Whether a preposition stands right behind 的, where none can (承建的|向家湾互通, 停工的|为公河水库)."""
    text = stretch.names.text
    short = 1 < stretch.head_start - last <= _SHORT_NAME
    return (
        short
        and text[first] in _PREPOSITIONS
        and text[first - 1 : first] == "的"
        and "的" not in text[last : stretch.head_start]
    )


def _is_had_by_place(names: NameContext, start: int, end: int) -> bool:
    """Whether a place has what follows, whatever word the segmenter made up (今年梧州有|神冠胶原蛋白二期)."""
    return names.text[start:end] == "有" and names.text[end] not in "限色机轨" and names.places.ends_at(start)


def _behind_part(stretch: _Stretch, best: int) -> list[int]:
    """Behind what is said of a whole that is named before it (X高速公路|控制性工程|车江特大桥)."""
    names, base, masked = stretch.names, stretch.base, stretch.masked
    ends: list[int] = []
    for match in (*_KEY_PART.finditer(masked), *_GOES_ON.finditer(masked)):
        first, last = base + match.start(), base + match.end()
        if last <= best or (last - first == 1 and not names.is_word(first, last)):
            continue  # 总部|经济大厦
        if ends_on_head(masked[: match.start()].rstrip("\x00")):
            ends.append(last)
            best = last
    return ends


def _behind_description(stretch: _Stretch, best: int) -> list[int]:
    found = _DESCRIBED.finditer(stretch.names.text, stretch.floor, stretch.head_start)
    return [m.end() for m in found if best <= m.end() < stretch.head_start - MIN_PLAIN]


def _behind_origin(stretch: _Stretch, best: int) -> list[int]:
    found = _FROM.finditer(stretch.names.text, stretch.base, stretch.head_start + _REACH_FROM)
    return [m.end() for m in found if best <= m.end() < stretch.head_start]


def _within_zone(stretch: _Stretch, best: int) -> list[int]:
    ends = (stretch.base + m.end() for m in _WITHIN_ZONE.finditer(stretch.masked))
    return [at for at in ends if best < at < stretch.head_start - 1]


def _behind_use(stretch: _Stretch, best: int) -> list[int]:
    ends = (stretch.base + m.end() for m in _USES.finditer(stretch.masked))
    return [at for at in ends if best < at]


def _behind_subject(stretch: _Stretch, best: int) -> list[int]:
    """Behind 就, where the head's clause goes on about a deal."""
    if "就" not in stretch.masked or not _DEAL.match(stretch.names.text, stretch.head_start):
        return []
    ends = (stretch.base + m.end() for m in _SUBJECT_OF_DEAL.finditer(stretch.masked))
    return [at for at in ends if best < at]


# What each kind of cut is called, and where in a stretch names may begin by it, from the best that is known on.
def _behind_visitor(stretch: _Stretch, best: int) -> list[int]:
    """Behind who goes to see it, where the name of a place follows."""
    ends = (stretch.base + m.end() for m in _VISITS.finditer(stretch.masked))
    return [end for end in ends if best < end < stretch.head_start and stretch.names.begins_place(end)]


_STEPS: tuple[tuple[str, Callable[[_Stretch, int], list[int]]], ...] = (
    ("cut", _behind_part),
    ("cut", _behind_description),
    ("place", _behind_origin),
    ("cut", _within_zone),
    ("cut", _behind_use),
    ("cut", _behind_subject),
    ("cut", _behind_visitor),
)
