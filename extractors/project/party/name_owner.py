"""Companies that have an undertaking by its name: in it, right before it, or by a short form that opens it."""

from collections.abc import Collection, Iterator, Sequence

from kaigong.extractors.item_head import OPENS_ITEM
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.lexicon import organisation_lexicon
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.party.companies import MAX_ASIDE, WORKS_FOR_OTHERS, Companies
from kaigong.schemas.document import Mention, OrganisationSlot
from kaigong.schemas.labels import Label, OrganisationRole

SITES = ("医院", "学校", "中学", "小学", "大学", "学院", "幼儿园")  # X医院新院区项目: what is built for it
_BEFORE_NAME = lazy(
    r"(?:\([^()]*\))?(?:旗下|所属|辖下|属下|退城[进入]园|异地搬迁|整体搬迁)?的?“?"
    r"|(?:\([^()]*\))?,其“?"  # 某磷材公司,其|年产5万吨磷酸铁装置
    r"|(?:新增|新上|扩建|技改)“?"
    r"|(?:谋划|筹划|筹建|筹备|规划)(?:多年|[一二两三四五六七八九十\d]{1,3}年(?:多|之久)?)的(?:一[座条个家])?“?"
    r"|[^,。;的]{0,10}(?:投产|建成|新建|扩建|申报|申请核准|申请备案|获准建设|谋划|实施|合作|合资|控股|参股|开发|建设|动工|开工|上马|规划|推进|投运|带来|(?<![承援参代])建)的(?:一[座条个家])?“?"
    r"|[^,。;的]{0,8}(?:把|(?:决定|计划|准备)?将)“?"
    r"|[^。;的]{0,20}(?:将|主要|专项|全部)?(?:用于|支持)(?:其|该公司|该集团)(?:位于[^,。;]{2,12}的)?“?"
    r"|在[^,。;的]{2,10}的(?:另一|另外一|又一|第[二三四五]|首)?个?(?:重大|重点|产业)*(?:项目|工程)——“?"
    r"|的?(?:省级|市级|国家级)?(?:重点|重大|标志性|龙头|在建|新建|拳头){1,2}(?:项目|工程)——“?"
    r"|的第[一二三四五六](?:座|个|家)?(?:工厂|基地|生产基地|厂区|制造基地)——“?"  # 某集团的第二工厂——X项目
    r"|\(“?"
    r"|(?:引进|采用|利用|使用|自筹)[^,。;的]{2,16}的“?"
    r"|[与和同][^,。;的]{2,20}(?:合作|合资|共建|谈判|洽谈)(?:建设|开发|打造|兴建)?的“?"
    r"|[^,。;的]{0,16}配套(?:建设|兴建)?的“?"
    # 县自来水公司|日供水两万吨的|第二水厂
    r"|(?:年|日|月)(?:产|供水?|处理|供[气热]|发电|加工|屠宰|出栏|接待)[^,。;的]{1,14}的“?"
)
# 港铁公司公布,X项目已获批准: who makes its own undertaking known.
_MAKES_KNOWN = lazy(
    r"(?:\([^()]*\))?(?:则|也|还)?(?:同时|此前|随后|另外|近日|日前|昨日|今日|昨天|当日|同日|[昨今]晚|[昨今]天|(?:\d{1,2}月)?\d{1,2}日)?(?:发布消息|发布公告|公布|宣布|公告|披露|表示|透露|称)(?:称|说)?,"
    r"(?:(?:已经?|正在?|将|还|并|计划|拟)*(?:启动|开建|动工|新建|投建|布局|推进|规划|谋划)(?:建设|兴建)?了?(?:位于[^,。;]{2,14}的)?|公司|集团|其投资[^,。;]{0,10}元(?:建设|实施)?的|其?位于[^,。;]{2,14}的|其|旗下|位于[^,。;]{2,14}的|[与和][^,。;]{2,14}合作的)?“?"
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
# 县府推动多年的|会展中心
_BODY_HAS = lazy(
    r"(?:\([^()]*\))?(?:(?:旗下|下属)?位于[^,。;的]{2,14}"
    r"|(?:积极|大力)?(?:推动|规划|筹划|筹建|筹备|谋划)(?:多年|已久|[一二两三四五六七八九十\d]{1,3}年(?:多|之久)?))的“?"
)
_BUILDS_FOR_ALL = lazy(
    r"市区重建局|市建局|渠务署|建筑署|路政署|水务署|土木工程拓展署|房屋署|医院管理局|医管局|机管局|机场管理局"
)
_ITS_OWN = lazy(
    r"(?:\([^()]*\))?[】:,]?(?:公告(?:称)?,?|发布公告,?)?(?:其|公司)?的?(?:下属|旗下)?的?(?:全资|控股)(?:子公司|孙公司)“?|的?(?:子公司|孙公司)“?|(?:旗下|麾下|下属|所属|辖下|属下)的?“?|控股的“?"
    r"|(?:[^,。;的]{0,10}?(?:宣布|公告|披露|公布|透露)称?,)?(?:其|公司)(?:下属|旗下|控股|所属)的?(?:全资|控股)?(?:子公司|企业)?“?"
)
_NEXT_IN_LIST = lazy(r"”?(?:\([^()]*\))?”?(?:、|和|与|及|以及)“?")
_LIST_GOES_ON = lazy(r"”?(?:\([^()]*\))?”?(?:、|等)")
_ITS_PLACE = lazy(r"(?:[\u4e00-\u9fff]{1,4}?(?:省|自治区|市|县|区|旗|州)){1,3}(?=[\u4e00-\u9fff]{4})")
_WORKS_FOR = ("中标", "中标了", "承建", "承建的", "承揽", "承揽的")
_LINES = ("铁路", "高铁", "高速", "高速公路", "地铁", "轨道交通", "机场", "大桥", "隧道")
_NEAREST = 4  # companies before a name of which one may have it (A与B、C合作的X)
_CORE = 3  # shortest name of a company without place and trade by which a project is called
_LONGEST = 10  # stem of a name
_NEXT = 3  # characters by which names behind companies are looked up
_LEGAL = lazy(r"(?:集团)?(?:股份|控股|责任)*有限(?:责任)?公司$|集团(?:股份)?(?:公司)?$|(?:股份|总)?公司$|控股$")


class NameOwners:
    """Finds the companies whose undertakings these are by their names."""

    def __init__(self, known: Companies) -> None:
        self._text, self._sentences = known.text, known.sentences
        self._companies, self._bodies = known.companies, known.bodies
        self._by_next: dict[str, list[Mention]] = {}
        for mention in self._companies.mentions:
            self._by_next.setdefault(self._text[mention.end : mention.end + _NEXT], []).append(mention)
        self._stems = _stems(self._companies.mentions, {m.text for m in known.document.mentions_of(Label.PLACE)})

    def in_name(self, cluster: NameCluster) -> Iterator[OrganisationSlot]:
        """A company whose name opens the project's name or stands right before it: it is the company's plant."""
        for candidate in cluster.candidates:
            opening = [m for m in self._companies.starting_at(candidate.start) if m.end < candidate.end]
            before = self._companies.ending_before(candidate.start, 2 * MAX_ASIDE)[-_NEAREST:]
            near = [m for m in before if self._leads_to(m, candidate.start)]
            near = [*self._listed_before(near), *near]
            opening = [m for m in opening if not m.text.endswith(SITES)]
            for body in self._bodies.ending_before(candidate.start, MAX_ASIDE)[-1:]:
                if body.kind == "association" and _ITS_OWN.fullmatch(self._text, body.end, candidate.start):
                    yield OrganisationSlot(OrganisationRole.INVESTOR, body, "org_role.in_name")  # 慈善会辖下的|X医院
                own = body.end == candidate.start and _BUILDS_FOR_ALL.search(body.text)  # 市区重建局|某街重建项目
                if own or _BODY_HAS.fullmatch(self._text, body.end, candidate.start):
                    yield OrganisationSlot(OrganisationRole.OWNER, body, "org_role.in_name")
            near += self._bracketed(candidate.end)
            listed = [m for m in self._before_text(candidate.text) if not opening and m not in near]
            for mention in (*opening, *near, *listed):
                works = self._text.endswith(_WORKS_FOR, 0, mention.start)  # 中标A公司年产…项目: the tenderer's
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
        """The company of which another is called the subsidiary right before (A全资子公司|B年产…项目投产).

        Not the one that heads an item of a digest (【A】子公司B年产…): the item tells of its subsidiary's works.
        """
        before = self._companies.ending_before(company.start, MAX_ASIDE)[-1:]
        before = [m for m in before if OPENS_ITEM.match(self._text, m.end) is None]
        return next((m for m in before if _ITS_OWN.fullmatch(self._text, m.end, company.start)), None)

    def _bracketed(self, end: int) -> list[Mention]:
        """The company that alone stands in the bracket behind a name (X项目(A公司),Y项目(B公司))."""
        if not self._text.startswith("(", end):
            return []
        alone = (m for m in self._companies.starting_at(end + 1) if self._text.startswith(")", m.end))
        return [m for m in alone if not WORKS_FOR_OTHERS.search(m.text)]

    def _leads_to(self, company: Mention, start: int) -> bool:
        """Whether what stands between a company and a name makes it the company's."""
        told = _MAKES_KNOWN.fullmatch(self._text, company.end, start)
        there = _HAS_THERE.fullmatch(self._text, company.end, start)
        if told or there or _BUILDS_IT_TOO.fullmatch(self._text, company.end, start):
            return not WORKS_FOR_OTHERS.search(company.text)
        return _BEFORE_NAME.fullmatch(self._text, company.end, start) is not None

    def _listed_before(self, near: list[Mention]) -> list[Mention]:
        """The companies that a list names before its last (A、B、C分别建设的X)."""
        found: list[Mention] = []
        while near and self._text[near[0].start - 1 : near[0].start] == "、":
            before = self._companies.ending_before(near[0].start, MAX_ASIDE)[-1:]
            if not before or self._text[before[0].end : near[0].start] != "、":
                break
            near = before
            found[:0] = before
        return found

    def second_in_list(self, first: NameCluster, other: NameCluster) -> bool:
        """Whether a name ends a list of two that a company with 由 opens (由A开发的X(5万千瓦)、Y(3万千瓦)也已核准)."""
        return any(
            _NEXT_IN_LIST.fullmatch(self._text, one.end, two.start)
            and not _LIST_GOES_ON.match(self._text, two.end)
            and any(
                self._text.endswith("由", 0, m.start) and _BEFORE_NAME.fullmatch(self._text, m.end, one.start)
                for m in self._companies.ending_before(one.start, 2 * MAX_ASIDE)[-1:]
            )
            for one in first.candidates
            for two in other.candidates
            if one.end < two.start
        )

    def _before_text(self, name: str) -> list[Mention]:
        """Companies right behind which the text has a name, read as one there or not (A公司X、B公司Y等)."""
        return [m for m in self._by_next.get(name[:_NEXT], ()) if self._text.startswith(name, m.end)]

    def _of_stem(self, name: str) -> Mention | None:
        """The company whose name without its legal form opens a project's name (京能集团: 京能杭锦旗光伏电站)."""
        placed = _ITS_PLACE.match(name)  # 永城市|闽源特钢产能置换项目
        for form in (name, name[placed.end() :]) if placed else (name,):
            for n in range(min(len(form) - 2, _LONGEST), 1, -1):
                if form[:n] in self._stems:
                    return self._stems[form[:n]]
        return None


def _stems(companies: Sequence[Mention], places: Collection[str]) -> dict[str, Mention]:
    """Companies by their names without legal form, without place, and without trade."""
    stems: dict[str, Mention] = {}
    named = [(mention, _LEGAL.sub("", mention.text)) for mention in companies]
    for mention, stem in named:
        if 2 <= len(stem) <= _LONGEST and stem not in places:
            stems.setdefault(stem, mention)
    suffixes = organisation_lexicon().suffix_of
    longest = max(map(len, places), default=0)
    for mention, stem in named:
        ends = range(min(len(stem), longest), 0, -1)
        own = next((stem[n:] for n in ends if stem[:n] in places), "")  # behind the longest place
        if not own:
            # 格力钛 of 格力钛新能源股份有限公司, whose is 格力钛储能电池项目
            core = next((stem[:-n] for n in (3, 2) if stem[-n:] in suffixes), "")
            if mention.text.endswith("有限公司") and _CORE <= len(core) <= _LONGEST and not _opens_on_trade(core):
                stems.setdefault(core, mention)
            continue
        # 宏硅能源 of 新疆宏硅能源有限公司, but no 轨道交通 of a town's
        if 3 <= len(own) <= _LONGEST and own not in places and not _opens_on_trade(own):
            stems.setdefault(own, mention)
        # 川北时代 of 四川川北时代新能源有限公司, which names its plant 四川川北时代20GWh储能电池项目
        core = next((stem[:-n] for n in (3, 2) if stem[-n:] in suffixes), "")
        if mention.text.endswith("有限公司") and len(core) - (len(stem) - len(own)) >= _CORE:
            stems.setdefault(core, mention)
    return stems


def _opens_on_trade(name: str) -> bool:
    """Whether a name begins with a word of trade or for what is done."""
    lexicon = organisation_lexicon()
    words = (lexicon.generic, lexicon.name_verb, lexicon.works)
    return name[:2] in lexicon.suffix_of or any(name[:n] in known for n in (2, 3, 4) for known in words)
