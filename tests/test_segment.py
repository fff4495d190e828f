import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.corpora.gold_reader import read_gold
from kaigong.extractors.jieba_words import JiebaSegmenter, RjiebaSegmenter, make_jieba
from kaigong.extractors.segment import make_segmenter, split_sentences
from kaigong.schemas.errors import ConfigError


def texts(text):
    return [text[s.start : s.end] for s in split_sentences(text)]


def test_sentences_end_on_stops_and_lines():
    assert texts("项目开工。总投资2.5亿元!\n  二期 \n\n“好。”他说,行吗?行") == [
        "项目开工。", "总投资2.5亿元!", "二期", "“好。”", "他说,行吗?", "行",
    ]  # fmt: skip


def test_clauses_keep_numbers_whole():
    text = "投资1,163,275,800.00元,占地20亩;其中:一期——在建"
    (sentence,) = split_sentences(text)
    assert [text[a:b] for a, b in sentence.clauses] == [
        "投资1,163,275,800.00元", "占地20亩", "其中", "一期", "在建",
    ]  # fmt: skip


@given(st.text(alphabet="项目开工,;:。!?\n ”“1"))
def test_sentences_are_in_order_and_clauses_inside(text):
    at = 0
    for sentence in split_sentences(text):
        assert at <= sentence.start < sentence.end
        assert all(sentence.start <= a < b <= sentence.end for a, b in sentence.clauses)
        at = sentence.end


def test_words_cover_the_text_and_leave_jieba_alone():
    import jieba

    text = "由亚新科投资建设的𠮷林😀项目"
    words = make_segmenter("jieba").words(text)
    assert "".join(text[a:b] for a, b, _ in words) == text
    assert not jieba.dt.initialized


RARE = "\u3400\u4dbf\u9fd6\u9fff\uf900\U00020000\U0002a6d6"


@pytest.fixture(scope="module")
def both():
    return JiebaSegmenter(), RjiebaSegmenter()


def test_rjieba_gives_the_words_of_jieba_in_the_gold(both):
    slow, fast = both
    sentences = {article.text[s.start : s.end] for article in read_gold() for s in split_sentences(article.text)}
    assert len(sentences) > 300
    assert {s for s in sentences if slow.words(s) != fast.words(s)} == set()


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="项目开工吴清恤股座由与AaBTC#019.-_+&% /,〇·" + RARE, max_size=30))
def test_rjieba_gives_the_words_of_jieba(both, text):
    slow, fast = both
    assert fast.words(text) == slow.words(text)


def test_rjieba_does_the_work_where_it_is_installed(monkeypatch):
    assert isinstance(make_jieba(), RjiebaSegmenter)
    monkeypatch.setattr("kaigong.extractors.jieba_words.find_spec", lambda name: None)
    assert isinstance(make_jieba(), JiebaSegmenter)


def test_unknown_segmenter_names_the_choices():
    with pytest.raises(ConfigError, match="jieba"):
        make_segmenter("pkuseg")
