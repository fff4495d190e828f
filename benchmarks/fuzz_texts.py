"""Texts to fuzz with, drawn by hypothesis: news taken apart, put together wrongly, and what no news holds."""

import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kaigong.corpora.gold_reader import read_gold
from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article

ROOT = Path(__file__).resolve().parents[1]

# What rules look for, in no order that means anything.
WORDS = (
    "项目 工程 基地 产业园 总投资 投资 计划投资 完成投资 累计 其中 一期 二期 首期 三期工程 占地 建筑面积 年产 年产值 产能 装机 日处理 新增 "
    "达产后 预计 力争 确保 计划 已 将 拟 开工 动工 奠基 投产 竣工 签约 落户 停工 终止 建成 中标 注册资本 由 投资建设 承建 联合 以下简称 "
    "该项目 上述项目 公司 有限公司 股份有限公司 集团 人民政府 管委会 发改委 银行 大学 与 和 及 、 位于 坐落于 江苏省 扬州市 仪征市 重庆市 "
    "涪陵区 朝阳区 经济开发区 美国 越南 今年 去年 明年底 本月 上半年 一季度 十四五 3月5日 2024年 2023年底 日前 昨日 同日 次年 春节 立春 "
    "正月十五 农历 元 亿元 万元 亿美元 港元 亿日元 块钱 吨 万吨 亩 平方米 公里 千瓦 兆瓦时 吉瓦 个 家 台套 % 负 零下 百分之 个百分点 倍 成 翻一番 "
    "约 近 超 超过 不低于 至少 不超过 以上 左右 多 余 来 每年 /年 每 元/吨 同比 增长 下降 增速 全市 全年 目标 实现 GDP 规上 工业增加值 "
    "第 号 版 条 记者 来源： 发布时间： 责任编辑： 据悉 表示 说 ￥ $ US$ RMB"
).split()
NUMBERS = (
    "0 1 2 9 10 12 100 3.5 20.00 1,200 12,345,678.90 1.2.3 0.0001 00012 2024 20240301 13800138000 〇 零 一 二 两 三 十 百 千 万 亿 兆 半 几 数 "
    "一百二十 一亿五千万 叁佰万 廿三 卅 二〇二四 壹 １２ ３．５ ① ⅳ ٣ ९ ² 1e5 -5 +3 1/2 ½ 20-30 5～6 3至5 8到10 十五六 五六十 上百 数十 99999999999999999999999999 "
    "2月30日 13月1日 25时 2024-02-30 0年 9999年 10000年 12月31日 99日"
).split()
SIGNS = ("", "", "负", "-", "零下", "约", "近", "超", "不低于", "第", "$", "百分之", "千分之", "数", "上", "每", "人均")
UNITS = (
    "",
    "",
    "元",
    "万元",
    "亿元",
    "美元",
    "吨",
    "万吨",
    "亩",
    "度",
    "摄氏度",
    "℃",
    "%",
    "个百分点",
    "成",
    "折",
    "倍",
    "个",
    "米",
    "m2",
    "年",
    "月",
    "岁",
    "斤",
    "级",
)
LINKS = ("-", "—", "~", "至", "到", "和", "、", "或", "×", "/", "分之", "比", "多", "余", ":")
TAILS = ("", "", "多", "余", "左右", "以上", "以下", "半", "五", "/年", "每吨", "起", "不等", "级")
MARKS = tuple("，。；：、！？…—-~～·.,;:()（）[]【】《》〈〉“”‘’「」『』\"'/\\|＿_*#@&<>=+%‰℃㎡$￥")
SPACES = (" ", "  ", "\n", "\r\n", "\r", "\t", "\u3000", "\xa0", "\u2028", "\x0b", "\x0c", "\x85", "\n\n\n")
ODD = (
    "\u200b", "\u200d", "\ufeff", "\u202e", "\u202d", "\u2066", "\u00ad", "\u0301", "\u0308\u0304", "\ufe0f", "\U000e0100",
    "\0", "\x01", "\x1f", "\x7f", "😀", "👨‍👩‍👧", "🇨🇳", "𠮷", "𝟚", "\u2f00", "⻄", "㎏", "㍿", "㈱", "ﬁ", "İ", "ß", "ſ", "ǅ", "क्", "ال", "\ud800",
    "\udfff", "\udcff", "\uffff", "\U0010ffff", "\ue000", "(yì)", "（xiàng）", "産業", "億圓", "&nbsp;", "&amp;amp;lt;", "&#20013;", "&#x110000;",
    "<p>", "</div>", "<b", "<!--", "-->", "<script>", "????", "锟斤拷", "�", "总 投 资 2 0 亿 元",
)  # fmt: skip
DAYS = (None, "2024-05-17", "2024-02-29", "2000-01-01", "1900-01-01", "2100-12-31", "0001-01-01", "9999-12-31")
_PARTS = re.compile(r"[^，。；！？\n]+[，。；！？\n]*")


