"""Where the name that ends on a head noun begins and ends, and what was cut off before it."""

import dataclasses
import re

from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.body import is_house_told, is_plant_of_firm_told
from kaigong.extractors.project.name import span_patterns as pat
from kaigong.extractors.project.name.border import left_border
from kaigong.extractors.project.name.context import BODIES_BUILT, NameContext
from kaigong.extractors.project.name.lead import strip_lead
from kaigong.extractors.project.name.lexicon import MAX_NAME
from kaigong.extractors.project.name.patterns import CEREMONY, NO_WORKS, OWN_SIZE, OWN_SUM, PLANT, TOLD
from kaigong.extractors.project.name.trim import balanced, earlier_one, without_parts_of_name
from kaigong.extractors.project.name.wording import ends_on_head, is_generic, is_proper, rest_of
from kaigong.schemas.document import Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass

_PARTICLES = frozenset("为使从给让靠因受令与和对把将")
_PART_WORKS = ("配套工程", "附属工程", "先导工程", "子项目")
_THAT_ONE = ("那座", "那条", "那家", "那片", "那处")
_MAX_OWNER = 16
_LINES = frozenset({"公路", "高速公路", "铁路", "高铁", "道路", "快速路", "隧道", "管道"})
_HOUSED = frozenset({"hospital", "university"})
_OF_ANY_FIRM = frozenset({"生产线", "产线", "基地", "改造", "扩建", "技改"})  # of which a text told before
_NEAR = 6  # characters in which a verb stands before its object
_MIN_PLANT = 3  # characters of a plant that tells more than a class of them
MIN_BARE_HEAD = 4  # characters of a head that names a thing by itself (数据中心)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A possible name of an undertaking in its sentence, in folded offsets.

    ``cut``: what stands before it ("cut", "place", "org" …). ``governed``: a verb of building does. ``plant``: a bare
    新厂 that the sentence is about. ``weak``: its head also names existing things. ``proper``: it holds something that
    identifies.
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
    proper: bool


@dataclasses.dataclass(slots=True)
class _Draft:
    """A name whose borders are being found; ``border`` is where it can begin at most, ``sited`` by its place alone."""

    sentence: Sentence
    head_start: int
    head: str
    floor: int
    border: int
    cut: str
    start: int
    end: int
    governed: bool
    plant: bool = False
    sited: bool = False


def find_span(names: NameContext, sentence: Sentence, head_start: int, end: int, head: str) -> NameSpan | None:
    """The span of the name on a head noun that ends at an offset; None where nothing can be a name."""
    floor = max(sentence.start, head_start - MAX_NAME)
    border, cut = left_border(names, floor, head_start)
    start, governed = strip_lead(names, border, head_start)
    if names.text.startswith(_THAT_ONE, start) and start + 2 < head_start:
        start += 2  # 下游|那座|神岗山大桥
    draft = _Draft(sentence, head_start, head, floor, border, cut, start, end, governed)
    _skip_where_built(names, draft)
    _take_in_whole(names, draft)
    if not _has_beginning(names, draft):
        return None
    _take_in_quotes(names, draft)
    text = names.text
    apposed = pat.APPOSITION.match(text, draft.end) is not None
    first_of = apposed and head not in names.lexicon.strong and text.endswith(pat.FIRST_OF, 0, draft.start)
    if first_of or (apposed and pat.CLASS_OF_PLACE.fullmatch(text, draft.start, draft.end)):
        return None  # 川赣铁路重难点控制性工程——德泉隧道, 全国首座|公铁两用跨海大桥——平潭海峡大桥
    draft.start, draft.end = without_parts_of_name(text, *balanced(text, draft.start, draft.end))
    _take_in_numbers(names, draft)
    if pat.APPOSITION.match(text, draft.end) and _is_class_or_part(text[draft.start : draft.end]):
        return None
    strong = head in names.lexicon.strong or head == "期" or _has_strong(names, text[draft.start : draft.end][-6:])
    _take_in_owner(names, draft, strong)
    start, end = draft.start, draft.end
    return NameSpan(
        sentence,
        head_start,
        head,
        floor,
        draft.cut,
        start,
        end,
        text[start:end],
        draft.governed,
        draft.plant,
        not strong,
        is_proper(names, start, end),
    )


