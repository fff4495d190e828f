"""What a period says of the figures that it dates: a goal where it is still to come, a result where it is over."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.cues import PLANS, is_urged
from kaigong.extractors.target.period import PeriodHit, last_month, spans_years, years_named
from kaigong.extractors.target.sentence import TargetSentence
from kaigong.schemas.labels import TargetStatus

_TOLD_ALREADY = lazy(r"今年,?(?:以?来|春节|元旦|春运|寒假|元宵)")
_YEAR_DONE = lazy(r"(?:全[市县省区州]|共|累计|实际)*(?:完成|实现)")
_AIMS = lazy(r"今年|本年|以上|左右|不低于|不少于")
_SO_FAR = lazy(r"[”\"]?(?:开局|开局之年|启动|实施)?以来")
_MORE = lazy(r",?(?:[全我本该][市县区省州])?(?:还|再)")  # 按计划,下半年再开工62个, said in July
_OWN_TIME = 3  # characters from a cue to the time that is its own
_FIRST_WEEKS = 2  # months in which nothing can be told yet of the whole year
_LAST_DAYS = 20  # from this day on a month is nearly over
_STATISTICS = 4  # until this month statistics of the year before come out
_LAST_MONTH = 12
_FIRST_MONTHS = {"Q2": 4, "Q3": 7, "Q4": 10, "H2": 7}


def status_of(sentence: TargetSentence, hit: PeriodHit) -> TargetStatus | None:
    """Goal for a period still to come, result for one that was over; None for this year."""
    text, published, year = sentence.text, sentence.published, hit.year
    if year is None and hit.whole:  # 2021年,…,全年营业收入: the full year named before
        named = years_named(sentence.hits_in(sentence.start, hit.start))
        year = named[-1] if named else None
    if year is None:
        return _status_of_bare(sentence, hit)
    if published is None:
        return None
    if _SO_FAR.match(text, hit.end) or text.endswith("以来", 0, hit.end):
        return TargetStatus.RESULT
    last = int(hit.part[1:]) if spans_years(hit.part) else year
    if last == published.year:
        return TargetStatus.GOAL if _just_begun(sentence, hit) else None
    return TargetStatus.GOAL if last > published.year else TargetStatus.RESULT


def _status_of_bare(sentence: TargetSentence, hit: PeriodHit) -> TargetStatus | None:
    """The same where no year is named (全年, 下半年)."""
    if hit.whole and _plan_goes_on(sentence):
        return TargetStatus.GOAL  # 今年计划投资43.6亿元。…全年新改建农村公路620公里
    if hit.whole and _summed_up(sentence, hit):
        return TargetStatus.RESULT
    if (hit.whole and _lies_ahead(sentence, hit)) or _comes_next(sentence, hit):
        return TargetStatus.GOAL
    return None


def is_past(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a part of a year that was over when the article came out."""
    published = sentence.published
    if published is None or hit.weak or not hit.part or spans_years(hit.part):
        return False
    if hit.year is None and is_urged(sentence.text, sentence.start, hit.start):
        named = years_named(sentence.hits_in(sentence.start, hit.start))
        if named and named[-1] > published.year:
            return False  # 2013年安排项目328个,…确保上半年开工, said in December 2012
    last = last_month(hit.part)
    return last is None or (hit.year or published.year, last) < (published.year, published.month)


