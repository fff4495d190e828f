"""Names that stand in the names of undertakings alone, so that no organisation is named by them.

By the annotation guidelines a short name that stands only inside a project's name is no organisation (隆恒光电 of
隆恒光电显示模组二期), and what is built is none where its name is the undertaking's own (金沙湾幼儿园).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import Document, Mention, ProjectDraft
from kaigong.schemas.labels import Label

_FULL = lazy(r"(?:公司|集团|银行|大学|学院|医院|研究院|研究所|局|委|厅|署|政府|中心)(?:\(.*\))?$")
_WITH_NAME = 7  # characters of a works' name with its place, its own name and what it makes
_KINDS_BUILT = frozenset(["school", "hospital", "other", "institute", "university"])


def without_inner_names(
    document: Document, drafts: Sequence[ProjectDraft]
) -> tuple[Document, tuple[ProjectDraft, ...]]:
    """The document without such mentions, and the drafts without the parts that they would play."""
    names = [m for d in drafts for m in (d.name, *d.aliases)]
    spans = MentionIndex(names)
    own = {(m.start, m.end) for m in names}
    bare = {m.text.removesuffix("项目").removesuffix("工程") for m in names}
    free: set[str] = set()
    inner: list[Mention] = []
    for mention in document.mentions_of(Label.ORG):
        if ((mention.start, mention.end) in own and _is_built(mention)) or (
            _is_short(mention)
            and document.text[mention.end : mention.end + 1] != "的"  # 鞍钢|的新厂: whose it is
            and (_holds(spans.covering(mention.start, mention.end), mention) or _is_of_works(mention, bare))
        ):
            inner.append(mention)
        else:
            free.add(mention.text)
    dropped = {m.text for m in inner} - free
    if not dropped:
        return document, tuple(drafts)
    kept = tuple(m for m in document.mentions if m.label is not Label.ORG or m.text not in dropped)
    parts = (
        tuple(o for o in d.organisations if o.mention.text not in dropped or o.mention.entity is not None)
        for d in drafts
    )
    cleaned = tuple(replace(d, organisations=p) for d, p in zip(drafts, parts, strict=True))
    return replace(document, mentions=kept), cleaned


def _is_built(mention: Mention) -> bool:
    """Whether its name is that of a thing one builds: a school, a clinic, a mill (永丰制衣厂), a centre for the old."""
    return mention.kind in _KINDS_BUILT or mention.rule in ("org.institution.plant", "org.institution.office")


def _is_short(mention: Mention) -> bool:
    plant = mention.rule.endswith(".plant") and mention.text.endswith("厂")
    works = plant and len(mention.text) >= _WITH_NAME  # 包头鹿鸣羊绒衫厂
    return mention.entity is None and not works and _FULL.search(mention.text) is None


def _is_of_works(mention: Mention, bare: set[str]) -> bool:
    """Whether only the tagger takes for an organisation what an undertaking is called (“华西芯谷”停摆三年)."""
    return mention.rule.startswith("org.opinion") and mention.text in bare


def _holds(names: Iterable[Mention], mention: Mention) -> bool:
    """Whether a name reaches beyond the mention."""
    return any((n.start, n.end) != (mention.start, mention.end) for n in names)
