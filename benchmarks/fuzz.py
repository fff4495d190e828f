"""Fuzzing of texts and files by command: inputs that no one thought of, against the laws of ``fuzz_laws.py``.

    python benchmarks/fuzz.py --minutes 30              all targets in turn, each round with a new seed
    python benchmarks/fuzz.py --targets article,files   some of them
    python benchmarks/fuzz.py --seed 7 --rounds 1       the same inputs again
    python benchmarks/fuzz.py --replay out/fuzz/*       saved inputs, without drawing new ones

Each input that breaks a law is made as small as hypothesis can, printed with its seed and saved in ``--save``; then it
belongs among the cases (``tests/cases/``) or in ``tests/test_fuzz.py``. Exit code 1 if a law broke.
"""

import argparse
import hashlib
import json
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import fuzz_files
import fuzz_laws
import fuzz_texts
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kaigong.pipeline.normalise import fold
from kaigong.schemas import Article

SHRINK_SECONDS = 30.0


class Target(NamedTuple):
    """Inputs, the law that they are put to, and how many a round."""

    inputs: Callable[[], st.SearchStrategy[Any]]
    law: Callable[[Any], object]
    round: int


def _growth(unit: str) -> None:
    unit = unit[:60]
    if not unit:
        return
    fuzz_laws.growth_law(unit, fold)
    if not fuzz_laws.HALF_PAIR.search(unit):
        fuzz_laws.growth_law(unit, lambda text: fuzz_laws.pipeline("rules").process(Article(id="fuzz", text=text)))


TARGETS = {
    "fold": Target(fuzz_texts.texts, fuzz_laws.fold_law, 500),
    "numeral": Target(fuzz_texts.texts, fuzz_laws.numeral_law, 100),
    "stages": Target(fuzz_texts.articles, fuzz_laws.stages_law, 200),
    "article": Target(fuzz_texts.articles, fuzz_laws.article_law, 200),
    "tagger": Target(fuzz_texts.articles, lambda article: fuzz_laws.article_law(article, "lac"), 40),
    "files": Target(fuzz_files.files, lambda case: fuzz_laws.file_law(*case), 200),
    "records": Target(fuzz_files.record_files, lambda case: fuzz_laws.records_law(*case), 100),
    "rules": Target(fuzz_files.rule_files, lambda case: fuzz_laws.rules_law(*case), 40),
    "growth": Target(lambda: st.lists(fuzz_texts.pieces(), min_size=1, max_size=4).map("".join), _growth, 3),
}


def run_round(name: str, number: int, examples: int | None = None) -> tuple[Any, Exception] | None:
    """One round of a target; the smallest input that breaks its law and what it raised, or None."""
    target = TARGETS[name]
    last: list[Any] = []

    @seed(number)
    @settings(
        max_examples=examples or target.round,
        deadline=None,
        database=None,
        derandomize=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(target.inputs())
    def check(case: Any) -> None:
        last[:] = [case]
        target.law(case)

    try:
        check()
    except Exception as error:
        return smallest(target.law, last[0], error), error
    return None


def smallest(law: Callable[[Any], object], case: Any, error: Exception) -> Any:
    """The case with as much of its text or bytes left out as still raises the same kind of error.

    Hypothesis makes the edits fewer, and never cuts what they were made on.
    """

    def breaks(part: Any) -> bool:
        try:
            law(_with(case, part))
        except Exception as other:
            return type(other) is type(error)
        return False

    part = case.text if isinstance(case, Article) else case[1] if isinstance(case, tuple) else case
    end, size, left = time.monotonic() + SHRINK_SECONDS, len(part) // 2, 0
    while size and time.monotonic() < end:
        left = 0
        while left < len(part) and time.monotonic() < end:
            shorter = part[:left] + part[left + size :]
            part, left = (shorter, left) if breaks(shorter) else (part, left + size)
        size //= 2
    return _with(case, part)


def _with(case: Any, part: Any) -> Any:
    if isinstance(case, Article):
        return case.model_copy(update={"text": part})
    return (case[0], part, *case[2:]) if isinstance(case, tuple) else part


def to_json(name: str, case: Any) -> str:
    """A case as a file of its own."""
    if isinstance(case, Article):
        content: Any = case.model_dump()
        content["published"] = None if case.published is None else case.published.isoformat()
    elif isinstance(case, tuple):
        content = {"name": case[0], "hex": case[1].hex(), "piped": case[2]}
    else:
        content = case
    return json.dumps({"target": name, "case": content})


def from_json(text: str) -> tuple[str, Any]:
    """Target and case of a saved file."""
    saved = json.loads(text)
    case = saved["case"]
    if isinstance(case, dict):
        case = (case["name"], bytes.fromhex(case["hex"]), case["piped"]) if "hex" in case else Article(**case)
    return saved["target"], case


def replay(paths: list[Path]) -> int:
    broken = 0
    for path in paths:
        name, case = from_json(path.read_text())
        try:
            TARGETS[name].law(case)
        except Exception as error:
            broken += 1
            print(f"{path}: {name}: {type(error).__name__}: {str(error)[:300]}")
    print(f"{len(paths)} inputs, {broken} break a law")
    return int(broken > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rounds", type=int, help="stop after so many rounds of each target")
    parser.add_argument("--seed", type=int, help="of the first round; by default drawn and printed")
    parser.add_argument("--targets", default=",".join(TARGETS), help=f"some of {', '.join(TARGETS)}")
    parser.add_argument("--save", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    if options.replay:
        return replay(options.replay)
    names = options.targets.split(",")
    if unknown := set(names) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    first = secrets.randbelow(10**9) if options.seed is None else options.seed
    end = time.monotonic() + 60 * options.minutes
    number, found, tried = first, 0, dict.fromkeys(names, 0)
    while time.monotonic() < end and (options.rounds is None or number < first + options.rounds):
        for name in names:
            if time.monotonic() >= end and number > first:
                break
            broken = run_round(name, number)
            tried[name] += TARGETS[name].round
            if broken is not None:
                found += 1
                save(options.save, name, number, *broken)
        number += 1
    print(f"seeds {first} to {number - 1}; " + ", ".join(f"{name} {count}" for name, count in tried.items()))
    print(
        f"{found} round{'' if found == 1 else 's'} broke a law"
        + (f"; their inputs are in {options.save}" if found else "")
    )
    return int(found > 0)


def save(folder: Path, name: str, number: int, case: Any, error: Exception) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = to_json(name, case)
    path = folder / f"{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}.json"
    path.write_text(content)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "hypothesis" not in f.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    print(
        f"{name}, seed {number}: {type(error).__name__}{place}: {str(error)[:400]}\n  {case!r:.600}\n  {path}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
