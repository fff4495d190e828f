"""Label Studio: a JSON array of tasks with predictions, and back from its JSON export.

Offsets of Label Studio count code points (older versions counted UTF-16 units; both are read). The labelling interface
that the tasks need is written beside them. Source: labelstud.io/guide (tasks, predictions, export), read 2025.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import quoteattr

from kaigong.pipeline.exchange.annotated import LABELS, ROLES, STAGES, STATUSES, Annotated, Link, Mark, bare_record
from kaigong.pipeline.exchange.base import (
    MALFORMED,
    AnnotationWriter,
    Found,
    Read,
    ReadSettings,
    read_json,
    refusal,
    why,
)
from kaigong.pipeline.output import replaced_all
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ReadError
from kaigong.schemas.record import Record

_TEXT, _LABEL, _STAGE, _STATUS = "text", "label", "stage", "status"
_ARTICLE = ("id", "title", "source", "url", "published")
_WITH_STATUS = "AMOUNT,METRIC,MILESTONE,TARGET"


@contextmanager
def open_writer(out: Path, layer: str) -> Iterator[AnnotationWriter]:
    """A writer of the tasks ``out`` and of the labelling interface beside it (``out`` with the suffix .xml)."""
    with replaced_all([out, out.with_suffix(".xml")]) as (tasks, interface):
        interface.write_text(labelling_interface(), encoding="utf-8")
        with tasks.open("w", encoding="utf-8", newline="\n") as stream:
            writer = _Writer(stream)
            yield writer
            stream.write("\n]\n" if writer.count else "[]\n")


def labelling_interface() -> str:
    """The labelling interface for kaigong's labels, roles, stages and statuses, as Label Studio's XML."""
    lines = ["<View>", f'  <Labels name="{_LABEL}" toName="{_TEXT}">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in LABELS]
    lines += ["  </Labels>", f'  <Text name="{_TEXT}" value="$text" granularity="symbol"/>']
    for name, words, labels in ((_STAGE, STAGES, "PROJECT"), (_STATUS, STATUSES, _WITH_STATUS)):
        lines.append(
            f'  <Choices name="{name}" toName="{_TEXT}" perRegion="true" choice="single" whenTagName="{_LABEL}" '
            f'whenLabelValue="{labels}">'
        )
        lines += [f"    <Choice value={quoteattr(word)}/>" for word in words] + ["  </Choices>"]
    lines += ["  <Relations>", *(f"    <Relation value={quoteattr(role)}/>" for role in ROLES), "  </Relations>"]
    return "\n".join([*lines, "</View>", ""])


class _Writer:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._model = f"kaigong {version('kaigong')}"
        self.count = 0

    def add(self, annotated: Annotated) -> list[str]:
        """Write one task; everything fits."""
        self._stream.write(",\n" if self.count else "[\n")
        self._stream.write(json.dumps(self._task(annotated), ensure_ascii=False))
        self.count += 1
        return []

    def _task(self, annotated: Annotated) -> dict[str, Any]:
        article = annotated.article.model_dump(mode="json", include=set(_ARTICLE))
        data: dict[str, Any] = {_TEXT: annotated.article.text, **article}
        if annotated.record is not None:
            data["kaigong"] = bare_record(annotated.record)
        results = [result for mark in annotated.marks for result in _results(mark, annotated.article.text)]
        results += [
            {"type": "relation", "from_id": link.head, "to_id": link.tail, "direction": "right", "labels": [link.role]}
            for link in annotated.links
        ]
        return {"data": data, "predictions": [{"model_version": self._model, "result": results}]}


def _results(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    """The region of a mark, and the choices about it, which have the region's id."""
    span = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    for kind, name, words in (
        ("labels", _LABEL, mark.label),
        ("choices", _STAGE, mark.stage),
        ("choices", _STATUS, mark.status),
    ):
        if words is not None:
            value = {**span, kind: [words]}
            yield {"id": mark.id, "from_name": name, "to_name": _TEXT, "type": kind, "value": value}


def read(path: Path, settings: ReadSettings) -> Read:
    """Annotated articles of an export of Label Studio (format JSON), in order.

    Of a task's annotations the last that was not skipped is taken, or that of ``settings.annotator``; of a task without
    any, the last prediction.

    Raises: ReadError if the file holds no tasks.
    """
    tasks = read_json(path)
    if isinstance(tasks, dict):
        tasks = [tasks]
    if not isinstance(tasks, list) or not all(
        isinstance(task, dict) and isinstance(task.get("data"), dict) for task in tasks
    ):
        raise ReadError(f"{path}: no tasks of Label Studio; export the project as JSON (not JSON-MIN)")
    for number, task in enumerate(tasks, 1):
        try:
            yield _Task(task, number, settings).found()
        except MALFORMED as error:
            yield refusal(reason=f"task {number}: {why(error)}", file=path)


