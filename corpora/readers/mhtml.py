"""Pages saved as one file by a browser (.mhtml, .mht): the page in it, its address from the file's head."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.html import article_of_bytes
from kaigong.corpora.readers.lines import read_all
from kaigong.schemas.errors import ReadError


def read_mhtml(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The one article of a saved page; its id is that of the origin."""
    try:
        message = email.message_from_bytes(read_all(stream), policy=email.policy.default)
        page = _page_of(message)
        raw = page.get_payload(decode=True)
        if not isinstance(raw, bytes) or not raw.strip():
            raise ReadError("the saved page is empty")
        url = message["Snapshot-Content-Location"] or page["Content-Location"] or message["Content-Location"]
        address = str(url).strip() if url and str(url).strip().startswith("http") else None
        charset = page.get_param("charset")
        article = article_of_bytes(
            raw, options, declared=[charset if isinstance(charset, str) else None], address=address, id=origin.id
        )
        yield None, article
    except ReadError as error:
        yield None, origin.reject(str(error))


def _page_of(message: "email.message.Message[str, str]") -> "email.message.Message[str, str]":
    """The first part that is HTML: frames and advertisements come behind the page that they stand in.

    Raises: ReadError if there is none.
    """
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    raise ReadError("no web page in the file (no part of type text/html)")
