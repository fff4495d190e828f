"""How an article tells of a day: in a quotation, or as news."""

NEWS_DAYS = 60  # before publication
_QUOTE_REACH = 120


def is_quoted(text: str, position: int) -> bool:
    """Whether a position stands inside of “…”."""
    opening = text.rfind("“", max(0, position - _QUOTE_REACH), position)
    return opening >= 0 and "”" not in text[opening:position]


def is_quoted_today(text: str, start: int, end: int) -> bool:
    """Whether somebody quoted says 今天, on a day that the article tells of; later days do not count from it."""
    return text[start:end] in ("今天", "今日") and is_quoted(text, start)
