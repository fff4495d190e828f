"""Names of undertakings without a head noun of the lexicon: in quotes, labelled, agreed on, or paid for."""

import re
from collections.abc import Iterator

from kaigong.extractors.index import MentionIndex
from kaigong.extractors.project.name import headless_patterns as pat
from kaigong.extractors.project.name.context import NameContext
from kaigong.extractors.project.name.doubt import is_no_undertaking
from kaigong.extractors.project.name.lead import strip_lead
from kaigong.extractors.project.name.lexicon import NameCandidate, name_lexicon
from kaigong.extractors.project.name.patterns import ITEM_GOES_ON, ITEM_HEADING, NO_WORKS
from kaigong.extractors.project.name.wording import (
    MIN_NAMED,
    ends_on_head,
    is_generic,
    is_generic_at,
    is_proper,
    rest_of,
)
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

_NOMINAL_TAGS = frozenset(
    ["n", "nz", "nr", "ns", "nt", "nrt", "ng", "j", "b", "x", "vn", "eng", "a", "an", "nrfg", "s", "l", "m"]
)
_EVENTS = ("典礼", "仪式", "活动", "大会", "速度", "力度", "水平")  # 举行总投资21亿元的产业园项目开工典礼: what is held
_MAX_PHRASE = 20
_DENIAL_REACH = 160


def is_denied(text: str, first: int, start: int, end: int) -> bool:
    """Whether a name is told as a rumour that is denied behind it (网传…将建设超级工厂,经核实不属实)."""
    rumour = pat.RUMOUR.search(text, first, start)
    return rumour is not None and pat.DENIED.search(text, end, end + _DENIAL_REACH) is not None


