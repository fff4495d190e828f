"""Names that end on a word for an organisation: companies, groups, banks, schools, offices (``org_suffixes``)."""

from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_candidate import Candidate
from kaigong.extractors.org_class import countries, is_class
from kaigong.extractors.org_lexicon import OrganisationLexicon
from kaigong.extractors.org_short import NEW_BUILD, ShortRule
from kaigong.extractors.org_words import HANZI, LATIN_ALIAS, Word, Words
from kaigong.extractors.provinces import MAINLAND
from kaigong.schemas.lexicon import OrganisationSuffix

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
# 中科院大连化物所, 第二十冶金建设公司
_ACADEMY = lazy(r"(?:中科院|中国科学院)[\u3400-\u9fff]{1,12}?(?:研究所|研究院|[^场之产]所)(?![有属得在需长])")
# 中国物流与采购联合会: a society of two trades, where 与 is none of the text's.
_SOCIETY = lazy(
    r"(?:中国|全国|国际|世界|全球)(?!企业|政府|公司|银行)(?:(?:(?!会)[\u4e00-\u9fff]){2,6}[与和及])?[\u4e00-\u9fff]{2,8}?"
    r"(?:协会|学会|联合会|促进会|研究会)(?![员长费])"
)
# 某协会|数据中心: the part of a society that gathers figures
_SOCIETY_PART = lazy(r"(?:数据|信息|统计|研究|市场)(?:信息|研究|调查)?(?:中心|部)|专业委员会")
# 建华—新力联营: how contractors of Hong Kong join
_JOINT_VENTURE = lazy(
    r"(?<=[为由、,。;(“:给予与和商])(?:(?![为由系是与])[\u4e00-\u9fff]){2,6}"
    r"[-－—–─―]{1,2}[\u4e00-\u9fff]{2,6}?联营(?:公司)?(?![\u4e00-\u9fff]?企业)"
)
_NUMBERED_FIRM = lazy(
    r"(?=[中全第])(?:中国[一二三四五六七八九十]{1,3}冶(?![炼金])(?:集团)?(?:有限公司)?"
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
_PUBLISHES = lazy(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{1,2}[^局委厅办部署院会司团府处0-9]发布"
    r"(?=消息|讯|微信|客户端|记者|[)】\s]|$)"
)
_LATIN_WORDS = lazy(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.\-']*(?: [A-Z&][A-Za-z0-9&.\-']*)* $")
_PARTNERSHIP = lazy(r"\((?:有限|普通|特殊普通)合伙\)")
_COUNTRY = lazy(r"\((?:中国|香港|亚太|大中华区|上海|北京)\)(?!有限|股份|投资)")
# 中国地质大学(武汉): the town tells two schools of one name apart.
_CAMPUS = lazy(r"\([\u4e00-\u9fff]{2,4}\)")
# 这座|现代化炼钢厂, 已获|民航总局: what opens no name
# 完成大坝首仓|混凝土|浇筑: a material, no trade
_LENDS = lazy(
    r"贷款(?:(?:约|近|逾|超过?)?\d|[,。;]|支持|解决)"
)  # 某国开发银行|贷款1.3亿美元: one word of the dictionary
_QUOTED = lazy(r"\d[\d.]*(?:港|美)?元")  # 远岭建设报|6.46元: the price of a share, no newspaper
_POURED = lazy(r"混凝土(?:浇筑|结构|施工|养护|工程|方量|强度|路面|重力坝|双曲|[\u3400-\u9fff]?坝|浇注|搅拌|\d)")
_OF_SIZE = lazy(r"(?:规模|总额|首期|额度)[^,。;]{0,8}元的$")  # 设立总规模50亿元的|低空产业基金: any fund
_ORDINAL_END = lazy(r"第[一二三四五六七八九十]{1,3}$")
# 某某集团|资产经营管理公司
_OF_GROUP = lazy(r"(集团)(?:资产|资本|经营|管理|投资|发展|开发|建设|实业|控股|运营|服务|贸易|物流|置业){1,5}$")
_ANY_FIRM = lazy(r"一(?![汽建冶拖重机])(?:家|$|(?:[\u4e00-\u9fff]{2}){1,2}$)")
_MIDDLE = 14
_BY_DEED = lazy(
    r"(?:独家|全资|以[^,。;]{2,12}(?:方式|模式))?(?:投资|建设|承建|开发|运营|施工|得标|承造|统包|承揽|施作)"
)
_OF_TOWN_HALL = lazy(r"政府|捷运|[省市县区]公路工程局")  # 高雄市政府捷运工程局: no builder
_OF_BUILDERS = lazy(r"(?:水电|水利|公路|铁路|航务|建筑|电力|冶金|矿山)工程局.{0,8}分局$")  # 粤西水电工程局第七分局
# 山西省水利工程局|第三工程处: a part of a body that builds
_OF_STATE = lazy(r"国家(?!控股|独资|重点|骨干|大型|级|所有|专业|一级|二级)[\u4e00-\u9fff]{2}")
_CORPS = lazy(r"武警(?:水电|交通|黄金|森林)(?:部队)?(?:第?[一二三]?总队|指挥部|部队)")
_NUMBERED = lazy(r"第[一二三四五六七八九十]{1,3}(?:工程处|工程局|施工处|工程队|施工队|工程公司|地质队|勘测队)")
_POINTS = lazy(r"[这那此该一两][座家个所条栋间幢]")
# 三期工程获|省能源局核准
_ASKED = lazy(r"[获经由报向请率](?=(?:省|市|县|州|自治区|国家)[\u4e00-\u9fff]{1,8}$)")
_HAS_GOT = lazy(
    r"[\u4e00-\u9fff]{1,8}?(?:还|也|又|则|分别|日前|近日)[与同和](?=[\u4e00-\u9fff]{2})|路由|(?:项目|企业|客商)有(?!限)|暨(?![南阳])|(?:现?已|刚刚?|正)(?:获|报|经|向|由|与)|从(?!化|江)"
)
_GOT_FROM = lazy(r"已(?:经)?(?:获|获得|取得|通过)(?=[\u4e00-\u9fff]{3,}$)")  # 某工厂已获|江苏省环保厅
_INTENDS_TO = lazy(r"[拟可须应并]向(?!阳)")
_SEAT = lazy(r"\([\u4e00-\u9fff]{2,6}\)$")
_POINTING = frozenset("某该此这那各一两三首多几的")
_GOVERNORS = frozenset("由与和及向为是对给:、(“")
_TITLE = lazy(r"(?:副?教授|讲师|研究员)|会长|副会长|理事长|秘书长|主席|院长|副院长|校长|所长|局长|主任|行长|党委")
_SYLLABLES = frozenset({"和", "与", "及", "为", "同", "联合", "合作", "合资", "在", "到", "有"})
_HARD = frozenset({"的", "由", "被", "向", "对", "了", "为", "是", "公司", "企业", "子公司", "孙公司", "旗下"})
_NO_COMPANY = frozenset({"上市", "项目", "分", "子", "母", "参股", "关联", "合资", "此类", "同类"})
_TRIMMED = frozenset({"company", "group"})
_EXCHANGE = lazy(r"[港联上深北]交所$")
# A股份有限公司控股公司B有限公司 are two.
_ONE_BEFORE = lazy(
    r"公司[和与及暨同、]|(?:管委会|委员会|政府)[同与和]|[市县区旗]与|(?:有限公司|集团)(?:的|之)?(?:全资|控股|参股|下属|旗下)*(?:子|孙)公司|有限公司(?:的)?(?:全资|控股|参股|下属)*公司|有限公司(?:旗下|所属|下属|麾下)"
)
_BUILDER_BEFORE = lazy(
    r"[\u4e00-\u9fff]{2,6}局[一二三四五六七八九十]{1,2}公司(?=[\u4e00-\u9fff]{2})"
)  # 中建八局二公司|某大学
_BUILT_HERE = lazy(
    r"(?:建设|新建|兴建|打造|投建|筹建|扩建|改建|建立|设立|开办|兴办|配套)(?:了)?(?:一[座个所家])?$"
    r"|(?:兴建|新建|投建|建设|兴办)的$"
)
# 配套建设|塔筒制造厂, (在)柳州建设|研发中心: a deed inside what would be a name.
_BUILDS = lazy(r"建|办|建设|新建|兴建|打造|投建|筹建|扩建|改建|配套")
_KINDS_BUILT = frozenset({"hospital", "institute", "university", "other"})
# A place and 纸板厂 are the name of what somebody builds as often as of a firm.
_PLANT_ACTS = lazy(
    r"[^,。;、的]{2,14}?(?:技改|技术改造|改扩建|扩建|扩能|扩产|改造)(?:项目|工程)|传来|传出|厂长|党委|职工|工人|(?:筹划|筹建|筹备|谋划|规划)(?!用地|面积|的?选址)|提供|供应|供货|承担|承建|投资|出资|引进|决定|拟|与[^,。;、]{2,16}(?:签|合)|(?:年产)?[^,。;、]{0,14}万?吨[^,。;、]{2,12}(?:技改|改造|扩建|扩能|扩产)|年产[^,。;、]{2,16}(?:技改|改造|扩建|扩能|扩产)|(?:已|将)?从[^,。;]{2,12}引进"
)
# 四川维尼纶厂|坚持…, 株洲冶炼厂|加快技改步伐: at the head of a sentence, what only a firm does.
_PLANT_OPENS = lazy(r"(?:^|(?<=[。;!?)\n 】]))$")
_PLANT_DOES = lazy(
    r"(?:近年来|几年来|今年|去年|上半年|\d{4}年|已|正|又|积极|大力|始终|主动|及时|率先|不断|努力|认真)*"
    r"(?:坚持|依靠|狠抓|紧抓|抓住|加快|加强|加大|强化|深化|转变|实现|完成|实行|推行|采取|瞄准|立足|围绕|注重|重视|面向|面对|针对|适应|由于|拥有|现有|曾|始建于|走出|走上|扭亏|是(?=[^,。;集]{0,30}企业)|承接|荣获|跻身|开发|生产(?!线|车间)|研制|试制|改革|通过|把|从|以)"
)
_PLACED = frozenset({"government", "university", "hospital", "institute", "association", "other", "bank"})
_OVERLAP = 8  # no suffix is longer by more
_ITS_PHASE = lazy(r"[一二三四五]期|(?:退城|搬迁|整体|总部|扩建|技改|改扩建)[^,。;、的]{0,8}(?:项目|工程|基地)")
_AS_LEGAL = frozenset({"suffix.group", "suffix.cooperative_short"})
_ROWS_BUILT = frozenset({"suffix.plant", "suffix.shop"})


