"""Goal or result, and the period, of each figure of a text, read sentence by sentence."""

import datetime

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.called import is_called_goal, is_part_done
from kaigong.extractors.target.cues import GOAL, is_compared
from kaigong.extractors.target.dating import Dating
from kaigong.extractors.target.figure import Figure
from kaigong.extractors.target.heading import (
    goes_on_with,
    opens_plan,
    opens_review,
    opens_untold,
    plan_period,
    sets_years_goals,
    title_period,
)
from kaigong.extractors.target.period import Period, PeriodHit, find_periods, spans_years, year_of_part
from kaigong.extractors.target.reach import Reach
from kaigong.extractors.target.sentence import TargetSentence
from kaigong.extractors.target.states import States
from kaigong.extractors.target.tense import is_over, is_past, status_of
from kaigong.extractors.target.terms import TargetTerms
from kaigong.extractors.target.when import by_day, holds, is_base, with_same_day, with_year_before
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label, TargetStatus

# 12月8日,记者从市发改委了解到: the day of the news, not of the figures
_LEARNED = lazy(
    r",?(?:本[报台网社])?(?:记者)?从[^,。;]{2,40}(?:获悉|了解到|得知|获知|悉)"
    r"(?![^。]{0,40}(?:日前|近日|昨|今天|当天))"
)
_EVENT = lazy(r"举行|举办|召开|活动|大会|仪式|发布会|推介会|洽谈会")
_AGENDA = lazy(
    r",?(?:[全我该][市县区省州]|我们|政府工作)?(?:将|要|拟|计划)*(?:继续|重点|全力|着力|集中力量|突出|加快|大力|主要)*(?:抓好|抓实|推进|实施|做好|办好|办成|谋划|建设)"
    r"(?:(?P<tasks>[^,。;]{0,12}(?:工作|任务|实事|大事|好事))(?=[。:])|(?=[^。;]*(?:项目|工程|建设)))"
)
_ITEM = lazy(r"[\s■●▲◆★►·]*(?:\d{1,2}[.、)]\s*)?【?(?P<who>[^,。;:】\n]{2,24})(?:】|:)")
_ROW_OF_GOALS = lazy(r"(?:以上|左右)?[,、;][^,。;\d]{2,12}(?:力争|确保|争取|要|预期)[^,。;\d]{0,6}\d")
_GROWS_BARE = lazy(r"(?<!同比)(?<!上年)(?<!去年)(?<!同期)(?<!年均)增长$")
_FORMERLY = ("由", "从")  # 由1990年的400亿元增加到2600亿元: the time of what was before


