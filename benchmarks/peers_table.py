"""The tables of docs/peers.md as Markdown, from counted results."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from peers_score import Counts

START, END = "<!-- numbers: start (benchmarks/peers.py writes this part) -->", "<!-- numbers: end -->"
NAMES = {"kaigong": "kaigong", "jionlp": "JioNLP", "recognizers": "Recognizers", "cn2an": "cn2an"}
ALONE_NAMES = {
    "kaigong": "kaigong", "jionlp": "JioNLP", "jionlp-parse": "JioNLP parse_*", "recognizers": "Recognizers",
}  # fmt: skip
PACKAGES = {"kaigong": "kaigong", "jionlp": "jionlp", "recognizers": "recognizers-text-suite", "cn2an": "cn2an"}
ROWS = (
    "money", "percentages", "quantities with a unit", "dates", "numbers, alone", "numbers, in a sentence", "fractions",
    "ordinals",
)  # fmt: skip
WORK = {
    ("kaigong", "record"): "whole record: projects, organisations, places, targets too",
    ("kaigong", "figures"): "money, dates, quantities, percentages",
    ("jionlp", "money"): "money",
    ("jionlp", "date"): "dates",
    ("recognizers", "money"): "money",
    ("recognizers", "dimension"): "quantities",
    ("recognizers", "percentage"): "percentages",
    ("recognizers", "date"): "dates",
    ("cn2an", "text"): "Chinese numerals rewritten as digits",
}
NONE = "–"


@dataclass(frozen=True, slots=True)
class Result:
    """A case: its table row, its suite, and by reader whether it is right; None: the reader has no such kind."""

    row: str
    suite: str
    right: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second of one reader at one kind of work."""

    reader: str
    work: str
    chars_per_second: float


def share(right: Sequence[bool | None]) -> str:
    """``82 (98.8 %)``; a dash where the reader has no such kind."""
    known = [r for r in right if r is not None]
    return f"{sum(known)} ({100 * sum(known) / len(known):.1f} %)" if known else NONE


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """A Markdown table; the first ``left`` columns are set left, the others right."""
    rule = [":--" if i < left else "--:" for i in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _shares(results: Sequence[Result], name: str, readers: Iterable[str] = NAMES) -> list[str]:
    return [name, str(len(results)), *(share([r.right.get(reader) for r in results]) for reader in readers)]


def case_table(results: Sequence[Result]) -> str:
    """Right cases by kind."""
    rows = [_shares([r for r in results if r.row == row], row) for row in ROWS]
    return table(["cases", "n", *NAMES.values()], [row for row in rows if row[1] != "0"])


def alone_table(results: Sequence[Result]) -> str:
    """Right cases among those that JioNLP's parse functions are for."""
    alone = [r for r in results if r.right.get("jionlp-parse") is not None]
    rows = [_shares([r for r in alone if r.row == row], row, ALONE_NAMES) for row in ("money", "dates")]
    return table(["cases", "n", *ALONE_NAMES.values()], rows)


def suite_table(results: Sequence[Result]) -> str:
    """Right cases by kind and by the suite that they come from."""
    rows = []
    for row in ROWS:
        for suite in sorted({r.suite for r in results if r.row == row}):
            rows.append([row, *_shares([r for r in results if (r.row, r.suite) == (row, suite)], suite)])
    return table(["cases", "suite", "n", *NAMES.values()], rows, left=2)


def gold_table(counts: Mapping[str, Mapping[str, Counts]]) -> str:
    """Precision, recall and F1 of money mentions; a dash for readers that have no money."""
    rows = []
    for reader, name in NAMES.items():
        if reader not in counts:
            rows.append([name, *[NONE] * 6])
            continue
        own = counts[reader]
        main = own["overlap"]
        ratios = (main.precision, main.recall, main.f1, own["exact"].f1, own["value"].f1)
        rows.append([name, str(main.given), *(f"{100 * ratio:.1f}" for ratio in ratios)])
    return table(["", "mentions", "precision", "recall", "F1", "F1, exact span", "F1, any currency"], rows)


def two_digits(x: float) -> str:
    """A number rounded to two digits that count: 166000 → ``170,000``, 4 → ``4.0``, 0.0163 → ``0.016``."""
    rounded = float(f"{x:.1e}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:#.2g}"


def speed_table(speeds: Sequence[Speed]) -> str:
    """Characters a second, and how many times as fast as kaigong's whole record."""
    base = next(s.chars_per_second for s in speeds if (s.reader, s.work) == ("kaigong", "record"))
    rows = [
        [NAMES[s.reader], WORK[s.reader, s.work], two_digits(s.chars_per_second), two_digits(s.chars_per_second / base)]
        for s in speeds
    ]
    return table(["", "reads", "characters a second", "ratio"], rows, left=2)


def failure_line(failures: Counter[str]) -> str:
    """Uncaught exceptions and refusals by reader, as a sentence."""
    names = {**NAMES, **ALONE_NAMES}
    crashes = ", ".join(f"{name} {failures[f'{reader}:crash']}" for reader, name in names.items())
    refused = ", ".join(
        f"{name} {failures[f'{reader}:refused']}" for reader, name in names.items() if failures[f"{reader}:refused"]
    )
    return f"Crashes: {crashes}." + (
        f" Refused with a ValueError, counted as nothing found: {refused}." * bool(refused)
    )


def page_part(
    *,
    results: Sequence[Result],
    failures: Counter[str],
    gold: Mapping[str, Mapping[str, Counts]],
    speeds: Sequence[Speed],
    versions: Mapping[str, str],
    digests: Mapping[str, str],
    date: str,
) -> str:
    """All tables, between the markers."""
    named = ", ".join(f"{PACKAGES[reader]} {versions[reader]}" for reader in NAMES)
    sums = next(iter(gold.values()))["overlap"].wanted
    section: Callable[[str, str], str] = "### {}\n\n{}".format
    parts = [
        START,
        f"{date}: {named}; the peers on Python {versions['python']}. SHA-256 of the cases {digests['cases'][:12]}, "
        f"of the gold {digests['gold'][:12]}.",
        section("Cases of the peers' own suites: how many are read right", case_table(results)),
        section("Of these, the texts that are one expression", alone_table(results)),
        failure_line(failures),
        section(f"Money in Chinese project news: {sums} gold amounts, in %", gold_table(gold)),
        section("Speed on the same news, by processor time", speed_table(speeds)),
        section("The cases by suite", suite_table(results)),
        END,
    ]
    return "\n\n".join(parts)


def replace_part(page: str, part: str) -> str:
    """The page with its part between the markers replaced.

    Raises: ValueError if a marker is missing.
    """
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"no part to replace: it needs the lines {START} and {END}")
    return before + part + after
