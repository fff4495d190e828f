"""Noise of scrapes in folded text, as edits: spam, lost characters, doubled marks, spread characters, soft breaks.

Every finder is linear in the text. What is noise by its wording stands in ``corpora/lexicons/noise.yaml``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.schemas.lexicon import NoiseEntry

Edit = tuple[int, int, str]  # start, end, what stands there instead

_UNIT = re.compile(r"[^。!?\n]+[。!?]*")
_LONGEST_SPAM = 100
_LETTERS = re.compile(r"[A-Za-z]+")

_HAN = r"\u3400-\u9fff"
_CHARACTER = rf"[{_HAN}0-9A-Za-z.,%。、;:“”()《》!+~-]"
_SPREAD = re.compile(rf"(?:(?<=[\n ,。])|^)(?:{_CHARACTER} {{1,3}}){{3,}}{_CHARACTER}(?![0-9A-Za-z])")
_LEAST_SPREAD_HANZI = 3

_LEAST_LINE = 15  # characters in a line that may be running text; headings and cells are shorter
_BROKEN_FIGURE = re.compile(r"[0-9.]{0,12}[万亿]|[余多]?(?:元|吨|亩|%|平方|公里|千瓦|兆瓦)")
_CLOSING = ",。、;:)”》%!"
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]")  # a line of a form (建设单位:X) below another one
_LIST_START = re.compile(r"[ \t]|[0-9一二三四五六七八九十]{1,3}[.、)]|\(|[-*·●■◆]|第[一二三四五六七八九十]")
_CELLS = ("\t", "|", "  ")
_ENDS = "。!?;:…"
_COLUMNS = (18, 120)  # width of lines that are wrapped by a program
_LEAST_WRAPPED = 3  # lines as wide as the widest


@dataclass(frozen=True, slots=True)
class _Lexicon:
    lines: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    found: tuple[tuple[str, re.Pattern[str]], ...]  # kind and pattern
    halves: frozenset[tuple[str, str]]
    longest: int


@per_lexicon
def _lexicon() -> _Lexicon:
    entries = load_lexicon("noise", NoiseEntry)
    patterns = [(entry, re.compile(entry.pattern or "")) for entry in entries if entry.kind != "join"]
    words = [word for entry in entries if entry.kind == "join" for word in entry.surface]
    return _Lexicon(
        tuple((entry.surface, pattern) for entry, pattern in patterns if entry.kind == "line"),
        tuple((entry.kind, pattern) for entry, pattern in patterns if entry.kind != "line"),
        frozenset((word[:at], word[at:]) for word in words for at in range(1, len(word))),
        max((len(word) for word in words), default=0),
    )


def worded_noise(text: str) -> list[Edit]:
    """Edits that take out spam, lost characters, addresses, woven letters and repeated marks."""
    edits = [*_spam(text), *_found(text)]
    return without_overlaps(edits)


def without_overlaps(edits: list[Edit]) -> list[Edit]:
    """The edits in order; of those that overlap, the one that begins first (of these the longest)."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e[0], -e[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _spam(text: str) -> Iterator[Edit]:
    lines = [(cues, pattern) for cues, pattern in _lexicon().lines if any(cue in text for cue in cues)]
    if not lines:
        return
    for match in _UNIT.finditer(text):
        unit = match.group().strip(" ")
        if len(unit) > _LONGEST_SPAM:
            continue
        if any(any(cue in unit for cue in cues) and pattern.fullmatch(unit.rstrip("。!?")) for cues, pattern in lines):
            yield match.start(), match.end(), ""


def _found(text: str) -> Iterator[Edit]:
    for kind, pattern in _lexicon().found:
        matches = pattern.finditer(text)
        if kind == "letters":
            yield from _woven(text, matches)
        else:
            yield from ((match.start() + (kind == "first"), match.end(), "") for match in matches)


