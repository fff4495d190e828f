"""Run the taggers of figures on a short text, without the rest of the pipeline."""

from dataclasses import replace
from functools import cache

from kaigong.extractors.amount.tagger import AmountTagger, detect_home_currency
from kaigong.extractors.quantity import QuantityTagger
from kaigong.pipeline.normalise import normalise
from kaigong.schemas.article import Article
from kaigong.schemas.document import Document, FoldedText, Mention


@cache
def taggers() -> tuple[AmountTagger, QuantityTagger]:
    return AmountTagger(), QuantityTagger()


def tagged(text: str, home: str | None = None) -> Document:
    """The document with its AMOUNT, QUANTITY and PERCENT mentions; ``home`` None detects the home currency."""
    document = normalise(Document(Article(id="t", text=text), FoldedText(text, text)))
    document = replace(document, home_currency=home or detect_home_currency(document.text))
    for tagger in taggers():
        document = document.add_mentions(list(tagger.find(document)))
    return document


def figures(text: str) -> list[Mention]:
    return list(tagged(text).mentions)
