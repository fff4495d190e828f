"""Clauses that have a subject of their own: a body, a region, a branch of the economy, many undertakings."""

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.schemas.document import Document
from kaigong.schemas.labels import Label

_TIME = (
    r"(?:(?:至此|据(?:介绍|统计|悉|了解|测算)|(?:根据|按照?)[^,。;]{0,6}(?:规划|计划|方案|安排)|下一步|接下来|未来[\d一二三四五]年|截至(?:目前|[^,。;]{1,8})|目前|今年以来|近年来?|(?:今|去|前|明|上|当|本|同)年|(?:19|20)\d\d年|[上下]半年|全年|年内|"
    r"前?第?[一二三四]个?季度|[前第][一二三四]季|前[\d一二三四五六七八九十]+个?月|\d{1,2}(?:[至—-]\d{1,2})?月(?:份|底|末)?|"
    r"“?(?:十[一二三四五六]?|[七八九])五”?(?:期间|时期|末|以来)?|期间|同期|以来|力争|预计|计划|到|至|底|末|的|累计|已|共|将)[,]?)*"
)
_OPENING = lazy(_TIME)
_DATED = lazy(r"\d|[今去前明上]年|季|半年|全年|目前|截至|至此|以来|五”")
# 全市, 该县, 市场: a region or market reports, not one undertaking.
_REGION = lazy(
    r"(?:全市|全省|全县|全区|全国|全州|全旗|我市|我省|我县|我区|我国|请?各地|请各|各级各|各有关|各县|各(?:园区|乡镇|镇|街道|区县|县区|市县|区市|开发区|村|地市|市州|盟市|团场|市|部门|单位)(?=[今去]年|已|共|累计|将|要|计划|新|建|完成|实施|引进|开工|力争)|该市|该省|该县|该区|该镇|该园区(?!总|占|由|规划|项目|[一二三]期|建成|投产|全部|计划)|该行|中国|国内|市场)(?![与和同][^,。;]{2,24}(?:签|达成|牵手)|(?:成功)?(?:引进|招引|引来)了?[^,。;]{2,20},)"
)
# 该公司拥有8条造纸生产线,年造纸能力100万吨: of the firm as it stands
_FIRM_HAS = lazy(
    r"(?:该|本|这家)?(?:公司|集团|企业)(?:目前(?:已)?投产|现已投产|已投产|在运|[\u4e00-\u9fff]{2,6}装置(?=年)|现有|现拥有|目前拥有|拥有|主营|主要从事|专业从事|成立于|创建于|始建于)"
)
_COMPANY = lazy(r"[该本]?(?:集团|公司|企业)(?!的?(?:项目|.{0,6}基地|.{0,6}工程))")
# 经开区今年…, 鹿山县新能源产业产值…: zones and regions that the gazetteer lacks
_ZONE = lazy(
    r"(?:[省市县区州旗]?(?:经开区|高新区|开发区|工业园区|新区|园区)"
    r"|(?![该本全我各两其]|城市|地区|园区|厂区|片区|社区|校区|库区|灌区|景区|小区)[\u4e00-\u9fff]{2,3}[县市区旗])"
    r"(?=[今去]年|前\d|一季度|上半年|已|累计|共|新|计划|力争|将|到20|提出|[\u4e00-\u9fff]{2,8}产业)"
)
_REPORTS = lazy(
    r"(?:规划|计划|提出|力争|明确)?,?到(?:19|20)\d\d年|完成|实现|新签|新批|新增|新建|新引进|引进|累计|签约|接待|吸引|增长|突破|力争|预计|发放|投放|利用外资|集中开工|投运|投入|拿出|拥有|共有|聚集|集聚|培育|种植|发展了|营收|净利|收入"
)
_BUSINESS = lazy(
    r"新签|营收|营业收入|净利|利润|海外|合同额|完成[^,。;\d]{0,8}投资|订单|销售|产值|出货|[产销]量|发电量|吞吐量|运量|纳税|上缴|总?投资(?:规模)?超?\d+亿元,"
)
# 到2025年安吉县将建成…, 安吉县计划用3年时间,投入15亿元: what a place means to reach in years
_FOR_YEARS = lazy(r"[到至](?:19|20)\d\d年|[今明]年(?:计划|将|要|拟|力争)|五”|未来|今后|用[\d一二三四五]年")
_HAS_DONE = lazy(
    r"(?:先后|共|已|累计|现|还|又)*(?:(?:新)?(?:建成|修建|修通|新修|改造|硬化|完成|打通)[^,。;\d]{2,10}\d|形成|聚集|集聚|拥有|争取|盘活|谋划|储备|招引)"
)
_SPENDS = lazy(r"(?:计划|将|拟|预计)*(?:总?投资|投入)(?:约|近|超过?|逾)?\d")
_MEANS = lazy(
    r"(?:将|要|拟|计划|力争|规划)*(?:用[\d一二三四五]年(?:左右)?(?:的?时间)?|建成|建设|形成|打造|培育|投入|实施|引进|招引)"
)
_SPEAKER = lazy(
    r"“?[^,。;“”]{0,12}(?:主任|书记|负责人|[局市县区]长|董事长|总经理|总裁)[^,。;“”]{0,8}(?:说|表示|介绍|透露|告诉记者),"
)
# 集团总装机达到2650万千瓦, 公司在运装机…: of all that a company has, not of one undertaking
_OF_ONE = lazy(  # told of the undertaking
    r"接盘|接手|签约落户|落户|动工|即?开工建设|(?:达产|投产|建成|投用)(?:达产|达效)?后|分[两二三四]期|该?(?:项目|工程)|[一二三]期"
)
_IN_ALL = lazy(
    r"总装机|在运|在建装机|(?:新能源|清洁能源|可再生能源|水电|风电|光伏|电力|火电|核电)装机|新增装机|控股装机|总产能|产能(?:将|已)*(?:达|突破|提高到|提升到|扩大到|增至)"
)
# 天合公司成立于2015年,…: the company is introduced, and no undertaking told of
_INTRODUCED = lazy(
    r"[^,。;]{0,6}(?:(?:成立|创立|创办|创建|始建|组建)于|是一家|是(?:全国|国内|全球|世界|我国|中国)[^,。;]{0,14}(?:企业|公司|集团|制造商|供应商|生产商)|总部(?:位于|设在))(?![^。;]{0,60}(?:项目|负责|出资|股东|注资|持股|注册资本|注册资金))"
)
_OF_PLACE = lazy(
    r"(?:[\u4e00-\u9fff]{0,10}(?:产业|集群|经济|制造业|工业|港|市|县|区|园区|企业))?(?:总?产值|规模|[\u4e00-\u9fff]{0,6}里程)?(?:共|已|累计|将|还|又|先后|预计|力争|有望)*"
)
# Figures that only a region has: 城镇新增就业, 高标准农田, 公路通车里程.
_STATISTICS = lazy(
    r"(?:全年|今年|去年|当年|[上下]半年|前?[一二三四]季度|前\d{1,2}个?月|[\d一二三四五六七八九十]+年(?:来|间)?|力争|确保|争取|计划|预计|已|累计|将|要|拟|可|共|公司|集团|,)*"
    r"(?:完成)?(?:交通|水利|能源|工业|技改|产业|基础设施|房地产|民间|城建|农业|公路|电网|铁路|重[点大]项目)[^,。;、\d]{0,6}投资(?:将|额|规模|约|近|超过?|达到?|突破)*\d|"
    r"(?:全年|今年|去年|上半年|前\d{1,2}个?月)(?:货物|集装箱|旅客|港口货物)吞吐量|"
    r"(?:(?:全年|今年|当年|力争|累计|完成|实现|新建|改造|提升|新增|建成|出让|供应|盘活|收储)*)(?:城镇新增就业|城镇居民|农村居民|居民人均|高标准农田|规上|规模以上|“四上”|市场主体"
    r"|经营主体|高新技术企业|一般公共预算|固定资产投资|社会消费品|地区生产总值|财政收入|进出口总额|[^,。;]{0,8}(?:通车里程|能源装机|绿化面积|学位|农田)|(?:城区|城市|城镇|农村|县城|集镇)?(?:雨污分流|排水|供水|污水|供热|燃气|老旧)*管网(?:改造|建设)?|工业用地(?!面积)|建设用地(?!面积|约)|标准厂房|保障性|老旧小区|城市道路|农村公路|国省道|人工造林)"
)
# …,开工X高速,完成交通投资120亿元; …,确保全年水利投资突破8.5亿元: of a body's year, in any clause
_OF_YEAR = lazy(
    r"(?:(?:到)?(?:全年|年内|今年|明年|[上下]半年|[一二三四]季度|年底前?)|确保|力争|争取|计划|预计|实现|将|要|拟|共|累计|已)*"
    r"(?:完成|(?<=全年)|(?<=今年)|(?<=确保)|(?<=力争))"
    r"(?:交通(?:运输|基础设施)?|水利|能源|工业|技改|产业|基础设施|房地产|民间|城建|农业|公路|电网|铁路|重[点大]项目|城乡建设|水运|公路水路)"
    r"(?:固定资产|建设)?投资(?:额|规模|约|近|超过?|达到?|突破)*\d"
)
_SECTOR = lazy(
    r"(?:力争|确保|争取|预计)*(?:全年|今年|[上下]半年|年内)(?:计划|预计|将|要|力争|确保)*(?:完成)?(?:交通|水利|能源|电网|铁路|公路|工业|技改|产业|基础设施|固定资产|重[点大]项目)[^,。;、\d]{0,6}投资"
    r"(?:额|规模|力争|确保|预计|有望|将|要)*(?:约|近|超过?|达到?|突破|完成|不低于|不少于)*\d"
)
# 县财政已筹措前期经费2600万元
_PURSE = lazy(
    r"(?:各级|地方|[省市县区州])财政(?:已|还|将|计划|今年|共|先后|每年)*(?:筹措|筹集|安排|列支|拿出|预算|设立|整合)[^,。;]{0,14}(?:经费|资金|专项|基金|补助|补贴)(?!用于(?:该|本|项目))"
)
_MANY = lazy(
    r"(?:重大|重点|产业|招商|工业)(?:产业|建设|工业)?项目(?:集中)?(?:开工|签约|竣工|投产|奠基)[^,。;]{0,4}(?:仪式|活动|大会|视频会|动员会)[^,。;]{0,6}(?:举行|召开|举办|启动)|(?:\d|(?<!第)[二三四五六七八九十百千几多两余])\s*(?:个|项|大|批|宗)[^,。;、]{0,16}(?:项目|工程|片区|企业)|一批[^,。;、]{0,10}项目|项目[^,。;、]{0,4}\d+(?:个|项)|重[点大](?:建设|产业)?(?:项目|工程)(?:共|已|累计)*(?:完成|总投资|开工率)|\d+[个项](?:已|实现)?(?:新?开工|续建|竣工|投产|在建|复工)"
)
# 三大建筑总投资约60亿元, 这两座电厂合计占地…
_ALL_OF_THEM = lazy(
    r"(?:[这上述以]{1,2})?[两二三四五六七八九十2-9](?:大|个|座|家|项|条)[\u4e00-\u9fff]{0,6}?(?:项目|工程|建筑|场馆|基地|园区|工厂|电站|电厂|大桥|隧道|港区|水库|线路|公路|铁路|板块)"
    r"(?:建成|全部|投产|达产|共|总|合计|共计|累计|计划|概算)+(?:投资|占地|用地|建筑面积|装机|年产|产能|合计|后)"
)
# 到2025年,溧阳基地总产能将达到150GWh: of all that stands there
_BASE = lazy(
    r"(?:基地|园区|工业园|产业园|经开区|开发区|高新区)(?:的)?(?:总(?:产能|产值|装机|投资)|年?产值|[\u4e00-\u9fff]{0,8}产能)"
)
_DOES = lazy(
    r"(?:今年|去年|全年|今年以来|近年来|累计|已|先后|共)+(?:新建|新增|建成|改造|完成|引进|新引进|种植|发展|栽植)"
    r"[^,。;]{2,14}?\d[\d.]*万?(?:亩|公里|户|个|家|平方米)$"
)
# 甘南州水能资源丰富,…,目前已建成电站78座: what a place is known for
_KNOWN_FOR = lazy(
    r"[^,。;]{0,12}(?:资源(?:十分|极为|非常|相对|较为|比较)?(?:丰富|充足|富集|雄厚|得天独厚)|素有|素称|素以|盛产|被誉为|历史悠久|交通便利|物产丰富)"
    # 屯昌现有南药种植面积8万亩; 鱼台全县稻虾种养面积达12万亩
    r"|(?:全[县市区镇])?(?:现有|共有|拥有)[^,。;\d]{2,10}(?:面积|基地|企业|大户|茶园|果园|林地|耕地)[^,。;\d]{0,4}\d"
    r"|全[县市区镇][^,。;\d]{2,12}(?:面积|产量|产值|存栏|出栏)[^,。;\d]{0,4}\d"
    r"|(?:总面积|面积|总人口|人口|现有人口|现辖|下辖|辖)(?:约|近)?\d"
    r"|是(?:全国|全省|我国|国家|中国|著名|有名|闻名)?[^,。;]{0,16}(?:之乡|大[县市省镇]|强[县市省镇]|名[镇城]|百强[县镇]|产区|主产地|集散地)"
)
_REACH = 40


