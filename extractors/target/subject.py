"""Whose goal or result a figure is: the place or body that a clause speaks of, or the body of the speaker.

A body counts as subject where it opens a clause (今年,全市将…; 航空港区自报家底) or where its spokesman opens it
(市经开区相关负责人说). A place behind 在, 位于, 从 … is where something happens, not who reports it.
"""

import re
from bisect import bisect_left
from collections.abc import Set
from typing import Literal

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.role import principal_of
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label

SubjectKind = Literal["place", "company", "body", "nation"]

_GENERIC = lazy(
    r"全(?:地区|市|省|县|区|州|盟|旗|镇|乡|国|自治区|集团|公司|系统|行业|厂|矿|局|场)|我们(?:市|省|县|区|州|盟|旗|镇|乡|集团|公司|园区|厂)(?!里的)|[我该本](?:市|省|县|区|州|盟|旗|镇|乡|集团|公司|园区|企业|中心|厂|矿)|这[个家](?:厂|矿|公司|总公司|集团|企业|县|市)(?!的)"
    r"|(?:市|区|县|省|州)(?:经开区|高新区|开发区|经济技术开发区|新城|新区|景区|园区)"
    r"|[省市县区州镇]里(?=[今去]年|已|还|计划|将|拟|要|明年|共|累计|全年|年内|上半年)|(?:每个|各)(?:县区|县市区|县市|乡镇|街道|园区)|该国"
    r"|(?<![\u4e00-\u9fff])驻[\u4e00-\u9fff]{1,4}(?:部队|官兵|武警)|驻军部队|部队官兵"
    r"|师市|垦区|兵团|(?<![\u4e00-\u9fff])(?:集团公司|总公司)(?=(?:19|20)\d\d年|今年|去年|全年|前|计划|力争|累计|实现|完成)|(?:(?<![\u4e00-\u9fff])|(?<=[年月末度]))集团(?=计划|力争|年?产能|总产能|出口|营收|收入|装机|累计|实现|完成|确保|产销|销量|生产|销售|目标|前?[一二三四]季度|[上下]半年|前[\d一二三四五六七八九十]+个?月|去年|今年|全年|总|在运|在建|新能源|清洁能源|现有|目前|[“\"]?十[一二三四五六]五|(?:19|20)\d\d年)|(?<![\u4e00-\u9fff])集团(?=手头|合约|主席|行政总裁|总裁|董事|营业额|收益|纯利|净利|溢利|盈利|股东应占|期内|资本开支|资本支出|预期|预计)"
    r"|我国|中国(?![—-]|企业|厂商|资本|\d|民营|制造业|驰名|名牌|专利|优秀|百强)|全球|世界(?!\d|五百|银行)|国内(?!生产总值|经济合作|合作|投资|贸易|销售|资金|业务|收入|旅游|外|原油|天然气|油气|成品油|销量|产量|产能|营收|工厂|市场)|(?:各地|两地)(?=[\u4e00-\u9fff])"
)
# Zones that the gazetteer lacks (生态科技新城, 航空港区); what may not begin one is a word of another kind.
_NAMED = lazy(
    r"(?![一二三四五六七八九十]是|本报|记者)(?!经(?!开区|济|发区)|[占较比按因随据给为被使让在由位从向为与于到落居把对及和以]|竣工|投用|投产|开工|新开工|续建|在建|项目|建设|业主|此前|覆盖|公司|拉动|带动|推动|推进|建成|新建|创建|培育|申报|支持|服务|打造|全力|加快|引导|新?拓展|新增|扩大|扩展|完善|启动|规划|完成|实施|发展|提升|强化|组织)(?:(?![将把年])[\u4e00-\u9fff]){0,8}?"
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|工业园(?=引进|完成|实现|新增|今年|去年|计划|力争)|工业园区|开发区|经开区|高新区|保税区|综保区|航空港区|空港区|新区|新城|生物城|科学城|科技城|大学城|景区|园区)"
    r"(?!管委会|的|内|建设|里|域)"
)
_ZONE_END = lazy("区|[新物学技]城|工业园")
# Regions that the gazetteer lacks, where they open a clause and act or report (宝川县2025年一季度…, 安宁湖区举行…).
_REGION = lazy(
    r"(?!经(?!开区|济|发区)|[占较比按因随据给被使让在由位从向为与于到落居把对及和以各全本该我两是]|共|累计|拟|实施|推进|推动|加快|完成|开展|新增|新建|安排|谋划|列入|纳入|确定|统筹|落实|围绕|按照|根据|其中"
    r"|今年|去年|明年|全面|重点|协调|服务|举全|来自|走进|作为|主要|启动|建设|打造|争取|力争|确保|集中|组织|召开|举行|下达|获得|入选|支持|[^的]{1,2}的[市县区]|城市|地区|园区|小区|街区|片区|社区|校区|厂区|城区|区县|市县|县区)[\u4e00-\u9fff]{2,3}"
    r"(?<!城)(?<!产业)(?<!工业)(?<!开发)(?<!示范)(?<![海渔空进出])[市县区州旗港]"
    r"(?=举行|举办|召开|组织|集中|今年|去年|全年|上半年|前[三四]|第?[一二三四]季度|(?:19|20)\d\d年|重[大点]|累计|计划|将|力争|新开工|:)"
)
_LEVELS = frozenset("市县区州旗港")  # one of them is the third or fourth character of such a region
# 本届博览会共签约…, 第九届西洽会上促成…: an event whose outcome is told
_EVENT = lazy(
    r"(?:本[届次]|[\u4e00-\u9fff\d—-]{0,12}?第[\d一二三四五六七八九十]{1,3}届[^,。;\d]{0,14}?)"
    r"(?:博览会|交易会|洽谈会|[\u4e00-\u9fff]{0,2}洽会|[\u4e00-\u9fff]{0,2}博会|[\u4e00-\u9fff]{0,2}交会|招商会|推介会|展会|大会|论坛)"
    r"(?=(?:上|期间)?,?(?:共|总|已|累计|现场|集中|成功)*(?:促成|达成|签约|签订|签署|签下|吸引|引进))"
)
_EVENT_HEAD = 17  # characters of it up to 届
_TITLE = lazy(
    r"(?:(?:第一)?副?书记|常委|党组|特邀|领导|(?:第一)?副?[省市县区州厅局]长|(?:第一)?(?:常务)?副?主任|(?:第一)?副?主席|副?秘书长|负责人|副?董事长|副?总裁|总经理)"
)
# 省经委、商务厅|有关领导: who were there
_GUESTS = lazy(r"(?:、[^,。;、]{2,10}){0,3}等?(?:有关|相关|主要)?(?:领导|负责同志)")
_ATTENDS = lazy(r"率团|率队|带队|带领|出席|主持|讲话|致辞|参加|陪同|调研|宣布|见证|莅临|考察|视察|会见")
_FROM = lazy(
    r"(?:来自|前往|奔赴|远赴|分赴)[^,。;]{0,16}$|据$"
    r"|(?:来源|作者|机构|单位|发布者|供稿|撰稿|编辑|审核):[^,。;\n]{0,16}$"  # 发布机构:市发改委(市粮食局)
)
# 公司2022年度实现营业收入…: the company that the article is about.
# 葛洲坝:1-7月新签合同额1286亿元: an item of company news
_BRACKETED = lazy(r"【(?P<who>[\u4e00-\u9fffA-Za-z]{3,8})】$")  # 【蜀丰农牧】公司4月份…
_HEADS_ITEM = lazy(r"【(?P<who>[\u4e00-\u9fffA-Za-z]{3,8})】")
_ITEM_REACH = 20  # characters of the item that are looked at
_ITEM = lazy(
    r"(?![^:]{0,6}(?:记者|编者|来源|计划|安排|目标|任务|数据|统计|消息|其中|分别|方面|如下|问|答))(?P<who>[\u4e00-\u9fff]{3,6}):(?=[^,。;:]{0,12}(?:净利|营收|营业收入|中标|新签|签约|签订|预增|预计))"
)
_ITEM_HEAD = 7  # characters of it up to the colon
_OWN_COMPANY = lazy(
    r"公司(?=\d{1,2}月份?(?:销售|实现|生产|新签|产销|完成|出栏|合同|累计)|(?:总装机|在运|在建装机|新能源|清洁能源|总产能|累计|共|现有|目前|力争|计划(?:全年)?完成(?:电网|基建|固定资产)?投资|计划到|[“\"]?十[一二三四五六]五|目标是|(?:提出)?到20\d\d年|全年|今年(?!\d*月)|(?:19|20)\d\d年(?!\d*月))|(?:实现|完成|取得)(?:营业|销售|营收|净利|利[润税]|产值)|(?:实现|完成)?(?:(?:19|20)\d\d年|去年|上年|今年[前一上]|一季度|上半年|前三季度?|报告期)|销售收入|营业收入|营收|(?:成立|创建|始建|创立|创办|组建)于|是一家|是国内|是国家|主营)"
)
_NATION = lazy(
    r"全国|我国|中国|全球|世界|国内|欧洲|全欧|欧盟|北美|南美|拉美|非洲|亚洲|东南亚|亚太|中东|亚太地区|中东地区|欧美"
)
# What may stand between the start of a clause and its subject.
_OPENING = lazy(
    r"(?:【[^】]{2,12}】|(?:本报|又)讯|[\d一二三四五六七八九十]{1,3}[、.)]|[\s“\"(◆●▲■□【】)△◇☆★○]|[今去明前上本]年|(?:19|20)\d\d年|以来|其中|此外|另外|同时"
    r"|提出|明确|据(?:悉|了解|介绍|(?:初步)?统计)|目前|当前|截至|会议(?:提出|指出)|近年来|开年|预计|未来|[本此]次(?=[全我本])|但|而|并|又|则|近日|日前|期间|放眼|文中|至此|力争|确保|争取"
    r"|[“\"]?(?:十[一二三四五六]|[七八九十])五[”\"]?(?:规划)?(?:期间|时期|末)?(?:的?[前头后][一二两三四\d]年)?|[上下]半年|前?第?[一二三四]季度|前[\d一二两三四五六七八九十]{1,2}个?月|\d{1,2}(?:-|—+|至)\d{1,2}月(?:份)?|全年|年内|按照?(?:计划|规划|方案)|到|至|\d{1,2}月[份底末]?|\d{1,2}日|昨[日天]|今天)*"
)
_SPEAKER = lazy(
    r"(?:相关|有关|主要|一位|一名|党委|党组|管委会|党工委|市委|县委|区委|人民政府|政府|新闻)*"
    r"(?:负责人|负责同志|主任|书记|[局市县区州省部处厅]长|主席|董事长|总经理|总裁|秘书长|发言人|干部|工作人员)"
    r"[\u4e00-\u9fff·、]{0,14}?(?:说|表示|介绍|坦言|告诉|透露|称|指出|通报)"
)
_RELATIVE = lazy(
    r"(?:重点|统一|首批|先后)?(?:联系|确定|认定|命名|颁布|授予|规定|公布|核准|评定|直属|所属|颁发|评选|表彰)的(?!(?:项目|工程))"
)
_OF_STATE = lazy(r"中共中央|党中央|中央政治局|国务院(?!国|[\u4e00-\u9fff]{2,8}办公室)|全国人大|全国政协|中央军委")
_LOCATIVE = lazy(
    r"(?:据(?!悉|了解|介绍|统计)|位于|来自|落户|选址|毗邻|面向|服务|前往|走进|地处|坐落|[在从由与于对向离和跟把])$"
)
_NOT_BEHIND = lazy(
    r"(?!完成|实现|新增|累计|计划|建成|力争)[\u4e00-\u9fff]{0,4}(?:(?<![铁公])路|街|大道|大桥|隧道|机场|港(?!区)|河|江|湖|山|段)(?![\u4e00-\u9fff]{0,2}(?:市|县|区))"
)


