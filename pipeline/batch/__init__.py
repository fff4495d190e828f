"""Archives: shards that survive any interruption, rejects with reasons, a manifest of what was made and how."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaigong.pipeline.batch.run import BatchSettings as BatchSettings
    from kaigong.pipeline.batch.run import BatchSummary as BatchSummary
    from kaigong.pipeline.batch.run import run_batch as run_batch


def __getattr__(name: str) -> object:
    """Load the work when it is first asked for, so that importing this package costs nothing."""
    if name in ("BatchSettings", "BatchSummary", "run_batch"):
        from kaigong.pipeline.batch import run

        return getattr(run, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
