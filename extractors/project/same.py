"""Whether two names in one article can be of the same undertaking."""

from collections import Counter
from itertools import takewhile

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.core import are_others, core, is_subsequence, numbers_of, phases_of, sizes_of, unsized
from kaigong.extractors.project.name.lexicon import name_lexicon

_ENDS = lazy(
    r"(?:新建)?(?P<a>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}[至到](?P<b>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}?"
    r"(?P<kind>高速铁路|城际铁路|高速公路|铁路|高铁|高速|公路)"
)
# 砚(山)西(畴)高速公路PPP项目, later 砚西高速: the ends of a line, what their short names leave out in brackets
_ASIDE_ENDS = lazy(
    r"(?P<a>[\u4e00-\u9fff])\([\u4e00-\u9fff]{1,3}\)(?:至|—+|-)?(?P<b>[\u4e00-\u9fff])\([\u4e00-\u9fff]{1,3}\)"
    r"(?P<kind>高速铁路|城际铁路|高速公路|铁路|高铁|高速|公路)"
)
_ENDS_ONLY = lazy(r"(?P<ends>[\u4e00-\u9fff]{2,5}(?:—+|-|至)[\u4e00-\u9fff]{2,5}?)(?:工程|项目|线路)")
_PLANT_NAME = lazy(r"(?:矿|电站|电厂|水库|机场|港区|园区|基地|钢厂|铝厂|大桥)$")
_OTHER_PLANT = lazy(r"(?:选煤厂|洗煤厂|选矿厂|自备电厂|电厂|热电厂|铁路专用线|专用线|专用铁路|变电站|泵站|污水处理厂)")
_MIN_TAIL = 4  # characters at the end that a headline keeps as they are
_MIN_CORE = 3
_TRADE = lazy(r"[钠锂煤核火风光水储抽氢热][电蓄能储热]")  # by which headlines call a trade
_MIN_OVERLAP = 5  # characters that end one name and begin the other
_MIN_SIZED = 6
_MIN_SHARE = 0.2
_MAX_REST = 4
WORKS = lazy(r"(?:改扩建|扩建|改建|改造|整治|新建|迁建|提升|加固|拓宽)+$")
_PLACED = lazy(r"[\u4e00-\u9fff]{1,4}(?:[省市县旗镇乡州]|(?<![园社厂片])区)(?P<rest>[\u4e00-\u9fff\d]{4,})")
_NEW_PLANT = lazy(r"[\u4e00-\u9fff]{0,4}新厂")
_THING = lazy(r"(?:航站楼|大桥|隧道|跑道|车站|站房|枢纽|水库|电站|泵站|厂房|码头|泊位)$")
LINE = lazy(r"(?:铁路|高铁|城际|高速|公路|号线|快速路|大道|运河)$")
_BESIDE = lazy(
    r"(?:大桥|水库|电站|机场|港|码头|枢纽|电厂)(?:河道整治|引桥|(?:[东西南北][岸侧]?)?接线|连接线|引道|移民安置|送出|疏港|灌区|渠首|库区|坝区|引水|供水|船闸|下游)"
)  # 帕德玛大桥 and 帕德玛大桥河道整治工程
_ON_LINE = lazy(r"(?:隧道|大桥|站|站房|枢纽|互通|立交)$")


def _is_headline_form(short: str, long: str) -> bool:
    """Headlines drop words: a subsequence, or the same written capacity (4.2万吨)."""
    bare = unsized(short)
    if _TRADE.fullmatch(bare) and is_subsequence(bare, long):
        return True  # 钠电项目 above 15GWh钠离子电池项目, 抽蓄项目 above 某抽水蓄能电站
    if len(bare) >= _MIN_CORE and is_subsequence(bare, long):
        return True
    if len(bare) >= _MIN_CORE + 3 and is_subsequence(bare[2:], long):  # less the place that headlines put in front
        return True
    if bare[-_MIN_TAIL:] == long[-_MIN_TAIL:] and len(bare) > _MIN_TAIL and not Counter(bare) - Counter(long):
        return True  # 内蒙古大唐多伦煤制烯烃 for 大唐内蒙古多伦46万吨/年煤制烯烃
    if any(short.endswith(long[:n]) for n in range(_MIN_OVERLAP, len(long))):
        return True  # 蓉能新材遂宁基地二期 above 遂宁基地二期湿法隔膜项目
    heads = [m.group() for m in name_lexicon().heads.finditer(short)]
    if heads and short.endswith(heads[-1]) and long.endswith(heads[-1]):
        rest = short[: -len(heads[-1])]
        own = rest[sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(rest, long, strict=False))) :]
        if len(rest) - len(own) > 1 and len(own) > 1 and not any(c in long for c in own):
            return False  # 华邦电中科厂 and 华邦电高雄厂: two plants of a company
        if any(rest[i : i + 2] in long for i in range(len(rest) - 1)):
            return True
    return not sizes_of(short).isdisjoint(sizes_of(long))


