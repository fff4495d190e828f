"""Names of what is mostly part of another undertaking: 车间, 综合楼, 组装线."""

from collections.abc import Sequence

from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.core import phases_of
from kaigong.extractors.project.name.lexicon import NameCandidate, name_lexicon
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label

_SPENDS = lazy(r"(?<!总)(?:投资|出资|斥资|投入|筹资)[^,。;]{0,6}元")
# 占地60亩的鱿鱼精深加工车间上月也完成了备案,投资1.8亿元; 物流仓库正在铺钢构,4万平方米,投资8000万元;
# 住院楼8月封顶,设床位800张,投资5.8亿元; 海防零配件仓库投入420万美元; 人文公园地下停车场总经费9亿8000万元
_OWN_SUM = lazy(
    r"(?:[^,。;]{0,20},(?:(?:设|有)?床位[^,。;]{1,8},|[^,。;]{1,14},)?)?(?:计划|概算|估算)?"
    r"(?:总投资|投资|投入|造价|概算|预算|耗资|斥资|花了|总经费|总工程经费|总工程费|工程经费|经费)(?:约|近|超|额|逾|达|资金)*\d"
)
_BY_ITSELF = lazy(r"[^楼房]$")  # 罗东夜市地下停车场去年6月停工, but no house of a hospital
# 雄商高铁:河北段全面铺开
_LINE_LABEL = lazy(r"[^,。;:\n]{1,12}(?:铁路|高铁|城际|高速|高速公路|公路|大道|快速路|号线|管线|运河):")
_SECTION = lazy(r"[\u4e00-\u9fff]{2,6}段")
_OF_BODY = lazy(
    r"(?:医院|医疗中心|卫生院|保健院|中学|小学|学校|学院|大学|幼儿园)[^,。;]{0,6}$"
)  # 桂西区域医疗中心|门诊楼
_LAST_OF_PROJECTS = lazy(r"等[^,。;、]{0,8}项目")  # A、B和农机智能装配车间等项目
# X项目总投资6亿元,占地175亩,|建设Y基地项目: in other words what X is
_CONTENT = lazy(
    r"(?!.*(?:其中|[一二三四五]期|分别|包括|另))(?:[^。;\n]*?(?<![\u4e00-\u9fff]))?(?:该|本|此)?(?:项目|工程|基地)?"
    r"(?:计划|估算|概算|预计)?(?:总)?(?:投资|占地|用地)[^。;\n]*,(?:项目|主要|计划|规划|拟|将)*(?:建设|新建|兴建)(?:一[个座])?"
)
_OPENS_ON_IT = lazy(r"(?:该|本|此)?(?:项目|工程|基地)")
# 该工程由…出资,|建设|60万吨/年乙烯装置及配套公用工程|,总投资112亿元
_WITH_UTILITIES = lazy(r"[及和与](?:其|相关)?(?:配套|附属|公用|公辅)[^,。;]{0,8}(?:工程|设施|项目)$")
_BUILDS_IT = lazy(r"(?:[,:]|项目|工程)(?:主要|拟|计划|将|共)*(?:建设|新建|兴建)(?:一套)?$")
_SUM_NEXT = lazy(r",?(?:计划|估算)?(?:总)?投资")
# …烯烃项目今年投资20亿元,|裂解装置、聚合装置已建成: units of the plant
# but no 卧龙储气库增压站, which has a name
_UNITS = lazy(r"(?:(?:[\u4e00-\u9fff]{2,8}(?:装置|火炬|罐区)|[\u4e00-\u9fff]{1,4}[压冻热水汽]站)(?:、|和|及)?)+")
# X项目一期设计产能500万吨,|首条150万吨生产线|预计6月底点火: the first unit of it
_FIRST_UNIT = lazy(r"(?:首|第[一二三四])[条套台座]$")
# 一期建|8条池窑拉丝生产线|: what a phase of the whole consists of; 把原来的散货船坞改成了|液化气船生产线: what it does
_PHASE_HAS = lazy(
    r"[一二三四五首]期(?:工程|项目)?(?:计划|拟|将|规划|先|主要|共)*(?:新?建设?|上|安装|布置|布局)(?:有|了)?(?:[\d一二两三四五六七八九十]+[条座台套])$"
)
_MADE_INTO = lazy(
    r"[把将](?:其?原(?:有|来|先)?|旧|老)的?[^,。;]{2,16}?(?:改成|改造成|改建成|改建为|改造为|改为|变成|升级为)了?$"
)
_LINE_OF = lazy(r"(?:生产线|产线|装置|机组)$")
_SIZED_UNIT = lazy(r"(?:年产)?[\d.]+万?吨(?:/年|级)?的?[\u4e00-\u9fff]{0,4}(?:生产线|产线|装置|机组)")
_OWNER = 24  # characters before a name in which its owner stands (A项目…;湖北渝楚化工的|三氯乙烯装置)
_BODIES = ("hospital", "university", "institute", "government")


