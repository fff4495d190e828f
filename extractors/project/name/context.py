"""What the name of an undertaking is judged by: the text, the mentions in it, and the segmenter's words."""

from bisect import bisect_right
from collections.abc import Collection

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.name.lexicon import MAX_NAME, name_lexicon
from kaigong.extractors.segment import segmenter_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label

FUNCTION_TAGS = frozenset(
    ["v", "vd", "d", "c", "p", "r", "rr", "rz", "uj", "ul", "y", "zg", "f"]
)  # of jieba's dictionary
_VERBAL_TAGS = frozenset(["v", "vd", "d", "ad", "p", "c", "r", "uz", "ul", "t", "q"])
_FULL_NAME = lazy(r"(?:公司|集团|分行|银行|[厂院所局委部厅署处会]|会社|商社|合作社|政府|大学|会社|合伙\)|[A-Za-z]\))$")
_BUILT_KIND = lazy(r"(?:园|城|馆|机场|码头|大桥|隧道|电站|大厦|广场|枢纽|铁路|高速)$")
BODIES_BUILT = frozenset(["hospital", "university", "institute", "school"])
_ASIDE = frozenset([Label.PLACE, Label.DATE, Label.QUANTITY])
_RESORTS = ("度假区", "景区", "小镇", "度假村")
_STANDING_ZONE = lazy(r"(?:科学|科学工业|加工出口|技术产业)园?区$|\([\u4e00-\u9fff]{2,4}\)科[学技]城$")

# A hospital's or school's name goes on as that of its building (区人民医院新院区项目).
_OF_BODY = lazy(
    # 举行新区人民医院(中心卫生院)项目开工仪式
    r"(?:(?:\([^()]{2,16})?\)(?=项目|工程|新建|迁建|扩建))?(?:(?:新|[东西南北分老])?(?:院区|校区)|[新东西南北]区(?![县域长])|新[院楼校馆](?!长)|[\u4e00-\u9fff]{0,6}(?:病区|用房|[医诊房教合训宿科]楼)|[\u4e00-\u9fff]{2,4}楼|异地|整体|迁建|新建|扩建|改扩建|重建|门诊|住院|医技|综合楼|大楼|教学楼|[一二三]期|提升|改造|项目|工程(?!技术))"
)
_HOUSED = lazy(r"(?:疾控中心|急救中心|卫生院|服务中心|党校|血站)$")  # offices with houses of their own
_PLANT_WORKS = lazy(r"(?:改?扩建|技改|迁建|搬迁|异地|易地)(?!后|了|期间|过程|为|成)")
_SITE_OF = lazy(r"(?:原址|旧址|遗址|老厂|地块|退城|搬迁)")


