"""Whether a sum that is invested is the total, or one side's share, a part of the costs, a year's or what was done."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.cue import CuedSum
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.amount.told import is_less, is_of_told, is_part_of_total
from kaigong.schemas.labels import AmountRole

_PUTS_IN = frozenset(("投入", "投资"))


def of_total(c: CuedSum) -> AmountRole | None:
    """The role of a sum whose cue is that of a total."""
    if (role := share(c) or _of_other_costs(c)) is not None:
        return role
    if c.word == "工程费用" and c.s.money.currency == "HKD" and not c.follows(("的",)):
        return AmountRole.TOTAL_INVESTMENT  # the whole cost there; elsewhere it is a part of the total
    if c.word.startswith("花") and (c.s.is_small or _is_private(c)):
        return None  # 李先生花了120万元买房; 包车接回工人,花费32万元
    if c.before_in_clause(pat.IMPORT_BILL):
        return None  # 该国每年进口化肥要花掉约8000万美元
    if c.before(pat.ALL_OVER) and not (c.builds() or c.s.right_behind(pat.PREMODIFIER)):
        return None  # 该公司2020年以来已在全球投资30亿美元
    if (role := _of_time(c)) is not None:
        return role
    if c.word.startswith("追加") and c.adds_phase():
        return AmountRole.TOTAL_INVESTMENT
    if c.s.behind(pat.OF_CONTRACT):
        return AmountRole.CONTRACT_VALUE  # 批出总值44亿元的主体合约
    if c.word.endswith(("造价", "涉资", "金额")) and _is_tendered(c.s):
        return AmountRole.CONTRACT_VALUE  # what the winner of a tender builds for
    works = c.word.startswith(("工程", "项目")) or c.follows(("工程", "项目"))
    if works and c.before(pat.OF_ADJUNCT, 16):
        return AmountRole.OTHER  # 配套管网工程总投资4356万元
    if c.word.endswith(("涉款", "涉及款项")) and c.in_sentence(pat.CONTRACT_ON):
        return None  # 与医院签订护士培训合约,涉款1800万元
    return AmountRole.OTHER if c.before(pat.DRAWS_IN, 14) else AmountRole.TOTAL_INVESTMENT


def share(c: CuedSum) -> AmountRole | None:
    """What a sum put in is where it is one side's share, an old estimate, a section's or for equipment."""
    if c.before_in_clause(pat.FOREIGN_SIDE):
        return AmountRole.OTHER if pat.LOAN.search(c.word) else AmountRole.FOREIGN_CAPITAL  # 德方贷款8000万欧元
    if c.before_in_clause(pat.HOME_SIDE) or c.before_in_clause(pat.OF_SECTION):
        return AmountRole.OTHER
    if c.word.startswith("初步估算") and c.before_in_clause(pat.OLD_ESTIMATE):
        return AmountRole.OTHER
    if (alone := c.before_in_sentence(pat.ONE_ITEM)) is not None:
        return AmountRole.EQUIPMENT_INVESTMENT if alone["machine"] else AmountRole.OTHER
    if c.word in _PUTS_IN and c.before_in_clause(pat.FOR_PART):
        return AmountRole.OTHER  # 污水处理投入1.1亿元
    if c.before_in_clause(pat.EQUIPMENT):
        return AmountRole.EQUIPMENT_INVESTMENT
    return AmountRole.OTHER if pat.CONTRIBUTES.search(c.word) and _is_contribution(c) else None


def _is_contribution(c: CuedSum) -> bool:
    """Whether what is contributed is the share of one of several parties."""
    if c.before_in_clause(pat.PARTY) or c.before_in_clause(cost.BY_SHARES) or (c.word == "出资" and _is_of_one_side(c)):
        return True
    if c.in_sentence(cost.OF_JOINT) or c.in_sentence(cost.OF_FIRM_FOUNDED):
        return True
    founds = c.s.right_behind(pat.SHARE_BEHIND) or c.s.right_behind(pat.FOUNDS_BEHIND) or c.in_sentence(pat.FOUNDS)
    return founds is not None


def _is_of_one_side(c: CuedSum) -> bool:
    """Whether one side pays a part of the total told before (总投资420亿元,其中广西出资130亿元)."""
    if c.in_sentence(pat.OF_WHICH_SIDES):
        return True
    return is_less(c.s) and c.s.right_behind(pat.BUILDS_NEXT) is None  # 总额449亿元,…。北京段由某公司出资45.3亿元


def _of_other_costs(c: CuedSum) -> AmountRole | None:
    """OTHER for a sum that buys a site, pays for land or was planned at first (总投资原定21.8亿元)."""
    other = _was_first_meant(c) or _is_of_part(c) or _is_for_land(c) or _is_still_to_come(c)
    return AmountRole.OTHER if other else None


def _is_still_to_come(c: CuedSum) -> bool:
    """Whether the sum is what is left to put in behind what was done (已投资1.3亿元,后期还需投入7000万元)."""
    told = c.s.previous
    if told is None or told.role is not AmountRole.COMPLETED_INVESTMENT or told.mention.start < c.s.first:
        return False
    return c.before_in_clause(cost.STILL_TO_COME) is not None


def _was_first_meant(c: CuedSum) -> bool:
    """Whether the sum was planned at first (总投资原定21.8亿元; 原定造价8.9亿元,其后追加至15.3亿元)."""
    text, s = c.s.text, c.s
    if pat.ORIGINALLY.search(text, c.cue.end, s.mention.start) and not is_halted(s):
        return True
    if s.among.totals and c.word.startswith(("计划", "拟")) and c.before(pat.MEANT_BEFORE):
        return True  # 投资35亿美元…。两家公司此前曾计划投资30亿美元
    first = pat.ORIGINALLY.search(text, max(s.first, c.cue.start - 6), c.cue.start)
    return first is not None and pat.CHANGED_BEHIND.match(text, s.mention.end, s.last) is not None


def _is_of_part(c: CuedSum) -> bool:
    """Whether the sum is one source of the funds or one part of the costs told since a total."""
    if pat.WITHIN.match(c.s.text, c.cue.end, c.s.mention.start):
        return True
    if c.s.right_behind(pat.OTHER_SOURCES) and ("自有资金" in c.word or c.before(pat.FUND_PAYS)):
        return True
    if "资金" in c.word and (c.before_in_clause(cost.GRANTS) or c.s.near_in_clause(pat.FROM_PURSE)):
        return True
    if c.word in pat.COSTS_OF_WORKS and c.s.right_behind(cost.MORE_COSTS):
        return True
    if not is_part_of_total(c.s, c.cue.start):
        return False
    if c.word in cost.SOURCES:
        return True  # 其中省水利厅补助500万元,县财政拿出1100万元
    of_part = c.before(pat.PART_OF_COSTS) and not c.before(pat.PHASE_NAMED)
    return bool(of_part) or c.word in pat.COSTS_OF_WORKS


def _is_for_land(c: CuedSum) -> bool:
    """Whether the sum buys a site or pays for land (斥11.5亿元购入该厂厦), but 连地价总投资40亿元."""
    if c.word.startswith(("斥", "耗资", "花")) and c.s.right_behind(pat.BUYS_SITE):
        return True
    land = c.before(pat.LAND_PRICE)
    return land is not None and "," in land.group()


def _of_time(c: CuedSum) -> AmountRole | None:
    """What was put in so far or is put in in a year, where a total was told before or the time is named."""
    if c.word in _PUTS_IN:
        if is_of_told(c.s) and (role := _of_year_told(c)) is not None:
            return role
        by_and_by = c.word == "投入" and c.s.among.totals and c.before(pat.BY_AND_BY) and not c.builds()
        if by_and_by or c.before_in_sentence(pat.UP_TO_NOW):
            return AmountRole.COMPLETED_INVESTMENT  # 截至8月末仅投入1.9亿元
    if not c.word.endswith("投资") or "总" in c.word or (year := c.before(pat.OF_ONE_YEAR, 12)) is None:
        return None
    planned = cost.YEARS_PLAN.match(c.s.text, c.cue.end, c.s.mention.start)
    set_aside = planned or not year.group().endswith(("年", "度")) or c.word.startswith(("计划", "安排", "拟", "预计"))
    return AmountRole.ANNUAL_INVESTMENT if set_aside else None


def _of_year_told(c: CuedSum) -> AmountRole | None:
    """A year's share of the total told before (总投资14.2亿元,去年投入3.6亿元,今年再投入5亿元)."""
    past, published = c.before(pat.OF_LAST_YEAR), c.s.among.published
    if past and not (past["year"] and published and int(past["year"]) > published.year):
        return AmountRole.COMPLETED_INVESTMENT
    return AmountRole.ANNUAL_INVESTMENT if c.before(pat.OF_FIRST_YEAR) else None


def _is_tendered(s: Sum) -> bool:
    """Whether the sentence tells who won a tender, and no bid of its own behind the sum."""
    won = s.text.find("中标", s.first, s.last) >= 0
    return won and cost.BID_TOLD.search(s.text, s.mention.end, s.last) is None


def _is_private(c: CuedSum) -> bool:
    """Whether somebody spends the sum on himself."""
    bought = c.s.right_behind(pat.BUYS_BEHIND)
    if bought is None or pat.MACHINES.search(bought.group()):
        return False
    return pat.PRIVATE.search(c.s.text, c.s.start, c.cue.start) is not None


def is_halted(s: Sum) -> bool:
    """Whether the sentence of a sum, or the one before it, tells that the undertaking was given up."""
    before = s.among.clauses.sentence(s.first - 2) if s.first > 1 else None
    return pat.HALTED.search(s.text, before.start if before else s.first, s.last) is not None
