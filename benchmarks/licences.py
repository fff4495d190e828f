"""Write docs/licences.md, the licences of all packages and data that kaigong uses, or check that it is current.

    python benchmarks/licences.py            write it; what it says of extras that are not installed here stays
    python benchmarks/licences.py --check    compare names and licences of what is installed, no versions

Packages are those that the extras of pyproject.toml need, each with all that it needs itself, by the metadata that is
installed. A licence that the table ``SPDX`` does not know, and one of the GPL family without another to choose or a
reason in ``ACCEPTED``, is a fault. Data comes from corpora/lexicons/SOURCES.md and the NOTICE files of the models.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
SOURCES = ROOT / "corpora" / "lexicons" / "SOURCES.md"
DEFAULT = "default"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = tuple(PROJECT["optional-dependencies"])
ACCEPTED: dict[str, str] = {}
"""Package of the GPL family → why it may be used."""

SPDX = {
    "Python Software Foundation License": "PSF-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache License Version 2.0, January 2004": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
_KNOWN = re.compile(
    r"(?:Apache-2\.0|MIT(?:-0|-CMU)?|BSD-[23]-Clause|0BSD|ISC|MPL-[12]\.[01]|PSF-2\.0|CNRI-Python|Python-2\.0|Zlib|"
    r"CC0-1\.0|Unlicense|HPND|BSL-1\.0|(?:A|L)?GPL-[0-9.]+(?:-only|-or-later)?|Apache-2\.0 WITH LLVM-exception)"
)

HEAD = """# Licences

Written by `python benchmarks/licences.py`, checked in CI. kaigong itself is under Apache-2.0.

## Packages

What pip installs with kaigong (`default`) and with each of its extras. Names of licences are those of SPDX, as the
packages' metadata gives them; where it offers a choice, one that is not of the GPL family is taken.

| package | licence | installed with |
|---|---|---|
"""
DATA = """
## Data

Files under `corpora/lexicons`; [SOURCES.md](../corpora/lexicons/SOURCES.md) has their dates, rows and notices.

| file | source | licence |
|---|---|---|
"""
MODELS = """
Gold, samples, cases of the tests and all lexicons in YAML are written for kaigong (Apache-2.0).

## Models

"""
FOOT = """
Models that a user gives to the `hanlp` or `spacy` backend have their own licences; those that HanLP publishes are under
CC BY-NC-SA 4.0. None is downloaded or shipped.
"""
_NOT_BELOW = ("torch",)  # it needs other packages on each kind of machine


def licence_of(name: str) -> str:
    """Licence of an installed package: expression, short text or classifier of its metadata, else its file's title."""
    metadata = distribution(name).metadata
    written = metadata.get("License-Expression") or metadata.get("License") or ""
    if not written.strip() or "\n" in written.strip() or written.strip() in ("UNKNOWN", "Dual License"):
        kinds = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
        named = dict.fromkeys(line.split("::")[-1].strip() for line in kinds)
        written = " AND ".join(SPDX.get(name, name) for name in named) or written.strip().split("\n")[0]
    if not written.strip():
        files = [file for file in distribution(name).files or [] if "LICEN" in file.name.upper()]
        lines = [line.strip() for file in files for line in file.read_text().split("\n") if line.strip()]
        written = " ".join(lines[:2])  # Apache License / Version 2.0, January 2004
    return SPDX.get(written.strip(), written.strip())


def closure(extra: str) -> Iterator[str]:
    """Names of what an extra needs, directly or not; of the default alone for ``default``.

    Raises: PackageNotFoundError for one that is not installed.
    """
    seen: set[tuple[str, str]] = set()
    wanted = [("kaigong", "" if extra == DEFAULT else extra)]
    while wanted:
        name, asked = wanted.pop()
        if (name, asked) in seen:
            continue
        seen.add((name, asked))
        if name != "kaigong":
            yield name
        if name in _NOT_BELOW:
            continue
        for line in distribution(name).requires or []:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({**default_environment(), "extra": asked}):
                wanted += [(canonicalize_name(need.name), each) for each in ("", *sorted(need.extras))]


