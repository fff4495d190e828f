"""Chunks of articles on processes of this machine. A process that dies takes one article with it, not the batch."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kaigong.pipeline.batch.rescue import Rescue
from kaigong.pipeline.batch.shards import Chunk, Item, Results
from kaigong.pipeline.stream import CHUNKS_AHEAD, Processor, start_worker, to_line, work_chunk, worker_context

_Pending = deque[tuple[Chunk, "Future[Results] | None"]]


class LocalEngine:
    """Worker processes with one pipeline each."""

    def __init__(self, pipeline: Processor, workers: int) -> None:
        self._pipeline = pipeline
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._rescue = Rescue(self._attempt)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Results]]:
        """Each chunk and its results, in order.

        Raises: ExtractionError if processes die whatever the article is.
        """
        pending: _Pending = deque()
        try:
            for chunk in chunks:
                pending.append((chunk, self._submit(chunk.items)))
                if len(pending) >= self._workers * CHUNKS_AHEAD:
                    yield from self._oldest(pending)
            while pending:
                yield from self._oldest(pending)
        finally:
            self._close()

    def _oldest(self, pending: _Pending) -> Iterator[tuple[Chunk, Results]]:
        """The oldest chunk; where the pool broke, all that are pending, each by itself."""
        chunk, future = pending.popleft()
        results = _result(future)
        if results is not None:
            yield chunk, results
            return
        pending.appendleft((chunk, future))
        self._close()
        while pending:
            chunk, future = pending.popleft()
            yield chunk, _result(future) or self._rescue.results(chunk.items)
        self._close()  # of one process; the next chunk opens a full one

    def _attempt(self, items: list[Item]) -> Results | None:
        results = _result(self._submit(items, workers=1))
        if results is None:
            self._close()
        return results

    def _submit(self, items: list[Item], workers: int | None = None) -> "Future[Results] | None":
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                workers or self._workers,
                mp_context=worker_context(),
                initializer=start_worker,
                initargs=(self._pipeline,),
            )
        try:
            return self._pool.submit(work_chunk, items, to_line)
        except BrokenProcessPool:
            return None

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _result(future: "Future[Results] | None") -> Results | None:
    """Results of a chunk; None where its process died."""
    try:
        return None if future is None else future.result()
    except (BrokenProcessPool, CancelledError):
        return None
