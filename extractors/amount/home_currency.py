"""Which currency a bare 元 means in an article: its place of publication, judged by the words it uses."""

import re

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.lexicon import HomeCurrencyEntry

DEFAULT = "CNY"
_ENOUGH = 3  # one strong sign, or three weak ones
_CAP = 4  # no entry counts for more than this many of its surfaces


@per_lexicon
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    made = []
    for entry in load_lexicon("home_currencies", HomeCurrencyEntry):
        made.append((entry.currency, entry.weight, re.compile(entry.pattern or any_word(entry.surface))))
    return tuple(made)


def detect_home_currency(text: str, title: str | None = None) -> str:
    """TWD for news from Taiwan, HKD for news from Hong Kong, else CNY; ``text`` is folded.

    >>> detect_home_currency("市府斥資新台币3亿元,立法院、经济部同意,118年底完工")
    'TWD'
    """
    scores: dict[str, int] = {}
    whole = text if title is None else f"{title}\n{text}"
    for currency, weight, pattern in _patterns():
        distinct = len({match.group() for match in pattern.finditer(whole)})
        scores[currency] = scores.get(currency, 0) + weight * min(distinct, _CAP)
    mainland = scores.pop(DEFAULT, 0)
    best = max(scores, key=lambda currency: scores[currency], default=DEFAULT)
    return best if scores.get(best, 0) >= _ENOUGH and scores[best] > mainland else DEFAULT