def installed() -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Package → licence and what it is installed with; and the extras that are not installed here."""
    users: dict[str, list[str]] = {}
    missing = []
    for extra in (DEFAULT, *EXTRAS):
        try:
            names = set(closure(extra))
        except PackageNotFoundError:
            missing.append(extra)
            continue
        for name in names:
            users.setdefault(name, []).append(extra)
    return {n: (licence_of(n), DEFAULT if u[0] == DEFAULT else ", ".join(u)) for n, u in sorted(users.items())}, missing


def faults_of(licences: dict[str, str]) -> list[str]:
    """Licences that are unknown, or of the GPL family without a choice or a reason."""
    faults = []
    for name, licence in licences.items():
        parts = [part.strip(" ()") for part in re.split(r" (?:AND|OR) ", licence)]
        unknown = [part for part in parts if not _KNOWN.fullmatch(part)]
        if unknown:
            faults.append(f"{name}: licence {', '.join(unknown)!r} is not known: add its SPDX name to SPDX")
        elif all("GPL" in choice for choice in licence.split(" OR ")) and name not in ACCEPTED:
            faults.append(f"{name}: {licence}: not to be used without a reason in ACCEPTED")
    return faults


def data_rows(text: str) -> Iterator[tuple[str, str, str]]:
    """File, source and licence of each row of SOURCES.md's tables; a row without a file belongs to the one above."""
    file = ""
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 5 or cells[0] == "file" or set(cells[0]) == {"-"}:
            continue
        file = cells[0] or file
        yield file, cells[1], cells[2]


def notices() -> Iterator[str]:
    for path in sorted((ROOT / "corpora" / "models").glob("*/NOTICE")):
        yield f"`{path.parent.relative_to(ROOT)}`: " + " ".join(path.read_text(encoding="utf-8").split())


def page(packages: dict[str, tuple[str, str]]) -> str:
    rows = [f"| {name} | {licence} | {users} |" for name, (licence, users) in packages.items()]
    data = [f"| {' | '.join(row)} |" for row in data_rows(SOURCES.read_text(encoding="utf-8"))]
    accepted = [f"\n{name}: {reason}" for name, reason in ACCEPTED.items()]
    parts = (HEAD, *(f"{row}\n" for row in (*rows, *accepted)), DATA, *(f"{row}\n" for row in data))
    return "".join((*parts, MODELS, *(f"{notice}\n" for notice in notices()), FOOT))


def written_packages(text: str) -> dict[str, tuple[str, str]]:
    """The rows of packages of a page as it stands."""
    table = text.split("## Data")[0]
    rows = re.findall(r"^\| ([a-z0-9][^|]*) \| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
    return {name: (licence, users) for name, licence, users in rows if name != "package"}


def completed(
    packages: dict[str, tuple[str, str]], written: dict[str, tuple[str, str]], missing: list[str]
) -> dict[str, tuple[str, str]]:
    """The packages with what the page says of extras that are not installed here."""
    whole = dict(packages)
    for name, (licence, users) in written.items():
        absent = [extra for extra in users.split(", ") if extra in missing]
        licence, here = packages.get(name, (licence, ""))
        if absent and here != DEFAULT:
            both = {*absent, *filter(None, here.split(", "))}
            whole[name] = licence, ", ".join(extra for extra in EXTRAS if extra in both)
    return dict(sorted(whole.items()))


def stale(text: str, packages: dict[str, tuple[str, str]], missing: list[str]) -> list[str]:
    """What the page says otherwise than it is here; what only extras use that are not installed is left alone."""
    written = written_packages(text)
    faults = [f"{name}: not in the list" for name in packages if name not in written]
    faults += [
        f"{name}: {licence}, the list has {written[name][0]}"
        for name, (licence, _) in packages.items()
        if name in written and written[name][0] != licence
    ]
    faults += [
        f"{name}: in the list, no longer needed"
        for name, (_, users) in written.items()
        if name not in packages and not set(users.split(", ")) & set(missing)
    ]
    if not faults and page(written) != text:
        faults = ["the text, or the tables of data and models, are not those of their sources"]
    return faults


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    packages, missing = installed()
    faults = faults_of({name: licence for name, (licence, _) in packages.items()})
    if options.check:
        faults += [f"{PAGE.name}: {fault}" for fault in stale(PAGE.read_text(encoding="utf-8"), packages, missing)]
    if faults:
        print(
            *faults,
            "write it anew: pip install -e '.[dev]' && python benchmarks/licences.py",
            sep="\n",
            file=sys.stderr,
        )
        return 1
    if not options.check:
        written = written_packages(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
        PAGE.write_text(page(completed(packages, written, missing)), encoding="utf-8")
    apart = f"; not installed here: {', '.join(missing)}" if missing else ""
    print(f"licences of {len(packages)} packages{apart}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
