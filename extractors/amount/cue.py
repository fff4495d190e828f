"""The nearest cue before a sum, and a sum with its cue."""

import re

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.sum import AFTER, Sum
from kaigong.extractors.cue import Cue
from kaigong.extractors.mention_view import NEAR
from kaigong.schemas.fast_dataclass import dataclass

_MAX_GAP = 16


def nearest_cue(s: Sum) -> Cue | None:
    """The nearest cue in the clause behind the sum before; that of an old value is also the new one's."""
    last, at, told = s.among.before.last, s.mention.start, s.previous
    if told is not None and told.rule.endswith("superseded") and told.mention.start >= s.start:
        return last(s.text, s.start, told.mention.start)
    floor = behind_previous(s)
    cue = last(s.text, floor, at)
    if cue is not None and s.text.startswith("不低于", cue.start - 1):
        cue = last(s.text, floor, cue.start)  # 年税收不低于6000万元
    if cue is not None and (aside := s.back(cost.INCLUDED, NEAR, floor)) is not None and aside.start() < cue.start:
        cue = last(s.text, floor, aside.start())  # 总投资(含地价)33亿元
    if cue is not None and cost.OF_FIRM_NAME.match(s.text, cue.end):
        cue = last(s.text, floor, cue.start)  # 由某城乡建设|投资|有限公司以1.19亿元中标
    return None if cue is None or at - cue.end > _MAX_GAP else cue


def behind_previous(s: Sum) -> int:
    """Where what tells of the sum before ends: behind its cue where that follows it (20亿元产值、1.5亿元税收)."""
    if s.previous is None:
        return s.start
    end = s.previous.mention.end
    behind = s.among.after.first_at(s.text, end, s.end) if s.previous.rule.endswith(AFTER) else None
    return max(s.start, end if behind is None else behind.end)


@dataclass(frozen=True, slots=True)
class CuedSum:
    """A sum with the cue that tells what it is."""

    s: Sum
    cue: Cue
    word: str  # of the cue

    def before(self, pattern: re.Pattern[str], width: int = NEAR) -> re.Match[str] | None:
        """What stands within so many characters before the cue."""
        return pattern.search(self.s.text, max(0, self.cue.start - width), self.cue.start)

    def before_in_clause(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before the cue in its clause."""
        return pattern.search(self.s.text, max(self.s.start, self.cue.start - NEAR), self.cue.start)

    def before_in_sentence(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before the cue in its sentence."""
        return pattern.search(self.s.text, max(self.s.first, self.cue.start - NEAR), self.cue.start)

    def in_sentence(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands before the cue in its sentence."""
        return pattern.search(self.s.text, self.s.first, self.cue.start)

    def around(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands not far before the cue or between it and the sum."""
        return pattern.search(self.s.text, max(0, self.cue.start - NEAR), self.s.mention.start)

    def follows(self, words: tuple[str, ...]) -> bool:
        """Whether one of the words stands right before the cue."""
        return self.s.text.endswith(words, 0, self.cue.start)

    def builds(self) -> bool:
        """Whether something is built for the sum, by the words behind it."""
        return self.s.right_behind(pat.BUILDS_BEHIND) is not None

    def adds_phase(self) -> bool:
        """Whether what is added builds a thing of its own (追加投资8000万欧元,在柳州建设…), not more of the same."""
        if pat.TAKEN_OVER.search(self.s.text, self.s.first, self.s.last):
            return False
        if self.builds():
            return True
        return self.s.in_sentence(pat.LATER_PHASE) is not None
