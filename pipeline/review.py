"""Records scored by a reviewer's decisions.

A reviewed project is gold: what was accepted is right, what was corrected is what the reviewer wrote, what was rejected
is no project. Projects that nobody looked at count neither for nor against; what nobody saw is not missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaigong.pipeline.evaluate import PROJECT_MEASURES, Evaluation, Tally, score_projects
from kaigong.pipeline.rule_scores import wilson
from kaigong.pipeline.scoring import fold_name, match_projects
from kaigong.pipeline.wording import counted
from kaigong.schemas.correction import Correction, Decision
from kaigong.schemas.gold import GoldAmount, GoldMetric, GoldMilestone, GoldOrganisation, GoldPlace, GoldProject
from kaigong.schemas.labels import Stage
from kaigong.schemas.record import Project, Record

_Made = Mapping[tuple[str, int], Correction]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A project that a reviewer has decided on.

    ``gold`` is what is right; None where it is no project, or where the reviewer says that something is wrong in it and
    not what.
    """

    project: Project
    decision: Decision
    gold: GoldProject | None


@dataclass(slots=True)
class Review:
    """Reviewed projects by article, and what was decided on projects that are not in the records."""

    projects: dict[str, list[Reviewed]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Number of projects by decision."""
        made = [reviewed.decision for article in self.projects.values() for reviewed in article]
        return {d.value: made.count(d) for d in (Decision.ACCEPT, Decision.CORRECT, Decision.REJECT)}


def review_of(corrections: Iterable[Correction], records: Mapping[str, Record]) -> Review:
    """The decisions applied to the records, by article id, that were reviewed."""
    by_project: dict[tuple[str, str], list[Correction]] = {}
    for correction in corrections:
        by_project.setdefault((correction.article_id, correction.project_id), []).append(correction)
    review = Review()
    for (article, id), made in by_project.items():
        record = records.get(article)
        project = next((p for p in record.projects if p.id == id), None) if record else None
        if project is None:
            review.strangers.append(f"no project {id} of article {article!r} in the records that were reviewed")
        else:
            review.projects.setdefault(article, []).append(_reviewed(project, made))
    return review


def _reviewed(project: Project, corrections: Sequence[Correction]) -> Reviewed:
    whole = next((c.decision for c in corrections if c.slot is None), Decision.CORRECT)
    made = {c.place: c for c in corrections if c.slot is not None}
    if whole is Decision.REJECT or (whole is Decision.CORRECT and not made):
        return Reviewed(project, whole, None)
    wrong = any(c.decision is not Decision.ACCEPT for c in made.values())
    return Reviewed(project, Decision.CORRECT if wrong else whole, gold_of(project, made))


def gold_of(project: Project, made: _Made) -> GoldProject:
    """What is right of a project: its values with the decisions on them, by slot and number."""
    name, stage = made.get(("name", 0)), made.get(("stage", 0))
    days = [(m, m.date) for m in _right("milestones", project.milestones, made)]
    return GoldProject(
        name=str(name.fields()) if name is not None and name.decision is Decision.CORRECT else project.name.text,
        orgs=tuple(
            GoldOrganisation(name=o.text, role=o.role) for o in _right("organisations", project.organisations, made)
        ),
        places=tuple(
            GoldPlace(text=path, path=path)
            for p in _right("places", project.places, made)
            if (path := "/".join(level for level in (p.province, p.city, p.county) if level))
        ),
        amounts=tuple(GoldAmount.model_validate(a.model_dump()) for a in _right("amounts", project.amounts, made)),
        metrics=tuple(GoldMetric.model_validate(m.model_dump()) for m in _right("metrics", project.metrics, made)),
        milestones=tuple(
            GoldMilestone(kind=m.kind, status=m.status, start=date.start, end=date.end) for m, date in days
        ),
        stage=project.stage if stage is None or stage.decision is Decision.ACCEPT else _stage(stage),
    )


def _stage(made: Correction) -> Stage | None:
    return Stage(str(made.fields())) if made.decision is Decision.CORRECT else None


def _right(slot: str, values: Sequence[object], made: _Made) -> list[Any]:
    """Values of a slot that are right, and those that the reviewer added: as the record or the correction has them."""
    numbers = [*range(len(values)), *sorted(n for name, n in made if name == slot and n >= len(values))]
    right: list[object] = []
    for number in numbers:
        correction = made.get((slot, number))
        if correction is None or correction.decision is Decision.ACCEPT:
            right += values[number : number + 1]
        elif correction.decision is Decision.CORRECT:
            right.append(correction.fields())
    return right


@dataclass(frozen=True, slots=True)
class ReviewScores:
    """Scores of records by a review; recall is of what the reviewer saw or added, not of all that the texts hold."""

    review: Review
    evaluation: Evaluation

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the precision of projects."""
        tally = self.evaluation.tallies["project"]
        return wilson(tally.hits, tally.predicted)

    def summary(self) -> str:
        """Number of decisions and precision of projects in one line."""
        counts, tally = self.review.counts(), self.evaluation.tallies["project"]
        low, high = self.interval
        number = sum(counts.values())
        return (
            f"{counted(number, 'projects')} reviewed: {counts['accept']} accepted, "
            f"{counts['correct']} corrected, {counts['reject']} rejected; "
            f"precision {tally.precision:.3f} (95 % interval {low:.3f}–{high:.3f})"
        )

    def to_json(self) -> dict[str, object]:
        """Measures as in an evaluation, and ``review``: decisions and the interval of the precision of projects."""
        low, high = self.interval
        interval = [round(low, 4), round(high, 4)]
        return {**self.evaluation.to_json(), "review": {**self.review.counts(), "precision_interval": interval}}


def score_review(review: Review, records: Mapping[str, Record]) -> ReviewScores:
    """Score records, by article id, by a review; they may be other records of the same articles than those reviewed.

    A project is one that was reviewed if it has its id, else if it has its name as in an evaluation.
    """
    evaluation = Evaluation(tallies={measure: Tally() for measure in PROJECT_MEASURES})
    for article, reviewed in review.projects.items():
        record = records.get(article)
        if record is None:
            evaluation.missing.append(article)
        _score(evaluation, article, reviewed, record.projects if record else ())
    return ReviewScores(review, evaluation)


def _score(evaluation: Evaluation, article: str, reviewed: Sequence[Reviewed], predicted: Sequence[Project]) -> None:
    same = _same(reviewed, predicted)
    gold: list[GoldProject] = []
    judged: list[Project] = []
    mates: dict[int, int] = {}
    for i, one in enumerate(reviewed):
        found = same.get(i)
        if one.gold is None and one.decision is not Decision.REJECT:
            evaluation.tallies["project"].add(found is not None, 1, found is not None)
            continue
        if one.gold is not None:
            gold.append(one.gold)
        if found is not None:
            judged.append(predicted[found])
            if one.gold is not None:
                mates[len(gold) - 1] = len(judged) - 1
    score_projects(evaluation, article, gold, judged, mates)


def _same(reviewed: Sequence[Reviewed], predicted: Sequence[Project]) -> dict[int, int]:
    """Number of a reviewed project → number of the predicted one that is the same."""
    ids = {project.id: j for j, project in enumerate(predicted)}
    same = {i: ids[one.project.id] for i, one in enumerate(reviewed) if one.project.id in ids}
    left = [j for j in range(len(predicted)) if j not in same.values()]
    wanted = [i for i, one in enumerate(reviewed) if i not in same and one.decision is not Decision.REJECT]
    names = [reviewed[i].gold or GoldProject(name=reviewed[i].project.name.text, stage=None) for i in wanted]
    pairs = match_projects(names, [predicted[j] for j in left])
    same.update({wanted[i]: left[j] for i, j in pairs.items()})
    for i, one in enumerate(reviewed):
        if i not in same and one.decision is Decision.REJECT:
            name = fold_name(one.project.name.text)
            for j in left:
                if j not in same.values() and fold_name(predicted[j].name.text) == name:
                    same[i] = j
                    break
    return same
