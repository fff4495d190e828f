"""docs/how-it-decides.md: every rule in plain words, with an example from the gold, its precision and its coverage.

``pages.py`` writes it. The words come from ``corpora/lexicons/rules.yaml``, all numbers from one run over the gold.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gold_run import GoldRun

from kaigong.pipeline.consistency import STAGE
from kaigong.pipeline.rule_scores import NO_RULE, RuleScore, RuleTally, Sighting
from kaigong.pipeline.rule_words import RuleWords, iter_rules
from kaigong.schemas.record import Record, Span

# First part of the rules' ids → title, and the measure of the gold that counts them (None: not annotated by itself).
SECTIONS: dict[str, tuple[str, str | None]] = {
    "project": ("Names of projects · 项目名称", "name"),
    "link": ("Which project a value belongs to · 值归哪个项目", "link"),
    "amount_role": ("What a sum is · 金额的角色", "slot:amount"),
    "metric_role": ("What a quantity is · 数量的角色", "slot:metric"),
    "event": ("Milestones · 进展", "slot:milestone"),
    "org_role": ("Parts of organisations · 机构的角色", "slot:org"),
    "place": ("Places of projects · 项目地点", "slot:place"),
    "industry": ("Industry · 行业", None),
    "target": ("Goals and results · 目标与成绩", "target"),
    "amount": ("Money · 金额", "amount"),
    "org": ("Organisations · 机构名", "org"),
    "quantity": ("Quantities · 数量", None),
    "percent": ("Shares · 百分数", None),
    "date": ("Dates · 日期", None),
    "check": ("Flags · 存疑提示", None),
}
AROUND = 20  # characters of an example to each side of the value
BEST_LENGTH = 30  # of an example's sentence
WORDS_SHOWN = 6
FEW = 10  # given values, below which a precision says little


@dataclass
class Given:
    """Values of a rule that the gold does not count: their number, and where they stand."""

    count: int = 0
    sightings: list[Sighting] = field(default_factory=list)


def given_by_rule(records: Iterable[Record]) -> Mapping[str, Given]:
    """Mentions, industries and flags of all records by rule."""
    found: dict[str, Given] = {}

    def note(article: str, rule: str, span: Span | None) -> None:
        given = found.setdefault(rule, Given())
        given.count += 1
        if span is not None:
            given.sightings.append(Sighting(article, span.start, span.end, span.sentence))

    for record in records:
        for span in (*record.mentions, *(i for p in record.projects for i in p.industry)):
            note(record.article.id, span.rule or NO_RULE, span)
        for reject in record.rejects:
            if reject.stage == STAGE:
                note(record.article.id, f"check.{reject.reason.removeprefix('flag: ').split(':')[0]}", None)
    return found


def example(sightings: Iterable[Sighting], texts: Mapping[str, str]) -> str:
    """The value in its sentence, of the sighting whose sentence is best to read."""

    def length(s: Sighting) -> int:
        return abs((s.sentence[1] - s.sentence[0] if s.sentence else 4 * AROUND) - BEST_LENGTH)

    best = min(sightings, key=lambda s: (length(s), s.article, s.start), default=None)
    if best is None:
        return ""
    text = texts[best.article]
    first, last = best.sentence or (best.start - AROUND, best.end + AROUND)
    start, end = max(first, best.start - AROUND, 0), min(last, best.end + AROUND)
    before, value, after = text[start : best.start], text[best.start : best.end], text[best.end : end]
    opening, closing = ("…" if start > first else ""), ("…" if end < last else "")
    return f"{opening}{_plain(before)}**{_plain(value)}**{_plain(after)}{closing}"


def _plain(text: str) -> str:
    """Text that means nothing else in a cell of a table."""
    for mark in "\\|*_`<[":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())


def described(rule: RuleWords) -> str:
    """What a rule does, in both languages; of a family's rule the first of its words, and what it gives."""
    if rule.family == rule.id:
        return f"{_plain(rule.zh)}<br>{_plain(rule.en)}"
    words = "、".join(_plain(w) for w in rule.words[:WORDS_SHOWN]) + ("…" if len(rule.words) > WORDS_SHOWN else "")
    return " ".join(part for part in (words, *(f"→ `{g}`" for g in rule.gives)) if part) or "—"


