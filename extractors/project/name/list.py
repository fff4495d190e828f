"""Names listed before 等: A、B、C等一批重大项目加速实施. Items need no head noun of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.extractors.project.name import list_patterns as pat
from kaigong.extractors.project.name.border import left_border
from kaigong.extractors.project.name.context import BODIES_BUILT, NameContext
from kaigong.extractors.project.name.doubt import is_no_undertaking
from kaigong.extractors.project.name.lead import strip_lead
from kaigong.extractors.project.name.lexicon import NameCandidate
from kaigong.extractors.project.name.patterns import TOLD
from kaigong.extractors.project.name.refusal_patterns import SERVED
from kaigong.extractors.project.name.span_patterns import NUMBERED
from kaigong.extractors.project.name.wording import (
    MIN_NAMED,
    ends_like_name,
    ends_on_head,
    is_generic,
    is_proper,
    rest_of,
)
from kaigong.extractors.scan import occurrences
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label

_NUMBERS = (
    {"两": 2}
    | {str(number): number for number in range(2, 20)}
    | {word: number for number, word in enumerate("二三四五六七八九十", 2)}
)
_NEAR = 14  # characters
_BLANK, _INNER = "\x01", "\x02"
_LONG_FIRM = 6  # characters of 某某科工无人机, which is a business of a firm
_CENTRES = ("中心", "馆")
_MIN_ITEM, _MAX_ITEM = 4, 30
_MIN_PLAIN = 4
_MIN_TOLD = 6
_TO_WHOM = frozenset("与和同跟为向给对")
_EACH = ("分别", "资合计", "资共计", "各投", "各自", "各为", "均为", "均投")


def _is_named(item: NameCandidate) -> bool:
    """Whether enough of an item is no class word."""
    return rest_of(item.text) >= MIN_NAMED


def _is_told_apart(item: NameCandidate) -> bool:
    """Whether an item is more than a kind of goods (明岭高端铸件, but 可降解塑料)."""
    return len(item.text) >= _MIN_TOLD and _is_named(item)


class ListFinder:
    """Finds the items of lists of undertakings in one document."""

    def __init__(self, document: Document, names: NameContext) -> None:
        self.document = document
        self.text = document.text
        self.names = names
        # A(总投资15亿元,占地30亩)、B等项目: an aside parts no items.
        self._masked = pat.ASIDE.sub(lambda m: _BLANK * len(m.group()), document.text)
        self._masked = pat.QUOTED_PART.sub(lambda m: _INNER + m["words"] + _INNER, self._masked)
        self._amounts = MentionIndex(document.mentions_of(Label.AMOUNT))
        self._companies = MentionIndex(document.mentions_of(Label.ORG))

    def find(self) -> list[NameCandidate]:
        """List items as candidates, sorted by start."""
        found: list[NameCandidate] = []
        again: list[NameCandidate] = []
        before = last = 0  # where the sentence before begins
        for sentence in self.document.sentences:
            before, last = last, sentence.start
            if self.text.find("等", sentence.start, sentence.end) >= 0:
                for match in pat.AFTER.finditer(self.text, sentence.start, sentence.end):
                    found += self._items(sentence, match)
            for match in pat.COUNTED.finditer(self.text, sentence.start, sentence.end):
                items = self._counted(sentence, match)
                again += [i for i in items if is_generic(i.text)]
                found += items
            if any(self.text.find(each, sentence.start, sentence.end) >= 0 for each in _EACH):
                found += self._each(sentence)
            listed = self.text.find("、", sentence.start, sentence.end) >= 0
            found += self._told_together(sentence) if listed else ()
            mainly = pat.MAINLY.match(self.text, sentence.start, sentence.end) if listed else None
            if mainly is not None and pat.COUNTED_BEFORE.search(self.text, before, sentence.start):
                found += self._introduced(mainly)
            for match in (
                *(pat.NOTED.finditer(self._masked, sentence.start, sentence.end) if listed else ()),
                *(pat.ALSO_DONE.finditer(self._masked, sentence.start, sentence.end) if listed else ()),
                *(pat.AROUND.finditer(self._masked, sentence.start, sentence.end) if listed else ()),
            ):
                found += self._introduced(match, labelled=True)
            for match in pat.ADDED.finditer(self._masked, sentence.start, sentence.end) if listed else ():
                found += [replace(i, to_do=True) for i in self._introduced(match, labelled=True)]
            if listed and self._tells_of_works(before, sentence.end):
                for match in pat.REST.finditer(self._masked, sentence.start, sentence.end):
                    found += self._rest(match)
            if not pat.UNDERTAKING.search(self.text, sentence.start, sentence.end):
                continue
            for match in pat.A_BATCH.finditer(self.text, sentence.start, sentence.end):
                found += self._items(sentence, match)
            for match in (
                *pat.LABELLED.finditer(self._masked, sentence.start, sentence.end),
                *pat.IN_STATE.finditer(self.text, sentence.start, sentence.end),
            ):
                found += self._introduced(match, labelled=True)
            if not listed:
                continue
            for match in pat.INTRODUCED.finditer(self.text, sentence.start, sentence.end):
                if "等" not in match.group("items").removesuffix("等") and (
                    pat.UNDERTAKING.search(match.group())
                    or pat.LIST_TITLE.search(self.text, sentence.start, match.start() + 1)
                    or pat.FIELD_COUNT.search(self.text, sentence.start, match.start())
                ):
                    found += self._introduced(match)
        again += [f for f in found if not ends_on_head(f.text)]
        found += self._told_again([a for a in again if a in found], found)
        return sorted({c.start: c for c in found}.values(), key=lambda c: c.start)

    def _counted(self, sentence: Sentence, match: re.Match[str]) -> list[NameCandidate]:
        """The items of a list that ends on their number (A、B两个项目); none where it is another one."""
        if self.text[match.start() - 1] in _TO_WHOM:
            return []  # A银行、B银行分别与|两个项目签订了贷款协议
        items, count = self._items(sentence, match), _NUMBERS.get(match["n"], 0)
        if items and len(items) < count:
            items = self._items(sentence, match, plain=True)
        if len(items) != count:
            return []
        of_kind = match["class"] is None  # 光华街、海浪路两条道路: each is a road, whatever it is called
        return [replace(i, specific=i.specific or of_kind or _is_told_apart(i)) for i in items]

    def _told_together(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """The items of lists that have one predicate, or that are looked at."""
        for pattern, pushed in ((pat.PREDICATED, False), (pat.PREPARED, True)):
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                yield from self._predicated(match, pushed=pushed)
        for match in pat.VISITED.finditer(self.text, sentence.start, sentence.end):
            yield from self._visited(match)
        for pattern, pushed in ((pat.PAIRED, False), (pat.PUSHED, True)):
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                yield from self._predicated(match, pushed=pushed)

    def _each(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """The items of a list of which each has a sum of its own, where all end on a head (A和B分别投资4亿元…)."""
        for pattern in (pat.EACH, pat.RESPECTIVE):
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                items = self._predicated(match)
                if len(items) > 1 and all(ends_on_head(i.text) for i in items):
                    yield from items

    def _told_again(self, items: Sequence[NameCandidate], found: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
        """Where the text names items of class words again (A产业园、新能源基地两大项目。…新能源基地依托X建设).

        Items without a head noun are named again where an event is told of them (光华街、X路两条道路…,光华街已竣工).
        """
        for item in items:
            headed = ends_on_head(item.text)
            for start, end, _ in occurrences(self.text, [item.text]):
                told = headed or TOLD.match(self.text, end) is not None
                if told and not any(c.start < end and start < c.end for c in found):
                    yield replace(item, start=start, end=end, coordinated=False)

    def _introduced(self, match: re.Match[str], *, labelled: bool = False) -> Iterator[NameCandidate]:
        start, end = match.span("items")
        count = pat.AND_MORE.search(self.text, start, end)
        end = count.start() if count else end
        classes = self._amounts.inside(max(0, match.start() - 12), start)
        size = classes[-1] if classes and pat.OF_CLASS.match(self.text, classes[-1].end) else None
        pieces = [(start + m.start(), start + m.end()) for m in pat.ITEM.finditer(self._masked[start:end])]
        pieces[-1:] = self._split_last(*pieces[-1])
        for first, last in pieces:
            candidate = self._item(first, last, True, size)
            if candidate is not None:
                told = labelled and (candidate.proper or _is_told_apart(candidate))
                yield replace(candidate, specific=True) if told else candidate

    def _predicated(self, match: re.Match[str], *, pushed: bool = False) -> list[NameCandidate]:
        """Items of which one ends like a name and none holds more than a name, so that all are undertakings.

        ``pushed``: a body sees to it that they are built, so that a proper name will do.
        """
        first = match.start("items")
        pieces = [(first + m.start(), first + m.end()) for m in pat.ITEM.finditer(match["items"])]
        pieces[-1:] = self._split_last(*pieces[-1])
        items = [self._item(first, last, True, None) for first, last in pieces]
        lead = pat.LEAD.match(self.text, *pieces[0])
        if lead is not None:
            pieces[0] = (lead.end(), pieces[0][1])
        whole = all(i is not None and self._fills(i, *p) for i, p in zip(items, pieces, strict=True))
        if (
            not whole
            or pat.COUNTS.search(match["items"])
            or not any(i is not None and ((pushed and i.proper) or ends_like_name(i.text)) for i in items)
        ):
            return []
        return [replace(i, specific=i.specific or i.proper) for i in items if i is not None]

    def _fills(self, item: NameCandidate, first: int, last: int) -> bool:
        """Whether an item is all of its piece, or all but the company it belongs to (华光集团|汽车零部件生产基地)."""
        if item.end != last or item.start == first:
            return item.end == last
        owner = self.names.organisation_before(item.start)
        return owner is not None and owner.start == first

    def _tells_of_works(self, start: int, end: int) -> bool:
        """Whether a sentence lists more of the undertakings that it or the one before it speaks of."""
        lists = self.text.find("还有", start, end) >= 0 or self.text.find("主要", start, end) >= 0
        return lists and pat.UNDERTAKING.search(self.text, start, end) is not None

    def _rest(self, match: re.Match[str]) -> list[NameCandidate]:
        """What is listed behind 还有, where one item ends like a name; that of a place or firm may be a class word."""
        found: list[NameCandidate] = []
        first = match.start("items")
        pieces = [(first + m.start(), first + m.end()) for m in pat.ITEM.finditer(match["items"])]
        pieces[-1:] = self._split_last(*pieces[-1])
        for start, end in pieces:
            owned = bool(self._companies.starting_at(start)) or pat.OF_PLACE.match(self.text, start, end) is not None
            item = self._item(start, end, True, None, plain=owned)
            if item is not None:
                found.append(replace(item, specific=item.specific or item.proper or owned))
        return found if any(ends_like_name(i.text) for i in found) else []

    def _visited(self, match: re.Match[str]) -> Iterator[NameCandidate]:
        """Items of a visit that are works by their last word, or of which a site is seen (X智能工厂建设现场)."""
        first = match.start("items")
        for piece in pat.ITEM.finditer(match["items"]):
            site = pat.SITE.search(piece.group())
            if site is None or site.end() < len(piece.group()):
                continue
            works = site.group() in ("项目", "工程")
            start, end = first + piece.start(), first + piece.start() + (site.end() if works else site.start())
            item = self._item(start, end, True, None)
            if item is not None and (item.specific or item.proper):
                yield replace(item, specific=True)

    def _items(self, sentence: Sentence, match: re.Match[str], *, plain: bool = False) -> list[NameCandidate]:
        sized = self._size_class(match) is not None
        items = list(self._iter_items(sentence, match, plain=plain, firms=sized))
        if not sized and any(ends_on_head(i.text) for i in items) and pat.BEGUN.match(self.text, match.end()):
            items = list(self._iter_items(sentence, match, plain=plain, firms=True))
        if items and self.text[items[0].start - 1] == "为" and SERVED.match(self.text, match.start()):
            return []  # 为某某乙烯等项目供气
        if items and pat.PUSHES.search(self.text, max(sentence.start, items[0].start - _NEAR), items[0].start):
            return [replace(i, specific=i.specific or i.proper or _is_told_apart(i)) for i in items]
        if not any(i.specific for i in items):
            return items
        return [replace(i, specific=i.specific or i.proper) for i in items]  # 天马微电子第6代LTPS、联想基地二期等项目

    def _iter_items(
        self, sentence: Sentence, match: re.Match[str], *, plain: bool, firms: bool
    ) -> Iterator[NameCandidate]:
        start = sentence.start
        these = pat.THESE.search(self.text, sentence.start, match.start())  # A、B,这|两条通道
        last = match.start() if these is None else these.start()
        stops = [m.end() for m in pat.STOP.finditer(self._masked, sentence.start, last)]
        for number, stop in reversed(list(enumerate(stops))):
            start = stop
            before = stops[number - 1] if number else sentence.start
            if self.text[stop - 1] != "," or not pat.ATTRIBUTED.fullmatch(self.text, before, stop - 1):
                break
        else:
            start = sentence.start
        if self.text[match.start() - 1 : match.start()] in "该此本":
            return  # 该等项目 refers back
        end = last - self.text.startswith("等", last - 1)  # A、B等|4个项目
        pieces = [(start + m.start(), start + m.end()) for m in pat.PIECE.finditer(self._masked[start:end])]
        if not pieces:
            return
        if len(pieces) > 1:
            pieces[-1:] = self._split_last(*pieces[-1])
        pieces = self._with_numbers(pieces)
        size = self._size_class(match)
        for number, (first, last) in enumerate(pieces):
            # 蓬溪县、大英县分别签下A、B等项目: only places stand before the first item
            opens = all(self.names.is_place(*piece) for piece in pieces[:number])
            bordered = opens or "的" in self.text[first:last] or bool(self._amounts.inside(first, last))
            candidate = self._item(first, last, bordered, size, plain=plain, firms=firms)
            if candidate is not None:
                yield candidate

    def _with_numbers(self, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The pieces, those joined that number parts of one thing (某作业区12|13号泊位)."""
        joined: list[tuple[int, int]] = []
        for first, last in pieces:
            numbered = joined and self.text[joined[-1][1] - 1].isdigit() and NUMBERED.match(self.text, first)
            if numbered:
                first = joined.pop()[0]
            joined.append((first, last))
        return joined

    def _split_last(self, start: int, end: int) -> list[tuple[int, int]]:
        for match in pat.LAST_AND.finditer(self._masked[start:end]):
            first, last = start + match.start(), start + match.end()
            firm = match.group() == "和" and self.names.inside_organisation(first, last)  # 广东万和实业有限公司
            # 物流港|和|云溪铸件项目: the segmenter may join the link to an unknown name
            links = self.names.is_word(first, last) or ends_on_head(self.text[start:first])
            if first - start >= 3 and end - last >= 3 and links and not firm:
                return [(start, first), (last, end)]
        return [(start, end)]

    def _item(
        self, start: int, end: int, bordered: bool, size: Mention | None, *, plain: bool = False, firms: bool = False
    ) -> NameCandidate | None:
        """A piece of a list as a name.

        ``plain`` takes class words on a head noun too, where the list is counted; ``firms`` takes what a firm builds
        by the firm's short name, where a size or a neighbour says that undertakings are listed.
        """
        piece, last = start, start + len(self._masked[start:end].rstrip(_BLANK))
        plain = plain or bool(self._amounts.inside(last, end))  # A产业园(28亿元)、风电装备制造基地(35亿元)
        end = last
        if (counted := pat.COUNT_BEHIND.search(self.text, start, end)) is not None and counted.start() > start + 1:
            end = counted.start()  # A、B和库区水上旅游|三大项目
        body = self.names.organisation_before(end)
        # A项目、X服务中心、B项目; 签约了X服务中心、A等项目
        centre = (
            body is not None
            and body.text.endswith(_CENTRES)
            and (body.start == start or left_border(self.names, start, end)[0] == body.end)
        )
        if bordered and body is not None and (centre or body.kind in BODIES_BUILT) and start <= body.start:
            start = body.start  # 包括A区人民医院、B中学等22个重点项目
        elif bordered:
            start, _ = left_border(self.names, start, end)
        else:
            start = self._behind_company(start, end)
        start, governed = strip_lead(self.names, start, end)
        start = self._with_owner(piece, start, end)
        if self.text[start] == "中" and self.text[start - 2 : start] in ("项目", "工程"):
            start += 1  # 22个重大产业项目中|现代物流园、云岭精密等14个项目
        end -= len(dangling.group()) if (dangling := pat.DANGLING.search(self.text, start, end)) else 0
        text = self.text[start:end]
        if pat.AND_MORE.search(text) or text[:1] == "(":
            return None  # A等3个自治区重点项目|、B等项目
        if (
            pat.PARTS.fullmatch(text)
            or pat.COUNTED_THING.search(text)
            or pat.NO_ITEM.fullmatch(text)
            or pat.ENDS_ON_COUNT.search(text)
        ):
            return None
        firm = pat.FIRM.fullmatch(text) is not None and self.names.is_organisation(start, end)
        listed = body is not None and body.start == start and body.kind in COMPANY_KINDS
        firm = firm or (listed and body is not None and len(text) < _LONG_FIRM and body.rule.startswith("org.known"))
        firm = firm and not (firms and not text.endswith(pat.FIRM_ENDS))
        if self.names.is_place(start, end) or firm:
            return None  # 海尔、格力等一批项目: firms, and no names of what they build
        if self.names.only_verbs(start, end):
            return None  # 8月份开业运营,A、B等新增酒店
        named = not is_generic(text)
        named = named or (plain and len(text) >= _MIN_PLAIN and ends_on_head(text))
        if not 3 <= len(text) <= _MAX_ITEM or not named or is_no_undertaking(text, weak=False):
            return None
        return NameCandidate(
            start,
            end,
            text,
            "project.list_item",
            weak=False,
            proper=is_proper(self.names, start, end),
            specific=ends_on_head(text),
            governed=governed,
            coordinated=True,
            size_class=size,
        )

    def _with_owner(self, piece: int, start: int, end: int) -> int:
        """Where the item begins, with the company that class words need (华光集团|汽车零部件生产基地)."""
        owner = self.names.organisation_before(start) if start > piece and is_generic(self.text[start:end]) else None
        with_it = owner is not None and owner.kind in COMPANY_KINDS and owner.start >= piece
        return owner.start if owner is not None and with_it else start

    def _behind_company(self, start: int, end: int) -> int:
        """Where the item's own name begins: a company's full name before it says who builds it (A公司年产…项目)."""
        owner = next((o for o in self._companies.starting_at(start) if o.text.endswith("公司")), None)
        if owner is None or end - owner.end < _MIN_ITEM or is_generic(self.text[owner.end : end]):
            return start
        return owner.end

    def _size_class(self, match: re.Match[str]) -> Mention | None:
        """The sum that classes the listed undertakings (等百亿级项目), if any."""
        if match.group("class") is None:
            return None
        first, last = match.span("class")
        inside = self._amounts.inside(first, last)
        return inside[0] if inside else None
