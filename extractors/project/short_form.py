"""The one undertaking so far that a name can only be a short form of: by its brand, opening, place, kind or phase."""

from collections.abc import Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import BARE_PHASE, NameCluster
from kaigong.extractors.project.core import are_others, core, is_subsequence, phases_of
from kaigong.extractors.project.name.lexicon import NameCandidate, name_lexicon
from kaigong.extractors.project.same import LINE, WORKS

_BRAND_REACH = 6  # characters of a place or an owner before the brand: 宁夏|紫荆花药业枸杞深加工项目
_BRANDED = lazy(r"(?P<brand>[\u4e00-\u9fffA-Za-z]{2,6}?)(?:[一二三四五六]期)?(?:项目|(?<=期))")
# 龙岗县文化馆…,新馆占地30亩: the new house of what was named
_NEW_HOUSE = {
    "新馆": ("馆",),
    "新校区": ("学校", "中学", "小学", "学院", "大学", "校区"),
    "新院区": ("医院", "院区"),
}
_FIRM_WORD = lazy(r"(?:公司|集团)$")
_MIN_BRAND = 2
_MIN_OPENING = 4


def short_for(name: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only one of some undertakings that a name can be a short form of, by the first reading that tells one."""
    return next((meant for reading in _READINGS if (meant := reading(name, clusters)) is not None), None)


def of_phase(bare: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far that is named as the phase which is told by its number alone.

    云顶铝材二期工程点火。云顶铝材一期工程2015年投产…,二期工程去年动工.
    """
    phase = phases_of(bare.text)
    named = [k for k in clusters if phase and any(phases_of(c.text) == phase for c in k.candidates)]
    return named[0] if len(named) == 1 and not any(c.rule == BARE_PHASE for c in named[0].candidates) else None


def _of_brand(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far begun by what stands before 项目 or a phase (秦淮数据项目, 格力二期)."""
    parts = _BRANDED.fullmatch(short.text)
    if parts is None or LINE.search(parts["brand"]):
        return None
    brand = _FIRM_WORD.sub("", parts["brand"])  # 永裕公司项目
    if len(brand) < _MIN_BRAND:
        return None
    begun = [k for k in clusters if any(c.text.startswith(brand) for c in k.candidates)]
    if not begun and not name_lexicon().generic.fullmatch(brand):
        begun = [k for k in clusters if any(brand in c.text[: len(brand) + _BRAND_REACH] for c in k.candidates)]
        begun = begun or [k for k in clusters if any(brand in c.owner for c in k.candidates)]
    return begun[0] if len(begun) == 1 and phases_of(begun[0].name.text) == phases_of(short.text) else None


def _of_opening(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far that opens like a shorter name, where it has all its characters in their order.

    海南炼化乙烯项目 for 海南炼化100万吨乙烯及炼油改扩建工程.
    """
    name = core(short.text)
    if len(name) < _MIN_OPENING + 2 or phases_of(name) or LINE.search(name):
        return None
    begun = [k for k in clusters if any(c.text.startswith(name[:_MIN_OPENING]) for c in k.candidates)]
    if len(begun) != 1 or any(are_others(c.text, short.text) for c in begun[0].candidates):
        return None
    longer = (core(c.text) for c in begun[0].candidates)
    # What the longer name only goes on from is its whole (宁宣快速通道, 秦巴国际物流枢纽|一期).
    return begun[0] if any(not n.startswith(name) and is_subsequence(name, n) for n in longer) else None


def _of_place(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far whose name holds the two characters before 工程 (灵口工程: 洛南灵口输变电工程)."""
    name = core(short.text)
    if short.coordinated or len(name) != _MIN_BRAND or not short.text.endswith(("工程", "项目")):
        return None
    holding = [k for k in clusters if any(name in c.text[:-_MIN_BRAND] for c in k.candidates)]
    same_kind = short.text[-_MIN_BRAND:]
    return holding[0] if len(holding) == 1 and holding[0].name.text.endswith(same_kind) else None


def _of_house(short: NameCandidate, clusters: Sequence[NameCluster]) -> NameCluster | None:
    """The only undertaking so far of the kind of which a new house is told by 新馆, 新校区 alone."""
    ends = _NEW_HOUSE.get(short.text)
    if ends is None:
        return None
    named = [k for k in clusters if any(WORKS.sub("", core(c.text)).endswith(ends) for c in k.candidates)]
    return named[0] if len(named) == 1 else None


_READINGS = (_of_brand, _of_opening, _of_place, _of_house)
