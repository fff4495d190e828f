"""Where the last item of a list of names begins (A生产线及B中心项目 is one undertaking, A项目和B项目 are two)."""

from collections.abc import Sequence

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.lexicon import PHASE, TAIL
from kaigong.extractors.project.name.town import is_of_town
from kaigong.extractors.project.name.wording import (
    MIN_NAMED,
    MIN_PLAIN,
    PHASE_LAST,
    REACH_LINE,
    ends_like_name,
    ends_on_head,
    is_proper,
    rest_of,
)
from kaigong.schemas.fast_dataclass import dataclass

# 天津港北航道及相关水域疏浚工程, 中山路及延伸工程
_APPENDED = ("配套", "相关", "附属", "其", "周边", "沿线", "沿岸", "两岸", "辅助", "公辅", "公用", "延伸")
_LINKS = lazy(r"、|和|与|及|以及")
_DIVISIONS = frozenset("县市区旗镇乡")
_PARK = lazy(r"(?:产业园|物流园|科技园|工业园|创业园|小镇|综合体|生产基地)$")
_SIZED_PRODUCT = lazy(
    r"^[\u4e00-\u9fff]{2,8}\d+(?:\.\d+)?万?(?:吨|千瓦|兆瓦|立方米|台|辆|只|片|套)[\u4e00-\u9fff]{2,10}$"
)
_SIZED_UNITS = lazy(
    r"[\u4e00-\u9fff]\d+[×xX*]\d[\d.]*(?:万千瓦|兆瓦|[MG]W)[\u4e00-\u9fff]{0,6}机组$"
)  # 电厂二期2×30万千瓦机组、
_WORK = lazy(rf"(?:{PHASE})?(?:扩建|新建|改扩建|迁建|改造|重建|扩容|加固|建设)$")
_WORK_NOUN = lazy(r"[\u4e00-\u9fff\d]{4,}(?:利用|发电|热电联产|供热|供水|加工|养殖|回收|制造|技改|扩产|扩能)$")
_REWORK = lazy(r"(?:提升|综合)?(?:改造|改扩建|扩建|改建|拓宽|延伸|整治|迁建|大修)$")
_REWORKED = lazy(r"(?:改线|改造|改扩建|扩建|改建|拓宽|延伸|整治|迁建|治理|加固|提升|升级)$")
_MIN_OWN = 3  # characters of an item that are no class words
_OF_SEVERAL = lazy(
    r"(?:项目|工程)?(?:(?:[昨今当][日天]|近日|日前|[上下]午|\d{1,2}月|\d{1,2}日|正式|已|将|也)*(?:先后|相继|双双|陆续|分别|同时|同日|同步|同期|均已?|都已?)"
    r"|,?总投资(?:额)?(?:分别|各))"
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A 、和与及 at an offset, what stands before it and what behind it up to the head; the only one of its list."""

    start: int
    end: int
    mark: str
    left: str
    right: str
    only: bool


def item_start(names: NameContext, start: int, head_start: int) -> int:
    """Start of the last item, cut at a link where the item before already ends on a head of its own."""
    text = names.text
    spans = [m.span() for m in _LINKS.finditer(text[start:head_start])]
    spans = [
        (a, b)
        for a, b in ((start + a, start + b) for a, b in spans)
        if not names.inside_place(a, b) and not (text[a] == "和" and is_of_town(names, a, b, head_start))
    ]  # 袁州区|和平路老旧小区改造项目
    if not spans:
        return start
    strong = _needs_strong(names, start, head_start, spans)
    best = start
    for first, last in spans:
        if text.startswith(_APPENDED, last):
            continue
        link = _Link(first, last, text[first:last], text[start:first], text[last:head_start], len(spans) == 1)
        if _ends_item(names, link, strong) or (link.mark == "、" and _ends_listed(names, start, best, link, strong)):
            best = last
    return best


def _needs_strong(names: NameContext, start: int, head_start: int, links: Sequence[tuple[int, int]]) -> bool:
    """Whether only 项目 or 工程 ends an item, as they do the whole list."""
    strong = names.lexicon.strong
    head = names.lexicon.heads.match(names.text, head_start)
    whole = names.text[head_start - 2 : head_start] in strong  # a whole item of a list
    if not whole and (head is None or head.group() not in strong):
        return False
    firsts = [start, *(last for _, last in links[:-1])]
    items = [names.text[a:b] for a, (b, _) in zip(firsts, links, strict=True)]
    if not all(map(ends_like_name, items)):
        return True
    # 宏远铝业三期、天源生产基地、县中医院迁建项目: each of three items ends like a name.
    if len(items) > 1:
        return False
    # A时尚面料城、B纤维项目先后竣工: the predicate counts more than one.
    paused = all(names.text[a:b] == "、" for a, b in links)
    right = names.text[links[-1][1] : head_start]
    if paused and rest_of(items[0]) > 0 and rest_of(right) >= _MIN_OWN and _REWORKED.search(right):
        return False  # 城北大桥、国道县城段改线工程: what is done to another thing with a name
    return not paused or head is None or _OF_SEVERAL.match(names.text, head.end()) is None


def _ends_item(names: NameContext, link: _Link, strong: bool) -> bool:
    """Whether what stands before a link is a whole item by its own words."""
    left, right = link.left, link.right
    for head in names.lexicon.heads.finditer(left):
        if (not strong or head.group() in names.lexicon.strong) and TAIL.fullmatch(left, head.end()):
            return True
    if PHASE_LAST.search(left) or _SIZED_UNITS.search(left) or names.place_before(link.start) is not None:
        return True
    if not strong:
        return _SIZED_PRODUCT.search(left) is not None  # 能化40万吨乙二醇、煤电二期: a product with its amount
    return (_is_work(left) and _is_work(right)) or (link.only and _is_other_kind(left, right))


def _ends_listed(names: NameContext, start: int, best: int, link: _Link, strong: bool) -> bool:
    """Whether what stands before 、 is a whole item beside what stands behind it."""
    left, right = link.left, link.right
    if not strong and _ends_on_work(left, right):
        return True
    # 临海原料药生产基地、恒瑞国际医疗城项目: what has a name of its own before 、 is another one.
    if strong and len(left) > MIN_PLAIN and ends_on_head(left):
        # 智能家居产业园、新型建材项目: a park of one trade and a plant of another
        park = _PARK.search(left) is not None and not right.startswith(("配套", "附属", "周边"))
        park = park and rest_of(left) > 0 and rest_of(right) > 0
        if park or is_proper(names, start, link.start):
            return True
    return _is_of_other_place(names, best, link.start, link.end)


def _ends_on_work(left: str, right: str) -> bool:
    """Whether an item ends on what is done there, and the next one has a name (三聚氰胺尾气利用、|聚碳酸酯二期)."""
    work = _WORK_NOUN.search(left.rsplit("、", 1)[-1])
    return work is not None and rest_of(right) >= MIN_NAMED


def _is_of_other_place(names: NameContext, start: int, border: int, behind: int) -> bool:
    """Whether both items of a list open on a place of their own, each with more behind it than its place."""
    text = names.text
    own, other = (max((p.end for p in names.places.starting_at(at)), default=None) for at in (start, behind))
    if own is None or other is None or text[start:own] == text[behind:other]:
        return False
    plain = text[own - 1] in _DIVISIONS and text[other - 1] in _DIVISIONS
    return border - own > (MIN_PLAIN if plain else MIN_PLAIN + 2)


def _is_work(item: str) -> bool:
    """Whether an item of a list says what is done to what (昌北机场三期扩建, 瑞金机场新建)."""
    done = _WORK.search(item)
    return done is not None and ends_on_head(item[: done.start()]) and rest_of(item) >= MIN_NAMED


def _is_other_kind(left: str, right: str) -> bool:
    """Whether works of one kind stand beside what is done to another (城西污水处理厂、|环城路改造)."""
    if REACH_LINE.search(left) and REACH_LINE.search(right):
        return True  # X至Y旅游公路、|A至B高速公路建设
    done = _REWORK.search(right)
    if done is None or len(left) <= MIN_PLAIN or not rest_of(left) or _REWORK.search(left):
        return False
    thing = right[: done.start()]
    return ends_on_head(left) and ends_on_head(thing) and rest_of(thing) > 0 and left[-1] != thing[-1]
