"""Tables of undertakings: a line that heads the columns (项目名称, 建设单位, 总投资), then one undertaking a line."""

from bisect import bisect_right
from collections.abc import Sequence

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.reading import AmountReading
from kaigong.extractors.table_lines import cells_of, lines_of
from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import AmountRole, OrganisationRole
from kaigong.schemas.lexicon import TableColumnEntry

_ASIDE = lazy(r"[(\[][^()\[\]]*[)\]]|\s")
_YEAR = lazy(r"(?:20\d\d年|今年|本年|当年)(?:度)?")
_NO_NAME = lazy(
    r"[\d.,%\s-]*|.*(?:合计|小计|总计|共计)|[(]?[一二三四五六七八九十]+[)、.].*|.*[(]共?\d+[个项][)]?|补充.*资金|补流|偿还.*"
)
_MIN_COLUMNS, _MIN_NAME, _MAX_NAME = 3, 3, 80


@dataclass(frozen=True, slots=True)
class TableRow:
    """One undertaking's line: its span, that of the name, and the cells whose heads say what they hold."""

    start: int
    end: int
    name: tuple[int, int]
    cells: tuple[tuple[int, int, TableColumnEntry], ...]


@per_lexicon
def _columns() -> dict[str, TableColumnEntry]:
    return {word: entry for entry in load_lexicon("table_columns", TableColumnEntry) for word in entry.surface}


def table_rows(text: str) -> list[TableRow]:
    """The rows of all tables of undertakings in a folded text, in order.

    A table goes on as long as its lines have as many cells as its head; rows of sums and of headings name nothing.
    """
    found: list[TableRow] = []
    if "项目" not in text and "工程" not in text:
        return found
    heads: list[TableColumnEntry | None] = []
    for at, line in lines_of(text):
        cells = cells_of(line, at)
        if len(cells) < _MIN_COLUMNS:
            heads = heads if not line.strip() else []
            continue
        entries = [_head(text[a:b]) for a, b in cells]
        if _is_head([text[a:b] for a, b in cells], entries):
            heads = entries
        elif len(cells) == len(heads) and (row := _row(text, cells, heads)) is not None:
            found.append(row)
    return found


def _is_head(cells: Sequence[str], entries: Sequence[TableColumnEntry | None]) -> bool:
    """Whether a line heads a table of undertakings; 项目 alone heads items of any kind beside sums (建筑工程费)."""
    names = [c for c, e in zip(cells, entries, strict=True) if e is not None and e.holds == "name"]
    others = {e.holds for e in entries if e is not None} - {"name"}
    return bool(names) and bool(others - {"amount"} if "".join(names).strip() == "项目" else others)


def _head(cell: str) -> TableColumnEntry | None:
    plain = _ASIDE.sub("", cell)
    year = _YEAR.match(plain)
    if year is not None and (own := _columns().get(f"今年{plain[year.end() :]}")) is not None:
        return own
    return _columns().get(plain[year.end() :] if year is not None else plain)


def _row(text: str, cells: Sequence[tuple[int, int]], heads: Sequence[TableColumnEntry | None]) -> TableRow | None:
    known = [(a, b, head) for (a, b), head in zip(cells, heads, strict=True) if head is not None and b > a]
    name = next(((a, b) for a, b, head in known if head.holds == "name"), None)
    if name is None or not _MIN_NAME <= name[1] - name[0] <= _MAX_NAME or _NO_NAME.fullmatch(text, *name):
        return None
    return TableRow(cells[0][0], cells[-1][1], name, tuple(known))


class Tables:
    """The tables of one document, which say what stands in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = table_rows(text)
        self._starts = [row.start for row in self.rows]
        self._cells = sorted((cell for row in self.rows for cell in row.cells), key=lambda cell: cell[0])
        self._cell_starts = [cell[0] for cell in self._cells]

    def names(self, others: Sequence[NameCandidate]) -> list[NameCandidate]:
        """Candidates with the names of rows in place of what else reads like one in them."""
        if not self.rows:
            return list(others)
        own = [
            NameCandidate(a, b, self.text[a:b], "project.table", False, True, named=True)
            for a, b in (row.name for row in self.rows)
        ]
        return sorted([*(c for c in others if self._row_at(c.start) is None), *own], key=lambda c: (c.start, c.end))

    def amounts(self, readings: Sequence[AmountReading]) -> list[AmountReading]:
        """Readings of sums with the roles of their columns."""
        found = []
        for reading in readings:
            head = self._head_of(reading.mention)
            if head is not None and isinstance(head.role, AmountRole):
                reading = replace(reading, role=head.role, rule="amount_role.table", phase=None, aggregate=False)
            found.append(reading)
        return found

    def organisations(
        self, readings: Sequence[OrganisationReading], mentions: Sequence[Mention]
    ) -> list[OrganisationReading]:
        """Readings of organisations (``mentions``), of which those in a cell have the role of its column alone."""
        own = [
            OrganisationReading(m, head.role, "org_role.table", m.start)
            for m in mentions
            if (head := self._head_of(m)) is not None and isinstance(head.role, OrganisationRole)
        ]
        placed = {r.mention.start for r in own}
        kept = [r for r in readings if r.mention.start not in placed]
        return sorted([*kept, *own], key=lambda r: r.mention.start)

    def places(self, clusters: Sequence[NameCluster], mentions: MentionIndex) -> dict[int, Mention]:
        """The place of each undertaking by its number whose row has a cell for it: the first that the cell names."""
        found: dict[int, Mention] = {}
        for number, cluster in enumerate(clusters) if self.rows else ():
            row = next((r for c in cluster.candidates if (r := self._row_at(c.start)) is not None), None)
            cells = [(a, b) for a, b, head in row.cells if head.holds == "place"] if row is not None else []
            found.update((number, m) for a, b in cells[:1] for m in mentions.inside(a, b)[:1])
        return found

    def _row_at(self, position: int) -> TableRow | None:
        at = bisect_right(self._starts, position) - 1
        return self.rows[at] if at >= 0 and position < self.rows[at].end else None

    def _head_of(self, mention: Mention) -> TableColumnEntry | None:
        at = bisect_right(self._cell_starts, mention.start) - 1
        if at < 0 or mention.end > self._cells[at][1]:
            return None
        return self._cells[at][2]
