"""Types that travel between the layers, and the published record ``kaigong/1``.

Names are loaded on first use, so that importing this package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaigong.schemas.article import Article as Article
    from kaigong.schemas.errors import ConfigError as ConfigError
    from kaigong.schemas.errors import ExtractionError as ExtractionError
    from kaigong.schemas.errors import KaigongError as KaigongError
    from kaigong.schemas.errors import LexiconError as LexiconError
    from kaigong.schemas.errors import ReadError as ReadError
    from kaigong.schemas.labels import AmountRole as AmountRole
    from kaigong.schemas.labels import Comparator as Comparator
    from kaigong.schemas.labels import Grain as Grain
    from kaigong.schemas.labels import Label as Label
    from kaigong.schemas.labels import MetricRole as MetricRole
    from kaigong.schemas.labels import MilestoneKind as MilestoneKind
    from kaigong.schemas.labels import Modality as Modality
    from kaigong.schemas.labels import OrganisationRole as OrganisationRole
    from kaigong.schemas.labels import Per as Per
    from kaigong.schemas.labels import PublishedBasis as PublishedBasis
    from kaigong.schemas.labels import Qualifier as Qualifier
    from kaigong.schemas.labels import Stage as Stage
    from kaigong.schemas.labels import TargetStatus as TargetStatus
    from kaigong.schemas.record import Amount as Amount
    from kaigong.schemas.record import AmountValue as AmountValue
    from kaigong.schemas.record import ArticleInfo as ArticleInfo
    from kaigong.schemas.record import DateRange as DateRange
    from kaigong.schemas.record import Industry as Industry
    from kaigong.schemas.record import MentionSpan as MentionSpan
    from kaigong.schemas.record import Metric as Metric
    from kaigong.schemas.record import Milestone as Milestone
    from kaigong.schemas.record import Organisation as Organisation
    from kaigong.schemas.record import Place as Place
    from kaigong.schemas.record import PlacePath as PlacePath
    from kaigong.schemas.record import Project as Project
    from kaigong.schemas.record import QuantityValue as QuantityValue
    from kaigong.schemas.record import Record as Record
    from kaigong.schemas.record import Rejected as Rejected
    from kaigong.schemas.record import Span as Span
    from kaigong.schemas.record import Target as Target
    from kaigong.schemas.record import check_spans as check_spans

_HOMES = {
    "article": ("Article",),
    "errors": ("ConfigError", "ExtractionError", "KaigongError", "LexiconError", "ReadError"),
    "labels": (
        "AmountRole", "Comparator", "Grain", "Label", "MetricRole", "MilestoneKind", "Modality", "OrganisationRole",
        "Per", "PublishedBasis", "Qualifier", "Stage", "TargetStatus",
    ),
    "record": (
        "Amount", "AmountValue", "ArticleInfo", "DateRange", "Industry", "MentionSpan", "Metric", "Milestone",
        "Organisation", "Place", "PlacePath", "Project", "QuantityValue", "Record", "Rejected", "Span", "Target",
        "check_spans",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the module that defines ``name`` when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME_OF])
