"""Candidate names of undertakings: a head noun with its tail to the right, the border found to the left.

A candidate is not yet a project: ``assemble`` keeps those that something in the text supports.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.body import is_being_built
from kaigong.extractors.project.name import patterns as pat
from kaigong.extractors.project.name.class_name import is_class
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.headless import HeadlessNames
from kaigong.extractors.project.name.lexicon import TAIL, NameCandidate
from kaigong.extractors.project.name.location import is_built_there, is_located
from kaigong.extractors.project.name.phrase import is_no_phrase
from kaigong.extractors.project.name.refusal import is_refused
from kaigong.extractors.project.name.span import NameSpan, find_span
from kaigong.extractors.project.name.town import leading_town
from kaigong.extractors.project.name.wording import MIN_NAMED, ends_on_head, is_proper, is_specific, rest_of
from kaigong.schemas.document import Document, Sentence

# What ends like a name without a head noun of the lexicon, and the characters of which each holds one.
OTHER_HEADS = (
    (pat.NTH_HOUSE, "第期"),
    (pat.BODY_HOUSE, "楼"),
    (pat.BODY_SITE, "区"),
    (pat.SIZED_POWER, "瓦W"),
    (pat.POWER_WON, "瓦W"),
    (pat.NUCLEAR_UNIT, "核"),
    (pat.LINE_PIPE, "管线"),
    (pat.CITY_RAIL, "捷轻"),
    (pat.STATION_PHASE, "站厂"),
    (pat.MEASURED_LINE, "线"),
    (pat.PRODUCT_LINE, "线"),
    (pat.FIRST_LINE, "线"),
    (pat.SMALL_BRIDGE, "桥"),
    (pat.DIRECT_CURRENT, "伏"),
    (pat.PORT, "港"),
    (pat.STATION, "站"),
)
# 冷链产业园首栋|标准厂房封顶: the first house of the park
_FIRST_HOUSE = lazy(
    r".{2,}(?:园|园区|基地|工厂|项目|中心)的?(?:首|第一)(?:批|[栋幢座间条])(?:标准)?(?:厂房|冷库|仓库|车间|宿舍楼?|办公楼|产线|生产线)"
)
_PLANTS = ("基地", "工厂", "厂", "产业园")
_TORN_DOWN = ("推倒", "拆除", "拆掉", "拆了", "拆除后")
_TO_DO_REACH = 60  # characters before a name in which a clause of a list of things to do begins
_KIND_REACH = 6  # characters between a quoted name with 的 and the kind of it
_PUSH_REACH = 6  # characters before a name in which a verb says that somebody sees to it
_LINE_GOODS = lazy(r"路板|缆|束|圈|绳|材(?!料)")  # 年产|线路板180万平方米, 生产|线缆: what is made
_FIRM_GOES_ON = lazy(
    r"商事|(?:化工|化学|精机|机械|工业|重工业?|电机|建设|物产|产业)*(?:株式会社|会社|制作所|商会)"
)  # what firms of Japan end on
_BUILDS_REACH = 16  # characters before a line in which a verb says that it is built


class NameFinder:
    """Finds the candidate names of one document."""

    def __init__(self, document: Document, names: NameContext) -> None:
        self.document = document
        self.text = document.text
        self.names = names

    def find(self) -> list[NameCandidate]:
        """All candidates, sorted by start; they do not overlap."""
        found: list[NameCandidate] = []
        headless = HeadlessNames(self.document, self.names)
        for sentence in self.document.sentences:
            headed = list(self._in_sentence(sentence))
            if len(headed) == 1 and headed[0].located and self._is_visited(sentence, headed[0]):
                headed = [replace(headed[0], located=False)]
            other = headless.of(sentence)
            free = [o for o in other if all(o.end <= c.start or c.end <= o.start for c in headed)]
            quotes = {c.start - 1 for c in free if c.rule == "project.quoted"}
            headed = [c for c in headed if c.end not in quotes and not self._is_kind_of_quoted(c, quotes)]
            found += sorted([*headed, *free], key=lambda c: c.start)
        return found

    def _is_kind_of_quoted(self, name: NameCandidate, quotes: Collection[int]) -> bool:
        """Whether it only says of what kind a quoted name is (火炭商厦“科汇坊”, 名为“檀悦”的高端住宅小区)."""
        closes = self.text.rfind("”的", max(0, name.start - _KIND_REACH), name.start)
        return closes >= 0 and self.text.rfind("“", 0, closes) in quotes

    def _is_visited(self, sentence: Sentence, name: NameCandidate) -> bool:
        """Whether a sentence tells of what it is visited for (在不远处的X产业园,4栋厂房已经封顶)."""
        told = pat.TOLD_AFTER_VISIT.match(self.text, name.end, sentence.end)
        if told is not None and (told.group()[0] != "," or pat.VENUE_AT.search(self.text, sentence.start, name.start)):
            return True
        opens = pat.VISIT.match(self.text, sentence.start, name.start)
        if opens is None or opens.end() != name.start or self.names.begins_company(name.end + 1):
            return False
        return pat.IN_VIEW.match(self.text, name.end, sentence.end) is not None

    def _in_sentence(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Candidates of a sentence, right to left so that the last head of a compound wins."""
        found: list[NameCandidate] = []
        limit = sentence.end
        for start, end, head in reversed(self._head_ends(sentence)):
            if end > limit:
                continue
            candidate = self._candidate(sentence, start, end, head)
            if candidate is None or (found and self._is_site_of(candidate, found[-1])):
                continue
            if _FIRST_HOUSE.fullmatch(candidate.text):
                continue
            if found and (self._has_part(candidate, found[-1]) or self._is_other_name(candidate, found[-1])):
                found.pop()
            if found:
                found[-1:] = self._items_behind(candidate, found[-1])
            found.append(candidate)
            limit = candidate.start
        yield from reversed(found)

    def _is_site_of(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        """Whether a zone or a plant is only where the undertaking is that is named right behind.

        花山工业园的工业硅技改; 红星橡胶加工厂的标准胶生产线扩建工程.
        """
        if not candidate.weak or not self._is_joined(candidate, following):
            return False
        works = not following.weak and pat.PLANT.search(candidate.text) is not None
        return works or pat.ZONE_WORD.search(candidate.text) is not None

    def _has_part(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        """Whether what is named behind 的 or by its number is a part of an undertaking (X项目|第一条80万吨生产线)."""
        nth = pat.NTH_PART.fullmatch(self.text, candidate.end, following.start) if following.weak else None
        if nth is not None and candidate.text.endswith(_PLANTS) and following.text.endswith("产线"):
            return True  # X基地的首条|阴极铜产线投料
        if candidate.weak or not following.weak or not candidate.text.endswith(("项目", "工程")):
            return False
        return nth is not None or self._is_joined(candidate, following)

    def _is_other_name(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        """Whether what follows in brackets is what else it is called (云岭医院(云岭省肿瘤中心)奠基)."""
        opens, closes = self.text[candidate.end : following.start], self.text[following.end : following.end + 1]
        return opens == "(" and closes == ")"

    def _items_behind(self, candidate: NameCandidate, following: NameCandidate) -> list[NameCandidate]:
        """The items one by one, last first, where what follows a name in a list holds several.

        X生态廊道、|沙颍河航运、安罗高速
        """
        pieces = following.text.split("、")
        listed = following.start == candidate.end + 1 and self.text[candidate.end] == "、"
        if not listed or len(pieces) == 1 or any(rest_of(p) < MIN_NAMED or p[0].isdigit() for p in pieces):
            return [following]
        items, end = [], following.end
        for piece in reversed(pieces):
            start = end - len(piece)
            headed = end == following.end or ends_on_head(piece)
            if headed or is_proper(self.names, start, end):
                built = following.governed or candidate.governed
                items.append(replace(following, start=start, end=end, text=piece, governed=built, coordinated=True))
            end = start - 1
        return items

    def _is_joined(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        return following.start == candidate.end + 1 and self.text.startswith("的", candidate.end)

    def _head_ends(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """(start of head, end of name, head) of all heads and bare phase words, in order."""
        text, first, last = self.text, sentence.start, sentence.end
        ends = []
        bracketed = text.find("(", first, last) >= 0
        reaches = [m.span() for m in pat.REACH_ASIDE.finditer(text, first, last)] if bracketed else []
        for match in self.names.lexicon.heads.finditer(text, first, last):
            start, end, head = match.start(), match.end(), match.group()
            if any(a < start < b for a, b in reaches) or self._is_of_word(head, start, end):
                continue
            if not self.names.inside_organisation(start, end) or is_being_built(self.names, sentence, end):
                tail = TAIL.match(text, end, last)
                ends.append((start, tail.end() if tail else end, head))
        ends += self._heads_if_told(sentence)
        if text.find("期", first, last) >= 0:
            for match in pat.PHASE_END.finditer(text, first, last):
                units = pat.PHASE_UNITS.match(text, match.start(), last)
                ends.append((match.start(), units.end() if units else match.end(), "期"))
        here = set(text[first:last])
        for pattern, characters in OTHER_HEADS:
            if not here.isdisjoint(characters):
                found = pattern.finditer(text, first, last)
                if pattern is pat.STATION:
                    found = (m for m in found if self._is_place(m.start(), m.start("head")))
                ends += [(m.start("head"), m.end(), m["head"]) for m in found]
        if not here.isdisjoint("环线管口"):
            ends += self._lines_told_of(sentence)
        return sorted(ends, key=lambda e: (e[1], -e[0]))

    def _heads_if_told(self, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
        """Heads that count only by what is told right behind them (青山渡口|总投资3亿元, 县城灯塔|6月开工)."""
        for match in self.names.lexicon.told.finditer(self.text, sentence.start, sentence.end):
            start, end = match.span()
            told = any(p.match(self.text, end, sentence.end) for p in (pat.OWN_SUM, pat.TOLD))
            if told and not self.names.inside_organisation(start, end):
                yield start, end, match.group()

    def _lines_told_of(self, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
        """Ring roads, bypasses and second lines of which works are told (由市路桥公司承建的西二环)."""
        text, first, last = self.text, sentence.start, sentence.end
        for match in pat.WORKS_LINE.finditer(text, first, last):
            told = pat.TOLD.match(text, match.end(), last) or pat.OF_WORKS_LINE.match(text, match.end(), last)
            if told or pat.BUILDS_LINE.search(text, max(first, match.start() - _BUILDS_REACH), match.start()):
                kind = match.lastgroup or "head"
                yield match.start(kind), match.end(), match[kind]

    def _is_place(self, start: int, end: int) -> bool:
        return any(p.end == end for p in self.names.places.starting_at(start))

    def _is_of_word(self, head: str, start: int, end: int) -> bool:
        """Whether it is no head but belongs to what follows (各项|目标任务, X工程|项目建议书, X公园|总工程经费)."""
        if head.endswith("产线") and _LINE_GOODS.match(self.text, end):
            return True
        if _FIRM_GOES_ON.match(self.text, end):
            return True  # 日本|新城|商事
        if head in ("扩建", "增建") and pat.PHASE_HOUSE.match(self.text, end):
            return True
        if head == "重建" and self.text.endswith(_TORN_DOWN, 0, start):
            return True  # 人民路小学|推倒重建
        if head == "工程":
            return self.text.endswith("总", 0, start) and self.text.startswith(("经费", "造价", "预算"), end)
        if head != "项目":
            return False
        if self.text.startswith(("标任务", "标,", "标。"), end):
            return True
        return pat.PROPOSAL.match(self.text, max(0, start - 2)) is not None

    def _candidate(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameCandidate | None:
        names = self.names
        span = find_span(names, sentence, head_start, end, head)
        if span is None or (head in names.lexicon.told and not self._is_named(span)):
            return None
        if is_class(names, span) or is_refused(names, span) or is_no_phrase(names, span):
            return None
        headed = self._is_heading(span)
        governed = self._is_governed(span)
        rest = rest_of(span.text)
        return NameCandidate(
            span.start,
            span.end,
            span.text,
            "project.weak_head" if span.weak else "project.head",
            span.weak,
            headed or span.proper,
            is_specific(span.text, rest),
            governed,
            span.weak and not governed and is_located(names, span),
            rest >= MIN_NAMED,
            owner=self._owner_before(span.start),
            done=self._is_done(span),
            told=headed or self._is_told(span),
            to_do=self._is_to_do(span),
        )

    def _is_named(self, span: NameSpan) -> bool:
        """Whether its cost is told, or its name opens on a place, so that it is no part of another undertaking."""
        own = pat.OWN_SUM.match(self.text, span.end, span.sentence.end) is not None
        return own or leading_town(self.names, span.start, span.head_start) > span.start

    def _is_heading(self, span: NameSpan) -> bool:
        """Whether the name is the heading of an item which the next sentence goes on about (1.南绕城高速。全长…)."""
        sentence = span.sentence
        heading = pat.ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is None or heading.span("name") != (span.start, span.end):
            return False
        return any(p.match(self.text, sentence.end) for p in (pat.ITEM_GOES_ON, pat.ITEM_STATE))

    def _is_governed(self, span: NameSpan) -> bool:
        """Whether a verb of building governs the name, or something is built where it is."""
        if span.governed or span.plant:
            return True
        floor, start = span.floor, span.start
        if span.cut == "cut" and self.names.lexicon.builds.search(self.text[max(floor, start - 6) : start]):
            return True
        if pat.BUILDS_SIZED.search(self.text, floor, start) or pat.BUILDS_ONE.search(self.text, floor, start):
            return True
        if span.weak and pat.BEGINS_IT.search(self.text, max(span.sentence.start, start - 8), start):
            return True
        if self.text[start - 1 : start] == "“" and pat.SET_DOWN.search(self.text, floor, start - 1):
            return True
        brought = span.weak and pat.BROUGHT_IN.search(self.text, floor, start) is not None
        return brought or is_built_there(self.names, span)

    def _is_told(self, span: NameSpan) -> bool:
        """Whether its own predicate, its site, money or the verb of a series tells of it."""
        text, start, end, sentence = self.text, span.start, span.end, span.sentence
        if pat.TOLD.match(text, end, sentence.end):
            return True
        if (not span.weak or pat.ENDS_ON_ACTION.search(span.text)) and pat.SITE_BEHIND.match(text, end, sentence.end):
            return True
        if span.head in ("环", "线", "管道", "口岸", "线路") and pat.OF_WORKS_LINE.match(text, end, sentence.end):
            return True  # 绕城东线因与铁路线位冲突,开工日期一推再推
        if pat.FUNDED.search(text, span.floor, start) or pat.IS_KEY.match(text, end, sentence.end):
            return True
        if pat.BUILDS_THERE.match(text, end, sentence.end):
            return True
        if (not span.weak or pat.FUNDABLE.search(span.text)) and pat.FUNDS_BEHIND.match(text, end, sentence.end):
            return True
        if self._is_pushed(span):
            return True
        if span.weak and text[start - 1 : start] == "的" and pat.JUST_DONE.search(text, span.floor, start):
            return True  # 即将开工的城南客运站
        return pat.NEXT_VERB.search(text, max(sentence.start, start - 6), start) is not None

    def _is_to_do(self, span: NameSpan) -> bool:
        """Whether a list of things to do takes it up in a clause of its own (今年将建成A,新建|城北水厂|)."""
        text, sentence = self.text, span.sentence
        if not span.weak or pat.TO_DO_AFTER.match(text, span.end, sentence.end) is None:
            return False
        if pat.ENDS_ON_ACTION.search(span.text) and not span.proper:
            return False  # 推进采煤沉陷区综合治理: a kind of work
        opens = pat.AGENDA.search(text, sentence.start, span.start)
        if opens is None:
            return False
        taken = pat.TO_DO_BEFORE.search(text, max(opens.start(), span.start - _TO_DO_REACH), span.start)
        if taken is None:
            return False
        listed = bool(taken["more"]) or text[span.end : span.end + 1] in "、和及"
        return listed or pat.TO_DO_CLAUSE.search(text, opens.start(), sentence.end) is not None

    def _is_pushed(self, span: NameSpan) -> bool:
        """Whether somebody sees to a public work (加快推进|云景高速|建设)."""
        if pat.PUSHED_BEHIND.match(self.text, span.end, span.sentence.end) is None:
            return False
        first = max(span.sentence.start, span.start - _PUSH_REACH)
        pushed = pat.PUSH_BEFORE.search(self.text, first, span.start) is not None
        return pushed and pat.PUBLIC_WORK.search(span.text) is not None

    def _is_done(self, span: NameSpan) -> bool:
        """Whether a verb says that it was built (改造了五里亭立交), or that works were done (完成绕城段改造)."""
        done = pat.DONE.search(self.text, span.floor, span.start)
        if done is not None and (done["founds"] is None or span.text.endswith(("厂", "场", "矿", "线"))):
            return True  # 办起了魏桥印染厂, but no 办起了清洗中心
        if pat.ENDS_ON_ACTION.search(span.text) is None:
            return False
        did = pat.DID.search(self.text, span.floor, span.start)
        return (did or pat.IS_DONE.match(self.text, span.end)) is not None

    def _owner_before(self, start: int) -> str:
        """The company whose name ends where a name begins, or before its opening quote."""
        owner = self.names.organisation_before(start - (self.text[start - 1 : start] in ("“", "的")))
        return owner.text if owner is not None and owner.kind in COMPANY_KINDS else ""
