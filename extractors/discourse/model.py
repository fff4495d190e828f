"""Which undertaking a position in the text speaks of: a focus model over clauses.

Anchors are the names of undertakings and the words that refer back to one (该项目, clause-initial 项目, 电站 …).
Each clause gets zones; a zone has its owners and the rule that gave them. The rules, from strong to weak:

* ``name_before``: the value stands before the name in the name's own clause (总投资54亿元的X项目, 由A投资建设的X);
* ``class``: the clause names the class of all undertakings of the sentence (在建项目中,A…;B…);
* ``name_after``: it stands after the name in the same clause; after a coordination (A、B、C开工) all of them own it;
* ``back_reference``: the clause refers back (该项目总投资…);
* ``same_sentence``: an earlier clause of the sentence names or refers to the undertaking;
* ``before_name``: an earlier clause of the sentence, with nothing else in focus (9月20日上午,X奠基);
* ``carried_over``: the sentence has no anchor and goes on with the focus of the sentence before it in the paragraph;
* ``after_headline``: the same across the line break below a headline;
* ``field_list``: a line of a form below the line that names the undertaking (建设单位:X);
* ``notice``: a paragraph of a notice in sections goes on about the one that it is about;
* ``deictic``: a paragraph opens on words that point back (改造这片老厂区, 同年11月,一期工程开工);
* ``agreement``: a sentence tells of the agreement about the undertaking that the next one names;
* ``only_project``: the same across paragraphs, where the article has one undertaking only;
* ``nearest``: none of these; what the paragraph spoke of last has a value that the network is sure of.

discourse/sentence.py reads sentence by sentence and asks the other modules; what they change is in discourse/state.py.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kaigong.extractors.discourse.names import UndertakingNames
from kaigong.extractors.discourse.sentence import read_sentence
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.text import DiscourseText
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.schemas.document import Document

# Another paragraph, another thing (园区还铺设蒸汽管网), or all of several (项目全部达产后)
_OF_OTHERS = lazy(r"\n|还|另|则|其他|全部|均|合计|累计")
_FAR = 1000  # characters behind a zone, so that cost stays linear in one endless paragraph
_PHASE = lazy(r"[一二三四五六]期")


class Discourse:
    """Zones of one document, and the owner of any position in it."""

    def __init__(self, document: Document, clusters: Sequence[NameCluster], known: DiscourseText) -> None:
        self.document = document
        self.text = document.text
        self.clusters = clusters
        self.known = known
        names = UndertakingNames(clusters)
        self.whole_of = names.whole_of
        self._names = names
        state = DiscourseState(known, names)
        for sentence in document.sentences:
            read_sentence(state, sentence)
        self.zones, self.relations = state.zones, state.relations
        self._zone_starts = [z.start for z in self.zones]

    def owners(self, position: int) -> Zone | None:
        """The zone that holds a position, None where no undertaking is spoken of."""
        at = bisect_right(self._zone_starts, position) - 1
        if at < 0 or position >= self.zones[at].end:
            return None
        return self.zones[at]

    def nearest(self, position: int) -> Zone | None:
        """A zone at a position that no zone holds, of the one undertaking that its paragraph spoke of last."""
        at = bisect_right(self._zone_starts, position) - 1
        if at < 0 or position < self.zones[at].end or len(self.zones[at].owners) != 1:
            return None
        if position - self.zones[at].end > _FAR:
            return None
        between, owners = self.text[self.zones[at].end : position], self.zones[at].owners
        if _OF_OTHERS.search(between) is not None:
            return None
        phase = _PHASE.search(between)
        if phase is not None and not any(phase.group() in text for text in self._names.texts(owners)):
            return None  # X项目已投产。产业园二期用地150亩
        return Zone(position, position + 1, owners, "nearest")

    def zones_from(self, start: int, end: int) -> Sequence[Zone]:
        """The zones that begin within [start, end)."""
        return self.zones[bisect_left(self._zone_starts, start) : bisect_left(self._zone_starts, end)]
