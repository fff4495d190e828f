"""What the place of an undertaking is judged by: the mentions by position, and what each place of the text may tell."""

from collections.abc import Iterable, Sequence

from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.org_role.role import principal_of
from kaigong.extractors.place.path import path_of_value
from kaigong.extractors.project.cluster import NameCluster
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label

PUBLIC = ("government", "zone_body")
SUFFIXES = tuple("省市县区州旗盟镇乡岛港")
COUNTY = 2  # a path that goes on from here names a county


class PlaceContext:
    """One document, its undertakings and its mentions by position."""

    def __init__(self, document: Document, clusters: Sequence[NameCluster]) -> None:
        self.document = document
        self.text = document.text
        self.clusters = clusters
        self.organisations = MentionIndex(document.mentions_of(Label.ORG))
        self.places = MentionIndex(document.mentions_of(Label.PLACE))
        self.sentences = SentenceIndex(document.sentences)
        self.home_path = path_of_value(document.home_place)
        self.is_filed = principal_of(self.text, self.organisations) is not None
        # Where names begin, and of which cluster each is.
        self.name_starts = sorted((c.start, n) for n, cluster in enumerate(clusters) for c in cluster.candidates)

    def in_organisation(self, place: Mention) -> bool:
        """Whether a place stands in the name of an organisation."""
        return bool(self.organisations.covering(place.start, place.end))

    def in_body(self, place: Mention) -> bool:
        """Whether a place stands in the name of a public body, whose undertakings an article tells of."""
        return any(o.kind in PUBLIC for o in self.organisations.covering(place.start, place.end))

    def in_company(self, place: Mention) -> bool:
        """Whether a place stands in the name of another body than a public one."""
        return any(o.kind not in PUBLIC for o in self.organisations.covering(place.start, place.end))

    def within(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The places that stand in some mentions, in their order."""
        return [p for m in mentions for p in self.places.inside(m.start, m.end)]
