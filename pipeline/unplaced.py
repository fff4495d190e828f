"""Sums that an article states and that stand in no project and in no target of its record."""

from kaigong.schemas.labels import Label
from kaigong.schemas.record import AmountValue, MentionSpan, Record


def unplaced_amounts(record: Record) -> list[tuple[MentionSpan, AmountValue]]:
    """The mentions of such sums with their values, in order.

    A sum in a project's name or in a quantity of it (每亩300万元) has its place there, and so has the size of what a
    target counts (亿元以上项目). One that only repeats the sum of a project is not without it.
    """
    taken = _taken(record)
    sums = {_sum_of(amount) for project in record.projects for amount in project.amounts}
    return [
        (mention, mention.value)
        for mention in record.mentions
        if mention.label is Label.AMOUNT
        and isinstance(mention.value, AmountValue)
        and _sum_of(mention.value) not in sums
        and taken.isdisjoint(range(mention.start, mention.end))
        and not _is_counted(mention, record)
    ]


def _taken(record: Record) -> set[int]:
    """Characters that values of projects and targets were read from."""
    spans = [
        span
        for project in record.projects
        for span in (project.name, *project.aliases, *project.amounts, *project.metrics)
    ]
    return {at for span in (*spans, *record.targets) for at in range(span.start, span.end)}


def _sum_of(money: AmountValue) -> tuple[str | None, str | None, str | None, str]:
    return money.value, money.low, money.high, money.currency


def _is_counted(mention: MentionSpan, record: Record) -> bool:
    return any(mention.text in t.indicator and mention.sentence == t.sentence for t in record.targets)
