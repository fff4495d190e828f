"""The roles that the words beside an organisation give it (``org_roles``)."""

import re
from collections.abc import Iterable, Iterator

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.around import Around
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.project.name.lexicon import alternation
from kaigong.extractors.scan import Scanner
from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import OrganisationRole
from kaigong.schemas.lexicon import OrganisationRoleEntry

# 在亚的斯亚贝巴|签署: the one 的 that a capital's name holds
_WHERE = (
    r"(?:(?:拟|将|计划|决定|宣布|有意|打算|准备)?在(?:[^,;。!?:\n的]|亚的斯){2,20}?"
    r"(?:的[^,;。!?:\n的]{2,14}?(?:园区|产业园|开发区|工业区))?)?"
)
# 将在盘锦|建设, but no 在成都签署X扩建协议
_THERE = (
    r"(?:也|还|则|此前|早已|曾|有意|打算|准备|考虑|近日|日前|目前|刚刚?|先后|正|已|拟|将|计划|还将|也将)*"
    r"在(?!建)(?:(?!签|召开|举行|举办)[^,。;!?:\n的]){2,16}?"
)
_ABOUT = r"(?:就[^,。;]{2,40}?|以[^,。;]{4,40}?号文(?:件)?)?"  # 就X项目签订投资协议, 以发改审〔2019〕186号文批准
# 昨(12)日在X园区举行上梁典礼
_WHEN = (
    r"(?:(?:昨|今|昨天|今天|昨日|今日|日前|近日|[上本]周[一二三四五六日末]?|上月|(?:\d{1,2}月)?\d{1,2}日)"
    r"(?:\(\d{1,2}\)日?)?(?:上午|下午)?)?(?:也|还|则)?"
)
_GAP = r"(?:(?!委托|委由|交由|聘请|批准|核准|批复|收到|引进|引来|招引|吸引|引入)[^,;。!?:\n的]){0,10}?"
# 按6:4的比例出资建设, 按六四比例出资, 按7:3出资
_SHARE = (
    r"(?:分别?(?:按|以)|按照?|以)?"
    r"(?:[\d.:∶%一二三四五六七八九对和与、]{2,14}的?(?:(?:股权|股份|出资|持股)?比例|股比)|\d{1,2}%?[:∶比]\d{1,2}%?)?"
)
# 以5,836.2万元|中标
_FOR_SUM = r"(?:以[\d.,]{1,12}[万亿]*(?:美|港|欧)?元的?(?:价格|报价|总价|金额)?)?"
# 设计方案, 承建现场, and 设计施工, which is no mere design
_NO_DEED = (
    r"总部|代表|方案|许可|图纸?|证|现场|工地|施工(?:[,。;、]|总|$)|的(?:资料|数据|信息|统计|消息)|的?(?:客户|租户|商户)"
    r"|(?<=供应)链|(?<=联合)体|商(?!业)|单位|[悉知]|了?(?:项目)?(?:评估|监理|咨询|检测|审计)"
)
# A公司是县第二水厂的|项目法人, A公司负责县第二水厂的|建设: the thing itself stands between
_OF_THING = (
    r"(?:(?:现|也|均|都)?(?:是|为|系|成为|作为|担任|担当|充当|承担|负责|具体负责|全权负责)"
    r"(?:(?!我国|中国|国内|全国|全球|全省|全市|世界|著名|知名|领先|一家)[^,。;:!?\n]){2,40}?(?:的|(?<=[目程站厂库园地路桥楼心校院馆场线港矿期]))"
    r"(?:新|唯一|主要|共同|实际|具体|总体|全部|全程)?)"
)
_THING_DONE = r"(?:工作|任务|一方|之一)?(?=[,。;:、()和与及并]|$)"
# 股东大会批准|投资6亿元新建X
_BOARD = (
    r"(?:(?:第[^,。;]{1,6}届)?(?:董事会|股东会|股东大会|董事局)(?:会议)?(?:已|日前|近日|昨日|今日)?"
    r"(?:审议|表决|批准|通过|同意|决定|决议|核准|拍板|宣布)+了?(?:关于)?)?"
)
_SUM = r"(?=(?:[^,。;]|(?<=\d),(?=\d)){0,14}?元)"
# What may stand between a word of a role and the name that it is said of.
_IS = (
    r"(?:[均都](?=[为是系])|分别(?=为|是))?(?:为|是|:|系|、|则?由|还有|包括)?(?:当地的?|本地的?|来自[^,。;的]{2,8}的)?(?:公司)?(?:全资|控股)?"
    r"(?:[\u4e00-\u9fff]{2,4}(?:厂商|厂家|巨头|企业))?(?:的|子公司|孙公司)?(?:[\u4e00-\u9fff]{0,3}母公司)?“?"
)

