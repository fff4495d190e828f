"""Short forms: those that the text defines (以下简称), and the distinctive core of a full name used alone."""

import re
from collections.abc import Iterator
from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.extractors.org_candidate import Candidate
from kaigong.extractors.org_lexicon import OrganisationLexicon
from kaigong.extractors.org_words import HANZI, Words
from kaigong.extractors.scan import occurrences
from kaigong.extractors.word_pattern import any_word

_DEFINED = re.compile(
    r"\((?:(?:以下|下文|下|后)?(?:统一)?[简并统]?称(?:为|作|:)?|简称:?)\s*"
    r"[“\"]?(?P<alias>[^“”\"(),。;:、]{2,14})[”\"]?"
    r"(?:[或、及]\s*[“\"](?P<other>[^“”\"(),。;:]{2,14})[”\"])?[^()]{0,24}\)"
)
_QUOTED = re.compile(
    r"\([“\"](?P<alias>[^“”\"(),。;:]{2,14})[”\"]"
    r"(?:[或、及]\s*[“\"](?P<other>[^“”\"(),。;:]{2,14})[”\"])?\)"
)
_LABELLED = re.compile(r"(?:证券|股票|公司)简称:\s*(?P<alias>\*?(?:ST)?[\u3400-\u9fffA-Z]{2,6})")
_LEGAL = re.compile(
    r"(?:集团)?(?:股份|控股|集团|责任|私人)*有限(?:责任)?公司$|(?:控股)?集团(?:公司)?$|(?:股份|总)?公司$|控股$|股份$"
    r"|(?:株式|有限)会社$"
)

_DEEDS = ("投资", "建设", "开发", "发展", "运营", "管理", "服务")
_COMPANY = re.compile(r"(?:股份)?有限(?:责任)?公司$")


@cache
def _cities() -> re.Pattern[str]:
    """Short names of provinces and cities at the head of a name, where no place was found (山|东北|禾)."""
    rows = (r for r in load_table("divisions") if r["level"] in ("province", "city"))
    names = {short for r in rows if len(short := r["short"] or r["name"].rstrip("省市")) > 1}
    return re.compile(rf"{any_word(names)}(?:省|市)?(?=[\u3400-\u9fff]{{2}})")


def _without_city(base: str) -> str:
    head = _cities().match(base)
    return base if head is None else base[head.end() :]


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
            for core in self.cores(words, c):
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
            yield Candidate(start, end, kind, rule, sure=sure, entity=entity)

    def _distinct(self, words: Words, start: int, end: int) -> bool:
        """Whether a core is no plain word or place where it stands."""
        if not (words.is_edge(start) or words.before(end) is None):
            return False
        parts = words.span(start, end)
        if len(parts) == 1 and not words.text.endswith(self._works, start, end):
            return parts[0].tag in ("x", "nz", "nr", "nrt", "nt", "eng")
        if words.place_start.get(end) == start or words.text.endswith(self._works, start, end):
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
        for form in dict.fromkeys((base, self._without_place(words, candidate, base), _without_city(base))):
            found.append(form)
            found += self._without_industry(form)
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
        for cut in range(2, len(form) - 1):
            if self._is_industry(form[cut:]):
                return [form[:cut]]
        for cut in range(2, len(form) - 1):
            rest = form[cut:]
            for width in range(2, len(rest) - 1):
                if self._is_industry(rest[:width]) and self._is_industry(rest[width:]):
                    return [form[: cut + width], form[:cut]]
        return []

    def _is_industry(self, word: str) -> bool:
        row = self.lexicon.suffix_of.get(word)
        return row is not None and row.form in ("strong", "weak", "plain")

    def _usable(self, words: Words, form: str) -> bool:
        if not 2 <= len(form) <= 10 or not (HANZI.match(form) or form.isascii()):
            return False
        if form in self.lexicon.generic or form in self.lexicon.not_name or form in self.lexicon.stop:
            return False
        return form not in self.lexicon.suffix_of and form not in self.lexicon.role
