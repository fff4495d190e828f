"""A figure of a sentence with the words that are its own, and what it is found to be."""

from bisect import bisect_right

from kaigong.schemas.document import Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.values import Quantity


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

    @property
    def unit(self) -> str:
        """The unit of a count, measure or percentage, 元 for a sum."""
        value = self.mention.value
        return value.unit if isinstance(value, Quantity) else "元"


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that is a target: its indicator and the rule that says so."""

    indicator: str
    rule: str


def clause_of(sentence: Sentence, position: int) -> tuple[int, int]:
    """The clause that holds the position."""
    at = bisect_right(sentence.clauses, (position, 10**9)) - 1
    return sentence.clauses[at] if at >= 0 else (sentence.start, sentence.end)


def opens_among(text: str, position: int) -> bool:
    """Whether 其中 stands there: what follows is a part of what was told."""
    return text.startswith(("其中", "当中"), position)
