"""Places that what stands around an undertaking gives it: its kin, its neighbour, its partners, its paragraph."""

from kaigong.extractors.place.path import continues, is_town, path_of
from kaigong.extractors.project.core import base, phases_of
from kaigong.extractors.project.place import patterns as pat
from kaigong.extractors.project.place.article import ArticlePlaces, Undertaking
from kaigong.extractors.project.place.context import COUNTY, PUBLIC
from kaigong.extractors.project.place.elsewhere import is_byline
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import OrganisationRole

NEAR = ("name_before", "name_itself", "before_name")  # rules of zones
_OPENS = (*PUBLIC, "party")  # 营山县委书记说, …
_DIVISIONS = ("县", "市", "区", "旗")
_OWN_WORKS = (OrganisationRole.INVESTOR, OrganisationRole.OWNER)  # 沈阳第一机床厂 builds at home


def of_signatories(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The places of the public bodies that signed."""
    return places.within(o.mention for o in one.organisations if o.rule.startswith("org_role.signatory"))


def beside_name(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Places beside the name, without those that stand before another name where one stands before the own."""
    beside = [
        p
        for p, zone in one.owned
        if zone.rule in NEAR
        and not p.rule.endswith("home_reference")
        and not (_is_where_signed(places.text, p) or is_byline(places.text, p) or _is_end_of_line(places.text, p))
    ]
    own = [p for p in beside if _is_right_before(places.text, p, one)]  # A县的X和B县的Y
    return [p for p in beside if p in own or not places.text.startswith("的", p.end)] if own else beside


def _is_right_before(text: str, place: Mention, one: Undertaking) -> bool:
    of_it = pat.OF_IT.match(text, place.end)
    return of_it is not None and any(place.end < c.start < of_it.end() for c in one.cluster.candidates)


def _is_where_signed(text: str, place: Mention) -> bool:
    """Whether a place is only where two firms signed (A公司与B公司在北京签订X项目设备引进合同), or a main venue."""
    if pat.VENUE_SET.search(text, max(0, place.start - 10), place.start):
        return True
    return text[place.start - 1 : place.start] == "在" and pat.SIGNED_THERE.match(text, place.end) is not None


def _is_end_of_line(text: str, place: Mention) -> bool:
    """Whether a place only says where a line ends or how far it is (韶山至井冈山铁路, 武汉到长沙只需1小时)."""
    if pat.LINE_FROM.match(text, place.end):
        return True
    to = pat.LINE_TO.search(text, max(0, place.start - 8), place.start) is not None
    return to and pat.LINE_END.match(text, place.end) is not None


def of_family(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Places of another phase of the same undertaking, or of its whole."""
    own = base(one.cluster.name.text)
    for told in (places.given, places.abroad):
        kin = [found for other, found in told if (base(other.name.text) == own if own else phases_of(other.name.text))]
        if kin:
            return kin[-1]
    return []


def of_plants(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Where the plants and mines lie that build."""
    plants = (o.mention for o in one.organisations if o.role in _OWN_WORKS and o.mention.text.endswith(("厂", "矿")))
    return [p for p in places.within(plants) if path_of(p)]


def of_companies(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Places in the full names of companies, where they can be where those build."""
    companies = [o.mention for o in one.organisations if o.mention.text.endswith(("公司", "集团"))]
    short = {id(p) for o in companies if o.text.endswith("集团") for p in places.places.inside(o.start, o.end)}
    # 昆明澜沧疫苗有限公司: behind the seat comes what the firm is called
    seats = [p for o in companies for p in places.places.inside(o.start, o.end)[:1]]
    found = (p for p in seats if is_town(path_of(p)) and _is_near(places, p))
    # 武穴市祥云集团, but 龙江交投集团 is no group of 龙江县
    return [p for p in found if id(p) not in short or p.text.endswith(_DIVISIONS)]


def of_short_names(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The counties on which the short names of companies open, where they can be where those build."""
    # ④嘉禾种业:拟定增募资…: what heads an item is a name on the exchange
    firms = [
        o.mention for o in one.organisations if o.mention.kind == "company" and not _heads_item(places.text, o.mention)
    ]
    opening = (p for o in firms for p in places.places.starting_at(o.start))
    return [p for p in opening if len(path_of(p)) > COUNTY and _is_near(places, p)]


def _heads_item(text: str, firm: Mention) -> bool:
    return firm.rule == "org.item_head" or text[firm.start - 1 : firm.start] == "【"


def _is_near(places: ArticlePlaces, place: Mention) -> bool:
    """Whether a company's seat can be where it builds: in the province that the article is about, if it has one."""
    path, home = path_of(place), places.home_path
    if len(home) > 1 and not places.is_only_filed_there:
        return path[: len(home)] == home
    return places.province is None or path[0] == places.province


def of_body(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place of the public body that builds, or that opens the sentence (嘉义市府工务处说,X工程…)."""
    start = one.cluster.candidates[0].start
    bodies = [o.mention for o in one.organisations if o.mention.kind in PUBLIC and o.role in _OWN_WORKS]
    sentence = places.sentences.at(start)
    if not bodies and sentence is not None:
        opening = (o for o in places.organisations.inside(sentence.start, start) if o.kind in _OPENS)
        bodies = [o for o in opening if pat.OPENING.fullmatch(places.text, sentence.start, o.start)]
    bodies = [o for o in bodies if "铁路" not in places.text[o.start : o.end]]  # of a bureau of many provinces
    return [p for p in places.within(bodies) if len(path_of(p)) > 1]


def of_whole(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Places of the undertaking that the name is a part of (建设X产业园项目,其中一期为Y基地项目)."""
    name = one.cluster.name
    if (number := places.phase_parts.get(one.number)) is not None:
        of_phase = [found for other, found in places.given if other is places.clusters[number]]
        if of_phase:
            return of_phase[-1]
    sentence = places.sentences.at(name.start)
    part = None if sentence is None else pat.PART.search(places.text, sentence.start, name.start)
    if sentence is None or part is None:
        return []
    first, last = sentence.start, part.start()
    whole = [found for other, found in places.given if any(first <= c.start < last for c in other.candidates)]
    return whole[-1] if whole else []


def under_heading(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place that is a line of its own above the name (⏎第一站:平原县⏎X项目⏎)."""
    start = one.cluster.candidates[0].start
    return [p for p in places.headings if p.end <= start][-1:]


def at_main_venue(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Where the ceremony was held, for what began at its main venue (活动在射洪市举行…主会场动工的X项目)."""
    text = places.text
    for candidate in one.cluster.candidates:
        sentence = places.sentences.at(candidate.start)
        if sentence is None or not pat.MAIN_VENUE.search(text, sentence.start, candidate.start):
            continue
        held = (p for p in places.free if p.start < candidate.start and pat.HELD_AT.match(text, p.end))
        found = [p for p in held if text[p.start - 1 : p.start] == "在"]
        found = found or [p for p in places.free if p.end < candidate.start and _is_venue(text, p)]
        if found:
            return found[-1:]
    return []


def _is_venue(text: str, place: Mention) -> bool:
    """Whether a place is said to be that of the main venue (主会场设在郓城县随官屯镇)."""
    return pat.VENUE_IS.search(text, max(0, place.start - 10), place.start) is not None


def next_door(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """Places of the undertaking named before, where this one is said to be beside it (一墙之隔的X, 港区北侧,X)."""
    name = one.cluster.name
    sentence = places.sentences.at(name.start)
    if sentence is None or not pat.BESIDE_IT.search(places.text, sentence.start, name.start):
        return []
    before = [(c.start, found) for other, found in places.given for c in other.candidates if c.start < sentence.start]
    return max(before, key=lambda pair: pair[0])[1] if before else []


def of_party(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place of the public body with which something was agreed on the undertaking (终止与某管委会的X项目)."""
    found = []
    for candidate in one.cluster.candidates:
        sentence = places.sentences.at(candidate.start)
        for place in places.places.inside(sentence.start, candidate.start) if sentence is not None else ():
            bodies = (o for o in places.organisations.covering(place.start, place.end) if o.kind in PUBLIC)
            if any(pat.WITH_BODY.search(places.text, max(0, o.start - 2), o.start) for o in bodies):
                found.append(place)
    return found[-1:] or _of_body_that_signs(places, one)


def _of_body_that_signs(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place of the public body that signs with several firms earlier in the paragraph (某区政府与5家企业签约。)."""
    start = one.cluster.name.start
    first = places.sentences.first_of_paragraph(start)
    bodies = places.organisations.inside(first.start, start) if first is not None else ()
    signing = [o for o in bodies if o.kind in PUBLIC and pat.BODY_SIGNS.match(places.text, o.end)][-1:]
    if any(path_of(p) for o in signing for p in places.outside.inside(o.end, start)):
        return []  # …。湘阴县签约3个项目: the text has gone on
    return [p for p in places.within(signing) if len(path_of(p)) > 1][-1:]


def of_approver(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The city or county of the one body that has approved it (X项目获威海市生态环境局批复)."""
    bodies = [o.mention for o in one.organisations if o.rule.startswith("org_role.approver")]
    found = [p for p in places.within(bodies) if len(path_of(p)) > 1] if len(bodies) == 1 else []
    # in news of a county what the city has approved is in the county
    return [p for p in found if not continues(places.home_path, path_of(p))]


def pointed_at(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The place told last before a sentence that says only what stands there (…钢屯镇。这里是锦西第二热电厂)."""
    start = one.cluster.candidates[0].start
    if pat.POINTS_AT.search(places.text, max(0, start - 24), start) is None:
        return []
    return [p for p in places.outside.mentions if p.end <= start][-1:]


def before_in_paragraph(places: ArticlePlaces, one: Undertaking) -> list[Mention]:
    """The last place before the name in its paragraph, if the text has not gone on to another county since."""
    start = one.cluster.name.start
    first = places.sentences.first_of_paragraph(start)
    for place in reversed(places.outside.inside(first.start, start) if first is not None else ()):
        if place.rule.endswith("home_reference") or _is_visited(places.text, place):
            continue
        if _is_end_of_line(places.text, place) or _lies_there(places, place, start):
            continue
        owners = places.said_of.get(id(place))  # unless it is said to be where another one is
        others = owners is not None and one.number not in owners
        return [] if others or _is_left_behind(places, place, start) else [place]
    return []


def _is_visited(text: str, place: Mention) -> bool:
    """Whether somebody only goes there (常年驻点北京、深圳等地)."""
    if pat.AMONG_PLACES.match(text, place.end):
        return True  # 惠及定西、|白银、平凉等地
    return pat.VISITED.search(text, max(0, place.start - 12), place.start) is not None


def _lies_there(places: ArticlePlaces, place: Mention, start: int) -> bool:
    """Whether an earlier sentence is about something else that lies in a place (童世界位于宁乡双江口,…。)."""
    text, sentence = places.text, places.sentences.at(place.start)
    if sentence is None or start < sentence.end or pat.SAID_ALONE.match(text, place.end) is None:
        return False
    if pat.LIES_IN.search(text, max(0, place.start - 4), place.start) is None:
        return False
    works = pat.OF_WORKS.search(text, sentence.start, place.start)
    return works is not None and pat.SITS_IN_PARK.search(text, sentence.start, place.end) is None


def _is_left_behind(places: ArticlePlaces, place: Mention, start: int) -> bool:
    """Whether the text has since named works in another county (叙州区的A。屏山县B。|C: not of 叙州区)."""
    path = path_of(place)
    starts = (a for a, _ in places.name_starts if place.end < a < start)
    others = (path_of(p) for a in starts for p in places.places.starting_at(a))
    return any(len(other) > COUNTY and other[: len(path)] != path for other in others)