def _skip_where_built(names: NameContext, draft: _Draft) -> None:
    """Leave out where it is built and the verb behind that (拟在那柯里建设|茶马影视基地; 兴建|第二厂)."""
    text = names.text
    there = None
    if text.startswith(("在", "于"), draft.start):
        there = pat.BUILT_IN.match(text, draft.start, draft.head_start)
    elif draft.cut == "place" or text[draft.start - 1 : draft.start] == "在":
        there = pat.BUILT_THERE.match(text, draft.start, draft.head_start)
        if draft.head in pat.HOUSES:
            there = there or pat.EXPANDS_THERE.match(text, draft.start, draft.head_start)
    if there is not None and not (draft.head in names.lexicon.strong and there.end() == draft.head_start):
        one = pat.ONE_THERE.match(text, there.end(), draft.head_start)  # 在金城镇建|了一所|德园学校
        draft.start, draft.governed = (there if one is None else one).end(), True  # but 记者在某岛安置房建设项目现场
    one = pat.ONE_LEFT.match(text, draft.start, draft.head_start)
    draft.start = draft.start if one is None else one.end()
    verb = pat.VERB_LEFT.match(text, draft.start, draft.end)
    if verb is not None:
        draft.start, draft.governed = verb.end(), True


def _take_in_whole(names: NameContext, draft: _Draft) -> None:
    """Begin at what the works are done to, or at the place that tells a plant, or at a head that needs no more."""
    text, head_start = names.text, draft.head_start
    draft.plant = _is_new_plant(names, draft)
    whole = _of_whole(names, draft)
    if whole is not None:
        draft.start = whole
    elif draft.plant:
        draft.start = head_start
    plan = pat.OF_PLAN.search(text, draft.floor, draft.start)
    if plan is not None:  # 某医院扩建计划|主座大楼: the house of a plan
        border, draft.cut = left_border(names, draft.floor, plan.start())
        draft.start = strip_lead(names, border, plan.start())[0]
    if draft.cut == "org" and pat.ACTION_ON_FIRM.fullmatch(text, draft.border, head_start):
        firm = names.organisation_before(draft.border)
        draft.start = firm.start if firm is not None else draft.start  # 上海汽轮机有限公司|扩建工程
    reach = _line_between(names, draft)
    if reach is not None:
        draft.start, draft.cut, draft.sited = reach, "start", True
        return
    numbered = draft.plant and pat.NEXT_PLANT.search(text, head_start, draft.end) is not None
    site = None if numbered else _plant_there(names, draft)  # but 位于河口区的|二厂: the number tells it
    site = _thing_of_firm(names, draft) if site is None and not numbered else site
    if site is not None:
        draft.start, draft.governed, draft.sited = site, True, True
    ends = _ends_of_line(names, draft)
    bare = len(draft.head) >= MIN_BARE_HEAD or is_house_told(names, draft.sentence, head_start, draft.end)
    if ends is not None:
        draft.start, draft.sited = ends, True
    elif draft.start < head_start and text[head_start - 1] == "的" and bare:
        draft.start, draft.cut = head_start, "particle"  # 落户蒲城县的|数据中心


def _is_new_plant(names: NameContext, draft: _Draft) -> bool:
    """Whether a bare 新厂 is what a sentence is about: by a ceremony of its own, or by what is invested in it."""
    text, first, head, end = names.text, draft.sentence.start, draft.head_start, draft.end
    kind = end - head > 2 or pat.NEXT_PLANT.search(text, head, end) is not None
    paid = kind and text.find("元", first, head) >= 0
    if paid and pat.SUM_OF.search(text, first, head):
        return True
    if pat.NEXT_PLANT_BUILT.search(text, first, end):
        return True  # 将兴建三厂
    if kind and text[end - 1] in "厂站馆院校桥":
        if paid and pat.SUM_BUILDS.search(text, first, head):
            return True
        if pat.OWN_COST.match(text, end, draft.sentence.end) and pat.BUILT.search(text, first, head):
            return True  # 扩建一座晶圆厂,总投资50亿美元
    if not text.startswith("新", head):
        return False
    bare = draft.start >= head
    first_told = bare and pat.NEW_SITE.match(text, end) and pat.WORKS_BEFORE.search(text, 0, first) is None
    if first_told and names.amounts.inside(end, draft.sentence.end):
        return True
    own = bare or pat.OF_BODY.fullmatch(text, draft.start, head) is not None
    if own and text[end - 1] in "区馆" and pat.NEW_SIZED.match(text, end):
        return True
    if bare and CEREMONY.match(text, end):
        return True
    return bool(names.amounts.inside(first, head)) and pat.BUILT.search(text, first, head) is not None


