"""Whether the words around a trigger deny it: it is not so, a condition, a reason, a risk, or over again."""

import re
from collections.abc import Mapping, Sequence

from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.extractors.event.words import ON_SITE, triggers
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.lexicon import TriggerEntry

_Patterns = Sequence[re.Pattern[str]]

# 距离通车|还有30天, 离通车|越来越近
_STILL_AWAY = lazy(r"(?:仪式|典礼)?(?:已|也|就)?(?:还有|还剩|还差|只有|只剩|只差|仅差|仅剩|不到|不足|越来越近)")
_AFTER_HALT = 50
_ENDED = frozenset(["cancelled", "withdrawn", "suspended"])
_EARLY = ("preparing", "land")
_PAPERS = ("取得", "拿到", "领", "获得", "可研批复")
_DENIED: Mapping[str, re.Pattern[str]] = {"suspended": pat.DENIED_HALT, "cancelled": pat.DENIED_END}
# By the entry of the word: what denies it before it in its clause, right behind it, and anywhere in its clause.
_BEFORE: Mapping[str, _Patterns] = {
    "running": (pat.ABLE_TO, pat.DEMANDED, pat.TALKS),
    "restart": (pat.DEMANDED, pat.TALKS),
    "completed": (pat.PAPERS_DONE,),
    "preparing": (pat.STILL_TO,),
    "land": (pat.STILL_TO,),
    "building": (pat.PAID_FOR,),
    "spent": (pat.PAID_FOR,),
}
_BEHIND: Mapping[str, _Patterns] = {
    "approved": (pat.EXPIRED, pat.PAPERS_OPEN),
    "cancelled": (pat.RETENDERED,),
    "completed": (pat.SLOW, pat.DONE_SO_MUCH),
    "preparing": (pat.PAPERS_OPEN,),
    "running": (pat.NO_END, pat.YIELD_AHEAD),
    "restart": (pat.NO_END,),
}
_AROUND: Mapping[str, _Patterns] = {
    **dict.fromkeys(_ENDED, (pat.RISK,)),  # 可能存在变更、中止或终止的风险
    "cancelled": (pat.RISK, pat.OTHER_SCHEME),
    **dict.fromkeys(ON_SITE, (pat.RISK, pat.PREPARES)),
}
# By the beginning of the word: what denies it before it in its clause.
_WORD_BEFORE = (
    ("剪彩", pat.CUT_ELSE),
    ("撤资", pat.AS_REASON),  # 停工的原因,…加上大股东撤资
    ("交付", pat.GOODS),
    ("施工许可", pat.SO_FAST),
    ("建设许可", pat.SO_FAST),
    ("通过审查", pat.STUDY_REVIEWED),
    ("通过评审", pat.STUDY_REVIEWED),
)


def is_denied(context: EventContext, spot: Spot, entry: TriggerEntry) -> bool:
    """Whether the words around a trigger deny it, make it a condition, a reason or a risk, or take it up again."""
    return (
        spot.before(_DENIED.get(entry.id, pat.NEGATED)) is not None
        or (bool(entry.kinds) and (_is_stale(context, spot) or _is_unreal(spot) or bool(spot.behind(pat.FAR_OFF))))
        or any(spot.before(p) for p in _BEFORE.get(entry.id, ()))
        or any(spot.behind(p) for p in _BEHIND.get(entry.id, ()))
        or any(spot.around(p) for p in _AROUND.get(entry.id, ()))
        or any(spot.word.startswith(word) and spot.before(p) for word, p in _WORD_BEFORE)
        or (spot.before(pat.AS_SOON) is not None and not context.dates.inside(spot.clause_start, spot.start))
        or (entry.id == "signed" and spot.told_before(pat.LOAN_SIGNED) is not None)
        or _is_other_phrase(spot, entry)
        or (bool(entry.kinds) and _is_brought_nearer(context, spot))
        or (entry.id in _EARLY and spot.word.startswith(_PAPERS) and spot.before(pat.TO_GET) is not None)
        or (entry.id in _ENDED and _is_conditioned(spot))
        or (entry.id == "suspended" and _was_taken_up(context, spot))
    )


