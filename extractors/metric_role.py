"""What each quantity of a document is, by its cue, its dimension and the thing counted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors import metric_patterns as pat
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.reading import MetricReading
from kaigong.extractors.target_one import is_served
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label, MetricRole, Modality, Per, Qualifier
from kaigong.schemas.lexicon import MetricRoleEntry, UnitEntry
from kaigong.schemas.values import Quantity

_SIZE_UNITS = frozenset("米 公尺 m 厘米 公分 层".split())
_A_FEW_AT_WORK = 10  # 3名工人正在上班 is a scene
_LONG_UNITS = frozenset(("公里", "千米", "km"))
_NOUN_CUES = frozenset(("设备", "生产设备", "泊位", "车位", "储能", "风电", "光伏"))
# 月产6英寸晶圆1万片: what kind of thing it is.
_NETWORK = 24  # characters: 全市高速公路通车总里程将突破
_SPEC_UNITS = frozenset("英寸 吋 寸 纳米 微米".split())
_GRADE_UNITS = frozenset("千伏级 米 厘米 毫米 千伏 伏 千瓦 兆瓦 马力 公斤 千克 升".split())
_STANDING_UNITS = frozenset("锭 羽 张 架".split())  # 10万锭智能纺纱项目: what stands there at a time
_LAND_UNITS = frozenset("亩 公顷 万亩 平方公里 平方千米".split())
_UNCOUNTED = frozenset("条 座 栋 幢 台 部 辆 间 所".split())  # 建设2座窑炉和12条生产线, behind a capacity: no capacity
_ROOMS = frozenset("间 所 栋 座 条".split())
_BULK = frozenset(["mass", "volume", "count"])  # 建设规模1200万吨/年
_FEW = 10
_MANY = 1000
_NO_GOODS = frozenset("个 项 家 座 条 处 层".split())  # 26层高酒店: no output
_UNMADE = frozenset("项 家 户 批 次 名 宗 处".split())  # 淘汰落后产能500项
_HELD = frozenset(["mass", "volume"])  # what a tank or a store holds
_POWER = frozenset(["power"])
_POWER_LIKE = frozenset(["power", "energy"])
_OF_SETS = frozenset(["power", "mass"])  # what each set of a number is rated by
_THINGS = frozenset(["count", "mass", "volume", "energy", "person"])
_PERSON_UNITS = frozenset("人 名 个 位".split())
_PART_UNITS = frozenset("栋 座 条 套 台 根 架 幢 口 组 个 支 只 块 孔 间 艘 处 辆 格 道".split())
_MOORED = frozenset("艘 条 只 辆 架".split())
_VAGUE_UNITS = frozenset("个 只 块 口".split())  # 两个泊位 is told of as much as it is built
_COUNTED_UNITS = frozenset("栋 座 条 套 台 根 架 幢 口 组".split())
_SURFACES = "heating"  # the entry of areas that are no buildings
_SOURCES = "sources"  # the entry of 风电, 储能 …: what makes or keeps power, and its size
_EFFECTS = (MetricRole.ANNUAL_CAPACITY, MetricRole.JOBS, MetricRole.OTHER)
_SIZES = (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY)
_SETS = frozenset("台 套 组 部 机组".split())  # 装机3台共4.8万千瓦: so many sets
_OF_ONE = ("metric_role.no_cue", "metric_role.in_name")  # rules of a size that is that of one set
_NEAR = 40  # characters looked back for the words right before a quantity
_MAX_GAP = 18


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, MetricRoleEntry], dict[str, str]]:
    entries = {e.id: e for e in load_lexicon("metric_roles", MetricRoleEntry)}
    before = CueTable({e.id: e.surface for e in entries.values()})
    after = CueTable({e.id: e.after for e in entries.values() if e.after})
    dimensions = {surface: u.dimension for u in load_lexicon("units", UnitEntry) for surface in u.surface}
    return before, after, entries, dimensions


def _per_of(rate: re.Match[str] | None) -> Per:
    """The time base that a rate is written with; a year where none is."""
    if rate is None or rate["time"] in "年a":
        return Per.YEAR
    return Per.DAY if rate["time"] in "日天d" else Per.HOUR


class MetricReader:
    """Reads the quantities of one document from left to right."""

    def __init__(self, document: Document, names: Sequence[tuple[int, int]] = ()) -> None:
        spans = sorted(names)
        self._name_starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))  # where the names that begin so far end at most
        self.text = document.text
        self._places = [(m.start, m.end) for m in document.mentions_of(Label.PLACE)]
        self.clauses = Clauses(document)
        self.mentions = document.mentions_of(Label.QUANTITY, Label.PERCENT)
        self._starts = [m.start for m in self.mentions]
        self._before, self._after, self._entries, self._dimensions = _tables()
        self._whole: MetricReading | None = None  # the size in power that was read last
        self._sized: MetricReading | None = None  # the size that was read last

    def read(self) -> list[MetricReading]:
        """One reading for each QUANTITY or PERCENT mention, in order."""
        readings: list[MetricReading] = []
        for mention in self.mentions:
            previous = readings[-1] if readings else None
            readings.append(self._goes_on(self._read(mention, previous), previous))
            if readings[-1].role in _SIZES:
                self._sized = readings[-1]
                if self._dimension(mention) in ("power", "energy"):
                    self._whole = readings[-1]
        return self._with_products(self._listed_before(readings))

    def _listed_before(self, readings: list[MetricReading]) -> list[MetricReading]:
        """The readings, with what a list goes on with.

        Items which its last word explains (新增铁水402万吨、钢水360万吨产能), and parts of which each has a size.
        """
        made = list(readings)
        explains = False
        for number in range(len(made) - 2, -1, -1):
            one, last = made[number], made[number + 1]
            explains = explains or (last.rule.endswith("year_capacity") and last.end > last.mention.end)
            between = pat.ITEM_BEFORE.fullmatch(self.text, one.mention.end, last.mention.start)
            listed = one.rule == "metric_role.no_cue" and self._unit(one.mention) == self._unit(last.mention)
            explains = explains and listed and between is not None
            if explains:
                listing = self._plain(one.mention, last.role or MetricRole.OTHER, "listed")
                made[number] = replace(listing, per=last.per)
        for number in range(2, len(made)):
            part, size, one = made[number - 2 : number + 1]
            sized = part.role is MetricRole.OTHER and part.mention.end == size.mention.start and size.role is None
            more = sized and self._counts_parts(part.mention) and self._counts_parts(one.mention) and one.role is None
            if more and pat.PART_BETWEEN.fullmatch(self.text, size.mention.end, one.mention.start):
                made[number] = self._plain(one.mention, MetricRole.OTHER, "listed")  # 2台360平方米烧结机、1座350吨转炉
        return made

    def _with_products(self, readings: list[MetricReading]) -> list[MetricReading]:
        """The readings, with the size of all sets in place of that of one (2台60万千瓦机组: 120万千瓦)."""
        made = list(readings)
        for number, (sets, size) in enumerate(pairwise(readings)):
            count, each = sets.mention.value, size.mention.value
            if not (isinstance(count, Quantity) and isinstance(each, Quantity) and count.value and each.value):
                continue
            if self._unit(sets.mention) not in _SETS or self._dimension(size.mention) != "power":
                continue
            beside = pat.SETS_OF.fullmatch(self.text, sets.mention.end, size.mention.start)
            if beside and sets.role is None and pat.SETS_STAND.match(self.text, size.mention.end):
                made[number] = self._plain(sets.mention, MetricRole.OTHER, "built", "风机")  # 25台4兆瓦风机全部并网
            inside = pat.SETS_BEHIND.match(self.text, size.mention.end)
            if (
                not (beside and inside)
                or each.qualifier is Qualifier.ORDER_OF  # 两台百万千瓦级机组
                or self._unit(size.mention) not in ("千瓦", "瓩")
                or size.rule not in _OF_ONE
            ):
                continue
            start, end = sets.mention.start, size.mention.end
            if sets.role is None and not self._in_any_name(sets.mention):
                made[number] = self._plain(sets.mention, MetricRole.OTHER, "built", "机组")
            value = replace(each, value=each.value * count.value)
            whole = replace(size.mention, start=start, text=self.text[start:end], value=value)
            made[number + 1] = replace(
                self._plain(whole, MetricRole.INSTALLED_CAPACITY, "product"), start=start, end=end
            )
        return made

    def _read(self, mention: Mention, previous: MetricReading | None) -> MetricReading:
        start, end = self.clauses.clause(mention.start)
        if self.text.startswith(("由", "从"), start) and pat.ABILITY.search(self.text, max(0, start - 6), start):
            start, _ = self.clauses.clause(start - 2)  # 年产羊绒衫的能力,由40万件一下子增加到110万件
        floor = max(start, previous.mention.end) if previous else start
        was = pat.FORMER.search(self.text, max(start, mention.start - 10), mention.start)
        if pat.RAISED.match(self.text, mention.end, min(end, mention.end + (16 if was else 6))):
            return self._none(mention, "old_value")
        if self._unit(mention) == "番":
            return self._none(mention, "old_value")  # 从5万吨翻番到10万吨: the words between
        if self.text.startswith("机组", mention.end) and pat.REST_OF_SETS.search(self.text, start, mention.start):
            return self._none(mention, "progress")  # 其余两台机组年底前投产
        if (
            self._unit(mention) in _SPEC_UNITS
            or pat.GRADE.match(self.text, mention.end)
            or self._is_long_class(mention)
        ):
            return self._none(mention, "spec")
        graded = self._unit(mention) in _GRADE_UNITS and pat.GRADE_OF_PIECE.match(self.text, mention.end, end)
        if graded and pat.MADE_OF_GRADE.search(self.text, floor, mention.start):
            return self._none(mention, "spec")
        joined = previous is not None and previous.mention.end == mention.start
        each = joined and previous is not None and self._counts_parts(previous.mention)
        tank = self._dimension(mention) in _HELD and pat.TANK_BEHIND.match(self.text, mention.end, end)
        if each and not tank and self._unit(mention) in ("升", "L", "立方米"):
            return self._none(mention, "spec")  # 两条2000升一次性反应器生产线
        if self._unit(mention) in _UNCOUNTED and pat.LARGEST.search(self.text, start, mention.start):
            return self._plain(mention, MetricRole.OTHER, "built")
        if previous is not None and previous.rule.endswith(("old_value", "spec")):
            floor = start
        if mention.text.startswith("一") and self._opens_name(mention.end):
            return self._none(mention, "one")  # …和一座研发中心, told of as an undertaking of its own
        parts = self._dimension(mention) in ("count", "length")
        done = pat.PUT_UP.search(self.text, start, mention.start) if parts else None
        if done is not None and (done["what"] or pat.PUTTING_UP.match(self.text, mention.end, end)):
            return self._none(mention, "progress")  # 累计完成32台风机吊装
        first = pat.FIRST_OF.search(self.text, start, mention.start) if parts else None
        if first is not None and pat.HOISTED.match(self.text, mention.end, end):
            return self._none(mention, "progress")
        if self._dimension(mention) == "length" and pat.DUG.search(self.text, start, mention.start):
            return self._none(mention, "progress")  # 单口月掘进突破300米
        if self._is_of_region(mention) or self._is_public_work(mention):
            return self._none(mention, "of_region")
        if pat.EXISTING.search(self.text, start, mention.start):
            if self._is_part_done(mention, start, end):
                return self._plain(mention, MetricRole.OTHER, "built", None)
            return self._none(mention, "existing")
        if (jobs := self._jobs(mention, start, end)) is not None:
            return jobs
        if self._unit(mention) == "个" and pat.COUNTIES.match(self.text, mention.end, end):
            return self._none(mention, "counted_bodies")
        if self._is_of_served(mention, start, end):
            return self._plain(mention, MetricRole.OTHER, "folk_gain")
        if self._counts_bodies(mention, end):
            tenants = pat.TENANTS.search(self.text, max(start, mention.start - 12), mention.start)
            if pat.OF_ZONE.search(self.text, start, mention.start):
                tenants = None
            return (
                self._plain(mention, MetricRole.OTHER, "tenants")
                if tenants or is_served(self.text, start, mention)
                else self._none(mention, "counted_bodies")
            )
        after = self._after.first_at(self.text, mention.end, end)
        if after is not None and self._fits(self._entries[after.id], mention):
            item = self._item_after(mention, end)[0] if after.id == "installed_behind" else None
            if self._entries[after.id].role is MetricRole.ANNUAL_CAPACITY:
                item = self._item_listed(mention, floor)
            reading = self._make(mention, after.id, mention.start, after.end, item)
            base = pat.BASE_BEFORE.search(self.text, max(floor, mention.start - _NEAR), mention.start)
            if base is None or reading.role is not MetricRole.ANNUAL_CAPACITY:
                return reading
            return replace(reading, per=Per.MONTH if base["time"] == "月" else Per.DAY)
        if (lanes := self._lanes(mention)) is not None:
            return lanes
        if tank:
            return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "stored")
        if self._dimension(mention) == "duration" and pat.KEEPS_HOURS.match(self.text, mention.end, end):
            return self._plain(mention, MetricRole.OTHER, "stored")
        cue = self._cue(mention, floor)
        single = cue is not None and self.text.startswith("单", cue.start)
        if not single and self._dimension(mention) in _OF_SETS and pat.SIZE_OF_EACH.match(self.text, mention.end, end):
            return self._none(mention, "spec")
        if (made := self._made(mention, cue, floor)) is not None:
            return made
        if (beside := self._size_beside(mention, previous)) is not None:
            return beside
        if (size := self._by_noun(mention, cue, floor, end)) is not None:
            return size
        behind = self._capacity_behind(mention, end)
        if behind is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return behind
        named = self._in_name(mention, end)
        if named is not None and (cue is None or self._entries[cue.id].role is MetricRole.OTHER):
            return named
        bracketed = self.text[mention.start - 1 : mention.start] == "(" and self._dimension(mention) in _POWER_LIKE
        weak = cue is not None and self._entries[cue.id].role is MetricRole.OTHER
        if bracketed and weak and (bare := self._bare(mention)) is not None:
            return bare  # 新建工程项目(2×350MW)
        if cue is not None:
            return self._as_sized(self._with_cue(mention, cue, end), previous)
        if mention.label is Label.PERCENT and self._is_done_part(mention, floor):
            return self._plain(mention, MetricRole.OTHER, "done_part")
        if previous is not None and previous.role is not None and self._continues(previous, mention):
            return self._listed(mention, previous, end)
        if (part := self._part(mention, previous, end) or self._built(mention, floor, end)) is not None:
            return part
        if (power := self._power(mention, start, end)) is not None:
            return power
        if (rate := pat.RATE.search(mention.text)) is not None and self._dimension(mention) in ("mass", "volume"):
            per = _per_of(rate)
            item = self._item_after(mention, end)[0]
            return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "rate", item, per)  # 一期制氢1万吨/年
        if (bare := self._bare(mention)) is not None:
            return bare
        if (also := self._also_raised(mention)) is not None:
            return also
        return self._none(mention, "no_cue")

    def _also_raised(self, mention: Mention) -> MetricReading | None:
        """A further size that goes up beside the one before (合成氨由30万吨提高到45万吨,尿素由52万吨扩大到80万吨)."""
        before = self._sized
        if before is None or mention.label is not Label.QUANTITY or self._unit(before.mention) != self._unit(mention):
            return None
        more = pat.ALSO_RAISED.fullmatch(self.text, before.mention.end, mention.start)
        if more is None:
            return None
        return self._plain(mention, before.role or MetricRole.OTHER, "listed", more["item"], before.per)

    def _is_part_done(self, mention: Mention, start: int, end: int) -> bool:
        """Whether parts are counted that are done by now (已有6栋厂房封顶), not what stood there before."""
        if not self._counts_parts(mention) or pat.BY_NOW.search(self.text, start, mention.start) is None:
            return False
        return pat.PARTS_DONE.match(self.text, mention.end, end) is not None

    def _is_done_part(self, mention: Mention, floor: int) -> bool:
        """Whether a share is that of works which are done (完成支架安装70%, 截至4月底已完成63%)."""
        near = max(floor, mention.start - _NEAR)
        if pat.DONE_PART.search(self.text, near, mention.start):
            return True
        ends = self.text[mention.end : mention.end + 1] in ("", ",", "。", ";", "\n")
        return ends and pat.DONE_SHARE.search(self.text, near, mention.start) is not None

    def _is_of_region(self, mention: Mention) -> bool:
        """Whether a stock is that of a place as a whole (目前,灵武奶牛存栏达到9.8万头)."""
        sentence = self.clauses.sentence(mention.start)
        if pat.OF_NETWORK.search(self.text, max(0, mention.start - _NETWORK), mention.start):
            return True
        if sentence is None or (now := pat.NOW.match(self.text, sentence.start, mention.start)) is None:
            return False
        at = bisect_left(self._places, now.end(), key=lambda p: p[0])
        if at >= len(self._places) or self._places[at][0] != now.end():
            return pat.REGION_STOCK.match(self.text, now.end(), mention.start) is not None
        return pat.STOCK.fullmatch(self.text, self._places[at][1], mention.start) is not None

    def _is_public_work(self, mention: Mention) -> bool:
        """Whether a sentence opens with works that a place does everywhere (新改建农村公路120公里,改造危桥15座)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return False
        if pat.PUBLIC_WORKS.fullmatch(self.text, sentence.start, mention.start) is not None:
            return True
        run = self.text.rfind(";", sentence.start, mention.start) + 1
        return run > 0 and pat.COUNTRY_WORKS.fullmatch(self.text, run, mention.start) is not None

    def _opens_name(self, position: int) -> bool:
        """Whether a name starts at the position."""
        at = bisect_left(self._name_starts, position)
        return at < len(self._name_starts) and self._name_starts[at] == position

    def _is_long_class(self, mention: Mention) -> bool:
        """Whether a length only says of what class a thing is (80米级叶片)."""
        return self._unit(mention) in _SIZE_UNITS and self.text.startswith("级", mention.end)

    def _does_works(self, mention: Mention) -> bool:
        """Whether those who do the works are counted (建成是近万名职工五年拼搏的结果)."""
        if not self.text.startswith((",", "。", ";", "、", ")", "的", "\n"), mention.end):
            return True
        return pat.HANDS.search(self.text, max(0, mention.start - 12), mention.start) is not None

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
            inner = self._behind_year(cue, end)
            if inner is not None and self._fits(self._entries[inner.id], mention):
                return inner
            end = cue.end - 1
        return None

    def _behind_year(self, cue: Cue, end: int) -> Cue | None:
        """The cue that a year runs into (2021年|总产能, where 年总产 was found)."""
        if not self.text.startswith("年", cue.start) or not self._in_word(cue):
            return None
        return self._before.last(self.text, cue.start + 1, end)

    def _over_source(self, cue: Cue, floor: int) -> Cue | None:
        """The cue of which a source of power is the object (年产储能电池5吉瓦时, 年发光伏绿电3亿千瓦时)."""
        if self.text[cue.start : cue.end] in (
            "共",
            "满足",
            "可满足",
        ):  # 日处理能力|共计6.5万吨, 年旅客吞吐量|可满足6000万人次
            before = self._before.last(self.text, floor, cue.start)
            return before if before is not None and before.end == cue.start else None
        if self.text[cue.start : cue.end] not in _NOUN_CUES and cue.id != _SOURCES:
            return None  # 年产立体车库设备2万套
        before = self._before.last(self.text, floor, cue.start)
        between = "" if before is None else self.text[before.end : cue.start]
        if before is None or (cue.id == _SOURCES and between.strip("可达约的")) or pat.NO_NOUN.search(between):
            return None
        return before if self._entries[before.id].role is MetricRole.ANNUAL_CAPACITY else None

    def _in_word(self, cue: Cue) -> bool:
        """Whether a cue of one character is part of a word (设备126台; a cue of its own in 设站27座)."""
        if self.text.startswith("氢氧", cue.end - 1):
            return True  # 年产|氢氧化钾
        if cue.id == _SOURCES and pat.OTHER_SOURCE.match(self.text, cue.end):
            return True  # 家用储能|电池; 3GWh储能|项目、4GW风电项目
        if self.text.startswith(("工地上", "公共"), cue.start - 1) or pat.IN_BODY.match(self.text, cue.start):
            return True
        if self.text.startswith("年", cue.start) and pat.OF_A_YEAR.search(self.text, max(0, cue.start - 6), cue.start):
            return True
        if self.text.startswith("月", cue.start) and self.text[cue.start - 1 : cue.start] in "0123456789个":
            return True  # 今年1至8|月生产整车7.6万辆
        return cue.end - cue.start == 1 and pat.PART_OF_WORD.match(self.text, cue.start) is not None

    def _goes_on(self, reading: MetricReading, previous: MetricReading | None) -> MetricReading:
        """The reading, planned where it goes on with planned effects (可节约标准煤57万吨,减排二氧化碳156万吨)."""
        if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
            return reading
        gap = self.text[previous.mention.end : reading.mention.start]
        effects = reading.role in _EFFECTS and previous.role in _EFFECTS
        return replace(reading, status=Modality.PLANNED) if effects and pat.PLAIN_GAP.fullmatch(gap) else reading

    def _fits(self, entry: MetricRoleEntry, mention: Mention) -> bool:
        dimension = self._dimension(mention)
        if entry.id == "other" and self._unit(mention) in ("人", "名") and self._does_works(mention):
            return False
        if self._unit(mention) in entry.not_units or (entry.units and self._unit(mention) not in entry.units):
            return False
        if entry.role is MetricRole.JOBS:
            return self._unit(mention) in _PERSON_UNITS
        if entry.role is MetricRole.INSTALLED_CAPACITY and entry.dimensions:
            return dimension in entry.dimensions
        if entry.role is MetricRole.INSTALLED_CAPACITY:
            return dimension not in ("area", "length", "duration", "ratio") and mention.label is Label.QUANTITY
        if entry.role is MetricRole.ANNUAL_CAPACITY:
            if self._unit(mention) == "个" and not mention.text[:1].isdigit():
                return False  # 年产量摘取了两个“全国第一”
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
                pat.COUNTED_BODIES.match(self.text, mention.end, min(end, mention.end + 18)) is not None
                or pat.BODIES_BEFORE.search(self.text, max(0, mention.start - 12), mention.start) is not None
            )
            and pat.NO_BODIES.match(self.text, mention.end) is None
            and pat.MADE_SO_MANY.search(self.text, max(0, mention.start - 6), mention.start) is None
        )

    def _is_of_served(self, mention: Mention, start: int, end: int) -> bool:
        """Whether villages or quarters are counted that the works serve (惠及63个贫困村, 涉及老旧小区38个)."""
        if self._unit(mention) != "个":
            return False
        serves = pat.SERVES.search(self.text, max(start, mention.start - _NEAR), mention.start)
        return serves is not None and bool(serves["body"] or pat.SERVED_BODIES.match(self.text, mention.end, end))

    def _with_cue(self, mention: Mention, cue: Cue, end: int) -> MetricReading:
        entry = self._entries[cue.id]
        between = pat.STRIP.sub("", pat.FROM_TO.sub("", self.text[cue.end : mention.start]))
        between = pat.OF_SIZE.sub("", between)  # 配套30万吨级码头1座
        every = pat.EVERY.fullmatch(between)
        if every is not None:  # 产能每月3万片
            per = Per.MONTH if every["time"] == "月" else Per.YEAR if every["time"] == "年" else Per.DAY
            item, tail = self._item_after(mention, end)
            return replace(self._make(mention, cue.id, cue.start, tail, item), per=per)
        if cue.id == _SOURCES and pat.TELLS.search(between):  # 光伏电站当日实现首批300兆瓦并网
            return self._make(mention, cue.id, mention.start, mention.end, None)
        if self.text[cue.start : cue.end].endswith("装机") and self._unit(mention) in _SETS:
            return self._make(mention, cue.id, cue.start, mention.end, "机组", MetricRole.OTHER)  # 装机3台共4.8万千瓦
        if entry.role is MetricRole.INSTALLED_CAPACITY and self._unit(mention) in _ROOMS:
            item, tail = self._item_after(mention, end)  # 提供1400张病床及12间手术室
            return self._make(mention, cue.id, mention.start, tail, item, MetricRole.OTHER)
        named = pat.BETWEEN.fullmatch(between) is not None and not between[0].isdigit() and not between.endswith("的")
        if between.endswith("等") and re.fullmatch(r"[\u4e00-\u9fff、]{3,18}", between):
            named, between = True, between[:-1]  # 新建教学楼、体育馆等5栋
        item = between if named else None  # 由30万标箱提高到60万标箱, 光伏基地配套的400兆瓦
        if item is not None and item.endswith("等") and self._item_after(mention, end)[0] is not None:
            item = None  # 聚丙烯等|21套|装置
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
        if entry.role is MetricRole.FLOOR_AREA and self.text.endswith(
            ("拆除", "拆除旧", "拆除老旧", "拆除老"), 0, cue.start
        ):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.OTHER)
        if entry.role is MetricRole.LAND_AREA and pat.SPARES.search(self.text, max(0, cue.start - 8), cue.start):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.OTHER)  # 可减少占地500亩
        if (
            entry.role is MetricRole.ANNUAL_CAPACITY
            and item is not None
            and (saved := pat.SAVED.match(item)) is not None
        ):
            item = item[saved.end() :] or None  # 每年可节约淡水3300万立方米
            return replace(self._make(mention, cue.id, cue.start, tail, item, MetricRole.OTHER), per=None)
        if entry.role is MetricRole.FLOOR_AREA and self._unit(mention) in _LAND_UNITS:
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.LAND_AREA)
        if entry.role is MetricRole.OTHER and entry.id != _SURFACES and self._is_floor(mention, cue, end):
            return self._make(mention, cue.id, cue.start, mention.end, None, MetricRole.FLOOR_AREA)
        rate = None if pat.SAVES.search(self.text, cue.start, cue.end) else pat.RATE.search(mention.text)
        rate = None if self._dimension(mention) == "speed" else rate  # 设计速度80公里/小时
        if entry.role is MetricRole.OTHER and rate is not None:  # 建设360万吨/年甲醇
            item, tail = self._item_after(mention, end)
            reading = self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY)
            return replace(reading, per=_per_of(rate))
        if entry.role is MetricRole.INSTALLED_CAPACITY and rate is not None and self._dimension(mention) in _BULK:
            return replace(
                self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY), per=_per_of(rate)
            )
        each = self.text.startswith("单", cue.start)  # 单机容量6.25MW
        cells = self._dimension(mention) in _POWER_LIKE and pat.CELLS.match(self.text, mention.end, end) is not None
        if entry.role is MetricRole.OTHER and cells:  # 建设60GWh储能电池产线
            reading = self._make(mention, cue.id, cue.start, tail, item, MetricRole.ANNUAL_CAPACITY)
            return replace(reading, per=Per.YEAR)
        if entry.role is MetricRole.OTHER and not each and self._holds(mention, item, end):
            return self._make(mention, cue.id, cue.start, tail, item, MetricRole.INSTALLED_CAPACITY)
        if entry.role is MetricRole.OTHER and item is None and pat.ONE.fullmatch(between) and between not in "量数值":
            item = between  # 设站27座
        if entry.role is MetricRole.OTHER and item is None:
            item = self.text[cue.start : cue.end]
        return self._make(mention, cue.id, cue.start, tail, item)

    def _is_floor(self, mention: Mention, cue: Cue, end: int) -> bool:
        """Whether an area is that of buildings (新建生产车间、研发楼约15万平方米; 其中地上4.2万平方米)."""
        if self._dimension(mention) == "area" and self.text[cue.start : cue.end] in ("地上", "地下"):
            return True
        first = cue.start - 8 if self.text[cue.start : cue.end] == "共" else cue.start  # 医技楼、病房楼|共9.8万平方米
        near = self.text[max(0, first) : min(end, mention.end + 8)]
        return self._dimension(mention) == "area" and pat.BUILDING.search(near) is not None

    def _holds(self, mention: Mention, item: str | None, end: int) -> bool:
        """Whether a size is what something built can hold or give (新建冷库10万吨, 配套建设200兆瓦储能系统)."""
        dimension = self._dimension(mention)
        if dimension in ("power", "energy"):
            return any(p.match(self.text, mention.end, end) for p in (pat.POWER_PLANT, pat.ENERGY_BESIDE))
        return dimension in ("mass", "volume") and item is not None and pat.STORE.search(item) is not None

    def _item_after(self, mention: Mention, end: int) -> tuple[str | None, int]:
        match = pat.ITEM.match(self.text, mention.end, end)
        at = bisect_right(self._starts, mention.start)
        if at < len(self._starts) and self._starts[at] == mention.end and not self.text[mention.end].isdigit():
            return None, mention.end  # 七十一座|一百一十公里
        if match is None or pat.NOT_ITEM.match(match.group("item")):
            return None, mention.end
        item, tail = match.group("item"), match.end("item")
        sized = any(c.isdigit() for c in item) and self.text.startswith("的", tail)
        if sized or (item[0] in "单额每" and any(c.isdigit() for c in item)):  # 24台|单机容量2兆瓦的风电机组
            spec = pat.SPEC_OF.match(self.text, tail, end)
            return (None, mention.end) if spec is None else (spec["item"], spec.end("item"))
        bare = pat.ALSO_BEHIND.sub("", pat.COUNT_BEHIND.sub("", item))  # 2座提升泵站|也已投用, 10兆瓦风机|100台
        return (bare, match.start("item") + len(bare)) if bare else (item, tail)

    def _item_listed(self, mention: Mention, floor: int) -> str | None:
        """What stands right before a capacity (年产多层板240万平方米、HDI板|36万平方米的生产能力)."""
        cue = self._before.last(self.text, floor, mention.start)
        before = self.text[floor if cue is None else cue.end : mention.start]
        words = pat.STRIP.sub("", re.split(r"、|和|及|以及|,", pat.FROM_TO.sub("", before))[-1])
        return words if pat.BETWEEN.fullmatch(words) and not words[0].isdigit() else None

    def _capacity_behind(self, mention: Mention, end: int) -> MetricReading | None:
        """Capacity said after the thing (6000升生物反应器总容量)."""
        item, tail = self._item_after(mention, end)
        match = pat.CAPACITY_WORD.search(item or "")
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
        if bounded or dimension not in _POWER | _THINGS or self._unit(mention) in _NO_GOODS:
            return None
        if self._unit(mention) in _SETS and mention.value.value is not None and mention.value.value <= _FEW:
            return None  # 对4套装置进行改造
        if self._unit(mention) == "套" and self.text.startswith(("装置", "设备"), mention.end):
            return None
        few = mention.value.value is not None and mention.value.value < _FEW**2
        if self._unit(mention) == "套" and few and pat.PLANT_PARTS.match(self.text, mention.end, end):
            return None  # 新建21套炼油化工装置
        if not (mention.text[:1].isdecimal() or "万" in mention.text):
            return None  # capacities in names are written in digits (or 百万吨级); 十三间房 is a place
        if dimension in _POWER and pat.PLANT_BEFORE.search(self.text, max(0, mention.start - 12), mention.start):
            rule = "metric_role.plant_before"  # 水面光伏电站二期120MW
            role, status = MetricRole.INSTALLED_CAPACITY, self.clauses.is_planned(mention.start)
            planned = Modality.PLANNED if status else Modality.ACTUAL
            return MetricReading(mention, role, planned, mention.start, mention.end, rule)
        if pat.GRADE.match(self.text, mention.end) or pat.SHIPS.match(self.text, mention.end):
            return None  # 3万吨级码头, 40万吨矿石码头: what ships it takes
        inside = self._in_any_name(mention)
        if not inside and not pat.NAMED.match(self.text, mention.end, end):
            return None
        item, tail = self._item_after(mention, end)
        plant = self.text.startswith(("项目", "工程"), mention.end) or any(
            p.match(self.text, mention.end, end) for p in (pat.POWER_PLANT, pat.ENERGY_BESIDE)
        )
        plant = plant and pat.CELLS.match(self.text, mention.end, end) is None  # 10GWh储能电芯项目 makes them
        holds = (plant and dimension in ("power", "energy")) or self._unit(mention) in _STANDING_UNITS
        holds = holds or (item is not None and pat.STORE.search(item) is not None)
        role = MetricRole.INSTALLED_CAPACITY if holds else MetricRole.ANNUAL_CAPACITY
        rate = pat.RATE.search(mention.text)
        per = None if role is MetricRole.INSTALLED_CAPACITY else _per_of(rate)  # 4500t/d水泥熟料生产线
        return MetricReading(mention, role, Modality.PLANNED, mention.start, tail, "metric_role.in_name", item, per)

    def _in_any_name(self, mention: Mention) -> bool:
        at = bisect_right(self._name_starts, mention.start)
        return at > 0 and mention.end < self._reach[at - 1]

    def _part(self, mention: Mention, previous: MetricReading | None, end: int) -> MetricReading | None:
        """A count of parts without a cue, by what they are like (6.25兆瓦的风电机组96台) or do (6栋猪舍已建成)."""
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        gap = self.text[previous.mention.end : mention.start] if previous is not None else ""
        if (
            previous is not None
            and gap in ("", "、", ",")
            and self._dimension(mention) == "area"
            and self._counts_parts(previous.mention)
            and not (gap == "" and self._unit(previous.mention) in _SETS)  # 2台360平方米烧结机
        ):
            role, rule = MetricRole.FLOOR_AREA, "metric_role.floor_beside"  # 标准厂房8栋5.4万平方米
            return MetricReading(mention, role, status, mention.start, mention.end, rule)
        if (
            previous is not None
            and previous.mention.end == mention.start
            and self._unit(mention) in _LONG_UNITS
            and self._counts_parts(previous.mention)
        ):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")  # 隧洞71座|110公里
        if not self._counts_parts(mention):
            return None
        alike = previous is not None and not self._counts_parts(previous.mention)
        if alike and (like := pat.ATTRIBUTED.fullmatch(gap)) is not None:
            rule, item = "metric_role.attributed", like["item"]
            if item.endswith("等"):
                item = self._item_after(mention, end)[0] or item  # 聚丙烯等|21套|装置
            return MetricReading(mention, MetricRole.OTHER, status, mention.start, mention.end, rule, item)
        opens = pat.OPENS.search(self.text, max(0, mention.start - 6), mention.start)
        if opens is None or pat.STANDING.match(self.text, mention.end, end) is None:
            return None
        item, tail = self._item_after(mention, end)
        return MetricReading(mention, MetricRole.OTHER, status, mention.start, tail, "metric_role.standing", item)

    def _plain(
        self, mention: Mention, role: MetricRole, rule: str, item: str | None = None, per: Per | None = None
    ) -> MetricReading:
        """A reading without a cue of the lexicon."""
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        phase = self.clauses.phase(mention.start)
        return MetricReading(mention, role, status, mention.start, mention.end, f"metric_role.{rule}", item, per, phase)

    def _jobs(self, mention: Mention, start: int, end: int) -> MetricReading | None:
        """People who find work: 吸纳214名农牧民就业, 在项目上务工的当地牧民有160多人."""
        if self._unit(mention) not in _PERSON_UNITS:
            return None
        if pat.PUPILS_BEFORE.search(self.text, max(start, mention.start - _NEAR), mention.start) or (
            self.text.endswith(("招收", "招"), 0, mention.start) and pat.PUPILS.match(self.text, mention.end, end)
        ):
            return self._none(mention, "pupils")
        if pat.SAVED_HANDS.search(self.text, max(start, mention.start - 12), mention.start):
            return self._plain(mention, MetricRole.OTHER, "saved_hands")
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        if value is not None and value >= _A_FEW_AT_WORK and pat.AT_WORK.match(self.text, mention.end, end):
            return self._plain(mention, MetricRole.JOBS, "takes_on")  # 186名群众在家门口上了班
        if pat.FOLK_GAIN.match(self.text, mention.end, end) and value is not None and value >= _A_FEW_AT_WORK:
            return self._plain(mention, MetricRole.OTHER, "folk_gain")
        counted = self._unit(mention) in ("人", "名")
        if counted and pat.GUARDED.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.OTHER, "folk_gain")
        if pat.TAKEN_ON.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.JOBS, "takes_on")
        taken = pat.TAKES_ON.search(
            self.text, max(start, mention.start - _NEAR), mention.start
        ) and pat.WORKS_THERE.match(self.text, mention.end, end)
        if taken or (
            self._unit(mention) == "人"
            and pat.WORKERS.search(self.text, max(start, mention.start - _NEAR), mention.start)
        ):
            return self._plain(mention, MetricRole.JOBS, "takes_on")
        return None

    def _lanes(self, mention: Mention) -> MetricReading | None:
        """双向四车道."""
        lanes = self._unit(mention) == "车道" and (
            self.text.endswith("双向", 0, mention.start) or pat.ROAD_BEHIND.match(self.text, mention.end) is not None
        )
        return self._plain(mention, MetricRole.OTHER, "lanes") if lanes else None

    def _made(self, mention: Mention, cue: Cue | None, floor: int) -> MetricReading | None:
        """What is made or taken in in a time, with the verb between (每年可供应盖板2.4亿套, 一年要“吃”掉秸秆28万吨)."""
        own = None if cue is None else self._entries[cue.id].role
        if own not in (None, MetricRole.OTHER, MetricRole.ANNUAL_CAPACITY) or mention.label is not Label.QUANTITY:
            return None
        amount = pat.YEARLY_AMOUNT.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if amount is not None and cue is None and (self._dimension(mention) in _THINGS or amount["time"] == "日"):
            per = Per.DAY if amount["time"] == "日" else Per.YEAR
            return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "made", None, per)
        daily = pat.DAILY.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if daily is not None and cue is None:  # 处理量每日1.2万吨
            per = Per.YEAR if daily["time"] == "年" else Per.MONTH if daily["time"] == "月" else Per.DAY
            return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "made", None, per)
        made = pat.MAKES.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if made is None or self._unit(mention) in _UNMADE or pat.NOT_MADE.search(made.group()):
            return None
        if self._dimension(mention) in ("duration", "ratio", "length", "area"):
            return None
        time = made["each"] or made["one"] or made["mean"] or made["bare"]
        per = Per.YEAR if time == "年" else Per.MONTH if "月" in time else Per.DAY
        if pat.SAVED.match(made["item"] or "") or ("新增" in made.group() and self._unit(mention) in _PERSON_UNITS):
            return None
        return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "made", made["item"] or None, per)

    def _size_beside(self, mention: Mention, previous: MetricReading | None) -> MetricReading | None:
        """The power of the sets counted just before (装机3台共4.8万千瓦; 4台35万千瓦机组 says what one is)."""
        if previous is None or self._dimension(mention) != "power" or self._unit(previous.mention) not in _SETS:
            return None
        if pat.BESIDE.fullmatch(self.text, previous.mention.end, mention.start) is None:
            return None
        return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "size_beside")

    def _by_noun(self, mention: Mention, cue: Cue | None, floor: int, end: int) -> MetricReading | None:
        """An area or length that the noun beside it explains, where no cue but one of any part does."""
        if cue is not None and self._entries[cue.id].role is not MetricRole.OTHER:
            return None
        text, dimension = self.text, self._dimension(mention)
        near = max(floor, mention.start - _NEAR)
        sized = pat.SIZE_WORD.search(text, near, mention.start) if self._unit(mention) in _SIZE_UNITS else None
        sized = sized or pat.GETS_WIDE.search(text, max(0, mention.start - _NEAR), mention.start)
        if sized is not None and dimension in ("length", "count"):
            return self._plain(mention, MetricRole.OTHER, "size", sized["item"])
        if (grown := pat.GROWN_THERE.search(text, near, mention.start)) is not None and dimension == "area":
            return self._plain(mention, MetricRole.OTHER, "takes_up", grown["item"] or None)
        planted = pat.PLANTED.search(text, near, mention.start) if self._unit(mention) in _LAND_UNITS else None
        if planted is not None:
            return self._plain(mention, MetricRole.OTHER, "takes_up", planted["item"] or None)
        if (taken := pat.TAKES_UP.search(text, near, mention.start)) is not None and dimension in ("mass", "volume"):
            return self._plain(mention, MetricRole.OTHER, "takes_up", taken["item"])
        formed = pat.FORMS.search(text, near, mention.start) and pat.SCALE.match(text, mention.end, end)
        made = formed is not None and "产能" in formed.group() and dimension in (*_POWER_LIKE, "count")
        if formed and (made or self._unit(mention) in _STANDING_UNITS or dimension in ("mass", "volume")):
            stands = self._unit(mention) in _STANDING_UNITS
            role = MetricRole.INSTALLED_CAPACITY if stands else MetricRole.ANNUAL_CAPACITY
            return self._plain(mention, role, "forms", None, None if stands else Per.YEAR)
        able = pat.ABLE_TO.search(text, near, mention.start)
        if able is not None and self._unit(mention) not in _UNMADE and dimension in ("mass", "volume", "count"):
            return self._plain(mention, MetricRole.ANNUAL_CAPACITY, "able", able["item"], Per.YEAR)
        if dimension == "length" and pat.AWAY.search(text, max(floor, mention.start - _NEAR), mention.start):
            return None
        if self._unit(mention) in _LONG_UNITS and pat.LAYS.search(text, near, mention.start):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")  # 改建166公里
        if dimension == "length" and pat.LINE_BEHIND.match(text, mention.end, end):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")
        if dimension == "length" and pat.LINE_BEFORE.search(text, max(floor, mention.start - _NEAR), mention.start):
            return self._plain(mention, MetricRole.LENGTH, "line_beside")
        if dimension in ("mass", "volume") and pat.STORE_BEFORE.search(text, near, mention.start):
            return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "stored")  # 育苗中心1座、冷库3000吨
        if dimension != "area":
            return None
        if pat.FLOOR_BEHIND.match(text, mention.end, end):
            return self._plain(mention, MetricRole.FLOOR_AREA, "floor_behind")  # 改造3万平方米的老厂房
        if (
            pat.FLOOR_BEFORE.search(text, max(floor, mention.start - _NEAR), mention.start)
            and self._unit(mention) not in _LAND_UNITS
        ):
            return self._plain(mention, MetricRole.FLOOR_AREA, "floor_behind")
        if pat.AREA_OF.search(text, max(0, mention.start - 12), mention.start) and self._unit(mention) in _LAND_UNITS:
            return self._plain(mention, MetricRole.LAND_AREA, "land_beside")  # 位于顶仑村,面积约88公顷
        if pat.LAND_VERB.search(text, max(floor, mention.start - _NEAR), mention.start) and (
            self._unit(mention) in _LAND_UNITS or pat.LAND_BEHIND.match(text, mention.end, end)
        ):
            return self._plain(mention, MetricRole.LAND_AREA, "land_beside")
        return None

    def _power(self, mention: Mention, start: int, end: int) -> MetricReading | None:
        """Power without a cue: a plant of it, or a share of one that comes on line."""
        if self._dimension(mention) not in ("power", "energy") or pat.CELLS.match(self.text, mention.end, end):
            return None
        share = pat.POWER_SHARE.search(
            self.text, max(start, mention.start - _NEAR), mention.start
        ) and pat.POWER_RUNS.match(self.text, mention.end, end)
        beside = pat.ENERGY_BESIDE.match(self.text, mention.end, end) or (
            self.text.startswith("/", mention.start - 1) and self._dimension(mention) == "energy"
        )
        at = bisect_left(self._starts, mention.start)
        before = self.mentions[at - 1] if at else None
        one = before is not None and before.end == mention.start and self._unit(before) in _SETS
        one = one or pat.OF_EACH.match(self.text, mention.end, end) is not None
        plant = None if one else pat.PLANT_BEHIND.match(self.text, mention.end, end)  # 73台|5.5兆瓦风电机组: of each
        return self._plain(mention, MetricRole.INSTALLED_CAPACITY, "power") if share or beside or plant else None

    def _built(self, mention: Mention, floor: int, end: int) -> MetricReading | None:
        """Parts that are built, by the verb 建 before them or their noun behind them (建牛舍12栋, 完成了3栋厂房)."""
        if self._dimension(mention) != "count" or self._unit(mention) not in _PART_UNITS:
            return None
        built = pat.BUILT_BEFORE.search(self.text, max(floor, mention.start - _NEAR), mention.start)
        if built is not None:
            return self._plain(mention, MetricRole.OTHER, "built", built["item"])
        if not mention.text[:1].isdigit() and self._unit(mention) in _VAGUE_UNITS:
            return None
        near = max(floor, mention.start - _NEAR)
        moors = pat.MOORS.search(self.text, near, mention.start) if self._unit(mention) in _MOORED else None
        if moors is not None:
            return self._plain(mention, MetricRole.OTHER, "built", moors["item"] or None)
        works = pat.WORKS_BEFORE.search(self.text, near, mention.start)
        works = works or pat.THING_BEFORE.search(self.text, near, mention.start)
        if works is not None:
            return self._plain(mention, MetricRole.OTHER, "built", works["item"])
        noun = pat.PART_BEHIND.match(self.text, mention.end, end)
        return self._plain(mention, MetricRole.OTHER, "built", noun.group()) if noun is not None else None

    def _counts_parts(self, mention: Mention) -> bool:
        return mention.label is Label.QUANTITY and self._unit(mention) in _COUNTED_UNITS

    def _bare(self, mention: Mention) -> MetricReading | None:
        """A size that only a phase or a bracket introduces: 其中一期2.5万吨, X扩建工程(2×100万千瓦)."""
        dimension = self._dimension(mention)
        bracket = (
            self.text[mention.start - 1 : mention.start] == "(" and self.text[mention.end : mention.end + 1] in ")/,"
        )
        if not bracket and pat.BARE_PHASE.search(self.text, max(0, mention.start - 8), mention.start) is None:
            return None
        sized = self._sized
        if sized is not None and dimension not in _POWER_LIKE and self._unit(sized.mention) == self._unit(mention):
            role, per = sized.role or MetricRole.ANNUAL_CAPACITY, sized.per  # 近期日处理污水3万吨,远期6万吨
        elif self._whole is not None and dimension in _POWER_LIKE and dimension == self._dimension(self._whole.mention):
            role, per = self._whole.role or MetricRole.INSTALLED_CAPACITY, self._whole.per  # 30吉瓦硅片…一期10吉瓦
        elif dimension == "power":
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
        if self._dimension(mention) == "voltage":
            return False
        same = self.clauses.clause(previous.mention.start) == self.clauses.clause(mention.start)
        gap = self.text[previous.mention.end : mention.start]
        alike = self._unit(mention) == self._unit(previous.mention) and self._unit(mention) not in _PERSON_UNITS
        if previous.role is MetricRole.INSTALLED_CAPACITY and alike and pat.OF_THAT.fullmatch(gap):
            return True  # 设400张病床,其中250张为住院病床
        if gap == "/" and previous.role is MetricRole.INSTALLED_CAPACITY:
            return True  # 600兆瓦/2400兆瓦时
        if previous.role is MetricRole.ANNUAL_CAPACITY and pat.OF_WHICH.fullmatch(gap):
            return True  # 年吞吐500万吨,其中集装箱20万标箱
        if not same or pat.LISTED.fullmatch(gap) is None:
            return False
        near = max(0, previous.mention.start - _NEAR)
        each = alike and pat.RESPECTIVE.search(self.text, near, previous.mention.start) is not None
        return each or previous.role is not MetricRole.LAND_AREA  # 用地分别为180亩、65亩

    def _listed(self, mention: Mention, previous: MetricReading, end: int) -> MetricReading:
        item, tail = self._item_after(mention, end)
        if item is None or (pat.NEXT_LISTED.match(item)):
            tail = mention.end if item else tail  # 浓缩磷脂4500吨|和膳食纤维8000吨: the next of the list
            gap = self.text[previous.mention.end : mention.start]
            words = pat.MADE_THERE.sub("", re.split(r"、|和|及|以及|,", gap)[-1].strip())
            item = words if len(words) >= 2 else None
        role = self._listed_role(mention, previous, end)
        per = previous.per if role is previous.role else None
        rule, status = "metric_role.listed", previous.status
        return MetricReading(mention, role, status, mention.start, tail, rule, item, per, previous.phase)

    def _listed_role(self, mention: Mention, previous: MetricReading, end: int) -> MetricRole | None:
        """The role that the list goes on with, but for things of another kind (…和60MW热电厂, …和3万平方米车间)."""
        dimension, role = self._dimension(mention), previous.role
        keeps = dimension in _POWER_LIKE and pat.PLANT_BEHIND.match(self.text, mention.end, end)
        if keeps and role is not MetricRole.ANNUAL_CAPACITY:
            return MetricRole.INSTALLED_CAPACITY  # 升压站3座、集电线路186公里和15万千瓦储能
        stored = dimension in ("mass", "volume") and pat.STORE.search(self.text, previous.mention.end, mention.start)
        if stored and role in (MetricRole.OTHER, MetricRole.FLOOR_AREA):
            return MetricRole.INSTALLED_CAPACITY  # 保税仓6万平方米、冷库2万吨
        if (role is MetricRole.FLOOR_AREA and dimension != "area") or (
            role is MetricRole.LENGTH and dimension != "length"
        ):
            return MetricRole.OTHER  # 管网32公里、换热站14座
        if dimension == "area" and role is MetricRole.FLOOR_AREA and pat.OPEN_AIR.match(self.text, mention.end):
            return MetricRole.OTHER  # 1.2万平方米展厅和2万平方米的中心广场
        gap = self.text[previous.mention.end : mention.start]
        if previous.rule.endswith(".classes") and self._unit(mention) in _PERSON_UNITS:
            start, _ = self.clauses.clause(mention.start)
            held = pat.HELD.search(self.text, start, previous.mention.start)  # 可容纳96个教学班、4500名学生
            return MetricRole.INSTALLED_CAPACITY if held else role
        if dimension == "area" and self._unit(previous.mention) in ("栋", "幢", "座") and pat.FLOORS.fullmatch(gap):
            return MetricRole.FLOOR_AREA  # 厂房21栋、38万平方米
        if dimension == "area" and role is MetricRole.OTHER and pat.BUILDING.search(gap):
            return MetricRole.FLOOR_AREA  # 集装箱堆场12万平方米、仓储用房9.6万平方米
        if dimension == "area" and role is MetricRole.OTHER and pat.FLOOR_BEHIND.match(self.text, mention.end, end):
            return MetricRole.FLOOR_AREA  # 1条4500米跑道、31万平方米卫星厅
        if dimension == "area" and role is MetricRole.INSTALLED_CAPACITY:
            return MetricRole.FLOOR_AREA  # 建设冷库25万立方米、常温仓库3.6万平方米
        if role not in (MetricRole.ANNUAL_CAPACITY, MetricRole.INSTALLED_CAPACITY):
            return role
        if dimension == "area" and pat.BUILDING.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.FLOOR_AREA
        if dimension in _POWER and pat.POWER_PLANT.search(self.text, mention.end, min(end, mention.end + 8)):
            return MetricRole.INSTALLED_CAPACITY
        value = mention.value.value if isinstance(mention.value, Quantity) else None
        few = value is not None and value <= _FEW  # 丙烷脱氢装置、两套聚丙烯装置
        sets = self._unit(mention) == "套" and (few or self.text.startswith(("装置", "设备"), mention.end))
        many = value is not None and value >= _MANY  # 年产诊断试剂3.5亿人份、仪器1.2万台
        goods = value is not None and value > _FEW and self._unit(previous.mention) in _UNCOUNTED
        many = many or (goods and pat.GOODS_LISTED.fullmatch(gap) is not None)  # 年产压机360台、抛光线120条
        return MetricRole.OTHER if sets or (self._unit(mention) in _UNCOUNTED and not many) else role

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
