"""Write the pages of docs/ that scripts make, or check that they are current.

    python benchmarks/pages.py [--check] [--docs FOLDER]

how-it-decides.md and accuracy.md come of one run over the shipped gold, data-dictionary.md of the schema and of
data_dictionary.yaml. In the quick start, tutorials and examples the output beneath each command is made anew.

Extraction is deterministic, so --check compares every character (times that commands took apart); it exits 1 and names
the first line that differs.
"""

import argparse
import sys
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import console
import data_dictionary
import how_it_decides
import split
from gold_run import GoldRun, run_gold

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[str, Callable[[GoldRun], str]] = {
    "how-it-decides.md": how_it_decides.page,
    "accuracy.md": split.page,
    "data-dictionary.md": lambda _: data_dictionary.page(),
}
CONSOLE_PAGES = ("quick-start.md", "tutorial.md", "tutorial.zh.md", "examples.md")


def staleness(path: Path, wanted: str) -> str | None:
    """Where a page differs from what it should be, None if nowhere."""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    if written == wanted:
        return None
    pairs = zip_longest(written.splitlines(), wanted.splitlines(), fillvalue="(no line)")
    number, (old, new) = next(((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (0, ("", "")))
    return f"{path}:{number}: stale\n  is:        {old}\n  should be: {new}\n  run: python benchmarks/pages.py"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 where a page is stale")
    parser.add_argument("--docs", type=Path, default=DOCS, help="folder of the pages")
    options = parser.parse_args(arguments)
    run = run_gold()
    made = {options.docs / name: page(run) for name, page in PAGES.items()}
    made |= {options.docs / name: console.rerun((DOCS / name).read_text(encoding="utf-8")) for name in CONSOLE_PAGES}
    if options.check:
        stale = [fault for path, text in made.items() if (fault := staleness(path, text)) is not None]
        print("\n".join(stale) if stale else "pages: current", file=sys.stderr)
        return int(bool(stale))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
        print(f"written: {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
