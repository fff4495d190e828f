"""What the review page shows, out of records: a row a project for the table, and one line of JSON an article.

The rows are read when the page opens; an article's line only when the article is opened, so that a page of many
thousand projects opens at once. A text stands in the page once, however many projects it tells of.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kaigong.corpora.loader import load_table
from kaigong.pipeline.abroad import country_of
from kaigong.pipeline.tables import TABLES, Cell, record_rows
from kaigong.schemas.labels import MilestoneKind
from kaigong.schemas.record import Place, Project, Record, check_spans, decimal_string

ROW = (
    "id", "article", "name", "aliases", "stage", "value", "low", "high", "qualifier", "currency", "places", "owner",
    "industry", "code", "division", "dates", "phase_of",
)  # fmt: skip
"""Cells of a project's row; ``article`` is the number of the article's line, sums are decimal strings."""

HEAD = ("id", "title", "source", "url", "published", "duplicate_of", "text")
"""Cells of an article's head; ``text`` says whether the page has its text."""

_DIVISION = 3  # letters of a code of GB/T 4754 by which charts group: C38
_LEFT_OUT = frozenset(("sentence", "sha256"))
_COLUMNS = tuple(column.name for column in TABLES["projects"].columns)


@dataclass(slots=True)
class PageData:
    """Rows of projects, heads and lines of articles; ``without`` counts records without a project, left out."""

    rows: list[list[object]] = field(default_factory=list)
    heads: list[list[object]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    without: int = 0

    @property
    def digest(self) -> str:
        """16 hex digits that tell one page's projects from another's."""
        ids = json.dumps([row[0] for row in self.rows])
        return hashlib.sha256(ids.encode("utf-8")).hexdigest()[:16]


def collect(
    records: Iterable[Record], texts: Mapping[str, str] | None = None, report: Callable[[str], None] = lambda _: None
) -> PageData:
    """All that the page shows of the records, in their order.

    ``texts`` are texts by article id for records that keep none; one that does not fit its record is reported and left
    out, since spans would point at the wrong words.
    """
    data = PageData()
    for record in records:
        if not record.projects:
            data.without += 1
            continue
        text = _text(record, texts or {}, report)
        info = record.article
        published = None if info.published is None else info.published.isoformat()
        rows = (dict(zip(_COLUMNS, row, strict=True)) for name, row in record_rows(record) if name == "projects")
        for project, row in zip(record.projects, rows, strict=True):
            data.rows.append(_row(project, row, len(data.heads)))
        data.heads.append([info.id, info.title, info.source, info.url, published, info.duplicate_of, text is not None])
        data.lines.append(_line(record, text))
    return data


def _text(record: Record, texts: Mapping[str, str], report: Callable[[str], None]) -> str | None:
    if record.article.text is not None:
        return record.article.text
    text = texts.get(record.article.id)
    if text is not None and (faults := check_spans(record, text)):
        report(f"{record.article.id}: the text is not the one that was extracted: {faults[0]}")
        return None
    return text


def _row(project: Project, row: Mapping[str, Cell], article: int) -> list[object]:
    """Cells of ROW, of the project and its row of ``tables``."""
    sums = (row["total_investment"], row["total_investment_low"], row["total_investment_high"])
    code = None if row["industry_code"] is None else str(row["industry_code"])
    return [
        project.id, article, project.name.text, row["aliases"], row["stage"],
        *(decimal_string(v) if isinstance(v, Decimal) else None for v in sums),
        row["total_investment_qualifier"], row["currency"],
        [path for place in project.places if (path := _path(place))[0] is not None],
        row["owner"] or row["investor"], row["industry"], code, code and code[:_DIVISION], _dates(row), row["phase_of"],
    ]  # fmt: skip


def _path(place: Place) -> list[str | None]:
    """Levels to filter by: a country stands where others have their province."""
    return [place.province or country_of(place), place.city, place.county]


def _dates(row: Mapping[str, Cell]) -> dict[str, list[str | None]]:
    """Kind → first and last day and status, of the events that the row has."""
    return {
        kind.value: [None if cell is None else str(cell) for cell in cells]
        for kind in MilestoneKind
        if (cells := [row[f"{kind}_{part}"] for part in ("first", "last", "status")])[2] is not None
    }


def _line(record: Record, text: str | None) -> str:
    tree = record.model_dump(mode="json", exclude_none=True)
    tree["article"]["text"] = text
    return json.dumps(_lean(tree), ensure_ascii=False, separators=(",", ":"))


def _lean(tree: object) -> object:
    """The tree without what the page does not use."""
    if isinstance(tree, dict):
        return {key: _lean(value) for key, value in tree.items() if key not in _LEFT_OUT}
    return [_lean(item) for item in tree] if isinstance(tree, list) else tree


def divisions(rows: Iterable[list[object]]) -> dict[str, str]:
    """Names of the divisions of GB/T 4754 that the rows have."""
    place = ROW.index("division")
    used = {row[place] for row in rows}
    return {row["code"]: row["name"] for row in load_table("industries") if row["code"] in used}
