"""Candidate names of undertakings: a head noun with its tail to the right, the border found to the left.

A candidate is not yet a project: ``assemble`` keeps those that something in the text supports.
"""

from collections.abc import Iterator
from dataclasses import replace

from kaigong.extractors import project_name_patterns as pat
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.organisation_role import COMPANY_KINDS
from kaigong.extractors.project_context import NameContext
from kaigong.extractors.project_doubt import (
    function_words,
    is_counted_class,
    is_no_undertaking,
    is_of_it,
    is_zone_that_acts,
)
from kaigong.extractors.project_headless import HeadlessNames, is_denied
from kaigong.extractors.project_lexicon import MAX_NAME, TAIL, NameCandidate, name_lexicon
from kaigong.extractors.project_span import MIN_BARE_HEAD, NameSpan, SpanFinder
from kaigong.extractors.project_wording import (
    ends_on_head,
    is_generic,
    is_generic_at,
    is_plain_work,
    is_policy,
    is_proper,
    is_sector_at,
    is_specific,
    rest_of,
)
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

_IMPROVED = ("提升", "升级", "更新", "服务", "保护", "引进")  # 提升|医院硬件水平: done to what is no undertaking
_GROWN_ON = frozenset(["基地", "示范区", "温室", "智能大棚"])  # 新建日光温室2500亩: how much of a class
_TORN_HEADS = frozenset("段路")
_REACH_OF_IS = 72  # from what is spoken of to what it is said to be
_PUBLIC_HOUSES = frozenset({"hospital", "university", "institute", "school"})
_MIN_NAMED = 2
_COMPANY = lazy(r"(?:公司|集团|股份|银行|政府|委员会|[局委厅办])$")
_MAX_BARE_PART = 5
_MODIFIED_REACH = 160


