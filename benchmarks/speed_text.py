"""Text to measure speed on: made up, varied, the same for the same seed.

``dense`` is news about projects: paragraphs of the samples and the gold with new companies, figures and places.
``general`` is other news: sentences of ``general_news.txt`` with new names and figures, one of twelve about
projects. No article comes twice; ``variety`` says how much of a text is new, by what zlib leaves of it.
"""

import random
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from make_archive import BRANDS, iter_made, paragraphs, renewed

from kaigong.corpora.loader import load_table

GENERAL_CHARS = (600, 2600)
PROJECT_SHARE = 1 / 12
PARAGRAPH_SENTENCES = (1, 5)
_SENTENCE = re.compile("[^。]+。")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}[市县](?=[\u4e00-\u9fff]{0,3}[区镇乡县]|[，。、]|经济|高新|人民政府)")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文志海春梅晓燕雪松云峰林波国庆子涵若曦"
_TOPICS = "环境保护 交通安全 食品卫生 社会治安 计划生育 青少年教育 文物保护 防汛抗旱 医疗保障 语言文字 信访".split()
_BODIES = "教育局 公安局 卫生局 文化局 总工会 妇联 团委 气象局 宣传部 文联 体育局 司法局 人大常委会 政协".split()
_TAILS = "集团公司 百货公司 出租汽车公司 纺织厂 食品公司 广播电台 机械厂".split()
_TITLES = "归途 春天的信 远山 小巷人家 海的那边 父亲的船 月光 雪落无声 渡口 南方来客".split()


@cache
def places() -> tuple[str, ...]:
    """Names of counties and cities."""
    return tuple(
        row["name"] for row in load_table("divisions") if row["name"].endswith(("市", "县")) and len(row["name"]) < 5
    )


def dense(articles: int, seed: int = 1) -> list[str]:
    """Articles about projects."""
    rng = random.Random(seed)
    return [_moved(made.text, rng) for made in iter_made(articles, seed, 0.0)]


def _moved(text: str, rng: random.Random) -> str:
    """The text with other counties and cities, each the same one throughout."""
    others: dict[str, str] = {}
    return _PLACE.sub(lambda m: others.setdefault(m.group(), rng.choice(places())), text)


def general(articles: int, seed: int = 1) -> list[str]:
    """Articles of which few sentences are about projects."""
    rng = random.Random(seed)
    return [_general_article(rng) for _ in range(articles)]


def _general_article(rng: random.Random) -> str:
    wanted, length, parts = rng.randint(*GENERAL_CHARS), 0, []
    order = rng.sample(_templates(), len(_templates()))
    while length < wanted:
        sentences = [_sentence(order, rng) for _ in range(rng.randint(*PARAGRAPH_SENTENCES))]
        parts.append("".join(sentences))
        length += len(parts[-1])
    return "\n".join(parts)


def _sentence(order: list[str], rng: random.Random) -> str:
    if rng.random() < PROJECT_SHARE:
        return renewed(*rng.choice(_project_sentences()), rng)
    if not order:
        order += rng.sample(_templates(), len(_templates()))
    return re.sub(r"\{(\w+)\}", lambda m: _filled(m.group(1), rng), order.pop())


def _filled(slot: str, rng: random.Random) -> str:
    match slot:
        case "place":
            return rng.choice(places())
        case "person":
            return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))
        case "org":
            return rng.choice(places()) + "".join(rng.sample(BRANDS, 2)) + rng.choice(_TAILS)
        case "body":
            return rng.choice(places()) + rng.choice(_BODIES)
        case "topic":
            return rng.choice(_TOPICS)
        case "title":
            return rng.choice(_TITLES)
    low, high = {"month": (1, 12), "day": (1, 28), "year": (1979, 2025), "small": (1, 30), "age": (31, 99)}.get(
        slot, (1, 99) if slot == "percent" else (100, 9000)
    )
    return str(rng.randint(low, high))


@cache
def _templates() -> tuple[str, ...]:
    lines = Path(__file__).with_name("general_news.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _project_sentences() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((s, companies) for text, companies in paragraphs() for s in _SENTENCE.findall(text))


KINDS = {"dense": dense, "general": general}


def sample(kind: str, chars: int, seed: int = 1) -> list[str]:
    """Articles of a kind that have about ``chars`` characters together."""
    found: list[str] = []
    for text in _endless(kind, seed):
        found.append(text)
        chars -= len(text)
        if chars <= 0:
            break
    return found


def _endless(kind: str, seed: int) -> Iterator[str]:
    while True:
        yield from KINDS[kind](100, seed)
        seed += 1000


def variety(texts: list[str]) -> float:
    """Bytes of UTF-8 to each byte of zlib: People's Daily has 2.3, a text repeated for ever has hundreds."""
    raw = "\n".join(texts).encode()
    return len(raw) / len(zlib.compress(raw, 9))
