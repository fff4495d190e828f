"""Phases told by their number alone (二期, 一期项目), where another phase is an undertaking by its name (X三期工程)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import BARE_PHASE, NameCluster
from kaigong.extractors.project.core import base, before_phase, phases_of
from kaigong.extractors.project.name.lexicon import IN_PHASES, PHASES_REACH, NameCandidate
from kaigong.schemas.document import Document, OrganisationSlot
from kaigong.schemas.labels import MilestoneKind, Modality, OrganisationRole

RULE = BARE_PHASE
_NUMBER = r"[一二三四五六七八九]期"
_NAMED = lazy(rf"[\u4e00-\u9fff)”](?P<number>{_NUMBER})(?:项目|工程|装置|机组)?(?:\)|$)")
_OPENS = lazy(rf"(?P<number>{_NUMBER})(?=[^项工])")  # 一期年产150万件轮毂生产线去年投产。二期项目今年2月动工
_BARE = lazy(
    rf"(?=[一二三四五六七八九其而目此正下后第\d去前早指但今本])(?:(?<=[,;。:“!?\n])|(?<=举行)|(?<=举办)|(?<=指)|^)(?:其中,?|其|而|目前,?|此前,?|此次(?:启动|投用|签约|开工)的|正在(?:建设|推进)的|下一步,?|后续"
    r"|(?:但?指|早在)?(?:\d{4}年|去年|前年|早年|早前|[今本]年|\d{1,2}月)+(?:已|就)?(?:建成)?(?:启用|投用|建成|投产|通车|落成|完工|竣工|开通|开放|开工|动工)的)*"
    rf"(?P<name>第?(?P<number>{_NUMBER})(?:(?:改?扩建)?(?:项目|工程)?|装置|机组))"
    r"(?=(?:计划|预计|规划|设计)?(?:总?投资|用地|占地|产能|建设周期)|(?:全|总)?长|\d|已|于|将|正|也|去年|今年|明年|拟|主体|目前|达产|建成|投产|开工|奠基|竣工|,)"
)
# ;二期厂房预计2026年第3季动工,投资金额约12亿元: a house of a phase with a day and a sum of its own
_HOUSE = lazy(
    r"(?<=[,;。])(?P<name>第?[二三四五]期新?(?:厂房|工厂|厂区|车间))(?:也|则)?(?:预计|计划|拟|将|预定|可望|规划)"
    r"(?=[^。;]{0,24}(?:动工|开工|动土|完工|投产|量产))(?=[^。;]{0,40}投资[^。;\d]{0,6}\d)"
)
_PHASE_FIRST = lazy(rf"{_NUMBER}(?![项工])")  # 二期苏氨酸项目, of the undertaking told of before
_OWNED = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)


def _phase_of(name: NameCandidate) -> str | None:
    """The phase that ends or opens a name."""
    phase = _NAMED.search(name.text) or _OPENS.match(name.text)
    return None if phase is None else phase["number"]


def find_wholes(document: Document, names: Sequence[NameCandidate]) -> list[NameCandidate]:
    """Names without a phase of which the text goes on to say that they come in phases (X枢纽分三期建设)."""
    starts = [n.start for n in names] + [len(document.text)]
    return [
        name
        for name, end in zip(names, starts[1:], strict=True)
        if not phases_of(name.text) and IN_PHASES.search(document.text, name.end, min(end, name.end + PHASES_REACH))
    ]


def find_phases(document: Document, names: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """Candidates of phases that the name before them is not; none of an undertaking told as a whole in phases."""
    text, following = document.text, 0
    for house in _HOUSE.finditer(text) if names else ():
        start, end = house.span("name")
        if names[0].end <= start and not any(n.start < end and start < n.end for n in names):
            yield NameCandidate(start, end, house["name"], RULE, weak=True, proper=False, named=True)
    last: NameCandidate | None = None
    phased: NameCandidate | None = None
    wholes = {base(w.text) for w in find_wholes(document, names)}
    for match in _BARE.finditer(text):
        start, end = match.span("name")
        while following < len(names) and names[following].end <= start:
            last, following = names[following], following + 1
            phased = last if _phase_of(last) else phased
        taken = following < len(names) and names[following].start < end
        apart = phased is not None and base(phased.text) in wholes
        named = phased if apart else last
        own = _phase_of(named) if named else None
        works = match["name"].endswith(("工程", "项目"))
        if last is None and works and not taken and IN_PHASES.search(text, 0, start) is None:
            # X公司昨天举行二期工程奠基仪式。二期工程总投资3亿元: all that the text names
            yield NameCandidate(start, end, match["name"], RULE, weak=True, proper=False, named=True)
        if last is None or own is None or taken or own == match["number"]:
            continue
        if apart or IN_PHASES.search(text, last.end, start) is None:
            yield NameCandidate(start, end, match["name"], RULE, weak=True, proper=False, named=True)


def is_bare_phase(candidate: NameCandidate) -> bool:
    """Whether a candidate is a phase told by its number alone."""
    return candidate.rule == RULE


def join_phase(whole: NameCluster, clusters: Sequence[NameCluster]) -> None:
    """Make a whole of which nothing is told another name of its one phase (川井风电场分三期建设,二期投资8.3亿元)."""
    name = base(whole.name.text)
    phases = [c for c in clusters if phases_of(c.name.text) and before_phase(c.name.text).endswith(name)]
    if name and not phases_of(whole.name.text) and len(phases) == 1:
        phases[0].candidates.extend(whole.candidates)


def _owners_before(
    number: int, clusters: Sequence[NameCluster], findings: Sequence[Findings]
) -> list[OrganisationSlot]:
    """The owners of the undertaking that is named last before one."""
    first = clusters[number].name.start
    earlier = [
        (max(c.start for c in k.candidates if c.start < first), n)
        for n, k in enumerate(clusters)
        if n != number and any(c.start < first for c in k.candidates)
    ]
    return [o for o in findings[max(earlier)[1]].organisations if o.role in _OWNED] if earlier else []


def inherit_phases(whole_of: Mapping[int, int], findings: Sequence[Findings]) -> None:
    """Give the named phases of an undertaking (一期为X生产线) its owners, and what was signed for the whole."""
    for part, whole in whole_of.items():
        found = findings[part]
        if not any(o.role in _OWNED for o in found.organisations):
            owners = (o for o in findings[whole].organisations if o.role in _OWNED)
            found.organisations.extend(replace(o, rule="org_role.of_whole") for o in owners)
        signed = [e for e in findings[whole].events if e.kind is MilestoneKind.SIGNED and e.status is Modality.ACTUAL]
        if signed and not any(e.stage is not None and e.status is Modality.ACTUAL for e in found.events):
            found.events.append(replace(signed[0], kind=None))


def inherit_owners(clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Give a phase the owners of its whole; one told by its number alone those of the phase that is named before it."""
    wholes = {base(c.name.text): n for n, c in enumerate(clusters) if not phases_of(c.name.text)}
    for number, cluster in enumerate(clusters):
        slots = findings[number].organisations
        if any(o.role in _OWNED for o in slots):
            continue
        whole = wholes.get(base(cluster.name.text)) if phases_of(cluster.name.text) else None
        if whole is not None:
            owners = (o for o in findings[whole].organisations if o.role in _OWNED)
            slots.extend(replace(o, rule="org_role.of_whole") for o in owners)
        if whole is None and _PHASE_FIRST.match(cluster.name.text):
            slots.extend(replace(o, rule="org_role.of_whole") for o in _owners_before(number, clusters, findings))
            continue
        if whole is not None or any(c.rule != RULE for c in cluster.candidates):
            continue
        for sibling in range(number - 1, -1, -1):
            if any(_phase_of(c) and c.rule != RULE for c in clusters[sibling].candidates):
                owners = (o for o in findings[sibling].organisations if o.role in _OWNED)
                slots.extend(replace(o, rule="org_role.of_sibling_phase") for o in owners)
                break
