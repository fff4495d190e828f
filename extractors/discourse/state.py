"""How far a text is read: the zones given so far, of what it speaks, and how undertakings stand to each other."""

from dataclasses import field

from kaigong.extractors.discourse.list import NameLists
from kaigong.extractors.discourse.names import UndertakingNames
from kaigong.extractors.discourse.text import DiscourseText
from kaigong.extractors.discourse.zone import Zone
from kaigong.schemas.fast_dataclass import dataclass


@dataclass(slots=True)
class Focus:
    """Of what the text speaks where it has been read to; undertakings go by their numbers."""

    owners: tuple[int, ...] = ()
    last: tuple[int, ...] = ()  # the owners of before, where what a public body says has taken the focus from them
    recent: dict[int, None] = field(default_factory=dict)  # the undertakings in the order of their last mention
    named_last: set[int] = field(default_factory=set)  # owners whose names stand in the sentence before
    two: tuple[int, ...] = ()  # the two that 前者 and 后者 tell apart
    # What a sentence on 其中 names a part of, and that for the paragraph behind (其中,X已建成。⏎项目…)
    parted: int | None = None
    above: int | None = None
    of_key_part: bool = False  # whether the sentence before opens on a part by its rank (控制性工程X隧道…)
    ahead: int | None = None  # what a quote that opens a paragraph speaks of, named behind it
    paragraph: int = -1
    after_headline: bool = False
    below_item: bool = False  # whether the sentence before is the heading of an item by its number (1.南绕城高速。)


@dataclass(slots=True)
class Relations:
    """What the text says of undertakings beside each other; they go by their numbers."""

    phase_parts: dict[int, int] = field(default_factory=dict)  # owner → the whole that the text says it is a phase of
    within: dict[int, int] = field(default_factory=dict)  # owner → what the sentence speaks of where it is named
    listed: set[int] = field(default_factory=set)  # owners that are named as parts (包括A、B和C)
    sized: set[int] = field(default_factory=set)  # owners of which only the size is told beside the whole
    classed: set[int] = field(default_factory=set)  # owners in a list of their class (复工项目包括A、B)
    referred: set[int] = field(default_factory=set)  # owners that the text calls 该项目, 该工程


class DiscourseState:
    """All that the reading of one sentence needs and changes."""

    def __init__(self, known: DiscourseText, names: UndertakingNames) -> None:
        self.text = known.text
        self.known = known
        self.names = names
        self.lists = NameLists(known.text, known.organisations)
        self.zones: list[Zone] = []
        self.focus = Focus()
        self.relations = Relations()
        # The undertaking that a notice in sections is about: the one that it names first.
        self.of_notice = names.anchors[0].owners[0] if known.in_sections and names.anchors else None
        self.ties: dict[str, set[int]] = {}  # organisation → owners that the text has told of together with it
        self.zones_tied = 0

    def add(self, start: int, end: int, owners: tuple[int, ...], rule: str) -> None:
        """Note of what a stretch of text speaks."""
        self.zones.append(Zone(start, end, owners, rule))