def _of_whole(names: NameContext, draft: _Draft) -> int | None:
    """Start of the name of what works are done to, if there is one.

    Works on a phase (溧阳工厂的四期扩建工程), or on what opens the clause (同仁堂饮片的改扩建项目).
    """
    text, start = names.text, draft.border
    if text[start - 1 : start] != "的" or pat.WORKS_ON.fullmatch(text, start, draft.end) is None:
        return None
    whole = _before_de(names, draft.floor, start)
    name = text[whole : start - 1]
    if pat.PHASE_WORKS.fullmatch(text, start, draft.end):
        return whole if ends_on_head(name) else None
    opens = text[whole - 1 : whole] in (",", "。", ";", "\n", "") and 2 < len(name) <= _MAX_OWNER
    return whole if opens and not pat.ANY_FIRM.search(name) else None


def _ends_of_line(names: NameContext, draft: _Draft) -> int | None:
    """Start of the ends of a line that stand before 的 (且末至若羌的|沙漠公路), if there are any."""
    text, start = names.text, draft.start
    if text[draft.head_start - 1] == "的":
        start = draft.head_start
    if text[start - 1 : start] != "的" or pat.LINE_LAST.search(text, start, draft.end) is None:
        return None
    ends = pat.LINE_ENDS.search(text, draft.floor, start)
    return ends.start("from") if ends is not None else None


def _before_de(names: NameContext, floor: int, start: int) -> int:
    """Where the phrase begins that 的 joins to what starts at an offset."""
    border, _ = left_border(names, floor, start - 1)
    return strip_lead(names, border, start - 1)[0]


def _plant_there(names: NameContext, draft: _Draft) -> int | None:
    """Start of the place that alone tells a firm's plant from its others (三一重工在印度浦那的工厂开业)."""
    thing = len(draft.head) > 1 and draft.head not in names.lexicon.strong
    site = pat.AT_SITE.search(names.text, draft.floor, draft.head_start) if thing else None
    if site is None or not names.begins_place(site.start("where")):
        return None
    if not draft.head.endswith("厂"):  # 恒达公司在江宁的|水电站上月动工: whose it is tells as much
        firm = names.organisation_before(site.start())
        if firm is None or firm.kind not in COMPANY_KINDS or draft.head in _OF_ANY_FIRM:
            return None
    told = TOLD.match(names.text, draft.end) or OWN_SUM.match(names.text, draft.end)
    return site.start("where") if told else None


def _thing_of_firm(names: NameContext, draft: _Draft) -> int | None:
    """Start of the firm or place that alone tells its 冷库 or 灌装线, where an event or a sum is told of that.

    金河集团的|冷库6月投产; 江北啤酒厂的|灌装线上月底试车成功
    """
    text, head = names.text, draft.head_start
    bare = text[head - 1 : head] == "的" and draft.head not in names.lexicon.strong
    if not bare or len(draft.head) < 2 or draft.head in _OF_ANY_FIRM:
        return None
    if not any(p.match(text, draft.end) for p in (TOLD, OWN_SUM, OWN_SIZE)):
        return None
    if not draft.head.startswith("新") and pat.STOOD_IDLE.match(text, draft.end):
        return None  # 苏州三星的|工厂停工一周
    firm = names.organisation_before(head - 1)
    if firm is not None:
        return firm.start if firm.kind in COMPANY_KINDS or PLANT.search(firm.text) else None
    there = names.place_before(head - 1) if pat.PLANT_KIND.fullmatch(draft.head) else None
    if there is not None:
        return there  # 墨西哥蒙特雷|的仓库今年5月启用
    start = min(draft.start, _before_de(names, draft.floor, head))
    joint = (
        draft.head.startswith("新") and names.begins_place(start) and pat.JOINT_FIRM.fullmatch(text, start, head - 1)
    )
    return start if joint or pat.FIRM_BY_FORM.fullmatch(text, start, head - 1) else None


def _line_between(names: NameContext, draft: _Draft) -> int | None:
    """Start of the two ends that alone tell a road or railway (安江镇至托口镇的二级公路, 从县城到太平的公路)."""
    if draft.head not in _LINES:
        return None
    between = pat.ENDS_OF_LINE.search(names.text, draft.floor, draft.head_start)
    return None if between is None else between.start("ends")


