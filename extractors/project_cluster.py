"""Coreference of project names inside one article: full names, short forms and headlines → one cluster each."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, takewhile

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project_lexicon import NameCandidate, name_lexicon
from kaigong.extractors.scan import occurrences

_PHASES = lazy(r"[一二三四五六七八九十1-9]期|首期|第[二三四]阶段")
_NUMBERS = lazy(r"\d+(?:\.\d+)?")
_LATER = lazy(r"[二三四五六七八九]期")
_RUNS = lazy(
    r"(?:(?!预计|计划|将|明年|力争|年底|年内|后年|有望|争取|确保|[二三四]期|拟|届时)[^。;\n]){0,24}?(?:已|正式|全面|去年|\d{4}年|\d{1,2}月|\d日)[^,。;\n]{0,6}(?:投产|投运|投用|运营|通车|建成|启用|竣工)(?!后|以后|之后)"
)
_CAPACITY = lazy(
    r"[年日月]?(?:产|处理)?(?P<size>[\d.,]+[万亿]?(?:千瓦时?|兆瓦时?|[MGk]Wh?|吨|立方米|t/a|片|套|台|辆|只))(?:/年)?的?"
)
_CONTRACT = lazy(
    r"(?:EPC|施工|勘察设计施工|设计采购施工)+(?:总承包)?(?=(?:项目|工程)?$)|(?<=工程|项目)总承包(?=工程$|$)"
)
_NOISE = lazy(r"/[年a日天d](?!\w)|/年|[“”\"'()·\-—/\s]")  # 60万吨/年烯烃: 60万吨烯烃
_OWN_QUOTE = lazy(r"^“(?P<own>[^“”]{2,12})”[\u4e00-\u9fff]")
BARE_PHASE = "project.phase"  # the rule of a phase told by its number alone
# 还计划在X再建一座年产3万吨的|绿氢工厂: another one of the kind
_ANEW = lazy(r"(?:再|另|又)(?:投资|选址)*(?:新建|兴建|建设|建造|建)(?:一|1)[座条个家所](?:[^,。;]{2,20}的)?$")
_ANEW_REACH = 30
_GENERIC_TAIL = lazy(r"(?:建设)?(?:工程项目|项目|工程)$")
_GLOSS = lazy(r"(?<=[A-Za-z])\([\u4e00-\u9fff]{2,12}\)")  # PTA(精对苯二甲酸)二期工程
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
_PLANT_NAME = lazy(r"(?:煤矿|铁矿|铜矿|矿|电站|电厂|水库|机场|港区|园区|基地|钢厂|铝厂|大桥)$")
_OTHER_PLANT = lazy(r"(?:选煤厂|洗煤厂|选矿厂|自备电厂|电厂|热电厂|铁路专用线|专用线|专用铁路|变电站|泵站|污水处理厂)")
_MIN_TAIL = 4  # characters at the end that a headline keeps as they are
_MIN_CORE = 3
_BRAND_REACH = 6  # characters of a place or an owner before the brand: 宁夏|紫荆花药业枸杞深加工项目
_BRANDED = lazy(r"(?P<brand>[\u4e00-\u9fffA-Za-z]{2,6}?)(?:[一二三四五六]期)?(?:项目|(?<=期))")
# 龙岗县文化馆…,新馆占地30亩: the new house of what was named
_NEW_HOUSE = {
    "新馆": ("馆",),
    "新校区": ("学校", "中学", "小学", "学院", "大学", "校区"),
    "新院区": ("医院", "院区"),
}
_FIRM_WORD = lazy(r"(?:公司|集团)$")
_AND = ("和", "与", "及", "以及")
_MIN_BRAND = 2
_MIN_OPENING = 4
_MAX_OWNED = 8
_MIN_OVERLAP = 5  # characters that end one name and begin the other
_MIN_SIZED = 6
_MIN_SHARE = 0.2
_MAX_REST = 4
_REMEMBERED = 4096  # names whose parts are kept; each is compared with many others
_REACH = 64  # a short form refers to one of the undertakings named last, so cost stays linear


@dataclass(slots=True)
class NameCluster:
    """All candidates that name one undertaking, in order of the text."""

    candidates: list[NameCandidate] = field(default_factory=list)
    _fullest: tuple[int, NameCandidate] | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> NameCandidate:
        """The fullest name: one that ends on a head noun, longest; the first of equals."""
        if len(self.candidates) == 1:
            return self.candidates[0]
        if self._fullest is None or self._fullest[0] != len(self.candidates):  # candidates only ever come to it
            fullest = max(self.candidates, key=lambda c: (c.specific or not c.coordinated, len(core(c.text)), -c.start))
            self._fullest = len(self.candidates), fullest
        return self._fullest[1]

    @property
    def weak(self) -> bool:
        """Whether every name has a weak head."""
        return all(c.weak for c in self.candidates)

    @property
    def proper(self) -> bool:
        """Whether some name holds an identifying part."""
        return any(c.proper for c in self.candidates)


_WORKS = lazy(r"(?:改扩建|扩建|改造|整治|新建|迁建|提升|加固|拓宽)+$")
_PLACED = lazy(r"[\u4e00-\u9fff]{1,4}(?:[省市县旗镇乡州]|(?<![园社厂片])区)(?P<rest>[\u4e00-\u9fff\d]{4,})")
_NEW_PLANT = lazy(r"[\u4e00-\u9fff]{0,4}新厂")
_THING = lazy(r"(?:航站楼|大桥|特大桥|隧道|跑道|车站|站房|枢纽|水库|电站|泵站|厂房|码头|泊位)$")
_LINE = lazy(r"(?:铁路|高铁|城际|高速|高速公路|公路|号线|快速路|大道|运河)$")
_BESIDE = lazy(
    r"(?:大桥|水库|电站|机场|港|码头|枢纽|电厂)(?:河道整治|引桥|(?:[东西南北][岸侧]?)?接线|连接线|引道|移民安置|送出|疏港|灌区|渠首|库区|坝区|引水|供水|船闸|下游)"
)  # 帕德玛大桥 and 帕德玛大桥河道整治工程
_ON_LINE = lazy(r"(?:隧道|大桥|特大桥|站|站房|枢纽|互通|立交)$")


@lru_cache(_REMEMBERED)
def core(name: str) -> str:
    """A name without brackets, quotes, dashes and its general head (项目, 工程)."""
    plain = _NOISE.sub("", _GLOSS.sub("", name) if "(" in name else name)
    return _GENERIC_TAIL.sub("", _CONTRACT.sub("", plain)).replace("技术改造", "技改")


@lru_cache(_REMEMBERED)
def phases_of(name: str) -> frozenset[str]:
    """Phases that a name holds: 一期, 首期."""
    return frozenset(_PHASES.findall(name))


@lru_cache(_REMEMBERED)
def _unsized(name: str) -> str:
    """A name without the capacities in it."""
    return _CAPACITY.sub("", name)


@lru_cache(_REMEMBERED)
def base(name: str) -> str:
    """Core of a name without its phase: what the phases of one undertaking have in common.

    >>> base("祥周光伏项目(一期)"), base("祥周光伏二期工程")
    ('祥周光伏', '祥周光伏')
    """
    return core(_PHASES.sub("", core(name)))


def before_phase(name: str) -> str:
    """Core of what stands before the phase in a name (川井风电场二期10万千瓦项目: 川井风电场)."""
    return core(_PHASES.split(core(name), maxsplit=1)[0])


def _told_by_phases(candidates: Sequence[NameCandidate]) -> frozenset[str]:
    """Bases that are named with more than one phase, so that a phase is not the whole."""
    phases: dict[str, set[frozenset[str]]] = {}
    for candidate in candidates:
        if found := phases_of(candidate.text):
            phases.setdefault(base(candidate.text), set()).add(found)
    return frozenset(name for name, found in phases.items() if len(found) > 1)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _is_headline_form(short: str, long: str) -> bool:
    """Headlines drop words: a subsequence, or the same written capacity (4.2万吨)."""
    bare = _CAPACITY.sub("", short)
    if len(bare) >= _MIN_CORE and _is_subsequence(bare, long):
        return True
    if len(bare) >= _MIN_CORE + 3 and _is_subsequence(bare[2:], long):  # less the place that headlines put in front
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
    return bool(
        {m.group("size") for m in _CAPACITY.finditer(short)} & {m.group("size") for m in _CAPACITY.finditer(long)}
    )


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
    bare = _unsized(sized)
    return bare != sized and len(bare) >= _MIN_SIZED and not _numbers(named) and named.endswith(bare)


def _are_others(one: str, other: str) -> bool:
    """Whether two names have different phases or different numbers."""
    a, b = core(one), core(other)
    phases_a, phases_b = phases_of(a), phases_of(b)
    if phases_a and phases_b and phases_a != phases_b:
        return True
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    return bool(numbers_a and numbers_b) and numbers_a != numbers_b


@lru_cache(_REMEMBERED)
def _numbers(name: str) -> frozenset[str]:
    return frozenset(_NUMBERS.findall(name))


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
    if _are_others(one, other):
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
    if _is_line_form(one, other) or _is_line_form(other, one):
        return True
    if long.startswith(short) and _OTHER_PLANT.fullmatch(long, len(short)) and _PLANT_NAME.search(short):
        return False  # 济三煤矿 and 济三煤矿选煤厂
    if _LINE.search(short) and (at := long.find(short)) >= 0 and _ON_LINE.search(long, at + len(short)):
        return False  # 甬舟铁路 and 甬舟铁路金塘海底隧道
    if bool(_BESIDE.search(a)) != bool(_BESIDE.search(b)) and not long.endswith(short):
        return False
    if is_part_of(one, other) or is_part_of(other, one):
        return False
    if headline and _is_headline_form(short, long):
        return True
    works = _WORKS.sub("", long)
    if works != long and len(short) >= _MIN_CORE and short[:2] == works[:2] and short[-1] == works[-1]:
        return _is_subsequence(short, works)  # 津马路 for 津马快速路改扩建
    if (placed := _PLACED.match(short)) and not _PLACED.match(long) and long.endswith(placed["rest"]):
        return True  # 东明县中水回用项目 for 石化园区中水回用项目
    if len(short) < _MIN_CORE or len(short) < _MIN_SHARE * len(long):
        return False
    if long.startswith(short):
        # A prefix is a short form only where no other thing is named after it (宁宣快速通道 + 鸡冠岭隧道).
        return len(long) - len(short) <= _MAX_REST
    if short in long:
        return long.endswith(short) or len(short) >= 5
    return len(short) >= 4 and short[-1] == long[-1] and _is_subsequence(short, long)


def _is_called_by_owner(short: str, named: NameCandidate) -> bool:
    """Whether a short form is made of the owner's name and the head (联诚集团“智能制造产业园”: 联诚产业园)."""
    name = core(short)
    brand = named.owner[:_MIN_BRAND]
    return name.startswith(brand) and same_undertaking(short, named.owner + named.text) and len(name) <= _MAX_OWNED


