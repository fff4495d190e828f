"""Which division an ambiguous name means, and where an article is at home.

Evidence is what the article says without ambiguity: full names, chains such as 江苏扬州, safe short names, the
publisher's name. An ambiguous name takes the option that lies nearest to the evidence; with none it stays open.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.table import Division, Gazetteer, Name

_LEVEL_ORDER = {"province": 0, "city": 1, "county": 2}
_COMPANY = lazy(r"[\u4e00-\u9fffA-Za-z()]{0,14}?(?:公司|集团|股份|银行|大学)")
_MEDIA_WORDS = "日报|晚报|晨报|商报|都市报|发布|新闻网|广播电视台|电视台|卫视|融媒|网讯|报导"
_MEDIA_WORD = lazy(_MEDIA_WORDS)
_MEDIA = lazy(rf"([\u4e00-\u9fff]{{2,5}}?)(?:{_MEDIA_WORDS})")
_DATELINE = lazy(
    r"(?:新社|新网|新华社|本报|本网|记者[^,。\n]{1,12}/)([\u4e00-\u9fff]{2,4}?)"
    r"(?=[0-9]{1,2}[月日]|讯|电|报导)"
)

# 遂宁市投资(|深圳)推介会, 在|福田香格里拉大酒店举行: where others come to find investors
_VENUE = lazy(
    r"\)[\u4e00-\u9fff]{0,8}(?:推介|恳谈|洽谈|说明|招商|交流|对接|签约)[\u4e00-\u9fff]{0,4}(?:会|活动|仪式)"
    r"|[\u4e00-\u9fff]{0,8}(?:酒店|宾馆|饭店|会展中心|会议中心)"
)
# 在|深圳举行招商推介会, but 陆良县举行招商推介会 of its own
_HELD_THERE = lazy(r"(?:成功|隆重)?(?:举行|举办|召开)[^,。;]{0,16}(?:招商(?!引资)|推介|恳谈|投资说明)")
_COLON = frozenset(":：")
OWN_WEIGHT, CITY_WEIGHT, PROVINCE_WEIGHT = 3.0, 2.0, 0.5
HOME_SHARE = 0.5


@dataclass(slots=True)
class Unit:
    """One name in the text: what it can mean, narrowed down as the article is read."""

    start: int
    end: int
    name: Name
    options: tuple[Division, ...]
    town: bool = False


@dataclass(slots=True)
class Chain:
    """Neighbouring units that lie in each other (湖南省邵阳市), read as one place; ``end`` may reach past the units."""

    units: list[Unit]
    end: int
    zone: bool = False

    @property
    def start(self) -> int:
        """Start of the first unit."""
        return self.units[0].start

    @property
    def last(self) -> Unit:
        """The lowest unit, which says what is meant."""
        return self.units[-1]

    @property
    def sure(self) -> Division | None:
        """The division meant, where no other place need be asked."""
        last = self.last
        options = standing(last.options) if last.name.full and not last.town else last.options
        if len(options) == 1 and (len(self.units) > 1 or (last.name.tier == 0 and not last.town)):
            return options[0]
        return None


def standing(options: Sequence[Division]) -> tuple[Division, ...]:
    """The options that are not abolished, or all where all are."""
    return tuple(d for d in options if not d.until) or tuple(options)


class Evidence:
    """How often the article names places without ambiguity, summed up the tree."""

    def __init__(self, table: Gazetteer) -> None:
        self.table = table
        self.own: dict[str, float] = defaultdict(float)
        self.within: dict[str, float] = defaultdict(float)
        self.home: Division | None = None

    def add(self, division: Division, weight: float) -> None:
        """Count one mention of the division."""
        self.own[division.code] += weight
        for code in self.table.lineage(division):
            self.within[code] += weight

    def score(self, option: Division) -> float:
        """Nearness of the option to what the article names; below 1 there is no more than its province."""
        table = self.table
        score = OWN_WEIGHT * self.own[option.code]
        home = table.lineage(self.home) if self.home is not None else frozenset()
        for code in table.lineage(option):
            level = _level(code)
            if level == "city" and code != option.code:
                score += CITY_WEIGHT * (min(self.within[code], 5.0) + (3.0 if code in home else 0.0))
            elif level == "province" and code != option.code:
                municipal = option.level == "county" and option.parent == code
                weight = CITY_WEIGHT if municipal else PROVINCE_WEIGHT
                score += weight * (min(self.within[code], 5.0) + (2.0 if code in home else 0.0))
            elif code == option.code:
                score += CITY_WEIGHT * min(self.within[code] - self.own[code], 5.0)
                score += 4.0 if code in home else 0.0
        return score

    def supports(self, option: Division) -> bool:
        """Whether the article names the option in full or its city; for a city, that its province is the home."""
        if self.own[option.code] >= 1:
            return True
        home = self.table.lineage(self.home) if self.home is not None else frozenset()
        if option.level == "county":
            return option.parent in home or self.within[option.parent] >= 1 or self.province_of(option) in home
        return option.parent in home or self.within[option.code] >= 1 or self.within[option.parent] >= 3

    def _is_at_home(self, option: Division) -> bool:
        """Whether the article names the option in full, or is about the city that holds it."""
        home = self.table.lineage(self.home) if self.home is not None else frozenset()
        return self.own[option.code] >= 1 or option.parent in home

    def province_of(self, option: Division) -> str:
        """Code of the province that a division lies in."""
        return self.table.above(option)[-1].code

    def choose(self, options: Sequence[Division], year: int | None, *, full: bool) -> tuple[Division, ...]:
        """The best options: nearest to the evidence, then of the day, then of the highest level."""
        if full and year is not None:
            of_the_day = [d for d in options if d.since <= year and (not d.until or year <= d.until)]
        else:
            of_the_day = []
        options = of_the_day or [d for d in options if not d.until] or list(options)
        if not full:
            # 西安 is the city unless the article speaks of the district's own city.
            top = min(_LEVEL_ORDER[d.level] for d in options)
            cities = {d.code for d in options if d.level == "city" and d.name.endswith("市")}
            # 长沙 is the city, not the county around it; 西安 may be a district of another city.
            # 天津、河北、山东: the province, not the district of a city named beside it
            of_land = any(d.level == "province" for d in options)
            options = [
                d
                for d in options
                if _LEVEL_ORDER[d.level] == top or (self._is_at_home(d) if of_land else self.supports(d))
            ]
            options = [d for d in options if d.parent not in cities or self.own[d.code] >= 1]
        scores = [self.score(d) for d in options]
        best = max(scores)
        kept = [d for d, score in zip(options, scores, strict=True) if score == best]
        if len(kept) > 1:
            kept = list(standing(kept))
        if len(kept) > 1 and not full and len({d.parent for d in kept}) == 1:
            kept = [d for d in kept if d.name.endswith("市")] or kept  # 伊宁: the city, not the county around it
        if len(kept) > 1 and not full:
            top = min(_LEVEL_ORDER[d.level] for d in kept)
            kept = [d for d in kept if _LEVEL_ORDER[d.level] == top]
        return tuple(kept)

    def find_home(self) -> Division | None:
        """The lowest division that holds the greater part of what the article names."""
        found, total = None, sum(v for c, v in self.within.items() if _level(c) == "province")
        while total > 0:
            below = [
                (weight, code)
                for code, weight in self.within.items()
                if (division := self.table.current.get(code)) is not None
                and (division.parent == found.code if found else not division.parent)
            ]
            if not below:
                break
            weight, code = max(below, key=lambda pair: (pair[0], pair[1]))
            if weight < HOME_SHARE * total or (found is None and weight < 1):
                break
            found, total = self.table.current[code], weight
        return found


_SITED = ("位于", "地处", "坐落于", "坐落在", "选址")


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def gather(table: Gazetteer, text: str, title: str, source: str, chains: Iterable[Chain]) -> Evidence:
    """Evidence of an article: its sure chains, its title and source, its dateline and byline; with its home."""
    evidence = Evidence(table)
    seen: Counter[str] = Counter()
    chains = list(chains)
    local = _local_names(chains)
    for chain in chains:
        division = chain.sure
        if division is None or (chain.last.name.surface in local and len(chain.units) == 1):
            continue
        end = chain.last.end
        company = _COMPANY.match(text, end) is not None and not chain.last.name.full
        there = text[chain.start - 1 : chain.start] in ("在", "于", "赴") and _HELD_THERE.match(text, end)
        venue = bool(there) or _VENUE.match(text, end) is not None
        seen[division.code] += 1
        # 市二医院迁建工程位于点军区,…: where one of several works is
        site = len(chain.units) == 1 and division.name.endswith("区") and text.endswith(_SITED, 0, chain.start)
        weight = 0.3 if company or venue or site else 1.0 / (1 + seen[division.code] // 4)
        evidence.add(division, weight + (1.0 if chain.start < 40 and not venue else 0.0))
    around = f"{source}\n{text[:300]}\n{text[-200:]}"
    for written, pattern, weight in ((around, _MEDIA, 2.0), (text, _DATELINE, 1.0)):
        for match in pattern.finditer(written) if pattern is not _MEDIA or _MEDIA_WORD.search(written) else ():
            for division in _named(table, match.group(1)):
                evidence.add(division, weight)
            for division in _filed_from(table, match.group(1)) if pattern is _DATELINE else ():
                evidence.add(division, 3.0)
    for part, weight in ((title, 2.0), (source, 2.0)):
        for division in _named(table, part):
            evidence.add(division, weight)
    for division in _head_of_title(table, title, text):
        evidence.add(division, 2.0)
    evidence.home = evidence.find_home()
    return evidence


def _local_names(chains: Sequence[Chain]) -> set[str]:
    """Bare names of counties that lesser places elsewhere share: one stands right behind a county (会理|横山水库)."""
    return {
        inner.last.name.surface
        for outer, inner in pairwise(chains)
        if outer.end == inner.start and _is_bare_county(inner.last) and _is_county_elsewhere(outer.last, inner.last)
    }


def _is_bare_county(unit: Unit) -> bool:
    name = unit.name
    return name.kind == "division" and not (name.full or unit.town) and all(o.level == "county" for o in unit.options)


def _is_county_elsewhere(outer: Unit, inner: Unit) -> bool:
    """Whether one of two names is a county's of today in another province than the other."""
    counties = {o.code[:2] for o in outer.options if o.level == "county" and not o.until}
    return bool(counties) and not counties & {o.code[:2] for o in inner.options}


