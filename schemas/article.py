"""An article as it comes in."""

import datetime
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


def _is_none(value: object) -> bool:
    return value is None


class Article(BaseModel):
    """Text of one article and what is known of it.

    ``published`` is the day of publication; None when it is unknown (kaigong then looks for a byline).
    Offsets in records count code points of ``text`` as given here. ``duplicate_of`` is the id of the earlier article
    that this one reposts, where reposts were looked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    text: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: datetime.date | None = None
    duplicate_of: str | None = Field(default=None, min_length=1, exclude_if=_is_none)


def unicode_fault(fields: Mapping[str, object]) -> str | None:
    r"""What is wrong with the first string among the fields that is no valid Unicode; None if all are.

    JSON can write half a surrogate pair (``"\ud800"``), and Python keeps it; no file in UTF-8 can hold it.
    """
    for name, value in fields.items():
        if isinstance(value, str):
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:
                return f"{name}: half a surrogate pair at character {error.start}, no valid Unicode"
    return None
