"""Reads texts with the peers, in an interpreter that has them: run by peers.py, knows nothing of kaigong.

    python peers_runner.py versions
    python peers_runner.py read  < requests    one JSON object a line: peer, reader, text, ref (ISO date and time)
    python peers_runner.py speed < requests    the same; every reader over all of its texts, in rounds

Answers are JSON lines in the order of the requests. ``read`` gives what a peer returned, not yet brought to a common
form: a list of objects in ``found``; ``refused`` where it declined by ValueError, ``crash`` the name of any other
exception. Each peer is called as its documentation has it for running text.
"""

import contextlib
import importlib
import importlib.metadata
import json
import logging
import statistics
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from typing import Any

Raw = dict[str, Any]
Reader = Callable[[str, datetime], list[Raw]]

PACKAGES = {"jionlp": "jionlp", "recognizers": "recognizers-text-suite", "cn2an": "cn2an"}
ROUNDS = 5


def _jionlp_money(text: str, ref: datetime) -> list[Raw]:
    import jionlp

    return list(jionlp.ner.extract_money(text, with_parsing=True))


def _jionlp_date(text: str, ref: datetime) -> list[Raw]:
    import jionlp

    return list(jionlp.ner.extract_time(text, time_base=ref, with_parsing=True))


def _jionlp_parse_money(text: str, ref: datetime) -> list[Raw]:
    import jionlp

    detail = jionlp.parse_money(text)
    return [{"offset": [0, len(text)], "type": "money", "detail": detail}]


def _jionlp_parse_date(text: str, ref: datetime) -> list[Raw]:
    import jionlp

    detail = jionlp.parse_time(text, time_base=ref)
    return [{"offset": [0, len(text)], "type": detail["type"], "detail": detail}]


def _recognizers(package: str, function: str, text: str, ref: datetime) -> list[Raw]:
    from recognizers_text import Culture

    recognize = getattr(importlib.import_module(package), function)
    given = {"reference": ref} if function == "recognize_datetime" else {}
    return [
        {"text": r.text, "start": r.start, "end": r.end + 1, "type": r.type_name, "resolution": r.resolution}
        for r in recognize(text, Culture.Chinese, **given)
    ]


def _cn2an_number(text: str, ref: datetime) -> list[Raw]:
    import cn2an

    return [{"value": str(cn2an.cn2an(text.strip(), "smart"))}]


def _cn2an_text(text: str, ref: datetime) -> list[Raw]:
    import cn2an

    return [{"text": cn2an.transform(text, "cn2an")}]


_UNITS = "recognizers_number_with_unit"
READERS: dict[tuple[str, str], Reader] = {
    ("jionlp", "money"): _jionlp_money,
    ("jionlp", "date"): _jionlp_date,
    ("jionlp-parse", "money"): _jionlp_parse_money,
    ("jionlp-parse", "date"): _jionlp_parse_date,
    ("recognizers", "money"): partial(_recognizers, _UNITS, "recognize_currency"),
    ("recognizers", "dimension"): partial(_recognizers, _UNITS, "recognize_dimension"),
    ("recognizers", "temperature"): partial(_recognizers, _UNITS, "recognize_temperature"),
    ("recognizers", "age"): partial(_recognizers, _UNITS, "recognize_age"),
    ("recognizers", "percentage"): partial(_recognizers, "recognizers_number", "recognize_percentage"),
    ("recognizers", "number"): partial(_recognizers, "recognizers_number", "recognize_number"),
    ("recognizers", "ordinal"): partial(_recognizers, "recognizers_number", "recognize_ordinal"),
    ("recognizers", "date"): partial(_recognizers, "recognizers_date_time", "recognize_datetime"),
    ("cn2an", "number"): _cn2an_number,
    ("cn2an", "text"): _cn2an_text,
}


@cache
def _moment(ref: str) -> datetime:
    return datetime.fromisoformat(ref).replace(tzinfo=None)


def read(request: Raw) -> Raw:
    """The request's peer and reader with what it found, or why it found nothing."""
    answer: Raw = {"peer": request["peer"], "reader": request["reader"], "found": [], "refused": False, "crash": None}
    try:
        answer["found"] = READERS[request["peer"], request["reader"]](request["text"], _moment(request["ref"]))
    except ValueError:
        answer["refused"] = True
    except Exception as error:  # a crash of a peer is a result
        answer["crash"] = type(error).__name__
    return answer


def speed(requests: list[Raw]) -> Iterator[Raw]:
    """Characters a second of processor time of each reader: the median of some rounds after one that warms up."""
    texts = defaultdict(list)
    for request in requests:
        texts[request["peer"], request["reader"]].append(request)
    for (peer, reader), own in texts.items():
        seconds = []
        for _ in range(ROUNDS + 1):
            start = time.process_time()
            for request in own:
                read(request)
            seconds.append(time.process_time() - start)
        chars = sum(len(request["text"]) for request in own)
        yield {"peer": peer, "reader": reader, "chars_per_second": chars / statistics.median(seconds[1:])}


def main() -> None:
    command, out = sys.argv[1], sys.stdout
    logging.disable(logging.CRITICAL)  # JioNLP logs a traceback for every reading that it tries and drops
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(sys.stderr):  # its banner, too
        if command == "versions":
            versions = {peer: importlib.metadata.version(package) for peer, package in PACKAGES.items()}
            answers: Iterator[Raw] = iter([{**versions, "python": ".".join(map(str, sys.version_info[:2]))}])
        else:
            requests = [json.loads(line) for line in sys.stdin.buffer]
            answers = speed(requests) if command == "speed" else map(read, requests)
        for answer in answers:
            out.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
