"""Candidate names of undertakings: a head noun with its tail to the right, the border found to the left.

A candidate is not yet a project: ``assemble`` keeps those that something in the text supports.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.segment import make_segmenter
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label
from kaigong.schemas.lexicon import BorderEntry, HeadEntry
from kaigong.schemas.values import Quantity

MAX_NAME = 48
_NUMERAL = "[一二三四五六七八九十1-9]"
_PHASE = rf"(?:首期|{_NUMERAL}{{1,2}}期)"
_TAIL = re.compile(
    rf"(?:\((?:{_PHASE}|[^()]{{0,8}}段)\)|{_PHASE}(?!总?投[资入])(?:工程|项目)?|[A-Z]{{0,3}}-?{_NUMERAL}{{1,2}}(?:号|\#)?(?:标段|标|合同段))*"
)
_PHASE_END = re.compile(rf"(?<![分共第])(?<=[\u4e00-\u9fff)]){_PHASE}(?!工程|项目|[\u4e00-\u9fff]{{0,4}}项目)")
_HARD = re.compile(
    r"(?<!\d),|,(?!\d{3})|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])|[;。!?:\n|【】<>《》#△▲▼●■◆★☆※→]|——|…"
)
_COUNT_UNITS = frozenset("个 项 家 座 条 处 片 宗 批 大 件 户 名 人 栋 幢 所 类".split())
_OPEN, _CLOSE = "(“[", ")”]"
_FUNCTION_TAGS = frozenset(
    ["v", "vd", "d", "c", "p", "r", "rr", "rz", "uj", "ul", "y", "zg", "f"]
)  # of jieba's dictionary
_CLASS_OF_LIST = re.compile(r"等.{0,12}$")
_PART_OF = re.compile(r"(?:全线|主厂房|厂房|土建|主体|主体结构|桩基|地基|基础|附属|控制性|节点|装修|安装)+工程$")
_APPOSITION = re.compile(r"[”\"]?——[“\"]?")
_SIZE_CLASS = re.compile(r"以上|以下|以内")
_BESIDE = re.compile(r"[”\"]?(?:附近|旁|一带|毗邻|周边|沿线|以[东南西北]|对面|外围|内的?|里的?)")
_LOCATED_AT = re.compile(r"(?<!位)(?<!落)在[^,。;]{1,12}的$")
_PREDICATE = re.compile(r"[这也](?:将)?是[^,。;]{0,24}的$")  # 这也是浙江最大的滩涂光伏项目 says what it is, names none
_NOT_LOCATION = re.compile(r"[”\"]?(?:的(?:基础上|同时|过程中)|(?:项目)?(?:施工|建设|工程)?(?:现场|工地))")
_QUOTED = re.compile(r"“(?P<name>[^“”,。;、]{3,20})”")
_CAPACITY_PHRASE = re.compile(r"[年日月](?:产|处理|加工)")
_FULL_NAME = re.compile(r"(?:公司|集团|分行|银行|[厂院所局委部厅署处会]|政府|大学|合伙\)|[A-Za-z]\))$")
_NUMBERED_POLICY = re.compile(r"“[\d·A-Za-z+]{1,8}”")  # “1115”重大项目工程
_PART_OF_PROJECT = re.compile(
    rf"(?:该|本|此|整个)?(?:项目|工程|{_PHASE}(?:项目|工程)?)[^,;。]{{0,8}}?(?:建设|新建|包括|包含|拟建|将建|兴建|主要|涵盖|含)"
)
_ALONG_WITH = re.compile(r"配套建设|配套新建|同步配套|并配建|配建|并建设|以及建设")
_GOES_ON_BUILDING = re.compile(r"(?:并|将|拟|计划|主要|分别|重点|可|新)*(?:建设|新建|建|布局|购置|新上|上马|改造|扩建)")
_PHASE_SUBJECT = re.compile(rf"(?:其中,?)?(?:该|本|此)?(?:项目|工程|{_PHASE}(?:项目|工程)?)(?!部|经理)")
_SPENT = re.compile(r"(?:投资|总投资|耗资|斥资|投入)(?:约|近|超|超过|逾|达)?$")
_SPENT_ON = re.compile(r"(?:以上|左右)?的")
_NOMINAL_TAGS = frozenset(
    ["n", "nz", "nr", "ns", "nt", "nrt", "ng", "j", "b", "x", "vn", "eng", "a", "an", "nrfg", "s", "l", "m"]
)
_MAX_PHRASE = 20
_OF_PROJECT = re.compile(r"(?:项目|工程)(?:建设|包括|总|新建|拟建|主要)")
_MIN_BARE_HEAD = 4  # a head that names a thing by itself (数据中心)
_MIN_SPECIFIC = 4
_MIN_NAME = 2
_COUNT_BEHIND = re.compile(r"(?:数|总数|达|共|共有|约|超|超过|近|有|各|等)?\d+(?:余|多)?(?:个|项|处|座)")
_SEVERAL = re.compile(
    r"(?:项目|工程)[约近超达]?\d+|(?:\d|[二三四五六七八九十百千两多几余])\s*(?:个|项|大|批|处|类|宗)$"
)
_SEVERAL_THINGS = re.compile(r"(?:\d|[二三四五六七八九十百千两多几余])\s*(?:个|项|座|条|家|处|台|套|栋|所)$")
_ASIDE_BRACKET = re.compile(r"\([^()]*\)")
_ASIDE = frozenset([Label.PLACE, Label.DATE, Label.QUANTITY])
_IDENTIFYING = re.compile(rf"{_PHASE}|[“”]|[A-Za-z0-9]{{2,}}")
_DANGLING = re.compile(r"[的了着过把将对以之被由向]$")
_NOT_NAME_START = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}、|[①-⑳])|^[)”\]、,.\-—·/\s和与及或的之]+"
)


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A possible name in folded offsets.

    ``weak``: its head also names existing things. ``proper``: it holds something that identifies (place, quantity,
    phase, quotes, an organisation's name). ``specific``: enough of it is no
    class word. ``governed``: it is the object of 建设, 新建 and the like.
    ``located``: a preposition of place stands before it. ``coordinated``: item of a list with one common predicate.
    """

    start: int
    end: int
    text: str
    rule: str
    weak: bool
    proper: bool
    specific: bool = True
    governed: bool = False
    located: bool = False
    coordinated: bool = False
    size_class: Mention | None = None


