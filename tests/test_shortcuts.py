"""Words without which a pattern is not tried: whatever the pattern finds must hold one, else the shortcut loses it."""

import re

import pytest

from kaigong.corpora.gold_reader import MORE, SHIPPED, read_shipped
from kaigong.extractors import cue, percent
from kaigong.extractors.date import heads as date_heads
from kaigong.extractors.discourse import patterns as discourse_patterns
from kaigong.extractors.discourse import text as discourse_text
from kaigong.extractors.org import form as org_form
from kaigong.extractors.org import headline as org_headline
from kaigong.extractors.org_role import follow as organisation_follow
from kaigong.extractors.org_role import patterns as organisation_patterns
from kaigong.extractors.place import resolve as place_resolve
from kaigong.extractors.project.name import border as project_border
from kaigong.extractors.project.name import finder as project_name
from kaigong.extractors.project.name import list_patterns as project_list
from kaigong.extractors.project.name import patterns as project_name_patterns
from kaigong.extractors.project.name import span_patterns as project_span_patterns
from kaigong.extractors.project.name import wording as project_wording
from kaigong.extractors.segment import split_sentences
from kaigong.extractors.target import cues as target_cues
from kaigong.extractors.target import focus as target_focus
from kaigong.extractors.target import period as target_period
from kaigong.extractors.target import subject as target_subject
from kaigong.pipeline import normalise

SHORTCUTS = {
    "plan": (re.compile(f"(?:{cue._PLAN.pattern})(?<=后)"), "后"),
    **{
        f"quiet, {name.lower()}": (getattr(discourse_patterns, name), discourse_text._MAY_SPEAK.pattern)
        for name in ("PHASE_OPENS", "OF_TWO", "AGREES", "TEASER")
    },
    "deal": (organisation_follow._TARGET, "标的公司"),
    "st": (org_form._RISK_WARNED, "ST"),
    "publishes": (org_form._PUBLISHES, "发布"),
    "item": (org_headline._ITEM, org_headline._ITEM_MARK.pattern),
    "equity": (re.compile(org_headline._EQUITY.pattern + ".{2,10}"), org_headline._OF_EQUITY.pattern),
    "announces": (org_headline._ANNOUNCES, "公告"),
    "anaphor": (organisation_patterns.ANAPHOR, organisation_patterns.FIRM.pattern),
    "this firm": (organisation_patterns.THIS_FIRM, organisation_patterns.FIRM.pattern),
    "wins": (organisation_patterns.WINS, organisation_patterns.FIRM.pattern),
    "fraction": (percent._FRACTION, "分"),
    "halved": (percent._HALVED, "半|对折"),
    "media": (place_resolve._MEDIA, place_resolve._MEDIA_WORD.pattern),
    "after": (project_list.AFTER, "等"),
    "introduced": (project_list.INTRODUCED, "、"),
    "phase": (project_name_patterns.PHASE_END, "期"),
    "reach": (project_name_patterns.REACH_ASIDE, r"\("),
    **{f"head of {characters}": (pattern, f"[{characters}]") for pattern, characters in project_name.OTHER_HEADS},
    "sum of": (project_span_patterns.SUM_OF, "元"),
    "sum builds": (project_span_patterns.SUM_BUILDS, "元"),
    "policy": (project_wording._NUMBERED_POLICY, "“"),
    "subject of a deal": (project_border._SUBJECT_OF_DEAL, "就"),
    "rate": (target_focus._RATE_OF_ONE, target_focus._MAKES.pattern),
    "back": (target_focus._PROJECT_BACK, target_focus._UNDERTAKING.pattern),
    "once built": (target_focus._ONCE_BUILT, target_focus._WHEN_BUILT.pattern),
    "aggregate": (target_focus._AGGREGATE, target_focus._UNDERTAKING.pattern),
    "plural": (target_focus._PLURAL, target_focus._UNDERTAKING.pattern),
    "noun": (target_cues._NOUN, target_cues._ANY_NOUN.pattern),
    "noun behind": (target_cues._NOUN_BEHIND, target_cues._ANY_NOUN.pattern),
    "local goal": (target_cues._LOCAL_GOAL, target_cues._ANY_NOUN.pattern),
    "planned sum": (target_cues._PLANNED_SUM, target_cues._ANY_NOUN.pattern),
    "zone": (target_subject._NAMED, target_subject._ZONE_END.pattern),
    "edit": (normalise._EDIT, r"[ (]"),
    "pinyin": (normalise._PINYIN, normalise._READING.pattern),
}
# Phrases that the gold may lack, with what else the patterns could find.
PHRASES = (
    "过半。打对折,一半,百分之三十 5 亿元(行情600000,诊股)*ST大洲,扬州发布消息。【澜泽科技】收购澜泽30%的股权。"
    "研发项目总投资5亿元。一期已投产,前者,后者。三个项目总投资分别为。公司与某市签署协议。总投资15亿元!标的公司名下的。"
    "该公司拟投资。公司收到中标通知书。A、B两个项目,等一批重大项目。扬州日报讯。年产3万吨,达产后,该项目,等20个项目,上述企业。"
)


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    texts = [article.text for name in (SHIPPED, MORE) for article in read_shipped(name)]
    folded = [normalise.fold(text).text for text in (*texts, PHRASES)]
    return [text[s.start : s.end] for text in folded for s in split_sentences(text)]


@pytest.mark.parametrize("name", SHORTCUTS)
def test_a_pattern_finds_nothing_without_its_words(sentences: list[str], name: str) -> None:
    pattern, words = SHORTCUTS[name]
    lost = [m.group() for s in sentences for m in pattern.finditer(s) if re.search(words, m.group()) is None]
    assert not lost


@pytest.mark.parametrize("published", ["date", "period", "period of the Republic"])
def test_a_nameless_pattern_finds_what_the_named_one_does(sentences: list[str], published: str) -> None:
    pattern, finder = {
        "date": (date_heads.head_pattern(), date_heads.head_finder()),
        "period": (target_period._pattern(False), target_period._finder(False)),
        "period of the Republic": (target_period._pattern(True), target_period._finder(True)),
    }[published]
    for sentence in sentences:
        spans = [m.span() for m in finder.finditer(sentence)]
        assert spans == [m.span() for m in pattern.finditer(sentence)]
        assert all(pattern.match(sentence, start).end() == end for start, end in spans if start < end)  # type: ignore[union-attr]