def _families(rules: Iterable[RuleWords]) -> Iterator[str]:
    """What the rules of each family do, said once above the table."""
    told = dict.fromkeys((r.family, r.zh, r.en) for r in rules if r.family != r.id)
    yield from (f"- `{family}.…`: {zh} {en}" for family, zh, en in told)
    if told:
        yield ""


def _scored(rule: RuleWords, score: RuleScore | None, texts: Mapping[str, str]) -> str:
    name = rule.id.removeprefix("link.")
    if score is None:
        return f"| `{name}` | {described(rule)} | | 0 | | | |"
    low, high = score.interval
    precision = f"{score.precision:.2f}" if score.tally.predicted >= FEW else f"({score.precision:.2f})"
    return (
        f"| `{name}` | {described(rule)} | {example(score.tally.sightings, texts)} | {score.tally.predicted} "
        f"| {score.tally.hits} | {precision} [{low:.2f}, {high:.2f}] | {100 * score.coverage:.1f} % |"
    )


def _section(name: str, rules: list[RuleWords], run: GoldRun, texts: Mapping[str, str]) -> Iterator[str]:
    title, measure = SECTIONS[name]
    yield from ("", f"## {title}", "", *_families(rules))
    if measure is None:
        given = given_by_rule(run.records.values())
        yield "| rule 规则 | what it does 说明 | example 例 | given 给出 |"
        yield "|---|---|---|--:|"
        for rule in rules:
            own = given.get(rule.id, Given())
            name = rule.id.removeprefix("check.")
            yield f"| `{name}` | {described(rule)} | {example(own.sightings, texts)} | {own.count} |"
        return
    scores = {s.rule: s for s in run.evaluation.rule_scores() if s.measure == measure}
    counted = "given 给出 | right 正确 | precision 精确率 [95 %] | coverage 覆盖率"
    yield f"| rule 规则 | what it does 说明 | example 例 | {counted} |"
    yield "|---|---|---|--:|--:|--:|--:|"
    for rule in rules:
        yield _scored(rule, scores.get(rule.id.removeprefix("link.")), texts)


def _intro(run: GoldRun) -> list[str]:
    stage = run.evaluation.rules.get(("slot:stage", NO_RULE), RuleTally())
    total = run.evaluation.tallies["slot:stage"].gold
    return [
        "# How it decides · 怎样判断",
        "",
        "Written by `python benchmarks/pages.py`; CI checks that it is current. 本页由脚本生成。",
        "",
        "每个值都带着给出它的规则（记录中的 `rule`，`kaigong explain` 也会显示）。项目的值由两条规则给出，写作",
        "`amount_role.total/name_before`：斜线前说明这个值是什么，斜线后说明为什么归这个项目。没有规则的值不给。",
        "本页列出全部规则，并在随附的标注集上实测：**给出**是规则给出的值数，**正确**是与标注一致的值数，",
        f"**精确率**是两者之比（方括号内为Wilson 95%区间；给出不足{FEW}个的加圆括号，说明不了多少），",
        "**覆盖率**是正确的值占该类全部标注的份额。给出为0的规则在标注集中没有用到。",
        "项目名称须与标注完全一致才算正确；项目阶段由全部事件综合得出，取已成事实中最远的一步：",
        f"{stage.predicted}个中{stage.hits}个正确，标注共{total}个。",
        "",
        "Every value names the rule that gave it (`rule` in a record; `kaigong explain` shows it). A value of a",
        "project has two, as in `amount_role.total/name_before`: what the value is, and why it is this project's.",
        "No rule, no value. All rules stand here with what they did on the shipped gold: **given** values, those that",
        "are **right**, **precision** with its Wilson 95 % interval (in round brackets where fewer than",
        f"{FEW} values were given), and **coverage**, the share of the gold's values of that kind that the rule finds.",
        "With none given, it did not fire there. Names of projects count as right only where they equal the gold's.",
        "The stage of a project follows from all of its events together, the furthest fact first:",
        f"{stage.hits} of {stage.predicted} right, {total} in the gold.",
    ]


def page(run: GoldRun) -> str:
    """docs/how-it-decides.md."""
    texts = {article.id: article.text for article in run.gold}
    rules: dict[str, list[RuleWords]] = {}
    for rule in iter_rules():
        rules.setdefault(rule.id.partition(".")[0], []).append(rule)
    lines = _intro(run)
    for name in SECTIONS:
        lines += _section(name, rules[name], run, texts)
    return "\n".join(lines) + "\n"
