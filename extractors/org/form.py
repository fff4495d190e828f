"""Names that their form alone betrays: bureaus and plants with numbers, institutes, joint ventures, Latin companies."""

import re
from collections.abc import Callable, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.border import GOVERNORS
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.words import Words
from kaigong.extractors.place.provinces import MAINLAND
from kaigong.schemas.fast_dataclass import dataclass

# Design institutes of the big builders are called after regions: 中国电建华东院, 中铁大桥院.
_INSTITUTE = f"(?:华东|中南|西北|西南|华北|华南|东北|{MAINLAND}|成都|昆明|贵阳|武汉|大桥)(?:勘测|设计|工程){{0,2}}院"
_PROVINCES = f"{MAINLAND}|东北|西北|华北|华东"
# 中国能建浙江火电, 中国电建贵州工程公司
_REGIONAL = f"(?:{_PROVINCES})(?:火电|电建|水电|核电|送变电|工程(?=公司)|建工|院)"
# Bureaus of the big builders have numbers for names: 中铁四局五公司, 中交二航局, 中建三局.
_BUILDER = lazy(
    r"(?:中铁|中交|中建|中冶|中水|中核|中煤|中电建|中国(?:安能|水电|铁建|电建|能建|中铁|中冶|交建|建筑|化学|核建)|铁建|葛洲坝|水电|铁道部|中国水电(?:工程)?顾问集团(?:有限)?(?:公司)?|中水顾问集团|铁)"
    r"(?:第?[一二三四五六七八九十]{1,3}(?:航务|公路|铁路|水利|建筑|港务)?(?:工程)?(?:航局|公局|[一-鿿]?局|[航公]?院)|[东南西北天上广]航局|[一-鿿](?:工|航|路|建)局|"
    rf"{_INSTITUTE}|{_REGIONAL}|(?:北京|上海|广州|武汉)(?:工程)?局|港航局|航空港|隧道局|电气化局|大桥局|建工)"
    r"(?:(?:集团)?(?:第?[一二三四五六七八九十]{1,3}(?:工程)?)?(?:有限)?公司|集团)?"
)
# 由中冶南华承担设计施工: a firm of the big builders, by what it does
_BUILDS_AS = lazy(
    r"(?<=[由、与和,])(?:中(?:冶|铁|建|交|核|化|煤)[一-鿿]{2}|(?:二?十)?[一二三四五六七八九]冶|二十冶)(?=(?:负责)?(?:承担|承建|总承包|总包|施工|EPC)(?![方单]))"
)
# 由广东火电承建: the firms of a province that build power plants
_POWER_BUILDER = lazy(
    rf"(?<=[由、与和,])(?:{_PROVINCES})(?:第?[一二三四五])?(?:火电|电建|送变电|水电)(?:[一二三四五]公司)?"
    r"(?=(?:负责)?(?:承建|承担|施工|总承包|总包|安装|EPC|中标)(?![方单]))"
)
# Design institutes of the ministries have numbers for names: 中船九院, 电子十一院, 中机国际, 机械工业第六设计研究院.
_NUMBERED_INSTITUTE = lazy(
    r"(?<![\u3400-\u9fff])(?:中船|中机|电子|航天|核工业|兵器|化工部|煤炭|冶金|机械)第?[一二三四五六七八九十]{1,3}(?:设计)?(?:研究)?院"
    r"|(?<=[由与和、及])(?:中船|中机|电子|航天|核工业|兵器|机械)第?[一二三四五六七八九十]{1,3}(?:设计)?(?:研究)?院"
    r"|(?:中电科|中国电科|电科集团)第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})所(?![长有属需得])"
)
# 八七一厂, 国营七四一厂: works of the arms industry have numbers for names.
_NUMBERED_PLANT = lazy(r"(?:国营|空军|海军|解放军)?(?:第)?[一二三四五六七八九〇○]{3,4}(?:总)?厂(?![长房区家商址])")
_NUMERALS = tuple("一二三四五六七八九十百千万")
# 中科院大连化物所
_ACADEMY = lazy(r"(?:中科院|中国科学院)[\u3400-\u9fff]{1,12}?(?:研究所|研究院|[^场之产]所)(?![有属得在需长])")
# 中国物流与采购联合会: a society of two trades, where 与 is none of the text's.
_SOCIETY = lazy(
    r"(?:中国|全国|国际|世界|全球)(?!企业|政府|公司|银行)(?:(?:(?!会)[\u4e00-\u9fff]){2,6}[与和及])?[\u4e00-\u9fff]{2,8}?"
    r"(?:协会|学会|联合会|促进会|研究会)(?![员长费])"
)
_CORPS = lazy(r"武警(?:水电|交通|黄金|森林)(?:部队)?(?:第?[一二三]?总队|指挥部|部队)")
# 山西省水利工程局|第三工程处: a part of a body that builds
NUMBERED_OFFICE = lazy(r"第[一二三四五六七八九十]{1,3}(?:工程处|工程局|施工处|工程队|施工队|工程公司|地质队|勘测队)")
# 建华—新力联营: how contractors of Hong Kong join
_JOINT_VENTURE = lazy(
    r"(?<=[为由、,。;(“:给予与和商])(?:(?![为由系是与])[\u4e00-\u9fff]){2,6}"
    r"[-－—–─―]{1,2}[\u4e00-\u9fff]{2,6}?联营(?:公司)?(?![\u4e00-\u9fff]?企业)"
)
# 中国二十冶, 第二十冶金建设公司
_NUMBERED_FIRM = lazy(
    r"(?=[中全第化冶石铁煤水电交轻纺建林])(?:(?:化工|冶金|石油|铁道|煤炭|水利|水电|电力|交通|轻工|纺织|建设|林业)部第?[一二三四五六七八九十]{1,3}"
    r"(?:化工|化学|建筑|航务|工程|建设|安装|机械化){1,3}(?:总)?公司|中国[一二三四五六七八九十]{1,3}冶(?![炼金])(?:集团)?(?:有限公司)?"
    r"|(?:[中全]国)?第[一二三四五六七八九十]{1,3}(?:冶金|化学|石油|电力|航务|铁路|公路|建筑|水利水电)"
    r"[\u3400-\u9fff]{0,6}?(?:建设|工程|安装)?(?:有限)?公司)"
)
_RISK_WARNED = lazy(r"(?<![A-Za-z])\*?ST[\u3400-\u9fff]{2,3}(?=[(,。:;、”\]\s】]|$)")
# Legal forms abroad end a Latin name (Northwind Battery GmbH).
_LATIN_COMPANY = lazy(
    r"(?<![A-Za-z])[A-Z][A-Za-z0-9.\-&']{0,24}(?:[ ,]{1,2}(?:[A-Z&][A-Za-z0-9.\-&']{0,24}|of|and|de|für)){0,6}?"
    r"(?: ?\([A-Z][A-Za-z .]{1,20}\) ?|,? )(?:Inc|Ltd|LLC|GmbH|Corp|Corporation"
    r"|Limited|PLC|plc|Co|AG|SE|S\.A|SpA|B\.V|N\.V|Pte|Bhd|KGaA|Kft|Oy|Srl|SAS|Group|Holdings?)(?![A-Za-z])"
    r"(?:\.?,? (?:Ltd|Inc|LLC|KG|Limited|Bhd)(?![A-Za-z]))*\.?(?:公司)?"
)
# 挪威船东Nordic Carrier弃船, 美系客户Barton Cooling: two words or more right behind what the firm is
_LATIN_APPOSED = lazy(
    r"(?=[ A-Z])(?:(?<=[船股]东)|(?<=矿商)|(?<=客户)|(?<=机构)|(?<=伙伴)|(?<=业者)"
    r"|(?<=[房药车矿]企)|(?<=[流产募资]基金))"
    r"[A-Z][A-Za-z&.\-]+(?: [A-Z][A-Za-z&.\-]*| of| de){1,4}(?= ?[\u3400-\u9fff(,。;、]|$)"
)
_PUBLISHES = lazy(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{1,2}[^局委厅办部署院会司团府处0-9]发布"
    r"(?=消息|讯|微信|客户端|记者|[)】\s]|$)"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A pattern of names with the kind of organisation; ``words``: those of which the text must hold one."""

    names: re.Pattern[str]
    kind: str
    rule: str
    words: tuple[str, ...] = ()
    holds: Callable[[Words, int, int], bool] | None = None
    begins: Callable[[Words, int], int] | None = None  # where the name begins that is found at an offset


def named_by_form(words: Words) -> Iterator[Candidate]:
    """The names of the text that need no word for an organisation, possibly overlapping."""
    for form in _FORMS:
        if form.words and not any(word in words.text for word in form.words):
            continue
        for match in form.names.finditer(words.text):
            start, end = match.span()
            if form.holds is None or form.holds(words, start, end):
                yield Candidate(form.begins(words, start) if form.begins else start, end, form.kind, form.rule)


def _with_town(words: Words, start: int) -> int:
    """The start of the name that goes on with a builder's (贵州|水电三局)."""
    return words.name_start(start) if words.text[start] in "铁水葛" else start


def _with_system(words: Words, start: int) -> int:
    """The start with the word for the system that a numbered firm belongs to (由|农垦|第二建筑工程公司)."""
    word = words.before(start) if words.text[start] == "第" else None
    if word is None or len(word.text) != 2 or word.tag[:1] != "n" or not words.extends(word, start):
        return start
    return word.start if words.text[word.start - 1 : word.start] in GOVERNORS else start


def _with_country(words: Words, start: int) -> int:
    return words.place_start.get(start, start)  # 新加坡|JQ Asia Pte. Ltd.


def _is_plant(words: Words, start: int, end: int) -> bool:
    return words.is_edge(end) and not words.text.endswith(_NUMERALS, 0, start)


def _is_office(words: Words, start: int, _: int) -> bool:
    return words.text.endswith(("部", "局", "司", "团"), 0, start)  # 煤炭部|第三十一工程处


def _is_society(words: Words, start: int, end: int) -> bool:
    """Whether only nouns and the like, joined once at most, stand between 中国 or 国际 and 协会."""
    if not (words.is_edge(start) and words.is_edge(end)):
        return False
    inside = [w for w in words.span(start, end) if w.text not in ("与", "和", "及")]
    return all(w.tag[:1] not in tuple("rpcudmqfy") and w.text not in words.lexicon.role for w in inside)


_FORMS = (
    _Form(_BUILDER, "company", "org.builder_bureau", begins=_with_town),
    _Form(_CORPS, "company", "org.builder_bureau", ("武警",)),
    _Form(_POWER_BUILDER, "company", "org.builder_bureau"),
    _Form(_BUILDS_AS, "company", "org.builder_bureau"),
    _Form(_NUMBERED_INSTITUTE, "institute", "org.institution.institute", ("院", "所")),
    _Form(_NUMBERED_PLANT, "company", "org.institution.plant", ("厂",), holds=_is_plant),
    _Form(NUMBERED_OFFICE, "company", "org.institution.office_part", holds=_is_office),
    _Form(_ACADEMY, "institute", "org.institution.academy", ("科",)),
    _Form(_SOCIETY, "association", "org.institution.association", ("会",), holds=_is_society),
    _Form(_NUMBERED_FIRM, "company", "org.builder_bureau", begins=_with_system),
    _Form(_JOINT_VENTURE, "company", "org.joint_venture", ("联营",)),
    _Form(_LATIN_COMPANY, "company", "org.latin_legal_form", begins=_with_country),
    _Form(_LATIN_APPOSED, "company", "org.latin_apposed"),
    _Form(_RISK_WARNED, "company", "org.st_stock", ("ST",)),
    _Form(_PUBLISHES, "media", "org.media_account", ("发布",)),
)
