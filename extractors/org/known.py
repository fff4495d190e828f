"""Organisations of the lexicon of known names (``known_organisations``)."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.classes import countries
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import LATIN_ALIAS, Words
from kaigong.schemas.lexicon import KnownOrganisation

_BYLINE = lazy(r"(?:编辑|责编|编审|记者|作者|撰文|通讯员|摄影|校对|审核|供稿)[:/ 　]{0,2}$")


# 中国化学与物理电源行业协会: no company and something else.
_LEARNED = lazy(r"(?:与|和)?[\u3400-\u9fff]{2,8}?(?:行业协会|工业协会|协会|学会)")


_NO_SUFFIX = ("股东", "权", "有限", "子公司", "孙公司", "企业")  # 宁德时代|控股子公司
_DEEDS = lazy(r"(?:负责|承担)?(?:设计|施工|总包|总承包|承建|监理|安装)(?![一-鿿]?(?:公司|院|集团))")
_BUILDERS = lazy(
    r"(?:(?:、|和|与|及)[^,。;、]{2,10}工程)*等?(?:单位|企业|公司)?(?:联合体|共同|联合|分别|负责|牵头)*(?:承担|承建|承揽|总承包|总包|中标|承包|EPC)"
)
_BRANCH_ACTS = lazy(r"(?:拟|将|已|则|也|还|计划|投资|宣布|表示|总裁|区总裁|董事长|总经理|、|分别|签|达成|与)")
# what the firms of groups at a place are called after
_LOCAL_TRADES = ("炼化", "石化", "新能源", "能源", "电力", "发电", "热电", "燃气", "水务", "管道", "煤业", "铝业")
_LEVEL = lazy(r"(?<![全各本我该])(?P<level>[省市县区州])$")
_NAMED = 3  # shortest name of a group that a city before it makes the local firm's
_LEVELS = frozenset("省市县区州旗镇乡村")
_COMPLETION = lazy(r"(?:建成|实现|完成|机械|高标准|全面|装置|项目|如期)$")


_TITLED = lazy(r"(?:总裁|董事长|总经理|总监|主席|首席执行官|首席代表|负责人|CEO|工程师|先生)$")
_SPEAKS = lazy(r"(?:在[^,。;]{2,16})?(?:介绍|透露|表示|说|称|告诉|坦言|指出|认为|强调|先生|博士)")
_MAN = 4
# trades that are deeds as well: 京东|投资建设, but 京东物流|签约
_DEED_TRADES = frozenset((
    "投资", "建设", "发展", "设计", "制造", "运输", "咨询", "教育", "支付", "包装", "显示", "检测", "印刷", "供热",
    "防水", "循环", "再生", "租赁", "建筑", "营造", "装饰", "出版", "设备",
))  # fmt: skip
_OF_STATES = ("company", "bank")  # 日本|东芝, 巴西|国家开发银行


class KnownRule:
    """Finds known names; ambiguous ones count only between word borders and where they act."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words) -> Iterator[Candidate]:
        """Candidates in order."""
        last = -1
        for index, start, end in self.lexicon.known.find_matches_as_indexes(words.text):
            behind, last = last == start, end
            row = self.lexicon.known_of[self.lexicon.known_list[index]]
            before = words.before(start) if start > words.floor(start) else None
            edges = words.is_edge(start) + words.is_edge(end)
            if edges < 2 and (row.ambiguous or end - start < 3 or (edges == 0 and end - start < 4)):
                continue
            if behind and row.ambiguous:
                continue  # 广汽|菲亚特合资项目: of both
            if words.text[start:end] == "中交" and _COMPLETION.search(words.text, max(0, start - 4), start):
                continue  # 建成中交: the hand-over of a plant
            if words.text[start - 1 : start] == "其" and words.text[start] == "中":
                continue  # 其中|石化类项目74个
            if words.text[start - 1 : start] in ("-", "·") or words.text[end : end + 1] in ("-", "·"):  # 克劳斯·贝克尔
                continue
            plain = row.id == "known.listed" and before is not None and before.text == "的"
            if plain and words.weight(words.span(start, end)) < 2 and not words.announces(end):
                continue  # 给煤“减”出来的|新产业
            if row.ambiguous and self._is_man(words.text, start, end):
                continue
            if row.ambiguous and _BYLINE.search(words.text, max(0, start - 6), start):
                continue
            of_state = before is not None and row.kind in _OF_STATES and before.text in countries() - {"中国"}
            if before is not None and of_state and words.is_edge(end) and words.is_edge(before.start):
                start = before.start  # 由|日本|东芝|供应, 韩国三星电子
            elif (town := self._town(words, row, start, end)) is not None:
                start = town  # 合肥|京东方
            elif row.kind == "bank" and (level := _LEVEL.search(words.text, max(0, start - 2), start)):
                first = words.place_start.get(start, level.start("level"))  # 县|农行, 克东县|农行
                yield Candidate(first, end, row.kind, f"org.{row.id}")
                continue
            elif row.ambiguous and before is not None and words.extends(before, start) and before.tag != "n":
                continue
            if (learned := _LEARNED.match(words.text, end)) is not None:
                yield Candidate(start, learned.end(), "association", "org.institution.association")
                continue
            if row.kind == "association":
                start = words.place_start.get(start, start)  # 斗南镇|农会
            known = end
            if row.kind == "company":
                end = self._with_trade(words, end)
            if row.kind == "bank" and (alias := LATIN_ALIAS.match(words.text, end)) is not None:
                end = alias.end()  # 国际金融公司(IFC)
            in_full = words.text.endswith(("集团", "公司"), known, end)  # 延长石油|集团靖边园区: no short name
            yield Candidate(
                start,
                end,
                row.kind,
                f"org.{row.id}",
                sure=(row.kind != "company" and not row.ambiguous) or in_full or self._works(words, start, end),
                entity=row.entity,
            )

    @staticmethod
    def _is_man(text: str, start: int, end: int) -> bool:
        """Whether a title stands before a short name and what he says behind it (集团亚太区总裁|施耐德|透露)."""
        titled = end - start <= _MAN and _TITLED.search(text, max(0, start - 6), start)
        return bool(titled) and _SPEAKS.match(text, end) is not None

    def _town(self, words: Words, row: KnownOrganisation, start: int, end: int) -> int | None:
        """Where the city begins whose firm of a group acts (与深圳|合力泰|签约); None where there is none."""
        town = words.place_start.get(start)
        if words.text.startswith(("集团", "公司", "股份", "有限"), end):
            return None  # 龙江|路桥建设|集团: the suffix finds the whole
        if town is None or row.kind != "company" or end - start < _NAMED or not words.is_edge(end):
            return None
        named = (
            words.text[town - 1 : town] not in ("在", "于", "到", "至", "赴", "从")
            and words.text[start - 1 : start] not in _LEVELS
        )
        return town if named and not words.text.startswith(("中国", "国家"), start) else None

    def _works(self, words: Words, start: int, end: int) -> bool:
        """Whether the text says what the firm does in a list of such deeds (由中冶赛迪设计、中冶南方总包)."""
        return words.text[start - 1 : start] in ("由", "、", ",") and _DEEDS.match(words.text, end) is not None

    def _of_seat(self, words: Words, seat: int) -> int:
        """The end of the trade behind a known name and a place, where the firm there acts (中石化|海南|炼化)."""
        for trade in _LOCAL_TRADES:
            end = seat + len(trade)
            if words.text.startswith(trade, seat) and words.is_edge(end) and words.acts(end):
                return end
        return 0

    def _with_trade(self, words: Words, end: int) -> int:
        """The end of a known name and the industry word behind it (京东 + 物流), where both together act."""
        if words.text.startswith("中国", end) and _BRANCH_ACTS.match(words.text, end + 2):
            return end + 2  # 博世|中国
        for word in ("集团股份", "集团", "公司", "股份", "控股"):
            if words.text.startswith("控股的", end):
                return end  # 华电集团|控股的某公司
            if words.text.startswith(word, end) and not words.text.startswith(_NO_SUFFIX, end + len(word)):
                return end + len(word)
        seat = words.place_end.get(end, end)
        if words.text.startswith("工程", seat) and _BUILDERS.match(words.text, seat + 2):
            return seat + 2  # 中石化|广州|工程
        town = words.after(end)
        placed = seat if seat > end else town.end if town is not None and town.tag == "ns" else end
        if placed > end and (local := self._of_seat(words, placed)):
            return local
        if words.text.endswith("公司", 0, end):
            return end  # 中国铁路总公司|数据显示
        for width in (3, 2):
            row = self.lexicon.suffix_of.get(words.text[end : end + width])
            deed = words.text[end : end + width] in _DEED_TRADES
            if row is not None and row.form in ("strong", "weak", "plain") and not deed and words.is_edge(end + width):
                return end + width if words.acts(end + width) else end
        return end
