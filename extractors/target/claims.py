"""Which numbers are a project's, and which of those a body's report reclaims (去年,全县新建农村公路126公里)."""

from collections.abc import Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure
from kaigong.extractors.target.focus import FocusReader
from kaigong.extractors.target.money import invests_in_all
from kaigong.extractors.target.tense import is_told
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import AmountRole, Label

# 园区年底完工,可创造1200个就业机会: what one undertaking brings
_ONCE_DONE = lazy(r"(?:批准立项|批准建设|核准建设|批复立项|获批立项|完工|竣工|建成|投产|达产|投用|启用|进驻|落成)")
_OF_A_PART = lazy(
    r"[一二三首]期|[投达]产|运营|[该此本](?:项目|工程|基地|产业园)|首个|首家|(?<![\u4e00-\u9fff])(?:电站|项目|工程|机组|泊位|码头|风电场|该站|该厂)"
)
# 今年前10个月,公司完成货物吞吐量486万吨
_THROUGHPUT = lazy(
    r"(?:吞吐量|货运量|客运量|发电量|售电量|供水量|产销量|销量|产量|交付量|出货量)(?:约|近|超过?|达到?|突破|已)*$"
    r"|(?:公司|集团|企业|厂)(?:共|累计|实际|完成|已)*(?:生产|销售|产销|加工|出口)(?!能力|规模)[\u4e00-\u9fff]{1,6}?(?:约|近|超过?|达到?|突破)*$"
)
# 这家公司目前投产水电装机31万千瓦
_RUNS_IN_ALL = lazy(
    r"^[^,。;\d]{0,8}(?:目前|现有|累计|在运|总)[^,。;\d]{0,10}(?:装机(?:容量)?|产能)(?:已?达|约|近|超过?)?$"
)
# 截至9月底,该集团在境外投产熟料产能850万吨、水泥产能|1100万吨
_HAS_BUILT = lazy(r"^[^,。;\d]{0,8}(?:投产|建成|拥有|形成)[^,。;]{0,24}(?:装机(?:容量)?|产能)(?:已?达|约|近|超过?)?$")
_OF_THOSE_NAMED = lazy(r"[\u4e00-\u9fff]{0,6}?(?:项目|工程)(?=[\u4e00-\u9fff])")
_OPENS_SHARE = lazy(r"(?:大?约|将)?占(?![^,。;]{0,12}(?:计划|任务|目标|总投资|概算|总额|总数))")
_SHORT = 12  # characters: 完成 stands with its sum


