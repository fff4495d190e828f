"""What is extracted stays the same through the noise of scrapes, and spans point into the text as given."""

import itertools
import random
import re
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaigong.corpora.loader import load_table
from kaigong.pipeline import Pipeline
from kaigong.pipeline.check import check_record
from kaigong.pipeline.normalise import fold
from kaigong.schemas import Article

ARTICLES = (
    "5月16日上午，滁州晟铂铜箔有限公司年产5万吨高性能电解铜箔项目在滁州经开区开工。该项目由深圳晟铂新材料股份有限公司投资建设，"
    "计划总投资60亿元，占地约350亩，预计2025年底投产。",
    "记者从赣州市获悉，总投资20亿元的章贡区智能终端产业园项目日前签约，项目占地300亩，建筑面积42万平方米，达产后年产值可达35亿元。",
    "3月1日，江苏恒岳光伏科技有限公司年产10GW光伏组件项目在盐城市大丰区竣工投产。项目总投资32.5亿元，用地280亩，带动就业1200人。",
    "宁德市霞浦县海上风电项目正式启动建设，项目总投资105亿元，装机容量600兆瓦，计划2026年6月并网发电，由福建澜风能源有限公司负责实施。",
    "洛阳市伊滨区新能源电池基地二期项目于2023年9月开工建设，总投资1.8亿美元，其中固定资产投资1.2亿美元，预计2024年12月建成投产。",
    "今年，全市计划实施重点项目120个，总投资860亿元，年度计划投资210亿元，一季度已开工建设45个，完成投资52亿元。",
)
NUMERALS = "0123456789.%一二三四五六七八九十百千万亿几数余多两吗呢么啊吧何谁哪"
PINYIN = ("chǎn", "yè", "xiàng", "mù", "tóu", "zī", "lǜ", "ān", "guǎng")
SPAM = ("关注公众号", "扫码关注我们", "点击蓝字关注我们", "微信扫一扫，分享到朋友圈", "欢迎关注“招商参考”微信公众号！")
ASIDES = ("（关注公众号：招商网）", "【点击蓝字关注】", "(扫描二维码关注)")


def is_hanzi(character):
    return "\u4e00" <= character <= "\u9fff"


def insert(text, random, share, what, fits=lambda before, after: True):
    """The text with something at a share of the places that it fits."""
    out = [text[0]]
    for before, after in itertools.pairwise(text):
        if random.random() < share and fits(before, after):
            out.append(what(random))
        out.append(after)
    return "".join(out)


def invisible(text, random):
    return insert(text, random, 0.2, lambda r: r.choice(("\u200b", "\ufeff", "\u00ad", "&#8203;", "\ue000", "\u2060")))


def pinyin(text, random):
    return insert(text, random, 0.2, lambda r: f"({r.choice(PINYIN)})", lambda b, a: is_hanzi(b) and b not in "锟斤")


def spam(text, random):
    return insert(text, random, 0.5, lambda r: f"\n{r.choice(SPAM)}\n", lambda before, after: before == "。")


def asides(text, random):
    return insert(
        text, random, 0.05, lambda r: r.choice(ASIDES), lambda b, a: is_hanzi(b) and b not in NUMERALS + "锟斤"
    )


def doubled(text, random):
    return insert(text, random, 0.6, lambda r: "，" * r.randint(1, 3), lambda before, after: before == "，")


def blanks(text, random):
    what = ("&nbsp;", "&#12288;", "\u3000", "&amp;nbsp;", "\xa0")
    fits = lambda before, after: before in "，。" or (is_hanzi(before) and after.isdigit())  # noqa: E731
    return insert(text, random, 0.4, lambda r: r.choice(what), fits)


def lost(text, random):
    fits = lambda b, a: b not in NUMERALS and a not in "省市县区州镇乡村旗元吨"  # noqa: E731
    return insert(text, random, 0.1, lambda r: r.choice(("????", "\ufffd", "\ufffd\ufffd", "锟斤拷")), fits)


def full_width(text, random):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and random.random() < 0.7 else c for c in text)


@cache
def _traditional():
    return {row["simplified"]: row["traditional"] for row in load_table("simplified")}


def traditional(text, random):
    return "".join(_traditional().get(c, c) if random.random() < 0.5 else c for c in text)


def spread(text, random):
    return re.sub(r"(?<=\S)(?=\S)", " " * random.randint(1, 2), text)


def watermark(text, random):
    letter = random.choice("wxkz")
    return insert(text, random, 1.0, lambda r: letter, lambda before, after: is_hanzi(before))


