"""An organisation with the part that a text gives it; the kinds of organisations that are companies."""

from kaigong.schemas.document import Mention
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import OrganisationRole

COMPANY_KINDS = frozenset(["company", "group", "short", "other", None])


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation with the role that the text gives it at offset ``at``."""

    mention: Mention
    role: OrganisationRole
    rule: str
    at: int


def invests(company: Mention, rule: str, at: int) -> OrganisationReading:
    """The reading of a company as investor."""
    return OrganisationReading(company, OrganisationRole.INVESTOR, rule, at)


def companies_of(mentions: list[Mention]) -> list[Mention]:
    """Those of some organisations that are companies."""
    return [m for m in mentions if m.kind in COMPANY_KINDS]
