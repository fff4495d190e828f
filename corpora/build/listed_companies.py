"""Rebuild ``corpora/lexicons/listed_companies.csv``: short names of companies on the mainland's exchanges.

    python corpora/build/listed_companies.py code.csv

Source: ``adata/stock/cache/code.csv`` of the wheel adata 2.9.5 (PyPI; Apache-2.0 by its metadata field, MIT by its
classifier), as of 2023-10. Names are folded as the pipeline folds text. Left out: names of fewer than three
characters, delisted and risk-warned forms (PT, ST, 退), plain dictionary words, places, and names that end like a work
that may be built (机场, 高速, 港), since they would be found where no company is meant.
"""

import csv
import re
import sys
from pathlib import Path

from kaigong.extractors.jieba_words import JiebaSegmenter
from kaigong.pipeline.normalise import fold

TARGET = Path(__file__).parents[1] / "lexicons" / "listed_companies.csv"
_DROPPED = re.compile(r"ST|PT|^[NC][\u3400-\u9fff]|退$|退市")
_WORKS = re.compile(
    r"(?:机场|高速|高铁|铁路|港|港口|电厂|热电|水电|园区|广场|股份|高新|环境|发展|国际|大厦|中心|交通|公交|旅游)$"
)
_CLASS = re.compile(r"[ABUWD]$")


def names(path: str) -> dict[str, str]:
    """Folded short name → stock code."""
    segmenter = JiebaSegmenter()
    found: dict[str, str] = {}
    with Path(path).open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            name = _CLASS.sub("", re.sub(r"\s", "", fold(row["short_name"]).text))
            hanzi = re.search(r"[\u3400-\u9fff]{2}", name)
            if len(name) < 3 or _DROPPED.search(name) or _WORKS.search(name) or hanzi is None:
                continue
            words = segmenter.words(name)
            if len(words) == 1 and words[0][2] not in ("x", "nz", "nt", "nr", "nrt"):
                continue
            found.setdefault(name, row["stock_code"])
    return found


def main() -> None:
    """Write the table, sorted by name."""
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([("name", "code"), *sorted(names(sys.argv[1]).items())])


if __name__ == "__main__":
    main()
