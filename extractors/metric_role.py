"""What each quantity of a document is, by its cue, its dimension and the thing counted."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.reading import MetricReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label, MetricRole, Modality, Per, Qualifier
from kaigong.schemas.lexicon import MetricRoleEntry, UnitEntry
from kaigong.schemas.values import Quantity

_LISTED = re.compile(r"[\u4e00-\u9fffA-Za-z()]{0,14}(?:、|和|及|以及|,)[\u4e00-\u9fffA-Za-z]{0,12}")
_OF_WHICH = re.compile(r",(?:其中|可?生产|产出|副产|可?处理)[\u4e00-\u9fffA-Za-z]{1,10}")
_RAISED = re.compile(r"(?:减少|降低|下降|提高|增加|扩大|提升|扩容|扩建|增长|拓宽|增|拓|升|扩|降|提)(?:到|至|为)")
_NAMED = re.compile(r"[^,。;、]{0,24}?(?:项目|生产线|工程|基地|装置|电站|风电场)")
_COUNTED_BODIES = re.compile(r"(?:[^,。;、]{0,14}?)(?:项目|企业|工程|客商|名额|部门|单位|乡镇|街道|村)")
_ITEM = re.compile(
    r"(?:的)?(?P<item>(?:[\u4e00-\u9fffA-Za-z0-9·\-]|(?<=\d)\.(?=\d)){1,18}?)(?=生产能力|产能|能力|新?生产基地|基地|工程|产业园|[一二三四]期|全面|生产线|项目|规模|等|,|。|、|;|\)|!|的|和|及|以及|并|投|实现|点火|试车|开工|动工|竣工|封顶|建|将|可|已|正在|由|,|$|\n|”)"
)
_NOT_ITEM = re.compile(
    r"^(?:以上|左右|以下|以内|多|余|投|总|分|左|上|预计|需求|项目|工程|规模|生产能力|能力|产能|的|建成|投资|达)"
)
_PART_OF_WORD = re.compile(r"设[备计施置立想定]")
_ONE = re.compile(r"[\u4e00-\u9fff]")
_BETWEEN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·\-]{2,16}")
_STRIP = re.compile(
    r"^(?:后|可提供|提供|能力|可达|达到?|将达到?|约|近|超过?(?![细薄高低导短])|为|逾|的|总|合计|各类|预计|可|将|至|由|从)+|(?:能力|可达|达到?|将达到?|可望达到?|约|近|超过?|逾|不低于|不少于|为|分别|可|将|预计|至)+$"
)
_CAPACITY_WORD = re.compile(r"(?:总)?(?:容量|装机)$")
# A plant has power installed; a factory makes so much power of goods a year (300兆瓦逆变器).
_POWER_PLANT = re.compile(
    r"[^,。;、等]{0,14}?(?:发电|电站|风电|风光|风储|光储|光伏(?!组件|玻璃|电池|逆变|支架)|光热|储能|源网荷储|多能互补|风光储|热电|抽水|核电|农光|渔光|水电|机组|新能源(?!汽车|电池))"
)
_PLANT_BEFORE = re.compile(
    r"(?:电站|光伏|风电|风电场|电厂|机组|储能)(?:项目|工程)?(?:[一二三四]期)?(?:[A-Z一二三四东西南北\d]{1,2}区)?(?:项目|工程)?\(?$"
)
# 由目前的10万吨提升至30万吨, 由原来的6200万立方米减少到…
_FORMER = re.compile(r"(?:由|从)(?:目前|原来|原先|现在|此前|原有|现有|当前|去年|过去|最初)?的?$")
# 月产6英寸晶圆1万片: what kind of thing it is.
_SPEC_UNITS = frozenset("英寸 吋 寸 纳米 微米".split())
_STANDING_UNITS = frozenset("锭 羽 张 架".split())  # 10万锭智能纺纱项目: what stands there at a time
_LAND_UNITS = frozenset("亩 公顷 万亩 平方公里 平方千米".split())
_EXISTING = re.compile(r"(?:现有|原有|已有|目前有|目前拥有)[^,。;、\d]{0,5}$")  # 该院现有床位680张
_STORE = re.compile(r"(?:库|仓|罐|槽)(?:区|房)?$")
_BODIES_BEFORE = re.compile(r"(?:企业|项目|公司|单位|客商|商户|机构|工程)”?(?:共|达|约|总数|已达|近|超过?|逾)*$")
_ENERGY_BESIDE = re.compile(r"/\d+(?:\.\d+)?(?:[MGk]Wh|[万亿]?千瓦时|兆瓦时|吉瓦时)")
_UNCOUNTED = frozenset("条 座 栋 幢 台 部 辆 间 所".split())  # 建设2座窑炉和12条生产线, behind a capacity: no capacity
_BUILDING = re.compile(r"厂房|车间|楼|用房|库房|仓库|校舍|住宅|建筑|公寓|宿舍")
_UNMADE = frozenset("项 家 户 批 次 名 宗 处".split())  # 淘汰落后产能500项
_BARE_PHASE = re.compile(r"(?:其中)?[一二三四首]期(?:为|约|规模|产能)?$")
_GRADE = re.compile(r"(?:级|(?<=级))(?:及?以上)?(?:[\u4e00-\u9fff]{0,6})(?:码头|泊位|航道|船闸|港|巨轮|货轮)")
_POWER = frozenset(["power"])
_THINGS = frozenset(["count", "mass", "volume", "energy", "person"])
_PERSON_UNITS = frozenset("人 名 个 位".split())
# 单机容量6.25兆瓦的风电机组96台: the count of what the quantity before describes.
_ATTRIBUTED = re.compile(r"[级以上左右]{0,3}的?(?P<item>[\u4e00-\u9fff]{2,14})")
_COUNTED_UNITS = frozenset("栋 座 条 套 台 根 架 幢 口 组".split())
# 一期12栋标准厂房已全部封顶: parts of which the sentence tells.
_STANDING = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6})(?:车间|厂房|生产线|产线|楼|库|猪舍|牛舍|鸡舍|大棚|装置|机组|桩基|主塔|隧道|桥梁|仓|炉|罐|主体)"
    r"(?!已[^,。;]{0,4}\d)[^,。;]{0,4}?(?:已|全部|正在|主体|先后|均|相继|陆续|封顶|竣工|完工|建成|完成|的?钢架|本月|顺利|(?:\d{1,2}月)?(?:进场|安装|调试))"
)
_OPENS = re.compile(r"(?:^|[,。;:\n”“的]|目前|现场|一期|二期|三期|首期|工程|项目|园)(?:首批|全部)?$")
_SOURCES = "sources"  # the entry of 风电, 储能 …: what makes or keeps power, and its size
_RATE = re.compile(r"/(?P<time>年|a|日|天|d)$")
_EVERY = re.compile(r"(?:可?达到?|约|为|超)*每个?(?P<time>[年月日天])(?:可?达到?|约|为|超)*")
_CELLS = re.compile(
    r"(?:高效|新型|动力|储能|锂离子|锂|钠离子|固态|圆柱|方形|大圆柱|半固态|N型|TOPCon|HJT|单晶|异质结|钙钛矿|光伏|太阳能|晶硅|\d{3,5})*(?:电芯|电池(?!储能)|Pack|PACK|组件|硅片|模组)"
)
_SIZES = (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY)
_MAX_GAP = 18


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, MetricRoleEntry], dict[str, str]]:
    entries = {e.id: e for e in load_lexicon("metric_roles", MetricRoleEntry)}
    before = CueTable({e.id: e.surface for e in entries.values()})
    after = CueTable({e.id: e.after for e in entries.values() if e.after})
    dimensions = {surface: u.dimension for u in load_lexicon("units", UnitEntry) for surface in u.surface}
    return before, after, entries, dimensions


class MetricReader:
    """Reads the quantities of one document from left to right."""

    def __init__(self, document: Document, names: Sequence[tuple[int, int]] = ()) -> None:
        spans = sorted(names)
        self._name_starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))  # where the names that begin so far end at most
        self.text = document.text
        self.clauses = Clauses(document)
        self.mentions = document.mentions_of(Label.QUANTITY, Label.PERCENT)
        self._before, self._after, self._entries, self._dimensions = _tables()

    def read(self) -> list[MetricReading]:
        """One reading for each QUANTITY or PERCENT mention, in order."""
        readings: list[MetricReading] = []
        for mention in self.mentions:
            readings.append(self._read(mention, readings[-1] if readings else None))
        return readings

    def _read(self, mention: Mention, previous: MetricReading | None) -> MetricReading:
        start, end = self.clauses.clause(mention.start)
        floor = max(start, previous.mention.end) if previous else start
        was = _FORMER.search(self.text, max(start, mention.start - 10), mention.start)
        if _RAISED.match(self.text, mention.end, min(end, mention.end + (16 if was else 6))):
            return self._none(mention, "old_value")
        if self._unit(mention) in _SPEC_UNITS or _GRADE.match(self.text, mention.end):
            return self._none(mention, "spec")
        if previous is not None and previous.rule.endswith(("old_value", "spec")):
            floor = start
        if _EXISTING.search(self.text, start, mention.start):
            return self._none(mention, "existing")
        if self._counts_bodies(mention, end):
            return self._none(mention, "counted_bodies")
        after = self._after.first_at(self.text, mention.end, end)
        if after is not None and self._fits(self._entries[after.id], mention):
            item = self._item_after(mention, end)[0] if after.id == "installed_behind" else None
            return self._make(mention, after.id, mention.start, after.end, item)
        cue = self._cue(mention, floor)
        behind = self._capacity_behind(mention, end)
        if behind is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return behind
        named = self._in_name(mention, end)
        if named is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return named
        if cue is not None:
            return self._as_sized(self._with_cue(mention, cue, end), previous)
        if previous is not None and previous.role is not None and self._continues(previous, mention):
            return self._listed(mention, previous, end)
        if (part := self._part(mention, previous, end)) is not None:
            return part
        if (bare := self._bare(mention)) is not None:
            return bare
        return self._none(mention, "no_cue")

    def _as_sized(self, reading: MetricReading, previous: MetricReading | None) -> MetricReading:
        """The size of a phase in the unit of the whole's size (年产10GWh…,一期建设5GWh)."""
        if reading.role is not MetricRole.OTHER or previous is None or previous.role not in _SIZES:
            return reading
        lines = reading.item is not None and reading.item.endswith("线")
        if not (reading.phase or lines):
            return reading
        unit = self._unit(reading.mention)
        if self._dimension(reading.mention) == "count" or unit != self._unit(previous.mention):
            return reading
        return replace(reading, role=previous.role, per=previous.per, item=None)

    def _cue(self, mention: Mention, floor: int) -> Cue | None:
        """The nearest cue whose role takes the dimension, passing over those that do not (新建…长, 建设…床位)."""
        end = mention.start
        while (cue := self._before.last(self.text, floor, end)) is not None:
            if mention.start - cue.end > _MAX_GAP:
                return None
            if self._fits(self._entries[cue.id], mention) and not self._in_word(cue):
                return self._over_source(cue, floor) or cue
            end = cue.end - 1
        return None

    def _over_source(self, cue: Cue, floor: int) -> Cue | None:
        """The cue of which a source of power is the object (年产储能电池5吉瓦时, 年发光伏绿电3亿千瓦时)."""
        if cue.id != _SOURCES:
            return None
        before = self._before.last(self.text, floor, cue.start)
        if before is None or self.text[before.end : cue.start].strip("可达约的"):
            return None
        return before if self._entries[before.id].role is MetricRole.ANNUAL_CAPACITY else None

    def _in_word(self, cue: Cue) -> bool:
        """Whether a cue of one character is part of a word (设备126台; a cue of its own in 设站27座)."""
        return cue.end - cue.start == 1 and _PART_OF_WORD.match(self.text, cue.start) is not None

    def _fits(self, entry: MetricRoleEntry, mention: Mention) -> bool:
        dimension = self._dimension(mention)
        if self._unit(mention) in entry.not_units or (entry.units and self._unit(mention) not in entry.units):
            return False
        if entry.role is MetricRole.JOBS:
            return self._unit(mention) in _PERSON_UNITS
        if entry.role is MetricRole.INSTALLED_CAPACITY and entry.dimensions:
            return dimension in entry.dimensions
        if entry.role is MetricRole.INSTALLED_CAPACITY:
            return dimension not in ("area", "length", "duration", "ratio") and mention.label is Label.QUANTITY
        if entry.role is MetricRole.ANNUAL_CAPACITY:
            made = self._unit(mention) not in _UNMADE and dimension not in ("duration", "ratio")
            return made and mention.label is Label.QUANTITY
        if not entry.dimensions:
            return dimension not in ("duration", "age", "temperature", "percent", "voltage")
        return dimension in entry.dimensions

    def _unit(self, mention: Mention) -> str:
        assert isinstance(mention.value, Quantity)
        return mention.value.unit

    def _dimension(self, mention: Mention) -> str:
        if mention.label is Label.PERCENT:
            return "percent"
        unit = self._unit(mention)
        return self._dimensions.get(unit, "count")

    def _counts_bodies(self, mention: Mention, end: int) -> bool:
        """Counts of projects, firms and the like are no property of one project."""
        return (
            self._dimension(mention) == "count"
            and self._unit(mention) in ("个", "项", "件", "家", "户", "宗", "批", "大", "类", "名", "次", "位")
            and (
                _COUNTED_BODIES.match(self.text, mention.end, min(end, mention.end + 18)) is not None
                or _BODIES_BEFORE.search(self.text, max(0, mention.start - 12), mention.start) is not None
            )
            and not re.match(r"(?:标段|机架|床位|车位|泊位|岗位|就业)", self.text[mention.end : mention.end + 4])
        )

    def _with_cue(self, mention: Mention, cue: Cue, end: int) -> MetricReading:
        entry = self._entries[cue.id]
        between = _STRIP.sub("", self.text[cue.end : mention.start])
        every = _EVERY.fullmatch(between)
        if every is not None:  # 产能每月3万片
            per = Per.MONTH if every["time"] == "月" else Per.YEAR if every["time"] == "年" else Per.DAY
            item, tail = self._item_after(mention, end)
            return replace(self._make(mention, cue.id, cue.start, tail, item), per=per)
        item = between if _BETWEEN.fullmatch(between) else None
        tail = mention.end
        if item is None:
            item, tail = self._item_after(mention, end)
        elif item is not None and entry.role in (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA):
            item = None
        if (
            entry.role in (MetricRole.LAND_AREA, MetricRole.FLOOR_AREA, MetricRole.JOBS, MetricRole.LENGTH)
            and tail > mention.end
        ):
            item, tail = None, mention.end
        if entry.role is MetricRole.FLOOR_AREA and self._unit(mention) in _LAND_UNITS:
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.LAND_AREA)
        if entry.role is MetricRole.OTHER and self._is_floor(mention, cue, end):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.FLOOR_AREA)
        rate = _RATE.search(mention.text)
        if entry.role is MetricRole.OTHER and rate is not None:  # 建设360万吨/年甲醇
            item, tail = self._item_after(mention, end)
            reading = self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY)
            return replace(reading, per=Per.YEAR if rate["time"] in "年a" else Per.DAY)
        each = self.text.startswith("单", cue.start)  # 单机容量6.25MW
        if entry.role is MetricRole.OTHER and not each and self._holds(mention, item, end):
            return self._make(mention, cue.id, cue.start, tail, item, MetricRole.INSTALLED_CAPACITY)
        if entry.role is MetricRole.OTHER and item is None and _ONE.fullmatch(between) and between not in "量数值":
            item = between  # 设站27座
        if entry.role is MetricRole.OTHER and item is None:
            item = self.text[cue.start : cue.end]
        return self._make(mention, cue.id, cue.start, tail, item)

    def _is_floor(self, mention: Mention, cue: Cue, end: int) -> bool:
        """Whether an area is that of buildings (新建生产车间、研发楼约15万平方米)."""
        near = self.text[cue.start : min(end, mention.end + 8)]
        return self._dimension(mention) == "area" and _BUILDING.search(near) is not None

    def _holds(self, mention: Mention, item: str | None, end: int) -> bool:
        """Whether a size is what something built can hold or give (新建冷库10万吨, 配套建设200兆瓦储能系统)."""
        dimension = self._dimension(mention)
        if dimension in ("power", "energy"):
            return any(p.match(self.text, mention.end, end) for p in (_POWER_PLANT, _ENERGY_BESIDE))
        return dimension in ("mass", "volume") and item is not None and _STORE.search(item) is not None

    def _item_after(self, mention: Mention, end: int) -> tuple[str | None, int]:
        match = _ITEM.match(self.text, mention.end, end)
        if match is None or _NOT_ITEM.match(match.group("item")):
            return None, mention.end
        return match.group("item"), match.end("item")

    def _capacity_behind(self, mention: Mention, end: int) -> MetricReading | None:
        """Capacity said after the thing (6000升生物反应器总容量)."""
        item, tail = self._item_after(mention, end)
        match = _CAPACITY_WORD.search(item or "")
        if item is None or match is None or not match.start():
            return None
        planned = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        rule, role = "metric_role.capacity_behind", MetricRole.INSTALLED_CAPACITY
        return MetricReading(mention, role, planned, mention.start, tail, rule, item[: match.start()])

    def _in_name(self, mention: Mention, end: int) -> MetricReading | None:
        """Capacity that stands in a project's name without a cue (40万千瓦海上光伏项目, 8万吨铜箔生产基地)."""
        dimension = self._dimension(mention)
        assert isinstance(mention.value, Quantity)
        bounded = mention.value.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
        if bounded or dimension not in _POWER | _THINGS or self._unit(mention) in ("个", "项", "家", "座", "条", "处"):
            return None
        if not (mention.text[:1].isdecimal() or "万" in mention.text):
            return None  # capacities in names are written in digits (or 百万吨级); 十三间房 is a place
        if dimension in _POWER and _PLANT_BEFORE.search(self.text, max(0, mention.start - 12), mention.start):
            rule = "metric_role.plant_before"  # 水面光伏电站二期120MW
            role, status = MetricRole.INSTALLED_CAPACITY, self.clauses.is_planned(mention.start)
            planned = Modality.PLANNED if status else Modality.ACTUAL
            return MetricReading(mention, role, planned, mention.start, mention.end, rule)
        if _GRADE.match(self.text, mention.end):
            return None  # 3万吨级码头: what ships it takes
        at = bisect_right(self._name_starts, mention.start)
        inside = at > 0 and mention.end < self._reach[at - 1]
        if not inside and not _NAMED.match(self.text, mention.end, end):
            return None
        item, tail = self._item_after(mention, end)
        plant = self.text.startswith(("项目", "工程"), mention.end) or any(
            p.match(self.text, mention.end, end) for p in (_POWER_PLANT, _ENERGY_BESIDE)
        )
        plant = plant and _CELLS.match(self.text, mention.end, end) is None  # 10GWh储能电芯项目 makes them
        holds = (plant and dimension in ("power", "energy")) or self._unit(mention) in _STANDING_UNITS
        holds = holds or (item is not None and _STORE.search(item) is not None)
        role = MetricRole.INSTALLED_CAPACITY if holds else MetricRole.ANNUAL_CAPACITY
        per = None if role is MetricRole.INSTALLED_CAPACITY else Per.YEAR
        return MetricReading(mention, role, Modality.PLANNED, mention.start, tail, "metric_role.in_name", item, per)

    def _part(self, mention: Mention, previous: MetricReading | None, end: int) -> MetricReading | None:
        """A count of parts without a cue, by what they are like (6.25兆瓦的风电机组96台) or do (6栋猪舍已建成)."""
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        gap = self.text[previous.mention.end : mention.start] if previous is not None else ""
        if (
            previous is not None
            and not gap
            and self._dimension(mention) == "area"
            and self._counts_parts(previous.mention)
        ):
            role, rule = MetricRole.FLOOR_AREA, "metric_role.floor_beside"  # 标准厂房8栋5.4万平方米
            return MetricReading(mention, role, status, mention.start, mention.end, rule)
        if not self._counts_parts(mention):
            return None
        alike = previous is not None and not self._counts_parts(previous.mention)
        if alike and (like := _ATTRIBUTED.fullmatch(gap)) is not None:
            rule, item = "metric_role.attributed", like["item"]
            return MetricReading(mention, MetricRole.OTHER, status, mention.start, mention.end, rule, item)
        opens = _OPENS.search(self.text, max(0, mention.start - 6), mention.start)
        if opens is None or _STANDING.match(self.text, mention.end, end) is None:
            return None
        item, tail = self._item_after(mention, end)
        return MetricReading(mention, MetricRole.OTHER, status, mention.start, tail, "metric_role.standing", item)

    def _counts_parts(self, mention: Mention) -> bool:
        return mention.label is Label.QUANTITY and self._unit(mention) in _COUNTED_UNITS

    def _bare(self, mention: Mention) -> MetricReading | None:
        """A size that only a phase or a bracket introduces: 其中一期2.5万吨, X扩建工程(2×100万千瓦)."""
        dimension = self._dimension(mention)
        bracket = (
            self.text[mention.start - 1 : mention.start] == "(" and self.text[mention.end : mention.end + 1] in ")/,"
        )
        if not bracket and _BARE_PHASE.search(self.text, max(0, mention.start - 8), mention.start) is None:
            return None
        if dimension == "power":
            role, per = MetricRole.INSTALLED_CAPACITY, None
        elif dimension == "volume" and not bracket:
            role, per = MetricRole.INSTALLED_CAPACITY, None  # 罐区一期12万立方米
        elif dimension == "mass" and not bracket:
            role, per = MetricRole.ANNUAL_CAPACITY, Per.YEAR
        else:
            return None
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        rule, phase = "metric_role.bare_size", self.clauses.phase(mention.start)
        return MetricReading(mention, role, status, mention.start, mention.end, rule, None, per, phase)

    def _continues(self, previous: MetricReading, mention: Mention) -> bool:
        same = self.clauses.clause(previous.mention.start) == self.clauses.clause(mention.start)
        gap = self.text[previous.mention.end : mention.start]
        if gap == "/" and previous.role is MetricRole.INSTALLED_CAPACITY:
            return True  # 600兆瓦/2400兆瓦时
        if previous.role is MetricRole.ANNUAL_CAPACITY and _OF_WHICH.fullmatch(gap):
            return True  # 年吞吐500万吨,其中集装箱20万标箱
        return same and _LISTED.fullmatch(gap) is not None and previous.role is not MetricRole.LAND_AREA

    def _listed(self, mention: Mention, previous: MetricReading, end: int) -> MetricReading:
        item, tail = self._item_after(mention, end)
        if item is None:
            gap = self.text[previous.mention.end : mention.start]
            words = re.split(r"、|和|及|以及|,", gap)[-1]
            item = words if len(words) >= 2 else None
        role = self._listed_role(mention, previous, end)
        per = previous.per if role is previous.role else None
        rule, status = "metric_role.listed", previous.status
        return MetricReading(mention, role, status, mention.start, tail, rule, item, per, previous.phase)

    def _listed_role(self, mention: Mention, previous: MetricReading, end: int) -> MetricRole | None:
        """The role that the list goes on with, but for things of another kind (…和60MW热电厂, …和3万平方米车间)."""
        dimension, role = self._dimension(mention), previous.role
        if (role is MetricRole.FLOOR_AREA and dimension != "area") or (
            role is MetricRole.LENGTH and dimension != "length"
        ):
            return MetricRole.OTHER  # 管网32公里、换热站14座
        gap = self.text[previous.mention.end : mention.start]
        if dimension == "area" and role is MetricRole.OTHER and _BUILDING.search(gap):
            return MetricRole.FLOOR_AREA  # 集装箱堆场12万平方米、仓储用房9.6万平方米
        if dimension == "area" and role is MetricRole.INSTALLED_CAPACITY:
            return MetricRole.FLOOR_AREA  # 建设冷库25万立方米、常温仓库3.6万平方米
        if role not in (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY):
            return role
        if dimension == "area" and _BUILDING.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.FLOOR_AREA
        if dimension in _POWER and _POWER_PLANT.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.INSTALLED_CAPACITY
        return MetricRole.OTHER if self._unit(mention) in _UNCOUNTED else role

    def _make(
        self, mention: Mention, cue: str, start: int, end: int, item: str | None, role: MetricRole | None = None
    ) -> MetricReading:
        entry = self._entries[cue]
        planned = self.clauses.is_planned(mention.start)
        first, last = min(start, mention.start), max(end, mention.end)
        return MetricReading(
            mention,
            role or entry.role,
            Modality.PLANNED if planned else Modality.ACTUAL,
            first,
            last,
            f"metric_role.{cue}",
            item,
            entry.per,
            self.clauses.phase(mention.start),
        )

    def _none(self, mention: Mention, rule: str) -> MetricReading:
        return MetricReading(mention, None, Modality.ACTUAL, mention.start, mention.end, f"metric_role.{rule}")


def read_quantities(document: Document, names: Sequence[tuple[int, int]] = ()) -> list[MetricReading]:
    """One reading for each QUANTITY or PERCENT mention of the document, in order; ``names`` are spans of names."""
    return MetricReader(document, names).read()
