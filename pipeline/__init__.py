"""The pipeline and its command line: articles in, checked records out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaigong.pipeline.build import Pipeline as Pipeline
    from kaigong.pipeline.build import default_stages as default_stages


def __getattr__(name: str) -> object:
    """Load the pipeline when it is first asked for, so that importing this package costs nothing."""
    if name in ("Pipeline", "default_stages"):
        from kaigong.pipeline import build

        return getattr(build, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