class SubjectReader:
    """Says of the clauses of one document whether they speak of something else than one undertaking."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._bodies = MentionIndex(
            m
            for m in document.mentions_of(Label.PLACE, Label.ORG)
            if m.label is Label.PLACE or m.kind not in ("media",)
        )

    def counts_many(self, start: int, end: int) -> bool:
        """Whether a clause speaks of a number of undertakings."""
        many = _ALL_OF_THEM.match(self.text, start, end) or _MANY.search(self.text, start, end)
        return many is not None

    def is_region(self, start: int, end: int) -> bool:
        """Whether a clause opens on a region or market, behind words of time."""
        opening = _OPENING.match(self.text, start, end)
        at = opening.end() if opening else start
        return self._region(at, end)

    def _region(self, at: int, end: int) -> bool:
        """Whether a region or market opens at an offset, and not a body that is named after one (中国能建江苏院)."""
        region = _REGION.match(self.text, at, end)
        named = (m.end for m in self._bodies.starting_at(at) if m.label is Label.ORG)
        return region is not None and max(named, default=0) <= region.end()

    def counts_for_region(self, start: int, end: int) -> bool:
        """Whether a clause gives a figure that only a region has (五年累计完成交通投资23.6亿元)."""
        return _STATISTICS.match(self.text, start, end) is not None

    def sums_year(self, start: int, end: int) -> bool:
        """Whether a clause says what a body spends in a year on a branch of works (完成交通投资120亿元)."""
        return _OF_YEAR.match(self.text, start, end) is not None

    def invests_for_region(self, start: int, end: int) -> bool:
        """Whether a clause tells what a branch of the economy is to get in a year (确保全年水利投资突破8.5亿元)."""
        return _SECTOR.match(self.text, start, end) is not None

    def does_much(self, start: int, end: int) -> bool:
        """Whether a clause says how much a place does in a time (甘州区今年新建制种基地8万亩)."""
        places = [m for m in self._bodies.starting_at(start) if m.label is Label.PLACE]
        return any(_DOES.match(self.text, m.end, end) is not None for m in places)

    def reports(self, start: int, end: int) -> bool:
        """Whether a sentence (or what stands behind a semicolon) opens on a subject that gives figures of its own."""
        speaker = _SPEAKER.match(self.text, start, end)
        start = speaker.end() if speaker else start
        opening = _OPENING.match(self.text, start, end)
        at = opening.end() if opening else start
        if self._region(at, end) or _STATISTICS.match(self.text, start, end) or _PURSE.match(self.text, at, end):
            return True
        if any(_BASE.match(self.text, m.end, end) for m in self._bodies.starting_at(at) if m.label is Label.PLACE):
            return True
        dated = _DATED.search(self.text, start, at) is not None
        company = _COMPANY.match(self.text, at, end)
        if _FIRM_HAS.match(self.text, at, end):
            return True
        if company is not None:
            return self._of_company(company.end(), min(end, at + _REACH), dated)
        opened = self._bodies.starting_at(at)
        if not opened:
            zone = _ZONE.match(self.text, at, end)
            if zone is not None:
                return self._gives_figures(zone.end(), end)
            return dated and _STATISTICS.match(self.text, at, end) is not None
        body = max(opened, key=lambda m: m.end)
        if body.label is Label.ORG and body.kind in ("company", "group", "bank"):
            if _FOR_YEARS.search(self.text, start, at) and _SPENDS.match(self.text, body.end, end):
                return True  # “十五”期间宝钢将投入500亿元进行技术改造
            return self._of_company(body.end, min(end, at + _REACH), dated)
        when = _OPENING.match(self.text, body.end, end)
        after = when.end() if when else body.end
        if _DATED.search(self.text, start, after) and _HAS_DONE.match(self.text, after, end):
            return True  # 目前,湖州已形成年产电池60GWh的产能
        means = _MEANS.match(self.text, after, end)
        if means is not None and _FOR_YEARS.search(self.text, start, means.end()):
            return True
        if body.label is Label.PLACE and _KNOWN_FOR.match(self.text, body.end, end):
            return True
        return self._gives_figures(body.end, end)

    def _of_company(self, start: int, end: int, dated: bool) -> bool:
        """Whether what stands behind a company is its business, or all that it has."""
        if _OF_ONE.search(self.text, start, end):
            return False
        when = _OPENING.match(self.text, start, end)  # 集团2022年…
        dated = dated or (when is not None and _DATED.search(self.text, start, when.end()) is not None)
        business = dated and _BUSINESS.search(self.text, start, end) is not None
        told = business or _IN_ALL.search(self.text, start, end) is not None
        return told or _INTRODUCED.match(self.text, start) is not None

    def _gives_figures(self, start: int, end: int) -> bool:
        """Whether what stands behind a place or public body tells what it did or means to reach."""
        behind = _OF_PLACE.match(self.text, start, end)
        for after in (start, behind.end() if behind else start):
            when = _OPENING.match(self.text, after, end)  # 儋州市今年上半年完成固定资产投资…
            if _REPORTS.match(self.text, when.end() if when else after, end):
                return True
        return False
