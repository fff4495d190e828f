"""What the cue of the lexicon before a sum makes of it, where the words around do not say otherwise."""

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.cue import CuedSum
from kaigong.extractors.amount.investment import is_halted, of_total, share
from kaigong.extractors.amount.result import clause_before, yearly_result
from kaigong.extractors.amount.sum import YEARLY_ROLES, Sum
from kaigong.extractors.amount.told import is_part_of_total
from kaigong.extractors.cue import Cue
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.labels import AmountRole

_GOVERNED = tuple("省市县区州旗盟镇乡民")
_FIRST_MONTHS = 3
_PUBLIC = ("政府投资", "国家投资", "地方投资")  # who invests, or a part of the whole
# 是去年自筹610万元|建起来的, 自筹1.2亿元,|上马熟料线: who has nothing else to build it of
_RAISED_FOR = lazy(
    r",?(?:[兴新修改扩]?建(?:设|成|起来?|造)?(?:了|的)|上马?(?:了|一|\d|年产|日产)|盖起|办起|改造(?!升级资金))"
)
_BIDS = lazy(r"[中得投开评夺]标|招标|竞标")
_GIFTS = ("注资", "捐资", "集资", "社会捐资")
_ORIGINAL = ("原计划", "原定", "原编列", "原预算", "原概算", "原总投资", "原本预算")


def role_by_cue(s: Sum, cue: Cue) -> AmountRole | None:
    """The cue's role as the words around it refine it; a company's own past results are none."""
    role = s.among.roles[cue.id]
    if role in YEARLY_ROLES:
        return yearly_result(s, cue, role)
    c = CuedSum(s, cue, s.text[cue.start : cue.end])
    if role is AmountRole.TOTAL_INVESTMENT or _is_invested(c):
        return of_total(c)
    refine = _REFINED.get(role)
    return role if refine is None else refine(c)


def _is_invested(c: CuedSum) -> bool:
    """Whether a cue of funds tells of the whole that is invested (由市政府投资5200万元的管线)."""
    if c.word in _PUBLIC:
        if c.follows(_GOVERNED):
            return True
        built = c.follows(("由",)) or c.s.right_behind(pat.BUILT_OF_IT) is not None
        return built and not is_part_of_total(c.s, c.cue.start)
    if not c.word.startswith("自筹资金") or not c.before(pat.OWN_AND_RAISED):
        return False
    return c.builds()


def _of_none(c: CuedSum) -> AmountRole | None:
    if c.word == "成交价" and c.in_sentence(pat.LAND_SOLD):
        return AmountRole.OTHER
    if c.word == "融资" and c.before_in_clause(cost.FINANCES):
        return AmountRole.OTHER
    if c.word == "采购" and c.in_sentence(pat.BOUGHT):
        return AmountRole.EQUIPMENT_INVESTMENT  # 采用某公司的全套发酵装备,采购金额8500万欧元
    return None


def _of_other(c: CuedSum) -> AmountRole | None:
    if c.s.near_in_clause(cost.NOT_SPENT):
        return None
    if (part := share(c)) is not None:
        return part
    if pat.LENDING.search(c.word) and c.around(pat.TO_OTHERS):
        return None  # 向农户发放贷款800万元
    if c.s.right_behind(pat.BUILT_OF_IT) and c.before(pat.BY_MEANS):
        return AmountRole.TOTAL_INVESTMENT  # 利用扶贫贷款650万元兴建的X工程: the whole of it
    if c.word.endswith("增加值") and not c.s.is_planned():
        past = pat.PAST_PERIOD.search(c.s.text, clause_before(c.s), c.cue.start)
        return None if past else AmountRole.OTHER
    if c.word == "拨款" and (c.builds() or c.s.money.currency == "HKD"):
        return AmountRole.TOTAL_INVESTMENT  # 县里拨款3000万元兴建…; there a legislature grants the whole
    if c.word in _GIFTS and (c.builds() or c.s.right_behind(pat.BUILT_OF_IT)):
        return AmountRole.TOTAL_INVESTMENT  # 由某集团注资9亿元打造的X, 捐资3000万元兴建
    if c.word.startswith("自筹") and (c.builds() or c.s.right_behind(pat.BUILT_OF_IT) or c.s.right_behind(_RAISED_FOR)):
        return AmountRole.OTHER if is_part_of_total(c.s, c.cue.start) else AmountRole.TOTAL_INVESTMENT
    if c.word == "增资" and c.builds():
        plant = c.s.right_behind(cost.ANOTHER_PLANT) or not c.before(pat.INTO_FIRM)
        return AmountRole.TOTAL_INVESTMENT if plant else AmountRole.OTHER
    if c.word.startswith("追加") and c.adds_phase():
        return AmountRole.TOTAL_INVESTMENT
    if c.word.startswith(_ORIGINAL) and is_halted(c.s):
        return AmountRole.TOTAL_INVESTMENT  # what was given up has no other sum
    return AmountRole.OTHER


