"""Stage: do the values of a record agree with each other? What does not is flagged, and never changed.

A flag is a reject of stage ``check`` whose reason begins with ``flag:`` and the name of the check; the value stays
where it is. Only what the schema could not hold, a date that ends before it starts, is taken out, with its reason.
What each check looks for is said in ``corpora/lexicons/rules.yaml`` under ``check.NAME``.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kaigong.extractors.index import SentenceIndex
from kaigong.schemas.document import (
    AmountSlot,
    Document,
    Mention,
    MetricSlot,
    MilestoneSlot,
    ProjectDraft,
    Reject,
)
from kaigong.schemas.labels import AmountRole, Label, MetricRole, MilestoneKind, Per, Qualifier
from kaigong.schemas.values import DateValue, Money, Quantity

STAGE = "check"
FLAG = "flag:"

_PART_CHECKS = {
    AmountRole.PHASE_INVESTMENT: "phase_over_total",
    AmountRole.COMPLETED_INVESTMENT: "completed_over_total",
    AmountRole.ANNUAL_INVESTMENT: "part_over_total",
    AmountRole.FIXED_ASSET_INVESTMENT: "part_over_total",
    AmountRole.EQUIPMENT_INVESTMENT: "part_over_total",
}
_CAPACITIES = frozenset([MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY])
_YIELDS = frozenset([AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_REVENUE])
_OPERATION = frozenset([MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START])
# Another round of work on what already runs, so that a later start is no contradiction.
_ANEW = re.compile(r"[一二三四五六七八九1-9]期|首期|改造|扩建|改扩建|技改|扩能|迁建|复工|重新|升级|新建|再次|二次|分期")
_PERIOD = re.compile(r"\s*(?:至|到|—+|-|~|–)\s*")
_SCALES = frozenset([Decimal(10**4), Decimal(10**8)])  # 万 for 亿, a lost 万 or 亿
_YI, _SMALL = Decimal(10**8), Decimal(10**7)
_SLACK = Decimal("0.1")
_MIN_DIGITS = 3  # fewer digits agree by chance
_ENOUGH = 4  # totals of an article, from which the scale of a text can be seen
_FAR = 1000  # times: sums told together do not differ so much
_UNLIKE = 3000  # times: total and yield or part of one undertaking do not differ so much
_MANY = 50  # sums of one undertaking: more are a table of something else
_MIN_PER_M2, _MAX_PER_M2 = 30, 3_000_000  # yuan a square metre of building; repairs cost more, chip plants less
_MAX_STOREYS = 100
_SQUARE_METRES: dict[str, Decimal | int] = {"平方米": 1, "㎡": 1, "平米": 1, "亩": Decimal("666.67"), "公顷": 10_000}
_SQUARE_METRES |= {"平方公里": 1_000_000}


@dataclass(frozen=True, slots=True)
class Flag:
    """What a check found: the span of the doubtful value, and why it is doubtful."""

    check: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """A document as the checks see it."""

    document: Document
    sentences: SentenceIndex

    def words(self, slot: AmountSlot | MetricSlot | MilestoneSlot) -> str:
        """A slot as its article writes it."""
        span = (slot.mention.start, slot.mention.end) if isinstance(slot, AmountSlot) else (slot.start, slot.end)
        return self.raw(*span)

    def raw(self, start: int, end: int) -> str:
        """A folded span in the words of the article."""
        first, last = self.document.folded.to_raw(start, end)
        return self.document.article.text[first:last]


Check = Callable[[Context], Iterator[Flag]]


def check_consistency(document: Document) -> Document:
    """The document with a reject for each flag and each date taken out."""
    document, faults = _without_reversed_dates(document)
    context = Context(document, SentenceIndex(document.sentences))
    flags: dict[tuple[str, int, int], Flag] = {}
    for check in CHECKS:
        for flag in check(context):
            flags.setdefault((flag.check, flag.start, flag.end), flag)
    rejects = [Reject(STAGE, f"{FLAG} {f.check}: {f.reason}", f.start, f.end) for f in flags.values()]
    rejects.sort(key=lambda r: (r.start or 0, r.end or 0, r.reason))
    return replace(document, rejects=(*document.rejects, *faults, *rejects))


def _lower(money: Money) -> Decimal | None:
    """The least that a sum can mean; None where it is open downwards."""
    value = money.low if money.value is None else money.value
    if value is None or money.qualifier in (Qualifier.AT_MOST, Qualifier.ORDER_OF):
        return None
    return value * (1 - _SLACK) if money.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) else value


def _upper(money: Money) -> Decimal | None:
    """The most that a sum can mean; None where it is open upwards."""
    value = money.high if money.value is None else money.value
    if value is None or money.qualifier in (Qualifier.AT_LEAST, Qualifier.ORDER_OF):
        return None
    rough = money.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.MORE_THAN)
    return value * (1 + _SLACK) if rough else value


def _money(slot: AmountSlot) -> Money:
    assert isinstance(slot.mention.value, Money)
    return slot.mention.value


def _totals(project: ProjectDraft) -> list[AmountSlot]:
    return [a for a in project.amounts if a.role is AmountRole.TOTAL_INVESTMENT]


def _greatest(totals: Iterable[AmountSlot]) -> dict[str, tuple[Decimal, AmountSlot]]:
    """The greatest total by currency; none for a currency in which one is open upwards."""
    found: dict[str, tuple[Decimal, AmountSlot]] = {}
    open_ended = set()
    for total in totals:
        money = _money(total)
        most = _upper(money)
        if most is None:
            open_ended.add(money.currency)
        elif money.currency not in found or most > found[money.currency][0]:
            found[money.currency] = (most, total)
    return {currency: row for currency, row in found.items() if currency not in open_ended}


def _parts_over_total(context: Context) -> Iterator[Flag]:
    """``phase_over_total``, ``completed_over_total``, ``part_over_total``."""
    wholes = {p.name: _greatest(_totals(p)) for p in context.document.projects}
    for project in context.document.projects:
        own = _greatest(_totals(project))
        for part in project.amounts:
            if part.role in _PART_CHECKS:
                yield from _over(context, part, _PART_CHECKS[part.role], own, part.role.replace("_", " "))
        whole = {} if project.phase_of is None else wholes.get(project.phase_of, {})
        for total in _totals(project) if whole else ():
            yield from _over(context, total, "phase_over_total", whole, "the total of a phase,")


def _over(
    context: Context, part: AmountSlot, check: str, totals: Mapping[str, tuple[Decimal, AmountSlot]], what: str
) -> Iterator[Flag]:
    money = _money(part)
    least, most = _lower(money), totals.get(money.currency)
    if least is not None and most is not None and least > most[0]:
        reason = f"{what} {context.words(part)} is more than the total {context.words(most[1])}"
        yield Flag(check, part.mention.start, part.mention.end, reason)


def _day_range(slot: MilestoneSlot) -> tuple[datetime.date, datetime.date] | None:
    date = slot.date
    return None if date is None or date.start is None or date.end is None else (date.start, date.end)


def _start_after_operation(context: Context) -> Iterator[Flag]:
    """``start_after_operation``; not where the text speaks of phases or of works on what already runs."""
    for project in context.document.projects:
        dated = [(m, days) for m in project.milestones if (days := _day_range(m)) is not None]
        starts = [(m, d) for m, d in dated if m.kind is MilestoneKind.CONSTRUCTION_START]
        ends = [(m, d) for m, d in dated if m.kind in _OPERATION]
        if not starts or not ends or _ANEW.search(project.name.text):
            continue
        start, days = min(starts, key=lambda row: row[1])
        end, last = max(ends, key=lambda row: row[1][1])
        if days[0] <= last[1] or _ANEW.search(_between(context, start, end)):
            continue
        reason = (
            f"construction starts {days[0]}, after it is {end.kind.replace('_', ' ')} {last[1]} ({context.words(end)})"
        )
        yield Flag("start_after_operation", start.start, start.end, reason)


def _between(context: Context, one: MilestoneSlot, other: MilestoneSlot) -> str:
    """From the clause of the first of two milestones to the end of the second."""
    first, last = min(one.start, other.start), max(one.end, other.end)
    sentence = context.sentences.at(first)
    clauses = [start for start, end in sentence.clauses if start <= first < end] if sentence else []
    return context.document.text[min([first, *clauses]) : last]


def _end_before_start(context: Context) -> Iterator[Flag]:
    """``end_before_start``: a period written with a first day after its last (2025年12月至2024年3月)."""
    dates = [m for m in context.document.mentions_of(Label.DATE) if isinstance(m.value, DateValue)]
    for one, other in pairwise(dates):
        if other.start < one.end or not _PERIOD.fullmatch(context.document.text, one.end, other.start):
            continue
        first, last = one.value, other.value
        assert isinstance(first, DateValue) and isinstance(last, DateValue)
        if first.start is not None and last.end is not None and last.end < first.start:
            words = f"{context.raw(one.start, one.end)} is after {context.raw(other.start, other.end)}"
            yield Flag("end_before_start", one.start, other.end, f"the period's first day {words}")


def _money_scale(context: Context) -> Iterator[Flag]:
    """``money_scale``: sums that look as if 万 stood for 亿, or as if one of them were lost."""
    yield from _same_digits(context)
    for project in context.document.projects:
        yield from _unlike_sums(context, project)
    yield from _small_among_great(context)
    yield from _small_among_totals(context)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _same_digits(context: Context) -> Iterator[Flag]:
    """Two sums of an article with the same digits, one 10^4 or 10^8 times the other (261.5万元, 261.5亿元)."""
    sums: dict[tuple[str, Decimal], Mention] = {}
    for mention in context.document.mentions_of(Label.AMOUNT):
        value = mention.value
        if isinstance(value, Money) and value.value and len(_digits(value.value)) >= _MIN_DIGITS:
            sums.setdefault((value.currency, value.value), mention)
    for (currency, amount), small in sums.items():
        for scale in _SCALES:
            great = sums.get((currency, amount * scale))
            if great is not None:
                words = f"{context.raw(small.start, small.end)} has the digits of {context.raw(great.start, great.end)}"
                yield Flag("money_scale", small.start, small.end, f"{words}, which the article says too")


def _amount_of(mention: Mention) -> Decimal:
    value = mention.value
    assert isinstance(value, Money) and value.value is not None
    return value.value


def _unlike_sums(context: Context, project: ProjectDraft) -> Iterator[Flag]:
    """A total beside which a part or the yearly yield of the same undertaking is thousands of times more or less."""
    others = [a for a in project.amounts if (a.role in _PART_CHECKS or a.role in _YIELDS) and _money(a).value]
    for total in _totals(project) if len(others) < _MANY else ():
        value = _money(total).value
        for other in others if value else ():
            rest = _money(other).value
            if _money(other).currency != _money(total).currency or value is None or rest is None:
                continue
            if max(value, rest) >= _UNLIKE * min(value, rest):
                small, great = (total, other) if value < rest else (other, total)
                words = f"{context.words(small)} does not go with {context.words(great)} of the same project"
                yield Flag("money_scale", small.mention.start, small.mention.end, words)


def _small_among_great(context: Context) -> Iterator[Flag]:
    """A total in 万 where all other sums of the sentence are in 亿."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in context.document.mentions_of(Label.AMOUNT):
        sentence = context.sentences.at(mention.start)
        if sentence is not None and isinstance(mention.value, Money) and mention.value.value:
            by_sentence.setdefault(sentence.start, []).append(mention)
    totals = {(a.mention.start, a.mention.end) for p in context.document.projects for a in _totals(p)}
    for mentions in by_sentence.values():
        least = sorted(_amount_of(m) for m in mentions)
        for mention in mentions:
            own = _amount_of(mention)
            if (mention.start, mention.end) not in totals or own != least[0] or own >= _SMALL or len(least) < 2:
                continue
            if least[1] >= max(_YI, _FAR * own):
                words = f"{context.raw(mention.start, mention.end)} stands among sums of 亿"
                yield Flag("money_scale", mention.start, mention.end, words)


