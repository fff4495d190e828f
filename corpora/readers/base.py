"""What the readers share: options, where an input stands, and the checks that every article must pass."""

import datetime
import re
from dataclasses import dataclass, replace

from pydantic import ValidationError

from kaigong.corpora.readers.encoding import garbling
from kaigong.schemas.article import Article, unicode_fault
from kaigong.schemas.errors import ReadError
from kaigong.schemas.reject import ArticleReject

_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FOREIGN_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    ``published`` is the day of publication of articles that give none themselves. The keys name the fields of JSON
    objects and the columns of tables; one left at its default also stands for the usual Chinese and English names.
    """

    published: datetime.date | None = None
    text_key: str = "text"
    id_key: str = "id"
    title_key: str = "title"
    source_key: str = "source"
    published_key: str = "published"
    url_key: str = "url"


@dataclass(frozen=True, slots=True)
class Origin:
    """One input file: its name in messages, the id of its article if it holds only one, and the archives around it."""

    file: str
    id: str
    depth: int = 0

    def reject(self, reason: str, line: int | None = None, article: str | None = None) -> ArticleReject:
        """A reject of the read stage that stands in this file."""
        return ArticleReject(stage="read", reason=reason, article=article, file=self.file, line=line)

    def note(self, reason: str, line: int | None = None, article: str | None = None) -> "Note":
        """A word about an article of this file that is read all the same."""
        return Note(str(self.reject(reason, line, article)))

    def member(self, name: str) -> "Origin":
        """The origin of a file inside this archive."""
        return Origin(f"{self.file}/{name}", f"{self.id}/{name}", self.depth + 1)

    def unpacked(self) -> "Origin":
        """The origin of what this compressed file holds; its name and id stay."""
        return replace(self, depth=self.depth + 1)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of an article that was read: its place and the fault, as a message."""

    text: str


Located = tuple[int | None, Article | ArticleReject | Note]
"""What a reader yields: the line where it stands (None where the file is one article) and what was read."""


def make_article(text: str, **known: object) -> Article:
    """An article whose text can be worked on.

    Raises: ReadError for a text that is blank, in another language or garbled, and for a field of the wrong type or
    no Unicode.
    """
    if not text.strip():
        raise ReadError("the text is empty")
    if (fault := garbling(text)) is not None:
        raise ReadError(fault)
    # Figures alone (a table's cell, 2024-05-16) are not foreign text; words in another script are.
    if _HANZI.search(text) is None and _FOREIGN_WORD.search(text) is not None:
        raise ReadError("no Chinese in the text")
    if (fault := unicode_fault({"text": text, **known})) is not None:
        raise ReadError(fault)
    try:
        return Article.model_validate({"text": text, **known})
    except ValidationError as error:
        fault_of = error.errors(include_url=False)[0]
        raise ReadError(f"{'.'.join(map(str, fault_of['loc']))}: {fault_of['msg']}") from None
