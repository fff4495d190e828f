"""A hand-check sample: which projects, or which of their values, a person is to check.

Every unit gets a number from the seed and its own ids; of each stratum those with the smallest numbers are drawn. So
the same records give the same sample in any order, and one pass holds no more than the sample's size of each stratum.
"""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kaigong.pipeline.abroad import country_of
from kaigong.pipeline.explain import Reason, context_of, project_reasons, sentence_parts
from kaigong.pipeline.wording import total_investment
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.record import Project, Record, Span

BY = ("stage", "place", "source", "rule")
OF = ("projects", "values")
NONE = "(none)"
COLUMNS = (
    "stratum", "stratum_size", "project", "stage", "country", "province", "city", "county", "total_investment", "owner",
    "investor", "slot", "value", "text", "context", "decision", "note", "title", "source", "published", "url",
    "article_id", "project_id", "span_start", "span_end", "rule",
)  # fmt: skip
"""Columns of the file, as in ``vocabulary.yaml``; those from decision to note are the checker's."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is checked as one: a project, or one value of one."""

    record: Record
    project: Project
    reason: Reason | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.project.name if self.reason is None else self.reason.span

    @property
    def key(self) -> str:
        """What names it among all units."""
        slot = "" if self.reason is None else self.reason.slot
        span = self.span
        return "\x1f".join((self.record.article.id, self.project.id, slot, str(span.start), str(span.end)))


@dataclass(slots=True)
class Sample:
    """Rows in order of strata and of the articles in them; units and rows of each stratum."""

    rows: list[Row]
    units: Counter[str] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)


def units_of(record: Record, of: str) -> Iterator[Unit]:
    """The projects of a record, or the values of its projects that stand somewhere in the text."""
    for project in record.projects:
        if of == "projects":
            yield Unit(record, project)
        else:
            yield from (Unit(record, project, reason) for reason in project_reasons(project))


def stratum_of(unit: Unit, by: str) -> str:
    """The stratum of a unit: the project's stage, its province or country abroad, the article's source, or the rule.

    Of a rule with its link (``amount_role.total/same_sentence``) only the rule counts.
    """
    if by == "stage":
        return NONE if unit.project.stage is None else unit.project.stage.value
    if by == "place":
        places = (place.province or country_of(place) for place in unit.project.places)
        return next(filter(None, places), NONE)
    if by == "source":
        return unit.record.article.source or NONE
    return (unit.span.rule or NONE).partition("/")[0]


def draw(
    records: Iterable[Record],
    n: int,
    by: str,
    of: str = "projects",
    seed: int = 0,
    texts: Mapping[str, str] | None = None,
) -> Sample:
    """A sample of ``n`` units, at least one of each stratum, else in proportion to the strata.

    Raises: ConfigError if there are more strata than ``n``, nothing to draw from, or an option has no such value.
    """
    for option, value, known in (("--by", by, BY), ("--of", of, OF)):
        if value not in known:
            raise ConfigError(f"{option} {value}: expected one of {', '.join(known)}")
    sizes: Counter[str] = Counter()
    kept: dict[str, list[tuple[int, int, Unit]]] = {}
    for record in records:
        for unit in units_of(record, of):
            stratum = stratum_of(unit, by)
            sizes[stratum] += 1
            heap = kept.setdefault(stratum, [])
            entry = (-_number(seed, unit.key), -sizes.total(), unit)  # a value that stands twice has one key
            if len(heap) < n:
                heapq.heappush(heap, entry)
            elif entry[0] > heap[0][0]:
                heapq.heapreplace(heap, entry)
    if not sizes:
        raise ConfigError(f"no {of} in these records; there is nothing to check")
    drawn = allocate(sizes, n)
    rows = []
    for stratum in sorted(sizes, key=lambda name: (name == NONE, name)):
        chosen = sorted(kept[stratum], reverse=True)[: drawn[stratum]]
        chosen.sort(key=lambda entry: (entry[2].record.article.id, entry[2].span.start, entry[2].key))
        rows += [_row(unit, stratum, sizes[stratum], texts or {}) for _, _, unit in chosen]
    return Sample(rows, sizes, drawn)


def allocate(sizes: Mapping[str, int], n: int) -> Counter[str]:
    """How many to draw of each stratum: one, then the next always to the stratum that is furthest behind its share.

    The divisor method of Webster and Sainte-Laguë, with a first seat for everyone and no more than there are.

    Raises: ConfigError if ``n`` is less than the number of strata.
    """
    if n < len(sizes):
        raise ConfigError(f"--n {n}: there are {len(sizes)} strata, each needs one; raise --n or choose another --by")
    drawn = Counter(dict.fromkeys(sizes, 1))
    queue = [(-size / 3, name) for name, size in sizes.items() if size > 1]
    heapq.heapify(queue)
    for _ in range(min(n, sum(sizes.values())) - len(sizes)):
        _, name = heapq.heappop(queue)
        drawn[name] += 1
        if drawn[name] < sizes[name]:
            heapq.heappush(queue, (-sizes[name] / (2 * drawn[name] + 1), name))
    return drawn


def _number(seed: int, key: str) -> int:
    digest = hashlib.sha256(f"{seed}\x1f{key}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")


def _row(unit: Unit, stratum: str, size: int, texts: Mapping[str, str]) -> Row:
    info, project, span = unit.record.article, unit.project, unit.span
    place = project.places[0] if project.places else None
    text = info.text if info.text is not None else texts.get(info.id)
    whole = "" if text is None else "".join(sentence_parts(span, context_of(span, text), text))
    cells: dict[str, object] = {
        "stratum": stratum, "stratum_size": size, "project": project.name.text, "stage": project.stage,
        "country": place and country_of(place), "province": place and place.province,
        "city": place and place.city, "county": place and place.county,
        "total_investment": total_investment(project),
        "owner": _names(project, "owner"), "investor": _names(project, "investor"),
        "slot": unit.reason and unit.reason.slot, "value": unit.reason and unit.reason.value, "text": span.text,
        "context": whole, "title": info.title, "source": info.source, "published": info.published, "url": info.url,
        "article_id": info.id, "project_id": project.id, "span_start": span.start, "span_end": span.end,
        "rule": span.rule,
    }  # fmt: skip
    return {name: "" if cells.get(name) is None else str(cells[name]) for name in COLUMNS}


def _names(project: Project, role: str) -> str:
    return "；".join(dict.fromkeys(o.text for o in project.organisations if o.role == role))
