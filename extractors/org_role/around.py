"""What stands around an organisation: in its list, in its clause, in its sentence."""

import re
from collections.abc import Sequence

from kaigong.extractors.org_role import patterns as pat
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.fast_dataclass import dataclass

_BESIDE = 14
_BEFORE = 30
_BEYOND = 12  # characters of the next name that a cue may reach over


@dataclass(frozen=True, slots=True)
class Around:
    """The text around the organisation ``number`` of a sentence.

    Before its list, right before itself, behind its list, its whole sentence; ``clause`` is where its clause begins,
    ``last`` where its list ends.
    """

    text: str
    start: int  # of the sentence
    clauses: Sequence[tuple[int, int]]
    mentions: list[Mention]
    number: int
    clause: int
    last: int
    before: str
    beside: str
    after: str
    sentence: str

    @property
    def mention(self) -> Mention:
        """The organisation itself."""
        return self.mentions[self.number]

    @property
    def ahead(self) -> str:
        """What the sentence says before the organisation."""
        return self.sentence[: self.mention.start - self.start]


def around(document: Document, sentence: Sentence, mentions: list[Mention], number: int) -> Around:
    """What stands around an organisation, by its number among those of its sentence."""
    text, mention = document.text, mentions[number]
    clause = next(((a, b) for a, b in sentence.clauses if a <= mention.start < b), (sentence.start, sentence.end))
    last = _end_of_list(text, mentions, number)
    told_until = clause[1]
    if (duty := pat.ITS_DUTY.match(text, last)) is not None:  # 设立某公司,|作为项目实施主体
        last = duty.end()
        told_until = next((end for begin, end in sentence.clauses if begin <= last < end), told_until)
    limit = next((m.start for m in mentions if m.start >= last), told_until)
    ended = text[limit - 1 : limit] == "、"  # 由A投资、B承建: what is said of A ends there
    until = next((end for _, end in sentence.clauses if last < end), told_until)  # A股份:拟与B|共同出资
    after = _masked(text, mentions, last, max(last, min(until, limit if ended else limit + _BEYOND)))
    named = _named_part(text, sentence.start, mention, mentions[:number], clause[0])
    return Around(
        text=text,
        start=sentence.start,
        clauses=sentence.clauses,
        mentions=mentions,
        number=number,
        clause=clause[0],
        last=last,
        before=named or text[max(clause[0], mention.start - _BEFORE) : _start_of_list(text, mentions, number)],
        beside=named or text[max(clause[0], mention.start - _BESIDE) : mention.start],
        after=after if mention.entity else _within_bracket(after),
        sentence=text[sentence.start : sentence.end],
    )


def joined(text: str, first: Mention, second: Mention) -> bool:
    """Whether nothing but 与 or 和 stands between two organisations."""
    return text[first.end : second.start] in ("与", "和", "同", "携手", "联合", "、")


def _named_part(text: str, first: int, mention: Mention, before: list[Mention], clause: int) -> str | None:
    """The part that the clause or label before a name gives it (作为投资方,|A), if not another's (由A作为总包方,|B)."""
    if mention.start != clause:
        return None
    named = pat.AS_PARTY.search(text[first : mention.start])
    if named is not None:
        return None if any(m.end == first + named.start() for m in before) else named["part"]
    label = pat.LABEL.search(text[first : mention.start])
    return None if label is None else label["part"]


def _within_bracket(after: str) -> str:
    """What follows up to the end of the bracket in which an organisation stands (A公司(B与C合资)|负责建设)."""
    close = after.find(")")
    return after if close < 0 or 0 <= after.find("(") < close else after[:close]


def _masked(text: str, mentions: list[Mention], start: int, end: int) -> str:
    """A stretch of text with the names in it made unreadable: 与某投资运营有限公司 says nothing of 运营."""
    masked = text[start:end]
    for mention in mentions:
        if start <= mention.start < end:
            last = min(mention.end, end)
            name = "某" * (last - mention.start)
            masked = masked[: mention.start - start] + name + masked[last - start :]
    return masked


def _end_of_list(text: str, mentions: list[Mention], number: int) -> int:
    """End of the coordination (A、B和C, A(下称公司)与B) in which an organisation stands."""
    end = mentions[number].end
    for later in mentions[number + 1 :]:
        past = _behind(pat.ALIAS, text, end)
        if later.start < past:
            continue  # the short name in the brackets
        if pat.LINK.fullmatch(text, past, later.start) is None:
            break
        end = later.end
    for passed in (pat.ALIAS, pat.LINK, pat.LED):
        end = _behind(passed, text, end)
    return end


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the text goes on behind what the pattern finds there."""
    found = pattern.match(text, at)
    return at if found is None else found.end()


def _start_of_list(text: str, mentions: list[Mention], number: int) -> int:
    start = mentions[number].start
    for earlier in reversed(mentions[:number]):
        if earlier.end > start:
            break
        if not (pat.LINK.fullmatch(text, earlier.end, start) or pat.OF_PARENT.fullmatch(text, earlier.end, start)):
            break
        start = earlier.start
    return start
