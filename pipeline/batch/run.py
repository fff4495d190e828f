"""A batch from its inputs to its manifest. The finished shards are its state: it goes on behind any interruption."""

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from kaigong.corpora.readers import ReadOptions, iter_articles
from kaigong.corpora.readers.remote import is_address
from kaigong.pipeline.batch.local import LocalEngine
from kaigong.pipeline.batch.progress import Progress
from kaigong.pipeline.batch.seen import SeenIds
from kaigong.pipeline.batch.settings import batch_settings, check_same, survey
from kaigong.pipeline.batch.shards import Chunk, Results, cut
from kaigong.pipeline.batch.state import FORMAT, REJECTS, SOMETIMES, Counts, Shard, State
from kaigong.pipeline.batch.store import MANIFEST, FolderStore, Store
from kaigong.pipeline.duplicates import KEEP, check_mode, tell_duplicates
from kaigong.pipeline.duplicates import STAGE as DUPLICATE
from kaigong.pipeline.notes import Notes
from kaigong.pipeline.stream import Processor, RecordLine, default_workers, undated_note
from kaigong.pipeline.wording import counted
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.reject import ArticleReject


class Engine(Protocol):
    """What does the work: chunks in, each with its results out, in order."""

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Results]]:
        """Each chunk and its results, in order, lazily."""
        ...


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """How a batch is made. Results depend on ``read``, ``shard_articles`` and ``duplicates`` alone.

    ``shard_articles`` is the number of articles (rejects among them) of one shard, that is of one file of records.
    ``workers`` 0 takes one a processor; ``engine`` is ``local`` or ``ray``.
    ``duplicates``: ``keep`` looks for no reposts, ``mark`` names the earlier article in a repost's record, ``skip``
    makes a reject of it.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    shard_articles: int = 1000
    workers: int = 1
    engine: str = "local"
    duplicates: str = KEEP


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What is in the batch's folder, and what this run had to do for it.

    ``resumed`` is the number of articles that were done before; ``complete_before`` says that all of them were.
    """

    counts: Counts
    shards: int
    resumed: int
    seconds: float
    complete_before: bool = False
    notes: Notes = field(default_factory=Notes)


def run_batch(
    pipeline: Processor,
    inputs: Sequence[str | Path],
    outdir: str | Path,
    settings: BatchSettings | None = None,
    *,
    progress: TextIO | None = None,
) -> BatchSummary:
    """Extract all articles of ``inputs`` into the folder ``outdir``, or go on where an earlier call was interrupted.

    The folder then holds ``records-00000.jsonl`` and so on, ``rejects.jsonl`` and ``manifest.json``, whose bytes
    depend on the inputs, the pipeline and what of ``settings`` decides them alone. ``progress`` is
    where to write how far it is.

    Raises: ConfigError where an input is not there, or ``outdir`` holds a batch made otherwise, another batch at work
    or other files; ExtractionError where worker processes die whatever the article; OSError where it cannot be
    written. Whatever is raised (KeyboardInterrupt too), finished shards stay, and the same call goes on behind them.
    """
    settings = settings or BatchSettings()
    engine = _engine(pipeline, settings)
    names = [str(given) for given in inputs]
    started = time.perf_counter()
    found = survey(names, str(outdir))
    with ExitStack() as stack:
        store = _store(str(outdir))
        stack.enter_context(store.claimed())
        own = batch_settings(pipeline, found, settings.read, settings.shard_articles, settings.duplicates)
        wanted = {"kaigong_batch": FORMAT, **own}
        state = State(store)
        made = store.read_json(MANIFEST)
        if made is not None:
            check_same(made, wanted, str(store))
            summary = state.check_complete(made)
            return BatchSummary(*summary, summary[0].articles, time.perf_counter() - started, True)
        state.begin(wanted)
        shown = Progress(progress, found.bytes)
        stack.callback(shown.close)
        seen = stack.enter_context(closing(SeenIds()))
        notes = Notes()
        articles = iter_articles(names, settings.read, on_read=shown.on_read, seen=seen, on_note=notes.add)
        told = stack.enter_context(closing(tell_duplicates(articles, settings.duplicates)))
        chunks = _unfinished(cut(told, settings.shard_articles), state, shown)
        results = _generator(engine, chunks)
        stack.enter_context(closing(results))
        _write(results, state, shown)
        counts = state.finish(wanted)
        return BatchSummary(counts, len(state.finished), shown.resumed, time.perf_counter() - started, notes=notes)


