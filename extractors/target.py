"""Goals and results of cities, zones and companies: 新签约项目50个以上, 完成投资6800亿元, 工业投资增长25%.

A figure is a target where it counts or measures a body's work: what it counts is in the lexicon, a period, a goal or
a result cue reaches it, and no single project is being spoken of. Figures that the project stage gave to a project are
out from the start. Everything is read left to right, one sentence at a time; subject, period, status and the verb of a
list are carried on until new ones come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kaigong.extractors.target_status import StatusReader, clause_of, period_text
from kaigong.extractors.target_subject import Subject, SubjectFinder
from kaigong.extractors.target_terms import BARRED_UNITS, COUNTERS, TargetTerms, target_terms
from kaigong.schemas.document import Document, Mention, Sentence, TargetDraft
from kaigong.schemas.labels import Comparator, Label, Qualifier, TargetStatus
from kaigong.schemas.values import Money, Quantity

_NUMERIC = (Label.AMOUNT, Label.QUANTITY, Label.PERCENT)
_BOUND_BEHIND = re.compile(r"(?:以上|以下|以内|左右|上下)")
# Behind a number, these make it a size class of what follows: 亿元以上项目, 50亿级企业, 35千伏及以上线路.
_CLASS_MARK = re.compile(r"(?:\(含\))?(?:及其?以上|及以下|以上|以下|级)?(?:的)?")
_TAIL = re.compile(
    r"(?:(?:分别|已经|已|共计|合计|总计|累计|均|仅|就|将|要|可|再|也|还|总数|数量)?"
    r"(?:约为|达到了|达到|达|为|是|突破|超过|超|逾|近|约|大约|将近|接近|不少于|不低于|不超过|至少|至多|共有|共计|共|有|至|到|增至|增加到|提高到|提升到|:|:|了|人民币|新台币))+$"
)
_HEAD = re.compile(r"^(?:[\s、,;:“”\"(]|和(?!谐)|及|以及|与|并|其中|另有|还有|还|其|此外|同时|以及|有|又|再|则|共|另)+")
_MODAL = re.compile(
    r"^(?:力争|争取(?!\w*资金)|确保|将|要|拟|预计|预期|努力|已经|已|共|累计|总共|一共|可|均|全部|提出|有望|进一步|陆续|目前|一次性|本次|此次|活动|会议|说|表示)+"
)
_AGGREGATE = re.compile(r"等(?:一批|多个|\d+余?个|[一二三四五六七八九十]+余?个)?[^,。;]{0,12}?(?:项目|工程|企业)")
_PLURAL = re.compile(r"(?:上述|这些|这批|各类|一批|所有|全部|各个)[^,。;]{0,8}?(?:项目|工程|企业)")
_ONCE_BUILT = re.compile(r"达产(?:达效)?后|全部(?:建成|达产|投产|投用)|(?:建成|投产|投用|投运|竣工|项目完成)后")
_SHARE = re.compile(
    r"(?:完成|占|为|达到?)了?[^,。;:、]{0,14}?(?:计划|任务|目标|总数|总量|总额|总投资|概算|预算|比重|比例)"
    r"(?:\(?[\d.]+[万亿]?美?元?\)?)?(?:的|达|为|约|近|超|超过|达到)*$"
)
_SUM = re.compile(r"(?:合计|总计|共计)")
_RATE_OF_ONE = re.compile(r"(?:设计)?(?:年|月|日)(?:产|处理)(?!业|品|值|量)[^,。;、能将达]{0,6}(?=\d)")
_FROM = re.compile(r"(?:由|从)(?:目前的?|现在的?|原来的?|上年的?|去年的?|20\d\d年的?)?(?:约|近|不足)?$")
_TO = re.compile(r"^(?:增加|增长|提高|提升|扩大|上升|下降|减少|压缩|发展|增|升|降)?(?:到|至|为)")
_PROJECT_BACK = re.compile(r"(?:该|此|本)(?:项目|工程|基地|电站|产业园|工厂|产线)|(?:项目|工程|基地|电站)(?=总(?:投资|建筑|用地|占地|造价|概算|装机)|计划|拟|由|占|建成|规划|设计|预计|投资|达产|投产|全)")
_PROJECT_COUNTERS = frozenset("个 项 家 宗 件 批".split())
_ENUMERATED = re.compile(r"^(?:子项目|子工程|方面|阶段|环节|部分|月|工作日|批次|标段|大类|类)")


@dataclass(slots=True)
class _Found:
    """One accepted figure, before subject, status and period."""

    mention: Mention
    indicator: str
    rule: str


@dataclass(slots=True)
class _Thread:
    """What the items of a sentence share: verb, object, the last indicator; whether a figure has been taken."""

    verb: str = ""
    thing: str = ""
    indicator: str = ""
    base: str = ""
    money: str = ""
    taken: bool = False
    last: int = -1
    last_indicator: str = ""
    refused: bool = False


def find_targets(document: Document) -> list[TargetDraft]:
    """The document's goals and results, in order of their numbers."""
    return _TargetFinder(document, target_terms()).find()


