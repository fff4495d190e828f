"""Properties of amounts and quantities: what is rendered is read back, in every style; no text raises or stalls."""

import gc
import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measuring import tagged

from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.values import Money, Quantity

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIGURES = (Label.AMOUNT, Label.QUANTITY, Label.PERCENT)
PLAIN = ("零一二三四五六七八九", "十百千")
CAPITAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
TRADITIONAL = str.maketrans("万亿两贰陆", "萬億兩貳陸")


def section(number: int, style: tuple[str, str]) -> str:
    """Hanzi of a number below 10,000, with the zeros that usage wants."""
    digits, units = style
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = gap or bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return out


def hanzi(number: int, style: tuple[str, str]) -> str:
    parts = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    out = ""
    for value, scale in parts:
        if value:
            zero = style[0][0] if out and value < 1000 else ""
            out += zero + section(value, style) + scale
    return out


def scaled(number: int, scale: int, word: str) -> str:
    return f"{(Decimal(number) / scale).normalize():f}{word}"


def compound(number: int) -> str:
    yi, wan, rest = number // 10**8, number // 10**4 % 10**4, number % 10**4
    return "".join(f"{n}{word}" for n, word in ((yi, "亿"), (wan, "万"), (rest, "")) if n)


STYLES = {
    "digits": str,
    "grouped": lambda n: f"{n:,}",
    "cents": lambda n: f"{n:,}.00",
    "wan": lambda n: scaled(n, 10**4, "万"),
    "yi": lambda n: scaled(n, 10**8, "亿"),
    "compound": compound,
    "hanzi": lambda n: hanzi(n, PLAIN),
    "capital": lambda n: hanzi(n, CAPITAL),
}
CURRENCIES = {"元": "CNY", "元人民币": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "新台币": "TWD"}
UNITS = ("吨", "亩", "平方米", "公里", "千瓦", "兆瓦时", "个", "家", "辆", "人次", "标箱", "台套", "立方米")
FORMS = {"as is": lambda s: s, "wide": lambda s: s.translate(WIDE), "traditional": lambda s: s.translate(TRADITIONAL)}


def amounts(text: str) -> list[Mention]:
    return tagged(text, home="CNY").mentions_of(Label.AMOUNT)


@SLOW
@given(
    number=st.integers(10, 10**12 - 1),
    style=st.sampled_from(sorted(STYLES)),
    currency=st.sampled_from(sorted(CURRENCIES)),
    form=st.sampled_from(sorted(FORMS)),
)
def test_rendered_money_is_read_back(number: int, style: str, currency: str, form: str) -> None:
    written = STYLES[style](number)
    text = "项目总投资" + FORMS[form](written) + currency + "。"
    found = amounts(text)
    assert len(found) == 1, text
    value = found[0].value
    assert isinstance(value, Money)
    assert (value.value, value.currency, value.qualifier) == (number, CURRENCIES[currency], Qualifier.EXACT), text
    assert found[0].text == text[5:-1] or form != "as is"


@SLOW
@given(
    low=st.integers(1, 999),
    step=st.integers(1, 999),
    scale=st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
    mark=st.sampled_from(["-", "—", "——", "~", "～", "至", "到", "–", "－"]),
    repeat=st.booleans(),
)
def test_ranges_are_one_amount(low: int, step: int, scale: tuple[str, int], mark: str, repeat: bool) -> None:
    word, factor = scale
    first = f"{low}{word}元" if repeat else f"{low}"
    found = amounts(f"计划投资{first}{mark}{low + step}{word}元，分两期")
    assert len(found) == 1
    value = found[0].value
    assert isinstance(value, Money)
    assert (value.low, value.high, value.qualifier) == (low * factor, (low + step) * factor, Qualifier.RANGE)


@SLOW
@given(
    number=st.integers(2, 10**8),
    unit=st.sampled_from(UNITS),
    style=st.sampled_from(["digits", "grouped", "wan", "compound", "hanzi"]),
)
def test_rendered_quantities_are_read_back(number: int, unit: str, style: str) -> None:
    text = f"共计{STYLES[style](number)}{unit}。"
    found = tagged(text).mentions_of(Label.QUANTITY)
    assert len(found) == 1, text
    value = found[0].value
    assert isinstance(value, Quantity)
    assert (value.value, value.unit) == (number, unit), text


NOISE = (
    "0123456789,.-—~、和至到一二两三十百千万亿兆元美人民币个家吨米%半多余几数约近超"
    "以上下级/每年亩()，。 \nA$¥×折成百分之点第投资"
)


def check_laws(text: str) -> None:
    document = tagged(text)
    found = sorted(document.mentions_of(*FIGURES), key=lambda m: m.start)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(document.text)
        assert document.text[mention.start : mention.end] == mention.text
        start, end = document.folded.to_raw(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
        assert mention.value is not None
    for left, right in pairwise(found):
        assert left.end <= right.start, text


@settings(SLOW, max_examples=300)
@given(st.text(alphabet=NOISE, max_size=120))
def test_laws_hold_on_noise_of_figures(text: str) -> None:
    check_laws(text)


@SLOW
@given(st.text(max_size=200))
def test_laws_hold_on_any_text(text: str) -> None:
    check_laws(text)


@SLOW
@given(st.text(alphabet=NOISE, max_size=60), st.integers(1, 5))
def test_padding_shifts_offsets_only(text: str, count: int) -> None:
    pad = "好。" * count + "\n"
    plain = tagged("\n" + text, home="CNY").mentions
    before = [(m.start + len(pad), m.end + len(pad), m.label, m.value) for m in plain]
    after = [(m.start, m.end, m.label, m.value) for m in tagged(pad + "\n" + text, home="CNY").mentions]
    assert before == after


PATTERNS = (
    "1", "1,", "111,", "1.", "一", "一百", "1亿", "万", "兆", "1-", "1、", "1，", "百分之", "(", "1元", "1亿、", "1亿-",
    "不超过", "半", "几", "1多", "1个", "亿元", "十", "1\n", "投资", "投资1亿", "投资(1亿", "1折", "1×", "1元每", "1%-",
    "A1", "翻番", "约近超1亿", "百分之五1亿元", "三分之一", "1万亿兆", "1百",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    """Four times the text takes about four times as long, not sixteen; the best of three runs each."""

    def seconds(length: int) -> float:
        text = pattern * (length // len(pattern))
        runs = []
        for run in range(3):
            other = text + "。" * run  # what is read of a text is remembered
            gc.collect()
            gc.disable()  # a full collection looks at all that the other tests have made
            start = time.process_time()
            tagged(other, home="CNY")
            runs.append(time.process_time() - start)
            gc.enable()
        return min(runs)

    seconds(200)
    short, long = seconds(5_000), seconds(20_000)
    assert long < 10 * max(short, 0.01)
