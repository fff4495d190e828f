"""Places where nothing is built: where a report was filed, where somebody comes from, where papers were signed."""

from kaigong.extractors.place.path import agree, path_of
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.context import PlaceContext
from kaigong.schemas.document import Mention

_LIST_REACH = 40


def is_elsewhere(context: PlaceContext, place: Mention) -> bool:
    """Whether a place can tell of no undertaking."""
    return (
        context.in_organisation(place)
        or is_dateline(context, place)
        or pat.ORIGIN.search(context.text, max(0, place.start - 16), place.start) is not None
        or _is_origin(context.text, place)
        or _is_of_meeting(context, place)
        or _is_home_of_firm(context, place)
        or pat.CONTINENT.fullmatch(place.text) is not None
        or _is_of_firms_works(context.text, place)
    )


def is_dateline(context: PlaceContext, place: Mention) -> bool:
    """Whether a place is only where a report was filed (新华网沈阳3月25日电)."""
    text, start, end = context.text, place.start, place.end
    filed = pat.FILED.match(text, end) is not None
    if text[start - 1 : start] in ("", "\n") and pat.FILED_DAY.match(text, end):
        return True  # 石家庄28日电 at the head of a line
    if place.text == "台北":  # (中央社记者某某台北14日电), 记者某某/台北报导: the seat of agency and papers
        by = filed and pat.REPORTER.search(text, max(0, start - 14), start) is not None
        if by or is_byline(text, place):
            return True
    return filed and pat.AGENCY.search(text, max(0, start - 6), start) is not None


def is_byline(text: str, place: Mention) -> bool:
    """Whether a place is that of a reporter's desk (记者某某/嘉义报导)."""
    return text[place.start - 1 : place.start] == "/" and text.startswith("报导", place.end)


def _is_origin(text: str, place: Mention) -> bool:
    """Whether a place only tells where somebody has a seat, comes from or went to."""
    start, end = place.start, place.end
    if any(p.match(text, end) for p in _GONE_BEHIND):
        return True
    if text[start - 1 : start] == "在" and any(p.match(text, end) for p in (pat.OF_PERSON, pat.DID_THERE)):
        return True
    if any(p.search(text, max(0, start - reach), start) for p, reach in _GONE_BEFORE):
        return True
    for before, reach, behind in _GONE_AROUND:
        if before.search(text, max(0, start - reach), start) and behind.match(text, end):
            return True
    if pat.DRAWN.search(text, max(0, start - 6), start) and not pat.SITE_BEHIND.match(text, end):
        return True
    imported = not path_of(place) and pat.IMPORTED_FROM.search(text, max(0, start - 16), start) is not None
    return imported and pat.ITS_MACHINES.match(text, end) is not None


# Patterns behind a place, patterns before it with how far they reach, and those of which one stands on each side.
_GONE_BEHIND = (pat.PASSED, pat.LEAVES_LINE, pat.CAME, pat.MEN_OF, pat.ELSEWHERE)
_GONE_BEFORE = ((pat.NEXT_TO, 2), (pat.SEAT, 6), (pat.BUYERS_IN, 12), (pat.STORED_IN, 6), (pat.SHIPPED, 5))
_GONE_AROUND = (
    (pat.FAR_FROM, 6, pat.AWAY_BY),
    (pat.SERVES, 16, pat.SERVED),
    (pat.GOES_TO, 6, pat.ON_BUSINESS),
    (pat.ONE_OF, 6, pat.PEOPLE_OF),
    (pat.WITH_BODY, 6, pat.A_FIRM_OF),
    (pat.WENT, 6, pat.TIMES),
    (pat.FROM, 6, pat.BROUGHT),
    (pat.FIRM_IN, 28, pat.HAS_THERE),
    (pat.BESIDE_OF, 2, pat.ACROSS_FROM),
    (pat.LEADS_TO, 2, pat.NEARER),
    (pat.CHANGED_FROM, 14, pat.CHANGED_TO),
)


def is_venue_of_talks(text: str, place: Mention) -> bool:
    """Whether a place is where papers were signed or talks held (签约仪式在长沙举行)."""
    if text[place.start - 1 : place.start] != "在":
        return False
    if pat.MEETING_IN.search(text, max(0, place.start - 14), place.start):
        return True
    return any(p.match(text, place.end) for p in (pat.MEETING_HELD, pat.SIGNED_WITH))


def _is_of_meeting(context: PlaceContext, place: Mention) -> bool:
    """Whether a place is only a venue, far from where the article is at home."""
    if not is_venue_of_talks(context.text, place):
        return False
    home, path = context.home_path, path_of(place)
    if home:
        return len(home) == 1 < len(path) or not agree(path, home)
    # 衡阳市代表团在深圳与某公司签下X项目
    first = max(context.text.rfind(mark, 0, place.start) for mark in "。;!?\n") + 1
    before = [path_of(p) for p in context.places.inside(first, place.start)]
    return bool(path) and any(p and not agree(p, path) for p in before)


def _is_home_of_firm(context: PlaceContext, place: Mention) -> bool:
    """Whether some firm comes from there, in news of elsewhere (昆明一家旅游企业准备在镇上建X)."""
    home, path = context.home_path, path_of(place)
    if not home or not path or agree(path, home):
        return False
    return pat.A_FIRM_OF.match(context.text, place.end) is not None


def _is_of_firms_works(text: str, place: Mention) -> bool:
    """Whether a place is one of several where a firm is at work (先后在南沙、东莞、湛江等地实施扩建)."""
    if pat.AT_TOWNS.match(text, place.end) is None:
        return False
    return pat.FIRM_AT.search(text, max(0, place.start - _LIST_REACH), place.start) is not None
