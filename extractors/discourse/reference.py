"""Words by which a text refers back to an undertaking: 该项目, 这座电站, and heads that open a clause (电站…)."""

import re
from collections.abc import Iterator
from typing import Literal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.lexicon import name_lexicon
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import HeadEntry

_DEICTIC = lazy(
    r"(?:(?<![个批些类大])新(?=项目)|这些|这批|该|此|(?<![基根日成资版标课剧样])本|这一|这个|这座|这条|上述|整[个座条段套栋]|其(?![中他余它实]))"
)
_THIS_TIME = lazy(
    r"(?:此|本|这)次(?P<works>扩机|扩建|扩产|扩能|扩容|增容|技改|改造|改扩建|加固|除险加固|重建|迁建|搬迁|提标|升级改造|整治|维修)(?!项目|工程|后|前)"
)
_MAX_BETWEEN = 4  # characters between 该 and the head: 该光伏电站
_THIS = lazy(r"这(?:一|[座条项套所家个处栋幢片台期]|(?:也|正|将|还)?是)")  # 这是A集团投资的第二座工厂
_POINTER = lazy(rf"(?=[新这该此本上整其])(?:{_DEICTIC.pattern}|{_THIS.pattern})")
_MODIFIED = lazy(r"[^,。;:]{2,30}的")
_MAX_BEHIND = 6  # 这座总投资3亿元的县级现代化|电站
_OPENS = lazy(
    r"(?:(?<=[,;。!?:\n“”】])|^)\s*(?:目前|据悉|据介绍|据了解|其中|同时|届时|此外|建成后的?|,|整[个座条段套栋])*(?:全部|整个)?"
)
_OPENERS = frozenset("目据其同届此建,整全")  # what those words begin with
_NO_HEADS = ("园区", "路段", "线路")  # words for an undertaking on which no name ends
_COUNTED = lazy(r"\d[\d.]*万?(?:余|多)?(?:个|项|家|件)|占\d[\d.]*%|占比")  # “三类500强”项目30个, 工业项目占54%
_QUOTED_NAME = lazy(r"“[^“”]{4,40}(?:项目|工程|基地|工厂|生产线|中心|产业园)”")
# 某商社持有项目30%的权益, 某银行牵头为项目发放4.2亿元贷款: of the one spoken of, though the words open no clause
_HELD = lazy(
    r"(?:为|给|向|对)(?P<funded>项目)(?=(?:[一二三]期|建设)?(?:共|累计|先后|独家)?(?:发放|提供|授信|投放|放款|批出|批贷|贷款|融资|注资)"
    r"[^,。;、]{0,12}?\d[\d.,]*[万亿]*(?:港|美|欧|日)?元)|"
    r"(?:持有|拥有|占有?|认购|收购|转让)(?P<head>项目)(?:公司)?"
    r"(?=\d[\d.]*%|[^,。;\d]{0,6}\d[\d.]*%的?(?:股|权益|份额))"
)
_MARK = lazy(r"[,;。!?:\n“”]")
_WORKS = lazy(
    r"(?:扩产|扩建|技改|改扩建|改建|改造|迁建|搬迁|新建|重建|拓宽|整治)(?=项目|工程)"
)  # 扩产项目总投资6.8亿元
_LINE = lazy(r"全线(?!飘|上涨|下跌|溃|工程)")
# 该桥全长1.2公里, 全园规划用地300亩, 线路东起平山: said shortly of what its name calls more fully
_SHORTLY = lazy(
    r"(?:(?:该|此|全(?!线)|整[座个条栋套])(?P<kind>[园厂站桥矿馆库线路校院港楼隧塔])"
    r"|(?:该|此|整[座个条栋])?(?P<word>线路|路线|主线|桥梁|主桥|场馆|矿山|港口|厂区|管线|管道|电场|道路)"
    r"|新(?P<new>机场|码头|大桥|桥|馆|医院|学校|校区|院区|水库|车间|装置|生产线|电站|隧道|公路|铁路|线|大楼|港区|园区))"
    r"(?=的?(?:总|占|全部|全长|[长宽高]\d|长约|建成|投产|达产|投用|建有|设[有计床站]|[于由将已可拟年日共分正是为起,\d]|计划|预计|规划|位于|采用|今年|明年|去年"
    r"|建筑|投资|概算|主体|建设(?!完成投资|总?投资|资金)|施工|工程|首期|一期|二期|[东西南北]起|运营|开通|通车))"
)
_FIRSTS = frozenset("扩技改迁搬新重拓整全该此线路主桥场矿港厂管电道")  # what those three begin with
# 坚持“项目为王”: a slogan; 引进“三类500强”项目30个: a count
_COMPOUND = lazy(
    r"[\u4e00-\u9fff]{0,2}(?:项目|工程)|为王|[攻突]坚年|建设年|[共有达超约近逾已]{0,2}\d+[个项家](?!标段|子)"
)
# 园区引进过…: the zone acts, and is no undertaking.
_ZONE_ACTS = lazy(
    r"(?:还|已|共|又|也|今年|去年|先后|累计)*"
    r"(?:引进|招引|招商|签约|新签|现有|已有|拥有|聚集|集聚|入驻|里|内|给|实现|管委会|干脆|出手|企业|首[家间个]|第[一二三]家|进驻|厂商|业者)"
)


