"""A second opinion: names that a trained tagger finds and no rule does, where the text lets them act."""

from collections.abc import Iterator, Sequence, Set

from kaigong.extractors.backend import EntityRecogniser
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.candidate import Candidate
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import BUILDS_IT, HANZI, Words
from kaigong.schemas.document import Document, Sentence
from kaigong.schemas.labels import Label

_LISTED = lazy(r"[、和与及]|等(?:企业|公司|\d)")
_BEFORE = frozenset("由与和向、")
_BYLINE = lazy(r"(?:记者|通讯员|编辑|责编|作者|摄影|来源)[:： ]?$")
_TWO_STATES = lazy("中[埃韩日德法俄美英越老缅泰印巴哈蒙澳欧非意西葡荷比瑞新马乌白匈塞沙阿]|[两双]国")  # 中埃·泰达合作区
_NAME = lazy(
    r"[\u3400-\u9fff]{2,}[\u3400-\u9fffA-Za-z&·\-]*(?:(?<=[A-Za-z]) [A-Z][A-Za-z&.\-]+){0,3}|[A-Za-z][A-Za-z&. \-]{3,}"
)
# What is built, shown or sent is no organisation here: such names are undertakings more often.
_WORKS = lazy(
    r"(?:中心|[场站馆园城库港街墟楼桥路线]|高铁|高速|地铁|城际|基地|项目|工程|小镇|市场|文旅业|旅游业|联合体|代表团|光[电電]案|[开開]发案|[铁速线]\w{0,4}段|业绩|数据|酒店|产业|系统|大会|论坛|仪式)$"
)
_GOES_ON = lazy(r"(?:智能|数字|绿色|科技|新能源|光伏)?(?:工厂|产业园|基地|项目|工程|园区|生产线)")
_SUM_NEXT = lazy(r"(?:约|近|逾|超|超过)?[\d一二三四五六七八九十]")
_LATIN_ON = lazy(r"(?<=[A-Za-z])(?: [A-Z][A-Za-z&.\-]+){1,3}(?![A-Za-z])")
_NAMELIKE = frozenset({"x", "nr", "nrt", "nrfg", "nz", "nt"})  # jieba's tags of words that may be names
_LONGEST = 16
_REACH = 4  # words on each side of one that may be a name within which a name is looked for
# Only sentences that speak of business or of what is built are worth the tagger's time.
_BUSINESS = lazy("项目|工程|[亿万]|投资|建设|生产线|产能|工厂|基地|企业|公司|收购|签约|合作|开工|投产|股")
_DEED_THERE = lazy(r"(?:投资|建设|开发)$")


