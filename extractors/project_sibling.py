"""Phases told by their number alone (二期, 一期项目), where another phase is an undertaking by its name (X三期工程)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaigong.extractors.findings import Findings
from kaigong.extractors.project_cluster import NameCluster
from kaigong.extractors.project_lexicon import IN_PHASES, NameCandidate
from kaigong.schemas.document import Document
from kaigong.schemas.labels import OrganisationRole

RULE = "project.phase"
_NUMBER = r"[一二三四五六七八九]期"
_NAMED = re.compile(rf"[\u4e00-\u9fff)”](?P<number>{_NUMBER})(?:项目|工程)?(?:\)|$)")
_BARE = re.compile(
    rf"(?:(?<=[,;。:“!?\n])|^)(?:其中,?|其|而|目前,?|此前,?|此次(?:启动|投用|签约|开工)的|正在(?:建设|推进)的|下一步,?|后续)*"
    rf"(?P<name>(?P<number>{_NUMBER})(?:项目|工程)?)"
    r"(?=(?:计划|预计|规划|设计)?(?:总?投资|用地|占地|产能|建设周期)|\d|已|于|将|正|也|去年|今年|明年|拟|主体|目前|达产|建成|投产|开工|,)"
)
_OWNED = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)


def find_phases(document: Document, names: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """Candidates of phases that the name before them is not; none of an undertaking told as a whole in phases."""
    text, following = document.text, 0
    last: NameCandidate | None = None
    for match in _BARE.finditer(text):
        start, end = match.span("name")
        while following < len(names) and names[following].end <= start:
            last, following = names[following], following + 1
        taken = following < len(names) and names[following].start < end
        own = _NAMED.search(last.text) if last else None
        if last is None or own is None or taken or own["number"] == match["number"]:
            continue
        if IN_PHASES.search(text, last.end, start) is None:
            yield NameCandidate(start, end, match["name"], RULE, weak=True, proper=False, named=True)


def inherit_owners(clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Give a phase that is told by its number the owners of the phase that is named before it."""
    for number, cluster in enumerate(clusters):
        slots = findings[number].organisations
        if any(c.rule != RULE for c in cluster.candidates) or any(o.role in _OWNED for o in slots):
            continue
        for sibling in range(number - 1, -1, -1):
            if any(_NAMED.search(c.text) and c.rule != RULE for c in clusters[sibling].candidates):
                owners = (o for o in findings[sibling].organisations if o.role in _OWNED)
                slots.extend(replace(o, rule="org_role.of_sibling_phase") for o in owners)
                break
