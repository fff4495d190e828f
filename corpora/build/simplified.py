"""Rebuild ``corpora/lexicons/simplified.csv``: one simplified character for each traditional one.

    python corpora/build/simplified.py TSCharacters.txt [HKVariants.txt TWVariants.txt]

Source: OpenCC's TSCharacters.txt (Apache-2.0), e.g. from the wheel of opencc-python-reimplemented 0.1.7
(``opencc/dictionary/``). Regional variants (裏, 綫, 峯) come in through the reversed variant tables.
Only pairs of single code points are kept; the first candidate is OpenCC's preferred one.
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "lexicons" / "simplified.csv"


def read_pairs(path: str) -> dict[str, str]:
    """Source character → first candidate, for single code points."""
    pairs = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        source, _, candidates = line.partition("\t")
        first = candidates.split(" ")[0]
        if len(source) == len(first) == 1:
            pairs[source] = first
    return pairs


def main() -> None:
    """Write the table, sorted by code point."""
    pairs = read_pairs(sys.argv[1])
    for path in sys.argv[2:]:
        for standard, variant in read_pairs(path).items():
            if variant not in pairs and standard != variant:
                pairs[variant] = pairs.get(standard, standard)
    rows = sorted((t, s) for t, s in pairs.items() if t != s)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("traditional", "simplified"), *rows])


if __name__ == "__main__":
    main()
