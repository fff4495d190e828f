import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_unknown_segmenter_names_the_choices():
    with pytest.raises(ConfigError, match="jieba"):
        make_segmenter("pkuseg")
