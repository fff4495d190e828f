"""Side-by-side numbers of kaigong, JioNLP, Recognizers-Text and cn2an on the same texts, for docs/peers.md.

    python benchmarks/peers.py --cases cases.jsonl --python peers-venv/bin/python [-o docs/peers.md]

The peers' pins conflict with ours, so they live in an environment of their own, which ``--python`` names:

    python3.11 -m venv peers-venv
    peers-venv/bin/pip install jionlp==1.5.29 recognizers-text-suite==1.0.2a2 emoji==1.7.0 cn2an==0.5.24

JioNLP 1.5.30 and 1.5.31 reject months without a year (9月, 上个月); Recognizers-Text needs that emoji.

The cases are one JSON object a line, from the peers' own test suites: ``id``, ``source`` (the suite), ``kind``
(money, unit, date, number), ``text``, ``mode`` (full or sentence), ``ref`` (ISO date and time, or null) and
``expected`` (a list with ``start``, ``end``, ``type``, ``value`` and ``currency`` or ``unit``). With ``-o`` the part of
that page between its two markers is replaced; without, it is printed.
"""

import argparse
import hashlib
import importlib.metadata
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from peers_score import Case, Counts, count_sums, is_right, is_scored
from peers_table import Result, Speed, page_part, replace_part
from peers_values import (
    Figure,
    Found,
    from_cn2an,
    from_jionlp_dates,
    from_jionlp_money,
    from_kaigong,
    from_recognizers_dates,
    from_recognizers_figures,
    number,
    without_overlaps,
)

from kaigong.corpora.gold_reader import gold_digest, read_gold
from kaigong.pipeline import Pipeline, default_stages
from kaigong.schemas import Article
from kaigong.schemas.errors import KaigongError
from kaigong.schemas.gold import GoldArticle

RUNNER = Path(__file__).resolve().parent / "peers_runner.py"
DEFAULT_REF = "2024-06-15T00:00:00"
LABELS = {"money": ("AMOUNT",), "date": ("DATE",)}
PEERS = ("jionlp", "jionlp-parse", "recognizers", "cn2an")
ROUNDS = 5
SPEED_READERS = [
    ("jionlp", "money"), ("jionlp", "date"), ("recognizers", "money"), ("recognizers", "dimension"),
    ("recognizers", "percentage"), ("recognizers", "date"), ("cn2an", "text"),
]  # fmt: skip
PERCENTAGES = {"percentage", "percentage_point"}
Request = dict[str, str]


def row_of(case: Case) -> str:
    """The table row that a case belongs to."""
    types = {e["type"] for e in case["expected"]}
    if case["kind"] == "unit":
        return "percentages" if types <= PERCENTAGES else "quantities with a unit"
    if case["kind"] == "number":
        for kind in ("fraction", "ordinal"):
            if types == {kind}:
                return f"{kind}s"
        return "numbers, alone" if case["mode"] == "full" else "numbers, in a sentence"
    return {"money": "money", "date": "dates"}[case["kind"]]


def readers_of(peer: str, case: Case) -> list[str]:
    """The readers of a peer that a case is for, in order of precedence; none if the peer has no such thing."""
    row = row_of(case)
    types = {e["type"] for e in case["expected"]}
    if row in ("money", "dates"):
        # JioNLP's parse_* read a text that is one expression; they say nothing of places.
        alone = case["mode"] == "full" and case.get("task") != "extract-only"
        return [case["kind"]] if peer in ("jionlp", "recognizers") or (peer == "jionlp-parse" and alone) else []
    if peer == "recognizers":
        if row == "percentages":
            return ["percentage"]
        if row == "quantities with a unit":
            return [*types] if len(types) == 1 and types <= {"age", "temperature"} else ["dimension", "temperature"]
        return ["ordinal" if row == "ordinals" else "number"]
    if peer == "cn2an" and case["kind"] == "number":
        # cn2an() takes one number; transform() takes text, and fractions.
        return ["number" if row == "numbers, alone" and "分之" not in case["text"] else "text"]
    return []


