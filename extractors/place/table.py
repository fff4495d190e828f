"""Divisions, towns, zones and places abroad: names to look for, and what is known of each.

Source: corpora/lexicons/SOURCES.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from kaigong.corpora.lexicon_set import own_entries, per_lexicon
from kaigong.corpora.loader import load_table
from kaigong.extractors.scan import Scanner
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import PlaceNameEntry
from kaigong.schemas.values import PlaceValue

TOWN_ENDINGS = ("镇", "乡", "街道", "苏木")
_AUTONOMOUS = ("自治县", "自治州", "自治旗")  # 镇宁自治县: without the peoples of its full name
_FROM_NAMES = ("从江", "从化")  # short names that begin like 从江苏
_LONGEST = 16  # characters of a name
_OUTSIDE_GB2260 = ("71", "81", "82")  # no codes below the province

Tier = Literal[0, 1, 2]


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One administrative division; ``until`` is the first year in which it is gone, 0 while it stands."""

    code: str
    name: str
    level: Literal["province", "city", "county"]
    parent: str
    since: int
    until: int
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A surface and what it can mean.

    ``needs`` is a name that the text must have as well (海防 is a word where 越南 is not named).
    ``tier``: 0 safe alone, 1 needs support in the article, 2 only in a chain. ``full`` names end on their level word.
    """

    surface: str
    kind: Literal["division", "zone", "abroad", "blocker"]
    options: tuple[Division, ...] = ()
    tier: Tier = 0
    full: bool = False
    needs: str = ""


class Gazetteer:
    """All names in one scanner, and the tree of divisions. Use ``gazetteer()``, which loads it once a process."""

    def __init__(self) -> None:
        self.current: dict[str, Division] = {}
        self._past: dict[str, list[Division]] = defaultdict(list)
        options: dict[str, list[Division]] = defaultdict(list)
        tiers: dict[str, int] = {}
        full: set[str] = set()
        for row in load_table("divisions"):
            division = Division(
                row["code"],
                row["name"],
                row["level"],  # type: ignore[arg-type]
                row["parent"],
                int(row["since"] or 0),
                int(row["until"] or 0),
                tuple(row["successor"].split()),
            )
            if division.until:
                self._past[division.code].append(division)
            else:
                self.current[division.code] = division
            surfaces = [(row["name"], row["tier"]), (row["short"], row["short_tier"])]
            surfaces += [(alias[:-1], alias[-1]) for alias in row["aliases"].split()]
            if (rank := division.name[-3:]) in _AUTONOMOUS and row["short"]:
                surfaces.append((row["short"] + rank, "0"))
            for surface, tier in surfaces:
                if surface:
                    options[surface].append(division)
                    tiers[surface] = min(tiers.get(surface, 2), int(tier))
            full.add(row["name"])
        names = {s: self._name(s, found, tiers[s], s in full) for s, found in options.items()}
        for row in load_table("zones"):
            zone = self.current[row["code"]]
            known = names.get(row["name"])
            both = (*(known.options if known else ()), zone)
            names[row["name"]] = Name(row["name"], "zone", both, 0, False)
        for table in ("countries", "places_abroad"):
            for row in load_table(table):
                names.setdefault(row["name"], Name(row["name"], "abroad", needs=row.get("needs", "")))
        for row in load_table("place_blockers"):
            names.setdefault(row["word"], Name(row["word"], "blocker"))
        for entry in own_entries("places", PlaceNameEntry):
            for surface in entry.surface:
                names[surface] = Name(surface, "zone", (self.current[entry.adcode],), 0, False)
        self._names = tuple(names.values())
        self._scanner = Scanner([name.surface for name in self._names])
        self._lineages: dict[Division, frozenset[str]] = {}
        self._towns_in = {row["county"]: f" {row['names']} " for row in load_table("towns")}
        town_words = load_table("town_words")
        self._town_words = {row["stem"] for row in town_words if row["kind"] == "word"}
        self._known_stems = {row["stem"] for row in town_words}
        self._counties_in: dict[str, list[str]] = defaultdict(list)
        for division in self.current.values():
            if division.level == "county":
                self._counties_in[division.parent].append(division.code)
        self._town_counties: dict[str, list[str]] | None = None
        self._city_towns: dict[str, dict[str, Division]] = {}
        self._by_name: dict[str, list[Division]] | None = None

    @staticmethod
    def _name(surface: str, found: list[Division], tier: int, is_full: bool) -> Name:
        """Past divisions stand back where a current one has the surface as its short name."""
        standing = [d for d in found if not d.until]
        kept = found if is_full or not standing else standing
        return Name(surface, "division", tuple(dict.fromkeys(kept)), tier, is_full)  # type: ignore[arg-type]

    def find(self, text: str) -> list[tuple[int, int, Name]]:
        """Names in the text, leftmost and longest, without overlap."""
        names = self._names
        found = [(start, end, names[index]) for start, end, index in self._scanner.find(text)]
        return self._behind_from(text, found) if any(n in text for n in _FROM_NAMES) else found

    def _behind_from(self, text: str, found: list[tuple[int, int, Name]]) -> list[tuple[int, int, Name]]:
        """The same where 从 is a word of its own before a name that reaches further (从江苏, 从江阴)."""
        kept: list[tuple[int, int, Name]] = []
        covered = 0
        for start, end, name in found:
            if start < covered:
                continue
            if name.surface in _FROM_NAMES:
                behind = start + 1
                other = next(iter(self._scanner.find(text[behind : behind + _LONGEST])), None)
                if other is not None and other[0] == 0 and behind + other[1] > end:
                    start, end, name = behind, behind + other[1], self._names[other[2]]
            covered = end
            kept.append((start, end, name))
        return kept

    def lookup(self, code: str) -> Division | None:
        """The division that has or last had this code."""
        found = self.current.get(code)
        if found is None and code in self._past:
            found = max(self._past[code], key=lambda d: d.until)
        return found

    def above(self, division: Division) -> tuple[Division, ...]:
        """The division and those that it lies in, from itself upwards."""
        chain = [division]
        while chain[-1].parent and len(chain) < 4:
            parent = self.lookup(chain[-1].parent)
            if parent is None:
                break
            chain.append(parent)
        return tuple(chain)

    def lineage(self, division: Division) -> frozenset[str]:
        """Codes of the division, of all that it lies in, and of what it became."""
        known = self._lineages.get(division)
        if known is None:
            found = {d.code for d in self.above(division)}
            for code in division.successors:
                if code in self.current:
                    found |= {d.code for d in self.above(self.current[code])}
            known = self._lineages[division] = frozenset(found)
        return known

    def common(self, options: Iterable[Division]) -> Division | None:
        """The lowest division in which all options lie, or which is the only one."""
        chains = [self.above(option) for option in options]
        shared = [d for d in chains[0] if all(d in chain for chain in chains)] if chains else []
        return shared[0] if shared else None

    def as_of(self, division: Division, year: int | None, *, written_in_full: bool) -> Division | None:
        """The division to give for a name: that of the article's day where its full name is written, else today's.

        What was split up between several of today's gives the one that they share.
        """
        if not division.until:
            return division
        if written_in_full and year is not None and division.since <= year <= division.until:
            return division
        return self.common(self.current[c] for c in division.successors if c in self.current)

    def value(self, division: Division) -> PlaceValue:
        """Path of a division; a municipality's district has no city, nor has a county right below its province."""
        levels = {d.level: d.name for d in self.above(division)}
        code = division.code
        if code.startswith(_OUTSIDE_GB2260):
            code = f"{code[:2]}0000"
        return PlaceValue(levels.get("province"), levels.get("city"), levels.get("county"), code)

    def of_value(self, value: PlaceValue | None) -> Division | None:
        """The division of a path."""
        if value is None or value.province is None:
            return None
        path = [part for part in (value.province, value.city, value.county) if part]
        if value.adcode is not None:
            found = self.lookup(value.adcode)
            if found is not None and found.name == path[-1]:
                return found
        for division in self._divisions_named(path[-1]):
            if [d.name for d in reversed(self.above(division))] == path:
                return division
        return None

    def _divisions_named(self, name: str) -> Sequence[Division]:
        """Today's divisions of that full name."""
        if self._by_name is None:
            self._by_name = defaultdict(list)
            for division in self.current.values():
                self._by_name[division.name].append(division)
        return self._by_name.get(name, ())

    def towns_named(self, name: str) -> tuple[Division, ...]:
        """Divisions that have a town or street of this full name (黄羊镇)."""
        if self._town_counties is None:
            self._town_counties = defaultdict(list)
            for county, names in self._towns_in.items():
                for town in names.split():
                    self._town_counties[town].append(county)
        found = (self.lookup(code) for code in self._town_counties.get(name, ()))
        return tuple(d for d in found if d is not None)

    def town_counties(self, division: Division, stem: str) -> tuple[Division, ...]:
        """Counties in the division (or itself) that have a town whose name without its ending is ``stem`` (羊木).

        Stems that are common words (中心, 新城) have none; right behind a city neither have streets whose names are
        known for something else (广州岭南国际).
        """
        if stem in self._town_words:
            return ()
        codes = self._counties_in.get(division.code) or (division.code, *division.successors)
        listed = [(code, towns) for code in codes if f" {stem}" in (towns := self._towns_in.get(code, ""))]
        endings = TOWN_ENDINGS[:2] if division.level == "city" and stem in self._known_stems else TOWN_ENDINGS
        found = {code for code, towns in listed for ending in endings if f" {stem}{ending} " in towns}
        return tuple(d for d in map(self.lookup, sorted(found)) if d is not None)

    def has_town(self, county: Division, stem: str) -> bool:
        """Whether a county has a town of this name, be it another division's name as well (兰溪镇 of 浠水县)."""
        towns = self._towns_in.get(county.code, "")
        return any(f" {stem}{ending} " in towns for ending in TOWN_ENDINGS)

    def town_stems(self, division: Division) -> list[str]:
        """Names of a county's towns without their endings, but those that are common words."""
        towns = self._towns_in.get(division.code, "").split()
        stems = {town.removesuffix(e) for town in towns for e in TOWN_ENDINGS if town.endswith(e)}
        return sorted(s for s in stems - self._town_words if len(s) > 1)

    def towns_of_city(self, city: Division) -> dict[str, Division]:
        """The names of a city's towns without their endings that one county alone has, with that county.

        Streets have none, nor what is the name of a division of the province as well (绥阳 of 凤冈县).
        """
        known = self._city_towns.get(city.code)
        if known is None:
            counties: dict[str, list[Division]] = defaultdict(list)
            for code in self._counties_in.get(city.code, ()):
                for stem in self.town_stems(self.current[code]):
                    counties[stem].append(self.current[code])
            known = {
                stem: found[0]
                for stem, found in counties.items()
                if len(found) == 1
                and any(f" {stem}{ending} " in self._towns_in[found[0].code] for ending in TOWN_ENDINGS[:2])
                and not self._is_in_province(stem, city.code[:2])
            }
            self._city_towns[city.code] = known
        return known

    def _is_in_province(self, surface: str, province: str) -> bool:
        """Whether a division of a province, given by the first digits of its codes, goes by a name."""
        hits = self._scanner.find(surface)
        names = (self._names[index] for start, end, index in hits if end - start == len(surface))
        return any(o.code.startswith(province) for name in names for o in name.options)


@per_lexicon
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process."""
    return Gazetteer()
