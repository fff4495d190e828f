"""Try a user's rules on their own examples, and say what rules can be written."""

import inspect
from collections.abc import Iterator, Sequence

from pydantic_core import PydanticUndefined

from kaigong.corpora.families import FAMILIES
from kaigong.corpora.lexicon_set import LexiconSet, words_of
from kaigong.corpora.loader import shipped_lexicon
from kaigong.corpora.rules import RulePath, load_rules
from kaigong.pipeline.build import Pipeline
from kaigong.pipeline.rule_keys import kind_of_key
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.lexicon import LexiconEntry

_DAY = "2024-03-15"  # examples need some day of publication


def check_rules(paths: Sequence[RulePath]) -> Iterator[tuple[LexiconEntry, list[str]]]:
    """Entries in order, each with its faults: an example that it does not change, a counter-example that it does.

    Raises: ConfigError for rules that are not valid.
    """
    lexicons = load_rules(paths)
    if not lexicons.own:
        raise ConfigError("no entries to check")
    for family, entries in lexicons.own.items():
        for entry in entries:
            rest = {**lexicons.own, family: tuple(e for e in entries if e is not entry)}
            yield entry, list(_faults(entry, lexicons, LexiconSet(rest)))


def notes_on(paths: Sequence[RulePath]) -> Iterator[str]:
    """What is no fault and may yet not be meant: words taken over from the package, entries without examples.

    Raises: ConfigError for rules that are not valid.
    """
    for family, entries in load_rules(paths).own.items():
        shipped = shipped_lexicon(family, FAMILIES[family]) if family != "places" else ()
        for entry in entries:
            own = words_of(entry)
            for other in shipped:
                if both := sorted({word for _, _, word in own & words_of(other)}):
                    yield f"{entry.id}: takes {', '.join(both)} over from the package's entry {other.id}"
            if not entry.examples and not entry.counter:
                yield f"{entry.id}: has no examples, so that nothing was tried"


def _faults(entry: LexiconEntry, whole: LexiconSet, rest: LexiconSet) -> Iterator[str]:
    for sentence in entry.examples:
        if _read(sentence, whole) == _read(sentence, rest):
            yield f"changes nothing in its example: {sentence}"
    for sentence in entry.counter:
        if _read(sentence, whole) != _read(sentence, rest):
            yield f"changes its counter-example: {sentence}"


def _read(sentence: str, lexicons: LexiconSet) -> str:
    pipeline = Pipeline()
    pipeline.lexicons = lexicons
    return pipeline(sentence, published=_DAY).model_dump_json(exclude_none=True)


def describe_families() -> Iterator[str]:
    """One line a family: its name, the number of the package's entries, what an entry is."""
    for family, model in FAMILIES.items():
        count = len(shipped_lexicon(family, model)) if family != "places" else 0
        yield f"{family:20} {count:5}  {(inspect.getdoc(model) or '').splitlines()[0]}"


def describe_family(family: str) -> Iterator[str]:
    """What an entry of a family is, and its keys with what each takes.

    Raises: ConfigError for an unknown family.
    """
    if family not in FAMILIES:
        raise ConfigError(f"unknown family {family!r}: known are {', '.join(FAMILIES)}")
    model = FAMILIES[family]
    yield inspect.getdoc(model) or ""
    yield ""
    for name, field in model.model_fields.items():
        needed = field.default is PydanticUndefined and name != "source"
        yield f"{name:14} {'needed' if needed else 'may be left out'}  {kind_of_key(field.annotation)}"
