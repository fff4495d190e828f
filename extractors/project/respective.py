"""Lists that answer each other: A项目、B项目分别由X和Y投资 gives X to A and Y to B; X和Y分别建设A和B does as well."""

from bisect import bisect_left
from collections.abc import Sequence

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.findings import Findings
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.cluster import NameCluster
from kaigong.schemas.document import Document, Mention, OrganisationSlot, Sentence
from kaigong.schemas.labels import Label, OrganisationRole

# 由 and 与 have the organisations behind them, 分别投资 has them before it.
_RESPECTIVELY = lazy(
    r"分别(?:是)?(?:[由为]|(?P<with>[与和同])|(?P<does>(?:就|总?投资|出资|斥资|新?建设|兴建|打造|实施|承建|中标|负责|签约|签订|签署|签下|拟建|开发)))"
)
# 在湖北宜昌、江西赣州|,A、B先后签约; 蓬溪县、大英县|分别签下A、B
_EACH_THERE = lazy(
    r"(?=,)|(?:还|也|则)?(?:各自)?分别(?:签下|签约|签订|引进|引入|引来|招引|开工|启动|建设|新建|兴建|投资建设|规划|谋划|布局|获批|建成|上马|实施|拥有|落地)了?"
)
# 将|在|射阳、大丰|两地分别投资12亿元和15亿元建设|A和B
_WITHIN = lazy(r"在")
_EACH_BUILT = lazy(
    r"(?:[两三四五]?[地市县区省])?分别(?:将|拟|计划)?(?:投资[^,。;]{2,24}?)?(?:投资)?(?:建设|新建|兴建|投建|布局|打造|开工|启动|上马|规划)了?"
)
_SIGNS = frozenset(("就", "签约", "签订", "签署", "签下"))
_CLOSES = lazy(
    r"(?:等?[两三四五六七八九十\d]?家?(?:企业|公司|单位)?)?"
    r"(?:(?:签约|签订(?:投资|合作)?协议|达成(?:投资|合作)?协议)?,)?(?:则|也|还|将|拟|已|计划)*"
)
# 用于A项目、B项目及补充流动资金,拟分别投入8亿元、3亿元和3.5亿元: the last sum is no undertaking's
_TOPS_UP = lazy(r"[^。;]{0,30}?(?:补充(?:公司)?(?:流动|营运)资金|补流|偿还(?:银行)?(?:贷款|借款|债务))")
# 上述两个项目总投资分别为14.2亿元和4.1亿元
_COUNTED_BACK = lazy(
    r"(?:(?<![\u4e00-\u9fff])|(?<=上述)|(?<=以上)|(?<=这)|(?<=其中))(?P<count>[两二三四五2-5])个?项目[^。;\d]{0,16}分别[^。;\d]{0,8}$"
)
_COUNTS = {mark: number for number, marks in enumerate(("两二2", "三3", "四4", "五5"), 2) for mark in marks}
_NEAR = 40  # characters looked back for 上述两个项目…分别
_LINK = lazy(r"[、,]?(?:和|与|及|以及)?")
_NEXT_ITEM = lazy(r"[、,]?(?:和|与|及|以及)?(?:(?:计划|预计)?总?投资[^,。;、]{2,14}的)?")