def mapped(peer: str, reader: str, found: Iterable[Any], with_durations: bool = False) -> list[Found]:
    """What a peer's reader returned, in the common form."""
    if peer == "cn2an":
        return from_cn2an(found)
    if reader == "date":
        dates = from_recognizers_dates if peer == "recognizers" else from_jionlp_dates
        return dates(found, with_durations)
    return from_recognizers_figures(found) if peer == "recognizers" else from_jionlp_money(found)


def ask(python: str, command: str, requests: Sequence[Request] = ()) -> list[dict[str, Any]]:
    """The runner's answers.

    Raises: SystemExit with its last line of output if it fails.
    """
    given = "".join(json.dumps(request) + "\n" for request in requests)
    try:
        done = subprocess.run([python, str(RUNNER), command], input=given, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SystemExit(f"{python}: cannot be run: {error.strerror}; --python names the peers' interpreter") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SystemExit(f"{python}: the peers cannot be read: {last}; see {Path(__file__).name} for their environment")
    return [json.loads(line) for line in done.stdout.splitlines()]


def read_cases(path: Path) -> list[Case]:
    """The cases that are compared.

    Raises: SystemExit naming the file and line at fault.
    """
    cases, at = [], 0
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            at += 1
            case = json.loads(line)
            if is_scored(case):
                cases.append(case)
    except OSError as error:
        raise SystemExit(f"{path}: cannot be read: {error.strerror}; --cases names the file of cases") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"{path}:{at}: no case: {error!r}") from error
    return cases


def kaigong_found(pipeline: Pipeline, case: Case) -> list[Found] | None:
    """kaigong's mentions of the case's kind; None if it has no such kind (bare numbers)."""
    if case["kind"] == "number":
        return None
    labels = LABELS.get(case["kind"], ("PERCENT", "QUANTITY"))
    if case["kind"] == "unit" and case["expected"] and all(e["type"] == "percentage" for e in case["expected"]):
        labels = ("PERCENT",)
    article = Article(id=case["id"], text=case["text"], published=(case.get("ref") or DEFAULT_REF)[:10])
    return from_kaigong(pipeline.process(article).model_dump(mode="json")["mentions"], labels)


def compare_cases(pipeline: Pipeline, cases: Sequence[Case], python: str) -> tuple[list[Result], Counter[str]]:
    """Who reads each case right, and how often each failed with an exception."""
    requests: list[Request] = []
    for case in cases:
        ref = case.get("ref") or DEFAULT_REF
        for peer in PEERS:
            own = readers_of(peer, case)
            requests += [{"peer": peer, "reader": reader, "text": case["text"], "ref": ref} for reader in own]
    answers = iter(ask(python, "read", requests))
    results, failures = [], Counter[str]()
    for case in cases:
        right: dict[str, bool | None] = {}
        try:
            found = kaigong_found(pipeline, case)
            right["kaigong"] = None if found is None else is_right(case, found)
        except KaigongError:
            failures["kaigong:crash"] += 1
            right["kaigong"] = False
        durations = any(e["type"] == "duration" for e in case["expected"])
        for peer in PEERS:
            own = readers_of(peer, case)
            found, failed = [], False
            for reader in own:
                answer = next(answers)
                failures[f"{peer}:crash"] += answer["crash"] is not None
                failures[f"{peer}:refused"] += answer["refused"]
                failed = failed or answer["crash"] is not None
                found = without_overlaps(found, mapped(peer, reader, answer["found"], durations))
            right[peer] = not failed and is_right(case, found) if own else None
        results.append(Result(row_of(case), case["source"], right))
    return results, failures


def gold_sums(article: GoldArticle) -> list[Found]:
    """The gold amounts with their places: they stand in the order of the text."""
    found, start = [], 0
    for amount in article.amounts:
        start = article.text.index(amount.text, start)
        end = start + len(amount.text)
        qualifier = amount.qualifier.value if amount.qualifier else None
        value, low, high = number(amount.value), number(amount.low), number(amount.high)
        found.append(Found(start, end, (Figure(value, low, high, amount.currency, qualifier),)))
        start = end
    return found


