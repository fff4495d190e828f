"""Bytes to text: the encoding that a file declares or shows, and a refusal where no reading makes Chinese.

A strict decoder alone is no proof: GB18030 takes nearly any bytes. So each reading is also weighed by how much of it
is common Chinese; what falls below the floor is refused, never passed on as garbled text.
"""

import codecs
import re
from collections.abc import Iterable
from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.schemas.errors import ReadError

UTF8 = "utf-8"

_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BYTEWISE = ("gb18030", "cp950", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {UTF8: "UTF-8", "gb18030": "GB18030", "cp950": "Big5", "big5hkscs": "Big5"}
# Pages and servers name the subset (GB2312) or nothing real (Latin-1 is a default); browsers read them as here.
_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "cp936": "gb18030", "936": "gb18030",
    "x-gbk": "gb18030", "gb_2312-80": "gb18030", "hz-gb-2312": "hz", "utf8": UTF8, "utf-8": UTF8,
    "big5": "cp950", "big5-hkscs": "big5hkscs", "x-x-big5": "cp950", "cp950": "cp950",
    "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "unicode": "utf-16-le",
}  # fmt: skip

_WEIGHED = 20_000  # characters that are looked at; the whole is still decoded strictly
_FLOOR = 0.3  # common Chinese among the characters beyond ASCII: news 0.7 to 0.9, wrong readings below 0.2
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》【】…—·％「」　～〇")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_LOST = "锟斤拷"  # U+FFFD of a failed reading, written as UTF-8 and read as GBK


def decode(raw: bytes, declared: Iterable[str | None] = ()) -> str:
    """Text of ``raw`` without a byte order mark; line ends stay as they are.

    ``declared`` are the names of encodings that the file or its server gives, the strongest first.

    Raises: ReadError naming the first bad byte, or that no encoding gives Chinese.
    """
    codec = guess(raw, declared)
    return decode_as(raw, codec or _closest(raw))


def decode_as(raw: bytes, codec: str) -> str:
    """Text of ``raw`` in one encoding, without a byte order mark.

    Raises: ReadError naming the first bad byte; for NUL characters, which no text holds.
    """
    body = _unmarked(raw, codec)
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"not {name_of(codec)}: byte 0x{body[error.start]:02x} at offset {error.start}, "
            "nor Chinese text in another encoding"
        ) from None
    if "\0" in text:
        raise ReadError("binary data (NUL bytes), no text")
    return text


def decode_markup(raw: bytes, declared: Iterable[str | None] = ()) -> tuple[str, str | None]:
    """Text of a page, and the fault if bytes of it could not be read; each of those is U+FFFD in the text.

    A bad byte in a script or a footer is no reason to lose an article: the caller looks whether its text is hit.
    """
    codec = guess(raw, declared)
    if codec is not None:
        return _unmarked(raw, codec).decode(codec).replace("\0", ""), None
    codec = _closest(raw)
    try:
        return decode_as(raw, codec), None
    except ReadError as error:
        return _unmarked(raw, codec).decode(codec, "replace").replace("\0", ""), str(error)


def guess(raw: bytes, declared: Iterable[str | None] = (), *, cut: bool = False, in_lines: bool = False) -> str | None:
    """Codec that reads all of ``raw``; None if none does and makes Chinese of it.

    ``cut`` says that ``raw`` is the head of more, so that its last character may be incomplete; ``in_lines`` that it
    was parted at bytes of line ends, so that it is no UTF-16.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return codec if _read(raw[len(mark) :], codec, cut) is not None else None
    named = [_DECLARED.get((name or "").strip().lower()) for name in declared]
    wide = b"\0" in raw
    # Chinese in GBK or Big5 is never valid UTF-8 at any length, so valid UTF-8 outweighs what a page declares.
    text = None if wide else _read(raw, UTF8, cut)
    if text is not None and (_CHINESE.search(text) or not (_BEYOND_ASCII.search(text) or _CONTROL.search(text))):
        return UTF8
    even = _WIDE if (cut or len(raw) % 2 == 0) and not in_lines else ()
    candidates = [codec for codec in named if codec] + [*(() if wide else _BYTEWISE), *even]
    best, best_share = (UTF8, _FLOOR / 2) if text is not None else (None, _FLOOR)
    for codec in dict.fromkeys(candidates):
        read = _read(raw, codec, cut)
        share = 0.0 if read is None else _common_share(read)
        if share > best_share:
            best, best_share = codec, share
    return best


def name_of(codec: str) -> str:
    """Name of an encoding as people write it."""
    return _NAMES.get(codec, codec.upper())


def garbling(text: str) -> str | None:
    """Why a text was garbled before it was saved; None if it does not look so."""
    if _LOST in text:
        return f"garbled before it was saved: it holds {_LOST}"
    sample = _ASCII.sub("", text[:2000])[:400]
    for codec, name in (("gb18030", "GBK"), ("cp1252", "Latin-1"), ("latin-1", "Latin-1")):
        raw = sample.encode(codec, "ignore")
        back = raw.decode(UTF8, "ignore")
        # UTF-8 that comes back from the wrong reading fills three bytes a character and is common Chinese.
        if len(back) >= 4 and 4 * len(back) > len(raw) and _common_share(back) > 0.5 > _common_share(sample):
            return f"garbled before it was saved: UTF-8 that was read as {name}"
    return None


def _unmarked(raw: bytes, codec: str) -> bytes:
    for mark, marked in _MARKS:
        if marked == codec and raw.startswith(mark):
            return raw[len(mark) :]
    return raw


def _read(raw: bytes, codec: str, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)().decode(raw, final=not cut)
    except UnicodeDecodeError:
        return None


def _closest(raw: bytes) -> str:
    """Codec to name in a message about bytes that none reads: the one that makes the most Chinese of them."""
    shares = {
        codec: _common_share(raw[: 4 * _WEIGHED].decode(codec, "replace")) for codec in (UTF8, "gb18030", "cp950")
    }
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] > _FLOOR else UTF8


def _common_share(text: str) -> float:
    """Share of common Chinese among the characters beyond ASCII; 0 if there are none."""
    beyond = _ASCII.sub("", text[:_WEIGHED])
    common = _common()
    return sum(char in common for char in beyond) / len(beyond) if beyond else 0.0


@cache
def _common() -> frozenset[str]:
    """The most frequent characters, simplified and traditional, and Chinese punctuation."""
    simplified = {row["hanzi"] for row in load_table("common_hanzi")}
    traditional = {row["traditional"] for row in load_table("simplified") if row["simplified"] in simplified}
    return frozenset(simplified | traditional | _PUNCTUATION)
