"""Roles that the network sees: of mentions of which no rule says what they are, and where it is surer than the rule."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.opinion import Opinions, SeenClass
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.reading import AmountReading, MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, MetricRole, MilestoneKind, Modality, OrganisationRole

_START = attrgetter("start")
_LEAST = 0.7  # mean probability of a role that no rule knows
_LEAST_OTHER = 0.8  # of a count of any other thing
_SURE_PARTY, _SURE_AMOUNT, _SURE_METRIC = 0.85, 0.95, 0.95  # of one that a rule reads otherwise
_OF_YEAR, _NEAR = "annual_", 4
_PARTLESS = 0.98  # from where on a mention plays no part, whatever a rule says
_LEAST_DAY = 0.8  # of a day of which no rule says what happens then
# What is denied, awaited or only possible: the network reads over it.
_DOUBT = lazy(
    r"不是|并非|不属实|否认|[尚还]需|尚待|有待|等待|[尚还]未|未能|没能|没有|未(?:获|经|取得|开工|签|定)|一旦|(?<![般尔])若(?![干尔])|如获|如能|如果|网传|传闻|据传"
)
_WITH_ROLES = frozenset({Label.ORG, Label.AMOUNT, Label.QUANTITY, Label.DATE})


class LearnedRoles:
    """What the network says of the mentions of a document; nothing where it was not asked."""

    def __init__(self, document: Document, opinions: Opinions | None) -> None:
        self._text = document.text
        asked = [m for m in document.mentions if m.label in _WITH_ROLES] if opinions is not None else []
        asked = [m for m in asked if not is_in_doubt(document, m.start) and not _is_aside(document.text, m)]
        seen = (((m.label, m.start), opinions.role_of(m)) for m in asked if opinions is not None)
        self._partless = {
            (m.label, m.start) for m in asked if opinions is not None and opinions.partless(m) >= _PARTLESS
        }
        self._roles = {at: role for at, role in seen if role is not None and role.probability >= _LEAST}
        # Made once: a document is read again after each name that falls.
        self.organisations = self._read_organisations(document)
        self.sure_parties = self._read_sure_parties(document)
        self.days = self._read_days(document)

    def amounts(self, readings: Iterable[AmountReading]) -> list[AmountReading]:
        """The readings of sums that play a part, with the role of those that have none or that are surer so."""
        return [
            replace(r, role=AmountRole(seen.name), rule="amount_role.learned")
            if (seen := self._seen(r.mention)) is not None and _is_of_amount(seen, r) and not self._is_of_day(seen, r)
            else r
            for r in readings
            if not self.is_partless(r.mention)
        ]

    def metrics(self, readings: Iterable[MetricReading]) -> list[MetricReading]:
        """The readings of quantities that play a part, with the role of those that have none or that are surer so."""
        return [
            replace(r, role=MetricRole(seen.name), rule="metric_role.learned")
            if (seen := self._seen(r.mention)) is not None and _is_of_metric(seen, r)
            else r
            for r in readings
            if not self.is_partless(r.mention)
        ]

    def _read_organisations(self, document: Document) -> list[OrganisationReading]:
        """A reading of each organisation that plays a part, wherever it stands."""
        return [
            OrganisationReading(m, OrganisationRole(seen.name), "org_role.learned", m.start)
            for m in document.mentions_of(Label.ORG)
            if (seen := self._seen(m)) is not None
        ]

    def _read_sure_parties(self, document: Document) -> dict[int, OrganisationRole]:
        """By the offset of their mentions, the parts of organisations that stand against what a rule says."""
        seen = ((m.start, self._seen(m)) for m in document.mentions_of(Label.ORG))
        return {at: OrganisationRole(s.name) for at, s in seen if s is not None and s.probability >= _SURE_PARTY}

    def _read_days(self, document: Document) -> list[tuple[Mention, MilestoneKind, Modality]]:
        """Days on which the network is sure that something happens, and what."""
        found = []
        for mention in document.mentions_of(Label.DATE):
            seen = self._seen(mention)
            if seen is not None and seen.probability >= _LEAST_DAY:
                kind, status = seen.name.split(":")
                found.append((mention, MilestoneKind(kind), Modality(status)))
        return found

    def _is_of_day(self, seen: SeenClass, reading: AmountReading) -> bool:
        """Whether a sum that the network takes for a year's is one of a day (日产值720万元)."""
        at = reading.mention.start
        return seen.name.startswith(_OF_YEAR) and "日" in self._text[max(0, at - _NEAR) : at]

    def is_partless(self, mention: Mention) -> bool:
        """Whether the network is sure that a mention plays no part in any undertaking."""
        return (mention.label, mention.start) in self._partless

    def is_likely(self, mention: Mention, role: str) -> bool:
        """Whether the network takes a mention for one that plays this role in some undertaking."""
        seen = self._seen(mention)
        return seen is not None and seen.name == role

    def _seen(self, mention: Mention) -> SeenClass | None:
        return self._roles.get((mention.label, mention.start))


def _is_of_amount(seen: SeenClass, reading: AmountReading) -> bool:
    """Whether the network's role of a sum is to be taken where a rule has read another one or none.

    Which of its phases a sum is of, the discourse says.
    """
    if reading.role is None:
        return True
    other = seen.name != reading.role.value and AmountRole.PHASE_INVESTMENT not in (seen.name, reading.role)
    return other and seen.probability >= _SURE_AMOUNT


def _is_of_metric(seen: SeenClass, reading: MetricReading) -> bool:
    """Whether the network's role of a quantity is to be taken where a rule has read another one or none."""
    if reading.role is None:
        return seen.name != MetricRole.OTHER.value or seen.probability >= _LEAST_OTHER
    if reading.per is not None and seen.name == MetricRole.OTHER.value:
        return False  # 每年可支持12个产品的生产: what is counted for each year says what is made
    return seen.name != reading.role.value and seen.probability >= _SURE_METRIC


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
