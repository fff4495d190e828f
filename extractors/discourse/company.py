"""Sentences that speak of a company: what they are about by the undertakings that the text ties it to."""

from kaigong.extractors.discourse import patterns as pat
from kaigong.extractors.discourse.state import DiscourseState
from kaigong.extractors.discourse.turn import tells_of_it
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.schemas.document import Mention, Sentence

_OPENING = 10  # characters in which a sentence opens on its subject (2018年,晶瑞…)
_BUILDER = lazy(r"建筑|建工|建安|安装|建设|工程|路桥|隧道|中铁|中建|中交|水电|市政")
# 只用11个月就|盖起了2.9万平方米的主厂房
_PUTS_UP = lazy(
    r"[^,。;的]{0,14}?(?:盖起|建起|架起|砌起|立起|挖通|打通|浇筑|架设)了?[^,。;]{0,16}?(?:厂房|主体|桥|隧道|楼|基础|坝)"
)
_LENDS_SUM = lazy(
    r"(?:也|还|已经?|则|又|及时|随后|随即|同步)*(?:送来|提供|给予|承诺|答应|批准|投放|发放|批)了?"
    r"[^,。;向为给对]{0,10}元[^,。;向为给对]{0,10}(?:贷款|授信|融资)(?=[,。;])"
)


def focus_on_company(state: DiscourseState, sentence: Sentence, *, new_paragraph: bool) -> None:
    """A sentence that speaks of the company in one undertaking's name is about that undertaking."""
    mentions = state.known.organisations_of(sentence)
    if not mentions or state.names.begin_in(sentence.start, sentence.end):
        return
    if len({m.entity or m.text for m in mentions if m.kind in COMPANY_KINDS}) > 1:
        # ⏎鹤乡纺织集团此次投资4.2亿元,引进绪森公司设备: of the one on which the paragraph opens
        if not new_paragraph or mentions[0].start != sentence.start:
            return
        mentions = mentions[:1]
    for mention in mentions:
        meant = _meant_by(state, sentence, mention, new_paragraph=new_paragraph)
        if len(meant) == 1 and not _is_told_next(state, meant[0], sentence):
            state.focus.owners = meant
            return


def _meant_by(state: DiscourseState, sentence: Sentence, company: Mention, *, new_paragraph: bool) -> tuple[int, ...]:
    """The undertakings that a sentence on a company can be about."""
    if named := state.names.with_word(company.text):
        return named
    if not (new_paragraph and company.start - sentence.start <= _OPENING):
        told = pat.OF_PROJECT.search(state.text, sentence.start, sentence.end)
        if not (told or pat.SPEAKS.match(state.text, company.end, sentence.end)):
            return ()
    return _tied_to(state, company) or state.names.with_company(company.text)


def _is_told_next(state: DiscourseState, owner: int, sentence: Sentence) -> bool:
    """Whether another report further down first names what the company does (…⏎近日,X项目签约仪式举行)."""
    first = min(c.start for c in state.names.clusters[owner].candidates)
    line = state.text.rfind("\n", 0, first) + 1
    return line >= sentence.end and pat.NEXT_REPORT.match(state.text, line) is not None


def opens_on_new_company(state: DiscourseState, sentence: Sentence) -> bool:
    """Whether a sentence opens on a company that nothing said so far ties to the undertaking in focus."""
    organisations, owners = state.known.organisations, state.focus.owners
    opening = [*organisations.starting_at(sentence.start), *organisations.starting_at(sentence.start + 1)]
    if not opening or state.text.startswith("由", sentence.start) or tells_of_it(state.known, sentence):
        return False  # 由A、B等承建。: goes on about what A and B build
    if pat.FOR_PROJECT.match(state.text, opening[0].end, sentence.end):
        return False  # 某银行为项目授信5亿元
    if len(owners) == 1 and _works_or_lends(state, sentence, opening[0]):
        return False
    if len(owners) == 1 and pat.SITE_MANAGER.match(state.text, opening[0].end, sentence.end):
        return False
    if len(owners) == 1 and _is_signatory(state, sentence, opening[0]):
        return False
    if len(owners) == 1 and pat.POINTS_BACK.match(state.text, sentence.start, sentence.end):
        return False  # 隆鑫越南公司总经理说,二期工程已启动
    if not set(owners).isdisjoint(state.names.with_company(opening[0].text)):
        return False
    return set(owners).isdisjoint(_tied_to(state, opening[0]))


def _works_or_lends(state: DiscourseState, sentence: Sentence, opening: Mention) -> bool:
    """Whether a builder puts up a part, or a bank lends a sum, with no word of for whom else it does so.

    X项目去年开工。某建筑公司8个月就盖起了主厂房。某银行也送来了1.5亿元授信。
    """
    if opening.kind == "bank":
        return _LENDS_SUM.match(state.text, opening.end, sentence.end) is not None
    if _BUILDER.search(opening.text) is None:
        return False
    return _PUTS_UP.match(state.text, opening.end, sentence.end) is not None


def _is_signatory(state: DiscourseState, sentence: Sentence, company: Mention) -> bool:
    """Whether a company says what it pays, and not for what, right behind a signing.

    X项目签约。Y集团董事长说,公司将投资22亿元。
    """
    before = state.zones[-1] if state.zones else None
    if before is None or before.end != sentence.start or before.owners != state.focus.owners:
        return False
    first = state.text.rfind("。", 0, sentence.start - 1) + 1
    if pat.WAS_SIGNED.search(state.text, first, sentence.start) is None:
        return False
    return pat.PAYS_FOR_IT.match(state.text, company.end, sentence.end) is not None


def _tied_to(state: DiscourseState, company: Mention) -> tuple[int, ...]:
    """The undertakings that the text has told of together with a company (昊芯光电负责人表示,项目分两期建设)."""
    for zone in state.zones[state.zones_tied :]:
        for mention in state.known.organisations.inside(zone.start, zone.end):
            for name in _names_of(mention):
                state.ties.setdefault(name, set()).update(zone.owners)
    state.zones_tied = len(state.zones)
    return tuple(sorted({owner for name in _names_of(company) for owner in state.ties.get(name, ())}))


def _names_of(company: Mention) -> set[str]:
    return {company.text, company.entity or company.text}
