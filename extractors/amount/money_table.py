"""Sums in tables that name their unit once: 单位:万元 above the rows, 总投资(亿元) in the head of a column.

A table is a run of lines with cells between tabs, bars or wide gaps; a plain list of numbers, one a line, counts only
where the numbers have a decimal point or thousands separators, since bare integers may be the rows' numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.numeral import parse_numeral
from kaigong.extractors.table_lines import cells_of, lines_of
from kaigong.schemas.fast_dataclass import dataclass

_UNIT_LINE = lazy(r"单位\s*[:]\s*(?:人民币)?\s*(?P<unit>[^\s,;。)|\d/%]{1,8})")
_COLUMN_UNIT = lazy(r"[(\[](?:单位[:]?)?(?:人民币)?(?P<unit>[万亿千百]{0,2}[\u4e00-\u9fff]{0,4}元|亿)[)\]](?=\s|$)")
_NUMBER = lazy(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = lazy(r"(?:19|20)\d\d")
_OTHER_COLUMN = lazy(r"[比率%幅面积人数量序号年月日期编码代占个户]|增长|同比|排名")
_SPENT_IN = lazy(r"(?:计划|完成|年度|预计)[^\s]{0,4}投资(?:额)?$|投资计划$")  # 2020年计划投资: no column of years
_SCALE = lazy(r"(?P<scale>[千百万亿]{0,2})(?P<word>[\u4e00-\u9fff]*)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds a sum: its span, value in whole units, and currency word as written ("" for 亿 alone)."""

    start: int
    end: int
    value: Decimal
    word: str


@dataclass(slots=True)
class _Table:
    """What the lines so far say: the unit of all cells, the units of columns, columns that hold no money."""

    unit: str | None = None
    columns: dict[int, str] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)
    width: int = 0


def table_cells(text: str) -> Iterator[Cell]:
    """The cells with sums of all tables of a text, in order."""
    if "单位" not in text and "元)" not in text and "亿)" not in text and "元]" not in text:
        return
    table = _Table()
    for at, line in lines_of(text):
        yield from _line(table, line, at)


def _line(table: _Table, line: str, at: int) -> Iterator[Cell]:
    head = _UNIT_LINE.search(line)
    if head and _is_money(head["unit"]):
        table.unit, table.columns, table.barred, table.width = head["unit"], {}, set(), 0
        return
    cells = cells_of(line, at)
    if line.rstrip().endswith(("。", "!", "?")) or (table.unit is None and len(cells) < 2):
        table.unit, table.columns, table.width = None, {}, 0  # running text ends a table
        return
    units = {i: m["unit"] for i, (s, e) in enumerate(cells) if (m := _COLUMN_UNIT.search(line, s - at, e - at))}
    numbers = [i for i, (s, e) in enumerate(cells) if _NUMBER.fullmatch(line, s - at, e - at)]
    if units or (table.unit and not numbers and len(cells) > 1):
        table.columns, table.width = units, len(cells)
        table.barred = {
            i
            for i, (s, e) in enumerate(cells)
            if i not in units
            and _OTHER_COLUMN.search(line, s - at, e - at)
            and not _SPENT_IN.search(line, s - at, e - at)
        }
        return
    for i in numbers:
        start, end = cells[i]
        unit = table.columns.get(i) if table.width == len(cells) else None
        unit = unit or (None if i in table.barred or table.columns else table.unit)
        written = line[start - at : end - at]
        if unit is None or (_YEAR.fullmatch(written) and i not in table.columns) or (i == 0 and len(cells) > 1):
            continue
        if len(cells) == 1 and not re.search(r"[.,]", written):
            continue
        yield _cell(start, end, written, unit)


def _is_money(unit: str) -> bool:
    return unit.endswith(("元", "币", "镑", "卢布", "比索", "林吉特")) or unit == "亿"


def _cell(start: int, end: int, written: str, unit: str) -> Cell:
    parts = _SCALE.match(unit)
    scale = parse_numeral(parts["scale"]) if parts and parts["scale"] else None
    value = Decimal(written.replace(",", "")) * (scale or 1)
    return Cell(start, end, value, parts["word"] if parts else "")
