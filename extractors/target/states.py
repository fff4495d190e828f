"""Goal or result, from each word and period of a sentence that says so up to the next."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.cues import GOAL, PLANS
from kaigong.extractors.target.figure import clause_of
from kaigong.extractors.target.held import is_handed_down, is_held
from kaigong.extractors.target.period import PeriodHit
from kaigong.extractors.target.sentence import TargetSentence
from kaigong.extractors.target.tense import (
    ends_now,
    goes_on_past,
    is_ahead,
    is_over,
    is_past,
    status_of,
    tells_past,
    this_year,
)
from kaigong.extractors.target.when import has_won, names_full_output
from kaigong.schemas.labels import TargetStatus

_GREW = lazy(r"完成[^,。;]*投资[^,。;]*\d[^,。;]*,(?:同比(?:增长|下降|增加|提高)|增速|占(?:年度|全年|年)|为年度)")
# 完成投资5.35亿元,|同比增长18.9%
_DONE_GREW = lazy(
    r"(?:完成|实现|累计|新增)[^,。;]*\d[^,。;]*,(?:比上年同期|较上年同期|比去年同期|同比)(?:增长|下降|增加|减少|上升)"
)
_GROWN = lazy(r"\d[^,。;]*,同比(?:增长|下降|增加|减少|上升)")
_OF_ONE = lazy(
    r"(?:计划|预计|拟|将)[^,。;]{0,10}(?:投资|开工|动工|投产|建成|竣工|投运|通车|回购|减持|增持|募资|收购|发行)"
)
# 一季度预计完成投资28.7亿元,|同比增长16%
_COUNTED_UP = lazy(
    r"\d[^,。;\d]{0,6},(?:同比|比上年同期|较上年同期|比去年同期)(?:增长|下降|增加|减少)|\d[^,。;\d]{0,6},[占为完][^,。;]{0,8}(?:计划|目标|任务)的?\d"
)
_EFFORT = ("努力", "奋力", "致力", "瞄准", "锚定", "力促", "力求")
_ESTIMATE = ("预计", "预期", "预估", "可突破", "可超过", "可实现", "可完成")
_EXPECTED_GOALS = ("预期目标", "预期指标", "预期性目标", "预期性指标", "预期发展目标")  # 主要预期目标是:A;B;C
_DONE = frozenset(["result", "weak"])
_HALF = 6  # months
_LAST_MONTH = 12  # in which a year is summed up
_NEAR = 10  # characters from a clause's word of estimate to what is done by then


class States:
    """What status holds from each cue and period of a sentence on, from the sentence before on."""

    def __init__(self, sentence: TargetSentence) -> None:
        reach, status = sentence.reach, _status_before(sentence)
        told = _Told(sentence, status, status is TargetStatus.GOAL and (reach.planned or not reach.stale))
        self._at, self._states = [sentence.start - 1], [status]
        outlooks = _outlooks(sentence)
        ends = {(end, "told") for end in outlooks.values()}
        periods = {(hit.start, "period") for hit in sentence.hits}
        before, inside = status, False
        for start, kind in sorted([*sentence.cues.spots, *periods, *ends]):
            if start in outlooks and not inside:
                before, inside = told.status, True
            if kind == "told":  # 引进项目21个,达产后预计产值820亿元;|完成工业投资112亿元
                inside = False
                told.status, told.strong = before, before is TargetStatus.GOAL
            else:
                _READERS[kind](told, start)
            self._at.append(start)
            self._states.append(told.status)

    def at(self, position: int) -> TargetStatus | None:
        """The status that holds right before the position."""
        return self._states[bisect_left(self._at, position) - 1]


@dataclass(slots=True)
class _Told:
    """What has been told up to a cue of the sentence.

    ``strong`` says that a bare past form does not end the goals, ``meant`` that they were spoken of before a time that
    is over; ``over`` is where the sentence last told of what was done.
    """

    sentence: TargetSentence
    status: TargetStatus | None
    strong: bool
    meant: bool = False
    over: int = -1

    def set_goal(self) -> None:
        """Goals follow."""
        self.status, self.strong = TargetStatus.GOAL, True

    def read_period(self, start: int) -> None:
        """A time still to come sets goals, one that is over tells results."""
        sentence = self.sentence
        hit = next(h for h in reversed(sentence.hits) if h.start == start)
        said = status_of(sentence, hit)
        if said is None and (is_past(sentence, hit) or _comes_back(sentence, hit)):
            said = TargetStatus.RESULT
        if (said is None and hit.weak and is_held(sentence, hit)) or is_handed_down(sentence, hit):
            said = TargetStatus.RESULT
        if said is None and self.meant and hit.whole:
            said = TargetStatus.GOAL  # 预计一季度营收4.2亿元,全年突破17亿元
        if said is None:
            return
        self.meant = said is TargetStatus.RESULT and self.status is TargetStatus.GOAL
        self.status, self.strong = said, said is TargetStatus.GOAL
        if not self.strong:
            self.over = start

    def read_goal(self, start: int) -> None:
        """A word of intention, unless it tells what was obtained, or guesses at a time that is over."""
        sentence, text = self.sentence, self.sentence.text
        told = self.over >= 0 or (not sentence.hits and goes_on_past(sentence))
        if self.status is not TargetStatus.GOAL and told and has_won(text, start):
            return  # 一季度,全市争取项目56个
        if text.startswith(_EFFORT, start) and tells_past(sentence, start):
            return  # 去年,该公司努力开拓市场,实现营收78亿元
        if self.status is TargetStatus.GOAL or not _guesses_at_past(sentence, start):
            self.set_goal()

    def read_plan(self, start: int) -> None:
        """A verb of what is planned or done (实施), where nothing says which, in a sentence on this year."""
        if self.status is not None or self.sentence.text.startswith("了", start + 2):
            return  # 今年实施了7个项目
        if this_year(self.sentence, start) >= 0 and not _tells_growth(self.sentence, start):
            self.set_goal()

    def read_arranged(self, start: int) -> None:
        """What is arranged for this year, or a later one."""
        if this_year(self.sentence, start) > self.over or is_ahead(self.sentence, start):
            self.set_goal()

    def read_result(self, start: int) -> None:
        """A word that only tells what was done."""
        self.status, self.strong, self.over = TargetStatus.RESULT, False, start

    def read_weak(self, start: int) -> None:
        """A past form, which tells what was done where no goal is spoken of."""
        if not self.strong or _is_held(self.sentence, start) or _stands_apart(self.sentence, start):
            self.status, self.over = TargetStatus.RESULT, start


_READERS: dict[str, Callable[[_Told, int], None]] = {
    "period": _Told.read_period,
    "goal": _Told.read_goal,
    "plan": _Told.read_plan,
    "arranged": _Told.read_arranged,
    "result": _Told.read_result,
    "weak": _Told.read_weak,
}


def _status_before(sentence: TargetSentence) -> TargetStatus | None:
    """What holds from the sentence before; a new paragraph that only tells what was done turns to results."""
    reach = sentence.reach
    if reach.status is not TargetStatus.GOAL or not reach.stale or reach.planned:
        return reach.status
    kinds = sentence.cues.kinds
    # 全年产值有望突破18亿元。为了让项目早落地,园区今年新征土地1860亩: said in September
    if sentence.month > _HALF and not kinds & PLANS and this_year(sentence, sentence.end) >= 0:
        return TargetStatus.RESULT
    return TargetStatus.RESULT if kinds & _DONE and not kinds & PLANS else reach.status  # 区里设立10亿元基金,先后为…


def _guesses_at_past(sentence: TargetSentence, start: int) -> bool:
    """Whether the cue guesses at what a time that is over has brought (2019年预计增长6.5%, said in 2020)."""
    if not sentence.text.startswith(_ESTIMATE, start) or is_ahead(sentence, start):
        return False
    before = [h for h in sentence.hits if h.start < start]
    if before and ends_now(sentence, before[-1]) and _COUNTED_UP.search(sentence.text, start, sentence.end):
        return True
    return is_over(sentence, before[-1]) if before else goes_on_past(sentence)


def _tells_growth(sentence: TargetSentence, start: int) -> bool:
    """Whether the sentence says what was done and how it grew (今年实施项目312个,完成投资186亿元,同比增长24%)."""
    return not sentence.cues.tell(GOAL) and _GREW.search(sentence.text, start, sentence.end) is not None


def _outlooks(sentence: TargetSentence) -> dict[int, int]:
    """The cues that only say what projects are to bring (达产后|预计…), each with where the report goes on."""
    text, found = sentence.text, {}
    for start, kind in sentence.cues.spots:
        if kind != "goal" or (end := text.find(";", start, sentence.end)) < 0:
            continue
        estimate = text.startswith(_ESTIMATE, start) and not text.startswith(_EXPECTED_GOALS, start)
        clause = clause_of(sentence.bounds, start)
        if estimate and _estimates_year(sentence, start):
            continue
        if estimate or names_full_output(text, clause[0], min(clause[1], start + _NEAR)):
            found[start] = end
    return found


def _estimates_year(sentence: TargetSentence, start: int) -> bool:
    """Whether the sentence opens on what this year is to bring (今年全县产值预计可达58亿元;出口突破7亿元)."""
    opened = this_year(sentence, start) if sentence.month < _LAST_MONTH else -1
    return opened >= 0 and not any(c.isdigit() for c in sentence.text[opened + 5 : start])


def _comes_back(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether a new paragraph turns from goals of the next year to this one (明年力争…。芜湖市今年引进企业46家)."""
    published, goal = sentence.published, sentence.reach.goal_period
    if published is None or not sentence.late or goal is None or goal[0] is None:
        return False
    # 2013年计划新签7600亿元。十二局今年新签合同512亿元,同比增长8.6%
    if not sentence.reach.stale and _GROWN.search(sentence.text, hit.end, sentence.end) is None:
        return False
    of_this_year = hit.year == published.year and not hit.part and not hit.weak
    return of_this_year and goal[0] > published.year and not sentence.cues.tell(PLANS, 0, hit.start)


def _stands_apart(sentence: TargetSentence, start: int) -> bool:
    """Whether a part behind a semicolon tells what was done, though one undertaking's plan stands before it.

    仙居变电站…,计划投资4.9亿元;全市农网改造|完成投资5.35亿元,同比增长18.9%
    """
    text, reach = sentence.text, sentence.reach
    first = text.rfind(";", sentence.start, start) + 1
    if not first or reach.planned or reach.status is TargetStatus.GOAL or _DONE_GREW.match(text, start) is None:
        return False
    if sentence.cues.tell(PLANS, first, start) or this_year(sentence, first) >= 0:
        return False
    plans = [at for at, kind in sentence.cues.spots if kind in PLANS and at < first]
    return bool(plans) and all(_OF_ONE.match(text, at) for at in plans)


def _is_held(sentence: TargetSentence, start: int) -> bool:
    """Whether a ceremony is told, though goals stand before it (浙江提出新开工150个。安徽集中开工364个)."""
    if not sentence.text.endswith("集中", sentence.start, start):
        return False
    return not sentence.reach.planned and not sentence.cues.tell(PLANS)