def _line_of(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _is_told_of(text: str, sentence: Sentence, kept: Sequence[NameCandidate], name: NameCandidate) -> bool:
    """Whether a name says what the undertaking spoken of consists of: its contents, or the units of its plant."""
    whole = kept[-1]
    here = whole.start >= sentence.start
    if name.weak:
        units = _UNITS.fullmatch(name.text) is not None and not text.endswith("元的", 0, name.start)
        first = _FIRST_UNIT.search(text, sentence.start, name.start) and _SIZED_UNIT.fullmatch(name.text)
        named = any(n.start >= sentence.start and not n.weak for n in kept)
        return ((units or first is not None) and named) or _is_of_whole(text, sentence, name, named=named)
    if not here and _OPENS_ON_IT.match(text, sentence.start) and _WITH_UTILITIES.search(name.text):
        return _BUILDS_IT.search(text, sentence.start, name.start) is not None
    if text[name.end : name.end + 1] not in (",", "。", ";") or _SUM_NEXT.match(text, name.end):
        return False
    if here and not whole.weak:
        return _CONTENT.fullmatch(text, whole.end, name.start) is not None
    opens = not here and _OPENS_ON_IT.match(text, sentence.start) is not None
    return opens and _CONTENT.fullmatch(text, sentence.start, name.start) is not None


def _is_of_whole(text: str, sentence: Sentence, name: NameCandidate, *, named: bool) -> bool:
    """Whether a line is what a phase of the whole consists of, or what its works make of an old one."""
    if _LINE_OF.search(name.text) is None or _OWN_SUM.match(text, name.end):
        return False
    if _PHASE_HAS.search(text, max(sentence.start, name.start - 16), name.start):
        return True
    return named and _MADE_INTO.search(text, sentence.start, name.start) is not None


def without_parts(document: Document, names: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The names less those of parts of what may have been named before.

    So go the sections of a line that labels its paragraph. A part stays on which a sum of its own is spent
    (投资160万元的果渣饲料车间), or told behind it, on which a list of projects ends, which has a size or opens on a
    phase, is the building
    of a body or belongs to a company new to the text.
    """
    part = name_lexicon().part
    amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
    own = MentionIndex(
        m for m in document.mentions_of(Label.ORG, Label.QUANTITY) if m.label is Label.QUANTITY or m.kind in _BODIES
    )
    sentences = SentenceIndex(document.sentences)
    kept: list[NameCandidate] = []
    companies = MentionIndex(m for m in document.mentions_of(Label.ORG) if m.kind in COMPANY_KINDS)
    first: dict[str, Mention] = {}
    for mention in companies.mentions:
        first.setdefault(mention.entity or mention.text, mention)
    sites = {m.end for m in document.mentions_of(Label.PLACE)}
    whole = False
    paragraph = -1
    for name in names:
        sentence = sentences.at(name.start)
        if _SECTION.fullmatch(name.text) and _LINE_LABEL.match(document.text, _line_of(document.text, name.start)):
            continue
        opens = sentence is not None and sentence.paragraph != paragraph and name.start == sentence.start
        paragraph = paragraph if sentence is None else sentence.paragraph
        opened = document.text.rfind("(", 0, name.start)
        inside = opened >= 0 and document.text.find(")", opened, name.start) < 0
        if inside and _SECTION.fullmatch(name.text) and any(n.end == opened for n in names):
            continue  # 武汉至阳新高速公路(武汉段、鄂州段、黄石段)
        new_firm = name.owner and any(
            first[m.entity or m.text] is m for m in companies.inside(name.start - _OWNER, name.start)
        )
        if sentence is not None and kept and not new_firm and _is_told_of(document.text, sentence, kept, name):
            continue
        if sentence is None or part.search(name.text) is None or phases_of(name.text[:2]):
            whole = True
        elif whole and not own.inside(name.start, name.end) and _OF_BODY.search(name.text) is None:
            number = next((n for n, (a, b) in enumerate(sentence.clauses) if a <= name.start < b), 0)
            clause, before = (sentence.clauses[n][0] for n in (number, max(0, number - 1)))
            spent = amounts.inside(clause, name.start) or _SPENDS.search(document.text, before, clause)
            firms = companies.inside(clause, name.end)  # also 扬州啤酒厂|的灌装线
            listed = _LAST_OF_PROJECTS.match(document.text, name.end)
            one = name.specific or name.named or name.proper or name.told or name.governed
            told = one and _OWN_SUM.match(document.text, name.end)
            told = told or (name.told and name.specific and _BY_ITSELF.search(name.text))
            topic = opens and name.specific  # ⏎中坜运动公园地下停车场2月起停工: what a paragraph is about
            sited = name.told and name.start - 1 in sites  # 俄罗斯图拉的|发动机车间去年投用
            if not (spent or listed or told or topic or sited) and not any(
                first[m.entity or m.text] is m for m in firms
            ):
                continue
        kept.append(name)
    return kept
