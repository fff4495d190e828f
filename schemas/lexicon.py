"""Row models of the lexicon files in ``corpora/lexicons``: one model a family, extra keys forbidden."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class LexiconEntry(BaseModel):
    """What every entry has: a stable id, its surfaces (folded, simplified), source, and its own tests.

    ``examples`` are sentences in which the entry must fire, ``counter`` sentences in which it must not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    surface: tuple[str, ...] = ()
    source: str = Field(min_length=1)
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class NumeralEntry(LexiconEntry):
    """A character that writes numbers (``numerals.yaml``)."""

    role: Literal["digit", "unit", "tens", "scale", "half", "fuzzy_digit", "more", "about"]
    value: Decimal
    not_after: str = ""  # characters after which it belongs to the word before (统一, 人数)
