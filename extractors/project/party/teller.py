"""The company that tells of an undertaking: it leads a sentence of the paragraph, or its manager is quoted."""

import re
from collections.abc import Collection, Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.party.companies import IN_OTHER_TOWN, OF_THE_NATION, WORKS_FOR_OTHERS, Companies
from kaigong.schemas.document import Mention, OrganisationSlot, Sentence
from kaigong.schemas.labels import OrganisationRole

# 据X总经理介绍, X则将在…, 此前X曾宣布…: the one who speaks or acts in what a paragraph tells.
_LEAD = lazy(
    r"(?:[^,。;]{0,16},)?(?:据|另据|此前|与此同时,?|同时,?|目前,?|早在|另外,?|此外,?|对此,?|而|日前,?|近日,?|\d{1,2}月(?:\d{1,2}日)?,?){0,2}"
    r"|(?:[^,。;]{0,12},)?(?:记者)?(?:近日|日前)?(?:走进|来到|步入|走入)了?(?:位于|坐落在|坐落于|落户)?(?:[^,。;]{2,20}的)?"
    r"|(?:[^。;]{0,30}[,)])?[^,。;]{0,8}(?:记者|笔者)?(?:[^,。;从]{0,8})从"
    r"|(?:[^。;]{0,20},)?[^,。;]{0,8}(?:记者|笔者)(?:[^,。;在]{0,8})在"
)
_DOES = lazy(
    r"(?:\([^()]*\))?(?:则|还|也|已|正|曾|将|拟|目前|计划|宣布|今年|去年|明年|近日|日前|昨日|昨天|昨|在)"
    r"|(?:\([^()]*\))?[^,。;的]{0,6}(?:董事长|总经理|总裁|负责人|总监|发言人|工作人员|掌门人|当家人|老总|老板|创始人|厂长|执行董事)"
    r"|(?:\([^()]*\))?(?:方面)?(?:介绍|通报|透露|表示|证实|称|说)(?:称|说)?,"
    # A始建于1970年,现有老焦炉两座。新建的焦化工程投资6.8亿元; A半年报显示,X累计投入5.8亿元
    r"|(?:\([^()]*\))?(?:始?[创建]建?于|创办于|成立于|现有|原有|(?:[\d年]{0,5}(?:半年报|年报|季报|中报|财报|招股书)(?:显示|披露)))"
    r"|(?:\([^()]*\))?(?:处)?(?:获悉|了解到|获知|得知|看到|采访)"  # 记者从某公司|获悉,
    r"|的?(?:(?!项目)[^,。;的]){0,10}(?:车间|厂区|生产线|施工现场|项目现场|建设现场|工地|厂房)"
    r"|,[^,。;]{0,16}(?:车间|生产线|机器轰鸣|一派繁忙|一片繁忙|热火朝天)"
)
# 集团正与|德国某公司|洽谈: the other side of what the one firm does
_BY = 8  # characters from 公司 to the one by its side
_BESIDE = lazy(r"(?:公司|集团|企业)[^,。;]{0,4}[与和同向]$")
# 走进位于松木的A公司,|年产30万吨酒精项目正在安装设备
_VISITS = lazy(r"走进|来到|步入|走入|走访|探访")
_SHOWN = lazy(r",(?:其|该公司|总?投资[^,。;的]{2,14}的|正在建设的|新建的|在建的|占地[^,。;的]{2,10}的)?“?")
# “…”X公司总经理某某说
_SPEAKS = lazy(
    r"(?:\([^()]*\))?[^,。;的“”]{0,8}?(?:董事长|总经理|总裁|负责人|厂长|总工程师|总监|经理|主任|副总|协理|厂务|掌门人|当家人|老总|老板|创始人|执行董事|法人代表|法定代表人|发言人)"
    r"[^,。;“”]{0,8}?(?:说|表示|介绍|告诉|透露|坦言|算过|算了|坦承|直言)"
)
# 公司董秘某某介绍,X工业园…
_FIRM_TELLS = lazy(
    r"(?=[该这公])(?:(?<=[。;”\n])|^)(?:该|这家)?公司[^,。;的“”]{0,6}?(?:董事长|总经理|总裁|负责人|厂长|总工程师|总监|经理|主任|副总|董秘|董事会秘书|证券(?:事务)?代表)"
    r"[^,。;“”]{0,6}?(?:说|表示|介绍|透露|告诉(?:记者|笔者)),",
    re.MULTILINE,
)
# 东江集团项目经理高某说: who builds has one on the site
_OF_BUILDER = lazy(r"[^,。;的“”]{0,4}?(?:项目部|项目副?经理|项目总工|项目书记|总承包)")
_IS_SOURCE = lazy(r"(?:\([^()]*\))?(?:处)?(?:获悉|了解到|获知|得知)")
# 走进A公司,…。距此不远的Y项目: another's
_ELSEWHERE = lazy(r"[距离]此|不远|隔壁|相邻|毗邻|一墙之隔|一路之隔|对面|同一天|当天,|另一")
_RUNS_PUBLIC = lazy(
    r"国网|电网|供电|管网|轨道|地铁|铁路|高速|公路|机场|水务|城投|交投|建投|航电"
)  # who has what the public uses
# bodies set up to build
_MASTERS = lazy(r"指挥部|筹建处|筹建办|建设管理(?:局|处|中心)|建管(?:局|处|中心)|工务署|工程建设管理")


