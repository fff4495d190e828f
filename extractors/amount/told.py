"""How a sum stands to the investment that was told before it."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.cue import Cue
from kaigong.extractors.mention_view import NEAR
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import AmountRole
from kaigong.schemas.values import Money

# What may come before the share of a year.
_SHARED = frozenset(
    [
        AmountRole.TOTAL_INVESTMENT,
        AmountRole.PHASE_INVESTMENT,
        AmountRole.COMPLETED_INVESTMENT,
        AmountRole.ANNUAL_INVESTMENT,
    ]
)


_RECOSTED = 120  # characters between a total and what it was changed to


def is_of_told(s: Sum) -> bool:
    """Whether the sentence, or the one before a sentence that opens with a year, told of an investment before."""
    told = s.previous
    if told is None or told.role not in _SHARED or told.aggregate:
        return False
    if told.mention.start >= s.first:
        return True
    if pat.OPENS_YEAR.match(s.text, s.first) is None:
        return False
    before = s.among.clauses.sentence(s.first - 1) if s.first else None
    return before is not None and before.start <= told.mention.start


def is_part_of_total(s: Sum, position: int) -> bool:
    """Whether the sentence told a total of which parts are told since (总经费7亿元,其中工程费5亿元)."""
    totals = s.among.totals
    if not totals or totals[-1].start < s.first:
        return False
    if _compare(s, totals[-1]) > 0 or pat.OF_ITEM.match(s.text, totals[-1].end, position):
        return False  # 总投资1.35亿元的A、全长24公里的B公路动工,其中公路改建工程投资3.1亿元: of another item
    return pat.OF_WHICH.search(s.text, totals[-1].end, position) is not None


def is_less(s: Sum) -> bool:
    """Whether a sum is less than the total told just before in its paragraph."""
    total = s.among.totals[-1] if s.among.totals else None
    if total is None or s.mention.start - total.end > 2 * NEAR or "\n" in s.text[total.end : s.mention.start]:
        return False
    return _compare(s, total) < 0 and s.right_behind(pat.PREMODIFIER) is None


def _compare(s: Sum, total: Mention) -> int:
    """Whether a sum is less (-1) or more (1) than a total; 0 where they are equal or nobody can say."""
    one, whole = s.money, total.value
    if not isinstance(whole, Money) or one.currency != whole.currency or one.value is None or whole.value is None:
        return 0
    return (one.value > whole.value) - (one.value < whole.value)


def is_recosted(s: Sum, cue: Cue) -> bool:
    """Whether a total is what the one before it was changed to (总投资19.3亿元。…投资概算随之调到24.7亿元)."""
    told = s.previous
    if told is None or told.role is not AmountRole.TOTAL_INVESTMENT or told.aggregate:
        return False
    if cue.start - told.mention.end > _RECOSTED or not pat.RAISED_TO.search(s.text, cue.end, s.mention.start):
        return False
    opens = pat.COST_OPENS.search(s.text, max(0, cue.start - NEAR), cue.start)
    return opens is not None and pat.NAMES_MORE.search(s.text, told.mention.end, cue.start) is None


def is_new_total(s: Sum) -> bool:
    """Whether a sum replaces the total told before it in the sentence (总投资原定21.8亿元,后调整为24.3亿元)."""
    told = s.previous
    if told is None or told.mention.start < s.first or not s.back(pat.RAISED_TO, NEAR, told.mention.end):
        return False
    if (
        told.role is AmountRole.TOTAL_INVESTMENT
        and not told.aggregate
        and s.back(cost.CHANGED_SINCE, NEAR + NEAR, told.mention.end)
    ):
        s.among.outdate_total()
        return True
    return pat.ORIGINALLY.search(s.text, s.first, told.mention.start) is not None
