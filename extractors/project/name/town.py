"""Towns and counties at the start of a name, whose characters are words elsewhere (和平, 新铺, 适中, 八里庄)."""

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_table
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import FUNCTION_TAGS, NameContext
from kaigong.extractors.project.name.lexicon import name_lexicon

_LONGEST, _SHORTEST = 4, 2
_ENDINGS = (("镇", 1), ("乡", 1), ("街道", 2), ("苏木", 2))
# 三家|医院, 两座|水库: a count, whatever town is called so
_COUNT = lazy(r"[一二两三四五六七八九十百千万几]+[家台座条个间所项处门户眼里口支]|第.+")
_STREET = lazy(r"(?:建设|实施|合作|联合|发展|工业|科技|创业|投资)[东西南北中]?(?:路|街|大道|大街)")
# 三里物流园, 十家堡水电站, 八家子变电站, 五台换流站: what is counted there is no part of the undertaking
_BY_NUMBER = lazy(
    r"[一二三四五六七八九十百]{1,3}"
    r"(?:里(?:[庄堡店铺桥河屯坪湾台牌塘岗沟村街亭墩营冲坡山溪岔甸滩海井]|(?![长绿碧画花江海河滨荷桃梨外内的]))"
    r"|(?:家|间房|棵树|座楼|座窑|道|台|眼|角|门|岔|户)(?:子|堡|店|铺|桥|河|屯|坪|湾|塘|岗|沟|村|营|沱|泉|井|口|山))"
)
_NUMERAL = lazy(r"[一二三四五六七八九十百]{1,3}")
_ROAD = lazy(r"[东西南北中]?(?:路|街|镇|乡|村|桥|里|社区|大道|大街)")  # 和平路, 向阳街, 新发社区
_OPENS = frozenset(",。;:!?、\n“(的")
_LED_BY = ("其中", "包括", "包含", "例如", "沿线", "修建", "兴建", "建设", "新建", "扩建", "改造")


@per_lexicon
def town_stems() -> frozenset[str]:
    """Names of towns without their endings, and short names of counties, but those that lead to a name (合作, 新建)."""
    stems: set[str] = set()
    for row in load_table("towns"):
        for town in str(row["names"]).split():
            for ending, size in _ENDINGS:
                if town.endswith(ending):
                    stems.add(town[:-size])
                    break
    for row in load_table("divisions"):
        if row["level"] == "county":
            stems.update((str(row["name"]), str(row["short"])))
    lexicon = name_lexicon()
    leading = (lexicon.lead, lexicon.governing, lexicon.cut, lexicon.class_only)
    return frozenset(
        s
        for s in stems
        if _SHORTEST <= len(s) <= _LONGEST and not _COUNT.fullmatch(s) and not any(p.fullmatch(s) for p in leading)
    )


def behind_town(names: NameContext, start: int, head_start: int, *, placed: bool = False) -> int | None:
    """End of the town or county whose name begins at an offset, where what follows can go on behind it.

    ``placed``: it stands behind another one, so that no verb of its characters is meant (民权|大同花卉产业园).
    """
    text, stems = names.text, town_stems()
    for known in (_BY_NUMBER, _STREET):
        found = known.match(text, start, head_start)
        if found is not None and _is_name_behind(names, found.end(), head_start):
            return found.end()
    for size in range(min(_LONGEST, head_start - start), _SHORTEST - 1, -1):
        at = start + size
        if text[start:at] not in stems:
            continue
        end, tag = names.words_around(start)[0].get(start, (0, ""))
        if not placed and end == at and tag in FUNCTION_TAGS:
            named = _is_nominal(names, at, head_start) or _is_name_behind(names, at, head_start, whole=True)
        else:
            named = _is_name_behind(names, at, head_start) or _is_word_border(names, at)
        if named:
            return at
    return None


def _is_name_behind(names: NameContext, at: int, head_start: int, *, whole: bool = False) -> bool:
    """Whether a head, a class word or a street begins at an offset, or a word that holds the head (立新|养猪场).

    ``whole``: what stands before is a verb elsewhere, so nothing but class words may follow (上升|主要因为地基工程).
    """
    if at == head_start or _ROAD.match(names.text, at, head_start):
        return True
    if names.lexicon.governing.match(names.text, at, head_start):
        return False
    classes = names.lexicon.generic.fullmatch if whole else names.lexicon.class_word.match
    if classes(names.text, at, head_start):
        return True
    return names.words_around(at)[0].get(at, (0, ""))[0] > head_start


def _is_nominal(names: NameContext, at: int, head_start: int) -> bool:
    """Whether words of the segmenter that are nouns lead up to a thing that is built (永新|人民医院新院)."""
    words = names.words_around(at)[0]
    if names.text.startswith(("项目", "工程"), head_start):
        return False  # 发放|补贴项目
    while at < head_start:
        end, tag = words.get(at, (at, ""))
        if end == at or tag in FUNCTION_TAGS:
            return False
        at = end
    return True


def _is_word_border(names: NameContext, at: int) -> bool:
    """Whether two words of the segmenter meet there, the second of which is no verb of building."""
    words, ends = names.words_around(at)
    return at in words and at in ends and not names.lexicon.governing.match(names.text, at)


def is_of_town(names: NameContext, start: int, end: int, head_start: int) -> bool:
    """Whether a character that is a word elsewhere stands in the name of a town (县|和平路, 石槽集|燃气电厂)."""
    for first in range(max(0, start - _LONGEST + 1), start + 1):
        if not _opens_name(names, first):
            continue
        behind = behind_town(names, first, head_start)
        if behind is not None and behind >= end:
            return True
    return False


def _opens_name(names: NameContext, at: int) -> bool:
    """Whether a name can begin at an offset: at a mark, behind a place or a body, or behind what leads to it."""
    text = names.text
    if at == 0 or text[at - 1] in _OPENS or text.endswith(_LED_BY, 0, at):
        return True
    if names.places.ends_at(at) or names.organisations.ends_at(at) or names.blocks.ends_at(at):
        return True
    stems = town_stems()  # 永安|双桥集水电站: a county that many have
    return any(text[at - n : at] in stems and text[at - n - 1 : at - n] in _OPENS for n in range(2, min(at, 5)))


def leading_town(names: NameContext, start: int, head_start: int) -> int:
    """Where the towns and counties end that a name begins with (民权大同|花卉产业园); its start if there are none."""
    at = start
    for _ in range(3):
        place = max((p.end for p in names.places.starting_at(at) if p.end <= head_start), default=at)
        town = behind_town(names, at, head_start, placed=at > start) or at
        if (found := max(place, town)) == at:
            break
        at = found
    return at


def without_number(names: NameContext, start: int, end: int, head_start: int) -> str:
    """The text of a name, with a town that is called after a number as if it were called after a stone (石家屯)."""
    text = names.text[start:end]
    if _NUMERAL.search(text) is None:
        return text
    town = leading_town(names, start, head_start)
    if _BY_NUMBER.search(names.text, start, town) is None:
        return text
    return _NUMERAL.sub("石", names.text[start:town]) + names.text[town:end]
