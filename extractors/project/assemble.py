"""Stage: names, readings and events → project drafts. A value reaches a project only through a named rule."""

from collections.abc import Sequence

from kaigong.corpora.lexicon_set import own_entries
from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.text import DiscourseText
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.industry import IndustryFinder, industry_mentions
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.learned_role import is_in_doubt
from kaigong.extractors.opinion import Opinions
from kaigong.extractors.project.amount import give_amounts
from kaigong.extractors.project.candidates import find_names, headlines_of, renamed
from kaigong.extractors.project.ceremony import give_umbrellas
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.coreference import NamesInText, add_quoted_forms, cluster_names
from kaigong.extractors.project.event import give_events
from kaigong.extractors.project.headline import join_headlines
from kaigong.extractors.project.inner import without_inner_names
from kaigong.extractors.project.learned_day import give_learned_days
from kaigong.extractors.project.learned_year import with_years_ahead
from kaigong.extractors.project.metric import give_metrics
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.outcome import amounts_by_stage, metrics_by_stage
from kaigong.extractors.project.party.give import give_parties, with_full_names
from kaigong.extractors.project.party.organisation import OwnerFinder
from kaigong.extractors.project.phase import link_phases
from kaigong.extractors.project.place.county import counties_of
from kaigong.extractors.project.place.finder import PlaceFinder
from kaigong.extractors.project.respective import keep_respective
from kaigong.extractors.project.sibling import find_wholes, inherit_owners, inherit_phases, join_phase
from kaigong.extractors.project.stage import drop_kickoff, stage_of, with_stage_of_parts, with_stage_of_whole
from kaigong.extractors.project.support import is_listed_part, is_part, is_supported, strength
from kaigong.extractors.table import Tables
from kaigong.schemas.document import Document, Mention, ProjectDraft
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, Stage
from kaigong.schemas.lexicon import HeadEntry

# Mean probability of the characters of a name below which the network sees none: of a kind of thing that may just stand
# there, and of a 项目 or 工程. What it is not sure of mostly belongs to what it is sure of.
_LEAST_SEEN = (0.2, 0.1)
_FAINT = (0.05, 0.02)  # where it is sure of none
_LEAST_STAGE, _SURE_STAGE = 0.7, 0.97  # of a stage that no rule knows, and against what a rule says
_NUMBERED = frozenset(["project.phase", "project.cascade"])
_LOT = lazy(r"标段?$")


def assemble(document: Document) -> Document:
    """The document with its project drafts and PROJECT mentions."""
    tables = Tables(document.text)
    names, opinions = find_names(document, tables)
    document = with_years_ahead(document, opinions)
    titles = headlines_of(document)
    counties = counties_of(document, names)
    told = NamesInText(document.text, titles, renamed(document, names), find_wholes(document, names), counties)
    clusters = cluster_names(names, told)
    clusters = _seen(clusters, opinions)
    add_quoted_forms(document.text, clusters)
    clusters = _without_located(clusters)
    if not clusters:
        return document
    supported = _read_until_supported(document, clusters, Readings.of(document, names, tables, opinions), titles)
    if supported is None:
        return document
    discourse, findings = supported
    places = PlaceFinder(document, discourse, tables)
    industries = IndustryFinder(document, discourse)
    drafts: Sequence[ProjectDraft] = [
        _draft(number, discourse.clusters[number], f, places, industries) for number, f in enumerate(findings)
    ]
    document, drafts = without_inner_names(document, drafts)
    mentions = _without_overlaps([m for d in drafts for m in (d.name, *d.aliases)])
    mentions += industry_mentions((i for d in drafts for i in d.industry), document.text)
    drafts = with_stage_of_whole(document.text, with_stage_of_parts(drafts))
    if opinions is not None:
        drafts = [_with_learned_stage(document, d, opinions) for d in drafts]
    return replace(document.add_mentions(mentions), projects=link_phases(document, drafts))


def _read_until_supported(
    document: Document, clusters: list[NameCluster], readings: Readings, titles: Sequence[tuple[int, int]]
) -> tuple[Discourse, list[Findings]] | None:
    """What the text says of the undertakings that are left when all have support; None where none has.

    What an unsupported name would claim goes to its neighbours: names without support are taken out, the faintest
    first, and the text is read again.
    """
    known, owners = DiscourseText(document), OwnerFinder(document)
    while clusters:
        discourse = Discourse(document, clusters, known)
        findings = _findings(readings, discourse, owners)
        weak = [c for number, c in enumerate(clusters) if _is_unsupported(number, discourse, findings[number])]
        if weak:
            clusters = _without(clusters, _faintest(weak))
        elif (joined := join_headlines(document.text, clusters, findings, titles)) is not None:
            clusters = joined
        else:
            return discourse, findings
    return None


