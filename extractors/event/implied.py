"""Events told without a trigger: weak words behind a date, works not begun or set out, old plans with a new date."""

from collections.abc import Iterator, Sequence

from kaigong.extractors.date.mention import is_year
from kaigong.extractors.event import implied_patterns as own
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext
from kaigong.extractors.event.plan import is_in_plan
from kaigong.extractors.event.reading import events_at
from kaigong.extractors.event.shapes import FUNDED
from kaigong.extractors.event.words import entry_of, triggers
from kaigong.extractors.reading import Event
from kaigong.schemas.labels import MilestoneKind, Modality, Stage
from kaigong.schemas.values import DateValue

_DATE_REACH, _NEW_DATE_REACH = 20, 16
_OPENINGS = (
    (own.DATED_OPENING, "投产"),
    (own.YIELDS, "投产"),
    (own.CAPACITY, "投产"),
    (own.DATED_STANDARD, "建成"),
    (own.DATED_FINISH, "建成"),
    (own.DATED_DONE, "建成"),
    (own.MAIN_BODY, "建成"),
)


def dated_openings(context: EventContext, found: Sequence[Event]) -> Iterator[Event]:
    """Weak words that tell an event right behind a date (2020年10月运营, 年内形成12万件的能力)."""
    text = context.text
    for pattern, word in _OPENINGS:
        for match in pattern.finditer(text):
            start, end = match.span("verb")
            date = next(reversed(context.dates.inside(max(0, start - _DATE_REACH), start)), None)
            if date is None or not own.BETWEEN_DATE.fullmatch(text, date.end, start):
                continue
            whole = pattern is own.MAIN_BODY
            if (whole and context.is_over(date)) or any(
                e.start <= start < e.end and not (whole and e.kind is None) for e in found
            ):
                continue
            of_paper = pattern is own.DATED_DONE and own.NO_WORKS.search(text, context.clauses.clause(start)[0], start)
            if not of_paper:
                yield from events_at(context, start, end, entry_of(word))


def dated_starts(context: EventContext, found: Sequence[Event]) -> Iterator[Event]:
    """Weak words for the start of works right behind a date (工程本月9日展开, 今天上午在工业区打桩)."""
    text = context.text
    for match in own.DATED_START.finditer(text):
        start, end = match.span("verb")
        clause_start, _ = context.clauses.clause(start)
        date = next(reversed(context.dates.inside(clause_start, start)), None)
        if date is None or any(e.start <= start < e.end and e.kind is not None for e in found):
            continue
        vague = match["verb"] == "启动" and is_year(date) and context.is_past(date)
        if vague and not pat.INTENDED.search(text, clause_start, start):
            continue  # 项目2019年启动: what of it is not said; but 将于年内启动
        lead = own.DATED_START_LEAD.fullmatch(text, date.end, start)
        if lead is not None and not own.NO_WORKS.search(text, clause_start, start):
            yield from events_at(context, start, end, entry_of("开工"))


def not_begun(context: EventContext) -> Iterator[Event]:
    """What has not been begun is no more than a plan, unless the text says that it got further (至今未开工)."""
    for match in own.NOT_BEGUN.finditer(context.text):
        start, end = match.span(match.lastgroup or "verb")
        sentence = context.clauses.sentence(start)
        lapsed = sentence is not None and own.LAPSED.search(context.text, sentence.start, sentence.end)
        if not (lapsed or context.in_name(start, end)):
            yield Event(None, Stage.PROPOSED, Modality.ACTUAL, start, end, "event.not_begun")
    for match in own.UNFILED.finditer(context.text):
        if not context.in_name(*match.span("verb")):
            yield Event(None, None, Modality.ACTUAL, *match.span("verb"), "event.not_filed")


def planned_works(context: EventContext) -> Iterator[Event]:
    """What a report sets out to build (投资9300万元建设X工程) is no more than a plan."""
    for section in context.sections.plans():
        for match in own.PLANNED_WORKS.finditer(context.text, section.start, section.end):
            start, end = match.span("verb")
            if is_in_plan(context, context.spot(start, end)):
                yield Event(None, Stage.PROPOSED, Modality.ACTUAL, start, end, "event.in_plan")


def also_funded(context: EventContext) -> Iterator[Event]:
    """What else the money that is raised goes into (募资12亿元,其中8亿元用于A,2亿元用于B)."""
    for match in FUNDED.finditer(context.text):
        sentence = context.clauses.sentence(match.start())
        if sentence is None or own.RAISES.search(match.group()) is None:
            continue  # bonds pay for works that are under way
        for more in own.FUNDED_MORE.finditer(context.text, match.end(), sentence.end):
            yield from events_at(context, *more.span("verb"), entry_of("拟建"))


def postponements(context: EventContext) -> Iterator[Event]:
    """The new date of what the sentence had planned before."""
    words, entries = triggers()
    for match in own.POSTPONED.finditer(context.text):
        date = next(iter(context.dates.inside(match.end(), match.end() + _NEW_DATE_REACH)), None)
        if date is None or not isinstance(date.value, DateValue):
            continue
        follows = words.match(context.text, date.end)
        if follows is not None and entries[follows.group()].kinds:
            continue  # 延期至2023年12月投产: read as what is planned for that day
        for kind in _postponed(context, match.start(), match.end()):
            yield Event(kind, None, Modality.PLANNED, match.start(), date.end, "event.postponed", date.value)


def _postponed(context: EventContext, start: int, end: int) -> Sequence[MilestoneKind]:
    """The milestones that a sentence has told of last before it gives them another date."""
    text, sentence = context.text, context.clauses.sentence(start)
    if sentence is None:
        return ()
    clause, _ = context.clauses.clause(start)
    since = context.clause_before(clause)[0] if clause > sentence.start else clause
    if own.REASON.match(text, since, clause):  # 原计划3月完工,因验收滞后,延期至明年3月
        since = sentence.start
    words, entries = triggers()
    told = [
        entries[m.group()].kinds
        for m in words.finditer(text, since, start)
        if entries[m.group()].kinds and not pat.NEGATED.search(text, since, m.start())
    ]
    if told:
        return told[-1]
    # 可使用状态时间延长至2021年6月
    finishes = text.startswith(("完", "竣", "建", "可"), start) or own.FINISHES.search(text, since, end)
    return (MilestoneKind.COMPLETED,) if finishes else ()
