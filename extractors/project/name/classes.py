"""Classes under which a text lists undertakings (开工项目包括A、B;复工项目包括C), and the events that they tell."""

from collections.abc import Collection

from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.labels import MilestoneKind

# 开工项目包括A、B;复工项目包括C: the class says which event is told of those that it introduces.
CLASS_OF_LIST = lazy(
    r"(?P<class>开工|动工|签约|竣工|完工|投产|投用|复工|续建|在建|结转|储备|前期|谋划|拟建)(?:建设)?(?:的)?(?:(?:重大|重点|产业|工业|亿元以上)*项目|(?<=的)(?=[有是])|类(?:项目)?(?=\(|\d|:))(?:\(\d+[个项]\)|\d+[个项],?)?"
    r"(?:主要|还|则|分别)*(?:包括|包含|即|有|为|是|:)"
    r"|项目\d+[个项],(?:主要)?(?:包括|包含|分别是|分别为)"
)
_KINDS_OF_CLASS = {
    "开工": (MilestoneKind.CONSTRUCTION_START,),
    "动工": (MilestoneKind.CONSTRUCTION_START,),
    "签约": (MilestoneKind.SIGNED,),
    "竣工": (MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START),
    "完工": (MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START),
    "投产": (MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START),
    "投用": (MilestoneKind.COMPLETED, MilestoneKind.PRODUCTION_START),
}


# 开工项目18个,总投资42亿元,包括A、B;竣工项目7个,其中C; 开工项目中,A…; 7月开工的三个项目中,A…
_COUNTED_CLASS = lazy(
    r"(?P<class>开工|动工|签约|竣工|投产)(?:的)?(?:[\d两三四五六七八九十]+[个项])?(?:重大|重点|产业|工业|亿元以上)*项目"
    r"(?:(?:共|达|有)?\d+(?:个|项|宗)[^;。:]{0,30}?(?:包括|包含|分别[是为]|其中|有|:)|(?P<of>中|里|当中|方面),)"
)


def counted_class(lead: str) -> tuple[MilestoneKind, int, int] | None:
    """The kind and span of the last counted class that introduces what follows a text (竣工项目7个,包括)."""
    found = list(_COUNTED_CLASS.finditer(lead))
    if not found or (";" in lead[found[-1].end() :] and not found[-1]["of"]):
        return None
    kinds = _KINDS_OF_CLASS[found[-1]["class"]]
    return kinds[-1] if found[-1]["class"] == "投产" else kinds[0], *found[-1].span("class")


def kinds_of_class(lead: str) -> Collection[MilestoneKind]:
    """The kinds of milestones that the last class of undertakings in a text admits; all where none is named."""
    classes = list(CLASS_OF_LIST.finditer(lead))
    named = classes[-1]["class"] if classes else None
    return tuple(MilestoneKind) if named is None else _KINDS_OF_CLASS.get(named, ())
