"""What the words of a name say: class words alone (重大产业项目), or something that tells one undertaking."""

from collections.abc import Callable
from functools import lru_cache, partial

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import NameContext, is_resort
from kaigong.extractors.project.name.lexicon import PHASE, TAIL, NameLexicon, name_lexicon
from kaigong.schemas.values import Quantity

COUNT_UNITS = frozenset("个 项 家 座 条 处 片 宗 批 大 件 户 名 人 栋 幢 所 类".split())
MIN_NAMED = 2  # characters without class words that tell one
MIN_PLAIN = 4
_MIN_SPECIFIC = 4
_REMEMBERED = 64  # names
# “1115”重大项目工程, “千项万亿”重大项目: a quoted policy before class words
_NUMBERED_POLICY = lazy(
    r"“[\d·A-Za-z+]{1,8}”|“(?:签约|开工|投产|竣工|储备|谋划|入库)一批”|“[^“”]{2,8}”(?=(?:国家|重大|重点|产业|工业|制造业|招商|省级|市级)+(?:建设|技术改造|技改|科技攻关)?(?:项目|工程))"
)
# Kinds of works that go by proper names, and jieba's tags of words that may be such names.
_NAMED_WORKS = lazy(
    r"铁路|高铁|高速|大桥|特大桥|隧道|隧洞|橡胶坝|水库|机场|灌区|(?:抽水蓄能|水|核|火|风|光伏|热|储能)?电站|电厂|风电场|运河|枢纽"
)
_PROPER_TAGS = frozenset({"x", "nr", "nrt", "nrfg", "ns", "nz", "nt"})
# 电子信息智慧园项目: a sector, a kind of park and the word for an undertaking name one together.
_SECTOR_PARK = lazy(
    rf"(?P<sector>[\u4e00-\u9fff]{{4,12}})(?:(?<!产业)园|产业园|基地|小镇|中心|综合体)(?:项目|工程)"
    rf"|(?P<named>[\u4e00-\u9fff]{{2,12}})(?:产业园|园|基地|小镇|中心|综合体){PHASE}(?:项目|工程)"
)
_SERVES_ALL = lazy(
    r"[省市县区州旗镇乡](?:总|中|中心|第[一二三四五六七八九十])?[\u4e00-\u9fff]{0,4}(?:医院|保健院|卫生院|中学|小学|学校|一中|二中|三中|福利院|敬老院|体育馆"
    r"|图书馆|博物馆|文化馆|科技馆|档案馆|水厂|污水处理厂|焚烧发电厂|客运站)(?:整体|异地)?(?:迁建|新建|扩建|改扩建|改造|建设|二期|搬迁)+(?:项目|工程)"
)
_NUMBERED_LINE = lazy(r"(?:城市)?(?:地铁|轨道交通|轻轨|有轨电车)?[\d一二三四五六七八九十]{1,3}号线[\u4e00-\u9fff(]")
# 都|香高速: the other town of a line that goes by the first syllables of both
LINE_CODE = lazy(r"(?![是有在到靠通修建改走为])[\u4e00-\u9fff](?:高速|高铁|铁路|城际)")
REACH_LINE = lazy(r"[\u4e00-\u9fff]{2,}至[\u4e00-\u9fff]{2,}(?:公路|铁路|高速|高铁|道路|快速路)")

PHASE_LAST = lazy(
    rf"[\u4e00-\u9fff)]{PHASE}(?:[\d.]+万?(?:千瓦|兆瓦|吨|[MG]W|立方米|台|只|片)|\([^()]{{1,6}}\))?$"
)  # 华能涡阳风电二期10万千瓦、
_PHASE_OF_PLACE = lazy(rf"{PHASE}(?:工程|项目)$")
_IDENTIFYING = lazy(rf"{PHASE}|[“”]|[A-Za-z0-9]{{2,}}")
_HOME_WORD = lazy(r"[全我该本][省市县区旗州盟镇乡]")
# 洛阳石化产业基地|配套基础设施项目: what is built for one park is one undertaking
_ZONE_WORKS = lazy(
    r"(?:产业园|产业基地|工业园|科技园|物流园|园区|开发区|集聚区)(?P<works>[\u4e00-\u9fff]{0,6}(?:基础设施|配套设施|标准厂房|标准化厂房)[\u4e00-\u9fff]{0,6}(?:项目|工程))$"
)
# Words of policy: a name of class words that holds one is no name (重大产业项目).
_POLICY_WORD = lazy(
    r"重大|重点|产业(?!园)|工业(?!园)|民生|签约|开工|投资|招商|储备|在建|新建|续建|拟建|竣工|基础设施|标志性|高质量|亿|万元|级|类|各|系列|全[市省县区国]"
    r"|大型|示范|试点|专项|配套|附属|主体|土建|前期|政府|合作|\d|[一二三四五六七八九十]大"
)
_CLASS_OF_POLICY = lazy(r"重大|重点|产业|工业|民生|签约|招商|储备")


def ends_on_head(text: str) -> bool:
    """Whether a name ends on a head noun or a phase."""
    return any(TAIL.fullmatch(text, m.end()) for m in name_lexicon().heads.finditer(text))


def ends_like_name(item: str) -> bool:
    """Whether an item of a list ends on a head noun or a phase."""
    return len(item) > 3 and (ends_on_head(item) or PHASE_LAST.search(item) is not None)


def rest_of(text: str) -> int:
    """How many characters are left of a name without class words and heads."""
    return _remembered_rest()(text)