class _Task:
    """One task being read."""

    def __init__(self, task: dict[str, Any], number: int, settings: ReadSettings) -> None:
        self.task = task
        self.number = number
        self.settings = settings
        self.faults: list[str] = []

    def found(self) -> Found:
        data = self.task["data"]
        text = data.get(self.settings.text_key)
        if not isinstance(text, str):
            raise ReadError(f"no key {self.settings.text_key!r} with the text (name another with --text-key)")
        known = {name: data[name] for name in _ARTICLE if data.get(name) is not None}
        known.setdefault("id", self.task.get("id", self.number))
        article = Article.model_validate({**known, "id": str(known["id"]), "text": text})
        record = None if data.get("kaigong") is None else Record.model_validate(data["kaigong"])
        if record is not None:
            article = article.model_copy(update={"duplicate_of": record.article.duplicate_of})
        results = self._results()
        marks = self._marks(results, text)
        links = [
            Link(role, str(r.get("from_id")), str(r.get("to_id")))
            for r in results
            if r.get("type") == "relation"
            for role in r.get("labels") or ()
        ]
        if any(r.get("type") == "relation" and not r.get("labels") for r in results):
            self.faults.append("a relation without a label; left out")
        return Found(Annotated(article, tuple(marks), tuple(links), record), None, self.faults)

    def _results(self) -> list[dict[str, Any]]:
        given = [a for a in self.task.get("annotations") or self.task.get("completions") or () if not _skipped(a)]
        if self.settings.annotator is not None:
            given = [a for a in given if self.settings.annotator in _names(a.get("completed_by"))]
            if not given:
                raise ReadError(f"no annotation by {self.settings.annotator}")
        given = given or self.task.get("predictions") or []
        if not given:
            raise ReadError("neither annotated nor predicted")
        return [result for result in given[-1].get("result") or () if isinstance(result, dict)]

    def _marks(self, results: list[dict[str, Any]], text: str) -> list[Mark]:
        choices = {
            (str(r.get("id")), r.get("from_name")): r["value"]["choices"][0]
            for r in results
            if r.get("type") == "choices" and r.get("value", {}).get("choices")
        }
        regions = [r for r in results if r.get("type") == "labels" and isinstance(r.get("value"), dict)]
        units = _counts_units(regions, text)
        marks: list[Mark] = []
        for region in regions:
            value, name = region["value"], str(region.get("id"))
            span = _span(value, text, units)
            if span is None:
                self.faults.append(f"region {name}: {value.get('text')!r} does not stand at its offsets; left out")
                continue
            for label in value.get("labels") or ():
                if label not in LABELS:
                    self.faults.append(f"region {name}: label {label!r} is none of {', '.join(LABELS)}; left out")
                    continue
                own = f"{name}/{label}" if name in {mark.id for mark in marks[-len(LABELS) :]} else name
                marks.append(Mark(own, label, *span, choices.get((name, _STAGE)), choices.get((name, _STATUS))))
        return marks


def _skipped(annotation: dict[str, Any]) -> bool:
    return bool(annotation.get("was_cancelled") or annotation.get("skipped"))


def _names(annotator: object) -> set[str]:
    """What an annotator may be called by: the id, or id and address where the export has both."""
    if isinstance(annotator, dict):
        return {str(annotator[key]) for key in ("id", "email") if annotator.get(key) is not None}
    return {str(annotator)}


def _counts_units(regions: list[dict[str, Any]], text: str) -> bool:
    """Whether the regions only fit the text if offsets are UTF-16 units, as older versions of Label Studio counted."""
    values = [region["value"] for region in regions]
    return any(_span(v, text, False) is None for v in values) and all(_span(v, text, True) for v in values)


def _span(value: dict[str, Any], text: str, units: bool) -> tuple[int, int] | None:
    """[start, end) in code points; None if the words of the region are not there."""
    try:
        start, end = int(value["start"]), int(value["end"])
    except (KeyError, TypeError, ValueError):
        return None
    if units:
        raw = text.encode("utf-16-le", "surrogatepass")
        start, end = (len(raw[: 2 * at].decode("utf-16-le", "replace")) for at in (start, end))
    if not 0 <= start < end <= len(text):
        return None
    words = value.get("text")
    same = words is None or _folded(words) == _folded(text[start:end])
    return (start, end) if same else None


def _folded(words: str) -> str:
    """Words without the line breaks, which Label Studio writes in several ways."""
    return "".join(words.replace("\\n", "").split())
