"""Whether a sentence without anchors turns from the undertaking that the text speaks of to something else."""

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse import scene_patterns as scene
from kaigong.extractors.discourse.names import MANY
from kaigong.extractors.discourse.others import is_other_phase
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.text import DiscourseText
from kaigong.schemas.document import Mention, Sentence
from kaigong.schemas.values import PlaceValue

_LONG_AGO = 6  # years before publication
_PUBLIC = ("government", "zone_body", "party")


def opens_item(known: DiscourseText, sentence: Sentence) -> bool:
    """Whether a sentence opens an item of a bulletin on a place or body (【埃及】…, ▲江苏某集团…)."""
    if any(known.text[p.end : p.end + 1] in (" ", "\u3000") for p in known.places.starting_at(sentence.start)):
        return True  # 福州　马尾造船厂…: the place where an item comes from
    mark = pat.ITEM_MARK.match(known.text, sentence.start, sentence.end)
    if mark is None:
        return False
    return bool(known.places.starting_at(mark.end()) or known.organisations.starting_at(mark.end()))


def opens_on_others(state: DiscourseState, sentence: Sentence, body: str) -> bool:
    """Whether a sentence opens on a place, body, phase or zone that is none of the undertaking's, or on many works.

    ``body`` is the sentence without an opening quote.
    """
    named_last = len(state.focus.named_last)
    return (
        _opens_elsewhere(state.known, sentence)
        or _opens_on_another_town(state, sentence)
        or _is_others(state.known, sentence)
        or pat.NEW_TOPIC.match(body) is not None
        or (named_last > 1 and pat.YEAR_TOTAL.match(body) is not None)
        or pat.DONE_BEFORE.match(body) is not None
        or _is_of_old_works(state.known, body)
        or is_other_phase(state, sentence.start, sentence.end, state.focus.owners)
        or _is_phase_of_zone(state, sentence)
        or _is_of_new_zone(state, sentence)
        or (named_last >= MANY and pat.ALL_OF_THEM.match(body) is not None)
    )


def tells_of_it(known: DiscourseText, sentence: Sentence) -> bool:
    """Whether a public body tells the sum of what the text is about (市发改委透露,总投资290亿元), or gives it money.

    Or its men only stand by (县委书记某某等见证签约).
    """
    if scene.WITNESSES.fullmatch(known.text, sentence.start, sentence.end):
        return True
    start = sentence.start + known.text.startswith("据", sentence.start)  # 据县水利局介绍,力争11月开工
    opening = (o for o in known.organisations.starting_at(start) if o.kind in _PUBLIC)
    return any(
        pattern.match(known.text, o.end, sentence.end) for o in opening for pattern in (pat.TELLS_OF_IT, pat.GRANTS)
    )


def _is_of_old_works(known: DiscourseText, body: str) -> bool:
    """Whether a sentence opens on what was built years ago (1983年建成的引滦入唐一线年供水3亿立方米)."""
    built = pat.BUILT_LONG_AGO.match(body)
    return built is not None and known.year - int(built["year"]) >= _LONG_AGO


def _opens_elsewhere(known: DiscourseText, sentence: Sentence) -> bool:
    """Whether a sentence opens on another place (在江苏,…)."""
    if not known.text.startswith("在", sentence.start):
        return False
    places = known.places.starting_at(sentence.start + 1)
    return any(known.text[p.end : p.end + 1] == "," for p in places)


def _opens_on_another_town(state: DiscourseState, sentence: Sentence) -> bool:
    """Whether a sentence opens on what lies in a city or county that nothing said of the undertaking names.

    宿城区的X项目投资2亿元。扬中市新坝镇大全集团新建的车间达产后年产值8亿元: not of X.
    """
    places, owners = state.known.places, state.focus.owners
    opening = [p for p in places.starting_at(sentence.start) if _path_of(p)]
    if not opening or not owners or pat.OF_ITS_FOLK.match(state.text, opening[0].end):
        return False
    if state.known.organisations.starting_at(sentence.start):
        return False
    named = min(c.start for n in owners for c in state.names.clusters[n].candidates)
    first = max(state.text.rfind(mark, 0, named) for mark in "。!?\n") + 1
    told = [path for p in places.inside(first, sentence.start) if (path := _path_of(p))]
    path = _path_of(opening[0])
    return bool(told) and all(one[: len(path)] != path[: len(one)] for one in told)


def _path_of(place: Mention) -> tuple[str, ...]:
    """The path of a place that is a city's or a county's, else an empty one."""
    value = place.value
    if not isinstance(value, PlaceValue) or not (value.city or value.county):
        return ()
    return tuple(part for part in (value.province, value.city, value.county) if part)


def _is_others(known: DiscourseText, sentence: Sentence) -> bool:
    """Whether a public body, or one that gives figures, speaks of its own (宁国经开区管委会一位负责人说)."""
    others = known.others.get(sentence.start)
    if others is None:
        opening = known.organisations.starting_at(sentence.start)
        others = any(o.kind in _PUBLIC for o in opening) or known.subjects.reports(sentence.start, sentence.end)
        others = known.others[sentence.start] = others and not tells_of_it(known, sentence)
    return others


def _is_phase_of_zone(state: DiscourseState, sentence: Sentence) -> bool:
    """Whether a sentence opens on a phase of the zone that the undertaking spoken of lies in (产业园二期…)."""
    opening = pat.ZONE_PHASE.match(state.text, sentence.start, sentence.end)
    return opening is not None and not any(
        opening["zone"][-1] in name for name in state.names.texts(state.focus.owners)
    )


def _is_of_new_zone(state: DiscourseState, sentence: Sentence) -> bool:
    """Whether a sentence opens on the size of a zone that is no part of the undertaking spoken of."""
    opening = pat.NEW_ZONE.match(state.text, sentence.start, sentence.end)
    opening = opening or pat.ZONE_AROUND.match(state.text, sentence.start, sentence.end)
    if opening is None:
        return False
    zone = opening["zone"]
    names = state.names.texts(state.focus.owners)
    return not any(zone in name or (zone.startswith("园") and "园" in name) for name in names)
