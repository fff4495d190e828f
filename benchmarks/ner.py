"""Organisations found by kaigong, by the tagger lac alone and by jieba.posseg, on the same texts in one run.

    python benchmarks/ner.py [--gold GOLD.jsonl ...] [--cluener dev.json] [-o docs/backends.md]

GOLD is a file in the form of kaigong's own gold, which is taken without an option: names count once an article.
CLUENER2020 (Xu et al. 2020, arXiv:2001.04351; company, government and organization together) states no licence and is
not part of kaigong: give its development file; there exact spans count. jieba's names are its tags nt. With -o the
table is written between the marks of that page.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest.mock import patch

from kaigong.corpora.gold_reader import read_gold
from kaigong.extractors.lac import LacRecogniser
from kaigong.extractors.org.agent import AgentRule
from kaigong.extractors.org.alias import AliasRule, ConsistencyRule
from kaigong.extractors.org.company import SuffixRule
from kaigong.extractors.org.compound import CompoundRule
from kaigong.extractors.org.government import GovernmentRule
from kaigong.extractors.org.headline import HeadlineRule
from kaigong.extractors.org.known import KnownRule
from kaigong.extractors.org.opinion import OpinionRule
from kaigong.extractors.segment import split_sentences
from kaigong.pipeline import Pipeline
from kaigong.schemas.labels import Label

Spans = set[tuple[int, int]]
Finder = Callable[[str, str | None], Spans]
MARKS = re.compile(r"(<!-- ner:begin -->\n).*?(<!-- ner:end -->)", re.DOTALL)
CLUENER = ("company", "government", "organization")


def by_kaigong(tagger: str) -> Finder:
    """Mentions of kaigong."""
    pipeline = Pipeline(tagger=tagger)

    def find(text: str, published: str | None) -> Spans:
        record = pipeline(text, published=published)
        return {(m.start, m.end) for m in record.mentions if m.label is Label.ORG}

    return find


def by_lac(text: str, published: str | None) -> Spans:
    """Entities of the tagger alone, sentence by sentence."""
    sentences = split_sentences(text)
    found = LacRecogniser().entities([text[s.start : s.end] for s in sentences])
    return {
        (s.start + e.start, s.start + e.end)
        for s, entities in zip(sentences, found, strict=True)
        for e in entities
        if e.label is Label.ORG
    }


def by_jieba(text: str, published: str | None) -> Spans:
    """Words that jieba tags as organisations."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel("ERROR")
    found, at = set(), 0
    for word, tag in jieba.posseg.cut(text):
        if tag == "nt":
            found.add((at, at + len(word)))
        at += len(word)
    return found


FINDERS: dict[str, Callable[[], Finder]] = {
    "kaigong (rules + lac)": lambda: by_kaigong("lac"),
    "kaigong (rules)": lambda: by_kaigong("rules"),
    "lac alone": lambda: by_lac,
    "jieba.posseg": lambda: by_jieba,
}


# What the cascade is made of, each left out in turn for the table of what it adds.
PARTS: dict[str, type] = {
    "names that end on a word for a company or body": SuffixRule,
    "public bodies behind a place or a level": GovernmentRule,
    "heads of items, stock codes, sources, 收购X股权": HeadlineRule,
    "lists of known names": KnownRule,
    "two bodies written as one": CompoundRule,
    "second opinion of lac": OpinionRule,
    "aliases (以下简称, brackets)": AliasRule,
    "names between 由 and what they do": AgentRule,
    "found once, found everywhere; short forms": ConsistencyRule,
}


def counts_of_names(find: Finder, path: Path | None) -> tuple[int, int, int]:
    """(right, found, wanted) over distinct names an article."""
    right = found = wanted = 0
    for article in read_gold(path):
        published = None if article.published is None else str(article.published)
        names = {article.text[a:b] for a, b in find(article.text, published)}
        gold = set(article.orgs)
        right, found, wanted = right + len(names & gold), found + len(names), wanted + len(gold)
    return right, found, wanted


def counts_of_spans(find: Finder, lines: Iterable[str]) -> tuple[int, int, int]:
    """(right, found, wanted) over exact spans of CLUENER2020."""
    right = found = wanted = 0
    for line in lines:
        row = json.loads(line)
        labels = [row["label"].get(kind, {}) for kind in CLUENER]
        gold = {(a, b + 1) for names in labels for spans in names.values() for a, b in spans}
        spans = find(row["text"], None)
        right, found, wanted = right + len(spans & gold), found + len(spans), wanted + len(gold)
    return right, found, wanted


def row_of(name: str, right: int, found: int, wanted: int) -> str:
    """A line of the table."""
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * right / max(found + wanted, 1)
    return f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def table(title: str, count: Callable[[Finder], tuple[int, int, int]]) -> list[str]:
    """A table of all finders on one set."""
    rows = [row_of(name, *count(make())) for name, make in FINDERS.items()]
    return [title, "", "| | precision | recall | F1 |", "|---|---|---|---|", *rows, ""]


def ablation(title: str, path: Path | None) -> list[str]:
    """A table of the whole cascade and of it without each of its parts."""
    find = by_kaigong("lac")
    rows = [row_of("all parts", *counts_of_names(find, path))]
    for name, rule in PARTS.items():
        with patch.object(rule, "find", lambda *_: ()):
            rows.append(row_of(f"without: {name}", *counts_of_names(find, path)))
    return [title, "", "| | precision | recall | F1 |", "|---|---|---|---|", *rows, ""]


def main() -> int:
    """Measure, print, and write into a page if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, nargs="*", default=[None])
    parser.add_argument("--cluener", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    lines: list[str] = []
    for path in options.gold:
        title = "kaigong's own gold" if path is None else path.name
        lines += table(f"Names an article, {title}:", lambda find, path=path: counts_of_names(find, path))
        lines += ablation(f"What each part adds, {title}:", path)
    if options.cluener is not None:
        sentences = options.cluener.read_text(encoding="utf-8").splitlines()
        title = f"Exact spans, CLUENER2020 development set ({len(sentences):,} sentences of general news):"
        lines += table(title, lambda find: counts_of_spans(find, sentences))
    text = "\n".join(lines)
    print(text)
    if options.output is not None:
        page = options.output.read_text(encoding="utf-8")
        options.output.write_text(MARKS.sub(lambda m: f"{m[1]}\n{text}\n{m[2]}", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
