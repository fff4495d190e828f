"""The company that a sentence is about, where a later clause without a subject of its own invests or builds."""

from collections.abc import Iterator

from kaigong.extractors.org_role import patterns as pat
from kaigong.extractors.org_role.around import joined
from kaigong.extractors.org_role.parent import is_subsidiary
from kaigong.extractors.org_role.reading import OrganisationReading, companies_of, invests
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import OrganisationRole


def as_subject(document: Document, sentence: Sentence, mentions: list[Mention]) -> Iterator[OrganisationReading]:
    """A company that a sentence is about, where a later clause without an organisation of its own says 投资, 建成."""
    text, companies = document.text, companies_of(mentions)
    subjects = _subjects(text, sentence, mentions, companies)
    for start, end in sentence.clauses if subjects else ():
        # A拟建X;B拟建Y: each part has a subject of its own.
        before = [m for m in subjects if m.end <= start and ";" not in text[m.end : start]]
        if before and _acts(text, start, end, mentions):
            for subject in (before[0], *_beside_first(text, companies, before, (start, end))):
                yield invests(subject, "org_role.subject", start)


def _subjects(text: str, sentence: Sentence, mentions: list[Mention], companies: list[Mention]) -> list[Mention]:
    subjects = [
        m
        for m, other in zip(companies, [*companies[1:], None], strict=False)
        if pat.SUBJECT.match(text, m.end, sentence.end)
        or pat.TOGETHER.match(text, m.end)
        or (other is not None and pat.TOGETHER.match(text, other.end) and joined(text, m, other))
    ]
    first = subjects[0] if subjects else None
    # 仪化还将与|某公司|合作,建设X: of the two only the other was read, and it is not whom the text speaks of
    if (
        first is not None
        and text[first.start - 1] in "与和同"
        and not any(m.end < first.start for m in mentions)
        and pat.TOGETHER.match(text, first.end)
    ):
        return subjects[1:]
    return subjects


def _acts(text: str, start: int, end: int, mentions: list[Mention]) -> bool:
    """Whether a clause tells of a deed and names nobody else who does it."""
    if pat.ACTS_WITH.match(text, start, end):
        return True
    return not any(m.start < end and start < m.end for m in mentions) and pat.ACTS.match(text, start, end) is not None


def _beside_first(
    text: str, companies: list[Mention], subjects: list[Mention], clause: tuple[int, int]
) -> Iterator[Mention]:
    """Those who act with the first of the subjects in a clause."""
    first, others = subjects[0], subjects[1:]
    # A公告,拟通过全资子公司B,在X投资建设; A公告,子公司B近日取得备案,将建设X: both, as B is what A acts through.
    yield from (m for m in others if is_subsidiary(text, m))
    # A与B合作,投资12亿元建设X: both
    beside = [m for m in others[:1] if pat.TOGETHER.match(text, m.end) and joined(text, first, m)]
    if pat.JOINTLY.match(text, *clause):  # A宣布,已与B达成协议,将共同投资5亿欧元
        sides = [m for m in companies if first.end < m.start < clause[0] and text[m.start - 1] in "与和同"]
        beside += [m for m in sides[-1:] if m not in beside and pat.AGREES.match(text, m.end)]
    yield from beside


def goes_on(
    document: Document, sentence: Sentence, mentions: list[Mention], cued: list[OrganisationReading]
) -> Iterator[OrganisationReading]:
    """The company that invests in one clause and again in a later one (A投资5亿元建成X,又投资3亿元建设Y)."""
    own = next((r for r in cued if r.role is OrganisationRole.INVESTOR and r.rule.endswith(".after")), None)
    if own is None:
        return
    for start, end in sentence.clauses:
        others = any(m.start < end and own.mention.end < m.end for m in mentions)
        if others:
            return
        if start > own.mention.end and pat.GOES_ON.match(document.text, start, end):
            yield invests(own.mention, "org_role.subject", start)
