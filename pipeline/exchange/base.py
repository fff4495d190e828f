"""What a format of annotation tools is: a writer of annotated articles, and a reader of them."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.pipeline.exchange.annotated import Annotated
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.reject import ArticleReject

IMPORT_STAGE = "import"
"""Stage of the rejects made here: what of an annotated article could not be taken."""


class AnnotationWriter(Protocol):
    """Takes annotated articles as they come."""

    def add(self, annotated: Annotated) -> list[str]:
        """Write one article; what the format cannot hold of it comes back in words."""
        ...


class ReadSettings(NamedTuple):
    """How to read: key of the text in a task, whose annotations, and articles by id and by address."""

    text_key: str = "text"
    annotator: str | None = None
    articles: Mapping[str, Article] = {}


class Found(NamedTuple):
    """An annotated article as read, where it stands, and what of it could not be read."""

    annotated: Annotated
    line: int | None
    faults: list[str]


Read = Iterator[Found | ArticleReject]


MALFORMED = (ReadError, ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What reading one article of a file that a tool has written raises, where the file is not in its form."""


def why(error: Exception) -> str:
    """The reason of a reject for one of these."""
    if isinstance(error, ValidationError):
        return summarise(error)
    return str(error) if isinstance(error, ReadError) else f"not in the form of its format: {error!r}"


def refusal(reason: str, file: Path, article: str | None = None, line: int | None = None) -> ArticleReject:
    """What could not be taken, and where; what is no Unicode in it is escaped."""
    given = {"reason": reason, "file": str(file), "article": article}
    said = {k: None if v is None else v.encode("utf-8", "backslashreplace").decode("utf-8") for k, v in given.items()}
    return ArticleReject(
        stage=IMPORT_STAGE, reason=said["reason"] or "", article=said["article"], file=said["file"], line=line
    )


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """The JSON of a file.

    Raises: ReadError if it cannot be read or is no JSON.
    """
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise ReadError(f"{path}: no valid JSON: {error}") from error
    except RecursionError:
        raise ReadError(f"{path}: no valid JSON: nested too deeply") from None


def read_text(path: Path) -> str:
    """A file of UTF-8 as text, line breaks as they stand in it.

    Raises: ReadError if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}") from error


_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def without_breaks(text: str) -> list[tuple[int, int]]:
    r"""[start, end) of the pieces between all that Python takes for a line break.

    >>> without_breaks("甲\r\n乙")
    [(0, 1), (3, 4)]
    """
    found, at = [], 0
    for match in _BREAKS.finditer(text):
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    return [*found, (at, len(text))] if at < len(text) else found
