"""Roles that only the network sees: of mentions of which no rule says what they are."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions, SeenClass
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.reading import AmountReading, MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, MetricRole, OrganisationRole

_START = attrgetter("start")
_LEAST = 0.8  # mean probability of a role; at 0.7 a little more is found and a little more of it is wrong
# What is denied, awaited or only possible: the network reads over it.
_DOUBT = lazy(
    r"不是|并非|不属实|否认|[尚还]需|尚待|有待|等待|[尚还]未|未能|没能|没有|未(?:获|经|取得|开工|签|定)|一旦|(?<![般尔])若(?![干尔])|如获|如能|如果|网传|传闻|据传"
)
_WITH_ROLES = frozenset({Label.ORG, Label.AMOUNT, Label.QUANTITY})


class LearnedRoles:
    """What the network says of the mentions of a document; nothing where it was not asked."""

    def __init__(self, document: Document, opinions: Opinions | None) -> None:
        asked = [m for m in document.mentions if m.label in _WITH_ROLES] if opinions is not None else []
        asked = [m for m in asked if not is_in_doubt(document, m.start) and not _is_aside(document.text, m)]
        seen = ((m.start, opinions.role_of(m)) for m in asked if opinions is not None)
        self._roles = {at: role for at, role in seen if role is not None and role.probability >= _LEAST}
        self._organisations = document.mentions_of(Label.ORG)

    def amounts(self, readings: Iterable[AmountReading]) -> list[AmountReading]:
        """The readings, with a role for sums that have none."""
        return [
            replace(r, role=AmountRole(seen.name), rule="amount_role.learned")
            if r.role is None and (seen := self._seen(r.mention)) is not None
            else r
            for r in readings
        ]

    def metrics(self, readings: Iterable[MetricReading]) -> list[MetricReading]:
        """The readings, with a role for quantities that have none; counts of any other thing are left to rules."""
        return [
            replace(r, role=MetricRole(seen.name), rule="metric_role.learned")
            if r.role is None and (seen := self._seen(r.mention)) is not None and seen.name != MetricRole.OTHER.value
            else r
            for r in readings
        ]

    def organisations(self) -> list[OrganisationReading]:
        """A reading of each organisation that plays a part, wherever it stands."""
        return [
            OrganisationReading(m, OrganisationRole(seen.name), "org_role.learned", m.start)
            for m in self._organisations
            if (seen := self._seen(m)) is not None
        ]

    def _seen(self, mention: Mention) -> SeenClass | None:
        return self._roles.get(mention.start)


def is_in_doubt(document: Document, position: int) -> bool:
    """Whether the sentence at a position says of something that it is not so, not yet so, or only perhaps so."""
    at = bisect_right(document.sentences, position, key=_START) - 1
    if at < 0:
        return False
    sentence = document.sentences[at]
    return _DOUBT.search(document.text, sentence.start, sentence.end) is not None


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether a mention stands in brackets by itself: another name of what stands before them."""
    return text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"