def _has_beginning(names: NameContext, draft: _Draft) -> bool:
    """Whether something stands before the head that a name can begin with, be it which one it is, or of which body."""
    text, head_start = names.text, draft.head_start
    if draft.start >= head_start and draft.head != "期" and not draft.plant:
        which = pat.WHICH_ONE.search(text, draft.floor, head_start)
        told = which is not None and is_plant_of_firm_told(names, draft.sentence, head_start, draft.end)
        if which and (told or names.lexicon.builds.search(text, max(draft.floor, which.start() - 6), which.start())):
            draft.start, draft.governed = which.start("which"), True  # 在熊本县兴建第二座晶圆厂
        elif len(draft.head) < MIN_BARE_HEAD and not pat.PHASE_OF_CLASS.fullmatch(text, head_start, draft.end):
            body = _body_anew(names, head_start, draft.end)
            if body is None and not is_house_told(names, draft.sentence, head_start, draft.end):
                return False
            draft.start = draft.start if body is None else body.start
    if text.startswith(pat.OF_MAKING, draft.start) and OWN_SUM.match(text, draft.end):
        return True  # 在越南建设|生产基地,总投资6000万美元
    return draft.sited or not _is_torn(names, draft.start, head_start)


def _body_anew(names: NameContext, head: int, end: int) -> Mention | None:
    """The hospital or school of which a new house is told (市人民医院|新大楼昨日启用)."""
    if names.text[head - 1] != "新" or not (TOLD.match(names.text, end) or pat.COSTS.match(names.text, end)):
        return None
    body = names.organisation_before(head - 1)
    return body if body is not None and body.kind in _HOUSED else None


def _is_torn(names: NameContext, start: int, head_start: int) -> bool:
    """Whether what stands before the head is no beginning of a name (建|铁路: a verb and a class of works)."""
    text = names.text
    if names.lexicon.governing.fullmatch(text, start, head_start):
        return True
    if pat.ADVERB_LAST.search(text, start, head_start) and pat.DONE_TO.match(text, head_start):
        return True  # 县里同步|改造县道X203线
    if pat.SIZED_OF.fullmatch(text, start, head_start):
        return False  # 投资7.5亿元建设日产4600吨的生产线
    if head_start - start == 1 and text[start] in _PARTICLES:
        return True  # 为|扩建定居点, 使|铁路
    dangling = pat.DANGLING.search(text, start, head_start)
    return dangling is not None or pat.OF_PROJECT.match(text, start, head_start) is not None


def _take_in_quotes(names: NameContext, draft: _Draft) -> None:
    """Begin behind an opening quote and end before its closing one, where all between them is one name."""
    text = names.text
    draft.start = _opening_quote(names, draft)
    verb = pat.VERB_QUOTE.search(text, draft.start, draft.end)
    if verb is not None:
        draft.start, draft.governed = verb.end(), True
    if text[draft.start - 1 : draft.start] == "“" and (rest := pat.QUOTE_REST.match(text, draft.end)) is not None:
        draft.end = rest.end()
    quoted = "“" in text[draft.start - 1 : draft.start + 1] and draft.head_start > draft.start + 1
    rest = pat.QUOTE_END.match(text, draft.end) if quoted else None
    if rest is not None and NO_WORKS.search(rest.group()) is None:
        draft.end = rest.end()


