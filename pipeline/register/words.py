"""Words that names of projects and organisations are cut into, from the lexicons and ``words.yaml``."""

import re
from dataclasses import dataclass
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, read_yaml
from kaigong.extractors.project.name.lexicon import alternation
from kaigong.schemas.lexicon import BorderEntry, HeadEntry, IndustryWordEntry, ZoneEnding

_CLASS_BORDERS = frozenset(("generic", "sector", "class"))


@dataclass(frozen=True, slots=True)
class Words:
    """``kind`` of a surface: idle, component, kind, or the group of works on what exists (expand, renew …)."""

    surfaces: tuple[str, ...]
    kind_of: dict[str, str]
    finder: AhoCorasick
    things: re.Pattern[str]
    synonyms: dict[str, str]
    synonym: re.Pattern[str]

    def plain(self, text: str) -> str:
        """A name in the words that stand for their synonyms."""
        return self.synonym.sub(lambda match: self.synonyms.get(match.group(), match.group()), text)

    def cut(self, text: str) -> list[tuple[str, str | None]]:
        """Pieces of a text in order, each with its kind; None for what no list has, as a rule a proper name."""
        pieces: list[tuple[str, str | None]] = []
        at = 0
        for number, start, end in self.finder.find_matches_as_indexes(text):
            if start > at:
                pieces.append((text[at:start], None))
            surface = self.surfaces[number]
            pieces.append((surface, self.kind_of[surface]))
            at = end
        if at < len(text):
            pieces.append((text[at:], None))
        return pieces


@per_lexicon
def comparison_words() -> Words:
    """The words, compiled once a set of lexicons. Words of one character are no help and are left out."""
    own = read_yaml(files("kaigong.pipeline.register").joinpath("words.yaml").read_text(encoding="utf-8"))
    assert isinstance(own, dict)
    kind_of = {s: "kind" for entry in load_lexicon("industry_words", IndustryWordEntry) for s in entry.surface}
    kind_of |= {s: "kind" for entry in load_lexicon("project_heads", HeadEntry) for s in entry.surface}
    kind_of |= {
        s: "kind" for entry in load_lexicon("name_borders", BorderEntry) if entry.kind in _CLASS_BORDERS
        for s in entry.surface
    }  # fmt: skip
    kind_of |= {s: "idle" for entry in load_lexicon("place_zones", ZoneEnding) for s in entry.surface}
    kind_of |= {s: "kind" for s in own["kinds"]}
    kind_of |= {s: "idle" for s in own["idle"]}
    kind_of |= {s: "component" for s in own["components"]}
    kind_of |= {s: group for group, surfaces in own["actions"].items() for s in surfaces}
    kept = {s: kind for s, kind in kind_of.items() if len(s) > 1}
    surfaces = tuple(sorted(kept))
    return Words(
        surfaces,
        kept,
        AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest),
        re.compile(alternation(own["things"])),
        own["synonyms"],
        re.compile(alternation([*own["synonyms"], *own["synonyms"].values()])),
    )