def add_targets(document: Document) -> Document:
    """Stage: the document with its goals and results."""
    return replace(document, targets=tuple(find_targets(document)))


def _overlaps(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(s < mention.end and mention.start < e for s, e in spans)


class _TargetFinder:
    """Works through one document."""

    def __init__(self, document: Document, terms: TargetTerms) -> None:
        self.document = document
        self.text = document.text
        self.terms = terms
        self.names = self._project_names()
        self.consumed = {
            (slot.mention.start, slot.mention.end)
            for project in document.projects
            for slot in (*project.amounts, *project.metrics)
        }
        self.status = StatusReader(document, terms)
        self.subjects = SubjectFinder(document, self.names)
        self.subject: Subject | None = None
        self.quoted: Subject | None = None
        self.focus_project = False
        self.reporting = False  # the sentence before gave figures of the body
        self.subject_here = False  # a subject stands in this paragraph
        self.paragraph = -1
        self.thread = _Thread()

    def _project_names(self) -> list[tuple[int, int]]:
        surfaces = {m.text for p in self.document.projects for m in (p.name, *p.aliases) if len(m.text) > 1}
        spans = {(m.start, m.end) for p in self.document.projects for m in (p.name, *p.aliases)}
        if surfaces:
            pattern = re.compile("|".join(re.escape(s) for s in sorted(surfaces, key=lambda s: (-len(s), s))))
            spans.update(m.span() for m in pattern.finditer(self.text))
        return sorted(spans)

    def find(self) -> list[TargetDraft]:
        """See find_targets."""
        found: list[TargetDraft] = []
        numbers = [m for m in self.document.mentions if m.label in _NUMERIC]
        at = 0
        for sentence in self.document.sentences:
            mine = []
            while at < len(numbers) and numbers[at].start < sentence.end:
                if numbers[at].start >= sentence.start:
                    mine.append(numbers[at])
                at += 1
            found += self._sentence(sentence, mine)
        return self._without_repeats(found)

    # -- one sentence --------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, numbers: list[Mention]) -> Iterator[TargetDraft]:
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.focus_project = False
            self.reporting = False
            self.subject_here = False
        self.status.open(sentence)
        self.thread = _Thread()
        subjects = self.subjects.of_sentence(sentence)
        candidates = [n for n in numbers if not self._is_class(n, sentence)]
        events = self._focus_events(sentence, subjects, candidates)
        foreign = self.terms.foreign.search(self.text, sentence.start, sentence.end)
        supposed = self.terms.condition.search(self.text, sentence.start, sentence.end)
        for index, mention in enumerate(candidates):
            while subjects and subjects[0].start < mention.end:
                self._take_subject(subjects.pop(0))
            while events and events[0][0] <= mention.start:
                self.focus_project = events.pop(0)[1]
            clause = clause_of(sentence, mention.start)
            left = self._left_bound(clause, candidates[:index])
            right = min(clause[1], candidates[index + 1].start if index + 1 < len(candidates) else clause[1])
            outside = any(m is not None and m.start() < mention.start for m in (foreign, supposed))
            before = candidates[index - 1] if index else None
            item = self._next_of_list(before, mention)
            if item is None and not outside and not self._is_out(mention):
                item = self._judge(mention, left, right, clause)
            if item is None:
                self.thread.refused = True
                continue
            yield self._draft(item, clause, left, right)
            self.thread.taken, self.thread.refused, self.thread.last = True, False, mention.end
            self.thread.last_indicator = item.indicator
        for subject in subjects:
            self._take_subject(subject)
        if not self.thread.taken:
            self.status.leave()
        self.reporting = self.thread.taken or (self.reporting and not candidates)
        for _, project in events:
            self.focus_project = project

    def _take_subject(self, subject: Subject) -> None:
        if self.subject is None or (subject.text != self.subject.text and not subject.generic):
            self.status.forget_period()
        self.subject = subject
        self.subject_here = True

    def _focus_events(self, sentence: Sentence, subjects: list[Subject], numbers: list[Mention]) -> list[tuple[int, bool]]:
        """(position, True where a project comes into focus, False where a body or several projects do)."""
        text, start, end = self.text, sentence.start, sentence.end
        events = [(s, True) for s, e in self.names if start <= s and e <= end]
        many = [n.start for n in numbers if self._counts_many(n, sentence)]
        first = min(many, default=end)
        events += [(m.start(), True) for m in _PROJECT_BACK.finditer(text, start, end) if m.start() < first]
        events += [(m.start(), True) for m in _ONCE_BUILT.finditer(text, start, end) if m.start() < first]
        events += [(m.start(), True) for m in _RATE_OF_ONE.finditer(text, start, end)]
        events += [(m.end(), False) for m in _SUM.finditer(text, start, end)]
        events += [(m.start(), True) for m in self.terms.single.finditer(text, start, end)]
        events += [(s.start, False) for s in subjects]
        events += [(m.end(), False) for m in _AGGREGATE.finditer(text, start, end)]
        events += [(m.end(), False) for m in _PLURAL.finditer(text, start, end)]
        events += [(n, False) for n in many]
        return sorted(events)

    def _counts_many(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether the number counts several projects or firms (236个项目, 项目60个)."""
        value = mention.value
        if not isinstance(value, Quantity) or value.unit not in _PROJECT_COUNTERS or (value.value is not None and value.value < 2):
            return False
        after = self.text[mention.end : min(mention.end + 24, sentence.end)]
        before = self.text[max(sentence.start, mention.start - 8) : mention.start]
        if _ENUMERATED.match(after):
            return False
        head = re.match(r"[^,。;:、\d]{0,20}?(?:项目|工程|企业)", after)
        return head is not None or re.search(r"(?:项目|工程|企业)[^,。;:、]{0,4}$", before) is not None

    def _is_out(self, mention: Mention) -> bool:
        return (mention.start, mention.end) in self.consumed or _overlaps(mention, self.names)

    def _is_class(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether the number only says of what size the things are that are counted."""
        value = mention.value
        if isinstance(value, Quantity) and value.unit in COUNTERS:
            return False
        if isinstance(value, Money | Quantity) and value.qualifier is Qualifier.ORDER_OF:
            return True
        mark = _CLASS_MARK.match(self.text, mention.end)
        at = mention.end if mark is None else mark.end()
        if self.text[at : at + 1] in ("、", "至", "-") and self.text[at + 1 : at + 2].isdigit():
            return mark is not None and "上" in mark.group() or self._class_of(mention, at + 1, sentence)
        return self._class_of(mention, at, sentence)

    def _class_of(self, mention: Mention, at: int, sentence: Sentence) -> bool:
        if mention.label is Label.PERCENT:
            return False
        if self.text[at - 1 : at] == "的":  # 投资额超过50亿元的项目达17个
            return re.compile(r"[^\d,。;:、()]{0,8}(?:项目|企业)(?:已?达|有|共|为)*\d+[个家项]").match(self.text, at, sentence.end) is not None
        match = re.compile(r"[^\d,。;:、()]{0,14}?(?:项目|企业|工程|线路|产业集群|集群)(?!资|额)").match(self.text, at, sentence.end)
        if match is None:
            return re.compile(r"\d+(?:亿|万)?元?(?:以上|级)?[^\d,。;:、]{0,8}(?:项目|企业)").match(self.text, at, sentence.end) is not None
        return re.search(r"建设|开展|实施|用于|推进|新建|支持|投资", match.group()) is None

    def _left_bound(self, clause: tuple[int, int], earlier: list[Mention]) -> int:
        bound = clause[0]
        if earlier and earlier[-1].end > bound:
            behind = _BOUND_BEHIND.match(self.text, earlier[-1].end)
            bound = earlier[-1].end if behind is None else behind.end()
        return bound

    # -- one figure ----------------------------------------------------------------------------------------------

    def _next_of_list(self, before: Mention | None, mention: Mention) -> _Found | None:
        """A number that only follows another of its kind shares its indicator (分别增长111%、150%和136%)."""
        if before is None or before.label is not mention.label or self.thread.last != before.end or self.thread.refused:
            return None
        between = self.text[before.end : mention.start]
        if self._is_out(mention) or re.fullmatch(r"[、和,及与]{1,2}(?:约|近|超|超过)?", between) is None:
            return None
        return _Found(mention, self.thread.last_indicator, "target.list")

    def _judge(self, mention: Mention, left: int, right: int, clause: tuple[int, int]) -> _Found | None:
        if self.focus_project or self.terms.barred.search(self.text, left, mention.start):
            return None
        if self.subject is not None and self.subject.kind == "nation":
            return None
        if re.compile(r"\)?的\d[\d.]*%").match(self.text, mention.end):
            return None  # 目标61亿元的117%: the base of a share
        if _FROM.search(self.text, left, mention.start):
            self.thread.base = self._phrase(left, mention.start).rstrip("由从")
            return None
        value = mention.value
        if mention.label is Label.AMOUNT and isinstance(value, Money):
            return self._judge_money(mention, left, right, clause)
        if not isinstance(value, Quantity) or value.per is not None:
            return None
        if mention.label is Label.PERCENT or value.unit in ("%", "个百分点", "百分点"):
            return self._judge_percent(mention, left, right, clause)
        if value.unit in BARRED_UNITS:
            return None
        if value.unit in COUNTERS:
            found = self._judge_count(mention, left, right, clause)
            if found is not None:
                return found
        return self._judge_measure(mention, left, right, clause)

    def _evidence(self, mention: Mention) -> bool:
        if self.thread.taken or self.reporting or self.subject_here:
            return True
        return self.status.has_evidence(mention.start)

    def _phrase(self, left: int, end: int) -> str:
        """The noun phrase with its verb that stands before a number, without time, subject and modals."""
        text = self.text
        start = left
        for hit in self.status.hits:
            if start <= hit.start and hit.end <= end:
                start = hit.end
        if self.subject is not None and start <= self.subject.start and self.subject.end <= end:
            start = self.subject.end
        phrase = text[start:end].strip()
        while True:
            shorter = _MODAL.sub("", _HEAD.sub("", phrase))
            if shorter == phrase:
                break
            phrase = shorter
        while True:
            shorter = _TAIL.sub("", phrase).rstrip(" 的")
            if shorter == phrase or not shorter:
                break
            phrase = shorter
        phrase = phrase.replace("\n", "")
        if self.thread.base and _TO.match(text[start:end].strip()):
            return self.thread.base + text[start:end].strip()
        return phrase

    def _counted(self, mention: Mention, right: int) -> str:
        """What stands behind a count up to its head noun (988个省市重点项目), "" where no head noun does."""
        text = self.text
        behind = _BOUND_BEHIND.match(text, mention.end)
        at = mention.end if behind is None else behind.end()
        stop = min(len(text), at + 40)
        skip = re.compile(r"(?:总?投资[^,。;]{0,14}?元?的)").match(text, at, stop)
        at = at if skip is None else skip.end()
        match = re.compile(r"[^\s,。;:、()!?“”]{0,18}").match(text, at, stop)
        window = "" if match is None else match.group()
        window = re.split(r"[把被给到将在与向为]", window)[0]
        heads = list(self.terms.count.finditer(window))
        if _ENUMERATED.match(window):
            return ""
        if not heads:
            # 17个列省、466个市级重大项目: the head noun stands behind the last of them.
            shared = re.compile(r"[\u4e00-\u9fff]{0,6}[、和]\d+[个项家]([^\s,。;:、\d]{0,12}(?:项目|企业|工程))").match(text, at, stop)
            if shared is None:
                return ""
            own = re.match(r"[\u4e00-\u9fff]*?(?=和?$|$)", window)
            return f"{'' if own is None else own.group()}{_common(shared.group(1))}"
        first = heads[0]
        for head in heads[1:]:
            if head.start() <= first.end() + 1:
                first = head
        return window[: first.end()]

    def _judge_count(self, mention: Mention, left: int, right: int, clause: tuple[int, int]) -> _Found | None:
        thread = self.thread
        before = self._phrase(left, mention.start)
        counted = self._counted(mention, right)
        verb = self.terms.verb.search(before)
        if not self._evidence(mention) and verb is None:
            return None
        if re.search(r"(?:这|该|上述|此|每)$", self.text[max(left, mention.start - 2) : mention.start]):
            return None
        if counted and not re.search(r"(?:项目|企业|工程)$", before):
            after = self.terms.verb.search(self.text, mention.end + len(counted), clause[1])
            indicator = f"{before}{counted}" if verb else counted + (after.group() if after else "")
            if verb:
                thread.verb, thread.thing = verb.group(), counted
            elif not after and not thread.taken and not self.reporting and not self._is_goal(mention, clause, left):
                return None
            elif not mention.text[:1].isdigit() and not self.status.hits:
                return None  # 四家主要企业: a story counts, it does not report
            else:
                thread.thing = counted
                thread.verb = ""
            thread.indicator = indicator
            return _Found(mention, indicator, "target.count_before")
        head = self.terms.count.search(before)
        if head is None and not (verb and thread.taken):
            return None
        if not self._stands_alone(mention):
            return None
        indicator = self._share_verb(before, left, clause, counted=True)
        return _Found(mention, indicator, "target.count_after")

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a count ends its phrase: what it counts does not follow (2000件产品)."""
        behind = _BOUND_BEHIND.match(self.text, mention.end)
        at = mention.end if behind is None else behind.end()
        follows = self.text[at : at + 1]
        if not "\u4e00" <= follows <= "\u9fff" or follows in "和与及为是在分已均全占其的并且也":
            return True
        return self.terms.verb.match(self.text, at) is not None

    def _share_verb(self, phrase: str, left: int, clause: tuple[int, int], counted: bool = False) -> str:
        """The indicator of a list item: the verb of the item before where it has none, its object where it is a verb."""
        thread = self.thread
        verb = self.terms.verb.search(phrase)
        if counted and verb is not None and verb.end() == len(phrase) and thread.thing and verb.start() == 0:
            indicator = phrase + thread.thing
        elif verb is None and thread.verb and left > clause[0] and thread.taken:
            indicator = thread.verb + phrase
        else:
            indicator = phrase
        if verb is not None and verb.start() <= 2:
            thread.verb = phrase[: verb.end()]
            thread.thing = phrase[verb.end() :] or thread.thing
        elif verb is None:
            thread.thing = phrase
            if left == clause[0]:
                thread.verb = ""
        thread.indicator = indicator
        return indicator

    def _judge_money(self, mention: Mention, left: int, right: int, clause: tuple[int, int]) -> _Found | None:
        before = self._phrase(left, mention.start)
        company = self.subject is not None and self.subject.kind == "company"
        heads = self.terms.finance if company and not self.thread.taken else self.terms.money
        head = heads.search(before) or (self.terms.finance.search(before) if self.thread.taken else None)
        verb = self.terms.verb.search(before)
        if head is None and not (self.thread.taken and verb):
            return None
        if not self._evidence(mention):
            return None
        if before.endswith("增资") or re.compile(r"(?:以上|左右)?(?:,|的)?(?:建设|新建|兴建|购|收购|增资|设立)").match(self.text, mention.end, right):
            return None
        if self.subject is None and not self.thread.taken and not self.status.hits:
            return None
        indicator = self._share_verb(before, left, clause)
        return _Found(mention, indicator, "target.money")

    def _judge_percent(self, mention: Mention, left: int, right: int, clause: tuple[int, int]) -> _Found | None:
        thread = self.thread
        before = self._phrase(left, mention.start)
        growth = self.terms.growth.search(before)
        if growth is not None:
            own = before[: growth.start()]
            if own and self.terms.economy.search(own) is None and not thread.taken:
                return None
            if not own and (not thread.taken or thread.refused):
                return None
            indicator = before if own else f"{thread.indicator}{before}"
            return _Found(mention, indicator, "target.growth") if self._evidence(mention) else None
        if not self._evidence(mention):
            return None
        share = _SHARE.search(self.text, clause[0], mention.start)
        if share is not None and (thread.taken or self.reporting):
            return _Found(mention, share.group().rstrip("的"), "target.rate")
        rate = self.terms.rate.search(self.text, left, mention.start)
        if rate is None:
            return None
        behind = self.text[mention.end : mention.end + 12]
        if rate.group() in ("占", "为年度", "完成年度", "完成计划", "完成目标", "完成全年", "进度") and not (
            thread.taken and not thread.refused or self.terms.base.search(before + behind)
        ):
            return None
        return _Found(mention, before or rate.group(), "target.rate")

    def _is_goal(self, mention: Mention, clause: tuple[int, int], left: int) -> bool:
        return self.status.status_at(mention.start, mention.start, clause, left) is TargetStatus.GOAL

    def _sentence_start(self, mention: Mention) -> int:
        at = max(self.text.rfind(mark, 0, mention.start) for mark in "。!?\n")
        return at + 1

    def _judge_measure(self, mention: Mention, left: int, right: int, clause: tuple[int, int]) -> _Found | None:
        thread = self.thread
        before = self._phrase(left, mention.start)
        verb = self.terms.verb.search(before)
        head = self.terms.measure.search(before)
        after = self.terms.measure.match(self.text, mention.end) if head is None else None
        if not self._evidence(mention):
            return None
        if not thread.taken and not mention.text[:1].isdigit() and (value_of(mention) or 11) <= 10:
            return None
        goal = self._is_goal(mention, clause, left)
        if head is None and verb is None and goal and thread.taken is False:
            capacity = re.compile(r"[^,。;:]{0,8}(?:产能|能力)").search(self.text, self._sentence_start(mention), left)
            if capacity is not None and re.search(r"(?:提高|增加|扩大|提升|达|规划|增至|扩)[到至]?$", before):
                indicator = re.sub(r"^(?:目前|现有|现)+", "", capacity.group()) + before
                return _Found(mention, indicator, "target.measure")
        if verb is not None and verb.start() == 0 and self.status.hits and self.subject is not None and not (head or after):
            thread.indicator = indicator = self._share_verb(before, left, clause)
            return _Found(mention, indicator, "target.measure")
        if head is not None and re.search(r"(?:产|销|发电|用电|供电|交付)量$", before) and (self.status.hits or self.reporting):
            return _Found(mention, self._share_verb(before, left, clause), "target.measure")
        if not thread.taken and (verb is None or not (head or after)) and not (head and goal):
            return None
        if verb is None and head is None:
            return None
        if thread.refused and verb is None:
            return None
        indicator = self._share_verb(before, left, clause) + (after.group() if after else "")
        return _Found(mention, indicator, "target.measure")

    # -- assembly ------------------------------------------------------------------------------------------------

    def _draft(self, item: _Found, clause: tuple[int, int], left: int, right: int) -> TargetDraft:
        mention = item.mention
        end = right if item.rule == "target.count_before" else mention.start
        status = self.status.status_at(mention.start, end, clause, left)
        since_start = "完成" in self.thread.money and self.thread.last <= clause[0]
        period = self.status.period_at(left, mention.start, end, status, since_start)
        if isinstance(mention.value, Money):
            self.thread.money = item.indicator
        self.status.close(status, period)
        behind = _BOUND_BEHIND.match(self.text, mention.end)
        subject = self.subject.text if self.subject is not None else self.subjects.nearest(mention.start)
        return TargetDraft(
            mention=mention,
            start=mention.start,
            end=mention.end if behind is None else behind.end(),
            subject=subject,
            indicator=item.indicator or self.thread.indicator or mention.text,
            comparator=_comparator(mention),
            period=period_text(period),
            status=status,
            rule=item.rule,
        )

    def _is_heading(self, position: int) -> bool:
        """Whether the position is in a line without a full stop or in the bracketed head of a bulletin."""
        text = self.text
        start = text.rfind("\n", 0, position) + 1
        end = text.find("\n", position)
        line = text[start : end if end >= 0 else len(text)].rstrip()
        if line.startswith("【") and position < start + line.find("】"):
            return True
        return len(line) <= 60 and not line.endswith(("。", "!", "?", ";", "”", "…", ":", ","))

    def _rounded(self, kept: list[TargetDraft], draft: TargetDraft) -> int | None:
        """The earlier draft that only rounds this one, at the head of the text."""
        for index, other in enumerate(kept[:4]):
            if self._is_heading(other.start) and _is_rounding(other.mention, draft.mention) and _alike(other.indicator, draft.indicator):
                return index
        return None

    def _without_repeats(self, found: list[TargetDraft]) -> list[TargetDraft]:
        """Headline and body say the same: the later, fuller statement stays."""
        kept: list[TargetDraft] = []
        last: dict[tuple[object, ...], int] = {}
        for draft in found:
            value = draft.mention.value
            assert isinstance(value, Money | Quantity)
            unit = value.unit if isinstance(value, Quantity) else value.currency
            rounded = self._rounded(kept, draft)
            if rounded is not None:
                kept[rounded] = draft
                continue
            key = (value.value, value.low, unit, draft.status)
            at = last.get(key)
            if at is not None:
                heading = self._is_heading(kept[at].start)
                if (_alike if heading else _same)(kept[at].indicator, draft.indicator):
                    kept[at] = draft if heading else kept[at]
                    continue
            last[key] = len(kept)
            kept.append(draft)
        return kept


def _is_rounding(rough: Mention, fine: Mention) -> bool:
    """Whether the first figure can be a rounded writing of the second (逾612亿元, 612.4亿元)."""
    one, other = rough.value, fine.value
    assert isinstance(one, Money | Quantity) and isinstance(other, Money | Quantity)
    if one.value is None or other.value is None or rough.label is not fine.label or other.qualifier is not Qualifier.EXACT:
        return False
    if one.qualifier is Qualifier.MORE_THAN:
        return one.value < other.value <= one.value * Decimal("1.1")
    if one.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY):
        return abs(one.value - other.value) <= one.value * Decimal("0.05")
    return False


def value_of(mention: Mention) -> Decimal | None:
    """The number of a mention, None for a range."""
    return mention.value.value if isinstance(mention.value, Money | Quantity) else None


def _common(phrase: str) -> str:
    """The part of a counted phrase that a list shares: 市级重大项目 → 重大项目."""
    match = re.search(r"(?:重大|重点|产业|工业)*(?:项目|企业|工程)$", phrase)
    return phrase if match is None else match.group()


def _alike(one: str, other: str) -> bool:
    """Whether two indicators share a word, as headline and body do."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    return any(other[i : i + 2] in pairs for i in range(len(other) - 1))


def _same(one: str, other: str) -> bool:
    """Whether two indicators of the body text mean the same."""
    shared = set(one) & set(other)
    return len(shared) * 10 >= 6 * max(len(set(one)), len(set(other)))


def _comparator(mention: Mention) -> Comparator:
    value = mention.value
    assert isinstance(value, Money | Quantity)
    if value.qualifier in (Qualifier.RANGE, Qualifier.ORDER_OF):
        return Comparator.EXACT
    return Comparator(value.qualifier.value)
