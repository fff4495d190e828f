"""What each sum of a document is, by its cue."""

import re
from dataclasses import replace

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import AmountRole, Label, Modality, Per, Qualifier
from kaigong.schemas.lexicon import AmountRoleEntry
from kaigong.schemas.values import Money

_BRACKET = re.compile(
    r"\((?:约合?|折合|合|约折合|相当于|折)?(?:人民币|新台币|港币)?约?$|(?:约合|折合|约折合)(?:人民币)?约?$"
)
_LISTED = re.compile(r"(?:、|和|及|以及|,)?$")
_SIZE_CLASS = re.compile(r"(?:以上|以下|级|级别|左右)?的?[^,。;、]{0,12}?(?:项目|企业|产业|集群|工程|园区)")
_PREMODIFIER = re.compile(r"(?:以上|左右)?的")
_NAMED = re.compile(r"[^,。;、]{2,30}?(?:项目|工程|基地|产业园)")
_OF_ALL = re.compile(r"共|合计|总计|均|各|一期|二期|三期")
_LISTED_NAME = re.compile(r"(?:包括|包含|有|是|为|[、;:])[^,。;、:\d()]{3,24}(?<!项目)$")
_IN_BRACKET = re.compile(r"(?:项目|工程|基地|园|厂|线|中心)\((?:计划|总|拟|约)*投资(?:约|额)?$")
_AFTER_NAME = re.compile(r"(?:项目|工程|基地|园|厂|线|中心|[一二三]期)\($")
_YEARLY_ROLES = frozenset(
    [AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_TAX, AmountRole.ANNUAL_PROFIT]
)
_PLAIN_GAP = re.compile(r"(?!.*(?:已|去年|目前|上年|完成))[,、]?[^。;]{0,14}")
_SINCE = re.compile(r"(?:自|从)[^,。;]{0,8}年[^,。;]{0,14}以来|(?:落户|入驻|进入|扎根)[^,。;]{2,10}(?:以来|年来)")
_COUNTED = re.compile(
    r"(?:\d|[二三四五六七八九十百千几多两余])\s*(?:个|项|大|批|宗|家)[^,。;:]{0,16}?(?:项目|工程|企业)|项目[^,。;\d]{0,6}\d+(?:余|多)?(?:个|项)(?=[总协计合以投共]|[^\u4e00-\u9fff]|$)"
)
_COUNTED_BEHIND = re.compile(r"的?[^,。;]{0,20}?(?:项目|工程)\d+(?:余|多)?个")
_SUM = re.compile(r"合计|共计|总计|总额达|分别")
_ONE_OF = re.compile(r"其中[^\d,。;]{2,24}(?:项目|工程)")
_ITEM_OF_COUNTED = re.compile(r":[^;]*?[\u4e00-\u9fff](?:项目|工程|基地|产业园|园|厂|线|中心|小镇|综合体)")
_MONTHLY = re.compile(r"\d{1,2}月(?:份)?(?:实现)?$|月(?:均)?$")
_PAST_PERIOD = re.compile(
    r"去年|前三季度|上半年|一季度|今年前|截至|(?:20|19)\d\d年(?:度)?(?!底|末)|同比|年度|季度|本年"
)
_OTHER_BIDDER = re.compile(r"第[二三四五](?:名|中标)?(?:中标)?候选人[^;。\n]*$")
_SUPERSEDED = re.compile(r"[^,。;\d]{0,4}(?:至|到|为)")
_YEARLY = re.compile(r"(?<![今去明当全本半\d])年(?:均|可|可望|实现|新增|创|产值|销售|纳税|利税|税收|营业)|每年")
_OWN_RESULTS = frozenset(
    [AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_PROFIT, AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_TAX]
)
# 力争完成投资1.5亿元 is what a year is to bring; 累计完成投资 is done.
_TO_COME = re.compile(r"(?:力争|争取|计划|确保|预计|将|要|需)[^,。;]{0,6}完成")
_BUILDS_BEHIND = re.compile(r",?(?:用于|用来)?(?:在[^,。;]{2,14})?(?:投资)?(?:建设|新建|扩建|兴建|续建)")
_HALTED = re.compile(r"终止|停建|停工|取消|搁置|撤销|暂停|中止|不再|撤回|撤案|收回")
_PHASED = frozenset([AmountRole.TOTAL_INVESTMENT])
_FLOWS = {*_OWN_RESULTS}
_EACH = re.compile(r"(?:每|平均每|单)(?:座|条|个|家|套|栋|处|台|站|所)(?!月|季|年)[^,。;]{0,6}$")
_PRICE = re.compile(r"(?:/|每)(?!年|a\b)")  # 73元/吨
_MAX_GAP = 16


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, AmountRole | None]]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    roles = {e.id: None if e.role == "none" else e.role for e in entries}
    before = CueTable({e.id: e.surface for e in entries})
    after = CueTable({e.id: e.after for e in entries if e.after})
    return before, after, roles