def ends_now(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a part of this year that was all but over (一季度, said at the end of March)."""
    published = sentence.published
    if published is None or hit.weak or hit.year not in (None, published.year) or published.day < _LAST_DAYS:
        return False
    return last_month(hit.part) == published.month


def is_over(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a stretch of time that was over when the article came out, and dates no event."""
    return not hit.weak and status_of(sentence, hit) is TargetStatus.RESULT


def is_told(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a stretch of time that is over, a part of this year among them (今年前10个月)."""
    return is_over(sentence, hit) or is_past(sentence, hit)


def tells_past(sentence: TargetSentence, position: int) -> bool:
    """Whether the time named last before the offset was over when the article came out."""
    named = [h for h in sentence.hits if h.start < position and not h.weak]
    return bool(named) and is_told(sentence, named[-1])


def goes_on_past(sentence: TargetSentence) -> bool:
    """Whether the sentence goes on about a year that was over when the article came out."""
    reach, published = sentence.reach, sentence.published
    if published is None or reach.period is None or reach.period[0] is None or reach.period[0] >= published.year:
        return False
    return not reach.stale or reach.opened == reach.paragraph


def is_ahead(sentence: TargetSentence, start: int) -> bool:
    """Whether the cue speaks of this year or a later one (2022年营收14.7亿元,预计今年突破17亿元)."""
    published = sentence.published
    own = [h.year for h in sentence.hits if start < h.start <= start + _OWN_TIME and not h.weak]
    return bool(own) and published is not None and (own[0] is None or own[0] >= published.year)


def this_year(sentence: TargetSentence, position: int) -> int:
    """Where the sentence says 今年 before the position, the last time; -1 where it does not."""
    published = sentence.published
    if published is None:
        return -1
    under_way = _FIRST_WEEKS < published.month < _LAST_MONTH  # so that 全年 is this year
    for hit in reversed(sentence.hits_in(sentence.start, position)):
        named = hit.year == published.year or (hit.whole and hit.year is None and under_way)
        if named and not hit.part and "来" not in sentence.text[hit.start : hit.end]:
            return hit.start
    return -1


def _comes_next(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a part of this year still to come, where this year is spoken of (下半年再开工6个)."""
    published, reach = sentence.published, sentence.reach
    first = _FIRST_MONTHS.get(hit.part, 0)
    opening = published is not None and first == published.month and _MORE.match(sentence.text, hit.end)
    if published is None or hit.weak or (first <= published.month and not opening):
        return False
    told = [h.year for h in sentence.hits if h.year is not None and h.start < hit.start]
    year = told[-1] if told else reach.period[0] if reach.period is not None else None
    return year == published.year


def _plan_goes_on(sentence: TargetSentence) -> bool:
    """Whether the paragraph told goals just before, while most of the year was still to come."""
    reach = sentence.reach
    return reach.status is TargetStatus.GOAL and not reach.stale and sentence.most_to_come


def _summed_up(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether statistics of spring tell what was done in a full year (全年完成工业增加值128亿元,增长11%)."""
    if not _FIRST_WEEKS < sentence.month <= _STATISTICS or sentence.cues.tell(PLANS):
        return False
    done = _YEAR_DONE.match(sentence.text, hit.end)
    return done is not None and _AIMS.search(sentence.text, sentence.start, sentence.end) is None


def _lies_ahead(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether a bare 全年 is this year's: most of a year was still to come, and no past year is spoken of."""
    published, reach = sentence.published, sentence.reach
    if published is None or not _FIRST_WEEKS < published.month < _LAST_MONTH:
        return False
    years = years_named(sentence.hits)
    if reach.period is not None and reach.period[0] is not None:
        years.append(reach.period[0])
    opens = sentence.text[hit.start - 1 : hit.start] in (",", ";")
    if opens and any(is_past(sentence, h) and h.year in (None, published.year) for h in sentence.hits):
        return True  # 前3季合并营收52.6亿元,…全年资本支出约12亿元
    known = bool(years) or sentence.most_to_come
    return known and all(year >= published.year for year in years)


def _just_begun(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the hit is a whole year of which the article saw the first weeks only (2024年,…, said in January)."""
    text = sentence.text
    if hit.part or hit.weak or sentence.month > _FIRST_WEEKS:
        return False
    written = text[hit.start].isdigit() or text.startswith("今年", hit.start)
    return written and _TOLD_ALREADY.match(text, hit.start) is None
