"""The lexicons of organisations, compiled once a process."""

import re

from ahocorasick_rs import AhoCorasick, MatchKind

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import GovernmentBody, KnownOrganisation, OrganisationSuffix, OrganisationWord

# Ways to write the level of government before a body (市发改委): with 我/全 before it they are no name.
LEVELS = ("自治区", "自治州", "地区", "兵团", "国家", "中央", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")

# Works of one trade in a town have numbers (棉纺一厂, 乳品二厂).
_NUMBERS = "一二三四五六"
_WITH_NUMBER = 2

_LISTED = KnownOrganisation(id="known.listed", kind="company", ambiguous=True, source="listed_companies.csv")


def finder(surfaces: list[str]) -> AhoCorasick:
    """An automaton that yields leftmost-longest matches of the surfaces."""
    return AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest)


@dataclass(frozen=True, slots=True)
class OrganisationLexicon:
    """Word sets and automata. ``suffix_of``, ``body_of`` and ``known_of`` give the row of a surface."""

    suffix_of: dict[str, OrganisationSuffix]
    suffixes: AhoCorasick
    suffix_list: list[str]
    body_of: dict[str, GovernmentBody]
    bodies: AhoCorasick
    body_list: list[str]
    known_of: dict[str, KnownOrganisation]
    known: AhoCorasick
    known_list: list[str]
    stop: frozenset[str]
    soft: frozenset[str]
    role: frozenset[str]
    name_verb: frozenset[str]
    generic: frozenset[str]
    not_name: frozenset[str]
    agent: frozenset[str]
    announce: re.Pattern[str]
    product: frozenset[str]
    no_alias: frozenset[str]
    works: frozenset[str]
    phrase_end: frozenset[str]
    ahead: frozenset[str]
    syllable: frozenset[str]
    trade_name: frozenset[str]
    parent: frozenset[str]
    page: tuple[str, ...]
    inner: re.Pattern[str]
    public_trade: re.Pattern[str]
    local_trade: re.Pattern[str]


def _any_of(words: set[str]) -> re.Pattern[str]:
    return re.compile(any_word(words))


def _first(rows: tuple[OrganisationSuffix, ...]) -> dict[str, OrganisationSuffix]:
    found: dict[str, OrganisationSuffix] = {}
    for row in rows:
        for surface in row.surface:
            found.setdefault(surface, row)
            if row.id == "suffix.plant" and len(surface) > _WITH_NUMBER:  # 乳品|二厂
                for number in _NUMBERS:
                    found.setdefault(f"{surface[:-1]}{number}厂", row)
    return found


@per_lexicon
def organisation_lexicon() -> OrganisationLexicon:
    """The compiled lexicon."""
    words: dict[str, set[str]] = {}
    for row in load_lexicon("org_stop", OrganisationWord):
        words.setdefault(row.use, set()).update(row.surface)
    suffix_of = _first(load_lexicon("org_suffixes", OrganisationSuffix))
    body_of: dict[str, GovernmentBody] = {}
    for body in load_lexicon("government_bodies", GovernmentBody):
        for surface in body.surface:
            kept = body_of.get(surface)
            if kept is None or (body.bare and not kept.bare):
                body_of[surface] = body
    known_of: dict[str, KnownOrganisation] = {}
    for known in load_lexicon("known_organisations", KnownOrganisation):
        for surface in known.surface:
            known_of.setdefault(surface, known)
    for listed in load_table("listed_companies"):
        known_of.setdefault(listed["name"], _LISTED)
    suffix_list, body_list, known_list = list(suffix_of), list(body_of), list(known_of)
    return OrganisationLexicon(
        suffix_of, finder(suffix_list), suffix_list,
        body_of, finder(body_list), body_list,
        known_of, finder(known_list), known_list,
        stop=frozenset(words["stop"] | words["verb"]),
        soft=frozenset(words["soft"]),
        role=frozenset(words["role"]),
        name_verb=frozenset(words["name_verb"]),
        generic=frozenset(words["generic"]),
        not_name=frozenset(words["not_name"]),
        agent=frozenset(words["agent"] | words["announce"]),
        announce=_any_of(words["announce"]),
        product=frozenset(words["product"]),
        no_alias=frozenset(words["no_alias"]),
        works=frozenset(words["works"]),
        phrase_end=frozenset(words["phrase_end"]),
        ahead=frozenset(words["ahead"]),
        syllable=frozenset(words["syllable"]),
        trade_name=frozenset(words["trade_name"]),
        parent=frozenset(words["parent"]),
        page=tuple(sorted(words["page"])),
        inner=_any_of(words["inner"]),
        public_trade=lazy(rf"(?:{any_word(words['public_trade'])})(?:控股|投资|发展|建设)?$"),
        local_trade=lazy(rf"(?:{any_word(words['local_trade'])})$"),
    )  # fmt: skip
