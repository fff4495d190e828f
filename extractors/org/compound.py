"""Names that go on behind the name of their parent: an office of a body, the local company of a group."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.words import HANZI, Words

_BODIES = frozenset({"government", "zone_body", "party"})
_OWNERS = frozenset({"group", "company"})
_OFFICE = lazy(r"[\u3400-\u9fff]{2,8}?(?:局|处|科|委员会|分署)")
_NO_OFFICE = lazy(r"[全大布格开当变]局$")  # 国务院|总揽全局
_FORMER = lazy(r"(?:原(?![阳平州])|前(?=[局处副])|时任|现任|副)")  # 县水利局|原副局长
_DEED = lazy(
    r"会同|联合|带领|成立|设立|组建|决定|总揽|驾驭|批准|授权|委托|责成|指定|指派|责令"
)  # 区人民政府|授权|区水务局
_LEARNED = frozenset({"university", "institute"})
_RESEARCH = ("研究所", "研究院", "研究中心", "实验室", "设计院", "规划院", "勘测院")
_PART = lazy(r"[\u3400-\u9fff]{2,8}?(?:研究所|研究院|研究中心|学院|实验室|分院)(?![\u3400-\u9fff]?长)")
_OF_MINISTRY = lazy(r"[\u3400-\u9fff]{2,12}?(?:研究所|研究院|研究中心|规划院|设计院|规划设计院)(?![\u3400-\u9fff]?长)")
_OFFICIAL = lazy(r"[局处科]?长|副|负责|有关|相关|主任|工作人员|一位|投诉|咨询|申请|报名|反映|备案")
# 中铁十局|三公司, 长庆油田|第四采气厂, 中国兵器集团|二〇二所, 中电科|39所
_NUMBERED = lazy(
    r"第?[一二三四五六七八九十]{1,3}(?:工程)?(?:(?:(?:分)?公司|处|局|队)(?!长)|建(?![设成造筑起立好]))"
    r"|第[一二三四五六七八九十]{1,3}区?(?:管理|工程|营业|施工)(?:处|所)(?!长)"  # 台水公司|第三区管理处
    r"|第[一二三四五六七八九十]{1,3}(?:采油|采气|炼油|化工|钢铁|炼钢|炼铁|冶炼|发电|机械|机床|轧钢)厂(?!长)"
    r"|(?:第?[一二三四五六七八九十〇○]{1,4}|\d{1,3})(?:研究)?(?:所|院)(?![长有属需得])"
)
_LOCAL = lazy(r"(?:(?:分|子)?公司(?!法|债)|项目(?:经理)?部)")
_LONGEST_PLACE = 8
_FUNCTION = frozenset("pcurdymqt")  # first letters of jieba's tags for words that no office is named after


class CompoundRule:
    """Finds what follows a body or group without a gap and makes one name with it."""

    def find(self, words: Words, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """Longer candidates, each from the start of its owner."""
        place_ends: dict[int, list[int]] = {}
        for last, start in words.place_start.items():
            place_ends.setdefault(start, []).append(last)
        for owner in found:
            end: int | None = None
            if owner.kind in _BODIES:
                end = self._office(words, owner.end) or self._institute(words, owner.end)
            elif owner.kind in _LEARNED:
                end = self._part(words, owner.end)
            elif owner.kind in _OWNERS:
                end = self._local(words, owner.end, place_ends.get(owner.end, []))
            if end is not None:
                kind = "institute" if words.text.endswith(_RESEARCH, 0, end) else owner.kind
                kind = "company" if words.text.endswith("工程局", 0, end) else kind  # 铁道部大桥工程局 builds
                yield replace(owner, end=end, kind=kind, rule="org.compound", entity=None)

    def _office(self, words: Words, start: int) -> int | None:
        """湖南省水利厅|规划计划处: words that may stand in a name, then an office that acts or has an official."""
        for match in _OFFICE.finditer(words.text, start, start + 9):
            if match.start() != start or _DEED.match(words.text, start) or _FORMER.match(words.text, start):
                return None
            end = match.end()
            if not words.is_edge(end) and not _OFFICIAL.match(words.text, end):
                continue
            parts = words.span(start, end)
            named = all(w.tag[:1] not in _FUNCTION and HANZI.fullmatch(w.text) for w in parts)
            named = named and _NO_OFFICE.search(words.text, start, end) is None
            return end if named and (_OFFICIAL.match(words.text, end) or words.acts(end)) else None
        return None

    def _institute(self, words: Words, start: int) -> int | None:
        """商务部|国际贸易经济合作研究院: the institute of a ministry."""
        if not words.text.endswith(("部", "局", "委", "厅"), 0, start):
            return None
        part = _OF_MINISTRY.match(words.text, start)
        if part is None or not words.is_edge(part.end()):
            return None
        named = all(w.tag[:1] not in _FUNCTION and HANZI.fullmatch(w.text) for w in words.span(start, part.end()))
        return part.end() if named else None

    def _part(self, words: Words, start: int) -> int | None:
        """省农科院|马铃薯研究所: nouns and an institute right behind the school or academy that it belongs to."""
        part = _PART.match(words.text, start)
        if part is None or not words.is_edge(part.end()):
            return None
        named = all(w.tag[:1] not in _FUNCTION and HANZI.fullmatch(w.text) for w in words.span(start, part.end()))
        return part.end() if named else None

    def _local(self, words: Words, start: int, places: list[int]) -> int | None:
        """福建省港口集团|宁德公司: a place and 公司 behind the name of a group."""
        numbered = _NUMBERED.match(words.text, start)
        if numbered is not None:
            return numbered.end()
        for end in places:
            company = _LOCAL.match(words.text, end)
            if company is not None and end - start <= _LONGEST_PLACE:
                return company.end()
        return None
