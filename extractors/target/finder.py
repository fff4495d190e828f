"""Goals and results of cities, zones and companies: 新签约项目50个以上, 完成投资6800亿元, 工业投资增长25%.

A figure is a target where it counts or measures a body's work: what it counts is in the lexicon, a period, a goal or
a result cue reaches it, and no single project is being spoken of. Figures that the project stage gave to a project are
out from the start. Everything is read left to right, one sentence at a time; subject, period, status and the verb of a
list are carried on until new ones come.
"""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.barred import barred_stretches
from kaigong.extractors.target.claims import Claims
from kaigong.extractors.target.comparator import comparator_of
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.exclusive import settle
from kaigong.extractors.target.figure import Figure, Found, clause_of, opens_among
from kaigong.extractors.target.focus import FocusReader, is_landmark, project_spans
from kaigong.extractors.target.follow import is_wrong, list_item
from kaigong.extractors.target.heading import splits_up
from kaigong.extractors.target.judge import judge
from kaigong.extractors.target.part import note_part
from kaigong.extractors.target.period import Period, write_period
from kaigong.extractors.target.phrase import BOUND_BEHIND, Thread
from kaigong.extractors.target.repeat import without_repeats
from kaigong.extractors.target.status import StatusReader
from kaigong.extractors.target.subject import Subject, SubjectFinder
from kaigong.extractors.target.terms import TargetTerms, target_terms
from kaigong.extractors.target.when import is_outlook
from kaigong.schemas.document import Document, Mention, Sentence, TargetDraft
from kaigong.schemas.labels import Label, TargetStatus
from kaigong.schemas.values import Money, Quantity

