"""Which full name of a text each short form of it stands for: 海能 for 海能化工有限公司."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.alias import ConsistencyRule, without_city
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import Words

_TELLING = 4  # characters by which a part of a full name is told from others
_PLACE = 4  # longest short name of a place
_SHORTEST = 2
_ABBREVIATION = 3
_SOON = 60  # 深圳沃尔核材签约,沃尔核材将投资…, but no 成都京东方 where a text speaks of 京东方
_FIRMS = ("company", "group", "short")
_OWNED_BY = ("子公司", "子公司“", "公司下属", "公司旗下", "公司所属")
_FORMS = ("集团公司", "公司", "集团")
_COUNTIES = ("市", "县", "区", "旗")
_LIMITED = lazy(r"有限(?:责任)?公司$")
_FORM_OF_GROUP = lazy(r"(?:股份|控股)?(?:有限)?(?:责任)?(?:总?公司)?")
_RISK_WARNED = lazy(r"^\*?ST")
# 湖南恒岳|机械有限公司: what a firm is called that is no part of a larger one
_TRADE_ONLY = lazy(r"[\u4e00-\u9fff]{0,4}(?:股份)?(?:有限)?(?:责任)?公司$")


class FullNames:
    """The candidates of one text and, for each short form, the full names that it may stand for."""

    def __init__(self, words: Words, candidates: Sequence[Candidate], lexicon: OrganisationLexicon) -> None:
        self._words = words
        self._candidates = candidates
        self._lexicon = lexicon
        self._fulls = {self._surface(c) for c in candidates if c.entity is None}
        self._apart: set[str] = set()  # short names that the text uses of the parent, not of the subsidiary
        self._of: dict[str, set[str]] = self._by_cores()

    def linked(self) -> list[Candidate]:
        """The candidates, short ones with the full name of the text that they are a form of (*ST江河湖)."""
        self._add_parts()
        self._add_endings()
        self._add_placeless()
        self._add_of_counties()
        self._add_abbreviations()
        self._add_tagged()
        return [self._with_entity(c) for c in self._candidates]

    def _surface(self, candidate: Candidate) -> str:
        return self._words.text[candidate.start : candidate.end]

    def _by_cores(self) -> dict[str, set[str]]:
        """Full names by their cores; a company goes before a group of the same core."""
        firms: dict[str, set[str]] = {}
        groups: dict[str, set[str]] = {}
        rule, text = ConsistencyRule(self._lexicon), self._words.text
        for candidate in self._candidates:
            full = self._surface(candidate)
            if candidate.entity is not None or "(" in full or not full.endswith(("公司", "会社", "集团")):
                continue
            group = full.endswith("集团")  # 北辰石化 is 辽宁北辰石化集团, but 上海电气 not 上海电气风电集团
            subsidiary = text.endswith(_OWNED_BY, 0, candidate.start)
            for core in rule.cores(self._words, candidate):
                if subsidiary and text.find(core) < candidate.start:
                    self._apart.add(core)
                    continue  # 【沅澧纸业】全资子公司岳阳沅澧纸业有限公司: the short name is the parent's
                if core.endswith("集团") and not _FORM_OF_GROUP.fullmatch(full, full.find(core) + len(core)):
                    continue  # 攀钢集团|钛业有限公司: the group has that company, and is not called so
                own = core not in self._lexicon.known_of and len(core) == _SHORTEST  # 天虹 of 中国天虹纺织集团
                if not group or own or full.endswith((core, f"{core}集团")):
                    (groups if group else firms).setdefault(core, set()).add(full)
        return {**groups, **firms}  # 海能 is 海能化工有限公司 where a group has the name as well

    def _add_parts(self) -> None:
        """What stands behind a place in one full name alone."""
        within = _by_pair(self._fulls)
        for short in self._fulls:  # 渤新集团 of 河北渤新管道装备集团有限公司, 福斯公司 of 丹麦福斯风电叶片公司
            stem = "" if short in self._of or short in self._lexicon.known_of else _with_form(short)
            if stem and stem not in self._lexicon.generic:
                held = within.get(stem[:2], ())
                owners = {f for f in held if len(f) > len(short) + 1 and 0 < f.find(stem) <= _PLACE}
                if short.endswith("集团"):  # 太钢集团 has 山西太钢不锈钢股份有限公司, and is not called so
                    owners = {f for f in owners if "集团" in f or _is_whole(f, stem)}
                    owners = {f for f in owners if short not in f or f.endswith(short)}
                if len(owners) == 1 and next(iter(owners)).endswith("公司"):
                    self._of[short] = owners
        for short in self._fulls:  # 恒辉电子 of 江岳恒辉电子科技有限公司, where 江岳 is no place that anybody knows
            told = short in self._of or short in self._apart or short in self._lexicon.known_of
            if len(short) >= _TELLING and not told:
                held = within.get(short[:2], ())
                owners = {f for f in held if f.endswith("有限公司") and 0 < f.find(short) <= _PLACE}
                if len(owners) == 1 and not short.endswith(("公司", "集团")):
                    self._of[short] = owners

    def _add_endings(self) -> None:
        """What one full name ends on before its legal form (川维化工 of 中国石化集团重庆川维化工有限公司)."""
        ended: dict[str, list[str]] = {}
        for full in self._fulls:
            ended.setdefault(_LIMITED.sub("", full)[-2:], []).append(full)
        for short in self._fulls:
            if len(short) >= _TELLING and short not in self._of and short not in self._apart:
                held = ended.get(short[-2:], ())
                owners = {f for f in held if f.endswith((f"{short}有限公司", f"{short}有限责任公司"))}
                if len(owners) == 1:
                    self._of[short] = owners

    def _add_placeless(self) -> None:
        """A name without the place before it: 沃尔核材 of 深圳沃尔核材, 博世 of 德国博世."""
        first: dict[str, int] = {}
        for c in self._candidates:
            first.setdefault(self._surface(c), c.start)
        for c in self._candidates:
            placeless = self._words.text[self._words.place_end.get(c.start, c.end) : c.end]
            known = placeless in self._lexicon.known_of and not 0 < first.get(placeless, 0) - c.end <= _SOON
            told = known or placeless in self._of or placeless in self._apart
            if c.kind in _FIRMS and placeless in self._fulls and not told:
                self._of[placeless] = {self._surface(c)}
            townless = without_city(self._surface(c))  # 济源钢铁集团 of 河南济源钢铁集团
            shorter = _TELLING < len(townless) < c.end - c.start and townless not in self._of
            if c.kind in _FIRMS and shorter and townless in self._fulls:
                self._of[townless] = {self._surface(c)}

    def _add_of_counties(self) -> None:
        """A name behind its county (永城市闽源特钢 of 闽源特钢集团); no two counties' 城市建设投资有限公司 are one."""
        for c in self._candidates:
            surface, at = self._surface(c), self._words.place_end.get(c.start, c.start)
            placeless = self._words.text[at : c.end]
            wholes = {f for f in self._of.get(placeless, set()) - {surface} if f.startswith(placeless)}
            if wholes and surface not in self._of and self._words.text[at - 1 : at] in _COUNTIES:
                self._of[surface] = wholes

    def _add_abbreviations(self) -> None:
        """中石化 of 中国石油化工集团公司."""
        for short in [f for f in self._fulls if f in self._lexicon.known_of and f not in self._of]:
            owners = {f for f in self._fulls if _abbreviates(short, f)}
            if len(owners) == 1:
                self._of[short] = owners

    def _add_tagged(self) -> None:
        """What only the tagger knows, where it is the core of one firm's name (正泰 of 浙江正泰新能源)."""
        tagged = {self._surface(c) for c in self._candidates if c.rule.startswith("org.opinion.")}
        if not tagged - self._of.keys():
            return
        rule = ConsistencyRule(self._lexicon)
        firms = {self._surface(c): c for c in self._candidates if c.kind in _FIRMS and c.entity is None}
        for short in sorted(tagged - self._of.keys()):
            owners = {f for f, c in firms.items() if f != short and short in f and short in rule.cores(self._words, c)}
            if len(owners) == 1:
                self._of[short] = owners

    def _with_entity(self, candidate: Candidate) -> Candidate:
        surface = self._surface(candidate)
        owners = self._of.get(_RISK_WARNED.sub("", surface), set()) - {surface}
        if surface.endswith("集团"):  # 瑞亚集团 is the parent of 河南瑞亚新材料有限公司
            owners = {owner for owner in owners if "集团" in owner}
        if candidate.entity is not None or len(owners) != 1:
            return candidate
        return replace(candidate, entity=next(iter(owners)))


def _by_pair(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by each two characters on which what follows a place can begin."""
    found: dict[str, list[str]] = {}
    for name in names:
        for at in range(1, _PLACE + 1):
            found.setdefault(name[at : at + 2], []).append(name)
    return found


def _abbreviates(short: str, full: str) -> bool:
    """Whether a known abbreviation is made of characters of a national group's name in their order."""
    if len(short) < _ABBREVIATION or full.startswith(short) or not full.startswith(("中国", "国家")):
        return False
    rest = iter(full)
    return short[0] == full[0] and full.endswith(("公司", "集团")) and all(character in rest for character in short)


def _is_whole(full: str, stem: str) -> bool:
    """Whether a firm's name goes on behind the stem with little more than its trade (湖南恒岳 + 机械有限公司)."""
    return _TRADE_ONLY.match(full, full.find(stem) + len(stem)) is not None


def _with_form(short: str) -> str:
    """The syllables of a short name before 公司 or 集团; empty where it has none."""
    stem = next((short[: -len(f)] for f in _FORMS if short.endswith(f)), "")
    return stem if _SHORTEST <= len(stem) <= _PLACE else ""
