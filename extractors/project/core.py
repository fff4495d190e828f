"""What names are compared by: their core, and the phases and numbers in it."""

from functools import lru_cache

from kaigong.extractors.lazy_pattern import lazy

_PHASES = lazy(r"[一二三四五六七八九十1-9]期|首期|第[二三四]阶段")
_NUMBERS = lazy(r"\d+(?:\.\d+)?")
_CAPACITY = lazy(
    r"[年日月]?(?:产|处理)?(?P<size>[\d.,]+[万亿]?(?:千瓦时?|兆瓦时?|[MGk]Wh?|吨|立方米|t/a|片|套|台|辆|只))(?:/年)?的?"
)
_CONTRACT = lazy(
    r"(?:EPC|施工|勘察设计施工|设计采购施工)+(?:总承包)?(?=(?:项目|工程)?$)|(?<=工程|项目)总承包(?=工程$|$)"
)
_NOISE = lazy(r"/[年a日天d](?!\w)|/年|[“”\"'()·\-—/\s]")  # 60万吨/年烯烃: 60万吨烯烃
_GENERIC_TAIL = lazy(r"(?:建设)?(?:工程项目|项目|工程)$")
_GLOSS = lazy(r"(?<=[A-Za-z])\([\u4e00-\u9fff]{2,12}\)")  # PTA(精对苯二甲酸)二期工程
_REMEMBERED = 4096  # names whose parts are kept; each is compared with many others


@lru_cache(_REMEMBERED)
def core(name: str) -> str:
    """A name without brackets, quotes, dashes and its general head (项目, 工程)."""
    plain = _NOISE.sub("", _GLOSS.sub("", name) if "(" in name else name)
    return _GENERIC_TAIL.sub("", _CONTRACT.sub("", plain)).replace("技术改造", "技改")


@lru_cache(_REMEMBERED)
def phases_of(name: str) -> frozenset[str]:
    """Phases that a name holds: 一期, 首期."""
    return frozenset(_PHASES.findall(name))


@lru_cache(_REMEMBERED)
def unsized(name: str) -> str:
    """A name without the capacities in it."""
    return _CAPACITY.sub("", name)


def sizes_of(name: str) -> set[str]:
    """The capacities in a name, without what they are a capacity of (年产4.2万吨: 4.2万吨)."""
    return {m["size"] for m in _CAPACITY.finditer(name)}


@lru_cache(_REMEMBERED)
def base(name: str) -> str:
    """Core of a name without its phase: what the phases of one undertaking have in common.

    >>> base("祥周光伏项目(一期)"), base("祥周光伏二期工程")
    ('祥周光伏', '祥周光伏')
    """
    return core(_PHASES.sub("", core(name)))


def before_phase(name: str) -> str:
    """Core of what stands before the phase in a name (川井风电场二期10万千瓦项目: 川井风电场)."""
    return core(_PHASES.split(core(name), maxsplit=1)[0])


def is_subsequence(short: str, long: str) -> bool:
    """Whether a text has all characters of another one in their order."""
    rest = iter(long)
    return all(char in rest for char in short)


def are_others(one: str, other: str) -> bool:
    """Whether two names have different phases or different numbers."""
    a, b = core(one), core(other)
    phases_a, phases_b = phases_of(a), phases_of(b)
    if phases_a and phases_b and phases_a != phases_b:
        return True
    numbers_a, numbers_b = numbers_of(a), numbers_of(b)
    return bool(numbers_a and numbers_b) and numbers_a != numbers_b


@lru_cache(_REMEMBERED)
def numbers_of(name: str) -> frozenset[str]:
    """Numbers that a name holds, as they are written."""
    return frozenset(_NUMBERS.findall(name))
