"""What a sentence that neither names nor refers to an undertaking goes on about."""

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse import scene_patterns as scene
from kaigong.extractors.discourse.ahead import agreed_on, teased
from kaigong.extractors.discourse.company import opens_on_new_company
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.turn import opens_on_others
from kaigong.schemas.document import Sentence

Inherited = tuple[tuple[int, ...], str]  # owners and the rule that gives them
_NOTHING: Inherited = ((), "")


def inherit(state: DiscourseState, sentence: Sentence, *, new_paragraph: bool) -> Inherited:
    """The owners of a sentence without anchors, by what was told before it or is told next."""
    inherited = _from_before(state, sentence, new_paragraph=new_paragraph)
    if inherited[0]:
        return inherited
    if agreed := agreed_on(state, sentence):
        return agreed, "agreement"
    if ahead := teased(state, sentence):
        return ahead, "before_name"
    if state.focus.ahead is not None and pat.QUOTE_ON_WORKS.match(state.text, sentence.start, sentence.end):
        return (state.focus.ahead,), "before_name"
    return inherited


def _from_before(state: DiscourseState, sentence: Sentence, *, new_paragraph: bool) -> Inherited:
    """What goes on; the focus is lost where the sentence turns to something else."""
    focus = state.focus
    if focus.owners and not new_paragraph and focus.below_item:
        return focus.owners, "carried_over"  # 2.轨道交通1号线一期。国家发改委已批复可研
    if not focus.owners and not (new_paragraph and state.of_notice is not None):
        return _told_by_owner(state, sentence)
    whole = focus.parted if focus.of_key_part else None
    if whole is not None and pat.OF_WHOLE_LINE.search(state.text, sentence.start, sentence.end):
        focus.owners = (whole,)
        return focus.owners, "carried_over"
    body = state.text[sentence.start : sentence.end].lstrip("“")
    if opens_on_others(state, sentence, body) or opens_on_new_company(state, sentence):
        focus.owners = ()
        return _NOTHING
    if (whole := _of_both_phases(state, sentence)) is not None:
        focus.owners = (whole,)
        return focus.owners, "carried_over"
    if (whole := _partnership(state, sentence)) is not None:
        return (whole,), "carried_over"
    if not new_paragraph:
        return focus.owners, "carried_over"
    if pat.HEADING.fullmatch(state.text, sentence.start, sentence.end):
        return _NOTHING  # 二、合同主要内容: what its fields tell of was named before
    if focus.owners and focus.after_headline:
        return focus.owners, "after_headline"
    if focus.owners and pat.BRANCH_FIELD.match(state.text, sentence.start):
        focus.owners = ()
        return _NOTHING
    if focus.owners and _is_field(state.text, sentence):
        return focus.owners, "field_list"
    if state.of_notice is not None and not pat.OWN_BUSINESS.search(body):
        focus.owners = (state.of_notice,)
        return focus.owners, "notice"
    if len(focus.owners) == 1 and pat.POINTS_BACK.match(state.text, sentence.start, sentence.end):
        return focus.owners, "deictic"
    if not pat.BACKGROUND.search(body) and _is_only_one(state, sentence, body):
        return focus.owners, "only_project"
    focus.owners = ()
    return _NOTHING


def _of_both_phases(state: DiscourseState, sentence: Sentence) -> int | None:
    """The whole of which a sentence tells behind one of its phases (…的工厂开业。二期车间已打桩。两期合计投资8亿元)."""
    owners, recent = state.focus.owners, state.focus.recent
    if len(owners) != 1 or scene.BOTH_PHASES.match(state.text, sentence.start, sentence.end) is None:
        return None
    if not any("期" in text for text in state.names.texts(owners)):
        return None
    others = [n for n in recent if n not in owners]
    return others[0] if len(others) == 1 else None


def _partnership(state: DiscourseState, sentence: Sentence) -> int | None:
    """The partnership whose firm a sentence tells of behind a part of it (…刘河水厂。项目公司注册资本2亿元)."""
    if pat.PROJECT_FIRM.match(state.text, sentence.start, sentence.end) is None:
        return None
    known = [n for n in state.focus.recent if any(pat.PARTNERSHIP.search(t) for t in state.names.texts((n,)))]
    return known[0] if len(known) == 1 else None


def _told_by_owner(state: DiscourseState, sentence: Sentence) -> Inherited:
    """The one undertaking named so far, where who builds it tells what he has paid (据他说,公司前期已投入2.1亿元).

    Or where the text comes back to what was agreed on (根据协议,首期10月开工).
    """
    last = state.focus.last
    told = (p.match(state.text, sentence.start, sentence.end) for p in (pat.OWNER_PAID, scene.BY_AGREEMENT))
    if len(last) != 1 or not any(told):
        return _NOTHING
    return (last, "only_project") if state.names.are_only(last, sentence.start) else _NOTHING


def _is_field(text: str, sentence: Sentence) -> bool:
    """Whether a line is a field of a form (建设单位:X) right below another line of it."""
    if pat.FIELD.match(text, sentence.start) is None:
        return False
    above = text.rfind("\n", 0, max(0, sentence.start - 1)) + 1
    return any(form.match(text, above) is not None for form in (pat.FIELD, pat.HEADING))


def _is_only_one(state: DiscourseState, sentence: Sentence, body: str) -> bool:
    """Whether the undertaking spoken of is the only one of the article, or so far and the paragraph is on works."""
    owners, names = state.focus.owners, state.names
    if len(owners) != 1:
        return False
    if len(names.clusters) == 1 or names.strong == list(owners):
        return True
    return names.are_only(owners, sentence.start) and (
        pat.GOES_ON_ABOUT_IT.match(body) is not None
        or scene.FIRM_ON_PHASES.match(body) is not None
        or pat.QUOTE_ON_WORKS.match(state.text, sentence.start, sentence.end) is not None
    )