def _opening_quote(names: NameContext, draft: _Draft) -> int:
    """Start of the quoted text that ends with the name, where all of it is one name (“面向…的智慧交通项目”)."""
    text, start, end = names.text, draft.start, draft.end
    if text[end : end + 1] != "”":
        return start
    opening = text.rfind("“", max(0, draft.floor - MAX_NAME // 4), start) + 1
    whole = text[opening:end]
    if not opening or opening == start or len(whole) > MAX_NAME or re.search(r"[,。;!?:“”\n]", whole):
        return start
    stripped, governed = strip_lead(names, opening, end)
    return opening if stripped == opening and not governed and is_proper(names, opening, end) else start


def _take_in_numbers(names: NameContext, draft: _Draft) -> None:
    """Begin at the phase of works of its own, or at the first of its numbers (梅山港区22号、23号泊位工程)."""
    text = names.text
    phase = _own_phase(names, draft)
    draft.start = draft.start if phase is None else phase
    if text.startswith("至", draft.start) and pat.NUMBERED.match(text, draft.start + 1, draft.end):
        draft.start += 1  # 20号至22号泊位工程
    if not pat.NUMBERED.match(text, draft.start, draft.end):
        return
    numbers = pat.NUMBER_LIST.search(text, draft.floor, draft.start)
    if numbers is not None:
        draft.start = _before_numbers(names, draft.floor, numbers.start())


def _own_phase(names: NameContext, draft: _Draft) -> int | None:
    """Start of the phase that opens a clause on a work of its own (一期海苔加工厂2010年11月投产)."""
    if draft.head in names.lexicon.strong:
        return None
    phase = pat.PHASE_LEADS.search(names.text, draft.floor, draft.start)
    if phase is None or pat.OWN_FACT.match(names.text, draft.end) is None:
        return None
    return None if pat.BARE_SHARE.fullmatch(names.text, draft.start, draft.end) else phase.start("phase")


def _before_numbers(names: NameContext, floor: int, numbers: int) -> int:
    """Start of what berths or piers are numbered of (梅山港区|6号至10号泊位), or of the numbers."""
    border, cut = left_border(names, floor, numbers)
    start, _ = strip_lead(names, border, numbers)
    named = cut != "place" and numbers - start >= MIN_BARE_HEAD and names.text[numbers - 1] not in "、和及与"
    return start if named else numbers


def _is_class_or_part(text: str) -> bool:
    """Whether what an apposition follows is of class words or a part (X大桥配套工程——解放大道拓宽工程)."""
    if text.endswith(_PART_WORKS) or pat.CLASS_OF_PLACE.fullmatch(text):
        return True
    return is_generic(re.sub(r"“[^”]*”", "", text))


def _has_strong(names: NameContext, text: str) -> bool:
    """Whether a text holds a head that alone marks an undertaking (but 工程胎 is a word of its own)."""
    return any(m.group() in names.lexicon.strong for m in names.lexicon.heads.finditer(text))


def _take_in_owner(names: NameContext, draft: _Draft, strong: bool) -> None:
    """Begin at the capacity, the place of a year's works, or the body that class words need to name something."""
    generic = is_generic(names.text[draft.start : draft.end])
    bare = generic or (draft.head == "厂" and draft.end - draft.start < _MIN_PLANT)  # 日榨4000吨的|糖厂
    wider = _with_capacity(names, draft.floor, draft.start) or _joint_use(names, draft) if bare else None
    if wider is not None:
        draft.start = wider
        near = max(draft.sentence.start, wider - _NEAR)
        draft.governed = draft.governed or names.lexicon.builds.search(names.text, near, wider) is not None
        return
    yearly = _of_year(names, draft) if strong and draft.cut == "value" else None
    if yearly is not None:
        draft.start, draft.plant = yearly, generic
        return
    draft.start = earlier_one(names.text, draft.sentence.start, draft.sentence.end, draft.start, draft.end)
    if (owner := _owner(names, draft)) is not None:
        draft.start, draft.end = without_parts_of_name(names.text, owner.start, draft.end)  # X公司二期工程|铸轧车间


def _joint_use(names: NameContext, draft: _Draft) -> int | None:
    """Start of the first of two uses of one building (兴建一座楼高9层的|街市及社区综合大楼)."""
    both = pat.JOINT_USE.search(names.text, draft.floor, draft.start)
    return both.start("use") if both is not None and ends_on_head(both["use"]) else None


def _with_capacity(names: NameContext, floor: int, start: int) -> int | None:
    """Start of a capacity phrase that alone identifies the name (年产3万吨三氯氢硅的配套项目), if there is one."""
    if names.text[start - 1 : start] != "的":
        return None
    wider = _before_de(names, floor, start)
    return wider if pat.CAPACITY_PHRASE.match(names.text, wider, start) else None


def _of_year(names: NameContext, draft: _Draft) -> int | None:
    """Start of the place that has class works of a year, of which one event is told.

    全椒县2024年老旧小区改造配套基础设施建设项目获批: what a county has approved for the year under one name.
    """
    text, end = names.text, draft.end
    year = pat.YEAR_BEFORE.search(text, draft.floor, draft.start)
    if year is None or not (TOLD.match(text, end) or OWN_SUM.match(text, end)):
        return None
    return names.place_before(year.start())


def _owner(names: NameContext, draft: _Draft) -> Mention | None:
    """The body before a name that belongs to it (中海油新能源公司风电场开发项目, 县人民医院新院项目)."""
    if draft.cut != "org":
        return None
    text, start, end = names.text, draft.start, draft.end
    owner = names.organisation_before(draft.border + text.startswith(")", draft.border))
    if owner is None or any(mark in text[owner.end : start] for mark in "“、"):
        return None
    if owner.kind in BODIES_BUILT:
        return owner
    if owner.kind == "government":
        return owner if pat.OF_OFFICE.search(text, owner.end, end) else None  # 县公安局|业务技术用房
    if ")" in text[owner.end : start]:
        return None  # X公司(以下简称“X”)埃及生产基地
    if PLANT.search(owner.text) and pat.PHASE_OPENS.match(text, start, end):
        return owner  # 兰州连城铝厂|二期电解铝工程
    name = text[start:end]
    return owner if is_generic(name) or rest_of(name) <= 2 else None
