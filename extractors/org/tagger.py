"""Organisations: a cascade of rules over lexicons, then aliases, then consistency over the whole document."""

from collections.abc import Iterable

from kaigong.extractors.backend import make_recogniser
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import opinions_of
from kaigong.extractors.org.agent import AgentRule
from kaigong.extractors.org.alias import AliasRule, ConsistencyRule
from kaigong.extractors.org.candidate import Candidate, joined, longest
from kaigong.extractors.org.company import SuffixRule
from kaigong.extractors.org.compound import CompoundRule
from kaigong.extractors.org.government import GovernmentRule
from kaigong.extractors.org.headline import HeadlineRule
from kaigong.extractors.org.known import KnownRule
from kaigong.extractors.org.learned import LearnedRule
from kaigong.extractors.org.lexicon import OrganisationLexicon, organisation_lexicon
from kaigong.extractors.org.link import FullNames
from kaigong.extractors.org.opinion import OpinionRule
from kaigong.extractors.org.words import Words
from kaigong.extractors.segment import segmenter_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label

# 各县(区)人民政府: all of a kind
_OF_ALL = lazy(r"各(?:有关|相关|直属|市|县|区|乡|镇|省|州|设区|地|部|委|单位)|[省市县区州旗乡镇盟]{1,2}\)")
# 由南京凯岭国际|设计,
_DOES_PART = lazy(r"(?:承担)?(?:总体|工程)?(?:设计|施工|监理|总包|供货|安装|勘察|制造|建造|代建)(?=[,。;、])")


class OrganisationTagger:
    """Finds organisations (label ORG), with ``kind`` and, for short forms of a known name, ``entity``."""

    name = "organisation"

    @property
    def _lexicon(self) -> OrganisationLexicon:
        return organisation_lexicon()

    def find(self, document: Document) -> Iterable[Mention]:
        """Mentions in order; they never overlap."""
        words = Words(document, self._lexicon, segmenter_of(document))
        first = [
            *SuffixRule(self._lexicon).find(words),
            *GovernmentRule(self._lexicon).find(words),
            *HeadlineRule(self._lexicon).find(words),
            *KnownRule(self._lexicon).find(words),
        ]
        first = joined(joined(first))
        if (learned := self._learned(document)) is not None:
            first = learned.cut(words, first)
        named = longest([*first, *CompoundRule().find(words, first)])
        named = longest([*named, *self._opinion(document, words, named)])
        if learned is not None:
            named = longest([*named, *learned.find(document, words, named)])
        aliases = list(AliasRule(self._lexicon).find(words, named))
        named = longest([*named, *aliases])
        named = longest([*named, *AgentRule(self._lexicon).find(words, named)])
        named = _acting(words, named)
        spread = ConsistencyRule(self._lexicon).find(words, named)
        everywhere = longest([*named, *(c for c in spread)])
        return [_mention(words, c) for c in FullNames(words, _acting(words, everywhere), self._lexicon).linked()]

    def _learned(self, document: Document) -> LearnedRule | None:
        if document.backends.tagger == "rules":
            return None
        return LearnedRule(self._lexicon, opinions_of(document))

    def _opinion(self, document: Document, words: Words, named: list[Candidate]) -> Iterable[Candidate]:
        """What the tagger of the pipeline adds to the rules."""
        backends = document.backends
        recogniser = make_recogniser(backends.tagger, None if backends.tagger == "lac" else backends.model)
        return () if recogniser is None else OpinionRule(self._lexicon, recogniser).find(document, words, named)


def _acting(words: Words, candidates: list[Candidate]) -> list[Candidate]:
    """Drop names that are not sure and act nowhere in the text: they may stand inside a project's name only."""
    candidates = [
        c for c in candidates if words.text[c.start] not in "()）（·-" and not _OF_ALL.match(words.text, c.start)
    ]
    proven = {
        words.text[c.start : c.end]
        for c in candidates
        if c.sure
        or (words.acts(c.end) and not words.opens_project(c.end))
        or (words.text[c.start - 1 : c.start] == "由" and _DOES_PART.match(words.text, c.end))
    }
    return [c for c in candidates if words.text[c.start : c.end] in proven]


def _mention(words: Words, candidate: Candidate) -> Mention:
    return Mention(
        label=Label.ORG,
        start=candidate.start,
        end=candidate.end,
        text=words.text[candidate.start : candidate.end],
        rule=candidate.rule,
        kind=candidate.kind,
        entity=candidate.entity,
    )
