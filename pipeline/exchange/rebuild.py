"""Marks and links back to a record: what is unchanged keeps all that was known of it, what is new is read anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.pipeline.exchange.annotated import (
    METRIC,
    MILESTONE,
    PHASE_OF,
    SLOTS,
    Annotated,
    Link,
    Mark,
    role_of,
    slot_entries,
    slot_of,
)
from kaigong.pipeline.exchange.reading import Reader, fields_of
from kaigong.schemas.labels import Label, Modality, PublishedBasis, Stage, TargetStatus
from kaigong.schemas.record import (
    Amount,
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
    QualifiedNumber,
    Record,
    Span,
    Target,
    check_spans,
    project_id,
    text_digest,
)

ANNOTATOR = "annotator"
"""The rule of spans that a person has marked."""

_MODELS: dict[str, type[Span]] = {
    "aliases": Span, "organisations": Organisation, "places": Place, "industry": Industry, "amounts": Amount,
    "metrics": Metric, "milestones": Milestone,
}  # fmt: skip
_Key = tuple[str, str, int, int]  # slot, role, start, end
Entry = TypeVar("Entry", bound=Span)
_NUMBER = ("value", "low", "high", "qualifier")


class Rebuilt(NamedTuple):
    """A record, None if none could be made, and what of the marks and links could not be taken."""

    record: Record | None
    faults: list[str]


def rebuild(annotated: Annotated, reader: Reader) -> Rebuilt:
    """The record that an annotated article says, with its text.

    Entries of the original record whose mark (and link) is still there are taken as they are; others are made anew,
    their values read from the text by ``reader``.
    """
    record = annotated.record
    faults = check_spans(record, annotated.article.text) if record is not None else []
    if not faults:
        return _Rebuilder(annotated, reader).run()
    # What was known is of another text: its offsets mean nothing here.
    rebuilt = _Rebuilder(replace(annotated, record=None), reader).run()
    return Rebuilt(
        rebuilt.record, ["the text was changed since its record was made; all values are read anew", *rebuilt.faults]
    )


@dataclass
class _Rebuilder:
    given: Annotated
    reader: Reader
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        record = self.given.record
        self.text = self.given.article.text
        self.marks = {mark.id: mark for mark in self.given.marks}
        self.old_mentions = {(m.label.value, m.start, m.end): m for m in (record.mentions if record else ())}
        self.old_projects = list(record.projects) if record else []
        self.old_targets = list(record.targets) if record else []
        self.only_slots = self._only_slots() - self.old_mentions.keys()

    def _only_slots(self) -> set[tuple[str, int, int]]:
        """Spans that stand in the original's projects or targets; those without a mention there get none here."""
        found = {(Label.PROJECT.value, p.name.start, p.name.end) for p in self.old_projects}
        found |= {(SLOTS[slot][0][0], e.start, e.end) for p in self.old_projects for slot, e in slot_entries(p)}
        return found | {(Label.TARGET.value, t.start, t.end) for t in self.old_targets}

    def run(self) -> Rebuilt:
        fields: dict[str, object] = {
            "article": self._info(),
            "mentions": tuple(self._mentions()),
            "projects": tuple(self._projects()) if self.given.linked else tuple(self.old_projects),
            "targets": tuple(self._targets()) if self.given.linked else tuple(self.old_targets),
            "rejects": self.given.record.rejects if self.given.record else (),
        }
        try:
            return Rebuilt(Record.model_validate(fields), self.faults)
        except ValidationError as error:
            return Rebuilt(None, [*self.faults, summarise(error)])

    def _info(self) -> ArticleInfo:
        article, old = self.given.article, self.given.record
        published, basis = article.published, PublishedBasis.GIVEN if article.published else None
        if old is not None:
            published, basis = old.article.published, old.article.published_basis
        return ArticleInfo(
            **article.model_dump(exclude={"text", "published"}),
            published=published,
            published_basis=basis,
            sha256=text_digest(self.text),
            chars=len(self.text),
            text=self.text,
        )

    def _span(self, mark: Mark) -> dict[str, Any]:
        return {"text": self.text[mark.start : mark.end], "start": mark.start, "end": mark.end, "rule": ANNOTATOR}

    def _refuse(self, mark: Mark, why: str) -> None:
        words = self.text[mark.start : mark.end]
        self.faults.append(f"{mark.label} {words!r} at {mark.start}-{mark.end}: {why}")

    # Mentions

    def _mentions(self) -> list[MentionSpan]:
        wanted: dict[tuple[str, int, int], Mark] = {}
        for mark in self.given.marks:
            if mark.label not in (METRIC, MILESTONE) and mark.place not in self.only_slots:
                wanted.setdefault(mark.place, mark)
        # A target is a mention only where the original has it as one.
        wanted = {k: m for k, m in wanted.items() if k[0] != Label.TARGET or k in self.old_mentions}
        kept = [mention for place, mention in self.old_mentions.items() if place in wanted]
        new = [self._mention(mark) for place, mark in wanted.items() if place not in self.old_mentions]
        made = [mention for mention in new if mention is not None]
        return kept if not made else self._apart(sorted([*kept, *made], key=lambda m: (m.start, m.end)))

    def _mention(self, mark: Mark) -> MentionSpan | None:
        label = Label(mark.label)
        value = None
        if label in (Label.AMOUNT, Label.QUANTITY, Label.PERCENT, Label.DATE, Label.PLACE):
            value = self.reader.value(label, mark.start, mark.end)
        if value is None and label in (Label.AMOUNT, Label.QUANTITY, Label.PERCENT):
            self._refuse(mark, "no number can be read in it; left out")
            return None
        return MentionSpan(label=label, value=value, **self._span(mark))

    def _apart(self, mentions: Iterable[MentionSpan]) -> list[MentionSpan]:
        """Of two mentions of one label that overlap, the longer; a record holds none that do."""
        kept: list[MentionSpan] = []
        for mention in mentions:
            rival = next((m for m in kept if m.label is mention.label and m.end > mention.start), None)
            if rival is not None:
                short = min(mention, rival, key=lambda m: m.end - m.start)
                self.faults.append(f"{short.label} {short.text!r} at {short.start}-{short.end}: overlaps one; left out")
                if short is mention:
                    continue
                kept.remove(rival)
            kept.append(mention)
        return kept

    # Projects

    def _projects(self) -> list[Project]:
        heads = self._heads()
        links: dict[str, list[Link]] = defaultdict(list)
        for link in self.given.links:
            if link.head not in heads:
                self.faults.append(f"relation {link.role} from {link.head}: begins at no project; left out")
            elif link.tail not in self.marks:
                self.faults.append(f"relation {link.role} to {link.tail}: no such span; left out")
            else:
                links[link.head].append(link)
        ids = {head: self._id(self.marks[head], old) for head, old in heads.items()}
        made: dict[str, Project] = {}
        for head, old in heads.items():
            if ids[head] in made:
                self._refuse(self.marks[head], "a project with this name stands here already; left out")
                continue
            made[ids[head]] = self._project(self.marks[head], old, links[head], ids)
        order = {project.id: number for number, project in enumerate(self.old_projects)}
        return sorted(made.values(), key=lambda p: (order.get(p.id, len(order)), p.name.start))

    def _heads(self) -> dict[str, Project | None]:
        """Ids of the marks that are names of projects, each with its project in the original."""
        tails = {link.tail for link in self.given.links if link.role != PHASE_OF}
        starts = {link.head for link in self.given.links}
        free: dict[tuple[int, int], list[Project]] = defaultdict(list)
        for project in self.old_projects:
            free[project.name.start, project.name.end].append(project)
        heads: dict[str, Project | None] = {}
        projects = [mark for mark in self.given.marks if mark.label == Label.PROJECT]
        for mark in sorted(projects, key=lambda m: m.id not in starts and m.stage is None):
            own = free[mark.start, mark.end]
            if own and (mark.id in starts or mark.stage or mark.id not in tails):
                heads[mark.id] = own.pop(0)
            elif mark.id in starts or mark.stage or (mark.id not in tails and mark.place not in self.old_mentions):
                heads[mark.id] = None
        return heads

    def _id(self, mark: Mark, old: Project | None) -> str:
        name = self.text[mark.start : mark.end]
        return old.id if old is not None else project_id(self.given.article.id, name, mark.start)

    def _project(self, head: Mark, old: Project | None, links: list[Link], ids: dict[str, str]) -> Project:
        slots: dict[str, list[Span]] = {slot: [] for slot in SLOTS}
        wanted: dict[_Key, list[Mark]] = defaultdict(list)
        phase_of = None
        for link in links:
            tail = self.marks[link.tail]
            slot = slot_of(link.role, tail.label)
            if link.role == PHASE_OF and tail.id in ids:
                phase_of = ids[tail.id]
            elif slot is None:
                self._refuse(tail, f"cannot be {link.role} of a project; left out")
            else:
                wanted[slot, link.role, tail.start, tail.end].append(tail)
        for slot, entry in slot_entries(old) if old is not None else ():
            tails = wanted.get((slot, role_of(slot, entry), entry.start, entry.end))
            if tails is not None:
                slots[slot].append(self._with_status(entry, tails))
        kept = {(slot, role_of(slot, e), e.start, e.end) for slot, entries in slots.items() for e in entries}
        for (slot, role, start, end), tails in wanted.items():
            if (slot, role, start, end) not in kept:
                slots[slot] += filter(None, (self._entry(slot, role, tail) for tail in tails))
        name = old.name if old is not None else Span(**self._span(head))
        own = {"id": ids[head.id], "phase_of": phase_of, "name": name, "stage": self._stage(head)}
        return Project.model_validate({**own, **{slot: tuple(entries) for slot, entries in slots.items()}})

    def _stage(self, mark: Mark) -> Stage | None:
        if mark.stage is None:
            return None
        try:
            return Stage(mark.stage)
        except ValueError:
            self._refuse(mark, f"no such stage: {mark.stage}; left empty")
            return None

    def _entry(self, slot: str, role: str, mark: Mark) -> Span | None:
        """A new entry of a slot; values come from the original wherever it has the span, else from the reader."""
        fields = self._fields(slot, mark)
        if fields is None:
            what = "class of GB/T 4754" if slot == "industry" else "number"
            self._refuse(mark, f"no {what} can be read in it; left out of its project")
            return None
        own = {"milestones": "kind", "organisations": "role", "amounts": "role", "metrics": "role"}.get(slot)
        try:
            return _MODELS[slot](**{**fields, **({own: role} if own else {}), **self._span(mark)})
        except ValidationError as error:
            self._refuse(mark, summarise(error))
            return None

    def _fields(self, slot: str, mark: Mark) -> dict[str, Any] | None:
        if slot in ("aliases", "organisations"):
            return {}
        known = self._known(slot, mark)
        if slot == "industry":
            return known
        if slot == "places":
            return known or _path(self._value(Label.PLACE, mark))
        return self._valued(slot, known or {}, mark)

    def _valued(self, slot: str, known: dict[str, Any], mark: Mark) -> dict[str, Any] | None:
        status = mark.status if mark.status in tuple(Modality) else known.get("status", Modality.ACTUAL)
        if not known:
            label = {"amounts": Label.AMOUNT, "metrics": Label.QUANTITY, "milestones": Label.DATE}[slot]
            value = self._value(label, mark)
            if slot == "milestones":
                known = {"date": value if isinstance(value, DateRange) else DateRange()}
            elif isinstance(value, QualifiedNumber):
                unit = "currency" if slot == "amounts" else "unit"
                known = {name: getattr(value, name) for name in (*_NUMBER, unit)}
            else:
                return None
        return {**known, "status": status}

    def _known(self, slot: str, mark: Mark) -> dict[str, Any] | None:
        for project in self.old_projects:
            for own, entry in slot_entries(project):
                if own == slot and (entry.start, entry.end) == (mark.start, mark.end):
                    return fields_of(entry)
        return self.reader.slot(slot, mark.start, mark.end)

    def _value(self, label: Label, mark: Mark) -> object:
        old = self.old_mentions.get((label.value, mark.start, mark.end))
        return old.value if old is not None else self.reader.value(label, mark.start, mark.end)

    def _with_status(self, entry: Entry, marks: Sequence[Mark]) -> Entry:
        """The entry with the status of its mark; of several marks, one that says what the entry says goes first."""
        status = getattr(entry, "status", None)
        said = [mark.status for mark in marks if mark.status is not None]
        if status is None or not said or str(status) in said:
            return entry
        if said[0] not in (tuple(Modality) if isinstance(status, Modality) else tuple(TargetStatus)):
            self._refuse(marks[0], f"cannot be {said[0]}; stays {status}")
            return entry
        return type(entry).model_validate({**entry.model_dump(), "status": said[0]})

    # Targets

    def _targets(self) -> list[Target]:
        wanted: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        for mark in self.given.marks:
            if mark.label == Label.TARGET:
                wanted[mark.start, mark.end].append(mark)
        made = []
        for target in self.old_targets:
            if (target.start, target.end) in wanted:
                made.append(self._with_status(target, wanted[target.start, target.end]))
        known = {(t.start, t.end) for t in self.old_targets}
        for place, (mark, *_) in wanted.items():
            if place in known or mark.place in self.old_mentions:
                continue
            fields = self.reader.target(*place)
            if fields is None:
                self._refuse(mark, "its indicator and number cannot be read; left out")
                continue
            status = mark.status if mark.status in tuple(TargetStatus) else fields["status"]
            made.append(Target(**{**fields, "status": status}, **self._span(mark)))
        return made


def _path(value: object) -> dict[str, Any]:
    return value.model_dump() if isinstance(value, PlacePath) else {}
