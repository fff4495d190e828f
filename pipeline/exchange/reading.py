"""Values of spans that a person has marked: what kaigong reads there, or in the words alone."""

from typing import Any

from kaigong.pipeline.exchange.annotated import slot_entries
from kaigong.pipeline.stream import Processor, process_one
from kaigong.schemas.article import Article
from kaigong.schemas.labels import Label
from kaigong.schemas.record import MentionSpan, MentionValue, Record, Span

_QUANTITIES = (Label.QUANTITY, Label.PERCENT)
_KIN = {Label.QUANTITY: _QUANTITIES, Label.PERCENT: _QUANTITIES}
_SPAN = frozenset(Span.model_fields)


class Reader:
    """Reads the values of spans of one article with a pipeline, which runs only if something is asked."""

    def __init__(self, article: Article, pipeline: Processor) -> None:
        self._article = article
        self._pipeline = pipeline
        self._whole: Record | None = None

    @property
    def record(self) -> Record | None:
        """What kaigong itself finds in the article; None if it makes no record of it."""
        if self._whole is None:
            self._whole = self._read(self._article)
        return self._whole

    def _read(self, article: Article) -> Record | None:
        result = process_one(self._pipeline, article)
        return result if isinstance(result, Record) else None

    def value(self, label: Label, start: int, end: int) -> MentionValue | None:
        """The value of a span under a label: of the same span in its text, else of its words alone; None if none."""
        kin = _KIN.get(label, (label,))
        for mention in self.record.mentions if self.record else ():
            if mention.label in kin and (mention.start, mention.end) == (start, end) and mention.value is not None:
                return mention.value
        words = "".join(self._article.text[start:end].splitlines())  # a line that breaks in it is one phrase
        alone = self._read(self._article.model_copy(update={"text": words, "title": None}))
        return _widest([m for m in (alone.mentions if alone else ()) if m.label in kin and m.value is not None])

    def slot(self, slot: str, start: int, end: int) -> dict[str, Any] | None:
        """Fields of the slot's entry with this span in any project that kaigong finds, without the span's own."""
        for project in self.record.projects if self.record else ():
            for own, entry in slot_entries(project):
                if own == slot and (entry.start, entry.end) == (start, end):
                    return fields_of(entry)
        return None

    def target(self, start: int, end: int) -> dict[str, Any] | None:
        """Fields of the target with this span that kaigong finds, without the span's own."""
        found = (t for t in (self.record.targets if self.record else ()) if (t.start, t.end) == (start, end))
        return next((fields_of(t) for t in found), None)


def fields_of(entry: Span) -> dict[str, Any]:
    """What an entry says beside its span, rule and sentence."""
    return {name: getattr(entry, name) for name in type(entry).model_fields if name not in _SPAN}


def _widest(mentions: list[MentionSpan]) -> MentionValue | None:
    return max(mentions, key=lambda m: m.end - m.start).value if mentions else None
