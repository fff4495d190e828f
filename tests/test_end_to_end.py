"""The whole way with the default pipeline: articles in, checked records out."""

import datetime
import json
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaigong.corpora.gold_reader import read_gold
from kaigong.corpora.readers import iter_articles
from kaigong.pipeline import Pipeline
from kaigong.pipeline.evaluate import evaluate, extract_gold
from kaigong.pipeline.scoring import gold_slots, match_projects, predicted_slots
from kaigong.pipeline.stream import iter_lines, process_one
from kaigong.schemas import Article, Record, check_spans
from kaigong.schemas.errors import ReadError

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
SEED = ROOT.parent / "shared" / "seed" / "gold.jsonl"
KAIGONG = Path(sys.executable).parent / "kaigong"

needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the owner's article is not at hand")


@cache
def pipeline():
    return Pipeline()


@cache
def gold_records():
    rejects = []
    records = extract_gold(pipeline(), read_gold(), on_reject=rejects.append)
    assert rejects == []
    return records


def test_samples_give_records(tmp_path):
    out = tmp_path / "projects.jsonl"
    run = subprocess.run([KAIGONG, "extract", SAMPLES, "-o", out], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    records = [Record.model_validate_json(row) for row in out.read_text("utf-8").splitlines()]
    assert len(records) == 6
    assert all(record.projects for record in records)
    assert all(record.article.published for record in records)
    assert any(amount.currency == "TWD" for r in records for p in r.projects for amount in p.amounts)
    for command in (["validate", out, "--against", SAMPLES], ["show", out], ["explain", SAMPLES]):
        done = subprocess.run([KAIGONG, *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


def test_spans_are_slices_of_the_gold_texts():
    for article in read_gold():
        assert check_spans(gold_records()[article.id], article.text) == []


def test_articles_without_projects_give_hardly_any():
    empty = [a for a in read_gold() if not a.projects]
    assert empty
    assert sum(len(gold_records()[a.id].projects) for a in empty) <= 2


def test_workers_give_the_same_bytes():
    articles = [Article(id=a.id, text=a.text, published=a.published) for a in read_gold()[:24]]
    alone, together = (list(iter_lines(pipeline(), articles, workers)) for workers in (1, 2))
    assert alone == together


def test_long_line_takes_linear_time():
    sentence = "某县签约总投资20亿元的电池项目，由江苏澜泽科技有限公司投资建设，占地200亩，预计2025年6月投产，"
    seconds = []
    for size in (50_000, 200_000):
        article = Article(id="long", text=(sentence * (size // len(sentence)))[:size])
        started = time.process_time()
        assert isinstance(process_one(pipeline(), article), Record)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 30
    assert seconds[1] < 10 * seconds[0] + 1


@pytest.mark.parametrize(
    "text",
    [
        "项目", "亿元", "。", "2023年", "总投资亿元", "占地亩", "《》“”（）", "项目" * 3000, "亿" * 3000, "（" * 3000,
        "1" * 5000, "一" * 5000, "公司" * 3000, "2023年" * 1000, "𠮷项目💡总投资20亿元", "项目\x00总投资20亿元",
        "项目\u200b总投资２０亿元", "<p>总投资&nbsp;20亿元的项目</p>", "、" * 3000 + "项目",
    ],
)  # fmt: skip
def test_odd_texts_give_records(text):
    result = process_one(pipeline(), Article(id="odd", text=text))
    assert isinstance(result, Record), result


PIECES = (
    "项目 总投资 20亿元 3.5万平方米 年产10万吨 开工 签约 预计 2025年6月底 某某科技有限公司 扬州市 市政府 一期 去年 "
    "昨天 增长12% 力争 （ ） “ ” 《 》 。 ， 、 ； \n 　 ㎡ 億元 ２０ 万 余 约 <p> &nbsp; 等 的 由 在 "
    "投资建设 以下简称 其中 分别"
).split(" ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_a_record(text):
    result = process_one(pipeline(), Article(id="any", text=text))
    assert isinstance(result, Record), result


@needs_seed
@pytest.mark.parametrize("given_day", [True, False])
def test_the_owners_article(given_day):
    (gold,) = read_gold(SEED)
    article = Article(id=gold.id, text=gold.text, title=gold.title, published=gold.published if given_day else None)
    record = process_one(pipeline(), article)
    assert isinstance(record, Record), record
    assert record.article.published == gold.published
    assert record.article.published_basis == ("given" if given_day else "inferred")
    mates = match_projects(gold.projects, record.projects)
    with_figures = ("亚新科双环", "中国移动", "长春路", "科霸高端")
    for i, project in enumerate(gold.projects):
        if project.name.startswith(with_figures):
            found = Counter(guess.key for guess in predicted_slots(record.projects[mates[i]]))
            assert not gold_slots(project) - found, project.name
    named = [i for i, p in enumerate(gold.projects) if p.stage == "under_construction" and not p.amounts and i in mates]
    right = [i for i in named if record.projects[mates[i]].stage == gold.projects[i].stage]
    assert len(right) >= 8
    assert evaluate([gold], {gold.id: record}).tallies["target"].hits >= 12


def test_library_example():
    record = pipeline()(
        "江苏澜泽纸塑科技有限公司投资15亿元建设绿色酒品包装产业园项目，占地210亩。", published="2024-05-17", id="x"
    )
    (project,) = record.projects
    assert [(a.role, a.value, a.currency) for a in project.amounts] == [("total_investment", "1500000000", "CNY")]
    assert json.loads(record.to_line())["article"]["published"] == "2024-05-17"


DAYS = (datetime.date(2024, 5, 17), datetime.datetime.fromisoformat("2024-05-17T08:00"), "2024/5/17", 20240517)


@pytest.mark.parametrize("published", DAYS)
def test_library_call_takes_days_as_people_write_them(published):
    assert str(pipeline()("某市甲项目昨日开工。", published=published).article.published) == "2024-05-17"


@pytest.mark.parametrize(
    ("text", "published", "error", "message"),
    [
        ("某市甲项目昨日开工。", "17.5.2024", ReadError, "published: '17.5.2024' is no date"),
        (float("nan"), None, TypeError, "text: expected a string, found nan"),
    ],
)
def test_library_call_says_what_is_wrong(text, published, error, message):
    with pytest.raises(error, match=message):
        pipeline()(text, published=published)


def test_samples_are_all_read():
    assert all(isinstance(item, Article) for item in iter_articles([SAMPLES]))