# Who invests or builds and then runs the thing has two parts.
_BOTH = frozenset(
    {
        (OrganisationRole.INVESTOR, OrganisationRole.OPERATOR),
        (OrganisationRole.OWNER, OrganisationRole.OPERATOR),
        (OrganisationRole.BUILDER, OrganisationRole.OPERATOR),
    }
)
# BOT+施工总承包: the investor is the builder as well; 由A建设运营: who runs it has built it
_AS_WELL = {
    OrganisationRole.INVESTOR: ("org_role.concession_builds",),
    OrganisationRole.OPERATOR: ("org_role.built_by",),
}
_GIVES_UP = "org_role.gives_up"
_OWNS_SO = ("合资经营", "合作经营", "特许经营")
# 业主|临川交通投资公司|限期20个月拿下: whose works they are, whatever it does about them
_OWNER_BEFORE = lazy(r"(?<!原)(?<!前)(?:业主|建设单位|项目法人|项目单位)(?:单位|方|公司)?$")
_GRANTING = ("government", "zone_body")


@dataclass(frozen=True, slots=True)
class _Cue:
    """An entry with what must follow or precede an organisation of which it speaks."""

    entry: OrganisationRoleEntry
    after: re.Pattern[str] | None
    apart: re.Pattern[str] | None
    before: re.Pattern[str] | None
    signs: bool  # 与县政府尚未签订正式协议: who will sign is a party as well

    def may_be_of(self, mention: Mention) -> bool:
        """Whether the entry speaks of organisations of such a kind and name."""
        entry = self.entry
        if mention.kind in entry.not_kinds or (entry.kinds and mention.kind not in entry.kinds):
            return False
        return not entry.named or any(word in mention.text for word in entry.named)


class _Cues:
    """All cues in the order of the lexicon; only those of which a word stands beside a name are tried."""

    def __init__(self, entries: Iterable[OrganisationRoleEntry]) -> None:
        self._cues = [_cue(entry) for entry in entries]
        self._anywhere = [n for n, cue in enumerate(self._cues) if cue.entry.anywhere]
        self._after = _words((n, cue.entry.after) for n, cue in enumerate(self._cues))
        self._apart = _words((n, cue.entry.apart) for n, cue in enumerate(self._cues))
        self._before = _words((n, cue.entry.before) for n, cue in enumerate(self._cues))

    def beside(self, around: Around) -> Iterator[_Cue]:
        """The cues that may hold, in order."""
        told = set(self._anywhere)
        for (scanner, numbers), text in (
            (self._after, around.after),
            (self._apart, around.after),
            (self._before, around.before),
            (self._before, around.beside),
        ):
            for _, _, word in scanner.find(text):
                told.update(numbers[word])
        return (self._cues[number] for number in sorted(told))


def _cue(entry: OrganisationRoleEntry) -> _Cue:
    after = apart = before = None
    if entry.apart:
        apart = lazy(rf"{_OF_THING}(?:{alternation(entry.apart)}){_THING_DONE}")
    if entry.after:
        between = _THERE if entry.located else _WHERE + _SHARE + _GAP
        deed = rf"(?<!总)(?<!最大)(?:{alternation(entry.after)})(?!{_NO_DEED})"
        after = lazy(rf"”?{_WHEN}{_BOARD}{_ABOUT}{_FOR_SUM}{between}{deed}{_SUM if entry.amount else ''}")
    if entry.before:
        before = lazy(rf"(?<!原)(?<!会(?=同))(?:{alternation(entry.before)}){_IS}$")
    return _Cue(entry, after, apart, before, any("签" in word for word in entry.after))


