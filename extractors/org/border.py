"""Where a name begins that ends on a word for an organisation."""

from collections.abc import Callable

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.classes import countries
from kaigong.extractors.org.words import HANZI, Word, Words
from kaigong.schemas.lexicon import OrganisationSuffix

# 这座|现代化炼钢厂
_POINTS = lazy(r"[这那此该一两][座家个所条栋间幢批类些]")
# 三期工程获|省能源局核准
_ASKED = lazy(r"[获经由报向请率](?=(?:省|市|县|州|自治区|国家)[\u4e00-\u9fff]{1,8}$)")
_GOT_FROM = lazy(r"已(?:经)?(?:获|获得|取得|通过)(?=[\u4e00-\u9fff]{3,}$)")  # 某工厂已获|江苏省环保厅
_HAS_GOT = lazy(
    r"(?<=项)目的(?=[\u4e00-\u9fff]{3})|[\u4e00-\u9fff]{1,8}?(?:还|也|又|则|分别|日前|近日)[与同和](?=[\u4e00-\u9fff]{2})|条?路由|(?:项目|企业|客商)有(?!限)|暨(?![南阳])|(?:现?已|刚刚?|正)(?:获|报|经|向|由|与)|从(?!化|江)|利用(?=[德法美英韩泰]国|日本|世界|亚洲|国家|西班牙|奥地利|丹麦|芬兰|荷兰|挪威|瑞典|科威特|沙特|北欧|加拿大|意大利)"
    r"|(?:中国|我国|国内|省内|本地|当地|日本|德国|美国|韩国|法国)企业(?!管理|投资|发展|家|改革|文化)(?=[\u4e00-\u9fff]{4})"
    # 另据|市港务局消息, 法院建议|市财政局追回补贴, 将给予|中国某电池股份有限公司补贴
    r"|(?:另|又|再|还|综合)据(?=[省市县区州国自])|[\u4e00-\u9fff]{0,4}?建议(?=[省市县区州])|(?:拟|将|已)?给予(?=[\u4e00-\u9fff]{4})"
    # 资金中有|市工商银行贷款, 总投资里包括|县农业银行贷款
    r"|(?:[\u4e00-\u9fff]{0,4}(?:资金|投资|经费|款项|造价|股本)(?:来源)?|其)[中里内](?:就|还|也)?(?:有|包括|包含|含)(?=[\u4e00-\u9fff]{3})|(?:还|也)?[有含](?=[省市县][\u4e00-\u9fff]{3})"
)
# 本地水耕企业|绿稻集团: of what trade the firm is that is named behind
_OF_TRADE = lazy(
    r"[\u4e00-\u9fff]{2,6}?(?<!国有)企业(?!管理|投资|发展|家|改革|文化|控股|服务|集团|实业|资产|信息|总|孵化|融资|信用|担保|合作|联合|联盟|策划|咨询|科技|运营|创新|股份|有限|公司|协会|商会)"
    r"(?=[\u4e00-\u9fff]{2})"
    # 县属平台|清河县某投资有限公司
    r"|[省市县区州旗]属(?:国有)?(?:融资|投资|投融资|开发)?平台(?:公司|企业)?(?=[\u4e00-\u9fff]{4})"
)
_INTENDS_TO = lazy(r"[拟可须应并]向(?!阳)")
# 某某集团|资产经营管理公司
_OF_GROUP = lazy(r"(集团)(?:资产|资本|经营|管理|投资|发展|开发|建设|实业|控股|运营|服务|贸易|物流|置业){1,5}$")
_MIDDLE = 14
_DEFINES = lazy(r"(?:以?下|简|并|统)称(?:为)?")  # (下称|康文署)
# 全球第五大工业涂料商|美国凯普顿公司
_RANKED = lazy(
    r"(?:全球|世界|全国|国内|亚洲|欧洲|我国|中国|日本|美国|德国|韩国|法国)?(?:第[一二三四五六七八九十]|最)大(?:的)?"
    r"[\u3400-\u9fffA-Za-z]{1,10}?(?:商|企业|厂家|集团|巨头)"
)
_SAID_SO = lazy(r"[\u3400-\u9fff]{0,8}?(?:方|单位|法人|主体|业主|代表|中标人|牵头人|招标人)(?:分别)?(?:为|是|系)")
_FACTORY = lazy(r"[^总]厂(?=[\u3400-\u9fff]{2})")  # 高科技厂|振岳机器厂
# A股份有限公司控股公司B有限公司 are two.
_ONE_BEFORE = lazy(
    r"(?:公司|集团|银行|厂)(?:诉|状告|起诉|控告)(?=[\u4e00-\u9fff]{4})|公司[和与及暨同夥、]|有限(?:责任)?公司(?:联合|携手|联手|会同|牵手)(?=[\u4e00-\u9fff]{4})|(?:管委会|委员会|政府)[同与和]|[市县区旗]与|(?:有限公司|集团)(?:的|之)?(?:全资|控股|参股|下属|旗下)*(?:子|孙)公司|有限公司(?:的)?(?:全资|控股|参股|下属)*公司|有限公司(?:旗下|所属|下属|麾下)"
)
_BUILDER_BEFORE = lazy(
    r"[\u4e00-\u9fff]{2,6}局[一二三四五六七八九十]{1,2}公司(?=[\u4e00-\u9fff]{2})"
)  # 中建八局二公司|某大学
_SEAT = lazy(r"\([\u4e00-\u9fff]{2,6}\)$")
_LATIN_WORDS = lazy(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.\-']*(?: [A-Z&][A-Za-z0-9&.\-']*)* $")
_TOWN = lazy(r"[\u3400-\u9fff]+[市县区旗][\u3400-\u9fff]{1,4}[镇乡]")
_TOWN_NAME = lazy(r"[\u3400-\u9fff]{1,4}?[镇乡]")
_POINTING = frozenset("某该此这那各一两三首多几的")
# What governs a name.
GOVERNORS = frozenset("由与和及向为是对给:、(“")
# 美国一家|建筑公司, 日本最大|精密公司: any firm of the country
_NO_FIRM_NAME = lazy(
    r"[^\u3400-\u9fff]+|.*[的一两三几某该这那最和与由在被等个之为是了其将从及商厂方、,].*|知名|著名|大型|另外?|上市|国有|民营|合资|独资"
    r"|投资|控股|跨国|驻华|政府|企业|本土|当地|老牌|国际|技术|设备|先进"
)
_SYLLABLES = frozenset({"和", "与", "及", "为", "同", "联合", "合作", "合资", "在", "到", "有"})
_HARD = frozenset({"的", "由", "被", "向", "对", "了", "为", "是", "公司", "企业", "子公司", "孙公司", "旗下"})
TRIMMED = frozenset({"company", "group"})
_AS_LEGAL = frozenset({"suffix.group", "suffix.cooperative_short"})
COUNTIES = ("市", "县", "区", "旗")
_CLAUSE_HEADS = frozenset(",。;:、(“\n")

