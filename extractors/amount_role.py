"""What each sum of a document is, by its cue."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors import amount_patterns as pat
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import AmountRole, Label, Modality, Per, Qualifier
from kaigong.schemas.lexicon import AmountRoleEntry
from kaigong.schemas.values import Money

_YEARLY_ROLES = frozenset(
    [AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_TAX, AmountRole.ANNUAL_PROFIT]
)
_GOVERNED = tuple("省市县区州旗盟镇乡民")
_FIRST_MONTHS = 3
_INVESTED = frozenset([AmountRole.TOTAL_INVESTMENT, AmountRole.OTHER])
_PHASED = frozenset([AmountRole.TOTAL_INVESTMENT])
# What may come before the share of a year.
_SHARED = frozenset(
    [
        AmountRole.TOTAL_INVESTMENT,
        AmountRole.PHASE_INVESTMENT,
        AmountRole.COMPLETED_INVESTMENT,
        AmountRole.ANNUAL_INVESTMENT,
    ]
)
_FLOWS = {*_YEARLY_ROLES}
_PAYS_LEAST = Decimal(10) ** 6  # 花300元 is no investment
_PUTS_IN = frozenset(("投入", "投资"))
_NO_CUE = "amount_role.no_cue"
_EXPLAIN_ALL = ("amount_role.contract_after", "amount_role.awarded")  # rules of a cue behind the last of a list
_AFTER = "_after"  # ends the rule of a sum whose cue follows it
_BESIDE = 2  # characters between a sum and the bracket that converts it
_NEAR = 40  # characters looked back for the words right before a sum or its cue
_MAX_GAP = 16
_BESIDE_TIME = 10  # characters from 今年预计 to its cue


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, AmountRole | None]]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    roles = {e.id: None if e.role == "none" else e.role for e in entries}
    before = CueTable({e.id: e.surface for e in entries})
    after = CueTable({e.id: e.after for e in entries if e.after})
    return before, after, roles


_OWN_ITEM = 12  # characters behind a semicolon that name an undertaking of its own


class AmountReader:
    """Reads the sums of one document from left to right."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.published = document.published
        self.clauses = Clauses(document)
        self.amounts = document.mentions_of(Label.AMOUNT)
        self._before, self._after, self._roles = _tables()
        self._starts = [a.start for a in self.amounts]
        self._readings: list[AmountReading] = []
        self._totals: list[Mention] = []  # sums read as totals so far

    def read(self) -> list[AmountReading]:
        """One reading for each AMOUNT mention, in order."""
        readings = self._readings
        for mention in self.amounts:
            previous = readings[-1] if readings else None
            readings.append(self._goes_on(self._read(mention, previous), previous))
            if readings[-1].role is AmountRole.TOTAL_INVESTMENT:
                self._totals.append(readings[-1].mention)
        for number in range(len(readings) - 2, -1, -1):
            one, last = readings[number], readings[number + 1]
            listed = pat.LISTED.fullmatch(self.text, one.mention.end, last.mention.start)
            if one.role is None and one.rule == _NO_CUE and listed and last.rule in _EXPLAIN_ALL:
                readings[number] = replace(one, role=last.role, rule=last.rule)  # 分别以42.95亿元及47.56亿元判给…
        return readings

    def _goes_on(self, reading: AmountReading, previous: AmountReading | None) -> AmountReading:
        """The reading, planned where it goes on with a planned yearly figure (预计年销售收入15亿元,利税2亿元)."""
        if previous is not None and self._goes_on_past(reading, previous):
            return replace(reading, role=None, per=None)
        if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
            return reading
        if reading.role not in _YEARLY_ROLES or previous.role not in _YEARLY_ROLES:
            return reading
        gap = self.text[previous.mention.end : reading.mention.start]
        return replace(reading, status=Modality.PLANNED) if pat.PLAIN_GAP.fullmatch(gap) else reading

    def _goes_on_past(self, reading: AmountReading, previous: AmountReading) -> bool:
        """Whether a yearly figure goes on with a company's own past one (去年销售收入9.2亿元,纳税4300万元)."""
        if reading.role not in _YEARLY_ROLES or reading.status is Modality.PLANNED or previous.role is not None:
            return False
        gap = self.text[previous.mention.end : reading.mention.start]
        past = self._roles.get(previous.rule.removeprefix("amount_role.")) in _YEARLY_ROLES
        return past and pat.PLAIN_GAP.fullmatch(gap) is not None and pat.YEARLY.search(gap) is None

    def _read(self, mention: Mention, previous: AmountReading | None) -> AmountReading:
        start, end = self.clauses.clause(mention.start)
        floor = max(start, self._end_of(previous, end)) if previous else start
        cue = self._before.last(self.text, floor, mention.start)
        if cue is not None and self.text.startswith("不低于", cue.start - 1):
            cue = self._before.last(self.text, floor, cue.start)  # 年税收不低于6000万元
        if cue is not None and mention.start - cue.end > _MAX_GAP:
            cue = None
        if previous is not None and self._is_conversion(previous.mention, mention):
            return self._make(mention, previous.role, previous.start, "conversion", previous.phase, previous.aggregate)
        grown = previous is not None and previous.rule.endswith("grown_by")
        if previous is not None and grown and pat.UP_TO.fullmatch(self.text, previous.mention.end, mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "now_meant")
        if self._is_size_class(mention, end):
            return self._make(mention, None, mention.start, "size_class")
        superseded = previous is not None and previous.rule.endswith("superseded")
        if superseded and previous is not None and previous.mention.start >= start:
            cue = self._before.last(self.text, start, previous.mention.start)
        if pat.PRICE.match(self.text, mention.end):
            return self._make(mention, None, mention.start, "price")
        if pat.OF_INDUSTRY.search(self.text, start, mention.start):
            return self._make(mention, None, mention.start, "industry")
        behind = self._after.first_at(self.text, mention.end, end)
        if self._is_paid_for_land(mention):
            return self._make(mention, AmountRole.OTHER, mention.start, "land_price")
        made = behind is not None and self.text.startswith("的", behind.end)  # 投资3000万元设立的实验室
        made = made or pat.SETS_UP_PLANT.match(self.text, mention.end) is not None
        if behind is not None and behind.id == "none_behind" and not made and self._is_share(mention, previous):
            return self._make(mention, AmountRole.OTHER, mention.start, "listed")
        if behind is not None and behind.id == "none_behind" and not made:
            return self._make(mention, None, mention.start, "none_behind")
        if pat.PER_ONE.search(self.text, max(start, mention.start - _NEAR), mention.start) or pat.MEAN.search(
            self.text, max(start, mention.start - _NEAR), mention.start
        ):
            return self._make(mention, None, mention.start, "price")
        if pat.IN_KIND.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.FOREIGN_CAPITAL, mention.start, "in_kind")
        funds = behind is not None and behind.id == "funds_behind"
        if behind is not None and funds and (cue is None or self._roles[cue.id] in (None, AmountRole.TOTAL_INVESTMENT)):
            aggregate = self._is_aggregate(mention, start)
            return self._make(mention, AmountRole.OTHER, mention.start, "funds_behind", None, aggregate)
        lent = pat.LENT_BY.match(self.text, mention.end, end) or pat.TERM_LOAN.match(self.text, mention.end)
        if lent or pat.FUNDED_FROM.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.OTHER, mention.start, "funded_from")
        if pat.FOR_EQUIPMENT.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.EQUIPMENT_INVESTMENT, mention.start, "of_equipment")
        near = max(start, mention.start - _NEAR)
        if pat.THOUGHT_BEFORE.search(self.text, near, mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "thought_before")
        if pat.GROWN_BY.search(self.text, near, mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "grown_by")
        if pat.SAVED_OF.search(self.text, near, mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "saved")
        if (of_plan := self._of_years_plan(mention, previous, near)) is not None:
            return of_plan
        if pat.INTO_FIRM_BEHIND.match(self.text, mention.end):
            return self._make(mention, AmountRole.OTHER, mention.start, "into_firm")
        if cue is None:
            return self._without_cue(mention, previous, end)
        if pat.SUPERSEDED.match(self.text, mention.end) and pat.FORMER.search(self.text, floor, mention.start):
            old = None if self._roles[cue.id] in _YEARLY_ROLES else AmountRole.OTHER
            return self._make(mention, old, cue.start, "superseded")
        if pat.EACH.search(self.text, start, mention.start):
            return self._make(mention, None, cue.start, "price")  # 各要建一座,每座投资约2000万元
        if self._is_of_other_bidder(mention):
            return self._make(mention, None, cue.start, "other_bidder")
        role = self._refine(cue, mention)
        opened = self._bracket(start, mention.start)
        bracketed = pat.IN_BRACKET.search(self.text, start, mention.start) is not None or opened is not None
        phase = (
            None if bracketed else self.clauses.phase(mention.start, end=mention.end) or self._carried_phase(mention)
        )
        built = pat.PHASE_BEHIND.match(self.text, mention.end)
        if built is None and phase is None:
            built = pat.BUILDS_PHASE.match(self.text, mention.end)
        if role in _PHASED and built is not None:
            phase = built["phase"]
        if role in _PHASED and phase is None:
            first = pat.FIRST_PUT_IN.search(self.text, max(0, cue.start - _NEAR), cue.end)
            phase = first["phase"] if first is not None else None
        if role in _PHASED and phase is not None:
            role = AmountRole.PHASE_INVESTMENT
        aggregate = self._is_aggregate(mention, start)
        return self._make(mention, role, cue.start, cue.id, phase, aggregate)

    def _is_paid_for_land(self, mention: Mention) -> bool:
        """Whether land was got for the sum (项目用地以5.28亿元摘得, 签订土地购买合同,价款为612万美元)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return False
        if self.text.endswith("以", 0, mention.start):
            won = pat.LAND_WON.match(self.text, mention.end)
            return won is not None and (
                pat.LAND_SOLD.search(won["what"]) is not None
                or (not won["what"] and pat.LAND_SOLD.search(self.text, sentence.start, mention.start) is not None)
            )
        near = max(sentence.start, mention.start - 2 * _NEAR)
        if self.text.find("地", near, mention.start) < 0:
            return False
        return pat.LAND_BOUGHT.search(self.text, near, mention.start) is not None

    def _of_years_plan(self, mention: Mention, previous: AmountReading | None, near: int) -> AmountReading | None:
        """What was planned for a year and what was done of it (今年计划的8000万元投资只完成了920万元)."""
        if pat.OF_YEARS_PLAN.search(self.text, near, mention.start) and self.text.startswith("投资", mention.end):
            return self._make(mention, AmountRole.ANNUAL_INVESTMENT, mention.start, "annual")
        planned = previous is not None and previous.role is AmountRole.ANNUAL_INVESTMENT
        if planned and pat.DONE_OF_PLAN.fullmatch(self.text, previous.mention.end, mention.start):  # type: ignore[union-attr]
            return self._make(mention, AmountRole.COMPLETED_INVESTMENT, mention.start, "done_by")
        return None

    def _end_of(self, previous: AmountReading, end: int) -> int:
        """Where what tells of the sum before ends: behind its cue where that follows it (20亿元产值、1.5亿元税收)."""
        at = previous.mention.end
        behind = self._after.first_at(self.text, at, end) if previous.rule.endswith(_AFTER) else None
        return at if behind is None else behind.end

    def _is_of_other_bidder(self, mention: Mention) -> bool:
        """Whether a bid is that of a candidate who did not win (第二中标候选人:A,投标报价…)."""
        sentence = self.clauses.sentence(mention.start)
        return sentence is not None and pat.OTHER_BIDDER.search(self.text, sentence.start, mention.start) is not None

    def _carried_phase(self, mention: Mention) -> str | None:
        """The phase that an earlier clause of the sentence put in front (一期占地148亩,投资3亿元)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return None
        start, _ = self.clauses.clause(mention.start)
        run = self.text.rfind(";", sentence.start, start) + 1 or sentence.start
        opened = re.search(
            r"(?:^|[;,:。]|其中)\s*(?:该|本|此)?(?:项目)?(首期|[一二三四五六七八九1-9]期|第?[一二三]阶段)(?!.*(?:总投资|项目总))",
            self.text[run:start],
        )
        opened = opened or pat.STARTS_PHASE.search(self.text, run, start)
        return opened.group(1) if opened and "总" not in self.text[start : mention.start] else None

    def _refine(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """The cue's role; a company's own past results are none."""
        role = self._roles[cue.id]
        sentence = self.clauses.sentence(mention.start)
        word = self.text[cue.start : cue.end]
        if word == "政府投资" and self.text[cue.start - 1 : cue.start] in _GOVERNED:
            role = AmountRole.TOTAL_INVESTMENT  # 由市政府投资5200万元的管线: who invests
        if word.startswith("自筹资金") and pat.OWN_AND_RAISED.search(self.text, max(0, cue.start - _NEAR), cue.start):
            role = AmountRole.TOTAL_INVESTMENT if pat.BUILDS_BEHIND.match(self.text, mention.end) else role
        if word == "成交价" and sentence and pat.LAND_SOLD.search(self.text, sentence.start, cue.start):
            return AmountRole.OTHER
        if role in _INVESTED and (share := self._share(cue, mention)) is not None:
            return share
        if role is AmountRole.TOTAL_INVESTMENT and (other := self._no_total(cue, mention)):
            return other
        hong_kong = isinstance(mention.value, Money) and mention.value.currency == "HKD"
        if word == "工程费用" and hong_kong and self.text[cue.start - 1 : cue.start] != "的":
            return AmountRole.TOTAL_INVESTMENT  # the whole cost there; elsewhere it is a part of the total
        if role is AmountRole.TOTAL_INVESTMENT and word.startswith("花") and self._is_private(cue, mention):
            return None  # 李先生花了120万元买房
        lends = role is AmountRole.OTHER and pat.LENDING.search(word) is not None
        if lends and pat.TO_OTHERS.search(self.text, max(0, cue.start - _NEAR), mention.start):
            return None
        small = (
            isinstance(mention.value, Money) and mention.value.value is not None and mention.value.value < _PAYS_LEAST
        )
        if role is AmountRole.TOTAL_INVESTMENT and word.startswith("花") and small:
            return None  # 包车接回工人,花费32万元
        near = max(0, cue.start - _NEAR)
        if role is AmountRole.TOTAL_INVESTMENT and word in _PUTS_IN and self._is_of_told(mention):
            past = pat.OF_LAST_YEAR.search(self.text, near, cue.start)
            if past and not (past["year"] and self.published and int(past["year"]) > self.published.year):
                return AmountRole.COMPLETED_INVESTMENT
            if pat.OF_FIRST_YEAR.search(self.text, near, cue.start):
                return AmountRole.ANNUAL_INVESTMENT
        told = bool(self._totals)
        builds = pat.BUILDS_BEHIND.match(self.text, mention.end) is not None
        if word == "投入" and told and not builds and pat.BY_AND_BY.search(self.text, near, cue.start):
            return AmountRole.COMPLETED_INVESTMENT
        if word in _PUTS_IN and sentence and pat.UP_TO_NOW.search(self.text, max(sentence.start, near), cue.start):
            return AmountRole.COMPLETED_INVESTMENT  # 截至8月末仅投入1.9亿元
        if word == "采购" and sentence and pat.BOUGHT.search(self.text, sentence.start, cue.start):
            return AmountRole.EQUIPMENT_INVESTMENT  # 采用某公司的全套发酵装备,采购金额8500万欧元
        if (
            role is AmountRole.ANNUAL_INVESTMENT
            and word.startswith("年内")
            and pat.OF_YEARS.search(self.text, max(0, cue.start - 1), cue.start)
        ):
            return AmountRole.TOTAL_INVESTMENT
        if role is AmountRole.COMPLETED_INVESTMENT and self._is_of_plan(cue):
            return None
        if role is AmountRole.CONTRACT_VALUE and pat.ALL_SIGNED.search(self.text, max(0, cue.start - 14), cue.end):
            return None  # 1-11月新签合同额10432亿元: of a firm as a whole
        if (
            role is AmountRole.COMPLETED_INVESTMENT
            and sentence
            and pat.OF_REGION.match(self.text, sentence.start, cue.start)
        ):
            return None  # 截至9月底,全市重点项目完成投资217亿元
        if role is AmountRole.COMPLETED_INVESTMENT and self._is_to_come(cue, mention):
            works = sentence is None or pat.WORKS.search(self.text, sentence.start, cue.start) is not None
            return AmountRole.ANNUAL_INVESTMENT if works or "产值" not in word else None
        if role is AmountRole.COMPLETED_INVESTMENT and word.startswith("今年完成") and self._is_ahead(cue):
            return AmountRole.ANNUAL_INVESTMENT  # 今年完成投资12亿元, said in January
        if word.endswith("增加值") and not self.clauses.is_planned(mention.start):
            start, _ = self.clauses.clause(mention.start)
            before, _ = self.clauses.clause(start - 2) if start > 1 else (start, start)
            return None if pat.PAST_PERIOD.search(self.text, before, cue.start) else role
        if (
            role is AmountRole.TOTAL_INVESTMENT
            and (year := pat.OF_ONE_YEAR.search(self.text, max(0, cue.start - 12), cue.start)) is not None
        ):
            set_aside = not year.group().endswith(("年", "度")) or word.startswith(("计划", "安排", "拟", "预计"))
            if set_aside and word.endswith("投资") and "总" not in word:
                return AmountRole.ANNUAL_INVESTMENT
        if word == "增资" and pat.BUILDS_BEHIND.match(self.text, mention.end):
            into_firm = pat.INTO_FIRM.search(self.text, max(0, cue.start - _NEAR), cue.start)
            return AmountRole.OTHER if into_firm else AmountRole.TOTAL_INVESTMENT
        of_works = pat.PREMODIFIES.match(self.text, mention.end)
        if role is AmountRole.ANNUAL_INVESTMENT and word == "今年投资" and of_works:
            return AmountRole.TOTAL_INVESTMENT  # 今年投资28亿元的X项目竣工
        if word.startswith("今年再") and pat.BUILDS_BEHIND.match(self.text, mention.end):
            return AmountRole.TOTAL_INVESTMENT  # 今年再投资4000万元上二期
        if word.startswith("追加") and self._adds_phase(mention):
            return AmountRole.TOTAL_INVESTMENT
        if word.startswith(
            ("原计划", "原定", "原编列", "原预算", "原概算", "原总投资", "原本预算")
        ) and self._is_halted(mention):
            return AmountRole.TOTAL_INVESTMENT  # what was given up has no other sum
        price = role is AmountRole.TOTAL_INVESTMENT and word.endswith(("造价", "涉资", "金额"))
        own_bid = sentence is not None and pat.BID_TOLD.search(self.text, mention.end, sentence.end) is not None
        if price and sentence and not own_bid and "中标" in self.text[sentence.start : sentence.end]:
            return AmountRole.CONTRACT_VALUE  # what the winner of a tender builds for
        works = word.startswith(("工程", "项目")) or self.text.endswith(("工程", "项目"), 0, cue.start)
        whole = role is AmountRole.TOTAL_INVESTMENT and works
        if whole and pat.OF_ADJUNCT.search(self.text, max(0, cue.start - 16), cue.start):
            return AmountRole.OTHER  # 配套管网工程总投资4356万元
        if (
            word.endswith(("涉款", "涉及款项"))
            and sentence
            and pat.CONTRACT_ON.search(self.text, sentence.start, cue.start)
        ):
            return None  # 与医院签订护士培训合约,涉款1800万元
        if role is AmountRole.TOTAL_INVESTMENT and pat.DRAWS_IN.search(self.text, max(0, cue.start - 14), cue.start):
            return AmountRole.OTHER
        return self._own_result(role, cue, mention) if role in _YEARLY_ROLES else role

    def _own_result(self, role: AmountRole | None, cue: Cue, mention: Mention) -> AmountRole | None:
        """The role of a turnover, profit or tax: none where a company or a place tells of a year that is over."""
        sentence = self.clauses.sentence(mention.start)
        word = self.text[cue.start : cue.end]
        if pat.BRINGS_OTHERS.search(self.text, max(0, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        if pat.OWN_FORECAST.search(self.text, max(0, cue.start - _NEAR), cue.start):
            return None  # 公司第二季度营业利润预计9亿元
        if sentence and self._goes_on_own_year(role, cue, sentence.start):
            return None
        if sentence and pat.OWN_MONTH.match(self.text, sentence.start, cue.start):
            return None
        if pat.MONTHLY.search(self.text, max(0, cue.start - 8), cue.start):
            return AmountRole.OTHER  # 6月份开票销售1300万元: no yearly figure
        if sentence and pat.OF_PLACE_YEAR.match(self.text, sentence.start, cue.start):
            return None  # 全年接待游客800万人次,旅游综合收入突破50亿元: of the place
        if not self.clauses.is_planned(mention.start):
            start, _ = self.clauses.clause(mention.start)
            before, _ = self.clauses.clause(start - 2) if start > 1 else (start, start)
            if sentence and pat.DATED.match(self.text, sentence.start, start):
                before = sentence.start  # 截至11月末,奶牛存栏8.6万头,鲜奶产量42万吨,乳业产值36亿元
            yearly = pat.YEARLY.search(self.text, start, cue.end) or pat.TO_OPEN.search(self.text, before, start)
            if sentence and pat.RUNS.search(
                self.text, max(sentence.start, cue.start - 2 * _NEAR), cue.start + word.startswith("年")
            ):
                return role  # 2011年建成投产,年产20万吨,去年产值26亿元
            return (
                None
                if not yearly and pat.PAST_PERIOD.search(self.text, before, cue.start + word.startswith("年"))
                else role
            )
        return role

    def _goes_on_own_year(self, role: AmountRole | None, cue: Cue, start: int) -> bool:
        """Whether a firm goes from its past year to this one (企业去年销售收入42亿元,…,今年预计销售收入60亿元)."""
        told = takewhile(lambda r: r.mention.start >= start, reversed(self._readings))
        own = (r for r in told if r.role is None and self._roles.get(r.rule.removeprefix("amount_role.")) is role)
        past = next(own, None)
        near = max(past.mention.end, cue.start - _BESIDE_TIME) if past is not None else cue.start
        return past is not None and pat.THIS_YEAR.search(self.text, near, cue.start) is not None

    def _is_of_told(self, mention: Mention) -> bool:
        """Whether the sentence, or the one before a sentence that opens with a year, told of an investment before."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None or not self._readings:
            return False
        told = self._readings[-1]
        if told.role not in _SHARED or told.aggregate:
            return False
        if told.mention.start >= sentence.start:
            return True
        before = self.clauses.sentence(sentence.start - 1) if sentence.start else None
        beside = before is not None and before.start <= told.mention.start
        return beside and pat.OPENS_YEAR.match(self.text, sentence.start) is not None

    def _is_part(self, cue: Cue) -> bool:
        """Whether the sentence told a total of which parts are told since (总经费7亿元,其中工程费5亿元)."""
        sentence = self.clauses.sentence(cue.start)
        if sentence is None or not self._totals or self._totals[-1].start < sentence.start:
            return False
        return pat.OF_WHICH.search(self.text, self._totals[-1].end, cue.start) is not None

    def _is_less(self, mention: Mention) -> bool:
        """Whether a sum is less than the total told just before in its paragraph."""
        total = self._totals[-1] if self._totals else None
        if total is None or "\n" in self.text[total.end : mention.start] or mention.start - total.end > 2 * _NEAR:
            return False
        one, whole = mention.value, total.value
        if not (isinstance(one, Money) and isinstance(whole, Money)) or one.currency != whole.currency:
            return False
        sums = (one.value, whole.value)
        behind = pat.PREMODIFIER.match(self.text, mention.end) is None
        return behind and None not in sums and one.value < whole.value  # type: ignore[operator]

    def _is_share(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a sum stands in a row with another side's share (分别出资4.1亿元、1.75亿元设立项目公司)."""
        if previous is None or previous.role is not AmountRole.OTHER:
            return False
        return pat.LISTED.fullmatch(self.text, previous.mention.end, mention.start) is not None

    def _adds_phase(self, mention: Mention) -> bool:
        """Whether what is added builds a thing of its own (追加投资8000万欧元,在柳州建设…), not more of the same."""
        if pat.BUILDS_BEHIND.match(self.text, mention.end):
            return True
        sentence = self.clauses.sentence(mention.start)
        if sentence is None or pat.TAKEN_OVER.search(self.text, sentence.start, sentence.end):
            return False
        return pat.LATER_PHASE.search(self.text, sentence.start, mention.start) is not None

    def _share(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """What a sum put in is where it is one side's share, an old estimate, a section's or for equipment."""
        text, (start, _) = self.text, self.clauses.clause(mention.start)
        word = text[cue.start : cue.end]
        if pat.FOREIGN_SIDE.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER if pat.LOAN.search(word) else AmountRole.FOREIGN_CAPITAL  # 德方贷款8000万欧元
        if pat.HOME_SIDE.search(text, max(start, cue.start - _NEAR), cue.start) or pat.OF_SECTION.search(
            text, max(start, cue.start - _NEAR), cue.start
        ):
            return AmountRole.OTHER
        if word.startswith("初步估算") and pat.OLD_ESTIMATE.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        if (alone := pat.ONE_ITEM.search(text, max(first, cue.start - _NEAR), cue.start)) is not None:
            return AmountRole.EQUIPMENT_INVESTMENT if alone["machine"] else AmountRole.OTHER
        if word in _PUTS_IN and pat.FOR_PART.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER  # 污水处理投入1.1亿元
        if pat.EQUIPMENT.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.EQUIPMENT_INVESTMENT
        if pat.CONTRIBUTES.search(text, cue.start, cue.end) is None:
            return None
        if pat.PARTY.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        if word == "出资" and pat.OF_WHICH_SIDES.search(text, first, cue.start):
            return AmountRole.OTHER  # 总投资420亿元,其中广西出资130亿元
        if word == "出资" and self._is_less(mention) and pat.BUILDS_NEXT.match(text, mention.end) is None:
            return AmountRole.OTHER  # 投资估算总额449亿元,…。北京段由某公司出资45.3亿元
        founds = pat.SHARE_BEHIND.match(text, mention.end) or pat.FOUNDS_BEHIND.match(text, mention.end)
        return AmountRole.OTHER if founds or pat.FOUNDS.search(text, first, cue.start) else None

    def _no_total(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """What a sum is that buys a site, pays for land or was planned at first (总投资原定21.8亿元)."""
        if pat.ORIGINALLY.search(self.text, cue.end, mention.start) and not self._is_halted(mention):
            return AmountRole.OTHER
        word = self.text[cue.start : cue.end]
        sentence = self.clauses.sentence(cue.start)
        first = sentence is not None and pat.ORIGINALLY.search(self.text, max(sentence.start, cue.start - 6), cue.start)
        if first and sentence and pat.CHANGED_BEHIND.match(self.text, mention.end, sentence.end):
            return AmountRole.OTHER  # 原定造价8.9亿元,其后追加至15.3亿元
        if pat.WITHIN.match(self.text, cue.end, mention.start):
            return AmountRole.OTHER
        funds = pat.FUND_PAYS.search(self.text, max(0, cue.start - _NEAR), cue.start) or "自有资金" in word
        if funds and pat.OTHER_SOURCES.match(self.text, mention.end):
            return AmountRole.OTHER
        of_part = pat.PART_OF_COSTS.search(self.text, max(0, cue.start - _NEAR), cue.start) is not None
        of_part = of_part and pat.PHASE_NAMED.search(self.text, max(0, cue.start - _NEAR), cue.start) is None
        if (of_part or word in pat.COSTS_OF_WORKS) and self._is_part(cue):
            return AmountRole.OTHER
        if self.text.startswith(("斥", "耗资", "花"), cue.start) and pat.BUYS_SITE.match(self.text, mention.end):
            return AmountRole.OTHER
        land = pat.LAND_PRICE.search(self.text, max(0, cue.start - _NEAR), cue.start)
        return AmountRole.OTHER if land and "," in land.group() else None  # but 连地价总投资40亿元

    def _is_ahead(self, cue: Cue) -> bool:
        """Whether what is to be done this year is told: in its first months, or as a part of a plan (其中…)."""
        sentence = self.clauses.sentence(cue.start)
        if sentence is None or pat.BY_NOW.search(self.text, sentence.start, cue.start):
            return False
        if self.published is not None and self.published.month <= _FIRST_MONTHS:
            return True
        before = self.clauses.sentence(sentence.start - 2) if sentence.start > 1 else None
        among = self.text.startswith(("其中", "当中"), sentence.start) and before is not None
        return among and before is not None and pat.PLANS.search(self.text, before.start, before.end) is not None

    def _is_of_plan(self, cue: Cue) -> bool:
        """Whether a five-year plan is told of (“十二五”期间,长沙将建成轨道交通50公里,完成投资600亿元)."""
        sentence = self.clauses.sentence(cue.start)
        return sentence is not None and pat.FIVE_YEARS.search(self.text, sentence.start, cue.start) is not None

    def _is_to_come(self, cue: Cue, mention: Mention) -> bool:
        start, _ = self.clauses.clause(mention.start)
        if pat.TO_COME.search(self.text, start, cue.end) is not None:
            return True
        sentence = self.clauses.sentence(cue.start)  # 全年计划抛石120万立方米,完成投资1.5亿元
        if sentence is None or pat.BY_NOW.search(self.text, start, cue.end) is not None:
            return False
        return pat.YEAR_PLAN.search(self.text, sentence.start, start) is not None

    def _is_halted(self, mention: Mention) -> bool:
        """Whether the sentence of a sum, or the one before it, tells that the undertaking was given up."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return False
        before = self.clauses.sentence(sentence.start - 2) if sentence.start > 1 else None
        return pat.HALTED.search(self.text, before.start if before else sentence.start, sentence.end) is not None

    def _is_size_class(self, mention: Mention, end: int) -> bool:
        money = mention.value
        assert isinstance(money, Money)
        many = pat.OF_MANY.search(self.text, max(0, mention.start - 12), mention.start)
        if many is not None and self.text.startswith(("的企业", "的项目", "的工业", "的客商"), mention.end):
            return True
        open_class = money.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ORDER_OF)
        before = self.text[max(0, mention.start - 4) : mention.start]
        return (
            open_class
            and not re.search(r"投资|总投|达|超过?$", before)
            and pat.SIZE_CLASS.match(self.text, mention.end, end) is not None
        )

    def _without_cue(self, mention: Mention, previous: AmountReading | None, end: int) -> AmountReading:
        behind = self._after.first_at(self.text, mention.end, end)
        if behind is not None:
            role = self._refine(behind, mention) if self._roles[behind.id] in _YEARLY_ROLES else self._roles[behind.id]
            near = max(0, mention.start - _NEAR)
            if role is AmountRole.TOTAL_INVESTMENT and pat.PHASE_BEFORE.search(self.text, near, mention.start):
                phase = self.clauses.phase(mention.start)  # 首期3.6亿元|投资不变
                return self._make(mention, AmountRole.PHASE_INVESTMENT, mention.start, "of_phase", phase)
            return self._make(mention, role, mention.start, f"{behind.id}{_AFTER}")
        first, _ = self.clauses.clause(mention.start)
        near = max(first, mention.start - _NEAR)
        last_year = pat.DONE_LAST_YEAR.search(self.text, near, mention.start) and self._is_of_told(mention)
        if last_year or pat.DONE_BY.search(self.text, near, mention.start):
            return self._make(mention, AmountRole.COMPLETED_INVESTMENT, mention.start, "done_by")
        plain = self._by_verb(mention, first, previous)
        if plain is not None:
            return plain
        with_it = self.text.endswith("以", 0, mention.start) and pat.SETS_UP.match(self.text, mention.end)
        if with_it:
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "before_name")
        if self._is_of_phase(mention, previous):
            phase = self.clauses.phase(mention.start)
            return self._make(mention, AmountRole.PHASE_INVESTMENT, mention.start, "of_phase", phase)
        if pat.NAMED.match(self.text, mention.end, end) and not pat.COUNTED.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "before_name")
        alone = self.text[mention.end : mention.end + 1] == ")"
        if alone and pat.AFTER_NAME.search(self.text, max(0, mention.start - 8), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "in_bracket")  # A项目(3.2亿元)
        own_clause = self.text[mention.start - 1 : mention.start] == "," and pat.CLAUSE_ENDS.match(
            self.text, mention.end
        )
        if own_clause and pat.AFTER_NAME.search(self.text, max(0, mention.start - 9), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "behind_name")  # A项目,10.5亿元,
        if (
            previous is not None
            and previous.role is not None
            and pat.LISTED.fullmatch(self.text, previous.mention.end, mention.start)
        ):
            return self._make(mention, previous.role, mention.start, "listed", previous.phase, previous.aggregate)
        item = previous is not None and pat.OF_NEXT_ITEM.fullmatch(self.text, previous.mention.end, mention.start)
        if previous is not None and item and self.text.startswith("的", mention.end):
            return self._make(mention, previous.role, mention.start, "listed", None, previous.aggregate)
        return self._make(mention, None, mention.start, "no_cue")

    def _is_new_total(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a sum replaces the total told before it in the sentence (总投资原定21.8亿元,后调整为24.3亿元)."""
        sentence = self.clauses.sentence(mention.start)
        if previous is None or sentence is None or previous.mention.start < sentence.start:
            return False
        if pat.RAISED_TO.search(self.text, max(previous.mention.end, mention.start - _NEAR), mention.start) is None:
            return False
        return pat.ORIGINALLY.search(self.text, sentence.start, previous.mention.start) is not None

    def _by_verb(self, mention: Mention, start: int, previous: AmountReading | None) -> AmountReading | None:
        """A sum that no cue of the lexicon but the words right before or behind it explain."""
        text, near = self.text, max(start, mention.start - _NEAR)
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        if text.endswith("以", 0, mention.start) and pat.AWARDED.match(text, mention.end):
            return self._make(mention, AmountRole.CONTRACT_VALUE, mention.start, "awarded")
        won = pat.WON_BEHIND.match(text, mention.end) if text.endswith("以", 0, mention.start) else None
        builds = won is not None and won.group().endswith(("承建", "承接"))  # 项目由某公司以17.8亿元承建
        tendered = builds or pat.WORKS_TENDERED.search(text, first, start) is not None
        if won and tendered and not pat.LAND_TENDERED.search(text, first, start):
            return self._make(mention, AmountRole.CONTRACT_VALUE, mention.start, "awarded")
        if pat.BID.search(text, near, mention.start):
            return self._make(mention, AmountRole.CONTRACT_VALUE, mention.start, "awarded")
        if pat.OF_EQUIPMENT.search(text, near, mention.start):
            return self._make(mention, AmountRole.EQUIPMENT_INVESTMENT, mention.start, "of_equipment")
        if pat.LAND_PRICE.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "land_price")
        if pat.ALL_IN_ALL.search(text, near, mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "pays")
        if pat.TOLD_BEFORE.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "told_before")
        if pat.GRANTED.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "granted")
        told = previous is not None and first <= previous.mention.start and previous.role in _INVESTED
        if told and pat.COST_PART.search(text, near, mention.start):
            return self._make(
                mention, AmountRole.OTHER, mention.start, "cost_part"
            )  # 其中工程部分11.3亿元、征迁安置3.4亿元
        if pat.GIVEN.search(text, near, mention.start) or pat.FROM_PURSE.search(text, near, mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "given")
        if (
            pat.NOW_MEANT.search(text, near, mention.start)
            and pat.FIRST_MEANT_IN.search(text, first, start) is not None
        ):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "now_meant")
        if self._is_new_total(mention, previous):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "now_meant")
        pays, money = pat.PAYS.search(text, near, mention.start), mention.value
        if pays is None or not isinstance(money, Money) or money.value is None or money.value < _PAYS_LEAST:
            return None
        if pat.EACH.search(text, start, mention.start) or pat.IN_GENERAL.search(text, start, pays.start()):
            return None
        if (bought := self._bought(mention, start, pays.start())) is not None:
            return bought
        phase = self.clauses.phase(mention.start)
        role = AmountRole.TOTAL_INVESTMENT if phase is None else AmountRole.PHASE_INVESTMENT
        added = pat.ADDS.search(text, near, pays.start()) and self._any_between(first, start)
        yearly = pat.OF_FIRST_YEAR.search(text, near, pays.start()) is not None
        if yearly and pat.BUILDS_NEXT.match(text, mention.end) is None:
            role = AmountRole.ANNUAL_INVESTMENT  # 首年投3亿; but 明年再投12亿元建二期厂房
        if pat.SO_FAR.search(text, near, pays.start()):
            role = AmountRole.COMPLETED_INVESTMENT  # 到现在只投了8000万
        changed = pat.FIRST_MEANT.search(text, near, pays.start()) and not self._is_halted(mention)
        role = AmountRole.OTHER if added or changed or pat.ONE_PAYS.search(text, near, pays.start()) else role
        return self._make(mention, role, pays.start(), "pays", phase, self._is_aggregate(mention, start))

    def _is_private(self, cue: Cue, mention: Mention) -> bool:
        """Whether somebody spends the sum on himself."""
        start, _ = self.clauses.clause(mention.start)
        bought = pat.BUYS_BEHIND.match(self.text, mention.end)
        own = bought is not None and pat.MACHINES.search(bought.group()) is None
        return own and pat.PRIVATE.search(self.text, start, cue.start) is not None

    def _bought(self, mention: Mention, start: int, verb: int) -> AmountReading | None:
        """A sum that buys something (花8000万元买设备), or that somebody spends on himself."""
        behind = pat.BUYS_BEHIND.match(self.text, mention.end)
        if behind is not None and pat.MACHINES.search(behind.group()):
            return self._make(mention, AmountRole.EQUIPMENT_INVESTMENT, verb, "of_equipment")
        private = pat.PRIVATE.search(self.text, start, verb) is not None
        if behind is not None and not private and pat.LAND_BEHIND.search(behind.group()):
            return self._make(mention, AmountRole.OTHER, verb, "land_price")  # 花1.3亿元买下300亩土地
        if behind is not None or private:
            return self._make(mention, None, verb, "bought")
        return None

    def _is_of_phase(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a bare sum behind a phase is a part of the total told just before (总投资8.9亿元,一期3.2亿元)."""
        sentence = self.clauses.sentence(mention.start)
        first = pat.PHASE_BEFORE.search(self.text, max(0, mention.start - _NEAR), mention.start)
        if first is not None and sentence is not None and first.group().startswith("首期"):
            opens = pat.OPENS.search(self.text, sentence.start, first.start()) is not None
            # 由某集团打造,首期2.8亿元
            return opens and pat.OF_FUND.search(self.text, sentence.start, sentence.end) is None
        if (
            first is not None
            and sentence is not None
            and pat.IN_PHASES.search(self.text, sentence.start, first.start())
        ):
            return (
                pat.OPENS.search(self.text, sentence.start, first.start()) is not None
            )  # 分三期建设,一期5.8亿元已建成
        if previous is None or previous.role not in (AmountRole.TOTAL_INVESTMENT, AmountRole.PHASE_INVESTMENT):
            return False
        here = sentence is not None and sentence.start <= previous.mention.start
        return here and pat.PHASE_BEFORE.search(self.text, previous.mention.end, mention.start) is not None

    def _is_conversion(self, previous: Mention, mention: Mention) -> bool:
        """Whether a sum says the one right before it in another currency (6亿美元(约合43亿元)), not a next item's."""
        bracket = pat.BRACKET.search(self.text, previous.end, mention.start)
        if bracket is None:
            return False
        gap = bracket.start() - previous.end
        other_clause = "," in self.text[previous.end + 1 : bracket.start()]  # 利用贷款10亿美元,…,合同总价约合73亿元
        return gap <= _BESIDE or ("合" in bracket.group() and not other_clause)

    def _bracket(self, first: int, position: int) -> int | None:
        """Where the bracket opens in which a position stands, right behind a word."""
        opened = self.text.rfind("(", first, position)
        if (
            opened <= first
            or self.text.find(")", opened, position) >= 0
            or pat.OF_ALL.search(self.text, opened, position)
        ):
            return None
        return opened

    def _is_aggregate(self, mention: Mention, start: int) -> bool:
        """Whether a count of undertakings stands before the sum in its clause or the one before."""
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        before = self.text[first : mention.start]
        if pat.SINCE.search(before) and "累计" in before:
            return True  # 自1995年落户太仓以来,累计投资15亿欧元
        if pat.IN_BRACKET.search(before):
            return False  # A项目(投资42亿元)、B项目(投资15亿元)
        opened = self._bracket(first, mention.start)
        if opened is not None and pat.LISTED_NAME.search(self.text, first, opened):
            return False  # 包括龙盛隧道(全长3.6公里,投资25亿元)
        if pat.COUNTED_BEHIND.match(self.text, mention.end) or pat.SPENT_ON_MANY.match(self.text, mention.end):
            return True
        if pat.SPENT_ON_KIND.search(self.text, start, mention.start):
            return True
        counted = [m for m in pat.COUNTED.finditer(before) if not pat.BY_WHOM.search(before, 0, m.start())]
        if not counted:
            summed = pat.SUM.search(before[start - first :]) is not None and "合计" in before
            summed = summed and pat.PARTS_OF_ONE.search(before, start - first) is None
            return summed and pat.LENDS.match(self.text, mention.end) is None  # 两家银行合计提供2.1亿美元贷款
        if self._is_respective(mention, start):
            return False  # 三个项目动态总投资分别约14.2亿元、7.3亿元、10.6亿元
        if pat.LIST_FOLLOWS.match(before, counted[-1].end()) and self._closes_list(mention, first):
            return True
        apart = any(mark in before[counted[-1].end() :] for mark in ":,;")
        if apart and self.text.startswith("的", mention.end):
            return False  # 两个项目:投资3亿元的A、投资2亿元的B
        if counted[-1].end() <= start - first and pat.OWN_SUBJECT.match(self.text, start, mention.start):
            return False
        *_, last = before[counted[-1].end() :].rpartition(";")
        if ";" in before[counted[-1].end() :] and len(last) > _OWN_ITEM:
            return False  # 建设4个项目;新建沪苏湖铁路,全长163.8公里,投资368亿元
        if pat.NEXT_PHASE.search(before, counted[-1].end()):
            return False  # 一期已有5个项目入园;二期投资15亿元
        if pat.ITEM_OF_COUNTED.search(before, counted[-1].end()):
            return False  # 两个项目需要攻坚:X项目计划总投资3.6亿元
        return pat.ONE_OF.search(before, counted[-1].end()) is None and before.count(",", counted[-1].end()) <= 2

    def _any_between(self, first: int, last: int) -> bool:
        """Whether a sum begins in [first, last)."""
        at = bisect_left(self._starts, first)
        return at < len(self._starts) and self._starts[at] < last

    def _closes_list(self, mention: Mention, first: int) -> bool:
        """Whether a sum is the only one of its sentence and stands in a last clause without a subject."""
        alone = not self._any_between(first, mention.start)
        clause = re.split(r"[,;]", self.text[first : mention.start])[-1]
        return (
            alone
            and self.text[mention.end : mention.end + 1] in "。\n"
            and pat.CLOSES_LIST.fullmatch(clause) is not None
        )

    def _is_respective(self, mention: Mention, start: int) -> bool:
        """Whether a sum is the first of a row of which each is of another undertaking (分别约14.2亿元、7.3亿元)."""
        if pat.RESPECTIVE.search(self.text, start, mention.start) is None:
            return False
        behind = bisect_right(self._starts, mention.start)
        following = self.amounts[behind] if behind < len(self.amounts) else None
        return following is not None and pat.LISTED.fullmatch(self.text, mention.end, following.start) is not None

    def _make(
        self,
        mention: Mention,
        role: AmountRole | None,
        start: int,
        rule: str,
        phase: str | None = None,
        aggregate: bool = False,
    ) -> AmountReading:
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        per = Per.YEAR if role in _FLOWS else None
        return AmountReading(mention, role, status, start, mention.end, f"amount_role.{rule}", per, phase, aggregate)


def read_amounts(document: Document) -> list[AmountReading]:
    """One reading for each AMOUNT mention of the document, in order."""
    return AmountReader(document).read()
