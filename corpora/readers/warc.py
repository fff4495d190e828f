"""Web archives: pages of WARC files, texts of WET files, one article a record."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions, make_article
from kaigong.corpora.readers.encoding import decode
from kaigong.corpora.readers.extras import load
from kaigong.corpora.readers.html import article_of_bytes
from kaigong.corpora.readers.lines import read_all
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.reject import ArticleReject

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_WANTED = ("response", "resource", "conversion")
_WRONG_LENGTH = "damaged: a record's length is not what it says,"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))


def read_warc(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The articles of a WARC or WET file in order, record by record; a faulty record becomes a reject.

    Read are responses with status 200 that hold a page or plain text, resources of these types, and conversions to
    text. The id is that of the record (without ``urn:uuid:``), the address its target; the day of the crawl is not
    taken for the day of publication.
    """
    empty = True
    for item in _read_records(stream, origin, options):
        empty = False
        yield None, item
    if empty:
        yield None, origin.reject("no record of a page in the archive")


def _read_records(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Article | ArticleReject]:
    records = _iterator()(stream)
    count, faults = 0, 0
    try:
        for record in records:
            if records.err_count > faults:
                faults = records.err_count
                yield origin.reject(f"{_WRONG_LENGTH} behind record {count}")
            if record.rec_type not in _WANTED:
                continue
            count += 1
            try:
                article = _article_of(record, options)
            except ReadError as error:
                yield origin.reject(f"{_address(record)}: {error}", article=_id_of(record))
            else:
                if article is not None:
                    yield article
    except ReadError:
        raise
    except Exception as error:  # the library lets its parser's errors of any kind through
        raise ReadError(f"damaged behind record {count}: {error}") from None
    if records.err_count > faults:
        yield origin.reject(f"{_WRONG_LENGTH} behind record {count}")


@cache
def _iterator() -> type["ArchiveIterator"]:
    """Iterator of records whose messages stay off the terminal: they quote what the archive holds."""
    module = load("warcio.archiveiterator", "warc", "reading WARC")
    logging.getLogger("warcio").addHandler(logging.NullHandler())

    class Quiet(module.ArchiveIterator):  # type: ignore[misc, name-defined]
        INC_RECORD = ""  # what it writes to standard error about a wrong length, which it counts too

    return Quiet


def _article_of(record: "ArcWarcRecord", options: ReadOptions) -> Article | None:
    """The article of a record; None for pictures, redirects and the like."""
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    given = http.get_header("Content-Type") if http is not None else record.rec_headers.get_header("Content-Type")
    kind = (given or "").split(";")[0].strip().lower()
    if kind not in _PAGE_TYPES and kind != "text/plain":
        return None
    raw = read_all(record.content_stream(), "too long for a page")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ReadError("the record is cut off")
    charset = _CHARSET.search(given or "")
    declared = [charset.group(1) if charset is not None else None]
    address, name = _address(record), _id_of(record)
    if kind in _PAGE_TYPES:
        return article_of_bytes(raw, options, declared=declared, address=address, id=name)
    return make_article(decode(raw, declared), id=name, url=address, published=options.published)


def _id_of(record: "ArcWarcRecord") -> str:
    name = record.rec_headers.get_header("WARC-Record-ID") or _address(record)
    return str(name).strip("<>").removeprefix("urn:uuid:")


def _address(record: "ArcWarcRecord") -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or "record"
