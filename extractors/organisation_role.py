"""What part an organisation plays, by the cues in its own clause, and as the subject of later clauses."""

import re
from collections.abc import Iterator

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project_lexicon import alternation
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label, OrganisationRole
from kaigong.schemas.lexicon import OrganisationRoleEntry

_BESIDE = 14  # 通过其下属的全资子公司
COMPANY_KINDS = frozenset(["company", "group", "short", "other", None])
_WHERE = r"(?:(?:拟|将|计划)?在[^,;。!?:\n的]{2,20}?)?"
_ABOUT = r"(?:就[^,。;]{2,40}?|以[^,。;]{4,40}?号文(?:件)?)?"  # 就X项目签订投资协议, 以发改审〔2019〕186号文批准
_GAP = r"(?:(?!批准|核准|批复)[^,;。!?:\n的]){0,10}?"
# 按6:4的比例出资建设
_SHARE = r"(?:分别?(?:按|以)|按照?|以)?(?:[\d.:∶%]{2,12}的?(?:股权|股份|出资|持股)?比例)?"
_ALIAS = re.compile(r"\((?:以下|下)?简?称[^()]*\)")
_BY = re.compile(r"由“?$|由[^,。;、]{4,}、$")  # 由A设计, 由A投资、B设计
_BEFORE = 30
_LINK = re.compile(r"(?:、|和|与|及|以及|当地的|旗下|等|[一二两三四五六七八九十]家|公司|集团)*")
_NEGATION = re.compile(r"不|未|否")
_SUBJECT = re.compile(
    r"(?:\([^()]*\))?(?:(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午|晚间?)?(?:为[^,。;]{2,12},拟|是|将|拟|已|正|计划|近日|日前|今日|昨日|目前|,|$|此次|宣布|公告|称|表示|决定|作为(?!(?:项目)?(?:业主|法人|实施主体|建设单位))|计划)"
)
_FIRM = re.compile("公司|集团|企业")  # without one, nobody is spoken of again
_ANAPHOR = re.compile(
    r"(?:(?:该|本|这家|这个)(?:集团|公司|企业)|(?:(?<=[,。;:“])|^)(?:公司|企业)|由该?(?:集团|公司))(?:还|亦|也|此次|本次|独资|已|将|再|拟|计划|今年|去年|明年|年内|先后|打算|准备|有意|正){0,4}(?:(?:与|和|联合|携手)[^,。;]{2,30}?(?:组成的联合体|共同|联合|合作))?(?:在[^,。;]{2,14}?(?:投资|再建|新建|兴建|建设|设立|建一)|投资|斥资|独资|拟|将在|计划|兴建|出资|投建)"
)
# 公司位于江苏泰兴的X项目: the company that the text speaks of, not one that it names in passing.
_OWN_PLANT = re.compile(
    r"(?:(?<=[,。;:“])|^)公司(?:位于|设在|旗下)[^,。;]{0,14}的?(?=[^,。;]{2,30}(?:项目|基地|生产线|工厂))"
)
_BUILDS_IT = re.compile(r"(?:承建|负责承建|负责施工)[^,。;]{2,40}的$")  # 承建X项目的某公司
_SUBSIDIARY = re.compile(r"(?:其|下属|旗下|全资|控股|所属|的|之)*(?:子公司|孙公司)[“(]?$")
_THROUGH = re.compile(r"(?:通过|以|由)(?:其|公司|下属|旗下|全资|控股|所属|的|之)*(?:子公司|孙公司)[“(]?$")
_WINS = re.compile(
    r"(?:(?<=[,。;:“])|^)(?:本)?公司(?:及[^,。;]{2,24})?(?:近日|日前|分别|于\d[^,。;]{0,10}|参与[^,。;]{0,12}|作为[^,。;]{0,12}){0,3}"
    r"(?:收到[^,。;]{0,16}中标|预?中标|被确定为[^,。;]{0,30}中标|为[^,。;]{0,40}(?:中标人|中标候选人))"
)
_PUBLIC_PRIVATE = re.compile(r"PPP|BOT|特许经营|政府和社会资本合作")
# 作为该项目的投资方,A…: the part comes a clause before the party.
_AS_PARTY = re.compile(r"作为[^,。;]{0,40}?(?P<part>[^,。;的]{2,8}),$")
_NO_PARTY = re.compile(r"(?:公共资源|产权|招标|招投标)[^,。;]{0,4}中心$|招标(?:代理)?(?:有限|咨询)")
_IN_NAME = re.compile(
    r"(?:新建|扩建|迁建|改造)?(?:项目|工程)(?!公司|师|局|部|指挥)"
)  # X医院项目: the name of what is built
_NOTICE = re.compile(
    r"(?:\([^()]*\)){0,2}(?:[^,。;\n]{0,8})?(?:公告|发布公告|披露)|\((?:以下)?简?称[:为]?“?(?:本)?公司"
)
# 这家公司看中了当地资源,投资1.2亿元…: the subject of what the sentence tells.
_THIS_FIRM = re.compile(r"(?:该|这家)(?:公司|企业|集团)(?!的|项目)")
_ACTS = re.compile(
    r"(?:目前|此次|还|并|将|拟|计划|已|预计|先后|随后|再|其中|共)*(?:在[^,。;]{2,14}?)?"
    r"(?:投资|追加投资|增资|斥资|出资|建成|拟|投建|新建|开建|兴建|建设|投资建设)"
)


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation with the role that the text gives it at offset ``at``."""

    mention: Mention
    role: OrganisationRole
    rule: str
    at: int


@per_lexicon
def _entries() -> tuple[tuple[OrganisationRoleEntry, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = []
    for entry in load_lexicon("org_roles", OrganisationRoleEntry):
        after = (
            re.compile(rf"”?{_ABOUT}{_WHERE}{_SHARE}{_GAP}(?:{alternation(entry.after)})(?!代表|方案|许可|图纸?|证)")
            if entry.after
            else None
        )
        before = (
            re.compile(
                rf"(?:{alternation(entry.before)})(?:分别为|为|是|:|系|、|则?由)?(?:公司)?(?:全资|控股)?(?:子公司|孙公司)?$"
            )
            if entry.before
            else None
        )
        rows.append((entry, after, before))
    return tuple(rows)


@per_lexicon
def _entries_of(
    kind: str | None,
) -> tuple[tuple[OrganisationRoleEntry, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """The entries that speak of organisations of a kind."""
    return tuple(
        row for row in _entries() if kind not in row[0].not_kinds and (not row[0].kinds or kind in row[0].kinds)
    )


def read_organisations(document: Document) -> list[OrganisationReading]:
    """Roles of the organisations of a document, in order; an organisation without a cue has none."""
    found: list[OrganisationReading] = []
    index = MentionIndex(document.mentions_of(Label.ORG))
    company = speaker = principal = _principal(document.text, index)
    for sentence in document.sentences:
        mentions = index.inside(sentence.start, sentence.end)
        head = _item_head(document.text, sentence, mentions)
        found += _by_anaphor(document, sentence, mentions, head or company, head is None and principal is not None)
        found += _own_plants(document, sentence, speaker)
        company = principal or next((m for m in reversed(mentions) if m.kind in COMPANY_KINDS), company)
        speaker = principal or next((m for m in mentions if m.kind in COMPANY_KINDS), speaker)
        if mentions:
            cued = list(_by_cues(document, sentence, mentions))
            told = {id(reading.mention) for reading in cued}
            found += cued
            found += _parents(document, mentions, cued, principal)
            found += _as_subject(document, sentence, [m for m in mentions if id(m) not in told])
    return found


def _by_anaphor(
    document: Document, sentence: Sentence, mentions: list[Mention], company: Mention | None, filed: bool
) -> Iterator[OrganisationReading]:
    """公司 and 该集团 with a verb of investing: the company named last."""
    if _FIRM.search(document.text, sentence.start, sentence.end) is None:
        return
    for match in _ANAPHOR.finditer(document.text, sentence.start, sentence.end):
        here = [m for m in mentions if m.end <= match.start() and m.kind in COMPANY_KINDS]
        own = filed and match.group().startswith("公司")
        named = here[-1] if here and not own else company
        if named is not None:
            yield OrganisationReading(named, OrganisationRole.INVESTOR, "org_role.anaphor", match.start())
    firm = _THIS_FIRM.search(document.text, sentence.start, sentence.end)
    if firm is not None and company is not None:
        for start, end in sentence.clauses:
            if start > firm.start() and _ACTS.match(document.text, start, end):
                yield OrganisationReading(company, OrganisationRole.INVESTOR, "org_role.anaphor_subject", start)
    for match in _WINS.finditer(document.text, sentence.start, sentence.end):
        if company is not None:
            invests = _PUBLIC_PRIVATE.search(document.text, sentence.start, sentence.end)
            role = OrganisationRole.INVESTOR if invests else OrganisationRole.BUILDER
            yield OrganisationReading(company, role, "org_role.anaphor_wins", match.start())


def _own_plants(document: Document, sentence: Sentence, speaker: Mention | None) -> Iterator[OrganisationReading]:
    """公司位于X的Y: the company that the text speaks of has that plant."""
    if speaker is None:
        return
    for match in _OWN_PLANT.finditer(document.text, sentence.start, sentence.end):
        yield OrganisationReading(speaker, OrganisationRole.INVESTOR, "org_role.own_plant", match.start())


def _item_head(text: str, sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """The company that an item of a digest opens on (润达环境:公司收到中标通知书)."""
    opening = (m for m in mentions if m.start == sentence.start and text[m.end : m.end + 1] == ":")
    return next((m for m in opening if m.kind in COMPANY_KINDS), None)


def _principal(text: str, index: MentionIndex) -> Mention | None:
    """The one company that makes a filing or notice, which 公司 means from there on."""
    found = [m for m in index.mentions if m.kind in COMPANY_KINDS and _NOTICE.match(text, m.end)]
    return found[0] if len({m.entity or m.text for m in found}) == 1 else None


def _by_cues(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    whole = document.text[sentence.start : sentence.end]
    for number, mention in enumerate(mentions):
        if _NO_PARTY.search(mention.text) or _IN_NAME.match(document.text, mention.end):
            continue
        clause = next(((a, b) for a, b in sentence.clauses if a <= mention.start < b), (sentence.start, sentence.end))
        last = _end_of_list(document.text, mentions, number)
        limit = next((m.start for m in mentions if m.start >= last), clause[1])
        ended = document.text[limit - 1 : limit] == "、"  # 由A投资、B承建: what is said of A ends there
        after = document.text[last : max(last, min(clause[1], limit if ended else limit + 12))]
        beside = document.text[max(clause[0], mention.start - 14) : mention.start]
        before = document.text[
            max(clause[0], mention.start - _BEFORE) : _start_of_list(document.text, mentions, number)
        ]
        if mention.start == clause[0] and (named := _AS_PARTY.search(whole[: mention.start - sentence.start])):
            before = beside = named["part"]
        builds = mention.kind in COMPANY_KINDS and _BUILDS_IT.search(document.text, clause[0], mention.start)
        if builds:
            yield OrganisationReading(mention, OrganisationRole.BUILDER, "org_role.builder.before", builds.start())
            continue
        yield from _roles(mention, _Around(before, beside, after, whole))


def _parents(
    document: Document, mentions: list[Mention], cued: list[OrganisationReading], principal: Mention | None
) -> Iterator[OrganisationReading]:
    """The company that invests through a subsidiary (拟通过全资子公司B投资建设), or files the notice about it."""
    told = {m.mention.entity or m.mention.text for m in cued}
    for reading in cued:
        own = reading.mention
        first = max(0, own.start - _BESIDE)
        kin = _SUBSIDIARY.search(document.text, first, own.start)
        if reading.role is not OrganisationRole.INVESTOR or kin is None:
            continue
        before = [m for m in mentions if m.end <= own.start and m.kind in COMPANY_KINDS]
        near = before and (_THROUGH.search(document.text, first, own.start) or before[-1].end >= first)
        filed = principal if document.text.endswith("公司", 0, kin.start()) else None
        parent = before[-1] if near else filed
        if parent is not None and (parent.entity or parent.text) not in told | {own.entity or own.text}:
            yield OrganisationReading(parent, reading.role, "org_role.parent", reading.at)


def _as_subject(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    """A company that a sentence is about, where a later clause without an organisation of its own says 投资, 建成."""
    subjects = [m for m in mentions if m.kind in COMPANY_KINDS and _SUBJECT.match(document.text, m.end, sentence.end)]
    for start, end in sentence.clauses if subjects else ():
        other = any(m.start < end and start < m.end for m in mentions)
        # A拟建X;B拟建Y: each part has a subject of its own.
        before = [m for m in subjects if m.end <= start and ";" not in document.text[m.end : start]]
        subject = before[0] if before else None
        if subject is not None and not other and _ACTS.match(document.text, start, end):
            yield OrganisationReading(subject, OrganisationRole.INVESTOR, "org_role.subject", start)


def _end_of_list(text: str, mentions: list[Mention], number: int) -> int:
    """End of the coordination (A、B和C) in which an organisation stands."""
    end = mentions[number].end
    for later in mentions[number + 1 :]:
        if later.start < end or _LINK.fullmatch(text, end, later.start) is None:
            break
        end = later.end
    aside = _ALIAS.match(text, end)
    end = aside.end() if aside else end
    link = _LINK.match(text, end)
    return link.end() if link else end


def _start_of_list(text: str, mentions: list[Mention], number: int) -> int:
    start = mentions[number].start
    for earlier in reversed(mentions[:number]):
        if earlier.end > start or _LINK.fullmatch(text, earlier.end, start) is None:
            break
        start = earlier.start
    return start


@dataclass(frozen=True, slots=True)
class _Around:
    """Text around an organisation: before its list, right before itself, behind its list, its whole sentence."""

    before: str
    beside: str
    after: str
    sentence: str


def _holds(
    entry: OrganisationRoleEntry, after_cue: re.Pattern[str] | None, before_cue: re.Pattern[str] | None, around: _Around
) -> str | None:
    """Which side's cue makes the role hold, None if neither."""
    if entry.anywhere:
        return "anywhere"
    if before_cue is not None and before_cue.search(around.beside if entry.adjacent else around.before):
        return "before"
    if after_cue is None or (entry.agent and _BY.search(around.before) is None):
        return None
    match = after_cue.match(around.after)
    return "after" if match and not _NEGATION.search(match.group()) else None


def _roles(mention: Mention, around: _Around) -> Iterator[OrganisationReading]:
    """The first role that holds; an investor who also runs the thing (投资和运营) is an operator too."""
    first: OrganisationRole | None = None
    for entry, after_cue, before_cue in _entries_of(mention.kind):
        if entry.named and not any(word in mention.text for word in entry.named):
            continue
        if entry.needs and not any(word in around.sentence for word in entry.needs):
            continue
        side = _holds(entry, after_cue, before_cue, around)
        if side is None or (first and (first, entry.role) != (OrganisationRole.INVESTOR, OrganisationRole.OPERATOR)):
            continue
        first = first or entry.role
        yield OrganisationReading(mention, entry.role, f"{entry.id}.{side}", mention.start)
