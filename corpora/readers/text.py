"""Plain text files: one file, one article."""

from collections.abc import Iterator
from typing import BinaryIO

from kaigong.corpora.readers.base import Located, Origin, ReadOptions, make_article
from kaigong.corpora.readers.encoding import decode
from kaigong.corpora.readers.lines import read_all
from kaigong.schemas.errors import ReadError


def read_text(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    """The one article of a text file; its id is that of the origin."""
    try:
        yield None, make_article(decode(read_all(stream)), id=origin.id, published=options.published)
    except ReadError as error:
        yield None, origin.reject(str(error))
