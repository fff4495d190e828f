"""Rows to articles: which field of a JSON object or a table holds what."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from kaigong.corpora.readers.base import Located, Origin, ReadOptions, make_article
from kaigong.corpora.readers.dates import day_of_cell
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError

# The usual names in scraped tables; each stands for the field only while the option is left at its default.
_USUAL: dict[str, tuple[str, ...]] = {
    "text": ("正文", "内容", "全文", "正文内容", "文章内容", "新闻内容", "content", "body"),
    "id": ("编号", "文章编号", "新闻编号", "文章id", "_id", "uid"),
    "title": ("标题", "题目", "题名", "文章标题", "新闻标题", "headline"),
    "source": ("来源", "信息来源", "文章来源", "新闻来源", "媒体", "媒体名称", "公众号"),
    "published": (
        "发布时间", "发布日期", "发表时间", "发表日期", "刊发时间", "刊发日期", "刊登日期", "见报日期",
        "发稿时间", "发稿日期", "出版日期", "报道日期", "发文日期", "公布日期", "日期", "date", "pubdate", "pub_date",
        "pub_time", "publish_time", "publish_date", "published_at",
    ),
    "url": ("链接", "网址", "原文链接", "文章链接", "link", "href"),
    "html": ("网页", "网页源码", "html_content", "raw_html"),
}  # fmt: skip

_DAY_COLUMN = re.compile("日期|时间|日$|date|time|day", re.IGNORECASE)

TEXT_COLUMNS = frozenset(("text", "html", *_USUAL["text"], *_USUAL["html"]))


def asked_keys(options: ReadOptions) -> dict[str, str]:
    """Field of an article → the key that the options name for it."""
    return {
        "text": options.text_key,
        "id": options.id_key,
        "title": options.title_key,
        "source": options.source_key,
        "published": options.published_key,
        "url": options.url_key,
        "html": "html",
    }


def key_of(row: Mapping[str, Any], field: str, asked: str) -> str | None:
    """Key of ``row`` that holds a field: the one asked for, else a usual name; one with a value goes first."""
    names = (asked, *_USUAL[field]) if asked == field else (asked,)
    found = [name for name in names if name in row]
    if not found:
        folded = {key.strip().lower(): key for key in row}
        found = [folded[name.lower()] for name in names if name.lower() in folded]
    return next((key for key in found if row[key] not in (None, "")), found[0] if found else None)


def located(row: Mapping[str, Any], line: int, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The article of a row with what is doubtful of it, or its reject."""
    faults: list[str] = []
    try:
        article = article_of(row, options, f"{origin.id}:{line}", faults.append)
    except ReadError as error:
        yield line, origin.reject(str(error), line=line, article=name_in(row, options))
        return
    for fault in faults:
        yield line, origin.note(fault, line, article.id)
    if article.published is None and not faults and (column := _unread_day(row)) is not None:
        advice = f"column {column!r} holds days and is not read; if they are those of publication, add"
        yield None, origin.note(f"{advice} --published-key {column}")
    yield line, article


def article_of(
    row: Mapping[str, Any], options: ReadOptions, fallback_id: str, note: Callable[[str], None] = lambda fault: None
) -> Article:
    """The article of a row; of a row with a page in place of a text, the article of the page.

    ``fallback_id`` is the id of a row that has none, but not where the key asked for by name is missing. A day that
    cannot be read is left out, and ``note`` is told: the text is worth more than its day.

    Raises: ReadError naming the field at fault.
    """
    keys = {field: key_of(row, field, asked) for field, asked in asked_keys(options).items()}
    text = _field(row, keys["text"])
    page = _field(row, keys["html"])
    if keys["text"] is None and keys["html"] is None:
        if str(row.get("schema", "")).startswith("kaigong/"):
            raise ReadError("a record of kaigong and no article; keep results out of the folders that are read")
        names = f"name one of these with --text-key: {shown_names(row)}" if row else "the object is empty"
        raise ReadError(f"no key {options.text_key!r} with the text ({names})")
    if text is None and page is None:
        raise ReadError(f"the text is empty ({keys['text'] or keys['html']!r} holds nothing)")
    if keys["id"] is None and options.id_key != "id":
        raise ReadError(f"no key {options.id_key!r} with the article's id (name another with --id-key)")
    name = _id_of(row, keys["id"]) or fallback_id
    published = None
    try:
        published = _published(row, keys["published"])
    except ReadError as error:
        note(f"{error}; the article is read as one without a day")
        options = replace(options, published=None)  # meant for articles that give no day; this one gives another
    known: dict[str, Any] = {field: _field(row, keys[field]) or None for field in ("url", "title", "source")}
    if text is None and page is not None:
        from kaigong.corpora.readers.html import article_of_page

        return article_of_page(page, options, id=name, published=published, **known)
    return make_article(text or "", id=name, published=published or options.published, **known)


def shown_names(names: Iterable[str]) -> str:
    """Keys or columns for a message."""
    return ", ".join(name[:20] for name in islice((n for n in names if n.strip()), 12))


def name_in(row: Mapping[str, Any], options: ReadOptions) -> str | None:
    """Id of a row for a message about it, where it has one."""
    try:
        return _id_of(row, key_of(row, "id", options.id_key))
    except ReadError:
        return None


def _id_of(row: Mapping[str, Any], key: str | None) -> str | None:
    value = row.get(key) if key is not None else None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise ReadError(f"{key}: expected a string or a number for the article's id, found {kind_of(value)}")
    return value if value and value.strip() else None


def _published(row: Mapping[str, Any], key: str | None) -> datetime.date | None:
    return None if key is None else day_of_cell(row.get(key))


def _unread_day(row: Mapping[str, Any]) -> str | None:
    """The column of a row without a day that is named like one and holds one."""
    return next((key for key, value in row.items() if _DAY_COLUMN.search(key) and _is_day(value)), None)


def _is_day(value: object) -> bool:
    try:
        return day_of_cell(value) is not None
    except ReadError:
        return False


def _field(row: Mapping[str, Any], key: str | None) -> str | None:
    value = row.get(key) if key is not None else None
    if value is not None and not isinstance(value, str):
        raise ReadError(f"{key}: expected a string or null, found {kind_of(value)}")
    return value


def kind_of(value: object) -> str:
    """Kind of a JSON value for a message."""
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "null" if value is None else "a date")