_Step = Callable[[Words, OrganisationSuffix, int, int], int]


def first_start(words: Words, row: OrganisationSuffix, head: int) -> int:
    """The start of the longest name that the words before a suffix allow."""
    legal = row.form == "legal" or row.id in _AS_LEGAL or row.kind == "zone_body"
    start = _trim(words, words.name_start(head, legal=legal), head, row)
    border = words.before(start) if start > words.floor(head) else None
    if row.form == "legal" and border is not None and _is_governed(words, border):
        return _trim(words, words.name_start(border.start, legal=True), head, row)
    if border is not None and words.text[start - 1 : start + 2] == "经开区":
        return words.name_start(border.start)  # 普光|经|开区|管委会: cut within the word for a zone
    if border is None or row.form != "legal" or not HANZI.fullmatch(border.text):
        return start
    # 中天|和|动力电池(芜湖)有限公司: the seat in brackets makes no name.
    seat = _SEAT.search(words.text, start, head)
    parts = words.span(start, seat.start() if seat else head)
    trade = all(w.text in words.lexicon.suffix_of for w in parts)  # 日本丸|和|精机株式会社
    weight = 0 if trade else words.weight(parts)
    # Too little is left behind the border: it is a syllable of the name (无锡 + 和 + 晶科技, 中国 + 安能 + 建设).
    syllable = border.text in _SYLLABLES or border.text in words.lexicon.soft
    # 贵州黔|达|路桥建设有限公司: a trade that a district is called after as well
    placed = any(
        w.tag == "ns"
        and len(w.text) > 1
        and w.text not in words.lexicon.generic
        and w.text not in words.lexicon.suffix_of
        for w in parts[:1]
    )
    if not placed and ((syllable and weight < 2) or (weight == 0 and border.text not in _HARD)):
        further = words.name_start(border.start, legal=True)
        if further < border.start or border.text in words.lexicon.soft or weight == 0:
            return _trim(words, further, head, row)
        first = _clause_head(words, border.start)
        return start if first is None else first
    return start