def _of_completed(c: CuedSum) -> AmountRole | None:
    # “十二五”期间,长沙将建成轨道交通50公里,完成投资600亿元: of a plan; 截至9月底,全市重点项目完成投资217亿元
    if c.in_sentence(pat.FIVE_YEARS) or pat.OF_REGION.match(c.s.text, c.s.first, c.cue.start):
        return None
    if _is_to_come(c):
        return AmountRole.ANNUAL_INVESTMENT if "产值" not in c.word or c.in_sentence(pat.WORKS) else None
    if c.word.startswith("今年完成") and _is_ahead(c):
        return AmountRole.ANNUAL_INVESTMENT  # 今年完成投资12亿元, said in January
    return AmountRole.COMPLETED_INVESTMENT


def _is_to_come(c: CuedSum) -> bool:
    """Whether what is to be done is told (力争完成投资1.5亿元; 全年计划抛石120万立方米,完成投资1.5亿元)."""
    if pat.TO_COME.search(c.s.text, c.s.start, c.cue.end):
        return True
    if c.s.in_earlier_clauses(pat.YEAR_PLAN) is None:
        return False
    return pat.BY_NOW.search(c.s.text, c.s.start, c.cue.end) is None


def _is_ahead(c: CuedSum) -> bool:
    """Whether what is to be done this year is told: in its first months, or as a part of a plan (其中…)."""
    if c.in_sentence(pat.BY_NOW):
        return False
    published, first = c.s.among.published, c.s.first
    if published is not None and published.month <= _FIRST_MONTHS:
        return True
    if not c.s.text.startswith(("其中", "当中"), first) or first <= 1:
        return False
    before = c.s.among.clauses.sentence(first - 2)
    return before is not None and pat.PLANS.search(c.s.text, before.start, before.end) is not None


def _of_annual(c: CuedSum) -> AmountRole | None:
    if c.word.startswith("年内") and c.before(pat.OF_YEARS, 1):
        return AmountRole.TOTAL_INVESTMENT
    if c.word == "今年投资" and c.s.right_behind(pat.PREMODIFIES):
        return AmountRole.TOTAL_INVESTMENT  # 今年投资28亿元的X项目竣工
    if c.word.startswith("今年再") and c.builds():
        return AmountRole.TOTAL_INVESTMENT  # 今年再投资4000万元上二期
    return AmountRole.ANNUAL_INVESTMENT


def _of_contract(c: CuedSum) -> AmountRole | None:
    if c.word.startswith("标价") and c.in_sentence(_BIDS) is None:
        return None  # what goods are marked with
    signed = pat.ALL_SIGNED.search(c.s.text, max(0, c.cue.start - 14), c.cue.end)
    return None if signed else AmountRole.CONTRACT_VALUE  # 1-11月新签合同额10432亿元: of a firm as a whole


_REFINED = {
    None: _of_none,
    AmountRole.OTHER: _of_other,
    AmountRole.COMPLETED_INVESTMENT: _of_completed,
    AmountRole.ANNUAL_INVESTMENT: _of_annual,
    AmountRole.CONTRACT_VALUE: _of_contract,
}
