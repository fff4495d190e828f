"""Which currency a bare 元 means in an article: its place of publication, judged by the words it uses."""

import re

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.lexicon import HomeCurrencyEntry

DEFAULT = "CNY"
_ENOUGH = 3  # one strong sign, or three weak ones
_CAP = 4  # no entry counts for more than this many of its surfaces
_SCRIPT = 2  # weight of traditional characters, where something else speaks of the place too
_IN_SIMPLIFIED = 8  # what a text in simplified characters needs: mainland news speaks of 港铁公司 and 立法会 too
_SAMPLE = 400  # characters looked at for the script
_TRADITIONAL = 0.05  # share of traditional characters in a text that is written in them


@per_lexicon
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    made = []
    for entry in load_lexicon("home_currencies", HomeCurrencyEntry):
        made.append((entry.currency, entry.weight, re.compile(entry.pattern or any_word(entry.surface))))
    return tuple(made)


@per_lexicon
def _traditional() -> frozenset[str]:
    return frozenset(row["traditional"] for row in load_table("simplified"))


def _is_traditional(raw: str) -> bool:
    """Whether a text as given is written in traditional characters."""
    sample = raw[:_SAMPLE]
    return sum(map(_traditional().__contains__, sample)) > _TRADITIONAL * len(sample)


def detect_home_currency(text: str, title: str | None = None, raw: str = "") -> str:
    """TWD for news from Taiwan, HKD for news from Hong Kong, else CNY; ``text`` is folded, ``raw`` as given.

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
    told = scores.get(best, 0)
    if not told:
        return DEFAULT
    traditional = raw != "" and _is_traditional(raw)
    told += _SCRIPT if traditional and told < _ENOUGH else 0  # 高雄市… in traditional characters
    needed = _IN_SIMPLIFIED if raw and not traditional else _ENOUGH
    return best if told >= needed and told > mainland else DEFAULT
