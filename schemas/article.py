"""An article as it comes in."""

import datetime

from pydantic import BaseModel, ConfigDict, Field


class Article(BaseModel):
    """Text of one article and what is known of it.

    ``published`` is the day of publication; None when it is unknown (kaigong then looks for a byline).
    Offsets in records count code points of ``text`` as given here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    text: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: datetime.date | None = None
