"""Compiled lexicons of project names, and what a candidate name is."""

import re
from collections.abc import Sequence

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.guarded_words import GuardedWords
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import BorderEntry, HeadEntry

MAX_NAME = 48
_MIN_FIRM = 2
# Verbs that say the same before a name, and cannot be stripped from one.
_BUILDS_TOO = ("改建为", "改成", "改建成", "取消", "搁置", "改造成", "办起", "建起", "盖起")
NUMERAL = "[一二三四五六七八九十1-9]"
PHASE = rf"(?:首期|{NUMERAL}{{1,2}}期)"
IN_PHASES = lazy(r"分[一二两三四五六]期|分期")  # of a whole, whatever phase its name gives
PHASES_REACH = 120
# What may stand behind a head and still be part of the name: (一期), 二期工程, LJ2标段.
TAIL = lazy(
    rf"(?:\((?:第?{PHASE}|[^()]{{0,8}}段|[A-Z]型)\)|(?<=厂)[二三四五六七八]线(?!工人|员工|城市)|{PHASE}(?!总?投[资入])(?:工程|项目)?"
    # 市域铁路|温岭湾线, 轨道交通|S1线: a railway of a kind, and the name of its line
    r"|(?:(?<=市域铁路)|(?<=城际轨道)|(?<=城际铁路)|(?<=市郊铁路)|(?<=轨道交通)|(?<=轻轨)|(?<=地铁)|(?<=有轨电车))(?:[A-Z]?\d{1,2}号?线|(?!沿|全|干|支|专|复|正|单|双|各|两)[\u4e00-\u9fff]{2,3}线(?![路上下站]))"
    # 总装车间|及研发楼, 市民中心|及地下停车库: one undertaking of two buildings
    r"|(?<=[楼间房园心厂场库馆院部线桥])及(?:配套|附属|地下|立体|智能|综合|辅助|职工|员工|成品|工程|技术|产品|企业|仓储|生产)*"
    r"(?:[研科][发研]楼|综合楼|办公楼|宿舍楼?|检[测验]楼|教学楼|住院楼|医技楼|仓库|冷库|(?:停车|车)库|停车[场楼]|库房|厂房|车间|食堂|公寓|用房"
    r"|(?:研发|检测|物流|展示|配送|数据|培训|结算|运营|实验)中心|研究院|基地|生产线|设施|连接线|引道|引桥|接线)"
    r"(?!项目|工程|建设|改造|扩建|迁建|新建|升级|提升|等|[^,。;、的]{0,6}(?:项目|工程))"
    r"|(?<=[管铁公]道)[A-D]线|(?<=管线)[A-D]线"
    r"|(?<=灌区)续建(?:配套)?(?=[,。;、等和])"
    r"|(?<=[馆堂校院])[二三]馆|(?<=[路街])[一二三四五六七八九]段(?!时)|第[一二三四五六]期(?:工程|项目)?|第[一二三]阶段(?!(?:计划|预计|拟|将)*总?投[资入])(?:工程|项目)?(?!的|目标|任务|工作)|(?<=电厂)(?:(?:燃气|燃煤|复循环)?新?(?:[一二三四五六]|\d{1,2})号机(?!组))|设备采购(?:及|与|和|、)?安装(?:工程|项目)?"
    rf"|(?:土建|站房|轨道|机电|路面|路基|安装|监理|施工)*(?:工程)?[A-Z]{{0,4}}-?0?(?:{NUMERAL}{{1,2}}|[IVX]{{1,3}}|[ⅠⅡⅢⅣⅤ])(?:号|\#)?(?:标段|标|合同段)"
    r"|(?:土建|站房|轨道|机电|路面|路基|安装)+(?:工程)?(?:施工)?标段?(?!准))*"
)

