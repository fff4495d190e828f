"""Events that one sentence tells of many undertakings and the next ones name: 集中签约142个项目。其中A、B….

The event reaches the undertakings that a sentence after it introduces with 其中, 分别是, 包括 or the like, as long as
nothing else is told of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kaigong.extractors.index import SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.numeral import parse_numeral
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.classes import CLASS_OF_LIST, counted_class, kinds_of_class
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain, MilestoneKind, Modality
from kaigong.schemas.values import DateValue

_MANY = lazy(
    r"集体签约|集中(?:开工|开复工|开\(复\)工|复工|签约|竣工|投产|开竣工|动工|奠基)|(?:\d|(?<!第)[一二两三四五六七八九十百多几余])\s*(?:个|项|大|座|条|宗)[^,。;]{0,14}项目|签约(?:项目)?\d+(?:个|项|宗|单)|项目(?:还有|共有|共|有|达|计|另有)?\d+(?:个|项)|一批[^,。;]{0,10}项目|(?:分别|先后|相继)[与和同][^,。;]{1,12}?(?:签约|签订|签署)"
)
_COUNT = lazy(r"(?P<count>\d{1,2}|[两三四五六七八九十]{1,2})\s*[个项大][^,。;]{0,14}项目")
# 今年的目标随之上调:实施市级重点项目260个: of those a later sentence speaks
_OF_THIS_YEAR = lazy(r"(?:[今本][年季月]|年内|全年|计划|力争|目标|安排)[^。;]{0,20}?项目(?:共|达|有)?\d+[个项]")
_OPENS_LINE = lazy(r"\n[^,。;:!?\n]*$")  # 桐昆集团年产500万吨PTA项目。
_INTRODUCES = lazy(
    r"(?:投资|规模|体量|块头)?最大的(?:一个|一家|项目)?,?(?:便|就)?是|最[大重高多]的,?(?:要数|当属|当数|莫过于)|项目(?:中|里|当中|方面)|[主分]会场|现场|其中|分别[是为]|包括|包含|涵盖|主要是|既有|也有|又有|还有|有[^,。;]{0,6}如|主要有|同步|当天|当日|此次|本次|这批|(?:领域|方面|板块)[^,。;:]{0,8}:"
)
# A、B、C等一批重大项目在列
# 第九届博览会在宿州开幕,签下合同12个: of the fair, and of none of the works that are signed there
_OF_FAIR = lazy(r"(?:[会节展]|交易会|论坛)[^,。;]{0,12}(?:开幕|启幕|开馆)$")
_IN_ROW = lazy(
    r"[^。;!?\n]{0,80}?等[^,。;]{0,14}项目[^,。;]{0,6}(?:在列|榜上有名|名列其中|位列其中|入列|亮相)(?=[,。;])"
    r"|[^。;!?\n]{0,60}?(?:都|均|也|就|赫然)(?:在其中|在列|在内|名列其中|位列其中|榜上有名)(?=[,。;])"
)
_GOES_ON = lazy(
    r"(?:[^,。;]{2,12}[,:])?(?:其中|这批|这些项目|此次|本次|(?:其余|其他|另外)[^,。;:]{0,8}项目|(?:当[天日]|同[日天]|现场)[^,。;]{0,14}(?:开工|动工|奠基|签约|竣工|投产)的|(?:签约|开工|投产|竣工)项目(?:中|里)|从(?:此次|本次)?(?:签约|开工|投产|竣工)?(?:的)?项目(?:来)?看)"
)  # 记者了解到,此次签约的项目中…
# 三季度竣工投产的重点项目主要有:
_LEADS_LIST = lazy(r"的?[^,。;:]{0,6}项目(?:主要|分别|还)?(?:有|是|为|包括|如下)?:")
# 同时签约的还有A(10亿元)、B(投资6.5亿元,年产低氧铜杆12万吨)、C
_ALSO = lazy(r"的(?:项目)?(?:还|另)(?:有|包括)(?=[^。;]{4,}、)")
# 管委会签下3个项目:, 县政府与5家企业签约,协议总投资67亿元。其中,A投资30亿元建设X
_LISTS = lazy(
    r"(?:签下|签约|签订|签署|核准|批准|批复)了?[^,。;:]{0,8}?[\d一二两三四五六七八九十]+[个项][^,。;:]{0,12}:"
    r"|[与和同][\d一二两三四五六七八九十]+家[^,。;:]{0,8}(?:企业|公司|客商|单位|投资商)[^,。;:]{0,8}?(?:签下|签约|签订|签署)"
)
_AGREED = frozenset((MilestoneKind.SIGNED, MilestoneKind.APPROVED))
_COUNT_LABEL = lazy(r"[\u4e00-\u9fff]{2,12}[\d两三四五六七八九十]+个(?:[^,。;:]{0,6}项目)?:")  # 相山区4个项目:A、B
_LABELLED = lazy(r"[^,。;:!?\n]{2,14}:[^\n]{6,}")  # 老边区:A项目…;B项目…。
_AT_VENUE = lazy(r"[主分]会场|同日|当[日天]|此次|本次")  # the ceremony that the article is about
_BRANCH_VENUE = lazy(r"分会场|主会场(?:的|(?:集中)?(?:开工|签约|动工|奠基)的?)?项目")
_OPENS_ON_VENUE = lazy(r"\s*在?[^,。;]{1,8}分会场")
_OF_THEM = lazy(r"其中|这些项目中|这批项目中")
_FEW_DAYS = 6
# 举行集中开竣工活动: X竣工投产,Y开工, all of that day
_BOTH_WAYS = lazy(
    r"开[(、]?竣[)]?工|开工竣工|开工、竣工|开工和竣工|“三个一批”|开工[^。;]{0,16}[、,](?:集中)?(?:竣工|投产)"
)
_OF_WORKS = frozenset((MilestoneKind.CONSTRUCTION_START, MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START))
# 12个重大项目集中破土动工。A项目总投资15亿元…。位于某区的B项目…: each the subject of a sentence of its own
_COMMON = lazy(r"集中|当[天日]|此次|本次|仪式|一声令下|同时|同步|活动|现场|(?:签约|推介|洽谈|对接|招商|推进|博览)会")
_SUBJECT = lazy(r"(?:(?:位于|地处|坐落于|落户)[^,。;:!?\n]{2,16}的|[^,。;:!?\n、]{0,10})")
# 现场签约24个项目。在嘉善县,某公司将投资55亿元建设X: what the firms of a signing mean to build is what they signed for
_FIRM_WILL = lazy(
    r"(?:[^。;]{2,40}?(?:将|拟|计划|打算|准备|决定|宣布)[^。;:]{0,36}?(?:投资|斥资|出资|建设|兴建|投建|新建|打造|落户)"
    r"|[^,。;:]{0,24}?(?:投资|斥资|出资)(?:约|近|超)?[\d.]+[余多]?[万亿][^。;:]{0,30}?"
    # 永修县引进新加坡某公司的调味油项目
    r"|[^,。;:]{2,12}?(?:成功|还|则|现场)*(?:引进|引入|签下|签约|承接|迎来|牵手)了?[^,。;:]{0,30}?"
    # 深圳某公司带来的电动车项目投资24.5亿元
    r"|[^,。;:]{2,24}?(?:带来|带过来|携来|携)了?的?[^,。;:]{0,12}?)[^。;:]{0,24}?"
)
_LEAVES = lazy(r"此前|目前|截至|截止|另悉|另外|此外|据了解|今年以来|近年来|下一步|接下来|去年|上半年|全年")
_AMONG_THEM = ("中,", "里,", "当中,")
_AMONG = ("项目中,", "项目里,", "项目当中,", "项目方面,")
VISITED = lazy(r"(?:观摩|察看|查看|考察|视察|调研|参观|走访)了")  # what is looked at beside a ceremony is under way
_REACH = 4  # sentences: a roundup names its undertakings right after the event
_PARAGRAPH_REACH = 8  # sentences behind the one that opens a paragraph on 其中
_MAX_LABELLED = 30  # lines of a list
_OWNER = 20  # characters of a company in front of a name
_INDENT = 12  # blanks and line breaks before a line
_LIST_REACH = 80  # a numbered list of them goes on for long
# 下一步将谋划以下项目: what a list comes after these is not what the event was told of.
_OTHER_LIST = lazy(
    r"进展|推进情况|建设情况|下一步|接下来|下阶段|谋划|储备|拟(?!定)|计划|将(?!军)|力争|(?<![主重])要(?![求素闻])|推进"
)
_NUMBERED = lazy(r"\s*(?:\(?\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}[)、.]|[①-⑳]|——|[-•●○■◆▲★▪·])")


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An event told of many; ``sentence`` is the number of its sentence."""

    event: Event
    sentence: int