def _is_initialled(short: str, long: str) -> bool:
    """Whether a line's short name is made of the first characters of its ends (成都至贵阳铁路: 成贵铁路)."""
    ends = _ENDS.match(long) or _ASIDE_ENDS.match(long)
    if ends is None:
        return False
    road = "铁" not in ends["kind"]  # 水盘高速 is no short form of 水城至盘县铁路
    kinds = (ends["kind"], "高速", "公路") if road else (ends["kind"], "高铁", "铁路", "城际铁路")
    return short in {ends["a"] + ends["b"] + kind for kind in kinds}


def _is_line_form(short: str, long: str) -> bool:
    """Whether one name gives no more than the ends of a line (荆门—武汉工程: 荆门—武汉1000千伏特高压交流工程)."""
    ends = _ENDS_ONLY.fullmatch(short)
    return ends is not None and long.startswith(ends["ends"]) and len(long) > len(short)


def _is_sized_form(sized: str, named: str) -> bool:
    """Whether one name gives the size of what the other names by its owner (年产20GWh电池基地, 宏坤电池基地项目)."""
    bare = unsized(sized)
    return bare != sized and len(bare) >= _MIN_SIZED and not numbers_of(named) and named.endswith(bare)


def is_part_of(part: str, whole: str) -> bool:
    """Whether a name is the other one with a thing of its own behind (长沙机场改扩建工程|T3航站楼)."""
    rest = part[len(whole) :] if whole.endswith(("工程", "项目")) and part.startswith(whole) else ""
    return len(rest) > 2 and _THING.search(rest) is not None


def same_undertaking(one: str, other: str, headline: bool = False) -> bool:
    """Whether two names in one article can be the same undertaking.

    Equal cores, one core inside the other, or one core an abbreviation of the other: a subsequence with the same end.
    A headline shortens more freely: there any subsequence will do. Names with different phases or numbers never are.
    """
    a, b = core(one), core(other)
    if a == b:
        return True
    if are_others(one, other):
        return False
    phases_a, phases_b = phases_of(a), phases_of(b)
    short, long = sorted((a, b), key=len)
    if phases_a != phases_b and bool(phases_of(short)) != bool(phases_of(long)) and phases_of(short):
        return False
    if _is_sized_form(a, b) or _is_sized_form(b, a):
        return True
    if _is_initialled(short, one) or _is_initialled(short, other):
        return True  # 砚(山)西(畴)高速公路: its brackets are left out of the core
    if _is_initialled(short, long) or (_NEW_PLANT.fullmatch(short) and "新厂" in long):
        return True  # 桥头新厂 for 先进封装测试新厂案
    if short.endswith("厂") and long.endswith(f"{short[:-1]}工厂"):
        return True  # 长春厂 for 赫尔维长春工厂
    if _is_line_form(one, other) or _is_line_form(other, one):
        return True
    if long.startswith(short) and _OTHER_PLANT.fullmatch(long, len(short)) and _PLANT_NAME.search(short):
        return False  # 济三煤矿 and 济三煤矿选煤厂
    if LINE.search(short) and (at := long.find(short)) >= 0 and _ON_LINE.search(long, at + len(short)):
        return False  # 甬舟铁路 and 甬舟铁路金塘海底隧道
    if bool(_BESIDE.search(a)) != bool(_BESIDE.search(b)) and not long.endswith(short):
        return False
    if is_part_of(one, other) or is_part_of(other, one):
        return False
    if headline and _is_headline_form(short, long):
        return True
    works = WORKS.sub("", long)
    if works != long and len(short) >= _MIN_CORE and works.endswith(short):
        return True  # 东环路 for 新蔡县东环路改建
    if works != long and len(short) >= _MIN_CORE and short[:2] == works[:2] and short[-1] == works[-1]:
        return is_subsequence(short, works)  # 津马路 for 津马快速路改扩建
    if (placed := _PLACED.match(short)) and not _PLACED.match(long) and long.endswith(placed["rest"]):
        return True  # 东明县中水回用项目 for 石化园区中水回用项目
    if len(short) < _MIN_CORE or len(short) < _MIN_SHARE * len(long):
        return False
    if long.startswith(short):
        # A prefix is a short form only where no other thing is named after it (宁宣快速通道 + 鸡冠岭隧道).
        return len(long) - len(short) <= _MAX_REST
    if short in long:
        return long.endswith(short) or len(short) >= 5
    return len(short) >= 4 and short[-1] == long[-1] and is_subsequence(short, long)
