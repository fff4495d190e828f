"""Short forms: those that the text defines (以下简称), and the distinctive core of a full name used alone."""

import re
from collections.abc import Iterator
from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import HANZI, Words
from kaigong.extractors.scan import occurrences
from kaigong.extractors.word_pattern import any_word

_DEFINED = lazy(
    r"\((?:(?:以下|下文|下|后)?(?:统一)?[简并统]?称(?:为|作|:)?|简称:?)\s*"
    r"[“\"]?(?P<alias>[^“”\"(),。;:、]{2,14})[”\"]?"
    r"(?:[或、及]\s*[“\"](?P<other>[^“”\"(),。;:]{2,14})[”\"])?[^()]{0,24}\)"
)
_QUOTED = lazy(
    r"\([“\"](?P<alias>[^“”\"(),。;:]{2,14})[”\"]"
    r"(?:[或、及]\s*[“\"](?P<other>[^“”\"(),。;:]{2,14})[”\"])?\)"
)
# 在墨西哥设立子公司(以下简称“墨西哥晟达”): a vehicle that has no other name yet
_VEHICLE = lazy(
    r"(?:子公司|孙公司|项目公司|合资公司|新公司|运营公司|平台公司)\((?:以下|下文|下)?(?:统一)?[简并]?称(?:为|:)?\s*"
    r"[“\"](?P<alias>[^“”\"(),。;:、]{3,14})[”\"]\)"
)
# 康乐及文化事务署(康文署): characters of the name, in its order
_SHORTENED = lazy(r"\((?P<alias>[\u3400-\u9fff]{2,5})\)")
_LABELLED = lazy(r"(?:证券|股票|公司)简称:\s*(?P<alias>\*?(?:ST)?[\u3400-\u9fffA-Z]{2,6})")
_LEGAL = lazy(
    r"(?:集团)?(?:股份|控股|集团|责任|私人)*有限(?:责任)?公司$|(?:控股)?集团(?:公司)?$|(?:股份|总)?公司$|控股$|股份$"
    r"|(?:株式|有限)会社$"
)

_DEEDS = ("投资", "建设", "开发", "发展", "运营", "管理", "服务")
# What the trade of a firm is called in short
_SHORT_TRADES = {
    "新材料": "新材",
    "复合材料": "复材",
    "高分子材料": "高材",
    "建筑材料": "建材",
    "建设工程": "建工",
    "交通建设": "交建",
    "交通投资": "交投",
    "城市建设": "城建",
    "城市投资": "城投",
    "文化旅游": "文旅",
    "石油化工": "石化",
    "化学纤维": "化纤",
    "轨道交通": "轨交",
    "水利水电": "水电",
    "机械制造": "机械",
    "装备制造": "装备",
    "电气设备": "电气",
    "特种钢": "特钢",
    "特种电缆": "特缆",
}
_OF_GROUP = lazy(r"(?<=集团)(?:总)?公司$")
# 永邦|前3季营收25亿元: a firm, though the dictionary has a place of that name
_EARNS = lazy(
    r"(?:前\d季|[上下]半年|[去今]年|全年|\d{1,2}月)?(?:营收|净利|营业收入|股价|董事长|总经理|发言人|指出|表示|公告)"
)
_COMPANY = lazy(r"(?:股份)?有限(?:责任)?公司$")


@cache
def _cities() -> re.Pattern[str]:
    """Short names of provinces and cities at the head of a name, where no place was found (山|东北|禾)."""
    rows = (r for r in load_table("divisions") if r["level"] in ("province", "city"))
    names = {short for r in rows if len(short := r["short"] or r["name"].rstrip("省市")) > 1}
    return re.compile(rf"(?:{any_word(names)})(?:省|市)?(?=[\u3400-\u9fff]{{2}})")


def _with_short_trade(form: str) -> list[str]:
    """The form with its trade in short: 蓉能新材 of 蓉能新材料, 江沃复材 of 江沃复合材料."""
    return [form[: -len(trade)] + short for trade, short in _SHORT_TRADES.items() if form.endswith(trade)]


def without_city(base: str) -> str:
    """A name without the province or city that opens it."""
    head = _cities().match(base)
    return base if head is None else base[head.end() :]


def _shortens(alias: str, name: str) -> bool:
    """Whether an alias is made of characters of a name in their order, up to its last one."""
    rest = iter(name)
    return alias[-1] == name[-1] and all(character in rest for character in alias)