class AmountReader:
    """Reads the sums of one document from left to right."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.clauses = Clauses(document)
        self.amounts = document.mentions_of(Label.AMOUNT)
        self._before, self._after, self._roles = _tables()

    def read(self) -> list[AmountReading]:
        """One reading for each AMOUNT mention, in order."""
        readings: list[AmountReading] = []
        for mention in self.amounts:
            previous = readings[-1] if readings else None
            readings.append(self._goes_on(self._read(mention, previous), previous))
        return readings

    def _goes_on(self, reading: AmountReading, previous: AmountReading | None) -> AmountReading:
        """The reading, planned where it goes on with a planned yearly figure (预计年销售收入15亿元,利税2亿元)."""
        if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
            return reading
        if reading.role not in _YEARLY_ROLES or previous.role not in _YEARLY_ROLES:
            return reading
        gap = self.text[previous.mention.end : reading.mention.start]
        return replace(reading, status=Modality.PLANNED) if _PLAIN_GAP.fullmatch(gap) else reading

    def _read(self, mention: Mention, previous: AmountReading | None) -> AmountReading:
        start, end = self.clauses.clause(mention.start)
        floor = max(start, previous.mention.end) if previous else start
        cue = self._before.last(self.text, floor, mention.start)
        if cue is not None and self.text.startswith("不低于", cue.start - 1):
            cue = self._before.last(self.text, floor, cue.start)  # 年税收不低于6000万元
        if cue is not None and mention.start - cue.end > _MAX_GAP:
            cue = None
        if previous is not None and self._is_conversion(previous.mention, mention):
            return self._make(mention, previous.role, previous.start, "conversion", previous.phase, previous.aggregate)
        if self._is_size_class(mention, end):
            return self._make(mention, None, mention.start, "size_class")
        superseded = previous is not None and previous.rule.endswith("superseded")
        if superseded and previous is not None and previous.mention.start >= start:
            cue = self._before.last(self.text, start, previous.mention.start)
        if _PRICE.match(self.text, mention.end):
            return self._make(mention, None, mention.start, "price")
        behind = self._after.first_at(self.text, mention.end, end)
        made = behind is not None and self.text.startswith("的", behind.end)  # 投资3000万元设立的实验室
        if behind is not None and behind.id == "none_behind" and not made:
            return self._make(mention, None, mention.start, "none_behind")
        if cue is None:
            return self._without_cue(mention, previous, end)
        if _SUPERSEDED.match(self.text, mention.end) and re.search(r"[由从]$", self.text[floor : mention.start]):
            return self._make(mention, AmountRole.OTHER, cue.start, "superseded")
        if _EACH.search(self.text, start, mention.start):
            return self._make(mention, None, cue.start, "price")  # 各要建一座,每座投资约2000万元
        if self._is_of_other_bidder(mention):
            return self._make(mention, None, cue.start, "other_bidder")
        role = self._refine(cue, mention)
        opened = self._bracket(start, mention.start)
        bracketed = _IN_BRACKET.search(self.text, start, mention.start) is not None or opened is not None
        phase = (
            None if bracketed else self.clauses.phase(mention.start, end=mention.end) or self._carried_phase(mention)
        )
        if role in _PHASED and phase is not None:
            role = AmountRole.PHASE_INVESTMENT
        aggregate = self._is_aggregate(mention, start)
        return self._make(mention, role, cue.start, cue.id, phase, aggregate)

    def _is_of_other_bidder(self, mention: Mention) -> bool:
        """Whether a bid is that of a candidate who did not win (第二中标候选人:A,投标报价…)."""
        sentence = self.clauses.sentence(mention.start)
        return sentence is not None and _OTHER_BIDDER.search(self.text, sentence.start, mention.start) is not None

    def _carried_phase(self, mention: Mention) -> str | None:
        """The phase that an earlier clause of the sentence put in front (一期占地148亩,投资3亿元)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return None
        start, _ = self.clauses.clause(mention.start)
        run = self.text.rfind(";", sentence.start, start) + 1 or sentence.start
        opened = re.search(
            r"(?:^|[;,:。]|其中)\s*(?:该|本|此)?(?:项目)?(首期|[一二三四五六七八九1-9]期)(?!.*(?:总投资|项目总))",
            self.text[run:start],
        )
        return opened.group(1) if opened and "总" not in self.text[start : mention.start] else None

    def _refine(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """The cue's role; a company's own past results are none."""
        role = self._roles[cue.id]
        sentence = self.clauses.sentence(mention.start)
        word = self.text[cue.start : cue.end]
        if role is AmountRole.COMPLETED_INVESTMENT and self._is_to_come(cue, mention):
            return AmountRole.ANNUAL_INVESTMENT
        if word == "增资" and _BUILDS_BEHIND.match(self.text, mention.end):
            return AmountRole.TOTAL_INVESTMENT
        if word.startswith("原计划") and self._is_halted(mention):
            return AmountRole.TOTAL_INVESTMENT  # what was given up has no other sum
        price = role is AmountRole.TOTAL_INVESTMENT and word.endswith(("造价", "涉资", "金额"))
        if price and sentence and "中标" in self.text[sentence.start : sentence.end]:
            return AmountRole.CONTRACT_VALUE  # what the winner of a tender builds for
        if role in _OWN_RESULTS and _MONTHLY.search(self.text, max(0, cue.start - 8), cue.start):
            return AmountRole.OTHER  # 6月份开票销售1300万元: no yearly figure
        if role in _OWN_RESULTS and not self.clauses.is_planned(mention.start):
            start, _ = self.clauses.clause(mention.start)
            before, _ = self.clauses.clause(start - 2) if start > 1 else (start, start)
            yearly = _YEARLY.search(self.text, start, cue.end)
            return None if not yearly and _PAST_PERIOD.search(self.text, before, cue.start) else role
        return role

    def _is_to_come(self, cue: Cue, mention: Mention) -> bool:
        start, _ = self.clauses.clause(mention.start)
        return _TO_COME.search(self.text, start, cue.end) is not None

    def _is_halted(self, mention: Mention) -> bool:
        """Whether the sentence of a sum, or the one before it, tells that the undertaking was given up."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return False
        before = self.clauses.sentence(sentence.start - 2) if sentence.start > 1 else None
        return _HALTED.search(self.text, before.start if before else sentence.start, sentence.end) is not None

    def _is_size_class(self, mention: Mention, end: int) -> bool:
        money = mention.value
        assert isinstance(money, Money)
        open_class = money.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ORDER_OF)
        before = self.text[max(0, mention.start - 4) : mention.start]
        return (
            open_class
            and not re.search(r"投资|总投|达|超过?$", before)
            and _SIZE_CLASS.match(self.text, mention.end, end) is not None
        )

    def _without_cue(self, mention: Mention, previous: AmountReading | None, end: int) -> AmountReading:
        behind = self._after.first_at(self.text, mention.end, end)
        if behind is not None:
            return self._make(mention, self._roles[behind.id], mention.start, f"{behind.id}_after")
        if _NAMED.match(self.text, mention.end, end) and not _COUNTED.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "before_name")
        alone = self.text[mention.end : mention.end + 1] == ")"
        if alone and _AFTER_NAME.search(self.text, max(0, mention.start - 8), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "in_bracket")  # A项目(3.2亿元)
        if (
            previous is not None
            and previous.role is not None
            and _LISTED.fullmatch(self.text, previous.mention.end, mention.start)
        ):
            return self._make(mention, previous.role, mention.start, "listed", previous.phase, previous.aggregate)
        return self._make(mention, None, mention.start, "no_cue")

    def _is_conversion(self, previous: Mention, mention: Mention) -> bool:
        """Whether a sum says the one right before it in another currency (6亿美元(约合43亿元)), not a next item's."""
        bracket = _BRACKET.search(self.text, previous.end, mention.start)
        return bracket is not None and (bracket.start() - previous.end <= 2 or "合" in bracket.group())

    def _bracket(self, first: int, position: int) -> int | None:
        """Where the bracket opens in which a position stands, right behind a word."""
        opened = self.text.rfind("(", first, position)
        if opened <= first or self.text.find(")", opened, position) >= 0 or _OF_ALL.search(self.text, opened, position):
            return None
        return opened

    def _is_aggregate(self, mention: Mention, start: int) -> bool:
        """Whether a count of undertakings stands before the sum in its clause or the one before."""
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        before = self.text[first : mention.start]
        if _SINCE.search(before) and "累计" in before:
            return True  # 自1995年落户太仓以来,累计投资15亿欧元
        if _IN_BRACKET.search(before):
            return False  # A项目(投资42亿元)、B项目(投资15亿元)
        opened = self._bracket(first, mention.start)
        if opened is not None and _LISTED_NAME.search(self.text, first, opened):
            return False  # 包括龙盛隧道(全长3.6公里,投资25亿元)
        if _COUNTED_BEHIND.match(self.text, mention.end):
            return True
        counted = [m for m in _COUNTED.finditer(before)]
        if not counted:
            return _SUM.search(before[start - first :]) is not None and "合计" in before
        if ":" in before[counted[-1].end() :] and self.text.startswith("的", mention.end):
            return False  # 两个项目:投资3亿元的A、投资2亿元的B
        if _ITEM_OF_COUNTED.search(before, counted[-1].end()):
            return False  # 两个项目需要攻坚:X项目计划总投资3.6亿元
        return _ONE_OF.search(before, counted[-1].end()) is None and before.count(",", counted[-1].end()) <= 2

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
