"""Whether a clause turns from the undertaking that its sentence speaks of to something else."""

from collections.abc import Sequence

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.text import DiscourseText
from kaigong.extractors.discourse.zone import Anchor
from kaigong.extractors.project.name.lexicon import IN_PHASES, PHASES_REACH

_OF_SHARES = frozenset("股红息")


def turns_away(state: DiscourseState, start: int, end: int, held: tuple[int, ...]) -> bool:
    """Whether a clause without anchors is about something else than the undertakings spoken of."""
    if speaks_of_others(state.known, start, end):
        return True
    if state.text[start - 1 : start] == ";" and is_other_phase(state, start, end, held):
        return True  # X一期已投用;二期在办手续
    return _counts_public_works(state.text, start, end, state.names.texts(held)) or _is_elsewhere(
        state, start, end, held
    )


def speaks_of_others(known: DiscourseText, start: int, end: int) -> bool:
    """Whether a clause has a body or a number of undertakings for its subject."""
    turns = known.turns.get((start, end))
    if turns is None:
        turns = known.turns[start, end] = _speaks_of_others(known, start, end)
    return turns


def _speaks_of_others(known: DiscourseText, start: int, end: int) -> bool:
    text, subjects = known.text, known.subjects
    if pat.IS_ONE_OF.match(text, start, end):
        return False
    if subjects.is_region(start, end) or subjects.counts_many(start, end) or subjects.sums_year(start, end):
        return True
    if pat.OTHER_WORKS.match(text, start, end) or subjects.invests_for_region(start, end):
        return True
    if pat.CONTRAST.match(text, start, end) or pat.OLD_ONE.match(text, start, end):
        return True
    if not _OF_SHARES.isdisjoint(text[start:end]) and pat.DEAL.search(text, start, end) is not None:
        return True
    mark = text[start - 1 : start]
    if mark == ";" and any(p.match(text, start, end) for p in (pat.COUNTED_BUY, pat.PRICED_OTHER, pat.PROGRAMMES)):
        return True
    # 发展策划部主任介绍,|1至9月公司完成固定资产投资38.7亿元
    said = mark == "," and pat.SAYS.search(text, max(0, start - 5), start - 1) is not None
    return (said or mark == ";" or text.startswith("至此", start)) and subjects.reports(start, end)


def is_other_phase(state: DiscourseState, start: int, end: int, owners: tuple[int, ...]) -> bool:
    """Whether a sentence opens on a phase that the undertaking spoken of is not (一期项目已建成, of X二期项目)."""
    text = state.text
    opening = pat.PHASE_OPENS.match(text, start + text.startswith("“", start), end) if len(owners) == 1 else None
    if opening is None or IN_PHASES.search(text, max(0, start - PHASES_REACH), start):
        return False
    return _is_other(state, opening.group(1), owners)


def names_other_phase(state: DiscourseState, at: int, owner: int) -> bool:
    """Whether a phase stands at an offset that the undertaking is not (电站|一期, of X电站二期)."""
    phase = pat.PHASE_WORD.match(state.text, at)
    return phase is not None and _is_other(state, phase.group(), (owner,))


def _is_other(state: DiscourseState, phase: str, owners: tuple[int, ...]) -> bool:
    own = {phase for name in state.names.texts(owners) for phase in pat.PHASE_WORD.findall(name)}
    return bool(own) and phase not in own


def stands_already(state: DiscourseState, end: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a clause tells of what works are done on, as it stands (X水电站1996年建成, of X水电站扩机工程)."""
    name = anchors[0]
    if len(anchors) > 1 or len(name.owners) != 1 or state.text[name.start : name.end] in ("项目", "工程"):
        return False
    if pat.AS_IT_STANDS.match(state.text, name.end, end) is None or pat.WORKS_ON.search(
        state.text, name.start, name.end
    ):
        return False
    return any(pat.WORKS_ON.search(told) for told in state.names.texts(name.owners))


def _counts_public_works(text: str, start: int, end: int, names: Sequence[str]) -> bool:
    """Whether a clause counts works that a report's body does everywhere, and that no name in focus speaks of."""
    works = pat.PUBLIC_WORKS.match(text, start, end)
    if works is None and text.startswith(",", end) and pat.BODY_SPENDS.search(text, start, end):
        works = pat.PUBLIC_WORKS.match(text, end + 1)  # 公司今年还将投入2亿元,新建改造线路120公里
    if works is None:
        return False
    kinds = (works["of"][:2], works["of"][-2:], *(pat.HOUSING if works["of"].endswith("房") else ()))
    return not any(kind in name for name in names for kind in kinds)


def _is_elsewhere(state: DiscourseState, start: int, end: int, owners: tuple[int, ...]) -> bool:
    """Whether a clause opens on what the firm builds elsewhere (滁州基地一期投产;郴州二期项目处于设备安装阶段)."""
    places = state.known.places
    opening = places.starting_at(start) if len(owners) == 1 else []
    opening = [p for p in opening if pat.WORKS_AT.match(state.text, p.end, end)]
    if not opening:
        return False
    names = state.names.clusters[owners[0]].candidates
    held = any(places.inside(c.start, c.end) for c in names)
    return held and all(p.text not in c.text for p in opening for c in names)