# 厦门港一季度完成货物吞吐量…, 深圳机场今年旅客吞吐量…
_PORT = lazy(
    r"[\u4e00-\u9fff]{0,4}?(?:港|机场)(?=(?:口|集团)?(?:[今去]年|全年|前?[一二三四]季度|[上下]半年|前\d{1,2}个?月|\d{1,2}(?:-|—|至)\d{1,2}月|完成|实现|累计|共|货|集装箱|旅客|吞吐|力争|计划))"
)

# 渝北幼儿园木耳|园, 金安小学: what is built for a place, not the place that reports
_OF_SCHOOL = lazy(r"[\u4e00-\u9fff]{0,2}(?:小学|中学|幼儿园|园(?![区林])|校区|学校)")
_SCHOOL = lazy(r"(?:[中小]学|学校|幼儿园|校区)$")
_NEAREST = 8  # bodies looked back over


@dataclass(frozen=True, slots=True)
class Subject:
    """A body at the place where it becomes the subject."""

    start: int
    end: int
    text: str
    kind: SubjectKind
    speaker: bool = False

    @property
    def generic(self) -> bool:
        """Whether it stands for the body already meant (全市, 我省, 该县, 县里)."""
        return self.text[0] in "全我该本这" or self.text.endswith("里")


def _kind_of(kind: str | None) -> SubjectKind:
    return "company" if kind in ("company", "bank", "group") else "body"