def _is_plant_acting(text: str, start: int, end: int) -> bool:
    """Whether what stands around a place and a kind of plant says that it is a firm and nothing that is built."""
    if _PLANT_ACTS.match(text, end):
        return True
    opens = start == 0 or _PLANT_OPENS.search(text, max(0, start - 2), start) is not None
    return opens and _PLANT_DOES.match(text, end) is not None


_ABBREVIATED = frozenset({"j", "nz", "nr", "nrt", "nt"})
_LEVELS = frozenset("省市县区州旗") | {"新区", "园区", "高新区", "经开区", "开发区", "自贸区", "保税区", "合作区"}
_CLUBS = ("俱乐部", "足球俱乐部")
_SERVE = frozenset({"hospital", "university"})
_COUNTIES = ("市", "县", "区", "旗")
_ENLARGED = lazy(r"(?:异地|整体)?(?:扩建|改建|迁建|改造|搬迁)")
_MORE = lazy(r"[二三四]期|第[二三四]期|(?:异地|整体)?(?:扩建|改建|扩能|技改|技术改造|改扩建|改造|搬迁|迁建)")
_USED = lazy(r"(?:采用|引进|选用|使用)了?$")
_ITS_WAY = lazy(r"的?[^,。;、的]{0,10}?(?:技术|工艺|专利|设备|装置)")
_NAMED_AS = lazy(r"(?:施工|承建|建设|总包|总承包|业主|设计|监理|运营|中标)(?:方|单位|人)(?:为|是|系)$")
_TOWN = lazy(r"[\u3400-\u9fff]+[市县区旗][\u3400-\u9fff]{1,4}[镇乡]")
_TOWN_NAME = lazy(r"[\u3400-\u9fff]{1,4}?[镇乡]")
_DEFINES = lazy(r"(?:以?下|简|并|统)称(?:为)?")  # (下称|康文署)
_SAID_SO = lazy(r"[\u3400-\u9fff]{0,8}?(?:方|单位|法人|主体|业主|代表|中标人|牵头人|招标人)(?:分别)?(?:为|是|系)")
# 全球第五大工业涂料商|美国凯普顿公司
_RANKED = lazy(
    r"(?:全球|世界|全国|国内|亚洲|欧洲|我国|中国|日本|美国|德国|韩国|法国)?(?:第[一二三四五六七八九十]|最)大(?:的)?"
    r"[\u3400-\u9fffA-Za-z]{1,10}?(?:商|企业|厂家|集团|巨头)"
)
_FACTORY = lazy(r"[^总]厂(?=[\u3400-\u9fff]{2})")  # 高科技厂|振岳机器厂
_WORKS_OFFICE = lazy(r"(?:重点|重大|产业|工业|建设|工程|投资)+[^,。;、]{0,6}?(?:项目|工程)[^,。;、]{0,6}$")
_CLAUSE_HEADS = frozenset(",。;:、(“\n")


