"""A record as annotators see it: marks on the article's text, and links from projects to what belongs to them.

Every format of this package is written from and read into this one form. What a tool cannot show (values, rules,
rejects) stays in ``record``, which travels beside the marks where the format has room for it.
"""

from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass, field, replace

from kaigong.schemas.article import Article
from kaigong.schemas.labels import (
    AmountRole,
    Label,
    MetricRole,
    MilestoneKind,
    Modality,
    OrganisationRole,
    Stage,
    TargetStatus,
)
from kaigong.schemas.record import Project, Record, Span

METRIC, MILESTONE = "METRIC", "MILESTONE"
"""Labels of spans that belong to projects alone; all others are those of mentions."""

MENTIONS = tuple(label.value for label in Label if label is not Label.TARGET)
LABELS = (*(label.value for label in Label), METRIC, MILESTONE)
STAGES = tuple(stage.value for stage in Stage)
STATUSES = tuple(status.value for status in (*Modality, *TargetStatus))
ALIAS, PLACE, INDUSTRY, PHASE_OF = "alias", "place", "industry", "phase_of"


def _values(*enums: type[OrganisationRole | AmountRole | MetricRole | MilestoneKind]) -> tuple[str, ...]:
    return tuple(member.value for enum in enums for member in enum)


_NUMBERS = (METRIC, Label.QUANTITY.value, Label.PERCENT.value)
# Slot of a project → labels of what stands in it (as written, the first), and the roles it may have there.
SLOTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "aliases": ((Label.PROJECT.value,), (ALIAS,)),
    "organisations": ((Label.ORG.value, Label.PERSON.value), _values(OrganisationRole)),
    "places": ((Label.PLACE.value,), (PLACE,)),
    "industry": ((Label.INDUSTRY.value,), (INDUSTRY,)),
    "amounts": ((Label.AMOUNT.value,), _values(AmountRole)),
    "metrics": (_NUMBERS, _values(MetricRole)),
    "milestones": ((MILESTONE, Label.DATE.value), _values(MilestoneKind)),
}
ROLES = tuple(dict.fromkeys([role for _, roles in SLOTS.values() for role in roles] + [PHASE_OF]))


Place = tuple[str, int, int]  # label, start, end


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span, [start, end) in code points; ``stage`` is a project's, ``status`` a value's or a target's."""

    id: str
    label: str
    start: int
    end: int
    stage: str | None = None
    status: str | None = None

    @property
    def place(self) -> Place:
        """Label, start and end."""
        return self.label, self.start, self.end


@dataclass(frozen=True, slots=True)
class Link:
    """What the mark ``tail`` is to the project whose name is the mark ``head``."""

    role: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its marks and links, and the record that they were made from, if it is known.

    ``linked`` is false for a format that shows no links: projects are then those of the record.
    """

    article: Article
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()
    record: Record | None = None
    linked: bool = True


def slot_of(role: str, label: str) -> str | None:
    """The slot of a project that a role and the label of the span mean together; None if none."""
    return next((slot for slot, (labels, roles) in SLOTS.items() if role in roles and label in labels), None)


def role_of(slot: str, entry: Span) -> str:
    """The role of a slot's entry: its own, or the name of a slot that has only one."""
    own = getattr(entry, "role", None) or getattr(entry, "kind", None)
    return SLOTS[slot][1][0] if own is None else str(own)


def slot_entries(project: Project) -> Iterator[tuple[str, Span]]:
    """All entries of a project's slots, each with its slot."""
    for slot in SLOTS:
        yield from ((slot, entry) for entry in getattr(project, slot))


@dataclass(slots=True)
class _Drafts:
    """Marks in the making; a span of one label is one mark, unless projects say different things of it."""

    marks: list[Mark] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    at: dict[Place, list[int]] = field(default_factory=dict)

    def add(self, label: str, span: Span) -> int:
        mark = Mark("", label, span.start, span.end)
        self.marks.append(mark)
        self.at.setdefault(mark.place, []).append(len(self.marks) - 1)
        return len(self.marks) - 1

    def head(self, project: Project) -> int:
        known = self.at.get((Label.PROJECT.value, project.name.start, project.name.end), [])
        number = next((n for n in known if n not in self.heads), None)
        if number is None:
            number = self.add(Label.PROJECT.value, project.name)
        self.heads.add(number)
        self.marks[number] = replace(self.marks[number], stage=project.stage and project.stage.value)
        return number

    def slot(self, label: str, span: Span) -> int:
        status = getattr(span, "status", None)
        given = None if status is None else str(status)
        for number in self.at.get((label, span.start, span.end), []):
            mark = self.marks[number]
            if given is None or mark.status in (None, given):
                self.marks[number] = replace(mark, status=mark.status or given)
                return number
        number = self.add(label, span)
        self.marks[number] = replace(self.marks[number], status=given)
        return number


def annotate(record: Record, text: str) -> Annotated:
    """The record's marks in order of the text, named T1, T2 …, and its links in order of the projects."""
    drafts = _Drafts()
    links: list[tuple[str, int, int]] = []
    for mention in record.mentions:
        drafts.add(mention.label.value, mention)
    heads = {project.id: drafts.head(project) for project in record.projects}
    for project in record.projects:
        for slot, entry in slot_entries(project):
            links.append((role_of(slot, entry), heads[project.id], drafts.slot(SLOTS[slot][0][0], entry)))
        if project.phase_of is not None:
            links.append((PHASE_OF, heads[project.id], heads[project.phase_of]))
    for target in record.targets:
        drafts.slot(Label.TARGET.value, target)
    order = sorted(range(len(drafts.marks)), key=lambda n: (drafts.marks[n].start, -drafts.marks[n].end, n))
    names = {number: f"T{i}" for i, number in enumerate(order, 1)}
    return Annotated(
        article=article_of(record, text),
        marks=tuple(replace(drafts.marks[n], id=names[n]) for n in order),
        links=tuple(dict.fromkeys(Link(role, names[head], names[tail]) for role, head, tail in links)),
        record=record,
    )


def edited(
    record: Record,
    text: str,
    before: Container[Place],
    now: Collection[Place],
    shown_as: Callable[[Mark], Place] = lambda mark: mark.place,
) -> Annotated:
    """The record's marks and links after an edit in a format that shows only some of them, and no links.

    ``before`` and ``now`` are what it showed, and shows; a mark that it never showed stays. ``shown_as`` is what a
    mark is there.
    """
    whole = annotate(record, text)
    left = [mark for mark in whole.marks if shown_as(mark) not in before or shown_as(mark) in now]
    new = [Mark(f"N{number}", *place) for number, place in enumerate(now, 1) if place not in before]
    ids = {mark.id for mark in left}
    links = tuple(link for link in whole.links if link.head in ids and link.tail in ids)
    return replace(whole, marks=(*left, *new), links=links)


def article_of(record: Record, text: str) -> Article:
    """The article that a record is of."""
    info = record.article
    return Article(
        id=info.id,
        text=text,
        url=info.url,
        title=info.title,
        source=info.source,
        published=info.published,
        duplicate_of=info.duplicate_of,
    )


def bare_record(record: Record) -> dict[str, object]:
    """The record as JSON types without the text, for a format that keeps it beside its marks."""
    kept = record.model_copy(update={"article": record.article.model_copy(update={"text": None})})
    return kept.model_dump(mode="json")
