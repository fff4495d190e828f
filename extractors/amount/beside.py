"""Sums that the words right beside them explain, whatever their cue: conversions, prices, land, funds, growth."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.aggregate import is_aggregate
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.mention_view import NEAR
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import AmountRole, Qualifier

_MONTHS_PLAN = "months_plan"
_BESIDE = 2  # characters between a sum and the bracket that converts it
_CONVERTS = 16  # characters of the longest of such brackets: (约折合人民币约
_BODIES_OF_SIZE = ("的企业", "的项目", "的工业", "的客商")


def conversion(s: Sum) -> AmountReading | None:
    """The sum right before it in another currency (6亿美元(约合43亿元))."""
    if s.previous is None or not _is_conversion(s, s.previous.mention):
        return None
    told = s.previous
    return s.make(told.role, "conversion", told.start, told.phase, told.aggregate)


def _is_conversion(s: Sum, previous: Mention) -> bool:
    """Whether it converts the sum before, not the next item's."""
    bracket = s.back(pat.BRACKET, _CONVERTS, previous.end)
    if bracket is None:
        return False
    gap = bracket.start() - previous.end
    other_clause = "," in s.text[previous.end + 1 : bracket.start()]  # 利用贷款10亿美元,…,合同总价约合73亿元
    return gap <= _BESIDE or ("合" in bracket.group() and not other_clause)


def grown_to(s: Sum) -> AmountReading | None:
    """What a cost has grown to, behind by how much (工程开支增加63亿元至304亿元)."""
    grown = s.previous is not None and s.previous.rule.endswith("grown_by") and s.from_previous(pat.UP_TO)
    return s.make(AmountRole.TOTAL_INVESTMENT, "now_meant") if grown else None


def size_class(s: Sum) -> AmountReading | None:
    """How large undertakings or firms of a class are (亿元以上项目, 一大批投资上千万元的企业)."""
    stop = s.mention.end
    if s.text.startswith(_BODIES_OF_SIZE, stop) and s.back(pat.OF_MANY, 12):
        return s.make(None, "size_class")
    if s.money.qualifier not in (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ORDER_OF):
        return None
    of_class = s.back(pat.NO_CLASS, 4) is None and s.behind(pat.SIZE_CLASS)
    return s.make(None, "size_class") if of_class else None


def price(s: Sum) -> AmountReading | None:
    """A price of one piece (73元/吨)."""
    return s.make(None, "price") if s.right_behind(pat.PRICE) else None


def of_industry(s: Sum) -> AmountReading | None:
    """The figure of an industry (力争到2027年动力电池产业产值达到2500亿元)."""
    return s.make(None, "industry") if s.in_clause(pat.OF_INDUSTRY) else None


def land_price(s: Sum) -> AmountReading | None:
    """What land was got for (项目用地以5.28亿元摘得, 签订土地购买合同,价款为612万美元)."""
    return s.make(AmountRole.OTHER, "land_price") if _is_paid_for_land(s) else None


def _is_paid_for_land(s: Sum) -> bool:
    at = s.mention.start
    if s.text.endswith(("以", "总价", "斥"), 0, at):
        won = s.right_behind(pat.LAND_WON)
        if won is None:
            return False
        return pat.LAND_SOLD.search(won["what"]) is not None or (
            not won["what"] and s.in_sentence(pat.LAND_SOLD) is not None
        )
    near = max(s.first, at - 2 * NEAR)
    return s.text.find("地", near, at) >= 0 and pat.LAND_BOUGHT.search(s.text, near, at) is not None


def spent_elsewhere(s: Sum) -> AmountReading | None:
    """A sum whose words behind it make it none of an undertaking, unless they tell what is set up."""
    behind = s.cue_behind
    if behind is None or behind.id != "none_behind":
        return None
    if s.text.endswith("以", 0, s.mention.start) and s.right_behind(pat.TAKES_CONTRACT):
        return s.make(AmountRole.CONTRACT_VALUE, "awarded")
    # 投资3000万元设立的实验室
    if s.text.startswith("的", behind.end) or s.right_behind(pat.SETS_UP_PLANT):
        return None
    # 分别出资4.1亿元、1.75亿元设立项目公司: in a row with another side's share
    share = s.previous is not None and s.previous.role is AmountRole.OTHER and s.from_previous(pat.LISTED)
    return s.make(AmountRole.OTHER, "listed") if share else s.make(None, "none_behind")


def mean_price(s: Sum) -> AmountReading | None:
    """A price of one, or a mean (按每袋0.1元补助, 亩均投资880万元)."""
    return s.make(None, "price") if s.near_in_clause(pat.PER_ONE) or s.near_in_clause(pat.MEAN) else None