class StatusReader:
    """Reads one sentence at a time, in order, and carries over what it leaves to the next."""

    def __init__(self, document: Document, terms: TargetTerms) -> None:
        self.document = document
        self.terms = terms
        self.reach = Reach()
        self.republic = document.home_currency == "TWD"
        self.title_period = title_period(document, self.republic)
        self.plan = plan_period(document)
        self._companies = [m for m in document.mentions_of(Label.ORG) if m.kind in ("company", "group", "bank")]
        self._company_ends = {m.start: m.end for m in self._companies}
        self.resumes = False  # the paragraph goes on with the goals told before it
        self.day: PeriodHit | None = None  # the day named last
        self.told_goal = False  # in this sentence
        self._take(Sentence(0, 0, -1), [])

    def open(self, bounds: Sentence) -> TargetSentence:
        """The sentence with its periods and cues."""
        if bounds.paragraph != self.reach.paragraph:
            self._open_paragraph(bounds)
        self._take(bounds, self._periods(bounds))
        self.told_goal = False
        self._read_section()
        return self.sentence

    def _take(self, bounds: Sentence, hits: list[PeriodHit]) -> None:
        self.sentence = TargetSentence(self.document, bounds, hits, self.reach, self.terms)
        self.dating = Dating(self.sentence, self.title_period)
        self._states: States | None = None  # None where no figure has asked for them yet

    def _open_paragraph(self, bounds: Sentence) -> None:
        """What a new paragraph leaves of what was told before it."""
        reach = self.reach
        goals = reach.status is TargetStatus.GOAL
        self.resumes = goals and goes_on_with(self.document.text, bounds.start, bounds.end)
        reach.paragraph, reach.stale = bounds.paragraph, not self.resumes
        if self._opens_item(bounds):
            reach.period = reach.goal_period = reach.status = None
        if self.plan is not None:
            reach.status, reach.planned, reach.stale = TargetStatus.GOAL, True, False
            reach.period = reach.goal_period = self.plan

    def _opens_item(self, bounds: Sentence) -> bool:
        """Whether an item of company news starts (某某股份:…; 【某某股份】…), which leaves what was told of others."""
        match = _ITEM.match(self.document.text, bounds.start, bounds.end)
        if match is None:
            return False
        end = self._company_ends.get(match.start("who"))
        return end is not None and end <= match.end("who")

    def _periods(self, bounds: Sentence) -> list[PeriodHit]:
        """The periods that can date figures: none that figures are compared with, or that only date the news."""
        text, start, end = self.document.text, bounds.start, bounds.end
        hits = [
            hit
            for hit in find_periods(text, start, end, self.document.published, self.republic)
            if not is_compared(text, start, hit.start)
            and not is_base(text, hit.end)
            and not (hit.weak and _LEARNED.match(text, hit.end))
            and not (text.endswith(_FORMERLY, start, hit.start) and "的" in text[hit.end - 1 : hit.end + 1])
        ]
        hits, self.day = with_same_day(text, (start, end), hits, self.day)
        hits = with_year_before(text, (start, end), hits, self.reach.period)
        return by_day(text, hits, self.title_period)

    def _read_section(self) -> None:
        """A heading or question that says whether goals follow; a past period in a sentence says that results do."""
        text, reach, sentence = self.document.text, self.reach, self.sentence
        untold = reach.status is None and not sentence.hits and reach.period is None and self.title_period is None
        if (
            opens_plan(text, sentence.start, sentence.end)
            or (untold and opens_untold(text, sentence.start, sentence.end))
            or (sentence.most_to_come and sets_years_goals(text, sentence.start, sentence.end))
        ):
            reach.planned, reach.status = True, TargetStatus.GOAL
            ahead = [h for h in sentence.hits if not h.weak]
            reach.period = reach.period if ahead else reach.goal_period
            year = year_of_part(ahead[-1], self.document.published, goal=True) if ahead else None
            if year is not None:
                reach.period = reach.goal_period = (year, ahead[-1].part)
        elif reach.planned and (
            opens_review(text, sentence.start, sentence.end) or any(is_over(sentence, h) for h in sentence.hits)
        ):
            reach.planned = False

    def status_at(self, figure: Figure, end: int) -> TargetStatus:
        """Goal or result of the figure; where its number stands before its verb, what is read goes on to ``end``."""
        sentence, position = self.sentence, figure.mention.start
        if self._states is None:  # before the first figure changes what is carried over
            self._states = States(sentence)
        if self.is_local(figure) or self._opens_goals(figure):
            return TargetStatus.GOAL
        if not sentence.intends(figure.clause[0], end) and self._tells_done(figure.clause[0], position, end):
            return TargetStatus.RESULT
        return self._states.at(end) or TargetStatus.RESULT

    def _opens_goals(self, figure: Figure) -> bool:
        """Whether bare growth opens a row of goals that name no time (工业增加值增长7%,工业投资力争突破90亿元)."""
        sentence, start, position = self.sentence, self.sentence.start, figure.mention.start
        if (
            figure.unit != "%"
            or sentence.hits_in(start, position)
            or any(at < position for at, _ in sentence.cues.spots)
        ):
            return False
        text = self.document.text
        return (
            _ROW_OF_GOALS.match(text, figure.mention.end) is not None
            and _GROWS_BARE.search(text, start, position) is not None
        )

    def _tells_done(self, clause: int, position: int, end: int) -> bool:
        """Whether the clause names a time that is over, or tells what a body has."""
        sentence = self.sentence
        if holds(self.document.text, clause, position):
            return True
        return any(
            is_past(sentence, h) or (h.whole and status_of(sentence, h) is TargetStatus.RESULT)
            for h in sentence.hits_in(clause, end)
        )

    def is_local(self, figure: Figure) -> bool:
        """Whether a plan makes a goal of this figure alone (年度计划投资50亿元, 增长6.5%的目标)."""
        left, position = figure.left, figure.mention.start
        if any(left <= start < position for start, _ in self.sentence.cues.local):
            return True
        if is_part_done(self.document.text, figure.mention.end, figure.unit, self.told_goal):
            return True
        return is_called_goal(self.document.text, left, position)

    def opens_on_company(self) -> bool:
        """Whether the short name of a company opens the sentence before its time (曼蒂尼去年在华销售额…)."""
        hits, start = self.sentence.hits, self.sentence.start
        name = self.document.text[start : hits[0].start] if hits else ""
        return len(name) > 1 and any(m.text.startswith(name) for m in self._companies)

    def leave(self) -> None:
        """End a sentence without figures: its period may be that of the next one (活动今天举行。共有512个项目…)."""
        sentence, reach, published = self.sentence, self.reach, self.document.published
        if reach.planned and reach.status is TargetStatus.GOAL:
            return  # 二要做活山水文章。…今年再投入1.2亿元。全年接待游客800万人次
        if not sentence.hits or published is None:
            return
        hits = [h for h in sentence.hits if not h.weak]
        if hits and self._sets_agenda(hits[-1], published):
            return
        if not hits and _EVENT.search(sentence.text, sentence.start, sentence.end):
            hits = sentence.hits
        if not hits:
            return
        year = year_of_part(hits[-1], published, goal=False)
        if year is None or year > published.year or sentence.cues.tell(GOAL):
            return
        review = opens_review(sentence.text, sentence.start, sentence.end)
        status = TargetStatus.RESULT if review else None  # 一、2016年工作回顾
        reach.period, reach.status, reach.changed = (year, hits[-1].part), status, False
        reach.opened = reach.paragraph

    def _sets_agenda(self, hit: PeriodHit, published: datetime.date) -> bool:
        """Keep the year of what a body is to do now, as the next sentences go on with it (今年重点抓好A、B建设)."""
        reach, this_year = self.reach, (published.year, "")
        if not self.sentence.most_to_come or (hit.year, hit.part) != this_year:
            return False
        agenda = _AGENDA.match(self.document.text, hit.end)
        if agenda is None:
            return False
        reach.planned = reach.planned or agenda["tasks"] is not None
        reach.status, reach.stale, reach.changed = TargetStatus.GOAL, False, False
        reach.period = reach.goal_period = this_year
        return True

    def close(self, status: TargetStatus, period: Period | None) -> None:
        """Remember the last figure's status and period."""
        reach = self.reach
        reach.status, reach.stale, reach.changed = status, False, False
        if period is not None and status is TargetStatus.GOAL and self._is_part_of_goal(period):
            period = period[0], ""
        reach.period = period
        if status is TargetStatus.GOAL and period is not None:
            reach.goal_period = period

    def _is_part_of_goal(self, period: Period) -> bool:
        """Whether the sentence sets goals for the year as well (今年…,确保上半年完成55%。计划投资46亿元)."""
        year, part = period
        if not part or spans_years(part):
            return False
        hits = [h for h in self.sentence.hits if not h.weak]
        if any(h.year == year and not h.part for h in hits):
            return True
        told = self.reach.goal_period == (year, "")  # 一季度开工60个,二季度开工率达到70%。市财政安排资金5亿元
        return told and len({h.part for h in hits if h.part}) > 1

    def change_subject(self) -> None:
        """A new subject: the period stays only for figures of the same kind."""
        self.reach.changed = True
