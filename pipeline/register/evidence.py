"""What the register stores of each article: the article, and each project that it tells of, as extracted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kaigong.extractors.place.table import gazetteer
from kaigong.schemas.labels import Label
from kaigong.schemas.record import ArticleInfo, PlacePath, Project, Record

_MOST_AROUND = 6  # divisions that an article names; one that names more says nothing about where a project is


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One project in one article.

    ``around`` are codes of the divisions that the article names, and of that of a local paper. ``root`` is the article
    that this one reposts, directly or not, else its own id.
    """

    article: ArticleInfo
    project: Project
    around: tuple[str, ...]
    root: str

    @property
    def id(self) -> str:
        """The id of the project in its record, which no other article's project has."""
        return self.project.id

    @property
    def is_repost(self) -> bool:
        """Whether the article repeats another one."""
        return self.root != self.article.id

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """Key of the order by publication, what has no date last; ties by article and place in the text."""
        day = self.article.published
        return day is None, "" if day is None else day.isoformat(), self.article.id, self.project.name.start


def occurrences_of(record: Record) -> Iterator[Occurrence]:
    """The projects of a record, without the article's text."""
    info = record.article.model_copy(update={"text": None})
    around = _around(record)
    for project in record.projects:
        yield Occurrence(info, project, around, info.id)


def _around(record: Record) -> tuple[str, ...]:
    named = {
        m.value.adcode
        for m in record.mentions
        if m.label is Label.PLACE and isinstance(m.value, PlacePath) and m.value.adcode
    }
    own = {
        name.options[0].code
        for _, _, name in gazetteer().find(record.article.source or "")
        if name.kind == "division" and len(name.options) == 1
    }
    return tuple(sorted(own | named if len(named) <= _MOST_AROUND else own))


def with_roots(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences in order of publication, each with the article that its own reposts.

    A repost of an article that is not there has that one as root all the same, so that two of them count once.
    """
    found = sorted(occurrences, key=lambda o: o.order)
    parents = {o.article.id: o.article.duplicate_of for o in found}

    def root(article: str) -> str:
        met = {article}
        while (parent := parents.get(article)) is not None and parent not in met:
            article = parent
            met.add(article)
        return article

    roots = {article: root(article) for article in parents}
    return [replace(o, root=roots[o.article.id]) for o in found]
