"""Whether a figure is a goal or result, and of what: one judgement for counts, sums, percentages and measures."""

import re
from decimal import Decimal

from kaigong.extractors.target_called import is_called_behind, is_reset
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_focus import is_of_investors
from kaigong.extractors.target_follow import clause_end_phrase, list_item, next_value, ranked, topic_before
from kaigong.extractors.target_one import builds_one, buys_one, is_since_settled, is_turned
from kaigong.extractors.target_phrase import (
    BOUND_BEHIND,
    Thread,
    counted_phrase,
    share_verb,
    strip_phrase,
    with_baseline,
)
from kaigong.extractors.target_status import StatusReader
from kaigong.extractors.target_subject import Subject
from kaigong.extractors.target_terms import BARRED_UNITS, COUNTERS, TargetTerms
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label, TargetStatus
from kaigong.schemas.values import Money, Quantity

_BASE_OF_SHARE = re.compile(r"\)?的\d[\d.]*%")
_YEARLY_GOAL = re.compile(r"(?:年度?|全年)(?:投资)?(?:目标|任务|计划)(?:任务)?$")
_FROM = re.compile(r"[由从](?:目前的?|现在的?|原来的?|上年的?|去年的?|20\d\d年的?)?(?:约|近|不足)?$")
_DEMONSTRATIVE = re.compile(r"(?:这|该|上述|此|每|对)$")
_OWN_HEAD = re.compile(r"(?:项目|企业|工程)$")
_PART = re.compile(r"[\u4e00-\u9fff“”]{2,12}")
_MODAL = re.compile(r"^[^,。;]{0,14}?(?:计划|力争|确保|争取|预计|拟)(?=[\u4e00-\u9fff])")
_MONEY_BEHIND = re.compile(
    r"(?:以上|左右)?的?(?:(?:年度?|全年|总体|预期)?(?:投资|引资|产值|销售|招商|外贸)?(?:目标|任务)|级?(?:大关|台阶)|级?[\u4e00-\u9fff]{0,14}?产业集群"
    r"|投资(?!建|[^,。;]{0,4}项目)|外资|内资|资金|订单|大单|协议|合同|贷款|产值)"
)
_SHARE = re.compile(
    r"(?:完成|占|为|达到?)了?[^,。;:、]{0,14}?(?:计划|任务|目标|总数|总量|总额|总投资|概算|预算|比重|比例)"
    r"(?:\(?[\d.]+[万亿]?美?元?\)?)?(?:的|达到|达|为|约|近|超过|超)?$"
)
_OF_ONE = re.compile(r"占[^,。;]{0,4}(?:总投资|概算|预算|造价)")
_NEEDS_BASE = frozenset("占 为年度 完成年度 完成计划 完成目标 完成全年 进度".split())
_RATIO = re.compile(r"[\u4e00-\u9fff]{2}率(?:分别)?$")
_OUTPUT = re.compile(r"(?:产|销|发电|用电|供电|交付)量$|总产$|[出存]栏$")
_CAPACITY = re.compile(r"[^,。;:]{0,8}(?:产能|能力)")
_CAPACITY_VERB = re.compile(r"(?:提高|增加|扩大|提升|达|规划|增至|扩)[到至]?$")
_ON_A_LIST = re.compile(r"[^,。;、]{0,14}(?:清单|名录|目录|名单)")
# What one plant does a day, and what it will once it is done.
_DAILY = re.compile(r"(?:[厂站]|每)日(?:处理|供水|供气|供热|产)|^(?:完工|完成|建成|投产|达产|投用|落成)后")
_MORE_THAN_BEFORE = re.compile(r"(?:同比|比|较)[^,。;]{0,8}(?:增加|减少|增长|净增|多)了?")
_POLICIES = re.compile(r"[^,。;\d]{0,6}(?:政策|措施|举措|意见|条款)")  # 提出20条政策
_CLASS = re.compile(r"[\u4e00-\u9fff]{1,8}(?:类|型|领域|产业|行业|级)")
_SUM = re.compile(r"合计|共计|总计")
_YEARLY_CAPACITY = re.compile(r"(?:设计)?[年月]产能")
_NOUN_BEFORE_TIME = re.compile(
    r"(?<![\u4e00-\u9fff])(?:全[市省县区州])?(?P<noun>[\u4e00-\u9fff]{4,16})(?:全年|上半年|年内)$"
)
_PRESENT = re.compile(r"^(?:目前|现有|现)+")
_SOLD = re.compile(r"[产销]量|交付")
_GROWS = re.compile(r",(?:同比|比上年|环比)?(?:增长|下降|增加|减少|上升)\d")
_DEALT = frozenset(("成交额", "成交金额"))
_INTENDS = re.compile(r"计划|预计|拟|争取")
_BARE = 5  # characters of a goal that names nothing: 的年度目标
_FEES = re.compile(r"(?<!研发)费用?")
_GOES_ON = frozenset("和与及为是在分已均全占其的并且也")  # behind a count: what it counts is not named there


