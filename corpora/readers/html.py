"""Web pages: one page, one article; its text without what surrounds it, and what the page says of it."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions, make_article
from kaigong.corpora.readers.encoding import decode_markup
from kaigong.corpora.readers.html_body import body_of
from kaigong.corpora.readers.html_meta import facts_of
from kaigong.corpora.readers.html_tree import parse_page
from kaigong.corpora.readers.lines import read_all
from kaigong.schemas.article import Article
from kaigong.schemas.errors import KaigongError, ReadError, describe_unexpected

_CHARSET = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_BYTES = 4096


def read_html(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The one article of a page; its id is that of the origin."""
    try:
        yield None, article_of_bytes(read_all(stream), options, id=origin.id)
    except ReadError as error:
        yield None, origin.reject(str(error))


def article_of_bytes(
    raw: bytes,
    options: ReadOptions,
    *,
    id: str,
    declared: Sequence[str | None] = (),
    address: str | None = None,
) -> Article:
    """The article of a page as it came from a server or a disk.

    ``declared`` are encodings named outside the page, which go before the page's own; ``address`` is where the page
    was found, for a page that does not say it.

    Raises: ReadError if no text of an article can be read.
    """
    named = _CHARSET.search(raw[:_CHARSET_BYTES])
    page, fault = decode_markup(raw, [*declared, named.group(1).decode("ascii") if named is not None else None])
    article = article_of_page(page, options, id=id, address=address)
    if fault is not None and "\ufffd" in article.text + (article.title or "") + (article.source or ""):
        raise ReadError(fault)
    return article


def article_of_page(
    page: str,
    options: ReadOptions,
    *,
    id: str,
    url: str | None = None,
    title: str | None = None,
    source: str | None = None,
    published: datetime.date | None = None,
    address: str | None = None,
) -> Article:
    """The article of a page's text; what is given is not looked for in the page.

    Raises: ReadError if there is no text of an article in it.
    """
    if not page.strip():
        raise ReadError("the page is empty")
    try:
        tree = parse_page(page)
        facts = facts_of(tree, page)
        title = title or facts.title
        text = body_of(tree, title)
    except KaigongError:
        raise
    except Exception as error:  # of the packages that take pages apart; one page stops no other
        raise ReadError(describe_unexpected(error)) from error
    if not text:
        raise ReadError("no text of an article in the page")
    return make_article(
        text,
        id=id,
        url=url or facts.url or address,
        title=title,
        source=source or facts.source,
        published=published or facts.published or options.published,
    )