class OpinionRule:
    """Checks what a recogniser calls an organisation against the words of the text."""

    def __init__(self, lexicon: OrganisationLexicon, recogniser: EntityRecogniser) -> None:
        self.lexicon = lexicon
        self.recogniser = recogniser
        self._phrase_ends = tuple(lexicon.phrase_end)

    def find(self, document: Document, words: Words, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """Candidates that touch no mention and no candidate known already."""
        taken = {i for c in known for i in range(c.start, c.end)}
        taken |= {i for m in document.mentions if m.label is not Label.PLACE for i in range(m.start, m.end)}
        asked = [span for s in document.sentences for span in self._asked(words, s, taken)]
        names = {document.text[c.start : c.end] for c in known}
        found = self.recogniser.entities([document.text[start:end] for start, end in asked])
        for (first, _), entities in zip(asked, found, strict=True):
            for entity in entities:
                if entity.label is not Label.ORG:
                    continue
                start, end = self._borders(words, first + entity.start, first + entity.end)
                if document.text[end - 1] == "会" and any(n.startswith(document.text[start : end - 1]) for n in names):
                    continue  # 港铁|会继续推进
                if taken.isdisjoint(range(start, end)) and self._stands(words, start, end):
                    yield Candidate(start, end, "company", f"org.opinion.{self.recogniser.name}", sure=False)

    def _asked(self, words: Words, sentence: Sentence, taken: Set[int]) -> list[tuple[int, int]]:
        """The parts of a sentence to ask of: clauses where a name may stand, each with the clause before it."""
        if _BUSINESS.search(words.text, sentence.start, sentence.end) is None:
            return []
        clauses = sentence.clauses
        runs: list[list[int]] = []
        for number, clause in enumerate(clauses):
            if not any(self._may_stand(words, seed, clause, taken) for seed in self._seeds(words, clause, taken)):
                continue
            if runs and number - 1 <= runs[-1][1] + 1:
                runs[-1][1] = number
            else:
                runs.append([max(0, number - 1), number])
        ends = [*(start for start, _ in clauses[1:]), sentence.end]
        return [(clauses[first][0], ends[last]) for first, last in runs]

    def _seeds(self, words: Words, clause: tuple[int, int], taken: Set[int]) -> Iterator[tuple[int, int]]:
        """Words that may be names, and pairs of single characters, that no mention covers."""
        run = 0
        for word in words.span(*clause):
            single = len(word.text) == 1
            if not single and word.tag not in _NAMELIKE:
                run = 0
                continue
            free = word.start not in taken and word.text not in self.lexicon.stop and HANZI.match(word.text) is not None
            if free and not single:
                yield word.start, word.end
            run = run + 1 if free and single else 0
            if run > 1:
                yield word.end - 2, word.end

    def _may_stand(self, words: Words, seed: tuple[int, int], clause: tuple[int, int], taken: Set[int]) -> bool:
        """Whether some name around a seed would be taken that acts: one that acts nowhere is dropped in the end."""
        starts, ends = [seed[0]], [seed[1]]
        while len(starts) <= _REACH and (word := words.before(starts[-1])) is not None:
            if word.start < clause[0] or seed[1] - word.start > _LONGEST:
                break
            starts.append(word.start)
        while len(ends) <= _REACH and (word := words.after(ends[-1])) is not None and word.end <= clause[1]:
            ends.append(word.end)
        starts = [words.place_start.get(start, start) for start in starts]
        return any(
            taken.isdisjoint(range(start, end)) and self._stands(words, start, end)
            for end in ends
            if words.acts(end)
            for start in starts
        )

    def _borders(self, words: Words, start: int, end: int) -> tuple[int, int]:
        """The span with a place before it and the industry words behind it (浙江|华美|冷藏, 立勤|化工)."""
        start = words.place_start.get(start, start)
        start += next(
            (n for n in (5, 4, 3) if words.text[start : start + n] in self.lexicon.role and start + n < end), 0
        )
        end = more.end() if (more := _LATIN_ON.match(words.text, end)) else end  # 沙特ACWA| Power
        while (word := words.after(end)) is not None and end - start < _LONGEST:
            row = self.lexicon.suffix_of.get(word.text)
            if row is None or row.form not in ("strong", "weak", "plain") or word.text in self.lexicon.name_verb:
                break
            end = word.end
        if words.text.endswith("投资", start, end) and words.text[start - 1 : start] == "由":
            end -= len("投资") if BUILDS_IT.match(words.text, end) else 0
        if end - start > 4 and words.text.endswith("投资", start, end) and _SUM_NEXT.match(words.text, end):
            end -= len("投资")  # 中达电子|投资3亿元
        return start, end

    def _stands(self, words: Words, start: int, end: int) -> bool:
        """Whether the span is no plain word, no place, no part of a word, and acts or is one of a list."""
        text = words.text[start:end]
        lexicon = self.lexicon
        if not 2 <= len(text) <= _LONGEST or not words.is_edge(start) or not words.is_edge(end):
            return False
        if text in lexicon.stop or text in lexicon.not_name or text in lexicon.generic or text in lexicon.role:
            return False
        if not _NAME.fullmatch(text) or _WORKS.search(text) or _GOES_ON.match(words.text, end):
            return False
        if text.endswith(self._phrase_ends) or words.place_start.get(end) == start:
            return False
        if text == "中交" and words.text[start - 2 : start] in ("建成", "机械", "实现", "完成", "高标"):
            return False  # 2025年底建成中交: the hand-over of a plant
        if words.text[start - 1 : start] == "在" and (
            _DEED_THERE.search(text) or (words.text.startswith("投资", end) and start in words.place_start.values())
        ):
            return False  # 将在布达佩斯|投资建设汽车玻璃厂, 在马来西亚丹戎马林|投资
        if text.endswith("族") or _TWO_STATES.fullmatch(text) or _BYLINE.search(words.text, max(0, start - 4), start):
            return False
        parts = words.span(start, end)
        if any(w.text in lexicon.stop for w in parts) or words.weight(parts) < 2:
            return False
        if all(w.tag in ("ns", "nr") for w in parts):
            return False
        listed = _LISTED.match(words.text, end) or words.text[start - 1 : start] in _BEFORE
        if words.text[end : end + 1] in ("", "\n") and not listed:
            return False  # the end of a line shows no act
        return bool(listed) or words.acts(end) or words.announces(end)
