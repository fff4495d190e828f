"""Whether a sum is that of many undertakings together (236个项目总投资…)."""

import re

from kaigong.extractors.amount import cost_patterns as cost
from kaigong.extractors.amount import patterns as pat
from kaigong.extractors.amount.sum import Sum
from kaigong.extractors.amount.told import is_part_of_total
from kaigong.extractors.lazy_pattern import lazy

# 当天三个项目签约:江苏恒远冷链集团|投资4亿元建设X;…: the firm of the first of them
_FIRM_OF_LIST = lazy(
    r"[:;](?:由|[^,;:]{0,4}的)?[^,;:\d]{2,20}(?:公司|集团|企业|股份|厂|院|局|[业工材料技子电能源药食品团])"
    r"(?:将|拟|计划|独资|再|还|分别)*(?:投资|出资|斥资|投入|拿出|砸下|注资)(?:约|近|超过?|逾)?$"
)
_OWN_ITEM = 12  # characters behind a semicolon that name an undertaking of its own


def is_aggregate(s: Sum) -> bool:
    """Whether a count of undertakings stands before the sum in its clause or the one before."""
    before = s.text[s.first : s.mention.start]
    if "累计" in before and pat.SINCE.search(before):
        return True  # 自1995年落户太仓以来,累计投资15亿欧元
    if is_behind_name(s, s.first):
        return False  # A项目(投资42亿元)、B项目(投资15亿元)
    opened = open_bracket(s, s.first)
    if opened is not None and pat.LISTED_NAME.search(s.text, s.first, opened):
        return False  # 包括龙盛隧道(全长3.6公里,投资25亿元)
    if pat.OF_SECTOR.search(s.text, s.start, s.mention.start):
        return True  # 完成综合交通投资150亿元,电网投资22亿元
    if s.right_behind(pat.COUNTED_BEHIND) or s.right_behind(pat.SPENT_ON_MANY):
        return True
    if s.in_clause(pat.SPENT_ON_KIND) and not is_part_of_total(s, s.mention.start):
        return True  # but 项目总投资3.4亿元,其中环保投资2600万元
    counted = [m.end() for m in pat.COUNTED.finditer(before) if not pat.BY_WHOM.search(before, 0, m.start())]
    return _is_of_counted(s, before, counted[-1]) if counted else _is_summed(s, before)


def is_behind_name(s: Sum, first: int) -> bool:
    """Whether the sum opens a bracket behind a name, from ``first`` on (A项目(投资42亿元))."""
    at = s.mention.start
    return s.text.find("(", first, at) >= 0 and pat.IN_BRACKET.search(s.text, first, at) is not None


def open_bracket(s: Sum, first: int) -> int | None:
    """Where the bracket opens in which the sum stands, right behind a word, from ``first`` on."""
    at = s.mention.start
    opened = s.text.rfind("(", first, at)
    if opened <= first or s.text.find(")", opened, at) >= 0 or pat.OF_ALL.search(s.text, opened, at):
        return None
    return opened


def _is_summed(s: Sum, before: str) -> bool:
    """Whether the clause sums up without a count (两家公司投资合计12亿元), but no parts of one and no loans."""
    if "合计" not in before or pat.SUM.search(before, s.start - s.first) is None:
        return False
    if cost.OF_ITS_PHASES.search(before, s.start - s.first):
        return False  # 两期合计投资5200万美元
    if pat.PARTS_OF_ONE.search(before, s.start - s.first) or cost.COSTS_TOLD.search(before):
        return False
    return s.right_behind(pat.LENDS) is None  # 两家银行合计提供2.1亿美元贷款


def _is_of_counted(s: Sum, before: str, counted: int) -> bool:
    """Whether the sum is that of the undertakings counted up to ``counted``, not that of one told since."""
    if _is_respective(s):
        return False  # 三个项目动态总投资分别约14.2亿元、7.3亿元、10.6亿元
    if pat.LIST_FOLLOWS.match(before, counted) and _closes_list(s):
        return True
    since = before[counted:]
    if s.text.startswith("的", s.mention.end) and any(mark in since for mark in ":,;"):
        return False  # 两个项目:投资3亿元的A、投资2亿元的B
    if cost.LARGEST_IS.search(since):
        return False  # 16个项目里最大的是X项目:双方共投4.8亿元
    if counted <= s.start - s.first and pat.OWN_SUBJECT.match(s.text, s.start, s.mention.start):
        return False
    if ";" in since and len(since.rpartition(";")[2]) > _OWN_ITEM:
        return False  # 建设4个项目;新建沪苏湖铁路,全长163.8公里,投资368亿元
    # 一期已有5个项目入园;二期投资15亿元; 两个项目需要攻坚:X项目计划总投资3.6亿元
    if any(pattern.search(before, counted) for pattern in (pat.NEXT_PHASE, pat.ITEM_OF_COUNTED, pat.ONE_OF)):
        return False
    if _FIRM_OF_LIST.search(since):
        return False
    return since.count(",") <= 2


def _closes_list(s: Sum) -> bool:
    """Whether a sum is the only one of its sentence and stands in a last clause without a subject."""
    if s.text[s.mention.end : s.mention.end + 1] not in "。\n" or s.among.any_between(s.first, s.mention.start):
        return False
    clause = re.split(r"[,;]", s.text[s.first : s.mention.start])[-1]
    return pat.CLOSES_LIST.fullmatch(clause) is not None


def _is_respective(s: Sum) -> bool:
    """Whether a sum is the first of a row of which each is of another undertaking (分别约14.2亿元、7.3亿元)."""
    following = s.among.following(s.mention) if s.in_clause(pat.RESPECTIVE) else None
    return following is not None and pat.LISTED.fullmatch(s.text, s.mention.end, following.start) is not None
