"""What each quantity of a document is, by its cue, its dimension and the thing counted."""

from collections.abc import Callable, Sequence

from kaigong.extractors.mention_view import first_reading
from kaigong.extractors.metric import no_size
from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric.alone import alone
from kaigong.extractors.metric.cue import nearest_cue
from kaigong.extractors.metric.cued import by_cue, by_cue_behind
from kaigong.extractors.metric.list import also_raised, goes_on, listed, listed_before, parts_listed
from kaigong.extractors.metric.measure import SIZES, Measure, Quantities, unit_of
from kaigong.extractors.metric.name import capacity_behind, in_name
from kaigong.extractors.metric.noun import beside_noun, lanes, stored
from kaigong.extractors.metric.part import built, done_part, size_of_parts, told_parts
from kaigong.extractors.metric.people import bodies, classes, counties, people, posts, served
from kaigong.extractors.metric.power import bare, bracketed, power, size_beside, with_products
from kaigong.extractors.metric.yearly import made, rate
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.values import Quantity

_Rule = Callable[[Measure], MetricReading | None]
# The first rule that speaks decides. These need no cue before the quantity:
_RULES_BEFORE_CUE: tuple[_Rule, ...] = (
    no_size.former_value,
    no_size.rest_of_sets,
    no_size.class_of_thing,
    no_size.size_of_vessel,
    no_size.largest,
    no_size.opens_name,
    no_size.progress,
    no_size.of_region,
    no_size.existing,
    people,
    posts,
    counties,
    served,
    classes,
    bodies,
    by_cue_behind,
    lanes,
    stored,
)
# These look at the cue, or at what is left without one:
_RULES_AT_CUE: tuple[_Rule, ...] = (
    no_size.size_of_each,
    made,
    size_beside,
    beside_noun,
    capacity_behind,
    in_name,
    bracketed,
    by_cue,
    done_part,
    listed,
    size_of_parts,
    told_parts,
    built,
    power,
    rate,
    bare,
    alone,
    also_raised,
)


def read_quantities(document: Document, names: Sequence[tuple[int, int]] = ()) -> list[MetricReading]:
    """One reading for each QUANTITY or PERCENT mention of the document, in order; ``names`` are spans of names."""
    among = Quantities(document, names)
    readings: list[MetricReading] = []
    sized = powered = None
    for mention in among.mentions:
        previous = readings[-1] if readings else None
        q = _measure(among, mention, previous, sized, powered)
        reading = goes_on(among.text, _read(q), previous)
        readings.append(reading)
        if reading.role in SIZES:
            sized = reading
            if q.dimension in ("power", "energy"):
                powered = reading
    return with_products(among, parts_listed(among, listed_before(among, readings)))


def _measure(
    among: Quantities,
    mention: Mention,
    previous: MetricReading | None,
    sized: MetricReading | None,
    powered: MetricReading | None,
) -> Measure:
    """The quantity in its clause."""
    text, clause, sentence = among.text, among.clauses.clause(mention.start), among.clauses.sentence(mention.start)
    start, end = clause
    if text.startswith(("由", "从"), start) and pat.ABILITY.search(text, max(0, start - 6), start):
        start, _ = among.clauses.clause(start - 2)  # 年产羊绒衫的能力,由40万件一下子增加到110万件
    # An old value and the class of a thing tell nothing of their own.
    told = previous is not None and not previous.rule.endswith(("old_value", "spec"))
    floor = max(start, previous.mention.end) if told and previous is not None else start
    value = mention.value.value if isinstance(mention.value, Quantity) else None
    return Measure(
        among=among,
        text=text,
        mention=mention,
        previous=previous,
        clause=clause,
        first=mention.start if sentence is None else sentence.start,
        start=start,
        end=end,
        floor=floor,
        unit=unit_of(mention),
        dimension=among.dimension(mention),
        value=value,
        sized=sized,
        powered=powered,
    )


def _read(q: Measure) -> MetricReading:
    if (reading := first_reading(_RULES_BEFORE_CUE, q)) is not None:
        return reading
    q.cue = nearest_cue(q)
    return first_reading(_RULES_AT_CUE, q) or q.none("no_cue")