class AliasRule:
    """Aliases that stand behind a full name."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, full: list[Candidate]) -> Iterator[Candidate]:
        """Candidates for the aliases where they are defined, with the full name as entity."""
        ends = {c.end: c for c in full}
        for pattern in (_DEFINED, _QUOTED):
            for match in pattern.finditer(words.text):
                owner = ends.get(match.start())
                if owner is None:
                    continue
                name = owner.entity or words.text[owner.start : owner.end]
                for group in ("alias", "other"):
                    if (
                        match.group(group)
                        and match.group(group) not in self.lexicon.no_alias
                        and match.group(group)[0] not in "本该"
                    ):
                        yield Candidate(
                            match.start(group), match.end(group), owner.kind, "org.alias_defined", entity=name
                        )
        for match in _VEHICLE.finditer(words.text) if "称" in words.text else ():
            alias = match["alias"]
            if alias not in self.lexicon.no_alias and alias not in self.lexicon.role and alias[0] not in "本该":
                yield Candidate(match.start("alias"), match.end("alias"), "company", "org.alias_defined")
        for match in _SHORTENED.finditer(words.text):
            owner = ends.get(match.start())
            name = "" if owner is None else words.text[owner.start : owner.end]
            firm = owner is not None and owner.kind == "company"
            name_proper = _LEGAL.sub("", name) if firm else name  # 扬杰科技 of 江苏扬杰电子科技股份有限公司
            if owner is not None and match["alias"] != name and _shortens(match["alias"], name_proper):
                yield Candidate(
                    match.start("alias"),
                    match.end("alias"),
                    owner.kind,
                    "org.alias_defined",
                    entity=owner.entity or name,
                )
        for match in _LABELLED.finditer(words.text):
            yield Candidate(match.start("alias"), match.end("alias"), "company", "org.alias_labelled")


class ConsistencyRule:
    """A name found once is found everywhere; so is the core of a full name where it acts."""

    def __init__(self, lexicon: OrganisationLexicon) -> None:
        self.lexicon = lexicon
        self._works = tuple(lexicon.works)

    def find(self, words: Words, found: list[Candidate]) -> Iterator[Candidate]:
        """Further occurrences of the names, and of their cores (not sure: they must act somewhere)."""
        names: dict[str, tuple[str, str, bool, str | None]] = {}
        for c in found:
            surface = words.text[c.start : c.end]
            names.setdefault(surface, (c.kind, c.rule, True, c.entity))
        for c in found:
            surface = words.text[c.start : c.end]
            for core in (*self.cores(words, c), *self._without_middle(words, c)):
                names.setdefault(core, (c.kind, "org.core", False, c.entity or surface))
        if not names:
            return
        surfaces = sorted(names, key=len, reverse=True)
        for start, end, index in occurrences(words.text, surfaces):
            kind, rule, sure, entity = names[surfaces[index]]
            if end - start <= 3 and not (words.is_edge(start) and words.is_edge(end)):
                before = words.before(start) if start > words.floor(start) else None
                if before is not None and not words.is_edge(start) and len(before.text) > 1:
                    continue
            if rule == "org.core" and not self._distinct(words, start, end):
                continue
            agent = words.text[start - 1 : start] == "由" and words.text[end : end + 1] not in ("的", "")
            yield Candidate(start, end, kind, rule, sure=sure or agent, entity=entity)

    def _distinct(self, words: Words, start: int, end: int) -> bool:
        """Whether a core is no plain word or place where it stands."""
        if not (words.is_edge(start) or words.before(end) is None):
            return False
        place = words.place_start.get(end) == start
        if place and words.text[end - 1] in "省市县区旗州":
            return False  # 安居区 of 遂宁市安居区发展投资集团
        parts = words.span(start, end)
        if len(parts) == 1 and not words.text.endswith(self._works, start, end):
            return parts[0].tag in ("x", "nz", "nr", "nrt", "nt", "eng") or (
                parts[0].tag == "ns" and not place and _EARNS.match(words.text, end) is not None
            )
        if place or words.text.endswith(self._works, start, end):
            return False
        deed = words.text.endswith(_DEEDS, start, end)  # 水利投资, of 某县水利投资有限公司
        return words.weight(parts) >= (2 if end - start < 3 or deed else 1)

    def cores(self, words: Words, candidate: Candidate) -> list[str]:
        """Shorter forms by which a company may go: without legal form, place and industry word."""
        if candidate.kind not in ("company", "group"):
            return []
        surface = words.text[candidate.start : candidate.end]
        base = _LEGAL.sub("", surface)
        bracket = base.find("(")
        if bracket > 0:
            base = base[:bracket]
        if candidate.rule.endswith(".plant"):
            return self._without_address(words, candidate)
        found = [_COMPANY.sub("", surface)]  # 正邦集团 of 正邦集团有限公司
        home = base.removeprefix("中国")  # 五冶集团 of 中国五冶集团有限公司
        found.append(_COMPANY.sub("", surface).removeprefix("中国"))
        found.append(_OF_GROUP.sub("", surface).removeprefix("中国"))  # 大唐集团 of 中国大唐集团公司
        found.append(self._without_place(words, candidate, surface))  # 康宁公司 of 美国康宁公司
        if "控股集团" in surface:  # 鑫城控股 of 安徽鑫城控股集团
            found.append(without_city(surface[: surface.index("控股集团") + len("控股")]))
        first = words.place_end.get(candidate.start, candidate.end)
        found.append(words.text[first : candidate.end])  # 宝兴集团 of 香港宝兴集团, where 宝兴 is a county as well
        for form in dict.fromkeys((base, home, self._without_place(words, candidate, base), without_city(base))):
            found.append(form)
            found += _with_short_trade(form)
            found += self._without_industry(form)
        if candidate.rule.startswith("org.legal"):  # 椰风公司 of 海南椰风海洋旅游开发有限公司
            name = self._without_place(words, candidate, base)
            found += [name[:n] + "公司" for n in (2, 3, 4) if len(name) > n + 1]
        return [f for f in dict.fromkeys(found) if f != surface and self._usable(words, f)]

    def _without_address(self, words: Words, candidate: Candidate) -> list[str]:
        """A factory's name without the divisions before its own place (枝城磷肥厂 of 湖北省宜都市枝城磷肥厂)."""
        found, at = [], candidate.start
        while (word := words.after(at)) is not None and word.tag == "ns" and word.text[-1] in "省市县区旗州":
            at = word.end
            found.append(words.text[at : candidate.end])
        return [form for form in found if self._usable(words, form)]

    def _without_place(self, words: Words, candidate: Candidate, base: str) -> str:
        at = candidate.start
        end = candidate.start + len(base)
        while at < end:
            place_end = words.place_end.get(at, end)
            word = words.after(at)
            if place_end < end:
                at = place_end
            elif at == candidate.start and word is not None and word.tag == "ns" and word.end < end:
                at = word.end
                if words.text[at : at + 1] in ("省", "市", "县", "区"):
                    at += 1
            else:
                break
        return words.text[at:end]

    def _without_industry(self, form: str) -> list[str]:
        """The form without its last industry words: 北禾 of 北禾生物; 北禾生物 and 北禾 of 北禾生物科技."""
        return [form[:cut] for cut in range(2, len(form) - 1) if self._is_trade(form[cut:])]

    def _is_trade(self, rest: str) -> bool:
        """Whether a string is made of industry words alone (芯片|封测|技术)."""
        if self._is_industry(rest):
            return True
        widths = range(2, len(rest) - 1)
        return any(self._is_industry(rest[:width]) and self._is_trade(rest[width:]) for width in widths)

    def _without_middle(self, words: Words, candidate: Candidate) -> list[str]:
        """The first syllables of a company's name and its last industry word: 瑞克化工 of 天津瑞克精细化工有限公司."""
        if candidate.kind != "company":
            return []
        base = _LEGAL.sub("", words.text[candidate.start : candidate.end])
        form = self._without_place(words, candidate, base)
        width = next((n for n in (3, 2) if len(form) > n + 3 and self._is_industry(form[-n:])), 0)
        found = [form[:n] + form[-width:] for n in (2, 3) if width and n + width < len(form)]
        return [f for f in found if self._usable(words, f)]

    def _is_industry(self, word: str) -> bool:
        row = self.lexicon.suffix_of.get(word)
        return row is not None and row.form in ("strong", "weak", "plain")

    def _usable(self, words: Words, form: str) -> bool:
        if not 2 <= len(form) <= 10 or not (HANZI.match(form) or form.isascii()):
            return False
        if form in self.lexicon.generic or form in self.lexicon.not_name or form in self.lexicon.stop:
            return False
        return form not in self.lexicon.suffix_of and form not in self.lexicon.role
