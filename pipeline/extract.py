"""The work of ``kaigong extract``: inputs in, lines of records out, rejects counted and named."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from kaigong.corpora.readers import ReadOptions, check_there, count_bytes, iter_articles
from kaigong.pipeline.duplicates import KEEP, check_mode, tell_duplicates
from kaigong.pipeline.duplicates import STAGE as DUPLICATE
from kaigong.pipeline.notes import Notes
from kaigong.pipeline.output import open_output, refuse_input
from kaigong.pipeline.stream import Processor, iter_lines, undated_note
from kaigong.pipeline.wording import counted
from kaigong.schemas.reject import ArticleReject

_REJECTS_SHOWN = 20
_REFRESH_S = 0.1

Report = Callable[[int, int], None]  # records and rejects so far


@dataclass(slots=True)
class ExtractSummary:
    """What a run did: counts, seconds, and the first rejects."""

    records: int = 0
    projects: int = 0
    targets: int = 0
    rejects: int = 0
    skipped: int = 0
    undated: int = 0  # records without a day of publication
    kept: bool = False  # the output had records of an earlier run, and this one made none
    seconds: float = 0.0
    shown: list[ArticleReject] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def add_reject(self, reject: ArticleReject) -> None:
        """Count an article without a record; a skipped repost is none to worry about."""
        if reject.stage == DUPLICATE:
            self.skipped += 1
            return
        self.rejects += 1
        if len(self.shown) < _REJECTS_SHOWN:
            self.shown.append(reject)

    def describe(self, output: str) -> str:
        """Message for a person: one line of counts, then the rejects."""
        counts = (
            f"{counted(self.records, 'records')} with {counted(self.projects, 'projects')} and "
            f"{counted(self.targets, 'targets')} in {self.seconds:.1f} s → {output}"
        )
        if self.kept:
            counts += f"\n{output} keeps its records of an earlier run"
        if not (self.records or self.rejects or self.skipped):
            counts += "\nno article found in the inputs: is the folder empty, or are the files of another kind?"
        if self.skipped:
            counts += f"\n{counted(self.skipped, 'reposts')} skipped"
        if self.undated:
            counts += f"\n{undated_note(self.undated)}"
        lines = [counts, *self.notes.lines()]
        if not self.rejects:
            return "\n".join(lines)
        lines.append(f"{counted(self.rejects, 'articles')} rejected:")
        lines += [f"  {reject}" for reject in self.shown]
        if self.rejects > len(self.shown):
            lines.append(f"  … and {self.rejects - len(self.shown)} more; --rejects FILE writes them all")
        return "\n".join(lines)


def extract(
    pipeline: Processor,
    inputs: Sequence[str],
    output: Path | None = None,
    *,
    options: ReadOptions | None = None,
    workers: int = 1,
    rejects: Path | None = None,
    duplicates: str = KEEP,
    progress: TextIO | None = None,
) -> ExtractSummary:
    """Write one record a line to ``output`` (None: standard output), in the order of the inputs.

    ``duplicates`` says what becomes of reposts: ``keep`` looks for none, ``mark`` names the earlier article in
    ``article.duplicate_of``, ``skip`` makes no record of them. Rejects and skipped reposts go to the file ``rejects``,
    one JSON a line, and are counted in the summary. ``progress`` is a terminal to draw a progress bar on. Whatever the
    number of workers, the output is the same. A run that makes no record leaves an older ``output`` as it was.

    Raises: ConfigError for an input that is not there, and an output that cannot be written, or is an input.
    """
    check_mode(duplicates)
    check_there(inputs)
    for file in (output, rejects):
        refuse_input(file, inputs)
    started = time.perf_counter()
    summary = ExtractSummary()
    with ExitStack() as stack:
        sink = stack.enter_context(open_output(output, keep_old=lambda: not summary.records))
        reject_sink = None if rejects is None else stack.enter_context(open_output(rejects))
        on_read, report = stack.enter_context(_progress(progress, inputs))
        articles = tell_duplicates(
            iter_articles(inputs, options, on_read=on_read, on_note=summary.notes.add), duplicates
        )
        for result in iter_lines(pipeline, articles, workers):
            if isinstance(result, ArticleReject):
                summary.add_reject(result)
                if reject_sink is not None:
                    reject_sink.write(result.to_line().encode("utf-8") + b"\n")
            else:
                summary.records += 1
                summary.projects += result.projects
                summary.targets += result.targets
                summary.undated += result.undated
                sink.write(result.json.encode("utf-8") + b"\n")
            report(summary.records, summary.rejects)
        summary.kept = not summary.records and output is not None and output.is_file() and output.stat().st_size > 0
    summary.seconds = time.perf_counter() - started
    return summary


@contextmanager
def _progress(terminal: TextIO | None, inputs: Sequence[str]) -> Iterator[tuple[Callable[[int], None], Report]]:
    """A bar over the bytes read; silent without a terminal."""
    if terminal is None:
        yield (lambda done: None), (lambda records, rejects: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # Drawn by hand: a drawing thread would be copied into forked workers.
    bar = Progress(*columns, console=Console(file=terminal), transient=True, auto_refresh=False)
    task = bar.add_task("reading", total=count_bytes(inputs))
    drawn = 0.0

    def on_read(done: int) -> None:
        bar.update(task, completed=done)

    def report(records: int, rejects: int) -> None:
        nonlocal drawn
        now = time.perf_counter()
        if now - drawn >= _REFRESH_S:
            drawn = now
            more = f", {rejects} rejected" if rejects else ""
            bar.update(task, description=f"{records} records{more}")
            bar.refresh()

    with bar:
        yield on_read, report
