"""All names that an article has for one undertaking."""

from dataclasses import dataclass, field

from kaigong.extractors.project.core import core
from kaigong.extractors.project.name.lexicon import NameCandidate

BARE_PHASE = "project.phase"  # the rule of a phase told by its number alone


@dataclass(slots=True)
class NameCluster:
    """All candidates that name one undertaking, in order of the text."""

    candidates: list[NameCandidate] = field(default_factory=list)
    _fullest: tuple[int, NameCandidate] | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> NameCandidate:
        """The fullest name: one that ends on a head noun, longest; the first of equals."""
        if len(self.candidates) == 1:
            return self.candidates[0]
        if self._fullest is None or self._fullest[0] != len(self.candidates):  # candidates only ever come to it
            fullest = max(self.candidates, key=lambda c: (c.specific or not c.coordinated, len(core(c.text)), -c.start))
            self._fullest = len(self.candidates), fullest
        return self._fullest[1]

    @property
    def weak(self) -> bool:
        """Whether every name has a weak head."""
        return all(c.weak for c in self.candidates)

    @property
    def proper(self) -> bool:
        """Whether some name holds an identifying part."""
        return any(c.proper for c in self.candidates)
