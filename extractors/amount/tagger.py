"""Mentions of money."""

from collections.abc import Iterable, Iterator

from kaigong.extractors.amount.home_currency import detect_home_currency
from kaigong.extractors.amount.money_scan import money_scanner
from kaigong.extractors.amount.money_table import table_cells
from kaigong.extractors.number_scan import Span, spans_of
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
        found = list(_written(document))
        taken = sorted([*spans_of(document, Label.DATE), *((m.start, m.end) for m in found)])
        return sorted([*found, *_tabled(document, taken)], key=lambda m: m.start)


def _written(document: Document) -> Iterator[Mention]:
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


def _tabled(document: Document, taken: list[Span]) -> Iterator[Mention]:
    """Sums in table cells, whose unit stands in the head of the table or column."""
    spans = iter(taken)
    span = next(spans, None)
    for cell in table_cells(document.text):
        while span is not None and span[1] <= cell.start:
            span = next(spans, None)
        if span is not None and span[0] < cell.end:
            continue
        hit = money_scanner().suffix(cell.word, 0) if cell.word else None
        code = hit.payload.code if hit and hit.payload.code else document.home_currency
        value = Money(value=cell.value, currency=code, qualifier=Qualifier.EXACT)
        text = document.text[cell.start : cell.end]
        yield Mention(Label.AMOUNT, cell.start, cell.end, text, "amount.table_unit", value)