class Claims:
    """Tells the numbers of one document's projects from those of the bodies that report."""

    def __init__(
        self, document: Document, names: Sequence[tuple[int, int]], focus: FocusReader, context: Context
    ) -> None:
        self.text = document.text
        self.focus = focus
        self.context = context
        self.terms = context.terms
        self.named = {position for start, end in names for position in range(start, end)}
        amounts = [slot.mention for project in document.projects for slot in project.amounts]
        metrics = [slot.mention for project in document.projects for slot in project.metrics]
        self.consumed = {(m.start, m.end) for m in (*amounts, *metrics)} | _told_again(document)

    def has(self, mention: Mention) -> bool:
        """Whether a project has the number."""
        return (mention.start, mention.end) in self.consumed

    def _names(self, start: int, end: int) -> bool:
        """Whether a project's name stands between the two, or a part of it."""
        return not self.named.isdisjoint(range(start, end))

    def is_out(self, figure: Figure, on_project: bool, earned: bool) -> bool:
        """Whether a project has the number, or it stands in a project's name.

        ``on_project`` says that a single project is being spoken of, ``earned`` that a body turned the number out.
        """
        mention = figure.mention
        if self._names(mention.start, mention.end) or self._in_title(mention.start):
            return True
        if mention.start - 1 in self.named and _OF_THOSE_NAMED.match(self.text, mention.end):
            return True  # A产业园二期、B生产线|两个项目相继投产
        return self.has(mention) and (on_project or not (earned or self._is_reclaimed(figure)))

    def _in_title(self, position: int) -> bool:
        """Whether the number stands in the title of a writing (《三个化工项目集中开工》一文)."""
        opened = self.text.rfind("《", self.context.sentence.start, position)
        return opened >= 0 and self.text.find("》", opened, position) < 0

    def was_earned(self, figure: Figure) -> bool:
        """Whether a company earned the sum in a year that is over (去年销售收入5亿元), in a text on its project."""
        mention, sentence = figure.mention, self.context.sentence
        hits = sentence.hits_in(sentence.start, mention.start)
        if not hits or mention.label is Label.PERCENT:
            return False
        firm = self.context.subject if self.context.is_company else None
        own = firm is not None and sentence.start <= firm.start < mention.start
        # 海登堡1996年进入中国,去年销售收入1.1亿欧元, told of the firm by the word that its plant is called by
        if self._names(firm.end if own and firm is not None else sentence.start, mention.start):
            return False
        if _OF_A_PART.search(self.text, sentence.start, mention.start):
            return False
        over = [h for h in hits if is_told(sentence, h)]
        business = self.terms.finance if mention.label is Label.AMOUNT else _THROUGHPUT
        return bool(over) and business.search(self.text, over[-1].end, mention.start) is not None

    def shares_project(self, figure: Figure, before: Mention | None) -> bool:
        """Whether the figure is a part of the project's sum just before (总经费14.5亿元,其中省里补助8亿元)."""
        mention, clause = figure.mention, figure.clause[0]
        if before is None or self.context.thread.taken:
            return False
        if mention.label is Label.PERCENT:
            # 每日可生产食水13.5万立方米,约占用量5%
            return _OPENS_SHARE.match(self.text, clause) is not None
        return before.label is mention.label is Label.AMOUNT and self.text.startswith("其中", clause)

    def _is_reclaimed(self, figure: Figure) -> bool:
        """Whether a dated report of a body comes before any project.

        Of a company only its business figures are its own; what it puts in is a project's.
        """
        sentence, mention, clause = self.context.sentence, figure.mention, figure.clause
        if self.focus.sets_goal(sentence.bounds, mention):
            return True
        unnamed = not self._names(sentence.start, mention.start)
        done = _ONCE_DONE.search(self.text, sentence.start, mention.start) is not None
        if unnamed and self._is_business(figure):
            return not done  # 去年销售收入18亿元,今年研发投入2000万元
        listed = self.context.goes_on and mention.label is Label.QUANTITY and not self.context.is_company
        # 医院年内封顶,设床位1000张;新建幼儿园6所,新增学位|4500个: behind the semicolon is no more of the hospital
        apart = unnamed or not self._names(self._part_start(clause[0]), mention.start)
        if apart and listed:
            return True  # 新改建农村公路420公里,新增公办学位5200个: goes on with a list of the body's works
        if self.terms.public.search(self.text, clause[0], mention.start) is not None:
            # 加快某公路建设,|硬化通村公路210公里
            begins = self.terms.verb.match(self.text, clause[0]) is not None
            return not self._names(clause[0] if begins else self._part_start(clause[0]), clause[1])
        subject = self.context.subject
        done = done and not self._has_built(mention)
        if subject is None or done or not sentence.start <= subject.start < mention.start:
            return False
        if not self._is_dated(figure) and not sentence.intends(clause[0], mention.start):
            return False
        if self.context.is_company:
            return self._is_companys(figure)
        behind = self._names(mention.end, clause[1])
        return subject.kind != "nation" and (not behind or self.text.startswith("用于", mention.end))

    def _is_business(self, figure: Figure) -> bool:
        """Whether a sum goes on with the business figures told before it."""
        start, clause = figure.mention.start, figure.clause[0]
        if not self.context.goes_on or figure.mention.label is not Label.AMOUNT:
            return False
        words = self.terms.money if self.context.sentence.intends(clause, start) else self.terms.finance
        return words.search(self.text, clause, start) is not None

    def _is_dated(self, figure: Figure) -> bool:
        """Whether a stretch of time stands before the figure, or a plan or all that a company runs is told of."""
        sentence = self.context.sentence
        if sentence.reach.planned or any(not h.weak for h in sentence.hits_in(sentence.start, figure.mention.start)):
            return True
        return self._runs_in_all(figure.mention)

    def _is_companys(self, figure: Figure) -> bool:
        """Whether the figure is one of a company's business, or of all that it invests or runs."""
        mention, clause = figure.mention, figure.clause
        done = self.text.find("完成", max(clause[0], mention.start - _SHORT), mention.start) >= 0
        if done and not self._names(*clause) and invests_in_all(self.context, mention, clause[0]):
            return True  # 去年,该公司完成电网投资152亿元
        if mention.label is Label.QUANTITY:
            return self._runs_in_all(mention)
        return self.terms.finance.search(self.text, clause[0], mention.start) is not None

    def _runs_in_all(self, mention: Mention) -> bool:
        """Whether a company tells of all that it runs (这家公司目前投产水电装机31万千瓦)."""
        subject = self.context.subject
        if subject is None or subject.kind != "company":
            return False
        return _RUNS_IN_ALL.search(self.text[subject.end : mention.start]) is not None or self._has_built(mention)

    def _has_built(self, mention: Mention) -> bool:
        """Whether a company tells of all that it has built up to a time."""
        subject, sentence = self.context.subject, self.context.sentence
        if subject is None or subject.kind != "company" or not any(h.until for h in sentence.hits):
            return False
        return _HAS_BUILT.search(self.text[subject.end : mention.start]) is not None

    def _part_start(self, position: int) -> int:
        """Where the part of the sentence between semicolons starts that holds the position."""
        start = self.context.sentence.start
        return max(start, self.text.rfind(";", start, position) + 1)


def _told_again(document: Document) -> set[tuple[int, int]]:
    """Sums of a project where the text tells them once more (计划总投资8.6亿元 below 拟8.6亿元投建底盘件项目)."""
    totals = (s for p in document.projects for s in p.amounts if s.role is AmountRole.TOTAL_INVESTMENT)
    values = {slot.mention.value for slot in totals}
    return {(m.start, m.end) for m in document.mentions_of(Label.AMOUNT) if m.value in values}
