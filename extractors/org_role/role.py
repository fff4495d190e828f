"""What parts the organisations of a document play: by cues in their clauses, as subjects, and where 公司 means them."""

from collections.abc import Iterator
from dataclasses import replace

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.item_head import OPENS_ITEM, item_starts
from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.anaphor import both, by_anaphor, own_plants, pair_of
from kaigong.extractors.org_role.around import around
from kaigong.extractors.org_role.context import in_context
from kaigong.extractors.org_role.cue import roles_by_cue
from kaigong.extractors.org_role.duty import by_duty
from kaigong.extractors.org_role.follow import Followed
from kaigong.extractors.org_role.parent import heads_item, is_means, owners_of, parents
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading, companies_of
from kaigong.extractors.org_role.subject import as_subject, goes_on
from kaigong.extractors.org_role.whose import doer_behind, whose_works
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label, OrganisationRole

# 某局承建。该公司…: who builds for another is not the company that the text speaks of.
_WORKS_FOR = (
    "承建", "承揽", "承造", "承作", "统包", "施作", "得标", "施工", "总承包", "负责施工", "承担施工", "负责承建",
    "监理", "设计", "承包",
)  # fmt: skip


_FIRM_REACH = 16  # characters from 公司 to the one by its side


def read_organisations(document: Document) -> list[OrganisationReading]:
    """Roles of the organisations of a document, in order; an organisation without a cue has none."""
    found: list[OrganisationReading] = []
    text = document.text
    index = MentionIndex(document.mentions_of(Label.ORG))
    company = speaker = principal = principal_of(text, index)
    if principal is not None and _is_digest(text, index, principal):
        principal = None
    followed = Followed(text, principal)
    pair: tuple[Mention, ...] = ()  # whom 双方 would mean
    for sentence in document.sentences:
        mentions = index.inside(sentence.start, sentence.end)
        head = _item_head(text, sentence, mentions) if mentions else None
        filed = head is None and principal is not None
        found += by_anaphor(document, sentence, index, head or company, filed)
        found += own_plants(document, sentence, index, speaker, company)
        found += followed.find(sentence, mentions, head or company)
        found += both(document, sentence, pair)
        if (pair := pair_of(text, mentions)) and pair[-1].end < sentence.end:
            found += both(document, replace(sentence, start=pair[-1].end), pair)  # A与B达成合作,双方将共同投资
        if mentions:
            if principal is None:
                company = _company_of(text, mentions) or company
                speaker = next(iter(companies_of(mentions)), speaker)
            found += _told_in(document, sentence, mentions, principal)
    return found


def _company_of(text: str, mentions: list[Mention]) -> Mention | None:
    """The company that 公司 means in the sentences behind: the last that acts, no other side of a contract."""
    acting = [m for m in mentions if _may_act(text, m)]
    # the first is none: A签署协议 goes on with A
    return next((m for m in reversed(acting) if m is acting[0] or not _is_other_side(text, m)), None)


def _told_in(
    document: Document, sentence: Sentence, mentions: list[Mention], principal: Mention | None
) -> Iterator[OrganisationReading]:
    """The parts of the organisations that a sentence names, and of those through whom they act."""
    cued = list(_by_cues(document, sentence, mentions))
    yield from cued
    yield from parents(document, mentions, cued, principal)
    yield from _signs_again(document, sentence, cued)
    told = {id(reading.mention) for reading in cued}
    subjects = list(as_subject(document, sentence, [m for m in mentions if id(m) not in told]))
    yield from subjects
    yield from goes_on(document, sentence, mentions, cued)
    acting = [
        s for s in subjects if is_means(document.text, s.mention) or heads_item(document.text, mentions, s.mention)
    ]
    yield from parents(document, mentions, acting, principal)
    yield from owners_of(document, mentions, [*cued, *subjects])


