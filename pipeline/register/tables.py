"""The register as rows of tables; see docs/register.md for what each column holds."""

from collections.abc import Iterator
from decimal import Decimal

from kaigong.pipeline.register.compare import Decision, Reason
from kaigong.pipeline.register.entries import entry_id
from kaigong.pipeline.register.evidence import Occurrence
from kaigong.pipeline.register.merge import Register
from kaigong.pipeline.register.model import REGISTER_SCHEMA, Entry
from kaigong.pipeline.tables import JOIN, Cell, Row, Table, columns_of

_SPECS = {
    "projects": "register_id project aliases stage:word country province city county adcode industry_code industry "
    "total_investment:decimal total_investment_low:decimal total_investment_high:decimal "
    "total_investment_qualifier:word currency owner investor builder first_seen:date last_seen:date articles:integer "
    "reposts:integer sources:integer completeness:decimal source_score:decimal phase_of former_ids",
    "facts": "register_id project slot role item value:decimal low:decimal high:decimal unit per:word qualifier:word "
    "status:word date_first:date date_last:date grain:word code text span_start:integer span_end:integer rule "
    "article_id project_id published:date source repost:flag latest:flag conflict:flag",
    "stages": "register_id project stage:word published:date article_id source",
    "seen": "register_id article_id project_id name stage:word published:date source repost:flag span_start:integer "
    "span_end:integer evidence",
    "articles": "article_id title source url published:date published_basis:word chars:integer sha256 duplicate_of "
    "around",
    "decisions": "name other_name score:decimal joined:flag barred:flag reasons held register_id other_register_id "
    "project_id other_project_id article_id other_article_id",
    "founders": "founder_id register_id current_id",
    "about": "key value",
}
TABLES = {name: Table(name, columns_of(spec)) for name, spec in _SPECS.items()}

_VALUE = (
    "slot role item value low high unit per qualifier status date_first date_last grain code text span_start span_end "
    "rule article_id project_id published source repost latest conflict"
).split()
_DECIMALS = ("value", "low", "high")


def register_rows(register: Register) -> Iterator[tuple[str, Row]]:
    """Rows of the register, each with the name of its table."""
    from importlib.metadata import version

    yield "about", ("schema", REGISTER_SCHEMA)
    yield "about", ("kaigong", version("kaigong"))
    for entry in register.entries:
        yield from _entry_rows(entry)
    entry_of = {seen.project_id: entry.id for entry in register.entries for seen in entry.seen}
    reposts = {seen.project_id: seen.repost for entry in register.entries for seen in entry.seen}
    met: set[str] = set()
    for occurrence in register.occurrences:
        yield "seen", _seen_row(occurrence, entry_of[occurrence.id], reposts[occurrence.id])
        if occurrence.article.id not in met:
            met.add(occurrence.article.id)
            yield "articles", _article_row(occurrence)
    yield from _decision_rows(register, entry_of)
    for founder in sorted(register.founders):
        if founder in entry_of:
            yield "founders", (founder, entry_id(founder), entry_of[founder])


def _entry_rows(entry: Entry) -> Iterator[tuple[str, Row]]:
    total = entry.total_investment
    figures: tuple[Cell, ...] = (None,) * 5
    if total is not None:
        figures = (*(_decimal(v) for v in (total.value, total.low, total.high)), total.qualifier, total.currency)
    yield (
        "projects",
        (
            entry.id, entry.name, _joined(entry.aliases), entry.stage, entry.country, entry.province, entry.city,
            entry.county, entry.adcode, entry.industry_code, entry.industry, *figures, _joined(entry.owners),
            _joined(entry.investors), _joined(entry.builders), entry.first_seen, entry.last_seen, entry.articles,
            entry.reposts, entry.sources, Decimal(entry.completeness), Decimal(entry.source_score), entry.phase_of,
            _joined(entry.former_ids),
        ),
    )  # fmt: skip
    for value in entry.values:
        cells = [_decimal(getattr(value, n)) if n in _DECIMALS else getattr(value, n) for n in _VALUE]
        yield "facts", (entry.id, entry.name, *cells)
    for stage in entry.stages:
        yield "stages", (entry.id, entry.name, stage.stage, stage.published, stage.article_id, stage.source)


def _decimal(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _joined(names: tuple[str, ...]) -> str | None:
    return JOIN.join(names) or None


def _seen_row(occurrence: Occurrence, entry: str, repost: bool) -> Row:
    info, project = occurrence.article, occurrence.project
    return (
        entry, info.id, project.id, project.name.text, project.stage, info.published, info.source, repost,
        project.name.start, project.name.end, project.model_dump_json(),
    )  # fmt: skip


def _article_row(occurrence: Occurrence) -> Row:
    info = occurrence.article
    return (
        info.id, info.title, info.source, info.url, info.published, info.published_basis, info.chars, info.sha256,
        info.duplicate_of, " ".join(occurrence.around),
    )  # fmt: skip


def _decision_rows(register: Register, entry_of: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for (a, b), decision in register.kept_decisions():
        one, other = register.occurrences[a], register.occurrences[b]
        entries = entry_of[one.id], entry_of[other.id]
        yield (
            "decisions",
            (
                one.project.name.text, other.project.name.text, decision.score, entries[0] == entries[1],
                decision.barred, describe_reasons(decision), register.clusters.held.get((a, b)), *entries,
                one.id, other.id, one.article.id, other.article.id,
            ),
        )  # fmt: skip


def describe_reasons(decision: Decision) -> str:
    """The rules of a decision in one line: ``name.same +5; place.county +2; phase.other (1期 | 2期)``."""
    return "; ".join(describe_reason(reason) for reason in decision.reasons)


def describe_reason(reason: Reason) -> str:
    """A rule with its points, or a bar with what it bars."""
    return f"{reason.rule} ({reason.detail})" if reason.weight is None else f"{reason.rule} {reason.weight:+}"
