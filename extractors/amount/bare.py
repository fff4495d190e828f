"""Sums without a cue before them, by the name, phase, bracket or list that they stand beside."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.cued import role_by_cue
from kaigong.extractors.amount.phase import is_of_phase
from kaigong.extractors.amount.sum import AFTER, YEARLY_ROLES, Sum
from kaigong.extractors.amount.told import is_of_told
from kaigong.extractors.mention_view import NEAR
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.labels import AmountRole


def cue_behind(s: Sum) -> AmountReading | None:
    """By a cue right behind the sum (1.5亿元税收, 首期3.6亿元投资不变); its rule ends in ``_after``."""
    if (cue := s.cue_behind) is None:
        return None
    role = s.among.roles[cue.id]
    if role in YEARLY_ROLES:
        role = role_by_cue(s, cue)
    if role is AmountRole.TOTAL_INVESTMENT and s.back(pat.PHASE_BEFORE, NEAR):
        return s.make(AmountRole.PHASE_INVESTMENT, "of_phase", phase=s.phase())
    return s.make(role, f"{cue.id}{AFTER}")


def done_by(s: Sum) -> AmountReading | None:
    """What was done in or by a time (1-9月完成1.87亿元)."""
    done = (s.near_in_clause(pat.DONE_LAST_YEAR) and is_of_told(s)) or s.near_in_clause(pat.DONE_BY)
    return s.make(AmountRole.COMPLETED_INVESTMENT, "done_by") if done else None


def sets_up(s: Sum) -> AmountReading | None:
    """What a plant is set up with (另规划以3000万美元在槟城设立封测厂)."""
    plant = s.text.endswith("以", 0, s.mention.start) and s.right_behind(pat.SETS_UP)
    return s.make(AmountRole.TOTAL_INVESTMENT, "before_name") if plant else None


def of_phase(s: Sum) -> AmountReading | None:
    """A phase's share (总投资8.9亿元,一期3.2亿元)."""
    return s.make(AmountRole.PHASE_INVESTMENT, "of_phase", phase=s.phase()) if is_of_phase(s) else None


def before_name(s: Sum) -> AmountReading | None:
    """A sum right before the name of what costs it (20亿元储能项目), but no count of undertakings."""
    named = (s.behind(pat.NAMED) or (not s.is_small and s.behind(cost.NAMED_PLANT))) and not s.behind(pat.COUNTED)
    return s.make(AmountRole.TOTAL_INVESTMENT, "before_name") if named else None


def behind_name(s: Sum) -> AmountReading | None:
    """A sum alone in a bracket or a clause behind a name (A项目(3.2亿元); A项目,10.5亿元,…)."""
    if s.text.startswith(")", s.mention.end) and s.back(pat.AFTER_NAME, 8):
        return s.make(AmountRole.TOTAL_INVESTMENT, "in_bracket")
    own_clause = s.text.endswith(",", 0, s.mention.start) and s.right_behind(pat.CLAUSE_ENDS)
    named = own_clause and s.back(pat.AFTER_NAME, 9)
    return s.make(AmountRole.TOTAL_INVESTMENT, "behind_name") if named else None


def share(s: Sum) -> AmountReading | None:
    """One's share of a sum over several undertakings (合计投资7.2亿元,其中滨河路3.1亿元、学府路4.1亿元)."""
    if not s.right_behind(pat.SHARE_ENDS) or not s.back(pat.SHARE_OF, NEAR + NEAR, s.first):
        return None
    whole = next((r for r in reversed(s.among.readings) if r.mention.start < s.first or r.aggregate), None)
    if whole is None or whole.mention.start < s.first or whole.role is not AmountRole.TOTAL_INVESTMENT:
        return None
    told = s.text[whole.mention.end : s.mention.start]
    return s.make(AmountRole.TOTAL_INVESTMENT, "share") if pat.SHARED_OUT.match(told) else None


def listed(s: Sum) -> AmountReading | None:
    """What goes on with the sum before (投资分别为7.1亿元、近10亿元; 总投资15亿元的A、8.6亿元的B)."""
    if s.previous is None:
        return None
    told = s.previous
    if told.role is not None and s.from_previous(pat.LISTED):
        return s.make(told.role, "listed", phase=told.phase, aggregate=told.aggregate)
    if s.text.startswith("的", s.mention.end) and s.from_previous(pat.OF_NEXT_ITEM):
        return s.make(told.role, "listed", aggregate=told.aggregate)
    return None
