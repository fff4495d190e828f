"""docs/data-dictionary.md: every field and every word of the schema is in it, and every example is read as it says."""

import re

import data_dictionary
import pytest
from pages import DOCS, staleness

from kaigong.pipeline import Pipeline
from kaigong.schemas.labels import AmountRole, PublishedBasis, Stage
from kaigong.schemas.schema import record_schema

WORDS = data_dictionary.content()
HANZI = re.compile("[\u4e00-\u9fff]")
# Models whose fields stand with those that inherit or hold them.
PARTS = {"AmountValue", "QuantityValue", "PlacePath"}


def test_the_page_is_current():
    fault = staleness(DOCS / "data-dictionary.md", data_dictionary.page())
    assert fault is None, fault


def test_every_model_and_field_is_described():
    schema = record_schema()
    models = {name for name, model in schema["$defs"].items() if "properties" in model} - PARTS
    assert models | {"Record"} == set(WORDS["models"])
    for name, entry in WORDS["models"].items():
        assert set(entry["fields"]) == set(data_dictionary.fields_of(name)), name


def test_every_word_is_described_and_has_an_example():
    vocabularies = data_dictionary.vocabularies()
    assert set(vocabularies) == set(WORDS["words"])
    without = set()
    for name, members in vocabularies.items():
        entry = {word: row for word, row in WORDS["words"][name].items() if word not in ("en", "zh")}
        assert set(entry) == {member.value for member in members}, name
        without |= {f"{name}.{word}" for word, (_, _, example) in entry.items() if not example}
    assert without == {"Per.hour", "Label.PERSON", "Label.TARGET"}


def test_meanings_are_in_both_languages():
    for name, entry in (WORDS["models"] | WORDS["words"]).items():
        rows = entry["fields"] if "fields" in entry else {k: v for k, v in entry.items() if k not in ("en", "zh")}
        for word, row in rows.items():
            english, chinese = (row[0], row[2]) if "fields" in entry else row[:2]
            assert re.search("[a-z]", english), (name, word)
            assert HANZI.search(chinese), (name, word)
        assert HANZI.search(WORDS["titles"][name])


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        (
            AmountRole.ANNUAL_TAX,
            "甲电池项目总投资20亿元，预计年税收1亿元。",
            "甲电池项目总投资20亿元，预计年税收**1亿元**。",
        ),
        (Stage.OPERATING, "甲电池项目昨日投产。", "甲电池项目昨日投产。"),
        (
            PublishedBasis.BYLINE,
            "发布时间：2024-05-17\n甲电池项目昨日开工。",
            "发布时间：2024-05-17\n甲电池项目昨日开工。",
        ),
    ],
)
def test_an_example_shows_what_was_read(word, text, expected):
    assert data_dictionary.shown(word, text, Pipeline()) == expected


def test_an_example_that_is_not_read_so_is_an_error():
    with pytest.raises(ValueError, match=r"AmountRole\.annual_tax: not read"):
        data_dictionary.shown(AmountRole.ANNUAL_TAX, "甲电池项目总投资20亿元。", Pipeline())


def test_links_lead_to_sections_of_the_page():
    page = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    anchors = {re.sub(r"\s", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", page, re.M)}
    links = set(re.findall(r"\]\(#(.+?)\)", page))
    assert len(links) > 20
    assert links <= anchors