def alternation(words: Sequence[str]) -> str:
    """A regex alternative of literal words, longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Compiled head and border lexicons."""

    words: tuple[str, ...]
    guarded: tuple[str, ...]
    heads: re.Pattern[str]
    strong: frozenset[str]
    cut: re.Pattern[str]
    particle: re.Pattern[str]
    place: re.Pattern[str]
    lead: re.Pattern[str]
    governing: re.Pattern[str]
    builds: re.Pattern[str]
    generic: re.Pattern[str]
    generic_of_place: re.Pattern[str]
    class_word: re.Pattern[str]
    class_phrase: re.Pattern[str]
    nominal: frozenset[str]


@cache
def name_lexicon() -> NameLexicon:
    """The lexicons, compiled once a process."""
    heads = load_lexicon("project_heads", HeadEntry)
    parts = []
    for entry in heads:
        follow = f"(?!{alternation(entry.not_before)})" if entry.not_before else ""
        behind = f"(?<![{entry.not_after}])" if entry.not_after else ""
        parts += [(surface, behind + re.escape(surface) + follow) for surface in entry.surface]
    parts.sort(key=lambda p: (-len(p[0]), p[0]))
    borders: dict[str, list[str]] = {}
    for border in load_lexicon("name_borders", BorderEntry):
        borders.setdefault(border.kind, []).extend(border.surface)
    transparent, classes = borders["transparent"], borders["generic"] + borders["lead"]
    generic = classes + borders["sector"]
    all_heads = [s for e in heads for s in e.surface]
    strong_heads = [s for e in heads if e.strength == "strong" for s in e.surface]
    return NameLexicon(
        words=tuple(word for word, _ in parts),
        guarded=tuple(pattern for _, pattern in parts),
        heads=re.compile("|".join(p for _, p in parts)),
        strong=frozenset(strong_heads),
        cut=re.compile(alternation(borders["cut"])),
        particle=re.compile(alternation(borders["particle"])),
        place=re.compile(alternation(borders["place"])),
        lead=re.compile(rf"(?:{alternation(borders['lead'])})"),
        governing=re.compile(rf"(?:{alternation(borders['governing'])})(?!(?:{alternation(transparent + all_heads)}))"),
        builds=re.compile(
            rf"(?:{alternation([*borders['governing'], '改建为', '取消', '搁置', '改造成'])})(?:成|为|了)?$"
        ),
        generic=re.compile(
            rf"(?:{alternation([*generic, *all_heads, *transparent])}|[、和与及的\d.%一二两三四五六七八九十百])*"
        ),
        generic_of_place=re.compile(
            rf"(?:{alternation([*classes, *strong_heads, *transparent])}|[、和与及的\d.%一二两三四五六七八九十百])*"
        ),
        class_phrase=re.compile(
            rf"(?:“[^“”]{{2,8}}”)?(?:{alternation(borders['generic'] + borders['sector'])}){{1,6}}(?:之一|项目|工程)"
        ),
        class_word=re.compile(alternation([*generic, *all_heads, *transparent])),
        nominal=frozenset(borders["nominal"]),
    )


