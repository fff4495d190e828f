"""Organisations: a cascade of rules over lexicons, then aliases, then consistency over the whole document."""

from collections.abc import Iterable
from dataclasses import replace

from kaigong.extractors.backend import make_recogniser
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_agent import AgentRule
from kaigong.extractors.org_alias import AliasRule, ConsistencyRule
from kaigong.extractors.org_candidate import Candidate, joined, longest
from kaigong.extractors.org_company import SuffixRule
from kaigong.extractors.org_compound import CompoundRule
from kaigong.extractors.org_government import GovernmentRule
from kaigong.extractors.org_headline import HeadlineRule
from kaigong.extractors.org_known import KnownRule
from kaigong.extractors.org_lexicon import OrganisationLexicon, organisation_lexicon
from kaigong.extractors.org_opinion import OpinionRule
from kaigong.extractors.org_words import Words
from kaigong.extractors.segment import segmenter_of
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import Label

_TELLING = 4  # characters by which a part of a full name is told from others
_PLACE = 4  # longest short name of a place
_SHORTEST = 2
_ABBREVIATION = 3
_SOON = 60  # 深圳沃尔核材签约,沃尔核材将投资…, but no 成都京东方 where a text speaks of 京东方
_FIRMS = ("company", "group", "short")
_FORMS = ("集团公司", "公司", "集团")
_LIMITED = lazy(r"有限(?:责任)?公司$")
_RISK_WARNED = lazy(r"^\*?ST")


