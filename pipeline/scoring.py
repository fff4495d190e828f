"""What makes two values equal in an evaluation: keys of gold and predicted values, and which projects are one.

Source: the measures are those of the annotation guidelines shipped in ``corpora/gold``.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache

from kaigong.corpora.loader import read_text
from kaigong.schemas.gold import GoldArticle, GoldMoney, GoldProject, GoldTarget, GoldValue
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.record import AmountValue, Project, QualifiedNumber, Record, Span, Target

Key = tuple[object, ...]

SAME_NAME = 0.8  # share of characters in common runs from which two names are one project
_MARKS = str.maketrans("", "", "“”\"'‘’「」『』《》 \u3000")


@dataclass(frozen=True, slots=True)
class Guess:
    """One predicted value: what is compared, and where it stands; a stage has no place of its own."""

    key: Key
    span: Span | None = None

    @property
    def rule(self) -> str | None:
        """The rule that made it, where the record names one."""
        return None if self.span is None else self.span.rule

    @property
    def text(self) -> str | None:
        """Its words."""
        return None if self.span is None else self.span.text


def fold_name(name: str) -> str:
    """A name without quotation marks and blanks."""
    return name.translate(_MARKS)


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    rows = csv.DictReader(io.StringIO(read_text("gold", "units.csv")))
    return {row["surface"]: (row["unit"], Decimal(row["factor"])) for row in rows}


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written).normalize()


def money_key(money: GoldMoney | AmountValue) -> Key:
    """(value, None, currency), or (low, high, currency) of a range."""
    if money.qualifier is Qualifier.RANGE and money.low is not None:
        return _number(money.low), _number(money.high), money.currency
    return _number(money.value), None, money.currency


def quantity_key(number: GoldValue | QualifiedNumber | Target, written_unit: str) -> Key:
    """(value, None, unit), or (low, high, unit) of a range, in the unit that its kin are converted to."""
    unit, factor = _units().get(written_unit, (written_unit, Decimal(1)))
    qualifier = None if isinstance(number, Target) else number.qualifier
    low, high, value = _number(number.low), _number(number.high), _number(number.value)
    if qualifier is Qualifier.RANGE and low is not None and high is not None:
        return low * factor, high * factor, unit
    return None if value is None else (value * factor).normalize(), None, unit


def target_key(target: GoldTarget | Target, full: bool) -> Key:
    """(value, unit, status), and if ``full`` also comparator and period."""
    value, _, unit = quantity_key(target, target.unit)
    key = (value, unit, target.status.value)
    return (*key, target.comparator.value, target.period) if full else key


def gold_slots(project: GoldProject) -> Counter[Key]:
    """Keys of all filled slots of a gold project, each starting with its kind."""
    found: Counter[Key] = Counter({("org", fold_name(o.name), o.role.value) for o in project.orgs})
    found.update({("place", p.path) for p in project.places if p.path is not None})
    found.update(("amount", a.role.value, *money_key(a)) for a in project.amounts)
    found.update(("metric", m.role.value, *quantity_key(m, m.unit)) for m in project.metrics)
    found.update(
        ("milestone", m.kind.value, m.status.value, m.start and str(m.start), m.end and str(m.end))
        for m in project.milestones
    )
    if project.stage is not None:
        found["stage", project.stage.value] = 1
    return found


def predicted_slots(project: Project) -> list[Guess]:
    """All filled slots of a predicted project; the same organisation in one role, or one place, counts once."""
    return list(_once(_predicted_slots(project), ("org", "place")))


def _predicted_slots(project: Project) -> Iterator[Guess]:
    for o in project.organisations:
        yield Guess(("org", fold_name(o.text), o.role.value), o)
    for p in project.places:
        path = "/".join(level for level in (p.province, p.city, p.county) if level)
        if path:
            yield Guess(("place", path), p)
    for a in project.amounts:
        yield Guess(("amount", a.role.value, *money_key(a)), a)
    for m in project.metrics:
        yield Guess(("metric", m.role.value, *quantity_key(m, m.unit)), m)
    for s in project.milestones:
        start, end = (s.date.start, s.date.end) if s.date is not None else (None, None)
        yield Guess(("milestone", s.kind.value, s.status.value, start and str(start), end and str(end)), s)
    if project.stage is not None:
        yield Guess(("stage", project.stage.value))


def _once(guesses: Iterable[Guess], kinds: Sequence[str]) -> Iterator[Guess]:
    seen: set[Key] = set()
    for guess in guesses:
        if guess.key[0] in kinds:
            if guess.key in seen:
                continue
            seen.add(guess.key)
        yield guess


def gold_orgs(article: GoldArticle) -> Counter[Key]:
    """Distinct surface forms of organisations."""
    return Counter({(fold_name(name),) for name in article.orgs})


def predicted_orgs(record: Record) -> list[Guess]:
    """Distinct surface forms of ORG mentions, with the rule of the first."""
    mentions = [m for m in record.mentions if m.label is Label.ORG]
    first: dict[Key, Guess] = {}
    for m in mentions:
        first.setdefault((fold_name(m.text),), Guess((fold_name(m.text),), m))
    return list(first.values())


def predicted_amounts(record: Record, with_qualifier: bool) -> list[Guess]:
    """All AMOUNT mentions in order."""
    guesses = []
    for m in record.mentions:
        if m.label is Label.AMOUNT and isinstance(m.value, AmountValue):
            key = money_key(m.value)
            guesses.append(Guess((*key, m.value.qualifier.value) if with_qualifier else key, m))
    return guesses


def match_projects(gold: Sequence[GoldProject], predicted: Sequence[Project]) -> dict[int, int]:
    """Index of a gold project → index of the predicted one that is the same: best pairs first, each side once.

    Names are compared, equal ones before similar ones; among equals the pair with more slots in common wins.
    """
    gold_keys = [gold_slots(g) for g in gold]
    predicted_keys = [Counter(guess.key for guess in predicted_slots(p)) for p in predicted]
    scored = []
    for i, g in enumerate(gold):
        names = [fold_name(name) for name in g.names]
        for j, p in enumerate(predicted):
            own, *others = (fold_name(span.text) for span in (p.name, *p.aliases))
            best = max(SequenceMatcher(None, name, own, autojunk=False).ratio() for name in names)
            if best < 0.99 and any(name in (own, *others) for name in names):
                best = 0.99
            if best >= SAME_NAME:
                agree = sum((gold_keys[i] & predicted_keys[j]).values())
                scored.append((best, agree, -abs(i - j), i, j))
    pairs: dict[int, int] = {}
    for _, _, _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def has_equal_name(gold: GoldProject, predicted: Project) -> bool:
    """Whether the predicted name is exactly one of those that count as right."""
    return fold_name(predicted.name.text) in {fold_name(name) for name in gold.names}
