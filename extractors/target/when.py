"""Words that say of what time a figure is where no period does: 目前, 在建, 以来, 累计, and measures of a state (装机).

A figure of the present (目前已集聚企业41家) or one since an unnamed start (截至6月底,累计签约项目36个) has no period;
one of a state is of the month that it was taken in, not of the months up to it (截至3月底,装机达1980万千瓦).
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.period import Period, PeriodHit, spans_years

_NOW = lazy(r"目前|眼下|如今|现有|现已|至此|迄今")
_DONE_BY_NOW = lazy(r"(?:目前|眼下|如今),?已|现已")
_PLANNED_COUNT = lazy(
    r"(?:全年|今年|年内|年度)[^。;,]{0,8}?(?:计划|拟|安排|确定)[^。;,]{2,24}?\d+(?:[个项家]|[条座处][^,。;\d]{0,2}(?:、\d+公里)?|[套户间所辆台]),(?=目前|眼下|如今|现已)"
)
_HOLDS = lazy(
    r"^[,;、]?(?:(?:全[市县区省州镇乡村旗]|[该本](?:[市县区省州镇]|园区|公司)|园区|公司|集团|开发区)?现有|有(?![效关望序力色机])|拥有|在手)[^,。;\d]{0,16}$"
    r"|(?:企业|公司|商户|商家|项目|合作社|农户)已有(?:约|近|超过?)?$|(?:面积|规模|总数|保有量|里程|产值)(?:已|已经)(?:达到?|超过?|突破|有)(?:约|近|了)?$|在手(?:合同|订单)[^,。;\d]{0,6}$"
)
# 县财政局介绍,全县已有入库项目|9个: where the sentence names no time
_HAS_NOW = lazy(
    r"^[,;]?(?!其中)[\u4e00-\u9fff]{2,14}(?<![今去]年)(?<!月)(?<!目前)(?<!如今)(?<!眼下)(?<!其中)已有(?:约|近|超过?)?(?:入库|入驻|在库|注册|落户|投产|在册)?(?:[\u4e00-\u9fffA-Z]{0,8}(?:项目|企业))?$"
)
_UNDER_WAY = lazy(r"^[,;]?(?:全[市省县区州旗]|[\u4e00-\u9fff]{2,6}[市县区州])在建")
_SO_FAR = lazy(r"累计(?:新)?(?:承揽|承接|吸纳|签约|签订|引进|招引|落户|落地|吸引|核准|批准|注册|入驻|引育|集聚)")
_ALL_TOLD = lazy(r"新增[^。;]{2,40}?[,、]累计(?:通车|建成|达)")  # 新增通车里程602公里,累计通车7590公里
# 辽宁近日集中签约项目136个: on a day that is not told
_LATELY = lazy(
    r"(?:近日|日前|近期|不久前),?(?![^。;]{0,30}(?:从[^。;]{2,30}获?悉|印发|下发|公布|发布|通报|透露|宣布|召开|介绍|批复|下达))"
    r"[^。;\d]{0,16}?(?:签约|签下|签订|签署|开工|竣工|投产|落户|引进|启动|奠基|揭牌|落地)"
)
_WON = lazy(r"争取[^,。;:\d到实完]{0,12}(?:资金|项目|补助|债券|贷款|额度|指标|投资|国债|专项债)[\d达共]")
_SINCE_YEAR = lazy(r"[\u4e00-\u9fff]{0,6}以来")
_STATE = lazy(
    r"(?:装[机置](?:容量|规模)?|里程|机架|机柜|保有量|存栏量?|市场主体|经营主体|企业总数|"
    r"在手(?:合同|订单)|能源占比)[^,。;\d]{0,6}$"
)
_RELATIVE = lazy(
    r"[^,。;:、\d]{1,6}的(?=[\u4e00-\u9fff])(?!(?:主要|总体|重点|具体|[\u4e00-\u9fff]{2})?(?:预期)?(?:目标|任务|指标)|(?:项目|投资)?盘子)"
)
# 去年同期,全市签约项目51个; 上年同期为1.2亿元
_YEAR_BEFORE = lazy(
    r"(?<![比较与同和于跟占为是])(?:去年|上年|前年)同期(?=,|(?:则|仅|只|才)*(?:为|是|有)|[\u4e00-\u9fff]{2,12}\d)"
)
_SAME_DAY = lazy(r"当[天日](?!的)|同一天|同日")
_TIMES_BASE = lazy(
    r"[^,。;\d]{0,14}的(?:约|近)?[\d.一两二三四五六七八九十几]+倍"
    r"|度?(?:合并|经审计|度|的)*(?:营业总?收入|主营业务收入|营收|净资产|总资产|资产总额|销售收入|净利润|利润总额)的(?:约|近)?[\d.]+%"
)
# 达产达效后年产值
_AT_OUTPUT = r"(?:达产|投产|建成|投用|达效|投运)(?:达产|达效|投产|投运|投用)?后(?!的)"
_AT_FULL_OUTPUT = lazy(_AT_OUTPUT)
_ONCE_DONE = lazy(_AT_OUTPUT + r"[^。;]{0,60}(?:产值|税收?|利税|利润|销售|收入|营收|就业|岗位)[^,。;、\d]{0,8}$")
_BATCH = lazy(r"(?:度)?(?:首批|第[一二三四五六七八九十]批|首次)")
_CEREMONY = lazy(
    r"[^,。;]{2,30}(?:仪式|活动|动员会|动员大会|推进会|推进大会|启动会|启动大会|签约会|签约大会|现场会|推介会|洽谈会|对接会|恳谈会)"
)
# 从3月8日举行的集中开工仪式上获悉: the day of what the sentence goes on about
_HELD_THEN = lazy(r"[上下]?午?(?:举行|举办|召开)的[^,。;]{2,36}(?:会|仪式|活动|典礼)(?:现场)?上")
_TOPIC = lazy(r"[^,。;:、\d]{1,6}的(?:项目|企业|工程),")


def open_from(
    text: str,
    hits: Sequence[PeriodHit],
    spots: tuple[int, int, int],
    planned: bool,
    published: datetime.date | None,
) -> int:
    """From where on a result is one of the present or since an unnamed start, -1 where it is none.

    ``spots`` are the starts of sentence, clause and figure, ``hits`` the periods before the figure, and ``planned``
    says that goals were told just before.
    """
    start, clause, position = spots
    this_year = any(published is not None and h.year == published.year and not h.weak and not h.part for h in hits)
    # 计划实施105个。目前已开工71个; 全年计划动工60个,目前已动工44个
    told = (planned and not hits) or _PLANNED_COUNT.search(text, start, position)
    of_plan = told and _DONE_BY_NOW.search(text, start, position)
    now = -1
    if not this_year and not of_plan:
        now = max((m.start() for m in _NOW.finditer(text, start, position)), default=-1)
    if not any(h.start >= clause for h in hits) and _UNDER_WAY.search(text[clause:position]):
        now = position
    if _HOLDS.search(text[clause:position]) and not any(h.start >= clause for h in hits):
        now = position
    if not hits and _HAS_NOW.search(text[clause:position]):
        now = position
    if sums_up(text, start, clause, position):
        now = position
    told_last = hits[-1].end if hits else start
    if _LATELY.search(text, max(told_last, clause), position):
        now = position
    if hits and hits[-1].until and _SO_FAR.search(text, hits[-1].end, position):
        now = position
    return now


def sums_up(text: str, start: int, clause: int, position: int) -> bool:
    """Whether the clause tells the sum of all that there is behind what was added (新增2.1万家,累计达|12万家)."""
    return _ALL_TOLD.search(text, start, position) is not None and "累计" in text[clause:position]


def holds(text: str, clause: int, position: int) -> bool:
    """Whether the clause tells what a body has (园区现有企业|210家), whatever was told before."""
    return _HOLDS.search(text[clause:position]) is not None


def runs_since(text: str, hit: PeriodHit, published: datetime.date | None) -> bool:
    """Whether the figure runs from that year to this one (2012年以来, 2008年运营以来, 2013年7月以来)."""
    month = len(hit.part) == 2 and hit.part.isdigit()
    if published is None or hit.year is None or (hit.part and not month) or hit.year >= published.year:
        return False
    return _SINCE_YEAR.match(text, hit.end) is not None


def has_start(text: str, hit: PeriodHit, published: datetime.date | None) -> bool:
    """Whether what runs since then has a start that is known (2012年以来, “十一五”以来)."""
    plan = spans_years(hit.part) and _SINCE_YEAR.match(text, hit.end) is not None
    return plan or runs_since(text, hit, published)


def has_won(text: str, start: int) -> bool:
    """Whether the cue there tells what was obtained, as a report of a time that is over does (争取扶持项目56个)."""
    return _WON.match(text, start) is not None


def up_to(hits: Sequence[PeriodHit], chosen: PeriodHit) -> PeriodHit:
    """The month up to which a result of this year is counted, where it is said (截至8月末,今年已开工214个)."""
    if chosen.part or chosen.whole:
        return chosen
    until = [h for h in hits if h.until and h.start < chosen.start and h.year in (None, chosen.year)]
    return until[-1] if until and until[-1] is hits[0] else chosen


def names_full_output(text: str, start: int, end: int) -> bool:
    """Whether what follows is told of the time when projects are done (达产后)."""
    return _AT_FULL_OUTPUT.search(text, start, end) is not None


def is_outlook(text: str, start: int, position: int) -> bool:
    """Whether the figure is what projects bring once they are done, so that it says nothing of what follows."""
    return _ONCE_DONE.search(text, start, position) is not None


def is_state(text: str, start: int, position: int) -> bool:
    """Whether what stands before the figure is a state that is taken at a time."""
    return _STATE.search(text, start, position) is not None


def is_base(text: str, end: int) -> bool:
    """Whether the time that ends at ``end`` is of what a multiple is taken of (为2016年度营业收入的2.48倍)."""
    return _TIMES_BASE.match(text, end - text.startswith("的", end - 1)) is not None


def is_topic(text: str, end: int) -> bool:
    """Whether the time that ends there belongs to what the next clause tells of (去年签约的项目,履约率93%)."""
    return _TOPIC.match(text, end) is not None


def is_relative(text: str, hit: PeriodHit, clause: tuple[int, int]) -> bool:
    """Whether the hit dates only what a relative clause says of something (去年申报的两座新厂)."""
    if (
        spans_years(hit.part)
        or _HELD_THEN.match(text, hit.end)
        or hit.part[:1] in ("Q", "H", "/")  # 一季度全省安排的项目中,已开工81个: of the quarter all the same
        or clause[0] <= hit.start < clause[1]
        or text.endswith(",", 0, hit.end)
        or is_topic(text, hit.end)
    ):
        return False
    return _RELATIVE.match(text, hit.end) is not None


def with_same_day(
    text: str, sentence: tuple[int, int], hits: list[PeriodHit], day: PeriodHit | None
) -> tuple[list[PeriodHit], PeriodHit | None]:
    """The sentence's hits with 当天 as the month of the day named last, ``day``; and the day named last now."""
    days = [h for h in hits if h.weak and text.endswith("日", h.start, h.end)]
    if days:
        return hits, days[-1]
    if day is None:
        return hits, None
    same = [replace(day, start=m.start(), end=m.end()) for m in _SAME_DAY.finditer(text, *sentence)]
    return sorted([*hits, *same], key=lambda h: h.start), day


