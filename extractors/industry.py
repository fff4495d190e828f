"""Industry of an undertaking (GB/T 4754-2017), from the words for what it makes, builds or runs.

Three places are asked in turn, and the first that speaks decides: the undertaking's names (``industry.name``), the
things that its yearly capacity counts (``industry.item``), and what its own sentences say that it makes
(``industry.product``). In a phrase the head decides over its modifiers: the last word, with those coordinated with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.discourse.model import Discourse
from kaigong.extractors.discourse.zone import Zone
from kaigong.extractors.index import MentionIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.scan import Scanner
from kaigong.schemas.document import Document, IndustrySlot, Mention, MetricSlot
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Label, MetricRole
from kaigong.schemas.lexicon import IndustryWordEntry

_MAX_CODES = 3
_CLASS = 5  # characters of a code of the lowest level
_JOIN = lazy(r"[^、和与及,]{0,4}(?:、|和|与|及|以及|暨|/|\+)[^、和与及,]{0,6}")
_ANCILLARY = lazy(r"(?:、|和|与|及|以及|并|含)(?:其|相关)?(?:配套|附属)")
_CLOSE = 6  # characters between a generic thing and the word that it belongs to
_SPLIT = lazy(r"、|和|与|及")
# What a text says that an undertaking makes; what stands behind it, up to the end of the clause, is the object.
_MAKES = lazy(
    r"主要(?:从事|生产|加工|制造|经营|研发生产|研发、?生产|产品(?:为|有|包括|是)?)|产品(?:主要)?(?:为|有|包括|涵盖|是)"
    r"|(?:专业|专门|专注于?|从事|用于|将|可|主营)(?:从事)?(?:生产|制造|加工|研发生产)"
)
# The first item of a list that only qualifies what is made (年产8000万件汽车、通信设备配套的零部件).
_QUALIFIES = lazy(r"[、和及][^,。;]{0,30}?的")
_LINE = lazy(r"(?:建设|新建|新上|建成|引进|布局|打造|建)(?P<object>[^,。;、]{2,24}?)(?:生产线|生产基地|工厂|制造基地)")
_HEAD = lazy(r"(?:建设|新建|扩建|改造|首期|[一二三四五]期|\([^()]{1,6}\)|项目|工程)*")
# 炼化一体化项目钢结构工程: a lot of work on an undertaking belongs to that one.
_INNER = lazy(r"(?:项目|工程)(?=[\u4e00-\u9fffA-Za-z])(?!项目|工程|[一二三四五六七八九首]期|[及和与、])")
# What may follow the name of a product; another noun makes the product a mere use (光伏组件 + 边框, 汽车 + 革).
_FOLLOWS = lazy(
    r"$|[^\u4e00-\u9fff]|[一二三四五六七八九十]+[期线号厂]|[和与及的等类含系]|生产|产|制造|制备|加工|深加工|精制|冶炼|封装|组装|研发|研制|开发"
    r"|项目|工程|基地|工厂|装置|车间|企业|系统|厂|园|城|港|小镇|中心|科技|孵化|技改|技术|改|升级|提质|扩|增|搬迁|迁建|建设|示范"
    r"|中试|一体化|综合|循环|回收|节能|智能|智慧|数字|自动|机械化|标准|绿色|高端|高效|专用|新|全产业|上下游|总部|总装|合作|配套|聚合物|催化|集群|模组|连铸"
)
_PRODUCES = lazy(r"年产|日产|生产|制造|加工|产能")
_ASIDE = lazy(r"\([^()]*\)")
_MADE = frozenset("ABCD")
_MAX_OBJECT = 40
# A factory or plant named after its company makes what the company's name says.
_FACTORY = lazy(r"(?:工厂|[^电水]厂|生产基地|制造基地|生产线)(?:项目|[一二三]期)*$")


@dataclass(frozen=True, slots=True)
class IndustryWord:
    """Words of a text that say an industry; ``code`` None where they leave it open."""

    start: int
    end: int
    code: str | None


@per_lexicon
def _words() -> tuple[Scanner, tuple[IndustryWordEntry, ...]]:
    rows = [(s, e) for e in load_lexicon("industry_words", IndustryWordEntry) for s in e.surface]
    return Scanner([s for s, _ in rows], overlapping=True), tuple(e for _, e in rows)


@cache
def industry_names() -> dict[str, str]:
    """Code with its section's letter → name, of all sections, divisions, groups and classes of GB/T 4754-2017."""
    return {row["code"]: row["name"] for row in load_table("industries")}


