"""The body that signs with many, or approves many, at once does so with each (县政府与企业签约项目9个:A、B…)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kaigong.extractors.index import SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import OrganisationReading
from kaigong.extractors.reading import Event
from kaigong.schemas.document import Document, OrganisationSlot
from kaigong.schemas.labels import MilestoneKind

_SIGNS_WITH = lazy(r"(?:分别|同时|也|还|现场)*(?:与|和|同)")
# 某管委会一口气签下7个项目, 某发改委一次性核准3个新能源项目
_AT_ONCE = lazy(
    r"(?:[^,。;的]{0,4}?(?:一口气|一次性?|一举|一天|集中|同时|现场|当场|分别|密集|共|累计))?(?:签下|签约|签订|签署|引进|核准|批准|批复|备案)了?"
    r"[^,。;的]{0,8}?[\d一二两三四五六七八九十百]+(?:个|项|宗)"
    r"|[与和同][\d一二两三四五六七八九十]+家[^,。;:]{0,8}(?:企业|公司|客商)[^,。;:]{0,6}(?:签约|签订|签署|签下)"
)
_COLON = lazy(r"[^,。;:]{0,16}:")
_RULES = {MilestoneKind.SIGNED: "org_role.signatory", MilestoneKind.APPROVED: "org_role.approver"}


class Signatories:
    """The signing and approving bodies of one document, by the sentence in which they do it."""

    def __init__(self, document: Document, readings: Iterable[OrganisationReading]) -> None:
        self._text = document.text
        self._index = SentenceIndex(document.sentences)
        self._signing = sorted((r for r in readings if r.rule.startswith(tuple(_RULES.values()))), key=lambda r: r.at)
        self._at = [r.at for r in self._signing]
        self._lists = list(self._heads())
        self._list_at = [at for at, _, _ in self._lists]

    def of_list(self, first: int) -> Iterator[OrganisationSlot]:
        """The body that signs or approves the list in which an undertaking is named (管委会签下3个项目:A;B)."""
        sentence = self._index.at(first)
        since = 0 if sentence is None else bisect_left(self._list_at, sentence.start)
        upto = 0 if sentence is None else bisect_left(self._list_at, first)
        yield from (slot for _, end, slot in self._lists[since:upto] if end <= first)

    def _heads(self) -> Iterator[tuple[int, int, OrganisationSlot]]:
        """Where bodies open a list of what they sign or approve, and where the list begins."""
        for reading in self._signing:
            lists = _AT_ONCE.match(self._text, reading.mention.end)
            colon = None if lists is None else _COLON.match(self._text, lists.end())
            if colon is not None:
                yield (
                    reading.at,
                    colon.end(),
                    OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/umbrella"),
                )

    def of(self, event: Event) -> Iterator[OrganisationSlot]:
        """The bodies that sign or approve many in the sentence of an event (with somebody whom it leaves unnamed)."""
        sentence = self._index.at(event.start)
        rule = _RULES.get(event.kind) if event.kind is not None else None
        if sentence is None or rule is None:
            return
        for reading in self._between(sentence.start, sentence.end):
            end = reading.mention.end
            signs = event.kind is MilestoneKind.SIGNED and _SIGNS_WITH.match(self._text, end)
            if reading.rule.startswith(rule) and (signs or _AT_ONCE.match(self._text, end)):
                yield OrganisationSlot(reading.role, reading.mention, f"{reading.rule}/umbrella")

    def _between(self, start: int, end: int) -> list[OrganisationReading]:
        return self._signing[bisect_left(self._at, start) : bisect_left(self._at, end)]
