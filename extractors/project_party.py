"""Which organisation belongs to which undertaking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kaigong.extractors.discourse import INHERITED, Discourse
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.project_organisation import SITES, OwnerFinder
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.labels import OrganisationRole

_PARTIES = frozenset([OrganisationRole.INVESTOR, OrganisationRole.OWNER, OrganisationRole.BUILDER])


def give_parties(readings: Readings, document: Document, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give organisations to the clusters of a discourse: by their cues, then by where they stand."""
    for reading in readings.organisations:
        zone = discourse.owners(reading.at)
        if zone is None or (zone.rule == "name_itself" and reading.mention.text.endswith(SITES)):
            continue  # X医院新院区项目总投资12亿元: the hospital is what is built, not who pays
        among = (
            len(zone.owners) > 1
            and zone.rule in INHERITED
            and "其中" in discourse.text[max(0, zone.start - 3) : zone.start + 2]
        )
        for owner in () if among else zone.owners:  # 其中,A公司投资20亿元: of one of them, the text does not say which
            slots = findings[owner].organisations
            if any(c.text == reading.mention.text for c in discourse.clusters[owner].candidates):
                continue  # a list that names undertakings by their companies
            if all((o.role, o.mention.text) != (reading.role, reading.mention.text) for o in slots):
                slots.append(OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/{zone.rule}"))
    owners = OwnerFinder(document)
    for number, cluster in enumerate(discourse.clusters):
        slots = findings[number].organisations
        owned = any(o.role in (OrganisationRole.INVESTOR, OrganisationRole.OWNER) for o in slots)
        for slot in owners.in_name(cluster):
            known = any(o.mention.text == slot.mention.text for o in slots)
            if not known and (not owned or slot.mention.kind == "company"):
                slots.append(slot)
        announcer = owners.announcer(cluster)
        if announcer is not None and all(o.role is not announcer.role for o in slots):
            wins = announcer.role is OrganisationRole.BUILDER
            if not (wins and any(o.mention.text == announcer.mention.text for o in slots)):
                slots.append(announcer)
    _give_tellers(owners, discourse, findings)


def _give_tellers(owners: OwnerFinder, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Who tells of an undertaking without parties is its investor, or what the text calls it elsewhere."""
    told = {o.mention.entity or o.mention.text: o.role for f in findings for o in f.organisations if o.role in _PARTIES}
    for cluster, found in zip(discourse.clusters, findings, strict=True):
        if any(o.role in _PARTIES for o in found.organisations):
            continue
        teller = owners.teller(cluster)
        if teller is not None and all(o.mention.text != teller.mention.text for o in found.organisations):
            role = told.get(teller.mention.entity or teller.mention.text, teller.role)
            found.organisations.append(replace(teller, role=role))


def with_full_names(by_name: Mapping[str, Mention], slots: Sequence[OrganisationSlot]) -> tuple[OrganisationSlot, ...]:
    """Slots with short names replaced by the full name that the text gives; one slot a name and role.

    ``by_name`` has the first mention of each organisation.
    """
    kept: dict[tuple[str, OrganisationRole], OrganisationSlot] = {}
    for slot in slots:
        mention = by_name.get(slot.mention.entity or "", slot.mention)
        kept.setdefault((mention.text, slot.role), replace(slot, mention=mention))
    return tuple(kept.values())
