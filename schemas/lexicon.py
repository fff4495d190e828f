"""Row models of the lexicon files in ``corpora/lexicons``: one model a family, extra keys forbidden."""

import re
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kaigong.schemas.labels import AmountRole, MetricRole, MilestoneKind, OrganisationRole, Per, Qualifier, Stage


class LexiconEntry(BaseModel):
    """What every entry has: a stable id, its surfaces (folded, simplified), source, and its own tests.

    ``examples`` are sentences in which the entry must fire, ``counter`` sentences in which it must not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    slot_field: ClassVar[str] = ""

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    surface: tuple[str, ...] = ()
    source: str = Field(min_length=1)
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()

    @property
    def slot(self) -> str:
        """Where a word of the entry stands or what it is used for, where one word may stand in several entries."""
        return str(getattr(self, self.slot_field)) if self.slot_field else ""


class NumeralEntry(LexiconEntry):
    """A character that writes numbers (``numerals.yaml``)."""

    role: Literal["digit", "unit", "tens", "scale", "half", "fuzzy_digit", "more", "about"]
    value: Decimal
    not_after: str = ""  # characters after which it belongs to the word before (统一, 人数)


class HeadEntry(LexiconEntry):
    """Head nouns of project names; ``weak`` ones need support by an event or a sum in the same sentence.

    ``part`` ones mostly name parts of an undertaking, and need a sum or a party of their own; ``told`` ones count only
    where their cost or an event of theirs is told right behind them.

    ``not_before`` lists what may not follow, since head and follower make another word (工程师).
    """

    strength: Literal["strong", "weak", "part", "told"]
    not_before: tuple[str, ...] = ()
    not_after: str = ""  # characters after which the head is part of another word (道路)


class BorderEntry(LexiconEntry):
    """Words that bound a project name on its left; what each kind does is said in ``name_borders.yaml``."""

    slot_field: ClassVar[str] = "kind"

    kind: Literal[
        "cut",
        "particle",
        "verb",
        "place",
        "lead",
        "governing",
        "generic",
        "sector",
        "transparent",
        "nominal",
        "whole",
        "class",
        "campaign",
    ]


class OrganisationRoleEntry(LexiconEntry):
    """Cues of an organisation's part in a project; see ``org_roles.yaml`` for what the lists mean."""

    role: OrganisationRole
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    agent: bool = False
    anywhere: bool = False
    adjacent: bool = False
    both: bool = False
    amount: bool = False
    located: bool = False
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class CalendarEntry(LexiconEntry):
    """A calendar word: ``kind`` says how it is read, the other fields give its place in the calendar.

    ``alone`` words count only on a line of their own or when one of ``followed`` comes next; ``not_after`` are
    characters that must not stand before a surface, ``not_before`` words that must not follow it.
    """

    slot_field: ClassVar[str] = "kind"

    kind: Literal[
        "year", "same_year", "same_month", "day", "same_day", "near", "step", "unit", "part",
        "season", "span", "holiday", "term", "never", "cue",
    ]  # fmt: skip
    value: int | None = None
    name: str | None = None
    calendar: Literal["solar", "lunar", "term", "weekday"] = "solar"
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    alone: bool = False
    followed: tuple[str, ...] = ()
    not_after: str = ""
    not_before: tuple[str, ...] = ()


class QualifierEntry(LexiconEntry):
    """A word beside a figure that bounds or blurs it (``qualifiers.yaml``)."""

    slot_field: ClassVar[str] = "position"

    qualifier: Qualifier
    position: Literal["before", "after", "weak_after"]
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    bare: bool = False  # only before a bare magnitude: 上亿, 过百亿
    alone: bool = False  # only before punctuation or the end: 18.98万元起。


