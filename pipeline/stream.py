"""Many articles through one pipeline: in order, lazily, on one process or several, and no article stops the others."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from pydantic import ValidationError

from kaigong.pipeline.check import check_record, summarise
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ConfigError, ExtractionError, KaigongError, LexiconError, describe_unexpected
from kaigong.schemas.record import Record
from kaigong.schemas.reject import ArticleReject

Result = TypeVar("Result")

CHUNK_CHARS = 20_000  # enough work to outweigh the hand-over, little enough to keep all workers busy to the end
CHUNK_ARTICLES = 32
CHUNKS_AHEAD = 3  # per worker; bounds what is held in memory

_log = logging.getLogger("kaigong")


class Processor(Protocol):
    """What makes a record of an article: a Pipeline."""

    def process(self, article: Article) -> Record:
        """The record of one article."""
        ...


def process_one(pipeline: Processor, article: Article) -> Record | ArticleReject:
    """The checked record of one article, or the reject that says why there is none.

    Raises: ConfigError, LexiconError or ImportError, which no article is to blame for; nothing else.
    """
    try:
        record = pipeline.process(article)
        check_record(record, article)
        return record
    except ValidationError as error:
        return ArticleReject(stage="check", reason=summarise(error), article=article.id)
    except (ConfigError, LexiconError, ImportError):
        raise
    except KaigongError as error:
        stage = "check" if isinstance(error, ExtractionError) else "extract"
        return ArticleReject(stage=stage, reason=str(error) or type(error).__name__, article=article.id)
    except Exception as error:
        _log.debug("unexpected error on article %s", article.id, exc_info=True)
        return ArticleReject(stage="extract", reason=describe_unexpected(error), article=article.id)


def iter_results(
    pipeline: Processor, articles: Iterable[Article | ArticleReject], workers: int = 1
) -> Iterator[Record | ArticleReject]:
    """One record or reject per article, in their order; rejects among the articles are passed on in place."""
    return _iter(pipeline, articles, workers, _same)


class RecordLine(NamedTuple):
    """A record as its line of JSON, and how much is in it; ``undated`` if its day of publication is not known."""

    json: str
    projects: int
    targets: int
    undated: bool


def iter_lines(
    pipeline: Processor, articles: Iterable[Article | ArticleReject], workers: int = 1
) -> Iterator[RecordLine | ArticleReject]:
    """Like ``iter_results``, with each record as its line of JSON (made by the workers)."""
    return _iter(pipeline, articles, workers, to_line)


def to_line(record: Record) -> RecordLine:
    """A record as what goes into the output."""
    return RecordLine(
        record.to_line(), len(record.projects), len(record.targets), undated=record.article.published is None
    )


def undated_note(count: int) -> str:
    """What to tell a person of articles whose day of publication is not known, and the way out."""
    articles, them = ("1 article has", "it") if count == 1 else (f"{count} articles have", "them")
    return (
        f"{articles} no day of publication, so 去年 and 昨天 in {them} give no date; "
        "name it in a field 'published', the field that holds it with --published-key, or one day for all with "
        "--published 2023-02-10"
    )


def iter_records(
    pipeline: Processor,
    articles: Iterable[Article | ArticleReject],
    workers: int = 1,
    on_reject: Callable[[ArticleReject], None] | None = None,
) -> Iterator[Record]:
    """The records alone, in order; a reject goes to ``on_reject``, by default as a warning to the log ``kaigong``."""
    report = on_reject or (lambda reject: _log.warning("no record: %s", reject))
    for result in iter_results(pipeline, articles, workers):
        if isinstance(result, ArticleReject):
            report(result)
        else:
            yield result


def _same(record: Record) -> Record:
    return record


def work(
    pipeline: Processor, items: list[Article | ArticleReject], finish: Callable[[Record], Result]
) -> list[Result | ArticleReject]:
    """The finished record or the reject of each item, in order."""
    results: list[Result | ArticleReject] = []
    for item in items:
        result = item if isinstance(item, ArticleReject) else process_one(pipeline, item)
        results.append(result if isinstance(result, ArticleReject) else finish(result))
    return results


def _iter(
    pipeline: Processor,
    items: Iterable[Article | ArticleReject],
    workers: int,
    finish: Callable[[Record], Result],
) -> Iterator[Result | ArticleReject]:
    if workers < 1:
        raise ValueError(f"workers: {workers} is less than 1")
    if workers == 1:
        for item in items:
            yield from work(pipeline, [item], finish)
        return
    chunks = _chunks(items)
    first = list(_take(chunks, 2))
    if len(first) < 2:  # too little work to start processes for
        for item in chain.from_iterable(first):
            yield from work(pipeline, [item], finish)
        return
    yield from _iter_parallel(pipeline, chain(first, chunks), workers, finish)


def _take(chunks: Iterator[list[Article | ArticleReject]], count: int) -> Iterator[list[Article | ArticleReject]]:
    for _ in range(count):
        chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _chunks(items: Iterable[Article | ArticleReject]) -> Iterator[list[Article | ArticleReject]]:
    chunk: list[Article | ArticleReject] = []
    chars = 0
    for item in items:
        chunk.append(item)
        chars += len(item.text) if isinstance(item, Article) else 0
        if chars >= CHUNK_CHARS or len(chunk) >= CHUNK_ARTICLES:
            yield chunk
            chunk, chars = [], 0
    if chunk:
        yield chunk


_inherited: Processor | None = None  # the worker's own pipeline, set once when the worker starts


def start_worker(pipeline: Processor) -> None:
    """Make this process a worker: it keeps the pipeline and ends with its parent, however that ends."""
    global _inherited
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone answers ctrl-c
    _inherited = pipeline
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # a parent that is killed says no word to its workers, and they would wait for it for ever
        os._exit(1)


def work_chunk(
    items: list[Article | ArticleReject], finish: Callable[[Record], Result]
) -> list[Result | ArticleReject]:
    """Work of a process that ``start_worker`` has made a worker."""
    assert _inherited is not None
    return work(_inherited, items, finish)


def worker_context() -> multiprocessing.context.BaseContext:
    """Forked workers share what is already loaded; elsewhere than on Linux forking is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _iter_parallel(
    pipeline: Processor,
    chunks: Iterable[list[Article | ArticleReject]],
    workers: int,
    finish: Callable[[Record], Result],
) -> Iterator[Result | ArticleReject]:
    pool = ProcessPoolExecutor(workers, mp_context=worker_context(), initializer=start_worker, initargs=(pipeline,))
    pending: deque[Future[list[Result | ArticleReject]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(work_chunk, chunk, finish))
            if len(pending) >= workers * CHUNKS_AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise ExtractionError(
            "a worker process died (out of memory, or killed); run with fewer --workers, or with 1 to find the article"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def default_workers() -> int:
    """The number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
