"""Whether an article tells an event as news, so that it counts without a date."""

from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import MilestoneKind
from kaigong.schemas.lexicon import TriggerEntry

_OF_EVENTS = frozenset(("开幕", "点亮", "首发", "首航", "首飞", "首单", "首班", "开班"))  # of fairs, lights and lines


def is_narrated(context: EventContext, spot: Spot, entry: TriggerEntry) -> bool:
    """Whether the article tells the event as news, so that it counts without a date."""
    return (
        entry.id == "topped"
        or _is_news_itself(spot, entry)
        or _is_signing(spot, entry)
        or spot.behind(pat.CEREMONY) is not None
        or pat.AHEAD.match(spot.text, spot.clause_end) is not None  # X项目中交,比计划提前20天
        or spot.around(pat.NARRATED) is not None
        or _goes_on(context, spot)
    )


def is_announcement(text: str, mention: Mention, start: int) -> bool:
    """Whether a day is that of a notice, which dates nothing that the notice tells (14日晚间公告,公司与…签订)."""
    if text[max(0, mention.start - 2) : mention.start] == "记者":
        return pat.LEARNT.match(text, mention.end, start) is not None  # 记者25日从某局了解到
    return any(p.match(text, mention.end, start) for p in (pat.ANNOUNCED, pat.TOLD_OF))


def _is_news_itself(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether something that runs, or ends its clause as news, counts undated: of one thing (not 22个项目竣工)."""
    opened = MilestoneKind.PRODUCTION_START in entry.kinds and spot.word not in _OF_EVENTS
    opened = opened and spot.behind(pat.ENDS_CLAUSE) is not None
    if not (opened or pat.ENDS_ON_NEWS.search(spot.text, spot.clause_start, spot.end + 1)):
        return False
    return spot.before(pat.COUNTED_ITEMS) is None


def _is_signing(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether a clause tells that one body signs with another (公司与某局签署X工程总承包合同)."""
    return entry.id == "signed" and spot.before(pat.WITH) is not None and spot.behind(pat.PAPER) is not None


def _goes_on(context: EventContext, spot: Spot) -> bool:
    """Whether the clause goes on with one that tells what is done."""
    start = spot.clause_start
    if start <= 1 or spot.text[start - 1] != ",":
        return False
    return pat.DONE.search(spot.text, context.clause_before(start)[0], start) is not None
