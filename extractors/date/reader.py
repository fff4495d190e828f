"""Reads one date expression at a place of the text: a head, then the parts that narrow it."""

import re

from kaigong.extractors.date import steps
from kaigong.extractors.date.absolute import ABSOLUTE
from kaigong.extractors.date.heads import Chain, Clock, head_pattern
from kaigong.extractors.date.partial import PARTIAL
from kaigong.extractors.date.relative import RELATIVE, with_weekday
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.fast_dataclass import replace

_GAP = lazy(r"[ ]{0,2}的?[ ]{0,2}")
_WEEK = lazy(steps.WEEK)
_MAKERS = {**ABSOLUTE, **RELATIVE, **PARTIAL}  # by the name of the alternative of ``head_pattern``


def read_head(match: re.Match[str], clock: Clock) -> Chain | None:
    """The chain that a match of ``head_pattern`` begins, or None if it is no date after all."""
    maker = _MAKERS.get(match.lastgroup or "")  # all alternatives are groups of their own
    return None if maker is None else maker(match, clock)


def read_chain(match: re.Match[str], clock: Clock) -> Chain | None:
    """A head with all parts that follow it."""
    chain = read_head(match, clock)
    while chain is not None:
        longer = _extend(chain, match.string, clock)
        if longer is None:
            break
        chain = longer
    return chain


def _shifted(chain: Chain, text: str, position: int, clock: Clock) -> Chain | None:
    """上个月的下个月, 明天的后天: a relative word that counts from the date before it."""
    match = head_pattern().match(text, position)
    days = chain.resolve(chain.base) if chain.floating is None else None
    if match is None or days is None or days.start is None or not (match.group("step") or match.group("rel_day")):
        return None
    other = read_head(match, replace(clock, published=days.start))
    return replace(other, rule=chain.rule) if other else None


def _extend(chain: Chain, text: str, clock: Clock) -> Chain | None:
    gap = _GAP.match(text, chain.end)
    position = gap.end() if gap else chain.end
    if gap and "的" in gap.group() and chain.relative:
        shifted = _shifted(chain, text, position, clock)
        if shifted is not None:
            return shifted
    if chain.level == "week":
        found = _WEEK.match(text, position)
        if found is None:
            return None
        return replace(with_weekday(chain, found.group("wd") or "末"), end=found.end())
    read = steps.read_step(chain.level, text, position)
    if read is None and chain.level == "year" and clock.published and text.startswith(("本月", "同月"), position):
        read = steps.months_step(clock.published.month, clock.published.month), position + 2
    if read is None:
        return None
    step, end = read
    if chain.alone and chain.floating:
        return None
    if chain.weak and step.level == "done" and text[position] in "内以之前头":
        return None
    changed = replace(chain, end=end, level=step.level, grain=step.grain, steps=(*chain.steps, step), weak=False)
    # A part that does not exist (2月30日) is no part of the date.
    if chain.base is not None and chain.floating is None and changed.resolve(chain.base) is None:
        return None
    return changed
