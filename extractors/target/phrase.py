"""Indicator phrases: the noun phrase with its verb that a figure belongs to, before or behind the number."""

from dataclasses import dataclass, field

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.focus import ENUMERATED
from kaigong.extractors.target.terms import TargetTerms
from kaigong.schemas.values import Money, Quantity

BOUND_BEHIND = lazy(r"以上|以下|以内|左右|上下")
# What may stand between the phrase and the number, stripped one by one (总投资|已|超过|约).
_TAIL = lazy(
    r"(?:高达|多达|约为|定[为在]|录得|上看|达到了|达到|达|为|是|突破|超过|超|逾|近|(?<![签合契])约|大约|将近|接近|不少于|不低于|不超过|至少|至多|共有|共计|共|有|至|到|增至"
    r"|增加到|提高到|提升到|分别|已经|已|合计|总计|累计|(?<!平)均|仅|就|将|要|可|再|也|还|不|才|却|保持在|稳定在|都在|首次"
    r"|总数|数量|应|须|只有|只|仅有|力争|确保|有望|可望|:|了|人民币|新台币|的| |[“\"])$"
)
# Words that only link or report; a phrase that is nothing else than one of them keeps it.
_HEAD = lazy(
    r"\d{1,2}[.、](?=[\u4e00-\u9fff])|底前|底以前|是(?![非否])|围绕[“\"][^”\"]{2,20}[”\"]|他们|她们|这里|这[个家](?:[省市县村镇区乡]|公司|企业)|至少(?=[再新还引建完])|现在|如今|使(?!用)|仅(?!有)|也|就(?!业|医|诊)|便(?!民|利)|截[至止](?=目前|今)|先后|至今已?|迄今已?|(?:经营|预期|工作|主要|总体|年度|全年)*(?:目标|任务)[是为:]|[\s、,;:“”\"(■●▲◆★►▪]+|[一二三四五六七八九十]{1,3}是|和(?!谐)|及|以及|与|并(?!网|购|联)|其中|另有|还有|还|其(?![他余它])|此外|同时|有(?![效关望机序色力])|又|再(?!生)|则|共(?!同)|另(?!外)|力争|争取(?!到|[^,。]{0,12}资金)|确保|将|要|需(?!求|要)|须|拟|预计"
    r"|(?:公司|大会|展会|集团)(?=已|共|累计|实现|完成|促成|预计|新|总|力争|计划|拟|将|确保|要|生产|销售|出口|承接|承揽|交付|产销)"
    r"|提前[\d一二两三四五六]+个?[月天](?=[^的])|我们|我市|我省|我县|我区|初步|预期|努力|已经|已|累计|总共|一共|可(?!再生)|均|全部|提出|有望|进一步|陆续|目前|一次性|本次|此次|活动|会议|说|表示"
)
_TO = lazy(
    r"(?:出头|左右|以上)?(?:增加|增长|提高|提升|扩大|扩展|延伸|攀升|跃升|壮大|上升|下降|减少|压缩|发展|下调|上调|调整|调低|调高|下修|上修|压减|调减|调增|增|升|降)?(?:到|至|为)"
)
# 40个|项目、总投资: the noun counted before is no part of the next phrase.
_COUNTED_BEFORE = lazy(r"^[\u4e00-\u9fff]{0,6}(?:项目|企业|工程)、(?=总?投资|计划|年度|完成|预计)")
# A、B等C 4个 counts C.
_LISTED_BEFORE = lazy(r"^(?P<list>[^、]{2,40}(?:、[^、]{2,40})+)等(?P<thing>[\u4e00-\u9fffA-Za-z“”]{2,24})$")
_TORN = lazy(r"\d[^,。;、]{2,12}[和及与]$")  # 563万贫困人口和|1945个特困村
_WINDOW = 60  # no indicator is longer
_INVESTED = lazy(r"总?投资[^,。;]{0,14}?元?的")
_COUNTED = lazy(r"[^\s,。;:、()!?“”]{0,18}")
_NOT_COUNTED = lazy(r"[把被给到将与向为]|在(?!建)|\d+[个家所座处]")
# 17个列省、466个市级重大项目: the head noun stands behind the last of them.
_SHARED_HEAD = lazy(r"([\u4e00-\u9fff]{0,6})[、和]\d+[个项家]([^\s,。;:、\d]{0,12}(?:项目|企业|工程))")
_CLASSES = lazy(r"[国省市县区](?:级|列)?、[\u4e00-\u9fff]{1,8}(?:重大|重点)(?:建设|产业)*(?:项目|工程)")
_COMMON = lazy(r"(?:重大|重点|产业|工业)*(?:项目|企业|工程)$")


