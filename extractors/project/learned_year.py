"""Days told without their year that the network takes for planned, where the calendar puts them before publication."""

import datetime

from kaigong.extractors.date.calendar import shift_months
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Label
from kaigong.schemas.values import DateValue

_LEAST = 0.8  # mean probability of a milestone that is planned
_PLANNED = ":planned"
_YEAR = 12  # months
_WITH_YEAR = lazy(r"\d\d年|[今去明后前当同次翌本上下这那]|[〇零一二三四五六七八九]{2,}年|民国|近|日前")


def with_years_ahead(document: Document, opinions: Opinions | None) -> Document:
    """The document, such days put into the year after (眼下主体封顶,9月1日投用, in February)."""
    if opinions is None or document.published is None:
        return document
    mentions = tuple(_ahead(m, opinions, document.published) if m.label is Label.DATE else m for m in document.mentions)
    return document if mentions == document.mentions else replace(document, mentions=mentions)


def _ahead(mention: Mention, opinions: Opinions, published: datetime.date) -> Mention:
    day = mention.value
    if not isinstance(day, DateValue) or day.end is None or day.end >= published or _WITH_YEAR.search(mention.text):
        return mention
    later = DateValue(day.start and shift_months(day.start, _YEAR), shift_months(day.end, _YEAR), day.grain)
    if later.end is None or later.end < published:
        return mention
    seen = opinions.role_of(mention)
    planned = seen is not None and seen.name.endswith(_PLANNED) and seen.probability >= _LEAST
    return replace(mention, value=later, rule="date.learned_year") if planned else mention
