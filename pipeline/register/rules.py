"""The rules by which two projects are compared, with their weights (``rules.yaml``)."""

from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from kaigong.corpora.loader import read_yaml


class Rule(BaseModel):
    """A rule; one without a weight is a bar: where it applies, two projects are never one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    weight: Decimal | None = None
    en: str
    zh: str


class RuleSet(BaseModel):
    """All rules, and the points that decide; see the head of ``rules.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    same: Decimal
    mean: Decimal
    against: Decimal
    clear: Decimal
    kept: Decimal
    rules: tuple[Rule, ...]

    def weight(self, id: str) -> Decimal | None:
        """Weight of a rule; None for a bar."""
        return _by_id()[id].weight

    def says(self, id: str, lang: str = "en") -> str:
        """What a rule means, in English or Chinese."""
        rule = _by_id()[id]
        return rule.zh if lang == "zh" else rule.en


@cache
def rule_set() -> RuleSet:
    """The rules, read once a process."""
    text = files("kaigong.pipeline.register").joinpath("rules.yaml").read_text(encoding="utf-8")
    return RuleSet.model_validate(read_yaml(text))


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in rule_set().rules}
