"""Whether what is told of a phase is told of another phase than the undertaking's own."""

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.lexicon import IN_PHASES
from kaigong.extractors.reading import Event
from kaigong.schemas.labels import Modality, Stage

_PHASE_NUMBER = lazy(r"[一二三四五六]期|首期")
_LATER_PHASE = lazy(r"(?<!第)[二三四五六]期(?![^,。;]{0,6}(?:工程)?(?:和|与|、)[一二三四五六]期)")
_ORDINAL = lazy(r"第(?P<n>[一二三四])(?:期|阶段)")
_FIRST = frozenset(["一期", "首期"])
# 其中一期投资20亿元,2018年投产;二期…; but not 二期在一期基础上扩建, 一期、二期
_OPENS_PHASE = lazy(
    r"(?:(?<=[,。;\n])|^)(?:其中,?|而|但|目前,?)?(?:[该其]?(?:项目|工程|基地|园区|产业园|工厂|电站))?(?P<phase>[一二三四五六]期|首期)(?:工程|项目)?"
    r"(?!基础|的|和|与|及|、|建成后|投产后|投运后|之后)"
)


def is_later_phase(cluster: NameCluster) -> bool:
    """Whether an undertaking is named as a second or later phase wherever it is named."""
    return all(_LATER_PHASE.search(c.text) for c in cluster.candidates)


def other_phase(discourse: Discourse, owner: int, event: Event, zone: Zone) -> str:
    """The phase whose event it is, if another than the one named (X项目一期投产,二期计划9月开工); else ""."""
    cluster = discourse.clusters[owner]
    if opened := _phase_opened(discourse.text, cluster, event):
        return opened
    if ordinal := _ordinal_told(discourse.text, cluster, event):
        return ordinal
    if not all(_PHASE_NUMBER.search(c.text) for c in cluster.candidates):
        return ""
    # X二期项目开工。去年…的一期工厂已经满产: the first phase is another one, told a sentence later.
    if is_later_phase(cluster):
        since = _clause_start(discourse.text, event)
        first = [m.group() for m in _PHASE_NUMBER.finditer(discourse.text, since, event.start)]
        if first and first[-1] in _FIRST:
            return first[-1]
    return "" if event.kind is None else _phase_behind_name(discourse, cluster, event, zone)


def _ordinal_told(text: str, cluster: NameCluster, event: Event) -> str:
    """The phase by its ordinal that the sentence speaks of, if another than the name's (第一期6月展开, of X第二期)."""
    own = {m["n"] for c in cluster.candidates for m in _ORDINAL.finditer(c.text)}
    if len(own) != 1:
        return ""
    since = max(text.rfind(mark, 0, event.start) for mark in "。\n") + 1
    told = list(_ORDINAL.finditer(text, since, event.start))
    return told[-1].group() if told and told[-1]["n"] not in own else ""


def _phase_behind_name(discourse: Discourse, cluster: NameCluster, event: Event, zone: Zone) -> str:
    """The later phase told between an undertaking's name and an event of the sentence; "" for its own or none.

    A phase in the name of an undertaking of which the same is told is none (X二期、Y三期已建成投产).
    """
    sentence = discourse.known.sentences.at(event.start)
    if sentence is None or event.start >= sentence.end:
        return ""
    ends = [c.end for c in cluster.candidates if sentence.start <= c.start < event.start]
    if not ends:
        return ""
    beside = [discourse.clusters[n] for n in zone.owners]
    named = [(c.start, c.end) for k in beside if k is not cluster for c in k.candidates]
    told = [
        m.group()
        for m in _LATER_PHASE.finditer(discourse.text, max(ends), event.start)
        if not any(a <= m.start() < b for a, b in named)
    ]
    return told[-1] if told and not any(told[-1] in c.text for c in cluster.candidates) else ""


def _clause_start(text: str, event: Event) -> int:
    return max(text.rfind(mark, 0, event.start) for mark in ",。;\n") + 1


def _phase_opened(text: str, cluster: NameCluster, event: Event) -> str:
    """The phase that a clause before the event opens on, if another than the undertaking's; else ""."""
    own = [m.group() for m in _PHASE_NUMBER.finditer(cluster.name.text)]
    if not own or (not _FIRST.isdisjoint(own) and IN_PHASES.search(text)):
        return ""  # X一期投产。X分两期建设…二期计划明年开工: the article is about the whole
    since = max(text.rfind(mark, 0, event.start) for mark in "。;\n")
    opened = [m["phase"] for m in _OPENS_PHASE.finditer(text, since + 1, event.start)]
    same = not opened or opened[-1] in own or (opened[-1] in _FIRST and not _FIRST.isdisjoint(own))
    return "" if same else opened[-1]


def halted_phase(text: str, event: Event, found: Findings) -> str:
    """The later phase of a whole that alone is halted or given up (度假区开门迎客,二期别墅区停建), else ""."""
    if event.stage not in (Stage.SUSPENDED, Stage.CANCELLED):
        return ""
    if not any(e.stage in (Stage.COMPLETED, Stage.OPERATING) and e.status is Modality.ACTUAL for e in found.events):
        return ""
    opening = _LATER_PHASE.match(text, _clause_start(text, event), event.start)
    return opening.group() if opening is not None else ""
