"""Accuracy gate: no measure on the shipped gold may fall below its floor.

    python benchmarks/gate.py            check; exit 1 and one line a fault
    python benchmarks/gate.py --raise    write higher floors where the measures have risen; never lower ones
    python benchmarks/gate.py --raise --allow-lower    write the floors of this run, lower ones too

Floors stand in corpora/gold/floors.json, for each gold file with the digest of the gold that they belong to. A changed
gold needs ``--raise --allow-lower``, since its numbers cannot be compared with the old ones.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from kaigong.corpora.gold_reader import MORE, SHIPPED, gold_digest, read_shipped
from kaigong.pipeline import Pipeline
from kaigong.pipeline.evaluate import MEASURES, Evaluation, evaluate, extract_gold

FLOORS = Path(__file__).resolve().parent.parent / "corpora" / "gold" / "floors.json"
FILES = (SHIPPED, MORE)
EPSILON = 0.002  # room for a change that moves one value in some hundreds


def check_floors(scores: dict[str, float], floors: dict[str, float], digest: str, expected: str) -> list[str]:
    """Faults of a run against the floors, empty if it passes."""
    if digest != expected:
        return [f"the gold has digest {digest[:12]}, the floors belong to {expected[:12]}: set new floors with --raise"]
    faults = [f"{m}: no floor" for m in scores if m not in floors]
    faults += [f"{m}: floor of an unknown measure" for m in floors if m not in scores]
    return faults + [
        f"{m}: F1 {scores[m]:.4f} is below its floor {floors[m]:.4f}"
        for m in floors
        if m in scores and scores[m] < floors[m]
    ]


def new_floors(
    scores: dict[str, float], floors: dict[str, float], *, same_gold: bool, allow_lower: bool
) -> dict[str, float]:
    """Floors for these scores: the higher of old and measured, unless lowering is allowed.

    Raises: ValueError if the gold has changed and lowering is not allowed.
    """
    if not same_gold and not allow_lower:
        raise ValueError("the gold has changed; its floors need --allow-lower")
    measured = {m: max(0.0, round(score - EPSILON, 4)) for m, score in scores.items()}
    return measured if allow_lower else {m: max(floor, floors.get(m, 0.0)) for m, floor in measured.items()}


def run(name: str) -> Evaluation:
    gold = read_shipped(name)
    return evaluate(gold, extract_gold(Pipeline(), gold))


def measure(name: str) -> dict[str, float]:
    """F1 by measure on a gold file; prints its table."""
    evaluation = run(name)
    print(f"\n{name}\n{evaluation.table()}")
    return {m: evaluation.tallies[m].f1 for m in MEASURES}


def raised(name: str, stored: dict[str, Any], scores: dict[str, float], *, allow_lower: bool) -> dict[str, Any]:
    """The entry of a gold file in floors.json after this run."""
    digest = gold_digest(name)
    old = stored.get(name, {"gold_sha256": digest, "f1": {}})
    same = digest == old["gold_sha256"]
    return {"gold_sha256": digest, "f1": new_floors(scores, old["f1"], same_gold=same, allow_lower=allow_lower)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="raise_floors")
    parser.add_argument("--allow-lower", action="store_true")
    options = parser.parse_args()
    stored = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = {name: measure(name) for name in FILES}
    if not options.raise_floors:
        faults = [
            f"{name}: {fault}"
            for name in FILES
            for fault in check_floors(scores[name], stored[name]["f1"], gold_digest(name), stored[name]["gold_sha256"])
        ]
        print("\n".join(["accuracy gate:", *faults]) if faults else "accuracy gate: passed", file=sys.stderr)
        return int(bool(faults))
    try:
        floors = {name: raised(name, stored, scores[name], allow_lower=options.allow_lower) for name in FILES}
    except ValueError as error:
        print(f"accuracy gate: {error}", file=sys.stderr)
        return 1
    partial = FLOORS.with_suffix(".tmp")
    partial.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    os.replace(partial, FLOORS)
    print(f"floors written to {FLOORS}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