class CurrencyEntry(LexiconEntry):
    """A currency with its ISO 4217 code and its written forms (``currencies.yaml``).

    ``surface`` stands behind the number, ``prefix`` before it; ``code`` None is the home currency (元).
    ``countries``: ISO country → code, for a name that several countries share (比索); the country that the text names
    nearest before the sum decides, and where it names none ``code`` holds, or the sum is left out.
    """

    code: str | None = Field(pattern=r"^[A-Z]{3}$")
    countries: dict[str, str] = {}
    prefix: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class CueEntry(LexiconEntry):
    """A word that makes a bare 120亿 money (``money_cues.yaml``): before it, behind it, or between cue and number."""

    slot_field: ClassVar[str] = "role"

    role: Literal["before", "after", "filler", "veto_after"]


class HomeCurrencyEntry(LexiconEntry):
    """Evidence for where an article was published (``home_currencies.yaml``)."""

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    weight: int
    pattern: str = ""


class UnitEntry(LexiconEntry):
    """A unit of measure or a classifier (``units.yaml``).

    ``factor`` turns it into ``canonical``; ``factors`` holds that of surfaces with another prefix (kV).
    ``role``: unit, classifier (一个 is no figure), duration, or per (only as the denominator of a rate).
    ``not_before``: what may not follow (5台 but not 五台山).
    ``digits_only``: not behind a small Hanzi numeral; ``scaled``: only behind 万 or 亿.
    """

    dimension: str
    canonical: str
    factor: Decimal = Decimal(1)
    factors: dict[str, Decimal] = {}
    role: Literal["unit", "classifier", "duration", "per"] = "unit"
    not_before: tuple[str, ...] = ()
    digits_only: bool = False
    scaled: bool = False
    intensity: bool = False  # money per this unit is an intensity, no sum: 万元/亩


OrganisationKind = Literal[
    "company", "group", "bank", "government", "party", "university", "hospital", "institute", "association", "media",
    "zone_body", "other",
]  # fmt: skip


class OrganisationSuffix(LexiconEntry):
    """Words on which names of organisations end; ``form`` says how much evidence a name needs besides.

    ``not_before`` lists what may not follow, since suffix and follower make another word (控股股东).
    """

    form: Literal["legal", "generic", "institution", "branch", "strong", "weak", "plain"]
    not_before: tuple[str, ...] = ()
    kind: OrganisationKind


class OrganisationWord(LexiconEntry):
    """Words that bound, fill or rule out the name of an organisation; ``use`` says which."""

    slot_field: ClassVar[str] = "use"

    use: Literal[
        "stop", "soft", "verb", "role", "inner", "name_verb", "generic", "not_name", "agent", "announce", "product",
        "no_alias", "works", "phrase_end", "ahead", "syllable", "trade_name", "parent", "page",
        "public_trade", "local_trade",
    ]  # fmt: skip


class GovernmentBody(LexiconEntry):
    """Names of government and party bodies below a place or level word; ``bare`` ones also stand alone."""

    bare: bool
    abroad: bool = False
    kind: OrganisationKind = "government"


class KnownOrganisation(LexiconEntry):
    """Organisations that no rule would know by their words; ``ambiguous`` ones need a context that lets them act."""

    kind: OrganisationKind
    ambiguous: bool = False
    entity: str | None = None


class TargetTermEntry(LexiconEntry):
    """Words of goals and results (``target_terms.yaml``); what each kind does is said there."""

    slot_field: ClassVar[str] = "kind"

    kind: Literal[
        "verb", "count", "money", "finance", "measure", "rate", "growth", "economy", "base", "barred", "foreign",
        "condition", "single",
    ]  # fmt: skip


class TargetCueEntry(LexiconEntry):
    """Words that say goal or result (``target_cues.yaml``); what each kind does is said there."""

    slot_field: ClassVar[str] = "kind"

    kind: Literal["goal", "goal_plan", "result", "result_weak"]


class PlaceContext(LexiconEntry):
    """A neighbour that makes a place name part of something else; ``pattern`` is a regular expression."""

    slot_field: ClassVar[str] = "side"

    side: Literal["left", "right", "across"]
    pattern: str = Field(min_length=1)


