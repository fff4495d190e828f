"""docs/data-dictionary.md: every field of a record and every word of its vocabularies, with meaning and example.

``pages.py`` writes it. Names and types of fields come from the schema, Chinese words of vocabularies from
``pipeline/vocabulary.yaml``, meanings from ``data_dictionary.yaml``. Every example is what kaigong reads in the text
that stands with it; one that it does not read so is an error.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from kaigong.pipeline import Pipeline
from kaigong.pipeline.vocabulary import sections
from kaigong.schemas import labels
from kaigong.schemas.record import Record, Span
from kaigong.schemas.schema import record_schema

WORDS_FILE = Path(__file__).with_name("data_dictionary.yaml")
PUBLISHED = "2024-05-17"
LONGEST = 34  # characters of an example of a field
HEAD = """# Data dictionary · 数据词典

Written by `python benchmarks/pages.py`; CI checks that it is current. 本页由脚本生成。

What every field of a record and every word of its vocabularies means. A value is given only if the text states it, or
if it follows from the text and the day of publication (去年3月 → 2023-03). World knowledge is used for one thing: the
province, city and county of a place. How borderline cases are decided stands in
[the annotation guidelines](../corpora/gold/GUIDELINES.md); the form of the whole in [the record](output.md); the names
of tables and columns in [Tables](export.md).

本页说明记录中每个字段、每个取值的含义。只有文中写明，或可由文中内容与发布日期推出（去年3月 → 2023-03）的值才会给出；
外部知识只用于地点的省、市、县。难以界定的情形见[标注规范](../corpora/gold/GUIDELINES.md)。
"""


def content() -> dict[str, Any]:
    """The meanings as written in ``data_dictionary.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return loaded


def vocabularies() -> dict[str, type[StrEnum]]:
    """The vocabularies of the schema by name."""
    found = (value for value in vars(labels).values() if isinstance(value, type) and issubclass(value, StrEnum))
    return {v.__name__: v for v in found if v is not StrEnum}


def fields_of(model: str) -> dict[str, Any]:
    """Fields of a model and their JSON Schema; what every span has stands with ``Span`` alone."""
    schema = record_schema()
    properties: dict[str, Any] = (schema if model == "Record" else schema["$defs"][model])["properties"]
    shared = set() if model in ("Span", "Rejected") else set(schema["$defs"]["Span"]["properties"])
    if "rule" not in properties:
        shared = set()
    return {name: field for name, field in properties.items() if name not in shared}


def page() -> str:
    """The whole page."""
    words = content()
    pipeline = Pipeline(keep_text=True)
    known = {key: value for key, value in words["article"].items() if key != "text"}
    record = pipeline(words["article"]["text"], **{k: str(v) for k, v in known.items()})
    parts = [HEAD, "## Fields · 字段\n", _source(words["article"])]
    parts += [_model(name, words, record) for name in words["models"]]
    parts.append(
        "## Vocabularies · 词表\n\nThe words in bold are what the value was read from. 粗体为读出该值的字句。\n"
    )
    parts += [_vocabulary(name, words, pipeline) for name in words["words"]]
    return "\n".join(parts)


def _source(article: Mapping[str, Any]) -> str:
    return f"Examples are from this article (invented). 示例取自这篇虚构的文章：\n\n> {article['text']}\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _anchor(name: str, titles: Mapping[str, str]) -> str:
    """Link to the section of a model or vocabulary; in the slugs of the site as in those of repositories."""
    return f"[{name}](#{name.lower()}-{titles[name]})" if name in titles else name


def _model(name: str, words: Mapping[str, Any], record: Record) -> str:
    entry, titles = words["models"][name], words["titles"]
    rows = [_row("field", "中文", "type", "meaning", "含义", "example"), "|---|---|---|---|---|---|"]
    for field, schema in fields_of(name).items():
        meaning, term, sense = entry["fields"][field]
        example = _example(name, field, record)
        rows.append(_row(f"`{field}`", term, _type(schema, titles), meaning, sense, f"`{example}`" if example else ""))
    return "\n".join([f"### {name} {titles[name]}\n", entry["en"], entry["zh"], "", *rows, ""])


def _type(schema: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """The type of a field in words."""
    if "$ref" in schema:
        return _anchor(schema["$ref"].rsplit("/", 1)[1], titles)
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [_type(kind, titles) for kind in schema.get("anyOf", schema.get("oneOf", ()))]
        return " or ".join(dict.fromkeys(kinds))
    if "prefixItems" in schema:
        return "start and end"
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'], titles)}"
    if "const" in schema:
        return "always the same"
    if schema.get("format") == "date":
        return "day"
    pattern = schema.get("pattern", "")
    return "decimal string" if pattern.startswith("^-?(0|") else str(schema["type"])


def _example(model: str, field: str, record: Record) -> str:
    """The first value that the example's record has in a field, if it is no list and no object."""
    for owner in _walk(record):
        if type(owner).__name__ == model or (model == "Span" and isinstance(owner, Span)):
            value = json.loads(owner.model_dump_json()).get(field)
            if isinstance(value, str | int) or (value and all(isinstance(item, int) for item in value)):
                written = json.dumps(value, ensure_ascii=False)
                return written if len(written) <= LONGEST else written[:LONGEST] + "…"
    return ""


def _walk(value: object) -> Iterator[BaseModel]:
    """A record and all models in it, from the outside to the inside."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)


def _vocabulary(name: str, words: Mapping[str, Any], pipeline: Pipeline) -> str:
    entry, titles = words["words"][name], words["titles"]
    intro = [text for text in (entry.get("en"), entry.get("zh")) if text]
    users = [f"`{model}.{field}`" for model, field in _users(name, words["models"])]
    rows = [_row("word", "中文", "meaning", "含义", "example"), "|---|---|---|---|---|"]
    for word in vocabularies()[name]:
        meaning, sense, text = entry[word.value]
        term = sections().get(name, {}).get(word.value, {}).get("zh", sense.split("；")[0].split("，")[0])
        rows.append(_row(f"`{word.value}`", term, meaning, sense, shown(word, text, pipeline) if text else ""))
    used = f"In {', '.join(users)}." if users else "In date mentions."
    return "\n".join([f"### {name} {titles[name]}\n", *intro, used, "", *rows, ""])


def _users(vocabulary: str, models: Iterable[str]) -> Iterator[tuple[str, str]]:
    for model in models:
        for field, schema in fields_of(model).items():
            if f"/{vocabulary}'" in str(schema):
                yield model, field


def shown(word: StrEnum, text: str, pipeline: Pipeline) -> str:
    """The text of an example, the span that bears the word in bold.

    Raises: ValueError where kaigong reads nothing of the kind in the text.
    """
    day = None if isinstance(word, labels.PublishedBasis) and word is not labels.PublishedBasis.GIVEN else PUBLISHED
    record = pipeline(text, published=day)
    span: Span | None = None
    for part in (*record.mentions, *record.projects, *record.targets, record.article):
        for owner in _walk(part):
            span = owner if isinstance(owner, Span) else span if part is not owner else None
            if any(getattr(owner, field) is word for field in type(owner).model_fields):
                return f"{text[: span.start]}**{span.text}**{text[span.end :]}" if span else text
    raise ValueError(f"{WORDS_FILE.name}: {type(word).__name__}.{word.value}: not read in its example {text!r}")
