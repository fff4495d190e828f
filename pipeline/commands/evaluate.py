"""The command ``evaluate``."""

from pathlib import Path
from typing import Annotated

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


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="Gold articles (JSONL); else those that ship with kaigong.")
    ] = None,
    pred: Annotated[Path | None, typer.Argument(help="Records to score; else the gold's texts are extracted.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of the table.")] = False,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every miss and wrong value here, one JSON a line.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="rule", help="With 'rule': precision and coverage of every rule too.")
    ] = None,
    workers: Workers = 1,
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
) -> None:
    """Score records against gold: precision, recall and F1 by measure."""
    import json

    from kaigong.corpora.gold_reader import read_gold
    from kaigong.pipeline.evaluate import evaluate as score
    from kaigong.pipeline.evaluate import extract_gold
    from kaigong.pipeline.output import open_output
    from kaigong.pipeline.records import read_records

    if by not in (None, "rule"):
        usage_error(f"--by {by}: expected 'rule'")
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
    if errors is not None:
        with open_output(errors) as sink:
            for row in evaluation.errors:
                sink.write(json.dumps(row.to_json(), ensure_ascii=False).encode("utf-8") + b"\n")
    if as_json:
        scores: dict[str, object] = dict(evaluation.to_json())
        if by:
            scores["rules"] = evaluation.rules_json()
        typer.echo(json.dumps(scores))
    else:
        typer.echo(evaluation.table())
        if by:
            typer.echo("\n" + evaluation.rule_table())
    raise typer.Exit(FAILED if failed else OK)
