"""Yearly figures of an undertaking: turnover, output, profit and tax; those of a company or a place are none."""

from itertools import takewhile

from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.sum import YEARLY_ROLES, Sum, Sums
from kaigong.extractors.cue import Cue
from kaigong.extractors.mention_view import NEAR
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Modality

_BESIDE_TIME = 10  # characters from 今年预计 to its cue
# what a whole investment and its parts are
_PARTED = frozenset(
    [
        AmountRole.TOTAL_INVESTMENT,
        AmountRole.PHASE_INVESTMENT,
        AmountRole.FIXED_ASSET_INVESTMENT,
        AmountRole.EQUIPMENT_INVESTMENT,
        AmountRole.FOREIGN_CAPITAL,
        AmountRole.OTHER,
    ]
)


def yearly_result(s: Sum, cue: Cue, role: AmountRole) -> AmountRole | None:
    """The role of a turnover, profit or tax: none where a company or a place tells of a year that is over."""
    text, near = s.text, max(0, cue.start - NEAR)
    if pat.BRINGS_OTHERS.search(text, near, cue.start):
        return AmountRole.OTHER
    if pat.OWN_FORECAST.search(text, near, cue.start):
        return None  # 公司第二季度营业利润预计9亿元
    if pat.SUMMED_UP.search(text, near, cue.start):
        opened = pat.SINCE_OPENED.search(text, s.first, cue.start)
        return AmountRole.OTHER if opened else None  # 近三年来全厂累计上缴税金5.6亿元
    if _goes_on_own_year(s, cue, role) or pat.OWN_MONTH.match(text, s.first, cue.start):
        return None
    if pat.MONTHLY.search(text, max(0, cue.start - 8), cue.start):
        return AmountRole.OTHER  # 6月份开票销售1300万元: no yearly figure
    if pat.OF_PLACE_YEAR.match(text, s.first, cue.start):
        return None  # 全年接待游客800万人次,旅游综合收入突破50亿元: of the place
    return None if not s.is_planned() and _is_past(s, cue) else role


def _is_past(s: Sum, cue: Cue) -> bool:
    """Whether the clause, or the one before, tells of a time that is over."""
    text, year = s.text, cue.start + s.text.startswith("年", cue.start)
    before = clause_before(s)
    if pat.DATED.match(text, s.first, s.start):
        before = s.first  # 截至11月末,奶牛存栏8.6万头,鲜奶产量42万吨,乳业产值36亿元
    if pat.PAST_PERIOD.search(text, before, year) is None:
        return False
    if pat.YEARLY.search(text, s.start, cue.end) or pat.TO_OPEN.search(text, before, s.start):
        return False
    runs = pat.RUNS.search(text, max(s.first, cue.start - 2 * NEAR), year)
    # 2011年建成投产,年产20万吨,去年产值26亿元
    return runs is None and pat.OF_OLD_PLANT.search(text, s.first, year) is None


def clause_before(s: Sum) -> int:
    """Where the clause before that of the sum begins; its own where it is the first of the text."""
    return s.among.clauses.clause(s.start - 2)[0] if s.start > 1 else s.start


def _goes_on_own_year(s: Sum, cue: Cue, role: AmountRole) -> bool:
    """Whether a firm goes from its past year to this one (企业去年销售收入42亿元,…,今年预计销售收入60亿元)."""
    told = takewhile(lambda r: r.mention.start >= s.first, reversed(s.among.readings))
    past = next((r for r in told if r.role is None and s.among.cued_role(r) is role), None)
    if past is None:
        return False
    return pat.THIS_YEAR.search(s.text, max(past.mention.end, cue.start - _BESIDE_TIME), cue.start) is not None


def goes_on(among: Sums, reading: AmountReading) -> AmountReading:
    """The reading as a yearly figure goes on: planned like the one before, or none behind a company's past one.

    预计年销售收入15亿元,利税2亿元; 去年销售收入9.2亿元,纳税4300万元.
    """
    previous = among.readings[-1] if among.readings else None
    if previous is not None and _is_share_of_plan(among, previous, reading):
        return replace(reading, status=Modality.PLANNED)
    if previous is None or reading.role not in YEARLY_ROLES or reading.status is Modality.PLANNED:
        return reading
    gap = among.text[previous.mention.end : reading.mention.start]
    if previous.role is None:
        past = among.cued_role(previous) in YEARLY_ROLES and pat.YEARLY.search(gap) is None
        return replace(reading, role=None, per=None) if past and pat.PLAIN_GAP.fullmatch(gap) else reading
    planned = previous.status is Modality.PLANNED and previous.role in YEARLY_ROLES
    return replace(reading, status=Modality.PLANNED) if planned and pat.PLAIN_GAP.fullmatch(gap) else reading


def _is_share_of_plan(among: Sums, previous: AmountReading, reading: AmountReading) -> bool:
    """Whether a sum is told as a part of one that is planned (计划总投资42亿元,其中固定资产投资30亿元)."""
    planned = previous.status is Modality.PLANNED and previous.role in _PARTED and reading.role in _PARTED
    if not planned or reading.status is Modality.PLANNED:
        return False
    return pat.SHARE_GAP.fullmatch(among.text, previous.mention.end, reading.mention.start) is not None
