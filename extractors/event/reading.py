"""What a word of an event tells where it stands: its milestones, whether they are facts, and their date."""

import datetime
from collections.abc import Iterator

from kaigong.extractors.date.calendar import unit_of
from kaigong.extractors.date.mention import is_period
from kaigong.extractors.event import patterns as pat
from kaigong.extractors.event.context import EventContext, Spot
from kaigong.extractors.event.date import date_of
from kaigong.extractors.event.denial import is_denied, is_told_elsewhere
from kaigong.extractors.event.modality import modality
from kaigong.extractors.event.news import is_announcement, is_narrated
from kaigong.extractors.event.plan import was_agreed, year_of_plan, year_of_review
from kaigong.extractors.event.words import ON_SITE, TURNS, entry_of, triggers
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import Grain, MilestoneKind, Modality, Stage
from kaigong.schemas.lexicon import TriggerEntry
from kaigong.schemas.values import DateValue

_CONSEQUENCE_REACH, _WHOLE_REACH, _AFTER_REACH = 24, 6, 6
_TOLD_REACH = 60  # characters before three months later in which the event stands that they count from
_NEWS = datetime.timedelta(days=30)
_FACTS = frozenset(["running", "restart", "accepted"])  # they tell a state, which a later day makes a plan
_ADJUNCT = lazy(
    r"(?:电站|电厂|水库|矿|厂|园区?|项目|工程|基地|机场|港区?)(?:的)?配套(?:建设)?的?[\u4e00-\u9fff]{0,6}?"
    r"(?:公路|道路|专用线|变电站|管网|宿舍|线路|大桥|营地)(?:也|均|已经|已|率先|先行|先期|先)*$"
)
_FINISHED = frozenset([Stage.COMPLETED, Stage.OPERATING])
# Words of work under way that are said of paper work too.
_ANY_WORK = frozenset(
    (
        "正在进行 正进行 也在进行 抓紧进行 加紧进行 紧张进行 有序进行 加快推进 加速推进 有序推进 稳步推进 快速推进 "
        "顺利推进 加紧推进 扎实推进 "
        "全力推进 同步推进 如期推进 按计划推进 紧锣密鼓 正在加快 加快实施 进展顺利 如火如荼 加快进度 "
        "冲刺阶段 进入尾声 接近尾声"
    ).split()
)

_UNITS = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.HALF_YEAR: "half", Grain.YEAR: "year"}


def events_at(context: EventContext, start: int, end: int, entry: TriggerEntry) -> Iterator[Event]:
    """The events that a word tells: one for each milestone and date of a list; none where it is denied."""
    spot = context.spot(start, end)
    if spot.text[start - 1 : start] == "从" and spot.text[end : end + 1] in ("到", "至"):
        return  # 从开工到首车下线不到两年: how long it takes
    if spot.before(pat.SINCE_START):
        yield _state(spot, entry)  # 从去年三月动工到投产,前后二十个月: the date is that of the start.
    elif entry.kinds and (_is_other_deal(spot, entry) or is_told_elsewhere(spot, entry)):
        return
    elif entry.kinds and spot.behind(pat.AT_HAND):
        if entry.stage in _FINISHED or entry.id == "topped":
            yield _state(spot, entry_of("加快建设"))
        elif entry.id in ("start", "approved", "signed"):
            yield _state(spot, entry_of("拟建"))
    elif entry.kinds and spot.behind(pat.CONSEQUENCE):
        yield from _consequence(context, spot, entry)
    elif is_denied(context, spot, entry):
        return
    elif _boasts(spot):
        if not spot.before(pat.INTENDED):
            yield _state(spot, entry)
    else:
        yield from _told(context, spot, _of_paper_work(spot, entry))


def _state(spot: Spot, entry: TriggerEntry) -> Event:
    """What a word says of the stage alone."""
    return Event(None, entry.stage, Modality.ACTUAL, spot.start, spot.end, f"event.{entry.id}")


