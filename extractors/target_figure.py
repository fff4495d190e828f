"""A figure of a sentence with the words that are its own, and what it is found to be."""

from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the stretch of text that is its own: its clause, and in it from the number before to the next."""

    mention: Mention
    clause: tuple[int, int]
    left: int
    right: int

    @property
    def first(self) -> bool:
        """Whether no number stands before it in its clause."""
        return self.left == self.clause[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that is a target: its indicator and the rule that says so."""

    indicator: str
    rule: str