# 园区已入驻企业63家: what goes on in a park that is the undertaking itself
_HOSTS = lazy(
    r"(?:目前|现|已经?|共|累计)*(?:入驻|进驻|入园|吸引)(?:了)?(?:各类)?(?:企业|商户|厂商|加工户)?(?:约|近|超过?)?\d"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words from ``start`` to ``end`` that may refer back; ``head`` begins at ``at``.

    ``kind``: named (该项目), bare (a clause opens on the head), line (全线) host (园区已入驻企业63家),
    short (该桥) or funded (为项目发放贷款).
    """

    start: int
    at: int
    end: int
    head: str
    kind: Literal["named", "bare", "line", "host", "short", "funded"]


class BackReferences:
    """Words of a text that may refer back to an undertaking, found once however often the text is read again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads = name_lexicon().heads
        self._firsts = _firsts()
        self._actions = _actions()
        self._found: dict[tuple[int, int], list[Reference]] = {}

    def of_clause(self, start: int, end: int) -> list[Reference]:
        """The references of a clause, in order; they do not overlap."""
        found = self._found.get((start, end))
        if found is None:
            found = [r for r in self._find(start, end) if not self._goes_on_as_other(r.end)]
            self._found[start, end] = found
        return found

    def _goes_on_as_other(self, at: int) -> bool:
        """Whether what stands behind a word makes it a count or what a quoted name is (募投项目|“X研发中心项目”)."""
        return any(p.match(self._text, at) is not None for p in (_COUNTED, _QUOTED_NAME))

    def _find(self, start: int, end: int) -> list[Reference]:
        held = _HELD.search(self._text, start, end) if self._text.find("项目", start, end) > start else None
        if held is not None:
            kind: Literal["named", "funded"] = "funded" if held["funded"] else "named"
            at, stop = held.span(held.lastgroup or 0)
            return [Reference(held.start(), at, stop, "项目", kind)]
        if pat.DEICTIC_OR_MARK.search(self._text, start, end) is None:
            return [r for r in (self._opened(start, end),) if r is not None]
        if _MARK.search(self._text, start, end) is None:
            opened = [r for r in (self._opened(start, end),) if r is not None]
        else:
            marks = _OPENS.finditer(self._text, start, end)
            opened = [r for r in [self._behind_opening(m, end) for m in marks] if r is not None]
        kept: list[Reference] = []
        for reference in sorted([*self._pointed(start, end), *opened], key=lambda r: r.start):
            if not kept or reference.start >= kept[-1].end:
                kept.append(reference)
        return kept

    def _pointed(self, start: int, end: int) -> Iterator[Reference]:
        """References by a demonstrative and a head a few characters behind it."""
        at = start
        while (pointer := _POINTER.search(self._text, at, end)) is not None:
            first = pointer.start()
            if (time := _THIS_TIME.match(self._text, first, end)) is not None:
                yield Reference(first, time.start("works"), time.end(), "工程", "named")  # 本次加固总投资3200万元
                at = time.end()
                continue
            word, this = (p.match(self._text, first, end) for p in (_DEICTIC, _THIS))
            head = None if word is None else self._behind(word.end(), end, _MAX_BETWEEN)
            if head is None and this is not None:
                head = self._behind_this(this.end(), end)
            if head is not None:
                yield Reference(first, head[0], head[1], self._text[slice(*head)], "named")
            at = first + 1 if head is None else head[1]

    def _behind(self, at: int, end: int, most: int) -> tuple[int, int] | None:
        """The first head that begins within so many characters of a word."""
        for first in range(at, min(at + most, end) + 1):
            head = self._head_at(first, end)
            if head is not None:
                return first, head
            if not "\u4e00" <= self._text[first : first + 1] <= "\u9fff":
                return None
        return None

    def _behind_this(self, at: int, end: int) -> tuple[int, int] | None:
        """The head behind 这座 and a phrase that ends on 的, the longest that leads to one."""
        stop = at + 31
        while (phrase := _MODIFIED.match(self._text, at, min(end, stop))) is not None:
            if (head := self._behind(phrase.end(), end, _MAX_BEHIND)) is not None:
                return head
            stop = phrase.end() - 1
        return self._behind(at, end, _MAX_BEHIND)

    def _head_at(self, at: int, end: int) -> int | None:
        if self._text.startswith(_NO_HEADS, at, end):
            return at + 2
        head = self._heads.match(self._text, at, end)
        return None if head is None else head.end()

    def _opened(self, at: int, end: int) -> Reference | None:
        """The reference on which what follows a mark opens: a head of two or more characters, or 全线."""
        first = self._text[at]
        if first not in self._firsts and first not in _OPENERS and not first.isspace():
            return None
        opening = _OPENS.match(self._text, at, end)
        return None if opening is None else self._behind_opening(opening, end)

    def _behind_opening(self, opening: re.Match[str], end: int) -> Reference | None:
        if self._text[opening.end() : opening.end() + 1] not in self._firsts:
            return None
        short = _SHORTLY.match(self._text, opening.end(), end)
        if short is not None:
            head = short["kind"] or short["word"] or short["new"]
            pointed = self._text[short.start()] in "该此"
            return Reference(opening.start(), short.start(), short.end(), head, "named" if pointed else "short")
        works = _WORKS.match(self._text, opening.end(), end)
        first = works.end() if works else opening.end()
        head = self._heads.match(self._text, first, end)
        if head is not None and len(head.group()) > 1 and head.group() not in self._actions:
            acts = head.group().endswith("园区") and _ZONE_ACTS.match(self._text, head.end(), end)
            if acts and _HOSTS.match(self._text, head.end(), end):
                return Reference(opening.start(), first, head.end(), "园区", "host")
            if not acts and _COMPOUND.match(self._text, head.end(), end) is None:
                named = self._text[opening.end() : head.end()]  # 改建工程总投资5.6亿元
                return Reference(opening.start(), first, head.end(), named, "bare")
        line = _LINE.match(self._text, first, end)
        return None if line is None else Reference(opening.start(), first, line.end(), line.group(), "line")


@per_lexicon
def _firsts() -> frozenset[str]:
    """Characters with which a head, or what stands in front of one, can begin."""
    return name_lexicon().heads.firsts | _FIRSTS


@per_lexicon
def _actions() -> frozenset[str]:
    """Words for what is done to a thing, verbs where they open a clause (改造老旧小区38个)."""
    return frozenset(s for e in load_lexicon("project_heads", HeadEntry) if e.id == "head.action" for s in e.surface)
