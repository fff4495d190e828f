"""Organisations that a project has by where they stand: in or before its name, or at the head of its paragraph."""

import re
from collections.abc import Collection, Iterator

from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.item_head import NEWS_DEEDS, OPENS_ITEM, item_starts, last_item
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_lexicon import organisation_lexicon
from kaigong.extractors.organisation_role import COMPANY_KINDS
from kaigong.extractors.project_cluster import NameCluster
from kaigong.schemas.document import Document, Mention, OrganisationSlot, Sentence
from kaigong.schemas.labels import Label, OrganisationRole

_BEFORE_NAME = lazy(
    r"(?:\([^()]*\))?(?:旗下|所属)?的?“?"
    r"|(?:新增|新上|扩建|技改)“?"
    r"|(?:谋划|筹划|筹建|筹备|规划)(?:多年|[一二两三四五六七八九十\d]{1,3}年(?:多|之久)?)的(?:一[座条个家])?“?"
    r"|[^,。;的]{0,10}(?:投产|建成|新建|扩建|申报|谋划|实施|合作|合资|控股|参股|开发|建设|动工|开工|上马|规划|推进|投运|(?<![承援参代])建)的(?:一[座条个家])?“?"
    r"|[^,。;的]{0,8}(?:把|(?:决定|计划|准备)?将)“?"
    r"|[^。;的]{0,20}(?:将|主要|专项|全部)?(?:用于|支持)(?:其|该公司|该集团)(?:位于[^,。;]{2,12}的)?“?"
    r"|在[^,。;的]{2,10}的(?:另一|另外一|又一|第[二三四五]|首)?个?(?:重大|重点|产业)*(?:项目|工程)——“?"
    r"|的?(?:省级|市级|国家级)?(?:重点|重大|标志性|龙头|在建|新建|拳头){1,2}(?:项目|工程)——“?"
    r"|\(“?"
    r"|(?:引进|采用|利用|使用|自筹)[^,。;的]{2,16}的“?"
    r"|[与和同][^,。;的]{2,20}(?:合作|合资|共建|谈判|洽谈)(?:建设|开发|打造|兴建)?的“?"
    r"|[^,。;的]{0,16}配套(?:建设|兴建)?的“?"
)
# 港铁公司公布,X项目已获批准: who makes its own undertaking known.
_MAKES_KNOWN = lazy(
    r"(?:\([^()]*\))?(?:则|也|还)?(?:近日|日前|昨日|今日|昨天|当日|同日|[昨今]晚|[昨今]天|(?:\d{1,2}月)?\d{1,2}日)?(?:发布消息|发布公告|公布|宣布|公告|披露|表示|透露|称)(?:称|说)?,"
    r"(?:公司|集团|其投资[^,。;]{0,10}元(?:建设|实施)?的|其?位于[^,。;]{2,14}的|其|旗下|位于[^,。;]{2,14}的|[与和][^,。;]{2,14}合作的)?“?"
)
# 国网某供电公司同步建设|220千伏送出工程
_BUILDS_IT_TOO = lazy(
    r"[^,。;的]{0,4}(?:同步|配套|同时|正在|还将|将|拟|计划)(?:投资)?(?:建设|新建|扩建|兴建)(?:一[座条个])?“?"
)
# 子公司贵港某公司在贵港市覃塘区的|水泥窑协同处置固废项目
_HAS_THERE = lazy(
    r"(?:\([^()]*\))?(?:旗下|目前|正)?(?:位于|坐落于|坐落在|设在|地处|在)[^,。;的]{2,20}的"
    r"(?:首个|首座|第[一二三四]个|新建|在建|新)?“?"
)
# 某慈善会位于元朗的|安老院舍项目
_BODY_HAS = lazy(r"(?:\([^()]*\))?(?:旗下|下属)?位于[^,。;的]{2,14}的“?")
_BUILDS_FOR_ALL = lazy(
    r"市区重建局|市建局|渠务署|建筑署|路政署|水务署|土木工程拓展署|房屋署|医院管理局|医管局|机管局|机场管理局"
)
_ITS_OWN = lazy(
    r"(?:\([^()]*\))?[】:,]?(?:公告(?:称)?,?|发布公告,?)?(?:其|公司)?的?(?:下属|旗下)?的?(?:全资|控股)(?:子公司|孙公司)“?|(?:旗下|麾下|下属|所属)的?“?|控股的“?"
    r"|(?:[^,。;的]{0,10}?(?:宣布|公告|披露|公布|透露)称?,)?(?:其|公司)(?:下属|旗下|控股|所属)的?(?:全资|控股)?(?:子公司|企业)?“?"
)
_NEXT_IN_LIST = lazy(r"”?(?:\([^()]*\))?”?(?:、|和|与|及|以及)“?")
_LIST_GOES_ON = lazy(r"”?(?:\([^()]*\))?”?(?:、|等)")
# 江苏某公司关于投资建设某基地的公告, as a line of its own
_NOTICE_TITLE = lazy(r"\s?关于[^。;\n]{0,30}?(?:投资|建设|扩建|新建)[^。;\n]{0,40}?公告[ \t]*\n")
_SELF = lazy(r"\((?:以?下)?(?:简称|称)[:为]?[“\"]?(?:[^()]{2,12}[”\"]?[或、][“\"]?)?(?:本)?公司[”\"]?(?:或[^()]*)?\)")
_ANNOUNCES = lazy(
    r"(?:\([^()]*\))?"
    r"(?:[:】]|(?:今日|昨日|昨天|昨晚|晚间|近日|日前|\d{1,2}月\d{1,2}日[早晚]?|盘后|早间|午间)*(?:公告|发布|披露|宣布|拟|计划|与(?=[^。]{2,60}(?:签|达成|合资|合作))|子公司|全资子公司))"
)
_MEANS_TO = lazy(r"(?:\([^()]*\))?(?:拟|计划)")
_DOES_IN_ITEM = lazy(rf"(?:\([^()]{{4,14}}\))?(?::|{NEWS_DEEDS})")
_DISCLOSES = lazy(
    r"(?:\([0-9A-Za-z.]{4,12}\))?(?:今日|昨日|昨天|昨晚|\d{1,2}日|晚间|近日|日前|\d{1,2}月\d{1,2}日){0,2}(?:晚间|晚|早间|午间|盘后)?(?:发布)?(?:公告|披露|发布(?!消息|会))"
)
_WINS = lazy(r"中标(?!单位)|(?:第一)?中标候选人")
_SUBSIDIARY = lazy("子公司|下属|旗下|所属")
_BUILT_THIS = lazy(r"(?:独家|联合)?(?:承建|承揽|中标|施工|总承包|参建)的")
_BUILT_FOR = lazy(r"(?:承建|承揽|施工|总承包|参建)的“?$")
_BODY_TELLS = lazy(r"[^,。;]{0,6}?(?:表示|指出|透露|称|说|介绍|公布|宣布|批复|核准|批准)")
_IN_OTHER_TOWN = lazy(
    r"(?:(?:走进|来到)?(?:在|位于|落户于?|坐落于)?)[^,。;的]{2,12}[省市县区州旗镇乡],[^,。;]{0,24}的(?!子公司)"
    # 一同签约的还有某县X综合体: those of others
    r"|(?:一同|同时|同日|当天|同期|同台|一起|一并|同批|集中|此外){0,2},?(?:集中)?(?:签约|开工|投产|竣工|落地|亮相|推介)的(?:项目)?(?:还有|包括)"
)
_CONTRACT = lazy(r"(?:EPC|承包|施工|工程|承建)(?:商务)?(?:合同|协议)")
# 9月19日晚间,X公告
_DATELINE = lazy(
    r"(?:\d{1,2}[.、](?:[\u4e00-\u9fff]{2,8}:)?)?【?(?:(?:\d{1,2}月)?\d{1,2}日|近日|日前|昨日|今日)?(?:早间|午间|晚间|盘后|晚)?[,]?"
)
# 据X总经理介绍, X则将在…, 此前X曾宣布…: the one who speaks or acts in what a paragraph tells.
_LEAD = lazy(
    r"(?:[^,。;]{0,16},)?(?:据|另据|此前|与此同时,?|同时,?|目前,?|早在|另外,?|此外,?|对此,?|而|日前,?|近日,?|\d{1,2}月(?:\d{1,2}日)?,?){0,2}"
    r"|(?:[^,。;]{0,12},)?(?:记者)?(?:近日|日前)?(?:走进|来到|步入|走入)了?(?:位于|坐落在|坐落于|落户)?(?:[^,。;]{2,20}的)?"
    r"|(?:[^。;]{0,30}[,)])?[^,。;]{0,8}(?:记者|笔者)?(?:[^,。;从]{0,8})从"
)
_DOES = lazy(
    r"(?:\([^()]*\))?(?:则|还|也|已|正|曾|将|拟|目前|计划|宣布|今年|去年|明年|近日|日前|昨日|昨天|昨|在)"
    r"|(?:\([^()]*\))?[^,。;的]{0,6}(?:董事长|总经理|总裁|负责人|总监|发言人|工作人员)"
    r"|(?:\([^()]*\))?(?:方面)?(?:介绍|通报|透露|表示|证实|称|说)(?:称|说)?,"
    r"|(?:\([^()]*\))?(?:处)?(?:获悉|了解到|获知|得知)"  # 记者从某公司|获悉,
    r"|的?(?:(?!项目)[^,。;的]){0,10}(?:车间|厂区|生产线|施工现场|项目现场|建设现场|工地|厂房)"
    r"|,[^,。;]{0,16}(?:车间|生产线|机器轰鸣|一派繁忙|一片繁忙|热火朝天)"
)
# 走进位于松木的A公司,|年产30万吨酒精项目正在安装设备
_VISITS = lazy(r"走进|来到|步入|走入|走访|探访")
_SHOWN = lazy(r",(?:其|该公司|总?投资[^,。;的]{2,14}的|正在建设的|新建的|在建的|占地[^,。;的]{2,10}的)?“?")
# “…”X公司总经理某某说
_SPEAKS = lazy(
    r"(?:\([^()]*\))?[^,。;的“”]{0,8}?(?:董事长|总经理|总裁|负责人|厂长|总工程师|总监|经理|主任|副总|协理|厂务)"
    r"[^,。;“”]{0,8}?(?:说|表示|介绍|告诉|透露|坦言|算过|算了|坦承|直言)"
)
# 公司董秘某某介绍,X工业园…
_FIRM_TELLS = lazy(
    r"(?=[该这公])(?:(?<=[。;”\n])|^)(?:该|这家)?公司[^,。;的“”]{0,6}?(?:董事长|总经理|总裁|负责人|厂长|总工程师|总监|经理|主任|副总|董秘|董事会秘书)"
    r"[^,。;“”]{0,6}?(?:说|表示|介绍|透露|告诉(?:记者|笔者)),",
    re.MULTILINE,
)
_ITS_PLACE = lazy(r"(?:[\u4e00-\u9fff]{1,4}?(?:省|自治区|市|县|区|旗|州)){1,3}(?=[\u4e00-\u9fff]{4})")
_IS_SOURCE = lazy(r"(?:\([^()]*\))?(?:处)?(?:获悉|了解到|获知|得知)")
_WORKS_FOR = ("中标", "中标了", "承建", "承建的", "承揽", "承揽的")
_WORKS_FOR_OTHERS = lazy(r"设计|施工|工程局|[一二三四五六七八九]局|建筑|建工|建设集团|路桥|监理|营造")
# 走进A公司,…。距此不远的Y项目: another's
_ELSEWHERE = lazy(r"[距离]此|不远|隔壁|相邻|毗邻|一墙之隔|一路之隔|对面|同一天|当天,|另一")
_RUNS_PUBLIC = lazy(
    r"国网|电网|供电|管网|轨道|地铁|铁路|高速|公路|机场|水务|城投|交投|建投|航电"
)  # who has what the public uses
# bodies set up to build
_MASTERS = lazy(r"指挥部|筹建处|筹建办|建设管理(?:局|处|中心)|建管(?:局|处|中心)|工务署|工程建设管理")
_OF_THE_NATION = lazy(r"国家|国铁|南方电网|中国铁路")  # 记者从国家电网获悉: of what its companies build
_MAX_ASIDE = 40
SITES = ("医院", "学校", "中学", "小学", "大学", "学院", "幼儿园")  # X医院新院区项目: what is built for it
_LINES = ("铁路", "高铁", "高速", "高速公路", "地铁", "轨道交通", "机场", "大桥", "隧道")
_NON_PROFIT = ("association", "university", "institute", "hospital", "government")
_NEAREST = 4  # companies before a name of which one may have it (A与B、C合作的X)
_CORE = 3  # shortest name of a company without place and trade by which a project is called
_NEXT = 3  # characters by which names behind companies are looked up
_LEGAL = lazy(r"(?:集团)?(?:股份|控股|责任)*有限(?:责任)?公司$|集团(?:股份)?(?:公司)?$|(?:股份|总)?公司$|控股$")

