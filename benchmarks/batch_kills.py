"""What interruptions and size do to a batch: kills it at random moments, compares, and measures memory. Linux only.

    python benchmarks/batch_kills.py FOLDER [--articles 2000 20000] [--kills 5] [--workers 2] [-- more options of batch]

For each number of articles an archive is made in FOLDER and extracted once in peace; the last one once more with kills.
Prints a line of JSON for each run: seconds, articles a second, peak memory (MiB, VmHWM) of the batch and of its largest
worker. Exit code 1 where the killed batch's files differ.
"""

import argparse
import filecmp
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from make_archive import make_archive

KAIGONG = Path(sys.executable).parent / "kaigong"


def peak_mib(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmHWM")), 0.0)


def children(process: int) -> list[int]:
    try:
        return [int(i) for i in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def run(command: list[str], log: Path, kill_after: float | None = None) -> dict[str, float]:
    """Run a batch, at most ``kill_after`` seconds; what it took."""
    started = time.monotonic()
    own = worker = 0.0
    with log.open("ab") as sink, subprocess.Popen(command, stderr=sink) as process:
        while process.poll() is None:
            own = max(own, peak_mib(process.pid))
            worker = max([worker, *map(peak_mib, children(process.pid))])
            if kill_after is not None and time.monotonic() - started > kill_after:
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.1)
    seconds = time.monotonic() - started
    return {"code": process.returncode, "seconds": round(seconds, 1), "own": round(own), "worker": round(worker)}


def same(one: Path, two: Path) -> bool:
    names = [sorted(p.name for p in folder.iterdir()) for folder in (one, two)]
    return names[0] == names[1] and not any(filecmp.cmpfiles(one, two, names[0], shallow=False)[1:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("more", nargs="*")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    given.folder.mkdir(parents=True, exist_ok=True)
    log = given.folder / "log"
    for count in given.articles:
        archive, out = given.folder / f"news{count}", given.folder / f"out{count}"
        make_archive(archive, count, given.seed)
        command = [str(KAIGONG), "batch", str(archive), str(out), "--workers", str(given.workers), *given.more]
        peace = run(command, log)
        print(json.dumps({"articles": count, "rate": round(count / peace["seconds"], 1), **peace}), flush=True)
    killed = given.folder / "killed"
    command[3] = str(killed)
    for _ in range(given.kills):
        part = run(command, log, rng.uniform(2, 1.4 * peace["seconds"] / (given.kills + 1)))
        done = len(list(killed.glob("records-*"))) if killed.exists() else 0
        print(json.dumps({"killed": part["code"] == -9, "shards": done, **part}), flush=True)
    print(json.dumps({"resumed": True, **run(command, log)}), flush=True)
    print(json.dumps({"same": same(out, killed)}), flush=True)
    return 0 if same(out, killed) else 1


if __name__ == "__main__":
    sys.exit(main())
