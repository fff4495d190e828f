"""The date of an event: that of its clause, one behind its word, or the one that the sentence opens on."""

from collections.abc import Sequence

from kaigong.extractors.date.mention import holds, is_day, is_period, is_year
from kaigong.extractors.date.told import NEWS_DAYS
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.extractors.event.words import TURNS, triggers
from kaigong.schemas.document import Mention, Sentence
from kaigong.schemas.labels import Grain
from kaigong.schemas.lexicon import TriggerEntry
from kaigong.schemas.values import DateValue

_LABEL_REACH = 24
_CEREMONY_REACH = 6  # characters between 举行 and the date in the name of a ceremony
_DATE_LINE = 16  # characters of a line that is a date
_INDENT = 32  # blanks and empty lines between such a line and what it dates


def date_of(context: EventContext, spot: Spot) -> Mention | None:
    """The date of a trigger: the last before it in its clause, one after 为, or the sentence's opening date."""
    return _date_in_clause(context, spot) or _date_behind(context, spot) or _date_before_clause(context, spot)


def _date_in_clause(context: EventContext, spot: Spot) -> Mention | None:
    """The last date before a word in its clause, but for what dates something else there."""
    text, own = spot.text, None
    for date in context.dates.inside(spot.clause_start, spot.start):
        of_other = pat.DATED_PAST.match(text, date.end, spot.start) is not None
        if not of_other and not pat.IN_HONOUR.search(text, max(0, date.start - 2), date.start):
            own = date
    if own is None:
        return None
    other = _day_before(context, own.start) if context.is_quoted_today(own) else _day_of_ceremony(context, spot, own)
    return other or own


def _date_behind(context: EventContext, spot: Spot) -> Mention | None:
    """A date that is said to be that of the word before it (投产预计为2013年1月, 开工典礼昨天上午举行)."""
    text, end = spot.text, spot.end
    labelled = _LABEL_REACH if spot.behind(pat.LABELLED) else 0  # 计划竣工日期:2024年6月9日
    after = next(iter(context.dates.inside(end, max(spot.clause_end, end + labelled))), None)
    if after is not None:
        if after.start > end and pat.TIME_BEHIND.fullmatch(text, end, after.start):
            return after
        if pat.PAPER_DONE_ON.fullmatch(text, end, after.start) and pat.PAPER_DONE.match(text, after.end):
            return after
        if pat.CEREMONY_NAME.fullmatch(text, end, after.start) and pat.IS_HELD.match(text, after.end):
            return after  # 开工典礼昨天上午在北京举行
    if spot.sentence is None:
        return None
    late = next(iter(context.dates.inside(end, spot.sentence.end)), None)
    return late if late is not None and pat.PUT_OFF_BEHIND.fullmatch(text, end, late.start) else None


def _date_before_clause(context: EventContext, spot: Spot) -> Mention | None:
    """The date that the sentence opens on, or that what stands before the sentence gives to it."""
    if spot.sentence is None:
        return None
    opening = [
        d
        for d in context.dates.inside(spot.sentence.start, spot.clause_start)
        if not is_period(d)
        and not d.text.startswith("截")  # 截至2月底,完成投资…
        and not pat.DATELINE.match(spot.text, d.end)  # 本报拉萨10月11日电
        and not (spot.text[d.start - 1] in "自从" and pat.EVER_SINCE.match(spot.text, d.end))
    ]
    if not opening:
        return _date_before_sentence(context, spot, spot.sentence)
    last = opening[-1]
    if len(opening) > 1 and is_day(opening[-2]) and pat.IN_CEREMONY_NAME.match(spot.text, last.end, spot.clause_start):
        last = opening[-2]
    if ";" in spot.text[last.end : spot.clause_start]:
        counted = (is_day(last) and spot.before(pat.COUNTED_ITEMS)) or spot.before(pat.SAME_DAY)
        return last if counted else _year_of_list(opening[0], spot)
    if pat.BY_NOW.search(spot.text[spot.clause_start : spot.start]):
        return None
    if pat.LIST_HEAD.match(spot.text, last.end) or _is_year_reviewed(context, last, spot.clause_start):
        return last
    if _is_taken(spot, last):
        if _heads_year(context, spot, last):
            return last
        return last if is_day(last) and spot.before(pat.SAME_DAY) else None  # 昨日A开工,同时开工的还有B
    return last if _is_near(context, spot, last) else None