def _may_act(text: str, mention: Mention) -> bool:
    """Whether 公司 further on can mean an organisation: a company, but none that only gives another one capital."""
    if mention.kind not in COMPANY_KINDS or text.startswith(("领投", "跟投", *_WORKS_FOR), mention.end):
        return False
    if text.endswith("给", 0, mention.start) or pat.SHARES_OF.match(text, mention.end) is not None:
        return False  # 供应给|东华能源
    if pat.HOLDS_PART.match(text, mention.end) is not None:
        return False  # 某商社|持有该矿25%股份
    if pat.FIRM_WITH.search(text, max(0, mention.start - _FIRM_REACH), mention.start) is not None:
        return False  # 由公司与|某县水电公司|各占一半股份
    return not (_is_beside(text, mention) and pat.COOPERATION.match(text, mention.end))  # 深化与|比亚迪|合作


def _is_other_side(text: str, mention: Mention) -> bool:
    """Whether a company is only the one with which another one of the sentence signs (A近日与|B|签订协议)."""
    return _is_beside(text, mention) and pat.SIGNED_BY.match(text, mention.end) is not None


def _is_beside(text: str, mention: Mention) -> bool:
    """Whether 与 stands before an organisation."""
    return text.endswith(("与", "和", "同", "跟"), 0, mention.start)


def _item_head(text: str, sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """The company that an item of a digest opens on (润达环境:公司收到中标通知书)."""
    starts = set(item_starts(text, sentence.start, sentence.end))
    opening = (m for m in mentions if m.start in starts and OPENS_ITEM.match(text, m.end))
    return next((m for m in opening if m.kind in COMPANY_KINDS), None)


def principal_of(text: str, index: MentionIndex) -> Mention | None:
    """The one company that makes a filing or notice, which 公司 means from there on."""
    found = [m for m in index.mentions if m.kind in COMPANY_KINDS and pat.NOTICE.match(text, m.end)]
    return found[0] if len({m.full_name for m in found}) == 1 else None


def _is_digest(text: str, index: MentionIndex, company: Mention) -> bool:
    """Whether other firms head items of their own: 公司 in 【A】公司与… is no other that announces something."""
    heads = (m for m in index.mentions if text[m.start - 1 : m.start] == "【" and text.startswith("】", m.end))
    return any(m.full_name != company.full_name for m in heads)


def _by_cues(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    for number, mention in enumerate(mentions):
        if pat.NO_PARTY.search(mention.text) or pat.IN_NAME.match(document.text, mention.end):
            continue
        here = around(document, sentence, mentions, number)
        company = mention.kind in COMPANY_KINDS
        builds = pat.BUILDS_IT.search(document.text, here.clause, mention.start) if company else None
        does = doer_behind(here) if company and builds is None else None
        founded = pat.TO_BUILD.match(document.text, here.last) if company else None
        if builds is not None:
            yield OrganisationReading(mention, OrganisationRole.BUILDER, "org_role.builder.before", builds.start())
        elif does is not None:
            yield does
        elif founded is not None and pat.SET_UP.search(here.before):  # 在墨西哥设立某公司,投资建设Y
            at = founded.start("deed")
            yield OrganisationReading(mention, OrganisationRole.OWNER, "org_role.founded.after", at)
        elif (duty := by_duty(here)) is not None:
            yield duty
        elif company and pat.USES.search(here.before) and pat.ITS_MAKE.match(document.text, here.last):
            yield OrganisationReading(mention, OrganisationRole.PARTNER, "org_role.technology_of.after", mention.start)
        else:
            readings = list(roles_by_cue(here))
            for reading in readings:
                yield from in_context(reading, here)
            if not readings:
                yield from whose_works(here)


def _signs_again(
    document: Document, sentence: Sentence, cued: list[OrganisationReading]
) -> Iterator[OrganisationReading]:
    """The body that signs with one firm, where it signs with the next (某县政府与A签约X,…;与B签约Y)."""
    body = next((r for r in cued if r.rule == "org_role.signatory.after"), None)
    if body is None:
        return
    for match in pat.SIGNS_AGAIN.finditer(document.text, sentence.start, sentence.end):
        if match.start() > body.mention.end:
            yield replace(body, at=match.start("with"))
