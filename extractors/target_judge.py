"""Whether a figure is a goal or result, and of what: one judgement for counts, sums, percentages and measures."""

import re
from decimal import Decimal

from kaigong.extractors import target_patterns as pat
from kaigong.extractors.target_called import is_called_behind, is_reset
from kaigong.extractors.target_figure import Figure, Found
from kaigong.extractors.target_focus import is_of_investors
from kaigong.extractors.target_follow import clause_end_phrase, list_item, next_value, next_year, ranked, topic_before
from kaigong.extractors.target_one import (
    builds_one,
    buys_one,
    is_of_one_built,
    is_paid_by_builder,
    is_served,
    is_since_settled,
    is_turned,
)
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
from kaigong.extractors.target_when import holds
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label, TargetStatus
from kaigong.schemas.values import Money, Quantity

_NEEDS_BASE = frozenset("占 为年度 完成年度 完成计划 完成目标 完成全年 进度".split())
_IN_ALL = frozenset(("总量", "总额", "总规模", "规模"))
_DEALT = frozenset(("成交额", "成交金额"))
_DEALS = ("意向", "合同", "贸易", "现场", "技术")
_GROWN_BARE = frozenset("增 降 减 升".split())
_OF_GOODS = frozenset("吨 吉焦 立方米 方 千瓦时 度 桶 斤 公斤 标箱 标准箱 千瓦 兆瓦 千伏安 重量箱 米 双 件套".split())
_OF_LAND = frozenset("亩 公顷".split())
_OF_ZONE_ITSELF = frozenset("面积 总面积 园区面积 国土面积 辖区面积 城区面积".split())
_YEARLY = 12  # characters: 完成 stands with its sum
_NEAR_COUNT = 8  # characters between what is counted and its number
_BARE = 5  # characters of a goal that names nothing: 的年度目标
_FEW = 10
_PURSE = Decimal(10) ** 5  # 元
_BESIDE = frozenset(("高于", "快于", "低于", "高出"))
_GOES_ON = frozenset("和与及为是在分已均全占其的并且也")  # behind a count: what it counts is not named there