def _small_among_totals(context: Context) -> Iterator[Flag]:
    """A total in 万 where those of all other undertakings of the article, three or more, are in 亿."""
    totals = [a for p in context.document.projects for a in _totals(p) if _money(a).value]
    least = sorted(_amount_of(a.mention) for a in totals)
    if len(least) < _ENOUGH or least[0] >= _SMALL or least[1] < max(_YI, _FAR * least[0]):
        return
    small = min(totals, key=lambda a: _amount_of(a.mention))
    words = f"{context.words(small)} stands among {len(least) - 1} totals of 亿"
    yield Flag("money_scale", small.mention.start, small.mention.end, words)


def _size_scale(context: Context) -> Iterator[Flag]:
    """``size_scale``: capacities and areas that look as if a 万 were lost or too many."""
    for project in context.document.projects:
        yield from _same_capacity(context, project)
        floors = [(m, a) for m in project.metrics if m.role is MetricRole.FLOOR_AREA and (a := _square_metres(m))]
        lands = [(m, a) for m in project.metrics if m.role is MetricRole.LAND_AREA and (a := _square_metres(m))]
        if len(floors) == len(lands) == 1 and floors[0][1] > _MAX_STOREYS * lands[0][1]:
            reason = f"{context.words(floors[0][0])} is too much for {context.words(lands[0][0])}"
            yield Flag("size_scale", floors[0][0].start, floors[0][0].end, reason)
        totals = [a for a in _totals(project) if _money(a).currency == "CNY" and _money(a).value]
        if len(floors) == len(totals) == 1:
            (floor, area), total = floors[0], totals[0]
            if not _MIN_PER_M2 <= (_money(total).value or 0) / area <= _MAX_PER_M2:
                reason = f"{context.words(floor)} does not go with a total of {context.words(total)}"
                yield Flag("size_scale", floor.start, floor.end, reason)


