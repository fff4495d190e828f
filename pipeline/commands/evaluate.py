"""The command ``evaluate``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    Model,
    Rules,
    Segmenter,
    Tagger,
    Workers,
    make_pipeline,
    say,
    usage_error,
    worker_count,
)

if TYPE_CHECKING:
    from kaigong.pipeline.evaluate import Evaluation


def evaluate(
    gold: Annotated[
        Path | None,
        typer.Argument(help="Gold articles, or corrections of kaigong view (JSONL); else the gold that ships with it."),
    ] = None,
    pred: Annotated[Path | None, typer.Argument(help="Records to score; else the gold's texts are extracted.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of the table.")] = False,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every miss and wrong value here, one JSON a line.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="rule", help="With 'rule': precision and coverage of every rule too.")
    ] = None,
    reviewed: Annotated[
        Path | None, typer.Option(metavar="RECORDS", help="With corrections: the records reviewed, if not PRED.")
    ] = None,
    workers: Workers = 1,
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
) -> None:
    """Score records against gold: precision, recall and F1 by measure."""
    from kaigong.corpora.gold_reader import read_gold
    from kaigong.pipeline.corrections import holds_corrections
    from kaigong.pipeline.evaluate import evaluate as score
    from kaigong.pipeline.evaluate import extract_gold
    from kaigong.pipeline.output import refuse_input
    from kaigong.pipeline.records import read_records

    if by not in (None, "rule"):
        usage_error(f"--by {by}: expected 'rule'")
    refuse_input(errors, [name for name in (gold, pred, reviewed) if name is not None])
    if gold is not None and holds_corrections(gold):
        raise typer.Exit(_score_review(gold, pred, reviewed, as_json, errors, by))
    if reviewed is not None:
        usage_error(f"--reviewed goes with corrections; {gold or 'the gold that ships with kaigong'} holds none")
    articles = read_gold(gold)
    failed = False
    if pred is None:
        rejects: list[str] = []
        pipeline = make_pipeline(segmenter, tagger, model, False, rules)
        records = extract_gold(pipeline, articles, worker_count(workers), lambda reject: rejects.append(str(reject)))
        failed = bool(rejects)
        for reject in rejects:
            say(reject)
    else:
        records = {record.article.id: record for record in read_records(pred)}
    evaluation = score(articles, records)
    for name in evaluation.missing:
        say(f"no prediction for {name}")
    _print(evaluation, evaluation.to_json(), as_json, errors, by)
    raise typer.Exit(FAILED if failed else OK)


def _score_review(
    corrections: Path, pred: Path | None, reviewed: Path | None, as_json: bool, errors: Path | None, by: str | None
) -> int:
    from kaigong.pipeline.corrections import read_corrections
    from kaigong.pipeline.records import read_records
    from kaigong.pipeline.review import review_of, score_review

    if pred is None:
        usage_error(f"{corrections} holds corrections; name the records too: kaigong evaluate {corrections} RECORDS")
    records = {record.article.id: record for record in read_records(pred)}
    seen = records if reviewed is None else {record.article.id: record for record in read_records(reviewed)}
    review = review_of(read_corrections(corrections), seen)
    for stranger in review.strangers:
        say(stranger)
    scores = score_review(review, records)
    for name in scores.evaluation.missing:
        say(f"no prediction for {name}")
    _print(scores.evaluation, scores.to_json(), as_json, errors, by)
    if not as_json:
        typer.echo("\n" + scores.summary())
    return FAILED if review.strangers else OK


def _print(
    evaluation: "Evaluation", scores: Mapping[str, object], as_json: bool, errors: Path | None, by: str | None
) -> None:
    import json

    from kaigong.pipeline.output import open_output

    if errors is not None:
        with open_output(errors) as sink:
            for row in evaluation.errors:
                sink.write(json.dumps(row.to_json(), ensure_ascii=False).encode("utf-8") + b"\n")
    if as_json:
        typer.echo(json.dumps({**scores, "rules": evaluation.rules_json()} if by else scores))
    else:
        typer.echo(evaluation.table())
        if by:
            typer.echo("\n" + evaluation.rule_table())
