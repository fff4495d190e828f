"""The undertaking that each sum is given to, and the role it has there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.findings import Findings, Readings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.name.lexicon import IN_PHASES, PHASES_REACH
from kaigong.extractors.project.other_phase import is_later_phase
from kaigong.extractors.project.respective import sharers
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import AmountSlot, Mention
from kaigong.schemas.fast_dataclass import replace
from kaigong.schemas.labels import AmountRole, Modality, Qualifier
from kaigong.schemas.values import Money, Value

_OF_FIRST = lazy(r"的(?:一期|首期)(?:工程|项目)?")
_FIRST_PHASE = lazy(r"(?:一期|首期)(?:工程|项目)?$")
_BUILDS_NAMED = lazy(r"(?:在[^,。;]{2,14})?(?:投资)?(?:建设|新建|兴建|扩建)(?:一[条座个家])?$")
# 该车间投资8000万元, 这条生产线投资1200万元
_THIS_PART = lazy(
    r"(?:仅|光|单)?(?:该|这[个条栋座间套])(?:[\u4e00-\u9fff]{0,4}?)(?P<part>车间|生产线|产线|厂房|标段|仓库|实验室|泊位|立交)"
)
_COSTS = lazy(r"(?:总?投资|造价|耗资)(?:约|近|超过?|为|达)?$")
_LIST = 120  # characters that a list of names may take
_COUNTS_ITEMS = lazy(r"等|(?:这)?(?:[两二三四五六七八九十]|\d+)(?:个|大|项)")
_EACH = lazy(r"分别|依次")
_ALIKE = ("各", "各自", "均", "都")
_ALIKE_BEHIND = lazy(r"[^,。;\d]{2,6}(?:各|均)(?:自)?(?:达到?|为|是|约|超过?|近)*$")
_OF_IT = 10  # 其中一期计划投资
_WITHIN = Decimal("1.4")  # 108亿元 is 超百亿, 150亿元 is told otherwise
_ROUNDING = Decimal("0.005")


def give_amounts(readings: Readings, discourse: Discourse, findings: Sequence[Findings]) -> None:
    """Give each sum to the undertakings that its zone speaks of, and the size that a list tells to its items."""
    for of_zone, zone in _by_zone(readings, discourse):
        shares = list(accumulate(not r.rule.endswith("conversion") for r in of_zone))
        sharing = sharers(discourse, zone, of_zone[0].mention.start, shares[-1])
        for share, reading in zip(shares, of_zone, strict=True):
            for owner in _owners(discourse, reading, zone, sharing, share):
                if not (
                    _is_of_first(discourse, owner, reading)
                    or _opens_item(discourse, zone, reading)
                    or _is_of_part(discourse, owner, reading)
                ):
                    _give(reading, zone, discourse, findings, owner)
    phased = {r.mention.start for r in readings.amounts if r.role is AmountRole.PHASE_INVESTMENT}
    for cluster, found in zip(discourse.clusters, findings, strict=True):
        if _FIRST_PHASE.search(cluster.name.text):
            _part_from_whole(found, phased)
        _give_size_of_list(cluster, found)


def _part_from_whole(found: Findings, phased: Collection[int]) -> None:
    """Take a phase's sum for no total, where the text goes on to a larger one of the whole.

    X产业园一期竣工。一期投资2.6亿元…。该产业园总投资6.8亿元
    """
    totals = _totals(found)
    for number, slot in enumerate(found.amounts):
        larger = (t for t in totals if t.start not in phased and _is_more(t, slot.mention))
        if slot.role is AmountRole.TOTAL_INVESTMENT and slot.mention.start in phased and any(larger):
            found.amounts[number] = replace(slot, role=AmountRole.PHASE_INVESTMENT)


def _owners(
    discourse: Discourse, reading: AmountReading, zone: Zone, sharing: Sequence[int], share: int
) -> Sequence[int]:
    """The undertakings of a sum, the ``share``-th of its zone; ``sharing`` are those that get one each."""
    owners = sharing or zone.owners
    if len(owners) < 2:
        return owners
    if len(sharing) < 2 and _is_alike(discourse.text, reading):
        return owners
    each = _EACH.search(discourse.text, zone.start, reading.mention.start)  # 总投资分别为8亿元和5亿元的A和B
    own = None if each else _modified(discourse, owners, reading)
    if own is not None:
        return (own,)
    return () if share > len(sharing) else (owners[max(0, share - 1)],)


def _is_alike(text: str, reading: AmountReading) -> bool:
    """Whether a sum is that of each of several (A、B各投资3亿元, 投资均为3亿元)."""
    if text.endswith(_ALIKE, 0, reading.start):
        return True
    return _ALIKE_BEHIND.match(text, reading.start, reading.mention.start) is not None


def _give(reading: AmountReading, zone: Zone, discourse: Discourse, findings: Sequence[Findings], owner: int) -> None:
    """Note a sum for an undertaking; the total of a phase with a name of its own is a sum of its whole as well."""
    role = _own_role(discourse, reading, owner, findings[owner], zone)
    slot = AmountSlot(role, reading.mention, reading.status, f"{reading.rule}/{zone.rule}", reading.per)
    _add_amount(findings[owner], slot)
    of_whole = discourse.whole_of.get(owner, discourse.relations.phase_parts.get(owner))
    whole = of_whole if role is AmountRole.TOTAL_INVESTMENT else None
    if whole is not None and findings[whole].amounts:
        part = replace(slot, role=AmountRole.PHASE_INVESTMENT, rule=f"{reading.rule}/of_phase")
        _add_amount(findings[whole], part)


def _give_size_of_list(cluster: NameCluster, found: Findings) -> None:
    """Note the size that a list gives to all its items (等百亿级项目), but none beside a sum of the item's own."""
    if _totals(found):
        return
    for candidate in cluster.candidates:
        if candidate.size_class is not None:
            role, rule = AmountRole.TOTAL_INVESTMENT, "amount_role.list_size_class"
            _add_amount(found, AmountSlot(role, candidate.size_class, Modality.ACTUAL, rule))


