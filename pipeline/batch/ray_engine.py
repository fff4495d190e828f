"""Chunks of articles on actors of a Ray cluster, each with its own pipeline; the results are those of this machine."""

import logging
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

from kaigong.pipeline.batch.rescue import Rescue
from kaigong.pipeline.batch.settings import versions
from kaigong.pipeline.batch.shards import Chunk, Item, Results
from kaigong.pipeline.fingerprint import fingerprint_of
from kaigong.pipeline.stream import CHUNKS_AHEAD, Processor, default_workers, to_line, work
from kaigong.schemas.errors import ConfigError

_log = logging.getLogger("kaigong")


class Worker:
    """An actor: holds the pipeline and works on what it is given."""

    def __init__(self, pipeline: Processor) -> None:
        self._pipeline = pipeline

    def describe(self) -> dict[str, object]:
        """What decides the records, as this machine has it."""
        own = fingerprint_of(self._pipeline)
        return {**own, **{f"version of {name}": found for name, found in versions(own).items()}}

    def work(self, items: list[Item]) -> Results:
        """Results of some articles, in order."""
        return work(self._pipeline, items, to_line)


class RayEngine:
    """Actors on the cluster that RAY_ADDRESS names, or that the program has connected to; else on this machine.

    ``workers`` 0 takes one actor a processor of the cluster.

    Raises: ConfigError if ray is not installed.
    """

    def __init__(self, pipeline: Processor, workers: int) -> None:
        try:
            import ray
        except ImportError:
            raise ConfigError("--engine ray needs the package ray: pip install 'kaigong[ray]'") from None
        self._ray: Any = ray
        self._pipeline = pipeline
        self._workers = workers
        self._actors: list[Any] = []
        self._spare: Any = None  # an actor that works on what others died of, and then takes the place of one
        self._rescue = Rescue(self._attempt)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Results]]:
        """Each chunk and its results, in order.

        Raises: ConfigError if a machine of the cluster has another kaigong; ExtractionError if actors die whatever
        the article is.
        """
        connected = self._connect()
        pending: deque[tuple[Chunk, int, Any]] = deque()
        try:
            self._start()
            for chunk in chunks:
                actor = self._least_busy(pending)
                pending.append((chunk, actor, self._actors[actor].work.remote(chunk.items)))
                if len(pending) >= len(self._actors) * CHUNKS_AHEAD:
                    yield self._oldest(pending)
            while pending:
                yield self._oldest(pending)
        finally:
            for actor in (*self._actors, *filter(None, [self._spare])):
                self._ray.kill(actor)
            self._actors, self._spare = [], None
            if connected:
                self._ray.shutdown()

    def _connect(self) -> bool:
        """Connect, unless the program has; whether it is for this engine to disconnect."""
        if self._ray.is_initialized():
            return False
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else ray reports to its makers
        options: dict[str, object] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if not os.environ.get("RAY_ADDRESS"):
            own = self._workers or default_workers()
            options |= {"address": "local", "num_cpus": own, "include_dashboard": False}
        self._ray.init(**options)
        return True

    def _start(self) -> None:
        available = int(self._ray.cluster_resources().get("CPU", 1))
        count = min(self._workers or available, available)
        if self._workers > count:
            _log.warning("the cluster has %d processors: %d actors in place of %d", available, count, self._workers)
        self._actors = [self._actor() for _ in range(max(count, 1))]
        here = Worker(self._pipeline).describe()
        for there in self._ray.get([actor.describe.remote() for actor in self._actors]):
            other = [
                f"{key} is {here[key]} here, {there.get(key)} there" for key in here if here[key] != there.get(key)
            ]
            if other:
                raise ConfigError(
                    f"a machine of the cluster has another kaigong: {'; '.join(other)}; install the same on all"
                )

    def _actor(self) -> Any:  # noqa: ANN401  # ray gives its handles no type
        return self._ray.remote(num_cpus=1, max_restarts=0)(Worker).remote(self._pipeline)

    def _least_busy(self, pending: Iterable[tuple[Chunk, int, Any]]) -> int:
        refs = {ref: actor for _, actor, ref in pending}
        if not refs:
            return 0
        _, unfinished = self._ray.wait(list(refs), num_returns=len(refs), timeout=0)
        load = Counter(refs[ref] for ref in unfinished)
        return min(range(len(self._actors)), key=lambda actor: load[actor])

    def _oldest(self, pending: deque[tuple[Chunk, int, Any]]) -> tuple[Chunk, Results]:
        chunk, actor, ref = pending.popleft()
        results = self._get(ref)
        if results is None:
            results = self._rescue.results(chunk.items)
            self._replace(actor, pending)
        return chunk, results

    def _replace(self, actor: int, pending: deque[tuple[Chunk, int, Any]]) -> None:
        """A new actor in place of a dead one; it takes over what is pending there."""
        self._actors[actor], self._spare = self._spare or self._actor(), None
        for index, (chunk, owner, ref) in enumerate(pending):
            if owner == actor and self._get(ref, at_once=True) is None:
                pending[index] = (chunk, actor, self._actors[actor].work.remote(chunk.items))

    def _attempt(self, items: list[Item]) -> Results | None:
        self._spare = self._spare or self._actor()
        results = self._get(self._spare.work.remote(items))
        if results is None:
            self._spare = None
        return results

    def _get(self, ref: object, at_once: bool = False) -> Results | None:
        """Results of a chunk; None where its actor died, and with ``at_once`` where they are not there yet."""
        errors = self._ray.exceptions
        try:
            results: Results = self._ray.get(ref, timeout=0 if at_once else None)
            return results
        except (errors.RayActorError, errors.OutOfMemoryError, errors.GetTimeoutError, errors.ObjectLostError):
            return None
