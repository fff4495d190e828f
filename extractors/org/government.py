"""Government and party bodies: a place or a level word, then the body (省发改委, 宁国市交通运输局, 荷兰经济部)."""

import re
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.classes import countries, is_any_government
from kaigong.extractors.org.lexicon import LEVELS, OrganisationLexicon
from kaigong.extractors.org.words import HANZI, LATIN_ALIAS, Words
from kaigong.schemas.lexicon import GovernmentBody

_LEVEL = lazy(rf"(?:{'|'.join(LEVELS)})$")
_ZONE = lazy(
    r"(?:[\u3400-\u9fff]{0,8}"
    r"(?:开发区|高新区|经开区|新区|示范区|保税区|试验区|自贸区|合作区|管理区|园区|度假区|风景区))$"
)
_LEADING_GROUP = lazy(r"[\u3400-\u9fff、]{2,20}?领导小组(?:办公室)?")
_PARTY = lazy(
    r"(?P<league>(?:共青|(?<![集兵师财社军剧乐旅代百万]))团(?=[省市县区州]委))?(?P<level>省|市|县|区|州|盟|旗|镇|乡|自治区|自治州)委"
    r"(?!员|托|派|任|屈|员会|婉|身|外)(?P<office>办公厅|办公室|组织部|宣传部|督查室|研究室|统战部|政法委|政研室|党校|改革办|网信办|编办|金融办|农办)?"
)
# 新区管委会, 园区管委会: in a local paper the only zone of its kind.
_ZONE_BODY = lazy(
    r"(?=[园新开高经工产景度示保自试港化物])(?:(?<![\u3400-\u9fff])|(?<=[与由向经据从]))(?:园区|新区|开发区|高新区|经开区|工业园区|工业园|产业园区|景区|度假区|示范区|保税区|自贸区|试验区|港区|化工园区|物流园区|产业集聚区)"
    r"(?:管委会|管理委员会|党工委|纪工委|筹委会)"
)
# 据管委会主任介绍: the body of the zone that the article is about.
_BARE_BODY = lazy(
    r"(?<=[与由向经据从])管委会"
    r"(?=主任|副主任|书记|党|负责|工作人员|有关|相关|方面|称|表示|介绍|透露|说|签|已|将|正|则|与|和|批)"
)
# 灌区管理局局长某某: the one of the works that the article is about
_WORKS_BODY = lazy(
    r"(?<![\u3400-\u9fff])(?:灌区|水库|库区|景区|林区|矿区|保护区|湿地公园)(?:建设)?管理(?:局|处|所)"
    r"(?=副?(?:局长|处长|所长|主任|书记)|负责人|相关负责人|有关负责人|工作人员)"
)
# 匈牙利外交与对外经济部, 乌兹别克斯坦投资、工业和贸易部: ministries abroad with several fields.
_FIELD = (
    "(?:对外|国际|国家)?(?:外交|外贸|经济|投资|工业|贸易|商业|工商|商务|能源|电力|石油|矿产|矿业|资源|自然资源|交通|运输|通信|基础设施|公共工程|建设"
    "|住房|城市|城镇|农业|农村|粮食|环境|生态|水利|水资源|灌溉|财政|规划|计划|发展|开发|数字|科技|科学|技术|创新|教育|文化|旅游|卫生|劳动|就业|社会保障"
    "|气候|港口|铁路|航空|海洋|渔业|林业|气候变化|合作)"
)
_FIELD_OPENS = "".join(sorted({word[0] for word in re.findall("[\u4e00-\u9fff]+", _FIELD)}))
_MINISTRY = lazy(
    rf"(?=[{_FIELD_OPENS}]){_FIELD}{{1,3}}(?:(?:[、与和及]|以及){_FIELD}{{1,3}}){{1,4}}部(?!分|门|署|位|件)"
)
# 乌能源部, 哈外交部: a state's first character before a ministry.
_STATE = lazy(r"(?<![\u3400-\u9fff])[乌哈吉塔俄美英法德日韩印巴越泰柬缅菲埃沙匈塞波捷意葡荷丹瑞挪芬智秘墨老孟尼肯赞]$")
# 驻埃塞俄比亚使馆经商参处
_MISSION = lazy(
    r"(?:(?<=我)|中国)?驻(?!地|守|场|村|军|扎|厂|点|京办)[\u3400-\u9fff]{2,10}?"
    r"(?:大使馆|使馆|总领事馆|总领馆|领事馆|代表处|使团)(?:经济商务参赞处|经济商务处|经商参处|经商参赞处|经商处|经商室|商务处)?"
)
_COUNTRY_NAME, _PROVINCE_NAME = (2, 6), (2, 5)  # characters of 老挝, 乌兹别克斯坦; of 铜带, 加丹加, 西北边境
_NO_PREFIX = lazy(
    r"(?:我|全|各|该|本|两|多|外|某|每|跨|城|郊|老|新|这|那|此|山|市|小|校|厂|景|社|片|街|园|库|矿|灌|港|东|西|南|北|中)$"
)

