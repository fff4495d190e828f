"""Events in the life of undertakings: triggers with their modality and their date.

A trigger is no event where it is denied (尚未开工), a condition or consequence (投产后), or part of another word
(开工率). It takes the date that its clause gives it, else that of the clause that opens the sentence.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors import event_patterns as pat
from kaigong.extractors.cue import Clauses
from kaigong.extractors.date import is_quoted
from kaigong.extractors.guarded_words import GuardedWords
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain, Label, MilestoneKind, Modality, Stage
from kaigong.schemas.lexicon import TriggerEntry
from kaigong.schemas.values import DateValue

_REPORT_MONTHS = 4  # in which reports on the year before are given
_CLASS_REACH, _YEAR_REACH = 20, 600
_FEW_DAYS = 7
_LABEL_REACH = 24
_DATE_LINE = 16  # characters of a line that is a date
_INDENT = 32  # blanks and empty lines between such a line and what it dates
_AFTER_HALT = 50
_FIRST_HALF = 6  # the last month of it
_NEWS = 60  # days before publication
_STOPS = frozenset(",。;!?\n")
_TURNS = frozenset(["suspended", "restart"])  # no milestones, but which came last says how things stand
_FACTS = frozenset(["running", "restart", "accepted"])  # they tell a state, which a later day makes a plan
_ON_SITE = ("building", "spent")
# Words of work under way that are said of paper work too.
_ANY_WORK = frozenset(
    (
        "正在进行 正进行 也在进行 抓紧进行 加紧进行 紧张进行 有序进行 加快推进 加速推进 有序推进 稳步推进 快速推进 "
        "顺利推进 加紧推进 扎实推进 "
        "全力推进 同步推进 如期推进 按计划推进 紧锣密鼓 正在加快 加快实施 进展顺利 如火如荼 加快进度 "
        "冲刺阶段 进入尾声 接近尾声"
    ).split()
)
_REVIEWED = frozenset(["通过审查", "通过评审"])
_OF_EVENTS = frozenset(("开幕", "点亮", "首发", "首航", "首飞", "首单", "首班", "开班"))  # of fairs, lights and lines
_CAN = frozenset("就才即便都也可不未没,") | {"能"}


@per_lexicon
def _triggers() -> tuple[GuardedWords, dict[str, TriggerEntry]]:
    entries = load_lexicon("triggers", TriggerEntry)
    by_surface = {surface: entry for entry in entries for surface in entry.surface}
    return GuardedWords((e.surface, e.not_before, e.not_after) for e in entries), by_surface


def entries_of(surface: str) -> TriggerEntry:
    """The entry of a trigger."""
    return _triggers()[1][surface]


_EARLY = 75  # days of a year in which what it has begun and ended is still to come
# Shapes of words that tell an event, each read as the trigger word beside it.
_SHAPES = (
    (pat.GRANTED, "获批"),
    (pat.PASSED, "获批"),
    (pat.BOARD, "拟建"),
    (pat.TO_TENDER, "拟建"),
    (pat.CONFIRMED, "获批"),
    (pat.APPROVES_NAMED, "获批"),
    (pat.DISSOLVED, "解约"),
    (pat.STARTS, "启动建设"),
    (pat.STARTS_PHASE, "启动建设"),
    (pat.FIRST_CONCRETE, "开工"),
    (pat.MACHINES_COME, "开工"),
    (pat.CREWS_COME, "加快建设"),
    (pat.REAL_WORKS, "开工"),
    (pat.READY, "建成"),
    (pat.DONE_SO_FAR, "累计完成投资"),
    (pat.STOREY, "累计完成投资"),
    (pat.PASSES_BODY, "获批"),
    (pat.TENDERS, "正在招标"),
    (pat.SIGNS, "签约"),
    (pat.PROJECT_STARTS, "启动建设"),
    (pat.PHASE_STARTS, "启动建设"),
    (pat.LAST_PIECE, "建成"),
    (pat.BUILT_UP, "建成"),
    (pat.ACCEPTED, "建成"),
    (pat.PAVED, "建成"),
    (pat.SUPPLIES, "投运"),
    (pat.STUCK, "前期工作"),
    (pat.OPEN_FOR, "稳定运行"),
    (pat.STOPPED, "停工"),
    (pat.STOPPED_NOW, "停工"),
    (pat.SHUT_DOWN, "停工"),
    (pat.LIES_WASTE, "停工"),
    (pat.WILL_BUILD, "拟建"),
    (pat.INTO_PLAN, "列入规划"),
    (pat.REACHES, "全面达产"),
    (pat.RESERVED, "前期工作"),
    (pat.PROGRESS, "加快建设"),
    (pat.DROPPED, "终止"),
    (pat.FUNDED, "拟建"),
    (pat.FIRST_GOODS, "投产"),
    (pat.FINISHES_WORKS, "建成"),
    (pat.FINISHES_PHASE, "建成"),
    (pat.UP_TO_STANDARD, "建成"),
    (pat.HANDED_OVER, "建成"),
)


def _told_in(match: re.Match[str]) -> str | int:
    """The group of a shape that holds the words of the event."""
    return "verb" if match.groupdict().get("verb") is not None else match.lastgroup or 0


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a report: the year that it reviews or plans for."""

    start: int
    end: int
    year: DateValue
    plans: bool


