"""Where words of goals, plans and results stand in a sentence, without those that are only nouns (占年度计划的)."""

import re
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.terms import TargetTerms
from kaigong.schemas.fast_dataclass import dataclass

# A planning noun is no intention: 年度投资计划, 占年度计划的, 超额完成计划.
_NOUN = lazy(
    r"任务(?=[超过]半|完成(?:过半|[\d约近]))|(?<=[确认评核鉴指命])定为|计划(?=总投资额?[\d.,]+[万亿]*美?元,(?:同比|比上年|比去年同期)?(?:增长|下降|增加))|计划(?=[^,。;]{0,10}的\d+[个项家][^,。;\d]{0,8}(?:已|全部|均|如期))|计划(?=(?:新开工|开工|竣工|投产|续建|建成)类)|(?:计划|规划|任务|目标|预算)(?!,是|[,:]一是)(?=(?:任务|目标)?(?:[的,。、;!?)”]|$))|(?:计划|任务|目标)(?:任务)?(?=[(\d][^,。;]{0,10}的\d)"
    r"|计划(?=投资额?(?:同比|分别|比上年))|下达(?=(?:的)?(?:年度|全年)?(?:投资|目标|考核)*(?:计划|任务|目标)的?\d)"
    r"|(?:目标|计划|任务)(?=(?:多|高|快|超|少)(?:出|了)?\d)|需求|争取[到了]|(?<=[共已])争取|(?<=累计)争取|(?<=成功)争取|(?:经过|通过|共同|不懈|的)努力|上看(?!(?:约|近|逾|破|超过?)?[\d一二两三四五六七八九十百千])|(?<=[就快])要(?=[^,。;\d]{0,2}(?:翻篇|过去|结束|到来|来临|收官|收尾|画上句号|过完))|要求(?!今年|明年|各[地县市级部单]|全[市省县区年]|到20|年内|年底|[上下]半年|[一二三四]季度)|要素|要点|要闻|要道|要件|要害|将近|将军|将乐|重要|主要|必要|纪要|概要|摘要|只要|简要|(?<=即)将(?=收官|过去|结束|收尾)"
    r"|未来(?=科技城|社区|工厂|城|乡村|产业|学校|实验室|之城|技术)|(?:计划|规划)(?=经济|单列|生育|局|馆|院|展)|目标(?=考核|责任|管理|市场|客户)"
)
# 主|要企业, 未|来工厂, 模|拟: words that only hold one of a goal
# 今年的项目盘子已经排定:实施项目160个: what is set for the year, not what was done
_SET_ALREADY = lazy(r"(?P<already>已经?)(?=(?:基本|初步|全部)?(?:排定|敲定|确定|明确|划定|定下|排出)[^,。;\d]{0,4}:)")
_ENDS_ON_CUE = lazy(r"[主重必只纪概摘简紧首次机险]要|高要(?=[区市县求])|[模虚比草]拟|[内军急所必供]需")
_ANY_NOUN = lazy(
    "定为|上看|年度投资|即将|未来|为完成|为实现|以上年|年内|下达|承诺|冲击|提出|拟|已|目前|计划|规划|任务|目标|预算|预计|努力|需|争取|要|将近|将军|将乐"
)
_NOUN_BEHIND = lazy(
    r"(?:完成|占|为|超|达到?)了?(?:全?年度?|年初|进度|时序|序时)?(?:计划|目标|任务|[\u4e00-\u9fff]{1,4}任务(?=的[\d一二三四五六七八九]))"
)
_FORMER = lazy(r"目前(?=的?[\d一二两三四五六七八九十])(?<=[由从]目前)")  # 由目前的26%提高到45%
# 截至公告日,公司年内新签施工合同27份: of the months that are over
_SO_FAR_THIS_YEAR = lazy(r"截[至止][^。;]{1,20},[^,。;\d]{0,10}?(?P<within>年内)")
# 近日,该州下达补助资金4.37亿元: handed down, not arranged
_HANDED_DOWN = lazy(r"下达(?=[^,。;]{0,50}?(?:资金|补助|经费|预算内投资)(?:约|近)?\d)")
# 已有11家厂商提出投资计划: what others have asked for is no goal
_ASKED = lazy(r"已有[\d一二三四五六七八九十百]+[多余]?[家个名户位批][^,。;\d]{0,10}?(?P<asks>提出|计划|拟)")
# 近日,省发改委下达中央预算内投资计划,共安排资金8.6亿元: done
_SET_BY_PLAN = lazy(
    r"(?:近日|日前|昨日|已)[^。;]{0,40}(?P<down>下达)[^。;]{4,60}?(?:计划|清单|名单|通知)[^。;]{0,12}?(?P<set>安排)"
)
_PLEDGE = lazy(r"承诺(?=[书制函])|冲击(?![^,。;]{0,12}[\d百千万])")
_TO_FULFIL = lazy(r"(?<=为)(?:完成|实现)(?=[^,。;\d]{0,10}(?:目标|任务))")  # 为完成目标,今年实施项目200个
# 今年全区完成营造林任务102万亩, said late in the year
_TASK_DONE = lazy(r"完成[^,。;\d]{0,14}?(?P<task>任务)(?=[\d达约近])")
_ABOVE_A_YEAR = lazy(r"(?<=以)上年")  # 20个以上年销售收入20亿元的企业
_WITHIN = lazy(r"(?<=[内必所急刚军供按])需")  # 扩大内需
# These make a goal of the next figure only: 集中开工项目96个,年度计划投资50亿元,其中产业项目….
_LOCAL_GOAL = lazy(
    r"(?:年度?|年内|当年)(?:计划|预计)(?:完成)?投资(?!的|同比|分别|比上年)|年度投资(?=\d)|(?:年度|当年)?投资计划(?=\d)"
    r"|(?<!\d[个项家宗只][,、 ])计划总投资(?!额?[\d.,]+[万亿]*美?元,(?:同比|比上年|比去年同期)?(?:增长|下降|增加))"
    r"|(?:年度?|全年|考核)(?:投资|考核)?(?:目标|任务|计划)(?=\d[\d.]*[万亿]*(?:美?元|[\u4e00-\u9fff]{1,2}的\d))"
)
# With no figure before it, a plan opens the sentence.
_FIGURE = lazy(r"\d(?:[万亿]*美?元|[万亿余多]*(?:[个项家座条处套户辆台亩吨件]|公里))")
_PLANNED_SUM = lazy(
    r"(?<=\d[个项家宗只][,、 ])(?:计划|预计|预算)(?:总投资|投资总额|投资额)|拟(?=投资[\d.,]+[万亿]美?元(?:以上)?的)"
)  # of what is counted before, be that a goal or a result
# 共签约9个项目,|计划总投资132亿元
_PLANNED_SUM_OF = lazy(
    r"\d[余多]?[个项家宗只][^,。;\d]{0,12}[,、 ]"
    r"(?P<sum>(?:计划|预计|拟|意向)(?:总投资|投资总额|投资额|投资(?=[\d约近超])))"
)
# Each with the group that is the noun.
_NOUNS: tuple[tuple[re.Pattern[str], str | int], ...] = (
    (_NOUN, 0),
    (_WITHIN, 0),
    (_TO_FULFIL, 0),
    (_ABOVE_A_YEAR, 0),
    (_FORMER, 0),
    (_PLEDGE, 0),
    (_PLANNED_SUM, 0),
    (_PLANNED_SUM_OF, "sum"),
    (_SO_FAR_THIS_YEAR, "within"),
    (_SET_ALREADY, "already"),
    (_ASKED, "asks"),
)
_COMPARED = frozenset("比较与同和跟")
_NO_COMPARISON = ("对于", "关于", "至于")
_URGES = ("确保", "力争", "争取", "计划", "预计")
GOAL = frozenset(["goal"])
PLANS = frozenset(["goal", "plan", "arranged"])
_END = 10**9


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a sentence as (offset, kind), in order; ``local`` are plans that make a goal of one figure alone."""

    spots: list[tuple[int, str]]
    local: list[tuple[int, int]]

    @property
    def kinds(self) -> set[str]:
        """All kinds that occur."""
        return {kind for _, kind in self.spots}

    def tell(self, kinds: frozenset[str], start: int = 0, end: int = _END) -> bool:
        """Whether a cue of one of the kinds stands between the offsets."""
        return any(kind in kinds and start <= at < end for at, kind in self.spots)


def read_cues(text: str, bounds: tuple[int, int], terms: TargetTerms, late: bool) -> Cues:
    """The cues between the bounds; ``late`` says that the year was half over, so that 完成任务 is told as done."""
    local: list[tuple[int, int]] = []
    nouns: set[int] = set()
    if _ANY_NOUN.search(text, *bounds) is not None:
        local = _local_goals(text, *bounds)
        nouns = {*_nouns(text, *bounds, late), *(i for first, last in local for i in range(first, last))}
    spots = sorted(
        (match.start(), kind)
        for kind, pattern in (
            ("goal", terms.goal),
            ("plan", terms.goal_plan),
            ("arranged", terms.arranged),
            ("result", terms.result),
            ("weak", terms.result_weak),
        )
        for match in pattern.finditer(text, *bounds)
        if match.start() not in nouns
        and not is_compared(text, bounds[0], match.start())
        and not (kind == "result" and is_urged(text, bounds[0], match.start()))  # 确保|实际完成投资1000亿元
    )
    return Cues(spots, local)


def is_compared(text: str, start: int, position: int) -> bool:
    """Whether what stands there is only what something is compared with (比|去年; 与|计划)."""
    if position <= start:
        return False
    sign = text[position - 1]
    return sign in _COMPARED or (sign == "于" and not text.endswith(_NO_COMPARISON, 0, position))


def is_urged(text: str, start: int, position: int) -> bool:
    """Whether a word that urges or plans stands right before the position (确保|上半年开工)."""
    return text.endswith(_URGES, start, position)


def _local_goals(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where goals of one figure alone stand: behind a figure, and not of the sum that is counted before."""
    behind = [m for m in _LOCAL_GOAL.finditer(text, start, end) if _FIGURE.search(text, start, m.start())]
    sums = {m.start("sum") for m in _PLANNED_SUM_OF.finditer(text, start, end)} if behind else ()
    return [m.span() for m in behind if m.start() not in sums]


def _nouns(text: str, start: int, end: int, late: bool) -> Iterator[int]:
    """Where words for goals are nouns that set none."""
    for pattern, group in _NOUNS:
        yield from (m.start(group) for m in pattern.finditer(text, start, end))
    yield from (m.end() - 1 for m in _ENDS_ON_CUE.finditer(text, start, end))
    yield from (m.end() - 2 for m in _NOUN_BEHIND.finditer(text, start, end))
    if late:
        yield from (m.start("task") for m in _TASK_DONE.finditer(text, start, end))
    if text.find("下达", start, end) >= 0:
        yield from (m.start() for m in _HANDED_DOWN.finditer(text, start, end))
        yield from (at for m in _SET_BY_PLAN.finditer(text, start, end) for at in (m.start("down"), m.start("set")))