def find_words(text: str, start: int, end: int) -> list[IndustryWord]:
    """Words of industries in ``text[start:end]`` that don't overlap, in order.

    Of those that overlap the one that ends last stays, since heads stand last (电解 + 铜箔), then the longest.
    """
    scanner, entries = _words()
    phrase = text[start:end]
    found = []
    for first, last, number in scanner.find(phrase):
        entry = entries[number]
        if entry.not_before and phrase.startswith(entry.not_before, last):
            continue
        if entry.not_after and first and phrase[first - 1] in entry.not_after:
            continue
        if _cuts_latin(phrase, first, last):
            continue
        found.append((-last, first, entry))
    chosen: list[tuple[int, int, IndustryWordEntry]] = []
    border = len(phrase)
    for negative, first, entry in sorted(found, key=lambda f: f[:2]):
        if -negative <= border:
            border = first
            chosen.append((start + first, start - negative, entry))
    words: list[IndustryWord] = []
    for first, last, entry in reversed(chosen):
        if entry.kind != "part":
            _join(words, first, last, entry, text)
    return words


def _join(words: list[IndustryWord], start: int, end: int, entry: IndustryWordEntry, text: str) -> None:
    """Add a word; one with ``turns`` takes its class from the word before, and a thing by itself says nothing."""
    before = words[-1] if words and words[-1].code and not _SPLIT.search(text, words[-1].end, start) else None
    code = entry.code
    far = entry.kind == "thing" and before is not None and start - before.end > _CLOSE
    if before is not None and before.code is not None and not far:
        known = max((k for k in entry.turns if before.code.startswith(k)), key=len, default="")
        turned = entry.turns.get(known)
        code = before.code if turned == "same" else turned or code
        if entry.kind == "thing" or turned is not None:
            words.pop()
            start = before.start
    elif entry.kind == "thing":
        if before is None:
            return
        code = None
    words.append(IndustryWord(start, end, code))


def _cuts_latin(text: str, start: int, end: int) -> bool:
    """Whether a word of Latin letters runs on into more of them (PX in PXE)."""

    def latin(char: str) -> bool:
        return char.isascii() and char.isalnum()

    return (start > 0 and latin(text[start]) and latin(text[start - 1])) or (
        end < len(text) and latin(text[end - 1]) and latin(text[end])
    )


def heads(text: str, words: Sequence[IndustryWord]) -> list[IndustryWord]:
    """The last of the words of a phrase and those coordinated with it, in order; empty if it leaves all open.

    What is only ancillary (及配套道路) is left out where something stands before it.
    """
    main = list(words)
    if len(main) > 1:
        cut = _ANCILLARY.search(text, main[0].end, main[-1].end)
        main = [w for w in main if cut is None or w.end <= cut.start()]
    group = main[-1:]
    for word in reversed(main[:-1]):
        if not _JOIN.fullmatch(text, word.end, group[0].start):
            break
        group.insert(0, word)
    modifiers = [w for w in main[: len(main) - len(group)] if w.code is not None]
    if len(group) == 1 and group[0].code is not None:
        # 肉牛养殖基地, 人民医院新院区: a modifier that says the same industry more closely.
        group = [next((m for m in reversed(modifiers) if _is_deeper(m, group[0])), group[0])]
    return [w for w in group if w.code is not None]


def _is_deeper(word: IndustryWord, other: IndustryWord) -> bool:
    """Whether a word says the industry of another one more closely."""
    return word.code is not None and word.code != other.code and word.code.startswith(other.code or "-")


def _all_deeper(words: Sequence[IndustryWord], others: Sequence[IndustryWord]) -> bool:
    """Whether words say all of the industries of other words more closely, and nothing else."""
    return all(any(_is_deeper(w, o) for o in others) for w in words) and all(
        any(_is_deeper(w, o) for w in words) for o in others
    )


def industries_of(phrase: str) -> list[str]:
    """Codes of a phrase by itself, as its heads give them.

    >>> industries_of("汽车零部件物流园"), industries_of("光伏组件项目")
    (['G59'], ['C3825'])
    """
    return [w.code for w in _distinct(heads(phrase, find_words(phrase, 0, len(phrase)))) if w.code]


def _distinct(words: Iterable[IndustryWord]) -> list[IndustryWord]:
    """One word a code, without codes that another one says deeper, three at most."""
    kept: list[IndustryWord] = []
    for word in words:
        assert word.code is not None
        if any(k.code is not None and k.code.startswith(word.code) for k in kept):
            continue
        kept = [k for k in kept if k.code is None or not word.code.startswith(k.code)]
        kept.append(word)
    return kept[:_MAX_CODES]


