"""Places that a preposition or a word of place says something to be in (位于…, 在云南昭通、广东茂名, 自海口至三亚)."""

import re
from collections.abc import Sequence

from kaigong.extractors.place.path import continues, path_of
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.context import PlaceContext
from kaigong.extractors.project.place.elsewhere import is_venue_of_talks
from kaigong.schemas.document import Mention

_REGION_GAP = 9  # characters from a preposition to the place behind a region (在天山北坡的|…)


def places_said(context: PlaceContext, places: Sequence[Mention]) -> list[Mention]:
    """Those of the places that stand behind a preposition of place, and those coordinated with one."""
    text = context.text
    said: list[Mention] = []
    route: Mention | None = None
    for place in places:
        if _is_on_route(text, place, route):
            said.append(place)
            route = place
            continue
        preposition = pat.LOCATED.search(text, max(0, place.start - _REGION_GAP), place.start)
        preposition = preposition or _covered(context, place)
        if preposition is not None and _is_not_there(text, place, preposition):
            continue
        if (said and pat.LIST_GAP.fullmatch(text, said[-1].end, place.start)) or (
            preposition and not (pat.VENUE.match(text, place.end) or is_venue_of_talks(text, place))
        ):
            said.append(place)
        else:
            continue
        if preposition and pat.ROUTE_BEGINS.search(preposition.group()):
            route = place  # 这条铁路自海口|至三亚
    return said


def _is_on_route(text: str, place: Mention, route: Mention | None) -> bool:
    """Whether a line begins at a place, or goes on to it from the place that it has reached (从|建水|经个旧到元阳)."""
    if route is not None and pat.ROUTE_GAP.fullmatch(text, route.end, place.start):
        return True
    if pat.ROUTE_FROM.search(text, max(0, place.start - 1), place.start) is None:
        return False
    if pat.ROUTE_ON.match(text, place.end) is not None:
        return True
    works = pat.WORKS_FROM.search(text, max(0, place.start - 6), place.start)
    return works is not None and pat.WORKS_ON.match(text, place.end) is not None


def _covered(context: PlaceContext, place: Mention) -> re.Match[str] | None:
    """What says that works cover a place, or that a line which begins elsewhere ends there (北起A县,南接B县)."""
    text, start = context.text, place.start
    cover = pat.WORKS_COVER.search(text, max(0, start - 12), start)
    cover = cover or pat.LENGTH_INSIDE.match(text, place.end)
    meets = pat.LINE_MEETS.search(text, max(0, start - 2), start) if cover is None else None
    if meets is None:
        return cover
    sentence = context.sentences.at(start)
    begins = sentence is not None and pat.LINE_BEGINS.search(text, sentence.start, meets.start())
    return meets if begins else None


def _is_not_there(text: str, place: Mention, words: re.Match[str]) -> bool:
    """Whether the words before a place tell of a seat, of buyers, or of where nothing is built."""
    preposition = words.start()
    seat = pat.SEAT_OF.search(text, max(0, preposition - 4), preposition)
    if seat is not None and not (seat.group() == "公司" and pat.COMES_TO.match(text, preposition)):
        return True  # 公司总部位于苏州, but X项目由某公司落户射洪市
    if pat.VENUE_SET.search(text, max(0, place.start - 10), place.start):
        return True  # 主会场设在沭阳经济技术开发区,A、B、C同时开工
    if pat.NOT_THERE.search(text, max(0, preposition - 2), preposition):
        return True  # 没有在凉山建厂的计划
    return pat.BUYERS_IN.search(text, max(0, place.start - 12), place.start) is not None


def said_beside_name(text: str, said: list[Mention], named: Sequence[Mention], name: str) -> list[Mention]:
    """Places said, without those that the name tells more of and those where only a ceremony was held."""
    if {path_of(p) for p in said} < {path_of(p) for p in named} and "段" not in name:
        return []  # 成都至资阳市域铁路…东至资阳北站: the name says more
    said = _without_venue(text, said)
    if len(named) > 1 and all(pat.HELD_AT.match(text, p.end) for p in said):
        return []  # 兴义至晴隆铁路开工动员会在江西坡镇召开
    return said


def _without_venue(text: str, said: list[Mention]) -> list[Mention]:
    """Places said to be there, without the one of a ceremony where others are named (在贵阳启动…覆盖松桃、印江)."""
    others = [p for p in said if not pat.HELD_AT.match(text, p.end)]
    far = [p for p in others if len(path_of(p)) > 1]
    if not far or any(continues(path_of(h), path_of(p)) for p in far for h in said):
        return said
    return others