def is_told_elsewhere(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether it tells no event: where somebody speaks (在竣工仪式上表示), or what a place has by now."""
    if spot.behind(pat.AT_CEREMONY):
        words, entries = triggers()
        return any(entries[m.group()] is entry for m in words.finditer(spot.text, 0, spot.start))
    if entry.id not in ("completed", "opened", "both"):
        return False
    if entry.id == "opened" and spot.behind(pat.MAKES_MODEL):
        return True
    return spot.before(pat.CLASS_RESULT) is not None and spot.behind(pat.CLASS_COUNT) is not None


def _is_unreal(spot: Spot) -> bool:
    """Whether it would be so, or would have been (若获批拨款,最快明年动工; 若不是疫情,项目去年就已投产)."""
    since = max(0, spot.clause_start - 1)
    return (
        pat.CONDITION.search(spot.text, since, spot.start) is not None
        or spot.told_before(pat.COUNTERFACTUAL) is not None
    )


def _is_conditioned(spot: Spot) -> bool:
    """Whether the sentence sets a condition before (若未能竞得,本协议自动终止)."""
    sentence = spot.sentence
    return sentence is not None and bool(pat.CONDITIONED.search(spot.text, max(0, sentence.start - 1), spot.start))


def _is_other_phrase(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether the word is part of a phrase that tells no event."""
    text, start, end = spot.text, spot.start, spot.end
    if text[start - 1 : start] in ("自", "从") and text.startswith(("起", "之日"), end):
        return True  # 建设工期自开工建设起不超过30个月
    if text.startswith("通航", start) and text[end : end + 1].isdigit():
        return True  # 可通航5000吨级船舶
    if text.startswith("进入实施阶段", start) and spot.told_before(pat.SIGNED_BEFORE):
        return True  # 正式签订合同,项目进入实施阶段: no works yet
    return entry.id in ON_SITE and text.startswith("具备", max(0, start - 2))  # 具备浇筑第一罐混凝土条件


def _is_brought_nearer(context: EventContext, spot: Spot) -> bool:
    """Whether something else only brings it nearer (向全线建成通车又迈进一步), with no day (为年底通车奠定基础)."""
    if _STILL_AWAY.match(spot.text, spot.end) and spot.before(pat.STEP_TO):
        return True
    if spot.behind(pat.STEP_BEHIND) is None:
        return False
    return spot.before(pat.STEP_TO) is not None or not context.dates.inside(spot.clause_start, spot.start)


def _is_stale(context: EventContext, spot: Spot) -> bool:
    """Whether the clause tells an old plan that the sentence says has changed (原定6月完工,现已延至明年)."""
    sentence = spot.sentence
    if sentence is None or spot.before(pat.WAS_PLANNED) is None:
        return False
    following = context.clauses.sentence(sentence.end)  # 原定6月投产。受疫情影响,延长至年底
    end = following.end if following is not None and spot.text[sentence.end - 1] != "\n" else sentence.end
    return pat.SHIFTED.search(spot.text, spot.start, end) is not None


def _was_taken_up(context: EventContext, spot: Spot) -> bool:
    """Whether the sentence goes on with how the work was taken up again (一度叫停,目前已获批复)."""
    text, sentence = spot.text, spot.sentence
    if sentence is None:
        return False
    for_a_time = text.startswith("一度", spot.start) or spot.before(pat.AT_TIMES)
    after = min(len(text), sentence.end + _AFTER_HALT)
    if (
        for_a_time
        and not pat.STILL_HALTED.search(text, spot.clause_start, sentence.end)
        and pat.AFTER_HALT.search(text, sentence.end, after)
    ):
        return True
    if pat.TAKEN_UP.search(text, spot.end, sentence.end):
        return True
    once = pat.ONCE.search(text, spot.clause_start, spot.end)
    return once is not None and pat.GOES_ON.search(text, spot.end, sentence.end) is not None
