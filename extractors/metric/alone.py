"""A size that is a clause of its own right behind what it is of: X光伏电站,4万千瓦,… X门诊楼,12层,1.8万平方米,…"""

import re

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.metric.measure import Measure
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.labels import MetricRole

_ENDS = frozenset(",。;\n")
_SQUARE_METRES = ("平方米", "㎡", "m2", "m²")
# By dimension: the role, and what the clause before must end on.
_OF: dict[str, tuple[MetricRole, re.Pattern[str]]] = {
    "power": (
        MetricRole.INSTALLED_CAPACITY,
        lazy(r"(?:电站|电厂|风场|风电场|发电场|光伏|机组|发电)(?:[一二三四]期)?(?:项目|工程)?,$"),
    ),
    "area": (
        MetricRole.FLOOR_AREA,
        lazy(
            r"(?:楼|大厦|公寓|医院|学校|中心|馆|综合体|校区|院区|住宅)(?:[一二三四]期)?(?:项目|工程)?,(?:[^,。;]{0,6}层,)?$"
        ),
    ),
    "length": (
        MetricRole.LENGTH,
        lazy(r"(?:路|道|高速|大修|改线|改建|管线|管道|管网|渠|堤)(?:[一二三四]期)?(?:改造|扩建|拓宽)?(?:项目|工程)?,$"),
    ),
}


def alone(q: Measure) -> MetricReading | None:
    """A size that stands alone between commas behind the name of a plant, a house or a road."""
    of = _OF.get(q.dimension or "")
    start, end = q.mention.start, q.mention.end
    if of is None or q.text[start - 1 : start] != "," or q.text[end : end + 1] not in _ENDS:
        return None
    role, named = of
    if q.dimension == "area" and q.unit not in _SQUARE_METRES:
        return None
    return q.plain(role, "alone") if named.search(q.text, q.first, start) else None
