"""A record as rows of flat tables; the one place that says which tables and columns an export has.

Numbers are exact decimals, dates are days; vocabularies stay members of their enums, so that a writer can put them in
words. Names of columns for people stand in ``vocabulary.yaml``.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kaigong.pipeline.abroad import country_of
from kaigong.pipeline.unplaced import unplaced_amounts
from kaigong.schemas.labels import AmountRole, MilestoneKind, Modality, OrganisationRole
from kaigong.schemas.record import Milestone, Model, Number, Project, Record, Span
from kaigong.schemas.reject import ArticleReject

Cell = str | int | Decimal | datetime.date | StrEnum | None
Row = tuple[Cell, ...]
JOIN = "；"
"""Between several names in one cell."""


class Kind(StrEnum):
    """What the cells of a column are: text, an address, a whole number, a decimal, a day, a vocabulary, yes or no."""

    TEXT = "text"
    URL = "url"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    WORD = "word"
    FLAG = "flag"


class Column(NamedTuple):
    """A column and the kind of its cells; any cell may be None."""

    name: str
    kind: Kind


class Table(NamedTuple):
    """A table: its name and its columns in their order."""

    name: str
    columns: tuple[Column, ...]


_KEYS = "article_id project_id"  # what ties a row to its project; last, people read the name first
_NUMBER = "value:decimal low:decimal high:decimal"
_SPAN = "text span_start:integer span_end:integer rule"  # end alone is a word of SQL
_MILESTONES = " ".join(f"{k}_first:date {k}_last:date {k}_status:word" for k in MilestoneKind)
_SPECS = {
    "articles": "article_id title source url:url published:date published_basis:word chars:integer sha256 "
    "projects:integer targets:integer duplicate_of",
    "projects": "project aliases stage:word total_investment:decimal total_investment_low:decimal "
    "total_investment_high:decimal total_investment_qualifier:word currency total_investment_text "
    "country province city county adcode place_text owner investor builder industry_code industry "
    f"{_MILESTONES} published:date url:url span_start:integer span_end:integer rule "
    f"{_KEYS} phase_of",
    "amounts": f"project role:word {_NUMBER} currency qualifier:word status:word per:word {_SPAN} {_KEYS}",
    "metrics": f"project role:word item {_NUMBER} unit qualifier:word status:word per:word {_SPAN} {_KEYS}",
    "milestones": f"project kind:word status:word date_first:date date_last:date grain:word {_SPAN} {_KEYS}",
    "organisations": f"project role:word organisation span_start:integer span_end:integer rule {_KEYS}",
    "places": f"project country province city county adcode {_SPAN} {_KEYS}",
    "industries": f"project industry_code industry {_SPAN} {_KEYS}",
    "unplaced_amounts": f"{_NUMBER} currency qualifier:word {_SPAN} context article_id",
    "targets": f"subject indicator {_NUMBER} unit comparator:word period status:word {_SPAN} article_id",
    "rejects": "article_id refused_by reason text span_start:integer span_end:integer file line:integer",
}

SLOT_TABLES = ("amounts", "metrics", "milestones", "organisations", "places", "industries")
"""Tables whose rows belong to the project row that was given last."""


def columns_of(spec: str) -> tuple[Column, ...]:
    """Columns of a line of names, each with its kind behind a colon (``value:decimal``); without one it is text."""
    pairs = (item.partition(":") for item in spec.split())
    return tuple(Column(name, Kind(kind or "text")) for name, _, kind in pairs)


OF_PROJECT = frozenset(("project", *_KEYS.split()))
"""Columns of a slot's row that only repeat its project."""

TABLES = {name: Table(name, columns_of(spec)) for name, spec in _SPECS.items()}


