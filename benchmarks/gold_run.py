"""One extraction of the shipped gold, which all pages about its accuracy are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline
from kaigong.pipeline.evaluate import Evaluation, evaluate, extract_gold
from kaigong.schemas.gold import GoldArticle
from kaigong.schemas.record import Record


@dataclass(frozen=True)
class GoldRun:
    """The gold, its records by article, the scores of all together and of each article."""

    gold: Sequence[GoldArticle]
    records: Mapping[str, Record]
    evaluation: Evaluation
    by_article: Mapping[str, Evaluation]


def run_gold() -> GoldRun:
    """Extract and score the gold that ships with kaigong.

    Raises: RuntimeError if an article gives no record.
    """
    gold = read_gold()
    records = extract_gold(Pipeline(), gold)
    evaluation = evaluate(gold, records)
    if evaluation.missing:
        raise RuntimeError(f"no record for {', '.join(evaluation.missing)}")
    return GoldRun(gold, records, evaluation, {a.id: evaluate([a], records) for a in gold})
