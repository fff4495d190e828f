"""Coreference of project names inside one article: full names, short forms and headlines → one cluster each."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from itertools import accumulate

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import BARE_PHASE, NameCluster
from kaigong.extractors.project.core import are_others, base, core, phases_of
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.same import same_undertaking
from kaigong.extractors.project.short_form import of_phase, short_for
from kaigong.extractors.scan import occurrences
from kaigong.schemas.fast_dataclass import dataclass, replace

# X码头去年投产: what a later phase goes on with runs already
_LATER = lazy(r"[二三四五六七八九]期")
_RUNS = lazy(
    r"(?:(?!预计|计划|将|明年|力争|年底|年内|后年|有望|争取|确保|[二三四]期|拟|届时)[^。;\n]){0,24}?(?:已|正式|全面|去年|\d{4}年|\d{1,2}月|\d日)[^,。;\n]{0,6}(?:投产|投运|投用|运营|通车|建成|启用|竣工)(?!后|以后|之后)"
)
_OWN_QUOTE = lazy(r"^“(?P<own>[^“”]{2,12})”[\u4e00-\u9fff]")
# 还计划在X再建一座年产3万吨的|绿氢工厂: another one of the kind
_ANEW = lazy(r"(?:再|另|又)(?:投资|选址)*(?:新建|兴建|建设|建造|建)(?:一|1)[座条个家所](?:[^,。;]{2,20}的)?$")
_ANEW_REACH = 30
_EARLIER_ONE = lazy(r"(?:全球|国内|海外|省内|境外)?的?首[座家个条处]")
# 举行|新工厂|奠基仪式,…。|米什科尔茨工厂|总投资1.45亿欧元: the new plant by its name
_NEW_PLANT = lazy(r"新(?:工|分)?厂|新(?:生产|制造)?基地")
_CEREMONY = lazy(r"(?:的)?(?:正式|举行)?(?:动土|动工|奠基|开工|破土|上梁|落成|启用|竣工|投产|开业|开幕)")
_PLANT_COST = lazy(r"(?:项目|的)?(?:计划|首期|一期|预计)?(?:总?投资|占地|基地面积)")
_PLANT_REACH = 90  # characters from its ceremony to its name
_MIN_WORKS = 4  # characters of what an owner builds
_AND = ("和", "与", "及", "以及")
_BRAND = 2  # characters of an owner that stand for it
_MAX_OWNED = 8  # characters of a short form made of the owner and the head
_REACH = 64  # a short form refers to one of the undertakings named last, so cost stays linear


@dataclass(frozen=True, slots=True)
class NamesInText:
    """What an article tells of the names in it.

    ``headlines`` are the spans of headlines; ``renamed`` are names that the text introduces as short for the name
    before them (以下简称祥周光伏项目); ``wholes`` are those that it says come in phases (X物流枢纽…分三期建设), so that
    X物流枢纽一期 is a part of theirs; ``counties`` tells by its start in which county the text puts a name that nothing
    identifies.
    """

    text: str
    headlines: Sequence[tuple[int, int]] = ()
    renamed: Collection[NameCandidate] = ()
    wholes: Collection[NameCandidate] = ()
    counties: Mapping[int, str] = field(default_factory=dict)


def cluster_names(names: Sequence[NameCandidate], told: NamesInText) -> list[NameCluster]:
    """Clusters in order of their first name. A name joins the latest cluster that it can be a form of."""
    comparison = _Comparison(names, told)
    clusters: list[NameCluster] = []
    by_core: dict[tuple[str, int], NameCluster] = {}
    last: NameCluster | None = None
    phased_last = 0  # 二期 told by its number alone is that of the undertaking whose phase was named last
    for name in names:
        if last is not None and name in told.renamed:
            last.candidates.append(name)
            continue
        alone = name.rule == BARE_PHASE
        text = (
            name.text.removesuffix("装置").removesuffix("机组") if alone else name.text
        )  # 二期装置投产。二期投资1.2亿元
        key = core(text), phased_last if alone else 0
        if comparison.is_anew(name) or (_is_earlier_one(name) and key not in by_core):
            last = None
        else:
            last = comparison.meant(name, by_core.get(key), clusters[-_REACH:])
            if name.rule != BARE_PHASE and phases_of(name.text):
                phased_last = name.start
        if last is None:
            last = NameCluster()
            clusters.append(last)
        last.candidates.append(name)
        by_core[key] = last
    return clusters


class _Comparison:
    """Compares the names of one article with the undertakings that it has named before them."""

    def __init__(self, names: Sequence[NameCandidate], told: NamesInText) -> None:
        self._text, self._counties = told.text, told.counties
        self._phased = _told_by_phases(names) | {base(c.text) for c in told.wholes}
        spans = sorted(told.headlines)
        starts = [start for start, _ in spans]
        reach = list(accumulate((end for _, end in spans), max))
        in_spans = ((name.start, bisect_right(starts, name.start)) for name in names)
        self._in_headline = {start for start, at in in_spans if at and start < reach[at - 1]}

    def is_anew(self, name: NameCandidate) -> bool:
        """Whether the text says that it names another one of the kind (再建一座X)."""
        return _ANEW.search(self._text, max(0, name.start - _ANEW_REACH), name.start) is not None

    def meant(
        self, name: NameCandidate, same_core: NameCluster | None, near: Sequence[NameCluster]
    ) -> NameCluster | None:
        """The undertaking that a name means: one with the same core, else one of those named last."""
        known = same_core
        if name.rule == BARE_PHASE:
            known = known or of_phase(name, near)
        if known is not None and not self._is_elsewhere(known, name):
            return known
        if name.rule == BARE_PHASE:
            return None
        here = [k for k in near if not self._is_elsewhere(k, name)]
        return next((k for k in reversed(here) if self._is_same(k, name)), None) or short_for(name, here)

    def _is_elsewhere(self, cluster: NameCluster, name: NameCandidate) -> bool:
        """Whether the text puts a name in another county than all those of an undertaking that it puts in one."""
        here = self._counties.get(name.start)
        if here is None:
            return False
        told = {self._counties[c.start] for c in cluster.candidates if c.start in self._counties}
        return bool(told) and here not in told

    def _is_same(self, cluster: NameCluster, name: NameCandidate) -> bool:
        """Whether a name can be a form of what names an undertaking so far."""
        known = cluster.candidates
        if any(self._stands_before(c, name) or self._stands_before(name, c) for c in known):
            return False
        if any(are_others(c.text, name.text) for c in known):
            return False  # a headline without numbers is a form of only one of two
        if self._is_beside(known[-1], name) or _share_tail_only(cluster, name.text):
            return False
        return any(self._is_form(c, name) and not self._is_other_phase(c.text, name.text) for c in known)

    def _is_form(self, one: NameCandidate, other: NameCandidate) -> bool:
        headline = one.start in self._in_headline or other.start in self._in_headline
        return (
            same_undertaking(one.text, other.text, headline)
            or (bool(one.owner) and _is_called_by_owner(other.text, one))
            or _is_works_of_owner(other, one)
            or _is_works_of_owner(one, other)
            or self._names_new_plant(one, other)
        )

    def _names_new_plant(self, one: NameCandidate, other: NameCandidate) -> bool:
        """Whether a plant is the one that a ceremony was held for shortly before as the new plant."""
        near = 0 < other.start - one.end < _PLANT_REACH and one.text[-1] == other.text[-1]
        if not near or _NEW_PLANT.fullmatch(one.text) is None:
            return False
        ceremony = _CEREMONY.match(self._text, one.end) is not None
        return ceremony and _PLANT_COST.match(self._text, other.end) is not None

    def _is_other_phase(self, one: str, other: str) -> bool:
        """Whether one of two names has a phase that the other has not, where their whole is told to have several."""
        return phases_of(one) != phases_of(other) and not self._phased.isdisjoint((base(one), base(other)))

    def _stands_before(self, whole: NameCandidate, phase: NameCandidate) -> bool:
        """Whether what a later phase goes on with runs already (X码头二期前期工作启动。X码头去年投产)."""
        if phases_of(whole.text) or not _LATER.search(phase.text) or base(phase.text) != core(whole.text):
            return False
        return _RUNS.match(self._text, whole.end) is not None

    def _is_beside(self, one: NameCandidate, other: NameCandidate) -> bool:
        """Whether the text tells of two undertakings side by side (A基地项目和B研发项目)."""
        gap = self._text[one.end : other.start]
        if gap in _AND:
            return True
        # 在摩洛哥投资建设年产20GWh电池项目…;投资建设年产20GWh高性能锂电池项目
        built = one.governed and other.governed and ";" in gap and "\n" not in gap
        return built and core(one.text) != core(other.text)


def _is_earlier_one(name: NameCandidate) -> bool:
    """Whether its number tells it from what is built now (兴建植物工厂…。集团|首座植物工厂去年投产)."""
    return not name.governed and _EARLIER_ONE.match(name.text) is not None


def _told_by_phases(candidates: Sequence[NameCandidate]) -> frozenset[str]:
    """Bases that are named with more than one phase, so that a phase is not the whole."""
    phases: dict[str, set[frozenset[str]]] = {}
    for candidate in candidates:
        if found := phases_of(candidate.text):
            phases.setdefault(base(candidate.text), set()).add(found)
    return frozenset(name for name, found in phases.items() if len(found) > 1)


def _is_called_by_owner(short: str, named: NameCandidate) -> bool:
    """Whether a short form is made of the owner's name and the head (联诚集团“智能制造产业园”: 联诚产业园)."""
    name = core(short)
    brand = named.owner[:_BRAND]
    return name.startswith(brand) and same_undertaking(short, named.owner + named.text) and len(name) <= _MAX_OWNED


