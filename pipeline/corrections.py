"""Corrections read back: the last decision on each project and value (``docs/review.md``)."""

import json
from pathlib import Path

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.schemas.correction import Correction, Decision
from kaigong.schemas.errors import ReadError


def read_corrections(path: Path) -> list[Correction]:
    """The decisions that hold: of several on the same project or value the last, and none that was taken back.

    Raises: ReadError if the file cannot be read, listing every fault with its line.
    """
    last: dict[tuple[str, str, str | None], Correction] = {}
    faults = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            correction = Correction.model_validate_json(line)
        except ValidationError as error:
            faults.append(f"{path}:{number}: {summarise(error)}")
            continue
        last.pop(correction.target, None)
        if correction.decision is not Decision.CLEAR:
            last[correction.target] = correction
    if faults:
        raise ReadError("\n".join(faults))
    return list(last.values())


def holds_corrections(path: Path) -> bool:
    """Whether a file's first line is a decision, and no gold article.

    Raises: ReadError if the file cannot be read.
    """
    first = next((line for line in _text(path).split("\n") if line.strip()), "")
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"project_id", "decision"} <= row.keys()


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}") from error