def _raw(document: Document, start: int, end: int) -> str:
    """The text as the article writes it, without what folding removed (標注拼音)."""
    folded = document.folded
    if folded.starts is None:
        return folded.raw[start:end]
    spots = dict.fromkeys(folded.starts[start:end])
    return "".join(folded.raw[spot] for spot in spots)


class SubjectFinder:
    """Finds the subjects of one document's sentences."""

    def __init__(self, document: Document, named: Set[int]) -> None:
        self.document = document
        self.named = named  # positions within project names: a place there is no subject
        self._bodies: list[tuple[int, int, SubjectKind]] = [
            (m.start, m.end, "place" if m.label is Label.PLACE else _kind_of(m.kind))
            for m in document.mentions_of(Label.PLACE, Label.ORG)
            if m.kind != "media"
        ]
        self._principal = principal_of(document.text, MentionIndex(document.mentions_of(Label.ORG)))
        self._companies: dict[int, str] = {}  # who 公司 is, by the offset of the word
        companies = (m for m in document.mentions_of(Label.ORG) if m.kind in ("company", "group"))
        self._named_companies = sorted(companies, key=lambda m: m.start)
        self._public: list[tuple[int, int]] | None = None  # None where nothing has asked for them yet

    def _public_bodies(self) -> list[tuple[int, int]]:
        """Where places and public bodies stand in the text."""
        if self._public is None:
            spans = {(b[0], b[1]) for b in self._bodies if b[2] != "company" and b[0] not in self.named}
            clauses = (c for s in self.document.sentences for c in s.clauses)
            spans.update(m.span() for a, b in clauses if (m := self._region(a, b)) is not None)
            self._public = sorted(spans)
        return self._public

    def _region(self, start: int, end: int) -> re.Match[str] | None:
        """A region that the gazetteer lacks, at the start of a clause."""
        opening = _OPENING.match(self.document.text, start, end)
        return _REGION.match(self.document.text, start if opening is None else opening.end(), end)

    def of_sentence(self, sentence: Sentence) -> list[Subject]:
        """Subjects of the sentence, in order."""
        found: list[Subject] = []
        for start, end in sentence.clauses:
            subject = self._of_clause(start, end, sentence.end)
            if subject is not None:
                found.append(subject)
        return found

    def _of_clause(self, start: int, end: int, last: int) -> Subject | None:
        text = self.document.text
        opening = _OPENING.match(text, start, end)
        at = start if opening is None else opening.end()
        # 在宜昌,上半年完成投资62.78亿元: the place that a sentence turns to
        turns = text.startswith("在", start) and text[start - 1 : start] in ("", "\n", "。", ";")
        at += turns and at == start
        candidates = self._candidates(start, at, end)
        if not candidates:
            return None
        first = min(candidates)[0]
        body_start, body_end, kind = max((c for c in candidates if c[0] == first), key=lambda c: c[1])
        if body_start in self.named:
            return None
        turns = turns and kind == "place" and body_start == start + 1 and text.startswith(",", body_end)
        if not turns and _LOCATIVE.search(text, start, body_start):
            return None
        if _OF_STATE.match(text, body_start):
            return None  # 国务院, 中共中央政治局: what follows is not their own work
        if kind == "body" and _RELATIVE.match(text, body_end):
            return None  # 国务院重点联系的512户大型国有企业
        if text.startswith("、", body_end):
            return None  # a list of places is no single body (郑州、洛阳等地)
        speaker = _SPEAKER.match(text, body_end, min(end, body_end + 30)) is not None
        if not speaker and _TITLE.match(text, body_end, end) and _ATTENDS.search(text, body_end, last):
            return None  # 市委书记出席并讲话; 市人大常委会副主任周某,市政协副主席孟某出席: persons
        named = kind == "place" and _GENERIC.fullmatch(text, body_start, body_end) is None
        # 贵港市|港口货物吞吐量: the ports of a city are none of that name
        of_city = text.startswith("港口", body_end) and text[body_end - 1] in "市县区省州"
        port = _PORT.match(text, body_end, end) if named and not of_city else None
        if port is not None:
            return Subject(body_start, port.end(), _raw(self.document, body_start, port.end()), "place")
        if not speaker and named and not of_city and _NOT_BEHIND.match(text, body_end, min(end, body_end + 7)):
            return None
        if _NATION.fullmatch(text, body_start, body_end):
            kind = "nation"
        if (owner := self._companies.get(body_start)) is not None:
            return Subject(body_start, body_end, owner, "company")
        return Subject(body_start, body_end, _raw(self.document, body_start, body_end), kind, speaker)

    def _candidates(self, start: int, at: int, end: int) -> list[tuple[int, int, SubjectKind]]:
        text = self.document.text
        found: list[tuple[int, int, SubjectKind]] = []
        if ":" in text[at : at + _ITEM_HEAD] and (item := _ITEM.match(text, at, end + _ITEM_REACH)) is not None:
            found.append((item.start(), item.end("who"), "company"))
        first = bisect_left(self._bodies, (start,))
        for body_start, body_end, kind in self._bodies[first : bisect_left(self._bodies, (at + 1,), first)]:
            if at < body_end <= end and text[body_start] != "据":
                found.append((body_start, body_end, kind))
            if text[body_start - 1 : body_start] == "【" and text.startswith("】", body_end) and body_end < at:
                found.append((body_start, body_end, kind))  # 【中材节能】上半年新签合同额…
        own = _OWN_COMPANY.match(text, at, min(end, at + 24))
        owner = self._company_before(at) if own is not None and not found else None
        if own is not None and owner is not None:
            self._companies[at] = owner
            found.append((at, own.end(), "company"))
        generic = _GENERIC.match(text, at, min(end, at + 24))
        if generic is not None:
            firm = generic.group().endswith(("公司", "集团", "企业", "厂"))
            found.append((generic.start(), generic.end(), "company" if firm else "place"))
        if not found and (unlisted := self._unlisted(at, end)) is not None:
            found.append(unlisted)
        return found

    def _unlisted(self, at: int, end: int) -> tuple[int, int, SubjectKind] | None:
        """An event, region or zone that no mention covers."""
        text = self.document.text
        told = text.startswith("本", at) or text.find("届", at, at + _EVENT_HEAD) >= 0
        if told and (event := _EVENT.match(text, at, end)) is not None:
            return event.start(), event.end(), "body"
        may_be = not _LEVELS.isdisjoint(text[at + 2 : at + 4])
        if may_be and (region := _REGION.match(text, at, end)) is not None:
            return region.start(), region.end(), "place"
        named = _NAMED.match(text, at, min(end, at + 24)) if _ZONE_END.search(text, at, end) else None
        return None if named is None else (named.start(), named.end(), "place")

    def _company_before(self, position: int) -> str | None:
        """The full name of the company that files the notice, else of the one named last before a position."""
        text = self.document.text
        item = _BRACKETED.search(text, max(0, position - _ITEM_REACH), position) or _HEADS_ITEM.match(
            text, text.rfind("\n", 0, position) + 1, position
        )
        if item is not None:
            return item["who"]
        if self._principal is not None and self._principal.end <= position:
            return self._principal.entity or self._principal.text
        at = bisect_left(self._named_companies, position, key=lambda m: m.start)
        return None if not at else self._named_companies[at - 1].entity or self._named_companies[at - 1].text

    def nearest(self, position: int) -> str | None:
        """The last place or public body named before the position."""
        text, public = self.document.text, self._public_bodies()
        at = bisect_left(public, (position,))
        for start, end in reversed(public[max(0, at - _NEAREST) : at]):
            if _OF_STATE.match(text, start) or _OF_SCHOOL.match(text, end) or _SCHOOL.search(text, start, end):
                continue
            if (
                not _TITLE.match(text, end)
                and not _GUESTS.match(text, end)
                and not _FROM.search(text, max(0, start - 20), start)
            ):
                return _raw(self.document, start, end)
        return None