def _is_taken(spot: Spot, opening: Mention) -> bool:
    """Whether another clause has told an event of its own for the opening date, which holds until then."""
    words, entries = triggers()
    return not pat.MARKS.match(spot.text, spot.clause_start) and any(
        (entries[m.group()].kinds or entries[m.group()].id in TURNS)
        and (not pat.CONSEQUENCE.match(spot.text, m.end()) or spot.text.startswith("以来", m.end()))
        and not pat.OPENS_MEETING.search(spot.text, opening.end, m.end())
        and not (_is_alike(entries[m.group()], entries.get(spot.word)) and pat.HELD_BEHIND.match(spot.text, m.end()))
        for m in words.finditer(spot.text, opening.end, spot.clause_start)
    )


def _heads_year(context: EventContext, spot: Spot, opening: Mention) -> bool:
    """Whether a sentence opens on a year that is over, for all that it tells (去年,A建成投用,B开工)."""
    if spot.sentence is None or opening.start != spot.sentence.start or not spot.text.startswith(",", opening.end):
        return False
    return is_year(opening) and context.is_over(opening)


def _is_alike(one: TriggerEntry, other: TriggerEntry | None) -> bool:
    """Whether two words tell of the same kind of event (签约仪式举行,现场签约项目8个)."""
    return other is not None and not set(one.kinds).isdisjoint(other.kinds)


def _is_near(context: EventContext, spot: Spot, opening: Mention) -> bool:
    """Whether no more than one clause parts a word from the opening date, but for those that say where and how."""
    between = pat.HOUR.sub("", spot.text[opening.end : spot.start])[1:]
    if context.is_place(opening.end + 1):
        between = between.partition(",")[2]  # 7月2日,四川绵阳,X项目量产
    most = 2 if pat.MARKS.match(spot.text, spot.clause_start) else 1  # 昨日满负荷运行,总投资2亿元,标志着工程投产
    return pat.ADVERBIAL.sub("", between).count(",") <= most


def _date_before_sentence(context: EventContext, spot: Spot, sentence: Sentence) -> Mention | None:
    """The date that what stands before an undated sentence gives to it."""
    if (
        spot.before(pat.SAME_DAY)
        or pat.AT_MEETING.match(spot.text, sentence.start)
        or pat.AT_HOUR.search(spot.text, max(0, sentence.start - 1), spot.start)
    ):
        return _day_before(context, sentence.start)
    return (
        _day_of_lead_in(context, spot, sentence)
        or _day_of_activity(context, spot, sentence)
        or _date_above(context, sentence)
    )


def _is_year_reviewed(context: EventContext, mention: Mention, clause_start: int) -> bool:
    """Whether a sentence tells of a year that is over and of some works in it (2023年完成…,其中A投产,B封顶)."""
    if not is_year(mention) or not context.is_over(mention):
        return False
    return context.text.find(",其中", mention.end, clause_start + 2) >= 0


def _year_of_list(head: Mention, spot: Spot) -> Mention | None:
    """The year that heads a list of parts, each with dates of its own (2023年,我们将加快A,…10月底封闭;开工B)."""
    first = spot.sentence.start if spot.sentence else head.start
    heads = spot.text[head.end : head.end + 1] == "," and head.start - first <= 1
    return head if heads and is_year(head) else None


def _day_before(context: EventContext, position: int) -> Mention | None:
    """The last day that the text names before a position, as of which 同日 and 当天 speak."""
    before = context.days_before(position)
    # The day that is news comes before the days of the past that are told with it.
    return next((d for d in reversed(before) if _is_news(context, d)), before[-1] if before else None)