def _is_other_deal(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether what is signed is no contract on the undertaking, or who signs is a tenant of it."""
    if MilestoneKind.SIGNED not in entry.kinds:
        return False
    lodges = spot.text.startswith("入驻", spot.end) and spot.before(pat.LODGES) is not None
    return (spot.behind(pat.OTHER_DEAL) is not None and not lodges) or spot.before(pat.TENANTS) is not None


def _consequence(context: EventContext, spot: Spot, entry: TriggerEntry) -> Iterator[Event]:
    """今年10月完工后: the consequence gives the event itself its date; 投产以来 tells of the stage alone."""
    text, start, end = spot.text, spot.start, spot.end
    near = context.dates.inside(max(0, start - _CONSEQUENCE_REACH), start)
    dated = [d for d in near if start - d.end <= 1 and text[d.end] != ","]  # 现改为明年6月,完工后…
    if not dated and (whole := pat.WHOLE.search(text, max(0, start - _WHOLE_REACH), start)):
        dated = [d for d in near if d.end == whole.start()]
    after = text[end : end + _AFTER_REACH]
    later = after.startswith("时") or any(w in after for w in ("后", "以来", "至今"))
    if dated and later and isinstance(dated[-1].value, DateValue):
        status = modality(context, replace(spot, clause_start=dated[-1].start), dated[-1], milestone=True)
        for kind in entry.kinds:
            yield Event(kind, entry.stage, status, start, end, f"event.{entry.id}.consequence", dated[-1].value)
    elif entry.stage is Stage.OPERATING and after.startswith("以来"):
        yield _state(spot, entry)


def _boasts(spot: Spot) -> bool:
    """Whether 当年 boasts of how fast it went (当年签约、当年开工), and no date before says which year it was."""
    if spot.before(pat.SAME_YEAR) is None:
        return False
    sentence = spot.sentence
    return sentence is None or spot.text.count("当年", sentence.start, sentence.end) > 1


def _of_paper_work(spot: Spot, entry: TriggerEntry) -> TriggerEntry:
    """The entry of a word, or that of the preparation that it is said of (正在进行环评)."""
    if entry.id == "approved" and spot.behind(pat.LISTED_PAPER):
        return entry_of("前期工作")
    if entry.id not in ON_SITE or spot.word not in _ANY_WORK:
        return entry
    paper = spot.behind(pat.PAPER_BEHIND) or spot.before(pat.PAPER_BEFORE)
    return entry if paper is None else entry_of("可研" if paper["study"] else "前期工作")


def _told(context: EventContext, spot: Spot, entry: TriggerEntry) -> Iterator[Event]:
    """The events of a word that nothing denies."""
    if not entry.kinds and _is_yet_to_come(context, spot, entry):
        return
    mention = _date(context, spot, entry)
    if spot.behind(pat.TIMED) and (mention is None or mention.start < spot.end):
        return  # 竣工时间另行公布
    part = _is_of_part(spot, entry, mention)
    if not part and entry.id in ("completed", "topped") and spot.behind(pat.BUILT_PART):
        if modality(context, spot, mention, milestone=True) is Modality.PLANNED:
            return  # 年内建成牛舍8栋
        part = True  # 已建成牛舍16栋: the rest is still being built
    if part or _is_under_way(spot, entry):
        entry, mention = entry_of("加快建设"), None  # 一号厂房月底完工 tells of work that goes on
    announced = mention is not None and mention.end <= spot.start and is_announcement(spot.text, mention, spot.start)
    if announced or (mention is not None and _is_done_by_now(context, spot, mention)):
        mention = None
    yield from _dated(context, spot, entry, mention, announced=announced)


def _dated(
    context: EventContext, spot: Spot, entry: TriggerEntry, mention: Mention | None, *, announced: bool
) -> Iterator[Event]:
    """The events of a word, with the date that its mention gives, else that of the report or list it stands in."""
    status = _status(context, spot, entry, mention)
    if entry.kinds and status is Modality.PLANNED and spot.behind(pat.COUNTED_BEHIND):
        return
    later = mention is not None and status is Modality.PLANNED and _counts_from_event(context, spot, mention)
    if later and mention is not None and not _counts_from_news(context, spot, mention):
        status = Modality.ACTUAL
    date = None if later or mention is None else _known(mention)
    if MilestoneKind.PRODUCTION_START in entry.kinds and date is not None and date.end is None and mention is not None:
        if status is Modality.ACTUAL and _opens_then(spot, date):
            date = replace(date, end=date.start)  # 4月20日起免费开放: it opens on the day
        elif mention.text.endswith("起") and date.start is not None and date.grain in _UNITS:
            unit = unit_of(date.start, _UNITS[date.grain])  # 明年二季度起量产: the quarter in which it begins
            date = replace(date, end=unit.end) if unit is not None else date
    unknown = mention is not None and date is None
    # 预计明年三季度投产, in an article without a date: it is planned, whenever that is
    undated = unknown and context.published is None
    narrated = undated or (status is Modality.ACTUAL and (announced or unknown or is_narrated(context, spot, entry)))
    if status is Modality.PLANNED and mention is not None and context.has_over([mention]) and not was_agreed(spot):
        date = None  # The day of the announcement is not the day of what it announces.
    if date is None and entry.kinds:
        date = (year_of_review if status is Modality.ACTUAL else year_of_plan)(context, spot)
    phase, end, rule = context.clauses.phase(spot.start), _end(spot), f"event.{entry.id}"
    for kind in entry.kinds or (None,):
        yield Event(kind, entry.stage, status, spot.start, end, rule, date, narrated, phase)
        if kind is not None and mention is not None and date is mention.value:
            for other in _respective(context, spot, mention):
                yield Event(kind, entry.stage, status, spot.start, end, rule, other, narrated, phase)


def _opens_then(spot: Spot, date: DateValue) -> bool:
    """Whether it is opened from a day on (5月1日起对市民开放)."""
    return date.grain is Grain.DAY and spot.before(pat.FROM_DAY) is not None


def _known(mention: Mention) -> DateValue | None:
    """The value of a date, if it names a day at all."""
    value = mention.value
    return value if isinstance(value, DateValue) and (value.start or value.end) else None


def _is_yet_to_come(context: EventContext, spot: Spot, entry: TriggerEntry) -> bool:
    """Whether the clause dates what it tells to a day after publication (到6月底全面达产, 年内完成主体工程)."""
    completes = (entry.id in ON_SITE or entry.id in ("preparing", "land")) and spot.word.startswith("完成")
    if context.published is None or not (completes or entry.id in _FACTS):
        return False
    date = next(reversed(context.dates.inside(spot.clause_start, spot.start)), None)
    value = None if date is None else date.value
    if not isinstance(value, DateValue) or value.end is None or value.end <= context.published:
        return False
    return completes or value.start is None or value.start > context.published


def _date(context: EventContext, spot: Spot, entry: TriggerEntry) -> Mention | None:
    """The date of a milestone, or of a halt and its end."""
    if not (entry.kinds or entry.id in TURNS):
        return None
    date = date_of(context, spot)
    if date is None or entry.id not in TURNS:
        return date
    # 停工近三年的X复工; A推迟至明年,B暂停: the date is that of the other.
    of_other = is_period(date) or (date.start < spot.clause_start and not context.is_past(date))
    return None if of_other else date


def _is_of_part(spot: Spot, entry: TriggerEntry, mention: Mention | None) -> bool:
    """Whether what is finished is only a part of the works."""
    if entry.stage in _FINISHED and pat.PART.search(spot.text, max(0, spot.clause_start - 1), spot.start):
        return True
    if entry.stage in _FINISHED and spot.before(_ADJUNCT):
        return True  # 电站配套的进场公路已经通车
    if entry.stage is Stage.COMPLETED and spot.before(pat.PART_WORK):
        return True
    if entry.stage is Stage.OPERATING and pat.TRIAL.match(spot.word) and spot.before(pat.TRIED_PART):
        return pat.WHOLE_TO_COME.search(spot.text) is not None
    counted = spot.before(pat.COUNTED_PART) if entry.kinds else None
    if counted is None:
        return False
    # 剩余11条线将于明年6月前陆续投用: the whole is to run then
    return entry.stage is not Stage.OPERATING or mention is None or not pat.REST.match(counted.group())


def _is_under_way(spot: Spot, entry: TriggerEntry) -> bool:
    """Whether the clause tells of work that goes on (车间正在封顶; 抓好已开工的X: begun before, whenever)."""
    if entry.id == "topped":
        return spot.before(pat.NOT_YET_TOPPED) is not None
    return entry.id == "start" and spot.before(pat.ALREADY) is not None


def _is_done_by_now(context: EventContext, spot: Spot, mention: Mention) -> bool:
    """Whether 已 says that what a date puts after publication is done (2024年底投产,…四季度已投产: another quarter)."""
    if mention.end >= spot.start or context.is_past(mention):
        return False
    return spot.text[mention.end : spot.start] in ("已", "已经")


def _status(context: EventContext, spot: Spot, entry: TriggerEntry, mention: Mention | None) -> Modality:
    """Whether an event is a fact or planned, with what the entry of its word and the words behind it say of that."""
    if entry.id == "cancelled" and spot.text[spot.start - 1 : spot.start] == "拟" and spot.behind(pat.NAMES_ONE):
        return Modality.ACTUAL  # 公司拟终止X项目: the board has given it up
    if entry.kinds and (
        spot.behind(pat.PLANNED_BEHIND)
        or (spot.behind(pat.LIST_OF_PLANS) and spot.before(pat.IN_A_LIST))  # 列入下半年开工计划
        or (entry.id == "class_started" and spot.behind(pat.TO_BEGIN))
    ):
        return Modality.PLANNED
    return modality(context, spot, mention, milestone=bool(entry.kinds))


def _counts_from_event(context: EventContext, spot: Spot, mention: Mention) -> bool:
    """Whether 三天之后 counts from the event told before, not from the day of publication; but 3个月后即可交付."""
    if pat.DAYS_LATER.search(mention.text) is None:
        return False
    if spot.sentence is not None and "。" not in spot.text[: spot.sentence.start]:
        words, _ = triggers()  # X三个月后投用, which tells of nothing before
        if next(words.finditer(spot.text, 0, mention.start), None) is None:
            return False
    return spot.before(pat.READY_BY) is None and spot.before(pat.INTENDED) is None


def _counts_from_news(context: EventContext, spot: Spot, mention: Mention) -> bool:
    """Whether months or years are counted from what is news, so that they are not yet over (4月8日奠基,两年后建成)."""
    if context.published is None or spot.sentence is None or not any(u in mention.text for u in ("年", "个月")):
        return False
    before = context.dates.inside(max(0, mention.start - _TOLD_REACH), mention.start)
    value = before[-1].value if before else None
    return isinstance(value, DateValue) and value.start is not None and value.start > context.published - _NEWS


def _respective(context: EventContext, spot: Spot, mention: Mention) -> Iterator[DateValue]:
    """The dates before the last one of a list of dates (1号、2号机组分别于2026年、2027年投产)."""
    listed = [mention]
    for other in reversed(context.dates.inside(spot.clause_start, mention.start)):
        if not pat.AND_DATE.fullmatch(spot.text, other.end, listed[-1].start):
            break
        listed.append(other)
    if len(listed) > 1 and pat.RESPECTIVE.search(spot.text, spot.clause_start, listed[-1].start):
        yield from (d.value for d in reversed(listed[1:]) if isinstance(d.value, DateValue))


def _end(spot: Spot) -> int:
    """The end of a word, with the 的 of a sentence that says when it was (项目是去年8月签约、去年11月动工的)."""
    closes = spot.behind(pat.CLOSES) is not None and spot.before(pat.IT_IS) is not None
    return spot.end + closes
