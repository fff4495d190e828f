"""Sums that no cue of the lexicon but the words right before or behind them explain: awards, grants, a bare 花."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.aggregate import is_aggregate
from kaigong.extractors.amount.investment import is_halted
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.amount.told import is_new_total
from kaigong.extractors.mention_view import NEAR
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.labels import AmountRole


def awarded(s: Sum) -> AmountReading | None:
    """What works were awarded for (以19.75亿元把X工程批予Y, 项目由某公司以17.8亿元承建)."""
    won = _is_awarded(s) or s.near_in_clause(pat.BID) or s.in_sentence(cost.TENDER_SUM)
    return s.make(AmountRole.CONTRACT_VALUE, "awarded") if won else None


def _is_awarded(s: Sum) -> bool:
    if not s.text.endswith("以", 0, s.mention.start):
        return False
    if s.right_behind(pat.AWARDED) or s.right_behind(pat.TAKES_CONTRACT) or s.right_behind(cost.WINS_WITH):
        return True
    won = s.right_behind(pat.WON_BEHIND)
    if won is None or s.in_earlier_clauses(pat.LAND_TENDERED):
        return False
    return won.group().endswith(("承建", "承接")) or s.in_earlier_clauses(pat.WORKS_TENDERED) is not None


def of_equipment(s: Sum) -> AmountReading | None:
    """What equipment costs (其中设备约16亿元)."""
    return s.make(AmountRole.EQUIPMENT_INVESTMENT, "of_equipment") if s.near_in_clause(pat.OF_EQUIPMENT) else None


def for_land(s: Sum) -> AmountReading | None:
    """What is paid for land (获批准补地价,金额为8.26亿元)."""
    return s.make(AmountRole.OTHER, "land_price") if s.near_in_sentence(pat.LAND_PRICE) else None


def all_in_all(s: Sum) -> AmountReading | None:
    """A whole told by its parts (连厂房带设备一共1.7亿元)."""
    return s.make(AmountRole.TOTAL_INVESTMENT, "pays") if s.near_in_clause(pat.ALL_IN_ALL) else None


def told_before(s: Sum) -> AmountReading | None:
    """A total whose cue ends the clause before (己内酰胺扩建工程投资最大,为38亿元)."""
    told = s.near_in_sentence(pat.TOLD_BEFORE) or s.near_in_sentence(cost.ESTIMATED)
    return s.make(AmountRole.TOTAL_INVESTMENT, "told_before") if told else None


def granted(s: Sum) -> AmountReading | None:
    """A grant whose cue ends the clause before (按投资给予补助,总额不超过2000万元)."""
    lent = s.near_in_sentence(pat.GRANTED) or s.near_in_sentence(cost.LOAN_SUM)
    return s.make(AmountRole.OTHER, "granted") if lent else None


def cost_part(s: Sum) -> AmountReading | None:
    """A part of the costs told before (其中工程部分11.3亿元、征迁安置3.4亿元; 单是堤岸工程已占2.7亿元)."""
    if s.near_in_clause(cost.ITEM_TAKES):
        return s.make(AmountRole.OTHER, "cost_part")
    told = s.previous
    if told is None or told.role not in (AmountRole.TOTAL_INVESTMENT, AmountRole.OTHER) or told.mention.start < s.first:
        return None
    return s.make(AmountRole.OTHER, "cost_part") if s.near_in_clause(pat.COST_PART) else None


def given(s: Sum) -> AmountReading | None:
    """What somebody gives to the undertaking (财政配套2000万元, 其中省级水利建设资金2.5亿元)."""
    return (
        s.make(AmountRole.OTHER, "given") if s.near_in_clause(pat.GIVEN) or s.near_in_clause(pat.FROM_PURSE) else None
    )


def now_meant(s: Sum) -> AmountReading | None:
    """What is meant to be invested now (原计划投12亿元,后来加码到15.8亿元)."""
    now = (s.near_in_clause(pat.NOW_MEANT) and s.in_earlier_clauses(pat.FIRST_MEANT_IN)) or is_new_total(s)
    now = now or _is_spent_in_fact(s)
    return s.make(AmountRole.TOTAL_INVESTMENT, "now_meant") if now else None


def _is_spent_in_fact(s: Sum) -> bool:
    """Whether a sum is what was spent in the end in place of what was meant, told before it in its sentence."""
    told = s.previous
    if told is None or told.mention.start < s.first:
        return False
    if told.role is AmountRole.OTHER:
        return (
            s.back(cost.SPENT_IN_FACT, NEAR, told.mention.end) is not None
            and s.in_sentence(pat.FIRST_MEANT_IN) is not None
        )
    if told.role is not AmountRole.TOTAL_INVESTMENT or not s.back(cost.SETTLED, NEAR, told.mention.end):
        return False
    s.among.outdate_total()
    return True


def paid(s: Sum) -> AmountReading | None:
    """What a bare verb of paying tells of (再投30亿元, 一口气砸下6个亿, 花了两个多亿)."""
    pays = s.near_in_clause(pat.PAYS)
    if pays is None or s.is_small:
        return None
    verb = pays.start()
    if s.in_clause(pat.EACH) or pat.IN_GENERAL.search(s.text, s.start, verb):
        return None
    if (reading := _bought(s, verb)) is not None:
        return reading
    phase = s.phase()
    return s.make(_role_paid(s, verb, phase), "pays", verb, phase, is_aggregate(s))


def builds_for(s: Sum) -> AmountReading | None:
    """What somebody builds something for (拟以30亿元建设某数据中心)."""
    if not s.near_in_clause(cost.WITH_SUM) or s.is_small or not s.right_behind(cost.MEANS_TO_BUILD):
        return None
    return s.make(AmountRole.TOTAL_INVESTMENT, "builds_for")


def _bought(s: Sum, verb: int) -> AmountReading | None:
    """A sum that buys something (花8000万元买设备), or that somebody spends on himself."""
    behind = s.right_behind(pat.BUYS_BEHIND)
    if behind is not None and pat.MACHINES.search(behind.group()):
        return s.make(AmountRole.EQUIPMENT_INVESTMENT, "of_equipment", verb)
    private = pat.PRIVATE.search(s.text, s.start, verb) is not None
    if behind is not None and not private and pat.LAND_BEHIND.search(behind.group()):
        return s.make(AmountRole.OTHER, "land_price", verb)  # 花1.3亿元买下300亩土地
    return s.make(None, "bought", verb) if behind is not None or private else None


def _role_paid(s: Sum, verb: int, phase: str | None) -> AmountRole:
    """The role of what is paid: a part, a sum that was given up, what was put in so far, a year's or a phase's."""
    near = max(s.start, s.mention.start - NEAR)
    if pat.ADDS.search(s.text, near, verb) and s.among.any_between(s.first, s.start):
        return AmountRole.OTHER
    if (alone := pat.ONE_PAYS.search(s.text, near, verb)) is not None:
        machines = pat.MACHINES.search(alone.group()) is not None  # 光设备就投了3个亿
        return AmountRole.EQUIPMENT_INVESTMENT if machines else AmountRole.OTHER
    if pat.FIRST_MEANT.search(s.text, near, verb) and not is_halted(s):
        return AmountRole.OTHER
    if pat.SO_FAR.search(s.text, near, verb) or (s.right_behind(cost.AFTER_THAT) and is_halted(s)):
        return AmountRole.COMPLETED_INVESTMENT  # 到现在只投了8000万; 投了2.7亿后缓建
    if pat.OF_FIRST_YEAR.search(s.text, near, verb) and s.right_behind(pat.BUILDS_NEXT) is None:
        return AmountRole.ANNUAL_INVESTMENT  # 首年投3亿; but 明年再投12亿元建二期厂房
    return AmountRole.TOTAL_INVESTMENT if phase is None else AmountRole.PHASE_INVESTMENT
