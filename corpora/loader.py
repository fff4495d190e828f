"""Read the data files of the package: lexicons (YAML), tables (CSV), gold and samples (JSONL, text)."""

import csv
import io
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import ValidationError

from kaigong.corpora.lexicon_set import merged, own_entries
from kaigong.schemas.errors import LexiconError
from kaigong.schemas.lexicon import LexiconEntry

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
    if not isinstance(rows, list):
        raise LexiconError(f"{origin}: expected a list of entries, found {type(rows).__name__}")
    entries, faults = [], []
    for number, row in enumerate(rows, 1):
        try:
            entries.append(model.model_validate(row))
        except ValidationError as error:
            name = row.get("id", number) if isinstance(row, dict) else number
            faults += [
                # What pydantic calls a tuple is a list in YAML.
                f"{origin}: entry {name}: {'.'.join(map(str, e['loc']))}: {e['msg'].replace('valid tuple', 'list')}"
                for e in error.errors()
            ]
    ids = [entry.id for entry in entries]
    faults += [f"{origin}: id {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    if faults:
        raise LexiconError("\n".join(faults))
    return tuple(entries)


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
