"""What part an organisation plays, by the cues in its own clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.project_name import alternation
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label, OrganisationRole
from kaigong.schemas.lexicon import OrganisationRoleEntry

_GAP = r"[^,;。!?:\n]{0,10}?"
_LINK = re.compile(
    r"(?:、|和|与|及|以及|携手|联合|联手|等|[一二两三四五六七八九十]家|组成的?|的?联合体|公司|合资|集团)*"
)


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation with the role that its clause gives it."""

    mention: Mention
    role: OrganisationRole
    rule: str


@cache
def _entries() -> tuple[tuple[OrganisationRoleEntry, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = []
    for entry in load_lexicon("org_roles", OrganisationRoleEntry):
        after = re.compile(rf"{_GAP}(?:{alternation(entry.after)})") if entry.after else None
        before = re.compile(rf"(?:{alternation(entry.before)})(?:分别为|为|是|:|系|则?由)?$") if entry.before else None
        rows.append((entry, after, before))
    return tuple(rows)


def read_organisations(document: Document) -> list[OrganisationReading]:
    """Roles of the organisations of a document, in order; an organisation without a cue has none."""
    return [reading for sentence in document.sentences for reading in _in_sentence(document, sentence)]


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[OrganisationReading]:
    mentions = [m for m in document.mentions_of(Label.ORG) if sentence.start <= m.start and m.end <= sentence.end]
    for number, mention in enumerate(mentions):
        clause = next(((a, b) for a, b in sentence.clauses if a <= mention.start < b), (sentence.start, sentence.end))
        last = _end_of_list(document.text, mentions, number)
        limit = next((m.start for m in mentions if m.start >= last), clause[1])
        after = document.text[last : max(last, min(clause[1], limit + 12))]
        before = document.text[max(clause[0], mention.start - 14) : _start_of_list(document.text, mentions, number)]
        whole = document.text[clause[0] : clause[1]]
        yield from _roles(mention, before, after, whole)


def _end_of_list(text: str, mentions: list[Mention], number: int) -> int:
    """End of the coordination (A、B和C) in which an organisation stands."""
    end = mentions[number].end
    for later in mentions[number + 1 :]:
        if later.start < end or _LINK.fullmatch(text, end, later.start) is None:
            break
        end = later.end
    link = _LINK.match(text, end)
    return link.end() if link else end


def _start_of_list(text: str, mentions: list[Mention], number: int) -> int:
    start = mentions[number].start
    for earlier in reversed(mentions[:number]):
        if earlier.end > start or _LINK.fullmatch(text, earlier.end, start) is None:
            break
        start = earlier.start
    return start


def _roles(mention: Mention, before: str, after: str, clause: str) -> Iterator[OrganisationReading]:
    """The first role that holds; an investor who also runs the thing (投资和运营) is an operator too."""
    found: list[OrganisationRole] = []
    for entry, after_cue, before_cue in _entries():
        if mention.kind in entry.not_kinds or (entry.kinds and mention.kind not in entry.kinds):
            continue
        if entry.needs and not any(word in clause for word in entry.needs):
            continue
        by_before = before_cue is not None and before_cue.search(before) is not None
        by_after = after_cue is not None and after_cue.match(after) is not None
        if entry.agent and not re.search(r"由$", before):
            by_after = False
        if not (by_before or by_after):
            continue
        if found and (found[0], entry.role) != (OrganisationRole.INVESTOR, OrganisationRole.OPERATOR):
            continue
        found.append(entry.role)
        yield OrganisationReading(mention, entry.role, f"{entry.id}.{'before' if by_before else 'after'}")
