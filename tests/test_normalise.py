import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.pipeline.normalise import fold


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("总投资２０亿元，占地３００亩。", "总投资20亿元,占地300亩。"),
        ("總投資逾新台幣22億元", "总投资逾新台币22亿元"),
        ("項(xiàng)目累計完成投資(zī)18.64億(yì)元", "项目累计完成投资18.64亿元"),
        ("公司(PUB)与(新加坡)公司", "公司(PUB)与(新加坡)公司"),
        ("投资 2,400 万美元", "投资2,400万美元"),
        ("2015年9月 2 日", "2015年9月2日"),
        ("“323 1”集群 一期项目", "“323 1”集群 一期项目"),
        ("建筑面积3.6万㎡、5万m³", "建筑面积3.6万m2、5万m3"),
        ("<p>项目<b>开工</b></p>来源:&nbsp;日报&ldquo;好&rdquo;", "\n项目开工\n来源: 日报“好”"),
        ("⻄安「大里二廠」", "西安“大里二厂”"),
        ("20–30亿元，2023—2025年，約5～6億", "20-30亿元,2023—2025年,约5~6亿"),
        ("投资２·５亿元，5·12地震，1·2·3路", "投资2.5亿元,5·12地震,1·2·3路"),
        ("擴建計畫、疏濬工程", "扩建计划、疏浚工程"),
        ("a<b且c>d", "a<b且c>d"),
        ("AT&T与&#20013;国", "AT&T与中国"),
    ],
)
def test_fold_gives_matching_text(raw, folded):
    assert fold(raw).text == folded


@pytest.mark.parametrize(
    ("raw", "wanted", "covered"),
    [
        ("😀𠮷項目投資18.64億(yì)元", "18.64亿元", "18.64億(yì)元"),
        ("<p>投资 2,400 万美元</p>", "2,400万美元", "2,400 万美元"),
        ("面积3万㎡左右", "3万m2", "3万㎡"),
    ],
)
def test_folded_span_maps_back_to_what_was_written(raw, wanted, covered):
    folded = fold(raw)
    start = folded.text.index(wanted)
    first, last = folded.to_raw(start, start + len(wanted))
    assert raw[first:last] == covered


@given(st.text() | st.text(alphabet="项目亿元<>p/&;#12 (yì)　㎡０，\u200b\n"))
def test_map_is_total_and_monotone(raw):
    folded = fold(raw)
    spans = [folded.to_raw(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(spans))


@given(st.text(alphabet="总投资20亿元建设年产5万吨项目", max_size=200))
def test_plain_text_keeps_its_length(raw):
    assert len(fold(raw).text) == len(raw)


def test_cost_of_hostile_markup_is_linear():
    for raw in ("<a" * 100_000, "&am" * 100_000, "(y" * 100_000, " " * 200_000, "一" + " " * 200_000 + "1"):
        fold(raw)
