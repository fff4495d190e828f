"""Which undertaking of the same article another one is a phase of.

By name: X项目 and X项目一期. By what the text says: X项目分两期建设,其中一期为Y项目.
"""

from collections.abc import Sequence
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.core import base, before_phase, phases_of
from kaigong.extractors.project.same import same_undertaking
from kaigong.schemas.document import Document, ProjectDraft

# 一期为Y: the phase and the copula right before the name.
_IS_PHASE = lazy(r"(?:第?[一二三四五六七八九1-9]|首)期(?:工程|项目|建设)?(?:是|为|即|——|:)[“]?\Z")
_LOOK_BACK = 12  # characters: 第一期建设项目——“


def link_phases(document: Document, drafts: Sequence[ProjectDraft]) -> tuple[ProjectDraft, ...]:
    """The drafts, each phase with the name of its whole. A phase has no phases of its own."""
    wholes = [d for d in drafts if not phases_of(d.name.text)]
    parents = [_by_name(d, wholes) or _by_text(document, d, wholes) for d in drafts]
    phases = {id(d) for d, p in zip(drafts, parents, strict=True) if p is not None}
    return tuple(
        d if p is None or id(p) in phases else replace(d, phase_of=p.name) for d, p in zip(drafts, parents, strict=True)
    )


def _by_name(draft: ProjectDraft, wholes: Sequence[ProjectDraft]) -> ProjectDraft | None:
    """The one whole whose name is the draft's own without its phase."""
    if not phases_of(draft.name.text):
        return None
    own = base(draft.name.text)
    names = {own, before_phase(draft.name.text)}
    equal = [w for w in wholes if names & {base(n.text) for n in (w.name, *w.aliases)}]
    # What only begins like the phase is a part or a neighbour (晶圆厂配套), not the whole.
    similar = equal or [w for w in wholes if _is_short_for(own, w.name.text)]
    return similar[0] if len(similar) == 1 else None


def _is_short_for(own: str, whole: str) -> bool:
    return same_undertaking(own, whole) and not base(whole).startswith(own)


def _by_text(document: Document, draft: ProjectDraft, wholes: Sequence[ProjectDraft]) -> ProjectDraft | None:
    """The whole that the draft's sentence names first, where the words before the draft call it a phase."""
    sentence = next((s for s in document.sentences if s.start <= draft.name.start < s.end), None)
    if sentence is None:
        return None
    text = document.text[max(sentence.start, draft.name.start - _LOOK_BACK) : draft.name.start]
    if _IS_PHASE.search(text) is None:
        return None
    names = [(n.start, w) for w in wholes if w is not draft for n in (w.name, *w.aliases)]
    before = [(start, w) for start, w in names if sentence.start <= start < draft.name.start]
    return max(before, key=lambda row: row[0])[1] if before else None
