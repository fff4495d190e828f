"""Read the data files of the package: lexicons (YAML), tables (CSV), gold and samples (JSONL, text)."""

import csv
import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import yaml
from pydantic import ValidationError

from kaigong.corpora.lexicon_set import merged, own_entries
from kaigong.schemas.errors import LexiconError
from kaigong.schemas.lexicon import LexiconEntry

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Entry = TypeVar("Entry", bound=LexiconEntry)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(folder: str, name: str) -> str:
    """Text of a data file of this package, e.g. ``read_text("lexicons", "units.yaml")``."""
    return files(f"kaigong.corpora.{folder}").joinpath(name).read_text(encoding="utf-8")


def read_yaml(text: str) -> object:
    """The tree of a YAML text; only plain types.

    Raises: yaml.YAMLError.
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one


def parse_lexicon(text: str, model: type[Entry], origin: str) -> tuple[Entry, ...]:
    """Entries of a YAML list, validated.

    Raises: LexiconError listing every fault with its entry; ``origin`` names the file.
    """
    try:
        rows = read_yaml(text)
    except yaml.YAMLError as error:
        raise LexiconError(f"{origin}: no valid YAML: {error}") from error
    return validate_entries(rows, model, origin)


def validate_entries(rows: object, model: type[Entry], origin: str) -> tuple[Entry, ...]:
    """Entries of a list of mappings.

    Raises: LexiconError as ``parse_lexicon``.
    """
    entries, faults = checked_entries(rows, model, origin)
    if faults:
        raise LexiconError("\n".join(faults))
    return entries


def checked_entries(rows: object, model: type[Entry], origin: str) -> tuple[tuple[Entry, ...], list[str]]:
    """The entries of a list of mappings that are valid, and every fault of the others."""
    if not isinstance(rows, list):
        return (), [f"{origin}: expected a list of entries, found {type(rows).__name__}"]
    entries: list[Entry] = []
    faults: list[str] = []
    for number, row in enumerate(rows, 1):
        try:
            entries.append(model.model_validate(row))
        except ValidationError as error:
            name = row.get("id", number) if isinstance(row, dict) else number
            faults += [f"{origin}: entry {name}: {_fault(fault, model)}" for fault in error.errors()]
    ids = [entry.id for entry in entries]
    faults += [f"{origin}: id {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    return tuple(entries), faults


def _fault(fault: "ErrorDetails", model: type[LexiconEntry]) -> str:
    """A fault of pydantic's in the words of YAML, with the way out where it is known."""
    key, given = ".".join(map(str, fault["loc"])), fault["input"]
    said = f"{key}: {fault['msg'].replace('valid tuple', 'list')}"
    if fault["type"] == "string_type" and isinstance(given, int | float):  # YAML reads 310115 as a number, no as false
        quoted = "" if isinstance(given, bool) else f', {key}: "{given}"'
        return f"{said}: put it in quotes{quoted}"
    if fault["type"] == "tuple_type" and isinstance(given, str):
        return f"{said}: {key}: [{given}]"
    if fault["type"] == "extra_forbidden":
        return f"{said}; known are {', '.join(name for name in model.model_fields if name != 'source')}"
    return said


@cache
def shipped_lexicon(name: str, model: type[Entry]) -> tuple[Entry, ...]:
    """Entries of ``corpora/lexicons/<name>.yaml``, read once a process."""
    return parse_lexicon(read_text("lexicons", f"{name}.yaml"), model, f"lexicons/{name}.yaml")


def load_lexicon(name: str, model: type[Entry]) -> tuple[Entry, ...]:
    """Entries of a lexicon in force: those of a user's rules first, then the package's; see ``lexicon_set``."""
    own, shipped = own_entries(name, model), shipped_lexicon(name, model)
    return merged(own, shipped) if own else shipped


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``corpora/lexicons/<name>.csv`` (UTF-8, with header), read once a process."""
    return tuple(csv.DictReader(io.StringIO(read_text("lexicons", f"{name}.csv"))))