def _named(table: Gazetteer, text: str) -> list[Division]:
    """Divisions that a title or publisher names without doubt."""
    found: list[Division] = []
    for _, _, name in table.find(text):
        if name.kind == "division" and name.tier == 0:
            found += _highest(standing(name.options))
    return found


def _filed_from(table: Gazetteer, text: str) -> list[Division]:
    """The division of a less safe name that is all of a dateline or byline: no common word (记者某某/云林报导)."""
    names = [name for _, _, name in table.find(text) if name.surface == text]
    return [d for n in names if n.kind == "division" and n.tier == 1 for d in _highest(standing(n.options))]


def _highest(options: Sequence[Division]) -> tuple[Division, ...]:
    """The one option of the highest level, if it is one."""
    top = min((_LEVEL_ORDER[d.level] for d in options), default=0)
    highest = tuple(d for d in options if _LEVEL_ORDER[d.level] == top)
    return highest if len(highest) == 1 else ()


def _head_of_title(table: Gazetteer, title: str, text: str) -> list[Division]:
    """The division of a less safe short name that opens the title and comes again in the text (仪征:重大项目提速)."""
    for start, _, name in table.find(title):
        options = standing(name.options)
        headed = title[len(name.surface) : len(name.surface) + 1] in _COLON
        if start == 0 and name.tier == 1 and len(options) == 1 and text.count(name.surface) > (not headed):
            return list(options)
        break
    return []