@dataclass(slots=True)
class Thread:
    """What the figures of a sentence share: verb and object of a list, the last indicator, what was taken so far."""

    verb: str = ""
    thing: str = ""
    indicator: str = ""
    baseline: str = ""  # of 由30亿元, for 增加到80亿元 behind it
    money: str = ""  # the last indicator of a sum
    unit: str = ""  # of the last count or measure
    said: str = ""  # the last indicator of a count or measure
    counts: dict[str, str] = field(default_factory=dict)  # the last indicator of a count by its unit
    rate: str = ""  # the last indicator of a percentage that is no growth
    grown: str = ""  # the last indicator of growth
    taken: bool = False
    refused: bool = False  # the figure just before was none
    ratio: str = ""  # the last indicator of a percentage
    percent: bool = False  # the figure taken last is a percentage
    parts: str = ""  # the unit of the parts that are told one by one (其中工业18个,农业9个)
    last: int = -1  # where the last figure taken ends

    def keep(self, value: object, rule: str, indicator: str) -> None:
        """Keep what later figures may leave out of the one that is taken now."""
        if rule == "target.list":
            self.indicator = indicator or self.indicator
        self.percent = isinstance(value, Quantity) and value.unit in ("%", "个百分点", "百分点")
        if isinstance(value, Quantity) and not self.percent and rule != "target.times":
            self.unit = value.unit
            self.said = indicator or self.said
            if indicator:
                self.counts[value.unit] = indicator
        if self.percent or rule == "target.growth":
            self.ratio = indicator or self.ratio
        if isinstance(value, Money):
            self.money = indicator or self.money
        elif rule == "target.growth":
            self.grown = indicator
        elif rule == "target.rate":
            self.rate = indicator


def strip_phrase(phrase: str) -> str:
    """The phrase without linking words and modals in front and copulas and qualifiers behind."""
    phrase = phrase.replace("\n", "").strip()[-_WINDOW:]
    phrase = _COUNTED_BEFORE.sub("", phrase)
    if (listed := _LISTED_BEFORE.match(phrase)) is not None and "项目" in listed["list"]:
        phrase = listed["thing"]
    while (match := _HEAD.match(phrase)) is not None and match.end() < len(phrase):
        phrase = phrase[match.end() :]
    while (match := _TAIL.search(phrase)) is not None and match.start() > 0:
        phrase = phrase[: match.start()]
    if phrase.find("”") > phrase.find("“") == -1:
        phrase = "“" + phrase  # its opening one went with the linking words before it
    if _TORN.search(phrase):
        return ""
    return "" if _TAIL.fullmatch(phrase) or _HEAD.fullmatch(phrase) else phrase


def with_baseline(thread: Thread, between: str, phrase: str) -> str:
    """The phrase, or for 由30亿元增加到80亿元 the one that stood before the baseline."""
    return thread.baseline + between.strip() if thread.baseline and _TO.match(between.strip()) else phrase


def counted_phrase(text: str, at: int, terms: TargetTerms) -> str:
    """What stands at ``at`` up to its head noun (988个|省市重点项目), "" where no head noun does."""
    stop = min(len(text), at + 40)
    skip = _INVESTED.match(text, at, stop)
    start = at if skip is None else skip.end()
    match = _COUNTED.match(text, start, stop)
    window = "" if match is None else match.group()
    word = _NOT_COUNTED.search(window)
    window = window if word is None else window[: word.start()]
    if ENUMERATED.match(window):
        return ""
    heads = list(terms.count.finditer(window))
    if not heads:
        if (classes := _CLASSES.match(text, start, stop)) is not None:  # 64个|省、新乡市重点项目
            return classes.group()
        shared = _SHARED_HEAD.match(text, start, stop)
        if shared is None:
            return ""
        common = _COMMON.search(shared.group(2))
        return shared.group(1) + (shared.group(2) if common is None else common.group())
    last = heads[0]
    for head in heads[1:]:
        if head.start() <= last.end() + 1:
            last = head
    return window[: last.end()]


def share_verb(thread: Thread, terms: TargetTerms, phrase: str, first: bool, counted: bool = False) -> str:
    """The indicator of a list item: with the verb of the item before where it has none, its object where it is a verb.

    ``first`` says that the item opens its clause, so that no verb reaches it from there.
    """
    verb = terms.verb.search(phrase)
    indicator = phrase
    if counted and verb is not None and verb.group() == phrase and thread.thing:
        indicator = phrase + thread.thing
    elif verb is None and thread.verb and not first and thread.taken:
        indicator = thread.verb + phrase
    if verb is not None and verb.start() <= 2:
        thread.verb = phrase[: verb.end()]
        thread.thing = phrase[verb.end() :] or thread.thing
    elif verb is None:
        thread.thing = phrase
        thread.verb = "" if first else thread.verb
    elif counted and terms.count.search(phrase, verb.end()):
        thread.thing = phrase[verb.end() :]  # 围绕“保水源”安排重点工程58项
    thread.indicator = indicator
    return indicator
