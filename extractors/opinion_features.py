"""What the network of ``opinion.py`` reads beside the characters: the words that they are in, and the mentions.

It reads a stretch at a time; whether a character's word stands in the text before that, the numbers of mentions say.
"""

from collections.abc import Sequence

from kaigong.extractors.segment import Segmenter
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label

# Parts of speech by jieba's tags, the first that a tag begins with; 0 is for all others.
_PARTS = tuple("nr ns nt nz n vn v ad a d m q r p c u t f s eng j l i x".split())
_SHAPES = 4  # of a character in its word: alone, first, last, between
_LABELS = (Label.PLACE, Label.DATE, Label.AMOUNT, Label.QUANTITY, Label.PERCENT)
WORD_FEATURES = _SHAPES * (len(_PARTS) + 1) + 1
_MENTIONS = 2 * len(_LABELS) + 1
LABEL_FEATURES = 2 * _MENTIONS


def word_features(segmenter: Segmenter, text: str) -> list[int]:
    """One number a character: the part of speech of its word and where in the word it stands; 0 outside words."""
    found = [0] * len(text)
    for start, end, tag in segmenter.words(text):
        part = next((n for n, name in enumerate(_PARTS, 1) if tag.startswith(name)), 0) if tag else len(_PARTS)
        first = 1 + part * _SHAPES
        if end - start == 1:
            found[start] = first
        else:
            found[start:end] = [first + 1, *[first + 3] * (end - start - 2), first + 2]
    return found


def label_features(text: str, mentions: Sequence[Mention]) -> list[int]:
    """One number a character: the label of the mention that it is in, odd where that begins; 0 outside mentions.

    More by the number of those where the text has the character beside one of its neighbours before.
    """
    found = [0] * len(text)
    for mention in mentions:
        if mention.label in _LABELS:
            number = 2 * _LABELS.index(mention.label) + 1
            found[mention.start : mention.end] = [number, *[number + 1] * (mention.end - mention.start - 1)]
    for at in _told_before(text):
        found[at] += _MENTIONS
    return found


def _told_before(text: str) -> set[int]:
    """Offsets of characters of pairs that the text has before."""
    known: set[str] = set()
    found: set[int] = set()
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        if pair in known:
            found.update((at, at + 1))
        known.add(pair)
    return found