class SuffixRule:
    """Finds a suffix and the left border of the name that it ends."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon
        self._short = ShortRule(lexicon)

    def find(self, words: Words) -> Iterator[Candidate]:
        """Candidates of all suffixes, possibly overlapping."""
        text = words.text
        for match in _BUILDER.finditer(text):
            start = words.name_start(match.start()) if words.text[match.start()] in "铁水葛" else match.start()
            yield Candidate(start, match.end(), "company", "org.builder_bureau")
        for match in _CORPS.finditer(text) if "武警" in text else ():
            yield Candidate(match.start(), match.end(), "company", "org.builder_bureau")
        for match in _POWER_BUILDER.finditer(text):
            yield Candidate(match.start(), match.end(), "company", "org.builder_bureau")
        for match in _BUILDS_AS.finditer(text):
            yield Candidate(match.start(), match.end(), "company", "org.builder_bureau")
        for match in _NUMBERED_INSTITUTE.finditer(text):
            yield Candidate(match.start(), match.end(), "institute", "org.institution.institute")
        for match in _NUMBERED_PLANT.finditer(text):
            if words.is_edge(match.end()) and text[match.start() - 1 : match.start()] not in tuple(
                "一二三四五六七八九十百千万"
            ):
                yield Candidate(match.start(), match.end(), "company", "org.institution.plant")
        for match in _NUMBERED.finditer(text):
            if text[match.start() - 1 : match.start()] in ("部", "局", "司", "团"):  # 煤炭部|第三十一工程处
                yield Candidate(match.start(), match.end(), "company", "org.institution.office_part")
        for match in _ACADEMY.finditer(text) if "科" in text else ():
            yield Candidate(match.start(), match.end(), "institute", "org.institution.academy")
        for match in _SOCIETY.finditer(text) if "会" in text else ():
            if self._is_society(words, match.start(), match.end()):
                yield Candidate(match.start(), match.end(), "association", "org.institution.association")
        for match in _NUMBERED_FIRM.finditer(text):
            yield Candidate(self._of_system(words, match.start()), match.end(), "company", "org.builder_bureau")
        for match in _JOINT_VENTURE.finditer(text) if "联营" in text else ():
            yield Candidate(match.start(), match.end(), "company", "org.joint_venture")
        for match in _LATIN_COMPANY.finditer(text):
            first = words.place_start.get(match.start(), match.start())  # 新加坡|JQ Asia Pte. Ltd.
            yield Candidate(first, match.end(), "company", "org.latin_legal_form")
        for match in _RISK_WARNED.finditer(text) if "ST" in text else ():
            yield Candidate(match.start(), match.end(), "company", "org.st_stock")
        for match in _PUBLISHES.finditer(text) if "发布" in text else ():
            yield Candidate(match.start(), match.end(), "media", "org.media_account")
        for index, start, end in self._suffixes(words):
            row = self.lexicon.suffix_of[self.lexicon.suffix_list[index]]
            candidate = self._candidate(words, row, start, end)
            if candidate is not None:
                yield candidate

    def _suffixes(self, words: Words) -> Iterator[tuple[int, int, int]]:
        """Suffixes in the text, also those that overlap one which ends within a word (绥化工务段, not 化工)."""
        find = self.lexicon.suffixes.find_matches_as_indexes
        for index, start, end in find(words.text):
            yield index, start, end
            if not words.is_edge(end):
                for other, first, last in find(words.text[start + 1 : end + _OVERLAP]):
                    if start + 1 + first < end < start + 1 + last:
                        yield other, start + 1 + first, start + 1 + last

    def _candidate(self, words: Words, row: OrganisationSuffix, head: int, end: int) -> Candidate | None:
        torn = row.form == "branch" and words.text.startswith("为", end)  # 分行|为, which reads as 行为
        torn = torn or (row.kind == "bank" and _LENDS.match(words.text, end) is not None)
        torn = torn or words.text.startswith("领投", end)  # 锦川资|本领|投
        if row.form != "legal" and not words.is_edge(end) and not torn and not _TITLE.match(words.text, end):
            return None
        lends = row.kind == "bank" and _LENDS.match(words.text, end) is not None
        if not lends and words.text.startswith(row.not_before, end):
            return None
        if words.text[end - 1] == "厂" and words.text.startswith(("区内", "区里"), end):
            return None  # 某某化工|厂区内机器轰鸣
        if words.text[end - 1] == "属" and words.text.startswith("于", end):  # 收认筹金|属于
            return None
        if _POURED.match(words.text, head):
            return None
        if row.kind == "media" and _QUOTED.match(words.text, end):
            return None
        if row.form in ("strong", "weak", "plain"):
            return self._short.find(words, row, head, end)
        if end - head == 1:
            whole = words.before(end)
            pair = words.text[end - 2 : end]
            if pair in self.lexicon.not_name or (whole is not None and whole.text in self.lexicon.stop):
                return None
        exchange = _EXCHANGE.search(words.text, max(0, end - 3), end)
        start = exchange.start() if exchange else self._start(words, row, head)
        if row.form in ("institution", "branch"):
            start = words.behind_verb(words.unglued(start, head), head)
        if row.id == "suffix.plant":
            start = max([start, *(m.end() for m in _FACTORY.finditer(words.text, start, head))])
        asked = row.kind == "government" and (
            _ASKED.search(words.text, start, head) or _GOT_FROM.search(words.text, start, head)
        )
        if asked:
            start = asked.end()
        legal = row.form == "legal" and row.id != "suffix.partnership"
        if not legal and _POINTS.match(words.text, start, head):
            return None
        if toward := _INTENDS_TO.match(words.text, start, head) or _HAS_GOT.match(words.text, start, head):
            start = toward.end()
        of_group = row.id == "suffix.company" and _OF_GROUP.search(words.text, max(0, head - _MIDDLE), head)
        if of_group:
            start = of_group.end(1)
        if row.form in ("legal", "generic"):
            start = self._with_parent(words, start)
            start = self._with_known(words, start, head)
            start = self._latin_start(words, start)
        if row.form in ("generic", "institution") and row.kind in _TRIMMED:
            start = self._behind_town(words, start, head)
        if (defined := _DEFINES.match(words.text, start, head)) is not None:
            start = defined.end()
        if row.kind in _TRIMMED and (ranked := _RANKED.match(words.text, start, head)) and ranked.end() < head - 1:
            start = ranked.end()
        if (said_so := _SAID_SO.match(words.text, start, head)) and said_so.end() < head - 1:
            start = said_so.end()  # 社会资本方为|中交一公局集团有限公司
        if row.form == "legal":
            places = (s for s in range(start + 2, head + 1) if s in words.place_end)
            said = [s for s in places if words.text[s - 1] in "为是系" or self._joins(words, s - 1)]
            start = max([start, *said])  # 确认X为武汉某某有限公司
            start = words.place_around(start)
        if row.form == "institution" and (builder := _BUILDER_BEFORE.match(words.text, start, head)):
            start = builder.end()
        if words.text.startswith("继", start) and start + 1 in words.place_end:
            start += 1  # 继|宁化某钨矿有限公司投产后
        if row.form in ("legal", "generic") and (inner := list(_ONE_BEFORE.finditer(words.text, start, head))):
            start = inner[-1].end()
        if row.id == "suffix.finance" and _OF_SIZE.search(words.text, max(0, start - 12), start):
            return None
        if (row.kind in _KINDS_BUILT or row.id in _ROWS_BUILT) and self._is_built(words, row, start, head):
            return None
        if start >= head or words.text[start:end] in self.lexicon.not_name:
            return None
        if row.form != "legal" and not self._stands(words, row, start, head, end):
            return None
        if is_class(self.lexicon, words, row, (start, head, end)):
            return None
        tail = LATIN_ALIAS.match(words.text, end) or _PARTNERSHIP.match(words.text, end)
        if tail is None and row.kind == "university":
            tail = _CAMPUS.match(words.text, end)
        if tail is None and row.kind == "association":
            tail = _SOCIETY_PART.match(words.text, end)
        if tail is None and row.form == "generic":
            tail = _COUNTRY.match(words.text, end)
        if tail is None and row.kind == "government" and (part := _NUMBERED.match(words.text, end)):
            return Candidate(start, part.end(), "company", "org.institution.office_part")
        if row.kind == "media":
            start = max(start, words.text.rfind("·", start, head) + 1)
        end = end if tail is None else tail.end()
        if exchange:
            return Candidate(start, end, row.kind, "org.exchange")
        # 达利来集团二期: a short name that may stand inside an undertaking's name only
        inside = (
            row.id == "suffix.group" and start not in words.place_end and _ITS_PHASE.match(words.text, end) is not None
        )
        kind = row.kind
        if row.id == "suffix.works_bureau" and _OF_TOWN_HALL.search(words.text, start, end):
            kind = "government"
        elif kind == "government" and _OF_BUILDERS.search(words.text, start, end):
            kind = "company"
        return Candidate(start, end, kind, f"org.{row.form}.{row.id.partition('.')[2]}", sure=not inside)

    def _of_system(self, words: Words, start: int) -> int:
        """The start with the word for the system that a numbered firm belongs to (由|农垦|第二建筑工程公司)."""
        word = words.before(start) if words.text[start] == "第" else None
        if word is None or len(word.text) != 2 or word.tag[:1] != "n" or not words.extends(word, start):
            return start
        return word.start if words.text[word.start - 1 : word.start] in _GOVERNORS else start

    def _is_society(self, words: Words, start: int, end: int) -> bool:
        """Whether only nouns and the like, joined once at most, stand between 中国 or 国际 and 协会."""
        if not (words.is_edge(start) and words.is_edge(end)):
            return False
        inside = [w for w in words.span(start, end) if w.text not in ("与", "和", "及")]
        return all(w.tag[:1] not in tuple("rpcudmqfy") and w.text not in self.lexicon.role for w in inside)

    def _joins(self, words: Words, at: int) -> bool:
        """Whether 与 or 和 before a place joins a short name to the next company's (盛锂新材料|与|成都锦程…公司)."""
        if words.text[at] not in "与和及同":
            return False
        return any(words.text[at - n : at] in self.lexicon.suffix_of for n in (2, 3))

    def _is_built(self, words: Words, row: OrganisationSuffix, start: int, head: int) -> bool:
        """Whether the text says that somebody builds the thing, so that its name is no body that acts."""
        if _BUILT_HERE.search(words.text, max(0, start - 7), start):
            return True
        parts = words.span(start, head)
        builds = [n for n, w in enumerate(parts) if _BUILDS.fullmatch(w.text)]
        if row.id in _ROWS_BUILT:
            return bool(builds)
        placed = bool(parts) and (parts[0].tag == "ns" or start in words.place_end)
        return builds == [1] and placed and words.text[start - 1 : start] == "在"

    def _start(self, words: Words, row: OrganisationSuffix, head: int) -> int:
        legal = row.form == "legal" or row.id in _AS_LEGAL or row.kind == "zone_body"
        start = self._trim(words, words.name_start(head, legal=legal), head, row)
        border = words.before(start) if start > words.floor(head) else None
        if row.form == "legal" and border is not None and self._is_governed(words, border):
            return self._trim(words, words.name_start(border.start, legal=True), head, row)
        if border is not None and words.text[start - 1 : start + 2] == "经开区":
            return words.name_start(border.start)  # 普光|经|开区|管委会: cut within the word for a zone
        if border is None or row.form != "legal" or not HANZI.fullmatch(border.text):
            return start
        # 中天|和|动力电池(芜湖)有限公司: the seat in brackets makes no name.
        seat = _SEAT.search(words.text, start, head)
        parts = words.span(start, seat.start() if seat else head)
        trade = all(w.text in self.lexicon.suffix_of for w in parts)  # 日本丸|和|精机株式会社
        weight = 0 if trade else words.weight(parts)
        # Too little is left behind the border: it is a syllable of the name (无锡 + 和 + 晶科技, 中国 + 安能 + 建设).
        syllable = border.text in _SYLLABLES or border.text in self.lexicon.soft
        # 贵州黔|达|路桥建设有限公司: a trade that a district is called after as well
        placed = any(
            w.tag == "ns"
            and len(w.text) > 1
            and w.text not in self.lexicon.generic
            and w.text not in self.lexicon.suffix_of
            for w in parts[:1]
        )
        if not placed and ((syllable and weight < 2) or (weight == 0 and border.text not in _HARD)):
            further = words.name_start(border.start, legal=True)
            if further < border.start or border.text in self.lexicon.soft or weight == 0:
                return self._trim(words, further, head, row)
            first = self._clause_head(words, border.start)
            return start if first is None else first
        return start

    def _is_governed(self, words: Words, border: Word) -> bool:
        """Whether a word behind a place that a preposition governs is a syllable: 由江苏|今世|缘酒业有限公司."""
        place = words.before(border.start)
        if place is None or len(border.text) > 2 or border.text[0] in _POINTING or border.tag[:1] in tuple("pcv"):
            return False
        if border.text in self.lexicon.role or border.tag in ("ul", "uj") or not HANZI.fullmatch(border.text):
            return False
        first = words.place_start.get(border.start, place.start if place.tag == "ns" else 0)
        return first > 0 and words.text[first - 1] in _GOVERNORS

    def _clause_head(self, words: Words, end: int) -> int | None:
        """Start of a word at the head of a clause that only a name can be: 中天|和|动力电池(芜湖)有限公司."""
        word = words.before(end)
        if word is None or word.text in self.lexicon.stop or not 2 <= len(word.text) <= 4:
            return None
        opens = word.start == words.floor(end - 1) or words.text[word.start - 1] in _CLAUSE_HEADS
        return word.start if opens and HANZI.fullmatch(word.text) else None

    def _trim(self, words: Words, start: int, head: int, row: OrganisationSuffix) -> int:
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
            verb = word.text in self.lexicon.name_verb and word.start not in words.inner
            trimmed = row.kind in _TRIMMED or words.text.startswith(("投资建设", "投资兴建"), start)
            if not (verb and trimmed and (self._named(words, word.end, head) or self._placed(words, word.end))):
                break
            start = word.end
        return start

    def _named(self, words: Words, start: int, head: int) -> bool:
        return words.weight(words.span(start, head)) == 2 and head - start >= 2

    def _placed(self, words: Words, start: int) -> bool:
        word = words.after(start)
        return word is not None and (word.tag == "ns" or start in words.place_end)

    def _stands(self, words: Words, row: OrganisationSuffix, start: int, head: int, end: int) -> bool:
        """Whether the words before a suffix make a name of it."""
        parts = words.span(start, head)
        town = start in words.place_end and words.text[words.place_end[start] - 1] in _COUNTIES  # 简阳市|工业投资公司
        weight = 2 if town or self._of_parent(words, start, head) else words.weight(parts)
        if row.kind == "media":
            # 氢能周报|8月第2周: the heading of a column
            column = words.text[end : end + 1] in ("|", "丨", "｜") and words.text[start - 1 : start] in ("", "\n")
            plain = all(w.tag[:1] in ("v", "q", "m", "r", "d") or w.text in self.lexicon.generic for w in parts)
            return head - start >= 2 and not column and not plain
        first = parts[0] if parts else None
        leveled = first is not None and first.text in _LEVELS and (row.form != "branch" or row.id == "suffix.utility")
        if leveled and head - start == 1:
            return (
                row.id in _ROWS_BUILT
                or row.id == "suffix.utility"
                or row.kind
                in (
                    "hospital",
                    "institute",
                    "zone_body",
                    "government",
                    "university",
                    "bank",
                )
            )
        if leveled and row.kind == "government" and _WORKS_OFFICE.search(words.text, start, head):
            return True  # 省重点产业项目推进|办公室
        if row.id == "suffix.company" and parts and _OF_STATE.match(words.text, start, head):
            return True  # 国家电力公司, 国家机电轻纺投资公司
        if leveled and row.kind == "group" and self.lexicon.public_trade.search(words.text, start, head):
            return True  # 新区城投集团
        if row.kind == "institute" and _ORDINAL_END.search(words.text, start, head) and head - start > 3:
            return True  # 机械工业第九设计研究院
        part = row.id == "suffix.company" and head - start >= 2 and words.text.endswith("集团", 0, start)
        if part and not (parts and parts[-1].text in _NO_COMPANY):
            return True  # 某某集团|资产经营管理公司
        if row.id == "suffix.plant" and weight and head - start >= 2 and words.announces(end):
            return True  # 长风机器厂、兰州炼油化工总厂等企业
        if weight == 0 or head - start < 2 or words.text[head - 1] in "该本贵我各某此两":
            return False
        if parts[-1].text in _NO_COMPANY and row.form == "generic":
            return False
        if words.text.startswith("企业", head) and weight < 2:
            return False  # 骨干企业集团, but 台湾统一企业集团
        if row.form == "generic" and _ANY_FIRM.match(words.text, words.place_end.get(start, head), head):
            return False  # 武汉一公司被罚, 厦门一贸易公司偷税
        if row.kind == "government" and any(w.text.endswith(("公司", "集团", "股份", "银行")) for w in parts):
            return False
        if leveled and weight:
            return True
        if row.id == "suffix.company" and self._is_local(words, start, head):
            return True
        if weight == 1 and row.id == "suffix.company" and words.place_end.get(start, end) < head:
            by = words.text[start - 1 : start] in ("由", ",", "、")  # 由大连水利工程公司施工
            if by and _BY_DEED.match(words.text, end):
                return True
        if weight == 1 and row.id == "suffix.company":
            if (
                parts[0].tag in _ABBREVIATED
                and words.text[start - 1 : start] == "由"
                and _BY_DEED.match(words.text, end)
            ):
                return True  # 由中能国际工程公司承建
            if head - start > 3 and _USED.search(words.text, max(0, start - 4), start):
                return _ITS_WAY.match(words.text, end) is not None  # 采用航天长征化学工程公司的航天炉技术
            return bool(len(parts) > 2 and _NAMED_AS.search(words.text, max(0, start - 8), start))
        if NEW_BUILD.match(words.text, end) and not self._is_there(words, row, start, end, weight):
            return False
        places = [w for w in parts if w.tag == "ns" or w.end in words.place_start]
        only_place = (all(w.tag == "ns" for w in parts) and head - start <= 4) or words.place_start.get(head) == start
        if only_place and row.id == "suffix.company":
            # 由三峡|南亚公司以BOOT方式投资
            acts = words.text[start - 1 : start] == "由" and bool(_BY_DEED.match(words.text, end))
            return acts or _of_state(words.text[start:head])
        chained = len(places) > 1 or (bool(places) and self._is_chain(words, start, head))
        if only_place and row.id == "suffix.plant" and not (chained or _is_plant_acting(words.text, start, end)):
            return False
        if row.form == "branch":
            return bool(places) or weight == 2
        if weight == 1 and row.form == "generic":
            return not all(w.tag[:1] in ("b", "m", "q", "v") or w.text in self.lexicon.generic for w in parts)
        if row.id == "suffix.exhibition" and words.text[head:end] not in _CLUBS:
            return only_place  # 湖北省博物馆 acts; 黄河文化博物馆 is mostly what somebody builds
        if row.kind in _PLACED or row.id in _ROWS_BUILT:
            return bool(places) or weight == 2
        return True

    def _behind_town(self, words: Words, start: int, head: int) -> int:
        """The start behind the address of county and town (青冈县祯祥镇|龙江牧源食品集团)."""
        place = words.place_end.get(start, start)
        town = _TOWN.fullmatch(words.text, start, place)
        if town is None and words.text[start:place].endswith(_COUNTIES):
            town = _TOWN_NAME.match(words.text, place, head - 2)
        kept = town is None or words.weight(words.span(town.end(), head)) == 0
        return start if town is None or kept else town.end()

    def _with_parent(self, words: Words, start: int) -> int:
        """The start of the group's name in which it lies (由中|节能太阳能公司)."""
        for back in (1, 2, 3):
            first = start - back
            widths = (n for n in (2, 3, 4) if n >= back)
            if first >= words.floor(start) and any(
                words.text[first : first + n] in self.lexicon.parent for n in widths
            ):
                return first
        return start

    def _with_known(self, words: Words, start: int, head: int) -> int:
        """The start of the known name that the start cuts in two (由科大讯|飞股份有限公司)."""
        floor = words.floor(start)
        spans = ((first, first + n) for first in range(max(floor, start - 3), start) for n in (3, 4, 5))
        found = (a for a, b in spans if start < b <= head and words.text[a:b] in self.lexicon.known_of)
        return next(found, start)

    def _latin_start(self, words: Words, start: int) -> int:
        """The start of a Latin name of several words, with the country before it (沙特|ACWA |Power公司)."""
        if words.text[start - 1 : start] != " " or not words.text[start : start + 1].isascii():
            return start
        name = _LATIN_WORDS.search(words.text, max(words.floor(start), start - 30), start)
        return start if name is None else words.place_start.get(name.start(), name.start())

    def _of_parent(self, words: Words, start: int, head: int) -> bool:
        """Whether the name of a group opens the name (中节能|风电公司), also where the segmenter cuts it."""
        return any(words.text[start : start + n] in self.lexicon.parent for n in (2, 3, 4) if start + n < head)

    def _is_local(self, words: Words, start: int, head: int) -> bool:
        """Whether a place and a trade name the one firm there (大庆石化公司), not any (一家深圳电力公司)."""
        trade = self.lexicon.local_trade.search(words.text, start, head)
        if trade is None or trade.start() - start < 2 or words.text[start - 1 : start] in ("家", "个", "座"):
            return False
        placed = words.place_end.get(start) == trade.start()
        first = words.after(start)
        return placed or (first is not None and (first.tag == "ns" or first.end == trade.start()))

    def _is_there(self, words: Words, row: OrganisationSuffix, start: int, end: int, weight: int) -> bool:
        """Whether what is enlarged stands already: a county's hospital, a works with a name (鹿鸣毛衫厂二期工程)."""
        if row.id == "suffix.plant":
            own = words.place_end.get(start, start)
            named = weight == 2 and any(w.tag in ("x", "nz", "nr", "nt") for w in words.span(own, end)[:-1])
            return named and _MORE.match(words.text, end) is not None
        return row.kind in _SERVE and self._stands_already(words, start, end)

    def _stands_already(self, words: Words, start: int, end: int) -> bool:
        """Whether a county's own hospital or school is enlarged or moved, not built anew."""
        place = words.place_end.get(start, start)
        return words.text[place - 1 : place] in _COUNTIES and _ENLARGED.match(words.text, end) is not None

    def _is_chain(self, words: Words, start: int, end: int) -> bool:
        """Whether several places follow each other: an address, which opens the name of a firm."""
        first = words.place_end.get(start, end)
        return first < end and first in words.place_end


def _of_state(text: str) -> bool:
    """Whether a state opens the text and something of some length goes on, be it called as a town (美国|杜邦)."""
    return any(len(text) - n >= 2 and text[:n] in countries() | {"中国"} for n in (2, 3, 4))