def _is_works_of_owner(full: NameCandidate, named: NameCandidate) -> bool:
    """Whether one name is the owner's and ends like the other (X公司|年产50万千升啤酒搬迁项目: X公司搬迁项目)."""
    name = core(full.text)
    rest = name[len(named.owner) :] if named.owner and name.startswith(named.owner) else ""
    return len(rest) >= _MIN_WORKS and core(named.text).endswith(rest)


def _share_tail_only(cluster: NameCluster, name: str) -> bool:
    """Whether a name is like an undertaking's only in what its short form leaves (丰原转运中心, 水湳转运中心)."""
    other, own = core(name), core(cluster.name.text)
    tails = [t for c in cluster.candidates if (t := core(c.text)) not in (own, other)]
    tails = [t for t in tails if other.endswith(t) and own.endswith(t)]
    return any(min(len(other), len(own)) - len(t) > 1 for t in tails) and not same_undertaking(own, other)


def add_quoted_forms(text: str, clusters: Sequence[NameCluster]) -> None:
    """Give each cluster the places where the quoted part of its name stands alone (“苍洱大观”文旅综合体)."""
    taken = sorted((c.start, c.end) for cluster in clusters for c in cluster.candidates)
    quoted = {m["own"]: k for k in clusters for c in k.candidates for m in _OWN_QUOTE.finditer(c.text)}
    for own, cluster in quoted.items():
        like = cluster.name
        for opening, closing, _ in occurrences(text, [f"“{own}”"]):
            start, end = opening + 1, closing - 1
            at = bisect_right(taken, (start, end))
            if any(a < end and start < b for a, b in taken[max(0, at - 1) : at + 1]):
                continue
            cluster.candidates.append(replace(like, start=start, end=end, text=own, rule="project.quoted_again"))
        cluster.candidates.sort(key=lambda c: c.start)
