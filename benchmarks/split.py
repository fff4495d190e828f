"""F1 of every measure on two fixed halves of the shipped gold, and how far chance may have made it.

    python benchmarks/split.py

Halves go by the hash of the article's id. The interval is the 95 % bootstrap over articles (percentiles of F1 on
articles drawn with replacement). ``pages.py`` writes the table into docs/accuracy.md.
"""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gold_run import GoldRun, run_gold

from kaigong.pipeline.evaluate import MEASURES, Tally

DRAWS = 2000
SEED = 20260101
HALVES = ("A", "B")

# What each measure counts, in the words of the page.
MEANING = {
    "org": "organisation names, distinct in an article / 机构名（每篇去重）",
    "amount": "money mentions: value and currency / 金额（数值、币种）",
    "amount+q": "the same, and the qualifier / 金额（另加约、近、超等限定）",
    "project": "projects found, names alike / 项目（名称相近即可）",
    "name": "projects with an equal name / 项目（名称完全一致）",
    "slots": "all slots of all projects / 项目的全部字段",
    "slot:org": "organisations and their roles / 机构及角色",
    "slot:place": "places / 地点",
    "slot:amount": "amounts and their roles / 金额及角色",
    "slot:metric": "metrics and their roles / 数量及角色",
    "slot:milestone": "milestones: kind, status, days / 进展：种类、虚实、日期",
    "slot:stage": "stage / 阶段",
    "perfect": "projects with every slot right, none too many / 全部字段无误的项目",
    "target": "goals and results: value, unit, status / 目标与成绩：数值、单位、虚实",
    "target+": "the same, comparator and period / 另加比较词、时期",
}


@dataclass(frozen=True)
class SplitRow:
    """One measure: its tally on all articles, F1 of each half, and the bounds of the bootstrap interval of F1."""

    measure: str
    tally: Tally
    halves: tuple[float, float]
    low: float
    high: float


def half_of(article: str) -> str:
    """The half of an article, by the first bit of the SHA-256 of its id."""
    return HALVES[hashlib.sha256(article.encode("utf-8")).digest()[0] >> 7]


def summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally.hits, tally.gold, tally.predicted)
    return total


def bootstrap(tallies: Sequence[Tally], draws: Sequence[Sequence[int]]) -> tuple[float, float]:
    """Percentiles 2.5 and 97.5 of F1 over the draws, each a list of numbers of articles."""
    hits = [t.hits for t in tallies]
    both = [t.gold + t.predicted for t in tallies]
    scores = []
    for draw in draws:
        size = sum(both[i] for i in draw)
        scores.append(2 * sum(hits[i] for i in draw) / size if size else 0.0)
    scores.sort()
    return scores[round(0.025 * (len(scores) - 1))], scores[round(0.975 * (len(scores) - 1))]


def split(by_article: Mapping[str, Mapping[str, Tally]], draws: int = DRAWS) -> list[SplitRow]:
    """A row for each measure, from the tallies of each article."""
    names = list(by_article)
    chance = random.Random(SEED)
    drawn = [chance.choices(range(len(names)), k=len(names)) for _ in range(draws)]
    rows = []
    for measure in MEASURES:
        tallies = [by_article[name][measure] for name in names]
        first, second = (
            summed(t for name, t in zip(names, tallies, strict=True) if half_of(name) == half).f1 for half in HALVES
        )
        rows.append(SplitRow(measure, summed(tallies), (first, second), *bootstrap(tallies, drawn)))
    return rows


def rows_of(run: GoldRun) -> list[SplitRow]:
    return split({name: evaluation.tallies for name, evaluation in run.by_article.items()})


def sizes(names: Iterable[str]) -> dict[str, int]:
    """Number of articles of each half."""
    found = dict.fromkeys(HALVES, 0)
    for name in names:
        found[half_of(name)] += 1
    return found


def table(rows: Iterable[SplitRow]) -> str:
    lines = [f"{'measure':<16}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}  {'95 %':<14}{'half A':>8}{'half B':>8}"]
    for row in rows:
        t = row.tally
        lines.append(
            f"{row.measure:<16}{t.gold:>6}{t.precision:>8.3f}{t.recall:>8.3f}{t.f1:>8.3f}"
            f"  {row.low:.3f}–{row.high:.3f}   {row.halves[0]:>8.3f}{row.halves[1]:>8.3f}"
        )
    return "\n".join(lines)


def page(run: GoldRun) -> str:
    """docs/accuracy.md."""
    counts = sizes(run.by_article)
    lines = [
        "# Accuracy on the shipped gold · 在随附标注上的准确度",
        "",
        "Written by `python benchmarks/pages.py`; CI checks that it is current. 本页由脚本生成。",
        "",
        f"{len(run.gold)} articles of `corpora/gold`. All were looked at while the rules were made: figures on unseen",
        "articles are lower. The interval is the 95 % bootstrap over articles: what the choice of articles alone",
        f"may do. Halves A ({counts['A']} articles) and B ({counts['B']}) go by the hash of the article's id: work on",
        "one half and look at the other. What one half gains alone is learnt by heart.",
        "",
        f"共{len(run.gold)}篇，规则编写时都看过，因此对没见过的文章准确度会低一些。区间为按篇自助抽样的95%区间。",
        "A、B两半按文章编号的散列值划分：改规则只看一半，再看另一半，只有一半提高就是过拟合。",
        "",
        "| measure 指标 | counts 内容 | gold 标注数 | precision 精确率 | recall 召回率 | F1 | 95 % | half A | half B |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows_of(run):
        t = row.tally
        lines.append(
            f"| `{row.measure}` | {MEANING[row.measure]} | {t.gold} | {t.precision:.3f} | {t.recall:.3f} "
            f"| **{t.f1:.3f}** | {row.low:.3f}–{row.high:.3f} | {row.halves[0]:.3f} | {row.halves[1]:.3f} |"
        )
    lines += ["", "What single rules do: [how-it-decides.md](how-it-decides.md). 各条规则的表现见该页。"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(rows_of(run_gold())))
