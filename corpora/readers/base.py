"""What the readers share: options, where an input stands, decoding, and the checks that every article must pass."""

import datetime
import re
from dataclasses import dataclass

from pydantic import ValidationError

from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.reject import ArticleReject

_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FOREIGN_WORD = re.compile(r"[^\W\d_]{4,}")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    ``published`` is the day of publication of articles that give none themselves; ``text_key`` and ``id_key`` are the
    JSONL keys of text and id.
    """

    published: datetime.date | None = None
    text_key: str = "text"
    id_key: str = "id"


@dataclass(frozen=True, slots=True)
class Origin:
    """One input file: its name in messages, and the id of its article if it holds only one."""

    file: str
    id: str

    def reject(self, reason: str, line: int | None = None, article: str | None = None) -> ArticleReject:
        """A reject of the read stage that stands in this file."""
        return ArticleReject(stage="read", reason=reason, article=article, file=self.file, line=line)


Located = tuple[int | None, Article | ArticleReject]
"""What a reader yields: the line where it stands (None where the file is one article) and what was read."""


def parse_day(written: str) -> datetime.date:
    """The day of an ISO date, or of an ISO date with a time.

    Raises: ReadError if it is neither.
    """
    match = _DAY.fullmatch(written.strip())
    try:
        return datetime.date.fromisoformat(match.group(1) if match else written)
    except ValueError:
        raise ReadError(f"published: {written[:40]!r} is no date; expected a day like 2023-02-10") from None


def check_head(head: bytes) -> None:
    """Refuse what is plainly no UTF-8 text.

    Raises: ReadError for an empty file, UTF-16 and binary files.
    """
    if not head:
        raise ReadError("empty file")
    for mark, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            raise ReadError(f"{name} text; expected UTF-8 (convert it: iconv -f {name} -t UTF-8)")
    if b"\0" in head:
        raise ReadError("binary file (it holds NUL bytes), no text")


def decode(raw: bytes) -> str:
    """UTF-8 text of ``raw`` without a byte order mark; line ends stay as they are.

    Raises: ReadError naming the first bad byte.
    """
    if b"\0" in raw:
        raise ReadError("binary data (NUL bytes), no text")
    try:
        return raw.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        byte = raw.removeprefix(UTF8_MARK)[error.start]
        raise ReadError(
            f"not UTF-8: byte 0x{byte:02x} at offset {error.start} "
            "(if it is GBK, convert it: iconv -f GB18030 -t UTF-8)"
        ) from None


def make_article(text: str, **known: object) -> Article:
    """An article whose text can be worked on.

    Raises: ReadError for a text that is blank or in another language, and for a field of the wrong type or no Unicode.
    """
    if not text.strip():
        raise ReadError("the text is empty")
    # Figures alone (a table's cell, 2024-05-16) are not foreign text; words in another script are.
    if _HANZI.search(text) is None and _FOREIGN_WORD.search(text) is not None:
        raise ReadError("no Chinese in the text")
    for key, value in {"text": text, **known}.items():
        if isinstance(value, str) and (half := _HALF_PAIR.search(value)) is not None:
            raise ReadError(f"{key}: half a surrogate pair at character {half.start()}, no valid Unicode")
    try:
        return Article.model_validate({"text": text, **known})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise ReadError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from None