def _woven(text: str, matches: Iterable[re.Match[str]]) -> Iterator[Edit]:
    """The letters of each match; where they are all the same one, this one between characters everywhere."""
    everywhere = set()
    for match in matches:
        letters = list(_LETTERS.finditer(match.group()))
        different = {m.group() for m in letters}
        if len(different) == 1:
            everywhere |= different
        else:
            yield from ((match.start() + m.start(), match.start() + m.end(), "") for m in letters)
    for letter in sorted(everywhere):
        for found in re.finditer(rf"(?<=[{_HAN}]){letter}(?![A-Za-z])|(?<=[0-9]){letter}(?=[{_HAN}0-9])", text):
            yield *found.span(), ""


def spread_characters(text: str) -> Iterator[Edit]:
    """Edits that close up characters with a blank behind each (总 投 资 2 0 亿 元).

    Digits alone are left: a row of a table looks the same.
    """
    for match in _SPREAD.finditer(text):
        characters = match.group().replace(" ", "")
        if sum("\u3400" <= c <= "\u9fff" for c in characters) < _LEAST_SPREAD_HANZI:
            continue
        for blank in re.finditer(" +", match.group()):
            yield match.start() + blank.start(), match.start() + blank.end(), ""


def soft_breaks(text: str) -> Iterator[Edit]:
    """Edits that take out line breaks in mid-sentence.

    A break is soft where it parts a word or a figure, stands behind a comma or before a closing mark, or where the
    text was wrapped at a fixed width. A line of a list or with an indent begins something new.
    """
    at = text.find("\n")
    if at < 0:
        return
    wrapped = _wrapping(text)
    begun = 0
    while at >= 0:
        end = text.find("\n", at + 1)
        following = text[at + 1 : end if end >= 0 else len(text)]
        if (
            at - begun >= _LEAST_LINE
            and following
            and not _is_row(text[begun:at])
            and _is_soft(text, begun, at, wrapped)
        ):
            yield at, at + 1, ""
        begun, at = at + 1, end


def _is_soft(text: str, begun: int, at: int, wrapped: tuple[Callable[[str], int], int] | None) -> bool:
    before = text[at - 1]
    if before in _ENDS or text[at + 1] in " \t":
        return False
    if text[at + 1] in _CLOSING or _parts_word(text, at):
        return True
    if before.isdigit() and _BROKEN_FIGURE.match(text, at + 1):
        return True
    if _LIST_START.match(text, at + 1) or (_FIELD.match(text, at + 1) and _FIELD.match(text, begun)):
        return False
    if before in ",、":
        return True
    return wrapped is not None and wrapped[0](text[begun:at]) >= wrapped[1]


def _is_row(line: str) -> bool:
    """True for a row of a table."""
    return any(mark in line for mark in _CELLS)


def _parts_word(text: str, at: int) -> bool:
    lexicon = _lexicon()
    for left in range(1, lexicon.longest):
        for right in range(1, lexicon.longest + 1 - left):
            if (text[at - left : at], text[at + 1 : at + 1 + right]) in lexicon.halves:
                return True
    return False


def _wrapping(text: str) -> tuple[Callable[[str], int], int] | None:
    """How wide a line must be to have been wrapped by a program, and by what measure; None if lines end by themselves.

    Programs count columns or characters. Lines are wrapped where several are as wide as the widest and most of
    these end in mid-sentence.
    """
    lines = [line for line in text.split("\n") if line]
    if max(map(len, lines), default=0) > _COLUMNS[1]:
        return None
    best: tuple[int, Callable[[str], int], int] | None = None
    for measure, slack in ((_width, 4), (len, 1)):
        widths = [measure(line) for line in lines]
        least = max(widths, default=0) - slack
        full = [line for line, width in zip(lines, widths, strict=True) if width >= least]
        enough = len(full) >= _LEAST_WRAPPED or (len(full) == _LEAST_WRAPPED - 1 and full == lines[:-1])
        if not enough or least + slack < _COLUMNS[0] or sum(line[-1] not in _ENDS for line in full) * 2 <= len(full):
            continue
        if best is None or len(full) > best[0]:
            best = len(full), measure, least
    return best and best[1:]


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" or c in ",。;:!?()“”" else 1 for c in line)