# 【某新闻台】立法会通过拨款: who reports, no investor
_MEDIUM = lazy(r"(?:新闻台|电视台|电台|[日晚时快]报|新闻网|通讯社|新闻|专讯)$")


class OwnerFinder:
    """Finds the companies whose undertakings these are, where no verb says it."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._sentences = SentenceIndex(document.sentences)
        self._companies = MentionIndex(
            m
            for m in document.mentions_of(Label.ORG)
            if m.kind in COMPANY_KINDS and _MEDIUM.search(self.text, m.start, m.end) is None
        )
        self._bodies = MentionIndex(m for m in document.mentions_of(Label.ORG) if m.kind in _NON_PROFIT)
        self._by_next: dict[str, list[Mention]] = {}
        for mention in self._companies.mentions:
            self._by_next.setdefault(self.text[mention.end : mention.end + _NEXT], []).append(mention)
        self._stems = self._find_stems(document)
        self._filer = self._find_filer()
        self._source = self._find_source()
        self.speakers = list(self._find_speakers())
        self._headings = [
            s
            for s in document.sentences
            if s.end - s.start <= _MAX_ASIDE and self.text[s.end : s.end + 1] in ("", "\n") and s.start
            if any(self.text[m.end : m.end + 1] == ":" for m in self._companies.starting_at(s.start))
        ]

    def in_name(self, cluster: NameCluster) -> Iterator[OrganisationSlot]:
        """A company whose name opens the project's name or stands right before it: it is the company's plant."""
        for candidate in cluster.candidates:
            opening = [m for m in self._companies.starting_at(candidate.start) if m.end < candidate.end]
            before = self._companies.ending_before(candidate.start, 2 * _MAX_ASIDE)[-_NEAREST:]
            near = [m for m in before if self._leads_to(m, candidate.start)]
            near = [*self._listed_before(near), *near]
            opening = [m for m in opening if not m.text.endswith(SITES)]
            for body in self._bodies.ending_before(candidate.start, _MAX_ASIDE)[-1:]:
                own = body.end == candidate.start and _BUILDS_FOR_ALL.search(body.text)  # 市区重建局|某街重建项目
                if own or _BODY_HAS.fullmatch(self.text, body.end, candidate.start):
                    yield OrganisationSlot(OrganisationRole.OWNER, body, "org_role.in_name")
            listed = [m for m in self._before_text(candidate.text) if not opening and m not in near]
            for mention in (*opening, *near, *listed):
                works = self.text.endswith(_WORKS_FOR, 0, mention.start)  # 中标A公司年产…项目: the tenderer's
                role = OrganisationRole.OWNER if works else OrganisationRole.INVESTOR
                yield OrganisationSlot(role, mention, "org_role.in_name")
            owner = None if opening or near or listed else self._of_stem(candidate.text)
            if owner is not None and not owner.text.endswith(SITES):
                # 郴永铁路有限责任公司 is there for 郴永铁路, and owns it.
                stem = _LEGAL.sub("", owner.text)
                vehicle = stem == candidate.text or stem.endswith(_LINES)  # 渝昆高铁公司: 渝昆高铁川渝段
                role = OrganisationRole.OWNER if vehicle else OrganisationRole.INVESTOR
                yield OrganisationSlot(role, owner, "org_role.in_name_short")

    def parent(self, company: Mention) -> Mention | None:
        """The company of which another is called the subsidiary right before (【A】全资子公司|B年产…项目投产)."""
        before = self._companies.ending_before(company.start, _MAX_ASIDE)[-1:]
        return next((m for m in before if _ITS_OWN.fullmatch(self.text, m.end, company.start)), None)

    def _leads_to(self, company: Mention, start: int) -> bool:
        """Whether what stands between a company and a name makes it the company's."""
        told = _MAKES_KNOWN.fullmatch(self.text, company.end, start)
        there = _HAS_THERE.fullmatch(self.text, company.end, start)
        if told or there or _BUILDS_IT_TOO.fullmatch(self.text, company.end, start):
            return not _WORKS_FOR_OTHERS.search(company.text)
        return _BEFORE_NAME.fullmatch(self.text, company.end, start) is not None

    def _listed_before(self, near: list[Mention]) -> list[Mention]:
        """The companies that a list names before its last (A、B、C分别建设的X)."""
        found: list[Mention] = []
        while near and self.text[near[0].start - 1 : near[0].start] == "、":
            before = self._companies.ending_before(near[0].start, _MAX_ASIDE)[-1:]
            if not before or self.text[before[0].end : near[0].start] != "、":
                break
            near = before
            found[:0] = before
        return found

    def second_in_list(self, first: NameCluster, other: NameCluster) -> bool:
        """Whether a name ends a list of two that a company with 由 opens (由A开发的X(5万千瓦)、Y(3万千瓦)也已核准)."""
        return any(
            _NEXT_IN_LIST.fullmatch(self.text, one.end, two.start)
            and not _LIST_GOES_ON.match(self.text, two.end)
            and any(
                self.text.endswith("由", 0, m.start) and _BEFORE_NAME.fullmatch(self.text, m.end, one.start)
                for m in self._companies.ending_before(one.start, 2 * _MAX_ASIDE)[-1:]
            )
            for one in first.candidates
            for two in other.candidates
            if one.end < two.start
        )

    def _before_text(self, name: str) -> list[Mention]:
        """Companies right behind which the text has a name, read as one there or not (A公司X、B公司Y等)."""
        return [m for m in self._by_next.get(name[:_NEXT], ()) if self.text.startswith(name, m.end)]

    def _of_stem(self, name: str) -> Mention | None:
        """The company whose name without its legal form opens a project's name (京能集团: 京能杭锦旗光伏电站)."""
        placed = _ITS_PLACE.match(name)  # 永城市|闽源特钢产能置换项目
        for form in (name, name[placed.end() :]) if placed else (name,):
            for n in range(min(len(form) - 2, 10), 1, -1):
                if form[:n] in self._stems:
                    return self._stems[form[:n]]
        return None

    def _find_stems(self, document: Document) -> dict[str, Mention]:
        places = {m.text for m in document.mentions_of(Label.PLACE)}
        stems: dict[str, Mention] = {}
        for mention in self._companies.mentions:
            stem = _LEGAL.sub("", mention.text)
            if 2 <= len(stem) <= 10 and stem not in places:
                stems.setdefault(stem, mention)
        lexicon = organisation_lexicon()
        longest = max(map(len, places), default=0)
        words = (lexicon.generic, lexicon.name_verb, lexicon.works)
        for mention in self._companies.mentions:
            stem = _LEGAL.sub("", mention.text)
            ends = range(min(len(stem), longest), 0, -1)
            own = next((stem[n:] for n in ends if stem[:n] in places), "")  # behind the longest place
            # 宏硅能源 of 新疆宏硅能源有限公司, but no 轨道交通 of a town's
            trade = any(own[:n] in known for n in (2, 3, 4) for known in words)
            if 3 <= len(own) <= 10 and not trade and own[:2] not in lexicon.suffix_of and own not in places:
                stems.setdefault(own, mention)
            # 川北时代 of 四川川北时代新能源有限公司, which names its plant 四川川北时代20GWh储能电池项目
            core = next((stem[:-n] for n in (3, 2) if stem[-n:] in lexicon.suffix_of), "")
            if mention.text.endswith("有限公司") and own and len(core) - (len(stem) - len(own)) >= _CORE:
                stems.setdefault(core, mention)
        return stems

    def announcer(self, cluster: NameCluster) -> OrganisationSlot | None:
        """The company at the head of the paragraph that makes the project known (【X：拟投建…】, X公告，拟新建…).

        Else the company that a filing calls 公司 (浙江某某股份有限公司（以下简称“公司”）).
        """
        first = self._own_item(cluster.name.start) or self._sentences.first_of_paragraph(cluster.name.start)
        own = self._sentences.at(cluster.name.start)
        if first is not None and own is not None and own.start > first.start:
            opening = self._companies.starting_at(own.start)
            if any(_BODY_TELLS.match(self.text, m.end) for m in self._bodies.starting_at(own.start)):
                return None  # 港铁公司宣布…。土木工程拓展署表示,…: of the department
            if _BUILT_FOR.search(self.text, own.start, cluster.name.start):
                return None  # 当天,A下属B承建的|X开工
            if any(_BUILT_THIS.match(self.text, m.end) for m in opening) or _IN_OTHER_TOWN.match(self.text, own.start):
                return None  # A与县政府签约。B公司承建的X同日通车; A拟投资建设X。在蒲城县,Y已投产
        if first is not None:
            item = last_item(self.text, first.start, cluster.name.start)
            for mention in self._companies.starting_at(item) if item is not None else ():
                bracketed = item is not None and self.text[item - 1] == "【" and self.text.startswith("】", mention.end)
                if bracketed or _DOES_IN_ITEM.match(self.text, mention.end):
                    role = (
                        OrganisationRole.BUILDER if self._works_there(mention, cluster) else OrganisationRole.INVESTOR
                    )
                    return OrganisationSlot(role, self._full(mention), "org_role.announcer")
            for mention in self._opening(first):
                meant = _MEANS_TO.match(self.text, mention.end)
                if meant is not None and own is not None and own.start > first.start:
                    continue  # X集团拟投资建设A。沈丘县B项目8月竣工: a plan, and no paragraph about its works
                if _ANNOUNCES.match(self.text, mention.end):
                    wins = self._works_there(mention, cluster)
                    role = OrganisationRole.BUILDER if wins else OrganisationRole.INVESTOR
                    return OrganisationSlot(role, self._full(mention), "org_role.announcer")
            headed = self._heading(first)
            if headed is not None:
                return OrganisationSlot(OrganisationRole.INVESTOR, self._full(headed), "org_role.heading")
        if self._filer is None:
            return None
        return OrganisationSlot(OrganisationRole.INVESTOR, self._filer, "org_role.filer")

    def _works_there(self, mention: Mention, cluster: NameCluster) -> bool:
        """Whether a company tells that it won an undertaking, or that it has a contract for its works."""
        name = cluster.name
        # A:子公司中标X;公司参股的Y完工: X alone is won
        part = max(mention.end, self.text.rfind(";", mention.end, name.start))
        line = self.text.find("\n", name.end)
        until = name.end + _MAX_ASIDE if line < 0 else min(name.end + _MAX_ASIDE, line)
        own = max(part, self.text.rfind("。", mention.end, name.start))
        end = self.text.find("。", name.end, until)
        contract = _CONTRACT.search(self.text, own, until if end < 0 else end)
        wins = _WINS.search(self.text, part, until)
        beside = self._companies.ending_before(wins.start(), _MAX_ASIDE)[-1:] if wins else []
        others = [m for m in beside if m.start > mention.start and wins and m.end >= wins.start() - 1]
        # B中标风机设备, but not A:子公司B中标X
        other = bool(others) and _SUBSIDIARY.search(self.text, mention.end, others[0].start) is None
        return bool(contract or (wins and not other))

    def teller(self, cluster: NameCluster, others: Collection[str] = ()) -> OrganisationSlot | None:
        """The one company of a paragraph, where it leads a sentence as the one who acts or speaks.

        ``others`` names those that build or supply the undertaking.
        """
        told = (self._teller_of(start, others) for start in sorted({c.start for c in cluster.candidates}))
        return next((slot for slot in told if slot is not None), None)

    def _teller_of(self, start: int, others: Collection[str]) -> OrganisationSlot | None:
        paragraph = self._sentences.paragraph(start)
        if not paragraph:
            return None
        here = self._companies.inside(paragraph[0].start, paragraph[-1].end)
        here = [m for m in here if (m.entity or m.text) not in others]
        if not here:  # 某某公路建设指挥部透露
            here = [m for m in self._bodies.inside(paragraph[0].start, paragraph[-1].end) if _MASTERS.search(m.text)]
        if len({m.entity or m.text for m in here}) != 1 or _WORKS_FOR_OTHERS.search(here[0].text):
            return None
        for sentence in paragraph:
            first = next((m for m in here if m.start >= sentence.start), None)
            if first is None or first.start >= start:
                return None
            own = self._sentences.at(start)
            if own is not None and own.start > first.start and self._opens_on_other(own, first):
                return None  # A与某部签署X合同。B与某局签署Y合同
            moved = any(_IN_OTHER_TOWN.match(self.text, s.start) for s in paragraph if first.start < s.start <= start)
            if moved or _ELSEWHERE.search(self.text, first.end, start):
                return None
            visited = _VISITS.search(self.text, sentence.start, first.start)
            shown = visited and _SHOWN.fullmatch(self.text, first.end, start)
            if self.text.endswith("从", 0, first.start) and _OF_THE_NATION.search(first.text):
                return None
            does = _DOES.match(self.text, first.end) or shown
            if _LEAD.fullmatch(self.text, sentence.start, first.start) and does:
                public = _RUNS_PUBLIC.search(first.text) or _MASTERS.search(first.text)
                role = OrganisationRole.OWNER if public else OrganisationRole.INVESTOR
                return OrganisationSlot(role, first, "org_role.teller")
        return None

    def _opens_on_other(self, sentence: Sentence, company: Mention) -> bool:
        """Whether a sentence opens on another company than the one that its paragraph speaks of."""
        opening = self._companies.starting_at(sentence.start)
        return any((m.entity or m.text) != (company.entity or company.text) for m in opening)

    def _find_speakers(self) -> Iterator[tuple[Mention, int]]:
        """Companies whose managers are quoted, with where that is; 公司 means the one named last in the paragraph."""
        for mention in self._companies.mentions:
            if _SPEAKS.match(self.text, mention.end) and not _WORKS_FOR_OTHERS.search(mention.text):
                yield mention, mention.start
        for match in _FIRM_TELLS.finditer(self.text):
            paragraph = self.text.rfind("\n", 0, match.start()) + 1
            named = self._companies.inside(paragraph, match.start())
            leads = bool(named) and _LEAD.fullmatch(self.text, paragraph, named[0].start) is not None
            firm = named[0] if leads else named[-1] if named else self._of_paragraph_before(paragraph) or self._source
            if firm is not None and not _WORKS_FOR_OTHERS.search(firm.text):
                yield firm, match.end()

    def _find_source(self) -> Mention | None:
        """The one company from which the article has its news (记者从某某水电开发有限公司获悉)."""
        told = [
            m
            for m in self._companies.mentions
            if self.text.endswith("从", 0, m.start) and _IS_SOURCE.match(self.text, m.end)
        ]
        own = [m for m in told if not (_WORKS_FOR_OTHERS.search(m.text) or _OF_THE_NATION.search(m.text))]
        return own[0] if len(told) == len(own) == 1 else None

    def _of_paragraph_before(self, start: int) -> Mention | None:
        """The one company that the paragraph before names: 公司 opens the next one (来到A公司。⏎公司经理介绍)."""
        first = self.text.rfind("\n", 0, max(0, start - 1)) + 1
        named = self._companies.inside(first, start)
        return named[-1] if len({m.entity or m.text for m in named}) == 1 else None

    def _own_item(self, position: int) -> Sentence | None:
        """The sentence of a digest that opens on its own company (A：…。B：中标X项目。)."""
        sentence = self._sentences.at(position)
        if sentence is None:
            return None
        opening = self._opening(sentence)
        return sentence if any(OPENS_ITEM.match(self.text, m.end) for m in opening) else None

    def _opening(self, sentence: Sentence) -> Iterator[Mention]:
        """The companies on which a sentence opens, behind the mark of an item or the hour."""
        dated = _DATELINE.match(self.text, sentence.start, sentence.end)
        starts = {*item_starts(self.text, sentence.start, sentence.end), dated.end() if dated else sentence.start}
        for start in sorted(starts):
            yield from self._companies.starting_at(start)

    def _heading(self, sentence: Sentence) -> Mention | None:
        """The company of the heading line (西岭钼业：两个项目撑起增量) that stands last before a paragraph."""
        for line in reversed(self._headings):
            if line.start < sentence.start:
                return next(iter(self._companies.starting_at(line.start)), None)
        return None

    def _full(self, mention: Mention) -> Mention:
        """The full name right behind a short one (【华森新材】岭南华森新材料股份有限公司…), else the mention."""
        behind = self._companies.inside(mention.end, mention.end + _MAX_ASIDE)
        return next((m for m in behind if m.text == mention.entity), mention)

    def _find_filer(self) -> Mention | None:
        own = next((m for m in self._companies.mentions if _SELF.match(self.text, m.end)), None)
        heads = (m for m in self._companies.mentions if self.text[m.start - 1 : m.start] in ("", "\n"))
        return own or self._discloses() or next((m for m in heads if _NOTICE_TITLE.match(self.text, m.end)), None)

    def _discloses(self) -> Mention | None:
        """The company whose notice an article retells from its first words on (某某股份(600000)昨日披露半年报)."""
        first = self._companies.mentions[0] if self._companies.mentions else None
        if first is None or first.start > _MAX_ASIDE or _DISCLOSES.match(self.text, first.end) is None:
            return None
        return first if re.search(r"公司(?:称|拟|表示|将|计划|同时|董事会)", self.text) else None
