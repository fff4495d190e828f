"""Fold an article's text for matching, and keep the way back: every folded character knows its raw span.

Folding is per character first (width, radicals, script, quotes, dashes), which keeps length and is one
``str.translate``; then a few edits change length (HTML tags and entities, interleaved pinyin, blanks inside numbers,
characters such as ㎡). Only texts with such edits carry an offset map.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.schemas.document import Document, FoldedText

_PUNCTUATION = {
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"',
    "–": "-", "―": "-", "−": "-", "─": "-", "‐": "-", "‑": "-", "﹣": "-",
    "•": "·", "・": "·", "‧": "·", "∙": "·", "●": "●", "〜": "~", "∼": "~", "﹑": "、", "､": "、", "｡": "。",
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\r": "\n", "\u2028": "\n",
}  # fmt: skip

_BLOCK_TAGS = frozenset(
    "p br div h1 h2 h3 h4 h5 h6 li ul ol tr td th table body html head section article title".split()
)

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_EDIT = re.compile(
    r"(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
    rf"|(?P<pinyin>(?<=[\u3400-\u9fff])\([a-zü]{{0,5}}[{_TONED}][a-zü]{{0,4}}\))"
    r"|(?P<quote>\(-?\d+\.\d{1,3}, ?-?\d+\.\d{1,3}, ?-?\d+\.\d{1,2}%\)|\(行情\d{6}, ?诊股\))"  # beside shares' names
    r"|(?P<blank>(?<=[0-9.]) +(?=[\u3400-\u9fff%])|(?<=[\u3400-\u9fff]) +(?=[0-9]))"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]+)"
    r"|(?P<wide>[\u3300-\u33ff\u2160-\u217f\u00b2\u00b3])"
)


@cache
def _translation() -> dict[int, str]:
    """Code point → one folded character."""
    table = {ord(row["traditional"]): row["simplified"] for row in load_table("simplified")}
    ranges = ((0xFF01, 0xFF5F), (0xFFE0, 0xFFE7), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x1D7CE, 0x1D800))
    for first, last in ranges:
        for code in range(first, last):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = table.get(ord(folded), folded)
    # Unicode gives these radicals no decomposition; the pairs are those of EquivalentUnifiedIdeograph.txt.
    table.update({ord(row["radical"]): row["ideograph"] for row in load_table("radicals")})
    table.update({ord(k): v for k, v in _PUNCTUATION.items()})
    return table


def _replacement(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind == "tag":
        name = re.match(r"</?([a-zA-Z0-9]+)", text)
        return "\n" if name is not None and name.group(1).lower() in _BLOCK_TAGS else ""
    if kind == "entity":
        decoded = html.unescape(text)
        return text if decoded == text else decoded.translate(_translation())
    if kind == "wide":
        return unicodedata.normalize("NFKC", text)
    return ""


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, replacement) of each edit that changes something."""
    for match in _EDIT.finditer(text):
        new = _replacement(match)
        if new != match.group():
            yield match.start(), match.end(), new


def fold(raw: str) -> FoldedText:
    """Fold a text. The map is total and monotone: each folded character covers a non-empty raw span, in order."""
    text = raw.translate(_translation())
    edits = list(_pieces(text))
    if not edits:
        return FoldedText(raw, text)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in [*edits, (len(text), len(text), "")]:
        out.append(text[at:start])
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        out.append(new)
        starts += [start] * len(new)
        ends += [end] * len(new)
        at = end
    return FoldedText(raw, "".join(out), starts, ends)


def normalise(document: Document) -> Document:
    """Stage: the document with its text folded."""
    return replace(document, folded=fold(document.article.text))
