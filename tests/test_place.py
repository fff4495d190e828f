"""What the cases cannot say of the place tagger: the home place, other taggers' mentions, properties."""

import datetime
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.place.provinces import MAINLAND
from kaigong.extractors.place.table import gazetteer
from kaigong.extractors.place.tagger import PlaceTagger, find_home_place
from kaigong.extractors.scan import Scanner
from kaigong.schemas.article import Article
from kaigong.schemas.document import Document, FoldedText, Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.lexicon import PlaceContext, ZoneEnding
from kaigong.schemas.values import PlaceValue

TAGGER = PlaceTagger()


def document(text: str, **known: str) -> Document:
    return Document(Article(id="x", text=text, **known), FoldedText(text, text))  # type: ignore[arg-type]


def path(value: PlaceValue | None) -> str | None:
    return None if value is None else "/".join(p for p in (value.province, value.city, value.county) if p)


@pytest.mark.parametrize(
    ("text", "known", "home"),
    [
        ("市经开区力争新签约50个项目。", {"source": "扬州发布"}, "江苏省/扬州市"),
        ("来源:滁州日报\n项目选址开发区。", {}, "安徽省/滁州市"),
        ("市里开会。", {"title": "丽水:41个项目开工"}, "浙江省/丽水市"),
        ("中新网南宁5月16日电 市民说好。", {}, "广西壮族自治区/南宁市"),
        ("〔记者陈某/台中报导〕二厂动土。", {}, "台湾省/台中市"),
        ("在港口镇山门村,宁国公路开工;宁国市还将修桥。", {"title": "宁国提速"}, "安徽省/宣城市/宁国市"),
        ("江苏、浙江、四川、云南、河北都已开工。", {}, None),
        ("公司发布公告。", {}, None),
        ("", {}, None),
        ("越南海防与老挝万象。", {}, None),
        ("重庆市涪陵区签约,涪陵区开工。", {}, "重庆市/涪陵区"),
    ],
)
def test_home_place(text: str, known: dict[str, str], home: str | None) -> None:
    assert path(find_home_place(document(text, **known))) == home


def test_home_place_is_taken_from_the_document() -> None:
    home = PlaceValue("江苏省", "扬州市", None, "321000")
    given_home = Document(Article(id="x", text="市经开区"), FoldedText("市经开区", "市经开区"), home_place=home)
    assert [(m.text, path(m.value)) for m in TAGGER.find(given_home)] == [("市经开区", "江苏省/扬州市")]  # type: ignore[arg-type]


def test_text_of_other_mentions_is_left_alone() -> None:
    text = "报价以北京时间8时为准,扬州开工。"
    taken = Mention(Label.DATE, 3, 9, text[3:9], "date.test")
    plain = document(text)
    tagged = Document(plain.article, plain.folded, mentions=(taken,))
    assert [m.text for m in TAGGER.find(tagged)] == ["扬州"]


def test_published_year_decides_between_old_and_new_name() -> None:
    article = Article(id="x", text="襄樊市签约")
    folded = FoldedText(article.text, article.text)
    then = Document(article, folded, published=datetime.date(2009, 1, 1))
    today = Document(article, folded, published=datetime.date(2020, 1, 1))
    assert [path(m.value) for m in TAGGER.find(then)] == ["湖北省/襄樊市"]  # type: ignore[arg-type]
    assert [path(m.value) for m in TAGGER.find(today)] == ["湖北省/襄阳市"]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["重庆市", "仪征市", "台中市", "澳门特别行政区", "仙桃市", "涪陵区", "屏东县"])
def test_value_and_division_are_inverse(name: str) -> None:
    table = gazetteer()
    for division in table.current.values():
        if division.name == name:
            assert table.of_value(table.value(division)) == division


def test_every_current_full_path_is_found() -> None:
    """Province, city and county written one after another lead back to the county."""
    table, wrong = gazetteer(), []
    counties = [d for d in table.current.values() if d.level == "county"]
    for division in counties[::7]:
        written = "".join(d.name for d in reversed(table.above(division)))
        found = TAGGER.find(document(f"位于{written}。"))
        if [(m.text, m.value) for m in found] != [(written, table.value(division))]:
            wrong.append((written, [(m.text, m.value) for m in found]))
    assert wrong == []


def test_scanner_offsets_are_code_points() -> None:
    assert list(Scanner(["扬州", "扬州市"]).find("😀扬州市、扬州")) == [(1, 4, 1), (5, 7, 0)]
    overlapping = list(Scanner(["扬州", "扬州市"], overlapping=True).find("扬州市"))
    assert sorted(overlapping) == [(0, 2, 0), (0, 3, 1)]


def test_examples_and_counters_of_the_contexts() -> None:
    for entry in load_lexicon("place_context", PlaceContext):
        assert entry.examples, entry.id
        for example in entry.examples:
            assert TAGGER.find(document(example)) == [], (entry.id, example)
        for counter in entry.counter:
            assert TAGGER.find(document(counter)) != [], (entry.id, counter)


def test_examples_and_counters_of_the_zone_endings() -> None:
    for entry in load_lexicon("place_zones", ZoneEnding):
        for example in entry.examples:
            assert [m.text for m in TAGGER.find(document(example))] == [example], entry.id
        for counter in entry.counter:
            assert TAGGER.find(document(counter, title="扬州提速")) == [], (entry.id, counter)


PIECES = st.lists(
    st.sampled_from(
        [
            *"江苏省扬州市仪征县区镇乡村街道开发区新的在位于,。、\n 1A😀",
            "西安",
            "朝阳",
            "鼓楼区",
            "越南",
            "北江省",
            "经开区",
            "全市",
        ]
    ),
    max_size=60,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(st.one_of(PIECES, st.text(max_size=80)))
def test_any_text_gives_ordered_slices(text: str) -> None:
    found = TAGGER.find(document(text))
    assert all(m.text == text[m.start : m.end] and m.label is Label.PLACE and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def _least_time(text: str) -> float:
    """Processor seconds of the fastest of three runs: a busy machine only ever adds to them."""
    times = []
    for _ in range(3):
        began = time.process_time()
        TAGGER.find(document(text))
        times.append(time.process_time() - began)
    return min(times)


def test_time_is_linear() -> None:
    once, ten = ("江苏扬州仪征开发区全市鼓楼区镇乡" * n for n in (300, 3000))
    TAGGER.find(document(once))
    assert _least_time(ten) < 40 * max(_least_time(once), 0.005)


def test_provinces_in_patterns_are_those_of_the_table() -> None:
    rows = (row for row in load_table("divisions") if row["level"] == "province" and not row["until"])
    mainland = {row["short"] for row in rows if not row["code"].startswith(("71", "81", "82"))}
    assert set(MAINLAND.split("|")) == mainland