def compare_gold(pipeline: Pipeline, gold: Sequence[GoldArticle], python: str) -> dict[str, dict[str, Counts]]:
    """Counts of money mentions by reader and by measure (overlap, exact, value)."""
    texts = [{"reader": "money", "text": a.text, "ref": f"{a.published}T00:00:00"} for a in gold]
    read: dict[str, list[list[Found]]] = {"kaigong": []}
    for article in gold:
        record = pipeline.process(Article(id=article.id, text=article.text, published=article.published))
        read["kaigong"].append(from_kaigong(record.model_dump(mode="json")["mentions"], LABELS["money"]))
    for peer in ("jionlp", "recognizers"):
        answers = ask(python, "read", [{"peer": peer, **text} for text in texts])
        read[peer] = [mapped(peer, "money", answer["found"]) for answer in answers]
    measures = {"overlap": (False, True), "exact": (True, True), "value": (False, False)}
    counts: dict[str, dict[str, Counts]] = {}
    for name, found in read.items():
        counts[name] = {}
        for measure, (exact, with_currency) in measures.items():
            total = Counts()
            for article, own in zip(gold, found, strict=True):
                one = count_sums(gold_sums(article), own, exact=exact, with_currency=with_currency)
                total.given, total.wanted, total.hits = (
                    total.given + one.given, total.wanted + one.wanted, total.hits + one.hits,
                )  # fmt: skip
            counts[name][measure] = total
    return counts


def _round(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    start = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - start


def compare_speed(gold: Sequence[GoldArticle], python: str) -> list[Speed]:
    """Characters a second of processor time, kaigong's before and after the peers'."""
    articles = [Article(id=a.id, text=a.text, published=a.published) for a in gold]
    stages = default_stages()
    last = list(stages).index("tag.quantity")
    figures = Pipeline(stages=dict(list(stages.items())[: last + 1]))
    work: dict[str, Callable[[Article], object]] = {"record": Pipeline().process, "figures": figures.annotate}
    seconds: dict[str, list[float]] = {}
    requests = [
        {"peer": peer, "reader": reader, "text": a.text, "ref": f"{a.published}T00:00:00"}
        for peer, reader in SPEED_READERS
        for a in gold
    ]
    answers: list[dict[str, Any]] = []
    for before in (True, False):
        for name, function in work.items():
            _round(function, articles)
            seconds.setdefault(name, []).extend(_round(function, articles) for _ in range(ROUNDS))
        if before:
            answers = ask(python, "speed", requests)
    chars = sum(len(a.text) for a in gold)
    speeds = [Speed("kaigong", name, chars / statistics.median(own)) for name, own in seconds.items()]
    return [*speeds, *(Speed(a["peer"], a["reader"], a["chars_per_second"]) for a in answers)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True, help="cases, one JSON object a line")
    parser.add_argument("--python", required=True, help="the interpreter that has the peers")
    parser.add_argument("-o", "--output", type=Path, help="page whose part between the markers is replaced")
    options = parser.parse_args()
    cases, gold, pipeline = read_cases(options.cases), read_gold(), Pipeline()
    versions = ask(options.python, "versions")[0]
    results, failures = compare_cases(pipeline, cases, options.python)
    part = page_part(
        results=results,
        failures=failures,
        gold=compare_gold(pipeline, gold, options.python),
        speeds=compare_speed(gold, options.python),
        versions={"kaigong": importlib.metadata.version("kaigong"), **versions},
        digests={
            "cases": hashlib.sha256(options.cases.read_bytes()).hexdigest(),
            "gold": gold_digest(),
        },
        date=time.strftime("%Y-%m-%d"),
    )
    if options.output is None:
        print(part)
        return 0
    try:
        page = replace_part(options.output.read_text(encoding="utf-8"), part)
        options.output.write_text(page, encoding="utf-8")
    except (OSError, ValueError) as error:
        print(f"{options.output}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
