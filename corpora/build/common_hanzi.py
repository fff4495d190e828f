"""Rebuild ``corpora/lexicons/common_hanzi.csv``: the characters that make up most of any Chinese text.

    python corpora/build/common_hanzi.py

Source: the frequency table of jieba 0.42.1 (MIT), ``jieba/dict.txt``: each word's count goes to its characters.
"""

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[1] / "lexicons" / "common_hanzi.csv"
ROWS = 600


def main() -> None:
    """Write the table, the most frequent character first."""
    counts: Counter[str] = Counter()
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                counts[char] += int(count)
    ranked = sorted(counts, key=lambda char: (-counts[char], char))[:ROWS]
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("hanzi",), *((char,) for char in ranked)])


if __name__ == "__main__":
    main()