def _is_news(context: EventContext, mention: Mention) -> bool:
    published, value = context.published, mention.value
    if published is None or not isinstance(value, DateValue) or value.start is None:
        return True
    return (published - value.start).days <= NEWS_DAYS


def _day_of_ceremony(context: EventContext, spot: Spot, mention: Mention) -> Mention | None:
    """The day of a ceremony that has a coarser date in its name (6月11日,举行二季度签约仪式)."""
    text, value, sentence = spot.text, mention.value, spot.sentence
    if sentence is None or not isinstance(value, DateValue) or value.grain is Grain.DAY:
        return None
    if not (
        pat.HELD.search(text, max(sentence.start, mention.start - _CEREMONY_REACH), mention.start)
        or pat.FIRST_OF_YEAR.match(text, mention.end)  # 3月20日,某市今年首批18个项目集中开工
        or pat.MEETING.match(text, spot.start, sentence.end)
        or pat.IN_CEREMONY_NAME.match(text, mention.end, spot.start)  # 9月27日,某市三季度“三个一批”活动启动
    ):
        return None
    days = [d for d in context.dates.inside(sentence.start, mention.start) if is_day(d)]
    if value.grain in (Grain.MONTH, Grain.TEN_DAYS):  # 2010年6月18日签约,同年9月举行奠基仪式
        days = [d for d in days if holds(value, d.value)]
    if days:
        return days[-1]
    # 3月29日一早,工地上彩旗招展。某县一季度重大项目集中开工仪式在这里举行: told in the sentence before
    told = _day_before(context, sentence.start)
    return told if told is not None and holds(value, told.value) else None


def _day_of_lead_in(context: EventContext, spot: Spot, sentence: Sentence) -> Mention | None:
    """The day that a short sentence right before gives to the next one (也有项目当天“交卷”。X建成)."""
    before = context.clauses.sentence(sentence.start - 1)
    if before is None or spot.clause_start != sentence.start or before.end != sentence.start:
        return None
    if pat.LEAD_IN.fullmatch(context.text, before.start, before.end - 1) is None:
        return None
    return next(iter(context.dates.inside(before.start, before.end)), None)


def _day_of_activity(context: EventContext, spot: Spot, sentence: Sentence) -> Mention | None:
    """The day of a ceremony that the sentence before tells, for the counted undertakings that had a part in it."""
    before = context.clauses.sentence(sentence.start - 1)
    if before is None:
        return None
    if spot.before(pat.COUNTED_ITEMS) is not None:
        held = pat.ACTIVITY.search(context.text, before.start, before.end)
    elif spot.word.startswith("签") and not spot.text.startswith("项目", spot.end):
        held = pat.FAIR.search(context.text, before.start, before.end)
    else:
        return None
    days: Sequence[Mention] = context.dates.inside(before.start, held.start()) if held is not None else ()
    return days[-1] if len(days) == 1 and is_day(days[0]) and context.is_past(days[0]) else None


def _date_above(context: EventContext, sentence: Sentence) -> Mention | None:
    """The date that stands alone on the line above, in a chronicle (●2013年6月⏎X工厂正式投产)."""
    text = context.text
    line = text.rfind("\n", max(0, sentence.start - _INDENT), sentence.start)
    above = text.rfind("\n", max(0, line - _DATE_LINE - 1), max(line, 0)) + 1
    if line < 0 or text[line : sentence.start].strip() or not 0 < line - above <= _DATE_LINE:
        return None
    date = next(iter(context.dates.inside(above, line)), None)
    if date is None or "年" not in date.text:
        return None
    value = date.value
    if not isinstance(value, DateValue) or value.start == value.end == context.published:
        return None
    return date if pat.DATE_LINE.fullmatch(text[above : date.start] + text[date.end : line]) else None
