"""Organisations that a project has by where they stand: in or before its name, or at the head of its paragraph."""

from kaigong.extractors.project.party.announcer import Announcers
from kaigong.extractors.project.party.companies import Companies
from kaigong.extractors.project.party.name_owner import NameOwners
from kaigong.extractors.project.party.teller import Tellers
from kaigong.schemas.document import Document


class OwnerFinder:
    """Finds the companies whose undertakings these are, where no verb says it."""

    def __init__(self, document: Document) -> None:
        self.known = known = Companies(document)
        self.names = NameOwners(known)
        self.announcers = Announcers(known)
        self.tellers = Tellers(known)
