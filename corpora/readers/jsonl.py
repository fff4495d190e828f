"""JSON lines: one article a line, with the keys id, url, title, source, published and text; others are ignored."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions, decode, make_article, parse_day
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError


def read_jsonl(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a JSONL file in order; a faulty line becomes a reject and reading goes on."""
    rows = 0
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        rows += 1
        row: dict[str, Any] = {}
        try:
            row = _parse_row(raw)
            yield number, _to_article(row, options)
        except ReadError as error:
            name = row.get(options.id_key)
            yield (
                number,
                origin.reject(str(error), line=number, article=name if isinstance(name, str) and name else None),
            )
    if not rows:
        yield None, origin.reject("empty file")


def _parse_row(raw: bytes) -> dict[str, Any]:
    try:
        row = json.loads(decode(raw))
    except json.JSONDecodeError as error:
        raise ReadError(f"no valid JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no usable JSON: {error}") from None
    if not isinstance(row, dict):
        raise ReadError(f"expected a JSON object on the line, found {_kind(row)}")
    return row


def _to_article(row: dict[str, Any], options: ReadOptions) -> Article:
    text = _field(row, options.text_key)
    if text is None:
        hint = "it has html, which is not read yet" if "html" in row else "name another with --text-key"
        raise ReadError(f"no key {options.text_key!r} with the text ({hint})")
    name = row.get(options.id_key)
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not name:
        raise ReadError(f"no key {options.id_key!r} with the article's id (name another with --id-key)")
    published = _field(row, "published")
    return make_article(
        text,
        id=name,
        url=_field(row, "url"),
        title=_field(row, "title"),
        source=_field(row, "source"),
        published=parse_day(published) if published else options.published,
    )


def _field(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ReadError(f"{key}: expected a string or null, found {_kind(value)}")
    return value


def _kind(value: object) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "null")