# 后两项同比分别增长8.1%和13.7%: the count only points back
_POINTS_BACK = lazy(r"(?<![\u4e00-\u9fff])[前后这][两二三四五六]项$")
_CODE = lazy(r"目(?:[共有达]*)\d+[个家]")
_OF_MANY_BUILDERS = lazy(r"集中(?:开工|签约|竣工|投产|动工)[^,。;]{0,10}项目")
_PROJECTS = ("项目", "工程")
_NUMERIC = (Label.AMOUNT, Label.QUANTITY, Label.PERCENT)
_Dated = tuple[TargetStatus, Period | None]


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
        self.status = StatusReader(document, terms)
        self.focus = FocusReader(document, names, terms)
        self.context = Context(self.text, self.status, terms)
        self.claims = Claims(document, names, self.focus, self.context)
        self.subjects = SubjectFinder(document, self.claims.named)
        self.on_project = False  # a single project is being spoken of
        self.reported = False  # the paragraph has told figures of a body
        self.of_project = False  # the figure just before was a project's
        self.aside: tuple[Subject | None] | None = None  # who reported before a clause on the whole land
        self.paragraph = -1
        self.counted: dict[str, _Dated] = {}  # in this sentence, by unit
        self.told: _Dated | None = None  # the figure before

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
        self._open(sentence, numbers)
        context, thread = self.context, self.context.thread
        context.reporting = context.reporting or (self.reported and self.focus.opens_field(sentence))
        subjects = self.subjects.of_sentence(sentence)
        candidates = [n for n in numbers if not self.focus.is_class(n, sentence) and not self._points_back(n)]
        events = self.focus.events(sentence, [s.start for s in subjects], candidates, of_all=self._told_of_many())
        barred = barred_stretches(self.text, sentence, self.terms) if candidates else []
        before: Mention | None = None
        for index, mention in enumerate(candidates):
            while subjects and subjects[0].start < mention.end:
                self._take_subject(subjects.pop(0))
            while events and events[0][0] <= mention.start:
                self.on_project = events.pop(0)[1]
            following = candidates[index + 1].start if index + 1 < len(candidates) else sentence.end
            figure = self._figure(sentence, mention, before, following)
            self._leave_nation(figure)
            item = self._judge(figure, before, barred)
            before = mention
            self.of_project = item is None and (self.on_project or self.claims.has(mention))
            if item is None:
                thread.refused = not (thread.taken and is_landmark(self.text, mention))
            elif is_wrong(self.text, mention):
                self._leave_out(mention, item)
            else:
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
        self.reported = self.reported or thread.taken

    def _open(self, sentence: Sentence, numbers: list[Mention]) -> None:
        """Keep what the sentence before told, and read this one's periods."""
        context = self.context
        if context.thread.taken:
            context.previous = context.thread
            context.money_told = context.thread.money or context.money_told
            context.counted.update(context.thread.counts)
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.on_project = context.national = self.reported = False
            again = any(isinstance(n.value, Quantity) and n.value.unit in context.counted for n in numbers)
            # 按阶段划分,计划投产46个、续建98个: the count of the paragraph before
            if not (again and splits_up(self.text, sentence.start, sentence.end)):
                context.reporting = context.subject_here = False
                context.previous = Thread()
                context.counted.clear()
        context.thread = Thread()
        self.status.open(sentence)
        self.told = None
        if not opens_among(self.text, sentence.start):
            self.counted = {}

    def _judge(self, figure: Figure, before: Mention | None, barred: list[tuple[int, int]]) -> Found | None:
        """The figure as a goal or result of a body; None where it is none, or a project's."""
        context, mention = self.context, figure.mention
        context.earned = self.claims.was_earned(figure)
        turned_out = context.earned and mention.label is Label.QUANTITY
        self.on_project = self.on_project and not turned_out
        if any(start <= mention.start < end for start, end in barred):
            return None
        if self.of_project and self.claims.shares_project(figure, before):
            return None
        if self.claims.is_out(figure, self.on_project, turned_out):
            return None
        self.on_project = self.on_project and not context.earned
        return list_item(context, before, mention) or (None if self.on_project else judge(context, figure))

    def _told_of_many(self) -> bool:
        """Whether the sentence before counted projects, and the paragraph has spoken of no single one since."""
        counted = self.context.reporting and not self.on_project
        return counted and any(word in said for word in _PROJECTS for said in self.context.counted.values())

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

    def _points_back(self, mention: Mention) -> bool:
        """Whether the number only says which of the figures before are meant (后两项)."""
        if mention.text.endswith("项") and _CODE.match(self.text, mention.end):
            return True  # 引进5020项目42个
        return (
            mention.text.endswith("项")
            and _POINTS_BACK.search(self.text, max(0, mention.start - 2), mention.end) is not None
        )

    def _figure(self, sentence: Sentence, mention: Mention, before: Mention | None, following: int) -> Figure:
        clause = clause_of(sentence, mention.start)
        left = clause[0]
        if before is not None and before.end > left:
            bound = BOUND_BEHIND.match(self.text, before.end)
            left = before.end if bound is None else bound.end()
        return Figure(mention, clause, left, min(clause[1], following))

    def _draft(self, figure: Figure, item: Found) -> TargetDraft:
        mention, context = figure.mention, self.context
        status, period = self._date(figure, item)
        context.thread.keep(mention.value, item.rule, item.indicator)
        bound = BOUND_BEHIND.match(self.text, mention.end)
        subject = context.subject
        if context.is_company and self.terms.public.search(item.indicator):
            subject = None  # no company reduces poverty or builds country roads
        elif context.is_company and _OF_MANY_BUILDERS.match(item.indicator):
            # 董事长某某讲话。此次集中开工项目12个: nor does it begin those of all
            subject = context.subject = None
        return TargetDraft(
            mention=mention,
            start=mention.start,
            end=mention.end if bound is None else bound.end(),
            subject=self.subjects.nearest(mention.start) if subject is None else subject.text,
            indicator=item.indicator or context.thread.indicator or mention.text,
            comparator=comparator_of(context, figure, item),
            period=None if period is None else write_period(*period),
            status=status,
            rule=item.rule,
        )

    def _date(self, figure: Figure, item: Found) -> _Dated:
        """The figure's status and period, kept for those that go on from it."""
        mention, sentence = figure.mention, self.context.sentence
        status, period = self._status_and_period(figure, item)
        outlook = status is TargetStatus.GOAL and is_outlook(self.text, sentence.start, mention.start)
        if not outlook and not self.status.is_local(figure):
            self.status.close(status, period)
        self.told = (status, period)
        self.status.told_goal = self.status.told_goal or status is TargetStatus.GOAL
        if isinstance(mention.value, Quantity):
            self.counted[mention.value.unit] = self.told
        return self.told

    def _status_and_period(self, figure: Figure, item: Found) -> _Dated:
        mention, thread, dating = figure.mention, self.context.thread, self.status.dating
        end = figure.right if item.rule == "target.count_before" else mention.start
        status = self.status.status_at(figure, end)
        among = self._among(figure)
        status = status if among is None else among[0]
        again = isinstance(mention.value, Money) and thread.last <= figure.clause[0]
        period = dating.period_of(figure, end, status, since_start=again and "完成" in thread.money)
        if among is not None:
            return among
        if item.rule == "target.times" and self.told is not None:
            return self.told  # 全年吞吐量将突破20万标箱,是去年的近两倍
        of_share = status is TargetStatus.GOAL and pat.BASE_OF_SHARE.match(self.text, mention.end)
        if of_share and self.told is not None and self.told[1] is not None:
            return status, (self.told[1][0], "")  # 1—12月到位资金71亿元,完成考核目标61亿元的117%: of that year
        if (
            item.rule == "target.growth"
            and status is TargetStatus.GOAL
            and not item.indicator.startswith(thread.indicator)
        ):
            period = dating.year_again(figure, period)
        return status, period

    def _among(self, figure: Figure) -> _Dated | None:
        """Status and period of the count of which the figure says a part, behind a plan for a sum of the same year.

        集中开工152个,总投资796亿元,年内计划完成投资302亿元;其中先进制造业84个,占总投资的61%.
        """
        text, sentence, taken = self.text, self.context.sentence, self.context.thread.taken
        start, position, value = figure.clause[0], figure.mention.start, figure.mention.value
        if sentence.intends(start, position):
            return None
        goes_on = opens_among(text, sentence.start) and not sentence.hits_in(sentence.start, position)
        if not isinstance(value, Quantity):  # 预计创造就业10万个。其中,台商回台方案228家、投资8210亿元
            return self.told if goes_on and taken else None
        if goes_on and value.unit in self.counted:
            return self.counted[value.unit]  # …签约项目28个,达产后年产值320亿元。其中,外资项目2个
        if self.told is None or not taken:
            return None
        if opens_among(text, start):
            own = any(not hit.weak and not hit.local for hit in sentence.hits_in(start, position))
            # 实施项目60个,其中2025年开工35个; a share is of the figure before
            return None if own else self.told if value.unit == "%" else self.counted.get(value.unit)
        of_base = figure.left > start  # 占年度任务30亿元的89.3%: of the goal that stands in the clause
        return self.told if text.startswith("占", start) and value.unit == "%" and not of_base else None

    def _leave_out(self, mention: Mention, item: Found) -> None:
        """Pass over a number that is corrected at once; the right one that follows shares its indicator."""
        thread = self.context.thread
        thread.keep(mention.value, item.rule, item.indicator)
        thread.indicator, thread.taken, thread.refused, thread.last = item.indicator, True, False, mention.end
