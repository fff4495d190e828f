"""What is trimmed off the span of a name: unmatched brackets and quotes, the part behind the whole."""

import re

from kaigong.extractors.project.name import span_patterns as pat
from kaigong.extractors.project.name.wording import ends_on_head

_OPEN, _CLOSE = "(“[", ")”]"


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without an unmatched bracket or quote at either end."""
    name = text[start:end]
    if "”" in name and "“" not in name:
        start += name.index("”") + 1
        name = text[start:end]
    if ")" in name and "(" not in name[: name.index(")")]:
        behind = pat.BEHIND_ASIDE.match(name, name.index(")") + 1)
        start += behind.end() if behind else name.index(")") + 1
        name = text[start:end]
    if name.rfind("“") > max(0, name.rfind("”")):
        start += name.rfind("“") + 1
    while start < end and text[start] in _OPEN and _CLOSE[_OPEN.index(text[start])] not in text[start:end]:
        start += 1
    if start < end and text[start] == "“" and text[end - 1] == "”":
        return start + 1, end - 1
    return start, end


def without_parts_of_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the whole, where the name of a part follows (X电站上水库, X项目主体工程)."""
    for pattern in (pat.COUNTED_CLASS, pat.PART_OF):
        start, end = _before_part(pattern, text, start, end)
    whole = _before_part(pat.PART_TAIL, text, start, end)
    if whole != (start, end):
        start, end = _before_part(pat.PART_TAIL, text, *whole)  # 电站上水库大坝
    if "\u4e00" <= text[end : end + 1] <= "\u9fff":
        verb = pat.VERB_BEHIND.search(text[start:end])
        end = start + verb.start() if verb is not None else end
    return start, end


def _before_part(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    part = pattern.search(name)
    if part is None or not ends_on_head(name[: part.start()]):
        return start, end
    return balanced(text, start, start + part.start())


def earlier_one(text: str, first: int, last: int, start: int, end: int) -> int:
    """The start at the number that tells what a firm opened before from what it builds now.

    集团|首座植物工厂去年投产. ``first`` and ``last`` are the borders of the sentence.
    """
    if pat.ONCE_OPENED.match(text, end, last) is None:
        return start
    which = pat.FIRST_OF_FIRM.search(text, first, start)
    return start if which is None else which.start("which")
