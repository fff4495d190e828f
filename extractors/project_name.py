"""Candidate names of undertakings: a head noun with its tail to the right, the border found to the left.

A candidate is not yet a project: ``assemble`` keeps those that something in the text supports.
"""

import re
from collections.abc import Iterator

from kaigong.extractors import project_name_patterns as pat
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project_border import NameBorders
from kaigong.extractors.project_lexicon import MAX_NAME, TAIL, NameCandidate, name_lexicon
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

_OPEN, _CLOSE = "(“[", ")”]"
_NOMINAL_TAGS = frozenset(
    ["n", "nz", "nr", "ns", "nt", "nrt", "ng", "j", "b", "x", "vn", "eng", "a", "an", "nrfg", "s", "l", "m"]
)
_MAX_PHRASE = 20
_DENIAL_REACH = 160
_MIN_NAMED = 2
_MAX_BARE_PART = 5
_MIN_BARE_HEAD = 4  # a head that names a thing by itself (数据中心)


class NameFinder:
    """Finds the candidate names of one document."""

    def __init__(self, document: Document, borders: NameBorders) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self.borders = borders
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._dates = MentionIndex(document.mentions_of(Label.DATE))

    def find(self) -> list[NameCandidate]:
        """All candidates, sorted by start; they do not overlap."""
        found: list[NameCandidate] = []
        for sentence in self.document.sentences:
            headed = list(self._in_sentence(sentence))
            other = (*self._quoted(sentence), *self._invested(sentence))
            free = [o for o in other if all(o.end <= c.start or c.end <= o.start for c in headed)]
            found += sorted([*headed, *free], key=lambda c: c.start)
        return found

    def _invested(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Noun phrases without a head noun of the lexicon on which money is spent (投资8000万元的巴氏奶车间)."""
        for amount in self._amounts.inside(sentence.start, sentence.end):
            spent = pat.SPENT.search(self.text, max(sentence.start, amount.start - 8), amount.start)
            joint = pat.SPENT_ON.match(self.text, amount.end, sentence.end)
            if spent is None or joint is None:
                continue
            dates = self._dates.inside(joint.end(), sentence.end)
            limit = dates[0].start if dates else sentence.end
            start, end = joint.end(), self._noun_phrase_end(joint.end(), limit)
            start, _ = self.borders.strip_lead(start, end)
            text = pat.WHERE_BEHIND.split(self.text[start:end])[0]
            end = start + len(text)
            if (
                3 <= len(text) <= _MAX_PHRASE
                and not self.borders.is_generic_at(start, end)
                and not self.borders.is_organisation(start, end)
            ):
                yield NameCandidate(
                    start, end, text, "project.invested", True, self.borders.is_proper(start, end), True, True
                )

    def _noun_phrase_end(self, start: int, limit: int) -> int:
        """Where the run of nouns from an offset ends, by the segmenter's parts of speech."""
        words, _ = self.borders.words_around(start)
        at = start
        while at < limit and at in words:
            end, tag = words[at]
            if tag not in _NOMINAL_TAGS or not self.text[at].isalnum():
                break
            at = end
        return at

    def _quoted(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Quoted names without a head noun that are the object of a verb of building (改建为“海滨艺墟”)."""
        for match in pat.QUOTED.finditer(self.text, sentence.start, sentence.end):
            before = self.text[max(sentence.start, match.start() - 6) : match.start()]
            start, end = match.span("name")
            slogan = pat.SLOGAN.search(before) is not None and not self.borders.ends_on_head(match.group("name"))
            slogan = slogan or pat.COUNTED_QUOTE.match(self.text, end) is not None
            slogan = slogan or pat.POLICY_BEHIND.match(self.text, end) is not None
            if self.lexicon.builds.search(before) and not slogan and not self.borders.is_generic(match.group("name")):
                yield NameCandidate(start, end, match.group("name"), "project.quoted", True, True, True, True)

    def _in_sentence(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Candidates of a sentence, right to left so that the last head of a compound wins."""
        ends = self._head_ends(sentence)
        found: list[NameCandidate] = []
        limit = sentence.end
        for start, end, head in reversed(ends):
            if end > limit:
                continue
            candidate = self._candidate(sentence, start, end, head)
            if candidate is not None:
                found.append(candidate)
                limit = candidate.start
        yield from reversed(found)

    def _head_ends(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """(start of head, end of name, head) of all heads and bare phase words, in order."""
        ends = []
        for match in self.lexicon.heads.finditer(self.text, sentence.start, sentence.end):
            if not self.borders.inside_organisation(match.start(), match.end()):
                tail = TAIL.match(self.text, match.end(), sentence.end)
                ends.append((match.start(), tail.end() if tail else match.end(), match.group()))
        phased = self.text.find("期", sentence.start, sentence.end) >= 0
        for match in pat.PHASE_END.finditer(self.text, sentence.start, sentence.end) if phased else ():
            ends.append((match.start(), match.end(), "期"))
        return sorted(ends, key=lambda e: (e[1], -e[0]))

    def _candidate(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameCandidate | None:
        floor = max(sentence.start, head_start - MAX_NAME)
        border, cut = self.borders.left_border(floor, head_start)
        start, governed = self.borders.strip_lead(border, head_start)
        if cut == "place" and (built := pat.BUILT_THERE.match(self.text, start, head_start)) is not None:
            start, governed = built.end(), True  # 拟在那柯里建设茶马影视基地
        plant = self._is_new_plant(sentence, start, head_start, end)
        start = head_start if plant else start
        if start >= head_start and head != "期" and len(head) < _MIN_BARE_HEAD and not plant:
            return None
        if pat.DANGLING.search(self.text, start, head_start) or pat.OF_PROJECT.match(self.text, start, head_start):
            return None
        start = self._opening_quote(floor, start, end)
        if (verb := pat.VERB_QUOTE.search(self.text, start, end)) is not None:
            start, governed = verb.end(), True
        if self.text[start - 1 : start] == "“" and (rest := pat.QUOTE_REST.match(self.text, end)) is not None:
            end = rest.end()
        text, start, end = _balance(self.text[start:end], start, end)
        if (part := pat.PART_OF.search(text)) and self.borders.ends_on_head(text[: part.start()]):
            text, end = text[: part.start()], start + part.start()
        if (part := pat.PART_TAIL.search(text)) and self.borders.ends_on_head(text[: part.start()]):
            text, end = text[: part.start()], start + part.start()
        if (numbers := pat.NUMBER_LIST.search(self.text, floor, start)) and pat.NUMBERED.match(text):
            start, text = numbers.start(), self.text[numbers.start() : end]  # 22号、23号泊位工程
        if pat.APPOSITION.match(self.text, end) and self.borders.is_generic(re.sub(r"“[^”]*”", "", text)):
            return None
        weak = head not in self.lexicon.strong and head != "期" and not any(s in text[-6:] for s in self.lexicon.strong)
        if self.borders.is_generic(text) and (wider := self._with_capacity(floor, start, end)) is not None:
            start, text = wider, self.text[wider:end]
        owner = self.borders.organisation_before(border + (self.text[border] == ")")) if cut == "org" else None
        if owner is not None and not self.borders.is_built(owner):
            # 建筑署会监督工程; X公司(以下简称“X”)埃及生产基地
            owner = None if owner.kind == "government" or ")" in self.text[owner.end : start] else owner
        if owner is not None and (
            self.borders.is_built(owner) or self.borders.is_generic(text) or not self.borders.says_more(text)
        ):
            start, text = (
                owner.start,
                self.text[owner.start : end],
            )  # 中海油新能源公司风电场开发项目, 县人民医院新院项目
        described = weak and len(text) >= _MIN_BARE_HEAD and (governed or self.text[start - 1 : start] == "的")
        # 建设成都生产基地项目: a place and what is built there.
        placed = (
            governed
            and self.borders.ends_on_head(pat.OF_UNDERTAKING.sub("", text))
            and self.borders.is_proper(start, end)
        )
        # 总投资2亿元的清水河治理工程, 确保县城供热扩容工程10月投用: one thing, though only class words name it.
        plain = not weak and self.borders.is_plain_work(start, head_start) and self._is_single(sentence, start, end)
        generic = not (described or placed or plain or plant) and (
            self.borders.is_generic(text) if weak else self.borders.is_generic_at(start, end)
        )
        generic = generic or (bool(text) and text[0] in "中暨" and self.borders.is_generic(text[1:]))
        generic = generic or pat.NO_NAME.fullmatch(text) is not None or self._is_class_of_zone(text)
        generic = generic or pat.NUMBERED_BUILDING.match(text) is not None or pat.OF_CEREMONY.search(text) is not None
        if (
            len(text) < 3 - plant
            or generic
            or text in self.lexicon.classes
            or pat.CLASS_OF_LIST.search(text)
            or pat.SIZE_CLASS.search(text)
        ):
            return None
        if weak and self.borders.cuts_place(end):
            return None
        ceremony = pat.CEREMONY.match(self.text, end) is not None
        if weak and ((self.borders.is_zone(start, end) and not ceremony) or pat.RUNS.match(self.text, end)):
            return None
        if weak and not self.borders.is_proper(start, end) and self._was_part(text, start):
            return None
        if weak and pat.ZONE_ACTS.match(self.text, end) and pat.ZONE_WORD.search(text):
            return None
        if weak and pat.FOUNDED.search(self.text, max(sentence.start, start - 4), start):
            return None
        if weak and pat.RENTED.search(self.text, max(sentence.start, start - 4), start + 4):
            return None
        if governed and weak and pat.MANY_BUILT.search(self.text, max(sentence.start, start - 8), start):
            return None  # 建设48条建筑陶瓷生产线: its parts
        if pat.PHASE_BUILDS.match(self.text, start, end) or (weak and pat.SHARE_OF.search(self.text, start - 2, start)):
            return None
        if weak and (self._is_part(sentence, start) or self.borders.is_organisation(start, end)):
            return None
        if self._is_described(sentence, start, end, weak):
            return None
        counted = pat.COUNT_BEHIND.match(self.text, end) is not None and not self._is_paid_for(floor, start)
        if counted or self._is_counted(start, head_start, head, governed):
            return None
        if cut == "cut" and self.lexicon.builds.search(self.text[max(floor, start - 6) : start]):
            governed = True
        located, building = self._is_located(cut, floor, start, end)
        governed = governed or building or plant
        located = located and weak and not governed
        rule = "project.weak_head" if weak else "project.head"
        proper = self.borders.is_proper(start, end)
        return NameCandidate(
            start,
            end,
            text,
            rule,
            weak,
            proper,
            self.borders.is_specific(start, end),
            governed,
            located,
            self.borders.rest_of(text) >= _MIN_NAMED,
        )

    def _is_new_plant(self, sentence: Sentence, border: int, head: int, end: int) -> bool:
        """Whether a bare 新厂 is what a sentence is about: by a ceremony of its own, or by what is invested in it."""
        if not self.text.startswith("新", head):
            return False
        if border >= head and pat.CEREMONY.match(self.text, end):
            return True
        first = sentence.start
        return pat.BUILT.search(self.text, first, head) is not None and bool(self._amounts.inside(first, head))

    def _is_single(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a sum in front of the name or an event of its own behind it speaks of one undertaking."""
        if self.text[start - 1 : start] == "的" and self._amounts.inside(max(sentence.start, start - 14), start):
            return True
        if pat.ENDS_ON_PHASE.search(self.text, start, end) or pat.OWN_SUM.match(self.text, end):
            return True
        heading = pat.ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is not None and heading.span("name") == (start, end):
            return True  # 2.总部研发中心建设项目。
        return pat.OWN_EVENT.match(self.text, end, min(sentence.end, end + 24)) is not None

    def _opening_quote(self, floor: int, start: int, end: int) -> int:
        """Start of the quoted text that ends with the name, where all of it is one name (“面向…的智慧交通项目”)."""
        if self.text[end : end + 1] != "”":
            return start
        opening = self.text.rfind("“", max(0, floor - MAX_NAME // 4), start) + 1
        whole = self.text[opening:end]
        if not opening or opening == start or len(whole) > MAX_NAME or re.search(r"[,。;!?:“”\n]", whole):
            return start
        stripped, governed = self.borders.strip_lead(opening, end)
        return opening if stripped == opening and not governed and self.borders.is_proper(opening, end) else start

    def _is_class_of_zone(self, text: str) -> bool:
        """Whether class words follow a zone or division (深汕合作区产业项目): the name of no single undertaking."""
        zone = pat.ZONE_CLASS.search(text)
        return zone is not None and self.borders.is_generic(zone["class"])

    def _is_described(self, sentence: Sentence, start: int, end: int, weak: bool) -> bool:
        """Whether the words around say that this names no undertaking of its own.

        A predicate (这是…最大的X), the first of a kind, a title of a plan, an aside on a sum, a list of fields.
        """
        text, first = self.text, sentence.start
        if text.startswith(("标准建", "级标准", "等级标准", "技术标准"), end):
            return True  # 按内河Ⅰ级航道标准建设
        if pat.RUMOUR.search(text, first, start) and pat.DENIED.search(text, end, end + _DENIAL_REACH):
            return True  # 网传…将投资300亿元建设超级工厂,经核实不属实
        phase = pat.PHASE_IS.search(text, max(first, start - 10), start) is not None
        if not phase and text[start - 1 : start] in ("为", "是", "系", "属") and self._names_before(first, start - 1):
            return pat.PART_OF_ALL.match(text, end) is None  # 宁山机场为国内支线机场
        if text.rfind("由", first, start) >= 0 and pat.COMPOSED.match(text, end):
            return True  # 工程由引水枢纽、总干渠组成
        # 紧邻园区的,是贝尔集团投资6亿元的工厂: the sentence presents what stands there.
        presented = pat.PRESENTED.search(text, max(first, start - 60), start) is not None
        if not presented and (
            pat.PREDICATE.search(text, max(first, start - 30), start)
            or pat.PREDICATE_CLAUSE.search(text, max(first, start - 48), start)
        ):
            return True
        kind = pat.FIRST_WITHIN.match(text, start, end)
        ahead = text[max(first, start - 48) : kind.end() if kind else start]
        if pat.FIRST_OF_KIND.search(ahead) and text[end : end + 1] != "的":
            return True
        if pat.ASIDE_OPEN.search(text, max(first, start - 12), start + 2):
            return True
        if pat.DEAL_IN_CAPITAL.search(text, start, end):
            return True
        reported = None if weak else pat.REPORTED.match(text, end)
        if reported and (self.borders.is_sector_at(start, end) or reported.group().startswith("资金")):
            return True  # 格尔木市新能源项目完成投资86.7亿元: what a city reports of all of them
        if text.startswith("配套", start, end) and pat.ENDS_ON_PHASE.search(text, start, end):
            return True  # 后方配套罐区一期
        if weak and text.endswith("其中", first, start) and self._amounts.starting_at(end):
            return True  # 资金需求1.5亿元,其中动力电改造6000万元
        if text.startswith("之一", end) or pat.COUNTED_PARTS.search(text[start:end]):
            return True
        plain = not self.borders.is_proper(start, end)
        if (
            plain
            and not presented
            and pat.IS_CLASS.search(text, max(first, start - 30), start)
            and text[end : end + 1] in ",。;"
        ):
            return True
        if not weak:
            return False
        titled = text.rfind("《", first, start) > text.rfind("》", first, start)
        if titled and pat.TITLE_END.match(text, end):
            return True
        return text.endswith("现有", first, start) or pat.FIELD_LIST.match(text, end) is not None

    def _names_before(self, first: int, at: int) -> bool:
        """Whether a name on a head noun, no bare 项目, ends at an offset."""
        left = pat.CLAUSE_END.split(self.text[max(first, at - MAX_NAME) : at])[-1]
        return len(left) > 3 and not left.endswith(("项目", "工程")) and self.borders.ends_on_head(left)

    def _is_located(self, cut: str, floor: int, start: int, end: int) -> tuple[bool, bool]:
        """Whether the name says where something else is, and whether something is built there (在原址兴建…的X)."""
        among = pat.LOCATED_AT.search(self.text, floor, start)
        if among and self.lexicon.governing.search(among.group()):
            return False, True
        joined = self.text[start - 1 : start] in ("与", "和", "同", "接") and pat.JOINS.match(self.text, end)
        labelled = bool(joined) or self.text[max(0, start - 3) : start] in ("地点:", "地址:", "选址:")
        if pat.NOT_LOCATION.match(self.text, end):
            return False, False
        return cut == "place" or labelled or among is not None or pat.BESIDE.match(self.text, end) is not None, False

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
        if pat.PART_OF_PROJECT.match(self.text, first, start) or pat.ALONG_WITH.search(self.text, first, start):
            return True
        if pat.CONTENTS.search(self.text, sentence.start, first):
            return True  # 主要建设有:A和B生产线
        if not pat.GOES_ON_BUILDING.match(self.text, first, start):
            return False
        before = sentence.clauses[max(0, number - 4) : number]
        inside = self.text[sentence.start - 1 : sentence.start] not in ("", "\n")
        if inside and before and pat.OF_SPOKEN.match(self.text, sentence.start):
            return True  # X项目。总投资20亿元,建设年产2万吨碳纤维生产线
        if pat.CONTAINS.match(self.text, first, start) and any(
            pat.OF_SPOKEN.search(self.text, a, b) for a, b in before
        ):
            return True  # X位于…,设有1200个座位的剧场、图书馆
        if any(
            pat.NAMED_BEFORE.search(self.text, a, b) and not pat.SEVERAL_HERE.search(self.text, a, b) for a, b in before
        ):
            return True  # X项目总投资25亿元,用地600亩,主要建设…生产线
        return any(pat.PHASE_SUBJECT.match(self.text, a, b) for a, b in before)

    def _with_capacity(self, floor: int, start: int, end: int) -> int | None:
        """Start of a capacity phrase that alone identifies the name (年产3万吨三氯氢硅的配套项目), if there is one."""
        if self.text[start - 1 : start] != "的":
            return None
        wider, _ = self.borders.left_border(floor, start - 1)
        wider, _ = self.borders.strip_lead(wider, start - 1)
        return wider if pat.CAPACITY_PHRASE.match(self.text, wider, start) else None

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
            if several is not None and (not several["rest"] or self.borders.is_generic(several["rest"])):
                return True
            return pat.SEVERAL.search(before) is not None or pat.SEVERAL.search(text) is not None
        outside = not governed and pat.SEVERAL_THINGS.search(before) is not None
        return outside or pat.SEVERAL_THINGS.search(text) is not None


def _balance(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Drop an unmatched bracket or quote at either end."""
    if "”" in text and "“" not in text:
        text, start = text[text.index("”") + 1 :], start + text.index("”") + 1
    if ")" in text and "(" not in text[: text.index(")")]:
        cut = pat.BEHIND_ASIDE.match(text, text.index(")") + 1)
        at = cut.end() if cut else text.index(")") + 1
        text, start = text[at:], start + at
    if text.rfind("“") > max(0, text.rfind("”")):
        text, start = text[text.rfind("“") + 1 :], start + text.rfind("“") + 1
    while text and text[0] in _OPEN and _CLOSE[_OPEN.index(text[0])] not in text:
        text, start = text[1:], start + 1
    if text and text[0] == "“" and text[-1] == "”":
        text, start, end = text[1:-1], start + 1, end - 1
    return text, start, end