# X工程|业主单位为某公司: the name ends there all the same.
# X扩建工程|造价2.9亿元: what it costs, and no branch of accounting
_PARTY_IS = (
    "处[于在]|部分|造价(?:约|近|逾|达|为|由|从|原来?|仅|高达|超过?|不到)*[\\d最原]"
    "|(?:业主|[建投实运][设资施营]主体|[实主][施体]单位|法人)(?:单位|方)?(?:为|是|系|:)"
)


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A possible name in folded offsets.

    ``weak``: its head also names existing things. ``proper``: it holds something that identifies (place, quantity,
    phase, quotes, an organisation's name). ``specific``: enough of it is no
    class word. ``governed``: it is the object of 建设, 新建 and the like.
    ``named``: something is left of it without class words.
    ``located``: a preposition of place stands before it. ``coordinated``: item of a list with one common predicate.
    """

    start: int
    end: int
    text: str
    rule: str
    weak: bool
    proper: bool
    specific: bool = True
    governed: bool = False
    located: bool = False
    named: bool = False
    coordinated: bool = False
    size_class: Mention | None = None
    owner: str = ""  # the company whose name stands right before it
    done: bool = False  # a verb says that it was built (改造了五里亭立交)
    to_do: bool = False  # a list of things to do takes it up (今年将建成A,新建城北水厂)
    told: bool = False  # an event of its own is its predicate (城东污水处理厂正在加紧建设)
    seen: bool = False  # the network is sure of exactly this name


def alternation(words: Sequence[str]) -> str:
    """A regex alternative of literal words, longest first."""
    return any_word(words)


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Compiled head and border lexicons."""

    heads: GuardedWords
    told: GuardedWords
    strong: frozenset[str]
    part: re.Pattern[str]
    cut: re.Pattern[str]
    verb: re.Pattern[str]
    particle: re.Pattern[str]
    place: re.Pattern[str]
    lead: re.Pattern[str]
    governing: re.Pattern[str]
    builds: re.Pattern[str]
    generic: re.Pattern[str]
    generic_of_place: re.Pattern[str]
    class_word: re.Pattern[str]
    class_phrase: re.Pattern[str]
    class_only: re.Pattern[str]
    nominal: frozenset[str]
    whole: re.Pattern[str]
    sector: re.Pattern[str]
    classes: frozenset[str]
    campaign: re.Pattern[str]
    firms: re.Pattern[str]


def _firms_on(leads: Sequence[str]) -> list[str]:
    """Short names of listed firms that begin on a word which is stripped from names (新希望, 大华股份)."""
    names = (str(row["name"]) for row in load_table("listed_companies"))
    return [name for name in names if len(name) > _MIN_FIRM and name.startswith(tuple(leads))]


@per_lexicon
def name_lexicon() -> NameLexicon:
    """The lexicons, compiled once a process."""
    entries = load_lexicon("project_heads", HeadEntry)
    heads, told = ([e for e in entries if (e.strength == "told") == only] for only in (False, True))
    borders: dict[str, list[str]] = {}
    for border in load_lexicon("name_borders", BorderEntry):
        borders.setdefault(border.kind, []).extend(border.surface)
    transparent, classes = borders["transparent"], borders["generic"] + borders["lead"]
    generic = classes + borders["sector"]
    all_heads = [s for e in heads for s in e.surface]
    long_heads = [s for s in all_heads if len(s) > 1 and s != "园区"]  # 建设|园区污水处理厂
    short_heads = [
        rf"{s}(?!{alternation(e.not_before)})" if e.not_before else s for e in heads for s in e.surface if len(s) == 1
    ]
    strong_heads = [s for e in heads if e.strength == "strong" for s in e.surface]
    return NameLexicon(
        heads=GuardedWords(((e.surface, e.not_before, e.not_after) for e in heads), _PARTY_IS),
        told=GuardedWords((e.surface, e.not_before, e.not_after) for e in told),
        strong=frozenset(strong_heads),
        part=lazy(rf"(?:{alternation([s for e in heads if e.strength == 'part' for s in e.surface])})$"),
        cut=lazy(alternation(borders["cut"])),
        verb=lazy(alternation(borders["verb"])),
        particle=lazy(alternation(borders["particle"])),
        place=lazy(alternation(borders["place"])),
        lead=lazy(rf"(?:{alternation(borders['lead'])})"),
        # 建设项目, 建设路 are words; 建设城北客运站 holds a head of one character and is none.
        governing=lazy(
            rf"(?:{alternation(borders['governing'])})"
            rf"(?!(?:{alternation(transparent + long_heads)})|{'|'.join(short_heads)})"
        ),
        builds=lazy(
            rf"(?:{alternation([*borders['governing'], *_BUILDS_TOO])})"
            r"(?:成|为|了)?(?:(?:[一1]|第[二三四五六七八九十])[座条个家所栋幢处套])?$"
        ),
        generic=lazy(
            rf"(?:{alternation([*generic, *all_heads, *transparent])}|[、和与及或的\d.%一二两三四五六七八九十百]"
            r"|第[一二三四五六七八九十\d]{1,3}[期批轮次])*"
        ),
        generic_of_place=lazy(
            rf"(?:{alternation([*classes, *strong_heads, *transparent])}|[、和与及的\d.%一二两三四五六七八九十百])*"
        ),
        class_phrase=lazy(
            rf"(?:“[^“”]{{2,8}}”)?(?:{alternation(borders['generic'] + borders['sector'])}){{1,6}}"
            r"(?:之一|项目|工程(?!机械|塑料|车辆|胶|胎|装备|技术|大学|学院))"
        ),
        class_only=lazy(rf"(?:{alternation([*borders['generic'], *borders['sector']])})"),
        class_word=lazy(alternation([*generic, *all_heads, *transparent])),
        nominal=frozenset(borders["nominal"]),
        whole=lazy(alternation(borders["whole"])),
        sector=lazy(alternation(borders["sector"])),
        classes=frozenset(borders["class"]),
        campaign=lazy(rf"(?:{alternation(borders['campaign'])})$"),
        firms=lazy(alternation(_firms_on(borders["lead"]))),
    )
