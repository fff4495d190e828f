"""Whether the words of a span are no phrase of nouns that could name something built, as in news of other things."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.doubt import function_words, is_counted_class, is_no_undertaking
from kaigong.extractors.project.name.patterns import TOLD
from kaigong.extractors.project.name.span import NameSpan
from kaigong.extractors.project.name.town import leading_town, without_number
from kaigong.extractors.project.name.wording import ends_on_head

_IMPROVED = ("提升", "升级", "更新", "服务", "保护", "引进")  # 提升|医院硬件水平: done to what is no undertaking
_PROCESS = lazy(r"(?:车间|分厂|[^工]厂|线|装置|机组|炉|电站)$")
_TORN_HEADS = frozenset("段路")


def is_no_phrase(names: NameContext, span: NameSpan) -> bool:
    """Whether campaigns, verbs, counts, parts of words or function words make the text of a span."""
    town = leading_town(names, span.start, span.head_start)
    text = without_number(names, span.start, span.end, span.head_start)
    if is_no_undertaking(text, weak=span.weak) or _is_verb_alone(names, span, town):
        return True
    if not span.weak:
        return names.text.startswith(("总裁", "副总裁", "首席执行官"), span.end)  # 某集团亚洲大型项目|总裁
    if not span.proper and (is_counted_class(names.text, span.end) or _is_done_to_class(span.text)):
        return True
    if names.text[span.start - 1 : span.start] == "“" and names.text.startswith("、", span.end):
        return True  # “出门水泥路、抬脚上客车”
    words, ends = names.words_around(span.start)
    if words and span.head in _TORN_HEADS and span.end not in ends:
        return True  # 段|君毅, 路|传俊: the family name of the next word
    found = (w for w in function_words(names.text, span.start, span.head_start, words) if w[0] >= town)
    line = span.head.endswith(("公路", "铁路", "高铁")) and "到" in span.text.partition("的")[0]
    between = "到" if line and "的" in span.text else ""  # 县城到太平的公路
    return any(not names.inside_place(*word) and names.text[slice(*word)] != between for word in found)


def _is_done_to_class(text: str) -> bool:
    """Whether 技术改造 has no thing before it (以腾出资金来增加技术改造的投入)."""
    return text.endswith("技术改造") and not ends_on_head(text.removesuffix("技术改造"))


def _is_verb_alone(names: NameContext, span: NameSpan, town: int) -> bool:
    """Whether only verbs and adverbs stand before the head, none of what is made (估算|项目, 分别占|项目)."""
    if names.text[span.start - 1 : span.start] == "“":
        return False
    if span.weak and _PROCESS.search(span.text) and TOLD.match(names.text, span.end):
        return False  # 煅烧|车间6月投产: what is done there tells it
    if span.weak and town > span.start:
        return False  # 适中水库, 明月隧道
    return names.only_verbs(span.start, span.head_start, but=_IMPROVED if span.weak else ())
