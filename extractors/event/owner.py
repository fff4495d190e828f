"""Whose an event is, where the clause or the sentence before names something that is no undertaking of the list."""

from collections.abc import Sequence

from kaigong.extractors.discourse.zone import INHERITED
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.reading import Event

# 跨境物流园5月20日奠基, 巨蛋体育馆终于决标: a clause that opens on a thing with a name of its own
_OTHER_SUBJECT = lazy(
    r"(?<=[,。;:\n])(?:而|但|不过|其中|另外?|同时|此外)?(?:[\u4e00-\u9fff]{2,6}[市县区镇乡]的)?"
    r"(?P<name>(?![该本这那其此整全新主副各两三首第]|项目|工程|公司|一期|二期|三期|五星级|配套|地下|地上|主体|土建|目前|今年|去年|明年|预计|计划|随着|经过|由于|因为?|建成|投产|建设|新建|改建|扩建|改造|修建|兴建|包括|包含|配建|设有|拥有)"
    r"[\u4e00-\u9fff“”A-Z]{2,14}?(?:大桥|隧道|物流园|产业园|工业园|大酒店|酒店|体育馆|体育场|美术馆|博物馆|水厂|电厂|电站|机场|码头|公园|广场|大厦|[\u4e00-\u9fff]{2}中心|枢纽站?|物流港|物流城|小镇|度假村|度假区|工厂|纸厂|钢厂|[一二三]桥|车站|火车站|客运站|医院|中学|小学|学校|学院|商城|市场|综合体|铁路|高铁|高速公路|高速|大道|水库|万吨线))"
    r"(?=去年|今年|明年|\d{1,4}[年月日]|预计|计划|力争|上月|本月|下月|日前|近日|昨[天日]|今[天日]|终于|流标|因|受|已|将|正在|也|则)"
)
# 全线控制性工程檀林隧道…: a part that the sentence is only about for a while
# 全线最长的檀林隧道
_KEY_WORK = lazy(
    r"(?:控制性|关键性?|重点|难点|节点|咽喉|卡脖子)(?:控制性)?(?:节点)?工程[—“,:是为]{0,3}$"
    r"|全[线程段](?:建设|施工)?(?:最[长高大难深险]|难度最大|唯一)的?(?:一[座条处]|特长|特大)?$"
)
_LINE = lazy(r"(?:高速公路|高速|公路|铁路|高铁|快速路|大道|工程|项目|段|线)$")
_OF_LINE = lazy(r"(?:建成|全线|正式)?(?:通车|开通|运营)")
_KEY_REACH = 10
_CLAUSE = 200  # characters before an event that are looked at for a thing with another name


def is_of_other_subject(text: str, event: Event, rule: str, cluster: NameCluster) -> bool:
    """Whether a clause that hands its event to what was told before opens on a thing with another name."""
    if rule not in INHERITED:
        return False
    first = max(0, event.start - _CLAUSE)
    since = max(text.rfind(mark, first, event.start) for mark in "。;:\n") + 1 or first
    others = [m for m in _OTHER_SUBJECT.finditer(text, since, event.start + 1)]
    if not others or any(c.end > others[-1].start("name") and c.start < event.start for c in cluster.candidates):
        return False
    name = others[-1]["name"]
    return not any(name[:2] in c.text or c.text[:2] in name for c in cluster.candidates)


def whole_of_key_work(text: str, event: Event, rule: str, owner: int, clusters: Sequence[NameCluster]) -> int:
    """The line whose key work the text has turned to, where it goes on about the line, else the owner itself.

    X高速公路全长52公里。控制性工程Y隧道右洞贯通。项目2015年11月开工,预计2018年10月通车: of the line
    """
    own = [c for c in clusters[owner].candidates if c.start < event.start]
    if event.kind is None or not own or rule not in INHERITED | {"back_reference"}:
        return owner
    last = max(own, key=lambda c: c.start)
    if _KEY_WORK.search(text, max(0, last.start - _KEY_REACH), last.start) is None:
        return owner
    if rule != "back_reference" and _OF_LINE.match(text, event.start) is None:
        return owner
    lines = [
        (c.start, n)
        for n, k in enumerate(clusters)
        for c in k.candidates
        if n != owner and c.start < last.start and _LINE.search(c.text)
    ]
    return max(lines)[1] if lines else owner