def _words(rows: Iterable[tuple[int, tuple[str, ...]]]) -> tuple[Scanner, list[list[int]]]:
    """A finder of the words of numbered rows, and the numbers of the rows that have each word."""
    numbers: dict[str, list[int]] = {}
    for number, words in rows:
        for word in words:
            numbers.setdefault(word, []).append(number)
    return Scanner(list(numbers), overlapping=True), list(numbers.values())


@per_lexicon
def _cues() -> _Cues:
    return _Cues(load_lexicon("org_roles", OrganisationRoleEntry))


def roles_by_cue(around: Around) -> Iterator[OrganisationReading]:
    """The first role that holds; an investor who also runs the thing (投资和运营) is an operator too."""
    first: OrganisationRole | None = None
    mention = around.mention
    for cue in _cues().beside(around):
        entry = cue.entry
        if first and (first, entry.role) not in _BOTH and entry.id not in _AS_WELL.get(first, ()):
            continue
        if not cue.may_be_of(mention) or (entry.needs and not any(word in around.sentence for word in entry.needs)):
            continue
        side = _side(cue, around)
        if side is None or (entry.role is OrganisationRole.OPERATOR and _grants(around)):
            continue
        if side == "after" and pat.ATTENDS.match(around.after):
            continue
        if side == "after" and entry.role is OrganisationRole.BUILDER and _OWNER_BEFORE.search(around.before):
            continue
        first = first or entry.role
        yield OrganisationReading(mention, entry.role, f"{entry.id}.{side}", mention.start)


def _grants(around: Around) -> bool:
    """Whether a body grants what another one runs (与管委会签订特许经营协议)."""
    return around.mention.kind in _GRANTING and pat.GRANTS.search(around.sentence) is not None


def _side(cue: _Cue, around: Around) -> str | None:
    """Which side's words make the role hold, None if neither."""
    entry = cue.entry
    if entry.anywhere:
        return "anywhere"
    before = cue.before is not None and cue.before.search(around.beside if entry.adjacent else around.before)
    if before and not entry.both:
        return "before"
    if entry.both and not before:
        return None
    if cue.apart is not None and cue.apart.match(around.after):
        return "apart"
    if cue.after is None or (entry.agent and pat.BY.search(around.before) is None):
        return None
    match = cue.after.match(around.after)
    if match is not None and around.after.startswith(("投资", "总投资", "出资")) and _joins_another(around):
        return None  # 乡政府与|投资1.8亿元的某公司签约: whose money it is
    return "after" if match is not None and _stands(cue, match) else None


def _joins_another(around: Around) -> bool:
    """Whether 与 behind an organisation joins it to one that is told of first, and not to the next in a list."""
    return around.text[around.mention.end : around.last] in ("与", "和", "同")


def _stands(cue: _Cue, match: re.Match[str]) -> bool:
    """Whether what follows an organisation is a deed of its own, no wish, technique or decision."""
    told, role = match.group(), cue.entry.role
    if role is not OrganisationRole.INVESTOR and pat.WISHES.search(told) and not told.endswith("洽谈的"):
        return False
    if role is OrganisationRole.OPERATOR and told.endswith(_OWNS_SO):
        return False  # A与B合资经营的X: how they own it; 与A签订特许经营协议
    if cue.entry.id == "org_role.carries_out" and ("资" in told or "元" in told):
        return False  # 县政府|斥资4.2亿元兴建的X: who pays
    if told.endswith("开发") and pat.A_TECHNIQUE.match(match.string, match.end()):
        return False  # 采用由某公司开发的气化技术
    if told.endswith("联合") and pat.DECIDE.match(match.string, match.end()):
        return False  # 国铁集团与省政府联合批复X可行性研究报告
    # 表示暂停推进X: to halt it is the deed itself
    return cue.signs or cue.entry.id == _GIVES_UP or not pat.NEGATION.search(told)