def in_kind(s: Sum) -> AmountReading | None:
    """What a side from abroad puts in in kind (外方以设备作价150万美元)."""
    return s.make(AmountRole.FOREIGN_CAPITAL, "in_kind") if s.near_in_clause(pat.IN_KIND) else None


def funds(s: Sum) -> AmountReading | None:
    """Funds for the undertaking, by what stands behind them (3亿元专项债券)."""
    if s.cue_behind is None or s.cue_behind.id != "funds_behind":
        return None
    if s.right_behind(cost.FOR_FOLK):
        return s.make(None, "other_use")
    role = None if s.cue is None else s.among.roles[s.cue.id]
    # 按固定资产投资给予不超过600万元的设备补助: measured by it, and no part of it
    gives = s.cue is not None and cost.GIVES.search(s.text, s.cue.end, s.mention.start) is not None
    if role not in (None, AmountRole.TOTAL_INVESTMENT) and not gives:
        return None
    return s.make(AmountRole.OTHER, "funds_behind", aggregate=is_aggregate(s))


def funded_from(s: Sum) -> AmountReading | None:
    """Where money comes from (1.2亿元来自地方政府专项债券, 1.2亿元的五年期贷款)."""
    if s.cue is not None and s.among.roles[s.cue.id] is AmountRole.COMPLETED_INVESTMENT:
        return None  # 前期投入的140万元由财政列支: what was spent, whoever bears it
    if s.near_in_clause(pat.ASKED_FOR) and s.right_behind(pat.GROUNDWORK):
        return s.make(AmountRole.OTHER, "funded_from")  # 申请拨款2亿元,为某大楼进行地盘平整: not what the house costs
    funded = s.behind(pat.FUNDED_FROM)
    total = s.cue is not None and s.among.roles[s.cue.id] is AmountRole.TOTAL_INVESTMENT
    if funded and total and any(word in funded.group() for word in cost.ALL_OF_IT):
        return None
    lent = s.behind(pat.LENT_BY) or s.right_behind(pat.TERM_LOAN) or funded
    return s.make(AmountRole.OTHER, "funded_from") if lent else None


def for_equipment(s: Sum) -> AmountReading | None:
    """What is spent on equipment (其中5亿元用于设备采购)."""
    return s.make(AmountRole.EQUIPMENT_INVESTMENT, "of_equipment") if s.behind(pat.FOR_EQUIPMENT) else None


def change_of_cost(s: Sum) -> AmountReading | None:
    """What a cost was thought to be, has grown by or was brought down by."""
    if s.near_in_clause(pat.THOUGHT_BEFORE) or _was_before(s):
        return s.make(AmountRole.OTHER, "thought_before")
    if s.near_in_clause(pat.GROWN_BY) or (s.near_in_sentence(pat.BUDGET_ADDED) and _is_tendered(s)):
        return s.make(AmountRole.OTHER, "grown_by")
    return s.make(AmountRole.OTHER, "saved") if s.near_in_clause(pat.SAVED_OF) else None


def _is_tendered(s: Sum) -> bool:
    """Whether its sentence tells of a public tender (追加预算3500万元,将重新招标)."""
    if s.in_sentence(pat.PUBLIC_TENDER):
        return True
    return cost.RETENDERED.search(s.text, s.mention.end, s.last) is not None


def _was_before(s: Sum) -> bool:
    """Whether it is what the total told just before in its sentence came in place of (上调至30亿元,此前为24亿元)."""
    told = s.previous
    if told is None or told.role is not AmountRole.TOTAL_INVESTMENT or told.mention.start < s.first:
        return False
    return s.back(cost.WAS_BEFORE, NEAR, told.mention.end) is not None


def of_years_plan(s: Sum) -> AmountReading | None:
    """What was planned for a year and what was done of it (今年计划的8000万元投资只完成了920万元)."""
    if s.near_in_clause(cost.MONTHS_PLAN):
        return s.make(AmountRole.OTHER, _MONTHS_PLAN)
    planned = s.text.startswith("投资", s.mention.end) and s.near_in_clause(pat.OF_YEARS_PLAN)
    if planned or (s.behind(pat.PLAN_BEHIND) and s.near_in_clause(pat.YEAR_LEFT)):
        return s.make(AmountRole.ANNUAL_INVESTMENT, "annual")
    told = s.previous
    before = told is not None and (told.role is AmountRole.ANNUAL_INVESTMENT or told.rule.endswith(_MONTHS_PLAN))
    return s.make(AmountRole.COMPLETED_INVESTMENT, "done_by") if before and s.from_previous(pat.DONE_OF_PLAN) else None


def into_firm(s: Sum) -> AmountReading | None:
    """Capital of the firm that builds (6亿元向全资子公司增资,用于X项目)."""
    return s.make(AmountRole.OTHER, "into_firm") if s.right_behind(pat.INTO_FIRM_BEHIND) else None