class EventReader:
    """Reads the events of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.clauses = Clauses(document)
        self.dates = MentionIndex(document.mentions_of(Label.DATE))
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        self._places = MentionIndex(document.mentions_of(Label.PLACE))
        days = (
            d
            for d in document.mentions_of(Label.DATE)
            if _is_day(d) and self._is_past(d) and not self._is_quoted_today(d)
        )
        self._days = sorted(days, key=lambda d: d.start)
        self._day_starts = [d.start for d in self._days]
        self._sections = list(_sections(self.text, document.published))
        self._section_starts = [s.start for s in self._sections]

    def read(self) -> list[Event]:
        """All events, sorted by start; a word that gives two milestones gives two events."""
        pattern, entries = _triggers()
        unsigned = pat.NOT_SIGNED.search(self.text) is not None
        building = entries["加快建设"]
        found = [
            event
            for match in pattern.finditer(self.text)
            if not self._in_name(match.start(), match.end())
            if not (unsigned and "signed" in entries[match.group()].kinds and not self._has_day(match.start()))
            for event in self._events(match.start(), match.end(), entries[match.group()])
        ]
        for match in pat.COUNTED_CLASS.finditer(self.text):
            found += self._events(*match.span("verb"), entries[match["verb"]])
        for shape, word in _SHAPES:
            for match in shape.finditer(self.text):
                found += self._events(*match.span(_told_in(match)), entries[word])
        for match in pat.AT_WORK.finditer(self.text):
            if not any(e.start <= match.start("verb") < e.end for e in found):
                found += self._events(*match.span("verb"), building)
        found += self._dated_openings(found)
        begun = list(self._dated_starts(found))
        found = [e for e in found if e.kind is not None or all(e.start != b.start for b in begun)] + begun
        found += self._not_begun()
        for match in pat.AROUND.finditer(self.text):
            found += self._events(*match.span("verb"), building)
        found += self._postponements()
        found += self._planned_works()
        found += self._also_funded()
        shown = [m.span() for m in pat.ON_BANNER.finditer(self.text)]
        found = [e for e in found if not any(a <= e.start < b for a, b in shown)]
        return sorted((e for e in found if not self._is_part_of_word(e)), key=lambda e: e.start)

    def _has_day(self, position: int) -> bool:
        """Whether a day opens the sentence that a position stands in (6月11日,子公司与某局签订合同)."""
        sentence = self.clauses.sentence(position)
        found = self.dates.inside(sentence.start, position) if sentence is not None else []
        return any(_is_day(d) and self._is_past(d) for d in found)

    def _dated_openings(self, found: Sequence[Event]) -> Iterator[Event]:
        """Weak words that tell an event right behind a date (2020年10月运营, 年内形成12万件的能力)."""
        opened, done = entries_of("投产"), entries_of("建成")
        for pattern, entry in (
            (pat.DATED_OPENING, opened),
            (pat.YIELDS, opened),
            (pat.CAPACITY, opened),
            (pat.DATED_STANDARD, done),
            (pat.DATED_FINISH, done),
            (pat.DATED_DONE, done),
            (pat.MAIN_BODY, done),
        ):
            for match in pattern.finditer(self.text):
                start, end = match.span("verb")
                date = next(reversed(self.dates.inside(max(0, start - 20), start)), None)
                whole = pattern is pat.MAIN_BODY
                if date is None or any(e.start <= start < e.end and not (whole and e.kind is None) for e in found):
                    continue
                if whole and self._is_over(date):
                    continue
                of_paper = pattern is pat.DATED_DONE and pat.NO_WORKS.search(
                    self.text, self.clauses.clause(start)[0], start
                )
                if not of_paper and pat.BETWEEN_DATE.fullmatch(self.text, date.end, start):
                    yield from self._events(start, end, entry)

    def _dated_starts(self, found: Sequence[Event]) -> Iterator[Event]:
        """Weak words for the start of works right behind a date (工程本月9日展开, 今天上午在工业区打桩)."""
        entry = entries_of("开工")
        for match in pat.DATED_START.finditer(self.text):
            start, end = match.span("verb")
            clause_start, _ = self.clauses.clause(start)
            date = next(reversed(self.dates.inside(clause_start, start)), None)
            if date is None or any(e.start <= start < e.end and e.kind is not None for e in found):
                continue
            lead = pat.DATED_START_LEAD.fullmatch(self.text, date.end, start)
            year = isinstance(date.value, DateValue) and date.value.grain is Grain.YEAR
            intended = pat.INTENDED.search(self.text, clause_start, start)
            if match["verb"] == "启动" and year and self._is_past(date) and not intended:
                continue  # 项目2019年启动: what of it is not said; but 将于年内启动
            if lead is not None and not pat.NO_WORKS.search(self.text, clause_start, start):
                yield from self._events(start, end, entry)

    def _not_begun(self) -> Iterator[Event]:
        """What has not been begun is no more than a plan, unless the text says that it got further (至今未开工)."""
        for match in pat.NOT_BEGUN.finditer(self.text):
            start, end = match.span("verb")
            sentence = self.clauses.sentence(start)
            lapsed = sentence is not None and pat.LAPSED.search(self.text, sentence.start, sentence.end)
            if not (lapsed or self._in_name(start, end)):
                yield Event(None, Stage.PROPOSED, Modality.ACTUAL, start, end, "event.not_begun", None, False, None)

    def _planned_works(self) -> Iterator[Event]:
        """What a report sets out to build (投资9300万元建设X工程) is no more than a plan."""
        for section in self._sections:
            if not section.plans:
                continue
            for match in pat.PLANNED_WORKS.finditer(self.text, section.start, section.end):
                start, end = match.span("verb")
                if self._is_in_plan(start):
                    yield Event(None, Stage.PROPOSED, Modality.ACTUAL, start, end, "event.in_plan", None, False, None)

    def _also_funded(self) -> Iterator[Event]:
        """What else the money that is raised goes into (募资12亿元,其中8亿元用于A,2亿元用于B)."""
        entry = entries_of("拟建")
        for match in pat.FUNDED.finditer(self.text):
            if pat.RAISES.search(match.group()) is None:
                continue  # bonds pay for works that are under way
            sentence = self.clauses.sentence(match.start())
            for more in pat.FUNDED_MORE.finditer(self.text, match.end(), sentence.end if sentence else match.end()):
                yield from self._events(*more.span("verb"), entry)

    def _is_part_of_word(self, event: Event) -> bool:
        """Whether the character before makes another word of a trigger (产能投放, but 10月就能投产)."""
        before = self.text[max(0, event.start - 2) : event.start]
        if before.endswith("地") and self.text.startswith("下线", event.start):
            return True  # 均为地下线
        if pat.ANNIVERSARY.match(self.text, event.end):
            return True  # 迎来开通三周年
        if self.text[event.start] in "拟将":
            return False  # 亿利洁能拟出资
        return before.endswith("能") and before[:1] not in _CAN

    def _postponements(self) -> Iterator[Event]:
        """The new date of what the sentence had planned before."""
        pattern, entries = _triggers()
        for match in pat.POSTPONED.finditer(self.text):
            sentence = self.clauses.sentence(match.start())
            date = next(iter(self.dates.inside(match.end(), match.end() + 16)), None)
            if sentence is None or date is None or not isinstance(date.value, DateValue):
                continue
            clause = self.clauses.clause(match.start())[0]
            since, _ = self.clauses.clause(clause - 2) if clause > sentence.start else (clause, clause)
            if pat.REASON.match(self.text, since, clause):  # 原计划3月完工,因验收滞后,延期至明年3月
                since = sentence.start
            follows = pattern.match(self.text, date.end)
            if follows is not None and entries[follows.group()].kinds:
                continue  # 延期至2023年12月投产: read as what is planned for that day
            told = [
                entries[m.group()].kinds
                for m in pattern.finditer(self.text, since, match.start())
                if entries[m.group()].kinds and not pat.NEGATED.search(self.text, since, m.start())
            ]
            kinds = list(told[-1]) if told else []
            finishes = match.group().startswith(("完", "竣", "建", "可")) or pat.FINISHES.search(
                self.text, since, match.end()
            )  # 可使用状态时间延长至2021年6月
            if not kinds and finishes:
                kinds = [MilestoneKind.COMPLETED]
            for kind in kinds:
                yield Event(
                    kind, None, Modality.PLANNED, match.start(), date.end, "event.postponed", date.value, False, None
                )

    def _is_announcement(self, mention: Mention, start: int) -> bool:
        """Whether a day is that of a notice, which dates nothing that the notice tells (14日晚间公告,公司与…签订)."""
        if self.text[max(0, mention.start - 2) : mention.start] == "记者":
            return pat.LEARNT.match(self.text, mention.end, start) is not None  # 记者25日从某局了解到
        told = pat.ANNOUNCED.match(self.text, mention.end, start) or pat.TOLD_OF.match(self.text, mention.end, start)
        return told is not None

    def _is_past(self, mention: Mention) -> bool:
        """Whether a date is no later than the publication."""
        published, value = self.document.published, mention.value
        if published is None or not isinstance(value, DateValue) or value.start is None:
            return True
        return value.start <= published

    def _is_over(self, mention: Mention) -> bool:
        """Whether a date ends no later than the publication."""
        return self.document.published is None or _is_over(mention, self.document.published)

    def _in_name(self, start: int, end: int) -> bool:
        """Whether a span is part of an organisation's name."""
        return bool(self._organisations.covering(start, end))

    def _events(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        clause_start, clause_end = self.clauses.clause(start)
        if self.text[start - 1 : start] == "从" and self.text[end : end + 1] in ("到", "至"):
            return  # 从开工到首车下线不到两年: how long it takes
        if pat.SINCE_START.search(self.text, clause_start, start):
            # 从去年三月动工到投产,前后二十个月: the date is that of the start.
            yield Event(None, entry.stage, Modality.ACTUAL, start, end, f"event.{entry.id}", None, False, None)
            return
        if "signed" in entry.kinds and (
            pat.OTHER_DEAL.match(self.text, end) or pat.TENANTS.search(self.text, clause_start, start)
        ):
            return
        if entry.kinds and self._is_told_elsewhere(start, end, clause_start, entry):
            return
        if entry.kinds and pat.CONSEQUENCE.match(self.text, end):
            told = list(self._dated_consequence(start, end, entry))
            if not told and entry.stage is Stage.OPERATING and self.text.startswith("以来", end):
                told = [Event(None, entry.stage, Modality.ACTUAL, start, end, f"event.{entry.id}", None, False, None)]
            yield from told
            return
        if self._is_no_event(start, end, entry, clause_start, clause_end):
            return
        if self._boasts(start, clause_start):
            if not pat.INTENDED.search(self.text, clause_start, start):
                yield Event(None, entry.stage, Modality.ACTUAL, start, end, f"event.{entry.id}", None, False, None)
            return
        if entry.id == "approved" and pat.LISTED_PAPER.match(self.text, end):
            entry = entries_of("前期工作")
        paper = self._paper_work(start, end, clause_start) if entry.id in _ON_SITE else None
        if paper is not None:
            entry = entries_of("可研" if paper["study"] else "前期工作")
        if not entry.kinds and self._is_yet_to_come(entry, start, clause_start):
            return
        mention = self._date(start, end, clause_start, clause_end) if entry.kinds or entry.id in _TURNS else None
        if entry.id in _TURNS and mention is not None and self._is_of_other_turn(mention, clause_start):
            mention = None
        if pat.TIMED.match(self.text, end) and (mention is None or mention.start < end):
            return  # 竣工时间另行公布
        part = pat.PART.search(self.text, max(0, clause_start - 1), start)
        part = part or (
            pat.PART_WORK.search(self.text, clause_start, start) if entry.stage is Stage.COMPLETED else None
        )
        counted = pat.COUNTED_PART.search(self.text, clause_start, start)
        if counted and entry.stage is Stage.OPERATING and mention is not None and pat.REST.match(counted.group()):
            counted = None  # 剩余11条线将于明年6月前陆续投用: the whole is to run then
        if (part and entry.stage in (Stage.COMPLETED, Stage.OPERATING)) or (counted and entry.kinds):
            entry = entries_of("加快建设")  # 一号厂房月底完工 tells of work that goes on
            mention = None
        if entry.id in ("completed", "topped") and pat.BUILT_PART.match(self.text, end):
            if self._status(start, clause_start, mention, milestone=True) is Modality.PLANNED:
                return  # 年内建成牛舍8栋
            entry, mention = entries_of("加快建设"), None  # 已建成牛舍16栋: the rest is still being built
        if entry.id == "topped" and pat.NOT_YET_TOPPED.search(self.text, clause_start, start):
            entry, mention = entries_of("加快建设"), None  # 车间正在封顶
        if entry.id == "start" and pat.ALREADY.search(self.text, clause_start, start):
            entry, mention = entries_of("加快建设"), None  # 今年做好四件事:一是抓好已开工的X: begun before, whenever
        announced = mention is not None and mention.end <= start and self._is_announcement(mention, start)
        mention = None if announced else mention
        if mention is not None and self._is_done_by_now(mention, start):
            mention = None  # 2024年底投产,…四季度已投产: the quarter is not that of the date before
        status = self._status(start, clause_start, mention, bool(entry.kinds))
        if entry.kinds and (pat.PLANNED_BEHIND.match(self.text, end) or self._is_listed(start, end, clause_start)):
            status = Modality.PLANNED
        if entry.id == "class_started" and pat.TO_BEGIN.match(self.text, end):
            status = Modality.PLANNED
        if entry.kinds and status is Modality.PLANNED and pat.COUNTED_BEHIND.match(self.text, end):
            return
        if entry.id == "cancelled" and self.text[start - 1 : start] == "拟" and pat.NAMES_ONE.match(self.text, end):
            status = Modality.ACTUAL  # 公司拟终止X项目: the board has given it up
        narrated = (
            announced
            or self._is_news_itself(entry, start, end, clause_start)
            or entry.id == "topped"
            or self._is_signing(entry, start, end, clause_start)
            or self._is_narrated(start, end, clause_start, clause_end)
        )
        date = mention.value if mention is not None else None
        told_later = mention is not None and status is Modality.PLANNED and pat.DAYS_LATER.search(mention.text)
        ready = pat.READY_BY.search(self.text, clause_start, start)  # 3个月后即可交付
        if told_later and not ready and not pat.INTENDED.search(self.text, clause_start, start):
            # 三天之后 counts from the event told before, not from the day of publication.
            date, narrated, status = None, True, Modality.ACTUAL
        if isinstance(date, DateValue) and date.start is None and date.end is None:
            date, narrated = None, True
        published = self.document.published
        if status is Modality.PLANNED and isinstance(date, DateValue) and published is not None:
            # The day of the announcement is not the day of what it announces.
            over = date.end is not None and date.end <= published
            date = None if over and not self._was_agreed(start) else date
        if date is None and status is Modality.ACTUAL and entry.kinds:
            date = self._year_of_section(start)
        if date is None and status is Modality.PLANNED and entry.kinds:
            date = self._year_of_plan(start)
        phase = self.clauses.phase(start)
        if self.text.startswith("的", end) and self.text[end + 1 : end + 2] in _STOPS:
            end += bool(pat.IT_IS.search(self.text, clause_start, start))
        for kind in entry.kinds or (None,):
            event = Event(
                kind,
                entry.stage,
                status,
                start,
                end,
                f"event.{entry.id}",
                date if isinstance(date, DateValue) else None,
                narrated and status is Modality.ACTUAL,
                phase,
            )
            yield event
            if kind is not None and mention is not None and event.date is mention.value:
                yield from (replace(event, date=other) for other in self._respective(mention, clause_start))

    def _is_no_event(self, start: int, end: int, entry: TriggerEntry, clause_start: int, clause_end: int) -> bool:
        """Whether the words around a trigger deny it, make it a condition, a reason or a risk, or take it up again."""
        # 因资金未落实暂缓实施: what is not there is the reason of a halt.
        denied = pat.DENIED_HALT if entry.id == "suspended" else pat.NEGATED
        denied = pat.DENIED_END if entry.id == "cancelled" else denied
        if denied.search(self.text, clause_start, start):
            return True
        if entry.kinds and self._is_stale(start, clause_start):
            return True
        if entry.id in ("cancelled", "withdrawn", "suspended", *_ON_SITE) and pat.RISK.search(
            self.text, clause_start, clause_end
        ):
            return True  # 可能存在变更、中止或终止的风险
        if entry.id in ("cancelled", "withdrawn", "suspended") and self._is_conditioned(start):
            return True
        if entry.id == "cancelled" and pat.RETENDERED.match(self.text, end):
            return True
        if self.text.startswith("撤资", start) and pat.AS_REASON.search(self.text, clause_start, start):
            return True  # 停工的原因,…加上大股东撤资
        if entry.kinds and (
            pat.CONDITION.search(self.text, max(0, clause_start - 1), start) or self._is_counterfactual(start)
        ):
            return True  # 若获批拨款,最快明年动工
        if pat.AS_SOON.search(self.text, clause_start, start):
            return True
        if self.text.startswith("交付", start) and pat.GOODS.search(self.text, clause_start, start):
            return True
        if self.text[start - 1 : start] in ("自", "从") and self.text.startswith(("起", "之日"), end):
            return True  # 建设工期自开工建设起不超过30个月
        if self.text.startswith("通航", start) and self.text[end : end + 1].isdigit():
            return True  # 可通航5000吨级船舶
        if entry.id == "running" and pat.ABLE_TO.search(self.text, clause_start, start):
            return True
        if entry.id == "preparing" and pat.STILL_TO.search(self.text, clause_start, start):
            return True
        if entry.id == "approved" and pat.EXPIRED.match(self.text, end):
            return True
        if self.text[start:end] in _REVIEWED and pat.STUDY_REVIEWED.search(self.text, clause_start, start):
            return True
        if entry.id in ("restart", "running") and (
            pat.DEMANDED.search(self.text, clause_start, start)
            or pat.NO_END.match(self.text, end)
            or pat.TALKS.search(self.text, clause_start, start)
        ):
            return True
        if entry.id in _ON_SITE and (
            pat.PAID_FOR.search(self.text, clause_start, start)
            or pat.PREPARES.search(self.text, clause_start, clause_end)
            or self.text.startswith("具备", max(0, start - 2))
        ):
            return True  # 具备浇筑第一罐混凝土条件
        return entry.id == "suspended" and self._was_taken_up(start, end, clause_start)

    def _boasts(self, start: int, clause_start: int) -> bool:
        """Whether 当年 boasts of how fast it went (当年签约、当年开工), and no date before says which year it was."""
        if pat.SAME_YEAR.search(self.text, clause_start, start) is None:
            return False
        sentence = self.clauses.sentence(start)
        return sentence is None or self.text.count("当年", sentence.start, sentence.end) > 1

    def _paper_work(self, start: int, end: int, clause_start: int) -> re.Match[str] | None:
        """What of the preparation is under way, where a word of work on the site is said of it (正在进行环评)."""
        if self.text[start:end] not in _ANY_WORK:
            return None
        return pat.PAPER_BEHIND.match(self.text, end) or pat.PAPER_BEFORE.search(self.text, clause_start, start)

    def _is_done_by_now(self, mention: Mention, start: int) -> bool:
        """Whether 已 says that what a date puts after publication is done."""
        return mention.end < start and not self._is_past(mention) and self.text[mention.end : start] in ("已", "已经")

    def _is_listed(self, start: int, end: int, clause_start: int) -> bool:
        """Whether what is told is only on a list of plans (列入下半年开工计划)."""
        listed = pat.LIST_OF_PLANS.match(self.text, end) is not None
        return listed and pat.IN_A_LIST.search(self.text, clause_start, start) is not None

    def _is_counterfactual(self, start: int) -> bool:
        """Whether the sentence says that it would have been so (若不是疫情,项目去年就已投产)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and pat.COUNTERFACTUAL.search(self.text, sentence.start, start) is not None

    def _is_conditioned(self, start: int) -> bool:
        """Whether the sentence sets a condition before (若未能竞得,本协议自动终止)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and pat.CONDITIONED.search(self.text, max(0, sentence.start - 1), start) is not None

    def _is_told_elsewhere(self, start: int, end: int, clause_start: int, entry: TriggerEntry) -> bool:
        """Whether it tells no event: where somebody speaks (在竣工仪式上表示), or what a place has by now."""
        before, entries = _triggers()
        if pat.AT_CEREMONY.match(self.text, end):
            return any(entries[m.group()] is entry for m in before.finditer(self.text, 0, start))
        if entry.id not in ("completed", "opened", "both"):
            return False
        if entry.id == "opened" and pat.MAKES_MODEL.match(self.text, end):
            return True
        has = pat.CLASS_RESULT.search(self.text, clause_start, start)
        return has is not None and pat.CLASS_COUNT.match(self.text, end) is not None

    def _respective(self, mention: Mention, clause_start: int) -> Iterator[DateValue]:
        """The dates before the last one of a list of dates (1号、2号机组分别于2026年、2027年投产)."""
        listed = [mention]
        for other in reversed(self.dates.inside(clause_start, mention.start)):
            if not pat.AND_DATE.fullmatch(self.text, other.end, listed[-1].start):
                break
            listed.append(other)
        if len(listed) > 1 and pat.RESPECTIVE.search(self.text, clause_start, listed[-1].start):
            yield from (d.value for d in reversed(listed[1:]) if isinstance(d.value, DateValue))

    def _is_yet_to_come(self, entry: TriggerEntry, start: int, clause_start: int) -> bool:
        """Whether the clause dates what it tells to a day after publication (到6月底全面达产, 年内完成主体工程)."""
        published = self.document.published
        completes = entry.id in (*_ON_SITE, "preparing") and self.text.startswith("完成", start)
        if entry.id not in _FACTS and not completes:
            return False
        values = [d.value for d in self.dates.inside(clause_start, start)][-1:]
        return published is not None and any(
            isinstance(v, DateValue)
            and v.end is not None
            and v.end > published
            and (completes or v.start is None or v.start > published)
            for v in values
        )

    def _is_signing(self, entry: TriggerEntry, start: int, end: int, clause_start: int) -> bool:
        """Whether a clause tells that one body signs with another (公司与某局签署X工程总承包合同)."""
        return (
            entry.id == "signed"
            and pat.WITH.search(self.text, clause_start, start) is not None
            and pat.PAPER.match(self.text, end) is not None
        )

    def _was_taken_up(self, start: int, end: int, clause_start: int) -> bool:
        """Whether the sentence goes on with how the work was taken up again (一度叫停,目前已获批复)."""
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return False
        for_a_time = self.text.startswith("一度", start) or pat.AT_TIMES.search(self.text, clause_start, start)
        after = min(len(self.text), sentence.end + _AFTER_HALT)
        if (
            for_a_time
            and not pat.STILL_HALTED.search(self.text, clause_start, sentence.end)
            and pat.AFTER_HALT.search(self.text, sentence.end, after)
        ):
            return True
        once = pat.ONCE.search(self.text, clause_start, end) and pat.GOES_ON.search(self.text, end, sentence.end)
        return bool(once) or pat.TAKEN_UP.search(self.text, end, sentence.end) is not None

    def _is_stale(self, start: int, clause_start: int) -> bool:
        """Whether the clause tells an old plan that the sentence says has changed (原定6月完工,现已延至明年)."""
        sentence = self.clauses.sentence(start)
        if sentence is None or pat.WAS_PLANNED.search(self.text, clause_start, start) is None:
            return False
        following = self.clauses.sentence(sentence.end)  # 原定6月投产。受疫情影响,延长至年底
        end = following.end if following is not None and self.text[sentence.end - 1] != "\n" else sentence.end
        return pat.SHIFTED.search(self.text, start, end) is not None

    def _is_news_itself(self, entry: TriggerEntry, start: int, end: int, clause_start: int) -> bool:
        """Whether something that runs, or ends its clause as news, counts undated: of one thing (not 22个项目竣工)."""
        opened = MilestoneKind.PRODUCTION_START in entry.kinds and self.text[start:end] not in _OF_EVENTS
        opened = opened and pat.ENDS_CLAUSE.match(self.text, end) is not None
        if not (opened or pat.ENDS_ON_NEWS.search(self.text, clause_start, end + 1)):
            return False
        return pat.COUNTED_ITEMS.search(self.text, clause_start, start) is None

    def _is_of_other_turn(self, mention: Mention, clause_start: int) -> bool:
        """Whether a date says nothing of a halt or its end (停工近三年的X复工; A推迟至明年,B暂停: the other one's)."""
        return _is_period(mention) or (mention.start < clause_start and not self._is_past(mention))

    def _dated_consequence(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        """今年10月完工后: the consequence gives the event itself its date."""
        near = self.dates.inside(max(0, start - 24), start)
        dated = [d for d in near if start - d.end <= 1 and self.text[d.end] != ","]  # 现改为明年6月,完工后…
        if not dated and (whole := pat.WHOLE.search(self.text, max(0, start - 6), start)):
            dated = [d for d in self.dates.inside(max(0, start - 24), start) if d.end == whole.start()]
        if (
            not dated
            or not isinstance(dated[-1].value, DateValue)
            or not (
                any(w in self.text[end : end + 6] for w in ("后", "以来", "至今")) or self.text.startswith("时", end)
            )
        ):
            return
        status = self._status(start, dated[-1].start, dated[-1], True)
        for kind in entry.kinds:
            yield Event(kind, entry.stage, status, start, end, f"event.{entry.id}.consequence", dated[-1].value)

    def _date(self, start: int, end: int, clause_start: int, clause_end: int) -> Mention | None:
        """The date of a trigger: the last before it in its clause, one after 为, or the sentence's opening date."""
        before = self.dates.inside(clause_start, start)
        before = [d for d in before if not pat.DATED_PAST.match(self.text, d.end, start)]
        before = [d for d in before if not pat.IN_HONOUR.search(self.text, max(0, d.start - 2), d.start)]
        if before and self._is_quoted_today(before[-1]):
            return self._day_before(before[-1].start) or before[-1]
        if before:
            return self._of_ceremony(before[-1], start) or before[-1]
        labelled = _LABEL_REACH if pat.LABELLED.match(self.text, end) else 0  # 计划竣工日期:2024年6月9日
        after = next(iter(self.dates.inside(end, max(clause_end, end + labelled))), None)
        if after is not None and after.start > end and pat.TIME_BEHIND.fullmatch(self.text, end, after.start):
            return after
        ceremony = after is not None and pat.CEREMONY_NAME.fullmatch(self.text, end, after.start) is not None
        if after is not None and ceremony and pat.IS_HELD.match(self.text, after.end):
            return after  # 开工典礼昨天上午在北京举行
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        late = next(iter(self.dates.inside(end, sentence.end)), None)
        if late is not None and pat.PUT_OFF_BEHIND.fullmatch(self.text, end, late.start):
            return late
        opening = [d for d in self.dates.inside(sentence.start, clause_start) if not _is_period(d)]
        opening = [d for d in opening if not d.text.startswith("截")]  # 截至2月底,完成投资…
        opening = [d for d in opening if not pat.DATELINE.match(self.text, d.end)]  # 本报拉萨10月11日电
        if opening and ";" in self.text[opening[-1].end : clause_start]:
            counted = _is_day(opening[-1]) and pat.COUNTED_ITEMS.search(self.text, clause_start, start)
            counted = counted or pat.SAME_DAY.search(self.text, clause_start, start)
            return opening[-1] if counted else self._year_of_list(opening, sentence)
        if not opening:
            same = pat.SAME_DAY.search(self.text, clause_start, start) or pat.AT_MEETING.match(
                self.text, sentence.start
            )
            if same or pat.AT_HOUR.search(self.text, max(0, sentence.start - 1), start):
                return self._day_before(sentence.start)
            return (
                self._day_of_lead_in(sentence.start, clause_start)
                or self._day_of_activity(sentence, clause_start, start)
                or self._date_above(sentence)
            )
        if pat.BY_NOW.search(self.text[clause_start:start]):
            return None
        if pat.LIST_HEAD.match(self.text, opening[-1].end) or self._reviews_year(opening[-1], clause_start):
            return opening[-1]
        # The opening date holds until another clause has told an event of its own.
        pattern, entries = _triggers()
        told = not pat.MARKS.match(self.text, clause_start) and any(
            (entries[m.group()].kinds or entries[m.group()].id in _TURNS)
            and (not pat.CONSEQUENCE.match(self.text, m.end()) or self.text.startswith("以来", m.end()))
            for m in pattern.finditer(self.text, opening[-1].end, clause_start)
        )
        between = pat.HOUR.sub("", self.text[opening[-1].end : start])[1:]
        if self._is_place(opening[-1].end + 1):
            between = between.partition(",")[2]  # 7月2日,四川绵阳,X项目量产
        between = pat.ADVERBIAL.sub("", between)
        if told and _is_day(opening[-1]) and pat.SAME_DAY.search(self.text, clause_start, start):
            return opening[-1]  # 昨日A开工,同时开工的还有B
        return None if told or between.count(",") > 1 else opening[-1]

    def _reviews_year(self, mention: Mention, clause_start: int) -> bool:
        """Whether a sentence tells of a year that is over and of some works in it (2023年完成…,其中A投产,B封顶)."""
        value = mention.value
        if not isinstance(value, DateValue) or value.grain is not Grain.YEAR or not self._is_over(mention):
            return False
        return self.text.find(",其中", mention.end, clause_start + 2) >= 0

    def _is_place(self, start: int) -> bool:
        """Whether a clause is no more than the name of a place."""
        return any(self.text.startswith(",", p.end) for p in self._places.starting_at(start))

    def _year_of_list(self, opening: Sequence[Mention], sentence: Sentence) -> Mention | None:
        """The year that heads a list of parts, each with dates of its own (2023年,我们将加快A,…10月底封闭;开工B)."""
        head = opening[0]
        heads = self.text[head.end : head.end + 1] == "," and head.start - sentence.start <= 1
        is_year = isinstance(head.value, DateValue) and head.value.grain is Grain.YEAR
        return head if heads and is_year else None

    def _day_of_lead_in(self, sentence_start: int, clause_start: int) -> Mention | None:
        """The day that a short sentence right before gives to the next one (也有项目当天“交卷”。X建成)."""
        before = self.clauses.sentence(sentence_start - 1)
        if before is None or clause_start != sentence_start or before.end != sentence_start:
            return None
        if pat.LEAD_IN.fullmatch(self.text, before.start, before.end - 1) is None:
            return None
        return next(iter(self.dates.inside(before.start, before.end)), None)

    def _date_above(self, sentence: Sentence) -> Mention | None:
        """The date that stands alone on the line above, in a chronicle (●2013年6月⏎X工厂正式投产)."""
        line = self.text.rfind("\n", max(0, sentence.start - _INDENT), sentence.start)
        above = self.text.rfind("\n", max(0, line - _DATE_LINE - 1), max(line, 0)) + 1
        if line < 0 or self.text[line : sentence.start].strip() or not 0 < line - above <= _DATE_LINE:
            return None
        date = next(iter(self.dates.inside(above, line)), None)
        alone = date is not None and pat.DATE_LINE.fullmatch(self.text[above : date.start] + self.text[date.end : line])
        value = None if date is None or not alone else date.value
        if not isinstance(value, DateValue) or value.start == value.end == self.document.published:
            return None
        return date if date is not None and "年" in date.text else None

    def _day_of_activity(self, sentence: Sentence, clause_start: int, start: int) -> Mention | None:
        """The day of a ceremony that the sentence before tells, for the counted undertakings that had a part in it."""
        before = self.clauses.sentence(sentence.start - 1)
        if before is None or pat.COUNTED_ITEMS.search(self.text, clause_start, start) is None:
            return None
        held = pat.ACTIVITY.search(self.text, before.start, before.end)
        days = self.dates.inside(before.start, held.start()) if held is not None else []
        return days[-1] if len(days) == 1 and _is_day(days[0]) and self._is_past(days[0]) else None

    def _year_of_section(self, position: int) -> DateValue | None:
        """The year under review in a report's section (一、2022年工作回顾), which dates what it tells as done."""
        section = self._section(position)
        return None if section is None or section.plans else section.year

    def _section(self, position: int) -> _Section | None:
        """The section of a report that a position stands in."""
        at = bisect_left(self._section_starts, position)
        section = self._sections[at - 1] if at else None
        return section if section is not None and position < section.end else None

    def _is_in_plan(self, start: int) -> bool:
        """Whether a sentence of a report's section on what is to be done tells nothing that is done."""
        section, sentence = self._section(start), self.clauses.sentence(start)
        if section is None or sentence is None or not section.plans:
            return False
        published = self.document.published
        if published is not None and any(_is_over(d, published) for d in self.dates.inside(sentence.start, start)):
            return False
        return pat.TOLD.search(self.text, sentence.start, start) is None

    def _year_of_plan(self, start: int) -> DateValue | None:
        """The year that a report or a list of plans is for (今年重点抓好十件大事:…三是开工建设X)."""
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        section = self._section(start) if self._is_in_plan(start) else None
        if section is not None:  # 开工建设A; but 争取A、B尽快开工 sets no term
            return section.year if self._opens_clause(start) else None
        if pat.SOON.search(self.text, max(0, start - 8), start):
            return None
        listed = any(
            p.search(self.text, sentence.start, start + _CLASS_REACH) for p in (pat.PLANNED_CLASS, pat.TO_BEGIN)
        )
        if not (listed or self._is_set_out(start) or self._is_agenda(start) or self._goes_on_with_plan(start)):
            return None
        published = self.document.published
        for mention in reversed(self.dates.inside(max(0, start - _YEAR_REACH), start)):
            value = mention.value
            if not isinstance(value, DateValue) or value.grain is not Grain.YEAR or value.end is None:
                continue
            return value if published is None or value.end >= published else None
        return None

    def _day_before(self, position: int) -> Mention | None:
        """The last day that the text names before a position, as of which 同日 and 当天 speak."""
        before = self._days[: bisect_left(self._day_starts, position)]
        # The day that is news comes before the days of the past that are told with it.
        return next((d for d in reversed(before) if self._is_news(d)), before[-1] if before else None)

    def _is_news(self, mention: Mention) -> bool:
        published, value = self.document.published, mention.value
        if published is None or not isinstance(value, DateValue) or value.start is None:
            return True
        return (published - value.start).days <= _NEWS

    def _is_quoted_today(self, mention: Mention) -> bool:
        """Whether 今天 is said by somebody quoted, on the day that the article tells of (“到今天开工,97天”)."""
        if mention.text not in ("今天", "今日"):
            return False
        return is_quoted(self.text, mention.start)

    def _of_ceremony(self, mention: Mention, start: int) -> Mention | None:
        """The day of a ceremony that has a coarser date in its name (6月11日,举行二季度签约仪式)."""
        value, sentence = mention.value, self.clauses.sentence(start)
        if sentence is None or not isinstance(value, DateValue) or value.grain is Grain.DAY:
            return None
        held = pat.HELD.search(self.text, max(sentence.start, mention.start - 6), mention.start)
        held = held or pat.FIRST_OF_YEAR.match(self.text, mention.end)  # 3月20日,某市今年首批18个项目集中开工
        if held is None and pat.MEETING.match(self.text, start, sentence.end) is None:
            return None
        days = [d for d in self.dates.inside(sentence.start, mention.start) if _is_day(d)]
        if value.grain is Grain.MONTH:  # 2010年6月18日签约,同年9月举行奠基仪式
            days = [d for d in days if _holds(value, d.value)]
        if days:
            return days[-1]
        # 3月29日一早,工地上彩旗招展。某县一季度重大项目集中开工仪式在这里举行: told in the sentence before
        told = self._day_before(sentence.start)
        return told if told is not None and _holds(value, told.value) else None

    def _status(self, start: int, clause_start: int, date: Mention | None, milestone: bool) -> Modality:
        published = self.document.published
        value = date.value if date is not None else None
        if date is not None and isinstance(value, DateValue) and published is not None:
            first = value.start or value.end
            if first is not None and first > published:
                return Modality.PLANNED
            within = pat.WITHIN.search(date.text) or self.text.startswith(("内", "之内"), date.end)
            open_end = within or self.text[start - 1 : start] == "前"
            if value.end is not None and value.end > published and open_end:
                return Modality.PLANNED  # 年内投入使用, said before the year is over
            if (
                self._is_half_over(value, published)
                and milestone
                and not pat.TOLD.search(self.text, clause_start, start)
            ):
                return Modality.PLANNED  # 上半年建成投用, said in February
            late = value.grain is Grain.TEN_DAYS and value.end is not None and value.end > published
            if late and milestone and not pat.TOLD.search(self.text, clause_start, start):
                return Modality.PLANNED  # 本月下旬通水, said on the 22nd
            early = value.grain is Grain.YEAR and first is not None and (published - first).days <= _EARLY
            if early and milestone and not pat.TOLD.search(self.text, clause_start, start):
                return Modality.PLANNED  # 今年开工建设A、B, said in February
            if milestone and value.grain is Grain.YEAR and self._is_of_plans(date, value, start):
                return Modality.PLANNED
        scope = clause_start
        for stop in pat.STOP_INTENT.finditer(self.text, clause_start, start):
            scope = stop.end()
        if milestone and (
            self._is_set_out(start)
            or self._is_in_plan(start)
            or pat.WAS_PLANNED.search(self.text, clause_start, start)
            or (date is None and pat.IN_TERM.search(self.text, clause_start, start))
        ):
            return Modality.PLANNED
        if milestone and self._opens_clause(start) and (self._is_agenda(start) or self._goes_on_with_plan(start)):
            return Modality.PLANNED
        if self.text.startswith("续建", start) and not re.search("拟|计划", self.text[clause_start:start]):
            return Modality.ACTUAL  # 今年将续建A、B: they were begun before
        if self.text.startswith("在建的", start):
            return Modality.ACTUAL  # 拟对在建的X工厂追加投资
        sentence = self.clauses.sentence(start)
        to_come = milestone and not (date is not None and self._is_over(date))
        if to_come and sentence is not None and pat.AGREED_TO.search(self.text, sentence.start, clause_start):
            return Modality.PLANNED
        intended = pat.INTENDED if milestone else pat.WILL
        if any(self._is_intent(m.start(), m.end(), start) for m in intended.finditer(self.text, scope, start)):
            return Modality.PLANNED
        on_time = milestone and pat.ON_TIME.search(self.text, clause_start, start) is not None
        if on_time and sentence is not None and pat.MADE_SURE.search(self.text, sentence.start, clause_start):
            return Modality.PLANNED
        listed = milestone and scope == clause_start
        listed = listed and (self._continues_plan(clause_start) or self._ends_plan(clause_start, date))
        return Modality.PLANNED if listed else Modality.ACTUAL

    def _is_of_plans(self, date: Mention, value: DateValue, start: int) -> bool:
        """Whether this year is said of the first of what is to come (今年动工,2030年通车), in its first half."""
        published = self.document.published
        if published is None or value.start is None or not value.start <= published or published.month > _FIRST_HALF:
            return False
        if value.start.year != published.year or date.end != start or not date.text.endswith(("今年", "本年")):
            return False
        follows = pat.NEXT_CLAUSE.match(self.text, start)
        return follows is not None and any(
            d.start == follows.end() and not self._is_past(d)
            for d in self.dates.overlapping(follows.end(), follows.end() + 1)
        )

    def _is_half_over(self, value: DateValue, published: datetime.date) -> bool:
        """Whether a half-year or a quarter has not gone halfway, so that what it ends is still to come."""
        if value.grain not in (Grain.HALF_YEAR, Grain.QUARTER) or value.start is None or value.end is None:
            return False
        return published <= value.end and (published - value.start) * 2 < value.end - value.start

    def _opens_clause(self, start: int) -> bool:
        """Whether a word of an event opens its clause, behind an ordinal (三是开工建设X) or 新 at most."""
        clause_start, _ = self.clauses.clause(start)
        ordinal = pat.ORDINAL.match(self.text, clause_start, start)
        opening = ordinal.end() if ordinal else clause_start
        return start == opening + (self.text[opening] in "新再")

    def _is_intent(self, first: int, last: int, start: int) -> bool:
        """Whether words of intention are no part of a name (与某市规划局签订) or modifier (计划投资8亿元的X开工)."""
        modifier = pat.OF_MODIFIER.match(self.text, first, start)
        named = self.text.startswith("计划", first) and pat.PLAN_BY_NAME.match(self.text, max(0, first - 2))
        return modifier is None and not named and not self._in_name(first, last)

    def _continues_plan(self, clause_start: int) -> bool:
        """Whether a clause that opens on a date goes on with the plan of the one before (预计2017年竣工,2018年投产)."""
        first = clause_start + (self.text[clause_start] in "于在至到")
        dated = any(d.start == first for d in self.dates.overlapping(first, first + 1))
        if not dated or self.text[clause_start - 1 : clause_start] != ",":
            return False
        published = self.document.published
        if published is not None and any(_is_over(d, published) for d in self.dates.overlapping(first, first + 1)):
            return False  # 原计划投资7亿元,2022年9月开工: told after that day, it is a fact
        before, end = self.clauses.clause(clause_start - 2)
        return pat.INTENDED.search(self.text, before, end) is not None and not pat.STOP_INTENT.search(
            self.text, before, end
        )

    def _ends_plan(self, clause_start: int, date: Mention | None) -> bool:
        """Whether the clause before plans the start of works, so that no end is a fact (将于6月动工,X建成投用)."""
        own = date is not None and date.start >= clause_start
        if own or self.text[clause_start - 1 : clause_start] != ",":
            return False
        before, end = self.clauses.clause(clause_start - 2)
        text = self.text[before:end].rstrip(",")
        return pat.PLANS_START.search(text) is not None and not pat.STOP_INTENT.search(text)

    def _is_set_out(self, start: int) -> bool:
        """Whether a plan paper speaks (行动方案明确,今年建成…), and of nothing that is done."""
        sentence = self.clauses.sentence(start)
        if sentence is None or (
            pat.PLAN_PAPER.search(self.text, sentence.start, start) is None and not self._was_agreed(start)
        ):
            return False
        return pat.TOLD.search(self.text, sentence.start, start) is None

    def _was_agreed(self, start: int) -> bool:
        """Whether a sentence tells what an agreement had set (按当初的协议,…)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and pat.AGREED.search(self.text, sentence.start, start) is not None

    def _is_agenda(self, start: int) -> bool:
        """Whether a sentence is a list of things to do, of which the clause is one (加快推进…:建成…,续建…)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and pat.AGENDA.match(self.text, sentence.start, start) is not None

    def _goes_on_with_plan(self, start: int) -> bool:
        """Whether a clause that begins on the trigger is one of several bare verbs of a plan or a report's agenda."""
        sentence = self.clauses.sentence(start)
        if sentence is None or pat.TOLD.search(self.text, sentence.start, start):
            return False
        if pat.PLAN_BEFORE.search(self.text, sentence.start, start):
            return True
        bare = [a for a, _ in sentence.clauses if pat.BARE.match(self.text, a)]
        told = pat.TOLD.search(self.text, sentence.start, sentence.end)
        if told is not None or len(bare) <= 2:
            return False
        to_do = any(pat.TO_DO.match(self.text, a) for a in bare)  # 建成通车A,加快建设B,开工建设C
        return start == sentence.start or (to_do and self._opens_clause(start))

    def _is_narrated(self, start: int, end: int, clause_start: int, clause_end: int) -> bool:
        """Whether the article tells the event as news, so that it counts without a date."""
        if pat.CEREMONY.match(self.text, end):
            return True
        before, _ = self.clauses.clause(clause_start - 2) if clause_start > 1 else (clause_start, clause_start)
        goes_on = self.text[clause_start - 1 : clause_start] == "," and pat.DONE.search(self.text, before, clause_start)
        if pat.AHEAD.match(self.text, clause_end):
            return True  # X项目中交,比计划提前20天
        return bool(goes_on) or pat.NARRATED.search(self.text, clause_start, clause_end) is not None


def _sections(text: str, published: datetime.date | None) -> Iterator[_Section]:
    """The sections of a report that review a year or set out its plan, from their heading to the next."""
    early = published is not None and published.month <= _REPORT_MONTHS
    opened = pat.REVIEW_OPENS.search(text) if early else None
    plans = [*pat.PLAN_OPENS.finditer(text), *(pat.PLAN_FOLLOWS.finditer(text, opened.end()) if opened else ())]
    review = pat.REVIEW_OPENS.finditer(text) if opened and plans else ()
    headings = [*pat.SECTION.finditer(text), *plans, *review]
    headings.sort(key=lambda h: h.start())
    ends = [*(h.start() for h in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):  # without headings there are no sections
        groups = heading.groupdict()
        last = groups.get("last") is not None
        year = int(groups["year"]) if groups.get("year") else published.year - last if published is not None else None
        if year is None:
            continue
        reviews = last or groups.get("review") is not None
        if reviews or published is None or year >= published.year:
            span = DateValue(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Grain.YEAR)
            yield _Section(heading.end(), end, span, not reviews)


def _holds(period: DateValue, day: object) -> bool:
    """Whether a day lies within a coarser date."""
    if not isinstance(day, DateValue) or day.start is None or period.start is None or period.end is None:
        return False
    return period.start <= day.start <= period.end


def _is_period(mention: Mention) -> bool:
    """Whether a date is a span of years (“十二五”期间), which dates no event that is told later."""
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.PERIOD and not _is_few_days(mention)


def _is_few_days(mention: Mention) -> bool:
    """Whether a date is the few days of a visit or fair (4月16日至17日), on which what is told of it happens."""
    value = mention.value
    if not isinstance(value, DateValue) or value.start is None or value.end is None:
        return False
    if not any(c.isdecimal() for c in mention.text):
        return False  # 这两天
    return (value.end - value.start).days < _FEW_DAYS


def _is_over(mention: Mention, published: datetime.date) -> bool:
    value = mention.value
    return isinstance(value, DateValue) and value.end is not None and value.end <= published


def _is_day(mention: Mention) -> bool:
    """Whether a date is a day, or the few days of one occasion."""
    return isinstance(mention.value, DateValue) and (
        mention.value.grain is Grain.DAY or (mention.value.grain is Grain.PERIOD and _is_few_days(mention))
    )


def find_events(document: Document) -> list[Event]:
    """Events of the document, sorted by start."""
    return EventReader(document).read()
