"""Roles that only the network sees: of mentions of which no rule says what they are."""

from collections.abc import Iterable

from kaigong.extractors.opinion import Opinions, SeenClass
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.reading import AmountReading, MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Label, MetricRole, OrganisationRole

_LEAST = 0.8  # mean probability of a role; at 0.7 a little more is found and a little more of it is wrong
_WITH_ROLES = frozenset({Label.ORG, Label.AMOUNT, Label.QUANTITY})


class LearnedRoles:
    """What the network says of the mentions of a document; nothing where it was not asked."""

    def __init__(self, document: Document, opinions: Opinions | None) -> None:
        asked = [m for m in document.mentions if m.label in _WITH_ROLES] if opinions is not None else []
        seen = ((m.start, opinions.role_of(m)) for m in asked if opinions is not None)
        self._roles = {at: role for at, role in seen if role is not None and role.probability >= _LEAST}
        self._organisations = document.mentions_of(Label.ORG)
        self.sure = frozenset(self._roles)

    def amounts(self, readings: Iterable[AmountReading]) -> list[AmountReading]:
        """The readings, with a role for sums that have none."""
        return [
            replace(r, role=AmountRole(seen.name), rule="amount_role.learned")
            if r.role is None and (seen := self._seen(r.mention)) is not None
            else r
            for r in readings
        ]

    def metrics(self, readings: Iterable[MetricReading]) -> list[MetricReading]:
        """The readings, with a role for quantities that have none."""
        return [
            replace(r, role=MetricRole(seen.name), rule="metric_role.learned")
            if r.role is None and (seen := self._seen(r.mention)) is not None
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