def _square_metres(metric: MetricSlot) -> Decimal | None:
    value = metric.mention.value
    if not isinstance(value, Quantity) or not value.value or value.unit not in _SQUARE_METRES:
        return None
    return value.value * _SQUARE_METRES[value.unit]


def _same_capacity(context: Context, project: ProjectDraft) -> Iterator[Flag]:
    """Two capacities of one undertaking with the same digits, one 10^4 times the other (年产20万吨, 年产20吨)."""
    known: dict[tuple[MetricRole, Per | None, str, Decimal], MetricSlot] = {}
    for metric in project.metrics:
        value = metric.mention.value
        if metric.role in _CAPACITIES and isinstance(value, Quantity) and value.value:
            known.setdefault((metric.role, metric.per, value.unit, value.value), metric)
    for (role, per, unit, number), small in known.items():
        for scale in _SCALES:
            great = known.get((role, per, unit, number * scale))
            if great is not None:
                reason = f"{context.words(small)} has the digits of {context.words(great)} of the same project"
                yield Flag("size_scale", small.start, small.end, reason)


CHECKS: tuple[Check, ...] = (
    _parts_over_total,
    _start_after_operation,
    _end_before_start,
    _money_scale,
    _size_scale,
)
CHECK_NAMES = (
    "phase_over_total", "completed_over_total", "part_over_total", "start_after_operation", "end_before_start",
    "money_scale", "size_scale", "date_reversed",
)  # fmt: skip


def _without_reversed_dates(document: Document) -> tuple[Document, list[Reject]]:
    """The document without the dates that the schema could not hold, and a reject for each (``date_reversed``)."""
    rejects: list[Reject] = []
    mentions = []
    for mention in document.mentions:
        if isinstance(mention.value, DateValue) and _is_reversed(mention.value):
            rejects.append(_reversed(mention.value, mention.start, mention.end, "taken out"))
        else:
            mentions.append(mention)
    projects = []
    for project in document.projects:
        milestones = []
        for milestone in project.milestones:
            if milestone.date is not None and _is_reversed(milestone.date):
                rejects.append(_reversed(milestone.date, milestone.start, milestone.end, "its date taken out"))
                milestone = replace(milestone, date=None)
            milestones.append(milestone)
        projects.append(replace(project, milestones=tuple(milestones)))
    if not rejects:
        return document, []
    return replace(document, mentions=tuple(mentions), projects=tuple(projects)), rejects


def _is_reversed(date: DateValue) -> bool:
    return date.start is not None and date.end is not None and date.end < date.start


def _reversed(date: DateValue, start: int, end: int, done: str) -> Reject:
    return Reject(STAGE, f"date_reversed: ends {date.end}, before it starts {date.start}; {done}", start, end)