class PlaceNameEntry(LexiconEntry):
    """A user's name of a zone, park or quarter; ``adcode`` is the division that it lies in (GB/T 2260)."""

    adcode: str = Field(pattern=r"^[1-9][0-9]{5}$")


class ZoneEnding(LexiconEntry):
    """Endings of zones and parks; the ``weak`` ones are no place unless a name stands before them."""

    strength: Literal["strong", "weak"]


class PercentEntry(LexiconEntry):
    """A way to write a share (``percents.yaml``): ``factor`` turns the number into ``unit``."""

    unit: str
    factor: Decimal = Decimal(1)
    not_before: tuple[str, ...] = ()
    small: bool = False  # only up to ten: 三成, 六折 (75折 is read by its digits)


class AmountRoleEntry(LexiconEntry):
    """Cues of what a sum is (``amount_roles.yaml``); role ``none``: no property of a project."""

    role: AmountRole | Literal["none"]
    after: tuple[str, ...] = ()


class MetricRoleEntry(LexiconEntry):
    """Cues of what a quantity is (``metric_roles.yaml``); ``dimensions``: units that it takes, empty for any.

    ``not_units`` are those of a dimension that it leaves (新增2条 of a line, not 新增3.5万人), ``units`` the only ones
    that it takes (带动2000户).
    """

    role: MetricRole
    after: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    per: Per | None = None


class TriggerEntry(LexiconEntry):
    """Words that tell an event of an undertaking (``triggers.yaml``)."""

    kinds: tuple[MilestoneKind, ...] = ()
    stage: Stage | None = None
    not_before: tuple[str, ...] = ()
    not_after: str = ""


class IndustryWordEntry(LexiconEntry):
    """Words that say what is made, built or run (``industry_words.yaml``); what each kind does is said there.

    ``code``: class of GB/T 4754-2017, as deep as the words alone make clear; None for words that say no industry.
    """

    kind: Literal["word", "thing", "part", "stop"] = "word"
    code: str | None = Field(default=None, pattern=r"^[A-T][0-9]{0,4}$")
    not_before: tuple[str, ...] = ()
    not_after: str = ""
    turns: dict[str, str] = {}  # class of the word before → class of both together


class RuleEntry(LexiconEntry):
    """What a rule or a family of rules does (``rules.yaml``), in English and Chinese; ``source``: where it is done."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class TableColumnEntry(LexiconEntry):
    """Heads of the columns of a table of undertakings (``table_columns.yaml``); ``role`` of amounts, organisations."""

    holds: Literal["name", "place", "amount", "organisation"]
    role: AmountRole | OrganisationRole | None = None

    @model_validator(mode="after")
    def _has_its_role(self) -> Self:
        wanted = {"amount": AmountRole, "organisation": OrganisationRole}.get(self.holds, type(None))
        if not isinstance(self.role, wanted):
            raise ValueError(f"a column of {self.holds} cannot have role {self.role}")
        return self


class NoiseEntry(LexiconEntry):
    """Noise that is taken out of a text (``noise.yaml``, where each kind is explained).

    ``pattern`` is a regular expression over folded text; kind ``join`` has surfaces in its place.
    """

    kind: Literal["line", "drop", "letters", "first", "join"]
    pattern: str | None = None

    @model_validator(mode="after")
    def _check_pattern(self) -> Self:
        if self.kind == "join":
            if self.pattern is not None or not self.surface:
                raise ValueError("kind join takes surfaces and no pattern")
            return self
        try:
            found = re.compile(self.pattern or "")
        except re.error as error:
            raise ValueError(f"pattern: {error}") from error
        if found.match("") is not None:
            raise ValueError("pattern: missing, or fits the empty text")
        if self.kind == "line" and not self.surface:
            raise ValueError("kind line takes surfaces, one of which must be in the line")
        return self