def wrapped(text, random):
    width = random.randint(18, len(text) // 3)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def broken(text, random):
    """Broken behind some commas."""
    return insert(text, random, 0.5, lambda r: r.choice(("\n", "\r\n")), lambda before, after: before == "，")


# In this order one does not break another apart (a lost character in an entity makes two kinds of noise).
NOISES = (lost, pinyin, invisible, asides, spam, doubled, blanks, full_width, traditional)
LAYOUTS = (spread, watermark, wrapped)


@cache
def pipeline():
    return Pipeline()


def plain(text):
    return re.sub(r"\([^)]*\)|【[^】]*】|[^\u4e00-\u9fff0-9]", "", fold(text).text)


def values(text):
    """What the record of a text states, without its spans."""
    article = Article(id="a", text=text, published="2024-05-17")
    record = pipeline().process(article)
    check_record(record, article)
    spans = [*record.mentions, *(p.name for p in record.projects), *(a for p in record.projects for a in p.amounts)]
    assert all(text[s.start : s.end] == s.text for s in spans)
    return [
        {
            "name": plain(p.name.text),
            "stage": p.stage,
            "organisations": [(o.role, plain(o.text)) for o in p.organisations],
            "places": [o.adcode for o in p.places],
            "amounts": [(a.role, a.value, a.low, a.high, a.currency) for a in p.amounts],
            "metrics": [(m.role, m.value, m.low, m.high, fold(m.unit).text) for m in p.metrics],
            "milestones": [(m.kind, m.date.start, m.date.end) for m in p.milestones],
        }
        for p in record.projects
    ] + [(t.value, t.indicator) for t in record.targets]


@cache
def wanted(number):
    return values(ARTICLES[number])


def test_the_articles_state_something():
    assert all(wanted(number) for number in range(len(ARTICLES)))


@pytest.mark.parametrize("noise", [*NOISES, *LAYOUTS], ids=lambda noise: noise.__name__)
@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_each_noise_alone_changes_no_value(noise, number):
    for seed in range(4):
        text = noise(ARTICLES[number], random.Random(seed))
        assert values(text) == wanted(number), text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    st.integers(0, len(ARTICLES) - 1), st.lists(st.sampled_from(NOISES), max_size=3, unique=True), st.integers(0, 10**6)
)
def test_noises_together_change_no_value(number, noises, seed):
    text, source = ARTICLES[number], random.Random(seed)
    for noise in sorted(noises, key=NOISES.index):
        text = noise(text, source)
    assert values(text) == wanted(number), text


@pytest.mark.parametrize(
    "text",
    [
        "滨江区智能终端产业园项目开工\n5月16日，总投资20亿元的项目开工。",
        "一、重点项目情况\n二、投资计划，共20亿元",
        "1.高端铜箔项目，总投资20亿元，占地300亩\n2.海上风电项目，总投资30亿元，占地500亩",
        "高端铜箔项目，总投资20亿元，占地300亩\n海上风电项目，总投资30亿元，占地500亩",
        "序号 | 项目名称 | 总投资 | 建设年限\n1 | 某某产业园区 | 12,000 | 2024\n2 | 某某电站项目 | 8500.5 | 2023",
        "序号\t项目名称名称名称\t总投资\t建设年限\n1\t某某产业园区园区\t12,000\t2024\n2\t某某电站项目项目\t8500.5\t2023",
        "年份 1 2 3 4 5\n合计 2021 2022 2023",
        "建设A区B区C区D区，生产n型和p型电池，引入LNG和5G技术",
        "扫码支付系统项目总投资2亿元。该项目由公众号运营公司投资建设。",
        "总投资20�元，总投资20??元，位于江苏�州",
        "咖啡café店，α粒子，2024年…… ——记者",
    ],
)
def test_what_is_no_noise_stays(text):
    assert len(fold(text).text) >= len(text) - text.count(" ")
    assert fold(text).text.count("\n") == text.count("\n")


def test_a_lost_character_behind_a_figure_makes_no_other_figure():
    assert [
        m.text for m in pipeline().process(Article(id="a", text="项目总投资20�元。")).mentions if m.label == "AMOUNT"
    ] == []


def test_cost_is_linear():
    units = (
        "关注公众号",
        "点赞",
        "点击",
        "扫码,",
        "总 ",
        "总w",
        "?",
        "\ufffd",
        "锟斤拷",
        "(点击",
        "www.",
        "http://a",
        ",",
        "产\n",
    )
    for unit in (
        *units,
        "&amp;",
        "(chǎn",
        "a ",
        "转发朋友圈",
        "长按识别",
        "www.a/",
        "。,",
        "关注更多",
        "总 1 ",
        "\r",
        "\n 点",
    ):
        text = unit * (200_000 // len(unit))
        started = time.process_time()
        fold(text)
        assert time.process_time() - started < 3, unit
