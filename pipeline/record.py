"""Stage: a finished document → the published record, in offsets of the article's text as given."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kaigong.schemas.document import (
    AmountSlot,
    Document,
    Mention,
    MetricSlot,
    MilestoneSlot,
    ProjectDraft,
    TargetDraft,
)
from kaigong.schemas.record import (
    Amount,
    AmountValue,
    ArticleInfo,
    DateRange,
    Industry,
    MentionSpan,
    Metric,
    Milestone,
    Organisation,
    Place,
    PlacePath,
    Project,
    QuantityValue,
    Record,
    Rejected,
    Span,
    Target,
    decimal_string,
    project_id,
    text_digest,
)
from kaigong.schemas.values import DateValue, Money, PlaceValue, Quantity

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
    """Builds the record of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [sentence.start for sentence in document.sentences]

    def build(self, keep_text: bool = False) -> Record:
        """The record.

        Raises: pydantic.ValidationError where a draft breaks the schema.
        """
        document = self.document
        article = document.article
        return Record(
            article=ArticleInfo(
                id=article.id,
                url=article.url,
                title=article.title,
                source=article.source,
                published=document.published,
                published_basis=document.published_basis,
                sha256=text_digest(article.text),
                chars=len(article.text),
                text=article.text if keep_text else None,
            ),
            projects=tuple(self._project(p) for p in document.projects),
            targets=tuple(self._target(t) for t in document.targets),
            mentions=tuple(self._mention(m) for m in document.mentions),
            rejects=tuple(
                Rejected(stage=r.stage, reason=r.reason)
                if r.start is None or r.end is None
                else Rejected(stage=r.stage, reason=r.reason, **self._bare(r.start, r.end))
                for r in document.rejects
            ),
        )

    def _bare(self, start: int, end: int) -> dict[str, Any]:
        first, last = self.document.folded.to_raw(start, end)
        return {"text": self.document.article.text[first:last], "start": first, "end": last}

    def _span(self, start: int, end: int, rule: str) -> dict[str, Any]:
        """Keyword arguments of a Span: raw text and offsets, rule, sentence."""
        found = self._bare(start, end)
        found["rule"] = rule
        at = bisect_right(self._starts, start) - 1
        if at >= 0:
            sentence = self.document.sentences[at]
            found["sentence"] = self.document.folded.to_raw(sentence.start, sentence.end)
        return found

    def _raw_unit(self, mention: Mention, unit: str) -> str:
        """The unit as the article writes it (噸, not the folded 吨)."""
        at = mention.text.rfind(unit)
        if at < 0:
            return unit
        first, last = self.document.folded.to_raw(mention.start + at, mention.start + at + len(unit))
        return self.document.article.text[first:last]

    def _value(self, mention: Mention) -> AmountValue | QuantityValue | DateRange | PlacePath | None:
        value = mention.value
        if isinstance(value, Money):
            return AmountValue(**self._money(value))
        if isinstance(value, Quantity):
            return QuantityValue(**self._quantity(mention, value), per=value.per)
        if isinstance(value, DateValue):
            return DateRange(start=value.start, end=value.end, grain=value.grain)
        if isinstance(value, PlaceValue):
            return PlacePath(**self._path(value))
        return None

    def _money(self, value: Money) -> dict[str, Any]:
        return {
            "value": _number(value.value),
            "low": _number(value.low),
            "high": _number(value.high),
            "currency": value.currency,
            "qualifier": value.qualifier,
        }

    def _quantity(self, mention: Mention, value: Quantity) -> dict[str, Any]:
        return {
            "value": _number(value.value),
            "low": _number(value.low),
            "high": _number(value.high),
            "unit": self._raw_unit(mention, value.unit),
            "qualifier": value.qualifier,
        }

    def _path(self, value: PlaceValue) -> dict[str, Any]:
        return {"province": value.province, "city": value.city, "county": value.county, "adcode": value.adcode}

    def _mention(self, mention: Mention) -> MentionSpan:
        return MentionSpan(
            label=mention.label,
            value=self._value(mention),
            **self._span(mention.start, mention.end, mention.rule),
        )

    def _project_id(self, name: Mention) -> str:
        found = self._bare(name.start, name.end)
        return project_id(self.document.article.id, found["text"], found["start"])

    def _project(self, draft: ProjectDraft) -> Project:
        return Project(
            id=self._project_id(draft.name),
            phase_of=None if draft.phase_of is None else self._project_id(draft.phase_of),
            name=Span(**self._span(draft.name.start, draft.name.end, draft.name.rule)),
            aliases=tuple(Span(**self._span(a.start, a.end, a.rule)) for a in draft.aliases),
            stage=draft.stage,
            organisations=tuple(
                Organisation(role=o.role, **self._span(o.mention.start, o.mention.end, o.rule))
                for o in draft.organisations
            ),
            places=tuple(self._places(draft.places)),
            industry=tuple(
                Industry(code=i.code, name=i.name, **self._span(i.start, i.end, i.rule)) for i in draft.industry
            ),
            amounts=tuple(self._amount(a) for a in draft.amounts),
            metrics=tuple(self._metric(m) for m in draft.metrics),
            milestones=tuple(self._milestone(m) for m in draft.milestones),
        )

    def _places(self, mentions: Iterable[Mention]) -> Iterable[Place]:
        for mention in mentions:
            value = mention.value if isinstance(mention.value, PlaceValue) else PlaceValue()
            yield Place(**self._path(value), **self._span(mention.start, mention.end, mention.rule))

    def _amount(self, slot: AmountSlot) -> Amount:
        money = slot.mention.value
        assert isinstance(money, Money)
        span = self._span(slot.mention.start, slot.mention.end, slot.rule)
        return Amount(role=slot.role, status=slot.status, per=slot.per, **self._money(money), **span)

    def _metric(self, slot: MetricSlot) -> Metric:
        quantity = slot.mention.value
        assert isinstance(quantity, Quantity)
        span = self._span(slot.start, slot.end, slot.rule)
        number = self._quantity(slot.mention, quantity)
        return Metric(role=slot.role, item=slot.item, status=slot.status, per=slot.per, **number, **span)

    def _milestone(self, slot: MilestoneSlot) -> Milestone:
        value = slot.date
        date = DateRange() if value is None else DateRange(start=value.start, end=value.end, grain=value.grain)
        return Milestone(kind=slot.kind, status=slot.status, date=date, **self._span(slot.start, slot.end, slot.rule))

    def _target(self, draft: TargetDraft) -> Target:
        quantity = draft.mention.value
        assert isinstance(quantity, Money | Quantity)
        if isinstance(quantity, Quantity):
            unit = self._raw_unit(draft.mention, quantity.unit)
        else:
            unit = _currency_word(draft.mention.text)
        return Target(
            subject=draft.subject,
            indicator=draft.indicator,
            value=_number(quantity.value),
            low=_number(quantity.low),
            high=_number(quantity.high),
            unit=unit,
            comparator=draft.comparator,
            period=draft.period,
            status=draft.status,
            **self._span(draft.start, draft.end, draft.rule),
        )


def build_record(document: Document, keep_text: bool = False) -> Record:
    """The published record of a finished document.

    Raises: pydantic.ValidationError where a draft breaks the schema.
    """
    return RecordBuilder(document).build(keep_text)
