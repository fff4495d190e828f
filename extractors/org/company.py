"""Names that end on a word for an organisation: companies, groups, banks, schools, offices (``org_suffixes``)."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.border import first_start, name_begins
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.classes import is_class
from kaigong.extractors.org.form import NUMBERED_OFFICE, named_by_form
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.naming import is_built, makes_name
from kaigong.extractors.org.short import ShortRule
from kaigong.extractors.org.words import HANZI, LATIN_ALIAS, Words
from kaigong.schemas.lexicon import OrganisationSuffix

_PARTNERSHIP = lazy(r"\((?:有限|普通|特殊普通)合伙\)")
_COUNTRY = lazy(r"\((?:中国|香港|亚太|大中华区|上海|北京)\)(?!有限|股份|投资)")
# 中国地质大学(武汉): the town tells two schools of one name apart.
_CAMPUS = lazy(r"\([\u4e00-\u9fff]{2,4}\)")
# 某协会|数据中心: the part of a society that gathers figures
_SOCIETY_PART = lazy(r"(?:数据|信息|统计|研究|市场)(?:信息|研究|调查)?(?:中心|部)|专业委员会")
_LENDS = lazy(
    r"贷款(?:(?:约|近|逾|超过?)?\d|[,。;]|支持|解决)"
)  # 某国开发银行|贷款1.3亿美元: one word of the dictionary
_BRANCH_ENDS = lazy(r"[^一两几每各](?:[省市])?[分支]行(?![业列])")  # but 一支|行动小组
_QUOTED = lazy(r"\d[\d.]*(?:港|美)?元")  # 远岭建设报|6.46元: the price of a share, no newspaper
# 完成大坝首仓|混凝土|浇筑: a material, no trade
_POURED = lazy(r"混凝土(?:浇筑|结构|施工|养护|工程|方量|强度|路面|重力坝|双曲|[\u3400-\u9fff]?坝|浇注|搅拌|\d)")
_OF_SIZE = lazy(r"(?:规模|总额|首期|额度)[^,。;]{0,8}元的$")  # 设立总规模50亿元的|低空产业基金: any fund
_OF_TOWN_HALL = lazy(r"政府|捷运|[省市县区]公路工程局")  # 高雄市政府捷运工程局: no builder
_OF_BUILDERS = lazy(r"(?:水电|水利|公路|铁路|航务|建筑|电力|冶金|矿山)工程局.{0,8}分局$")  # 粤西水电工程局第七分局
_TITLE = lazy(r"(?:副?教授|讲师|研究员)|会长|副会长|理事长|秘书长|主席|院长|副院长|校长|所长|局长|主任|行长|党委")
_EXCHANGE = lazy(r"[港联上深北]交所$")
_ITS_PHASE = lazy(r"[一二三四五]期|(?:退城|搬迁|整体|总部|扩建|技改|改扩建)[^,。;、的]{0,8}(?:项目|工程|基地)")
# 县人民医院|病房楼, 市中医院|整体搬迁项目: what is built, whose name opens on the hospital's
_ITS_WING = lazy(
    r"(?:新区|[东南西北]|[一二三四]期|异地|整体|外科|内科|医技|急诊|门诊|住院|病房|综合|教学|科研|感染|传染|妇儿|妇产|儿科|康复|肿瘤|中心|部|病|科|区)*"
    r"(?:[\u4e00-\u9fff]{2,3}(?=院区|分院))?(?:新?院区|分院|大?楼|新院|迁建|搬迁|扩建|改扩建|新建|改造|提升|建设项目|建设工程|项目|工程)"
)
_SOME = lazy(r"[一两三几][只支个家]|新设|设立|成立|组建")  # 广东新设一只|新材料产业基金
_FOUNDED = lazy(
    r"(?:新|共|累计|已|先后|重点)*(?:增|建|发展|培育|组建|领办|创办|成立|注册)(?:了)?$"
)  # 新增|农民专业合作社
_OVERLAP = 8  # no suffix is longer by more
_TAILS = {"university": _CAMPUS, "association": _SOCIETY_PART}


class SuffixRule:
    """Finds a suffix and the left border of the name that it ends; and what has the form of a name without one."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon
        self._short = ShortRule(lexicon)

    def find(self, words: Words) -> Iterator[Candidate]:
        """Candidates of all suffixes, possibly overlapping."""
        yield from named_by_form(words)
        for index, head, end in self._suffixes(words):
            row = self.lexicon.suffix_of[self.lexicon.suffix_list[index]]
            if not _ends_there(words, row, head, end):
                continue
            industry = row.form in ("strong", "weak", "plain")
            candidate = (self._short.find if industry else _candidate)(words, row, head, end)
            if candidate is not None:
                yield candidate

    def _suffixes(self, words: Words) -> Iterator[tuple[int, int, int]]:
        """Suffixes in the text, also those that overlap one which ends within a word (绥化工务段, not 化工)."""
        find = self.lexicon.suffixes.find_matches_as_indexes
        for index, start, end in find(words.text):
            yield index, start, end
            if not words.is_edge(end):
                for other, first, last in find(words.text[start + 1 : end + _OVERLAP]):
                    if start + 1 + first < end < start + 1 + last:
                        yield other, start + 1 + first, start + 1 + last


