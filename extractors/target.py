"""Goals and results of cities, zones and companies: 新签约项目50个以上, 完成投资6800亿元, 工业投资增长25%.

A figure is a target where it counts or measures a body's work: what it counts is in the lexicon, a period, a goal or
a result cue reaches it, and no single project is being spoken of. Figures that the project stage gave to a project are
out from the start. Everything is read left to right, one sentence at a time; subject, period, status and the verb of a
list are carried on until new ones come.
"""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target_called import is_called_behind
from kaigong.extractors.target_context import Context
from kaigong.extractors.target_exclusive import settle
from kaigong.extractors.target_figure import Figure, Found, clause_of
from kaigong.extractors.target_focus import FocusReader, is_landmark, project_spans
from kaigong.extractors.target_follow import is_wrong, list_item
from kaigong.extractors.target_heading import splits_up
from kaigong.extractors.target_judge import judge
from kaigong.extractors.target_money import invests_in_all
from kaigong.extractors.target_part import note_part
from kaigong.extractors.target_period import write_period
from kaigong.extractors.target_phrase import BOUND_BEHIND, Thread
from kaigong.extractors.target_repeat import without_repeats
from kaigong.extractors.target_status import StatusReader
from kaigong.extractors.target_subject import Subject, SubjectFinder
from kaigong.extractors.target_tense import is_told
from kaigong.extractors.target_terms import TargetTerms, target_terms
from kaigong.extractors.target_when import is_outlook
from kaigong.schemas.document import Document, Mention, Sentence, TargetDraft
from kaigong.schemas.labels import AmountRole, Comparator, Label, Qualifier, TargetStatus
from kaigong.schemas.values import Money, Quantity

# 对投资1亿元以上的项目,按…给予补助: rules of a policy
_SUBSIDY = lazy(
    r"给予[^。;]{0,24}(?:补助|奖励|补贴|资助|支持)|(?:补助|补贴|奖励)(?:最高)?不超过|最高(?:补助|补贴|奖励)"
    r"|凡[^。;]{4,40}?的[^。;]{0,16}?(?:奖励|享受|减免|优先|免收|返还)"
)
# 园区年底完工,可创造1200个就业机会: what one undertaking brings
_ONCE_DONE = lazy(r"(?:批准立项|批准建设|核准建设|批复立项|获批立项|完工|竣工|建成|投产|达产|投用|启用|进驻|落成)")
# 约占公司上年营收的|18.2%
_ABOUT_SHARE = lazy(r"(?:大?约)(?:占|为|是|相当于|完成)[^,。;\d]{0,24}(?:\d{4}年[^,。;\d]{0,16})?的$")
# 完成投资不低于年度计划的|80%
_LEAST_SHARE = lazy(r"(?:不[低少]于|(?P<most>不[高超多][于过]))[^,。;\d]{1,14}的$")
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
_BOUND_OF_LIST = lazy(r"(?:[、和][\d.]+[^\d、和,。;]{1,4})*?[、和][\d.]+[^\d、和,。;]{0,4}?(?P<bound>以上|以下)")
# 后两项同比分别增长8.1%和13.7%: the count only points back
_POINTS_BACK = lazy(r"(?<![\u4e00-\u9fff])[前后这][两二三四五六]项$")
_OF_THOSE_NAMED = lazy(r"[\u4e00-\u9fff]{0,6}?(?:项目|工程)(?=[\u4e00-\u9fff])")
_OPENS_SHARE = lazy(r"(?:大?约|将)?占(?![^,。;]{0,12}(?:计划|任务|目标|总投资|概算|总额|总数))")
_FOR_WHOM = lazy(r"(?<![\u4e00-\u9fff])(?:并)?对")
_OF_MANY_BUILDERS = lazy(r"集中(?:开工|签约|竣工|投产|动工)[^,。;]{0,10}项目")
_PROJECTS = ("项目", "工程")
_SHORT = 12  # characters: 完成 stands with its sum
_NUMERIC = (Label.AMOUNT, Label.QUANTITY, Label.PERCENT)


def find_targets(document: Document) -> list[TargetDraft]:
    """The document's goals and results, in order of their numbers; runs after the project stage."""
    finder = _TargetFinder(document, target_terms())
    return without_repeats(document.text, list(finder.find()))


def add_targets(document: Document) -> Document:
    """Stage: the document with its goals and results."""
    return settle(document, find_targets(document))


