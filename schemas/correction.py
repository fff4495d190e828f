"""A reviewer's decision on a project of a record or on one of its values: one JSON object a line of a corrections file.

``docs/review.md`` describes the file.
"""

import json
import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, Field, ValidationError, model_validator

from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, Modality, OrganisationRole, Per, Stage
from kaigong.schemas.record import AmountValue, DateRange, Model, NonEmpty, PlacePath, ProjectId, QualifiedNumber


class Decision(StrEnum):
    """What a reviewer says; ``clear`` takes back what was said of the same project or value before."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    CLEAR = "clear"


class OrganisationFields(Model):
    """An organisation and its part, without its place in the text."""

    text: NonEmpty
    role: OrganisationRole


class PlaceFields(PlacePath):
    """Where a project is; at least the province."""

    @model_validator(mode="after")
    def _check_level(self) -> Self:
        if self.province is None:
            raise ValueError("a place needs its province")
        return self


class IndustryFields(Model):
    """A class of GB/T 4754."""

    code: Annotated[str, Field(pattern=r"^[A-T][0-9]{0,4}$")]
    name: NonEmpty


class AmountFields(AmountValue):
    """A sum of money of a project and what it is."""

    role: AmountRole
    status: Modality
    per: Per | None = None


class MetricFields(QualifiedNumber):
    """A physical quantity of a project."""

    role: MetricRole
    item: NonEmpty | None = None
    unit: NonEmpty
    status: Modality
    per: Per | None = None


class MilestoneFields(Model):
    """An event in a project's life."""

    kind: MilestoneKind
    status: Modality
    date: DateRange


FIELDS: dict[str, type[Model]] = {
    "organisations": OrganisationFields,
    "places": PlaceFields,
    "industry": IndustryFields,
    "amounts": AmountFields,
    "metrics": MetricFields,
    "milestones": MilestoneFields,
}
"""Slots that hold lists, with the form of one value: that of the record without its place in the text."""

_SLOT = re.compile(rf"(?P<plain>name|stage)|(?P<slot>{'|'.join(FIELDS)})\[(?P<number>[0-9]{{1,4}})\]")


def _check_slot(written: str) -> str:
    if not _SLOT.fullmatch(written):
        raise ValueError(f"{written!r} is no slot; expected name, stage or one like amounts[0]")
    return written


class Correction(Model):
    """One decision.

    Without ``slot`` it is about the project as a whole. ``name``, ``stage``, ``amounts[0]`` are values of the record; a
    number past the record's last value adds one that the record lacks. ``value`` is what is right instead: words for
    a name, a code for a stage, else an object like the record's without its place in the text (FIELDS).
    """

    article_id: NonEmpty
    project_id: ProjectId
    decision: Decision
    slot: Annotated[str, AfterValidator(_check_slot)] | None = None
    value: str | dict[str, Any] | None = None
    comment: str | None = None
    reviewer: str | None = None
    time: AwareDatetime | None = None

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        wanted = self.decision is Decision.CORRECT and self.slot is not None
        if (self.value is not None) != wanted:
            raise ValueError("value stands with decision 'correct' and a slot, and only there")
        if wanted:
            self.fields()
        return self

    @property
    def target(self) -> tuple[str, str, str | None]:
        """What the decision is about; a later decision on the same takes its place."""
        return self.article_id, self.project_id, self.slot

    @property
    def place(self) -> tuple[str, int]:
        """The slot's name and the number of the value in it: ``("amounts", 0)``; 0 for a name or a stage."""
        match = _SLOT.fullmatch(self.slot or "")
        if match is None:
            return "", 0
        return match["plain"] or match["slot"], int(match["number"] or 0)

    def fields(self) -> Model | str:
        """The value, read: a form of FIELDS, or the text of a name or the code of a stage.

        Raises: ValueError if it has not the form of its slot.
        """
        slot, value = self.place[0], self.value
        form = FIELDS.get(slot)
        if form is None:
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"value of {slot} is no text")
            return Stage(value) if slot == "stage" else value
        try:
            return form.model_validate_json(json.dumps(value))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ValueError(f"value{'.' if where else ''}{where}: {first['msg']}") from None
