"""The firm that a whole article is about: named in its lead, and 公司 or 集团 from there on."""

from collections.abc import Sequence

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.party.companies import MAX_ASIDE, WORKS_FOR_OTHERS, Companies
from kaigong.extractors.project.party.other import FOR_OTHERS, OWNING
from kaigong.schemas.document import Mention, OrganisationSlot
from kaigong.schemas.labels import OrganisationRole

_OFFICE = "government"
_CORE = 2  # characters on which the long and the short name of a firm open
_LEAD = 220  # characters in which such an article names its firm
_OFTEN = 2  # how often it is 公司 further on
# 公司也把目光投向海外, 2008年,集团曾与某厂签约, 由公司与某县水电公司各占一半股份
_ITSELF = lazy(
    r"(?:(?<=[,。;:\n“”])|(?<=由)|(?<=[今去明]年)|^)(?:公司|集团)"
    r"(?!股份|有限|总部|党委|内部|的?(?:全资|控股)?子公司|法|章程|所在)"
)
# 厂里花8万元请来工程师, 厂长说,明年再上一条线: a plant of which the article goes on to tell
_PLANT_ITSELF = lazy(r"(?:(?<=[,。;:\n“”])|(?<=由)|^)(?:该厂|厂里|全厂|我厂|本厂|厂方|厂长)(?!房|家)")
# 配套的2×35万千瓦自备热电厂, 自备码头: what a firm has for its own use
_OWN_USE = lazy(r"自备(?:热?电厂|电站|码头|铁路|专用线|水厂|井)")
# 秦岳能源集团|前三季度项目进展通报: the heading of a firm's own report
_REPORTS = lazy(
    r"(?:20\d\d年|今年|去年|前?[一二三四1-4]季度?|[上下]半年|前\d{1,2}个?月|\d{1,2}月份?|年度?|[0-9至到-]{1,5}月|重点|重大|在建|投资|工程|项目|生产|经营|建设|工作)*"
    r"(?:进展|情况|进度|工作|建设|推进)*(?:通报|总结|报告|简报|月报|季报|年报|动态|进展|盘点|回顾|一览|情况)"
    r"(?:\([^()\n]{1,8}\))?[ \t]*(?=\n)"
)
# 对话某某食品董事长, with lines of 记者:…: an interview with the head of a firm
_HEAD_OF = lazy(r"(?:创始人|董事长|总经理|总裁|CEO|厂长|掌门人|负责人|董秘)")
_ASKS = lazy(r"(?:^|\n)[ \u3000]*(?:记者|本报|主持人|问|Q)(?:[:]|问:)")
_ALSO = lazy(r"\n *[(【]?[又另]讯")
# 这家企业的厂房, 双方合作: words that make it the other side of what the article tells
_ANOTHERS = lazy(r"政府|管委会|招商|开发区|园区|全[市县省区]|我[市县省区]|签约仪式|集中开工|项目集中")


def give_firm_of_article(known: Companies, clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Give the undertakings that nobody has to the one firm whose article this is."""
    firm = _firm(known, clusters) or _reporter(known) or _interviewed(known)
    if firm is None or any(o.role in FOR_OTHERS and _same(o.mention, firm) for f in findings for o in f.organisations):
        return  # the article of a contractor
    if any(
        o.role in OWNING and o.mention.kind == _OFFICE and o.mention.start < firm.start
        for f in findings
        for o in f.organisations
    ):
        return  # 渔护署拟兴建某园第二期,某园第一期…。另方面,本地企业某集团…: an office builds first
    role = OrganisationRole.INVESTOR
    end = _next_item(known.text)
    for cluster, found in zip(clusters, findings, strict=True):
        if cluster.name.start >= end:
            continue
        parties = {o.mention.full_name for o in found.organisations}
        if any(o.role in OWNING or _same(o.mention, firm) for o in found.organisations):
            continue
        if not _is_of_another(known, cluster, firm, parties):
            found.organisations.append(OrganisationSlot(role, firm, "org_role.firm_of_article"))


def give_own_use(clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Give a works for a firm's own use (配套的自备热电厂) to who owns what is named before it."""
    for number in range(1, len(clusters)):
        slots, before = findings[number].organisations, findings[number - 1].organisations
        if _OWN_USE.search(clusters[number].name.text) and not any(o.role in OWNING for o in slots):
            slots += [OrganisationSlot(o.role, o.mention, "org_role.own_use") for o in before if o.role in OWNING]


def _firm(known: Companies, clusters: Sequence[NameCluster]) -> Mention | None:
    """The one firm that the lead names, where the article goes on with 公司 or 集团 for it."""
    if len(clusters) < _OFTEN or all(known.text.find(word, _LEAD) < 0 for word in ("公司", "集团", "厂")):
        return None
    named = [m for m in known.companies.inside(0, _LEAD) if not _is_beside(known.text, m)]
    if len({m.full_name[:_CORE] for m in named}) != 1 or _ANOTHERS.search(known.text, 0, _next_item(known.text)):
        return None
    firm = max(named, key=lambda m: len(m.text))  # 岳川汽车集团, which the headline calls 岳川重卡
    speaks = _PLANT_ITSELF if firm.text.endswith("厂") else _ITSELF
    itself = sum(1 for _ in speaks.finditer(known.text, named[0].end))
    return firm if itself >= _OFTEN else None


def _reporter(known: Companies) -> Mention | None:
    """The firm whose own report on its works the text is, by its first line."""
    firm = next(iter(known.companies.starting_at(0)), None)
    report = firm is not None and WORKS_FOR_OTHERS.search(firm.text) is None and _REPORTS.match(known.text, firm.end)
    return firm if report and _ITSELF.search(known.text) else None


def _interviewed(known: Companies) -> Mention | None:
    """The firm whose head answers in an interview: the lead names him, and he is asked more than once."""
    if len(list(_ASKS.finditer(known.text))) < _OFTEN:
        return None
    lead = known.text.find("记者", _OFTEN)
    named = known.companies.inside(0, max(lead, 2 * MAX_ASIDE))
    return next((m for m in named if _HEAD_OF.match(known.text, m.end)), None)


def _next_item(text: str) -> int:
    """Where the next item of news begins, which tells of others (又讯 某镇的罐头厂动工), or the end of the text."""
    also = _ALSO.search(text)
    return len(text) if also is None else also.start()


def _same(one: Mention, other: Mention) -> bool:
    """Whether two names are those of one firm (岳川汽车集团, 岳川重卡)."""
    return one.full_name[:_CORE] == other.full_name[:_CORE]


def _is_beside(text: str, company: Mention) -> bool:
    """Whether a company builds for the firm or is the other side of what it does (集团曾与|某机械厂|签约)."""
    return WORKS_FOR_OTHERS.search(company.text) is not None or text.endswith(("与", "和", "同"), 0, company.start)


def _is_of_another(known: Companies, cluster: NameCluster, firm: Mention, parties: set[str]) -> bool:
    """Whether the sentence in which an undertaking is named names another company that has no part told."""
    sentence = known.sentences.at(cluster.name.start)
    if sentence is None:
        return False
    here = {m.full_name for m in known.companies.inside(sentence.start, sentence.end)}
    return any(name[:_CORE] != firm.full_name[:_CORE] for name in here - parties)