def with_year_before(
    text: str, sentence: tuple[int, int], hits: list[PeriodHit], reached: Period | None
) -> list[PeriodHit]:
    """The hits with 去年同期 as the year before that of the period told last (一季度签约64个。去年同期,签约51个)."""
    if text.find("同期", *sentence) < 0:
        return hits
    found = list(hits)
    for match in _YEAR_BEFORE.finditer(text, *sentence):
        told = [h for h in hits if h.end <= match.start() and not h.weak]
        year, part = (told[-1].year, told[-1].part) if told else reached or (None, "")
        if year is not None and not spans_years(part):
            found.append(PeriodHit(match.start(), match.end(), year - 1, part))
    return sorted(found, key=lambda h: h.start)


def by_day(text: str, hits: list[PeriodHit], titled: Period | None = None) -> list[PeriodHit]:
    """A ceremony with a quarter or year in its name (2月16日,举行2022年一季度集中签约仪式) is dated by its day.

    Where the headline names the quarter (``titled``: 遂宁一季度75个项目集中开工), the counts are the quarter's.
    """
    days = [h for h in hits if h.weak and text.endswith(("日", "天"), h.start, h.end)]
    days = [h for h in days if text[h.start].isdigit() or text[h.start] in "昨今"]
    if not days:
        return hits
    named = [
        h
        for h in hits
        if not h.weak
        and h.start > days[0].start
        and (titled is None or not h.part or h.part != titled[1])
        and (_CEREMONY.match(text, h.end) or _BATCH.match(text, h.end))
    ]
    if not named:
        return hits
    return [replace(h, weak=False) if h is days[0] else h for h in hits if h not in named]