def name_begins(words: Words, row: OrganisationSuffix, start: int, head: int) -> int | None:
    """The start of a name moved on behind what opens none; None where the text points to any such thing.

    ``head`` is where the suffix begins that ends the name.
    """
    start = _moved(_OPENING, words, row, start, head)
    if (row.form != "legal" or row.id == "suffix.partnership") and _POINTS.match(words.text, start, head):
        return None
    return _moved(_NARROWING, words, row, start, head)


def _moved(steps: tuple[_Step, ...], words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    for step in steps:
        start = step(words, row, start, head)
    return start


def _behind_verb(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    if row.form not in ("institution", "branch"):
        return start
    return words.behind_verb(words.unglued(start, head), head)


def _behind_factory(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    if row.id != "suffix.plant":
        return start
    return max([start, *(m.end() for m in _FACTORY.finditer(words.text, start, head))])


def _behind_request(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    if row.kind != "government":
        return start
    asked = _ASKED.search(words.text, start, head) or _GOT_FROM.search(words.text, start, head)
    return asked.end() if asked else start


def _behind_deed(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    toward = _INTENDS_TO.match(words.text, start, head) or _HAS_GOT.match(words.text, start, head)
    return toward.end() if toward else start


def _behind_group(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    if row.id != "suffix.company":
        return start
    of_group = _OF_GROUP.search(words.text, max(0, head - _MIDDLE), head)
    return of_group.end(1) if of_group else start


def _with_front(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    """The start with what the words have cut off: the rest of a group's, a known or a Latin name."""
    if row.form not in ("legal", "generic"):
        return start
    return _latin_start(words, _with_known(words, _with_parent(words, start), head))


def _behind_address(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    addressed = row.form in ("generic", "institution") and row.kind in TRIMMED
    return _behind_town(words, start, head) if addressed else start


def _behind_part(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    """The start behind 下称, a rank in trade or the part that the organisation plays."""
    if (defined := _DEFINES.match(words.text, start, head)) is not None:
        start = defined.end()
    if row.kind in TRIMMED and (ranked := _RANKED.match(words.text, start, head)) and ranked.end() < head - 1:
        start = ranked.end()
    if row.kind in TRIMMED and (trade := _OF_TRADE.match(words.text, start, head)) and trade.end() < head - 1:
        start = trade.end()
    if (said_so := _SAID_SO.match(words.text, start, head)) and said_so.end() < head - 1:
        start = said_so.end()  # 社会资本方为|中交一公局集团有限公司
    return start


def _with_country(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    """The start at the country whose firm has a name of common words (由|韩国大成|精密公司供货)."""
    if row.id != "suffix.company" or start >= head:
        return start
    for between in (1, 2, 3):
        at = start - between
        if at < 2 or _NO_FIRM_NAME.fullmatch(words.text, at, start):
            continue
        for width in (2, 3, 4):
            first = at - width
            if first >= 0 and words.text[first:at] in countries() and _opens_name(words, first):
                return first
    return start


def _opens_name(words: Words, first: int) -> bool:
    return first == words.floor(first) or words.text[first - 1] in GOVERNORS or words.text[first - 1] in _CLAUSE_HEADS


def _at_place(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    """The start at the place with which a firm's name begins."""
    if row.form == "generic":
        return words.place_around(start)  # 由|内江汉安建设集团承建, where the segmenter reads 江汉
    if row.form != "legal":
        return start
    places = (s for s in range(start + 2, head + 1) if s in words.place_end)
    said = [s for s in places if words.text[s - 1] in "为是系" or _joins(words, s - 1)]
    return words.place_around(max([start, *said]))  # 确认X为武汉某某有限公司


def _behind_other(words: Words, row: OrganisationSuffix, start: int, head: int) -> int:
    """The start behind another organisation that stands right before."""
    if row.form == "institution" and (builder := _BUILDER_BEFORE.match(words.text, start, head)):
        start = builder.end()
    if words.text.startswith("继", start) and start + 1 in words.place_end:
        start += 1  # 继|宁化某钨矿有限公司投产后
    if row.form in ("legal", "generic"):
        start = max([start, *(m.end() for m in _ONE_BEFORE.finditer(words.text, start, head))])
    return start


# How the start moves: right behind what opens no name, then on within what is left.
_OPENING: tuple[_Step, ...] = (_behind_verb, _behind_factory, _behind_request)
_NARROWING: tuple[_Step, ...] = (
    _behind_deed,
    _behind_group,
    _with_front,
    _with_country,
    _behind_address,
    _behind_part,
    _at_place,
    _behind_other,
)


def _is_governed(words: Words, border: Word) -> bool:
    """Whether a word behind a place that a preposition governs is a syllable: 由江苏|今世|缘酒业有限公司."""
    place = words.before(border.start)
    if place is None or len(border.text) > 2 or border.text[0] in _POINTING or border.tag[:1] in tuple("pcv"):
        return False
    if border.text in words.lexicon.role or border.tag in ("ul", "uj") or not HANZI.fullmatch(border.text):
        return False
    first = words.place_start.get(border.start, place.start if place.tag == "ns" else 0)
    return first > 0 and words.text[first - 1] in GOVERNORS


def _clause_head(words: Words, end: int) -> int | None:
    """Start of a word at the head of a clause that only a name can be: 中天|和|动力电池(芜湖)有限公司."""
    word = words.before(end)
    if word is None or word.text in words.lexicon.stop or not 2 <= len(word.text) <= 4:
        return None
    opens = word.start == words.floor(end - 1) or words.text[word.start - 1] in _CLAUSE_HEADS
    return word.start if opens and HANZI.fullmatch(word.text) else None


def _trim(words: Words, start: int, head: int, row: OrganisationSuffix) -> int:
    """Drop what cannot begin a name: verbs (投资宁夏…), brackets left open."""
    while start < head:
        if words.text[start] == "以" and not words.text.startswith(("以岭", "以色列"), start):
            start += 1  # 形成以A集团为代表的体系
            continue
        if words.text[start] in "()-·&/部":  # 自然资源部|第三海洋研究所
            start += 1
            continue
        word = words.after(start)
        if word is None or word.end >= head:
            break
        verb = word.text in words.lexicon.name_verb and word.start not in words.inner
        trimmed = row.kind in TRIMMED or words.text.startswith(("投资建设", "投资兴建"), start)
        if not (verb and trimmed and (_named(words, word.end, head) or _placed(words, word.end))):
            break
        start = word.end
    return start


def _named(words: Words, start: int, head: int) -> bool:
    return words.weight(words.span(start, head)) == 2 and head - start >= 2


def _placed(words: Words, start: int) -> bool:
    word = words.after(start)
    return word is not None and (word.tag == "ns" or start in words.place_end)


def _joins(words: Words, at: int) -> bool:
    """Whether 与 or 和 before a place joins a short name to the next company's (盛锂新材料|与|成都锦程…公司)."""
    if words.text[at] not in "与和及同":
        return False
    return any(words.text[at - n : at] in words.lexicon.suffix_of for n in (2, 3))


def _behind_town(words: Words, start: int, head: int) -> int:
    """The start behind the address of county and town (青冈县祯祥镇|龙江牧源食品集团)."""
    place = words.place_end.get(start, start)
    town = _TOWN.fullmatch(words.text, start, place)
    if town is None and words.text[start:place].endswith(COUNTIES):
        town = _TOWN_NAME.match(words.text, place, head - 2)
    kept = town is None or words.weight(words.span(town.end(), head)) == 0
    return start if town is None or kept else town.end()


def _with_parent(words: Words, start: int) -> int:
    """The start of the group's name in which it lies (由中|节能太阳能公司)."""
    for back in (1, 2, 3):
        first = start - back
        widths = (n for n in (2, 3, 4) if n >= back)
        if first >= words.floor(start) and any(words.text[first : first + n] in words.lexicon.parent for n in widths):
            return first
    return start


def _with_known(words: Words, start: int, head: int) -> int:
    """The start of the known name that the start cuts in two (由科大讯|飞股份有限公司)."""
    floor = words.floor(start)
    spans = ((first, first + n) for first in range(max(floor, start - 3), start) for n in (3, 4, 5))
    found = (a for a, b in spans if start < b <= head and words.text[a:b] in words.lexicon.known_of)
    return next(found, start)


def _latin_start(words: Words, start: int) -> int:
    """The start of a Latin name of several words, with the country before it (沙特|ACWA |Power公司)."""
    if words.text[start - 1 : start] != " " or not words.text[start : start + 1].isascii():
        return start
    name = _LATIN_WORDS.search(words.text, max(words.floor(start), start - 30), start)
    return start if name is None else words.place_start.get(name.start(), name.start())
