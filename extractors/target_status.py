"""Goal or result, and the period, of each figure of a sentence."""

import datetime
from bisect import bisect_left
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target_called import dates_a_count, is_called_goal, is_yearly
from kaigong.extractors.target_figure import clause_of
from kaigong.extractors.target_heading import (
    goes_on_with,
    opens_plan,
    opens_review,
    opens_untold,
    plan_period,
    title_period,
)
from kaigong.extractors.target_period import PeriodHit, find_periods, last_month, spans_years, year_of_part
from kaigong.extractors.target_reach import Reach
from kaigong.extractors.target_terms import TargetTerms
from kaigong.extractors.target_when import (
    by_day,
    has_start,
    has_won,
    holds,
    is_base,
    is_relative,
    is_state,
    open_from,
    runs_since,
    sums_up,
    up_to,
    with_same_day,
    with_year_before,
)
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label, TargetStatus

# A planning noun is no intention: 年度投资计划, 占年度计划的, 超额完成计划.
_NOUN = lazy(
    r"(?<=[确认评核鉴指命])定为|计划(?=总投资额?[\d.]+[万亿]*美?元,(?:同比|比上年|比去年同期)?(?:增长|下降|增加))|计划(?=[^,。;]{0,10}的\d+[个项家][^,。;\d]{0,8}(?:已|全部|均|如期))|计划(?=(?:新开工|开工|竣工|投产|续建|建成)类)|(?:计划|规划|任务|目标|预算)(?!,是|[,:]一是)(?=(?:任务|目标)?(?:[的,。、;!?)”]|$))|(?:计划|任务|目标)(?:任务)?(?=[(\d][^,。;]{0,10}的\d)"
    r"|需求|争取[到了]|(?<=[共已])争取|(?<=累计)争取|(?<=成功)争取|(?:经过|通过|共同|不懈|的)努力|要求(?!今年|明年|各[地县市级部单]|全[市省县区年]|到20|年内|年底|[上下]半年|[一二三四]季度)|要素|要点|要闻|要道|要件|要害|将近|将军|将乐|重要|主要|必要|纪要|概要|摘要|只要|简要|(?<=即)将(?=收官|过去|结束|收尾)"
    r"|未来(?=科技城|社区|工厂|城|乡村|产业|学校|实验室|之城|技术)|(?:计划|规划)(?=经济|单列|生育|局|馆|院|展)|目标(?=考核|责任|管理|市场|客户)"
)
# 主|要企业, 未|来工厂, 模|拟: words that only hold one of a goal
# 今年的项目盘子已经排定:实施项目160个: what is set for the year, not what was done
_SET_ALREADY = lazy(r"(?P<already>已经?)(?=(?:基本|初步|全部)?(?:排定|敲定|确定|明确|划定|定下|排出)[^,。;\d]{0,4}:)")
_ENDS_ON_CUE = lazy(r"[主重必只纪概摘简紧首次机险]要|[模虚比草]拟|[内军急所必供]需")
_ANY_NOUN = lazy(
    "定为|年度投资|即将|未来|为完成|为实现|以上年|年内|下达|承诺|冲击|提出|拟|已|目前|计划|规划|任务|目标|预算|预计|努力|需|争取|要|将近|将军|将乐"
)
_NOUN_BEHIND = lazy(
    r"(?:完成|占|为|超|达到?)了?(?:全?年度?|年初|进度|时序|序时)?(?:计划|目标|任务|[\u4e00-\u9fff]{1,4}任务(?=的[\d一二三四五六七八九]))"
)
_FORMER = lazy(r"目前(?=的?[\d一二两三四五六七八九十])(?<=[由从]目前)")  # 由目前的26%提高到45%
_DATELINE = lazy(r"(?:讯|电|消息|报道)[:,]?\s*$")
_SHORT_HEAD = 10  # characters of a place that opens a brief: 江西赣州:6月9日,…
# 截至公告日,公司年内新签施工合同27份: of the months that are over
_SO_FAR_THIS_YEAR = lazy(r"截[至止][^。;]{1,20},[^,。;\d]{0,10}?(?P<within>年内)")
# 近日,该州下达补助资金4.37亿元: handed down, not arranged
_HANDED_DOWN = lazy(r"下达(?=[^,。;]{0,50}?(?:资金|补助|经费|预算内投资)(?:约|近)?\d)")
# 已有11家厂商提出投资计划: what others have asked for is no goal
_ASKED = lazy(r"已有[\d一二三四五六七八九十百]+[多余]?[家个名户位批][^,。;\d]{0,10}?(?P<asks>提出|计划|拟)")
# 近日,省发改委下达中央预算内投资计划,共安排资金8.6亿元: done
_SET_BY_PLAN = lazy(r"(?:近日|日前|昨日|已)[^。;]{0,40}(?P<down>下达)[^。;]{4,60}?计划[^。;]{0,12}?(?P<set>安排)")
_PLEDGE = lazy(r"承诺(?=[书制函])|冲击(?![^,。;]{0,12}[\d百千万])")
_TOLD_ALREADY = lazy(r"今年,?(?:以?来|春节|元旦|春运|寒假|元宵)")
_TO_FULFIL = lazy(r"(?<=为)(?:完成|实现)(?=[^,。;\d]{0,10}(?:目标|任务))")  # 为完成目标,今年实施项目200个
# 今年全区完成营造林任务102万亩, said late in the year
_TASK_DONE = lazy(r"完成[^,。;\d]{0,14}?(?P<task>任务)(?=[\d达约近])")
_ABOVE_A_YEAR = lazy(r"(?<=以)上年")  # 20个以上年销售收入20亿元的企业
_WITHIN = lazy(r"(?<=[内必所急刚军供按])需")  # 扩大内需
# These make a goal of the next figure only: 集中开工项目96个,年度计划投资50亿元,其中产业项目….
_LOCAL_GOAL = lazy(
    r"(?:年度?|年内|当年)(?:计划|预计)(?:完成)?投资(?!的)|年度投资(?=\d)|(?:年度|当年)?投资计划(?=\d)"
    r"|(?<!\d[个项家宗][,、 ])计划总投资(?!额?[\d.]+[万亿]*美?元,(?:同比|比上年|比去年同期)?(?:增长|下降|增加))"
    r"|(?:年度?|全年)(?:投资)?(?:目标|任务|计划)(?=\d[\d.]*[万亿]*(?:美?元|[\u4e00-\u9fff]{1,2}的\d))"
)
# With no figure before it, a plan opens the sentence.
_FIGURE = lazy(r"\d(?:[万亿]*美?元|[万亿余多]*(?:[个项家座条处套户辆台亩吨件]|公里))")
_PLANNED_SUM = lazy(
    r"(?<=\d[个项家宗][,、 ])(?:计划|预计|预算)(?:总投资|投资总额|投资额)|拟(?=投资[\d.]+[万亿]美?元(?:以上)?的)"
)  # of what is counted before, be that a goal or a result
# 共签约9个项目,|计划总投资132亿元
_PLANNED_SUM_OF = lazy(
    r"\d[余多]?[个项家宗][^,。;\d]{0,12}[,、 ]"
    r"(?P<sum>(?:计划|预计|拟|意向)(?:总投资|投资总额|投资额|投资(?=[\d约近超])))"
)
# 12月8日,记者从市发改委了解到: the day of the news, not of the figures
_LEARNED = lazy(
    r",?(?:本[报台网社])?(?:记者)?从[^,。;]{2,40}(?:获悉|了解到|得知|获知|悉)"
    r"(?![^。]{0,40}(?:日前|近日|昨|今天|当天))"
)
_MEANT = lazy(r"确保$|力争$|争取$|计划$|预计$")  # 确保|实际完成投资1000亿元
_COMPARED = lazy(r"(?:比|较|与|同|和|(?<![对关至])于|跟)$")
_EVENT = lazy(r"举行|举办|召开|活动|大会|仪式|发布会|推介会|洽谈会")
_AGENDA = lazy(
    r",?(?:[全我该][市县区省州]|我们|政府工作)?(?:将|要|拟|计划)*(?:继续|重点|全力|着力|集中力量|突出|加快|大力|主要)*(?:抓好|抓实|推进|实施|做好|办好|办成|谋划|建设)"
    r"(?:(?P<tasks>[^,。;]{0,12}(?:工作|任务|实事|大事|好事))(?=[。:])|(?=[^。;]*(?:项目|工程|建设)))"
)
_GREW = lazy(r"完成[^,。;]*投资[^,。;]*\d[^,。;]*,(?:同比(?:增长|下降|增加|提高)|增速|占(?:年度|全年|年)|为年度)")
# 完成投资5.35亿元,|同比增长18.9%
_DONE_GREW = lazy(
    r"(?:完成|实现|累计|新增)[^,。;]*\d[^,。;]*,(?:比上年同期|较上年同期|比去年同期|同比)(?:增长|下降|增加|减少|上升)"
)
_OF_ONE = lazy(
    r"(?:计划|预计|拟|将)[^,。;]{0,10}(?:投资|开工|动工|投产|建成|竣工|投运|通车|回购|减持|增持|募资|收购|发行)"
)
_EFFORT = ("努力", "奋力", "致力", "瞄准", "锚定", "力促", "力求")
_ESTIMATE = ("预计", "预期", "预估", "可突破", "可超过", "可实现", "可完成")
_EXPECTED_GOALS = ("预期目标", "预期指标", "预期性目标", "预期性指标", "预期发展目标")  # 主要预期目标是:A;B;C
_ITEM = lazy(r"[\s■●▲◆★►·]*(?:\d{1,2}[.、)]\s*)?【?(?P<who>[^,。;:】\n]{2,24})(?:】|:)")
_FORMERLY = ("由", "从")  # 由1990年的400亿元增加到2600亿元: the time of what was before
_SUMMED_UP = lazy(r"(?<![已])累计|[三五]年(?:间)?(?:共|总)")
_FIRST_WEEKS = 2  # months in which nothing can be told yet of the whole year
_MOST_TO_COME = 6
_STATISTICS = 4  # until this month statistics of the year before come out
_YEAR_DONE = lazy(r"(?:全[市县省区州]|共|累计|实际)*(?:完成|实现)")
_AIMS = lazy(r"今年|本年|以上|左右|不低于|不少于")
_AT_FULL_OUTPUT = lazy(r"(?:达产|投产|建成|投用|达效|投运)(?:达产|达效|投产|投运|投用)?后(?!的)")
_ONCE_DONE = lazy(
    r"(?:达产|投产|建成|投用|达效|投运)(?:达产|达效|投产|投运|投用)?后(?!的)[^。;]{0,60}(?:产值|税收?|利税|利润|销售|收入|营收|就业|岗位)[^,。;、\d]{0,8}$"
)
_SO_FAR = lazy(r"[”\"]?(?:开局|开局之年|启动|实施)?以来")
_LAST_MONTH = 12
_LATE = 11  # from this month on plans are those of the next year
_OWN_TIME = 3  # characters from a cue to the time that is its own
_FEW = 8  # hits looked at before a figure
_REACH = 80  # characters of its clause looked at before a figure
# RCEP生效以来,
_SINCE_BEFORE = lazy(r"(?:生效|实施|成立|设立|获批|挂牌|启动|运营|运行|开通|开行|建成|投用|投产|开园|开港|开放)以来,$")
_SINCE = lazy(r"(?<!今年)(?<!开年)(?<!年初)(?:以来|至今)")


