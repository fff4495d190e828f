import os
import pickle
from itertools import count, islice

import pytest
from stub import StubPipeline

from kaigong.pipeline import Pipeline
from kaigong.pipeline.stream import iter_lines, iter_records, iter_results, process_one
from kaigong.schemas import Article, ExtractionError, LexiconError, Record
from kaigong.schemas.reject import ArticleReject


def article(number, words="一个总投资20亿元的项目。"):
    return Article(id=f"a{number}", text=words)


@pytest.mark.parametrize(
    ("words", "stage", "reason"),
    [
        ("故障", "extract", "unexpected ZeroDivisionError at stub.py:"),
        ("拒绝", "check", "refused on purpose"),
        (
            "错位20亿元的项目",
            "check",
            "the record breaks kaigong/1: mentions[0]: says '20亿元', the text has '0亿元的'",
        ),
        ("错位20亿元", "check", "reaches past"),
        ("半字", "check", "cannot be written as UTF-8 JSON"),
    ],
)
def test_failing_article_becomes_a_reject(words, stage, reason):
    reject = process_one(StubPipeline(), article(1, words))
    assert isinstance(reject, ArticleReject)
    assert (reject.article, reject.stage) == ("a1", stage)
    assert reason in reject.reason
    assert "\n" not in reject.reason


def mixed():
    """Articles of very different length, some that fail, and rejects of the reader among them."""
    for i in range(200):
        if i % 37 == 5:
            yield ArticleReject(stage="read", reason="no text", file="x.jsonl", line=i)
        else:
            yield article(i, ("故障" if i % 29 == 3 else "") + "投资3亿元。" * (1 + i * i % 700))


def test_output_is_the_same_on_any_number_of_workers():
    alone = list(iter_lines(StubPipeline(), mixed(), workers=1))
    assert [type(r).__name__ for r in alone].count("ArticleReject") == 13
    for workers in (2, 3):
        assert list(iter_lines(StubPipeline(), mixed(), workers=workers)) == alone


@pytest.mark.parametrize("workers", [1, 2])
def test_stream_is_lazy(workers):
    taken = count()
    articles = (article(next(taken)) for _ in iter(int, 1))
    results = iter_results(StubPipeline(), articles, workers)
    assert [r.article.id for r in islice(results, 3)] == ["a0", "a1", "a2"]
    results.close()
    assert next(taken) < 500


def test_records_alone_with_rejects_told(caplog):
    told = []
    articles = [article(1), article(2, "故障"), article(3)]
    records = list(iter_records(StubPipeline(), articles, on_reject=told.append))
    assert [r.article.id for r in records] == ["a1", "a3"]
    assert all(isinstance(r, Record) for r in records)
    assert [r.article for r in told] == ["a2"]
    list(iter_records(StubPipeline(), articles))
    assert "no record: a2: unexpected ZeroDivisionError" in caplog.text


class BrokenPipeline(StubPipeline):
    def process(self, article):
        raise LexiconError("units.yaml: entry mu: no factor")


@pytest.mark.parametrize("workers", [1, 2])
def test_broken_lexicon_stops_the_run(workers):
    with pytest.raises(LexiconError, match=r"units\.yaml: entry mu"):
        list(iter_results(BrokenPipeline(), (article(i) for i in range(200)), workers))


class DyingPipeline(StubPipeline):
    def process(self, article):
        if article.id == "a40":
            os._exit(3)
        return super().process(article)


def test_dead_worker_is_named():
    with pytest.raises(ExtractionError, match="a worker process died"):
        list(iter_results(DyingPipeline(), (article(i) for i in range(200)), workers=2))


def test_too_few_workers():
    with pytest.raises(ValueError, match="workers: 0"):
        list(iter_results(StubPipeline(), [article(1)], workers=0))


def test_a_pipeline_can_be_pickled():
    """Workers that are not forked, and those of a cluster, get their pipeline so."""
    pipeline = Pipeline(tagger="rules", keep_text=True)
    sent = pickle.loads(pickle.dumps(pipeline))
    text = "扬州鑫源科技有限公司投资20亿元建设的储能电池项目昨日开工。"
    assert sent(text, published="2024-05-17") == pipeline(text, published="2024-05-17")
    assert list(sent.stages) == list(pipeline.stages)