class NameFinder:
    """Finds the candidate names of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self._blocks = self._hard_cuts()
        self._sentence_starts = [s.start for s in document.sentences]
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        # 全市, 我省 refer to a place without naming one.
        self._places = MentionIndex(
            p for p in document.mentions_of(Label.PLACE) if not p.rule.endswith("home_reference")
        )
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._quantities = MentionIndex(document.mentions_of(Label.QUANTITY))
        self._aside = MentionIndex(m for m in document.mentions if m.label in _ASIDE)
        self._words: dict[int, tuple[dict[int, tuple[int, str]], frozenset[int]]] = {}

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
            spent = _SPENT.search(self.text, max(sentence.start, amount.start - 8), amount.start)
            joint = _SPENT_ON.match(self.text, amount.end, sentence.end)
            if spent is None or joint is None:
                continue
            start, end = joint.end(), self._noun_phrase_end(joint.end(), sentence.end)
            start, _ = self.strip_lead(start, end)
            text = self.text[start:end]
            if (
                3 <= len(text) <= _MAX_PHRASE
                and not self.is_generic_at(start, end)
                and not self._is_organisation(start, end)
            ):
                yield NameCandidate(start, end, text, "project.invested", True, self.is_proper(start, end), True, True)

    def _noun_phrase_end(self, start: int, limit: int) -> int:
        """Where the run of nouns from an offset ends, by the segmenter's parts of speech."""
        words, _ = self._words_around(start)
        at = start
        while at < limit and at in words:
            end, tag = words[at]
            if tag not in _NOMINAL_TAGS or not self.text[at].isalnum():
                break
            at = end
        return at

    def _quoted(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Quoted names without a head noun that are the object of a verb of building (改建为“海滨艺墟”)."""
        for match in _QUOTED.finditer(self.text, sentence.start, sentence.end):
            before = self.text[max(sentence.start, match.start() - 6) : match.start()]
            start, end = match.span("name")
            if self.lexicon.builds.search(before) and not self.is_generic(match.group("name")):
                yield NameCandidate(start, end, match.group("name"), "project.quoted", True, True, True, True)

    def _hard_cuts(self) -> MentionIndex:
        """Mentions that a name cannot hold: money, dates, full names of companies and bodies."""
        return MentionIndex(
            m
            for m in self.document.mentions
            if m.label in (Label.AMOUNT, Label.DATE) or (m.label is Label.ORG and _is_full_name(m))
        )

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
            if not self._inside_organisation(match.start(), match.end()):
                tail = _TAIL.match(self.text, match.end(), sentence.end)
                ends.append((match.start(), tail.end() if tail else match.end(), match.group()))
        for match in _PHASE_END.finditer(self.text, sentence.start, sentence.end):
            ends.append((match.start(), match.end(), "期"))
        return sorted(ends, key=lambda e: (e[1], -e[0]))

    def _inside_organisation(self, start: int, end: int) -> bool:
        return any(_is_full_name(o) for o in self._organisations.covering(start, end))

    def _candidate(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameCandidate | None:
        floor = max(sentence.start, head_start - MAX_NAME)
        start, cut = self.left_border(floor, head_start)
        start, governed = self.strip_lead(start, head_start)
        if start >= head_start and head != "期" and len(head) < _MIN_BARE_HEAD:
            return None
        if _DANGLING.search(self.text, start, head_start) or _OF_PROJECT.match(self.text, start, head_start):
            return None
        text, start, end = _balance(self.text[start:end], start, end)
        if (part := _PART_OF.search(text)) and self.ends_on_head(text[: part.start()]):
            text, end = text[: part.start()], start + part.start()
        if _APPOSITION.match(self.text, end) and self.is_generic(re.sub(r"“[^”]*”", "", text)):
            return None
        weak = head not in self.lexicon.strong and head != "期" and not any(s in text[-6:] for s in self.lexicon.strong)
        if self.is_generic(text) and (wider := self._with_capacity(floor, start, end)) is not None:
            start, text = wider, self.text[wider:end]
        described = weak and len(text) >= _MIN_BARE_HEAD and (governed or self.text[start - 1 : start] == "的")
        generic = not described and (self.is_generic(text) if weak else self.is_generic_at(start, end))
        if len(text) < 3 or generic or _CLASS_OF_LIST.search(text) or _SIZE_CLASS.search(text):
            return None
        if weak and (self._is_part(sentence, start) or self._is_organisation(start, end)):
            return None
        if _PREDICATE.search(self.text, max(sentence.start, start - 30), start):
            return None
        if _COUNT_BEHIND.match(self.text, end) or self._is_counted(start, head_start, head, governed):
            return None
        if cut == "cut" and self.lexicon.builds.search(self.text[max(floor, start - 6) : start]):
            governed = True
        located, building = self._is_located(cut, floor, start, end)
        governed = governed or building
        located = located and weak and not governed
        rule = "project.weak_head" if weak else "project.head"
        proper = self.is_proper(start, end)
        return NameCandidate(start, end, text, rule, weak, proper, self.is_specific(start, end), governed, located)

    def _is_located(self, cut: str, floor: int, start: int, end: int) -> tuple[bool, bool]:
        """Whether the name says where something else is, and whether something is built there (在原址兴建…的X)."""
        among = _LOCATED_AT.search(self.text, floor, start)
        if among and self.lexicon.governing.search(among.group()):
            return False, True
        labelled = self.text[max(0, start - 3) : start] in ("地点:", "地址:", "选址:")
        if _NOT_LOCATION.match(self.text, end):
            return False, False
        return cut == "place" or labelled or among is not None or _BESIDE.match(self.text, end) is not None, False

    def _is_organisation(self, start: int, end: int) -> bool:
        """Whether the name is that of an organisation (赣通高速 for a company)."""
        inside = self._organisations.inside(start, end)
        return any(o.end == end and o.kind in ("company", "group") for o in inside)

    def _is_part(self, sentence: Sentence, start: int) -> bool:
        """Whether an undertaking already spoken of builds this (项目建设…数据中心; 一期投资28亿元,建设…生产线)."""
        number = next((n for n, (a, b) in enumerate(sentence.clauses) if a <= start < b), 0)
        first = sentence.clauses[number][0] if sentence.clauses else start
        if _PART_OF_PROJECT.match(self.text, first, start) or _ALONG_WITH.search(self.text, first, start):
            return True
        if not _GOES_ON_BUILDING.match(self.text, first, start):
            return False
        before = sentence.clauses[max(0, number - 4) : number]
        return any(_PHASE_SUBJECT.match(self.text, a, b) for a, b in before)

    def _with_capacity(self, floor: int, start: int, end: int) -> int | None:
        """Start of a capacity phrase that alone identifies the name (年产3万吨三氯氢硅的配套项目), if there is one."""
        if self.text[start - 1 : start] != "的":
            return None
        wider, _ = self.left_border(floor, start - 1)
        wider, _ = self.strip_lead(wider, start - 1)
        return wider if _CAPACITY_PHRASE.match(self.text, wider, start) else None

    def left_border(self, floor: int, head_start: int) -> tuple[int, str]:
        """Where the name starts, and the kind of the cut before it."""
        best, kind = floor, "start"
        segment = self.text[floor:head_start]
        for match in _HARD.finditer(segment):
            best, kind = floor + match.end(), "start"
        masked = _mask_brackets(self.text[best:head_start])
        base = best
        for name, pattern in (
            ("cut", self.lexicon.cut),
            ("place", self.lexicon.place),
            ("particle", self.lexicon.particle),
        ):
            for match in pattern.finditer(masked):
                first, last = base + match.start(), base + match.end()
                if last < best or (last == best and name != "place") or (name == "particle" and last >= head_start):
                    continue
                if len(match.group()) == 1 and not self.is_word(first, last):
                    continue
                if name == "cut" and self._crosses_name(first, last):
                    continue
                best, kind = last, name
        for block in self._blocks.inside(base, head_start):
            if best < block.end:
                best, kind = block.end, "org" if block.label is Label.ORG else "value"
        open_at = masked.rfind("(")
        if open_at >= 0 and base + open_at + 1 > best:
            best, kind = base + open_at + 1, "start"
        if kind == "org" and (aside := _ASIDE_BRACKET.match(self.text, best)):
            best = aside.end()
        return self._list_border(best, head_start), kind

    def _list_border(self, start: int, head_start: int) -> int:
        """Cut at 、和与及 where the item before already ends on a head of its own.

        Before 项目 or 工程 only another one ends an item: A生产线及B中心项目 is one undertaking, A项目和B项目 are two.
        """
        head = self.lexicon.heads.match(self.text, head_start)
        strong = head is not None and head.group() in self.lexicon.strong
        best = start
        for match in re.finditer(r"[、]|和|与|及|以及", self.text[start:head_start]):
            left = self.text[start : start + match.start()]
            border = start + match.start()
            heads = (m for m in self.lexicon.heads.finditer(left) if _TAIL.fullmatch(left, m.end()))
            ended: list[object] = [m for m in heads if not strong or m.group() in self.lexicon.strong]
            ended += [p for p in self._places.ending_before(border, MAX_NAME) if p.end == border]
            if ended:
                best = start + match.end()
        return best

    def strip_lead(self, start: int, head_start: int) -> tuple[int, bool]:
        """Strip determiners, adverbs and governing verbs from the start; True where a governing verb was there."""
        governed = False
        while start < head_start:
            if (junk := _NOT_NAME_START.match(self.text[start:head_start])) is not None:
                start += junk.end()
                continue
            match = self.lexicon.governing.match(self.text, start, head_start)
            if match and head_start - match.end() >= 2 and self.is_word(start, match.end()):
                start, governed = match.end(), True
                continue
            place = next((p for p in self._places.starting_at(start) if p.end < head_start), None)
            if place is not None:
                match = self.lexicon.governing.match(self.text, place.end, head_start)
                if match and head_start - match.end() >= 2 and self.is_word(place.end, match.end()):
                    start, governed = match.end(), True
                    continue
            count = next((q for q in self._quantities.starting_at(start) if q.end < head_start), None)
            if count is not None and isinstance(count.value, Quantity) and count.value.unit in _COUNT_UNITS:
                start = count.end
                continue
            match = self.lexicon.class_phrase.match(self.text, start, head_start)
            if match and head_start - match.end() >= 2 and not self.is_generic(self.text[match.end() : head_start]):
                start = match.end()
                continue
            match = self.lexicon.lead.match(self.text, start, head_start)
            if match and self.is_word(start, match.end()):
                start = match.end()
                continue
            if (word_end := self._function_word(start, head_start)) is not None:
                start = word_end
                continue
            break
        return start, governed

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter sees word borders on both sides."""
        words, ends = self._words_around(start)
        return not words or (start in words and end in ends)

    def _words_around(self, position: int) -> tuple[dict[int, tuple[int, str]], frozenset[int]]:
        """Words of the sentence that holds a position: start → (end, part of speech), and all ends."""
        number = bisect_right(self._sentence_starts, position) - 1
        if number < 0:
            return {}, frozenset()
        if number not in self._words:
            sentence = self.document.sentences[number]
            words = make_segmenter("jieba").words(self.text[sentence.start : sentence.end])
            offset = sentence.start
            self._words[number] = (
                {offset + start: (offset + end, tag) for start, end, tag in words},
                frozenset(offset + end for _, end, _ in words),
            )
        return self._words[number]

    def _function_word(self, start: int, limit: int) -> int | None:
        """End of a verb, adverb, pronoun, conjunction or preposition that stands at the start of a name."""
        words, _ = self._words_around(start)
        end, tag = words.get(start, (start, ""))
        # One-character words are left to the lexicon: a segmenter cuts unknown names (比新, 浉河) into such words.
        if (
            end - start >= 2
            and tag in _FUNCTION_TAGS
            and end <= limit - 2
            and self.text[start:end] not in self.lexicon.nominal
        ):
            return end
        return None

    def _crosses_name(self, start: int, end: int) -> bool:
        """Whether a cut word stands inside a place or organisation that reaches over its border."""
        return bool(self._places.overlapping(start, end) or self._organisations.overlapping(start, end))

    def _is_counted(self, start: int, head_start: int, head: str, governed: bool) -> bool:
        """Whether a count of several stands before the name (512个重大项目): a class, not an undertaking."""
        before, text = self.text[max(0, start - 12) : start], self.text[start:head_start]
        if head in self.lexicon.strong:
            return _SEVERAL.search(before) is not None or _SEVERAL.search(text) is not None
        outside = not governed and _SEVERAL_THINGS.search(before) is not None
        return outside or _SEVERAL_THINGS.search(text) is not None

    def is_generic(self, text: str) -> bool:
        """Whether the text is made of class words only (重大产业项目)."""
        return self.lexicon.generic.fullmatch(_NUMBERED_POLICY.sub("", text)) is not None

    def is_generic_at(self, start: int, end: int) -> bool:
        """The same for a span, leaving places, dates and counts in it aside (江西省二季度重大项目)."""
        rest = self._without_mentions(start, end)
        if self.is_generic(self.text[start:end]):
            return True
        return self.lexicon.generic_of_place.fullmatch(rest) is not None

    def _without_mentions(self, start: int, end: int) -> str:
        kept, at = [], start
        for mention in self._aside.inside(start, end):
            if mention.start >= at:
                kept.append(self.text[at : mention.start])
                at = mention.end
        return "".join([*kept, self.text[at:end]])

    def is_proper(self, start: int, end: int) -> bool:
        """Whether the name holds something that identifies the undertaking."""
        text = self.text[start:end]
        if _IDENTIFYING.search(text) or self.text[start - 1 : start] == "“":
            return True
        indexes = (self._places, self._organisations, self._quantities)
        return any((m.start, m.end) != (start, end) for index in indexes for m in index.inside(start, end))

    def ends_on_head(self, text: str) -> bool:
        """Whether a name ends on a head noun or a phase."""
        return any(_TAIL.fullmatch(text, m.end()) for m in self.lexicon.heads.finditer(text))

    def is_specific(self, start: int, end: int) -> bool:
        """Whether enough is left of the name without class words and heads."""
        text = self.text[start:end]
        rest = len(self.lexicon.class_word.sub("", text))
        # A head within the name (海湾码头工程) makes a short rest a name.
        nested = sum(1 for _ in self.lexicon.heads.finditer(text)) > 1
        return rest >= _MIN_SPECIFIC or (nested and rest >= _MIN_NAME)


def _is_full_name(mention: Mention) -> bool:
    """Full names of companies and bodies end a description; short names (亚新科) may stand inside a project's name."""
    return mention.kind == "government" or (mention.entity is None and _FULL_NAME.search(mention.text) is not None)


def _mask_brackets(text: str) -> str:
    """The text with balanced bracketed parts blanked out, so that no border is seen inside them."""
    return re.sub(r"\([^()]*\)|“[^“”]*”", lambda m: "\x00" * len(m.group()), text)


def _balance(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Drop an unmatched bracket or quote at either end."""
    while text and text[0] in _OPEN and _CLOSE[_OPEN.index(text[0])] not in text:
        text, start = text[1:], start + 1
    if text and text[0] == "“" and text[-1] == "”":
        text, start, end = text[1:-1], start + 1, end - 1
    return text, start, end