class Judge:
    """Judges the figures of one document, in order; the finder keeps ``subject``, ``thread`` and the flags current."""

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

    def judge(self, figure: Figure) -> Found | None:
        """The figure as a target, None where it is none. The focus is on no single project."""
        mention, value = figure.mention, figure.mention.value
        if self._is_barred(figure):
            return None
        if self.subject is not None and self.subject.kind == "nation" and not self._is_of_national_body(mention):
            named_before = self.subject.start < self.status.start  # 全国产量26万台。曼蒂尼去年销售额为1.1亿欧元
            if not (self.earned and named_before and self.status.opens_on_company()):
                return None
        if isinstance(value, Money | Quantity) and value.value is None:
            return None  # a range says no one value
        if pat.PRIVATE.search(self.text, self.status.start, mention.start):
            return None
        if pat.CEILING.search(self.text, figure.left, mention.start):
            return None
        if pat.ON_THE_BOOKS.search(self.text, figure.left, mention.start):
            return None
        company = self.subject is not None and self.subject.kind == "company"
        if company and builds_one(self.text, self.status.start, figure.left):
            return None  # 公司将在三地各建一座风电场,装机规模均为4.95万千瓦
        if pat.BASE_OF_SHARE.match(self.text, mention.end):
            return self._base_of_share(figure)
        if pat.FROM.search(self.text, figure.left, mention.start):
            self.thread.baseline = pat.FORMER_OF.sub("", self._phrase(figure))
            return None
        if is_reset(self.text, mention.start):
            return self._reset(figure)
        if (same := self._of_before(figure) or self._grown_to(figure) or self._next_part(figure)) is not None:
            return same
        leans_on = ranked(self.text, mention)
        if leans_on is None and not (self.thread.baseline and self.thread.refused):  # 产值由400亿元增加到2600亿元
            leans_on = next_value(self.text, self.thread, figure.left, mention, self.terms)
        if leans_on is None and not self.thread.taken:
            leans_on = next_year(self.text, self.previous, figure.clause[0], mention, self.terms)
        named = isinstance(value, Quantity) and value.unit in COUNTERS
        named = named and counted_phrase(self.text, self._behind(mention), self.terms) != ""
        if leans_on is not None and not named:  # 新增车位3500个,完成12个|老旧小区整治
            return Found(leans_on, "target.list")
        if mention.label is Label.AMOUNT and isinstance(value, Money):
            if is_of_one_built(self.text, self.status.start, mention.start):
                return None
            if is_paid_by_builder(self.text, figure.clause[0], mention):
                return None
            return None if is_since_settled(self.text, self.status.start, mention.start) else self._money(figure)
        if not isinstance(value, Quantity) or value.per is not None:
            return None
        if mention.label is Label.PERCENT or value.unit in ("%", "个百分点", "百分点"):
            return self._percent(figure)
        if value.unit == "倍":
            return self._times(figure)
        cloth = value.unit == "米" and self.text.find("产能", figure.left, mention.start) >= 0  # 淘汰印染产能|8000万米
        if (value.unit in BARRED_UNITS and not cloth) or value.unit in ("类", "大类", "大领域", "大板块"):
            return None
        if pat.POLICIES.match(self.text, mention.end) or pat.LANDS.match(self.text, mention.end):
            return None
        if value.unit in COUNTERS and value.value is not None and value.value % 1:
            return None  # 提高12.3个和8.6个百分点
        found = (self._count(figure) if value.unit in COUNTERS else None) or self._measure(figure)
        if found is not None and found.indicator.endswith("解决"):
            return self._solved(mention, found)
        return found

    def _solved(self, mention: Mention, found: Found) -> Found:
        """The indicator with the trouble that is solved behind the number (解决|饮水问题)."""
        trouble = pat.TROUBLE.match(self.text, mention.end)
        return found if trouble is None else Found(found.indicator + trouble["what"], found.rule)

    def _is_of_national_body(self, mention: Mention) -> bool:
        """Whether a national body reports, here or just before (铁道部…表示,…3300亿元。明年计划完成6000亿元)."""
        if pat.NATIONAL_BODY.search(self.text, self.status.start, mention.start):
            self.national = True
            return True
        return self.national and self.reporting

    def _is_barred(self, figure: Figure) -> bool:
        """Whether the words of the figure are those of another field (人口, but not 减少贫困人口)."""
        start, end = figure.left, figure.mention.start
        if self.subject is not None and start <= self.subject.start < end:
            start = self.subject.end  # 金岭股份实现营业收入
        if self.terms.public.search(self.text, start, end) or self.text.startswith("按年", start):
            return False
        barred = self.terms.barred.search(self.text, start, end)
        if barred is not None and barred.group() == "股份" and pat.FIRM.search(self.text, start, barred.end()):
            return False  # 鞍钢股份钢材产量590万吨
        if barred is not None and pat.OF_ITS_OWN.match(self.text, barred.start(), end):
            return False
        if barred is not None and barred.group() == "人口" and pat.SOLVES.search(self.text, start, barred.start()):
            return False
        if barred is not None and barred.group() == "余额" and self.text.startswith("合同", barred.start() - 2):
            return False
        # 完成土地交易412宗,成交额163.8亿元: of the dealings that a body reports
        dealt = barred is not None and barred.group() in _DEALT and "交易" in self.thread.indicator
        if barred is not None and barred.group() in _DEALT and self.text.startswith(_DEALS, barred.start() - 2):
            return False  # 达成合作意向326项,意向成交额91.7亿元; 技术合同成交额突破120亿元
        return barred is not None and not (dealt and not self.thread.refused)

    def _of_before(self, figure: Figure) -> Found | None:
        """A figure of the ratio or number that the sentence before told (处理率达89%。这一比例要达到95%)."""
        previous = self.thread if self.thread.taken and not self.thread.refused else self.previous
        if pat.THE_SAME.search(self.text, figure.left, figure.mention.start) is None:
            return None
        if figure.mention.label is Label.PERCENT:
            told = previous.rate or previous.grown
        elif figure.mention.label is Label.AMOUNT:
            told = previous.money
        else:
            value = figure.mention.value
            same = isinstance(value, Quantity) and value.unit == previous.unit
            told = previous.said if same else ""
        return Found(told, "target.list") if told else None

    def _grown_to(self, figure: Figure) -> Found | None:
        """What growth told just before led to (营业额按年升14%至23.6亿元, 售电量增27%至987万兆瓦时)."""
        thread, mention = self.thread, figure.mention
        if mention.label is Label.PERCENT or not thread.grown or thread.last != figure.left or thread.refused:
            return None
        if pat.GROWN_TO.fullmatch(self.text, figure.left, mention.start) is None:
            return None
        grown = self.terms.growth.search(thread.grown) or pat.GROWS_BARE.search(thread.grown)
        own = "" if grown is None else thread.grown[: grown.start()]
        return Found(own, "target.money" if mention.label is Label.AMOUNT else "target.measure") if own else None

    def note_part(self, figure: Figure) -> None:
        """Note that the figure just taken is the first of the parts that follow one by one, or one more of them."""
        thread, value = self.thread, figure.mention.value
        start = figure.clause[0]
        unit = value.unit if isinstance(value, Quantity) else "元"
        if figure.mention.label is Label.PERCENT:
            return  # 其中产业发展1.6亿元,占比57%,基础设施8000万元
        leads = pat.LEADS_TO_PARTS.search(self.text, self.status.start, start)
        opens = leads is not None or pat.OPENS_PARTS.match(self.text, start) is not None
        thread.parts = unit if opens or thread.parts == unit else ""

    def _next_part(self, figure: Figure) -> Found | None:
        """One more part behind those told just before (其中工业18个,农业9个; 其中10亿元以上21个,50亿元以上3个)."""
        thread, mention, value = self.thread, figure.mention, figure.mention.value
        unit = value.unit if isinstance(value, Quantity) else "元"
        if thread.parts != unit or thread.refused or not figure.first or mention.label is Label.PERCENT:
            return None
        bound = BOUND_BEHIND.match(self.text, thread.last)
        if figure.clause[0] != (thread.last if bound is None else bound.end()) + 1:
            return None
        at = self._behind(mention)
        part = pat.NEXT_PART.fullmatch(self.text, figure.clause[0], mention.start)
        if part is None or self.text[at : at + 1] not in "、,;。(":
            return None
        if self._verb(pat.DONE.sub("", part.group())) is not None:
            return None
        said = thread.money if unit == "元" else thread.counts.get(unit, "")
        known = self.terms.money if unit == "元" else self.terms.count
        if known.search(part.group()):
            return Found(part.group(), "target.part")
        heads = known.findall(said) or [""]
        return Found(pat.DONE.sub("", strip_phrase(part.group())) + heads[-1], "target.part")

    def _base_of_share(self, figure: Figure) -> Found | None:
        """为年度目标36亿元的88.1% says what the goal is; 总投资61亿元的三成 does not."""
        goal = pat.YEARLY_GOAL.search(self.text, figure.left, figure.mention.start)
        if not self.thread.taken or goal is None:
            return None
        value = figure.mention.value
        if figure.mention.label is Label.AMOUNT:
            return Found(goal.group(), "target.money")
        told = self.thread.counts.get(value.unit) if isinstance(value, Quantity) else None
        return None if told is None else Found(told, "target.list")  # 完成年度目标1.5万套的124%

    def _reset(self, figure: Figure) -> Found | None:
        """全年目标由115亿元下调至82亿元: of what the goal says itself, else of what was spoken of."""
        own = strip_phrase(self.thread.baseline or self._phrase(figure))
        named = self.terms.money.search(own) or self.terms.economy.search(own) or self.terms.count.search(own)
        thread = self.thread if self.thread.taken else self.previous
        told = thread.money if figure.mention.label is Label.AMOUNT else thread.rate or thread.grown
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
        if self.status.resumes:
            return True
        # 机电产品出口1035亿元,增长5.2%: a report goes on in a new paragraph.
        grows = figure.mention.label is Label.AMOUNT and pat.GROWS.match(self.text, figure.mention.end) is not None
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
        noun = self._noun_before_time(figure, start)
        changes = strip_phrase(between)
        if noun and (self.terms.growth.fullmatch(changes) or pat.CHANGES.fullmatch(changes)):
            between = noun + between  # 规模以上工业营收全年增长8%
        elif noun and not changes and (pat.OUTPUT.search(noun) or self.terms.finance.search(noun)):
            between = noun + between  # 煤炭产量上半年达2186万吨
        elif noun and self.terms.verb.fullmatch(changes):
            named = [m for m in self.terms.count.finditer(noun) if m.end() == len(noun)]
            between = changes + noun if named else between  # 重点项目今年已开工56个
        return with_baseline(self.thread, between, strip_phrase(between))

    def _noun_before_time(self, figure: Figure, start: int) -> str:
        """What stands before the time that ends at ``start``, without the body that reports."""
        match = pat.NOUN_BEFORE_TIME.search(self.text, figure.left, start)
        if match is None:
            return ""
        first, last = match.span("noun")
        if self.subject is not None and self.subject.start <= first < self.subject.end:
            first = self.subject.end  # 中国移动河南公司今年将投资75亿元: who, not what
        return self.text[first:last]

    def _verb(self, phrase: str) -> re.Match[str] | None:
        """The verb of a phrase; 发展 is one only where it opens the phrase (发展山葡萄2万亩, but 港航发展集团)."""
        found = self.terms.verb.search(phrase)
        while found is not None and found.group() == "发展" and found.start():
            found = self.terms.verb.search(phrase, found.end())
        return found

    # -- counts --------------------------------------------------------------------------------------------------

    def _count(self, figure: Figure) -> Found | None:
        mention, thread = figure.mention, self.thread
        before = self._phrase(figure)
        modal = pat.MODAL.match(before)
        if modal is not None and self.terms.verb.match(before, modal.end()):
            before = before[modal.end() :]  # 清河市计划|新开工项目
        verb = self._verb(before)
        massed = pat.MASSED.match(self.text, mention.end) is not None
        if not (self._evidence(figure) or verb or massed or self._opens_parts(figure)):
            return None
        if is_served(self.text, figure.clause[0], mention):
            return None
        if thread.refused and not thread.taken and pat.JOBS.match(self.text, mention.end):
            return None  # 投资额约18亿元,创造220个工作机会: of the one thing spoken of
        if is_turned(self.text, mention) or pat.TENANTS.match(self.text, mention.end):
            return None
        if pat.DEMONSTRATIVE.search(self.text, max(figure.left, mention.start - 2), mention.start):
            return None
        if thread.taken and not thread.refused and pat.MORE_THAN_BEFORE.fullmatch(before):
            return Found(thread.indicator + before, "target.growth")
        if pat.SLOGAN.match(self.text, mention.end) or pat.OF_STATE_LIST.match(self.text, mention.start):
            return None  # 列入“3个100”重点工程, 规划纲要确定的102项重大工程
        if pat.ON_A_LIST.match(self.text, mention.end):
            return None  # 列入国家150项重大水利工程清单
        company = self.subject is not None and self.subject.kind == "company"
        if pat.HIRES.search(before) or (company and pat.OWN_ASSETS.search(before)):
            return None  # 公司招聘技术员20名; 公司现有厂房3栋、生产线6条
        if self._part_of_count(figure, before):
            size = pat.SIZED.search(self.text, figure.clause[0], mention.start)
            noun = self._noun_of(mention, thread.thing)
            noun = "" if pat.CLASS.fullmatch(noun) else noun
            return Found((before or (size.group() if size else "")) + noun, "target.count_after")
        if (again := self._of_same(figure)) is not None:
            return again
        if (freed := pat.FREED.match(self.text, mention.end)) is not None:
            return Found(freed.group(), "target.count_before")
        counted = counted_phrase(self.text, self._behind(mention), self.terms)
        if counted and not pat.OWN_HEAD.search(before):
            return self._count_before(figure, before, counted, verb)
        listed = thread.verb and not thread.refused and self.text.startswith("、", figure.left)
        known = self._names_counted(before) or (thread.taken and (verb or listed))
        relative = self.text.endswith("的", 0, mention.start)
        known = known or (not relative and pat.OPENS_WAYS.search(before) is not None)  # 全年计划通车|6条段
        known = known or (verb is not None and self._signs(figure, before, verb))
        alone = verb is not None and before == verb.group()
        if not known and alone and (told := self._told_before(mention)) is not None:
            return Found(before + told, "target.count_after")
        if not known and self._breaks_down(figure, before):
            parts = before or strip_phrase(self.text[figure.clause[0] : figure.mention.start])
            return Found(parts, "target.count_after")
        if not known or not self._ends_phrase(mention):
            return None
        same = isinstance(mention.value, Quantity) and mention.value.unit == thread.unit
        bare = alone and self.terms.count.search(thread.thing) is None
        noun = self._noun_of(mention, "") if bare else ""  # 签约资金216亿元,落地31个
        indicator = share_verb(thread, self.terms, before, figure.first, counted=same or not thread.unit)
        indicator = before + noun if noun else indicator
        if not same and verb is not None and indicator == verb.group():
            indicator += self._noun_of(mention, "")  # 新建学校60所,…,建成27所
        return Found(indicator, "target.count_after")

    def _names_counted(self, before: str) -> bool:
        """Whether what is counted is named near the end of a phrase (of 商场门口有人卖出雪糕1000支 nothing is)."""
        return any(m.end() >= len(before) - _NEAR_COUNT for m in self.terms.count.finditer(before))

    def _told_before(self, mention: Mention) -> str | None:
        """What the paragraph counted last in the same unit, without its verb (已开工棚改28个。今年需开工|40个)."""
        assert isinstance(mention.value, Quantity)
        said = self.counted.get(mention.value.unit)
        if said is None or not self._ends_phrase(mention):
            return None
        verb = self.terms.verb.search(said)
        return said[verb.end() :] if verb is not None else said

    def _breaks_down(self, figure: Figure, before: str) -> bool:
        """Whether the count is a share of one told before, by place or kind (从布局看,城区|41所,乡镇45所)."""
        value = figure.mention.value
        told = isinstance(value, Quantity) and value.unit in (self.thread.unit, *self.counted)
        opened = pat.BY_KIND.search(self.text, self.status.start, figure.clause[0]) is not None
        named = pat.PART.fullmatch(before) or pat.PARTS_SUMMED.fullmatch(
            self.text, figure.clause[0], figure.mention.start
        )
        return told and opened and named is not None and self._ends_phrase(figure.mention)

    def _signs(self, figure: Figure, before: str, verb: re.Match[str]) -> bool:
        """Whether what is signed is only counted, with its sum behind it (现场签约23宗,意向投资额合计312.6亿元)."""
        if not before.endswith(verb.group()) or "签" not in verb.group():
            return False
        return pat.SUM_BEHIND.match(self.text, figure.mention.end) is not None

    def _of_same(self, figure: Figure) -> Found | None:
        """What was counted just before or in the clause before: 98项开工, …项目,共46个."""
        text, mention, thread = self.text, figure.mention, self.thread
        value = mention.value
        if is_called_behind(text, mention.start) and isinstance(value, Quantity) and value.unit in thread.counts:
            return Found(thread.counts[value.unit], "target.list")  # 提前完成全年80个的目标任务
        if pat.GOAL_LIST.search(text, figure.clause[0], mention.start) and isinstance(value, Quantity):
            said = thread.counts.get(value.unit)
            return None if said is None else Found(said, "target.list")  # 今年的目标是60亿元、110个
        if topic_before(text, figure.clause[0], mention.start) and self._ends_phrase(mention):
            times = [h.end for h in self.status.hits_in(self.status.start, figure.clause[0])]
            start = max([self.status.start, *times])
            phrase = clause_end_phrase(text, start, figure.clause[0], self.terms)
            if phrase:
                thread.thing, thread.indicator = phrase, phrase
                return Found(phrase, "target.count_after")
        if not (thread.taken and thread.thing and isinstance(value, Quantity) and value.unit == thread.unit):
            return None
        if (ones := pat.STANDING_ONES.search(text, figure.left, mention.start)) is not None and self._ends_phrase(
            mention
        ):
            return Found(strip_phrase(ones.group().rpartition("的")[0]) + thread.thing, "target.count_after")
        if pat.OF_THEM.search(text, figure.left, mention.start):
            state = pat.STATE_BEHIND.match(text, self._behind(mention))
            return None if state is None else Found(thread.thing + state.group(), "target.count_before")
        at = self._behind(mention)
        done = pat.HOW_FAR.match(text, at)
        verb = pat.STANDS.match(text, at) or self.terms.verb.match(text, at if done is None else done.end())
        if verb is None or counted_phrase(text, at, self.terms):
            return None
        return Found(thread.thing + verb.group(), "target.count_before")

    def _noun_of(self, mention: Mention, otherwise: str) -> str:
        """What the count before in the same unit counted, without its verb."""
        assert isinstance(mention.value, Quantity)
        said = pat.OWN_SIZE.sub("", self.thread.counts.get(mention.value.unit, otherwise))
        verb = self.terms.verb.search(said)
        return said[verb.end() :] if verb is not None and verb.start() <= 1 and verb.end() < len(said) else said

    def _part_of_count(self, figure: Figure, before: str) -> bool:
        """签约协议21项,其中金融类7项; 其中10亿元以上12个: a part that only names its class or size."""
        value = figure.mention.value
        start = figure.clause[0]
        opens = self.text.startswith(("其中", "当中"), start) or self.text.endswith(("其中:", "当中:"), 0, start)
        opens = opens and self.thread.taken
        unit = value.unit if isinstance(value, Quantity) else ""
        same = unit == self.thread.unit
        leads = self._opens_parts(figure)
        told = leads or unit == self.previous.unit
        if not self.thread.taken and told and self._ends_phrase(figure.mention):
            # 32个项目签约。其中,智能制造类|12个、现代服务业11个
            among = leads or self.text.startswith(("其中", "当中"), self.status.start)
            what = before or self.text[figure.left : figure.mention.start]  # 其中,高新区|86家: the subject itself
            plain = self._verb(what) is None or pat.CLASS.fullmatch(what) is not None  # 其中产业转型升级类|6个
            return among and pat.PART.fullmatch(what) is not None and plain
        bare = not before or pat.SIZED.fullmatch(before) is not None
        sized = bare and pat.SIZED.search(self.text, figure.clause[0], figure.mention.start)
        of_place = not before and self.subject is not None and self.subject.start >= figure.clause[0]  # 其中安吉县|3个
        named = bool(sized or of_place or pat.CLASS.fullmatch(before))
        next_class = figure.first and self.thread.taken and (of_place or pat.CLASS.fullmatch(before) is not None)
        # 产业类17个,总投资96亿元;基础设施类|9个
        return (opens or next_class) and same and named and self._ends_phrase(figure.mention)

    def _opens_parts(self, figure: Figure) -> bool:
        """Whether the clause before says of what the next ones are parts (31个项目中,产业类|17个)."""
        start = figure.clause[0]
        return figure.first and pat.LEADS_TO_PARTS.search(self.text, self.status.start, start) is not None

    def _count_before(self, figure: Figure, before: str, counted: str, verb: re.Match[str] | None) -> Found | None:
        """236个项目集中开工, 集中开工236个项目."""
        mention, thread = figure.mention, self.thread
        if is_of_investors(self.text, mention) or pat.AMONG.match(self.text, mention.end):
            return None
        if self.text.startswith("之一", mention.end + len(counted)):
            return None  # 国家推进的150项重大水利工程之一
        spelt = not mention.text[:1].isdigit()
        if spelt and ("、" in before or self.text.startswith(":", mention.end + len(counted))):
            return None  # A、B两个项目; 在建的有三个项目:A…;B…: no count, those that are named
        if self.text.endswith(("项目”", "工程”", "基地”", "线”"), 0, mention.start):
            return None  # “A项目”和“B项目”两个项目
        if before.endswith("等"):
            before, verb = "", None  # A、B等12个项目
        if verb is not None:
            thread.verb, thread.thing, thread.indicator = verb.group(), counted, before + counted
            return Found(thread.indicator, "target.count_before")
        after = self.terms.verb.search(self.text, mention.end + len(counted), figure.clause[1])
        if after is not None and after.group() == "开发" and self.text.startswith("区", after.end()):
            after = self.terms.verb.search(self.text, after.end(), figure.clause[1])  # 9个项目在某开发区集中开工
        if self.status.hits and self.text.startswith("中", mention.end + len(counted)):
            thread.verb, thread.thing, thread.indicator = "", counted, counted
            return Found(counted, "target.count_before")  # 32个省市重点项目中有5个未按时开工
        summed = self.text.endswith(("共", "共有", "共计"), 0, mention.start) and bool(self.status.hits)
        summed = summed or pat.ALSO.search(self.text, figure.clause[0], mention.start) is not None
        in_all = summed or self._is_split_up(mention, counted)
        if after is None and not (thread.taken or self.reporting or in_all or self.is_goal(figure)):
            return None
        if spelt and (not self.status.hits or self.text.endswith(("另外", "另"), 0, mention.start)):
            return None  # 四家主要企业: a story counts, it does not report
        company = self.subject is not None and self.subject.kind == "company"
        if company and self._is_story(mention) and pat.PLANTS.search(counted):
            return None  # 公司3月在藤县投产了两条生产线
        thread.verb, thread.thing = "", counted
        thread.indicator = counted + ("" if after is None else after.group())
        return Found(thread.indicator, "target.count_before")

    def _is_split_up(self, mention: Mention, counted: str) -> bool:
        """Whether the next clauses say how far those that are counted have come (146个重大项目,竣工12个,在建98个)."""
        lead = pat.SPLIT_UP.match(self.text, mention.end + len(counted))
        verb = None if lead is None else self.terms.verb.match(self.text, lead.end())
        return verb is not None and pat.COUNTS.match(self.text, verb.end()) is not None

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
        if self._is_of_a_person(figure, before):
            return None
        if thread.taken and terms.growth.search(before):
            own = terms.economy.search(before) is not None
            return Found(before if own else thread.indicator + before, "target.growth")
        if thread.taken and not thread.refused and thread.money and pat.MORE_THAN_BEFORE.fullmatch(before):
            return Found(thread.money + before, "target.growth")  # 争取资金18亿元,比上年多2亿元
        verb = self._verb(before)
        head = self._money_head(before, figure)
        named = head is None and (verb is not None or self.is_goal(figure))
        told = thread.money or self.previous.money or self.money_told
        if head is None and told and pat.GOAL_IS.fullmatch(self.text, figure.clause[0], figure.mention.start):
            return Found(told, "target.list")  # 完成投资312亿元。全年目标是430亿元
        if before in _IN_ALL and thread.grown and (grown := terms.growth.search(thread.grown)) is not None:
            return Found(
                thread.grown[: grown.start()] + before, "target.money"
            )  # 固定资产投资增长16%,|总量|突破1300亿元
        if head is None and before == "完成" and "投资" in self.previous.money and not thread.taken:
            return Found(
                self.previous.money.removeprefix("计划"), "target.list"
            )  # 今年计划完成投资75亿元。前4个月完成21.3亿元
        noun = pat.MONEY_BEHIND.match(self.text, figure.mention.end) if named else None
        if noun is not None:
            return Found(self._goal_noun(before, noun.group()), "target.money")
        if pat.ONE_COST.search(before) and not thread.taken:
            return None  # 主桥长412米,造价1.63亿元
        yearly = pat.YEARLY_GOAL.search(self.text, figure.left, figure.mention.start) if head is None else None
        if yearly is not None and (thread.money or (thread.taken and self.previous.money)) and not thread.refused:
            return Found(yearly.group(), "target.money")  # 总投资83亿元,年度计划|21亿元
        if head is None and before.endswith("自筹") and thread.taken and not thread.refused:
            return Found(before, "target.money")  # 争取省级资金9亿元以上,市县两级自筹|约4亿元
        if head is None and self._is_set_aside(figure):
            return Found(self._purpose(figure) or before, "target.money")
        if head is None and (not (thread.taken and verb) or pat.FEES.search(before)):
            return self._part_of_sum(figure, before)
        if before.endswith("增资") or buys_one(self.text, figure.clause[0], figure.mention):
            return None
        reports = thread.taken or self.status.dated or self.status.reach.status is not None  # without subjects
        if self.subject is None and not reports and "签" not in before:
            return None
        return Found(share_verb(thread, terms, before, figure.first), "target.money")

    def _is_of_a_person(self, figure: Figure, before: str) -> bool:
        """Whether a sum is too small to be a body's, and is no mean (卖柴一项收入300元, but 人均收入1800元)."""
        value, text = figure.mention.value, self.text
        if not isinstance(value, Money) or value.value is None or value.value >= _PURSE:
            return False
        if pat.PER_HEAD.search(text, figure.clause[0], figure.mention.start):
            return False
        grown = self.terms.growth.search(before) or pat.MORE_THAN_BEFORE.fullmatch(before)
        return not (self.thread.taken and grown)

    def _is_set_aside(self, figure: Figure) -> bool:
        """Whether a place or public body sets the sum aside for its work (还将安排1.3亿元用于…)."""
        if self.subject is None or self.subject.kind not in ("place", "body"):
            return False
        aside = pat.SETS_ASIDE.search(self.text, figure.left, figure.mention.start)
        return aside is not None and pat.SET_FOR.match(self.text, figure.mention.end) is not None

    def _purpose(self, figure: Figure) -> str:
        """What the sum is set aside for (拿出2000万元|扶持骨干企业技改)."""
        purpose = pat.PURPOSE.match(self.text, figure.mention.end, figure.clause[1])
        return "" if purpose is None else purpose["what"]

    def _goal_noun(self, before: str, noun: str) -> str:
        """The phrase with the noun behind the sum; a bare 目标 is that of the sum before."""
        if before:
            return before + noun.lstrip("的")
        told = self.thread.money if noun.endswith("目标") and len(noun) <= _BARE else ""
        return told or noun.lstrip("的")

    def _part_of_sum(self, figure: Figure, before: str) -> Found | None:
        """投资1150亿元,其中高速公路520亿元、国省干线310亿元: parts that only name what they go to."""
        thread = self.thread
        opens = self.text.startswith(("其中", "当中"), figure.clause[0])
        if not opens and self.text.startswith("、", figure.left) and not thread.refused:
            # 装备制造业产值突破1500亿元、食品加工突破500亿元
            opens = pat.GROWS_TO.search(self.text, figure.left, figure.mention.start) is not None
        told = thread.money
        if opens and not told and self.text.startswith(("其中", "当中"), self.status.start):
            told = self.previous.money  # 完成投资58.7亿元。其中高速公路完成|31.2亿元
        if not (opens and told) or pat.PART.fullmatch(before) is None:
            return None
        at = self._behind(figure.mention)
        if at < figure.clause[1] and self.text[at] not in "、和及,;。(":
            return None  # 其中投资5亿元的某项目
        heads = self.terms.money.findall(told) or [""]
        return Found(pat.DONE.sub("", before) + heads[-1], "target.part")

    def _money_head(self, before: str, figure: Figure) -> re.Match[str] | None:
        """What the sum is: of a company its business figures and sums of several; what it invests is a project's."""
        several = (
            pat.SUM.search(self.text, figure.left, figure.mention.start) is not None
        )  # 两座新厂总投资额合计118亿元
        if self.thread.taken or several:
            return self.terms.money.search(before) or self.terms.finance.search(before)
        company = self.subject is not None and self.subject.kind == "company"
        if company and self.invests_in_all(figure.mention, figure.clause[0]):
            return self.terms.money.search(before)
        lends = pat.LENDS.search(before) or pat.PUTS_FUNDS.search(before) if company else None
        return lends or (self.terms.finance if company else self.terms.money).search(before)

    def invests_in_all(self, mention: Mention, clause: int) -> bool:
        """Whether a company tells of what it puts in over a year or a plan, and names nothing that it builds."""
        text, start = self.text, mention.start
        if pat.ALL_PUT_IN.search(text, max(clause, start - 24), start) is None:
            return False
        spoken = self.status.hits_in(self.status.start, start)
        dated = self.status.dated and not any(h.weak or h.part.isdigit() for h in spoken[-1:])
        at = self._behind(mention)
        if "完成" in text[max(clause, start - _YEARLY) : start] and pat.NOT_OF_ONE.match(text, at):
            return dated  # 今年计划完成铁路投资180亿元,建成西成客专
        return dated and bool(pat.NOTHING_BUILT.match(text, at) or pat.GENERAL_WORK.match(text, at))

    # -- percentages ---------------------------------------------------------------------------------------------

    def _percent(self, figure: Figure) -> Found | None:
        thread, terms = self.thread, self.terms
        if not self._evidence(figure):
            return None
        mention = figure.mention
        before = self._phrase(figure)
        growth = terms.growth.search(before) or pat.STANDS_ABOVE.search(before) or pat.SPEEDS.search(before)
        growth = growth or pat.GROWS_BARE.search(before)
        if before in _GROWN_BARE and thread.taken and not thread.refused:
            return Found(thread.indicator + before, "target.growth")  # 归母净利润8.26亿元,增35.8%
        if growth is not None:
            own = before[: growth.start()].removeprefix("分别")
            kinds = (terms.economy, terms.money, terms.measure, pat.RATIO_NAME)
            if own and not thread.taken and not any(p.search(own) for p in kinds):
                return None
            if not own and (not thread.taken or thread.refused):
                return None
            beside = pat.COMPARES.fullmatch(before, 0, growth.start()) is not None
            if (not own or beside) and growth.group() in _BESIDE and (thread.grown or thread.rate):
                # 增加值增长10.2%,高于全省2.3个百分点; 占年度计划的68.4%,比去年同期高出4.1个百分点
                return Found((thread.grown or thread.rate) + before, "target.growth")
            if own and pat.COMPARES.fullmatch(own) and thread.taken and not thread.refused:
                # 开工转化率81.3%,较去年同期提升3.6个百分点
                told = (thread.rate or thread.grown) if thread.percent else ""
                return Found((told or thread.indicator) + before, "target.growth")
            if own and pat.COMPARES.fullmatch(own):
                return None  # 成交额…,比上届增长12%: of a figure that is none
            return Found(before if own else thread.indicator + before, "target.growth")
        share = pat.SHARE.search(self.text, max(figure.clause[0], mention.start - 40), mention.start)
        if pat.OF_COMPANY.search(self.text, max(figure.clause[0], mention.start - 40), mention.start):
            return None
        if share is not None and pat.OF_ONE.search(share.group()) and (thread.refused or not thread.taken):
            return None  # 已累计完成投资62亿元,占总投资的五成: progress of one undertaking
        if share is not None and (thread.taken or self.reporting):
            return Found(strip_phrase(share.group()), "target.rate")
        if pat.RATIO.search(before):
            return Found(before, "target.rate")
        if before == "完成" and thread.rate and thread.percent and not thread.refused:
            return Found(thread.rate, "target.list")  # 河津市完成投资为年度任务的121%,垣曲县仅|完成|83.5%
        if before == "完成" and thread.money and self.is_goal(figure):
            # 年度计划投资285亿元,确保一季度完成|20%
            return Found(thread.money.removeprefix("计划") + before, "target.rate")
        rate = terms.rate.search(self.text, figure.left, mention.start)
        if rate is None:
            return None
        # 机电产品出口占52.3%
        of_trade = rate.group() == "占" and not thread.refused and terms.economy.search(before) is not None
        if rate.group() in _NEEDS_BASE and not of_trade and not (thread.taken and not thread.refused):
            base = before + self.text[mention.end : mention.end + 12]
            if terms.base.search(base) is None:
                return None
        return Found(before or rate.group(), "target.rate")

    def _times(self, figure: Figure) -> Found | None:
        """同比增长1.9倍; 新签合同额27.9亿元,为上年营业收入的2.48倍: of a figure just before."""
        thread, text = self.thread, self.text
        if thread.refused or not thread.taken:
            return None
        before = self._phrase(figure)
        growth = self.terms.growth.search(before)
        if growth is not None and not before[: growth.start()]:
            return Found(thread.indicator + before, "target.growth")
        if growth is not None:
            if pat.COMPARES.fullmatch(before, 0, growth.start()):
                return Found(thread.indicator + before, "target.growth")
            if before.startswith("分别"):
                return Found(thread.indicator + before, "target.growth")  # 合同、到账外资分别增长|1.4倍和90%
            own = self.terms.economy.search(before, 0, growth.start())
            return None if own is None else Found(before, "target.growth")
        if thread.last < figure.clause[0] and (
            compared := pat.TIMES_OF.search(text, figure.clause[0], figure.mention.start)
        ):
            return Found(thread.indicator + compared.group(), "target.times")
        return None

    # -- measures ------------------------------------------------------------------------------------------------

    def _measure(self, figure: Figure) -> Found | None:
        """Lengths, areas, capacities and outputs, and counts whose noun is not in the lexicon."""
        thread, terms, mention = self.thread, self.terms, figure.mention
        if not self._evidence(figure) or self._is_story(mention):
            return None
        before = self._phrase(figure)
        company = self.subject is not None and self.subject.kind == "company"
        if thread.refused and not thread.taken and pat.JOBS.match(self.text, mention.end):
            return None
        if (company and pat.OWN_ASSETS.search(before)) or pat.ON_SITE.match(self.text, mention.end):
            return None
        if isinstance(mention.value, Quantity) and mention.value.unit in COUNTERS:
            if before.endswith("等"):
                return None  # 设立户口、身份证办理等9个窗口
            few = mention.value.value is not None and mention.value.value < _FEW
            if company and few and terms.count.search(before) is None:
                return None  # 公司共获得2个新发现
        if (
            before in _OF_ZONE_ITSELF  # 园区面积353公顷
            or pat.DAILY.search(before)
            or pat.FIRST_OUTPUT.search(before)
            or (company and thread.refused and pat.YEARLY_CAPACITY.fullmatch(before))
        ):
            return None  # 公司将投资22亿元设立食品厂,年产能3万吨
        if thread.baseline and before.startswith(thread.baseline) and self.is_goal(figure):
            return Found(before, "target.measure")  # 推广数量由目前的600辆提高到5000辆
        if (again := self._goal_of_same(figure)) is not None:
            return again
        if pat.NAMED_GOAL.search(before) and self.is_goal(figure):
            return Found(before, "target.measure")  # 今年旅游接待目标|250万人次
        if self._stands(figure, before):
            return Found(share_verb(thread, terms, before, figure.first), "target.measure")
        verb, head = self._verb(before), terms.measure.search(before)
        after = terms.measure.match(self.text, mention.end) if head is None else None
        goal = self.is_goal(figure)
        if after is not None and thread.taken and not thread.refused and pat.NOUN_OF_LAST.fullmatch(before):
            return Found(thread.verb + after.group(), "target.measure")  # 新建30所学校、|200公里农村公路
        if head is None and verb is None and not pat.SHIPPED.search(before):
            same = isinstance(mention.value, Quantity) and mention.value.unit == thread.unit
            listed = pat.LISTED_LIKE if self.text.startswith("、", figure.left) else pat.LIKE
            of_goods = isinstance(mention.value, Quantity) and mention.value.unit in _OF_GOODS
            goes_on = same or (of_goods and figure.first and self._ends_phrase(mention))  # 产煤1270万吨,|天然气|11亿方
            if thread.taken and not thread.refused and goes_on and listed.fullmatch(before):
                return Found(before, "target.measure")
            return self._capacity(figure, before) if goal and not thread.taken else None
        named = head is not None or after is not None
        dated = bool(self.status.hits) or self.reporting
        goes_on = self.reporting and isinstance(mention.value, Quantity) and mention.value.unit == self.previous.unit
        told = bool(self.status.hits) or self.status.reach.planned or goes_on  # 14.5万亩当中,新建9.8万亩
        told = told or (self.reporting and self.status.dated)
        modal = pat.MODAL.match(before)  # 公营房屋预计|建成|10.5万个单位
        opens = verb is not None and (
            verb.start() == 0
            or pat.INTENDS.fullmatch(before, 0, verb.start()) is not None
            or (modal is not None and modal.end() == verb.start())
        )
        if (
            (opens and not named and told and (self.subject is not None or self.status.reach.planned))
            or (head is not None and dated and (pat.OUTPUT.search(before) or self._reports(before)))
            or (dated and self.subject is not None and pat.SHIPPED.search(before))
            or (company and (pat.IN_ALL.search(before) or pat.IN_ALL.search(self.text, figure.left, mention.start)))
            or (named and (verb is not None or (goal and self.status.has_evidence(mention.start))))
            or (thread.taken and (verb is not None or not thread.refused))
        ):
            indicator = share_verb(thread, terms, before, figure.first)
            return Found(indicator + ("" if after is None else after.group()), "target.measure")
        return None

    def _goal_of_same(self, figure: Figure) -> Found | None:
        """A goal for what the sentence before measured (生产氯化钾7.8万吨。今年的任务是|30万吨)."""
        value = figure.mention.value
        same = isinstance(value, Quantity) and value.unit == self.previous.unit and not self.thread.taken
        if not same or pat.GOAL_IS.fullmatch(self.text, figure.clause[0], figure.mention.start) is None:
            return None
        return Found(self.previous.said, "target.list") if self.previous.said else None

    def _stands(self, figure: Figure, before: str) -> bool:
        """Whether it is what land a place has (全县现有茶园|12万亩)."""
        value, subject = figure.mention.value, self.subject
        of_land = isinstance(value, Quantity) and value.unit in _OF_LAND
        if not of_land or subject is None or subject.kind == "company":
            return False
        return bool(before) and holds(self.text, figure.clause[0], figure.mention.start)

    def _reports(self, before: str) -> bool:
        """Whether a place or public body is the subject here, of which a dated measure of its works is a result."""
        if pat.SOLD.search(before):
            return False
        return self.subject_here and self.subject is not None and self.subject.kind in ("place", "body")

    def _is_story(self, mention: Mention) -> bool:
        """Whether a small number is written out as stories do (两条生产线, 三个街道)."""
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        small = value is not None and value <= Decimal(10)
        return small and not mention.text[:1].isdigit() and not self.thread.taken

    def _capacity(self, figure: Figure, before: str) -> Found | None:
        """产能为1.2万吨,计划提高到3万吨: the thing stands earlier in the sentence."""
        if pat.CAPACITY_VERB.search(self.text, figure.left, figure.mention.start) is None:
            return None
        start = self.status.start
        capacity = pat.CAPACITY.search(self.text, start, figure.left)
        if capacity is None:
            return None
        return Found(pat.PRESENT.sub("", capacity.group()) + before, "target.measure")
