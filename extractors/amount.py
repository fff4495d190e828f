"""Mentions of money."""

from collections.abc import Iterable

from kaigong.extractors.home_currency import detect_home_currency
from kaigong.extractors.money_scan import money_scanner
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.values import Money

__all__ = ["AmountTagger", "detect_home_currency"]


class AmountTagger:
    """Finds sums of money: number, multiplier and currency word; qualifiers stay outside the span.

    A bare 元 takes ``document.home_currency``. Money per area or length (350万元/亩) is left to the quantity tagger.
    """

    name = "amount"

    def find(self, document: Document) -> Iterable[Mention]:
        """AMOUNT mentions sorted by start; none overlaps a DATE mention of the document."""
        for figure in money_scanner().figures(document):
            if figure.unit.per is not None:
                continue
            ranged = figure.qualifier is Qualifier.RANGE
            value = Money(
                value=None if ranged else figure.low,
                currency=figure.unit.unit,
                qualifier=figure.qualifier,
                low=figure.low if ranged else None,
                high=figure.high if ranged else None,
            )
            text = document.text[figure.start : figure.end]
            yield Mention(Label.AMOUNT, figure.start, figure.end, text, figure.rule, value)
