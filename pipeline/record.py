"""Stage: a finished document → the published record, in offsets of the article's text as given."""

import re
from bisect import bisect_right
from decimal import Decimal
from typing import Any

from kaigong.schemas.document import (
    AmountSlot,
    Document,
    Mention,
    MetricSlot,
    MilestoneSlot,
    ProjectDraft,
    Reject,
    TargetDraft,
)
from kaigong.schemas.record import Record, decimal_string, project_id, text_digest
from kaigong.schemas.values import DateValue, Money, PlaceValue, Quantity

Values = dict[str, Any]

_CURRENCY_WORD = re.compile(r"[^\d.,万亿兆千百十多余几数零一二三四五六七八九两半级 ~—-]+$")


def _number(value: Decimal | None) -> str | None:
    return None if value is None else decimal_string(value)


def _currency_word(text: str) -> str:
    """The currency word of a sum as written, 元 where it has none (120亿) or only adds 人民币.

    >>> _currency_word("4.2亿美元"), _currency_word("50亿元以上"[:4])
    ('美元', '元')
    """
    match = _CURRENCY_WORD.search(text)
    return "元" if match is None or match.group().startswith(("元", "人民币")) else match.group()


class RecordBuilder:
    """Builds the record of one document: plain values first, which are made a record and checked in one go."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [sentence.start for sentence in document.sentences]
        to_raw = document.folded.to_raw
        self._sentences = [to_raw(sentence.start, sentence.end) for sentence in document.sentences]

    def build(self, keep_text: bool = False) -> Record:
        """The record.

        Raises: pydantic.ValidationError where a draft breaks the schema.
        """
        document = self.document
        return Record.model_validate(
            {
                "article": self._article(keep_text),
                "projects": [self._project(p) for p in document.projects],
                "targets": [self._target(t) for t in document.targets],
                "mentions": [self._mention(m) for m in document.mentions],
                "rejects": [self._reject(r) for r in document.rejects],
            }
        )

    def _article(self, keep_text: bool) -> Values:
        document = self.document
        article = document.article
        return {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "source": article.source,
            "published": document.published,
            "published_basis": document.published_basis,
            "sha256": text_digest(article.text),
            "chars": len(article.text),
            "text": article.text if keep_text else None,
            "duplicate_of": article.duplicate_of,
        }

    def _reject(self, reject: Reject) -> Values:
        found: Values = {"stage": reject.stage, "reason": reject.reason}
        if reject.start is not None and reject.end is not None:
            found |= self._bare(reject.start, reject.end)
        return found

    def _bare(self, start: int, end: int) -> Values:
        first, last = self.document.folded.to_raw(start, end)
        return {"text": self.document.article.text[first:last], "start": first, "end": last}

    def _span(self, start: int, end: int, rule: str) -> Values:
        """The fields of a Span: raw text and offsets, rule, sentence."""
        found = self._bare(start, end)
        found["rule"] = rule
        at = bisect_right(self._starts, start) - 1
        if at >= 0:
            found["sentence"] = self._sentences[at]
        return found

    def _of_mention(self, mention: Mention, rule: str) -> Values:
        return self._span(mention.start, mention.end, rule)

    def _raw_unit(self, mention: Mention, unit: str) -> str:
        """The unit as the article writes it (噸, not the folded 吨)."""
        at = mention.text.rfind(unit)
        if at < 0:
            return unit
        first, last = self.document.folded.to_raw(mention.start + at, mention.start + at + len(unit))
        if last - first > len(unit):  # noise stands in it
            return unit
        return self.document.article.text[first:last]

    def _value(self, mention: Mention) -> Values | None:
        value = mention.value
        if value is None:
            return None
        if isinstance(value, Money):
            return self._money(value)
        if isinstance(value, Quantity):
            return {**self._quantity(mention, value), "per": value.per}
        if isinstance(value, DateValue):
            return {"start": value.start, "end": value.end, "grain": value.grain}
        if isinstance(value, PlaceValue):
            return self._path(value)
        return None

    def _money(self, value: Money) -> Values:
        return {
            "value": _number(value.value),
            "low": _number(value.low),
            "high": _number(value.high),
            "currency": value.currency,
            "qualifier": value.qualifier,
        }

    def _quantity(self, mention: Mention, value: Quantity) -> Values:
        return {
            "value": _number(value.value),
            "low": _number(value.low),
            "high": _number(value.high),
            "unit": self._raw_unit(mention, value.unit),
            "qualifier": value.qualifier,
        }

    def _path(self, value: PlaceValue) -> Values:
        return {"province": value.province, "city": value.city, "county": value.county, "adcode": value.adcode}

    def _mention(self, mention: Mention) -> Values:
        found = self._of_mention(mention, mention.rule)
        found["label"], found["value"] = mention.label, self._value(mention)
        return found

    def _project_id(self, name: Mention) -> str:
        found = self._bare(name.start, name.end)
        return project_id(self.document.article.id, found["text"], found["start"])

    def _project(self, draft: ProjectDraft) -> Values:
        return {
            "id": self._project_id(draft.name),
            "phase_of": None if draft.phase_of is None else self._project_id(draft.phase_of),
            "name": self._of_mention(draft.name, draft.name.rule),
            "aliases": [self._of_mention(a, a.rule) for a in draft.aliases],
            "stage": draft.stage,
            "organisations": [{"role": o.role, **self._of_mention(o.mention, o.rule)} for o in draft.organisations],
            "places": [self._place(p) for p in draft.places],
            "industry": [
                {"code": i.code, "name": i.name, **self._span(i.start, i.end, i.rule)} for i in draft.industry
            ],
            "amounts": [self._amount(a) for a in draft.amounts],
            "metrics": [self._metric(m) for m in draft.metrics],
            "milestones": [self._milestone(m) for m in draft.milestones],
        }

    def _place(self, mention: Mention) -> Values:
        value = mention.value if isinstance(mention.value, PlaceValue) else PlaceValue()
        return {**self._path(value), **self._of_mention(mention, mention.rule)}

    def _amount(self, slot: AmountSlot) -> Values:
        money = slot.mention.value
        assert isinstance(money, Money)
        own = {"role": slot.role, "status": slot.status, "per": slot.per}
        return {**own, **self._money(money), **self._of_mention(slot.mention, slot.rule)}

    def _metric(self, slot: MetricSlot) -> Values:
        quantity = slot.mention.value
        assert isinstance(quantity, Quantity)
        own = {"role": slot.role, "item": slot.item, "status": slot.status, "per": slot.per}
        return {**own, **self._quantity(slot.mention, quantity), **self._span(slot.start, slot.end, slot.rule)}

    def _milestone(self, slot: MilestoneSlot) -> Values:
        value = slot.date
        date = {} if value is None else {"start": value.start, "end": value.end, "grain": value.grain}
        own = {"kind": slot.kind, "status": slot.status, "date": date}
        return {**own, **self._span(slot.start, slot.end, slot.rule)}

    def _target(self, draft: TargetDraft) -> Values:
        quantity = draft.mention.value
        assert isinstance(quantity, Money | Quantity)
        if isinstance(quantity, Quantity):
            unit = self._raw_unit(draft.mention, quantity.unit)
        else:
            unit = _currency_word(draft.mention.text)
        return {
            "subject": draft.subject,
            "indicator": draft.indicator,
            "value": _number(quantity.value),
            "low": _number(quantity.low),
            "high": _number(quantity.high),
            "unit": unit,
            "comparator": draft.comparator,
            "period": draft.period,
            "status": draft.status,
            **self._span(draft.start, draft.end, draft.rule),
        }


def build_record(document: Document, keep_text: bool = False) -> Record:
    """The published record of a finished document.

    Raises: pydantic.ValidationError where a draft breaks the schema.
    """
    return RecordBuilder(document).build(keep_text)
