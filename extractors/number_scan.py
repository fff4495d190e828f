"""Find numerals in running text, with what stands directly before them; ordinals and identifiers are left out."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.numeral import MAX_DIGITS, Numeral, read_numeral, tables
from kaigong.schemas.document import Document
from kaigong.schemas.fast_dataclass import dataclass, replace
from kaigong.schemas.labels import Label

Span = tuple[int, int]

_LETTERS_BEFORE = lazy(r"[A-Za-z$€£¥]*$")
# A number that a line break parts from its multiplier is one number only where money follows: 1328.6 ⏎ 亿元.
_BROKEN = lazy(r"[ \t\u3000]?\n?[ \t\u3000]{0,4}([万亿]{1,2})(?=[美港欧日韩澳加]?元|人民币)")
_SCALE = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "万亿": Decimal(10) ** 12}


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral in the text. ``glue`` holds Latin letters or currency signs directly before it (LED50万片, US$20亿)."""

    start: int
    numeral: Numeral
    glue: str = ""

    @property
    def end(self) -> int:
        """Where the numeral ends."""
        return self.numeral.end


@per_lexicon
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = tables()
    starts = re.compile(f"[0-9{known.starts}]")
    runs = re.compile(f"[0-9]++(?:[,.][0-9]++)*+|[{''.join(known.digits)}]++")
    return starts, runs


_Known = dict[int, Numeral | None]
_known: tuple[object, str, _Known] = (None, "", {})


def _read_before(text: str) -> _Known:
    """The numerals read of a text so far: sums and quantities are looked for in the same one."""
    global _known
    lexicon, last, known = _known
    if lexicon is not tables() or last != text:
        known = {}
        _known = (tables(), text, known)
    return known


def matchable_text(document: Document) -> str:
    """The folded text, of the same length, in which a full-width comma between half-width digits does not join them.

    项目共12，300家企业… has two numbers; 12,300 and １２，３００ are one. Only the raw text tells them apart.
    """
    text, raw = document.text, document.folded.raw
    if "，" not in raw:
        return text
    chars: list[str] | None = None
    for match in re.finditer(r"(?<=[0-9]),(?=[0-9])", text):
        at, _ = document.folded.to_raw(match.start(), match.start() + 1)
        if raw[at] != "，" or not (raw[at - 1 : at].isascii() and raw[at + 1 : at + 2].isascii()):
            continue
        before, behind = raw[max(0, at - 5) : at], raw[at + 1 : at + 6]
        if re.search(r"[0-9],[0-9]{0,3}$", before) or re.match(r"[0-9]{3},[0-9]", behind):
            continue  # one of several separators of one long number: 233,333，333
        chars = list(text) if chars is None else chars
        chars[match.start()] = "，"
    return text if chars is None else "".join(chars)


def _glue_before(text: str, start: int) -> str:
    before = text[start - 1 : start]
    found = _LETTERS_BEFORE.search(text, max(0, start - 8), start) if before.isascii() or before in "€£¥" else None
    letters = found.group() if found else ""
    if not letters and start >= 2 and text[start - 1] in "-." and text[start - 2].isascii():
        dotted = text[start - 1] == "." and text[start - 2].isdigit()
        return text[start - 2 : start] if dotted or text[start - 2].isalpha() else ""
    return letters


def scan_numerals(text: str, blocked: Iterable[Span] = ()) -> Iterator[Token]:
    """Numerals of ``text`` from left to right; those that touch a blocked span or stand behind 第 are left out."""
    starts, runs = _patterns()
    not_after = tables().not_after
    known = _read_before(text)
    barriers = iter(sorted(blocked))
    barrier = next(barriers, None)
    pos = 0
    while match := starts.search(text, pos):
        start = match.start()
        while barrier is not None and barrier[1] <= start:
            barrier = next(barriers, None)
        if barrier is not None and barrier[0] <= start:
            pos = barrier[1]
            continue
        before = text[start - 1] if start else ""
        if before and before in not_after.get(text[start], ""):
            pos = start + 1
            continue
        numeral = known[start] if start in known else known.setdefault(start, read_numeral(text, start))
        if numeral is None:
            run = runs.match(text, start)
            pos = run.end() if run and (run.end() - start > MAX_DIGITS or text[start].isdigit()) else start + 1
            continue
        pos = numeral.end
        if barrier is not None and barrier[0] < numeral.end:
            continue
        if before == "第":
            continue
        yield Token(start, _mend(text, numeral), _glue_before(text, start))
        pos = max(pos, numeral.end)


def _mend(text: str, numeral: Numeral) -> Numeral:
    """The numeral with a multiplier that a blank or a line break has torn off."""
    if numeral.scale != 1 or numeral.more or numeral.about or not text[numeral.end : numeral.end + 1].isspace():
        return numeral
    broken = _BROKEN.match(text, numeral.end)
    if broken is None or broken.group(1) not in _SCALE:
        return numeral
    scale = _SCALE[broken.group(1)]
    return replace(numeral, low=numeral.low * scale, high=numeral.high * scale, scale=scale, end=broken.end(1))


def shorter(text: str, token: Token) -> Token | None:
    """The same token without its last character, where that may open the unit (一|千瓦, 三千两百|两)."""
    numeral = token.numeral
    last = text[numeral.end - 1]
    if last not in "千兆两百万多余" or numeral.end - token.start < 2:
        return None
    cut = read_numeral(text[token.start : numeral.end - 1], 0)
    if cut is None or cut.end != numeral.end - 1 - token.start:
        return None
    return replace(token, numeral=replace(cut, end=numeral.end - 1))


def spans_of(document: Document, *labels: Label) -> list[Span]:
    """Spans of the document's mentions with these labels."""
    return [(mention.start, mention.end) for mention in document.mentions_of(*labels)]