class OrganisationTagger:
    """Finds organisations (label ORG), with ``kind`` and, for short forms of a known name, ``entity``."""

    name = "organisation"

    @property
    def _lexicon(self) -> OrganisationLexicon:
        return organisation_lexicon()

    def find(self, document: Document) -> Iterable[Mention]:
        """Mentions in order; they never overlap."""
        words = Words(document, self._lexicon, segmenter_of(document))
        first = [
            *SuffixRule(self._lexicon).find(words),
            *GovernmentRule(self._lexicon).find(words),
            *HeadlineRule(self._lexicon).find(words),
            *KnownRule(self._lexicon).find(words),
        ]
        first = joined(joined(first))
        named = longest([*first, *CompoundRule().find(words, first)])
        named = longest([*named, *self._opinion(document, words, named)])
        aliases = list(AliasRule(self._lexicon).find(words, named))
        named = longest([*named, *aliases])
        named = longest([*named, *AgentRule(self._lexicon).find(words, named)])
        named = _acting(words, named)
        spread = ConsistencyRule(self._lexicon).find(words, named)
        everywhere = longest([*named, *(c for c in spread)])
        return [_mention(words, c) for c in self._linked(words, _acting(words, everywhere))]

    def _opinion(self, document: Document, words: Words, named: list[Candidate]) -> Iterable[Candidate]:
        """What the tagger of the pipeline adds to the rules."""
        backends = document.backends
        recogniser = make_recogniser(backends.tagger, None if backends.tagger == "lac" else backends.model)
        return () if recogniser is None else OpinionRule(self._lexicon, recogniser).find(document, words, named)

    def _linked(self, words: Words, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates, short ones with the full name of the text that they are a form of (*ST江河湖)."""
        cores: dict[str, set[str]] = {}
        of_groups: dict[str, set[str]] = {}
        apart: set[str] = set()
        rule = ConsistencyRule(self._lexicon)
        for candidate in candidates:
            full = words.text[candidate.start : candidate.end]
            if candidate.entity is not None or "(" in full or not full.endswith(("公司", "会社", "集团")):
                continue
            group = full.endswith("集团")  # 北辰石化 is 辽宁北辰石化集团, but 上海电气 not 上海电气风电集团
            subsidiary = words.text.endswith(("子公司", "子公司“"), 0, candidate.start)
            for core in rule.cores(words, candidate):
                if subsidiary and words.text.find(core) < candidate.start:
                    apart.add(core)
                    continue  # 【沅澧纸业】全资子公司岳阳沅澧纸业有限公司: the short name is the parent's
                own = core not in self._lexicon.known_of and len(core) == _SHORTEST  # 天虹 of 中国天虹纺织集团
                if not group or own or full.endswith((core, f"{core}集团")):
                    (of_groups if group else cores).setdefault(core, set()).add(full)
        cores = {**of_groups, **cores}  # 海能 is 海能化工有限公司 where a group has the name as well
        fulls = {words.text[c.start : c.end] for c in candidates if c.entity is None}
        within = _by_pair(fulls)
        for short in fulls:  # 渤新集团 of 河北渤新管道装备集团有限公司, 福斯公司 of 丹麦福斯风电叶片公司
            stem = "" if short in cores or short in self._lexicon.known_of else _with_form(short)
            if stem and stem not in self._lexicon.generic:
                held = within.get(stem[:2], ())
                owners = {f for f in held if len(f) > len(short) + 1 and 0 < f.find(stem) <= _PLACE}
                if short.endswith("集团"):  # 太钢集团 has 山西太钢不锈钢股份有限公司, and is not called so
                    owners = {f for f in owners if "集团" in f or _is_whole(f, stem)}
                if len(owners) == 1 and next(iter(owners)).endswith("公司"):
                    cores[short] = owners
        for short in fulls:  # 恒辉电子 of 江岳恒辉电子科技有限公司, where 江岳 is no place that anybody knows
            told = short in cores or short in apart or short in self._lexicon.known_of
            if len(short) >= _TELLING and not told:
                held = within.get(short[:2], ())
                owners = {f for f in held if f.endswith("有限公司") and 0 < f.find(short) <= _PLACE}
                if len(owners) == 1 and not short.endswith(("公司", "集团")):
                    cores[short] = owners
        ended: dict[str, list[str]] = {}
        for full in fulls:
            ended.setdefault(_LIMITED.sub("", full)[-2:], []).append(full)
        for short in fulls:  # 川维化工 of 中国石化集团重庆川维化工有限公司
            if len(short) >= _TELLING and short not in cores and short not in apart:
                held = ended.get(short[-2:], ())
                owners = {f for f in held if f.endswith((f"{short}有限公司", f"{short}有限责任公司"))}
                if len(owners) == 1:
                    cores[short] = owners
        first: dict[str, int] = {}
        for c in candidates:
            first.setdefault(words.text[c.start : c.end], c.start)
        for c in candidates:  # 沃尔核材 of 深圳沃尔核材, 博世 of 德国博世
            placeless = words.text[words.place_end.get(c.start, c.end) : c.end]
            known = placeless in self._lexicon.known_of and not 0 < first.get(placeless, 0) - c.end <= _SOON
            if (
                c.kind in _FIRMS
                and placeless in fulls
                and not known
                and placeless not in cores
                and placeless not in apart
            ):
                cores[placeless] = {words.text[c.start : c.end]}
        for c in candidates:  # 永城市闽源特钢 of 闽源特钢集团
            surface, at = words.text[c.start : c.end], words.place_end.get(c.start, c.start)
            placeless = words.text[at : c.end]  # but of two counties' 城市建设投资有限公司 none is the other
            wholes = {f for f in cores.get(placeless, set()) - {surface} if f.startswith(placeless)}
            if wholes and surface not in cores and words.text[at - 1 : at] in tuple("市县区旗"):
                cores[surface] = wholes
        for short in [f for f in fulls if f in self._lexicon.known_of and f not in cores]:  # 中石化 of 中国石油化工集团
            owners = {f for f in fulls if _abbreviates(short, f)}
            if len(owners) == 1:
                cores[short] = owners
        return [_with_entity(words, c, cores) for c in candidates]


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


def _with_entity(words: Words, candidate: Candidate, cores: dict[str, set[str]]) -> Candidate:
    surface = words.text[candidate.start : candidate.end]
    owners = cores.get(_RISK_WARNED.sub("", surface), set()) - {surface}
    if candidate.entity is not None or len(owners) != 1:
        return candidate
    return replace(candidate, entity=next(iter(owners)))


# 各县(区)人民政府: all of a kind
_OF_ALL = lazy(r"各(?:有关|相关|直属|市|县|区|乡|镇|省|州|设区|地|部|委|单位)|[省市县区州旗乡镇盟]{1,2}\)")


# 湖南恒岳|机械有限公司: what a firm is called that is no part of a larger one
_TRADE_ONLY = lazy(r"[\u4e00-\u9fff]{0,4}(?:股份)?(?:有限)?(?:责任)?公司$")
# 由南京凯岭国际|设计,
_DOES_PART = lazy(r"(?:承担)?(?:总体|工程)?(?:设计|施工|监理|总包|供货|安装|勘察|制造|建造|代建)(?=[,。;、])")


def _acting(words: Words, candidates: list[Candidate]) -> list[Candidate]:
    """Drop names that are not sure and act nowhere in the text: they may stand inside a project's name only."""
    candidates = [
        c for c in candidates if words.text[c.start] not in "()）（·-" and not _OF_ALL.match(words.text, c.start)
    ]
    proven = {
        words.text[c.start : c.end]
        for c in candidates
        if c.sure
        or (words.acts(c.end) and not words.opens_project(c.end))
        or (words.text[c.start - 1] == "由" and _DOES_PART.match(words.text, c.end))
    }
    return [c for c in candidates if words.text[c.start : c.end] in proven]


def _mention(words: Words, candidate: Candidate) -> Mention:
    return Mention(
        label=Label.ORG,
        start=candidate.start,
        end=candidate.end,
        text=words.text[candidate.start : candidate.end],
        rule=candidate.rule,
        kind=candidate.kind,
        entity=candidate.entity,
    )