class NameContext:
    """One document as the rules of names look at it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = name_lexicon()
        self.organisations = MentionIndex(document.mentions_of(Label.ORG))
        # 全市, 我省 refer to a place without naming one.
        self.places = MentionIndex(
            p for p in document.mentions_of(Label.PLACE) if not p.rule.endswith("home_reference")
        )
        self.quantities = MentionIndex(document.mentions_of(Label.QUANTITY))
        self.amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self.aside = MentionIndex(m for m in document.mentions if m.label in _ASIDE)
        self.blocks = MentionIndex(m for m in document.mentions if self._is_block(m))
        self._sentence_starts = [s.start for s in document.sentences]
        self._words: dict[int, tuple[dict[int, tuple[int, str]], frozenset[int]]] = {}

    def _is_block(self, mention: Mention) -> bool:
        """Whether no name can hold a mention: money, dates, full names of companies and bodies."""
        if mention.label is not Label.ORG:
            return mention.label in (Label.AMOUNT, Label.DATE)
        if not is_full_name(mention) or _SITE_OF.match(self.text, mention.end):
            return False
        # 有机化工厂原址修复工程, 电机厂扩建: named after where a works stood or stands
        works = mention.text.endswith("厂") and _PLANT_WORKS.match(self.text, mention.end)
        housed = mention.kind in BODIES_BUILT or _HOUSED.search(mention.text) is not None
        return not works and not (housed and _OF_BODY.match(self.text, mention.end))

    def words_around(self, position: int) -> tuple[dict[int, tuple[int, str]], frozenset[int]]:
        """Words of the sentence that holds a position: start → (end, part of speech), and all ends."""
        number = bisect_right(self._sentence_starts, position) - 1
        if number < 0:
            return {}, frozenset()
        if number not in self._words:
            sentence = self.document.sentences[number]
            words = segmenter_of(self.document).words(self.text[sentence.start : sentence.end])
            offset = sentence.start
            self._words[number] = (
                {offset + start: (offset + end, tag) for start, end, tag in words},
                frozenset(offset + end for _, end, _ in words),
            )
        return self._words[number]

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter sees word borders on both sides."""
        words, ends = self.words_around(start)
        return not words or (start in words and end in ends)

    def only_verbs(self, start: int, end: int, *, but: Collection[str] = ()) -> bool:
        """Whether the words of a span are verbs and adverbs, none of what is made or done but those of ``but``."""
        words, _ = self.words_around(start)
        at, seen = start, False
        while at < end:
            stop, tag = words.get(at, (at, ""))
            word = self.text[at:stop]
            named = (word in self.lexicon.nominal or word.endswith("期")) and word not in but
            if tag not in _VERBAL_TAGS or stop > end or named or self.is_place(at, stop):
                return False  # 登封|供水线路: a town of which the segmenter makes a verb
            at, seen = stop, True
        return seen

    def organisation_before(self, start: int) -> Mention | None:
        """The organisation whose name ends where a name begins, an alias in brackets between them left aside."""
        end = self.text.rfind("(", max(0, start - 16), start) if self.text[start - 1 : start] == ")" else start
        found = self.organisations.overlapping(end - 1, end) if end > 0 else []
        return next((o for o in found if o.end == end), None)

    def is_organisation(self, start: int, end: int) -> bool:
        """Whether the name is that of an organisation (赣通高速 for a company)."""
        inside = self.organisations.inside(start, end)
        # 启德体育园有限公司: what the firm is called after (启德体育园) is built
        firms = (o for o in inside if o.end == end and o.kind in ("company", "group"))
        return any(o.rule != "org.core" or _BUILT_KIND.search(o.text) is None for o in firms)

    def inside_organisation(self, start: int, end: int) -> bool:
        """Whether the span lies in the full name of an organisation, or in the middle of a company's name."""
        around = self.organisations.covering(start, end)
        return any(is_full_name(o) or (o.start < start and end < o.end and o.kind in COMPANY_KINDS) for o in around)

    def has_company(self, start: int, end: int) -> bool:
        """Whether a company is named between two offsets."""
        return any(o.kind in COMPANY_KINDS for o in self.organisations.inside(start, end))

    def begins_company(self, start: int) -> bool:
        """Whether the name of a company begins at an offset."""
        return any(o.kind in COMPANY_KINDS for o in self.organisations.starting_at(start))

    def opens_company(self, start: int, end: int) -> bool:
        """Whether the name is only the first part of what a company is called (中科星城|科技)."""
        return any(o.kind in COMPANY_KINDS and o.end > end for o in self.organisations.starting_at(start))

    def inside_place(self, start: int, end: int) -> bool:
        """Whether a stretch is a place or lies within one, so that it is no word (六|都|寨)."""
        return bool(self.places.covering(start, end))

    def cuts_place(self, end: int) -> bool:
        """Whether a name that ends here would cut the name of a place in two (防城|港片区)."""
        return any(p.start < end < p.end for p in self.places.covering(end - 1, end + 1))

    def place_before(self, end: int) -> int | None:
        """Start of the place that ends at an offset, if there is one."""
        return next((p.start for p in self.places.ending_before(end, MAX_NAME) if p.end == end), None)

    def begins_place(self, start: int) -> bool:
        """Whether the name of a place begins at an offset."""
        return bool(self.places.starting_at(start))

    def is_place(self, start: int, end: int) -> bool:
        """Whether the stretch is the name of a division or country and nothing else."""
        return any(p.end == end and p.rule != "place.zone" for p in self.places.starting_at(start))

    def is_zone(self, start: int, end: int) -> bool:
        """Whether the name is that of a development zone, which is a place (苏州工业园区)."""
        # 产业基地 and 产业园 may be undertakings, a 园区, 开发区 or 新城 is where they are.
        covering = self.places.covering(start, end)
        if any((p.start, p.end) == (start, end) and p.rule in ("place.division", "place.chain") for p in covering):
            return True  # 峰峰矿区投资25.6亿元
        if _STANDING_ZONE.search(self.text, start, end):
            return True
        zone = any(p.rule == "place.zone" and not is_resort(p) for p in covering)
        return zone and self.text[end - 1 : end] in ("区", "城")


def is_resort(mention: Mention) -> bool:
    """Whether a zone is one that somebody builds, no district (瑶山古寨度假区)."""
    return mention.rule == "place.zone" and mention.text.endswith(_RESORTS)


def is_full_name(mention: Mention) -> bool:
    """Full names of companies and bodies end a description; short names (亚新科) may stand inside a project's name."""
    return mention.kind == "government" or (mention.entity is None and _FULL_NAME.search(mention.text) is not None)
