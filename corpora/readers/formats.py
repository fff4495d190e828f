"""Which reader reads what: by suffix, and by content where the suffix says nothing or the content something else."""

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kaigong.corpora.readers.archive import Member, tar_members, unpacked, zip_members
from kaigong.corpora.readers.base import Located, Origin, ReadOptions
from kaigong.corpora.readers.encoding import UTF8, guess
from kaigong.corpora.readers.guard import MAX_DEPTH, Counted
from kaigong.corpora.readers.html import read_html
from kaigong.corpora.readers.jsonl import read_json, read_jsonl
from kaigong.corpora.readers.lines import peek
from kaigong.corpora.readers.mhtml import read_mhtml
from kaigong.corpora.readers.names import PAGE_SUFFIXES, suffix_of
from kaigong.corpora.readers.table import looks_like_table, read_table
from kaigong.corpora.readers.text import read_text
from kaigong.corpora.readers.warc import read_warc
from kaigong.corpora.readers.xlsx import read_xlsx
from kaigong.schemas.errors import ReadError

Reader = Callable[[BinaryIO, Origin, ReadOptions], Iterator[Located]]

_PACKED = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"))
_PAGE = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_MAIL = re.compile(r"(From|Subject|MIME-Version|Snapshot-Content-Location|Content-Type): ", re.IGNORECASE)
_TAR_MARK = slice(257, 262)


def read_stream(stream: BinaryIO, origin: Origin, options: ReadOptions, *, name: str) -> Iterator[Located]:
    """What a stream holds, read by the suffix of ``name`` and by its content.

    Raises: ReadError for an unknown format and for what cannot be read at all.
    """
    if not isinstance(stream, io.BufferedReader | io.BytesIO):
        stream = io.BufferedReader(Counted(stream))
    head = peek(stream)
    if not head:
        raise ReadError("empty file")
    suffix = suffix_of(name)
    shown = _sniff(head)
    if shown in _PACKED_SUFFIXES or (suffix in _PACKED_SUFFIXES and shown is None):
        yield from _read_packed(stream, origin, options, name, shown or suffix)
        return
    reader = READERS.get(suffix)
    # Pages and web archives show plainly what they are; they come under many names (.php, .txt, no suffix at all).
    if shown is not None and (reader in (read_text, read_html) or not _is_named(suffix) or shown in _PLAIN):
        reader = READERS[shown]
    if reader is None and _is_named(suffix):
        raise ReadError(f"unknown format {suffix!r}; kaigong reads {', '.join(READERS)}")
    in_lines = reader is read_jsonl and head.lstrip().startswith(b"{")  # then a bad line is no bad file
    if (
        b"\0" in head
        and shown is None
        and not in_lines
        and reader in (None, *_TEXTUAL)
        and guess(head, cut=True) is None
    ):
        raise ReadError("binary file (it holds NUL bytes), no text")
    yield from (reader or _by_first_line(head, options))(stream, origin, options)


def _is_named(suffix: str) -> bool:
    """Whether a suffix names a format: 2.5 in 总投资2.5亿元 does not."""
    return bool(re.fullmatch(r"\.[a-z][a-z0-9]{0,7}", suffix))


def _sniff(head: bytes) -> str | None:
    """Suffix of the format that the first bytes show; None where they are like any text."""
    for mark, suffix in _PACKED:
        if head.startswith(mark):
            return suffix
    if head.startswith(b"PK\x03\x04"):
        return ".xlsx" if b"xl/" in head else ".zip" if b"[Content_Types].xml" not in head else None
    if head[_TAR_MARK] == b"ustar":
        return ".tar"
    if head.startswith(b"WARC/"):
        return ".warc"
    text = _text(head)
    if _PAGE.match(text):
        return ".html"
    return ".mhtml" if _MAIL.match(text) and "multipart/related" in text.lower() else None


def _by_first_line(head: bytes, options: ReadOptions) -> Reader:
    text = _text(head).lstrip()
    if text.startswith("{"):
        return read_jsonl
    if re.match(r"\[\s*\{", text):
        return read_json
    return read_table if looks_like_table(text.split("\n", 1)[0], options) else read_text


def _text(head: bytes) -> str:
    return head.decode(guess(head, cut=True) or UTF8, "replace").removeprefix("\ufeff")


def _read_packed(stream: BinaryIO, origin: Origin, options: ReadOptions, name: str, suffix: str) -> Iterator[Located]:
    _check_depth(origin)
    inner = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    if inner.lower().endswith(".tgz"):
        inner = f"{inner[:-4]}.tar"
    if not _is_named(suffix_of(inner)):
        inner = ""
    yield from read_stream(unpacked(stream, suffix), origin.unpacked(), options, name=inner)


def _read_zip(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    yield from _read_members(zip_members, stream, origin, options)


def _read_tar(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Located]:
    yield from _read_members(tar_members, stream, origin, options)


def _read_members(
    members: Callable[[BinaryIO], Iterator[Member]], stream: BinaryIO, origin: Origin, options: ReadOptions
) -> Iterator[Located]:
    """What the files of an archive hold; a faulty one becomes a reject and the others are read."""
    _check_depth(origin)
    count = 0
    for name, content in members(stream):
        count += 1
        inside = origin.member(name)
        try:
            if isinstance(content, ReadError):
                raise content
            yield from read_stream(content, inside, options, name=name)
        except ReadError as error:
            yield None, inside.reject(str(error))
    if not count:
        yield None, origin.reject("no article in the archive")


def _check_depth(origin: Origin) -> None:
    if origin.depth >= MAX_DEPTH:
        raise ReadError(f"archives in archives, more than {MAX_DEPTH} deep")


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".xlsx": read_xlsx,
    **dict.fromkeys(PAGE_SUFFIXES, read_html),
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".warc": read_warc,
    ".wet": read_warc,
    ".zip": _read_zip,
    ".tar": _read_tar,
}
_PLAIN = (".html", ".mhtml", ".warc")
_PACKED_SUFFIXES = (".gz", ".tgz", ".bz2", ".xz")
_TEXTUAL = (read_text, read_jsonl, read_json, read_table, read_html)
