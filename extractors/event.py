"""Events in the life of undertakings: triggers with their modality and their date.

A trigger is no event where it is denied (尚未开工), a condition or consequence (投产后), or part of another word
(开工率). It takes the date that its clause gives it, else that of the clause that opens the sentence.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors import event_patterns as pat
from kaigong.extractors.cue import Clauses
from kaigong.extractors.date import is_quoted
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.reading import Event
from kaigong.extractors.word_pattern import GuardedWord, any_guarded, any_word
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Grain, Label, MilestoneKind, Modality, Stage
from kaigong.schemas.lexicon import TriggerEntry
from kaigong.schemas.values import DateValue

_CLASS_REACH, _YEAR_REACH = 20, 600
_CAN = frozenset("就才即便都也可,") | {"能"}


@per_lexicon
def _triggers() -> tuple[re.Pattern[str], dict[str, TriggerEntry]]:
    by_surface: dict[str, TriggerEntry] = {}
    words = []
    for entry in load_lexicon("triggers", TriggerEntry):
        follow = f"(?!{any_word(entry.not_before)})" if entry.not_before else ""
        for surface in entry.surface:
            by_surface[surface] = entry
            words.append(GuardedWord(surface, follow, entry.not_after))
    return re.compile(any_guarded(words)), by_surface


def entries_of(surface: str) -> TriggerEntry:
    """The entry of a trigger."""
    return _triggers()[1][surface]


_EARLY = 75  # days of a year in which what it has begun and ended is still to come


class EventReader:
    """Reads the events of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.clauses = Clauses(document)
        self.dates = MentionIndex(document.mentions_of(Label.DATE))
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        days = (
            d
            for d in document.mentions_of(Label.DATE)
            if _is_day(d) and self._is_past(d) and not self._is_quoted_today(d)
        )
        self._days = sorted(days, key=lambda d: d.start)
        self._day_starts = [d.start for d in self._days]
        self._reviews = list(_sections(self.text))
        self._review_starts = [start for start, _, _ in self._reviews]

    def read(self) -> list[Event]:
        """All events, sorted by start; a word that gives two milestones gives two events."""
        pattern, entries = _triggers()
        unsigned = pat.NOT_SIGNED.search(self.text) is not None
        found = [
            event
            for match in pattern.finditer(self.text)
            if not self._in_name(match.start(), match.end())
            if not (unsigned and "signed" in entries[match.group()].kinds)
            for event in self._events(match.start(), match.end(), entries[match.group()])
        ]
        for match in pat.GRANTED.finditer(self.text):
            found += self._events(*match.span("what"), entries["获批"])
        for match in pat.DISSOLVED.finditer(self.text):
            found += self._events(*match.span("verb"), entries["解约"])
        for match in pat.STARTS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["启动建设"])
        for match in pat.PHASE_STARTS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["启动建设"])
        for match in pat.FINISHES_WORKS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["建成"])
        building = entries["加快建设"]
        for match in pat.AROUND.finditer(self.text):
            found += self._events(*match.span("verb"), building)
        found += self._postponements()
        return sorted((e for e in found if not self._is_part_of_word(e)), key=lambda e: e.start)

    def _is_part_of_word(self, event: Event) -> bool:
        """Whether the character before makes another word of a trigger (产能投放, but 10月就能投产)."""
        before = self.text[max(0, event.start - 2) : event.start]
        if before.endswith("地") and self.text.startswith("下线", event.start):
            return True  # 均为地下线
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
            told = [m.group() for m in pattern.finditer(self.text, since, match.start())]
            kinds = [k for word in told[-1:] for k in entries[word].kinds]
            if not kinds and pat.FINISHES.search(self.text, since, match.start()):
                kinds = [MilestoneKind.COMPLETED]
            for kind in kinds:
                yield Event(
                    kind, None, Modality.PLANNED, match.start(), date.end, "event.postponed", date.value, False, None
                )

    def _is_announcement(self, mention: Mention, start: int) -> bool:
        """Whether a day is that of a notice, which dates nothing that the notice tells (14日晚间公告,公司与…签订)."""
        if self.text[max(0, mention.start - 2) : mention.start] == "记者":
            return pat.LEARNT.match(self.text, mention.end, start) is not None  # 记者25日从某局了解到
        return pat.ANNOUNCED.match(self.text, mention.end, start) is not None

    def _is_past(self, mention: Mention) -> bool:
        """Whether a date is no later than the publication."""
        published, value = self.document.published, mention.value
        if published is None or not isinstance(value, DateValue) or value.start is None:
            return True
        return value.start <= published

    def _in_name(self, start: int, end: int) -> bool:
        return bool(self._organisations.covering(start, end))

    def _events(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        clause_start, clause_end = self.clauses.clause(start)
        if self.text[start - 1 : start] == "从" and self.text[end : end + 1] in ("到", "至"):
            return  # 从开工到首车下线不到两年: how long it takes
        if "signed" in entry.kinds and pat.OTHER_DEAL.match(self.text, end):
            return
        if entry.kinds and pat.CONSEQUENCE.match(self.text, end):
            yield from self._dated_consequence(start, end, entry)
            return
        # 因资金未落实暂缓实施: what is not there is the reason of a halt.
        denied = pat.DENIED_HALT if entry.id == "suspended" else pat.NEGATED
        if denied.search(self.text, clause_start, start) or pat.SAME_YEAR.search(self.text, clause_start, start):
            return
        if entry.kinds and self._is_stale(start, clause_start):
            return
        if entry.id in ("cancelled", "suspended", "building") and pat.RISK.search(self.text, clause_start, clause_end):
            return  # 可能存在变更、中止或终止的风险
        if self.text[start - 1 : start] in ("自", "从") and self.text.startswith(("起", "之日"), end):
            return  # 建设工期自开工建设起不超过30个月
        if self.text.startswith("通航", start) and self.text[end : end + 1].isdigit():
            return  # 可通航5000吨级船舶
        if entry.id == "preparing" and pat.STILL_TO.search(self.text, clause_start, start):
            return
        if entry.id == "restart" and pat.DEMANDED.search(self.text, clause_start, start):
            return
        if entry.id == "building" and pat.PREPARES.search(self.text, clause_start, clause_end):
            return
        mention = self._date(start, end, clause_start, clause_end) if entry.kinds else None
        if pat.TIMED.match(self.text, end) and (mention is None or mention.start < end):
            return  # 竣工时间另行公布
        part = pat.PART.search(self.text, max(0, clause_start - 1), start)
        part = part or (
            pat.PART_WORK.search(self.text, clause_start, start) if entry.stage is Stage.COMPLETED else None
        )
        counted = pat.COUNTED_PART.search(self.text, clause_start, start)
        if (part and entry.stage in (Stage.COMPLETED, Stage.OPERATING)) or (counted and entry.kinds):
            entry = entries_of("加快建设")  # 一号厂房月底完工 tells of work that goes on
            mention = None
        if entry.id == "completed" and pat.BUILT_PART.match(self.text, end):
            entry, mention = entries_of("加快建设"), None  # 已建成牛舍16栋: the rest is still being built
        announced = mention is not None and mention.end <= start and self._is_announcement(mention, start)
        mention = None if announced else mention
        status = self._status(start, clause_start, mention, bool(entry.kinds))
        if entry.kinds and pat.PLANNED_BEHIND.match(self.text, end):
            status = Modality.PLANNED
        narrated = announced or self._is_narrated(start, end, clause_start, clause_end)
        date = mention.value if mention is not None else None
        told_later = mention is not None and status is Modality.PLANNED and pat.DAYS_LATER.search(mention.text)
        if told_later and not pat.INTENDED.search(self.text, clause_start, start):
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
        for kind in entry.kinds or (None,):
            yield Event(
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

    def _is_stale(self, start: int, clause_start: int) -> bool:
        """Whether the clause tells an old plan that the sentence says has changed (原定6月完工,现已延至明年)."""
        sentence = self.clauses.sentence(start)
        if sentence is None or pat.WAS_PLANNED.search(self.text, clause_start, start) is None:
            return False
        return pat.SHIFTED.search(self.text, start, sentence.end) is not None

    def _dated_consequence(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        """今年10月完工后: the consequence gives the event itself its date."""
        dated = [d for d in self.dates.inside(max(0, start - 24), start) if start - d.end <= 1]
        if (
            not dated
            or not isinstance(dated[-1].value, DateValue)
            or not any(w in self.text[end : end + 6] for w in ("后", "以来"))
        ):
            return
        status = self._status(start, dated[-1].start, dated[-1], True)
        for kind in entry.kinds:
            yield Event(kind, entry.stage, status, start, end, f"event.{entry.id}.consequence", dated[-1].value)

    def _date(self, start: int, end: int, clause_start: int, clause_end: int) -> Mention | None:
        """The date of a trigger: the last before it in its clause, one after 为, or the sentence's opening date."""
        before = self.dates.inside(clause_start, start)
        if before and self._is_quoted_today(before[-1]):
            return self._day_before(before[-1].start) or before[-1]
        if before:
            return self._of_ceremony(before[-1], start) or before[-1]
        after = next(iter(self.dates.inside(end, clause_end)), None)
        if after is not None and after.start > end and pat.TIME_BEHIND.fullmatch(self.text, end, after.start):
            return after
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        opening = [d for d in self.dates.inside(sentence.start, clause_start) if not _is_period(d)]
        opening = [d for d in opening if not d.text.startswith("截")]  # 截至2月底,完成投资…
        if not opening:
            same = pat.SAME_DAY.search(self.text, clause_start, start) or pat.AT_MEETING.match(
                self.text, sentence.start
            )
            return self._day_before(sentence.start) if same else None
        # The opening date holds until another clause has told an event of its own.
        pattern, entries = _triggers()
        told = not pat.MARKS.match(self.text, clause_start) and any(
            entries[m.group()].kinds
            and (not pat.CONSEQUENCE.match(self.text, m.end()) or self.text.startswith("以来", m.end()))
            for m in pattern.finditer(self.text, opening[-1].end, clause_start)
        )
        between = pat.ADVERBIAL.sub("", self.text[opening[-1].end + 1 : start])
        return None if told or between.count(",") > 1 else opening[-1]

    def _year_of_section(self, position: int) -> DateValue | None:
        """The year under review in a report's section (一、2022年工作回顾), which dates what it tells as done."""
        at = bisect_left(self._review_starts, position)
        if not at:
            return None
        start, end, year = self._reviews[at - 1]
        if not start <= position < end:
            return None
        return DateValue(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Grain.YEAR)

    def _year_of_plan(self, start: int) -> DateValue | None:
        """The year that a report or a list of plans is for (今年重点抓好十件大事:…三是开工建设X)."""
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        listed = pat.PLANNED_CLASS.search(self.text, sentence.start, start + _CLASS_REACH) is not None
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
        at = bisect_left(self._day_starts, position)
        return self._days[at - 1] if at else None

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
        if held is None and pat.MEETING.match(self.text, start, sentence.end) is None:
            return None
        days = [d for d in self.dates.inside(sentence.start, mention.start) if _is_day(d)]
        return days[-1] if days else None

    def _status(self, start: int, clause_start: int, date: Mention | None, milestone: bool) -> Modality:
        published = self.document.published
        value = date.value if date is not None else None
        if date is not None and isinstance(value, DateValue) and published is not None:
            first = value.start or value.end
            if first is not None and first > published:
                return Modality.PLANNED
            open_end = pat.WITHIN.search(date.text) or self.text[start - 1 : start] == "前"
            if value.end is not None and value.end > published and open_end:
                return Modality.PLANNED  # 年内投入使用, said before the year is over
            early = value.grain is Grain.YEAR and first is not None and (published - first).days <= _EARLY
            if early and milestone and not pat.TOLD.search(self.text, clause_start, start):
                return Modality.PLANNED  # 今年开工建设A、B, said in February
        scope = clause_start
        for stop in pat.STOP_INTENT.finditer(self.text, clause_start, start):
            scope = stop.end()
        if milestone and (self._is_set_out(start) or pat.WAS_PLANNED.search(self.text, clause_start, start)):
            return Modality.PLANNED
        ordinal = pat.ORDINAL.match(self.text, clause_start, start)
        opening = ordinal.end() if ordinal else clause_start
        opens = start == opening + (self.text[opening] in "新再")
        if milestone and opens and (self._is_agenda(start) or self._goes_on_with_plan(start)):
            return Modality.PLANNED
        if self.text.startswith("续建", start) and not re.search("拟|计划", self.text[clause_start:start]):
            return Modality.ACTUAL  # 今年将续建A、B: they were begun before
        intended = pat.INTENDED if milestone else pat.WILL
        if intended.search(self.text, scope, start):
            return Modality.PLANNED
        listed = milestone and scope == clause_start and self._continues_plan(clause_start)
        return Modality.PLANNED if listed else Modality.ACTUAL

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
        return start == sentence.start and len(bare) > 2 and told is None

    def _is_narrated(self, start: int, end: int, clause_start: int, clause_end: int) -> bool:
        """Whether the article tells the event as news, so that it counts without a date."""
        if pat.CEREMONY.match(self.text, end):
            return True
        before, _ = self.clauses.clause(clause_start - 2) if clause_start > 1 else (clause_start, clause_start)
        goes_on = self.text[clause_start - 1 : clause_start] == "," and pat.DONE.search(self.text, before, clause_start)
        return bool(goes_on) or pat.NARRATED.search(self.text, clause_start, clause_end) is not None


def _sections(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, year) of the sections of a report that review a year, from their heading to the next."""
    headings = list(pat.SECTION.finditer(text))
    ends = [*(h.start() for h in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):  # without headings there are no sections
        if heading["review"]:
            yield heading.end(), end, int(heading["year"])


def _is_period(mention: Mention) -> bool:
    """Whether a date is a span of years (“十二五”期间), which dates no event that is told later."""
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.PERIOD


def _is_over(mention: Mention, published: datetime.date) -> bool:
    value = mention.value
    return isinstance(value, DateValue) and value.end is not None and value.end <= published


def _is_day(mention: Mention) -> bool:
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.DAY


def find_events(document: Document) -> list[Event]:
    """Events of the document, sorted by start."""
    return EventReader(document).read()
