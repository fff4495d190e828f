"""Headline and body say the same twice: one entry stays."""

from decimal import Decimal

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.terms import COUNTERS
from kaigong.schemas.document import Mention, TargetDraft
from kaigong.schemas.labels import Qualifier
from kaigong.schemas.values import Money, Quantity

_OF_THOSE = lazy(r"[^,。;\d]{1,14}(?:当中|之中|中|里),")  # 86所|幼儿园中,新建58所: of those told before
_THE_ONES = lazy(r"(?:开工|签约|竣工|投产|落户|入选|启动|开竣工)的$")  # 开工项目6个。…开工的|6个项目年内可完成投资9亿元
# 全年28个|项目须完成投资21亿元: of those counted before
_ONLY_DONE = lazy(r"(?:项目|工程|企业)(?:须|要|将|应|共|计划|预计|力争|确保)*(?:完成|实现|达到|达产)")
_BARE = frozenset(
    ("项目", "工程", "企业", "目标", "任务", "年度目标", "全年目标")
)  # that says nothing of what is counted
_NEAR = 6  # characters looked back for which ones are meant
_HEADS = 4  # a headline's figures are among the first
_HEADLINE = 60  # no headline is longer


def without_repeats(text: str, found: list[TargetDraft]) -> list[TargetDraft]:
    """The drafts without those that only repeat; of headline and body the body's statement stays."""
    kept: list[TargetDraft] = []
    last: dict[tuple[object, ...], int] = {}
    for draft in found:
        rounded = _rounded(text, kept, draft)
        if rounded is not None:
            kept[rounded] = draft
            continue
        value = draft.mention.value
        assert isinstance(value, Money | Quantity)
        unit = value.unit if isinstance(value, Quantity) else value.currency
        if _points_back(text, kept, draft):
            continue
        key = (value.value, value.low, unit, draft.status)
        at = last.get(key)
        if at is not None:
            heading = is_heading(text, kept[at].start)
            beside = not heading and "。" not in text[kept[at].end : draft.start]  # 新开工项目100个,竣工项目100个
            if not beside and (_alike if heading else _same)(kept[at].indicator, draft.indicator):
                kept[at] = draft if heading else kept[at]
                continue
        last[key] = len(kept)
        kept.append(draft)
    return kept


def _points_back(text: str, kept: list[TargetDraft], draft: TargetDraft) -> bool:
    """Whether the figure only says again what was counted (实施重点项目80个。…80个项目已全部明确责任人)."""
    start, value = draft.mention.start, draft.mention.value
    bare = draft.indicator in _BARE or _ONLY_DONE.fullmatch(draft.indicator) is not None
    bare = bare or _OF_THOSE.match(text, draft.mention.end) is not None
    if not bare and _THE_ONES.search(text, max(0, start - _NEAR), start) is None:
        return False
    return any(k.mention.value == value and (bare or not is_heading(text, k.start)) for k in kept)


def is_heading(text: str, position: int) -> bool:
    """Whether the position is in a line without a full stop or in the bracketed head of a bulletin."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    if line.startswith("【") and position < start + line.find("】"):
        return True
    return len(line) <= _HEADLINE and not line.rstrip("”").endswith(("。", "!", "?", ";", "…", ":", ","))


def _rounded(text: str, kept: list[TargetDraft], draft: TargetDraft) -> int | None:
    """The headline's draft that only rounds this one."""
    for index, other in enumerate(kept[:_HEADS]):
        if (
            _is_rounding(other.mention, draft.mention)
            and (isinstance(draft.mention.value, Money) or _alike(other.indicator, draft.indicator))
            and is_heading(text, other.start)
        ):
            return index
        if _counts_the_same(other, draft) and is_heading(text, other.start) and not is_heading(text, draft.start):
            return index
    return None


def _counts_the_same(one: TargetDraft, other: TargetDraft) -> bool:
    """Whether a headline counts what the body says is planned (92项城建工程完成投资41亿元: 今年安排城建工程92项)."""
    first, second = one.mention.value, other.mention.value
    if not (isinstance(first, Quantity) and isinstance(second, Quantity)) or one.status is other.status:
        return False
    same = first.unit in COUNTERS and (first.value, first.unit) == (second.value, second.unit)
    return same and _alike(one.indicator, other.indicator)


def _is_rounding(rough: Mention, fine: Mention) -> bool:
    """Whether the first figure can be a rounded writing of the second (逾612亿元, 612.4亿元)."""
    one, other = rough.value, fine.value
    assert isinstance(one, Money | Quantity) and isinstance(other, Money | Quantity)
    if one.value is None or other.value is None or rough.label is not fine.label:
        return False
    if other.qualifier is not Qualifier.EXACT:
        return False
    if one.qualifier is Qualifier.MORE_THAN:
        return one.value < other.value <= one.value * Decimal("1.1")
    if one.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY):
        return abs(one.value - other.value) <= one.value * Decimal("0.05")
    if one.qualifier is Qualifier.EXACT and one.value != other.value:
        return len(rough.text) < len(fine.text) and abs(one.value - other.value) < one.value * Decimal("0.005")
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two indicators share a word, as headline and body do."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    return any(other[i : i + 2] in pairs for i in range(len(other) - 1))


def _same(one: str, other: str) -> bool:
    """Whether two indicators of the body text mean the same."""
    shared = set(one) & set(other)
    return len(shared) * 10 >= 6 * max(len(set(one)), len(set(other)))