class IndustryFinder:
    """Finds the industries of the undertakings of one document."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self.text = document.text
        self._organisations = MentionIndex(document.mentions_of(Label.ORG))
        self._places = MentionIndex(document.mentions_of(Label.PLACE))
        self._zones: dict[int, list[Zone]] = {}
        for zone in discourse.zones:
            if len(zone.owners) == 1:
                self._zones.setdefault(zone.owners[0], []).append(zone)

    def find(self, number: int, cluster: NameCluster, metrics: Sequence[MetricSlot]) -> tuple[IndustrySlot, ...]:
        """Industries of the undertaking with this number, three at most; empty where the text makes none clear."""
        names = [cluster.name, *cluster.candidates]
        first = next((w for n in names if (w := self._in_name(n.start, n.end))), [])
        found, rule = _distinct(first), "industry.name"
        for source, words in (
            ("industry.item", (w for m in metrics for w in self._in_item(m))),
            ("industry.product", (w for z in self._zones.get(number, ()) for w in self._in_zone(z))),
        ):
            if found and all(len(w.code or "") == _CLASS for w in found):
                break
            # What speaks first decides; what comes after it may only say the same more closely.
            closer = _distinct(words)
            if closer and (not found or _all_deeper(closer, found)):
                found, rule = closer, source
        if not found:
            found = _distinct(next((w for n in names if (w := self._by_company(n.start, n.end))), []))
        return tuple(self._slot(w, rule) for w in found)

    def _slot(self, word: IndustryWord, rule: str) -> IndustrySlot:
        assert word.code is not None
        return IndustrySlot(word.code, industry_names()[word.code], word.start, word.end, rule)

    def _in_name(self, start: int, end: int) -> list[IndustryWord]:
        """Heads of a name, without the words of the companies in it and of the places before its head."""
        words = [w for w in find_words(self.text, start, end) if not self._is_hidden(w, end)]
        inner = _INNER.search(self.text, start, end)
        if inner is not None and inner.end() < end:
            words = [w for w in words if w.end <= inner.end()] or words
        asides = [m.span() for m in _ASIDE.finditer(self.text, start, end)]
        outside = [w for w in words if not any(a <= w.start < b for a, b in asides)]
        return self._unused(heads(self.text, outside or words), start, end)

    def _unused(self, words: Iterable[IndustryWord], start: int, end: int) -> list[IndustryWord]:
        """Words of a phrase without the products that it names as a use only."""
        return [w for word in words if (w := self._unless_used(word, start, end)) is not None]

    def _unless_used(self, word: IndustryWord, start: int, end: int) -> IndustryWord | None:
        """A product of a phrase; where another noun follows it, manufacture at large if the phrase speaks of that."""
        product = word.code is not None and word.code.startswith("C")
        if not product or _FOLLOWS.match(self.text, word.end, end) or self._places.starting_at(word.end):
            return word
        return replace(word, code="C") if _PRODUCES.search(self.text, start, end) else None

    def _is_hidden(self, word: IndustryWord, name_end: int) -> bool:
        """Whether a word belongs to a company's name, or to a place that is not what the name itself stands for."""
        spans = [p.end for p in self._places.covering(word.start, word.end)]
        for body in self._organisations.covering(word.start, word.end):
            if body.kind == "other":
                spans.append(body.end)
            elif body.kind in COMPANY_KINDS:
                return True
        return any(not _HEAD.fullmatch(self.text, end, name_end) for end in spans)

    def _by_company(self, start: int, end: int) -> list[IndustryWord]:
        """What the company in the name of a factory makes."""
        if not _FACTORY.search(self.text, start, end):
            return []
        words = [w for o in self._organisations.inside(start, end) for w in find_words(self.text, o.start, o.end)]
        return [w for w in heads(self.text, words) if w.code is not None and w.code.startswith("C")]

    def _in_item(self, metric: MetricSlot) -> list[IndustryWord]:
        """Heads of the thing that a yearly capacity counts."""
        if metric.role is not MetricRole.ANNUAL_CAPACITY or not metric.item:
            return []
        at = self.text.find(metric.item, metric.start, metric.end)
        if at < 0:  # an item of a list stands before its figure (电堆5000台、储氢瓶10万只)
            at = self.text.rfind(metric.item, max(0, metric.start - _MAX_OBJECT), metric.start)
        end = at + len(metric.item)
        if at < 0 or _QUALIFIES.match(self.text, end):
            return []
        return self._unused(heads(self.text, find_words(self.text, at, end)), at, end)

    def _in_zone(self, zone: Zone) -> Iterator[IndustryWord]:
        """Products that a stretch of text about the undertaking says it makes."""
        for match in _MAKES.finditer(self.text, zone.start, zone.end):
            yield from self._products(match.end(), min(zone.end, match.end() + _MAX_OBJECT))
        for match in _LINE.finditer(self.text, zone.start, zone.end):
            yield from self._products(*match.span("object"))

    def _products(self, start: int, end: int) -> Iterator[IndustryWord]:
        """The head of each item of a list, as long as they are known words for things made."""
        words = find_words(self.text, start, end)
        at = start
        for border in [*(m.start() for m in _SPLIT.finditer(self.text, start, end)), end]:
            last = next((w for w in reversed(words) if at <= w.start and w.end <= border), None)
            if last is None or last.code is None or last.code[0] not in _MADE:
                return
            yield last
            at = border


def industry_mentions(slots: Iterable[IndustrySlot], text: str) -> list[Mention]:
    """INDUSTRY mentions of the slots of all undertakings, without overlaps."""
    kept: list[Mention] = []
    for slot in sorted(slots, key=lambda s: (s.start, -s.end)):
        if not kept or slot.start >= kept[-1].end:
            kept.append(Mention(Label.INDUSTRY, slot.start, slot.end, text[slot.start : slot.end], slot.rule))
    return kept
