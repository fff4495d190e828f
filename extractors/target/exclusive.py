"""A number is one undertaking's or a body's, never both: who keeps what both stages took.

The project stage gives a number to the undertaking in focus; the target stage reclaims it where a body reports. Where
the undertaking has it only because it is still in focus (全市…新建污水管网200公里, told behind a hospital), it is the
body's; where a pact says it, or a sum stands in the sentence of the name, it is the undertaking's.
"""

from collections.abc import Iterable

from kaigong.extractors.index import SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import AmountSlot, Document, MetricSlot, ProjectDraft, TargetDraft
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole

Slot = AmountSlot | MetricSlot

_PACT = lazy(r"签[约署订下了](?![^,。;]{0,6}责任[状书])|约定|协议|合同(?!额)")
# 将在嘉鱼县投资9.6亿元,|建设两条生产线
_BUILDS = lazy(r"(?:\([^()]{2,24}\))?,?(?:用于|用来)?(?:新建|扩建|兴建|续建|改建|迁建|投资建设|建设|打造|建立|设立)")
_CARRIED = frozenset(["carried_over", "only_project", "before_name", "back_reference", "after_headline"])


def settle(document: Document, targets: Iterable[TargetDraft]) -> Document:
    """The document with those targets, each number with one holder alone."""
    found = {(t.mention.start, t.mention.end): t for t in targets}
    slots = [slot for p in document.projects for slot in _slots(p)]
    claims = [slot for slot in slots if _span(slot) in found]
    if claims:
        sentences = SentenceIndex(document.sentences)
        lost = {_span(slot) for slot in claims if _is_carried(slot) and not _is_own(document, sentences, slot)}
        for slot in claims:
            if _span(slot) not in lost:
                found.pop(_span(slot), None)
        document = replace(document, projects=tuple(_without(project, lost) for project in document.projects))
    return replace(document, targets=tuple(found.values()))


def _slots(project: ProjectDraft) -> list[Slot]:
    return [*project.amounts, *project.metrics]


def _span(slot: Slot) -> tuple[int, int]:
    return slot.mention.start, slot.mention.end


def _is_carried(slot: Slot) -> bool:
    """Whether no name or reference in the number's own clause gives it to the undertaking."""
    link = slot.rule.split("/")[1] if "/" in slot.rule else ""
    loose = isinstance(slot, MetricSlot) or slot.role is AmountRole.OTHER
    return link in _CARRIED or (link == "same_sentence" and loose)


def _is_own(document: Document, sentences: SentenceIndex, slot: Slot) -> bool:
    """Whether the number is the undertaking's all the same: a pact says it, or it is invested to build it."""
    total = slot.role is AmountRole.TOTAL_INVESTMENT and slot.rule.endswith("before_name")
    return (total and _BUILDS.match(document.text, slot.mention.end) is not None) or _in_pact(document, sentences, slot)


def _in_pact(document: Document, sentences: SentenceIndex, slot: Slot) -> bool:
    """Whether the number is what two parties agree on (约定由后者投资16亿元,流转土地2300亩)."""
    sentence = sentences.at(slot.mention.start)
    return sentence is not None and _PACT.search(document.text, sentence.start, slot.mention.start) is not None


def _without(project: ProjectDraft, lost: set[tuple[int, int]]) -> ProjectDraft:
    return replace(
        project,
        amounts=tuple(a for a in project.amounts if _span(a) not in lost),
        metrics=tuple(m for m in project.metrics if _span(m) not in lost),
    )
