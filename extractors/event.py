"""Events in the life of undertakings: triggers with their modality and their date.

A trigger is no event where it is denied (尚未开工), a condition or consequence (投产后), or part of another word
(开工率). It takes the date that its clause gives it, else that of the clause that opens the sentence.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses
from kaigong.extractors.date import is_quoted
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.reading import Event
from kaigong.extractors.word_pattern import GuardedWord, any_guarded, any_word
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Grain, Label, MilestoneKind, Modality, Stage
from kaigong.schemas.lexicon import TriggerEntry
from kaigong.schemas.values import DateValue

_CONSEQUENCE = re.compile(
    r"(?:投产|达产|达效|运营|投用|投运|使用|生产)*(?:后|以后|之后|之日|时(?!间)|前|的话|之前)|至今|以来"
)
_NEGATED = re.compile(
    r"(?:尚需|仍需|还需|尚须)[\u4e00-\u9fff、]{0,28}$|(?:需要?|须)[\u4e00-\u9fff、]{0,8}$"
    r"|(?:哪天|何时|几时|什么时候|能否|是否|会不会)[\u4e00-\u9fff]{0,4}$"
    r"|(?:尚未|还未|未)(?:与|同|和)[^,。;]{2,14}$"
    r"|(?:尚未|未能|未|没有|没|谈不上|谈何|不|难以|无法|尚待|有待|避免|否认|从未|并非|无需|禁止)[\u4e00-\u9fff]{0,3}$"
)
_DENIED_HALT = re.compile(r"(?:未|没有|没|不|从未|并未|并非|避免|否认|无需)(?:曾|有|会|能)?$")
_INTENDED = re.compile(
    r"拟|计划|预计|规划|将(?!军|乐)|力争|争取(?!多年|已久)|有望|可望|预期|确保|目标|届时|即将|之日起|同意|要在|要于|待|抓好|抓紧|做好|收尾|准备|筹备|希望|最快|可于|可在|可(?=建成|投产|形成|实现|开工)|要(?!求|素|闻)|尽快|早日|推动|促"
)
_WILL = re.compile(r"拟|计划|预计|将(?!军|乐)|有望|届时")  # of work that goes on (推动…加快建设 is a fact)
_AGENDA = re.compile(
    r"[“\"(一二三四五六七八九十、.)\d]*(?:要|今年|全年|重点|主要|全力|加快|大力|扎实|深入|积极|持续|着力)*"
    r"(?:推进|推动|抓好|确保|力争|实施|加快|完善|做好|工作)"
)
# 将重点推进A,建成B,推动C投产: bare verbs go on with the plan of the sentence.
_PLAN_BEFORE = re.compile(
    r"(?:将(?!军|乐)|拟|计划|力争|确保|预计|要)[^,。;]{0,16}?(?:续建|推进|推动|实施|加快|建设|开工|重点|新建|启动)"
)
_MARKS = re.compile(r"这?标志着?|这?意味着|宣告")  # 首车下线,标志着工厂建成投产: the same day
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}是")  # 今年将重点抓好十件大事:一是…;二是…
_BARE = re.compile(
    r"(?:加快|推进|推动|开工|启动|实施|抓好|建成|完成|新建|扩建|续建|做好|规划|积极|大力|持续|全力|力争|确保|支持|谋划)"
)
_TOLD = re.compile(r"已|了|累计|去年|昨|近日|日前|[其当]中")
# 加快A、B等项目建设: the words of "building" stand around what is built.
_AROUND = re.compile(
    r"(?:加快|加速|推进|推动|抓好|抓紧|加紧)(?!建设|推进|实施)(?=[^,。;:]{3,60}?建设)[^,。;:]*?(?P<verb>建设)"
    r"(?=[,。;、)”]|$|及|和|步伐|进度)"
)
# Parts of an undertaking: their completion is not that of the whole.
_PART = re.compile(
    r"(?:^|[,。;:、]|[一二三四五六七八九十\d](?:号|#)|标准|职工|其中|目前|月底|平方米)(?:厂房|车间|宿舍楼?|食堂|办公楼|综合楼|主楼|熔炼炉|焙烧炉|主体(?:结构|工程)?|地下室|基础|桩基|外立面|幕墙|道路|管网)"
    r"(?:[\d一二三四五六七八九十]{1,3}[月日号]|月底|已|已经|将|预计|于|在|全部|全面|正式|顺利|陆续){0,4}$"
)
# 地下厂房开挖支护全部完成, 首仓混凝土浇筑完成: work goes on.
_PART_WORK = re.compile(
    r"(?:开挖|支护|浇筑|填筑|吊装|掘进|架设|铺设|灌浆|桩基|承台|主塔|围堰|导流洞|首仓|左幅|右幅|地下厂房|主厂房|大坝|基础|路基|箱梁)[^,。;]{0,6}$"
)
# 解除与某公司2011年6月签订的投资协议
_DISSOLVED = re.compile(r"(?P<verb>解除)(?:与|和|同|了)[^,。;]{2,40}?(?:投资|合作|开发|项目)[^,。;]{0,6}(?:协议|合同)")
_STARTS = re.compile(
    r"(?P<verb>启动)(?!建设|仪式|筹建|前期|筹备)(?=[^,。;:、]{3,24}?(?:建设|改造项目|扩建项目|技改项目|改造工程|建设项目|扩建工程)(?:[,。;]|$))"
)
# 二期计划2021年3月启动
_PHASE_STARTS = re.compile(
    r"[一二三四五六]期(?:项目|工程)?(?:已|计划|拟|将|预计|力争|也|则)[^,。;:、]{0,12}(?P<verb>启动)(?=[,。;])"
)
# 四是完成新汴河航道整治工程
_FINISHES_WORKS = re.compile(
    r"(?P<verb>完成)(?=[^,。;:、\d]{4,24}(?:工程|项目)(?:[,。;]|$))(?![^,。;]{0,24}(?:投资|主体工程|前期))"
)
# 8栋厂房中已有5栋交付使用,其余3栋年底封顶
_COUNTED_PART = re.compile(
    r"(?:[已现]有|其余|剩余|剩下|余下|另外?有?)[\d一二两三四五六七八九十]+(?:栋|幢|座|条|间|组|套|台)(?![^,。;]{0,12}全部)[^,。;]{0,10}$"
)
_BUILT_PART = re.compile(
    r"了?(?:标准(?:化)?)?(?:厂房|车间|牛舍|猪舍|鸡舍|羊舍|大棚|温室|仓库|冷库|宿舍|公寓|管网|道路|路基|桥梁|涵洞|隧道|楼栋|主楼)[^,。;\d]{0,4}\d"
)
_NOT_SIGNED = re.compile(r"(?:合同|协议)(?:书)?(?:目前|现)?(?:尚未|还未|暂未|未)(?:正式)?(?:签署|签订|签约)")
_OTHER_DEAL = re.compile(r"[^,。;]{0,12}(?:入驻|银企|授信|信贷|采购|购销|供货|租赁|劳务|订单|订货|销售)")
_DAYS_LATER = re.compile(r"(?:天|日|周|个月|年)之?后$")
# 投产预计为2013年1月, 竣工时间:2024年6月: the date stands behind, with or without an intention.
_TIME_BEHIND = re.compile(r"的?(?:时间|日期)?(?:预计|计划|拟|暂定|预期|目标)?(?:时间)?(?:为|是|于|在|定于|:)?")
_TIMED = re.compile(r"的?(?:时间|日期)")
_PLANNED_BEHIND = re.compile(r"的?(?:时间|日期)?(?:预计|计划|暂定|预期)(?:时间)?(?:为|是|在|于)")
_DONE = re.compile(r"(?:目前|现)?已经?(?!有)")
_HELD = re.compile(r"(?:举行|举办|召开|开展|组织)了?$")
_MEETING = re.compile(r"[^,。;]{2,14}(?:仪式|活动|动员会|推进会|大会)")
_SAME_YEAR = re.compile(r"当年$")  # 当年开工、当年投产 boasts of dates given before
# 行动方案明确,今年建成A,B主体完工: what a paper sets out is planned.
_PLAN_PAPER = re.compile(
    r"(?:方案|规划|计划|意见|通知|纲要|要点|清单|报告|工作部署|会议)》?(?:明确|提出|要求|指出|强调|部署|确定|显示)[^。;]*$"
)
# 按当初的协议,…2013年底建成开业: an old plan, with its old date.
_AGREED = re.compile(
    r"(?<![\u4e00-\u9fff,、])按照?(?:当初|原先|原来|此前|最初|双方)?的?(?:协议|合同|约定|规划|设想|方案),[^。;]*$"
)
# 原定今年6月完成,现已延至明年初
_POSTPONED = re.compile(r"(?:延|延期|推迟|顺延|延后|延迟|押后)[至到](?=[\d今明后本下年上])")
_WAS_PLANNED = re.compile(r"原(?:定|计划|拟|先计划|本计划)")
_SHIFTED = re.compile(r"延[期至后迟]|推迟|暂缓|终止|取消|搁置|停[工建]")
_FINISHES = re.compile(r"完成|完工|竣工|建成|落成|峻工")
_SECTION = re.compile(
    r"(?:^|\n)[^\n,。;]{0,6}(?P<year>(?:19|20)\d\d)年(?:度)?(?:政府|主要|重点|全县|全市|全省|全区)?(?:工作|经济|发展|目标|任务|总体)*"
    r"(?:(?P<review>回顾|总结|完成情况|情况)|任务|安排|计划|目标|打算|重点|要求)[^\n。]{0,12}(?=\n)"
)
_AT_MEETING = re.compile(r"(?:大|推介|洽谈|动员|现场|签约)?(?:会|仪式|活动|典礼)(?:现场)?上,?")  # 会上,A与B签约
_SAME_DAY = re.compile(r"同[日天]|同一[天日]|当[天日]|此次|本次")
_WITHIN = re.compile(r"内$|底前$|末前$")
# 5月8日,在白海子镇,随着桩机轰鸣,X开工: clauses that say where and how do not part the day from the event.
_ADVERBIAL = re.compile(r"(?:在|随着|伴随|经过|历经|历时|作为|沐浴|伴着|记者|位于|由)[^,。;]*,")
_GRANTED = re.compile(
    r"(?<![未待需])(?:取得|获得|获|拿到|收到|获颁)(?:了|到)?[^,。;未]{0,30}?(?P<what>路条|备案表|备案证明?|备案通知书|核准文件|批文|投资证书|立项批复)"
)
# 前期工作正在加快推进: what is under way is the preparation.
# 计划新开工的项目包括:A;B
_PLANNED_CLASS = re.compile(
    r"(?:计划|拟|将|预计|力争)(?:年内|今年|新|再)*(?:开工|建成|竣工|投产|开工建设|建成投产)的[^,。;:]{0,6}项目(?:主要|分别)?(?:有|包括|是|为|:)"
)
_CLASS_REACH, _YEAR_REACH = 20, 600
_STILL_TO = re.compile(
    r"尚需|尚须|还需|仍需|须|需要|尚未|有待|应当|应|能否"
)  # 项目尚需办理环评手续: what notices always say
_CAN = frozenset("就才即便都也可,") | {"能"}
# 要求限期复工: not yet.
_DEMANDED = re.compile(r"(?:要求|责令|督促|限期|敦促|协调|推动|尽快|力争|争取)[^,。;]{0,6}$")
_RISK = re.compile(r"可能|风险|如遇|倘若|如果|假如|一旦")
_PREPARES = re.compile(r"前期(?:工作|手续|准备)|征[迁拆收]|招商|谋划|报批|选址论证")
_STOP_INTENT = re.compile(r"已经?(?![^,。;]{0,12}的)|目前|现已|此前|其中|去年|日前|近日|截至")
_NARRATED = re.compile(
    r"日前|近日|昨日|昨天|今日|今天|上午|下午|仪式|正式|顺利|已经?|刚刚|成功|举行|现场|当日|早前|不久前|获|取得|本周|这两天|此次|本次|当天"
)
# 11月14日晚间,X公告,公司与…签订
_ANNOUNCED = re.compile(
    r"(?:晚间?|盘后|早间|午间|晚上|,)*[^,。;]{0,20}?(?:发布)?(?:公告|披露)(?:称|显示|表示)?[,:]"
    r"|(?:上午|下午)?,?记者(?:从|在)?[^。;]{0,40}?(?:获悉|了解到|看到)[,:]"
)
_LEARNT = re.compile(r"(?:从|在)[^。;]{0,40}?(?:获悉|了解到|看到)[,:]?")
_CEREMONY = re.compile(
    r"(?:了|《|“)?[^,。;》]{0,14}(?:协议|合同|备忘录)|(?:仪式|典礼|活动|大会|协议|合同|备忘录|合作|框架|投资|战略|项目)"
)


@per_lexicon
def _triggers() -> tuple[re.Pattern[str], dict[str, TriggerEntry]]:
    by_surface: dict[str, TriggerEntry] = {}
    words = []
    for entry in load_lexicon("triggers", TriggerEntry):
        follow = f"(?!{any_word(entry.not_before)})" if entry.not_before else ""
        for surface in entry.surface:
            by_surface[surface] = entry
            words.append(GuardedWord(surface, follow, entry.not_after))
    return re.compile(any_guarded(words)), by_surface


def entries_of(surface: str) -> TriggerEntry:
    """The entry of a trigger."""
    return _triggers()[1][surface]


class EventReader:
    """Reads the events of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.clauses = Clauses(document)
        self.dates = MentionIndex(document.mentions_of(Label.DATE))
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        days = (
            d
            for d in document.mentions_of(Label.DATE)
            if _is_day(d) and self._is_past(d) and not self._is_quoted_today(d)
        )
        self._days = sorted(days, key=lambda d: d.start)
        self._day_starts = [d.start for d in self._days]
        self._reviews = list(_sections(self.text))
        self._review_starts = [start for start, _, _ in self._reviews]

    def read(self) -> list[Event]:
        """All events, sorted by start; a word that gives two milestones gives two events."""
        pattern, entries = _triggers()
        unsigned = _NOT_SIGNED.search(self.text) is not None
        found = [
            event
            for match in pattern.finditer(self.text)
            if not self._in_name(match.start(), match.end())
            if not (unsigned and "signed" in entries[match.group()].kinds)
            for event in self._events(match.start(), match.end(), entries[match.group()])
        ]
        for match in _GRANTED.finditer(self.text):
            found += self._events(*match.span("what"), entries["获批"])
        for match in _DISSOLVED.finditer(self.text):
            found += self._events(*match.span("verb"), entries["解约"])
        for match in _STARTS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["启动建设"])
        for match in _PHASE_STARTS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["启动建设"])
        for match in _FINISHES_WORKS.finditer(self.text):
            found += self._events(*match.span("verb"), entries["建成"])
        building = entries["加快建设"]
        for match in _AROUND.finditer(self.text):
            found += self._events(*match.span("verb"), building)
        found += self._postponements()
        return sorted((e for e in found if not self._is_part_of_word(e)), key=lambda e: e.start)

    def _is_part_of_word(self, event: Event) -> bool:
        """Whether the character before makes another word of a trigger (产能投放, but 10月就能投产)."""
        before = self.text[max(0, event.start - 2) : event.start]
        if before.endswith("地") and self.text.startswith("下线", event.start):
            return True  # 均为地下线
        return before.endswith("能") and before[:1] not in _CAN

    def _postponements(self) -> Iterator[Event]:
        """The new date of what the sentence had planned before."""
        pattern, entries = _triggers()
        for match in _POSTPONED.finditer(self.text):
            sentence = self.clauses.sentence(match.start())
            date = next(iter(self.dates.inside(match.end(), match.end() + 16)), None)
            if sentence is None or date is None or not isinstance(date.value, DateValue):
                continue
            clause = self.clauses.clause(match.start())[0]
            since, _ = self.clauses.clause(clause - 2) if clause > sentence.start else (clause, clause)
            told = [m.group() for m in pattern.finditer(self.text, since, match.start())]
            kinds = [k for word in told[-1:] for k in entries[word].kinds]
            if not kinds and _FINISHES.search(self.text, since, match.start()):
                kinds = [MilestoneKind.COMPLETED]
            for kind in kinds:
                yield Event(
                    kind, None, Modality.PLANNED, match.start(), date.end, "event.postponed", date.value, False, None
                )

    def _is_announcement(self, mention: Mention, start: int) -> bool:
        """Whether a day is that of a notice, which dates nothing that the notice tells (14日晚间公告,公司与…签订)."""
        if self.text[max(0, mention.start - 2) : mention.start] == "记者":
            return _LEARNT.match(self.text, mention.end, start) is not None  # 记者25日从某局了解到
        return _ANNOUNCED.match(self.text, mention.end, start) is not None

    def _is_past(self, mention: Mention) -> bool:
        """Whether a date is no later than the publication."""
        published, value = self.document.published, mention.value
        if published is None or not isinstance(value, DateValue) or value.start is None:
            return True
        return value.start <= published

    def _in_name(self, start: int, end: int) -> bool:
        return bool(self._organisations.covering(start, end))

    def _events(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        clause_start, clause_end = self.clauses.clause(start)
        if self.text[start - 1 : start] == "从" and self.text[end : end + 1] in ("到", "至"):
            return  # 从开工到首车下线不到两年: how long it takes
        if "signed" in entry.kinds and _OTHER_DEAL.match(self.text, end):
            return
        if entry.kinds and _CONSEQUENCE.match(self.text, end):
            yield from self._dated_consequence(start, end, entry)
            return
        # 因资金未落实暂缓实施: what is not there is the reason of a halt.
        denied = _DENIED_HALT if entry.id == "suspended" else _NEGATED
        if denied.search(self.text, clause_start, start) or _SAME_YEAR.search(self.text, clause_start, start):
            return
        if entry.kinds and self._is_stale(start, clause_start):
            return
        if entry.id in ("cancelled", "suspended", "building") and _RISK.search(self.text, clause_start, clause_end):
            return  # 可能存在变更、中止或终止的风险
        if self.text.startswith("通航", start) and self.text[end : end + 1].isdigit():
            return  # 可通航5000吨级船舶
        if entry.id == "preparing" and _STILL_TO.search(self.text, clause_start, start):
            return
        if entry.id == "restart" and _DEMANDED.search(self.text, clause_start, start):
            return
        if entry.id == "building" and _PREPARES.search(self.text, clause_start, clause_end):
            return
        mention = self._date(start, end, clause_start, clause_end) if entry.kinds else None
        if _TIMED.match(self.text, end) and (mention is None or mention.start < end):
            return  # 竣工时间另行公布
        part = _PART.search(self.text, max(0, clause_start - 1), start)
        part = part or (_PART_WORK.search(self.text, clause_start, start) if entry.stage is Stage.COMPLETED else None)
        counted = _COUNTED_PART.search(self.text, clause_start, start)
        if (part and entry.stage in (Stage.COMPLETED, Stage.OPERATING)) or (counted and entry.kinds):
            entry = entries_of("加快建设")  # 一号厂房月底完工 tells of work that goes on
            mention = None
        if entry.id == "completed" and _BUILT_PART.match(self.text, end):
            entry, mention = entries_of("加快建设"), None  # 已建成牛舍16栋: the rest is still being built
        announced = mention is not None and mention.end <= start and self._is_announcement(mention, start)
        mention = None if announced else mention
        status = self._status(start, clause_start, mention, bool(entry.kinds))
        if entry.kinds and _PLANNED_BEHIND.match(self.text, end):
            status = Modality.PLANNED
        narrated = announced or self._is_narrated(start, end, clause_start, clause_end)
        date = mention.value if mention is not None else None
        told_later = mention is not None and status is Modality.PLANNED and _DAYS_LATER.search(mention.text)
        if told_later and not _INTENDED.search(self.text, clause_start, start):
            # 三天之后 counts from the event told before, not from the day of publication.
            date, narrated, status = None, True, Modality.ACTUAL
        if isinstance(date, DateValue) and date.start is None and date.end is None:
            date, narrated = None, True
        published = self.document.published
        if status is Modality.PLANNED and isinstance(date, DateValue) and published is not None:
            # The day of the announcement is not the day of what it announces.
            over = date.end is not None and date.end <= published
            date = None if over and not self._was_agreed(start) else date
        if date is None and status is Modality.ACTUAL and entry.kinds:
            date = self._year_of_section(start)
        if date is None and status is Modality.PLANNED and entry.kinds:
            date = self._year_of_plan(start)
        phase = self.clauses.phase(start)
        for kind in entry.kinds or (None,):
            yield Event(
                kind,
                entry.stage,
                status,
                start,
                end,
                f"event.{entry.id}",
                date if isinstance(date, DateValue) else None,
                narrated and status is Modality.ACTUAL,
                phase,
            )

    def _is_stale(self, start: int, clause_start: int) -> bool:
        """Whether the clause tells an old plan that the sentence says has changed (原定6月完工,现已延至明年)."""
        sentence = self.clauses.sentence(start)
        if sentence is None or _WAS_PLANNED.search(self.text, clause_start, start) is None:
            return False
        return _SHIFTED.search(self.text, start, sentence.end) is not None

    def _dated_consequence(self, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
        """今年10月完工后: the consequence gives the event itself its date."""
        dated = [d for d in self.dates.inside(max(0, start - 24), start) if start - d.end <= 1]
        if (
            not dated
            or not isinstance(dated[-1].value, DateValue)
            or not any(w in self.text[end : end + 6] for w in ("后", "以来"))
        ):
            return
        status = self._status(start, dated[-1].start, dated[-1], True)
        for kind in entry.kinds:
            yield Event(kind, entry.stage, status, start, end, f"event.{entry.id}.consequence", dated[-1].value)

    def _date(self, start: int, end: int, clause_start: int, clause_end: int) -> Mention | None:
        """The date of a trigger: the last before it in its clause, one after 为, or the sentence's opening date."""
        before = self.dates.inside(clause_start, start)
        if before and self._is_quoted_today(before[-1]):
            return self._day_before(before[-1].start) or before[-1]
        if before:
            return self._of_ceremony(before[-1], start) or before[-1]
        after = next(iter(self.dates.inside(end, clause_end)), None)
        if after is not None and after.start > end and _TIME_BEHIND.fullmatch(self.text, end, after.start):
            return after
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        opening = [d for d in self.dates.inside(sentence.start, clause_start) if not _is_period(d)]
        opening = [d for d in opening if not d.text.startswith("截")]  # 截至2月底,完成投资…
        if not opening:
            same = _SAME_DAY.search(self.text, clause_start, start) or _AT_MEETING.match(self.text, sentence.start)
            return self._day_before(sentence.start) if same else None
        # The opening date holds until another clause has told an event of its own.
        pattern, entries = _triggers()
        told = not _MARKS.match(self.text, clause_start) and any(
            entries[m.group()].kinds
            and (not _CONSEQUENCE.match(self.text, m.end()) or self.text.startswith("以来", m.end()))
            for m in pattern.finditer(self.text, opening[-1].end, clause_start)
        )
        between = _ADVERBIAL.sub("", self.text[opening[-1].end + 1 : start])
        return None if told or between.count(",") > 1 else opening[-1]

    def _year_of_section(self, position: int) -> DateValue | None:
        """The year under review in a report's section (一、2022年工作回顾), which dates what it tells as done."""
        at = bisect_left(self._review_starts, position)
        if not at:
            return None
        start, end, year = self._reviews[at - 1]
        if not start <= position < end:
            return None
        return DateValue(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Grain.YEAR)

    def _year_of_plan(self, start: int) -> DateValue | None:
        """The year that a report or a list of plans is for (今年重点抓好十件大事:…三是开工建设X)."""
        sentence = self.clauses.sentence(start)
        if sentence is None:
            return None
        listed = _PLANNED_CLASS.search(self.text, sentence.start, start + _CLASS_REACH) is not None
        if not (listed or self._is_set_out(start) or self._is_agenda(start) or self._goes_on_with_plan(start)):
            return None
        published = self.document.published
        for mention in reversed(self.dates.inside(max(0, start - _YEAR_REACH), start)):
            value = mention.value
            if not isinstance(value, DateValue) or value.grain is not Grain.YEAR or value.end is None:
                continue
            return value if published is None or value.end >= published else None
        return None

    def _day_before(self, position: int) -> Mention | None:
        """The last day that the text names before a position, as of which 同日 and 当天 speak."""
        at = bisect_left(self._day_starts, position)
        return self._days[at - 1] if at else None

    def _is_quoted_today(self, mention: Mention) -> bool:
        """Whether 今天 is said by somebody quoted, on the day that the article tells of (“到今天开工,97天”)."""
        if mention.text not in ("今天", "今日"):
            return False
        return is_quoted(self.text, mention.start)

    def _of_ceremony(self, mention: Mention, start: int) -> Mention | None:
        """The day of a ceremony that has a coarser date in its name (6月11日,举行二季度签约仪式)."""
        value, sentence = mention.value, self.clauses.sentence(start)
        if sentence is None or not isinstance(value, DateValue) or value.grain is Grain.DAY:
            return None
        held = _HELD.search(self.text, max(sentence.start, mention.start - 6), mention.start)
        if held is None and _MEETING.match(self.text, start, sentence.end) is None:
            return None
        days = [d for d in self.dates.inside(sentence.start, mention.start) if _is_day(d)]
        return days[-1] if days else None

    def _status(self, start: int, clause_start: int, date: Mention | None, milestone: bool) -> Modality:
        published = self.document.published
        value = date.value if date is not None else None
        if date is not None and isinstance(value, DateValue) and published is not None:
            first = value.start or value.end
            if first is not None and first > published:
                return Modality.PLANNED
            open_end = _WITHIN.search(date.text) or self.text[start - 1 : start] == "前"
            if value.end is not None and value.end > published and open_end:
                return Modality.PLANNED  # 年内投入使用, said before the year is over
        scope = clause_start
        for stop in _STOP_INTENT.finditer(self.text, clause_start, start):
            scope = stop.end()
        if milestone and (self._is_set_out(start) or _WAS_PLANNED.search(self.text, clause_start, start)):
            return Modality.PLANNED
        ordinal = _ORDINAL.match(self.text, clause_start, start)
        opening = ordinal.end() if ordinal else clause_start
        opens = start == opening + (self.text[opening] in "新再")
        if milestone and opens and (self._is_agenda(start) or self._goes_on_with_plan(start)):
            return Modality.PLANNED
        if self.text.startswith("续建", start) and not re.search("拟|计划", self.text[clause_start:start]):
            return Modality.ACTUAL  # 今年将续建A、B: they were begun before
        intended = _INTENDED if milestone else _WILL
        if intended.search(self.text, scope, start):
            return Modality.PLANNED
        listed = milestone and scope == clause_start and self._continues_plan(clause_start)
        return Modality.PLANNED if listed else Modality.ACTUAL

    def _continues_plan(self, clause_start: int) -> bool:
        """Whether a clause that opens on a date goes on with the plan of the one before (预计2017年竣工,2018年投产)."""
        first = clause_start + (self.text[clause_start] in "于在至到")
        dated = any(d.start == first for d in self.dates.overlapping(first, first + 1))
        if not dated or self.text[clause_start - 1 : clause_start] != ",":
            return False
        published = self.document.published
        if published is not None and any(_is_over(d, published) for d in self.dates.overlapping(first, first + 1)):
            return False  # 原计划投资7亿元,2022年9月开工: told after that day, it is a fact
        before, end = self.clauses.clause(clause_start - 2)
        return _INTENDED.search(self.text, before, end) is not None and not _STOP_INTENT.search(self.text, before, end)

    def _is_set_out(self, start: int) -> bool:
        """Whether a plan paper speaks (行动方案明确,今年建成…), and of nothing that is done."""
        sentence = self.clauses.sentence(start)
        if sentence is None or (
            _PLAN_PAPER.search(self.text, sentence.start, start) is None and not self._was_agreed(start)
        ):
            return False
        return _TOLD.search(self.text, sentence.start, start) is None

    def _was_agreed(self, start: int) -> bool:
        """Whether a sentence tells what an agreement had set (按当初的协议,…)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and _AGREED.search(self.text, sentence.start, start) is not None

    def _is_agenda(self, start: int) -> bool:
        """Whether a sentence is a list of things to do, of which the clause is one (加快推进…:建成…,续建…)."""
        sentence = self.clauses.sentence(start)
        return sentence is not None and _AGENDA.match(self.text, sentence.start, start) is not None

    def _goes_on_with_plan(self, start: int) -> bool:
        """Whether a clause that begins on the trigger is one of several bare verbs of a plan or a report's agenda."""
        sentence = self.clauses.sentence(start)
        if sentence is None or _TOLD.search(self.text, sentence.start, start):
            return False
        if _PLAN_BEFORE.search(self.text, sentence.start, start):
            return True
        bare = [a for a, _ in sentence.clauses if _BARE.match(self.text, a)]
        told = _TOLD.search(self.text, sentence.start, sentence.end)
        return start == sentence.start and len(bare) > 2 and told is None

    def _is_narrated(self, start: int, end: int, clause_start: int, clause_end: int) -> bool:
        """Whether the article tells the event as news, so that it counts without a date."""
        if _CEREMONY.match(self.text, end):
            return True
        before, _ = self.clauses.clause(clause_start - 2) if clause_start > 1 else (clause_start, clause_start)
        goes_on = self.text[clause_start - 1 : clause_start] == "," and _DONE.search(self.text, before, clause_start)
        return bool(goes_on) or _NARRATED.search(self.text, clause_start, clause_end) is not None


def _sections(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, year) of the sections of a report that review a year, from their heading to the next."""
    headings = list(_SECTION.finditer(text))
    ends = [*(h.start() for h in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):  # without headings there are no sections
        if heading["review"]:
            yield heading.end(), end, int(heading["year"])


def _is_period(mention: Mention) -> bool:
    """Whether a date is a span of years (“十二五”期间), which dates no event that is told later."""
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.PERIOD


def _is_over(mention: Mention, published: datetime.date) -> bool:
    value = mention.value
    return isinstance(value, DateValue) and value.end is not None and value.end <= published


def _is_day(mention: Mention) -> bool:
    return isinstance(mention.value, DateValue) and mention.value.grain is Grain.DAY


def find_events(document: Document) -> list[Event]:
    """Events of the document, sorted by start."""
    return EventReader(document).read()
