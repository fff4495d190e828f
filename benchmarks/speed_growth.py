"""Texts that grow: in length, in sentences, in one sentence, in projects."""

from collections.abc import Callable

from speed_text import sample

_COMPANIES = "安昌达鼎福广海宏嘉金景康立龙南宁鹏齐瑞顺泰万祥兴扬永宇源云泽"
_PLACES = "仪征市 扬州市 句容市 泰兴市 如皋市 海门市 溧阳市 宜兴市".split()
_KINDS = "储能电池 光伏组件 汽车零部件 生物医药 电解铜箔 高端装备 集成电路封装".split()


def long_article(chars: int) -> str:
    """News about projects, in paragraphs."""
    return "\n".join(sample("dense", chars, 5))[:chars]


def one_sentence(chars: int) -> str:
    """The same in one sentence of one line: no full stop, no line break."""
    return (
        "，".join(sample("dense", chars, 5)).replace("\n", "，").translate(str.maketrans("。！？…", "，，，，"))[:chars]
    )


def projects(count: int) -> str:
    """One sentence a project, each with a name of its own."""
    return "".join(_project(number) for number in range(count))


def _project(number: int) -> str:
    size = len(_COMPANIES)
    name = _COMPANIES[number % size] + _COMPANIES[(number * 7 + number // size) % size]
    kind, place = _KINDS[number % len(_KINDS)], _PLACES[number % len(_PLACES)]
    return (
        f"由{name}科技有限公司投资建设的{name}{kind}项目位于{place}，总投资{2 + number % 90}亿元，占地{20 + number}亩，"
        f"计划2024年{1 + number % 12}月开工，达产后年产值{3 + number % 70}亿元。\n"
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "long article": long_article, "one sentence": one_sentence, "projects": projects,
}  # fmt: skip
