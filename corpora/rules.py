"""A user's own rules: YAML files with entries like those of the package, read, checked and put on top of them.

A file is a mapping of families to lists of entries, or a list of entries and named after its family (units.yaml).
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from kaigong.corpora.families import FAMILIES
from kaigong.corpora.lexicon_set import PACKAGE, LexiconSet
from kaigong.corpora.loader import checked_entries, load_table, read_yaml, shipped_lexicon
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.lexicon import LexiconEntry, MetricRoleEntry, PlaceNameEntry, UnitEntry

RulePath = str | os.PathLike[str]
_SUFFIXES = (".yaml", ".yml")


def load_rules(paths: RulePath | Sequence[RulePath] | None) -> LexiconSet:
    """The lexicons of the package with the rules of files and folders on top; the package's alone without any.

    Raises: ConfigError that lists every fault with its file and entry.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths or ())
    if not given:
        return PACKAGE
    own: dict[str, tuple[LexiconEntry, ...]] = {}
    faults: list[str] = []
    for path in rule_files(given):
        try:
            families = _families(path)
        except ConfigError as error:
            faults.append(str(error))
            continue
        for family, rows in families.items():
            if family not in FAMILIES:
                faults.append(f"{path}: unknown family {family!r}: known are {', '.join(FAMILIES)}")
                continue
            found, wrong = checked_entries(_sourced(rows, path), FAMILIES[family], f"{path}: {family}")
            faults += wrong
            own[family] = (*own.get(family, ()), *found)
    faults += _strange_dimensions(own)
    faults += [f for family, entries in own.items() for f in _clashes(family, entries)]
    if faults:
        raise ConfigError("\n".join(faults))
    return LexiconSet(own)


def rule_files(paths: Sequence[RulePath]) -> list[Path]:
    """The rule files that paths name: themselves, or all of a folder in order of their names.

    Raises: ConfigError for a path that is not there and a folder without rule files.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix in _SUFFIXES and p.is_file())
            if not inside:
                raise ConfigError(f"{path}: no rule files; they end on {' or '.join(_SUFFIXES)}")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise ConfigError(f"{path}: no such file or folder of rules")
    return files


def _families(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    try:
        tree = read_yaml(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: no valid YAML: {error}") from error
    if isinstance(tree, list):
        tree = {path.stem: tree}
    if not isinstance(tree, dict):
        raise ConfigError(f"{path}: expected families with lists of entries, found {type(tree).__name__}")
    return tree


def _sourced(rows: object, path: Path) -> object:
    """Rows whose source, where none is given, is the user's file."""
    if not isinstance(rows, list):
        return rows
    return [{"source": path.name, **row} if isinstance(row, dict) else row for row in rows]


def _strange_dimensions(own: Mapping[str, Sequence[LexiconEntry]]) -> Iterator[str]:
    """Units of a dimension, most likely misspelt, that neither the package's units nor a role of the user's own has."""
    known = {entry.dimension for entry in shipped_lexicon("units", UnitEntry)}
    roles = (entry for entry in own.get("metric_roles", ()) if isinstance(entry, MetricRoleEntry))
    of_roles = {dimension for entry in roles for dimension in entry.dimensions}
    for entry in own.get("units", ()):
        if isinstance(entry, UnitEntry) and entry.dimension not in known | of_roles:
            shown = ", ".join(sorted(known))
            yield (
                f"units: entry {entry.id}: dimension {entry.dimension!r} is that of no unit; known are {shown}, "
                "and those in entries of metric_roles of your own"
            )


def _clashes(family: str, entries: Sequence[LexiconEntry]) -> Iterator[str]:
    twice = Counter(e.id for e in entries)
    taken = {e.id for e in shipped_lexicon(family, FAMILIES[family])} if family != "places" else set()
    codes = {row["code"] for row in load_table("divisions") if not row["until"]} if family == "places" else set()
    for name, count in twice.items():
        if count > 1:
            yield f"{family}: id {name} stands twice"
        if name in taken:
            yield f"{family}: id {name} is an entry of the package; choose another id"
    for entry in entries:
        if isinstance(entry, PlaceNameEntry) and entry.adcode not in codes:
            yield f"{family}: entry {entry.id}: adcode {entry.adcode} is no division of today (GB/T 2260)"