def _store(outdir: str) -> Store:
    if is_address(outdir):
        from kaigong.pipeline.batch.url_store import UrlStore

        return UrlStore(outdir)
    return FolderStore(Path(outdir))


def _engine(pipeline: Processor, settings: BatchSettings) -> Engine:
    for name, least in (("shard_articles", 1), ("workers", 0)):
        if getattr(settings, name) < least:
            raise ConfigError(f"{name}: {getattr(settings, name)} is less than {least}")
    check_mode(settings.duplicates)
    if settings.engine == "ray":
        from kaigong.pipeline.batch.ray_engine import RayEngine

        return RayEngine(pipeline, settings.workers)
    if settings.engine != "local":
        raise ConfigError(f"engine {settings.engine!r}: expected local or ray")
    return LocalEngine(pipeline, settings.workers or default_workers())


def _generator(engine: Engine, chunks: Iterable[Chunk]) -> Generator[tuple[Chunk, Results], None, None]:
    yield from engine.run(chunks)


def _unfinished(chunks: Iterable[Chunk], state: State, shown: Progress) -> Iterator[Chunk]:
    """The chunks of shards that are not done; of the others it is checked that their input is what it was."""
    for chunk in chunks:
        if chunk.shard not in state.finished:
            yield chunk
        elif chunk.input_sha256 is not None:
            shard = state.same_input(chunk.shard, chunk.input_sha256)
            shown.skip(shard.counts.articles, shard.counts.rejects)
    state.all_read()


def _write(results: Iterable[tuple[Chunk, Results]], state: State, shown: Progress) -> None:
    """Shards from the results, each of which comes in order."""
    source = iter(results)
    for chunk, first in source:
        _write_shard(chunk, first, source, state, shown)


def _write_shard(
    chunk: Chunk, results: Results, source: Iterator[tuple[Chunk, Results]], state: State, shown: Progress
) -> None:
    rejects: list[ArticleReject] = []
    counts = Counts()
    number = chunk.shard
    with state.create_shard(number) as sink:
        while True:
            for result in results:
                if isinstance(result, RecordLine):
                    sink.line(result.json)
                    counts = counts.with_record(result)
                else:
                    rejects.append(result)
                    counts = counts.with_skipped() if result.stage == DUPLICATE else counts.with_reject()
            shown.advance(len(results), sum(_is_reject(result) for result in results))
            if chunk.input_sha256 is not None:
                break
            chunk, results = next(source)
            assert chunk.shard == number
    state.close_shard(Shard(number, counts, sink.bytes, sink.sha256, chunk.input_sha256), rejects)


def _is_reject(result: RecordLine | ArticleReject) -> bool:
    return isinstance(result, ArticleReject) and result.stage != DUPLICATE


def describe(summary: BatchSummary, outdir: str) -> str:
    """Message for a person: what is there now, and what this run did."""
    what = ", ".join(counted(n, name) for name, n in asdict(summary.counts).items() if name not in SOMETIMES)
    if summary.complete_before:
        return f"{outdir}: already complete ({what}); nothing to do"
    lines = [f"{what} in {counted(summary.shards, 'shards')}, {summary.seconds:.1f} s → {outdir}"]
    if summary.resumed:
        lines.append(f"{summary.resumed} articles were done before")
    if summary.counts.skipped:
        lines.append(f"{counted(summary.counts.skipped, 'reposts')} skipped")
    if summary.counts.undated:
        lines.append(undated_note(summary.counts.undated))
    lines += summary.notes.lines()
    if summary.counts.rejects:
        lines.append(f"reasons of the rejects: {outdir.rstrip('/')}/{REJECTS}")
    return "\n".join(lines)
