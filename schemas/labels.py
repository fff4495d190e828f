"""The vocabularies of ``kaigong/1``: labels of mentions, roles, stages, kinds and qualifiers.

Source: the annotation guidelines shipped as ``corpora/gold/GUIDELINES.md``.
"""

from enum import StrEnum


class Label(StrEnum):
    """Type of a mention."""

    ORG = "ORG"
    PLACE = "PLACE"
    PERSON = "PERSON"
    DATE = "DATE"
    AMOUNT = "AMOUNT"
    QUANTITY = "QUANTITY"
    PERCENT = "PERCENT"
    PROJECT = "PROJECT"
    TARGET = "TARGET"
    INDUSTRY = "INDUSTRY"


class Qualifier(StrEnum):
    """How a written number relates to the true one (约, 近, 超, 以上, 不超过, 百亿级, 20—30)."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ORDER_OF = "order_of"
    RANGE = "range"


class Comparator(StrEnum):
    """How a target's value bounds the indicator."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Grain(StrEnum):
    """The calendar unit in which a date is stated."""

    DAY = "day"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    PERIOD = "period"


class PublishedBasis(StrEnum):
    """How the publication date of an article is known."""

    GIVEN = "given"
    BYLINE = "byline"
    INFERRED = "inferred"


class OrganisationRole(StrEnum):
    """Part that an organisation plays in a project."""

    INVESTOR = "investor"
    OWNER = "owner"
    BUILDER = "builder"
    OPERATOR = "operator"
    PARTNER = "partner"
    GOVERNMENT = "government"
    FINANCIER = "financier"


class AmountRole(StrEnum):
    """What a sum of money of a project is."""

    TOTAL_INVESTMENT = "total_investment"
    PHASE_INVESTMENT = "phase_investment"
    ANNUAL_INVESTMENT = "annual_investment"
    COMPLETED_INVESTMENT = "completed_investment"
    FIXED_ASSET_INVESTMENT = "fixed_asset_investment"
    EQUIPMENT_INVESTMENT = "equipment_investment"
    FOREIGN_CAPITAL = "foreign_capital"
    REGISTERED_CAPITAL = "registered_capital"
    CONTRACT_VALUE = "contract_value"
    ANNUAL_OUTPUT_VALUE = "annual_output_value"
    ANNUAL_REVENUE = "annual_revenue"
    ANNUAL_TAX = "annual_tax"
    ANNUAL_PROFIT = "annual_profit"
    OTHER = "other"


class MetricRole(StrEnum):
    """What a physical quantity of a project is."""

    LAND_AREA = "land_area"
    FLOOR_AREA = "floor_area"
    ANNUAL_CAPACITY = "annual_capacity"
    INSTALLED_CAPACITY = "installed_capacity"
    LENGTH = "length"
    JOBS = "jobs"
    OTHER = "other"


class MilestoneKind(StrEnum):
    """Event in the life of a project."""

    SIGNED = "signed"
    APPROVED = "approved"
    CONSTRUCTION_START = "construction_start"
    TOPPED_OUT = "topped_out"
    COMPLETED = "completed"
    PRODUCTION_START = "production_start"


class Modality(StrEnum):
    """Whether a value or event is a fact or an intention."""

    ACTUAL = "actual"
    PLANNED = "planned"


class Stage(StrEnum):
    """How far a project has come, as of the article."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    APPROVED = "approved"
    UNDER_CONSTRUCTION = "under_construction"
    COMPLETED = "completed"
    OPERATING = "operating"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class TargetStatus(StrEnum):
    """A target is a goal still to reach or a result reported."""

    GOAL = "goal"
    RESULT = "result"


class Per(StrEnum):
    """Time base of a rate: 年产 → year, 日产 → day."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