def _is_short(date: DateValue) -> bool:
    """Whether a date is a day, or the few days of a fair or a visit (4月16日至17日)."""
    if date.grain is Grain.DAY:
        return True
    return date.start is not None and date.end is not None and (date.end - date.start).days <= _FEW_DAYS


class UmbrellaFinder:
    """Finds the events that a document tells of many undertakings at once."""

    def __init__(self, document: Document, events: Sequence[Event], clusters: Sequence[NameCluster] = ()) -> None:
        self.text = document.text
        self._index = SentenceIndex(document.sentences)
        self._sentences = document.sentences
        self._numbers = {s.start: n for n, s in enumerate(document.sentences)}
        self.umbrellas = [u for event in events if (u := self._umbrella(event)) is not None]
        self._at = [u.sentence for u in self.umbrellas]
        self._counted = self._counted_lines(clusters)

    def _umbrella(self, event: Event) -> Umbrella | None:
        sentence = self._index.at(event.start)
        if event.kind is None or event.status is not Modality.ACTUAL or sentence is None:
            return None
        if _OF_FAIR.search(self.text, sentence.start, event.end):
            return None
        many = _MANY.search(self.text, sentence.start, sentence.end) or _LEADS_LIST.match(
            self.text, event.end, sentence.end
        )
        listed = _LISTS.search(self.text, sentence.start, sentence.end) if event.kind in _AGREED else None
        if listed is not None and listed.start() <= event.start < listed.end():
            return Umbrella(event, self._numbers[sentence.start])
        also = _ALSO.match(self.text, event.end, sentence.end) is not None
        if not also and (many is None or not (event.date is not None or event.narrated)):
            return None
        if many is None:
            return Umbrella(event, self._numbers[sentence.start])
        apart = ":" in self.text[many.end() : event.start]
        apart = apart or (many.end() <= event.start and self.text.startswith(_AMONG_THEM, many.end()))
        if apart and ";" in self.text[event.end : sentence.end]:
            return None  # 多个项目传来好消息:A通过验收;B可研完成评审; 三个项目中,A封顶;B…
        return Umbrella(event, self._numbers[sentence.start])

    def _counted_lines(self, clusters: Sequence[NameCluster]) -> frozenset[int]:
        """Where paragraphs begin with as many names as the event counted (三大项目同日开工⏎A…⏎B…⏎C…)."""
        firsts = sorted(min(c.start for c in k.candidates) for k in clusters)
        opening = [n for n in firsts if _OPENS_LINE.search(self.text, max(0, n - _OWNER), n)]
        found: set[int] = set()
        for umbrella in self.umbrellas:
            sentence = self._sentences[umbrella.sentence]
            count = _COUNT.search(self.text, sentence.start, sentence.end)
            below = opening[bisect_left(opening, sentence.end) :]
            if count is not None and parse_numeral(count["count"]) == len(below) == len(firsts) - bisect_left(
                firsts, sentence.end
            ):
                found.update(below)
            following = self._sentences[umbrella.sentence + 1 : umbrella.sentence + 2]
            behind = [n for s in following for n in firsts[bisect_left(firsts, s.start) : bisect_left(firsts, s.end)]]
            if count is not None and len(behind) > 1 and parse_numeral(count["count"]) == len(behind):
                found.update(behind)  # 三个项目签约,协议投资23亿元。A…;B…;C…
        return frozenset(found)

    def _is_introduced(self, sentence: Sentence, first: int) -> bool:
        """Whether the sentence introduces undertakings, or goes on with those that 其中 has introduced."""
        if _INTRODUCES.search(self.text, sentence.start, first) or _IN_ROW.match(self.text, first, sentence.end):
            return True
        number = self._numbers[sentence.start]
        if any(":" in self.text[u.event.end : first] for u in self._within(number, 0)):
            return True  # 签约项目4个:A项目、B项目
        return self._lead_of(number) is not None

    def _follows_ceremony(self, sentence: Sentence, first: int) -> bool:
        """Whether an undertaking is what a sentence right behind a common ceremony is about."""
        # 管委会签下3个项目:A投资…的X;B投资…的Y: each part has a subject of its own
        start = max(sentence.start, *(self.text.rfind(mark, sentence.start, first) + 1 for mark in ";:"))
        subject = _SUBJECT.fullmatch(self.text, start, first) is not None
        firm = _FIRM_WILL.fullmatch(self.text, start, first) and _LEAVES.search(self.text, start, first) is None
        if not subject and not firm:
            return False
        number = self._numbers[sentence.start]
        for umbrella in reversed(self._within(number - 1, _PARAGRAPH_REACH)):
            told = self._sentences[umbrella.sentence]
            date = umbrella.event.date
            common = date is not None and _is_short(date) and _COMMON.search(self.text, told.start, told.end)
            common = common if subject or umbrella.event.kind is MilestoneKind.SIGNED else None
            between = self.text[told.end : sentence.start]
            if common and _LEAVES.search(between) is None:
                return True
        return False

    def _lead_of(self, number: int) -> int | None:
        """The number of the sentence that opens on 其中 or the like, with which this one goes on."""
        near = range(number - 1, max(-1, number - _REACH), -1)
        found = next((n for n in near if self._goes_on(n)), None)
        if found is not None:
            return found
        # A paragraph that opens so goes on to its end, as long as each sentence names its own undertaking.
        paragraph = self._index.first_of_paragraph(self._sentences[number].start)
        if paragraph is None:
            return None
        first = self._numbers[paragraph.start]
        return first if number - first <= _PARAGRAPH_REACH and self._goes_on(first) else None

    def _goes_on(self, number: int) -> bool:
        sentence = self._sentences[number]
        return _GOES_ON.match(self.text, sentence.start, sentence.end) is not None

    def _is_line_of_list(self, sentence: Sentence) -> bool:
        """Whether a sentence is a line of its own below one that ends on a colon or semicolon (主要项目如下:⏎A;⏎B;)."""
        before = self.text[max(0, sentence.start - _INDENT) : sentence.start].rstrip(" \t\u3000")
        if not before.endswith("\n"):
            return False
        return before.rstrip().endswith((":", ";")) or self._goes_on_with_labels(sentence.start)

    def _goes_on_with_labels(self, start: int) -> bool:
        """Whether a line and those above it, up to one that ends on a colon, each begin with a label."""
        for _ in range(_MAX_LABELLED):
            if _LABELLED.match(self.text, start) is None:
                return False
            above = self.text[:start].rstrip()
            if above.endswith(":"):
                return True
            start = above.rfind("\n") + 1
        return False

    def _is_at_venue(self, sentence: Sentence, first: int) -> bool:
        """Whether a sentence, the one before it or that which opens its paragraph speaks of a venue of the ceremony.

        A县分会场设在…; 在A县分会场,X破土。B县的Y投资2亿元。
        """
        if self._opens_venue(sentence, first):
            return True
        opening = self._index.first_of_paragraph(sentence.start)
        return opening is not None and _BRANCH_VENUE.search(self.text, opening.start, opening.end) is not None

    def _opens_venue(self, sentence: Sentence, first: int) -> bool:
        """Whether a sentence, or the one before it, speaks of a venue itself."""
        if _BRANCH_VENUE.search(self.text, sentence.start, first):
            return True
        before = self._index.at(sentence.start - 1)
        return (
            before is not None
            and before.end == sentence.start
            and _BRANCH_VENUE.search(self.text, before.start, before.end) is not None
        )

    def _goes_through_venues(self, sentence: Sentence, first: int) -> bool:
        """Whether a paragraph that opens on a venue goes through the others (在甲县分会场,A动工。…乙区的B…)."""
        opening = self._index.first_of_paragraph(sentence.start)
        near = opening is not None and self._numbers[sentence.start] - self._numbers[opening.start] < _REACH
        opens = opening is not None and _OPENS_ON_VENUE.match(self.text, opening.start, opening.end)
        return bool(near and opens and _SUBJECT.fullmatch(self.text, sentence.start, first))

    def is_begun_at_venue(self, cluster: NameCluster) -> bool:
        """Whether an undertaking is named at a venue of a common ceremony, whatever was agreed on it before."""
        first = min(c.start for c in cluster.candidates)
        sentence = self._index.at(first)
        return sentence is not None and self._opens_venue(sentence, first)

    def is_of_class(self, cluster: NameCluster) -> bool:
        """Whether a class introduces an undertaking (竣工项目中,A…)."""
        first = min(c.start for c in cluster.candidates)
        sentence = self._index.at(first)
        return sentence is not None and counted_class(self.text[sentence.start : first]) is not None

    def _within(self, number: int, reach: int) -> list[Umbrella]:
        """Umbrellas of a sentence and of the ``reach`` sentences before it."""
        return self.umbrellas[bisect_left(self._at, number - reach) : bisect_right(self._at, number)]

    def _is_other_list(self, umbrella: Umbrella, number: int) -> bool:
        """Whether a line that opens a list of plans stands between the event and a numbered sentence."""
        between = self._sentences[umbrella.sentence + 1 : number]
        plain = [s for s in between if _NUMBERED.match(self.text, s.start, s.end) is None]
        return any(
            self.text[s.end - 1] == ":" and _OTHER_LIST.search(self.text, s.start, s.end) is not None for s in plain
        )

    def _is_of_others(self, umbrella: Umbrella, number: int) -> bool:
        """Whether other undertakings are counted behind what a season tells (一季度新开工68个。A等17个被列为…)."""
        date = umbrella.event.date
        if date is None or _is_short(date):
            return False
        between = self._sentences[umbrella.sentence + 1 : number][-_PARAGRAPH_REACH:]
        others = (_COUNT, _OF_THIS_YEAR) if date.end is not None and date.grain is Grain.YEAR else (_COUNT,)
        return any(p.search(self.text, s.start, s.end) for s in between for p in others)

    def _of_counted_class(self, kind: MilestoneKind, start: int, end: int, sentence: Sentence) -> list[Event]:
        """The event of a counted class on the day of the common ceremony (集中开竣工活动…竣工项目7个,包括A)."""
        near = self._within(self._numbers[sentence.start], _REACH)
        own = [u.event for u in near if u.event.kind is kind]
        if own:
            return own[-1:]
        if self.text.startswith(_AMONG, sentence.start + end):
            near = [u for u in near if self._serves_both(u)]
        dated = [u.event for u in near if u.event.date is not None]
        here = sentence.start
        return [replace(e, kind=kind, stage=None, start=here + start, end=here + end) for e in dated[-1:]]

    def _of_class_of_both(self, sentence: Sentence, first: int) -> list[Event]:
        """The event of a class, on the day of a ceremony for starts and ends of works (开工项目包括:A、B)."""
        classes = list(CLASS_OF_LIST.finditer(self.text, sentence.start, first))
        kinds = tuple(kinds_of_class(self.text[sentence.start : first]))
        if not classes or not classes[-1]["class"] or not kinds or kinds[0] not in _OF_WORKS:
            return []
        near = self._within(self._numbers[sentence.start], _LIST_REACH)
        dated = [u.event for u in near if u.event.date is not None and self._serves_both(u)]
        start, end = classes[-1].span("class")
        return [replace(e, kind=kinds[0], stage=None, start=start, end=end) for e in dated[-1:]]

    def day_of(self, cluster: NameCluster, event: Event) -> Event | None:
        """The dated event of the same kind that a sentence shortly before tells of many undertakings."""
        sentence = self._index.at(min(c.start for c in cluster.candidates))
        if sentence is None:
            return None
        common = _AT_VENUE.search(self.text, sentence.start, event.start) is not None
        days = {u.event.date for u in self.umbrellas if u.event.kind is event.kind and u.event.date is not None}
        far = common or len(days) == 1  # …方面,签约了A、B: of the one ceremony that the article tells of
        near = self._within(self._numbers[sentence.start], _LIST_REACH if far else _REACH)
        told = [u.event for u in near if self._is_of_kind(u, event) and u.event.end <= event.start]
        of_them = _OF_THEM.match(self.text, sentence.start) is not None  # 上半年签约项目6个。其中,A签约的X项目…
        return next((e for e in reversed(told) if e.date is not None and (of_them or _is_short(e.date))), None)

    def _is_of_kind(self, umbrella: Umbrella, event: Event) -> bool:
        """Whether the common ceremony is one for such an event; one for starts and ends serves both."""
        if umbrella.event.kind is event.kind:
            return True
        return self._serves_both(umbrella) and umbrella.event.kind in _OF_WORKS and event.kind in _OF_WORKS

    def _serves_both(self, umbrella: Umbrella) -> bool:
        """Whether a common ceremony is one for starts and for ends of works."""
        sentence = self._sentences[umbrella.sentence]
        return _BOTH_WAYS.search(self.text, sentence.start, sentence.end) is not None

    def _tells_both(self, umbrella: Umbrella) -> bool:
        """Whether the word itself is of starts and ends, which tells of none of them what it was (开竣工活动)."""
        start = umbrella.event.start
        return any(m.start() <= start < m.end() for m in _BOTH_WAYS.finditer(self.text, max(0, start - 4), start + 8))

    def is_beside(self, cluster: NameCluster, event: Event) -> bool:
        """Whether an event is told in the sentence that first names an undertaking."""
        sentence = self._index.at(min(c.start for c in cluster.candidates))
        return sentence is not None and sentence.start <= event.start < sentence.end

    def of(self, cluster: NameCluster) -> list[Event]:
        """The events that a roundup tells, in one word, of an undertaking which it names after it (竣工投产 is two)."""
        first = min(c.start for c in cluster.candidates)
        sentence = self._index.at(first)
        if sentence is None:
            return []
        numbered = _NUMBERED.match(self.text, sentence.start, first) is not None or self._is_line_of_list(sentence)
        numbered = numbered or first in self._counted
        numbered = numbered or _COUNT_LABEL.match(self.text, sentence.start, first) is not None
        at_venue = self._is_at_venue(sentence, first)
        if VISITED.search(self.text, sentence.start, first):
            return []
        through = self._goes_through_venues(sentence, first)
        follows = not (numbered or at_venue) and self._follows_ceremony(sentence, first)
        told = numbered or at_venue or through or follows
        if not told and not self._is_introduced(sentence, first):
            return []
        if (counted := counted_class(self.text[sentence.start : first])) is not None:
            return self._of_counted_class(*counted, sentence)
        of_class = kinds_of_class(self.text[sentence.start : first])
        number = self._numbers[sentence.start]
        reach = _LIST_REACH if numbered or at_venue or through else (_PARAGRAPH_REACH if follows else _REACH)
        lead = None if numbered or at_venue else self._lead_of(number)
        reach = reach if lead is None else max(reach, number - lead + _REACH - 1)
        near = [u for u in self._within(number, reach) if u.event.end <= first and u.event.kind in of_class]
        if numbered:
            near = [u for u in near if not self._is_other_list(u, number)]
        near = [u for u in near if not self._is_of_others(u, number)]
        if not near and (both := self._of_class_of_both(sentence, first)):
            return both
        near = [u for u in near if not self._tells_both(u)]
        if not _OF_THEM.match(self.text, sentence.start):
            # 核准3个风电项目:A、B
            here = ":" in self.text[sentence.start : first]
            near = [u for u in near if u.event.kind is not MilestoneKind.APPROVED or (here and u.sentence == number)]
        dated = [u for u in near if u.event.date is not None]
        return [u.event for u in dated or near if u.event.start == (dated or near)[-1].event.start]