class StatusReader:
    """Reads the cues of one sentence at a time, in order, and carries them over."""

    def __init__(self, document: Document, terms: TargetTerms) -> None:
        self.document = document
        self.terms = terms
        self.reach = Reach()
        self.republic = document.home_currency == "TWD"
        self.title_period = title_period(document, self.republic)
        self.plan = plan_period(document)
        self._companies = [m for m in document.mentions_of(Label.ORG) if m.kind in ("company", "group", "bank")]
        self._company_ends = {m.start: m.end for m in self._companies}
        self.sentence: Sentence | None = None
        self.resumes = False  # the paragraph goes on with the goals told before it
        self.planned_before = False  # the sentence before told of goals
        self.day: PeriodHit | None = None  # the day named last
        self.open_end = -1  # since here, figures run from an unnamed start (累计, 开工以来)
        self.open_until = -1  # as far as that goes, where it ends before the sentence does
        self.hits: list[PeriodHit] = []
        self._cues: list[tuple[int, str]] | None = []  # None where nothing has asked for them yet
        self._local: list[tuple[int, int]] = []
        self._at: list[int] = []
        self._states: list[TargetStatus | None] = []

    def open(self, sentence: Sentence) -> None:
        """Read the sentence's periods and cues."""
        text, document = self.document.text, self.document
        if sentence.paragraph != self.reach.paragraph:
            self.reach.paragraph, self.reach.stale = sentence.paragraph, True
            self.resumes = self.reach.status is TargetStatus.GOAL and goes_on_with(text, sentence.start, sentence.end)
            if self.resumes:
                self.reach.stale = False
            if self._opens_item(sentence):
                self.reach.period = self.reach.goal_period = self.reach.status = None
            if self.plan is not None:
                self.reach.status, self.reach.planned, self.reach.stale = TargetStatus.GOAL, True, False
                self.reach.period = self.reach.goal_period = self.plan
        self.sentence = sentence
        self.planned_before = self.reach.status is TargetStatus.GOAL
        self.open_end = self.open_until = -1
        self.hits = [
            hit
            for hit in find_periods(text, sentence.start, sentence.end, document.published, self.republic)
            if not _COMPARED.search(text, max(sentence.start, hit.start - 1), hit.start)
            and not is_base(text, hit.end)
            and not (hit.weak and _LEARNED.match(text, hit.end))
            and not (text.endswith(_FORMERLY, sentence.start, hit.start) and "的" in text[hit.end - 1 : hit.end + 1])
        ]
        self.hits, self.day = with_same_day(text, (sentence.start, sentence.end), self.hits, self.day)
        self.hits = with_year_before(text, (sentence.start, sentence.end), self.hits, self.reach.period)
        self.hits = by_day(text, self.hits, self.title_period)
        self._cues, self._at = None, []
        self._read_section(sentence)

    @property
    def cues(self) -> list[tuple[int, str]]:
        """Where words of goals, plans and results stand in the sentence, in order."""
        if self._cues is None:
            assert self.sentence is not None
            self._cues = self._read_cues(self.sentence)
        return self._cues

    @property
    def local(self) -> list[tuple[int, int]]:
        """Where plans of one figure alone stand in the sentence."""
        assert self.cues is not None  # with them they are found
        return self._local

    def _read_cues(self, sentence: Sentence) -> list[tuple[int, str]]:
        text, terms, nouns = self.document.text, self.terms, self._nouns(sentence)
        return sorted(
            (match.start(), kind)
            for kind, pattern in (
                ("goal", terms.goal),
                ("plan", terms.goal_plan),
                ("arranged", terms.arranged),
                ("result", terms.result),
                ("weak", terms.result_weak),
            )
            for match in pattern.finditer(text, sentence.start, sentence.end)
            if match.start() not in nouns
            and not _COMPARED.search(text, max(sentence.start, match.start() - 1), match.start())
            and not (kind == "result" and _MEANT.search(text, max(sentence.start, match.start() - 2), match.start()))
        )

    def _opens_item(self, sentence: Sentence) -> bool:
        """Whether an item of company news starts (某某股份:…; 【某某股份】…), which leaves what was told of others."""
        match = _ITEM.match(self.document.text, sentence.start, sentence.end)
        if match is None:
            return False
        end = self._company_ends.get(match.start("who"))
        return end is not None and end <= match.end("who")

    def _nouns(self, sentence: Sentence) -> set[int]:
        """Where words for goals are nouns that set none; reads goals of one figure alone (``local``) as well."""
        self._local = []
        text, start, end = self.document.text, sentence.start, sentence.end
        if _ANY_NOUN.search(text, start, end) is None:
            return set()
        nouns = {m.start() for m in _NOUN.finditer(text, start, end)}
        nouns.update(m.end() - 1 for m in _ENDS_ON_CUE.finditer(text, start, end))
        nouns.update(m.start() + len(m.group()) - 2 for m in _NOUN_BEHIND.finditer(text, start, end))
        sums = {m.start("sum") for m in _PLANNED_SUM_OF.finditer(text, start, end)}
        self._local = [
            m.span()
            for m in _LOCAL_GOAL.finditer(text, start, end)
            if m.start() not in sums and _FIGURE.search(text, start, m.start())
        ]
        nouns.update(i for first, last in self._local for i in range(first, last))
        nouns.update(m.start() for m in _WITHIN.finditer(text, start, end))
        nouns.update(m.start() for m in _TO_FULFIL.finditer(text, start, end))
        nouns.update(m.start() for m in _ABOVE_A_YEAR.finditer(text, start, end))
        nouns.update(m.start() for m in _FORMER.finditer(text, start, end))
        nouns.update(m.start() for m in _PLANNED_SUM.finditer(text, start, end))
        nouns.update(sums)
        nouns.update(m.start("within") for m in _SO_FAR_THIS_YEAR.finditer(text, start, end))
        nouns.update(m.start("already") for m in _SET_ALREADY.finditer(text, start, end))
        nouns.update(m.start("asks") for m in _ASKED.finditer(text, start, end))
        nouns.update(m.start() for m in _PLEDGE.finditer(text, start, end))
        if self.document.published is not None and self.document.published.month > _MOST_TO_COME:
            nouns.update(m.start("task") for m in _TASK_DONE.finditer(text, start, end))
        if "下达" in text[start:end]:
            nouns.update(m.start() for m in _HANDED_DOWN.finditer(text, start, end))
            handed = _SET_BY_PLAN.finditer(text, start, end)
            nouns.update(at for m in handed for at in (m.start("down"), m.start("set")))
        return nouns

    def _read_section(self, sentence: Sentence) -> None:
        """A heading or question that says whether goals follow; a past period in a sentence says that results do."""
        text, published = self.document.text, self.document.published
        untold = self.reach.status is None and not self.hits and self.reach.period is None and self.title_period is None
        if opens_plan(text, sentence.start, sentence.end) or (
            untold and opens_untold(text, sentence.start, sentence.end)
        ):
            self.reach.planned, self.reach.status = True, TargetStatus.GOAL
            ahead = [h for h in self.hits if not h.weak]
            self.reach.period = self.reach.period if ahead else self.reach.goal_period
            year = year_of_part(ahead[-1], published, goal=True) if ahead else None
            if year is not None:
                self.reach.period = self.reach.goal_period = (year, ahead[-1].part)
        elif opens_review(text, sentence.start, sentence.end) or any(
            self._status_of(h) is TargetStatus.RESULT for h in self.hits if not h.weak
        ):
            self.reach.planned = False

    @property
    def start(self) -> int:
        """Where the sentence starts."""
        return 0 if self.sentence is None else self.sentence.start

    @property
    def dated(self) -> bool:
        """Whether a period stands in the sentence or holds on from the one before in its paragraph."""
        return bool(self.hits) or (self.reach.period is not None and not self.reach.stale)

    def has_evidence(self, position: int) -> bool:
        """Whether a period or a cue stands in the sentence before the position."""
        return bool(self.hits and self.hits[0].start < position) or bool(self.cues and self.cues[0][0] < position)

    def status_at(self, position: int, end: int, clause: tuple[int, int], left: int) -> TargetStatus:
        """Goal or result of the figure at ``position``, whose own words start at ``left``.

        A number before its verb reads on to ``end``.
        """
        if not self._at and self.sentence is not None:
            self._read_states(self.sentence)  # before the first figure changes what is carried over
        if self.is_local(left, position):
            return TargetStatus.GOAL
        first = bisect_left(self.cues, (clause[0],))
        own = self.cues[first : bisect_left(self.cues, (end,), first)]
        here = self.hits_in(clause[0], end)
        over = any(self._is_past(h) or (h.whole and self._status_of(h) is TargetStatus.RESULT) for h in here)
        meant = any(kind == "goal" for _, kind in own)
        if not meant and (over or holds(self.document.text, clause[0], position)):
            return TargetStatus.RESULT
        return self._states[bisect_left(self._at, end) - 1] or TargetStatus.RESULT

    def intends(self, start: int, position: int) -> bool:
        """Whether an intention stands between the two."""
        return any(kind == "goal" and start <= at < position for at, kind in self.cues)

    def is_local(self, left: int, position: int) -> bool:
        """Whether a plan makes a goal of this figure alone (年度计划投资50亿元, 增长6.5%的目标)."""
        if any(left <= start < position for start, _ in self.local):
            return True
        return is_called_goal(self.document.text, left, position)

    def _read_states(self, sentence: Sentence) -> None:
        """What status holds from each cue and period on, from the sentence before on."""
        found, text = self.reach.status, self.document.text
        if found is TargetStatus.GOAL and self._turns_to_results():
            found = TargetStatus.RESULT
        outlooks, before_outlook, inside = self._outlooks(sentence), found, False
        strong = found is TargetStatus.GOAL and (self.reach.planned or not self.reach.stale)
        self._at, self._states = [sentence.start - 1], [found]
        periods = {h.start: h for h in self.hits}
        meant = False  # a goal was spoken of before the time that is over
        over = -1  # where the sentence last told of what was done
        ends = ((end, "told") for end in set(outlooks.values()))
        for start, kind in sorted([*self.cues, *((start, "period") for start in periods), *ends]):
            if start in outlooks and not inside:
                before_outlook, inside = found, True
            if kind == "told":  # 引进项目21个,达产后预计产值820亿元;|完成工业投资112亿元
                inside = False
                found, strong = before_outlook, before_outlook is TargetStatus.GOAL
            elif kind == "period":
                said = self._status_of(periods[start]) or self._over(periods[start])
                if said is None and self._comes_back(periods[start]):
                    said = TargetStatus.RESULT
                if said is None and meant and periods[start].whole:
                    said = TargetStatus.GOAL  # 预计一季度营收4.2亿元,全年突破17亿元
                if said is not None:
                    meant = said is TargetStatus.RESULT and found is TargetStatus.GOAL
                    found, strong = said, said is TargetStatus.GOAL
                    over = over if strong else start
            elif kind == "goal" and found is TargetStatus.RESULT and over >= 0 and has_won(text, start):
                continue  # 一季度,全市争取项目56个
            elif kind == "goal" and text.startswith(_EFFORT, start) and self._tells_past(start):
                continue  # 去年,该公司努力开拓市场,实现营收78亿元
            elif kind == "goal":
                before = [h for h in self.hits if h.start < start]
                ended = any(map(self.is_over, before[-1:])) or (not before and self._goes_on_past())
                if not (
                    ended
                    and not self._is_ahead(start)
                    and found is not TargetStatus.GOAL
                    and self.document.text.startswith(_ESTIMATE, start)
                ):  # 2019年预计增长6.5%, said in 2020
                    found, strong = TargetStatus.GOAL, True
            elif kind == "result":
                found, strong, over = TargetStatus.RESULT, False, start
            elif kind == "plan" and (text.startswith("了", start + 2) or self._tells_growth(start)):
                continue  # 今年实施了7个项目
            elif (kind == "plan" and found is None and self._this_year(start) >= 0) or (
                kind == "arranged" and (self._this_year(start) > over or self._is_ahead(start))
            ):
                found, strong = TargetStatus.GOAL, True
            elif kind == "weak" and (not strong or self._is_held(start) or self._stands_apart(sentence, start)):
                found, over = TargetStatus.RESULT, start
            self._at.append(start)
            self._states.append(found)

    def _turns_to_results(self) -> bool:
        """Whether a new paragraph, behind one with goals, only tells what was done (区里设立10亿元基金,先后为…)."""
        if not self.reach.stale or self.reach.planned or self.resumes:
            return False
        kinds = {kind for _, kind in self.cues}
        return "goal" not in kinds and not kinds & {"plan", "arranged"} and bool(kinds & {"result", "weak"})

    def _outlooks(self, sentence: Sentence) -> dict[int, int]:
        """The cues that only say what projects are to bring (达产后|预计…), each with where the report goes on."""
        text, found = self.document.text, {}
        for start, kind in self.cues:
            clause = clause_of(sentence, start)
            estimate = text.startswith(_ESTIMATE, start) and not text.startswith(_EXPECTED_GOALS, start)
            outlook = estimate or _AT_FULL_OUTPUT.search(text, clause[0], min(clause[1], start + _SHORT_HEAD))
            if kind != "goal" or not outlook:
                continue
            if (end := text.find(";", start, sentence.end)) >= 0:
                found[start] = end
        return found

    def _comes_back(self, hit: PeriodHit) -> bool:
        """Whether a new paragraph turns from goals of the next year to this one (明年力争…。芜湖市今年引进企业46家)."""
        published, period = self.document.published, self.reach.goal_period
        if published is None or period is None or period[0] is None or not self.reach.stale:
            return False
        this_year = hit.year == published.year and not hit.part and not hit.weak
        ahead = any(kind in ("goal", "plan", "arranged") for at, kind in self.cues if at < hit.start)
        return this_year and published.month >= _LATE and period[0] > published.year and not ahead

    def _stands_apart(self, sentence: Sentence, start: int) -> bool:
        """Whether a part behind a semicolon tells what was done, though one undertaking's plan stands before it.

        仙居变电站…,计划投资4.9亿元;全市农网改造|完成投资5.35亿元,同比增长18.9%
        """
        text, first = self.document.text, self.document.text.rfind(";", sentence.start, start) + 1
        if not first or self.reach.planned or _DONE_GREW.match(text, start) is None:
            return False
        goals = [at for at, kind in self.cues if kind in ("goal", "plan", "arranged")]
        if any(first <= at < start for at in goals) or self._this_year(first) >= 0:
            return False
        of_one = all(_OF_ONE.match(text, at) for at in goals if at < first)
        return of_one and any(at < first for at in goals) and self.reach.status is not TargetStatus.GOAL

    def _is_held(self, start: int) -> bool:
        """Whether a ceremony is told, though goals stand before it (浙江提出新开工150个。安徽集中开工364个)."""
        assert self.sentence is not None
        meant = self.reach.planned or any(kind in ("goal", "plan", "arranged") for _, kind in self.cues)
        return not meant and self.document.text.endswith("集中", self.sentence.start, start)

    def opens_on_company(self) -> bool:
        """Whether the short name of a company opens the sentence before its time (曼蒂尼去年在华销售额…)."""
        name = self.document.text[self.start : self.hits[0].start] if self.hits else ""
        return len(name) > 1 and any(m.text.startswith(name) for m in self._companies)

    def hits_in(self, start: int, end: int) -> list[PeriodHit]:
        """The hits that start there, the last few of them: no clause that is language has more."""
        last = bisect_left(self.hits, end, key=lambda h: h.start)
        return [h for h in self.hits[max(0, last - _FEW) : last] if h.start >= start]

    def _status_of(self, hit: PeriodHit) -> TargetStatus | None:
        """Goal for a period still to come, result for one that was over; None for this year."""
        published = self.document.published
        if hit.year is None and hit.whole:  # 2021年,…,全年营业收入: the full year named before
            named = [h for h in self.hits_in(self.start, hit.start) if h.year is not None and not spans_years(h.part)]
            hit = replace(hit, year=named[-1].year) if named else hit
        if published is not None and hit.year is None and hit.whole and self._plan_goes_on():
            return TargetStatus.GOAL  # 今年计划投资43.6亿元。…全年新改建农村公路620公里
        if hit.year is None and hit.whole and self._summed_up(hit):
            return TargetStatus.RESULT
        if hit.year is None and hit.whole and self._lies_ahead(hit):
            return TargetStatus.GOAL
        if published is not None and hit.year is None and self._comes_next(hit, published):
            return TargetStatus.GOAL
        if published is None or hit.year is None:
            return None
        if _SO_FAR.match(self.document.text, hit.end) or self.document.text.endswith("以来", 0, hit.end):
            return TargetStatus.RESULT
        last = int(hit.part[1:]) if spans_years(hit.part) else hit.year
        if last == published.year:
            return TargetStatus.GOAL if self._just_begun(hit) else None
        return TargetStatus.GOAL if last > published.year else TargetStatus.RESULT

    def _comes_next(self, hit: PeriodHit, published: datetime.date) -> bool:
        """Whether the hit is a part of this year still to come, where this year is spoken of (下半年再开工6个)."""
        if not hit.part or hit.weak or spans_years(hit.part):
            return False
        told = [h.year for h in self.hits if h.year is not None and h.start < hit.start]
        year = told[-1] if told else self.reach.period[0] if self.reach.period is not None else None
        first = {"Q2": 4, "Q3": 7, "Q4": 10, "H2": 7}.get(hit.part, 0)
        return year == published.year and first > published.month

    def is_over(self, hit: PeriodHit) -> bool:
        """Whether the hit is a stretch of time that was over when the article came out, and dates no event."""
        return not hit.weak and self._status_of(hit) is TargetStatus.RESULT

    def is_told(self, hit: PeriodHit) -> bool:
        """Whether the hit is a stretch of time that is over, a part of this year among them (今年前10个月)."""
        return self.is_over(hit) or self._is_past(hit)

    def _plan_goes_on(self) -> bool:
        """Whether the paragraph told goals just before, while most of the year was still to come."""
        published, reach = self.document.published, self.reach
        return (
            reach.status is TargetStatus.GOAL
            and not reach.stale
            and published is not None
            and published.month <= _MOST_TO_COME
        )

    def _summed_up(self, hit: PeriodHit) -> bool:
        """Whether statistics of spring tell what was done in a full year (全年完成工业增加值128亿元,增长11%)."""
        published, sentence = self.document.published, self.sentence
        if published is None or sentence is None or not _FIRST_WEEKS < published.month <= _STATISTICS:
            return False
        if any(kind in ("goal", "plan", "arranged") for _, kind in self.cues):
            return False
        done = _YEAR_DONE.match(self.document.text, hit.end)
        return done is not None and _AIMS.search(self.document.text, sentence.start, sentence.end) is None

    def _lies_ahead(self, hit: PeriodHit) -> bool:
        """Whether a bare 全年 is this year's: most of a year was still to come, and no past year is spoken of."""
        published, reach = self.document.published, self.reach
        if published is None or not _FIRST_WEEKS < published.month < _LAST_MONTH:
            return False
        years = [h.year for h in self.hits if h.year is not None and not spans_years(h.part)]
        if reach.period is not None and reach.period[0] is not None:
            years.append(reach.period[0])
        opens = self.document.text[hit.start - 1 : hit.start] in (",", ";")
        if opens and any(self._is_past(h) and h.year in (None, published.year) for h in self.hits):
            return True  # 前3季合并营收52.6亿元,…全年资本支出约12亿元
        known = bool(years) or published.month <= _MOST_TO_COME
        return known and all(year >= published.year for year in years)

    def _just_begun(self, hit: PeriodHit) -> bool:
        """Whether the hit is a whole year of which the article saw the first weeks only (2024年,…, said in January)."""
        published = self.document.published
        text = self.document.text
        written = (text[hit.start].isdigit() or text.startswith("今年", hit.start)) and not hit.part and not hit.weak
        told = _TOLD_ALREADY.match(text, hit.start) is not None
        return written and not told and published is not None and published.month <= _FIRST_WEEKS

    def _tells_growth(self, start: int) -> bool:
        """Whether the sentence says what was done and how it grew (今年实施项目312个,完成投资186亿元,同比增长24%)."""
        assert self.sentence is not None
        if any(kind == "goal" for _, kind in self.cues):
            return False
        return _GREW.search(self.document.text, start, self.sentence.end) is not None

    def _is_ahead(self, start: int) -> bool:
        """Whether the cue speaks of this year or a later one (2022年营收14.7亿元,预计今年突破17亿元)."""
        published = self.document.published
        own = [h.year for h in self.hits if start < h.start <= start + _OWN_TIME and not h.weak]
        return bool(own) and published is not None and (own[0] is None or own[0] >= published.year)

    def _tells_past(self, start: int) -> bool:
        """Whether the time named last before the offset was over when the article came out."""
        named = [h for h in self.hits if h.start < start and not h.weak]
        return bool(named) and (self.is_over(named[-1]) or self._is_past(named[-1]))

    def _goes_on_past(self) -> bool:
        """Whether the sentence goes on about a year that was over when the article came out."""
        period, published = self.reach.period, self.document.published
        past = published is not None and period is not None and period[0] is not None and period[0] < published.year
        return past and (not self.reach.stale or self.reach.opened == self.reach.paragraph)

    def _over(self, hit: PeriodHit) -> TargetStatus | None:
        """Result for months of this year that are over (今年1—10月), where no goal cue of the sentence follows."""
        return TargetStatus.RESULT if self._is_past(hit) else None

    def _is_past(self, hit: PeriodHit) -> bool:
        """Whether the hit is a part of a year that was over when the article came out."""
        published = self.document.published
        if published is None or hit.weak or not hit.part or spans_years(hit.part):
            return False
        last = last_month(hit.part)
        named = [h.year for h in self.hits_in(self.start, hit.start) if h.year is not None and not spans_years(h.part)]
        urged = self.document.text.endswith(("确保", "力争", "争取", "计划", "预计"), self.start, hit.start)
        if hit.year is None and urged and named and named[-1] > published.year:
            return False  # 2013年安排项目328个,…确保上半年开工, said in December 2012
        return last is None or (hit.year or published.year, last) < (published.year, published.month)

    def _this_year(self, position: int) -> int:
        """Where the sentence says 今年 before the position, the last time; -1 where it does not."""
        published, text = self.document.published, self.document.text
        if published is None:
            return -1
        hits = self.hits_in(self.start, position)
        under_way = _FIRST_WEEKS < published.month < 12  # so that 全年 is this year
        this_year = [
            h
            for h in hits
            if not h.part
            and "来" not in text[h.start : h.end]
            and (h.year == published.year or (h.whole and h.year is None and under_way))
        ]
        return this_year[-1].start if this_year else -1

    def period_at(
        self, left: int, position: int, end: int, status: TargetStatus, since_start: bool
    ) -> tuple[int | None, str] | None:
        """Year and part of the figure's period; None where nothing says it.

        ``since_start`` says that the figure repeats the one before as a sum since an unnamed start (累计完成).
        """
        text, published = self.document.text, self.document.published
        assert self.sentence is not None
        clause = clause_of(self.sentence, position)
        goal = status is TargetStatus.GOAL
        if position > self.open_until >= 0:
            self.open_end = self.open_until = -1  # 地铁累计完成投资98亿元;|新建管网96公里
        start = max(clause[0], position - _REACH)
        since = _SINCE.search(text, start, position)
        since = since or (_SINCE_BEFORE.search(text, max(self.start, clause[0] - _REACH), clause[0]))
        if since and not any(
            has_start(text, h, published) for h in self.hits_in(max(self.start, since.start() - _FEW), position)
        ):
            self.open_end = position
        if not goal:
            if sums_up(text, self.start, clause[0], position):
                self.open_until = self._part_end(position)
            planned = self.planned_before
            spoken = self.hits_in(self.start, position)
            self.open_end = max(
                self.open_end, open_from(text, spoken, (self.start, clause[0], position), planned, published)
            )
        before = [h for h in self.hits_in(self.start, end) if not h.local or h.start >= left]
        before = [h for h in before if not is_relative(text, h, clause)]
        before = [h for h in before if not dates_a_count(text, h.end, position)] or before
        before = [h for h in before if not self._dates_part(h, clause[0])] or before
        strong = [h for h in before if not h.weak]
        weak = [h for h in before if self._reaches(h, clause)]
        chosen = strong[-1] if strong else weak[-1] if weak else None
        if chosen is not None and not goal:
            chosen = up_to(strong, chosen)
        if goal and _ONCE_DONE.search(text, self.start if chosen is None else chosen.end, position):
            return None  # 今年签约项目36个,全部达产后年产值300亿元
        own = chosen is not None and chosen.end > clause[0]
        if since_start and not goal and not own and text.find("累计", start, position) >= 0:
            self.open_end = position
            self.open_until = self._part_end(position)
        if chosen is None:
            among = text.startswith(("其中", "当中"), clause[0])
            if self.open_end >= 0:
                return None
            carried = self._carried(None if among else status)
            if goal and carried is not None and self._is_done(carried):
                return None  # no goal is set for a time that is over
            return carried or (None if goal else self.title_period)
        if chosen.start < self.open_end:
            return None
        year, part = self._complete(chosen, before, goal)
        if goal and not part and _SUMMED_UP.search(text, left, position):
            spans = [h for h in before if h.year is not None and spans_years(h.part)]
            if spans and int(spans[-1].part[1:]) == year:
                return spans[-1].year, spans[-1].part  # 到2010年,…;五年累计完成投资1500亿元
        if goal and (is_yearly(text, position) or (chosen.end <= left and self._is_past(chosen))):
            return year, ""  # no goal is set for months that are over
        if chosen.until and year is not None and is_state(text, left, position):
            return year, f"{chosen.until:02d}"
        if published is not None and runs_since(text, chosen, published):
            last = f"-{published.month:02d}" if part else ""
            return year, f"{part}/{published.year}{last}"  # 2013年7月以来: 2013-07/2016-08
        return year, part

    def _dates_part(self, hit: PeriodHit, clause: int) -> bool:
        """Whether a time is only that of a part told before a semicolon (到2025年…,其中2023年建成…;|装机突破…)."""
        text, start = self.document.text, max(self.start, hit.start - 2)
        if not text.startswith(("其中", "当中"), start) or text.find(";", hit.end, clause) < 0:
            return False
        return any(h.start < start and not h.weak for h in self.hits)

    def _part_end(self, position: int) -> int:
        """Where the part of the sentence between semicolons ends that holds the position."""
        assert self.sentence is not None
        following = self.document.text.find(";", position, self.sentence.end)
        return following if following >= 0 else self.sentence.end

    def _is_done(self, period: tuple[int | None, str]) -> bool:
        """Whether a period is of a year before the article's, and not the start of years that go on."""
        year, part, published = *period, self.document.published
        return published is not None and year is not None and year < published.year and not spans_years(part)

    def year_again(
        self, left: int, position: int, period: tuple[int | None, str] | None
    ) -> tuple[int | None, str] | None:
        """The year instead of the quarter that dates a goal just before (全年…,一季度开工率达到40%,投资增长15%)."""
        said = [h for h in self.hits_in(self.start, position) if not h.weak and not h.local]
        if period is None or len(said) < 2 or not said[-1].part or said[-1].end > left:
            return period
        return (period[0], "") if any(not h.part for h in said[:-1]) else period

    def _reaches(self, hit: PeriodHit, clause: tuple[int, int]) -> bool:
        """Whether the day or month of an event dates figures of the clause; one that dates a project's does not."""
        assert self.sentence is not None
        until = self.document.text.endswith(("截至", "截止"), 0, hit.start)
        text = self.document.text
        opens = _DATELINE.search(text, self.start, hit.start) is not None  # 本网讯:10月17日,…
        opens = opens or (text.endswith(":", 0, hit.start) and hit.start - self.start <= _SHORT_HEAD)
        first = hit.start < self.sentence.clauses[0][1] and text.find(";", hit.end, clause[0]) < 0
        return until or opens or hit.end > clause[0] or first

    def _complete(self, hit: PeriodHit, before: list[PeriodHit], goal: bool) -> tuple[int | None, str]:
        if hit.year is not None:
            return hit.year, hit.part
        published = self.document.published
        latest = 9999 if goal or published is None else published.year  # 排产已排到明年8月,前三季度营收…
        named = [h.year for h in before[: before.index(hit)] if h.year is not None and not spans_years(h.part)]
        earlier = [year for year in named if year <= latest]
        late = published is not None and published.month >= _LATE and not hit.part
        # 2016年,该市将推进162个项目,年内计划完成投资410亿元: said in December
        late = late and self.document.text.startswith(("年内", "全年"), hit.start)
        ahead = (hit.local or late) and published is not None and bool(earlier) and earlier[-1] > published.year
        if earlier and (ahead or not (goal and published is not None and earlier[-1] != published.year)):
            return earlier[-1], hit.part
        if not goal and not hit.part and self.reach.period is not None:
            return self.reach.period[0], hit.part
        told = self.reach.period if self.reach.status is TargetStatus.GOAL and not self.reach.stale else None
        open_year = goal and not hit.part and (hit.local or hit.whole)
        if open_year and told is not None and published is not None and told == (published.year + 1, ""):
            return told  # 明年实施项目200个。全年完成投资600亿元
        return year_of_part(hit, self.document.published, goal), hit.part

    def _carried(self, status: TargetStatus | None) -> tuple[int | None, str] | None:
        """The period of the sentence before; ``status`` None takes it from goal and result alike (其中…)."""
        reach, published = self.reach, self.document.published
        if reach.period is not None and (status is None or reach.status in (None, status)):
            return reach.period
        if reach.changed:
            return reach.goal_period if status is TargetStatus.GOAL else None
        if reach.period is not None and published is not None and reach.period[0] == published.year:
            if status is TargetStatus.GOAL:
                return published.year, ""
            if not reach.period[1]:
                return reach.period
        return reach.goal_period if status is TargetStatus.GOAL else None

    def leave(self) -> None:
        """End a sentence without figures: its period may be that of the next one (活动今天举行。共有512个项目…)."""
        assert self.sentence is not None
        published = self.document.published
        hits = [h for h in self.hits if not h.weak]
        if self.reach.planned and self.reach.status is TargetStatus.GOAL:
            return  # 二要做活山水文章。…今年再投入1.2亿元。全年接待游客800万人次
        if self._sets_agenda(hits):
            return
        if not hits and _EVENT.search(self.document.text, self.sentence.start, self.sentence.end):
            hits = self.hits
        if hits and published is not None:
            year = year_of_part(hits[-1], published, goal=False)
            if year is None or year > published.year or any(kind == "goal" for _, kind in self.cues):
                return
            review = opens_review(self.document.text, self.sentence.start, self.sentence.end)
            status = TargetStatus.RESULT if review else None  # 一、2016年工作回顾
            self.reach.period, self.reach.status, self.reach.changed = (year, hits[-1].part), status, False
            self.reach.opened = self.reach.paragraph

    def _sets_agenda(self, hits: list[PeriodHit]) -> bool:
        """Keep the year of what a body is to do now, as the next sentences go on with it (今年重点抓好A、B建设)."""
        assert self.sentence is not None
        published, text = self.document.published, self.document.text
        if not hits or published is None or published.month > _MOST_TO_COME:
            return False
        agenda = _AGENDA.match(text, hits[-1].end)
        if agenda is None or (hits[-1].year, hits[-1].part) != (published.year, ""):
            return False
        self.reach.planned = self.reach.planned or agenda["tasks"] is not None
        self.reach.status, self.reach.stale, self.reach.changed = TargetStatus.GOAL, False, False
        self.reach.period = self.reach.goal_period = (published.year, "")
        return True

    def is_outlook(self, position: int) -> bool:
        """Whether the figure is what projects bring once they are done, so that it says nothing of what follows."""
        return _ONCE_DONE.search(self.document.text, self.start, position) is not None

    def close(self, status: TargetStatus, period: tuple[int | None, str] | None) -> None:
        """Remember the last figure's status and period."""
        self.reach.status, self.reach.stale, self.reach.changed = status, False, False
        if period is not None and status is TargetStatus.GOAL and self._is_part_of_goal(period):
            period = period[0], ""
        self.reach.period = period
        if status is TargetStatus.GOAL and period is not None:
            self.reach.goal_period = period

    def _is_part_of_goal(self, period: tuple[int | None, str]) -> bool:
        """Whether the sentence sets goals for the year as well (今年…,确保上半年完成55%。计划投资46亿元)."""
        if not period[1] or spans_years(period[1]):
            return False
        if any(h.year == period[0] and not h.part and not h.weak for h in self.hits):
            return True
        told = self.reach.goal_period == (period[0], "")  # 一季度开工60个,二季度开工率达到70%。市财政安排资金5亿元
        return told and len({h.part for h in self.hits if h.part and not h.weak}) > 1

    def change_subject(self) -> None:
        """A new subject: the period stays only for figures of the same kind."""
        self.reach.changed = True