def _is_works_of_owner(full: NameCandidate, named: NameCandidate) -> bool:
    """Whether one name is the owner's and ends like the other (X公司|年产50万千升啤酒搬迁项目: X公司搬迁项目)."""
    name = core(full.text)
    rest = name[len(named.owner) :] if named.owner and name.startswith(named.owner) else ""
    return len(rest) >= _MIN_TAIL and core(named.text).endswith(rest)


def _of_brand(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far begun by what stands before 项目 or a phase (秦淮数据项目, 格力二期)."""
    parts = _BRANDED.fullmatch(short.text)
    if parts is None or _LINE.search(parts["brand"]):
        return None
    brand = _FIRM_WORD.sub("", parts["brand"])  # 永裕公司项目
    if len(brand) < _MIN_BRAND:
        return None
    begun = [k for k in clusters if any(c.text.startswith(brand) for c in k.candidates)]
    if not begun and not name_lexicon().generic.fullmatch(brand):
        begun = [k for k in clusters if any(brand in c.text[: len(brand) + _BRAND_REACH] for c in k.candidates)]
        begun = begun or [k for k in clusters if any(brand in c.owner for c in k.candidates)]
    return begun[0] if len(begun) == 1 and phases_of(begun[0].name.text) == phases_of(short.text) else None


def _of_opening(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far that opens like a shorter name, where it has all its characters in their order.

    海南炼化乙烯项目 for 海南炼化100万吨乙烯及炼油改扩建工程.
    """
    name = core(short.text)
    if len(name) < _MIN_OPENING + 2 or phases_of(name) or _LINE.search(name):
        return None
    begun = [k for k in clusters if any(c.text.startswith(name[:_MIN_OPENING]) for c in k.candidates)]
    if len(begun) != 1 or any(_are_others(c.text, short.text) for c in begun[0].candidates):
        return None
    longer = (core(c.text) for c in begun[0].candidates)
    # What the longer name only goes on from is its whole (宁宣快速通道, 秦巴国际物流枢纽|一期).
    return begun[0] if any(not n.startswith(name) and _is_subsequence(name, n) for n in longer) else None


def _of_place(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far whose name holds the two characters before 工程 (灵口工程: 洛南灵口输变电工程)."""
    name = core(short.text)
    if short.coordinated or len(name) != _MIN_BRAND or not short.text.endswith(("工程", "项目")):
        return None
    holding = [k for k in clusters if any(name in c.text[:-_MIN_BRAND] for c in k.candidates)]
    same_kind = short.text[-_MIN_BRAND:]
    return holding[0] if len(holding) == 1 and holding[0].name.text.endswith(same_kind) else None


def _of_house(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far of the kind of which a new house is told by 新馆, 新校区 alone."""
    ends = _NEW_HOUSE.get(short.text)
    if ends is None:
        return None
    named = [k for k in clusters if any(_WORKS.sub("", core(c.text)).endswith(ends) for c in k.candidates)]
    return named[0] if len(named) == 1 else None


def _share_tail_only(cluster: NameCluster, name: str) -> bool:
    """Whether a name is like an undertaking's only in what its short form leaves (丰原转运中心, 水湳转运中心)."""
    other, own = core(name), core(cluster.name.text)
    tails = [t for c in cluster.candidates if (t := core(c.text)) not in (own, other)]
    tails = [t for t in tails if other.endswith(t) and own.endswith(t)]
    return any(min(len(other), len(own)) - len(t) > 1 for t in tails) and not same_undertaking(own, other)


def _of_phase(bare: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far that is named as the phase which is told by its number alone.

    云顶铝材二期工程点火。云顶铝材一期工程2015年投产…,二期工程去年动工.
    """
    phase = phases_of(bare.text)
    named = [k for k in clusters if phase and any(phases_of(c.text) == phase for c in k.candidates)]
    return named[0] if len(named) == 1 and not any(c.rule == BARE_PHASE for c in named[0].candidates) else None


def cluster_names(
    candidates: list[NameCandidate],
    headlines: Sequence[tuple[int, int]] = (),
    renamed: Collection[NameCandidate] = (),
    wholes: Collection[NameCandidate] = (),
    text: str = "",
    counties: Mapping[int, str] | None = None,
) -> list[NameCluster]:
    """Clusters in order of their first candidate. A name joins the latest cluster that it can be a form of.

    ``text`` is the article's: two names that 和 joins are two undertakings.
    ``headlines`` are the spans of headlines in the text; ``renamed`` are candidates that the text introduces as a
    short name of the candidate before them (以下简称祥周光伏项目); ``wholes`` are those that it says come in phases
    (X物流枢纽…分三期建设), so that X物流枢纽一期 is a part of theirs; ``counties`` tells by its start in which county
    the text puts a name that nothing identifies.
    """
    counties = counties or {}
    spans = sorted(headlines)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))

    def in_headline(candidate: NameCandidate) -> bool:
        at = bisect_right(starts, candidate.start)
        return at > 0 and candidate.start < reach[at - 1]

    phased = _told_by_phases(candidates) | {base(c.text) for c in wholes}

    def apart(one: str, other: str) -> bool:
        return bool(phased & {base(one), base(other)}) and phases_of(one) != phases_of(other)

    def elsewhere(cluster: NameCluster, candidate: NameCandidate) -> bool:
        here = counties.get(candidate.start)
        told = {counties[c.start] for c in cluster.candidates if c.start in counties}
        return here is not None and bool(told) and here not in told

    def stands_before(whole: NameCandidate, phase: NameCandidate) -> bool:
        """Whether what a later phase goes on with runs already (X码头二期前期工作启动。X码头去年投产)."""
        if phases_of(whole.text) or not _LATER.search(phase.text) or base(phase.text) != core(whole.text):
            return False
        return _RUNS.match(text, whole.end) is not None

    def same(cluster: NameCluster, candidate: NameCandidate) -> bool:
        if elsewhere(cluster, candidate):
            return False
        if any(stands_before(c, candidate) or stands_before(candidate, c) for c in cluster.candidates):
            return False
        if any(_are_others(c.text, candidate.text) for c in cluster.candidates):
            return False  # a headline without numbers is a form of only one of two
        last = cluster.candidates[-1]
        gap = text[last.end : candidate.start]
        if gap in _AND:
            return False  # A基地项目和B研发项目
        if (
            last.governed
            and candidate.governed
            and ";" in gap
            and "\n" not in gap
            and core(last.text) != core(candidate.text)
        ):
            return False  # 在摩洛哥投资建设年产20GWh电池项目…;投资建设年产20GWh高性能锂电池项目
        if _share_tail_only(cluster, candidate.text):
            return False
        return any(
            (
                same_undertaking(c.text, candidate.text, in_headline(c) or in_headline(candidate))
                or (bool(c.owner) and _is_called_by_owner(candidate.text, c))
                or _is_works_of_owner(candidate, c)
                or _is_works_of_owner(c, candidate)
            )
            and not (phased and apart(c.text, candidate.text))
            for c in cluster.candidates
        )

    clusters: list[NameCluster] = []
    by_core: dict[tuple[str, int], NameCluster] = {}
    last: NameCluster | None = None
    phased_last = 0  # 二期 told by its number alone is that of the undertaking whose phase was named last
    for candidate in candidates:
        if candidate in renamed and last is not None:
            last.candidates.append(candidate)
            continue
        bare = candidate.rule == BARE_PHASE
        name = core(candidate.text), phased_last if bare else 0
        near = clusters[-_REACH:]
        last = by_core.get(name) or (_of_phase(candidate, near) if bare else None)
        last = None if last is not None and elsewhere(last, candidate) else last
        anew = _ANEW.search(text, max(0, candidate.start - _ANEW_REACH), candidate.start) is not None
        last = None if anew else last
        if not (bare or anew):
            last = last or next((c for c in reversed(near) if same(c, candidate)), None)
            here = [k for k in near if not elsewhere(k, candidate)]
            last = last or _of_brand(candidate, here) or _of_opening(candidate, here) or _of_place(candidate, here)
            last = last or _of_house(candidate, here)
            phased_last = candidate.start if phases_of(candidate.text) else phased_last
        if last is None:
            last = NameCluster()
            clusters.append(last)
        last.candidates.append(candidate)
        by_core[name] = last
    return clusters


def add_quoted_forms(text: str, clusters: Sequence[NameCluster]) -> None:
    """Give each cluster the places where the quoted part of its name stands alone (“苍洱大观”文旅综合体)."""
    taken = sorted((c.start, c.end) for cluster in clusters for c in cluster.candidates)
    quoted = {m["own"]: k for k in clusters for c in k.candidates for m in _OWN_QUOTE.finditer(c.text)}
    for own, cluster in quoted.items():
        like = cluster.name
        for opening, closing, _ in occurrences(text, [f"“{own}”"]):
            start, end = opening + 1, closing - 1
            at = bisect_right(taken, (start, end))
            if any(a < end and start < b for a, b in taken[max(0, at - 1) : at + 1]):
                continue
            cluster.candidates.append(replace(like, start=start, end=end, text=own, rule="project.quoted_again"))
        cluster.candidates.sort(key=lambda c: c.start)