def _totals(found: Findings) -> list[Mention]:
    """The total investments of an undertaking that were told so far."""
    return [a.mention for a in found.amounts if a.role is AmountRole.TOTAL_INVESTMENT]


def _opens_item(discourse: Discourse, zone: Zone, reading: AmountReading) -> bool:
    """Whether a sum opens an item of a list, so that it is not that of the item before (A计划、37亿元医管局中心)."""
    behind = zone.rule == "name_after" and reading.rule.endswith(".before_name")
    return behind and discourse.text[reading.mention.start - 1 : reading.mention.start] == "、"


def _modified(discourse: Discourse, owners: Sequence[int], reading: AmountReading) -> int | None:
    """The item of a list that a sum stands before (投资2亿元的A、B落户), but no sum of all (9亿元的A、B两个项目)."""
    text, first = discourse.text, reading.mention.end + 1
    if text[reading.mention.end : first] != "的":
        return None
    last = max(
        (c.end for n in owners for c in discourse.clusters[n].candidates if c.start < first + _LIST), default=first
    )
    if _COUNTS_ITEMS.match(text, last):
        return None
    for number in owners:
        if any(first in (c.start, c.start - len(c.owner)) for c in discourse.clusters[number].candidates):
            return number  # 投资2亿元的A, 投资3亿元的某集团B
    return None


def _is_of_first(discourse: Discourse, owner: int, reading: AmountReading) -> bool:
    """Whether a sum is that of the first phase, beside an undertaking named as a later one (总投资51亿元的一期工程)."""
    of_first = _OF_FIRST.match(discourse.text, reading.mention.end) is not None
    return of_first and is_later_phase(discourse.clusters[owner])


def _is_of_part(discourse: Discourse, owner: int, reading: AmountReading) -> bool:
    """Whether a sum is the cost of a part that its clause points at (走进一号车间…。该车间投资8000万元)."""
    if reading.role is not AmountRole.TOTAL_INVESTMENT:
        return False
    first = max(discourse.text.rfind(mark, 0, reading.mention.start) for mark in ",。;:\n“") + 1
    text, at = discourse.text, reading.mention.start
    part = _THIS_PART.match(text, first, at)
    if part is None and _COSTS.match(text, first, at):  # 这条生产线长260米,投资9000万元
        opened = max(text.rfind(mark, 0, first) for mark in "。;:\n“") + 1
        part = _THIS_PART.match(text, opened, at)
    if part is None:
        return False
    names = [c.text for c in discourse.clusters[owner].candidates]
    return not any(part["part"] in name or name.endswith(part["part"][-1]) for name in names)


def _own_role(discourse: Discourse, reading: AmountReading, owner: int, found: Findings, zone: Zone) -> AmountRole:
    """The role of a sum; a phase's sum is the total of the undertaking that is named as that phase."""
    assert reading.role is not None
    if reading.role is not AmountRole.PHASE_INVESTMENT:
        return reading.role
    # 一期为X生产线,计划投资19.8亿元
    named_so = owner in discourse.relations.phase_parts or _is_of_named_phase(discourse, reading, owner, found, zone)
    return AmountRole.TOTAL_INVESTMENT if named_so else reading.role