class Judge:
    """Judges the figures of one document, in order; the finder keeps ``subject``, ``thread`` and the flags current."""

    def __init__(self, text: str, status: StatusReader, terms: TargetTerms) -> None:
        self.text = text
        self.status = status
        self.terms = terms
        self.thread = Thread()
        self.subject: Subject | None = None
        self.reporting = False  # the sentence before gave figures of the body
        self.subject_here = False  # a subject stands in this paragraph

    def judge(self, figure: Figure) -> Found | None:
        """The figure as a target, None where it is none. The focus is on no single project."""
        mention, value = figure.mention, figure.mention.value
        if self._is_barred(figure):
            return None
        if self.subject is not None and self.subject.kind == "nation":
            return None
        company = self.subject is not None and self.subject.kind == "company"
        if company and builds_one(self.text, self.status.start, figure.left):
            return None  # 公司将在三地各建一座风电场,装机规模均为4.95万千瓦
        if _BASE_OF_SHARE.match(self.text, mention.end):
            return self._base_of_share(figure)
        if _FROM.search(self.text, figure.left, mention.start):
            self.thread.baseline = self._phrase(figure).rstrip("由从")
            return None
        if is_reset(self.text, mention.start):
            return self._reset(figure)
        leans_on = next_value(self.text, self.thread, figure.left, mention, self.terms) or ranked(self.text, mention)
        if leans_on is not None:
            return Found(leans_on, "target.list")
        if mention.label is Label.AMOUNT and isinstance(value, Money):
            return None if is_since_settled(self.text, self.status.start, mention.start) else self._money(figure)
        if not isinstance(value, Quantity) or value.per is not None:
            return None
        if mention.label is Label.PERCENT or value.unit in ("%", "个百分点", "百分点"):
            return self._percent(figure)
        if value.unit in BARRED_UNITS or value.unit == "类":
            return None
        if _POLICIES.match(self.text, mention.end):
            return None
        found = self._count(figure) if value.unit in COUNTERS else None
        return found or self._measure(figure)

    def _is_barred(self, figure: Figure) -> bool:
        """Whether the words of the figure are those of another field (人口, but not 减少贫困人口)."""
        start, end = figure.left, figure.mention.start
        if self.subject is not None and start <= self.subject.start < end:
            start = self.subject.end  # 金岭股份实现营业收入
        if self.terms.public.search(self.text, start, end) or self.text.startswith("按年", start):
            return False
        barred = self.terms.barred.search(self.text, start, end)
        # 完成土地交易412宗,成交额163.8亿元: of the dealings that a body reports
        dealt = barred is not None and barred.group() in _DEALT and "交易" in self.thread.indicator
        return barred is not None and not (dealt and not self.thread.refused)

    def _base_of_share(self, figure: Figure) -> Found | None:
        """为年度目标36亿元的88.1% says what the goal is; 总投资61亿元的三成 does not."""
        goal = _YEARLY_GOAL.search(self.text, figure.left, figure.mention.start)
        if figure.mention.label is not Label.AMOUNT or not self.thread.taken or goal is None:
            return None
        return Found(goal.group(), "target.money")

    def _reset(self, figure: Figure) -> Found | None:
        """全年目标由115亿元下调至82亿元: of what the goal says itself, else of what was spoken of."""
        own = strip_phrase(self.thread.baseline or self._phrase(figure))
        named = self.terms.money.search(own) or self.terms.economy.search(own) or self.terms.count.search(own)
        told = self.thread.money if figure.mention.label is Label.AMOUNT else self.thread.rate or self.thread.grown
        indicator = own if named is not None else told
        return Found(indicator, "target.list") if indicator and self._evidence(figure) else None

    def list_item(self, before: Mention | None, mention: Mention) -> Found | None:
        """A number that only follows another of its kind shares its indicator (分别增长111%、150%和136%)."""
        indicator = list_item(self.text, self.thread, before, mention)
        return None if indicator is None else Found(indicator, "target.list")

    def is_goal(self, figure: Figure) -> bool:
        """Whether the figure is a goal by what stands before it."""
        start = figure.mention.start
        return self.status.status_at(start, start, figure.clause, figure.left) is TargetStatus.GOAL

    def _evidence(self, figure: Figure) -> bool:
        """Whether a body, a period or a cue reaches the figure."""
        if self.thread.taken or self.reporting or self.subject_here or self.status.reach.planned or self.status.local:
            return True
        # 机电产品出口1035亿元,增长5.2%: a report goes on in a new paragraph.
        grows = figure.mention.label is Label.AMOUNT and _GROWS.match(self.text, figure.mention.end) is not None
        if grows and self.status.reach.period is not None:
            return True
        if self.terms.public.search(self.text, figure.left, figure.mention.start):
            return True
        return self.status.has_evidence(figure.mention.start)

    def _phrase(self, figure: Figure) -> str:
        """The phrase before the number, without time and subject."""
        start, end = figure.left, figure.mention.start
        for hit in self.status.hits_in(start, end):
            if start <= hit.start and hit.end <= end:
                start = hit.end
        if self.subject is not None and start <= self.subject.start and self.subject.end <= end:
            start = self.subject.end
        between = self.text[start:end]
        noun = _NOUN_BEFORE_TIME.search(self.text, figure.left, start)
        if noun is not None and self.terms.growth.fullmatch(strip_phrase(between)):
            between = noun["noun"] + between  # 规模以上工业营收全年增长8%
        return with_baseline(self.thread, between, strip_phrase(between))

    # -- counts --------------------------------------------------------------------------------------------------

    def _count(self, figure: Figure) -> Found | None:
        mention, thread = figure.mention, self.thread
        before = self._phrase(figure)
        modal = _MODAL.match(before)
        if modal is not None and self.terms.verb.match(before, modal.end()):
            before = before[modal.end() :]  # 清河市计划|新开工项目
        verb = self.terms.verb.search(before)
        if not self._evidence(figure) and verb is None:
            return None
        if is_turned(self.text, mention):
            return None
        if _DEMONSTRATIVE.search(self.text, max(figure.left, mention.start - 2), mention.start):
            return None
        if thread.taken and not thread.refused and _MORE_THAN_BEFORE.fullmatch(before):
            return Found(thread.indicator + before, "target.growth")
        if _ON_A_LIST.match(self.text, mention.end):
            return None  # 列入国家150项重大水利工程清单
        if self._part_of_count(figure, before):
            return Found(before + thread.thing, "target.count_after")
        if (again := self._of_same(figure)) is not None:
            return again
        counted = counted_phrase(self.text, self._behind(mention), self.terms)
        if counted and not _OWN_HEAD.search(before):
            return self._count_before(figure, before, counted, verb)
        if (self.terms.count.search(before) is None and not (verb and thread.taken)) or not self._ends_phrase(mention):
            return None
        return Found(share_verb(thread, self.terms, before, figure.first, counted=True), "target.count_after")

    def _of_same(self, figure: Figure) -> Found | None:
        """What was counted just before or in the clause before: 98项开工, …项目,共46个."""
        text, mention, thread = self.text, figure.mention, self.thread
        value = mention.value
        if is_called_behind(text, mention.start) and isinstance(value, Quantity) and value.unit == thread.unit:
            return Found(thread.said, "target.list")  # 提前完成全年80个的目标任务
        if topic_before(text, figure.clause[0], mention.start) and self._ends_phrase(mention):
            times = [h.end for h in self.status.hits_in(self.status.start, figure.clause[0])]
            start = max([self.status.start, *times])
            phrase = clause_end_phrase(text, start, figure.clause[0], self.terms)
            if phrase:
                thread.thing, thread.indicator = phrase, phrase
                return Found(phrase, "target.count_after")
        if not (thread.taken and thread.thing and isinstance(value, Quantity) and value.unit == thread.unit):
            return None
        verb = self.terms.verb.match(text, self._behind(mention))
        if verb is None or counted_phrase(text, self._behind(mention), self.terms):
            return None
        return Found(thread.thing + verb.group(), "target.count_before")

    def _part_of_count(self, figure: Figure, before: str) -> bool:
        """签约协议21项,其中金融类7项: a part that only names its class."""
        value = figure.mention.value
        opens = self.text.startswith(("其中", "当中"), figure.clause[0]) and self.thread.taken
        same = isinstance(value, Quantity) and value.unit == self.thread.unit
        return opens and same and _CLASS.fullmatch(before) is not None and self._ends_phrase(figure.mention)

    def _count_before(self, figure: Figure, before: str, counted: str, verb: re.Match[str] | None) -> Found | None:
        """236个项目集中开工, 集中开工236个项目."""
        mention, thread = figure.mention, self.thread
        if is_of_investors(self.text, mention):
            return None
        if before.endswith("等"):
            before, verb = "", None  # A、B等12个项目
        if verb is not None:
            thread.verb, thread.thing, thread.indicator = verb.group(), counted, before + counted
            return Found(thread.indicator, "target.count_before")
        after = self.terms.verb.search(self.text, mention.end + len(counted), figure.clause[1])
        if after is None and not (thread.taken or self.reporting or self.is_goal(figure)):
            return None
        if not mention.text[:1].isdigit() and not self.status.hits:
            return None  # 四家主要企业: a story counts, it does not report
        thread.verb, thread.thing = "", counted
        thread.indicator = counted + ("" if after is None else after.group())
        return Found(thread.indicator, "target.count_before")

    def _behind(self, mention: Mention) -> int:
        bound = BOUND_BEHIND.match(self.text, mention.end)
        return mention.end if bound is None else bound.end()

    def _ends_phrase(self, mention: Mention) -> bool:
        """Whether a count ends its phrase: what it counts does not follow (2000件产品)."""
        at = self._behind(mention)
        follows = self.text[at : at + 1]
        if not "\u4e00" <= follows <= "\u9fff" or follows in _GOES_ON:
            return True
        return self.terms.verb.match(self.text, at) is not None

    # -- sums ----------------------------------------------------------------------------------------------------

    def _money(self, figure: Figure) -> Found | None:
        thread, terms = self.thread, self.terms
        if not self._evidence(figure):
            return None
        before = self._phrase(figure)
        if thread.taken and terms.growth.search(before):
            own = terms.economy.search(before) is not None
            return Found(before if own else thread.indicator + before, "target.growth")
        verb = terms.verb.search(before)
        head = self._money_head(before, figure)
        named = head is None and (verb is not None or self.is_goal(figure))
        noun = _MONEY_BEHIND.match(self.text, figure.mention.end) if named else None
        if noun is not None:
            return Found(self._goal_noun(before, noun.group()), "target.money")
        if head is None and (not (thread.taken and verb) or _FEES.search(before)):
            return self._part_of_sum(figure, before)
        if before.endswith("增资") or buys_one(self.text, figure.clause[0], figure.mention):
            return None
        if self.subject is None and not thread.taken and not self.status.dated and "签" not in before:
            return None
        return Found(share_verb(thread, terms, before, figure.first), "target.money")

    def _goal_noun(self, before: str, noun: str) -> str:
        """The phrase with the noun behind the sum; a bare 目标 is that of the sum before."""
        if before:
            return before + noun
        told = self.thread.money if noun.endswith("目标") and len(noun) <= _BARE else ""
        return told or noun.lstrip("的")

    def _part_of_sum(self, figure: Figure, before: str) -> Found | None:
        """投资1150亿元,其中高速公路520亿元、国省干线310亿元: parts that only name what they go to."""
        thread = self.thread
        opens = self.text.startswith(("其中", "当中"), figure.clause[0])
        if not (opens and thread.money) or _PART.fullmatch(before) is None:
            return None
        at = self._behind(figure.mention)
        if at < figure.clause[1] and self.text[at] not in "、和及,;。(":
            return None  # 其中投资5亿元的某项目
        heads = self.terms.money.findall(thread.money) or [""]
        return Found(before + heads[-1], "target.part")

    def _money_head(self, before: str, figure: Figure) -> re.Match[str] | None:
        """What the sum is: of a company its business figures and sums of several; what it invests is a project's."""
        several = _SUM.search(self.text, figure.left, figure.mention.start) is not None  # 两座新厂总投资额合计118亿元
        if self.thread.taken or several:
            return self.terms.money.search(before) or self.terms.finance.search(before)
        company = self.subject is not None and self.subject.kind == "company"
        return (self.terms.finance if company else self.terms.money).search(before)

    # -- percentages ---------------------------------------------------------------------------------------------

    def _percent(self, figure: Figure) -> Found | None:
        thread, terms = self.thread, self.terms
        if not self._evidence(figure):
            return None
        mention = figure.mention
        before = self._phrase(figure)
        growth = terms.growth.search(before)
        if growth is not None:
            own = before[: growth.start()]
            if own and terms.economy.search(own) is None and not thread.taken:
                return None
            if not own and (not thread.taken or thread.refused):
                return None
            return Found(before if own else thread.indicator + before, "target.growth")
        share = _SHARE.search(self.text, max(figure.clause[0], mention.start - 40), mention.start)
        if share is not None and _OF_ONE.search(share.group()) and (thread.refused or not thread.taken):
            return None  # 已累计完成投资62亿元,占总投资的五成: progress of one undertaking
        if share is not None and (thread.taken or self.reporting):
            return Found(strip_phrase(share.group()), "target.rate")
        if _RATIO.search(before):
            return Found(before, "target.rate")
        rate = terms.rate.search(self.text, figure.left, mention.start)
        if rate is None:
            return None
        if rate.group() in _NEEDS_BASE and not (thread.taken and not thread.refused):
            base = before + self.text[mention.end : mention.end + 12]
            if terms.base.search(base) is None:
                return None
        return Found(before or rate.group(), "target.rate")

    # -- measures ------------------------------------------------------------------------------------------------

    def _measure(self, figure: Figure) -> Found | None:
        """Lengths, areas, capacities and outputs, and counts whose noun is not in the lexicon."""
        thread, terms, mention = self.thread, self.terms, figure.mention
        if not self._evidence(figure) or self._is_story(mention):
            return None
        before = self._phrase(figure)
        company = self.subject is not None and self.subject.kind == "company"
        if _DAILY.search(before) or (company and thread.refused and _YEARLY_CAPACITY.fullmatch(before)):
            return None  # 公司将投资22亿元设立食品厂,年产能3万吨
        verb, head = terms.verb.search(before), terms.measure.search(before)
        after = terms.measure.match(self.text, mention.end) if head is None else None
        goal = self.is_goal(figure)
        if head is None and verb is None:
            return self._capacity(figure, before) if goal and not thread.taken else None
        named = head is not None or after is not None
        dated = bool(self.status.hits) or self.reporting
        opens = verb is not None and (verb.start() == 0 or _INTENDS.fullmatch(before, 0, verb.start()) is not None)
        if (
            (opens and not named and self.status.hits and self.subject is not None)
            or (head is not None and dated and (_OUTPUT.search(before) or self._reports(before)))
            or (named and (verb is not None or (goal and self.status.has_evidence(mention.start))))
            or (thread.taken and (verb is not None or not thread.refused))
        ):
            indicator = share_verb(thread, terms, before, figure.first)
            return Found(indicator + ("" if after is None else after.group()), "target.measure")
        return None

    def _reports(self, before: str) -> bool:
        """Whether a place or public body is the subject here, of which a dated measure of its works is a result."""
        if _SOLD.search(before):
            return False
        return self.subject_here and self.subject is not None and self.subject.kind in ("place", "body")

    def _is_story(self, mention: Mention) -> bool:
        """Whether a small number is written out as stories do (两条生产线, 三个街道)."""
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        small = value is not None and value <= Decimal(10)
        return small and not mention.text[:1].isdigit() and not self.thread.taken

    def _capacity(self, figure: Figure, before: str) -> Found | None:
        """产能为1.2万吨,计划提高到3万吨: the thing stands earlier in the sentence."""
        if _CAPACITY_VERB.search(self.text, figure.left, figure.mention.start) is None:
            return None
        start = self.status.start
        capacity = _CAPACITY.search(self.text, start, figure.left)
        if capacity is None:
            return None
        return Found(_PRESENT.sub("", capacity.group()) + before, "target.measure")
