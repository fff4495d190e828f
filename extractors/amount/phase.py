"""The phase whose share of the investment a sum is."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.aggregate import is_behind_name, open_bracket
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.cue import Cue
from kaigong.extractors.mention_view import NEAR
from kaigong.schemas.labels import AmountRole

_PARTED = (AmountRole.TOTAL_INVESTMENT, AmountRole.PHASE_INVESTMENT, AmountRole.FIXED_ASSET_INVESTMENT)


def phase_of(s: Sum, cue: Cue, role: AmountRole | None) -> str | None:
    """The phase that governs a sum with a cue, by the words before it or, for a total, behind it."""
    phase = None
    if not is_behind_name(s, s.start) and open_bracket(s, s.start) is None:
        phase = s.among.clauses.phase(s.mention.start, end=s.mention.end) or _carried_phase(s)
        if phase is not None and s.back(pat.OF_NEXT_NAME, NEAR) is not None:
            phase = None
    if role is not AmountRole.TOTAL_INVESTMENT:
        return phase
    built = s.right_behind(pat.PHASE_BEHIND) or (None if phase else s.right_behind(pat.BUILDS_PHASE))
    if built is not None:
        return built["phase"]
    if phase is None and (first := pat.FIRST_PUT_IN.search(s.text, max(0, cue.start - NEAR), cue.end)) is not None:
        return first["phase"]
    return phase


def _carried_phase(s: Sum) -> str | None:
    """The phase that an earlier clause of the sentence put in front (一期占地148亩,投资3亿元)."""
    if s.text.find("总", s.start, s.mention.start) >= 0 or s.in_clause(cost.OF_ITS_PHASES):
        return None  # 一期投资2900万元,两期合计投资5200万元
    run = s.text.rfind(";", s.first, s.start) + 1 or s.first
    earlier = s.text[run : s.start]
    if "期" not in earlier and "阶段" not in earlier:
        return None
    opened = pat.CARRIED_PHASE.search(earlier) or pat.STARTS_PHASE.search(s.text, run, s.start)
    return None if opened is None else opened[1]


def is_of_phase(s: Sum) -> bool:
    """Whether a bare sum behind a phase is a part of the total told just before (总投资8.9亿元,一期3.2亿元)."""
    phase = s.back(pat.PHASE_BEFORE, NEAR)
    if phase is None:
        return False
    first = phase.group().startswith("首期")
    if first or pat.IN_PHASES.search(s.text, s.first, phase.start()):  # 分三期建设,一期5.8亿元已建成
        opens = pat.OPENS.search(s.text, s.first, phase.start()) is not None
        # 由某集团打造,首期2.8亿元
        return opens and not (first and pat.OF_FUND.search(s.text, s.first, s.last))
    told = s.previous
    if told is None or told.role not in _PARTED:
        return False
    return s.first <= told.mention.start and phase.start() >= told.mention.end