def is_generic(text: str) -> bool:
    """Whether the text is made of class words only (重大产业项目)."""
    return _remembered_generic()(text)


@per_lexicon
def _remembered_rest() -> Callable[[str], int]:
    """``rest_of``, which several rules ask of the same name."""
    class_word = name_lexicon().class_word
    return lru_cache(_REMEMBERED)(lambda text: len(class_word.sub("", text)))


@per_lexicon
def _remembered_generic() -> Callable[[str], bool]:
    """``is_generic``, which several rules ask of the same name."""
    return lru_cache(_REMEMBERED)(partial(_is_generic, name_lexicon()))


def _is_generic(lexicon: NameLexicon, text: str) -> bool:
    if lexicon.generic.fullmatch(_without_policy(text)) is None or _NUMBERED_LINE.match(text):
        return False  # 2号线东延工程
    park = _SECTOR_PARK.fullmatch(text)
    return park is None or lexicon.sector.search(park["sector"] or park["named"]) is None


def _without_policy(text: str) -> str:
    return _NUMBERED_POLICY.sub("", text) if "“" in text else text


def is_generic_at(names: NameContext, start: int, end: int) -> bool:
    """The same for a span, leaving places, dates and counts in it aside (江西省二季度重大项目)."""
    if _SERVES_ALL.fullmatch(names.text, start, end):
        return False  # 县总医院迁建工程: a county has one of the kind
    if is_generic(names.text[start:end]):
        return True
    rest = _without_policy(_without_mentions(names, start, end))
    if names.lexicon.generic_of_place.fullmatch(rest) is None or _is_sized(names, start, end):
        return False
    works = _ZONE_WORKS.search(names.text, start, end)
    if works is not None and any(p.end <= works.start("works") for p in names.places.inside(start, end)):
        return False
    # 钱凯港一期工程: a place and a phase name one undertaking
    return _PHASE_OF_PLACE.match(rest) is None or len(rest) >= end - start


def is_sector_at(names: NameContext, start: int, end: int) -> bool:
    """Whether nothing but a place and class words make the name (格尔木市|新能源|项目)."""
    placed = names.begins_place(start) or _HOME_WORD.match(names.text, start) is not None
    return placed and is_generic(_without_mentions(names, start, end))


def _without_mentions(names: NameContext, start: int, end: int) -> str:
    kept, at = [], start
    for mention in names.aside.inside(start, end):
        if mention.start >= at and not is_resort(mention):
            kept.append(names.text[at : mention.start])
            at = mention.end
    return "".join([*kept, names.text[at:end]])


def _is_sized(names: NameContext, start: int, end: int) -> bool:
    """Whether a place and a size name one undertaking (丰县30万千瓦项目)."""
    sizes = [
        q
        for q in names.quantities.inside(start, end)
        if isinstance(q.value, Quantity) and q.value.unit not in COUNT_UNITS
    ]
    if not sizes:
        return False
    # 签约的15万吨/年沥青项目, but no list of what is built (建设2500万吨/年煤矿、360万吨/年甲醇及热电工程).
    opens = start == 0 or names.text[start - 1] in "的个座条,。;:“\n"
    listed = "、" in names.text[start:end] or names.text[end - 3 : end - 2] == "级"
    leads = opens and not listed and any(q.start == start for q in sizes)
    told = leads or bool(names.places.inside(start, end))
    return told and _CLASS_OF_POLICY.search(names.text, start, end) is None


def is_policy(names: NameContext, start: int, end: int) -> bool:
    """Whether words of policy stand between two offsets (重点, 签约)."""
    return _POLICY_WORD.search(names.text, start, end) is not None


def is_plain_work(names: NameContext, start: int, head_start: int) -> bool:
    """Whether class words without policy say what is done to what (县城集中供热扩容, 清水河治理)."""
    return head_start - start >= MIN_PLAIN and not is_policy(names, start, head_start)


def is_proper(names: NameContext, start: int, end: int) -> bool:
    """Whether the name holds something that identifies the undertaking."""
    text = names.text
    if text[start - 1 : start] == "“" or _IDENTIFYING.search(text, start, end) or REACH_LINE.search(text, start, end):
        return True
    if any(m.rule == "place.zone" and m.end == end for m in names.places.starting_at(start)):
        return True  # 泰宁丹霞湖旅游度假区 is a zone and an undertaking
    indexes = (names.places, names.organisations, names.quantities)
    if any((m.start, m.end) != (start, end) for index in indexes for m in index.inside(start, end)):
        return True
    return _has_proper_name(names, start, end)


def _has_proper_name(names: NameContext, start: int, end: int) -> bool:
    """Whether works of a kind that goes by proper names has one that is no common word (瑞梅|铁路)."""
    head = _NAMED_WORKS.search(names.text, start, end)
    if head is None or not 2 <= head.start() - start <= 4:
        return False
    words, _ = names.words_around(start)
    known = [tag for at, (last, tag) in words.items() if start <= at and last <= head.start() and last - at > 1]
    rest = names.text[start : head.start()]
    return all(tag in _PROPER_TAGS for tag in known) and names.lexicon.class_word.search(rest) is None


def is_specific(text: str, rest: int) -> bool:
    """Whether what is left of the name without class words and heads is enough, by the number of its characters."""
    # A head within the name (海湾码头工程) makes a short rest a name.
    nested = MIN_NAMED <= rest < _MIN_SPECIFIC and sum(1 for _ in name_lexicon().heads.finditer(text)) > 1
    return nested or rest >= _MIN_SPECIFIC