def _findings(readings: Readings, discourse: Discourse, owners: OwnerFinder) -> list[Findings]:
    """What the text says of each undertaking of a discourse."""
    document, clusters = discourse.document, discourse.clusters
    findings = [Findings() for _ in clusters]
    give_amounts(readings, discourse, findings)
    give_metrics(readings, discourse, findings)
    give_events(readings, discourse, findings)
    give_umbrellas(readings, discourse, findings)
    give_parties(readings, document, discourse, findings, owners)
    keep_respective(document, clusters, findings)
    inherit_owners(clusters, findings)
    inherit_phases(discourse.relations.phase_parts, findings)
    give_learned_days(readings, discourse, findings)
    return findings


def _seen(clusters: list[NameCluster], opinions: Opinions | None) -> list[NameCluster]:
    """The undertakings of which the network takes some name for one; where it is not asked, all.

    It is asked for more of a name beside others that are surer. Phases, lots and stations of a river told by their
    numbers alone are beyond it, and heads that a user has added.
    """
    if opinions is None or own_entries("project_heads", HeadEntry):
        return clusters
    sure = [c for c in clusters if _is_seen(c, opinions, _LEAST_SEEN)]
    return sure or [c for c in clusters if _is_seen(c, opinions, _FAINT)]


def _is_seen(cluster: NameCluster, opinions: Opinions, least: tuple[float, float]) -> bool:
    """Whether the network gives some name of an undertaking such a probability: of a weak head, of a strong one."""
    if any(c.rule in _NUMBERED or _LOT.search(c.text) for c in cluster.candidates):
        return True
    return opinions.sees_name([(n.start, n.end) for n in cluster.candidates], least[0] if cluster.weak else least[1])


def _is_unsupported(number: int, discourse: Discourse, found: Findings) -> bool:
    """Whether the text says too little of what a name calls to make it an undertaking of its own."""
    cluster, relations = discourse.clusters[number], discourse.relations
    referred, classed = number in relations.referred, number in relations.classed
    seen = any(c.seen for c in cluster.candidates)  # the network knows it by its name
    if not seen and not is_supported(cluster, found, referred=referred, classed=classed):
        return True
    whole = relations.within.get(number)
    if whole is not None and not seen and is_part(cluster, found, discourse.clusters[whole]):
        return True
    return number in relations.listed and is_listed_part(cluster, found, sized=number in relations.sized)


def _faintest(clusters: Sequence[NameCluster]) -> list[NameCluster]:
    """The clusters whose names say the least by themselves."""
    said = [strength(c) for c in clusters]
    least = min(said)
    return [c for c, s in zip(clusters, said, strict=True) if s == least]


def _without(clusters: Sequence[NameCluster], fallen: Sequence[NameCluster]) -> list[NameCluster]:
    """The clusters less some; a whole among those becomes another name of its one phase."""
    gone = {id(c) for c in fallen}
    kept = [c for c in clusters if id(c) not in gone]
    for whole in fallen:
        join_phase(whole, kept)
    return kept


def _without_located(clusters: list[NameCluster]) -> list[NameCluster]:
    """The clusters less those that a reading would take out first whatever it found: names of where something is."""
    while clusters:
        fallen = _faintest(clusters)
        if not all(n.located and not (n.coordinated or n.seen) for c in fallen for n in c.candidates):
            break
        clusters = _without(clusters, fallen)
    return clusters


def _draft(
    number: int,
    cluster: NameCluster,
    found: Findings,
    places: PlaceFinder,
    industries: IndustryFinder,
) -> ProjectDraft:
    best = cluster.name
    drop_kickoff(places.text, found)
    aliases: dict[str, NameCandidate] = {}
    for candidate in cluster.candidates:
        if candidate.text != best.text:
            aliases.setdefault(candidate.text, candidate)
    stage = stage_of(found.events, places.document.published) or _stage_by_money(found)
    return ProjectDraft(
        name=_mention(best),
        aliases=tuple(_mention(c) for c in aliases.values()),
        stage=stage,
        organisations=with_full_names(places.full_names, found.organisations),
        places=tuple(places.find(number, cluster, found.organisations)),
        industry=industries.find(number, cluster, found.metrics),
        amounts=tuple(amounts_by_stage(places.text, stage, found.amounts)),
        metrics=tuple(metrics_by_stage(places.text, stage, found.metrics)),
        milestones=tuple(found.milestones),
    )


def _with_learned_stage(document: Document, draft: ProjectDraft, opinions: Opinions) -> ProjectDraft:
    """The draft with the stage that the network takes for likely where no rule knows one, or is sure of."""
    names = [m for m in (draft.name, *draft.aliases) if not is_in_doubt(document, m.start)]
    seen = opinions.stage_of([(m.start, m.end) for m in names])
    least = _LEAST_STAGE if draft.stage is None else _SURE_STAGE
    return replace(draft, stage=Stage(seen.name)) if seen is not None and seen.probability >= least else draft


def _stage_by_money(found: Findings) -> Stage | None:
    """Money already spent says that the work is under way."""
    spent = any(a.role is AmountRole.COMPLETED_INVESTMENT for a in found.amounts)
    return Stage.UNDER_CONSTRUCTION if spent else None


def _mention(candidate: NameCandidate) -> Mention:
    return Mention(Label.PROJECT, candidate.start, candidate.end, candidate.text, candidate.rule)


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
