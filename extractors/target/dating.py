"""The period of a figure: what dates it in its sentence, or the period that holds on from before."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.called import dates_a_count, is_yearly
from kaigong.extractors.target.figure import Figure, opens_among
from kaigong.extractors.target.period import Period, PeriodHit, last_month, spans_years, year_of_part, years_named
from kaigong.extractors.target.sentence import TargetSentence
from kaigong.extractors.target.tense import is_past
from kaigong.extractors.target.when import (
    has_start,
    is_outlook,
    is_relative,
    is_state,
    open_from,
    runs_since,
    sums_up,
    up_to,
)
from kaigong.schemas.labels import TargetStatus

_DATELINE = lazy(r"(?:讯|电|消息|报道)[:,]?\s*$")
_SUMMED_UP = lazy(r"(?<![已])累计|[三五]年(?:间)?(?:共|总)")
# RCEP生效以来,
_SINCE_BEFORE = lazy(
    r"(?:[一二三四五六七八九十]{1,3}大|改革开放|建[市区县州]|入世|撤[县地]设[市区]|生效|实施|成立|设立|获批|挂牌|启动|运营|运行|开通|开行|建成|投用|投产|开园|开港|开放)以来,$"
)
_SINCE = lazy(r"(?<!今年)(?<!本年度)(?<!本财年)(?<!开年)(?<!年初)(?:以来|至今)")
# 促成年产5000吨饮料生产线上半年|动工;
_DATES_EVENT = lazy(
    r"(?:前|内)?(?:实现|全面|正式|如期)?(?:开工|动工|投产|竣工|完工|建成|通车|投用|开业|启用|试运行|试生产)[^,。;\d]{0,8}[,;。]"
)
# 年内|计划投资21.3亿元,其中工业项目13个、总投资47.9亿元: the year is that of the plan alone
_DATES_PLAN = lazy(r"度?(?:计划|拟|预计)(?:完成)?(?:总)?投资[^,。;]{2,14},")
# 自2月1日家电下乡全面推开以来,|截至4月15日
_FROM_MONTH = lazy(r"(?:自|自从|从)(?:今年)?(?P<month>\d{1,2})月(?:\d{1,2}日)?[^,。;]{0,24}(?:以来|起|后),$")
_FEW = 8  # characters looked back from 以来 for what it runs from
_REACH = 80  # characters of its clause looked at before a figure
_SHORT_HEAD = 10  # characters of a place that opens a brief: 江西赣州:6月9日,…


class Dating:
    """Dates the figures of one sentence, in order."""

    def __init__(self, sentence: TargetSentence, title_period: Period | None) -> None:
        self.sentence = sentence
        self.title_period = title_period
        self.planned_before = sentence.reach.status is TargetStatus.GOAL  # the sentence before told of goals
        self.open_end = -1  # since here, figures run from an unnamed start (累计, 开工以来)
        self.open_until = -1  # as far as that goes, where it ends before the sentence does

    def period_of(self, figure: Figure, end: int, status: TargetStatus, since_start: bool) -> Period | None:
        """Year and part of the figure's period; None where nothing says it.

        Its own words go on to ``end``; ``since_start`` says that it repeats the figure before as a sum since an unnamed
        start (累计完成).
        """
        text, clause, position = self.sentence.text, figure.clause, figure.mention.start
        goal = status is TargetStatus.GOAL
        self._note_open_start(figure, goal)
        before = self._hits_before(figure, end)
        if not goal and before and _DATES_PLAN.match(text, before[-1].end, clause[0]):
            before = [h for h in before if not _DATES_PLAN.match(text, h.end, clause[0])]
        chosen = self._chosen(before, clause, goal)
        if goal and is_outlook(text, self.sentence.start if chosen is None else chosen.end, position):
            return None  # 今年签约项目36个,全部达产后年产值300亿元
        own = chosen is not None and chosen.end > clause[0]
        if since_start and not goal and not own and text.find("累计", max(clause[0], position - _REACH), position) >= 0:
            self.open_end, self.open_until = position, self._part_end(position)
        if chosen is None:
            return self._undated(figure, status)
        if chosen.start < self.open_end:
            return None
        year, part = self._complete(chosen, before, goal)
        years = self._years_of_goal(figure, chosen, before, year, part) if goal else None
        return self._until_now(figure, chosen, year, part) if years is None else years

    def _note_open_start(self, figure: Figure, goal: bool) -> None:
        """Note where figures run from a start that is not named."""
        sentence, position = self.sentence, figure.mention.start
        text, start, clause = sentence.text, sentence.start, figure.clause[0]
        if position > self.open_until >= 0:
            self.open_end = self.open_until = -1  # 地铁累计完成投资98亿元;|新建管网96公里
        since = _SINCE.search(text, max(clause, position - _REACH), position)
        since = since or _SINCE_BEFORE.search(text, max(start, clause - _REACH), clause)
        if since and not any(
            has_start(text, h, sentence.published) for h in sentence.hits_in(max(start, since.start() - _FEW), position)
        ):
            self.open_end = position
        if goal:
            return
        if sums_up(text, start, clause, position):
            self.open_until = figure.clause[1]
        spoken = sentence.hits_in(start, position)
        opened = open_from(text, spoken, (start, clause, position), self.planned_before, sentence.published)
        self.open_end = max(self.open_end, opened)

    def _hits_before(self, figure: Figure, end: int) -> list[PeriodHit]:
        """The periods that can date the figure, rather than a count or part told before it."""
        text, position = self.sentence.text, figure.mention.start
        before = [
            h
            for h in self.sentence.hits_in(self.sentence.start, end)
            if (not h.local or h.start >= figure.left) and not is_relative(text, h, figure.clause)
        ]
        before = [h for h in before if not self._dates_event(h, figure.clause[0])]
        before = [h for h in before if not dates_a_count(text, h.end, position)] or before
        return [h for h in before if not self._dates_part(h, figure.clause[0])] or before

    def _chosen(self, before: list[PeriodHit], clause: tuple[int, int], goal: bool) -> PeriodHit | None:
        """The last stretch of time, else the last day or month that reaches the clause."""
        strong = [h for h in before if not h.weak]
        if strong:
            return strong[-1] if goal else up_to(strong, strong[-1])
        return next((h for h in reversed(before) if self._reaches(h, clause)), None)

    def _reaches(self, hit: PeriodHit, clause: tuple[int, int]) -> bool:
        """Whether the day or month of an event dates figures of the clause; one that dates a project's does not."""
        sentence, text = self.sentence, self.sentence.text
        if hit.end > clause[0] or text.endswith(("截至", "截止"), 0, hit.start):
            return True
        if hit.start < sentence.bounds.clauses[0][1] and text.find(";", hit.end, clause[0]) < 0:
            return True
        if text.endswith(":", 0, hit.start) and hit.start - sentence.start <= _SHORT_HEAD:
            return True
        return _DATELINE.search(text, sentence.start, hit.start) is not None  # 本网讯:10月17日,…

    def _dates_part(self, hit: PeriodHit, clause: int) -> bool:
        """Whether a time is only that of a part told before a semicolon (到2025年…,其中2023年建成…;|装机突破…)."""
        text, start = self.sentence.text, max(self.sentence.start, hit.start - 2)
        if not opens_among(text, start) or text.find(";", hit.end, clause) < 0:
            return False
        return any(h.start < start and not h.weak for h in self.sentence.hits)

    def _dates_event(self, hit: PeriodHit, clause: int) -> bool:
        """Whether a part of a year only dates an undertaking told before (促成某项目上半年动工;|建成公租房)."""
        text = self.sentence.text
        if not hit.part or hit.weak or text.find(";", hit.end, clause) < 0:
            return False
        return _DATES_EVENT.match(text, hit.end, clause) is not None

    def _part_end(self, position: int) -> int:
        """Where the part of the sentence between semicolons ends that holds the position."""
        following = self.sentence.text.find(";", position, self.sentence.end)
        return following if following >= 0 else self.sentence.end

    def _complete(self, hit: PeriodHit, before: list[PeriodHit], goal: bool) -> Period:
        """The period of the hit, with the year that the text leaves out."""
        if hit.year is not None:
            return hit.year, hit.part
        reach, published = self.sentence.reach, self.sentence.published
        earlier = self._year_before(hit, before, goal)
        if earlier is not None:
            return earlier, hit.part
        if not goal and not hit.part and reach.period is not None:
            return reach.period[0], hit.part
        open_year = goal and not hit.part and (hit.local or hit.whole)
        if open_year and published is not None and reach.status is TargetStatus.GOAL and not reach.stale:
            following = (published.year + 1, "")
            if reach.period == following:
                return following  # 明年实施项目200个。全年完成投资600亿元
        return year_of_part(hit, published, goal), hit.part

    def _year_before(self, hit: PeriodHit, before: list[PeriodHit], goal: bool) -> int | None:
        """The year that the sentence named before the hit, where it is that of the hit too."""
        named, published = years_named(before[: before.index(hit)]), self.sentence.published
        if published is None:
            return named[-1] if named else None
        if not goal:
            named = [year for year in named if year <= published.year]  # 排产已排到明年8月,前三季度营收…
        if not named or not goal or named[-1] == published.year:
            return named[-1] if named else None
        # 2016年,该市将推进162个项目,年内计划完成投资410亿元: said in December
        month = last_month(hit.part)
        if named[-1] > published.year and month is not None and month < published.month:
            return named[-1]  # 明年排定项目520个,力争一季度开工率达到40%: said in December
        late = (
            self.sentence.late and not hit.part and self.sentence.text.startswith(("年内", "全年", "年底"), hit.start)
        )
        return named[-1] if (hit.local or late) and named[-1] > published.year else None

    def _years_of_goal(
        self, figure: Figure, chosen: PeriodHit, before: list[PeriodHit], year: int | None, part: str
    ) -> Period | None:
        """The years of a plan that a goal sums up, or the whole year where months name it."""
        sentence, position = self.sentence, figure.mention.start
        if not part and _SUMMED_UP.search(sentence.text, figure.left, position):
            spans = [h for h in before if h.year is not None and spans_years(h.part)]
            if spans and int(spans[-1].part[1:]) == year:
                return spans[-1].year, spans[-1].part  # 到2010年,…;五年累计完成投资1500亿元
        if is_yearly(sentence.text, position) or (chosen.end <= figure.left and is_past(sentence, chosen)):
            return year, ""  # no goal is set for months that are over
        return None

    def _until_now(self, figure: Figure, chosen: PeriodHit, year: int | None, part: str) -> Period:
        """The period, the month alone of a state, and up to the article where the figure runs since then."""
        text, published = self.sentence.text, self.sentence.published
        left, states = figure.left, (figure.mention.start, chosen.start)  # 装机截至6月底|达680兆瓦
        if chosen.until and year is not None and any(is_state(text, left, at) for at in states):
            return year, f"{chosen.until:02d}"
        first = _FROM_MONTH.search(text, self.sentence.start, chosen.start) if chosen.until and year else None
        if first is not None and int(first["month"]) < chosen.until:
            return year, f"{int(first['month']):02d}/{chosen.until:02d}"
        if published is not None and runs_since(text, chosen, published):
            last = f"-{published.month:02d}" if part else ""
            return year, f"{part}/{published.year}{last}"  # 2013年7月以来: 2013-07/2016-08
        return year, part

    def _undated(self, figure: Figure, status: TargetStatus) -> Period | None:
        """The period where the sentence names none: that of the sentence before, or of the headline for a result."""
        if self.open_end >= 0:
            return None
        goal = status is TargetStatus.GOAL
        carried = self._carried(None if opens_among(self.sentence.text, figure.clause[0]) else status)
        if goal and carried is not None and self._is_done(carried):
            return None  # no goal is set for a time that is over
        return carried or (None if goal else self.title_period)

    def _carried(self, status: TargetStatus | None) -> Period | None:
        """The period of the sentence before; ``status`` None takes it from goal and result alike (其中…)."""
        reach, published, goal = self.sentence.reach, self.sentence.published, status is TargetStatus.GOAL
        if reach.period is not None and (status is None or reach.status in (None, status)):
            year, part = reach.period
            opens = self.sentence.text[self.sentence.start - 1 : self.sentence.start] == "\n"
            if goal and opens and part and not spans_years(part):
                return year, ""  # 今年的目标是…,一季度开工率不低于75%。⏎工业上,引进企业15家
            return reach.period
        current = reach.period is not None and published is not None and reach.period[0] == published.year
        if current and not reach.changed and reach.period is not None:
            if goal:
                return reach.period[0], ""
            if not reach.period[1]:
                return reach.period
        return reach.goal_period if goal else None

    def _is_done(self, period: Period) -> bool:
        """Whether a period is of a year before the article's, and not the start of years that go on."""
        (year, part), published = period, self.sentence.published
        return published is not None and year is not None and year < published.year and not spans_years(part)

    def year_again(self, figure: Figure, period: Period | None) -> Period | None:
        """The year instead of the quarter that dates a goal just before (全年…,一季度开工率达到40%,投资增长15%)."""
        hits = self.sentence.hits_in(self.sentence.start, figure.mention.start)
        said = [h for h in hits if not h.weak and not h.local]
        if period is None or len(said) < 2 or not said[-1].part or said[-1].end > figure.left:
            return period
        return (period[0], "") if any(not h.part for h in said[:-1]) else period
