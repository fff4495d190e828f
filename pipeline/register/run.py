"""The work of ``kaigong merge``: records and registers in, a register out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kaigong.pipeline.output import open_output, refuse_input
from kaigong.pipeline.records import READ_STAGE, iter_given, unfinished
from kaigong.pipeline.register.evidence import Occurrence, occurrences_of
from kaigong.pipeline.register.merge import Register, build_register
from kaigong.pipeline.register.store import check_extra, is_database, read_register, refuse_other, write_register
from kaigong.pipeline.wording import counted
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.record import Record

DATABASE, LINES = "duckdb", "jsonl"
_SUFFIXES = {".duckdb": DATABASE, ".db": DATABASE, ".jsonl": LINES, ".ndjson": LINES}


@dataclass
class Summary:
    """What a merge has done, counted in articles unless said otherwise. ``faults`` are lines and figures not taken."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    without: int = 0
    faults: int = 0
    projects: int = 0
    before: int = 0

    def describe(self, out: str) -> str:
        """One line for a person."""
        parts = [(self.new, "new"), (self.changed, "changed"), (self.unchanged, "unchanged")]
        articles = ", ".join(f"{count} {word}" for count, word in parts if count) or "no"
        noun = "article" if self.new + self.changed + self.unchanged == 1 else "articles"
        text = f"{articles} {noun} with projects"
        if self.without:
            text += f", {self.without} without"
        text += f"; {counted(self.projects, 'projects')}" + (f" (before: {self.before})" if self.before else "")
        return f"{text} → {out}" + (f"; {self.faults} could not be taken" if self.faults else "")


@dataclass
class Evidence:
    """Occurrences by article: what a register holds, and what comes to it."""

    by_article: dict[str, list[Occurrence]] = field(default_factory=dict)
    founders: set[str] = field(default_factory=set)

    def add_register(self, path: Path) -> int:
        """Take the evidence of a register; its articles replace those of the same id. How many projects it has."""
        stored = read_register(path)
        self.founders |= stored.founders
        own: dict[str, list[Occurrence]] = {}
        for occurrence in stored.occurrences:
            own.setdefault(occurrence.article.id, []).append(occurrence)
        self.by_article |= own
        return stored.projects

    def add_record(self, record: Record, summary: Summary) -> None:
        """Take an article; one that is there already is replaced, so that it can be extracted anew."""
        found = sorted(occurrences_of(record), key=lambda o: (o.project.name.start, o.id))
        known = self.by_article.get(record.article.id)
        if not found:
            summary.without += 1
            self.by_article.pop(record.article.id, None)
        elif known is None:
            summary.new += 1
            self.by_article[record.article.id] = found
        else:
            same = [(o.article, o.project, o.around) for o in known] == [
                (o.article, o.project, o.around) for o in found
            ]
            summary.unchanged += same
            summary.changed += not same
            self.by_article[record.article.id] = found

    def build(self) -> Register:
        """The register of all of it."""
        return build_register((o for own in self.by_article.values() for o in own), self.founders)


def format_of(out: Path) -> str:
    """The format by the suffix.

    Raises: ConfigError if there is none.
    """
    if str(out) == "-":
        return LINES
    if out.suffix.lower() not in _SUFFIXES:
        raise ConfigError(
            f"{out}: the name says no format; write register.duckdb, or register.jsonl for one line a project"
        )
    return _SUFFIXES[out.suffix.lower()]


def merge(
    inputs: Sequence[str], out: Path | None, report: Callable[[str], None] = lambda message: None
) -> tuple[Register, Summary]:
    """Merge records, and registers among the inputs, into the register ``out`` (only in memory for None).

    A DuckDB file that is there is updated; JSON lines are written anew from the inputs alone. ``report`` gets each line
    that is no record, and each figure that DuckDB cannot hold.

    Raises: ConfigError for a place that cannot be used or a missing package; ReadError if an input or the register
    cannot be read. What stood at ``out`` is then as it was.
    """
    check_extra()
    format = None if out is None else format_of(out)
    evidence, summary = Evidence(), Summary()
    if out is not None and format == DATABASE:
        refuse_other(out)
        if out.exists() and out.stat().st_size:
            summary.before = evidence.add_register(out)
    else:
        refuse_input(out, inputs)
    for name in unfinished(inputs):
        report(f"{name}: this batch is not finished; only its finished shards are taken")
    _take(inputs, evidence, summary, report)
    register = evidence.build()
    summary.projects = len(register.entries)
    if out is not None and format == DATABASE:
        summary.faults += write_register(register, out, report)
    elif out is not None:
        with open_output(out) as sink:
            for entry in register.entries:
                sink.write(entry.model_dump_json().encode("utf-8") + b"\n")
    return register, summary


def _take(inputs: Iterable[str], evidence: Evidence, summary: Summary, report: Callable[[str], None]) -> None:
    names = list(inputs)
    registers = [name for name in names if name != "-" and is_database(Path(name))]
    for name in registers:
        evidence.add_register(Path(name))
    for item in iter_given(name for name in names if name not in registers):
        if isinstance(item, Record):
            evidence.add_record(item, summary)
        elif item.stage == READ_STAGE:
            summary.faults += 1
            report(str(item))
