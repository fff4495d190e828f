"""What the cases cannot say of the organisation tagger: lexicon examples, other taggers' mentions, properties."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.org.alias import without_city
from kaigong.extractors.org.tagger import OrganisationTagger
from kaigong.extractors.segment import split_sentences
from kaigong.pipeline.normalise import fold
from kaigong.schemas.article import Article
from kaigong.schemas.document import Backends, Document, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.lexicon import (
    GovernmentBody,
    KnownOrganisation,
    LexiconEntry,
    OrganisationSuffix,
    OrganisationWord,
)
from kaigong.schemas.values import PlaceValue

TAGGER = OrganisationTagger()
FILES: list[tuple[str, type[LexiconEntry]]] = [
    ("org_suffixes", OrganisationSuffix),
    ("org_stop", OrganisationWord),
    ("government_bodies", GovernmentBody),
    ("known_organisations", KnownOrganisation),
]


def document(text: str) -> Document:
    folded = fold(text)
    by_rules = Backends(tagger="rules")
    return Document(Article(id="x", text=text), folded, sentences=split_sentences(folded.text), backends=by_rules)


def names(text: str) -> list[str]:
    return [m.text for m in TAGGER.find(document(text))]


ENTRIES = [pytest.param(e, id=e.id) for name, model in FILES for e in load_lexicon(name, model)]


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_fires_in_its_examples_only(entry: LexiconEntry) -> None:
    kinds = {getattr(entry, "kind", None)}
    for example in entry.examples:
        assert any(m.kind in kinds for m in TAGGER.find(document(example))), example
    for counter in entry.counter:
        wrong = [m for m in TAGGER.find(document(counter)) if m.kind in kinds]
        assert not wrong, (counter, wrong)


def test_place_mention_opens_the_name() -> None:
    text = "由芦溪交通投资有限公司建设,投资安渡镇水务集团二期。"
    plain = document(text)
    place = Mention(Label.PLACE, text.index("安渡镇"), text.index("安渡镇") + 3, "安渡镇", "t", PlaceValue())
    found = [m.text for m in TAGGER.find(plain.add_mentions([place]))]
    assert found == ["芦溪交通投资有限公司", "安渡镇水务集团"]


def test_short_name_needs_one_place_where_it_acts() -> None:
    assert names("紫霞锂业都兰2万吨氯化锂项目动工。") == []
    assert names("紫霞锂业都兰2万吨氯化锂项目动工。紫霞锂业宣布明年投产。") == ["紫霞锂业", "紫霞锂业"]


def test_alias_carries_the_full_name() -> None:
    mentions = list(TAGGER.find(document("亚川开发银行(简称“亚川行”)贷款。亚川行表示满意。")))
    assert [(m.text, m.entity) for m in mentions][1:] == [("亚川行", "亚川开发银行")] * 2


def test_full_width_and_traditional_give_the_same_spans() -> None:
    simple = "由中国路桥柬埔寨公司(CRBC)合作开发,获运输及房屋局批准。"
    other = "由中國路橋柬埔寨公司（ＣＲＢＣ）合作開發，獲運輸及房屋局批准。"
    assert names(simple) == names(other)


def test_breaks_and_blanks_bound_names() -> None:
    assert names("第一行宏达\n集团有限公司") == []
    assert names("") == [] and names("\n \n") == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="由与和市县委局公司集团银行股份有限(以下简称)“”、,。:\n第三中铁建科技生物xA12 的年", max_size=80)
)
def test_any_text_gives_ordered_spans_that_quote_it(text: str) -> None:
    doc = document(text)
    at = 0
    for mention in TAGGER.find(doc):
        assert mention.start >= at and mention.end > mention.start
        assert mention.text == doc.text[mention.start : mention.end]
        at = mention.end


def test_time_grows_with_length_only() -> None:
    unit = "由甲乙丙丁有限公司投资建设的集团项目和市发改委、"
    TAGGER.find(document(unit))
    spent = []
    for times in (200, 800):
        start = time.process_time()
        list(TAGGER.find(document(unit * times)))
        spent.append(time.process_time() - start)
    assert spent[1] < spent[0] * 12 + 0.5


@pytest.mark.parametrize("city", ["遂宁", "黄石", "台州", "拉萨"])
def test_every_city_is_cut_with_its_suffix(city):
    """Whatever the order in which a process holds the cities, so that every process finds the same."""
    assert without_city(f"{city}市安泰发展投资集团") == without_city(f"{city}安泰发展投资集团") == "安泰发展投资集团"
