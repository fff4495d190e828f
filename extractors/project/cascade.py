"""Power stations of a cascade, told by their names alone (第四级户肯、第五级勐撒还停留在图纸上)."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.scan import occurrences

_RULE = "project.cascade"
_OF_RIVERS = ("级电站", "级水电站", "梯级", "水电开发")
_NAME = r"(?P<name>(?:(?![的是为在和与及了已还正将最第级座])[\u4e00-\u9fff]){2,4}?)"
_GOES_ON = (
    r"(?=、第|的?(?:规模|总?装机|概算|总?投资|预?可研|环评)|正在|已|还|尚|仍|则|将|[今去明]年|预计|计划|建成|\d|,)"
)
_STAGE = lazy(rf"(?:第[一二三四五六七八九]级(?:为|是)?|最[上下]游的){_NAME}{_GOES_ON}")
# 最下游两级——孟定坝和清水河,装机合计9.6万千瓦
_STAGES = lazy(
    r"[两三四五六七八]级(?:电站)?(?:——|:|为|是)(?P<names>[\u4e00-\u9fff]{2,5}(?:[、和][\u4e00-\u9fff]{2,5})+)(?=[,。])"
)
_PARTS = lazy(r"[^、和]+")
_HEADED = lazy(r"(?:水?电站|水库|枢纽|至|[县镇乡村市区]|[一二三四五六七八九]级)")


def cascade_names(text: str) -> Iterator[NameCandidate]:
    """Wherever a text on a cascade of power stations names one without its head noun."""
    if "级" not in text or not any(word in text for word in _OF_RIVERS):
        return
    named = {m["name"] for m in _STAGE.finditer(text) if "级" in m.group() or "级电站" in text}
    for match in _STAGES.finditer(text):
        named.update(_PARTS.findall(match["names"]))
    headed = {name for name in named if f"{name}电站" in text or f"{name}水电站" in text}
    for start, end, _ in occurrences(text, sorted(named - headed)):
        if not _HEADED.match(text, end):
            yield NameCandidate(start, end, text[start:end], _RULE, weak=False, proper=True, named=True, told=True)