class _TargetFinder:
    """Works through one document."""

    def __init__(self, document: Document, terms: TargetTerms) -> None:
        self.document = document
        self.text = document.text
        self.terms = terms
        names = project_spans(document)
        self.named = {position for start, end in names for position in range(start, end)}
        amounts = {(slot.mention.start, slot.mention.end) for p in document.projects for slot in p.amounts}
        metrics = {(slot.mention.start, slot.mention.end) for p in document.projects for slot in p.metrics}
        self.consumed = amounts | metrics | self._told_again()
        self.status = StatusReader(document, terms)
        self.subjects = SubjectFinder(document, self.named)
        self.focus = FocusReader(document, names, terms)
        self.context = Context(self.text, self.status, terms)
        self.on_project = False  # a single project is being spoken of
        self.of_project = False  # the figure just before was a project's
        self.aside: tuple[Subject | None] | None = None  # who reported before a clause on the whole land
        self.earned = False  # the figure is what a body turned out in a time that is over
        self.paragraph = -1
        self.counted: dict[str, tuple[TargetStatus, tuple[int | None, str] | None]] = {}  # in this sentence, by unit
        self.told: tuple[TargetStatus, tuple[int | None, str] | None] | None = None  # the figure before
        self.shared: Comparator | None = None  # the bound of the number taken last

    def _told_again(self) -> set[tuple[int, int]]:
        """Sums of a project where the text tells them once more (计划总投资8.6亿元 below 拟8.6亿元投建底盘件项目)."""
        totals = (s for p in self.document.projects for s in p.amounts if s.role is AmountRole.TOTAL_INVESTMENT)
        values = {slot.mention.value for slot in totals}
        return {(m.start, m.end) for m in self.document.mentions_of(Label.AMOUNT) if m.value in values}

    def find(self) -> Iterator[TargetDraft]:
        """All targets, repeats included."""
        numbers = [m for m in self.document.mentions if m.label in _NUMERIC]
        at = 0
        for sentence in self.document.sentences:
            if at == len(numbers):
                return
            mine = []
            while at < len(numbers) and numbers[at].start < sentence.end:
                if numbers[at].start >= sentence.start:
                    mine.append(numbers[at])
                at += 1
            yield from self._sentence(sentence, mine)

    def _sentence(self, sentence: Sentence, numbers: list[Mention]) -> Iterator[TargetDraft]:
        context = self.context
        if context.thread.taken:
            context.previous = context.thread
            context.money_told = context.thread.money or context.money_told
            context.counted.update(context.thread.counts)
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.on_project = context.national = False
            again = any(isinstance(n.value, Quantity) and n.value.unit in context.counted for n in numbers)
            # 按阶段划分,计划投产46个、续建98个: the count of the paragraph before
            if not (again and splits_up(self.text, sentence.start, sentence.end)):
                context.reporting = context.subject_here = False
                context.previous = Thread()
                context.counted.clear()
        self.status.open(sentence)
        self.told = None
        if not self.text.startswith(("其中", "当中"), sentence.start):
            self.counted = {}
        context.thread = thread = Thread()
        subjects = self.subjects.of_sentence(sentence)
        candidates = [n for n in numbers if not self.focus.is_class(n, sentence) and not self._points_back(n)]
        events = self.focus.events(sentence, [s.start for s in subjects], candidates, of_all=self._told_of_many())
        barred_from = self._barred_from(sentence) if candidates else sentence.end
        subsidies = self._subsidies(sentence) if candidates else []
        before: Mention | None = None
        for index, mention in enumerate(candidates):
            while subjects and subjects[0].start < mention.end:
                self._take_subject(subjects.pop(0))
            while events and events[0][0] <= mention.start:
                self.on_project = events.pop(0)[1]
            following = candidates[index + 1].start if index + 1 < len(candidates) else sentence.end
            figure = self._figure(sentence, mention, before, following)
            self._leave_nation(figure)
            item = None
            barred = mention.start >= barred_from or any(start <= mention.start < end for start, end in subsidies)
            barred = barred or self._shares_project(before, mention, sentence)
            earned = self._was_earned(figure)
            self.earned = earned and mention.label is Label.QUANTITY
            self.context.earned = earned
            self.on_project = self.on_project and not self.earned
            if not barred and not self._is_out(mention, sentence):
                self.on_project = self.on_project and not earned
                item = list_item(context, before, mention) or (None if self.on_project else judge(context, figure))
            before = mention
            self.of_project = item is None and (self.on_project or (mention.start, mention.end) in self.consumed)
            if item is None:
                thread.refused = not (thread.taken and is_landmark(self.text, mention))
                continue
            if is_wrong(self.text, mention):
                self._leave_out(mention, item)
                continue
            yield self._draft(figure, item)
            thread.taken, thread.refused, thread.last = True, False, mention.end
            note_part(context, figure)
        for subject in subjects:
            self._take_subject(subject)
        if events:
            self.on_project = events[-1][1]
        if not thread.taken:
            self.status.leave()
        context.reporting = thread.taken or (context.reporting and not candidates)

    def _told_of_many(self) -> bool:
        """Whether the sentence before counted projects, and the paragraph has spoken of no single one since."""
        counted = self.context.reporting and not self.on_project
        return counted and any(word in said for word in _PROJECTS for said in self.context.counted.values())

    def _barred_from(self, sentence: Sentence) -> int:
        """From where on the sentence speaks of other fields (准备金率) or of what might be (如果)."""
        patterns = (self.terms.foreign, self.terms.condition)
        found = [p.search(self.text, sentence.start, sentence.end) for p in patterns]
        return min((m.start() for m in found if m is not None), default=sentence.end)

    def _subsidies(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The clauses that say what a policy pays (对参展企业,每个展位最高补贴5万元), from 对 on."""
        found = []
        for match in _SUBSIDY.finditer(self.text, sentence.start, sentence.end):
            clause = clause_of(sentence, match.start())
            opened = [m.start() for m in _FOR_WHOM.finditer(self.text, sentence.start, match.start())]
            end = clause_of(sentence, match.end() - 1)[1]
            found.append((min([clause[0], *opened]), end))
        return found

    def _take_subject(self, subject: Subject) -> None:
        context = self.context
        if (
            subject.kind == "nation"
            and context.thread.taken
            and (context.subject is None or context.subject.kind != "nation")
        ):
            self.aside = (context.subject,)
        elif subject.kind != "nation":
            self.aside = None
        if context.subject is None or (subject.text != context.subject.text and not subject.generic):
            self.status.change_subject()
        context.subject, context.subject_here = subject, True

    def _leave_nation(self, figure: Figure) -> None:
        """Go back to the body that reports behind a clause on the whole land (国内市占率超30%;电池销量35.93GW)."""
        nation = self.context.subject
        if self.aside is not None and nation is not None and figure.clause[0] > nation.start:
            (self.context.subject,), self.aside = self.aside, None

    def _is_out(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a project has the number, or it stands in a project's name."""
        span = (mention.start, mention.end)
        if not self.named.isdisjoint(range(*span)) or self._in_title(mention.start, sentence):
            return True
        if mention.start - 1 in self.named and _OF_THOSE_NAMED.match(self.text, mention.end):
            return True  # A产业园二期、B生产线|两个项目相继投产
        return span in self.consumed and not self._is_reclaimed(mention, sentence)

    def _points_back(self, mention: Mention) -> bool:
        """Whether the number only says which of the figures before are meant (后两项)."""
        return (
            mention.text.endswith("项")
            and _POINTS_BACK.search(self.text, max(0, mention.start - 2), mention.end) is not None
        )

    def _in_title(self, position: int, sentence: Sentence) -> bool:
        """Whether the number stands in the title of a writing (《三个化工项目集中开工》一文)."""
        opened = self.text.rfind("《", sentence.start, position)
        return opened >= 0 and self.text.find("》", opened, position) < 0

    def _was_earned(self, figure: Figure) -> bool:
        """Whether a company earned the sum in a year that is over (去年销售收入5亿元), in a text on its project."""
        mention, text, start = figure.mention, self.text, self.status.sentence.start
        if mention.label is Label.PERCENT or not self.named.isdisjoint(range(start, mention.start)):
            return False
        if _OF_A_PART.search(text, start, mention.start):
            return False
        over = [h for h in self.status.sentence.hits_in(start, mention.start) if is_told(self.status.sentence, h)]
        business = self.terms.finance if mention.label is Label.AMOUNT else _THROUGHPUT
        return bool(over) and business.search(text, over[-1].end, mention.start) is not None

    def _shares_project(self, before: Mention | None, mention: Mention, sentence: Sentence) -> bool:
        """Whether the figure is a part of a project's sum (总经费14.5亿元,其中省里补助8亿元)."""
        if before is None or not self.of_project or self.context.thread.taken:
            return False
        clause = clause_of(sentence, mention.start)[0]
        if mention.label is Label.PERCENT and _OPENS_SHARE.match(self.text, clause):
            return True  # 每日可生产食水13.5万立方米,约占用量5%
        opens = self.text.startswith("其中", clause)
        return opens and before.label is mention.label is Label.AMOUNT

    def _is_reclaimed(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a dated report of a body comes before any project: 去年,全县新建农村公路126公里.

        Of a company only its business figures are its own; what it puts in is a project's.
        """
        subject, clause = self.context.subject, clause_of(sentence, mention.start)
        if self.on_project:
            return False
        thread = self.context.thread
        if self.earned or self.focus.sets_goal(sentence, mention):
            return True
        company = subject is not None and subject.kind == "company"
        goes_on = thread.taken and not thread.refused and mention.label is Label.QUANTITY and not company
        sold = thread.taken and not thread.refused and mention.label is Label.AMOUNT
        words = self.terms.money if self.status.sentence.intends(clause[0], mention.start) else self.terms.finance
        business = sold and words.search(self.text, clause[0], mention.start) is not None
        if business and self.named.isdisjoint(range(sentence.start, mention.start)):
            return not _ONCE_DONE.search(
                self.text, sentence.start, mention.start
            )  # 去年销售收入18亿元,今年研发投入2000万元
        if goes_on and self.named.isdisjoint(range(sentence.start, mention.start)):
            return True  # 新改建农村公路420公里,新增公办学位5200个: goes on with a list of the body's works
        if self.terms.public.search(self.text, clause[0], mention.start) is not None:
            return self.named.isdisjoint(range(self._part_start(sentence, clause[0]), clause[1]))
        if subject is None or not sentence.start <= subject.start < mention.start:
            return False
        dated = any(not hit.weak for hit in self.status.sentence.hits_in(sentence.start, mention.start))
        dated = dated or self._runs_in_all(mention)
        dated = dated or self.status.sentence.reach.planned
        if not dated and not self.status.sentence.intends(clause[0], mention.start):
            return False
        if _ONCE_DONE.search(self.text, sentence.start, mention.start):
            return False
        if subject.kind == "company":
            done = "完成" in self.text[max(clause[0], mention.start - _SHORT) : mention.start]
            if done and self.named.isdisjoint(range(*clause)) and invests_in_all(self.context, mention, clause[0]):
                return True  # 去年,该公司完成电网投资152亿元
            if mention.label is Label.QUANTITY:
                return self._runs_in_all(mention)
            return self.terms.finance.search(self.text, clause[0], mention.start) is not None
        behind = self.named.intersection(range(mention.end, clause[1]))
        return subject.kind != "nation" and (not behind or self.text.startswith("用于", mention.end))

    def _runs_in_all(self, mention: Mention) -> bool:
        """Whether a company tells of all that it runs (这家公司目前投产水电装机31万千瓦)."""
        subject = self.context.subject
        if subject is None or subject.kind != "company":
            return False
        return _RUNS_IN_ALL.search(self.text[subject.end : mention.start]) is not None

    def _part_start(self, sentence: Sentence, position: int) -> int:
        """Where the part of the sentence between semicolons starts that holds the position."""
        return max(sentence.start, self.text.rfind(";", sentence.start, position) + 1)

    def _figure(self, sentence: Sentence, mention: Mention, before: Mention | None, following: int) -> Figure:
        clause = clause_of(sentence, mention.start)
        left = clause[0]
        if before is not None and before.end > left:
            bound = BOUND_BEHIND.match(self.text, before.end)
            left = before.end if bound is None else bound.end()
        return Figure(mention, clause, left, min(clause[1], following))

    def _draft(self, figure: Figure, item: Found) -> TargetDraft:
        mention, thread = figure.mention, self.context.thread
        end = figure.right if item.rule == "target.count_before" else mention.start
        status = self.status.status_at(figure, end)
        among = self._among(figure)
        status = status if among is None else among[0]
        again = isinstance(mention.value, Money) and thread.last <= figure.clause[0]
        since_start = again and "完成" in thread.money
        period = self.status.dating.period_of(figure, end, status, since_start)
        if (
            item.rule == "target.growth"
            and status is TargetStatus.GOAL
            and not item.indicator.startswith(thread.indicator)
        ):
            period = self.status.dating.year_again(figure, period)
        if among is not None:
            period = among[1]
        outlook = status is TargetStatus.GOAL and is_outlook(self.text, self.status.sentence.start, mention.start)
        if not outlook and not self.status.is_local(figure):
            self.status.close(status, period)
        if isinstance(mention.value, Quantity):
            self.counted[mention.value.unit] = (status, period)
        self.told = (status, period)
        thread.keep(mention.value, item.rule, item.indicator)
        bound = BOUND_BEHIND.match(self.text, mention.end)
        subject = self.context.subject
        if subject is not None and subject.kind == "company" and self.terms.public.search(item.indicator):
            subject = None  # no company reduces poverty or builds country roads
        if subject is not None and subject.kind == "company" and _OF_MANY_BUILDERS.match(item.indicator):
            subject = self.context.subject = (
                None  # 董事长某某讲话。此次集中开工项目12个: nor does it begin those of all
            )
        return TargetDraft(
            mention=mention,
            start=mention.start,
            end=mention.end if bound is None else bound.end(),
            subject=self.subjects.nearest(mention.start) if subject is None else subject.text,
            indicator=item.indicator or thread.indicator or mention.text,
            comparator=self._comparator(mention, item, figure.clause[0]),
            period=None if period is None else write_period(*period),
            status=status,
            rule=item.rule,
        )

    def _among(self, figure: Figure) -> tuple[TargetStatus, tuple[int | None, str] | None] | None:
        """Status and period of the count of which the figure says a part, behind a plan for a sum of the same year.

        集中开工152个,总投资796亿元,年内计划完成投资302亿元;其中先进制造业84个,占总投资的61%.
        """
        text, start = self.text, figure.clause[0]
        value = figure.mention.value
        if self.status.sentence.intends(start, figure.mention.start):
            return None
        goes_on = text.startswith(("其中", "当中"), self.status.sentence.start) and not self.status.sentence.hits
        if not isinstance(value, Quantity):  # 预计创造就业10万个。其中,台商回台方案228家、投资8210亿元
            return self.told if goes_on and self.context.thread.taken else None
        if goes_on and value.unit in self.counted:
            return self.counted[value.unit]  # …签约项目28个,达产后年产值320亿元。其中,外资项目2个
        if self.told is None or not self.context.thread.taken:
            return None
        if text.startswith(("其中", "当中"), start):
            own = any(
                not hit.weak and not hit.local for hit in self.status.sentence.hits_in(start, figure.mention.start)
            )
            return None if own else self.counted.get(value.unit)  # 实施项目60个,其中2025年开工35个
        of_base = figure.left > start  # 占年度任务30亿元的89.3%: of the goal that stands in the clause
        return self.told if text.startswith("占", start) and value.unit == "%" and not of_base else None

    def _leave_out(self, mention: Mention, item: Found) -> None:
        """Pass over a number that is corrected at once; the right one that follows shares its indicator."""
        thread = self.context.thread
        thread.keep(mention.value, item.rule, item.indicator)
        thread.indicator, thread.taken, thread.refused, thread.last = item.indicator, True, False, mention.end

    def _comparator(self, mention: Mention, item: Found, clause: int) -> Comparator:
        """The number's own, or the one that it shares with its list (分别不低于65万元和72万元, 分别达90%和70%以上)."""
        value = mention.value
        assert isinstance(value, Money | Quantity)
        if value.qualifier in (Qualifier.RANGE, Qualifier.ORDER_OF):
            return Comparator.EXACT
        own = Comparator(value.qualifier.value)
        passed = own is Comparator.MORE_THAN and is_called_behind(self.text, mention.start)
        if passed and not self.status.sentence.intends(clause, mention.start):
            return Comparator.EXACT  # 突破1080亿元的年度目标: the goal was the bare number
        if own is Comparator.EXACT and (least := _LEAST_SHARE.search(self.text, clause, mention.start)):
            return Comparator.AT_MOST if least["most"] else Comparator.AT_LEAST
        if own is Comparator.EXACT and _ABOUT_SHARE.search(self.text, clause, mention.start):
            return Comparator.ABOUT
        if own is Comparator.EXACT and "分别" in self.text[clause : mention.start]:
            if item.rule == "target.list" and self.shared is not None:
                own = self.shared
            elif (bound := _BOUND_OF_LIST.match(self.text, mention.end)) is not None:
                own = Comparator.AT_LEAST if bound["bound"] == "以上" else Comparator.AT_MOST
        self.shared = None if own is Comparator.EXACT else own
        return own