# Departments of a ministry: 国家发改委财金司.
_TITLE = lazy(r"长|主席|副主席|主任|副主任|书记|副书记|委员|常委")
_OFFICE = lazy(r"[\u3400-\u9fff]{1,7}?(?<!公)司(?=司?长|副|有关|相关|负责|[,。、()”\s]|$)")
# 西昌市发展改革和经济信息化局: departments with 和 in names of their own.
_JOINT = lazy(
    r"(?P<first>(?:发展|改革|经济|工信|发改|住建|人社|文旅|经贸|商贸|工贸|外贸|经信|城建|城管|民族|统战|金融|招商|科技|科学|工业|信息|商务|住房|城乡|规划|建设|自然|资源|国土|林业|水务|水利|农业|农村|文化|旅游"
    r"|卫生|人力|教育|体育|民政|交通|财政|投资|国资|生态|环境|应急|市场|粮食|物资)[\u3400-\u9fff]{0,6})[和与及]"
    r"[\u3400-\u9fff]{2,10}?(?:(?<![全大布格])局|厅|委员会|办公室)(?![\u3400-\u9fff]?(?:限|势|面|部))"
)
_TOWN_TAGS = ("ns", "nr", "nrt", "nz", "x")
_NOUN_TAGS = (*_TOWN_TAGS, "n")
_OPENERS = ",。;:、(“由与和及向"
_TOWN_HALL = lazy(r"[\u3400-\u9fff]{2}[市县]府")  # 台南市|府, of the papers of Taiwan
# 科特卡|市政府: the sounds of a town abroad that the lists do not have, behind a mark, a link or its country
_ABROAD = lazy(
    r"(?:(?<=[,。;:、(“\n与和同由向经获及的])|^)[阿埃艾爱安奥巴拜班贝本比彼宾波伯博布查茨达戴丹德登迪蒂顿多俄厄恩尔法范菲费芬弗夫福盖格戈哈赫亨霍基吉加贾杰捷卡凯坎科克肯库夸"
    r"拉莱兰朗勒雷里利林卢鲁伦罗洛马麦曼芒梅蒙米莫默姆穆纳娜尼纽努诺欧帕潘佩皮普奇乔切热瑞若萨塞桑瑟沙舍圣施什史斯丝苏索塔泰坦特提廷图托瓦威韦维温沃乌西希锡辛雅亚延扬耶伊因英尤约泽扎詹朱兹佐]{3,7}$"
)
_TOWN_ABROAD = 8
_MERCHANTS = ("集团", "开发区", "蛇口", "港口", "重工")  # 招商局: the company of that name
_BODY_BEFORE = lazy(r"(?:[省市县区州旗镇乡党]委|政府|人大|政协)$")
_ENDS_ON_BODY = lazy(r"(?:[局厅委部院处办会]|政府|公司|集团|医院|大学|学院|银行)$")