class HeadlessNames:
    """Finds the names of one document that end on no head noun, or are a head noun alone that a sum is spent on."""

    def __init__(self, document: Document, names: NameContext) -> None:
        self.text = document.text
        self.lexicon = name_lexicon()
        self.names = names
        self._dates = MentionIndex(document.mentions_of(Label.DATE))

    def of(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Candidates of a sentence, by kind."""
        yield from self._quoted(sentence)
        yield from self._invested(sentence)
        yield from self._one_built(sentence)
        yield from self._agreed(sentence)
        yield from self._labelled(sentence)
        yield from self._founded(sentence)
        yield from self._built_again(sentence)

    def _quoted(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Quoted names without a head noun that are the object of a verb of building (改建为“海滨艺墟”)."""
        for match in pat.QUOTED.finditer(self.text, sentence.start, sentence.end):
            before = self.text[max(sentence.start, match.start() - 6) : match.start()]
            start, end = match.span("name")
            slogan = pat.SLOGAN.search(before) is not None and not ends_on_head(match.group("name"))
            slogan = slogan or pat.COUNTED_QUOTE.match(self.text, end) is not None
            slogan = slogan or pat.POLICY_BEHIND.match(self.text, end) is not None
            slogan = slogan or is_no_undertaking(match.group("name"), weak=False)
            slogan = slogan or pat.FIGURE_OF_SPEECH.search(match.group("name")) is not None
            thing = self._is_named_thing(sentence, match)
            slogan = slogan or (not thing and pat.FIGURE_BEHIND.match(self.text, end) is not None)
            slogan = slogan or before.endswith(("组建", "构建"))
            told = pat.QUOTE_TOLD.match(self.text, end) and not NO_WORKS.search(match.group("name"))
            told = told and not self._is_of_name_before(match)
            named = pat.NAMED_AS.search(before) is not None or thing
            if len(match["name"]) <= MIN_NAMED and not named:
                continue
            class_words = is_generic(match.group("name")) and not named
            if (self.lexicon.builds.search(before) or told or named) and not slogan and not class_words:
                yield NameCandidate(start, end, match.group("name"), "project.quoted", True, True, True, True)

    def _is_of_name_before(self, quoted: re.Match[str]) -> bool:
        """Whether a longer name before holds the quoted one (“苍洱大观”文旅综合体…。“苍洱大观”由X投资)."""
        before = self.text.find(quoted.group(), 0, quoted.start())
        behind = self.text[before + len(quoted.group()) :][:1]
        return before >= 0 and behind.isalpha()

    def _is_named_thing(self, sentence: Sentence, quoted: re.Match[str]) -> bool:
        """Whether somebody builds what goes by a quoted name (打造一个名为“檀悦”的高端住宅小区)."""
        behind = pat.OF_THING.match(self.text, quoted.end("name"), sentence.end)
        return behind is not None and pat.NAMED_THING.search(self.text, sentence.start, quoted.start()) is not None

    def _invested(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """What money is spent on, by the words behind the sum (投资8000万元的巴氏奶车间)."""
        for amount in self.names.amounts.inside(sentence.start, sentence.end):
            spent = pat.SPENT.search(self.text, max(sentence.start, amount.start - 8), amount.start)
            if spent is None or pat.IT_WAS.search(self.text, sentence.start, spent.start()):
                continue
            public = pat.OF_A_TOWN.search(self.text, sentence.start, amount.start)
            named = (
                self._worked_on(sentence, amount.end)
                or self._object_of_sum(sentence, amount.end)
                or (None if public else self._bare_object(sentence, amount.end))
                or self._modified(sentence, spent.start(), amount.end)
            )
            if named is not None:
                yield named

    def _modified(self, sentence: Sentence, spent: int, behind: int) -> NameCandidate | None:
        """The noun phrase that a sum with 的 modifies (投资8000万元的|巴氏奶车间)."""
        joint = pat.SPENT_ON.match(self.text, behind, sentence.end)
        if joint is None or self.text.startswith(("项目", "工程"), joint.end()):
            return None  # 这个投资10.9亿元的项目年产高纯生铁30万吨
        if pat.SEVERAL_BUILT.match(self.text, joint.end()):
            return None
        dates = self._dates.inside(joint.end(), sentence.end)
        last = dates[0].start if dates else sentence.end
        start, end = joint.end(), self._noun_phrase_end(joint.end(), last)
        told = pat.UP_TO_EVENT.match(self.text, start, sentence.end)
        if told is not None and end < told.end() <= last and not pat.NO_NOUN.search(told.group()):
            end = told.end()
        if (product := pat.PRODUCT_ASIDE.match(self.text, end, sentence.end)) is not None:
            end = product.end()  # 总投资3亿元的某重工有限公司(吊车)项目
        start, _ = strip_lead(self.names, start, end)
        if pat.THIS_HEAD.search(self.text, sentence.start, spent) and self.lexicon.heads.match(self.text, start):
            return None  # 这套由某集团投资102亿元的装置
        text = pat.WHERE_BEHIND.split(self.text[start:end])[0]
        end = start + len(text)
        one = pat.ONE_BEFORE.search(self.text, max(sentence.start, spent - 4), spent) is not None
        if not self._may_name(start, end, bare=one and ends_on_head(text)):
            return None
        return NameCandidate(start, end, text, "project.invested", True, is_proper(self.names, start, end), True, True)

    def _may_name(self, start: int, end: int, *, bare: bool) -> bool:
        """Whether the noun phrase names a thing: no count, no event, no class, no firm.

        ``bare``: it is a kind of works of which there is one (一座投资3亿元的|水泥厂).
        """
        text = self.text[start:end]
        return (
            (2 if bare else 3) <= len(text) <= _MAX_PHRASE
            and not text[-1].isdigit()  # 总投资25亿元的X产业园规划用地2200亩
            and pat.COUNT_LAST.search(text) is None
            and not text.endswith(_EVENTS)
            and not self.text.startswith("——", end)  # 总投资5.8亿元的二桥配套工程——解放大道拓宽工程
            and (bare or not is_generic_at(self.names, start, end))
            and not self.names.is_organisation(start, end)
            and not self.names.inside_organisation(start, end)  # 广东万|和实业有限公司
        )

    def _worked_on(self, sentence: Sentence, end: int) -> NameCandidate | None:
        """A river, a road or a house without a head noun that a sum is spent on (斥资5.6亿元整治老街溪上游)."""
        match = pat.WORKED_ON.match(self.text, end, sentence.end + 1)
        if match is None:
            return None
        start, last = match.start("on") if match["on"] else match.start("name"), match.end("name")
        if rest_of(match["name"]) < MIN_NAMED or self.names.is_organisation(start, last):
            return None
        return NameCandidate(start, last, self.text[start:last], "project.invested", True, True, True, True)

    def _built_again(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """A bridge or a house that is torn down and put up again (把南桥拆了重建)."""
        if self.text.find("建", sentence.start, sentence.end) < 0 and self.text.find("修", sentence.start) < 0:
            return
        for match in pat.BUILT_AGAIN.finditer(self.text, sentence.start, sentence.end):
            start, end = match.span("name")
            yield NameCandidate(start, end, match["name"], "project.invested", True, False, True, True, named=True)

    def _object_of_sum(self, sentence: Sentence, end: int) -> NameCandidate | None:
        """A name without a head noun that a sum is spent to build (投资20亿元打造太湖龙之梦,占地1万亩)."""
        match = pat.OBJECT_OF_SUM.match(self.text, end, sentence.end + 1)
        if match is None or pat.NO_OBJECT.search(match["name"]) or ends_on_head(match["name"]):
            return None
        start, last = match.span("name")
        words, _ = self.names.words_around(start)
        verbs = any(tag.startswith("v") and tag != "vn" for at, (_, tag) in words.items() if start <= at < last)
        known = is_proper(self.names, start, last) or (
            pat.SIZED_OBJECT.match(self.text, last) is not None and rest_of(match["name"]) >= MIN_NAMED
        )
        if verbs or not known or self.names.is_organisation(start, last):
            return None
        return NameCandidate(start, last, match["name"], "project.invested", True, True, True, True)

    def _bare_object(self, sentence: Sentence, end: int) -> NameCandidate | None:
        """A head noun alone that a sum is spent to build (投资2.5亿元建设酒店,占地22亩)."""
        built = pat.BUILDS_BARE.match(self.text, end, sentence.end + 1)
        if built is None:
            return None
        head = pat.BARE_PLANT.match(self.text, built.end()) or self.lexicon.heads.match(self.text, built.end())
        if head is None or head.group() in self.lexicon.strong or len(head.group()) < MIN_NAMED:
            return None
        if head.group() in pat.ANY_PLANT and self._was_agreed_on(sentence):
            return None
        if head.group() == "生产线" or is_denied(self.text, sentence.start, head.start(), head.end()):
            return None
        if pat.CLAUSE_ENDS.match(self.text, head.end()) is None or pat.NETWORK.match(self.text, head.start()):
            return None
        return NameCandidate(*head.span(), head.group(), "project.invested", True, False, True, True)

    def _was_agreed_on(self, sentence: Sentence) -> bool:
        """Whether the sentence says what an agreement on a named undertaking sets out (将共建X产业园。按照协议…)."""
        if pat.AS_AGREED.match(self.text, sentence.start, sentence.end) is None:
            return False
        first = max(self.text.rfind(mark, 0, sentence.start - 1) for mark in "。\n") + 1
        before = self.text[first : sentence.start].rstrip("。\n”")
        return ends_on_head(before) and pat.AGREES_TO_BUILD.search(before) is not None

    def _one_built(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """One thing that somebody builds and what it costs, without a head noun (筹建一座烘茧站,投资120万元)."""
        for match in pat.SITED_BUILT.finditer(self.text, sentence.start, sentence.end):
            start, end = match.span("name")
            spoken = pat.SPOKEN_OF.search(self.text, sentence.start, match.start())
            if ends_on_head(match["name"]) and not spoken and not self.names.is_organisation(start, end):
                yield NameCandidate(start, end, match["name"], "project.invested", True, False, True, True, named=True)
        here = set(self.text[sentence.start : sentence.end])
        if not here.isdisjoint("幢座栋"):
            for match in pat.TOWERS_BUILT.finditer(self.text, sentence.start, sentence.end):
                start, end = match.span("name")
                yield NameCandidate(start, end, match["name"], "project.invested", True, False, True, True, named=True)
        if "一" not in here:
            return
        for match in pat.ONE_BUILT.finditer(self.text, sentence.start, sentence.end):
            start, end = match.span("name")
            # 计划在江宁建一座水电站,投资3亿元: a kind of works alone will do for one that has a sum of its own
            bare = ends_on_head(match["name"]) and not pat.OF_EACH.search(self.text, sentence.start, match.start())
            kind = bare or (rest_of(match["name"]) >= MIN_NAMED and match["unit"] not in "条个")
            if kind and not self.names.is_organisation(start, end):
                yield NameCandidate(start, end, match["name"], "project.invested", True, False, True, True, named=True)

    def _agreed(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """Works without a head noun on which two parties agree (就福寿山旅游综合开发达成意向)."""
        for match in pat.AGREED.finditer(self.text, sentence.start, sentence.end):
            start, end = match.span("works")
            text = self.text[start:end]
            if not is_generic(text):
                yield NameCandidate(start, end, text, "project.agreed", True, True, True, True)

    def _labelled(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """What the label of a form or the heading of an item names, without a head noun (项目名称:临夏奶制品深加工)."""
        labels = list(pat.NAME_LABEL.finditer(self.text, sentence.start, sentence.end))
        heading = ITEM_HEADING.fullmatch(self.text, sentence.start, sentence.end)
        if heading is not None and ITEM_GOES_ON.match(self.text, sentence.end):
            labels.append(heading)
        for pattern in (pat.ITEM_LINE, pat.ITEM_COLON):
            line = pattern.match(self.text, sentence.start, sentence.end)
            if line is not None:
                labels.append(line)
        for match in labels:
            start, end = match.span("name")
            named = rest_of(match["name"]) >= MIN_NAMED and is_proper(self.names, start, end)
            section = pat.SECTION_WORD.search(match["name"]) or self.names.is_organisation(start, end)
            if named and not section and not is_generic_at(self.names, start, end):
                yield NameCandidate(start, end, match["name"], "project.labelled", False, True, True)

    def _founded(self, sentence: Sentence) -> Iterator[NameCandidate]:
        """A firm that others set up, of which works are told (合资兴办的东洋光学有限公司破土动工)."""
        if self.text.find("公司", sentence.start, sentence.end) < 0:
            return
        for firm in self.names.organisations.inside(sentence.start, sentence.end):
            start, end = firm.start, firm.end
            if self.text[start - 1 : start] != "的" or not firm.text.endswith("公司"):
                continue
            if not pat.SET_UP_BY.search(self.text, max(sentence.start, start - 10), start):
                continue
            if pat.FIRM_BUILT.match(self.text, end, sentence.end):
                yield NameCandidate(start, end, firm.text, "project.founded", True, True, True, True, told=True)

    def _noun_phrase_end(self, start: int, limit: int) -> int:
        """Where the run of nouns from an offset ends, by the segmenter's parts of speech."""
        words, _ = self.names.words_around(start)
        at = start
        while at < limit and at in words:
            end, tag = words[at]
            works = at > start and self.text[at:end] in self.lexicon.nominal  # 天润曲轴高端|制造
            if (tag not in _NOMINAL_TAGS and not works) or not self.text[at].isalnum():
                break
            at = end
        return at
