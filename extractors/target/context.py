"""What is known where a figure stands: who reports, what the figures before it told, and the words right before it."""

import re
from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.figure import Figure
from kaigong.extractors.target.phrase import BOUND_BEHIND, Thread, strip_phrase, with_baseline
from kaigong.extractors.target.sentence import TargetSentence
from kaigong.extractors.target.status import StatusReader
from kaigong.extractors.target.subject import Subject
from kaigong.extractors.target.terms import TargetTerms
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Comparator, Label, TargetStatus
from kaigong.schemas.values import Quantity

_NOUN_BEFORE_TIME = lazy(
    r"(?<![\u4e00-\u9fff])(?:[全我该本][市省县区州])?(?P<noun>[\u4e00-\u9fff“”]{4,16}?)"
    r"(?:全年|上半年|年内|[今去]年|前?[一二三四]季度|前[\d一二三四五六七八九十]{1,2}个?月"
    r"|截[至止](?:目前|(?:20\d\d年|[今去]年)?(?:\d{1,2}月(?:[底末]|\d{1,2}日)?|[底末])))$"
)
# 规模以上工业增加值增长7%: of the place, whatever was told before
_MACRO = lazy(
    r"(?:全[市县区省州])?(?:(?:规模以上|规上)工业(?:企业)?(?:增加值|产值|利润)|全社会固定资产投资|固定资产投资|社会消费品零售总额|(?:一般)?公共(?:财政)?预算收入|财政总?收入|(?:城镇|农村|城乡)?(?:常住)?居民人均|外贸进出口)"
)
_GROWS = lazy(r",(?:同比|比上年|环比)?(?:增长|下降|增加|减少|上升)\d")
# 光伏装机截至6月底|达680兆瓦
_STOCK = lazy(r"(?:装[机置](?:容量|规模)?|并网量|里程|面积|规模|保有量|总数|产能|库容|覆盖率|开工率|完成率)$")
# 大豆面积今年|恢复到|640万亩
_CHANGES = lazy(r"(?:恢复|调减|调增|压减|缩减|扩大|扩种|稳定|保持|发展)[到至在]?")

_GOES_ON = frozenset("和与及为是在分已均全占其的并且也")  # behind a count: what it counts is not named there
_FEW = Decimal(10)


class Context:
    """What is known at a figure of one document, read in order; the finder keeps what changes current."""

    def __init__(self, text: str, status: StatusReader, terms: TargetTerms) -> None:
        self.text = text
        self.status = status
        self.terms = terms
        self.thread = Thread()
        self.subject: Subject | None = None
        self.previous = Thread()  # that of the sentence before, where it had figures
        self.money_told = ""  # the last indicator of a sum in the text
        self.counted: dict[str, str] = {}  # the last indicator of a count in the paragraph, by its unit
        self.reporting = False  # the sentence before gave figures of the body
        self.subject_here = False  # a subject stands in this paragraph
        self.earned = False  # the figure is what a company earned in a time that is over
        self.national = False  # a national body reports in this paragraph
        self.bound: Comparator | None = None  # that of the number taken last

    @property
    def sentence(self) -> TargetSentence:
        """The sentence that is read."""
        return self.status.sentence

    @property
    def is_company(self) -> bool:
        """Whether a company is the subject."""
        return self.subject is not None and self.subject.kind == "company"

    @property
    def is_public(self) -> bool:
        """Whether a place or public body is the subject."""
        return self.subject is not None and self.subject.kind in ("place", "body")

    @property
    def goes_on(self) -> bool:
        """Whether the figure just before was taken, so that this one can lean on it."""
        return self.thread.taken and not self.thread.refused

    def is_goal(self, figure: Figure) -> bool:
        """Whether the figure is a goal by what stands before it."""
        return self.status.status_at(figure, figure.mention.start) is TargetStatus.GOAL

    def evidence(self, figure: Figure) -> bool:
        """Whether a body, a period or a cue reaches the figure."""
        if self.thread.taken or self.reporting or self.subject_here or self.status.resumes:
            return True
        reach = self.sentence.reach
        if reach.planned or self.sentence.cues.local:
            return True
        if _MACRO.match(self.text, figure.left, figure.mention.start):
            return True
        # 机电产品出口1035亿元,增长5.2%: a report goes on in a new paragraph.
        grows = figure.mention.label is Label.AMOUNT and _GROWS.match(self.text, figure.mention.end) is not None
        if grows and reach.period is not None:
            return True
        if self.terms.public.search(self.text, figure.left, figure.mention.start):
            return True
        return self.sentence.has_evidence(figure.mention.start)

    def phrase(self, figure: Figure) -> str:
        """The phrase before the number, without time and subject."""
        start, end = figure.left, figure.mention.start
        for hit in self.sentence.hits_in(start, end):
            if start <= hit.start and hit.end <= end:
                start = hit.end
        if self.subject is not None and start <= self.subject.start and self.subject.end <= end:
            start = self.subject.end
        between = self.text[start:end]
        changes = strip_phrase(between)
        noun = self._noun_before_time(figure, start)
        if not noun:
            return with_baseline(self.thread, between, changes)
        between = self._with_noun(noun, between, changes)
        return with_baseline(self.thread, between, strip_phrase(between))

    def _noun_before_time(self, figure: Figure, start: int) -> str:
        """What stands before the time that ends at ``start``, without the body that reports."""
        match = _NOUN_BEFORE_TIME.search(self.text, figure.left, start)
        if match is None:
            return ""
        first, last = match.span("noun")
        if self.subject is not None and self.subject.start <= first < self.subject.end:
            first = self.subject.end  # 中国移动河南公司今年将投资75亿元: who, not what
        return self.text[first:last]

    def _with_noun(self, noun: str, between: str, changes: str) -> str:
        """The words before the number with the noun before the time, where that is what they speak of."""
        if self.terms.growth.fullmatch(changes) or _CHANGES.fullmatch(changes):
            return noun + between  # 规模以上工业营收全年增长8%
        if not changes and any(p.search(noun) for p in (pat.OUTPUT, self.terms.finance, self.terms.money, _STOCK)):
            return noun + between  # 煤炭产量上半年达2186万吨; 台商回台投资全年可达2500亿元
        if self.terms.verb.fullmatch(changes) and any(m.end() == len(noun) for m in self.terms.count.finditer(noun)):
            return changes + noun  # 重点项目今年已开工56个
        return between

    def verb(self, phrase: str) -> re.Match[str] | None:
        """The verb of a phrase; 发展 is one only where it opens the phrase (发展山葡萄2万亩, but 港航发展集团)."""
        found = self.terms.verb.search(phrase)
        while found is not None and found.group() == "发展" and found.start():
            found = self.terms.verb.search(phrase, found.end())
        return found

    def behind(self, mention: Mention) -> int:
        """Where the text goes on behind the number and its bound (50个以上|)."""
        bound = BOUND_BEHIND.match(self.text, mention.end)
        return mention.end if bound is None else bound.end()

    def ends_phrase(self, mention: Mention) -> bool:
        """Whether a count ends its phrase: what it counts does not follow (2000件产品)."""
        at = self.behind(mention)
        follows = self.text[at : at + 1]
        if not "\u4e00" <= follows <= "\u9fff" or follows in _GOES_ON:
            return True
        return self.terms.verb.match(self.text, at) is not None

    def is_story(self, mention: Mention) -> bool:
        """Whether a small number is written out as stories do (两条生产线, 三个街道)."""
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        small = value is not None and value <= _FEW
        return small and not mention.text[:1].isdigit() and not self.thread.taken
