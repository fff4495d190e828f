"""What of a text the zones of model.py need and no name decides: found once however often the text is read."""

import re

from kaigong.extractors.discourse.patterns import COUNTS_THEM, KIND_OPENS, SHORT_OPENS
from kaigong.extractors.discourse.reference import BackReferences
from kaigong.extractors.discourse.subject import SubjectReader
from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.role import principal_of
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label

# Two characters of all words without which no other clause opens on an undertaking or tells of an agreement:
# 一期, 项目, 工程, 前者, 后者, 签署, 签订, 签下, 签约, 签了, 达成, 元!
_MAY_SPEAK = lazy(r"[一二三四五六七八九项工前后签达元][期目程者署订下约了成!]")
_SECTION = lazy(r"(?:^|\n)[ \t\u3000]*[一二三四五六七八九]、")


class DiscourseText:
    """The back-references, bodies and subjects of one document, and which of its sentences speak of nothing."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.references = BackReferences(document.text)
        self.organisations = MentionIndex(document.mentions_of(Label.ORG))
        self.sentences = SentenceIndex(document.sentences)
        self.places = MentionIndex(document.mentions_of(Label.PLACE))
        self.subjects = SubjectReader(document)
        # Whether this is the notice of one company in numbered sections (一、…二、…).
        sections = len(_SECTION.findall(document.text))
        self.in_sections = sections > 1 and principal_of(document.text, self.organisations) is not None
        self.year = document.published.year if document.published is not None else 0
        self.others: dict[int, bool] = {}  # start of a sentence → whether it speaks of a body's own
        self.turns: dict[tuple[int, int], bool] = {}  # clause → whether it turns to something else
        self._short: dict[tuple[int, int], re.Match[str] | None] = {}
        self._quiet: dict[int, bool] = {}
        self._named: dict[int, list[Mention]] = {}

    def is_quiet(self, sentence: Sentence) -> bool:
        """Whether a sentence has no words by which it could speak of an undertaking that it does not name."""
        quiet = self._quiet.get(sentence.start)
        if quiet is None:
            quiet = _MAY_SPEAK.search(self.text, sentence.start, sentence.end) is None
            quiet = quiet and not any(self._may_speak(start, end) for start, end in sentence.clauses)
            self._quiet[sentence.start] = quiet
        return quiet

    def _may_speak(self, start: int, end: int) -> bool:
        """Whether a clause refers back, or opens as one does that speaks of what was named before."""
        text = self.text
        if self.references.of_clause(start, end) or self.short_opening(start, end):
            return True
        return bool(KIND_OPENS.match(text, start, end) or COUNTS_THEM.match(text, start, end))

    def short_opening(self, start: int, end: int) -> re.Match[str] | None:
        """The word that opens a clause and may be short for a name."""
        if (start, end) not in self._short:
            self._short[start, end] = SHORT_OPENS.match(self.text, start, end)
        return self._short[start, end]

    def organisations_of(self, sentence: Sentence) -> list[Mention]:
        """The organisations that a sentence names."""
        named = self._named.get(sentence.start)
        if named is None:
            named = self._named[sentence.start] = self.organisations.inside(sentence.start, sentence.end)
        return named
