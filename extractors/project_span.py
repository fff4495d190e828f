"""Where the name that ends on a head noun begins and ends, and what was cut off before it."""

import re

from kaigong.extractors import project_name_patterns as pat
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project_border import left_border
from kaigong.extractors.project_context import BODIES_BUILT, NameContext
from kaigong.extractors.project_lead import strip_lead
from kaigong.extractors.project_lexicon import MAX_NAME, name_lexicon
from kaigong.extractors.project_wording import ends_on_head, is_generic, is_proper, rest_of
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass

_OPEN, _CLOSE = "(“[", ")”]"
_PARTICLES = frozenset("为使从给让靠因受令与和对把将")
_MAX_OWNER = 16
_HOUSED = frozenset({"hospital", "university"})
MIN_BARE_HEAD = 4  # characters of a head that names a thing by itself (数据中心)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A possible name of an undertaking in its sentence, in folded offsets.

    ``cut``: what stands before it ("cut", "place", "org" …). ``governed``: a verb of building does. ``plant``: a bare
    新厂 that the sentence is about. ``weak``: its head also names existing things.
    """

    sentence: Sentence
    head_start: int
    head: str
    floor: int
    cut: str
    start: int
    end: int
    text: str
    governed: bool
    plant: bool
    weak: bool


class SpanFinder:
    """Finds the borders of the names of one document."""

    def __init__(self, document: Document, names: NameContext, amounts: MentionIndex) -> None:
        self.text = document.text
        self.lexicon = name_lexicon()
        self.names = names
        self._amounts = amounts

    def span(self, sentence: Sentence, head_start: int, end: int, head: str) -> NameSpan | None:
        """The span of the name on a head noun that ends at an offset; None where nothing can be a name."""
        floor = max(sentence.start, head_start - MAX_NAME)
        border, cut = left_border(self.names, floor, head_start)
        start, governed = strip_lead(self.names, border, head_start)
        there = (
            pat.BUILT_IN if self.text.startswith(("在", "于"), start) else pat.BUILT_THERE if cut == "place" else None
        )
        built = None if there is None else there.match(self.text, start, head_start)
        works = head in self.lexicon.strong and built is not None and built.end() == head_start
        if built is not None and not works:  # 记者在某岛安置房建设项目现场
            start, governed = built.end(), True  # 拟在那柯里建设茶马影视基地
        if (nth := pat.VERB_LEFT.match(self.text, start, end)) is not None:
            start, governed = nth.end(), True
        plant = self._is_new_plant(sentence, start, head_start, end)
        whole = self._of_whole(floor, border, end)
        start = whole if whole is not None else head_start if plant else start
        if cut == "org" and pat.ACTION_ON_FIRM.fullmatch(self.text, border, head_start):
            firm = self.names.organisation_before(border)
            start = firm.start if firm is not None else start  # 上海汽轮机有限公司|扩建工程
        site = self._plant_there(floor, head_start, end, head)
        if site is not None:
            start, governed = site, True
        if start < head_start and len(head) >= MIN_BARE_HEAD and self.text[head_start - 1] == "的":
            start, cut = head_start, "particle"  # 落户蒲城县的|数据中心
        at_head = start >= head_start and head != "期" and not plant
        bare = at_head and len(head) < MIN_BARE_HEAD
        which = pat.WHICH_ONE.search(self.text, floor, head_start) if at_head else None
        if which is not None and self.lexicon.builds.search(self.text, max(floor, which.start() - 6), which.start()):
            start, bare, governed = which.start("which"), False, True  # 在熊本县兴建第二座晶圆厂
        body = self._body_anew(head_start, end) if bare else None
        if body is not None:
            start, bare = body.start, False
        if bare or (site is None and self._is_torn(start, head_start)):
            return None
        start = self._opening_quote(floor, start, end)
        if (verb := pat.VERB_QUOTE.search(self.text, start, end)) is not None:
            start, governed = verb.end(), True
        if self.text[start - 1 : start] == "“" and (rest := pat.QUOTE_REST.match(self.text, end)) is not None:
            end = rest.end()
        quoted = "“" in self.text[start - 1 : start + 1] and head_start > start + 1
        rest = pat.QUOTE_END.match(self.text, end) if quoted else None
        if rest is not None and pat.NO_WORKS.search(rest.group()) is None:
            end = rest.end()
        if pat.APPOSITION.match(self.text, end) and pat.CLASS_OF_PLACE.fullmatch(self.text, start, end):
            return None  # 川赣铁路重难点控制性工程——德泉隧道
        text, start, end = self._without_parts(*_balance(self.text[start:end], start, end))
        if (phase := self._own_phase(floor, start, end, head)) is not None:
            start, text = phase, self.text[phase:end]
        if text.startswith("至") and pat.NUMBERED.match(text, 1):
            start, text = start + 1, text[1:]  # 20号至22号泊位工程
        if (numbers := pat.NUMBER_LIST.search(self.text, floor, start)) and pat.NUMBERED.match(text):
            start = self._before_numbers(floor, numbers.start())
            text = self.text[start:end]  # 梅山港区22号、23号泊位工程
        if pat.APPOSITION.match(self.text, end) and (
            is_generic(re.sub(r"“[^”]*”", "", text))
            or pat.CLASS_OF_PLACE.fullmatch(text)
            or text.endswith(("配套工程", "附属工程", "先导工程", "子项目"))  # X大桥配套工程——解放大道拓宽工程
        ):
            return None
        strong = head in self.lexicon.strong or head == "期" or self._has_strong(text[-6:])
        if is_generic(text) and (wider := self._with_capacity(floor, start)) is not None:
            start = wider
        elif strong and cut == "value" and (yearly := self._of_year(floor, start, end)) is not None:
            start, plant = yearly, is_generic(text)
        elif (owner := self._owner(border, cut, start, end)) is not None:
            start = owner.start
            _, start, end = self._without_parts(self.text[start:end], start, end)  # X公司二期工程|铸轧车间
        text = self.text[start:end]
        return NameSpan(sentence, head_start, head, floor, cut, start, end, text, governed, plant, not strong)

    def _plant_there(self, floor: int, head_start: int, end: int, head: str) -> int | None:
        """Start of the place that alone tells a firm's plant from its others (三一重工在印度浦那的工厂开业)."""
        site = pat.AT_SITE.search(self.text, floor, head_start) if head == "工厂" else None
        if site is None or not self.names.begins_place(site.start("where")):
            return None
        told = pat.TOLD.match(self.text, end) or pat.OWN_SUM.match(self.text, end)
        return site.start("where") if told else None

    def _before_numbers(self, floor: int, numbers: int) -> int:
        """Start of what berths or piers are numbered of (梅山港区|6号至10号泊位), or of the numbers."""
        border, cut = left_border(self.names, floor, numbers)
        start, _ = strip_lead(self.names, border, numbers)
        named = cut != "place" and numbers - start >= MIN_BARE_HEAD and self.text[numbers - 1] not in "、和及与"
        return start if named else numbers

    def _of_year(self, floor: int, start: int, end: int) -> int | None:
        """Start of the place that has class works of a year, of which one event is told.

        全椒县2024年老旧小区改造配套基础设施建设项目获批: what a county has approved for the year under one name.
        """
        year = pat.YEAR_BEFORE.search(self.text, floor, start)
        if year is None or not (pat.TOLD.match(self.text, end) or pat.OWN_SUM.match(self.text, end)):
            return None
        return self.names.place_before(year.start())

    def _own_phase(self, floor: int, start: int, end: int, head: str) -> int | None:
        """Start of the phase that opens a clause on a work of its own (一期海苔加工厂2010年11月投产)."""
        phase = pat.PHASE_LEADS.search(self.text, floor, start)
        if phase is None or head in self.lexicon.strong or pat.OWN_FACT.match(self.text, end) is None:
            return None
        return None if pat.BARE_SHARE.fullmatch(self.text, start, end) else phase.start("phase")

    def _has_strong(self, text: str) -> bool:
        """Whether a text holds a head that alone marks an undertaking (but 工程胎 is a word of its own)."""
        return any(m.group() in self.lexicon.strong for m in self.lexicon.heads.finditer(text))

    def _is_torn(self, start: int, head_start: int) -> bool:
        """Whether what stands before the head is no beginning of a name (建|铁路: a verb and a class of works)."""
        if self.lexicon.governing.fullmatch(self.text, start, head_start):
            return True
        if pat.ADVERB_LAST.search(self.text, start, head_start) and pat.DONE_TO.match(self.text, head_start):
            return True  # 县里同步|改造县道X203线
        if pat.SIZED_OF.fullmatch(self.text, start, head_start):
            return False  # 投资7.5亿元建设日产4600吨的生产线
        if head_start - start == 1 and self.text[start] in _PARTICLES:
            return True  # 为|扩建定居点, 使|铁路
        dangling = pat.DANGLING.search(self.text, start, head_start)
        return dangling is not None or pat.OF_PROJECT.match(self.text, start, head_start) is not None

    def _without_parts(self, text: str, start: int, end: int) -> tuple[str, int, int]:
        """The name of the whole, where that of a part follows (X电站上水库, X项目主体工程)."""
        for pattern in (pat.COUNTED_CLASS, pat.PART_OF, pat.PART_TAIL, pat.PART_TAIL):  # 电站上水库大坝
            if (part := pattern.search(text)) and ends_on_head(text[: part.start()]):
                text, start, end = _balance(text[: part.start()], start, start + part.start())
        verb = pat.VERB_BEHIND.search(text)
        if verb is not None and "\u4e00" <= self.text[end : end + 1] <= "\u9fff":
            text, end = text[: verb.start()], start + verb.start()
        return text, start, end

    def _owner(self, border: int, cut: str, start: int, end: int) -> Mention | None:
        """The body before a name that belongs to it (中海油新能源公司风电场开发项目, 县人民医院新院项目)."""
        owner = self.names.organisation_before(border + (self.text[border] == ")")) if cut == "org" else None
        if owner is None or any(mark in self.text[owner.end : start] for mark in "“、"):
            return None
        if owner.kind in BODIES_BUILT:
            return owner
        if owner.kind == "government" and pat.OF_OFFICE.search(self.text, owner.end, end):
            return owner  # 县公安局|业务技术用房
        if owner.kind == "government" or ")" in self.text[owner.end : start]:
            return None  # 建筑署会监督工程; X公司(以下简称“X”)埃及生产基地
        text = self.text[start:end]
        if pat.PLANT.search(owner.text) and pat.PHASE_OPENS.match(text):
            return owner  # 兰州连城铝厂|二期电解铝工程
        return owner if is_generic(text) or not rest_of(text) > 2 else None

    def _is_new_plant(self, sentence: Sentence, border: int, head: int, end: int) -> bool:
        """Whether a bare 新厂 is what a sentence is about: by a ceremony of its own, or by what is invested in it."""
        kind = end - head > 2 or pat.NEXT_PLANT.search(self.text, head, end) is not None
        if kind and pat.SUM_OF.search(self.text, sentence.start, head) is not None:
            return True
        whole = kind and self.text[end - 1] in "厂站馆院校桥"
        built = whole and pat.BUILT.search(self.text, sentence.start, head) is not None
        if built and pat.OWN_COST.match(self.text, end, sentence.end) is not None:
            return True  # 扩建一座晶圆厂,总投资50亿美元
        if whole and pat.SUM_BUILDS.search(self.text, sentence.start, head) is not None:
            return True
        if not self.text.startswith("新", head):
            return False
        own = border >= head or pat.OF_BODY.fullmatch(self.text, border, head) is not None
        if own and self.text[end - 1] in "区馆" and pat.NEW_SIZED.match(self.text, end):
            return True
        if border >= head and pat.CEREMONY.match(self.text, end):
            return True
        first = sentence.start
        return pat.BUILT.search(self.text, first, head) is not None and bool(self._amounts.inside(first, head))

    def _body_anew(self, head: int, end: int) -> Mention | None:
        """The hospital or school of which a new house is told (市人民医院|新大楼昨日启用)."""
        if self.text[head - 1] != "新" or pat.TOLD.match(self.text, end) is None:
            return None
        body = self.names.organisation_before(head - 1)
        return body if body is not None and body.kind in _HOUSED else None

    def _opening_quote(self, floor: int, start: int, end: int) -> int:
        """Start of the quoted text that ends with the name, where all of it is one name (“面向…的智慧交通项目”)."""
        if self.text[end : end + 1] != "”":
            return start
        opening = self.text.rfind("“", max(0, floor - MAX_NAME // 4), start) + 1
        whole = self.text[opening:end]
        if not opening or opening == start or len(whole) > MAX_NAME or re.search(r"[,。;!?:“”\n]", whole):
            return start
        stripped, governed = strip_lead(self.names, opening, end)
        return opening if stripped == opening and not governed and is_proper(self.names, opening, end) else start

    def _with_capacity(self, floor: int, start: int) -> int | None:
        """Start of a capacity phrase that alone identifies the name (年产3万吨三氯氢硅的配套项目), if there is one."""
        if self.text[start - 1 : start] != "的":
            return None
        wider = self._before_de(floor, start)
        return wider if pat.CAPACITY_PHRASE.match(self.text, wider, start) else None

    def _before_de(self, floor: int, start: int) -> int:
        """Where the phrase begins that 的 joins to what starts at an offset."""
        border, _ = left_border(self.names, floor, start - 1)
        return strip_lead(self.names, border, start - 1)[0]

    def _of_whole(self, floor: int, start: int, end: int) -> int | None:
        """Start of the name of what works are done to, if there is one.

        Works on a phase (溧阳工厂的四期扩建工程), or on what opens the clause (同仁堂饮片的改扩建项目).
        """
        if self.text[start - 1 : start] != "的" or pat.WORKS_ON.fullmatch(self.text, start, end) is None:
            return None
        whole = self._before_de(floor, start)
        name = self.text[whole : start - 1]
        if pat.PHASE_WORKS.fullmatch(self.text, start, end):
            return whole if ends_on_head(name) else None
        opens = self.text[whole - 1 : whole] in (",", "。", ";", "\n", "") and 2 < len(name) <= _MAX_OWNER
        return whole if opens and not pat.ANY_FIRM.search(name) else None


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
