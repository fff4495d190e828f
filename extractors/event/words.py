"""The triggers of the lexicon: words that tell an event, found in a text and looked up."""

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.guarded_words import GuardedWords
from kaigong.schemas.lexicon import TriggerEntry

TURNS = frozenset(["suspended", "restart"])  # no milestones, but which came last says how things stand
ON_SITE = frozenset(["building", "spent"])


@per_lexicon
def triggers() -> tuple[GuardedWords, dict[str, TriggerEntry]]:
    """All triggers, to be searched for, and the entry of each."""
    entries = load_lexicon("triggers", TriggerEntry)
    by_surface = {surface: entry for entry in entries for surface in entry.surface}
    return GuardedWords((e.surface, e.not_before, e.not_after) for e in entries), by_surface


def entry_of(surface: str) -> TriggerEntry:
    """The entry of a trigger."""
    return triggers()[1][surface]
