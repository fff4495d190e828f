"""Last stage: a record is checked against the schema and the article's text before it goes out."""

from pydantic import ValidationError

from kaigong.schemas.article import Article
from kaigong.schemas.errors import ExtractionError
from kaigong.schemas.record import Record, check_spans


def check_record(record: Record, article: Article) -> None:
    """Check that every span is the slice of the article's text that it claims, and that the record can be written.

    Raises: ExtractionError naming the first faults.
    """
    faults = check_spans(record, article.text)
    if not faults:
        try:
            record.to_line()
        except (ValueError, TypeError) as error:
            faults = [f"the record cannot be written as UTF-8 JSON: {error}"]
    if faults:
        raise ExtractionError(_summary(faults))


def describe_faults(error: ValidationError) -> list[str]:
    """Faults that a model found, each as ``path: reason``.

    Paths are written like ``projects[0].amounts[1].value``.
    """
    return [
        f"{json_path(fault['loc'])}: {_reason(fault['msg'], fault.get('input'))}"
        for fault in error.errors(include_url=False)
    ]


def json_path(location: tuple[int | str, ...]) -> str:
    """A pydantic location as a path from the top of the record; ``$`` is the record itself.

    >>> json_path(("projects", 0, "amounts", 1, "value"))
    'projects[0].amounts[1].value'
    """
    path = ""
    for i, part in enumerate(location):
        if isinstance(part, int):
            path += f"[{part}]"
        elif part.isupper() and i > 0 and location[i - 1] == "value":
            continue  # the tag of the value's type, no key of the record
        else:
            path += f".{part}" if path else part
    return path or "$"


def _reason(message: str, value: object) -> str:
    message = message.removeprefix("Value error, ")
    if isinstance(value, str | int | float | bool) or value is None:
        shown = repr(value)
        if shown not in message:
            return f"{message} (found {shown if len(shown) <= 60 else shown[:57] + '…'})"
    return message


def _summary(faults: list[str], most: int = 3) -> str:
    more = f" (and {len(faults) - most} more)" if len(faults) > most else ""
    return "the record breaks kaigong/1: " + "; ".join(faults[:most]) + more


def summarise(error: ValidationError) -> str:
    """One line on what a model refused."""
    return _summary(describe_faults(error))
