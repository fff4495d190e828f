"""Fold an article's text for matching, and keep the way back: every folded character knows its raw span.

Folding is per character first (width, radicals, script, quotes, dashes), which keeps length and is one
``str.translate``; then edits change length, in four passes, since what one takes out may hide what the next looks for:
markup and invisible characters, noise by its wording (``noise.py``), characters spread by blanks, and last pinyin,
blanks inside numbers and soft line breaks. Only texts with such edits carry an offset map. Straight quotes become
curly ones at the end, one character for one.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle

from kaigong.corpora.loader import load_table
from kaigong.extractors.word_pattern import nameless
from kaigong.pipeline.noise import Edit, soft_breaks, spread_characters, without_overlaps, worded_noise
from kaigong.schemas.document import Document, FoldedText

_PUNCTUATION = {
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"',
    "–": "-", "―": "-", "−": "-", "─": "-", "‐": "-", "‑": "-", "﹣": "-",
    "•": "·", "・": "·", "‧": "·", "∙": "·", "●": "●", "〜": "~", "∼": "~", "﹑": "、", "､": "、", "｡": "。",
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n",
}  # fmt: skip

_BLOCK_TAGS = frozenset(
    "p br div h1 h2 h3 h4 h5 h6 li ul ol tr td th table body html head section article title".split()
)

_MARKUP = re.compile(
    r"(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->)"
    r"|(?P<entity>&(?:amp;){0,3}(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|&nbsp(?![a-zA-Z;]))"
    r"|(?P<crlf>\r\n?)"
    r"|(?P<invisible>[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+)"
    r"|(?P<wide>[\u3300-\u33ff\u2160-\u217f\u00b2\u00b3])"
)
_ANY_MARKUP = re.compile(nameless(_MARKUP.pattern))

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTER = rf"[a-zü{_TONED}\u0300\u0301\u0304\u0308\u030c]"
_PINYIN = re.compile(
    rf"(?<=[\u3400-\u9fff)])(?: ?[(\[【]{_LETTER}{{1,10}}[1-4]?(?: {_LETTER}{{1,10}}[1-4]?){{0,3}}[)\]】]"
    rf"|{_LETTER}{{1,10}}(?=[\u3400-\u9fff,。、;:]|\Z)|\([\u3105-\u312fˊˇˋ˙]{{1,5}}\))"
)
_READING = re.compile(rf"{_LETTER}|[\u3105-\u312fˊˇˋ˙]")
_SYLLABLES = re.compile(
    r"(?:(?![bpfwqjx]e(?![nir]))(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|üan|ai|ei|ao|ou|an|en|in"
    r"|un|ün|ia|ie|iu|ua|uo|ui|ue|üe|er|a|o|e|i|u|ü)[1-4]? ?){1,4}"
)
_LEAST_TONES = 2  # readings with a tone that make those without one believable
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")

_EDIT = re.compile(
    r"(?P<quote>\(-?\d+\.\d{1,3}, ?-?\d+\.\d{1,3}, ?-?\d+\.\d{1,2}%\)|\(行情\d{6}, ?诊股\))"  # beside shares' names
    r"|(?P<blank> (?:(?<=[0-9.] ) *(?=[\u3400-\u9fff%])|(?<=[\u3400-\u9fff] ) *(?=[0-9])"
    r"|(?<=[百千万亿] ) *(?=万|亿|吨|元|美元|欧元|港元|日元|千瓦|平方|亩)))"
)

# 投资2·5亿元, 增长8·95%: papers of the 1990s set the point in the middle; 5·12 and 9·11 are days.
_PARAGRAPH = re.compile(r"[^\n]*\"[^\n]*")
_STRAIGHT = re.compile(r"(?<!\d)\"")  # 12"晶圆: inches
_POINT = re.compile(r"(?<=\d)(?<!\d·\d)(?<!\d·\d\d)·(?=\d{1,4}[%万亿千百多余元美港日吨米公平亩倍人个兆瓦升立英])")


# Taiwan's papers write 計畫, 規畫, 疏濬 for 计划, 规划, 疏浚, of which no single character could be folded alone.
_SPELLINGS = (
    ("计画", "计划"),
    ("规画", "规划"),
    ("企画", "企划"),
    ("疏濬", "疏浚"),
    ("濬渫", "浚渫"),
    ("商舖", "商铺"),
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
        return _decoded(text)
    if kind == "crlf":
        return "\n"
    if kind == "wide":
        return unicodedata.normalize("NFKC", text)
    return ""


def _decoded(entity: str) -> str:
    """What an entity stands for, however often it was escaped; itself if it is none."""
    decoded = re.sub("&(?:amp;)+", "&", entity)
    decoded = html.unescape(decoded if decoded != "&" else entity)
    if decoded.startswith("&") and decoded != "&":
        return entity
    return "" if _MARKUP.fullmatch(decoded) else decoded.translate(_translation())


def _markup(text: str) -> Iterator[Edit]:
    for match in _MARKUP.finditer(text) if _ANY_MARKUP.search(text) else ():
        yield *match.span(), _replacement(match)


def _escaped_markup(text: str) -> Iterator[Edit]:
    """Tags that were written as entities."""
    return _markup(text) if "<" in text else iter(())


def _pinyin(text: str) -> Iterator[Edit]:
    """Readings between the characters; without a tone only in brackets, where the text has others with one."""
    toneless: list[Edit] = []
    tones = 0
    for match in _PINYIN.finditer(text) if _READING.search(text) else ():
        written = match.group().strip(" ()[]【】")
        if not ("a" <= written[0] <= "z" or written[0] in _TONED):
            yield *match.span(), ""
            continue
        letters = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", written)))
        if not _SYLLABLES.fullmatch(letters):
            continue
        if letters != written or letters[-1].isdigit():
            tones += 1
            yield *match.span(), ""
        elif match.group() != written:
            toneless.append((*match.span(), ""))
    if tones >= _LEAST_TONES:
        yield from toneless


def _rest(text: str) -> Iterator[Edit]:
    for match in _EDIT.finditer(text) if " " in text or "(" in text else ():
        yield *match.span(), ""
    yield from _pinyin(text)
    yield from soft_breaks(text)


_PASSES: tuple[Callable[[str], Iterable[Edit]], ...] = (
    _markup,
    _escaped_markup,
    worded_noise,
    spread_characters,
    _rest,
)


def fold(raw: str) -> FoldedText:
    """Fold a text. The map is total and monotone: each folded character covers a non-empty raw span, in order."""
    text = raw.translate(_translation())
    if "·" in text:
        text = _POINT.sub(".", text)  # one character for one, so that no map is needed
    for written, usual in _SPELLINGS:
        text = text.replace(written, usual)  # as long as what it replaces
    folded = FoldedText(raw, text)
    for find in _PASSES:
        folded = _edited(folded, without_overlaps([e for e in find(folded.text) if e[2] != folded.text[e[0] : e[1]]]))
    if '"' in folded.text:
        folded = replace(folded, text=_PARAGRAPH.sub(_with_pairs, folded.text))
    return folded


def _with_pairs(line: re.Match[str]) -> str:
    """A line whose straight quotes open and close in turn, as typed for “…”; as it is where one has no other."""
    text = line.group()
    if len(_STRAIGHT.findall(text)) % 2:
        return text
    marks = cycle("“”")
    return _STRAIGHT.sub(lambda _: next(marks), text)


def _edited(folded: FoldedText, edits: Sequence[Edit]) -> FoldedText:
    """The text with edits made, which are in order and apart; its map leads to the raw text."""
    if not edits:
        return folded
    text = folded.text
    old_starts = range(len(text)) if folded.starts is None else folded.starts
    old_ends = range(1, len(text) + 1) if folded.ends is None else folded.ends
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in edits:
        out += (text[at:start], new)
        starts += old_starts[at:start]
        ends += old_ends[at:start]
        starts += [old_starts[start]] * len(new)
        ends += [old_ends[end - 1]] * len(new)
        at = end
    out.append(text[at:])
    starts += old_starts[at:]
    ends += old_ends[at:]
    return FoldedText(folded.raw, "".join(out), starts, ends)


def normalise(document: Document) -> Document:
    """Stage: the document with its text folded."""
    return replace(document, folded=fold(document.article.text))
