"""What a paper, a report or a list sets out to do: the events in it are plans, and of which year."""

from kaigong.extractors.date.mention import is_year
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.schemas.values import DateValue

_CLASS_REACH, _YEAR_REACH, _SOON_REACH = 20, 600, 8
_MANY_TO_DO = 3  # clauses on bare verbs that make a list


def opens_clause(spot: Spot) -> bool:
    """Whether a word of an event opens its clause, behind an ordinal (三是开工建设X), 新 or 续建 at most."""
    ordinal = pat.ORDINAL.match(spot.text, spot.clause_start, spot.start)
    opening = ordinal.end() if ordinal else spot.clause_start
    if spot.text.startswith("续建", opening) and spot.start == opening + 2:
        return True
    return spot.start == opening + (spot.text[opening] in "新再")


def is_set_out(spot: Spot) -> bool:
    """Whether a plan paper speaks (行动方案明确,今年建成…), and of nothing that is done."""
    return (spot.told_before(pat.PLAN_PAPER) is not None or was_agreed(spot)) and spot.told_before(pat.TOLD) is None


def was_agreed(spot: Spot) -> bool:
    """Whether a sentence tells what an agreement had set (按当初的协议,…)."""
    return spot.told_before(pat.AGREED) is not None


def is_to_do(spot: Spot) -> bool:
    """Whether a word stands in a list of things to do."""
    return _is_agenda(spot) or _goes_on_with_plan(spot)


def is_in_plan(context: EventContext, spot: Spot) -> bool:
    """Whether a sentence of a report's section on what is to be done tells nothing that is done."""
    section, sentence = context.sections.at(spot.start), spot.sentence
    if section is None or sentence is None or not section.plans:
        return False
    if context.has_over(context.dates.inside(sentence.start, spot.start)):
        return False
    return spot.told_before(pat.TOLD) is None


def year_of_review(context: EventContext, spot: Spot) -> DateValue | None:
    """The year under review in a report's section (一、2022年工作回顾), which dates what it tells as done."""
    section = context.sections.at(spot.start)
    return None if section is None or section.plans else section.year


def year_of_plan(context: EventContext, spot: Spot) -> DateValue | None:
    """The year that a report or a list of plans is for (今年重点抓好十件大事:…三是开工建设X)."""
    if spot.sentence is None:
        return None
    section = context.sections.at(spot.start) if is_in_plan(context, spot) else None
    if section is not None:  # 开工建设A; but 争取A、B尽快开工 sets no term
        return section.year if opens_clause(spot) else None
    if pat.SOON.search(spot.text, max(0, spot.start - _SOON_REACH), spot.start):
        return None
    if not (_is_of_planned_class(spot) or is_set_out(spot) or is_to_do(spot)):
        return None
    for mention in reversed(context.dates.inside(max(0, spot.start - _YEAR_REACH), spot.start)):
        value = mention.value
        if is_year(mention) and isinstance(value, DateValue) and value.end is not None:
            return value if context.published is None or value.end >= context.published else None
    return None


def _is_of_planned_class(spot: Spot) -> bool:
    """Whether the sentence lists what is to be begun (新开工项目重点抓好:A,B)."""
    first = spot.sentence.start if spot.sentence else spot.start
    return any(p.search(spot.text, first, spot.start + _CLASS_REACH) for p in (pat.PLANNED_CLASS, pat.TO_BEGIN))


def _is_agenda(spot: Spot) -> bool:
    """Whether a sentence is a list of things to do, of which the clause is one (加快推进…:建成…,续建…)."""
    sentence = spot.sentence
    return sentence is not None and pat.AGENDA.match(spot.text, sentence.start, spot.start) is not None


def _goes_on_with_plan(spot: Spot) -> bool:
    """Whether a clause that begins on the trigger is one of several bare verbs of a plan or a report's agenda."""
    sentence = spot.sentence
    if sentence is None or spot.told_before(pat.TOLD):
        return False
    if spot.told_before(pat.PLAN_BEFORE):
        return True
    bare = [a for a, _ in sentence.clauses if pat.BARE.match(spot.text, a)]
    if len(bare) < _MANY_TO_DO or pat.TOLD.search(spot.text, sentence.start, sentence.end):
        return False
    to_do = any(pat.TO_DO.match(spot.text, a) for a in bare)  # 建成通车A,加快建设B,开工建设C
    return spot.start == sentence.start or (to_do and opens_clause(spot))
