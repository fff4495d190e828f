"""Rebuild ``corpora/lexicons/industries.csv``: codes and names of GB/T 4754-2017, all four levels.

    python corpora/build/industries.py GB_2011_2017_raw.csv

Source of the classes: ``inst/raw-crosswalks/GB_2011_2017_raw.csv`` of robin621/gbcrosswalk (MIT), whose lines were cut
where the printed table wraps. ``industry_names.csv`` beside this script holds what it lacks, facts of the standard:
the letters of the sections, the names of sections, divisions and of groups with several classes, and the full names of
the classes that were cut.
"""

import csv
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "lexicons" / "industries.csv"
NAMES = Path(__file__).with_name("industry_names.csv")
_CLASS = re.compile(r"(\d{4}) (\S+)(?: |$)")
_WIDE = str.maketrans("()", "（）")


def standard_names() -> dict[str, str]:
    with NAMES.open(encoding="utf-8") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


def industries(path: str) -> dict[str, str]:
    """Code with its section's letter → name, sorted by code."""
    found = standard_names()
    section = {code[1:]: code[0] for code in found if len(code) == 3}
    with Path(path).open(encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            match = _CLASS.match(row["source_line"])
            if match is None or match.group(1) != row["S_2017"]:
                sys.exit(f"{path}: no class of 2017 in {row['source_line']!r}")
            code, name = match.groups()
            code = section[code[:2]] + code
            found.setdefault(code, name.translate(_WIDE))
            if code.endswith("0"):  # a group with one class has its name
                found.setdefault(code[:4], found[code])
    return dict(sorted(found.items()))


def main() -> None:
    found = industries(sys.argv[1])
    orphans = [code for code in found if len(code) > 3 and code[:-1] not in found]
    if orphans:
        sys.exit(f"codes without a group: {', '.join(orphans)}")
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([("code", "name"), *found.items()])


if __name__ == "__main__":
    main()