@cache
def news() -> tuple[str, ...]:
    """Texts of the gold, the samples and the cases."""
    texts = [article.text for article in read_gold()]
    texts += [a.text for a in iter_articles([ROOT / "corpora" / "samples"]) if isinstance(a, Article)]
    for path in sorted((ROOT / "tests" / "cases").rglob("*.json")):
        content = json.loads(path.read_bytes())
        texts += [case["text"] for case in (content["cases"] if isinstance(content, dict) else content)]
    return tuple(dict.fromkeys(texts))


@cache
def clauses() -> tuple[str, ...]:
    """Clauses of the news, each once."""
    return tuple(dict.fromkeys(clause for text in news() for clause in _PARTS.findall(text)))


@st.composite
def figures(draw: st.DrawFn) -> str:
    """A figure as a grammar of signs, numerals, ranges and units would have it, sense or nonsense."""
    number = st.sampled_from((*NUMBERS, "三五", "十五六", "3", "5", "3.5", "千", "百"))
    parts = [draw(st.sampled_from(SIGNS)), draw(number)]
    if draw(st.booleans()):
        parts += [
            draw(st.sampled_from(UNITS)),
            draw(st.sampled_from(LINKS)),
            draw(st.sampled_from(SIGNS)),
            draw(number),
        ]
    return "".join((*parts, draw(st.sampled_from(UNITS)), draw(st.sampled_from(TAILS))))


@cache
def pieces() -> st.SearchStrategy[str]:
    """A clause, a word, a number, a mark or an oddity."""
    return st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(NUMBERS),
        st.sampled_from(MARKS),
        st.sampled_from(clauses()),
        st.sampled_from(ODD),
        st.sampled_from(SPACES),
        st.integers(0, 10**13).map(str),
        figures(),
        st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
        st.text(st.characters(codec=None), max_size=3),
    )


@st.composite
def assembled(draw: st.DrawFn) -> str:
    """Pieces one behind the other."""
    return "".join(draw(st.lists(pieces(), max_size=30)))


@st.composite
def repeated(draw: st.DrawFn) -> str:
    """One piece or a few, many times over, between others."""
    unit = "".join(draw(st.lists(pieces(), min_size=1, max_size=3)))[:40]
    count = draw(st.integers(2, 1 + 2000 // max(len(unit), 1)))
    return draw(pieces()) + unit * count + draw(pieces())


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A text of the news after some edits: cut, doubled, swapped, unbracketed, spread, with pieces put in."""
    text = draw(st.sampled_from(news()))
    if len(text) > 600:
        start = draw(st.integers(0, len(text) - 600))
        text = text[start : start + 600]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(1, 12)))
        edit = draw(st.sampled_from(sorted(EDITS)))
        text = EDITS[edit](text, at, end, draw(pieces()) if edit in ("insert", "replace") else "")
    return text


def _swap(text: str, at: int, end: int, piece: str) -> str:
    parts = _PARTS.findall(text)
    if len(parts) < 2:
        return text
    one, other = at % len(parts), end * 7 % len(parts)
    parts[one], parts[other] = parts[other], parts[one]
    return "".join(parts)


EDITS: dict[str, Any] = {
    "delete": lambda text, at, end, piece: text[:at] + text[end:],
    "double": lambda text, at, end, piece: text[:end] + text[at:],
    "insert": lambda text, at, end, piece: text[:at] + piece + text[at:],
    "replace": lambda text, at, end, piece: text[:at] + piece + text[end:],
    "turn": lambda text, at, end, piece: text[:at] + text[at:end][::-1] + text[end:],
    "swap": _swap,
    "unbracket": lambda text, at, end, piece: text[:at] + re.sub("[()（）“”《》「」]", "", text[at:]),
    "unmark": lambda text, at, end, piece: text[:at] + re.sub("[，。；]", "", text[at : at + 80]) + text[at + 80 :],
    "spread": lambda text, at, end, piece: text[:at] + " ".join(text[at:end]) + text[end:],
    "wide": lambda text, at, end, piece: text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}),
    "lines": lambda text, at, end, piece: text[:at] + "\n".join(text[at : at + 60]) + text[at + 60 :],
}


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text that an article may have."""
    return st.one_of(mutated(), assembled(), repeated(), st.text(st.characters(codec=None), max_size=60))


@cache
def articles() -> st.SearchStrategy[Article]:
    """Articles of such texts, with and without what else is known of one."""
    short = st.none() | st.lists(pieces(), max_size=4).map("".join)
    day = st.sampled_from(DAYS).map(lambda day: None if day is None else datetime.date.fromisoformat(day))
    urls = st.none() | st.sampled_from(
        ["http://x.cn/2024/02/30/a.html", "http://x.cn/20240301_1.html", "x", "http://[::1"]
    )
    return st.builds(Article, id=st.just("fuzz"), text=texts(), title=short, published=day, url=urls)