def _is_of_named_phase(discourse: Discourse, reading: AmountReading, owner: int, found: Findings, zone: Zone) -> bool:
    """Whether the phase of which a sum is told is the undertaking itself.

    But not where the whole, of which a total was told, is said to come in phases (X一期工程…该项目总投资9亿元,分两期).
    """
    text, cluster, phase, first = discourse.text, discourse.clusters[owner], reading.phase, reading.mention.start
    if not phase:
        return False
    totals = _totals(found)
    of_it = "其中" in text[max(0, first - _OF_IT) : first]
    if of_it and any(_is_more(total, reading.mention) for total in totals):
        return False  # X一期已完成…该小镇总投资18亿元,其中一期投资6.5亿元
    if totals and IN_PHASES.search(text, max(0, first - PHASES_REACH), first):
        return False
    if zone.rule == "name_before" and _BUILDS_NAMED.match(text, reading.mention.end, zone.end):
        return True  # 三期项目进入规划阶段,拟投资20亿元建设X产线
    if any(text.startswith(f"{phase}为", max(0, c.start - 3)) for c in cluster.candidates):
        return True
    # 其中一期|炼油项目投资86亿元: the phase stands right before a name that is cut behind it
    if any(text.endswith(phase, 0, c.start) for c in cluster.candidates):
        return True
    return phase in cluster.name.text


def _is_more(one: Mention, other: Mention) -> bool:
    first, second = one.value, other.value
    if not (isinstance(first, Money) and isinstance(second, Money)) or first.value is None or second.value is None:
        return False
    return first.currency == second.currency and first.value > second.value


def _by_zone(readings: Readings, discourse: Discourse) -> Iterable[tuple[list[AmountReading], Zone]]:
    groups: dict[int, list[AmountReading]] = defaultdict(list)
    zones: dict[int, Zone] = {}
    for reading in readings.amounts:
        assert reading.role is not None
        zone = readings.zone_of(discourse, reading.mention, reading.role)
        if zone is not None:
            groups[zone.start].append(reading)
            zones[zone.start] = zone
    return [(groups[start], zones[start]) for start in groups]


def _add_amount(found: Findings, slot: AmountSlot) -> None:
    """A sum that the text repeats for the same role, also rounded in a headline, counts once: the exact one."""
    for number, other in enumerate(found.amounts):
        if other.role is slot.role is AmountRole.TOTAL_INVESTMENT and other.mention.value != slot.mention.value:
            if _is_bound_of(slot.mention.value, other.mention.value):
                return  # 总投资108亿元, above it 总投资超百亿
            if _is_bound_of(other.mention.value, slot.mention.value):
                found.amounts[number] = slot
                return
        same = other.mention.value == slot.mention.value
        rounded = same or slot.role is not AmountRole.OTHER  # 专项债券4.5亿元、企业自筹4.48亿元 are two
        if other.role is slot.role and rounded and (nearer := _more_exact(other.mention.value, slot.mention.value)):
            if nearer is slot.mention.value:
                found.amounts[number] = slot
            return
    found.amounts.append(slot)


def _is_bound_of(bound: Value | None, exact: Value | None) -> bool:
    """Whether a sum only says about how much an exact one is (超百亿, 近110亿元: 108亿元)."""
    if not (isinstance(bound, Money) and isinstance(exact, Money)) or bound.currency != exact.currency:
        return False
    if bound.value is None or exact.value is None or exact.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
        return False
    if bound.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.ORDER_OF):
        return bound.value <= exact.value < _WITHIN * bound.value
    return bound.qualifier is Qualifier.NEARLY and bound.value / _WITHIN < exact.value <= bound.value


def _more_exact(one: Value | None, other: Value | None) -> Value | None:
    """Of two sums of which one is the other, rounded, the exact one; None where they differ."""
    if not (isinstance(one, Money) and isinstance(other, Money)) or one.currency != other.currency:
        return None
    if (one.value, one.low, one.high) == (other.value, other.low, other.high):
        return one
    if (
        one.value is None
        or other.value is None
        or abs(one.value - other.value) > _ROUNDING * max(one.value, other.value)
    ):
        return None
    digits = [len(v.normalize().as_tuple().digits) for v in (one.value, other.value)]
    return None if digits[0] == digits[1] else (one if digits[0] > digits[1] else other)