def keep_respective(document: Document, clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Take from each undertaking of such a list the organisations that the text gives to the others.

    Only where there are as many organisations on one side of 分别 as undertakings on the other in the sentence.
    """
    matches = list(_RESPECTIVELY.finditer(document.text))
    if not matches:
        return
    bodies, sentences = MentionIndex(document.mentions_of(Label.ORG)), SentenceIndex(document.sentences)
    names = sorted((c.start, number) for number, cluster in enumerate(clusters) for c in cluster.candidates)
    for match in matches:
        sentence = sentences.at(match.start())
        if sentence is None:
            continue
        behind = _listed(document.text, match.end(), bodies.inside(match.end(), sentence.end))
        if match["does"] or (match["with"] and len(behind) < 2):  # A、B分别与县政府签订X、Y投资协议
            listed = _listed_before(document.text, match.start(), bodies.inside(sentence.start, match.start()))
            named = _named(names, match.end(), sentence.end)
            if len(listed) == len(named) + 1 and listed[0].kind not in COMPANY_KINDS:
                listed = listed[1:]  # 县政府与A公司、B公司签约,分别投资…
        else:
            listed = behind
            first = listed[-1].end if listed and match["with"] else sentence.start
            named = _named(names, first, sentence.end if match["with"] else match.start())
        if len(listed) != len(named) or len(listed) < 2:
            continue
        for own, number in zip(listed, named, strict=True):
            others = {id(m) for m in listed if m is not own}
            slots = findings[number].organisations
            slots[:] = [o for o in slots if id(o.mention) not in others]
            signs = match["does"] in _SIGNS and own.kind in COMPANY_KINDS  # A公司、B公司分别就X、Y签约
            if signs and all(o.mention.text != own.text for o in slots):
                slots.append(OrganisationSlot(OrganisationRole.INVESTOR, own, "org_role.respective"))


def sharers(discourse: Discourse, zone: Zone, start: int, sums: int) -> tuple[int, ...]:
    """The undertakings that get one each of the sums of a zone, the first of which starts at an offset; else none."""
    text, clusters, owners = discourse.text, discourse.clusters, zone.owners
    if len(owners) > 1:
        if sums == len(owners):
            return owners
        last = max((c.end for n in owners for c in clusters[n].candidates if c.end <= start), default=start)
        return owners if sums == len(owners) + 1 and _TOPS_UP.match(text, last, start) else ()
    counted = _COUNTED_BACK.search(text, max(0, start - _NEAR), start) if sums > 1 else None
    if counted is None or _COUNTS[counted["count"]] != sums:
        return ()
    before = (
        (max((c.start for c in cluster.candidates if c.start < counted.start()), default=-1), number)
        for number, cluster in enumerate(clusters)
    )
    told = sorted(pair for pair in before if pair[0] >= 0)
    return tuple(number for _, number in told[-sums:]) if len(told) >= sums else ()


def paired_places(document: Document, clusters: Sequence[NameCluster]) -> dict[int, Mention]:
    """The place of each undertaking by its number where as many names answer a list of places.

    在湖北宜昌、江西赣州,化工固废资源化中心、稀土永磁电机产业园先后签约; 将在射阳、大丰两地分别建设A和B
    """
    places = MentionIndex(document.mentions_of(Label.PLACE))
    names = sorted((c.start, c.end, number) for number, cluster in enumerate(clusters) for c in cluster.candidates)
    found: dict[int, Mention] = {}
    for sentence in document.sentences:
        listed, end = _places_answered(document.text, sentence, places)
        numbers = []
        for first, last, number in names[bisect_left(names, (end, 0, 0)) : bisect_left(names, (sentence.end, 0, 0))]:
            if not listed or _NEXT_ITEM.fullmatch(document.text, end, first) is None:
                break
            end = last
            numbers.append(number)
        if listed and len(numbers) == len(listed) and not document.text.startswith(("、", "和"), end):
            found.update(zip(numbers, listed, strict=True))
    return found


def _places_answered(text: str, sentence: Sentence, places: MentionIndex) -> tuple[list[Mention], int]:
    """The list of places of a sentence that names may answer, and where the first of them stands."""
    start = sentence.start + text.startswith("在", sentence.start)
    shapes = [(start, _EACH_THERE)]
    shapes += [(m.end(), _EACH_BUILT) for m in _WITHIN.finditer(text, sentence.start, sentence.end)]
    for at, shape in shapes:
        listed = _listed(text, at, places.inside(at, sentence.end)) if places.starting_at(at) else []
        behind = shape.match(text, listed[-1].end, sentence.end) if len(listed) > 1 else None
        if behind is not None:
            return listed, behind.end()
    return [], sentence.end


def _listed(text: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The organisations of the list that begins at an offset."""
    found: list[Mention] = []
    for mention in mentions:
        if _LINK.fullmatch(text, found[-1].end if found else start, mention.start) is None:
            break
        found.append(mention)
    return found


def _listed_before(text: str, end: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The organisations of the list that ends at an offset (A公司、B公司|分别投资)."""
    found: list[Mention] = []
    for mention in reversed(mentions):
        until = found[0].start if found else end
        if (_LINK if found else _CLOSES).fullmatch(text, mention.end, until) is None:
            break
        found.insert(0, mention)
    return found


def _named(names: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    """Numbers of the undertakings named between two offsets, in the order of the text."""
    inside = names[bisect_left(names, (start, -1)) : bisect_left(names, (end, -1))]
    return list(dict.fromkeys(number for _, number in inside))