class Tellers:
    """Finds the companies that tell of undertakings; ``speakers`` are those quoted, with where that is."""

    def __init__(self, known: Companies) -> None:
        self._text, self._sentences = known.text, known.sentences
        self._companies, self._bodies = known.companies, known.bodies
        self._source = self._find_source()
        self.speakers = list(self._find_speakers())

    def of(self, cluster: NameCluster, others: Collection[str] = ()) -> OrganisationSlot | None:
        """The one company of a paragraph, where it leads a sentence as the one who acts or speaks.

        ``others`` names those that build or supply the undertaking.
        """
        told = (self._teller_of(start, others) for start in sorted({c.start for c in cluster.candidates}))
        return next((slot for slot in told if slot is not None), None)

    def spoken_for(self) -> list[Mention]:
        """The one company that the text names, where its manager is quoted before the undertaking is spoken of.

        让A公司下定决心。⏎“…”A总工程师某某说。⏎这条线属于X项目的一期: whose else should it be.
        """
        named = {m.full_name for m in self._companies.mentions}
        return [m for m, _ in self.speakers[:1]] if len(named) == 1 else []

    def _teller_of(self, start: int, others: Collection[str]) -> OrganisationSlot | None:
        paragraph = self._sentences.paragraph(start)
        if not paragraph:
            return None
        here = self._companies.inside(paragraph[0].start, paragraph[-1].end)
        here = [
            m
            for m in here
            if m.full_name not in others and not _BESIDE.search(self._text, max(0, m.start - _BY), m.start)
        ]
        if not here:  # 某某公路建设指挥部透露
            here = [m for m in self._bodies.inside(paragraph[0].start, paragraph[-1].end) if _MASTERS.search(m.text)]
        if len({m.full_name for m in here}) != 1 or WORKS_FOR_OTHERS.search(here[0].text):
            return None
        for sentence in paragraph:
            first = next((m for m in here if m.start >= sentence.start), None)
            if first is None or first.start >= start:
                return None
            own = self._sentences.at(start)
            if own is not None and own.start > first.start and self._opens_on_other(own, first):
                return None  # A与某部签署X合同。B与某局签署Y合同
            moved = any(IN_OTHER_TOWN.match(self._text, s.start) for s in paragraph if first.start < s.start <= start)
            if moved or _ELSEWHERE.search(self._text, first.end, start):
                return None
            visited = _VISITS.search(self._text, sentence.start, first.start)
            shown = visited and _SHOWN.fullmatch(self._text, first.end, start)
            if self._text.endswith("从", 0, first.start) and OF_THE_NATION.search(first.text):
                return None
            does = _DOES.match(self._text, first.end) or shown
            if _OF_BUILDER.match(self._text, first.end):
                return None
            if _LEAD.fullmatch(self._text, sentence.start, first.start) and does:
                public = _RUNS_PUBLIC.search(first.text) or _MASTERS.search(first.text)
                role = OrganisationRole.OWNER if public else OrganisationRole.INVESTOR
                return OrganisationSlot(role, first, "org_role.teller")
        return None

    def _opens_on_other(self, sentence: Sentence, company: Mention) -> bool:
        """Whether a sentence opens on another company than the one that its paragraph speaks of."""
        opening = self._companies.starting_at(sentence.start)
        return any(m.full_name != company.full_name for m in opening)

    def _find_speakers(self) -> Iterator[tuple[Mention, int]]:
        """Companies whose managers are quoted, with where that is; 公司 means the one named last in the paragraph."""
        for mention in self._companies.mentions:
            builds = WORKS_FOR_OTHERS.search(mention.text) or _OF_BUILDER.match(self._text, mention.end)
            if _SPEAKS.match(self._text, mention.end) and not builds:
                yield mention, mention.start
        for match in _FIRM_TELLS.finditer(self._text):
            paragraph = self._text.rfind("\n", 0, match.start()) + 1
            named = self._companies.inside(paragraph, match.start())
            leads = bool(named) and _LEAD.fullmatch(self._text, paragraph, named[0].start) is not None
            firm = named[0] if leads else named[-1] if named else self._of_paragraph_before(paragraph) or self._source
            if firm is not None and not WORKS_FOR_OTHERS.search(firm.text):
                yield firm, match.end()

    def _find_source(self) -> Mention | None:
        """The one company from which the article has its news (记者从某某水电开发有限公司获悉)."""
        told = [
            m
            for m in self._companies.mentions
            if self._text.endswith("从", 0, m.start) and _IS_SOURCE.match(self._text, m.end)
        ]
        own = [m for m in told if not (WORKS_FOR_OTHERS.search(m.text) or OF_THE_NATION.search(m.text))]
        return own[0] if len(told) == len(own) == 1 else None

    def _of_paragraph_before(self, start: int) -> Mention | None:
        """The one company that the paragraph before names: 公司 opens the next one (来到A公司。⏎公司经理介绍)."""
        first = self._text.rfind("\n", 0, max(0, start - 1)) + 1
        named = self._companies.inside(first, start)
        return named[-1] if len({m.full_name for m in named}) == 1 else None