def _ends_there(words: Words, row: OrganisationSuffix, head: int, end: int) -> bool:
    """Whether a suffix is a word of the text, and no part of another one or of what something else is called."""
    text = words.text
    lends = row.kind == "bank" and _LENDS.match(text, end) is not None
    torn = lends or text.startswith("领投", end)  # 锦川资|本领|投
    # 分行|为, 支行|项目贷款: 行为 and 行项 read as words
    torn = torn or (row.form == "branch" and _BRANCH_ENDS.match(text, head - 1) is not None)
    if row.form != "legal" and not words.is_edge(end) and not torn and not _TITLE.match(text, end):
        return False
    if not lends and text.startswith(row.not_before, end):
        return False
    if text[end - 1] == "厂" and text.startswith(("区内", "区里"), end):
        return False  # 某某化工|厂区内机器轰鸣
    if text[end - 1] == "属" and text.startswith("于", end):  # 收认筹金|属于
        return False
    return not (_POURED.match(text, head) or (row.kind == "media" and _QUOTED.match(text, end)))


def _candidate(words: Words, row: OrganisationSuffix, head: int, end: int) -> Candidate | None:
    if end - head == 1 and _ends_word(words, end):
        return None
    exchange = _EXCHANGE.search(words.text, max(0, end - 3), end)
    start = name_begins(words, row, exchange.start() if exchange else first_start(words, row, head), head)
    if start is None or not _names(words, row, start, head, end):
        return None
    tail = _tail(words, row, end)
    if tail is None and row.kind == "government" and (part := NUMBERED_OFFICE.match(words.text, end)):
        return Candidate(start, part.end(), "company", "org.institution.office_part")
    if row.kind == "media":
        start = max(start, words.text.rfind("·", start, head) + 1)
    last = end if tail is None else tail
    if exchange:
        return Candidate(start, last, row.kind, "org.exchange")
    if row.form == "generic" and _is_trade_of_next(words, row, start, head, end):
        return None
    # 达利来集团二期: a short name that may stand inside an undertaking's name only
    inside = row.id == "suffix.group" and start not in words.place_end and _ITS_PHASE.match(words.text, last)
    inside = inside or (row.kind == "hospital" and _ITS_WING.match(words.text, last))  # 市人民医院|新院区
    rule = f"org.{row.form}.{row.id.partition('.')[2]}"
    return Candidate(start, last, _kind(words, row, start, last), rule, sure=not inside)


def _ends_word(words: Words, end: int) -> bool:
    """Whether a suffix of one character only ends a common word."""
    whole = words.before(end)
    pair = words.text[end - 2 : end]
    return pair in words.lexicon.not_name or (whole is not None and whole.text in words.lexicon.stop)


def _names(words: Words, row: OrganisationSuffix, start: int, head: int, end: int) -> bool:
    """Whether the stretch from ``start`` on is a name, and of an organisation that acts."""
    if row.id == "suffix.finance" and (
        _OF_SIZE.search(words.text, max(0, start - 12), start) or _SOME.search(words.text, start, head)
    ):
        return False
    if row.id == "suffix.cooperative" and _FOUNDED.fullmatch(words.text, start, head):
        return False
    if start >= head or is_built(words, row, start, head) or words.text[start:end] in words.lexicon.not_name:
        return False
    if row.form != "legal" and not makes_name(words, row, start, head, end):
        return False
    return not is_class(words.lexicon, words, row, (start, head, end))


def _is_trade_of_next(words: Words, row: OrganisationSuffix, start: int, head: int, end: int) -> bool:
    """Whether nothing but a trade stands before 公司, in apposition to the firm behind it (智驾芯片公司|昆衡科技)."""
    if row.id != "suffix.company" or words.acts(end) or not HANZI.match(words.text, end):
        return False
    known = words.lexicon.suffix_of, words.lexicon.generic
    return all(any(w.text in trades for trades in known) for w in words.span(start, head))


def _tail(words: Words, row: OrganisationSuffix, end: int) -> int | None:
    """The end of what belongs to the name behind its suffix: (有限合伙), (武汉), 专业委员会."""
    patterns = [LATIN_ALIAS, _PARTNERSHIP]
    if row.kind in _TAILS:
        patterns.append(_TAILS[row.kind])
    if row.form == "generic":
        patterns.append(_COUNTRY)
    found = (pattern.match(words.text, end) for pattern in patterns)
    return next((tail.end() for tail in found if tail is not None), None)


def _kind(words: Words, row: OrganisationSuffix, start: int, end: int) -> str:
    """The kind of organisation that the suffix says, unless the name says who is meant."""
    if row.id == "suffix.works_bureau" and _OF_TOWN_HALL.search(words.text, start, end):
        return "government"
    if row.kind == "government" and _OF_BUILDERS.search(words.text, start, end):
        return "company"
    return row.kind