def record_rows(record: Record) -> Iterator[tuple[str, Row]]:
    """Rows of a record, each with the name of its table."""
    info = record.article
    yield (
        "articles",
        (
            info.id, info.title, info.source, info.url, info.published, info.published_basis, info.chars, info.sha256,
            len(record.projects), len(record.targets), info.duplicate_of,
        ),
    )  # fmt: skip
    for project in record.projects:
        yield "projects", _project_row(record, project)
        yield from _slot_rows(project, (info.id, project.id))
    for mention, money in unplaced_amounts(record):
        cells = (*_number(money), money.currency, money.qualifier, *_get(mention, _SPAN), _sentence(mention, info.text))
        yield "unplaced_amounts", (*cells, info.id)
    for target in record.targets:
        yield (
            "targets",
            (
                target.subject, target.indicator, *_number(target), target.unit, target.comparator,
                target.period, target.status, *_get(target, _SPAN), info.id,
            ),
        )  # fmt: skip
    for found in record.rejects:
        yield "rejects", (info.id, found.stage, found.reason, found.text, found.start, found.end, None, None)


def reject_row(reject: ArticleReject) -> tuple[str, Row]:
    """The row of an article without a record, with the name of its table."""
    return "rejects", (reject.article, reject.stage, reject.reason, None, None, None, reject.file, reject.line)


def _slot_rows(project: Project, keys: Row) -> Iterator[tuple[str, Row]]:
    name = project.name.text
    for amount in project.amounts:
        rest = _get(amount, f"currency qualifier status per {_SPAN}")
        yield "amounts", (name, amount.role, *_number(amount), *rest, *keys)
    for metric in project.metrics:
        rest = _get(metric, f"unit qualifier status per {_SPAN}")
        yield "metrics", (name, metric.role, metric.item, *_number(metric), *rest, *keys)
    for milestone in project.milestones:
        days = _get(milestone.date, "start end grain")
        yield "milestones", (name, milestone.kind, milestone.status, *days, *_get(milestone, _SPAN), *keys)
    for organisation in project.organisations:
        yield "organisations", (name, *_get(organisation, "role text start end rule"), *keys)
    for place in project.places:
        yield "places", (name, country_of(place), *_get(place, f"province city county adcode {_SPAN}"), *keys)
    for industry in project.industry:
        yield "industries", (name, *_get(industry, f"code name {_SPAN}"), *keys)


def _project_row(record: Record, project: Project) -> Row:
    """All of a project that fits one row: of each slot the first, or what says most; the rest is in its table."""
    total = next((a for a in project.amounts if a.role is AmountRole.TOTAL_INVESTMENT), None)
    place = project.places[0] if project.places else None
    industry = project.industry[0] if project.industry else None
    dates: list[Cell] = []
    for kind in MilestoneKind:
        event = _event(project, kind)
        dates += (None, None, None) if event is None else (event.date.start, event.date.end, event.status)
    return (
        project.name.text,
        JOIN.join(dict.fromkeys(alias.text for alias in project.aliases)) or None, project.stage,
        *((None,) * 3 if total is None else _number(total)), *_get(total, "qualifier currency text"),
        None if place is None else country_of(place), *_get(place, "province city county adcode text"),
        *(_names(project, r) for r in (OrganisationRole.OWNER, OrganisationRole.INVESTOR, OrganisationRole.BUILDER)),
        *_get(industry, "code name"), *dates, record.article.published, record.article.url,
        *_get(project.name, "start end rule"), record.article.id, project.id, project.phase_of,
    )  # fmt: skip


def _sentence(span: Span, text: str | None) -> str | None:
    """The sentence of a span on one line, where the record keeps the text."""
    if text is None or span.sentence is None:
        return None
    return " ".join(text[slice(*span.sentence)].split())


def _event(project: Project, kind: MilestoneKind) -> Milestone | None:
    """The milestone of a kind that says most: with a date before one without, a fact before a plan, then the first."""
    events = [m for m in project.milestones if m.kind is kind]
    return min(events, key=lambda m: (m.date.grain is None, m.status is not Modality.ACTUAL), default=None)


def _names(project: Project, role: OrganisationRole) -> str | None:
    return JOIN.join(dict.fromkeys(o.text for o in project.organisations if o.role is role)) or None


def _number(number: Number) -> tuple[Decimal | None, ...]:
    return tuple(None if v is None else Decimal(v) for v in (number.value, number.low, number.high))


def _get(item: Model | None, names: str) -> Row:
    """Attributes of a model; all None where there is no model. Names may carry the kind of their column."""
    return tuple(
        None if item is None else getattr(item, name.partition(":")[0].removeprefix("span_")) for name in names.split()
    )