class NameFinder:
    """Finds the candidate names of one document."""

    def __init__(self, document: Document, names: NameContext) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self.names = names
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._abroad = {m.start: m.end for m in document.mentions_of(Label.PLACE) if m.rule == "place.abroad"}
        self._tells_of_metro = "地铁" in self.text or "轨道交通" in self.text
        self._spans = SpanFinder(document, names, self._amounts)

    def find(self) -> list[NameCandidate]:
        """All candidates, sorted by start; they do not overlap."""
        found: list[NameCandidate] = []
        headless = HeadlessNames(self.document, self.names, self._amounts)
        for sentence in self.document.sentences:
            headed = list(self._in_sentence(sentence))
            if len(headed) == 1 and headed[0].located and self._is_visited(sentence, headed[0]):
                headed = [replace(headed[0], located=False)]
            other = list(headless.of(sentence))
            free = [o for o in other if all(o.end <= c.start or c.end <= o.start for c in headed)]
            found += sorted([*headed, *free], key=lambda c: c.start)
        return found

    def _is_visited(self, sentence: Sentence, name: NameCandidate) -> bool:
        """Whether a sentence opens on a visit to what it tells of (在不远处的X产业园,4栋厂房已经封顶)."""
        opens = pat.VISIT.match(self.text, sentence.start, name.start)
        if opens is None or opens.end() != name.start:
            return False
        return pat.IN_VIEW.match(self.text, name.end, sentence.end) is not None

    def _in_sentence(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Candidates of a sentence, right to left so that the last head of a compound wins."""
        ends = self._head_ends(sentence)
        found: list[NameCandidate] = []
        limit = sentence.end
        for start, end, head in reversed(ends):
            if end > limit:
                continue
            candidate = self._candidate(sentence, start, end, head)
            if candidate is None or (found and self._is_site_of(candidate, found[-1])):
                continue
            if found and self._has_part(candidate, found[-1]):
                found.pop()
            found.append(candidate)
            limit = candidate.start
        yield from reversed(found)

    def _is_site_of(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        """Whether a zone or a plant is only where the undertaking is that is named right behind.

        花山工业园的工业硅技改; 红星橡胶加工厂的标准胶生产线扩建工程.
        """
        if not candidate.weak or following.start != candidate.end + 1 or not self.text.startswith("的", candidate.end):
            return False
        works = not following.weak and pat.PLANT.search(candidate.text) is not None
        return works or pat.ZONE_WORD.search(candidate.text) is not None

    def _has_part(self, candidate: NameCandidate, following: NameCandidate) -> bool:
        """Whether what is named behind 的 is a part of an undertaking (X项目的裂解装置已经竣工)."""
        if candidate.weak or not following.weak or following.start != candidate.end + 1:
            return False
        return self.text.startswith("的", candidate.end) and pat.ENDS_ON_WORKS.search(candidate.text) is not None

    def _head_ends(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """(start of head, end of name, head) of all heads and bare phase words, in order."""
        ends = []
        reaches = [m.span() for m in pat.REACH_ASIDE.finditer(self.text, sentence.start, sentence.end)]
        for match in self.lexicon.heads.finditer(self.text, sentence.start, sentence.end):
            if any(a < match.start() < b for a, b in reaches):
                continue
            if match.group() == "项目" and self.text.startswith(("标任务", "标,", "标。"), match.end()):
                continue  # 规划各项|目标任务
            if match.group() == "项目" and pat.PROPOSAL.match(self.text, max(0, match.start() - 2)):
                continue  # X工程|项目建议书
            inside = self.names.inside_organisation(match.start(), match.end())
            if not inside or self._is_built_now(sentence, match.end()):
                tail = TAIL.match(self.text, match.end(), sentence.end)
                ends.append((match.start(), tail.end() if tail else match.end(), match.group()))
        phased = self.text.find("期", sentence.start, sentence.end) >= 0
        for match in pat.PHASE_END.finditer(self.text, sentence.start, sentence.end) if phased else ():
            units = pat.PHASE_UNITS.match(self.text, match.start(), sentence.end)
            ends.append((match.start(), units.end() if units else match.end(), "期"))
        for pattern in (
            pat.NTH_HOUSE,
            pat.SIZED_POWER,
            pat.NUCLEAR_UNIT,
            pat.LINE_PIPE,
            pat.CITY_RAIL,
            pat.MEASURED_LINE,
        ):
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                ends.append((match.start("head"), match.end(), match["head"]))
        return sorted(ends, key=lambda e: (e[1], -e[0]))

    def _is_built_now(self, sentence: Sentence, end: int) -> bool:
        """Whether what reads like a body that acts is being built (云岭粮库3月3日开工)."""
        body = self.names.organisation_before(end)
        if body is None or _COMPANY.search(body.text) or self.text.startswith(("路", "街"), end):
            return False
        if pat.BUILT_BY.search(self.text, max(sentence.start, body.start - 8), body.start):
            return True  # 由某集团兴建的郭家店酒精厂
        near = max(sentence.start, body.start - 20)
        if body.kind in _PUBLIC_HOUSES and pat.PAID_BY_SUM.search(self.text, near, body.start):
            return True  # 斥资约12.8亿元的天水围医院
        if pat.OWN_TOTAL.match(self.text, end, sentence.end) or pat.BY_CONTRACTOR.match(self.text, end, sentence.end):
            return True  # 平山县人民医院总投资3亿元,占地200亩; 雄安商务服务中心由中建集团承建
        return pat.BUILT_NOW.match(self.text, end, sentence.end) is not None

    def _candidate(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameCandidate | None:
        span = self._spans.span(sentence, head_start, end, head)
        if span is None or self._is_no_name(span) or self._is_refused(span) or self._is_doubtful(span):
            return None
        governed = span.governed or (
            span.cut == "cut" and self.lexicon.builds.search(self.text[max(span.floor, span.start - 6) : span.start])
        )
        governed = governed or pat.BUILDS_SIZED.search(self.text, span.floor, span.start)
        governed = governed or (span.weak and pat.BROUGHT_IN.search(self.text, span.floor, span.start))
        located, building = self._is_located(span.cut, span.floor, span.start, span.end)
        governed = bool(governed) or building or span.plant
        headed = self._is_heading(sentence, span)
        return NameCandidate(
            span.start,
            span.end,
            span.text,
            "project.weak_head" if span.weak else "project.head",
            span.weak,
            headed or is_proper(self.names, span.start, span.end),
            is_specific(self.text[span.start : span.end]),
            governed,
            located and span.weak and not governed,
            rest_of(span.text) >= _MIN_NAMED,
            owner=self._owner_before(span.start),
            done=self._is_done(span),
            told=headed
            or pat.TOLD.match(self.text, span.end, sentence.end) is not None
            or (not span.weak and pat.SITE_BEHIND.match(self.text, span.end, sentence.end) is not None)
            or pat.FUNDED.search(self.text, span.floor, span.start) is not None
            or pat.NEXT_VERB.search(self.text, max(sentence.start, span.start - 6), span.start) is not None,
        )

    def _is_heading(self, sentence: Sentence, span: NameSpan) -> bool:
        """Whether the name is the heading of an item which the next sentence goes on about (1.南绕城高速。全长…)."""
        heading = pat.ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is None or heading.span("name") != (span.start, span.end):
            return False
        return any(p.match(self.text, sentence.end) for p in (pat.ITEM_GOES_ON, pat.ITEM_STATE))

    def _is_doubtful(self, span: NameSpan) -> bool:
        """Whether the span is no phrase of nouns that could name something built, as in news of other things."""
        if is_no_undertaking(span.text, weak=span.weak) or self._is_verb_alone(span):
            return True
        if not span.weak:
            return self.text.startswith(("总裁", "副总裁", "首席执行官"), span.end)  # 某集团亚洲大型项目|总裁
        if is_counted_class(self.text, span.end) and not is_proper(self.names, span.start, span.end):
            return True
        if self.text[span.start - 1 : span.start] == "“" and self.text.startswith("、", span.end):
            return True  # “出门水泥路、抬脚上客车”
        done_to = span.text.removesuffix("技术改造")
        plain = len(done_to) < len(span.text) and not is_proper(self.names, span.start, span.end)
        if plain and not ends_on_head(done_to):
            return True  # 以腾出资金来增加技术改造的投入
        words, ends = self.names.words_around(span.start)
        if words and span.head in _TORN_HEADS and span.end not in ends:
            return True  # 段|君毅, 路|传俊: the family name of the next word
        found = function_words(self.text, span.start, span.head_start, words)
        return any(not self.names.inside_place(*word) for word in found)

    def _is_verb_alone(self, span: NameSpan) -> bool:
        """Whether only verbs and adverbs stand before the head, none of what is made (估算|项目, 分别占|项目)."""
        if not self.text.startswith(span.text, span.start) or self.text[span.start - 1 : span.start] == "“":
            return False
        return self.names.only_verbs(span.start, span.head_start, but=_IMPROVED if span.weak else ())

    def _is_done(self, span: NameSpan) -> bool:
        """Whether a verb says that it was built (改造了五里亭立交), or that works were done (完成绕城段改造)."""
        if pat.DONE.search(self.text, span.floor, span.start):
            return True
        done = pat.DID.search(self.text, span.floor, span.start) or pat.IS_DONE.match(self.text, span.end)
        return done is not None and pat.ENDS_ON_ACTION.search(span.text) is not None

    def _owner_before(self, start: int) -> str:
        """The company whose name ends where a name begins, or before its opening quote."""
        owner = self.names.organisation_before(start - (self.text[start - 1 : start] in ("“", "的")))
        return owner.text if owner is not None and owner.kind in COMPANY_KINDS else ""

    def _is_no_name(self, span: NameSpan) -> bool:
        """Whether class words alone, or words of another kind, make the text of a span."""
        text = span.text
        if pat.METRO_LINE.fullmatch(text) and pat.OWN_LENGTH.match(self.text, span.end):
            return pat.METRO.search(self.text) is None  # 其中5号线全长32.6公里, in news of a city's lines
        bare = pat.ASIDE.sub("", text)  # 沥青(水泥)路
        if len(bare) < len(text) and is_generic(bare) and not pat.REACH_ASIDE.search(text):
            return True
        if text[0] == "(" or len(text) < 3 - span.plant or self.lexicon.classes.issuperset(text.split("、")):
            return True  # 普通国省道、农村公路
        if pat.CLASS_OF_LIST.search(text) or pat.SIZE_CLASS.search(text) or pat.OF_CEREMONY.search(text):
            return True
        if (sized := pat.SIZED_PHASE.match(text)) and is_generic(text[sized.end() :]):
            return True
        counted = pat.COUNT_OF_CLASS.fullmatch(text)
        if counted is not None and is_generic(counted["class"]):
            return True  # 仓山12个教育建设项目
        if pat.NO_NAME.fullmatch(text) or self._is_numbered(span) or self._is_class_of_zone(text):
            return True
        if text[0] in "中暨" and not text.startswith("中医") and is_generic(text[1:]):
            return True
        return not self._is_one(span) and (
            is_generic(text) if span.weak else is_generic_at(self.names, span.start, span.end)
        )

    def _is_numbered(self, span: NameSpan) -> bool:
        """Whether a number tells one of several buildings or lines, but for a line that somebody builds."""
        line = span.governed and span.text.endswith(("生产线", "厂", "厂房", "厂办"))
        return pat.NUMBERED_BUILDING.match(span.text) is not None and not line

    def _is_one(self, span: NameSpan) -> bool:
        """Whether the words around say that class words mean one undertaking (建设国际学校, 建设成都生产基地项目)."""
        start, end = span.start, span.end
        if span.plant or self._is_abroad(span):
            return True
        if span.weak:
            built = self.lexicon.builds.search(self.text, max(span.floor, start - 6), start) is not None
            told = span.governed or built or self.text[start - 1 : start] == "的"
            told = told or any(p.match(self.text, end) for p in (pat.AGREED_ON, pat.OF_ONE))  # 签订数据中心投资协议
            if told and len(span.text) >= MIN_BARE_HEAD:
                return True
            if pat.OWN_FIRST.search(self.text, span.floor, start):
                return True
            metro = self._tells_of_metro and pat.METRO_LINE.fullmatch(span.text) is not None
            if metro and (pat.TOLD.match(self.text, end) or pat.BEHIND_LINE.search(self.text, span.floor, start)):
                return True
            if pat.ONE_OF_PLACE.fullmatch(span.text) and pat.BUILT_NOW.match(self.text, end):
                return True
        elif self._is_of_firm(span) or pat.MADE_INTO.search(self.text, span.sentence.start, start):
            return True
        phase = pat.ENDS_ON_PHASE.fullmatch(self.text, start, end) is not None
        if phase and pat.SUM_BUILDS_IT.search(self.text, span.sentence.start, start):
            return True
        placed = ends_on_head(pat.OF_UNDERTAKING.sub("", span.text))
        if span.governed and placed and is_proper(self.names, start, end):
            return True
        # 总投资2亿元的清水河治理工程, 确保县城供热扩容工程10月投用: one thing, though only class words name it.
        if pat.PLANNED_ALL.search(self.text, span.sentence.start, start):
            return False  # 全市共谋划医疗卫生建设项目总投资约41亿元
        where = self.text[span.sentence.start : start]
        sited = not span.weak and (pat.SITED.search(where) or pat.IN_TOWN.match(where)) is not None
        if sited and (pat.TOLD.match(self.text, end) or pat.OWN_SUM.match(self.text, end)):
            return True
        plain = not span.weak and is_plain_work(self.names, start, span.head_start)
        return plain and self._is_single(span.sentence, start, end)

    def _is_of_firm(self, span: NameSpan) -> bool:
        """Whether a firm of its clause builds what class words name, or it has a place and somebody who does."""
        start, sentence = span.start, span.sentence
        if pat.OF_ONE.match(self.text, span.end):
            return is_plain_work(self.names, start, span.head_start)  # 举行X工程开工仪式, but no 重点项目签约仪式
        if pat.FUND_GOES_TO.search(self.text, sentence.start, start) and pat.OF_FUND.search(span.text) is None:
            return True
        first = max(sentence.start, *(self.text.rfind(mark, sentence.start, start) + 1 for mark in ",;"))
        if pat.SITED.search(self.text, first, start) and self.text.startswith("由", span.end):
            return True
        if is_policy(self.names, start, span.head_start):
            return False  # 央企投资建设的|重点项目
        return self.names.has_company(first, start) and pat.FIRM_BUILDS.search(self.text, first, start) is not None

    def _is_only_aim(self, span: NameSpan) -> bool:
        """Whether a city means to become it (为某市建设铝业基地提供支撑), or a firm is told of by what it makes."""
        first, last = span.sentence.start, span.sentence.end
        aim = pat.FOR_AIM.search(self.text, first, span.start) is not None
        if aim and pat.LENDS_SUPPORT.match(self.text, span.end, last):
            return True
        made = pat.MAKES.search(self.text, max(span.floor, span.start - 6), span.head_start) is not None
        return made and pat.OF_MAKER.match(self.text, span.end, last) is not None

    def _is_abroad(self, span: NameSpan) -> bool:
        """Whether a country alone names what a company has there (前次公告的西班牙项目, 匈牙利项目预计2026年投产)."""
        place = self._abroad.get(span.start)
        return (
            span.head == "项目" and place == span.head_start and pat.IN_COUNTRY.match(self.text, span.end) is not None
        )

    def _is_refused(self, span: NameSpan) -> bool:
        """Whether what stands around a span, or what it means there, makes it no undertaking of its own."""
        start, end, sentence = span.start, span.end, span.sentence
        rented = span.weak or span.head == "期"
        if rented and pat.RENTED.search(self.text, max(sentence.start, start - 4), start + 4):
            return True
        if span.weak and pat.DATELINE.match(self.text, end):
            return True
        if span.head == "项目" and self.text.startswith("贷款", end) and not pat.WORKS_LENT_TO.search(span.text):
            return True  # 申请8亿元银行项目贷款
        if pat.OF_TRADE.search(self.text, start, end) and pat.TOGETHER_SIGNED.match(self.text, end):
            return True
        if pat.EXPENSES.match(self.text, end) and not is_proper(self.names, start, end):
            return True
        if pat.INSCRIBED.search(self.text, sentence.start, start):
            return True
        if pat.BYLINE.search(self.text, max(sentence.start, start - MAX_NAME), start + 2) or pat.FIELDS_BEHIND.match(
            self.text, end
        ):
            return True
        business = pat.IN_BUSINESS.search(self.text, sentence.start, span.head_start)
        if business is not None and not is_proper(self.names, start, end):
            return True
        at_plant = span.weak and span.cut == "org" and span.head.endswith("厂")
        made = at_plant and pat.MADE_THERE.match(self.text, end) is not None
        if made and pat.MADE_AT.search(self.text, sentence.start, start):
            return True
        if span.weak and pat.TO_WHOM.search(self.text, span.floor, start) and pat.SERVED_WITH.match(self.text, end):
            return True
        if span.weak and span.head.endswith("厂") and pat.LIST_OF_FIRMS.match(self.text, end, sentence.end):
            return True
        if span.weak and (self._is_only_aim(span) or pat.EACH_ONE.match(self.text, end, sentence.end)):
            return True
        if pat.OPENS_PHASE.search(self.text, start, end) or self._is_party(span) or self._is_builder(span):
            return True
        whole = self.text.endswith(("届时", "届时,"), sentence.start, start) and self.text.find(span.text, 0, start) < 0
        if span.weak and (whole or self._is_worked_on(start, end)):
            return True  # 二期投产后,届时|太仓工厂将成为…最大的生产基地: the whole, of which more is told
        if span.floor < start and self.text[start - 1] == "为" and pat.SERVED.match(self.text, end):
            return True
        if span.weak and not span.governed and pat.BARE_SIZE.fullmatch(span.text):
            return True
        if span.text[0].isdigit() and pat.BUILT_BY_PROJECT.search(self.text, max(sentence.start, start - 12), start):
            return True
        joint = pat.JOINT_COUNT.match(self.text, start, end)
        if joint is not None and joint["one"] + joint["kind"] in self.text:
            return True
        if pat.PHASE_BUILDS.match(self.text, start, end) or (span.weak and self._is_weakly_used(span)):
            return True
        if self._is_described(sentence, start, end, span.weak):
            return True
        if span.head in _GROWN_ON and pat.ACRES_BEHIND.match(self.text, end) and not is_proper(self.names, start, end):
            return True
        class_works = span.head in ("改造", "整治", "治理", "提升") or not (span.weak or span.governed)
        class_works = class_works or pat.LAID.search(self.text, max(sentence.start, start - 4), start) is not None
        extent = class_works and pat.EXTENT.match(self.text, end) is not None
        if extent and (span.weak or not is_proper(self.names, start, end)):
            return True  # 实施村道安防工程380公里: how much of a class
        if span.weak and pat.OUTPUT.match(self.text, start) and pat.SIZE_BEHIND.match(self.text, end):
            return True  # 月产穿戴装置约450万件
        parts = not span.weak and pat.PARTS_BEHIND.match(self.text, end) is not None
        parts = parts or pat.PARTS_OF_LINE.match(self.text, end) is not None
        counted = not parts and pat.COUNT_BEHIND.match(self.text, end) and not self._is_paid_for(span.floor, start)
        return bool(counted) or self._is_counted(start, span.head_start, span.head, span.governed)

    def _is_worked_on(self, start: int, end: int) -> bool:
        """Whether a thing is what works with a name of their own are done to (对X生产线实施|超低排放改造)."""
        works = pat.DONE_TO_IT.match(self.text, end) if self.text[start - 1 : start] == "对" else None
        return works is not None and not is_generic(works["works"])

    def _is_builder(self, span: NameSpan) -> bool:
        """Whether the name is that of a firm called after its trade (由中石化广州工程、中石化宁波工程等承担总承包)."""
        start, end = span.start, span.end
        named = span.text.endswith("工程") and span.text.startswith(("中", "国"))
        led = named and pat.BY_BUILDERS.search(self.text, span.floor, start) is not None
        return led and pat.BUILDERS_BEHIND.match(self.text, end) is not None

    def _is_party(self, span: NameSpan) -> bool:
        """Whether a text names the firm that builds, or things that are bought of a firm."""
        if span.head.endswith("厂") and not span.governed and self.names.begins_company(span.end):
            return True  # 被动元件厂|旭磊科技: of what kind the firm is that is named behind
        if pat.FIRM_COUNTED.search(span.text) or pat.ORGANISER.match(span.text):
            return True
        works = span.text.endswith("工程") and pat.FIRM_PLACE.match(self.text, span.end) is not None
        return works or pat.PARTY_IS.search(self.text, max(span.sentence.start, span.start - 8), span.start) is not None

    def _is_weakly_used(self, span: NameSpan) -> bool:
        """Whether a head that also names existing things names one here: a zone, a part, a company, what is rented."""
        start, end, first = span.start, span.end, span.sentence.start
        near = max(first, start - 4)
        if (
            self.names.cuts_place(end)
            or pat.PARTS_LISTED.match(self.text, end)
            or pat.SERVICES_LISTED.match(self.text, end)
            or pat.BROUGHT_THE.match(self.text, end)
            or pat.RUNS.match(self.text, end)
            or pat.CLOSED.match(self.text, end)
            or (pat.PLANT.search(span.text) and pat.INVESTS.match(self.text, end))
            or (pat.FIRM_BY.search(span.text) and self.text[start - 1] == "由" and pat.BUILDS_IT.match(self.text, end))
        ):
            return True
        ceremony = pat.CEREMONY.match(self.text, end) or pat.SITE_OF.match(self.text, end)
        built = pat.BUILT_BY.search(self.text, near, start) is not None
        built = built or pat.PRICED.search(self.text, max(first, start - 20), start) is not None
        if self.names.is_zone(start, end) and not (ceremony or built):
            return True
        if not is_proper(self.names, start, end) and self._was_part(span.text, start):
            return True
        if pat.ZONE_ACTS.match(self.text, end) and pat.ZONE_WORD.search(span.text):
            return True
        if pat.FOUNDED.search(self.text, near, start):
            return True
        if "为" in self.text[start - 1 : start + 1] and pat.SUPPLIED.match(self.text, end):
            return True
        if pat.DRAWS_FROM.search(self.text, near, start) and pat.DRAWS_WATER.match(self.text, end):
            return True
        if pat.MANY_BUILT.search(self.text, max(first, start - 24), start):
            return True  # 建设48条建筑陶瓷生产线: its parts
        if pat.BERTHS.fullmatch(span.text) and pat.SEVERAL_BERTHS.search(self.text, max(first, start - 3), start):
            return True
        if pat.SHARE_OF.search(self.text, max(first, start - 3), start):
            return True
        named = is_proper(self.names, start, end) and pat.OWN_TOTAL.match(self.text, end) is not None
        if span.governed and not named and pat.AMONG_IT.search(self.text, max(first, start - 8), start):
            return True  # 项目用地1200亩,其中新建整车产线设计年产能30万辆
        if pat.THIS_HERE.search(self.text, max(first, start - 3), start) and self._is_known(first, start, end):
            return True  # 仅用三年便建成这座现代化炼钢厂
        if self.names.is_organisation(start, end) and not self._is_built_now(span.sentence, end):
            return True
        if self.names.opens_company(start, end) or pat.COMPARED.search(self.text, max(first, start - 10), start):
            return True
        return self._is_part(span.sentence, start)

    def _is_single(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a sum in front of the name or an event of its own behind it speaks of one undertaking."""
        if self.text[start - 1 : start] == "的" and self._amounts.inside(max(sentence.start, start - 14), start):
            return True
        if pat.ENDS_ON_PHASE.search(self.text, start, end) or pat.OWN_SUM.match(self.text, end):
            return True
        heading = pat.ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is not None and heading.span("name") == (start, end):
            return True  # 2.总部研发中心建设项目。
        if pat.TOLD.match(self.text, end, sentence.end):
            return True
        return pat.OWN_EVENT.match(self.text, end, min(sentence.end, end + 24)) is not None

    def _is_pointed_at(self, first: int, start: int, end: int) -> bool:
        """Whether 这个 refers back with more words (X项目试营业,这个建在江北岸的冰雪乐园…)."""
        this = pat.THIS_ONE.search(self.text, max(first, start - 48), start)
        if this is None or "“" in self.text[start:end]:
            return False
        if "是" in self.text[this.start() : start] and pat.TOLD_OF_IT.match(self.text, end):
            return False  # 这个“百亿项目”是落户…的天然气一体化项目,由某集团投资105亿元: named by it
        return self.text[this.start() - 1 : this.start()] == "," or self._is_known(first, start, end)

    def _is_class_of_zone(self, text: str) -> bool:
        """Whether class words follow a zone or division (深汕合作区产业项目): the name of no single undertaking."""
        zone = pat.ZONE_CLASS.search(text)
        return zone is not None and is_generic(zone["class"])

    def _is_described(self, sentence: Sentence, start: int, end: int, weak: bool) -> bool:
        """Whether the words around say that this names no undertaking of its own.

        A predicate (这是…最大的X), the first of a kind, a title of a plan, an aside on a sum, a list of fields.
        """
        text, first = self.text, sentence.start
        if text.startswith(
            ("标准建", "标准设计", "标准修", "标准施工", "级标准", "等级标准", "技术标准", "”标准", "”的标准"), end
        ):
            return True  # 按内河Ⅰ级航道标准建设
        if is_denied(text, first, start, end):
            return True
        phase = pat.PHASE_IS.search(text, max(first, start - 10), start) is not None
        phase = phase or pat.REBUILT_AS.search(text, max(first, start - 4), start) is not None
        if text[end : end + 1] == "的" and pat.THIS_IS_OF.search(text, max(first, start - 12), start):
            return True  # 这是“西电东送”工程的一环
        if not phase and text[start - 1 : start] in ("为", "是", "系", "属") and self._names_before(first, start - 1):
            # 宁山机场为国内支线机场; 电芯总部基地是某产业基地的重要组成部分
            whole = weak and pat.ZONE_OF_ALL.search(text, start, end) is not None
            return whole or pat.PART_OF_ALL.match(text, end) is None
        if weak and text.endswith(",为", first, start) and text[end : end + 1] in ",。;":
            return True  # 这座码头,为5万吨级通用泊位,岸线长280米
        own = not weak and is_proper(self.names, start, end)
        if not own and text.rfind("由", first, start) >= 0 and pat.COMPOSED.match(text, end):
            return True  # 工程由引水枢纽、总干渠组成
        if pat.IT_IS.search(text, first, start) or pat.CALLED.search(text, max(first, start - 6), start):
            return True  # 它是上市公司某某的募投项目
        # 紧邻园区的,是贝尔集团投资6亿元的工厂: the sentence presents what stands there.
        presented = pat.PRESENTED.search(text, max(first, start - 60), start) is not None
        presented = presented or pat.ONE_IS.search(text, max(first, start - 40), start) is not None
        if not presented and (
            pat.PREDICATE.search(text, max(first, start - 30), start)
            or pat.PREDICATE_CLAUSE.search(text, max(first, start - 48), start)
            or self._is_pointed_at(first, start, end)
        ):
            return True
        kind = pat.FIRST_WITHIN.match(text, start, end)
        ahead = text[max(first, start - 48) : kind.end() if kind else start]
        if not presented and pat.FIRST_OF_KIND.search(ahead) and text[end : end + 1] != "的":
            return True
        if self._is_of_another(first, start, end, weak):
            return True
        if text.startswith("之一", end) or pat.COUNTED_PARTS.search(text[start:end]):
            return True
        if self._is_without_subject(first, start, end) or (not presented and self._is_predicate(first, start, end)):
            return True
        if pat.OF_GENERAL_PLAN.match(text, end) and text.rfind("《", first, start) > text.rfind("》", first, start):
            return True  # 根据《X市南水北调配套工程总体规划》
        return weak and self._is_only_spoken_of(first, start, end)

    def _is_of_another(self, first: int, start: int, end: int, weak: bool) -> bool:
        """Whether the words around say that it is part, service or sum of another thing."""
        text = self.text
        if pat.ASIDE_OPEN.search(text, max(first, start - 12), start + 2):
            return True
        if pat.DEAL_IN_CAPITAL.search(text, start, end):
            return True
        reported = None if weak else pat.REPORTED.match(text, end)
        if reported and (
            (is_sector_at(self.names, start, end) and not self._is_thing_of_city(start, end))
            or reported.group().startswith("资金")
        ):
            return True  # 格尔木市新能源项目完成投资86.7亿元: what a city reports of all of them
        if text.startswith("配套", start, end) and pat.ENDS_ON_PHASE.search(text, start, end):
            return True  # 后方配套罐区一期
        if "以" in text[start - 1 : start + 1] and pat.AT_HEART.match(text, end):
            return True  # 以60万吨/年乙烯裂解装置为核心
        if weak and pat.SERVING_WORKS.match(text, end):
            return True  # 武汉长江二桥|配套工程——解放大道拓宽工程
        if text.startswith("配套的", end) and not text.endswith(("工程", "项目"), start, end):
            return True  # 青豫直流二期配套的光伏电站: what another one serves
        share = self._amounts.starting_at(end) or pat.PART_LENGTH.match(text, end)
        if weak and share and text.endswith("其中", first, start):
            return True  # 资金需求1.5亿元,其中动力电改造6000万元; 大桥全长11.6公里,其中海上段长7.3公里
        if "由" in text[start - 1 : start + 1] and pat.CONTRACTOR.match(text, end):
            return True  # 由大同世纪工程统包
        return weak and pat.EXISTS.search(text, start, end) is not None

    def _is_without_subject(self, first: int, start: int, end: int) -> bool:
        """Whether a clause without a subject ends on it (X项目位于城南,为60班规模的小学)."""
        text = self.text
        if text[end : end + 1] in ",。;" and pat.IS_BARE.search(text, max(first, start - 8), start):
            return True
        ends_clause = pat.ENDS_CLAUSE.match(text, end) is not None
        return ends_clause and pat.IS_WITHOUT_SUBJECT.search(text, max(first, start - 40), start) is not None

    def _is_predicate(self, first: int, start: int, end: int) -> bool:
        """Whether the clause says of something else that it is this."""
        text = self.text
        ends_clause = pat.ENDS_CLAUSE.match(text, end) is not None
        if ends_clause and (self._is_said_of(first, start) or self._is_predicate_of(first, start)):
            return True
        return (
            not is_proper(self.names, start, end)
            and pat.IS_CLASS.search(text, max(first, start - 30), start) is not None
            and text[end : end + 1] in ",。;"
            and pat.TOLD_OF_IT.match(text, end) is None
        )

    def _is_only_spoken_of(self, first: int, start: int, end: int) -> bool:
        """Whether it stands in a title, a contract, a list of fields or a word for what is there already."""
        text = self.text
        titled = text.rfind("《", first, start) > text.rfind("》", first, start)
        if titled and pat.TITLE_END.match(text, end):
            return True
        if pat.EQUIPMENT.match(text, end):
            return True
        # 合资兴办酒精车间的合同: what the contract is on is built.
        won = pat.WON.search(text, max(first, start - 6), start) and pat.WORKS_WON.search(text, start, end)
        named = is_specific(self.text[start:end]) or not is_proper(self.names, start, end)
        named = named and not is_sector_at(self.names, start, end)
        agreed = named and pat.AGREED_ON.match(text, end)  # but 青海基地投资协议 is short for what is told below
        built = won or agreed or self.lexicon.builds.search(text, max(first, start - 6), start)
        if pat.CONTRACT.match(text, end) and not built:
            return True
        return (
            text.endswith(("现有", "既有", "已有", "原有"), first, start) or pat.FIELD_LIST.match(text, end) is not None
        )

    def _is_said_of(self, first: int, start: int) -> bool:
        """Whether a clause on 是 says what the undertaking is that opens the sentence by its name."""
        what = pat.IS_WHAT.search(self.text, first, start)
        if what is None:
            return False
        for opening in pat.CLAUSE_END.split(self.text[first : what.start()])[:2]:  # 据了解,X人民医院项目是…
            at = next((m for m in self.lexicon.heads.finditer(opening) if len(m.group()) > 1), None)
            if at is not None and at.start() > 1 and at.group() not in ("项目", "工程"):
                return True
        return False

    def _is_predicate_of(self, first: int, start: int) -> bool:
        """Whether 是 says within one clause what another undertaking is (X大桥是三地共建的大型基础设施工程)."""
        clause = pat.CLAUSE_END.split(self.text[max(first, start - _REACH_OF_IS) : start])[-1]
        if self.text[start - 1 : start] == "的" and pat.IS_ONE_WHICH.search(self.text, first, start):
            return True  # X水库是一项以供水为主,兼灌溉的中型水利工程
        named = pat.NAMED_IS.match(clause)
        return named is not None and ends_on_head(named["name"])

    def _is_thing_of_city(self, start: int, end: int) -> bool:
        """Whether a place and class words name a thing of which a town has one (长沙机场改扩建工程)."""
        stem = pat.WORKS_BEHIND.sub("", self.text[start:end])
        return pat.OF_MANY_PLACES.search(stem) is None and ends_on_head(stem)

    def _is_known(self, first: int, start: int, end: int) -> bool:
        """Whether the head on which a name ends was used before (这座…的发酵工厂 may be the first name of it)."""
        heads = [m for m in self.lexicon.heads.finditer(self.text, start, end) if m.end() == end]
        head = heads[-1].group() if heads else self.text[start:end]
        return head in ("项目", "工程") or self.text.find(head, 0, first) >= 0

    def _names_before(self, first: int, at: int) -> bool:
        """Whether a name on a head noun, no bare 项目, ends at an offset."""
        left = pat.CLAUSE_END.split(self.text[max(first, at - MAX_NAME) : at])[-1]
        return len(left) > 3 and not left.endswith(("项目", "工程")) and ends_on_head(left)

    def _is_located(self, cut: str, floor: int, start: int, end: int) -> tuple[bool, bool]:
        """Whether the name says where something else is, and whether something is built there (在原址兴建…的X)."""
        if pat.JUST_DONE.search(self.text, floor, start) or pat.SPENT_HERE.search(self.text, floor, start):
            return False, True
        among = pat.LOCATED_AT.search(self.text, floor, start)
        if among and self._is_plant_of_firm(floor, start, end):
            return False, True
        if among and (self.lexicon.governing.search(among.group()) or pat.SPENDS_THERE.search(among.group())):
            return False, True
        joined = self.text[start - 1 : start] in ("与", "和", "同", "接", "随") and (
            pat.JOINS.match(self.text, end)
            or (pat.ALONGSIDE.match(self.text, end) and not ends_on_head(self.text[floor : start - 1]))
        )
        labelled = bool(joined) or self.text[max(0, start - 3) : start] in ("地点:", "地址:", "选址:")
        if self.text.startswith("的", end) and pat.LINKS_TO.search(self.text, floor, start):
            return True, False
        if pat.NOT_LOCATION.match(self.text, end):
            return False, False
        if pat.ZONE_WORD.search(self.text, start, end) and pat.BUILT_WITHIN.match(self.text, end):
            return True, False
        if is_of_it(self.text, end) and not self._is_told_of_next(start, end):
            return True, False
        if is_zone_that_acts(self.text, start, end):
            return True, False
        return cut == "place" or labelled or among is not None or pat.BESIDE.match(self.text, end) is not None, False

    def _is_told_of_next(self, start: int, end: int) -> bool:
        """Whether a story opens on a thing's gate and goes on about it (国昌电厂的门口,…。这座投资2亿元的电厂…)."""
        head = max((m for m in self.lexicon.heads.finditer(self.text, start, end)), key=lambda m: m.end(), default=None)
        this = pat.THIS_MODIFIED.search(self.text, end, end + _MODIFIED_REACH) if head is not None else None
        return this is not None and head is not None and self.text.startswith(head.group(), this.end())

    def _is_plant_of_firm(self, floor: int, start: int, end: int) -> bool:
        """Whether a firm's own plant somewhere has an event of its own (比亚迪在泰国的第二工厂投产)."""
        at = pat.OF_FIRM_AT.search(self.text, floor, start)
        if at is None or not any(p.match(self.text, end) for p in (pat.TOLD, pat.OWN_SUM, pat.OWN_SIZE)):
            return False
        firm = self.names.organisation_before(at.start())
        if firm is not None:
            return firm.kind in COMPANY_KINDS or firm.kind == "government"  # 台电在南投县的X发电计划
        return pat.NAMES_FIRM.search(self.text, floor, at.start()) is not None

    def _was_part(self, text: str, start: int) -> bool:
        """Whether a bare kind of building was named before as a part of something (配套建设饲料厂…,饲料厂已封顶)."""
        first = self.text.find(text)
        if len(text) > _MAX_BARE_PART or not 0 <= first < start:
            return False
        sentence = next((s for s in self.document.sentences if s.start <= first < s.end), None)
        return sentence is not None and self._is_part(sentence, first)

    def _is_part(self, sentence: Sentence, start: int) -> bool:
        """Whether an undertaking already spoken of builds this (项目建设…数据中心; 一期投资28亿元,建设…生产线)."""
        if pat.BOUGHT.search(self.text, sentence.start, start):
            return False  # 企业还将投资约1.1亿元配建X电站
        number = next((n for n, (a, b) in enumerate(sentence.clauses) if a <= start < b), 0)
        first = sentence.clauses[number][0] if sentence.clauses else start
        if pat.PHASE_IS.search(self.text, max(first, start - 10), start):
            return False  # 项目分两期建设:一期为X生产线: a phase by its name
        if pat.COUNTED_WORKS.search(self.text, sentence.start, start) and is_proper(
            self.names, start, start + MAX_NAME
        ):
            return False  # 项目包括三项工程:新建X水厂,…;扩建Y水厂
        if pat.PART_OF_PROJECT.match(self.text, first, start):
            return True
        if self.text[first - 1 : first] == ";" and self.text.startswith(("建成", "竣工", "完工"), first):
            return False  # 续建A,年内下闸蓄水;建成B公路28公里: the next item
        if self.text[first - 1 : first] == ";" and pat.OWN_DEADLINE.search(self.text, start, start + MAX_NAME):
            return False
        along = pat.ALONG_WITH.search(self.text, first, start)
        own = pat.OWN_MONEY.match(self.text, start, sentence.end) is not None
        told = along is not None and self.text[along.end()] == "的" and self._is_told_by_itself(start, sentence.end)
        if along is not None and not (own or told) and self.text.rfind("由", first, along.start()) < 0:
            return True  # but 由A配套建设的X is what A builds, and so is what 配套建设的X也已立项 tells of
        if pat.INCLUDES_SIZED.search(self.text, first, start):
            return True
        if pat.MAINLY.search(self.text, first, start) and pat.SIZED_START.match(self.text, start):
            return True  # 主要建设1100万吨/年炼油装置、60万吨/年丙烷脱氢装置等18套装置
        if pat.CONTENTS.search(self.text, sentence.start, first):
            return True  # 主要建设有:A和B生产线
        before = sentence.clauses[max(0, number - 6) : number]
        if pat.CONTAINS.match(self.text, first, start) and any(
            pat.OF_SPOKEN.search(self.text, a, b) or ends_on_head(self.text[a:b].rstrip(",")) for a, b in before
        ):
            return True  # X位于…,设有1200个座位的剧场、图书馆; 兴建X大楼,设图书馆及街市
        if not pat.GOES_ON_BUILDING.match(self.text, first, start):
            return False
        paid = bool(before) and pat.SUM_OF_IT.match(self.text, *before[-1]) is not None
        if paid and any(pat.BEGUN.search(self.text, a, b) for a, b in before[:-1]):
            return True  # X基地二期开工,投资150亿元,建设60GWh储能电池产线
        spent = pat.SPENT_BY.search(self.text, *before[-1]) if before else None
        if spent is not None and self._has_spender(before[-1][0], spent.start()):
            return False  # 签约项目中,A公司(将在X园区)投资4.5亿元,建设X生产线
        inside = self.text[sentence.start - 1 : sentence.start] not in ("", "\n")
        if inside and not before and pat.MAINLY_BUILDS.match(self.text, first, start):
            return True
        back = pat.BACK_OPENS.match(self.text, sentence.start)
        if inside and before and (back or pat.SPOKEN_OPENS.match(self.text, sentence.start)):
            return True  # X项目。总投资20亿元,建设年产2万吨碳纤维生产线
        summed = len(before) > 1 and pat.OF_SPOKEN.match(self.text, *before[-1]) is not None
        if summed and ends_on_head(self.text[slice(*before[-2])].rstrip(",")):
            return True  # 开发X铜矿,总投资18亿美元,拟建成…的矿山基地
        if any(
            pat.BUILT_BY_FIRM.search(self.text, a, b)
            or (pat.NAMED_BEFORE.search(self.text, a, b) and not pat.SEVERAL_HERE.search(self.text, a, b))
            for a, b in before
        ):
            return True  # X项目总投资25亿元,用地600亩,主要建设…生产线
        return any(pat.PHASE_SUBJECT.match(self.text, a, b) for a, b in before)

    def _has_spender(self, first: int, at: int) -> bool:
        """Whether a firm stands before an offset of a clause, with no more between than where it spends."""
        there = pat.SPENDS_AT.search(self.text, first, at)
        return self.names.organisation_before(there.start() if there else at) is not None

    def _is_told_by_itself(self, start: int, end: int) -> bool:
        """Whether the clause that begins on a name or several has a predicate of a works (配套建设的A、B也已立项)."""
        stop = next((m.start() for m in pat.CLAUSE_END.finditer(self.text, start, end)), end)
        heads = [m.end() for m in self.lexicon.heads.finditer(self.text, start, stop)]
        return bool(heads) and pat.TOLD.match(self.text, heads[-1], stop) is not None

    def _is_paid_for(self, floor: int, start: int) -> bool:
        """Whether a sum of its own builds what stands here (公司投资2.4亿元新上玻纤生产线4条)."""
        paid = pat.PAYS_FOR.search(self.text, floor, start)
        return paid is not None and "项目" not in pat.CLAUSE_END.split(self.text[floor : paid.start()])[-1]

    def _is_counted(self, start: int, head_start: int, head: str, governed: bool) -> bool:
        """Whether a count of several stands before the name (512个重大项目): a class, not an undertaking."""
        # Of its own clause only: 签约项目12个,其中X项目 counts others.
        before = pat.CLAUSE_END.split(self.text[max(0, start - 12) : start])[-1]
        text = self.text[start:head_start]
        if head in self.lexicon.strong:
            several = pat.SEVERAL_OF_CLASS.search(text)
            if several is not None and (not several["rest"] or is_generic(several["rest"])):
                return True
            return pat.SEVERAL.search(before) is not None or pat.SEVERAL.search(text) is not None
        sized = text[:1].isdigit() and not text.endswith(("生产", "代"))  # 规划10座27万立方米储罐
        outside = (not governed or sized) and pat.SEVERAL_THINGS.search(before) is not None
        outside = outside and (head != "生产线" or pat.FEW_LINES.search(before) is None)
        outside = outside or pat.MANY_COUNTED.search(before) is not None
        outside = outside or pat.EACH_BUILT.search(self.text, max(0, start - 24), start) is not None
        return outside or pat.SEVERAL_THINGS.search(text) is not None
