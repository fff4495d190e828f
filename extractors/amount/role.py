"""What each sum of a document is, by its cue or by the words beside it."""

from collections.abc import Callable

from kaigong.extractors.amount import bare, beside, verb
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.aggregate import is_aggregate
from kaigong.extractors.amount.cue import nearest_cue
from kaigong.extractors.amount.cued import role_by_cue
from kaigong.extractors.amount.phase import phase_of
from kaigong.extractors.amount.result import goes_on
from kaigong.extractors.amount.sum import YEARLY_ROLES, Sum, Sums
from kaigong.extractors.amount.told import is_recosted
from kaigong.extractors.cue import Cue
from kaigong.extractors.mention_view import first_reading
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Document
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole

_NO_CUE = "amount_role.no_cue"
_EXPLAIN_ALL = ("amount_role.contract_after", "amount_role.awarded")  # rules of a cue behind the last of a list

_NEVER_OLD = frozenset(
    [*YEARLY_ROLES, AmountRole.REGISTERED_CAPITAL]
)  # 注册资本由5000万元增至1.5亿元: the new one alone

_Rule = Callable[[Sum], AmountReading | None]
# The first rule that speaks decides. These speak whatever the cue:
_RULES_OF_ANY: tuple[_Rule, ...] = (
    beside.conversion,
    beside.grown_to,
    beside.size_class,
    beside.price,
    beside.of_industry,
    beside.land_price,
    beside.spent_elsewhere,
    beside.mean_price,
    beside.in_kind,
    beside.funds,
    beside.funded_from,
    beside.for_equipment,
    beside.change_of_cost,
    beside.of_years_plan,
    beside.into_firm,
)
# These explain a sum without a cue before it:
_RULES_WITHOUT_CUE: tuple[_Rule, ...] = (
    bare.cue_behind,
    bare.done_by,
    verb.awarded,
    verb.of_equipment,
    verb.for_land,
    verb.all_in_all,
    verb.told_before,
    verb.granted,
    verb.cost_part,
    verb.given,
    verb.now_meant,
    verb.paid,
    verb.builds_for,
    bare.sets_up,
    bare.of_phase,
    bare.before_name,
    bare.share,
    bare.behind_name,
    bare.listed,
)


def read_amounts(document: Document) -> list[AmountReading]:
    """One reading for each AMOUNT mention of the document, in order."""
    among = Sums(document)
    for mention in among.mentions:
        among.take(goes_on(among, _read(among.sum_of(mention))))
    return _explained_by_last(among.text, among.readings)


def _read(s: Sum) -> AmountReading:
    s.cue = nearest_cue(s)
    if (reading := first_reading(_RULES_OF_ANY, s)) is not None:
        return reading
    if s.cue is not None:
        return (bare.cue_behind(s) if _brings(s, s.cue) else None) or _by_cue(s, s.cue)
    return first_reading(_RULES_WITHOUT_CUE, s) or s.make(None, "no_cue")


def _brings(s: Sum, cue: Cue) -> bool:
    """Whether the word behind a sum says what it is that is brought (带来20亿元的产值)."""
    behind = s.cue_behind
    if behind is None or s.text[cue.start : cue.end] != "带来":
        return False
    return s.among.roles[behind.id] in YEARLY_ROLES


def _by_cue(s: Sum, cue: Cue) -> AmountReading:
    """The reading by the nearest cue before the sum."""
    if s.right_behind(pat.SUPERSEDED) and s.near_in_clause(pat.FORMER):
        old = None if s.among.roles[cue.id] in _NEVER_OLD else AmountRole.OTHER
        return s.make(old, "superseded", cue.start)
    if s.in_clause(pat.EACH):
        return s.make(None, "price", cue.start)  # 各要建一座,每座投资约2000万元
    if s.in_sentence(pat.OTHER_BIDDER):
        return s.make(None, "other_bidder", cue.start)  # 第二中标候选人:A,投标报价…
    if s.near_in_clause(pat.FIRMS_OWN):
        return s.make(None, "other_use", cue.start)
    role = role_by_cue(s, cue)
    if role is AmountRole.TOTAL_INVESTMENT and is_recosted(s, cue):
        s.among.outdate_total()
    phase = phase_of(s, cue, role)
    if role is AmountRole.TOTAL_INVESTMENT and phase is not None:
        role = AmountRole.PHASE_INVESTMENT
    return s.make(role, cue.id, cue.start, phase, is_aggregate(s))


def _explained_by_last(text: str, readings: list[AmountReading]) -> list[AmountReading]:
    """The readings, with sums that the cue behind the last of their list explains (分别以42.95亿元及47.56亿元判给…)."""
    made = list(readings)
    for number in range(len(made) - 2, -1, -1):
        one, last = made[number], made[number + 1]
        if one.role is not None or one.rule != _NO_CUE or last.rule not in _EXPLAIN_ALL:
            continue
        if pat.LISTED.fullmatch(text, one.mention.end, last.mention.start):
            made[number] = replace(one, role=last.role, rule=last.rule)
    return made
