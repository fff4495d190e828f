"""Calendar words and number forms as regex fragments, built once from ``lexicons/calendar.yaml``."""

import re
from collections.abc import Iterator

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.word_pattern import GuardedWord, any_guarded, any_word
from kaigong.schemas.lexicon import CalendarEntry

HANZI = "〇○零一二两三四五六七八九十廿卅百"
DIGIT = "〇○零一二三四五六七八九"
NUM = rf"(?:\d{{1,4}}|[{HANZI}]{{1,5}})"
HYPHEN = r"(?:-{1,2}|—{1,2}|~|至|到)"
_JANUARY = r"(?<![\d万亿千百十余多美欧加港日韩澳新银])元(?=月)"
MONTH = rf"(?:(?<!\d)(?:1[0-2]|0?[1-9])|(?<![{HANZI}])(?:十[一二]?|[一二三四五六七八九])|{_JANUARY})"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
WEEKDAY = "[一二三四五六日天]"
UNITS = {
    "年": "year", "季度": "quarter", "季": "quarter", "月": "month", "月份": "month", "周": "week", "星期": "week",
    "礼拜": "week", "天": "day", "日": "day",
}  # fmt: skip
_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int | None:
    """A small integer in digits (12), digit by digit (二〇一八) or in words (三十一, 廿二, 两千零四), else None."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1  # 元月
    text = text.replace("廿", "二十").replace("卅", "三十")
    if len(text) > 1 and all(c in _VALUE for c in text):
        return int("".join(str(_VALUE[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char in _SCALE:
            total += (1 if digit is None else digit) * _SCALE[char]
            digit = None
        elif char in _VALUE:
            digit = _VALUE[char]
        elif char not in "初正":
            return None
    return total + (digit or 0) if text else None


def integer(text: str) -> int:
    """Like ``number``, with 0 for what is none: for callers that check the range anyway."""
    return number(text) or 0


def weekday_number(text: str) -> int:
    """Monday 1 to Sunday 7, from the last character of a weekday word."""
    return "一二三四五六日天".index(text[-1]) + 1 if text[-1] != "天" else 7


@per_lexicon
def entries(*kinds: str) -> dict[str, CalendarEntry]:
    """Surface → entry, for the entries of the given kinds."""
    found = load_lexicon("calendar", CalendarEntry)
    return {surface: entry for entry in found if entry.kind in kinds for surface in entry.surface}


def _guarded(surface: str, entry: CalendarEntry) -> Iterator[GuardedWord]:
    follow = f"(?!{any_word(entry.not_before)})" if entry.not_before else ""
    if entry.alone or entry.followed:
        follow += f"(?={any_word(entry.followed)})"
    yield GuardedWord(surface, follow, re.escape(entry.not_after))
    if entry.alone:
        yield GuardedWord(surface, r"(?=\s*(?:\n|$))", r"^\n")


@per_lexicon
def words(*kinds: str) -> str:
    """A regex group of all surfaces of some kinds, longest first, with what may not stand beside them."""
    guarded = (word for surface, entry in entries(*kinds).items() for word in _guarded(surface, entry))
    return f"(?:{any_guarded(guarded)})"


@per_lexicon
def holiday_end() -> re.Pattern[str]:
    """Finds a holiday at the end of a date."""
    return re.compile(f"(?:{any_word(entries('holiday'))})$")


@per_lexicon
def cue_pattern(name: str) -> re.Pattern[str]:
    """Finds a cue of the given tense in a clause."""
    guarded = (word for s, entry in entries("cue").items() if entry.name == name for word in _guarded(s, entry))
    # 计划投资 and 预计总投资 speak of money, not of the date beside them.
    return re.compile(f"(?:{any_guarded(guarded)})" + r"(?!(?:完成)?(?:总|年度)?投资)")