class GovernmentRule:
    """Finds bodies of the lexicon and the place or level that they belong to."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words) -> Iterator[Candidate]:
        """Candidates of bodies, possibly overlapping."""
        text = words.text
        for match in _PARTY.finditer(text):
            start = self._prefix(words, match.start("level") + len(match.group("level")))
            if start is not None:
                start = match.start() if match["league"] else _after_body(words.text, start)  # 团市委
                yield Candidate(start, match.end(), "party", "org.party")
        for match in _LEADING_GROUP.finditer(text) if "领导小组" in text else ():
            place = next((s for s in range(match.start(), match.end()) if s in words.place_end), None)
            if place is not None and "、" not in match.group()[: place - match.start()]:
                yield Candidate(place, match.end(), "government", "org.gov.leading_group")
        for match in _ZONE_BODY.finditer(text):
            yield Candidate(match.start(), match.end(), "zone_body", "org.gov.zone_body")
        for match in _BARE_BODY.finditer(text):
            yield Candidate(match.start(), match.end(), "zone_body", "org.gov.zone_body")
        for match in _WORKS_BODY.finditer(text) if "管理" in text else ():
            yield Candidate(match.start(), match.end(), "government", "org.gov.zone_body")
        for match in _MISSION.finditer(text) if "驻" in text else ():
            yield Candidate(match.start(), match.end(), "government", "org.gov.mission")
        for match in _MINISTRY.finditer(text):
            start = words.place_start.get(match.start())
            before = words.before(match.start())
            if start is None and before is not None and before.text in countries():
                start = before.start
            if start is not None:
                yield Candidate(start, match.end(), "government", "org.gov.ministry_abroad")
        for match in _TOWN_HALL.finditer(text):
            start = words.place_start.get(match.end() - 1)
            if start is not None and words.is_edge(match.end()):
                yield Candidate(start, match.end(), "government", "org.gov.town_hall")
        for match in _JOINT.finditer(text):
            prefix = self._prefix(words, match.start())
            if prefix is not None and not _ENDS_ON_BODY.search(match["first"]):
                yield Candidate(prefix, match.end(), "government", "org.gov.joint")
        for index, start, end in self.lexicon.bodies.find_matches_as_indexes(text):
            row = self.lexicon.body_of[self.lexicon.body_list[index]]
            if row.id == "gov.party":
                continue
            candidate = self._candidate(words, row, start, end)
            if candidate is not None:
                yield candidate

    def _candidate(self, words: Words, row: GovernmentBody, head: int, end: int) -> Candidate | None:
        text = words.text
        if (
            not words.is_edge(end)
            and text[end - 1] not in "局厅委办署"
            and not text.startswith(("则", "今", "昨"), end)  # 县政府建设处|则说, 县府工务处|今(9)日表示
            and not _of_ministry(text, end)
            and not _TITLE.match(text, end)
        ):
            return None
        start = self._prefix(words, head)
        if start is None or (text[start:head] in LEVELS and words.place_start.get(head + 1, start) < start):
            shared = self._shared(words, head)
            start = start if shared is None else shared  # 平镇|区公所
        if start not in words.place_end and is_any_government(text, head if start is None else start, end):
            return None
        ministry = row.abroad or text[end - 1] == "部" or text[head:end] == "政府"
        if start is None and ministry and _STATE.search(text, max(0, head - 2), head):
            return Candidate(head - 1, end, row.kind, f"org.{row.id}")
        if start is not None and start < head:
            latin = LATIN_ALIAS.match(text, end)
            office = _OFFICE.match(text, end)
            end = latin.end() if latin is not None else office.end() if office is not None else end
            return Candidate(start, end, row.kind, f"org.{row.id}")
        if not row.bare or (text[head:end] == "招商局" and text.startswith(_MERCHANTS, end)):
            return None
        if head > words.floor(head) and not words.is_edge(head) and text[head - 1] != "获":  # 获城|规会通过
            return None
        before = words.before(head)
        if (
            before is not None
            and words.extends(before, head)
            and before.tag not in ("n", "nt")
            and len(before.text) < 2
        ):
            return None
        office = _OFFICE.match(text, end)
        return Candidate(head, end if office is None else office.end(), row.kind, f"org.{row.id}")

    def _shared(self, words: Words, head: int) -> int | None:
        """Start of the town whose last character opens the body as well (二林|镇|公所)."""
        if words.text[head] not in "乡镇市区县" or words.text[head + 1] not in "公府议":
            return None
        place = words.place_start.get(head + 1)
        if place is not None and place < head:
            return place
        word = words.before(head + 1)
        if word is not None and len(word.text) == 1:  # 头份|市公所, at the head of a clause
            town = words.before(word.start)
            opens = town is not None and (town.start == words.floor(head) or words.text[town.start - 1] in _OPENERS)
            named = opens and town is not None and town.tag in _NOUN_TAGS and len(town.text) == 2
            return town.start if town is not None and named and town.text not in self.lexicon.stop else None
        named = word is not None and word.tag in _TOWN_TAGS and len(word.text) > 2
        return word.start if word is not None and named and HANZI.fullmatch(word.text) else None

    def _prefix(self, words: Words, head: int) -> int | None:
        """Start of the place or level before a body; None where nothing of the kind stands there."""
        floor = words.floor(head - 1) if head else 0
        at, found = head, False
        while at > floor:
            step = self._step(words, at, floor, first=not found)
            if step is None:
                break
            at, found = step, True
        return words.unglued(at, head) if found else None

    def _step(self, words: Words, at: int, floor: int, *, first: bool) -> int | None:
        text = words.text
        place = words.place_start.get(at)
        if place is not None and place >= floor:
            return place
        zone = _ZONE.search(text, max(floor, at - 14), at)
        if zone is not None:
            start = words.name_start(at, 14)
            if start < at:
                return start
        word = words.before(at)
        if word is not None and word.tag == "ns" and word.start >= floor and len(word.text) > 1:
            return word.start
        if word is not None and word.text in countries():
            return word.start
        if text[at - 1 : at] == "获":
            return None  # 改善案子获|原住民族委员会核定
        level = _LEVEL.search(text, max(floor, at - 3), at)
        if level is None or not first:
            return None
        if (abroad := _province_abroad(text, level.start(), floor)) is not None:
            return abroad
        # A name of two or three characters may stand before the level word: 宁国 + 市.
        start = level.start()
        if level.group() in ("市", "州") and (abroad := _town_abroad(words, floor, start)) is not None:
            return abroad
        inner = words.before(start) if start > floor else None
        proper = inner is not None and inner.start >= floor and inner.tag in ("ns", "nr", "nz", "x")
        if inner is not None and inner.text[-1] in "获经由向报请待":
            return start  # 三期工程获|省能源局核准
        if inner is not None and proper and 2 <= len(inner.text) <= 4 and HANZI.fullmatch(inner.text):
            return start if inner.text in self.lexicon.stop else inner.start
        if start > floor and _NO_PREFIX.search(text, max(floor, start - 1), start):
            return None
        return start


def _town_abroad(words: Words, floor: int, end: int) -> int | None:
    """Start of a town abroad before the level of its government, with the country before it (芬兰|科特卡|市政府)."""
    first = max(floor, end - _TOWN_ABROAD)
    land = next(
        (e for e in range(end - 2, first, -1) if e in words.place_start and words.place_start[e] >= floor), None
    )
    if land is not None and words.text[words.place_start[land] : land] in countries():
        return words.place_start[land]
    town = _ABROAD.search(words.text, first, end)
    return None if town is None else town.start()


def _after_body(text: str, start: int) -> int:
    """The start behind 和 where it joins two bodies (州政府|和|县委, though 和县 is a county as well)."""
    return start + 1 if text[start] == "和" and _BODY_BEFORE.search(text, max(0, start - 2), start) else start


def _province_abroad(text: str, end: int, floor: int) -> int | None:
    """The start of the country whose province is named by no list (赞比亚|铜带|省政府, 坦桑尼亚多多马|省政府)."""
    if text[end] not in "省州":
        return None
    shortest, longest = _PROVINCE_NAME
    for name in range(end - shortest, max(floor, end - longest) - 1, -1):
        for width in range(_COUNTRY_NAME[0], _COUNTRY_NAME[1] + 1):
            if name - width >= floor and text[name - width : name] in countries():
                return name - width if HANZI.fullmatch(text, name, end) else None
    return None


def _of_ministry(text: str, end: int) -> bool:
    """Whether a ministry's name ends there (乌能源|部官员, but not 财政|部分)."""
    return text[end - 1] == "部" and text[end : end + 1] not in tuple("分门署件位级队委落属下")
