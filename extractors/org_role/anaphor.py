"""Whom 公司, 我们, 双方 and 公司位于X的Y mean: companies that the text named before."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.around import joined
from kaigong.extractors.org_role.reading import COMPANY_KINDS, OrganisationReading, companies_of, invests
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import OrganisationRole

_QUOTATION = 160
_BODY_REACH = 120


def pair_of(text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The companies that a sentence joins (A与B合资组建的某公司揭牌, A与市政府、B签署协议), if it joins none else."""
    rows: list[list[Mention]] = [mentions[:1]]
    for last, mention in pairwise(mentions):
        if joined(text, last, mention):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    parties = [companies for row in rows if len(row) > 1 and (companies := companies_of(row))]
    return tuple(parties[0]) if len(parties) == 1 else ()


def by_anaphor(
    document: Document, sentence: Sentence, index: MentionIndex, company: Mention | None, filed: bool
) -> Iterator[OrganisationReading]:
    """公司 and 该集团 with a verb of investing: the company named last; 我们 in a quotation: whose manager speaks.

    ``filed`` says that 公司 means the one that makes a notice, whoever else is named.
    """
    text, start, end = document.text, sentence.start, sentence.end
    if pat.FIRM.search(text, start, end) is None and pat.WE.search(text, start, end) is None:
        return
    mentions = index.inside(start, end)
    yield from _firms(text, sentence, companies_of(mentions), company, filed)
    yield from _this_firm(text, sentence, mentions, company)
    for match in pat.WE_INVEST.finditer(text, start, end):
        speaker = _of_quote(text, match.end(), index, mentions, company)
        if speaker is not None:
            yield invests(speaker, "org_role.anaphor_we", match.start())
    if company is None:
        return
    for match in pat.WINS.finditer(text, start, end):
        public_private = pat.PUBLIC_PRIVATE.search(text, start, end)
        role = OrganisationRole.INVESTOR if public_private else OrganisationRole.BUILDER
        yield OrganisationReading(company, role, "org_role.anaphor_wins", match.start())


def _firms(
    text: str, sentence: Sentence, companies: list[Mention], company: Mention | None, filed: bool
) -> Iterator[OrganisationReading]:
    for match in pat.ANAPHOR.finditer(text, sentence.start, sentence.end):
        before = [m for m in companies if m.end <= match.start()]
        here = [m for m in before if pat.IS_PARENT.match(text, m.end, match.start()) is None] or before
        own = filed and match.group().startswith("公司")
        named = here[-1] if here and not own else company
        if named is not None and (here or not _far_off(text, named, match)):
            yield invests(named, "org_role.anaphor", match.start())


def _this_firm(
    text: str, sentence: Sentence, mentions: list[Mention], company: Mention | None
) -> Iterator[OrganisationReading]:
    """这家公司看中了当地资源,投资1.2亿元…: the subject of what a sentence goes on to tell."""
    firm = pat.THIS_FIRM.search(text, sentence.start, sentence.end)
    if firm is None:
        return
    # 奇美实业总经理表示,该公司将在高雄兴建X: the one on which the sentence opens
    opens = [m for m in mentions if m.start == sentence.start and m.kind in COMPANY_KINDS]
    meant = opens[0] if opens and opens[0].end <= firm.start() else company
    if meant is not None and not _far_off(text, meant, firm):
        for start, end in sentence.clauses:
            if start > firm.start() and pat.ACTS.match(text, start, end):
                yield invests(meant, "org_role.anaphor_subject", start)


def _of_quote(
    text: str, at: int, index: MentionIndex, mentions: list[Mention], company: Mention | None
) -> Mention | None:
    """Whose manager says 我们 in a quotation: the company named behind it, or the one that 公司 there means."""
    close = text.find("”", at, at + _QUOTATION)
    if close < 0 or "\n" in text[at:close]:
        return None
    named = next(iter(index.starting_at(close + 1)), None)  # in the next sentence, where the quotation ends on 。
    if named is not None or pat.FIRM_SAYS.match(text, close + 1) is None:
        return named if named is not None and named.kind in COMPANY_KINDS else None
    paragraph = text.rfind("\n", 0, at) + 1
    here = [m for m in companies_of(mentions) if paragraph <= m.start < at]
    last = here[-1] if here else company
    return last if last is not None and last.start >= paragraph else None


def _far_off(text: str, company: Mention, pointer: re.Match[str]) -> bool:
    """Whether 这家企业 stands in the midst of a paragraph that names no company: it means one that was not read."""
    at = pointer.start()
    if pat.POINTS_BACK.match(text, at) is None:
        return False
    paragraph = text.rfind("\n", 0, at) + 1
    return company.start < paragraph and pat.A_SENTENCE.search(text, paragraph, at) is not None


def both(document: Document, sentence: Sentence, pair: tuple[Mention, ...]) -> Iterator[OrganisationReading]:
    """双方将共同投资…: the two companies that the sentence before has joined."""
    match = pat.BOTH_INVEST.search(document.text, sentence.start, sentence.end) if pair else None
    if match is not None:
        yield from (invests(company, "org_role.anaphor", match.start()) for company in pair)


def own_plants(
    document: Document,
    sentence: Sentence,
    index: MentionIndex,
    speaker: Mention | None,
    company: Mention | None,
) -> Iterator[OrganisationReading]:
    """公司位于X的Y: the company that the text speaks of has that plant; 其位于X的Y: the one named before."""
    text, first, last = document.text, sentence.start, sentence.end
    mentions = index.inside(first, last)
    for mention in companies_of(mentions):
        if text.endswith(("是", "系"), first, mention.start) and pat.NTH_THERE.match(text, mention.end, last):
            yield invests(mention, "org_role.own_plant", mention.start)
    for match in pat.ITS_PLANT.finditer(text, first, last):
        # 企业A走薄板路线。9月,其位于X的Y试生产: the one that the sentence before speaks of
        led = company if company is not None and company.start >= text.rfind("\n", 0, first) else None
        named = next((m for m in mentions if m.end <= match.start()), led)
        if named is not None and named.kind in COMPANY_KINDS:
            yield invests(named, "org_role.own_plant", match.start())
    for match in pat.THEIR_PLANT.finditer(text, first, last):
        before = [m for m in companies_of(mentions) if m.end <= match.start()]
        opens = before[0] if before and before[0].start == first else None
        named = opens or next(reversed(before), company)
        if named is not None:
            yield invests(named, "org_role.own_plant", match.start())
    for match in pat.THIS_BODY_BUILDS.finditer(text, first, last):
        called = (m for m in index.inside(max(0, first - _BODY_REACH), match.start()) if m.text.endswith(match["kind"]))
        if (body := next(reversed(list(called)), None)) is not None:
            yield OrganisationReading(body, OrganisationRole.OWNER, "org_role.this_body", match.start())
    for mention in companies_of(mentions):
        if text.endswith("在", first, mention.start) and pat.OPENS_AT.match(text, mention.end, last):
            yield invests(mention, "org_role.own_plant", mention.start)  # 生产线4月28日在某建材总厂投入试生产
    if speaker is not None:
        for match in pat.OWN_PLANT.finditer(text, first, last):
            yield invests(speaker, "org_role.own_plant", match.start())
